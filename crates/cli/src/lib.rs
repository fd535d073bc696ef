//! The program `detente`: arguments, files, printing. Everything else is in the libraries.

// The one crate that may print, read the environment and exit.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod args;
mod commands;
mod failure;
mod input;
mod inputs;
mod kept;
mod lock;
mod output;
mod plain;
mod progress;
pub mod schemas;
mod stop;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::args::Args;
use crate::failure::Failure;

/// Runs what was typed.
pub fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|info| {
        output::tell(&format!("detente: this is a bug of detente's, not of your case: {info}"));
        output::tell("please report it with the command and, if you can, the case");
    }));
    stop::listen();
    program(std::env::args_os())
}

/// Runs what `words` say, the name of the program first; without the hooks of a process of its own, for those that call it in theirs.
pub fn program(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(words) {
        Ok(args) => args,
        Err(error) => {
            usage(&error);
            return ExitCode::from(if error.use_stderr() { Failure::BAD_INPUT } else { 0 });
        }
    };
    match std::panic::catch_unwind(|| commands::dispatch(args)) {
        Ok(Ok(code)) => code,
        Ok(Err(failure)) => failure.report(),
        Err(_) => ExitCode::from(Failure::BUG),
    }
}

/// The tree of commands, for what is made of it: the reference, and the test that every output has a schema.
pub fn command() -> clap::Command {
    Args::command()
}

/// What the parser of the command line says: help to stdout, errors to stderr, with what was typed made safe to show.
fn usage(error: &clap::Error) {
    let text = error.render().ansi().to_string();
    if error.use_stderr() {
        output::tell_text(&text);
    } else {
        // Nobody is left to tell where help cannot be written.
        let _ = output::print(&text);
    }
}
