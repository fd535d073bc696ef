//! Which format a file of events has: by the names of its header, or by the number of its cells where it has none.

use crate::files::{First, Header};

/// A format of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventLayout {
    /// GDELT 1.0, 57 or 58 columns without a header, or with one.
    Gdelt1,
    /// GDELT 2.0, 61 columns without a header.
    Gdelt2,
    /// ICEWS, 20 columns.
    Icews,
    /// POLECAT, 39 or 40 columns.
    Polecat,
    /// Phoenix by day, 26 columns without a header.
    Phoenix,
    /// Cline Center Historical Phoenix, 25 columns.
    Cline,
    /// KEDS with codes of WEIS.
    Weis,
    /// A table with the columns date, source, target, code, goldstein, and maybe mentions and id.
    Plain,
}

/// How actors are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actors {
    /// CAMEO letters of the state.
    Letters,
    /// Letters of KEDS, in front of the letters of a role: `FRYGOV`.
    Keds,
    /// Names of states.
    Names,
}

/// How codes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Codes {
    Cameo,
    Plover,
    Weis,
}

/// Where the cells stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    pub separator: u8,
    pub quoted: bool,
    pub header: bool,
    /// Cells a row may have.
    pub widths: Vec<usize>,
    pub date: usize,
    pub source: usize,
    pub target: usize,
    pub code: usize,
    pub goldstein: Option<usize>,
    pub mentions: Option<usize>,
    pub root: Option<usize>,
    pub id: Option<usize>,
    /// Root code of the event, and its class (the quarter from 1 to 4), which bear out its code.
    pub root_code: Option<usize>,
    pub class: Option<usize>,
    /// Names of source and target, read where their states are empty.
    pub names: Option<(usize, usize)>,
    pub actors: Actors,
    pub codes: Codes,
}

impl EventLayout {
    /// What it is called.
    pub fn id(self) -> &'static str {
        match self {
            Self::Gdelt1 => "gdelt1",
            Self::Gdelt2 => "gdelt2",
            Self::Icews => "icews",
            Self::Polecat => "polecat",
            Self::Phoenix => "phoenix",
            Self::Cline => "cline",
            Self::Weis => "weis",
            Self::Plain => "events",
        }
    }

    /// Title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Gdelt1 => "GDELT 1.0 events",
            Self::Gdelt2 => "GDELT 2.0 events",
            Self::Icews => "Integrated Crisis Early Warning System: coded events",
            Self::Polecat => "POLECAT events in PLOVER",
            Self::Phoenix => "Phoenix events by day",
            Self::Cline => "Cline Center Historical Phoenix events",
            Self::Weis => "Events of the Kansas Event Data System in codes of WEIS",
            Self::Plain => "A table of events",
        }
    }

    /// Where it is obtained.
    pub fn home(self) -> &'static str {
        match self {
            Self::Gdelt1 | Self::Gdelt2 => "https://www.gdeltproject.org/data.html",
            Self::Icews => "https://doi.org/10.7910/DVN/28075",
            Self::Polecat => "https://doi.org/10.7910/DVN/AJGVIT",
            Self::Phoenix => "http://openeventdata.org",
            Self::Cline => "https://databank.illinois.edu/datasets/IDB-0647142",
            Self::Weis => "http://eventdata.parusanalytics.com",
            Self::Plain => "your own",
        }
    }

    /// What of it we tested.
    pub fn tested(self) -> &'static str {
        match self {
            Self::Gdelt1 => "2,764 rows of 2012 with a header; rows of 57 and 58 cells made by us",
            Self::Gdelt2 => "rows of 61 cells made by us after the code book",
            Self::Icews => "3,705 rows of June 2018 with all 20 columns",
            Self::Polecat | Self::Phoenix | Self::Cline => "rows made by us after the code book",
            Self::Weis => "3,848 rows of the Balkans, 1999",
            Self::Plain => "columns date, source, target, code, goldstein, and maybe id and mentions",
        }
    }

    /// How its makers ask to be cited.
    pub fn citation(self) -> &'static str {
        match self {
            Self::Gdelt1 | Self::Gdelt2 => {
                "Leetaru & Schrodt 2013, GDELT: Global Data on Events, Location and Tone, 1979-2012"
            }
            Self::Icews => {
                "Boschee, Lautenschlager, O'Brien, Shellman, Starz & Ward 2015, ICEWS Coded Event Data, Harvard Dataverse, doi:10.7910/DVN/28075"
            }
            Self::Polecat => "Scarborough et al. 2023, POLECAT Weekly Data, Harvard Dataverse, doi:10.7910/DVN/AJGVIT",
            Self::Phoenix => "Open Event Data Alliance, Phoenix",
            Self::Cline => "Althaus, Bajjalieh, Carter, Peyton & Shalmon, Cline Center Historical Phoenix Event Data",
            Self::Weis => {
                "Kansas Event Data System (Schrodt), in the codes of McClelland's World Event/Interaction Survey"
            }
            Self::Plain => "of the event data in the table",
        }
    }

    /// Every format.
    pub const ALL: [Self; 8] =
        [Self::Gdelt1, Self::Gdelt2, Self::Icews, Self::Polecat, Self::Phoenix, Self::Cline, Self::Weis, Self::Plain];
}

