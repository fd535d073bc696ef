//! What is not changed stays as it is, in whatever way a spreadsheet or a person has written a table.

use detente_chance::{Estimate, Shape};
use detente_text::table::trimmed;
use detente_text::{csv_cell, csv_cell_between};
use proptest::prelude::*;

use super::*;
use crate::case::{Actor, ClaimLink, Ground, Tie};

/// Texts as people write them into cells.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{0,6}",
        "[-+=@a-z0-9,;|.\"' \n\r\t#é]{0,12}",
        Just("=1+1".to_owned()),
        Just("two\r\nlines".to_owned()),
        Just("-0.5".to_owned()),
    ]
}

/// What a reader gets of a text: without blanks around it, line ends of one kind, and a formula with its guard.
fn as_read(text: &str) -> String {
    let written = csv_cell(trimmed(text));
    let inner =
        written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).map(|text| text.replace("\"\"", "\""));
    let guarded = inner.unwrap_or(written);
    trimmed(&guarded).replace("\r\n", "\n").replace('\r', "\n")
}

/// A table as a spreadsheet or a person saved it.
#[derive(Debug, Clone)]
struct Saved {
    separator: char,
    end: &'static str,
    mark: bool,
    comma: bool,
    padding: usize,
    remarks: Vec<bool>,
    last_end: bool,
}

fn saved() -> impl Strategy<Value = Saved> {
    let separator = prop::sample::select(vec![',', ';', '\t', '|']);
    let end = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    let flags = (any::<bool>(), any::<bool>(), 0usize..3, any::<bool>());
    (separator, end, flags, prop::collection::vec(any::<bool>(), 5)).prop_map(
        |(separator, end, (mark, comma, padding, last_end), remarks)| Saved {
            separator,
            end,
            mark,
            comma,
            padding,
            remarks,
            last_end,
        },
    )
}

impl Saved {
    /// Its text, with rows T0, T1 … that hold these remarks, and lines that are no rows between them.
    fn text(&self, notes: &[String]) -> String {
        let header = ["id", "from", "to", "directed", "dimension", "low", "mode", "high", "basis", "evidence", "note"];
        let mut lines = vec![self.line(header.map(str::to_owned).to_vec())];
        for (at, note) in notes.iter().enumerate() {
            if self.remarks[at] {
                lines.push("# a remark".to_owned());
                lines.push(String::new());
            }
            let number = |text: &str| if self.comma { text.replace('.', ",") } else { text.to_owned() };
            let mut cells: Vec<String> =
                [&format!("T{at}"), "A", "B", "no", "politics"].iter().map(|text| (*text).to_owned()).collect();
            cells.extend(["-0.50", "0.2", "0.55"].map(number));
            cells.extend(["assumed".to_owned(), "N1".to_owned(), note.clone()]);
            lines.push(self.line(cells));
        }
        let text = lines.join(self.end) + if self.last_end { self.end } else { "" };
        if self.mark { format!("\u{feff}{text}") } else { text }
    }

    fn line(&self, mut cells: Vec<String>) -> String {
        cells.extend(vec![String::new(); self.padding]);
        let cells: Vec<String> = cells.iter().map(|cell| csv_cell_between(cell.trim(), self.separator)).collect();
        // Numbers with decimal commas are no formulas.
        cells.join(&self.separator.to_string()).replace("'-0,50", "-0,50")
    }
}

fn new_tie(note: &str) -> Tie {
    Tie {
        id: "NEW".into(),
        from: "C".into(),
        to: "D".into(),
        dimension: "trade".into(),
        affinity: Estimate::new(-0.25, 0.125, 0.5, Shape::Pert).unwrap(),
        firmness: Some(Estimate::new(0.1, 0.2, 0.3, Shape::Pert).unwrap()),
        ground: Ground { note: note.to_owned(), ..Ground::default() },
        ..Tie::default()
    }
}

