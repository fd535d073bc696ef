//! Texts of data sets, indicators, events and backtests.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;

use detente_formats::csv_row;
use detente_panel::latent::{LARGEST_LOADING, Link};
use detente_record::backtest::SIGNS;
use detente_record::events::{Aggregate, Whose};
use detente_record::files::Tally;
use detente_record::into_case::RuleTies;
use detente_record::networks::{Comparison, Window};
use detente_record::rule::{Fitted, Unknown as UnknownYear};
use detente_record::sets::{ONGOING, RowRef};
use detente_record::states::{State, states};
use detente_results::backtest::{Backtested, Formation, ModelScore, Onset, Scored, Sign};
use detente_results::{FileEntry, FolderResult, IndicatorResult, LikenessResult, SourceResult, ValueResult};
use serde::Serialize;
use serde_json::Value;

use crate::table::Table;
use crate::terminal::paragraph;

const WIDTH: usize = 100;

/// What was made by a rule: its ties, what is not known, and what was fitted to find latent ones.
pub fn rule_ties_text(found: &RuleTies) -> String {
    let RuleTies { rule, years: (first, last), covered, made } = found;
    let mut text = format!("{rule}: {} ties over {first} to {last} ({covered})\n", made.ties.len());
    text += &unknown_years_text(&made.unknown);
    text += &partial_years_text(&made.partial);
    text + &made.fitted.as_ref().map(latent_text).unwrap_or_default()
}

/// What was fitted to find latent ties.
fn latent_text(fitted: &Fitted) -> String {
    let mut table =
        Table::new(&["indicator", ">pairs named", ">loading", "thresholds", "level means, in units", ">error"]);
    let mut notes = String::new();
    let list = |numbers: &[f64]| numbers.iter().map(|number| format!("{number:.2}")).collect::<Vec<_>>().join(", ");
    let [pairs, years] = fitted.counts;
    for ((name, link, means, unreached), naming) in fitted.named().zip(&fitted.naming) {
        if !unreached.is_empty() {
            let told = format!("{name}: the data do not tell apart what lies above and below {}", list(unreached));
            notes += &paragraph(&told);
        }
        let (loading, thresholds, error) = match link {
            Link::Levels { loading, thresholds } => (loading, list(thresholds), "1".to_owned()),
            Link::Distance { loading, sd, .. } => (loading, String::new(), format!("{sd:.2}")),
        };
        if let Link::Levels { loading, .. } = link
            && loading.abs() >= LARGEST_LOADING
        {
            notes += &paragraph(&format!(
                "{name}: its loading stands at the largest that is allowed ({LARGEST_LOADING}); it tells pairs apart better than it can be trusted to, as indicators do that stand still for decades"
            ));
        }
        table.row([name.to_owned(), naming.to_string(), format!("{loading:.2}"), thresholds, list(means), error]);
    }
    if let Some((name, first, next)) = fitted.dwarfing() {
        notes += &paragraph(&format!(
            "{name} decides nearly alone: its loading is {first:.2}, that of the next {next:.2}; look at the ties without it before you trust them"
        ));
    }
    let told = format!(
        "latent affinity: {pairs} pairs, {years} years of pairs, a step of {:.3} a year, friendly above {:.2}; {} rounds{}, log-likelihood {:.1}",
        fitted.model.walk,
        fitted.zero,
        fitted.fit.rounds,
        if fitted.fit.settled { "" } else { " without coming to rest" },
        fitted.fit.log_likelihood
    );
    paragraph(&told) + &table.render(WIDTH) + &notes
}

