//! A session is asked in words and answers with results or with what is wrong, without a process, a file or a terminal.

#![allow(clippy::unwrap_used)]

mod common;

use common::files;
use detente_assess::session::{Depth, Every, Settings, Span, name_in, path_of, view_in};
use detente_assess::{
    AskError, ErrorKind, LeverBudget, Observer, SensitivityAsk, Session, Silent, WhatIf, what_if_answers,
};
use detente_case::{Files, FindingId};
use detente_method_conflict::Question;
use detente_results::{BASELINE, Grouping, WhatIfAnswers};
use serde_json::Value;

/// Draws of these tests: enough for shares, few enough to be quick.
const DRAWS: u32 = 64;

fn triangle() -> Session {
    Session::open(&files("triangle"), Settings::of_draws(DRAWS)).unwrap()
}

fn asia() -> Session {
    Session::open(&files("northeast-asia-2001"), Settings::of_draws(DRAWS)).unwrap()
}

fn words(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

/// What is wrong with a question, and what is said to help.
fn told<T: std::fmt::Debug>(found: Result<T, AskError>) -> (String, String) {
    let error = found.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Input);
    (error.message, error.hint.unwrap_or_default())
}

fn refused(session: &Session, text: &str, message: &str, hint: &str) {
    assert_eq!(told(session.what_ifs(&words(text))), (message.to_owned(), hint.to_owned()), "{text}");
}

#[test]
fn words_of_a_what_if_are_changes_scenarios_and_strokes() {
    let asked = triangle().what_ifs(&words("/ pipeline tie.ARL-BOR.security-=0.2@2 / drop:id=C2 /")).unwrap();
    let told = |what_if: &WhatIf| {
        let changes = what_if.changes.iter().map(|change| change.change.timed(change.period)).collect::<Vec<_>>();
        (what_if.id.clone(), what_if.title.clone(), changes)
    };
    let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        asked.iter().map(told).collect::<Vec<_>>(),
        [
            (
                "whatif".to_owned(),
                "pipeline tie.ARL-BOR.security-=0.2@2".to_owned(),
                texts(&["tie.ARL-CAR.energy=0.5,0.7,0.9", "tie.ARL-BOR.security-=0.2@2"]),
            ),
            ("whatif-2".to_owned(), "drop:id=C2".to_owned(), texts(&["drop:id=C2"])),
        ]
    );
    assert_eq!(asked[0].changes[0].evidence, ["C3"], "a scenario brings its evidence");
}

#[test]
fn words_that_mean_nothing_are_told_with_what_was_perhaps_meant() {
    let small = triangle();
    refused(&small, "pipelin", "not a change: `pipelin`", "did you mean the scenario `pipeline`?");
    assert!(told(small.what_ifs(&words("xyzzy"))).1.contains("'factor.shield=1'"));
    let nothing = "write changes such as 'factor.shield=1', or scenarios, before the case folder";
    refused(&small, "/", "no change is given", nothing);
    assert_eq!(told(small.what_ifs(&[])).0, "no change is given");
    assert!(told(small.what_ifs(&words("tie.ARL-CAR.energy=much"))).0.contains("`much` is no value"));
    // The first word that is wrong is told, in whichever what-if it stands.
    refused(&small, "pipeline / named-onyl", "not a change: `named-onyl`", "did you mean the scenario `named-only`?");
}

#[test]
fn a_change_speaks_of_something_that_is_there() {
    let (small, large) = (triangle(), asia());
    let unknown = |path: &str| format!("no quantity has the path `{path}`");
    let quantity = "did you mean `tie.ARL-CAR.energy`?";
    refused(&small, "tie.CAR-ARL.enrgy=1", &unknown("tie.ARL-CAR.enrgy"), quantity);
    refused(&small, "factor.x=1", &unknown("factor.x"), "`detente show quantities` lists them all");
    refused(&small, "drop:speaker=XXX", "`drop:speaker=XXX` finds no claim", "");
    refused(&small, "view.state.dimensions=energy", "no view is called `state`", "did you mean `states`?");
    let dimension = "no tie has the dimension `enrgy`";
    refused(&small, "view.states.dimensions=security,enrgy", dimension, "did you mean `energy`?");
    let form = "no forum is called `six-part`";
    refused(&large, "forum.six-part.status=running", form, "did you mean `six-party`?");
    let end = "`jp-exposre` cannot be an end of a link";
    refused(&large, "add:jp-exposre>jp-drive-moscow=0.1", end, "did you mean `factor.jp-exposure`?");
    assert!(large.what_ifs(&words("add:jp-exposure>jp-drive-moscow=0.1")).is_ok());
    // A view's outcome pushes; nothing pushes it.
    assert!(small.what_ifs(&words("add:outcome.view.states.normalised-frustration>tie.ARL-CAR.energy=1")).is_ok());
    assert!(
        told(small.what_ifs(&words("add:tie.ARL-CAR.energy>outcome.view.states.normalised-frustration=1")))
            .0
            .contains("cannot be an end")
    );
}

