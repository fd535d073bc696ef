//! Published results, reproduced: each file of `verify/` holds a citation, a model and expected values.
//!
//! A file is Markdown; its one `toml` block holds `method`, `tolerance`, the model and a table `expected` whose keys
//! are measures of the method. Nothing else is read, so that the page stays one text for people and program.

mod access;
mod bargain;
mod coalition;
mod conflict;
mod doubt;
mod dynamics;
mod exposure;
mod hypergame;
mod measure;
mod methods;
mod moves;
mod package;
mod reach;
mod record;

use include_dir::{Dir, include_dir};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR");

/// One expected value and what was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// The measure.
    pub measure: String,
    /// The published value.
    pub expected: String,
    /// The value found.
    pub found: String,
    /// Whether they agree within the tolerance of the file.
    pub reproduced: bool,
}

/// One file.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Its path inside `verify/`, without ending.
    pub name: String,
    /// Its first heading.
    pub title: String,
    /// Its checks, or why it could not be read.
    pub checks: Result<Vec<Check>, String>,
}

impl Report {
    /// Whether every value is reproduced.
    pub fn reproduced(&self) -> bool {
        self.checks.as_ref().is_ok_and(|checks| !checks.is_empty() && checks.iter().all(|check| check.reproduced))
    }
}

/// Every file that comes with the program: path without ending, and text.
pub fn files() -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    gather(&FILES, &mut found);
    found.sort();
    found
}

/// The results with these names, or in the folders with these names; all where none is named.
///
/// # Errors
/// The first name that is of neither.
pub fn named(names: &[String]) -> Result<Vec<(String, &'static str)>, &str> {
    let mut all = files();
    if let Some(lost) = names.iter().find(|name| !all.iter().any(|(file, _)| is_in(file, name))) {
        return Err(lost);
    }
    all.retain(|(file, _)| names.is_empty() || names.iter().any(|name| is_in(file, name)));
    Ok(all)
}

/// Whether a result is the one of this name, or lies in the folder of this name.
fn is_in(file: &str, name: &str) -> bool {
    file == name || file.strip_prefix(name).is_some_and(|rest| rest.starts_with('/'))
}

fn gather(dir: &'static Dir<'static>, found: &mut Vec<(String, &'static str)>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if let (Some(name), Some(text)) = (path.strip_suffix(".md"), file.contents_utf8())
            && name != "README"
        {
            found.push((name.to_owned(), text));
        }
    }
    dir.dirs().for_each(|dir| gather(dir, found));
}

/// Runs one file.
pub fn verify(name: &str, text: &str) -> Report {
    let title = text.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or(name).to_owned();
    let checks = block(text).and_then(|block| {
        let table: toml::Table = block.parse().map_err(|error: toml::de::Error| error.to_string())?;
        methods::check(&table)
    });
    Report { name: name.to_owned(), title, checks }
}

fn block(text: &str) -> Result<&str, String> {
    let start = text.find("```toml\n").ok_or("the file has no toml block")? + 8;
    let length = text[start..].find("```").ok_or("the toml block is never closed")?;
    Ok(&text[start..start + length])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_comes_with_the_program_is_reproduced() {
        let files = files();
        assert!(!files.is_empty());
        for (name, text) in files {
            let report = verify(&name, text);
            let checks = report.checks.clone().unwrap_or_else(|error| panic!("{name}: {error}"));
            let wrong: Vec<&Check> = checks.iter().filter(|check| !check.reproduced).collect();
            assert!(report.reproduced(), "{name}: {wrong:#?}");
        }
    }

    #[test]
    fn results_are_found_by_their_names_and_folders() {
        let all = named(&[]).unwrap();
        assert_eq!(all.len(), files().len());
        let one = &all[0].0;
        let folder = one.split('/').next().unwrap().to_owned();
        assert_eq!(named(std::slice::from_ref(one)).unwrap().len(), 1);
        assert!(named(&[folder]).unwrap().iter().any(|(name, _)| name == one));
        let lost = [one.clone(), one[..one.len() - 1].to_owned()];
        assert_eq!(named(&lost), Err(lost[1].as_str()));
    }

    #[test]
    fn a_wrong_value_differs_and_an_unknown_measure_is_an_error() {
        let text = |expected: &str| {
            format!("# t\n```toml\nmethod = \"balance\"\nties = [[\"A\", \"B\", -1.0]]\n[expected]\n{expected}\n```\n")
        };
        assert!(verify("t", &text("frustration = 0.0")).reproduced());
        assert!(!verify("t", &text("frustration = 0.5")).reproduced());
        assert!(verify("t", &text("colour = 1")).checks.is_err());
        assert!(verify("t", "no block").checks.is_err());
    }
}
