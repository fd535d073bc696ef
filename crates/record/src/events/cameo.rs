//! Event codes: the four quarters of cooperation and conflict, and tables of Goldstein scores.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::Path;

use crate::files::{Column, FaultKind, Refused, Tally, Unreadable, parts, rows};

/// Verbal or material, cooperation or conflict. The quarter is always made from the root code, never taken from a column, because
/// the sets draw the lines differently: 01-05, 06-09, 10-14, 15-20 (GDELT's scheme).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quad {
    /// Roots 01 to 05.
    VerbalCooperation,
    /// Roots 06 to 09.
    MaterialCooperation,
    /// Roots 10 to 14.
    VerbalConflict,
    /// Roots 15 to 20.
    MaterialConflict,
}

impl Quad {
    /// Of a CAMEO code, `0411` or `13`.
    pub fn of_cameo(code: &[u8]) -> Option<Self> {
        let [tens @ b'0'..=b'2', ones @ b'0'..=b'9', rest @ ..] = code else { return None };
        if rest.len() > 2 || !rest.iter().all(|sign| sign.is_ascii_alphanumeric()) {
            return None;
        }
        Self::of_root((tens - b'0') * 10 + (ones - b'0'))
    }

    /// Of a root code.
    pub fn of_root(root: u8) -> Option<Self> {
        match root {
            1..=5 => Some(Self::VerbalCooperation),
            6..=9 => Some(Self::MaterialCooperation),
            10..=14 => Some(Self::VerbalConflict),
            15..=20 => Some(Self::MaterialConflict),
            _ => None,
        }
    }

    /// Of an event type of PLOVER; older and newer names of one type are the same.
    pub fn of_plover(name: &[u8]) -> Option<Self> {
        match name {
            b"AGREE" | b"CONSULT" | b"SUPPORT" | b"CONCEDE" => Some(Self::VerbalCooperation),
            b"COOPERATE" | b"AID" | b"RETREAT" | b"INVESTIGATE" => Some(Self::MaterialCooperation),
            b"REQUEST" | b"DEMAND" | b"ACCUSE" | b"DISAPPROVE" | b"REJECT" | b"THREATEN" | b"SANCTION" => {
                Some(Self::VerbalConflict)
            }
            b"PROTEST" | b"CRIME" | b"MOBILIZE" | b"COERCE" | b"ASSAULT" => Some(Self::MaterialConflict),
            _ => None,
        }
    }

    /// Of a code of WEIS, by its root: 01-10 words and 07 rewards, 11-17 words of conflict, 18-22 deeds.
    pub fn of_weis(code: &[u8]) -> Option<Self> {
        let root: u8 = std::str::from_utf8(code.get(..2)?).ok()?.parse().ok()?;
        match root {
            6 | 7 => Some(Self::MaterialCooperation),
            1..=5 | 8..=10 => Some(Self::VerbalCooperation),
            11..=17 => Some(Self::VerbalConflict),
            18..=22 => Some(Self::MaterialConflict),
            _ => None,
        }
    }
}

/// Which scores events have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// The score that stands in the row.
    Column,
    /// The code's score in the table of GDELT.
    Gdelt,
    /// The code's score in the table of ICEWS.
    Icews,
}

impl Scale {
    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Column => "column",
            Self::Gdelt => "gdelt",
            Self::Icews => "icews",
        }
    }
}

/// Scores of codes, in hundredths.
pub type ScaleTable = BTreeMap<Vec<u8>, i32>;

/// The most that an event counts for on the scale of Goldstein (1992).
pub const MOST_SCORE: f64 = 10.0;

/// A table of scores that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ScaleError {
    /// It cannot be opened.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// It cannot be read.
    #[error(transparent)]
    Refused(#[from] Refused),
}

/// Reads a table of scores, columns `code`, `goldstein_gdelt`, `goldstein_icews`.
///
/// # Errors
/// [`ScaleError`] where it cannot be opened or columns are missing.
pub fn read_scale(path: &Path, scale: Scale) -> Result<(ScaleTable, Tally), ScaleError> {
    let name: &'static [&'static str] = match scale {
        Scale::Icews => &["goldstein_icews"],
        Scale::Gdelt | Scale::Column => &["goldstein_gdelt"],
    };
    let columns = [Column { names: &["code", "cameo"], optional: false }, Column { names: name, optional: false }];
    let mut table = ScaleTable::new();
    let mut tally = Tally::default();
    parts(path, |_, reader| read_scores(reader, &columns, &mut tally, &mut table).map_err(ScaleError::from))?;
    Ok((table, tally))
}

fn read_scores(
    reader: &mut dyn BufRead,
    columns: &[Column],
    tally: &mut Tally,
    table: &mut ScaleTable,
) -> Result<(), Refused> {
    rows(reader, columns, tally, |cells, _| {
        if let Some(score) = cells.number(1)? {
            if !(-MOST_SCORE..=MOST_SCORE).contains(&score) {
                return Err(cells.fault(1, FaultKind::Range, &format!("{score}, not between -10 and 10")));
            }
            table.insert(cells.text(0).as_bytes().to_vec(), libm::round(score * 100.0) as i32);
        }
        Ok(true)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_by_root() {
        assert_eq!(Quad::of_cameo(b"0411"), Some(Quad::VerbalCooperation));
        assert_eq!(Quad::of_cameo(b"145"), Some(Quad::VerbalConflict));
        assert_eq!(Quad::of_cameo(b"20"), Some(Quad::MaterialConflict));
        assert_eq!(Quad::of_cameo(b"4"), None);
        assert_eq!(Quad::of_cameo(b"21"), None);
        assert_eq!(Quad::of_cameo(b"-4.4"), None);
        assert_eq!(Quad::of_plover(b"DEMAND"), Quad::of_plover(b"REQUEST"));
    }
}
