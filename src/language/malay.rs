//! Indonesian or Malay: the one pair that whatlang cannot tell, decided by lingua with these two alone.
//!
//! Costs nothing where Malay is not installed; where it is, the models are built at the first text that looks Indonesian.

use super::code;
use crate::model::Lang;
use lingua::{Language, LanguageDetector, LanguageDetectorBuilder};
use std::sync::LazyLock;
use whatlang::Info;

/// Least confidence for Malay; below it Indonesian is far likelier, because the two share most of their words.
const MALAY: f64 = 0.9;

static PAIR: LazyLock<LanguageDetector> = LazyLock::new(|| {
    LanguageDetectorBuilder::from_languages(&[Language::Indonesian, Language::Malay]).build()
});

/// Whether a tag is Malay.
pub(super) fn is(lang: Lang) -> bool {
    lang.primary().as_str() == "ms"
}

/// Replaces what was decided by Malay where the text looks Indonesian, Malay is installed and its words say so.
pub(super) fn settle(
    text: &str,
    decided: Lang,
    confidence: f32,
    info: &Info,
    installed: &[Lang],
) -> (Lang, f32) {
    let Some(malay) = installed.iter().copied().find(|l| is(*l)) else {
        return (decided, confidence);
    };
    let indonesian = code::installed(whatlang::Lang::Ind, installed);
    let looks_so = info.lang() == whatlang::Lang::Ind || Some(decided) == indonesian;
    if !looks_so {
        return (decided, confidence);
    }
    let sure = PAIR.compute_language_confidence(text, Language::Malay);
    if sure >= MALAY {
        (malay, sure as f32)
    } else {
        (decided, confidence)
    }
}
