//! What can be typed.

mod plain;
mod record;
mod record_words;

pub use plain::{EncodingOption, MapOptions, TextOptions, TieOptions};
pub use record::{
    Aggregate, Backtest, BacktestFormat, Data, Events, Networks, OneFile, Query, Reading, Record, RowFormat, States,
};

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use detente_formats::PairRule;
use detente_method_coalition::{Quota, QuotaAsk};

/// A workbench for strategic systems of states: from claims in documents to answers with their doubt.
///
/// A case is a folder of TOML and CSV files, or the name of one inside the program (`detente cases`). Commands that take CASE
/// run Japan in North-East Asia in early 2001 when it is left out.
#[derive(Debug, Parser)]
#[command(name = "detente", version, max_term_width = 100)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write an empty case that passes `check`, with comments that teach the format
    Init {
        /// Folder to make; it must not exist yet, or be empty
        dir: PathBuf,
    },
    /// Check a case: every finding at once, with its place, reason and hint
    Check {
        /// Case folder
        case: Option<PathBuf>,
        /// How to print the findings
        #[arg(long, value_enum, default_value_t = CheckFormat::Full)]
        format: CheckFormat,
        /// Leave out warnings and notes
        #[arg(long)]
        errors_only: bool,
        /// List every finding, not only the first twenty of a kind
        #[arg(long)]
        all: bool,
        /// Explain a code such as E401 instead
        #[arg(long, value_name = "CODE")]
        explain: Option<String>,
    },
    /// Run a case with its scenarios
    Run(Run),
    /// Answer the questions of a case
    ///
    /// Every answer has a verdict, its reasons, what would change it, and what is weak about it. A case that asks nothing is asked what it
    /// holds.
    Answer {
        /// Case folder
        case: Option<PathBuf>,
        /// Question to answer, by its id; several times. All otherwise
        #[arg(long = "question", value_name = "ID")]
        questions: Vec<String>,
        /// A change under which the questions are asked, or a scenario, as in `detente whatif`; several times
        #[arg(long = "change", value_name = "CHANGE")]
        changes: Vec<String>,
        /// How to print the answers
        #[arg(long, value_enum, default_value_t = AnswerFormat::Table)]
        format: AnswerFormat,
        #[command(flatten)]
        options: RunOptions,
    },
    /// Two pages of A4 with the verdicts of a case, each with its doubt and a footnote
    Brief {
        /// Case folder
        case: Option<PathBuf>,
        /// File to write, by its ending Markdown (.md), a page that prints (.html) or a document (.docx); Markdown to stdout otherwise,
        /// and with `-`
        #[arg(long, short)]
        out: Option<PathBuf>,
        #[command(flatten)]
        options: RunOptions,
    },
    /// Run a case with changes typed here
    ///
    /// CHANGE is PATH=VALUE or PATH=LOW,MODE,HIGH, PATH+=BY, PATH-=BY, PATH*=BY, clamp:PATH=VALUE (the same as PATH=VALUE),
    /// free:PATH, cut:CAUSE>EFFECT, add:CAUSE>EFFECT=GAIN/LAG, drop:FIELD=VALUE (id, kind, grade, channel, speaker, source,
    /// basis), mirror:FIELD=VALUE (as if these claims said the opposite), only:BASIS, as_of:DATE, or the name of a scenario of the case. @PERIOD behind a change of a quantity or link
    /// says from when on: 'factor.shield=1' 'cut:shield>cn-missiles@3' is a ladder of two moves.
    Whatif {
        /// Changes and scenarios (a word `/` begins another what-if), and the case folder at the end
        #[arg(required = true, value_name = "CHANGE… [CASE]")]
        words: Vec<String>,
        /// How to print the result
        #[arg(long, value_enum, default_value_t = PlainFormat::Table)]
        format: PlainFormat,
        #[command(flatten)]
        options: RunOptions,
    },
    /// List the cases inside the program; their names stand where CASE does
    Cases,
    /// List what a case holds
    Show {
        #[command(subcommand)]
        what: Show,
    },
    /// Write results or a view's network in another format
    Export {
        /// Format
        #[arg(value_enum)]
        format: ExportFormat,
        /// Case folder
        case: Option<PathBuf>,
        /// View whose network to write; the first one otherwise
        #[arg(long)]
        view: Option<String>,
        /// File to write; stdout otherwise, and with `-`
        #[arg(long, short)]
        out: Option<PathBuf>,
        /// Replace a file that is there even where the run is stopped before its end
        #[arg(long)]
        partial: bool,
        #[command(flatten)]
        options: RunOptions,
    },
    /// Says who: the quantities, claims and places behind a finding, a quantity or a claim
    Explain {
        /// Id of a finding, path of a quantity, or id of a claim
        name: String,
        /// Case folder
        case: Option<PathBuf>,
        /// Scenario in which to read a finding
        #[arg(long)]
        scenario: Option<String>,
        #[command(flatten)]
        options: RunOptions,
    },
    /// Blocs and frustration of a plain network, without a case
    ///
    /// FILE is a CSV table with the columns source, target and weight (or sign); other columns are ignored.
    Balance(Balance),
    /// Sides, cleavages, cohesion and rigidity of a plain figure, without a case
    ///
    /// FILE is a CSV table with the columns a, b, affinity, firmness, and cost where moving a tie has one.
    Geometry(Geometry),
    /// Which states of a conflict hold everybody, why, and what would change it (graph model for conflict resolution)
    ///
    /// FILE is a conflict in JSON (`conflict-case/1`), a GMCR+ file, or a case folder with --conflict; without it the embedded
    /// case. A STATE is its number, or its options as digits or letters (101, YNY).
    Conflict(Conflict),
    /// Where issues land between actors on a scale, who moves whom, what would move it
    Bargain(Bargain),
    /// Who is in whose reach: distances on the ellipsoid, what a range decides, zones that two claim, routes
    ///
    /// FILE is a case folder, or a CSV table of places with the columns name, lat and lon (a capital needs none),
    /// range_km_low, range_km_mode, range_km_high, claim_km and holder; without it the embedded case.
    Reach(Reach),
    /// Which coalitions win under a rule, who can block, what each member is worth, who carries what (simple games)
    ///
    /// FILE is a table with the columns member and weight; position, salience and within (what a member is part of) may be there.
    /// Without a quota more than half of the weight wins.
    Coalition(Coalition),
    /// How the forecasts of a case did, by holder and by word, and which are due; or how the bargaining models did on issues with a
    /// known outcome
    Score(Score),
    /// Causal maps, influences, cross-impacts and landscapes of plain files, without a case
    Dynamics {
        #[command(subcommand)]
        what: Dynamics,
    },
    /// Data sets of states: what there is, indicators with the rows behind them, events, backtests
    Record {
        #[command(subcommand)]
        what: Record,
    },
    /// The cheapest changes that reach a goal
    ///
    /// GOAL is FINDING>=NUMBER or FINDING<=NUMBER; p(bloc:A+B)>=0.5, issue.ID<=40 and 'conflict.ID:STATE stable' are short forms.
    Levers {
        /// The goal
        goal: String,
        /// Case folder
        case: Option<PathBuf>,
        /// Most changes in a plan
        #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=4))]
        budget: u8,
        /// Stop beginning on sets of levers after so many runs of the engine, with what was found and a word that it ended so; the
        /// result is the same on every machine
        #[arg(long, value_name = "N", default_value_t = detente_assess::LeverBudget::RUNS)]
        steps: u64,
        /// Scenario of the case in which to begin
        #[arg(long)]
        scenario: Option<String>,
        /// How to print the result
        #[arg(long, value_enum, default_value_t = PlainFormat::Table)]
        format: PlainFormat,
        #[command(flatten)]
        options: RunOptions,
    },
    /// What a finding hangs on: claims, sources, quantities, ties, actors, parts of the model
    Sensitivity(Sensitivity),
    /// Reproduce published results with this program
    Verify {
        /// Names such as `geometry` or `balance/read-1954`; all otherwise
        names: Vec<String>,
        /// Check the proofs that `detente balance --certificate` wrote instead
        #[arg(long, value_name = "FILE", conflicts_with = "names")]
        certificate: Option<PathBuf>,
    },
}

