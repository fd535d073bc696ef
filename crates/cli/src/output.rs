//! Results to stdout or to a file that is never half-written.

use std::io::{self, Write};
use std::path::Path;

use crate::failure::Failure;

/// Prints a result; colours are dropped where they do not belong.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| Failure::write("the result", &error))
}

/// Writes to a temporary file beside `path` and renames it.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let attempt = || -> io::Result<()> {
        let mut file = tempfile::Builder::new().prefix(".detente-").tempfile_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        readable_by_others(&file)?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    attempt().map_err(|error| Failure::write(&path.display().to_string(), &error))
}

/// Copies a file to a temporary file beside `to` and renames it; nothing where it is there already.
pub fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let same = |a: &Path, b: &Path| a.canonicalize().ok().zip(b.canonicalize().ok()).is_some_and(|(a, b)| a == b);
    if same(from, to) {
        return Ok(());
    }
    let folder = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let attempt = || -> io::Result<()> {
        let mut file = tempfile::Builder::new().prefix(".detente-").tempfile_in(folder)?;
        io::copy(&mut std::fs::File::open(from)?, &mut file)?;
        file.as_file().sync_all()?;
        readable_by_others(&file)?;
        file.persist(to).map_err(|error| error.error)?;
        Ok(())
    };
    attempt().map_err(|error| Failure::write(&to.display().to_string(), &error))
}

/// Temporary files are private; a report is a file like any other.
#[cfg(unix)]
fn readable_by_others(file: &tempfile::NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_others(_: &tempfile::NamedTempFile) -> io::Result<()> {
    Ok(())
}
