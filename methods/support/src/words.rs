//! What is said of what remains.

use std::collections::BTreeMap;

use detente_case::case::Question;
use detente_method::{Asking, Phrase, say};
use detente_results::{Answer, AnswerFigure, Measured, NumberFrom, Reason, Shown, Slot, Wording};

use crate::compare::{Again, Fate, places};

/// Most claims of a reason.
const CLAIMS: usize = 4;
/// Most verdicts that are told before and after.
const TOLD: usize = 4;

/// The answer.
pub(crate) fn answer(asking: &Asking<'_, '_>, questions: &[&Question], before: &[Answer], all: &[Again<'_>]) -> Answer {
    let mut answer = Answer { pattern: pattern(all).to_owned(), ..asking.blank() };
    let told = Told { questions, before };
    answer.verdict = all.iter().map(|again| told.verdict(again)).collect();
    answer.verdict.extend(all.iter().flat_map(|again| told.otherwise(again)));
    answer.how_sure = Some(told.how_many(all));
    for again in all {
        answer.because.push(gone(again));
        let (reasons, measures) = told.first_changes(again);
        answer.because.extend(reasons);
        answer.measures.extend(measures);
        answer.because.extend(told.channels(again));
    }
    answer.change_if.extend(told.difference(all));
    answer.weak.extend(told.not_asked(asking));
    answer.figure = Some(told.figure(all));
    answer
}

/// The row of the table of verdicts: what cannot be given any more first, then what falls.
fn pattern(all: &[Again<'_>]) -> &'static str {
    let any = |fate| all.iter().any(|again| !again.with(fate).is_empty());
    match (any(Fate::Lost), any(Fate::Falls)) {
        (true, _) => "su.lost",
        (_, true) => "su.turns",
        _ => "su.stands",
    }
}

fn scenario(again: &Again<'_>) -> Phrase {
    Phrase::named(format!("“{}”", again.what_if.title), Slot::Scenario { id: again.what_if.id.clone() })
}

/// `11 claims go (eight private, two press), and with them 17 rows: four ties, two links`.
fn gone(again: &Again<'_>) -> Reason {
    let claims = again.left_out.claims();
    let by = |(name, of): (&str, &Vec<String>)| Phrase::count(of).then(Phrase::text(format!(" {name}")));
    let channels = again.left_out.channels.iter().map(|(name, of)| by((&format!("“{name}”"), of)));
    let rows: Vec<String> = again.left_out.rows.values().flatten().cloned().collect();
    let tables = again.left_out.rows.iter().map(|(table, of)| by((table.called(of.len()), of)));
    let slots = [
        ("scenario", scenario(again)),
        ("claims", Phrase::count(&claims)),
        ("channels", Phrase::list(channels.collect())),
        ("rows", Phrase::count(&rows)),
        ("tables", Phrase::list(tables.collect())),
    ];
    let pattern = match (claims.is_empty(), again.left_out.lost()) {
        (true, 0) => "Under {scenario} nothing is left out.",
        (true, _) => "Under {scenario} no claim goes, but {rows} rows lose their place: {tables}.",
        (false, 0) => "Under {scenario} {claims} claims go ({channels}), and no row loses all its support.",
        _ => "Under {scenario} {claims} claims go ({channels}), and {rows} rows lose all their support: {tables}.",
    };
    Reason { says: say(pattern, &slots), claims: claims.into_iter().take(CLAIMS).collect(), changes: typed(again) }
}

fn typed(again: &Again<'_>) -> Vec<String> {
    again.what_if.changes.iter().map(|change| change.change.timed(change.period)).collect()
}

/// What is told of questions that were asked again.
struct Told<'t> {
    questions: &'t [&'t Question],
    before: &'t [Answer],
}

impl Told<'_> {
    /// The questions at places, in their words.
    fn quoted(&self, places: &[usize]) -> Phrase {
        let one = |place: &usize| {
            let question = self.questions[*place];
            let slot = Slot::Named { what: "question".to_owned(), id: question.id.text.clone() };
            Phrase::named(format!("“{}”", question.question), slot)
        };
        Phrase::list(places.iter().map(one).collect())
    }

    fn count(&self, places: &[usize]) -> Phrase {
        let ids: Vec<&str> = places.iter().map(|place| self.questions[*place].id.text.as_str()).collect();
        Phrase::standing_alone(&ids)
    }

    /// How much stands under one scenario.
    fn verdict(&self, again: &Again<'_>) -> Wording {
        let all = [Fate::Stands, Fate::Falls, Fate::Lost, Fate::Open].map(|fate| again.with(fate));
        let known: Vec<usize> = all.concat();
        let slots = [("scenario", scenario(again)), ("known", self.count(&known)), ("stands", self.count(&all[0]))];
        say(
            match (known.len(), all[0].len()) {
                (0, _) => "{scenario}: none of the verdicts was known before.",
                (known, stands) if stands == known => "{scenario}: every one of {known} verdicts stands.",
                (_, 0) => "{scenario}: of {known} verdicts none stands.",
                (_, 1) => "{scenario}: of {known} verdicts {stands} stands.",
                _ => "{scenario}: of {known} verdicts {stands} stand.",
            },
            &slots,
        )
    }

    /// What falls, what is lost and what is left open under it.
    fn otherwise(&self, again: &Again<'_>) -> Vec<Wording> {
        let told = [
            (Fate::Falls, "Under {scenario} another answer has {questions}."),
            (Fate::Lost, "Under {scenario} no answer is left to {questions}."),
            (Fate::Open, "Under {scenario} the draws do not decide {questions}."),
        ];
        let one = |(fate, pattern)| {
            let places = again.with(fate);
            let slots = [("scenario", scenario(again)), ("questions", self.quoted(&places))];
            (!places.is_empty()).then(|| say(pattern, &slots))
        };
        told.into_iter().filter_map(one).collect()
    }

    fn how_many(&self, all: &[Again<'_>]) -> Wording {
        let stays = |place: &usize| all.iter().all(|again| again.fates[*place] == Fate::Stands);
        let places: Vec<usize> = (0..self.questions.len()).collect();
        let known: Vec<usize> = places
            .iter()
            .copied()
            .filter(|place| all.iter().any(|again| again.fates[*place] != Fate::NeverKnown))
            .collect();
        let stands: Vec<usize> = known.iter().copied().filter(stays).collect();
        let slots = [("stands", self.count(&stands)), ("known", self.count(&known))];
        say("{stands} of {known} verdicts stand whatever is left out", &slots)
    }

    /// The first verdicts that fall, before and after, with their numbers as numbers of this answer.
    fn first_changes(&self, again: &Again<'_>) -> (Vec<Reason>, BTreeMap<String, Measured>) {
        let mut measures = BTreeMap::new();
        let told = again.with(Fate::Falls).into_iter().take(TOLD).filter_map(|place| {
            let (before, after) = (&self.before[place], &again.after[place]);
            let id = &self.questions[place].id.text;
            let before = own(before.verdict.first()?, &format!("{id} before"), &mut measures);
            let after = own(after.verdict.first()?, &format!("{id} under {}", again.what_if.id), &mut measures);
            let slots = [
                ("question", self.quoted(&[place])),
                ("before", Phrase::wording(before)),
                ("after", Phrase::wording(after)),
            ];
            Some(Reason { says: say("{question} Before: {before} Then: {after}", &slots), ..Reason::default() })
        });
        let told = told.collect();
        (told, measures)
    }

    /// Which channel makes the effect.
    fn channels(&self, again: &Again<'_>) -> Option<Reason> {
        if again.by_channel.is_empty() {
            return None;
        }
        let told = again.by_channel.iter().map(|(channel, fates)| {
            let gone = [places(fates, Fate::Falls), places(fates, Fate::Lost)].concat();
            let of = &again.left_out.channels[channel];
            let claims = if of.len() == 1 { "claim" } else { "claims" };
            let fall = if gone.len() == 1 { "falls" } else { "fall" };
            let without = Phrase::text("without the ").then(Phrase::count(of));
            let alone = Phrase::text(format!(" {claims} of the channel “{channel}” alone "));
            without.then(alone).then(self.count(&gone)).then(Phrase::text(format!(" {fall}")))
        });
        let told = Phrase::list(told.collect());
        Some(Reason { says: say("By channel: {told}.", &[("told", told)]), ..Reason::default() })
    }

    /// What falls under one scenario and stands under another.
    fn difference(&self, all: &[Again<'_>]) -> Option<Reason> {
        let fallen = |again: &Again<'_>| again.with(Fate::Falls).len() + again.with(Fate::Lost).len();
        let most = all.iter().max_by_key(|again| fallen(again))?;
        let least = all.iter().min_by_key(|again| fallen(again))?;
        if fallen(most) == fallen(least) {
            return None;
        }
        let only: Vec<usize> = (0..self.questions.len())
            .filter(|place| {
                matches!(most.fates[*place], Fate::Falls | Fate::Lost) && least.fates[*place] == Fate::Stands
            })
            .collect();
        let slots = [("least", scenario(least)), ("most", scenario(most)), ("only", self.count(&only))];
        let says = say("Of the verdicts that stand under {least} {only} fall under {most}.", &slots);
        Some(Reason { says, claims: Vec::new(), changes: typed(most) })
    }

    /// Questions that were not asked again.
    fn not_asked(&self, asking: &Asking<'_, '_>) -> Option<Wording> {
        let asked = |question: &&Question| self.questions.iter().any(|one| one.id.text == question.id.text);
        let own = |question: &&Question| question.id.text == asking.question.id.text;
        let rest: Vec<&str> = asking
            .case
            .questions
            .iter()
            .filter(|one| !asked(one) && !own(one))
            .map(|one| one.id.text.as_str())
            .collect();
        (!rest.is_empty()).then(|| say("The verdicts on {rest} other questions, of kinds that look at scenarios or at no rows, are not asked again.", &[("rest", Phrase::count(&rest))]))
    }

    fn figure(&self, all: &[Again<'_>]) -> AnswerFigure {
        let word = |fate: Fate| match fate {
            Fate::Stands => "stands",
            Fate::Falls => "another answer",
            Fate::Open => "the draws do not decide",
            Fate::Lost => "no answer left",
            Fate::NeverKnown => "not known before",
        };
        let row = |(place, question): (usize, &&Question)| {
            let fates = all.iter().map(|again| word(again.fates[place]).to_owned());
            std::iter::once(question.question.clone()).chain(fates).collect()
        };
        let titles = all.iter().map(|again| again.what_if.title.clone());
        AnswerFigure {
            caption: say("What becomes of each verdict where some of what it rests on is left out", &[]),
            shows: Shown::Table {
                columns: std::iter::once("Question".to_owned()).chain(titles).collect(),
                rows: self.questions.iter().enumerate().map(row).collect(),
            },
        }
    }
}

/// A sentence of another answer: its numbers become numbers of this one.
fn own(says: &Wording, of: &str, measures: &mut BTreeMap<String, Measured>) -> Wording {
    let mut says = says.clone();
    let mut place = 0;
    for slot in says.parts.iter_mut().filter_map(|said| said.slot.as_mut()) {
        if let Slot::Number { value, from } | Slot::Share { value, from } = slot {
            place += 1;
            let name = format!("{of}, number {place}");
            measures.insert(
                name.clone(),
                Measured { label: "a number of a verdict that was asked again".to_owned(), value: *value },
            );
            *from = NumberFrom::Measure { name };
        }
    }
    says
}
