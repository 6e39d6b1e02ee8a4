//! What the groups of the temporal tables mean to the slots: names in, values out.
//!
//! Rows of [`table`](super::table) name groups by value (`number.is.3`, `unit.hour`, `zone.Asia/Jakarta`); here each name is
//! read once when a language is loaded, so that no slot looks at a name again. Words are not known here.

pub use super::bounds::Bounds;
pub use super::length::{iso_length, minutes_east, seconds};
use crate::model::Grain;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// A side of a number, unit or day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// Before it.
    Before,
    /// Behind it.
    After,
}

/// What a hedge says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hedge {
    /// "about".
    About,
    /// "almost".
    Almost,
    /// "more than".
    More,
    /// "less than".
    Less,
    /// "up to".
    UpTo,
}

/// Which of several days, months or years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Which {
    /// The one before.
    Last,
    /// The present one.
    This,
    /// The one behind.
    Next,
    /// The one named last.
    Same,
}

/// What a unit word needs beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Needs {
    /// A number.
    Number,
    /// Digits.
    Digits,
    /// A larger unit before its number.
    Larger,
    /// A number behind it, which is then about what it says: Russian "минут сорок".
    Behind,
}

/// Hours of a day, from and to; past 24 is the next day.
pub type Hours = (f32, f32);

/// Declares [`Meaning`], and [`Sense`] with the same variants without their values.
macro_rules! meanings {
    ($($name:ident $(($($value:ty),*))?,)*) => {
        /// What a group means; most mean nothing here.
        #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
        #[allow(
            missing_docs,
            reason = "each variant is the row of the same name in `table`, which documents it"
        )]
        pub enum Meaning {
            $($name $(($($value),*))?,)*
        }

        /// A [`Meaning`] without its values.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "as those of `Meaning`")]
        pub enum Sense {
            $($name,)*
        }

        impl Meaning {
            /// It without its values.
            pub fn sense(self) -> Sense {
                match self {
                    $(Self::$name { .. } => Sense::$name,)*
                }
            }

            /// Its sense as a set.
            pub fn senses(self) -> Senses {
                Senses::of(&[self.sense()])
            }
        }
    };
}

meanings! {
    None,
    Is(f64),
    Plus(f64),
    Times(f64),
    Join,
    By,
    Vague(f64, f64),
    Few,
    Fraction(f64),
    Part(f64),
    AndFraction(f64),
    Percent,
    Currency,
    Unit(f64, Grain, Needs),
    Whole(f64, Grain),
    Many(Grain),
    Between,
    UnitAfter,
    UnitCue,
    UnitNot,
    Approx(Hedge, Side),
    Filler,
    RangeTo,
    RangeBetween,
    RangeAnd,
    ClockCue,
    ClockWeakCue,
    ClockHour,
    ClockMinute,
    ClockSecond,
    ClockPart(Hours),
    ClockBare(Hours),
    ClockAt(u32),
    ClockLead(f64),
    ClockTrail(f64),
    ClockPast,
    ClockTo,
    ClockPlus,
    ClockMinus,
    ClockNear(Side),
    ClockNot,
    Month(u8),
    Weekday(u8),
    Day(i32, Option<Hours>),
    Then(i32, Option<Hours>),
    Which(Which, Side),
    Edge,
    Future(Side),
    Ahead,
    FromNow,
    Ago(Side),
    Ordinal(u8),
    DayBefore,
    DayAfter,
    MonthBefore,
    MonthAfter,
    YearBefore,
    YearAfter,
    Era(i32),
    Of,
    DateCue,
    DateJoin,
    DateNot,
    Zone(u16),
}

/// A set of [`Sense`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Senses(u64);

impl Senses {
    /// All of them.
    pub const ALL: Self = Self(u64::MAX);

    /// The set of these.
    pub const fn of(senses: &[Sense]) -> Self {
        let mut bits = 0;
        let mut i = 0;
        while i < senses.len() {
            bits |= 1 << senses[i] as u64;
            i += 1;
        }
        Self(bits)
    }

    /// Adds those of another set.
    pub fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether the sets have one in common.
    pub fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether a meaning is of one of them.
    pub fn hold(self, meaning: Meaning) -> bool {
        self.meet(Self::of(&[meaning.sense()]))
    }
}

