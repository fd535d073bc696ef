//! Published and worked examples.
#![allow(clippy::unwrap_used, missing_docs)]

use detente_package::*;

/// Nash 1950: nine goods, of which Bill owns the first five.
fn bill_and_jack() -> Table {
    let bill = [2, 2, 2, 2, 4, 10, 4, 6, 2];
    let jack = [4, 2, 1, 2, 1, 1, 1, 2, 2];
    let part = |good: usize| {
        let (to_bill, to_jack) = if good < 5 { (-bill[good], jack[good]) } else { (bill[good], -jack[good]) };
        Part::of_gains(vec![vec![0, 0], vec![to_bill, to_jack]])
    };
    Table::of(&Problem::new(2, (0..9).map(part).collect()).unwrap()).unwrap()
}

fn all(must: &[usize]) -> Consent {
    Consent::of_all(must.to_vec())
}

fn gains(table: &Table, packages: &[usize]) -> Vec<Vec<i64>> {
    let mut all: Vec<Vec<i64>> = packages.iter().map(|package| table.gains(*package).to_vec()).collect();
    all.sort();
    all.dedup();
    all
}

#[test]
fn bill_and_jack_of_nash() {
    let (table, must) = (bill_and_jack(), [0, 1]);
    let (weak, strict) = (acceptable(&table, &all(&must)), strictly(&table, &all(&must)));
    assert_eq!((table.len(), weak.len(), strict.len()), (512, 293, 206));
    let nash = nash(&table, &must, &strict).unwrap();
    // Bill gives book, whip, ball and bat; Jack gives pen, toy and knife.
    assert_eq!(nash.tied, vec![nash.picked]);
    assert_eq!(table.points(nash.picked), [1, 1, 1, 1, 0, 1, 1, 1, 0]);
    assert_eq!(table.gains(nash.picked), [12, 5]);
    let front = efficient(&table, &must, &weak);
    assert_eq!(front.packages.len(), 14);
    let points = [[2, 8], [6, 7], [8, 6], [12, 5], [14, 4], [16, 2], [18, 0]].map(|point| point.to_vec());
    assert_eq!(gains(&table, &front.packages), points);
    let shares = kalai_smorodinsky(&table, &must, &weak).unwrap();
    assert_eq!(gains(&table, &shares.tied), [vec![12, 5]]);
    let raw = equal_gain(&table, &must, &weak, Unit::Raw).unwrap();
    assert_eq!(gains(&table, &raw.best), [vec![6, 6], vec![6, 7], vec![8, 6]]);
    assert_eq!(gains(&table, &raw.tied), [vec![8, 6]]);
    assert_eq!((table.range(0), table.range(1)), (34, 16));
    let range = equal_gain(&table, &must, &weak, Unit::Range).unwrap();
    assert_eq!(gains(&table, &range.tied), [vec![12, 5]]);
}

const POINTS: [f64; 5] = [0.0, 25.0, 50.0, 75.0, 100.0];

struct Three {
    issues: [Issue; 2],
    problem: Problem,
    table: Table,
}

/// Three actors, two issues.
fn three(reference: [f64; 2]) -> Three {
    let stakes = [[(100.0, 0.8), (0.0, 0.3), (25.0, 0.5)], [(0.0, 0.2), (100.0, 0.7), (50.0, 0.5)]];
    let issue = |place: usize| Issue {
        points: POINTS.to_vec(),
        reference: reference[place],
        stakes: stakes[place]
            .iter()
            .map(|(position, salience)| Some(Stake { position: *position, salience: *salience }))
            .collect(),
    };
    let issues = [issue(0), issue(1)];
    let problem = Problem::new(3, issues.iter().map(Part::of_issue).collect()).unwrap();
    let table = Table::of(&problem).unwrap();
    Three { issues, problem, table }
}

impl Three {
    fn at(&self, package: usize) -> (i64, i64) {
        let points = self.table.points(package);
        (POINTS[points[0]] as i64, POINTS[points[1]] as i64)
    }

    fn all(&self, packages: &[usize]) -> Vec<(i64, i64)> {
        packages.iter().map(|package| self.at(*package)).collect()
    }

    fn points(&self, package: usize) -> Vec<f64> {
        self.table.gains(package).iter().map(|gain| in_points(*gain)).collect()
    }
}

const ALL: [usize; 3] = [0, 1, 2];

