//! Why a quantity moved: the ways that carried the change, and what it would be without each link.

use detente_dynamics::{Path, paths};
use detente_results::{CourseTold, MovedTold, PathTold, WaySigns, WithoutLink};

use crate::influence::course::Course;
use crate::influence::told::{claims, name};
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
pub(crate) fn moved(course: &Course<'_>) -> CourseTold {
    let cut: Vec<(usize, Vec<f64>)> =
        course.map.carrying().map(|link| (link, course.at_modes(Some(link)).pop().unwrap_or_default())).collect();
    let nodes = course.moved().into_iter().chain(course.pressed_alone());
    let mut moved: Vec<MovedTold> = nodes.map(|(node, index)| one(course, node, index, &cut)).collect();
    moved.retain(|one| one.first.is_some() || one.rises > 0.0 || one.falls > 0.0);
    let edges = course.map.edges(&|number| course.mode_of(number));
    let sign = |id: &str| {
        let link = course.map.links.iter().zip(&edges).find(|(link, _)| link.id == id);
        link.map_or(1.0, |(_, edge)| edge.gain.signum())
    };
    for one in &mut moved {
        one.words = in_words(course.case(), one, &sign);
    }
    moved.sort_by(|a, b| b.share_of_range.abs().total_cmp(&a.share_of_range.abs()).then(a.quantity.cmp(&b.quantity)));
    CourseTold { horizon: course.map.periods - 1, saturated: course.saturated, moved, findings: Vec::new() }
}

fn one(course: &Course<'_>, node: usize, index: usize, cut: &[(usize, Vec<f64>)]) -> MovedTold {
    let last = course.map.periods - 1;
    let (before, (after, drawn)) = (course.baseline(node), course.value(node, last));
    let width = course.map.map.nodes()[node].width();
    let changes: Vec<f64> = drawn.iter().zip(course.before(index)).map(|(after, before)| after - before).collect();
    let count = changes.len().max(1) as f64;
    let share = |is: fn(&f64) -> bool| changes.iter().filter(|change| is(change)).count() as f64 / count;
    let (ways, paths_cut) = ways(course, node);
    let remainder = after - before - ways.iter().map(|way| way.contribution).sum::<f64>();
    let signs = [1.0, -1.0].map(|sign| ways.iter().any(|way| way.contribution * sign > 0.0));
    let mut without: Vec<WithoutLink> = cut
        .iter()
        .map(|(link, values)| WithoutLink {
            link: course.map.links[*link].id.clone(),
            after: values[node],
            adds: after - values[node],
            claims: course.map.links[*link].claims.clone(),
        })
        .filter(|without| without.adds.abs() > NONE * width)
        .collect();
    without.sort_by(|a, b| b.adds.abs().total_cmp(&a.adds.abs()).then(a.link.cmp(&b.link)));
    without.truncate(MOST_WITHOUT);
    MovedTold {
        quantity: name(&course.map.nodes[node], course.case()),
        words: String::new(),
        before,
        after,
        share_of_range: if width > 0.0 { (after - before) / width } else { 0.0 },
        mean_change: changes.iter().sum::<f64>() / count,
        rises: share(|change| *change > 0.0),
        falls: share(|change| *change < 0.0),
        first: (0..=last).find(|period| (course.modes[*period][node] - before).abs() > NONE * width),
        course: course.fan(node),
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
fn ways(course: &Course<'_>, node: usize) -> (Vec<PathTold>, bool) {
    let map = &course.map;
    let edges = map.edges(&|number| course.mode_of(number));
    let last = map.periods - 1;
    let width = map.map.nodes()[node].width();
    let mut found: Vec<PathTold> = Vec::new();
    let mut cut = false;
    let mut sources: Vec<usize> = map.pressed.iter().filter(|one| is_press(one.act)).map(|one| one.on).collect();
    sources.sort_unstable();
    sources.dedup();
    for source in sources {
        if source == node {
            let by = press_of(course, node, last);
            if by != 0.0 {
                let through = vec![name(&map.nodes[node], course.case())];
                found.push(PathTold { through, links: vec![], contribution: by * width, lag: 0.0, claims: vec![] });
            }
            continue;
        }
        let (some, more) = paths(map.nodes.len(), &edges, source, node, LONGEST, MOST_PATHS);
        cut |= more;
        let open = some.iter().filter(|path| !path.edges.iter().any(|edge| is_held(course, *edge, last)));
        found.extend(open.filter_map(|path| told(course, path, source, width)));
    }
    found.sort_by(|a, b| b.contribution.abs().total_cmp(&a.contribution.abs()).then(a.links.cmp(&b.links)));
    cut |= found.len() > MOST_PATHS;
    found.truncate(MOST_PATHS);
    (found, cut)
}

fn is_press(act: PressedAct) -> bool {
    matches!(act, PressedAct::Press(_) | PressedAct::Hold(_))
}

/// Whether the effect of an influence has been set by some period: nothing comes through there.
fn is_held(course: &Course<'_>, influence: usize, period: usize) -> bool {
    let effect = course.map.map.influences()[influence].effect;
    matches!(last_act(course, effect, period), Some(PressedAct::Hold(_)))
}

/// What changes have last done to a node by some period.
fn last_act(course: &Course<'_>, node: usize, period: usize) -> Option<PressedAct> {
    let of_node = |one: &&Pressed| {
        one.on == node && one.period <= period && !matches!(one.act, PressedAct::Cut | PressedAct::Join)
    };
    course.map.pressed.iter().rfind(of_node).map(|one| one.act)
}

/// How far the changes themselves have pressed a node by some period, in widths.
fn press_of(course: &Course<'_>, node: usize, period: usize) -> f64 {
    let (Some(PressedAct::Press(to) | PressedAct::Hold(to)), width) =
        (last_act(course, node, period), course.map.map.nodes()[node].width())
    else {
        return 0.0;
    };
    if width > 0.0 { (to.mode() - course.baseline(node)) / width } else { 0.0 }
}

/// A way with what it carries; `None` where nothing has come through by the horizon.
fn told(course: &Course<'_>, path: &Path, source: usize, width: f64) -> Option<PathTold> {
    let map = &course.map;
    let arrives = (map.periods - 1).checked_sub(path.lag as usize)?;
    let contribution = path.gain * press_of(course, source, arrives) * width;
    if contribution == 0.0 {
        return None;
    }
    let influences = map.map.influences();
    let nodes = std::iter::once(source).chain(path.edges.iter().map(|edge| influences[*edge].effect));
    Some(PathTold {
        through: nodes.map(|node| name(&map.nodes[node], course.case())).collect(),
        links: path.edges.iter().map(|edge| map.links[*edge].id.clone()).collect(),
        contribution,
        lag: path.lag,
        claims: claims(map, &path.edges),
    })
}
