//! An indicator that is asked for in words, and its values as they are printed.

use detente_case::AskError;
use detente_results::{IndicatorResult, RowResult, ValueResult};

use super::ask::{Ask, Found};
use super::likeness::LikenessOf;
use super::list::{About, Indicator, indicators};
use crate::sets::{Folder, RowRef};
use crate::states::{Year, in_order, states};

/// A state as it is typed, and the other of the pair where there is one.
pub type Typed<'a> = (&'a str, Option<&'a str>);

/// An indicator, and the states of which it is asked.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    indicator: &'static Indicator,
    /// What its values are called.
    measure: &'static str,
    states: Typed<'a>,
}

/// An indicator that is asked of known states in a year or years.
#[derive(Clone, Copy)]
pub struct Asked {
    indicator: &'static Indicator,
    measure: &'static str,
    ask: Ask,
}

impl<'a> Question<'a> {
    /// The indicator of a name, asked of states.
    ///
    /// # Errors
    /// [`AskError`] where nothing is called so, and where no state is named.
    pub fn of(name: &str, states: Option<Typed<'a>>) -> Result<Self, AskError> {
        let indicator = named(name)?;
        let states = states.ok_or_else(|| AskError::input(format!("`{name}` is asked of states: --pair A,B")))?;
        Ok(Self { indicator, measure: indicator.name, states })
    }

    /// How alike two states are.
    ///
    /// # Errors
    /// As [`Question::of`].
    pub fn of_likeness(of: LikenessOf, states: Typed<'a>) -> Result<Self, AskError> {
        Ok(Self { measure: of.word(), ..Self::of(of.indicator(), Some(states))? })
    }

    /// The indicator.
    pub fn indicator(&self) -> &'static Indicator {
        self.indicator
    }

    /// The same, asked of a year, or of years where it is of several.
    ///
    /// # Errors
    /// [`AskError`]: no year, more than one where it is of one, and states as for [`Question::series`].
    pub fn within(&self, years: Option<(Year, Year)>) -> Result<Asked, AskError> {
        let name = self.indicator.name;
        let (from, to) = years.ok_or_else(|| AskError::input(format!("`{name}` is asked of a year: --year YEAR")))?;
        if from != to && self.indicator.about != About::Window {
            return Err(AskError::input(format!("`{name}` is of one year, not of {from}-{to}"))
                .with_hint("`detente record series` tells it year by year".to_owned()));
        }
        self.asked((from, to))
    }

    /// Its values year by year.
    ///
    /// # Errors
    /// [`AskError`]: years the wrong way round, words that are no state, more or fewer states than it is of, one state twice, or a data
    /// set that is missing or cannot be read.
    pub fn series(&self, folder: &Folder, (from, to): (Year, Year)) -> Result<Vec<ValueResult>, AskError> {
        in_order(from, to)?;
        (from..=to).map(|year| self.asked((year, year))?.value(folder)).collect()
    }

    /// The states that the words mean in the last of the years.
    fn asked(&self, (from, to): (Year, Year)) -> Result<Asked, AskError> {
        let Self { indicator, measure, states: (one, other) } = *self;
        let a = states().asked(one, Some(to))?;
        let b = match (other, indicator.about) {
            (None, About::State) => a,
            (None, _) => return Err(AskError::input(format!("`{}` is of a pair: --pair A,B", indicator.name))),
            (Some(_), About::State) => {
                return Err(AskError::input(format!("`{}` is of one state: --pair {one}", indicator.name)));
            }
            (Some(other), _) => states().asked(other, Some(to))?,
        };
        if a == b && indicator.about != About::State {
            return Err(AskError::input(format!("`{one}` names one state twice")));
        }
        Ok(Asked { indicator, measure, ask: Ask { a, b, from, to } })
    }
}

impl Asked {
    /// The value with the rows behind it.
    ///
    /// # Errors
    /// [`AskError`] where a data set is missing or cannot be read.
    pub fn value(&self, folder: &Folder) -> Result<ValueResult, AskError> {
        let Self { indicator, measure, ask } = *self;
        let found: Found = indicator.of(folder, &ask)?;
        let list = states();
        let row = |row: &RowRef| RowResult { set: row.set.id(), file: row.file.to_string(), line: row.line };
        Ok(ValueResult {
            measure,
            meaning: indicator.meaning,
            a: list.letters(ask.a),
            b: (indicator.about != About::State).then(|| list.letters(ask.b)),
            from: ask.from,
            to: ask.to,
            value: found.value,
            interval_90: found.interval,
            rows: found.rows.iter().map(row).collect(),
            note: found.note,
        })
    }
}

/// Every indicator: what it is of, and what it is made from.
pub fn catalogue() -> Vec<IndicatorResult> {
    let entry = |indicator: &Indicator| IndicatorResult {
        indicator: indicator.name,
        of: match indicator.about {
            About::State => "state, year",
            About::Pair | About::Towards => "pair, year",
            About::Window => "pair, years",
        },
        needs: indicator.needs.iter().map(|set| set.id()).collect(),
        meaning: indicator.meaning,
    };
    indicators().iter().map(entry).collect()
}

/// The indicator of a name.
pub(super) fn named(name: &str) -> Result<&'static Indicator, AskError> {
    Indicator::named(name).ok_or_else(|| no_indicator("indicator", name))
}

/// A name that no indicator has, with the nearest that is one.
pub(crate) fn no_indicator(what: &str, name: &str) -> AskError {
    let known: Vec<String> = indicators().iter().map(|indicator| indicator.name.to_owned()).collect();
    AskError::unknown(what, name, &known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::similarity::Measure;

    fn refused(name: &str, states: Option<Typed<'_>>, years: Option<(Year, Year)>) -> String {
        let asked = Question::of(name, states).and_then(|question| question.within(years));
        asked.err().map(|error| error.message).unwrap_or_default()
    }

    #[test]
    fn what_a_question_lacks_is_told() {
        let pair = Some(("USA", Some("JPN")));
        let year = Some((2001, 2001));
        assert_eq!(refused("cinc", Some(("USA", None)), year), "");
        assert_eq!(refused("nothing", pair, year), "no indicator is called `nothing`");
        assert_eq!(refused("cinc", None, year), "`cinc` is asked of states: --pair A,B");
        assert_eq!(refused("cinc", Some(("USA", None)), None), "`cinc` is asked of a year: --year YEAR");
        assert_eq!(refused("cinc", pair, year), "`cinc` is of one state: --pair USA");
        assert_eq!(refused("un_agreement", Some(("USA", None)), year), "`un_agreement` is of a pair: --pair A,B");
        assert_eq!(refused("un_agreement", Some(("USA", Some("2"))), year), "`USA` names one state twice");
        assert_eq!(refused("un_agreement", Some(("USA", Some("Atlantis"))), year), "`Atlantis` is no state");
        assert_eq!(
            refused("un_agreement", pair, Some((1990, 2001))),
            "`un_agreement` is of one year, not of 1990-2001"
        );
    }

    #[test]
    fn likeness_is_an_indicator_by_another_name() {
        let question = Question::of_likeness(LikenessOf::Alliances(Measure::SCinc), ("USA", Some("JPN"))).unwrap();
        assert_eq!((question.indicator.name, question.measure), ("s_cinc_alliance_atop", "s-cinc"));
    }
}
