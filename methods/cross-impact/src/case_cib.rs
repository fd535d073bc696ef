//! Cross-impacts of a case: which combinations of levels hold each other up by the links of the case and by judgement.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::cross_impact::{Cell, CrossImpactModel, Descriptor};
use detente_chance::Stream;
use detente_dynamics::{CrossImpact, Path, Succession, paths};
use detente_results::{ActResult, CaseCrossImpact, DescriptorResult, HeldResult, VariantResult};

use crate::held::{Held, THOUSANDTHS, drawn};
use detente_method::{CaseMap, EffectiveCase, LinkOf, NodeOf, Number, Samples, existence};

/// Branches of the search at the most likely impacts.
const BRANCHES: u64 = 20_000_000;
/// Combinations from which succession is followed.
const FOLLOWED: u64 = 1_000_000;
/// Combinations told at most.
const TOLD: usize = 60;
/// Links of a way between two descriptors, and ways between them, at most.
const LONGEST: usize = 6;
const WAYS: usize = 100;
/// The impact of a full deviation with a gain of 1, which is the strongest that is judged.
const STRONGEST: f64 = 3.0;

/// A model with its numbers.
pub(crate) struct Lowered<'m> {
    pub model: &'m CrossImpactModel,
    descriptors: Vec<Stand>,
    acts: Vec<Act<'m>>,
    /// Links that act, by their place in the map, and their gains at the most likely values.
    gains: BTreeMap<usize, Gain>,
    links: Vec<LinkOf>,
    /// Quantities by whose levels its descriptors stand where they do.
    levels: BTreeSet<usize>,
    cut: bool,
}

/// The gain of a link.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Gain {
    mode: f64,
    number: Number,
}

/// What differs from draw to draw: gains by link, 0 where the link does not exist, and the doubt of judged impacts.
pub(crate) struct Draws<'a> {
    gains: BTreeMap<usize, DrawnGain<'a>>,
    /// By act and cell.
    streams: Vec<Vec<Stream>>,
}

/// The gain of a link in every draw.
struct DrawnGain<'a> {
    values: Option<&'a [f64]>,
    mode: f64,
    exists: Option<Vec<bool>>,
}

impl DrawnGain<'_> {
    fn at(&self, draw: usize) -> f64 {
        let there = self.exists.as_ref().is_none_or(|exists| exists[draw]);
        if there { self.values.map_or(self.mode, |values| values[draw]) } else { 0.0 }
    }
}

/// A draw of a model, or its most likely values.
#[derive(Clone, Copy)]
pub(crate) enum At<'a> {
    Mode,
    Draw(&'a Draws<'a>, usize),
}

/// What is kept of a model in a scenario.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub id: String,
    pub behind: BTreeSet<usize>,
    stands: Vec<Option<Vec<f64>>>,
    gains: BTreeMap<usize, Gain>,
}

/// Where a descriptor can stand.
struct Stand {
    told: DescriptorResult,
    first: usize,
    /// Deviation of each variant from now, in shares of the range; nothing without a quantity.
    deviations: Option<Vec<f64>>,
    /// The greatest of them.
    most: f64,
}

/// What one descriptor does to another.
struct Act<'m> {
    from: usize,
    on: usize,
    by: By<'m>,
}

enum By<'m> {
    Judged(Vec<Judged<'m>>),
    Links(Vec<Path>),
}

/// A judged impact of a variant on another.
struct Judged<'m> {
    cell: &'m Cell,
    from: usize,
    on: usize,
}