#[test]
fn three_actors_from_nothing() {
    let three = three([0.0, 0.0]);
    let (weak, strict) = (acceptable(&three.table, &all(&ALL)), strictly(&three.table, &all(&ALL)));
    assert_eq!((weak.len(), strict.len(), improving(&three.table, &all(&ALL)).len()), (12, 7, 11));
    let front = efficient(&three.table, &ALL, &weak).packages;
    let expected =
        [(25, 50), (25, 75), (25, 100), (50, 50), (50, 75), (50, 100), (75, 50), (75, 75), (100, 50)].to_vec();
    assert_eq!(three.all(&front), expected);
    let nash = nash(&three.table, &ALL, &strict).unwrap();
    assert_eq!((three.all(&nash.tied), three.points(nash.picked)), (vec![(50, 50)], vec![30.0, 20.0, 25.0]));
    let shares = kalai_smorodinsky(&three.table, &ALL, &weak).unwrap();
    assert_eq!(three.all(&shares.tied), [(50, 75)]);
    let most =
        |actor: usize| weak.iter().map(|package| three.table.gains(*package)[actor]).max().map(in_points).unwrap();
    assert_eq!(ALL.map(most), [70.0, 62.5, 37.5]);
    let raw = equal_gain(&three.table, &ALL, &weak, Unit::Raw).unwrap();
    assert_eq!(three.all(&raw.tied), [(50, 50)]);
}

#[test]
fn three_actors_half_way() {
    let three = three([50.0, 0.0]);
    let strict = strictly(&three.table, &all(&ALL));
    assert_eq!(three.all(&strict), [(75, 50)]);
    assert_eq!(three.points(strict[0]), [10.0, 27.5, 12.5]);
}

#[test]
fn three_actors_in_the_middle_are_stuck() {
    let three = three([50.0, 50.0]);
    let table = &three.table;
    assert!(strictly(table, &all(&ALL)).is_empty());
    assert_eq!(blockers(table, &all(&ALL)), [vec![0], vec![2]]);
    assert_eq!(three.all(&strictly(table, &all(&[0, 1]))), [(75, 75), (75, 100), (100, 75), (100, 100)]);
    assert_eq!(three.all(&strictly(table, &all(&[1, 2]))), [(25, 50)]);
    assert!(strictly(table, &all(&[0, 2])).is_empty());
    let nearest = nearest(table, &all(&ALL), Unit::Raw).unwrap();
    let short: Vec<f64> = nearest.shortfalls.iter().map(|lack| in_points(*lack)).collect();
    assert_eq!((three.at(nearest.package), short), ((50, 75), vec![5.0, 0.0, 12.5]));
    let issues = [Some(&three.issues[0]), Some(&three.issues[1])];
    let found = shifts(table, &three.problem, &issues, &all(&ALL), (0.0, 100.0));
    let of = |wanted: Shifted| found.iter().find(|one| one.of == wanted).map(|one| (one.by, three.at(one.opens)));
    assert_eq!(of(Shifted::Position { actor: 2, part: 1 }), Some((37.5, (75, 100))));
    assert_eq!(of(Shifted::Position { actor: 2, part: 0 }), Some((62.5, (100, 75))));
    assert_eq!(of(Shifted::Position { actor: 0, part: 0 }), Some((-62.5, (25, 50))));
    assert_eq!(of(Shifted::Position { actor: 1, part: 0 }), None);
    assert_eq!(of(Shifted::Position { actor: 1, part: 1 }), None);
    assert_eq!(of(Shifted::Reference { part: 1 }), Some((-25.0, (75, 50))));
    assert_eq!(of(Shifted::Reference { part: 0 }), None);
    // C would have to be brought something from outside.
    let (lacks, package) = missing(table, &all(&ALL), 2).unwrap();
    assert_eq!((in_points(lacks), three.at(package)), (25.0, (75, 75)));
    assert_eq!(missing(table, &all(&ALL), 1), None);
}

#[test]
fn three_actors_in_the_middle_under_a_rule() {
    let three = three([50.0, 50.0]);
    let table = &three.table;
    let rule = |sets: &[u64]| Consent::of_sets(ALL.to_vec(), sets.to_vec());
    // Any two of three: what is open without A and what is open without C.
    let two = rule(&[0b011, 0b101, 0b110]);
    let expected = [(25, 50), (75, 75), (75, 100), (100, 75), (100, 100)];
    assert_eq!(three.all(&strictly(table, &two)), expected);
    assert_eq!((blockers(table, &two), holding(&blockers(table, &two))), (vec![vec![]], vec![]));
    // A and C, who cannot agree: with the consent of either there is a package, so that only both together keep it shut.
    let both = rule(&[0b101]);
    assert!(strictly(table, &both).is_empty());
    assert_eq!(blockers(table, &both), [vec![0], vec![2]]);
    assert_eq!(holding(&blockers(table, &both)), [vec![0, 2]]);
}

#[test]
fn where_nobody_gains_those_hold_who_block_under_the_rule() {
    let table = Table::of(&Problem::new(3, vec![Part::of_gains(vec![vec![0; 3], vec![-1; 3]])]).unwrap()).unwrap();
    let found = |sets: &[u64]| holding(&blockers(&table, &Consent::of_sets(ALL.to_vec(), sets.to_vec())));
    // Any two of three, and B with either of the others.
    assert_eq!(found(&[0b011, 0b101, 0b110]), [vec![0, 1], vec![0, 2], vec![1, 2]]);
    assert_eq!(found(&[0b011, 0b110]), [vec![1], vec![0, 2]]);
}
