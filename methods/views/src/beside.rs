//! Data as one more holder: where ties from data and what documents say of the same pairs part.

use detente_method::{Asking, Measures, Phrase, numbers, say};
use detente_results::{Assessment, Reason, RecordPair, RecordResult, RecordVerdict, Slot, Wording};

/// Pairs that are named, and claims of a reason from either side.
const NAMED: usize = 3;
const CLAIMS: usize = 2;
/// Affinity runs from -1 to 1.
const SCALE: f64 = 2.0;

/// Ties from data beside the view with which they are compared, for the pairs of some actors.
pub(crate) struct Beside<'a> {
    pub rule: &'a RecordResult,
    /// Pairs of which both are sure whether they are friendly or hostile.
    sure: Vec<&'a RecordPair>,
    /// Of these the ones on which they part, those furthest apart first.
    apart: Vec<&'a RecordPair>,
    /// Pairs of the documents of which the data hold nothing.
    silent: Vec<&'a RecordPair>,
}

impl<'a> Beside<'a> {
    /// Every rule that is compared with a view and has a pair of these actors; `own` tells whether somebody is one of them, or inside one.
    pub fn all(assessment: &'a Assessment, own: &dyn Fn(&str) -> bool) -> Vec<Self> {
        let compared = assessment.records.iter().filter(|rule| rule.compare.is_some());
        compared.map(|rule| Self::of(rule, own)).filter(|found| !found.is_empty()).collect()
    }

    fn of(rule: &'a RecordResult, own: &dyn Fn(&str) -> bool) -> Self {
        let pairs: Vec<&RecordPair> = rule.pairs.iter().filter(|pair| own(&pair.a) || own(&pair.b)).collect();
        let with = |verdicts: &[RecordVerdict]| -> Vec<&'a RecordPair> {
            pairs.iter().copied().filter(|pair| verdicts.contains(&pair.verdict)).collect()
        };
        let mut apart = with(&[RecordVerdict::Apart]);
        apart.sort_by(|a, b| distance(b).total_cmp(&distance(a)).then_with(|| (&a.a, &a.b).cmp(&(&b.a, &b.b))));
        let sure = with(&[RecordVerdict::Apart, RecordVerdict::Agree]);
        Self { rule, sure, apart, silent: with(&[RecordVerdict::TextOnly]) }
    }

    fn is_empty(&self) -> bool {
        self.sure.is_empty() && self.silent.is_empty()
    }

    /// Whether documents and data part somewhere.
    pub fn parts(&self) -> bool {
        !self.apart.is_empty()
    }

    /// On which pairs they part.
    pub fn verdict(&self, asking: &Asking<'_, '_>, measures: &mut Measures) -> Option<Wording> {
        if self.apart.is_empty() {
            return None;
        }
        let named: Vec<Phrase> =
            self.apart.iter().take(NAMED).map(|pair| self.numbers(pair, asking, measures)).collect();
        let slots = [
            ("data", self.title()),
            ("apart", Phrase::count(&names(&self.apart))),
            ("all", Phrase::count(&names(&self.sure))),
            ("pairs", Phrase::list(named)),
        ];
        let pattern = match (self.sure.len(), self.apart.len() > NAMED) {
            (1, _) => "The documents and the data of {data} part on the only pair of which both are sure: {pairs}.",
            (_, false) => {
                "The documents and the data of {data} part on {apart} of {all} pairs of which both are sure: {pairs}."
            }
            (_, true) => {
                "The documents and the data of {data} part on {apart} of {all} pairs of which both are sure, most on these: {pairs}."
            }
        };
        Some(say(pattern, &slots))
    }

    /// Where they agree, and where the data are silent.
    pub fn reason(&self, asking: &Asking<'_, '_>) -> Reason {
        let agreed: Vec<&RecordPair> =
            self.sure.iter().copied().filter(|pair| pair.verdict == RecordVerdict::Agree).collect();
        let silent: Vec<Phrase> = self.silent.iter().take(NAMED).map(|pair| ends(pair, asking)).collect();
        let slots = [
            ("data", self.title()),
            ("agreed", counted(&agreed)),
            ("silent", counted(&self.silent)),
            ("pairs", Phrase::list(silent)),
        ];
        let few = self.silent.len() <= NAMED;
        let pattern = match (agreed.is_empty(), self.silent.is_empty()) {
            (true, true) => "Documents and {data} agree on no pair of which both are sure.",
            (false, true) => "Documents and {data} agree on {agreed}.",
            (false, false) if few => {
                "Documents and {data} agree on {agreed}; of {pairs} the data hold nothing, which is no agreement."
            }
            (false, false) => {
                "Documents and {data} agree on {agreed}; of {silent} ({pairs} among them) the data hold nothing, which is no agreement."
            }
            (true, false) if few => "Of {pairs} {data} hold nothing, which is no agreement.",
            (true, false) => "Of {silent} ({pairs} among them) {data} hold nothing, which is no agreement.",
        };
        asking.reason(say(pattern, &slots), self.claims())
    }

    /// The claims of the pair on which they part most, else of the first on which they agree: some of either side.
    fn claims(&self) -> Vec<String> {
        let Some(pair) = self.apart.first().or(self.sure.first()) else { return Vec::new() };
        let text = pair.text_claims.iter().take(CLAIMS);
        text.chain(pair.data_claims.iter().take(CLAIMS)).cloned().collect()
    }

    /// A pair with what either says of it.
    fn numbers(&self, pair: &RecordPair, asking: &Asking<'_, '_>, measures: &mut Measures) -> Phrase {
        let Some([_, text, _]) = pair.text else { return ends(pair, asking) };
        let name = format!("{}.{}-{}", self.rule.rule, pair.a, pair.b);
        let slots = [
            ("pair", ends(pair, asking)),
            (
                "text",
                measures.number(
                    &format!("{name}.text"),
                    "closeness by the documents",
                    text,
                    numbers::change(text, SCALE),
                ),
            ),
            (
                "data",
                measures.number(
                    &format!("{name}.data"),
                    "closeness by the data",
                    pair.data[1],
                    numbers::change(pair.data[1], SCALE),
                ),
            ),
        ];
        Phrase::wording(say("{pair} ({text} in the documents, {data} in the data)", &slots))
    }

    fn title(&self) -> Phrase {
        let slot = Slot::Named { what: "tie-rule".to_owned(), id: self.rule.rule.clone() };
        Phrase::named(format!("“{}”", self.rule.title), slot)
    }
}

