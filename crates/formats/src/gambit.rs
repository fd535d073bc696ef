//! A conflict as a game for Gambit (`.nfg`, `.efg`): all players choose all their options once and at the same moment.

use std::fmt::Write;

use detente_conflict::rank::Ranks;
use detente_conflict::{Direction, Lever, Space};

/// Combinations of choices that a game file may have.
const MOST_PROFILES: usize = 1 << 16;

/// A conflict of which a game is made.
#[derive(Debug, Clone)]
pub struct GameInput<'g> {
    /// Its title.
    pub title: &'g str,
    /// The decision makers.
    pub players: &'g [String],
    /// Names of the options.
    pub options: Vec<&'g str>,
    /// States and moves.
    pub space: &'g Space,
    /// Names of the states; those without are told by number.
    pub states: &'g [String],
    /// For each player a rank a state, 0 for the worst.
    pub ranks: Vec<Ranks>,
    /// The state at the start.
    pub start: Option<usize>,
}

/// What the players choose among.
struct Game<'a> {
    input: &'a GameInput<'a>,
    /// For each player the combinations of its options.
    choices: Vec<Vec<u32>>,
    /// Options that nobody changes, as they stand at the start.
    fixed: u32,
}

impl<'a> Game<'a> {
    fn of(input: &'a GameInput<'a>) -> Result<Self, String> {
        let levers = input.space.levers();
        if levers.is_empty() || input.space.mask(0).is_none() {
            return Err("a game needs options: joined states and moves given one by one have no choices".to_owned());
        }
        if levers.iter().any(|lever| lever.owners.count_ones() > 1) {
            return Err("a game needs options with one owner each".to_owned());
        }
        let start = input.start.and_then(|state| input.space.mask(state));
        let one_way = levers.iter().any(|lever| lever.owners != 0 && lever.direction != Direction::Both);
        if one_way && start.is_none() {
            return Err("what a one-way option leaves to choose depends on the start: give a `status_quo`".to_owned());
        }
        let start = start.unwrap_or_default();
        let mut choices: Vec<Vec<u32>> = Vec::new();
        for dm in 0..input.players.len() {
            let own = input.space.owned(dm);
            let others = start & !own;
            choices.push(
                input.space.choices(dm).into_iter().filter(|part| is_open(levers, start, part | others)).collect(),
            );
        }
        let profiles = choices.iter().map(Vec::len).product::<usize>();
        if profiles > MOST_PROFILES {
            return Err(format!(
                "{profiles} combinations of choices are more than the {MOST_PROFILES} that are written"
            ));
        }
        let owned = (0..choices.len()).fold(0, |all, dm| all | input.space.owned(dm));
        let free = levers.iter().any(|lever| lever.owners == 0);
        if free && input.start.is_none() {
            return Err("options that nobody owns stand as they do at the start: give a `status_quo`".to_owned());
        }
        Ok(Self { input, choices, fixed: start & !owned })
    }

    fn choice(&self, part: u32) -> String {
        let on = self.input.options.iter().enumerate().filter(|(option, _)| part >> option & 1 == 1);
        let names: Vec<String> = on.map(|(_, name)| name.replace('"', "'")).collect();
        format!("\"{}\"", if names.is_empty() { "none".to_owned() } else { names.join(" ") })
    }

    /// Ranks of a combination, from 1; 0 for everybody where it cannot occur.
    fn payoffs(&self, mask: u32) -> Vec<u32> {
        match self.input.space.state_of(mask) {
            Some(state) => self.input.ranks.iter().map(|ranks| ranks[state] + 1).collect(),
            None => vec![0; self.input.ranks.len()],
        }
    }

    fn outcome(&self, mask: u32) -> String {
        match self.input.space.state_of(mask) {
            Some(state) => self.input.states.get(state).cloned().unwrap_or_else(|| (state + 1).to_string()),
            None => "cannot occur".to_owned(),
        }
    }

    fn players(&self) -> String {
        let names: Vec<String> = self.input.players.iter().map(|dm| format!("\"{}\"", dm.replace('"', "'"))).collect();
        format!("{{ {} }}", names.join(" "))
    }

    fn title(&self) -> String {
        self.input.title.replace('"', "'")
    }
}

/// Whether a combination can be reached: an option that cannot go back stays as it is at the start.
fn is_open(levers: &[Lever], start: u32, mask: u32) -> bool {
    levers.iter().enumerate().all(|(option, lever)| match lever.direction {
        Direction::Both => true,
        Direction::OnOnly => start >> option & 1 == 0 || mask >> option & 1 == 1,
        Direction::OffOnly => start >> option & 1 == 1 || mask >> option & 1 == 0,
    })
}

/// The normal form: payoffs are ranks from 1 (the worst state); combinations that cannot occur pay 0.
///
/// # Errors
/// Why there is no such game.
pub fn write_normal_form(input: &GameInput<'_>) -> Result<String, String> {
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

/// The extensive form: the same choices one after the other, each player without knowledge of the others'.
///
/// # Errors
/// Why there is no such game.
pub fn write_extensive_form(input: &GameInput<'_>) -> Result<String, String> {
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
            let name = game.outcome(mask).replace('"', "'");
            let payoffs: Vec<String> = game.payoffs(mask).iter().map(u32::to_string).collect();
            let _ = writeln!(text, "t \"\" {outcomes} \"{name}\" {{ {} }}", payoffs.join(", "));
        }
        Some(choices) => {
            let named: Vec<String> = choices.iter().map(|part| game.choice(*part)).collect();
            let _ = writeln!(text, "p \"\" {} 1 \"\" {{ {} }} 0", player + 1, named.join(" "));
            choices.iter().for_each(|part| node(game, player + 1, mask | part, outcomes, text));
        }
    }
}
