//! Two pages of A4 with the verdicts of a case. Nothing stands in a brief that no answer says.

mod docx;
mod markdown;
mod page;

use std::collections::BTreeSet;

use detente_results::{Answer, Assessment, Expected, Reason, Wording};

pub use docx::docx;
pub use markdown::markdown;
pub use page::page;

/// Letters that two pages of A4 hold besides their title and headings, all in the type of the body.
const ROOM: usize = 7_200;
/// A letter of a footnote takes so many hundredths of one of the body: smaller type, in columns.
const OF_A_NOTE: usize = 45;
/// A letter of the line on how sure a judgement is.
const OF_A_LINE: usize = 85;
/// A judgement takes a part of a line besides its text.
const OF_A_BREAK: usize = 50;
/// Changes, and weaknesses, that are told at most.
const TOLD: usize = 4;
/// Claims in a footnote at most.
const CLAIMS: usize = 2;

/// A brief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// The case, as it names itself.
    pub title: String,
    /// What the case is about.
    pub summary: String,
    /// The date it is read as of.
    pub as_of: String,
    /// What is judged.
    pub judgements: Vec<Judgement>,
    /// What would change a judgement.
    pub change_if: Vec<String>,
    /// What is weak about several.
    pub weak: Vec<String>,
    /// What the brief leaves out, and over how many draws it was worked out.
    pub end: String,
}

/// A judgement: a verdict with its doubt and its footnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: String,
    /// How sure it is.
    pub how_sure: String,
    /// Where the sources say so: claims, who says them, where they stand.
    pub note: String,
}

/// The brief of a run; `None` where no question is answered.
pub fn brief(assessment: &Assessment) -> Option<Brief> {
    let known: Vec<&Answer> = assessment.answers.iter().filter(|answer| answer.is_known()).collect();
    known.first()?;
    let (change_if, weak) = (changes(&known), weaknesses(&known));
    let listed: usize = change_if.iter().chain(&weak).map(|line| line.len() + OF_A_BREAK).sum();
    let mut room = ROOM.saturating_sub(assessment.case.summary.len() + listed);
    let mut judgements = Vec::new();
    for answer in &known {
        let judgement = judgement(assessment, answer);
        let Some(left) = room.checked_sub(judgement.room()) else { break };
        room = left;
        judgements.push(judgement);
    }
    Some(Brief {
        title: assessment.case.title.clone(),
        summary: assessment.case.summary.clone(),
        as_of: assessment.as_of.clone(),
        end: end(assessment, known.len() - judgements.len(), assessment.answers.len() - known.len()),
        judgements,
        change_if,
        weak,
    })
}

impl Judgement {
    /// How many letters of the body it takes.
    fn room(&self) -> usize {
        let part = |text: &str, hundredths: usize| text.len() * hundredths / 100;
        self.verdict.len() + part(&self.how_sure, OF_A_LINE) + part(&self.note, OF_A_NOTE) + OF_A_BREAK
    }
}

fn judgement(assessment: &Assessment, answer: &Answer) -> Judgement {
    let verdict: Vec<&str> = answer.verdict.iter().take(2).map(|wording| wording.text.as_str()).collect();
    let said = |wording: &Wording| sentence(&wording.text);
    let sure = answer.how_sure.as_ref().map(said);
    let how_sure = sure.or_else(|| answer.weak.first().map(said)).unwrap_or_default();
    let sources = answer.expected.iter().map(|one| source(assessment, one));
    let how_sure =
        std::iter::once(how_sure).chain(sources).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    Judgement { verdict: verdict.join(" "), how_sure, note: note(assessment, answer) }
}

/// `The source: “…”: qualified.`
fn source(assessment: &Assessment, expected: &Expected) -> String {
    let texts = expected.claims.iter().filter_map(|id| assessment.claims.get(id)).map(|claim| claim.text.as_str());
    let quoted: Vec<String> = texts.map(|text| format!("\u{201c}{}\u{201d}", text.trim_end_matches('.'))).collect();
    format!("The source: {}: {}.", quoted.join(", "), expected.word.word())
}

/// The claims that its reasons name first: where they stand and who says them.
fn note(assessment: &Assessment, answer: &Answer) -> String {
    let of_reasons = answer.because.iter().flat_map(|reason| &reason.claims);
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let ids = of_reasons.chain(&answer.claims).filter(|id| seen.insert(id.as_str()));
    let notes: Vec<String> = ids.filter_map(|id| claim_told(assessment, id)).take(CLAIMS).collect();
    if notes.is_empty() { "No claim of a source stands behind it.".to_owned() } else { notes.join("; ") + "." }
}

