//! Alliances: obligations, commitment, likeness of portfolios.

use super::ask::{Ask, Found};
use super::disputes::onset_rows;
use super::doubt::Doubts;
use super::value::{Worth, highest};
use crate::sets::{Folder, RowRef, Series, Set, SetError};
use crate::similarity::{Measure, Portfolios, obligations};
use crate::states::{State, Year, states};

/// An obligation of ATOP.
pub(super) fn flag(folder: &Folder, ask: &Ask, name: &str) -> Result<Found, SetError> {
    let place = Set::Atop.value(name).unwrap_or(0);
    let worth = |flags: &[f64]| match flags[place] {
        flag if flag.is_finite() => Worth::sure(flag),
        _ => Worth { least: 0.0, most: 1.0, open: place },
    };
    Ok(highest(folder.series(Set::Atop)?, ask, 1.0, worth))
}

/// Commitment by the value of an obligation: none, nonaggression, neutrality or consultation, defence or offence.
const COMMITMENT: [f64; 4] = [0.0, 0.1, 0.5, 1.0];

/// Commitment by the strongest obligation.
pub(super) fn commitment(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let found = highest(folder.series(Set::Atop)?, ask, COMMITMENT[3], promised);
    but_for_disputes(folder, ask, found)
}

/// What the obligations of a row are worth.
fn promised(flags: &[f64]) -> Worth {
    let (least, most) = obligations(flags);
    let open = flags.iter().position(|flag| !flag.is_finite()).unwrap_or(0);
    Worth { least: COMMITMENT[usize::from(least)], most: COMMITMENT[usize::from(most)], open }
}

/// Nonaggression alone is worth nothing while a dispute goes on.
fn but_for_disputes(folder: &Folder, ask: &Ask, mut found: Found) -> Result<Found, SetError> {
    if found.value == Some(COMMITMENT[1]) && folder.has(Set::GmlMids) {
        let disputes = folder.series(Set::GmlMids)?;
        let active = onset_rows(disputes, ask.ordered(), (ask.to, ask.to));
        let doubts = Doubts::kept_out(disputes, ask.ordered(), (ask.to, ask.to));
        if active.is_empty() && !doubts.is_empty() {
            return Ok(doubts.found());
        }
        if !active.is_empty() {
            found.value = Some(0.0);
            found.rows.extend(active.into_iter().map(|dispute| dispute.row));
        }
    }
    Ok(found)
}

/// Commitment of the first towards the second, from rows that have both directions, or those of pairs whose obligations differ.
pub(super) fn commitment_of_a(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let strongest = |series: &Series, rows: Vec<(&[f64], RowRef)>| {
        let worths: Vec<Worth> = rows.iter().map(|(flags, _)| promised(flags)).collect();
        let least = worths.iter().map(|worth| worth.least).fold(0.0, f64::max);
        let most = worths.iter().map(|worth| worth.most).fold(0.0, f64::max);
        let mut doubts = Doubts::kept_out(series, ask.ordered(), (ask.to, ask.to));
        if most > least || (least < COMMITMENT[3] && !doubts.is_empty()) {
            let open = rows.iter().zip(&worths).filter(|(_, worth)| worth.most > worth.least);
            open.for_each(|((_, row), worth)| doubts.gap(series, row, worth.open));
            return Ok(doubts.found());
        }
        but_for_disputes(folder, ask, Found::of(least, rows.into_iter().map(|(_, row)| row).collect()))
    };
    if !folder.has(Set::AtopDirected)
        && let Some(series) = folder.directed_atop()?
    {
        let own: Vec<_> = series.at(ask.a, ask.b, ask.to).collect();
        // Without a row in either direction the pair has none; the other's promise alone is not one's own.
        let none = own.is_empty() && series.last_at(ask.b, ask.a, ask.to).is_none();
        return if none { commitment(folder, ask) } else { strongest(series, own) };
    }
    let series = folder.series(Set::AtopDirected)?;
    let (a, b) = ask.ordered();
    let Some((flags, row)) = series.last_at(a, b, ask.to) else {
        // Without a row here both promise the same; a row that was kept out may have said otherwise.
        let doubts = Doubts::kept_out(series, (a, b), (ask.to, ask.to));
        return if doubts.is_empty() { commitment(folder, ask) } else { Ok(doubts.found()) };
    };
    let own = if ask.a == a { &flags[..5] } else { &flags[5..] };
    if let Some(open) = own.iter().position(|flag| !flag.is_finite()) {
        let place = open + if ask.a == a { 0 } else { 5 };
        let worth = promised(own);
        if worth.most > worth.least {
            let mut doubts = Doubts::default();
            doubts.gap(series, &row, place);
            return Ok(doubts.found());
        }
    }
    strongest(series, vec![(own, row)])
}

/// Likeness of alliance portfolios. Rows are those of the two states' own pair; the portfolios have one for every other member.
pub(super) fn likeness(folder: &Folder, ask: &Ask, measure: Measure) -> Result<Found, SetError> {
    let atop = folder.series(Set::Atop)?;
    if let Some(missing) = ask.missing(atop) {
        return Ok(missing);
    }
    let cinc = if measure == Measure::SCinc { Some(folder.series(Set::Capabilities)?) } else { None };
    let portfolios = Portfolios::of_years(atop, cinc, ask.to, ask.to);
    let mut rows: Vec<RowRef> = Vec::new();
    for (spell, _) in atop.all() {
        let about = [spell.a, spell.b].iter().any(|state| *state == ask.a || *state == ask.b);
        if about && (spell.from..=spell.to).contains(&ask.to) {
            rows.extend(atop.at(spell.a, spell.b, ask.to).map(|(_, row)| row));
        }
    }
    rows.sort();
    rows.dedup();
    if let Some((other, of)) = portfolios[0].unsure(ask.a).or_else(|| portfolios[0].unsure(ask.b)) {
        let mut found = flag_doubts(atop, (of, other), ask.to).found();
        found.note = found.note.map(|note| format!("{note}; the portfolio of {} holds it", states().name(of)));
        return Ok(found);
    }
    let value = portfolios[0].pair(measure, ask.a, ask.b);
    let undefined = || value.is_none().then(|| "undefined: both portfolios are constant".to_owned());
    let note = undefined().or_else(|| atop.strangers((ask.to, ask.to)));
    Ok(Found { value, rows, note, ..Found::default() })
}

/// Why the obligation of a pair in a year is not known.
fn flag_doubts(atop: &Series, (a, b): (State, State), year: Year) -> Doubts {
    let mut doubts = Doubts::kept_out(atop, (a, b), (year, year));
    for (flags, row) in atop.at(a.min(b), a.max(b), year) {
        let open = flags.iter().position(|flag| !flag.is_finite());
        open.into_iter().for_each(|place| doubts.gap(atop, &row, place));
    }
    doubts
}
