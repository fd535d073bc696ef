//! Names of states as one spelling.

/// A name without case, accents, articles, punctuation and what stands in brackets after it.
pub(super) fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    let mut words: Vec<String> = Vec::new();
    for word in lower.split(|sign: char| !(sign.is_alphanumeric() || sign == '\'' || sign == '’')) {
        let word: String = word.chars().filter(|sign| sign.is_alphanumeric()).map(without_accent).collect();
        if !matches!(word.as_str(), "" | "the" | "and" | "of") {
            words.push(if word == "st" { "saint".to_owned() } else { word });
        }
    }
    words.join(" ")
}

/// The state that an actor of ICEWS names in its last brackets: `Foreign Affairs (Bangladesh)`.
pub(super) fn suffix(name: &str) -> Option<&str> {
    let inner = name.trim_end().strip_suffix(')')?;
    inner.rsplit_once('(').map(|(_, country)| country)
}

fn without_accent(sign: char) -> char {
    match sign {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ó' | 'ô' | 'ö' | 'õ' | 'ø' => 'o',
        'ú' | 'û' | 'ü' => 'u',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_one() {
        assert_eq!(plain("Côte d’Ivoire"), plain("Cote d'Ivoire"));
        assert_eq!(plain("St. Kitts & Nevis"), plain("Saint Kitts and Nevis"));
        assert_eq!(plain("The Bahamas"), plain("Bahamas"));
        assert_eq!(plain("Korea, South"), plain("Korea (South)"));
        assert_ne!(plain("South Korea"), plain("North Korea"));
        assert_eq!(suffix("Foreign Affairs (Bangladesh)"), Some("Bangladesh"));
        assert_eq!(suffix("Junichiro Koizumi"), None);
    }
}
