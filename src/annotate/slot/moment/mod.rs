//! `{moment}`: times of day, dates and zones in any order, one expression for all that stands together.
//!
//! A [`Draft`] leaves here: what is printed, without what follows from other places of the text.

mod draft;
mod link;
mod zone;

pub use draft::{Draft, Link, Near, Zone};

use super::amount::hedges;
use super::clock::{Sure, clock, ends_clause, in_part};
use super::date::{self, Date, date};
use super::instant::instant;
use super::view::View;
use crate::pattern::meaning::{Hedge, Meaning, Senses, Side, kind, senses};
use crate::segment::Class;
use link::{linked, range_start, share};
use zone::zone;

/// A moment and the tokens that say it, with those of its parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Read {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) draft: Draft,
    pub(super) clock: Option<(u32, u32)>,
    pub(super) date: Option<(u32, u32)>,
}

/// Reads the moment that starts at a token, and those that share its zone or date behind it.
pub(super) fn moments(v: &View<'_>, at: u32, out: &mut Vec<Read>) -> Option<u32> {
    let from = out.len();
    if !may_read(v, at) || !v.near(at, kind::CLOCK | kind::DATE | kind::DIGITS | kind::NUMBER) {
        return None;
    }
    let first = moment(v, at, Sure::Alone).or_else(|| range_start(v, at))?;
    let mut end = first.end;
    out.push(first);
    while out.len() < from + 4 {
        let Some((next, link, behind)) = linked(v, out[out.len() - 1], end) else {
            break;
        };
        out.push(Read {
            draft: Draft { link, ..next.draft },
            ..next
        });
        end = behind;
    }
    share(&mut out[from..]);
    Some(end)
}

/// Whether what a moment needs stands at a number or close to it: a quick look, since most numbers begin none.
fn may_read(v: &View<'_>, at: u32) -> bool {
    /// What makes a time of day or a day of numbers before it.
    const SAYS: Senses = senses![
        Month, Weekday, Day, Ordinal, ClockCue, ClockLead, ClockPart, ClockBare, ClockAt,
        ClockHour, ClockPast, ClockTo, ClockPlus, ClockMinus, Zone, DayAfter, YearAfter
    ];
    /// What makes one of numbers behind it.
    const CUES: Senses = senses![
        ClockWeakCue,
        ClockCue,
        DateCue,
        DateJoin,
        DayBefore,
        YearBefore
    ];
    /// Tokens between what belongs together.
    const REACH: u32 = 5;
    if v.pack.vocabulary.unspaced() || v.kind(at) & (kind::DATE | kind::CLOCK | kind::LEAD) != 0 {
        return true;
    }
    let goes_on = v.glued(at + 1) && (v.digits(at + 2) || v.glued_word(at + 1));
    goes_on || v.within(at + 1..at + REACH, SAYS) || v.within(at.saturating_sub(REACH)..at, CUES)
}

/// One moment: pieces that stand together.
fn moment(v: &View<'_>, at: u32, sure: Sure) -> Option<Read> {
    let mut read = Read {
        start: at,
        end: at,
        draft: Draft::default(),
        clock: None,
        date: None,
    };
    let from = before(v, at, &mut read.draft);
    if from > at && v.kind(from) & !kind::INNER == 0 {
        return None;
    }
    if let Some(found) = instant(v, from) {
        let draft = Draft {
            approx: read.draft.approx,
            near: read.draft.near,
            ..found.draft
        };
        return Some(Read {
            start: at,
            draft,
            ..found
        });
    }
    read.end = from;
    let mut gap = from;
    let mut unsure = false;
    for _ in 0..6 {
        let Some(end) = piece(v, gap, &mut read, &mut unsure, sure) else {
            if gap > read.end || read.end == from {
                break;
            }
            let next = connect(v, read.end, &read.draft);
            if next == read.end {
                break;
            }
            gap = next;
            continue;
        };
        read.end = end;
        gap = end;
    }
    let draft = &mut read.draft;
    if draft.clock.is_none() && (draft.date.is_none() || unsure) {
        return None;
    }
    // "2020-06-29 11:39": who writes the year first counts to 24.
    if let (Some(clock), Some((from, _))) = (&mut draft.clock, read.date)
        && v.digits(from)
        && v.width(from) == 4
    {
        clock.half_day = false;
    }
    // "Selasa malam pukul 8": the part of the date says which half of the day.
    if let (Some(clock), Some(date)) = (&mut draft.clock, &draft.date)
        && let Some(part) = date.part
        && clock.part.is_none()
    {
        clock.seconds =
            u32::try_from(in_part(i64::from(clock.seconds), part)).unwrap_or(clock.seconds);
        clock.half_day = false;
        clock.part = Some(part);
    }
    draft.approx |= draft.clock.is_some_and(|c| c.approx);
    // "Wed Oct 26 15:50:06 2016": the year behind the time of day
    if draft.clock.is_some()
        && let Some(date) = &mut draft.date
        && date.year.is_none()
        && date.day.is_some()
        && let Some(year) =
            date::year(v, read.end).filter(|_| v.any(read.end + 1, senses![Unit]).is_none())
    {
        date.year = Some(year);
        read.end += 1;
    }
    Some(read)
}