#[derive(Debug, clap::Args)]
pub struct Run {
    /// Case folder
    pub case: Option<PathBuf>,
    /// Scenarios to run, by id; all of the case otherwise; `baseline` for none
    #[arg(long = "scenario", value_name = "SCENARIO")]
    pub scenarios: Vec<String>,
    /// Instead of the case's date alone, its views at every year or month: balance, blocs, triads,
    /// geometry, and the rows that changed them
    #[arg(long, value_enum, requires = "from", requires = "to", conflicts_with_all = ["report", "scenarios"])]
    pub every: Option<Every>,
    /// First year
    #[arg(long, requires = "every", value_name = "YEAR")]
    pub from: Option<i16>,
    /// Last year
    #[arg(long, requires = "every", value_name = "YEAR")]
    pub to: Option<i16>,
    /// View to look at over time; all otherwise
    #[arg(long, requires = "every")]
    pub view: Option<String>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = RunFormat::Table)]
    pub format: RunFormat,
    /// Also write the report, one page that opens in a browser; `-` prints it instead of the result
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Replace a report that is there even where the run is stopped before its end
    #[arg(long, requires = "report")]
    pub partial: bool,
    /// Write a report that shows what was computed and carries neither the case nor the engine with which it would answer
    #[arg(long, requires = "report")]
    pub no_engine: bool,
    /// Print the chapters of the methods as well, not the verdicts alone
    #[arg(long)]
    pub all: bool,
    /// Do not go on from scenarios that a stopped run has finished
    #[arg(long)]
    pub fresh: bool,
    #[command(flatten)]
    pub options: RunOptions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Every {
    /// Every year
    Year,
    /// Every month
    Month,
}

