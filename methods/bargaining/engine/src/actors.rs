//! Actors with their stakes in the dimensions of one issue.

/// Capabilities, positions and saliences.
#[derive(Debug, Clone, PartialEq)]
pub struct Actors {
    dims: usize,
    capability: Vec<f64>,
    /// By actor and dimension, in [0, 1].
    position: Vec<f64>,
    /// By actor and dimension, in [0, 1].
    salience: Vec<f64>,
    /// Row i: how far the ideal point of actor i follows the positions of each actor; none: each follows its own.
    accommodation: Option<Vec<f64>>,
}

/// Why these are no actors.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ActorsError {
    /// Nobody, or no dimension.
    #[error("there is no actor or no dimension")]
    Empty,
    /// The lists have other lengths than actors and dimensions.
    #[error("the lists of positions and saliences do not fit the number of actors and dimensions")]
    Lengths,
    /// A number outside its range.
    #[error("actor {actor}: {what} {value} lies outside {range}")]
    Range {
        /// The actor, counted from 1.
        actor: usize,
        /// Which number.
        what: &'static str,
        /// Its value.
        value: f64,
        /// Where it must lie.
        range: &'static str,
    },
    /// Nobody weighs anything.
    #[error("the weights (capability times salience) of all actors are 0")]
    Weightless,
    /// A row of the accommodation matrix is negative somewhere or adds up to more than 1.
    #[error("actor {0}: the shares by which its ideal point follows others are negative or add up to more than 1")]
    Accommodation(usize),
}

impl Actors {
    /// Actors from their capabilities (0 or more) and, actor by actor, positions and saliences in [0, 1] for each dimension.
    ///
    /// # Errors
    /// [`ActorsError`], the first.
    pub fn new(capability: Vec<f64>, position: Vec<f64>, salience: Vec<f64>) -> Result<Self, ActorsError> {
        let actors = capability.len();
        if actors == 0 || position.is_empty() {
            return Err(ActorsError::Empty);
        }
        if position.len() != salience.len() || !position.len().is_multiple_of(actors) {
            return Err(ActorsError::Lengths);
        }
        let dims = position.len() / actors;
        let range = |values: &[f64], per: usize, what, most: f64, range| {
            let wrong = values.iter().position(|value| !(0.0..=most).contains(value) || !value.is_finite());
            wrong.map_or(Ok(()), |at| Err(ActorsError::Range { actor: at / per + 1, what, value: values[at], range }))
        };
        range(&capability, 1, "capability", f64::MAX, "0 and more")?;
        // What was scaled to [0, 1] may have lost the last bit.
        range(&position, dims, "position", 1.0 + 1e-12, "the scale")?;
        range(&salience, dims, "salience", 1.0 + 1e-12, "0 to 100 %")?;
        let found = Self { dims, capability, position, salience, accommodation: None };
        if (0..dims).all(|dim| (0..actors).all(|actor| found.weight(actor, dim) == 0.0)) {
            return Err(ActorsError::Weightless);
        }
        Ok(found)
    }

    /// With ideal points that follow positions: row i, column j is the share by which the ideal point of i moves to the position
    /// of j in a turn, the rest staying where it was.
    ///
    /// # Errors
    /// [`ActorsError::Lengths`] and [`ActorsError::Accommodation`].
    pub fn with_accommodation(self, rows: Vec<f64>) -> Result<Self, ActorsError> {
        let n = self.len();
        if rows.len() != n * n {
            return Err(ActorsError::Lengths);
        }
        let wrong = |row: &[f64]| !row.iter().all(|share| *share >= 0.0) || row.iter().sum::<f64>() > 1.0 + 1e-9;
        match rows.chunks(n).position(wrong) {
            Some(actor) => Err(ActorsError::Accommodation(actor + 1)),
            None => Ok(Self { accommodation: Some(rows), ..self }),
        }
    }

    /// The accommodation matrix, row by row, where there is one.
    pub fn accommodation(&self) -> Option<&[f64]> {
        self.accommodation.as_deref()
    }

    /// Number of actors.
    pub fn len(&self) -> usize {
        self.capability.len()
    }

    /// Whether there is none: never, by construction.
    pub fn is_empty(&self) -> bool {
        self.capability.is_empty()
    }

    /// Number of dimensions.
    pub fn dims(&self) -> usize {
        self.dims
    }

    /// Capability.
    pub fn capability(&self, actor: usize) -> f64 {
        self.capability[actor]
    }

    /// Position in a dimension.
    pub fn position(&self, actor: usize, dim: usize) -> f64 {
        self.position[actor * self.dims + dim]
    }

    /// Salience of a dimension.
    pub fn salience(&self, actor: usize, dim: usize) -> f64 {
        self.salience[actor * self.dims + dim]
    }

    /// Sum of saliences over dimensions.
    pub fn salience_sum(&self, actor: usize) -> f64 {
        self.salience[actor * self.dims..(actor + 1) * self.dims].iter().sum()
    }

    /// Capability times salience.
    pub fn weight(&self, actor: usize, dim: usize) -> f64 {
        self.capability[actor] * self.salience(actor, dim)
    }

    /// All positions, actor by actor.
    pub fn positions(&self) -> &[f64] {
        &self.position
    }

    /// All saliences, actor by actor.
    pub fn saliences(&self) -> &[f64] {
        &self.salience
    }

    /// All capabilities.
    pub fn capabilities(&self) -> &[f64] {
        &self.capability
    }

    /// Positions and weights of one dimension.
    pub fn line(&self, dim: usize) -> Vec<(f64, f64)> {
        (0..self.len()).map(|actor| (self.position(actor, dim), self.weight(actor, dim))).collect()
    }
}
