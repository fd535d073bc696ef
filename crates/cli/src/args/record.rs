//! What can be typed after `detente record`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use detente_case::Date;

use super::{PlainFormat, TableFormat};

#[derive(Debug, Subcommand)]
pub enum Record {
    /// Every data set that is read: where it is obtained, on what terms, how to cite it
    Sources {
        /// How to print them
        #[arg(long, value_enum, default_value_t = PlainFormat::Table)]
        format: PlainFormat,
    },
    /// What the files of a data folder are
    List {
        #[command(flatten)]
        data: Data,
        /// How to print them
        #[arg(long, value_enum, default_value_t = PlainFormat::Table)]
        format: PlainFormat,
    },
    /// Everything about one file: data set, rows, years, rows kept out, checksum, citation
    Info {
        /// The file
        file: PathBuf,
        #[command(flatten)]
        reading: OneFile,
        /// How to print it
        #[arg(long, value_enum, default_value_t = PlainFormat::Table)]
        format: PlainFormat,
    },
    /// Malformed rows of files with place and reason; nothing is kept
    Check {
        /// Files of data sets or events, plain, gzip or zip
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        reading: OneFile,
        /// How to print them
        #[arg(long, value_enum, default_value_t = PlainFormat::Table)]
        format: PlainFormat,
    },
    /// Copy a file into the data folder of a case, and its licence, citation, checksum and row counts into datasets.csv
    Add {
        /// The file
        file: PathBuf,
        /// Case folder
        case: PathBuf,
        #[command(flatten)]
        reading: OneFile,
    },
    /// An indicator of a pair or a state, with the rows behind it; without NAME, what there is
    Value {
        /// Name of the indicator
        name: Option<String>,
        /// Two states (one for indicators of states): numbers of Correlates of War, ISO letters or names
        #[arg(long, value_name = "A,B", value_parser = states)]
        pair: Option<States>,
        /// Year, or years for indicators over time: 2001, 1990-2010
        #[arg(long, value_name = "YEAR", value_parser = years)]
        year: Option<(i16, i16)>,
        #[command(flatten)]
        data: Data,
        /// How to print it
        #[arg(long, value_enum, default_value_t = TableFormat::Table)]
        format: TableFormat,
    },
    /// An indicator year by year
    Series {
        /// Name of the indicator
        name: String,
        /// Two states, or one
        #[arg(long, value_name = "A,B", value_parser = states)]
        pair: States,
        /// First year
        #[arg(long)]
        from: i16,
        /// Last year
        #[arg(long)]
        to: i16,
        #[command(flatten)]
        data: Data,
        /// How to print it
        #[arg(long, value_enum, default_value_t = TableFormat::Table)]
        format: TableFormat,
    },
    /// How alike two states' alliances or votes are, of one pair or of all
    Similarity {
        /// The measure
        #[arg(long, value_enum, default_value_t = SimilarityMeasure::S)]
        measure: SimilarityMeasure,
        /// Two states
        #[arg(long, value_name = "A,B", value_parser = states, required_unless_present = "all", conflicts_with = "all")]
        pair: Option<States>,
        /// Year
        #[arg(long, required_unless_present = "all", conflicts_with = "all")]
        year: Option<i16>,
        /// Every pair of members of the state system, as CSV or JSON
        #[arg(long, requires = "from", requires = "to")]
        all: bool,
        /// First year of all pairs
        #[arg(long, requires = "all")]
        from: Option<i16>,
        /// Last year of all pairs
        #[arg(long, requires = "all")]
        to: Option<i16>,
        /// File to write; stdout otherwise
        #[arg(long, short)]
        out: Option<PathBuf>,
        #[command(flatten)]
        data: Data,
        /// How to print it; one pair as a table, all pairs as CSV otherwise
        #[arg(long, value_enum)]
        format: Option<PlainFormat>,
    },
    /// Ties of a case from data, by the rules of its case.toml, into data-ties.csv, data-claims.csv and datasets.csv
    Ties {
        /// Case folder
        case: PathBuf,
        /// Rules to apply, by id; all of the case otherwise
        #[arg(long = "rule", value_name = "RULE")]
        rules: Vec<String>,
        /// First year
        #[arg(long, default_value_t = 1946)]
        from: i16,
        /// Last year; the year of the case otherwise
        #[arg(long)]
        to: Option<i16>,
        /// Folder with the files of data sets; the folder `data` of the case otherwise
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        #[command(flatten)]
        reading: Reading,
    },
    /// Events of a data set between actors of a case, row by row, into data-events.csv and datasets.csv
    ///
    /// Questions of kind `moves` that name the data set look at these events. What was not taken, and why, stands in datasets.csv.
    Events(Events),
    /// Signed networks of states by windows of years: friends by alliance, enemies by dispute, with the rows behind each sign
    ///
    /// A pair is friendly with an obligation of ATOP in any year of the window (nonaggression alone is none), hostile with a
    /// dispute in any of them, and hostile where both are so. The table is what `detente balance FILE --by window` reads.
    Networks(Networks),
    /// Events added up by pair and period
    Aggregate(Aggregate),
    /// Ask tables and archives in SQL, Parquet files among them; needs a build with the feature `lake`
    Query(Query),
    /// Forecasts made as if it were earlier, scored against what came
    Backtest(Backtest),
}

