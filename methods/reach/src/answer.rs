//! Reach in words.

use detente_case::SubjectKind;
use detente_case::case::Readiness;
use detente_method::numbers::NEAR;
use detente_method::{Asking, Measures, Phrase, names, say};
use detente_results::{Answer, AnswerFigure, OverlapRow, Reason, Shown, Slot, Within, Wording};

use crate::ground::{Draws, named, share, sites};
use crate::parts::{Party, Reached, asked, parties};
use crate::reasons::MOST_REASONS;
use crate::survey::{Site, contested, survey};
use crate::told::{kilometres, thousands};

/// Most places named of those that are surely reached, that the range decides, and that lie out of reach.
const MOST_SURE: usize = 3;
pub(crate) const MOST_OPEN: usize = 3;
const MOST_OUT: usize = 2;
/// Most places and clauses in other lists.
const MOST: usize = 4;
/// Most parties told in the verdict.
pub(crate) const MOST_PARTIES: usize = 3;

/// Who is in whose reach.
pub(crate) fn answer(asking: &Asking<'_, '_>) -> Answer {
    let sites = sites(asking.reading);
    let draws = Draws::of(asking, &sites);
    let mut found = survey(&sites, |base, target, km| share(&draws.inside(&sites, base, target, km)));
    let of = asking.ids(SubjectKind::Place);
    found.reaches.retain(|row| asked(&of, &sites, row));
    let stands = |site: &Site| site.readiness == Readiness::Standing;
    let mut standing = parties(&sites, &draws, &found.reaches, stands);
    let coming = parties(&sites, &draws, &found.reaches, |site| !stands(site));
    // Where nothing stands, what is tested or planned is all that there is to tell.
    let all = standing.is_empty();
    if all {
        standing.clone_from(&coming);
    }
    let mut telling = Telling { asking, sites: &sites, draws: draws.count, measures: Measures::default() };
    let mut answer = asking.blank();
    answer.verdict = standing.iter().take(MOST_PARTIES).map(|party| telling.reaches(party)).collect();
    answer.verdict.extend(telling.contested());
    answer.verdict.extend(found.overlaps.iter().take(MOST_PARTIES).map(|row| telling.overlap(row)));
    answer.verdict.extend(standing.iter().take(MOST_PARTIES).filter_map(|party| telling.decides(party)));
    if answer.verdict.is_empty() {
        return asking.not_known(Phrase::text("it has no place with a reach, and none that is claimed by several"));
    }
    answer.pattern = pattern(&standing).to_owned();
    answer.how_sure = telling.how_sure(&standing);
    answer.hangs_on = telling.hangs_on(&standing);
    let coming = if all { &[] } else { coming.as_slice() };
    let adds = coming.iter().take(MOST_PARTIES).filter_map(|party| telling.adds(party, &standing));
    answer.because = adds.map(|says| Reason { says, ..Reason::default() }).collect();
    answer.because.extend(telling.reasons(&standing, coming, &found));
    answer.because.truncate(MOST_REASONS);
    answer.change_if = telling.change_if(&standing);
    answer.weak = telling.weak();
    answer.claims = telling.claims();
    telling.keep_wanted(&standing, "");
    telling.keep_wanted(coming, "coming.");
    answer.measures = telling.measures.0;
    let caption = say("Ranges, zones and places of the case; what decides is measured on the ellipsoid.", &[]);
    let map = named(found, |id| asking.name(id));
    answer.figure = Some(AnswerFigure { caption, shows: Shown::Map { reach: Box::new(map) } });
    answer
}

/// The row of the table of verdicts.
fn pattern(parties: &[Party]) -> &'static str {
    let any = |of: fn(&Party) -> Vec<&Reached>| parties.iter().any(|party| !of(party).is_empty());
    match (any(Party::open), any(Party::sure), any(Party::out)) {
        (true, ..) => "re.maybe",
        (_, true, _) => "re.in",
        (_, _, true) => "re.out",
        _ => "re.overlap",
    }
}

/// An answer in the making.
pub(crate) struct Telling<'t, 'a, 'c> {
    pub asking: &'t Asking<'a, 'c>,
    pub sites: &'t [Site],
    pub draws: usize,
    pub measures: Measures,
}

