//! Verdicts in words, each from a certificate that can be checked.

use detente_conflict::{Answer, Arcs, Bits, Case, Certificate, Concept, Step, Verdict, check};
use detente_results::{CertificateResult, RejoinderResult, StepResult};

use detente_method::conflicts::ConflictInput;

/// State numbers from 1.
pub(crate) fn numbers(states: &Bits) -> Vec<usize> {
    states.ones().map(|state| state + 1).collect()
}

pub(crate) fn step(input: &ConflictInput, step: &Step) -> StepResult {
    StepResult { decision_maker: input.decision_makers[step.dm].clone(), state: step.state + 1 }
}

/// Certificates of every verdict on the wanted concepts.
pub fn certificates(input: &ConflictInput, arcs: &Arcs, concepts: &[Concept]) -> Vec<CertificateResult> {
    let ranks = input.ranks();
    let case = Case { space: &input.space, arcs, ranks: &ranks };
    let mut found = Vec::new();
    for &concept in concepts {
        for state in 0..input.space.states() {
            for dm in 0..ranks.len() {
                found.push(result(input, &case.certify(dm, state, concept)));
            }
        }
    }
    found
}

fn result(input: &ConflictInput, certificate: &Certificate) -> CertificateResult {
    let (answers, improvement, reached) = match &certificate.verdict {
        Verdict::Stable(answers) => (answers.as_slice(), None, &[][..]),
        Verdict::Unstable { improvement, reached } => (&[][..], Some(improvement + 1), reached.as_slice()),
    };
    let answer = |answer: &Answer| RejoinderResult {
        improvement: answer.improvement + 1,
        path: answer.path.iter().map(|one| step(input, one)).collect(),
        end: answer.end + 1,
        replies: answer.replies.iter().map(|state| state + 1).collect(),
    };
    CertificateResult {
        decision_maker: input.decision_makers[certificate.dm].clone(),
        state: certificate.state + 1,
        concept: certificate.concept,
        stable: matches!(certificate.verdict, Verdict::Stable(_)),
        answers: answers.iter().map(answer).collect(),
        improvement,
        reached: reached.iter().map(|(state, dm)| step(input, &Step { dm: *dm, state: *state })).collect(),
        text: sentence(input, certificate),
    }
}

/// The certificates in the JSON of a result, or a list of them.
///
/// # Errors
/// What is no such list.
pub fn read_certificates(text: &str) -> Result<Vec<CertificateResult>, serde_json::Error> {
    let value: serde_json::Value = serde_json::from_str(text)?;
    serde_json::from_value(value.get("certificates").unwrap_or(&value).clone())
}

/// Checks certificates against a conflict; how many were sound, or the first that is not.
///
/// # Errors
/// What does not hold.
pub fn check_certificates(input: &ConflictInput, arcs: &Arcs, list: &[CertificateResult]) -> Result<usize, String> {
    let ranks = input.ranks();
    let case = Case { space: &input.space, arcs, ranks: &ranks };
    for certificate in list {
        let told =
            format!("{} at state {} under {}", certificate.decision_maker, certificate.state, certificate.concept);
        let engine =
            engine(input, certificate).ok_or_else(|| format!("{told}: it names what the conflict does not have"))?;
        if engine.concept == Concept::Sim && input.space.mask(0).is_none() {
            return Err(format!("{told}: SIM is not defined for joined or explicit states"));
        }
        check(case, &engine).map_err(|error| format!("{told}: {error}"))?;
        // What the proof lists beside the proof must be what follows from it; the sentence is not a part of it, and may be of another version.
        let plain = |one: &CertificateResult| CertificateResult { text: String::new(), ..one.clone() };
        if plain(&result(input, &engine)) != plain(certificate) {
            return Err(format!("{told}: a list that its verdict does not use is not what the proof says"));
        }
    }
    Ok(list.len())
}

