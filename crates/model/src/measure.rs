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
    /// Negotiation formats, all together.
    Formats = "formats" Whole;
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

/// One measure of a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    method: Method,
    word: &'static str,
    object: ObjectKind,
    followed: bool,
}

impl Measure {
    const fn new(method: Method, word: &'static str, object: ObjectKind) -> Self {
        Self { method, word, object, followed: false }
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
    ($($(#[doc = $doc:literal])+ $name:ident = $method:ident $word:literal $kind:ident $(($by:literal))? $($followed:ident)?;)+) => {
        $($(#[doc = $doc])+ pub const $name: Measure =
            Measure::new(Method::$method, $word, ObjectKind::$kind $(($by))?)$(.$followed())?;)+

        /// Every measure there is.
        pub const MEASURES: [Measure; [$($name),+].len()] = [$($name),+];
    };
}

measures! {
    /// Weight of the ties that go against the best two blocs.
    FRUSTRATION = Balance "frustration" None followed;
    /// Its share of all weight.
    STRAIN = Balance "strain" None followed;
    /// Cost of the next best partition beyond the best.
    MARGIN = Balance "margin" None followed;
    /// Largest error on every tie at once that the best partition survives.
    RADIUS = Balance "radius" None;
    /// Number of best partitions.
    OPTIMA = Balance "optima" None;
    /// Weight against the best partition into any number of blocs.
    WEAK_FRUSTRATION = Balance "weak-frustration" None;
    /// Sum of ties across the weakest line.
    WEAKEST_LINE_SUM = Balance "weakest-line-sum" None;
    /// Number of triads with these signs.
    TRIADS = Balance "triads" Signs;
    /// Number of triads with an even number of hostile ties.
    TRIADS_BALANCED = Balance "triads-balanced" None;
    /// Number of triads with an odd number of hostile ties.
    TRIADS_UNBALANCED = Balance "triads-unbalanced" None;
    /// Two actors stand in one bloc.
    TOGETHER = Balance "together" Pair ('+') followed;
    /// A tie goes against the blocs.
    FRUSTRATED = Balance "frustrated" Pair ('-');
    /// How far a tie alone may move before the blocs change.
    TOLERANCE = Balance "tolerance" Pair ('-');
    /// A triad is balanced.
    TRIAD_BALANCED = Balance "triad-balanced" Triad ('-');
    /// A division is the best.
    PARTITION = Balance "partition" Partition;
    /// A division is the weakest line.
    WEAKEST_LINE = Balance "weakest-line" Partition;
    /// The index of a large view is proven.
    PROVEN = Balance "proven" None;
    /// Share of actors that stand where they stand at the most likely values.
    AGREEMENT = Balance "agreement" None;
    /// The best blocs are those at the most likely values.
    SAME_BLOCS = Balance "same-blocs" None;
    /// An actor stands with the first of the view.
    STANDS_WITH = Balance "stands-with" Pair ('+');
    /// Closeness of two actors in a view.
    CLOSENESS = Ties "closeness" Pair ('-') followed;
    /// Share of the weight of an actor's ties that runs across the blocs.
    CROSSING = Crossing "share" Actor;
    /// Length of a side.
    LENGTH = Geometry "length" Pair ('-');
    /// How unequal the sides are.
    SKEW = Geometry "skew" None followed;
    /// Shape of the cleavages.
    DELTA = Geometry "delta" None;
    /// Width of the main cleavage.
    ALPHA = Geometry "alpha" None;
    /// Width of the cross-cutting cleavage.
    BETA = Geometry "beta" None;
    /// A division is the main cleavage.
    MAIN_CLEAVAGE = Geometry "main-cleavage" Partition;
    /// Whether an actor is nearer to the third than to the second.
    LEAN = Geometry "lean" Triad (':');
    /// How firmly the figure hangs together.
    COHESION = Geometry "cohesion" None followed;
    /// Gain in cohesion by stiffening a tie.
    GAIN_STIFFEN = Geometry "gain-stiffen" Pair ('-');
    /// Stiffening this tie adds most cohesion.
    FIRST_STIFFEN = Geometry "first-stiffen" Pair ('-');
    /// Gain in cohesion by firming a tie.
    GAIN_FIRM = Geometry "gain-firm" Pair ('-');
    /// Firming this tie adds most cohesion.
    FIRST_FIRM = Geometry "first-firm" Pair ('-');
    /// Gain in cohesion by warming a tie.
    GAIN_WARM = Geometry "gain-warm" Pair ('-');
    /// Warming this tie adds most cohesion.
    FIRST_WARM = Geometry "first-warm" Pair ('-');
    /// A state holds everybody under Nash stability.
    EQUILIBRIUM_NASH = Conflict "equilibrium.nash" State;
    /// The same under general metarationality.
    EQUILIBRIUM_GMR = Conflict "equilibrium.gmr" State;
    /// The same under symmetric metarationality.
    EQUILIBRIUM_SMR = Conflict "equilibrium.smr" State;
    /// The same under sequential stability.
    EQUILIBRIUM_SEQ = Conflict "equilibrium.seq" State followed;
    /// The same under symmetric sequential stability.
    EQUILIBRIUM_SSEQ = Conflict "equilibrium.sseq" State;
    /// The same under simultaneous stability.
    EQUILIBRIUM_SIM = Conflict "equilibrium.sim" State;
    /// A state can be reached from the start.
    REACHED = Conflict "reached" State;
    /// Where an issue lands by the compromise model.
    COMPROMISE = Bargain "compromise" None followed;
    /// The same by the weighted median.
    MEDIAN = Bargain "median" None;
    /// The same by the plain mean.
    MEAN = Bargain "mean" None;
    /// The same by Nash bargaining.
    NASH = Bargain "nash" None;
    /// The same by the spatial challenge model.
    SMP = Bargain "smp" None;
    /// The same by the expected utility model.
    EUM = Bargain "eum" None;
    /// The same by position exchange.
    EXCHANGE = Bargain "exchange" None;
    /// How far the models of the issue alone lie apart.
    SPREAD = Bargain "spread" None;
    /// The issue lands above a bound by the compromise model.
    ABOVE = Bargain "above" Number;
    /// An actor stands at the weighted median.
    PIVOT = Bargain "pivot" Actor;
    /// Some point beats the reference point under the rule.
    PASSES = Bargain "passes" None;
    /// Level of a factor.
    LEVEL = Factors "" None;
    /// A combination of levels holds itself up: one variant of every descriptor, in their order.
    HOLDS = CrossImpact "holds" State;
    /// How many combinations hold themselves up.
    COMBINATIONS = CrossImpact "combinations" None;
    /// No combination holds itself up.
    NONE_HOLDS = CrossImpact "none" None;
    /// Rate at which the race runs apart: below 0 it comes to rest.
    ABSCISSA = ArmsRace "abscissa" None;
    /// The race comes to rest.
    STABLE = ArmsRace "stable" None;
    /// No reaction moves the race more than that of the first actor to the second.
    DECIDES = ArmsRace "decides" Pair ('>');
    /// Seats of an actor at tables that run.
    SEATS = Formats "seats" Actor;
    /// Others that an actor meets there.
    PARTNERS = Formats "partners" Actor;
}
