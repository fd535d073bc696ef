//! The figure: what each closure leaves missing, beside what it holds up.

use detente_exposure::Part;
use detente_method::numbers::{ends, how_many};
use detente_method::{Asking, Phrase, names, say};
use detente_results::{AnswerFigure, Axis, IntervalRow, NumberFrom, Shown};

use crate::drawn::{Drawn, Taken};
use crate::supply::Supply;

/// Most closures that are drawn.
const ROWS: usize = 10;

pub(crate) fn figure(asking: &Asking<'_, '_>, supply: &Supply<'_>, drawn: &Drawn) -> AnswerFigure {
    let row = |taken: &Taken| {
        let id = supply.id(taken.part);
        let label = match taken.part {
            Part::Supplier(_) => names::actor(asking.case, id),
            Part::Place(_) => names::place(asking.case, id),
        };
        let [low, high] = ends(&taken.net);
        IntervalRow { label, low, middle: taken.net.p50, high, was: Some(taken.gross.p50) }
    };
    let rows: Vec<IntervalRow> = drawn.taken.iter().take(ROWS).map(row).collect();
    let axis = Axis { least: 0.0, least_means: "nothing".to_owned(), most: 1.0, most_means: "all of it".to_owned() };
    let most = Phrase::number(
        how_many(drawn.draws),
        drawn.draws as f64,
        NumberFrom::Threshold { name: "interval".to_owned() },
    );
    let caption = say(
        "What is missing for good with each closed, beside what it holds up at first; {most} lie on the line.",
        &[("most", most)],
    );
    AnswerFigure { caption, shows: Shown::Intervals { axis, rows } }
}
