//! A conflict for other programs: CSV, GraphML, and games for Gambit (`.nfg`, `.efg`).

use std::fmt::Write;

use detente_assess::{ConflictInput, Direction};
use detente_results::ConflictPortrait;

/// Combinations of choices that a game file may have.
const MOST_PROFILES: usize = 1 << 16;

/// One row a state: options taken, rank and stability of each decision maker, and whether it holds everybody.
pub fn conflict_csv(portrait: &ConflictPortrait) -> String {
    let quoted = |text: &str| {
        if text.contains([',', '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
    };
    let mut header = vec!["number".to_owned(), "state".to_owned(), "taken".to_owned()];
    header.extend(portrait.decision_makers.iter().map(|dm| format!("rank {dm}")));
    for concept in portrait.stability.keys() {
        header.push(format!("{concept} equilibrium"));
        header.extend(portrait.decision_makers.iter().map(|dm| format!("{concept} {dm}")));
    }
    let mut text = header.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\n";
    for state in 0..portrait.state_count {
        let name = portrait.states.get(state).cloned().unwrap_or_default();
        let taken = portrait.taken.get(state).map(|taken| taken.join(" ")).unwrap_or_default();
        let mut row = vec![(state + 1).to_string(), name, taken];
        for preference in &portrait.preferences {
            // 1 is the best group.
            let rank = preference.ranking.iter().position(|group| group.contains(&(state + 1)));
            row.push(rank.map(|rank| (rank + 1).to_string()).unwrap_or_default());
        }
        for (concept, cells) in &portrait.stability {
            row.push(u8::from(portrait.equilibria[concept].binary_search(&(state + 1)).is_ok()).to_string());
            let cell = |dm: &String| cells[dm].get(state..=state).unwrap_or_default().to_owned();
            row.extend(portrait.decision_makers.iter().map(cell));
        }
        text += &(row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\n");
    }
    text
}

/// States as nodes, moves as directed edges.
pub fn conflict_graphml(portrait: &ConflictPortrait) -> String {
    let escape = crate::graph::escape;
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n\
         <key id=\"name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n\
         <key id=\"taken\" for=\"node\" attr.name=\"taken\" attr.type=\"string\"/>\n\
         <key id=\"start\" for=\"node\" attr.name=\"status_quo\" attr.type=\"boolean\"/>\n\
         <key id=\"holds\" for=\"node\" attr.name=\"equilibrium_under\" attr.type=\"string\"/>\n\
         <key id=\"mover\" for=\"edge\" attr.name=\"decision_maker\" attr.type=\"string\"/>\n\
         <key id=\"improves\" for=\"edge\" attr.name=\"improves\" attr.type=\"boolean\"/>\n\
         <graph edgedefault=\"directed\">\n",
    );
    for (place, name) in portrait.states.iter().enumerate() {
        let holds: Vec<&str> = portrait
            .equilibria
            .iter()
            .filter(|(_, states)| states.binary_search(&(place + 1)).is_ok())
            .map(|(concept, _)| &**concept)
            .collect();
        let taken = portrait.taken.get(place).map(|taken| taken.join(" ")).unwrap_or_default();
        let _ = writeln!(
            text,
            "<node id=\"s{}\"><data key=\"name\">{}</data><data key=\"taken\">{}</data><data key=\"start\">{}</data>\
             <data key=\"holds\">{}</data></node>",
            place + 1,
            escape(name),
            escape(&taken),
            portrait.status_quo == Some(place + 1),
            holds.join(" ")
        );
    }
    for (number, one) in portrait.moves.iter().enumerate() {
        let _ = writeln!(
            text,
            "<edge id=\"m{}\" source=\"s{}\" target=\"s{}\"><data key=\"mover\">{}</data><data key=\"improves\">{}</data></edge>",
            number + 1,
            one.from,
            one.to,
            escape(&one.decision_maker),
            one.improves
        );
    }
    text + "</graph>\n</graphml>\n"
}

/// A game whose players choose all their options once and at the same moment.
struct Game<'a> {
    input: &'a ConflictInput,
    /// For each player the combinations of its options.
    choices: Vec<Vec<u32>>,
    /// Options that nobody changes, as they stand at the start.
    fixed: u32,
    ranks: Vec<Vec<u32>>,
}

impl<'a> Game<'a> {
    fn of(input: &'a ConflictInput) -> Result<Self, String> {
        let levers = input.space.levers();
        if levers.is_empty() || input.space.mask(0).is_none() {
            return Err("a game needs options: joined states and moves given one by one have no choices".to_owned());
        }
        if levers.iter().any(|lever| lever.owners.count_ones() > 1) {
            return Err("a game needs options with one owner each".to_owned());
        }
        let start = input.status_quo.and_then(|state| input.space.mask(state));
        let one_way = levers.iter().any(|lever| lever.owners != 0 && lever.direction != Direction::Both);
        if one_way && start.is_none() {
            return Err("what a one-way option leaves to choose depends on the start: give a `status_quo`".to_owned());
        }
        let start = start.unwrap_or_default();
        // An option that cannot go back stays as it is at the start.
        let open = |part: &u32| {
            levers.iter().enumerate().all(|(option, lever)| match lever.direction {
                Direction::Both => true,
                Direction::OnOnly => start >> option & 1 == 0 || part >> option & 1 == 1,
                Direction::OffOnly => start >> option & 1 == 1 || part >> option & 1 == 0,
            })
        };
        let mut choices: Vec<Vec<u32>> = Vec::new();
        for dm in 0..input.decision_makers.len() {
            let own = input.space.owned(dm);
            let others = start & !own;
            choices.push(input.space.choices(dm).into_iter().filter(|part| open(&(part | others))).collect());
        }
        let profiles = choices.iter().map(Vec::len).product::<usize>();
        if profiles > MOST_PROFILES {
            return Err(format!(
                "{profiles} combinations of choices are more than the {MOST_PROFILES} that are written"
            ));
        }
        let owned = (0..choices.len()).fold(0, |all, dm| all | input.space.owned(dm));
        let free = levers.iter().any(|lever| lever.owners == 0);
        if free && input.status_quo.is_none() {
            return Err("options that nobody owns stand as they do at the start: give a `status_quo`".to_owned());
        }
        Ok(Self { input, choices, fixed: start & !owned, ranks: input.ranks() })
    }

    fn choice(&self, part: u32) -> String {
        let on = self.input.options.iter().enumerate().filter(|(option, _)| part >> option & 1 == 1);
        let names: Vec<String> = on.map(|(_, option)| option.name.replace('"', "'")).collect();
        format!("\"{}\"", if names.is_empty() { "none".to_owned() } else { names.join(" ") })
    }

    /// Ranks of a combination, from 1; 0 for everybody where it cannot occur.
    fn payoffs(&self, mask: u32) -> Vec<u32> {
        match self.input.space.state_of(mask) {
            Some(state) => self.ranks.iter().map(|ranks| ranks[state] + 1).collect(),
            None => vec![0; self.ranks.len()],
        }
    }

    fn players(&self) -> String {
        let names: Vec<String> =
            self.input.decision_makers.iter().map(|dm| format!("\"{}\"", dm.replace('"', "'"))).collect();
        format!("{{ {} }}", names.join(" "))
    }

    fn title(&self) -> String {
        let title = if self.input.title.is_empty() { &self.input.id } else { &self.input.title };
        title.replace('"', "'")
    }
}

/// The normal form for Gambit: payoffs are ranks from 1 (the worst state); combinations that cannot occur pay 0.
///
/// # Errors
/// Why there is no such game.
pub fn conflict_nfg(input: &ConflictInput) -> Result<String, String> {
    let game = Game::of(input)?;
    let mut text = format!("NFG 1 R \"{}\" {}\n\n{{ ", game.title(), game.players());
    for choices in &game.choices {
        let named: Vec<String> = choices.iter().map(|part| game.choice(*part)).collect();
        let _ = writeln!(text, "{{ {} }}", named.join(" "));
    }
    text += "}\n\"Payoffs are ranks; 0 stands for combinations that cannot occur.\"\n\n";
    // The first player's choice runs fastest.
    let mut masks = vec![game.fixed];
    for choices in game.choices.iter().rev() {
        masks = masks.iter().flat_map(|mask| choices.iter().map(move |part| mask | part)).collect();
    }
    for mask in masks {
        let payoffs: Vec<String> = game.payoffs(mask).iter().map(u32::to_string).collect();
        let _ = writeln!(text, "{}", payoffs.join(" "));
    }
    Ok(text)
}

/// The extensive form for Gambit: the same choices one after the other, each player without knowledge of the others'.
///
/// # Errors
/// Why there is no such game.
pub fn conflict_efg(input: &ConflictInput) -> Result<String, String> {
    let game = Game::of(input)?;
    let mut text = format!(
        "EFG 2 R \"{}\" {}\n\"Payoffs are ranks; 0 stands for combinations that cannot occur.\"\n\n",
        game.title(),
        game.players()
    );
    let mut outcomes = 0;
    node(&game, 0, game.fixed, &mut outcomes, &mut text);
    Ok(text)
}

fn node(game: &Game<'_>, player: usize, mask: u32, outcomes: &mut usize, text: &mut String) {
    match game.choices.get(player) {
        None => {
            *outcomes += 1;
            let name =
                game.input.space.state_of(mask).map_or("cannot occur".to_owned(), |state| game.input.label(state));
            let payoffs: Vec<String> = game.payoffs(mask).iter().map(u32::to_string).collect();
            let _ = writeln!(text, "t \"\" {outcomes} \"{}\" {{ {} }}", name.replace('"', "'"), payoffs.join(", "));
        }
        Some(choices) => {
            let named: Vec<String> = choices.iter().map(|part| game.choice(*part)).collect();
            let _ = writeln!(text, "p \"\" {} 1 \"\" {{ {} }} 0", player + 1, named.join(" "));
            choices.iter().for_each(|part| node(game, player + 1, mask | part, outcomes, text));
        }
    }
}