#[derive(Debug, clap::Args)]
pub struct Data {
    /// Folder with the files of data sets; the folder `data` here otherwise
    #[arg(long = "data", value_name = "DIR")]
    pub folder: Option<PathBuf>,
    #[command(flatten)]
    pub reading: Reading,
}

#[derive(Debug, Clone, Default, clap::Args)]
pub struct Reading {
    /// Where several files of the folder are one data set and say the same twice: the one to read, by its name; for several sets again
    #[arg(long = "release", value_name = "FILE")]
    pub releases: Vec<String>,
    /// Whose numbers of states stand in the files; a file in those of Gleditsch and Ward is refused otherwise
    #[arg(long, value_enum)]
    pub codes: Option<Codes>,
    #[command(flatten)]
    pub limits: Limits,
}

#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub struct OneFile {
    /// Whose numbers of states stand in the file; a file in those of Gleditsch and Ward is refused otherwise
    #[arg(long, value_enum)]
    pub codes: Option<Codes>,
    #[command(flatten)]
    pub limits: Limits,
}

#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub struct Limits {
    /// Longest line of a file, in MiB; 16 otherwise
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u64).range(1..=4_000))]
    pub max_line: Option<u64>,
    /// What a packed file may unpack to, in GiB, at any ratio; 64 otherwise, and a thousand to one beyond 1 GiB
    #[arg(long, value_name = "GIB", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub max_unpacked: Option<u64>,
}

/// Numbers of states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Codes {
    /// Correlates of War; rows whose number is no member in its year are kept out
    Cow,
    /// Gleditsch and Ward; files that are surely in the others stay so
    Gw,
}

