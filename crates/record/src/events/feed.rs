//! Files of events, one after the other, into groups.

use std::io::BufRead;
use std::path::Path;

use super::aggregate::Aggregate;
use super::error::EventError;
use super::options::Options;
use super::run::Run;
use crate::files::parts_within;

/// Where events come from.
pub enum Feed<'f> {
    /// A file, plain, gzip or zip.
    File(&'f Path),
    /// Lines that something else makes of a file, with its name.
    Lines(String, Box<dyn BufRead + 'f>),
}

/// Reads files of events and adds them up.
///
/// # Errors
/// [`EventError`] for the first file that cannot be read.
pub fn aggregate(paths: &[&Path], options: &Options) -> Result<Aggregate, EventError> {
    aggregate_feeds(paths.iter().map(|path| Feed::File(path)), options)
}

/// The same of whatever hands over lines.
///
/// # Errors
/// [`EventError`] for the first feed that cannot be read.
pub fn aggregate_feeds<'f>(
    feeds: impl IntoIterator<Item = Feed<'f>>,
    options: &Options,
) -> Result<Aggregate, EventError> {
    let mut run = Run::new(options);
    for feed in feeds {
        let before = run.files.len();
        let path = match feed {
            Feed::Lines(name, mut reader) => {
                run.file(&name, &mut reader)?;
                continue;
            }
            Feed::File(path) => path,
        };
        parts_within(path, options.limits, |name, reader| run.file(name, reader))?;
        if run.files.len() == before {
            let what = match run.beside.last() {
                Some(member) => format!("no member of the archive is a file of events, {member} among them"),
                None => "the archive is empty".to_owned(),
            };
            return Err(EventError::Layout { file: path.display().to_string(), what });
        }
    }
    Ok(run.done())
}

/// Reads files of events without adding them up: every row is looked at.
///
/// # Errors
/// As [`aggregate`].
pub fn check(path: &Path, options: &Options) -> Result<Aggregate, EventError> {
    aggregate(&[path], options)
}