/// What was read, and every reason for which rows were kept out, with the first places.
pub fn tally_text(file: &str, tally: &Tally, shown: usize) -> String {
    let mut text = format!("{file}: {} rows, {} kept", tally.rows, tally.kept);
    let _ = match tally.skipped() {
        0 => writeln!(text, ", none kept out"),
        count => writeln!(text, ", {count} kept out"),
    };
    for (why, count) in &tally.passed {
        let _ = writeln!(text, "  {count} dropped: {why}");
    }
    for (kind, count, first) in tally.reasons() {
        let _ = writeln!(text, "  {count} kept out: {}", kind.word());
        for fault in first.iter().take(shown) {
            let _ = writeln!(text, "    {fault}");
        }
        if count > shown.min(first.len()) as u64 {
            let _ = writeln!(text, "    … and {} more", count - shown.min(first.len()) as u64);
        }
    }
    for (column, gaps) in &tally.cells {
        if gaps.unreadable > 0 {
            let _ = writeln!(text, "  {} cells of {column} cannot be read, and are taken as missing", gaps.unreadable);
            for fault in gaps.first.iter().take(shown) {
                let _ = writeln!(text, "    {fault}");
            }
            if gaps.unreadable > shown.min(gaps.first.len()) as u64 {
                let _ = writeln!(text, "    … and {} more", gaps.unreadable - shown.min(gaps.first.len()) as u64);
            }
        }
        if gaps.missing > 0 {
            let _ = writeln!(text, "  {} cells of {column} are missing", gaps.missing);
        }
    }
    for note in &tally.notes {
        let _ = writeln!(text, "  note: {note}");
    }
    text
}

/// Writes groups of events as a table that is a data set again, in the order of letters and time. Where rows were kept out, a column
/// `lost` counts those of each group, and rows at the end hold what is known of the others.
///
/// # Errors
/// What `out` says.
pub fn aggregate_csv(found: &Aggregate, period: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let fades = if found.half_life().is_some() { ",goldstein_left,half_life" } else { "" };
    let mut lost = found.lost();
    let doubt = if lost.is_empty() { "" } else { ",lost" };
    writeln!(out, "source,target,{period},n,goldstein_sum,weight,verb_coop,mat_coop,verb_conf,mat_conf{fades}{doubt}")?;
    let list = states();
    let mut order: Vec<(String, State)> = list.all().map(|state| (list.letters(state), state)).collect();
    order.sort();
    let letters: BTreeMap<State, &str> = order.iter().map(|(letters, state)| (*state, letters.as_str())).collect();
    let order: Vec<State> = order.iter().map(|(_, state)| *state).collect();
    let mut result = Ok(());
    found.each_group(&order, |group| {
        let [a, b, c, d] = group.quads;
        let (source, target) = (letters[&group.source], letters[&group.target]);
        let whose = Whose { pair: Some((group.source, group.target)), month: Some(group.month) };
        let without = lost.remove(&whose).unwrap_or(0);
        let without = if doubt.is_empty() { String::new() } else { format!(",{without}") };
        if result.is_ok() {
            result = writeln!(
                out,
                "{source},{target},{},{},{},{},{a},{b},{c},{d}{}{without}",
                found.period(group.month),
                group.n,
                group.sum,
                group.weight,
                group.faded.zip(found.half_life()).map(|(left, half)| format!(",{left},{half}")).unwrap_or_default()
            );
        }
    });
    result?;
    // Rows of which nothing else was kept: what is blank is not known of them.
    for (whose, count) in lost {
        let of = whose.pair.map_or([""; 2], |(source, target)| [letters[&source], letters[&target]]);
        let when = whose.month.map(|month| found.period(month)).unwrap_or_default();
        let whole = whose.pair.is_some() && whose.month.is_some();
        let nothing = if whole { ",0,0,0,0,0,0,0" } else { ",,,,,,," };
        let left = if fades.is_empty() { "" } else { ",," };
        writeln!(out, "{},{},{when}{nothing}{left},{count}", of[0], of[1])?;
    }
    Ok(())
}

/// What was read and what was left out of events.
pub fn events_text(found: &Aggregate) -> String {
    let names: Vec<String> = found.files.iter().map(|(file, layout)| format!("{file} ({})", layout.id())).collect();
    let mut text = tally_text(&names.join(", "), &found.tally, 3);
    if found.unscored > 0 {
        let _ = writeln!(text, "  {} events have no score: they are counted and add nothing to sums", found.unscored);
    }
    let mut unmapped: Vec<(&String, &u64)> = found.unmapped.iter().collect();
    unmapped.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    if !unmapped.is_empty() {
        let first: Vec<String> = unmapped.iter().take(12).map(|(code, count)| format!("{code} {count}")).collect();
        let more =
            if unmapped.len() > 12 { format!(", and {} other codes", unmapped.len() - 12) } else { String::new() };
        let _ = writeln!(
            text,
            "  codes of actors that are no state, with the times they stand alone or first: {}{more}",
            first.join(", ")
        );
    }
    text
}

