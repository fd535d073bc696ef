//! Quantiles of a beta distribution, many of them.

use crate::beta::Beta;

const NODES: usize = 256;
/// An interval of the table is used as it is when it is this exact halfway; elsewhere it gives the start of a Newton iteration.
const EXACT: f64 = 1e-13;

/// Quantiles of a beta distribution from a table of polynomials of degree 5 that agree with them and their first two derivatives at
/// evenly spread shares.
#[derive(Debug, Clone)]
pub(crate) struct Pert {
    beta: Beta,
    /// Per node the quantile and its derivatives, times the width of an interval and its square; infinite at the ends.
    nodes: Vec<[f64; 3]>,
    exact: Vec<bool>,
}

impl Pert {
    pub fn new(beta: Beta) -> Self {
        let width = 1.0 / NODES as f64;
        let mut x = 0.0;
        let nodes = (0..=NODES).map(|node| {
            x = match node {
                0 => 0.0,
                NODES => 1.0,
                _ => beta.quantile_from(node as f64 * width, f64::max(x, 0.5 * width)),
            };
            let (density, slope) = (beta.density(x), beta.slope(x));
            [x, width / density, -width * width * slope / (density * density * density)]
        });
        let mut pert = Self { beta, nodes: nodes.collect(), exact: vec![false; NODES] };
        for node in 1..NODES - 1 {
            let guess = pert.table(node, 0.5);
            pert.exact[node] = (beta.quantile_from((node as f64 + 0.5) * width, guess) - guess).abs() < EXACT;
        }
        pert
    }

    pub fn quantile(&self, u: f64) -> f64 {
        let place = u * NODES as f64;
        let node = (place as usize).min(NODES - 1);
        let part = place - node as f64;
        if self.exact[node] {
            return self.table(node, part);
        }
        let (from, to) = (self.nodes[node][0], self.nodes[node + 1][0]);
        let inside = (1..NODES - 1).contains(&node);
        let guess = if inside { self.table(node, part).clamp(from, to) } else { from + part * (to - from) };
        self.beta.quantile_from(u, guess)
    }

    /// The polynomial of an interval at `t` in [0, 1] (Hermite interpolation).
    fn table(&self, node: usize, t: f64) -> f64 {
        let ([y, dy, ddy], [z, dz, ddz]) = (self.nodes[node], self.nodes[node + 1]);
        let rise = z - y - dy - ddy / 2.0;
        let turn = dz - dy - ddy;
        let bend = ddz - ddy;
        let cubic = 10.0 * rise - 4.0 * turn + bend / 2.0;
        let quartic = -15.0 * rise + 7.0 * turn - bend;
        let quintic = 6.0 * rise - 3.0 * turn + bend / 2.0;
        y + t * (dy + t * (ddy / 2.0 + t * (cubic + t * (quartic + t * quintic))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_agrees_with_newton() {
        for lean in [0.0, 0.07, 0.3, 0.5, 0.81, 1.0] {
            let beta = Beta::new(1.0 + 4.0 * lean, 5.0 - 4.0 * lean);
            let pert = Pert::new(beta);
            let exact = pert.exact.iter().filter(|exact| **exact).count();
            assert!(exact > NODES / 2, "{lean}: {exact}");
            for step in 1..5_000 {
                let u = f64::from(step) / 5_000.0;
                assert!((pert.quantile(u) - beta.quantile_from(u, 0.5)).abs() < 1e-12, "{lean} {u}");
            }
        }
    }
}
