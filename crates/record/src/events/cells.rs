//! Months of pairs in memory: a block of twelve months for every pair and year that has an event.

use std::collections::BTreeMap;

use super::group::Group;
use super::parse::{FIRST_YEAR, YEARS, month_days};
use crate::states::{State, Year, states};

/// A month of a pair: the sum of scores in hundredths and events by quarter. What does not fit is carried over to maps.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cell {
    sum: i32,
    quads: [u16; 4],
}

/// An event that waits to be added.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pending {
    pub(super) pair: u32,
    pub(super) year: u16,
    pub(super) month: u8,
    pub(super) quad: u8,
    /// Hundredths; `i16::MIN` for none.
    pub(super) score: i16,
    /// Day of the month, from 1.
    pub(super) day: u8,
    pub(super) weight: u32,
}

/// Parts of one in which the weight of a faded event is told: sums of whole parts do not hang on the order of rows.
const PARTS: f64 = (1_u64 << 20) as f64;

pub(super) const UNSCORED: i16 = i16::MIN;
/// Events added at once: their cells lie far apart in memory, and a short loop over many fetches several at a time.
pub(super) const BATCH: usize = 2_048;
pub(super) const CHUNK: usize = 1 << 12;

#[derive(Debug)]
pub(super) struct Cells {
    pub(super) states: Vec<State>,
    /// For every year the block of each pair, from 1; 0 for none.
    pub(super) years: Vec<Option<Box<[u32]>>>,
    chunks: Vec<Box<[[Cell; 12]]>>,
    /// Weights of scored events where they are not one each.
    weights: Vec<Box<[[u64; 12]]>>,
    /// Sums of scores as faded at the end of the month, in parts of hundredths, and what is left of a score after 0 to 31 days.
    faded: Vec<Box<[[i128; 12]]>>,
    fading: Option<[i128; 32]>,
    carried: BTreeMap<(u32, u8), i64>,
    carried_quads: BTreeMap<(u32, u8, u8), u32>,
    pub(super) unscored: BTreeMap<(u32, u8), u32>,
    blocks: u32,
    weighted: bool,
    pending: Vec<Pending>,
    found: Vec<u32>,
}

impl Cells {
    pub(super) fn new(weighted: bool, half_life: Option<f64>) -> Self {
        let left =
            |half: f64| std::array::from_fn(|days| libm::round(PARTS * libm::exp2(-(days as f64) / half)) as i128);
        Self {
            states: states().all().collect(),
            years: (0..YEARS).map(|_| None).collect(),
            chunks: Vec::new(),
            weights: Vec::new(),
            faded: Vec::new(),
            fading: half_life.map(left),
            carried: BTreeMap::new(),
            carried_quads: BTreeMap::new(),
            unscored: BTreeMap::new(),
            blocks: 0,
            weighted,
            pending: Vec::with_capacity(BATCH),
            found: Vec::with_capacity(BATCH),
        }
    }

    pub(super) fn push(&mut self, event: Pending) {
        self.pending.push(event);
        if self.pending.len() == BATCH {
            self.flush();
        }
    }

