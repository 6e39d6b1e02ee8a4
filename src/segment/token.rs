//! Text to tokens.
//!
//! A word (letters with their marks), a run of digits or one other character is a token; white space is none but is
//! remembered as "not glued". In a language written without spaces every grapheme of its script is a token, runs of Latin
//! letters stay whole. Next stage: [`sentence`](super::sentence).

use super::fold::{Fold, digit, fold_into};
use serde::{Deserialize, Serialize};
use unicode_normalization::char::is_combining_mark;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Letters.
    Word,
    /// Decimal digits of any script.
    Digits,
    /// One character that is neither: punctuation or a symbol.
    Mark,
}

/// How much of a token is in capitals; a template asks for at least its own.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Caps {
    /// No capital at the start.
    #[default]
    None,
    /// A capital at the start.
    First,
    /// Nothing but capitals.
    All,
}

/// A token of the text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Id in the language's vocabulary; 0 for a word that no list of the language uses.
    pub word: u32,
    /// Id without a prefix or suffix that the language glues on; 0 if there is none.
    pub stem: u32,
    /// What it is made of.
    pub class: Class,
    /// Its capitals.
    pub caps: Caps,
    /// Whether it follows the token before it without white space.
    pub glued: bool,
}

impl Token {
    /// The text of the token.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }
}

/// Where a token's words are looked up.
pub trait Words {
    /// Id of a folded word and of its stem, each 0 if unknown.
    fn look_up(&self, folded: &str) -> (u32, u32);
    /// How the language folds.
    fn fold(&self) -> Fold;
    /// Whether the language is written without spaces.
    fn unspaced(&self) -> bool;
}

/// Longest word, in folded bytes, that is looked up; longer ones are still tokens.
const LONGEST_WORD: usize = 96;

/// Whether a token is a comma, of any script.
pub fn is_comma(token: &str) -> bool {
    matches!(token, "," | "،" | "、" | "，" | "﹐" | "､")
}

/// Whether a token is a long dash.
pub fn is_dash(token: &str) -> bool {
    matches!(token, "—" | "–" | "―")
}

/// Whether a word begins with a letter that has no capital.
pub fn is_caseless(word: &str) -> bool {
    !word.starts_with(|c: char| c.is_lowercase() || c.is_uppercase())
}

/// Whether a token opens a bracket around an addition, in any script.
pub fn opens_bracket(token: &str) -> bool {
    matches!(token, "(" | "[" | "（" | "［")
}

/// Whether a token closes what [`opens_bracket`] opens.
pub fn closes_bracket(token: &str) -> bool {
    matches!(token, ")" | "]" | "）" | "］")
}

/// Splits `text` into tokens, replacing what `out` held. Linear in the text.
pub fn tokenise(text: &str, words: &impl Words, out: &mut Vec<Token>) {
    out.clear();
    out.reserve(text.len() / 5);
    let fold = words.fold();
    let unspaced = words.unspaced();
    let bytes = text.as_bytes();
    let mut buffer = String::with_capacity(LONGEST_WORD);
    let mut at = 0;
    let mut glued = false;
    while at < bytes.len() {
        let start = at;
        let byte = bytes[at];
        let (class, caps) = if byte < 0x80 {
            match BYTE[byte as usize] {
                Byte::Space => {
                    at += 1;
                    glued = false;
                    continue;
                }
                Byte::Digit => {
                    at = run(text, at, |c| digit(c).is_some());
                    (Class::Digits, Caps::None)
                }
                Byte::Letter => {
                    let (end, caps) = word(text, at, unspaced);
                    at = end;
                    (Class::Word, caps)
                }
                Byte::Mark => {
                    at += 1;
                    (Class::Mark, Caps::None)
                }
            }
        } else {
            let c = text[at..].chars().next().unwrap_or(' ');
            if c.is_whitespace() || (invisible_space(c)) {
                at += c.len_utf8();
                glued &= invisible_space(c);
                continue;
            } else if digit(c).is_some() {
                at = run(text, at, |c| digit(c).is_some());
                (Class::Digits, Caps::None)
            } else if c.is_alphabetic() || is_combining_mark(c) {
                let (end, caps) = word(text, at, unspaced);
                at = end;
                (Class::Word, caps)
            } else {
                at += c.len_utf8();
                (Class::Mark, Caps::None)
            }
        };
        let (word, stem) = if at - start > LONGEST_WORD {
            (0, 0)
        } else {
            buffer.clear();
            fold_into(&text[start..at], fold, &mut buffer);
            words.look_up(&buffer)
        };
        out.push(Token {
            start: start as u32,
            end: at as u32,
            word,
            stem,
            class,
            caps,
            glued,
        });
        glued = true;
    }
}

/// End of the run of characters from `at` that pass.
fn run(text: &str, at: usize, pass: impl Fn(char) -> bool) -> usize {
    text[at..]
        .char_indices()
        .find(|&(_, c)| !pass(c))
        .map_or(text.len(), |(i, _)| at + i)
}

