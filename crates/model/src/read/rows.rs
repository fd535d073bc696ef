//! CSV records into rows of the case.

use std::collections::BTreeMap;

use detente_chance::Shape;

use crate::case::*;
use crate::codes;
use crate::diagnostic::Findings;
use crate::document::PageMap;
use crate::left_out::LeftOut;
use crate::likelihood;
use crate::names::did_you_mean;
use crate::syntax::Record;
use crate::vocabulary::{PLOVER, QUADRANTS, STATUSES, cameo_root};

/// Reads every table; rows with findings of error level are left out.
pub(crate) fn read(
    records: &BTreeMap<&str, Vec<Record>>,
    pages: &BTreeMap<String, PageMap>,
    case: &mut Case,
    findings: &mut Findings,
) {
    let shape = case.settings.shape;
    for table in super::TABLES {
        let ids = records[table.file].iter().map(|record| record.text("id")).filter(|id| !id.is_empty());
        case.ids.insert(table.file, ids.collect());
    }
    let out = &mut case.left_out;
    case.sources = all(records, "sources.csv", out, |r| source(r, findings));
    case.data_sets = all(records, "datasets.csv", out, |r| data_set(r, findings));
    case.backtests = all(records, "backtests.csv", out, |r| kept_score(r, findings));
    case.sources.extend(case.data_sets.iter().map(as_source));
    for source in &mut case.sources {
        source.pages = pages.get(&source.id.text).cloned().unwrap_or_default();
    }
    for record in &records["fingerprints.csv"] {
        fingerprint(record, &mut case.sources, out, findings);
    }
    let grades: BTreeMap<String, String> =
        records["sources.csv"].iter().map(|r| (r.text("id"), r.text("default_grade"))).collect();
    case.actors = all(records, "actors.csv", out, |r| actor(r, shape, findings));
    case.claims = all(records, "claims.csv", out, |r| claim(r, shape, &grades, findings));
    case.claim_links = all(records, "claim-links.csv", out, |r| claim_link(r, findings));
    case.ties = all(records, "ties.csv", out, |r| tie(r, shape, findings));
    case.issues = all(records, "issues.csv", out, |r| issue(r, findings));
    case.positions = all(records, "positions.csv", out, |r| position(r, shape, findings));
    case.factors = all(records, "factors.csv", out, |r| factor(r, shape, findings));
    case.links = all(records, "links.csv", out, |r| link(r, shape, findings));
    case.formats = all(records, "formats.csv", out, |r| format(r, findings));
    case.forecasts = all(records, "forecasts.csv", out, |r| forecast(r, shape, findings));
    case.events = all(records, "events.csv", out, |r| event(r, findings));
    case.places = all(records, "places.csv", out, |r| place(r, shape, findings));
    case.systems = all(records, "systems.csv", out, |r| system(r, findings));
}

/// The rows of a table that can be read; what the others speak of is kept in `left_out`.
fn all<T>(
    records: &BTreeMap<&str, Vec<Record>>,
    file: &'static str,
    left_out: &mut LeftOut,
    mut read: impl FnMut(&Record) -> Option<T>,
) -> Vec<T> {
    let mut rows = Vec::new();
    for record in &records[file] {
        match read(record) {
            Some(row) => rows.push(row),
            None => left_out.row(file, record.texts()),
        }
    }
    rows
}

/// Basis, evidence and locators, which nearly every table has.
pub(crate) fn ground(record: &Record, findings: &mut Findings) -> Option<Ground> {
    record.required("basis", findings);
    let basis = record.choice("basis", &Basis::ALL, findings);
    let (evidence, locators) = (record.words("evidence"), record.locators("locator", findings));
    Some(Ground { basis: basis?, evidence, locators, note: record.text("note"), place: record.place.clone() })
}

fn yes_no(record: &Record, name: &str, findings: &mut Findings) -> Option<bool> {
    record.choice(name, &[("yes", true), ("no", false)], findings)
}

fn source(r: &Record, f: &mut Findings) -> Option<Source> {
    let (id, from, to) = (r.id("id", false, f), r.date("date_from", f), r.date("date_to", f));
    inside_case(r, f);
    Some(Source {
        id: id?,
        file: r.text("file"),
        kind: r.text("kind"),
        title: r.text("title"),
        from,
        to,
        language: r.text("language"),
        note: r.text("note"),
        pages: Default::default(),
        fingerprints: BTreeMap::new(),
    })
}

