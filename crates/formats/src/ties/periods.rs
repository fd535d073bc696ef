//! Periods of ties: what their names mean, and their order in time.

use detente_text::{Note, Problem};

use super::codes::is_code_among;
use super::rows::Row;
use crate::dates::{Date, Form, century, form};
use crate::lines::lines;

/// Puts the periods of rows in their order in time, and gives one name to those that are one date.
///
/// Numbers and dates of one form are put in order; six digits are YYYYMM, or YYMMDD where they cannot be that. Other names are put in
/// alphabetical order, which is told. Rows whose period is missing are left out, which is told too: blank cells and words for what is
/// missing, and `codes`, or -9 and the like among numbers that are never negative.
///
/// # Errors
/// Every [`Problem`]: dates of several forms, days of which nothing tells whether the day or the month comes first.
pub(super) fn settle(
    rows: &mut Vec<Row>,
    codes: Option<&[f64]>,
    notes: &mut Vec<Note>,
) -> Result<Vec<String>, Vec<Problem>> {
    rows.iter_mut().for_each(|row| row.period = without_zeros(&row.period).to_owned());
    blank_missing(rows, codes);
    let without: Vec<u64> = rows.iter().filter(|row| row.period.is_empty()).map(|row| row.line).collect();
    if !without.is_empty() {
        notes.push(Note::at(
            without[0],
            format!("{} tie(s) without a period are left out{}", without.len(), lines(&without)),
        ));
        rows.retain(|row| !row.period.is_empty());
    }
    let mut cells: Vec<(String, u64)> = rows.iter().map(|row| (row.period.clone(), row.line)).collect();
    cells.sort();
    cells.dedup_by(|next, kept| next.0 == kept.0);
    let forms: Option<Vec<(Form, Date)>> = cells.iter().map(|(cell, _)| form(cell)).collect();
    let Some(forms) = forms else {
        let odd = cells.iter().find(|(cell, _)| form(cell).is_none());
        if let Some((cell, line)) = odd.filter(|_| cells.len() > 1) {
            let what = format!(
                "the periods stand in alphabetical order: `{cell}` is no date, and nothing tells their order in time"
            );
            notes.push(Note::at(*line, what));
        }
        return Ok(cells.into_iter().map(|(cell, _)| cell).collect());
    };
    if let Some(place) = (1..forms.len()).find(|place| forms[*place].0 != forms[0].0) {
        let what = format!(
            "`{}` is {}, `{}` (line {}) {}; write all periods in one form",
            cells[place].0,
            forms[place].0.told(),
            cells[0].0,
            cells[0].1,
            forms[0].0.told()
        );
        return Err(vec![Problem::at(cells[place].1, what)]);
    }
    let dates = match forms.first().map(|(form, _)| form) {
        Some(Form::Slashes) => slashes(&cells, forms.iter().map(|(_, date)| *date).collect())?,
        Some(Form::Number) => return Ok(numbers(cells, rows, notes)),
        _ => forms.iter().map(|(_, date)| *date).collect(),
    };
    if forms.first().is_some_and(|(form, _)| *form == Form::MonthShort) {
        let what = format!(
            "two digits of a year are read as spreadsheets do: 00 to 29 as 2000 to 2029, 30 to 99 as 1930 to 1999 (`{}`)",
            cells[0].0
        );
        notes.push(Note::at(cells[0].1, what));
    }
    Ok(in_order(cells, &dates, rows))
}

/// `1990` for `1990.0`, as data frames write years where one is missing.
fn without_zeros(cell: &str) -> &str {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = cell.split_once(['.', ',']).filter(|(_, rest)| digits(rest) && rest.bytes().all(|byte| byte == b'0'));
    whole.map_or(cell, |(whole, _)| if digits(whole.trim_start_matches('-')) { whole } else { cell })
}

