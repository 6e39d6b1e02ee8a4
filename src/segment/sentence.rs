//! Tokens to sentences and paragraphs.
//!
//! A sentence ends at a terminator that the language names, unless an abbreviation, an initial, a decimal point or a
//! lower-case word says otherwise, and always at the end of a block. A line break ends a block unless the text is
//! hard-wrapped there. Closing quotation marks and brackets stay with the sentence that they close.

use super::token::{Caps, Class, Token};
use crate::model::Span;

/// A sentence of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Index of its first token.
    pub first: u32,
    /// One past the index of its last token.
    pub last: u32,
    /// Its bytes, from first to last token.
    pub span: Span,
    /// Number of its paragraph, from 0.
    pub paragraph: u32,
}

/// Longest sentence in tokens; longer ones are cut so that no stage sees an endless one.
pub const LONGEST: usize = 600;

/// Splits tokens into sentences, in order, none empty.
///
/// `ends` tells whether a token is a terminator; `abbreviation` whether the token before a full stop is one.
pub fn split(
    text: &str,
    tokens: &[Token],
    ends: impl Fn(&Token) -> bool,
    abbreviation: impl Fn(usize) -> bool,
) -> Vec<Sentence> {
    let mut out = Vec::with_capacity(tokens.len() / 16 + 1);
    let mut first = 0;
    let mut paragraph = 0;
    let mut i = 0;
    while i < tokens.len() {
        let next = i + 1;
        let breaks = next < tokens.len() && block_ends(text, tokens, i);
        let mut last = next;
        let mut done = breaks || next == tokens.len() || next - first >= LONGEST;
        if !breaks && ends(&tokens[i]) && sentence_ends(text, tokens, i, &abbreviation) {
            while last < tokens.len()
                && (ends(&tokens[last]) || closes(text, tokens, last))
                && !block_ends(text, tokens, last - 1)
            {
                last += 1;
            }
            done = last >= tokens.len()
                || starts(text, tokens, last)
                || block_ends(text, tokens, last - 1);
        }
        if done {
            let span = Span {
                start: tokens[first].start,
                end: tokens[last - 1].end,
            };
            out.push(Sentence {
                first: first as u32,
                last: last as u32,
                span,
                paragraph,
            });
            paragraph += u32::from(last < tokens.len() && block_ends(text, tokens, last - 1));
            first = last;
        }
        i = last.max(next);
    }
    out
}

/// Whether a block ends between token `i` and the next one.
fn block_ends(text: &str, tokens: &[Token], i: usize) -> bool {
    let Some(next) = tokens.get(i + 1) else {
        return true;
    };
    if next.glued {
        return false;
    }
    let gap = &text.as_bytes()[tokens[i].end as usize..next.start as usize];
    match gap.iter().filter(|&&b| b == b'\n').count() {
        0 => false,
        1 => !wrapped(text, &tokens[i], next),
        _ => true,
    }
}

/// Whether a single line break is a hard wrap: a long line goes on in lower case without having ended.
fn wrapped(text: &str, before: &Token, after: &Token) -> bool {
    let line_start = text[..before.end as usize].rfind('\n').map_or(0, |p| p + 1);
    let ended = before.class == Class::Mark
        && matches!(
            before.text(text),
            "." | "!" | "?" | ":" | "。" | "！" | "？"
        );
    before.end as usize - line_start >= 50
        && !ended
        && after.class == Class::Word
        && after.caps == Caps::None
}

