//! Why a quantity moved: the ways that carried the change, and what it would be without each link.

use detente_dynamics::{Path, paths};
use detente_results::{InfluencePathResult, MovedResult, TrajectoryResult, WaySigns, WithoutLink};

use crate::influence::map::{claims, path_of};
use crate::influence::trajectory::Trajectory;
use crate::influence::words::in_words;
use detente_method::{Pressed, PressedAct};

/// Longest way looked at, in links, and most ways told of one quantity.
const LONGEST: usize = 9;
const MOST_PATHS: usize = 8;
/// Most links whose absence is told.
const MOST_WITHOUT: usize = 6;
/// Changes smaller than this share of a range are none.
const NONE: f64 = 1e-9;

/// What influences do, quantity by quantity.
pub(crate) fn moved(trajectory: &Trajectory<'_>) -> TrajectoryResult {
    let cut: Vec<(usize, Vec<f64>)> = trajectory
        .map
        .carrying()
        .map(|link| (link, trajectory.at_modes(Some(link)).pop().unwrap_or_default()))
        .collect();
    let nodes = trajectory.moved().into_iter().chain(trajectory.pressed_alone());
    let mut moved: Vec<MovedResult> = nodes.map(|(node, index)| one(trajectory, node, index, &cut)).collect();
    moved.retain(|one| one.first.is_some() || one.rises > 0.0 || one.falls > 0.0);
    let edges = trajectory.map.edges(&|number| trajectory.mode_of(number));
    let sign = |id: &str| {
        let link = trajectory.map.links.iter().zip(&edges).find(|(link, _)| link.id == id);
        link.map_or(1.0, |(_, edge)| edge.gain.signum())
    };
    for one in &mut moved {
        one.words = in_words(trajectory.case(), one, &sign);
    }
    moved.sort_by(|a, b| {
        b.share_of_range.abs().total_cmp(&a.share_of_range.abs()).then_with(|| a.quantity.cmp_text(&b.quantity))
    });
    TrajectoryResult {
        horizon: trajectory.map.periods - 1,
        saturated: trajectory.saturated,
        moved,
        findings: Vec::new(),
    }
}

fn one(trajectory: &Trajectory<'_>, node: usize, index: usize, cut: &[(usize, Vec<f64>)]) -> MovedResult {
    let last = trajectory.map.periods - 1;
    let (before, (after, drawn)) = (trajectory.baseline(node), trajectory.value(node, last));
    let width = trajectory.map.map.nodes()[node].width();
    let changes: Vec<f64> = drawn.iter().zip(trajectory.before(index)).map(|(after, before)| after - before).collect();
    let count = changes.len().max(1) as f64;
    let share = |is: fn(&f64) -> bool| changes.iter().filter(|change| is(change)).count() as f64 / count;
    let (ways, paths_cut) = ways(trajectory, node);
    let remainder = after - before - ways.iter().map(|way| way.contribution).sum::<f64>();
    let signs = [1.0, -1.0].map(|sign| ways.iter().any(|way| way.contribution * sign > 0.0));
    let mut without: Vec<WithoutLink> = cut
        .iter()
        .map(|(link, values)| WithoutLink {
            link: trajectory.map.links[*link].id.clone(),
            after: values[node],
            adds: after - values[node],
            claims: trajectory.map.links[*link].claims.clone(),
        })
        .filter(|without| without.adds.abs() > NONE * width)
        .collect();
    without.sort_by(|a, b| b.adds.abs().total_cmp(&a.adds.abs()).then(a.link.cmp(&b.link)));
    without.truncate(MOST_WITHOUT);
    MovedResult {
        quantity: path_of(&trajectory.map.nodes[node], trajectory.case()),
        words: String::new(),
        before,
        after,
        share_of_range: if width > 0.0 { (after - before) / width } else { 0.0 },
        mean_change: changes.iter().sum::<f64>() / count,
        rises: share(|change| *change > 0.0),
        falls: share(|change| *change < 0.0),
        first: (0..=last).find(|period| (trajectory.modes[*period][node] - before).abs() > NONE * width),
        trajectory: trajectory.fan(node),
        paths: ways,
        paths_cut,
        remainder,
        sign: match signs {
            [true, true] => WaySigns::Opposing,
            [true, false] => WaySigns::Rise,
            [false, true] => WaySigns::Fall,
            [false, false] => WaySigns::None,
        },
        without,
    }
}

