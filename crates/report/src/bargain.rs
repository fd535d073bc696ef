//! Issues in a terminal: who stands where, what each model says, who moves whom, what would move it.

use detente_formats::csv_row;
use detente_results::{ExchangesResult, IssueResult, JointResult, Model, ScoreResult};

use crate::table::{Table, wrap};
use crate::terminal::{heading, paragraph};

const WIDTH: usize = 100;
/// Rows shown of long lists; JSON has them all.
const MOST: usize = 30;

fn points(x: f64) -> String {
    format!("{x:.1}")
}

fn title_of(word: &str) -> &'static str {
    Model::ALL.into_iter().find(|model| model.word() == word).map_or("", Model::title)
}

/// All issues, one after the other.
pub fn issues_text(title: &str, issues: &[IssueResult]) -> String {
    let mut text = if title.is_empty() { String::new() } else { format!("\u{1b}[1m{title}\u{1b}[0m\n") };
    if issues.len() > 1 {
        text += &overview(issues);
    }
    for issue in issues {
        text += &issue_text(issue);
    }
    text
}

/// One row an issue, one column a model.
fn overview(issues: &[IssueResult]) -> String {
    let known: Vec<Model> =
        Model::ALL.into_iter().filter(|model| issues.iter().any(|issue| issue.forecast.contains_key(model))).collect();
    let mut header = vec!["issue".to_owned()];
    header.extend(known.iter().map(|model| format!(">{}", model.word())));
    header.push(">apart".to_owned());
    let mut table = Table::new(&header.iter().map(String::as_str).collect::<Vec<_>>());
    for issue in issues {
        let mut cells = vec![issue.id.clone()];
        cells.extend(known.iter().map(|model| issue.forecast.get(model).map_or("-".to_owned(), |x| points(*x))));
        cells.push(points(issue.spread));
        table.row(cells);
    }
    table.render(WIDTH)
}

/// One issue.
fn issue_text(issue: &IssueResult) -> String {
    let mut text = heading(&if issue.question.is_empty() {
        issue.id.clone()
    } else {
        format!("{}: {}", issue.id, issue.question)
    });
    text += &paragraph(&format!("0: {}; 100: {}", issue.ends.0, issue.ends.1));
    text += &ruler(issue);
    let mut forecasts = Table::new(&["model", ">forecast"]);
    for model in Model::ALL {
        if let Some(x) = issue.forecast.get(&model) {
            let default = if model == Model::Compromise { " (default)" } else { "" };
            forecasts.row([format!("{}{default}", model.title()), points(*x)]);
        }
    }
    text += &forecasts.render(WIDTH);
    if issue.forecast.len() > 1 {
        text += &paragraph(&format!("The models of this issue alone lie {} points apart.", points(issue.spread)));
    }
    if !issue.pivot.is_empty() {
        let (low, high) = issue.median;
        let told = if low == high {
            format!("At the weighted median ({}), without whom neither side has half the weight: ", points(low))
        } else {
            format!(
                "Half of the weight lies on either side, up to {} and from {} on; there stand: ",
                points(low),
                points(high)
            )
        };
        text += &paragraph(&format!("{told}{}.", issue.pivot.join(", ")));
    }
    let mut actors = Table::new(&["actor", ">position", ">salience", ">capability", ">weight", ">pull", ">without it"]);
    for actor in issue.actors.iter().take(MOST) {
        actors.row([
            actor.actor.clone(),
            points(actor.position),
            points(actor.salience),
            points(actor.capability),
            format!("{:.0} %", 100.0 * actor.share),
            format!("{:+.1}", actor.pull),
            actor.without.map_or("-".to_owned(), points),
        ]);
    }
    text += &format!("\n{}", actors.render(WIDTH));
    text += &levers(issue);
    text += &procedure(issue);
    text += &turns(issue);
    for note in &issue.notes {
        text += &paragraph(&format!("note: {note}"));
    }
    text
}