/// A backtest for a terminal.
pub fn backtest_text(found: &Backtested) -> String {
    match found {
        Backtested::Onset(found) => onset_text(found),
        Backtested::Formation(found) => formation_text(found),
        Backtested::Sign(found) => sign_text(found),
    }
}

/// The tables of a backtest in Markdown.
pub fn backtest_markdown(found: &Backtested) -> String {
    match found {
        Backtested::Onset(found) => onset_markdown(found),
        Backtested::Formation(found) => formation_markdown(found),
        Backtested::Sign(found) => sign_markdown(found),
    }
}

/// A backtest of dispute onset.
fn onset_text(found: &Onset) -> String {
    let mut text = head(found.target, found.train, found.test, &found.notes);
    for set in &found.sets {
        let _ = writeln!(
            text,
            "\n{} ({}): {} rows with {} onsets fitted to, {} rows with {} onsets forecast",
            set.set, set.meaning, set.train_rows, set.train_onsets, set.test_rows, set.test_onsets
        );
        text += &models_table(&set.models).render(WIDTH);
        text += &gains(&set.models);
    }
    text += "\nCoefficients of the logit F3 on relevant pairs\n";
    let mut table = Table::new(&["feature", ">coefficient"]);
    let fitted = found.coefficients.iter().find(|of| of.set == "relevant" && of.model == "F3");
    for coefficient in fitted.iter().flat_map(|fitted| &fitted.coefficients) {
        table.row([coefficient.feature.clone(), format!("{:.5}", coefficient.value)]);
    }
    text + &table.render(WIDTH)
}

/// A backtest of alliances formed.
fn formation_text(found: &Formation) -> String {
    let mut text = head(found.target, found.train, found.test, &found.notes);
    let [train, formed, test, came] = found.rows;
    let _ = writeln!(text, "\n{train} rows with {formed} alliances fitted to, {test} rows with {came} forecast");
    text + &models_table(&found.models).render(WIDTH) + &gains(&found.models)
}

/// A backtest of signs.
fn sign_text(found: &Sign) -> String {
    let mut text = head(found.target, found.train, found.test, &found.notes);
    for set in &found.sets {
        let _ = writeln!(
            text,
            "\n{}: {} rows fitted to, {} forecast; {:.2} % of ties have another sign five years later",
            set.set,
            set.train_rows,
            set.test_rows,
            100.0 * set.changed
        );
        let mut table = Table::new(&["model", ">accuracy", ">Brier", ">RPS", ">log", ">95 %"]);
        for model in &set.models {
            let values = [model.accuracy, model.brier, model.rps].map(|score| format!("{:.4}", score.value));
            let name = std::iter::once(model.model.clone());
            table.row(name.chain(values).chain([format!("{:.4}", model.log.value), range(&model.log)]));
        }
        text += &table.render(WIDTH);
        let mut table = Table::new(&["from", ">to hostile", ">to none", ">to friendly"]);
        for (name, row) in SIGNS.iter().zip(&set.transitions) {
            let shares =
                row.map_or_else(|| ["unknown"; 3].map(str::to_owned), |row| row.map(|share| format!("{share:.4}")));
            table.row(std::iter::once((*name).to_owned()).chain(shares));
        }
        text += &table.render(WIDTH);
        set.notes.iter().for_each(|note| text += &paragraph(note));
    }
    text
}

fn head(target: &str, train: (i16, i16), test: (i16, i16), notes: &[String]) -> String {
    let mut text = paragraph(&format!(
        "Backtest of {target}: fitted to {}-{}, forecasts of {}-{}.",
        train.0, train.1, test.0, test.1
    ));
    notes.iter().for_each(|note| text += &paragraph(note));
    text
}

