//! Sentences with slots: patterns such as `{sides}; {open} undecided` become [`Wording`]s whose numbers say where they come from.

use detente_results::{NumberFrom, Said, Slot, Wording};

use crate::numbers;

/// What stands in a slot of a pattern: texts and slots in a row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Phrase(Vec<Said>);

impl Phrase {
    /// Plain text. It must hold no number, and no name that has a slot of its own.
    pub fn text(text: impl Into<String>) -> Self {
        Self(vec![Said { text: text.into(), slot: None }])
    }

    /// Nothing.
    pub fn nothing() -> Self {
        Self::default()
    }

    /// Something of the case under its name.
    pub fn named(text: impl Into<String>, slot: Slot) -> Self {
        Self(vec![Said { text: text.into(), slot: Some(slot) }])
    }

    /// A number as it is read, with its value and where it comes from.
    pub fn number(text: impl Into<String>, value: f64, from: NumberFrom) -> Self {
        Self::named(text, Slot::Number { value, from })
    }

    /// A share of so many draws, in words.
    pub fn share(value: f64, draws: usize, from: NumberFrom) -> Self {
        Self::named(numbers::share(value, draws), Slot::Share { value, from })
    }

    /// How many there are of what is listed: `six`, `14`.
    pub fn count(of: &[impl AsRef<str>]) -> Self {
        let of: Vec<String> = of.iter().map(|one| one.as_ref().to_owned()).collect();
        Self::named(numbers::spelled(of.len()), Slot::Count { of })
    }

    /// How many, where no noun follows: `none`, `six`, `14`.
    pub fn standing_alone(of: &[impl AsRef<str>]) -> Self {
        if of.is_empty() { Self::named("none", Slot::Count { of: Vec::new() }) } else { Self::count(of) }
    }

    /// A sentence that is made already.
    pub fn wording(wording: Wording) -> Self {
        Self(wording.parts)
    }

    /// `First, second and third`; nothing for an empty list.
    pub fn list(parts: Vec<Self>) -> Self {
        let last = parts.len().saturating_sub(1);
        let between = |place: usize| if place == last { " and " } else { ", " };
        let joined = parts.into_iter().enumerate().flat_map(|(place, part)| {
            let before = (place > 0).then(|| Said { text: between(place).to_owned(), slot: None });
            before.into_iter().chain(part.0)
        });
        Self(joined.collect())
    }

    /// This, and then that.
    pub fn then(mut self, next: Self) -> Self {
        self.0.extend(next.0);
        self
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|said| said.text.is_empty())
    }
}

/// A sentence after a pattern: `{name}` is the slot of that name. A slot that is not given stands as it is, which tests find.
pub fn say(pattern: &str, slots: &[(&str, Phrase)]) -> Wording {
    let mut parts: Vec<Said> = Vec::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else { break };
        push(&mut parts, Said { text: before.to_owned(), slot: None });
        match slots.iter().find(|(slot, _)| *slot == name) {
            Some((_, phrase)) => phrase.0.iter().for_each(|said| push(&mut parts, said.clone())),
            None => push(&mut parts, Said { text: format!("{{{name}}}"), slot: None }),
        }
        rest = behind;
    }
    push(&mut parts, Said { text: rest.to_owned(), slot: None });
    let text = parts.iter().map(|said| said.text.as_str()).collect();
    Wording { text, parts }
}

/// Plain texts beside each other are one.
fn push(parts: &mut Vec<Said>, said: Said) {
    if said.text.is_empty() {
        return;
    }
    match parts.last_mut() {
        Some(last) if last.slot.is_none() && said.slot.is_none() => last.text += &said.text,
        _ => parts.push(said),
    }
}

/// Words that are numbers, in sentences.
const NUMBER_WORDS: [&str; 24] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "hundred", "thousand",
    "half", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "twice", "double", "doubled", "halved",
];

/// The first number that stands in plain text, outside of every slot; there must be none.
pub fn bare_number(wording: &Wording) -> Option<String> {
    let plain = wording.parts.iter().filter(|said| said.slot.is_none());
    plain.flat_map(|said| said.text.split(|c: char| !c.is_alphanumeric())).find_map(|word| {
        let number = word.chars().any(|c| c.is_ascii_digit()) || NUMBER_WORDS.contains(&word.to_lowercase().as_str());
        number.then(|| word.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_filled_and_bare_numbers_found() {
        let sides = Phrase::list(vec![Phrase::text("A"), Phrase::text("B"), Phrase::count(&["x", "y"])]);
        let said = say("{sides} stand; {gone}", &[("sides", sides)]);
        assert_eq!(said.text, "A, B and two stand; {gone}");
        assert_eq!(said.parts.len(), 3);
        assert_eq!(bare_number(&said), None);
        assert_eq!(bare_number(&say("a third of it", &[])), Some("third".to_owned()));
        assert_eq!(bare_number(&say("by .4", &[])), Some("4".to_owned()));
    }
}
