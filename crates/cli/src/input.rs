//! Case folders from disk, and the cases inside the program.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use detente_assess::session::{Session, Settings, doubts};
use detente_case::{Diagnostic, Files, Loaded, Place, Severity, TABLES, codes, load};
use detente_cases::{Folder, NORTHEAST_ASIA_2001, SHIPPED};

use crate::failure::Failure;
use crate::output::{self, Inputs};

/// Largest file that a case may hold.
pub const LARGEST: u64 = 16 << 20;
/// Folders of a case that are looked into.
const FOLDERS: [&str; 3] = ["", "scenarios/", "sources/"];
/// Endings of files that are read.
const ENDINGS: [&str; 4] = ["toml", "csv", "txt", "md"];

/// A case with the files it came from, whatever is wrong with it.
pub struct Opened {
    /// The texts.
    pub files: Files,
    /// The case and its findings, files that cannot be read among them.
    pub loaded: Loaded,
    /// Whether some file could not be read as text at all.
    pub unreadable: bool,
    /// Where it lies; `None` for a case inside the program.
    folder: Option<PathBuf>,
}

/// A case that can be asked, with the files it came from.
pub struct Asked {
    /// What is asked.
    pub session: Session,
    /// The texts.
    pub files: Files,
    /// Where it lies; `None` for a case inside the program.
    folder: Option<PathBuf>,
}

impl Asked {
    /// The files of the case on disk, which nothing else may be written onto.
    pub fn inputs(&self) -> Inputs {
        // A table that the case format does not know may be an earlier result.
        let own = |name: &&str| {
            name.contains('/') || !name.ends_with(".csv") || TABLES.iter().any(|table| table.file == *name)
        };
        let Some(folder) = &self.folder else { return Inputs::default() };
        Inputs::of(self.files.iter().map(|(name, _)| name).filter(own).map(|name| folder.join(name)))
    }
}

/// Where a case comes from.
#[derive(Clone, Copy)]
enum Origin<'p> {
    /// Inside the program.
    Inside(&'static Folder),
    /// A folder on disk.
    Disk(&'p Path),
}

impl<'p> Origin<'p> {
    /// What lies on disk comes before a case inside the program of the same name; the first of those where nothing is named.
    fn of(path: Option<&'p Path>) -> Self {
        match path {
            None => Self::Inside(&NORTHEAST_ASIA_2001),
            Some(path) => inside(path).map_or(Self::Disk(path), Self::Inside),
        }
    }
}

/// The case inside the program that a word names, where nothing of that name lies on disk.
fn inside(path: &Path) -> Option<&'static Folder> {
    let name = path.to_str().filter(|_| !path.exists())?;
    detente_cases::shipped(name)
}

/// Whether a word names a case: a folder, or one inside the program.
pub fn is_case(path: &Path) -> bool {
    path.is_dir() || inside(path).is_some()
}

/// Refuses a case inside the program where a command writes into the case.
pub fn on_disk(path: &Path) -> Result<(), Failure> {
    match inside(path) {
        None => Ok(()),
        Some(_) => {
            let message = format!("`{}` is a case inside the program, into which nothing is written", path.display());
            Err(Failure::input(message).with_hint("give the folder of a case".to_owned()))
        }
    }
}

/// The cases inside the program, by name.
pub fn shipped() -> Result<Vec<(&'static str, Opened)>, Failure> {
    SHIPPED.iter().map(|one| open_from(Origin::Inside(one.folder)).map(|opened| (one.name, opened))).collect()
}

/// Opens a case folder, or a case inside the program.
pub fn open(path: Option<&Path>) -> Result<Opened, Failure> {
    open_from(Origin::of(path))
}

fn open_from(origin: Origin<'_>) -> Result<Opened, Failure> {
    let mut files = Files::default();
    let mut trouble = Vec::new();
    let folder = match origin {
        Origin::Inside(folder) => {
            embedded(folder, &mut files);
            None
        }
        Origin::Disk(path) => {
            read_folder(path, &mut files, &mut trouble)?;
            Some(path.to_owned())
        }
    };
    let mut loaded = load(&files);
    let unreadable =
        trouble.iter().any(|finding| finding.severity() == Severity::Error) || files.get("case.toml").is_none();
    loaded.findings.extend(trouble);
    loaded.findings.sort();
    Ok(Opened { files, loaded, unreadable, folder })
}

/// The path of a plain file; `None` for a case folder and for a case inside the program.
pub fn plain_file(path: Option<&Path>) -> Result<Option<&Path>, Failure> {
    match path {
        Some(path) if !path.exists() && inside(path).is_none() => {
            Err(Failure::input(format!("there is no file or folder `{}`", path.display())))
        }
        path => Ok(path.filter(|path| path.is_file())),
    }
}

/// Opens a case to be asked.
pub fn session(path: Option<&Path>, settings: Settings) -> Result<Asked, Failure> {
    let Opened { files, loaded, folder, .. } = open_sound(path)?;
    let session = Session::of(loaded, settings).map_err(|findings| broken(&findings, &files))?;
    Ok(Asked { session, files, folder })
}

/// Opens a case that must be free of errors.
pub fn open_sound(path: Option<&Path>) -> Result<Opened, Failure> {
    open_sound_but(path, |_| false)
}

