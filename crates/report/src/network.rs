//! A plain network's balance in a terminal.

use std::collections::BTreeMap;

use crate::table::{Table, wrap};
use crate::terminal::{number, paragraph};
use detente_balance::{NullModel, Rest};
use detente_method_balance::{Checked, Drawn, ProofChecked, ProofVerdict};
use detente_results::{BlocKind, BlocResult, DirectedResult, DirectedType, NetworkResult, PeriodResult, Unfinished};

const WIDTH: usize = 80;
/// Ties shown; JSON has them all.
const MOST_TIES: usize = 20;

/// The parts of a result in the order in which they are drawn and told.
const PARTS: [Drawn; 13] = [
    Drawn::Ties,
    Drawn::Index(BlocKind::Strong),
    Drawn::Count(BlocKind::Strong),
    Drawn::Margin(BlocKind::Strong),
    Drawn::Radius(BlocKind::Strong),
    Drawn::Index(BlocKind::Weak),
    Drawn::Count(BlocKind::Weak),
    Drawn::Margin(BlocKind::Weak),
    Drawn::Radius(BlocKind::Weak),
    Drawn::Triads,
    Drawn::Curve,
    Drawn::Landscape,
    Drawn::Nulls,
];

/// The result as a person reads it.
pub fn network_text(result: &NetworkResult) -> String {
    PARTS.iter().map(|part| network_part(result, *part)).collect()
}

/// What became of the proofs of a file.
pub fn certificates_checked_text(found: &Checked) -> String {
    let mut text: String = found.proofs.iter().map(proof_text).collect();
    if let Some(error) = found.rounding {
        text += &format!("weights are rounded to whole steps, which moves no cost by more than {error:.0e}\n");
    }
    text + &format!("checked on {} actors and {} ties\n", found.actors, found.ties)
}

fn proof_text(proof: &ProofChecked) -> String {
    let of = &proof.of;
    match &proof.verdict {
        ProofVerdict::Holds { lower, upper } if lower == upper => format!("{of}: proven, frustration {upper}\n"),
        ProofVerdict::Holds { lower, upper } => format!("{of}: proven between {lower} and {upper}\n"),
        ProofVerdict::OfAnother(other) => format!("{of}: not proven: the proof speaks of {other}\n"),
        ProofVerdict::Fails(error) => format!("{of}: not proven: {error}\n"),
    }
}

/// What is new in a result that is drawn so far: all parts one after the other are [`network_text`].
pub fn network_part(result: &NetworkResult, drawn: Drawn) -> String {
    let of = |kind: BlocKind, told: fn(&BlocResult) -> String| result.reading(kind).map(told).unwrap_or_default();
    match drawn {
        Drawn::Ties => opening(result),
        Drawn::Index(BlocKind::Strong) => of(BlocKind::Strong, |reading| index("Two blocs (strong balance)", reading)),
        Drawn::Index(BlocKind::Weak) => {
            of(BlocKind::Weak, |reading| index("Any number of blocs (weak balance)", reading))
        }
        Drawn::Count(kind) => of(kind, count),
        Drawn::Margin(kind) => of(kind, margin),
        Drawn::Radius(kind) => of(kind, blocs_and_ties),
        Drawn::Triads => triads(result),
        Drawn::Curve => curve(result),
        Drawn::Landscape => landscape(result),
        Drawn::Nulls => nulls(result) + &not_to_the_end(&result.unfinished),
    }
}

fn opening(result: &NetworkResult) -> String {
    let mut text = format!("{} actors, {} ties\n", result.actors, result.ties);
    text += &result.signs.remark().map(|remark| paragraph(&format!("note: {remark}"))).unwrap_or_default();
    if let Some(step) = result.rounded_to {
        text += &paragraph(&format!(
            "note: the weights span too many orders of size to be added exactly; rounded to steps of {step:e} they give bounds, and nothing is proven"
        ));
    }
    text
}

fn triads(result: &NetworkResult) -> String {
    let mut text = "\n\u{1b}[1mTriads\u{1b}[0m\n".to_owned();
    let counts: Vec<String> = result.triads.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    text += &format!("{}\n", counts.join("   "));
    text += &result.triangle_index.map(|share| format!("{:.1} % balanced\n", 100.0 * share)).unwrap_or_default();
    text + &walks(result)
}

