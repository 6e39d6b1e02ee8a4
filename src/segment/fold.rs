//! Normal forms for matching.
//!
//! A word goes in, its folded form comes out: lower case, composed, narrow, with every script's digits as ASCII and
//! invisible characters gone. Pattern files and texts are folded by the same function, so an author may write either form.
//! The stored text is never changed: tokens keep the byte offsets of what they were folded from.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Which further differences a language ignores; from `fold` in `[file]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fold {
    /// Accents on Latin and Greek letters: "duró" is "duro".
    pub accents: bool,
    /// Arabic vowel marks, and the spellings of alef, ya and ta marbuta.
    pub harakat: bool,
    /// Arabic lengthening stroke.
    pub tatweel: bool,
}

/// Appends the folded form of `word` to `out`.
pub fn fold_into(word: &str, fold: Fold, out: &mut String) {
    if word.is_ascii() {
        let from = out.len();
        out.push_str(word);
        out[from..].make_ascii_lowercase();
        return;
    }
    if fold.accents {
        let decomposed = word.chars().filter(|&c| !invisible(c)).nfkd();
        let bare = drop_accents(decomposed);
        out.extend(
            bare.nfc()
                .flat_map(char::to_lowercase)
                .filter(|&c| c != '\u{307}')
                .map(|c| one(c, fold)),
        );
    } else {
        let composed = word.chars().filter(|&c| !invisible(c)).nfkc();
        let folded = composed
            .flat_map(char::to_lowercase)
            .filter(|&c| c != '\u{307}');
        out.extend(folded.filter(|&c| !dropped(c, fold)).map(|c| one(c, fold)));
    }
}

/// The folded form of `word`.
pub fn folded(word: &str, fold: Fold) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, fold, &mut out);
    out
}

/// The value of a decimal digit of any script.
pub fn digit(c: char) -> Option<u8> {
    if c.is_ascii_digit() {
        return Some(c as u8 - b'0');
    }
    if c < '\u{660}' {
        return None;
    }
    ZEROS.iter().find_map(|&zero| {
        (c as u32)
            .checked_sub(zero)
            .filter(|&d| d < 10)
            .map(|d| d as u8)
    })
}

/// The digit zero of each script in which news is printed. Source: Unicode 16, general category Nd.
const ZEROS: [u32; 18] = [
    0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0,
    0xF20, 0x1040, 0x17E0, 0x1810, 0xFF10,
];

/// Drops combining marks after Latin and Greek letters; those that make another letter elsewhere (й, が) stay.
fn drop_accents(chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut after_latin = false;
    chars.filter(move |&c| {
        if is_combining_mark(c) {
            return !after_latin;
        }
        after_latin = c < '\u{400}';
        true
    })
}

fn invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn dropped(c: char, fold: Fold) -> bool {
    (fold.harakat && matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}'))
        || (fold.tatweel && c == '\u{640}')
}

fn one(c: char, fold: Fold) -> char {
    match c {
        'ı' => 'i',
        'ș' => 'ş',
        'ț' => 'ţ',
        // Print leaves the dots away as it likes.
        'ё' => 'е',
        // Capitals do not know where a word ends.
        'ς' => 'σ',
        '’' | 'ʼ' | '‘' | '`' | '´' => '\'',
        '‐' | '‑' => '-',
        'أ' | 'إ' | 'آ' | 'ٱ' if fold.harakat => 'ا',
        'ى' if fold.harakat => 'ي',
        _ => digit(c).map_or(c, |d| (b'0' + d) as char),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_mean_the_same_fold_to_one() {
        let plain = Fold::default();
        let accents = Fold {
            accents: true,
            ..plain
        };
        let arabic = Fold {
            harakat: true,
            tatweel: true,
            ..plain
        };
        for (word, fold, want) in [
            ("WhatsApp", plain, "whatsapp"),
            ("ＫＤＤＩ", plain, "kddi"),
            ("dur\u{F3}", accents, "duro"),
            ("duro\u{301}", accents, "duro"),
            ("dur\u{F3}", plain, "dur\u{F3}"),
            ("duro\u{301}", plain, "dur\u{F3}"),
            ("İstanbul", plain, "istanbul"),
            ("kısa", plain, "kisa"),
            ("minu\u{AD}ten", plain, "minuten"),
            ("știre", plain, "ştire"),
            ("ساعـــة", arabic, "ساعة"),
            ("٤٥", plain, "45"),
            ("новый", accents, "новый"),
            ("Учёт", plain, "учет"),
            ("уче\u{308}т", accents, "учет"),
            ("ΑΘΗΝΑΣ", accents, "αθηνασ"),
            ("Αθήνας", accents, "αθηνασ"),
            ("Μαΐου", accents, "μαιου"),
        ] {
            assert_eq!(folded(word, fold), want, "{word}");
        }
    }

    #[test]
    fn digits_of_all_scripts_have_values() {
        assert_eq!(
            "٠५๙９7x".chars().map(digit).collect::<Vec<_>>(),
            [Some(0), Some(5), Some(9), Some(9), Some(7), None]
        );
    }
}
