//! What the data sets are, how to cite them, and under which names their columns stand in the releases and packages we know.

use super::memberships;
use crate::files::Column;
use crate::states::CodeSystem;

/// A data set of states or pairs of states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Set {
    Atop,
    AtopDirected,
    GmlMids,
    CowMids,
    CowMidParticipants,
    Capabilities,
    Majors,
    Contiguity,
    Trade,
    JointIgos,
    IgoMemberships,
    Distance,
    Rivalry,
    UnAgreement,
    UnVotes,
    UnIdeal,
    Democracy,
    Wars,
    EventMonths,
    NetMonths,
    Gdp,
    PeaceScale,
    Influence,
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// One state.
    States,
    /// A pair, whichever stands first.
    Pairs,
    /// A pair, the first towards the second.
    Directed,
}

/// When a row is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// In the year of its column 0 after the states.
    Year,
    /// From the year of one column to that of the next; dates and YYYYMM count by their year. An end in `open` or none goes on.
    Span {
        /// Last year of the release, which means that the spell goes on.
        open: i16,
    },
    /// A month, `2014-02`; rows count in its year.
    Month,
}

/// A value that a row holds.
#[derive(Debug, Clone, Copy)]
pub struct Value {
    /// The column.
    pub column: Column,
    /// Least and most that the layout allows.
    pub range: (f64, f64),
    /// Codes that mean missing.
    pub missing: &'static [f64],
    /// Whether it says yes or no, so that `TRUE` and `FALSE` are 1 and 0.
    pub yes_no: bool,
}

/// Columns of one release.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// The state, and the other of a pair.
    pub states: &'static [Column],
    /// How they are written.
    pub code: CodeSystem,
    /// When it holds.
    pub when: &'static [Column],
    /// The same.
    pub time: Time,
    /// Values that a set can do without and this layout cannot, by the first name of their column.
    pub must: &'static [&'static str],
    /// Whether each organisation has a column of its own, to be counted: [`super::memberships`].
    pub wide: bool,
    /// Whether rows of a set of pairs are of the first towards the second.
    pub directed: bool,
}

/// Everything about a data set.
#[derive(Debug, Clone, Copy)]
pub struct SetEntry {
    /// The set.
    pub set: Set,
    /// What it is called on the command line and in a case.
    pub id: &'static str,
    /// Title.
    pub title: &'static str,
    /// How its makers ask to be cited.
    pub citation: &'static str,
    /// On what terms it may be used.
    pub terms: &'static str,
    /// Where it is obtained.
    pub home: &'static str,
    /// The release that we tested.
    pub tested: &'static str,
    /// SHA-256 of the files that we tested.
    pub sha256: &'static [&'static str],
    /// What a row is about.
    pub holds: Holds,
    /// Layouts, in the order in which they are tried.
    pub layouts: &'static [Layout],
    /// Values of a row.
    pub values: &'static [Value],
    /// Places of two values that change over when the pair is turned.
    pub turned: Option<(usize, usize)>,
    /// A value of place 0 that says nothing and is dropped.
    pub filler: Option<f64>,
}

impl SetEntry {
    /// Its title without the number of a release: for files whose checksum does not tell which they are.
    pub fn title_of_any_release(&self) -> String {
        let number = |word: &str| {
            let plain = word.trim_end_matches([':', ')']);
            let parts = || plain.split(['.', '-']);
            parts().count() > 1
                && parts().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let mut title = String::new();
        for word in self.title.split(' ') {
            if number(word) {
                title.extend(word.chars().filter(|sign| matches!(sign, ':' | ')')));
            } else {
                title += if title.is_empty() { "" } else { " " };
                title += word;
            }
        }
        title
    }
}

impl Layout {
    const fn new(states: &'static [Column], code: CodeSystem, when: &'static [Column], time: Time) -> Self {
        Self { states, code, when, time, must: &[], wide: false, directed: false }
    }

    const fn with(self, must: &'static [&'static str]) -> Self {
        Self { must, ..self }
    }

    const fn counted(self) -> Self {
        Self { wide: true, ..self }
    }

