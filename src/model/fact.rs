//! Facts, and what one document yields.

use super::{Certainty, Diagnostic, Duration, Lang, Moment, Published, Span, Statement, Value};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a fact is about; `patterns/facts.toml` declares the fields of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A length of time.
    Duration,
    /// A clock time or date.
    Moment,
    /// A number of reports, users, customers or sites.
    Count,
    /// Something that did not work.
    Feature,
    /// Why.
    Cause,
    /// How far it is.
    Status,
    /// How bad it is.
    Impact,
    /// How widely it is felt.
    Scope,
    /// What failed, by name.
    Service,
    /// Who runs it.
    Provider,
    /// Where.
    Region,
}

impl Kind {
    /// All kinds, in the order of output.
    pub const ALL: [Self; 11] = [
        Self::Duration,
        Self::Moment,
        Self::Count,
        Self::Feature,
        Self::Cause,
        Self::Status,
        Self::Impact,
        Self::Scope,
        Self::Service,
        Self::Provider,
        Self::Region,
    ];

    /// The name used in files, output and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Duration => "duration",
            Self::Moment => "moment",
            Self::Count => "count",
            Self::Feature => "feature",
            Self::Cause => "cause",
            Self::Status => "status",
            Self::Impact => "impact",
            Self::Scope => "scope",
            Self::Service => "service",
            Self::Provider => "provider",
            Self::Region => "region",
        }
    }
}

/// What a duration or moment is to the outage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Of a duration: how long this outage lasted.
    Outage,
    /// Of a duration: how long another, earlier outage lasted.
    Background,
    /// Of a moment: when it began.
    Start,
    /// Of a moment: when service came back, wholly or partly.
    Restored,
    /// Of a moment: when something was said, counted or seen.
    Reported,
    /// Anything else.
    Other,
}

impl Role {
    /// The name used in files, output and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Outage => "outage",
            Self::Background => "background",
            Self::Start => "start",
            Self::Restored => "restored",
            Self::Reported => "reported",
            Self::Other => "other",
        }
    }
}

/// Which event a fact belongs to.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Event {
    /// The outage that the article reports.
    #[default]
    Main,
    /// Another, earlier outage.
    Background,
    /// Something that has not happened: a forecast, a plan, a condition.
    Hypothetical,
}

impl Event {
    /// The name used in files, output and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Background => "background",
            Self::Hypothetical => "hypothetical",
        }
    }
}

/// Whether the text affirms or denies.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// The text says that it is so.
    #[default]
    Affirmed,
    /// The text says that it is not so.
    Denied,
}

/// The pattern or built-in slot that found something.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PatternRef {
    /// `<language>.<pattern id>`, or `slot.<name>` for a built-in.
    pub id: Arc<str>,
    /// Digest of the pattern and of every list that it uses: sixteen hexadecimal digits.
    pub fingerprint: Arc<str>,
}

/// One finding with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is about.
    pub kind: Kind,
    /// Its part in the event; only durations and moments have one.
    pub role: Option<Role>,
    /// Which event.
    pub event: Event,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// The words that say so, without outer white space and punctuation.
    pub span: Span,
    /// What they say.
    pub value: Value,
    /// From 0 to 1.
    pub confidence: f32,
    /// Who found it.
    pub pattern: PatternRef,
}

/// A service, provider or region of the main event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// As printed, first mention.
    pub name: String,
    /// Canonical id or ISO 3166 code, if the gazetteer knows it.
    pub canonical: Option<String>,
}

/// The cause in a summary.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SummaryCause {
    /// The words.
    pub text: String,
    /// Code of the taxonomy.
    pub code: String,
    /// Who says so, as printed.
    pub asserted_by: Option<String>,
    /// How sure.
    pub certainty: Certainty,
}

/// Best values of the main event; what is not known is `None`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Name of the service.
    pub service: Option<String>,
    /// Name of the provider.
    pub provider: Option<String>,
    /// When it began.
    pub start: Option<Moment>,
    /// When it ended.
    pub restored: Option<Moment>,
    /// How long it lasted.
    pub duration: Option<Duration>,
    /// Code of the latest status.
    pub status: Option<String>,
    /// Code of the worst impact.
    pub impact: Option<String>,
    /// Code of the widest scope.
    pub scope: Option<String>,
    /// The best supported cause.
    pub cause: Option<SummaryCause>,
}

/// Everything that one document yields.
#[derive(Clone, Debug, PartialEq)]
pub struct Extraction {
    /// The language it was read in.
    pub language: Lang,
    /// How sure detection was, 0 to 1; 1 for a language that was given.
    pub language_confidence: f32,
    /// When it was published, given or found.
    pub published: Option<Published>,
    /// Whether the article reports an outage.
    pub is_outage: bool,
    /// The main event.
    pub summary: Summary,
    /// Services of the main event, by first mention.
    pub services: Vec<Named>,
    /// Providers of the main event, by first mention.
    pub providers: Vec<Named>,
    /// Regions of the main event, by first mention.
    pub regions: Vec<Named>,
    /// All facts, by start, then end, then kind.
    pub facts: Vec<Fact>,
    /// All statements, by the start of their first part.
    pub statements: Vec<Statement>,
    /// What is worth saying about the text.
    pub diagnostics: Vec<Diagnostic>,
}
