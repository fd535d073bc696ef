//! The views of a case at every date of some years.

use detente_case::Date;
use detente_case::case::View;
use detente_method::{AskError, Observer};
use detente_results::OverTime;

use super::Session;
use crate::data::over_time;

/// Most dates that are looked at.
const MOST_DATES: usize = 2_400;

/// How far apart dates lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// Every year.
    Year,
    /// Every month.
    Month,
}

/// Which dates are looked at, and which views.
#[derive(Debug, Clone, Copy)]
pub struct Span<'a> {
    /// How far apart they lie.
    pub every: Every,
    /// First year, of the common era.
    pub from: i16,
    /// Last year.
    pub to: i16,
    /// One view by id; all otherwise.
    pub view: Option<&'a str>,
}

impl Session {
    /// Views at every date of a span, with the rows that changed them.
    ///
    /// # Errors
    /// [`AskError`]: years the wrong way round or out of range, too many dates, a view that is not there, or a wish to stop.
    pub fn over_time(&self, span: &Span<'_>, observer: &dyn Observer) -> Result<Vec<OverTime>, AskError> {
        span.in_order()?;
        let views = self.views(span.view)?;
        let dates = span.dates()?;
        let seed = self.options(&[]).seed;
        let all = views.len() * dates.len();
        let mut done = 0;
        let mut found = Vec::new();
        for view in views {
            let mut told = |period: &str| {
                done += 1;
                observer.progress(done.min(all - 1), all, &format!("{} {period}", view.id.text));
            };
            found.push(over_time(&self.case, view, &dates, seed, &|| observer.stopped(), &mut told));
        }
        observer.progress(all, all, "");
        if observer.stopped() { Err(AskError::stopped("stopped; nothing was printed")) } else { Ok(found) }
    }

    /// The view with an id, or all.
    fn views(&self, id: Option<&str>) -> Result<Vec<&View>, AskError> {
        let all = &self.case.views;
        let Some(id) = id else { return Ok(all.iter().collect()) };
        let found: Vec<&View> = all.iter().filter(|view| view.id.text == id).collect();
        if found.is_empty() {
            let known: Vec<String> = all.iter().map(|view| view.id.text.clone()).collect();
            return Err(AskError::unknown("view", id, &known));
        }
        Ok(found)
    }
}

impl Span<'_> {
    fn in_order(&self) -> Result<(), AskError> {
        let Self { from, to, .. } = self;
        if from > to {
            return Err(AskError::input(format!("a span from {from} to {to} ends before it begins")));
        }
        // The dates of a case are of the common era, as its tables write them.
        if *from < 1 || *to > 9_999 {
            return Err(AskError::input(format!("a span from {from} to {to}: years lie from 1 to 9999")));
        }
        Ok(())
    }

    fn dates(&self) -> Result<Vec<Date>, AskError> {
        let years = self.from..=self.to;
        let dates: Vec<Date> = match self.every {
            Every::Year => years.filter_map(|year| Date::parse(&format!("{year:04}"))).collect(),
            Every::Month => years.flat_map(months).collect(),
        };
        if dates.is_empty() || dates.len() > MOST_DATES {
            let count = dates.len();
            return Err(AskError::input(format!("a span of {count} dates; 1 to {MOST_DATES} are looked at")));
        }
        Ok(dates)
    }
}

/// The months of a year.
fn months(year: i16) -> impl Iterator<Item = Date> {
    (1..=12).filter_map(move |month| Date::parse(&format!("{year:04}-{month:02}")))
}
