//! Lints of lists and of the file's text: invisible characters, mixed scripts, doubles, codes, brackets.

use super::Subject;
use crate::model::Lang;
use crate::pattern::error::closest;
use crate::pattern::file::{Entry, RawFile};
use crate::pattern::{PatternError, Place};
use std::collections::BTreeMap;

/// Lints of the file as text.
pub(super) fn file(raw: &RawFile, findings: &mut Vec<PatternError>) {
    let place = |start: usize, len: usize| Place {
        span: start..start + len,
        ..raw.header_place.clone()
    };
    for (at, c) in raw.header_place.source.char_indices() {
        let name = match c {
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => "a bidirectional control",
            '\u{200E}' | '\u{200F}' | '\u{61C}' => "a direction mark",
            '\u{200B}' | '\u{2060}' | '\u{FEFF}' if at > 0 => "an invisible space",
            _ => continue,
        };
        findings.push(
            PatternError::at(
                place(at, c.len_utf8()),
                format!("the file holds {name}"),
                format!("U+{:04X}", u32::from(c)),
            )
            .help("delete it: texts are matched without these characters"),
        );
    }
    let language = &raw.header.language;
    if !language.is_empty() && *language != raw.name && raw.name.parse::<Lang>().is_ok() {
        let message = format!(
            "the file `{}` says that its language is `{language}`",
            raw.name
        );
        findings.push(
            PatternError::at(
                raw.header_place.clone(),
                message,
                "`language` is read by people only",
            )
            .help(format!(
                "call the file `{language}.toml`, or write `language = \"{}\"`",
                raw.name
            ))
            .warning(),
        );
    }
}

/// Lints of lists, and of the words of templates.
pub(super) fn entries(subject: &Subject<'_>, findings: &mut Vec<PatternError>) {
    let mut seen: BTreeMap<(&str, &str), &Entry> = BTreeMap::new();
    for entry in subject.own_entries() {
        if !entry.plain {
            template(&entry.text, &entry.place, findings);
        }
        codes(subject, entry, findings);
        if let Some(first) = seen.insert((&entry.group, &entry.text), entry) {
            let (line, _) = first.place.line_column();
            findings.push(
                PatternError::at(
                    entry.place.clone(),
                    format!("`{}` holds `{}` twice", entry.group, entry.text),
                    format!("it stands in line {line} already"),
                )
                .warning(),
            );
        }
    }
    for pattern in subject.own_patterns() {
        for (text, place) in &pattern.matches {
            template(text, place, findings);
        }
    }
}

/// What looks wrong in a template that the compiler takes.
fn template(text: &str, place: &Place, findings: &mut Vec<PatternError>) {
    if let Some((at, word)) = mixed(text) {
        findings.push(
            PatternError::at(
                place.within(at, word.len()),
                "a word mixes scripts",
                scripts(word),
            )
            .help("letters that look alike are different characters: type the word anew")
            .warning(),
        );
    }
    let bytes = text.as_bytes();
    for (at, &b) in bytes.iter().enumerate() {
        let before = at.checked_sub(1).map_or(b' ', |i| bytes[i]);
        let after = bytes.get(at + 1).copied().unwrap_or(b' ');
        if matches!(b, b'[' | b'(')
            && after == b' '
            && !matches!(before, b' ' | b'(' | b'[' | b'|' | b'\\')
        {
            findings.push(
                PatternError::at(
                    place.within(at, 2),
                    "a space inside a bracket parts no words",
                    "what is inside is glued to the word before it",
                )
                .help("put the space before the bracket: `jam [lalu]`")
                .warning(),
            );
        }
    }
    if text
        .trim_end_matches([')', ']', ' '])
        .ends_with(|c: char| c.is_ascii_digit())
        && text
            .rfind("..")
            .is_some_and(|p| text[p + 2..].trim_end_matches([')', ']', ' ']).len() == 1)
    {
        let at = text.rfind("..").unwrap_or(0);
        findings.push(
            PatternError::at(
                place.within(at, 3),
                "the template ends with a gap",
                "it always takes as many words as it may",
            )
            .help("take the gap away: a match may end anywhere in a sentence")
            .warning(),
        );
    }
}

/// Codes on the left of lists must be those of the taxonomy.
fn codes(subject: &Subject<'_>, entry: &Entry, findings: &mut Vec<PatternError>) {
    let taxonomy = subject.library.taxonomy();
    let Some((kind, code)) = entry.group.split_once('.') else {
        return;
    };
    if entry.plain || !taxonomy.knows(kind) || taxonomy.get(kind, code).is_some() {
        return;
    }
    let known = taxonomy.codes(kind).map(|(c, _)| c);
    let mut error = PatternError::at(
        entry.place.clone(),
        format!("the list `{}` names no code of the taxonomy", entry.group),
        format!("no {kind} is called `{code}`"),
    );
    error.help = closest(code, known)
        .map(|n| format!("did you mean `{kind}.{n}`?"))
        .or_else(|| Some("codes stand in patterns/taxonomy.toml".to_owned()));
    // One message a list says enough.
    if findings.iter().all(|f| f.message != error.message) {
        findings.push(error);
    }
}

/// The first word that is written in more than one alphabet, and where it begins.
fn mixed(text: &str) -> Option<(usize, &str)> {
    let mut start = 0;
    for word in text.split(|c: char| !c.is_alphabetic()) {
        let alphabets = word.chars().filter_map(alphabet);
        let first = alphabets.clone().next();
        if first.is_some() && alphabets.clone().any(|a| Some(a) != first) {
            return Some((start, word));
        }
        let next = start + word.len();
        start = next + text[next..].chars().next().map_or(0, char::len_utf8);
    }
    None
}

/// Alphabets whose letters are taken for each other.
fn alphabet(c: char) -> Option<&'static str> {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' => Some("Latin"),
        '\u{370}'..='\u{3FF}' => Some("Greek"),
        '\u{400}'..='\u{52F}' => Some("Cyrillic"),
        '\u{530}'..='\u{58F}' => Some("Armenian"),
        _ => None,
    }
}

fn scripts(word: &str) -> String {
    let rare = |name: &str| {
        let letters: String = word
            .chars()
            .filter(|&c| alphabet(c) == Some(name))
            .collect();
        format!("`{letters}` is {name}")
    };
    let mut names: Vec<_> = word.chars().filter_map(alphabet).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(rare).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_two_alphabets_are_found() {
        // The first letter of the second word is a Cyrillic `с`.
        assert_eq!(mixed("a \u{441}lock"), Some((2, "\u{441}lock")));
        assert_eq!(mixed("сбой в WhatsApp, ошибка на iPhone"), None);
        assert_eq!(mixed("LINEで障害"), None);
        assert_eq!(
            scripts("\u{441}lock"),
            "`\u{441}` is Cyrillic, `lock` is Latin"
        );
    }
}