/// The ways from every changed quantity to a node, the strongest first.
fn ways(trajectory: &Trajectory<'_>, node: usize) -> (Vec<InfluencePathResult>, bool) {
    let map = &trajectory.map;
    let edges = map.edges(&|number| trajectory.mode_of(number));
    let last = map.periods - 1;
    let width = map.map.nodes()[node].width();
    let mut found: Vec<InfluencePathResult> = Vec::new();
    let mut cut = false;
    let mut sources: Vec<usize> = map.pressed.iter().filter(|one| is_press(one.act)).map(|one| one.on).collect();
    sources.sort_unstable();
    sources.dedup();
    for source in sources {
        if source == node {
            let by = press_of(trajectory, node, last);
            if by != 0.0 {
                let through = vec![path_of(&map.nodes[node], trajectory.case())];
                found.push(InfluencePathResult {
                    through,
                    links: vec![],
                    contribution: by * width,
                    lag: 0.0,
                    claims: vec![],
                });
            }
            continue;
        }
        let (some, more) = paths(map.nodes.len(), &edges, source, node, LONGEST, MOST_PATHS);
        cut |= more;
        let open = some.iter().filter(|path| !path.edges.iter().any(|edge| is_held(trajectory, *edge, last)));
        found.extend(open.filter_map(|path| told(trajectory, path, source, width)));
    }
    found.sort_by(|a, b| b.contribution.abs().total_cmp(&a.contribution.abs()).then(a.links.cmp(&b.links)));
    cut |= found.len() > MOST_PATHS;
    found.truncate(MOST_PATHS);
    (found, cut)
}

fn is_press(act: PressedAct) -> bool {
    matches!(act, PressedAct::Press(_) | PressedAct::Clamp(_))
}

/// Whether the effect of an influence has been set by some period: nothing comes through there.
fn is_held(trajectory: &Trajectory<'_>, influence: usize, period: usize) -> bool {
    let effect = trajectory.map.map.influences()[influence].effect;
    matches!(last_act(trajectory, effect, period), Some(PressedAct::Clamp(_)))
}

/// What changes have last done to a node by some period.
fn last_act(trajectory: &Trajectory<'_>, node: usize, period: usize) -> Option<PressedAct> {
    let of_node = |one: &&Pressed| {
        one.on == node && one.period <= period && !matches!(one.act, PressedAct::Cut | PressedAct::Join)
    };
    trajectory.map.pressed.iter().rfind(of_node).map(|one| one.act)
}

/// How far the changes themselves have pressed a node by some period, in widths.
fn press_of(trajectory: &Trajectory<'_>, node: usize, period: usize) -> f64 {
    let (Some(PressedAct::Press(to) | PressedAct::Clamp(to)), width) =
        (last_act(trajectory, node, period), trajectory.map.map.nodes()[node].width())
    else {
        return 0.0;
    };
    if width > 0.0 { (to.mode() - trajectory.baseline(node)) / width } else { 0.0 }
}

/// A way with what it carries; `None` where nothing has come through by the horizon.
fn told(trajectory: &Trajectory<'_>, path: &Path, source: usize, width: f64) -> Option<InfluencePathResult> {
    let map = &trajectory.map;
    let arrives = (map.periods - 1).checked_sub(path.lag as usize)?;
    let contribution = path.gain * press_of(trajectory, source, arrives) * width;
    if contribution == 0.0 {
        return None;
    }
    let influences = map.map.influences();
    let nodes = std::iter::once(source).chain(path.edges.iter().map(|edge| influences[*edge].effect));
    Some(InfluencePathResult {
        through: nodes.map(|node| path_of(&map.nodes[node], trajectory.case())).collect(),
        links: path.edges.iter().map(|edge| map.links[*edge].id.clone()).collect(),
        contribution,
        lag: path.lag,
        claims: claims(map, &path.edges),
    })
}