#[test]
fn scenarios_are_named_once_and_known() {
    let session = triangle();
    let ids = |asked: &[&str]| {
        let asked: Vec<String> = asked.iter().map(|id| (*id).to_owned()).collect();
        session.scenarios(&asked).map(|found| found.into_iter().map(|one| one.id).collect::<Vec<_>>())
    };
    assert_eq!(ids(&[]).unwrap(), ["named-only", "pipeline"]);
    assert_eq!(ids(&["pipeline", "baseline", "pipeline"]).unwrap(), ["pipeline"]);
    assert!(ids(&["baseline"]).unwrap().is_empty());
    let near = ("the case has no scenario `pipelne`".to_owned(), "did you mean `pipeline`?".to_owned());
    assert_eq!(told(ids(&["pipelne"])), near);
    assert_eq!(told(ids(&["x"])).1, "scenarios: named-only, pipeline");
    assert_eq!(session.changes_of(Some("pipeline")).unwrap().len(), 1);
    assert!(session.changes_of(None).unwrap().is_empty());
}

#[test]
fn a_run_and_a_what_if_are_what_their_parts_give() {
    let session = triangle();
    let all = session.scenarios(&[]).unwrap();
    let found = session.run(&all, Depth::Findings, &Silent).unwrap();
    assert_eq!(found.scenario_order, [BASELINE, "named-only", "pipeline"]);
    assert_eq!((found.draws, found.seed), (DRAWS, 3), "the seed is that of the case");
    let asked = words("tie.ARL-CAR.energy=0.7 / pipeline");
    let whole = session.what_if(&asked, &Silent).unwrap();
    let what_ifs = session.what_ifs(&asked).unwrap();
    let parts = what_if_answers(&session.run(&what_ifs, Depth::Findings, &Silent).unwrap(), &what_ifs);
    assert_eq!(but_for_unchanged(&whole), but_for_unchanged(&parts));
    // A what-if that sets what is so already changes nothing at all.
    let same = session.what_if(&words("tie.ARL-CAR.energy+=0"), &Silent).unwrap();
    assert!(same.what_ifs[0].findings.is_empty(), "{:?}", same.what_ifs[0].findings);
}

/// Everything that is told of what-ifs, but for how many findings stay as they are.
fn but_for_unchanged(answers: &WhatIfAnswers) -> Value {
    let mut told = serde_json::to_value(answers).unwrap();
    for one in told["what_ifs"].as_array_mut().unwrap() {
        one["unchanged"] = Value::Null;
    }
    told
}

/// What changes cannot reach is not looked at, and all that differs in a whole run is told.
#[test]
fn a_what_if_tells_what_a_whole_run_finds_changed() {
    let opened = |name| Session::open(&files(name), Settings::of_draws(24)).unwrap();
    for (name, own) in [
        ("northeast-asia-2001", "factor.jp-slump*=0.8 / factor.shield=0.1,0.5,0.6@2"),
        ("cuba-1962", "issue.missiles.CUB.position=60"),
        ("triangle", "tie.ARL-CAR.energy=0.2"),
    ] {
        let session = opened(name);
        let movable = session.movable();
        let few = movable.iter().step_by(movable.len() / 9 + 1);
        let mut asked: Vec<String> =
            few.map(|one| format!("{}={},{},{}", one.path, one.low, one.low, one.mode)).collect();
        asked.push(own.to_owned());
        for text in asked {
            let told = session.what_if(&words(&text), &Silent).unwrap();
            let what_ifs = session.what_ifs(&words(&text)).unwrap();
            let whole = what_if_answers(&session.run(&what_ifs, Depth::Findings, &Silent).unwrap(), &what_ifs);
            assert_eq!(but_for_unchanged(&told), but_for_unchanged(&whole), "{name} {text}");
            assert!(told.what_ifs[0].unchanged <= whole.what_ifs[0].unchanged, "{name} {text}");
        }
    }
}

