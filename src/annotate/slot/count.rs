//! `{number}` and `{count}`, `{percent}` and `{money}`: numbers with hedges and signs.

use super::amount::{amounts, hedge_behind, hedges, stronger};
use super::number::Form;
use super::view::View;
use crate::pattern::meaning::{Bounds, Hedge, Meaning, senses};

/// A hedged number and the tokens that say it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Counted {
    /// First token, hedge included.
    pub(super) start: u32,
    /// First token of the number itself.
    pub(super) number: u32,
    /// One past the last token of the number itself.
    pub(super) core: u32,
    /// One past the last token, hedge included.
    pub(super) end: u32,
    /// Lower end.
    pub(super) min: Option<f64>,
    /// Upper end.
    pub(super) max: Option<f64>,
    /// Whether it is hedged, vague or a range.
    pub(super) approx: bool,
    /// Whether no word for what is counted stands behind it.
    pub(super) bare: bool,
    /// What its signs make of it.
    pub(super) sort: Sort,
}

/// What a number is a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Things.
    Count,
    /// Hundredths.
    Percent,
    /// Money.
    Money,
}

/// Reads the number that starts at a token, hedge and signs included.
pub(super) fn count(v: &View<'_>, at: u32) -> Option<Counted> {
    let mut before = hedges(v, at);
    // "more than a million"
    if v.longest_of(before.bare, senses![Is]) > before.end {
        before.end = before.bare;
    }
    let currency = v.is(before.end, Meaning::Currency);
    let number = currency.unwrap_or(before.end);
    // "A320", "v2": part of a name, unless the letters are a currency or the language glues words.
    if currency.is_none() && v.digits(number) && v.inside_word(number) {
        return None;
    }
    let a = amounts(v, number)?;
    let mut hedge = before.hedge;
    let mut end = a.end;
    let mut core = a.end;
    let mut sort = if currency.is_some() {
        Sort::Money
    } else {
        Sort::Count
    };
    for _ in 0..3 {
        if let Some((h, next)) = hedge_behind(v, end) {
            hedge = Some(stronger(hedge, h));
            end = next;
        } else if let Some(next) = v.is(end, Meaning::Percent) {
            (sort, end, core) = (Sort::Percent, next, next);
        } else if let Some(next) = v.is(end, Meaning::Currency) {
            (sort, end, core) = (Sort::Money, next, next);
        } else {
            break;
        }
    }
    // "71,000人以上", "500 users or more": the hedge behind what is counted, which stays outside.
    if hedge.is_none() && sort == Sort::Count && end == core {
        hedge = hedge_behind_counted(v, end);
    }
    let vague = matches!(a.form, Form::Vague | Form::Few);
    let (low, high) = match hedge {
        Some(h) if !vague => v.pack.bounds.of(h),
        _ => (Some(1.0), Some(1.0)),
    };
    Some(Counted {
        start: at,
        number,
        core,
        end,
        min: low.map(|f| Bounds::part(f, a.low)),
        max: high.map(|f| Bounds::part(f, a.high)),
        approx: hedge.is_some() || vague || a.range,
        bare: sort == Sort::Count && end == core,
        sort,
    })
}

/// The hedge behind a word for what is counted.
fn hedge_behind_counted(v: &View<'_>, at: u32) -> Option<Hedge> {
    let (tag, hedge) = v
        .tags
        .starting_at(at)
        .find_map(|(_, t)| Some((t, hedge_behind(v, t.end)?.0)))?;
    v.pack.group_set("user").holds(tag.group).then_some(hedge)
}
