//! What findings measure: the one table of methods and measures.

use detente_conflict::Concept;

/// Rows of a case that findings are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subjects {
    /// Views.
    Views,
    /// Conflicts.
    Conflicts,
    /// Issues.
    Issues,
    /// Factors.
    Factors,
    /// Models of cross-impacts.
    CrossImpacts,
    /// Dimensions of ties.
    Dimensions,
    /// None: findings are about the case as a whole.
    Whole,
}

/// Declares each method once: its variant, its word in names, and what its findings are about.
macro_rules! methods {
    ($($(#[doc = $doc:literal])+ $name:ident = $word:literal $subjects:ident;)+) => {
        /// What a finding comes from.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Method {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Method {
            /// All of them.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$name),+];

            /// Its word in names.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            /// What its findings are about.
            pub const fn subjects(self) -> Subjects {
                match self { $(Self::$name => Subjects::$subjects,)+ }
            }
        }
    };
}

methods! {
    /// Balance of a view.
    Balance = "balance" Views;
    /// Ties of a view as they are.
    Ties = "ties" Views;
    /// Ties of a view that run across its blocs.
    Crossing = "crossing" Views;
    /// The figure of a view.
    Geometry = "geometry" Views;
    /// A conflict.
    Conflict = "conflict" Conflicts;
    /// An issue.
    Bargain = "bargain" Issues;
    /// A factor of the map of causes.
    Factors = "factors" Factors;
    /// Forums of talks, all together.
    Forums = "forums" Whole;
    /// A model of cross-impacts.
    CrossImpact = "cross-impact" CrossImpacts;
    /// The race that threats make.
    ArmsRace = "arms-race" Dimensions;
}

impl Method {
    /// Whether its findings are about one row of the case.
    pub fn has_subject(self) -> bool {
        self.subjects() != Subjects::Whole
    }
}

/// What the objects of a measure are, and what stands between their parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectKind {
    /// None: it is about its subject as a whole.
    None,
    /// An actor.
    Actor,
    /// Two actors.
    Pair(char),
    /// Three actors.
    Triad(char),
    /// A division of actors into blocs.
    Partition,
    /// A state of a conflict.
    State,
    /// A number.
    Number,
    /// Signs of ties.
    Signs,
}

/// What a measure is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// 1 where it is so in a draw, 0 where not; between where several best answers share one.
    Frequency,
    /// A share, from 0 to 1.
    Share,
    /// A whole number.
    Count,
    /// Affinity, from -1 to 1, and differences of it.
    Affinity,
    /// Sums of affinity.
    Weight,
    /// Length in the figure, from 0 to 1.
    Length,
    /// Stiffness of the figure, a structural analogy.
    Stiffness,
    /// Points of a scale from 0 to 100.
    Points,
    /// Growth in a unit of time.
    Rate,
    /// What its factor is counted in.
    Level,
}

/// One measure of a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    method: Method,
    word: &'static str,
    object: ObjectKind,
    unit: Unit,
    followed: bool,
}

impl Measure {
    const fn new(method: Method, word: &'static str, object: ObjectKind, unit: Unit) -> Self {
        Self { method, word, object, unit, followed: false }
    }

    const fn followed(self) -> Self {
        Self { followed: true, ..self }
    }

    /// The method.
    pub const fn method(self) -> Method {
        self.method
    }

    /// Its word in names; empty for the one measure of factors.
    pub const fn word(self) -> &'static str {
        self.word
    }

    /// What its objects are.
    pub const fn object(self) -> ObjectKind {
        self.object
    }

    /// What it is counted in.
    pub const fn unit(self) -> Unit {
        self.unit
    }

    /// Whether it is followed over time where influences move something.
    pub const fn is_followed(self) -> bool {
        self.followed
    }

    /// How often a state holds everybody under a concept.
    pub const fn equilibrium(concept: Concept) -> Self {
        match concept {
            Concept::Nash => EQUILIBRIUM_NASH,
            Concept::Gmr => EQUILIBRIUM_GMR,
            Concept::Smr => EQUILIBRIUM_SMR,
            Concept::Seq => EQUILIBRIUM_SEQ,
            Concept::Sseq => EQUILIBRIUM_SSEQ,
            Concept::Sim => EQUILIBRIUM_SIM,
        }
    }

    /// Whether it tells of an equilibrium of a conflict.
    pub fn is_equilibrium(self) -> bool {
        Concept::ALL.into_iter().any(|concept| Self::equilibrium(concept) == self)
    }
}

