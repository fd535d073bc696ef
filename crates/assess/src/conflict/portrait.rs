//! Everything a mediator asks of a conflict, in one object.

use std::collections::BTreeMap;

use detente_conflict::{
    Answers, Arcs, Bits, COALITION_CONCEPTS, Case, Concept, Direction, Reach, Rule, Stability, coalitions, rank,
    stability,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::assessment::Token;
use crate::conflict::changes::{HingePortrait, WantedPortrait, hinges_told, wanted};
use crate::conflict::doubt::ConflictDoubt;
use crate::conflict::follow::known;
use crate::conflict::input::ConflictInput;
use crate::conflict::told::{CertificatePortrait, StepPortrait, certificates, sentence, step};

/// Moves up to which they are listed one by one.
const MOST_MOVES: usize = 4000;

/// Moves looked at in proofs at most.
pub const MOST_PROOFS: u64 = 2_000_000_000;

/// Moves that one proof for every state and decision maker looks at: a flood over all moves for each improvement.
pub fn proofs(arcs: &Arcs, states: usize) -> u64 {
    let arcs = arcs.len() as u64;
    arcs.saturating_mul(arcs).saturating_mul(states.min(64) as u64) / states as u64
}

/// What to find out.
#[derive(Debug, Clone)]
pub struct ConflictAsk {
    /// Concepts.
    pub concepts: Vec<Concept>,
    /// How long an answer of several may be.
    pub answers: Answers,
    /// Whether to prove every verdict.
    pub why: bool,
    /// Whether to look at coalitions, hinges and paths.
    pub whole: bool,
    /// Whether to answer the inverse question for every state: small conflicts only.
    pub wanted: bool,
}

/// A conflict and who holds still where; states are numbered from 1.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct ConflictPortrait {
    /// Its id or name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub text: String,
    /// The question to answer.
    pub question: String,
    /// Decision makers.
    pub decision_makers: Vec<String>,
    /// Options.
    pub options: Vec<OptionPortrait>,
    /// How many states can occur.
    pub state_count: usize,
    /// Names of the states; empty where there are very many.
    pub states: Vec<String>,
    /// Options taken, by state; empty for joined and explicit states.
    pub taken: Vec<Vec<String>>,
    /// The state at the start.
    pub status_quo: Option<usize>,
    /// "any sequence" or, not by the definition, "single pass".
    pub answers: Token,
    /// States that hold everybody, by concept.
    pub equilibria: BTreeMap<Token, Vec<usize>>,
    /// For each concept and decision maker one digit per state: 1 where it holds.
    pub stability: BTreeMap<Token, BTreeMap<String, String>>,
    /// States in which each is held by SEQ or by SIM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seq_or_sim: Option<Vec<usize>>,
    /// States that hold every coalition as well, by concept.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub coalition_equilibria: BTreeMap<Token, Vec<usize>>,
    /// Preferences.
    pub preferences: Vec<PreferencePortrait>,
    /// How many moves there are, where states are told one by one.
    pub move_count: usize,
    /// Moves, where there are not too many.
    pub moves: Vec<MovePortrait>,
    /// The start and every state that holds everybody, told.
    pub verdicts: Vec<VerdictPortrait>,
    /// From the start to every state that holds everybody.
    pub paths: Vec<PathPortrait>,
    /// What single changes do to the states that hold everybody.
    pub hinges: Vec<HingePortrait>,
    /// What would make other states hold everybody under Nash, where asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wanted: Vec<WantedPortrait>,
    /// Proofs of all verdicts, where asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<CertificatePortrait>,
    /// What is odd about the conflict.
    pub notes: Vec<String>,
}

/// What is answered of a conflict: its portrait, and how surely where statements and orders are drawn.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct ConflictAnswer {
    /// The conflict as it is given.
    #[serde(flatten)]
    pub portrait: ConflictPortrait,
    /// What is left of it over the draws, where asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubt: Option<ConflictDoubt>,
    /// Its name, where a file or case has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// The answers to several conflicts.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct ConflictAnswers {
    /// One a conflict.
    pub cases: Vec<ConflictAnswer>,
}