/// Blanks the periods that are missing.
fn blank_missing(rows: &mut [Row], codes: Option<&[f64]>) {
    let number = |row: &Row| row.period.parse::<f64>().ok().filter(|number| number.is_finite());
    let numbers: Vec<Option<f64>> = rows.iter().map(number).collect();
    let others = || rows.iter().zip(&numbers).filter(|(row, _)| !detente_text::missing(&row.period));
    let all_numbers = others().all(|(_, number)| number.is_some());
    let is_code = |number: f64| match codes {
        Some(codes) => codes.contains(&number),
        None => all_numbers && is_code_among(number, numbers.iter().flatten().copied()),
    };
    let missing: Vec<bool> = rows
        .iter()
        .zip(&numbers)
        .map(|(row, number)| detente_text::missing(&row.period) || number.is_some_and(is_code))
        .collect();
    let blank = |(row, missing): (&mut Row, bool)| {
        if missing {
            row.period.clear();
        }
    };
    rows.iter_mut().zip(missing).for_each(blank);
}

/// Names by date; rows whose dates are one get one name.
fn in_order(cells: Vec<(String, u64)>, dates: &[Date], rows: &mut [Row]) -> Vec<String> {
    let mut order: Vec<(Date, String)> = dates.iter().copied().zip(cells.into_iter().map(|(cell, _)| cell)).collect();
    order.sort();
    for pair in order.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() > 1) {
        for row in rows.iter_mut().filter(|row| pair.iter().any(|(_, name)| *name == row.period)) {
            row.period.clone_from(&pair[0].1);
        }
    }
    order.dedup_by(|next, kept| next.0 == kept.0);
    order.into_iter().map(|(_, name)| name).collect()
}

/// Numbers in their order. Six and eight digits may be dates, which does not change it, but for YYMMDD around a turn of centuries.
fn numbers(cells: Vec<(String, u64)>, rows: &mut [Row], notes: &mut Vec<Note>) -> Vec<String> {
    let six = |cell: &str| cell.len() == 6 && cell.bytes().all(|byte| byte.is_ascii_digit());
    let all_six = cells.iter().all(|(cell, _)| six(cell));
    let part = |cell: &str, from: usize, to: usize| cell[from..to].parse::<u32>().unwrap_or(0);
    let months = |cell: &str| (1000..=2200).contains(&part(cell, 0, 4)) && (1..=12).contains(&part(cell, 4, 6));
    let days = |cell: &str| (1..=12).contains(&part(cell, 2, 4)) && (1..=31).contains(&part(cell, 4, 6));
    if all_six && !cells.iter().all(|(cell, _)| months(cell)) && cells.iter().all(|(cell, _)| days(cell)) {
        notes.push(Note::at(
            cells[0].1,
            format!("`{}` and the like are read as YYMMDD, years 30 to 99 as 1930 to 1999", cells[0].0),
        ));
        let date = |cell: &str| (century(part(cell, 0, 2) as i32), part(cell, 2, 4), part(cell, 4, 6));
        let dates: Vec<Date> = cells.iter().map(|(cell, _)| date(cell)).collect();
        return in_order(cells, &dates, rows);
    }
    let mut order: Vec<(f64, String)> =
        cells.into_iter().map(|(cell, _)| (cell.parse().unwrap_or(f64::INFINITY), cell)).collect();
    order.sort_by(|one, other| one.0.total_cmp(&other.0));
    for same in order.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() > 1) {
        for row in rows.iter_mut().filter(|row| same.iter().any(|(_, name)| *name == row.period)) {
            row.period.clone_from(&same[0].1);
        }
    }
    order.dedup_by(|next, kept| next.0 == kept.0);
    order.into_iter().map(|(_, cell)| cell).collect()
}

