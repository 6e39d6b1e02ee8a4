//! `{clock}`: times of day, as digits, words and national forms; what day they belong to is not asked here.

use super::amount::hedge_behind;
use super::number::{Form, number};
use super::view::View;
use crate::model::Grain;
use crate::pattern::meaning::{Hours, Meaning, Needs, Side, kind};
use crate::segment::Class;

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    /// Seconds after midnight as printed; 86,400 and more is the next day.
    pub seconds: u32,
    /// Whether it may as well be twelve hours later: nothing says which half of the day.
    pub half_day: bool,
    /// The smallest unit printed.
    pub grain: Grain,
    /// Whether it is hedged: "about", "shortly before".
    pub approx: bool,
    /// The part of the day that was told.
    pub part: Option<Hours>,
}

/// A time of day and the tokens that say it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Read {
    /// First token; a cue word such as "pukul" belongs to it.
    pub(super) start: u32,
    /// One past its last token.
    pub(super) end: u32,
    /// Its value.
    pub(super) clock: Clock,
    /// How sure its form is.
    pub(super) sure: Sure,
}

/// How sure it is that digits are a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    /// Only beside a zone, a part of the day or another time of day.
    Beside,
    /// By its own form or cue.
    Alone,
}

/// Hour and minutes as printed, before parts of the day are applied.
#[derive(Clone, Copy, Debug)]
struct Printed {
    seconds: i64,
    end: u32,
    grain: Grain,
    sure: Sure,
    /// Whether the hour is of a twelve-hour clock, as far as its form tells.
    twelve: bool,
}

/// Reads the time of day that starts at a token.
pub(super) fn clock(v: &View<'_>, at: u32) -> Option<Read> {
    if v.vetoed(at, Meaning::ClockNot) {
        return None;
    }
    // "v10.30" is no time of day, the "T10:30" of an ISO instant is.
    if v.inside_word(at) && v.word(at - 1) != "T" {
        return None;
    }
    let cue = v.is(at, Meaning::ClockCue);
    let mut from = cue.unwrap_or(at);
    let mut approx = false;
    if cue.is_some()
        && let Some((_, end)) = v.pick(from, hedge)
    {
        (from, approx) = (end, true);
    }
    let weak =
        cue.is_none() && from > v.first && v.ends_with(from, Meaning::ClockWeakCue).is_some();
    // A lone letter is a part of the day only behind digits: "3:15p".
    let before = v
        .pick(from, part_of_day)
        .filter(|(_, end)| end - from > 1 || v.width(from) > 1 || v.pack.vocabulary.unspaced());
    let printed = match before {
        Some((_, end)) => printed(v, v.is(end, Meaning::ClockCue).unwrap_or(end), true, weak),
        None => printed(v, from, cue.is_some(), weak),
    };
    // "lunchtime", "pagi" alone are no clock.
    let mut p = printed?;
    let mut parts = before.map(|(part, _)| part);
    let mut end = p.end;
    if let Some(next) = v.is(end, Meaning::ClockHour)
        && (p.grain == Grain::Minute
            || v.longest_of(end, |m| matches!(m, Meaning::Unit(..))) < next)
    {
        (end, p.sure) = (next, Sure::Alone);
    }
    // "10:30+" is a hedge, "10:30+00:00" an offset.
    if let Some((_, next)) = hedge_behind(v, end)
        && !(v.glued(next) && v.digits(next))
    {
        (end, approx) = (next, true);
    }
    if let Some((s, next)) = seconds_behind(v, end) {
        (p.seconds, end, p.grain) = (p.seconds + s, next, Grain::Second);
    }
    while let Some((part, next)) = v.pick(skip_comma(v, end), part_of_day) {
        let letter = next == end + 1 && v.width(end) == 1 && !v.pack.vocabulary.unspaced();
        if letter && !(v.glued(end) && (p.grain == Grain::Minute || weak)) {
            break;
        }
        parts = Some(parts.map_or(part, |old| narrower(old, part)));
        end = next;
    }
    if parts.is_some() {
        p.sure = Sure::Alone;
    }
    if cue.is_some() {
        p.sure = Sure::Alone;
    }
    // "3am3io": inside of an identifier.
    if v.glued_word(end) || (v.glued(end) && v.digits(end)) {
        return None;
    }
    let seconds = match parts {
        Some(part) => in_part(p.seconds, part),
        None => p.seconds,
    };
    let half_day = parts.is_none() && p.twelve && (3600..46_800).contains(&seconds);
    let clock = Clock {
        seconds: u32::try_from(seconds).ok()?,
        half_day,
        grain: p.grain,
        approx,
        part: parts,
    };
    Some(Read {
        start: at,
        end,
        clock,
        sure: p.sure,
    })
}

