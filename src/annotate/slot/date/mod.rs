//! `{date}`: days, months and years as printed; which day they mean is worked out by [`resolve`](crate::resolve).

mod month;
mod numeric;

pub(super) use month::year;

use super::view::View;
use crate::model::Grain;
use crate::pattern::meaning::{Hours, Meaning, Needs, Senses, Side, Which, kind, senses};
use month::{day_first, day_month, month_alone, month_day, year_alone};
use numeric::{bare_day, day_marked, marked_day, numeric, ordinal_day};

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
    /// Days from the day of writing, or with `then` from the day that was named last: -1 is yesterday.
    pub relative: Option<i32>,
    /// The week, month or year before or behind the present one, or with `then` the one that was named last.
    pub unit: Option<(Grain, i32)>,
    /// "last", "next" before a day or month.
    pub which: Option<Which>,
    /// Hours of a part of the day.
    pub part: Option<Hours>,
    /// Whether the words before it put it into the future.
    pub ahead: bool,
    /// Whether it is counted from the day that was named last: "that evening", "the next day".
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
    const FIRST: Senses = senses![
        Day,
        Then,
        Which,
        Weekday,
        Month,
        MonthBefore,
        Ordinal,
        DayBefore,
        Edge,
        YearBefore,
        Era,
        Of,
        Unit,
        Is
    ];
    if !(v.digits(at) || v.may_be(at, FIRST)) || v.vetoed(at, Meaning::DateNot) {
        return None;
    }
    let mut read = day(v, at).or_else(|| match edges(v, at) {
        (edge, part) if edge > at => day(v, edge).map(|read| in_part(read, part)),
        _ => year_alone(v, at),
    })?;
    look_ahead(v, at, read.end, &mut read.date);
    read.start = at;
    read = day_of_week(v, &read).unwrap_or(read);
    // "Selasa (25/10)", "Tuesday, October 25", "Senin, 10 Juni": a weekday and its day, in either order.
    // "hoy martes 25 de octubre", "hari ini, Selasa (25/10)": two of them.
    for _ in 0..2 {
        match apposition(v, &read) {
            Some(more) => read = more,
            None => break,
        }
    }
    while let Some((which, end)) = v.pick(read.end, senses![Which], |m| match m {
        Meaning::Which(w, Side::After) => Some(w),
        _ => None,
    }) {
        read.date.which = Some(which);
        read.end = end;
    }
    if let Some((part, end)) = part_behind(v, read.end) {
        (read.date.part, read.end) = (Some(part), end);
        // "Selasa pagi (25/10)"
        read = apposition(v, &read).unwrap_or(read);
    }
    Some(read)
}

/// Marks a weekday or month that the words around it put into the future: "will be rerun on Saturday", "7月に始める予定".
fn look_ahead(v: &View<'_>, start: u32, end: u32, date: &mut Date) {
    const REACH: u32 = 12;
    let open = date.year.is_none()
        && date.which.is_none()
        && date.day.is_none()
        && (date.weekday.is_some() || date.month.is_some());
    if !open {
        return;
    }
    let reach = if v.pack.vocabulary.unspaced() {
        3 * REACH
    } else {
        REACH
    };
    let says = |mut at: std::ops::Range<u32>, side| {
        at.any(|i| v.kind(i) & kind::INNER != 0 && v.is(i, Meaning::Future(side)).is_some())
    };
    date.ahead = says(
        v.first.max(start.saturating_sub(reach))..start,
        Side::Before,
    ) || says(end..v.end.min(end + reach), Side::After);
}

/// Token behind words such as "late" and "the end of", and the part of the day that they name: "مساء الثلاثاء".
fn edges(v: &View<'_>, at: u32) -> (u32, Option<Hours>) {
    let (mut from, mut part) = (at, None);
    while let Some(end) = v.is(from, Meaning::Edge) {
        let named = (from..end).find_map(|i| part_behind(v, i).filter(|p| p.1 <= end));
        part = part.or(named.map(|p| p.0));
        from = end;
    }
    (from, part)
}

/// Gives a day the part that stands before it, unless it names one itself.
fn in_part(read: Read, part: Option<Hours>) -> Read {
    let whole =
        read.date.day.is_some() || read.date.weekday.is_some() || read.date.relative.is_some();
    let part = read.date.part.or(part.filter(|_| whole));
    Read {
        date: Date { part, ..read.date },
        ..read
    }
}

/// A part of the day right behind a date: "Rabu dini hari", "Friday morning", "(6/3) malam".
fn part_behind(v: &View<'_>, at: u32) -> Option<(Hours, u32)> {
    let (part, end) = v.pick(at, senses![ClockPart, ClockBare], |m| match m {
        Meaning::ClockPart(part) | Meaning::ClockBare(part) => Some(part),
        _ => None,
    })?;
    // "Friday 12 pm" is a clock; am and pm alone are no parts.
    let half = part == (0.0, 12.0) || part == (12.0, 24.0);
    (!half).then_some((part, end))
}

