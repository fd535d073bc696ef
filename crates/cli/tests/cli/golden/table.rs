//! What is run: one line a command with its arguments, and the formats in which its result is kept.
//!
//! Words are separated by one space; a `@` at their beginning is the folder `crates/cli/tests/golden/inputs/`. Arguments that choose a format come from the
//! formats of the line; `text` is for commands that have none to choose.

/// A line of the table.
#[derive(Debug)]
pub struct Golden {
    /// Name of the golden files.
    pub name: &'static str,
    /// Arguments without the format.
    pub args: &'static str,
    /// Formats to keep.
    pub formats: &'static [&'static str],
    /// Whether it takes so long that it is run once, not with one thread and with two.
    pub slow: bool,
}

const fn of(name: &'static str, args: &'static str, formats: &'static [&'static str]) -> Golden {
    Golden { name, args, formats, slow: false }
}

const fn slow(name: &'static str, args: &'static str, formats: &'static [&'static str]) -> Golden {
    Golden { name, args, formats, slow: true }
}

const JSON: &[&str] = &["json"];
const PLAIN: &[&str] = &["json", "table"];
const TABLE: &[&str] = &["json", "table", "csv"];
const TEXT: &[&str] = &["text"];

/// All lines; one test a group.
pub const GROUPS: [(&str, &[Golden]); 6] = [
    ("triangle", &TRIANGLE),
    ("north-east asia", &NORTH_EAST_ASIA),
    ("questions", &QUESTIONS),
    ("plain", &PLAIN_FILES),
    ("dynamics", &DYNAMICS),
    ("record", &RECORD),
];

const TRIANGLE: [Golden; 35] = [
    of("check-triangle", "check cases/triangle", &["json", "full"]),
    of("check-broken", "check @broken", &["json", "full"]),
    of("check-broken-concise", "check @broken", &["concise"]),
    of("check-explain", "check --explain E401", TEXT),
    of("run-triangle", "run cases/triangle", TABLE),
    of("run-triangle-every", "run cases/triangle --every year --from 1989 --to 2026", TABLE),
    of("run-triangle-month", "run cases/triangle --every month --from 2024 --to 2025", JSON),
    of("whatif-triangle", "whatif tie.ARL-CAR.energy=0.5 / drop:id=C2 cases/triangle", PLAIN),
    of("levers-triangle", "levers p(bloc:ARL+CAR)>=0.6 cases/triangle --budget 2", PLAIN),
    of("sensitivity-triangle", "sensitivity balance.states.normalised-frustration cases/triangle --points 64", PLAIN),
    of(
        "sensitivity-triangle-by",
        "sensitivity balance.states.normalised-frustration cases/triangle --points 64 --by tie",
        PLAIN,
    ),
    of(
        "sensitivity-triangle-screen",
        "sensitivity balance.states.normalised-frustration cases/triangle --screen 4",
        PLAIN,
    ),
    of("sensitivity-triangle-box", "sensitivity balance.states.together:ARL+CAR cases/triangle --box 0.5", PLAIN),
    of("answer-triangle", "answer cases/triangle", &["json", "table", "markdown"]),
    of("brief-triangle", "brief cases/triangle -o -", TEXT),
    of("show-triangle-findings", "show findings frustration cases/triangle", TEXT),
    of("export-triangle-json", "export json cases/triangle", JSON),
    of("export-triangle-csv", "export csv cases/triangle", &["csv"]),
    of("export-triangle-graphml", "export graphml cases/triangle", &["graphml"]),
    of("export-triangle-gexf", "export gexf cases/triangle", &["gexf"]),
    of("explain-triangle-quantity", "explain tie.ARL-BOR.security cases/triangle", TEXT),
    of("explain-triangle-claim", "explain C2 cases/triangle", TEXT),
    of("show-triangle-actors", "show actors cases/triangle", TEXT),
    of("show-triangle-ties", "show ties cases/triangle", TEXT),
    of("show-triangle-issues", "show issues cases/triangle", TEXT),
    of("show-triangle-claims", "show claims cases/triangle", TEXT),
    of("show-triangle-scenarios", "show scenarios cases/triangle", TEXT),
    of("show-triangle-quantities", "show quantities cases/triangle", TEXT),
    of("show-triangle-quantity", "show quantity tie.ARL-BOR.security cases/triangle", TEXT),
    of("show-triangle-fingerprints", "show fingerprints cases/triangle", TEXT),
    of("export-triangle-xmile", "export xmile cases/triangle", &["xmile"]),
    of("verify-geometry", "verify geometry/worked-square", TEXT),
    of("verify-record", "verify record", TEXT),
    of("verify-bargain", "verify bargain/july-1914", TEXT),
    of("verify-nothing", "verify geometri", TEXT),
];

