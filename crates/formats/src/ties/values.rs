//! The value of a tie: which columns or attributes hold it, and how a sign and a size become one weight.

use detente_text::{Note, Problem, missing};

use super::codes::judge;
use crate::columns::plain;
use crate::lines::lines;

/// Names that the value of a tie goes by.
pub(crate) const VALUES: [&str; 5] = ["weight", "sign", "closeness", "affinity", "value"];

/// Names that the size of a tie goes by beside its `sign`, where nothing else holds its value.
const SIZES: [&str; 8] = ["strength", "intensity", "magnitude", "size", "amount", "volume", "count", "frequency"];

/// The cells of one column or attribute.
pub(crate) struct Candidate<'t> {
    pub name: String,
    pub cells: Vec<&'t str>,
}

/// How cells become numbers.
pub(crate) struct Reading<'r> {
    /// A number, or why it is none.
    pub number: &'r dyn Fn(&str) -> Result<f64, String>,
    /// Codes that stand for a missing value; `None` where the user does not say.
    pub codes: Option<&'r [f64]>,
}

/// Values of ties; `None` where a value is missing, or cannot be read.
#[derive(Default)]
pub(crate) struct Values {
    pub weights: Vec<Option<f64>>,
    pub notes: Vec<Note>,
    pub problems: Vec<Problem>,
}

/// A column with its numbers.
struct Column {
    name: String,
    values: Vec<Option<f64>>,
}

/// The weights of ties from all columns that may hold them. `places` are the lines of the ties.
///
/// A column `sign` gives the sign of the sizes in another. Of two columns of the same sizes the one with signs counts. Other pairs of
/// columns are refused, since either may be meant.
pub(crate) fn settle(candidates: &[Candidate<'_>], places: &[u64], reading: &Reading<'_>) -> Values {
    let mut found = Values::default();
    let mut columns: Vec<Column> = Vec::new();
    for candidate in candidates {
        let values = numbers(candidate, places, reading, &mut found.problems);
        columns.push(Column { name: candidate.name.clone(), values });
    }
    if columns.len() > 1 {
        if !found.problems.is_empty() {
            return found;
        }
        columns.retain(|column| column.values.iter().any(Option::is_some));
    }
    let sign = columns.iter().position(|column| column.name.eq_ignore_ascii_case("sign"));
    let sign = sign.filter(|_| columns.len() > 1).map(|place| columns.remove(place));
    let Some(sizes) = one_of(columns, &mut found) else { return found };
    found.weights = match sign {
        None => sizes.values,
        Some(sign) => signed(&sign, &sizes, places, &mut found),
    };
    if found.problems.is_empty() {
        judge(&found.weights, places, reading.codes, &mut found.notes, &mut found.problems);
        match left_out(&found.weights, places) {
            Ok(note) => found.notes.extend(note),
            Err(problem) => found.problems.push(problem),
        }
    }
    found
}

/// Whether a column or an attribute holds sizes where its name says so: where `sign` alone holds the value otherwise.
pub(crate) fn is_size<'c>(name: &str, values: &[String], mut cells: impl Iterator<Item = &'c str>) -> bool {
    let alone = matches!(values, [one] if plain(one) == "sign");
    let numeric = |cell: &str| missing(cell) || cell.replace(',', ".").parse::<f64>().is_ok();
    let name = plain(name);
    let name = ["tie", "edge", "link"].iter().find_map(|what| name.strip_prefix(what)).unwrap_or(&name);
    alone && SIZES.contains(&name) && cells.all(numeric)
}

/// Numbers of a column. Where every cell is `+` or `-`, or a word for it, they are signs.
fn numbers(of: &Candidate<'_>, places: &[u64], reading: &Reading<'_>, problems: &mut Vec<Problem>) -> Vec<Option<f64>> {
    let signs = of.cells.iter().all(|cell| sign_of(cell).is_some() || missing(cell));
    // A column of dashes alone holds signs only where it says so: a dash is a missing value elsewhere.
    let told = plain(&of.name) == "sign"
        || of.cells.iter().any(|cell| sign_of(cell).is_some_and(|sign| sign > 0.0 || cell.len() > 3));
    let signs = signs && told;
    let one = |(cell, line): (&&str, &u64)| {
        if signs && let Some(sign) = sign_of(cell) {
            return Some(sign);
        }
        if missing(cell) {
            return None;
        }
        match (reading.number)(cell) {
            Ok(value) => Some(value).filter(|value| !reading.codes.unwrap_or_default().contains(value)),
            Err(why) => {
                problems.push(Problem::at(*line, why));
                None
            }
        }
    };
    of.cells.iter().zip(places).map(one).collect()
}

