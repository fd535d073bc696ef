//! The flows of one goods to one buyer, as the engine reads them.

use std::collections::BTreeSet;

use detente_case::case::Question;
use detente_case::question::about;
use detente_case::{QuantityPath, SubjectKind, case::Flow as Row, in_force};
use detente_exposure::{Closed, Flow, Part, stand_ins};
use detente_method::EffectiveCase;

/// What one buyer gets of one goods.
#[derive(Debug, Clone)]
pub(crate) struct Supply<'c> {
    pub buyer: String,
    pub goods: String,
    pub rows: Vec<&'c Row>,
    /// Places of the shares in the list of quantities.
    pub shares: Vec<usize>,
    pub suppliers: Vec<String>,
    pub places: Vec<String>,
    /// What may be closed.
    pub parts: Vec<Part>,
    /// Flows at the most likely shares.
    pub mode: Vec<Flow>,
}

impl<'c> Supply<'c> {
    /// Each supply of the buyer that is asked about, in the order of its first row.
    pub fn of(question: &Question, reading: &EffectiveCase<'c>) -> Vec<Self> {
        let named: Vec<_> = question.of.iter().filter_map(|word| about(reading.case, question.kind, word)).collect();
        let Some(buyer) = named.first().and_then(|one| one.id(SubjectKind::Actor)) else { return Vec::new() };
        let counts = |row: &&Row| {
            let now = reading.as_of.is_none_or(|now| in_force(row.since, row.until, now));
            *row.to == *buyer && now && reading.stands(row.ground.basis, &row.ground.evidence)
        };
        let rows: Vec<&'c Row> = reading.case.flows.iter().filter(counts).collect();
        let mut goods: Vec<&str> = Vec::new();
        for row in &rows {
            if !goods.contains(&&*row.goods) {
                goods.push(&row.goods);
            }
        }
        let closed: Vec<&str> = named[1..]
            .iter()
            .filter_map(|one| one.id(SubjectKind::Actor).or_else(|| one.id(SubjectKind::Place)))
            .collect();
        let of = |goods: &str| rows.iter().copied().filter(|row| row.goods == goods).collect();
        goods.into_iter().map(|goods| Self::read(buyer, of(goods), &closed, reading)).collect()
    }

    fn read(buyer: &str, rows: Vec<&'c Row>, closed: &[&str], reading: &EffectiveCase<'c>) -> Self {
        let index = |row: &&Row| reading.find(&QuantityPath::Flow { id: row.id.text.clone() });
        let (rows, shares): (Vec<&Row>, Vec<usize>) =
            rows.into_iter().filter_map(|row| Some((row, index(&row)?))).unzip();
        let suppliers = distinct(rows.iter().map(|row| &*row.from));
        let places = distinct(rows.iter().flat_map(|row| row.via.iter().map(|word| &**word)));
        let mut supply = Self {
            buyer: buyer.to_owned(),
            goods: rows.first().map(|row| row.goods.clone()).unwrap_or_default(),
            rows,
            shares,
            suppliers,
            places,
            parts: Vec::new(),
            mode: Vec::new(),
        };
        let all = (0..supply.places.len()).map(Part::Place).chain((0..supply.suppliers.len()).map(Part::Supplier));
        supply.parts = all.filter(|part| closed.is_empty() || closed.contains(&supply.id(*part))).collect();
        let at_mode: Vec<f64> = supply.shares.iter().map(|index| reading.estimate(*index).mode()).collect();
        supply.mode = supply.flows(&at_mode);
        supply
    }

    /// The id of what may be closed.
    pub fn id(&self, part: Part) -> &str {
        match part {
            Part::Supplier(place) => &self.suppliers[place],
            Part::Place(place) => &self.places[place],
        }
    }

    /// Flows with these shares: made smaller together where they run over a whole.
    pub fn flows(&self, shares: &[f64]) -> Vec<Flow> {
        let whole: f64 = shares.iter().sum();
        let scale = if whole > 1.0 { 1.0 / whole } else { 1.0 };
        let place = |names: &[String], name: &str| names.iter().position(|own| own == name);
        let flow = |(row, share): (&&Row, &f64)| Flow {
            supplier: place(&self.suppliers, &row.from).unwrap_or_default(),
            via: row.via.iter().filter_map(|word| place(&self.places, word)).collect(),
            share: share * scale,
            spare: row.spare,
            delay: row.delay,
        };
        self.rows.iter().zip(shares).map(flow).collect()
    }