/// The scale as a line of 101 places: actors as digits of their number, forecasts below.
fn ruler(issue: &IssueResult) -> String {
    const PLACES: usize = 76;
    let place = |x: f64| ((x / 100.0 * PLACES as f64).round() as usize).min(PLACES);
    let mut line: Vec<char> = vec!['-'; PLACES + 1];
    for (number, actor) in issue.actors.iter().enumerate().rev() {
        let mark = char::from_digit((number + 1) as u32 % 36, 36).unwrap_or('*');
        let cell = &mut line[place(actor.position)];
        *cell = if *cell == '-' { mark } else { '#' };
    }
    let mut below: Vec<char> = vec![' '; PLACES + 1];
    if let Some(x) = issue.forecast.get(&Model::Compromise) {
        below[place(*x)] = '^';
    }
    let named: Vec<String> = issue
        .actors
        .iter()
        .enumerate()
        .map(|(number, actor)| {
            format!("{} {}", char::from_digit((number + 1) as u32 % 36, 36).unwrap_or('*'), actor.actor)
        })
        .collect();
    let key = wrap(&format!("{}; # several; ^ compromise", named.join(", ")), WIDTH).join("\n");
    format!(
        "0 {} 100\n  {}\n{key}\n\n",
        line.into_iter().collect::<String>(),
        below.into_iter().collect::<String>().trim_end()
    )
}

fn levers(issue: &IssueResult) -> String {
    if issue.levers.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&["to move the compromise to", "actor", "its", ">from", ">to"]);
    for lever in &issue.levers {
        table.row([
            points(lever.outcome),
            lever.actor.clone(),
            lever.number.word().to_owned(),
            points(lever.from),
            points(lever.to),
        ]);
    }
    format!("\n{}", table.render(WIDTH))
}

fn procedure(issue: &IssueResult) -> String {
    let Some(found) = &issue.procedure else { return String::new() };
    let told = match issue.reference {
        None => "no reference point is given".to_owned(),
        Some(reference) if found.win_set.is_empty() => {
            format!("nothing beats the reference point {}", points(reference))
        }
        Some(reference) => {
            let parts: Vec<String> =
                found.win_set.iter().map(|(low, high)| format!("{} and {}", points(*low), points(*high))).collect();
            format!("what lies between {} beats the reference point {}", parts.join(", or between "), points(reference))
        }
    };
    let proposal = found.proposal.map(|x| format!("; the agenda setter proposes {}", points(x))).unwrap_or_default();
    paragraph(&format!("Rule ({}): {told}{proposal}.", found.rule))
}

fn turns(issue: &IssueResult) -> String {
    let Some(first) = issue.turns.first().filter(|turn| !turn.challenges.is_empty()) else { return String::new() };
    let mut table = Table::new(&["challenger", "target", ">prevails", ">gain", "third parties", "taken by"]);
    for one in first.challenges.iter().take(MOST) {
        let parties: Vec<String> = one
            .third_parties
            .iter()
            .map(|(name, support)| format!("{name} for the {}", if *support > 0.0 { "challenger" } else { "target" }))
            .collect();
        let taken = match one.taken {
            (true, true) => "both",
            (true, false) => "challenger",
            (false, true) => "target",
            (false, false) => "nobody",
        };
        table.row([
            one.challenger.clone(),
            one.target.clone(),
            format!("{:.2}", one.probability),
            format!("{:.3}", one.gain),
            parties.join(", "),
            taken.to_owned(),
        ]);
    }
    let turns = issue.rounds.get(&Model::Smp).map_or(0, |rounds| rounds.len().saturating_sub(1));
    format!("{}{}", heading(&format!("First of {turns} turns of the spatial challenge model")), table.render(WIDTH))
}

/// A run over several dimensions.
pub fn joint_text(actors: &[String], dimensions: &[&str], joint: &JointResult) -> String {
    let mut text = heading(&format!("Spatial challenge model over all dimensions: {} turns", joint.turns));
    let mut header = vec!["actor".to_owned()];
    header.extend(dimensions.iter().flat_map(|name| [format!(">{name}: start"), ">end".to_owned()]));
    header.push(">probability".to_owned());
    let mut table = Table::new(&header.iter().map(String::as_str).collect::<Vec<_>>());
    let (start, last) = (joint.positions_by_turn.first(), joint.prob4.last());
    for (actor, name) in actors.iter().enumerate() {
        let mut cells = vec![name.clone()];
        for dim in 0..dimensions.len() {
            cells.push(start.map_or(String::new(), |start| points(start[actor][dim])));
            cells.push(points(joint.final_positions[actor][dim]));
        }
        cells.push(last.map_or(String::new(), |last| format!("{:.4}", last[actor])));
        table.row(cells);
    }
    text += &table.render(WIDTH);
    if !joint.settled {
        text += "note: some probabilities did not settle\n";
    }
    text
}

