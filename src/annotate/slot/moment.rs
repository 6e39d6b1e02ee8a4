//! `{moment}`: times of day, dates and zones in any order, one expression for all that stands together.
//!
//! A [`Draft`] leaves here: what is printed, without what follows from other places of the text.

use super::clock::{self, Clock, Sure, clock, ends_clause, in_part};
use super::date::{self, Date, date};
use super::instant::instant;
use super::view::View;
use crate::annotate::slot::amount::hedges;
use crate::pattern::meaning::{Hedge, Meaning, Side, kind, minutes_east};
use crate::segment::Class;

/// A point in time as printed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Draft {
    /// Its time of day.
    pub clock: Option<Clock>,
    /// Its date.
    pub date: Option<Date>,
    /// Its zone.
    pub zone: Option<Zone>,
    /// Whether it is hedged.
    pub approx: bool,
    /// On which side of the named time it lies: "shortly before" is before.
    pub near: Option<Near>,
    /// Seconds from the time of writing: "in two minutes", in a text that is one sentence.
    pub shift: Option<f64>,
    /// What it is to the moment before it.
    pub link: Link,
}

/// On which side of the time that is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Near {
    /// "shortly before".
    Before,
    /// "just after".
    After,
}

/// A zone as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Index into [`Pack::zones`](crate::pattern::Pack::zones).
    pub name: Option<u16>,
    /// Minutes east, where an offset is printed: "UTC+7".
    pub offset: Option<i32>,
}

