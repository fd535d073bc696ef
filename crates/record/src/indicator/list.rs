//! What indicators there are.

use super::ask::{Ask, Found};
use super::{alliances, disputes, events, igos, pair, trade, value, votes};
use crate::sets::{Folder, Set, SetError};
use crate::similarity::Measure;

/// What an indicator is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// One state in a year.
    State,
    /// A pair in a year, both alike.
    Pair,
    /// The first of a pair towards the second, or one of the two, in a year.
    Towards,
    /// A pair over years: `--year 1990-2010`.
    Window,
}

type Compute = fn(&Folder, &Ask) -> Result<Found, SetError>;

/// An indicator.
#[derive(Clone, Copy)]
pub struct Indicator {
    /// What it is called.
    pub name: &'static str,
    /// What it says, with unit or range.
    pub meaning: &'static str,
    /// What it is of.
    pub about: About,
    /// What it is made from.
    pub needs: &'static [Set],
    /// Least and most; infinite where there is none.
    pub range: (f64, f64),
    compute: Compute,
}

impl Indicator {
    /// The indicator of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        indicators().iter().find(|indicator| indicator.name == name)
    }

    /// Its value and the rows behind it.
    ///
    /// # Errors
    /// [`SetError`] where a data set is missing or cannot be read.
    pub fn of(&self, folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
        (self.compute)(folder, ask)
    }
}

/// Measures of likeness of portfolios and the names of their indicators.
pub const LIKENESS: [(&str, Measure); 6] = [
    ("s_alliance_atop", Measure::S),
    ("s_squared_alliance_atop", Measure::SSquared),
    ("s_cinc_alliance_atop", Measure::SCinc),
    ("kappa_alliance_atop", Measure::Kappa),
    ("pi_alliance_atop", Measure::Pi),
    ("tau_b_alliance_atop", Measure::TauB),
];

const ANY: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);
const COUNT: (f64, f64) = (0.0, f64::INFINITY);
const SHARE: (f64, f64) = (0.0, 1.0);
const SIGNED: (f64, f64) = (-1.0, 1.0);

macro_rules! indicator {
    ($name:literal, $about:ident, $needs:expr, $range:expr, $meaning:literal, $compute:expr) => {
        Indicator {
            name: $name,
            meaning: $meaning,
            about: About::$about,
            needs: $needs,
            range: $range,
            compute: $compute,
        }
    };
}

