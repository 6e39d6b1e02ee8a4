//! `{date}`: days, months and years as printed; which day they mean is worked out by [`resolve`](crate::resolve).

use super::number::{Form, number};
use super::view::View;
use crate::model::Grain;
use crate::pattern::meaning::{Hours, Meaning, Needs, Side, Which, kind};
use crate::segment::Class;

/// A date as printed: whatever is not said is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Date {
    /// Four-digit year.
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
    /// 0 is Monday.
    pub weekday: Option<u8>,
    /// Days from the day of writing: -1 is yesterday.
    pub relative: Option<i32>,
    /// The week, month or year before or behind the present one.
    pub unit: Option<(Grain, i32)>,
    /// "last", "next" before a day or month.
    pub which: Option<Which>,
    /// Hours of a part of the day.
    pub part: Option<Hours>,
    /// Whether the words before it put it into the future.
    pub ahead: bool,
    /// Whether it is the day that was named last: "that evening".
    pub then: bool,
}

/// A date and the tokens that say it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Read {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) date: Date,
    /// Whether its form alone says that it is a date; "25/10" and "May" need more.
    pub(super) sure: bool,
}

/// Reads the date that starts at a token.
pub(super) fn date(v: &View<'_>, at: u32) -> Option<Read> {
    if v.vetoed(at, Meaning::DateNot) {
        return None;
    }
    let mut read = match day(v, at) {
        Some(read) => read,
        None => {
            let edge = edges(v, at);
            if edge > at {
                day(v, edge)
            } else {
                year_alone(v, at)
            }?
        }
    };
    look_ahead(v, at, &mut read.date);
    read.start = at;
    // "Selasa (25/10)", "Tuesday, October 25", "Senin, 10 Juni": a weekday and its day, in either order.
    if let Some(more) = apposition(v, &read) {
        read = more;
    }
    while let Some((which, end)) = v.pick(read.end, |m| match m {
        Meaning::Which(w, Side::After) => Some(w),
        _ => None,
    }) {
        read.date.which = Some(which);
        read.end = end;
    }
    if let Some((part, end)) = part_behind(v, read.end) {
        (read.date.part, read.end) = (Some(part), end);
    }
    Some(read)
}

/// Marks a weekday or month that the words before it put into the future: "will be rerun on Saturday".
fn look_ahead(v: &View<'_>, at: u32, date: &mut Date) {
    let open = date.year.is_none()
        && date.which.is_none()
        && date.day.is_none()
        && (date.weekday.is_some() || date.month.is_some());
    date.ahead = open
        && (v.first.max(at.saturating_sub(12))..at)
            .any(|i| v.kind(i) & kind::INNER != 0 && v.is(i, Meaning::Future).is_some());
}

/// Token behind words such as "late" and "the end of".
fn edges(v: &View<'_>, at: u32) -> u32 {
    let mut from = at;
    while let Some(end) = v.is(from, Meaning::Edge) {
        from = end;
    }
    from
}

/// A part of the day right behind a date: "Rabu dini hari", "Friday morning", "(6/3) malam".
fn part_behind(v: &View<'_>, at: u32) -> Option<(Hours, u32)> {
    let (part, end) = v.pick(at, |m| match m {
        Meaning::ClockPart(part) | Meaning::ClockBare(part) => Some(part),
        _ => None,
    })?;
    // "Friday 12 pm" is a clock; am and pm alone are no parts.
    (part.1 - part.0 < 12.0).then_some((part, end))
}

/// A weekday with the date in brackets or behind a comma, or a date with its weekday.
fn apposition(v: &View<'_>, first: &Read) -> Option<Read> {
    let bracket = v.mark(first.end, "(") || v.mark(first.end, "（");
    let comma = v.mark(first.end, ",") || v.mark(first.end, "，");
    let from = first.end + u32::from(bracket || comma);
    let second = if first.date.relative.is_some() {
        numeric(v, from, true)
            .or_else(|| day_first(v, from))
            .or_else(|| month_day(v, from))
            .or_else(|| weekday(v, from))
    } else if first.date.day.is_none() && first.date.month.is_none() {
        let bare = if first.date.weekday.is_some() {
            ordinal_day(v, from)
        } else {
            None
        };
        day_month(v, from, true)
            .or_else(|| numeric(v, from, true))
            .or(bare)
    } else {
        weekday(v, from)
    }?;
    let mut end = second.end;
    if bracket {
        if !(v.mark(end, ")") || v.mark(end, "）")) {
            return None;
        }
        end += 1;
    }
    let date = Date {
        weekday: first.date.weekday.or(second.date.weekday),
        year: first.date.year.or(second.date.year),
        month: first.date.month.or(second.date.month),
        day: first.date.day.or(second.date.day),
        relative: first.date.relative.filter(|_| second.date.day.is_none()),
        ..first.date
    };
    Some(Read {
        end,
        date,
        sure: true,
        ..*first
    })
}

