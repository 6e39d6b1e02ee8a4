//! What flows along the main path: documents, spans, values, facts, statements, diagnostics.
//!
//! Plain data: no I/O, and nothing here imports another module of the crate. Every stage takes and returns these types.

mod chars;
mod diagnostic;
mod document;
mod fact;
mod lang;
mod notation;
mod span;
mod statement;
mod value;

pub use chars::CharOffsets;
pub use diagnostic::{Diagnostic, Severity};
pub use document::{Document, Published};
pub use fact::{
    Event, Extraction, Fact, Kind, Named, PatternRef, Polarity, Role, Summary, SummaryCause,
};
pub use lang::Lang;
pub use span::Span;
pub use statement::{Resolution, Speaker, Statement, StatementKind};
pub use value::{
    Anchor, Bound, Cause, Certainty, Count, CountUnit, Duration, Grain, Moment, Name, Value,
    ZoneBasis, iso_duration,
};
