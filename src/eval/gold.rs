//! Gold: what a careful reader marks in an article of the corpus.

use crate::model::{Certainty, Span, StatementKind};
use serde::Deserialize;

/// `gold.json` beside an article's `source.*`. Every `text` stands in the article; `nth` says which occurrence, from 1.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "the fields are those of facts; docs/corpus.md explains each"
)]
pub struct Gold {
    pub is_outage: bool,
    #[serde(default)]
    pub services: Vec<GoldName>,
    #[serde(default)]
    pub providers: Vec<GoldName>,
    #[serde(default)]
    pub regions: Vec<GoldName>,
    #[serde(default)]
    pub durations: Vec<GoldDuration>,
    #[serde(default)]
    pub times: Vec<GoldTime>,
    #[serde(default)]
    pub features: Vec<GoldFeature>,
    #[serde(default)]
    pub reports: Vec<GoldCount>,
    pub cause: Option<GoldCause>,
    pub status: Option<String>,
    pub impact: Option<String>,
    pub scope: Option<String>,
    #[serde(default)]
    pub statements: Vec<GoldStatement>,
    #[serde(default)]
    pub note: Option<String>,
}

/// A name as printed; one that is optional costs nothing either way.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum GoldName {
    Plain(String),
    Marked {
        name: String,
        #[serde(default)]
        optional: bool,
    },
}

/// Where a marked text stands.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "see `Gold`")]
pub struct Mark {
    pub text: String,
    pub nth: Option<usize>,
    #[serde(default)]
    pub optional: bool,
}

macro_rules! gold {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Deserialize)]
        pub struct $name {
            #[serde(flatten)]
            pub mark: Mark,
            $(pub $field: $type,)*
        }
    };
}

gold!(
    /// A duration; the ends in seconds, open where null.
    GoldDuration { min_s: Option<f64>, max_s: Option<f64>, approx: bool, role: String }
);
gold!(
    /// A time; `iso` with offset, local, or a day, month or year.
    GoldTime { role: String, iso: String, zone: Option<String>, iso_alt: Option<Vec<String>> }
);
gold!(
    /// A feature and its code.
    GoldFeature { code: String }
);
gold!(
    /// A count of reports.
    GoldCount { min: Option<f64>, max: Option<f64>, unit: Option<String>, approx: Option<bool>, source: Option<String> }
);
gold!(
    /// The cause of the main event.
    GoldCause { code: String, asserted_by: Option<String>, certainty: Certainty }
);
gold!(
    /// A statement and who makes it.
    GoldStatement { kind: StatementKind, speaker: Option<String>, speaker_alt: Option<Vec<Option<String>>>, role: Option<String>, organisation: Option<String> }
);

impl GoldName {
    /// The name.
    pub fn name(&self) -> &str {
        match self {
            Self::Plain(name) | Self::Marked { name, .. } => name,
        }
    }

    /// Whether it costs nothing when it is missed.
    pub fn optional(&self) -> bool {
        matches!(self, Self::Marked { optional: true, .. })
    }
}

impl Mark {
    /// Where the text stands in an article; `None` if it does not.
    pub fn span(&self, article: &str) -> Option<Span> {
        article
            .match_indices(&self.text)
            .nth(self.nth.unwrap_or(1).checked_sub(1)?)
            .map(|(at, s)| Span::new(at, at + s.len()))
    }
}

impl Gold {
    /// Every marked text, with the list it stands in.
    pub fn marks(&self) -> Vec<(&'static str, &Mark)> {
        let mut out = Vec::new();
        out.extend(self.durations.iter().map(|x| ("durations", &x.mark)));
        out.extend(self.times.iter().map(|x| ("times", &x.mark)));
        out.extend(self.features.iter().map(|x| ("features", &x.mark)));
        out.extend(self.reports.iter().map(|x| ("reports", &x.mark)));
        out.extend(self.cause.iter().map(|x| ("cause", &x.mark)));
        out.extend(self.statements.iter().map(|x| ("statements", &x.mark)));
        out
    }
}