/// `Article, ¶51: the Japanese government (private, C3)`.
fn claim_told(assessment: &Assessment, id: &str) -> Option<String> {
    let claim = assessment.claims.get(id)?;
    let place = claim.locators.first().map_or(String::new(), |locator| {
        let (source, rest) = locator.split_once(':').unwrap_or((locator, ""));
        let title = source_named(assessment, source);
        if rest.is_empty() { title } else { format!("{title}, {rest}") }
    });
    let speaker = assessment.actors.get(&claim.speaker).map_or(claim.speaker.as_str(), |actor| actor.name.as_str());
    let how: Vec<&str> =
        [claim.channel.as_str(), claim.grade.as_str()].into_iter().filter(|word| !word.is_empty()).collect();
    Some(format!("{place}: {speaker} ({}; claim {id})", how.join(", ")))
}

/// A source by its kind where there is one of that kind, else by its title.
fn source_named(assessment: &Assessment, id: &str) -> String {
    let Some(source) = assessment.sources.get(id) else { return id.to_owned() };
    let alike = assessment.sources.values().filter(|other| other.kind == source.kind).count();
    let mut letters = source.kind.chars();
    match letters.next() {
        Some(first) if alike == 1 => first.to_uppercase().chain(letters).collect(),
        _ if source.title.is_empty() => id.to_owned(),
        _ => source.title.clone(),
    }
}

/// The first change of each answer in turn that says what turns it, no change twice.
fn changes(known: &[&Answer]) -> Vec<String> {
    let turning = |reason: &&Reason| !reason.changes.is_empty();
    let first = |answer: &&Answer| {
        let reason = answer.change_if.iter().find(turning)?;
        Some(format!("{} {}", answer.question, sentence(&reason.says.text)))
    };
    distinct(known.iter().filter_map(first))
}

/// What is weak about the answers, that about the most of them first.
fn weaknesses(known: &[&Answer]) -> Vec<String> {
    let all: Vec<String> = known.iter().flat_map(|answer| &answer.weak).map(|weak| sentence(&weak.text)).collect();
    let often = |text: &String| all.iter().filter(|other| *other == text).count();
    let mut ranked = all.clone();
    ranked.sort_by_key(|text| std::cmp::Reverse(often(text)));
    distinct(ranked.into_iter())
}

fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    texts.filter(|text| seen.insert(text.clone())).take(TOLD).collect()
}

/// A part of a sentence as a sentence of its own.
fn sentence(text: &str) -> String {
    let mut letters = text.trim().chars();
    let Some(first) = letters.next() else { return String::new() };
    let whole: String = first.to_uppercase().chain(letters).collect();
    if whole.ends_with(['.', '!', '?']) { whole } else { whole + "." }
}

fn end(assessment: &Assessment, left_out: usize, unknown: usize) -> String {
    let mut told = vec![format!("{} draws, seed {}", assessment.draws, assessment.seed)];
    if left_out > 0 {
        told.push(format!("{left_out} more questions are answered"));
    }
    if unknown > 0 {
        told.push(format!("{unknown} cannot be answered from this case"));
    }
    told.push("\u{201c}in every draw\u{201d} speaks of these estimates, not of the world".to_owned());
    sentence(&told.join("; "))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Read;

    use super::*;

    fn small() -> Brief {
        let judgement = |verdict: &str| Judgement {
            verdict: verdict.to_owned(),
            how_sure: "In every draw.".to_owned(),
            note: "Article, \u{b6}1: A <private>.".to_owned(),
        };
        Brief {
            title: "A & B stand together".to_owned(),
            summary: "Of three.".to_owned(),
            as_of: "2001-01".to_owned(),
            judgements: vec![judgement("A & B stand together."), judgement("It damps.")],
            change_if: vec!["It turns without a claim.".to_owned()],
            weak: Vec::new(),
            end: "1000 draws, seed 1.".to_owned(),
        }
    }

    #[test]
    fn every_judgement_has_its_footnote() {
        let text = markdown(&small());
        assert!(text.contains("1. A & B stand together.[^1]") && text.contains("[^2]: Article"), "{text}");
        assert!(!text.contains("What is weak"), "a heading over nothing: {text}");
        let page = page(&small());
        assert_eq!(page.matches("href=\"#note-").count(), 2);
        assert!(page.contains("A &amp; B") && page.contains("A &lt;private&gt;."), "{page}");
    }

    #[test]
    fn a_document_is_a_package_with_footnotes() {
        let mut package = zip::ZipArchive::new(std::io::Cursor::new(docx(&small()).unwrap())).unwrap();
        let mut part = |name: &str| {
            let mut text = String::new();
            package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        assert!(part("word/document.xml").contains("<w:footnoteReference w:id=\"3\"/>"));
        assert!(part("word/footnotes.xml").contains("A &lt;private&gt;."));
        assert!(part("[Content_Types].xml").contains("footnotes.xml"));
    }

    #[test]
    fn parts_of_sentences_stand_alone() {
        let told = ["in every draw", "It damps.", ""].map(sentence);
        assert_eq!(told, ["In every draw.", "It damps.", ""]);
    }
}