/// What the limit of steps left open, beside an index.
fn not_to_the_end(unfinished: &[Unfinished]) -> String {
    let named = |part: &Unfinished| match part {
        Unfinished::Index => "the index",
        Unfinished::BestDivisions => "the number of best divisions",
        Unfinished::Margin => "the margin",
        Unfinished::Tolerances => "the tolerances of some ties, and so what would change most",
        Unfinished::UniformError => "the uniform error",
        Unfinished::Curve => "the index by number of blocs",
        Unfinished::Change => "why the index changed",
        Unfinished::Inertia => "what the blocs of before would cost",
        Unfinished::NullModels => "the index of some networks drawn by chance",
    };
    let parts: Vec<&str> = unfinished.iter().map(named).collect();
    match parts.is_empty() {
        true => String::new(),
        false => paragraph(&format!("not searched to the end, for the limit was reached: {}", parts.join("; "))),
    }
}

fn walks(result: &NetworkResult) -> String {
    let mut text = String::new();
    if let Some(walks) = result.walk_balance {
        text += &format!("walk balance {walks:.4} (1 is balanced; it depends on the scale of the weights)\n");
    }
    if let Some((scaled, radius)) = result.walk_balance_scaled.zip(result.spectral_radius) {
        text += &format!("walk balance {scaled:.4} at 1 / {radius:.3}, which does not\n");
    }
    if let Some(camps) = &result.polarisation {
        let (one, two) = (camps.camp.len(), camps.opponents.len());
        text += &format!(
            "polarisation {:.3} per actor: camps of {one} and {two} (at most {:.3} is possible)\n",
            camps.degree, camps.bound
        );
    }
    text
}

/// The index with at most 1, 2, ... blocs.
fn curve(result: &NetworkResult) -> String {
    if result.blocs_curve.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&[">most blocs", ">frustration", ""]);
    for point in &result.blocs_curve {
        let proof = if point.proven { "proven".to_owned() } else { format!("at least {}", number(point.lower_bound)) };
        table.row([point.blocs.to_string(), number(point.frustration), proof]);
    }
    format!("\n{}", table.render(WIDTH))
}

fn landscape(result: &NetworkResult) -> String {
    const SHOWN: usize = 6;
    let Some(land) = &result.landscape else { return String::new() };
    let mut table = Table::new(&["stable configuration", ">energy", ">basin", ">depth", ""]);
    for minimum in land.minima.iter().take(SHOWN) {
        let sides = format!("{} | {}", minimum.side.join(" "), minimum.against.join(" "));
        let share = 100.0 * minimum.basin as f64 / land.configurations as f64;
        let depth = match minimum.rest {
            Rest::Shelf => String::new(),
            _ => minimum.depth.map_or("lowest".to_owned(), number),
        };
        let rest = match minimum.rest {
            Rest::Strict => "",
            Rest::Plateau | Rest::Shelf => minimum.rest.word(),
        };
        table.row([sides, number(minimum.energy), format!("{share:.1} %"), depth, rest.to_owned()]);
    }
    let more = land.minima.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!("… and {more} more (--format json)\n") } else { String::new() };
    format!("\n\u{1b}[1mLandscape\u{1b}[0m ({} configurations)\n{}{more}", land.configurations, table.render(WIDTH))
}

fn nulls(result: &NetworkResult) -> String {
    if result.null_models.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&["null model", ">mean", ">sd", ">z", ">p", ">draws"]);
    for null in &result.null_models {
        let name = match null.model {
            NullModel::ShuffledSigns => "same ties, signs dealt out anew",
            NullModel::SameDegrees => "same numbers of friends and foes, drawn anew",
            NullModel::ExpectedHostility => "same ties, same expected hostility",
        };
        let unknown = if null.bounded > 0 { "not known" } else { "undefined" };
        let told = |value: Option<f64>| value.map_or(unknown.to_owned(), number);
        let to = |bounds: Option<(f64, f64)>, digits: usize| {
            bounds.map_or(unknown.to_owned(), |(least, most)| format!("{least:.digits$} to {most:.digits$}"))
        };
        let mean = null.mean.map_or_else(|| to(null.mean_bounds, 1), number);
        let p = null.p.map_or_else(|| to(null.p_bounds, 4), |p| format!("{p:.4}"));
        let bounded = if null.bounded > 0 { format!(" ({} only bounded)", null.bounded) } else { String::new() };
        let draws = format!("{}{bounded}", null.draws);
        table.row([name.to_owned(), mean, told(null.sd), told(null.z), p, draws]);
    }
    format!(
        "\n\u{1b}[1mAgainst chance\u{1b}[0m (two blocs; a negative z is more balanced than chance)\n{}",
        table.render(WIDTH)
    )
}

