//! An assessment in a terminal of 80 columns.

use detente_case::case::Period;
use detente_case::measure::{FIRST_FIRM, FIRST_WARM, GAIN_FIRM, GAIN_WARM, PARTITION, TOLERANCE};
use detente_case::{FindingId, Measure, Method, Object};
use detente_method::numbers::{FEW_DRAWS, counted, ends};
use detente_results::{Assessment, BASELINE, Finding, Kind, ScenarioResult, Sentence, ViewResult};

use crate::answers::verdicts_text;
use crate::stopped::stopped_sentences;
use crate::table::{Table, wrap};

pub(crate) const WIDTH: usize = 80;

pub(crate) fn heading(text: &str) -> String {
    format!("\n\u{1b}[1m{text}\u{1b}[0m\n")
}

pub(crate) fn paragraph(text: &str) -> String {
    wrap(text, WIDTH).join("\n") + "\n"
}

/// A number with two or three decimals; nothing for an undefined one.
pub(crate) fn number(x: f64) -> String {
    if x.abs() >= 100.0 { format!("{x:.1}") } else { format!("{:.3}", x + 0.0) }
}

/// Value or probability of a finding with its doubt.
pub(crate) fn told(finding: &Finding) -> String {
    match (&finding.distribution, &finding.probability) {
        (Some(d), _) => {
            let [low, high] = ends(d);
            format!("{} [{}, {}]", number(d.mean), number(low), number(high))
        }
        (None, Some(p)) if p.draws < FEW_DRAWS => counted(p),
        (None, Some(p)) => {
            format!("{:.3} ±{:.3}", p.probability, p.mc_error)
        }
        (None, None) => finding.bounded.as_ref().map_or("undefined".to_owned(), |bounded| {
            let (least, most) = bounded.between;
            format!("between {} and {}", number(least), number(most))
        }),
    }
}

/// What a run that was stopped did not come to; nothing for one that came to its end.
pub fn stopped(assessment: &Assessment) -> String {
    let Some(stopped) = &assessment.stopped else { return String::new() };
    let told: Vec<String> = stopped_sentences(stopped).iter().map(|sentence| paragraph(sentence)).collect();
    format!("\u{1b}[1mThis run was stopped before its end\u{1b}[0m\n{}\n", told.concat())
}

/// The questions of an assessment with their verdicts, and where to look for more.
pub fn summary(assessment: &Assessment) -> String {
    let mut text = opening(assessment) + "\n" + &verdicts_text(&assessment.answers);
    text += "\nWhere to look:\n";
    let first = assessment.answers.iter().find(|answer| answer.is_known()).or(assessment.answers.first());
    let first = first.map_or("ID", |answer| answer.id.as_str());
    for (command, what) in [
        (format!("detente answer --question {}", first), "why, what would change it, what is weak"),
        ("detente run --all".to_owned(), "the chapters of the methods"),
        ("detente run --report FILE".to_owned(), "all of it, one page that opens in a browser"),
        ("detente brief -o FILE".to_owned(), "the verdicts on two pages"),
    ] {
        text += &format!("  {command:<32} {what}\n");
    }
    text
}

/// What is run, and over how many draws.
fn opening(assessment: &Assessment) -> String {
    let mut text = stopped(assessment);
    text += &format!("\u{1b}[1m{}\u{1b}[0m (as of {})\n", assessment.case.title, assessment.as_of);
    text += &format!("{} draws, seed {}\n", assessment.draws, assessment.seed);
    text + &few_draws(assessment)
}

/// The whole assessment, a chapter a method.
pub fn chapters(assessment: &Assessment) -> String {
    let mut text = opening(assessment) + "\n" + &verdicts_text(&assessment.answers);
    if let Some(baseline) = assessment.scenarios.get(BASELINE) {
        for view in &baseline.views {
            text += &view_text(baseline, view);
        }
    }
    if !assessment.issue_answers.is_empty() {
        text += &heading("Issues");
        for sentence in &assessment.issue_answers {
            text += &paragraph(&said(sentence));
        }
    }
    if !assessment.conflict_answers.is_empty() {
        text += &heading("Conflicts");
        for sentence in &assessment.conflict_answers {
            text += &paragraph(&said(sentence));
        }
    }
    text += &goals(assessment);
    for remark in assessment.scenarios.get(BASELINE).into_iter().flat_map(|baseline| &baseline.remarks) {
        text += &paragraph(&format!("note: {remark}"));
    }
    text += &comparison(assessment);
    if !assessment.not_yet_computed.is_empty() {
        text += &heading("Checked and kept, but not yet computed");
        text += &paragraph(&assessment.not_yet_computed.join("; "));
    }
    text
}

fn said(sentence: &Sentence) -> String {
    format!("{}: {}", sentence.head, sentence.text)
}

