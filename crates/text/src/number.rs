//! Cells into numbers, and cells that say that there is none.

/// The mark between the whole and the broken part of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Decimal {
    /// `0.5`
    #[default]
    Point,
    /// `0,5`
    Comma,
}

/// Whether a cell says that a value is missing: nothing, a dash, a mark of a spreadsheet or a statistics program, or a word for it.
///
/// Numbers such as -9 are codes of single data sets and are theirs to know.
pub fn missing(cell: &str) -> bool {
    const WORDS: [&str; 24] = [
        "", "na", "n/a", "#n/a", "#na", "nan", "#null!", "#value!", "#div/0!", "#ref!", "#name?", "#num!", "null",
        "none", "nil", "missing", ".", "..", "...", "…", "?", "-", "–", "—",
    ];
    let word = cell.trim().to_lowercase();
    WORDS.contains(&word.as_str())
}

/// A finite number.
///
/// The minus may be a hyphen, a minus sign or a dash, as spreadsheets set it. Marks of thousands, per cent and words are refused.
///
/// # Errors
/// Why the cell is no number, and what to write.
pub fn number(cell: &str, decimal: Decimal) -> Result<f64, String> {
    let cell = cell.trim();
    let plain: String = cell.chars().map(|c| if matches!(c, '\u{2212}' | '\u{2013}') { '-' } else { c }).collect();
    let (commas, points) = (plain.matches(',').count(), plain.matches('.').count());
    let text = match (decimal, commas, points) {
        (_, 0, 0) | (Decimal::Point, 0, 1) => plain,
        (Decimal::Comma, 1, 0) => plain.replace(',', "."),
        _ => return Err(why_not(cell, decimal, commas, points)),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (body, exponent) = text.split_once(['e', 'E']).map_or((text.as_str(), None), |(body, rest)| (body, Some(rest)));
    let signless = |part: &str| part.strip_prefix(['+', '-']).unwrap_or(part).to_owned();
    let (whole, broken) = match signless(body).split_once('.') {
        Some((whole, broken)) => (whole.to_owned(), broken.to_owned()),
        None => (signless(body), String::new()),
    };
    let sound = digits(&format!("{whole}{broken}")) && exponent.is_none_or(|rest| digits(&signless(rest)));
    let value = text.parse::<f64>().ok().filter(|value| sound && value.is_finite());
    value.ok_or_else(|| why_not(cell, decimal, commas, points))
}

fn why_not(cell: &str, decimal: Decimal, commas: usize, points: usize) -> String {
    let shown = crate::safe::shortened(cell);
    let numeric = cell.chars().all(|c| c.is_ascii_digit() || " .,+-'\u{a0}\u{202f}\u{2212}\u{2013}".contains(c));
    if let Some(share) = cell.strip_suffix('%') {
        return format!(
            "`{shown}` is in per cent; write it as a share (`{}` is {} divided by 100)",
            shown,
            share.trim()
        );
    }
    if numeric && (commas + points > 1 || cell.contains(['\'', '\u{a0}', '\u{202f}', ' '])) {
        return format!(
            "`{shown}` has marks of thousands, or two decimal marks; write the number without marks of thousands"
        );
    }
    match decimal {
        Decimal::Point if numeric && commas == 1 => {
            format!(
                "`{shown}` has a comma: if it is a decimal comma, say --decimal comma; if it marks thousands, take it out"
            )
        }
        Decimal::Comma if numeric && points == 1 => {
            format!("`{shown}` has a point where the file has decimal commas; write one decimal mark throughout")
        }
        _ => format!("`{shown}` is not a finite number"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (cell, value) in [
            ("0.5", 0.5),
            (" +1 ", 1.0),
            ("-.5", -0.5),
            ("\u{2212}2", -2.0),
            ("1e3", 1000.0),
            ("5.", 5.0),
            ("2E-2", 0.02),
        ] {
            assert_eq!(number(cell, Decimal::Point), Ok(value), "{cell}");
        }
        assert_eq!(number("-0,25", Decimal::Comma), Ok(-0.25));
        assert_eq!(number("7", Decimal::Comma), Ok(7.0));
        for wrong in [
            "", "-", "e5", "1e", "inf", "NaN", "0x1", "1_0", "1.2.3", "45%", "1,5", "1 000", "1e999", "٣", "--1",
            "+-1", ".",
        ] {
            assert!(number(wrong, Decimal::Point).is_err(), "{wrong}");
        }
        for wrong in ["1.5", "1.234,5", "1,2,3"] {
            assert!(number(wrong, Decimal::Comma).is_err(), "{wrong}");
        }
        assert!(number("1,5", Decimal::Point).is_err_and(|why| why.contains("--decimal comma")));
    }

    #[test]
    fn missing_is_not_zero_nor_a_code() {
        for cell in ["", " ", "NA", "#N/A", "n/a", ".", "..", "NaN", "null", "-", "?", "#DIV/0!"] {
            assert!(missing(cell), "{cell}");
        }
        for cell in ["0", "-9", "no", "x", "-1", "Nauru"] {
            assert!(!missing(cell), "{cell}");
        }
    }
}
