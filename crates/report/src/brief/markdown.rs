//! A brief as Markdown, with footnotes.

use std::fmt::Write;

use super::Brief;

/// The brief as Markdown.
pub fn markdown(brief: &Brief) -> String {
    let mut text = format!("# {}\n\nAs of {}. {}\n\n## What we judge\n\n", brief.title, brief.as_of, brief.summary);
    for (place, judgement) in brief.judgements.iter().enumerate() {
        let number = place + 1;
        let _ = writeln!(text, "{number}. {}[^{number}]  \n   *{}*", judgement.verdict, judgement.how_sure);
    }
    for (head, lines) in [("It would change if", &brief.change_if), ("What is weak", &brief.weak)] {
        if !lines.is_empty() {
            let _ = writeln!(text, "\n## {head}\n");
            lines.iter().for_each(|line| text += &format!("- {line}\n"));
        }
    }
    text.push('\n');
    for (place, judgement) in brief.judgements.iter().enumerate() {
        let _ = writeln!(text, "[^{}]: {}", place + 1, judgement.note);
    }
    text + "\n" + &brief.end + "\n"
}
