//! Issues of a case as bodies that decide: who has a say, whose parts weigh in it, under which rule.

use std::collections::BTreeSet;

use detente_case::QuantityPath;
use detente_case::case::{Issue, Position, Standing};
use detente_case::path::Stake as Number;
use detente_coalition::{Block, Decision, Game, Line, MAX_LISTED, Rule};
use detente_method::EffectiveCase;
use detente_method::decision::{by_votes, whole};

/// Middle of the scale of an issue.
pub(crate) const MIDDLE: f64 = 50.0;

/// An issue with those who decide it.
pub(crate) struct Body<'c> {
    pub issue: &'c Issue,
    /// What stands without agreement.
    pub reference: Option<usize>,
    /// Everybody with a say, and the other parts of their actors.
    pub players: Vec<Player<'c>>,
    /// Places of the players by the actor that they are parts of.
    pub blocks: Vec<Vec<usize>>,
}

/// Somebody with a position.
pub(crate) struct Player<'c> {
    pub row: &'c Position,
    /// The actor that it is part of in the end; itself where it is part of none.
    pub root: &'c str,
    stake: Stake,
}

/// The quantities behind a stake.
struct Stake {
    position: Place,
    salience: usize,
    capability: usize,
}

enum Place {
    Quantity(usize),
    /// Where the factions of another issue meet.
    Mean(Vec<Stake>),
}

/// A body at the values of a draw.
pub(crate) struct At {
    /// The rule with its vetoes, factions before actors.
    pub game: Game,
    /// More than half of the weight of all, without vetoes and levels.
    pub by_weight: Game,
    /// What the same without vetoes decides, actors after their factions; none where there is a single level.
    pub levels: Option<Game>,
    pub line: Line,
    /// Capability times salience of each, in points.
    pub weights: Vec<f64>,
}

impl<'c> Body<'c> {
    /// The body that decides an issue; nobody in it where nobody has a say.
    pub fn of(issue: &'c Issue, reading: &EffectiveCase<'c>) -> Self {
        let case = reading.case;
        let mut rows: Vec<&Position> = case.positions.iter().filter(|row| *row.issue == *issue.id).collect();
        rows.sort_by(|a, b| a.id.text.cmp(&b.id.text));
        let stake = |row: &'c Position| {
            let stake = Stake::of(row, reading, 0)?;
            Some(Player { row, root: case.outermost(&row.actor), stake })
        };
        let all: Vec<Player<'c>> = rows.into_iter().filter_map(stake).collect();
        let roots: BTreeSet<&str> = all.iter().filter(|player| player.has_a_say()).map(|player| player.root).collect();
        let players: Vec<Player<'c>> = all.into_iter().filter(|player| roots.contains(player.root)).collect();
        let mut blocks: Vec<Vec<usize>> = Vec::new();
        for (place, player) in players.iter().enumerate() {
            match blocks.iter_mut().find(|block| players[block[0]].root == player.root) {
                Some(block) => block.push(place),
                None => blocks.push(vec![place]),
            }
        }
        let path = QuantityPath::Reference { issue: issue.id.text.clone() };
        Self { issue, reference: reading.find(&path), players, blocks }
    }

    /// Its id.
    pub fn id(&self) -> &'c str {
        &self.issue.id.text
    }

    /// The quantity of a player's position, where it is one.
    pub fn position(&self, player: usize) -> Option<usize> {
        match self.players[player].stake.position {
            Place::Quantity(index) => Some(index),
            Place::Mean(_) => None,
        }
    }

    /// Quantities behind the stake of a player.
    pub fn behind(&self, player: usize) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        self.players[player].stake.quantities(&mut found);
        found
    }

    /// Players without whom nothing passes.
    pub fn blockers(&self) -> Vec<usize> {
        (0..self.players.len()).filter(|place| self.players[*place].blocks()).collect()
    }

    /// The body at the values of quantities, with so many of its vetoes left aside; none where nobody has weight, or a position is
    /// missing, or there are too many players.
    pub fn at(&self, value: &dyn Fn(usize) -> f64, without: &[usize]) -> Option<At> {
        let positions: Vec<f64> =
            self.players.iter().map(|player| player.stake.position(value)).collect::<Option<_>>()?;
        let of = |number: fn(&Stake) -> usize| -> Vec<f64> {
            self.players.iter().map(|player| value(number(&player.stake))).collect()
        };
        let (salience, capability) = (of(|stake| stake.salience), of(|stake| stake.capability));
        let weights: Vec<f64> =
            salience.iter().zip(&capability).map(|(salience, capability)| salience * capability / 100.0).collect();
        let rule = self.rule(&weights, &capability, without);
        let players = self.players.len();
        let new = |rule: Rule| Game::new(players, rule).ok().filter(|_| players <= MAX_LISTED);
        let levels = if self.blocks.len() > 1 && self.blocks.len() < players {
            let everybody: Vec<usize> = (0..players).collect();
            new(self.rule(&weights, &capability, &everybody))
        } else {
            None
        };
        Some(At {
            game: new(rule)?,
            by_weight: new(Rule::majority(whole(&weights)))?,
            levels,
            line: Line { positions, salience, threshold: MIDDLE },
            weights,
        })
    }

    /// The rule of an issue; where none is coded more than half of the weight. `without`: whose veto is left aside.
    fn rule(&self, weights: &[f64], capability: &[f64], without: &[usize]) -> Rule {
        let vetoes: Vec<usize> = self.blockers().into_iter().filter(|place| !without.contains(place)).collect();
        let coded = self.issue.rule.as_ref();
        let votes: Vec<f64> = self
            .players
            .iter()
            .zip(weights.iter().zip(capability))
            .map(|(player, (weight, capability))| match coded {
                Some(rule) => rule.vote(player.has_a_say(), *capability),
                None if player.has_a_say() => *weight,
                None => 0.0,
            })
            .collect();
        let voters = self.players.iter().filter(|player| player.has_a_say()).count();
        match (coded, self.blocks.len()) {
            (None, 1) => Rule::majority(whole(weights)).with_vetoes(&vetoes),
            (Some(_), blocks) if blocks == 1 || blocks == voters => by_votes(coded, &votes).with_vetoes(&vetoes),
            _ => self.composed(weights, &votes, &vetoes),
        }
    }

    /// Factions inside each actor by weight, then the actors.
    fn composed(&self, weights: &[f64], votes: &[f64], vetoes: &[usize]) -> Rule {
        let block = |members: &Vec<usize>| {
            let own: Vec<f64> = members.iter().map(|place| weights[*place]).collect();
            let within = |place: &usize| members.iter().position(|member| member == place);
            let vetoes: Vec<usize> = vetoes.iter().filter_map(within).collect();
            Block { inner: Rule::majority(whole(&own)).with_vetoes(&vetoes), members: members.clone() }
        };
        // Of several parts with a say an actor has one vote where every actor has one.
        let vote = |members: &Vec<usize>| {
            let all: f64 = members.iter().map(|place| votes[*place]).sum();
            self.issue.rule.as_ref().map_or(all, |rule| rule.vote(all > 0.0, all))
        };
        let top: Vec<f64> = self.blocks.iter().map(vote).collect();
        let holds = |block: &usize| vetoes.iter().any(|place| self.blocks[*block].contains(place));
        let vetoes: Vec<usize> = (0..self.blocks.len()).filter(holds).collect();
        let top = Box::new(by_votes(self.issue.rule.as_ref(), &top).with_vetoes(&vetoes));
        Rule::Compose { top, blocks: self.blocks.iter().map(block).collect() }
    }
}