/// What begins at a token: kinds, see [`kind`], and senses of its meanings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begins {
    /// Which slots may begin there.
    pub kinds: u8,
    /// Which meanings do.
    pub senses: Senses,
}

impl Begins {
    /// Adds a meaning.
    pub fn add(&mut self, meaning: Meaning) {
        if meaning != Meaning::None {
            self.kinds |= meaning.kind();
            self.senses.add(meaning.senses());
        }
    }
}

/// A constant set of [`Sense`]s by name.
macro_rules! senses {
    ($($name:ident),*) => {
        const { $crate::pattern::meaning::Senses::of(&[$($crate::pattern::meaning::Sense::$name),*]) }
    };
}
pub(crate) use senses;

/// Which slots may begin with a meaning; a set of them is a byte.
pub mod kind {
    /// Numbers, counts, percentages.
    pub const NUMBER: u8 = 1;
    /// Lengths of time.
    pub const LENGTH: u8 = 2;
    /// Words that begin a slot only if something of it stands behind them: hedges, cues, currencies.
    pub const LEAD: u8 = 4;
    /// Times of day.
    pub const CLOCK: u8 = 8;
    /// Dates.
    pub const DATE: u8 = 16;
    /// Digits.
    pub const DIGITS: u8 = 64;
    /// Anything else that a slot looks for inside.
    pub const INNER: u8 = 128;
}