/// One day, month or year in any of its forms.
fn day(v: &View<'_>, at: u32) -> Option<Read> {
    relative(v, at)
        .or_else(|| which_before(v, at))
        .or_else(|| weekday(v, at))
        .or_else(|| day_month(v, at, false))
        .or_else(|| numeric(v, at, false))
        .or_else(|| unit_then_which(v, at))
        .or_else(|| marked_day(v, at))
}

/// "yesterday", "tadi malam", "that evening".
fn relative(v: &View<'_>, at: u32) -> Option<Read> {
    let (date, end) = v.pick(at, |m| match m {
        Meaning::Day(days, part) => Some(Date {
            relative: Some(days),
            part,
            ..Date::default()
        }),
        Meaning::Then(part) => Some(Date {
            part: Some(part),
            then: true,
            ..Date::default()
        }),
        _ => None,
    })?;
    Some(Read {
        start: at,
        end,
        date,
        sure: true,
    })
}

fn weekday(v: &View<'_>, at: u32) -> Option<Read> {
    let (weekday, end) = v.pick(at, |m| match m {
        Meaning::Weekday(day) => Some(day),
        _ => None,
    })?;
    // "SAT-3" is a cable.
    if v.glued(end) && v.mark(end, "-") && v.glued(end + 1) && v.digits(end + 1) {
        return None;
    }
    let end = end
        + u32::from(
            v.mark(end, ".")
                && v.glued(end)
                && end - at == 1
                && v.width(at) <= 4
                && v.digits(end + 1),
        );
    Some(Read {
        start: at,
        end,
        date: Date {
            weekday: Some(weekday),
            ..Date::default()
        },
        sure: true,
    })
}

/// "last Tuesday", "next month", "this March", "last December".
fn which_before(v: &View<'_>, at: u32) -> Option<Read> {
    let (which, from) = v.pick(at, |m| match m {
        Meaning::Which(which, Side::Before) => Some(which),
        _ => None,
    })?;
    let named = weekday(v, from)
        .or_else(|| month_day(v, from))
        .or_else(|| month_alone(v, from));
    if let Some(read) = named {
        return Some(Read {
            start: at,
            date: Date {
                which: Some(which),
                ..read.date
            },
            sure: true,
            ..read
        });
    }
    let (unit, end) = unit_of(v, from, which)?;
    Some(Read {
        start: at,
        end,
        date: Date {
            unit: Some(unit),
            ..Date::default()
        },
        sure: true,
    })
}

/// A week, month or year and which one: "year" behind "last".
fn unit_of(v: &View<'_>, at: u32, which: Which) -> Option<((Grain, i32), u32)> {
    let (grain, end) = v.pick(at, |m| match m {
        Meaning::Unit(_, g @ (Grain::Week | Grain::Month | Grain::Year), Needs::Number) => Some(g),
        _ => None,
    })?;
    if which == Which::This && grain == Grain::Week {
        return None;
    }
    let step = match which {
        Which::Last => -1,
        Which::This => 0,
        Which::Next => 1,
    };
    Some(((grain, step), end))
}

/// "tahun lalu", "bulan depan".
fn unit_then_which(v: &View<'_>, at: u32) -> Option<Read> {
    let (grain, from) = v.pick(at, |m| match m {
        Meaning::Unit(_, g @ (Grain::Week | Grain::Month | Grain::Year), Needs::Number) => Some(g),
        _ => None,
    })?;
    let (which, end) = v.pick(from, |m| match m {
        Meaning::Which(which, Side::After) => Some(which),
        _ => None,
    })?;
    let ((_, step), _) = unit_of(v, at, which)?;
    Some(Read {
        start: at,
        end,
        date: Date {
            unit: Some((grain, step)),
            ..Date::default()
        },
        sure: true,
    })
}

/// "25 Oktober 2022", "October 25, 2022", "10月25日", "Oktober tahun lalu", "May 2021". `beside`: a weekday stands before it.
fn day_month(v: &View<'_>, at: u32, beside: bool) -> Option<Read> {
    day_first(v, at)
        .or_else(|| month_day(v, at))
        .or_else(|| year_first(v, at))
        .or_else(|| month_alone(v, at).filter(|r| r.sure || beside))
}

