//! `{number}`: number words, digits, and both mixed ("1,4 juta", "68ribu", "puluhan ribu").

use super::digits::numeral;
use super::view::View;
use crate::pattern::meaning::{Meaning, kind, senses};

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
    /// What the words at its end multiply: 1000 of "6千", "three thousand"; else 1.
    pub(super) factor: f64,
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
    if v.kind(at) & kind::NUMBER == 0 {
        return None;
    }
    if let Some(((low, high, form), end)) = v.pick(at, senses![Vague, Few], |m| match m {
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
                factor: 1.0,
            },
            false,
        ));
    }
    if let Some((value, end)) = v.pick(at, senses![Fraction], |m| match m {
        Meaning::Fraction(f) => Some(f),
        _ => None,
    }) {
        // "half a million", "setengah juta": a fraction alone is no number.
        let large = v.pick(end, senses![Is, Times], |m| match m {
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
                factor,
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
        factor: 1.0,
    };
    let mut n = and_fraction(v, n);
    let grown = times(v, n, true);
    if grown.end > n.end {
        n = Number {
            form: Form::Mixed,
            ..grown
        };
        // "10億8000万", "1万2千", "1万2000": smaller groups follow without a space.
        while v.glued(n.end)
            && n.factor > 1.0
            && let Some(more) = in_digits(v, n.end)
            && matches!(more.form, Form::Mixed | Form::Digits)
            && more.low < n.factor
        {
            n = Number {
                low: n.low + more.low,
                high: n.high + more.high,
                end: more.end,
                factor: more.factor,
                ..n
            };
        }
        n = with_group(v, n, n.factor);
    }
    Some(n)
}

/// "2 mil 500", "1 millón 300 mil", "mil 148": the next smaller group in digits behind a large unit.
fn with_group(v: &View<'_>, n: Number, unit: f64) -> Number {
    if unit < 1000.0 || !v.digits(n.end) {
        return n;
    }
    match in_digits(v, n.end) {
        Some(more) if (unit / 10.0..unit).contains(&more.low) && more.low.fract() == 0.0 => {
            Number {
                low: n.low + more.low,
                high: n.high + more.high,
                end: more.end,
                form: Form::Mixed,
                factor: 1.0,
            }
        }
        _ => n,
    }
}

/// "two and a half million", "5½": a fraction behind the number.
fn and_fraction(v: &View<'_>, n: Number) -> Number {
    let behind = v.pick(n.end, senses![AndFraction], |m| match m {
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
    while let Some((factor, end)) = v.pick(n.end, senses![Times], |m| match m {
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
            factor: n.factor * factor,
            ..n
        };
    }
    n
}

/// A number in words with the fraction behind it.
fn in_words(v: &View<'_>, at: u32) -> Option<Number> {
    let n = words(v, at)?;
    let with = and_fraction(v, n);
    Some(if with.end > n.end {
        times(v, with, true)
    } else {
        let unit = if (n.low - 1000.0).abs() < f64::EPSILON {
            n.low
        } else {
            n.factor
        };
        with_group(v, n, unit)
    })
}

/// Sums number words by the rules of places: a part is added where the one before it has room for it. Fractions behind
/// it are left: "tres y media" is half past three too.
pub(super) fn words(v: &View<'_>, at: u32) -> Option<Number> {
    if !v.may_be(at, senses![Is]) {
        return None;
    }
    let (mut total, mut group, mut last): (f64, f64, Option<f64>) = (0.0, 0.0, None);
    let mut room = f64::INFINITY;
    let mut large = 0;
    let mut end = at;
    loop {
        let from = if end == at { at } else { joined(v, end, room) };
        let next = v.pick(from, senses![Is, Plus, Times], |m| match m {
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
                large += 1;
            }
        }
        end = to;
    }
    if end == at {
        return None;
    }
    let value = total + group + last.unwrap_or(0.0);
    // "two million three thousand" shares nothing.
    let factor = if last.is_none() && group == 0.0 && large == 1 {
        room
    } else {
        1.0
    };
    Some(Number {
        low: value,
        high: value,
        end,
        form: Form::Words,
        factor,
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

#[cfg(test)]
mod tests {
    use super::super::SlotValue;
    use super::super::testing::{found, pack};
    use proptest::prelude::*;

    fn numbers(lang: &str, text: &str) -> Vec<(f64, f64)> {
        let ends = |v: SlotValue| match v {
            SlotValue::Number { min, max, .. } => {
                (min.unwrap_or(f64::NAN), max.unwrap_or(f64::NAN))
            }
            other => panic!("{other:?}"),
        };
        found(lang, "number", text)
            .into_iter()
            .map(|f| ends(f.1))
            .collect()
    }

    #[test]
    fn words_digits_and_both() {
        for (lang, text, want) in [
            ("id", "dua belas orang", 12.0),
            ("id", "seratus dua puluh lima orang", 125.0),
            ("id", "tiga ribu empat ratus lima puluh orang", 3450.0),
            ("id", "1,4 juta orang", 1_400_000.0),
            ("id", "68ribu keluhan", 68_000.0),
            ("id", "411rb cuitan", 411_000.0),
            ("id", "6.838 laporan", 6838.0),
            ("id", "setengah juta orang", 500_000.0),
            ("id", "8,5 orang", 8.5),
            ("en", "twenty-one people", 21.0),
            ("en", "two hundred and five people", 205.0),
            ("en", "two and a half million people", 2_500_000.0),
            ("en", "7,939 users", 7939.0),
            ("en", "1,00,000 users", 100_000.0),
            ("en", "12 100 reports", 12_100.0),
            ("en", "3.5 people", 3.5),
            ("en", "half a million people", 500_000.0),
            ("es", "mil 148 reportes", 1148.0),
            ("es", "2 mil 500 usuarios", 2500.0),
            ("es", "dos mil 340 quejas", 2340.0),
            ("es", "1 millón 300 mil clientes", 1_300_000.0),
        ] {
            assert_eq!(numbers(lang, text), [(want, want)], "{text}");
        }
    }

    #[test]
    fn vague_numbers_are_ranges() {
        assert_eq!(numbers("id", "puluhan ribu orang"), [(10_000.0, 99_999.0)]);
        assert_eq!(numbers("id", "ratusan laporan"), [(100.0, 999.0)]);
        assert_eq!(
            numbers("en", "hundreds of thousands of people"),
            [(100_000.0, 999_999.0)]
        );
        assert_eq!(numbers("en", "several hundred people"), [(200.0, 999.0)]);
    }

    #[test]
    fn parts_of_names_are_no_numbers() {
        assert!(numbers("en", "an A320 with v2 firmware").is_empty());
        assert!(numbers("en", "version 1.2.3.4 of it").is_empty());
    }

    proptest! {
        #[test]
        fn grouped_digits_are_read_back(n in 0u32..999_999_999) {
            let digits = n.to_string();
            let grouped: String = digits.char_indices().flat_map(|(i, c)| {
                let mark = i > 0 && (digits.len() - i).is_multiple_of(3);
                mark.then_some('.').into_iter().chain([c])
            }).collect();
            prop_assert_eq!(numbers("id", &format!("ada {grouped} orang")), [(f64::from(n), f64::from(n))]);
        }

        #[test]
        fn any_text_is_read_and_every_tag_lies_on_characters(words in prop::collection::vec(
            prop::sample::select(vec!["2", "30", "2022", ":", ".", "-", "/", "(", ")", ",", "jam", "pukul", "Selasa", "WIB", "setengah",
                "lebih", "dua", "puluh", "ribu", "Oktober", "kemarin", "malam", "sekitar", "hampir", "sampai", "antara", "½", "%", "Rp", "PT2H", "T", "+07:00", "٤", "é"]), 0..14),
            spaces in prop::collection::vec(any::<bool>(), 14)) {
            let text: String = words.iter().zip(spaces).flat_map(|(w, s)| [*w, if s { " " } else { "" }]).collect();
            for lang in ["id", "en"] {
                let pack = pack(lang);
                let a = crate::annotate::annotate(&text, &pack, &mut crate::annotate::Workspace::default());
                for tag in a.tags.all() {
                    prop_assert!(tag.start < tag.end && tag.end as usize <= a.tokens.len());
                    a.span(tag.start, tag.end).of(&text);
                }
            }
        }
    }
}
