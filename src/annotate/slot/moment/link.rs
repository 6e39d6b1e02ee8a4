//! Moments that share something: the ends of a range, and one instant told in two zones.

use super::super::clock::{Sure, clock, ends_clause, in_part};
use super::super::date::Date;
use super::super::view::View;
use super::zone::zone;
use super::{Link, Read, moment};
use crate::model::Grain;
use crate::pattern::meaning::{Meaning, kind, senses};

/// Most tokens from where a range begins to the word that joins its ends.
const REACH: u32 = 8;

/// "from 3 to 5 pm": a bare hour whose other end is a time of day.
pub(super) fn range_start(v: &View<'_>, at: u32) -> Option<Read> {
    if !v.digits(at) && v.kind(at) & (kind::NUMBER | kind::LEAD) == 0 {
        return None;
    }
    let joined = v.within(at + 1..at + REACH, senses![RangeTo, RangeAnd]) || v.pack.glues_and();
    if !joined || !v.near(at + 1, kind::CLOCK | kind::DIGITS | kind::NUMBER) {
        return None;
    }
    let read = moment(v, at, Sure::Beside)?;
    let to = v
        .is(read.end, Meaning::RangeTo)
        .or_else(|| v.and(read.end))?;
    let other = clock(v, to).filter(|c| c.sure == Sure::Alone)?;
    // "grew from 3 to 5:30" is nobody's sentence; "2 to 12:00" may be a score.
    (other.clock.part.is_some()
        || v.digits(at) && read.clock.is_some_and(|c| c.1 - c.0 >= 3)
        || zone(v, other.end).is_some())
    .then_some(read)
}

/// The moment behind another one that shares its zone or date: the end of a range, or the same instant elsewhere.
pub(super) fn linked(v: &View<'_>, first: Read, end: u32) -> Option<(Read, Link, u32)> {
    let clock = first.draft.clock?;
    let bracket = v.opens(end);
    let slash = v.mark(end, "/");
    if bracket || slash {
        let read = moment(v, end + 1, Sure::Beside).filter(|r| {
            r.draft
                .clock
                .is_some_and(|c| c.grain <= clock.grain.max(Grain::Hour))
        })?;
        let zoned = read.draft.zone.is_some();
        if slash {
            return zoned.then_some((read, Link::Same, read.end));
        }
        let close = v.closes(read.end);
        return (close || zoned).then_some((read, Link::Same, read.end + u32::from(close)));
    }
    let to = v.is(end, Meaning::RangeTo).or_else(|| v.and(end));
    let comma = if v.comma(end) && first.draft.link == Link::Same {
        Some(end + 1)
    } else {
        None
    };
    // "de las 10:00 a las 12:00"
    let to = to.map(|to| {
        let cue = v.is(to, Meaning::ClockWeakCue);
        cue.filter(|_| v.any(to, senses![ClockNear]).is_none())
            .unwrap_or(to)
    });
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
pub(super) fn share(reads: &mut [Read]) {
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
        // "el lunes de 22:00 a 2:00" ends on the next day.
        if let (Some(x), Some(y)) = (a.clock, &mut b.clock)
            && a.date.is_some()
            && b.date.is_none()
            && y.seconds <= x.seconds
            && !y.half_day
        {
            y.seconds += 86_400;
        }
        a.date = a.date.or(b.date);
        b.date = b.date.or(a.date.map(|d| Date { part: None, ..d }));
    }
}
