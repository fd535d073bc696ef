//! Lines of a file in words.

/// Lines in words, the first few of them.
pub(crate) fn lines(lines: &[u64]) -> String {
    const SHOWN: usize = 8;
    if lines.len() < 2 {
        return String::new();
    }
    let shown: Vec<String> = lines.iter().take(SHOWN).map(u64::to_string).collect();
    let more = lines.len().saturating_sub(SHOWN);
    format!(" (lines {}{})", shown.join(", "), if more > 0 { format!(" and {more} more") } else { String::new() })
}
