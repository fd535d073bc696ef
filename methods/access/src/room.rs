//! The tables of a case with who sits there, what they deal with, and what everybody has at stake.

use std::collections::BTreeSet;

use detente_access::Voice;
use detente_case::case::{Forum, Issue, Position, Standing};
use detente_case::path::Stake as Number;
use detente_case::{QuantityPath, date};
use detente_method::EffectiveCase;

/// Actors, issues and tables; each is a place in these lists.
pub(crate) struct Room<'c> {
    /// Actors that are part of none, with a seat, a position, or an option in what a table deals with.
    pub actors: Vec<&'c str>,
    pub issues: Vec<&'c Issue>,
    pub tables: Vec<Table<'c>>,
    rows: Vec<Row<'c>>,
}

/// A table of talks.
pub(crate) struct Table<'c> {
    pub forum: &'c Forum,
    pub members: BTreeSet<usize>,
    pub issues: Vec<usize>,
    /// Whether it runs at the date of the case.
    pub runs: bool,
    /// Whether the question names it.
    pub named: bool,
}

/// A position of an actor or of a part of it.
struct Row<'c> {
    row: &'c Position,
    issue: usize,
    actor: usize,
    position: Stand,
    salience: usize,
    capability: usize,
}

impl Row<'_> {
    fn has_a_say(&self) -> bool {
        self.row.standing != Standing::OnlyInfluences
    }
}

/// Where a position comes from.
enum Stand {
    Quantity(usize),
    /// Where those of another issue meet: what they want feeds this one.
    Outcome(usize),
}

/// Issues that feed one another in a row are followed so far.
const DEEPEST: usize = 4;

impl<'c> Room<'c> {
    /// The tables of a reading; those that are named count whatever has become of them.
    pub fn of(reading: &EffectiveCase<'c>, named: &[String]) -> Self {
        let case = reading.case;
        // In the order of ids, which another order of rows does not change.
        let mut issues: Vec<&Issue> = case.issues.iter().collect();
        issues.sort_by(|a, b| a.id.text.cmp(&b.id.text));
        let mut forums: Vec<&Forum> = case.forums.iter().collect();
        forums.sort_by(|a, b| a.id.text.cmp(&b.id.text));
        let mut room = Self { actors: Vec::new(), issues, tables: Vec::new(), rows: Vec::new() };
        let mut positions: Vec<&Position> = case.positions.iter().collect();
        positions.sort_by(|a, b| a.id.text.cmp(&b.id.text));
        for row in positions {
            if let Some(found) = room.row(row, reading) {
                room.rows.push(found);
            }
        }
        for forum in forums {
            let found = room.table(forum, reading, named);
            room.tables.push(found);
        }
        room
    }

