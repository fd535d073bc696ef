//! What the program says, as data: the types of everything that is printed as JSON, and of what the report shows.
//!
//! Only types with their doc comments, which are the descriptions of the schemas in `docs/reference/schemas`; how they are come by is the
//! matter of the pipeline, and how they are worded that of the report.

mod arms_race;
mod assessment;
pub mod backtest;
mod balance;
mod bargaining;
mod catalogue;
mod cognitive_map;
mod conflict;
mod cross_impact;
mod figure;
mod finding;
mod forecasts;
mod geometry;
mod influence;
mod keys;
mod landscape;
mod levers;
mod loops;
mod polarisation;
mod propagation;
mod provenance;
mod record;
mod scenario;
mod seed;
mod sensitivity;
mod sentence;
mod stopped;
mod timeline;
mod view;
mod what_if;

pub use arms_race::RacePortrait;
pub use assessment::{Assessment, CaseInfo, QuestionAnswer, SCHEMA, SystemState, Tool};
pub use balance::{
    BlocKind, BlocPortrait, CampPortrait, Certificates, ChangePortrait, DirectedPortrait, DirectedType,
    LandscapePortrait, MinimumPortrait, Portrait, ProvenNetwork, TiePortrait, Unfinished,
};
pub use bargaining::{
    BargainAnswer, ChallengePortrait, ExchangePortrait, ExchangesPortrait, IssuePortrait, JointPortrait, LeverPortrait,
    Model, ModelScore, ProcedurePortrait, ScorePortrait, StakePortrait, TurnPortrait,
};
pub use catalogue::{ActorInfo, ClaimInfo, EventInfo, ForecastInfo, ForumInfo, QuantityInfo, SourceInfo};
pub use cognitive_map::{AttractorShare, FcmPortrait};
pub use conflict::{
    AnswerPortrait, CertificatePortrait, ConflictAnswer, ConflictAnswers, ConflictDoubt, ConflictPortrait,
    CriticalKind, CriticalPreference, FromPortrait, InverseQuestion, MovePortrait, OptionPortrait, PathPortrait,
    PreferencePortrait, StateChance, StatementEffect, StatementPortrait, StepPortrait, StepsPortrait, ToldPortrait,
    VerdictPortrait,
};
pub use cross_impact::{
    ActTold, AttractorTold, CaseCrossImpact, ConsistentTold, CrossImpactPortrait, CrossImpacts, DescriptorTold,
    DoubtTold, HeldShare, HeldTold, VariantTold,
};
pub use figure::{BoxForm, DetourForm, FigureForm, FrameForm, SplitForm, TightenForm};
pub use finding::{BoundedFinding, Caveat, Driver, Finding, Kind, WithoutLinkFound};
pub use forecasts::{ForecastGroup, ForecastScores, OpenForecast, Unscored};
pub use geometry::{FigurePicture, TightenPicture, TightenTie};
pub use influence::{
    CausalMap, CourseTold, Fan, FindingCourse, LinkTold, LoopTold, MovedTold, PathTold, WaySigns, WithoutLink,
};
pub use landscape::{LandscapeMinimum, LandscapeTold};
pub use levers::{GoalLevers, GoalTold, LeverMove, LeverPlan, LeverReach, LeversPortrait};
pub use loops::{LoopPortrait, LoopsPortrait, PressPortrait};
pub use polarisation::PolarisationPortrait;
pub use propagation::PropagationPortrait;
pub use provenance::Provenance;
pub use record::{
    BacktestScore, ComparedTold, ComparisonTold, EventFile, EventGroup, EventsTold, FaultTold, FileChecked, FileInfo,
    FileTold, FolderTold, GapsTold, IndicatorTold, LikenessTold, NetworkTold, ReasonTold, RecordPair, RecordPortrait,
    RecordVerdict, RowTold, RowsTold, SignTold, SourceTold, TallyTold, TermInfo, TieSpell, UnknownTold, ValueTold,
};
pub use scenario::{BASELINE, ChangeGround, FinishedScenario, ScenarioResult};
pub use sensitivity::{BoxPortrait, BoxStep, GroupShare, Grouping, KnockOut, LimitTold, Screened, SensitivityPortrait};
pub use sentence::{Sentence, Subject, Unanswered, WhyUnanswered};
pub use stopped::{Part, Stopped};
pub use timeline::{ChangedTie, DatedPeriod, IndexChange, NullBand, OverTime, PeriodIndex, PeriodPortrait, Timeline};
pub use view::{NextChange, Structure, TiePicture, TriadPicture, ViewPicture, Weighing};
pub use what_if::{FindingAnswer, WhatIfAnswer, WhatIfAnswers};