fn models_table(models: &[ModelScore]) -> Table {
    let mut table = Table::new(&["model", ">AUC", ">AUC-PR", ">95 %", ">Brier", ">skill", ">log", ">hits in 100"]);
    for model in models {
        table.row([
            model.model.clone(),
            format!("{:.4}", model.auc.value),
            format!("{:.4}", model.auc_pr.value),
            range(&model.auc_pr),
            format!("{:.5}", model.brier.value),
            format!("{:+.4}", model.skill),
            format!("{:.4}", model.log.value),
            format!("{:.1}", 100.0 * model.precision_at_100),
        ]);
    }
    table
}

/// What extensions gain, said as sentences; what is sure is sure among all comparisons of the table.
fn gains(models: &[ModelScore]) -> String {
    let mut text = String::new();
    let sure = |score: &Scored| match (score.low, score.high) {
        (Some(low), Some(high)) if low < 0.0 && high < 0.0 => Some(-1),
        (Some(low), Some(high)) if low > 0.0 && high > 0.0 => Some(1),
        (Some(_), Some(_)) => Some(0),
        _ => None,
    };
    for (model, gain) in models.iter().filter_map(|model| Some((model, model.over.as_ref()?))) {
        let among = format!("among the {} comparisons of this table", gain.together.comparisons);
        let verdict = match (sure(&gain.together.log), sure(&gain.log)) {
            (Some(-1), _) => format!("helps by the log score, {among} too"),
            (Some(1), _) => format!("harms by the log score, {among} too"),
            (Some(_), Some(-1)) => format!("seems to help by the log score, but not surely {among}"),
            (Some(_), Some(1)) => format!("seems to harm by the log score, but not surely {among}"),
            (Some(_), _) => "makes no sure difference by the log score".to_owned(),
            _ => "was not resampled, or is the same in every resample".to_owned(),
        };
        let _ = writeln!(
            text,
            "  {} against {}: AUC-PR {:+.4}{}, log score {:+.5}{}, together{}: {verdict}",
            model.model,
            gain.model,
            gain.auc_pr.value,
            bracketed(range(&gain.auc_pr)),
            gain.log.value,
            bracketed(fine(&gain.log)),
            bracketed(fine(&gain.together.log)),
        );
    }
    text
}

fn bracketed(text: String) -> String {
    if text.is_empty() { text } else { format!(" ({text})") }
}

fn range(score: &Scored) -> String {
    match (score.low, score.high) {
        (Some(low), Some(high)) => format!("{low:.3} to {high:.3}"),
        _ => String::new(),
    }
}

fn fine(score: &Scored) -> String {
    match (score.low, score.high) {
        (Some(low), Some(high)) => format!("{low:+.5} to {high:+.5}"),
        _ => String::new(),
    }
}

/// The tables of a backtest of dispute onset in Markdown.
fn onset_markdown(found: &Onset) -> String {
    let mut text = String::new();
    for set in &found.sets {
        let _ = writeln!(
            text,
            "**{}** ({}): {} rows with {} onsets fitted to, {} rows with {} onsets forecast.\n",
            set.set, set.meaning, set.train_rows, set.train_onsets, set.test_rows, set.test_onsets
        );
        text += &models_markdown(&set.models);
        text += "\n";
    }
    text
}

/// The table of a backtest of alliances formed in Markdown.
fn formation_markdown(found: &Formation) -> String {
    let [train, formed, test, came] = found.rows;
    format!(
        "{train} rows with {formed} alliances fitted to, {test} rows with {came} forecast.\n\n{}\n",
        models_markdown(&found.models)
    )
}

/// The tables of a backtest of signs in Markdown.
fn sign_markdown(found: &Sign) -> String {
    let mut text = String::new();
    for set in &found.sets {
        let _ = writeln!(
            text,
            "**{}**: {} rows fitted to, {} forecast; {:.2} % of ties have another sign five years later.\n",
            set.set,
            set.train_rows,
            set.test_rows,
            100.0 * set.changed
        );
        text += "| model | accuracy | Brier | RPS | log | 95 % |\n|---|---|---|---|---|---|\n";
        for model in &set.models {
            let _ = writeln!(
                text,
                "| {} | {:.4} | {:.4} | {:.4} | {:.4} | {} |",
                model.model,
                model.accuracy.value,
                model.brier.value,
                model.rps.value,
                model.log.value,
                range(&model.log)
            );
        }
        text += "\n";
    }
    text
}

