//! Records of tables into rows of the case.

use std::collections::BTreeMap;

use crate::case::*;
use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::document::PageMap;
use crate::left_out::LeftOut;
use crate::schema::fingerprints::Fingerprint;
use crate::schema::{Context, Reading, Row, TABLES};
use crate::syntax::Record;

/// The records of every table, while they become rows; rows with findings of error level are left out.
pub(crate) struct Tables<'r> {
    pub records: BTreeMap<&'static str, Vec<Record>>,
    pub context: Context,
    pub findings: &'r mut Diagnostics,
}

impl Tables<'_> {
    /// Reads every table into `case`; `pages` gives the page marks of sources.
    pub fn read(&mut self, pages: &BTreeMap<String, PageMap>, case: &mut Case) {
        for table in TABLES.iter() {
            let ids = self.records[table.file].iter().map(|record| record.text("id")).filter(|id| !id.is_empty());
            case.ids.insert(table.file, ids.collect());
        }
        let out = &mut case.left_out;
        case.sources = self.rows(out);
        self.context.grades =
            case.sources.iter().map(|source| (source.id.text.clone(), source.default_grade.clone())).collect();
        case.data_sets = self.rows(out);
        case.backtests = self.rows(out);
        case.sources.extend(case.data_sets.iter().map(DataSet::as_source));
        for source in &mut case.sources {
            source.pages = pages.get(&source.id.text).cloned().unwrap_or_default();
        }
        self.fingerprints(&mut case.sources, out);
        case.actors = self.rows(out);
        case.claims = self.rows(out);
        case.claim_links = self.rows(out);
        case.ties = self.rows(out);
        case.issues = self.rows(out);
        case.positions = self.rows(out);
        case.factors = self.rows(out);
        case.links = self.rows(out);
        case.forums = self.rows(out);
        case.forecasts = self.rows(out);
        case.events = self.rows(out);
        case.places = self.rows(out);
        case.flows = self.rows(out);
        case.data_events = self.rows(out);
        case.questions = self.rows(out);
        case.expects = self.rows(out);
    }

    fn row<R: Row>(&mut self, record: &Record) -> Option<R> {
        R::read(&mut Reading { record, context: &self.context, findings: self.findings })
    }

    /// The rows of a table that can be read; what the others speak of is kept in `left_out`.
    fn rows<R: Row>(&mut self, left_out: &mut LeftOut) -> Vec<R> {
        let mut rows = Vec::new();
        // One after the other makes room for the row that comes of it.
        for record in self.records.remove(R::FILE).unwrap_or_default() {
            match self.row(&record) {
                Some(row) => rows.push(row),
                None => left_out.row(R::FILE, record.texts()),
            }
        }
        rows
    }

    /// Gives each source the fingerprints of its paragraphs.
    fn fingerprints(&mut self, sources: &mut [Source], left_out: &LeftOut) {
        for record in self.records.remove(Fingerprint::FILE).unwrap_or_default() {
            let Some(row) = self.row::<Fingerprint>(&record) else { continue };
            match sources.iter_mut().find(|source| source.id.text == row.source.text) {
                Some(source) => {
                    source.fingerprints.insert(row.mark.paragraph, row.mark.hash);
                }
                None if left_out.speaks_of(Source::FILE, &row.source) => {}
                None => {
                    let message = format!("unknown source `{}`", row.source.text);
                    self.findings.add(codes::UNKNOWN_SOURCE, &row.source.place, message);
                }
            }
        }
    }
}
