//! The geometry of a view: how far everyone stands from everyone, along which cleavage, and how firmly the figure holds.
//! Definition, sources and limits: `methods/geometry/page.md`.

mod answer;
mod figure;
mod levers;
mod measures;
mod question;
mod result;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use detente_case::measure::{COHESION, FIRST_FIRM, FIRST_WARM, SKEW};
use detente_case::{FindingId, Method as Word};
use detente_method::numbers::most_frequent;
use detente_method::{
    About, Analysis, Asked, Column, EffectiveCase, Effort, Memo, Method, Numbers, Options, Problem, RunError, Samples,
    Sought, Spec, ViewInput, weighed,
};
use detente_results::{BASELINE, ScenarioResult, ViewResult};

use crate::measures::Beside;

pub use figure::FigureTie;
pub use measures::firm_ties;
pub use question::FigureAsk;
pub use words::figure_told;

/// Geometry of the views of a case.
#[derive(Debug, Clone, Copy)]
pub struct Geometry;

/// The views in which lengths make sense.
struct Figures<'c>(Vec<ViewInput<'c>>);

impl Method for Geometry {
    fn words(&self) -> &'static [Word] {
        &[Word::Geometry]
    }

    fn page(&self) -> &'static str {
        "methods/geometry/page.md"
    }

    fn about(&self, _: &Options) -> Vec<String> {
        vec!["Cohesion and rigidity are a structural analogy, not a measured quantity.".to_owned()]
    }

    fn headlines(&self, scenarios: &BTreeMap<String, ScenarioResult>) -> Vec<FindingId> {
        let Some(baseline) = scenarios.get(BASELINE) else { return Vec::new() };
        let of_view = |view: &ViewResult| {
            let mut found = [SKEW, COHESION].map(|measure| measure.of(&view.id)).to_vec();
            let firsts = [FIRST_FIRM, FIRST_WARM].map(|lever| most_frequent(baseline, lever, &view.id));
            found.extend(firsts.iter().filter_map(|all| all.first()).map(|finding| finding.id.clone()));
            found.retain(|id| baseline.finding(id).is_some());
            found
        };
        words::figures(baseline).into_iter().flat_map(of_view).collect()
    }

    fn lower<'c>(
        &self,
        reading: &EffectiveCase<'c>,
        sought: Option<Sought<'_>>,
    ) -> Result<Box<dyn Problem<'c> + 'c>, RunError> {
        let mut views = ViewInput::sought(self.words(), reading, sought);
        views.retain(ViewInput::has_geometry);
        Ok(Box::new(Figures(views)))
    }
}

impl<'c> Problem<'c> for Figures<'c> {
    fn quantities(&self) -> BTreeSet<usize> {
        self.0.iter().flat_map(ViewInput::quantities).collect()
    }

    fn subjects(&self) -> Vec<About> {
        self.0.iter().map(|input| input.subject(Word::Geometry, true)).collect()
    }

    fn columns(&self, asked: &Asked<'_>) -> Result<Vec<Column>, RunError> {
        let of = |input: &ViewInput<'_>| {
            input.again(asked, Geometry.words(), true).map_or_else(|| columns(input, asked), Ok)
        };
        let found: Result<Vec<Vec<Column>>, RunError> = self.0.iter().map(of).collect();
        Ok(found?.into_iter().flatten().collect())
    }

    fn numbers_a_draw(&self, _: &Samples, _: u32, _: u64) -> Numbers {
        Numbers { kept: self.0.iter().map(|input| measures::specs(input).len()).sum(), held: 0 }
    }

    fn memo(&self, _: &Samples) -> Memo {
        ViewInput::memo(&self.0)
    }

    fn analyse(&self, at: &Analysis<'_, 'c>, into: &mut ScenarioResult) {
        for input in &self.0 {
            let at_mode = |index: usize| at.reading.estimate(index).mode();
            let affinity = weighed(input, |pair| &pair.affinity, at_mode);
            let firmness = weighed(input, |pair| &pair.firmness, at_mode);
            let Some(view) = into.views.iter_mut().find(|view| view.id == *input.view.id) else { continue };
            let known = at.same_view(&view.id, &view.ties, true).and_then(|known| known.figure.clone());
            view.figure = Some(known.unwrap_or_else(|| result::figure(input, &affinity, &firmness, at.shown)));
        }
    }
}

/// Every measure of a figure in every draw.
fn columns(input: &ViewInput<'_>, asked: &Asked<'_>) -> Result<Vec<Column>, RunError> {
    let beside = Beside::of(asked.effort);
    let at = |value: &dyn Fn(usize) -> f64| {
        let affinity = weighed(input, |pair| &pair.affinity, value);
        let firmness = weighed(input, |pair| &pair.firmness, value);
        measures::point(input, &affinity, &firmness, beside)
    };
    let all = 0..asked.draws as usize;
    let points = asked.over(all, &|draw| Ok(at(&|quantity| asked.samples.value(quantity, draw))))?;
    let at_mode = at(&|quantity| asked.samples.mode(quantity));
    let column = |place: usize| points.iter().map(|point| point[place]).collect();
    let wanted = |spec: &Spec| match asked.effort {
        Effort::For(findings) => findings.contains(&&spec.id),
        Effort::All | Effort::Quick => true,
    };
    let specs = measures::specs(input).into_iter().enumerate().filter(|(_, spec)| wanted(spec));
    Ok(specs.map(|(place, spec)| spec.with(at_mode[place], column(place))).collect())
}
