//! Built-in slots: what Rust computes from the words that the language files give.
//!
//! [`tag`] goes once over the tokens that carry digits or a word of the temporal tables, reads lengths of time, moments
//! and numbers there, and adds their tags. Nothing is looked at elsewhere. Dates and zones are only read here;
//! [`resolve`](crate::resolve) works out which day and instant they mean.

mod amount;
mod clock;
mod count;
mod dash;
mod date;
mod digits;
mod duration;
mod instant;
mod length;
mod moment;
mod name;
mod number;
mod quote;
mod view;

pub use clock::{Clock, Same};
pub use date::Date;
pub use moment::{Draft, Link, Near, Zone};
pub use quote::Quotation;

use super::{Annotation, Tag};
use crate::model::Duration;
use crate::pattern::Pack;
use crate::pattern::meaning::{Begins, Meaning, Senses, Side, kind};
use crate::segment::Class;
use count::Sort;
use view::{Here, View};

#[cfg(test)]
mod testing;

/// The value behind a slot's tag.
#[derive(Clone, Debug, PartialEq)]
pub enum SlotValue {
    /// Of `{number}`, `{count}`, `{percent}` and `{money}`: lower and upper end, and whether it is hedged.
    Number {
        /// Lower end.
        min: Option<f64>,
        /// Upper end.
        max: Option<f64>,
        /// Whether it is fuzzy or hedged.
        approx: bool,
    },
    /// Of `{duration}`.
    Duration(Duration),
    /// Of `{moment}`: what is printed; [`resolve`](crate::resolve) makes a moment of it.
    Moment(Draft),
    /// Of `{clock}`.
    Clock(Clock),
    /// Of `{date}`.
    Date(Date),
}

/// A tag to be added: first token, one past the last, slot, value.
type Found = (u32, u32, &'static str, SlotValue);

/// Adds the tags of all slots.
pub(super) fn tag(text: &str, pack: &Pack, a: &mut Annotation) {
    let here = here(pack, a);
    let mut found = Vec::new();
    for sentence in &a.sentences {
        let v = View {
            text,
            pack,
            tokens: &a.tokens,
            tags: &a.tags,
            here: &here,
            alone: a.sentences.len() == 1,
            first: sentence.first,
            end: sentence.last,
        };
        read(&v, &mut found);
    }
    for (start, end, slot, value) in found {
        let group = pack.slot(slot);
        let index = a.values.len() as u32;
        a.values.push(value);
        a.tags.add(Tag {
            start,
            end,
            group,
            value: index,
        });
    }
    quote::tag(text, pack, a);
    name::tag(text, pack, a);
}

/// What begins at each token.
fn here<'p>(pack: &'p Pack, a: &Annotation) -> Vec<Here<'p>> {
    let of = |word| {
        if word == 0 {
            return &[][..];
        }
        pack.fillers.of(word)
    };
    let mut all: Vec<Here> = Vec::with_capacity(a.tokens.len());
    all.extend(a.tokens.iter().map(|token| {
        let fillers = [of(token.word), of(token.stem)];
        let mut begins = Begins::default();
        for filler in fillers.into_iter().flatten() {
            begins.add(pack.meanings[filler.finds as usize]);
        }
        if token.class == Class::Digits {
            begins.kinds |= kind::DIGITS;
        }
        Here { begins, fillers }
    }));
    for tag in a.tags.all() {
        let begins = &mut all[tag.start as usize].begins;
        begins.add(pack.meanings[tag.group as usize]);
    }
    all
}

/// Reads the slots of a sentence.
fn read(v: &View<'_>, found: &mut Vec<Found>) {
    let mut at = v.first;
    let mut reads = Vec::new();
    while at < v.end {
        if !may_begin(v, at) {
            at += 1;
            continue;
        }
        at = one(v, at, &mut reads, found).unwrap_or(at).max(at + 1);
    }
}

/// Whether a slot may begin at a token. Cheap, since it is asked everywhere.
fn may_begin(v: &View<'_>, at: u32) -> bool {
    let here = v.kind(at) & !kind::INNER;
    if here == 0 {
        return v.kind(at + 1) & kind::DIGITS != 0 && matches!(v.word(at), "P" | "PT");
    }
    match here {
        kind::LEAD => {
            let leads = |m: Meaning| m.kind() & kind::LEAD != 0;
            v.any_if(at, Senses::ALL, leads)
                .is_some_and(|end| v.kind(end) != 0)
        }
        // The "a" of "3:15a" is nothing by itself.
        kind::CLOCK => v.width(at) > 1 || v.pack.vocabulary.unspaced(),
        _ => true,
    }
}

