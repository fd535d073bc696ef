//! Issues of which so many are linked that their packages cannot be looked at one by one: a search with bounds, draw by draw.

use detente_method::{EffectiveCase, Samples};
use detente_package::{Aim, Found, Problem, in_points, search};
use rayon::prelude::*;

use crate::points::{Frame, problem};

/// Steps of a search: for the best package at the most likely values, for any package there, and for any in each draw.
const BEST: u64 = 400_000;
const ANY: u64 = 20_000;
/// Draws that are looked at, at most.
const DRAWS: u32 = 200;

/// Issues with very many packages.
pub(crate) struct Many<'c> {
    pub frame: Frame<'c>,
    /// At the most likely values: any package by which all gain, then the one with the largest product of gains.
    pub mode: Option<Searched>,
    pub drawn: Counted,
}

/// What was found at some values.
pub(crate) struct Searched {
    pub problem: Problem,
    pub found: Found,
}

/// How the draws came out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counted {
    pub draws: usize,
    /// Draws with a package by which all gain, and draws in which it is shown that there is none.
    pub open: usize,
    pub shut: usize,
}

impl<'c> Many<'c> {
    /// Whether there is any package at the most likely values.
    pub fn of(reading: &EffectiveCase<'c>, frame: Frame<'c>) -> Self {
        let mode = Searched::of(&frame, &|index| reading.estimate(index).mode(), Aim::Any, ANY);
        Self { frame, mode, drawn: Counted::default() }
    }

    /// Looks for the best package at the most likely values.
    pub fn settle(&mut self, reading: &EffectiveCase<'c>) {
        self.mode = Searched::of(&self.frame, &|index| reading.estimate(index).mode(), Aim::Nash, BEST);
    }

    /// Looks at the draws.
    pub fn draw(&mut self, samples: &Samples, draws: u32) {
        let frame = &self.frame;
        let one = |draw: u32| {
            let found = Searched::of(frame, &|index| samples.value(index, draw as usize), Aim::Any, ANY);
            found.map_or((false, false), |searched| (searched.found.points.is_some(), searched.found.proven))
        };
        let draws = draws.clamp(1, DRAWS);
        let all: Vec<(bool, bool)> = (0..draws).into_par_iter().map(one).collect();
        self.drawn = Counted {
            draws: all.len(),
            open: all.iter().filter(|(open, _)| *open).count(),
            shut: all.iter().filter(|(open, proven)| !open && *proven).count(),
        };
    }

    /// Where a package puts the issues, and by how many times another may have a larger product of gains; once where it is the largest. Under a rule
    /// there is no product.
    pub fn best(&self) -> Option<(Vec<f64>, Option<f64>)> {
        let searched = self.mode.as_ref()?;
        let points = searched.found.points.as_ref()?;
        let gain = |actor: &usize| searched.gain(points, *actor) as f64;
        let reached: f64 = self.frame.voices.iter().map(|actor| libm::log(gain(actor))).sum();
        let larger = || if searched.found.proven { 1.0 } else { libm::exp(searched.found.bound - reached).max(1.0) };
        let times = self.frame.ruled.is_none().then(larger);
        Some((points.iter().zip(&self.frame.issues).map(|(point, issue)| issue.points[*point]).collect(), times))
    }

    /// What each of those who must accept gains by the package, in salience (0 to 1) times points.
    pub fn gains(&self) -> Vec<(usize, f64)> {
        let Some(searched) = &self.mode else { return Vec::new() };
        let Some(points) = &searched.found.points else { return Vec::new() };
        let gain = |actor: usize| in_points(searched.gain(points, actor)) / 100.0;
        self.frame.voices.iter().map(|actor| (*actor, gain(*actor))).collect()
    }

    /// Whether all could accept something at the most likely values, as a text.
    pub fn class(&self) -> String {
        let found = self.mode.as_ref().map(|searched| (searched.found.points.is_some(), searched.found.proven));
        format!("many issues: {found:?}")
    }
}

impl Searched {
    fn of(frame: &Frame<'_>, value: &dyn Fn(usize) -> f64, aim: Aim, budget: u64) -> Option<Self> {
        let problem = problem(&frame.at(value))?;
        let found = search(&problem, &frame.consent(value)?, aim, budget);
        Some(Self { problem, found })
    }

    /// What an actor gains by a package over all issues, in the whole numbers of the search.
    fn gain(&self, points: &[usize], actor: usize) -> i64 {
        points.iter().zip(self.problem.parts()).map(|(point, part)| part.gains(*point)[actor]).sum()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use detente_case::{Case, Files, load};

    use super::*;

    /// So many issues; A stands at one end of each and B at the other, each caring more about every second of them; nothing holds in the middle.
    fn case(issues: usize, reference: u32) -> Case {
        let mut files = Files::default();
        files.insert("case.toml", "[case]\nid = \"x\"\ntitle = \"x\"\nas_of = \"2001\"\n");
        files.insert("actors.csv", "id,name,kind,basis,evidence\nA,Aland,state,assumed,\nB,Bland,state,assumed,\n");
        let head = "id,question,scale_0,scale_100,reference_low,reference_mode,reference_high,basis,evidence";
        let issue = |n: usize| format!("i{n},How far?,none,all,{reference},{reference},{reference},assumed,\n");
        files.insert("issues.csv", format!("{head}\n{}", (0..issues).map(issue).collect::<String>()));
        let head = "id,issue,actor,position_low,position_mode,position_high,salience_low,salience_mode,salience_high,capability_low,capability_mode,capability_high,standing,basis,evidence";
        let row = |n: usize, who: &str, at: u32, care: u32| {
            format!("{who}{n},i{n},{who},{at},{at},{at},{care},{care},{care},50,50,50,blocks,assumed,\n")
        };
        let rows = (0..issues).map(|n| {
            let (a, b) = if n % 2 == 0 { (90, 10) } else { (10, 90) };
            row(n, "A", 0, a) + &row(n, "B", 100, b)
        });
        files.insert("positions.csv", format!("{head}\n{}", rows.collect::<String>()));
        load(&files).case
    }

    /// Where a package puts the issues, and by how many times another may be better.
    type Best = Option<(Vec<f64>, Option<f64>)>;

    fn many(issues: usize, reference: u32) -> (bool, Best) {
        let own = case(issues, reference);
        let reading = EffectiveCase::new(&own, None, &[]);
        let ids: Vec<String> = own.issues.iter().map(|issue| issue.id.text.clone()).collect();
        let frame = Frame::of(&reading, &ids, None).unwrap();
        let large = frame.is_large();
        let mut found = Many::of(&reading, frame);
        found.settle(&reading);
        (large, found.best())
    }

    #[test]
    fn each_gets_what_it_cares_about_over_ten_issues() {
        let (large, found) = many(10, 50);
        assert!(large);
        let (at, times) = found.unwrap();
        let times = times.unwrap();
        let expected: Vec<f64> = (0..10).map(|n| if n % 2 == 0 { 0.0 } else { 100.0 }).collect();
        assert!(times >= 1.0);
        // What is found is good for both, and the best where the search came to its end.
        assert!(times > 1.0 || at == expected, "{at:?}");
        assert!(!many(4, 50).0);
    }

    #[test]
    fn where_one_has_all_there_is_nothing_to_gain() {
        let (large, found) = many(9, 0);
        assert!(large && found.is_none());
    }
}
