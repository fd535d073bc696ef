//! `detente init`.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use detente_model::TABLES;

use crate::failure::Failure;
use crate::output;

const MANIFEST: &str = include_str!("../../template/case.toml");
const SCENARIO: &str = include_str!("../../template/scenario.toml");
const NOTES: &str = include_str!("../../template/notes.txt");
const README: &str = include_str!("../../template/README.md");

/// Rows of the template: the smallest case that passes `check` and gives an answer.
const ROWS: [(&str, &str); 4] = [
    ("sources.csv", "coder,notes.txt,notes,My own notes and assumptions,,,en,F6,\n"),
    (
        "actors.csv",
        "A,First state,state,,,,,,,assumed,N1,coder:¶1,\nB,Second state,state,,,,,,,assumed,N1,coder:¶1,\nCODER,Whoever codes this case,person,,,,,,,assumed,N1,coder:¶1,\n",
    ),
    (
        "claims.csv",
        "N1,coder:¶1,CODER,,coder,judgement,F6,,,,,,assumed,The two states are tied; replace this by claims with locators into your sources\n",
    ),
    ("ties.csv", "T1,A,B,no,political,0,0.3,0.6,,,,,,assumed,N1,coder:¶1,\n"),
];

/// Writes the template into a folder that is new or empty.
pub fn init(dir: &Path) -> Result<ExitCode, Failure> {
    let taken = fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some());
    if taken || dir.is_file() {
        let hint = "name a folder that does not exist yet".to_owned();
        return Err(Failure::input(format!("`{}` is not empty", dir.display())).with_hint(hint));
    }
    for folder in ["", "scenarios", "sources"] {
        fs::create_dir_all(dir.join(folder))
            .map_err(|error| Failure::input(format!("cannot make `{}`: {error}", dir.join(folder).display())))?;
    }
    output::write(&dir.join("case.toml"), MANIFEST)?;
    output::write(&dir.join("README.md"), README)?;
    output::write(&dir.join("scenarios/closer.toml"), SCENARIO)?;
    output::write(&dir.join("sources/notes.txt"), NOTES)?;
    for table in TABLES {
        let rows = ROWS.iter().find(|(file, _)| *file == table.file).map_or("", |(_, rows)| rows);
        output::write(&dir.join(table.file), &format!("{}\n{rows}", table.header()))?;
    }
    output::print(&format!(
        "wrote an empty case to {0}\nnext: detente check {0}\n      detente run {0} --report report.html\n",
        dir.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}
