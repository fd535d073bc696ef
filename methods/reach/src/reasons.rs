//! Why, what would change it, what is weak about it.

use detente_case::case::Readiness;
use detente_method::numbers::fraction;
use detente_method::{Phrase, say};
use detente_reach::{Shape, apart};
use detente_results::{EstimateField, NumberFrom, OverlapRow, ReachResult, ReachRow, Reason, Wording};

use crate::answer::{MOST_OPEN, MOST_PARTIES, Telling};
use crate::ground::path;
use crate::parts::{Party, Reached};
use crate::survey::Site;
use crate::told::kilometres;

/// Most claims of a reason.
const MOST_CLAIMS: usize = 4;
/// Most reasons, and most of them about what stands.
pub(crate) const MOST_REASONS: usize = 5;
const MOST_STANDING: usize = 2;

impl Telling<'_, '_, '_> {
    /// The bases that stand, what is to come, zones, routes.
    pub(crate) fn reasons(&mut self, standing: &[Party], coming: &[Party], found: &ReachResult) -> Vec<Reason> {
        let mut all: Vec<Reason> = Vec::new();
        for party in standing.iter().take(MOST_PARTIES) {
            for base in &party.bases {
                all.extend(self.base(*base, found, ""));
            }
        }
        all.truncate(MOST_STANDING);
        let first = coming.iter().flat_map(|party| party.bases.clone()).find_map(|base| {
            let word = match self.sites[base].readiness {
                Readiness::Planned => ", which is planned,",
                _ => ", which was tested,",
            };
            self.base(base, found, word)
        });
        all.extend(first);
        all.extend(found.overlaps.first().map(|row| self.shares(row)));
        all.extend(self.route(found));
        all.truncate(MOST_REASONS);
        all
    }

    /// A base: what it can decide, and its range.
    fn base(&mut self, base: usize, found: &ReachResult, word: &str) -> Option<Reason> {
        let site = &self.sites[base];
        let named = |id: &str| self.sites.iter().any(|other| other.id == id && other.is_lived_in());
        let own: Vec<&ReachRow> = found.reaches.iter().filter(|row| row.from == site.id).collect();
        let lived: Vec<&ReachRow> = own.iter().filter(|row| named(&row.to)).copied().collect();
        let rows = if lived.is_empty() { own } else { lived }.into_iter();
        let row = rows.reduce(|best, next| {
            let doubt = |share: f64| (share - 0.5).abs();
            if doubt(next.share) < doubt(best.share) { next } else { best }
        })?;
        let target = self.sites.iter().find(|other| other.id == row.to)?;
        let range = site.range?;
        let (low, mode, high) = (range.low(), range.mode(), range.high());
        let end = |value: f64, field| {
            Phrase::number(kilometres(value), value, NumberFrom::Quantity { path: path(&site.id).to_string(), field })
        };
        let km = self.km(&format!("km.{}.{}", site.id, row.to), "distance in km", row.km);
        let label = "share of draws in which the place is within this reach";
        let share = self.measures.share(&format!("share.{}.{}", site.id, row.to), label, row.share, self.draws);
        let slots = [
            ("base", self.place(site)),
            ("word", Phrase::text(word)),
            ("place", self.place(target)),
            ("km", km),
            ("share", share),
            ("low", end(low, EstimateField::Low)),
            ("mode", end(mode, EstimateField::Mode)),
            ("high", end(high, EstimateField::High)),
        ];
        let pattern = if low == high {
            "{base}{word} has a range of {mode}; {place} lies {km} away, within it {share}."
        } else {
            "{base}{word} has a range of {low} to {high}, most likely {mode}; {place} lies {km} away, within it {share}."
        };
        Some(Reason { says: say(pattern, &slots), claims: self.evidence(&site.id), changes: Vec::new() })
    }

    fn evidence(&self, id: &str) -> Vec<String> {
        let place = self.asking.case.places.iter().find(|place| *place.id == *id);
        let words = place.iter().flat_map(|place| &place.ground.evidence).take(MOST_CLAIMS);
        words.map(|word| word.text.clone()).collect()
    }

    fn shares(&mut self, row: &OverlapRow) -> Reason {
        let [a, b] = &row.claimants;
        let mut part = |who: &String, value: f64| {
            let key = format!("overlap.{a}.{b}.of.{who}");
            self.measures.number(&key, "part of one's zones that the other claims too", value, fraction(value))
        };
        let (one, other) = (part(a, row.shares[0]), part(b, row.shares[1]));
        let slots = [("one", one), ("other", other), ("a", self.asking.actor(a)), ("b", self.asking.actor(b))];
        let says = say("Of the zones of {a} {one} lies in those of {b} too, of those of {b} {other}.", &slots);
        Reason { says, claims: row.inside.first().map_or_else(Vec::new, |id| self.evidence(id)), changes: Vec::new() }
    }

    /// The first line, and what it passes.
    fn route(&mut self, found: &ReachResult) -> Option<Reason> {
        let row = found.routes.first()?;
        let of = |id: &str| self.sites.iter().find(|site| site.id == id);
        let (route, near) = (of(&row.route)?, row.passes.first()?);
        let place = of(&near.place)?;
        let (route_name, place_name) = (self.place(route), self.place(place));
        let slots = [
            ("route", route_name),
            ("place", place_name),
            ("km", self.km(&format!("length.{}", row.route), "length in km", row.km)),
            ("near", self.km(&format!("near.{}.{}", row.route, near.place), "least distance in km", near.km)),
        ];
        let pattern = match near.km {
            0.0 => "{route} is {km} long and goes through {place}.",
            _ => "{route} is {km} long and passes {place} at {near}.",
        };
        Some(Reason { says: say(pattern, &slots), claims: self.evidence(&row.route), changes: Vec::new() })
    }

    /// For each party the place about which there is most doubt.
    pub(crate) fn change_if(&mut self, parties: &[Party]) -> Vec<Reason> {
        let mut all = Vec::new();
        for party in parties.iter().take(MOST_PARTIES) {
            let (open, _) = self.named_and_rest(&party.open(), MOST_OPEN);
            let doubt = |one: &Reached| (one.share - 0.5).abs();
            let Some(most) = open.into_iter().reduce(|best, next| if doubt(next) < doubt(best) { next } else { best })
            else {
                continue;
            };
            let bases = party.bases.iter().map(|base| &self.sites[*base]);
            let target = &self.sites[most.place];
            let near = bases.reduce(|best, next| {
                let away = |site: &Site| apart(&site.shape, &target.shape);
                if away(next) < away(best) { next } else { best }
            });
            let Some(base) = near else { continue };
            let slots = [
                ("place", self.place(target)),
                ("base", self.place(base)),
                ("km", self.km(&format!("km.{}.{}", base.id, target.id), "distance in km", most.km)),
            ];
            let says = say(
                "Were the range of {base} put at {km} or more for certain, {place} would lie within reach in every draw; below that in none.",
                &slots,
            );
            let changes = vec![format!("{}={:.0}", path(&base.id), most.km.ceil())];
            all.push(Reason { says, claims: Vec::new(), changes });
        }
        all
    }

    /// What is weak about it that no other rule tells.
    pub(crate) fn weak(&self) -> Vec<Wording> {
        let bases = self.sites.iter().filter(|site| site.range.is_some() && site.doubt_km.is_none());
        let bases: Vec<Phrase> =
            bases.filter(|site| matches!(site.shape, Shape::Point(_))).map(|site| self.place(site)).collect();
        let nominal: Vec<&str> =
            self.sites.iter().filter(|site| site.is_nominal()).map(|site| site.id.as_str()).collect();
        let mut all = Vec::new();
        if !bases.is_empty() {
            let slots = [("bases", Phrase::list(bases))];
            all.push(say(
                "Each range is measured from a single point, whose own doubt the case does not give: {bases}.",
                &slots,
            ));
        }
        if !nominal.is_empty() {
            let slots = [("count", Phrase::count(&nominal))];
            let pattern = match nominal.len() {
                1 => "Of {count} line or zone the case gives a single point; no reach is told for it.",
                _ => "Of {count} lines and zones the case gives single points; no reach is told for them.",
            };
            all.push(say(pattern, &slots));
        }
        all
    }

    /// The claims behind what reaches and what is claimed.
    pub(crate) fn claims(&self) -> Vec<String> {
        let told = |site: &&Site| site.range.is_some() || !site.claimants.is_empty() || site.claim_km.is_some();
        let mut all: Vec<String> = self.sites.iter().filter(told).flat_map(|site| self.evidence(&site.id)).collect();
        all.sort();
        all.dedup();
        all
    }
}
