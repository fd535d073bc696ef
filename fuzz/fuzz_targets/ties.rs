//! Plain tables of ties: reading never panics, and what is read makes a network.
#![no_main]

use detente_record::{PairRule, read_figure, read_ties};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let headed = format!("source,target,weight\n{text}");
    for table in [text, headed.as_str()] {
        for rule in [PairRule::Refuse, PairRule::Sum, PairRule::Mean, PairRule::Least] {
            if let Ok(found) = read_ties(table, rule) {
                assert!(found.ties.iter().all(|tie| tie.a < tie.b && tie.b < found.actors.len()));
            }
        }
    }
    if let Ok(found) = read_figure(&format!("a,b,closeness,firmness\n{text}")) {
        assert_eq!(found.actors.len(), found.first_seen.len());
    }
});