fn hedge(m: Meaning) -> Option<()> {
    matches!(m, Meaning::Approx(_, Side::Before) | Meaning::ClockNear(_)).then_some(())
}

fn part_of_day(m: Meaning) -> Option<Hours> {
    match m {
        Meaning::ClockPart(hours) => Some(hours),
        _ => None,
    }
}

fn skip_comma(v: &View<'_>, at: u32) -> u32 {
    at + u32::from(v.mark(at, ",") && !v.digits(at + 1))
}

/// The narrower of two parts of the day: "pm" and "in the evening".
fn narrower(a: Hours, b: Hours) -> Hours {
    if b.1 - b.0 < a.1 - a.0 { b } else { a }
}

/// Moves an hour of a twelve-hour clock into a part of the day.
pub(super) fn in_part(seconds: i64, (low, high): Hours) -> i64 {
    let hour = seconds as f32 / 3600.0;
    if hour >= 13.0 {
        return seconds;
    }
    let base = seconds % 43_200;
    let middle = f32::midpoint(low, high);
    (0..4)
        .map(|k| base + k * 43_200)
        .min_by_key(|&s| {
            let h = s as f32 / 3600.0;
            let outside = if h < low {
                low - h
            } else if h >= high {
                h - high + 0.01
            } else {
                0.0
            };
            ((outside * 100.0) as i64, ((h - middle).abs() * 10.0) as i64)
        })
        .unwrap_or(seconds)
}

/// "detik ke-27" behind hour and minutes.
fn seconds_behind(v: &View<'_>, at: u32) -> Option<(i64, u32)> {
    let from = v.is(at, Meaning::ClockSecond)?;
    let s = v.value(from).filter(|&s| s < 60)?;
    Some((i64::from(s), from + 1))
}

/// The printed time at a token. `cued`: a word before it says that a time of day follows; `weak`: one that may.
fn printed(v: &View<'_>, at: u32, cued: bool, weak: bool) -> Option<Printed> {
    if let Some((minutes, end)) = v.pick(at, |m| match m {
        Meaning::ClockAt(minutes) => Some(minutes),
        _ => None,
    }) {
        return Some(Printed {
            seconds: i64::from(minutes) * 60,
            end,
            grain: Grain::Hour,
            sure: Sure::Alone,
            twelve: false,
        });
    }
    if let Some((minutes, end)) = v.pick(at, |m| match m {
        Meaning::ClockLead(minutes) => Some(minutes),
        _ => None,
    }) && let Some(hour) = hour(v, end)
    {
        let clear = cued
            || minutes.abs() < 30.0
            || minutes > 0.0
                && v.pick(at, |m| matches!(m, Meaning::Fraction(_)).then_some(()))
                    .is_none();
        let clear = clear || hour.named || ends_clause(v, hour.end);
        return shifted(
            hour,
            minutes,
            if clear { Sure::Alone } else { Sure::Beside },
        );
    }
    if v.digits(at) {
        if let Some(found) = past(v, at).or_else(|| in_digits(v, at, cued, weak)) {
            return Some(trailing(v, found));
        }
        return None;
    }
    if v.kind(at) & kind::NUMBER == 0 {
        return None;
    }
    past(v, at)
        .or_else(|| in_words(v, at, cued, weak))
        .map(|p| trailing(v, p))
}

