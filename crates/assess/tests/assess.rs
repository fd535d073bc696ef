//! Runs on the shipped cases: check values of the coding, invariants of what-ifs, determinism.

// Helpers of tests are not `#[test]` functions themselves, so the lint does not spare them.
#![allow(clippy::unwrap_used)]

mod common;

use common::{draws, every_scenario, files, session};
use detente_assess::session::Depth;
use detente_assess::{GroundedChange, Silent, WhatIf};
use detente_case::measure::PARTITION;
use detente_case::{Case, Change, Files, FindingId, Object, QuantityPath, load};
use detente_results::{Assessment, BASELINE, Finding, ScenarioResult, WaySigns};

/// A case for its findings: what it asks is left aside, since these tests take away what it asks about.
fn case_of(files: &Files) -> Case {
    let mut plain = Files::default();
    let kept = files.iter().filter(|(name, _)| !["questions.csv", "expects.csv"].contains(name));
    kept.for_each(|(name, text)| plain.insert(name, text));
    let loaded = load(&plain);
    assert!(!loaded.has_errors(), "{:?}", loaded.findings);
    loaded.case
}

/// A change with its period.
fn timed(text: &str, case: &Case) -> GroundedChange {
    let (change, period) = Change::parse_timed(text, case.settings.shape).unwrap();
    GroundedChange { period, ..GroundedChange::from(change) }
}

/// The findings of the baseline and of scenarios.
fn found(case: &Case, scenarios: &[WhatIf], count: u32, seed: u64) -> Assessment {
    session(case, draws(count, seed)).run(scenarios, Depth::Findings, &Silent).unwrap()
}

fn changed(case: &Case, changes: &[&str], draws: u32) -> Assessment {
    let changes = changes.iter().map(|text| timed(text, case)).collect();
    let what_if = WhatIf { id: "x".into(), title: "x".into(), question: String::new(), changes };
    found(case, &[what_if], draws, 7)
}

/// The scenario `x` with all its findings.
fn whole(assessment: &Assessment) -> ScenarioResult {
    assessment.finished("x").unwrap().result
}

fn at_mode(result: &ScenarioResult, id: &str) -> f64 {
    result.finding(&format!("balance.state-network.{id}")).unwrap_or_else(|| panic!("no {id}")).at_mode.unwrap()
}

/// Names are made and read by one table: whatever is found under any scenario is a known measure of an object it is made for, and its
/// text, read back, is the same name.
#[test]
fn every_name_of_a_finding_parses_back() {
    for name in ["northeast-asia-2001", "triangle"] {
        let case = case_of(&files(name));
        let assessment = found(&case, &every_scenario(&case), 10, 7);
        for finding in assessment.scenario_order.iter().flat_map(|id| assessment.findings(id)) {
            let back = FindingId::parse(finding.id.as_str());
            assert_eq!(back.to_string(), finding.id.to_string());
            let measure = back.measure().unwrap_or_else(|| panic!("{back}"));
            let again = match back.object() {
                Object::None => measure.of(back.subject()),
                Object::Unknown(text) => panic!("{back}: {text}"),
                Object::Pair(a, b) => measure.pair(back.subject(), a, b),
                _ => measure.about(back.subject(), back.object_text()),
            };
            assert_eq!(again, back);
        }
    }
}

/// Check values of the coding at the modes: ties, triads balanced and unbalanced, frustration, number of optima.
#[test]
fn the_state_network_has_its_check_values() {
    // The coding's values add the rows of a pair up.
    let mut files = files("northeast-asia-2001");
    let manifest =
        files.get("case.toml").unwrap().replace("id = \"state-network\"", "id = \"state-network\"\ncombine = \"sum\"");
    files.insert("case.toml", manifest);
    let case = case_of(&files);
    let inferred = ["drop:basis=general-knowledge", "drop:basis=assumed"];
    let table: [(Vec<&str>, [f64; 5]); 3] = [
        (vec!["only:explicit"], [12.0, 3.0, 5.0, 0.4, 1.0]),
        (vec![], [16.0, 8.0, 9.0, 1.3, 2.0]),
        (inferred.to_vec(), [13.0, 5.0, 6.0, 0.4, 1.0]),
    ];
    for (changes, [ties, balanced, unbalanced, frustration, optima]) in table {
        let result = &whole(&changed(&case, &changes, 20));
        assert_eq!(result.views[0].ties.len() as f64, ties, "{changes:?}");
        assert_eq!(at_mode(result, "triads-balanced"), balanced, "{changes:?}");
        assert_eq!(at_mode(result, "triads-unbalanced"), unbalanced, "{changes:?}");
        assert!((at_mode(result, "frustration") - frustration).abs() < 1e-9, "{changes:?}");
        assert_eq!(at_mode(result, "optima"), optima, "{changes:?}");
    }
}