/// Days with slashes: the number above 12 is the day.
fn slashes(cells: &[(String, u64)], dates: Vec<Date>) -> Result<Vec<Date>, Vec<Problem>> {
    let (first, second) = (dates.iter().any(|date| date.1 > 12), dates.iter().any(|date| date.2 > 12));
    match (first, second) {
        (true, false) => Ok(dates.into_iter().map(|(year, day, month)| (year, month, day)).collect()),
        (false, true) => Ok(dates),
        _ => {
            let what =
                format!("nothing tells whether `{}` begins with its day or its month; write 1990-09-03", cells[0].0);
            Err(vec![Problem::at(cells[0].1, what)])
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn order(cells: &[&str]) -> Result<(Vec<String>, usize), String> {
        let row = |(place, cell): (usize, &&str)| Row {
            period: (*cell).to_owned(),
            line: place as u64 + 2,
            ..Row::between("A", "B", 1.0)
        };
        let mut rows: Vec<Row> = cells.iter().enumerate().map(row).collect();
        let mut notes = Vec::new();
        settle(&mut rows, None, &mut notes)
            .map(|order| (order, notes.len()))
            .map_err(|problems| problems[0].what.clone())
    }

    #[test]
    fn dates_of_one_form_are_put_in_order() {
        for (cells, expected) in [
            (vec!["10/1990", "9/1990", "11/1990"], vec!["9/1990", "10/1990", "11/1990"]),
            (vec!["1990-10", "1990-9"], vec!["1990-9", "1990-10"]),
            (vec!["Sep 1990", "Oct 1989", "April 1990"], vec!["Oct 1989", "April 1990", "Sep 1990"]),
            (vec!["Q4 1990", "Q1 1991", "Q2 1990"], vec!["Q2 1990", "Q4 1990", "Q1 1991"]),
            (vec!["3.10.1990", "20.9.1990"], vec!["20.9.1990", "3.10.1990"]),
            (vec!["2/10/1990", "20/9/1990"], vec!["20/9/1990", "2/10/1990"]),
            (vec!["10", "9", "-5", "2.5"], vec!["-5", "2.5", "9", "10"]),
            (vec!["99-02", "46-49"], vec!["46-49", "99-02"]),
            (vec!["199012", "199002"], vec!["199002", "199012"]),
            (vec!["09/1990", "9/1990", "10/1990"], vec!["09/1990", "10/1990"]),
        ] {
            assert_eq!(order(&cells), Ok((expected.iter().map(|cell| (*cell).to_owned()).collect(), 0)), "{cells:?}");
        }
        assert_eq!(order(&["010131", "991231"]).unwrap(), (vec!["991231".to_owned(), "010131".to_owned()], 1));
        assert_eq!(order(&["Jan-01", "Dec-99"]).unwrap(), (vec!["Dec-99".to_owned(), "Jan-01".to_owned()], 1));
        assert_eq!(order(&["first", "second", "after"]).unwrap().1, 1);
        assert_eq!(order(&["1990", ""]).unwrap(), (vec!["1990".to_owned()], 1));
    }

    /// A year that is missing is no period, and a year that a data frame wrote is the year.
    #[test]
    fn missing_periods_are_left_out_and_years_are_one() {
        for missing in ["NA", ".", "-9", "-999", "n/a", "-9.0"] {
            assert_eq!(
                order(&["1990", missing, "1991"]),
                Ok((vec!["1990".to_owned(), "1991".to_owned()], 1)),
                "{missing}"
            );
        }
        assert_eq!(order(&["1990.0", "1990", "1991"]), Ok((vec!["1990".to_owned(), "1991".to_owned()], 0)));
        assert_eq!(order(&["01", "1", "2"]).unwrap().0.len(), 2);
        assert_eq!(order(&["-12", "-9", "5"]).unwrap().0.len(), 3);
    }

    #[test]
    fn what_has_no_order_is_refused() {
        assert!(order(&["9/1990", "1990-10"]).unwrap_err().contains("one form"));
        assert!(order(&["1990", "9/1990"]).unwrap_err().contains("one form"));
        assert!(order(&["2/3/1990", "4/5/1990"]).unwrap_err().contains("day or its month"));
    }
}
