//! What is asked of issues at once: which models, how they are set, which issue; and everything that they answer.

use std::collections::BTreeMap;

use detente_bargain::smp::Compat;
use detente_method::AskError;
use detente_results::{BargainAnswer, ExchangesResult, IssueResult, JointResult, Model};

use crate::exchange::exchanges_result;
use crate::input::BargainInput;
use crate::joint::joint_result;
use crate::model::Settings;
use crate::result::{compare_forecasts, issue_result};

/// What is asked of issues.
#[derive(Debug, Clone)]
pub struct BargainAsk<'a> {
    /// Models to look at, each once, in their order.
    pub models: Vec<Model>,
    /// How they are set.
    pub settings: Settings,
    /// The issue that is shown, by id, or by name within its dossier; all otherwise.
    pub issue: Option<&'a str>,
}

/// What the models say of issues.
#[derive(Debug, Clone)]
pub struct Bargained {
    /// The issues that were looked at: the one that was asked for with the others of its package, or all.
    pub input: BargainInput,
    /// The models, as they were asked for.
    pub models: Vec<Model>,
    /// Issue by issue, those that are shown.
    pub issues: Vec<IssueResult>,
    /// All issues as one bargain in the spatial challenge model.
    pub joint: Option<JointResult>,
    /// The same model issue by issue, where there are several and they are bargained apart.
    pub apart: BTreeMap<String, JointResult>,
    /// Exchanges between all issues.
    pub exchanges: Option<ExchangesResult>,
}

/// Asks the models of issues.
///
/// # Errors
/// [`AskError`]: an issue that is not there, issues that are no dimensions of one bargain, too many for exchanges alone, or no model with
/// an answer.
pub fn bargain(input: BargainInput, ask: &BargainAsk<'_>) -> Result<Bargained, AskError> {
    if ask.settings.smp.min_turns > ask.settings.smp.max_turns {
        return Err(AskError::input("min_turns is larger than max_turns"));
    }
    // Exchanges look at all issues, whichever is asked for.
    let exchanges = if ask.models.contains(&Model::Exchange) { exchanges_result(&input) } else { None };
    if ask.models == [Model::Exchange] && exchanges.is_none() {
        return Err(AskError::input("actors and issues are too many for exchanges between all of them"));
    }
    let (input, shown) = chosen(input, ask.issue)?;
    let mut found = Bargained::of(input, ask, exchanges)?;
    found.issues.retain(|issue| shown.contains(&issue.id));
    Ok(found)
}

/// The issue that is asked for, with the others of its package, which are bargained with it; and the ids of those that are shown.
fn chosen(mut input: BargainInput, issue: Option<&str>) -> Result<(BargainInput, Vec<String>), AskError> {
    let names: Vec<String> = input.issues.iter().map(|issue| issue.id.clone()).collect();
    let Some(id) = issue else { return Ok((input, names)) };
    let suffix = format!(": {id}");
    let whole = names.iter().any(|name| name == id);
    let asked = |name: &&String| *name == id || !whole && name.ends_with(&suffix);
    let shown: Vec<String> = names.iter().filter(asked).cloned().collect();
    if shown.is_empty() {
        return Err(AskError::unknown("issue", id, &names));
    }
    let wanted = input.issues.iter().filter(|issue| shown.contains(&issue.id));
    let packages: Vec<String> = wanted.map(|issue| issue.package.clone()).filter(|name| !name.is_empty()).collect();
    input.issues.retain(|issue| shown.contains(&issue.id) || packages.contains(&issue.package));
    input.joint = false;
    Ok((input, shown))
}

impl Bargained {
    fn of(input: BargainInput, ask: &BargainAsk<'_>, exchanges: Option<ExchangesResult>) -> Result<Self, AskError> {
        let BargainAsk { models, settings, .. } = ask;
        let result = |issue| issue_result(&input, issue, models, settings);
        let issues = input.issues.iter().map(result).collect();
        let (joint, apart) = (None, BTreeMap::new());
        let mut found = Self { models: models.clone(), issues, joint, apart, exchanges, input };
        if models.contains(&Model::Smp) {
            found.challenge(settings)?;
        }
        found.exchanged();
        found.issues.iter_mut().for_each(compare_forecasts);
        if found.issues.iter().all(|issue| issue.forecast.is_empty()) {
            let why = found.issues.iter().find_map(|issue| issue.notes.first()).cloned().unwrap_or_default();
            return Err(AskError::input(format!("no model has an answer: {why}")));
        }
        Ok(found)
    }

    /// The spatial challenge model: over all issues at once, or over each with the others of its package.
    fn challenge(&mut self, settings: &Settings) -> Result<(), AskError> {
        let wrong = |error: &dyn std::fmt::Display| AskError::input(error.to_string());
        if self.input.joint || self.input.issues.len() == 1 {
            let run = joint_result(&self.input, settings).map_err(|error| wrong(&error))?;
            let run = run.map_err(|error| wrong(&error))?;
            for (issue, landing) in self.issues.iter_mut().zip(&run.landing) {
                issue.forecast.extend(landing.map(|landing| (Model::Smp, landing)));
            }
            self.joint = Some(run);
            return Ok(());
        }
        for issue in &self.input.issues {
            let alone = BargainInput {
                actors: self.input.actors.clone(),
                issues: self.input.package_of(issue).into_iter().cloned().collect(),
                ..BargainInput::default()
            };
            // An issue without an answer says so in its notes.
            let Ok(run) = joint_result(&alone, settings) else { continue };
            self.apart.insert(issue.id.clone(), run.map_err(|error| wrong(&error))?);
        }
        Ok(())
    }