impl<'m> Lowered<'m> {
    pub fn of(model: &'m CrossImpactModel, reading: &EffectiveCase<'_>, map: &CaseMap) -> Self {
        let mut first = 0;
        let (mut nodes, mut levels) = (Vec::new(), BTreeSet::new());
        let mut descriptors = Vec::new();
        for descriptor in &model.descriptors {
            let stand = stand(descriptor, reading, first);
            first += stand.told.variants.len();
            descriptors.push(stand);
            let index = descriptor.quantity.as_ref().and_then(|path| reading.find(path));
            levels.extend(index);
            nodes.push(index.and_then(|index| map.nodes.binary_search(&NodeOf::Quantity(index)).ok()));
        }
        let mode = |number: Number| number.mode(reading);
        let edges = map.edges(&mode);
        let (mut acts, mut cut) = (Vec::new(), false);
        for from in 0..nodes.len() {
            for on in (0..nodes.len()).filter(|on| *on != from && !model.descriptors[*on].free) {
                let judged = |cell: &'m Cell| {
                    let (a, b) = model.find(&cell.from).zip(model.find(&cell.on))?;
                    ((a.0, b.0) == (from, on)).then_some(Judged { cell, from: a.1, on: b.1 })
                };
                let cells: Vec<Judged<'_>> = model.cells.iter().filter_map(judged).collect();
                if !cells.is_empty() {
                    acts.push(Act { from, on, by: By::Judged(cells) });
                } else if let (Some(cause), Some(effect)) = (nodes[from], nodes[on]) {
                    // A way through another descriptor is that one's doing.
                    let others: Vec<usize> =
                        nodes.iter().flatten().copied().filter(|n| ![cause, effect].contains(n)).collect();
                    let open: Vec<usize> = (0..edges.len())
                        .filter(|edge| !others.contains(&edges[*edge].from) && !others.contains(&edges[*edge].to))
                        .collect();
                    let kept: Vec<_> = open.iter().map(|edge| edges[*edge]).collect();
                    let (found, cut_here) = paths(map.nodes.len(), &kept, cause, effect, LONGEST, WAYS);
                    cut |= cut_here;
                    let of_map =
                        |path: Path| Path { edges: path.edges.iter().map(|edge| open[*edge]).collect(), ..path };
                    let found: Vec<Path> = found.into_iter().map(of_map).collect();
                    if !found.is_empty() {
                        acts.push(Act { from, on, by: By::Links(found) });
                    }
                }
            }
        }
        for (place, stand) in descriptors.iter_mut().enumerate() {
            stand.told.free = acts.iter().all(|act| act.on != place);
        }
        let used = acts.iter().flat_map(|act| match &act.by {
            By::Links(paths) => paths.iter().flat_map(|path| path.edges.clone()).collect::<Vec<usize>>(),
            By::Judged(_) => Vec::new(),
        });
        let used: BTreeSet<usize> = used.collect();
        let gain = |place: usize| (place, Gain { mode: mode(map.links[place].gain), number: map.links[place].gain });
        Self {
            model,
            descriptors,
            acts,
            gains: used.into_iter().map(gain).collect(),
            links: map.links.clone(),
            levels,
            cut,
        }
    }

    /// Quantities that its impacts hang on from draw to draw.
    pub fn quantities(&self) -> BTreeSet<usize> {
        self.gains.values().filter_map(|gain| gain.number.quantity()).collect()
    }

    /// Those, and the quantities by whose levels its descriptors stand where they do.
    pub fn all_quantities(&self) -> BTreeSet<usize> {
        self.quantities().union(&self.levels).copied().collect()
    }

    /// Whether it can differ from `other` in a draw though all quantities have the same draws.
    pub fn is_like(&self, other: &Kept) -> bool {
        self.stands() == other.stands && self.gains == other.gains
    }

    /// Where its descriptors can stand.
    fn stands(&self) -> Vec<Option<Vec<f64>>> {
        self.descriptors.iter().map(|stand| stand.deviations.clone()).collect()
    }

    /// What is kept of it for comparison.
    pub fn kept(&self) -> Kept {
        Kept { id: self.model.id.clone(), stands: self.stands(), gains: self.gains.clone(), behind: self.quantities() }
    }

    /// The draws of what it hangs on.
    pub fn draws<'a>(&self, samples: &'a Samples, draws: u32, seed: u64) -> Draws<'a> {
        let gain = |(place, gain): (&usize, &Gain)| {
            let values = gain.number.quantity().map(|index| samples.column(index));
            (*place, DrawnGain { values, mode: gain.mode, exists: existence(&self.links[*place], seed, draws) })
        };
        let stream = |one: &Judged<'_>| {
            let name = format!("cross-impact/{}/{}/{}", self.model.id, one.cell.from.text, one.cell.on.text);
            Stream::new(seed, &name)
        };
        let streams = |act: &Act<'_>| match &act.by {
            By::Judged(cells) => cells.iter().map(stream).collect(),
            By::Links(_) => Vec::new(),
        };
        Draws { gains: self.gains.iter().map(gain).collect(), streams: self.acts.iter().map(streams).collect() }
    }

    /// Gain along the ways between two descriptors.
    fn gain(&self, paths: &[Path], at: At<'_>) -> f64 {
        let of = |edge: &usize| match at {
            At::Mode => self.gains[edge].mode,
            At::Draw(draws, draw) => draws.gains[edge].at(draw),
        };
        paths.iter().map(|path| path.edges.iter().map(of).product::<f64>()).sum()
    }

    /// Impacts of the variants of one descriptor on those of another. A variant is the better, the nearer it is to where the gains
    /// press: of -(press - deviation)^2 what hangs on the acting variant is 2 press deviation, here with 3 for a gain of 1.
    fn impacts(&self, place: usize, at: At<'_>) -> Vec<Vec<f64>> {
        let act = &self.acts[place];
        let (from, on) = (&self.descriptors[act.from], &self.descriptors[act.on]);
        let mut found = vec![vec![0.0; on.told.variants.len()]; from.told.variants.len()];
        match &act.by {
            By::Judged(cells) => {
                for (number, Judged { cell, from, on }) in cells.iter().enumerate() {
                    found[*from][*on] = match at {
                        At::Mode => cell.impact,
                        At::Draw(draws, draw) => {
                            drawn(cell.impact, cell.confidence, &draws.streams[place][number], draw as u64)
                        }
                    };
                }
            }
            By::Links(paths) => {
                let gain = self.gain(paths, at);
                let (Some(own), Some(theirs)) = (&from.deviations, &on.deviations) else { return found };
                for (row, a) in found.iter_mut().zip(own) {
                    for (cell, b) in row.iter_mut().zip(theirs) {
                        *cell = STRONGEST * gain * (a / on.most) * (b / on.most);
                    }
                }
            }
        }
        found
    }

    /// The variants of a combination, by the names of their descriptors and their own.
    pub fn names(&self, variants: &[usize]) -> Vec<(&str, &str)> {
        variants
            .iter()
            .zip(&self.descriptors)
            .map(|(variant, stand)| (stand.told.id.as_str(), stand.told.variants[*variant].id.as_str()))
            .collect()
    }

    /// The whole matrix in thousandths.
    pub fn matrix(&self, at: At<'_>) -> Option<CrossImpact> {
        let counts: Vec<usize> = self.descriptors.iter().map(|stand| stand.told.variants.len()).collect();
        let all: usize = counts.iter().sum();
        let mut whole = vec![vec![0i64; all]; all];
        let thousandths = |impact: f64| (impact * THOUSANDTHS).round() as i64;
        for (number, act) in self.acts.iter().enumerate() {
            let (row, column) = (self.descriptors[act.from].first, self.descriptors[act.on].first);
            for (a, cells) in self.impacts(number, at).into_iter().enumerate() {
                for (b, impact) in cells.into_iter().enumerate() {
                    whole[row + a][column + b] = thousandths(impact);
                }
            }
        }
        // The rest of the square: what does not hang on who acts. Judged impacts speak for themselves.
        let by_links = |place: usize| self.acts.iter().any(|act| act.on == place && matches!(act.by, By::Links(_)));
        for (place, stand) in self.descriptors.iter().enumerate().filter(|(place, _)| by_links(*place)) {
            for (b, deviation) in stand.deviations.iter().flatten().enumerate() {
                let share = deviation / stand.most;
                for a in 0..counts[place] {
                    whole[stand.first + a][stand.first + b] = thousandths(-0.5 * STRONGEST * share * share);
                }
            }
        }
        CrossImpact::new(counts, whole).ok()
    }

    /// What it says at the most likely values, with how often each combination holds in `draws` draws.
    pub fn told(&self, doubt: &Held, draws: u32) -> CaseCrossImpact {
        let mut notes = Vec::new();
        let mut told = CaseCrossImpact {
            id: self.model.id.clone(),
            title: self.model.title.clone(),
            descriptors: self.descriptors.iter().map(|stand| stand.told.clone()).collect(),
            acts: (0..self.acts.len()).map(|act| self.act_told(act)).collect(),
            combinations: None,
            consistent: 0,
            scenarios: Vec::new(),
            untold: 0,
            draws,
            none: 0.0,
            notes: Vec::new(),
        };
        let Some(model) = self.matrix(At::Mode) else { return told };
        told.combinations = model.combinations();
        let found = model.consistent(BRANCHES);
        told.consistent = found.scenarios.len();
        let ends = found.complete.then(|| model.succession(FOLLOWED)).flatten();
        let weights = ends.as_ref().map(Succession::weights).unwrap_or_default();
        let mut all: BTreeMap<Vec<usize>, u32> = doubt.draws.clone();
        for one in &found.scenarios {
            all.entry(one.variants.clone()).or_default();
        }
        let name = |variants: &[usize]| {
            let names = variants.iter().zip(&self.descriptors);
            names.map(|(variant, stand)| stand.told.variants[*variant].id.clone()).collect()
        };
        let mut scenarios: Vec<HeldResult> = all
            .iter()
            .map(|(variants, count)| {
                let judged = model.judge(variants);
                HeldResult {
                    variants: name(variants),
                    consistency: self.lead(&model.balances(variants), variants),
                    total_impact: judged.total_impact as f64 / THOUSANDTHS,
                    share: f64::from(*count) / f64::from(draws.max(1)),
                    weight: weights.get(variants.as_slice()).copied(),
                }
            })
            .collect();
        scenarios.sort_by(|a, b| b.share.total_cmp(&a.share).then(b.total_impact.total_cmp(&a.total_impact)));
        told.untold = scenarios.len().saturating_sub(TOLD);
        scenarios.truncate(TOLD);
        told.scenarios = scenarios;
        told.none = f64::from(doubt.none) / f64::from(draws.max(1));
        if !found.complete || doubt.cut > 0 {
            notes.push("The search was ended early: there may be more combinations.".to_owned());
        }
        if self.cut {
            notes.push(format!("Between two descriptors at most {WAYS} ways of at most {LONGEST} links are followed."));
        }
        for stand in &self.descriptors {
            let still = |(variant, deviation): (&VariantResult, &f64)| {
                (*deviation == 0.0 && variant.id != Descriptor::LEVELS[1]).then(|| variant.id.clone())
            };
            let levels = stand.told.variants.iter().zip(stand.deviations.iter().flatten()).filter_map(still);
            if self.model.descriptors.iter().any(|one| *one.id == stand.told.id && one.variants.is_empty()) {
                let told = |level| format!("`{}` is at the end of its range: {level} is as now.", stand.told.id);
                notes.extend(levels.map(told));
            }
        }
        told.notes = notes;
        told
    }

    /// Least lead of the chosen variants of descriptors that something acts on.
    fn lead(&self, balances: &[i64], variants: &[usize]) -> f64 {
        let of = |(stand, chosen): (&Stand, &usize)| {
            let own = &balances[stand.first..stand.first + stand.told.variants.len()];
            let others = own.iter().enumerate().filter(|(variant, _)| variant != chosen).map(|(_, balance)| *balance);
            (!stand.told.free).then(|| own[*chosen] - others.max().unwrap_or(own[*chosen]))
        };
        let least = self.descriptors.iter().zip(variants).filter_map(of).min();
        least.unwrap_or(0) as f64 / THOUSANDTHS
    }

    fn act_told(&self, place: usize) -> ActResult {
        let act = &self.acts[place];
        let round = |impact: f64| (impact * THOUSANDTHS).round() / THOUSANDTHS;
        let name = |place: usize| self.descriptors[place].told.id.clone();
        let (gain, ways, mut claims) = match &act.by {
            By::Judged(cells) => (
                None,
                Vec::new(),
                cells.iter().flat_map(|one| &one.cell.evidence).map(|word| word.text.clone()).collect(),
            ),
            By::Links(paths) => {
                let ids = |path: &Path| path.edges.iter().map(|edge| self.links[*edge].id.clone()).collect();
                let edges = paths.iter().flat_map(|path| &path.edges);
                let claims: Vec<String> = edges.flat_map(|edge| self.links[*edge].claims.clone()).collect();
                (Some(self.gain(paths, At::Mode)), paths.iter().map(ids).collect(), claims)
            }
        };
        claims.sort();
        claims.dedup();
        let impacts =
            self.impacts(place, At::Mode).into_iter().map(|row| row.into_iter().map(round).collect()).collect();
        ActResult { from: name(act.from), on: name(act.on), gain, ways, impacts, claims }
    }
}

