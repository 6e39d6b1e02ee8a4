//! Numbers written in digits: decimal and thousands marks of the language, and what the marks say if they fit neither.

use super::view::View;
use crate::segment::Class;

/// A number in digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Numeral {
    /// What it is worth.
    pub(super) value: f64,
    /// One past its last token.
    pub(super) end: u32,
    /// Whether it holds a mark that groups thousands or sets off decimals.
    pub(super) marked: bool,
}

/// Reads the number whose first token is at `at`; `None` for dates, clocks, versions and the like.
pub(super) fn numeral(v: &View<'_>, at: u32) -> Option<Numeral> {
    if !v.digits(at) || follows_mark(v, at) {
        return None;
    }
    let mut end = at + 1;
    let mut marks = 0;
    while marks < 6 && is_mark(v, end) && v.glued(end) && v.digits(end + 1) && v.glued(end + 1) {
        end += 2;
        marks += 1;
    }
    // "19:30", "25/10" and "10-12" are read by others, or are two numbers.
    let parts = |i: u32| v.word(at + 2 * i);
    let mark = |i: u32| v.word(at + 2 * i + 1);
    let decimal = v.pack.header.decimal.as_deref().unwrap_or(".");
    let thousands = v.pack.header.thousands.as_deref().unwrap_or(",");
    if marks == 0 {
        return Some(spaced(v, at, thousands));
    }
    let three = |i: u32| v.width(at + 2 * i) == 3;
    let grouped = |n: u32| {
        let all = (1..=n).all(three) || indian(v, at, n);
        all && v.width(at) <= 3 && !parts(0).starts_with('0')
    };
    let same = (1..marks).all(|i| mark(i) == mark(0));
    let value = if marks == 1 {
        if thousands.contains(mark(0)) && grouped(1) {
            join(v, at, 1)
        } else if mark(0) == decimal || v.width(at + 2) != 3 || thousands.contains(mark(0)) {
            join(v, at, 1) / 10f64.powi(v.width(at + 2) as i32)
        } else {
            // "1,234" where the comma is neither: a number as others write it.
            join(v, at, 1)
        }
    } else if same && grouped(marks) {
        join(v, at, marks)
    } else if mark(marks - 1) == decimal
        && (1..marks - 1).all(|i| mark(i) == mark(0))
        && mark(0) != decimal
        && grouped(marks - 1)
    {
        join(v, at, marks) / 10f64.powi(v.width(at + 2 * marks) as i32)
    } else {
        return None;
    };
    Some(Numeral {
        value,
        end,
        marked: true,
    })
}

/// Whether the token goes on with something that is already being read: the "30" of "19:30".
fn follows_mark(v: &View<'_>, at: u32) -> bool {
    at >= v.first + 2
        && v.glued(at)
        && v.glued(at - 1)
        && matches!(v.word(at - 1), "." | "," | ":" | "/")
        && v.digits(at - 2)
}

fn is_mark(v: &View<'_>, at: u32) -> bool {
    matches!(v.word(at), "." | "," | "'" | "’" | "٫" | "٬")
}

/// All digits of the parts as one number.
fn join(v: &View<'_>, at: u32, marks: u32) -> f64 {
    (0..=marks)
        .flat_map(|i| v.word(at + 2 * i).chars())
        .filter_map(crate::segment::fold::digit)
        .fold(0.0, |sum, d| sum * 10.0 + f64::from(d))
}

/// "1,00,000": groups of two before the last of three.
fn indian(v: &View<'_>, at: u32, marks: u32) -> bool {
    marks >= 2
        && v.width(at + 2 * marks) == 3
        && (1..marks).all(|i| v.width(at + 2 * i) == 2)
        && v.width(at) <= 2
}

/// A plain number, or one whose thousands are set off by spaces: "12 100".
fn spaced(v: &View<'_>, at: u32, thousands: &str) -> Numeral {
    let mut end = at + 1;
    if v.width(at) <= 3 && v.word(at) != "0" && !v.word(at).starts_with('0') {
        while v.width(end) == 3 && v.digits(end) && gap(v, end, thousands) {
            end += 1;
        }
        // "in 12 100 200 places" hardly means millions unless the next token ends the run.
        if v.digits(end) && !v.glued(end) {
            end = at + 1;
        }
    }
    let value = (at..end)
        .flat_map(|i| v.word(i).chars())
        .filter_map(crate::segment::fold::digit)
        .fold(0.0, |sum, d| sum * 10.0 + f64::from(d));
    Numeral {
        value,
        end,
        marked: end > at + 1,
    }
}

/// Whether the space before a token may set off thousands: a no-break or thin one always, a plain one if the language does so.
fn gap(v: &View<'_>, at: u32, thousands: &str) -> bool {
    let (Some(before), Some(token)) = (v.token(at - 1), v.token(at)) else {
        return false;
    };
    let space = &v.text[before.end as usize..token.start as usize];
    before.class == Class::Digits
        && match space {
            "\u{A0}" | "\u{202F}" | "\u{2009}" => true,
            " " => thousands.contains(' '),
            _ => false,
        }
}
