//! Answers as text and as Markdown. Their sentences are made already; here they are put in order.

use detente_results::{Answer, Expected, Reason, Slot, Wording};

use crate::table::wrap;
use crate::terminal::{WIDTH, heading};

/// The parts of an answer behind its verdict, each with its heading.
fn parts(answer: &Answer) -> [(&'static str, Vec<String>); 4] {
    let reasons = |all: &[Reason]| all.iter().map(|reason| reason.says.text.clone()).collect();
    let weak = answer.weak.iter().map(|weak| weak.text.clone()).collect();
    let expected = answer.expected.iter().map(|one| one.says.text.clone()).collect();
    [
        ("The source", expected),
        ("Because", reasons(&answer.because)),
        ("It would change if", reasons(&answer.change_if)),
        ("What is weak", weak),
    ]
}

fn joined(sentences: &[Wording]) -> String {
    sentences.iter().map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Lines of a verdict that an overview shows.
const LINES: usize = 3;

/// Questions with the headlines of their verdicts, as far as they fit a few lines.
pub(crate) fn verdicts_text(answers: &[Answer]) -> String {
    answers.iter().map(verdict_text).collect()
}

fn verdict_text(answer: &Answer) -> String {
    const INDENT: &str = "\n      ";
    let question = wrap(&answer.question, WIDTH - 6).join(INDENT);
    let headline = answer.verdict.first().map_or("", |headline| headline.text.as_str());
    let mut verdict = wrap(headline, WIDTH - 8);
    if verdict.len() > LINES {
        verdict.truncate(LINES);
        verdict.iter_mut().skip(LINES - 1).for_each(|last| *last += " \u{2026}");
    }
    let source =
        |one: &Expected| INDENT.to_owned() + &wrap(&format!("The source: {}", head(one)), WIDTH - 8).join(INDENT);
    let sources: String = answer.expected.iter().map(source).collect();
    format!("{:<5} \u{1b}[1m{question}\u{1b}[0m{INDENT}{}{sources}\n", answer.id, verdict.join(INDENT))
}

/// Of what the sources conclude the claims and the word; the numbers stand in the whole answer.
fn head(expected: &Expected) -> String {
    let parts = &expected.says.parts;
    let last = parts.iter().rposition(|part| matches!(part.slot, Some(Slot::Claim { .. })));
    let claims: String = parts.iter().take(last.map_or(0, |last| last + 1)).map(|part| part.text.as_str()).collect();
    format!("{claims}: {}", expected.word.word())
}

/// Answers as a person reads them in a terminal.
pub fn answers_text(answers: &[Answer]) -> String {
    answers.iter().map(answer_text).collect::<String>().trim_start().to_owned()
}

fn answer_text(answer: &Answer) -> String {
    let mut text = heading(&format!("{} {}", answer.id, answer.question));
    if let Some(why) = &answer.unasked {
        text += &(wrap(&format!("({why})"), WIDTH).join("\n") + "\n");
    }
    text += &(wrap(&joined(&answer.verdict), WIDTH).join("\n") + "\n");
    for (head, sentences) in parts(answer).iter().filter(|(_, sentences)| !sentences.is_empty()) {
        text += &format!("{head}\n");
        for sentence in sentences {
            text += &(wrap(sentence, WIDTH - 4).join("\n    ") + "\n").replacen("", "  - ", 1);
        }
    }
    text
}

/// Answers as Markdown.
pub fn answers_markdown(answers: &[Answer]) -> String {
    let one = |answer: &Answer| {
        let mut text = format!("## {} {}\n\n", answer.id, answer.question);
        if let Some(why) = &answer.unasked {
            text += &format!("*({why})*\n\n");
        }
        text += &format!("**{}**\n", joined(&answer.verdict));
        for (head, sentences) in parts(answer).iter().filter(|(_, sentences)| !sentences.is_empty()) {
            text += &format!("\n{head}:\n\n");
            sentences.iter().for_each(|sentence| text += &format!("- {sentence}\n"));
        }
        text
    };
    answers.iter().map(one).collect::<Vec<_>>().join("\n")
}
