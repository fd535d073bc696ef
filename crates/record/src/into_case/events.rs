//! Events of a data set for a case: rows between its actors, one by one.

use detente_case::case::{DataEvent, DataSet, EventQuarter, Word};
use detente_case::{AskError, Case, Date, Sheet};

use super::datasets::Entered;
use super::state_of;
use crate::events::{Aggregate, KeptEvent, Quad};
use crate::states::State;

/// Which events a case takes.
#[derive(Debug, Clone)]
pub struct EventsPlan {
    actors: Vec<(String, State)>,
    pairs: Vec<(State, State)>,
    span: (Option<Date>, Option<Date>),
}

/// Rows for a case, and what was not taken.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseEvents {
    rows: Vec<(KeptEvent, [String; 2])>,
    /// Rows that were not taken, and why, in words; empty where all were.
    pub left_out: String,
}

impl EventsPlan {
    /// Events between pairs of actors of a case, from one date to another where they are named.
    ///
    /// # Errors
    /// [`AskError`]: an actor that the case does not have, that is no state, or that is on both sides; dates the wrong way round.
    pub fn of(case: &Case, pairs: &[(String, String)], span: (Option<Date>, Option<Date>)) -> Result<Self, AskError> {
        if span.0.zip(span.1).is_some_and(|(from, to)| from.is_after(&to)) {
            return Err(AskError::input("the first date lies after the last"));
        }
        let mut found = Self { actors: Vec::new(), pairs: Vec::new(), span };
        for (a, b) in pairs {
            let (one, other) = (found.actor(case, a)?, found.actor(case, b)?);
            if one == other {
                return Err(AskError::input(format!("`{a}` and `{b}` are one state: events are between two")));
            }
            found.pairs.push((one, other));
        }
        Ok(found)
    }

    fn actor(&mut self, case: &Case, id: &str) -> Result<State, AskError> {
        if case.actor(id).is_none() {
            let known: Vec<String> = case.actors.iter().map(|actor| actor.id.text.clone()).collect();
            return Err(AskError::unknown("actor", id, &known));
        }
        let state = state_of(case, id).map_err(|error| {
            AskError::input(format!("actor `{id}` is no state: {error}")).with_hint(
                "an actor is a state by its id (ISO letters, letters of Correlates of War) or its name".to_owned(),
            )
        })?;
        self.actors.push((id.to_owned(), state));
        Ok(state)
    }

    /// The pairs of states.
    pub fn between(&self) -> Vec<(State, State)> {
        self.pairs.clone()
    }

    /// The events of a file, with what was not taken of it.
    pub fn events(&self, found: &Aggregate) -> CaseEvents {
        let id = |state: State| self.actors.iter().find(|(_, own)| *own == state).map(|(id, _)| id.clone());
        let mut rows = Vec::new();
        let mut outside = 0_u64;
        for event in &found.kept {
            let Some((date, (source, target))) = date_of(event).zip(id(event.source).zip(id(event.target))) else {
                continue;
            };
            let (from, to) = self.span;
            if from.is_some_and(|from| from.is_after(&date)) || to.is_some_and(|to| date.is_after(&to)) {
                outside += 1;
                continue;
            }
            rows.push((event.clone(), [source, target]));
        }
        let passed = found.tally.passed.iter().map(|(why, count)| (*count, why.as_str()));
        let unreadable = (found.tally.skipped(), "malformed or said twice");
        let all = passed.chain([(outside, "outside the dates that were asked for"), unreadable]);
        let told: Vec<String> =
            all.filter(|(count, _)| *count > 0).map(|(count, why)| format!("{count} {why}")).collect();
        CaseEvents { rows, left_out: told.join(", ") }
    }
}

fn date_of(event: &KeptEvent) -> Option<Date> {
    Date::parse(&format!("{:04}-{:02}-{:02}", event.year, event.month, event.day))
}

