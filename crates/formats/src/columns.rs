//! Which columns of a table hold the two ends of a tie: one rule for every table of ties, links and influences.
//!
//! The names that are known come in pairs. One pair in a header is read. Of several, one that holds years or dates is when a tie lasted,
//! and pairs whose cells name the same actors are one; what is still in doubt after that is refused with all readings, and the user says
//! which with `--columns A,B,VALUE`.

use std::collections::BTreeMap;

use detente_text::{Note, Problem, Table};

use crate::dates::is_date;

/// Columns of a table, by place.
pub(crate) type Ends = (usize, usize);

/// Names of the two ends, without marks between words; the first pair in a header is preferred where several name the same actors.
const ENDS: [(&str, &str); 18] = [
    ("source", "target"),
    ("from", "to"),
    ("a", "b"),
    ("actor1", "actor2"),
    ("state1", "state2"),
    ("country1", "country2"),
    ("node1", "node2"),
    ("ego", "alter"),
    ("sender", "receiver"),
    ("cause", "effect"),
    ("statea", "stateb"),
    ("countrya", "countryb"),
    ("actora", "actorb"),
    ("stateabb1", "stateabb2"),
    ("statename1", "statename2"),
    ("stateenme1", "stateenme2"),
    ("ccode1", "ccode2"),
    ("id1", "id2"),
];

/// A name of a column without case and without marks between words.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The column that a user names: by its name, or by its number from 1.
///
/// # Errors
/// A [`Problem`] where there is none, where the name stands twice, or where a number is the name of another column.
pub(crate) fn named(table: &Table, name: &str) -> Result<usize, Problem> {
    let by_name = table.header.find(name);
    let by_number = || place(table, name);
    match by_name {
        Ok(Some(column)) if by_number().is_some_and(|place| place != column + 1) => {
            let what = format!(
                "`{name}` is the name of column {}, and the number of column `{}`; give the name of the one that is meant, or name it \
                 otherwise in the first line",
                column + 1,
                table.header.names[by_number().unwrap_or(1) - 1]
            );
            Err(Problem::at(table.header.line, what))
        }
        Ok(Some(column)) => Ok(column),
        Ok(None) => by_number().map(|place| place - 1).ok_or_else(|| {
            Problem::at(
                table.header.line,
                format!("there is no column `{name}` (columns: {})", table.header.describe()),
            )
        }),
        Err(twice) => Err(Problem { what: format!("{}; or say which by its number", twice.what), ..twice }),
    }
}

/// The number from 1 of a column that is given by it.
fn place(table: &Table, name: &str) -> Option<usize> {
    name.trim().parse::<usize>().ok().filter(|place| (1..=table.header.names.len()).contains(place))
}

/// The columns of the two ends and of the value that a user names. A first line that holds a tie itself becomes a row, which is told.
///
/// # Errors
/// Every [`Problem`] of a name.
pub(crate) fn asked_for(table: &mut Table, names: [&String; 3]) -> Result<(Ends, usize), Vec<Problem>> {
    let places = names.map(|name| place(table, name).map(|place| place - 1));
    if let [Some(a), Some(b), Some(value)] = places
        && begins_with_a_tie(table, (a, b), value).map_err(|doubt| vec![doubt])?
    {
        table.without_header();
        table.notes.push(Note::at(table.header.line, "read as a tie, not as the names of columns"));
    }
    let mut problems = Vec::new();
    let [a, b, value] = names.map(|name| named(table, name).map_err(|problem| problems.push(problem)).ok());
    a.zip(b).zip(value).ok_or(problems)
}

/// Whether the first line is a tie: its value is a number, and one of its ends stands in other rows too.
///
/// # Errors
/// A [`Problem`] where nothing tells whether it names columns.
fn begins_with_a_tie(table: &Table, (a, b): Ends, value: usize) -> Result<bool, Problem> {
    let first = &table.header.names;
    let is_number = |cell: &str| cell.replace(',', ".").parse::<f64>().is_ok_and(f64::is_finite);
    let is_end = |name: &str| ENDS.iter().any(|(one, other)| [*one, *other].contains(&plain(name).as_str()));
    if !is_number(&first[value]) || is_end(&first[a]) && is_end(&first[b]) {
        return Ok(false);
    }
    let ends = [first[a].as_str(), first[b].as_str()];
    if table.rows.iter().any(|row| ends.contains(&row.cell(a)) || ends.contains(&row.cell(b))) {
        return Ok(true);
    }
    let what = format!(
        "nothing tells whether this line names the columns or is a tie of `{}` and `{}`; write a line of names above it",
        first[a], first[b]
    );
    Err(Problem::at(table.header.line, what))
}