    const fn in_both_directions(self) -> Self {
        Self { directed: true, ..self }
    }
}

impl Set {
    /// Its entry.
    pub fn entry(self) -> &'static SetEntry {
        CATALOGUE.iter().find(|entry| entry.set == self).unwrap_or(&CATALOGUE[0])
    }

    /// What it is called on the command line.
    pub fn id(self) -> &'static str {
        self.entry().id
    }

    /// Values that its rows have in memory: those of its entry, and for memberships which they are.
    pub fn width(self) -> usize {
        let which = if self == Self::IgoMemberships { memberships::VALUES + 1 } else { 0 };
        self.entry().values.len() + which
    }

    /// Whether a state or pair has one row a time: a second one is a repetition.
    pub fn has_one_row_a_time(self) -> bool {
        matches!(
            self,
            Self::Capabilities
                | Self::Trade
                | Self::JointIgos
                | Self::IgoMemberships
                | Self::UnAgreement
                | Self::UnIdeal
                | Self::Democracy
                | Self::EventMonths
                | Self::NetMonths
                | Self::AtopDirected
                | Self::Gdp
                | Self::Influence
        )
    }

    /// Whether its rows are spells, whose first does not say where the set begins.
    pub fn is_of_spells(self) -> bool {
        self.entry().layouts.iter().any(|layout| matches!(layout.time, Time::Span { .. }))
    }

    /// The year in which the release of a set of spells ends; what held then goes on.
    pub fn release_ends(self) -> Option<i16> {
        let open = self.entry().layouts.iter().filter_map(|layout| match layout.time {
            Time::Span { open } => Some(open),
            Time::Year | Time::Month => None,
        });
        open.max()
    }

    /// The place of a value by the first name of its column.
    pub fn value(self, name: &str) -> Option<usize> {
        self.entry().values.iter().position(|value| value.column.names[0] == name)
    }
}

const fn needed(names: &'static [&'static str]) -> Column {
    Column { names, optional: false }
}

const fn value(names: &'static [&'static str], low: f64, high: f64) -> Value {
    Value { column: needed(names), range: (low, high), missing: &[-9.0], yes_no: false }
}

const fn yes_no(names: &'static [&'static str]) -> Value {
    Value { yes_no: true, ..value(names, 0.0, 1.0) }
}

const fn maybe(names: &'static [&'static str], low: f64, high: f64) -> Value {
    Value { column: Column { names, optional: true }, range: (low, high), missing: &[-9.0], yes_no: false }
}

const PAIR: &[Column] = &[needed(&["ccode1", "ccodea", "state1no"]), needed(&["ccode2", "ccodeb", "state2no"])];
const ONE: &[Column] = &[needed(&["ccode", "cowcode", "cow"])];
const YEAR: &[Column] = &[needed(&["year"])];
const FOREVER: f64 = f64::INFINITY;

const PAIR_YEAR: Layout = Layout::new(PAIR, CodeSystem::CowNumber, YEAR, Time::Year);
const STATE_YEAR: Layout = Layout::new(ONE, CodeSystem::CowNumber, YEAR, Time::Year);
const STATE_YEAR_BY_ISO: Layout = Layout::new(&[needed(&["iso3c", "iso3"])], CodeSystem::Iso3, YEAR, Time::Year);

const CITE: &str = "free for research with citation; no open licence is stated, so it is not redistributed";