/// The format of a file by its first line.
pub(crate) fn recognise_first(first: &First) -> Option<EventLayout> {
    places(first).ok().map(|(layout, _)| layout)
}

/// Names for the cells that are read of a file whose first line is no header, by their places; `None` for a file with a header.
pub fn names_of_places(first: &[u8]) -> Option<Vec<(usize, &'static str)>> {
    let first = First { text: first.to_vec(), number: 1, separator: None };
    let (layout, places) = places(&first).ok().filter(|(_, places)| !places.header)?;
    let names = if matches!(layout, EventLayout::Gdelt1 | EventLayout::Gdelt2) { GDELT } else { PLAIN };
    let optional = [
        (places.goldstein, names.goldstein.first().copied()),
        (places.mentions, Some(names.mentions)),
        (places.root, Some(GDELT.root)),
        (places.id, Some(names.id)),
    ];
    let fixed = [
        (places.date, names.date),
        (places.source, names.source),
        (places.target, names.target),
        (places.code, names.code),
    ];
    let there = |(place, name): (Option<usize>, Option<&'static str>)| place.zip(name);
    Some(fixed.into_iter().chain(optional.into_iter().filter_map(there)).collect())
}

/// Whether some format of events reads a column of this name, or is known by it.
pub fn reads_column(name: &str) -> bool {
    const KNOWN_BY: [&str; 5] = ["actor1geo_adm2code", "event mode", "joined_issues", "source name", "target name"];
    let name = name.trim().to_lowercase();
    let of = |names: &Named| {
        let own = [names.date, names.source, names.target, names.code, names.mentions, names.root, names.id];
        own.contains(&name.as_str()) || names.goldstein.contains(&name.as_str())
    };
    !name.is_empty() && (KNOWN_BY.contains(&name.as_str()) || [GDELT, ICEWS, POLECAT, CLINE, PLAIN].iter().any(of))
}

/// The format and the places of its cells; what was tried where none fits.
pub(super) fn places(first: &First) -> Result<(EventLayout, Places), String> {
    let header = Header::of(first);
    // Only files without a header are surely written without quotation marks.
    let quoted = true;
    let has = |name: &str| header.names.iter().any(|have| have == name);
    let named = |names: Named| named(&header, quoted, names);
    if has("globaleventid") {
        let layout = if has("actor1geo_adm2code") { EventLayout::Gdelt2 } else { EventLayout::Gdelt1 };
        return named(GDELT).map(|places| (layout, places));
    }
    if has("cameo code") {
        return named(ICEWS).map(|places| (EventLayout::Icews, places));
    }
    if has("event mode") && has("actor country") {
        return named(POLECAT).map(|places| (EventLayout::Polecat, places));
    }
    if has("joined_issues") && has("source_root") {
        return named(CLINE).map(|places| (EventLayout::Cline, places));
    }
    if has("date") && has("source") && has("target") && has("code") {
        let plain = has("goldstein");
        let names = if plain { PLAIN } else { WEIS };
        return named(names).map(|places| (if plain { EventLayout::Plain } else { EventLayout::Weis }, places));
    }
    unnamed(&header, &first.text)
}

/// Files without a header: a number or a date stands where they begin.
fn unnamed(header: &Header, first: &[u8]) -> Result<(EventLayout, Places), String> {
    let width = header.names.len();
    let digits = |place: usize, count: usize| {
        header
            .names
            .get(place)
            .is_some_and(|cell| cell.len() == count && cell.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let tabs = Places {
        separator: b'\t',
        quoted: false,
        header: false,
        widths: vec![width],
        date: 1,
        source: 7,
        target: 17,
        code: 26,
        goldstein: Some(30),
        mentions: Some(31),
        root: Some(25),
        id: Some(0),
        root_code: Some(28),
        class: Some(29),
        names: None,
        actors: Actors::Letters,
        codes: Codes::Cameo,
    };
    let tabbed = header.separator == b'\t';
    match width {
        57 | 58 if tabbed && digits(1, 8) => Ok((EventLayout::Gdelt1, tabs)),
        61 if tabbed && digits(1, 8) => Ok((EventLayout::Gdelt2, tabs)),
        26 if tabbed && digits(1, 8) => {
            let (goldstein, root_code) = (Some(16), Some(14));
            let phoenix = Places { source: 6, target: 10, code: 13, goldstein, root_code, ..tabs };
            Ok((EventLayout::Phoenix, Places { mentions: None, root: None, class: None, ..phoenix }))
        }
        4 | 5 if tabbed && (digits(0, 6) || digits(0, 8)) => {
            let weis = Places {
                widths: vec![4, 5],
                date: 0,
                source: 1,
                target: 2,
                code: 3,
                goldstein: None,
                mentions: None,
                root: None,
                id: None,
                root_code: None,
                class: None,
                actors: Actors::Keds,
                codes: Codes::Weis,
                ..tabs
            };
            Ok((EventLayout::Weis, weis))
        }
        _ => {
            let separator = match header.separator {
                b'\t' => "tabs",
                b',' => "commas",
                b';' => "semicolons",
                _ => "bars",
            };
            let start = String::from_utf8_lossy(&first[..first.len().min(40)]).trim_end().to_owned();
            Err(format!(
                "{width} cells between {separator} (`{start}`…); tried: GDELT 1.0 (57 or 58 cells between tabs), GDELT 2.0 (61), Phoenix (26), \
                 KEDS/WEIS (4 or 5), and by header ICEWS, POLECAT, Cline Phoenix, GDELT, and a table with date, source, target, code, goldstein"
            ))
        }
    }
}

/// Names of the columns of a format with a header.
#[derive(Clone, Copy)]
struct Named {
    date: &'static str,
    source: &'static str,
    target: &'static str,
    code: &'static str,
    goldstein: &'static [&'static str],
    mentions: &'static str,
    root: &'static str,
    id: &'static str,
    actors: Actors,
    codes: Codes,
}

const GDELT: Named = Named {
    date: "sqldate",
    source: "actor1countrycode",
    target: "actor2countrycode",
    code: "eventcode",
    goldstein: &["goldsteinscale"],
    mentions: "nummentions",
    root: "isrootevent",
    id: "globaleventid",
    actors: Actors::Letters,
    codes: Codes::Cameo,
};
const ICEWS: Named = Named {
    date: "event date",
    source: "source country",
    target: "target country",
    code: "cameo code",
    goldstein: &["intensity"],
    mentions: "",
    root: "",
    id: "event id",
    actors: Actors::Names,
    codes: Codes::Cameo,
};
const POLECAT: Named = Named {
    date: "event date",
    source: "actor country",
    target: "recipient country",
    code: "event type",
    goldstein: &["intensity", "event intensity"],
    mentions: "",
    root: "",
    id: "event id",
    actors: Actors::Letters,
    codes: Codes::Plover,
};
const CLINE: Named = Named {
    date: "story_date",
    source: "source_root",
    target: "target_root",
    code: "code",
    goldstein: &["goldstein"],
    mentions: "",
    root: "",
    id: "eid",
    actors: Actors::Letters,
    codes: Codes::Cameo,
};
const PLAIN: Named = Named {
    date: "date",
    source: "source",
    target: "target",
    code: "code",
    goldstein: &["goldstein"],
    mentions: "mentions",
    root: "",
    id: "id",
    actors: Actors::Letters,
    codes: Codes::Cameo,
};
const WEIS: Named = Named { goldstein: &[], id: "", actors: Actors::Keds, codes: Codes::Weis, ..PLAIN };

/// Columns with the root code of an event, and with its class after GDELT.
const ROOT_CODES: [&str; 3] = ["eventrootcode", "root_code", "rootcode"];
const CLASSES: [&str; 3] = ["quadclass", "quad_class_gdelt", "quadcategory"];

fn named(header: &Header, quoted: bool, names: Named) -> Result<Places, String> {
    let place = |name: &str| header.names.iter().position(|have| have == name);
    let needed = |name: &str| place(name).ok_or_else(|| format!("the column `{name}` is missing"));
    let read = [names.date, names.source, names.target, names.code, names.mentions, names.root, names.id];
    let read = read.into_iter().chain(names.goldstein.iter().copied()).chain(ROOT_CODES).chain(CLASSES);
    if let Some(twice) = read.filter(|name| !name.is_empty()).find(|name| header.stands_twice(name)) {
        return Err(format!("the column `{twice}` stands twice, so that it is not known which is meant; keep one"));
    }
    let any = |names: [&'static str; 3]| names.into_iter().find_map(place);
    let cameo = names.codes == Codes::Cameo;
    Ok(Places {
        separator: header.separator,
        quoted,
        header: true,
        widths: vec![header.names.len()],
        date: needed(names.date)?,
        source: needed(names.source)?,
        target: needed(names.target)?,
        code: needed(names.code)?,
        goldstein: names.goldstein.iter().find_map(|name| place(name)),
        mentions: place(names.mentions),
        root: place(names.root),
        id: place(names.id),
        root_code: if cameo { any(ROOT_CODES) } else { None },
        class: if cameo { any(CLASSES) } else { None },
        names: place("source name").zip(place("target name")),
        actors: names.actors,
        codes: names.codes,
    })
}
