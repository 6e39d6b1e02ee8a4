//! Times of day to instants: the day they fall on, the half of the day, and what a second zone says.

use super::anchor::Anchored;
use super::zone::Decided;
use super::{Before, Item, Resolver, day, instant};
use crate::annotate::slot::{Clock, Link, Near, Same};
use crate::model::{Anchor, Grain, Moment, Published, ZoneBasis};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

/// Hours that a time of day may lie behind the publication before it is taken for one of the day before.
const AHEAD: i64 = 12;

impl Resolver<'_> {
    /// A moment with a time of day.
    pub(super) fn clock(&mut self, items: &[Item<'_>], i: usize, decided: Decided) -> Moment {
        let item = &items[i];
        let clock = item
            .draft
            .clock
            .unwrap_or_else(|| unreachable!("called for times of day"));
        let own = item.dated.filter(|d| d.grain == Grain::Day);
        let anchored = match own {
            Some(d) => Some(Anchored {
                day: d.first,
                anchor: Anchor::Named,
                from: None,
            }),
            None => self.anchor(items, i),
        };
        let half = clock.half_day && !self.counts_to_24(items, i, decided);
        let shared = clock.same.zip(self.time_named_last(items));
        let seconds = match clock.seconds % 86_400 {
            seconds if shared.is_some() => shared.map_or(seconds, |s| as_named_last(s, seconds)),
            hour if half
                && self.means_afternoon(items, i)
                && self.may_be(hour + 43_200, anchored, decided) =>
            {
                hour + 43_200
            }
            seconds => self.half_day(item, half, seconds, anchored),
        };
        let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default();
        let decided = self.converted(items, i, time, decided);
        let local = anchored.map(|a| {
            let day = if clock.seconds >= 86_400
                || (clock.seconds == 0 && item.draft.near == Some(Near::Before))
            {
                day::shift(a.day, 1).unwrap_or(a.day)
            } else if own.is_some() {
                a.day
            } else {
                self.adjusted(item, a, time, decided)
            };
            NaiveDateTime::new(day, time)
        });
        let known = local.and_then(|l| instant(l, decided));
        self.cross_check(item, decided, known);
        self.last.push(Before {
            index: i,
            local,
            utc: known.map(|k| k.0),
            paragraph: item.paragraph,
            sentence: item.sentence,
            seconds,
            zone: decided.zone,
        });
        Moment {
            earliest: known.map(|k| k.0),
            latest: known.map(|k| k.0),
            local: Some(match local {
                Some(l) => l.format("%Y-%m-%dT%H:%M:%S").to_string(),
                None => time.format("%H:%M:%S").to_string(),
            }),
            zone: decided.zone.map(|z| z.name().to_owned()),
            utc_offset_minutes: known.map(|k| k.1).or(decided.fixed),
            zone_basis: decided.basis,
            anchor: anchored.map_or(Anchor::Unknown, |a| a.anchor),
            weekday: if local.is_none() {
                item.draft.date.and_then(|d| d.weekday)
            } else {
                None
            },
            grain: clock.grain,
            approx: item.draft.approx,
        }
    }

    /// Seconds of the time of day that was named last.
    pub(super) fn time_named_last(&self, items: &[Item<'_>]) -> Option<u32> {
        let told = |b: &&Before| items[b.index].draft.clock.is_some();
        self.last.iter().rev().find(told).map(|b| b.seconds)
    }

    /// "8:10 p.m. (1710 GMT)": the offset of a time without a zone, from its conversion.
    fn converted(
        &self,
        items: &[Item<'_>],
        i: usize,
        time: NaiveTime,
        decided: Decided,
    ) -> Decided {
        let next = items.get(i + 1).filter(|n| n.draft.link == Link::Same);
        let (None, Some(next)) = (items[i].draft.zone, next) else {
            return decided;
        };
        let (Some(zone), Some(clock)) = (next.draft.zone, next.draft.clock) else {
            return decided;
        };
        let other = self.zones.named(zone, self.pack);
        let day = self.reference.unwrap_or_default();
        let Some((_, offset)) = instant(NaiveDateTime::new(day, clock.time().0), other) else {
            return decided;
        };
        let apart = (time - clock.time().0).num_minutes() as i32 + offset;
        let minutes = if apart > 14 * 60 {
            apart - 1440
        } else if apart < -12 * 60 {
            apart + 1440
        } else {
            apart
        };
        let fits = instant(NaiveDateTime::new(day, time), decided).is_some_and(|k| k.1 == minutes);
        if fits || minutes % 15 != 0 {
            return decided;
        }
        Decided {
            zone: None,
            fixed: Some(minutes),
            insists: None,
            basis: ZoneBasis::Named,
        }
    }

    /// The day of a time of day whose day was taken from elsewhere.
    fn adjusted(
        &self,
        item: &Item<'_>,
        a: Anchored,
        time: NaiveTime,
        decided: Decided,
    ) -> NaiveDate {
        let at = |day| instant(NaiveDateTime::new(day, time), decided).map(|k| k.0);
        // The same instant elsewhere, or a time beside one of another zone, may be on the day before or after.
        let beside = match (item.draft.link, a.from) {
            (Link::Same, _) => self.last.last(),
            (_, Some(from)) => self
                .last
                .iter()
                .find(|b| b.index == from && b.zone.is_some() && b.zone != decided.zone),
            _ => None,
        };
        if let Some(utc) = beside.and_then(|b| b.utc)
            && let Some(day) = nearest(a.day, utc, at)
        {
            return day;
        }
        // "from 22:00 to 2:00", "from noon to midnight"
        let night = |from: u32| match from / 3600 {
            20.. => time < NaiveTime::from_hms_opt(8, 0, 1).unwrap_or_default(),
            1.. => time == NaiveTime::MIN,
            0 => false,
        };
        if let Some(before) = self.last.last()
            && item.draft.link != Link::Same
            && before.local.is_some_and(|l| l.date() == a.day)
            && (before.sentence == item.sentence || before.paragraph == item.paragraph)
            && night(before.seconds)
        {
            return day::shift(a.day, 1).unwrap_or(a.day);
        }
        if let (Anchor::Published, Some(Published::Instant(published))) = (a.anchor, self.published)
        {
            let local = NaiveDateTime::new(a.day, time) - published.naive_local();
            let ahead = at(a.day).map_or(local, |t| t - published.with_timezone(&Utc));
            if ahead.num_hours() >= AHEAD {
                return day::shift(a.day, -1).unwrap_or(a.day);
            }
        }
        a.day
    }

    /// Whether the time before it does not tell its half of the day: it stands in another zone, or counts to 24.
    fn counts_to_24(&self, items: &[Item<'_>], i: usize, decided: Decided) -> bool {
        let Some(before) = self.last.iter().rev().find(|b| b.seconds > 0) else {
            return false;
        };
        let printed = |n: usize| items[n].draft.clock.filter(|c| c.part.is_none());
        let late = printed(before.index).is_some_and(|c| c.seconds >= 13 * 3600);
        let elsewhere = before.zone.is_some() && before.zone != decided.zone;
        before.index < i && (late || elsewhere)
    }

    /// Whether an hour without minutes is one of those that mean the afternoon: nothing in its sentence is before noon, and it
    /// does not go on from a time before it.
    fn means_afternoon(&self, items: &[Item<'_>], i: usize) -> bool {
        let last_hour = self.pack.strings("clock.afternoon").last();
        let last_hour = last_hour.and_then(|h| h.parse::<u32>().ok()).unwrap_or(0);
        let sentence = items[i].sentence;
        let morning = |n: &Item<'_>| {
            let clock = n
                .draft
                .clock
                .is_some_and(|c| !c.half_day && c.seconds < 43_200);
            clock
                || n.draft
                    .date
                    .and_then(|d| d.part)
                    .is_some_and(|p| p.0 < 12.0 || p.1 > 24.0)
        };
        let goes_on = |c: Clock| {
            self.last
                .last()
                .is_some_and(|b| (b.seconds..b.seconds + 21_600).contains(&c.seconds))
        };
        let hour =
            |c: Clock| c.grain == Grain::Hour && c.seconds <= last_hour * 3600 && !goes_on(c);
        items[i].draft.clock.is_some_and(hour)
            && !items.iter().any(|n| n.sentence == sentence && morning(n))
    }

    /// Whether a time of day in a report does not lie behind its publication.
    fn may_be(&self, seconds: u32, anchored: Option<Anchored>, decided: Decided) -> bool {
        let (Some(a), Some(Published::Instant(published))) = (anchored, self.published) else {
            return true;
        };
        let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default();
        let local = NaiveDateTime::new(a.day, time);
        let ahead =
            instant(local, decided).map_or(local > published.naive_local(), |k| k.0 > published);
        self.a.sentences.len() == 1 || !ahead
    }

    /// Seconds of a twelve-hour time without its half of the day: the one that follows the time before it.
    fn half_day(
        &self,
        item: &Item<'_>,
        half: bool,
        seconds: u32,
        anchored: Option<Anchored>,
    ) -> u32 {
        let times = self.last.iter().rev().find(|b| b.seconds > 0);
        let Some(before) = times.filter(|_| half) else {
            return seconds;
        };
        let same = before.local.map(|l| l.date()) == anchored.map(|a| a.day)
            && before.paragraph + 6 >= item.paragraph;
        let later = (seconds + 43_200) % 86_400;
        let follows = seconds < before.seconds
            && later >= before.seconds
            && later - before.seconds <= 6 * 3600;
        if same && follows { later } else { seconds }
    }

    /// Tells of two times that should be one instant and are not, and of names of the wrong season.
    fn cross_check(
        &mut self,
        item: &Item<'_>,
        decided: Decided,
        known: Option<(DateTime<Utc>, i32)>,
    ) {
        let Some((at, offset)) = known else { return };
        let span = self.a.span(item.start, item.end);
        if item.draft.link == Link::Same
            && let Some(utc) = self.last.last().and_then(|b| b.utc)
            && at != utc
        {
            let minutes = (at - utc).num_minutes().abs();
            self.tell(
                "zone-mismatch",
                span,
                format!("the two times for one instant are `{minutes}` minutes apart"),
            );
        }
        if decided.insists.is_some_and(|i| i != offset) {
            let zone = decided.zone.map_or("", |z| z.name());
            self.tell(
                "zone-season",
                span,
                format!(
                    "the zone's name is that of the other season; read as the time of `{zone}`"
                ),
            );
        }
    }
}

/// Seconds of a time that takes its half of the day or its hour from the one named last.
fn as_named_last((same, last): (Same, u32), seconds: u32) -> u32 {
    match same {
        Same::Hour => last / 3600 * 3600 + seconds,
        Same::Half => last / 43_200 * 43_200 + seconds % 43_200,
    }
}

/// The day on which a time of day comes nearest to an instant: the one given, or one beside it.
fn nearest(
    day: NaiveDate,
    utc: DateTime<Utc>,
    at: impl Fn(NaiveDate) -> Option<DateTime<Utc>>,
) -> Option<NaiveDate> {
    [0, 1, -1]
        .into_iter()
        .filter_map(|k| day::shift(day, k))
        .filter_map(|d| Some((d, (at(d)? - utc).num_seconds().abs())))
        .min_by_key(|f| f.1)
        .map(|f| f.0)
}
