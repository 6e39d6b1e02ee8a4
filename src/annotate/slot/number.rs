//! `{number}`: number words, digits, and both mixed ("1,4 juta", "68ribu", "puluhan ribu").

use super::digits::numeral;
use super::view::View;
use crate::pattern::meaning::Meaning;

/// A number as the text gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    /// Lower end.
    pub(super) low: f64,
    /// Upper end; equal to the lower one unless the number is vague.
    pub(super) high: f64,
    /// One past its last token.
    pub(super) end: u32,
    /// How it is told.
    pub(super) form: Form,
}

/// How a number is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// In digits, without marks.
    Digits,
    /// In digits with marks, or with a word: "1,4 juta".
    Mixed,
    /// In words.
    Words,
    /// "puluhan": only the order is told.
    Vague,
    /// "several".
    Few,
}

impl Number {
    /// The number, if one was told.
    pub(super) fn exact(&self) -> bool {
        !matches!(self.form, Form::Vague | Form::Few)
    }
}

/// Reads the number that starts at a token.
pub(super) fn number(v: &View<'_>, at: u32) -> Option<Number> {
    if v.digits(at) {
        return in_digits(v, at);
    }
    if let Some(((low, high, form), end)) = v.pick(at, |m| match m {
        Meaning::Vague(low, high) => Some((low, high, Form::Vague)),
        Meaning::Few => Some((2.0, 9.0, Form::Few)),
        _ => None,
    }) && in_words(v, at).is_none_or(|n| n.end <= end)
    {
        return Some(times(
            v,
            Number {
                low,
                high,
                end,
                form,
            },
            false,
        ));
    }
    if let Some((value, end)) = v.pick(at, |m| match m {
        Meaning::Fraction(f) => Some(f),
        _ => None,
    }) {
        // "half a million", "setengah juta": a fraction alone is no number.
        let large = v.pick(end, |m| match m {
            Meaning::Is(n) | Meaning::Times(n) if n >= 100.0 => Some(n),
            _ => None,
        });
        if let Some((factor, end)) = large {
            let value = value * factor;
            return Some(Number {
                low: value,
                high: value,
                end,
                form: Form::Words,
            });
        }
    }
    in_words(v, at)
}

fn in_digits(v: &View<'_>, at: u32) -> Option<Number> {
    let first = numeral(v, at)?;
    let form = if first.marked {
        Form::Mixed
    } else {
        Form::Digits
    };
    let n = Number {
        low: first.value,
        high: first.value,
        end: first.end,
        form,
    };
    let mut n = and_fraction(v, n);
    let grown = times(v, n, true);
    if grown.end > n.end {
        n = Number {
            form: Form::Mixed,
            ..grown
        };
        // "10億8000万", "1万2千": smaller groups follow without a space.
        while v.glued(n.end)
            && let Some(more) = in_digits(v, n.end)
            && more.form == Form::Mixed
            && more.low < n.low
        {
            n = Number {
                low: n.low + more.low,
                high: n.high + more.high,
                end: more.end,
                ..n
            };
        }
    }
    Some(n)
}

/// "two and a half million", "5½": a fraction behind the number.
fn and_fraction(v: &View<'_>, n: Number) -> Number {
    let behind = v.pick(n.end, |m| match m {
        Meaning::AndFraction(f) => Some(f),
        _ => None,
    });
    match behind {
        Some((f, end)) => Number {
            low: n.low + f,
            high: n.high + f,
            end,
            ..n
        },
        None => n,
    }
}

/// Multiplies by the words that follow: thousand, million.
fn times(v: &View<'_>, n: Number, large: bool) -> Number {
    let mut n = n;
    while let Some((factor, end)) = v.pick(n.end, |m| match m {
        Meaning::Times(f) if !large || f >= 100.0 => Some(f),
        _ => None,
    }) {
        let high = if n.exact() {
            n.high * factor
        } else {
            (n.high + 1.0) * factor - 1.0
        };
        n = Number {
            low: n.low * factor,
            high,
            end,
            ..n
        };
    }
    n
}

/// Sums number words by the rules of places: a part is added where the one before it has room for it.
fn in_words(v: &View<'_>, at: u32) -> Option<Number> {
    let (mut total, mut group, mut last): (f64, f64, Option<f64>) = (0.0, 0.0, None);
    let mut room = f64::INFINITY;
    let mut end = at;
    loop {
        let from = if end == at { at } else { joined(v, end, room) };
        let next = v.pick(from, |m| match m {
            Meaning::Is(n) if n < room => Some((Word::Is, n)),
            Meaning::Plus(n) if last.is_some_and(|l| l < 10.0) => Some((Word::Plus, n)),
            Meaning::Times(n) if last.is_some() || total > 0.0 => Some((Word::Times, n)),
            _ => None,
        });
        let Some(((word, n), to)) = next else { break };
        if from > end && word != Word::Is {
            break;
        }
        match word {
            Word::Is => {
                group += last.unwrap_or(0.0);
                last = Some(n);
                room = place(n);
            }
            Word::Plus => {
                last = last.map(|l| l + n);
                room = 1.0;
            }
            Word::Times if n < 1000.0 => {
                last = Some(last.unwrap_or(1.0) * n);
                room = n;
            }
            Word::Times => {
                let sum = group + last.unwrap_or(0.0);
                total = if sum > 0.0 {
                    total + sum * n
                } else {
                    total * n
                };
                (group, last, room) = (0.0, None, n);
            }
        }
        end = to;
    }
    if end == at {
        return None;
    }
    let value = total + group + last.unwrap_or(0.0);
    let n = Number {
        low: value,
        high: value,
        end,
        form: Form::Words,
    };
    let with = and_fraction(v, n);
    Some(if with.end > n.end {
        times(v, with, true)
    } else {
        with
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Is,
    Plus,
    Times,
}

/// What may still be added behind a number: below 100 behind 200, below 10 behind 20, nothing behind 7 or 15.
fn place(n: f64) -> f64 {
    let mut place = 1.0;
    while n % (place * 10.0) == 0.0 && place < n {
        place *= 10.0;
    }
    if n < 10.0 { 1.0 } else { place }
}

/// Token behind a joining word or hyphen, if a number with room for more stands before it.
fn joined(v: &View<'_>, at: u32, room: f64) -> u32 {
    if room <= 1.0 {
        return at;
    }
    if v.mark(at, "-") && v.glued(at) && v.glued(at + 1) {
        return at + 1;
    }
    v.is(at, Meaning::Join).unwrap_or(at)
}
