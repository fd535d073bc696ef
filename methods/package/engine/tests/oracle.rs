//! What must be so of any packages: against brute force, and under changes that must not matter.
#![allow(clippy::unwrap_used, missing_docs)]

use detente_package::*;
use proptest::prelude::*;

#[derive(Debug, Clone)]
struct Small {
    actors: usize,
    parts: Vec<Vec<Vec<i64>>>,
}

impl Small {
    fn problem(&self) -> Problem {
        Problem::new(self.actors, self.parts.iter().cloned().map(Part::of_gains).collect()).unwrap()
    }

    /// Every package as a row of points, the last changing fastest.
    fn packages(&self) -> Vec<Vec<usize>> {
        self.parts.iter().fold(vec![Vec::new()], |all, part| {
            all.iter()
                .flat_map(|one| (0..part.len()).map(move |point| one.iter().copied().chain([point]).collect()))
                .collect()
        })
    }

    fn gain(&self, points: &[usize], actor: usize) -> i64 {
        points.iter().zip(&self.parts).map(|(point, part)| part[*point][actor]).sum()
    }

    fn those(&self, fits: impl Fn(&dyn Fn(usize) -> i64) -> bool) -> Vec<usize> {
        let all = self.packages();
        let fitting = all.iter().enumerate().filter(|(_, points)| fits(&|actor| self.gain(points, actor)));
        fitting.map(|(package, _)| package).collect()
    }
}

/// Parts whose first point is no agreement.
fn small() -> impl Strategy<Value = Small> {
    (1usize..4).prop_flat_map(|actors| {
        let row = proptest::collection::vec(-4i64..6, actors);
        let part = proptest::collection::vec(row, 1..4).prop_map(move |mut rows| {
            rows.insert(0, vec![0; actors]);
            rows
        });
        proptest::collection::vec(part, 1..4).prop_map(move |parts| Small { actors, parts })
    })
}

fn everybody(small: &Small) -> Vec<usize> {
    (0..small.actors).collect()
}

fn all(must: &[usize]) -> Consent {
    Consent::of_all(must.to_vec())
}

/// Those of a bit set of places.
fn places(set: u64) -> Vec<usize> {
    (0..64).filter(|place| set >> place & 1 == 1).collect()
}

/// A rule over the actors: winning coalitions are those that hold one of some sets, at random.
fn ruled() -> impl Strategy<Value = (Small, Consent, Vec<u64>)> {
    small().prop_flat_map(|small| {
        let all = 1u64 << small.actors;
        proptest::collection::vec(1..all, 1..4).prop_map(move |sets| {
            let consent = Consent::of_sets((0..small.actors).collect(), sets.clone());
            (small.clone(), consent, sets)
        })
    })
}

