//! Trade of a pair.

use super::ask::{Ask, Found};
use super::value::{only, plain};
use crate::sets::{Folder, RowRef, Series, Set, SetError};
use crate::states::State;

/// Imports of the first from the second of the pair, or the other way.
pub(super) fn imports(folder: &Folder, ask: &Ask, turned: bool) -> Result<Found, SetError> {
    let name = if (ask.a < ask.b) == turned { "flow2" } else { "flow1" };
    plain(folder, ask, Set::Trade, name)
}

/// Both flows of a pair in a year with their row, or why they are not known.
fn flows(trade: &Series, ask: &Ask) -> Result<(f64, RowRef), Found> {
    let pair = ask.ordered();
    let (one, row) = only(trade, pair, ask.to, 0)?;
    let (other, _) = only(trade, pair, ask.to, 1)?;
    Ok((one + other, row))
}

/// Trade of one state with the other over all its trade in the file.
pub(super) fn trade_share(folder: &Folder, ask: &Ask, of_b: bool) -> Result<Found, SetError> {
    let series = folder.series(Set::Trade)?;
    let state = if of_b { ask.b } else { ask.a };
    let (mut total, mut lost) = (0.0, 0_usize);
    for (spell, values) in series.all() {
        if (spell.a == state || spell.b == state) && (spell.from..=spell.to).contains(&ask.to) {
            total += values.iter().filter(|flow| flow.is_finite()).sum::<f64>();
            lost += values.iter().filter(|flow| !flow.is_finite()).count();
        }
    }
    let about = |states: [Option<State>; 2]| states.contains(&Some(state));
    let out = series.every_lack().filter(|(of, lack, _)| about(*of) && (lack.from..=lack.to).contains(&ask.to)).count();
    Ok(match flows(series, ask) {
        Ok((own, row)) if total > 0.0 => {
            let mut note =
                "the whole is the state's trade in this file, which may not hold all its partners".to_owned();
            if lost + out > 0 {
                note += &format!(
                    "; {lost} of its flows are missing and {out} rows of it were kept out: they count for nothing"
                );
            }
            Found { note: Some(note), ..Found::of(own / total, vec![row]) }
        }
        Ok(_) => Found::unknown("the trade of the state in this file is 0"),
        Err(unknown) if unknown.doubtful => unknown,
        Err(unknown) => ask.missing(series).unwrap_or(unknown),
    })
}

/// Trade of one state with the other over its gross domestic product, both in current US dollars (Oneal & Russett 1997).
pub(super) fn trade_over_gdp(folder: &Folder, ask: &Ask, of_b: bool) -> Result<Found, SetError> {
    let (trade, gdp) = (folder.series(Set::Trade)?, folder.series(Set::Gdp)?);
    let state = if of_b { ask.b } else { ask.a };
    let (own, row) = match flows(trade, ask) {
        Ok(found) => found,
        Err(unknown) if unknown.doubtful => return Ok(unknown),
        Err(unknown) => return Ok(ask.missing(trade).unwrap_or(unknown)),
    };
    // Millions, or dollars where the table has those.
    let product = only(gdp, (state, state), ask.to, 0)
        .or_else(|_| only(gdp, (state, state), ask.to, 1).map(|(dollars, row)| (dollars / 1e6, row)));
    Ok(match product {
        Ok((product, other)) if product > 0.0 => Found::of(own / product, vec![row, other]),
        Err(unknown) if unknown.doubtful => unknown,
        _ => Found::unknown("no gross domestic product of the state in that year"),
    })
}
