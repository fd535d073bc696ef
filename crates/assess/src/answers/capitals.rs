//! Sentences begin with a capital, whatever name or number they begin with.

use detente_results::{Answer, Wording};

/// Every sentence of an answer; what is told in a few words stays as it is.
pub(super) fn begin(answer: &mut Answer) {
    let reasons = answer.because.iter_mut().chain(&mut answer.change_if).map(|reason| &mut reason.says);
    answer.verdict.iter_mut().chain(&mut answer.weak).chain(reasons).for_each(capital);
}

/// Also of a sentence that begins with a slot behind another one.
fn capital(wording: &mut Wording) {
    let mut begins = true;
    for said in wording.parts.iter_mut().filter(|said| !said.text.is_empty()) {
        if begins {
            upper(&mut said.text);
        }
        begins = said.slot.is_none() && said.text.ends_with(". ");
    }
    wording.text = wording.parts.iter().map(|said| said.text.as_str()).collect();
}

fn upper(text: &mut String) {
    if let Some(first) = text.chars().next().filter(|first| first.is_lowercase()) {
        text.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
}

#[cfg(test)]
mod tests {
    use detente_method::{Phrase, say};

    use super::capital;

    #[test]
    fn parts_and_text_begin_alike() {
        let mut said = say("{tie} holds.", &[("tie", Phrase::text("the tie"))]);
        capital(&mut said);
        assert_eq!((said.text.as_str(), said.parts[0].text.as_str()), ("The tie holds.", "The tie holds."));
        let slot = || Phrase::named("the US", detente_results::Slot::Actor { id: "US".to_owned() });
        let mut behind = say("It holds. {who} says so; {who} knows.", &[("who", slot())]);
        capital(&mut behind);
        assert_eq!(behind.text, "It holds. The US says so; the US knows.");
        let mut quoted = say("“{name}” holds.", &[("name", Phrase::text("it"))]);
        capital(&mut quoted);
        assert_eq!(quoted.text, "“it” holds.");
    }
}
