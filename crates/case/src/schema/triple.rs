//! Estimates: the low, mode and high of a number, a column each.

use detente_chance::Estimate;

use super::column::{Column, Kind, Range};
use super::field::{Field, Reading};

/// The three columns of an estimate.
pub(crate) struct Triple {
    columns: [Column; 3],
}

/// The names of the three columns of an estimate, by what stands before `low`, `mode` and `high`.
macro_rules! parts {
    ($prefix:literal) => {
        [concat!($prefix, "low"), concat!($prefix, "mode"), concat!($prefix, "high")]
    };
}
pub(crate) use parts;

/// An estimate that may be left out.
pub(crate) const fn triple(names: [&'static str; 3], range: Range, about: &'static str) -> Triple {
    let [low, mode, high] = names;
    let kind = Kind::Part(range);
    Triple {
        columns: [
            Column::optional(low, about, kind),
            Column::optional(mode, "most likely value", kind),
            Column::optional(high, "upper end", kind),
        ],
    }
}

impl Triple {
    /// With cells as they may be.
    pub const fn example(mut self, [low, mode, high]: [&'static str; 3]) -> Self {
        (self.columns[0].example, self.columns[1].example, self.columns[2].example) = (low, mode, high);
        self
    }

    /// With what stands where all three are empty.
    pub const fn default(mut self, default: &'static str) -> Self {
        self.columns[1].default = default;
        self
    }

    /// Its middle called otherwise than the most likely value.
    pub const fn middle(mut self, about: &'static str) -> Self {
        self.columns[1].about = about;
        self
    }

    /// The table cannot be read without its columns.
    pub const fn columns_needed(mut self) -> Self {
        (self.columns[0].required, self.columns[1].required, self.columns[2].required) = (true, true, true);
        self
    }

    /// Without which a row means nothing.
    pub const fn needed(mut self) -> NeededTriple {
        self.columns[1].filled = true;
        NeededTriple(self.columns_needed())
    }

    /// The name of the column of the most likely value.
    pub const fn mode(&self) -> &'static str {
        self.columns[1].name
    }
}

impl Field for Triple {
    type Value = Option<Estimate>;

    fn columns(&self) -> Vec<Column> {
        self.columns.to_vec()
    }

    fn read(&self, reading: &mut Reading<'_>) -> Option<Self::Value> {
        let prefix = self.columns[0].name.trim_end_matches("low");
        Some(reading.record.estimate(prefix, reading.context.shape, reading.findings))
    }

    fn write(&self, value: &Self::Value) -> Vec<String> {
        let numbers = value.map(|estimate| [estimate.low(), estimate.mode(), estimate.high()]);
        numbers.map_or_else(|| vec![String::new(); 3], |numbers| numbers.map(|number| number.to_string()).to_vec())
    }

    fn blank(&self) -> Self::Value {
        None
    }
}

/// The three columns of an estimate that must be there.
pub(crate) struct NeededTriple(Triple);

impl NeededTriple {
    /// With cells as they may be.
    pub const fn example(self, cells: [&'static str; 3]) -> Self {
        Self(self.0.example(cells))
    }
}

impl Field for NeededTriple {
    type Value = Estimate;

    fn columns(&self) -> Vec<Column> {
        self.0.columns()
    }

    fn read(&self, reading: &mut Reading<'_>) -> Option<Estimate> {
        reading.record.required(self.0.mode(), reading.findings);
        self.0.read(reading)?
    }

    fn write(&self, value: &Estimate) -> Vec<String> {
        self.0.write(&Some(*value))
    }

    fn blank(&self) -> Estimate {
        Estimate::ZERO
    }
}
