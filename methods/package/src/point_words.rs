//! Packages of issues in words: the one by which all gain, what rules of fairness pick, where each issue lands alone, who blocks.

use detente_case::measure::COMPROMISE;
use detente_method::{Measures, Phrase, numbers, say};
use detente_results::{BASELINE, FindingField, NumberFrom, Wording};

use crate::outcomes::Standing;
use crate::points::{Fair, Points};
use crate::words::Told;

impl Told<'_, '_, '_> {
    /// The issues taken together.
    pub fn linked(&self, points: &Points<'_>, measures: &mut Measures) -> Vec<Wording> {
        let Some(package) = points.best(numbers::NEAR).filter(|_| standing(points) == Standing::Open) else {
            return self.stuck(points);
        };
        let share = f64::from(points.drawn.strict[package]) / points.drawn.draws.max(1) as f64;
        let label = match points.ruled {
            None => "share of draws in which all gain by the package of issues",
            Some(_) => "share of draws in which enough gain by the package of issues",
        };
        let share = |measures: &mut Measures| measures.share("issues.package", label, share, points.drawn.draws);
        let mut told = if points.ruled.is_some() {
            let share = share(measures);
            let accepted = self.accepted(points, package, share, measures);
            std::iter::once(accepted).chain(self.enough(points)).collect()
        } else {
            let slots = [("x", self.at(points, package, measures)), ("share", share(measures))];
            vec![say(
                "Over these issues taken together all whose consent is needed gain by this package: {x} ({share}).",
                &slots,
            )]
        };
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
        if points.ruled.is_some() {
            return Some(self.landing_under_the_rule(points, package, Phrase::list(parts.collect())));
        }
        let losers = points.voices.iter().filter(|actor| points.gain(**actor, package) < 0.0);
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
        if points.ruled.is_some() {
            let says = "Over these issues taken together no package has enough consent; what is lacking is the consent of {who}.";
            return [Some(say(says, &slots)), self.enough(points), self.held(points)].into_iter().flatten().collect();
        }
        vec![say(
            "Over these issues taken together there is no package by which all whose consent is needed gain; what is lacking is the consent of {who}.",
            &slots,
        )]
    }
}

/// Whether there is a package over the issues in most draws.
pub(crate) fn standing(points: &Points<'_>) -> Standing {
    let share = |count: usize| count as f64 / points.drawn.draws.max(1) as f64;
    match (share(points.drawn.open), share(points.drawn.improving)) {
        (open, _) if open >= crate::outcomes::MOST_DRAWS => Standing::Open,
        (_, any) if any >= crate::outcomes::MOST_DRAWS => Standing::Weak,
        _ => Standing::Shut,
    }
}

/// What rules of fairness pick, with the rules that agree.
pub(crate) fn choices(points: &Points<'_>) -> Vec<(Vec<Fair>, usize)> {
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
