//! A file that is there whole or as it was: written beside its place, brought to the disk, renamed.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile, TempPath};

use super::fault::step;
use super::target::folder_of;
use crate::stop;

/// Names of files that are still being written begin so.
const BEGINNING: &str = ".detente-";

/// A file that is whole and on the disk, but not yet in its place.
#[derive(Debug)]
pub struct Ready {
    file: TempPath,
    place: PathBuf,
}

impl Ready {
    /// Whether a file can be written at this place; leaves nothing behind.
    pub fn probe(place: &Path) -> io::Result<()> {
        if place.exists() {
            OpenOptions::new().write(true).open(place)?;
        }
        beside(place, false).map(drop)
    }

    /// Lets `fill` write a file beside its place. It has the mode and, where possible, the owner of what is there, and otherwise what
    /// the user's mask gives to new files.
    pub fn new(place: &Path, fill: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>) -> io::Result<Self> {
        let before = fs::metadata(place).ok();
        Self::with(place, before.is_some(), before.as_ref(), fill)
    }

    /// The same for a file that nobody but the user may read.
    pub fn private(place: &Path, fill: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>) -> io::Result<Self> {
        Self::with(place, true, None, fill)
    }

    fn with(
        place: &Path,
        private: bool,
        before: Option<&fs::Metadata>,
        fill: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
    ) -> io::Result<Self> {
        step()?;
        let (file, path) = beside(place, private)?.into_parts();
        // From here on the file is taken away again wherever something fails.
        let ready = Self { file: path, place: place.to_owned() };
        let mut out = io::BufWriter::with_capacity(1 << 16, Stepwise(file));
        fill(&mut out)?;
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?.0;
        if let Some(before) = before {
            keep_rights(&file, before)?;
        }
        step()?;
        file.sync_all()?;
        Ok(ready)
    }

    /// Puts it into its place.
    pub fn place(self) -> io::Result<()> {
        step()?;
        let (from, place) = (self.file, self.place);
        let temporary = from.to_path_buf();
        stop::placed(&temporary, || from.persist(&place).map_err(|error| error.error))?;
        // A name is on the disk when its folder is; where folders cannot be synced, the system sees to it.
        let _ = File::open(folder_of(&place)).and_then(|folder| folder.sync_all());
        Ok(())
    }

    /// Puts several files into their places: all are whole before the first is renamed.
    pub fn place_all(all: Vec<Self>) -> io::Result<()> {
        all.into_iter().try_for_each(Self::place)
    }
}

/// A new file beside the place, known to the handler of signals.
fn beside(place: &Path, private: bool) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(BEGINNING);
    #[cfg(unix)]
    if !private {
        use std::os::unix::fs::PermissionsExt;
        // What the mask of the user leaves of it.
        builder.permissions(Permissions::from_mode(0o666));
    }
    stop::begun(|| builder.tempfile_in(folder_of(place)))
}

/// Mode and owner of what was there before; where the group cannot be kept, its rights go to nobody else.
#[cfg(unix)]
fn keep_rights(file: &File, before: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let own = file.metadata()?;
    let mut mode = before.mode() & 0o777;
    let (user, group) = (before.uid(), before.gid());
    if own.uid() != user {
        let _ = fchown(file, Some(user), None);
    }
    if own.gid() != group && fchown(file, None, Some(group)).is_err() {
        mode = (mode & 0o707) | ((mode & 0o007) << 3);
    }
    file.set_permissions(Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn keep_rights(_: &File, _: &fs::Metadata) -> io::Result<()> {
    Ok(())
}

/// Whether a file is one that a process which was killed has left.
pub fn leftover(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.is_file() && name.len() == BEGINNING.len() + 6 && name.starts_with(BEGINNING)
}

/// Makes a folder and those above it; `private` ones are for the user alone.
pub fn make_folder(path: &Path, private: bool) -> io::Result<()> {
    step()?;
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    if private {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(path)
}

/// Tells the tests of every write.
struct Stepwise(File);

impl Write for Stepwise {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        step()?;
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
