//! Signed triads of directed ties: 138 types, each a pattern of three actors up to their order (Holland and Leinhardt 1970 with signs).

use std::collections::BTreeMap;

/// A directed tie: from, to, hostile.
pub type Arc = (usize, usize, bool);

/// Number of triads of each signed type (Holland and Leinhardt 1970, with signs) that has at least two tied pairs, among actors `0..size`.
/// A type is written as the six arcs a→b b→a a→c c→a b→c c→b, each `+`, `-` or `0`, in the order of the three actors that comes first
/// when `+` is before `-` and `-` before `0`; [`man_label`] gives the usual name of its pattern. Several arcs of one direction are not
/// allowed; self-arcs are passed over. O(sum of squared degrees).
///
/// # Examples
/// A friend of a friend: two arcs of one direction and a pair without any.
/// ```
/// use detente_balance::{directed_triads, man_label};
///
/// let census = directed_triads(3, &[(0, 1, false), (1, 2, false)]);
/// assert_eq!(census.iter().map(|(kind, count)| (man_label(kind), *count)).collect::<Vec<_>>(), [("021".to_owned(), 1)]);
/// ```
pub fn directed_triads(size: usize, arcs: &[Arc]) -> BTreeMap<String, usize> {
    let mut sign: BTreeMap<(usize, usize), u8> = BTreeMap::new();
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); size];
    for &(from, to, hostile) in arcs.iter().filter(|(from, to, _)| from != to) {
        sign.insert((from, to), if hostile { b'-' } else { b'+' });
        near[from].push(to);
        near[to].push(from);
    }
    near.iter_mut().for_each(|list| {
        list.sort_unstable();
        list.dedup();
    });
    let tied = |a: usize, b: usize| near[a].binary_search(&b).is_ok();
    let arc = |from: usize, to: usize| sign.get(&(from, to)).copied().unwrap_or(b'0');
    let mut census = BTreeMap::new();
    for (middle, around) in near.iter().enumerate() {
        for (place, &a) in around.iter().enumerate() {
            for &b in &around[place + 1..] {
                // A closed triad is seen from each of its corners: it counts at the smallest.
                if !tied(a, b) || middle < a {
                    *census.entry(canonical([middle, a, b], &arc)).or_default() += 1;
                }
            }
        }
    }
    census
}

/// The pattern in the order of the actors that comes first.
fn canonical(actors: [usize; 3], arc: &impl Fn(usize, usize) -> u8) -> String {
    const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    let rank = |sign: &u8| match sign {
        b'+' => 0,
        b'-' => 1,
        _ => 2,
    };
    let patterns = ORDERS.map(|[i, j, k]| {
        let (a, b, c) = (actors[i], actors[j], actors[k]);
        [arc(a, b), arc(b, a), arc(a, c), arc(c, a), arc(b, c), arc(c, b)]
    });
    let first = patterns.iter().min_by_key(|pattern| pattern.map(|sign| rank(&sign))).unwrap_or(&patterns[0]);
    first.iter().map(|sign| char::from(*sign)).collect()
}

/// The MAN label of a type as [`directed_triads`] writes it: the numbers of its mutual, asymmetric and null pairs, such as `021`.
pub fn man_label(kind: &str) -> String {
    let signs: Vec<char> = kind.chars().collect();
    let arcs = signs.chunks(2).map(|pair| pair.iter().filter(|sign| **sign != '0').count());
    let counts = arcs.fold([0; 3], |mut counts, arcs| {
        counts[2 - arcs.min(2)] += 1;
        counts
    });
    counts.iter().map(usize::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_138_types_and_all_with_two_tied_pairs_are_told_apart() {
        let mut types: BTreeMap<String, usize> = BTreeMap::new();
        let mut all = std::collections::BTreeSet::new();
        for number in 0..729usize {
            let digit = |place: u32| number / 3usize.pow(place) % 3;
            let pairs = [(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1)];
            let arcs: Vec<Arc> = (0..6)
                .filter(|p| digit(*p) > 0)
                .map(|p| (pairs[p as usize].0, pairs[p as usize].1, digit(p) == 2))
                .collect();
            let sign = |from: usize, to: usize| {
                arcs.iter().find(|arc| (arc.0, arc.1) == (from, to)).map_or(b'0', |arc| if arc.2 { b'-' } else { b'+' })
            };
            all.insert(canonical([0, 1, 2], &sign));
            for (kind, count) in directed_triads(3, &arcs) {
                assert_eq!(count, 1);
                *types.entry(kind).or_default() += 1;
            }
        }
        assert_eq!(all.len(), 138);
        // Without a tie one type; with one tied pair as many as signed pairs up to order: 2 single, 3 mutual.
        assert_eq!(types.len(), 138 - 1 - 5);
    }

    #[test]
    fn a_cycle_and_its_label() {
        let census = directed_triads(4, &[(0, 1, false), (1, 2, false), (2, 0, true)]);
        assert_eq!(census.into_iter().collect::<Vec<_>>(), [("+00+-0".to_owned(), 1)]);
        assert_eq!(man_label("+00+-0"), "030");
        assert_eq!(man_label("+++0-0"), "120");
    }
}
