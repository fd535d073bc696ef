//! What was read of a file, as it is printed.

use detente_results::{FaultTold, GapsTold, ReasonTold, TallyTold};

use super::{Fault, Tally};

/// Rows read, kept and left out, as they are printed.
pub fn tally_told(tally: &Tally) -> TallyTold {
    let reasons = tally.reasons().map(|(kind, count, first)| ReasonTold {
        reason: kind.word(),
        count,
        first: first.iter().map(fault_told).collect(),
    });
    let cells = tally.cells.iter().map(|(column, gaps)| GapsTold {
        column,
        missing: gaps.missing,
        unreadable: gaps.unreadable,
        first: gaps.first.iter().map(fault_told).collect(),
    });
    TallyTold {
        read: tally.rows,
        kept: tally.kept,
        kept_out: tally.skipped(),
        dropped: tally.passed.clone(),
        reasons: reasons.collect(),
        cells: cells.collect(),
        notes: tally.notes.clone(),
    }
}

/// A row that was kept out, as it is printed.
fn fault_told(fault: &Fault) -> FaultTold {
    FaultTold { line: fault.line, column: fault.column.clone(), what: fault.what.clone() }
}