#[derive(Clone, Copy)]
struct Hour {
    seconds: i64,
    end: u32,
    /// Whether it is a word such as "noon".
    named: bool,
}

/// An hour behind "half past", "quarter to", "20 past".
fn hour(v: &View<'_>, at: u32) -> Option<Hour> {
    if let Some((minutes, end)) = v.pick(at, |m| match m {
        Meaning::ClockAt(minutes) => Some(minutes),
        _ => None,
    }) {
        return Some(Hour {
            seconds: i64::from(minutes) * 60,
            end,
            named: true,
        });
    }
    let at = v.is(at, Meaning::ClockCue).unwrap_or(at);
    let n = number(v, at).filter(|n| {
        n.exact() && n.low.fract() == 0.0 && (0.0..=24.0).contains(&n.low) && n.form != Form::Mixed
    })?;
    // "20 minutes to 3 hours" is a range.
    if v.longest_of(n.end, |m| matches!(m, Meaning::Unit(..)))
        > v.longest_of(n.end, |m| m == Meaning::ClockHour)
    {
        return None;
    }
    Some(Hour {
        seconds: n.low as i64 * 3600,
        end: n.end,
        named: false,
    })
}

fn shifted(hour: Hour, minutes: f64, sure: Sure) -> Option<Printed> {
    let seconds = hour.seconds + (minutes * 60.0) as i64;
    let seconds = if seconds < 0 {
        seconds + 43_200
    } else {
        seconds
    };
    Some(Printed {
        seconds,
        end: hour.end,
        grain: Grain::Minute,
        sure,
        twelve: !hour.named && hour.seconds <= 43_200,
    })
}

/// "20 past 3", "thirty-six minutes past eight", "ten to 9".
fn past(v: &View<'_>, at: u32) -> Option<Printed> {
    let n = number(v, at)
        .filter(|n| n.exact() && (1.0..60.0).contains(&n.low) && n.low.fract() == 0.0)?;
    let unit = v.pick(n.end, |m| {
        matches!(
            m,
            Meaning::Unit(_, Grain::Minute, Needs::Number) | Meaning::ClockMinute
        )
        .then_some(())
    });
    let from = unit.map_or(n.end, |(_, end)| end);
    if let Some(end) = v.is(from, Meaning::ClockPast) {
        return shifted(hour(v, end)?, n.low, Sure::Alone);
    }
    let end = v.is(from, Meaning::ClockTo)?;
    let h = hour(v, end)?;
    // "from 20 to 3" hardly is a time of day, "20 minutes to 3" is.
    let clear = unit.is_some()
        || h.named
        || (v.ends_with(at, Meaning::ClockWeakCue).is_some()
            && n.low % 5.0 == 0.0
            && !v.digits(at));
    shifted(h, -n.low, if clear { Sure::Alone } else { Sure::Beside })
}

/// Minutes behind an hour: "y media", "menos cuarto", "y veinte", "बजकर 45 मिनट".
fn trailing(v: &View<'_>, p: Printed) -> Printed {
    if p.grain != Grain::Hour {
        return p;
    }
    let base = v.is(p.end, Meaning::ClockHour).unwrap_or(p.end);
    if let Some((minutes, end)) = v.pick(base, |m| match m {
        Meaning::ClockTrail(minutes) => Some(minutes),
        _ => None,
    }) {
        return Printed {
            seconds: p.seconds + (minutes * 60.0) as i64,
            end,
            grain: Grain::Minute,
            ..p
        };
    }
    let sign = v
        .is(base, Meaning::ClockPlus)
        .map(|e| (1, e))
        .or_else(|| v.is(base, Meaning::ClockMinus).map(|e| (-1, e)));
    if let Some((sign, from)) = sign
        && let Some(n) = number(v, from).filter(|n| n.exact() && (1.0..60.0).contains(&n.low))
    {
        let end = v.is(n.end, Meaning::ClockMinute).unwrap_or(n.end);
        return Printed {
            seconds: p.seconds + sign * n.low as i64 * 60,
            end,
            grain: Grain::Minute,
            sure: Sure::Alone,
            ..p
        };
    }
    p
}

