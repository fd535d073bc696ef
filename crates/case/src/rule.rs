//! Rules by which groups decide.

use crate::syntax::record::Word;

/// A rule by which a group decides: the share of votes that must prefer a point to the reference point.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// As written: `majority`, `unanimity`, `quota 0.62` or `quota 2/3`, each of capability unless `of actors` follows.
    pub text: Word,
    /// The share, in (0, 1]; a majority is more than one half.
    pub quota: f64,
    /// Whether every actor has one vote, and not its capability.
    pub of_actors: bool,
}

impl Rule {
    /// Reads a rule; a majority must pass one half, so that one half alone is not enough.
    pub fn parse(text: &Word) -> Option<Self> {
        let parts: Vec<&str> = text.split_whitespace().collect();
        let (parts, of_actors) = match parts.as_slice() {
            [rest @ .., "of", "actors"] => (rest, true),
            all => (all, false),
        };
        let quota = match parts {
            ["majority"] => 0.5 + 1e-9,
            ["unanimity"] => 1.0,
            ["quota", share] => parse_share(share)?,
            _ => return None,
        };
        Some(Self { text: text.clone(), quota, of_actors })
    }

    /// The vote of an actor with this capability under the rule: none without a say, else 1 where every actor has one vote.
    pub fn vote(&self, has_a_say: bool, capability: f64) -> f64 {
        match (has_a_say, self.of_actors) {
            (false, _) => 0.0,
            (true, true) => 1.0,
            (true, false) => capability,
        }
    }
}

/// A share in (0, 1]: `0.62` or `2/3`.
fn parse_share(text: &str) -> Option<f64> {
    let share: f64 = match text.split_once('/') {
        Some((of, whole)) => of.parse::<u32>().ok().map(f64::from)? / whole.parse::<u32>().ok().map(f64::from)?,
        None => text.parse().ok()?,
    };
    (share > 0.0 && share <= 1.0).then_some(share)
}

/// A rule by which those with a say decide over several issues taken together.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// As written: quotas joined by `and`, alternatives by `or`, `factions first:` before them where that is so.
    pub text: Word,
    /// Ways to be accepted, one of which is enough.
    pub routes: Vec<Route>,
    /// Whether the parts of an actor decide first, by more than half of their capability, and then the actors.
    pub factions_first: bool,
}

/// What must be met together.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// The quotas.
    pub quotas: Vec<Rule>,
    /// Actors who must be among those who accept.
    pub with: Vec<Word>,
}

impl Decision {
    /// Reads a rule such as `majority`, `majority of actors and quota 0.65`, `quota 2/3 and with USA or quota 0.9`, `factions first: majority`.
    pub fn parse(text: &Word) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (words, factions_first) = match words.as_slice() {
            ["factions", "first:", rest @ ..] => (rest, true),
            all => (all, false),
        };
        let routes = words.split(|word| *word == "or").map(|route| Route::parse(route, text)).collect::<Option<_>>()?;
        Some(Self { text: text.clone(), routes, factions_first })
    }
}

impl Route {
    fn parse(words: &[&str], at: &Word) -> Option<Self> {
        let mut route = Self { quotas: Vec::new(), with: Vec::new() };
        for part in words.split(|word| *word == "and") {
            let word = |text: String| Word { text, place: at.place.clone() };
            match part {
                ["with", actor] => route.with.push(word((*actor).to_owned())),
                quota => route.quotas.push(Rule::parse(&word(quota.join(" ")))?),
            }
        }
        Some(route)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Decision> {
        Decision::parse(&Word { text: text.to_owned(), ..Word::default() })
    }

    #[test]
    fn a_rule_of_several_parts_is_read() {
        let found = read("factions first: majority of actors and quota 2/3 and with USA or quota 0.9");
        let Some(Decision { routes, factions_first: true, .. }) = found else { panic!("not read") };
        let quotas = |route: &Route| route.quotas.iter().map(|rule| (rule.quota, rule.of_actors)).collect::<Vec<_>>();
        assert_eq!(quotas(&routes[0]), [(0.5 + 1e-9, true), (2.0 / 3.0, false)]);
        assert_eq!(routes[0].with.iter().map(|word| &*word.text).collect::<Vec<_>>(), ["USA"]);
        assert_eq!((routes.len(), quotas(&routes[1])), (2, vec![(0.9, false)]));
    }

    #[test]
    fn what_is_no_rule_is_not_read() {
        for text in
            ["", "most", "majority and", "or majority", "quota 3/2", "quota 1/0", "quota 0", "with", "factions first:"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