impl Telling<'_, '_, '_> {
    /// A place by name.
    pub(crate) fn place(&self, site: &Site) -> Phrase {
        Phrase::named(
            names::place_in_text(self.asking.case, &site.id),
            Slot::Named { what: "place".to_owned(), id: site.id.clone() },
        )
    }

    fn at(&self, reached: &Reached) -> Phrase {
        self.place(&self.sites[reached.place])
    }

    /// Who reaches: the holder, or the place where nobody is said to hold it.
    fn who(&self, party: &Party) -> Phrase {
        match &party.holder {
            Some(holder) => self.asking.actor(holder),
            None => party.bases.first().map_or_else(Phrase::nothing, |base| self.place(&self.sites[*base])),
        }
    }

    fn key(party: &Party) -> String {
        party.holder.clone().unwrap_or_else(|| party.bases.first().map_or_else(String::new, ToString::to_string))
    }

    /// Keeps the shares of places that are asked for, also of those that nobody, or everybody, reaches.
    fn keep_wanted(&mut self, parties: &[Party], when: &str) {
        let wanted = self.asking.wanted();
        for party in parties {
            for one in &party.targets {
                let name = format!("share.{when}{}.{}", Self::key(party), self.sites[one.place].id);
                if wanted.contains(name.as_str()) {
                    self.measures.keep(&name, "share of draws in which the place is within reach", one.share);
                }
            }
        }
    }

    /// A number of km, worked out for this answer.
    pub(crate) fn km(&mut self, key: &str, label: &str, value: f64) -> Phrase {
        self.measures.number(key, label, value, kilometres(value))
    }

    /// The first few, where people live before others, and how many more there are.
    fn few(&self, all: &[&Reached], most: usize) -> Phrase {
        let (named, rest) = self.named_and_rest(all, most);
        let parts = named.iter().map(|one| self.at(one)).chain(rest).collect();
        Phrase::list(parts)
    }

    /// Those that are named, and how many are not.
    pub(crate) fn named_and_rest<'r>(&self, all: &[&'r Reached], most: usize) -> (Vec<&'r Reached>, Option<Phrase>) {
        let (lived, others): (Vec<&Reached>, Vec<&Reached>) =
            all.iter().copied().partition(|one| self.sites[one.place].is_lived_in());
        let mut ordered = [lived, others].concat();
        let rest = ordered.split_off(most.min(ordered.len()));
        let ids: Vec<&str> = rest.iter().map(|one| self.sites[one.place].id.as_str()).collect();
        (ordered, (!ids.is_empty()).then(|| Phrase::count(&ids).then(Phrase::text(" more"))))
    }

    fn open(&mut self, party: &Party) -> Phrase {
        self.open_of(party, &Self::key(party))
    }

    /// What the range decides, with the share of draws of each under a name of its own.
    fn open_of(&mut self, party: &Party, key: &str) -> Phrase {
        let (open, rest) = self.named_and_rest(&party.open(), MOST_OPEN);
        let parts = open.iter().map(|one| {
            let id = &self.sites[one.place].id;
            let label = "share of draws in which the place is within reach";
            let share = self.measures.share(&format!("share.{key}.{id}"), label, one.share, self.draws);
            self.at(one).then(Phrase::text(" (")).then(share).then(Phrase::text(")"))
        });
        let mut parts: Vec<Phrase> = parts.collect();
        parts.extend(rest);
        Phrase::list(parts)
    }

    /// What the range decides of a party that surely reaches something.
    fn decides(&mut self, party: &Party) -> Option<Wording> {
        if party.sure().is_empty() || party.open().is_empty() {
            return None;
        }
        let slots = [("who", self.who(party)), ("open", self.open(party))];
        Some(say("How far the range of {who} goes decides for {open}.", &slots))
    }

    fn reaches(&mut self, party: &Party) -> Wording {
        let (sure, out) = (party.sure(), party.out());
        let slots = [
            ("who", self.who(party)),
            ("sure", self.few(&sure, MOST_SURE)),
            ("open", if sure.is_empty() { self.open(party) } else { Phrase::nothing() }),
            ("out", self.few(&out, MOST_OUT)),
        ];
        let pattern = match (sure.is_empty(), party.open().is_empty(), out.is_empty()) {
            (false, true, false) => {
                "{who} reaches {sure} on the lowest estimate of its range; it does not reach {out}."
            }
            (false, ..) => "{who} reaches {sure} on the lowest estimate of its range.",
            (true, false, false) => "The range decides whether {who} reaches {open}; it does not reach {out}.",
            (true, false, true) => "The range decides whether {who} reaches {open}.",
            (true, true, _) => "{who} reaches none of these places on any estimate of its range; nearest lie {out}.",
        };
        say(pattern, &slots)
    }

    /// What is tested or planned would add to what stands.
    fn adds(&mut self, party: &Party, standing: &[Party]) -> Option<Wording> {
        let before = standing.iter().find(|other| other.holder.is_some() && other.holder == party.holder);
        let reached = |one: &Reached| {
            let known = before.and_then(|before| before.targets.iter().find(|other| other.place == one.place));
            known.is_some_and(|known| one.share < known.share + NEAR)
        };
        let targets = party.targets.iter().filter(|one| one.within != Within::Out && !reached(one)).cloned().collect();
        let more = Party { targets, holder: party.holder.clone(), bases: party.bases.clone() };
        let (sure, open) = (more.sure(), more.open());
        let pattern = match (sure.is_empty(), open.is_empty()) {
            (true, true) => return None,
            (false, true) => "What {who} has tested or planned would add {sure}.",
            (true, false) => "What {who} has tested or planned would add, as its range is, {open}.",
            (false, false) => "What {who} has tested or planned would add {sure}; the range decides for {open}.",
        };
        let slots = [
            ("who", self.who(party)),
            ("sure", self.few(&sure, MOST_SURE)),
            ("open", self.open_of(&more, &format!("coming.{}", Self::key(party)))),
        ];
        Some(say(pattern, &slots))
    }

    fn overlap(&mut self, row: &OverlapRow) -> Wording {
        let [a, b] = &row.claimants;
        let inside = row.inside.iter().filter_map(|id| self.sites.iter().find(|site| site.id == *id));
        let inside: Vec<Phrase> = inside.take(MOST).map(|site| self.place(site)).collect();
        let pattern = match inside.len() {
            0 => "The zones of {a} and {b} overlap on {area}.",
            1 => "The zones of {a} and {b} overlap on {area}, and {inside} lies in both.",
            _ => "The zones of {a} and {b} overlap on {area}, and {inside} lie in both.",
        };
        let text = format!("{} km²", thousands(row.area_km2));
        let area = self.measures.number(&format!("overlap.{a}.{b}"), "area in zones of both, km²", row.area_km2, text);
        let slots = [
            ("a", self.asking.actor(a)),
            ("b", self.asking.actor(b)),
            ("area", area),
            ("inside", Phrase::list(inside)),
        ];
        say(pattern, &slots)
    }

    /// Who claims what, in one sentence.
    fn contested(&self) -> Option<Wording> {
        let all = contested(self.sites);
        let clauses = all.iter().take(MOST).map(|(who, places)| {
            let places: Vec<Phrase> = places.iter().map(|site| self.place(site)).collect();
            self.asking.actors(who).then(Phrase::text(" claim ")).then(Phrase::list(places))
        });
        let all = clauses.reduce(|all, next| all.then(Phrase::text("; ")).then(next))?;
        Some(say("{all}.", &[("all", all)]))
    }

    fn how_sure(&self, parties: &[Party]) -> Option<Wording> {
        let name = |party: &Party, one: &Reached| format!("{} {}", Self::key(party), self.sites[one.place].id);
        let of = |pick: fn(&Party) -> Vec<&Reached>| -> Vec<String> {
            parties
                .iter()
                .flat_map(|party| pick(party).into_iter().map(|one| name(party, one)).collect::<Vec<_>>())
                .collect()
        };
        let open = of(Party::open);
        let all: Vec<String> = [of(Party::sure), open.clone(), of(Party::out)].concat();
        if all.is_empty() {
            return None;
        }
        let pattern = match open.len() {
            0 => "no estimate of a range changes it",
            _ => "of {all} pairs of who reaches and what is reached the range decides {open}",
        };
        Some(say(pattern, &[("all", Phrase::count(&all)), ("open", Phrase::count(&open))]))
    }

    /// The range that decides most.
    fn hangs_on(&self, parties: &[Party]) -> Option<Wording> {
        let most =
            parties.iter().reduce(|best, next| if next.open().len() > best.open().len() { next } else { best })?;
        if most.open().is_empty() {
            return None;
        }
        let bases = most.bases.iter().map(|base| self.place(&self.sites[*base])).collect();
        Some(say("what is said of the range of {bases}", &[("bases", Phrase::list(bases))]))
    }
}
