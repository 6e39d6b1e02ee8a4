//! Bytes in, text out: byte order mark, valid UTF-8, label, then a guess.
//!
//! Valid UTF-8 wins over any label, because a page in another charset is hardly ever valid UTF-8 by chance, while labels
//! are often wrong. A wrong label and bytes that no charset explains are flags, never errors.

mod mojibake;

#[cfg(test)]
mod tests;

pub(super) use mojibake::repair;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Flag: the label names another charset than the bytes are in.
pub(super) const MISMATCH: &str = "charset-mismatch";
/// Flag: some bytes could not be decoded and stand as U+FFFD.
pub(super) const INVALID: &str = "invalid-bytes";

/// Flag: the page was decoded twice before it came here, which was undone.
pub(super) const REPAIRED: &str = "mojibake-repaired";

/// Decoded bytes.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) flags: Vec<&'static str>,
}

/// Decodes `bytes`; `label` is what a header or the page claims, `tld` the top-level domain it came from.
pub(super) fn decode<'a>(bytes: &'a [u8], label: Option<&str>, tld: Option<&str>) -> Decoded<'a> {
    let labelled = label.and_then(|l| Encoding::for_label(l.trim().as_bytes()));
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, bad) = encoding.decode_without_bom_handling(&bytes[length..]);
        return Decoded::new(text, bad, labelled.is_some_and(|l| l != encoding));
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        let (text, bad) = encoding.decode_without_bom_handling(bytes);
        return Decoded::new(text, bad, labelled.is_some_and(|l| l != encoding));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let wrong = labelled.is_some_and(|l| l != UTF_8) && !bytes.is_ascii();
        // ISO-2022-JP is valid ASCII with escapes: the one charset that outranks validity.
        if labelled == Some(ISO_2022_JP) || memchr::memmem::find(bytes, b"\x1b$B").is_some() {
            let (shifted, bad) = ISO_2022_JP.decode_without_bom_handling(bytes);
            if !bad || labelled == Some(ISO_2022_JP) {
                let wrong = labelled.is_some_and(|l| l != ISO_2022_JP);
                return Decoded::new(shifted, bad, wrong);
            }
        }
        return Decoded::new(Cow::Borrowed(text), false, wrong);
    }
    if mostly_utf8(bytes) {
        let (text, _) = UTF_8.decode_without_bom_handling(bytes);
        return Decoded::new(text, true, labelled.is_some_and(|l| l != UTF_8));
    }
    if let Some(encoding) = labelled.filter(|l| *l != UTF_8 && *l != UTF_16LE && *l != UTF_16BE) {
        let (text, bad) = encoding.decode_without_bom_handling(bytes);
        if !bad && !text.contains(is_c1) && !is_unlikely(encoding, &text) {
            return Decoded::new(text, false, false);
        }
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // The detector takes lower-case ASCII labels only.
    let tld = tld.filter(|t| t.bytes().all(|b| b.is_ascii_lowercase()));
    let guess = detector.guess(tld.map(str::as_bytes), Utf8Detection::Deny);
    let (text, bad) = guess.decode_without_bom_handling(bytes);
    Decoded::new(text, bad, labelled.is_some_and(|l| l != guess))
}

impl<'a> Decoded<'a> {
    fn new(text: Cow<'a, str>, bad: bool, mismatch: bool) -> Self {
        let mut flags = Vec::new();
        if mismatch {
            flags.push(MISMATCH);
        }
        if bad {
            flags.push(INVALID);
        }
        Self { text, flags }
    }
}

/// C1 controls: no text holds them, a wrong single-byte label makes them.
fn is_c1(c: char) -> bool {
    ('\u{80}'..='\u{9f}').contains(&c) && c != '\u{85}'
}

/// Whether a text decoded as Western European cannot be that: no such language writes two letters of five beyond ASCII.
///
/// `windows-1252` and `iso-8859-1`, which is read as it, are what servers say when nobody told them.
fn is_unlikely(encoding: &'static Encoding, text: &str) -> bool {
    if encoding != encoding_rs::WINDOWS_1252 {
        return false;
    }
    let (mut letters, mut beyond) = (0, 0);
    // Markup is ASCII: only words with a letter beyond it are weighed.
    let words = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_ascii());
    for word in words.take(2000) {
        letters += word.chars().count();
        beyond += word.chars().filter(|c| !c.is_ascii()).count();
    }
    beyond >= 20 && beyond * 5 > letters * 3
}

/// UTF-16 without a mark: decoded the right way round it is text, and only text in UTF-16 holds zero bytes.
pub(super) fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024) & !1];
    if head.len() < 8 || memchr::memchr(0, head).is_none() {
        return None;
    }
    // In text of any script, blanks, digits, stops and markup are Latin: one of the two bytes is zero.
    let zeros = |offset: usize| {
        head.iter()
            .skip(offset)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let encoding = match (zeros(0), zeros(1)) {
        (even, odd) if odd > 0 && even * 50 <= head.len() && even < odd => UTF_16LE,
        (even, odd) if even > 0 && odd * 50 <= head.len() && odd < even => UTF_16BE,
        _ => return None,
    };
    // Latin letters on both sides are single bytes with a stray zero among them.
    let nonzero = head.iter().filter(|b| **b != 0).count();
    let latin = head
        .iter()
        .filter(|b| b.is_ascii_graphic() || b.is_ascii_whitespace())
        .count();
    if latin * 10 > nonzero * 9 && nonzero * 5 > head.len() * 4 {
        return None;
    }
    let (text, bad) = encoding.decode_without_bom_handling(head);
    let all = text.chars().count();
    let told = text
        .chars()
        .filter(|c| {
            c.is_alphanumeric() || c.is_ascii_graphic() || matches!(c, ' ' | '\n' | '\r' | '\t')
        })
        .count();
    // A cut pair at the end of the head is no fault of the text.
    let bad = bad && text.trim_end_matches('\u{fffd}').contains('\u{fffd}');
    let scripts = text
        .chars()
        .filter(|c| c.is_alphabetic())
        .map(block)
        .collect::<std::collections::BTreeSet<_>>();
    (!bad && told * 20 >= all * 17 && scripts.len() <= 12 && !text.contains('\0'))
        .then_some(encoding)
}

/// A stretch of 512 characters that a letter belongs to; Chinese ones are one.
fn block(c: char) -> u32 {
    match u32::from(c) {
        0x3400..=0x9fff => 0x3400 >> 9,
        0xac00..=0xd7a3 => 0xac00 >> 9,
        code => code >> 9,
    }
}

/// Whether the bytes are UTF-8 with a few accidents: a cut at the end, one bad byte in a page.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad * 10
}
