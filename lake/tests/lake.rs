//! Files into tables, questions, Parquet there and back.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Read;
use std::num::NonZeroUsize;
use std::path::Path;

use detente_lake::{Form, Kind, Question, Table, answer, is_parquet, lines, parquet_of_csv};

fn cells(path: &Path, header: bool, names: Vec<(usize, String)>) -> Table {
    let kind = Kind::Cells { separator: b',', header, gzip: false, names };
    Table { name: "t".to_owned(), path: path.to_path_buf(), kind }
}

fn ask(sql: &str, table: Table, form: Form) -> Result<String, String> {
    let question = Question { sql, tables: &[table], threads: NonZeroUsize::MIN };
    let mut out = Vec::new();
    answer(&question, form, &mut out).map_err(|error| error.to_string())?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

const EVENTS: &str = "date,source,target,code,goldstein\n2001-02-03,USA,JPN,040,1.0\n2001-02-04,USA,CHN,190,-10.0\n";

#[test]
fn codes_keep_their_zeros_through_parquet_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let (csv, parquet) = (folder.path().join("t.csv"), folder.path().join("t.parquet"));
    fs::write(&csv, EVENTS).unwrap();
    let mut out = fs::File::create(&parquet).unwrap();
    assert_eq!(parquet_of_csv(&csv, &mut out).unwrap(), 2);
    drop(out);
    assert!(is_parquet(&parquet) && !is_parquet(&csv));
    let (mut reader, thread) = lines(&parquet, |name| name != "source").unwrap();
    let mut text = String::new();
    reader.read_to_string(&mut text).unwrap();
    thread.join().unwrap().unwrap();
    assert_eq!(text, "date\ttarget\tcode\tgoldstein\n2001-02-03\tJPN\t040\t1.0\n2001-02-04\tCHN\t190\t-10.0\n");
    let table = Table { name: "t".to_owned(), path: parquet, kind: Kind::Parquet };
    assert_eq!(ask("SELECT code FROM t WHERE target = 'JPN'", table, Form::Csv).unwrap(), "code\n040\n");
}

#[test]
fn a_file_without_a_header_gets_names_and_empty_answers_keep_their_header() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.csv");
    fs::write(&path, "1,x,007\n2,y,010\n").unwrap();
    let names = vec![(0, "id".to_owned()), (2, "code".to_owned())];
    let table = || cells(&path, false, names.clone());
    assert_eq!(
        ask("SELECT id, code, column_2 FROM t", table(), Form::Json).unwrap(),
        r#"[{"id":1,"code":"007","column_2":"x"},{"id":2,"code":"010","column_2":"y"}]"#
    );
    assert_eq!(ask("SELECT id FROM t WHERE id > 5", table(), Form::Csv).unwrap(), "id\n");
}

#[test]
fn nothing_but_questions_is_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.csv");
    fs::write(&path, EVENTS).unwrap();
    let target = folder.path().join("written.csv");
    let statements = [
        "CREATE TABLE x AS SELECT 1".to_owned(),
        format!("COPY (SELECT 1) TO '{}'", target.display()),
        format!("CREATE EXTERNAL TABLE x STORED AS CSV LOCATION '{}'", path.display()),
        "INSERT INTO t VALUES (1)".to_owned(),
        "SET datafusion.execution.batch_size = 1".to_owned(),
    ];
    for sql in statements {
        assert!(ask(&sql, cells(&path, true, Vec::new()), Form::Csv).is_err(), "{sql}");
    }
    assert!(!target.exists());
}