/// Where the moves lead from a state; states are numbered from 1.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct FromPortrait {
    /// From.
    pub from: usize,
    /// Its name.
    pub label: String,
    /// Entry k holds the states first reached in k + 1 moves.
    pub moves: Vec<Vec<usize>>,
    /// The same by moves that each mover gains by.
    pub improvements: Vec<Vec<usize>>,
    /// States that hold everybody, by concept.
    pub equilibria: BTreeMap<Token, Vec<usize>>,
    /// The ways to other states.
    pub paths: Vec<PathPortrait>,
}

/// An option.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct OptionPortrait {
    /// Its name.
    pub name: String,
    /// What it means.
    pub meaning: String,
    /// Who can change it.
    pub owners: Vec<String>,
    /// "both", "on only" or "off only".
    pub direction: Token,
    /// Claims it rests on.
    pub claims: Vec<String>,
}

/// How a decision maker ranks the states.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct PreferencePortrait {
    /// The decision maker.
    pub decision_maker: String,
    /// Its statements, the most important first; empty where states are ranked directly.
    pub statements: Vec<StatementPortrait>,
    /// Groups of states, best first; empty where there are very many.
    pub ranking: Vec<Vec<usize>>,
}

/// A statement.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct StatementPortrait {
    /// As written.
    pub text: String,
    /// Why it is held.
    pub why: String,
    /// Probability of holding.
    pub probability: f64,
    /// Whether it holds when everything stands at its most likely value.
    pub counts: bool,
    /// Path of the probability, in a case.
    pub path: String,
    /// Basis, in a case.
    pub basis: Token,
    /// Claims it rests on.
    pub claims: Vec<String>,
    /// One digit per state: 1 where it is met; empty where there are very many.
    pub met: String,
}

/// A move.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct MovePortrait {
    /// Who moves.
    pub decision_maker: String,
    /// From.
    pub from: usize,
    /// To.
    pub to: usize,
    /// Whether the mover is better off there.
    pub improves: bool,
}

/// A state, told decision maker by decision maker.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct VerdictPortrait {
    /// The state.
    pub state: usize,
    /// Concepts under which it holds everybody.
    pub holds_under: Vec<Token>,
    /// Why each decision maker stays or goes: the concept that is told, and the sentence.
    pub told: Vec<ToldPortrait>,
}

/// Why a decision maker stays or goes.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct ToldPortrait {
    /// The decision maker.
    pub decision_maker: String,
    /// The narrowest concept under which it stays; the widest when it stays under none.
    pub concept: Token,
    /// Whether it stays.
    pub stays: bool,
    /// The sentence.
    pub text: String,
}

/// Ways from a state to another.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct PathPortrait {
    /// From.
    pub from: usize,
    /// To.
    pub to: usize,
    /// A shortest sequence of moves; absent when no sequence leads there.
    pub moves: Option<Vec<StepPortrait>>,
    /// A shortest sequence of improvements of those who move; absent when none leads there.
    pub improvements: Option<Vec<StepPortrait>>,
}

/// The options taken in a state; "several" for a joined state, nothing for a state without options.
fn taken(input: &ConflictInput, state: usize) -> Vec<String> {
    let joined = || if input.options.is_empty() { Vec::new() } else { vec!["several".to_owned()] };
    input.taken(state).unwrap_or_else(joined)
}

/// State numbers from 1.
pub(crate) fn numbers(states: &Bits) -> Vec<usize> {
    states.ones().map(|state| state + 1).collect()
}

