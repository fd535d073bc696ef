//! What was read of a file, as it is printed.

use detente_results::{FaultResult, GapsResult, ReasonResult, TallyResult};

use super::{Fault, Tally};

/// Rows read, kept and left out, as they are printed.
pub fn tally_told(tally: &Tally) -> TallyResult {
    let reasons = tally.reasons().map(|(kind, count, first)| ReasonResult {
        reason: kind.word(),
        count,
        first: first.iter().map(fault_told).collect(),
    });
    let cells = tally.cells.iter().map(|(column, gaps)| GapsResult {
        column,
        missing: gaps.missing,
        unreadable: gaps.unreadable,
        first: gaps.first.iter().map(fault_told).collect(),
    });
    TallyResult {
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
fn fault_told(fault: &Fault) -> FaultResult {
    FaultResult { line: fault.line, column: fault.column.clone(), what: fault.what.clone() }
}
