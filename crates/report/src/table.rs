//! Plain tables that fit a terminal.

use unicode_width::UnicodeWidthStr;

/// Rows of cells under a header; columns of numbers are set right.
#[derive(Debug, Clone, Default)]
pub struct Table {
    header: Vec<String>,
    right: Vec<bool>,
    rows: Vec<Vec<String>>,
}

const GAP: usize = 2;

/// Rows of any table under their header, columns of numbers set right; the first `most`, and how many more there are.
pub fn rows_text(rows: &[Vec<String>], most: usize, width: usize) -> String {
    let Some((header, rows)) = rows.split_first() else { return String::new() };
    let number = |column: usize| {
        let cells = || rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty());
        cells().next().is_some() && cells().all(|cell| cell.parse::<f64>().is_ok())
    };
    let header =
        header.iter().enumerate().map(|(place, name)| format!("{}{name}", if number(place) { ">" } else { "" }));
    let header: Vec<String> = header.collect();
    let mut table = Table::new(&header.iter().map(String::as_str).collect::<Vec<_>>());
    rows.iter().take(most).for_each(|row| table.row(row.iter().cloned()));
    let mut text = table.render(width);
    if rows.len() > most {
        text += &format!("… and {} more rows\n", rows.len() - most);
    }
    text
}

impl Table {
    /// A table with these headers; `>` before one sets its column right.
    pub fn new(header: &[&str]) -> Self {
        Self {
            header: header.iter().map(|name| name.trim_start_matches('>').to_owned()).collect(),
            right: header.iter().map(|name| name.starts_with('>')).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table in at most `width` columns: the widest text columns are wrapped.
    pub fn render(&self, width: usize) -> String {
        let widths = self.widths(width);
        let mut text = String::new();
        let header: Vec<String> = self.header.iter().map(|name| format!("\u{1b}[1m{name}\u{1b}[0m")).collect();
        self.line(&mut text, &self.header, &widths, Some(&header));
        for row in &self.rows {
            let wrapped: Vec<Vec<String>> = row.iter().zip(&widths).map(|(cell, width)| wrap(cell, *width)).collect();
            for line in 0..wrapped.iter().map(Vec::len).max().unwrap_or(0) {
                let cells: Vec<String> =
                    wrapped.iter().map(|cell| cell.get(line).cloned().unwrap_or_default()).collect();
                self.line(&mut text, &cells, &widths, None);
            }
        }
        text
    }

    fn widths(&self, width: usize) -> Vec<usize> {
        let cells = |column: usize| self.rows.iter().filter_map(move |row| row.get(column));
        let mut widths: Vec<usize> = (0..self.header.len())
            .map(|column| {
                cells(column).map(|cell| cell.width()).chain([self.header[column].width()]).max().unwrap_or(0)
            })
            .collect();
        let gaps = GAP * self.header.len().saturating_sub(1);
        while widths.iter().sum::<usize>().saturating_add(gaps) > width {
            let text = (0..widths.len()).filter(|column| !self.right[*column]).max_by_key(|column| widths[*column]);
            match text {
                Some(column) if widths[column] > 8 => widths[column] -= 1,
                _ => break,
            }
        }
        widths
    }

    fn line(&self, text: &mut String, cells: &[String], widths: &[usize], styled: Option<&[String]>) {
        let mut line = String::new();
        for (column, cell) in cells.iter().enumerate() {
            let pad = " ".repeat(widths[column].saturating_sub(cell.width()));
            let shown = styled.map_or(cell, |styled| &styled[column]);
            if column > 0 {
                line += &" ".repeat(GAP);
            }
            line += &if self.right[column] { format!("{pad}{shown}") } else { format!("{shown}{pad}") };
        }
        *text += line.trim_end();
        text.push('\n');
    }
}

/// Lines of at most `width` columns, broken at spaces where there are some.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let mut word = word;
        let fits = |line: &str, word: &str| line.width() + usize::from(!line.is_empty()) + word.width() <= width;
        if !fits(&lines[lines.len() - 1], word) && !lines[lines.len() - 1].is_empty() {
            lines.push(String::new());
        }
        while word.width() > width.max(1) {
            let cut = word.char_indices().nth(width.max(1)).map_or(word.len(), |(at, _)| at);
            lines.pop();
            lines.extend([word[..cut].to_owned(), String::new()]);
            word = &word[cut..];
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_fit_their_width() {
        let mut table = Table::new(&["id", "text", ">n"]);
        table.row(["a", &"word ".repeat(40), "1.25"].map(|cell| cell.trim().to_owned()));
        table.row(["b", &"x".repeat(200), "10"].map(str::to_owned));
        let plain: Vec<String> =
            table.render(60).lines().map(|line| line.replace("\u{1b}[1m", "").replace("\u{1b}[0m", "")).collect();
        assert!(plain.iter().all(|line| line.width() <= 60), "{plain:#?}");
        assert!(plain[1].ends_with("1.25"));
    }
}
