//! Codes of CAMEO that a spreadsheet or a data frame has taken the leading zero from: the root code and the class of the same row tell.

use super::cameo::Quad;
use super::layout::Places;
use super::parse::integer;
use crate::files::Line;

/// Longest code of CAMEO, with a letter of an extension.
const LONGEST: usize = 5;

/// A code with its zero.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whole {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Whole {
    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    /// A zero before a code.
    fn of(code: &[u8]) -> Option<Self> {
        let mut bytes = [b'0'; LONGEST];
        bytes.get_mut(1..=code.len())?.copy_from_slice(code);
        (!code.is_empty()).then_some(Self { bytes, length: code.len() + 1 })
    }
}

/// What a code is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Told {
    /// As it stands.
    AsIs(Quad),
    /// With its zero, as its row says.
    Mended(Quad, Whole),
    /// None that the row bears out.
    Odd,
}

/// What of codes was seen in a file.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Zeros {
    /// Codes that have their zero.
    with: bool,
    /// Line of the first code that can only be one without its zero.
    without: Option<u64>,
    /// Line of the first code kept that may be one without its zero: `20` for `020`.
    either: Option<u64>,
    /// Codes that were mended.
    pub(super) mended: u64,
}

impl Zeros {
    /// Reads the code of a row by what else stands in it.
    #[inline]
    pub(super) fn read(&mut self, line: &Line<'_>, places: &Places, code: &[u8], number: u64) -> Told {
        let as_is = Quad::of_cameo(code);
        if code.first() == Some(&b'0') {
            self.with = true;
        }
        match as_is {
            Some(quad) if agrees(line, places, code, quad).unwrap_or(true) => {
                if code.len() == 2 && code[0] != b'0' && agrees(line, places, code, quad).is_none() {
                    if positive(line, places) {
                        return Told::Odd;
                    }
                    self.either.get_or_insert(number);
                }
                Told::AsIs(quad)
            }
            _ => self.mend(line, places, code, number),
        }
    }

    fn mend(&mut self, line: &Line<'_>, places: &Places, code: &[u8], number: u64) -> Told {
        let Some(whole) = Whole::of(code) else { return Told::Odd };
        let Some(quad) = Quad::of_cameo(whole.as_bytes()) else { return Told::Odd };
        match agrees(line, places, whole.as_bytes(), quad) {
            Some(true) => {
                self.mended += 1;
                Told::Mended(quad, whole)
            }
            Some(false) => Told::Odd,
            None => {
                self.without.get_or_insert(number);
                Told::Odd
            }
        }
    }

    /// Lines of a code that has lost its zero, and of one that may have, where no code of the file has its zero.
    pub(super) fn unsettled(&self) -> Option<(u64, u64)> {
        self.without.zip(self.either).filter(|_| !self.with)
    }
}

/// Whether the root code of the row, else its class, is that of a code; `None` where the row has neither.
#[inline]
fn agrees(line: &Line<'_>, places: &Places, code: &[u8], quad: Quad) -> Option<bool> {
    if let Some(root) = places.root_code.and_then(|place| root(line.cell(place))) {
        return Some(root == u64::from(code[0].wrapping_sub(b'0')) * 10 + u64::from(code[1].wrapping_sub(b'0')));
    }
    let class = places.class.and_then(|place| integer(line.cell(place))).filter(|class| (1..=4).contains(class));
    class.map(|class| class == quad as u64 + 1)
}

fn root(cell: &[u8]) -> Option<u64> {
    integer(cell).filter(|root| (1..=20).contains(root))
}

/// Whether the score of the row is above 0, as that of no code from 10 to 20 is.
fn positive(line: &Line<'_>, places: &Places) -> bool {
    let score = places.goldstein.map(|place| line.cell(place));
    score.is_some_and(|cell| cell.first().is_some_and(|sign| matches!(sign, b'1'..=b'9')))
}
