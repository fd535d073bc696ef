//! The codes of findings, each with a title and an essay for `detente check --explain CODE`.

use std::fmt;

use crate::diagnostic::Severity;

/// A kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code(&'static str, Severity);

/// What is told of a code.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The code, for example `E401`.
    pub code: Code,
    /// How bad findings of this kind are.
    pub severity: Severity,
    /// The kind in one line.
    pub title: &'static str,
    /// What it means and what to do.
    pub essay: &'static str,
}

impl Code {
    /// The code as text.
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// What is told of it.
    pub fn entry(self) -> &'static Entry {
        // Codes are made by the macro below only, which puts each on the list.
        CODES.iter().find(|entry| entry.code == self).unwrap_or(&CODES[0])
    }

    /// How bad findings of this kind are.
    pub fn severity(self) -> Severity {
        self.1
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

macro_rules! codes {
    ($($name:ident $code:literal $severity:ident $title:literal $essay:literal)*) => {
        $(#[doc = $title] pub const $name: Code = Code($code, Severity::$severity);)*
        /// Every code, in order.
        pub const CODES: &[Entry] = &[
            $(Entry { code: $name, severity: Severity::$severity, title: $title, essay: $essay },)*
        ];
    };
}

codes! {
    SYNTAX "F101" Error
        "the file breaks the rules of TOML"
        "The file cannot be read as TOML at this place. Reading goes on after it, so other findings of the file are shown too. A common cause is a text without quotes or a bracket that is not closed."
    UNKNOWN_KEY "F102" Error
        "a key or column that the format does not know"
        "Every key and column has a meaning; one that nobody reads is most often a slip of the pen. Rename it, or keep remarks in a column `note`."
    MISSING_KEY "F103" Error
        "a needed key or column is missing"
        "The table cannot be read without this column. `detente init` writes every header in full."
    ROW_LENGTH "F104" Error
        "a row with more or fewer cells than the header"
        "The row is left out, since it is not clear which cell belongs to which column. Most often a comma inside a text is not protected by double quotes, or the file was cut short."
    UNCLOSED_QUOTE "F105" Error
        "a quoted cell that is never closed"
        "The double quote that opens the cell has no partner. The line is left out and reading goes on with the next one."
    ENCODING "F106" Error
        "a file that is no text"
        "Files of a case are UTF-8, with or without a byte order mark; UTF-16 and Windows letters are read as well, and told (F125, F126). This file is neither: it begins as UTF-8 and breaks, or is a workbook or an archive. Save it as UTF-8: in a spreadsheet, choose \"CSV UTF-8\"."
    NOT_A_NUMBER "F107" Error
        "a cell that should hold a number does not"
        "Numbers are written with a decimal point and without thousands separators. NaN and infinities are refused: they would spread through every result."
    NOT_A_CHOICE "F108" Error
        "a word that is not on the list of this field"
        "The field takes one of a few words, listed in the hint and in the reference of the case format."
    NOT_AN_ID "F109" Error
        "an id with characters that paths cannot hold"
        "Ids are parts of quantity paths such as `tie.A-B.political`. Actor ids may hold dots but no hyphen; other ids may hold hyphens but no dot."
    SAME_ID "F110" Error
        "the same id or column twice"
        "Ids name one thing each. The second row is left out."
    EMPTY "F111" Error
        "a needed cell is empty"
        "The row means nothing without this cell."
    WRONG_TYPE "F112" Error
        "a TOML value of another type than expected"
        "For example a text where a table is expected."
    UNREADABLE "F113" Error
        "a file cannot be read"
        "The file is missing, is a folder, is too large, or you have no right to read it."
    STRAY_FILE "F114" Warning
        "a file in the case folder that nobody reads"
        "The name is not one of the case format. If it was meant to be, its contents are not in the model."
    FILE_SIZE "F115" Error
        "a file larger than a case file can be"
        "Case files are written by people; one this large is most often an export in the wrong folder."
    BAD_FORMULA "F116" Error
        "a statement that cannot be read"
        "Statements are formulas over option ids with `not`, `and`, `or`, `xor`, `if`, `iff` and brackets, binding from tight to loose in this order. `a if b` means: when b holds, a holds; `b implies a` says the same."
    BAD_LOCATOR "F117" Error
        "a text that is no locator"
        "A locator names a source and a paragraph: `article:¶35`, or a range: `article:¶39-41`."
    BAD_PATH "F118" Error
        "a text that is no quantity path"
        "Quantities are named by paths: `tie.A-B.dimension` (undirected), `tie.A>B.dimension` (directed), `.firmness` behind either; `issue.ISSUE.ACTOR.position`, `.salience`, `.capability`, `issue.ISSUE.reference`; `factor.ID`; `link.CAUSE>EFFECT`; `conflict.ID.ACTOR.STATEMENT` (probability that a preference statement holds), `.weight` behind it, `conflict.ID.order-doubt`; `forum.ID.status`; `view.ID.dimensions`."
    BAD_CHANGE "F119" Error
        "a change of a scenario that cannot be read"
        "A change has an `op`: `set`, `shift`, `scale` with a `quantity` and a value; `drop` with the claims to leave out; `only` with a `basis`; `as_of` with a `date`."
    BAD_CONDITION "F120" Error
        "a condition that cannot be read"
        "A preference statement counts `when` a quantity lies above or below a bound: `when = \"factor.alarm > 0.5\"`."
    MIXED_PREFERENCE "F121" Error
        "a preference of two kinds"
        "A decision maker ranks states by statements in order of importance, by statements that all have a `weight`, or directly by groups of `states`; not by a mixture."
    BAD_RULE "F122" Error
        "a rule of decision that cannot be read"
        "`majority` (more than half), `unanimity`, or `quota 0.62` or `quota 2/3` (a share), of capability; with `of actors` behind it each actor has one vote. The rule of a question joins several with `and` and with `or`; `with ID` names an actor who must be among those who accept, and `factions first:` before all lets the parts of each actor decide first."
    TWO_POSITIONS "F123" Error
        "a position given twice"
        "A row of positions.csv gives a position, or names in `from` the issue whose outcome it is."
    BAD_GOAL "F124" Error
        "a goal that cannot be read"
        "A goal names a finding and a bound: `p(bloc:A+B)>=0.5`, `issue.ID<=40`, `factor.ID>=0.6`, `conflict.ID:STATE stable`, or any finding by its full id (`detente run --format csv` lists them)."
    READ_ALL_THE_SAME "F125" Note
        "a file in another form than the format has, which leaves no doubt"
        "Spreadsheets write what their language asks for: semicolons or tabs between cells, decimal commas, UTF-16. Where the header and the numbers leave no doubt the file is read so, and this note says it once for the file. Decimal commas are taken as such only where no number of the file has a point and one at least cannot be a mark of thousands."
    WINDOWS_LETTERS "F126" Warning
        "a file read as Windows letters"
        "The file is not UTF-8. It was read in the encoding of western Windows (windows-1252), which fits every byte of it; but so do other encodings, in which the same bytes are other letters. Look at the names with accents, and save the file as UTF-8."
    CONTROL "F127" Error
        "a control character in a text"
        "A control character (U+0000 to U+001F but tab and line end, U+007F to U+009F) is not seen, can command the terminal on which the text is printed, and may stand in no XML file. Diagnostics show it as `\\u{1b}`. It got in by copying from a terminal or a broken export; take it out."
    HIDDEN "F128" Warning
        "an invisible character in a text"
        "Characters without width, and those that turn the direction of the text (U+202A to U+202E, U+2066 to U+2069), make two names look alike that are not, or show a text in another order than it is read. Joiners and marks of direction are no finding where the script of the text needs them, as Arabic, Hebrew and the scripts of India do."
    PLACEHOLDER "F129" Warning
        "a text of the template that was never replaced"
        "`detente init` writes a case that passes `check`; its texts stand for your own. They would be printed on top of the report."
    OUTSIDE "F131" Error
        "a link that leads out of the case folder"
        "A case is data that is passed on and checked by others. What lies outside of its folder is not part of it, and is not read: a link could show any file of whoever checks the case. Copy the file into the case."
    FILE_NAME "F132" Error
        "a file whose name is no text"
        "The name holds bytes that are not UTF-8, so that no cell can name the file and two such files can become one. Give it another name."
    TWIN_FILES "F133" Warning
        "two files whose names differ by capital letters alone"
        "Most systems of Windows and macOS can hold only one of the two, so that a copy of the case there lacks the other. Rename one."
    FILE_OUTSIDE "F134" Warning
        "a file that is named outside of the case"
        "`file` names a file in the folder of the case, such as `data/atop.csv` (in datasets.csv) or `article.txt` (in sources.csv, a file of `sources/`); leave it empty where the file is kept elsewhere. `detente record add` copies a file into the case and writes its row."
    OLD_NAME "F135" Error
        "a name of an earlier form of cases"
        "The file, quantity or finding is called otherwise now; the hint says how. Nothing is read by its old name, so that a case says one thing in one way."
    UNKNOWN_ACTOR "N201" Error
        "an actor that is not in actors.csv"
        "Add the actor, or mend the name."
    UNKNOWN_CLAIM "N202" Error
        "a claim that is not in claims.csv"
        "Evidence points to claims by id. Add the claim, or mend the id."
    UNKNOWN_SOURCE "N203" Error
        "a source that is not in sources.csv"
        "Locators begin with the id of a source."
    UNKNOWN_NAME "N204" Error
        "a name that nothing in the case has"
        "The issue, factor, format, view, scenario or option does not exist."
    UNKNOWN_QUANTITY "N205" Error
        "a path that no quantity of the case has"
        "The form is right but nothing in the case has this path. `detente show quantity` lists them all."
    CIRCULAR_WITHIN "N206" Error
        "actors that are inside themselves"
        "`within` must lead outwards, from faction to party to state, and end."
    LOOK_ALIKE "N207" Warning
        "names that look alike"
        "They differ by case, by how an accent is written (one letter or two), by an accent of an id, or by a letter of another alphabet that looks the same; or two actors have one name. A state under two ids is two states, and every bloc and bargain counts it so."
    ESTIMATE_ORDER "R301" Error
        "an estimate out of order"
        "The lower end may not be above the most likely value, nor that above the upper end."
    OUT_OF_RANGE "R302" Error
        "a number outside its range"
        "Affinity lies in [-1, 1], firmness, likelihoods and factors in [0, 1] or the range given in the row, positions, salience and capability in [0, 100], link sizes in [-1, 1], lags and distances at 0 or above."
    SIGN_DISAGREES "R303" Error
        "a sign that disagrees with the numbers"
        "The column `sign` repeats the direction for the reader; where it parts from the numbers one of the two is wrong."
    ESTIMATE_PARTS "R304" Error
        "an estimate with parts missing"
        "Give low, mode and high, or the mode alone for a number without doubt."
    NO_EVIDENCE "E401" Error
        "a row that claims evidence and has none"
        "A row whose basis is `explicit`, `inferred` or `data` must name the claims or data rows it rests on. If it is your own assumption, say so with the basis `assumed`."
    UNUSED_CLAIM "E402" Warning
        "a claim that nothing rests on"
        "The claim was coded but no row names it as evidence. It may have been forgotten, or it may be background."
    LOCATOR_OUTSIDE "E403" Error
        "a locator that is not in the document"
        "The document has fewer paragraphs than the locator says. Paragraphs are its non-empty lines, counted from 1."
    PARAGRAPH_CHANGED "E404" Warning
        "a paragraph that changed since it was coded"
        "The fingerprint of the paragraph differs from the one stored when it was coded. Read it again: the claims that point to it may no longer say what it says."
    ONE_UNNAMED_SOURCE "E405" Warning
        "a row that rests on one unnamed or private source"
        "All its evidence goes back to one speaker who is not named or who spoke in private. Every result that uses the row inherits this."
    LOCATORS_PART "E406" Warning
        "locators that part from those of the evidence"
        "The column `locator` repeats the locators of the claims in `evidence`. Where they part, the evidence rules."
    NO_DOCUMENT "E407" Note
        "a source whose document is not in the case"
        "Locators into it are checked against the stored fingerprints only, or not at all."
    NO_CODER_NOTE "E408" Warning
        "an assumption without a note"
        "Rows of general knowledge or assumption still name the coder's note that says where they come from."
    BAND_DISAGREES "E409" Warning
        "a word of likelihood with another band than its scale gives it"
        "\"May\", \"might\", \"can\" and \"could\" say that something is possible and nothing about how likely it is: they have no band. Words of ICD 203 have the band of that scale."
    BAND_MISSING "E410" Note
        "a word of likelihood without its band"
        "The word is one of ICD 203, which gives it a band, and the row gives none. Write the band of the scale, or the one that the speaker meant, into the row: nobody else can say that the word was meant so."
    NOT_NAMED "E411" Note
        "a paragraph that does not name whom the claim speaks of"
        "The claim names actors, and its paragraph has none of their names (beginnings of words count, so that `Japanese` names Japan). Most often the number of the paragraph is off by one; or the paragraph names them otherwise: then the other name belongs into the column `aliases`. Claims of the coder are not looked at, nor documents that are not in the case."
    DATES_CROSSED "D501" Error
        "an end before its beginning"
        "`until` lies before `since`, or `date_to` before `date_from`."
    BAD_DATE "D502" Error
        "a text that is no date"
        "Dates are as exact as the source gives them: `2001`, `2001-02` or `2001-02-28`."
    NOT_IN_FORCE "D503" Note
        "a row that is not in force at the date of the case"
        "It is kept, and is used when the case is run as of another date."
    AFTER_CASE "D504" Warning
        "an event after the date of the case"
        "The case is dated before this event; a forecast made then could not know it."
    NO_DUE_DATE "D505" Note
        "an open forecast whose horizon is no date"
        "`detente score` tells which open forecasts are due: their horizon, such as `2030` or `2030-06`, is over. Where the horizon is a phrase nobody can tell, and the forecast stays open for ever. Write the date by which you would call it, and the phrase into `condition` or `note`."
    LATE_YES "D506" Warning
        "a forecast told as true after its horizon"
        "The resolution is `yes`, and `resolved_on` lies after the horizon: what comes later than the forecast said is not what it forecast. Write `no`, or the date on which it happened. (A `no` is often decided after the horizon, and nothing is wrong with it.)"
    LONELY_ISSUE "M601" Error
        "an issue with fewer than two actors"
        "Bargaining needs two. Add the other positions or drop the issue."
    NO_STATE "M602" Error
        "a conflict in which no state can occur"
        "The statements under `infeasible` rule out every combination of options."
    BAD_STATUS_QUO "M603" Error
        "a status quo that is no state of the conflict"
        "It needs one 0 or 1 per option, in their order, and must be feasible."
    FLAT_PREFERENCE "M604" Warning
        "a decision maker who does not care"
        "Its preference statements leave every state equally good, so that every state is stable for it."
    SMALL_VIEW "M605" Error
        "a view that no method can use"
        "A view needs at least two actors, and some tie among them in its dimensions."
    BAD_RING "M606" Error
        "a ring that is no ring"
        "A ring lists three or more actors of its view, each once, in the order of its sides."
    LARGE_VIEW "M607" Error
        "a view too large for draws"
        "A view may hold 256 actors. `detente balance` takes larger networks, without draws."
    LARGE_CONFLICT "M608" Error
        "a conflict too large for draws"
        "A conflict of a case may have 12 options, 512 states that can occur and 16 decision makers; with shared options, joined or hidden states 20,000 moves. `detente conflict FILE` takes larger ones, without draws."
    IDLE_STATEMENT "M609" Warning
        "a statement of a conflict that says nothing"
        "It rules out nothing that is left, or every state that can occur meets it, or none does."
    BAD_JOIN "M610" Error
        "states that cannot be made one"
        "A state may belong to one joined state, some state must meet its statement, and no preference may tell its members apart."
    BAD_RANKING "M611" Error
        "a ranking that does not rank every state once"
        "Every state that can occur stands in one group, best group first; a joined state by any one of its members."
    CIRCULAR_ISSUE "M612" Error
        "an issue whose outcome is its own position"
        "Factions bargain first, then their state: the issues named in `from` must not lead back to where they start."
    NO_CAPABILITY "M613" Error
        "a stake without capability"
        "Give `capability_mode` in the row, or the actor's capability in actors.csv."
    NO_REFERENCE "M614" Warning
        "a rule of decision without a reference point"
        "What a rule lets pass is what enough votes prefer to the reference point. Give `reference_mode`."
    WEIGHTLESS_ISSUE "M615" Error
        "an issue in which nobody has weight"
        "Weight is capability times salience; somebody must have some."
    STRANGER "M616" Error
        "an agenda setter without a stake"
        "Who proposes needs a position on the issue."
    NO_RULE "M617" Warning
        "an agenda setter or a veto without a rule"
        "They matter where the group decides by a rule: give the issue a `rule`."
    BAD_PACKAGE "M618" Error
        "issues that cannot be dimensions of one bargain"
        "In a package every actor has a stake in every issue and one capability for all (that of actors.csv: leave it out in the rows), and its saliences add up to 100 at most."
    BAD_LINK "M619" Error
        "an end of a link that cannot be one"
        "Causes and effects are factors, ties (affinity or firmness), positions, saliences, capabilities and reference points; a cause can also be what an engine finds (`outcome.issue.ID`, `outcome.view.ID.normalised-frustration`), which acts from the next period on."
    LINK_CIRCLE "M620" Error
        "links without lag in a circle"
        "What comes back to itself takes time: give one of the links a lag."
    ROUNDED_LAG "M621" Note
        "lags that a run rounds to whole periods"
        "A run goes by whole periods (`period` in case.toml: a year unless it says another): in each draw the lag is rounded to the nearest whole number, so that 0.25 acts within the period and 1.5 after two. Where the order within a period matters, the model cannot show it."
    LOOSE_ACTOR "M622" Note
        "actors of a view that hang on one tie or on none"
        "The side of an actor with one tie is decided by the sign of this tie alone, whatever the others do; an actor without a tie in the dimensions of the view can stand on either side. Ties count that are in force at the date of the case."
    SMALL_SCALE "M623" Warning
        "an issue whose positions or saliences all lie within 0 to 1"
        "Positions go from 0 to 100, as `scale_0` and `scale_100` say in words, and saliences too. Numbers that were coded from 0 to 1 must be multiplied by 100; otherwise all actors stand at the same end, or nobody cares."
    UNANSWERABLE "M624" Warning
        "a question that the case cannot answer"
        "Every kind of question needs rows of its own: a standing ties, an outcome positions, an effect a scenario, a loop links, a package what holds without agreement, views a holder. The message names what is missing; until it is there the answer is that it is not known."
    UNTESTABLE "M625" Warning
        "a conclusion of the sources that no answer can be set beside"
        "A row of `expects.csv` must name what decides it: a finding, a quantity, a forecast, or `answer.` and the name of a number of the answer. A rise or a fall needs one of the scenarios of its question, `at-least` and `at-most` a value. Until then the answer says that it cannot be tested."
    SAME_QUANTITY "C701" Error
        "one quantity from two rows"
        "Two rows that hold at the same time give the same quantity its number. Merge them, or part them by dates or dimension."
    BOTH_DIRECTIONS "C702" Error
        "a pair with a directed and an undirected row of one dimension at the same time"
        "One of the two readings must be chosen, the dimension split, or the rows parted by dates."
    CONTRADICTION "C703" Warning
        "claims that contradict each other behind one part of the case"
        "`claim-links.csv` says that the two claims contradict each other. Decide which one the row rests on, or widen its estimate to hold both."
    SAME_ORIGIN "C704" Warning
        "claims of one origin counted as two"
        "`claim-links.csv` says that the two claims may go back to one source. They do not confirm each other."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_in_order_within_their_class() {
        for pair in CODES.windows(2) {
            let (a, b) = (pair[0].code.as_str(), pair[1].code.as_str());
            assert!(a[..1] != b[..1] || a < b, "{a} {b}");
        }
    }
}
