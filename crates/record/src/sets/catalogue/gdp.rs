//! Gross domestic product of states by year, current US dollars.

use super::columns::{FOREVER, STATE_YEAR, STATE_YEAR_BY_ISO, maybe};
use crate::sets::entry::{Holds, Set, SetEntry};

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
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
};
