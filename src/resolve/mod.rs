//! Moments to dates and zones; next stage: [`fact`](crate::fact).

use crate::annotate::Annotation;
use crate::model::{Diagnostic, Document, Moment, Published};
use crate::pattern::Pack;

/// A moment tag with its date and zone worked out.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// Index of the tag in [`Tags::all`](crate::annotate::Tags::all).
    pub tag: u32,
    /// What it means.
    pub moment: Moment,
}

/// Gives every moment tag its date and zone.
pub fn resolve(
    _document: &Document,
    _a: &Annotation,
    _pack: &Pack,
    _published: Option<Published>,
) -> (Vec<Resolved>, Vec<Diagnostic>) {
    (Vec::new(), Vec::new())
}
