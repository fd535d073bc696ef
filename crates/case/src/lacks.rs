//! What a question needs and the case does not have.

use crate::case::{Case, Question, Standing, TieRule};
use crate::path::QuantityPath;
use crate::question::{About, QuestionKind, SubjectKind, about};

/// What a question needs and the case does not have: which row is missing.
pub fn lacks(case: &Case, question: &Question) -> Vec<String> {
    let of: Vec<About> = question.of.iter().filter_map(|word| about(case, question.kind, word)).collect();
    if of.is_empty() && !question.kind.may_name_none() {
        let what = question.kind.subjects().first().map_or("subject", |kind| kind.what());
        return vec![format!("column `of` names no {what}")];
    }
    match question.kind {
        QuestionKind::Standing | QuestionKind::Figure => of.iter().filter_map(|one| without_ties(case, one)).collect(),
        QuestionKind::Outcome => issues(case, &of).iter().filter_map(|id| without_positions(case, id)).collect(),
        QuestionKind::Effect if question.under.is_empty() => vec!["column `under` names no scenario".to_owned()],
        QuestionKind::Dates if question.under.is_empty() => {
            vec!["column `under` names no scenario with `as-of`".to_owned()]
        }
        QuestionKind::Loop => of.iter().filter_map(|one| without_links(case, one)).collect(),
        QuestionKind::Rank => options(case, &of, question.under.len()).into_iter().collect(),
        QuestionKind::Profile => pair(case, &of).into_iter().collect(),
        QuestionKind::Exposure => of.first().and_then(|buyer| without_flows(case, buyer)).into_iter().collect(),
        QuestionKind::Moves => moves(case, &of).into_iter().collect(),
        QuestionKind::Package => {
            without_reference(case, &of).into_iter().chain(without_a_say(case, question, &of)).collect()
        }
        QuestionKind::Views => without_views(case, &of).into_iter().collect(),
        QuestionKind::Forecast if case.forecasts.is_empty() => vec!["`forecasts.csv` has no row".to_owned()],
        QuestionKind::Support if question.under.is_empty() => vec!["column `under` names no scenario".to_owned()],
        _ => Vec::new(),
    }
}

fn without_ties(case: &Case, view: &About) -> Option<String> {
    let view = case.views.iter().find(|one| Some(&*one.id) == view.id(SubjectKind::View))?;
    let inside = |id: &str| view.actors.iter().any(|actor| actor.text == id);
    let tied = case.ties.iter().any(|tie| inside(&tie.from) && inside(&tie.to));
    (!tied).then(|| format!("`ties.csv` has no tie between actors of view `{}`", view.id.text))
}

/// The issues that are named; all where none is.
fn issues<'c>(case: &'c Case, of: &'c [About]) -> Vec<&'c str> {
    let named: Vec<&str> = of.iter().filter_map(|one| one.id(SubjectKind::Issue)).collect();
    if named.is_empty() { case.issues.iter().map(|issue| &*issue.id).collect() } else { named }
}

fn without_positions(case: &Case, issue: &str) -> Option<String> {
    let positions = case.positions.iter().filter(|position| *position.issue == *issue).count();
    (positions < 2)
        .then(|| format!("`positions.csv` has {positions} position(s) on issue `{issue}`, two at least are needed"))
}

fn without_links(case: &Case, of: &About) -> Option<String> {
    let About::Quantity(path) = of else { return None };
    let is = |word: &str| QuantityPath::parse(word, true).as_ref() == Some(path);
    let (into, from) = (case.links.iter().any(|link| is(&link.effect)), case.links.iter().any(|link| is(&link.cause)));
    (!into || !from).then(|| {
        let lack = if into { "from" } else { "to" };
        format!("`links.csv` has no link that leads {lack} `{path}`, so that no loop runs through it")
    })
}

/// Options behind what is to be moved; where there is none, the causes of that are ranked.
fn options(case: &Case, of: &[About], scenarios: usize) -> Option<String> {
    match (of.len() - 1 + scenarios, &of[0]) {
        (0, About::Quantity(path)) => {
            let is = |word: &str| QuantityPath::parse(word, true).as_ref() == Some(path);
            let causes = case.links.iter().filter(|link| is(&link.effect)).count();
            (causes == 0).then(|| {
                format!("it names no options, and `links.csv` has no link that leads to `{path}` and could be ranked")
            })
        }
        (0 | 1, _) => Some("it names fewer than two options behind what is to be moved".to_owned()),
        _ => None,
    }
}