/// `19:30`, `14.35`, `14h35`, `7:56:30`, `0045`, `340pm`, `9時30分`, `8`.
fn in_digits(v: &View<'_>, at: u32, cued: bool, weak: bool) -> Option<Printed> {
    let (value, width) = (v.value(at)?, v.width(at));
    if at >= v.first + 2
        && v.glued(at)
        && v.glued(at - 1)
        && v.digits(at - 2)
        && matches!(v.word(at - 1), ":" | "." | "/" | ",")
    {
        return None;
    }
    if width <= 2 && value <= 24 {
        if let Some(found) = marked(v, at, cued || weak) {
            return Some(found);
        }
        // "at 15h", not "for 3 h" and "about 2 h".
        let before_length = || v.ends_with(at, Meaning::UnitCue).is_some();
        if let Some(found) = hour_word(v, at, cued || (weak && !before_length())) {
            return Some(found);
        }
    }
    if width >= 3 && width <= 4 {
        return compact(v, at, cued, weak);
    }
    // "at 3 15"
    if width <= 2
        && value <= 24
        && (cued || weak)
        && v.digits(at + 1)
        && v.width(at + 1) == 2
        && v.value(at + 1)? < 60
        && ends_clause(v, at + 2)
    {
        let seconds = i64::from(value) * 3600 + i64::from(v.value(at + 1)?) * 60;
        return Some(Printed {
            seconds,
            end: at + 2,
            grain: Grain::Minute,
            sure: Sure::Alone,
            twelve: value <= 12,
        });
    }
    // "12 noon"
    if let Some((minutes, end)) = v.pick(at + 1, |m| match m {
        Meaning::ClockAt(minutes) => Some(minutes),
        _ => None,
    }) && minutes / 60 % 12 == value % 12
    {
        return Some(Printed {
            seconds: i64::from(minutes) * 60,
            end,
            grain: Grain::Hour,
            sure: Sure::Alone,
            twelve: false,
        });
    }
    let fits = width <= 2
        && value <= 24
        && !(v.glued(at + 1)
            && matches!(v.word(at + 1), "/" | "%" | "-" | "," | ".")
            && v.digits(at + 2));
    let sure = if cued || (weak && ends_clause(v, at + 1)) {
        Sure::Alone
    } else {
        Sure::Beside
    };
    fits.then_some(Printed {
        seconds: i64::from(value) * 3600,
        end: at + 1,
        grain: Grain::Hour,
        sure,
        twelve: value <= 12,
    })
}

/// Hour and minutes with a mark between them.
fn marked(v: &View<'_>, at: u32, cued: bool) -> Option<Printed> {
    let mark = v.word(at + 1);
    let tight = v.glued(at + 1) && v.glued(at + 2);
    let known =
        mark == "：" || mark == ":" || v.pack.strings("clock.marks").iter().any(|m| m == mark);
    if !(tight && known && v.digits(at + 2) && v.width(at + 2) == 2) {
        return None;
    }
    let (h, m) = (v.value(at)?, v.value(at + 2)?);
    if m >= 60 {
        return None;
    }
    let mut p = Printed {
        seconds: i64::from(h) * 3600 + i64::from(m) * 60,
        end: at + 3,
        grain: Grain::Minute,
        sure: Sure::Alone,
        twelve: h <= 12
            && h > 0
            && !v.word(at).starts_with('0')
            && v.pack
                .strings("clock.twelve")
                .last()
                .is_some_and(|t| t == "yes"),
    };
    let colon = mark != "." && mark != ",";
    let more = v.glued(at + 3)
        && matches!(v.word(at + 3), ":" | "." | "/" | ",")
        && v.digits(at + 4)
        && v.glued(at + 4);
    if more {
        let s = v.value(at + 4)?;
        if v.word(at + 3) != mark || v.width(at + 4) != 2 || s >= 60 || (!colon && !cued) {
            return None;
        }
        (p.seconds, p.end, p.grain) = (p.seconds + i64::from(s), at + 5, Grain::Second);
        // Fractions of a second.
        if colon && v.mark(p.end, ".") && v.digits(p.end + 1) && v.glued(p.end + 1) {
            p.end += 2;
        }
    }
    if !colon && counted(v, p.end) {
        return None;
    }
    if !colon && !cued && !dot_is_clock(v, at, p.end) {
        p.sure = Sure::Beside;
    }
    Some(p)
}

