//! What facts are worth: intervals, moments, counts and codes.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The size of the unit that was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grain {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// A part of the day, such as "dini hari".
    Daypart,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// What a hedge makes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// No hedge: both ends equal.
    Exact,
    /// "about": 0.9 to 1.1 times.
    About,
    /// "almost": 0.8 to 1 times.
    Almost,
    /// "over", "at least": the upper end is open.
    Over,
    /// "less than": the lower end is open.
    Under,
    /// "up to": the lower end is open.
    UpTo,
    /// Two numbers were named.
    Range,
    /// "several", "a few", "dozens": a range that the language file gives.
    Vague,
}

/// A length of time as an interval; an open end is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Duration {
    /// Lower end in seconds.
    pub min_s: Option<f64>,
    /// Upper end in seconds.
    pub max_s: Option<f64>,
    /// The number that was named, the middle of a range, three units for "several".
    pub point_s: Option<f64>,
    /// Whether the text hedges.
    pub approx: bool,
    /// How it hedges.
    pub bound: Bound,
    /// The smallest unit named.
    pub grain: Grain,
}

/// How the zone of a moment is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneBasis {
    /// Named beside the clock.
    Named,
    /// Carried from a zone named earlier in the text.
    Carried,
    /// Default of the publisher or its country.
    Publisher,
    /// Default of the language; weak.
    Language,
    /// Not known: `local` stays local.
    Unknown,
}

/// How the date of a moment is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// Named beside the clock, or the moment is a date itself.
    Named,
    /// The nearest date before it in its paragraph or article.
    Text,
    /// The dateline's date.
    Dateline,
    /// The publication date.
    Published,
    /// Not known: a weekday or a clock alone.
    Unknown,
}

/// A point or day in time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moment {
    /// First instant it can mean, if date and zone are known.
    pub earliest: Option<DateTime<Utc>>,
    /// Last instant it can mean; equal to `earliest` for a clock time.
    pub latest: Option<DateTime<Utc>>,
    /// Local notation: `2022-10-25T02:10:00`, `02:10:00` without a known date, `2022-10-25`, `2022-10`, `2022`.
    pub local: Option<String>,
    /// IANA zone id, if known.
    pub zone: Option<String>,
    /// Offset in force at that local time, in minutes east of UTC.
    pub utc_offset_minutes: Option<i32>,
    /// How the zone is known.
    pub zone_basis: ZoneBasis,
    /// How the date is known.
    pub anchor: Anchor,
    /// Day of the week named beside it, 0 for Monday, kept where no date could be worked out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weekday: Option<u8>,
    /// The smallest unit named.
    pub grain: Grain,
    /// Whether the text hedges ("sekitar pukul").
    pub approx: bool,
}

/// What was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CountUnit {
    /// Complaints and reports.
    Reports,
    /// People who report or are affected.
    Users,
    /// Customers, households, lines cut off.
    Customers,
    /// Sites, branches, machines.
    Sites,
}

/// A number of things, as an interval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Count {
    /// Lower end.
    pub min: Option<f64>,
    /// Upper end.
    pub max: Option<f64>,
    /// What was counted.
    pub unit: CountUnit,
    /// Whether the text hedges.
    pub approx: bool,
    /// Who counts, as printed.
    pub source: Option<String>,
}

/// How sure the asserter of a cause is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// The provider says so.
    ProviderConfirmed,
    /// Somebody else says so.
    ThirdPartyClaim,
    /// Hedged.
    Speculated,
    /// Said not to be the cause.
    Denied,
}

/// Why it happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cause {
    /// Code of the taxonomy, such as `config.change`.
    pub code: String,
    /// Who says so, as printed.
    pub asserted_by: Option<String>,
    /// How sure.
    pub certainty: Certainty,
}

/// A named thing: service, provider or region.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Name {
    /// Canonical id (`whatsapp`, `ID`), if the gazetteer knows it.
    pub code: Option<String>,
    /// As printed.
    pub name: String,
}