    fn row(&mut self, row: &'c Position, reading: &EffectiveCase<'c>) -> Option<Row<'c>> {
        let path = |stake| QuantityPath::Stake { issue: row.issue.text.clone(), actor: row.actor.text.clone(), stake };
        let general = || reading.find(&QuantityPath::Capability { actor: row.actor.text.clone() });
        let issue = self.issues.iter().position(|issue| *issue.id == *row.issue)?;
        let fed = |word: &str| self.issues.iter().position(|issue| *issue.id == *word).map(Stand::Outcome);
        let coded = || reading.find(&path(Number::Position)).map(Stand::Quantity);
        let position = row.from.as_deref().and_then(fed).or_else(coded)?;
        let salience = reading.find(&path(Number::Salience))?;
        let capability = reading.find(&path(Number::Capability)).or_else(general)?;
        let actor = self.place(reading.case.outermost(&row.actor));
        Some(Row { row, issue, actor, position, salience, capability })
    }

    fn table(&mut self, forum: &'c Forum, reading: &EffectiveCase<'c>, named: &[String]) -> Table<'c> {
        let members = forum.members.iter().map(|member| self.place(reading.case.outermost(member))).collect();
        let issue = |word: &detente_case::case::Word| self.issues.iter().position(|issue| *issue.id == **word);
        let issues = forum.issues.iter().filter_map(issue).collect();
        let named = named.contains(&forum.id.text);
        let dealt = reading.case.conflicts.iter().filter(|one| forum.conflicts.iter().any(|word| word.text == one.id));
        for owner in dealt.flat_map(|conflict| &conflict.options).flat_map(|option| &option.owners) {
            let _ = self.place(reading.case.outermost(&owner.text));
        }
        Table { forum, members, issues, runs: runs(forum, reading), named }
    }

    fn place(&mut self, actor: &'c str) -> usize {
        self.actors.iter().position(|known| *known == actor).unwrap_or_else(|| {
            self.actors.push(actor);
            self.actors.len() - 1
        })
    }

    /// What an actor says on an issue: the mean of its parts by capability times salience; none where it has no position or no weight.
    pub fn voice(&self, actor: usize, issue: usize, value: &dyn Fn(usize) -> f64) -> Option<Voice> {
        let voices = self.voices(issue, value, DEEPEST, &|row| row.actor == actor);
        let weight = voices.iter().map(|voice| voice.weight).sum();
        detente_access::outcome(voices).map(|position| Voice { position, weight })
    }

    /// What is said on an issue, row by row; rows whose position comes from an issue on which nobody says anything are left out.
    fn voices(
        &self,
        issue: usize,
        value: &dyn Fn(usize) -> f64,
        deepest: usize,
        wanted: &dyn Fn(&Row<'_>) -> bool,
    ) -> Vec<Voice> {
        let own = self.rows.iter().filter(|row| row.issue == issue && wanted(row));
        let voice = |row: &Row<'_>| {
            let position = match row.position {
                Stand::Quantity(index) => value(index),
                Stand::Outcome(_) if deepest == 0 => return None,
                Stand::Outcome(from) => detente_access::outcome(self.voices(from, value, deepest - 1, &|_| true))?,
            };
            Some(Voice { position, weight: value(row.salience) * value(row.capability) / 100.0 })
        };
        own.filter_map(voice).collect()
    }

    /// The votes of an actor on an issue where they are counted by capability: those of all its parts with a say.
    pub fn votes(&self, actor: usize, issue: usize, value: &dyn Fn(usize) -> f64) -> f64 {
        let own = self.rows.iter().filter(|row| row.actor == actor && row.issue == issue && row.has_a_say());
        own.map(|row| value(row.capability)).sum()
    }

    /// How much an actor cares about an issue, in [0, 1]: the most that a part of it does.
    pub fn salience(&self, actor: usize, issue: usize, value: &dyn Fn(usize) -> f64) -> f64 {
        let own = self.rows.iter().filter(|row| row.actor == actor && row.issue == issue);
        own.map(|row| value(row.salience) / 100.0).fold(0.0, f64::max)
    }

    /// Whether an actor has a say on an issue, and whether nothing passes without it.
    pub fn say(&self, actor: usize, issue: usize) -> (bool, bool) {
        let own = || self.rows.iter().filter(|row| row.actor == actor && row.issue == issue);
        (own().any(Row::has_a_say), own().any(|row| row.row.veto || row.row.standing == Standing::Blocks))
    }

    /// Quantities behind what an actor says on an issue.
    pub fn behind(&self, actor: usize, issue: usize) -> Vec<usize> {
        self.read(issue, DEEPEST, &|row| row.actor == actor)
    }

    fn read(&self, issue: usize, deepest: usize, wanted: &dyn Fn(&Row<'_>) -> bool) -> Vec<usize> {
        let own = self.rows.iter().filter(|row| row.issue == issue && wanted(row));
        let read = |row: &Row<'_>| {
            let mut found = match row.position {
                Stand::Quantity(index) => vec![index],
                Stand::Outcome(_) if deepest == 0 => Vec::new(),
                Stand::Outcome(from) => self.read(from, deepest - 1, &|_| true),
            };
            found.extend([row.salience, row.capability]);
            found
        };
        own.flat_map(read).collect()
    }

    /// Tables at which seats are looked at: those that the question names, else all that run and deal with something.
    pub fn looked_at(&self) -> Vec<usize> {
        self.tables_that(|table| !table.issues.is_empty())
    }

    /// Tables at which conflicts are dealt with: those that the question names, else all that run.
    pub fn tables_of_conflicts(&self) -> Vec<usize> {
        self.tables_that(|table| !table.forum.conflicts.is_empty())
    }

    /// Of the tables that the question names, or of all that run, those that deal with something of a kind.
    fn tables_that(&self, deals: impl Fn(&Table<'_>) -> bool) -> Vec<usize> {
        let any = self.tables.iter().any(|table| table.named);
        let is = |table: &Table<'_>| deals(table) && if any { table.named } else { table.runs };
        (0..self.tables.len()).filter(|place| is(&self.tables[*place])).collect()
    }

    /// Ids of actors, for a class.
    pub fn named(&self, actors: &[usize]) -> String {
        actors.iter().map(|actor| self.actors[*actor]).collect::<Vec<_>>().join("+")
    }
}

/// Whether seats at a forum count as seats at a table: it runs at the date, and is one; what is in force is a treaty unless it says so.
fn runs(forum: &Forum, reading: &EffectiveCase<'_>) -> bool {
    let status = reading.word(&QuantityPath::ForumStatus { id: forum.id.text.clone() }).unwrap_or(&forum.status);
    let counts = detente_case::status(status).is_some_and(|status| status.is);
    let in_force = reading.as_of.is_none_or(|at| date::in_force(forum.since, forum.until, at));
    let is_table = forum.table.unwrap_or(status == "running");
    counts && is_table && in_force && reading.stands(forum.ground.basis, &forum.ground.evidence)
}