impl From<Pairs> for PairRule {
    fn from(pairs: Pairs) -> Self {
        match pairs {
            Pairs::Refuse => Self::Refuse,
            Pairs::Sum => Self::Sum,
            Pairs::Mean => Self::Mean,
            Pairs::Least => Self::Least,
        }
    }
}

impl From<Every> for detente_assess::session::Every {
    fn from(every: Every) -> Self {
        match every {
            Every::Year => Self::Year,
            Every::Month => Self::Month,
        }
    }
}

#[derive(Debug, clap::Args)]
pub struct Balance {
    /// Table of ties
    pub file: PathBuf,
    /// How several rows of one pair become one tie
    #[arg(long, value_enum, default_value_t = Pairs::Refuse)]
    pub pairs: Pairs,
    /// Only two blocs (strong), only any number of blocs (weak), or the index of two blocs with its proof and nothing beside (index). Without
    /// it, `--steps` or `--budget`, any number of blocs and the curve over their number are searched as far as is cheap
    #[arg(long, value_enum)]
    pub only: Option<Only>,
    /// One network for every value of this column (or edge attribute): the index over time
    #[arg(long, value_name = "COLUMN", conflicts_with_all = ["certificate", "check", "heuristic", "directed"])]
    pub by: Option<String>,
    /// A good division without proof, counts or tolerances
    #[arg(long)]
    pub heuristic: bool,
    /// Compare with this many networks of each null model
    #[arg(long, value_name = "DRAWS", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub nulls: u32,
    /// Seed of the null models
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Count signed triads of directed ties instead
    #[arg(long)]
    pub directed: bool,
    /// Work out the tolerance of every tie and the uniform error, however large the network; without it up to 100 actors and 300 ties,
    /// and no longer than a few seconds
    #[arg(long, conflicts_with_all = ["heuristic", "directed", "by"])]
    pub tolerances: bool,
    /// Stop after this many seconds with the bounds reached, or as soon as all that is asked for is known; without it steps are
    /// counted, and results are the same on every machine
    #[arg(long, value_name = "SECONDS")]
    pub budget: Option<f64>,
    /// Stop after this much work, with the bounds reached: a second is some 800 steps, and the result is the same on every machine;
    /// 60,000 unless a budget is given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000_000))]
    pub steps: Option<u64>,
    /// Write the proofs of the bounds; `-` prints them instead of the result
    #[arg(long, value_name = "FILE")]
    pub certificate: Option<PathBuf>,
    /// Check such a file against the network instead of searching
    #[arg(long, value_name = "FILE", conflicts_with = "certificate")]
    pub check: Option<PathBuf>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = PlainFormat::Table)]
    pub format: PlainFormat,
    #[command(flatten)]
    pub reading: TieOptions,
}