    pub(super) fn flush(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        found.extend(pending.iter().map(|event| self.block(usize::from(event.year), event.pair as usize)));
        // Looked at all together first: so the memory fetches many at a time.
        let touch = pending.iter().zip(&found).map(|(event, block)| self.cell(*block, usize::from(event.month)).sum);
        std::hint::black_box(touch.fold(0, |all, sum| all ^ sum));
        for (event, block) in pending.iter().zip(&found) {
            let (chunk, place) = place(*block);
            let cell = &mut self.chunks[chunk][place][usize::from(event.month)];
            let quad = &mut cell.quads[usize::from(event.quad & 3)];
            match quad.checked_add(1) {
                Some(count) => *quad = count,
                None => *self.carried_quads.entry((*block, event.month, event.quad)).or_default() += 1,
            }
            if event.score == UNSCORED {
                *self.unscored.entry((*block, event.month)).or_default() += 1;
                continue;
            }
            let add = i64::from(event.score) * i64::from(event.weight);
            match i32::try_from(add).ok().and_then(|add| cell.sum.checked_add(add)) {
                Some(sum) => cell.sum = sum,
                None => *self.carried.entry((*block, event.month)).or_default() += add,
            }
            if self.weighted {
                self.weights[chunk][place][usize::from(event.month)] += u64::from(event.weight);
            }
        }
        if let Some(fading) = &self.fading {
            for (event, block) in pending.iter().zip(&found).filter(|(event, _)| event.score != UNSCORED) {
                let days = month_days(FIRST_YEAR + event.year as Year, event.month + 1) - event.day;
                let (chunk, place) = place(*block);
                let add = i128::from(event.score) * i128::from(event.weight) * fading[usize::from(days)];
                self.faded[chunk][place][usize::from(event.month)] += add;
            }
        }
        self.pending = pending;
        self.pending.clear();
        self.found = found;
    }

    fn block(&mut self, year: usize, pair: usize) -> u32 {
        let pairs = self.states.len() * self.states.len();
        let table = self.years[year].get_or_insert_with(|| vec![0; pairs].into());
        if table[pair] == 0 {
            if (self.blocks as usize).is_multiple_of(CHUNK) {
                self.chunks.push(vec![[Cell::default(); 12]; CHUNK].into());
                if self.weighted {
                    self.weights.push(vec![[0; 12]; CHUNK].into());
                }
                if self.fading.is_some() {
                    self.faded.push(vec![[0; 12]; CHUNK].into());
                }
            }
            self.blocks += 1;
            table[pair] = self.blocks;
        }
        table[pair] - 1
    }

    fn cell(&self, block: u32, month: usize) -> &Cell {
        let (chunk, place) = place(block);
        &self.chunks[chunk][place][month]
    }

    /// Years in which any pair has a block, with the table of blocks.
    pub(super) fn used_years(&self) -> Vec<(usize, &[u32])> {
        let tables = self.years.iter().enumerate();
        tables.filter_map(|(year, table)| Some((year, table.as_deref()?))).collect()
    }

    /// Fetches blocks that are about to be read: all together, as they lie far apart.
    pub(super) fn fetch(&self, blocks: impl Iterator<Item = u32>) {
        let ends = blocks.map(|block| self.cell(block, 0).sum ^ self.cell(block, 5).sum ^ self.cell(block, 11).sum);
        std::hint::black_box(ends.fold(0, |all, sum| all ^ sum));
    }

    /// What a month counts, without its states and its time.
    pub(super) fn group(&self, block: u32, month: usize) -> Option<Group> {
        let cell = self.cell(block, month);
        if cell.quads == [0; 4] {
            return None;
        }
        let mut quads = cell.quads.map(u32::from);
        let key = (block, month as u8);
        if !self.carried_quads.is_empty() {
            for (quad, count) in quads.iter_mut().enumerate() {
                *count += self.carried_quads.get(&(key.0, key.1, quad as u8)).copied().unwrap_or(0);
            }
        }
        let n: u32 = quads.iter().sum();
        let hundredths = i64::from(cell.sum) + self.carried.get(&key).copied().unwrap_or(0);
        let scored = n - self.unscored.get(&key).copied().unwrap_or(0);
        let (chunk, place) = place(block);
        let weight = if self.weighted { self.weights[chunk][place][month] } else { u64::from(scored) };
        let nobody = State(0);
        let faded = self.faded.get(chunk).map(|faded| faded[place][month] as f64 / PARTS / 100.0);
        Some(Group {
            source: nobody,
            target: nobody,
            month: 0,
            n,
            weight,
            sum: hundredths as f64 / 100.0,
            quads,
            faded,
        })
    }
}

/// Chunk of a block and its place there.
fn place(block: u32) -> (usize, usize) {
    (block as usize / CHUNK, block as usize % CHUNK)
}