/// Exchanges between issues.
pub fn exchanges_text(exchanges: &ExchangesResult) -> String {
    let mut text = heading(&format!(
        "Exchanges between issues: {} pay both sides, {} are carried out",
        exchanges.feasible,
        exchanges.done.len()
    ));
    let mut table = Table::new(&["gives way", "on", ">by", "gets on", ">outcome from", ">to", ">each gains", "others"]);
    for one in exchanges.done.iter().take(MOST) {
        let [first, second] = &one.issues;
        let others: Vec<String> =
            one.others.iter().take(3).map(|(name, effect)| format!("{name} {effect:+.2}")).collect();
        for (giver, on, gets, told) in
            [(&one.gives_first, first, second, true), (&one.gives_second, second, first, false)]
        {
            table.row([
                giver.0.clone(),
                on.0.clone(),
                points(giver.1),
                gets.0.clone(),
                points(on.1),
                points(on.2),
                if told { format!("{:.3}", one.gain) } else { String::new() },
                if told { others.join(", ") } else { String::new() },
            ]);
        }
    }
    text += &table.render(WIDTH);
    text
}

/// One row an issue and model.
pub fn bargain_csv(issues: &[IssueResult]) -> String {
    let mut text = csv_row(["issue", "model", "forecast"].map(str::to_owned));
    for issue in issues {
        for (model, forecast) in &issue.forecast {
            text += &csv_row([issue.id.clone(), model.word().to_owned(), forecast.to_string()]);
        }
    }
    text
}

/// A difference with its sign; 0 has none.
fn signed(x: Option<f64>) -> String {
    match x {
        None => "-".to_owned(),
        Some(x) if x.abs() < 0.005 => "0.00".to_owned(),
        Some(x) => format!("{x:+.2}"),
    }
}

/// Errors of the models.
pub fn score_text(score: &ScoreResult) -> String {
    let mut text = paragraph(&format!(
        "{} issues with an outcome in {} dossiers; errors on the scale of 0 to 100; intervals from {} resamples of dossiers.",
        score.issues, score.dossiers, score.resamples
    ));
    let mut table = Table::new(&[
        "model",
        ">issues",
        ">mean error",
        ">median error",
        ">within 10",
        ">CRPS",
        ">minus compromise",
        ">95 % from",
        ">to",
    ]);
    for (name, model) in score.ranking.iter().filter_map(|name| Some((name, score.models.get(name)?))) {
        table.row([
            title_or(name),
            model.issues.to_string(),
            format!("{:.2}", model.mae),
            format!("{:.2}", model.median_error),
            format!("{:.0} %", 100.0 * model.within_10),
            model.crps.map_or_else(String::new, |crps| format!("{crps:.2}")),
            signed(model.difference),
            signed(model.difference_low),
            signed(model.difference_high),
        ]);
    }
    text += &table.render(WIDTH);
    for (name, note) in score.models.iter().filter_map(|(name, model)| Some((name, model.note.as_ref()?))) {
        text += &paragraph(&format!("{}: {note}.", title_or(name)));
    }
    text
}

fn title_or(word: &str) -> String {
    Some(title_of(word)).filter(|title| !title.is_empty()).unwrap_or(word).to_owned()
}

/// The same as a table for other programs.
pub fn score_csv(score: &ScoreResult) -> String {
    let header = [
        "model",
        "issues",
        "mae",
        "median_error",
        "within_10",
        "crps",
        "difference",
        "difference_low",
        "difference_high",
    ];
    let mut text = csv_row(header.map(str::to_owned));
    for (name, one) in score.ranking.iter().filter_map(|name| Some((name, score.models.get(name)?))) {
        let number = |x: Option<f64>| x.map(|x| x.to_string()).unwrap_or_default();
        let errors = [Some(one.mae), Some(one.median_error), Some(one.within_10), one.crps];
        let all = errors.into_iter().chain([one.difference, one.difference_low, one.difference_high]).map(number);
        let cells = [name.clone(), one.issues.to_string()].into_iter().chain(all);
        text += &csv_row(cells);
    }
    text
}
