//! What every command that draws has in common: its settings, its threads, the memory that it may take, who watches it.

use detente_assess::Memory;
use detente_assess::session::Settings;
use detente_case::Date;

use crate::args::RunOptions;
use crate::failure::Failure;
use crate::progress::Watch;

/// What the command line sets; the rest is as the case says.
pub fn settings(options: &RunOptions) -> Result<Settings, Failure> {
    let date = |text: &String| {
        Date::parse(text)
            .ok_or_else(|| Failure::input(format!("`{text}` is no date: write 2001, 2001-02 or 2001-02-28")))
    };
    Ok(Settings {
        draws: options.draws,
        seed: options.seed,
        as_of: options.as_of.as_ref().map(date).transpose()?,
        horizon: options.horizon,
    })
}

/// Threads that work is done on.
pub fn threads(options: &RunOptions) -> usize {
    let all = || std::thread::available_parallelism().map_or(1, usize::from);
    options.threads.map_or_else(all, usize::from)
}

/// How much was asked for, and by which option.
#[derive(Debug, Clone, Copy)]
pub struct Amount {
    /// Number.
    pub count: u32,
    /// Of what.
    pub noun: &'static str,
    /// The option without its dashes.
    pub option: &'static str,
    /// How many are made, at most, for each that the option names.
    pub times: u32,
}

impl Amount {
    /// Draws.
    pub fn draws(count: u32) -> Self {
        Self { count, noun: "draws", option: "draws", times: 1 }
    }
}

/// What would take more megabytes than are allowed is refused before the first draw is made.
pub fn fits(memory: Memory, asked: Amount, allowed: u64) -> Result<(), Failure> {
    let Amount { count, noun, option, times } = asked;
    memory.within(count, noun, allowed).map_err(|error| {
        let fewer = error.most / u64::from(times);
        let less = if fewer > 0 { format!("--{option} {fewer}, or ") } else { String::new() };
        let hint = format!("{less}--memory {} where the machine has as much", error.needed);
        Failure::input(error.to_string()).with_hint(hint)
    })
}

/// Does something on the threads asked for, under the eyes of the terminal.
pub fn watched<T: Send>(options: &RunOptions, work: impl FnOnce(&Watch) -> T + Send) -> Result<T, Failure> {
    watched_by(options, Watch::new(options.quiet), work)
}

/// The same under the eyes of one who keeps what is finished.
pub fn watched_by<T: Send>(
    options: &RunOptions,
    watch: Watch,
    work: impl FnOnce(&Watch) -> T + Send,
) -> Result<T, Failure> {
    let threads = rayon::ThreadPoolBuilder::new()
        .num_threads(options.threads.map_or(0, usize::from))
        .build()
        .map_err(|error| Failure::input(format!("cannot start {:?} threads: {error}", options.threads)))?;
    Ok(threads.install(|| work(&watch)))
}
