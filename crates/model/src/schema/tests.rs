//! A table is declared once: what is declared is read, written, and nothing else is.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::Row;
use super::fingerprints::Fingerprint;
use super::*;
use crate::case::*;
use crate::diagnostic::Findings;
use crate::files::Place;
use crate::syntax::Record;

/// A cell of a column as it may be.
fn sample(column: &Column) -> String {
    if !column.example.is_empty() {
        return column.example.to_owned();
    }
    match column.kind {
        Kind::Word(words) => words.words().last().map(|choice| choice.word).unwrap_or_default(),
        Kind::Number(_) | Kind::Part(_) => "0.25",
        Kind::Whole(_) => "7",
        Kind::Date => "2001-02",
        Kind::Locators => "article:¶1 article:¶2-3",
        Kind::Texts => "one; two",
        Kind::Names(_) => "X Y",
        _ => "X",
    }
    .to_owned()
}

fn record(cells: impl IntoIterator<Item = (&'static str, String)>) -> Record {
    let mut record = Record::new(Place::default());
    cells.into_iter().for_each(|(name, text)| record.insert(name, text, Place::default()));
    record
}

fn read<R: Row>(record: &Record) -> (Option<R>, Vec<String>) {
    let (context, mut findings) = (Context::default(), Findings::default());
    let row = R::read(&mut Reading { record, context: &context, findings: &mut findings });
    (row, findings.sorted().into_iter().map(|finding| finding.message).collect())
}

/// Cells in which a number or an empty cell says what another says differ in spelling alone.
fn same(a: &str, b: &str) -> bool {
    a == b || matches!((a.parse::<f64>(), b.parse::<f64>()), (Ok(a), Ok(b)) if a == b)
}

/// Every column is read and written by the row of its table, and no other is asked for.
fn in_step<R: Row>() {
    let table = R::declaration();
    // A position is given or it is the outcome of another issue.
    let groups: &[fn(&str) -> bool] = match R::FILE {
        "positions.csv" => &[|name| name != "from", |name| !name.starts_with("position_")],
        _ => &[|_| true],
    };
    for wanted in groups {
        let cells: Vec<String> = table
            .columns
            .iter()
            .map(|column| if wanted(column.name) { sample(column) } else { String::new() })
            .collect();
        let record = record(table.columns.iter().map(|column| column.name).zip(cells.clone()));
        let (row, findings) = read::<R>(&record);
        assert_eq!(findings, [""; 0], "{}", R::FILE);
        let asked: BTreeSet<String> = record.asked.borrow().clone();
        let declared: BTreeSet<String> = table.columns.iter().map(|column| column.name.to_owned()).collect();
        assert_eq!(asked, declared, "{}: what is read is not what is declared", R::FILE);
        for ((column, given), written) in table.columns.iter().zip(cells).zip(row.unwrap().cells()) {
            let left_out = given == column.default && written.is_empty();
            assert!(left_out || same(&given, &written), "{} {}: `{given}` is `{written}`", R::FILE, column.name);
        }
    }
    assert_eq!(R::default().cells().len(), table.columns.len());
}

#[test]
fn what_is_declared_is_read_and_written_and_nothing_else() {
    in_step::<Source>();
    in_step::<Fingerprint>();
    in_step::<Actor>();
    in_step::<Claim>();
    in_step::<ClaimLink>();
    in_step::<Tie>();
    in_step::<Issue>();
    in_step::<Position>();
    in_step::<Factor>();
    in_step::<Link>();
    in_step::<Format>();
    in_step::<Forecast>();
    in_step::<Event>();
    in_step::<PlaceOnMap>();
    in_step::<System>();
    in_step::<DataSet>();
    in_step::<KeptScore>();
    assert_eq!(TABLES.len(), 17, "a table is not tested");
}

// A table of its own: a column more is one field more in its declaration.
mod one_more {
    use super::super::cell::{Id, Number};
    use super::super::field::{needed, otherwise};
    use super::super::table;
    use crate::case::Word;

    table! {
        file: "ties.csv",
        about: "a table that is declared in a test",
        /// A row.
        pub struct Few {
            /// Its id.
            pub id: Word = needed(Id, "id", "id").example("A"),
            /// A share.
            pub share: f64 = otherwise((Number((0.0, 1.0)), 0.5, "0.5"), "share", "a share").example("0.25"),
        }
    }
}

#[test]
fn a_column_more_is_one_field_more() {
    in_step::<one_more::Few>();
    let few = |text: &str| read::<one_more::Few>(&record([("id", "A".to_owned()), ("share", text.to_owned())]));
    assert_eq!(few("").0.unwrap().share, 0.5);
    assert_eq!(few("1.5").1, ["`share` is 1.5, outside [0, 1]"]);
    let columns = one_more::Few::declaration().columns;
    assert_eq!((columns[1].kind.range(), columns[1].required, columns[0].filled), (Some((0.0, 1.0)), false, true));
}

#[test]
fn a_cell_out_of_its_declaration_is_a_finding() {
    for table in TABLES.iter() {
        for column in &table.columns {
            let told = table.columns.iter().filter(|other| other.name == column.name).count();
            assert_eq!((told, column.about.is_empty()), (1, false), "{} {}", table.file, column.name);
        }
        if let Some(companion) = table.companion {
            assert!(companion.without.iter().all(|name| table.column(name).is_some_and(|column| !column.required)));
        }
    }
}

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
    let written = detente_text::csv_cell(detente_text::table::trimmed(text));
    let inner =
        written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).map(|text| text.replace("\"\"", "\""));
    let guarded = inner.unwrap_or(written);
    detente_text::table::trimmed(&guarded).replace("\r\n", "\n").replace('\r', "\n")
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
        let cells: Vec<String> =
            cells.iter().map(|cell| detente_text::csv_cell_between(cell.trim(), self.separator)).collect();
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
        closeness: detente_chance::Estimate::new(-0.25, 0.125, 0.5, Shape::Pert).unwrap(),
        firmness: Some(detente_chance::Estimate::new(0.1, 0.2, 0.3, Shape::Pert).unwrap()),
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
        prop_assert_eq!((read.closeness, read.id.text), (new.closeness, "NEW".to_owned()));

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