#[derive(Debug, clap::Args)]
pub struct Geometry {
    /// Table of ties
    pub file: PathBuf,
    /// Actors in the order of the sides, separated by commas; all orders of four otherwise
    #[arg(long, value_name = "A,B,C…", value_delimiter = ',')]
    pub ring: Vec<String>,
    /// Division that the cheapest tightening makes the best, its blocs separated by `|`; all together otherwise
    #[arg(long, value_name = "A+B|C+D")]
    pub target: Option<String>,
    /// Lead that the cheapest tightening must reach
    #[arg(long, value_name = "MARGIN", default_value_t = 0.1)]
    pub margin: f64,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = PlainFormat::Table)]
    pub format: PlainFormat,
    #[command(flatten)]
    pub reading: TieOptions,
}

#[derive(Debug, clap::Args)]
pub struct Conflict {
    /// Conflict file or case folder
    pub file: Option<PathBuf>,
    /// Which conflict of a case, by id, or of a file that holds several, by name
    #[arg(long, value_name = "ID")]
    pub conflict: Option<String>,
    /// Concepts to look at: nash, gmr, smr, seq, sseq, sim; all otherwise
    #[arg(long = "concept", value_name = "CONCEPT", value_delimiter = ',', value_parser = concept)]
    pub concepts: Vec<detente_conflict::Concept>,
    /// What would make this state hold everybody; under SEQ unless --concept says otherwise
    #[arg(long, value_name = "STATE", conflicts_with_all = ["from", "why", "draws", "check"])]
    pub want: Option<String>,
    /// With --want: try up to this many changes of statements at once
    #[arg(long, value_name = "N", default_value_t = 2, requires = "want", value_parser = clap::value_parser!(u8).range(0..=4))]
    pub changes: u8,
    /// Which states are reached from this one, step by step, and the ways to those that hold everybody
    #[arg(long, value_name = "STATE", conflicts_with_all = ["why", "draws", "check"])]
    pub from: Option<String>,
    /// Prove every verdict: improvements, the answers to them, and what cannot be answered
    #[arg(long)]
    pub why: bool,
    /// Check the proofs that --why wrote as JSON against the conflict
    #[arg(long, value_name = "FILE", conflicts_with_all = ["why", "draws"])]
    pub check: Option<PathBuf>,
    /// Let each opponent answer once at most: not the definition, but what gmcr-py computes
    #[arg(long, conflicts_with_all = ["want", "from", "why", "check", "draws"])]
    pub single_pass: bool,
    /// Draw statements (each holds with its probability) and orders this often
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    pub draws: u32,
    /// With --draws: doubt about orders, from 0 (as given) to 1 (any order is equally likely); Mallows' dispersion
    #[arg(long, value_name = "PHI", default_value_t = 0.0, requires = "draws")]
    pub dispersion: f64,
    /// Seed of the draws
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Most memory to use for a conflict file and for draws, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 3_000)]
    pub memory: u64,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = ConflictFormat::Table)]
    pub format: ConflictFormat,
    #[command(flatten)]
    pub reading: EncodingOption,
}

fn concept(text: &str) -> Result<detente_conflict::Concept, String> {
    use detente_conflict::Concept;
    named(text, &Concept::ALL, Concept::word, "concepts are")
}

#[derive(Debug, clap::Args)]
pub struct Bargain {
    /// Table (issue, actor, position, salience, capability), KTAB scenario (CSV or XML), or case folder
    pub file: Option<PathBuf>,
    /// Which issue, by id or name; all otherwise
    #[arg(long, value_name = "ID")]
    pub issue: Option<String>,
    /// Models to look at: compromise, median, mean, nash, smp, eum, exchange, or all; compromise otherwise
    #[arg(long = "model", value_name = "MODEL", value_delimiter = ',', value_parser = bargain_models)]
    pub models: Vec<Vec<detente_results::Model>>,
    /// Take the issues of a table as dimensions of one bargain in the spatial challenge model, as KTAB does
    #[arg(long, conflicts_with = "issue")]
    pub joint: bool,
    /// Reproduce the defects of KTAB, all or those with these numbers (methods/bargaining/page.md)
    #[arg(long, value_name = "NUMBERS", num_args = 0..=1, require_equals = true, default_missing_value = "all")]
    pub ktab_compat: Option<String>,
    /// Set a parameter by KTAB's name, or EumDenominator, EumRisk, EumOffers, EumRounds, EumStays, NashLoss; several times
    #[arg(long = "param", value_name = "NAME=VALUE")]
    pub params: Vec<String>,
    /// By how many points levers are to move the compromise
    #[arg(long, value_name = "POINTS", default_value_t = 10.0)]
    pub by: f64,
    /// What stands without a decision, 0 to 100, for issues that do not say
    #[arg(long, value_name = "POINT")]
    pub reference: Option<f64>,
    /// Seed of chance inside the models (StateTransitions=Stochastic)
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub format: TableFormat,
    #[command(flatten)]
    pub reading: TextOptions,
}

