//! A session gives the bytes that the command line prints, without a process: its golden files are the referee of both.

use std::fs;

use detente_assess::session::Settings;
use detente_assess::{LeverBudget, SensitivityAsk, Session, Silent};
use detente_case::{Files, FindingId};
use detente_report::to_json;
use detente_results::Grouping;

use crate::golden::is_golden;
use crate::root;

fn triangle() -> Session {
    let folder = root().join("cases/triangle");
    let mut files = Files::default();
    for inside in ["", "scenarios/", "sources/"] {
        for entry in fs::read_dir(folder.join(inside)).unwrap().flatten().filter(|entry| entry.path().is_file()) {
            let name = format!("{inside}{}", entry.file_name().to_string_lossy());
            files.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
    Session::open(&files, Settings::default()).unwrap()
}

#[test]
fn a_session_says_what_the_command_line_prints() {
    let session = triangle();
    let words = ["tie.ARL-CAR.energy=0.5", "/", "drop:id=C2"].map(str::to_owned);
    is_golden("whatif-triangle.json", &to_json(&session.what_if(&words, &Silent).unwrap(), true));
    let lever = session.lever_ask("p(bloc:ARL+CAR)>=0.6", None, LeverBudget::of(2)).unwrap();
    is_golden("levers-triangle.json", &to_json(&session.levers(&lever, &Silent).unwrap(), true));
    let finding = FindingId::parse("balance.states.normalised-frustration");
    let ask = SensitivityAsk { finding: &finding, changes: Vec::new(), by: Grouping::Tie, points: 64 };
    is_golden("sensitivity-triangle-by.json", &to_json(&session.sensitivity(&ask, &Silent).unwrap(), true));
    is_golden("sensitivity-triangle-screen.json", &to_json(&session.screen(&ask, 4, &Silent).unwrap(), true));
}
