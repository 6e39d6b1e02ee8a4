//! Instants in the notation of ISO 8601 and RFC 3339: `2022-07-18T21:02:44+00:00`, `2017-03-12T22:14:25Z`.
//!
//! The whole notation is one moment. Dates and times of day that only look alike are read by their own modules.

use super::clock::Clock;
use super::date::Date;
use super::moment::{Draft, Read, Zone};
use super::view::View;
use crate::model::Grain;
use crate::pattern::meaning::minutes_east;

/// Reads the instant that starts at a token.
pub(super) fn instant(v: &View<'_>, at: u32) -> Option<Read> {
    let year = field(v, at, 4, 1000..=9999)?;
    if v.inside_word(at) || !separated(v, at + 1, "-") || !separated(v, at + 3, "-") {
        return None;
    }
    let month = field(v, at + 2, 2, 1..=12)?;
    let day = field(v, at + 4, 2, 1..=31)?;
    let time = at + 6;
    if !(matches!(v.word(at + 5), "T" | "t") && v.glued(at + 5) && separated(v, time + 1, ":")) {
        return None;
    }
    let hour = field(v, time, 2, 0..=24)?;
    let minute = field(v, time + 2, 2, 0..=59)?;
    let mut end = time + 3;
    let (mut second, mut grain) = (0, Grain::Minute);
    if separated(v, end, ":") {
        (second, grain) = (field(v, end + 1, 2, 0..=60)?.min(59), Grain::Second);
        end += 2;
        if (separated(v, end, ".") || separated(v, end, ",")) && v.digits(end + 1) {
            end += 2;
        }
    }
    let clock_end = end;
    let (zone, end) = offset(v, end);
    if v.glued_word(end) || (v.glued(end) && v.digits(end)) {
        return None;
    }
    Some(Read {
        start: at,
        end,
        draft: Draft {
            clock: Some(Clock {
                seconds: hour * 3600 + minute * 60 + second,
                half_day: false,
                grain,
                approx: false,
                part: None,
                same: None,
            }),
            date: Some(Date {
                year: i32::try_from(year).ok(),
                month: u8::try_from(month).ok(),
                day: u8::try_from(day).ok(),
                ..Date::default()
            }),
            zone,
            ..Draft::default()
        },
        clock: Some((time, clock_end)),
        date: Some((at, at + 5)),
    })
}

/// A number of so many digits in a range.
fn field(v: &View<'_>, at: u32, width: usize, range: std::ops::RangeInclusive<u32>) -> Option<u32> {
    v.value(at)
        .filter(|n| v.width(at) == width && range.contains(n))
}

/// Whether a mark glues the tokens on both sides.
fn separated(v: &View<'_>, at: u32, mark: &str) -> bool {
    v.mark(at, mark) && v.glued(at) && v.glued(at + 1)
}

/// `Z`, `+07:00`, `-0800`, `+07`.
fn offset(v: &View<'_>, at: u32) -> (Option<Zone>, u32) {
    let of = |minutes| {
        Some(Zone {
            name: None,
            offset: Some(minutes),
        })
    };
    if !v.glued(at) {
        return (None, at);
    }
    if matches!(v.word(at), "Z" | "z") {
        return (of(0), at + 1);
    }
    let signed = matches!(v.word(at), "+" | "-" | "−") && v.digits(at + 1) && v.glued(at + 1);
    if !signed {
        return (None, at);
    }
    let end = match v.width(at + 1) {
        2 if separated(v, at + 2, ":") && v.width(at + 3) == 2 => at + 4,
        2 | 4 => at + 2,
        _ => return (None, at),
    };
    let printed: String = (at..end).map(|i| v.word(i)).collect();
    match minutes_east(&printed.replace('−', "-")) {
        Some(minutes) => (of(minutes), end),
        None => (None, at),
    }
}