proptest! {
    #[test]
    fn sets_are_those_of_brute_force(small in small()) {
        let (table, must) = (Table::of(&small.problem()).unwrap(), everybody(&small));
        let weak = small.those(|gain| must.iter().all(|actor| gain(*actor) >= 0));
        prop_assert_eq!(&acceptable(&table, &all(&must)), &weak);
        prop_assert_eq!(strictly(&table, &all(&must)), small.those(|gain| must.iter().all(|actor| gain(*actor) > 0)));
        let better = |a: usize, b: usize| {
            let pairs = || table.gains(a).iter().zip(table.gains(b));
            pairs().all(|(a, b)| a >= b) && pairs().any(|(a, b)| a > b)
        };
        let front: Vec<usize> = weak.iter().copied().filter(|own| weak.iter().all(|other| !better(*other, *own))).collect();
        prop_assert_eq!(efficient(&table, &must, &weak).packages, front);
        for package in 0..table.len() {
            prop_assert_eq!(table.package(&table.points(package)), package);
        }
    }

    #[test]
    fn under_a_rule_sets_are_those_of_brute_force((small, consent, sets) in ruled()) {
        let table = Table::of(&small.problem()).unwrap();
        let wins = |accepts: &dyn Fn(usize) -> bool| sets.iter().any(|set| places(*set).into_iter().all(accepts));
        prop_assert_eq!(acceptable(&table, &consent), small.those(|gain| wins(&|actor| gain(actor) >= 0)));
        let strict = small.those(|gain| wins(&|actor| gain(actor) > 0));
        prop_assert_eq!(&strictly(&table, &consent), &strict);
        let some = |gain: &dyn Fn(usize) -> i64| (0..small.actors).any(|actor| gain(actor) > 0);
        prop_assert_eq!(improving(&table, &consent), small.those(|gain| some(gain) && wins(&|actor| gain(actor) >= 0)));
        let found = search(&small.problem(), &consent, Aim::Nash, u64::MAX);
        prop_assert!(found.proven);
        prop_assert_eq!(found.points.is_some(), !strict.is_empty());
        prop_assert!(found.points.is_none_or(|points| strict.contains(&table.package(&points))));
    }

    #[test]
    fn a_rule_that_needs_everybody_is_the_consent_of_all(small in small()) {
        let table = Table::of(&small.problem()).unwrap();
        let (all, rule) = (all(&everybody(&small)), Consent::of_sets(everybody(&small), vec![(1 << small.actors) - 1]));
        prop_assert_eq!(acceptable(&table, &all), acceptable(&table, &rule));
        prop_assert_eq!(strictly(&table, &all), strictly(&table, &rule));
        prop_assert_eq!(improving(&table, &all), improving(&table, &rule));
        prop_assert_eq!(blockers(&table, &all), blockers(&table, &rule));
        prop_assert_eq!(nearest(&table, &all, Unit::Range), nearest(&table, &rule, Unit::Range));
        prop_assert_eq!(missing(&table, &all, 0), missing(&table, &rule, 0));
    }

    #[test]
    fn with_the_consent_of_blockers_there_is_enough_and_who_holds_can_shut((small, consent, _) in ruled()) {
        let table = Table::of(&small.problem()).unwrap();
        // What enough would accept if some accepted everything, and if these accepted nothing that they gain nothing by while all others accept.
        let opens = |given: u64| {
            (0..table.len()).any(|package| consent.is_enough(given | consent.accepting(table.gains(package), |gain| gain > 0)))
        };
        let everybody = (1u64 << small.actors) - 1;
        let minimal = |is_so: &dyn Fn(u64) -> bool| -> Vec<Vec<usize>> {
            let sets: Vec<u64> = (0..=everybody).filter(|set| is_so(*set)).collect();
            let smallest = |set: &&u64| sets.iter().all(|other| other == *set || other & **set != *other);
            sets.iter().filter(smallest).map(|set| places(*set)).collect()
        };
        let sorted = |mut sets: Vec<Vec<usize>>| {
            sets.sort();
            sets
        };
        let lacking = blockers(&table, &consent);
        prop_assert_eq!(sorted(lacking.clone()), sorted(minimal(&opens)));
        let expected = minimal(&|set| !opens(everybody & !set));
        prop_assert_eq!(sorted(holding(&lacking)), sorted(expected));
    }

    #[test]
    fn the_nearest_under_a_rule_is_that_of_its_sets((small, consent, sets) in ruled()) {
        let table = Table::of(&small.problem()).unwrap();
        let lack = |package: usize, set: u64| {
            places(set).into_iter().map(|actor| (-table.gains(package)[actor]).max(0)).max().unwrap_or_default()
        };
        let moved = |package: &usize| (0..small.actors).any(|actor| table.gains(*package)[actor] != 0);
        let pairs = (0..table.len()).filter(moved).flat_map(|package| sets.iter().map(move |set| (package, *set)));
        let least = pairs.map(|(package, set)| lack(package, set)).min();
        let found = nearest(&table, &consent, Unit::Raw);
        prop_assert_eq!(found.as_ref().map(|near| near.shortfalls.iter().copied().max().unwrap_or_default()), least);
        if let Some(near) = found {
            let paid = (0..small.actors).filter(|actor| table.gains(near.package)[*actor] + near.shortfalls[*actor] >= 0);
            prop_assert!(consent.is_enough(paid.fold(0, |set, actor| set | 1 << actor)));
        }
    }

    #[test]
    fn ordinal_acceptance_is_part_by_part(small in small()) {
        let must = everybody(&small);
        let parts = ordinal(&small.problem(), &must);
        for points in small.packages() {
            let each = points.iter().zip(&small.parts).all(|(point, part)| must.iter().all(|actor| part[*point][*actor] >= 0));
            prop_assert_eq!(points.iter().zip(&parts).all(|(point, fits)| fits.contains(point)), each);
        }
    }

    #[test]
    fn choices_are_best_by_brute_force(small in small()) {
        let (table, must) = (Table::of(&small.problem()).unwrap(), everybody(&small));
        let (weak, strict) = (acceptable(&table, &all(&must)), strictly(&table, &all(&must)));
        if let Some(found) = nash(&table, &must, &strict) {
            let product = |package: usize| table.gains(package).iter().product::<i64>();
            prop_assert!(strict.iter().all(|package| product(*package) <= product(found.picked)));
            prop_assert!(efficient(&table, &must, &weak).packages.contains(&found.picked));
        } else {
            prop_assert!(strict.is_empty());
        }
        if let Some(found) = equal_gain(&table, &must, &weak, Unit::Raw) {
            let least = |package: usize| *table.gains(package).iter().min().unwrap();
            prop_assert!(weak.iter().all(|package| least(*package) <= least(found.picked)));
        }
    }

    #[test]
    fn the_unit_of_an_actor_does_not_matter(small in small(), factor in 2i64..9) {
        let mut scaled = small.clone();
        scaled.parts.iter_mut().flatten().for_each(|row| row[0] *= factor);
        let (table, other) = (Table::of(&small.problem()).unwrap(), Table::of(&scaled.problem()).unwrap());
        let must = everybody(&small);
        let strict = strictly(&table, &all(&must));
        prop_assert_eq!(&strict, &strictly(&other, &all(&must)));
        prop_assert_eq!(nash(&table, &must, &strict), nash(&other, &must, &strict));
        let weak = acceptable(&table, &all(&must));
        prop_assert_eq!(kalai_smorodinsky(&table, &must, &weak), kalai_smorodinsky(&other, &must, &weak));
        let range = |table: &Table| equal_gain(table, &must, &weak, Unit::Range);
        prop_assert_eq!(range(&table), range(&other));
    }

    #[test]
    fn a_worse_point_changes_no_choice_of_nash(small in small()) {
        let mut longer = small.clone();
        // A point by which everybody loses against no agreement.
        longer.parts[0].push(vec![-1; small.actors]);
        let must = everybody(&small);
        let pick = |small: &Small| {
            let table = Table::of(&small.problem()).unwrap();
            let found = nash(&table, &must, &strictly(&table, &all(&must)));
            found.map(|found| table.points(found.picked))
        };
        prop_assert_eq!(pick(&small), pick(&longer));
    }

    #[test]
    fn without_blockers_the_set_opens_and_never_shrinks(small in small()) {
        let (table, must) = (Table::of(&small.problem()).unwrap(), everybody(&small));
        let strict = strictly(&table, &all(&must));
        let sets = blockers(&table, &all(&must));
        prop_assert_eq!(strict.is_empty(), sets != vec![Vec::<usize>::new()]);
        let without = |set: &[usize]| must.iter().copied().filter(|actor| !set.contains(actor)).collect::<Vec<_>>();
        for set in &sets {
            prop_assert!(!strictly(&table, &all(&without(set))).is_empty());
            for spared in set {
                let fewer: Vec<usize> = set.iter().copied().filter(|actor| actor != spared).collect();
                prop_assert!(strictly(&table, &all(&without(&fewer))).is_empty());
            }
        }
        for actor in &must {
            let fewer = strictly(&table, &all(&without(&[*actor])));
            prop_assert!(strict.iter().all(|package| fewer.contains(package)));
        }
    }

    #[test]
    fn what_is_missing_opens(small in small()) {
        let (table, must) = (Table::of(&small.problem()).unwrap(), everybody(&small));
        if let Some(near) = nearest(&table, &all(&must), Unit::Range) {
            let paid = must.iter().zip(&near.shortfalls).all(|(actor, lack)| table.gains(near.package)[*actor] + lack >= 0);
            prop_assert!(paid);
        }
        for actor in &must {
            if let Some((lack, package)) = missing(&table, &all(&must), *actor) {
                prop_assert!(table.gains(package)[*actor] + lack >= 0);
            }
        }
    }

    #[test]
    fn the_search_finds_what_the_table_holds(small in small()) {
        let problem = small.problem();
        let (table, must) = (Table::of(&problem).unwrap(), everybody(&small));
        let strict = strictly(&table, &all(&must));
        let any = search(&problem, &all(&must), Aim::Any, u64::MAX);
        prop_assert!(any.proven);
        prop_assert_eq!(any.points.is_some(), !strict.is_empty());
        let best = search(&problem, &all(&must), Aim::Nash, u64::MAX);
        let gains = |package: usize| table.gains(package).iter().product::<i64>();
        let picked = nash(&table, &must, &strict).map(|found| gains(found.picked));
        prop_assert_eq!(best.points.as_deref().map(|points| gains(table.package(points))), picked);
        let short = search(&problem, &all(&must), Aim::Nash, 2);
        let reached = picked.map_or(f64::NEG_INFINITY, |product| libm::log(product as f64));
        prop_assert!(short.bound >= reached - 1e-9);
    }

    #[test]
    fn a_shift_opens_as_soon_as_it_is_larger(
        lines in proptest::collection::vec((0u32..5, 1u32..5, 0u32..5, 1u32..5), 2..4),
        reference in (0u32..5, 0u32..5),
        rule in proptest::option::of(proptest::collection::vec(1u64..8, 1..4)),
    ) {
        let points = [0.0, 25.0, 50.0, 75.0, 100.0];
        let stake = |(place, salience): (u32, u32)| Some(Stake { position: points[place as usize], salience: f64::from(salience) / 10.0 });
        let issues = [
            Issue { points: points.to_vec(), reference: points[reference.0 as usize], stakes: lines.iter().map(|l| stake((l.0, l.1))).collect() },
            Issue { points: points.to_vec(), reference: points[reference.1 as usize], stakes: lines.iter().map(|l| stake((l.2, l.3))).collect() },
        ];
        let problem = |issues: &[Issue; 2]| Problem::new(lines.len(), issues.iter().map(Part::of_issue).collect()).unwrap();
        let must: Vec<usize> = (0..lines.len()).collect();
        let own = (1u64 << lines.len()) - 1;
        let within = |sets: Vec<u64>| sets.into_iter().filter(|set| set & own == *set).collect();
        let consent = rule.map_or_else(|| all(&must), |sets| Consent::of_sets(must.clone(), within(sets)));
        let table = Table::of(&problem(&issues)).unwrap();
        prop_assume!(strictly(&table, &consent).is_empty());
        let open_after = |of: Shifted, by: f64| {
            let mut moved = issues.clone();
            match of {
                Shifted::Position { actor, part } => moved[part].stakes[actor].as_mut().unwrap().position += by,
                Shifted::Salience { actor, part } => moved[part].stakes[actor].as_mut().unwrap().salience += by,
                Shifted::Reference { part } => moved[part].reference += by,
            }
            strictly(&Table::of(&problem(&moved)).unwrap(), &consent)
        };
        for one in shifts(&table, &problem(&issues), &[Some(&issues[0]), Some(&issues[1])], &consent, (0.0, 100.0)) {
            let sign = if one.up { 1.0 } else { -1.0 };
            prop_assert!(open_after(one.of, one.by + sign * 1e-3).contains(&one.opens), "{one:?}");
            if one.by.abs() > 2e-3 {
                prop_assert!(open_after(one.of, one.by - sign * 1e-3).is_empty(), "{one:?}");
            }
        }
    }
}
