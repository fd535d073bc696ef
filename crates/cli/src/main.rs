//! The program `detente`: arguments, files, printing. Everything else is in the libraries.

// The one crate that may print, read the environment and exit.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod args;
mod commands;
mod failure;
mod input;
mod kept;
mod output;
mod progress;

use std::process::ExitCode;

use clap::Parser;

use crate::args::Args;
use crate::failure::Failure;

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|info| {
        eprintln!("detente: this is a bug of detente's, not of your case: {info}");
        eprintln!("please report it with the command and, if you can, the case");
    }));
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { Failure::BAD_INPUT } else { 0 });
        }
    };
    match std::panic::catch_unwind(|| commands::dispatch(args)) {
        Ok(Ok(code)) => code,
        Ok(Err(failure)) => failure.report(),
        Err(_) => ExitCode::from(Failure::BUG),
    }
}