/// `+` and `-`, and words for them.
pub(crate) fn sign_of(cell: &str) -> Option<f64> {
    match cell.trim().to_lowercase().as_str() {
        "+" | "positive" => Some(1.0),
        "-" | "\u{2212}" | "\u{2013}" | "negative" => Some(-1.0),
        _ => None,
    }
}

/// The one column that counts.
fn one_of(mut columns: Vec<Column>, found: &mut Values) -> Option<Column> {
    while columns.len() > 1 {
        let (one, other) = (&columns[0], &columns[1]);
        let pairs = || one.values.iter().zip(&other.values);
        let same = pairs().all(|(one, other)| one == other);
        let sizes = pairs().all(|(one, other)| one.map(f64::abs) == other.map(f64::abs));
        let unsigned = |column: &Column| column.values.iter().flatten().all(|value| *value >= 0.0);
        let weak = |column: &Column| column.name.eq_ignore_ascii_case("value");
        let drop = match () {
            () if same => 1,
            () if sizes && unsigned(one) => 0,
            () if sizes && unsigned(other) => 1,
            () if weak(one) => 0,
            () if weak(other) => 1,
            () => {
                let what = format!(
                    "both `{}` and `{}` may be the value of a tie, and they differ; say which with --columns",
                    one.name, other.name
                );
                found.problems.push(Problem::at(1, what));
                return None;
            }
        };
        if !same {
            let (kept, dropped) = (&columns[1 - drop].name, &columns[drop].name);
            found.notes.push(Note::of_file(format!("`{kept}` is the value of a tie; `{dropped}` was not read")));
        }
        columns.remove(drop);
    }
    columns.pop()
}

/// Sizes with their signs.
fn signed(sign: &Column, sizes: &Column, places: &[u64], found: &mut Values) -> Vec<Option<f64>> {
    if let Some((value, line)) =
        sign.values.iter().zip(places).find_map(|(value, line)| {
            (*value).filter(|value| ![-1.0, 0.0, 1.0].contains(value)).map(|value| (value, line))
        })
    {
        let what = format!(
            "`{value}` in `{}` is no sign (1, -1, + or -), so that `{}` and `{}` may both be the value of a tie; say which with --columns",
            sign.name, sign.name, sizes.name
        );
        found.problems.push(Problem::at(*line, what));
        return Vec::new();
    }
    let hostile = sizes.values.iter().flatten().any(|size| *size < 0.0);
    for ((sign_here, size), line) in sign.values.iter().zip(&sizes.values).zip(places) {
        if let (true, Some(sign_here), Some(size)) = (hostile, sign_here, size)
            && sign_here * size < 0.0
        {
            let what = format!(
                "`{}` says {sign_here} and `{}` says {size}; they contradict each other: correct one, or say which counts with --columns",
                sign.name, sizes.name
            );
            found.problems.push(Problem::at(*line, what));
        }
    }
    let what = format!("`{}` gives the sign of a tie, `{}` its size", sign.name, sizes.name);
    found.notes.push(Note::of_file(what));
    sign.values.iter().zip(&sizes.values).map(|(sign, size)| Some((*sign)? * (*size)?.abs())).collect()
}

