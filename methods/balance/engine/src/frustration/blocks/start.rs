//! Good divisions to begin with: descents by single flips.

use detente_chance::Stream;

use super::couplings::Couplings;
use super::number::Number;

/// A division of the first places, with what it pulls everybody by.
pub(super) struct Standing<'a, F> {
    couplings: &'a Couplings<F>,
    places: usize,
    pub mask: u64,
    pub energy: i64,
    fields: Vec<i64>,
}

impl<'a, F: Number> Standing<'a, F> {
    pub fn of(couplings: &'a Couplings<F>, places: usize, mask: u64) -> Self {
        let mut standing = Self { couplings, places, mask, energy: 0, fields: vec![0; places] };
        for place in 0..places {
            standing.fields[place] = standing.pull(place);
            standing.energy -= standing.side(place) * standing.fields[place];
        }
        standing.energy /= 2;
        standing
    }

    fn side(&self, place: usize) -> i64 {
        if self.mask >> place & 1 == 1 { 1 } else { -1 }
    }

    fn pull(&self, place: usize) -> i64 {
        let row = &self.couplings.row(place)[..self.places];
        row.iter().enumerate().map(|(other, weight)| self.side(other) * weight.wide()).sum()
    }

    /// By how much the energy rises when the actor at a place turns.
    pub fn rise(&self, place: usize) -> i64 {
        2 * self.side(place) * self.fields[place]
    }

    fn flip(&mut self, place: usize) {
        self.energy += self.rise(place);
        self.mask ^= 1 << place;
        let by = 2 * self.side(place);
        let row = &self.couplings.row(place)[..self.places];
        self.fields.iter_mut().zip(row).for_each(|(field, weight)| *field += by * weight.wide());
    }

    /// The flip that lowers the energy most, until none does.
    pub fn descend(mut self) -> Self {
        while let Some(place) = (0..self.places).min_by_key(|place| (self.rise(*place), *place)) {
            if self.rise(place) >= 0 {
                break;
            }
            self.flip(place);
        }
        self
    }
}

/// Divisions to which descents lead: from `known` with the actor at the last place on either side, then in turn from anywhere and from near the
/// best so far.
pub(super) fn descents<F: Number>(
    couplings: &Couplings<F>,
    places: usize,
    known: u64,
    tries: u64,
) -> Vec<Standing<'_, F>> {
    let stream = Stream::new(places as u64, "frustration.blocks");
    let bits = |draw: u64| (stream.uniform(draw) * 4_294_967_296.0) as u64;
    let everywhere = if places < 64 { (1 << places) - 1 } else { u64::MAX };
    let mut found: Vec<Standing<'_, F>> = Vec::new();
    let mut best = (i64::MAX, known);
    for number in 0..tries + 2 {
        let random = bits(2 * number) << 32 | bits(2 * number + 1);
        let from = match number {
            0 => known,
            1 => known ^ 1 << (places - 1),
            _ if number % 2 == 0 => random,
            // A quarter of the actors turn.
            _ => best.1 ^ random & random.rotate_left(17),
        };
        let standing = Standing::of(couplings, places, from & everywhere).descend();
        best = best.min((standing.energy, standing.mask));
        found.push(standing);
    }
    found
}
