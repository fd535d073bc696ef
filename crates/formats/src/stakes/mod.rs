//! Stakes in issues: tables, and the scenario files of KTAB as CSV and XML.

mod ktab;
mod ktab_xml;
mod table;

use detente_text::{Asked, Note, Problem};

/// Issues with what actors have at stake in them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlainIssues {
    /// Name of the file's scenario; empty for tables.
    pub name: String,
    /// What it is about.
    pub description: String,
    /// Names of the actors, in the order in which they appear: it decides between equals.
    pub actors: Vec<String>,
    /// The issues.
    pub issues: Vec<PlainIssue>,
    /// Whether the issues are dimensions of one bargain.
    pub joint: bool,
    /// Parameters of the spatial challenge model that the file sets.
    pub parameters: Vec<(String, String)>,
    /// Shares by which the ideal point of each actor (row) follows the positions of others, where the file says so.
    pub accommodation: Option<Vec<f64>>,
    /// The line of each actor, where a file has one.
    pub lines: Vec<u64>,
    /// What was read with doubt.
    pub notes: Vec<Note>,
}

/// An issue; its scale runs from 0 to 100.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlainIssue {
    /// What it was decided together with; empty where the table does not say.
    pub dossier: String,
    /// Its name.
    pub name: String,
    /// What stands without a decision, where given.
    pub reference: Option<f64>,
    /// What was decided, where given.
    pub outcome: Option<f64>,
    /// Ends of the scale in the numbers of the file.
    pub scale: (f64, f64),
    /// Stakes by actor.
    pub stakes: Vec<Option<PlainStake>>,
    /// Where it first appears.
    pub line: u64,
}

/// What an actor has at stake.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlainStake {
    /// Position, 0 to 100.
    pub position: f64,
    /// Salience, 0 to 100.
    pub salience: f64,
    /// Capability, 0 or more.
    pub capability: f64,
}

/// Reads a table (`issue, actor, position, salience, capability`), or a scenario of KTAB as CSV or XML.
///
/// # Errors
/// Every [`Problem`] of the file.
pub fn read_issues(text: &str, asked: &Asked) -> Result<PlainIssues, Vec<Problem>> {
    let mut found = if text.trim_start().starts_with('<') {
        ktab_xml::read(text)?
    } else {
        let sheet = detente_text::table::read(&ktab::close_quotes(text), asked);
        let has = |name: &str| sheet.header.names.iter().any(|cell| detente_text::table::same_name(cell, name));
        if has("issue") && has("actor") { table::read(sheet)? } else { ktab::read(text, asked)? }
    };
    let problems = found.problems();
    found.notes.extend(found.scale_doubts());
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

impl PlainIssues {
    /// What no model can work with.
    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for issue in &self.issues {
            let present: Vec<&PlainStake> = issue.stakes.iter().flatten().collect();
            if present.len() < 2 {
                let what = format!("issue `{}` has {} actor(s); bargaining needs two", issue.name, present.len());
                problems.push(Problem { line: issue.line, what });
            } else if present.iter().all(|stake| stake.salience * stake.capability == 0.0) {
                let what =
                    format!("nobody has weight in issue `{}`: capability times salience is 0 for all", issue.name);
                problems.push(Problem { line: issue.line, what });
            }
        }
        if self.issues.is_empty() {
            problems.push(Problem { line: 1, what: "there is no issue in this file".to_owned() });
        }
        problems
    }

    /// Where each issue ended, of those that say so.
    ///
    /// # Errors
    /// A scenario of KTAB says of none.
    pub fn outcomes(&self) -> Result<Vec<Option<f64>>, Problem> {
        if self.joint {
            let what = "a scenario of KTAB has no outcomes: the table needs the columns dossier, issue, actor, position, salience, capability, outcome";
            return Err(Problem::at(1, what));
        }
        Ok(self.issues.iter().map(|issue| issue.outcome).collect())
    }

    /// What was read with doubt, in words.
    pub fn told(&self) -> Vec<String> {
        self.notes.iter().map(Note::to_string).collect()
    }

    /// Numbers that look as if they stood on a scale from 0 to 1, where 0 to 100 is meant.
    fn scale_doubts(&self) -> Vec<Note> {
        let stakes = || {
            self.issues
                .iter()
                .filter(|issue| issue.scale == (0.0, 100.0))
                .flat_map(|issue| issue.stakes.iter().flatten())
        };
        let line = self.issues.first().map_or(1, |issue| issue.line);
        // The scale, 1 or 10, that all numbers lie within: a tenth of the one that is taken, or less.
        let within = |numbers: &mut dyn Iterator<Item = f64>| {
            let numbers: Vec<f64> = numbers.collect();
            let most = numbers.iter().copied().fold(0.0_f64, f64::max);
            [1.0, 10.0].into_iter().find(|scale| most > 0.0 && most <= *scale)
        };
        let mut notes = Vec::new();
        if let Some(scale) = within(&mut stakes().map(|stake| stake.position)) {
            let what = format!(
                "all positions lie from 0 to {scale}, on a scale that runs from 0 to 100: if they stand on a scale from 0 to {scale}, say so \
                 in the columns `low` (0) and `high` ({scale}), or multiply them by {}",
                100.0 / scale
            );
            notes.push(Note::at(line, what));
        }
        let saliences = self.issues.iter().flat_map(|issue| issue.stakes.iter().flatten()).map(|stake| stake.salience);
        // Shares of attention in ten issues and more are small.
        if let Some(scale) = within(&mut saliences.into_iter()).filter(|scale| *scale == 1.0 || self.issues.len() < 10)
        {
            let what = format!(
                "all saliences lie from 0 to {scale}, on a scale that runs from 0 to 100: if they are shares of {scale}, multiply them by {} \
                 (the spatial challenge model takes them as shares of 100)",
                100.0 / scale
            );
            notes.push(Note::at(line, what));
        }
        notes
    }

    /// Actors whose saliences add up to more than 100: the spatial challenge model takes saliences as shares of attention.
    pub fn beyond_attention(&self) -> Vec<Problem> {
        let sum = |actor: usize| -> f64 {
            self.issues.iter().filter_map(|issue| issue.stakes[actor]).map(|s| s.salience).sum()
        };
        let over = (0..self.actors.len()).filter(|actor| sum(*actor) > 100.0 + 1e-9);
        over.map(|actor| Problem {
            line: self.lines.get(actor).copied().unwrap_or(1),
            what: format!("the saliences of `{}` add up to {}, more than 100", self.actors[actor], sum(actor)),
        })
        .collect()
    }
}