/// Whether the terminator at `i` really ends a sentence.
fn sentence_ends(
    text: &str,
    tokens: &[Token],
    i: usize,
    abbreviation: &impl Fn(usize) -> bool,
) -> bool {
    let stop = tokens[i].text(text) == ".";
    let Some(next) = tokens.get(i + 1) else {
        return true;
    };
    if !stop {
        return true;
    }
    if i > 0 && tokens[i].glued {
        let before = &tokens[i - 1];
        // "J. Smith" and "George W. Bush", but not "said on X. Then".
        let after_word =
            i > 1 && tokens[i - 2].class == Class::Word && tokens[i - 2].caps == Caps::None;
        // "4G" ends in no initial.
        let after_digits = i > 1 && before.glued && tokens[i - 2].class == Class::Digits;
        let initial = before.caps == Caps::All
            && before.text(text).chars().count() == 1
            && !after_word
            && !after_digits;
        if (initial && !next.glued && next.class == Class::Word) || abbreviation(i - 1) {
            return false;
        }
    }
    // "3.5", "downdetector.id", "U.S.": something goes on right behind the stop.
    !next.glued || next.class == Class::Mark
}

/// Whether the token is a closing mark that belongs to the sentence before it.
fn closes(text: &str, tokens: &[Token], i: usize) -> bool {
    tokens[i].class == Class::Mark
        && tokens[i].glued
        && matches!(
            tokens[i].text(text),
            "\"" | "'" | "”" | "’" | "»" | ")" | "]" | "」" | "』" | "）" | "“"
        )
}

/// Whether a sentence may start at token `i`.
fn starts(text: &str, tokens: &[Token], i: usize) -> bool {
    let token = &tokens[i];
    match token.class {
        Class::Word => {
            token.caps != Caps::None || !token.text(text).starts_with(char::is_lowercase)
        }
        Class::Digits => true,
        Class::Mark => !matches!(token.text(text), "," | ";" | ":" | "-" | "–" | "—" | "…"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::{Fold, Words, tokenise};

    struct NoWords;
    impl Words for NoWords {
        fn look_up(&self, _: &str) -> (u32, u32) {
            (0, 0)
        }
        fn fold(&self) -> Fold {
            Fold::default()
        }
        fn unspaced(&self) -> bool {
            false
        }
    }

    fn sentences(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenise(text, &NoWords, &mut tokens);
        let ends = |t: &Token| matches!(t.text(text), "." | "!" | "?" | "…");
        let abbreviation = |i: usize| matches!(tokens[i].text(text), "Dr" | "m" | "No");
        split(text, &tokens, ends, abbreviation)
            .iter()
            .map(|s| s.span.of(text))
            .collect()
    }

    #[test]
    fn sentences_end_where_people_end_them() {
        assert_eq!(
            sentences("It fell at 4.05 p.m. on Monday. Dr. Wu said so."),
            ["It fell at 4.05 p.m. on Monday.", "Dr. Wu said so."]
        );
        assert_eq!(
            sentences("“Kami tahu. Maaf,” kata dia. Selesai."),
            ["“Kami tahu.", "Maaf,” kata dia.", "Selesai."]
        );
        assert_eq!(
            sentences("\"Is it down?\" he asked. Yes."),
            ["\"Is it down?\" he asked.", "Yes."]
        );
        assert_eq!(
            sentences("Judul tanpa titik\n\nIsi berita."),
            ["Judul tanpa titik", "Isi berita."]
        );
        assert_eq!(
            sentences("J. Smith at downdetector.id spoke."),
            ["J. Smith at downdetector.id spoke."]
        );
        assert_eq!(
            sentences("Jaringan 4G. Sampai kini padam. Daerah Operasi I. “Kami tahu.”"),
            [
                "Jaringan 4G.",
                "Sampai kini padam.",
                "Daerah Operasi I.",
                "“Kami tahu.”"
            ]
        );
    }

    #[test]
    fn hard_wrapped_lines_stay_together() {
        let text = "The outage that hit the network of the operator on Monday\nlasted two hours.\nNew block";
        assert_eq!(
            sentences(text),
            [
                "The outage that hit the network of the operator on Monday\nlasted two hours.",
                "New block"
            ]
        );
    }

    #[test]
    fn endless_sentences_are_cut() {
        assert!(sentences(&"word ".repeat(5 * LONGEST)).len() == 5);
    }
}