fn models_markdown(models: &[ModelScore]) -> String {
    let mut text =
        "| model | AUC | AUC-PR | 95 % | Brier | skill | log | hits in 100 |\n|---|---|---|---|---|---|---|---|\n"
            .to_owned();
    for model in models {
        let _ = writeln!(
            text,
            "| {} | {:.4} | {:.4} | {} | {:.5} | {:.4} | {:.4} | {:.0} |",
            model.model,
            model.auc.value,
            model.auc_pr.value,
            range(&model.auc_pr),
            model.brier.value,
            model.skill,
            model.log.value,
            100.0 * model.precision_at_100
        );
    }
    let told = gains(models);
    if !told.is_empty() {
        text += "\n";
        told.lines().for_each(|line| text += &format!("- {}\n", line.trim()));
    }
    text
}

/// Every data set with its home, terms and citation.
pub fn sources_text(entries: &[SourceResult]) -> String {
    let mut text = paragraph(
        "Nothing is fetched from the network: these pages have the files, each under its makers' terms. COW alliance data is not read: its makers ask programs not to spread it; ATOP takes its place.",
    );
    for entry in entries {
        let _ = writeln!(text, "\n\u{1b}[1m{}\u{1b}[0m  {}", entry.id, entry.title);
        for (name, told) in
            [("from", entry.home), ("tested", entry.tested), ("terms", entry.terms), ("cite", entry.citation)]
        {
            for (place, line) in crate::table::wrap(told, WIDTH - 10).into_iter().enumerate() {
                let _ = writeln!(text, "  {:7} {line}", if place == 0 { name } else { "" });
            }
        }
        for sum in &entry.sha256 {
            let _ = writeln!(text, "  sha256  {sum}");
        }
    }
    text
}

/// What the files of a folder are.
pub fn data_files_text(folder: &FolderResult) -> String {
    let mut table = Table::new(&["file", "set", "what it is"]);
    for file in &folder.files {
        table.row([file.file.as_str(), file.set, &file.title].map(str::to_owned));
    }
    let none = folder.files.is_empty();
    let mut text = if none { "No file of this folder is a data set.\n".to_owned() } else { table.render(WIDTH) };
    if !folder.unknown.is_empty() {
        text += &format!("\n{}", paragraph(&format!("Not recognised: {}.", folder.unknown.join(", "))));
    }
    text
}

/// Everything about a file but its rows.
pub fn data_info_text(info: &FileEntry) -> String {
    let years = match info.years {
        Some((from, ONGOING)) => format!("{from} onwards"),
        Some((from, to)) => format!("{from} to {to}"),
        None => "no years".to_owned(),
    };
    let release = info
        .release
        .unwrap_or("not known; it is none of the files that we tested, and is read by the names of its columns");
    format!(
        "{}: {} ({})\nrelease: {release}\nyears: {years}\nsha256: {}\nterms: {}\ncite: {}\n",
        info.file, info.title, info.set, info.sha256, info.terms, info.citation
    )
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "unknown".to_owned(), |value| format!("{}", (value * 1e6).round() / 1e6))
}

fn whom(value: &ValueResult) -> String {
    match &value.b {
        Some(b) => format!("{}-{b}", value.a),
        None => value.a.clone(),
    }
}

fn when(value: &ValueResult) -> String {
    if value.from == value.to { value.to.to_string() } else { format!("{}-{}", value.from, value.to) }
}

