//! `{clock}`: times of day, as digits, words and national forms; what day they belong to is not asked here.

mod digits;
mod words;

use super::amount::hedge_behind;
use super::view::View;
use crate::model::Grain;
use crate::pattern::meaning::{Hedge, Hours, Meaning, Side, Which, kind, senses};
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
    /// What it takes from the time named last.
    pub same: Option<Same>,
}

/// What a time of day takes from the one named last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Same {
    /// The half of the day: the "同5時" behind "午後2時".
    Half,
    /// The hour: the "同20分" behind "午前9時10分".
    Hour,
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
    let may = v.kind(at) & (kind::DIGITS | kind::NUMBER | kind::CLOCK) != 0
        || v.may_be(at, senses![ClockCue, ClockLead, Which]);
    if !may {
        return None;
    }
    // "v10.30" is no time of day, the "T10:30" of an ISO instant is.
    if v.inside_word(at) && v.word(at - 1) != "T" {
        return None;
    }
    if let Some(found) = minutes_of_same(v, at) {
        return Some(found);
    }
    let cue = v.is(at, Meaning::ClockCue);
    let mut from = cue.unwrap_or(at);
    let mut approx = false;
    if cue.is_some()
        && let Some(end) = v.any_if(from, senses![Approx, ClockNear], hedge)
    {
        (from, approx) = (end, true);
    }
    let weak = cue.is_none() && v.ends_with(from, Meaning::ClockWeakCue).is_some();
    let cued = cue.is_some() || (weak && hedged_cue(v, from));
    // A lone letter is a part of the day only behind digits: "3:15p".
    let before = v
        .pick(from, senses![ClockPart], part_of_day)
        .filter(|(_, end)| end - from > 1 || v.width(from) > 1 || v.pack.vocabulary.unspaced());
    let printed = match before {
        Some((_, end)) => {
            let end = skip_comma(v, end);
            words::printed(v, v.is(end, Meaning::ClockCue).unwrap_or(end), true, weak)
        }
        None => words::printed(v, from, cued, weak),
    };
    // "lunchtime", "pagi" alone are no clock.
    let mut p = printed?;
    let mut parts = before.map(|(part, _)| part);
    let mut end = p.end;
    if let Some(next) = v.is(end, Meaning::ClockHour)
        && (p.grain == Grain::Minute || v.longest_of(end, senses![Unit]) < next)
        // "午後0時半時点", "午後3時時点": without spaces another word may begin with it.
        && !(v.pack.vocabulary.unspaced()
            && (p.grain == Grain::Minute || v.ends_with(end, Meaning::ClockHour).is_some()))
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
    let read = end;
    while let Some((part, next)) = v.pick(skip_comma(v, end), senses![ClockPart], part_of_day) {
        let letter = next == end + 1 && v.width(end) == 1 && !v.pack.vocabulary.unspaced();
        let beside = v.glued(end) || caseless(v.word(end));
        if letter && !(beside && (p.grain == Grain::Minute || weak || cued)) {
            break;
        }
        parts = Some(parts.map_or(part, |old| narrower(old, part)));
        end = next;
    }
    // "около двух", "около семи часов" may count; "около двух ночи", "около семи часов вечера" do not.
    let told = end > read && before.is_none() && !v.pack.vocabulary.unspaced();
    if !told && v.vetoed(at, Meaning::ClockNot) {
        return None;
    }
    // "a las 8 de la noche menos cuarto"
    if parts.is_some()
        && p.grain == Grain::Hour
        && let Some((minutes, next, _)) = words::added(v, end).filter(|m| m.0 < 0)
    {
        (p.seconds, end, p.grain) = (p.seconds + minutes * 60, next, Grain::Minute);
    }
    if parts.is_some() {
        p.sure = Sure::Alone;
    }
    if cued {
        p.sure = Sure::Alone;
    }
    // "3am3io": inside of an identifier; "14:25Z" is none.
    let zone = v.any(end, senses![Zone]).is_some();
    if (v.glued_word(end) && !zone) || (v.glued(end) && v.digits(end)) {
        return None;
    }
    let seconds = match parts {
        Some(part) => in_part(p.seconds, part),
        None => p.seconds,
    };
    let same =
        (parts.is_none() && seconds < 46_800 && v.ends_any(at, senses![Which], is_same).is_some())
            .then_some(Same::Half);
    let half_day = parts.is_none() && p.twelve && (3600..46_800).contains(&seconds);
    let clock = Clock {
        seconds: u32::try_from(seconds).ok()?,
        half_day,
        grain: p.grain,
        approx,
        part: parts,
        same,
    };
    Some(Read {
        start: at,
        end,
        clock,
        sure: p.sure,
    })
}

