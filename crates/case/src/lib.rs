//! The case: a folder of TOML and CSV becomes actors, ties, issues, conflicts, causes and claims, every number a
//! quantity with an estimate, a basis and evidence.
//!
//! `load` goes parse → resolve → check and gathers every finding; it never stops at the first. No file is opened here:
//! the caller hands over texts.

mod ask_error;
pub mod case;
pub mod change;
mod check;
pub mod codes;
pub mod conflict;
pub mod cross_impact;
pub mod date;
pub mod decides;
mod decoding;
pub mod diagnostic;
pub mod document;
mod escalation;
pub mod files;
pub mod finding_id;
pub mod goal;
mod ground;
mod lacks;
mod left_out;
pub mod likelihood;
pub mod locator;
pub mod measure;
mod names;
pub mod path;
pub mod quantity;
pub mod question;
mod read;
pub mod renamed;
mod row_id;
mod rule;
pub mod schema;
mod settings;
mod syntax;
pub mod template;
mod view;

pub use ask_error::{AskError, ErrorKind};
pub use case::Case;
pub use change::{Change, ChangeError};
pub use codes::{CODES, Code};
pub use date::{Date, in_force};
pub use decides::Decides;
pub use detente_chance::{Estimate, EstimateError, Shape};
pub use diagnostic::{Diagnostic, Diagnostics, Severity};
pub use escalation::{Escalation, EventScale};
pub use files::{Files, Line, Place};
pub use finding_id::{FindingId, Object, Partition};
pub use goal::{Goal, GoalError};
pub use lacks::lacks;
pub use left_out::LeftOut;
pub use measure::{Measure, Method, ObjectKind, Subjects, Unit};
pub use names::{did_you_mean, meant, nearest};
pub use path::{OutcomeOf, QuantityPath};
pub use quantity::{Quantities, Quantity};
pub use question::{About, QuestionKind, SubjectKind};
pub use renamed::renamed;
pub use row_id::{RowId, RowTable};
pub use schema::forums::status;
pub use schema::{Column, Row, Sheet, SheetError, TABLES, Table};
pub use template::PLACEHOLDERS;

/// What loading found: the case as far as it could be read, and every finding.
#[derive(Debug)]
pub struct Loaded {
    /// The case. Rows with findings of error level are left out of it.
    pub case: Case,
    /// All findings, in order of file, place and code.
    pub findings: Vec<Diagnostic>,
}

impl Loaded {
    /// Whether any finding is of error level: then the case must not be run.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity() == Severity::Error)
    }
}

/// Reads, resolves and checks a case.
pub fn load(files: &Files) -> Loaded {
    let mut findings = Diagnostics::default();
    let mut case = read::read(files, &mut findings);
    case.quantities = Quantities::of(&case);
    check::check(&case, files, &mut findings);
    Loaded { case, findings: findings.sorted() }
}
