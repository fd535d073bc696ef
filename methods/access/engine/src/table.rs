//! The missing table: sets that together decide an issue, and sit at no table that deals with it.

/// What somebody has at stake on an issue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stake {
    /// Where it stands.
    pub position: f64,
    /// What it weighs, from 0 on.
    pub weight: f64,
}

/// The stakes of all actors on an issue; none where somebody has none.
pub type Stakes = Vec<Option<Stake>>;

/// A set of actors that decides issues at no table.
#[derive(Debug, Clone, PartialEq)]
pub struct Missing {
    /// Their places.
    pub actors: Vec<usize>,
    /// Places of the issues that it decides and that no table covers.
    pub issues: Vec<usize>,
    /// Sum over these of what there is to settle times its part of the weight.
    pub score: f64,
    /// How many of its pairs are hostile to each other: the price of sitting down together.
    pub hostile: usize,
}

/// How far tables that deal with an issue fall short of deciding it.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// What the nearest lacks of the part of the weight that decides; 0 where one decides.
    pub short: f64,
    /// The nearest table.
    pub nearest: Option<usize>,
}

/// The part of the weight on an issue that a set of actors has.
fn part(stakes: &Stakes, actors: &[usize]) -> f64 {
    let of = |actor: &usize| stakes.get(*actor).copied().flatten().map_or(0.0, |stake| stake.weight);
    let all: f64 = stakes.iter().flatten().map(|stake| stake.weight).sum();
    if all > 0.0 { actors.iter().map(of).sum::<f64>() / all } else { 0.0 }
}

/// How much there is to settle: the mean distance between positions of two actors, by the product of their weights; 0 where all agree.
pub fn spread(stakes: &Stakes) -> f64 {
    let own: Vec<Stake> = stakes.iter().flatten().copied().collect();
    let (mut sum, mut all) = (0.0, 0.0);
    for (place, one) in own.iter().enumerate() {
        for other in &own[place + 1..] {
            let weight = one.weight * other.weight;
            sum += weight * (one.position - other.position).abs();
            all += weight;
        }
    }
    if all > 0.0 { sum / all } else { 0.0 }
}

/// How far the tables (lists of actors) that deal with an issue fall short of `enough` of its weight; `covered` where one decides it.
pub fn gap(stakes: &Stakes, tables: &[Vec<usize>], enough: f64, covered: bool) -> Gap {
    let parts = tables.iter().map(|table| part(stakes, table)).enumerate();
    let nearest = parts.reduce(|best, next| if next.1 > best.1 { next } else { best });
    let most = nearest.map_or(0.0, |(_, part)| part);
    Gap { short: if covered { 0.0 } else { (enough - most).max(0.0) }, nearest: nearest.map(|(table, _)| table) }
}

/// Sets that decide issues at no table, ranked: by what is settled, then fewer hostile pairs, then fewer seats, then the order of the actors.
/// `deciding` holds by issue its minimal deciding sets, none of them at a table; `hostile` tells whether two are hostile to each other. A set that
/// holds another is left out unless it decides a further issue.
pub fn missing(
    stakes: &[Stakes],
    deciding: &[Vec<Vec<usize>>],
    hostile: &dyn Fn(usize, usize) -> bool,
) -> Vec<Missing> {
    let mut sets: Vec<Vec<usize>> = deciding.iter().flatten().cloned().collect();
    sets.sort_by(|a, b| a.len().cmp(&b.len()).then(a.cmp(b)));
    sets.dedup();
    let holds = |set: &[usize], other: &[usize]| other.iter().all(|actor| set.contains(actor));
    let of = |set: Vec<usize>| {
        let decides = |issue: &usize| deciding[*issue].iter().any(|other| holds(&set, other));
        let issues: Vec<usize> = (0..deciding.len()).filter(decides).collect();
        let score = issues.iter().map(|issue| spread(&stakes[*issue]) * part(&stakes[*issue], &set)).sum();
        let pairs = set.iter().enumerate().flat_map(|(place, one)| set[place + 1..].iter().map(|other| (*one, *other)));
        let hostile = pairs.filter(|(one, other)| hostile(*one, *other)).count();
        Missing { actors: set, issues, score, hostile }
    };
    let all: Vec<Missing> = sets.into_iter().map(of).collect();
    let adds = |one: &Missing| {
        !all.iter().any(|other| {
            other.actors.len() < one.actors.len()
                && holds(&one.actors, &other.actors)
                && one.issues.iter().all(|issue| other.issues.contains(issue))
        })
    };
    let mut found: Vec<Missing> = all.iter().filter(|one| adds(one)).cloned().collect();
    found.sort_by(|a, b| {
        let price = |one: &Missing| (one.hostile, one.actors.len());
        b.score.total_cmp(&a.score).then(price(a).cmp(&price(b))).then(a.actors.cmp(&b.actors))
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stakes(all: &[(f64, f64)]) -> Stakes {
        all.iter().map(|(position, weight)| Some(Stake { position: *position, weight: *weight })).collect()
    }

    /// Weights 30 25 20 15 10; running tables ABC and ABD; four fifths decide.
    #[test]
    fn a_table_that_is_short_of_a_seat() {
        let own = stakes(&[(0.0, 30.0), (0.0, 25.0), (100.0, 20.0), (50.0, 15.0), (50.0, 10.0)]);
        let found = gap(&own, &[vec![0, 1, 2], vec![0, 1, 3]], 0.8, false);
        assert!((found.short - 0.05).abs() < 1e-12 && found.nearest == Some(0));
        let sets = vec![vec![0, 1, 2, 3], vec![0, 1, 2, 4], vec![0, 1, 3, 4]];
        let ranked = missing(std::slice::from_ref(&own), &[sets], &|_, _| false);
        let order: Vec<&[usize]> = ranked.iter().map(|one| one.actors.as_slice()).collect();
        assert_eq!(order, [[0, 1, 2, 3].as_slice(), &[0, 1, 2, 4], &[0, 1, 3, 4]]);
    }

    #[test]
    fn where_all_agree_there_is_nothing_to_settle() {
        assert_eq!(spread(&stakes(&[(40.0, 3.0), (40.0, 1.0)])), 0.0);
        assert_eq!((spread(&stakes(&[(40.0, 3.0)])), spread(&vec![None, None])), (0.0, 0.0));
        assert_eq!(spread(&stakes(&[(0.0, 1.0), (100.0, 1.0)])), 100.0);
    }

    #[test]
    fn a_larger_set_is_listed_where_it_decides_more() {
        let own = stakes(&[(0.0, 1.0), (100.0, 1.0), (50.0, 1.0)]);
        let ranked = missing(&[own.clone(), own], &[vec![vec![0, 1]], vec![vec![0, 1, 2]]], &|_, _| false);
        assert_eq!(ranked.iter().map(|one| one.actors.len()).collect::<Vec<_>>(), [3, 2]);
        assert_eq!(ranked[0].issues, [0, 1]);
    }
    #[test]
    fn of_equals_the_one_with_fewer_hostile_pairs_comes_first() {
        let own = stakes(&[(0.0, 1.0), (100.0, 1.0), (100.0, 1.0)]);
        let hostile = |a: usize, b: usize| (a, b) == (0, 1);
        let ranked = missing(std::slice::from_ref(&own), &[vec![vec![0, 1], vec![0, 2]]], &hostile);
        assert_eq!(ranked.iter().map(|one| (one.actors[1], one.hostile)).collect::<Vec<_>>(), [(2, 0), (1, 1)]);
    }
}
