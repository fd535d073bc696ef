//! `detente geometry`.

use std::process::ExitCode;

use detente_assess::{FigureTie, figure};
use detente_balance::MAX_ACTORS;
use detente_model::nearest;
use detente_record::read_figure;
use detente_report as report;

use crate::args::{Geometry, PlainFormat};
use crate::commands::balance::{refused, text_of};
use crate::failure::Failure;
use crate::output;

/// Measures of a plain figure.
pub fn geometry(args: &Geometry) -> Result<ExitCode, Failure> {
    let needed = "the table needs the columns a, b, closeness and firmness, one row a pair";
    let table = read_figure(&text_of(&args.file)?).map_err(|problems| refused(&args.file, &problems, needed))?;
    if table.actors.len() > MAX_ACTORS {
        let message = format!("{} actors are more than the {MAX_ACTORS} that can be done", table.actors.len());
        return Err(Failure::input(message));
    }
    if !(args.margin.is_finite() && args.margin > 0.0) {
        return Err(Failure::input("the margin must be a number above 0"));
    }
    let mut ring = Vec::new();
    for name in &args.ring {
        let Some(place) = table.actors.iter().position(|actor| actor == name) else {
            let hint =
                nearest(name, table.actors.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`?"));
            return Err(Failure::input(format!("no actor is called `{name}`")).with_hint(hint));
        };
        if ring.contains(&place) {
            return Err(Failure::input(format!("`{name}` stands twice in the ring")));
        }
        ring.push(place);
    }
    if (1..3).contains(&ring.len()) {
        return Err(Failure::input("a ring needs three actors or more"));
    }
    let tie = |tie: &detente_record::PlainTie| FigureTie {
        a: tie.a,
        b: tie.b,
        closeness: tie.weight,
        firmness: tie.firmness,
        cost: tie.cost,
    };
    let ties: Vec<FigureTie> = table.ties.iter().map(tie).collect();
    let found = figure(&table.actors, &ties, &ring, args.margin).map_err(|error| Failure::input(error.to_string()))?;
    output::print(&match args.format {
        PlainFormat::Json => report::to_json(&found, true),
        PlainFormat::Table => report::figure_text(&found),
    })?;
    Ok(ExitCode::SUCCESS)
}
