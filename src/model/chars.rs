//! From byte offsets to offsets in Unicode scalar values.
//!
//! Enters: a text. Leaves: a map that answers for any byte offset on a character boundary. Programs in languages whose
//! strings count characters (Python, SQLite's `substr`) need the second kind.

use super::Span;

/// Bytes between two checkpoints: one short count for each question, and a table of 3 % of the text.
const STRIDE: usize = 128;

/// Counts characters before a byte offset, after one pass over the text.
///
/// ```
/// let text = "Ça marche";
/// let chars = pulih::model::CharOffsets::new(text);
/// assert_eq!(chars.at(3), 2);
/// ```
pub struct CharOffsets<'t> {
    bytes: &'t [u8],
    /// Characters before byte `STRIDE * i`; empty where the text is ASCII and both kinds are equal.
    before: Vec<u32>,
}

impl<'t> CharOffsets<'t> {
    /// Reads `text` once.
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut before = Vec::new();
        if !text.is_ascii() {
            before.reserve_exact(bytes.len() / STRIDE + 1);
            let mut count = 0;
            for block in bytes.chunks(STRIDE) {
                before.push(count);
                count += starts(block);
            }
            if bytes.len().is_multiple_of(STRIDE) {
                before.push(count);
            }
        }
        Self { bytes, before }
    }

    /// Characters before byte `offset`.
    ///
    /// # Panics
    /// If `offset` lies beyond the text.
    pub fn at(&self, offset: u32) -> u32 {
        if self.before.is_empty() {
            return offset;
        }
        let block = offset as usize / STRIDE;
        self.before[block] + starts(&self.bytes[block * STRIDE..offset as usize])
    }

    /// Both ends of `span`, in characters.
    pub fn of(&self, span: Span) -> [u32; 2] {
        [self.at(span.start), self.at(span.end)]
    }
}

/// How many characters begin in `bytes`: all bytes but the continuation bytes `10xxxxxx`.
fn starts(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .map(|&b| u32::from((b as i8) >= -0x40))
        .sum::<u32>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_boundary_counts_like_chars(text in "[a-zäß日本語👍\u{301}]{0,400}") {
            let map = CharOffsets::new(&text);
            for (chars, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(map.at(byte as u32), chars as u32);
            }
            prop_assert_eq!(map.at(text.len() as u32), text.chars().count() as u32);
        }
    }

    #[test]
    fn ends_on_a_checkpoint_are_counted() {
        let text = "é".repeat(STRIDE / 2);
        assert_eq!(CharOffsets::new(&text).at(STRIDE as u32), STRIDE as u32 / 2);
        assert_eq!(CharOffsets::new("").at(0), 0);
    }
}
