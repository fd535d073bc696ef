//! Every code of a case has its broken input: the smallest change to a sound case that is told by it.

use std::collections::BTreeSet;

use crate::codes::{self, CODES, Code};
use crate::{Files, load};

/// What is done to the sound case.
enum Break {
    /// A text of a file, the first time it stands there, becomes another.
    Text(&'static str, &'static str, &'static str),
    /// A file more.
    File(&'static str, &'static str),
    /// A file more, of which the program makes the text: it is long.
    Long(&'static str, fn() -> String),
    /// A file of these bytes.
    Bytes(&'static str, &'static [u8]),
    /// A file less.
    Gone(&'static str),
}
use Break::{Bytes, File, Gone, Long, Text};

/// Codes of what a folder holds before its files are read; the command line finds them, and its tests have them.
const OF_FOLDERS: [Code; 4] = [codes::FILE_SIZE, codes::OUTSIDE, codes::FILE_NAME, codes::TWIN_FILES];

const SOUND: [(&str, &str); 8] = [
    ("case.toml", include_str!("../../../../cases/triangle/case.toml")),
    ("actors.csv", include_str!("../../../../cases/triangle/actors.csv")),
    ("claims.csv", include_str!("../../../../cases/triangle/claims.csv")),
    ("sources.csv", include_str!("../../../../cases/triangle/sources.csv")),
    ("ties.csv", include_str!("../../../../cases/triangle/ties.csv")),
    ("sources/paper.txt", include_str!("../../../../cases/triangle/sources/paper.txt")),
    ("scenarios/pipeline.toml", include_str!("../../../../cases/triangle/scenarios/pipeline.toml")),
    ("scenarios/named-only.toml", include_str!("../../../../cases/triangle/scenarios/named-only.toml")),
];

/// Tables that the sound case lacks, with the columns that are used here.
const TWO_STAKES: &str = "id,issue,actor,position_low,position_mode,position_high,salience_low,salience_mode,salience_high,\
capability_mode,from,veto,basis,evidence\nP1,gas,ARL,,20,,,50,,40,,,explicit,C1\nP2,gas,BOR,,80,,,50,,40,,,explicit,C1\n";
const ONE_ISSUE: &str = "id,question,scale_0,scale_100,reference_mode,rule,agenda,package,basis,evidence\n\
gas,How much?,none,all,,,,,explicit,C1\n";

type Broken = (Code, &'static [Break]);

const FORMAT: &[Broken] = &[
    (codes::SYNTAX, &[Text("case.toml", "[case]", "[case")]),
    (codes::UNKNOWN_KEY, &[Text("case.toml", "seed = 3", "sead = 3")]),
    (codes::MISSING_KEY, &[File("issues.csv", "id,question\n")]),
    (codes::ROW_LENGTH, &[Text("ties.csv", "C1,paper:¶1,", "C1,paper:¶1,a,b")]),
    (codes::UNCLOSED_QUOTE, &[Text("ties.csv", "T1,", "T1,\"")]),
    (codes::ENCODING, &[Bytes("claims.csv", b"id\0")]),
    (codes::NOT_A_NUMBER, &[Text("ties.csv", "0.6,0.8,0.9,", "0.6,most,0.9,")]),
    (codes::NOT_A_CHOICE, &[Text("ties.csv", ",no,", ",maybe,")]),
    (codes::NOT_AN_ID, &[Text("ties.csv", "T1,", "T 1,")]),
    (codes::SAME_ID, &[Text("ties.csv", "T2,", "T1,")]),
    (codes::EMPTY, &[Text("ties.csv", "T1,", ",")]),
    (codes::WRONG_TYPE, &[Text("case.toml", "\"Three states and a strait\"", "{}")]),
    (codes::UNREADABLE, &[Gone("case.toml")]),
    (codes::STRAY_FILE, &[File("tie.csv", "id\n")]),
    (codes::OLD_NAME, &[File("systems.csv", "id,title,question\n")]),
    (codes::BAD_FORMULA, &[Text("case.toml", "\"not protest\"", "\"not (\"")]),
    (codes::BAD_LOCATOR, &[Text("claims.csv", "paper:¶1", "paper 1")]),
    (codes::BAD_PATH, &[Text("scenarios/pipeline.toml", "tie.ARL-CAR.energy", "tie.ARL")]),
    (codes::BAD_CHANGE, &[Text("scenarios/pipeline.toml", "\"set\"", "\"jump\"")]),
    (codes::BAD_CONDITION, &[Text("case.toml", "why = \"fears", "when = \"alarm\", why = \"fears")]),
    (codes::MIXED_PREFERENCE, &[Text("case.toml", "why = \"fears", "weight = 2, why = \"fears")]),
    (codes::BAD_RULE, &[File("issues.csv", ONE_ISSUE), Text("issues.csv", "all,,,", "all,,most,")]),
    (
        codes::TWO_POSITIONS,
        &[File("issues.csv", ONE_ISSUE), File("positions.csv", TWO_STAKES), Text("positions.csv", "40,,", "40,gas,")],
    ),
    (codes::BAD_GOAL, &[Text("case.toml", "[[view]]", "[[goal]]\nid = \"g\"\nreach = \"more\"\n[[view]]")]),
    (codes::READ_ALL_THE_SAME, &[File("claim-links.csv", "from;to;relation\nC1;C2;supports\n")]),
    (codes::WINDOWS_LETTERS, &[Bytes("claim-links.csv", b"from,to,relation,note\nC1,C2,supports,\xc4x\n")]),
    (codes::CONTROL, &[Text("claims.csv", "stands", "sta\u{1b}nds")]),
    (codes::HIDDEN, &[Text("claims.csv", "stands", "sta\u{202e}nds")]),
    (codes::PLACEHOLDER, &[Text("case.toml", "Three states and a strait", "My case")]),
    (codes::FILE_OUTSIDE, &[Text("sources.csv", "paper.txt", "../paper.txt")]),
];

const NAMES_AND_RANGES: &[Broken] = &[
    (codes::UNKNOWN_ACTOR, &[Text("ties.csv", "T1,ARL", "T1,XXX")]),
    (codes::UNKNOWN_CLAIM, &[Text("ties.csv", "explicit,C1", "explicit,C9")]),
    (codes::UNKNOWN_SOURCE, &[Text("claims.csv", "paper:¶1", "book:¶1")]),
    (codes::UNKNOWN_NAME, &[File("questions.csv", "id,question,kind,under\ns,What?,effect,nowhere\n")]),
    (codes::UNKNOWN_QUANTITY, &[Text("scenarios/pipeline.toml", "ARL-CAR.energy", "ARL-CAR.gas")]),
    (codes::CIRCULAR_WITHIN, &[Text("actors.csv", "ARL,Arland,state,", "ARL,Arland,state,ARL")]),
    (codes::LOOK_ALIKE, &[Text("actors.csv", "Borland", "Arland")]),
    (codes::ESTIMATE_ORDER, &[Text("ties.csv", "0.6,0.8,0.9,", "0.6,0.95,0.9,")]),
    (codes::OUT_OF_RANGE, &[Text("ties.csv", "0.6,0.8,0.9,", "0.6,0.8,1.9,")]),
    (
        codes::SIGN_DISAGREES,
        &[File(
            "links.csv",
            "id,cause,effect,sign,low,mode,high,basis,evidence\n\
        L,tie.ARL-BOR.security,tie.BOR-CAR.territorial,+,,-0.1,,explicit,C1\n",
        )],
    ),
    (codes::ESTIMATE_PARTS, &[Text("ties.csv", "0.6,0.8,0.9,", "0.6,0.8,,")]),
];

const EVIDENCE_AND_DATES: &[Broken] = &[
    (codes::NO_EVIDENCE, &[Text("ties.csv", "explicit,C1,paper:¶1", "explicit,,")]),
    (
        codes::UNUSED_CLAIM,
        &[Text("claims.csv", "C3,", "C4,paper:¶3,DIP,,private,statement,C3,,,,,,explicit,More\nC3,")],
    ),
    (codes::LOCATOR_OUTSIDE, &[Text("claims.csv", "paper:¶1", "paper:¶99")]),
    (codes::PARAGRAPH_CHANGED, &[File("fingerprints.csv", "source,paragraph,fingerprint\npaper,1,0000000000000000\n")]),
    (codes::ONE_UNNAMED_SOURCE, &[Text("ties.csv", "explicit,C2,paper:¶2", "explicit,C3,paper:¶3")]),
    (codes::LOCATORS_PART, &[Text("ties.csv", "C1,paper:¶1", "C1,paper:¶2")]),
    (codes::NO_DOCUMENT, &[Text("sources.csv", "paper,paper.txt", "book,,book,,,,,,\npaper,paper.txt")]),
    (codes::NO_CODER_NOTE, &[Text("ties.csv", "explicit,C1,paper:¶1", "assumed,,")]),
    (codes::BAND_DISAGREES, &[Text("claims.csv", "B2,,,,,,", "B2,,may,0.2,0.3,0.4,")]),
    (codes::BAND_MISSING, &[Text("claims.csv", "B2,,,,,,", "B2,,likely,,,,")]),
    (codes::NOT_NAMED, &[Text("claims.csv", "C1,paper:¶1", "C1,paper:¶2")]),
    (codes::DATES_CROSSED, &[Text("ties.csv", "1990,,", "1990,1980,")]),
    (codes::BAD_DATE, &[Text("ties.csv", "1990,", "199O,")]),
    (codes::NOT_IN_FORCE, &[Text("ties.csv", "1990,,", "1990,1995,")]),
    (
        codes::AFTER_CASE,
        &[File("events.csv", "id,date_from,actor,action,basis,evidence\nE,2030,ARL,met,explicit,C1\n")],
    ),
    (
        codes::NO_DUE_DATE,
        &[File(
            "forecasts.csv",
            "id,statement,question,holder,horizon,basis,evidence\nF,S,Q?,ARL,some day,explicit,C1\n",
        )],
    ),
    (
        codes::LATE_YES,
        &[File(
            "forecasts.csv",
            "id,statement,question,holder,horizon,resolution,resolved_on,basis,evidence\n\
        F,S,Q?,ARL,2024,yes,2025,explicit,C1\n",
        )],
    ),
];

const CONFLICTS_AND_VIEWS: &[Broken] = &[
    (
        codes::NO_STATE,
        &[Text("case.toml", "status_quo", "infeasible = [{ statement = \"patrol or not patrol\" }]\nstatus_quo")],
    ),
    (codes::BAD_STATUS_QUO, &[Text("case.toml", "\"00\"", "\"0\"")]),
    (codes::FLAT_PREFERENCE, &[Text("case.toml", "owner = \"CAR\"", "owner = \"ARL\"")]),
    (codes::SMALL_VIEW, &[Text("case.toml", "[\"ARL\", \"BOR\", \"CAR\"]", "[\"ARL\"]")]),
    (codes::BAD_RING, &[Text("case.toml", "ring = [\"ARL\", \"BOR\", \"CAR\"]", "ring = [\"ARL\", \"BOR\"]")]),
    (codes::LARGE_VIEW, &[Long("case.toml", large_view)]),
    (codes::LARGE_CONFLICT, &[Long("case.toml", large_conflict)]),
    (codes::IDLE_STATEMENT, &[Text("case.toml", "\"not protest\"", "\"patrol or not patrol\"")]),
    (
        codes::BAD_JOIN,
        &[Text(
            "case.toml",
            "status_quo",
            "joined = [{ id = \"j\", statement = \"patrol and not patrol\" }]\nstatus_quo",
        )],
    ),
    (
        codes::BAD_RANKING,
        &[Text(
            "case.toml",
            "[conflict.strait.preferences]",
            "[conflict.strait.preferences]\nARL = [{ states = [\"00\"] }]",
        )],
    ),
    (codes::UNANSWERABLE, &[File("questions.csv", "id,question,kind,of\ns,Then?,dates,states\n")]),
    (
        codes::UNTESTABLE,
        &[
            File("questions.csv", "id,question,kind,of\ns,Who?,standing,states\n"),
            File("expects.csv", "id,question,evidence,says,of,expected\nE,s,C1,they part,nothing,holds\n"),
        ],
    ),
    (codes::LOOSE_ACTOR, &[Text("ties.csv", "T3,ARL", "T3,DIP")]),
    (codes::SAME_QUANTITY, &[Text("ties.csv", "T2,BOR,CAR,no,territorial", "T2,ARL,BOR,no,security")]),
    (codes::BOTH_DIRECTIONS, &[Text("ties.csv", "T2,BOR,CAR,no,territorial", "T2,ARL,BOR,yes,security")]),
    (
        codes::CONTRADICTION,
        &[
            File("claim-links.csv", "from,to,relation\nC1,C2,contradicts\n"),
            Text("ties.csv", "explicit,C1", "explicit,C1 C2"),
        ],
    ),
    (
        codes::SAME_ORIGIN,
        &[
            File("claim-links.csv", "from,to,relation\nC1,C2,same-source\n"),
            Text("ties.csv", "explicit,C1", "explicit,C1 C2"),
        ],
    ),
];

const ISSUES_AND_LINKS: &[Broken] = &[
    (codes::LONELY_ISSUE, &[File("issues.csv", ONE_ISSUE)]),
    (
        codes::CIRCULAR_ISSUE,
        &[
            File("issues.csv", ONE_ISSUE),
            File("positions.csv", TWO_STAKES),
            Text("positions.csv", ",20,,,50,,40,,", ",,,,50,,40,gas,"),
        ],
    ),
    (
        codes::NO_CAPABILITY,
        &[
            File("issues.csv", ONE_ISSUE),
            File("positions.csv", TWO_STAKES),
            Text("positions.csv", ",50,,40,", ",50,,,"),
        ],
    ),
    (
        codes::NO_REFERENCE,
        &[
            File("issues.csv", ONE_ISSUE),
            File("positions.csv", TWO_STAKES),
            Text("issues.csv", "all,,,", "all,,majority,"),
        ],
    ),
    (
        codes::WEIGHTLESS_ISSUE,
        &[
            File("issues.csv", ONE_ISSUE),
            File("positions.csv", TWO_STAKES),
            Text("positions.csv", ",50,,40,", ",0,,40,"),
            Text("positions.csv", ",50,,40,", ",0,,40,"),
        ],
    ),
    (
        codes::STRANGER,
        &[
            File("issues.csv", ONE_ISSUE),
            File("positions.csv", TWO_STAKES),
            Text("issues.csv", "all,,,,", "all,,,CAR,"),
        ],
    ),
    (
        codes::NO_RULE,
        &[
            File("issues.csv", ONE_ISSUE),
            File("positions.csv", TWO_STAKES),
            Text("issues.csv", "all,,,,", "all,,,ARL,"),
        ],
    ),
    (
        codes::BAD_PACKAGE,
        &[
            File("issues.csv", ONE_ISSUE),
            File("positions.csv", TWO_STAKES),
            Text("issues.csv", "all,,,,,", "all,,,,deal,"),
        ],
    ),
    (
        codes::SMALL_SCALE,
        &[
            File("issues.csv", ONE_ISSUE),
            File("positions.csv", TWO_STAKES),
            Text("positions.csv", ",20,", ",0.2,"),
            Text("positions.csv", ",80,", ",0.8,"),
        ],
    ),
    (
        codes::BAD_LINK,
        &[File(
            "links.csv",
            "id,cause,effect,low,mode,high,basis,evidence\n\
        L,tie.ARL-BOR.security,outcome.view.states.normalised-frustration,,0.1,,explicit,C1\n",
        )],
    ),
    (
        codes::LINK_CIRCLE,
        &[File(
            "links.csv",
            "id,cause,effect,low,mode,high,lag_mode,basis,evidence\n\
        L,tie.ARL-BOR.security,tie.BOR-CAR.territorial,,0.1,,0,explicit,C1\n\
        K,tie.BOR-CAR.territorial,tie.ARL-BOR.security,,0.1,,0,explicit,C1\n",
        )],
    ),
    (
        codes::ROUNDED_LAG,
        &[File(
            "links.csv",
            "id,cause,effect,low,mode,high,lag_mode,basis,evidence\n\
        L,tie.ARL-BOR.security,tie.BOR-CAR.territorial,,0.1,,0.25,explicit,C1\n",
        )],
    ),
];

fn manifest() -> &'static str {
    SOUND[0].1
}

fn large_view() -> String {
    let actors: Vec<String> = (0..257).map(|number| format!("\"A{number}\"")).collect();
    manifest().replacen("[\"ARL\", \"BOR\", \"CAR\"]", &format!("[{}]", actors.join(", ")), 1)
}

fn large_conflict() -> String {
    let options: String = (0..12).map(|number| format!("  {{ id = \"o{number}\", owner = \"CAR\" }},\n")).collect();
    manifest().replacen("options = [\n", &format!("options = [\n{options}"), 1)
}

/// Codes and messages of the case after `breaks`.
fn told(breaks: &[Break]) -> BTreeSet<(Code, String)> {
    let mut files: Files = SOUND.into_iter().collect();
    let mut found = BTreeSet::new();
    for one in breaks {
        match *one {
            Text(name, from, to) => {
                let text = files.get(name).unwrap_or_default().to_owned();
                assert!(text.contains(from), "`{from}` is not in {name}");
                files.insert(name, text.replacen(from, to, 1));
            }
            File(name, text) => files.insert(name, text),
            Long(name, make) => files.insert(name, make()),
            Bytes(name, bytes) => found.extend(files.insert_bytes(name, bytes).map(|told| (told.code, told.message))),
            Gone(name) => {
                let rest: Vec<(String, String)> = files
                    .iter()
                    .filter(|(file, _)| *file != name)
                    .map(|(name, text)| (name.into(), text.into()))
                    .collect();
                files = rest.into_iter().collect();
            }
        }
    }
    found.extend(load(&files).findings.into_iter().map(|told| (told.code, told.message)));
    found
}

#[test]
fn every_code_has_its_broken_input() {
    let all = [FORMAT, NAMES_AND_RANGES, EVIDENCE_AND_DATES, CONFLICTS_AND_VIEWS, ISSUES_AND_LINKS];
    let sound = told(&[]);
    let mut seen: BTreeSet<Code> = OF_FOLDERS.into_iter().collect();
    let mut wrong = Vec::new();
    for (code, breaks) in all.into_iter().flatten() {
        let new: Vec<(Code, String)> = told(breaks).difference(&sound).cloned().collect();
        if !new.iter().any(|(told, _)| told == code) {
            wrong.push(format!("{code} is not told: {new:?}"));
        }
        seen.insert(*code);
    }
    let without = CODES.iter().filter(|entry| !seen.contains(&entry.code));
    wrong.extend(without.map(|entry| format!("{} ({}) has no broken input", entry.code, entry.title)));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(sound.iter().all(|(code, _)| code.severity() != crate::Severity::Error), "{sound:?}");
}