/// An ordinal in words: "twenty seventh".
fn ordinal(v: &View<'_>, at: u32) -> Option<(u8, u32)> {
    let of = |at: u32| {
        v.pick(at, |m| match m {
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
fn day_number(v: &View<'_>, at: u32) -> Option<(u8, u32)> {
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

/// Day, month, year: "25 Oktober 2022", "the 25th of October", "20-21 September".
fn day_first(v: &View<'_>, at: u32) -> Option<Read> {
    if !v.digits(at) && v.is(at, Meaning::DayBefore).is_none() {
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
    let named = v.pick(at, |m| match m {
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
fn month_day(v: &View<'_>, at: u32) -> Option<Read> {
    let (month, from) = month(v, at)?;
    let from = from + u32::from(v.mark(from, "/") && v.glued(from));
    let (day, end) = day_number(v, from)?;
    // "May 2021" has no day; "June 10:30" has a clock behind the month, "June 4 million" a count.
    let other = v.glued(end)
        && matches!(v.word(end), ":" | "." | "%")
        && v.digits(end + 1)
        && v.glued(end + 1);
    let counted = v
        .pick(end, |m| {
            matches!(
                m,
                Meaning::Times(_) | Meaning::Percent | Meaning::ClockPart(_)
            )
            .then_some(())
        })
        .is_some()
        && end == from + 1;
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

/// Year, month, day: "2022年10月25日".
fn year_first(v: &View<'_>, at: u32) -> Option<Read> {
    let year = year(v, at)?;
    let from = v.is(at + 1, Meaning::YearAfter)?;
    let (month, end) = month(v, from)?;
    let (day, end) = match day_number(v, end) {
        Some((day, behind)) if v.is(behind - 1, Meaning::DayAfter).is_some() => (Some(day), behind),
        _ => (None, end),
    };
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
fn month_alone(v: &View<'_>, at: u32) -> Option<Read> {
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
    let cue = v
        .pack
        .strings("calendar.month-alone")
        .last()
        .is_some_and(|t| t == "yes")
        || at > v.first
            && (v.ends_with(at, Meaning::DateCue).is_some()
                || v.ends_with(at, Meaning::Edge).is_some()
                || v.ends_with(at, Meaning::YearBefore).is_some());
    let which = v
        .pick(end, |m| {
            matches!(m, Meaning::Which(_, Side::After)).then_some(())
        })
        .is_some();
    Some(Read {
        sure: cue || which,
        ..bare
    })
}

/// The year behind a day and month: ", 2022", "de 2022", "tahun lalu", "last year".
fn with_year(v: &View<'_>, read: Read) -> Read {
    let comma = read.end + u32::from(v.mark(read.end, ","));
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
pub(super) fn year(v: &View<'_>, at: u32) -> Option<i32> {
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

/// "(25/10)", "25/10/2022", "2022-10-25", "25.10.2022", "07/21/2021". `beside`: a weekday or bracket stands before it.
fn numeric(v: &View<'_>, at: u32, beside: bool) -> Option<Read> {
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
        let unit = v
            .pick(from + 3, |m| matches!(m, Meaning::Unit(..)).then_some(()))
            .is_some();
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

/// "tanggal 25", "25日", "the 21st" behind a weekday.
fn marked_day(v: &View<'_>, at: u32) -> Option<Read> {
    let cue = v.is(at, Meaning::DayBefore);
    let (day, end) = day_number(v, at)?;
    let number = cue.unwrap_or(at);
    let marked = v.digits(number) && v.is(number + 1, Meaning::DayAfter).is_some();
    let other = v.glued(end)
        && matches!(v.word(end), "." | ":" | "," | "/" | "%" | "-")
        && v.digits(end + 1);
    if other
        || !(v.digits(number))
        || v.pick(end, |m| {
            matches!(m, Meaning::Unit(..) | Meaning::Times(_)).then_some(())
        })
        .is_some()
    {
        return None;
    }
    (cue.is_some() || marked).then_some(Read {
        start: at,
        end,
        date: Date {
            day: Some(day),
            ..Date::default()
        },
        sure: cue.is_some(),
    })
}

/// "the 4th", "the twenty seventh" behind a weekday.
fn ordinal_day(v: &View<'_>, at: u32) -> Option<Read> {
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

/// "in 2014", "tahun 2016", "2016年".
fn year_alone(v: &View<'_>, at: u32) -> Option<Read> {
    let cue = v.is(at, Meaning::YearBefore);
    let from = cue.unwrap_or(at);
    let value = year(v, from)?;
    let after = v.is(from + 1, Meaning::YearAfter);
    let end = after.unwrap_or(from + 1);
    let before = from > v.first
        && (v.ends_with(from, Meaning::DateCue).is_some()
            || v.ends_with(from, Meaning::YearBefore).is_some());
    if cue.is_none() && after.is_none() && !before {
        return None;
    }
    // "in 2014 places": a count, unless a clause ends or goes on with a verb that no one can tell here.
    let counted = v
        .pick(end, |m| {
            matches!(
                m,
                Meaning::Unit(..) | Meaning::Times(_) | Meaning::Currency | Meaning::Percent
            )
            .then_some(())
        })
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