/// A sequence of networks, a line each.
pub fn timeline_text(periods: &[PeriodResult]) -> String {
    let null = periods.iter().any(|period| period.null.is_some());
    let mut header =
        vec!["period", ">actors", ">ties", ">strong", ">F", ">weak", ">optima", ">triads", ">moved", ">inertia"];
    if null {
        header.extend([">null 5-95 %", ">z"]);
    }
    let mut table = Table::new(&header);
    for period in periods {
        let index = |index: &detente_results::PeriodIndex| match index.proven {
            true => short(index.frustration),
            false => format!("{}..{}", short(index.lower_bound), short(index.frustration)),
        };
        let percent = period.triangle_index.map_or(String::new(), |share| format!("{:.1} %", 100.0 * share));
        let mut row = vec![
            period.period.clone(),
            period.actors.to_string(),
            period.ties.to_string(),
            index(&period.strong),
            period.strong.normalised.map_or(String::new(), |normal| format!("{normal:.3}")),
            index(&period.weak),
            period.strong.optimal_partitions.map_or("?".to_owned(), |count| count.to_string()),
            percent,
            period.moved.len().to_string(),
            period.inertia.map(short).unwrap_or_default(),
        ];
        if null {
            let band = period.null.as_ref().and_then(|null| Some((null.low?, null.high?)));
            row.push(band.map_or(String::new(), |(low, high)| format!("{}-{}", short(low), short(high))));
            row.push(period.null.as_ref().and_then(|null| null.z).map_or(String::new(), |z| format!("{z:.2}")));
        }
        table.row(row);
    }
    let mut text = table.render(120);
    text += "strong, weak: frustration with two and with any number of blocs; F: 1 - 2 strong / weight; triads: balanced share;\n             moved: actors that changed sides; inertia: what yesterday's blocs cost today beyond the best\n";
    text += &one_signed(periods);
    text += &only_bounded(periods);
    let mut changes =
        Table::new(&["period", ">change", ">new ties", ">gone", ">turned", ">reweighted", "changed sides"]);
    for (period, change) in periods.iter().filter_map(|period| Some((period, period.change?))) {
        let parts = [change.total, change.new, change.gone, change.turned, change.reweighted].map(signed);
        changes.row(std::iter::once(period.period.clone()).chain(parts).chain([period.moved.join(" ")]));
    }
    if !changes.is_empty() {
        text += &format!(
            "\n\u{1b}[1mWhy the two-bloc index changed\u{1b}[0m (averaged over all orders of the four groups)\n{}",
            changes.render(120)
        );
    }
    text
}

/// Which periods have ties of one sign alone: there, "balanced" says little.
pub(crate) fn one_signed<'p>(periods: impl IntoIterator<Item = &'p PeriodResult>) -> String {
    let mut named: BTreeMap<&'static str, Vec<&str>> = BTreeMap::new();
    for period in periods {
        if let Some(remark) = period.signs.remark() {
            named.entry(remark).or_default().push(&period.period);
        }
    }
    named.into_iter().map(|(remark, periods)| paragraph(&format!("note: {remark} ({})", periods.join(", ")))).collect()
}

/// Which periods the limit of steps left open, and what that means for the rest of their rows.
pub(crate) fn only_bounded<'p>(periods: impl IntoIterator<Item = &'p PeriodResult>) -> String {
    let (mut index, mut beside) = (Vec::new(), Vec::new());
    for period in periods {
        let open = |part: Unfinished| period.unfinished.contains(&part);
        if open(Unfinished::Index) {
            index.push(period.period.as_str());
        } else if !period.unfinished.is_empty() {
            beside.push(period.period.as_str());
        }
    }
    let mut text = String::new();
    if !index.is_empty() {
        text += &paragraph(&format!(
            "note: the index is only bounded, for the limit was reached; blocs and who changed sides are those of the best division found, which need not be the best ({})",
            index.join(", ")
        ));
    }
    if !beside.is_empty() {
        text += &paragraph(&format!(
            "note: why the index changed, inertia or the null model is not known, for the limit was reached ({})",
            beside.join(", ")
        ));
    }
    text
}

