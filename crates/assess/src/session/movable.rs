//! What a reader of a case can move: its quantities, by name.

use detente_case::QuantityPath;
use detente_case::quantity::Quantity;
use detente_method::names;
use detente_results::Movable;

use super::Session;

impl Session {
    /// The quantities that a change may set, each path once, in order of the case's quantities. Delays of links are left out: they are
    /// counted in whole periods.
    pub fn movable(&self) -> Vec<Movable> {
        let can = |one: &&Quantity| one.path.is_number() && !matches!(one.path, QuantityPath::Link { lag: true, .. });
        let mut found: Vec<Movable> = self.case.quantities.iter().filter(can).map(|one| self.told(one)).collect();
        // Rows of one path that hold at other dates stand beside one another; what is set is set in all of them.
        found.dedup_by(|later, first| later.path == first.path);
        found
    }

    fn told(&self, quantity: &Quantity) -> Movable {
        let (least, most) = quantity.range;
        Movable {
            path: quantity.path.to_string(),
            name: names::quantity(&self.case, &quantity.path),
            low: quantity.estimate.low(),
            mode: quantity.estimate.mode(),
            high: quantity.estimate.high(),
            least: (least > f64::MIN).then_some(least),
            most: (most < f64::MAX).then_some(most),
        }
    }
}
