//! What must hold for every group of actors.

#![allow(clippy::unwrap_used)]

use detente_bargain::smp::{
    Bargain, Compat, Detail, InterVector, Params, PceModel, RiskAdjust, RiskRange, StateTransitions, ThirdParty,
    VictoryModel, VotingRule, run,
};
use detente_bargain::{Actors, Eum, Stake, compromises, eum, exchanges, externality, feasible_exchanges};
use proptest::prelude::*;

/// Capability, positions and saliences (as parts of all attention) of an actor, in two dimensions.
type Row = (f64, [f64; 2], [f64; 2]);
type Rows = Vec<Row>;

/// Over many turns a step of the last digit may grow.
const ONE_TURN: Params = Params {
    victory: VictoryModel::Linear,
    pce: PceModel::Conditional,
    voting: VotingRule::Prop,
    risk_range: RiskRange::Mid,
    risk_adjust: RiskAdjust::OneThird,
    third_party: ThirdParty::SemiCommit,
    inter_vector: InterVector::S2P2,
    bargain: Bargain::InitOnlyInterp,
    transitions: StateTransitions::Deterministic,
    max_turns: 1,
    min_turns: 1,
    stop_fraction: 0.0,
    compat: Compat::NONE,
};

fn rows() -> impl Strategy<Value = Rows> {
    let point = || [0.0..=1.0f64, 0.0..=1.0f64];
    prop::collection::vec((1.0..100.0f64, point(), [0.05..0.5f64, 0.05..0.5f64]), 3..9)
}

fn actors(rows: &Rows) -> Actors {
    let flat = |of: fn(&Row) -> [f64; 2]| rows.iter().flat_map(of).collect::<Vec<f64>>();
    Actors::new(rows.iter().map(|row| row.0).collect(), flat(|row| row.1), flat(|row| row.2)).unwrap()
}

fn positions(rows: &Rows, params: &Params) -> Vec<Vec<f64>> {
    run(&actors(rows), params, 1, 0, Detail::Positions).unwrap().positions
}

