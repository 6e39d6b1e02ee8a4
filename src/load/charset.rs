//! Bytes in, text out: byte order mark, valid UTF-8, label, then a guess.
//!
//! Valid UTF-8 wins over any label, because a page in another charset is hardly ever valid UTF-8 by chance, while labels
//! are often wrong. A wrong label and bytes that no charset explains are flags, never errors.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Flag: the label names another charset than the bytes are in.
pub(super) const MISMATCH: &str = "charset-mismatch";
/// Flag: some bytes could not be decoded and stand as U+FFFD.
pub(super) const INVALID: &str = "invalid-bytes";

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
        // ISO-2022-JP is valid ASCII with escapes: the one label that outranks validity.
        let Some(shifted) = labelled.filter(|l| *l == encoding_rs::ISO_2022_JP) else {
            return Decoded::new(Cow::Borrowed(text), false, wrong);
        };
        let (text, bad) = shifted.decode_without_bom_handling(bytes);
        return Decoded::new(text, bad, false);
    }
    if mostly_utf8(bytes) {
        let (text, _) = UTF_8.decode_without_bom_handling(bytes);
        return Decoded::new(text, true, labelled.is_some_and(|l| l != UTF_8));
    }
    if let Some(encoding) = labelled.filter(|l| *l != UTF_8 && *l != UTF_16LE && *l != UTF_16BE) {
        let (text, bad) = encoding.decode_without_bom_handling(bytes);
        if !bad && !text.contains(is_c1) {
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

/// UTF-16 without a mark: the high halves of Latin text are zero.
pub(super) fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024) & !1];
    if head.len() < 8 {
        return None;
    }
    let zeros = |offset: usize| {
        let all = head.iter().skip(offset).step_by(2);
        all.filter(|b| **b == 0).count() * 2
    };
    let (even, odd) = (zeros(0), zeros(1));
    // Half of one side and a hundredth of the other.
    if odd * 2 > head.len() && even * 100 < head.len() {
        Some(UTF_16LE)
    } else if even * 2 > head.len() && odd * 100 < head.len() {
        Some(UTF_16BE)
    } else {
        None
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

#[cfg(test)]
mod tests {
    use super::*;

    const RUSSIAN: &str = "Сбой в работе сервиса длился около двух часов, сообщили в компании. \
                           Пользователи жаловались на недоступность приложения.";

    #[test]
    fn valid_utf8_wins_over_a_label() {
        let d = decode(RUSSIAN.as_bytes(), Some("windows-1251"), None);
        assert_eq!(d.text, RUSSIAN);
        assert_eq!(d.flags, [MISMATCH]);
        assert!(decode(b"plain", Some("latin1"), None).flags.is_empty());
    }

    #[test]
    fn a_right_label_is_followed_and_a_wrong_one_is_flagged() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(RUSSIAN);
        let right = decode(&bytes, Some("windows-1251"), None);
        assert_eq!((right.text.as_ref(), right.flags.len()), (RUSSIAN, 0));
        let wrong = decode(&bytes, Some("utf-8"), Some("ru"));
        assert_eq!(wrong.text, RUSSIAN);
        assert_eq!(wrong.flags, [MISMATCH]);
    }

    #[test]
    fn legacy_charsets_are_guessed() {
        for (encoding, text) in [
            (encoding_rs::WINDOWS_1251, RUSSIAN),
            (
                encoding_rs::SHIFT_JIS,
                "障害は約二時間続き、午後四時に復旧しました。原因は調査中です。",
            ),
            (
                encoding_rs::GBK,
                "此次故障持续约两个小时，目前服务已经恢复正常，公司向用户致歉。",
            ),
            (
                encoding_rs::EUC_KR,
                "서비스 장애가 약 두 시간 동안 이어졌고 지금은 복구되었다고 회사가 밝혔다.",
            ),
            (
                encoding_rs::WINDOWS_1252,
                "La panne a duré près de deux heures, a précisé l’opérateur à la mi-journée.",
            ),
        ] {
            let (bytes, _, _) = encoding.encode(text);
            assert_eq!(decode(&bytes, None, None).text, text, "{}", encoding.name());
        }
    }

    #[test]
    fn marks_and_unmarked_utf16_are_read() {
        assert_eq!(decode(b"\xef\xbb\xbfabc", None, None).text, "abc");
        let wide: Vec<u8> = "gangguan selesai"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decode(&wide, None, None).text, "gangguan selesai");
    }

    #[test]
    fn one_bad_byte_does_not_turn_the_rest_into_noise() {
        let mut bytes = RUSSIAN.as_bytes().to_vec();
        bytes.truncate(bytes.len() - 2);
        let d = decode(&bytes, None, None);
        assert!(d.text.starts_with("Сбой в работе"));
        assert_eq!(d.flags, [INVALID]);
    }
}
