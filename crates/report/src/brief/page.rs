//! A brief as a page that prints on two sheets of A4.

use super::Brief;

const STYLE: &str = include_str!("brief.css");

/// Text that a page or a document shows as it is.
pub(super) fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => shown += "&amp;",
            '<' => shown += "&lt;",
            '>' => shown += "&gt;",
            '"' => shown += "&quot;",
            // XML has no letters for these.
            control if control.is_control() && !matches!(control, '\n' | '\t') => {}
            other => shown.push(other),
        }
    }
    shown
}

/// The brief as one page of HTML.
pub fn page(brief: &Brief) -> String {
    let judgement = |(place, one): (usize, &super::Judgement)| {
        let number = place + 1;
        format!(
            "<li><p>{}<sup><a href=\"#note-{number}\" id=\"at-{number}\">{number}</a></sup></p><p class=\"sure\">{}</p></li>\n",
            escaped(&one.verdict),
            escaped(&one.how_sure)
        )
    };
    let note = |(place, one): (usize, &super::Judgement)| {
        let number = place + 1;
        format!("<li id=\"note-{number}\"><a href=\"#at-{number}\">{number}</a> {}</li>\n", escaped(&one.note))
    };
    let judgements: String = brief.judgements.iter().enumerate().map(judgement).collect();
    let notes: String = brief.judgements.iter().enumerate().map(note).collect();
    let [title, as_of, summary, end] =
        [&brief.title, &brief.as_of, &brief.summary, &brief.end].map(|text| escaped(text));
    let [changes, weak] = [("It would change if", &brief.change_if), ("What is weak", &brief.weak)]
        .map(|(head, lines)| listed(head, lines));
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{title}</title>\
         <style>{STYLE}</style></head>\n<body><main>\n\
         <p class=\"head\"><span>Brief</span><span>As of {as_of}</span></p>\n<h1>{title}</h1>\n\
         <p class=\"lede\">{summary}</p>\n<h2>What we judge</h2>\n<ol class=\"judged\">\n{judgements}</ol>\n\
         {changes}{weak}<ol class=\"notes\">\n{notes}</ol>\n<p class=\"end\">{end}</p>\n</main></body></html>\n"
    )
}

fn listed(head: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let items: String = lines.iter().map(|line| format!("<li>{}</li>\n", escaped(line))).collect();
    format!("<h2>{head}</h2>\n<ul>\n{items}</ul>\n")
}
