//! The tables that can be asked, one a kind of fact and two more.

use std::fmt;
use std::str::FromStr;

/// A kind of row that can be asked for; its view in the database has the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Lengths of time.
    Durations,
    /// Clock times and dates.
    Moments,
    /// Numbers of reports, users, customers, sites.
    Counts,
    /// What did not work.
    Features,
    /// Why.
    Causes,
    /// How far it is.
    Statuses,
    /// How bad it is.
    Impacts,
    /// How widely it is felt.
    Scopes,
    /// What failed, by name.
    Services,
    /// Who runs it.
    Providers,
    /// Where.
    Regions,
    /// Who said what.
    Statements,
    /// The articles with their summaries.
    Articles,
}

impl Table {
    /// All tables, in the order of help.
    pub const ALL: [Self; 13] = [
        Self::Durations,
        Self::Moments,
        Self::Counts,
        Self::Features,
        Self::Causes,
        Self::Statuses,
        Self::Impacts,
        Self::Scopes,
        Self::Services,
        Self::Providers,
        Self::Regions,
        Self::Statements,
        Self::Articles,
    ];

    /// Its name, which is the name of its view.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Durations => "durations",
            Self::Moments => "moments",
            Self::Counts => "counts",
            Self::Features => "features",
            Self::Causes => "causes",
            Self::Statuses => "statuses",
            Self::Impacts => "impacts",
            Self::Scopes => "scopes",
            Self::Services => "services",
            Self::Providers => "providers",
            Self::Regions => "regions",
            Self::Statements => "statements",
            Self::Articles => "articles",
        }
    }

    /// What it holds, for help.
    pub fn about(self) -> &'static str {
        match self {
            Self::Durations => "lengths of time, with bounds and role",
            Self::Moments => "clock times and dates, resolved",
            Self::Counts => "numbers of reports, users, customers and sites",
            Self::Features => "what did not work",
            Self::Causes => "why, with who says so and how surely",
            Self::Statuses => "how far it is: reported, identified, resolved",
            Self::Impacts => "how bad it is",
            Self::Scopes => "how widely it is felt",
            Self::Services => "what failed, by name",
            Self::Providers => "who runs it",
            Self::Regions => "where",
            Self::Statements => "who said what",
            Self::Articles => "articles with their summaries",
        }
    }

    /// The columns that a person wants to see, as SQL.
    pub(crate) fn few(self) -> &'static str {
        match self {
            Self::Durations => {
                "substr(article, 1, 8) AS article, service, role, text, \
                 interval_words(min_s, max_s, point_s, bound) AS duration, confidence, substr(published, 1, 10) AS published"
            }
            Self::Moments => {
                "substr(article, 1, 8) AS article, service, role, text, substr(replace(local, 'T', ' '), 1, 16) AS local, zone, earliest AS utc, confidence"
            }
            Self::Counts => {
                "substr(article, 1, 8) AS article, service, text, min, max, unit, counted_by, confidence"
            }
            Self::Causes => {
                "substr(article, 1, 8) AS article, service, code, text, asserted_by, certainty, substr(published, 1, 10) AS published"
            }
            Self::Features | Self::Statuses | Self::Impacts | Self::Scopes => {
                "substr(article, 1, 8) AS article, service, code, text, event, confidence, substr(published, 1, 10) AS published"
            }
            Self::Services | Self::Providers | Self::Regions => {
                "substr(article, 1, 8) AS article, name, code, event, confidence, substr(published, 1, 10) AS published"
            }
            Self::Statements => {
                "substr(article, 1, 8) AS article, kind, speaker, speaker_role AS role, text, substr(published, 1, 10) AS published"
            }
            Self::Articles => {
                "substr(id, 1, 8) AS id, substr(published, 1, 10) AS published, language AS lang, is_outage, service, substr(replace(start_local, 'T', ' '), 1, 16) AS start, \
                 substr(replace(restored_local, 'T', ' '), 1, 16) AS restored, \
                 CASE WHEN duration_point_s IS NOT NULL OR duration_min_s IS NOT NULL OR duration_max_s IS NOT NULL THEN \
                 interval_words(duration_min_s, duration_max_s, duration_point_s, NULL) END AS duration, cause_code AS cause, \
                 facts, title"
            }
        }
    }

    /// The column with the article's id.
    pub(crate) fn article(self) -> &'static str {
        if self == Self::Articles {
            "id"
        } else {
            "article"
        }
    }

    /// The order when none is asked for: by date, then place.
    pub(crate) fn order(self) -> &'static str {
        match self {
            Self::Articles => "published, id",
            _ => "published, article, start_byte, end_byte, id",
        }
    }

    /// The one noun that a subject table is about.
    pub(crate) fn subject(self) -> Option<&'static str> {
        match self {
            Self::Services => Some("service"),
            Self::Providers => Some("provider"),
            Self::Regions => Some("region"),
            _ => None,
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Table {
    type Err = String;

    /// Reads the name, in the plural or the singular.
    fn from_str(s: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|t| {
                let name = t.as_str();
                name == s || name.strip_suffix('s') == Some(s) || name.strip_suffix("es") == Some(s)
            })
            .ok_or_else(|| {
                let names: Vec<_> = Self::ALL.iter().map(|t| t.as_str()).collect();
                format!(
                    "there is nothing called `{s}` to ask for; there are {}",
                    names.join(", ")
                )
            })
    }
}
