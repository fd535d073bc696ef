//! A body as a game: its members and their blocks, its rule, what to look out for.

use detente_coalition::{Block, Game, GameError, Rule, Warning};
use detente_method::AskError;

use super::quota::{Quota, QuotaAsk};
use super::{CoalitionAsk, CoalitionInput};

/// A body with its blocks.
pub(super) struct PlainBody<'i> {
    pub(super) input: &'i CoalitionInput,
    /// Names of actors, and places of the members that they are made of.
    pub(super) blocks: Vec<(&'i str, Vec<usize>)>,
}

impl<'i> PlainBody<'i> {
    pub(super) fn of(input: &'i CoalitionInput) -> Self {
        let mut blocks: Vec<(&str, Vec<usize>)> = Vec::new();
        for (place, member) in input.members.iter().enumerate() {
            let own = if member.within.is_empty() { &member.name } else { &member.within };
            match blocks.iter_mut().find(|(name, _)| name == own) {
                Some((_, members)) => members.push(place),
                None => blocks.push((own, vec![place])),
            }
        }
        Self { input, blocks }
    }

    pub(super) fn has_levels(&self) -> bool {
        self.blocks.iter().any(|(_, members)| members.len() > 1)
    }

    /// The weights of a column; everybody once without one.
    pub(super) fn weights(&self, column: Option<&String>) -> Result<Vec<f64>, AskError> {
        let Some(name) = column else { return Ok(vec![1.0; self.input.members.len()]) };
        let place = self.input.columns.iter().position(|known| known == name);
        let place = place.ok_or_else(|| AskError::unknown("column", name, &self.input.columns))?;
        Ok(self.input.members.iter().map(|member| member.weights[place]).collect())
    }

    /// The rule that is asked for; its players are members, in blocks where some are parts of others.
    pub(super) fn rule(&self, ask: &CoalitionAsk) -> Result<Result<Rule, GameError>, AskError> {
        let known: Vec<String> = self.input.members.iter().map(|member| member.name.clone()).collect();
        let vetoes: Vec<usize> = ask
            .vetoes
            .iter()
            .map(|name| {
                known.iter().position(|own| own == name).ok_or_else(|| AskError::unknown("member", name, &known))
            })
            .collect::<Result<_, _>>()?;
        let several = |asked: &[QuotaAsk]| -> Result<Vec<Result<Rule, GameError>>, AskError> {
            asked.iter().map(|one| Ok(one.quota.rule(&self.sums(one.column.as_ref())?))).collect()
        };
        let (all, or) = (several(&ask.quotas)?, several(&ask.or)?);
        let first = self.weights(ask.quotas.first().and_then(|one| one.column.as_ref()))?;
        let collected = || -> Result<Rule, GameError> {
            let top = either(all.into_iter().collect::<Result<_, _>>()?, or.into_iter().collect::<Result<_, _>>()?);
            let rule = if self.has_levels() { self.composed(top, ask.inner, &first)? } else { top };
            Ok(rule.with_vetoes(&vetoes))
        };
        Ok(collected())
    }

    /// Weights of blocks: those of their members together; of each once where members are counted.
    pub(super) fn sums(&self, column: Option<&String>) -> Result<Vec<f64>, AskError> {
        let weights = self.weights(column)?;
        let sum = |members: &Vec<usize>| members.iter().map(|place| weights[*place]).sum();
        Ok(self.blocks.iter().map(|(_, members)| if column.is_none() { 1.0 } else { sum(members) }).collect())
    }

    pub(super) fn composed(&self, top: Rule, inner: Quota, weights: &[f64]) -> Result<Rule, GameError> {
        let block = |(_, members): &(&str, Vec<usize>)| -> Result<Block, GameError> {
            let own: Vec<f64> = members.iter().map(|place| weights[*place]).collect();
            let inner = if members.len() == 1 { Rule::unanimity(1) } else { inner.rule(&own)? };
            Ok(Block { members: members.clone(), inner })
        };
        let blocks = self.blocks.iter().map(block).collect::<Result<_, _>>()?;
        Ok(Rule::Compose { top: Box::new(top), blocks })
    }

    /// The rule in words.
    pub(super) fn words(&self, ask: &CoalitionAsk) -> String {
        let one = |asked: &QuotaAsk| {
            format!("{} of {}", asked.quota.words(), asked.column.as_deref().unwrap_or("the members"))
        };
        let all = |asked: &[QuotaAsk], mark: &str| asked.iter().map(one).collect::<Vec<String>>().join(mark);
        let mut text = all(&ask.quotas, " and ");
        if !ask.or.is_empty() {
            text += &format!("; or {}", all(&ask.or, ", or "));
        }
        if self.has_levels() {
            text += &format!("; inside an actor {} of its weight", ask.inner.words());
        }
        if !ask.vetoes.is_empty() {
            text += &format!("; not without {}", ask.vetoes.join(", "));
        }
        text
    }

    pub(super) fn warnings(&self, game: &Game, proper: Option<bool>) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let known = game.warnings();
        if proper == Some(false) || known.contains(&Warning::Improper) {
            found.push("two coalitions without a common member can both win".to_owned());
        }
        if known.contains(&Warning::AllEqual) {
            found.push("every member counts the same".to_owned());
        }
        if known.contains(&Warning::NoWeight) {
            found.push("a member without weight never decides".to_owned());
        }
        found
    }
}

/// All of these, or one of those.
fn either(mut all: Vec<Rule>, mut or: Vec<Rule>) -> Rule {
    let first = if all.len() == 1 { all.remove(0) } else { Rule::All(all) };
    if or.is_empty() {
        return first;
    }
    or.insert(0, first);
    Rule::Any(or)
}
