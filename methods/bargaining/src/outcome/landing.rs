//! Where an issue lands in every draw: by those who decide, by all, by the rule, and with the model's own error.

use std::collections::BTreeMap;

use detente_bargain::{DOCUMENTED_ERROR, ModelError, Stake, compromise};
use detente_case::case::Standing;
use detente_chance::{Proportion, Stream, Summary};
use detente_method::Samples;
use detente_method::numbers::{STEP, shown};
use rayon::prelude::*;

use crate::input::RuleInput;
use crate::lower::{CaseIssue, CaseIssues};
use crate::model::Table;

/// Length of the scale of every issue.
pub(crate) const SCALE: f64 = 100.0;
/// Middle of the scale.
pub(crate) const MIDDLE: f64 = SCALE / 2.0;

/// Where an issue lands in one draw, all in 0 to 100.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Placed {
    /// The compromise of those who decide.
    pub landing: f64,
    /// The compromise of all.
    pub all: f64,
    /// What stands without agreement.
    pub reference: Option<f64>,
    /// What the rule makes of it.
    pub ruled: Ruled,
    /// Who must be won (places among all): those whose consent decides under the rule, or who stand where the weight balances. Nobody where
    /// all only influence it.
    pub must: Vec<usize>,
}

/// What a rule of decision makes of the landing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Ruled {
    /// There is no rule and nobody who blocks, or nothing is coded that a proposal would have to beat.
    Open,
    /// Nothing beats what stands.
    Stays,
    /// What passes: the point nearest to the landing, or to the wish of who proposes.
    Passes(f64),
}

/// Which way a landing leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// To the upper end.
    Upper,
    /// To the lower end.
    Lower,
    /// To neither: it lies within a step of the middle.
    Neither,
}

/// Whether anything moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    /// Further than the model's own error.
    Moves,
    /// No further than that, or not at all.
    Stays,
    /// It is not known from what.
    Open,
}

impl Placed {
    /// An issue at the stakes of a draw; `None` where fewer than two actors are left, or none has weight.
    pub fn of(
        issues: &CaseIssues<'_>,
        place: usize,
        stakes: &[Vec<Option<Stake>>],
        reference: Option<f64>,
    ) -> Option<Self> {
        let issue = &issues.issues[place];
        let everybody = Table::of(&stakes[place]);
        let all = compromise(&everybody.line()).filter(|_| !everybody.is_lost())?;
        // One alone decides as it likes; where those who decide have no weight, all count.
        let own = Table::of(&issue.deciding(&stakes[place]));
        let landing = compromise(&own.line()).unwrap_or(all);
        let decided = issue.has_deciders(&stakes[place]);
        let pivots = || own.pivots().into_iter().map(|place| own.who[place]).filter(|_| decided).collect();
        let mut found =
            Self { landing: SCALE * landing, all: SCALE * all, reference, ruled: Ruled::Open, must: Vec::new() };
        let rule = issues.rule(issue, &stakes[place]).or_else(|| consent(issue, &stakes[place]));
        let Some((rule, stands)) = rule.zip(reference) else {
            return Some(Self { must: pivots(), ..found });
        };
        let stands = stands / SCALE;
        let setter = rule.agenda.and_then(|agenda| own.who.iter().position(|who| *who == agenda));
        let wish = setter.map_or(landing, |setter| own.position[setter]);
        let nearest = own.win_set(&rule, stands).into_iter().map(|(low, high)| wish.clamp(low, high));
        let best = nearest.min_by(|a, b| (a - wish).abs().total_cmp(&(b - wish).abs()));
        let better = |best: &f64| setter.is_none() || (best - wish).abs() < (stands - wish).abs();
        found.ruled = best.filter(better).map_or(Ruled::Stays, |best| Ruled::Passes(SCALE * best));
        if decided {
            found.must = own.decisive(&rule, stands, landing >= stands);
        }
        Some(found)
    }

    /// Where it lands: by the rule where there is one.
    pub fn lands(&self) -> f64 {
        match self.ruled {
            Ruled::Open => self.landing,
            Ruled::Stays => self.reference.unwrap_or(self.landing),
            Ruled::Passes(x) => x,
        }
    }

