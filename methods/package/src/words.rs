//! The answer in words: which packages there are, whether they hold, and on whom the others fail.

use detente_case::SubjectKind;
use detente_case::measure::COMPROMISE;
use detente_case::{FindingId, Measure};
use detente_conflict::{Concept, Formula};
use detente_method::{Asking, Measures, Phrase, finding_of, names, numbers, say, states};
use detente_results::{
    Answer, AnswerFigure, BASELINE, FindingField, NumberFrom, Reason, ShareRow, Shown, Slot, Wording,
};

use crate::dealt::{Dealt, Named};
use crate::edits::{Kept, kept, lose_by_going_first};
use crate::outcomes::{Outcomes, Standing};
use crate::points::{Fair, Points};

/// Most packages that are named, and most rows of the figure for a conflict.
const TOLD: usize = 2;
const ROWS: usize = 4;

/// What is being told.
pub(crate) struct Told<'t, 'a, 'c> {
    pub asking: &'t Asking<'a, 'c>,
    pub dealt: &'t Dealt<'c>,
}

impl<'t, 'c> Told<'t, '_, 'c> {
    /// The whole answer.
    pub fn answer(&self) -> Answer {
        let dealt = self.dealt;
        if dealt.outcomes.is_empty() && dealt.points.is_none() && dealt.many.is_none() {
            return self.nothing();
        }
        let mut measures = Measures::default();
        let mut answer = Answer { pattern: self.pattern().to_owned(), ..self.asking.blank() };
        let (verdict, details) = self.verdict(&mut measures);
        answer.verdict = verdict;
        answer.how_sure = self.how_sure(&mut measures);
        answer.because = details.into_iter().map(|says| Reason { says, ..Reason::default() }).collect();
        answer.because.extend(self.reasons(&mut measures));
        if let Some(many) = &dealt.many {
            answer.because.extend(self.reasons_of_many(many, &mut measures));
        }
        answer.change_if = self.turns(&mut measures);
        answer.weak = self.weak();
        answer.figure = self.figure();
        let told = self.findings().into_iter().filter(|id| self.asking.base.finding(id).is_some());
        answer.findings = told.map(|id| finding_of(BASELINE, &id)).collect();
        answer.claims = answer.because.iter().chain(&answer.change_if).flat_map(|one| one.claims.clone()).collect();
        answer.claims.sort();
        answer.claims.dedup();
        answer.measures = measures.0;
        answer
    }

    /// That nothing of what is asked can be judged.
    fn nothing(&self) -> Answer {
        let (lost, silent) = (&self.dealt.unmoored, &self.dealt.silent);
        if !lost.is_empty() {
            let list = Phrase::list(lost.iter().map(|one| self.named(one)).collect());
            let says = say(
                "It cannot be judged which package all can accept: what holds without agreement is not coded for {list}.",
                &[("list", list)],
            );
            return Answer { pattern: "pk.noref".to_owned(), verdict: vec![says], ..self.asking.blank() };
        }
        let why = match silent.as_slice() {
            [] => Phrase::text("nobody with a say has a position on what is asked"),
            _ => Phrase::text("nothing is known of what is preferred by ").then(self.asking.actors(silent)),
        };
        self.asking.not_known(why)
    }

    fn pattern(&self) -> &'static str {
        if let Some(many) = self.dealt.many.as_ref().filter(|_| self.dealt.outcomes.is_empty()) {
            return self.pattern_of_many(many);
        }
        let outcomes = self.dealt.outcomes.iter().map(Outcomes::standing);
        let all: Vec<Standing> = outcomes.chain(self.dealt.points.iter().map(standing)).collect();
        if all.contains(&Standing::Open) {
            let one = self.dealt.points.as_ref().filter(|_| self.dealt.outcomes.is_empty());
            return if one.is_some_and(|points| choices(points).len() == 1) { "pk.choice" } else { "pk.open" };
        }
        if all.contains(&Standing::Weak) { "pk.weak" } else { "pk.shut" }
    }

    /// The verdict, and what is to be said of its packages beside it.
    fn verdict(&self, measures: &mut Measures) -> (Vec<Wording>, Vec<Wording>) {
        let (mut verdict, mut details) = (Vec::new(), Vec::new());
        for outcomes in self.standing(Standing::Open).chain(self.standing(Standing::Weak)) {
            verdict.push(self.open(outcomes, measures));
            details.extend(self.holds(outcomes));
        }
        verdict.extend(self.shut());
        if let Some(points) = &self.dealt.points {
            let mut linked = self.linked(points, measures).into_iter();
            verdict.extend(linked.next());
            details.extend(linked);
        }
        if let Some(many) = &self.dealt.many {
            verdict.extend(self.of_many(many, measures));
        }
        if !self.dealt.unmoored.is_empty() {
            let list = Phrase::list(self.dealt.unmoored.iter().map(|one| self.named(one)).collect());
            verdict.push(say("{list} cannot be judged: what holds without agreement is not coded.", &[("list", list)]));
        }
        (verdict, details)
    }

    fn standing(&self, wanted: Standing) -> impl Iterator<Item = &'t Outcomes<'c>> {
        self.dealt.outcomes.iter().filter(move |one| one.standing() == wanted)
    }

    /// The best package of a conflict that has one.
    fn open(&self, outcomes: &Outcomes<'_>, measures: &mut Measures) -> Wording {
        let best = outcomes.best(numbers::NEAR);
        let one = |state: &usize| {
            let slots = [("x", self.outcome(outcomes, *state)), ("share", self.share(outcomes, *state, measures))];
            Phrase::wording(say("{x} ({share})", &slots))
        };
        let list = |states: &[usize]| Phrase::list(states.iter().take(TOLD).map(one).collect());
        let only = self.dealt.outcomes.len() > 1 && self.standing(Standing::Open).count() == 1;
        let others: Vec<&str> = self.standing(Standing::Open).map(|one| one.conflict.conflict.id.as_str()).collect();
        let slots = [("title", self.title(outcomes)), ("all", list(&best)), ("count", Phrase::count(&others))];
        let pattern = match (outcomes.standing(), only) {
            (Standing::Open, true) => {
                "Only in {title} is there a package by which all whose consent is needed are better off than now: {all}."
            }
            (Standing::Open, false) => {
                "In {title} there is a package by which all whose consent is needed are better off than now: {all}."
            }
            _ => "In {title} nobody would lose by a change so that {all}, but not all would gain.",
        };
        say(pattern, &slots)
    }

    /// What keeps everybody to the best package.
    fn holds(&self, outcomes: &Outcomes<'_>) -> Vec<Wording> {
        let Some(state) = outcomes.best(numbers::NEAR).first().copied() else { return Vec::new() };
        let found = kept(outcomes, state);
        let mut told = Vec::new();
        if let Kept::Together { leaver, to, .. } | Kept::Left { leaver, to } = found {
            let mut slots =
                vec![("who", self.asking.actor(outcomes.name(leaver))), ("change", self.change(outcomes, state, to))];
            let pattern = if let Kept::Together { pair, .. } = found {
                slots.push(("a", self.option(outcomes, state, pair.0)));
                slots.push(("b", self.option(outcomes, state, pair.1)));
                "It does not hold by itself, for {who} would then gain by a further step, so that {change}; under a guarantee that {a} if and only if {b} nobody gains by leaving it."
            } else {
                "It does not hold by itself, for {who} would then gain by a further step, so that {change}, and no tie between a pair of options would keep all to it."
            };
            told.push(say(pattern, &slots));
        }
        if let Some((losers, parties)) = lose_by_going_first(outcomes, state).filter(|(losers, _)| !losers.is_empty()) {
            let ids: Vec<&str> = losers.iter().map(|dm| outcomes.name(*dm)).collect();
            let pattern = if losers.len() == parties {
                "Nobody would go first: {who} would each lose by doing their part alone."
            } else {
                "Whoever goes first matters: {who} would lose by going first."
            };
            let pattern =
                if losers.len() == 1 && parties == 1 { "{who} would lose by doing its part alone." } else { pattern };
            told.push(say(pattern, &[("who", self.asking.actors(&ids))]));
        }
        told
    }

    /// The conflicts without a package, and on whom they fail.
    fn shut(&self) -> Option<Wording> {
        let one = |outcomes: &Outcomes<'_>| {
            let (title, sets) = (self.title(outcomes), outcomes.blocking());
            let all = |set: &Vec<usize>| set.len() == outcomes.must.len() && set.len() > 1;
            if sets.iter().any(all) {
                return Phrase::wording(say("{title} has nothing better than now for anybody", &[("title", title)]));
            }
            let who = |set: &Vec<usize>| {
                let ids: Vec<&str> = set.iter().map(|dm| outcomes.name(*dm)).collect();
                self.asking.actors(&ids)
            };
            let joined = sets.iter().map(who).reduce(|all, next| all.then(Phrase::text(" or on ")).then(next));
            let slots = [("title", title), ("who", joined.unwrap_or_default())];
            Phrase::wording(say("{title} fails on {who}", &slots))
        };
        let list: Vec<Phrase> = self.standing(Standing::Shut).map(one).collect();
        let all = list.into_iter().reduce(|all, next| all.then(Phrase::text("; ")).then(next))?;
        let pattern = if self.standing(Standing::Shut).count() == self.dealt.outcomes.len() {
            "There is no package by which all whose consent is needed are better off than now: {all}."
        } else {
            "{all}."
        };
        Some(say(pattern, &[("all", all)]))
    }

    /// The issues taken together.
    fn linked(&self, points: &Points<'_>, measures: &mut Measures) -> Vec<Wording> {
        let Some(package) = points.best(numbers::NEAR).filter(|_| standing(points) == Standing::Open) else {
            return self.stuck(points);
        };
        let share = f64::from(points.drawn.strict[package]) / points.drawn.draws.max(1) as f64;
        let label = "share of draws in which all gain by the package of issues";
        let slots = [
            ("x", self.at(points, package, measures)),
            ("share", measures.share("issues.package", label, share, points.drawn.draws)),
        ];
        let mut told = vec![say(
            "Over these issues taken together all whose consent is needed gain by this package: {x} ({share}).",
            &slots,
        )];
        told.extend(self.chosen(points, package, measures));
        told.extend(self.alone(points));
        told
    }

    /// What rules of fairness pick.
    fn chosen(&self, points: &Points<'_>, told: usize, measures: &mut Measures) -> Option<Wording> {
        let found = choices(points);
        let of = |package: usize, measures: &mut Measures| {
            if package == told { Phrase::text("this very package") } else { self.at(points, package, measures) }
        };
        match found.as_slice() {
            [] => None,
            [(_, only)] => {
                let slots = [("x", of(*only, measures))];
                Some(say(
                    "The rules of fairness that were tried (Nash, Kalai and Smorodinsky, equal gain) all pick {x}.",
                    &slots,
                ))
            }
            several => {
                let mut parts = Vec::new();
                for (rules, package) in several {
                    let words = Phrase::list(rules.iter().map(|rule| Phrase::text(word(*rule))).collect());
                    parts.push(words.then(Phrase::text(": ")).then(of(*package, measures)));
                }
                let all =
                    parts.into_iter().reduce(|all, next| all.then(Phrase::text("; ")).then(next)).unwrap_or_default();
                Some(say("Rules of fairness pick different ones. {all}.", &[("all", all)]))
            }
        }
    }

    /// Where the issues land when each is settled alone, and who would lose by that.
    fn alone(&self, points: &Points<'_>) -> Option<Wording> {
        let landing: Option<Vec<f64>> = points.issues.iter().map(|one| self.compromise(&one.issue.id.text)).collect();
        let package = points.nearest(&landing?);
        let parts = points.issues.iter().filter_map(|one| {
            let id = &one.issue.id.text;
            let value = self.compromise(id)?;
            let from = NumberFrom::Finding {
                finding: COMPROMISE.of(id),
                scenario: BASELINE.to_owned(),
                field: FindingField::Mean,
            };
            let at = Phrase::number(numbers::level(value, 100.0), value, from);
            Some(self.issue(id).then(Phrase::text(" at ")).then(at))
        });
        let losers = points.must.iter().filter(|actor| points.gain(**actor, package) < 0.0);
        let ids: Vec<&str> = losers.map(|actor| points.actors[*actor].as_str()).collect();
        let slots = [("x", Phrase::list(parts.collect())), ("who", self.asking.actors(&ids))];
        let pattern = if ids.is_empty() {
            "If weight alone decided each of them, whoever objects, they would land at {x}, which is among these packages."
        } else {
            "If weight alone decided each of them, whoever objects, they would land outside: {x}, by which {who} would lose against no agreement."
        };
        Some(say(pattern, &slots))
    }

    /// That there is no package over the issues, and who blocks.
    fn stuck(&self, points: &Points<'_>) -> Vec<Wording> {
        let most = points.drawn.blockers.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.len().cmp(&a.0.len())));
        let ids: Vec<&str> = most.iter().flat_map(|(set, _)| set.iter()).map(|actor| &*points.actors[*actor]).collect();
        let slots = [("who", self.asking.actors(&ids))];
        vec![say(
            "Over these issues taken together there is no package by which all whose consent is needed gain; what is lacking is the consent of {who}.",
            &slots,
        )]
    }

    fn how_sure(&self, measures: &mut Measures) -> Option<Wording> {
        let first = self.standing(Standing::Open).next().and_then(|one| Some((one, *one.best(numbers::NEAR).first()?)));
        if let Some((outcomes, state)) = first {
            return Some(say("{share}", &[("share", self.share(outcomes, state, measures))]));
        }
        if let Some(many) = &self.dealt.many {
            return Some(self.sure_of_many(many, measures));
        }
        let points = self.dealt.points.as_ref()?;
        let share = points.drawn.open as f64 / points.drawn.draws.max(1) as f64;
        let label = "share of draws in which some package of issues is better for all";
        let told = measures.share("issues.open", label, share, points.drawn.draws);
        Some(say("{share}", &[("share", told)]))
    }

    fn weak(&self) -> Vec<Wording> {
        let mut weak = Vec::new();
        if self.dealt.outcomes.len() > 1 {
            weak.push(say("Outcomes of a conflict are only ranked: what one brings somebody is not set off against what another costs it, because the case does not say what each is worth.", &[]));
        }
        if self.dealt.points.is_some() || self.dealt.many.is_some() {
            weak.push(say("On a scale everybody is taken to lose in proportion to the distance from its position and to how much it cares; both are as coded.", &[]));
        }
        if !self.dealt.silent.is_empty() {
            let who = self.asking.actors(&self.dealt.silent);
            weak.push(say("Conflicts with {who} are left out: nothing is known of what they prefer.", &[("who", who)]));
        }
        weak
    }

    fn figure(&self) -> Option<AnswerFigure> {
        let mut rows = Vec::new();
        for outcomes in &self.dealt.outcomes {
            let mut order: Vec<usize> =
                (0..outcomes.drawn.strict.len()).filter(|state| outcomes.drawn.improving[*state] > 0).collect();
            order.sort_by_key(|state| {
                std::cmp::Reverse((outcomes.drawn.strict[*state], outcomes.drawn.improving[*state]))
            });
            let draws = outcomes.drawn.draws;
            let row = |state: usize| ShareRow {
                label: say("{x}", &[("x", self.outcome(outcomes, state))]).text,
                share: outcomes.drawn.strict[state] as f64 / draws.max(1) as f64,
                draws,
            };
            rows.extend(order.into_iter().take(ROWS).map(row));
        }
        if !rows.is_empty() {
            let caption = say(
                "How often each outcome is better for all whose consent is needed than what stands now, of those by which nobody loses.",
                &[],
            );
            return Some(AnswerFigure { caption, shows: Shown::Shares { rows } });
        }
        let points = self.dealt.points.as_ref()?;
        let package = points.best(numbers::NEAR)?;
        let row = |(issue, at): (&crate::points::Moored<'_>, f64)| {
            let alone =
                self.compromise(&issue.issue.id.text).map(|value| numbers::level(value, 100.0)).unwrap_or_default();
            let now = numbers::level(issue.points[issue.reference], 100.0);
            vec![
                names::issue(self.asking.case, &issue.issue.id.text),
                now,
                numbers::level(at, 100.0),
                alone,
                issue.issue.scale_0.clone(),
                issue.issue.scale_100.clone(),
            ]
        };
        let rows = points.issues.iter().zip(points.at(package)).map(row).collect();
        let columns = ["Issue", "Without agreement", "Package", "Settled alone", "Lower end", "Upper end"]
            .map(str::to_owned)
            .to_vec();
        Some(AnswerFigure {
            caption: say("A package by which all whose consent is needed gain.", &[]),
            shows: Shown::Table { columns, rows },
        })
    }

    /// Findings behind it.
    fn findings(&self) -> Vec<FindingId> {
        let mut found = Vec::new();
        for outcomes in &self.dealt.outcomes {
            let id = &outcomes.conflict.conflict.id;
            let mut states = outcomes.best(numbers::NEAR);
            states.truncate(TOLD);
            states.push(outcomes.now);
            for label in states.into_iter().map(|state| outcomes.conflict.input.label(state)) {
                let concepts = [Concept::Nash, Concept::Seq];
                found.extend(concepts.map(|concept| Measure::equilibrium(concept).about(id, &label)));
            }
        }
        let issues = self.dealt.points.iter().flat_map(|points| &points.issues);
        found.extend(issues.map(|one| COMPROMISE.of(&one.issue.id.text)));
        found
    }

    /// The mean of where an issue lands.
    fn compromise(&self, issue: &str) -> Option<f64> {
        self.asking.base.finding(&COMPROMISE.of(issue))?.number()
    }

    /// `the islands at 15 and the seat at 20`.
    pub fn at(&self, points: &Points<'_>, package: usize, measures: &mut Measures) -> Phrase {
        let mut parts = Vec::new();
        for (moored, at) in points.issues.iter().zip(points.at(package)) {
            let id = &moored.issue.id.text;
            let name = format!("package.{package}.{id}");
            let label = format!("where a package puts {}", names::issue(self.asking.case, id));
            let value = measures.number(&name, &label, at, numbers::level(at, 100.0));
            parts.push(self.issue(id).then(Phrase::text(" at ")).then(value));
        }
        Phrase::list(parts)
    }

    pub fn issue(&self, id: &str) -> Phrase {
        let slot = Slot::Named { what: "issue".to_owned(), id: id.to_owned() };
        Phrase::named(names::issue(self.asking.case, id), slot)
    }

    fn named(&self, one: &Named) -> Phrase {
        match one.kind {
            SubjectKind::Conflict => {
                let slot = Slot::Named { what: "conflict".to_owned(), id: one.id.clone() };
                Phrase::named(format!("“{}”", names::conflict(self.asking.case, &one.id)), slot)
            }
            _ => self.issue(&one.id),
        }
    }

    pub fn title(&self, outcomes: &Outcomes<'_>) -> Phrase {
        self.named(&Named { kind: SubjectKind::Conflict, id: outcomes.conflict.conflict.id.clone() })
    }

    /// An outcome as what differs from now.
    pub fn outcome(&self, outcomes: &Outcomes<'_>, state: usize) -> Phrase {
        self.change(outcomes, outcomes.now, state)
    }

    /// What is so in one state and was not in another.
    pub fn change(&self, outcomes: &Outcomes<'_>, from: usize, to: usize) -> Phrase {
        let label = |state: usize| outcomes.conflict.input.label(state);
        states::change(self.asking.case, outcomes.conflict.conflict, &label(from), &label(to))
    }

    /// How an option stands in a state, as a clause.
    fn option(&self, outcomes: &Outcomes<'_>, state: usize, option: usize) -> Phrase {
        let taken = outcomes.conflict.input.combination(state).is_some_and(|mask| mask >> option & 1 == 1);
        let formula = if taken { Formula::Option(option) } else { Formula::Not(Box::new(Formula::Option(option))) };
        let conflict = outcomes.conflict.conflict;
        let slot = Slot::State { conflict: conflict.id.clone(), state: outcomes.conflict.input.label(state) };
        Phrase::named(states::statement(self.asking.case, conflict, &formula), slot)
    }

    /// In how many draws all gain by a state, or nobody loses where not all gain.
    fn share(&self, outcomes: &Outcomes<'_>, state: usize, measures: &mut Measures) -> Phrase {
        let open = outcomes.standing() == Standing::Open;
        let counts = if open { &outcomes.drawn.strict } else { &outcomes.drawn.improving };
        let share = counts[state] as f64 / outcomes.drawn.draws.max(1) as f64;
        let name = format!("{}.{}", outcomes.conflict.conflict.id, outcomes.conflict.input.label(state));
        let what = if open { "all gain by it" } else { "nobody loses by it" };
        measures.share(&name, &format!("share of draws in which {what}"), share, outcomes.drawn.draws)
    }
}