/// A weekday and the week that it is of, in either order: "Tuesday of last week", "la próxima semana el martes", "先週の火曜日".
fn day_of_week(v: &View<'_>, first: &Read) -> Option<Read> {
    let week = |read: &Read| matches!(read.date.unit, Some((Grain::Week, _)));
    let bare = Date {
        weekday: None,
        ahead: false,
        ..first.date
    } == Date::default();
    let from = v
        .is(first.end, Meaning::Of)
        .or_else(|| v.is(first.end, Meaning::DateJoin))
        .unwrap_or(first.end);
    let (day, second) = if first.date.weekday.is_some() && bare {
        let second = which_before(v, from).or_else(|| unit_then_which(v, from));
        (first.date.weekday, second.filter(week)?)
    } else if week(first) {
        let second = weekday(v, edges(v, from).0)?;
        (second.date.weekday, second)
    } else {
        return None;
    };
    Some(Read {
        end: second.end,
        date: Date {
            weekday: day,
            unit: first.date.unit.or(second.date.unit),
            ..Date::default()
        },
        ..*first
    })
}

/// A weekday with the date in brackets or behind a comma, or a date with its weekday.
fn apposition(v: &View<'_>, first: &Read) -> Option<Read> {
    let comma = v.comma(first.end);
    let open = first.end + u32::from(comma);
    let bracket = v.mark(open, "(") || v.mark(open, "（");
    let from = open + u32::from(bracket);
    let told = first.date.weekday.is_some();
    let second = if first.date.relative.is_some() {
        // "けさ(15日)早く"
        let marked = || {
            day_marked(v, from)
                .filter(|_| bracket)
                .map(|(day, end)| Read {
                    start: from,
                    end,
                    date: Date {
                        day: Some(day),
                        ..Date::default()
                    },
                    sure: true,
                })
        };
        numeric(v, from, true)
            .or_else(|| day_first(v, from))
            .or_else(|| month_day(v, from))
            .or_else(|| weekday(v, from).filter(|_| !told))
            .or_else(marked)
    } else if first.date.day.is_none() && first.date.month.is_none() {
        let bare = if first.date.weekday.is_some() {
            ordinal_day(v, from).or_else(|| bare_day(v, from).filter(|_| from == first.end))
        } else {
            None
        };
        day_month(v, from, true)
            .or_else(|| numeric(v, from, true))
            .or(bare)
    } else {
        weekday(v, from).filter(|_| !told)
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
        then: first.date.then && second.date.day.is_none(),
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
    // "次の日曜日" is no "次の日".
    let which = which_before(v, at);
    relative(v, at)
        .filter(|r| which.is_none_or(|w| w.end <= r.end))
        .or(which)
        .or_else(|| weekday(v, at))
        .or_else(|| day_month(v, at, false))
        .or_else(|| numeric(v, at, false))
        .or_else(|| unit_then_which(v, at))
        .or_else(|| marked_day(v, at))
}

/// "yesterday", "tadi malam", "that evening".
fn relative(v: &View<'_>, at: u32) -> Option<Read> {
    let (date, end) = v.pick(at, senses![Day, Then], |m| match m {
        Meaning::Day(days, part) => Some(Date {
            relative: Some(days),
            part,
            ..Date::default()
        }),
        Meaning::Then(days, part) => Some(Date {
            relative: Some(days),
            part,
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
    let (weekday, end) = v.pick(at, senses![Weekday], |m| match m {
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
    let (which, from) = v.pick(at, senses![Which], |m| match m {
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
                then: which == Which::Same,
                ..read.date
            },
            sure: true,
            ..read
        });
    }
    let (unit, end) = unit_of(v, from, which)?;
    let then = which == Which::Same;
    // "今月4日", "bulan ini tanggal 4": a marked day of that month.
    let day = (unit.0 == Grain::Month)
        .then(|| day_marked(v, end))
        .flatten();
    Some(Read {
        start: at,
        end: day.map_or(end, |d| d.1),
        date: Date {
            unit: Some(unit),
            day: day.map(|d| d.0),
            then,
            ..Date::default()
        },
        sure: true,
    })
}

/// A week, month or year and which one: "year" behind "last".
fn unit_of(v: &View<'_>, at: u32, which: Which) -> Option<((Grain, i32), u32)> {
    let (grain, end) = v.pick(at, senses![Unit], |m| match m {
        Meaning::Unit(_, g @ (Grain::Week | Grain::Month | Grain::Year), Needs::Number) => Some(g),
        _ => None,
    })?;
    if matches!(which, Which::This | Which::Same) && grain == Grain::Week {
        return None;
    }
    let step = match which {
        Which::Last => -1,
        Which::This | Which::Same => 0,
        Which::Next => 1,
    };
    Some(((grain, step), end))
}

/// "tahun lalu", "bulan depan".
fn unit_then_which(v: &View<'_>, at: u32) -> Option<Read> {
    let (grain, from) = v.pick(at, senses![Unit], |m| match m {
        Meaning::Unit(_, g @ (Grain::Week | Grain::Month | Grain::Year), Needs::Number) => Some(g),
        _ => None,
    })?;
    let (which, end) = v.pick(from, senses![Which], |m| match m {
        Meaning::Which(which, Side::After) => Some(which),
        _ => None,
    })?;
    let ((_, step), _) = unit_of(v, at, which)?;
    Some(Read {
        start: at,
        end,
        date: Date {
            unit: Some((grain, step)),
            then: which == Which::Same,
            ..Date::default()
        },
        sure: true,
    })
}