#[derive(Debug, clap::Args)]
pub struct Reach {
    /// Case folder, or table of places
    pub file: Option<PathBuf>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub format: TableFormat,
    #[command(flatten)]
    pub reading: TextOptions,
}

#[derive(Debug, clap::Args)]
pub struct Coalition {
    /// Table of members
    pub file: PathBuf,
    /// What must be reached: 255, 65%, 2/3, .62, majority, with > before it to be passed; of the column weight, or COLUMN:65%;
    /// members:3 counts members; several must all be reached
    #[arg(long = "quota", value_name = "[COLUMN:]QUOTA", value_parser = QuotaAsk::parse)]
    pub quotas: Vec<QuotaAsk>,
    /// More than half of the weight
    #[arg(long)]
    pub majority: bool,
    /// Every member
    #[arg(long, conflicts_with = "majority")]
    pub unanimity: bool,
    /// What is enough by itself, whatever the quotas
    #[arg(long, value_name = "[COLUMN:]QUOTA", value_parser = QuotaAsk::parse)]
    pub or: Vec<QuotaAsk>,
    /// A member without whom nothing passes; several times
    #[arg(long = "veto", value_name = "MEMBER")]
    pub vetoes: Vec<String>,
    /// The rule inside actors that members are parts of
    #[arg(long, value_name = "QUOTA", default_value = "majority", value_parser = Quota::parse)]
    pub inner: Quota,
    /// Where one side ends and the other begins, in the numbers of the column position
    #[arg(long, value_name = "POSITION", allow_hyphen_values = true)]
    pub at: Option<f64>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = PlainFormat::Table)]
    pub format: PlainFormat,
    #[command(flatten)]
    pub reading: TextOptions,
}

/// A model by name, or all of them.
fn bargain_models(text: &str) -> Result<Vec<detente_results::Model>, String> {
    use detente_results::Model;
    if text == "all" {
        return Ok(Model::ALL.to_vec());
    }
    let found = Model::ALL.into_iter().find(|model| model.word() == text);
    let known = Model::ALL.map(Model::word).join(", ");
    found.map(|model| vec![model]).ok_or_else(|| format!("models are {known} and all"))
}

#[derive(Debug, clap::Args)]
pub struct Sensitivity {
    /// Id of the finding
    pub finding: String,
    /// Case folder
    pub case: Option<PathBuf>,
    /// What to group quantities by: claim, source, speaker, channel, quantity, tie, actor, part
    #[arg(long, default_value = "claim", value_parser = grouping)]
    pub by: detente_results::Grouping,
    /// Scenario of the case in which to look at it
    #[arg(long)]
    pub scenario: Option<String>,
    /// Base points of the design; the model is run this often for every group
    #[arg(long, value_name = "N", default_value_t = 1_024, value_parser = clap::value_parser!(u32).range(16..=65_536))]
    pub points: u32,
    /// Screen the quantities by elementary effects along this many ways instead (Morris)
    #[arg(long, value_name = "WAYS", conflicts_with_all = ["by", "in_box"])]
    pub screen: Option<usize>,
    /// Find the box of quantities in which the finding lies above this instead (PRIM); 0.5 for what is or is not
    #[arg(long = "box", value_name = "ABOVE", conflicts_with = "by")]
    pub in_box: Option<f64>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = PlainFormat::Table)]
    pub format: PlainFormat,
    #[command(flatten)]
    pub options: RunOptions,
}

fn grouping(text: &str) -> Result<detente_results::Grouping, String> {
    use detente_results::Grouping;
    named(text, &Grouping::ALL, Grouping::word, "group by")
}

