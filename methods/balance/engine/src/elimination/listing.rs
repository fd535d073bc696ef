//! The best divisions one by one, and those that cost little more: after the tables are made no way leads to a dead end.

use super::passes::Tables;
use super::plan::Elimination;

/// Divisions listed, each by actor: whether it stands away from the actor of its part that is fixed.
pub(super) struct Listed {
    pub divisions: Vec<Vec<bool>>,
    /// Whether there are no more.
    pub complete: bool,
}

struct Listing<'t> {
    plan: &'t Elimination,
    tables: &'t Tables,
    away: Vec<bool>,
    most: usize,
    found: Listed,
}

impl Tables {
    /// All divisions with an energy of at most `slack` beyond the least, or `most` of them; after [`Self::forward`].
    pub(super) fn listed(&self, plan: &Elimination, slack: f64, most: usize) -> Listed {
        let found = Listed { divisions: Vec::new(), complete: true };
        let mut listing = Listing { plan, tables: self, away: vec![false; plan.size], most, found };
        listing.descend(plan.steps.len(), slack);
        listing.found
    }

    /// Number of divisions with the least energy, counted from table to table.
    pub(super) fn optima(&self, plan: &Elimination) -> u64 {
        let mut counts: Vec<u64> = vec![0; plan.entries()];
        let mut all = 1u64;
        for step in &plan.steps {
            for entry in 0..step.entries() {
                let least = self.up[step.start + entry];
                let mut sum = 0u64;
                for (side, energy) in self.both(plan, step, entry).into_iter().enumerate() {
                    if energy == least {
                        let below = |child: &super::plan::Child| {
                            let table = plan.steps[child.step].table();
                            counts[table.start + side * table.len() / 2 + child.projection.place(entry)]
                        };
                        let ways = step.children.iter().map(below).fold(1u64, u64::saturating_mul);
                        sum = sum.saturating_add(ways);
                    }
                }
                counts[step.start + entry] = sum;
            }
            if step.near.is_empty() {
                all = all.saturating_mul(counts[step.start]);
            }
        }
        all
    }
}

impl Listing<'_> {
    /// Places the actors of the steps before `end`, the last first.
    fn descend(&mut self, end: usize, slack: f64) {
        if self.found.divisions.len() == self.most {
            self.found.complete = false;
            return;
        }
        let Some(step) = end.checked_sub(1).map(|last| &self.plan.steps[last]) else {
            self.found.divisions.push(self.away.clone());
            return;
        };
        let bit = |(bit, actor): (usize, &usize)| usize::from(self.away[*actor]) << bit;
        let entry: usize = step.near.iter().enumerate().map(bit).sum();
        let least = self.tables.up[step.start + entry];
        for (side, energy) in self.tables.both(self.plan, step, entry).into_iter().enumerate() {
            if energy - least <= slack {
                self.away[step.actor] = side == 1;
                self.descend(end - 1, slack - (energy - least));
            }
        }
    }
}