/// The columns of the two ends, and what is to be said of those that were passed over.
///
/// # Errors
/// A [`Problem`] where there are none, or where several pairs of columns may be meant.
pub(crate) fn ends(table: &Table) -> Result<(Ends, Vec<Note>), Problem> {
    let mut pairs = full_pairs(table)?;
    let line = table.header.line;
    let mut notes = Vec::new();
    if pairs.is_empty() {
        return single_ends(table).map(|ends| (ends, notes));
    }
    let spells: Vec<Ends> = pairs.iter().copied().filter(|pair| holds_dates(table, *pair)).collect();
    if pairs.len() > 1 {
        pairs.retain(|pair| !spells.contains(pair));
        for pair in &spells {
            notes.push(Note::at(line, format!("{} hold years or dates and were not read", told(table, *pair))));
        }
    } else if !spells.is_empty() && texts_beside(table, pairs[0]) > 1 {
        pairs.clear();
    }
    let [first, others @ ..] = pairs.as_slice() else {
        let what = format!(
            "{} hold years or dates and no actors; say which columns hold the two ends with --columns A,B,VALUE (columns: {})",
            told(table, spells[0]),
            table.header.describe()
        );
        return Err(Problem::at(line, what));
    };
    for other in others {
        if !same_actors(table, *first, *other) {
            let what = format!(
                "both {} and {} may be the two ends of a tie, and they differ; say which with --columns A,B,VALUE",
                told(table, *first),
                told(table, *other)
            );
            return Err(Problem::at(line, what));
        }
        let what = format!("{} name the actors, {} the same ones otherwise", told(table, *first), told(table, *other));
        notes.push(Note::at(line, what));
    }
    notes.extend(left_over(table, *first).map(|what| Note::at(line, what)));
    Ok((*first, notes))
}

fn told(table: &Table, pair: Ends) -> String {
    format!("the columns `{}` and `{}`", table.header.names[pair.0], table.header.names[pair.1])
}

/// Columns by their plain names.
fn places(table: &Table) -> BTreeMap<String, Vec<usize>> {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (column, name) in table.header.names.iter().enumerate() {
        places.entry(plain(name)).or_default().push(column);
    }
    places
}

/// Pairs of which both columns are there, in the order of the header.
fn full_pairs(table: &Table) -> Result<Vec<Ends>, Problem> {
    let places = places(table);
    let mut found = Vec::new();
    for (a, b) in ENDS {
        match (places.get(a).map(Vec::as_slice), places.get(b).map(Vec::as_slice)) {
            (Some([a]), Some([b])) => found.push((*a, *b)),
            (Some([_, _, ..]), Some(_)) => return Err(twice(table, a)),
            (Some(_), Some([_, _, ..])) => return Err(twice(table, b)),
            _ => {}
        }
    }
    found.sort_unstable();
    Ok(found)
}

fn twice(table: &Table, name: &str) -> Problem {
    let what =
        format!("the column `{name}` stands twice; take one out, or say which by number with --columns A,B,VALUE");
    Problem::at(table.header.line, what)
}

/// One first end of one pair and one second end of another, as in `source,to`.
fn single_ends(table: &Table) -> Result<Ends, Problem> {
    let places = places(table);
    let one = |names: &mut dyn Iterator<Item = &'static str>| -> Option<usize> {
        let mut found = names.filter_map(|name| places.get(name)).flatten();
        found.next().filter(|_| found.next().is_none()).copied()
    };
    let firsts = one(&mut ENDS.iter().map(|pair| pair.0));
    let seconds = one(&mut ENDS.iter().map(|pair| pair.1));
    firsts.zip(seconds).ok_or_else(|| {
        let what = format!(
            "there are no columns `source` and `target` (or from and to, a and b, actor1 and actor2, …); say which hold the two ends \
             with --columns A,B,VALUE (columns: {})",
            table.header.describe()
        );
        Problem::at(table.header.line, what)
    })
}

/// Whether both columns hold years or dates, the first never after the second where both are years.
fn holds_dates(table: &Table, (a, b): Ends) -> bool {
    let mut seen = false;
    let dated = table.rows.iter().all(|row| {
        let (from, to) = (row.cell(a), row.cell(b));
        let order = from.parse::<i64>().ok().zip(to.parse::<i64>().ok()).is_none_or(|(from, to)| from <= to);
        seen |= !from.is_empty();
        order && [from, to].iter().all(|cell| is_date(cell) || is_open(cell))
    });
    dated && seen
}