#[derive(Debug, Subcommand)]
pub enum Dynamics {
    /// Where a fuzzy cognitive map goes: fixed point, cycle or neither, and whether any start goes there
    Fcm {
        /// Weight matrix (CSV, rows are causes), edge list (CSV), JSON, or a case folder
        file: PathBuf,
        /// What comes into a concept: kosko, modified or rescaled
        #[arg(long, value_parser = rule)]
        rule: Option<detente_dynamics::Rule>,
        /// What becomes of it: sigmoid, tanh, bivalent or trivalent
        #[arg(long, value_parser = transfer)]
        transfer: Option<detente_dynamics::Transfer>,
        /// Steepness of the transfer
        #[arg(long)]
        lambda: Option<f64>,
        /// Hold a concept at a value; several times
        #[arg(long = "clamp", value_name = "CONCEPT=VALUE")]
        clamps: Vec<String>,
        /// Stop the rows when no concept changes by more
        #[arg(long, value_name = "CHANGE", default_value_t = 1e-3)]
        stop: f64,
        /// Seed of other starts
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Many starts instead of one: CSV with a column a concept and a row a start; prints where each ends, as CSV
        #[arg(long, value_name = "FILE", conflicts_with = "format")]
        starts: Option<PathBuf>,
        /// How to print the result
        #[arg(long, value_enum, default_value_t = PlainFormat::Table)]
        format: PlainFormat,
        #[command(flatten)]
        reading: MapOptions,
    },
    /// All consistent scenarios of a cross-impact matrix
    Cib {
        /// JSON, a ScenarioWizard file (.scw), or a case folder with `[cross-impact.ID]`
        file: PathBuf,
        /// How sure every impact is, from 1 (a guess) to 5, where the file does not say
        #[arg(long, value_name = "1-5", value_parser = clap::value_parser!(u8).range(1..=5))]
        confidence: Option<u8>,
        /// Draws of impacts that are in doubt
        #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
        draws: u32,
        /// Seed of the draws; the case says which otherwise, a plain file has 1
        #[arg(long)]
        seed: Option<u64>,
        /// How to print the result
        #[arg(long, value_enum, default_value_t = PlainFormat::Table)]
        format: PlainFormat,
        #[command(flatten)]
        reading: EncodingOption,
    },
    /// Stable configurations of two sides, their basins and the passes between them
    Landscape {
        /// JSON with `size` and `propensity`
        file: PathBuf,
        /// How to print the result
        #[arg(long, value_enum, default_value_t = PlainFormat::Table)]
        format: PlainFormat,
        #[command(flatten)]
        reading: EncodingOption,
    },
    /// Influences over time
    Propagate {
        /// JSON with `periods`, `quantities`, `influences` and `changes`
        file: PathBuf,
        /// How to print the result
        #[arg(long, value_enum, default_value_t = PlainFormat::Table)]
        format: PlainFormat,
        #[command(flatten)]
        reading: EncodingOption,
    },
    /// The direction in which ties polarise (leading eigenvector; Marvel and others 2011)
    Polarise {
        /// Table of ties: source, target, weight
        file: PathBuf,
        /// How to print the result
        #[arg(long, value_enum, default_value_t = PlainFormat::Table)]
        format: PlainFormat,
        #[command(flatten)]
        reading: TieOptions,
    },
    /// Action and reaction of states (Richardson): whether a race comes to rest, and which reaction decides
    Race {
        /// JSON with `reaction` (who, to whom), `cost`, `grievance`, and `names` and `start` where there are
        file: PathBuf,
        /// How to print the result
        #[arg(long, value_enum, default_value_t = PlainFormat::Table)]
        format: PlainFormat,
        #[command(flatten)]
        reading: EncodingOption,
    },
    /// Feedback loops, and what a lasting press on one concept does to the others
    Loops {
        /// Weight matrix (CSV, rows are causes), edge list (CSV), JSON, or a case folder
        file: PathBuf,
        /// Longest loop looked for
        #[arg(long, value_name = "N", default_value_t = 12, value_parser = clap::value_parser!(u16).range(1..=1_000))]
        longest: u16,
        /// Most loops listed
        #[arg(long, value_name = "N", default_value_t = 10_000)]
        most: usize,
        /// How to print the result
        #[arg(long, value_enum, default_value_t = PlainFormat::Table)]
        format: PlainFormat,
        #[command(flatten)]
        reading: MapOptions,
    },
}

/// A rule by name.
pub fn rule(text: &str) -> Result<detente_dynamics::Rule, String> {
    use detente_dynamics::Rule;
    named(text, &Rule::ALL, Rule::word, "rules are")
}

/// A transfer by name.
pub fn transfer(text: &str) -> Result<detente_dynamics::Transfer, String> {
    use detente_dynamics::Transfer;
    named(text, &Transfer::ALL, Transfer::word, "transfers are")
}

