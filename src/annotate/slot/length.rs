//! Lengths of time without hedges: "1 hour 47 minutes", "satu jam setengah", "sejam", "1h30m", "PT2H".
//!
//! One length in, its seconds out; [`duration`](super::duration) joins lengths to ranges and puts hedges on them.

use super::amount::{Amount, amounts, hedge_behind, parts_behind, stronger};
use super::number::{Form, number};
use super::view::View;
use crate::model::Grain;
use crate::pattern::meaning::{Hedge, Meaning, Needs, iso_length, kind, seconds, senses};

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Length {
    /// Shortest, in seconds.
    pub(super) low: f64,
    /// Longest, in seconds.
    pub(super) high: f64,
    /// The one that was named, the middle of a range, three of "several".
    pub(super) point: f64,
    /// One past its last token.
    pub(super) end: u32,
    /// Its smallest unit.
    pub(super) grain: Grain,
    /// How its number is told.
    pub(super) told: Told,
    /// Hedge between number and unit: "2시간여".
    pub(super) hedge: Option<Hedge>,
}

/// How the number of a length is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// A number.
    Number,
    /// A word that means one: "sejam", "a day".
    Whole,
    /// Two ends.
    Range,
    /// "several", "berjam-jam", "puluhan".
    Vague,
}

/// Reads a length with its parts: larger units first.
pub(super) fn length(v: &View<'_>, at: u32) -> Option<Length> {
    // "0705hrs" is a time of day.
    if v.digits(at) && v.width(at) >= 3 && v.word(at).starts_with('0') {
        return None;
    }
    let mut sum = iso(v, at)
        .or_else(|| hours_minutes(v, at))
        .or_else(|| piece(v, at, false))
        .or_else(|| reversed(v, at))?;
    while matches!(sum.told, Told::Number | Told::Whole) {
        let Some(next) = smaller(v, sum) else { break };
        sum = Length {
            low: sum.low + next.low,
            high: sum.high + next.high,
            point: sum.point + next.point,
            end: next.end,
            grain: next.grain,
            told: Told::Number,
            hedge: sum.hedge.or(next.hedge),
        };
    }
    Some(sum)
}

/// The part behind a length, if it is of a smaller unit: ", 5 minutes", "dan 10 detik", "30m".
fn smaller(v: &View<'_>, sum: Length) -> Option<Length> {
    // "15日、24時間のスト": without spaces a comma joins no parts of a length.
    let comma = v.comma(sum.end) && !v.pack.vocabulary.unspaced();
    let from = if comma { sum.end + 1 } else { sum.end };
    let join = v.is(from, Meaning::Join);
    if let Some(clipped) = clipped(v, sum) {
        return Some(clipped);
    }
    let next = piece(v, join.unwrap_or(from), true).filter(|n| {
        n.grain < sum.grain
            && matches!(n.told, Told::Number | Told::Whole)
            && n.high < seconds(sum.grain) * 1.5
    });
    next.or_else(|| rest(v, sum, join.unwrap_or(from), join.is_some()))
}

/// "1h30m", "2m 5s": a sign that means a unit only behind a larger one.
fn clipped(v: &View<'_>, sum: Length) -> Option<Length> {
    let n = v.value(sum.end).filter(|&n| n < 60)?;
    let ((unit, grain), end) = v.pick(sum.end + 1, senses![Unit], |m| match m {
        Meaning::Unit(s, g, Needs::Larger) if g < sum.grain => Some((s, g)),
        _ => None,
    })?;
    let s = f64::from(n) * unit;
    v.glued(sum.end + 1).then_some(Length {
        low: s,
        high: s,
        point: s,
        end,
        grain,
        told: Told::Number,
        hedge: None,
    })
}