/// Reports a file name that leads out of the folder of the case.
fn inside_case(r: &Record, f: &mut Findings) {
    if let Some(file) = r.get("file").filter(|file| leads_out(file)) {
        let hint = "name a file in the folder of the case, or leave the cell empty".to_owned();
        f.add_with_hint(codes::FILE_OUTSIDE, &file.place, format!("`{}` leads out of the case", file.text), hint);
    }
}

fn data_set(r: &Record, f: &mut Findings) -> Option<DataSet> {
    let (id, set, title) = (r.id("id", false, f), r.required("set", f), r.required("title", f));
    inside_case(r, f);
    Some(DataSet {
        id: id?,
        file: r.text("file"),
        set: set?.text,
        title: title?.text,
        sha256: r.text("sha256"),
        terms: r.text("terms"),
        citation: r.text("citation"),
    })
}

/// Whether a path that is to lie in the folder of the case does not, on any system.
fn leads_out(path: &str) -> bool {
    let from_the_root = path.starts_with(['/', '\\']) || path.chars().nth(1) == Some(':');
    from_the_root || path.split(['/', '\\']).any(|part| part == "..")
}

/// A data set as a source: its paragraphs are the lines of its file.
fn as_source(set: &DataSet) -> Source {
    Source {
        id: set.id.clone(),
        file: String::new(),
        kind: "data set".to_owned(),
        title: set.title.clone(),
        from: None,
        to: None,
        language: String::new(),
        note: set.citation.clone(),
        pages: Default::default(),
        fingerprints: BTreeMap::new(),
    }
}

fn kept_score(r: &Record, f: &mut Findings) -> Option<KeptScore> {
    const NUMBERS: [&str; 9] =
        ["rows", "events", "auc", "auc_pr", "auc_pr_low", "auc_pr_high", "brier", "skill", "log"];
    let (target, set, model) = (r.required("target", f), r.required("set", f), r.required("model", f));
    let numbers = NUMBERS.map(|name| r.number(name, f));
    Some(KeptScore { target: target?.text, set: set?.text, model: model?.text, numbers })
}

fn fingerprint(r: &Record, sources: &mut [Source], left_out: &LeftOut, f: &mut Findings) -> Option<()> {
    let id = r.required("source", f)?;
    let paragraph = r.required("paragraph", f)?;
    let hex = r.required("fingerprint", f)?;
    let parsed = (paragraph.parse::<u32>().ok().filter(|n| *n > 0), u64::from_str_radix(&hex, 16).ok());
    let (Some(paragraph), Some(hash)) = parsed else {
        f.add(codes::NOT_A_NUMBER, &r.place, "the row needs a paragraph number and a hexadecimal fingerprint");
        return None;
    };
    match sources.iter_mut().find(|source| source.id.text == id.text) {
        Some(source) => {
            source.fingerprints.insert(paragraph, hash);
        }
        None if left_out.speaks_of("sources.csv", &id.text) => {}
        None => f.add(codes::UNKNOWN_SOURCE, &id.place, format!("unknown source `{}`", id.text)),
    }
    Some(())
}

fn actor(r: &Record, shape: Shape, f: &mut Findings) -> Option<Actor> {
    let (id, name, ground) = (r.id("id", true, f), r.required("name", f), ground(r, f));
    let named = yes_no(r, "named", f).unwrap_or(true);
    let capability = r.estimate("capability_", shape, f);
    Some(Actor {
        id: id?,
        name: name?.text,
        kind: r.text("kind"),
        within: r.get("within").cloned(),
        aliases: r.text("aliases").split(';').map(|alias| alias.trim().to_owned()).filter(|a| !a.is_empty()).collect(),
        named,
        capability,
        ground: ground?,
    })
}

const CHANNELS: [(&str, ()); 9] = [
    ("own", ()),
    ("attributed", ()),
    ("public", ()),
    ("official", ()),
    ("private", ()),
    ("closed", ()),
    ("press", ()),
    ("coder", ()),
    ("data", ()),
];

const KINDS: [(&str, ()); 16] = [
    ("data", ()),
    ("fact", ()),
    ("judgement", ()),
    ("belief", ()),
    ("forecast", ()),
    ("fear", ()),
    ("wish", ()),
    ("intention", ()),
    ("policy", ()),
    ("pledge", ()),
    ("demand", ()),
    ("argument", ()),
    ("complaint", ()),
    ("rhetoric", ()),
    ("statement", ()),
    ("notice", ()),
];

