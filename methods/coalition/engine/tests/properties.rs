//! What must hold of every game, on games that are drawn: indices against all orders of the players, lists against all sets.
#![allow(clippy::unwrap_used)]

use detente_coalition::{
    Block, Fraction, Game, Mask, Power, Rule, Value, Way, members, minimal_blocking, minimal_winning, power, power_by,
};
use proptest::prelude::*;

fn weighted(weights: Vec<u64>, part: u64) -> Rule {
    let total: u64 = weights.iter().sum();
    Rule::Weighted { quota: (total * part / 100).clamp(1, total), weights }
}

/// Weights of so many players, one of them at least above 0.
fn weights(players: usize) -> impl Strategy<Value = Vec<u64>> {
    proptest::collection::vec(0u64..9, players).prop_map(|mut weights| {
        weights[0] += 1;
        weights
    })
}

fn simple(players: usize) -> impl Strategy<Value = Rule> {
    (weights(players), 1u64..=100).prop_map(|(weights, part)| weighted(weights, part))
}

fn games() -> impl Strategy<Value = Game> {
    let rule = (2usize..=7).prop_flat_map(|players| {
        let pair = || (simple(players), simple(players));
        let rule = prop_oneof![
            simple(players),
            pair().prop_map(|(a, b)| Rule::All(vec![a, b])),
            pair().prop_map(|(a, b)| Rule::Any(vec![a, b])),
            (simple(players), 0..players).prop_map(|(rule, veto)| rule.with_vetoes(&[veto])),
        ];
        (Just(players), rule)
    });
    rule.prop_map(|(players, rule)| Game::new(players, rule).unwrap())
}

fn orders(players: usize) -> Vec<Vec<usize>> {
    if players == 0 {
        return vec![Vec::new()];
    }
    let shorter = orders(players - 1);
    let with = |order: &Vec<usize>| -> Vec<Vec<usize>> {
        (0..players).map(|place| [&order[..place], &[players - 1], &order[place..]].concat()).collect()
    };
    shorter.iter().flat_map(with).collect()
}

/// Shapley-Shubik by every order of the players.
fn by_orders(game: &Game) -> Vec<Fraction> {
    let mut turned = vec![0u128; game.players()];
    let all = orders(game.players());
    for order in &all {
        let mut set: Mask = 0;
        for player in order {
            let before = game.wins(set);
            set |= 1 << player;
            if !before && game.wins(set) {
                turned[*player] += 1;
            }
        }
    }
    turned.into_iter().map(|count| Fraction::new(count, all.len() as u128).unwrap()).collect()
}

fn dual(game: &Game) -> Game {
    // The dual of a rule on weights: what the others cannot stop.
    let turned = |rule: &Rule| match rule {
        Rule::Weighted { weights, quota } => {
            Rule::Weighted { quota: weights.iter().sum::<u64>() + 1 - quota, weights: weights.clone() }
        }
        other => other.clone(),
    };
    let rule = match game.rule() {
        Rule::All(rules) => Rule::Any(rules.iter().map(turned).collect()),
        Rule::Any(rules) => Rule::All(rules.iter().map(turned).collect()),
        other => turned(other),
    };
    Game::new(game.players(), rule).unwrap()
}