/// The value of a fact; which one follows from its kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Of `duration`.
    Duration(Duration),
    /// Of `moment`.
    Moment(Moment),
    /// Of `count`.
    Count(Count),
    /// Of `cause`.
    Cause(Cause),
    /// Of `service`, `provider` and `region`.
    Name(Name),
    /// Of `feature`, `status`, `impact` and `scope`.
    Code {
        /// Code of the taxonomy.
        code: String,
    },
}

impl Grain {
    /// The name used in output and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Daypart => "daypart",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

impl Bound {
    /// The name used in output and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::Almost => "almost",
            Self::Over => "over",
            Self::Under => "under",
            Self::UpTo => "up_to",
            Self::Range => "range",
            Self::Vague => "vague",
        }
    }
}

impl ZoneBasis {
    /// The name used in output and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Carried => "carried",
            Self::Publisher => "publisher",
            Self::Language => "language",
            Self::Unknown => "unknown",
        }
    }
}

impl Anchor {
    /// The name used in output and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Text => "text",
            Self::Dateline => "dateline",
            Self::Published => "published",
            Self::Unknown => "unknown",
        }
    }
}

impl CountUnit {
    /// The name used in output and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reports => "reports",
            Self::Users => "users",
            Self::Customers => "customers",
            Self::Sites => "sites",
        }
    }
}

impl Certainty {
    /// The name used in output and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ProviderConfirmed => "provider_confirmed",
            Self::ThirdPartyClaim => "third_party_claim",
            Self::Speculated => "speculated",
            Self::Denied => "denied",
        }
    }
}

impl Duration {
    /// Both ends at `seconds`.
    pub fn exact(seconds: f64, grain: Grain) -> Self {
        Self {
            min_s: Some(seconds),
            max_s: Some(seconds),
            point_s: Some(seconds),
            approx: false,
            bound: Bound::Exact,
            grain,
        }
    }

    /// ISO 8601 form of `point_s`, else of an end: `PT1H47M`, `P2D`; `None` where nothing is known.
    pub fn iso(&self) -> Option<String> {
        self.point_s.or(self.min_s).or(self.max_s).map(iso_duration)
    }
}

/// ISO 8601 duration of `seconds`, in weeks-free form: `P1DT2H3M4S`.
pub fn iso_duration(seconds: f64) -> String {
    use std::fmt::Write;
    let whole = seconds.max(0.0).floor() as u64;
    let (d, h, m, s) = (
        whole / 86400,
        whole / 3600 % 24,
        whole / 60 % 60,
        whole % 60,
    );
    let rest = seconds - whole as f64;
    let mut out = String::from("P");
    let _ = if d > 0 { write!(out, "{d}D") } else { Ok(()) };
    if h + m + s > 0 || rest > 1e-9 || d == 0 {
        out.push('T');
        let _ = if h > 0 { write!(out, "{h}H") } else { Ok(()) };
        let _ = if m > 0 { write!(out, "{m}M") } else { Ok(()) };
        if rest > 1e-9 {
            let _ = write!(out, "{:.3}S", s as f64 + rest);
        } else if s > 0 || (d + h + m == 0) {
            let _ = write!(out, "{s}S");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_print_as_iso() {
        for (s, want) in [
            (7200.0, "PT2H"),
            (6420.0, "PT1H47M"),
            (86400.0, "P1D"),
            (0.0, "PT0S"),
            (93784.0, "P1DT2H3M4S"),
            (0.5, "PT0.500S"),
        ] {
            assert_eq!(iso_duration(s), want);
        }
    }

    #[test]
    fn names_are_those_of_the_serialised_form() {
        for bound in [Bound::Exact, Bound::UpTo] {
            assert_eq!(serde_json::json!(bound), bound.as_str());
        }
        assert_eq!(serde_json::json!(Grain::Daypart), Grain::Daypart.as_str());
        assert_eq!(
            serde_json::json!(ZoneBasis::Carried),
            ZoneBasis::Carried.as_str()
        );
        assert_eq!(
            serde_json::json!(Anchor::Dateline),
            Anchor::Dateline.as_str()
        );
        assert_eq!(
            serde_json::json!(CountUnit::Sites),
            CountUnit::Sites.as_str()
        );
        assert_eq!(
            serde_json::json!(Certainty::ThirdPartyClaim),
            Certainty::ThirdPartyClaim.as_str()
        );
    }
}