#[test]
fn a_case_with_errors_is_not_opened_and_doubts_are_told_with_results() {
    let mut broken = files("triangle");
    let ties = broken.get("ties.csv").unwrap().replace("BOR", "NOBODY");
    broken.insert("ties.csv", ties);
    let found = Session::open(&broken, Settings::default()).unwrap_err();
    assert!(found.iter().any(|one| one.message.contains("NOBODY")), "{found:?}");
    let mut files: Files = files("triangle");
    let ties = files.get("ties.csv").unwrap().replace(',', ";");
    files.insert("ties.csv", ties);
    let session = Session::open(&files, Settings::of_draws(2)).unwrap();
    assert!(session.case().notes.iter().any(|note| note.contains("ties.csv")), "{:?}", session.case().notes);
}

#[test]
fn a_finding_that_is_not_there_is_told_with_the_nearest_that_is() {
    let session = triangle();
    let finding = FindingId::parse("balance.states.frustratoin");
    let ask = SensitivityAsk { finding: &finding, changes: Vec::new(), by: Grouping::Tie, points: 16 };
    let missing = (
        "there is no finding `balance.states.frustratoin`".to_owned(),
        "did you mean `balance.states.frustration`?".to_owned(),
    );
    assert_eq!(told(session.sensitivity(&ask, &Silent)), missing);
    assert_eq!(told(session.screen(&ask, 4, &Silent)), missing);
    assert_eq!(told(session.box_of(&ask, 0.5, &Silent)), missing);
    let lever = session.lever_ask("balance.states.frustratoin<=0.1", None, LeverBudget::of(1)).unwrap();
    assert_eq!(told(session.levers(&lever, &Silent)), missing);
    // What is printed without its engine is found with it.
    assert_eq!(session.no_finding("states.frustration").hint.unwrap(), "did you mean `balance.states.frustration`?");
    assert_eq!(session.no_finding("nothing of the kind").hint.unwrap(), "`detente run --format csv` lists findings");
}

#[test]
fn what_a_finding_hangs_on_and_its_levers_are_found_from_words() {
    let session = triangle();
    let finding = FindingId::parse("balance.states.together:ARL+CAR");
    let ask = SensitivityAsk { finding: &finding, changes: Vec::new(), by: Grouping::Tie, points: 64 };
    assert!(!session.sensitivity(&ask, &Silent).unwrap().groups.is_empty());
    assert!(!session.screen(&ask, 4, &Silent).unwrap().is_empty());
    assert_eq!(told(session.screen(&ask, 1, &Silent)).0, "a screening takes 2 to 10000 ways");
    assert_eq!(told(session.box_of(&ask, f64::NAN, &Silent)).0, "a box is of the finding above a number");
    let lever = session.lever_ask("p(bloc:ARL+CAR)>=0.6", Some("pipeline"), LeverBudget::of(1)).unwrap();
    assert_eq!(lever.changes.len(), 1);
    assert!(session.levers(&lever, &Silent).unwrap().already);
    assert!(told(session.lever_ask("peace", None, LeverBudget::of(1))).0.contains("peace"));
    let absent = session.lever_ask("p(bloc:ARL+CAR)>=0.6", Some("pipelne"), LeverBudget::of(1));
    assert_eq!(told(absent).1, "did you mean `pipeline`?");
}

#[test]
fn views_over_time_lie_within_years() {
    let session = triangle();
    let span = |every, from, to, view| Span { every, from, to, view };
    let found = session.over_time(&span(Every::Year, 2024, 2026, Some("states")), &Silent).unwrap();
    assert_eq!(found[0].periods.len(), 3);
    let months = session.over_time(&span(Every::Month, 2026, 2026, None), &Silent).unwrap();
    assert_eq!(months[0].periods.len(), 12);
    let wrong = |every, from, to, view| told(session.over_time(&span(every, from, to, view), &Silent)).0;
    assert_eq!(wrong(Every::Year, 2001, 2000, None), "a span from 2001 to 2000 ends before it begins");
    assert_eq!(wrong(Every::Year, -5, 5, None), "a span from -5 to 5: years lie from 1 to 9999");
    assert_eq!(wrong(Every::Year, 1, 2, Some("x")), "no view is called `x`");
    assert_eq!(wrong(Every::Month, 1, 201, None), "a span of 2412 dates; 1 to 2400 are looked at");
}