/// The value of a closed list whose word is typed; else what its words are, after the beginning of that sentence.
fn named<T: Copy>(text: &str, all: &[T], word: fn(T) -> &'static str, begins: &str) -> Result<T, String> {
    let found = all.iter().copied().find(|one| word(*one) == text.to_lowercase());
    let known = || all.iter().map(|one| word(*one)).collect::<Vec<_>>().join(", ");
    found.ok_or_else(|| format!("{begins} {}", known()))
}

#[derive(Debug, clap::Args)]
pub struct Score {
    /// Table of issues: dossier, issue, actor, position, salience, capability, outcome; or a case folder, whose forecasts are scored.
    /// The embedded case otherwise
    pub file: Option<PathBuf>,
    /// Date at which open forecasts are due; today otherwise
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Resamples of dossiers for the intervals
    #[arg(long, value_name = "N", default_value_t = 2_000, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub resamples: u32,
    /// Set a parameter of a model, as in `detente bargain`; several times
    #[arg(long = "param", value_name = "NAME=VALUE")]
    pub params: Vec<String>,
    /// Seed of the resamples
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub format: TableFormat,
    #[command(flatten)]
    pub reading: TextOptions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// Tables for a terminal
    Table,
    /// The whole result
    Json,
    /// One row for each, as CSV
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ConflictFormat {
    /// Tables for a terminal
    Table,
    /// The whole result
    Json,
    /// One row a state
    Csv,
    /// States and moves as a graph
    Graphml,
    /// Normal form for Gambit
    Nfg,
    /// Extensive form for Gambit
    Efg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Pairs {
    /// An error
    Refuse,
    /// Their sum
    Sum,
    /// Their mean
    Mean,
    /// The least close
    Least,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Only {
    /// Two blocs
    Strong,
    /// Any number of blocs
    Weak,
    /// The index of two blocs and its proof alone
    Index,
}

/// How answers are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    /// Text for a terminal
    Table,
    /// JSON
    Json,
    /// Markdown
    Markdown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlainFormat {
    /// Tables for a terminal
    Table,
    /// The whole result
    Json,
}

#[derive(Debug, Clone, clap::Args)]
pub struct RunOptions {
    /// Number of draws; the case says how many otherwise
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=500_000))]
    pub draws: Option<u32>,
    /// Seed of the draws; the case says which otherwise
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Read the case as of another date
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Period at which results are read (years from now); the case says which otherwise
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=1_000))]
    pub horizon: Option<u32>,
    /// Threads; results do not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
    /// Memory that draws may take, in megabytes; more is refused before work begins
    #[arg(long, value_name = "MB", default_value_t = 2_000, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    pub memory: u64,
    /// No progress on stderr
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, Subcommand)]
pub enum Show {
    /// Actors
    Actors {
        /// Case folder
        case: Option<PathBuf>,
    },
    /// Ties
    Ties {
        /// Case folder
        case: Option<PathBuf>,
    },
    /// Issues with the positions of actors
    Issues {
        /// Case folder
        case: Option<PathBuf>,
    },
    /// Claims
    Claims {
        /// Case folder
        case: Option<PathBuf>,
    },
    /// Scenarios
    Scenarios {
        /// Case folder
        case: Option<PathBuf>,
    },
    /// All quantity paths
    Quantities {
        /// Case folder
        case: Option<PathBuf>,
    },
    /// One quantity with its evidence
    Quantity {
        /// Its path
        path: String,
        /// Case folder
        case: Option<PathBuf>,
    },
    /// What a run finds and a question can name: findings by what they are called and by id
    Findings {
        /// Only those whose name or id holds this word
        word: Option<String>,
        /// Case folder
        case: Option<PathBuf>,
    },
    /// Fingerprints of the paragraphs of the documents in the case, as `fingerprints.csv`
    Fingerprints {
        /// Case folder
        case: Option<PathBuf>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// With the line underlined
    Full,
    /// One line each
    Concise,
    /// A JSON list
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RunFormat {
    /// Tables for a terminal
    Table,
    /// The whole assessment
    Json,
    /// One row a finding and scenario
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// The whole assessment
    Json,
    /// One row a finding and scenario
    Csv,
    /// A view's network as GraphML
    Graphml,
    /// A view's network as GEXF
    Gexf,
    /// The map of causes as an XMILE model for system-dynamics programs
    Xmile,
}
