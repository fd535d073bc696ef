//! Tables of issues and scenarios: reading never panics, and what could be read can be bargained over.
#![no_main]

use detente_bargain::smp::{Detail, Params, run};
use detente_bargain::{Actors, Eum, Stake, compromises, eum, exchanges};
use detente_record::read_issues;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(plain) = read_issues(text) else { return };
    if plain.actors.len() > 12 || plain.issues.len() > 6 {
        return;
    }
    let stake = |stake: &Option<detente_record::PlainStake>| {
        stake.map(|s| Stake { position: s.position, salience: s.salience / 100.0, capability: s.capability })
    };
    let stakes: Vec<Vec<Option<Stake>>> =
        plain.issues.iter().map(|issue| issue.stakes.iter().map(stake).collect()).collect();
    let _ = compromises(&exchanges(&stakes).stakes);
    for issue in &stakes {
        let present: Vec<Stake> = issue.iter().flatten().copied().collect();
        let positions = present.iter().map(|s| s.position / 100.0).collect();
        let saliences: Vec<f64> = present.iter().map(|s| s.salience).collect();
        let capabilities = present.iter().map(|s| s.capability).collect();
        if let Ok(actors) = Actors::new(capabilities, positions, saliences.clone()) {
            let params = Params { max_turns: 5, ..Params::default() };
            let _ = run(&actors, &params, 1, 0, Detail::Turns);
            let _ = eum(&actors.line(0), &saliences, &Eum::default());
        }
    }
});
