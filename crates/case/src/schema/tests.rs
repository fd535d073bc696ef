//! A table is declared once: what is declared is read, written, and nothing else is.

use std::collections::BTreeSet;

use super::Row;
use super::fingerprints::Fingerprint;
use super::*;
use crate::case::*;
use crate::diagnostic::Diagnostics;
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
    let (context, mut findings) = (Context::default(), Diagnostics::default());
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
    in_step::<Forum>();
    in_step::<Forecast>();
    in_step::<Event>();
    in_step::<PlaceOnMap>();
    in_step::<Flow>();
    in_step::<Question>();
    in_step::<Expectation>();
    in_step::<DataSet>();
    in_step::<DataEvent>();
    in_step::<KeptScore>();
    assert_eq!(TABLES.len(), 20, "a table is not tested");
}

// A table of its own: a column more is one field more in its declaration.
mod one_more {
    use super::super::cell::{Id, Number};
    use super::super::single::{needed, otherwise};
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

#[test]
fn every_estimate_of_a_row_has_the_shape_of_the_case() {
    let cells = [("id", "I"), ("question", "Q?"), ("scale_0", "no"), ("scale_100", "yes"), ("reference_low", "10")];
    let more = [("reference_mode", "20"), ("reference_high", "40"), ("basis", "explicit")];
    let record = record(cells.into_iter().chain(more).map(|(name, text)| (name, text.to_owned())));
    let context = Context { shape: detente_chance::Shape::Triangular, ..Context::default() };
    let mut findings = Diagnostics::default();
    let issue = Issue::read(&mut Reading { record: &record, context: &context, findings: &mut findings }).unwrap();
    assert_eq!(issue.reference.unwrap().shape(), detente_chance::Shape::Triangular);
}
