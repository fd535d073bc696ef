//! Names that a reader would take for one another.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_security::skeleton as confusable;

use crate::safe::is_unsafe;

/// What a name looks like: without case, spaces at its ends, doubled spaces and hidden characters, accents composed, letters of other
/// alphabets replaced by those they look like (Unicode Technical Standard 39). Names with one skeleton look the same.
pub fn skeleton(name: &str) -> String {
    let seen: String = name.chars().filter(|c| !is_unsafe(*c) && !matches!(c, '\u{200c}'..='\u{200f}')).collect();
    // Case first and last: a capital of one alphabet may look like a small letter of another.
    let words: Vec<&str> = seen.split_whitespace().collect();
    let folded: String = words.join(" ").nfkc().flat_map(char::to_lowercase).collect();
    confusable(&folded).flat_map(char::to_lowercase).nfc().collect()
}

/// Groups of names with one skeleton, each name once, in the order of their skeletons; only groups of two and more.
pub fn look_alikes<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Vec<&'a str>> {
    let mut groups: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for name in names {
        let group = groups.entry(skeleton(name)).or_default();
        if !group.contains(&name) {
            group.push(name);
        }
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_composition_and_other_alphabets_make_no_difference() {
        for (one, other) in [
            ("usa", "USA"),
            ("Côte", "Co\u{302}te"),
            ("Japan ", " Japan"),
            ("Ja\u{200b}pan", "Japan"),
            ("North  Korea", "North Korea"),
        ] {
            assert_eq!(skeleton(one), skeleton(other), "{one} {other}");
        }
        // A Cyrillic А for a Latin A.
        assert_eq!(skeleton("\u{410}RL"), skeleton("ARL"));
        for (one, other) in [("Iran", "Iraq"), ("Niger", "Nigeria"), ("Peru", "Péru"), ("中国", "日本"), ("S1", "S2")]
        {
            assert_ne!(skeleton(one), skeleton(other), "{one} {other}");
        }
        assert_eq!(look_alikes(["USA", "JPN", "usa", "USA"]), [vec!["USA", "usa"]]);
    }
}
