//! Everything a mediator asks of a conflict, in one object.

use std::collections::BTreeMap;

use detente_conflict::{
    Answers, Arcs, Bits, COALITION_CONCEPTS, Case, Concept, Reach, Rule, Stability, coalitions, rank, stability,
};
use detente_results::{
    ConflictResult, InverseQuestion, MoveResult, OptionResult, PathResult, PreferenceResult, StandResult,
    StatementResult, StepResult, StepsResult, VerdictResult,
};

use crate::certificates::{certificates, numbers, sentence, step};
use crate::changes::{critical_preferences_told, wanted};
use crate::follow::known;
use detente_method::conflicts::ConflictInput;

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
    /// Whether to look at coalitions, critical preferences and paths.
    pub whole: bool,
    /// Whether to answer the inverse question for every state: small conflicts only.
    pub wanted: bool,
}

/// The options taken in a state; "several" for a joined state, nothing for a state without options.
fn taken(input: &ConflictInput, state: usize) -> Vec<String> {
    let joined = || if input.options.is_empty() { Vec::new() } else { vec!["several".to_owned()] };
    input.taken(state).unwrap_or_else(joined)
}

/// Analyses a conflict.
pub fn conflict_result(input: &ConflictInput, ask: &ConflictAsk) -> ConflictResult {
    let ranks = input.ranks();
    let found = stability(&input.space, &ranks, &ask.concepts, ask.answers);
    let told = input.is_told() && ask.whole;
    let arcs = if input.is_told() { input.space.arcs().ok() } else { None };
    let equilibria: BTreeMap<Concept, Vec<usize>> =
        ask.concepts.iter().filter_map(|concept| Some((*concept, numbers(&found.equilibria(*concept)?)))).collect();
    let by_dm = |concept: &Concept| -> Option<BTreeMap<String, String>> {
        let cells = found.of(*concept)?.iter().map(Bits::digits);
        Some(input.decision_makers.iter().cloned().zip(cells).collect())
    };
    let stable = ask.concepts.iter().filter_map(|concept| Some((*concept, by_dm(concept)?))).collect();
    let mut result = ConflictResult {
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
        answers: ask.answers,
        equilibria,
        stability: stable,
        seq_or_sim: found.seq_or_sim().map(|states| numbers(&states)),
        coalition_equilibria: BTreeMap::new(),
        preferences: preferences(input, &ranks),
        move_count: 0,
        moves: Vec::new(),
        verdicts: Vec::new(),
        paths: Vec::new(),
        critical_preferences_known: false,
        critical_preferences: Vec::new(),
        inverse: Vec::new(),
        certificates: Vec::new(),
        notes: notes(input, &ranks, &found, &ask.concepts),
    };
    let Some(arcs) = arcs else { return result };
    let moves = moves(input, &arcs, &ranks);
    result.move_count = moves.len();
    if moves.len() <= MOST_MOVES {
        result.moves = moves;
    } else {
        result.notes.push(format!("{} moves are not listed: they are more than {MOST_MOVES}", moves.len()));
    }
    if told && ask.answers == Answers::AnySequence {
        let all = coalitions(&arcs, input.space.states(), &ranks);
        if all.is_none() {
            result.notes.push("coalitions are not looked at: states and decision makers are too many".to_owned());
        }
        let universal = |concept: Concept| Some((concept, numbers(&all.as_ref()?.equilibria(concept)?)));
        let asked = COALITION_CONCEPTS.into_iter().filter(|concept| ask.concepts.contains(concept));
        result.coalition_equilibria = asked.filter_map(universal).collect();
        let case = Case { space: &input.space, arcs: &arcs, ranks: &ranks };
        if proofs(&arcs, input.space.states()) <= MOST_PROOFS {
            result.verdicts = verdicts(input, case, &found, &ask.concepts);
        } else {
            result.notes.push("reasons are not told: moves are too many".to_owned());
        }
        if let Some(start) = input.status_quo {
            let ends = held(input, &found, &ask.concepts);
            result.paths = paths_from(input, &arcs, start, ends.into_iter().filter(|end| *end != start));
        }
        match critical_preferences_told(input, &found) {
            Some(critical_preferences) => {
                result.critical_preferences_known = true;
                result.critical_preferences = critical_preferences;
            }
            None => {
                result.notes.push("what it hangs on is not looked at: moves and statements are too many".to_owned())
            }
        }
    }
    if ask.wanted {
        result.inverse = all_wanted(input, &found);
    }
    if ask.why {
        result.certificates = certificates(input, &arcs, &ask.concepts);
        result.certificates.retain(|certificate| found.of(certificate.concept).is_some());
    }
    result
}

