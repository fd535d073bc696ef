//! "Did you mean": the nearest known name to one that is unknown.

/// Longest name, in characters, for which a near one is looked for.
const LONGEST: usize = 200;

/// The candidate nearest to `name` (Damerau-Levenshtein distance, at most a third of its length and at least one edit).
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    if length > LONGEST {
        return None;
    }
    let limit = (length / 3).max(1);
    let lower = name.to_lowercase();
    // What is so much longer or shorter is not near, and measuring it takes memory by the product of the lengths.
    let near = |candidate: &str| candidate.len() <= 4 * LONGEST && candidate.chars().count().abs_diff(length) <= limit;
    let ranked = candidates.into_iter().filter(|candidate| *candidate != name && near(candidate));
    ranked
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// The hint that goes with [`nearest`].
pub fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(name, candidates).map(meant)
}

/// The hint that names what was perhaps meant.
pub fn meant(name: impl std::fmt::Display) -> String {
    format!("did you mean `{name}`?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_offered_and_far_ones_are_not() {
        assert_eq!(nearest("evidnce", ["evidence", "locator"]), Some("evidence"));
        assert_eq!(nearest("jpn", ["JPN", "USA"]), Some("JPN"));
        assert_eq!(nearest("colour", ["evidence", "locator"]), None);
        let long = "x".repeat(1_000_000);
        assert_eq!((nearest(&long, [format!("{long}y").as_str()]), nearest("colour", [long.as_str()])), (None, None));
    }
}