/// Analyses a conflict.
pub fn conflict_portrait(input: &ConflictInput, ask: &ConflictAsk) -> ConflictPortrait {
    let ranks = input.ranks();
    let found = stability(&input.space, &ranks, &ask.concepts, ask.answers);
    let told = input.is_told() && ask.whole;
    let arcs = if input.is_told() { input.space.arcs().ok() } else { None };
    let equilibria: BTreeMap<&'static str, Vec<usize>> = ask
        .concepts
        .iter()
        .filter_map(|concept| Some((concept.word(), numbers(&found.equilibria(*concept)?))))
        .collect();
    let by_dm = |concept: &Concept| -> Option<BTreeMap<String, String>> {
        let cells = found.of(*concept)?.iter().map(Bits::digits);
        Some(input.decision_makers.iter().cloned().zip(cells).collect())
    };
    let stable = ask.concepts.iter().filter_map(|concept| Some((concept.word().into(), by_dm(concept)?))).collect();
    let mut portrait = ConflictPortrait {
        id: input.id.clone(),
        title: input.title.clone(),
        text: input.text.clone(),
        question: input.question.clone(),
        decision_makers: input.decision_makers.clone(),
        options: options(input),
        state_count: input.space.states(),
        states: if input.is_told() { (0..input.space.states()).map(|s| input.label(s)).collect() } else { Vec::new() },
        taken: if input.is_told() { (0..input.space.states()).map(|s| taken(input, s)).collect() } else { Vec::new() },
        status_quo: input.status_quo.map(|state| state + 1),
        answers: if ask.answers == Answers::AnySequence { "any sequence" } else { "single pass" }.into(),
        equilibria: equilibria.into_iter().map(|(concept, states)| (concept.into(), states)).collect(),
        stability: stable,
        seq_or_sim: found.seq_or_sim().map(|states| numbers(&states)),
        coalition_equilibria: BTreeMap::new(),
        preferences: preferences(input, &ranks),
        move_count: 0,
        moves: Vec::new(),
        verdicts: Vec::new(),
        paths: Vec::new(),
        hinges: Vec::new(),
        wanted: Vec::new(),
        certificates: Vec::new(),
        notes: notes(input, &ranks, &found, &ask.concepts),
    };
    let Some(arcs) = arcs else { return portrait };
    let moves = moves(input, &arcs, &ranks);
    portrait.move_count = moves.len();
    if moves.len() <= MOST_MOVES {
        portrait.moves = moves;
    } else {
        portrait.notes.push(format!("{} moves are not listed: they are more than {MOST_MOVES}", moves.len()));
    }
    if told && ask.answers == Answers::AnySequence {
        let all = coalitions(&arcs, input.space.states(), &ranks);
        if all.is_none() {
            portrait.notes.push("coalitions are not looked at: states and decision makers are too many".to_owned());
        }
        let universal = |concept: Concept| Some((concept.word().into(), numbers(&all.as_ref()?.equilibria(concept)?)));
        let asked = COALITION_CONCEPTS.into_iter().filter(|concept| ask.concepts.contains(concept));
        portrait.coalition_equilibria = asked.filter_map(universal).collect();
        let case = Case { space: &input.space, arcs: &arcs, ranks: &ranks };
        if proofs(&arcs, input.space.states()) <= MOST_PROOFS {
            portrait.verdicts = verdicts(input, case, &found, &ask.concepts);
        } else {
            portrait.notes.push("reasons are not told: moves are too many".to_owned());
        }
        if let Some(start) = input.status_quo {
            let ends = held(input, &found, &ask.concepts);
            portrait.paths = paths_from(input, &arcs, start, ends.into_iter().filter(|end| *end != start));
        }
        match hinges_told(input, &found) {
            Some(hinges) => portrait.hinges = hinges,
            None => {
                portrait.notes.push("what it hangs on is not looked at: moves and statements are too many".to_owned())
            }
        }
    }
    if ask.wanted {
        portrait.wanted = all_wanted(input, &found);
    }
    if ask.why {
        portrait.certificates = certificates(input, &arcs, &ask.concepts);
        portrait.certificates.retain(|certificate| found.of(certificate.concept).is_some());
    }
    portrait
}

