//! Statements over options: `not`, `and`, `or`, `xor`, `if`, `iff` and brackets, binding from tight to loose in this order.
//! `a if b` means: when b holds, a holds; `b implies a` and `b -> a` say the same, and `<->` is `iff`.

use crate::bits::Bits;

/// A statement; options are indices into a list of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// An option is taken.
    Option(usize),
    /// The statement does not hold.
    Not(Box<Formula>),
    /// Both hold.
    And(Box<Formula>, Box<Formula>),
    /// At least one holds.
    Or(Box<Formula>, Box<Formula>),
    /// The first holds whenever the second does.
    If(Box<Formula>, Box<Formula>),
    /// Both hold or neither does.
    Iff(Box<Formula>, Box<Formula>),
}

/// What is wrong with a statement, and at which of its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormulaError {
    /// Start and end in bytes.
    pub span: (usize, usize),
    /// One sentence.
    pub message: String,
    /// The name, when it is an option that does not exist.
    pub unknown: Option<String>,
}

/// Deepest nesting of brackets and `not`: more is a slip or an attack.
const DEEPEST: usize = 64;
/// Most words of a statement: chains nest as well.
const LONGEST: usize = 2_000;

impl Formula {
    /// Reads a statement over the options `names`: `not`, `and`, `or`, `xor`, `if`, `iff` and brackets, from tight to loose. `a if b` says that a
    /// holds whenever b does.
    ///
    /// # Errors
    /// The first [`FormulaError`], with the bytes where it stands.
    ///
    /// # Examples
    /// ```
    /// use detente_conflict::Formula;
    ///
    /// let statement = Formula::parse("a if not b", &["a", "b"]).expect("a statement");
    /// assert_eq!([0b00, 0b01, 0b10, 0b11].map(|taken| statement.holds_in(taken)), [false, true, true, true]);
    /// assert_eq!(Formula::parse("a and c", &["a", "b"]).unwrap_err().unknown.as_deref(), Some("c"));
    /// ```
    pub fn parse(text: &str, names: &[&str]) -> Result<Self, FormulaError> {
        let mut parser = Parser { tokens: tokens(text), at: 0, names, end: text.len(), depth: 0 };
        if let Some(Token { at, text, .. }) = parser.tokens.get(LONGEST) {
            let message = format!("a statement of more than {LONGEST} words");
            return Err(FormulaError { span: (*at, at + text.len()), message, unknown: None });
        }
        let formula = parser.iff()?;
        match parser.tokens.get(parser.at) {
            None => Ok(formula),
            Some(_) => Err(parser.expected("`and`, `or`, `if`, `iff` or the end")),
        }
    }

    /// The statement that holds exactly where every option of `parts` is as said there.
    pub fn all(parts: impl IntoIterator<Item = (usize, bool)>) -> Option<Self> {
        let one = |(option, taken)| match taken {
            true => Self::Option(option),
            false => Self::Not(Box::new(Self::Option(option))),
        };
        parts.into_iter().map(one).reduce(|a, b| Self::And(Box::new(a), Box::new(b)))
    }

    /// The statement that not exactly one of `options` is taken: what is ruled out for a choice of one among several.
    pub fn not_exactly_one(options: &[usize]) -> Option<Self> {
        let pairs = options.iter().enumerate().flat_map(|(place, a)| options[..place].iter().map(move |b| [*a, *b]));
        let two = pairs.filter_map(|pair| Self::all(pair.map(|option| (option, true))));
        let none = Self::all(options.iter().map(|option| (*option, false)));
        none.into_iter().chain(two).reduce(|a, b| Self::Or(Box::new(a), Box::new(b)))
    }

    /// The states of 2^`options` in which the statement holds; bit k of a state's number is option k.
    pub fn column(&self, options: usize) -> Bits {
        let len = 1usize << options;
        Bits::from_words((0..len.div_ceil(64)).map(|word| self.word(word)).collect(), len)
    }

    /// The statement in 64 states at once.
    fn word(&self, at: usize) -> u64 {
        // Options 0 to 5 alternate within a word of 64 states, the others are the same all over it.
        const WITHIN: [u64; 6] = [
            0xAAAA_AAAA_AAAA_AAAA,
            0xCCCC_CCCC_CCCC_CCCC,
            0xF0F0_F0F0_F0F0_F0F0,
            0xFF00_FF00_FF00_FF00,
            0xFFFF_0000_FFFF_0000,
            0xFFFF_FFFF_0000_0000,
        ];
        match self {
            Self::Option(option) if *option < 6 => WITHIN[*option],
            Self::Option(option) => 0u64.wrapping_sub((at >> (option - 6) & 1) as u64),
            Self::Not(inner) => !inner.word(at),
            Self::And(a, b) => a.word(at) & b.word(at),
            Self::Or(a, b) => a.word(at) | b.word(at),
            Self::If(then, when) => !when.word(at) | then.word(at),
            Self::Iff(a, b) => !(a.word(at) ^ b.word(at)),
        }
    }

