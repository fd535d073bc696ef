//! A run that was stopped and goes on gives the bytes of one that was not.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;
use std::sync::Mutex;

use common::files;
use detente_assess::{Observer, Options, Silent, WhatIf, run};
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
    let scenarios: Vec<WhatIf> = case.scenarios.iter().map(WhatIf::from).collect();
    let options = Options { draws: 60, seed: 7, as_of: None, horizon: 5, scenarios };
    let whole = serde_json::to_string(&run(&case, &options, &Silent).unwrap()).unwrap();
    let half = options.scenarios.len() / 2;
    let mut keeper = Keeper { most: half, kept: Mutex::default(), taken: Mutex::default() };
    let stopped = run(&case, &options, &keeper).unwrap();
    assert_eq!(stopped.stopped.unwrap().scenarios.len(), options.scenarios.len() - half);
    keeper.most = usize::MAX;
    let rest = run(&case, &options, &keeper).unwrap();
    assert!(rest.stopped.is_none());
    assert_eq!(*keeper.taken.lock().unwrap(), half);
    assert!(whole == serde_json::to_string(&rest).unwrap(), "bytes differ");
}