fn options(input: &ConflictInput) -> Vec<OptionPortrait> {
    let named = |owners: u32| {
        let own = input.decision_makers.iter().enumerate().filter(|(dm, _)| owners >> dm & 1 == 1);
        own.map(|(_, name)| name.clone()).collect()
    };
    let option = |(lever, option): (&detente_conflict::Lever, &super::OptionInput)| OptionPortrait {
        name: option.name.clone(),
        meaning: option.meaning.clone(),
        owners: named(lever.owners),
        direction: match lever.direction {
            Direction::Both => "both",
            Direction::OnOnly => "on only",
            Direction::OffOnly => "off only",
        }
        .into(),
        claims: option.claims.clone(),
    };
    input.space.levers().iter().zip(&input.options).map(option).collect()
}

fn preferences(input: &ConflictInput, ranks: &[Vec<u32>]) -> Vec<PreferencePortrait> {
    let told = input.is_told();
    let statement = |statement: &super::StatementInput| StatementPortrait {
        text: statement.text.clone(),
        why: statement.why.clone(),
        probability: statement.probability,
        counts: statement.counts,
        path: statement.path.clone(),
        basis: statement.basis.into(),
        claims: statement.claims.clone(),
        met: if told { statement.states.digits() } else { String::new() },
    };
    let one = |dm: usize| {
        let groups = if told { rank::groups(&ranks[dm]) } else { Vec::new() };
        PreferencePortrait {
            decision_maker: input.decision_makers[dm].clone(),
            statements: input.preferences[dm].statements().into_iter().map(statement).collect(),
            ranking: groups.into_iter().map(|group| group.into_iter().map(|state| state + 1).collect()).collect(),
        }
    };
    (0..ranks.len()).map(one).collect()
}

fn moves(input: &ConflictInput, arcs: &Arcs, ranks: &[Vec<u32>]) -> Vec<MovePortrait> {
    let mut found = Vec::new();
    for (dm, ranks) in ranks.iter().enumerate() {
        for from in 0..input.space.states() {
            for to in arcs.from(dm, from).iter().map(|to| *to as usize) {
                let improves = ranks[to] > ranks[from];
                let decision_maker = input.decision_makers[dm].clone();
                found.push(MovePortrait { decision_maker, from: from + 1, to: to + 1, improves });
            }
        }
    }
    found
}

/// States that hold everybody under some concept.
fn held(input: &ConflictInput, found: &Stability, concepts: &[Concept]) -> Vec<usize> {
    let holds = |state: &usize| concepts.iter().any(|c| found.equilibria(*c).is_some_and(|all| all.get(*state)));
    (0..input.space.states()).filter(holds).collect()
}

/// The inverse question for the states that do not hold everybody under Nash: for all of them in a small conflict, for those
/// that hold under a wider concept otherwise.
fn all_wanted(input: &ConflictInput, found: &Stability) -> Vec<WantedPortrait> {
    const SMALL: usize = 16;
    let small = input.space.states() <= SMALL;
    let Some(nash) = found.equilibria(Concept::Nash) else { return Vec::new() };
    let states = if small { (0..input.space.states()).collect() } else { held(input, found, &Concept::ALL) };
    let asked = states.into_iter().filter(|state| !nash.get(*state));
    asked.map(|state| wanted(input, state, Concept::Nash, if small { 2 } else { 1 })).collect()
}

/// From the narrowest to the widest.
const NARROW_FIRST: [Concept; 6] =
    [Concept::Nash, Concept::Sseq, Concept::Seq, Concept::Smr, Concept::Gmr, Concept::Sim];