proptest! {
    #[test]
    fn positions_stay_among_the_first_ones(rows in rows(), voting in 0usize..6) {
        let params = Params { voting: VotingRule::ALL[voting].1, ..Params::default() };
        let found = positions(&rows, &params);
        for dim in 0..2 {
            let (low, high) = rows.iter().fold((1.0f64, 0.0f64), |(l, h), row| (l.min(row.1[dim]), h.max(row.1[dim])));
            for turn in &found {
                for actor in 0..rows.len() {
                    let x = turn[2 * actor + dim];
                    prop_assert!((low - 5e-5..=high + 5e-5).contains(&x), "{x} outside {low} to {high}");
                }
            }
        }
    }

    /// Powers of two leave every digit; interpolation without rounding, so that the epsilons alone differ.
    #[test]
    fn the_size_of_capabilities_does_not_matter(rows in rows(), power in 1i32..4) {
        let params = Params { inter_vector: InterVector::S2PMax, ..ONE_TURN };
        let larger: Rows = rows.iter().map(|row| (row.0 * 2f64.powi(power), row.1, row.2)).collect();
        let (a, b) = (positions(&rows, &params), positions(&larger, &params));
        prop_assert!(a.iter().flatten().zip(b.iter().flatten()).all(|(a, b)| (a - b).abs() < 1e-5), "{a:?} {b:?}");
    }

    #[test]
    fn who_agrees_does_not_move(rows in rows(), at in [0.0..=1.0f64, 0.0..=1.0f64]) {
        let alike: Rows = rows.iter().map(|row| (row.0, at, row.2)).collect();
        for turn in positions(&alike, &Params::default()) {
            prop_assert!(turn.chunks(2).all(|x| x == at));
        }
    }

    /// The place in the list decides between equals alone; sums in another order may round one step of the scale apart.
    #[test]
    fn the_order_of_actors_does_not_matter(rows in rows(), by in 1usize..8) {
        let by = by % rows.len();
        let mut turned = rows.clone();
        turned.rotate_left(by);
        let (a, b) = (positions(&rows, &ONE_TURN), positions(&turned, &ONE_TURN));
        for (a, b) in a.iter().zip(&b) {
            let mut a = a.clone();
            a.rotate_left(2 * by);
            prop_assert!(a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1.1e-4), "{a:?} {b:?}");
        }
    }

    #[test]
    fn probabilities_add_up_to_one(rows in rows(), pce in 0usize..3) {
        let params = Params { pce: PceModel::ALL[pce].1, max_turns: 3, ..Params::default() };
        let found = run(&actors(&rows), &params, 1, 0, Detail::Turns).unwrap();
        for turn in &found.traces {
            prop_assert!(turn.choices.iter().all(|(_, p)| (0.0..=1.0 + 1e-9).contains(p)));
            prop_assert!(turn.challenges.iter().all(|one| (0.0..=1.0).contains(&one.probability) && one.gain > 0.0));
            prop_assert!(turn.risk.iter().all(|risk| (-1.0 - 1e-9..=1.0 + 1e-9).contains(risk)));
        }
        // Detail changes what is told, not what happens.
        prop_assert_eq!(found.positions, positions(&rows, &params));
    }

    /// With ideal points that follow one's own position alone, all is as without any.
    #[test]
    fn accommodation_of_oneself_is_none(rows in rows()) {
        let n = rows.len();
        let identity = (0..n * n).map(|cell| f64::from(u8::from(cell / n == cell % n))).collect();
        let own = actors(&rows).with_accommodation(identity).unwrap();
        let found = run(&own, &Params::default(), 1, 0, Detail::Positions).unwrap();
        prop_assert_eq!(found.positions, positions(&rows, &Params::default()));
    }

    #[test]
    fn expected_utility_keeps_its_bounds(rows in rows()) {
        let line: Vec<(f64, f64)> = rows.iter().map(|row| (row.1[0], row.0 * row.2[0])).collect();
        let salience: Vec<f64> = rows.iter().map(|row| row.2[0]).collect();
        let (low, high) = line.iter().fold((1.0f64, 0.0f64), |(l, h), (x, _)| (l.min(*x), h.max(*x)));
        for round in eum(&line, &salience, &Eum::default()).unwrap() {
            prop_assert!(round.exponents.iter().all(|r| (0.5 - 1e-12..=2.0 + 1e-12).contains(r)));
            prop_assert!(round.positions.iter().all(|x| (low - 1e-12..=high + 1e-12).contains(x)));
        }
    }

    /// Both gain alike; nobody moves off the scale; an outcome does not pass the one it moves towards; who cares nothing neither gains nor loses.
    #[test]
    fn exchanges_pay_both_alike(rows in prop::collection::vec((1.0..50.0f64, [0.0..=100.0f64, 0.0..=100.0f64, 0.0..=100.0f64], [0.1..1.0f64, 0.1..1.0f64, 0.1..1.0f64]), 3..7)) {
        let stakes: Vec<Vec<Option<Stake>>> = (0..3)
            .map(|issue| {
                let stake = |row: &(f64, [f64; 3], [f64; 3])| Stake { position: row.1[issue], salience: row.2[issue], capability: row.0 };
                let idle = Stake { position: 50.0, salience: 0.0, capability: 9.0 };
                rows.iter().map(|row| Some(stake(row))).chain([Some(idle)]).collect()
            })
            .collect();
        let outcomes = compromises(&stakes);
        for one in feasible_exchanges(&stakes) {
            let salience = |issue: usize, actor: usize| stakes[issue][actor].unwrap().salience;
            let mine = one.shift_p * salience(one.p, one.i) - one.shift_q * salience(one.q, one.i);
            let theirs = one.shift_q * salience(one.q, one.j) - one.shift_p * salience(one.p, one.j);
            prop_assert!(one.gain > 0.0 && (mine - one.gain).abs() < 1e-9 && (theirs - one.gain).abs() < 1e-9);
            for (issue, shift, towards) in [(one.p, one.shift_p, one.i), (one.q, one.shift_q, one.j)] {
                let room = (stakes[issue][towards].unwrap().position - outcomes[issue].unwrap()).abs();
                prop_assert!(shift <= room + 1e-9);
            }
            prop_assert!((externality(&stakes, &one, one.i) - one.gain).abs() < 1e-9);
            prop_assert_eq!(externality(&stakes, &one, rows.len()), 0.0);
        }
        let round = exchanges(&stakes);
        let within = |stake: &Stake| (0.0..=100.0).contains(&stake.position);
        prop_assert!(round.stakes.iter().flatten().flatten().all(within));
    }
}
