//! Scenarios of KTAB's SMP as XML: `Scenario` with `ModelParameters`, `Dimensions`, `Actors` and, where ideal points follow others,
//! `IdealAdjustment`, which may be left out.

use roxmltree::{Document, Node};

use super::ktab::apart;
use super::{PlainIssue, PlainIssues, number, stake};
use detente_text::Problem;

pub(super) fn read(text: &str) -> Result<PlainIssues, Vec<Problem>> {
    let document = Document::parse(text).map_err(|error| {
        vec![Problem { line: u64::from(error.pos().row), what: format!("this is no XML: {error}") }]
    })?;
    let line = |node: &Node<'_, '_>| u64::from(document.text_pos_at(node.range().start).row);
    let scenario = document.root_element();
    if scenario.tag_name().name() != "Scenario" {
        let what = "the first element of a scenario of KTAB is `Scenario`".to_owned();
        return Err(vec![Problem { line: line(&scenario), what }]);
    }
    let mut problems = Vec::new();
    let parameters = child(&scenario, "ModelParameters").map(|node| {
        let given = node.children().filter(Node::is_element);
        given.map(|one| (one.tag_name().name().to_owned(), text_of(&one))).collect()
    });
    let issue = |(place, node): (usize, Node<'_, '_>)| {
        let name = Some(text_of(&node)).filter(|name| !name.is_empty());
        PlainIssue {
            name: name.unwrap_or_else(|| format!("dimension {}", place + 1)),
            scale: (0.0, 100.0),
            line: line(&node),
            ..PlainIssue::default()
        }
    };
    let mut found = PlainIssues {
        name: child(&scenario, "name").map(|node| text_of(&node)).unwrap_or_default(),
        description: child(&scenario, "desc").map(|node| text_of(&node)).unwrap_or_default(),
        issues: apart(within(&scenario, "Dimensions", "dName").into_iter().enumerate().map(issue)),
        joint: true,
        parameters: parameters.unwrap_or_default(),
        ..PlainIssues::default()
    };
    for node in within(&scenario, "Actors", "Actor") {
        if let Err(what) = actor(&node, line(&node), &mut found) {
            problems.push(Problem { line: line(&node), what });
        }
    }
    let pairs = within(&scenario, "IdealAdjustment", "iaPair");
    if !pairs.is_empty() {
        let n = found.actors.len();
        let mut rows: Vec<f64> = (0..n * n).map(|cell| f64::from(u8::from(cell / n == cell % n))).collect();
        for node in pairs {
            match pair(&node, &found.actors) {
                Ok((i, j, share)) => rows[i * n + j] = share,
                Err(what) => problems.push(Problem { line: line(&node), what }),
            }
        }
        for (row, name) in
            rows.chunks(n.max(1)).zip(&found.actors).filter(|(row, _)| row.iter().sum::<f64>() > 1.0 + 1e-9)
        {
            let what = format!(
                "the shares by which the ideal point of `{name}` follows others add up to {}, more than 1 (its own share is 1 unless given)",
                row.iter().sum::<f64>()
            );
            problems.push(Problem { line: line(&scenario), what });
        }
        found.accommodation = Some(rows);
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

fn child<'d, 'i>(node: &Node<'d, 'i>, name: &str) -> Option<Node<'d, 'i>> {
    node.children().find(|child| child.tag_name().name() == name)
}

/// Children called `name` of the child called `list`.
fn within<'d, 'i>(node: &Node<'d, 'i>, list: &str, name: &str) -> Vec<Node<'d, 'i>> {
    let children = child(node, list).into_iter().flat_map(|list| list.children().collect::<Vec<_>>());
    children.filter(|child| child.tag_name().name() == name).collect()
}

fn text_of(node: &Node<'_, '_>) -> String {
    node.text().unwrap_or_default().trim().to_owned()
}

fn actor(node: &Node<'_, '_>, line: u64, to: &mut PlainIssues) -> Result<(), String> {
    let name = child(node, "name").map(|name| text_of(&name)).unwrap_or_default();
    if name.is_empty() || to.actors.contains(&name) {
        return Err(format!("the name `{name}` of an actor is empty or stands twice"));
    }
    let capability = number(&child(node, "capability").map(|c| text_of(&c)).unwrap_or_default(), "capability")?;
    let (positions, saliences) = (within(node, "Position", "dCoord"), within(node, "Salience", "dSal"));
    let dims = to.issues.len();
    if positions.len() != dims || saliences.len() != dims {
        return Err(format!(
            "`{name}` has {} positions and {} saliences for {dims} dimensions",
            positions.len(),
            saliences.len()
        ));
    }
    let mut stakes = Vec::new();
    for (position, salience) in positions.iter().zip(&saliences) {
        let position = number(&text_of(position), "position").map_err(|what| format!("`{name}`: {what}"))?;
        let salience = number(&text_of(salience), "salience").map_err(|what| format!("`{name}`: {what}"))?;
        stakes.push(stake(position, salience, capability, (0.0, 100.0)).map_err(|what| format!("`{name}`: {what}"))?);
    }
    to.actors.push(name);
    to.lines.push(line);
    to.issues.iter_mut().zip(stakes).for_each(|(issue, stake)| issue.stakes.push(Some(stake)));
    Ok(())
}

/// Whose ideal point follows whose position, and by what share.
fn pair(node: &Node<'_, '_>, actors: &[String]) -> Result<(usize, usize, f64), String> {
    let place = |tag: &str| {
        let name = child(node, tag).map(|node| text_of(&node)).unwrap_or_default();
        actors.iter().position(|actor| *actor == name).ok_or_else(|| format!("`{name}` in `{tag}` is no actor"))
    };
    let share = number(&child(node, "adjust").map(|node| text_of(&node)).unwrap_or_default(), "share")?;
    if !(0.0..=1.0).contains(&share) {
        return Err(format!("the share {share} lies outside 0 to 1"));
    }
    Ok((place("adjustingIdeal")?, place("referencePos")?, share))
}