/// A bare number of the next smaller unit: "1h30", "two hours and ten" at the end of a clause.
fn rest(v: &View<'_>, sum: Length, at: u32, joined: bool) -> Option<Length> {
    let smaller = match sum.grain {
        Grain::Hour => Grain::Minute,
        Grain::Minute => Grain::Second,
        _ => return None,
    };
    let tight = v.digits(at) && v.glued(at) && v.width(at) == 2;
    let n = number(v, at)
        .filter(|n| n.exact() && (5.0..60.0).contains(&n.low) && n.low.fract() == 0.0)?;
    let last = v.token(n.end).is_none()
        || v.comma(n.end)
        || matches!(
            v.word(n.end),
            "." | ";" | "!" | "?" | ")" | "؛" | "؟" | "。" | "）"
        );
    let word = joined || (n.form == Form::Words && sum.end == at);
    (tight || (word && last)).then(|| {
        let s = n.low * seconds(smaller);
        Length {
            low: s,
            high: s,
            point: s,
            end: n.end,
            grain: smaller,
            told: Told::Number,
            hedge: None,
        }
    })
}

/// One number with its unit.
fn piece(v: &View<'_>, at: u32, behind_larger: bool) -> Option<Length> {
    if let Some((whole, end)) = v.pick(at, senses![Whole, Many], |m| match m {
        Meaning::Whole(s, g) => Some((s, s, s, g, Told::Whole)),
        Meaning::Many(g) => {
            let (low, high) = v.pack.bounds.few(g);
            let s = seconds(g);
            Some((low * s, high * s, 3.0 * s, g, Told::Vague))
        }
        _ => None,
    }) && !v.vetoed(end - 1, Meaning::UnitNot)
    {
        let (low, high, point, grain, told) = whole;
        let one = Length {
            low,
            high,
            point,
            end,
            grain,
            told,
            hedge: None,
        };
        return Some(fraction_behind(v, one, seconds(grain)));
    }
    let a = amounts(v, at)?;
    let (mut end, mut hedge) = (a.end, None);
    loop {
        if let Some(next) = v.is(end, Meaning::Between) {
            end = next;
        } else if let Some((h, next)) = hedge_behind(v, end) {
            hedge = Some(stronger(hedge, h));
            end = next;
        } else {
            break;
        }
    }
    let needs = |n: Needs| match n {
        Needs::Number => a.form != Form::Few || end > at,
        // Not the "413d" inside of an identifier.
        Needs::Digits => {
            matches!(a.form, Form::Digits | Form::Mixed)
                && !(at > v.first && v.glued(at) && v.mark(at - 1, "-"))
        }
        Needs::Larger => behind_larger,
        Needs::Behind => false,
    };
    let unit = v.pick(end, senses![Unit, Whole], |m| match m {
        Meaning::Unit(s, g, n) if needs(n) => Some((s, g)),
        // "half an hour", "three quarters of an hour"
        Meaning::Whole(s, g) if a.low < 1.0 => Some((s, g)),
        _ => None,
    });
    let ((unit, grain), unit_end) = unit?;
    if v.vetoed(end, Meaning::UnitNot) || clipped_word(v, unit_end) {
        return None;
    }
    let one = scaled(v, a, unit, grain, unit_end, hedge);
    Some(if one.told == Told::Number {
        fraction_behind(v, one, unit)
    } else {
        one
    })
}

/// "минут сорок", "часа через два": a unit before its number.
fn reversed(v: &View<'_>, at: u32) -> Option<Length> {
    let ((unit, grain), end) = v.pick(at, senses![Unit], |m| match m {
        Meaning::Unit(s, g, Needs::Behind) => Some((s, g)),
        _ => None,
    })?;
    let from = v.is(end, Meaning::Filler).unwrap_or(end);
    let n = number(v, from)
        .filter(|n| n.exact() && n.form != Form::Mixed && (1.0..100.0).contains(&n.low))?;
    let other = v.any(
        n.end,
        senses![
            Unit, Whole, Month, DayAfter, Times, Percent, Currency, ClockHour
        ],
    );
    let counted = at > v.first && v.kind(at - 1) & (kind::NUMBER | kind::DIGITS) != 0;
    let tight = v.glued(n.end) && v.digits(n.end + 1) && !v.comma(n.end);
    if other.is_some() || counted || tight || v.vetoed(at, Meaning::UnitNot) {
        return None;
    }
    let s = n.low * unit;
    Some(Length {
        low: s,
        high: s,
        point: s,
        end: n.end,
        grain,
        told: Told::Number,
        hedge: Some(Hedge::About),
    })
}