/// What is otherwise where draws are few.
fn few_draws(assessment: &Assessment) -> String {
    if assessment.draws as usize >= FEW_DRAWS {
        return String::new();
    }
    paragraph(&format!(
        "note: fewer than {FEW_DRAWS} draws are told as counts; brackets hold the least and the greatest"
    ))
}

fn view_text(result: &ScenarioResult, view: &ViewResult) -> String {
    let mut text = heading(&format!("{} ({})", view.title, view.id));
    if let Some(remark) = view.signs.remark() {
        text += &paragraph(&format!("note: at the most likely values {remark}"));
    }
    let mut blocs = Table::new(&["best division into two blocs", ">share of the draws"]);
    let mut partitions: Vec<&Finding> =
        result.findings.iter().filter(|finding| finding.id.is(PARTITION, &view.id)).collect();
    partitions.sort_by(|a, b| b.number().partial_cmp(&a.number()).unwrap_or(std::cmp::Ordering::Equal));
    for finding in partitions.iter().take(4) {
        let (Some(p), name) = (&finding.probability, finding.id.object_text()) else { continue };
        let shown = if p.draws < FEW_DRAWS { counted(p) } else { format!("{:.3} ±{:.3}", p.probability, p.mc_error) };
        blocs.row([name.replace('|', " | "), shown]);
    }
    if !blocs.is_empty() {
        text += &blocs.render(WIDTH);
    }
    if view.optima_count > 1 {
        text += &paragraph(&format!("At the coded values {} divisions are equally good:", view.optima_count));
        for blocs in &view.optima {
            let sides: Vec<String> = blocs.iter().map(|bloc| bloc.join("+")).collect();
            text += &format!("  {}\n", sides.join(" | "));
        }
    }
    text.push('\n');
    let mut measures = Table::new(&["measure", ">at modes", "mean [5 %, 95 %]"]);
    for finding in &result.findings {
        let own = [Method::Balance, Method::Geometry].iter().any(|method| finding.id.is_of(*method, &view.id));
        if own && finding.id.object() == Object::None && (finding.distribution.is_some() || finding.bounded.is_some()) {
            let note = if finding.caveat.is_some() { " *" } else { "" };
            let at_mode = finding.at_mode.map(number).unwrap_or_default();
            measures.row([format!("{}{note}", finding.label), at_mode, told(finding)]);
        }
    }
    text += &measures.render(WIDTH);
    text + &levers(result, view)
}

fn levers(result: &ScenarioResult, view: &ViewResult) -> String {
    if view.figure.is_none() {
        return String::new();
    }
    let mut table = Table::new(&["tie", ">firm: gain", ">best", ">warm: gain", ">best", ">tolerance"]);
    for tie in &view.ties {
        let name = if tie.a <= tie.b { format!("{}-{}", tie.a, tie.b) } else { format!("{}-{}", tie.b, tie.a) };
        let at = |id: FindingId| result.finding(&id).and_then(Finding::number).map(number).unwrap_or_default();
        let of_tie = |measure: Measure| at(measure.about(&view.id, &name));
        let cells = [GAIN_FIRM, FIRST_FIRM, GAIN_WARM, FIRST_WARM].map(of_tie);
        let tolerance = of_tie(TOLERANCE);
        table.row(std::iter::once(name.clone()).chain(cells).chain([tolerance]));
    }
    let note = "* cohesion is a structural analogy. Gain: cohesion per unit of the lever; best: share of \
                draws in which the tie is the best single step; tolerance: how far the tie alone may move \
                before the blocs change.";
    format!("\n{}{}", table.render(WIDTH), paragraph(note))
}

/// The cheapest plan for each goal of the case.
fn goals(assessment: &Assessment) -> String {
    if assessment.levers.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&["goal", ">now", "cheapest change", ">cost", ">leads to"]);
    for wanted in &assessment.levers {
        let title = if wanted.title.is_empty() { &wanted.id } else { &wanted.title };
        let Some(found) = &wanted.found else {
            table.row([title.clone(), String::new(), wanted.note.clone(), String::new(), String::new()]);
            continue;
        };
        let (told, cost, to) = match found.plans.first() {
            _ if found.already => ("reached as it is".to_owned(), String::new(), String::new()),
            None => {
                let far = found.reach.first();
                let told = far.map_or("none found", |_| "none found; farthest leads");
                let quantity = far.map(|far| format!("{told} {}", far.quantity)).unwrap_or(told.to_owned());
                (quantity, String::new(), far.map(|far| number(far.number)).unwrap_or_default())
            }
            Some(plan) => {
                let changes: Vec<&str> = plan.moves.iter().map(|one| one.change.as_str()).collect();
                (changes.join(" "), number(plan.cost), number(plan.number))
            }
        };
        table.row([title.clone(), number(found.baseline), told, cost, to]);
    }
    let assumed = assessment
        .levers
        .iter()
        .filter_map(|wanted| wanted.found.as_ref())
        .any(|found| found.plans.iter().flat_map(|plan| &plan.moves).any(|one| one.cost_assumed));
    let note = "Cost 1: moving a quantity over its whole range, an assumption where the case gives none.\n";
    heading("Levers") + &table.render(WIDTH) + if assumed { note } else { "" }
}