/// Minutes of the hour named last: the "同20分" behind "午前9時10分"; "同20分間" is a length.
fn minutes_of_same(v: &View<'_>, at: u32) -> Option<Read> {
    let from = v.any_if(at, senses![Which], is_same)?;
    let minutes = v.value(from).filter(|&m| m < 60)?;
    let mut end = v.is(from + 1, Meaning::ClockMinute)?;
    if v.longest_of(from + 1, senses![Unit]) > end {
        return None;
    }
    let hedge = hedge_behind(v, end);
    end = hedge.map_or(end, |h| h.1);
    Some(Read {
        start: at,
        end,
        clock: Clock {
            seconds: minutes * 60,
            half_day: false,
            grain: Grain::Minute,
            approx: hedge.is_some(),
            part: None,
            same: Some(Same::Hour),
        },
        sure: Sure::Alone,
    })
}

/// Whether it stands before what is as it was named last.
fn is_same(m: Meaning) -> bool {
    matches!(m, Meaning::Which(Which::Same, Side::Before))
}

/// Whether a hedge makes a cue of what may be one before a token: "alrededor de las | 17 se cayó", but not the "dari" of
/// "lebih dari".
fn hedged_cue(v: &View<'_>, at: u32) -> bool {
    let hedged = |at, hedge: fn(Meaning) -> bool| {
        v.ends_any(at, senses![Approx, ClockNear], hedge).is_some()
    };
    let mut weak = v.first.max(at.saturating_sub(5))..at;
    // "sekitar pada 17 Juni"
    v.any(at + 1, senses![Month, Of]).is_none()
        && !hedged(at, hedge)
        && weak.any(|w| v.is_up_to(w, at, Meaning::ClockWeakCue) && hedged(w, blur))
}

fn hedge(m: Meaning) -> bool {
    matches!(m, Meaning::Approx(_, Side::Before) | Meaning::ClockNear(_))
}

/// Hedges that times of day have and counts do not bound: "about", "almost", "just after".
fn blur(m: Meaning) -> bool {
    matches!(
        m,
        Meaning::Approx(Hedge::About | Hedge::Almost, Side::Before) | Meaning::ClockNear(_)
    )
}

fn part_of_day(m: Meaning) -> Option<Hours> {
    match m {
        Meaning::ClockPart(hours) => Some(hours),
        _ => None,
    }
}

/// Whether a letter has no capital: then no initial or unit sign looks like it.
fn caseless(letter: &str) -> bool {
    !letter.chars().any(|c| c.is_lowercase() || c.is_uppercase())
}

