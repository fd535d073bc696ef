//! Closed lists of words in tables.

/// What may be said of a format, and whether its seats count.
pub const STATUSES: [(&str, bool); 9] = [
    ("running", true),
    ("in-force", true),
    ("proposed", false),
    ("idea", false),
    ("refused", false),
    ("stalled", false),
    ("suspended", false),
    ("ended", false),
    ("unknown", false),
];

/// Classes of PLOVER (2018 and later; `INVESTIGATE` is of the older list).
pub(crate) const PLOVER: [&str; 17] = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "INVESTIGATE",
];

/// Quadrants of events, by word or by the number that CAMEO data give them.
pub(crate) const QUADRANTS: [&str; 9] = [
    "verbal-cooperation",
    "material-cooperation",
    "verbal-conflict",
    "material-conflict",
    "context",
    "1",
    "2",
    "3",
    "4",
];

/// The root class of a CAMEO code as two digits, 01 to 20; what to write instead otherwise.
pub(crate) fn cameo_root(text: &str) -> Result<(), String> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let root = |text: &str| text.parse::<u8>().is_ok_and(|number| (1..=20).contains(&number));
    match text.len() {
        2 if digits && root(text) => Ok(()),
        1 if digits && root(text) => Err(format!("write `0{text}`: spreadsheets take the zero away")),
        3 | 4 if digits && root(&text[..2]) => Err(format!("the root class of `{text}` is `{}`", &text[..2])),
        _ => Err("CAMEO has the root classes `01` (make a statement) to `20` (mass violence)".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_classes_have_two_digits() {
        assert!(["01", "09", "20"].iter().all(|code| cameo_root(code).is_ok()));
        assert!(cameo_root("3").unwrap_err().contains("`03`"));
        assert!(cameo_root("0211").unwrap_err().contains("is `02`"));
        for wrong in ["00", "21", "99", "", "0x", "2.0", "١٢", "12345", "311"] {
            assert!(cameo_root(wrong).is_err(), "{wrong}");
        }
    }
}
