//! A plain network's balance in a terminal.

use crate::table::{Table, wrap};
use crate::terminal::number;
use detente_assess::{BlocPortrait, DirectedPortrait, DirectedType, NullModel, PeriodPortrait, Portrait, Rest};

const WIDTH: usize = 80;
/// Ties shown; JSON has them all.
const MOST_TIES: usize = 20;

/// The portrait as a person reads it.
pub fn portrait_text(portrait: &Portrait) -> String {
    let mut text = format!("{} actors, {} ties\n", portrait.actors, portrait.ties);
    let readings =
        [("Two blocs (strong balance)", &portrait.strong), ("Any number of blocs (weak balance)", &portrait.weak)];
    for (title, reading) in readings {
        if let Some(reading) = reading {
            text += &format!("\n\u{1b}[1m{title}\u{1b}[0m\n{}", reading_text(reading));
        }
    }
    text += "\n\u{1b}[1mTriads\u{1b}[0m\n";
    let counts: Vec<String> = portrait.triads.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    text += &format!("{}\n", counts.join("   "));
    text += &portrait.triangle_index.map(|share| format!("{:.1} % balanced\n", 100.0 * share)).unwrap_or_default();
    text += &walks(portrait);
    text += &curve(portrait);
    text += &landscape(portrait);
    text += &nulls(portrait);
    text
}

fn walks(portrait: &Portrait) -> String {
    let mut text = String::new();
    if let Some(walks) = portrait.walk_balance {
        text += &format!("walk balance {walks:.4} (1 is balanced; it depends on the scale of the weights)\n");
    }
    if let Some((scaled, radius)) = portrait.walk_balance_scaled.zip(portrait.spectral_radius) {
        text += &format!("walk balance {scaled:.4} at 1 / {radius:.3}, which does not\n");
    }
    if let Some(camps) = &portrait.polarisation {
        let (one, two) = (camps.camp.len(), camps.opponents.len());
        text += &format!(
            "polarisation {:.3} per actor: camps of {one} and {two} (at most {:.3} is possible)\n",
            camps.degree, camps.bound
        );
    }
    text
}

/// The index with at most 1, 2, ... blocs.
fn curve(portrait: &Portrait) -> String {
    if portrait.blocs_curve.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&[">most blocs", ">frustration", ""]);
    for point in &portrait.blocs_curve {
        let proof = if point.proven { "proven".to_owned() } else { format!("at least {}", number(point.lower_bound)) };
        table.row([point.blocs.to_string(), number(point.frustration), proof]);
    }
    format!("\n{}", table.render(WIDTH))
}

fn landscape(portrait: &Portrait) -> String {
    const SHOWN: usize = 6;
    let Some(land) = &portrait.landscape else { return String::new() };
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
            Rest::Plateau => "plateau",
            Rest::Shelf => "shelf",
        };
        table.row([sides, number(minimum.energy), format!("{share:.1} %"), depth, rest.to_owned()]);
    }
    let more = land.minima.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!("… and {more} more (--format json)\n") } else { String::new() };
    format!("\n\u{1b}[1mLandscape\u{1b}[0m ({} configurations)\n{}{more}", land.configurations, table.render(WIDTH))
}

fn nulls(portrait: &Portrait) -> String {
    if portrait.null_models.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&["null model", ">mean", ">sd", ">z", ">p", ">draws"]);
    for null in &portrait.null_models {
        let name = match null.model {
            NullModel::ShuffledSigns => "same ties, signs dealt out anew",
            NullModel::SameDegrees => "same numbers of friends and foes, drawn anew",
            NullModel::ExpectedHostility => "same ties, same expected hostility",
        };
        let z = null.z.map_or("undefined".to_owned(), number);
        let bounded = if null.bounded > 0 { format!(" ({} only bounded)", null.bounded) } else { String::new() };
        let draws = format!("{}{bounded}", null.draws);
        table.row([name.to_owned(), number(null.mean), number(null.sd), z, format!("{:.4}", null.p), draws]);
    }
    format!(
        "\n\u{1b}[1mAgainst chance\u{1b}[0m (two blocs; a negative z is more balanced than chance)\n{}",
        table.render(WIDTH)
    )
}

/// A sequence of networks, a line each.
pub fn timeline_text(periods: &[PeriodPortrait]) -> String {
    let null = periods.iter().any(|period| period.null.is_some());
    let mut header =
        vec!["period", ">actors", ">ties", ">strong", ">F", ">weak", ">optima", ">triads", ">moved", ">inertia"];
    if null {
        header.extend([">null 5-95 %", ">z"]);
    }
    let mut table = Table::new(&header);
    for period in periods {
        let index = |index: &detente_assess::PeriodIndex| match index.proven {
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
            row.push(
                period.null.as_ref().map_or(String::new(), |null| format!("{}-{}", short(null.low), short(null.high))),
            );
            row.push(period.null.as_ref().and_then(|null| null.z).map_or(String::new(), |z| format!("{z:.2}")));
        }
        table.row(row);
    }
    let mut text = table.render(120);
    text += "strong, weak: frustration with two and with any number of blocs; F: 1 - 2 strong / weight; triads: balanced share;\n             moved: actors that changed sides; inertia: what yesterday's blocs cost today beyond the best\n";
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
pub fn directed_text(found: &DirectedPortrait) -> String {
    let mut types: Vec<&DirectedType> = found.triads.iter().collect();
    types.sort_by(|a, b| b.count.cmp(&a.count).then(a.kind.cmp(&b.kind)));
    let mut table = Table::new(&["a>b b>a a>c c>a b>c c>b", "mutual, asymmetric, null", ">triads"]);
    for of in types {
        let spaced: Vec<String> = of.kind.chars().map(|sign| sign.to_string()).collect();
        table.row([spaced.join("   "), of.man.clone(), of.count.to_string()]);
    }
    let DirectedPortrait { actors, arcs, .. } = found;
    format!("{actors} actors, {arcs} directed ties; triads with two tied pairs or more\n{}", table.render(WIDTH))
}

fn reading_text(reading: &BlocPortrait) -> String {
    let mut text = if reading.proven {
        format!("frustration {} (proven)", number(reading.frustration))
    } else {
        format!("frustration between {} and {}", number(reading.lower_bound), number(reading.frustration))
    };
    text += &reading.normalised.map(|normal| format!(", normalised {}", number(normal))).unwrap_or_default();
    text += &match reading.optimal_partitions {
        Some(1) => "; one best division".to_owned(),
        Some(count) => format!("; {count} best divisions"),
        None => format!("; at least {} best division(s)", reading.optimal_partitions_at_least.unwrap_or(1)),
    };
    text += &reading.margin.map(|margin| format!(", margin {}", number(margin))).unwrap_or_default();
    text += &reading.radius.map(|radius| format!(", uniform error {}", number(radius))).unwrap_or_default();
    text.push('\n');
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
fn certain(reading: &BlocPortrait) -> String {
    let several = reading.optimal_partitions.is_some_and(|count| count > 1);
    let (Some(core), true) = (&reading.core, several) else { return String::new() };
    let Some(largest) = core.first() else { return String::new() };
    let all: usize = reading.blocs.iter().map(Vec::len).sum();
    format!("the largest group that stays together in every best division has {} of {all} actors\n", largest.len())
}

/// The ties whose change moves the index most.
fn next_changes(reading: &BlocPortrait) -> String {
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
