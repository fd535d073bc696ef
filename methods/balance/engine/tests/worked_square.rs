//! The worked square of the geometry of ties (assumed ties, own computation): every number to nine places.

// Helpers of tests are not `#[test]` functions themselves, so the lint does not spare them.
#![allow(clippy::unwrap_used)]

use detente_balance::geometry::{CleavageBox, Cohesion, FirmTie, frame, lean, length, plane, skew};
use detente_balance::{SignedNetwork, Tie, pairs, triads, two_blocs, weak_blocs};

// Order of the pairs: JP-US, JP-CN, JP-RU, US-CN, US-RU, CN-RU.
const AFFINITY: [f64; 6] = [0.8, -0.2, -0.1, -0.2, -0.2, 0.4];
const FIRMNESS: [f64; 6] = [0.9, 0.5, 0.15, 0.4, 0.3, 0.4];

fn ties(affinity: [f64; 6]) -> Vec<FirmTie> {
    pairs(4).enumerate().map(|(i, (a, b))| FirmTie { a, b, affinity: affinity[i], firmness: FIRMNESS[i] }).collect()
}

fn network(affinity: [f64; 6]) -> SignedNetwork {
    SignedNetwork::new(4, pairs(4).zip(affinity).map(|((a, b), weight)| Tie { a, b, weight }).collect()).unwrap()
}

fn near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "found {found}, expected {expected}");
}

#[test]
fn sides_and_box() {
    let lengths = AFFINITY.map(length);
    near(skew(&[lengths[0], lengths[3], lengths[5], lengths[2]]).unwrap(), 0.519_144_417_4, 1e-9);
    near(lean(lengths[2], lengths[5]), 0.25, 1e-12);
    let found = CleavageBox::of(lengths);
    assert_eq!((found.main, found.cross), (1, 3));
    for (found, expected) in [(found.alpha, 0.4), (found.beta, 0.025), (found.delta.unwrap(), 0.0625)] {
        near(found, expected, 1e-12);
    }
    for (found, expected) in found.tails.iter().zip([0.025, 0.05, 0.15, 0.125]) {
        near(*found, expected, 1e-12);
    }
}

#[test]
fn balance() {
    let found = two_blocs(&network(AFFINITY)).unwrap();
    assert_eq!((found.frustration, found.total, found.margin), (0.0, 1.9, Some(0.7)));
    near(found.radius.unwrap(), 0.175, 1e-12);
    let tolerances: Vec<f64> = found.ties.iter().map(|tie| tie.tolerance.unwrap()).collect();
    assert_eq!(tolerances, [1.1, 0.7, 0.7, 0.7, 0.7, 0.7]);
    let line = found.weakest_line.unwrap();
    assert_eq!((line.sum, line.sides), (-0.7, vec![vec![true, true, false, false]]));
    assert!(triads(&network(AFFINITY)).iter().all(|triad| triad.class.unwrap().is_balanced()));
    assert_eq!(weak_blocs(&network(AFFINITY)).unwrap().frustration, 0.0);
    let warmer = [0.8, -0.2, 0.3, -0.2, -0.2, 0.4];
    let found = two_blocs(&network(warmer)).unwrap();
    assert_eq!((found.frustration, found.margin), (0.3, Some(0.3)));
    near(found.radius.unwrap(), 0.075, 1e-12);
}

#[test]
fn cohesion() {
    let found = Cohesion::of(4, &ties(AFFINITY)).unwrap();
    near(found.lambda2, 0.502_149_858_9, 1e-9);
    near(found.lambda3.unwrap(), 0.877_076_679_7, 1e-9);
    let levers = found.levers.unwrap();
    let stiffen = [0.000_612_387, 0.496_126_900_2, 1.429_338_438, 0.461_878_325_5, 1.370_779_607, 0.241_264_342_5];
    let warm = [0.000_275_574_1, 0.124_031_725, 0.107_200_382_9, 0.092_375_665_1, 0.205_616_941, 0.048_252_868_5];
    for i in 0..6 {
        near(levers[i].stiffen, stiffen[i], 1e-8);
        near(levers[i].warm, warm[i], 1e-8);
    }
    near(Cohesion::gain(4, &ties(AFFINITY), 2, 0.1), 0.131_831_839_7, 1e-9);
}

#[test]
fn plane_and_frame() {
    let found = plane(4, &ties(AFFINITY)).unwrap();
    near(found.stress, 0.000_324_42, 1e-6);
    near(found.lambda4, 0.476_266, 1e-5);
    for (which, expected) in [(2, 1.464_169), (3, 0.435_159), (4, 0.181_615)] {
        near(found.firm[which], expected, 1e-5);
    }
    assert_eq!(frame(4, &[(0, 1), (1, 3), (3, 2), (2, 0)]).freedoms, 1);
    assert_eq!(frame(4, &[(0, 1), (1, 3), (3, 2), (2, 0), (0, 3)]).freedoms, 0);
}
