//! Lines, levels and large bodies with known values; small bodies stand in `verify/coalition`.
#![allow(clippy::unwrap_used)]

use detente_coalition::{
    Block, Decision, Fraction, Game, GameError, Line, Rule, Stand, Warning, Way, carrying, connected, integers,
    left_out, members, minimal_blocking, minimal_winning, power, power_by, two_levels,
};

fn weighted(weights: &[u64], quota: u64) -> Game {
    Game::new(weights.len(), Rule::Weighted { weights: weights.to_vec(), quota }).unwrap()
}

fn sets(found: &[u64]) -> Vec<Vec<usize>> {
    found.iter().map(|set| members(*set)).collect()
}

/// N 90/20, M 70/25, S 45/30, B 20/25 (position/weight), quota 51, threshold 50.
#[test]
fn coalitions_on_a_line() {
    let game = weighted(&[20, 25, 30, 25], 51);
    let line = Line { positions: vec![90.0, 70.0, 45.0, 20.0], salience: vec![1.0; 4], threshold: 50.0 };
    let found = carrying(&game, &line);
    assert_eq!((found.decision, found.on_the_line), (Decision::Below, 0));
    assert_eq!((members(found.above.members), found.above.wins), (vec![0, 1], false));
    assert_eq!((members(found.below.members), found.below.blocks), (vec![2, 3], true));
    assert_eq!(sets(&found.below.minimal.sets), [[2, 3]]);
    let converts = found.above.converts.unwrap();
    assert_eq!((members(converts.players), converts.distance, converts.tied.len()), (vec![2], 5.0, 0));
    assert!(found.below.converts.is_none() && converts.proven);
    assert_eq!(sets(&minimal_winning(&game).sets), [vec![1, 2], vec![2, 3], vec![0, 1, 3]]);
    assert_eq!(sets(&minimal_blocking(&game).sets), [[0, 2], [1, 2], [1, 3], [2, 3]]);
    assert_eq!(sets(&connected(&game, &line.positions)), [[1, 2], [2, 3]]);
    assert_eq!(left_out(0b1011, &line.positions), [2]);
    let power = power(&game).unwrap();
    let shapley: Vec<String> = power.players.iter().map(|one| one.shapley.exact.unwrap().to_string()).collect();
    assert_eq!(shapley, ["1/12", "1/4", "5/12", "1/4"]);
}

#[test]
fn who_stands_on_the_threshold_is_nobodys() {
    let game = weighted(&[1, 1, 1], 2);
    let line = Line { positions: vec![10.0, 50.0, 90.0], salience: vec![1.0; 3], threshold: 50.0 };
    let found = carrying(&game, &line);
    assert_eq!((found.decision, members(found.on_the_line)), (Decision::Neither, vec![1]));
    assert_eq!(found.above.converts.unwrap().distance, 0.0);
    // Players at one point: all together or some of them.
    assert_eq!(sets(&connected(&game, &[10.0, 10.0, 90.0])), [[0, 1], [0, 2], [1, 2]]);
}

/// A has factions (3, 2, 2) and decides by 4 of 7; above it [5; A 4, B 3, C 2].
fn levels() -> Game {
    let blocks = vec![
        Block { members: vec![0, 1, 2], inner: Rule::Weighted { weights: vec![3, 2, 2], quota: 4 } },
        Block { members: vec![3], inner: Rule::unanimity(1) },
        Block { members: vec![4], inner: Rule::unanimity(1) },
    ];
    let top = Box::new(Rule::Weighted { weights: vec![4, 3, 2], quota: 5 });
    Game::new(5, Rule::Compose { top, blocks }).unwrap()
}

#[test]
fn factions_decide_first() {
    let game = levels();
    let found = power(&game).unwrap();
    let texts = |of: fn(&detente_coalition::PlayerPower) -> detente_coalition::Value| -> Vec<String> {
        found.players.iter().map(|player| of(player).exact.unwrap().to_string()).collect()
    };
    assert_eq!(texts(|player| player.swings), ["4", "4", "4", "8", "8"]);
    assert_eq!(texts(|player| player.absolute), ["1/4", "1/4", "1/4", "1/2", "1/2"]);
    assert_eq!(texts(|player| player.shapley), ["2/15", "2/15", "2/15", "3/10", "3/10"]);
    assert_eq!((found.winning.value, found.swings.value), (16.0, 28.0));
    assert_eq!(minimal_winning(&game).sets.len(), 7);
    assert!(power_by(&game, Way::Weight).is_none() && power_by(&game, Way::Class).is_none());
}

