//! Dates with the name or a marked number of a month, and years.

use super::super::number::{Form, number};
use super::super::view::View;
use super::numeric::day_marked;
use super::{Date, Read, unit_then_which, which_before};
use crate::model::Grain;
use crate::pattern::meaning::{Meaning, Side, senses};
use crate::segment::Class;

/// "25 Oktober 2022", "October 25, 2022", "10月25日", "Oktober tahun lalu", "May 2021". `beside`: a weekday stands before it.
pub(super) fn day_month(v: &View<'_>, at: u32, beside: bool) -> Option<Read> {
    day_first(v, at)
        .or_else(|| month_day(v, at))
        .or_else(|| year_first(v, at))
        .or_else(|| month_alone(v, at).filter(|r| r.sure || beside))
}

/// An ordinal in words: "twenty seventh".
fn ordinal(v: &View<'_>, at: u32) -> Option<(u8, u32)> {
    let of = |at: u32| {
        v.pick(at, senses![Ordinal], |m| match m {
            Meaning::Ordinal(n) => Some(n),
            _ => None,
        })
    };
    if let Some(found) = of(at) {
        return Some(found);
    }
    let tens = number(v, at).filter(|n| {
        n.form == Form::Words && (n.low - 20.0).abs() < f64::EPSILON
            || (n.low - 30.0).abs() < f64::EPSILON
    })?;
    let from = tens.end + u32::from(v.mark(tens.end, "-"));
    let (ones, end) = of(from).filter(|o| o.0 < 10)?;
    Some((tens.low as u8 + ones, end))
}

/// Number of a day with what is glued to it: "25", "25th", "25.", "twenty second" behind a month.
pub(super) fn day_number(v: &View<'_>, at: u32) -> Option<(u8, u32)> {
    let at = v.is(at, Meaning::DayBefore).unwrap_or(at);
    let (day, end) = if v.digits(at) {
        (v.value(at).filter(|_| v.width(at) <= 2)?, at + 1)
    } else if let Some((day, end)) = ordinal(v, at) {
        (u32::from(day), end)
    } else {
        let n = number(v, at).filter(|n| n.form == Form::Words && n.low.fract() == 0.0)?;
        (n.low as u32, n.end)
    };
    let fits = (1..=31).contains(&day);
    let end = v.is(end, Meaning::DayAfter).unwrap_or(end);
    fits.then_some((day as u8, end))
}

/// Day, month, year: "25 Oktober 2022", "the 25th of October", "primero de octubre", "20-21 September".
pub(super) fn day_first(v: &View<'_>, at: u32) -> Option<Read> {
    if !v.digits(at) && !v.may_be(at, senses![DayBefore, Ordinal]) {
        return None;
    }
    if v.inside_word(at) {
        return None;
    }
    let (day, mut end) = day_number(v, at)?;
    if let Some(to) = v.is(end, Meaning::RangeTo)
        && let Some((last, behind)) = day_number(v, to)
        && last > day
    {
        end = behind;
    }
    let from = v.is(end, Meaning::Of).unwrap_or(end);
    let from = from + u32::from(v.mark(from, ".") && v.glued(from));
    let from = from + u32::from(v.mark(from, "-") && v.glued(from));
    let (month, end) = month(v, from)?;
    let date = Date {
        day: Some(day),
        month: Some(month),
        ..Date::default()
    };
    Some(with_year(
        v,
        Read {
            start: at,
            end,
            date,
            sure: true,
        },
    ))
}

/// A month by name or number.
fn month(v: &View<'_>, at: u32) -> Option<(u8, u32)> {
    let named = v.pick(at, senses![Month], |m| match m {
        Meaning::Month(month) => Some(month),
        _ => None,
    });
    if let Some((month, end)) = named {
        let short =
            end == at + 1 && v.width(at) <= 5 && v.word(at).chars().all(char::is_alphabetic);
        let stop = v.mark(end, ".")
            && v.glued(end)
            && short
            && (v.digits(end + 1) || v.mark(end + 1, ","));
        return Some((month, end + u32::from(stop)));
    }
    let before = v.is(at, Meaning::MonthBefore);
    let number = before.unwrap_or(at);
    let month = v.value(number).filter(|m| (1..=12).contains(m))?;
    let after = v.is(number + 1, Meaning::MonthAfter);
    match (before, after) {
        (None, None) => None,
        (_, after) => Some((month as u8, after.unwrap_or(number + 1))),
    }
}

/// Month, day, year: "October 25, 2022", "february twenty second", "10月25日".
pub(super) fn month_day(v: &View<'_>, at: u32) -> Option<Read> {
    let (month, from) = month(v, at)?;
    let from = from + u32::from(v.mark(from, "/") && v.glued(from));
    let (day, end) = day_number(v, from)?;
    // "May 2021" has no day; "June 10:30" has a clock behind the month, "June 4 million" a count.
    let other = v.glued(end)
        && matches!(v.word(end), ":" | "." | "%")
        && v.digits(end + 1)
        && v.glued(end + 1);
    let counted = v.any(end, senses![Times, Percent, ClockPart]).is_some() && end == from + 1;
    if other || counted {
        return None;
    }
    let date = Date {
        day: Some(day),
        month: Some(month),
        ..Date::default()
    };
    Some(with_year(
        v,
        Read {
            start: at,
            end,
            date,
            sure: true,
        },
    ))
}