/// A value with the rows behind it.
pub fn value_text(value: &ValueResult) -> String {
    const ROWS: usize = 20;
    let mut text =
        format!("\u{1b}[1m{}\u{1b}[0m of {} in {}: {}", value.measure, whom(value), when(value), number(value.value));
    if let Some((low, high)) = value.interval_90 {
        let _ = write!(text, " (90 %: {} to {})", number(Some(low)), number(Some(high)));
    }
    let _ = writeln!(text, "\n{}", value.meaning);
    if let Some(note) = &value.note {
        let word = if value.value.is_none() { "unknown" } else { "note" };
        let _ = writeln!(text, "{word}: {note}");
    }
    let rows = &value.rows;
    if rows.is_empty() && value.value.is_some() {
        text += "no row: the set lists what there is, and this is not in it\n";
    }
    for row in rows.iter().take(ROWS) {
        let _ = writeln!(text, "  {} {} line {}", row.set, row.file, row.line);
    }
    if rows.len() > ROWS {
        let _ = writeln!(text, "  … and {} more rows (--format json has them all)", rows.len() - ROWS);
    }
    text
}

/// Values year by year.
pub fn series_text(meaning: &str, values: &[ValueResult]) -> String {
    let mut table = Table::new(&["year", ">value", ">rows", "note"]);
    for value in values {
        let note = value.note.clone().unwrap_or_default();
        table.row([when(value), number(value.value), value.rows.len().to_string(), note]);
    }
    format!("{meaning}\n{}", table.render(WIDTH))
}

/// The header of likenesses of pairs as CSV.
pub fn likeness_csv_header(measure: &str) -> String {
    format!("ccode1,ccode2,iso1,iso2,year,{}\n", measure.replace('-', "_"))
}

/// The likeness of a pair as a row of CSV; without a value where it is not known.
pub fn likeness_csv_row(of: &LikenessResult) -> String {
    let value = of.value.map(|value| value.to_string()).unwrap_or_default();
    format!("{},{},{},{},{},{value}\n", of.ccode1, of.ccode2, of.a, of.b, of.year)
}

/// Objects as a table for other programs; lists and rows are left out, rows are counted.
pub fn values_csv(values: &[impl Serialize]) -> String {
    let values: Vec<Value> = values.iter().map(|value| serde_json::to_value(value).unwrap_or(Value::Null)).collect();
    let keys: Vec<&String> =
        values.first().and_then(Value::as_object).map(|first| first.keys().collect()).unwrap_or_default();
    let mut text = csv_row(keys.iter().map(|key| (*key).clone()));
    for value in &values {
        text += &csv_row(keys.iter().map(|key| {
            match &value[key.as_str()] {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                Value::Array(list) if key.as_str() == "rows" => list.len().to_string(),
                Value::Array(list) => list
                    .iter()
                    .map(|one| one.as_str().map_or_else(|| one.to_string(), str::to_owned))
                    .collect::<Vec<_>>()
                    .join(" "),
                other => other.to_string(),
            }
        }));
    }
    text
}

/// Signed networks by window: members with ties, ties of each sign.
pub fn networks_text(found: &[Window]) -> String {
    let mut table = Table::new(&["years", ">states", ">friendly", ">hostile"]);
    for window in found {
        let states: BTreeSet<State> = window.ties.iter().flat_map(|tie| [tie.a, tie.b]).collect();
        let hostile = window.ties.iter().filter(|tie| tie.hostile).count();
        let counts = [states.len(), window.ties.len() - hostile, hostile].map(|count| count.to_string());
        table.row([format!("{}-{}", window.years.0, window.years.1)].into_iter().chain(counts));
    }
    table.render(WIDTH)
}

/// Pairs of networks whose tie is not known, with their reasons; nothing where there are none.
pub fn unknown_ties_text(found: &[Window]) -> String {
    const SHOWN: usize = 10;
    let list = states();
    let mut text = String::new();
    for window in found.iter().filter(|window| !window.unknown.is_empty()) {
        let _ = writeln!(
            text,
            "{}-{}: {} ties are not known, and are not among the ties:",
            window.years.0,
            window.years.1,
            window.unknown.len()
        );
        for of in window.unknown.iter().take(SHOWN) {
            let other = of.b.map_or_else(|| "any other".to_owned(), |b| list.letters(b));
            let _ = writeln!(text, "  {} and {other}: {}", list.letters(of.a), of.why);
        }
        if window.unknown.len() > SHOWN {
            let _ = writeln!(text, "  … and {} more (--format json has them all)", window.unknown.len() - SHOWN);
        }
    }
    for (window, what) in found.iter().flat_map(|window| window.strangers.iter().map(move |what| (window, what))) {
        let _ = writeln!(text, "{}-{}: {what}", window.years.0, window.years.1);
    }
    text
}

