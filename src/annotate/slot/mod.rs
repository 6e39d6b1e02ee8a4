//! Built-in slots: what Rust computes from the words that the language files give.

mod dash;
mod name;
mod quote;

pub use quote::Quotation;

use super::Annotation;
use crate::model::Duration;
use crate::pattern::Pack;

/// The value behind a slot's tag.
#[derive(Clone, Debug, PartialEq)]
pub enum SlotValue {
    /// Of `{number}`: lower and upper end, and whether it is hedged.
    Number {
        /// Lower end.
        min: Option<f64>,
        /// Upper end.
        max: Option<f64>,
        /// Whether it is fuzzy or hedged.
        approx: bool,
    },
    /// Of `{duration}`.
    Duration(Duration),
}

/// Adds the tags of all slots.
pub(super) fn tag(text: &str, pack: &Pack, a: &mut Annotation) {
    quote::tag(text, pack, a);
    name::tag(text, pack, a);
}