#[test]
fn the_quadrilateral_has_its_check_values() {
    let case = case_of(&files("northeast-asia-2001"));
    let result = &changed(&case, &[], 20).scenarios[BASELINE];
    let table = [
        ("geometry.quadrilateral.skew", 0.628, 5e-4),
        ("geometry.quadrilateral.lean:RUS:JPN:CHN", 0.20, 1e-9),
        ("geometry.quadrilateral.alpha", 0.5, 1e-9),
        ("geometry.quadrilateral.beta", 0.075, 1e-9),
        ("geometry.quadrilateral.delta", 0.15, 1e-9),
        ("geometry.quadrilateral.cohesion", 0.445, 5e-4),
        ("geometry.quadrilateral.gain-stiffen:RUS-USA", 1.185, 5e-4),
        ("geometry.quadrilateral.gain-stiffen:JPN-RUS", 1.131, 5e-4),
        ("geometry.quadrilateral.gain-stiffen:CHN-USA", 0.850, 5e-4),
        ("balance.quadrilateral.frustration", 0.1, 1e-9),
        ("balance.quadrilateral.margin", 0.7, 1e-9),
    ];
    for (id, expected, tolerance) in table {
        let found = result.finding(id).unwrap_or_else(|| panic!("no {id}")).at_mode.unwrap();
        assert!((found - expected).abs() <= tolerance, "{id}: {found}, expected {expected}");
    }
    let figure = result.views[1].figure.as_ref().unwrap();
    assert_eq!(figure.sides_only.as_ref().unwrap().freedoms, 1);
    assert_eq!(figure.all_ties.freedoms, 0);
}

#[test]
fn a_what_if_that_changes_nothing_changes_nothing() {
    let case = case_of(&files("northeast-asia-2001"));
    let same = "tie.JPN-USA.overall=0.7,0.8,0.9";
    let still = "factor.shield+=0";
    let links = ["cut:shield>cn-missiles", "add:shield>tie.JPN-USA.overall=0.5/1"];
    for changes in [vec![], vec![same], vec![still], links.to_vec(), vec![still, links[1], "factor.cn-missiles*=1"]] {
        let assessment = changed(&case, &changes, 200);
        for finding in assessment.findings("x") {
            let Some(difference) = &finding.difference else { continue };
            assert_eq!((difference.mean, difference.equal), (0.0, 1.0), "{} under {changes:?}", finding.id);
        }
    }
}

/// A claim read as its opposite is every number that rests on it mirrored, one by one: ties about 0, what is certain to hold about one
/// half. Twice is as it was.
#[test]
fn a_claim_that_says_the_opposite_mirrors_what_rests_on_it() {
    let case = case_of(&files("triangle"));
    for claim in ["C1", "C2", "C3"] {
        let mirror = format!("mirror:id={claim}");
        let own = case.quantities.iter().filter(|one| one.evidence.iter().any(|id| id == claim));
        let by_hand: Vec<String> = own
            .filter_map(|one| match one.path {
                QuantityPath::Tie { firmness: false, .. } => Some(format!("{}*=-1", one.path)),
                QuantityPath::Statement { weight: false, .. } => {
                    Some(format!("{}={}", one.path, 1.0 - one.estimate.mode()))
                }
                _ => None,
            })
            .collect();
        assert!(!by_hand.is_empty(), "{claim}");
        let words: Vec<&str> = by_hand.iter().map(String::as_str).collect();
        let told = |assessment: &Assessment| {
            let found = assessment.findings("x").into_iter();
            found.map(|one| (one.id.clone(), one.at_mode, one.number())).collect::<Vec<_>>()
        };
        assert_eq!(told(&changed(&case, &[&mirror], 100)), told(&changed(&case, &words, 100)), "{mirror}");
        let twice = changed(&case, &[&mirror, &mirror], 100);
        let as_it_was = |one: &Finding| one.difference.as_ref().is_none_or(|difference| difference.equal == 1.0);
        assert!(twice.findings("x").iter().all(|one| as_it_was(one)), "{mirror} twice");
    }
    let nothing = changed(&case, &["drop:id=C1", "mirror:id=C1"], 10);
    assert!(whole(&nothing).remarks.iter().any(|remark| remark.contains("changes nothing")));
}

