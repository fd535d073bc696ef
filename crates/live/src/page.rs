//! The case of a page, and what it answers.

use detente_assess::session::{Settings, Standing};
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

/// What findings are of.
#[derive(Debug, Clone, PartialEq)]
struct Key {
    changes: Vec<String>,
    draws: Option<u32>,
    seed: Option<u64>,
}

/// A case that a page asks.
pub struct Page<'c> {
    session: &'c Session,
    settings: Settings,
    /// The case as it is, over each number of draws that was asked for, and as it stands under the last changes.
    kept: Vec<(Key, Standing<'c>)>,
}

/// A case and how it is asked, as a page opens it.
pub struct Opened {
    /// The case.
    pub session: Session,
    /// How it is asked where a request does not say otherwise.
    pub settings: Settings,
}

impl Opened {
    /// Opens a case from an [`Opening`] in JSON.
    ///
    /// # Errors
    /// [`Refused`] where it is none, and where the case has errors.
    pub fn of(opening: &str) -> Result<Self, Refused> {
        let Opening { files: texts, as_of, horizon } = read(opening)?;
        let mut files = Files::default();
        texts.into_iter().for_each(|(name, text)| files.insert(name, text));
        let as_of = as_of.as_deref().map(|text| Date::parse(text).ok_or_else(|| no_date(text))).transpose()?;
        let settings = Settings { as_of, horizon, ..Settings::default() };
        let session = Session::open(&files, settings).map_err(|found| broken(&found))?;
        Ok(Self { session, settings })
    }
}

impl<'c> Page<'c> {
    /// A page of which nothing was asked yet.
    pub fn new(Opened { session, settings }: &'c Opened) -> Self {
        Self { session, settings: *settings, kept: Vec::new() }
    }

    /// Answers a [`Request`] in JSON with JSON. The same request gets the same bytes, whatever was asked before.
    ///
    /// # Errors
    /// [`Refused`] where it is no request, and where the command line would refuse it.
    pub fn ask(&mut self, request: &str) -> Result<String, Refused> {
        match read(request)? {
            Request::WhatIf { changes, draws, seed } => {
                let session = self.standing(&[], draws, seed)?;
                Ok(to_json(&session.what_if(&changes, &Silent)?, true))
            }
            Request::Answers { changes, questions, draws, seed } => {
                let session = self.standing(&changes, draws, seed)?;
                Ok(to_json(&session.answers(&questions, &Silent)?, true))
            }
            Request::Verdict { changes, question, draws, seed } => {
                let key = Key { changes, draws, seed };
                Ok(to_json(&self.found(key)?.verdict(&question, &Silent)?, true))
            }
            Request::Movable => Ok(to_json(&self.session.movable(), true)),
        }
    }

    fn settings(&self, draws: Option<u32>, seed: Option<u64>) -> Result<Settings, Refused> {
        if draws == Some(0) {
            return Err(AskError::input("at least one draw is needed").into());
        }
        Ok(Settings { draws, seed, ..self.settings })
    }

    /// The case where these changes hold, and no others.
    fn standing(&self, changes: &[String], draws: Option<u32>, seed: Option<u64>) -> Result<Session, Refused> {
        let mut session = self.session.clone();
        session.set(self.settings(draws, seed)?);
        session.stand_under(changes)?;
        Ok(session)
    }

    /// The case as it stands, worked out once for all questions; first as it is, from which it takes what changes leave alone.
    fn found(&mut self, key: Key) -> Result<&mut Standing<'c>, Refused> {
        let settings = self.settings(key.draws, key.seed)?;
        let plain = Key { changes: Vec::new(), ..key.clone() };
        // Room is made first: findings over many draws are large.
        self.kept.retain(|(known, _)| known.changes.is_empty() || *known == key);
        for wanted in [plain.clone(), key.clone()] {
            if self.kept.iter().all(|(known, _)| *known != wanted) {
                let known = self.kept.iter().find(|(known, _)| *known == plain).map(|(_, standing)| standing);
                let standing = self.session.standing(&wanted.changes, settings, known, &Silent)?;
                self.kept.push((wanted, standing));
            }
        }
        let place = self.kept.iter().position(|(known, _)| *known == key).unwrap_or(0);
        Ok(&mut self.kept[place].1)
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
        let opening =
            r#"{"files":{"case.toml":"[case]\nid = \"empty\"\ntitle = \"Nothing yet\"\nas_of = \"2001\"\n"}}"#;
        let opened = Opened::of(opening).unwrap();
        let mut page = Page::new(&opened);
        for request in ["", "{}", r#"{"ask":"everything"}"#, r#"{"ask":"what-if","changes":["factor.none=1"]}"#] {
            assert!(page.ask(request).is_err(), "{request}");
        }
        assert!(page.ask(r#"{"ask":"answers","draws":0}"#).is_err());
        assert_eq!(page.ask(r#"{"ask":"movable"}"#), Ok("[]\n".to_owned()));
    }

    #[test]
    fn a_broken_case_is_told() {
        assert!(matches!(Opened::of(r#"{"files":{}}"#), Err(Refused { error, .. }) if error.contains("errors")));
    }
}