/// Hedges before a moment.
fn before(v: &View<'_>, at: u32, draft: &mut Draft) -> u32 {
    let hedged = hedges(v, at);
    // "hingga pukul 10" says until when: that is for patterns, and no part of the time.
    if hedged.hedge == Some(Hedge::UpTo) {
        return at;
    }
    let mut from = hedged.end;
    draft.approx |= hedged.hedge.is_some();
    if matches!(hedged.hedge, Some(Hedge::About | Hedge::Almost)) {
        // "alrededor de las 17", not "was declared over at 8:15"
        from = v
            .is(from, Meaning::ClockWeakCue)
            .filter(|&end| clock(v, end).is_some_and(|c| c.sure == Sure::Alone))
            .unwrap_or(from);
    }
    if let Some((side, end)) = v.pick(from, senses![ClockNear], |m| match m {
        Meaning::ClockNear(side) => Some(side),
        _ => None,
    }) && end >= from
    {
        draft.near = Some(if side == Side::Before {
            Near::Before
        } else {
            Near::After
        });
        draft.approx = true;
        from = end;
    }
    from
}

/// Adds the piece that starts at a token; one past its last token.
fn piece(v: &View<'_>, at: u32, read: &mut Read, unsure: &mut bool, sure: Sure) -> Option<u32> {
    let here = v.kind(at);
    if here & (kind::DIGITS | kind::NUMBER | kind::CLOCK | kind::DATE | kind::LEAD) == 0
        && v.word(at) != "T"
        && !v.mark(at, "+")
        && !v.mark(at, "-")
        && !v.opens(at)
    {
        return None;
    }
    if read.draft.zone.is_none()
        && read
            .clock
            .is_some_and(|c| c.1 == at || v.opens(at - 1) || v.comma(at - 1) || behind(read, at))
        && let Some((zone, end)) = zone(v, at)
        && !(v.opens(at - 1) && heads(v, end))
    {
        read.draft.zone = Some(zone);
        return Some(end);
    }
    // "12:30 CST (China Standard Time)": the bracket tells which of the zones of that name it is.
    if read.draft.zone.is_some_and(|z| z.offset.is_none())
        && read.clock.is_some_and(|c| c.1 < at)
        && v.opens(at)
        && let Some((zone, end)) = zone(v, at)
    {
        read.draft.zone = Some(zone);
        return Some(end);
    }
    if read.draft.date.is_none()
        && let Some(found) = dated(v, at, read)
    {
        *unsure = !found.sure && read.draft.clock.is_none();
        read.draft.date = Some(found.date);
        read.date = Some((found.start, found.end));
        return Some(found.end);
    }
    if read.draft.clock.is_none() {
        // "日本時間5日午前2時": a zone before the rest
        if read.draft.zone.is_none()
            && let Some((zone, end)) = zone(v, at)
        {
            // "米東部時間の12日午前10時"
            let end = v.is(end, Meaning::DateJoin).unwrap_or(end);
            let mut rest = Read { end, ..*read };
            let next = piece(v, end, &mut rest, unsure, Sure::Beside)?;
            *read = rest;
            read.draft.zone = Some(zone);
            return Some(next);
        }
        let mut hedge = Draft::default();
        let from = before(v, at, &mut hedge);
        let found = clock(v, from)?;
        // Not "5日未明、6時間", "同日、3行": without spaces an hour has its mark; nor "Saturday evening, two outages".
        let evening = read.draft.date.is_some_and(|d| d.part.is_some())
            && !v.pack.vocabulary.unspaced()
            && ends_clause(v, found.end);
        let beside = sure == Sure::Beside
            || evening
            || zone(v, found.end).is_some()
            || tonight(v, found.end);
        if found.sure == Sure::Beside && !beside {
            return None;
        }
        read.draft.approx |= hedge.approx;
        read.draft.near = read.draft.near.or(hedge.near);
        read.draft.clock = Some(found.clock);
        read.clock = Some((found.start, found.end));
        return Some(found.end);
    }
    None
}

