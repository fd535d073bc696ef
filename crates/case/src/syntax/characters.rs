//! Characters that are not what they look like: they command a terminal, hide, or turn the text around them.

use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::files::Place;

/// One finding for a text that holds such a character.
pub(crate) fn check(text: &str, place: &Place, findings: &mut Diagnostics) {
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) {
        return;
    }
    if let Some(c) = text.chars().find(|c| commands(*c)) {
        let message = format!("the text holds the control character U+{:04X}", u32::from(c));
        let hint = "take it out: it can command a terminal, and no file made from the case may hold it".to_owned();
        findings.add_with_hint(codes::CONTROL, place, message, hint);
    } else if let Some(c) = text.chars().find(|c| hides(*c, text)) {
        let message = format!("the text holds the invisible character U+{:04X}, {}", u32::from(c), what(c));
        let hint = "take it out, unless the script of the text needs it there".to_owned();
        findings.add_with_hint(codes::HIDDEN, place, message, hint);
    }
}

fn commands(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n')
}

fn hides(c: char, text: &str) -> bool {
    match c {
        // Joiners and marks of direction are letters of some scripts, and of pictures.
        '\u{200c}'..='\u{200f}' | '\u{61c}' | '\u{180e}' => !text.chars().any(needs_marks),
        '\t' | '\n' | '\r' => false,
        c => detente_text::is_unsafe(c),
    }
}

/// Letters of scripts that are written with joiners or marks of direction: Hebrew, Arabic and their neighbours, the scripts of India and
/// South-East Asia, Mongolian; and pictures.
fn needs_marks(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{60b}' | '\u{61d}'..='\u{8ff}' | '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1800}'..='\u{180d}'
        | '\u{1820}'..='\u{18af}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{2600}'..='\u{27bf}' | '\u{1e900}'..='\u{1e95f}'
        | '\u{1f000}'..='\u{1faff}')
}

fn what(c: char) -> &'static str {
    match c {
        '\u{ad}' => "a soft hyphen",
        '\u{200e}' | '\u{200f}' | '\u{61c}' => "a mark of direction",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "which turns the direction of the text",
        '\u{2028}' | '\u{2029}' => "an end of a line or paragraph",
        '\u{200c}' | '\u{200d}' => "a joiner",
        _ => "which has no width",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<&'static str> {
        let mut findings = Diagnostics::default();
        check(text, &Place::new("a.csv", 0..1), &mut findings);
        findings.sorted().first().map(|found| found.code.as_str())
    }

    #[test]
    fn commands_are_errors_and_what_hides_is_told() {
        for text in ["Ar\u{1b}[2Jland", "a\u{9b}1m", "a\u{7}", "\u{7f}", "a\u{0}b"] {
            assert_eq!(code(text), Some("F127"), "{text:?}");
        }
        for text in [
            "\u{202e}dnalrA",
            "Ar\u{200b}land",
            "a\u{2066}b\u{2069}",
            "co\u{ad}operate",
            "Ar\u{200d}land",
            "A\u{200f}B",
        ] {
            assert_eq!(code(text), Some("F128"), "{text:?}");
        }
        for text in [
            "Ārland",
            "a\tb\nc",
            "می\u{200c}خواهم",
            "\u{200f}عربي",
            "שלום\u{200e} (USA)",
            "क\u{94d}\u{200d}ष",
            "👩\u{200d}💻",
            "日本",
        ] {
            assert_eq!(code(text), None, "{text:?}");
        }
    }
}
