//! `detente geometry`.

use std::process::ExitCode;

use detente_formats::figure_of;
use detente_method_geometry::{FigureTie, MOST_FIGURE, figure};
use detente_model::nearest;
use detente_report as report;

use crate::args::{Geometry, PlainFormat};
use crate::failure::Failure;
use crate::{output, plain};

/// Measures of a plain figure.
pub fn geometry(args: &Geometry) -> Result<ExitCode, Failure> {
    let needed = "the table needs the columns a, b, affinity and firmness, one row a pair";
    let (rows, mut notes) = plain::ties_of(&args.file, &args.reading, None)?;
    let table = figure_of(rows).map_err(|problems| plain::refused(&args.file, &problems, needed))?;
    plain::some_ties(&args.file, table.ties.is_empty())?;
    notes.extend(plain::one_sign(table.ties.iter().map(|tie| tie.weight)));
    plain::tell(&notes);
    if table.actors.len() > MOST_FIGURE {
        let message = format!("{} actors are more than the {MOST_FIGURE} that can be done", table.actors.len());
        return Err(Failure::input(message));
    }
    if !(args.margin.is_finite() && args.margin > 0.0) {
        return Err(Failure::input("the margin must be a number above 0"));
    }
    let place = |name: &str| {
        table.actors.iter().position(|actor| actor == name).ok_or_else(|| {
            let near = nearest(name, table.actors.iter().map(String::as_str));
            Failure::input(format!("no actor is called `{name}`"))
                .with_hint(near.map(|near| format!("did you mean `{near}`?")))
        })
    };
    let mut ring = Vec::new();
    for name in &args.ring {
        let place = place(name)?;
        if ring.contains(&place) {
            return Err(Failure::input(format!("`{name}` stands twice in the ring")));
        }
        ring.push(place);
    }
    if (1..3).contains(&ring.len()) {
        return Err(Failure::input("a ring needs three actors or more"));
    }
    let target = target(args.target.as_deref(), table.actors.len(), place)?;
    let tie = |tie: &detente_formats::PlainTie| FigureTie {
        a: tie.a,
        b: tie.b,
        affinity: tie.weight,
        firmness: tie.firmness,
        cost: tie.cost,
    };
    let ties: Vec<FigureTie> = table.ties.iter().map(tie).collect();
    let found =
        figure(&table.actors, &ties, &ring, &target, args.margin).map_err(|error| Failure::input(error.to_string()))?;
    output::print(&match args.format {
        PlainFormat::Json => plain::json_with(&found, &notes),
        PlainFormat::Table => report::figure_text(&found),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The side of each actor in a division such as `A+B|C+D`.
fn target(
    text: Option<&str>,
    size: usize,
    place: impl Fn(&str) -> Result<usize, Failure>,
) -> Result<Vec<bool>, Failure> {
    let Some(text) = text else { return Ok(vec![true; size]) };
    let blocs: Vec<&str> = text.split('|').map(str::trim).filter(|bloc| !bloc.is_empty()).collect();
    let mut side: Vec<Option<bool>> = vec![None; size];
    for (number, bloc) in blocs.iter().enumerate() {
        for name in bloc.split('+').map(str::trim) {
            let place = place(name)?;
            if side[place].replace(number == 0).is_some() {
                return Err(Failure::input(format!("`{name}` stands twice in the target")));
            }
        }
    }
    let all = side.into_iter().collect::<Option<Vec<bool>>>().filter(|_| (1..=2).contains(&blocs.len()));
    all.ok_or_else(|| {
        Failure::input(format!("`{text}` does not divide all actors into two blocs"))
            .with_hint("for example `--target \"A+B|C+D\"`".to_owned())
    })
}