fn engine(input: &ConflictInput, told: &CertificateResult) -> Option<Certificate> {
    let dm = |name: &str| input.decision_makers.iter().position(|dm| dm == name);
    let state = |number: usize| number.checked_sub(1).filter(|state| *state < input.space.states());
    let path = |steps: &[StepResult]| -> Option<Vec<Step>> {
        steps.iter().map(|step| Some(Step { dm: dm(&step.decision_maker)?, state: state(step.state)? })).collect()
    };
    let verdict = if told.stable {
        let answer = |answer: &RejoinderResult| {
            Some(Answer {
                improvement: state(answer.improvement)?,
                path: path(&answer.path)?,
                end: state(answer.end)?,
                replies: answer.replies.iter().map(|number| state(*number)).collect::<Option<_>>()?,
            })
        };
        Verdict::Stable(told.answers.iter().map(answer).collect::<Option<_>>()?)
    } else {
        let reached = path(&told.reached)?.iter().map(|step| (step.state, step.dm)).collect();
        Verdict::Unstable { improvement: state(told.improvement?)?, reached }
    };
    Some(Certificate { dm: dm(&told.decision_maker)?, state: state(told.state)?, concept: told.concept, verdict })
}

/// What a move changes: `takes D, drops M`; where it leads for states without options.
fn change(input: &ConflictInput, from: usize, to: usize) -> String {
    let Some((before, after)) = input.combination(from).zip(input.combination(to)) else {
        return format!("goes to {}", input.label(to));
    };
    let parts = |on: u32, word: &str| {
        let named = input.options.iter().enumerate().filter(move |(option, _)| on >> option & 1 == 1);
        let names: Vec<&str> = named.map(|(_, option)| option.name.as_str()).collect();
        (!names.is_empty()).then(|| format!("{word} {}", names.join(", ")))
    };
    [parts(after & !before, "takes"), parts(before & !after, "drops")]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" and ")
}

/// The verdict in a sentence.
pub(crate) fn sentence(input: &ConflictInput, certificate: &Certificate) -> String {
    let (dm, state) = (&input.decision_makers[certificate.dm], certificate.state);
    match &certificate.verdict {
        Verdict::Stable(answers) if answers.is_empty() => format!("{dm} can reach nothing better by itself."),
        Verdict::Stable(answers) => {
            const SHOWN: usize = 2;
            let told: Vec<String> =
                answers.iter().take(SHOWN).map(|answer| answered(input, certificate, answer)).collect();
            let more = answers.len().saturating_sub(SHOWN);
            let more = if more > 0 { format!(" (and {more} more, answered too)") } else { String::new() };
            format!("{dm} {}{more}.", told.join("; "))
        }
        Verdict::Unstable { improvement, reached } => {
            let why = match certificate.concept {
                Concept::Nash => "",
                Concept::Sim => ": no improvement of others at the same moment leaves it no better",
                Concept::Seq | Concept::Sseq if reached.is_empty() => {
                    ": the others have no move in answer that they gain by"
                }
                _ if reached.is_empty() => ": the others have no move in answer",
                Concept::Gmr => ": nothing that the others can do leaves it no better",
                Concept::Smr => ": nothing that the others can do leaves it no better without a way out",
                Concept::Seq => ": no moves that the others gain by leave it no better",
                Concept::Sseq => ": no moves that the others gain by leave it no better without a way out",
            };
            format!(
                "{dm} {} and is better off at {}{why}.",
                change(input, state, *improvement),
                input.label(*improvement)
            )
        }
    }
}

fn answered(input: &ConflictInput, certificate: &Certificate, answer: &Answer) -> String {
    let simultaneous = certificate.concept == Concept::Sim;
    let mut at = if simultaneous { certificate.state } else { answer.improvement };
    let mut moves = Vec::new();
    for step in &answer.path {
        moves.push(format!("{} {}", input.decision_makers[step.dm], change(input, at, step.state)));
        if !simultaneous {
            at = step.state;
        }
    }
    let (joined, gain) = match certificate.concept {
        Concept::Sim => (" and ", " at the same moment (by itself a gain)"),
        Concept::Seq | Concept::Sseq if moves.len() == 1 => (", then ", " to its own gain"),
        Concept::Seq | Concept::Sseq => (", then ", ", each to its own gain,"),
        _ => (", then ", ""),
    };
    let stuck = if answer.replies.is_empty() { "" } else { " and cannot get out of it" };
    format!(
        "would gain by {} ({}), but then {}{gain} and it ends at {}, no better for it{stuck}",
        input.label(answer.improvement),
        change(input, certificate.state, answer.improvement),
        moves.join(joined),
        input.label(answer.end)
    )
}
