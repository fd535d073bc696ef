//! Tables of memberships with a column for every organisation, as Correlates of War publishes them: counted, and kept bit by bit so
//! that joint memberships of any two states can be counted too.
//!
//! A cell is 1 for a full member, 2 an associate, 3 an observer, 0 none, -9 missing, -1 where the organisation or the state did not
//! exist. In tables of pairs 1 means that both are members.

use crate::files::{Cells, Column, Fault, FaultKind};

/// The first organisation of the releases; organisations stand from its column to the end.
pub(super) const COLUMNS: [Column; 2] =
    [Column { names: &["aaaid"], optional: false }, Column { names: &["version"], optional: true }];

/// Bits in one value: whole numbers up to 2^52 are exact.
const BITS: usize = 52;
/// Values that hold the bits: 624 organisations; release 3 has 534.
pub(super) const VALUES: usize = 12;

/// Full memberships, those of any kind, and which organisations the full ones are of; NaN where every cell is missing.
pub(super) struct Counted {
    pub full: f64,
    pub any: f64,
    /// NaN where the table has more organisations than there is room for.
    pub which: [f64; VALUES],
    /// Organisations of which it is not known, and which they are, as for the full ones.
    pub missing: f64,
    pub open: [f64; VALUES],
}

/// Counts the organisations of a row; `first` is the place of [`COLUMNS`] among the columns of the layout.
pub(super) fn count(cells: &Cells<'_>, first: usize) -> Result<Counted, Fault> {
    let (begin, version) = (cells.place(first).unwrap_or_default(), cells.place(first + 1));
    let mut counted = Counted { full: 0.0, any: 0.0, which: [0.0; VALUES], missing: 0.0, open: [0.0; VALUES] };
    let mut known = false;
    let organisations = (begin..cells.width()).filter(|place| Some(*place) != version);
    for (number, place) in organisations.enumerate() {
        let cell = cells.cell(place);
        let missing = matches!(&*cell, "-9" | "-9.0") || detente_text::missing(&cell);
        known |= !missing;
        counted.missing += f64::from(u8::from(missing));
        match &*cell {
            "1" | "1.0" => {
                counted.full += 1.0;
                counted.any += 1.0;
                mark(&mut counted.which, number);
            }
            "2" | "3" | "2.0" | "3.0" => counted.any += 1.0,
            "0" | "-1" | "0.0" | "-1.0" => {}
            _ if missing => mark(&mut counted.open, number),
            other => {
                let what = format!("`{other}` in column {}: 1, 2, 3, 0, -1 or -9", place + 1);
                return Err(cells.fault(first, FaultKind::Range, &what));
            }
        }
    }
    let nothing = Counted { full: f64::NAN, any: f64::NAN, which: [f64::NAN; VALUES], ..counted };
    Ok(if known { counted } else { nothing })
}

/// Marks an organisation; beyond the room there is nothing is told of any.
fn mark(of: &mut [f64; VALUES], number: usize) {
    match of.get_mut(number / BITS) {
        Some(value) => *value += (1_u64 << (number % BITS)) as f64,
        None => *of = [f64::NAN; VALUES],
    }
}

/// Organisations of which a row does not tell whether its state is a member; `values` are those of a row.
pub(crate) fn untold(values: &[f64]) -> f64 {
    values.get(2 + VALUES).copied().filter(|missing| missing.is_finite()).unwrap_or(0.0)
}

/// How many organisations two states are both full members of, at least and at most, by the rows of both; `None` where they do not
/// tell which organisations there are.
pub(crate) fn joint(one: &[f64], other: &[f64]) -> Option<(f64, f64)> {
    let bits = |row: &[f64], begin: usize| -> Option<Vec<u64>> {
        let values = row.get(begin..begin + VALUES)?;
        values.iter().map(|value| value.is_finite().then_some(*value as u64)).collect()
    };
    let (full, open) = ([bits(one, 2)?, bits(other, 2)?], [bits(one, 3 + VALUES)?, bits(other, 3 + VALUES)?]);
    let (mut least, mut most) = (0, 0);
    for place in 0..VALUES {
        least += (full[0][place] & full[1][place]).count_ones();
        most += ((full[0][place] | open[0][place]) & (full[1][place] | open[1][place])).count_ones();
    }
    Some((f64::from(least), f64::from(most)))
}
