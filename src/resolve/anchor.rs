//! The day of a time of day that names none: from the sentence, the paragraph, the text before it, or the publication.

use super::day::shift;
use super::{Item, Resolver};
use crate::annotate::slot::{Date, Link, Same};
use crate::model::{Anchor, Grain, Published};
use crate::pattern::meaning::Which;
use chrono::NaiveDate;

/// Days before the writing that still belong to the story: not last year's outage.
const STORY: i64 = 20;

/// A day for a time of day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchored {
    pub(super) day: NaiveDate,
    pub(super) anchor: Anchor,
    /// Index of the moment that it was taken from.
    pub(super) from: Option<usize>,
}

impl Resolver<'_> {
    /// The day of the moment number `i`, which has a time of day and no day of its own.
    pub(super) fn anchor(&self, items: &[Item<'_>], i: usize) -> Option<Anchored> {
        let item = &items[i];
        // "Tuesday at 2:10" where nobody knows which Tuesday.
        if item.draft.date.is_some() && item.dated.is_none() {
            return None;
        }
        let same_hour = item.draft.clock.is_some_and(|c| c.same == Some(Same::Hour));
        if (item.draft.link != Link::None || same_hour)
            && let Some(before) = self.last.last()
            && let Some(local) = before.local
        {
            // "25時から27時": both are of the day before.
            let late = |i: &Item<'_>| i.draft.clock.is_some_and(|c| c.seconds >= 86_400);
            let back = i32::from(late(item) && late(&items[before.index]));
            return Some(Anchored {
                day: shift(local.date(), -back)?,
                anchor: Anchor::Text,
                from: None,
            });
        }
        let text = |(from, day)| Anchored {
            day,
            anchor: Anchor::Text,
            from: Some(from),
        };
        let earlier = || (0..i).rev();
        let named = |n: usize| Some((n, day_of(&items[n])?));
        let here = earlier()
            .take_while(|&n| items[n].sentence == item.sentence)
            .find_map(named);
        let paragraph = || {
            earlier()
                .take_while(|&n| items[n].paragraph == item.paragraph)
                .find_map(named)
        };
        if let Some(found) = here.or_else(|| behind(items, i)).or_else(paragraph) {
            return Some(text(found));
        }
        let near = |found: &(usize, NaiveDate)| {
            self.reference
                .is_none_or(|r| (0..=STORY).contains(&(r - found.1).num_days()))
        };
        if let Some(found) = earlier().filter_map(named).find(near) {
            return Some(text(found));
        }
        Some(Anchored {
            day: self.published.map(Published::day)?,
            anchor: Anchor::Published,
            from: None,
        })
    }
}

/// The day that a moment names, if it does not look ahead.
fn day_of(item: &Item<'_>) -> Option<NaiveDate> {
    let ahead = |d: &Date| {
        d.ahead || d.which == Some(Which::Next) || (!d.then && d.relative.is_some_and(|r| r > 0))
    };
    let dated = item.dated.filter(|d| d.grain == Grain::Day)?;
    item.draft.date.filter(|d| !ahead(d)).map(|_| dated.first)
}

/// A day right behind the moment and its conversions: "pukul 10 pagi ET (22.00 WIB), Selasa".
fn behind(items: &[Item<'_>], i: usize) -> Option<(usize, NaiveDate)> {
    let mut end = items[i].end;
    for (n, other) in items.iter().enumerate().skip(i + 1) {
        if other.sentence != items[i].sentence || other.start > end + 4 {
            return None;
        }
        if other.draft.link == Link::None
            && let Some(day) = day_of(other)
        {
            return Some((n, day));
        }
        end = other.end;
    }
    None
}
