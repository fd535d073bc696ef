//! How lopsided and how firm a figure is, and which tie steadies it most.

use detente_case::case::Question;
use detente_case::measure::{COHESION, LENGTH, SKEW};
use detente_case::{About, Change, FindingId, Measure, QuestionKind, SubjectKind};
use detente_chance::{Estimate, Proportion, Shape};
use detente_method::numbers::{STEP, change, level, on_the_line};
use detente_method::{Answering, Asking, EffectiveCase, Measures, Phrase, RunError, Samples, finding_of, names, say};
use detente_results::{
    Answer, AnswerFigure, BASELINE, EstimateField, FindingField, FindingOf, NumberFrom, Reason, ShareRow, Shown, Slot,
    Wording,
};

use crate::Geometry;
use crate::levers::{Figure, Lever, Until};

/// By how much a tie is warmed for comparison.
const WARMER: f64 = 0.2;
/// From this skew on a figure is lopsided; below the first it is even.
const EVEN: f64 = 0.1;
const LOPSIDED: f64 = 1.0 / 3.0;

impl Answering for Geometry {
    fn kinds(&self) -> &'static [QuestionKind] {
        &[QuestionKind::Figure]
    }

    fn answer(&self, asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
        let view = asking.ids(SubjectKind::View).into_iter().next().unwrap_or_default();
        let draws = asking.options.draws.min(2_000);
        let figure = Figure::of(&view, asking.reading, asking.samples, asking.options.seed, draws);
        let found = figure.and_then(|figure| {
            let levers = Lever::ALL.map(|lever| Some((figure.first(lever)?, figure.shares(lever))));
            let [Some(firm), Some(warm), Some(stiff)] = levers else { return None };
            Some((figure, [firm, warm, stiff]))
        });
        let Some((figure, levers)) = found else {
            let view =
                Phrase::named(names::view(asking.case, &view), Slot::Named { what: "view".to_owned(), id: view });
            return Ok(asking.not_known(
                Phrase::text("the ties of ").then(view).then(Phrase::text(" make no figure that hangs together")),
            ));
        };
        let [firm, warm, stiff] = levers.map(|(_, shares)| most(&shares));
        let until = figure.until(firm.0);
        let telling =
            Telling { asking, view, firm, warm, stiff, until, figure: &figure, measures: Measures::default() };
        Ok(telling.answer())
    }

    /// The tie that each lever names.
    fn class(&self, question: &Question, reading: &EffectiveCase<'_>) -> Option<String> {
        let word = question.of.first()?;
        let About::Named(SubjectKind::View, view) = detente_case::question::about(reading.case, question.kind, word)?
        else {
            return None;
        };
        let figure = Figure::of(&view, reading, &Samples::default(), 0, 0)?;
        let named = |lever: Lever| Some(figure.ends(figure.first(lever)?).join("-"));
        let all: Option<Vec<String>> = Lever::ALL.into_iter().map(named).collect();
        all.map(|all| all.join("|"))
    }
}

/// The tie that is most often first, and how often; of equals the first.
fn most(shares: &[Proportion]) -> (usize, Proportion) {
    let all = shares.iter().copied().enumerate();
    let best = all.reduce(|best, next| if next.1.probability > best.1.probability { next } else { best });
    best.unwrap_or((0, Proportion::counted(0, 1)))
}

/// An answer in the making.
struct Telling<'t, 'a, 'c> {
    asking: &'t Asking<'a, 'c>,
    view: String,
    figure: &'t Figure<'c>,
    firm: (usize, Proportion),
    warm: (usize, Proportion),
    stiff: (usize, Proportion),
    until: Option<Until>,
    measures: Measures,
}

