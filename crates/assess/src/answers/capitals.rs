//! Sentences begin with a capital, whatever name or number they begin with.

use detente_results::{Answer, Wording};

/// Every sentence of an answer; what is told in a few words stays as it is.
pub(super) fn begin(answer: &mut Answer) {
    let reasons = answer.because.iter_mut().chain(&mut answer.change_if).map(|reason| &mut reason.says);
    answer.verdict.iter_mut().chain(&mut answer.weak).chain(reasons).for_each(capital);
}

fn capital(wording: &mut Wording) {
    upper(&mut wording.text);
    if let Some(first) = wording.parts.iter_mut().find(|said| !said.text.is_empty()) {
        upper(&mut first.text);
    }
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
        let mut quoted = say("“{name}” holds.", &[("name", Phrase::text("it"))]);
        capital(&mut quoted);
        assert_eq!(quoted.text, "“it” holds.");
    }
}
