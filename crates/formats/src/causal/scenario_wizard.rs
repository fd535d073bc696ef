//! Files of ScenarioWizard.

use super::PlainCrossImpact;
use super::cross_impacts::distinct;
use crate::json::Flaws;

/// ScenarioWizard's text: descriptors begin with `&`, variants with `-`; the matrix is the block of rows with as many whole numbers
/// as there are variants. Other blocks (comments, flags, texts) are passed over.
pub(super) fn scenario_wizard(text: &str, flaws: &mut Flaws) -> PlainCrossImpact {
    let mut found = PlainCrossImpact { name: String::new(), ..Default::default() };
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let first = lines.iter().position(|line| line.starts_with('&')).unwrap_or(lines.len());
    found.name = lines[..first]
        .iter()
        .find(|line| !line.is_empty() && !line.starts_with(['$', '#']))
        .copied()
        .unwrap_or_default()
        .to_owned();
    let mut at = first;
    while let Some(line) = lines.get(at).filter(|line| !line.starts_with('#')) {
        match (line.strip_prefix('&'), line.strip_prefix('-')) {
            (Some(name), _) => found.descriptors.push((name.trim().to_owned(), Vec::new())),
            (None, Some(name)) => {
                if let Some((_, variants)) = found.descriptors.last_mut() {
                    variants.push(name.trim().to_owned());
                }
            }
            _ => {}
        }
        at += 1;
    }
    for (name, variants) in &found.descriptors {
        if variants.is_empty() {
            flaws.add("the descriptors", format!("`{name}` has no variant"));
        }
    }
    distinct("the variants", &found.descriptors, flaws);
    let count: usize = found.descriptors.iter().map(|(_, variants)| variants.len()).sum();
    if count == 0 {
        flaws.add("line 1", "no descriptor: a ScenarioWizard file has lines `&Descriptor` and `-Variant`");
        return found;
    }
    let row = |line: &&str| -> Option<Vec<i64>> {
        let cells: Option<Vec<i64>> =
            line.trim_end_matches(',').split(',').map(|cell| cell.trim().parse().ok()).collect();
        cells.filter(|cells| cells.len() == count)
    };
    found.matrix = lines[at..].iter().filter_map(row).take(count).collect();
    if found.matrix.len() != count {
        flaws.add(
            "the matrix",
            format!("{count} rows of {count} whole numbers are expected, {} are there", found.matrix.len()),
        );
    }
    found
}
