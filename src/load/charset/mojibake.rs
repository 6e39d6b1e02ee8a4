//! Text that was decoded twice: UTF-8 read as Windows-1252 or 1251 and written as UTF-8 again ("cafÃ©", "РЎР±РѕР№").
//!
//! It is repaired only as a whole, and only where every character takes the way back: text that was meant so does not.

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};

/// Fewest characters beyond ASCII that tell anything.
const FEWEST: usize = 2;

/// The text as it was before it was decoded a second time; `None` where that is not certain.
pub(in crate::load) fn repair(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    [WINDOWS_1252, WINDOWS_1251]
        .into_iter()
        .find_map(|through| back(text, through))
}

fn back(text: &str, through: &'static Encoding) -> Option<String> {
    // The first run tells for nearly every text that nothing is wrong.
    let first = text.find(|c: char| !c.is_ascii())?;
    let rest = &text[first..];
    let run = rest
        .find(|c: char| c.is_ascii())
        .map_or(rest, |end| &rest[..end]);
    let encoded = |text: &str| -> Option<String> {
        let (bytes, _, lost) = through.encode(text);
        (!lost)
            .then(|| String::from_utf8(bytes.into_owned()).ok())
            .flatten()
    };
    encoded(run)?;
    let repaired = encoded(text)?;
    let beyond = |text: &str| text.chars().filter(|c| !c.is_ascii()).count();
    (beyond(text) >= FEWEST && beyond(&repaired) * 2 <= beyond(text)).then_some(repaired)
}
