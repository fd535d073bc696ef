//! Packages: `actors`, and either `goods` (each with an owner and what it is worth to each) or `issues` (points, reference, stakes); `enough` lists
//! the smallest sets whose consent is enough, where not all must consent.

use detente_package::{
    Consent, Issue, Part, Problem, Shifted, Stake, Table as Packages, Unit, acceptable, blockers, efficient,
    equal_gain, holding, improving, in_points, kalai_smorodinsky, nash, nearest, shifts, strictly,
};
use toml::{Table, Value};

use crate::measure::{Measure, Measures, number};

/// What is dealt over, with the names of its points.
struct Model {
    actors: Vec<String>,
    issues: Vec<Issue>,
    problem: Problem,
    packages: Packages,
    consent: Consent,
    /// One unit of a gain, as the engine counts it.
    in_points: bool,
}

/// Sets, choices, who blocks and what opens.
pub(crate) fn measures(table: &Table) -> Result<Measures, String> {
    let model = Model::read(table)?;
    let (packages, consent, must) = (&model.packages, &model.consent, model.consent.voices());
    let (weak, strict) = (acceptable(packages, consent), strictly(packages, consent));
    let front = efficient(packages, must, &weak).packages;
    let mut list = Measures::new();
    for (name, count) in [
        ("packages", packages.len()),
        ("acceptable", weak.len()),
        ("improving", improving(packages, consent).len()),
        ("strictly acceptable", strict.len()),
        ("efficient", front.len()),
    ] {
        number(&mut list, name, count as f64);
    }
    let mut text = |name: &str, text: String| list.push((name.to_owned(), Measure::Text(text)));
    text("strictly acceptable packages", model.listed(&strict));
    text("efficient packages", model.listed(&front));
    text("efficient gains", model.gains_of(&front));
    if consent.needs_all() {
        model.chosen(&weak, &strict, &mut text);
    }
    if strict.is_empty() {
        model.shut(&mut text);
    }
    Ok(list)
}

impl Model {
    fn read(table: &Table) -> Result<Self, String> {
        let names = table.get("actors").and_then(Value::as_array).ok_or("`actors` is missing")?;
        let actors: Vec<String> = names.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect();
        let rows = |name: &str| table.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
        let goods = rows("goods").iter().map(|row| good(row, &actors)).collect::<Result<Vec<Part>, String>>()?;
        let issues = rows("issues").iter().map(|row| issue(row, &actors)).collect::<Result<Vec<Issue>, String>>()?;
        let parts = goods.into_iter().chain(issues.iter().map(Part::of_issue)).collect();
        let problem = Problem::new(actors.len(), parts).map_err(|error| error.to_string())?;
        let packages = Packages::of(&problem).ok_or("there are too many packages")?;
        let voices = (0..actors.len()).collect();
        let consent = match table.get("enough").and_then(Value::as_array) {
            None => Consent::of_all(voices),
            Some(sets) => {
                Consent::of_sets(voices, sets.iter().map(|set| places(set, &actors)).collect::<Result<_, _>>()?)
            }
        };
        Ok(Self { in_points: !issues.is_empty(), actors, issues, problem, packages, consent })
    }

    /// What rules of fairness pick.
    fn chosen(&self, weak: &[usize], strict: &[usize], text: &mut impl FnMut(&str, String)) {
        let (packages, must) = (&self.packages, self.consent.voices());
        for (name, choice) in [
            ("nash", nash(packages, must, strict)),
            ("kalai-smorodinsky", kalai_smorodinsky(packages, must, weak)),
            ("equal gain", equal_gain(packages, must, weak, Unit::Raw)),
            ("equal gain by range", equal_gain(packages, must, weak, Unit::Range)),
        ] {
            let Some(choice) = choice else { continue };
            text(name, self.listed(&choice.tied));
            text(&format!("{name} gains"), self.gains_of(&choice.tied));
            text(&format!("{name} gains before ties"), self.gains_of(&choice.best));
        }
    }

    /// `(50, 75)` by points of issues; goods that change hands by their places.
    fn named(&self, package: usize) -> String {
        let points = self.packages.points(package);
        if self.issues.is_empty() {
            let given = points.iter().enumerate().filter(|(_, point)| **point == 1);
            return given.map(|(good, _)| (good + 1).to_string()).collect::<Vec<_>>().join(" ");
        }
        let at = points.iter().zip(&self.issues).map(|(point, issue)| issue.points[*point].to_string());
        format!("({})", at.collect::<Vec<_>>().join(", "))
    }