impl Meaning {
    /// Which slots may begin with it.
    pub fn kind(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Is(_) | Self::Times(_) | Self::Vague(..) | Self::Few => kind::NUMBER,
            Self::Fraction(_) | Self::Part(_) => kind::NUMBER | kind::LENGTH,
            Self::Whole(..) | Self::Many(_) => kind::LENGTH,
            Self::Approx(_, Side::Before)
            | Self::Currency
            | Self::RangeBetween
            | Self::ClockCue
            | Self::ClockLead(_)
            | Self::ClockNear(_)
            | Self::Which(_, Side::Before)
            | Self::Edge
            | Self::MonthBefore
            | Self::YearBefore
            | Self::Era(_)
            | Self::Zone(_) => kind::LEAD,
            Self::ClockPart(_) | Self::ClockBare(_) | Self::ClockAt(_) => kind::CLOCK,
            Self::Month(_)
            | Self::Weekday(_)
            | Self::Day(..)
            | Self::Then(..)
            | Self::Ordinal(_) => kind::DATE,
            // "pekan lalu", "минут сорок" begin with their unit.
            Self::Unit(_, Grain::Week | Grain::Month | Grain::Year, _)
            | Self::Unit(_, _, Needs::Behind) => kind::LEAD | kind::INNER,
            _ => kind::INNER,
        }
    }

    /// Whether its words only stand between others: such a word is looked up where a slot expects it and gets no tag,
    /// unless a template asks for its list. They are the commonest words of every language.
    pub fn is_filler(self) -> bool {
        matches!(
            self,
            Self::Join
                | Self::By
                | Self::Between
                | Self::UnitAfter
                | Self::UnitCue
                | Self::Filler
                | Self::RangeTo
                | Self::RangeBetween
                | Self::ClockWeakCue
                | Self::ClockPast
                | Self::ClockTo
                | Self::ClockPlus
                | Self::ClockMinus
                | Self::Which(..)
                | Self::Edge
                | Self::Future(_)
                | Self::Ahead
                | Self::FromNow
                | Self::Ago(_)
                | Self::DayBefore
                | Self::DayAfter
                | Self::MonthBefore
                | Self::MonthAfter
                | Self::YearBefore
                | Self::YearAfter
                | Self::Of
                | Self::DateCue
                | Self::DateJoin
        )
    }

    /// Reads a group's name; zones are appended to `zones`.
    ///
    /// # Errors
    /// What is wrong with the name, for the author of the file.
    pub fn of(group: &str, zones: &mut Vec<ZoneName>) -> Result<Self, String> {
        let (head, rest) = group.split_once('.').unwrap_or((group, ""));
        let (key, value) = rest.split_once('.').unwrap_or((rest, ""));
        Ok(match (head, key) {
            ("number", "is") => Self::Is(number(value)?),
            ("number", "plus") => Self::Plus(number(value)?),
            ("number", "times") => Self::Times(number(value)?),
            ("number", "join") => Self::Join,
            ("number", "by") => Self::By,
            ("number", "few") => Self::Few,
            ("number", "fraction") => Self::Fraction(number(value)?),
            ("number", "part") => Self::Part(number(value)?),
            ("number", "and-fraction") => Self::AndFraction(number(value)?),
            ("number", "percent") => Self::Percent,
            ("number", "currency") => Self::Currency,
            ("number", "vague") => {
                let (low, high) = range(value)?;
                Self::Vague(low, high.unwrap_or(low * 10.0 - 1.0))
            }
            ("unit", "each") => {
                let (seconds, grain) = iso_length(value).ok_or_else(|| no_length(value))?;
                Self::Unit(seconds, grain, Needs::Number)
            }
            ("unit", "whole") => {
                let (seconds, grain) = iso_length(value).ok_or_else(|| no_length(value))?;
                Self::Whole(seconds, grain)
            }
            ("unit", "many") => Self::Many(grain(value)?),
            ("unit", "short") => Self::Unit(seconds(grain(value)?), grain(value)?, Needs::Digits),
            ("unit", "clipped") => Self::Unit(seconds(grain(value)?), grain(value)?, Needs::Larger),
            ("unit", "reversed") => {
                Self::Unit(seconds(grain(value)?), grain(value)?, Needs::Behind)
            }
            ("unit", "between") => Self::Between,
            ("unit", "after") => Self::UnitAfter,
            ("unit", "cue") => Self::UnitCue,
            ("unit", "not") => Self::UnitNot,
            ("unit", name) => Self::Unit(seconds(grain(name)?), grain(name)?, Needs::Number),
            ("approx", "filler") => Self::Filler,
            ("approx", "after") => Self::Approx(hedge(value)?, Side::After),
            ("approx", name) => Self::Approx(hedge(name)?, Side::Before),
            ("range", "to") => Self::RangeTo,
            ("range", "between") => Self::RangeBetween,
            ("range", "and") => Self::RangeAnd,
            ("clock", "cue") => Self::ClockCue,
            ("clock", "weak-cue") => Self::ClockWeakCue,
            ("clock", "hour") => Self::ClockHour,
            ("clock", "minute") => Self::ClockMinute,
            ("clock", "second") => Self::ClockSecond,
            ("clock", "part") => Self::ClockPart(hours(value)?),
            ("clock", "bare") => Self::ClockBare(hours(value)?),
            ("clock", "at") => Self::ClockAt(
                time_of_day(value)
                    .ok_or_else(|| format!("`{value}` is no time of day such as `12:00`"))?,
            ),
            ("clock", "lead") => Self::ClockLead(number(value)?),
            ("clock", "trail") => Self::ClockTrail(number(value)?),
            ("clock", "past") => Self::ClockPast,
            ("clock", "to") => Self::ClockTo,
            ("clock", "plus") => Self::ClockPlus,
            ("clock", "minus") => Self::ClockMinus,
            ("clock", "before") => Self::ClockNear(Side::Before),
            ("clock", "after") => Self::ClockNear(Side::After),
            ("clock", "not") => Self::ClockNot,
            ("calendar", "month") => Self::Month(small(value, 12)?),
            ("calendar", "weekday") => Self::Weekday(small(value, 7)? - 1),
            ("calendar", "day") => {
                let (days, part) = days(value)?;
                Self::Day(days, part)
            }
            ("calendar", "then") if value.contains("..") && !value.contains(' ') => {
                Self::Then(0, Some(hours(value)?))
            }
            ("calendar", "then") => {
                let (days, part) = days(value)?;
                Self::Then(days, part)
            }
            ("calendar", "last") => Self::Which(Which::Last, Side::Before),
            ("calendar", "this") => Self::Which(Which::This, Side::Before),
            ("calendar", "next") => Self::Which(Which::Next, Side::Before),
            ("calendar", "same") => Self::Which(Which::Same, Side::Before),
            ("calendar", "after") => Self::Which(
                match value {
                    "last" => Which::Last,
                    "this" => Which::This,
                    "next" => Which::Next,
                    "same" => Which::Same,
                    _ => return Err(format!("`{value}` is none of last, this, next, same")),
                },
                Side::After,
            ),
            ("calendar", "edge") => Self::Edge,
            ("calendar", "future") => Self::Future(Side::Before),
            ("calendar", "future-after") => Self::Future(Side::After),
            ("calendar", "ahead") => Self::Ahead,
            ("calendar", "from-now") => Self::FromNow,
            ("calendar", "ago") => Self::Ago(Side::After),
            ("calendar", "ago-before") => Self::Ago(Side::Before),
            ("calendar", "ordinal") => Self::Ordinal(small(value, 31)?),
            ("calendar", "day-before") => Self::DayBefore,
            ("calendar", "day-after") => Self::DayAfter,
            ("calendar", "month-before") => Self::MonthBefore,
            ("calendar", "month-after") => Self::MonthAfter,
            ("calendar", "year-before") => Self::YearBefore,
            ("calendar", "year-after") => Self::YearAfter,
            ("calendar", "era") => Self::Era(
                value
                    .parse()
                    .map_err(|_| format!("`{value}` is no year such as `2018`"))?,
            ),
            ("calendar", "of") => Self::Of,
            ("calendar", "cue") => Self::DateCue,
            ("calendar", "join") => Self::DateJoin,
            ("calendar", "not") => Self::DateNot,
            ("zone", _) => {
                zones.push(ZoneName::read(rest)?);
                Self::Zone((zones.len() - 1) as u16)
            }
            _ => Self::None,
        })
    }
}

