//! The `{name}` slot: runs of capitalised words, with the small words of the language inside ("Bank of America").
//!
//! A name that opens a sentence is one only if more than its capital says so: a second capitalised word, or a capital
//! within the word. Scripts without capitals have no names here; their gazetteers know them.

use crate::annotate::{Annotation, Tag};
use crate::pattern::Pack;
use crate::segment::{Caps, Class};

/// Most tokens of a name.
const LONGEST: u32 = 8;

/// Tags every name, longest form only; where a word of `name-head` opens it, what follows that word too: "Kecamatan
/// Sukaratu" and "Sukaratu".
pub(super) fn tag(text: &str, pack: &Pack, a: &mut Annotation) {
    let group = pack.group_set("name").first;
    let connect = pack.group_set("speech.connect");
    let heads = pack.group_set("name-head");
    let mut found = Vec::new();
    for sentence in &a.sentences {
        let mut i = sentence.first;
        while i < sentence.last {
            if a.tokens[i as usize].caps == Caps::None {
                i += 1;
                continue;
            }
            let start = i;
            let mut end = i + 1;
            i += 1;
            while i < sentence.last && i - start < LONGEST {
                let token = &a.tokens[i as usize];
                if token.caps != Caps::None || (token.class == Class::Digits && token.glued) {
                    i += 1;
                    end = i;
                } else if let Some(behind) = joint(text, a, connect, i, sentence.last) {
                    i = behind;
                } else {
                    break;
                }
            }
            i = end;
            let mut name = |start: u32| {
                found.push(Tag {
                    start,
                    end,
                    group,
                    value: Tag::WORDS,
                });
            };
            if let Some(head) = a.tags.longest(start, heads).filter(|h| h.end < end) {
                name(head.end);
            }
            let alone = end == start + 1;
            if alone && start == sentence.first && !distinct(a.tokens[start as usize].text(text)) {
                continue;
            }
            name(start);
        }
    }
    for tag in found {
        a.tags.add(tag);
    }
}

/// The capitalised token behind a hyphen, ampersand, apostrophe or small word at `i`.
fn joint(
    text: &str,
    a: &Annotation,
    connect: crate::pattern::GroupSet,
    i: u32,
    last: u32,
) -> Option<u32> {
    let token = &a.tokens[i as usize];
    let behind = match token.class {
        Class::Mark if token.text(text) == "&" => i + 1,
        Class::Mark if token.glued && matches!(token.text(text), "-" | "'" | "’" | ".") => {
            if !a.tokens.get(i as usize + 1)?.glued {
                return None;
            }
            i + 1
        }
        Class::Word => a.tags.longest(i, connect)?.end,
        _ => return None,
    };
    (behind < last && a.tokens[behind as usize].caps != Caps::None).then_some(behind)
}

/// Whether a word shows by its own capitals that it is a name: "eBay", "PLN".
fn distinct(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase)
}