    /// How far that is from what stands, both as they are told.
    pub fn moves(&self) -> Option<f64> {
        between(self.reference, self.lands())
    }

    pub fn group(&self) -> Group {
        grouped(self.moves())
    }

    pub fn side(&self) -> Side {
        match self.lands() - MIDDLE {
            over if over >= STEP * SCALE => Side::Upper,
            over if over <= -STEP * SCALE => Side::Lower,
            _ => Side::Neither,
        }
    }
}

/// How far a place lies from what stands: the difference of the numbers that are told.
fn between(stands: Option<f64>, lands: f64) -> Option<f64> {
    stands.map(|stands| shown(lands, SCALE) - shown(stands, SCALE))
}

fn grouped(moves: Option<f64>) -> Group {
    match moves {
        None => Group::Open,
        Some(by) if by.abs() > DOCUMENTED_ERROR => Group::Moves,
        Some(_) => Group::Stays,
    }
}

/// Where no rule is coded but somebody blocks: whatever those who block all gain by passes.
fn consent(issue: &CaseIssue<'_>, stakes: &[Option<Stake>]) -> Option<RuleInput> {
    let veto: Vec<usize> = issue.blockers().into_iter().filter(|actor| stakes[*actor].is_some()).collect();
    let vote = |(actor, stake): (usize, &Option<Stake>)| {
        let decides = stake.is_some() && issue.standing(actor) != Standing::OnlyInfluences;
        f64::from(u8::from(decides))
    };
    let votes = stakes.iter().enumerate().map(vote).collect();
    // Any vote is enough beside them.
    let quota = f64::MIN_POSITIVE;
    (!veto.is_empty()).then(|| RuleInput { words: String::new(), quota, votes, veto, agenda: None })
}

/// An issue over all draws.
pub(crate) struct Landing {
    /// Its place among the issues.
    pub place: usize,
    /// At the most likely values.
    pub mode: Placed,
    /// Where it lands, over the draws that have an answer.
    pub lands: Summary,
    /// The same by the compromise of all.
    pub all: Summary,
    /// The compromise of those who decide.
    pub compromise: Summary,
    /// In how many draws nothing passes.
    pub stuck: Proportion,
    /// Where it may come to lie with the model's own error.
    pub outcome: Summary,
    /// How often that is above the middle.
    pub above: Proportion,
    /// Who must be won, the most frequent first; in the order of the issues' actors where equal.
    pub must: Vec<(usize, Proportion)>,
}

impl Landing {
    /// Whether nothing passes: in most draws.
    pub fn stays(&self) -> bool {
        self.mode.ruled != Ruled::Open && self.stuck.probability > 0.5
    }

    /// Where it lands, as it is told.
    pub fn told(&self) -> f64 {
        let stands = self.mode.reference.filter(|_| self.stays());
        stands.unwrap_or(self.lands.mean)
    }

    /// How far that is from what most likely stands, both as they are told.
    pub fn moves(&self) -> Option<f64> {
        between(self.mode.reference, self.told())
    }

    /// Whether anything moves.
    pub fn group(&self) -> Group {
        grouped(self.moves())
    }

    /// Whether the most likely values say the same as the draws: only then a change of them turns what is said.
    pub fn is_as_at_mode(&self) -> bool {
        self.group() == self.mode.group() && self.stays() == (self.mode.ruled == Ruled::Stays)
    }