/// What is to be said of ties whose value is missing: they are left out, since a tie that is not known is not a tie of 0. Where most are
/// missing the file is refused.
fn left_out(weights: &[Option<f64>], places: &[u64]) -> Result<Option<Note>, Problem> {
    let without: Vec<u64> =
        weights.iter().zip(places).filter(|(weight, _)| weight.is_none()).map(|(_, line)| *line).collect();
    let Some(first) = without.first() else { return Ok(None) };
    let all = weights.len();
    if 2 * without.len() > all {
        let what =
            format!("the values of {} of {all} ties are missing{}; too few are left", without.len(), lines(&without));
        return Err(Problem::at(*first, what));
    }
    let what = format!("{} tie(s) without a value are left out: not known is not 0{}", without.len(), lines(&without));
    Ok(Some(Note::at(*first, what)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn found(columns: &[(&str, &[&'static str])], codes: Option<&[f64]>) -> Result<(Vec<Option<f64>>, usize), String> {
        let candidates: Vec<Candidate<'_>> =
            columns.iter().map(|(name, cells)| Candidate { name: (*name).to_owned(), cells: cells.to_vec() }).collect();
        let places: Vec<u64> = (0..columns[0].1.len() as u64).map(|place| place + 2).collect();
        let number = |cell: &str| detente_text::number(cell, detente_text::Decimal::Point);
        let found = settle(&candidates, &places, &Reading { number: &number, codes });
        match found.problems.first() {
            Some(problem) => Err(format!("{}: {}", problem.line, problem.what)),
            None => Ok((found.weights, found.notes.len())),
        }
    }

    #[test]
    fn signs_and_sizes_become_weights() {
        let some = |values: [f64; 2]| values.map(Some).to_vec();
        assert_eq!(found(&[("weight", &["2", "-1"])], None), Ok((some([2.0, -1.0]), 0)));
        assert_eq!(found(&[("weight", &["2", "3"]), ("sign", &["1", "-1"])], None), Ok((some([2.0, -3.0]), 1)));
        assert_eq!(found(&[("weight", &["2", "-3"]), ("Sign", &["+", "-"])], None), Ok((some([2.0, -3.0]), 1)));
        assert_eq!(found(&[("sign", &["-", "+"])], None), Ok((some([-1.0, 1.0]), 0)));
        assert_eq!(found(&[("sign", &["negative", "negative"])], None), Ok((some([-1.0, -1.0]), 0)));
        assert_eq!(
            found(&[("weight", &["0.5", "0.2"]), ("closeness", &["0.5", "-0.2"])], None),
            Ok((some([0.5, -0.2]), 1))
        );
        assert_eq!(found(&[("weight", &["2", "1"]), ("value", &["8", "9"])], None), Ok((some([2.0, 1.0]), 1)));
        // A dash beside numbers is a missing value.
        assert_eq!(found(&[("weight", &["2", "-"])], None), Ok((vec![Some(2.0), None], 1)));
    }

    #[test]
    fn contradictions_and_two_values_are_refused() {
        assert!(found(&[("weight", &["2", "-3"]), ("sign", &["-1", "-1"])], None).unwrap_err().starts_with("2: "));
        assert!(
            found(&[("weight", &["2", "-3"]), ("closeness", &["1", "-1"])], None).unwrap_err().contains("--columns")
        );
        assert!(found(&[("weight", &["2", "3"]), ("sign", &["2", "-1"])], None).unwrap_err().contains("no sign"));
        assert!(found(&[("weight", &["x", "3"])], None).unwrap_err().starts_with("2: "));
    }

    #[test]
    fn codes_for_missing_values_are_asked_about() {
        assert!(found(&[("weight", &["1", "-1", "-9"])], None).unwrap_err().contains("--missing=-9"));
        assert!(found(&[("weight", &["1", "3", "-9"])], None).unwrap_err().starts_with("4: "));
        assert!(found(&[("weight", &["1", "-1", "99"])], None).unwrap_err().contains("--missing=99"));
        assert_eq!(found(&[("weight", &["1", "-1", "99"])], Some(&[99.0])).unwrap().0[2], None);
        assert_eq!(found(&[("weight", &["1", "3", "99"])], None).unwrap().1, 1);
        assert_eq!(found(&[("weight", &["14", "-3", "99"])], None).unwrap().1, 0);
        assert_eq!(found(&[("weight", &["1", "-1", "-9"])], Some(&[-9.0])).unwrap().0[2], None);
        assert_eq!(found(&[("weight", &["1", "-1", "-9"])], Some(&[])).unwrap().0[2], Some(-9.0));
        for sound in [&["10", "8", "-9"], &["-7", "3", "-9"], &["-9", "-9", "-9"]] {
            assert!(found(&[("weight", sound)], None).is_ok(), "{sound:?}");
        }
    }

    #[test]
    fn weights_that_cannot_be_added_are_refused() {
        assert!(found(&[("weight", &["1", "-1e308"])], None).unwrap_err().starts_with("3: "));
        assert!(found(&[("weight", &["1", "-1e12"])], None).is_ok());
    }

    #[test]
    fn missing_values_are_left_out_unless_most_are() {
        assert_eq!(left_out(&[Some(1.0), Some(2.0), None], &[2, 3, 4]).unwrap().unwrap().line, Some(4));
        assert!(left_out(&[Some(1.0), None, None], &[2, 3, 4]).is_err());
        assert_eq!(left_out(&[Some(1.0)], &[2]), Ok(None));
    }
}
