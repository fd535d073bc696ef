//! A verdict is read in one breath: what goes beyond that comes first of what is behind it.

use detente_results::{Reason, Wording};

/// Words of a verdict of several sentences.
const WORDS: usize = 95;

/// Moves the sentences of a verdict that do not fit in one breath before the reasons; its first sentence stays, however long.
pub(super) fn in_one_breath(verdict: &mut Vec<Wording>, because: &mut Vec<Reason>) {
    let mut words = 0;
    let fits = |said: &&Wording| {
        words += count(&said.text);
        words <= WORDS
    };
    let kept = verdict.iter().take_while(fits).count().max(1).min(verdict.len());
    let more = verdict.split_off(kept).into_iter();
    because.splice(0..0, more.map(|says| Reason { says, ..Reason::default() }));
}

/// How many words a text has; marks alone are none.
fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use detente_method::say;

    use super::*;

    #[test]
    fn sentences_beyond_a_breath_come_first_of_the_reasons() {
        let sentence = |words: usize, last: &str| say(&format!("{}{last}.", "so ".repeat(words - 1)), &[]);
        let reason = Reason { says: sentence(3, "why"), ..Reason::default() };
        let mut verdict =
            vec![sentence(60, "first"), sentence(35, "second"), sentence(1, "third"), sentence(5, "fourth")];
        let mut because = vec![reason];
        in_one_breath(&mut verdict, &mut because);
        let ends = |said: &Wording| said.text.rsplit(' ').next().unwrap_or_default().to_owned();
        assert_eq!(verdict.iter().map(ends).collect::<Vec<_>>(), ["first.", "second."]);
        let because: Vec<String> = because.iter().map(|reason| ends(&reason.says)).collect();
        assert_eq!(because, ["third.", "fourth.", "why."]);
        let (mut long, mut none) = (vec![sentence(120, "only")], Vec::new());
        in_one_breath(&mut long, &mut none);
        assert_eq!((long.len(), none.len()), (1, 0));
    }

    #[test]
    fn marks_are_no_words() {
        assert_eq!(count("the Senkaku / Diaoyu group (in 3 of 100 draws) – .20"), 10);
    }
}
