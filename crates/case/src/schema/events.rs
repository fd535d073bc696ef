//! `events.csv`.

use super::cell::{Count, Day, Id, Name};
use super::column::{Choice, Kind, Target, word};
use super::ground::Grounds;
use super::lists::names;
use super::single::{kept, maybe, needed, text};
use super::table;
use crate::codes;
use crate::date::Date;
use crate::diagnostic::Diagnostics;
use crate::ground::Ground;
use crate::syntax::record::Word;

/// Classes of PLOVER (2018 and later; `INVESTIGATE` is of the older list).
static PLOVER: [Choice<()>; 17] = [
    word("AGREE", "agrees to something"),
    word("CONSULT", "talks, meets, visits"),
    word("SUPPORT", "gives diplomatic or other support short of goods"),
    word("CONCEDE", "gives in or gives up something"),
    word("COOPERATE", "works together in deeds"),
    word("AID", "gives goods, money, troops"),
    word("RETREAT", "draws back forces or ends an action"),
    word("REQUEST", "asks, demands, orders"),
    word("ACCUSE", "blames, charges, denounces"),
    word("REJECT", "refuses or turns down"),
    word("THREATEN", "threatens or gives an ultimatum"),
    word("PROTEST", "demonstrates against"),
    word("SANCTION", "cuts back relations, boycotts, expels"),
    word("MOBILIZE", "readies forces, without fighting"),
    word("COERCE", "arrests, seizes, represses"),
    word("ASSAULT", "attacks and hurts"),
    word("INVESTIGATE", "looks into (older list)"),
];

/// Quadrants of events, by word or by the number that CAMEO data give them.
static QUADRANTS: [Choice<()>; 9] = [
    word("verbal-cooperation", "friendly words"),
    word("material-cooperation", "friendly deeds"),
    word("verbal-conflict", "hostile words"),
    word("material-conflict", "hostile deeds"),
    word("context", "neither"),
    word("1", "verbal-cooperation"),
    word("2", "material-cooperation"),
    word("3", "verbal-conflict"),
    word("4", "material-conflict"),
];

table! {
    file: "events.csv",
    about: "what happened",
    /// Something that happened.
    pub struct Event {
        /// Its id.
        pub id: Word = needed(Id, "id", "id").example("E1"),
        /// Earliest date.
        pub from: Option<Date> = maybe(Day, "date_from", "earliest date").example("2000-06-13"),
        /// Latest date.
        pub to: Option<Date> = maybe(Day, "date_to", "latest date").example("2000-06-15"),
        /// How exact the source is.
        pub precision: String = text("precision", "how exact the source is").example("day"),
        /// Who acted.
        pub actors: Vec<Word> =
            names(Target::Actor, "actor", "who acted: actor ids, separated by spaces").needed().example("PRK ROK"),
        /// Towards whom.
        pub targets: Vec<Word> = names(Target::Actor, "target", "towards whom: actor ids"),
        /// What was done.
        pub action: String = text("action", "what was done").needed().example("held a summit"),
        /// CAMEO root class.
        pub cameo_root: String =
            kept(Kind::Form("CAMEO root class", "^(0[1-9]|1[0-9]|20)$"), "cameo_root", "CAMEO root class, 01 to 20")
                .looked_at(root_class)
                .example("04"),
        /// PLOVER class.
        pub plover: String = kept(Kind::Word(&PLOVER), "plover", "PLOVER class").example("CONSULT"),
        /// Quadrant.
        pub quad: String = kept(Kind::Word(&QUADRANTS), "quad", "quadrant").example("verbal-cooperation"),
        /// Where.
        pub place: Option<Word> = maybe(Name(Target::Place), "place", "where: a place of `places.csv`"),
        /// Its rung on the scale of escalation of the case.
        pub rung: Option<f64> =
            maybe(Count, "rung", "its rung on the scale of `[escalation]` in `case.toml`, from 0").example("4"),
        /// The event that it answers.
        pub answers: Option<Word> =
            maybe(Name(Target::Event), "answers", "the event that it answers, where the sources say so"),
        /// Why it is in the case.
        pub ground: Ground = Grounds,
    }
}

fn root_class(word: &Word, findings: &mut Diagnostics) {
    if let Err(hint) = cameo_root(word) {
        let message = format!("`{}` is no root class of CAMEO", word.text);
        findings.add_with_hint(codes::NOT_A_CHOICE, &word.place, message, hint);
    }
}

/// The root class of a CAMEO code as two digits, 01 to 20; what to write instead otherwise.
fn cameo_root(text: &str) -> Result<(), String> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let root = |text: &str| text.parse::<u8>().is_ok_and(|number| (1..=20).contains(&number));
    match text.len() {
        2 if digits && root(text) => Ok(()),
        1 if digits && root(text) => Err(format!("write `0{text}`: spreadsheets take the zero away")),
        3 | 4 if digits && root(&text[..2]) => Err(format!("the root class of `{text}` is `{}`", &text[..2])),
        _ => Err("CAMEO has the root classes `01` (make a statement) to `20` (mass violence)".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_classes_have_two_digits() {
        assert!(["01", "09", "20"].iter().all(|code| cameo_root(code).is_ok()));
        assert!(cameo_root("3").unwrap_err().contains("`03`"));
        assert!(cameo_root("0211").unwrap_err().contains("is `02`"));
        for wrong in ["00", "21", "99", "", "0x", "2.0", "١٢", "12345", "311"] {
            assert!(cameo_root(wrong).is_err(), "{wrong}");
        }
    }
}