#[test]
fn a_changed_tie_changes_only_what_rests_on_it() {
    let case = case_of(&files("northeast-asia-2001"));
    let assessment = changed(&case, &["tie.JPN-RUS.overall+=0.2"], 500);
    let result = &whole(&assessment);
    let length = result.finding("geometry.quadrilateral.length:JPN-RUS").unwrap().difference.as_ref().unwrap();
    assert!((length.mean + 0.1).abs() < 1e-9 && length.above == 0.0);
    for finding in result.findings.iter().filter(|finding| finding.id.subject() == "state-network") {
        assert!(finding.difference.as_ref().is_none_or(|d| d.equal == 1.0), "{}", finding.id);
    }
}

/// What is set stays where it was put, links or no links; what is moved from there stays where it was moved to; what is let go moves.
#[test]
fn what_is_set_stays_set() {
    let case = case_of(&files("northeast-asia-2001"));
    let range = |changes: &[&str], id: &str| {
        let result = &whole(&changed(&case, changes, 300));
        let moved = result
            .trajectory
            .as_ref()
            .unwrap()
            .moved
            .iter()
            .find(|moved| moved.quantity.to_string() == id)
            .unwrap()
            .clone();
        (
            moved.trajectory.p05.last().copied().unwrap(),
            moved.after,
            moved.trajectory.p95.last().copied().unwrap(),
            moved,
        )
    };
    let threat = "tie.CHN>JPN.threat";
    let set = ["factor.maritime-pressure=0.9", "tie.CHN>JPN.threat=-0.3,-0.2,-0.1"];
    let (low, mode, high, told) = range(&set, threat);
    assert!(low >= -0.3 && mode == -0.2 && high <= -0.1, "{low} {mode} {high}");
    assert!(told.paths.iter().all(|path| path.links.is_empty()), "no link leads into what is set: {:?}", told.paths);
    let (_, mode, _, _) = range(&[set[0], set[1], "tie.CHN>JPN.threat-=0.1"], threat);
    assert!((mode + 0.3).abs() < 1e-12);
    let (_, free, _, _) = range(&[set[0], "tie.CHN>JPN.threat-=0.1", set[1], "free:tie.CHN>JPN.threat"], threat);
    let (_, alone, _, _) = range(&[set[0]], threat);
    assert_eq!(free, alone);
}

/// A number that is set is another judgement: its error is not that of the row. One that is moved keeps the row's.
#[test]
fn what_is_set_has_a_draw_of_its_own_and_what_is_moved_keeps_the_old_one() {
    let case = case_of(&files("northeast-asia-2001"));
    let id = "geometry.quadrilateral.length:JPN-USA";
    let difference =
        |change: &str| changed(&case, &[change], 400).finding("x", id).unwrap().difference.clone().unwrap();
    // The row says 0.7, 0.8, 0.9: the same width elsewhere used to be the same draw elsewhere.
    let set = difference("tie.JPN-USA.overall=0.5,0.6,0.7");
    assert!((set.mean - 0.1).abs() < 0.01 && set.p95 - set.p05 > 0.05, "{set:?}");
    let moved = difference("tie.JPN-USA.overall-=0.2");
    assert!((moved.mean - 0.1).abs() < 1e-9 && moved.p95 - moved.p05 < 1e-9, "{moved:?}");
    let same = difference("tie.JPN-USA.overall=0.7,0.8,0.9");
    assert_eq!((same.mean, same.equal), (0.0, 1.0));
}

