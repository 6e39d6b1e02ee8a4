//! What a stage has to say beside its result.

use super::Span;
use serde::{Deserialize, Serialize};

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing: a default was used.
    Note,
    /// Something in the text contradicts itself or could not be read.
    Warning,
    /// The document could not be processed.
    Error,
}

/// A message about a place in a document; bad text is no error, so stages return these beside their result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Stable name for programs, such as `zone-mismatch`.
    pub code: String,
    /// One sentence for people: lower case, no final stop, values in backticks.
    pub message: String,
    /// How much it matters.
    pub severity: Severity,
    /// Where in the text, if it has a place.
    pub span: Option<Span>,
}

impl Diagnostic {
    /// Makes a diagnostic that points at `span`.
    pub fn at(code: &str, severity: Severity, span: Span, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
            severity,
            span: Some(span),
        }
    }

    /// Whether the document could not be processed.
    pub fn is_fatal(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Makes a diagnostic about the document as a whole.
    pub fn whole(code: &str, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
            severity,
            span: None,
        }
    }
}
