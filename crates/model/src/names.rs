//! "Did you mean": the nearest known name to one that is unknown.

/// The candidate nearest to `name` (Damerau-Levenshtein distance, at most a third of its length and at least one edit).
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (name.chars().count() / 3).max(1);
    let lower = name.to_lowercase();
    let ranked = candidates.into_iter().filter(|candidate| *candidate != name);
    ranked
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// The hint that goes with [`nearest`].
pub(crate) fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(name, candidates).map(|candidate| format!("did you mean `{candidate}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_offered_and_far_ones_are_not() {
        assert_eq!(nearest("evidnce", ["evidence", "locator"]), Some("evidence"));
        assert_eq!(nearest("jpn", ["JPN", "USA"]), Some("JPN"));
        assert_eq!(nearest("colour", ["evidence", "locator"]), None);
    }
}
