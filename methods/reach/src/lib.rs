//! Who is in whose reach, and whose claims overlap. Definition, sources and limits: `methods/reach/page.md`.

mod answer;
mod ground;
mod parts;
mod reasons;
mod survey;
mod told;

use detente_case::case::Question;
use detente_case::{About, Case, QuestionKind, SubjectKind};
use detente_method::{Answering, Asking, EffectiveCase, RunError};
use detente_reach::share_inside;
use detente_results::{Answer, ReachResult, Within};

pub use survey::{PlainSite, Site, survey};

/// Reach.
#[derive(Debug, Clone, Copy)]
pub struct Reach;

impl Answering for Reach {
    fn kinds(&self) -> &'static [QuestionKind] {
        &[QuestionKind::Reach]
    }

    fn answer(&self, asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
        Ok(answer::answer(asking))
    }

    /// What lies within the lowest estimate of what stands there, and who claims what.
    fn class(&self, question: &Question, reading: &EffectiveCase<'_>) -> Option<String> {
        let named =
            question.of.iter().filter_map(|word| detente_case::question::about(reading.case, question.kind, word));
        let named: Vec<String> = named.filter_map(|one| place(&one)).collect();
        let sites = ground::sites(reading);
        let found = survey::reaches(&sites, |_, _, _| 0.0);
        let told = found.iter().filter(|row| row.within == Within::Low && parts::asked(&named, &sites, row));
        let mut lines: Vec<String> = told.map(|row| format!("{} {}", row.from, row.to)).collect();
        let contested = survey::contested(&sites);
        lines.extend(contested.iter().flat_map(|(who, places)| {
            places.iter().map(|place| format!("{}: {}", place.id, who.join(" "))).collect::<Vec<_>>()
        }));
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}

/// The place that something is about.
fn place(about: &About) -> Option<String> {
    about.id(SubjectKind::Place).map(str::to_owned)
}

/// Everything about the places of a case at its own estimates, by names; shares are those of the distributions, without draws.
pub fn reach_of_case(case: &Case) -> ReachResult {
    let reading = EffectiveCase::new(case, None, &[]);
    let found = reach_of(&ground::sites(&reading));
    ground::named(found, |id| detente_method::names::actor(case, id))
}

/// Everything about some places; shares are those of the distributions.
pub fn reach_of(sites: &[Site]) -> ReachResult {
    survey(sites, |base, _, km| sites[base].range.map_or(0.0, |range| share_inside(range, km)))
}
