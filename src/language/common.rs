//! A quick look: the language whose commonest words a text is full of.
//!
//! It answers only where one language is far ahead of all others, which is so for almost every article in Latin script;
//! everything else is left to the detector. It costs about a twentieth of it.

use crate::model::Lang;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Bytes of text that are looked at.
const HEAD: usize = 1500;
/// Fewest words that say anything.
const FEWEST: u32 = 30;
/// Share of the words that must be the language's own.
const SHARE: f32 = 0.18;
/// How many times the runner-up's count it must have.
const AHEAD: f32 = 2.0;

/// Languages and their words; a word's bits are the languages that have it.
struct Words {
    languages: Vec<Lang>,
    bits: FxHashMap<&'static str, u32>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let lists = include_str!("common-words.toml")
            .lines()
            .filter_map(|line| {
                let (code, list) = line.split_once(" = ")?;
                Some((code.parse::<Lang>().ok()?, list.trim_matches('"')))
            });
        let mut words = Words {
            languages: Vec::new(),
            bits: FxHashMap::default(),
        };
        for (lang, list) in lists {
            let bit = 1 << words.languages.len();
            words.languages.push(lang);
            for word in list.split(' ') {
                *words.bits.entry(word).or_default() |= bit;
            }
        }
        words
    })
}

/// The installed language that a text is plainly in, with a confidence; `None` where that is not plain.
///
/// Malay differs from Indonesian in few common words: where it is not installed, it is no rival as long as it has no more of them.
pub(super) fn plainly(text: &str, installed: &[Lang]) -> Option<(Lang, f32)> {
    let words = words();
    let (counts, total) = count(text);
    let best = (0..words.languages.len()).max_by_key(|&i| counts[i])?;
    let lang = words.languages[best];
    let is_rival = |i: &usize| {
        let other = words.languages[*i];
        *i != best && (other.as_str() != "ms" || installed.contains(&other))
    };
    let rivals = (0..words.languages.len()).filter(is_rival);
    let second = rivals.map(|i| counts[i]).max().unwrap_or(0);
    let (first, second) = (counts[best] as f32, second as f32);
    let plain = total >= FEWEST && first >= SHARE * total as f32 && first >= AHEAD * second;
    (plain && installed.contains(&lang)).then_some((lang, 0.99))
}

/// Whether a text has more of the common words of Malay than of Indonesian.
pub(super) fn leans_malay(text: &str) -> bool {
    let (counts, _) = count(text);
    let of = |code: &str| {
        let at = words().languages.iter().position(|l| l.as_str() == code);
        at.map_or(0, |i| counts[i])
    };
    of("ms") > of("id")
}

/// How many words of the head of a text each language has, and how many words it holds.
fn count(text: &str) -> ([u32; 32], u32) {
    let words = words();
    let mut counts = [0_u32; 32];
    let mut total = 0;
    let mut lower = [0_u8; 16];
    for word in head(text)
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
    {
        total += 1;
        let bits = if word.is_ascii() && word.len() <= lower.len() {
            let lower = &mut lower[..word.len()];
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            std::str::from_utf8(lower)
                .ok()
                .and_then(|w| words.bits.get(w))
        } else {
            words.bits.get(word)
        };
        let mut bits = bits.copied().unwrap_or(0);
        while bits != 0 {
            counts[bits.trailing_zeros() as usize] += 1;
            bits &= bits - 1;
        }
    }
    (counts, total)
}

fn head(text: &str) -> &str {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn langs(codes: &[&str]) -> Vec<Lang> {
        codes.iter().flat_map(|c| c.parse()).collect()
    }

    #[test]
    fn a_plain_text_is_told_and_a_doubtful_one_is_not() {
        let id = "Layanan pesan itu mengalami gangguan selama hampir dua jam pada hari Selasa dan tidak dapat diakses oleh para pengguna di seluruh dunia. \
                  Perusahaan mengatakan bahwa masalah tersebut telah diperbaiki dan meminta maaf atas ketidaknyamanan ini yang dirasakan oleh mereka.";
        let nl = "De storing duurde volgens het bedrijf bijna twee uur en trof vooral klanten in het noorden van het land, die niet konden bellen of internetten. \
                  Het is nog niet bekend wat de oorzaak is van de problemen, maar de dienst werkt weer voor de meeste mensen die er last van hadden.";
        let both = langs(&["id", "en"]);
        assert_eq!(
            plainly(id, &both).map(|l| l.0.to_string()).as_deref(),
            Some("id")
        );
        assert_eq!(plainly(nl, &both), None);
        assert_eq!(
            plainly(nl, &langs(&["nl"]))
                .map(|l| l.0.to_string())
                .as_deref(),
            Some("nl")
        );
        assert_eq!(
            plainly(id, &langs(&["id", "ms"])),
            None,
            "Malay is too near"
        );
        assert_eq!(plainly("WhatsApp down", &both), None);
    }
}
