//! Plain networks: reading never panics, and what is read makes a network.
#![no_main]

use detente_record::{Form, PairRule, read_figure, read_ties};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let headed = format!("source,target,weight\n{text}");
    let pajek = format!("*Vertices 9\n*Edges\n{text}");
    for (file, form) in [
        (text, Form::Csv),
        (headed.as_str(), Form::Csv),
        (text, Form::GraphMl),
        (text, Form::Pajek),
        (pajek.as_str(), Form::Pajek),
    ] {
        for rule in [PairRule::Refuse, PairRule::Sum, PairRule::Mean, PairRule::Least] {
            if let Ok(found) = read_ties(file, form, None).and_then(|rows| rows.joined(rule)) {
                assert!(found.ties.iter().all(|tie| tie.a < tie.b && tie.b < found.actors.len()));
            }
        }
        let _ = read_ties(file, form, Some("weight")).and_then(|rows| rows.by_period(PairRule::Sum));
    }
    if let Ok(found) = read_figure(&format!("a,b,closeness,firmness\n{text}")) {
        assert_eq!(found.actors.len(), found.first_seen.len());
    }
});