fn short(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn signed(value: f64) -> String {
    let text = short(value);
    if value > 0.0005 {
        format!("+{text}")
    } else if text == "-0" {
        "0".to_owned()
    } else {
        text
    }
}

/// Signed triads of directed ties by type, the most frequent first.
pub fn directed_text(found: &DirectedResult) -> String {
    let mut types: Vec<&DirectedType> = found.triads.iter().collect();
    types.sort_by(|a, b| b.count.cmp(&a.count).then(a.kind.cmp(&b.kind)));
    let mut table = Table::new(&["a>b b>a a>c c>a b>c c>b", "mutual, asymmetric, null", ">triads"]);
    for of in types {
        let spaced: Vec<String> = of.kind.chars().map(|sign| sign.to_string()).collect();
        table.row([spaced.join("   "), of.man.clone(), of.count.to_string()]);
    }
    let DirectedResult { actors, arcs, .. } = found;
    format!("{actors} actors, {arcs} directed ties; triads with two tied pairs or more\n{}", table.render(WIDTH))
}

fn index(title: &str, reading: &BlocResult) -> String {
    let mut text = format!("\n\u{1b}[1m{title}\u{1b}[0m\n");
    text += &match reading.proven {
        true => format!("frustration {} (proven)", number(reading.frustration)),
        false => format!("frustration {}", between(reading.lower_bound, reading.frustration)),
    };
    let normalised = reading.normalised.map(|normal| format!(", normalised {}", number(normal)));
    let bounds = || reading.normalised_bounds.map(|(least, most)| format!(", normalised {}", between(least, most)));
    text + &normalised.or_else(bounds).unwrap_or_default()
}

fn between(least: f64, most: f64) -> String {
    format!("between {} and {}", number(least), number(most))
}

fn count(reading: &BlocResult) -> String {
    match reading.optimal_partitions {
        _ if !reading.proven => String::new(),
        Some(1) => "; one best division".to_owned(),
        Some(count) => format!("; {count} best divisions"),
        None => format!("; at least {} best division(s)", reading.optimal_partitions_at_least.unwrap_or(1)),
    }
}

fn margin(reading: &BlocResult) -> String {
    let bounds = || reading.margin_bounds.map(|(least, most)| format!(", margin {}", between(least, most)));
    reading.margin.map(|margin| format!(", margin {}", number(margin))).or_else(bounds).unwrap_or_default()
}

fn blocs_and_ties(reading: &BlocResult) -> String {
    let mut text = reading.radius.map(|radius| format!(", uniform error {}", number(radius))).unwrap_or_default();
    text.push('\n');
    if !reading.proven {
        text += &paragraph(
            "only bounded: the blocs below are those of the best division found, which need not be the best; how many are best, margin, tolerances and uniform error are not known",
        );
    }
    let beside: Vec<Unfinished> =
        reading.unfinished.iter().copied().filter(|part| *part != Unfinished::Index).collect();
    text += &not_to_the_end(&beside);
    if let (Some((a, b)), Some(margin)) = (&reading.overturned_by, reading.margin) {
        text += &format!("the smallest change that overturns it: {a} - {b} moves by {}\n", number(margin));
    }
    let mut blocs: Vec<&Vec<String>> = reading.blocs.iter().filter(|bloc| bloc.len() > 1).collect();
    blocs.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    for bloc in blocs {
        let lines = wrap(&bloc.join(" "), WIDTH - 7).join("\n       ");
        text += &format!("{:>5}  {lines}\n", bloc.len());
    }
    let alone = reading.blocs.iter().filter(|bloc| bloc.len() == 1).count();
    if alone > 0 {
        text += &format!("  {alone} actor(s) without a close tie that is kept\n");
    }
    let against: Vec<_> = reading.ties.iter().filter(|tie| tie.frustrated).collect();
    if !against.is_empty() {
        let mut table = Table::new(&["goes against the blocs", ">weight", ">tolerance", "in the best divisions"]);
        for tie in against.iter().take(MOST_TIES) {
            let status = tie.status.map(|status| format!("{status:?}").to_lowercase()).unwrap_or_default();
            let tolerance = tie.tolerance.map(number).unwrap_or_default();
            table.row([format!("{} - {}", tie.source, tie.target), number(tie.weight), tolerance, status]);
        }
        text += &table.render(WIDTH);
        if against.len() > MOST_TIES {
            text += &format!("… and {} more (--format json)\n", against.len() - MOST_TIES);
        }
    }
    text += &certain(reading);
    text + &next_changes(reading)
}

/// How many actors have a certain place, when that is in question.
fn certain(reading: &BlocResult) -> String {
    let several = reading.optimal_partitions.is_some_and(|count| count > 1);
    let (Some(core), true) = (&reading.core, several) else { return String::new() };
    let Some(largest) = core.first() else { return String::new() };
    let all: usize = reading.blocs.iter().map(Vec::len).sum();
    format!("the largest group that stays together in every best division has {} of {all} actors\n", largest.len())
}

/// The ties whose change moves the index most.
fn next_changes(reading: &BlocResult) -> String {
    const SHOWN: usize = 3;
    let lower: Vec<_> =
        reading.next_changes.iter().filter(|c| c.index_if_gone < reading.frustration).take(SHOWN).collect();
    if lower.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&["what lowers it most", ">weight", ">without the tie", ">with its sign turned"]);
    for change in lower {
        let tie = format!("{} - {}", change.tie.0, change.tie.1);
        table.row([tie, number(change.weight), number(change.index_if_gone), number(change.index_if_turned)]);
    }
    table.render(WIDTH)
}