#[test]
fn dropped_claims_take_their_rows_with_them() {
    let case = case_of(&files("northeast-asia-2001"));
    let result = &whole(&changed(&case, &["drop:channel=private"], 20));
    assert!(result.lost.contains(&"ties.csv T30".to_owned()));
    assert!(!result.lost.contains(&"ties.csv T29".to_owned()), "T29 has a public claim left");
}

fn json(case: &Case) -> String {
    serde_json::to_string(&changed(case, &["tie.JPN-RUS.overall+=0.2", "factor.shield=0.9"], 300)).unwrap()
}

#[test]
fn row_order_and_thread_count_change_no_byte() {
    let files = files("northeast-asia-2001");
    let expected = json(&case_of(&files));
    let mut turned = Files::default();
    for (name, text) in files.iter() {
        let text = match name.rsplit_once('.') {
            Some((_, "csv")) => {
                let (header, rows) = text.split_once('\n').unwrap();
                let mut rows: Vec<&str> = rows.lines().collect();
                if !["questions.csv", "forums.csv", "forecasts.csv", "claims.csv"].contains(&name) {
                    rows.reverse();
                }
                format!("{header}\n{}\n", rows.join("\n"))
            }
            _ => text.to_owned(),
        };
        turned.insert(name, text);
    }
    let findings = |text: &str| -> serde_json::Value {
        serde_json::from_str::<serde_json::Value>(text).unwrap()["scenarios"].clone()
    };
    let (one, other) = (findings(&expected), findings(&json(&case_of(&turned))));
    for id in ["baseline", "x"] {
        assert_eq!(one[id]["findings"], other[id]["findings"]);
    }
    let single = rayon_pool(1, &files);
    assert_eq!(single, rayon_pool(3, &files));
}

fn rayon_pool(threads: usize, files: &Files) -> String {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| json(&case_of(files)))
}

#[test]
fn renaming_an_actor_changes_names_only() {
    let files = files("northeast-asia-2001");
    let renamed: Files = files.iter().map(|(name, text)| (name.to_owned(), text.replace("KOR", "ROK"))).collect();
    let number = |files: &Files| -> Vec<String> {
        let assessment = changed(&case_of(files), &[], 300);
        let result = &assessment.scenarios[BASELINE];
        let mut found: Vec<String> =
            result.findings.iter().filter_map(|f| f.number().map(|number| format!("{number:.9}"))).collect();
        found.sort();
        found
    };
    assert_eq!(number(&files), number(&renamed));
}

#[test]
fn moving_the_largest_tie_leaves_exactly_alone_what_does_not_rest_on_its_size() {
    let case = case_of(&files("northeast-asia-2001"));
    let assessment = changed(&case, &["tie.JPN-USA.overall=0.5,0.7,0.8"], 400);
    let frustration = assessment.finding("x", "balance.quadrilateral.frustration").unwrap();
    assert_eq!(frustration.difference.as_ref().unwrap().equal, 1.0);
}

#[test]
fn a_division_that_is_never_best_again_goes_to_zero_and_does_not_vanish() {
    let case = case_of(&files("northeast-asia-2001"));
    let assessment = changed(&case, &["tie.USA-KOR.security=-0.5"], 200);
    let rival = "balance.state-network.partition:CHN+PRK+RUS|JPN+KOR+TWN+USA";
    let (before, after) = (&assessment.scenarios[BASELINE], &whole(&assessment));
    assert!(before.finding(rival).unwrap().number().unwrap() > 0.3);
    let after = after.finding(rival).unwrap();
    assert_eq!(after.number(), Some(0.0));
    assert!(after.difference.as_ref().unwrap().mean < -0.3);
    // And one that is new is compared with 0.
    for finding in assessment.findings("x").into_iter().filter(|finding| finding.id.measure() == Some(PARTITION)) {
        assert!(finding.difference.is_some(), "{}", finding.id);
    }
}

