//! Minimal sets of things that turn something: all sets by size, those that hold a found one left aside (Reiter 1987).

/// What a search found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Turning {
    /// Minimal sets of places in the list of claims, the smallest first.
    pub sets: Vec<Vec<usize>>,
    /// Up to which size every set was looked at.
    pub complete_to: usize,
}

/// All minimal sets of `count` things for which `turns` is so, by size up to `largest`, as long as `budget` answers last.
pub fn minimal_sets(
    count: usize,
    largest: usize,
    mut budget: usize,
    turns: &mut dyn FnMut(&[usize]) -> bool,
) -> Turning {
    let mut found = Turning::default();
    for size in 1..=largest.min(count) {
        let mut set: Vec<usize> = (0..size).collect();
        loop {
            let holds_one = found.sets.iter().any(|one| one.iter().all(|place| set.contains(place)));
            if !holds_one {
                if budget == 0 {
                    return found;
                }
                budget -= 1;
                if turns(&set) {
                    found.sets.push(set.clone());
                }
            }
            if !next(&mut set, count) {
                break;
            }
        }
        found.complete_to = size;
    }
    found
}

/// The next set of the same size in order; whether there is one.
fn next(set: &mut [usize], count: usize) -> bool {
    let size = set.len();
    let Some(place) = (0..size).rev().find(|place| set[*place] < count - size + place) else { return false };
    set[place] += 1;
    for later in place + 1..size {
        set[later] = set[later - 1] + 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(count: usize, largest: usize, turning: &dyn Fn(&[usize]) -> bool) -> Vec<Vec<usize>> {
        minimal_sets(count, largest, 100_000, &mut |set| turning(set)).sets
    }

    fn hits(set: &[usize], reasons: &[&[usize]]) -> bool {
        reasons.iter().all(|reason| reason.iter().any(|one| set.contains(one)))
    }

    /// Sets that hit every sufficient reason, and back again: transversals of transversals are the reasons.
    #[test]
    fn sets_that_hit_every_reason() {
        let reasons: [&[usize]; 4] = [&[0, 1], &[0, 2], &[1, 3], &[2, 3, 4]];
        let sets = found(5, 3, &|set| hits(set, &reasons));
        assert_eq!(sets, [vec![0, 3], vec![1, 2], vec![0, 1, 4]]);
        let back: Vec<&[usize]> = sets.iter().map(Vec::as_slice).collect();
        let mut twice = found(5, 3, &|set| hits(set, &back));
        twice.sort();
        assert_eq!(twice, [vec![0, 1], vec![0, 2], vec![1, 3], vec![2, 3, 4]]);
        let pairs: [&[usize]; 6] = [&[0, 6], &[0, 7], &[1, 6], &[1, 7], &[2, 6], &[2, 7]];
        assert_eq!(found(8, 3, &|set| hits(set, &pairs)), [vec![6, 7], vec![0, 1, 2]]);
    }

    /// Rows r1{c1,c2}, r2{c2}, r3{c3}; the verdict stands if r1, or r2 and r3.
    #[test]
    fn a_row_stands_while_one_claim_stands() {
        let stands = |gone: &[usize], claims: &[usize]| claims.iter().any(|claim| !gone.contains(claim));
        let verdict = |gone: &[usize]| stands(gone, &[0, 1]) || (stands(gone, &[1]) && stands(gone, &[2]));
        assert_eq!(found(3, 3, &|gone| !verdict(gone)), [vec![0, 1]]);
    }

    #[test]
    fn a_budget_ends_the_search_and_says_how_far_it_came() {
        let search = minimal_sets(10, 3, 12, &mut |_| false);
        assert_eq!((search.sets.len(), search.complete_to), (0, 1));
        assert_eq!(minimal_sets(3, 5, 100, &mut |_| false).complete_to, 3);
    }
}
