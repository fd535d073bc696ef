//! Files that are no table, told by how they begin, so that they are refused by their name.

use detente_text::Problem;

/// What to do with a file that another program wrote.
const REMEDY: &str = "export it as a table (CSV), GraphML, GEXF or Pajek";

/// Why a text cannot be a table.
pub(crate) fn foreign(text: &str) -> Option<Problem> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let line = text[..text.len() - start.len()].matches('\n').count() as u64 + 1;
    let first = start.lines().next().unwrap_or_default().to_lowercase();
    let word = first.split([' ', '\t', ',', '=']).next().unwrap_or_default();
    let is_gml =
        |text: &str| text.lines().any(|line| line.trim().replace(' ', "").to_lowercase().starts_with("graph["));
    let what = match word {
        _ if start.starts_with(['{', '[']) => format!("this is JSON, which is not read here; {REMEDY}"),
        "dl" if first.len() == 2 || first.contains("n=") || first.contains("n =") || first.contains("nr") => {
            format!("this is a network of UCINET (DL), which is not read; {REMEDY}")
        }
        "graph" | "creator" | "version" if is_gml(start) => {
            format!("this is GML (a list in brackets), which is not read; {REMEDY}")
        }
        _ if is_spaced(start) => {
            "the cells stand apart by spaces, which names may hold too; put commas, semicolons or tabs between \
                                  them"
                .to_owned()
        }
        _ => return None,
    };
    Some(Problem::at(line, what))
}

/// Whether no line holds a mark between cells, and all hold as many words, three at least.
fn is_spaced(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(50).peekable();
    let words = lines.peek().map_or(0, |line| line.split_whitespace().count());
    let mut count = 0;
    let even = lines.all(|line| {
        count += 1;
        !line.contains([',', ';', '\t', '|']) && line.split_whitespace().count() == words
    });
    words > 2 && even && count > 1
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn files_that_are_no_tables_are_called_by_their_names() {
        for (text, word) in [
            ("dl n=3 format=edgelist1\nlabels:\nA,B,C\ndata:\n1 2 1\n", "UCINET"),
            ("\nDL\nN=3\n", "UCINET"),
            ("graph [\n  node [ id 1 ]\n]\n", "GML"),
            ("Creator \"x\"\ngraph\n[\n", ""),
            ("Creator \"x\"\ngraph [\n", "GML"),
            ("{\"nodes\": []}", "JSON"),
            ("source target weight\nA B 1\nB C -1\n", "spaces"),
        ] {
            assert_eq!(
                foreign(text).map(|problem| problem.what.contains(word)),
                (!word.is_empty()).then_some(true),
                "{text}"
            );
        }
        for text in ["", "a,b,c\n1,2,3\n", "one\ntwo\n", "dl,b\n1,2\n", "source\ttarget\tweight of tie\nA\tB\t1\n"] {
            assert_eq!(foreign(text), None, "{text}");
        }
    }
}