/// An event of the first of two actors, or of a part of it.
fn moves(case: &Case, of: &[About]) -> Option<String> {
    let actors: Vec<&str> = of.iter().filter_map(|one| one.id(SubjectKind::Actor)).collect();
    let [mover, _] = actors[..] else { return Some("column `of` must name two actors".to_owned()) };
    let sets: Vec<&str> = of.iter().filter_map(|one| one.id(SubjectKind::DataSet)).collect();
    if !sets.is_empty() {
        return moves_in_data(case, of, mover, &sets);
    }
    let made = case.events.iter().any(|event| event.actors.iter().any(|actor| case.is_within(actor, mover)));
    (!made).then(|| format!("`events.csv` has no event of {} or of a part of it", called(case, mover)))
}

/// The same in data sets, whose events have no places of the case.
fn moves_in_data(case: &Case, of: &[About], mover: &str, sets: &[&str]) -> Option<String> {
    if of.iter().any(|one| one.id(SubjectKind::Place).is_some()) {
        return Some("column `of` names places, and events of data sets have none".to_owned());
    }
    let own = case.data_events.iter().filter(|event| sets.contains(&&*event.set));
    let made = own.clone().any(|event| event.actors.iter().any(|actor| case.is_within(actor, mover)));
    let who = called(case, mover);
    (!made).then(|| {
        format!("`data-events.csv` has no event of {who} from {}: `detente record events` writes it", sets.join(", "))
    })
}

/// Issues and conflicts of none of which it is coded what holds without agreement.
fn without_reference(case: &Case, of: &[About]) -> Option<String> {
    let issues = of.iter().filter_map(|one| one.id(SubjectKind::Issue));
    let conflicts = of.iter().filter_map(|one| one.id(SubjectKind::Conflict));
    let moored = |id: &str| case.issues.iter().any(|issue| *issue.id == *id && issue.reference.is_some());
    let starts = |id: &str| case.conflicts.iter().any(|one| one.id == *id && one.status_quo.is_some());
    if issues.clone().any(moored) || conflicts.clone().any(starts) {
        return None;
    }
    let issues = issues.map(|id| format!("issue `{id}` has no `reference_mode`"));
    let all: Vec<String> = issues.chain(conflicts.map(|id| format!("conflict `{id}` has no `status_quo`"))).collect();
    Some(format!("what holds without agreement is not coded: {}", all.join(", ")))
}

/// Actors whom the rule of a question names and who have no say in any of its issues, so that it can never be met.
fn without_a_say(case: &Case, question: &Question, of: &[About]) -> Vec<String> {
    let Some(rule) = &question.rule else { return Vec::new() };
    let issues: Vec<&str> = of.iter().filter_map(|one| one.id(SubjectKind::Issue)).collect();
    if issues.is_empty() {
        return vec!["column `rule` is about packages of issues, and column `of` names none".to_owned()];
    }
    let voices = case.positions.iter().filter(|row| row.standing != Standing::OnlyInfluences);
    let has_a_say = |actor: &str| {
        let is = |voice: &str| if rule.factions_first { case.outermost(voice) == actor } else { voice == actor };
        voices.clone().any(|row| issues.contains(&&*row.issue.text) && is(&row.actor))
    };
    let named = rule.routes.iter().flat_map(|route| &route.with).filter(|actor| !has_a_say(actor));
    named.map(|actor| format!("its rule needs {}, who has no say in any of its issues", called(case, actor))).collect()
}

/// Actors of none of whom it is coded how they see anything, nor how data see their ties.
fn without_views(case: &Case, of: &[About]) -> Option<String> {
    let actors: Vec<&str> = of.iter().filter_map(|one| one.id(SubjectKind::Actor)).collect();
    let own = |id: &str| actors.iter().any(|actor| case.is_within(id, actor));
    let holds = case.scenarios.iter().filter_map(|one| one.holder.as_ref()).any(|holder| own(holder));
    let sees = case.conflicts.iter().flat_map(|one| &one.seen).any(|seen| own(&seen.holder) || own(&seen.of));
    if holds || sees || case.tie_rules.iter().any(|rule| sets_beside(case, rule, &own)) {
        return None;
    }
    let names: Vec<&str> = actors.iter().map(|id| called(case, id)).collect();
    let who = names.join(", ");
    Some(format!(
        "nothing says how any of these sees things otherwise: {who} (missing is a scenario with `holder`, an order under `[conflict.ID.seen]`, or a rule for ties from data with `compare`)"
    ))
}

/// Whether a rule sets ties from data beside a view for some of these.
fn sets_beside(case: &Case, rule: &TieRule, own: &dyn Fn(&str) -> bool) -> bool {
    let found = || case.ties.iter().filter(|tie| *tie.dimension == *rule.dimension);
    rule.compare.is_some() && found().any(|tie| own(&tie.from) || own(&tie.to))
}

/// An actor by name.
fn called<'c>(case: &'c Case, id: &'c str) -> &'c str {
    case.actors.iter().find(|actor| *actor.id == *id).map_or(id, |actor| &actor.name)
}