/// A descriptor with its levels: low and high are halfway from now to the ends of the range.
fn stand(descriptor: &Descriptor, reading: &EffectiveCase<'_>, first: usize) -> Stand {
    let index = descriptor.quantity.as_ref().and_then(|path| reading.find(path));
    let now = index.map(|index| (reading.estimate(index).mode(), reading.case.quantities.get(index).range));
    let variants: Vec<VariantResult> = match (now, descriptor.variants.is_empty()) {
        (Some((mode, (low, high))), true) => {
            let level =
                |(id, at): (&str, f64)| VariantResult { id: id.to_owned(), at: Some(at), meaning: String::new() };
            let levels = [0.5 * (mode + low), mode, 0.5 * (mode + high)];
            Descriptor::LEVELS.into_iter().zip(levels).map(level).collect()
        }
        _ => {
            let told = |one: &detente_case::cross_impact::Variant| VariantResult {
                id: one.id.text.clone(),
                at: one.at,
                meaning: one.meaning.clone(),
            };
            descriptor.variants.iter().map(told).collect()
        }
    };
    let deviations: Option<Vec<f64>> = now.map(|(mode, (low, high))| {
        variants.iter().map(|variant| (variant.at.unwrap_or(mode) - mode) / (high - low)).collect()
    });
    let most = deviations.iter().flatten().map(|one| one.abs()).fold(0.0, f64::max);
    Stand {
        told: DescriptorResult {
            id: descriptor.id.text.clone(),
            title: descriptor.title.clone(),
            quantity: descriptor.quantity.clone(),
            variants,
            free: true,
        },
        first,
        deviations,
        most: if most > 0.0 { most } else { 1.0 },
    }
}
