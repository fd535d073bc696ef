//! What closures take, in words.

use detente_case::SubjectKind;
use detente_exposure::Part;
use detente_method::numbers::{NEAR, STEP, fraction, level, spelled};
use detente_method::{Asking, Measures, Phrase, RunError, names, say};
use detente_results::{Answer, Reason, Slot, Wording};

use crate::drawn::{Drawn, Taken, drawn};
use crate::supply::Supply;
use crate::{figure, reasons, what_if};

/// Most supplies that are told.
const SUPPLIES: usize = 3;

/// How exposed the supplies of a buyer are.
pub(crate) fn answer(asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
    let supplies = Supply::of(asking.question, asking.reading);
    let found: Vec<(Supply<'_>, Drawn)> = supplies
        .into_iter()
        .filter_map(|supply| drawn(asking, &supply).map(|drawn| (supply, drawn)))
        .take(SUPPLIES)
        .collect();
    let Some((first, most)) = found.first() else {
        return Ok(asking.not_known(Phrase::text("no supply that could be closed is coded")));
    };
    let mut answer = asking.blank();
    let mut measures = Measures::default();
    answer.pattern = pattern(most).to_owned();
    for (number, (supply, drawn)) in found.iter().enumerate() {
        let mut telling = Telling { asking, supply, drawn, number, measures };
        answer.verdict.extend(telling.verdict());
        answer.because.extend(telling.way().map(|says| Reason { says, ..Reason::default() }));
        if number == 0 {
            answer.how_sure = Some(telling.how_sure());
            answer.because.extend(reasons::reasons(&mut telling));
            answer.verdict.extend(what_if::verdicts(&mut telling)?);
            answer.change_if = reasons::change_if(&mut telling);
            answer.weak = reasons::weak(&mut telling);
        }
        measures = telling.measures;
    }
    answer.figure = Some(figure::figure(asking, first, most));
    answer.claims = found.iter().flat_map(|(supply, _)| supply.claims(&[])).collect();
    answer.claims.sort();
    answer.claims.dedup();
    answer.measures = measures.0;
    Ok(answer)
}

/// The row of the table of verdicts.
fn pattern(drawn: &Drawn) -> &'static str {
    let lost = drawn.taken.first().is_some_and(|taken| taken.net.mean >= STEP);
    match (lost, drawn.joint.is_some(), one_way(drawn)) {
        (true, ..) => "ex.loss",
        (false, true, _) => "ex.joint",
        (false, false, true) => "ex.route",
        (false, false, false) => "ex.borne",
    }
}

/// Whether ways are more concentrated than suppliers.
pub(crate) fn one_way(drawn: &Drawn) -> bool {
    drawn.gate.is_some() && drawn.concentration.ways.low > drawn.concentration.suppliers.low + 1e-9
}

/// An answer in the making.
pub(crate) struct Telling<'t, 'a, 'c> {
    pub asking: &'t Asking<'a, 'c>,
    pub supply: &'t Supply<'c>,
    pub drawn: &'t Drawn,
    /// Which of the supplies it is.
    pub number: usize,
    pub measures: Measures,
}

