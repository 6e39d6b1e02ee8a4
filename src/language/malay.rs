//! Indonesian or Malay: the one pair that whatlang cannot tell, decided by lingua with these two alone.
//!
//! Where Malay is installed, every text that looks Indonesian is asked about; else only one whose common words lean to Malay, so
//! that nobody reads Malay with the patterns of its neighbour. The models are built at the first such text.

use super::{code, common};
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

/// Whether a text that looks Indonesian is Malay; asked only where its words say so.
pub(super) fn is_meant(text: &str) -> bool {
    common::leans_malay(text) && confidence(text) >= MALAY
}

fn confidence(text: &str) -> f64 {
    PAIR.compute_language_confidence(text, Language::Malay)
}

/// Replaces what was decided by Malay, or by nothing where that is not installed, where the text looks Indonesian and its words say so.
pub(super) fn settle(
    text: &str,
    decided: (Lang, f32),
    info: &Info,
    vote: Option<Lang>,
    installed: &[Lang],
) -> (Lang, f32) {
    let indonesian = code::installed(whatlang::Lang::Ind, installed);
    if info.lang() != whatlang::Lang::Ind && Some(decided.0) != indonesian {
        return decided;
    }
    match installed.iter().copied().find(|l| is(*l)) {
        Some(malay) => {
            let sure = confidence(text);
            if sure >= MALAY {
                (malay, sure as f32)
            } else {
                decided
            }
        }
        None if (vote.is_none() || vote != indonesian) && is_meant(text) => (Lang::UNKNOWN, 0.0),
        None => decided,
    }
}
