//! Quotations and reported speech to statements with their speakers; next stage: [`fact`](crate::fact).

use crate::annotate::Annotation;
use crate::model::{Diagnostic, Statement};
use crate::pattern::Pack;

/// Finds who says what, by the start of the first part.
pub fn statements(_text: &str, _a: &Annotation, _pack: &Pack) -> (Vec<Statement>, Vec<Diagnostic>) {
    (Vec::new(), Vec::new())
}