/// The headline findings of every scenario against the baseline.
pub fn comparison(assessment: &Assessment) -> String {
    let Some(baseline) = assessment.scenarios.get(BASELINE) else { return String::new() };
    let mut text = String::new();
    for id in assessment.scenario_order.iter().filter(|id| *id != BASELINE) {
        let result = &assessment.scenarios[id];
        text += &heading(&format!("What if: {} ({id})", result.title));
        text += &paragraph(&result.changes.join("; "));
        let mut table = Table::new(&["finding", ">baseline", ">what if", ">difference [5 %, 95 %]", ">P(>0)"]);
        for headline in shown(assessment, result) {
            let Some(after) = result.finding(headline) else { continue };
            // An outcome that the baseline never shows stands at 0 there.
            let before = baseline.finding(headline).and_then(Finding::number).unwrap_or(0.0);
            let Some(change) = &after.difference else { continue };
            if change.equal == 1.0 {
                continue;
            }
            // The difference of a yes or no in one draw is -1, 0 or 1: only its mean and error say something.
            let told = match after.kind {
                Kind::Probability => format!("{} ±{}", number(change.mean), number(change.mc_error)),
                Kind::Value if change.pairs < FEW_DRAWS => format!("{} in {} draws", number(change.mean), change.pairs),
                Kind::Value => format!("{} [{}, {}]", number(change.mean), number(change.p05), number(change.p95)),
            };
            let now = after.number().map(number).unwrap_or_default();
            table.row([headline.replace('|', " | "), number(before), now, told, format!("{:.2}", change.above)]);
        }
        text += &if table.is_empty() { "no finding changes\n".to_owned() } else { table.render(WIDTH) };
        let differs = |finding: &&Finding| finding.difference.as_ref().is_some_and(|change| change.equal < 1.0);
        let count = result.findings.iter().filter(differs).count();
        if count > 0 {
            text += &paragraph(&format!("{count} findings change in all (--format json)"));
        }
        text += &reasons(result, assessment.case.period);
        for remark in &result.remarks {
            text += &paragraph(&format!("note: {remark}"));
        }
        if !result.lost.is_empty() {
            text += &paragraph(&format!("{} rows no longer count", result.lost.len()));
        }
    }
    text
}

/// Headline findings, and those others that move most against their doubt before.
fn shown<'a>(assessment: &'a Assessment, result: &'a ScenarioResult) -> Vec<&'a str> {
    const OTHERS: usize = 8;
    let mut ids: Vec<&str> = assessment.headlines.iter().map(FindingId::as_str).collect();
    let baseline = assessment.scenarios.get(BASELINE);
    let size = |finding: &Finding| -> Option<f64> {
        let change = finding.difference.as_ref().filter(|change| change.equal < 1.0)?;
        let sd = baseline
            .and_then(|baseline| baseline.finding(&finding.id))
            .and_then(|before| Some(before.distribution.as_ref()?.sd));
        Some(change.mean.abs() / sd.unwrap_or(0.5).max(1e-9))
    };
    let others = result.findings.iter().filter(|finding| !ids.contains(&finding.id.as_str()));
    let mut others: Vec<(f64, &str)> =
        others.filter_map(|finding| Some((size(finding)?, finding.id.as_str()))).collect();
    others.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    ids.extend(others.into_iter().take(OTHERS).map(|(_, id)| id));
    ids
}

/// What influences moved most, and by which ways.
fn reasons(result: &ScenarioResult, period: Period) -> String {
    const SHOWN: usize = 6;
    let Some(trajectory) = &result.trajectory else { return String::new() };
    let moved: Vec<_> = trajectory.moved.iter().filter(|moved| moved.first.is_some()).collect();
    let mut text =
        format!("\nwhat influences carry by {} {} (most likely values):\n", period.word(), trajectory.horizon);
    for one in moved.iter().take(SHOWN) {
        text += &paragraph(&format!("- {}", one.words));
    }
    if moved.len() > SHOWN {
        text += &paragraph(&format!("… and {} more quantities (--format json has all)", moved.len() - SHOWN));
    }
    let mut signs: Vec<_> = trajectory.findings.iter().filter(|one| one.first.is_some_and(|first| first > 0)).collect();
    signs.truncate(SHOWN);
    if !signs.is_empty() {
        let told = signs.iter().map(|one| {
            let finding = one.finding.without_method().replace('|', " | ");
            format!("{finding} from {} {}", period.word(), one.first.unwrap_or(0))
        });
        text += &paragraph(&format!("findings that change later: {}", told.collect::<Vec<_>>().join("; ")));
    }
    text + "\n"
}