/// What a zone's name may mean: candidates in order of preference, none for "local time".
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ZoneName {
    /// Zone, and the offset in minutes that the name insists on.
    pub candidates: Vec<(Tz, Option<i32>)>,
}

impl ZoneName {
    fn read(name: &str) -> Result<Self, String> {
        if name == "local" {
            return Ok(Self::default());
        }
        let mut candidates = Vec::new();
        for one in name.split('|') {
            let (id, offset) = one
                .split_once('@')
                .map_or((one, None), |(i, o)| (i, Some(o)));
            let zone = id
                .parse()
                .map_err(|_| format!("`{id}` is no IANA time zone such as `Asia/Jakarta`"))?;
            let offset = match offset {
                Some(text) => Some(
                    minutes_east(text)
                        .ok_or_else(|| format!("`{text}` is no offset such as `-05:00`"))?,
                ),
                None => None,
            };
            candidates.push((zone, offset));
        }
        Ok(Self { candidates })
    }
}

fn number(text: &str) -> Result<f64, String> {
    text.parse().map_err(|_| format!("`{text}` is no number"))
}

fn small(text: &str, most: u8) -> Result<u8, String> {
    text.parse()
        .ok()
        .filter(|n| (1..=most).contains(n))
        .ok_or_else(|| format!("`{text}` is no number from 1 to {most}"))
}

fn range(text: &str) -> Result<(f64, Option<f64>), String> {
    match text.split_once("..") {
        Some((low, high)) => Ok((number(low)?, Some(number(high)?))),
        None => Ok((number(text)?, None)),
    }
}

fn hours(text: &str) -> Result<Hours, String> {
    match range(text)? {
        (low, Some(high)) if low < high && high <= 48.0 => Ok((low as f32, high as f32)),
        _ => Err(format!("`{text}` are no hours such as `18..30`")),
    }
}

/// Days from another one, and hours if a part of the day is named: `-1 18..30`.
fn days(text: &str) -> Result<(i32, Option<Hours>), String> {
    let (days, part) = text
        .split_once(' ')
        .map_or((text, None), |(d, p)| (d, Some(p)));
    let days = days
        .parse()
        .map_err(|_| format!("`{days}` is no number of days such as `-1`"))?;
    Ok((days, part.map(hours).transpose()?))
}

fn grain(name: &str) -> Result<Grain, String> {
    Ok(match name {
        "second" => Grain::Second,
        "minute" => Grain::Minute,
        "hour" => Grain::Hour,
        "day" => Grain::Day,
        "week" => Grain::Week,
        "month" => Grain::Month,
        "year" => Grain::Year,
        _ => {
            return Err(format!(
                "`{name}` is no unit: second, minute, hour, day, week, month or year"
            ));
        }
    })
}

