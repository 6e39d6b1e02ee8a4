//! Dates in digits: "25/10/2022", "2022-10-25", "(25/10)", "tanggal 25", "the 4th".

use super::super::view::View;
use super::month::day_number;
use super::{Date, Read, unit_then_which, which_before};
use crate::model::Grain;
use crate::pattern::meaning::{Meaning, Side, senses};

/// "(25/10)", "25/10/2022", "2022-10-25", "25.10.2022", "07/21/2021". `beside`: a weekday or bracket stands before it.
pub(super) fn numeric(v: &View<'_>, at: u32, beside: bool) -> Option<Read> {
    let cue = v.is(at, Meaning::DayBefore);
    let from = cue.unwrap_or(at);
    if !v.digits(from)
        || v.inside_word(from)
        || (v.glued(from)
            && from > v.first
            && matches!(v.word(from - 1), "/" | "." | "-" | "," | ":" | "$"))
    {
        return None;
    }
    let mark = v.word(from + 1);
    let pair = matches!(mark, "/" | "-" | "." | "–")
        && v.glued(from + 1)
        && v.digits(from + 2)
        && v.glued(from + 2);
    if !pair {
        return None;
    }
    let (a, b) = (v.value(from)?, v.value(from + 2)?);
    let triple =
        v.mark(from + 3, mark) && v.glued(from + 3) && v.digits(from + 4) && v.glued(from + 4);
    if triple
        && v.glued(from + 5)
        && (v.word(from + 5) == mark || v.glued_word(from + 5) && v.word(from + 5) != "T")
        && v.digits(from + 6)
    {
        return None;
    }
    let (year, month, day, end, sure) = if triple {
        let c = v.value(from + 4)?;
        let (y, m, d) = if v.width(from) == 4 {
            (a, b, c)
        } else {
            let year = if v.width(from + 4) == 2 { 2000 + c } else { c };
            let (m, d) = month_first(v, a, b);
            (year, m, d)
        };
        if !(1900..2100).contains(&y) || v.width(from) == 3 {
            return None;
        }
        // Two-digit years: only with slashes or dots, not "10-12-15".
        if v.width(from) != 4
            && v.width(from + 4) != 4
            && (mark == "-"
                || v.width(from + 4) != 2
                || (mark == "." && v.width(from) + v.width(from + 2) < 4))
        {
            return None;
        }
        (Some(y as i32), m, d, from + 5, true)
    } else {
        let open = from > v.first && (v.mark(from - 1, "(") || v.mark(from - 1, "（"));
        let told = beside
            || cue.is_some()
            || open
            || (from > v.first && v.ends_with(from, Meaning::DateCue).is_some());
        let fits = v.width(from) <= 2
            && v.width(from + 2) <= 2
            && (mark == "/" || (mark == "." && beside));
        let counted = v.glued(from + 3) && matches!(v.word(from + 3), "/" | "%" | "-" | ":");
        let unit = v.any(from + 3, senses![Unit]).is_some();
        if !fits || counted || unit {
            return None;
        }
        let (m, d) = month_first(v, a, b);
        (None, m, d, from + 3, told)
    };
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
    let date = Date {
        year,
        month: Some(month as u8),
        day: Some(day as u8),
        ..Date::default()
    };
    fits.then_some(Read {
        start: at,
        end,
        date,
        sure,
    })
}

/// Month and day of two numbers, in the language's order unless only the other one fits.
fn month_first(v: &View<'_>, a: u32, b: u32) -> (u32, u32) {
    let mdy = v.pack.header.dates.as_deref() != Some("dmy");
    if (mdy && a <= 12) || b > 12 {
        (a, b)
    } else {
        (b, a)
    }
}

/// "25日", "25th": a day in digits with what the language puts behind it.
pub(super) fn day_marked(v: &View<'_>, at: u32) -> Option<(u8, u32)> {
    let number = v.is(at, Meaning::DayBefore).unwrap_or(at);
    let marked = v.digits(number) && v.is(number + 1, Meaning::DayAfter).is_some();
    day_number(v, at).filter(|_| marked)
}

/// "tanggal 25", "25日", "the 21st" behind a weekday, "the 4th of last month".
pub(super) fn marked_day(v: &View<'_>, at: u32) -> Option<Read> {
    let cue = v
        .is(at, Meaning::DayBefore)
        .or_else(|| v.ends_with(at, Meaning::DayBefore).map(|_| at));
    let number = cue.unwrap_or(at);
    if !v.digits(number) {
        return None;
    }
    let (day, end) = day_number(v, at)?;
    let marked = v.is(number + 1, Meaning::DayAfter).is_some();
    let other = v.glued(end)
        && matches!(v.word(end), "." | ":" | "," | "/" | "%" | "-")
        && v.digits(end + 1);
    if other {
        return None;
    }
    let date = Date {
        day: Some(day),
        ..Date::default()
    };
    let of = v.is(end, Meaning::Of);
    if cue.is_some() || marked || of.is_some() {
        let month = which_before(v, of.unwrap_or(end))
            .or_else(|| unit_then_which(v, of.unwrap_or(end)))
            .filter(|m| matches!(m.date.unit, Some((Grain::Month, _))) && m.date.day.is_none());
        if let Some(month) = month {
            return Some(Read {
                start: at,
                end: month.end,
                date: Date {
                    day: Some(day),
                    ..month.date
                },
                sure: true,
            });
        }
    }
    if v.any(end, senses![Unit, Times]).is_some() {
        return None;
    }
    (cue.is_some() || marked).then_some(Read {
        start: at,
        end,
        date,
        sure: cue.is_some() || alone(v, at),
    })
}

/// Whether a marked day is a date by itself: the language says so, and nothing before it makes it a length of time.
fn alone(v: &View<'_>, at: u32) -> bool {
    let length = |m: Meaning| matches!(m, Meaning::UnitCue | Meaning::Approx(_, Side::Before));
    v.pack.says_yes("calendar.day-alone")
        && !v.inside_word(at)
        && v.ends_any(at, senses![UnitCue, Approx], length).is_none()
}

/// "the 4th", "the twenty seventh" behind a weekday.
pub(super) fn ordinal_day(v: &View<'_>, at: u32) -> Option<Read> {
    let cue = v
        .is(at, Meaning::DayBefore)
        .or_else(|| v.is(at, Meaning::Of));
    let number = cue.unwrap_or(at);
    let (day, end) = day_number(v, number)?;
    let marked = v.digits(number) && v.is(number + 1, Meaning::DayAfter).is_some();
    (marked || (cue.is_some() && !v.digits(number))).then_some(Read {
        start: at,
        end,
        date: Date {
            day: Some(day),
            ..Date::default()
        },
        sure: true,
    })
}

/// "el martes 4": a bare number right behind a weekday, in languages that write so.
pub(super) fn bare_day(v: &View<'_>, at: u32) -> Option<Read> {
    let day = v
        .value(at)
        .filter(|d| v.width(at) <= 2 && (1..=31).contains(d))?;
    let tight = v.glued(at + 1)
        && (v.glued_word(at + 1)
            || matches!(v.word(at + 1), "." | ":" | "/" | "%" | "-" | ",") && v.digits(at + 2));
    let counted = v
        .any(
            at + 1,
            senses![Unit, Times, Percent, Currency, ClockHour, ClockPart],
        )
        .is_some();
    let fits = v.pack.says_yes("calendar.weekday-day") && !v.glued(at) && !tight && !counted;
    fits.then_some(Read {
        start: at,
        end: at + 1,
        date: Date {
            day: u8::try_from(day).ok(),
            ..Date::default()
        },
        sure: true,
    })
}
