//! A loaded article.

use super::Lang;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// One article as the rest of the path sees it.
///
/// Invariant: every span of every later stage counts bytes of `text`, which is stored as it stands here. Text that
/// came in as text is unchanged; text that came as markup is one block a line group, paragraphs separated by an empty line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Name that is unique in its run: the path, the address or the id that came with it.
    pub id: String,
    /// Where it was read from: a path, an address, or `-`.
    pub source: String,
    /// Canonical address, if known.
    pub url: Option<String>,
    /// Headline without the site's name.
    pub title: Option<String>,
    /// Author line as printed.
    pub byline: Option<String>,
    /// Name of the publication.
    pub publisher: Option<String>,
    /// Part of the publication that it stands in.
    pub section: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// Which piece of the input said so: `front-matter`, `json-ld`, `meta`, `url`, `dateline`, `given` ...
    pub published_from: Option<String>,
    /// Language given from outside or voted by the markup; detection is skipped for one that was given.
    pub language: Option<Lang>,
    /// The language that was told of this very text while it was loaded, and how sure that was; it is not told again.
    pub told: Option<(Lang, f32)>,
    /// When it was fetched from its address, if an archive or this program noted it.
    pub fetched: Option<DateTime<Utc>>,
    /// The text that all offsets count.
    pub text: String,
    /// What the loader noticed: `paywall`, `truncated`, `charset-mismatch` ...
    pub flags: Vec<String>,
}

/// A publication date, with time and offset where the source gave them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    /// A calendar day.
    Day(NaiveDate),
    /// A day and time of day whose offset is not known; printed as the day, which is all that is sure of it.
    Local(NaiveDateTime),
    /// An instant with the offset it was written in.
    Instant(DateTime<FixedOffset>),
}

impl Published {
    /// The calendar day, in the offset it was written in.
    pub fn day(self) -> NaiveDate {
        match self {
            Self::Day(d) => d,
            Self::Local(t) => t.date(),
            Self::Instant(t) => t.date_naive(),
        }
    }

    /// The instant; of a day whose time or offset is not known, its beginning in UTC.
    pub fn instant(self) -> DateTime<Utc> {
        match self {
            Self::Instant(t) => t.to_utc(),
            day => day.day().and_time(NaiveTime::MIN).and_utc(),
        }
    }
}

impl FromStr for Published {
    type Err = String;

    /// Reads `2022-10-25`, RFC 3339, or RFC 3339 without seconds or with a space.
    ///
    /// # Errors
    /// If the text is none of these.
    fn from_str(s: &str) -> Result<Self, String> {
        let s = s.trim();
        if let Ok(day) = NaiveDate::parse_from_str(s, "%Y-%m-%d") {
            return Ok(Self::Day(day));
        }
        for form in [
            "%Y-%m-%dT%H:%M:%S%.f%:z",
            "%Y-%m-%dT%H:%M%:z",
            "%Y-%m-%dT%H:%M:%S%.f%z",
            "%Y-%m-%dT%H:%M%z",
        ] {
            let text = s.replacen(' ', "T", 1).replace(['Z', 'z'], "+00:00");
            if let Ok(t) = DateTime::parse_from_str(&text.replace(' ', ""), form) {
                return Ok(Self::Instant(t));
            }
        }
        for form in ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"] {
            if let Ok(t) = NaiveDateTime::parse_from_str(&s.replacen(' ', "T", 1), form) {
                return Ok(Self::Local(t));
            }
        }
        // What cannot be read of a time costs only the time.
        if let Ok(day) = NaiveDate::parse_from_str(s.get(..10).unwrap_or(""), "%Y-%m-%d")
            && s[10..].starts_with(['T', ' '])
            && s[11..]
                .bytes()
                .all(|b| b.is_ascii_digit() || b == b':' || b == b'.')
        {
            return Ok(Self::Day(day));
        }
        Err(format!(
            "`{s}` is neither a date such as `2022-10-25` nor an RFC 3339 time such as `2022-10-25T09:41:00+07:00`"
        ))
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(_) | Self::Local(_) => write!(f, "{}", self.day()),
            Self::Instant(t) => f.write_str(&t.to_rfc3339()),
        }
    }
}

impl Serialize for Published {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Published {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publication_dates_are_read() {
        for (text, want) in [
            ("2022-10-25", "2022-10-25"),
            ("2022-10-25T09:41:00Z", "2022-10-25T09:41:00+00:00"),
            ("2022-10-25 09:41+07:00", "2022-10-25T09:41:00+07:00"),
            (
                "2022-10-25T09:41:00.123+0700",
                "2022-10-25T09:41:00.123+07:00",
            ),
            ("2022-10-25T09:41:00", "2022-10-25"),
        ] {
            assert_eq!(
                text.parse::<Published>().map(|p| p.to_string()),
                Ok(want.to_owned()),
                "{text}"
            );
        }
        assert!(matches!(
            "2022-10-25 09:41".parse(),
            Ok(Published::Local(_))
        ));
        assert!("yesterday".parse::<Published>().is_err());
        assert!("2022-13-25".parse::<Published>().is_err());
    }
}
