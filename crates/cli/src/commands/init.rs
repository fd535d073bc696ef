//! `detente init`.

use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use detente_case::template::{FOLDERS, empty_case};

use crate::failure::Failure;
use crate::output;

const ELSEWHERE: &str = "name a folder that does not exist yet";

/// Writes the template into a folder that is new or empty, or that a killed `init` has begun to fill.
pub fn init(dir: &Path) -> Result<ExitCode, Failure> {
    let files = empty_case();
    let begun = begun(dir, &files)?;
    if begun.len() == files.len() {
        let message = format!("`{}` holds the whole empty case already", dir.display());
        return Err(Failure::input(message).with_hint(ELSEWHERE.to_owned()));
    }
    for folder in FOLDERS {
        let folder = dir.join(folder);
        output::make_folder(&folder, false).map_err(|error| cannot("make", &folder, &error))?;
    }
    for (name, text) in files.iter().filter(|(name, _)| !begun.contains(name)) {
        output::write(&dir.join(name), text)?;
    }
    output::print(&format!(
        "wrote an empty case to {0}\nnext: detente check {0}\n      detente run {0} --report report.html\n",
        dir.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// The files of the template that are there already; fails where there is anything that is not of it. What a killed process has left of
/// a file is taken away.
fn begun(dir: &Path, files: &[(&'static str, String)]) -> Result<Vec<&'static str>, Failure> {
    if fs::metadata(dir).is_ok_and(|meta| !meta.is_dir()) {
        return Err(Failure::input(format!("`{}` is a file", dir.display())).with_hint(ELSEWHERE.to_owned()));
    }
    let mut found = Vec::new();
    for folder in FOLDERS {
        let entries = match fs::read_dir(dir.join(folder)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries.map_err(|error| cannot("read", &dir.join(folder), &error))?,
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let name = path.strip_prefix(dir).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let same = |text: &String| fs::read(&path).is_ok_and(|bytes| bytes == text.as_bytes());
            if let Some((name, _)) = files.iter().find(|(file, text)| *file == name && same(text)) {
                found.push(*name);
            } else if output::leftover(&path) {
                fs::remove_file(&path).map_err(|error| cannot("take away", &path, &error))?;
            } else if !(path.is_dir() && FOLDERS.contains(&name.as_str())) {
                let message = format!("`{}` is not empty: it holds `{name}`", dir.display());
                return Err(Failure::input(message).with_hint(ELSEWHERE.to_owned()));
            }
        }
    }
    Ok(found)
}

fn cannot(what: &str, path: &Path, error: &io::Error) -> Failure {
    Failure::input(format!("cannot {what} `{}`: {error}", path.display()))
}
