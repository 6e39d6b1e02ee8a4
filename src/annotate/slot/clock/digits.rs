//! Times of day in digits: `19:30`, `14.35`, `14h35`, `0045`, `9時30分`, a bare hour.

use super::super::view::View;
use super::{Printed, Sure, ends_clause, part_of_day};
use crate::model::Grain;
use crate::pattern::meaning::{Meaning, senses};

/// `19:30`, `14.35`, `14h35`, `7:56:30`, `0045`, `340pm`, `9時30分`, `8`.
pub(super) fn in_digits(v: &View<'_>, at: u32, cued: bool, weak: bool) -> Option<Printed> {
    let (value, width) = (v.value(at)?, v.width(at));
    if at >= v.first + 2
        && v.glued(at)
        && v.glued(at - 1)
        && v.digits(at - 2)
        && matches!(v.word(at - 1), ":" | "." | "/" | ",")
    {
        return None;
    }
    if width <= 2 && (25..=LATE).contains(&value) {
        return late_hour(v, at);
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
    if (3..=4).contains(&width) {
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
    if let Some((minutes, end)) = v.pick(at + 1, senses![ClockAt], |m| match m {
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
    // "στις 10 Σεπτεμβρίου": the number is a day.
    let day = v.any(at + 1, senses![Month]).is_some();
    let fits = width <= 2
        && value <= 24
        && !day
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
        twelve: value <= 12 && !v.word(at).starts_with('0'),
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
    if m >= 60 || (mark == "-" && is_range(v, at, cued)) {
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
    let colon = !matches!(mark, "." | "," | "-");
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

/// Whether "10-15" counts from ten to fifteen: what does not rise is a time, "16-00", and what does is one only behind a
/// cue and before nothing that it counts, "в 16-30".
fn is_range(v: &View<'_>, at: u32, cued: bool) -> bool {
    v.value(at) < v.value(at + 2) && !(cued && ends_clause(v, at + 3))
}

/// Whether a number is counted: a unit, a percent sign or money stands behind it.
fn counted(v: &View<'_>, end: u32) -> bool {
    v.any(end, senses![Times, Percent, Currency, Unit])
    .is_some()
        // "10.53 malam": a night is a part of the day too; "15.15 hora local": so is an hour a zone.
        && v.any(end, senses![ClockHour, ClockPart, ClockSecond, Zone])
            .is_none()
}

/// Whether "14.35" without any cue is a time of day: the language writes decimals otherwise, and nothing is counted. A
/// dash needs its cue: "рейс 22-15".
fn dot_is_clock(v: &View<'_>, at: u32, end: u32) -> bool {
    let decimal = v.pack.header.decimal.as_deref().unwrap_or(".");
    let price = at > v.first
        && (v.ends_with(at, Meaning::Currency).is_some()
            || (v.glued(at) && !v.mark(at - 1, "(") && !v.mark(at - 1, "-")));
    !matches!(v.word(at + 1), m if m == "-" || m == decimal)
        && v.width(at) == 2
        && !price
        && !v.glued_word(end)
}

/// Last hour of a day that ends when people go to bed: "28時" is four in the morning.
const LATE: u32 = 30;

/// An hour behind midnight of the day before, where no length is written that way: "25時30分".
fn late_hour(v: &View<'_>, at: u32) -> Option<Printed> {
    let word = v.is(at + 1, Meaning::ClockHour)?;
    if v.longest_of(at + 1, senses![Unit]) == word {
        return None;
    }
    hour_word(v, at, false)
}

/// `14h35`, `8 Uhr 30`, `9時30分`, `오전 12시8분`, `3 o'clock`.
fn hour_word(v: &View<'_>, at: u32, cued: bool) -> Option<Printed> {
    let word = v.is(at + 1, Meaning::ClockHour)?;
    // A longer unit swallows it: 時 in 時間.
    let unit = v.longest_of(at + 1, senses![Unit, UnitNot]);
    if unit > word {
        return None;
    }
    let h = v.value(at)?;
    let mut p = Printed {
        seconds: i64::from(h) * 3600,
        end: word,
        grain: Grain::Hour,
        sure: Sure::Alone,
        twelve: h <= 12 && h > 0 && !v.word(at).starts_with('0'),
    };
    let minutes = if v.digits(word) && v.width(word) <= 2 {
        v.value(word).filter(|&m| m < 60)
    } else {
        None
    };
    let tight = v.glued(word) && v.width(word) == 2;
    let minute_word = v.is(word + 1, Meaning::ClockMinute);
    let second_word = v.is(word + 1, Meaning::ClockSecond);
    match minutes {
        Some(s) if minute_word.is_none() && second_word.is_some() => {
            p.seconds += i64::from(s);
            p.end = second_word.unwrap_or(word);
            p.grain = Grain::Second;
        }
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
        _ if unit == word
            && !cued
            && (h < 13 || !v.glued(at + 1) || v.ends_with(at, Meaning::UnitCue).is_some()) =>
        {
            p.sure = Sure::Beside;
        }
        _ => {}
    }
    // "1h30" without a cue is as often a length; a short one, and "3 h 40 min", are taken for it.
    let short = minute_word.is_some() || h < 3 && v.width(at) == 1;
    if unit == word && !cued && p.grain == Grain::Minute && short {
        p.sure = Sure::Beside;
    }
    Some(p)
}

/// `0045`, `1600`, `340` with "pm", a zone or a cue.
fn compact(v: &View<'_>, at: u32, cued: bool, weak: bool) -> Option<Printed> {
    let value = v.value(at)?;
    let (h, m) = (value / 100, value % 100);
    if h > 24
        || m >= 60
        || v.glued_word(at + 1)
            && v.pick(at + 1, senses![ClockPart], part_of_day).is_none()
            && v.any(at + 1, senses![ClockHour]).is_none()
    {
        return None;
    }
    if v.glued(at + 1) && matches!(v.word(at + 1), "." | "," | "/" | ":" | "-") && v.digits(at + 2)
    {
        return None;
    }
    let year = (1900..2100).contains(&value);
    let told = cued || (weak && !year && ends_clause(v, at + 1));
    let sure = if told && v.width(at) == 4 {
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