fn shapley(found: &Power) -> Vec<Value> {
    found.players.iter().map(|player| player.shapley).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn indices_are_those_of_all_orders_and_all_sets(game in games()) {
        let found = power_by(&game, Way::Table).unwrap();
        let exact: Vec<Fraction> = shapley(&found).into_iter().map(|value| value.exact.unwrap()).collect();
        prop_assert_eq!(&exact, &by_orders(&game));
        let winning = (0..1u64 << game.players()).filter(|set| game.wins(*set)).count();
        prop_assert_eq!(found.winning.value, winning as f64);
        for player in &found.players {
            prop_assert_eq!(player.swings.value % 2.0, found.winning.value % 2.0);
        }
        for way in [Way::Weight, Way::Class] {
            let other = power_by(&game, way).unwrap();
            prop_assert_eq!(&other.players, &found.players);
            prop_assert_eq!(other.winning, found.winning);
        }
    }

    #[test]
    fn what_blocks_has_the_same_indices(game in games()) {
        let (own, other) = (power(&game).unwrap(), power(&dual(&game)).unwrap());
        prop_assert_eq!(shapley(&own), shapley(&other));
        for (a, b) in own.players.iter().zip(&other.players) {
            prop_assert_eq!(a.swings, b.swings);
        }
        prop_assert_eq!(minimal_blocking(&game), minimal_winning(&dual(&game)));
    }

    #[test]
    fn minimal_coalitions_make_the_game_again(game in games()) {
        let all = minimal_winning(&game).sets;
        for set in 0..1u64 << game.players() {
            prop_assert_eq!(game.wins(set), all.iter().any(|one| one & set == *one));
        }
        for (place, one) in all.iter().enumerate() {
            prop_assert!(all[..place].iter().all(|other| one & other != *other && one & other != *one));
        }
        // Those that block are the minimal ones that meet them all.
        let meets = |set: Mask| all.iter().all(|one| one & set != 0);
        let mut hitting: Vec<Mask> = (0..1u64 << game.players())
            .filter(|set| meets(*set) && members(*set).into_iter().all(|player| !meets(set & !(1 << player))))
            .collect();
        hitting.sort_by_key(|set| (set.count_ones(), members(*set)));
        prop_assert_eq!(minimal_blocking(&game).sets, hitting);
    }

    #[test]
    fn more_weight_is_never_less_power(weights in weights(6), part in 1u64..=100, scale in 2u64..50) {
        let rule = weighted(weights.clone(), part);
        let game = Game::new(6, rule.clone()).unwrap();
        let found = power(&game).unwrap();
        for (a, b) in (0..6).flat_map(|a| (0..6).map(move |b| (a, b))) {
            let (own, other) = (found.players[a], found.players[b]);
            if weights[a] >= weights[b] {
                prop_assert!(own.swings.value >= other.swings.value && own.shapley.value >= other.shapley.value);
            }
        }
        // One without weight more, and another unit of weight, change nothing.
        let Rule::Weighted { quota, .. } = rule else { unreachable!() };
        let wider = Rule::Weighted { weights: [weights.clone(), vec![0]].concat(), quota };
        let wider = power(&Game::new(7, wider).unwrap()).unwrap();
        let larger = weights.iter().map(|weight| weight * scale).collect();
        let larger = power(&Game::new(6, Rule::Weighted { weights: larger, quota: quota * scale }).unwrap()).unwrap();
        for player in 0..6 {
            let own = found.players[player];
            prop_assert_eq!(own.shapley, wider.players[player].shapley);
            prop_assert_eq!(own.absolute, wider.players[player].absolute);
            prop_assert_eq!((own.shapley, own.swings), (larger.players[player].shapley, larger.players[player].swings));
        }
    }

    /// Absolute indices multiply along levels where every other block is won by half of its coalitions.
    #[test]
    fn absolute_indices_multiply_where_other_blocks_are_even(inner in simple(3), top in simple(3)) {
        let alone = || Block { members: Vec::new(), inner: Rule::unanimity(1) };
        let blocks = vec![
            Block { members: vec![0, 1, 2], inner: inner.clone() },
            Block { members: vec![3], ..alone() },
            Block { members: vec![4], ..alone() },
        ];
        let game = Game::new(5, Rule::Compose { top: Box::new(top.clone()), blocks }).unwrap();
        let [whole, inner, top] = [game, Game::new(3, inner).unwrap(), Game::new(3, top).unwrap()]
            .map(|game| power(&game).unwrap());
        for player in 0..3 {
            let product = inner.players[player].absolute.value * top.players[0].absolute.value;
            prop_assert!((whole.players[player].absolute.value - product).abs() < 1e-12);
        }
    }
}
