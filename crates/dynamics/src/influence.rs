//! Influences between quantities as deviations from a baseline.
//!
//! A quantity has a baseline, a range and a width; its state is its deviation in widths, 0 at the baseline. An influence moves the
//! effect by its gain times the state of the cause some periods ago; what comes in is added and bent by tanh, so that small moves add
//! up and no quantity leaves its range. No change in, exactly no change out. (Own semantics; a fuzzy cognitive map, Kosko 1986, on
//! deviations.)

use crate::scc::components;

/// A quantity of the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Node {
    /// Lower end of its range.
    pub low: f64,
    /// Upper end of its range.
    pub high: f64,
    /// Share of the state that stays from one period to the next, in [0, 1), where influences come in.
    pub inertia: f64,
}

impl Node {
    /// Width of the range.
    pub fn width(&self) -> f64 {
        self.high - self.low
    }
}

/// That one quantity moves another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Influence {
    /// The cause.
    pub cause: usize,
    /// The effect.
    pub effect: usize,
    /// Whether it may act within the period (lag 0) in some draw.
    pub immediate: bool,
    /// Whether it acts from the start; others wait for [`Act::Join`].
    pub active: bool,
}

/// What is done to a quantity or an influence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Act {
    /// Press the quantity so that, alone, it lands on this value; influences still push.
    Press(f64),
    /// Clamp the quantity at this value; influences do nothing to it.
    Clamp(f64),
    /// Let go of a press or a clamp.
    Free,
    /// Take the influence away.
    Cut,
    /// Let the influence act.
    Join,
}

/// Something done in a period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Operation {
    /// From which period on.
    pub period: usize,
    /// The quantity, or the influence for [`Act::Cut`] and [`Act::Join`].
    pub on: usize,
    /// What.
    pub act: Act,
}

/// Influences that go round in a circle within one period: the quantities of one such loop.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("influences without lag go round in a circle")]
pub struct LoopError(pub Vec<usize>);

/// Quantities and influences with the order in which they are evaluated.
#[derive(Debug, Clone)]
pub struct InfluenceMap {
    nodes: Vec<Node>,
    influences: Vec<Influence>,
    /// Quantities, causes of immediate influences first.
    order: Vec<usize>,
    /// Influences into each quantity.
    into: Vec<Vec<usize>>,
    /// Those of them that can carry something.
    carrying: Vec<Vec<usize>>,
}

/// Baselines, gains and lags of one draw.
#[derive(Debug, Clone, Copy)]
pub struct Levels<'l> {
    /// Baseline of every quantity, inside its range.
    pub baseline: &'l [f64],
    /// Gain of every influence: widths of the effect per width of the cause.
    pub gain: &'l [f64],
    /// Lag of every influence in periods; 0 only where it is immediate.
    pub lag: &'l [usize],
}

/// The trajectory of one draw; reused from draw to draw.
#[derive(Debug, Clone, Default)]
pub struct Simulation {
    /// Deviations in widths, period by period, quantity by quantity.
    states: Vec<f64>,
    /// Values, likewise.
    values: Vec<f64>,
    /// Values that had to be cut at the end of a range.
    pub saturated: usize,
    press: Vec<f64>,
    held: Vec<Option<f64>>,
    active: Vec<bool>,
    count: usize,
}

impl Simulation {
    /// The value of a quantity in a period.
    pub fn value(&self, period: usize, quantity: usize) -> f64 {
        self.values[period * self.count + quantity]
    }

    /// The deviation of a quantity in a period, in widths.
    pub fn state(&self, period: usize, quantity: usize) -> f64 {
        self.states[period * self.count + quantity]
    }

    /// All values of a period.
    pub fn period(&self, period: usize) -> &[f64] {
        &self.values[period * self.count..(period + 1) * self.count]
    }

    /// Periods followed.
    pub fn periods(&self) -> usize {
        self.values.len() / self.count.max(1)
    }
}

/// From the values of a period to deviations, in widths, of quantities that are outcomes of engines.
pub type OutcomeOf<'o> = dyn FnMut(&[f64]) -> Vec<(usize, f64)> + 'o;

/// Arguments of atanh stay this far from 1.
const EDGE: f64 = 1e-9;