const NORTH_EAST_ASIA: [Golden; 2] = [
    slow("run", "run --scenario shield-deployed --draws 10", JSON),
    slow("export-json", "export json --draws 2", JSON),
];

const QUESTIONS: [Golden; 17] = [
    of("check", "check", &["json", "full"]),
    of("run-every", "run --every year --from 1994 --to 2001 --view quadrilateral", JSON),
    of("whatif", "whatif cut:shield>cn-missiles@3 / freer-japan --draws 10", JSON),
    of("export-graphml", "export graphml", &["graphml"]),
    of("export-xmile", "export xmile", &["xmile"]),
    of("explain", "explain balance.state-network.normalised-frustration --draws 10", TEXT),
    of("show-actors", "show actors", TEXT),
    of("show-issues", "show issues", TEXT),
    of("show-scenarios", "show scenarios", TEXT),
    of("sensitivity", "sensitivity bargain.loan.compromise --by actor --points 16 --draws 10", JSON),
    of("score-case", "score --on 2026-11-27", TABLE),
    of("conflict-case", "conflict", PLAIN),
    of("conflict-case-draws", "conflict --conflict shield --draws 100", PLAIN),
    of("bargain-case", "bargain", TABLE),
    of("fcm-case", "dynamics fcm cases/northeast-asia-2001", PLAIN),
    of("cib-case", "dynamics cib cases/northeast-asia-2001", PLAIN),
    of("loops-case", "dynamics loops cases/northeast-asia-2001", PLAIN),
];

const PLAIN_FILES: [Golden; 36] = [
    of("cases", "cases", TEXT),
    of("coalition", "coalition @council.csv --quota 12", PLAIN),
    of("reach", "reach @places.csv", TABLE),
    of("balance", "balance @network.csv", PLAIN),
    of("balance-sum", "balance @ties.csv --pairs sum", PLAIN),
    of("balance-refused", "balance @ties.csv", JSON),
    of("balance-weak", "balance @network.csv --only weak", JSON),
    of("balance-heuristic", "balance @network.csv --heuristic", JSON),
    of("balance-nulls", "balance @network.csv --nulls 20", PLAIN),
    of("balance-by", "balance @ties.csv --by year", PLAIN),
    of("balance-directed", "balance @ties.csv --directed --pairs sum", PLAIN),
    of("geometry", "geometry @square.csv", PLAIN),
    of("geometry-ring", "geometry @square.csv --ring JP,US,CN,RU --target JP+US|CN+RU --margin 0.2", PLAIN),
    of("geometry-three", "geometry @three.csv", PLAIN),
    of("conflict", "conflict @chicken.json", &["json", "table", "csv"]),
    of("conflict-nfg", "conflict @chicken.json", &["nfg"]),
    of("conflict-efg", "conflict @chicken.json", &["efg"]),
    of("conflict-graphml", "conflict @chicken.json", &["graphml"]),
    of("conflict-gmcr", "conflict @gmcr.json", PLAIN),
    of("conflict-several", "conflict @two-conflicts.json", PLAIN),
    of("conflict-why", "conflict @chicken.json --why --concept seq", PLAIN),
    of("conflict-want", "conflict @chicken.json --want YY", PLAIN),
    of("conflict-from", "conflict @chicken.json --from NN", PLAIN),
    of("conflict-draws", "conflict @gmcr.json --draws 100 --dispersion 0.3", PLAIN),
    of("conflict-single-pass", "conflict @chicken.json --single-pass", JSON),
    of("bargain", "bargain @issues.csv", TABLE),
    of("bargain-all", "bargain @issues.csv --model all", TABLE),
    of("bargain-median", "bargain @issues.csv --model median,mean", JSON),
    of("bargain-nash", "bargain @issues.csv --model nash", JSON),
    of("bargain-smp", "bargain @issues.csv --model smp", PLAIN),
    of("bargain-smp-one", "bargain @issues.csv --model smp --issue law", JSON),
    of("bargain-eum", "bargain @issues.csv --model eum", PLAIN),
    of("bargain-exchange", "bargain @issues.csv --model exchange", PLAIN),
    of("bargain-joint", "bargain @ktab.csv --model smp --param StateTransitions=Stochastic --seed 7", TABLE),
    of("bargain-compat", "bargain @ktab.csv --model smp --ktab-compat=1,4", JSON),
    of("score", "score @outcomes.csv --resamples 200", TABLE),
];