impl Telling<'_, '_, '_> {
    fn answer(mut self) -> Answer {
        let mut answer = self.asking.blank();
        let same = self.firm.0 == self.warm.0 && self.firm.1.probability > 0.5 && self.warm.1.probability > 0.5;
        answer.pattern = if same { "fi.same" } else { "fi.until" }.to_owned();
        answer.verdict.extend(self.shape());
        answer.verdict.push(if same { self.same() } else { self.until() });
        if !same {
            answer.verdict.push(self.warming());
        }
        answer.how_sure = Some(self.told("Firming {tie} is first {share}", "first-firm", self.firm));
        answer.hangs_on = self.guess().map(|(firmness, _)| {
            say("how firm {tie} is: {firmness}", &[("tie", self.tie(self.firm.0)), ("firmness", firmness)])
        });
        let reasons = [self.leans(), self.by_warmth(), self.strain(), self.other_levers(), self.unknown()];
        answer.because = reasons.into_iter().flatten().collect();
        answer.because.extend(self.scenarios());
        answer.because.truncate(5);
        answer.change_if.extend(self.turns());
        answer.weak.extend(self.guesses());
        answer.figure = Some(self.shares());
        answer.findings = self.findings();
        answer.claims = self.asking.question.evidence.iter().map(|word| word.text.clone()).collect();
        answer.measures = self.measures.0;
        answer
    }

    fn findings(&self) -> Vec<FindingOf> {
        let all = [SKEW.of(&self.view), COHESION.of(&self.view)];
        all.iter().filter(|id| self.asking.base.finding(*id).is_some()).map(|id| finding_of(BASELINE, id)).collect()
    }

    /// `the tie of A and B`.
    fn tie(&self, place: usize) -> Phrase {
        let [a, b] = self.figure.ends(place);
        Phrase::text("the tie of ").then(self.asking.actor(a)).then(Phrase::text(" and ")).then(self.asking.actor(b))
    }

    fn share(&mut self, key: &str, (place, share): (usize, Proportion)) -> Phrase {
        let name = format!("{key}.{}", self.figure.ends(place).join("-"));
        self.measures.share(
            &name,
            "share of draws in which the tie is the first of this lever",
            share.probability,
            share.draws,
        )
    }

    fn told(&mut self, pattern: &str, key: &str, best: (usize, Proportion)) -> Wording {
        let slots = [("tie", self.tie(best.0)), ("share", self.share(key, best))];
        say(pattern, &slots)
    }

    /// A finding at the most likely values.
    fn found(&self, id: &FindingId) -> Option<(f64, Phrase)> {
        let value = self.asking.base.finding(id)?.at_mode?;
        let from =
            NumberFrom::Finding { finding: id.clone(), scenario: BASELINE.to_owned(), field: FindingField::Mode };
        Some((value, Phrase::number(level(value, 1.0), value, from)))
    }

    /// Lengths of the sides: those of the ring, of all ties where there is none; the shortest first.
    fn sides(&self) -> Vec<(usize, f64, Phrase)> {
        let ring = &self.figure.input.ring;
        let neighbours = |a: usize, b: usize| {
            let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
            ring.is_empty() || pairs.into_iter().any(|(own, next)| (*own, *next) == (a, b) || (*own, *next) == (b, a))
        };
        let side = |(place, tie): (usize, &detente_balance::geometry::FirmTie)| {
            let name = self.figure.input.pair_name(tie.a, tie.b, "-");
            let (length, said) = self.found(&LENGTH.about(&self.view, name)).filter(|_| neighbours(tie.a, tie.b))?;
            Some((place, length, said))
        };
        let mut sides: Vec<_> = self.figure.ties.iter().enumerate().filter_map(side).collect();
        sides.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        sides
    }

    /// How unequal the sides are.
    fn shape(&mut self) -> Option<Wording> {
        let (skew, said) = self.found(&SKEW.of(&self.view))?;
        let sides = self.sides();
        let (Some(short), Some(long)) = (sides.first(), sides.last()) else { return None };
        let word = match skew {
            skew if skew < EVEN => "even",
            skew if skew < LOPSIDED => "somewhat lopsided",
            _ => "lopsided",
        };
        let view = Slot::Named { what: "view".to_owned(), id: self.view.clone() };
        let away =
            self.away().into_iter().next_back().map(|lean| Phrase::text(", and ").then(lean)).unwrap_or_default();
        let slots = [
            ("view", Phrase::named(names::view(self.asking.case, &self.view), view)),
            ("word", Phrase::text(word)),
            ("skew", said),
            ("short", self.tie(short.0)),
            ("least", short.2.clone()),
            ("long", self.tie(long.0)),
            ("most", long.2.clone()),
            ("away", away),
        ];
        Some(say(
            "{view} is {word} (skew {skew}): {short} is its shortest side ({least}), {long} its longest ({most}){away}.",
            &slots,
        ))
    }

    /// How the ends of the tie to make firmer stand nearer to others on the ring: `Russia stands nearer to China than to Japan by .20`.
    fn away(&mut self) -> Vec<Phrase> {
        let tie = self.figure.ties[self.firm.0];
        let mut found = Vec::new();
        for (own, other) in [(tie.a, tie.b), (tie.b, tie.a)] {
            let length = |a: usize, b: usize| {
                let name = self.figure.input.pair_name(a, b, "-");
                self.found(&LENGTH.about(&self.view, name)).map(|(length, _)| length)
            };
            let ring = &self.figure.input.ring;
            let places = ring.iter().position(|member| *member == own);
            let neighbours: Vec<usize> = places.map_or_else(Vec::new, |place| {
                vec![ring[(place + 1) % ring.len()], ring[(place + ring.len() - 1) % ring.len()]]
            });
            let Some(third) = neighbours.into_iter().find(|member| *member != other) else { continue };
            let Some((far, near)) = length(own, other).zip(length(own, third)) else { continue };
            if far - near <= STEP {
                continue;
            }
            let actors = &self.figure.input.actors;
            let key = format!("nearer.{}:{}:{}", actors[own], actors[other], actors[third]);
            let number = self.measures.number(
                &key,
                "how much nearer the first stands to the third than to the second",
                far - near,
                level(far - near, 1.0),
            );
            let slots = [
                ("own", self.asking.actor(actors[own])),
                ("third", self.asking.actor(actors[third])),
                ("other", self.asking.actor(actors[other])),
                ("by", number),
            ];
            found.push(Phrase::wording(say("{own} stands nearer to {third} than to {other} by {by}", &slots)));
        }
        found
    }

    fn leans(&mut self) -> Option<Reason> {
        let leans = self.away();
        let claims = self.claims_of(self.firm.0);
        let slots = [("leans", Phrase::list(leans.clone()))];
        (!leans.is_empty()).then(|| Reason { says: say("{leans}.", &slots), claims, changes: Vec::new() })
    }

    /// Claims on the affinity of a tie.
    fn claims_of(&self, place: usize) -> Vec<String> {
        let tie = self.figure.ties[place];
        let pair = self.figure.input.pairs.iter().find(|pair| (pair.a, pair.b) == (tie.a, tie.b));
        let terms = pair.map(|pair| pair.affinity.as_slice()).unwrap_or_default();
        let mut claims: Vec<String> =
            terms.iter().flat_map(|term| self.asking.reading.evidence(term.quantity)).collect();
        claims.truncate(4);
        claims
    }

    /// Both readings name one tie.
    fn same(&mut self) -> Wording {
        let slots = [
            ("tie", self.tie(self.firm.0)),
            ("share", self.share("first-firm", self.firm)),
            ("warm", self.share("first-warm", self.warm)),
        ];
        say("Drawing {tie} tighter steadies it most, whether it is made firmer ({share}) or warmer ({warm}).", &slots)
    }

    /// The tie to make firmer, as long as it is loose.
    fn until(&mut self) -> Wording {
        let guess = self.guess();
        let firmness = guess.clone().map(|(firmness, guessed)| {
            let text = if guessed { " is the coder's guess)" } else { " in the case)" };
            Phrase::text(" (").then(firmness).then(Phrase::text(text))
        });
        let until = self.until;
        let slots = [
            ("tie", self.tie(self.firm.0)),
            ("share", self.share("first-firm", self.firm)),
            ("guess", firmness.unwrap_or_default()),
            ("until", until.map_or_else(Phrase::nothing, |until| self.turning(until))),
            ("then", until.map_or_else(Phrase::nothing, |until| self.tie(until.then))),
        ];
        let near = on_the_line(&self.firm.1, 0.5);
        match (until, near) {
            (Some(_), false) => say(
                "Made firmer, {tie} steadies it most as long as its firmness lies below about {until}{guess}; above it, {then}.",
                &slots,
            ),
            (Some(_), true) => say(
                "Made firmer, {tie} or {then} steadies it most: the first {share}, as long as its firmness lies below about {until}{guess}.",
                &slots,
            ),
            (None, _) => say("Made firmer, {tie} steadies it most ({share}).", &slots),
        }
    }

    fn turning(&mut self, until: Until) -> Phrase {
        self.measures.number(
            "until",
            "firmness from which on another tie is first in most draws",
            until.firmness,
            level(until.firmness, 1.0),
        )
    }

    /// The firmness of the tie to make firmer, and whether it is guessed.
    fn guess(&mut self) -> Option<(Phrase, bool)> {
        let path = self.figure.firmness_path(self.asking.case, self.firm.0)?;
        let value = self.figure.ties[self.firm.0].firmness;
        let from = NumberFrom::Quantity { path: path.to_string(), field: EstimateField::Mode };
        let guessed = self.figure.is_guessed(self.asking.case, self.firm.0);
        Some((Phrase::number(level(value, 1.0), value, from), guessed))
    }

    fn warming(&mut self) -> Wording {
        let pattern = if self.warm.1.probability > 0.5 {
            "If the aim is warmth, easing {tie} does most ({share})."
        } else {
            "If the aim is warmth, no tie is first in most draws; {tie} is most often ({share})."
        };
        self.told(pattern, "first-warm", self.warm)
    }

    /// What the same warmth does for either tie.
    fn by_warmth(&mut self) -> Option<Reason> {
        if self.firm.0 == self.warm.0 {
            return None;
        }
        let mut gain = |place: usize| {
            let (gain, _) = self.figure.warmed(place, WARMER)?;
            let key = format!("warmed.{}", self.figure.ends(place).join("-"));
            Some(self.measures.number(&key, "gain in cohesion when the tie is warmed", gain, said(gain)))
        };
        let (own, other) = (gain(self.warm.0)?, gain(self.firm.0)?);
        let slots = [
            ("warm", self.tie(self.warm.0)),
            ("firm", self.tie(self.firm.0)),
            ("own", own),
            ("other", other),
            ("by", warmer()),
        ];
        let says = say(
            "Warmer by {by}, {warm} adds {own} to cohesion, {firm} {other} (cohesion is a structural analogy).",
            &slots,
        );
        Some(Reason { says, claims: self.claims_of(self.warm.0), changes: Vec::new() })
    }

    /// What warming the tie does to the strain between the blocs.
    fn strain(&mut self) -> Option<Reason> {
        let (_, [before, after]) = self.figure.warmed(self.firm.0, WARMER)?;
        let pattern = match (after - before).abs() {
            by if by < 1e-9 => "Warming {tie} by {by} leaves the strain between the blocs at {before}.",
            _ if after > before => {
                "Warming {tie} by {by} raises the strain between the blocs from {before} to {after}."
            }
            _ => "Warming {tie} by {by} lowers the strain between the blocs from {before} to {after}.",
        };
        let slots = [
            ("tie", self.tie(self.firm.0)),
            ("by", warmer()),
            (
                "before",
                self.measures.number(
                    "strain-before",
                    "weight of ties against the best blocs",
                    before,
                    level(before, 1.0),
                ),
            ),
            ("after", self.measures.number("strain-after", "the same with the tie warmed", after, level(after, 1.0))),
        ];
        Some(Reason { says: say(pattern, &slots), ..Reason::default() })
    }

    fn other_levers(&mut self) -> Option<Reason> {
        let says = self.told("Stiffened by whatever means, {tie} adds most ({share}).", "first-stiffen", self.stiff);
        Some(Reason { says, ..Reason::default() })
    }

    /// How often the tie is first were no firmness known.
    fn unknown(&mut self) -> Option<Reason> {
        let shares = self.figure.unknown(self.asking.options.seed);
        let own = *shares.get(self.firm.0)?;
        let slots = [("tie", self.tie(self.firm.0)), ("share", self.share("first-unknown", (self.firm.0, own)))];
        Some(Reason {
            says: say("Were nothing known of any firmness, making {tie} firmer would be first {share}.", &slots),
            ..Reason::default()
        })
    }

    /// What scenarios of the question do to the figure.
    fn scenarios(&mut self) -> Vec<Reason> {
        let view = self.view.clone();
        let told = |(what_if, result): (&detente_method::WhatIf, &detente_results::ScenarioResult)| {
            let by = |measure: Measure| {
                let id = measure.of(&view);
                let value = result.finding(&id)?.difference.as_ref()?.mean;
                let from =
                    NumberFrom::Finding { finding: id, scenario: what_if.id.clone(), field: FindingField::Difference };
                Some(Phrase::number(said(value), value, from))
            };
            let scenario = Slot::Scenario { id: what_if.id.clone() };
            let slots = [
                ("scenario", Phrase::named(names::scenario(self.asking.case, &what_if.id), scenario)),
                ("skew", by(SKEW)?),
                ("cohesion", by(COHESION)?),
            ];
            let says = say("{scenario}: cohesion changes by {cohesion}, skew by {skew}.", &slots);
            Some(Reason { says, ..Reason::default() })
        };
        self.asking.under().into_iter().filter_map(told).collect()
    }

    fn turns(&mut self) -> Option<Reason> {
        let until = self.until?;
        let path = self.figure.firmness_path(self.asking.case, self.firm.0)?;
        let at_mode = self.figure.until_at_mode(self.firm.0).unwrap_or(until.firmness);
        let point = Estimate::new(until.firmness, until.firmness, until.firmness, Shape::Pert).ok()?;
        let slots = [
            ("tie", self.tie(self.firm.0)),
            ("until", self.turning(until)),
            (
                "mode",
                self.measures.number(
                    "until-at-mode",
                    "the same at the most likely values",
                    at_mode,
                    level(at_mode, 1.0),
                ),
            ),
            ("then", self.tie(until.then)),
        ];
        let says = say(
            "With a firmness of {tie} of {until} or more ({mode} at the most likely values), making {then} firmer does more.",
            &slots,
        );
        Some(Reason { says, claims: Vec::new(), changes: vec![Change::Set { path, estimate: point }.to_string()] })
    }

    /// How many firmnesses nobody but the coder says.
    fn guesses(&self) -> Option<Wording> {
        let guessed = (0..self.figure.ties.len()).filter(|place| self.figure.is_guessed(self.asking.case, *place));
        let names: Vec<String> = guessed.map(|place| self.figure.ends(place).join("-")).collect();
        let all: Vec<String> = (0..self.figure.ties.len()).map(|place| self.figure.ends(place).join("-")).collect();
        let slots = [("some", Phrase::count(&names)), ("all", Phrase::count(&all))];
        (!names.is_empty()).then(|| say("How firm the ties are is the coder's guess for {some} of {all}; that a figure is firm is a structural analogy.", &slots))
    }

    /// How often each tie is first.
    fn shares(&self) -> AnswerFigure {
        let mut rows = Vec::new();
        for (word, lever) in ["firmer", "warmer", "stiffer"].into_iter().zip(Lever::ALL) {
            for (place, share) in
                self.figure.shares(lever).into_iter().enumerate().filter(|(_, share)| share.probability > 0.0)
            {
                let label = format!("{} {word}", say("{tie}", &[("tie", self.tie(place))]).text);
                rows.push(ShareRow { label, share: share.probability, draws: share.draws });
            }
        }
        AnswerFigure {
            caption: say("How often each tie steadies the figure most, by what is done to it.", &[]),
            shows: Shown::Shares { rows },
        }
    }
}

/// Small gains have three places.
fn said(value: f64) -> String {
    if value.abs() >= STEP {
        return change(value, 1.0);
    }
    let text = format!("{:.3}", value.abs());
    let text = text.strip_prefix('0').unwrap_or(&text);
    if value < 0.0 { format!("\u{2212}{text}") } else { format!("+{text}") }
}

fn warmer() -> Phrase {
    Phrase::number(level(WARMER, 1.0), WARMER, NumberFrom::Threshold { name: "warmer".to_owned() })
}
