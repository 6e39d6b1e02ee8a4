//! Times of day in words and national forms: "half past eight", "ten to 9", "setengah delapan", "eleven twenty", "noon".

use super::super::number::{Form, number, words};
use super::super::view::View;
use super::digits::in_digits;
use super::{Printed, Sure, ends_clause};
use crate::model::Grain;
use crate::pattern::meaning::{Meaning, Needs, kind, senses};

/// The printed time at a token. `cued`: a word before it says that a time of day follows; `weak`: one that may.
pub(super) fn printed(v: &View<'_>, at: u32, cued: bool, weak: bool) -> Option<Printed> {
    if let Some((minutes, end)) = v.pick(at, senses![ClockAt], |m| match m {
        Meaning::ClockAt(minutes) => Some(minutes),
        _ => None,
    }) {
        return Some(Printed {
            seconds: i64::from(minutes) * 60,
            end,
            grain: if minutes % 60 == 0 {
                Grain::Hour
            } else {
                Grain::Minute
            },
            sure: Sure::Alone,
            twelve: false,
        });
    }
    if let Some((minutes, end)) = v.pick(at, senses![ClockLead], |m| match m {
        Meaning::ClockLead(minutes) => Some(minutes),
        _ => None,
    }) && let Some(hour) = hour(v, end)
    {
        let clear =
            cued || minutes.abs() < 30.0 || minutes > 0.0 && v.any(at, senses![Fraction]).is_none();
        let clear = clear || hour.named || ends_clause(v, hour.end);
        let sure = if clear { Sure::Alone } else { Sure::Beside };
        return Some(shifted(hour, minutes, sure));
    }
    if v.digits(at) {
        if let Some(found) = past(v, at).or_else(|| in_digits(v, at, cued, weak)) {
            return Some(trailing(v, found, weak));
        }
        return None;
    }
    if v.kind(at) & kind::NUMBER == 0 {
        return None;
    }
    past(v, at)
        .or_else(|| in_words(v, at, cued, weak))
        .map(|p| trailing(v, p, weak))
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
    if let Some((minutes, end)) = v.pick(at, senses![ClockAt], |m| match m {
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
    // "15 minutos antes de las 10:30"
    if let Some(p) = in_digits(v, at, true, false).filter(|p| p.grain == Grain::Minute) {
        return Some(Hour {
            seconds: p.seconds,
            end: p.end,
            named: false,
        });
    }
    let n = number(v, at).filter(|n| {
        n.exact() && n.low.fract() == 0.0 && (0.0..=24.0).contains(&n.low) && n.form != Form::Mixed
    })?;
    // "20 minutes to 3 hours" is a range.
    if v.longest_of(n.end, senses![Unit]) > v.longest_of(n.end, senses![ClockHour]) {
        return None;
    }
    // "cinco para las siete y media"
    let (minutes, end, _) = added(v, n.end).unwrap_or((0, n.end, Sure::Beside));
    Some(Hour {
        seconds: n.low as i64 * 3600 + minutes * 60,
        end,
        named: false,
    })
}

fn shifted(hour: Hour, minutes: f64, sure: Sure) -> Printed {
    let seconds = hour.seconds + (minutes * 60.0) as i64;
    let seconds = if seconds < 0 {
        seconds + 43_200
    } else {
        seconds
    };
    Printed {
        seconds,
        end: hour.end,
        grain: Grain::Minute,
        sure,
        twelve: !hour.named && hour.seconds <= 43_200,
    }
}

/// "20 past 3", "thirty-six minutes past eight", "ten to 9".
fn past(v: &View<'_>, at: u32) -> Option<Printed> {
    let n = number(v, at)
        .filter(|n| n.exact() && (1.0..60.0).contains(&n.low) && n.low.fract() == 0.0)?;
    let unit = v.any_if(n.end, senses![Unit, ClockMinute], |m| {
        matches!(
            m,
            Meaning::Unit(_, Grain::Minute, Needs::Number) | Meaning::ClockMinute
        )
    });
    let from = unit.unwrap_or(n.end);
    if let Some(end) = v.is(from, Meaning::ClockPast) {
        return Some(shifted(hour(v, end)?, n.low, Sure::Alone));
    }
    let end = v.is(from, Meaning::ClockTo)?;
    let h = hour(v, end)?;
    // "10 to 11 am" and "ten to twelve" are ranges; "20 minutes to 3", "twenty to five" and "at ten to twelve" are not.
    let rises = n.low * 3600.0 < h.seconds as f64;
    let cued = v.ends_with(at, Meaning::ClockWeakCue).is_some();
    let five = n.low % 5.0 == 0.0 && !v.digits(at);
    let clear = unit.is_some() || h.named || (five && (cued || !rises));
    if !clear && (rises || n.low % 5.0 != 0.0) {
        return None;
    }
    let sure = if clear { Sure::Alone } else { Sure::Beside };
    Some(shifted(h, -n.low, sure))
}

/// Minutes behind an hour: "y media", "menos cuarto", "y veinte", "बजकर 45 मिनट".
fn trailing(v: &View<'_>, p: Printed, weak: bool) -> Printed {
    if p.grain != Grain::Hour {
        return p;
    }
    let base = v.is(p.end, Meaning::ClockHour).unwrap_or(p.end);
    match added(v, base) {
        Some((minutes, end, sure)) => Printed {
            seconds: p.seconds + minutes * 60,
            end,
            grain: Grain::Minute,
            sure: if weak { Sure::Alone } else { p.sure.max(sure) },
            ..p
        },
        None => p,
    }
}

/// Minutes added to an hour before a token, fewer than none if they are missing from it, and how sure they make it.
pub(super) fn added(v: &View<'_>, at: u32) -> Option<(i64, u32, Sure)> {
    if let Some((minutes, end)) = trail(v, at) {
        return Some((minutes as i64, end, Sure::Beside));
    }
    let (sign, from) = v
        .is(at, Meaning::ClockPlus)
        .map(|e| (1, e))
        .or_else(|| v.is(at, Meaning::ClockMinus).map(|e| (-1, e)))?;
    let n = number(v, from).filter(|n| n.exact() && (1.0..60.0).contains(&n.low))?;
    let end = v.is(n.end, Meaning::ClockMinute).unwrap_or(n.end);
    let counted = counts(v, n.end, end, v.and(at).is_some());
    (!counted).then_some((sign * n.low as i64, end, Sure::Alone))
}

/// Whether a number that might add minutes to an hour counts something else, or is with its word for minutes a length of
/// time: "a las 5 y 20 vecinos", "a las 5 y 20 minutos después". A word for "and" needs an end of the clause behind it.
fn counts(v: &View<'_>, number: u32, end: u32, and: bool) -> bool {
    if end > number {
        v.any(end, senses![UnitAfter]).is_some()
    } else {
        let unit = v.longest_of(end, senses![Unit, Times, Percent]);
        // "sembilan kurang sepuluh malam": a part of the day, no nights.
        unit > v.longest_of(end, senses![ClockPart]) || and && !ends_clause(v, end)
    }
}

/// Words behind an hour that add minutes, if no unit makes them part of a number.
fn trail(v: &View<'_>, at: u32) -> Option<(f64, u32)> {
    v.pick(at, senses![ClockTrail], |m| match m {
        Meaning::ClockTrail(minutes) => Some(minutes),
        _ => None,
    })
    .filter(|&(_, end)| v.any(end, senses![Unit, Times]).is_none())
}

/// "seven thirty", "eleven twenty", "empat sore", "lima".
fn in_words(v: &View<'_>, at: u32, cued: bool, weak: bool) -> Option<Printed> {
    let whole = |low: f64, high: f64, at: u32| {
        words(v, at).filter(|n| n.low.fract() == 0.0 && low <= n.low && n.low < high)
    };
    let h = whole(0.0, 25.0, at)?;
    // "two and a half" is a number, "tres y media" a time of day too, "tres y media horas" none.
    if v.any(h.end, senses![AndFraction]) > trail(v, h.end).map(|t| t.1) {
        return None;
    }
    let mut p = Printed {
        seconds: h.low as i64 * 3600,
        end: h.end,
        grain: Grain::Hour,
        sure: Sure::Beside,
        twelve: h.low <= 12.0 && !v.word(at).starts_with('0'),
    };
    let mut from = h.end;
    if let Some(word) = v.is(h.end, Meaning::ClockHour)
        && v.longest_of(h.end, senses![Unit]) <= word
    {
        let unit = v.longest_of(h.end, senses![Unit]) == word;
        from = word;
        p.end = word;
        if !unit || cued || weak {
            p.sure = Sure::Alone;
        }
    }
    if let Some(m) = whole(10.0, 60.0, from) {
        let end = v
            .any_if(m.end, senses![ClockMinute, Unit], |m| {
                matches!(
                    m,
                    Meaning::ClockMinute | Meaning::Unit(_, Grain::Minute, Needs::Number)
                )
            })
            .unwrap_or(m.end);
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
