//! `{duration}`: lengths of time with their hedges, as intervals.

use super::amount::{Hedged, hedge_behind, hedges, stronger};
use super::length::{Length, Told, length};
use super::view::View;
use crate::model::{Bound, Duration, Grain};
use crate::pattern::meaning::{Bounds, Hedge, Meaning, kind};

/// A duration and the tokens that say it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    /// First token.
    pub(super) start: u32,
    /// One past the last token.
    pub(super) end: u32,
    /// What it is worth.
    pub(super) value: Duration,
    /// One past its last token without the words that point on: "later", "ago".
    pub(super) core: u32,
}

/// Reads the duration that starts at a token, hedge included.
pub(super) fn duration(v: &View<'_>, at: u32) -> Option<Found> {
    let mut before = hedges(v, at);
    // "within minutes", "the better part of the day": a phrase of its own beats the hedge it begins with.
    let whole = v.longest_of(at, |m| matches!(m, Meaning::Whole(..) | Meaning::Many(_)));
    if whole > before.end {
        before = Hedged {
            hedge: None,
            end: at,
        };
    }
    let mut from = before.end;
    let between = v.is(from, Meaning::RangeBetween);
    let mut found = length(v, from);
    if found.is_none() {
        // "between two hours and three", "a good three hours" with the article apart
        from = between?;
        found = length(v, from);
    }
    let first = found?;
    if first.told == Told::Whole && before.hedge.is_none() && is_rate(v, at, first) {
        return None;
    }
    let span = range(v, first, between.is_some()).unwrap_or(first);
    // "from 04h30": nothing was opened.
    if from > before.end && span.told != Told::Range {
        return None;
    }
    let mut hedge = before.hedge;
    let mut end = span.end;
    if let Some(h) = span.hedge {
        hedge = Some(stronger(hedge, h));
    }
    while let Some((h, next)) = hedge_behind(v, end) {
        hedge = Some(stronger(hedge, h));
        end = next;
    }
    let core = end;
    let mut value = value(v, span, hedge);
    while let Some(next) = v.is(end, Meaning::UnitAfter) {
        end = next;
    }
    // "dua jam kemudian, atau lebih": a hedge behind the words that point on
    if let Some((h, next)) = hedge_behind(v, end)
        && hedge.is_none()
    {
        value = self::value(v, span, Some(h));
        end = next;
    }
    Some(Found {
        start: at,
        end,
        value,
        core,
    })
}

/// "30 menit hingga 2 jam": two lengths with a unit each, the second longer.
fn range(v: &View<'_>, first: Length, between: bool) -> Option<Length> {
    let to = v.is(first.end, Meaning::RangeTo).or_else(|| {
        if between {
            v.is(first.end, Meaning::RangeAnd)
        } else {
            None
        }
    })?;
    let second = length(v, to)?;
    let told = |l: Length| matches!(l.told, Told::Number | Told::Whole);
    (told(first) && told(second) && first.high < second.low && second.low < 100.0 * first.high)
        .then_some(Length {
            low: first.low,
            high: second.high,
            point: f64::midpoint(first.low, second.high),
            end: second.end,
            grain: first.grain.min(second.grain),
            told: Told::Range,
            hedge: second.hedge,
        })
}

/// Whether "a month" says how often: "18 billion transactions a month", "24 hours a day".
fn is_rate(v: &View<'_>, at: u32, first: Length) -> bool {
    if first.grain < Grain::Minute || at == v.first || v.ends_with(at, Meaning::UnitCue).is_some() {
        return false;
    }
    let floor = v.first.max(at.saturating_sub(4));
    (floor..at)
        .rev()
        .take_while(|&i| {
            v.token(i)
                .is_some_and(|t| t.class != crate::segment::Class::Mark)
        })
        .any(|i| v.kind(i) & (kind::NUMBER | kind::DIGITS) != 0)
}

/// The interval that a hedge makes of a length.
fn value(v: &View<'_>, l: Length, hedge: Option<Hedge>) -> Duration {
    let plain = Duration {
        min_s: Some(l.low),
        max_s: Some(l.high),
        point_s: Some(l.point),
        approx: l.told != Told::Number && l.told != Told::Whole,
        bound: match l.told {
            Told::Number | Told::Whole => Bound::Exact,
            Told::Range => Bound::Range,
            Told::Vague => Bound::Vague,
        },
        grain: l.grain,
    };
    let Some(hedge) = hedge else { return plain };
    // A hedge on "several hours" or "two to three hours" adds nothing, unless it opens an end.
    if l.told == Told::Vague
        || (l.told == Told::Range && matches!(hedge, Hedge::About | Hedge::Almost))
    {
        return Duration {
            approx: true,
            ..plain
        };
    }
    let (low, high) = v.pack.bounds.of(hedge);
    Duration {
        min_s: low.map(|f| Bounds::part(f, l.low)),
        max_s: high.map(|f| Bounds::part(f, l.high)),
        approx: true,
        bound: match hedge {
            Hedge::About => Bound::About,
            Hedge::Almost => Bound::Almost,
            Hedge::More => Bound::Over,
            Hedge::Less => Bound::Under,
            Hedge::UpTo => Bound::UpTo,
        },
        ..plain
    }
}