#[derive(Debug, clap::Args)]
pub struct Networks {
    /// First year
    #[arg(long, required_unless_present = "compare", conflicts_with = "compare")]
    pub from: Option<i16>,
    /// Last year
    #[arg(long, required_unless_present = "compare", conflicts_with = "compare")]
    pub to: Option<i16>,
    /// Years of a window; 4 otherwise
    #[arg(long, value_name = "YEARS", conflicts_with = "compare", value_parser = clap::value_parser!(i16).range(1..=200))]
    pub window: Option<i16>,
    /// Years from one window to the next; 1 otherwise
    #[arg(long, value_name = "YEARS", conflicts_with = "compare", value_parser = clap::value_parser!(i16).range(1..=200))]
    pub step: Option<i16>,
    /// Whose disputes make enemies
    #[arg(long, value_enum, default_value_t = DisputeSet::GmlMid)]
    pub disputes: DisputeSet,
    /// The least level of hostility that counts: 1 none known, 2 threat, 3 show, 4 use of force, 5 war
    #[arg(long, value_name = "LEVEL", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=5))]
    pub hostility: u8,
    /// A nonaggression pact alone makes friends
    #[arg(long)]
    pub nonaggression: bool,
    /// Print instead how far the networks agree with those of a file, window by window
    #[arg(long, value_name = "FILE")]
    pub compare: Option<PathBuf>,
    /// Column of that file with the window (1946, 1946-1949 or 46-49); `window` otherwise
    #[arg(long, value_name = "COLUMN")]
    pub by: Option<String>,
    /// What the names of that file mean where they are no letters of ISO or of Correlates of War: columns name,state
    #[arg(long, value_name = "FILE")]
    pub names: Option<PathBuf>,
    /// File to write; stdout otherwise
    #[arg(long, short)]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    pub data: Data,
    /// How to print them; ties as CSV, comparisons as a table otherwise
    #[arg(long, value_enum)]
    pub format: Option<TableFormat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DisputeSet {
    /// Gibler-Miller-Little
    GmlMid,
    /// Correlates of War
    CowMid,
}

#[derive(Debug, clap::Args)]
pub struct Aggregate {
    /// Files of events, plain, gzip or zip; the format is recognised
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Groups
    #[arg(long, value_enum, default_value_t = Groups::Month)]
    pub by: Groups,
    /// Scores: those in the rows, or those of the codes in a table
    #[arg(long, value_enum, default_value_t = ScaleName::Column)]
    pub scale: ScaleName,
    /// Table with the columns code, goldstein_gdelt, goldstein_icews
    #[arg(long, value_name = "FILE")]
    pub scale_table: Option<PathBuf>,
    /// Weigh events by their mentions, at most this many
    #[arg(long, value_name = "CAP", value_parser = clap::value_parser!(u32).range(1..))]
    pub mentions: Option<u32>,
    /// Only events that are the root of their sentence
    #[arg(long)]
    pub roots: bool,
    /// One event of a source, target and code a day
    #[arg(long)]
    pub one_a_day: bool,
    /// Also tell what is left of the scores of all time at the end of each period, halved every so many days
    #[arg(long, value_name = "DAYS", value_parser = half_life)]
    pub half_life: Option<f64>,
    #[command(flatten)]
    pub reading: OneFile,
    /// File to write; stdout otherwise
    #[arg(long, short)]
    pub out: Option<PathBuf>,
    /// How to print the groups
    #[arg(long, value_enum, default_value_t = RowFormat::Csv)]
    pub format: RowFormat,
}

#[derive(Debug, clap::Args)]
pub struct Events {
    /// Case folder
    pub case: PathBuf,
    /// File of events, plain, gzip or zip; the format is recognised
    pub file: PathBuf,
    /// Two actors of the case between whom events are taken, both ways; for several pairs again
    #[arg(long, value_name = "A,B", value_parser = two, required = true)]
    pub between: Vec<(String, String)>,
    /// First date: 2001, 2001-03 or 2001-03-14
    #[arg(long, value_parser = date)]
    pub from: Option<Date>,
    /// Last date
    #[arg(long, value_parser = date)]
    pub to: Option<Date>,
    /// Only events that are the root of their sentence
    #[arg(long)]
    pub roots: bool,
    /// One event of a source, target and code a day
    #[arg(long)]
    pub one_a_day: bool,
    #[command(flatten)]
    pub reading: OneFile,
}

#[derive(Debug, clap::Args)]
pub struct Query {
    /// One SELECT; a file is the table that its name without ending names
    pub sql: String,
    /// Files: Parquet, or cells between separators, plain or gzip; NAME=FILE gives a table another name
    #[arg(required = true)]
    pub files: Vec<String>,
    /// File to write: .csv, .json or .parquet
    #[arg(long, short)]
    pub out: Option<PathBuf>,
    /// Threads; with more than one the order of rows is sure only where the query orders them
    #[arg(long, default_value = "1")]
    pub threads: NonZeroUsize,
    /// How to print rows without --out
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub format: TableFormat,
}

#[derive(Debug, clap::Args)]
pub struct Backtest {
    /// What is forecast
    #[arg(value_enum)]
    pub target: Target,
    /// Years of fitting
    #[arg(long, value_name = "YEARS", value_parser = years, default_value = "1950-2000")]
    pub train: (i16, i16),
    /// Years that are forecast
    #[arg(long, value_name = "YEARS", value_parser = years, default_value = "2001-2010")]
    pub test: (i16, i16),
    /// Resamples for the intervals
    #[arg(long, value_name = "N", default_value_t = 500, value_parser = clap::value_parser!(u32).range(0..=10_000))]
    pub resamples: u32,
    /// Seed of the resamples
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Dispute onset: also try how far each tie of the network may move before the blocs change; takes minutes
    #[arg(long)]
    pub tolerance: bool,
    #[command(flatten)]
    pub data: Data,
    /// Also keep the scores in backtests.csv of this case, for its report
    #[arg(long, value_name = "CASE")]
    pub keep: Option<PathBuf>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = BacktestFormat::Table)]
    pub format: BacktestFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SimilarityMeasure {
    /// S of alliance portfolios
    S,
    /// S with squared distances
    SSquared,
    /// S with states weighed by CINC
    SCinc,
    /// Agreement beyond chance, each state's own distribution
    Kappa,
    /// Agreement beyond chance, one pooled distribution
    Pi,
    /// Rank correlation
    TauB,
    /// Votes in the General Assembly that agree
    Agreement,
    /// Distance of ideal points
    IdealPoint,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Groups {
    /// Source, target, month
    #[value(name = "dyad-month")]
    Month,
    /// Source, target, quarter
    #[value(name = "dyad-quarter")]
    Quarter,
    /// Source, target, year
    #[value(name = "dyad-year")]
    Year,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ScaleName {
    /// Scores that stand in the rows
    Column,
    /// The table's scores of GDELT
    Gdelt,
    /// The table's scores of ICEWS
    Icews,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RowFormat {
    /// A table for other programs, and for `detente record` as a data set
    Csv,
    /// The whole result
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BacktestFormat {
    /// Tables for a terminal
    Table,
    /// The whole result
    Json,
    /// Tables for a page in Markdown
    Markdown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Target {
    /// Does a militarized dispute begin this year?
    DisputeOnset,
    /// Do two states without any obligation conclude an alliance this year?
    AllianceFormation,
    /// Is the tie hostile, friendly or neither in five years?
    Sign,
}

/// One or two states as they were typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct States(pub String, pub Option<String>);

fn states(text: &str) -> Result<States, String> {
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    match parts[..] {
        [one] if !one.is_empty() => Ok(States(one.to_owned(), None)),
        [one, other] if !one.is_empty() && !other.is_empty() => Ok(States(one.to_owned(), Some(other.to_owned()))),
        _ => Err("two states with a comma between them, such as USA,JPN or 2,740".to_owned()),
    }
}

fn two(text: &str) -> Result<(String, String), String> {
    match states(text)? {
        States(one, Some(other)) => Ok((one, other)),
        States(..) => Err("two actors with a comma between them, such as USA,JPN".to_owned()),
    }
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "a date: 2001, 2001-03 or 2001-03-14".to_owned())
}

fn half_life(text: &str) -> Result<f64, String> {
    let days = text.parse::<f64>().ok().filter(|days| (1.0..=1e6).contains(days));
    days.ok_or_else(|| "days, from 1 to a million".to_owned())
}

pub fn years(text: &str) -> Result<(i16, i16), String> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    let year = |text: &str| text.trim().parse::<i16>().ok().filter(|year| (1000..=2200).contains(year));
    match (year(from), year(to)) {
        (Some(from), Some(to)) if from <= to => Ok((from, to)),
        _ => Err("a year, or two with a hyphen between them, such as 1990-2010".to_owned()),
    }
}