/// Asks to stop at once.
struct Hasty;

impl Observer for Hasty {
    fn progress(&self, _: usize, _: usize, _: &str) {}
    fn stopped(&self) -> bool {
        true
    }
}

#[test]
fn a_wish_to_stop_is_no_fault_of_the_question() {
    let session = triangle();
    let span = Span { every: Every::Year, from: 2024, to: 2026, view: None };
    let stopped = session.over_time(&span, &Hasty).unwrap_err();
    assert_eq!((stopped.kind, stopped.hint), (ErrorKind::Stopped, None));
    assert_eq!(session.run(&[], Depth::Findings, &Hasty).unwrap_err().kind, ErrorKind::Stopped);
}

#[test]
fn names_in_a_result_are_known_as_they_are_typed() {
    let session = triangle();
    let found = session.run(&[], Depth::Findings, &Silent).unwrap();
    assert_eq!(name_in(&found, "tie.CAR-ARL.energy", BASELINE).unwrap(), "tie.ARL-CAR.energy");
    assert_eq!(name_in(&found, "C1", BASELINE).unwrap(), "C1");
    let missing = ("nothing is called `C11`".to_owned(), "did you mean `C1`?".to_owned());
    assert_eq!(told(name_in(&found, "C11", BASELINE)), missing);
    assert_eq!(view_in(&found, None).unwrap().id, "states");
    assert_eq!(told(view_in(&found, Some("state"))).1, "did you mean `states`?");
    assert!(told(path_of("tie.A")).1.starts_with("paths look like"));
}

#[test]
fn what_a_case_has_not_is_said() {
    let session = triangle();
    assert_eq!(told(session.issues()).0, "the case has no issue");
    assert_eq!(told(session.causes()).0, "the case has no links");
    assert_eq!(told(session.cross_impacts(10, None)).0, "the case has no cross-impacts");
    assert_eq!(told(session.forecast_scores(None)).0, "the case has no forecasts");
    assert_eq!(session.conflicts(None).unwrap().len(), 1);
    assert_eq!(
        told(session.conflicts(Some("x"))),
        ("no conflict is called `x`".to_owned(), "there are: strait".to_owned())
    );
}

#[test]
fn a_conflict_of_a_case_is_asked_in_words() {
    let session = triangle();
    let input = session.conflicts(Some("strait")).unwrap().remove(0);
    assert_eq!(["00", "NN", "10", "yn", "4"].map(|text| input.state(text).unwrap()), [0, 0, 1, 1, 3]);
    assert_eq!(told(input.state("5")).0, "`5` is no state of this conflict, or cannot occur");
    let question = Question { draws: DRAWS, seed: 1, ..Question::default() };
    let answer = question.answer(&input, Some(session.case()), &Silent).unwrap();
    assert_eq!(answer.result.state_count, 4);
    assert!(answer.doubt.is_some());
    assert_eq!(question.from(&input, "10").unwrap().found.from, 2);
    assert!(question.want(&input, "10", 1).is_ok());
    let doubtful = Question { dispersion: 0.2, ..question.clone() };
    assert!(told(doubtful.answer(&input, Some(session.case()), &Silent)).1.contains("order_doubt"));
    assert!(doubtful.answer(&input, None, &Silent).is_ok());
    let endless = Question { draws: 1_000_000_000, ..question };
    assert!(told(endless.answer(&input, None, &Silent)).0.contains("would take too long"));
}

#[test]
fn what_takes_too_much_memory_is_told_in_numbers() {
    let session = triangle();
    let memory = session.memory_of_run(&[], 1).unwrap();
    assert!(memory.within(DRAWS, "draws", 2_000).is_ok());
    let error = memory.within(DRAWS, "draws", 1).unwrap_err();
    assert_eq!(error.most, 0);
    assert!(error.to_string().starts_with("64 draws need about "), "{error}");
    assert!(error.to_string().ends_with("MB of memory, more than 1 MB; not one of them fits"), "{error}");
}