fn verdicts(input: &ConflictInput, case: Case<'_>, found: &Stability, concepts: &[Concept]) -> Vec<VerdictPortrait> {
    const MOST: usize = 64;
    let mut states = held(input, found, concepts);
    states.extend(input.status_quo.filter(|start| !states.contains(start)));
    states.sort_unstable();
    states.truncate(MOST);
    let told = |state: usize, dm: usize| {
        let known = || NARROW_FIRST.into_iter().filter(|concept| found.of(*concept).is_some());
        let narrowest = known().find(|concept| found.is_stable(*concept, dm, state) == Some(true));
        let concept = narrowest.or_else(|| known().rfind(|concept| *concept != Concept::Sim))?;
        Some(ToldPortrait {
            decision_maker: input.decision_makers[dm].clone(),
            concept: concept.word().into(),
            stays: narrowest.is_some(),
            text: sentence(input, &case.certify(dm, state, concept)),
        })
    };
    let verdict = |state: usize| VerdictPortrait {
        state: state + 1,
        holds_under: concepts
            .iter()
            .filter(|concept| found.equilibria(**concept).is_some_and(|all| all.get(state)))
            .map(|concept| concept.word().into())
            .collect(),
        told: (0..input.decision_makers.len()).filter_map(|dm| told(state, dm)).collect(),
    };
    states.into_iter().map(verdict).collect()
}

/// Ways from `start` to each of `ends`, by any moves and by improvements.
pub fn paths_from(
    input: &ConflictInput,
    arcs: &Arcs,
    start: usize,
    ends: impl IntoIterator<Item = usize>,
) -> Vec<PathPortrait> {
    let ranks = input.ranks();
    let any = Reach::from(arcs, start, Rule { movers: u32::MAX, improving: None });
    let better = Reach::from(arcs, start, Rule { movers: u32::MAX, improving: Some(&ranks) });
    let told = |reach: &Reach, end: usize| -> Option<Vec<StepPortrait>> {
        Some(reach.to(end)?.iter().map(|one| step(input, one)).collect())
    };
    ends.into_iter()
        .map(|end| PathPortrait {
            from: start + 1,
            to: end + 1,
            moves: told(&any, end),
            improvements: told(&better, end),
        })
        .collect()
}

/// Where moves lead from a state: entry k holds the states first reached in k + 1 moves.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct StepsPortrait {
    /// From.
    pub from: usize,
    /// By any moves.
    pub moves: Vec<Vec<usize>>,
    /// By moves that each mover gains by.
    pub improvements: Vec<Vec<usize>>,
}

/// Where moves lead from `start`, nobody moving twice in succession.
pub fn steps_from(input: &ConflictInput, arcs: &Arcs, start: usize) -> StepsPortrait {
    let ranks = input.ranks();
    let by_length = |improving| -> Vec<Vec<usize>> {
        let reach = Reach::from(arcs, start, Rule { movers: u32::MAX, improving });
        let others = |states: Vec<usize>| states.into_iter().filter(|state| *state != start).map(|s| s + 1).collect();
        reach.by_length().into_iter().map(others).filter(|states: &Vec<usize>| !states.is_empty()).collect()
    };
    StepsPortrait { from: start + 1, moves: by_length(None), improvements: by_length(Some(ranks.as_slice())) }
}

/// What is odd: statements that say nothing, decision makers who do not care, concepts that have no answer.
fn notes(input: &ConflictInput, ranks: &[Vec<u32>], found: &Stability, concepts: &[Concept]) -> Vec<String> {
    let mut notes = Vec::new();
    for concept in concepts.iter().filter(|concept| found.of(**concept).is_none()) {
        let defined = known(input, &[*concept]).contains(concept);
        let why = if defined {
            "too many combinations"
        } else {
            "not defined for joined states and for states without options"
        };
        notes.push(format!("{concept} is left out: {why}"));
    }
    for ((dm, preference), ranks) in input.decision_makers.iter().zip(&input.preferences).zip(ranks) {
        for statement in preference.statements() {
            let met = statement.states.count();
            if met == 0 || met == input.space.states() {
                let where_to = if met == 0 { "in no state" } else { "in every state" };
                notes.push(format!("{dm}: `{}` is met {where_to} and says nothing", statement.text));
            }
        }
        if ranks.len() > 1 && ranks.iter().all(|rank| *rank == ranks[0]) {
            notes.push(format!("{dm} finds every state equally good"));
        }
    }
    notes
}
