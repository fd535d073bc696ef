//! What the program says, as data: the types of everything that is printed as JSON, and of what the report shows.
//!
//! Types with their doc comments, which are the descriptions of the schemas in `docs/reference/schemas`, and how they are written
//! ([`json`]); how they are come by is the matter of the pipeline, and how they are worded that of the report.

mod answer;
mod arms_race;
mod assessment;
pub mod backtest;
mod balance;
mod bargaining;
mod catalogue;
mod coalition;
mod cognitive_map;
mod conflict;
mod cross_impact;
mod figure;
mod finding;
mod finite;
mod forecasts;
mod geometry;
mod influence;
pub mod json;
mod keys;
mod landscape;
mod levers;
mod loops;
mod movable;
mod polarisation;
mod propagation;
mod provenance;
mod reach;
mod record;
mod scenario;
mod seed;
mod sensitivity;
mod sentence;
mod stopped;
mod timeline;
mod view;
mod what_if;

pub use answer::{
    Answer, AnswerFigure, Axis, Borne, EstimateField, Expected, FindingField, FindingOf, IntervalRow, LineRow,
    Measured, NumberFrom, Reason, Said, ShareRow, Shown, Slot, Wording,
};
pub use arms_race::RaceResult;
pub use assessment::{Assessment, CaseEntry, SCHEMA, Tool};
pub use balance::{
    BlocKind, BlocResult, CampResult, Certificates, ChangeResult, DirectedResult, DirectedType, LandscapeResult,
    MinimumResult, NetworkResult, ProvenNetwork, TieResult, Unfinished,
};
pub use bargaining::{
    BargainAnswer, ChallengeResult, ExchangeResult, ExchangesResult, IssueResult, JointResult, LeverResult, Model,
    ModelScore, ProcedureResult, ScoreResult, StakeResult, TurnResult,
};
pub use catalogue::{ActorEntry, ClaimEntry, EventEntry, ForecastEntry, ForumEntry, QuantityEntry, SourceEntry};
pub use coalition::{
    ActorStand, CoalitionAnswer, CoalitionList, ConvertsResult, DecisionWord, ExactNumber, JumpResult, LevelsResult,
    LineResult, MemberResult, SideResult,
};
pub use cognitive_map::{AttractorShare, FcmResult};
pub use conflict::{
    CertificateResult, ConflictAnswer, ConflictAnswers, ConflictDoubt, ConflictResult, CriticalKind,
    CriticalPreference, FromResult, InverseQuestion, MoveResult, OptionResult, PathResult, PreferenceResult,
    RejoinderResult, StandResult, StateChance, StatementEffect, StatementResult, StepResult, StepsResult,
    VerdictResult,
};
pub use cross_impact::{
    ActResult, AttractorResult, CaseCrossImpact, ConsistentResult, CrossImpactResult, CrossImpacts, DescriptorResult,
    DoubtResult, HeldResult, HeldShare, VariantResult,
};
pub use figure::{BoxForm, DetourForm, FigureForm, FrameForm, SplitForm, TightenForm};
pub use finding::{BoundedFinding, Caveat, Driver, Finding, Kind, WithoutLinkFound};
pub use forecasts::{ForecastGroup, ForecastScores, OpenForecast, Unscored};
pub use geometry::{FigureResult, TightenResult, TightenTie};
pub use influence::{
    CausalMap, Fan, FindingTrajectory, InfluenceLoopResult, InfluencePathResult, LinkResult, MovedResult,
    TrajectoryResult, WaySigns, WithoutLink,
};
pub use landscape::{LandscapeMinimum, ViewLandscapeResult};
pub use levers::{GoalLevers, GoalResult, LeverMove, LeverPlan, LeverReach, LeversResult};
pub use loops::{LoopResult, LoopsResult, PressResult};
pub use movable::Movable;
pub use polarisation::PolarisationResult;
pub use propagation::PropagationResult;
pub use provenance::Provenance;
pub use reach::{OverlapRow, PassRow, ReachPlace, ReachResult, ReachRow, RouteRow, Within};
pub use record::{
    BacktestScore, ComparedResult, ComparisonResult, EventFile, EventGroup, EventsResult, FaultResult, FileChecked,
    FileEntry, FileResult, FolderResult, GapsResult, IndicatorResult, LikenessResult, ReasonResult, RecordPair,
    RecordResult, RecordVerdict, RowResult, RowsResult, SignResult, SourceResult, TallyResult, TermEntry, TieSpell,
    UnknownResult, ValueResult, WindowResult,
};
pub use scenario::{BASELINE, ChangeGround, FinishedScenario, ScenarioResult};
pub use sensitivity::{BoxResult, BoxStep, GroupShare, Grouping, KnockOut, LimitResult, Screened, SensitivityResult};
pub use sentence::{Sentence, Subject, Unanswered, WhyUnanswered};
pub use stopped::{Part, Stopped};
pub use timeline::{ChangedTie, DatedPeriod, IndexChange, NullBand, OverTime, PeriodIndex, PeriodResult, Timeline};
pub use view::{NextChange, Structure, TriadResult, ViewResult, ViewTieResult, Weighing};
pub use what_if::{FindingAnswer, WhatIfAnswer, WhatIfAnswers};
