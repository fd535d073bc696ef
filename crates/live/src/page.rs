//! The case of a page, and what it answers.

use detente_assess::session::Settings;
use detente_assess::{AskError, Session, Silent};
use detente_case::{Date, Diagnostic, Files};
use detente_results::json::to_json;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::request::{Opening, Request};

/// Why there is no answer, for the reader of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// What is wrong.
    pub error: String,
    /// What helps, where something is known to.
    pub hint: Option<String>,
}

impl Refused {
    /// The JSON of it.
    pub fn json(&self) -> String {
        to_json(self, true)
    }
}

impl From<AskError> for Refused {
    fn from(error: AskError) -> Self {
        Self { error: error.message, hint: error.hint }
    }
}

/// A case that a page asks.
pub struct Page {
    session: Session,
    settings: Settings,
}

impl Page {
    /// Opens a case from an [`Opening`] in JSON.
    ///
    /// # Errors
    /// [`Refused`] where it is none, and where the case has errors.
    pub fn open(opening: &str) -> Result<Self, Refused> {
        let Opening { files: texts, as_of, horizon } = read(opening)?;
        let mut files = Files::default();
        texts.into_iter().for_each(|(name, text)| files.insert(name, text));
        let as_of = as_of.as_deref().map(|text| Date::parse(text).ok_or_else(|| no_date(text))).transpose()?;
        let settings = Settings { as_of, horizon, ..Settings::default() };
        let session = Session::open(&files, settings).map_err(|found| broken(&found))?;
        Ok(Self { session, settings })
    }

    /// Answers a [`Request`] in JSON with JSON. The same request gets the same bytes, whatever was asked before.
    ///
    /// # Errors
    /// [`Refused`] where it is no request, and where the command line would refuse it.
    pub fn ask(&mut self, request: &str) -> Result<String, Refused> {
        match read(request)? {
            Request::WhatIf { changes, draws, seed } => {
                self.stand(&[], draws, seed)?;
                Ok(to_json(&self.session.what_if(&changes, &Silent)?, true))
            }
            Request::Answers { changes, questions, draws, seed } => {
                self.stand(&changes, draws, seed)?;
                Ok(to_json(&self.session.answers(&questions, &Silent)?, true))
            }
            Request::Verdicts { changes, questions, draws, seed } => {
                self.stand(&changes, draws, seed)?;
                Ok(to_json(&self.session.verdicts(&questions, &Silent)?, true))
            }
            Request::Movable => Ok(to_json(&self.session.movable(), true)),
        }
    }

    /// From now on these changes hold, and no others.
    fn stand(&mut self, changes: &[String], draws: Option<u32>, seed: Option<u64>) -> Result<(), Refused> {
        if draws == Some(0) {
            return Err(AskError::input("at least one draw is needed").into());
        }
        self.session.set(Settings { draws, seed, ..self.settings });
        Ok(self.session.stand_under(changes)?)
    }
}

/// What a page sent, as it is meant.
fn read<T: DeserializeOwned>(sent: &str) -> Result<T, Refused> {
    serde_json::from_str(sent).map_err(|error| Refused { error: format!("not understood: {error}"), hint: None })
}

fn no_date(text: &str) -> Refused {
    Refused { error: format!("`{text}` is no date"), hint: None }
}

/// A case with errors.
fn broken(found: &[Diagnostic]) -> Refused {
    let first = found.first().map(|one| one.message.clone()).unwrap_or_default();
    Refused { error: format!("the case has errors: {first}"), hint: Some("`detente check` shows them all".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_request_is_refused_and_does_not_end_the_page() {
        let opening = r#"{"files":{"case.toml":"[case]\nid = \"empty\"\ntitle = \"Nothing yet\"\n"}}"#;
        let mut page = match Page::open(opening) {
            Ok(page) => page,
            Err(refused) => panic!("{refused:?}"),
        };
        for request in ["", "{}", r#"{"ask":"everything"}"#, r#"{"ask":"what-if","changes":["factor.none=1"]}"#] {
            assert!(page.ask(request).is_err(), "{request}");
        }
        assert!(page.ask(r#"{"ask":"answers","draws":0}"#).is_err());
        assert_eq!(page.ask(r#"{"ask":"movable"}"#), Ok("[]\n".to_owned()));
    }

    #[test]
    fn a_broken_case_is_told() {
        assert!(matches!(Page::open(r#"{"files":{}}"#), Err(Refused { error, .. }) if error.contains("errors")));
    }
}