/// Whether the end of a spell is missing, or still to come.
fn is_open(cell: &str) -> bool {
    let words = ["present", "now", "today", "ongoing", "current", "open", "todate", "inforce"];
    detente_text::missing(cell) || words.contains(&plain(cell).as_str())
}

/// How many other columns hold text, as names of actors do.
fn texts_beside(table: &Table, (a, b): Ends) -> usize {
    let others = (0..table.header.names.len()).filter(|column| *column != a && *column != b);
    let text = |cell: &str| cell.chars().any(char::is_alphabetic) && !detente_text::missing(cell);
    others.filter(|column| !table.rows.is_empty() && table.rows.iter().all(|row| text(row.cell(*column)))).count()
}

/// Whether two pairs of columns name the same actors: what stands for an actor in one always stands with the same in the other.
fn same_actors(table: &Table, one: Ends, other: Ends) -> bool {
    let (mut there, mut back) = (BTreeMap::new(), BTreeMap::new());
    table.rows.iter().flat_map(|row| [(row.cell(one.0), row.cell(other.0)), (row.cell(one.1), row.cell(other.1))]).all(
        |(mine, theirs)| *there.entry(mine).or_insert(theirs) == theirs && *back.entry(theirs).or_insert(mine) == mine,
    )
}

/// Names of ends that stand without their partner.
fn left_over(table: &Table, (a, b): Ends) -> impl Iterator<Item = String> + '_ {
    let known = |column: usize| {
        let name = plain(&table.header.names[column]);
        ENDS.iter().find_map(|(first, second)| match name.as_str() {
            name if name == *first => Some(*second),
            name if name == *second => Some(*first),
            _ => None,
        })
    };
    let places = places(table);
    (0..table.header.names.len()).filter(move |column| *column != a && *column != b).filter_map(move |column| {
        let partner = known(column).filter(|partner| !places.contains_key(*partner))?;
        let (name, a, b) = (&table.header.names[column], &table.header.names[a], &table.header.names[b]);
        Some(format!(
            "`{a}` and `{b}` are the two ends; the column `{name}` has no partner `{partner}` and was not read"
        ))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn found(text: &str) -> Result<(Ends, usize), String> {
        let table = detente_text::table::read(text, &detente_text::Asked::default());
        ends(&table).map(|(ends, notes)| (ends, notes.len())).map_err(|problem| problem.what)
    }

    #[test]
    fn the_ends_are_found_by_the_whole_header() {
        assert_eq!(found("from,to,weight\nUSA,JPN,1\n"), Ok(((0, 1), 0)));
        assert_eq!(found("from,to,weight,source\nUSA,JPN,1,Treaty\n"), Ok(((0, 1), 1)));
        assert_eq!(found("a,b,from,to,weight\nUSA,JPN,1951,2018,1\n"), Ok(((0, 1), 1)));
        assert_eq!(found("source,target,from,to,weight\nA,B,1990,NA,1\nA,C,1990,present,1\n"), Ok(((0, 1), 1)));
        assert_eq!(found("from,to,a,b,weight\n1951,,USA,JPN,1\n"), Ok(((2, 3), 1)));
        assert_eq!(found("Source,To,weight\nUSA,JPN,1\n"), Ok(((0, 1), 0)));
        assert_eq!(found("Actor 1;Actor_2;w\nUSA;JPN;1\n"), Ok(((0, 1), 0)));
        // Codes and letters of the same states are one pair; numbers of nodes are no years.
        assert_eq!(found("ccode1,ccode2,stateabb1,stateabb2\n2,740,USA,JPN\n740,2,JPN,USA\n"), Ok(((0, 1), 1)));
        assert_eq!(found("source,target,weight\n1001,1002,1\n1002,1003,1\n"), Ok(((0, 1), 0)));
    }

    #[test]
    fn doubt_is_refused_with_every_reading() {
        let both = found("a,b,from,to,weight\nX,Y,P,Q,1\nX,Z,P,P,1\n").unwrap_err();
        assert!(
            both.contains("`a` and `b`") && both.contains("`from` and `to`") && both.contains("--columns"),
            "{both}"
        );
        assert!(found("land,partner,from,to,weight\nUSA,JPN,1951,2018,1\n").unwrap_err().contains("hold years"));
        assert!(found("from,to,from\nA,B,C\n").unwrap_err().contains("twice"));
        assert!(found("x,y,z\n1,2,3\n").unwrap_err().contains("columns: x, y, z"));
    }
}
