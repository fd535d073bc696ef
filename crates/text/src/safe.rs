//! Characters that are not what they look like: control, direction, and nothing to see at all.

use std::borrow::Cow;

/// Whether a character commands a terminal, turns the direction of the text around it, or hides in it.
///
/// Tabs and line ends are not among them, nor the joiners and marks of direction that some scripts need to be written rightly
/// (U+200C to U+200F).
pub fn is_unsafe(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => true,
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
        c => c.is_control(),
    }
}

/// The first character of a text that [`is_unsafe`], with its byte.
pub fn first_unsafe(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(_, c)| is_unsafe(*c))
}

/// The text with every unsafe character written out, as `\u{1b}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if first_unsafe(text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_unsafe(c) { shown.extend(c.escape_unicode()) } else { shown.push(c) }
    }
    Cow::Owned(shown)
}

/// The text without characters that no XML 1.0 document may hold: each becomes U+FFFD. Marks such as `<` are left to the writer.
pub fn xml(text: &str) -> Cow<'_, str> {
    let allowed =
        |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    if text.chars().all(allowed) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if allowed(c) { c } else { '\u{fffd}' }).collect())
}

/// A text for a message: visible, on one line, and cut where it is long.
pub fn shortened(text: &str) -> String {
    const MOST: usize = 80;
    let shown = visible(text).replace(['\n', '\r', '\t'], " ");
    match shown.char_indices().nth(MOST) {
        Some((cut, _)) => format!("{}…", &shown[..cut]),
        None => shown,
    }
}

/// Most characters of a message: texts of files are quoted in them.
const LONGEST: usize = 600;

/// A message that can be read: the middle of what is too long is left out, and how much that is is said.
pub fn cut(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST {
        return Cow::Borrowed(text);
    }
    let count = text.chars().count();
    let (head, tail) = (LONGEST * 3 / 4, LONGEST / 4);
    if count <= LONGEST {
        return Cow::Borrowed(text);
    }
    let byte = |place: usize| text.char_indices().nth(place).map_or(text.len(), |(byte, _)| byte);
    let left_out = count - head - tail;
    Cow::Owned(format!("{} … ({left_out} characters left out) … {}", &text[..byte(head)], &text[byte(count - tail)..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_shown_and_scripts_are_left_alone() {
        assert_eq!(visible("a\u{1b}]0;x\u{7}"), "a\\u{1b}]0;x\\u{7}");
        assert_eq!(visible("\u{202e}abc\u{9b}1m"), "\\u{202e}abc\\u{9b}1m");
        for plain in ["Côte d'Ivoire\t1\n", "می\u{200c}خواهم", "日本", "\u{200f}عربي"] {
            assert!(matches!(visible(plain), Cow::Borrowed(_)), "{plain}");
        }
    }

    #[test]
    fn xml_takes_what_it_may_hold() {
        assert_eq!(xml("a\u{1b}b\u{ffff}\tc"), "a\u{fffd}b\u{fffd}\tc");
        assert!(matches!(xml("日本 <x>"), Cow::Borrowed(_)));
    }

    #[test]
    fn long_texts_are_cut_between_letters() {
        assert_eq!(shortened("a\nb"), "a b");
        assert_eq!(shortened(&"é".repeat(300)).chars().count(), 81);
        assert!(matches!(cut(&"é".repeat(600)), Cow::Borrowed(_)));
        let long = format!("`{}` is no number", "é".repeat(1_000_000));
        let found = cut(&long);
        assert!(found.chars().count() < 650 && found.ends_with("` is no number"), "{found}");
        assert!(found.contains("(999415 characters left out)"), "{found}");
    }
}
