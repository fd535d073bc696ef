//! Cross-impacts of a case: which combinations of levels hold each other up by the links of the case and by judgement.

use std::collections::{BTreeMap, BTreeSet};

use detente_chance::Stream;
use detente_dynamics::{CrossImpact, Path, Succession, paths};
use detente_model::Case;
use detente_model::cross_impact::{Cell, CrossImpactModel, Descriptor};
use detente_results::{ActTold, CaseCrossImpact, DescriptorTold, HeldTold, VariantTold};

use crate::held::{THOUSANDTHS, drawn, held};
use detente_method::Reading;
use detente_method::Samples;
use detente_method::{CaseMap, NodeOf, Number, existence};

/// Draws of the impacts.
const DRAWS: u32 = 1_000;
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

/// Every model of a case as it is.
pub fn cross_impacts_of(case: &Case, seed: u64) -> Vec<CaseCrossImpact> {
    case_cross_impacts(&Reading::new(case, None, &[]), seed)
}

/// The same under a reading.
pub fn case_cross_impacts(reading: &Reading<'_>, seed: u64) -> Vec<CaseCrossImpact> {
    let models = &reading.case.cross_impacts;
    if models.is_empty() {
        return Vec::new();
    }
    let map = CaseMap::of(reading);
    models.iter().map(|model| Lowered::of(model, reading, &map, seed).told()).collect()
}

/// A model with its numbers.
struct Lowered<'m> {
    model: &'m CrossImpactModel,
    descriptors: Vec<Stand>,
    acts: Vec<Act<'m>>,
    /// By link the gain at its most likely value, and in every draw; 0 where the link does not exist.
    gains: BTreeMap<usize, (f64, Vec<f64>)>,
    links: Vec<(String, Vec<String>)>,
    cut: bool,
}

/// Where a descriptor can stand.
struct Stand {
    told: DescriptorTold,
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

/// A judged impact of a variant on another, with the stream of its doubt.
struct Judged<'m> {
    cell: &'m Cell,
    from: usize,
    on: usize,
    stream: Stream,
}