    /// Follows an issue through the draws; `None` where it has no answer at the most likely values or in no draw.
    pub fn of(issues: &CaseIssues<'_>, place: usize, samples: &Samples, draws: usize, seed: u64) -> Option<Self> {
        let order = issues.needed(place);
        let reference = issues.issues[place].reference();
        let at = |value: &(dyn Fn(usize) -> f64 + Sync)| {
            Placed::of(issues, place, &issues.stakes_of(&order, value), reference.map(value))
        };
        let mode = at(&|index| samples.mode(index))?;
        let drawn: Vec<Option<Placed>> =
            (0..draws).into_par_iter().map(|draw| at(&|index| samples.value(index, draw))).collect();
        let stream = Stream::new(seed, &format!("issues/{}/model-error", issues.issues[place].issue.id.text));
        let error = ModelError::Laplace { mean: DOCUMENTED_ERROR };
        let with_error = |(draw, placed): (usize, &Option<Placed>)| {
            placed.as_ref().map_or(f64::NAN, |placed| error.outcome(placed.landing, stream.uniform(draw as u64)))
        };
        let outcome: Vec<f64> = drawn.iter().enumerate().map(with_error).collect();
        let above: Vec<f64> =
            outcome.iter().filter(|x| !x.is_nan()).map(|x| f64::from(u8::from(*x > MIDDLE))).collect();
        let each = |of: fn(&Placed) -> f64| -> Vec<f64> {
            drawn.iter().map(|placed| placed.as_ref().map_or(f64::NAN, of)).collect()
        };
        Some(Self {
            place,
            mode,
            lands: Summary::of(&each(Placed::lands))?,
            all: Summary::of(&each(|placed| placed.all))?,
            compromise: Summary::of(&each(|placed| placed.landing))?,
            stuck: stuck(&drawn)?,
            outcome: Summary::of(&outcome)?,
            above: Proportion::of(&above)?,
            must: most_frequent(&drawn),
        })
    }
}

fn stuck(drawn: &[Option<Placed>]) -> Option<Proportion> {
    let stays = drawn.iter().flatten().map(|placed| f64::from(u8::from(placed.ruled == Ruled::Stays)));
    Proportion::of(&stays.collect::<Vec<f64>>())
}