/// A buyer of whom no supply is coded.
fn without_flows(case: &Case, of: &About) -> Option<String> {
    let Some(buyer) = of.id(SubjectKind::Actor) else {
        return Some("column `of` does not begin with the buyer".to_owned());
    };
    let bought = case.flows.iter().any(|flow| *flow.to == *buyer);
    (!bought).then(|| format!("`flows.csv` has no row of what {} gets", called(case, buyer)))
}

fn pair(case: &Case, of: &[About]) -> Option<String> {
    let actors: Vec<&str> = of.iter().filter_map(|one| one.id(SubjectKind::Actor)).collect();
    let [a, b] = actors[..] else { return Some("column `of` must name two actors".to_owned()) };
    let between = |from: &str, to: &str| (from, to) == (a, b) || (from, to) == (b, a);
    let tied = case.ties.iter().any(|tie| between(&tie.from, &tie.to));
    (!tied).then(|| format!("`ties.csv` has no tie between `{a}` and `{b}`"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Files, load};

    /// What the only question of a case lacks.
    fn told(manifest: &str, question: &str, more: &[(&str, &str)]) -> Vec<String> {
        let mut files = Files::default();
        files.insert("case.toml", format!("[case]\nid = \"x\"\ntitle = \"x\"\nas_of = \"2001\"\n{manifest}"));
        files.insert(
            "actors.csv",
            "id,name,kind,within,basis,evidence\nA,Aland,state,,assumed,\nM,Ministry,ministry,A,assumed,\nB,Bland,state,,assumed,\n",
        );
        let rule = if question.matches(',').count() == 2 { ",rule" } else { "" };
        files.insert("questions.csv", format!("id,question,kind,of{rule}\nS,What?,{question}\n"));
        more.iter().for_each(|(name, text)| files.insert(*name, *text));
        let case = load(&files).case;
        lacks(&case, &case.questions[0])
    }

    const GAME: &str = "[conflict.c]\noptions = [{ id = \"a\", owner = \"A\" }, { id = \"b\", owner = \"B\" }]\n";

    #[test]
    fn a_package_needs_what_holds_without_agreement() {
        const HEAD: &str = "id,question,scale_0,scale_100,reference_low,reference_mode,reference_high,basis,evidence";
        let (loose, moored) =
            [",,,", "0,10,20,"].map(|at| format!("{HEAD}\nsea,How far?,none,all,{at}assumed,\n")).into();
        let issue = [("issues.csv", loose.as_str())];
        let lack = told(GAME, "package,c sea", &issue);
        assert_eq!(
            lack,
            [
                "what holds without agreement is not coded: issue `sea` has no `reference_mode`, conflict `c` has no `status_quo`"
            ]
        );
        let moored = [("issues.csv", moored.as_str())];
        assert!(told(GAME, "package,c sea", &moored).is_empty());
        let started = GAME.replace("[conflict.c]", "[conflict.c]\nstatus_quo = \"00\"");
        assert!(told(&started, "package,c sea", &issue).is_empty());
    }

    #[test]
    fn the_rule_of_a_package_names_those_who_have_a_say() {
        const ISSUE: &str = "id,question,scale_0,scale_100,reference_low,reference_mode,reference_high,basis,evidence\nsea,How far?,none,all,0,10,20,assumed,\n";
        let positions = "id,issue,actor,position_low,position_mode,position_high,salience_low,salience_mode,salience_high,standing,basis,evidence\n\
            P1,sea,M,0,10,20,50,50,50,decides,assumed,\nP2,sea,B,0,10,20,50,50,50,only-influences,assumed,\n";
        let tables = [("issues.csv", ISSUE), ("positions.csv", positions)];
        let lack = |rule: &str| {
            let started = GAME.replace("[conflict.c]", "[conflict.c]\nstatus_quo = \"00\"");
            told(&started, &format!("package,{rule}"), &tables)
        };
        assert!(lack("sea,majority and with M").is_empty());
        assert!(lack("sea,factions first: majority and with A").is_empty());
        let none = |who: &str| vec![format!("its rule needs {who}, who has no say in any of its issues")];
        assert_eq!(lack("sea,majority and with A"), none("Aland"));
        assert_eq!(lack("sea,majority or with B"), none("Bland"));
        assert!(lack("c,majority")[0].contains("names none"));
    }

    #[test]
    fn views_need_somebody_who_sees_otherwise() {
        let lack = told(GAME, "views,A B", &[]);
        assert!(lack.len() == 1 && lack[0].contains("Aland, Bland"), "{lack:?}");
        let seen = format!("{GAME}[conflict.c.seen]\n\"A>B\" = [{{ statement = \"b\" }}]\n");
        assert!(told(&seen, "views,B", &[]).is_empty());
        // What a part of an actor sees is of the actor.
        let scenario = [("scenarios/s.toml", "title = \"s\"\nholder = \"M\"\n")];
        assert!(told("", "views,A", &scenario).is_empty());
        assert_eq!(told("", "views,B", &scenario).len(), 1);
    }
}
