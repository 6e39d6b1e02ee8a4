//! What stands before a unit: a number, a fraction, a range, or something vague; and hedges around it.

use super::number::{Form, number};
use super::view::View;
use crate::pattern::meaning::{Hedge, Meaning, Side, senses};

/// An amount of a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount {
    /// Lower end.
    pub(super) low: f64,
    /// Upper end.
    pub(super) high: f64,
    /// One past its last token.
    pub(super) end: u32,
    /// How it is told.
    pub(super) form: Form,
    /// Whether two ends were named.
    pub(super) range: bool,
    /// What the words at its end multiply.
    pub(super) factor: f64,
}

/// Reads a number with its fractions: "two", "1/2", "one and three quarters", "2 x 45", "three quarters of".
pub(super) fn amount(v: &View<'_>, at: u32) -> Option<Amount> {
    let exact = |value: f64, end: u32, form: Form| Amount {
        low: value,
        high: value,
        end,
        form,
        range: false,
        factor: 1.0,
    };
    if let Some((value, end)) = slashed(v, at) {
        return Some(exact(value, end, Form::Mixed));
    }
    if let Some(n) = number(v, at) {
        let mut a = Amount {
            low: n.low,
            high: n.high,
            end: n.end,
            form: n.form,
            range: false,
            factor: n.factor,
        };
        if n.exact() {
            if let Some((f, end)) = parts_behind(v, n.end) {
                (a.low, a.high, a.end) = (n.low + f, n.high + f, end);
            } else if let Some((part, end)) = v.pick(n.end, senses![Part], part) {
                (a.low, a.high, a.end) = (n.low * part, n.high * part, end);
            }
            if let Some(by) = v.is(a.end, Meaning::By)
                && let Some(m) = number(v, by)
                && m.exact()
            {
                (a.low, a.high, a.end) = (a.low * m.low, a.high * m.high, m.end);
            }
            // "1 1/2 hours"
            if n.form == Form::Digits
                && let Some((f, end)) = slashed(v, a.end)
            {
                (a.low, a.high, a.end) = (a.low + f, a.high + f, end);
            }
        }
        return Some(a);
    }
    v.pick(at, senses![Fraction, Part], |m| match m {
        Meaning::Fraction(f) | Meaning::Part(f) => Some(f),
        _ => None,
    })
    .map(|(f, end)| exact(f, end, Form::Words))
}

fn part(m: Meaning) -> Option<f64> {
    match m {
        Meaning::Part(p) => Some(p),
        _ => None,
    }
}

/// "and three quarters", "and quarter", "tiga perempat" behind a number or unit.
pub(super) fn parts_behind(v: &View<'_>, at: u32) -> Option<(f64, u32)> {
    let from = v.is(at, Meaning::Join).unwrap_or(at);
    if from > at
        && let Some(found) = v.pick(from, senses![Part], part)
    {
        return Some(found);
    }
    let n = number(v, from).filter(|n| n.low < 10.0 && n.exact())?;
    let (p, end) = v.pick(n.end, senses![Part], part)?;
    Some((n.low * p, end))
}

/// "1/2", "3/4".
fn slashed(v: &View<'_>, at: u32) -> Option<(f64, u32)> {
    let (over, under) = (v.value(at)?, v.value(at + 2)?);
    let fits = v.mark(at + 1, "/")
        && v.glued(at + 1)
        && v.glued(at + 2)
        && over < under
        && (2..=10).contains(&under);
    (fits && !v.mark(at + 3, "/")).then_some((f64::from(over) / f64::from(under), at + 3))
}

/// An amount, or two of them that rise: "4 sampai 5", "two or three", "1-1,5", "between 2 and 3", "dua tiga".
pub(super) fn amounts(v: &View<'_>, at: u32) -> Option<Amount> {
    if let Some(from) = v.is(at, Meaning::RangeBetween)
        && let Some(low) = amount(v, from)
        && let Some(and) = v.and(low.end).or_else(|| v.is(low.end, Meaning::RangeTo))
        && let Some(high) = amount(v, and)
    {
        return rising(low, high);
    }
    let low = amount(v, at)?;
    let high = match v.is(low.end, Meaning::RangeTo) {
        Some(to) => amount(v, to),
        // "dua tiga jam", "两三个小时"
        None if low.form == Form::Words && low.low < 10.0 => amount(v, low.end)
            .filter(|h| h.form == Form::Words && (h.low - low.low - 1.0).abs() < 1e-9),
        None => None,
    };
    match high {
        Some(high) => rising(low, high).or(Some(low)),
        None => Some(low),
    }
}

/// One range of two amounts, if the second is larger.
fn rising(mut low: Amount, high: Amount) -> Option<Amount> {
    // "5~6千", "two to three million": the lower end shares the large word of the upper one.
    if (low.factor - 1.0).abs() < f64::EPSILON
        && low.form != Form::Mixed
        && high.factor > 1.0
        && low.high < high.low / high.factor
    {
        (low.low, low.high) = (low.low * high.factor, low.high * high.factor);
    }
    let told = |a: Amount| !matches!(a.form, Form::Vague | Form::Few) && !a.range;
    (told(low) && told(high) && low.high < high.low).then_some(Amount {
        low: low.low,
        high: high.high,
        end: high.end,
        form: low.form,
        range: true,
        factor: high.factor,
    })
}

/// Hedges before a number, with the words that may stand between.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hedged {
    /// The strongest of them.
    pub(super) hedge: Option<Hedge>,
    /// Where the number starts.
    pub(super) end: u32,
    /// Where the last hedge ends, without the words that may stand between: "just over | an hour".
    pub(super) bare: u32,
}

/// Reads the hedges at a token.
pub(super) fn hedges(v: &View<'_>, at: u32) -> Hedged {
    let mut found = Hedged {
        hedge: None,
        end: at,
        bare: at,
    };
    let mut from = at;
    for _ in 0..6 {
        let hedge = hedge(v, from, Side::Before);
        // "over the past | ten minutes" is no hedge, though it begins as one.
        let filler = v
            .is(from, Meaning::Filler)
            .filter(|end| hedge.is_none_or(|(_, hedged)| hedged < *end));
        if let Some(end) = filler
            && (found.hedge.is_some() || hedge.is_some())
        {
            (found.end, from) = (end, end);
        } else if let Some((hedge, end)) = hedge {
            found.hedge = Some(stronger(found.hedge, hedge));
            (found.end, found.bare, from) = (end, end, end);
        } else {
            break;
        }
    }
    found
}

/// The hedge behind a number or unit.
pub(super) fn hedge_behind(v: &View<'_>, at: u32) -> Option<(Hedge, u32)> {
    // "hingga 09.30 lebih dari 20 ribu orang": a longer hedge is of what follows.
    hedge(v, at, Side::After)
        .filter(|behind| hedge(v, at, Side::Before).is_none_or(|before| before.1 <= behind.1))
}

/// The longest hedge at a token that stands on this side of what it hedges, and where it ends.
fn hedge(v: &View<'_>, at: u32, of: Side) -> Option<(Hedge, u32)> {
    v.pick(at, senses![Approx], |m| match m {
        Meaning::Approx(h, side) if side == of => Some(h),
        _ => None,
    })
}

/// "up to about" is up to: what bounds beats what blurs.
pub(super) fn stronger(old: Option<Hedge>, new: Hedge) -> Hedge {
    match old {
        None | Some(Hedge::About) => new,
        Some(old) => old,
    }
}
