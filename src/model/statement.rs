//! Who said what.

use super::{PatternRef, Span};
use serde::{Deserialize, Serialize};

/// How a statement is marked as somebody's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StatementKind {
    /// Within quotation marks or dialogue dashes.
    Direct,
    /// Reported without marks.
    Indirect,
    /// A reported clause that holds marked words.
    Mixed,
}

impl StatementKind {
    /// The name used in output and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// How the speaker is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Resolution {
    /// Named beside the cue.
    Explicit,
    /// The cue points back at the speaker named last ("ujarnya").
    Carried,
    /// A pronoun stands beside the cue.
    Pronoun,
    /// Nobody is named.
    None,
}

impl Resolution {
    /// The name used in output and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Explicit => "explicit",
            Self::Carried => "carried",
            Self::Pronoun => "pronoun",
            Self::None => "none",
        }
    }
}

/// Somebody who speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// As printed, with role and organisation; for a carried speaker, the earlier mention.
    pub text: String,
    /// Where that stands.
    pub span: Span,
    /// The person's or organisation's name alone.
    pub name: Option<String>,
    /// Office or relation: "juru bicara", "chief executive".
    pub role: Option<String>,
    /// Whom they speak for.
    pub organisation: Option<String>,
}

/// Something that somebody says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The words: the parts joined by one space.
    pub text: String,
    /// How it is marked.
    pub kind: StatementKind,
    /// Where the parts stand, in order, without marks, outer white space and punctuation; never empty.
    pub parts: Vec<Span>,
    /// Who says so.
    pub speaker: Option<Speaker>,
    /// How the speaker is known.
    pub resolution: Resolution,
    /// The word of saying, if there is one.
    pub cue: Option<Span>,
    /// The medium that passes it on ("kepada Reuters", "dikutip dari Antara"), as printed.
    pub via: Option<String>,
    /// From 0 to 1.
    pub confidence: f32,
    /// Who found it.
    pub pattern: PatternRef,
}
