//! Documents: paragraphs, their fingerprints, and the pages derived from marks.

use detente_chance::fnv1a;
use unicode_normalization::UnicodeNormalization;

/// The paragraphs of a text document: its non-empty lines, in order.
pub fn paragraphs(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// 64-bit fingerprint of a paragraph that spelling of quotes, dashes, case and spaces does not change (NFKC, lower
/// case, one form of quotes and dashes, single spaces; FNV-1a).
pub fn fingerprint(paragraph: &str) -> u64 {
    let normal: String = paragraph.nfkc().flat_map(char::to_lowercase).map(plain).collect();
    let words: String = normal.split_whitespace().flat_map(|word| [word, " "]).collect();
    fnv1a(&words)
}

fn plain(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '`' | '\u{b4}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other => other,
    }
}

/// Where a page mark belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Marker {
    /// The number stands at the end of its page.
    #[default]
    End,
    /// The number stands at the start of its page.
    Start,
}

/// The page marks of a source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageMap {
    /// Where marks belong: one setting for the whole source.
    pub marker: Marker,
    /// (paragraph that holds the mark, page number), in order of paragraphs.
    pub marks: Vec<(u32, u32)>,
}

impl PageMap {
    /// The page on which a paragraph stands; `None` without marks or for a paragraph that is a mark itself.
    pub fn page(&self, paragraph: u32) -> Option<u32> {
        if self.marks.iter().any(|(mark, _)| *mark == paragraph) {
            return None;
        }
        let before = self.marks.iter().rev().find(|(mark, _)| *mark < paragraph);
        let after = self.marks.iter().find(|(mark, _)| *mark > paragraph);
        match (self.marker, before, after) {
            (Marker::End, _, Some((_, page))) | (Marker::Start, Some((_, page)), _) => Some(*page),
            (Marker::End, Some((_, page)), None) => Some(page + 1),
            (Marker::Start, None, Some((_, page))) => page.checked_sub(1),
            (_, None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_are_no_paragraphs() {
        assert_eq!(paragraphs("a\r\n\n  \n b \nc"), ["a", "b", "c"]);
    }

    #[test]
    fn spelling_of_marks_does_not_change_a_fingerprint_and_words_do() {
        assert_eq!(
            fingerprint("The \u{201c}shield\u{201d} \u{2013} it  Grows"),
            fingerprint("the \"shield\" - it grows")
        );
        assert_ne!(fingerprint("the shield grows"), fingerprint("the shield shrinks"));
        assert_ne!(fingerprint("ab c"), fingerprint("a bc"));
    }

    #[test]
    fn one_setting_moves_every_page_by_one() {
        let marks = vec![(14, 48), (26, 49), (40, 50)];
        let ends = PageMap { marker: Marker::End, marks: marks.clone() };
        let starts = PageMap { marker: Marker::Start, marks };
        for (paragraph, page) in [(1, 48), (13, 48), (15, 49), (27, 50), (41, 51), (53, 51)] {
            assert_eq!((ends.page(paragraph), starts.page(paragraph)), (Some(page), Some(page - 1)));
        }
        assert_eq!(ends.page(14), None);
        assert_eq!(PageMap::default().page(3), None);
    }
}