/// How far apart documents and data are on a pair.
fn distance(pair: &RecordPair) -> f64 {
    pair.text.map_or(0.0, |[_, text, _]| (text - pair.data[1]).abs())
}

fn names(pairs: &[&RecordPair]) -> Vec<String> {
    pairs.iter().map(|pair| format!("{}-{}", pair.a, pair.b)).collect()
}

fn counted(pairs: &[&RecordPair]) -> Phrase {
    let noun = if pairs.len() == 1 { " pair" } else { " pairs" };
    Phrase::count(&names(pairs)).then(Phrase::text(noun))
}

fn ends(pair: &RecordPair, asking: &Asking<'_, '_>) -> Phrase {
    asking.actor(&pair.a).then(Phrase::text(" and ")).then(asking.actor(&pair.b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(a: &str, b: &str, text: Option<f64>, data: f64, verdict: RecordVerdict) -> RecordPair {
        RecordPair {
            a: a.to_owned(),
            b: b.to_owned(),
            spells: Vec::new(),
            data: [data; 3],
            data_claims: vec![format!("D.{a}{b}")],
            text: text.map(|text| [text; 3]),
            text_claims: vec![format!("C.{a}{b}")],
            verdict,
            events: Vec::new(),
        }
    }

    #[test]
    fn pairs_furthest_apart_come_first_and_silence_is_no_agreement() {
        let pairs = vec![
            pair("A", "B", Some(-0.3), 0.3, RecordVerdict::Apart),
            pair("A", "C", Some(-0.9), 0.7, RecordVerdict::Apart),
            pair("B", "C", Some(0.5), 0.5, RecordVerdict::Agree),
            pair("A", "D", Some(0.5), 0.0, RecordVerdict::TextOnly),
            pair("C", "D", None, 0.2, RecordVerdict::DataOnly),
        ];
        let (rule, title, dimension) = ("r".to_owned(), "Treaties".to_owned(), "record".to_owned());
        let compare = Some("states".to_owned());
        let rule = RecordResult { rule, title, dimension, latent: false, terms: Vec::new(), compare, pairs };
        let found = Beside::of(&rule, &|id| id == "A");
        assert_eq!(names(&found.apart), ["A-C", "A-B"]);
        assert_eq!((names(&found.sure).len(), names(&found.silent)), (2, vec!["A-D".to_owned()]));
        assert_eq!(found.claims(), ["C.AC", "D.AC"]);
        assert!(found.parts() && !Beside::of(&rule, &|id| id == "B").apart.is_empty());
        assert!(Beside::of(&rule, &|id| id == "E").is_empty());
    }
}
