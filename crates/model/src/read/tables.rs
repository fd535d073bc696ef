//! The tables of a case: which columns, which of them are needed, what they mean.

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its header.
    pub name: &'static str,
    /// Whether the table is unreadable without it.
    pub required: bool,
    /// What it holds.
    pub about: &'static str,
}

/// A CSV file of a case.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name in the case folder.
    pub file: &'static str,
    /// What its rows are.
    pub about: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
}

impl Table {
    /// The header line.
    pub fn header(&self) -> String {
        self.columns.iter().map(|column| column.name).collect::<Vec<_>>().join(",")
    }
}

const fn need(name: &'static str, about: &'static str) -> Column {
    Column { name, required: true, about }
}

const fn may(name: &'static str, about: &'static str) -> Column {
    Column { name, required: false, about }
}

const BASIS: Column = need("basis", "explicit, inferred, general-knowledge, assumed or data");
const EVIDENCE: Column = need("evidence", "ids of the claims the row rests on, separated by spaces");
const LOCATOR: Column = may("locator", "repeats the locators of the evidence, for reading");
const NOTE: Column = may("note", "a remark");

/// Every table of the case format.
pub const TABLES: &[Table] = &[
    Table {
        file: "sources.csv",
        about: "documents and data sets",
        columns: &[
            need("id", "short name used in locators"),
            may("file", "file name inside `sources/`, when the document is in the case"),
            may("kind", "article, book, notes, data …"),
            may("title", "title"),
            may("date_from", "earliest date"),
            may("date_to", "latest date"),
            may("language", "language"),
            may("default_grade", "Admiralty grade of claims that have none of their own"),
            NOTE,
        ],
    },
    Table {
        file: "fingerprints.csv",
        about: "fingerprints of paragraphs when they were coded (`detente check --fingerprints` prints them)",
        columns: &[
            need("source", "source id"),
            need("paragraph", "number of the paragraph, from 1"),
            need("fingerprint", "16 hexadecimal digits"),
        ],
    },
    Table {
        file: "actors.csv",
        about: "states, organs, factions, persons",
        columns: &[
            need("id", "letters, digits, `_` and `.`; no hyphen"),
            need("name", "name"),
            may("kind", "state, government, ministry, party, faction, person …"),
            may("within", "the actor it is part of"),
            may("aliases", "other names, separated by `;`"),
            may("named", "no, when the sources do not say who it is; else yes"),
            may("capability_low", "general capability, 0 to 100: lower end"),
            may("capability_mode", "most likely value"),
            may("capability_high", "upper end"),
            BASIS,
            EVIDENCE,
            LOCATOR,
            NOTE,
        ],
    },
    Table {
        file: "claims.csv",
        about: "who said what, through whom, and how sure",
        columns: &[
            need("id", "never reused"),
            need("locator", "where it stands: `source:¶35`"),
            need("speaker", "the actor who holds it"),
            may("relay", "from the speaker to the document, nearest first"),
            may("channel", "own, attributed, public, official, private, closed, press, coder"),
            may("kind", "fact, judgement, belief, forecast, fear, wish, policy …"),
            may("grade", "Admiralty grade: letter A-F for the source, digit 1-6 for the information"),
            may("hedges", "hedging words, separated by `;`"),
            may("likelihood_term", "word of likelihood"),
            may("likelihood_low", "its band as probabilities: lower end"),
            may("likelihood_mode", "middle"),
            may("likelihood_high", "upper end"),
            BASIS,
            need("text", "the coder's paraphrase"),
        ],
    },
    Table {
        file: "claim-links.csv",
        about: "how claims hang together",
        columns: &[
            need("from", "a claim"),
            need("to", "another claim"),
            need("relation", "supports, contradicts, refines, same-source"),
            NOTE,
        ],
    },
    Table {
        file: "ties.csv",
        about: "how close or hostile two actors are, by dimension",
        columns: &[
            need("id", "id"),
            need("from", "an actor; the one the tie runs from when directed"),
            need("to", "the other actor"),
            need("directed", "yes or no"),
            need("dimension", "security, political, economic …"),
            need("low", "closeness from -1 (hostile) to 1 (close): lower end"),
            need("mode", "most likely value"),
            need("high", "upper end"),
            may("firmness_low", "how hard the tie is to bend, 0 to 1: lower end; absent: |mode| is assumed"),
            may("firmness_mode", "most likely value"),
            may("firmness_high", "upper end"),
            may("since", "first date"),
            may("until", "last date"),
            BASIS,
            EVIDENCE,
            LOCATOR,
            NOTE,
        ],
    },
    Table {
        file: "issues.csv",
        about: "questions that actors bargain over",
        columns: &[
            need("id", "id"),
            need("question", "the question"),
            need("scale_0", "what 0 on the scale means"),
            need("scale_100", "what 100 means"),
            may("reference_low", "what stands without a decision: lower end"),
            may("reference_mode", "most likely value"),
            may("reference_high", "upper end"),
            may("rule", "how the group decides: `majority`, `unanimity` or `quota 0.62`, of capability or `of actors`"),
            may("agenda", "actor that proposes under the rule"),
            may("package", "name shared by issues that are dimensions of one bargain in the spatial challenge model"),
            BASIS,
            EVIDENCE,
            LOCATOR,
            NOTE,
        ],
    },
    Table {
        file: "positions.csv",
        about: "where an actor stands on an issue, how much it cares, what weight it has; all 0 to 100",
        columns: &[
            need("id", "id"),
            need("issue", "issue id"),
            need("actor", "actor id"),
            need("position_low", "position on the scale: lower end; empty with `from`"),
            need("position_mode", "most likely value"),
            need("position_high", "upper end"),
            need("salience_low", "how much it cares: lower end"),
            need("salience_mode", "most likely value"),
            need("salience_high", "upper end"),
            may("capability_low", "weight on this issue: lower end; absent: the actor's capability"),
            may("capability_mode", "most likely value"),
            may("capability_high", "upper end"),
            may("from", "issue whose outcome is the position: factions bargain first, their state then"),
            may("veto", "`yes`: nothing passes without it under the rule"),
            BASIS,
            EVIDENCE,
            LOCATOR,
            NOTE,
        ],
    },
    Table {
        file: "factors.csv",
        about: "causes and effects that are neither ties nor positions",
        columns: &[
            need("id", "id"),
            need("name", "name"),
            may("range_low", "lower end of its range; absent: 0"),
            may("range_high", "upper end; absent: 1"),
            need("low", "its level: lower end"),
            need("mode", "most likely value"),
            need("high", "upper end"),
            may("meaning_0", "what the lower end of the range means"),
            may("meaning_1", "what the upper end means"),
            may("inertia", "share of a deviation that stays from one period to the next, 0 to below 1; absent: 0"),
            BASIS,
            EVIDENCE,
            LOCATOR,
            NOTE,
        ],
    },
    Table {
        file: "links.csv",
        about: "how one quantity moves another",
        columns: &[
            need("id", "id"),
            need(
                "cause",
                "a factor id, a quantity path, or what an engine finds: outcome.issue.ID, outcome.view.ID.strain",
            ),
            need("effect", "a factor id or quantity path"),
            may("sign", "+ or -; repeats the direction for reading"),
            need("low", "share of the effect's range per share of the cause's, -1 to 1: lower end"),
            need("mode", "most likely value"),
            need("high", "upper end"),
            may("lag_low", "lag in years (periods): lower end; absent: 1 year is assumed"),
            may("lag_mode", "most likely value"),
            may("lag_high", "upper end"),
            may("probability", "probability that the link exists at all, above 0 to 1; absent: 1"),
            BASIS,
            EVIDENCE,
            LOCATOR,
            NOTE,
        ],
    },
    Table {
        file: "formats.csv",
        about: "tables of talks, treaties, forums",
        columns: &[
            need("id", "id"),
            need("name", "name"),
            need("members", "actor ids, separated by spaces"),
            may("level", "leaders, official, working, treaty …"),
            may(
                "status",
                "running or in-force (its seats count), proposed, idea, refused, stalled, suspended, ended, unknown",
            ),
            may("since", "first date"),
            may("until", "last date"),
            BASIS,
            EVIDENCE,
            LOCATOR,
            NOTE,
        ],
    },
    Table {
        file: "forecasts.csv",
        about: "forecasts that somebody made, and what came of them",
        columns: &[
            need("id", "id"),
            need("statement", "what is forecast"),
            need("question", "the question that decides it"),
            need("holder", "actor id"),
            may("relay", "from the holder to the document, nearest first"),
            may("condition", "on which condition"),
            may("horizon", "until when"),
            may("words", "the words used"),
            may("likelihood_low", "band: lower end"),
            may("likelihood_mode", "middle"),
            may("likelihood_high", "upper end"),
            may("scale", "the scale that gives the band"),
            may("resolution", "yes, no, open, unresolvable"),
            may("resolved_on", "date"),
            BASIS,
            EVIDENCE,
            LOCATOR,
            NOTE,
        ],
    },
    Table {
        file: "events.csv",
        about: "what happened",
        columns: &[
            need("id", "id"),
            may("date_from", "earliest date"),
            may("date_to", "latest date"),
            may("precision", "how exact the source is"),
            need("actor", "who acted: actor ids, separated by spaces"),
            may("target", "towards whom: actor ids"),
            need("action", "what was done"),
            may("cameo_root", "CAMEO root class, 01 to 20"),
            may("plover", "PLOVER class"),
            may("quad", "quadrant"),
            BASIS,
            EVIDENCE,
            LOCATOR,
            NOTE,
        ],
    },
    Table {
        file: "places.csv",
        about: "places on the map",
        columns: &[
            need("id", "id"),
            need("name", "name"),
            may("kind", "city, disputed-island, missile-site …"),
            need("lat", "latitude in degrees"),
            need("lon", "longitude in degrees"),
            may("range_km_low", "reach in km: lower end"),
            may("range_km_mode", "most likely value"),
            may("range_km_high", "upper end"),
            BASIS,
            EVIDENCE,
            LOCATOR,
            NOTE,
        ],
    },
    Table {
        file: "systems.csv",
        about: "parts of the situation, as questions that the case should answer",
        columns: &[
            need("id", "id"),
            need("title", "what it is"),
            need("question", "the question"),
            LOCATOR,
            may("findings", "ids of findings that answer it; `*` stands for any text"),
            may("scenarios", "scenarios in which to read them"),
            may("missing", "what is still missing from the answer"),
        ],
    },
    Table {
        file: "datasets.csv",
        about: "data sets that ties rest on (`detente record add` and `detente record ties` write it)",
        columns: &[
            need("id", "id, used in locators: `atop:¶57` is line 57 of the set `atop`"),
            may("file", "file in the folder of the case, when it is kept there"),
            need("set", "which data set of `detente record sources` it is"),
            need("title", "title"),
            may("sha256", "checksum of the file"),
            may("rows", "rows of the file"),
            may("kept_out", "malformed rows among them"),
            may("from", "first year"),
            may("until", "last year"),
            may("terms", "on what terms it may be used"),
            may("citation", "how to cite it"),
        ],
    },
    Table {
        file: "backtests.csv",
        about: "scores of forecasts made as if it were earlier (`detente record backtest --keep` writes it)",
        columns: &[
            need("target", "what is forecast"),
            need("set", "which pairs of states"),
            need("model", "model"),
            may("rows", "rows forecast"),
            may("events", "how many of them happened"),
            may("auc", "area under the curve"),
            need("auc_pr", "average precision"),
            may("auc_pr_low", "95 %: lower end"),
            may("auc_pr_high", "upper end"),
            may("brier", "Brier score"),
            may("skill", "share of the base rate's Brier score that is saved"),
            may("log", "logarithmic score"),
        ],
    },
];

/// Tables that the program writes beside those a person writes, with the same columns: rows of data.
pub const COMPANIONS: [(&str, &str); 2] = [("claims.csv", "data-claims.csv"), ("ties.csv", "data-ties.csv")];