#[test]
fn a_number_of_a_scenario_rests_on_the_claims_of_the_scenario() {
    let mut files = files("triangle");
    let text = files.get("scenarios/pipeline.toml").unwrap().replace("[\"C3\"]", "[\"C2\"]");
    files.insert("scenarios/pipeline.toml", text);
    let case = case_of(&files);
    let assessment = found(&case, &every_scenario(&case), 20, 1);
    let claims = |scenario: &str| {
        let finding = assessment.finding(scenario, "ties.states.affinity:ARL-CAR").unwrap();
        assessment.behind(&finding).claims.clone()
    };
    assert_eq!((claims(BASELINE), claims("pipeline")), (vec!["C3".to_owned()], vec!["C2".to_owned()]));
    assert!(assessment.claims["C2"].used_by.contains(&"scenario pipeline".to_owned()));
}

#[test]
fn without_ties_there_are_no_blocs() {
    let case = case_of(&files("triangle"));
    let assessment = changed(&case, &["only:assumed"], 20);
    let result = &whole(&assessment);
    assert!(result.findings.iter().all(|finding| !finding.id.as_str().ends_with("partition:")));
    assert!(result.finding("balance.states.margin").unwrap().number().is_none());
    // A case whose one tie begins after its date has nothing to say, and says so.
    let mut bare = files("triangle");
    let header = bare.get("ties.csv").unwrap().lines().next().unwrap().to_owned();
    bare.insert("ties.csv", header + "\nT1,ARL,BOR,no,energy,0.6,0.8,0.9,,,,2100,,explicit,C1,,\n");
    bare.insert("scenarios/pipeline.toml", "title = \"nothing\"\n");
    let assessment = found(&case_of(&bare), &[], 20, 1);
    assert!(assessment.answer[0].text.contains("no tie of the view is in force"), "{}", assessment.answer[0].text);
}

#[test]
fn changes_are_applied_filters_first_and_a_set_without_effect_is_told() {
    let case = case_of(&files("triangle"));
    for changes in [["drop:speaker=DIP", "tie.ARL-CAR.energy=0.9"], ["tie.ARL-CAR.energy=0.9", "drop:speaker=DIP"]] {
        let result = &whole(&changed(&case, &changes, 20));
        assert!(result.remarks.iter().any(|remark| remark.contains("changes nothing")), "{changes:?}");
    }
}

/// The draws of a finding, as far as its summary tells them.
fn told(assessment: &Assessment, id: &str) -> String {
    let finding = assessment.finding("x", id).unwrap_or_else(|| panic!("no {id}"));
    serde_json::to_string(&(&finding.distribution, &finding.probability, &finding.difference)).unwrap()
}

#[test]
fn what_is_not_linked_leaves_every_other_draw_as_it_was() {
    let files = files("northeast-asia-2001");
    let mut more = Files::default();
    for (name, text) in files.iter() {
        let row = match name {
            "actors.csv" => "AAA,A stranger,state,,,,,,,assumed,,,\n",
            "factors.csv" => {
                "aaa,A stranger's mood,,0,1,0.1,0.5,0.9,,,assumed,,,\nzzz,Another,,0,1,0.1,0.5,0.9,,,assumed,,,\n"
            }
            "links.csv" => "Z1,aaa,zzz,+,0.1,0.4,0.8,0,1,3,assumed,,,,\n",
            _ => "",
        };
        more.insert(name, if row.starts_with("AAA") { text.to_owned() } else { format!("{}\n{row}", text.trim_end()) });
    }
    let changes = ["factor.shield=0.9", "factor.jp-status+=0.1@2"];
    let (one, other) = (changed(&case_of(&files), &changes, 300), changed(&case_of(&more), &changes, 300));
    for finding in one.findings("x") {
        assert_eq!(told(&one, finding.id.as_str()), told(&other, finding.id.as_str()), "{}", finding.id);
    }
}