/// Years of pairs of which a rule makes no tie because an indicator is not known; nothing where there are none.
fn unknown_years_text(unknown: &[UnknownYear]) -> String {
    const SHOWN: usize = 20;
    if unknown.is_empty() {
        return String::new();
    }
    let list = states();
    let mut text = format!("not known {} times, so that no tie is said to be or not to be:\n", unknown.len());
    for of in unknown.iter().take(SHOWN) {
        let (a, b) = (list.letters(of.a), list.letters(of.b));
        let _ = writeln!(text, "  {a} and {b} in {}, {}: {}", of.year, of.indicator, of.why);
    }
    if unknown.len() > SHOWN {
        let _ = writeln!(text, "  … and {} more", unknown.len() - SHOWN);
    }
    text
}

/// Years of pairs whose indicator looks at years that a data set does not cover; nothing where there are none.
fn partial_years_text(partial: &[UnknownYear]) -> String {
    let mut told: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for of in partial {
        *told.entry((&of.indicator, &of.why)).or_default() += 1;
    }
    let line = |((indicator, why), count): (&(&str, &str), &usize)| {
        format!(
            "{count} values of {indicator} look at years that are not covered, as if nothing had been in them: {why}\n"
        )
    };
    told.iter().map(line).collect()
}

/// Signed networks as a table of ties with the rows behind each, which `detente balance --by window` reads.
pub fn networks_csv(found: &[Window]) -> String {
    let mut text = "window,source,target,sign,rows\n".to_owned();
    for window in found {
        for tie in &window.ties {
            let rows: Vec<String> = tie.rows.iter().map(cited).collect();
            let (source, target) = (states().letters(tie.a), states().letters(tie.b));
            text += &csv_row([window.name(), source, target, tie.sign().to_string(), rows.join(" ")]);
        }
    }
    text
}

/// A row as it is cited: set, lines.
fn cited((row, last): &(RowRef, u64)) -> String {
    let lines = if *last > row.line { format!("{}-{last}", row.line) } else { row.line.to_string() };
    format!("{}:{lines}", row.set.id())
}

/// Our networks beside those of others, and names of theirs that are no states.
pub fn compared_text(found: &Comparison) -> String {
    let Comparison { windows, all, lost, itself, .. } = found;
    let mut table = Table::new(&[
        "window", ">both +", ">both -", ">+ / -", ">- / +", ">here +", ">here -", ">there +", ">there -", ">agree",
    ]);
    for of in windows.iter().chain([all]) {
        let counts = [of.same, of.turned, of.only_here, of.only_there].concat();
        let share = of.agreement().map_or_else(|| "-".to_owned(), |share| format!("{share:.3}"));
        table.row([of.window.clone()].into_iter().chain(counts.iter().map(usize::to_string)).chain([share]));
    }
    let mut text = table.render(WIDTH);
    text += "+ / -: friendly here and hostile there; here, there: in one of the two alone; agree: of the ties of either,\nthe share that both have with one sign\n";
    if *itself > 0 {
        let _ = writeln!(text, "{itself} ties left out whose two names are one state");
    }
    if !lost.is_empty() {
        let names: Vec<String> = lost.iter().map(|(name, count)| format!("{name} ({count})")).collect();
        let told = format!(
            "names that are no states, with the ties left out: {}; --names tells what they mean",
            names.join(", ")
        );
        text += &paragraph(&told);
    }
    text
}

/// What indicators there are.
pub fn indicators_text(all: &[IndicatorResult]) -> String {
    let mut table = Table::new(&["indicator", "of", "needs", "meaning"]);
    for one in all {
        table.row([one.indicator.to_owned(), one.of.to_owned(), one.needs.join(", "), one.meaning.to_owned()]);
    }
    table.render(WIDTH)
}