fn skip_comma(v: &View<'_>, at: u32) -> u32 {
    at + u32::from(v.comma(at) && !v.digits(at + 1))
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

/// Whether a clause ends here, or a date, a zone or a part of the day goes on: what a bare hour needs behind it.
pub(super) fn ends_clause(v: &View<'_>, at: u32) -> bool {
    let Some(token) = v.token(at) else {
        return true;
    };
    match token.class {
        Class::Mark => {
            let goes_on = matches!(
                v.word(at),
                "%" | "-" | "/" | "$" | "€" | "°" | "'" | "’" | "\"" | "#" | "+" | "(" | "&" | ":"
            );
            let figure = token.glued && v.digits(at + 1);
            !goes_on && !figure
        }
        Class::Digits => false,
        Class::Word => {
            let calendar = senses![Zone, ClockPart, Weekday, Day, RangeTo, RangeAnd];
            let date = |at: u32| v.kind(at) & (kind::DATE | kind::LEAD | kind::DIGITS) != 0;
            let joins = v.is(at, Meaning::DateJoin).is_some_and(date);
            let unit = v.any(at, senses![Unit]);
            joins || (unit.is_none() && v.any(at, calendar).is_some())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::SlotValue;
    use super::super::testing::found;

    fn clocks(lang: &str, text: &str) -> Vec<String> {
        let print = |v: SlotValue| match v {
            SlotValue::Clock(c) => format!(
                "{:02}:{:02}:{:02}",
                c.seconds / 3600,
                c.seconds / 60 % 60,
                c.seconds % 60
            ),
            other => format!("{other:?}"),
        };
        found(lang, "clock", text)
            .into_iter()
            .map(|f| print(f.1))
            .collect()
    }

    #[test]
    fn times_of_day_in_their_forms() {
        for (lang, text, want) in [
            ("id", "pukul 13.44 WIB", "13:44:00"),
            ("id", "jam 10.53 malam", "22:53:00"),
            ("id", "pukul 11.45 detik ke-27", "11:45:27"),
            ("id", "pukul dua siang", "14:00:00"),
            ("id", "pukul setengah enam petang", "17:30:00"),
            ("id", "pukul 02.00 dini hari", "02:00:00"),
            ("id", "19:30 Wita", "19:30:00"),
            ("en", "at 4:05pm", "16:05:00"),
            ("en", "at 8.30am", "08:30:00"),
            ("en", "at 3:11 a.m. on it", "03:11:00"),
            ("en", "at 7:56:30 am", "07:56:30"),
            ("en", "around 0045 GMT", "00:45:00"),
            ("en", "by noon", "12:00:00"),
            ("en", "at half past eight", "08:30:00"),
            ("en", "at a quarter to noon", "11:45:00"),
            ("en", "at 20 past 3pm", "15:20:00"),
            ("en", "at ten past 9 in the evening", "21:10:00"),
            ("en", "at 12:15 am", "00:15:00"),
            ("en", "5 o'clock", "05:00:00"),
            ("es", "a las 5 y 20 de la tarde", "17:20:00"),
            ("es", "a las 5 y 20 vecinos", "05:00:00"),
            ("es", "15 minutos antes de las 10:30", "10:15:00"),
            ("es", "a las ocho de la noche menos cuarto", "19:45:00"),
            ("es", "cinco minutos para las siete y media", "07:25:00"),
            ("en", "from 04h30, they say", "04:30:00"),
            ("ru", "около двух ночи", "02:00:00"),
            ("ru", "до двух часов дня", "14:00:00"),
            ("ru", "в 16-00", "16:00:00"),
            ("ru", "с 16-30 до обеда", "16:30:00"),
            ("ru", "в шестом часу вечера", "17:00:00"),
            ("ja", "午前8時31秒に停止", "08:00:31"),
            ("ja", "午前8時5分31秒に停止", "08:05:31"),
            ("ja", "28時45分から", "28:45:00"),
        ] {
            assert_eq!(clocks(lang, text), [want], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_times() {
        for text in [
            "a 4:3 screen",
            "priced at 1.67",
            "one of them",
            "for 24 hours",
            "grew by 5",
            "about 0.02 per cent",
            "a 911 center",
        ] {
            assert_eq!(clocks("en", text), Vec::<String>::new(), "{text}");
        }
        for text in [
            "empat jam",
            "10 jam lebih",
            "150.000 pelanggan",
            "naik 3,5 persen",
        ] {
            assert_eq!(clocks("id", text), Vec::<String>::new(), "{text}");
        }
        for text in [
            "около двух ночей",
            "в 10-15 км",
            "10-15 человек",
            "рейс 22-15",
        ] {
            assert_eq!(clocks("ru", text), Vec::<String>::new(), "{text}");
        }
        for text in ["στις 10 Σεπτεμβρίου", "από τις 3 Μαρτίου", "στις 10 χώρες"]
        {
            assert_eq!(clocks("el", text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(clocks("el", "στις 10 το βράδυ"), ["22:00:00"]);
        assert_eq!(clocks("ja", "28時間続いた"), Vec::<String>::new());
    }
}