fn claim(r: &Record, shape: Shape, grades: &BTreeMap<String, String>, f: &mut Findings) -> Option<Claim> {
    let id = r.id_of_claim(f);
    let (speaker, text) = (r.required("speaker", f), r.required("text", f));
    r.required("locator", f);
    r.required("basis", f);
    let basis = r.choice("basis", &Basis::ALL, f);
    r.choice("channel", &CHANNELS, f);
    r.choice("kind", &KINDS, f);
    let likelihood = r.estimate("likelihood_", shape, f);
    let locators = r.locators("locator", f);
    let default = locators.first().and_then(|(locator, _)| grades.get(&locator.source)).cloned().unwrap_or_default();
    let grade = r.get("grade").map_or(default, |grade| grade.text.clone());
    if !is_grade(&grade) {
        let hint = "a letter A-F for the source and a digit 1-6 for the information".to_owned();
        f.add_with_hint(codes::NOT_A_CHOICE, r.place_of("grade"), format!("`{grade}` is no Admiralty grade"), hint);
    }
    Some(Claim {
        id: id?,
        locators,
        speaker: speaker?,
        relay: r.words("relay"),
        channel: r.text("channel"),
        kind: r.text("kind"),
        grade,
        hedges: r.text("hedges").split(';').map(|hedge| hedge.trim().to_owned()).filter(|h| !h.is_empty()).collect(),
        likelihood_term: r.text("likelihood_term"),
        likelihood,
        basis: basis?,
        text: text?.text,
    })
}

impl Record {
    /// Claim ids may hold dots: they are no part of paths.
    fn id_of_claim(&self, findings: &mut Findings) -> Option<Word> {
        let word = self.required("id", findings)?;
        if word.contains([' ', ',', ';']) {
            findings.add(codes::NOT_AN_ID, &word.place, format!("`{}` is not an id", word.text));
            return None;
        }
        Some(word)
    }
}

fn is_grade(grade: &str) -> bool {
    let mut chars = grade.chars();
    grade.is_empty() || matches!((chars.next(), chars.next(), chars.next()), (Some('A'..='F'), Some('1'..='6'), None))
}

fn claim_link(r: &Record, f: &mut Findings) -> Option<ClaimLink> {
    const RELATIONS: [(&str, ClaimRelation); 4] = [
        ("supports", ClaimRelation::Supports),
        ("contradicts", ClaimRelation::Contradicts),
        ("refines", ClaimRelation::Refines),
        ("same-source", ClaimRelation::SameSource),
    ];
    let (from, to) = (r.required("from", f), r.required("to", f));
    r.required("relation", f);
    let relation = r.choice("relation", &RELATIONS, f);
    Some(ClaimLink { from: from?, to: to?, relation: relation?, note: r.text("note") })
}

fn tie(r: &Record, shape: Shape, f: &mut Findings) -> Option<Tie> {
    let (id, from, to) = (r.id("id", false, f), r.required("from", f), r.required("to", f));
    let dimension = r.id("dimension", false, f);
    r.required("directed", f);
    let directed = yes_no(r, "directed", f);
    r.required("mode", f);
    let closeness = r.estimate("", shape, f);
    let firmness = r.estimate("firmness_", shape, f);
    let (since, until, ground) = (r.date("since", f), r.date("until", f), ground(r, f));
    if let (Some(from), Some(to)) = (&from, &to)
        && from.text == to.text
    {
        f.add(codes::SAME_ID, &to.place, format!("the tie joins `{}` to itself", to.text));
        return None;
    }
    Some(Tie {
        id: id?,
        from: from?,
        to: to?,
        directed: directed?,
        dimension: dimension?,
        closeness: closeness?,
        firmness,
        since,
        until,
        ground: ground?,
    })
}

