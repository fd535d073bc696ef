//! Twenty million events into pair-months, likeness of every pair since 1816, years of peace, latent ties, the logit of the backtest.

use std::io::{BufWriter, Write};
use std::path::Path;

use detente_chance::Stream;
use detente_panel::latent::{Kind, Seen, Sightings, fit};
use detente_panel::{Design, Logit};
use detente_record::backtest::{Protocol, onset, panel, peace_years};
use detente_record::events::{Options, aggregate};
use detente_record::sets::{Folder, Set};
use detente_record::similarity::Portfolios;
use detente_record::states::states;

use crate::{peak, timed};

pub fn record() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    pool.install(|| {
        events(20_000_000);
        peace();
        latent();
        data();
    });
}

/// A table of events: actors and months drawn so that few pairs have most events, as in the press.
fn events(count: u32) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.csv");
    let letters: Vec<String> = states().members(2000).into_iter().map(|state| states().letters(state)).collect();
    let mut out = BufWriter::new(std::fs::File::create(&path).unwrap());
    writeln!(out, "id,date,source,target,code,goldstein,mentions").unwrap();
    // A plain generator: 140 million numbers from counters would take longer than the reading.
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) % below
    };
    let codes = ["010", "036", "042", "0411", "051", "112", "130", "138", "173", "190"];
    let scores = ["0", "4", "1.9", "1", "3.4", "-2", "-4.4", "-7", "-5", "-10"];
    for id in 0..count {
        let n = letters.len() as u64;
        let (a, b) = (next(n) * next(n) / n * next(n) / n, next(n) * next(n) / n * next(n) / n);
        let (year, month, day) = (1979 + next(46), 1 + next(12), 1 + next(28));
        let kind = next(10) as usize;
        let (a, b) = (&letters[a as usize], &letters[b as usize]);
        let mentions = 1 + next(20);
        writeln!(
            out,
            "{},{year}-{month:02}-{day:02},{a},{b},{},{},{mentions}",
            10_000_000 + id,
            codes[kind],
            scores[kind]
        )
        .unwrap();
    }
    out.flush().unwrap();
    drop(out);
    let bytes = std::fs::metadata(&path).unwrap().len();
    let mut groups = 0;
    let before = peak();
    let order: Vec<_> = states().all().collect();
    let seconds = timed(|| {
        groups = 0;
        aggregate(&[&path], &Options::default()).unwrap().each_group(&order, |_| groups += 1);
    });
    let memory =
        peak().map_or(String::new(), |peak| format!(", process peak {peak} (before: {})", before.unwrap_or_default()));
    println!(
        "| {count} events ({} MB of CSV) into {groups} pair-months, one thread{memory}; polars 5.5 s, duckdb 7.5 s | {seconds:.3} |",
        bytes / 1_000_000
    );
}

/// Years of peace of 2.2 million rows: 22,000 pairs over a hundred years.
fn peace() {
    let stream = Stream::new(1, "peace");
    let pairs: Vec<Vec<(i16, bool)>> = (0..22_000_u64)
        .map(|pair| {
            (1900..2000)
                .filter(|year| stream.uniform(pair * 100 + *year as u64 - 1900) < 0.02)
                .map(|year| (year, true))
                .collect()
        })
        .collect();
    let mut sum = 0_u64;
    let seconds = timed(|| {
        sum = std::hint::black_box(&pairs)
            .iter()
            .flat_map(|disputes| peace_years(disputes, 1900, 1900..2000))
            .map(u64::from)
            .sum();
        sum
    });
    println!("| years of peace of 2,200,000 pair-years (mean {:.1}); R 12 s | {seconds:.6} |", sum as f64 / 2.2e6);
}

/// The fit of a latent rule: three indicators of pairs that change places now and then.
fn latent() {
    let stream = Stream::new(1, "latent");
    let kinds = [(3, true), (3, false), (2, false)].map(|(levels, rises)| Kind::Levels { levels, rises });
    let pair = |pair: u64| -> Sightings {
        let at = |year: u64, indicator: u64| stream.uniform((pair * 100 + year) * 10 + indicator);
        let friendly = |year: u64| stream.uniform(900_000 + pair * 10 + year / 14) < 0.5;
        let seen = |year: u64| {
            let [ally, dispute, rival] = [0, 1, 2].map(|indicator| at(year, indicator));
            let (good, bad) = if friendly(year) { (0.7, 0.1) } else { (0.1, 0.4) };
            vec![
                Seen::Level(usize::from(ally < good) + usize::from(ally < good / 2.0)),
                Seen::Level(usize::from(dispute < bad) + usize::from(dispute < bad / 2.0)),
                Seen::Level(usize::from(rival < bad)),
            ]
        };
        (0..56).map(seen).collect()
    };
    for pairs in [21, 210] {
        let seen: Vec<Sightings> = (0..pairs).map(pair).collect();
        let mut rounds = 0;
        let seconds = timed(|| rounds = fit(&kinds, &seen).1.rounds);
        println!("| latent ties of {pairs} pairs over 56 years, fitted in {rounds} rounds | {seconds:.3} |");
    }
}

/// What needs data that may not be shipped.
fn data() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/record");
    if !path.is_dir() {
        println!("| likeness and backtests: skipped, {} is absent | |", path.display());
        return;
    }
    let folder = Folder::open(&path).unwrap();
    let atop = folder.series(Set::Atop).unwrap();
    let mut pairs = 0;
    let seconds = timed(|| {
        pairs =
            Portfolios::of_years(atop, None, 1816, 2018).iter().map(|year| year.every_measure().len()).sum::<usize>();
    });
    println!(
        "| S, kappa, pi, tau-b of {pairs} pair-years 1816-2018; numpy by matrix products, S alone 0.08 s, R 9,750 s by its log | {seconds:.3} |"
    );
    let rows = panel(&folder, 1950, 2010, false).unwrap().rows;
    let relevant: Vec<_> = rows.iter().filter(|row| row.relevant && row.year <= 2000).collect();
    let mut design = Design::new(14);
    relevant.iter().for_each(|row| design.push(row.features[..14].iter().copied()));
    let outcomes: Vec<u8> = relevant.iter().map(|row| u8::from(row.onset)).collect();
    let seconds = timed(|| {
        let logit = Logit::fit(&design, &outcomes, 2).unwrap();
        assert!(logit.converged);
        rows.iter().filter(|row| row.relevant && row.year > 2000).for_each(|row| {
            std::hint::black_box(logit.predict(&row.features[..14]));
        });
    });
    println!("| logit F3 fitted to {} rows and its forecasts | {seconds:.3} |", relevant.len());
    let seconds = timed(|| drop(onset(&folder, &Protocol::default()).unwrap()));
    println!("| the whole backtest of dispute onset, 500 resamples | {seconds:.1} |");
}
