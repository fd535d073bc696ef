//! Rows of CSV, written for spreadsheets and read back.

/// A cell, quoted where needed. A text that a spreadsheet would run as a formula gets an apostrophe; numbers stay numbers.
pub fn csv_cell(text: &str) -> String {
    csv_cell_between(text, ',')
}

/// The same in a table with another mark between its cells.
pub fn csv_cell_between(text: &str, separator: char) -> String {
    let guard = if is_formula(text) { "'" } else { "" };
    if text.contains([separator, '"', '\n', '\r']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

/// Whether a spreadsheet would take a text for a formula. A tab or a return at the start is passed over by some of them.
fn is_formula(text: &str) -> bool {
    let is_number = || text.ends_with(|c: char| c.is_ascii_digit()) && text.parse::<f64>().is_ok();
    let begins = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    begins && text.chars().nth(1).is_some() && !is_number()
}

/// A line of cells.
pub fn csv_row(cells: impl IntoIterator<Item = String>) -> String {
    cells.into_iter().map(|text| csv_cell(&text)).collect::<Vec<_>>().join(",") + "\n"
}

/// The rows of a CSV table, the header among them.
///
/// # Errors
/// What is wrong with it.
pub fn csv_rows(text: &str) -> Result<Vec<Vec<String>>, String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.map(|row| row.iter().map(str::to_owned).collect()));
    rows.collect::<Result<_, _>>().map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::csv_cell;

    #[test]
    fn texts_are_no_formulas_and_numbers_stay_numbers() {
        for text in ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd|' !A0", "@SUM(A1)", "\t=1+1", "-inf"] {
            assert_eq!(csv_cell(text), format!("'{text}"));
        }
        assert_eq!(csv_cell("\r=1+1"), "\"'\r=1+1\"");
        for plain in ["-2", "+0.5", "-1e-9", "-", "a-b", "2-3", ""] {
            assert_eq!(csv_cell(plain), plain);
        }
    }
}