const DYNAMICS: [Golden; 14] = [
    of("fcm", "dynamics fcm @matrix.csv", PLAIN),
    of("fcm-map", "dynamics fcm @map.json --rule kosko --transfer tanh --lambda 2 --clamp a=0.5", PLAIN),
    of("fcm-trivalent", "dynamics fcm @signs.json --transfer trivalent", JSON),
    of("cib", "dynamics cib @two.scw", PLAIN),
    of("cib-several", "dynamics cib @cross-impacts.json", PLAIN),
    of("cib-doubt", "dynamics cib @two.scw --confidence 2 --draws 200", PLAIN),
    of("landscape", "dynamics landscape @landscape.json", PLAIN),
    of("propagate", "dynamics propagate @propagate.json", PLAIN),
    of("polarise", "dynamics polarise @polarise.csv", PLAIN),
    of("race", "dynamics race @race.json", PLAIN),
    of("race-runaway", "dynamics race @runaway.json", PLAIN),
    of("loops", "dynamics loops @matrix.csv", PLAIN),
    of("loops-signs", "dynamics loops @signs.json --longest 3 --most 5", PLAIN),
    of("loops-unstable", "dynamics loops @map.json", JSON),
];

const RECORD: [Golden; 24] = [
    of("record-sources", "record sources", PLAIN),
    of("record-list", "record list --data @data", PLAIN),
    of("record-info", "record info @data/atop.csv", PLAIN),
    of("record-check", "record check @malformed.csv @data/gml.csv", PLAIN),
    of("record-indicators", "record value", TABLE),
    of("record-value", "record value atop_defense --pair JPN,USA --year 2001 --data @data", TABLE),
    of("record-value-missing", "record value cinc --pair USA --year 2001 --data @data", JSON),
    of("record-value-state", "record value cinc --pair USA --year 2001 --data @backtest", PLAIN),
    of("record-value-window", "record value gml_mid_max_hostility --pair USA,CHN --year 1999-2002 --data @data", JSON),
    of("record-series", "record series atop_defense --pair USA,JPN --from 1999 --to 2002 --data @data", TABLE),
    of("record-similarity", "record similarity --measure s --pair USA,JPN --year 2001 --data @data", PLAIN),
    of("record-similarity-all", "record similarity --all --from 2001 --to 2001 --data @data", TEXT),
    of("record-similarity-all-json", "record similarity --measure s --all --from 2001 --to 2001 --data @data", JSON),
    of("record-networks", "record networks --from 1999 --to 2002 --window 2 --step 2 --data @data", TABLE),
    of("record-compare", "record networks --compare @other-networks.csv --names @names.csv --data @data", TABLE),
    of("record-aggregate", "record aggregate @events.csv", &["json", "csv"]),
    of("record-aggregate-year", "record aggregate @events.csv --by dyad-year --half-life 100 --mentions 3", JSON),
    of(
        "record-onset",
        "record backtest dispute-onset --train 1990-1991 --test 1992-1993 --resamples 0 --data @backtest",
        JSON,
    ),
    of(
        "record-formation",
        "record backtest alliance-formation --train 1990-1992 --test 1995-1996 --resamples 0 --data @backtest",
        JSON,
    ),
    of("record-sign", "record backtest sign --train 1985-1990 --test 1996-2002 --resamples 0 --data @backtest", JSON),
    of("record-query", "record query SELECT @events.csv", TEXT),
    of("record-unknown", "record value atop_defence --pair 2,740 --year 2001 --data @data", JSON),
    of("record-info-unknown", "record info @malformed.csv", JSON),
    of("record-list-nothing", "record list --data @nowhere", JSON),
];
