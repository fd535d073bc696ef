//! A run that was stopped and goes on gives the bytes of one that was not.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;
use std::sync::Mutex;

use common::{draws, every_scenario, files, session};
use detente_assess::session::{Depth, Settings};
use detente_assess::{Observer, Silent, WhatIf};
use detente_case::load;
use detente_results::FinishedScenario;

/// Keeps results as JSON, as the command line does, and stops after some.
struct Keeper {
    most: usize,
    kept: Mutex<BTreeMap<String, String>>,
    taken: Mutex<usize>,
}

impl Observer for Keeper {
    fn progress(&self, _: usize, _: usize, _: &str) {}
    fn stopped(&self) -> bool {
        self.kept.lock().unwrap().len() >= self.most
    }
    fn kept(&self, what_if: &WhatIf) -> Option<FinishedScenario> {
        let text = self.kept.lock().unwrap().get(&what_if.id).cloned()?;
        *self.taken.lock().unwrap() += 1;
        Some(serde_json::from_str(&text).unwrap())
    }
    fn finished(&self, what_if: &WhatIf, result: &FinishedScenario) {
        self.kept.lock().unwrap().insert(what_if.id.clone(), serde_json::to_string(result).unwrap());
    }
}

#[test]
fn what_was_finished_is_taken_and_the_rest_is_run() {
    let mut case = load(&files("northeast-asia-2001")).case;
    case.goals.clear();
    let scenarios = every_scenario(&case);
    let session = session(&case, Settings { horizon: Some(5), ..draws(60, 7) });
    let run = |observer: &dyn Observer| session.run(&scenarios, Depth::Findings, observer).unwrap();
    let whole = serde_json::to_string(&run(&Silent)).unwrap();
    let half = scenarios.len() / 2;
    let mut keeper = Keeper { most: half, kept: Mutex::default(), taken: Mutex::default() };
    let stopped = run(&keeper);
    assert_eq!(stopped.stopped.unwrap().scenarios.len(), scenarios.len() - half);
    keeper.most = usize::MAX;
    let rest = run(&keeper);
    assert!(rest.stopped.is_none());
    assert_eq!(*keeper.taken.lock().unwrap(), half);
    assert!(whole == serde_json::to_string(&rest).unwrap(), "bytes differ");
}