impl Telling<'_, '_, '_> {
    /// What may be closed, by name.
    pub fn part(&self, part: Part) -> Phrase {
        let id = self.supply.id(part);
        match part {
            Part::Supplier(_) => self.asking.actor(id),
            Part::Place(_) => {
                let slot = Slot::Named { what: SubjectKind::Place.what().to_owned(), id: id.to_owned() };
                Phrase::named(names::place_in_text(self.asking.case, id), slot)
            }
        }
    }

    /// What a closure is called: of a place that it is closed, of a supplier that it stops.
    pub fn closing(&self, part: Part) -> Phrase {
        let verb = if matches!(part, Part::Place(_)) { "closing " } else { "losing " };
        Phrase::text(verb).then(self.part(part))
    }

    pub fn goods(&self) -> Phrase {
        let slot = Slot::Named { what: "goods".to_owned(), id: self.supply.goods.clone() };
        Phrase::named(self.supply.goods.clone(), slot)
    }

    /// A share of the supply, in words where it is near to a simple part.
    pub fn share(&mut self, name: &str, label: &str, value: f64) -> Phrase {
        let key = format!("{}.{name}", self.number);
        let text = if value < 0.005 { "nothing".to_owned() } else { fraction(value) };
        self.measures.number(&key, label, value, text)
    }

    /// An end of an interval of shares.
    pub fn end(&mut self, name: &str, label: &str, value: f64) -> Phrase {
        let key = format!("{}.{name}", self.number);
        self.measures.number(&key, label, value, level(value, 1.0))
    }

    /// A count of days.
    pub fn days(&mut self, name: &str, label: &str, days: f64) -> Phrase {
        let key = format!("{}.{name}", self.number);
        let text = match days {
            none if none < 0.5 => "at once".to_owned(),
            one if one < 1.5 => "within a day".to_owned(),
            more => format!("within {} days", spelled(more.round() as usize)),
        };
        self.measures.number(&key, label, days, text)
    }

    /// The closures that stand near to the first.
    pub fn rivals(&self) -> Vec<&Taken> {
        let Some(first) = self.drawn.taken.first() else { return Vec::new() };
        let near =
            |taken: &&Taken| first.net.mean - taken.net.mean < STEP && first.gross.mean - taken.gross.mean < NEAR;
        self.drawn.taken.iter().skip(1).filter(near).collect()
    }

    fn verdict(&mut self) -> Vec<Wording> {
        let mut found: Vec<Wording> = self.loss().into_iter().collect();
        found.extend(self.joint());
        found
    }

    /// What the worst closure takes, and what stands in.
    fn loss(&mut self) -> Option<Wording> {
        let drawn = self.drawn;
        let worst = drawn.taken.first()?;
        let rivals: Vec<Phrase> = self.rivals().iter().take(2).map(|taken| self.closing(taken.part)).collect();
        let (gross, net) = (worst.gross.p50, worst.net.p50);
        let slots = [
            ("closing", self.closing(worst.part)),
            ("rivals", Phrase::list(rivals.clone())),
            ("buyer", self.asking.actor(&self.supply.buyer)),
            ("goods", self.goods()),
            ("gross", self.share("gross", "share that the worst closure holds up", gross)),
            ("replaced", self.share("replaced", "of that, what others and other ways carry", gross - net)),
            ("net", self.share("net", "share that is missing after all that stands in", net)),
            ("after", self.days("after", "days until all that stands in is there", worst.after)),
        ];
        let pattern = match (net >= STEP, gross - net < 0.005, rivals.is_empty()) {
            (true, true, true) => {
                "Of the {goods} of {buyer}, {closing} takes {gross}, and nothing coded stands in for it."
            }
            (true, true, false) => {
                "Of the {goods} of {buyer}, {closing} takes {gross}, and nothing coded stands in for it; {rivals} takes nearly as much."
            }
            (true, false, true) => {
                "Of the {goods} of {buyer}, {closing} holds up {gross}; {replaced} can be carried otherwise {after}, and {net} is missing after that."
            }
            (true, false, false) => {
                "Of the {goods} of {buyer}, {closing} holds up {gross}; {replaced} can be carried otherwise {after}, and {net} is missing after that; {rivals} takes nearly as much."
            }
            (false, _, true) => {
                "The {goods} of {buyer} can bear any single closure coded: the worst, {closing}, holds up {gross}, and all but {net} of the whole is carried otherwise {after}."
            }
            (false, _, false) => {
                "The {goods} of {buyer} can bear any single closure coded: the worst, {closing}, holds up {gross}, and all but {net} of the whole is carried otherwise {after}; {rivals} holds up nearly as much."
            }
        };
        Some(say(pattern, &slots))
    }

    /// Two closures of which each alone could be borne, or that together take more.
    fn joint(&mut self) -> Option<Wording> {
        let joint = self.drawn.joint?;
        let [a, b] = joint.parts;
        let slots = [
            ("a", self.closing(a)),
            ("b", self.closing(b)),
            ("a_net", self.share("joint-a", "what the first takes alone", joint.alone[0])),
            ("b_net", self.share("joint-b", "what the second takes alone", joint.alone[1])),
            ("both", self.share("joint", "what both take together", joint.both)),
        ];
        let borne = joint.alone.iter().all(|net| *net < STEP);
        let pattern = if borne {
            "Each alone can be borne, {a} and {b}; together {both} is lost."
        } else {
            "Together {a} ({a_net} alone) and {b} ({b_net} alone) take more than both apart: {both}."
        };
        Some(say(pattern, &slots))
    }

    /// Many suppliers and one way.
    fn way(&mut self) -> Option<Wording> {
        let (place, share) = self.drawn.gate.filter(|_| one_way(self.drawn))?;
        let [most, _] = self.drawn.concentration.suppliers.effective();
        let count = most.round();
        let slots = [
            ("gate", self.part(Part::Place(place))),
            ("share", self.share("gate", "share that passes the place that most passes", share)),
            ("count", {
                let key = format!("{}.effective-suppliers", self.number);
                let text = spelled(count as usize);
                self.measures.number(&key, "how many equal suppliers would be as concentrated", most, text)
            }),
        ];
        Some(say(
            "Many suppliers, one way: as concentrated as {count} equal suppliers, yet {share} passes {gate}.",
            &slots,
        ))
    }

    fn how_sure(&mut self) -> Wording {
        let drawn = self.drawn;
        let Some(worst) = drawn.taken.first() else { return Wording::default() };
        let key = format!("{}.first", self.number);
        let slots = [
            ("closing", self.closing(worst.part)),
            (
                "share",
                self.measures.share(&key, "share of draws in which nothing takes more", worst.first, drawn.draws),
            ),
        ];
        say("nothing takes more than {closing} {share}", &slots)
    }
}