/// Whether a number is counted: a unit, a percent sign or money stands behind it.
fn counted(v: &View<'_>, end: u32) -> bool {
    v.pick(end, |m| {
        matches!(
            m,
            Meaning::Times(_) | Meaning::Percent | Meaning::Currency | Meaning::Unit(..)
        )
        .then_some(())
    })
    .is_some()
        && v.is(end, Meaning::ClockHour).is_none()
}

/// Whether "14.35" without any cue is a time of day: the language writes decimals otherwise, and nothing is counted.
fn dot_is_clock(v: &View<'_>, at: u32, end: u32) -> bool {
    let decimal = v.pack.header.decimal.as_deref().unwrap_or(".");
    let price = at > v.first
        && (v.ends_with(at, Meaning::Currency).is_some()
            || (v.glued(at) && !v.mark(at - 1, "(") && !v.mark(at - 1, "-")));
    decimal != v.word(at + 1) && v.width(at) == 2 && !price && !v.glued_word(end)
}

/// `14h35`, `8 Uhr 30`, `9時30分`, `오전 12시8분`, `3 o'clock`.
fn hour_word(v: &View<'_>, at: u32, cued: bool) -> Option<Printed> {
    let word = v.is(at + 1, Meaning::ClockHour)?;
    // A longer unit swallows it: 時 in 時間.
    let unit = v.longest_of(at + 1, |m| {
        matches!(m, Meaning::Unit(..) | Meaning::UnitNot)
    });
    if unit > word {
        return None;
    }
    let h = v.value(at)?;
    let mut p = Printed {
        seconds: i64::from(h) * 3600,
        end: word,
        grain: Grain::Hour,
        sure: Sure::Alone,
        twelve: h <= 12 && h > 0,
    };
    let minutes = if v.digits(word) && v.width(word) <= 2 {
        v.value(word).filter(|&m| m < 60)
    } else {
        None
    };
    let tight = v.glued(word) && v.width(word) == 2;
    let minute_word = v.is(word + 1, Meaning::ClockMinute);
    match minutes {
        Some(m) if tight || minute_word.is_some() || cued => {
            (p.seconds, p.end, p.grain) = (
                p.seconds + i64::from(m) * 60,
                minute_word.unwrap_or(word + 1),
                Grain::Minute,
            );
            if let Some(s) = v.value(p.end).filter(|&s| s < 60)
                && let Some(end) = v.is(p.end + 1, Meaning::ClockSecond)
            {
                (p.seconds, p.end, p.grain) = (p.seconds + i64::from(s), end, Grain::Second);
            }
        }
        // "8 h" may be a length: only a cue makes it a time of day, or an hour that no length is.
        _ if unit == word && !cued => {
            if v.ends_with(at, Meaning::UnitCue).is_some() || h < 13 || !tight_hour(v, at) {
                p.sure = Sure::Beside;
            }
        }
        _ => {}
    }
    // "1h30" without a cue is as often a length; a short one is taken for it.
    if unit == word && !cued && p.grain == Grain::Minute && h < 3 && v.width(at) == 1 {
        p.sure = Sure::Beside;
    }
    Some(p)
}

fn tight_hour(v: &View<'_>, at: u32) -> bool {
    v.glued(at + 1)
}