/// Opens a case that must be free of errors, but for those that do not matter.
pub fn open_sound_but(path: Option<&Path>, matters_not: impl Fn(&Diagnostic) -> bool) -> Result<Opened, Failure> {
    let opened = open(path)?;
    let errors: Vec<Diagnostic> = opened
        .loaded
        .findings
        .iter()
        .filter(|finding| finding.severity() == Severity::Error && !matters_not(finding))
        .cloned()
        .collect();
    if errors.is_empty() {
        told(&opened);
        return Ok(opened);
    }
    Err(broken(&errors, &opened.files))
}

/// A case with errors.
fn broken(errors: &[Diagnostic], files: &Files) -> Failure {
    output::tell_text(&detente_report::diagnostics::full(errors, files, false));
    Failure::input("the case has errors; nothing was run").with_hint("`detente check` shows warnings too".to_owned())
}

/// Doubts are told before anything is computed.
fn told(opened: &Opened) {
    for finding in doubts(&opened.loaded.findings) {
        output::tell(&format!("{}: {}", finding.severity().word(), finding.message));
    }
}

fn embedded(dir: &Folder, files: &mut Files) {
    for file in dir.files() {
        if let Some(text) = file.contents_utf8() {
            files.insert(file.path().to_string_lossy().replace('\\', "/"), text);
        }
    }
    dir.dirs().for_each(|dir| embedded(dir, files));
}

fn read_folder(path: &Path, files: &mut Files, trouble: &mut Vec<Diagnostic>) -> Result<(), Failure> {
    let meta = fs::metadata(path).map_err(|error| {
        Failure::input(format!("cannot open the case `{}`: {error}", path.display())).with_hint(
            "`detente init DIR` writes an empty case, `detente cases` lists those inside the program".to_owned(),
        )
    })?;
    if !meta.is_dir() {
        let hint = "a case is a folder that holds `case.toml`".to_owned();
        return Err(Failure::input(format!("`{}` is a file, not a case folder", path.display())).with_hint(hint));
    }
    let root = fs::canonicalize(path)
        .map_err(|error| Failure::input(format!("cannot open the case `{}`: {error}", path.display())))?;
    for folder in FOLDERS {
        let inside = path.join(folder);
        if !folder.is_empty() && !inside.is_dir() {
            continue;
        }
        let entries = fs::read_dir(&inside)
            .map_err(|error| Failure::input(format!("cannot read the folder `{}`: {error}", inside.display())))?;
        let mut names: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        names.sort();
        twins(folder, &names, trouble);
        for file in names {
            let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
            if !file.is_file() || !ENDINGS.contains(&ending.as_str()) {
                continue;
            }
            let name = format!("{folder}{}", file.file_name().unwrap_or_default().to_string_lossy());
            if let Some(finding) = not_of_the_case(&file, &name, &root) {
                trouble.push(finding);
                files.insert_unread(&name);
                continue;
            }
            read_file(&file, name, files, trouble);
        }
    }
    Ok(())
}

/// Why a file of the folder is no file of the case: its name is no text, or it lies elsewhere.
fn not_of_the_case(file: &Path, name: &str, root: &Path) -> Option<Diagnostic> {
    let finding = |code, message: String, hint: &str| {
        let place = Place::new(name, 0..0);
        Some(Diagnostic { place, code, message, hint: Some(hint.to_owned()) })
    };
    if file.file_name().is_none_or(|name| name.to_str().is_none()) {
        let message = format!("the name `{name}` holds bytes that are not UTF-8; the file is not read");
        return finding(codes::FILE_NAME, message, "rename the file");
    }
    match fs::canonicalize(file) {
        Ok(real) if !real.starts_with(root) => {
            let message = format!("`{name}` leads out of the case, to {}; it is not read", real.display());
            finding(codes::OUTSIDE, message, "copy the file into the case in the place of the link")
        }
        // What cannot be opened is told when it is read.
        _ => None,
    }
}

/// Files that are one on a system which does not tell capital letters from small ones.
fn twins(folder: &str, files: &[PathBuf], trouble: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for name in files.iter().filter_map(|file| file.file_name()?.to_str()) {
        if let Some(other) = seen.insert(name.to_lowercase(), name) {
            trouble.push(Diagnostic {
                place: Place::new(&format!("{folder}{name}"), 0..0),
                code: codes::TWIN_FILES,
                message: format!("`{folder}{other}` and `{folder}{name}` differ by capital letters alone"),
                hint: Some("rename one of the two".to_owned()),
            });
        }
    }
}

fn read_file(path: &Path, name: String, files: &mut Files, trouble: &mut Vec<Diagnostic>) {
    let mut report = |code, message: String, hint: Option<&str>| {
        let place = Place::new(&name, 0..0);
        trouble.push(Diagnostic { place, code, message, hint: hint.map(str::to_owned) });
        files.insert_unread(&name);
    };
    let mut bytes = Vec::new();
    match File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes)) {
        Err(error) => report(codes::UNREADABLE, format!("cannot read `{name}`: {error}"), None),
        Ok(read) if read as u64 > LARGEST => {
            let message = format!("`{name}` is larger than {} MiB", LARGEST >> 20);
            report(codes::FILE_SIZE, message, Some("a case file is written by people; is this an export?"));
        }
        Ok(_) => trouble.extend(files.insert_bytes(&name, &bytes)),
    }
}
