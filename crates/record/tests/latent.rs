//! Latent ties at war and in alliance: on tables typed here, after what happened in North-East Asia.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::fs;

use detente_record::rule::{DataTie, Made, Rule, Term, ties};
use detente_record::sets::Folder;
use detente_record::states::{CodeSystem, State, states};

const STATES: [&str; 7] = ["USA", "RUS", "CHN", "TWN", "PRK", "KOR", "JPN"];
/// Pairs with pacts of defence: low code, high code, from, to.
const PACTS: [(u16, u16, i32, i32); 6] = [
    (2, 740, 1952, 1999),
    (2, 732, 1953, 1999),
    (2, 713, 1954, 1979),
    (365, 710, 1950, 1980),
    (365, 731, 1961, 1995),
    (710, 731, 1961, 1999),
];
/// Pairs, years and highest hostility: 5 is war. The war of Korea, and quarrels with and without force.
const DISPUTES: [(u16, u16, i32, i32, u8); 12] = [
    (2, 731, 1950, 1953, 5),
    (2, 710, 1950, 1953, 5),
    (731, 732, 1950, 1953, 5),
    (710, 732, 1950, 1953, 5),
    (2, 731, 1968, 1969, 4),
    (2, 365, 1961, 1962, 3),
    (710, 713, 1954, 1958, 4),
    (365, 710, 1964, 1969, 4),
    (731, 732, 1967, 1975, 4),
    (365, 740, 1955, 1960, 2),
    (710, 740, 1978, 1978, 2),
    (2, 710, 1958, 1958, 3),
];
/// A list of rivals that does not name the United States and North Korea.
const RIVALS: [(u16, u16, i32, i32); 5] = [
    (2, 365, 1945, 1989),
    (2, 710, 1949, 1972),
    (365, 710, 1958, 1989),
    (710, 713, 1949, 1999),
    (731, 732, 1948, 1999),
];

fn state(iso: &str) -> State {
    states().find(CodeSystem::Iso3, iso, Some(1999)).unwrap()
}

fn tables(place: &std::path::Path) {
    let mut atop = "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n".to_owned();
    for (a, b, from, to) in PACTS {
        (from..=to).for_each(|year| writeln!(atop, "{a},{b},{year},1,0,0,0,1").unwrap());
    }
    let mut gml = "dispnum,ccode1,ccode2,year,midonset,hostlev1,hostlev2,fatality1,fatality2\n".to_owned();
    for (number, (a, b, from, to, level)) in DISPUTES.into_iter().enumerate() {
        for year in from..=to {
            writeln!(gml, "{},{a},{b},{year},{},{level},{level},0,0", number + 1, u8::from(year == from)).unwrap();
        }
    }
    let mut tss = "tssr_id,ccode1,ccode2,start,end,positional,spatial,ideological\n".to_owned();
    for (number, (a, b, from, to)) in RIVALS.into_iter().enumerate() {
        writeln!(tss, "{},{a},{b},{from},{to},1,0,0", number + 1).unwrap();
    }
    for (name, text) in [("atop.csv", atop), ("gml.csv", gml), ("tss.csv", tss)] {
        fs::write(place.join(name), text).unwrap();
    }
}

fn made() -> Made {
    let place = tempfile::tempdir().unwrap();
    tables(place.path());
    let term = |indicator: &str, weight, cuts| Term {
        indicator: indicator.to_owned(),
        weight,
        centre: 0.0,
        unit: 1.0,
        least: 0.0,
        cuts,
        loading: None,
    };
    let terms = vec![
        Term { least: 0.3, ..term("alliance_commitment", [0.5, 0.7, 0.9], vec![0.3, 0.75]) },
        Term { unit: 5.0, ..term("gml_mid_max_hostility", [-0.9, -0.7, -0.5], vec![1.0, 4.0]) },
        term("rivalry", [-0.5, -0.35, -0.2], vec![0.5]),
    ];
    let rule = Rule { terms, latent: true, half_firm: None };
    ties(&Folder::open(place.path()).unwrap(), &rule, &STATES.map(state), (1948, 1999)).unwrap()
}

fn tie<'m>(made: &'m Made, a: &str, b: &str, year: i16) -> &'m DataTie {
    let (a, b) = (state(a), state(b));
    let of = |tie: &&DataTie| [(a, b), (b, a)].contains(&(tie.a, tie.b)) && (tie.since..=tie.until).contains(&year);
    made.ties.iter().find(of).unwrap()
}

#[test]
fn a_pair_at_war_is_hostile_and_an_ally_friendly() {
    let made = made();
    for year in 1950..=1953 {
        for (a, b) in [("USA", "PRK"), ("USA", "CHN"), ("PRK", "KOR"), ("CHN", "KOR")] {
            assert!(tie(&made, a, b, year).affinity[1] < 0.0, "{a}-{b} {year}");
        }
    }
    for (a, b) in [("USA", "JPN"), ("USA", "KOR"), ("USA", "TWN"), ("RUS", "PRK"), ("CHN", "PRK")] {
        assert!(tie(&made, a, b, 1970).affinity[1] > 0.0, "{a}-{b}");
    }
}

#[test]
fn no_loading_runs_away_and_the_silence_of_a_list_is_told() {
    let made = made();
    let fitted = made.fitted.unwrap();
    assert!(fitted.fit.settled, "{:?}", fitted.fit);
    assert_eq!(fitted.naming, [6, 9, 5]);
    for (name, link, ..) in fitted.named() {
        let detente_panel::latent::Link::Levels { loading, .. } = link else { panic!("{name}") };
        assert!((0.1..=detente_panel::latent::LARGEST_LOADING).contains(&loading.abs()), "{name} {loading}");
    }
}