/// Checks the three numbers of a stake.
fn stake(position: f64, salience: f64, capability: f64, scale: (f64, f64)) -> Result<PlainStake, String> {
    let (low, high) = scale;
    if !(low..=high).contains(&position) {
        return Err(format!("the position {position} lies outside the scale {low} to {high}"));
    }
    if !(0.0..=100.0).contains(&salience) {
        return Err(format!("the salience {salience} lies outside 0 to 100"));
    }
    if !(0.0..=1e12).contains(&capability) {
        return Err(format!("the capability {capability} is negative, or too large"));
    }
    Ok(PlainStake { position: 100.0 * (position - low) / (high - low), salience, capability })
}

/// A number in a cell.
fn number(text: &str, what: &str) -> Result<f64, String> {
    text.trim()
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())
        .ok_or_else(|| format!("`{}` is no {what}", text.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<u64> {
        read_issues(text, &Asked::default()).unwrap_err().iter().map(|problem| problem.line).collect()
    }

    #[test]
    fn tables_are_read_with_their_scales() {
        let text = "issue,actor,position,salience,capability,low,high,reference,dossier,outcome\n\
                    tax,A,2,50,1,0,4,1,D1,3\ntax,B,4,100,2.5,0,4,1,D1,3\nlaw,A,10,5,1,,,,D1,\nlaw,C,90,5,1,,,,D1,\n";
        let found = read_issues(text, &Asked::default()).unwrap();
        assert_eq!((found.actors.len(), found.issues.len(), found.joint), (3, 2, false));
        let tax = &found.issues[0];
        assert_eq!(tax.stakes[0], Some(PlainStake { position: 50.0, salience: 50.0, capability: 1.0 }));
        assert_eq!((tax.reference, tax.outcome, tax.stakes[2]), (Some(25.0), Some(75.0), None));
    }

    #[test]
    fn numbers_within_a_tenth_of_the_scale_are_told() {
        let told = |first: &str, second: &str| {
            let text = format!("issue,actor,position,salience,capability\ntax,A,{first},5\ntax,B,{second},3\n");
            read_issues(&text, &Asked::default()).unwrap().told()
        };
        assert_eq!(told("10,8", "2,6").len(), 2);
        assert!(told("10,80", "2,6")[0].contains("from 0 to 10, on a scale"));
        assert!(told("0.5,80", "1,60")[0].contains("from 0 to 1, on a scale"));
        assert!(told("11,80", "2,6").is_empty());
    }

    #[test]
    fn every_problem_of_a_table_has_its_line() {
        let text = "issue,actor,position,salience,capability\nx,A,101,5,1\nx,B,1,105,1\nx,C,1,5,-1\nx,D,a,5,1\nx,E,1,5,1\nx,E,2,5,1\n,F,1,5,1\n";
        assert_eq!(lines(text), [2, 3, 4, 5, 7, 8]);
        assert_eq!(lines("issue,actor,position,salience\nx,A,1,5\n"), [1]);
        assert_eq!(lines("issue,actor,position,salience,capability\nx,A,10,0,5,1\nx,B,1,5\nx,C,1,5,1,\n"), [2, 3]);
        assert_eq!(lines("issue,actor,position,position,salience,capability\n"), [1]);
        assert_eq!(lines("issue,actor,position,salience,capability\nx,A,1,5,1\n"), [2]);
        assert_eq!(lines("issue,actor,position,salience,capability\n"), [1]);
        assert_eq!(lines("issue,actor,position,salience,capability\nx,A,1,0,1\nx,B,1,5,0\n"), [2]);
        assert_eq!(lines("issue,actor,position,salience,capability,outcome\nx,A,1,1,1,3\nx,B,1,5,1,4\n"), [3]);
    }

    const KTAB: &str = "Name, \"About, it\",2,2,\nActor,Description,Power,One,Sal1,Two,Sal2,\nA, x, 10.5, 30,24.0,20,48.0, \n\"B, b\",y,2,45,44.7,65,41.3\n";

    #[test]
    fn scenarios_of_ktab_are_read() {
        let found = read_issues(KTAB, &Asked::default()).unwrap();
        assert_eq!((found.name.as_str(), found.description.as_str(), found.joint), ("Name", "About, it", true));
        assert_eq!(found.actors, ["A", "B, b"]);
        assert_eq!(found.issues[1].name, "Two");
        assert_eq!(found.issues[1].stakes[1], Some(PlainStake { position: 65.0, salience: 41.3, capability: 2.0 }));
        assert_eq!(lines(&KTAB.replace(",2,2,", ",3,2,")), [1]);
        assert_eq!(lines(&KTAB.replace("10.5", "-1")), [3]);
        assert_eq!(lines(&KTAB.replace("65,41.3", "65")), [4]);
        let over = read_issues(&KTAB.replace("48.0", "88"), &Asked::default()).unwrap();
        assert_eq!(over.beyond_attention().len(), 1);
        assert_eq!(lines("nothing"), [1]);
        // Columns in another order are not read crosswise.
        assert_eq!(lines(&KTAB.replace("Power,One,Sal1", "Influence,Salience,Position")), [2, 2]);
        assert_eq!(lines(&KTAB.replace("Power,One,Sal1", "Position,Salience,Influence")), [2, 2, 2]);
        assert!(read_issues(&KTAB.replace("Power,One,Sal1", "Power,Influence,Salience"), &Asked::default()).is_ok());
        let twice = read_issues(&KTAB.replace("Two", "One"), &Asked::default()).unwrap();
        assert_eq!(twice.issues[1].name, "One (2)");
    }

    const XML: &str = "<Scenario><name>N</name><desc>D</desc>\n<ModelParameters><VotingRule>Cubic</VotingRule></ModelParameters>\n\
        <Dimensions><dName>One</dName></Dimensions>\n<Actors>\n<Actor><name>A</name><description/><capability>1</capability>\
        <Position><dCoord>10</dCoord></Position><Salience><dSal>50</dSal></Salience></Actor>\n<Actor><name>B</name><capability>2</capability>\
        <Position><dCoord>90</dCoord></Position><Salience><dSal>60</dSal></Salience></Actor>\n</Actors>{}</Scenario>";

    #[test]
    fn xml_without_accommodation_is_read() {
        let found = read_issues(&XML.replace("{}", ""), &Asked::default()).unwrap();
        assert_eq!((found.name.as_str(), found.actors.len(), found.accommodation.clone()), ("N", 2, None));
        assert_eq!(found.parameters, [("VotingRule".to_owned(), "Cubic".to_owned())]);
        let pair = |who: &str, share: &str| {
            XML.replace("{}", &format!("<IdealAdjustment><iaPair><adjustingIdeal>{who}</adjustingIdeal><referencePos>B</referencePos><adjust>{share}</adjust></iaPair></IdealAdjustment>"))
        };
        let own = "<IdealAdjustment><iaPair><adjustingIdeal>A</adjustingIdeal><referencePos>A</referencePos><adjust>0.5</adjust></iaPair>";
        let both = pair("A", "0.2").replace("<IdealAdjustment>", own);
        assert_eq!(read_issues(&both, &Asked::default()).unwrap().accommodation, Some(vec![0.5, 0.2, 0.0, 1.0]));
        // The rest of the identity still counts, so that a lone share of another is too much.
        assert_eq!(lines(&pair("A", "0.2")).len(), 1);
        assert_eq!(lines(&pair("Q", "0.2")).len(), 1);
        assert_eq!(lines(&XML.replace("{}", "").replace("<dSal>60</dSal>", "")), [6]);
        assert_eq!(lines("<Scenario>"), [1]);
    }
}