    fn listed(&self, packages: &[usize]) -> String {
        packages.iter().map(|package| self.named(*package)).collect::<Vec<_>>().join(" ")
    }

    fn told(&self, gain: i64) -> String {
        if self.in_points { in_points(gain).to_string() } else { gain.to_string() }
    }

    /// The distinct gains of packages, those of the first actor in order.
    fn gains_of(&self, packages: &[usize]) -> String {
        let mut all: Vec<&[i64]> = packages.iter().map(|package| self.packages.gains(*package)).collect();
        all.sort_unstable();
        all.dedup();
        let one = |gains: &&[i64]| gains.iter().map(|gain| self.told(*gain)).collect::<Vec<_>>().join(" ");
        all.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    fn shut(&self, text: &mut impl FnMut(&str, String)) {
        let set = |set: &Vec<usize>| set.iter().map(|actor| self.actors[*actor].as_str()).collect::<Vec<_>>().join("+");
        let lacking = blockers(&self.packages, &self.consent);
        let sets = |sets: &[Vec<usize>]| sets.iter().map(set).collect::<Vec<_>>().join(" ");
        text("blockers", sets(&lacking));
        text("holding", sets(&holding(&lacking)));
        if let Some(near) = nearest(&self.packages, &self.consent, Unit::Raw) {
            let lacks = near.shortfalls.iter().map(|lack| self.told(*lack)).collect::<Vec<_>>().join(" ");
            text("nearest", format!("{}: {lacks}", self.named(near.package)));
        }
        let issues: Vec<Option<&Issue>> = self.issues.iter().map(Some).collect();
        for shift in shifts(&self.packages, &self.problem, &issues, &self.consent, (0.0, 100.0)) {
            let name = match shift.of {
                Shifted::Position { actor, part } => format!("position of {} on {}", self.actors[actor], part + 1),
                Shifted::Salience { actor, part } => format!("salience of {} on {}", self.actors[actor], part + 1),
                Shifted::Reference { part } => format!("reference of {}", part + 1),
            };
            text(&name, format!("{} opens {}", shift.by, self.named(shift.opens)));
        }
    }
}

fn float(value: &Value) -> Option<f64> {
    value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64))
}

/// The places of the actors of a set, one bit each.
fn places(set: &Value, actors: &[String]) -> Result<u64, String> {
    let place = |name: &Value| name.as_str().and_then(|name| actors.iter().position(|actor| actor == name));
    let all = set.as_array().ok_or("`enough` is a list of lists of actors")?.iter();
    let mut bits =
        all.map(|name| place(name).map(|place| 1 << place).ok_or("`enough` names somebody who is no actor".to_owned()));
    bits.try_fold(0, |set, bit| Ok(set | bit?))
}

/// `[owner, worth to each actor …]`: a good changes hands from its owner to the other of two.
fn good(row: &Value, actors: &[String]) -> Result<Part, String> {
    let wrong = || "a good has the form [owner, worth to each actor …]".to_owned();
    let row = row.as_array().filter(|row| row.len() == actors.len() + 1).ok_or_else(wrong)?;
    let owner = row[0].as_str().and_then(|name| actors.iter().position(|actor| actor == name)).ok_or_else(wrong)?;
    let worth: Vec<i64> = row[1..].iter().filter_map(Value::as_integer).collect();
    let signed = worth.iter().enumerate().map(|(actor, worth)| if actor == owner { -worth } else { *worth });
    let given: Vec<i64> = signed.collect();
    Ok(Part::of_gains(vec![vec![0; actors.len()], given]))
}

/// `{ points = […], reference = 0, stakes = { A = [position, salience], … } }`.
fn issue(row: &Value, actors: &[String]) -> Result<Issue, String> {
    let numbers = |value: Option<&Value>| -> Vec<f64> {
        value.and_then(Value::as_array).into_iter().flatten().filter_map(float).collect()
    };
    let stake = |actor: &String| match numbers(row.get("stakes").and_then(|stakes| stakes.get(actor)))[..] {
        [position, salience] => Some(Stake { position, salience }),
        _ => None,
    };
    Ok(Issue {
        points: numbers(row.get("points")),
        reference: row.get("reference").and_then(float).ok_or("an issue needs a reference")?,
        stakes: actors.iter().map(stake).collect(),
    })
}
