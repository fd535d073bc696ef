//! Events of data sets in words: which data, which scale, and what was left out of them.

use detente_case::case::DataSet;
use detente_method::{Phrase, say};
use detente_results::{Reason, Slot, Wording};

use crate::events::Scale;
use crate::words::Telling;

impl Telling<'_, '_, '_> {
    /// The data sets that the question names.
    fn sets(&self) -> impl Iterator<Item = &DataSet> {
        self.asking.case.data_sets.iter().filter(|set| self.asked.sets.contains(&set.id.text))
    }

    fn set(set: &DataSet) -> Phrase {
        Phrase::named(set.title.clone(), Slot::Named { what: "source".to_owned(), id: set.id.text.clone() })
    }

    /// Which data are looked at, on which scale.
    pub fn data(&self) -> Option<Reason> {
        if self.asked.sets.is_empty() {
            return None;
        }
        let record = self.record;
        let ids = |acts: &[crate::events::Act<'_>]| acts.iter().map(|act| act.event.id.to_owned()).collect::<Vec<_>>();
        let scale = match record.scale {
            Scale::Weights(scale) => Phrase::text(scale.title.clone()),
            Scale::Scores => Phrase::text("the scores that stand in its rows"),
            Scale::Quarters | Scale::Own(_) => Phrase::nothing(),
        };
        let slots = [
            ("sets", Phrase::list(self.sets().map(Self::set).collect())),
            ("moves", Phrase::count(&ids(&record.moves))),
            ("replies", Phrase::count(&ids(&record.replies))),
            ("mover", self.mover()),
            ("answerer", self.answerer()),
            ("scale", scale),
        ];
        let pattern = if record.scale.is_weights() {
            "The events are those of {sets}: {moves} of {mover} with a weight of 1 or more, {replies} of {answerer} of any; a weight is how far an event is against the other, 0 to 10, by {scale}."
        } else {
            "The events are those of {sets}: {moves} of {mover} that are hostile, {replies} of {answerer} of any kind; they have no scores, so that only words and deeds are told apart."
        };
        Some(Reason { says: say(pattern, &slots), ..Reason::default() })
    }

    /// What was left out of the data when they were taken into the case, and what the scale cannot tell.
    pub fn weak_of_data(&self) -> Vec<Wording> {
        let mut found = vec![say(
            "Event data count what was reported: what no report told is missing on both sides, and one event may stand there more than once.",
            &[],
        )];
        if self.record.scale.is_weights() {
            found.push(say(
                "More than words is what lies above {words}: deeds that weigh no more than threats do are taken for words.",
                &[("words", self.rung(self.record.scale.words()))],
            ));
        }
        for set in self.sets().filter(|set| !set.left_out.is_empty()) {
            let of =
                |text: String| Phrase::named(text, Slot::Named { what: "source".to_owned(), id: set.id.text.clone() });
            let slots = [("set", Self::set(set)), ("rows", of(set.rows.clone())), ("why", of(set.left_out.clone()))];
            found.push(say("Of the {rows} rows of {set} these were not taken: {why}.", &slots));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use detente_case::{Case, Change, Files, Shape, load};
    use detente_method::{EffectiveCase, GroundedChange};

    use crate::draws::at_mode;
    use crate::events::{Asked, Record, Scale};

    /// Events of a data set between two actors beside one that is coded; scores stand in the rows or not.
    fn case(scores: bool, manifest: &str) -> Case {
        let mut files = Files::default();
        files.insert("case.toml", format!("[case]\nid = \"x\"\ntitle = \"x\"\nas_of = \"2001\"\n{manifest}"));
        files.insert("actors.csv", "id,name,kind,basis,evidence\nA,Aland,state,assumed,\nB,Bland,state,assumed,\n");
        files
            .insert("datasets.csv", "id,set,title,rows,left_out\nown,events,Own events,9,\"2 between other states\"\n");
        files.insert("events.csv", "id,date_from,date_to,actor,target,action,quad,basis,evidence\nE1,2000-01-01,2000-01-01,A,B,struck,4,assumed,\n");
        let row = |line: u32, date: &str, from: &str, to: &str, code: &str, quad: &str, score: &str| {
            let score = if scores { score } else { "" };
            format!("own-{line},own,{line},{date},{from},{to},event {code},{code},{quad},{score}\n")
        };
        let rows = [
            row(2, "2000-01-10", "A", "B", "112", "verbal-conflict", "-2"),
            row(3, "2000-02-10", "A", "B", "173", "verbal-conflict", "-7"),
            row(4, "2000-02-12", "A", "B", "040", "verbal-cooperation", "1"),
            row(5, "2000-03-01", "B", "A", "190", "material-conflict", "-10"),
            row(6, "2000-05-01", "A", "B", "999", "verbal-conflict", ""),
            row(7, "2002-05-01", "A", "B", "190", "material-conflict", "-10"),
        ];
        files.insert(
            "data-events.csv",
            format!("id,set,line,date,actor,target,action,code,quad,score\n{}", rows.concat()),
        );
        files.insert("questions.csv", "id,question,kind,of\nS,How?,moves,A B own\nT,How?,moves,A B\n");
        let loaded = load(&files);
        assert!(!loaded.has_errors(), "{:?}", loaded.findings);
        loaded.case
    }

    fn levels(case: &Case, question: usize, changes: &[GroundedChange]) -> (Vec<f64>, Vec<f64>, Vec<String>) {
        let reading = EffectiveCase::new(case, None, changes);
        let record = Record::of(&Asked::of(&case.questions[question], &reading).unwrap(), &reading);
        let of = |acts: &[crate::events::Act<'_>]| acts.iter().map(|act| act.level).collect();
        (of(&record.moves), of(&record.replies), record.unusable)
    }

    #[test]
    fn events_of_data_have_the_weights_of_their_rows() {
        let own = case(true, "");
        // The friendly event is no move, the one without a score is left out, the one after the date of the case is not there yet.
        assert_eq!(levels(&own, 0, &[]), (vec![2.0, 7.0], vec![10.0], vec!["own-6".to_owned()]));
        // What is coded stands by itself.
        assert_eq!(levels(&own, 1, &[]), (vec![2.0], vec![], vec![]));
        let reading = EffectiveCase::new(&own, None, &[]);
        let record = Record::of(&Asked::of(&own.questions[0], &reading).unwrap(), &reading);
        assert!(record.scale.has_distances() && record.scale == Scale::Scores);
        // The answer lies above a threat with force, and goes to the heavier of two moves.
        assert_eq!(at_mode(&record).unwrap().between.unwrap().lowest_answered, 7.0);
    }

    #[test]
    fn the_case_may_name_other_scores() {
        let manifest = "[event-scale]\ntitle = \"Somebody 2000\"\nwords = 4\n[event-scale.weights]\n\"17\" = -5\n\"19\" = -9\n\"112\" = -1\n\"04\" = 1\n";
        let own = case(true, manifest);
        assert_eq!(levels(&own, 0, &[]), (vec![1.0, 5.0], vec![9.0], vec!["own-6".to_owned()]));
    }

    #[test]
    fn without_scores_words_and_deeds_are_told_apart() {
        assert_eq!(levels(&case(false, ""), 0, &[]), (vec![1.0, 1.0, 1.0], vec![2.0], vec![]));
    }

    #[test]
    fn a_what_if_leaves_data_out() {
        for (change, left) in
            [("drop:basis=data", 0), ("drop:source=own", 0), ("only:basis=explicit", 0), ("drop:source=other", 2)]
        {
            let without = GroundedChange::from(Change::parse(change, Shape::Pert).unwrap());
            assert_eq!(levels(&case(true, ""), 0, &[without]).0.len(), left, "{change}");
        }
    }
}