fn issue(r: &Record, f: &mut Findings) -> Option<Issue> {
    let (id, question, ground) = (r.id("id", false, f), r.required("question", f), ground(r, f));
    let reference = r.estimate("reference_", Shape::Pert, f);
    let rule = r.get("rule").cloned().map(|word| {
        let rule = Rule::parse(&word);
        if rule.is_none() {
            let hint =
                "`majority`, `unanimity` or `quota 0.62`; `of actors` behind it gives each actor one vote".to_owned();
            f.add_with_hint(codes::BAD_RULE, &word.place, format!("`{}` is no rule of decision", word.text), hint);
        }
        rule
    });
    Some(Issue {
        id: id?,
        question: question?.text,
        scale_0: r.text("scale_0"),
        scale_100: r.text("scale_100"),
        reference,
        rule: rule.map_or(Some(None), |rule| rule.map(Some))?,
        agenda: r.get("agenda").cloned(),
        package: r.get("package").cloned(),
        ground: ground?,
    })
}

fn position(r: &Record, shape: Shape, f: &mut Findings) -> Option<Position> {
    let (id, issue, actor) = (r.id("id", false, f), r.required("issue", f), r.required("actor", f));
    let from = r.get("from").cloned();
    if from.is_none() {
        r.required("position_mode", f);
    }
    r.required("salience_mode", f);
    let (position, salience) = (r.estimate("position_", shape, f), r.estimate("salience_", shape, f));
    if let (Some(_), Some(from)) = (&position, &from) {
        let message = "a position is either given or the outcome of another issue, not both";
        f.add(codes::TWO_POSITIONS, &from.place, message);
    }
    let veto = match r.text("veto").as_str() {
        "" | "no" => false,
        "yes" => true,
        other => {
            f.add(codes::NOT_A_CHOICE, r.place_of("veto"), format!("`{other}` is neither `yes` nor `no`"));
            false
        }
    };
    let (capability, ground) = (r.estimate("capability_", shape, f), ground(r, f));
    Some(Position {
        id: id?,
        issue: issue?,
        actor: actor?,
        position: if from.is_some() { None } else { Some(position?) },
        from,
        veto,
        salience: salience?,
        capability,
        ground: ground?,
    })
}

fn factor(r: &Record, shape: Shape, f: &mut Findings) -> Option<Factor> {
    let (id, name) = (r.id("id", false, f), r.required("name", f));
    r.required("mode", f);
    let (level, ground) = (r.estimate("", shape, f), ground(r, f));
    let range = (r.number("range_low", f).unwrap_or(0.0), r.number("range_high", f).unwrap_or(1.0));
    if range.0 >= range.1 {
        f.add(codes::OUT_OF_RANGE, r.place_of("range_low"), "the range of the factor is empty");
        return None;
    }
    let ends = (r.text("meaning_0"), r.text("meaning_1"));
    let inertia = share(r, "inertia", (0.0, 0.999), f).unwrap_or(0.0);
    Some(Factor { id: id?, name: name?.text, range, level: level?, ends, inertia, ground: ground? })
}

fn link(r: &Record, shape: Shape, f: &mut Findings) -> Option<Link> {
    let (id, cause, effect) = (r.id("id", false, f), r.required("cause", f), r.required("effect", f));
    r.required("mode", f);
    let (gain, lag, ground) = (r.estimate("", shape, f), r.estimate("lag_", shape, f), ground(r, f));
    let sign = r.choice("sign", &[("+", 1.0), ("-", -1.0)], f);
    if let (Some(sign), Some(gain)) = (sign, gain)
        && sign * gain.mode() < 0.0
    {
        let message = format!("the sign `{}` disagrees with the mode {}", r.text("sign"), gain.mode());
        f.add(codes::SIGN_DISAGREES, r.place_of("sign"), message);
    }
    let probability = share(r, "probability", (1e-9, 1.0), f).unwrap_or(1.0);
    Some(Link { id: id?, cause: cause?, effect: effect?, gain: gain?, lag, probability, ground: ground? })
}

/// An optional number inside bounds.
fn share(r: &Record, name: &str, (low, high): (f64, f64), f: &mut Findings) -> Option<f64> {
    let number = r.number(name, f)?;
    if (low..=high).contains(&number) {
        return Some(number);
    }
    f.add(codes::OUT_OF_RANGE, r.place_of(name), format!("`{name}` is {number}, outside [{low}, {high}]"));
    None
}

fn format(r: &Record, f: &mut Findings) -> Option<Format> {
    let (id, name) = (r.id("id", false, f), r.required("name", f));
    r.required("members", f);
    let (since, until, ground) = (r.date("since", f), r.date("until", f), ground(r, f));
    r.choice("status", &STATUSES, f);
    Some(Format {
        id: id?,
        name: name?.text,
        members: r.words("members"),
        level: r.text("level"),
        status: r.text("status"),
        since,
        until,
        ground: ground?,
    })
}