impl<'m> Lowered<'m> {
    fn of(model: &'m CrossImpactModel, reading: &Reading<'_>, map: &CaseMap, seed: u64) -> Self {
        let mut first = 0;
        let mut nodes = Vec::new();
        let mut descriptors = Vec::new();
        for descriptor in &model.descriptors {
            let stand = stand(descriptor, reading, first);
            first += stand.told.variants.len();
            descriptors.push(stand);
            let index = descriptor.quantity.as_ref().and_then(|path| reading.find(path));
            nodes.push(index.and_then(|index| map.nodes.binary_search(&NodeOf::Quantity(index)).ok()));
        }
        let mode = |number: Number| number.mode(reading);
        let edges = map.edges(&mode);
        let (mut acts, mut cut) = (Vec::new(), false);
        for from in 0..nodes.len() {
            for on in (0..nodes.len()).filter(|on| *on != from && !model.descriptors[*on].free) {
                let judged = |cell: &'m Cell| {
                    let (a, b) = model.find(&cell.from).zip(model.find(&cell.on))?;
                    let name = format!("cross-impact/{}/{}/{}", model.id, cell.from.text, cell.on.text);
                    let stream = Stream::new(seed, &name);
                    ((a.0, b.0) == (from, on)).then_some(Judged { cell, from: a.1, on: b.1, stream })
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
        let gain = |place: usize| {
            let link = &map.links[place];
            let mode = mode(link.gain);
            let Number::Quantity(index) = link.gain else { return (place, (mode, vec![mode; DRAWS as usize])) };
            let samples = Samples::draw(reading, [index], seed, DRAWS, &Samples::default());
            let exists = existence(link, seed, DRAWS);
            let there = |draw: usize| exists.as_ref().is_none_or(|exists| exists[draw]);
            let column = samples.column(index).iter().enumerate();
            (place, (mode, column.map(|(draw, gain)| if there(draw) { *gain } else { 0.0 }).collect()))
        };
        Self {
            model,
            descriptors,
            acts,
            gains: used.into_iter().map(gain).collect(),
            links: map.links.iter().map(|link| (link.id.clone(), link.claims.clone())).collect(),
            cut,
        }
    }

    /// Gain along the ways between two descriptors: at the most likely values, or in a draw.
    fn gain(&self, paths: &[Path], draw: Option<usize>) -> f64 {
        let of = |edge: &usize| draw.map_or(self.gains[edge].0, |draw| self.gains[edge].1[draw]);
        paths.iter().map(|path| path.edges.iter().map(of).product::<f64>()).sum()
    }

    /// Impacts of the variants of one descriptor on those of another. A variant is the better, the nearer it is to where the gains
    /// press: of -(press - deviation)^2 what hangs on the acting variant is 2 press deviation, here with 3 for a gain of 1.
    fn impacts(&self, act: &Act<'_>, draw: Option<usize>) -> Vec<Vec<f64>> {
        let (from, on) = (&self.descriptors[act.from], &self.descriptors[act.on]);
        let mut found = vec![vec![0.0; on.told.variants.len()]; from.told.variants.len()];
        match &act.by {
            By::Judged(cells) => {
                for Judged { cell, from, on, stream } in cells {
                    found[*from][*on] =
                        draw.map_or(cell.impact, |draw| drawn(cell.impact, cell.confidence, stream, draw as u64));
                }
            }
            By::Links(paths) => {
                let gain = self.gain(paths, draw);
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

    /// The whole matrix in thousandths.
    fn matrix(&self, draw: Option<usize>) -> Option<CrossImpact> {
        let counts: Vec<usize> = self.descriptors.iter().map(|stand| stand.told.variants.len()).collect();
        let all: usize = counts.iter().sum();
        let mut whole = vec![vec![0i64; all]; all];
        let thousandths = |impact: f64| (impact * THOUSANDTHS).round() as i64;
        for act in &self.acts {
            let (row, column) = (self.descriptors[act.from].first, self.descriptors[act.on].first);
            for (a, cells) in self.impacts(act, draw).into_iter().enumerate() {
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

    fn told(&self) -> CaseCrossImpact {
        let mut notes = Vec::new();
        let mut told = CaseCrossImpact {
            id: self.model.id.clone(),
            title: self.model.title.clone(),
            descriptors: self.descriptors.iter().map(|stand| stand.told.clone()).collect(),
            acts: self.acts.iter().map(|act| self.act_told(act)).collect(),
            combinations: None,
            consistent: 0,
            scenarios: Vec::new(),
            untold: 0,
            draws: DRAWS,
            none: 0.0,
            notes: Vec::new(),
        };
        let Some(model) = self.matrix(None) else { return told };
        told.combinations = model.combinations();
        let found = model.consistent(BRANCHES);
        told.consistent = found.scenarios.len();
        let doubt = held(DRAWS, |draw| self.matrix(Some(draw)));
        let ends = found.complete.then(|| model.succession(FOLLOWED)).flatten();
        let weights = ends.as_ref().map(Succession::weights).unwrap_or_default();
        let mut all: BTreeMap<Vec<usize>, u32> = doubt.draws;
        for one in &found.scenarios {
            all.entry(one.variants.clone()).or_default();
        }
        let name = |variants: &[usize]| {
            let names = variants.iter().zip(&self.descriptors);
            names.map(|(variant, stand)| stand.told.variants[*variant].id.clone()).collect()
        };
        let mut scenarios: Vec<HeldTold> = all
            .iter()
            .map(|(variants, draws)| {
                let judged = model.judge(variants);
                HeldTold {
                    variants: name(variants),
                    consistency: self.lead(&model.balances(variants), variants),
                    total_impact: judged.total_impact as f64 / THOUSANDTHS,
                    share: f64::from(*draws) / f64::from(DRAWS),
                    weight: weights.get(variants.as_slice()).copied(),
                }
            })
            .collect();
        scenarios.sort_by(|a, b| b.share.total_cmp(&a.share).then(b.total_impact.total_cmp(&a.total_impact)));
        told.untold = scenarios.len().saturating_sub(TOLD);
        scenarios.truncate(TOLD);
        told.scenarios = scenarios;
        told.none = f64::from(doubt.none) / f64::from(DRAWS);
        if !found.complete || doubt.cut > 0 {
            notes.push("The search was ended early: there may be more combinations.".to_owned());
        }
        if self.cut {
            notes.push(format!("Between two descriptors at most {WAYS} ways of at most {LONGEST} links are followed."));
        }
        for stand in &self.descriptors {
            let still = |(variant, deviation): (&VariantTold, &f64)| {
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

    fn act_told(&self, act: &Act<'_>) -> ActTold {
        let round = |impact: f64| (impact * THOUSANDTHS).round() / THOUSANDTHS;
        let name = |place: usize| self.descriptors[place].told.id.clone();
        let (gain, ways, mut claims) = match &act.by {
            By::Judged(cells) => (
                None,
                Vec::new(),
                cells.iter().flat_map(|one| &one.cell.evidence).map(|word| word.text.clone()).collect(),
            ),
            By::Links(paths) => {
                let ids = |path: &Path| path.edges.iter().map(|edge| self.links[*edge].0.clone()).collect();
                let edges = paths.iter().flat_map(|path| &path.edges);
                let claims: Vec<String> = edges.flat_map(|edge| self.links[*edge].1.clone()).collect();
                (Some(self.gain(paths, None)), paths.iter().map(ids).collect(), claims)
            }
        };
        claims.sort();
        claims.dedup();
        let impacts = self.impacts(act, None).into_iter().map(|row| row.into_iter().map(round).collect()).collect();
        ActTold { from: name(act.from), on: name(act.on), gain, ways, impacts, claims }
    }
}

/// A descriptor with its levels: low and high are halfway from now to the ends of the range.
fn stand(descriptor: &Descriptor, reading: &Reading<'_>, first: usize) -> Stand {
    let index = descriptor.quantity.as_ref().and_then(|path| reading.find(path));
    let now = index.map(|index| (reading.estimate(index).mode(), reading.case.quantities.get(index).range));
    let variants: Vec<VariantTold> = match (now, descriptor.variants.is_empty()) {
        (Some((mode, (low, high))), true) => {
            let level = |(id, at): (&str, f64)| VariantTold { id: id.to_owned(), at: Some(at), meaning: String::new() };
            let levels = [0.5 * (mode + low), mode, 0.5 * (mode + high)];
            Descriptor::LEVELS.into_iter().zip(levels).map(level).collect()
        }
        _ => {
            let told = |one: &detente_model::cross_impact::Variant| VariantTold {
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
        told: DescriptorTold {
            id: descriptor.id.text.clone(),
            title: descriptor.title.clone(),
            quantity: descriptor.quantity.as_ref().map(ToString::to_string),
            variants,
            free: true,
        },
        first,
        deviations,
        most: if most > 0.0 { most } else { 1.0 },
    }
}
