//! What the tests of the slots share: the slots of a text in a bundled language.

use super::SlotValue;
use crate::annotate::{Workspace, annotate};
use crate::model::Duration;
use crate::pattern::{Library, Pack};
use std::sync::{Arc, OnceLock};

static LIBRARY: OnceLock<Library> = OnceLock::new();

/// A bundled language.
pub(super) fn pack(lang: &str) -> Arc<Pack> {
    let library = LIBRARY.get_or_init(Library::bundled);
    let lang = lang.parse().expect("a language tag");
    library
        .pack(lang)
        .expect("a bundled language")
        .expect("a sound file")
}

/// Words and values of all tags of a slot, in order.
pub(super) fn found(lang: &str, slot: &str, text: &str) -> Vec<(String, SlotValue)> {
    let pack = pack(lang);
    let a = annotate(text, &pack, &mut Workspace::default());
    let group = pack.group_set(slot).first;
    let mut tags: Vec<_> = a.tags.all().iter().filter(|t| t.group == group).collect();
    tags.sort_by_key(|t| t.start);
    tags.iter()
        .map(|t| {
            (
                a.span(t.start, t.end).of(text).to_owned(),
                a.values[t.value as usize].clone(),
            )
        })
        .collect()
}

/// "words = value" for every duration: ends in seconds, an open one empty.
pub(super) fn durations(lang: &str, text: &str) -> Vec<String> {
    let ends = |d: &Duration| match (d.min_s, d.max_s) {
        (Some(a), Some(b)) if (a - b).abs() < 1e-6 => format!("{a}"),
        (a, b) => format!(
            "{}..{}",
            a.map_or(String::new(), |s| s.round().to_string()),
            b.map_or(String::new(), |s| s.round().to_string())
        ),
    };
    found(lang, "duration", text)
        .iter()
        .map(|(words, value)| match value {
            SlotValue::Duration(d) => format!("{words} = {}", ends(d)),
            other => format!("{words} = {other:?}"),
        })
        .collect()
}