/// A scale `ICD-203 WORD` must name a word of that scale.
fn scale(r: &Record, f: &mut Findings) {
    let Some(word) = r.get("scale") else { return };
    let Some(term) = word.strip_prefix("ICD-203 ").filter(|term| likelihood::step_of(term).is_none()) else { return };
    if likelihood::WITHOUT_BAND.contains(&term.to_lowercase().as_str()) {
        return;
    }
    let words: Vec<&str> = likelihood::ICD_203.iter().flat_map(|step| step.words).copied().collect();
    let hint = did_you_mean(term, words.iter().copied()).unwrap_or_else(|| format!("one of {}", words.join(", ")));
    f.add_with_hint(codes::NOT_A_CHOICE, &word.place, format!("`{term}` is no word of ICD 203"), hint);
}

fn forecast(r: &Record, shape: Shape, f: &mut Findings) -> Option<Forecast> {
    const RESOLUTIONS: [(&str, ()); 4] = [("yes", ()), ("no", ()), ("open", ()), ("unresolvable", ())];
    let (id, statement, holder) = (r.id("id", false, f), r.required("statement", f), r.required("holder", f));
    r.choice("resolution", &RESOLUTIONS, f);
    scale(r, f);
    let (resolved_on, likelihood, ground) =
        (r.date("resolved_on", f), r.estimate("likelihood_", shape, f), ground(r, f));
    Some(Forecast {
        id: id?,
        statement: statement?.text,
        question: r.text("question"),
        holder: holder?,
        relay: r.words("relay"),
        condition: r.text("condition"),
        horizon: r.text("horizon"),
        words: r.text("words"),
        likelihood,
        scale: r.text("scale"),
        resolution: r.text("resolution"),
        resolved_on,
        ground: ground?,
    })
}

fn event(r: &Record, f: &mut Findings) -> Option<Event> {
    let (id, action, ground) = (r.id("id", false, f), r.required("action", f), ground(r, f));
    r.required("actor", f);
    let (from, to) = (r.date("date_from", f), r.date("date_to", f));
    r.choice("plover", &PLOVER.map(|word| (word, ())), f);
    r.choice("quad", &QUADRANTS.map(|word| (word, ())), f);
    if let Some(word) = r.get("cameo_root")
        && let Err(hint) = cameo_root(word)
    {
        let message = format!("`{}` is no root class of CAMEO", word.text);
        f.add_with_hint(codes::NOT_A_CHOICE, &word.place, message, hint);
    }
    Some(Event {
        id: id?,
        from,
        to,
        precision: r.text("precision"),
        actors: r.words("actor"),
        targets: r.words("target"),
        action: action?.text,
        cameo_root: r.text("cameo_root"),
        plover: r.text("plover"),
        quad: r.text("quad"),
        ground: ground?,
    })
}

fn place(r: &Record, shape: Shape, f: &mut Findings) -> Option<PlaceOnMap> {
    let (id, name, ground) = (r.id("id", false, f), r.required("name", f), ground(r, f));
    r.required("lat", f);
    r.required("lon", f);
    let (latitude, longitude) = (r.number("lat", f), r.number("lon", f));
    for (name, value, limit) in [("lat", latitude, 90.0), ("lon", longitude, 180.0)] {
        if value.is_some_and(|value| value.abs() > limit) {
            f.add(codes::OUT_OF_RANGE, r.place_of(name), format!("`{name}` lies outside [-{limit}, {limit}]"));
        }
    }
    let range_km = r.estimate("range_km_", shape, f);
    Some(PlaceOnMap {
        id: id?,
        name: name?.text,
        kind: r.text("kind"),
        latitude: latitude?,
        longitude: longitude?,
        range_km,
        ground: ground?,
    })
}

fn system(r: &Record, f: &mut Findings) -> Option<System> {
    let (id, title, question) = (r.id("id", false, f), r.required("title", f), r.required("question", f));
    let locators = r.locators("locator", f);
    Some(System {
        id: id?,
        title: title?.text,
        question: question?.text,
        locators,
        findings: r.words("findings"),
        scenarios: r.words("scenarios"),
        missing: r.text("missing"),
    })
}