#[test]
fn a_change_flows_along_links_and_its_ways_and_remainder_add_up() {
    let case = case_of(&files("northeast-asia-2001"));
    let assessment = changed(&case, &["factor.shield=0.9"], 300);
    let result = &whole(&assessment);
    let trajectory = result.trajectory.as_ref().unwrap();
    let missiles = trajectory.moved.iter().find(|moved| moved.quantity.to_string() == "factor.cn-missiles").unwrap();
    assert!(missiles.after > missiles.before && missiles.rises == 1.0);
    assert_eq!(missiles.first, Some(3), "K19 has a lag of three years at its mode");
    for moved in &trajectory.moved {
        let ways: f64 = moved.paths.iter().map(|path| path.contribution).sum();
        assert!((ways + moved.remainder - (moved.after - moved.before)).abs() < 1e-12, "{}", moved.quantity);
    }
    let strain = &result.finding("factors.cn-missiles").unwrap();
    assert_eq!(strain.without[0].link, "K19");
    let claims = &assessment.behind(strain).claims;
    assert!(claims.contains(&"C21.4".to_owned()), "the claim on the link is behind the finding");
    // Without the link nothing of it is left; with the effect held neither.
    let cut =
        &whole(&changed(&case, &["factor.shield=0.9", "cut:shield>cn-missiles", "cut:cn-technology>cn-missiles"], 300));
    assert!(cut.finding("factors.cn-missiles").is_none(), "untouched factors are told in the baseline alone");
    let held = &whole(&changed(&case, &["factor.shield=0.9", "clamp:factor.cn-missiles=0.6"], 300));
    assert_eq!(held.finding("factors.cn-missiles").unwrap().at_mode, Some(0.6));
}

#[test]
fn a_ladder_of_moves_is_climbed_step_by_step_and_dropped_claims_take_links_along() {
    let case = case_of(&files("northeast-asia-2001"));
    let late = &whole(&changed(&case, &["factor.shield=0.9@4", "free:factor.shield@8"], 50));
    let trajectory = late.trajectory.as_ref().unwrap();
    let strain = trajectory.moved.iter().find(|moved| moved.quantity.to_string() == "factor.cn-strain").unwrap();
    assert_eq!(strain.first, Some(4));
    // K18 acts within the year: after the shield is let go only what has come round the loop is left.
    assert!(strain.trajectory.at_mode[7] - strain.before > 0.2 && strain.trajectory.at_mode[10] - strain.before < 0.1);
    let dropped = &whole(&changed(&case, &["factor.shield=0.9", "drop:id=C21.4"], 50));
    let missiles = dropped
        .trajectory
        .as_ref()
        .unwrap()
        .moved
        .iter()
        .find(|moved| moved.quantity.to_string() == "factor.cn-missiles")
        .unwrap();
    assert!(missiles.without.iter().all(|without| without.link != "K19"));
    let beyond = &whole(&changed(&case, &["factor.shield=0.9@99"], 50));
    assert!(beyond.trajectory.is_none() && beyond.remarks.iter().any(|remark| remark.contains("horizon")));
}

#[test]
fn outcomes_act_from_the_next_period_on() {
    let files = files("northeast-asia-2001");
    let mut more = Files::default();
    for (name, text) in files.iter() {
        let row = if name == "links.csv" {
            "Z1,outcome.issue.loan,cn-strain,-,-0.9,-0.5,-0.2,0,0,0,assumed,,,,\n"
        } else {
            ""
        };
        more.insert(name, format!("{}\n{row}", text.trim_end()));
    }
    let case = case_of(&more);
    let result = &whole(&changed(&case, &["issue.loan.JPN.GOV.position=0"], 100));
    let strain = result
        .trajectory
        .as_ref()
        .unwrap()
        .moved
        .iter()
        .find(|moved| moved.quantity.to_string() == "factor.cn-strain")
        .unwrap();
    assert_eq!(
        (strain.first, strain.sign),
        (Some(1), WaySigns::None),
        "no way leads from a quantity to an outcome of an engine"
    );
    assert!(strain.after > strain.before, "less of a loan, more strain");
    let none = &whole(&changed(&case, &["issue.loan.JPN.GOV.position+=0"], 100));
    assert!(none.findings.iter().all(|finding| finding.difference.as_ref().is_none_or(|d| d.equal == 1.0)));
}
