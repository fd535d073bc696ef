//! Bodies in a terminal: what each member is worth, which coalitions win, who carries what.

use detente_results::{
    CoalitionAnswer, CoalitionList, DecisionWord, ExactNumber, LineResult, MemberResult, SideResult,
};

use crate::table::Table;
use crate::terminal::{heading, paragraph};

const WIDTH: usize = 100;
/// Coalitions shown of long lists; JSON has them all.
const MOST: usize = 20;

/// Everything that is said of a body.
pub fn coalition_text(found: &CoalitionAnswer) -> String {
    let mut text = paragraph(&format!("Rule: {}.", found.rule));
    for warning in &found.warnings {
        text += &paragraph(&format!("Note: {warning}."));
    }
    if let Some(line) = &found.line {
        text += &line_text(line);
    }
    if let Some(levels) = &found.levels {
        let stands: Vec<String> =
            levels.stands.iter().map(|one| format!("{} {}", one.actor, word(one.stand))).collect();
        text += &heading("Factions before actors");
        text += &paragraph(&format!(
            "After their factions: {}. Together they carry {}; all members by weight would carry {}.",
            stands.join(", "),
            word(levels.decision),
            word(levels.direct)
        ));
    }
    text += &heading("What each member is worth before anybody's wishes are known");
    text += &members(&found.members);
    text += &paragraph(&format!(
        "{} of {} coalitions win; the body acts in {}.",
        exact(&found.winning),
        exact(&found.coalitions),
        short(&found.act)
    ));
    text += &listed("Minimal winning coalitions", &found.minimal_winning);
    text += &listed("Minimal blocking coalitions", &found.minimal_blocking);
    text
}

fn members(all: &[MemberResult]) -> String {
    let mut table =
        Table::new(&["member", ">weight", ">swings", ">Banzhaf", ">absolute", ">Shapley-Shubik", ">exactly", "is"]);
    for member in all {
        let weights: Vec<String> = member.weights.iter().map(ToString::to_string).collect();
        let is = [(member.dictator, "dictator"), (member.veto, "veto"), (member.dummy, "never decides")];
        table.row([
            member.member.clone(),
            weights.join(" "),
            exact(&member.swings),
            short(&member.banzhaf),
            short(&member.absolute),
            short(&member.shapley),
            member.shapley.exact.clone().unwrap_or_default(),
            is.into_iter().find(|(is_so, _)| *is_so).map_or("", |(_, word)| word).to_owned(),
        ]);
    }
    table.render(WIDTH)
}

fn line_text(line: &LineResult) -> String {
    let mut text = heading(&format!("Who carries what at {}", line.threshold));
    text += &paragraph(&format!("Carried: {}.", word(line.decision)));
    text += &side("Above", &line.above);
    text += &side("Below", &line.below);
    if !line.on_the_line.is_empty() {
        text += &paragraph(&format!("On the line, and on neither side: {}.", line.on_the_line.join(", ")));
    }
    text += &listed("Connected coalitions that win", &CoalitionList { sets: line.connected.clone(), truncated: false });
    for jump in line.jumps.iter().take(MOST) {
        let (own, out) = (jump.coalition.join(" + "), jump.leaves_out.join(", "));
        text += &paragraph(&format!("{own} leaves out {out} in between."));
    }
    text
}

fn side(name: &str, side: &SideResult) -> String {
    let can = match (side.wins, side.blocks) {
        (true, _) => "wins",
        (false, true) => "blocks and does not win",
        (false, false) => "neither wins nor blocks",
    };
    let own = if side.members.is_empty() { "nobody".to_owned() } else { side.members.join(", ") };
    let mut text = paragraph(&format!("{name}: {own}; {can}."));
    if let Some(converts) = &side.converts {
        let tied = if converts.tied.is_empty() { "" } else { " (others would do as well)" };
        text += &paragraph(&format!(
            "It lacks {}{tied}, {:.1} away by how much they care.",
            converts.members.join(", "),
            converts.distance
        ));
    }
    text
}

fn word(decision: DecisionWord) -> &'static str {
    match decision {
        DecisionWord::Above => "above",
        DecisionWord::Below => "below",
        DecisionWord::Neither => "neither",
        DecisionWord::Both => "both: the rule contradicts itself",
    }
}

fn listed(title: &str, list: &CoalitionList) -> String {
    let mut text = heading(&format!("{title}: {}{}", list.sets.len(), if list.truncated { " and more" } else { "" }));
    for set in list.sets.iter().take(MOST) {
        text += &paragraph(&set.join(" + "));
    }
    if list.sets.len() > MOST {
        text += &paragraph(&format!("… and {} more (--format json has them)", list.sets.len() - MOST));
    }
    text
}

fn short(number: &ExactNumber) -> String {
    format!("{:.4}", number.value)
}

/// A whole number, or one in powers of ten where it is not known exactly.
fn exact(number: &ExactNumber) -> String {
    number.exact.clone().unwrap_or_else(|| format!("{:.4e}", number.value))
}