/// Declares each measure once: its constant, and its place on the list of all.
macro_rules! measures {
    ($($(#[doc = $doc:literal])+ $name:ident = $method:ident $word:literal $kind:ident $(($by:literal))?, $unit:ident $($followed:ident)?;)+) => {
        $($(#[doc = $doc])+ pub const $name: Measure =
            Measure::new(Method::$method, $word, ObjectKind::$kind $(($by))?, Unit::$unit)$(.$followed())?;)+

        /// Every measure there is.
        pub const MEASURES: [Measure; [$($name),+].len()] = [$($name),+];
    };
}

measures! {
    /// Weight of the ties that go against the best two blocs.
    FRUSTRATION = Balance "frustration" None, Weight followed;
    /// Its share of all weight.
    NORMALISED_FRUSTRATION = Balance "normalised-frustration" None, Share followed;
    /// Cost of the next best partition beyond the best.
    MARGIN = Balance "margin" None, Weight followed;
    /// Largest error on every tie at once that the best partition survives.
    RADIUS = Balance "radius" None, Affinity;
    /// Number of best partitions.
    OPTIMA = Balance "optima" None, Count;
    /// Weight against the best partition into any number of blocs.
    WEAK_FRUSTRATION = Balance "weak-frustration" None, Weight;
    /// Sum of ties across the weakest line.
    WEAKEST_LINE_SUM = Balance "weakest-line-sum" None, Weight;
    /// Number of triads with these signs.
    TRIADS = Balance "triads" Signs, Count;
    /// Number of triads with an even number of hostile ties.
    TRIADS_BALANCED = Balance "triads-balanced" None, Count;
    /// Number of triads with an odd number of hostile ties.
    TRIADS_UNBALANCED = Balance "triads-unbalanced" None, Count;
    /// Two actors stand in one bloc.
    TOGETHER = Balance "together" Pair ('+'), Frequency followed;
    /// A tie goes against the blocs.
    FRUSTRATED = Balance "frustrated" Pair ('-'), Frequency;
    /// How far a tie alone may move before the blocs change.
    TOLERANCE = Balance "tolerance" Pair ('-'), Affinity;
    /// A triad is balanced.
    TRIAD_BALANCED = Balance "triad-balanced" Triad ('-'), Frequency;
    /// A division is the best.
    PARTITION = Balance "partition" Partition, Frequency;
    /// A division is the weakest line.
    WEAKEST_LINE = Balance "weakest-line" Partition, Frequency;
    /// The index of a large view is proven.
    PROVEN = Balance "proven" None, Frequency;
    /// Share of actors that stand where they stand at the most likely values.
    AGREEMENT = Balance "agreement" None, Share;
    /// The best blocs are those at the most likely values.
    SAME_BLOCS = Balance "same-blocs" None, Frequency;
    /// An actor stands with the first of the view.
    STANDS_WITH = Balance "stands-with" Pair ('+'), Frequency;
    /// Affinity of two actors in a view.
    AFFINITY = Ties "affinity" Pair ('-'), Affinity followed;
    /// Share of the weight of an actor's ties that runs across the blocs.
    CROSSING = Crossing "share" Actor, Share;
    /// Length of a side.
    LENGTH = Geometry "length" Pair ('-'), Length;
    /// How unequal the sides are.
    SKEW = Geometry "skew" None, Share followed;
    /// Shape of the cleavages.
    DELTA = Geometry "delta" None, Share;
    /// Width of the main cleavage.
    ALPHA = Geometry "alpha" None, Length;
    /// Width of the cross-cutting cleavage.
    BETA = Geometry "beta" None, Length;
    /// A division is the main cleavage.
    MAIN_CLEAVAGE = Geometry "main-cleavage" Partition, Frequency;
    /// Whether an actor is nearer to the third than to the second.
    LEAN = Geometry "lean" Triad (':'), Length;
    /// How firmly the figure hangs together.
    COHESION = Geometry "cohesion" None, Stiffness followed;
    /// Gain in cohesion by stiffening a tie.
    GAIN_STIFFEN = Geometry "gain-stiffen" Pair ('-'), Stiffness;
    /// Stiffening this tie adds most cohesion.
    FIRST_STIFFEN = Geometry "first-stiffen" Pair ('-'), Frequency;
    /// Gain in cohesion by firming a tie.
    GAIN_FIRM = Geometry "gain-firm" Pair ('-'), Stiffness;
    /// Firming this tie adds most cohesion.
    FIRST_FIRM = Geometry "first-firm" Pair ('-'), Frequency;
    /// Gain in cohesion by warming a tie.
    GAIN_WARM = Geometry "gain-warm" Pair ('-'), Stiffness;
    /// Warming this tie adds most cohesion.
    FIRST_WARM = Geometry "first-warm" Pair ('-'), Frequency;
    /// A state holds everybody under Nash stability.
    EQUILIBRIUM_NASH = Conflict "equilibrium.nash" State, Frequency;
    /// The same under general metarationality.
    EQUILIBRIUM_GMR = Conflict "equilibrium.gmr" State, Frequency;
    /// The same under symmetric metarationality.
    EQUILIBRIUM_SMR = Conflict "equilibrium.smr" State, Frequency;
    /// The same under sequential stability.
    EQUILIBRIUM_SEQ = Conflict "equilibrium.seq" State, Frequency followed;
    /// The same under symmetric sequential stability.
    EQUILIBRIUM_SSEQ = Conflict "equilibrium.sseq" State, Frequency;
    /// The same under simultaneous stability.
    EQUILIBRIUM_SIM = Conflict "equilibrium.sim" State, Frequency;
    /// A state can be reached from the start.
    REACHED = Conflict "reached" State, Frequency;
    /// Where an issue lands by the compromise model.
    COMPROMISE = Bargain "compromise" None, Points followed;
    /// The same by the weighted median.
    MEDIAN = Bargain "median" None, Points;
    /// The same by the plain mean.
    MEAN = Bargain "mean" None, Points;
    /// The same by Nash bargaining.
    NASH = Bargain "nash" None, Points;
    /// The same by the spatial challenge model.
    SMP = Bargain "smp" None, Points;
    /// The same by the expected utility model.
    EUM = Bargain "eum" None, Points;
    /// The same by position exchange.
    EXCHANGE = Bargain "exchange" None, Points;
    /// How far the models of the issue alone lie apart.
    SPREAD = Bargain "spread" None, Points;
    /// The issue lands above a bound by the compromise model.
    ABOVE = Bargain "above" Number, Frequency;
    /// An actor stands at the weighted median.
    PIVOT = Bargain "pivot" Actor, Frequency;
    /// Some point beats the reference point under the rule.
    PASSES = Bargain "passes" None, Frequency;
    /// Level of a factor.
    LEVEL = Factors "" None, Level;
    /// A combination of levels holds itself up: one variant of every descriptor, in their order.
    HOLDS = CrossImpact "holds" State, Frequency;
    /// How many combinations hold themselves up.
    COMBINATIONS = CrossImpact "combinations" None, Count;
    /// No combination holds itself up.
    NONE_HOLDS = CrossImpact "none" None, Frequency;
    /// Rate at which the race runs apart: below 0 it comes to rest.
    ABSCISSA = ArmsRace "abscissa" None, Rate;
    /// The race comes to rest.
    STABLE = ArmsRace "stable" None, Frequency;
    /// No reaction moves the race more than that of the first actor to the second.
    DECIDES = ArmsRace "decides" Pair ('>'), Frequency;
    /// Seats of an actor at tables that run.
    SEATS = Forums "seats" Actor, Count;
    /// Others that an actor meets there.
    PARTNERS = Forums "partners" Actor, Count;
}