/// Whether a time of day or date stands right behind a zone, which is then of that one: "10時(日本時間13日午前0時)".
fn heads(v: &View<'_>, at: u32) -> bool {
    let from = v.is(at, Meaning::DateJoin).unwrap_or(at);
    clock(v, from).is_some() || date(v, from).is_some()
}

/// Whether a date ends right before a token and its time of day stands before it: "8:30 pm on Tuesday Eastern time".
fn behind(read: &Read, at: u32) -> bool {
    read.date
        .is_some_and(|d| d.1 == at && read.clock.is_some_and(|c| c.1 <= d.0))
}

/// A date as the next piece. Behind a time of day a bare number may be one: "8pm on the 15".
fn dated(v: &View<'_>, at: u32, read: &Read) -> Option<date::Read> {
    if let Some(found) = date(v, at) {
        // "10.30" is no date, "5.10.2022" is; a sure clock that is as long wins.
        if !found.sure && clock(v, at).is_some_and(|c| c.sure == Sure::Alone && c.end >= found.end)
        {
            return None;
        }
        if found.sure || read.draft.clock.is_some() || followed_by_clock(v, found.end) {
            return Some(found);
        }
        return None;
    }
    let cued = at > v.first && v.ends_with(at, Meaning::DateJoin).is_some();
    let from = v.is(at, Meaning::Of).unwrap_or(at);
    let day = v
        .value(from)
        .filter(|d| (1..=31).contains(d) && v.width(from) <= 2)? as u8;
    if clock(v, from).is_some_and(|c| c.sure == Sure::Alone) || opens_range(v, from) {
        return None;
    }
    let fits = if read.draft.clock.is_some() {
        ends_clause(v, from + 1)
    } else {
        followed_by_clock(v, from + 1) && v.ends_with(at, Meaning::DateCue).is_some()
    };
    (cued && fits && !v.glued(from + 1))
        .then_some(())
        .or_else(|| {
            (cued && fits && v.token(from + 1).is_none_or(|t| t.class == Class::Mark)).then_some(())
        })?;
    let date = Date {
        day: Some(day),
        ..Date::default()
    };
    Some(date::Read {
        start: at,
        end: from + 1,
        date,
        sure: true,
    })
}

/// Whether a bare number is the first hour of a range: "de 9 a 11 de la mañana".
fn opens_range(v: &View<'_>, at: u32) -> bool {
    v.is(at + 1, Meaning::RangeTo)
        .is_some_and(|to| v.kind(to) & (kind::DIGITS | kind::NUMBER) != 0)
}

/// Whether a sure time of day stands behind a comma or a joining word.
fn followed_by_clock(v: &View<'_>, at: u32) -> bool {
    let from = v.is(at, Meaning::DateJoin).unwrap_or(at);
    let from = v.is(from, Meaning::ClockWeakCue).unwrap_or(from);
    clock(v, from).is_some_and(|c| c.sure == Sure::Alone)
}

/// Whether a day with its part follows: "8 tonight", "9 tomorrow morning", "10, tonight".
fn tonight(v: &View<'_>, at: u32) -> bool {
    let from = at + u32::from(v.comma(at));
    date(v, from).is_some_and(|d| d.date.part.is_some() && d.date.relative.is_some())
}

