//! What a panel must not take for nothing: rows of its data sets that were kept out, and cells that say nothing.

use std::collections::BTreeMap;

use crate::sets::Series;
use crate::similarity::obligations;
use crate::states::{State, Year};

/// Years of pairs, and of states with any other, of which something in a data set is not known.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    pairs: BTreeMap<(State, State), Vec<(Year, Year)>>,
    states: BTreeMap<State, Vec<(Year, Year)>>,
}

impl Gaps {
    /// Of a data set; `open` says whether a row that was kept leaves open what is read of it.
    fn of(series: &Series, open: impl Fn(&[f64]) -> bool) -> Self {
        let mut gaps = Self::default();
        for (spell, _) in series.all().filter(|(_, values)| open(values)) {
            let pair = (spell.a.min(spell.b), spell.a.max(spell.b));
            gaps.pairs.entry(pair).or_default().push((spell.from, spell.to));
        }
        for (states, lack, _) in series.every_lack() {
            let years = (lack.from, lack.to);
            match states {
                [Some(a), Some(b)] if a != b => gaps.pairs.entry((a.min(b), a.max(b))).or_default().push(years),
                [Some(one), _] | [None, Some(one)] => gaps.states.entry(one).or_default().push(years),
                [None, None] => {}
            }
        }
        gaps
    }

    /// Of alliances: some obligation of a pair may be more than is known.
    pub(super) fn of_alliances(atop: &Series) -> Self {
        Self::of(atop, |flags| {
            let (least, most) = obligations(flags);
            least != most
        })
    }

    /// Of disputes: whether one began is not known.
    pub(super) fn of_disputes(disputes: &Series) -> Self {
        Self::of(disputes, |values| !values[1].is_finite())
    }

    /// Of contiguity: of which kind it is.
    pub(super) fn of_contiguity(contiguity: &Series) -> Self {
        Self::of(contiguity, |values| !values[0].is_finite())
    }

    /// Of a list of states.
    pub(super) fn of_states(series: &Series) -> Self {
        Self::of(series, |_| false)
    }

    /// Whether something of a pair is not known in some of the years.
    pub(super) fn touch(&self, (a, b): (State, State), (from, to): (Year, Year)) -> bool {
        let of = [self.pairs.get(&(a.min(b), a.max(b))), self.states.get(&a), self.states.get(&b)];
        of.into_iter().flatten().flatten().any(|(begins, ends)| *begins <= to && from <= *ends)
    }
}

/// What to say of rows that were left out; nothing where there are none.
pub(super) fn told(left_out: usize) -> Option<String> {
    (left_out > 0).then(|| {
        format!(
            "{left_out} years of pairs are left out: a cell of a data set that matters to them is missing, or a row was kept out (`detente record check` lists them)."
        )
    })
}
