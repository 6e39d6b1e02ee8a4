//! What the slots know of a moment: printed parts, nothing worked out.

use super::super::clock::Clock;
use super::super::date::Date;

/// A point in time as printed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Draft {
    /// Its time of day.
    pub clock: Option<Clock>,
    /// Its date.
    pub date: Option<Date>,
    /// Its zone.
    pub zone: Option<Zone>,
    /// Whether it is hedged.
    pub approx: bool,
    /// On which side of the named time it lies: "shortly before" is before.
    pub near: Option<Near>,
    /// Seconds from the time of writing: "in two minutes", in a text that is one sentence.
    pub shift: Option<f64>,
    /// What it is to the moment before it.
    pub link: Link,
}

/// On which side of the time that is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Near {
    /// "shortly before".
    Before,
    /// "just after".
    After,
}

/// A zone as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Index into [`Pack::zones`](crate::pattern::Pack::zones).
    pub name: Option<u16>,
    /// Minutes east, where an offset is printed: "UTC+7".
    pub offset: Option<i32>,
}

/// What a moment is to the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Link {
    /// Nothing.
    #[default]
    None,
    /// Its other end: "10:04 to 11:20".
    End,
    /// The same instant in another zone: "10 pagi ET (22.00 WIB)".
    Same,
}

impl Clock {
    /// Hours, minutes and seconds, and whether they are those of the next day.
    pub fn time(&self) -> (chrono::NaiveTime, bool) {
        let time = chrono::NaiveTime::from_num_seconds_from_midnight_opt(self.seconds % 86_400, 0);
        (time.unwrap_or_default(), self.seconds >= 86_400)
    }
}