/// Year, month, day: "2022年10月25日", "令和6年10月3日".
fn year_first(v: &View<'_>, at: u32) -> Option<Read> {
    let (year, from) = year_or_era(v, at)?;
    let from = v.is(from, Meaning::YearAfter)?;
    let (month, end) = month(v, from)?;
    let (day, end) = day_marked(v, end).map_or((None, end), |(day, behind)| (Some(day), behind));
    Some(Read {
        start: at,
        end,
        date: Date {
            year: Some(year),
            month: Some(month),
            day,
            ..Date::default()
        },
        sure: true,
    })
}

/// "Oktober 2022", "Oktober tahun lalu"; a month without a year is not sure to be one.
pub(super) fn month_alone(v: &View<'_>, at: u32) -> Option<Read> {
    let (month, end) = month(v, at)?;
    let date = Date {
        month: Some(month),
        ..Date::default()
    };
    let bare = Read {
        start: at,
        end,
        date,
        sure: false,
    };
    let with = with_year(v, bare);
    if with.end > end {
        return Some(Read { sure: true, ..with });
    }
    let cue = v.pack.says_yes("calendar.month-alone")
        || at > v.first
            && (v.ends_with(at, Meaning::DateCue).is_some()
                || v.ends_with(at, Meaning::Edge).is_some()
                || v.ends_with(at, Meaning::YearBefore).is_some());
    let which = v
        .any_if(end, senses![Which], |m| {
            matches!(m, Meaning::Which(_, Side::After))
        })
        .is_some();
    Some(Read {
        sure: cue || which,
        ..bare
    })
}

/// The year behind a day and month: ", 2022", "de 2022", "tahun lalu", "last year".
fn with_year(v: &View<'_>, read: Read) -> Read {
    let comma = read.end + u32::from(v.comma(read.end));
    let from = v.is(comma, Meaning::Of).unwrap_or(comma);
    let from = v.is(from, Meaning::YearBefore).unwrap_or(from);
    let from = from + u32::from(v.mark(from, "-") && v.glued(from));
    if let Some(year) = year(v, from).or_else(|| old_year(v, from).filter(|_| from == read.end))
        && (comma == read.end || !v.glued(from))
    {
        let end = v.is(from + 1, Meaning::YearAfter).unwrap_or(from + 1);
        return Read {
            end,
            date: Date {
                year: Some(year),
                ..read.date
            },
            ..read
        };
    }
    let which = which_before(v, read.end).or_else(|| unit_then_which(v, read.end));
    match which {
        Some(w) if matches!(w.date.unit, Some((Grain::Year, _))) => Read {
            end: w.end,
            date: Date {
                unit: w.date.unit,
                ..read.date
            },
            ..read
        },
        _ => read,
    }
}

/// A year of earlier centuries, right behind its month.
fn old_year(v: &View<'_>, at: u32) -> Option<i32> {
    let plain = v.width(at) == 4 && !v.glued_word(at + 1) && !(v.glued(at + 1) && v.digits(at + 2));
    v.value(at)
        .filter(|y| plain && (1000..1900).contains(y))
        .map(|y| y as i32)
}

/// A token that can be a year: 1900 to 2099, or of the language's era.
pub(in crate::annotate::slot) fn year(v: &View<'_>, at: u32) -> Option<i32> {
    if v.width(at) != 4 || v.inside_word(at) {
        return None;
    }
    let value = v.value(at)? as i32;
    let part_of_more =
        (v.glued(at + 1) && matches!(v.word(at + 1), ":" | "/" | "%") && v.digits(at + 2))
            || v.glued_word(at + 1);
    if part_of_more {
        return None;
    }
    if (1900..2100).contains(&value) {
        return Some(value);
    }
    let offset: i32 = v
        .pack
        .strings("calendar.year-offset")
        .last()?
        .parse()
        .ok()?;
    Some(value - offset).filter(|y| (1900..2100).contains(y))
}

/// A year in its own digits, or counted from the beginning of an era: "令和6".
fn year_or_era(v: &View<'_>, at: u32) -> Option<(i32, u32)> {
    if let Some(year) = year(v, at) {
        return Some((year, at + 1));
    }
    let (before, from) = v.pick(at, senses![Era], |m| match m {
        Meaning::Era(year) => Some(year),
        _ => None,
    })?;
    match v.value(from).filter(|_| v.width(from) <= 3) {
        Some(count) => Some((before + count as i32, from + 1)),
        None => Some((before, from)),
    }
}

/// "in 2014", "tahun 2016", "2016年", "平成30年".
pub(super) fn year_alone(v: &View<'_>, at: u32) -> Option<Read> {
    let cue = v.is(at, Meaning::YearBefore);
    let from = cue.unwrap_or(at);
    let (value, number_end) = year_or_era(v, from)?;
    let after = v.is(number_end, Meaning::YearAfter);
    let end = after.unwrap_or(number_end);
    let before = from > v.first
        && (v.ends_with(from, Meaning::DateCue).is_some()
            || v.ends_with(from, Meaning::YearBefore).is_some());
    if cue.is_none() && after.is_none() && !before {
        return None;
    }
    // "in 2014 places": a count, unless a clause ends or goes on with a verb that no one can tell here.
    let counted = v
        .any(end, senses![Unit, Times, Currency, Percent])
        .is_some();
    let tight = v.token(end).is_some_and(|t| {
        t.glued && t.class == Class::Mark && v.digits(end + 1) && v.glued(end + 1)
    });
    (!counted && !tight).then_some(Read {
        start: at,
        end,
        date: Date {
            year: Some(value),
            ..Date::default()
        },
        sure: true,
    })
}