/// Whether the unit is the beginning of something else: "3 h-index", "5 s/d".
fn clipped_word(v: &View<'_>, end: u32) -> bool {
    v.width(end - 1) == 1 && v.glued(end) && (v.mark(end, "/") || v.mark(end, "'"))
}

fn scaled(
    v: &View<'_>,
    a: Amount,
    unit: f64,
    grain: Grain,
    end: u32,
    hedge: Option<Hedge>,
) -> Length {
    let (low, high, point, told) = match a.form {
        Form::Few => {
            let (low, high) = v.pack.bounds.few(grain);
            (low, high, 3.0, Told::Vague)
        }
        Form::Vague => (a.low, a.high, a.low * 3.0, Told::Vague),
        _ if a.range => (a.low, a.high, f64::midpoint(a.low, a.high), Told::Range),
        _ => (a.low, a.high, a.low, Told::Number),
    };
    Length {
        low: low * unit,
        high: high * unit,
        point: point * unit,
        end,
        grain,
        told,
        hedge,
    }
}

/// "an hour and a half", "satu jam setengah", "satu jam tiga perempat": a fraction behind the unit.
fn fraction_behind(v: &View<'_>, one: Length, unit: f64) -> Length {
    let behind = v.pick(one.end, senses![AndFraction], |m| match m {
        Meaning::AndFraction(f) => Some(f),
        _ => None,
    });
    // Not "two hours and three quarters of the users": the part must end the number.
    let behind = behind
        .or_else(|| parts_behind(v, one.end).filter(|p| v.is(p.1, Meaning::Between).is_none()));
    match behind {
        Some((f, end)) if v.any(end, senses![Unit]).is_none() => {
            let add = f * unit;
            Length {
                low: one.low + add,
                high: one.high + add,
                point: one.point + add,
                end,
                ..one
            }
        }
        _ => one,
    }
}

/// "5:30 घंटे", "1:30 hours": hours and minutes before a unit of hours.
fn hours_minutes(v: &View<'_>, at: u32) -> Option<Length> {
    if !(v.digits(at) && v.mark(at + 1, ":") && v.digits(at + 2) && v.width(at + 2) == 2) {
        return None;
    }
    let (h, m) = (f64::from(v.value(at)?), f64::from(v.value(at + 2)?));
    let end = v.any_if(at + 3, senses![Unit], |m| {
        matches!(m, Meaning::Unit(_, Grain::Hour, Needs::Number))
    })?;
    let s = h * 3600.0 + m * 60.0;
    (m < 60.0).then_some(Length {
        low: s,
        high: s,
        point: s,
        end,
        grain: Grain::Minute,
        told: Told::Number,
        hedge: None,
    })
}

/// "PT2H30M": letters and digits glued to each other, as ISO 8601 has them.
fn iso(v: &View<'_>, at: u32) -> Option<Length> {
    if !(matches!(v.word(at), "P" | "PT") && v.digits(at + 1) && v.glued(at + 1)) {
        return None;
    }
    let mut end = at + 1;
    while v.glued(end) && !matches!(v.word(end), "," | ";" | ")" | "/") {
        end += 1;
    }
    while end > at && v.mark(end - 1, ".") {
        end -= 1;
    }
    let text = &v.text[v.token(at)?.start as usize..v.token(end - 1)?.end as usize];
    let (s, grain) = iso_length(text)?;
    Some(Length {
        low: s,
        high: s,
        point: s,
        end,
        grain,
        told: Told::Number,
        hedge: None,
    })
}