fn hedge(name: &str) -> Result<Hedge, String> {
    Ok(match name {
        "about" => Hedge::About,
        "almost" => Hedge::Almost,
        "more" => Hedge::More,
        "less" => Hedge::Less,
        "up-to" => Hedge::UpTo,
        _ => {
            return Err(format!(
                "`{name}` is no hedge: about, almost, more, less or up-to"
            ));
        }
    })
}

fn no_length(text: &str) -> String {
    format!("`{text}` is no ISO 8601 length such as `PT1H30M`")
}

fn time_of_day(text: &str) -> Option<u32> {
    let (h, m) = text.split_once(':')?;
    let (h, m): (u32, u32) = (h.parse().ok()?, m.parse().ok()?);
    (h <= 24 && m < 60).then_some(h * 60 + m)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(group: &str) -> Result<Meaning, String> {
        Meaning::of(group, &mut Vec::new())
    }

    #[test]
    fn names_become_values() {
        assert_eq!(of("number.is.0.5"), Ok(Meaning::Is(0.5)));
        assert_eq!(of("number.vague.10"), Ok(Meaning::Vague(10.0, 99.0)));
        assert_eq!(of("number.vague.11..19"), Ok(Meaning::Vague(11.0, 19.0)));
        assert_eq!(
            of("unit.hour"),
            Ok(Meaning::Unit(3600.0, Grain::Hour, Needs::Number))
        );
        assert_eq!(
            of("unit.whole.PT30M"),
            Ok(Meaning::Whole(1800.0, Grain::Minute))
        );
        assert_eq!(of("clock.at.12:00"), Ok(Meaning::ClockAt(720)));
        assert_eq!(
            of("calendar.day.-1 18..30"),
            Ok(Meaning::Day(-1, Some((18.0, 30.0))))
        );
        assert_eq!(
            of("calendar.then.18..30"),
            Ok(Meaning::Then(0, Some((18.0, 30.0))))
        );
        assert_eq!(of("calendar.then.0"), Ok(Meaning::Then(0, None)));
        assert_eq!(
            of("calendar.then.1 5..12"),
            Ok(Meaning::Then(1, Some((5.0, 12.0))))
        );
        assert_eq!(of("calendar.weekday.7"), Ok(Meaning::Weekday(6)));
        assert_eq!(of("lexicon.any"), Ok(Meaning::None));
    }

    #[test]
    fn zones_hold_candidates_and_offsets() {
        let mut zones = Vec::new();
        assert_eq!(
            Meaning::of("zone.America/New_York@-05:00", &mut zones),
            Ok(Meaning::Zone(0))
        );
        assert_eq!(
            Meaning::of("zone.Asia/Kolkata|Europe/Dublin", &mut zones),
            Ok(Meaning::Zone(1))
        );
        assert_eq!(zones[0].candidates, [(Tz::America__New_York, Some(-300))]);
        assert_eq!(zones[1].candidates.len(), 2);
    }

    #[test]
    fn wrong_names_say_what_is_wrong() {
        for (group, message) in [
            (
                "unit.hours",
                "`hours` is no unit: second, minute, hour, day, week, month or year",
            ),
            (
                "zone.Asia/Djakarta",
                "`Asia/Djakarta` is no IANA time zone such as `Asia/Jakarta`",
            ),
            ("calendar.month.13", "`13` is no number from 1 to 12"),
            ("clock.part.6", "`6` are no hours such as `18..30`"),
        ] {
            assert_eq!(of(group), Err(message.to_owned()));
        }
    }

    #[test]
    fn iso_lengths_and_offsets_are_read() {
        assert_eq!(iso_length("P1DT2H30M"), Some((95_400.0, Grain::Minute)));
        assert_eq!(iso_length("PT0.5H"), Some((1800.0, Grain::Hour)));
        assert_eq!(iso_length("P"), None);
        assert_eq!(iso_length("PT5"), None);
        assert_eq!(minutes_east("+05:30"), Some(330));
        assert_eq!(minutes_east("-3"), Some(-180));
        assert_eq!(minutes_east("+0530"), Some(330));
        assert_eq!(minutes_east("99"), None);
    }
}