proptest! {
    #[test]
    fn what_is_not_changed_stays_as_it_is(
        saved in saved(),
        notes in prop::collection::vec(cell(), 1..5),
        note in cell(),
        at in 0usize..5,
    ) {
        let text = saved.text(&notes);
        let sheet = Sheet::parse::<Tie>(&text).unwrap();
        prop_assert_eq!(sheet.text(), &text);
        prop_assert_eq!(sheet.len(), notes.len());
        for (row, note) in notes.iter().enumerate() {
            prop_assert_eq!(sheet.row::<Tie>(row).unwrap().ground.note, as_read(note));
        }
        let at = at % notes.len();

        // A row more: everything before it stays, and it is read as it was meant.
        let mut more = sheet.clone();
        let mut new = new_tie(&note);
        new.firmness = None;
        more.append(std::slice::from_ref(&new));
        prop_assert!(more.text().starts_with(&text));
        prop_assert_eq!(more.len(), notes.len() + 1);
        let read = more.row::<Tie>(notes.len()).unwrap();
        prop_assert_eq!(&read.ground.note, &as_read(&note));
        prop_assert_eq!((read.affinity, read.id.text), (new.affinity, "NEW".to_owned()));

        // One cell: what stands before and behind it stays.
        let mut one = sheet.clone();
        one.set(at, "note", &note);
        prop_assert_eq!(one.cell(at, "note").replace("\r\n", "\n").replace('\r', "\n"), as_read(&note));
        for row in (0..notes.len()).filter(|row| *row != at) {
            prop_assert_eq!(one.cell(row, "note"), sheet.cell(row, "note"));
        }
        let line = |sheet: &Sheet, row: usize| sheet.line_text(row).to_owned();
        for row in (0..notes.len()).filter(|row| *row != at) {
            prop_assert_eq!(line(&one, row), line(&sheet, row));
        }
        // Putting it back gives what it was, but for quotes of that cell.
        let mut same = one.clone();
        same.set(at, "note", sheet.cell(at, "note"));
        prop_assert_eq!(same.rows::<Tie>(), sheet.rows::<Tie>());

        // A row that says the same touches nothing.
        let mut as_before = sheet.clone();
        as_before.replace(at, &sheet.row::<Tie>(at).unwrap());
        prop_assert_eq!(as_before.text(), &text);

        // A row less: the others and all remarks stay.
        let mut less = sheet.clone();
        less.remove(at);
        let others: Vec<Tie> = sheet.rows::<Tie>().into_iter().enumerate().filter(|(row, _)| *row != at).map(|(_, tie)| tie).collect();
        if !others.is_empty() {
            prop_assert_eq!(less.rows::<Tie>(), others);
        }
        prop_assert_eq!(less.text().matches("# a remark").count(), text.matches("# a remark").count());

        // Columns that the table lacks are added for all rows.
        let mut wider = sheet.clone();
        wider.append(&[new_tie(&note)]);
        prop_assert_eq!(wider.rows::<Tie>().len(), notes.len() + 1);
        prop_assert_eq!(&wider.rows::<Tie>()[..notes.len()], &sheet.rows::<Tie>()[..]);
        prop_assert_eq!(wider.row::<Tie>(notes.len()).unwrap().firmness, new_tie("").firmness);
        prop_assert_eq!(wider.text().matches("# a remark").count(), text.matches("# a remark").count());
    }

    #[test]
    fn no_text_is_too_strange_to_be_written_into(text in "[a,;\"\n\r#T|\u{feff}=id ]{0,40}", note in cell()) {
        if let Ok(mut sheet) = Sheet::parse::<Tie>(&text) {
            sheet.append(&[new_tie(&note)]);
            sheet.set(0, "note", &note);
            sheet.add_column("until");
            sheet.remove(0);
            prop_assert!(sheet.text().len() < 10_000);
        }
    }
}

#[test]
fn spreadsheets_are_written_in_their_own_way() {
    let text = "\u{feff}sep=;\r\nid;name;basis;evidence;;\r\n\"A\";\"Arland;\";assumed;N1;;\r\n# later: B\r\n";
    let mut sheet = Sheet::parse::<Actor>(text).unwrap();
    sheet.append(&[Actor { id: "B".into(), name: "=Borland; the \"other\"".to_owned(), ..Actor::default() }]);
    let expected = format!("{text}B;\"'=Borland; the \"\"other\"\"\";assumed;;;\r\n");
    assert_eq!(sheet.text(), expected);
    sheet.set(0, "capability_mode", "12.5");
    assert!(sheet.text().contains("evidence;capability_mode;;\r\n\"A\";\"Arland;\";assumed;N1;12.5;;\r\n"));
    assert_eq!(sheet.find("B"), Some(1));
    sheet.remove(1);
    assert!(sheet.text().ends_with("# later: B\r\n"));
}

#[test]
fn a_row_that_is_too_long_does_not_become_right_by_a_column_more() {
    let mut sheet = Sheet::parse::<ClaimLink>("from,to,relation\nC1,C2,supports\nC1,C3,refines,once more\n").unwrap();
    sheet.set(0, "note", "x");
    assert_eq!(sheet.text(), "from,to,relation,note\nC1,C2,supports,x\nC1,C3,refines,,once more\n");
    assert_eq!(sheet.len(), 1);
}

#[test]
fn an_open_quote_swallows_nothing() {
    let error = Sheet::parse::<Tie>("id,from\nT1,A\nT2,\"B\n").unwrap_err();
    assert_eq!(error, SheetError::Unclosed(3));
    assert_eq!(Sheet::parse::<Tie>("\n\n").unwrap().text(), Sheet::new::<Tie>().text());
}