fn most_frequent(drawn: &[Option<Placed>]) -> Vec<(usize, Proportion)> {
    let mut counts: BTreeMap<usize, u32> = BTreeMap::new();
    drawn.iter().flatten().flat_map(|placed| &placed.must).for_each(|actor| *counts.entry(*actor).or_default() += 1);
    let of = drawn.iter().flatten().count() as u32;
    let mut found: Vec<(usize, u32)> = counts.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    found.into_iter().map(|(actor, count)| (actor, Proportion::counted(count, of))).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use detente_case::{Case, Files, load};
    use detente_method::EffectiveCase;

    use super::super::turns::{Then, turns};
    use super::*;

    /// Three with equal weight: A at 80, B at 20, C at 100, who only influences.
    fn case(issue: &str) -> Case {
        case_with(issue, "decides")
    }

    /// The same with another standing of B.
    fn case_with(issue: &str, standing: &str) -> Case {
        let mut files = Files::default();
        files.insert("case.toml", "[case]\nid = \"x\"\ntitle = \"x\"\nas_of = \"2001\"\n");
        files.insert(
            "actors.csv",
            "id,name,kind,basis,evidence\nA,Aland,state,assumed,\nB,Bland,state,assumed,\nC,Cland,state,assumed,\n",
        );
        let head = "id,question,scale_0,scale_100,reference_low,reference_mode,reference_high,rule,basis,evidence";
        files.insert("issues.csv", format!("{head}\ni,How far?,none,all,{issue},assumed,\n"));
        let head = "id,issue,actor,position_low,position_mode,position_high,salience_low,salience_mode,salience_high,capability_low,capability_mode,capability_high,standing,basis,evidence";
        let row = |id: &str, actor: &str, at: u32, standing: &str| {
            format!("{id},i,{actor},{at},{at},{at},50,50,50,60,60,60,{standing},assumed,\n")
        };
        let rows = [row("P1", "A", 80, ""), row("P2", "B", 20, standing), row("P3", "C", 100, "only-influences")];
        files.insert("positions.csv", format!("{head}\n{}", rows.concat()));
        load(&files).case
    }

    fn placed(case: &Case) -> (Placed, Vec<super::super::turns::Turn>) {
        let reading = EffectiveCase::new(case, None, &[]);
        let issues = CaseIssues::of(&reading);
        let mode = |index: usize| reading.estimate(index).mode();
        let stakes = issues.stakes(&mode);
        let placed = Placed::of(&issues, 0, &stakes, issues.references(&mode)[0]).unwrap();
        let turns = turns(&issues, 0, &placed, &stakes[0]);
        (placed, turns)
    }

    #[test]
    fn a_rule_measures_what_those_who_decide_would_agree_on() {
        let ruled = case("10,10,10,unanimity");
        let (found, turned) = placed(&ruled);
        assert!((found.landing - 50.0).abs() < 1e-9 && (found.all - 200.0 / 3.0).abs() < 1e-9, "{found:?}");
        // B gains as far as the mirror image of what stands, 30; it must be won.
        assert!(matches!(found.ruled, Ruled::Passes(x) if (x - 30.0).abs() < 1e-9), "{found:?}");
        assert_eq!((found.must.as_slice(), found.group(), found.side()), ([1].as_slice(), Group::Stays, Side::Lower));
        assert_eq!((turned[0].from, turned[0].to, turned[0].then), (20.0, 10.0, Then::NothingPasses));
        // What stands lies between the two: nothing beats it for both.
        let (stuck, turned) = placed(&case("40,40,40,unanimity"));
        assert_eq!((stuck.ruled, stuck.lands(), stuck.must.as_slice()), (Ruled::Stays, 40.0, [1].as_slice()));
        assert_eq!((turned[0].to, turned[0].then), (41.0, Then::Passes));
    }

    #[test]
    fn who_only_influences_need_not_be_won() {
        let case = case_with("10,10,10,", "only-influences");
        let (found, _) = placed(&case);
        // A decides alone.
        assert_eq!((found.landing, found.must.as_slice()), (80.0, [0].as_slice()));
        let mut nobody = case;
        nobody.positions.iter_mut().for_each(|row| row.standing = Standing::OnlyInfluences);
        let (found, _) = placed(&nobody);
        assert!((found.landing - found.all).abs() < 1e-9 && found.must.is_empty(), "{found:?}");
    }

    #[test]
    fn distances_are_those_of_the_numbers_that_are_told() {
        // 23.4 from what stands, but from 10 to 33 as it is told.
        let told = |lands: f64| Placed {
            landing: lands,
            all: lands,
            reference: Some(9.6),
            ruled: Ruled::Open,
            must: Vec::new(),
        };
        assert_eq!((told(33.0).moves(), told(33.0).group()), (Some(23.0), Group::Stays));
        assert_eq!((told(33.6).moves(), told(33.6).group()), (Some(24.0), Group::Moves));
    }

    #[test]
    fn nothing_passes_by_which_those_who_block_do_not_gain() {
        let (found, _) = placed(&case_with("10,10,10,", "blocks"));
        assert!(matches!(found.ruled, Ruled::Passes(x) if (x - 30.0).abs() < 1e-9), "{found:?}");
        assert_eq!(found.must, [1]);
        // B stands where nothing need be done: whatever A wants, it says no.
        let (stuck, turned) = placed(&case_with("20,20,20,", "blocks"));
        assert_eq!((stuck.ruled, stuck.must.as_slice(), turned[0].to), (Ruled::Stays, [1].as_slice(), 21.0));
        assert_eq!(placed(&case_with(",,,", "blocks")).0.ruled, Ruled::Open);
    }

    #[test]
    fn without_a_rule_it_leans_and_the_cheapest_change_turns_it() {
        let (found, turned) = placed(&case(",,,"));
        assert_eq!((found.group(), found.side(), found.moves()), (Group::Open, Side::Neither, None));
        // Ten points of one of two equals move the middle by five.
        assert_eq!((turned[0].to - turned[0].from).abs(), 11.0, "{turned:?}");
        let (near, turned) = placed(&case("60,60,60,"));
        assert_eq!((near.group(), near.moves().map(f64::round)), (Group::Stays, Some(-10.0)));
        assert!(turned.iter().all(|turn| turn.then == Then::Moves && (0.0..=SCALE).contains(&turn.to)), "{turned:?}");
        let (far, _) = placed(&case("0,0,0,"));
        assert_eq!(far.group(), Group::Moves);
    }
}