#[test]
fn what_two_levels_decide_is_not_what_all_would() {
    // Inside A the two small factions prevail, although across all factions more weight stands for the other side.
    let blocks = vec![
        Block { members: vec![0, 1, 2], inner: Rule::majority(vec![30, 16, 15]) },
        Block { members: vec![3], inner: Rule::unanimity(1) },
    ];
    let top = Rule::majority(vec![61, 20]);
    let game = Game::new(4, Rule::Compose { top: Box::new(top), blocks }).unwrap();
    let line = Line { positions: vec![80.0, 20.0, 20.0, 80.0], salience: vec![1.0; 4], threshold: 50.0 };
    let found = two_levels(&game, &Rule::majority(vec![30, 16, 15, 20]), &line).unwrap();
    assert_eq!(found.stands, [Stand::Below, Stand::Above]);
    assert_eq!((found.decision, found.direct), (Decision::Below, Decision::Above));
}

/// The President, 100 senators, 435 representatives.
#[test]
fn a_legislature_of_classes() {
    let of = |class: usize| {
        (0..536).map(|player| u64::from(usize::from(player > 0) + usize::from(player > 100) == class)).collect()
    };
    let body = |class: usize, quota| Rule::Weighted { weights: of(class), quota };
    let rule = |house, senate| [body(2, house), body(1, senate)];
    let [house, senate] = rule(218, 51);
    let over = rule(290, 67);
    let game = Game::new(536, Rule::Any(vec![Rule::All(vec![Rule::Holds(0), house, senate]), Rule::All(over.into())]))
        .unwrap();
    let found = power(&game).unwrap();
    let near =
        |value: f64, printed: f64, unit: f64| assert!((value - printed).abs() <= unit / 2.0, "{value} {printed}");
    let [president, senator, member] = [0, 1, 101].map(|player| found.players[player]);
    near(president.shapley.value, 0.160_47, 1e-5);
    near(senator.shapley.value, 0.004_374, 1e-6);
    near(member.shapley.value, 0.000_924, 1e-6);
    near(president.banzhaf.value, 0.038_03, 1e-5);
    near(senator.banzhaf.value, 0.003_288, 1e-6);
    near(member.banzhaf.value, 0.001_456, 1e-6);
    near(president.absolute.value, 0.230_10, 1e-5);
    near(senator.absolute.value, 0.019_897, 1e-6);
    near(member.absolute.value, 0.008_808, 1e-6);
    let all: f64 = found.players.iter().map(|player| player.shapley.value).sum();
    assert!((all - 1.0).abs() < 1e-9);
    assert!(minimal_winning(&game).truncated);
}

#[test]
fn rules_that_are_none_are_refused() {
    let new = |weights: &[u64], quota| {
        Game::new(weights.len(), Rule::Weighted { weights: weights.to_vec(), quota }).map(|game| game.warnings())
    };
    assert_eq!(new(&[2, 3], 6), Err(GameError::NobodyWins { quota: 6, total: 5 }));
    assert_eq!(new(&[2, 3], 0), Err(GameError::EverybodyWins));
    assert_eq!(new(&[], 1), Err(GameError::NoPlayers));
    assert_eq!(new(&[u64::MAX, 1], 1), Err(GameError::TooHeavy));
    assert_eq!(new(&[1, 1], 1), Ok(vec![Warning::Improper, Warning::AllEqual]));
    assert_eq!(new(&[3, 2, 0], 3), Ok(vec![Warning::NoWeight]));
    assert_eq!(Game::new(2, Rule::count(3, 2)), Err(GameError::Lengths { players: 2, found: 3 }));
    assert_eq!(Game::new(2, Rule::Holds(2)), Err(GameError::Player(2)));
    assert_eq!(Game::new(2, Rule::All(Vec::new())), Err(GameError::NoParts));
    assert_eq!(integers(&[0.5, -1.0]), Err(GameError::Weight));
    assert_eq!(integers(&[f64::NAN]), Err(GameError::Weight));
    assert_eq!(integers(&[50.0, 0.25]), Ok(vec![5000, 25]));
}

#[test]
fn shares_of_the_weight_are_not_rounded() {
    let quota = |rule: Rule| if let Rule::Weighted { quota, .. } = rule { quota } else { 0 };
    assert_eq!(quota(Rule::share(vec![1, 1, 1], Fraction::parse("2/3").unwrap())), 2);
    assert_eq!(quota(Rule::share(vec![5; 20], Fraction::parse(".62").unwrap())), 62);
    assert_eq!(quota(Rule::share(vec![33, 33, 34], Fraction::parse("0.621").unwrap())), 63);
    assert_eq!([quota(Rule::majority(vec![1; 4])), quota(Rule::majority(vec![1; 5]))], [3, 3]);
}

/// Sixty players: exact fractions by weight and by class.
#[test]
fn many_players_by_both_ways() {
    let weights: Vec<u64> = (0..60).map(|player| 1 + player / 20).collect();
    let game = weighted(&weights, 61);
    let (one, other) = (power_by(&game, Way::Weight).unwrap(), power_by(&game, Way::Class).unwrap());
    assert_eq!(one.players, other.players);
    assert_eq!((one.winning, one.swings), (other.winning, other.swings));
    assert!(one.players[0].shapley.exact.is_some());
}