fn options(input: &ConflictInput) -> Vec<OptionResult> {
    let named = |owners: u32| {
        let own = input.decision_makers.iter().enumerate().filter(|(dm, _)| owners >> dm & 1 == 1);
        own.map(|(_, name)| name.clone()).collect()
    };
    let option = |(lever, option): (&detente_conflict::Lever, &super::OptionInput)| OptionResult {
        name: option.name.clone(),
        meaning: option.meaning.clone(),
        owners: named(lever.owners),
        direction: lever.direction,
        claims: option.claims.clone(),
    };
    input.space.levers().iter().zip(&input.options).map(option).collect()
}

fn preferences(input: &ConflictInput, ranks: &[Vec<u32>]) -> Vec<PreferenceResult> {
    let told = input.is_told();
    let statement = |statement: &super::StatementInput| StatementResult {
        text: statement.text.clone(),
        why: statement.why.clone(),
        probability: statement.probability,
        counts: statement.counts,
        path: statement.path.clone(),
        basis: statement.basis,
        claims: statement.claims.clone(),
        met: if told { statement.states.digits() } else { String::new() },
    };
    let one = |dm: usize| {
        let groups = if told { rank::groups(&ranks[dm]) } else { Vec::new() };
        PreferenceResult {
            decision_maker: input.decision_makers[dm].clone(),
            statements: input.preferences[dm].statements().into_iter().map(statement).collect(),
            ranking: groups.into_iter().map(|group| group.into_iter().map(|state| state + 1).collect()).collect(),
        }
    };
    (0..ranks.len()).map(one).collect()
}

fn moves(input: &ConflictInput, arcs: &Arcs, ranks: &[Vec<u32>]) -> Vec<MoveResult> {
    let mut found = Vec::new();
    for (dm, ranks) in ranks.iter().enumerate() {
        for from in 0..input.space.states() {
            for to in arcs.from(dm, from).iter().map(|to| *to as usize) {
                let improves = ranks[to] > ranks[from];
                let decision_maker = input.decision_makers[dm].clone();
                found.push(MoveResult { decision_maker, from: from + 1, to: to + 1, improves });
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
fn all_wanted(input: &ConflictInput, found: &Stability) -> Vec<InverseQuestion> {
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

fn verdicts(input: &ConflictInput, case: Case<'_>, found: &Stability, concepts: &[Concept]) -> Vec<VerdictResult> {
    const MOST: usize = 64;
    let mut states = held(input, found, concepts);
    states.extend(input.status_quo.filter(|start| !states.contains(start)));
    states.sort_unstable();
    states.truncate(MOST);
    let told = |state: usize, dm: usize| {
        let known = || NARROW_FIRST.into_iter().filter(|concept| found.of(*concept).is_some());
        let narrowest = known().find(|concept| found.is_stable(*concept, dm, state) == Some(true));
        let concept = narrowest.or_else(|| known().rfind(|concept| *concept != Concept::Sim))?;
        Some(StandResult {
            decision_maker: input.decision_makers[dm].clone(),
            concept,
            stays: narrowest.is_some(),
            text: sentence(input, &case.certify(dm, state, concept)),
        })
    };
    let verdict = |state: usize| VerdictResult {
        state: state + 1,
        holds_under: concepts
            .iter()
            .filter(|concept| found.equilibria(**concept).is_some_and(|all| all.get(state)))
            .copied()
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
) -> Vec<PathResult> {
    let ranks = input.ranks();
    let any = Reach::from(arcs, start, Rule { movers: u32::MAX, improving: None });
    let better = Reach::from(arcs, start, Rule { movers: u32::MAX, improving: Some(&ranks) });
    let told = |reach: &Reach, end: usize| -> Option<Vec<StepResult>> {
        Some(reach.to(end)?.iter().map(|one| step(input, one)).collect())
    };
    ends.into_iter()
        .map(|end| PathResult {
            from: start + 1,
            to: end + 1,
            moves: told(&any, end),
            improvements: told(&better, end),
        })
        .collect()
}

/// Where moves lead from `start`, nobody moving twice in succession.
pub fn steps_from(input: &ConflictInput, arcs: &Arcs, start: usize) -> StepsResult {
    let ranks = input.ranks();
    let by_length = |improving| -> Vec<Vec<usize>> {
        let reach = Reach::from(arcs, start, Rule { movers: u32::MAX, improving });
        let others = |states: Vec<usize>| states.into_iter().filter(|state| *state != start).map(|s| s + 1).collect();
        reach.by_length().into_iter().map(others).filter(|states: &Vec<usize>| !states.is_empty()).collect()
    };
    StepsResult { from: start + 1, moves: by_length(None), improvements: by_length(Some(ranks.as_slice())) }
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
