//! Progress on stderr for runs that take over a second.

use std::sync::Arc;
use std::time::{Duration, Instant};

use detente_assess::{Observer, WhatIf};
use detente_results::FinishedScenario;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::kept::Kept;
use crate::output::{shown, stops_at};
use crate::stop::{self, Watched, stopped};

/// Watches a run from the terminal.
pub struct Watch {
    bar: ProgressBar,
    start: Instant,
    kept: Option<Arc<Kept>>,
    _stops: Watched,
}

impl Watch {
    /// Starts to watch; the run is asked to stop from now on, and not ended.
    pub fn new(quiet: bool) -> Self {
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos}/{len} {msg} {prefix}") {
            bar.set_style(style);
        }
        Self { bar, start: Instant::now(), kept: None, _stops: Watched::new() }
    }

    /// Goes on from scenarios that a stopped run has kept, and keeps those of this one.
    pub fn keeping(mut self, kept: Option<Arc<Kept>>) -> Self {
        self.kept = kept;
        self
    }
}

impl Observer for Watch {
    fn progress(&self, done: usize, all: usize, next: &str) {
        if stops_at(next) {
            stop::ask();
        }
        if done == all {
            self.bar.finish_and_clear();
        } else if self.start.elapsed() > Duration::from_secs(1) {
            self.bar.set_length(all as u64);
            self.bar.set_position(done as u64);
            self.bar.set_message(shown(next).into_owned());
            self.bar.tick();
        }
    }

    fn drawn(&self, done: usize, all: usize) {
        // Now and then only: the draws run on all threads.
        if done.is_multiple_of(512) && self.start.elapsed() > Duration::from_secs(1) {
            if self.bar.length() == Some(0) {
                // The only part, begun before there was anything to show.
                self.bar.set_length(1);
                self.bar.set_message("draws");
            }
            self.bar.set_prefix(format!("{:>3} %", 100 * done / all.max(1)));
            self.bar.tick();
        }
    }

    fn stopped(&self) -> bool {
        stopped()
    }

    fn kept(&self, what_if: &WhatIf) -> Option<FinishedScenario> {
        self.kept.as_ref()?.take(what_if)
    }

    fn finished(&self, what_if: &WhatIf, result: &FinishedScenario) {
        self.kept.iter().for_each(|kept| kept.finished(what_if, result));
    }
}

/// Shows on stderr that a part of unknown length goes on, from its first second until it is dropped.
pub struct Spinner(ProgressBar);

impl Spinner {
    /// Starts.
    pub fn new(what: &'static str) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        bar.set_message(what);
        bar.enable_steady_tick(Duration::from_secs(1));
        Self(bar)
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