impl InfluenceMap {
    /// A map of these quantities and influences.
    ///
    /// # Errors
    /// [`LoopError`] where influences that may act within a period go round in a circle.
    pub fn new(nodes: Vec<Node>, influences: Vec<Influence>) -> Result<Self, LoopError> {
        let immediate = || influences.iter().filter(|one| one.immediate).map(|one| (one.cause, one.effect));
        let (component, count) = components(nodes.len(), immediate());
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); count];
        component.iter().enumerate().for_each(|(node, of)| members[*of].push(node));
        let round = |members: &&Vec<usize>| members.len() > 1 || immediate().any(|(a, b)| a == b && a == members[0]);
        if let Some(members) = members.iter().find(round) {
            return Err(LoopError(circle(members, &immediate().collect::<Vec<_>>())));
        }
        let mut into = vec![Vec::new(); nodes.len()];
        influences.iter().enumerate().for_each(|(place, one)| into[one.effect].push(place));
        // Components are numbered against the edges: causes have the higher numbers.
        let order = members.into_iter().rev().flatten().collect();
        let carrying = into.clone();
        Ok(Self { nodes, influences, order, into, carrying })
    }

    /// Follows only the quantities of which `affected` says that they can leave their baseline: those that are pressed, outcomes, and all that
    /// influences lead to from there. The others stay at it unlooked at.
    #[must_use]
    pub fn following(mut self, affected: &[bool]) -> Self {
        self.order.retain(|node| affected[*node]);
        let Self { influences, carrying, .. } = &mut self;
        carrying.iter_mut().for_each(|into| into.retain(|place| affected[influences[*place].cause]));
        self
    }

    /// Its quantities.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Its influences.
    pub fn influences(&self) -> &[Influence] {
        &self.influences
    }

    /// Follows one draw over periods 0 to `periods - 1`. Operations of one period are done in their order. `outcome` is asked after
    /// each period for quantities that are outcomes of engines: their deviation in widths, which influences see from the next period
    /// on. O(periods (quantities + influences)) of those that are followed.
    pub fn simulate(
        &self,
        levels: &Levels<'_>,
        operations: &[Operation],
        periods: usize,
        run: &mut Simulation,
        mut outcome: Option<&mut OutcomeOf<'_>>,
    ) {
        let count = self.nodes.len();
        run.count = count;
        run.saturated = 0;
        run.states.clear();
        run.states.resize(periods * count, 0.0);
        run.values.clear();
        (0..periods).for_each(|_| run.values.extend_from_slice(levels.baseline));
        run.press.clear();
        run.press.resize(count, 0.0);
        run.held.clear();
        run.held.resize(count, None);
        run.active.clear();
        run.active.extend(self.influences.iter().map(|one| one.active));
        for period in 0..periods {
            operations.iter().filter(|one| one.period == period).for_each(|one| self.operate(levels, one, run));
            for &node in &self.order {
                self.step(levels, period, node, run);
            }
            if let Some(outcome) = &mut outcome {
                for (node, deviation) in outcome(run.period(period)) {
                    run.states[period * count + node] = deviation;
                }
            }
        }
    }

    fn operate(&self, levels: &Levels<'_>, operation: &Operation, run: &mut Simulation) {
        let on = operation.on;
        match operation.act {
            Act::Press(value) if self.into[on].is_empty() => run.held[on] = Some(value),
            Act::Press(value) => {
                let share = self.deviation(levels, on, value);
                run.held[on] = None;
                run.press[on] = libm::atanh(share.clamp(EDGE - 1.0, 1.0 - EDGE));
            }
            Act::Clamp(value) => run.held[on] = Some(value),
            Act::Free => (run.press[on], run.held[on]) = (0.0, None),
            Act::Cut => run.active[on] = false,
            Act::Join => run.active[on] = true,
        }
    }

    fn deviation(&self, levels: &Levels<'_>, node: usize, value: f64) -> f64 {
        let width = self.nodes[node].width();
        if width > 0.0 { (value - levels.baseline[node]) / width } else { 0.0 }
    }

    fn step(&self, levels: &Levels<'_>, period: usize, node: usize, run: &mut Simulation) {
        let count = self.nodes.len();
        let place = period * count + node;
        if let Some(value) = run.held[node] {
            run.states[place] = self.deviation(levels, node, value);
            run.values[place] = value;
            return;
        }
        if self.into[node].is_empty() {
            return;
        }
        let mut push = run.press[node];
        if period > 0 {
            push += self.nodes[node].inertia * run.states[place - count];
        }
        for &influence in &self.carrying[node] {
            let lag = levels.lag[influence];
            if run.active[influence] && period >= lag {
                push += levels.gain[influence] * run.states[(period - lag) * count + self.influences[influence].cause];
            }
        }
        if push == 0.0 {
            return;
        }
        let state = libm::tanh(push);
        let (low, high) = (self.nodes[node].low, self.nodes[node].high);
        let value = levels.baseline[node] + self.nodes[node].width() * state;
        run.saturated += usize::from(value < low || value > high);
        run.states[place] = state;
        run.values[place] = value.clamp(low, high);
    }
}

/// One circle inside a component.
fn circle(members: &[usize], edges: &[(usize, usize)]) -> Vec<usize> {
    let mut walk = vec![members[0]];
    loop {
        let at = walk[walk.len() - 1];
        let next =
            edges.iter().find(|(from, to)| *from == at && members.contains(to)).map_or(members[0], |edge| edge.1);
        if let Some(start) = walk.iter().position(|node| *node == next) {
            return walk.split_off(start);
        }
        walk.push(next);
    }
}