/// Token behind what may join two pieces: a comma, "on", an opening bracket, "around".
fn connect(v: &View<'_>, at: u32, draft: &Draft) -> u32 {
    let mut from = at;
    for _ in 0..3 {
        // "a las 20:30, hora de Madrid": no cue
        if v.any(from, senses![Zone]).is_some() {
            break;
        }
        // "2:49 AM PDT Between September 11 ... and": what begins a range belongs to what follows; "5 pm de ayer" is none.
        let ranges = v.is(from, Meaning::RangeBetween).is_some();
        let joins = !ranges || draft.clock.is_some() && draft.date.is_none();
        if let Some(end) = v
            .is(from, Meaning::DateJoin)
            .or_else(|| v.is(from, Meaning::Of))
            .filter(|_| joins)
            .or_else(|| v.is(from, Meaning::ClockWeakCue).filter(|_| !ranges))
        {
            from = end;
        } else {
            let open = v.comma(from) || v.opens(from) || v.mark(from, "@");
            let dash = (v.mark(from, "-") || v.mark(from, "–"))
                && (draft.clock.is_none() || !v.digits(from + 1));
            if !open && !dash {
                break;
            }
            from += 1;
        }
    }
    // What closes before it opens was opened elsewhere.
    if v.mark(at, ")") || v.mark(at, "）") {
        at
    } else {
        from
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;

    fn moments(lang: &str, text: &str) -> Vec<String> {
        found(lang, "moment", text)
            .into_iter()
            .map(|f| f.0)
            .collect()
    }

    #[test]
    fn what_stands_together_is_one_moment() {
        for (lang, text, want) in [
            (
                "id",
                "bermula pada pukul 13.44 WIB, Selasa (25/10).",
                "pukul 13.44 WIB, Selasa (25/10)",
            ),
            (
                "id",
                "pada Rabu (6/3/2024) dini hari setelah",
                "Rabu (6/3/2024) dini hari",
            ),
            (
                "id",
                "pada Minggu sekitar pukul 17.33 WIB.",
                "Minggu sekitar pukul 17.33 WIB",
            ),
            ("ja", "次の日曜日の午後7:00に始める", "次の日曜日の午後7:00"),
            (
                "id",
                "pada Sabtu, 3 Mei 2025, pukul 14.10 WIB.",
                "Sabtu, 3 Mei 2025, pukul 14.10 WIB",
            ),
            (
                "id",
                "pada Oktober tahun lalu, gangguan",
                "Oktober tahun lalu",
            ),
            (
                "en",
                "began at about 6 p.m. ET on Thursday in",
                "about 6 p.m. ET on Thursday",
            ),
            ("en", "hit on Friday, July 19, by", "Friday, July 19"),
            ("en", "at 2017-03-12T22:14:25Z it", "2017-03-12T22:14:25Z"),
            (
                "es",
                "a las 5 de la tarde de ayer lunes cayó",
                "a las 5 de la tarde de ayer lunes",
            ),
            (
                "es",
                "a las 20:30, hora de Madrid, cayó",
                "a las 20:30, hora de Madrid",
            ),
            (
                "id",
                "hingga pukul 09.30 lebih dari 20.000 orang",
                "pukul 09.30",
            ),
            (
                "es",
                "a las 15.15 hora local cayó",
                "a las 15.15 hora local",
            ),
            (
                "es",
                "el martes de la semana pasada a las 9:00 cayó",
                "el martes de la semana pasada a las 9:00",
            ),
            (
                "es",
                "a las 8 pm, primero de octubre.",
                "a las 8 pm, primero de octubre",
            ),
            (
                "ja",
                "先週の火曜日午前9時に停止した。",
                "先週の火曜日午前9時",
            ),
            (
                "en",
                "on Wed Oct 26 15:50:06 2016.",
                "Wed Oct 26 15:50:06 2016",
            ),
        ] {
            assert_eq!(moments(lang, text), [want], "{text}");
        }
    }

    #[test]
    fn what_is_counted_behind_a_part_of_the_day_is_no_hour() {
        for (lang, text, want) in [
            (
                "en",
                "On Saturday evening, two outages hit",
                "Saturday evening",
            ),
            (
                "es",
                "La tarde de este sábado, un corte de luz",
                "La tarde de este sábado",
            ),
            ("id", "Selasa malam, 3 orang mengeluh", "Selasa malam"),
            (
                "en",
                "until Saturday evening at 8, when",
                "Saturday evening at 8",
            ),
        ] {
            assert_eq!(moments(lang, text), [want], "{text}");
        }
    }

    #[test]
    fn ends_and_conversions_are_moments_of_their_own() {
        assert_eq!(
            moments("en", "Between 10:04 AM and 11:20 AM PDT we saw"),
            ["10:04 AM", "11:20 AM PDT"]
        );
        assert_eq!(moments("en", "from 3 to 5 pm today"), ["3", "5 pm today"]);
        assert_eq!(
            moments("id", "sekitar pukul 10 pagi ET (22.00 WIB), Selasa."),
            ["sekitar pukul 10 pagi ET", "22.00 WIB", "Selasa"]
        );
    }
}