/// Reads the slot that starts at a token; one past its last token. What is longer wins: "ten minutes to three" is no length.
fn one(
    v: &View<'_>,
    at: u32,
    reads: &mut Vec<moment::Read>,
    found: &mut Vec<Found>,
) -> Option<u32> {
    reads.clear();
    let moments = moment::moments(v, at, reads);
    let length = if v.inside_word(at) {
        None
    } else {
        duration::duration(v, at)
    };
    if let Some(d) = length
        && moments.is_none_or(|end| end < d.end)
    {
        if let Some(end) = told_by_part(v, &d, reads) {
            give(reads, found);
            return Some(end);
        }
        found.push((d.start, d.end, "duration", SlotValue::Duration(d.value)));
        if let Some((start, end, draft)) = from_now(v, &d) {
            found.push((start, end, "moment", SlotValue::Moment(draft)));
        }
        return Some(d.end);
    }
    if let Some(end) = moments {
        give(reads, found);
        return Some(end);
    }
    // "from 3 to 5 pm"
    reads.clear();
    if let Some(number) = v.is(at, Meaning::RangeBetween)
        && moment::moments(v, number, reads).is_some()
    {
        return None;
    }
    let c = count::count(v, at)?;
    // "until 1.15am", "до 8.42": the hedge is no part of the time, and the time is no number.
    if c.number > at {
        reads.clear();
        if let Some(end) = moment::moments(v, c.number, reads)
            && (end > c.core || c.bare && end == c.core && is_clock(v, reads))
        {
            give(reads, found);
            return Some(end);
        }
    }
    let value = SlotValue::Number {
        min: c.min,
        max: c.max,
        approx: c.approx,
    };
    match c.sort {
        Sort::Count => {
            found.push((c.number, c.core, "number", value.clone()));
            found.push((c.start, c.end, "count", value));
        }
        Sort::Percent => found.push((c.start, c.end, "percent", value)),
        Sort::Money => found.push((c.start, c.end, "money", value)),
    }
    Some(c.end)
}

/// The end of the moments behind a length's hedge where a part of the day makes a time of what would be a length: "до двух
/// часов дня", "около двух ночи".
fn told_by_part(v: &View<'_>, d: &duration::Found, reads: &mut Vec<moment::Read>) -> Option<u32> {
    if d.length == d.start {
        return None;
    }
    reads.clear();
    let end = moment::moments(v, d.length, reads)?;
    let part = reads[0].draft.clock.is_some_and(|c| c.part.is_some());
    (part && end >= d.end).then_some(end)
}

/// Whether what was read is an hour and minutes that words before it make a time of day.
fn is_clock(v: &View<'_>, reads: &[moment::Read]) -> bool {
    reads
        .first()
        .and_then(|r| r.clock)
        .is_some_and(|(from, to)| {
            to - from >= 3 && v.ends_with(from, Meaning::ClockWeakCue).is_some()
        })
}

/// Adds moments, and the clock times and dates in them.
fn give(reads: &mut Vec<moment::Read>, found: &mut Vec<Found>) {
    for read in reads.drain(..) {
        if let (Some((from, to)), Some(clock)) = (read.clock, read.draft.clock) {
            found.push((from, to, "clock", SlotValue::Clock(clock)));
        }
        if let (Some((from, to)), Some(date)) = (read.date, read.draft.date) {
            found.push((from, to, "date", SlotValue::Date(date)));
        }
        found.push((
            read.start,
            read.end,
            "moment",
            SlotValue::Moment(read.draft),
        ));
    }
}

/// The moment that a length of time points to from the time of writing: "in two minutes", "an hour ago".
///
/// Only where the text is one sentence, a message: in a report, "in two hours" tells how long something took, and "two
/// hours later" counts from something that was told before.
fn from_now(v: &View<'_>, d: &duration::Found) -> Option<(u32, u32, Draft)> {
    let seconds = d.value.point_s.filter(|_| v.alone)?;
    let (start, end, shift) = if let Some(end) = v.is(d.core, Meaning::Ago(Side::After)) {
        (d.start, end, -seconds)
    } else if let Some(end) = v.is(d.core, Meaning::FromNow) {
        (d.start, end, seconds)
    } else if let Some(start) = v.ends_with(d.start, Meaning::Ago(Side::Before)) {
        (start, d.end, -seconds)
    } else {
        (v.ends_with(d.start, Meaning::Ahead)?, d.end, seconds)
    };
    Some((
        start,
        end.max(d.end),
        Draft {
            shift: Some(shift),
            approx: d.value.approx,
            ..Draft::default()
        },
    ))
}