    /// Where issues land by exchange, beside what the other models say.
    fn exchanged(&mut self) {
        for (id, _, after) in self.exchanges.iter().flat_map(|exchanges| &exchanges.outcomes) {
            if let Some(issue) = self.issues.iter_mut().find(|issue| issue.id == *id) {
                issue.forecast.insert(Model::Exchange, *after);
            }
        }
    }

    /// The answer as it is printed.
    pub fn told(self) -> BargainAnswer {
        BargainAnswer {
            title: self.input.title,
            actors: self.joint.is_none().then_some(self.input.actors),
            models: self.models,
            forecast: self.issues.iter().map(|issue| (issue.id.clone(), issue.forecast.clone())).collect(),
            issues: self.issues,
            joint: self.joint,
            smp: self.apart,
            exchanges: self.exchanges,
        }
    }
}

/// Models as they are asked for: each once, in their order; the compromise model where none is named.
pub fn models_of(mut models: Vec<Model>) -> Vec<Model> {
    if models.is_empty() {
        models.push(Model::Compromise);
    }
    models.sort_unstable_by_key(|model| *model as usize);
    models.dedup();
    models
}

impl Settings {
    /// The same with parameters as they are typed, `NAME=VALUE`.
    ///
    /// # Errors
    /// [`AskError`] at the first that is none.
    pub fn with(mut self, params: &[String]) -> Result<Self, AskError> {
        for text in params {
            let Some((name, value)) = text.split_once('=') else {
                return Err(AskError::input(format!("`{text}` is not NAME=VALUE")));
            };
            self.set(name.trim(), value.trim()).map_err(|error| AskError::input(error.to_string()))?;
        }
        Ok(self)
    }

    /// Whether every parameter that is typed is of a model that is looked at.
    ///
    /// # Errors
    /// [`AskError`] at the first that is not.
    pub fn fit(params: &[String], models: &[Model]) -> Result<(), AskError> {
        for name in params.iter().filter_map(|text| Some(text.split_once('=')?.0.trim())) {
            if let Some(model) = Self::model_of(name).filter(|model| !models.contains(model)) {
                let message = format!("`{name}` is a parameter of the model {}, which is not looked at", model.word());
                return Err(AskError::input(message));
            }
        }
        Ok(())
    }
}

/// Defects of KTAB by number, `all` or a list such as `1,4`.
///
/// # Errors
/// [`AskError`] where it is neither.
pub fn compat(text: &str) -> Result<Compat, AskError> {
    if text == "all" {
        return Ok(Compat::ALL);
    }
    let numbers: Option<Vec<u8>> = text.split(',').map(|number| number.trim().parse().ok()).collect();
    numbers
        .as_deref()
        .and_then(Compat::of)
        .ok_or_else(|| AskError::input(format!("`{text}` is no list of defects: numbers from 1 to 8, such as `1,4`")))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::input::IssueInput;
    use detente_bargain::Stake;

    fn issue(id: &str, package: &str) -> IssueInput {
        let stake = |position| Some(Stake { position, salience: 0.5, capability: 1.0 });
        IssueInput {
            id: id.to_owned(),
            package: package.to_owned(),
            stakes: vec![stake(20.0), stake(80.0)],
            from: vec![None, None],
            ..IssueInput::default()
        }
    }

    fn input() -> BargainInput {
        BargainInput {
            actors: vec!["A".to_owned(), "B".to_owned()],
            issues: vec![issue("trade: tariffs", "deal"), issue("quota", "deal"), issue("border", "")],
            ..BargainInput::default()
        }
    }

    fn ask(models: &[Model], issue: Option<&'static str>) -> BargainAsk<'static> {
        BargainAsk { models: models_of(models.to_vec()), settings: Settings::default(), issue }
    }

    #[test]
    fn an_issue_brings_its_package_and_is_shown_alone() {
        let found = bargain(input(), &ask(&[], Some("tariffs"))).unwrap();
        assert_eq!(found.input.issues.len(), 2);
        assert_eq!(found.issues.iter().map(|issue| issue.id.as_str()).collect::<Vec<_>>(), ["trade: tariffs"]);
        let told = found.told();
        assert_eq!((told.models, told.forecast["trade: tariffs"][&Model::Compromise]), (vec![Model::Compromise], 50.0));
        let error = bargain(input(), &ask(&[], Some("bordr"))).unwrap_err();
        assert_eq!(error.message, "no issue is called `bordr`");
        assert_eq!(error.hint.unwrap(), "did you mean `border`?");
    }

    #[test]
    fn the_challenge_model_runs_once_or_issue_by_issue() {
        let apart = bargain(input(), &ask(&[Model::Smp], None)).unwrap();
        assert!(apart.joint.is_none() && apart.apart.contains_key("border"));
        let one = bargain(input(), &ask(&[Model::Smp], Some("border"))).unwrap();
        assert!(one.joint.is_some() && one.apart.is_empty());
    }

    #[test]
    fn what_is_typed_is_a_parameter_of_a_model_that_is_looked_at() {
        let params = |text: &str| vec![text.to_owned()];
        assert!(Settings::default().with(&params("NashLoss=linear")).is_ok());
        assert_eq!(Settings::default().with(&params("NashLoss")).unwrap_err().message, "`NashLoss` is not NAME=VALUE");
        assert!(Settings::fit(&params("NashLoss=linear"), &[Model::Nash]).is_ok());
        let error = Settings::fit(&params("NashLoss=linear"), &[Model::Median]).unwrap_err();
        assert_eq!(error.message, "`NashLoss` is a parameter of the model nash, which is not looked at");
        assert!(compat("all").is_ok() && compat("1,4").is_ok());
        assert!(compat("9").unwrap_err().message.contains("no list of defects"));
    }
}
