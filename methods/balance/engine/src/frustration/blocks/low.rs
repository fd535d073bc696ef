//! All divisions of the first actors at once: a table of their energies, to which each set of fields from outside adds a sum over two halves.

use super::couplings::Couplings;
use super::number::Number;

/// Actors of a block at most: 4,096 divisions.
pub(super) const MOST_LOW: usize = 12;
/// Actors of the half that is added row by row.
const HALF: usize = 6;

/// The energies of a block, without fields.
#[derive(Debug)]
pub(super) struct Low<L> {
    pub size: usize,
    /// For the first 0, 1, ... actors: the least energy of them alone.
    pub least: Vec<i64>,
    inside: Vec<L>,
}

impl<L: Number> Low<L> {
    /// The block of the first `size` actors.
    pub fn of<F: Number>(couplings: &Couplings<F>, size: usize) -> Self {
        let mut inside = vec![0i64];
        let mut least = vec![0];
        for actor in 0..size {
            let mut pull = vec![0i64; 1 << actor];
            double(&mut pull, &couplings.row(actor)[..actor]);
            let other = inside.iter().zip(&pull).map(|(energy, pull)| energy - pull);
            inside = other.chain(inside.iter().zip(&pull).map(|(energy, pull)| energy + pull)).collect();
            least.push(inside.iter().copied().min().unwrap_or(0));
        }
        Self { size, least, inside: inside.into_iter().map(L::near).collect() }
    }
}

/// Room for the sums of one block.
#[derive(Debug)]
pub(super) struct Sums<L> {
    /// What the fields on the first half add.
    first: Vec<L>,
    /// What those on the rest add.
    rest: Vec<L>,
    /// The least per column.
    column: Vec<L>,
}

impl<L: Number> Sums<L> {
    pub fn of(low: &Low<L>) -> Self {
        let half = low.size.min(HALF);
        let room = |actors: usize| vec![L::default(); 1 << actors];
        Self { first: room(half), rest: room(low.size - half), column: room(half) }
    }

    /// The least energy in the block under these fields.
    pub fn least<F: Number>(&mut self, low: &Low<L>, fields: &[F]) -> L {
        let half = low.size.min(HALF);
        double(&mut self.first, &fields[..half]);
        double(&mut self.rest, &fields[half..low.size]);
        self.column.fill(L::MOST);
        for (row, rest) in low.inside.chunks_exact(self.first.len()).zip(&self.rest) {
            for ((least, inside), first) in self.column.iter_mut().zip(row).zip(&self.first) {
                *least = (*least).min(*inside + *first + *rest);
            }
        }
        self.column.iter().copied().min().unwrap_or(L::MOST)
    }

    /// The energy of one division of the block, after [`Sums::least`].
    pub fn energy(&self, low: &Low<L>, number: usize) -> L {
        low.inside[number] + self.first[number % self.first.len()] + self.rest[number / self.first.len()]
    }
}

/// `-sum f x` for every division, into `line`: bit u of the place is the side of actor u.
fn double<F: Number, L: Number>(line: &mut [L], fields: &[F]) {
    line[0] = fields.iter().fold(L::default(), |sum, field| sum + L::near(field.wide()));
    for (actor, field) in fields.iter().enumerate() {
        let twice = L::near(field.wide()) + L::near(field.wide());
        let (known, new) = line.split_at_mut(1 << actor);
        new.iter_mut().zip(known).for_each(|(new, known)| *new = *known - twice);
    }
}