impl At {
    /// What all would decide by weight alone.
    pub fn direct(&self) -> Decision {
        decided(&self.by_weight, &self.line)
    }
}

/// What a game decides on a line.
pub(crate) fn decided(game: &Game, line: &Line) -> Decision {
    use detente_coalition::Side;
    Decision::of(game.wins(line.side(Side::Above)), game.wins(line.side(Side::Below)))
}

impl Player<'_> {
    pub fn actor(&self) -> &str {
        &self.row.actor
    }

    pub fn has_a_say(&self) -> bool {
        self.row.standing != Standing::OnlyInfluences
    }

    pub fn blocks(&self) -> bool {
        self.row.veto || self.row.standing == Standing::Blocks
    }
}

impl Stake {
    /// A row that counts; its position may be where the factions of another issue meet.
    fn of<'c>(row: &'c Position, reading: &EffectiveCase<'c>, depth: usize) -> Option<Self> {
        let path = |stake| QuantityPath::Stake { issue: row.issue.text.clone(), actor: row.actor.text.clone(), stake };
        let general = || reading.find(&QuantityPath::Capability { actor: row.actor.text.clone() });
        let position = match &row.from {
            None => Place::Quantity(reading.find(&path(Number::Position))?),
            Some(_) if depth > reading.case.issues.len() => return None,
            Some(inner) => {
                let rows = reading.case.positions.iter().filter(|other| *other.issue == **inner);
                Place::Mean(rows.filter_map(|row| Self::of(row, reading, depth + 1)).collect())
            }
        };
        let capability = reading.find(&path(Number::Capability)).or_else(general)?;
        Some(Self { position, salience: reading.find(&path(Number::Salience))?, capability })
    }

    fn position(&self, value: &dyn Fn(usize) -> f64) -> Option<f64> {
        match &self.position {
            Place::Quantity(index) => Some(value(*index)),
            Place::Mean(stakes) => {
                let (mut sum, mut all) = (0.0, 0.0);
                for stake in stakes {
                    let weight = value(stake.salience) * value(stake.capability);
                    sum += weight * stake.position(value)?;
                    all += weight;
                }
                (all > 0.0).then(|| sum / all)
            }
        }
    }

    fn quantities(&self, into: &mut BTreeSet<usize>) {
        into.extend([self.salience, self.capability]);
        match &self.position {
            Place::Quantity(index) => drop(into.insert(*index)),
            Place::Mean(stakes) => stakes.iter().for_each(|stake| stake.quantities(into)),
        }
    }
}
