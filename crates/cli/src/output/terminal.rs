//! The one place where text meets a terminal.
//!
//! Cases are passed around: a name may hold what sets the title of a window, writes the clipboard or turns the line around. What the
//! program itself uses for bold and colours passes, everything else of that kind is shown as what it is.

use std::borrow::Cow;

/// The text as it may be shown.
pub fn shown(text: &str) -> Cow<'_, str> {
    if text.chars().all(may_pass) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = style(rest).max(c.len_utf8());
        if style(rest) > 0 || may_pass(c) {
            safe += &rest[..taken]
        } else {
            safe.extend(c.escape_unicode())
        }
        rest = &rest[taken..];
    }
    Cow::Owned(safe)
}

/// A return alone lets what follows take the place of what was there.
fn may_pass(c: char) -> bool {
    c != '\r' && !detente_text::is_unsafe(c)
}

/// How many bytes at the start are a style that the program uses: bold, underlined, a colour, or the end of one.
fn style(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("\u{1b}[") else { return 0 };
    let Some(end) = rest.find('m') else { return 0 };
    let known = |number: &str| matches!(number.parse::<u8>(), Ok(0 | 1 | 4 | 31..=36 | 91..=96));
    if end < 12 && rest[..end].split(';').all(known) { end + 3 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn styles_pass_and_commands_to_the_terminal_are_shown() {
        for plain in ["a\tb\n", "\u{1b}[1mBold\u{1b}[0m", "\u{1b}[1;31merror\u{1b}[0m: é 東京"] {
            assert_eq!(shown(plain), plain);
        }
        for (text, seen) in [
            ("\u{1b}]0;title\u{7}", "\\u{1b}]0;title\\u{7}"),
            ("\u{1b}[2J", "\\u{1b}[2J"),
            ("\u{1b}[8mhidden", "\\u{1b}[8mhidden"),
            ("\u{9b}2J", "\\u{9b}2J"),
            ("a\rb", "a\\u{d}b"),
            ("a\u{202e}b", "a\\u{202e}b"),
        ] {
            assert_eq!(shown(text), seen);
        }
    }
}