/// Whether there is a package over the issues in most draws.
fn standing(points: &Points<'_>) -> Standing {
    let share = |count: usize| count as f64 / points.drawn.draws.max(1) as f64;
    match (share(points.drawn.open), share(points.drawn.improving)) {
        (open, _) if open >= crate::outcomes::MOST_DRAWS => Standing::Open,
        (_, any) if any >= crate::outcomes::MOST_DRAWS => Standing::Weak,
        _ => Standing::Shut,
    }
}

/// What rules of fairness pick, with the rules that agree.
fn choices(points: &Points<'_>) -> Vec<(Vec<Fair>, usize)> {
    let mut found: Vec<(Vec<Fair>, usize)> = Vec::new();
    for rule in Fair::ALL {
        let Some(choice) = points.choice(rule) else { continue };
        match found.iter_mut().find(|(_, package)| choice.tied.contains(package)) {
            Some((rules, _)) => rules.push(rule),
            None => found.push((vec![rule], choice.picked)),
        }
    }
    found
}

fn word(rule: Fair) -> &'static str {
    match rule {
        Fair::Nash => "Nash (the largest product of gains)",
        Fair::KalaiSmorodinsky => "Kalai and Smorodinsky (the largest least share of what each could gain)",
        Fair::EqualGain => "equal gain (the largest least gain)",
    }
}
