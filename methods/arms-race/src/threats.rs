//! The race that the threats of a case make: which tie makes which state react to which.

use std::collections::BTreeSet;

use detente_case::QuantityPath;
use detente_case::measure::{ABSCISSA, DECIDES, STABLE};
use detente_dynamics::race;
use detente_method::{Asked, Column, EffectiveCase, Spec};
use detente_results::RaceResult;

use crate::race::{race_result, steepest};

/// The dimension of ties that are threats, and the subject of the findings.
pub(crate) const THREAT: &str = "threat";

/// States that threaten each other, and the ties by which they do. Threat ties run from the state that threatens to the one that feels
/// it: the one that feels it reacts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Threats {
    pub names: Vec<String>,
    /// Who reacts, to whom, and the quantity that says how hostile the threat is.
    reactions: Vec<(usize, usize, usize)>,
}

/// A race at some values.
struct At {
    abscissa: f64,
    /// Reactions that move it most.
    first: Vec<(usize, usize)>,
}

impl Threats {
    pub fn of(reading: &EffectiveCase<'_>) -> Self {
        let mut all: Vec<(&str, &str, usize)> = Vec::new();
        for tie in reading.case.ties.iter().filter(|tie| &*tie.dimension == THREAT) {
            let path = QuantityPath::tie(&tie.from, &tie.to, tie.directed, &tie.dimension, false);
            let Some(index) = reading.find(&path) else { continue };
            all.push((&tie.from, &tie.to, index));
            if !tie.directed {
                all.push((&tie.to, &tie.from, index));
            }
        }
        let mutual = |(a, b, _): &&(&str, &str, usize)| all.iter().any(|(from, to, _)| from == b && to == a);
        let names: BTreeSet<&str> = all.iter().filter(mutual).map(|(from, ..)| *from).collect();
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        let place = |name: &str| names.iter().position(|known| known == name);
        let reaction = |(from, to, index): &(&str, &str, usize)| Some((place(to)?, place(from)?, *index));
        let reactions = all.iter().filter_map(reaction).collect();
        Self { names, reactions }
    }

    pub fn quantities(&self) -> BTreeSet<usize> {
        self.reactions.iter().map(|(.., index)| *index).collect()
    }

    /// How strongly the row reacts to the column: the size of the threat.
    fn matrix(&self, value: &dyn Fn(usize) -> f64) -> Vec<Vec<f64>> {
        let mut matrix = vec![vec![0.0; self.names.len()]; self.names.len()];
        for (who, whom, index) in &self.reactions {
            matrix[*who][*whom] = (-value(*index)).max(0.0);
        }
        matrix
    }

    /// The race at some values; that the own burden holds each state back by 1, and no grievance, is assumed. `None` where it has no answer.
    fn at(&self, value: &dyn Fn(usize) -> f64) -> Option<At> {
        let (reaction, size) = (self.matrix(value), self.names.len());
        let found = race(&reaction, &vec![1.0; size], &vec![0.0; size]).ok()?;
        let first = found.sensitivity.as_ref().map(|slopes| steepest(&reaction, slopes)).unwrap_or_default();
        Some(At { abscissa: found.abscissa, first })
    }

    /// The race at the most likely values; `None` where no two actors threaten each other.
    pub fn result(&self, mode: &dyn Fn(usize) -> f64) -> Option<RaceResult> {
        let size = self.names.len();
        let ones = vec![1.0; size];
        let mut found = race_result(&self.names, &self.matrix(mode), &ones, &vec![0.0; size], &ones).ok()?;
        let note = "Reactions are the sizes of the threats; that the own burden holds each state back by 1, and no grievance, is assumed.";
        found.notes.insert(0, note.to_owned());
        Some(found)
    }

    /// Rate, rest, and the reaction that decides, in every draw.
    pub fn columns(&self, asked: &Asked<'_>) -> Vec<Column> {
        if self.names.is_empty() {
            return Vec::new();
        }
        let samples = asked.samples;
        let at_mode = self.at(&|index| samples.mode(index));
        let drawn: Vec<Option<At>> =
            (0..asked.draws as usize).map(|draw| self.at(&|index| samples.value(index, draw))).collect();
        let column = |spec: Spec, value: &dyn Fn(&At) -> f64| {
            let of = |at: &Option<At>| at.as_ref().map_or(f64::NAN, value);
            spec.with(of(&at_mode), drawn.iter().map(of).collect())
        };
        let behind = self.quantities();
        let mut columns = vec![
            column(
                Spec::value(
                    ABSCISSA.of(THREAT),
                    "rate at which the race of threats runs apart; below 0 it comes to rest".to_owned(),
                    behind.clone(),
                ),
                &|at| at.abscissa,
            ),
            column(
                Spec::probability(STABLE.of(THREAT), "the race of threats comes to rest".to_owned(), behind.clone()),
                &|at| f64::from(u8::from(at.abscissa < 0.0)),
            ),
        ];
        let pairs: BTreeSet<(usize, usize)> = self.reactions.iter().map(|(who, whom, _)| (*who, *whom)).collect();
        for (who, whom) in pairs {
            let (a, b) = (&self.names[who], &self.names[whom]);
            let label = format!("how {a} reacts to {b} moves the race most");
            let spec = Spec::probability(DECIDES.about(THREAT, format_args!("{a}>{b}")), label, behind.clone());
            let share = |at: &At| match at.first.len() {
                0 => f64::NAN,
                several if at.first.contains(&(who, whom)) => 1.0 / several as f64,
                _ => 0.0,
            };
            columns.push(column(spec, &share));
        }
        columns
    }
}