/// Every data set that is read, in alphabetical order of its id.
pub static CATALOGUE: [SetEntry; 23] = [
    SetEntry {
        set: Set::Atop,
        id: "atop",
        title: "Alliance Treaty Obligations and Provisions 5.1: obligations of pairs by year",
        citation: "Leeds, Ritter, Mitchell & Long 2002, Alliance Treaty Obligations and Provisions, 1815-1944, International Interactions 28: 237-260",
        terms: CITE,
        home: "http://www.atopdata.org",
        tested: "5.1, pairs by year (atop5_1ddyr.csv, or an undirected half)",
        sha256: &["ef69c71c894e68e7ffee255497b10918aad4fce965b47f9468339851877d46ac"],
        holds: Holds::Pairs,
        layouts: &[
            PAIR_YEAR,
            Layout::new(&[needed(&["statea"]), needed(&["stateb"])], CodeSystem::CowNumber, YEAR, Time::Year)
                .in_both_directions(),
            Layout::new(&[needed(&["mem1"]), needed(&["mem2"])], CodeSystem::CowNumber, YEAR, Time::Year),
        ],
        values: &[
            yes_no(&["atop_defense", "defense"]),
            yes_no(&["atop_offense", "offense"]),
            yes_no(&["atop_neutral", "neutral"]),
            yes_no(&["atop_nonagg", "nonagg"]),
            yes_no(&["atop_consul", "consul"]),
        ],
        turned: None,
        filler: None,
    },
    SetEntry {
        set: Set::AtopDirected,
        id: "atop-directed",
        title: "Alliance Treaty Obligations and Provisions 5.1: pairs and years in which obligations differ by direction",
        citation: "Leeds, Ritter, Mitchell & Long 2002, Alliance Treaty Obligations and Provisions, 1815-1944, International Interactions 28: 237-260",
        terms: CITE,
        home: "http://www.atopdata.org",
        tested: "5.1, with the columns of the other direction as atop_defense_rev and so on",
        sha256: &["e72470fd38eaf65d2e36beb680a43cf9c0309f14251364388e98e30877ad6a5a"],
        holds: Holds::Directed,
        layouts: &[PAIR_YEAR],
        values: &[
            yes_no(&["atop_defense"]),
            yes_no(&["atop_offense"]),
            yes_no(&["atop_neutral"]),
            yes_no(&["atop_nonagg"]),
            yes_no(&["atop_consul"]),
            yes_no(&["atop_defense_rev"]),
            yes_no(&["atop_offense_rev"]),
            yes_no(&["atop_neutral_rev"]),
            yes_no(&["atop_nonagg_rev"]),
            yes_no(&["atop_consul_rev"]),
        ],
        turned: None,
        filler: None,
    },
    SetEntry {
        set: Set::Contiguity,
        id: "contiguity",
        title: "Direct Contiguity 3.2",
        citation: "Stinnett, Tir, Schafer, Diehl & Gochman 2002, The Correlates of War Project Direct Contiguity Data, Version 3, Conflict Management and Peace Science 19: 59-67",
        terms: CITE,
        home: "https://correlatesofwar.org/data-sets/direct-contiguity/",
        tested: "3.2 (contdir.csv)",
        sha256: &["ebd4e5de9fae188021b092cf214165f0b471cc837200f98a7fa792c3c38c03c1"],
        holds: Holds::Pairs,
        layouts: &[
            Layout::new(
                PAIR,
                CodeSystem::CowNumber,
                &[needed(&["stdate"]), needed(&["enddate"])],
                Time::Span { open: 2016 },
            ),
            Layout::new(
                &[needed(&["statelno"]), needed(&["statehno"])],
                CodeSystem::CowNumber,
                &[needed(&["begin"]), needed(&["end"])],
                Time::Span { open: 2016 },
            ),
        ],
        values: &[value(&["conttype"], 0.0, 5.0)],
        turned: None,
        filler: Some(0.0),
    },
    SetEntry {
        set: Set::CowMidParticipants,
        id: "cow-mid-participants",
        title: "Militarized Interstate Disputes 5.0: participants of disputes",
        citation: "Palmer, McManus, D'Orazio, Kenwick, Karstens, Bloch, Dietrich, Kahn, Ritter & Soules 2022, The MID5 Dataset, 2011-2014, Conflict Management and Peace Science 39: 470-482",
        terms: CITE,
        home: "https://correlatesofwar.org/data-sets/mids/",
        tested: "columns of MIDB 5.0; opponents are states of two sides in the same years",
        sha256: &[],
        holds: Holds::States,
        layouts: &[Layout::new(
            ONE,
            CodeSystem::CowNumber,
            &[needed(&["styear"]), needed(&["endyear"])],
            Time::Span { open: i16::MAX },
        )],
        values: &[
            value(&["dispnum", "dispnum3", "dispnum4", "dispnum5"], 0.0, FOREVER),
            yes_no(&["sidea"]),
            value(&["hostlev"], 0.0, 5.0),
            value(&["fatality"], 0.0, 6.0),
        ],
        turned: None,
        filler: None,
    },
    SetEntry {
        set: Set::CowMids,
        id: "cow-mid",
        title: "Militarized Interstate Disputes 5.0: directed pairs by year",
        citation: "Palmer, McManus, D'Orazio, Kenwick, Karstens, Bloch, Dietrich, Kahn, Ritter & Soules 2022, The MID5 Dataset, 2011-2014, Conflict Management and Peace Science 39: 470-482",
        terms: CITE,
        home: "https://correlatesofwar.org/data-sets/mids/",
        tested: "5.0 as directed dispute-years",
        sha256: &["79efcc1132ca5e86e3de858a894da78e7cc40894e71d5e85f3199b44f2be2315"],
        holds: Holds::Directed,
        layouts: &[PAIR_YEAR],
        values: &[
            value(&["dispnum"], 0.0, FOREVER),
            yes_no(&["disponset"]),
            value(&["hostlev1"], 0.0, 5.0),
            value(&["hostlev2"], 0.0, 5.0),
            value(&["fatality1"], 0.0, 6.0),
            value(&["fatality2"], 0.0, 6.0),
        ],
        turned: None,
        filler: None,
    },
    SetEntry {
        set: Set::Democracy,
        id: "democracy",
        title: "Democracy of states by year: Polity 5 and V-Dem polyarchy",
        citation: "Marshall, Gurr & Jaggers, Polity5; Coppedge et al., V-Dem Country-Year Dataset; Marquez 2016 for extended UDS",
        terms: CITE,
        home: "https://www.v-dem.net/data/ and https://www.systemicpeace.org",
        tested: "columns polity2 and v2x_polyarchy by COW number; either alone (p5v2018, V-Dem-CY) by its columns",
        sha256: &["1bed99fd12ed24c6e16ff888bf21a72e39fc215c9bc6bde7504e85dd1356641d"],
        holds: Holds::States,
        layouts: &[
            STATE_YEAR.with(&["polity2"]),
            STATE_YEAR.with(&["v2x_polyarchy"]),
            Layout::new(&[needed(&["country_text_id"])], CodeSystem::Iso3, YEAR, Time::Year).with(&["v2x_polyarchy"]),
        ],
        values: &[
            Value {
                column: Column { names: &["polity2"], optional: true },
                range: (-10.0, 10.0),
                missing: &[-66.0, -77.0, -88.0],
                yes_no: false,
            },
            Value {
                column: Column { names: &["v2x_polyarchy"], optional: true },
                range: (0.0, 1.0),
                missing: &[],
                yes_no: false,
            },
        ],
        turned: None,
        filler: None,
    },
    SetEntry {
        set: Set::Distance,
        id: "distance",
        title: "Least distance between borders, km, as spells (CShapes 2.0)",
        citation: "Schvitz, Girardin, Rüegger, Weidmann, Cederman & Gleditsch 2022, Mapping the International System, 1886-2019: The CShapes 2.0 Dataset, Journal of Conflict Resolution 66: 144-161",
        terms: "cite; see its own licence before passing it on",
        home: "https://icr.ethz.ch/data/cshapes/",
        tested: "spells 1886-2019",
        sha256: &["a25544509794e20a35c711c5365a627493772b9317f6883244b66b3e1c5f36b8"],
        holds: Holds::Pairs,
        layouts: &[
            Layout::new(
                PAIR,
                CodeSystem::CowNumber,
                &[needed(&["styear"]), needed(&["endyear"])],
                Time::Span { open: 2019 },
            ),
            PAIR_YEAR,
        ],
        values: &[value(&["mindist_km", "mindist"], 0.0, 21_000.0)],
        turned: None,
        filler: None,
    },
    SetEntry {
        set: Set::Influence,
        id: "fbic",
        title: "Formal Bilateral Influence Capacity: bandwidth and dependence of directed pairs by year",
        citation: "Moyer, Meisel, Matthews, Bohl & Burrows 2021, China-US Competition: Measuring Global Influence, Atlantic Council and Pardee Center",
        terms: CITE,
        home: "https://korbel.du.edu/pardee/content/formal-bilateral-influence-capacity",
        tested: "no release was at hand: columns iso3a (who influences), iso3b, year, fbic, and maybe bandwidth, dependence",
        sha256: &[],
        holds: Holds::Directed,
        layouts: &[
            Layout::new(&[needed(&["iso3a"]), needed(&["iso3b"])], CodeSystem::Letters, YEAR, Time::Year),
            PAIR_YEAR,
        ],
        values: &[
            value(&["fbic"], 0.0, FOREVER),
            maybe(&["bandwidth"], 0.0, FOREVER),
            maybe(&["dependence"], 0.0, FOREVER),
        ],
        turned: None,
        filler: None,
    },
    SetEntry {
        set: Set::Gdp,
        id: "gdp",
        title: "Gross domestic product of states by year, current US dollars",
        citation: "World Bank, World Development Indicators, NY.GDP.MKTP.CD, or the source of your table",
        terms: "CC BY 4.0 (World Bank); else those of your source",
        home: "https://data.worldbank.org/indicator/NY.GDP.MKTP.CD",
        tested: "a row a state and year: ccode or iso3c, year, and gdp_musd (millions) or NY.GDP.MKTP.CD (dollars)",
        sha256: &[],
        holds: Holds::States,
        layouts: &[
            STATE_YEAR.with(&["gdp_musd"]),
            STATE_YEAR.with(&["ny.gdp.mktp.cd"]),
            STATE_YEAR_BY_ISO.with(&["gdp_musd"]),
            STATE_YEAR_BY_ISO.with(&["ny.gdp.mktp.cd"]),
        ],
        values: &[
            maybe(&["gdp_musd"], f64::MIN_POSITIVE, FOREVER),
            maybe(&["ny.gdp.mktp.cd", "ny_gdp_mktp_cd"], f64::MIN_POSITIVE, FOREVER),
        ],
        turned: None,
        filler: None,
    },
    SetEntry {
        set: Set::GmlMids,
        id: "gml-mid",
        title: "Gibler-Miller-Little MIDs 2.2: directed pairs by year",
        citation: "Gibler, Miller & Little 2016, An Analysis of the Militarized Interstate Dispute (MID) Dataset, 1816-2001, International Studies Quarterly 60: 719-730",
        terms: CITE,
        home: "https://svmiller.com/gml-mid-data/",
        tested: "2.2.1 as directed dispute-years, 1816-2010",
        sha256: &["f4c0000fc2030045dacb942fd47db5f0353d64125be8f7a7f7237965f7c6fd9f"],
        holds: Holds::Directed,
        layouts: &[PAIR_YEAR],
        values: &[
            value(&["dispnum"], 0.0, FOREVER),
            yes_no(&["midonset", "gmlmidonset"]),
            value(&["hostlev1"], 0.0, 5.0),
            value(&["hostlev2"], 0.0, 5.0),
            value(&["fatality1"], 0.0, 6.0),
            value(&["fatality2"], 0.0, 6.0),
        ],
        turned: None,
        filler: None,
    },
    SetEntry {
        set: Set::EventMonths,
        id: "event-months",
        title: "Events of directed pairs by month, as `detente record aggregate` writes them",
        citation: "of the event data that were added up",
        terms: "of the event data that were added up",
        home: "made by `detente record aggregate`",
        tested: "columns source, target, month, n, goldstein_sum",
        sha256: &["80489b02ac33acad6e9c49e1871d62a4d3ad03b93f62ea58e1dcdf63a123be21"],
        holds: Holds::Directed,
        layouts: &[Layout::new(
            &[needed(&["source"]), needed(&["target"])],
            CodeSystem::Letters,
            &[needed(&["month", "quarter", "year"])],
            Time::Month,
        )],
        values: &[
            value(&["n"], 0.0, FOREVER),
            Value { column: needed(&["goldstein_sum"]), range: (-FOREVER, FOREVER), missing: &[], yes_no: false },
            maybe(&["weight"], 0.0, FOREVER),
            maybe(&["verb_coop"], 0.0, FOREVER),
            maybe(&["mat_coop"], 0.0, FOREVER),
            maybe(&["verb_conf"], 0.0, FOREVER),
            maybe(&["mat_conf"], 0.0, FOREVER),
            Value {
                column: Column { names: &["goldstein_left"], optional: true },
                range: (-FOREVER, FOREVER),
                missing: &[],
                yes_no: false,
            },
            maybe(&["half_life"], 1.0, FOREVER),
        ],
        turned: None,
        filler: None,
    },
    SetEntry {
        set: Set::IgoMemberships,
        id: "igo",
        title: "Memberships in intergovernmental organisations by state and year",
        citation: "Pevehouse, Nordstrom, McManus & Jamison 2020, Tracking Organizations in the World: The Correlates of War IGO Version 3.0 Datasets, Journal of Peace Research 57: 492-503",
        terms: CITE,
        home: "https://correlatesofwar.org/data-sets/igos/",
        tested: "3.0, counts by state and year; the table with a column for every organisation (state_year_format3) by its columns",
        sha256: &["cd05e8b4a11fa8678af177a112e828fd574a7d73be814de7134e4975ee03379e"],
        holds: Holds::States,
        layouts: &[STATE_YEAR, STATE_YEAR.counted()],
        values: &[value(&["sum_igo_full"], 0.0, FOREVER), value(&["sum_igo_anytype"], 0.0, FOREVER)],
        turned: None,
        filler: None,
    },
    SetEntry {
        set: Set::JointIgos,
        id: "joint-igo",
        title: "Joint memberships in intergovernmental organisations by pair and year",
        citation: "Pevehouse, Nordstrom, McManus & Jamison 2020, Tracking Organizations in the World: The Correlates of War IGO Version 3.0 Datasets, Journal of Peace Research 57: 492-503",
        terms: CITE,
        home: "https://correlatesofwar.org/data-sets/igos/",
        tested: "3.0, pairs by year with the column dyadigos; with a column for every organisation (dyadic_format3) by its columns; else counted from memberships",
        sha256: &["3bb58e13c038bd199bc7181e89a5b22d57a234239b0bf5aca4ce1a4124ed4762"],
        holds: Holds::Pairs,
        layouts: &[PAIR_YEAR, PAIR_YEAR.counted()],
        values: &[value(&["dyadigos"], 0.0, FOREVER)],
        turned: None,
        filler: None,
    },
    SetEntry {
        set: Set::Majors,
        id: "majors",
        title: "Major powers",
        citation: "Correlates of War Project 2017, State System Membership List, v2016",
        terms: CITE,
        home: "https://correlatesofwar.org/data-sets/state-system-membership/",
        tested: "v2016 (majors2016.csv)",
        sha256: &["9e8b72eec51bec8bc175c2d1a1c968828c4571558e281c0b3bd554dca135100e"],
        holds: Holds::States,
        layouts: &[Layout::new(
            ONE,
            CodeSystem::CowNumber,
            &[needed(&["styear"]), needed(&["endyear"])],
            Time::Span { open: 2016 },
        )],
        values: &[],
        turned: None,
        filler: None,
    },
    SetEntry {
        set: Set::NetMonths,
        id: "net-months",
        title: "Net scores of pairs by month, without counts",
        citation: "Leetaru & Schrodt 2013, GDELT: Global Data on Events, Location and Tone, 1979-2012",
        terms: "open with citation of GDELT",
        home: "https://www.gdeltproject.org/data.html",
        tested: "columns month, iso3_a, iso3_b, net_score",
        sha256: &["b5e2bc15eef38912ba66d3ac8a2fdfd964f8049f2f689f8baeeef7412f64783c"],
        holds: Holds::Pairs,
        layouts: &[Layout::new(
            &[needed(&["iso3_a"]), needed(&["iso3_b"])],
            CodeSystem::Letters,
            &[needed(&["month"])],
            Time::Month,
        )],
        values: &[Value { column: needed(&["net_score"]), range: (-FOREVER, FOREVER), missing: &[], yes_no: false }],
        turned: None,
        filler: None,
    },
    SetEntry {
        set: Set::Capabilities,
        id: "nmc",
        title: "National Material Capabilities: six components and CINC",
        citation: "Singer, Bremer & Stuckey 1972, Capability Distribution, Uncertainty, and Major Power War, 1820-1965; Singer 1987, International Interactions 14: 115-132",
        terms: CITE,
        home: "https://correlatesofwar.org/data-sets/national-material-capabilities/",
        tested: "6.0, 1816-2016 and an extension to 2022 (NMC-60-abridged.csv)",
        sha256: &["1e790f81c1353dde61d228eca434b8c9f049ebd764e0ff15ce4d2db1bed62a25"],
        holds: Holds::States,
        layouts: &[STATE_YEAR],
        values: &[
            value(&["cinc"], 0.0, 1.0),
            value(&["milex"], 0.0, FOREVER),
            value(&["milper"], 0.0, FOREVER),
            value(&["irst"], 0.0, FOREVER),
            value(&["pec"], 0.0, FOREVER),
            value(&["tpop"], 0.0, FOREVER),
            value(&["upop"], 0.0, FOREVER),
        ],
        turned: None,
        filler: None,
    },
    SetEntry {
        set: Set::PeaceScale,
        id: "peace-scale",
        title: "Peace scale: relationships of pairs as spells, 0 severe rivalry, 0.25 lesser rivalry, 0.5 negative peace, 0.75 warm peace, 1 security community",
        citation: "Goertz, Diehl & Balas 2016, The Puzzle of Peace: The Evolution of Peace in the International System, Oxford University Press; Diehl, Goertz & Gallegos 2021, Peace Data, Conflict Management and Peace Science 38: 605-624",
        terms: CITE,
        home: "https://doi.org/10.1177/0738894219870288",
        tested: "no release was at hand: columns ccode1, ccode2, styear, endyear (or dates begin, end), peace_scale",
        sha256: &[],
        holds: Holds::Pairs,
        layouts: &[Layout::new(
            PAIR,
            CodeSystem::CowNumber,
            &[needed(&["styear", "begin", "start", "stdate"]), needed(&["endyear", "end", "enddate"])],
            Time::Span { open: 2020 },
        )],
        values: &[value(&["peace_scale", "peacescale", "peace_level", "peacelevel"], 0.0, 1.0)],
        turned: None,
        filler: None,
    },
    SetEntry {
        set: Set::Trade,
        id: "trade",
        title: "Bilateral trade 4.0: imports in current US dollars, millions",
        citation: "Barbieri, Keshk & Pollins 2009, Trading Data, Conflict Management and Peace Science 26: 471-491; Barbieri & Keshk 2016, Codebook, Version 4.0",
        terms: CITE,
        home: "https://correlatesofwar.org/data-sets/bilateral-trade/",
        tested: "4.0 (Dyadic_COW_4.0.csv), the columns flow1 and flow2",
        sha256: &["7aedb37dd113b1fc453c4429bb4ecfe72032795e3b6d9ade11a9501b26e489e8"],
        holds: Holds::Pairs,
        layouts: &[PAIR_YEAR],
        values: &[value(&["flow1"], 0.0, FOREVER), value(&["flow2"], 0.0, FOREVER)],
        turned: Some((0, 1)),
        filler: None,
    },
    SetEntry {
        set: Set::Rivalry,
        id: "tss",
        title: "Strategic rivalries 1494-2020",
        citation: "Thompson, Sakuwa & Suhas 2021, Analyzing Strategic Rivalries in World Politics, Springer",
        terms: CITE,
        home: "https://doi.org/10.1007/978-981-16-6671-1",
        tested: "1494-2020, one row a rivalry",
        sha256: &["7d975b0e99dabdb6a5ce72d5949066362c91615c7479a8d5c0634fb757d9294d"],
        holds: Holds::Pairs,
        layouts: &[Layout::new(
            PAIR,
            CodeSystem::CowNumber,
            &[needed(&["start", "styear"]), needed(&["end", "endyear"])],
            Time::Span { open: 2020 },
        )],
        values: &[yes_no(&["positional"]), yes_no(&["spatial"]), yes_no(&["ideological"])],
        turned: None,
        filler: None,
    },
    SetEntry {
        set: Set::UnAgreement,
        id: "un-agreement",
        title: "Votes of pairs in the United Nations General Assembly: common, identical, opposite",
        citation: "Voeten, Strezhnev & Bailey, United Nations General Assembly Voting Data, Harvard Dataverse, doi:10.7910/DVN/LEJUQZ",
        terms: CITE,
        home: "https://doi.org/10.7910/DVN/LEJUQZ",
        tested: "1946-2019, counted from roll calls",
        sha256: &["7740d25bde2fa0bf6f452e1125e294864ff63905d961cb1767c88b0e6040be52"],
        holds: Holds::Pairs,
        layouts: &[PAIR_YEAR],
        values: &[value(&["n"], 0.0, FOREVER), value(&["same"], 0.0, FOREVER), value(&["opposite"], 0.0, FOREVER)],
        turned: None,
        filler: None,
    },
    SetEntry {
        set: Set::UnIdeal,
        id: "un-ideal",
        title: "Ideal points of states from votes in the United Nations General Assembly",
        citation: "Bailey, Strezhnev & Voeten 2017, Estimating Dynamic State Preferences from United Nations Voting Data, Journal of Conflict Resolution 61: 430-456",
        terms: CITE,
        home: "https://doi.org/10.7910/DVN/LEJUQZ",
        tested: "1946-2012, the column idealpoint",
        sha256: &["eae081e37523b54e9d73b0262048f87cc97e166b5a8afe4e1b13e118f3986cc5"],
        holds: Holds::States,
        layouts: &[
            STATE_YEAR,
            Layout::new(&[needed(&["countryabb", "stateabb"])], CodeSystem::CowLetters, YEAR, Time::Year),
            STATE_YEAR_BY_ISO,
        ],
        values: &[Value {
            column: needed(&["idealpoint", "idealpointall", "idealpointfp"]),
            range: (-10.0, 10.0),
            missing: &[],
            yes_no: false,
        }],
        turned: None,
        filler: None,
    },
    SetEntry {
        set: Set::UnVotes,
        id: "un-votes",
        title: "Roll calls of the United Nations General Assembly",
        citation: "Voeten, Strezhnev & Bailey, United Nations General Assembly Voting Data, Harvard Dataverse, doi:10.7910/DVN/LEJUQZ",
        terms: CITE,
        home: "https://doi.org/10.7910/DVN/LEJUQZ",
        tested: "columns rcid, ccode, vote and year; counted into pairs",
        sha256: &[],
        holds: Holds::States,
        layouts: &[STATE_YEAR],
        values: &[value(&["rcid"], 0.0, FOREVER), value(&["vote"], 1.0, 9.0)],
        turned: None,
        filler: None,
    },
    SetEntry {
        set: Set::Wars,
        id: "wars",
        title: "Inter-state wars: directed pairs by year",
        citation: "Sarkees & Wayman 2010, Resort to War: 1816-2007, CQ Press",
        terms: CITE,
        home: "https://correlatesofwar.org/data-sets/cow-war/",
        tested: "4.0 as directed pairs by year",
        sha256: &["366fe929278674b7f15928e89963b30f8aba1dd313b5e291a18112754426c44f"],
        holds: Holds::Directed,
        layouts: &[PAIR_YEAR],
        values: &[value(&["warnum"], 0.0, FOREVER), yes_no(&["cowinteronset"])],
        turned: None,
        filler: None,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_without_a_release() {
        let title = |set: Set| set.entry().title_of_any_release();
        assert_eq!(title(Set::Atop), "Alliance Treaty Obligations and Provisions: obligations of pairs by year");
        assert_eq!(title(Set::Contiguity), "Direct Contiguity");
        assert_eq!(title(Set::Rivalry), "Strategic rivalries");
        assert_eq!(title(Set::Distance), "Least distance between borders, km, as spells (CShapes)");
        assert_eq!(title(Set::Democracy), "Democracy of states by year: Polity 5 and V-Dem polyarchy");
    }
}