    /// Flows without those that are only other ways.
    pub fn without_detours(&self) -> Vec<Flow> {
        self.mode.iter().filter(|flow| flow.share > 0.0).cloned().collect()
    }

    /// Rows that stand in for what a closure takes.
    pub fn stand_ins(&self, closed: Part) -> impl Iterator<Item = &'c Row> + '_ {
        stand_ins(&self.mode, &[Closed::wholly(closed)]).into_iter().map(|place| self.rows[place])
    }

    /// The longest that the buyer's stocks are said to last.
    pub fn stock(&self) -> Option<f64> {
        self.rows.iter().filter_map(|row| row.stock).reduce(f64::max)
    }

    /// Claims on flows that meet a closure, or on all.
    pub fn claims(&self, closed: &[Closed]) -> BTreeSet<String> {
        let rows = self.rows.iter().zip(&self.mode);
        let met = rows.filter(|(_, flow)| closed.is_empty() || flow.closed(closed) > 0.0);
        met.flat_map(|(row, _)| row.ground.evidence.iter().map(|word| word.text.clone())).collect()
    }
}

fn distinct<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in texts {
        if !found.iter().any(|known| known == text) {
            found.push(text.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use detente_case::{Case, Files, load};

    use super::*;

    /// A buyer with two suppliers through a strait, one of which has another way that is dearer, and one supplier by land.
    fn case() -> Case {
        let mut files = Files::default();
        files.insert("case.toml", "[case]\nid = \"x\"\ntitle = \"x\"\nas_of = \"2001\"\n");
        let actor = |id: &str| format!("{id},Land {id},state,assumed,\n");
        files
            .insert("actors.csv", format!("id,name,kind,basis,evidence\n{}", ["A", "B", "C", "D"].map(actor).concat()));
        let place = |id: &str| format!("{id},The {id},strait,1,2,assumed,\n");
        files.insert(
            "places.csv",
            format!("id,name,kind,lat,lon,basis,evidence\n{}", ["strait", "cape"].map(place).concat()),
        );
        let head = "id,from,to,goods,share_low,share_mode,share_high,via,spare,delay_days,price_factor,stock_days,basis,evidence";
        let rows = "F1,B,A,oil,0.3,0.4,0.5,strait,,,,,assumed,\nF2,C,A,oil,0.3,0.4,0.5,strait,,,,90,assumed,\n\
                    F3,B,A,oil,0,0,0,cape,0.3,20,1.5,,assumed,\nF4,D,A,oil,0.1,0.2,0.3,,0.1,5,,,assumed,\n";
        files.insert("flows.csv", format!("{head}\n{rows}"));
        files.insert("questions.csv", "id,question,kind,of\nS,How?,exposure,A\nT,How?,exposure,A strait\n");
        let loaded = load(&files);
        assert!(!loaded.has_errors(), "{:?}", loaded.findings);
        loaded.case
    }

    #[test]
    fn rows_become_flows_and_what_stands_in() {
        let own = case();
        let reading = EffectiveCase::new(&own, None, &[]);
        let found = Supply::of(&own.questions[0], &reading);
        assert_eq!(found.len(), 1);
        let supply = &found[0];
        assert_eq!(
            (supply.suppliers.join(" "), supply.places.join(" ")),
            ("B C D".to_owned(), "strait cape".to_owned())
        );
        assert_eq!((supply.parts.len(), supply.stock()), (5, Some(90.0)));
        let strait = Part::Place(0);
        let ids = |closed| supply.stand_ins(closed).map(|row| row.id.text.clone()).collect::<Vec<_>>().join(" ");
        assert_eq!(ids(strait), "F3 F4");
        // Another way of a supplier is shut with it, and carries nothing for another.
        assert_eq!((ids(Part::Supplier(0)), ids(Part::Supplier(2))), ("F4".to_owned(), String::new()));
        assert_eq!(supply.stand_ins(strait).find_map(|row| row.price), Some(1.5));
        assert_eq!(supply.without_detours().len(), 3);
        // Shares that run over a whole are made smaller together.
        let whole: f64 = supply.flows(&[0.5, 0.5, 0.0, 1.0]).iter().map(|flow| flow.share).sum();
        assert!((whole - 1.0).abs() < 1e-12);
        let asked = Supply::of(&own.questions[1], &reading);
        assert_eq!(asked[0].parts, [strait]);
    }
}