impl CaseEvents {
    /// How many events there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The tables as texts, in the order in which they go to their places: events of other sets stay, those of this one are replaced.
    pub fn tables(&self, entered: Entered, events: &Sheet) -> [(&'static str, String); 2] {
        let Entered { mut sheet, ids } = entered;
        let set = ids.into_iter().next_back().unwrap_or_default();
        if let Some((at, row)) = sheet.find(&set).and_then(|at| Some((at, sheet.row::<DataSet>(at)?))) {
            sheet.replace(at, &DataSet { left_out: self.left_out.clone(), ..row });
        }
        let mut rows: Vec<DataEvent> =
            events.rows::<DataEvent>().into_iter().filter(|row| row.set.text != set).collect();
        rows.extend(self.rows.iter().map(|(event, ends)| row_of(event, ends, &set)));
        let mut table = Sheet::new::<DataEvent>();
        table.append(&rows);
        [("datasets.csv", sheet.into_text()), ("data-events.csv", table.into_text())]
    }
}

fn row_of(event: &KeptEvent, [source, target]: &[String; 2], set: &str) -> DataEvent {
    let quarter = match event.quad {
        Quad::VerbalCooperation => EventQuarter::VerbalCooperation,
        Quad::MaterialCooperation => EventQuarter::MaterialCooperation,
        Quad::VerbalConflict => EventQuarter::VerbalConflict,
        Quad::MaterialConflict => EventQuarter::MaterialConflict,
    };
    DataEvent {
        id: Word::from(format!("{set}-{}", event.line)),
        set: Word::from(set.to_owned()),
        line: event.line.to_string(),
        date: date_of(event),
        actors: vec![Word::from(source.clone())],
        targets: vec![Word::from(target.clone())],
        action: format!("event {} of {set}, line {}", event.code, event.line),
        code: event.code.clone(),
        quarter,
        score: event.score.map(|hundredths| f64::from(hundredths) / 100.0),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use detente_case::{Files, load};

    fn case() -> Case {
        let mut files = Files::default();
        files.insert("case.toml", "[case]\nid = \"x\"\ntitle = \"x\"\nas_of = \"2001\"\n");
        files.insert(
            "actors.csv",
            "id,name,basis,evidence\nCHN,China,assumed,\nJPN,Japan,assumed,\nFIRM,A firm,assumed,\n",
        );
        load(&files).case
    }

    fn pair(a: &str, b: &str) -> Vec<(String, String)> {
        vec![(a.to_owned(), b.to_owned())]
    }

    #[test]
    fn only_states_of_the_case_have_events() {
        let of = |a: &str, b: &str| EventsPlan::of(&case(), &pair(a, b), (None, None)).map(|plan| plan.between().len());
        assert_eq!(of("CHN", "JPN").unwrap(), 1);
        assert!(of("CHN", "FIRM").unwrap_err().to_string().contains("is no state"));
        assert!(of("CHN", "USA").unwrap_err().to_string().contains("USA"));
    }

    #[test]
    fn rows_of_a_set_are_replaced_and_those_of_others_stay() {
        let row = |set: &str, line: &str| DataEvent {
            id: Word::from(format!("{set}-{line}")),
            set: Word::from(set.to_owned()),
            line: line.to_owned(),
            action: "event".to_owned(),
            code: "112".to_owned(),
            actors: vec![Word::from("CHN".to_owned())],
            targets: vec![Word::from("JPN".to_owned())],
            ..DataEvent::default()
        };
        let mut events = Sheet::new::<DataEvent>();
        events.append(&[row("icews", "5"), row("gdelt1", "7")]);
        let mut sheet = Sheet::new::<DataSet>();
        sheet.append(&[DataSet {
            id: Word::from("icews".to_owned()),
            set: "icews".to_owned(),
            title: "ICEWS".to_owned(),
            ..DataSet::default()
        }]);
        let (chn, jpn) = (state_of(&case(), "CHN").unwrap(), state_of(&case(), "JPN").unwrap());
        let (year, month, day, quad) = (2000, 2, 9, Quad::MaterialConflict);
        let event = KeptEvent {
            line: 9,
            year,
            month,
            day,
            source: jpn,
            target: chn,
            code: "190".to_owned(),
            quad,
            score: Some(-950),
        };
        let taken = CaseEvents {
            rows: vec![(event, ["JPN".to_owned(), "CHN".to_owned()])],
            left_out: "3 between other states".to_owned(),
        };
        let [(_, sets), (_, rows)] = taken.tables(Entered { sheet, ids: vec!["icews".to_owned()] }, &events);
        assert!(sets.contains("3 between other states"), "{sets}");
        let found: Vec<DataEvent> = Sheet::parse::<DataEvent>(&rows).unwrap().rows();
        let told: Vec<&str> = found.iter().map(|row| &*row.id.text).collect();
        assert_eq!(told, ["gdelt1-7", "icews-9"]);
        assert_eq!((found[1].score, found[1].quarter), (Some(-9.5), EventQuarter::MaterialConflict));
        assert_eq!(found[1].date, Date::parse("2000-02-09"));
    }
}
