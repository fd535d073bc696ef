//! Issues with names, ready for the engine.

use detente_bargain::{Actors, ActorsError, Stake};

/// Issues and what actors have at stake in them.
#[derive(Debug, Clone, Default)]
pub struct BargainInput {
    /// Title; empty for tables.
    pub title: String,
    /// Names of the actors.
    pub actors: Vec<String>,
    /// The issues.
    pub issues: Vec<IssueInput>,
    /// Whether the issues are dimensions of one bargain in the spatial challenge model.
    pub joint: bool,
    /// Shares by which ideal points (rows) follow the positions of others.
    pub accommodation: Option<Vec<f64>>,
}

/// An issue on a scale from 0 to 100.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IssueInput {
    /// Its id or name.
    pub id: String,
    /// What it was decided together with; empty when unknown.
    pub dossier: String,
    /// Name of the package whose issues are dimensions of one bargain in the spatial challenge model; empty where it is alone.
    pub package: String,
    /// The question.
    pub question: String,
    /// What the ends of the scale mean, or their numbers.
    pub ends: (String, String),
    /// What stands without a decision.
    pub reference: Option<f64>,
    /// How the group decides, where it does by a rule.
    pub rule: Option<RuleInput>,
    /// Stakes by actor: position 0 to 100, salience 0 to 1.
    pub stakes: Vec<Option<Stake>>,
    /// By actor the issue whose outcome is its position; empty where there is none.
    pub from: Vec<Option<String>>,
}

/// A rule by which a group decides; actors are places in the list of all.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleInput {
    /// The rule in words.
    pub words: String,
    /// Share of the votes that must gain over the reference point, in (0, 1].
    pub quota: f64,
    /// Votes by actor; 0 for those without a stake.
    pub votes: Vec<f64>,
    /// Those without whom nothing passes.
    pub veto: Vec<usize>,
    /// Who proposes.
    pub agenda: Option<usize>,
}

impl BargainInput {
    /// All issues as dimensions of one bargain.
    ///
    /// # Errors
    /// [`NotJoint`].
    pub fn together(&self) -> Result<Actors, NotJoint> {
        let (mut capability, mut position, mut salience) = (Vec::new(), Vec::new(), Vec::new());
        for (actor, name) in self.actors.iter().enumerate() {
            let stakes: Option<Vec<Stake>> = self.issues.iter().map(|issue| issue.stakes[actor]).collect();
            let stakes = stakes.ok_or_else(|| NotJoint::Absent(name.clone()))?;
            let own = stakes.first().map_or(0.0, |stake| stake.capability);
            if stakes.iter().any(|stake| stake.capability != own) {
                return Err(NotJoint::Capability(name.clone()));
            }
            let sum: f64 = stakes.iter().map(|stake| stake.salience).sum();
            if sum > 1.0 + 1e-9 {
                return Err(NotJoint::Attention { actor: name.clone(), sum: 100.0 * sum });
            }
            capability.push(own);
            position.extend(stakes.iter().map(|stake| stake.position / 100.0));
            salience.extend(stakes.iter().map(|stake| stake.salience));
        }
        let actors = Actors::new(capability, position, salience)?;
        match &self.accommodation {
            Some(rows) => Ok(actors.with_accommodation(rows.clone())?),
            None => Ok(actors),
        }
    }

    /// The issues that are dimensions of one bargain with this one, itself among them.
    pub fn package_of<'i>(&'i self, issue: &'i IssueInput) -> Vec<&'i IssueInput> {
        if issue.package.is_empty() {
            return vec![issue];
        }
        self.issues.iter().filter(|other| other.package == issue.package).collect()
    }

    /// Issues that are on the table together: those of one dossier, and all that have none.
    pub fn tables(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
        for (place, issue) in self.issues.iter().enumerate() {
            match groups.iter_mut().find(|(dossier, _)| *dossier == issue.dossier) {
                Some((_, members)) => members.push(place),
                None => groups.push((&issue.dossier, vec![place])),
            }
        }
        groups.into_iter().map(|(_, members)| members).collect()
    }

    /// Stakes by issue and actor.
    pub fn stakes(&self) -> Vec<Vec<Option<Stake>>> {
        self.issues.iter().map(|issue| issue.stakes.clone()).collect()
    }
}

/// Why issues cannot be dimensions of one bargain.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NotJoint {
    /// An actor has no stake in some issue.
    #[error(
        "`{0}` has no stake in some issue: issues are dimensions of one bargain only where every actor has one in each"
    )]
    Absent(String),
    /// An actor's capability differs between issues.
    #[error("the capability of `{0}` differs between issues: in one bargain an actor has one")]
    Capability(String),
    /// Saliences add up to more than all attention.
    #[error("the saliences of `{actor}` add up to {sum:.4}, more than 100")]
    Attention {
        /// The actor.
        actor: String,
        /// The sum.
        sum: f64,
    },
    /// More actors than are followed.
    #[error(
        "{0} actors are too many for the spatial challenge model, in which a turn takes the third power of their number"
    )]
    Crowd(usize),
    /// The engine takes no such actors.
    #[error(transparent)]
    Actors(#[from] ActorsError),
}
