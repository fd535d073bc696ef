//! Results to stdout, words to stderr, files that are never half-written.

mod fault;
mod file;
mod target;
mod terminal;

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use crate::failure::Failure;

pub use fault::stops_at;
pub use file::{Ready, leftover, make_folder};
pub use target::{Inputs, Target};
pub use terminal::shown;

/// Prints a result for people; colours are dropped where they do not belong, what would steer a terminal is made visible.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    out.write_all(shown(text).as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Failure::write("the result", &error))
}

/// Prints a result for machines: byte for byte as it would stand in a file, but on a terminal.
pub fn data(text: &str) -> Result<(), Failure> {
    if io::stdout().is_terminal() {
        return print(text);
    }
    Target::stdout().write(text)
}

/// Prints a result for machines or for people.
pub fn print_as(for_machines: bool, text: &str) -> Result<(), Failure> {
    if for_machines { data(text) } else { print(text) }
}

/// Writes the text to where it was asked for, to stdout otherwise.
pub fn data_to(target: Option<&Target>, text: &str) -> Result<(), Failure> {
    match target {
        Some(target) if !target.is_stdout() => target.write(text),
        _ => data(text),
    }
}

/// A line on stderr. Where nobody can hear it, nothing is lost that was asked for.
pub fn tell(line: &str) {
    tell_text(&format!("{line}\n"));
}

/// Text on stderr that has its own ends of lines.
pub fn tell_text(text: &str) {
    let _ = anstream::stderr().lock().write_all(shown(text).as_bytes());
}

/// A line on stderr that takes the place of the one before it.
pub fn progress(line: &str) {
    let _ = write!(anstream::stderr().lock(), "\r{}", shown(line));
}

/// Whether a file of a case can be written.
pub fn probe(path: &Path) -> Result<(), Failure> {
    Target::of(path, &Inputs::default()).map(drop)
}

/// Writes a file of the case, whole or not at all.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    Target::of(path, &Inputs::default())?.write(text)
}
