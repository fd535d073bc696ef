//! What findings measure: the one table of methods and measures.

use detente_conflict::Concept;

/// What a finding comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Balance of a view.
    Balance,
    /// Ties of a view as they are.
    Ties,
    /// The figure of a view.
    Geometry,
    /// A conflict.
    Conflict,
    /// An issue.
    Bargain,
    /// A factor of the map of causes.
    Factors,
    /// Negotiation formats, all together.
    Formats,
}

impl Method {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Balance, Self::Ties, Self::Geometry, Self::Conflict, Self::Bargain, Self::Factors, Self::Formats];

    /// Its word in names.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Balance => "balance",
            Self::Ties => "ties",
            Self::Geometry => "geometry",
            Self::Conflict => "conflict",
            Self::Bargain => "bargain",
            Self::Factors => "factors",
            Self::Formats => "formats",
        }
    }

    /// Whether its findings are about one row of the case.
    pub const fn has_subject(self) -> bool {
        !matches!(self, Self::Formats)
    }

    /// Those whose findings are about views.
    pub const OF_VIEWS: [Self; 3] = [Self::Balance, Self::Geometry, Self::Ties];

    /// Whether its findings are about views.
    pub const fn is_of_views(self) -> bool {
        matches!(self, Self::Balance | Self::Ties | Self::Geometry)
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

/// Weight of the ties that go against the best two blocs.
pub const FRUSTRATION: Measure = Measure::new(Method::Balance, "frustration", ObjectKind::None).followed();
/// Its share of all weight.
pub const STRAIN: Measure = Measure::new(Method::Balance, "strain", ObjectKind::None).followed();
/// Cost of the next best partition beyond the best.
pub const MARGIN: Measure = Measure::new(Method::Balance, "margin", ObjectKind::None).followed();
/// Largest error on every tie at once that the best partition survives.
pub const RADIUS: Measure = Measure::new(Method::Balance, "radius", ObjectKind::None);
/// Number of best partitions.
pub const OPTIMA: Measure = Measure::new(Method::Balance, "optima", ObjectKind::None);
/// Weight against the best partition into any number of blocs.
pub const WEAK_FRUSTRATION: Measure = Measure::new(Method::Balance, "weak-frustration", ObjectKind::None);
/// Sum of ties across the weakest line.
pub const WEAKEST_LINE_SUM: Measure = Measure::new(Method::Balance, "weakest-line-sum", ObjectKind::None);
/// Number of triads with these signs.
pub const TRIADS: Measure = Measure::new(Method::Balance, "triads", ObjectKind::Signs);
/// Number of triads with an even number of hostile ties.
pub const TRIADS_BALANCED: Measure = Measure::new(Method::Balance, "triads-balanced", ObjectKind::None);
/// Number of triads with an odd number of hostile ties.
pub const TRIADS_UNBALANCED: Measure = Measure::new(Method::Balance, "triads-unbalanced", ObjectKind::None);
/// Two actors stand in one bloc.
pub const TOGETHER: Measure = Measure::new(Method::Balance, "together", ObjectKind::Pair('+')).followed();
/// A tie goes against the blocs.
pub const FRUSTRATED: Measure = Measure::new(Method::Balance, "frustrated", ObjectKind::Pair('-'));
/// How far a tie alone may move before the blocs change.
pub const TOLERANCE: Measure = Measure::new(Method::Balance, "tolerance", ObjectKind::Pair('-'));
/// A triad is balanced.
pub const TRIAD_BALANCED: Measure = Measure::new(Method::Balance, "triad-balanced", ObjectKind::Triad('-'));
/// A division is the best.
pub const PARTITION: Measure = Measure::new(Method::Balance, "partition", ObjectKind::Partition);
/// A division is the weakest line.
pub const WEAKEST_LINE: Measure = Measure::new(Method::Balance, "weakest-line", ObjectKind::Partition);
/// The index of a large view is proven.
pub const PROVEN: Measure = Measure::new(Method::Balance, "proven", ObjectKind::None);
/// Share of actors that stand where they stand at the most likely values.
pub const AGREEMENT: Measure = Measure::new(Method::Balance, "agreement", ObjectKind::None);
/// The best blocs are those at the most likely values.
pub const SAME_BLOCS: Measure = Measure::new(Method::Balance, "same-blocs", ObjectKind::None);
/// An actor stands with the first of the view.
pub const STANDS_WITH: Measure = Measure::new(Method::Balance, "stands-with", ObjectKind::Pair('+'));
/// Closeness of two actors in a view.
pub const CLOSENESS: Measure = Measure::new(Method::Ties, "closeness", ObjectKind::Pair('-')).followed();
/// Length of a side.
pub const LENGTH: Measure = Measure::new(Method::Geometry, "length", ObjectKind::Pair('-'));
/// How unequal the sides are.
pub const SKEW: Measure = Measure::new(Method::Geometry, "skew", ObjectKind::None).followed();
/// Shape of the cleavages.
pub const DELTA: Measure = Measure::new(Method::Geometry, "delta", ObjectKind::None);
/// Width of the main cleavage.
pub const ALPHA: Measure = Measure::new(Method::Geometry, "alpha", ObjectKind::None);
/// Width of the cross-cutting cleavage.
pub const BETA: Measure = Measure::new(Method::Geometry, "beta", ObjectKind::None);
/// A division is the main cleavage.
pub const MAIN_CLEAVAGE: Measure = Measure::new(Method::Geometry, "main-cleavage", ObjectKind::Partition);
/// Whether an actor is nearer to the third than to the second.
pub const LEAN: Measure = Measure::new(Method::Geometry, "lean", ObjectKind::Triad(':'));
/// How firmly the figure hangs together.
pub const COHESION: Measure = Measure::new(Method::Geometry, "cohesion", ObjectKind::None).followed();
/// Gain in cohesion by stiffening a tie.
pub const GAIN_STIFFEN: Measure = Measure::new(Method::Geometry, "gain-stiffen", ObjectKind::Pair('-'));
/// Stiffening this tie adds most cohesion.
pub const FIRST_STIFFEN: Measure = Measure::new(Method::Geometry, "first-stiffen", ObjectKind::Pair('-'));
/// Gain in cohesion by firming a tie.
pub const GAIN_FIRM: Measure = Measure::new(Method::Geometry, "gain-firm", ObjectKind::Pair('-'));
/// Firming this tie adds most cohesion.
pub const FIRST_FIRM: Measure = Measure::new(Method::Geometry, "first-firm", ObjectKind::Pair('-'));
/// Gain in cohesion by warming a tie.
pub const GAIN_WARM: Measure = Measure::new(Method::Geometry, "gain-warm", ObjectKind::Pair('-'));
/// Warming this tie adds most cohesion.
pub const FIRST_WARM: Measure = Measure::new(Method::Geometry, "first-warm", ObjectKind::Pair('-'));
/// A state holds everybody under Nash stability.
pub const EQUILIBRIUM_NASH: Measure = Measure::new(Method::Conflict, "equilibrium.nash", ObjectKind::State);
/// The same under general metarationality.
pub const EQUILIBRIUM_GMR: Measure = Measure::new(Method::Conflict, "equilibrium.gmr", ObjectKind::State);
/// The same under symmetric metarationality.
pub const EQUILIBRIUM_SMR: Measure = Measure::new(Method::Conflict, "equilibrium.smr", ObjectKind::State);
/// The same under sequential stability.
pub const EQUILIBRIUM_SEQ: Measure = Measure::new(Method::Conflict, "equilibrium.seq", ObjectKind::State).followed();
/// The same under symmetric sequential stability.
pub const EQUILIBRIUM_SSEQ: Measure = Measure::new(Method::Conflict, "equilibrium.sseq", ObjectKind::State);
/// The same under simultaneous stability.
pub const EQUILIBRIUM_SIM: Measure = Measure::new(Method::Conflict, "equilibrium.sim", ObjectKind::State);
/// A state can be reached from the start.
pub const REACHED: Measure = Measure::new(Method::Conflict, "reached", ObjectKind::State);
/// Where an issue lands by the compromise model.
pub const COMPROMISE: Measure = Measure::new(Method::Bargain, "compromise", ObjectKind::None).followed();
/// The same by the weighted median.
pub const MEDIAN: Measure = Measure::new(Method::Bargain, "median", ObjectKind::None);
/// The same by the plain mean.
pub const MEAN: Measure = Measure::new(Method::Bargain, "mean", ObjectKind::None);
/// The same by Nash bargaining.
pub const NASH: Measure = Measure::new(Method::Bargain, "nash", ObjectKind::None);
/// The same by the spatial challenge model.
pub const SMP: Measure = Measure::new(Method::Bargain, "smp", ObjectKind::None);
/// The same by the expected utility model.
pub const EUM: Measure = Measure::new(Method::Bargain, "eum", ObjectKind::None);
/// The same by position exchange.
pub const EXCHANGE: Measure = Measure::new(Method::Bargain, "exchange", ObjectKind::None);
/// How far the models of the issue alone lie apart.
pub const SPREAD: Measure = Measure::new(Method::Bargain, "spread", ObjectKind::None);
/// The issue lands above a bound by the compromise model.
pub const ABOVE: Measure = Measure::new(Method::Bargain, "above", ObjectKind::Number);
/// An actor stands at the weighted median.
pub const PIVOT: Measure = Measure::new(Method::Bargain, "pivot", ObjectKind::Actor);
/// Some point beats the reference point under the rule.
pub const PASSES: Measure = Measure::new(Method::Bargain, "passes", ObjectKind::None);
/// Level of a factor.
pub const LEVEL: Measure = Measure::new(Method::Factors, "", ObjectKind::None);
/// Seats of an actor at tables that run.
pub const SEATS: Measure = Measure::new(Method::Formats, "seats", ObjectKind::Actor);
/// Others that an actor meets there.
pub const PARTNERS: Measure = Measure::new(Method::Formats, "partners", ObjectKind::Actor);

/// Every measure there is.
pub const MEASURES: [Measure; 56] = [
    FRUSTRATION,
    STRAIN,
    MARGIN,
    RADIUS,
    OPTIMA,
    WEAK_FRUSTRATION,
    WEAKEST_LINE_SUM,
    TRIADS,
    TRIADS_BALANCED,
    TRIADS_UNBALANCED,
    TOGETHER,
    FRUSTRATED,
    TOLERANCE,
    TRIAD_BALANCED,
    PARTITION,
    WEAKEST_LINE,
    PROVEN,
    AGREEMENT,
    SAME_BLOCS,
    STANDS_WITH,
    CLOSENESS,
    LENGTH,
    SKEW,
    DELTA,
    ALPHA,
    BETA,
    MAIN_CLEAVAGE,
    LEAN,
    COHESION,
    GAIN_STIFFEN,
    FIRST_STIFFEN,
    GAIN_FIRM,
    FIRST_FIRM,
    GAIN_WARM,
    FIRST_WARM,
    EQUILIBRIUM_NASH,
    EQUILIBRIUM_GMR,
    EQUILIBRIUM_SMR,
    EQUILIBRIUM_SEQ,
    EQUILIBRIUM_SSEQ,
    EQUILIBRIUM_SIM,
    REACHED,
    COMPROMISE,
    MEDIAN,
    MEAN,
    NASH,
    SMP,
    EUM,
    EXCHANGE,
    SPREAD,
    ABOVE,
    PIVOT,
    PASSES,
    LEVEL,
    SEATS,
    PARTNERS,
];