/// `0045`, `1600`, `340` with "pm", a zone or a cue.
fn compact(v: &View<'_>, at: u32, cued: bool, weak: bool) -> Option<Printed> {
    let value = v.value(at)?;
    let (h, m) = (value / 100, value % 100);
    if h > 24
        || m >= 60
        || v.glued_word(at + 1)
            && v.pick(at + 1, part_of_day).is_none()
            && v.pick(at + 1, |m| matches!(m, Meaning::ClockHour).then_some(()))
                .is_none()
    {
        return None;
    }
    if v.glued(at + 1) && matches!(v.word(at + 1), "." | "," | "/" | ":" | "-") && v.digits(at + 2)
    {
        return None;
    }
    let year = (1900..2100).contains(&value);
    let sure = if (cued || weak && ends_clause(v, at + 1)) && v.width(at) == 4 && !(year && !cued) {
        Sure::Alone
    } else {
        Sure::Beside
    };
    Some(Printed {
        seconds: i64::from(h) * 3600 + i64::from(m) * 60,
        end: at + 1,
        grain: Grain::Minute,
        sure,
        twelve: h <= 12 && !v.word(at).starts_with('0'),
    })
}

/// "seven thirty", "eleven twenty", "empat sore", "lima".
fn in_words(v: &View<'_>, at: u32, cued: bool, weak: bool) -> Option<Printed> {
    let whole = |low: f64, high: f64, at: u32| {
        number(v, at).filter(|n| {
            n.form == Form::Words && n.low.fract() == 0.0 && low <= n.low && n.low < high
        })
    };
    let h = whole(0.0, 25.0, at)?;
    let mut p = Printed {
        seconds: h.low as i64 * 3600,
        end: h.end,
        grain: Grain::Hour,
        sure: Sure::Beside,
        twelve: h.low <= 12.0,
    };
    let mut from = h.end;
    if let Some(word) = v.is(h.end, Meaning::ClockHour)
        && v.longest_of(h.end, |m| matches!(m, Meaning::Unit(..))) <= word
    {
        let unit = v.longest_of(h.end, |m| matches!(m, Meaning::Unit(..))) == word;
        from = word;
        p.end = word;
        if !unit || cued || weak {
            p.sure = Sure::Alone;
        }
    }
    if let Some(m) = whole(10.0, 60.0, from) {
        let end = v
            .pick(m.end, |m| {
                matches!(
                    m,
                    Meaning::ClockMinute | Meaning::Unit(_, Grain::Minute, Needs::Number)
                )
                .then_some(())
            })
            .map_or(m.end, |(_, e)| e);
        p = Printed {
            seconds: p.seconds + m.low as i64 * 60,
            end,
            grain: Grain::Minute,
            ..p
        };
        if weak && ends_clause(v, p.end) {
            p.sure = Sure::Alone;
        }
    }
    if cued || (weak && ends_clause(v, p.end)) {
        p.sure = Sure::Alone;
    }
    Some(p)
}

/// Whether a clause ends here, or a date, a zone or a part of the day goes on: what a bare hour needs behind it.
pub(super) fn ends_clause(v: &View<'_>, at: u32) -> bool {
    let Some(token) = v.token(at) else {
        return true;
    };
    match token.class {
        Class::Mark => {
            !matches!(
                v.word(at),
                "%" | "-" | "/" | "$" | "€" | "°" | "'" | "’" | "\"" | "#" | "+" | "(" | "&" | ":"
            ) && !(token.glued && v.digits(at + 1))
        }
        Class::Digits => false,
        Class::Word => {
            let calendar = |m: Meaning| {
                matches!(
                    m,
                    Meaning::Zone(_)
                        | Meaning::ClockPart(_)
                        | Meaning::Weekday(_)
                        | Meaning::Day(..)
                        | Meaning::RangeTo
                        | Meaning::RangeAnd
                )
            };
            let date = |at: u32| v.kind(at) & kind::DATE != 0 || v.digits(at);
            let joins = v.is(at, Meaning::DateJoin).is_some_and(date);
            let unit = v.pick(at, |m| matches!(m, Meaning::Unit(..)).then_some(()));
            joins || (unit.is_none() && v.pick(at, |m| calendar(m).then_some(())).is_some())
        }
    }
}
