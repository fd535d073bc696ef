//! Where a result goes: looked at before the work starts, so that a bad path does not cost a run.

use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use super::file::Ready;
use crate::failure::Failure;

/// Links that are followed at most, as the kernel does.
const LINKS: usize = 40;

/// Files that a command reads, and must not write onto.
#[derive(Debug, Default)]
pub struct Inputs {
    paths: Vec<PathBuf>,
}

impl Inputs {
    /// These files.
    pub fn of<P: Into<PathBuf>>(paths: impl IntoIterator<Item = P>) -> Self {
        Self { paths: paths.into_iter().map(Into::into).collect() }
    }

    /// The input that `file` is, by any name.
    fn same(&self, file: &Path) -> Option<&Path> {
        let found = identity(file)?;
        self.paths.iter().map(PathBuf::as_path).find(|path| identity(path).as_ref() == Some(&found))
    }
}

/// What makes a file the same by another name, links of both kinds among them.
#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let meta = fs::metadata(path).ok()?;
    Some((meta.dev(), meta.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok()
}

/// Where a result goes.
#[derive(Debug)]
pub struct Target {
    /// As it was asked for.
    named: PathBuf,
    place: Place,
}

#[derive(Debug)]
enum Place {
    Stdout,
    /// A regular file that is there or not yet: written beside and renamed.
    File(PathBuf),
    /// A device, a pipe, or an open file of another process: written as it goes.
    Through(PathBuf),
}

impl Target {
    /// Stdout.
    pub fn stdout() -> Self {
        Self { named: PathBuf::from("-"), place: Place::Stdout }
    }

    /// The place that a path names; `-` is stdout. Links are followed.
    ///
    /// # Errors
    /// A folder, a place in a folder that is not there or cannot be written into, a file that may not be written, or one of the inputs.
    pub fn of(path: &Path, inputs: &Inputs) -> Result<Self, Failure> {
        if path == Path::new("-") {
            return Ok(Self::stdout());
        }
        let refuse = |error: &io::Error| Failure::write(&format!("`{}`", path.display()), error);
        let place = resolved(path).map_err(|error| refuse(&error))?;
        if let Place::File(file) = &place {
            if let Some(input) = inputs.same(file) {
                let hint = "name another file; what is read is never written over".to_owned();
                let message = format!("`{}` is one of the files that are read (`{}`)", path.display(), input.display());
                return Err(Failure::input(message).with_hint(hint));
            }
            Ready::probe(file).map_err(|error| refuse(&error))?;
        }
        Ok(Self { named: path.to_owned(), place })
    }

    /// The same for a place that may not have been named.
    pub fn maybe(path: Option<&Path>, inputs: &Inputs) -> Result<Option<Self>, Failure> {
        path.map(|path| Self::of(path, inputs)).transpose()
    }

    /// Whether it is stdout.
    pub fn is_stdout(&self) -> bool {
        matches!(self.place, Place::Stdout)
    }

    /// As it was asked for.
    pub fn named(&self) -> &Path {
        &self.named
    }

    /// Its path from the root, for showing.
    pub fn absolute(&self) -> PathBuf {
        std::path::absolute(&self.named).unwrap_or_else(|_| self.named.clone())
    }

    /// The file that is there already and would be replaced.
    pub fn there(&self) -> Option<&Path> {
        match &self.place {
            Place::File(path) if path.exists() => Some(&self.named),
            _ => None,
        }
    }

    /// Writes a text.
    pub fn write(&self, text: &str) -> Result<(), Failure> {
        self.stream(|out| out.write_all(text.as_bytes()))
    }

    /// Lets `fill` write a file that is to be put into its place later.
    ///
    /// # Errors
    /// A place that holds no whole file: stdout, a device, a pipe.
    pub fn ready(&self, fill: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>) -> Result<Ready, Failure> {
        let Place::File(path) = &self.place else {
            return Err(Failure::input(format!("{} is no regular file", self.what())));
        };
        Ready::new(path, fill).map_err(|error| Failure::write(&self.what(), &error))
    }

    /// Lets `fill` write; nothing is held in memory, and a file is there whole or as it was.
    pub fn stream(&self, fill: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>) -> Result<(), Failure> {
        let (what, written) = match &self.place {
            Place::Stdout => ("the result".to_owned(), buffered(io::stdout(), fill)),
            Place::File(path) => (self.what(), Ready::new(path, fill).and_then(Ready::place)),
            Place::Through(path) => {
                (self.what(), OpenOptions::new().append(true).open(path).and_then(|file| buffered(file, fill)))
            }
        };
        written.map_err(|error| Failure::write(&what, &error))
    }

    fn what(&self) -> String {
        format!("`{}`", self.named.display())
    }
}

fn buffered(out: impl Write + Send, fill: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    fill(&mut out)?;
    out.flush()
}

/// Follows links one by one to a regular file, to nothing, or to what is written through.
fn resolved(path: &Path) -> io::Result<Place> {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        if let Some(place) = of_the_system(&path) {
            return Ok(place);
        }
        match fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_symlink() => {
                let to = fs::read_link(&path)?;
                path = folder_of(&path).join(to);
            }
            Ok(meta) => return place_of(path, &meta),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return absent(path),
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("too many links lead from one to the next"))
}

/// The open files of processes, which have names under `/dev` and `/proc`: a link there leads to what is open, not to a name.
fn of_the_system(path: &Path) -> Option<Place> {
    let path = std::path::absolute(path).ok()?;
    if !path.starts_with("/dev") && !path.starts_with("/proc") {
        return None;
    }
    let meta = fs::metadata(&path).ok()?;
    if ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].iter().any(|name| path == Path::new(name)) {
        return Some(Place::Stdout);
    }
    let opened = path.components().any(|part| part == Component::Normal("fd".as_ref()));
    (opened || path == Path::new("/dev/stderr") || !(meta.is_file() || meta.is_dir())).then_some(Place::Through(path))
}

fn place_of(path: PathBuf, meta: &Metadata) -> io::Result<Place> {
    if meta.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
    }
    Ok(if meta.is_file() { Place::File(path) } else { Place::Through(path) })
}

/// A file that is still to be made needs its folder.
fn absent(path: PathBuf) -> io::Result<Place> {
    let folder = folder_of(&path);
    if path.file_name().is_none() || path.as_os_str().to_string_lossy().ends_with(['/', '\\']) {
        return Err(io::Error::new(io::ErrorKind::NotFound, "it names a folder, not a file"));
    }
    match fs::metadata(folder) {
        Ok(meta) if meta.is_dir() => Ok(Place::File(path)),
        Ok(_) => Err(io::Error::new(io::ErrorKind::NotADirectory, format!("`{}` is no folder", folder.display()))),
        Err(_) => Err(io::Error::new(io::ErrorKind::NotFound, format!("there is no folder `{}`", folder.display()))),
    }
}

/// The folder in which a path lies.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