/// What a moment is to the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Link {
    /// Nothing.
    #[default]
    None,
    /// Its other end: "10:04 to 11:20".
    End,
    /// The same instant in another zone: "10 pagi ET (22.00 WIB)".
    Same,
}

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
            let next = connect(v, read.end, &mut read.draft);
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
        && let Some(year) = date::year(v, read.end).filter(|_| {
            v.pick(read.end + 1, |m| {
                matches!(m, Meaning::Unit(..)).then_some(())
            })
            .is_none()
        })
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
    if let Some((side, end)) = v.pick(from, |m| match m {
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
    if here & (kind::DIGITS | kind::NUMBER | kind::CLOCK | kind::DATE | kind::ZONE | kind::HEDGE)
        == 0
        && v.word(at) != "T"
        && !v.mark(at, "+")
        && !v.mark(at, "-")
        && !v.mark(at, "(")
    {
        return None;
    }
    if read.draft.zone.is_none()
        && read
            .clock
            .is_some_and(|c| c.1 == at || v.mark(at - 1, "(") || v.mark(at - 1, ","))
        && let Some((zone, end)) = zone(v, at)
    {
        read.draft.zone = Some(zone);
        return Some(end);
    }
    // "12:30 CST (China Standard Time)": the bracket tells which of the zones of that name it is.
    if read.draft.zone.is_some_and(|z| z.offset.is_none())
        && read.clock.is_some_and(|c| c.1 < at)
        && v.mark(at, "(")
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
            let mut rest = Read { end, ..*read };
            let next = piece(v, end, &mut rest, unsure, Sure::Beside)?;
            *read = rest;
            read.draft.zone = Some(zone);
            return Some(next);
        }
        let mut hedge = Draft::default();
        let from = before(v, at, &mut hedge);
        let found = clock(v, from)?;
        let evening = read.draft.date.is_some_and(|d| d.part.is_some());
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
    if clock(v, from).is_some_and(|c| c.sure == Sure::Alone) {
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

/// Whether a sure time of day stands behind a comma or a joining word.
fn followed_by_clock(v: &View<'_>, at: u32) -> bool {
    let from = v.is(at, Meaning::DateJoin).unwrap_or(at);
    let from = v.is(from, Meaning::ClockWeakCue).unwrap_or(from);
    clock(v, from).is_some_and(|c| c.sure == Sure::Alone)
}

/// Whether a day with its part follows: "8 tonight", "9 tomorrow morning", "10, tonight".
fn tonight(v: &View<'_>, at: u32) -> bool {
    let from = at + u32::from(v.mark(at, ","));
    date(v, from).is_some_and(|d| d.date.part.is_some() && d.date.relative.is_some())
}

/// Token behind what may join two pieces: a comma, "on", an opening bracket, "around".
fn connect(v: &View<'_>, at: u32, draft: &mut Draft) -> u32 {
    let mut from = at;
    for _ in 0..3 {
        // "2:49 AM PDT Between September 11 ... and": what begins a range belongs to what follows.
        let joins = v.is(from, Meaning::RangeBetween).is_none();
        if let Some(end) = v
            .is(from, Meaning::DateJoin)
            .or_else(|| v.is(from, Meaning::Of))
            .or_else(|| v.is(from, Meaning::ClockWeakCue))
            .filter(|_| joins)
        {
            from = end;
        } else if matches!(v.word(from), "," | "@" | "(" | "，" | "（" | "[")
            || (v.word(from) == "T" && v.glued(from) && v.digits(from + 1))
        {
            from += 1;
        } else if (v.mark(from, "-") || v.mark(from, "–"))
            && (draft.clock.is_none() || !v.digits(from + 1))
        {
            from += 1;
        } else {
            break;
        }
    }
    // What closes before it opens was opened elsewhere.
    if v.mark(at, ")") { at } else { from }
}

/// A zone: a name, an offset, or both.
fn zone(v: &View<'_>, at: u32) -> Option<(Zone, u32)> {
    let from = at + u32::from(v.mark(at, "("));
    let named = v.pick(from, |m| match m {
        Meaning::Zone(name) => Some(name),
        _ => None,
    });
    let (name, end) = named.map_or((None, from), |(n, e)| (Some(n), e));
    let universal = name.is_some_and(|n| {
        v.pack.zones[n as usize]
            .candidates
            .iter()
            .any(|c| matches!(c.0, chrono_tz::Tz::Etc__UTC | chrono_tz::Tz::Etc__GMT))
    });
    let signed = matches!(v.word(end), "+" | "-" | "−" | "–")
        && v.digits(end + 1)
        && v.glued(end + 1)
        && v.width(end + 1) <= 4;
    let mut result = (Zone { name, offset: None }, end);
    if signed && (universal || (name.is_none() && v.glued(end) && v.width(end + 1) >= 2)) {
        let minutes = v.mark(end + 2, ":") && v.glued(end + 2) && v.width(end + 3) == 2;
        let behind = if minutes { end + 4 } else { end + 2 };
        let text: String = (end..behind)
            .map(|i| v.word(i))
            .collect::<String>()
            .replace(['−', '–'], "-");
        if let Some(offset) = minutes_east(&text)
            && (universal || minutes || v.width(end + 1) == 4)
        {
            result = (
                Zone {
                    name,
                    offset: Some(offset),
                },
                behind,
            );
        }
    }
    if result.0.name.is_none() && result.0.offset.is_none() {
        return None;
    }
    if from > at {
        // "(WIB)": the bracket must close.
        if !v.mark(result.1, ")") {
            return None;
        }
        result.1 += 1;
    }
    Some(result)
}

/// "from 3 to 5 pm": a bare hour whose other end is a time of day.
fn range_start(v: &View<'_>, at: u32) -> Option<Read> {
    if !v.digits(at) && v.kind(at) & (kind::NUMBER | kind::HEDGE) == 0 {
        return None;
    }
    let read = moment(v, at, Sure::Beside)?;
    let to = v
        .is(read.end, Meaning::RangeTo)
        .or_else(|| v.is(read.end, Meaning::RangeAnd))?;
    let other = clock(v, to).filter(|c| c.sure == Sure::Alone)?;
    // "grew from 3 to 5:30" is nobody's sentence; "2 to 12:00" may be a score.
    (other.clock.part.is_some()
        || v.digits(at) && read.clock.is_some_and(|c| c.1 - c.0 >= 3)
        || zone(v, other.end).is_some())
    .then_some(read)
}

/// The moment behind another one that shares its zone or date: the end of a range, or the same instant elsewhere.
fn linked(v: &View<'_>, first: Read, end: u32) -> Option<(Read, Link, u32)> {
    let clock = first.draft.clock?;
    let bracket = v.mark(end, "(") || v.mark(end, "[") || v.mark(end, "（");
    let slash = v.mark(end, "/");
    if bracket || slash {
        let read = moment(v, end + 1, Sure::Beside).filter(|r| {
            r.draft
                .clock
                .is_some_and(|c| c.grain <= clock.grain.max(crate::model::Grain::Hour))
        })?;
        let zoned = read.draft.zone.is_some();
        if slash {
            return zoned.then_some((read, Link::Same, read.end));
        }
        let close = v.mark(read.end, ")") || v.mark(read.end, "]") || v.mark(read.end, "）");
        return (close || zoned).then_some((read, Link::Same, read.end + u32::from(close)));
    }
    let to = v
        .is(end, Meaning::RangeTo)
        .or_else(|| v.is(end, Meaning::RangeAnd));
    let comma = if v.mark(end, ",") && first.draft.link == Link::Same {
        Some(end + 1)
    } else {
        None
    };
    let read = moment(v, to.or(comma)?, Sure::Beside).filter(|r| r.draft.clock.is_some())?;
    let (a, b) = (first.draft.zone, read.draft.zone);
    let link = match (a, b) {
        (Some(a), Some(b)) if a != b => Link::Same,
        _ if comma.is_some() => return None,
        _ => Link::End,
    };
    // A bare hour behind "and" may be a count: "at 10am and 5 others".
    let bare = read.clock.is_some_and(|c| c.1 - c.0 == 1)
        && read.draft.clock.is_some_and(|c| c.part.is_none());
    if bare && link == Link::End && b.is_none() && !ends_clause(v, read.end) {
        return None;
    }
    Some((read, link, read.end))
}

/// Gives the ends of a range the zone, the part of the day and the date that only one of them names.
fn share(reads: &mut [Read]) {
    for i in 1..reads.len() {
        if reads[i].draft.link != Link::End {
            continue;
        }
        let (head, tail) = reads.split_at_mut(i);
        let (a, b) = (&mut head[i - 1].draft, &mut tail[0].draft);
        a.zone = a.zone.or(b.zone);
        b.zone = b.zone.or(a.zone);
        if let (Some(x), Some(y)) = (&mut a.clock, &mut b.clock) {
            if x.part.is_none()
                && x.half_day
                && let Some(part) = y.part
            {
                let moved = in_part(i64::from(x.seconds), part) as u32;
                // "11 to 1 pm" begins in the morning.
                if moved <= y.seconds {
                    x.seconds = moved;
                }
                x.half_day = false;
            } else if y.part.is_none() && y.half_day && x.part.is_some() {
                let later = y.seconds + 43_200;
                if y.seconds < x.seconds && later > x.seconds {
                    y.seconds = later;
                }
                y.half_day = false;
            }
        }
        a.date = a.date.or(b.date);
        b.date = b.date.or(a.date.map(|d| Date { part: None, ..d }));
    }
}

impl clock::Clock {
    /// Hours, minutes and seconds, and whether they are those of the next day.
    pub fn time(&self) -> (chrono::NaiveTime, bool) {
        let time = chrono::NaiveTime::from_num_seconds_from_midnight_opt(self.seconds % 86_400, 0);
        (time.unwrap_or_default(), self.seconds >= 86_400)
    }
}