/// Every indicator in alphabetical order.
pub fn indicators() -> &'static [Indicator] {
    static ALL: &[Indicator] = &[
        indicator!(
            "alliance_commitment",
            Pair,
            &[Set::Atop],
            SHARE,
            "1 for defence or offence, 0.5 for consultation or neutrality, 0.1 for nonaggression without a dispute in the year",
            alliances::commitment
        ),
        indicator!(
            "alliance_commitment_of_a",
            Towards,
            &[Set::Atop, Set::AtopDirected],
            SHARE,
            "the same of a towards b, where obligations differ by direction",
            alliances::commitment_of_a
        ),
        indicator!("atop_consul", Pair, &[Set::Atop], SHARE, "consultation pact, 1 or 0", |folder, ask| {
            alliances::flag(folder, ask, "atop_consul")
        }),
        indicator!("atop_defense", Pair, &[Set::Atop], SHARE, "defence pact, 1 or 0", |folder, ask| alliances::flag(
            folder,
            ask,
            "atop_defense"
        )),
        indicator!(
            "atop_neutral",
            Pair,
            &[Set::Atop],
            SHARE,
            "neutrality pact, 1 or 0",
            |folder, ask| alliances::flag(folder, ask, "atop_neutral")
        ),
        indicator!("atop_nonagg", Pair, &[Set::Atop], SHARE, "nonaggression pact, 1 or 0", |folder, ask| {
            alliances::flag(folder, ask, "atop_nonagg")
        }),
        indicator!("atop_offense", Pair, &[Set::Atop], SHARE, "offence pact, 1 or 0", |folder, ask| alliances::flag(
            folder,
            ask,
            "atop_offense"
        )),
        indicator!(
            "capability_ratio",
            Pair,
            &[Set::Capabilities],
            COUNT,
            "natural logarithm of the larger over the smaller CINC",
            pair::capability_ratio
        ),
        indicator!(
            "cinc",
            State,
            &[Set::Capabilities],
            SHARE,
            "share of the world's material capabilities",
            |folder, ask| value::state_value(folder, ask, Set::Capabilities, "cinc")
        ),
        indicator!(
            "contiguity_type",
            Pair,
            &[Set::Contiguity],
            (0.0, 5.0),
            "1 land, 2 to 5 water of at most 12, 24, 150, 400 miles, 0 not contiguous",
            pair::contiguity
        ),
        indicator!(
            "cooperation_share",
            Window,
            &[Set::EventMonths],
            SHARE,
            "share of cooperative events in both directions, posterior mean with a Beta(1, 1) prior",
            events::cooperation
        ),
        indicator!(
            "cow5_mid_max_hostility",
            Window,
            &[Set::CowMids],
            (0.0, 5.0),
            "highest hostility of a dispute, 5 war; 0 without a dispute",
            |folder, ask| disputes::hostility(folder, ask, Set::CowMids)
        ),
        indicator!("cow5_mid_onsets", Window, &[Set::CowMids], COUNT, "disputes that began", |folder, ask| {
            disputes::onsets(folder, ask, Set::CowMids)
        }),
        indicator!(
            "dispute_pressure",
            Pair,
            &[Set::GmlMids],
            SHARE,
            "hostility over 5 of the dispute that weighs most in the ten years up to the year, halved every five years; shows of force (level 3) and below at half weight",
            disputes::pressure
        ),
        indicator!(
            "fbic_bandwidth",
            Pair,
            &[Set::Influence],
            COUNT,
            "how much passes between the two (FBIC), as the set scales it",
            |folder, ask| value::directed(folder, ask, Set::Influence, "bandwidth")
        ),
        indicator!(
            "fbic_dependence_of_b",
            Towards,
            &[Set::Influence],
            COUNT,
            "how much b depends on a (FBIC), as the set scales it",
            |folder, ask| value::directed(folder, ask, Set::Influence, "dependence")
        ),
        indicator!(
            "fbic_influence_of_a",
            Towards,
            &[Set::Influence],
            COUNT,
            "capacity of a to influence b (FBIC), bandwidth times dependence as the set scales it",
            |folder, ask| value::directed(folder, ask, Set::Influence, "fbic")
        ),
        indicator!("gdelt_net_score", Window, &[Set::NetMonths], ANY, "sum of monthly net scores", events::net),
        indicator!(
            "gml_mid_max_hostility",
            Window,
            &[Set::GmlMids],
            (0.0, 5.0),
            "highest hostility of a dispute, 5 war; 0 without a dispute",
            |folder, ask| disputes::hostility(folder, ask, Set::GmlMids)
        ),
        indicator!("gml_mid_onsets", Window, &[Set::GmlMids], COUNT, "disputes that began", |folder, ask| {
            disputes::onsets(folder, ask, Set::GmlMids)
        }),
        indicator!(
            "goldstein_left",
            Window,
            &[Set::EventMonths],
            ANY,
            "what is left of the Goldstein scores of all time in both directions, halved every so many days",
            events::left
        ),
        indicator!(
            "goldstein_mean",
            Window,
            &[Set::EventMonths],
            (-10.0, 10.0),
            "mean Goldstein score in both directions",
            events::mean
        ),
        indicator!(
            "goldstein_sum",
            Window,
            &[Set::EventMonths],
            ANY,
            "sum of Goldstein scores in both directions",
            events::sum
        ),
        indicator!(
            "goldstein_z",
            Window,
            &[Set::EventMonths],
            ANY,
            "mean Goldstein score less that of all pairs, in standard deviations of pairs",
            events::z
        ),
        indicator!("icews_events", Window, &[Set::EventMonths], COUNT, "events in both directions", events::count),
        indicator!(
            "icews_mean_goldstein",
            Window,
            &[Set::EventMonths],
            (-10.0, 10.0),
            "mean Goldstein score in both directions",
            events::mean
        ),
        indicator!(
            "igo_share",
            Pair,
            &[Set::JointIgos, Set::IgoMemberships],
            SHARE,
            "joint memberships over the memberships of the state that has fewer",
            igos::igo_share
        ),
        indicator!(
            "imports_of_a_from_b_musd",
            Towards,
            &[Set::Trade],
            COUNT,
            "imports, current US dollars, millions",
            |folder, ask| trade::imports(folder, ask, false)
        ),
        indicator!(
            "imports_of_b_from_a_musd",
            Towards,
            &[Set::Trade],
            COUNT,
            "imports, current US dollars, millions",
            |folder, ask| trade::imports(folder, ask, true)
        ),
        indicator!(
            "joint_igos",
            Pair,
            &[Set::JointIgos],
            COUNT,
            "joint memberships in intergovernmental organisations",
            igos::joint_igos
        ),
        indicator!(
            "kappa_alliance_atop",
            Pair,
            &[Set::Atop],
            SIGNED,
            "agreement of alliance portfolios beyond chance (kappa)",
            |folder, ask| alliances::likeness(folder, ask, Measure::Kappa)
        ),
        indicator!(
            "min_distance_km",
            Pair,
            &[Set::Distance],
            COUNT,
            "least distance between borders",
            |folder, ask| value::plain(folder, ask, Set::Distance, "mindist_km")
        ),
        indicator!(
            "p_positive",
            Window,
            &[Set::EventMonths],
            SHARE,
            "probability that the share of cooperative events is above that of all pairs",
            events::positive
        ),
        indicator!(
            "peace_scale",
            Pair,
            &[Set::PeaceScale],
            SHARE,
            "0 severe rivalry, 0.25 lesser rivalry, 0.5 negative peace, 0.75 warm peace, 1 security community",
            |folder, ask| value::plain(folder, ask, Set::PeaceScale, "peace_scale")
        ),
        indicator!(
            "pi_alliance_atop",
            Pair,
            &[Set::Atop],
            SIGNED,
            "agreement of alliance portfolios beyond chance (pi)",
            |folder, ask| alliances::likeness(folder, ask, Measure::Pi)
        ),
        indicator!(
            "polity2",
            State,
            &[Set::Democracy],
            (-10.0, 10.0),
            "democracy less autocracy, Polity",
            |folder, ask| value::state_value(folder, ask, Set::Democracy, "polity2")
        ),
        indicator!("polyarchy", State, &[Set::Democracy], SHARE, "electoral democracy, V-Dem", |folder, ask| {
            value::state_value(folder, ask, Set::Democracy, "v2x_polyarchy")
        }),
        indicator!("rivalry", Pair, &[Set::Rivalry], SHARE, "strategic rivals, 1 or 0", pair::rivalry),
        indicator!(
            "s_alliance_atop",
            Pair,
            &[Set::Atop],
            SIGNED,
            "likeness of alliance portfolios (S)",
            |folder, ask| alliances::likeness(folder, ask, Measure::S)
        ),
        indicator!(
            "s_cinc_alliance_atop",
            Pair,
            &[Set::Atop, Set::Capabilities],
            SIGNED,
            "likeness of alliance portfolios, states weighed by CINC",
            |folder, ask| alliances::likeness(folder, ask, Measure::SCinc)
        ),
        indicator!(
            "s_squared_alliance_atop",
            Pair,
            &[Set::Atop],
            SIGNED,
            "likeness of alliance portfolios with squared distances",
            |folder, ask| alliances::likeness(folder, ask, Measure::SSquared)
        ),
        indicator!(
            "tau_b_alliance_atop",
            Pair,
            &[Set::Atop],
            SIGNED,
            "rank correlation of alliance portfolios",
            |folder, ask| alliances::likeness(folder, ask, Measure::TauB)
        ),
        indicator!(
            "trade_over_gdp_of_a",
            Towards,
            &[Set::Trade, Set::Gdp],
            COUNT,
            "imports and exports between the two over the gross domestic product of a",
            |folder, ask| trade::trade_over_gdp(folder, ask, false)
        ),
        indicator!(
            "trade_over_gdp_of_b",
            Towards,
            &[Set::Trade, Set::Gdp],
            COUNT,
            "imports and exports between the two over the gross domestic product of b",
            |folder, ask| trade::trade_over_gdp(folder, ask, true)
        ),
        indicator!(
            "trade_share_of_a",
            Towards,
            &[Set::Trade],
            SHARE,
            "trade with b over all trade of a in the file",
            |folder, ask| trade::trade_share(folder, ask, false)
        ),
        indicator!(
            "trade_share_of_b",
            Towards,
            &[Set::Trade],
            SHARE,
            "trade with a over all trade of b in the file",
            |folder, ask| trade::trade_share(folder, ask, true)
        ),
        indicator!(
            "un_agreement",
            Pair,
            &[Set::UnAgreement],
            SHARE,
            "common votes that agree, an abstention against yes or no as half",
            |folder, ask| votes::votes(folder, ask, votes::Votes::Agreement)
        ),
        indicator!(
            "un_common_votes",
            Pair,
            &[Set::UnAgreement],
            COUNT,
            "roll calls in which both voted",
            |folder, ask| votes::votes(folder, ask, votes::Votes::Common)
        ),
        indicator!(
            "un_ideal_distance",
            Pair,
            &[Set::UnIdeal],
            COUNT,
            "distance of ideal points",
            votes::ideal_distance
        ),
        indicator!("un_ideal_point", State, &[Set::UnIdeal], ANY, "ideal point from votes", |folder, ask| {
            value::state_value(folder, ask, Set::UnIdeal, "idealpoint")
        }),
        indicator!(
            "un_identical_share",
            Pair,
            &[Set::UnAgreement],
            SHARE,
            "common votes that are identical",
            |folder, ask| votes::votes(folder, ask, votes::Votes::Identical)
        ),
        indicator!("un_s", Pair, &[Set::UnAgreement], SIGNED, "likeness of votes (S)", |folder, ask| votes::votes(
            folder,
            ask,
            votes::Votes::S
        )),
        indicator!("war", Pair, &[Set::Wars], SHARE, "at war with each other, 1 or 0", pair::war),
    ];
    ALL
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order_and_once() {
        assert!(indicators().windows(2).all(|two| two[0].name < two[1].name));
    }
}