/// End and capitals of the word that begins at `at`.
fn word(text: &str, at: usize, unspaced: bool) -> (usize, Caps) {
    ascii_word(text.as_bytes(), at).unwrap_or_else(|| any_word(text, at, unspaced))
}

/// The same for a word of nothing but ASCII letters, which most are; `None` for another one.
fn ascii_word(bytes: &[u8], at: usize) -> Option<(usize, Caps)> {
    let letters = bytes[at..]
        .iter()
        .take_while(|b| b.is_ascii_alphabetic())
        .count();
    let end = at + letters;
    if letters == 0 || bytes.get(end).is_some_and(|&b| b >= 0x80) {
        return None;
    }
    let caps = if !bytes[at].is_ascii_uppercase() {
        Caps::None
    } else if bytes[at + 1..end].iter().all(u8::is_ascii_uppercase) {
        Caps::All
    } else {
        Caps::First
    };
    Some((end, caps))
}

fn any_word(text: &str, at: usize, unspaced: bool) -> (usize, Caps) {
    let (mut letters, mut capitals, mut first) = (0, 0, false);
    let mut end = at;
    for (i, c) in text[at..].char_indices() {
        let alone = unspaced && is_unspaced(c);
        if i > 0 && alone && !is_combining_mark(c) {
            break;
        }
        let continues = c.is_ascii_alphabetic()
            || (c >= '\u{80}'
                && (c.is_alphabetic()
                    || is_combining_mark(c)
                    || matches!(c, '\u{AD}' | '\u{200C}' | '\u{200D}')));
        if !continues || digit(c).is_some() {
            break;
        }
        letters += 1;
        if c.is_uppercase() {
            capitals += 1;
            first |= i == 0;
        }
        end = at + i + c.len_utf8();
        if alone {
            end = run(text, end, is_combining_mark);
            break;
        }
    }
    let caps = match (first, capitals == letters) {
        (true, true) => Caps::All,
        (true, false) => Caps::First,
        (false, _) => Caps::None,
    };
    (end, caps)
}

fn invisible_space(c: char) -> bool {
    matches!(
        c,
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{200E}' | '\u{200F}' | '\u{FE0F}'
    )
}

/// Whether a script is written without spaces between words. Source: Unicode line breaking classes ID, SA and Hangul.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1100}'..='\u{11FF}' | '\u{1780}'..='\u{17FF}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}

#[derive(Clone, Copy)]
enum Byte {
    Space,
    Letter,
    Digit,
    Mark,
}

/// Class of each ASCII byte.
static BYTE: [Byte; 128] = {
    let mut table = [Byte::Mark; 128];
    let mut b = 0;
    while b < 128 {
        let c = b as u8;
        table[b] = if c.is_ascii_alphabetic() {
            Byte::Letter
        } else if c.is_ascii_digit() {
            Byte::Digit
        } else if c <= b' ' || c == 0x7F {
            Byte::Space
        } else {
            Byte::Mark
        };
        b += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    struct NoWords(bool);
    impl Words for NoWords {
        fn look_up(&self, _: &str) -> (u32, u32) {
            (0, 0)
        }
        fn fold(&self) -> Fold {
            Fold::default()
        }
        fn unspaced(&self) -> bool {
            self.0
        }
    }

    fn tokens(text: &str, unspaced: bool) -> Vec<String> {
        let mut out = Vec::new();
        tokenise(text, &NoWords(unspaced), &mut out);
        out.iter()
            .map(|t| format!("{}{}", if t.glued { "+" } else { "" }, t.text(text)))
            .collect()
    }

    #[test]
    fn spaced_text_splits_at_letters_digits_and_marks() {
        assert_eq!(
            tokens("pukul 02:10 WIB.", false),
            ["pukul", "02", "+:", "+10", "WIB", "+."]
        );
        assert_eq!(
            tokens("68ribu berjam-jam", false),
            ["68", "+ribu", "berjam", "+-", "+jam"]
        );
        assert_eq!(
            tokens("18.00’den naïve", false),
            ["18", "+.", "+00", "+’", "+den", "naïve"]
        );
        assert_eq!(tokens("साढ़े ٤٥ دقيقة", false), ["साढ़े", "٤٥", "دقيقة"]);
    }

    #[test]
    fn unspaced_scripts_split_at_every_grapheme() {
        assert_eq!(
            tokens("KDDIで約86時間", true),
            ["KDDI", "+で", "+約", "+86", "+時", "+間"]
        );
        assert_eq!(tokens("ที่นี่", true).len(), 2);
    }

    #[test]
    fn capitals_are_told() {
        let mut out = Vec::new();
        tokenise("WIB Wita jam iOS X", &NoWords(false), &mut out);
        let caps: Vec<_> = out.iter().map(|t| t.caps).collect();
        assert_eq!(
            caps,
            [Caps::All, Caps::First, Caps::None, Caps::None, Caps::All]
        );
    }
}