    /// Whether the statement holds in a combination of options.
    pub fn holds_in(&self, mask: u32) -> bool {
        self.holds(&|option| mask >> option & 1 == 1)
    }

    /// Whether the statement holds where `taken(option)` says which options are taken.
    pub fn holds(&self, taken: &impl Fn(usize) -> bool) -> bool {
        match self {
            Self::Option(option) => taken(*option),
            Self::Not(inner) => !inner.holds(taken),
            Self::And(a, b) => a.holds(taken) && b.holds(taken),
            Self::Or(a, b) => a.holds(taken) || b.holds(taken),
            Self::If(then, when) => !when.holds(taken) || then.holds(taken),
            Self::Iff(a, b) => a.holds(taken) == b.holds(taken),
        }
    }
}

/// A word of a statement.
#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    /// Where it starts, in bytes.
    at: usize,
    text: &'a str,
    /// A word in quotes is a name, whatever it says.
    quoted: bool,
}

impl Token<'_> {
    /// The word that joins parts of a statement, if it is one.
    fn joins(&self) -> Option<&'static str> {
        let word = SIGNS.iter().find(|(sign, _)| *sign == self.text).map_or(self.text, |(_, word)| word);
        JOINING.into_iter().find(|joining| *joining == word).filter(|_| !self.quoted)
    }
}

struct Parser<'a> {
    tokens: Vec<Token<'a>>,
    at: usize,
    names: &'a [&'a str],
    end: usize,
    depth: usize,
}

/// Words and signs that are no names unless they stand in quotes.
const JOINING: [&str; 9] = ["and", "or", "xor", "if", "implies", "iff", "not", "(", ")"];
/// Signs that stand for words.
const SIGNS: [(&str, &str); 7] =
    [("<->", "iff"), ("->", "implies"), ("=>", "implies"), ("!", "not"), ("&", "and"), ("|", "or"), ("^", "xor")];

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let plain = |at: usize, end: usize| Token { at, text: &text[at..end], quoted: false };
    let mut start = None;
    let mut quote: Option<usize> = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        // A name in quotes may hold spaces and brackets.
        if let Some(open) = quote {
            if c == '"' || at == text.len() {
                found.push(Token { at: open, text: &text[open + 1..at.max(open + 1).min(text.len())], quoted: true });
                quote = None;
            }
        } else if c == '"' && start.is_none() {
            quote = Some(at);
        } else if c.is_whitespace() || c == '(' || c == ')' {
            if let Some(start) = start.take() {
                found.push(plain(start, at));
            }
            if c == '(' || c == ')' {
                found.push(plain(at, at + 1));
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    found
}

type Parsed = Result<Formula, FormulaError>;

impl Parser<'_> {
    fn iff(&mut self) -> Parsed {
        self.chain("iff", Self::implied, Formula::Iff)
    }

    /// `a if b`, and `b implies a`.
    fn implied(&mut self) -> Parsed {
        let mut left = self.xor()?;
        loop {
            if self.take("if") {
                left = Formula::If(Box::new(left), Box::new(self.xor()?));
            } else if self.take("implies") {
                left = Formula::If(Box::new(self.xor()?), Box::new(left));
            } else {
                return Ok(left);
            }
        }
    }

    fn xor(&mut self) -> Parsed {
        let differ = |a, b| Formula::Not(Box::new(Formula::Iff(a, b)));
        self.chain("xor", Self::or, differ)
    }

    fn or(&mut self) -> Parsed {
        self.chain("or", Self::and, Formula::Or)
    }

    fn and(&mut self) -> Parsed {
        self.chain("and", Self::not, Formula::And)
    }

    fn chain(
        &mut self,
        word: &str,
        part: fn(&mut Self) -> Parsed,
        join: fn(Box<Formula>, Box<Formula>) -> Formula,
    ) -> Parsed {
        let mut left = part(self)?;
        while self.take(word) {
            left = join(Box::new(left), Box::new(part(self)?));
        }
        Ok(left)
    }

    fn not(&mut self) -> Parsed {
        if self.depth > DEEPEST {
            return Err(self.expected("less nesting"));
        }
        self.depth += 1;
        let found = if self.take("not") {
            Ok(Formula::Not(Box::new(self.not()?)))
        } else if self.take("(") {
            let inner = self.iff()?;
            if self.take(")") { Ok(inner) } else { Err(self.expected("`)`")) }
        } else {
            self.option()
        };
        self.depth -= 1;
        found
    }

    fn option(&mut self) -> Parsed {
        let Some(token) = self.tokens.get(self.at).copied() else { return Err(self.expected("an option")) };
        if token.joins().is_some() {
            return Err(self.expected("an option"));
        }
        let word = token.text;
        if let Some(option) = self.names.iter().position(|name| *name == word) {
            self.at += 1;
            return Ok(Formula::Option(option));
        }
        let message = format!("`{word}` is no option of this conflict");
        Err(FormulaError { span: (token.at, token.at + word.len()), message, unknown: Some(word.to_owned()) })
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.tokens.get(self.at).is_some_and(|token| token.joins() == Some(word));
        self.at += usize::from(found);
        found
    }

    fn expected(&self, what: &str) -> FormulaError {
        let token = self.tokens.get(self.at);
        let span = token.map_or((self.end, self.end), |token| (token.at, token.at + token.text.len()));
        let found = token.map_or("the end".to_owned(), |token| format!("`{}`", token.text));
        FormulaError { span, message: format!("expected {what}, found {found}"), unknown: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 3] = ["D", "M", "A"];

    fn order(text: &str) -> Vec<usize> {
        let formula = Formula::parse(text, &NAMES).unwrap();
        (0..8).filter(|state| formula.holds(&|option| state >> option & 1 == 1)).collect()
    }

    #[test]
    fn words_bind_from_tight_to_loose() {
        assert_eq!(order("not D and M"), order("(not D) and M"));
        assert_eq!(order("D or M and A"), order("D or (M and A)"));
        assert_eq!(order("D if M or A"), order("D if (M or A)"));
        assert_eq!(order("D iff M if A"), order("D iff (M if A)"));
        assert_eq!(order("D if M"), [0, 1, 3, 4, 5, 7]);
        assert_eq!(order("D iff M"), [0, 3, 4, 7]);
        assert_eq!(order("D iff M"), order("D <-> M"));
        assert_eq!(order("D if M"), order("M -> D"));
        assert_eq!(order("D implies not M"), order("not M if D"));
        assert_eq!(order("\"D\" xor \"M\""), order("D xor M"));
        assert_eq!(order("D xor M"), order("not (D iff M)"));
    }

    #[test]
    fn quoted_words_are_names() {
        let formula = Formula::parse("not \"not\" and \"a b\"", &["not", "a b"]).unwrap();
        assert_eq!(formula.column(2).digits(), "0010");
        assert!(Formula::parse("not and \"a b\"", &["not", "a b"]).is_err());
    }

    #[test]
    fn columns_hold_what_single_states_hold() {
        let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
        for text in ["a", "h", "g iff not b", "(a xor h) if (c or g and not f)", "d -> e"] {
            let formula = Formula::parse(text, &names).unwrap();
            let column = formula.column(8);
            assert!((0..256).all(|s| column.get(s) == formula.holds(&|option| s >> option & 1 == 1)), "{text}");
        }
        let one = Formula::not_exactly_one(&[0, 1, 2]).unwrap();
        assert_eq!(one.column(3).digits(), "10010111");
        assert_eq!(Formula::parse("b", &names).unwrap().column(2).digits(), "0011");
    }

    #[test]
    fn slips_are_placed() {
        let error = Formula::parse("D and Q", &NAMES).unwrap_err();
        assert_eq!((error.span, error.unknown.as_deref()), ((6, 7), Some("Q")));
        assert!(Formula::parse("\"D and", &NAMES).is_err());
        for bad in ["", "D and", "(D", "D M", "and D", "not", ")"] {
            assert!(Formula::parse(bad, &NAMES).is_err(), "{bad}");
        }
        assert!(Formula::parse(&"(".repeat(100_000), &NAMES).is_err());
        assert!(Formula::parse(&"not ".repeat(100_000), &NAMES).is_err());
        assert!(Formula::parse(&format!("D{}", " or D".repeat(100_000)), &NAMES).is_err());
        assert!(Formula::parse(&format!("D{}", " or D".repeat(900)), &NAMES).is_ok());
    }
}
