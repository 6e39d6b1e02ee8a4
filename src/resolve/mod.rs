//! Moments to dates and zones; next stage: [`fact`](crate::fact).
//!
//! What the slots read off a text, in order, becomes moments: a time of day takes its date from its own words, else
//! from the sentence, the paragraph, the text before it, else from the day of publication; its zone from its words, else
//! from the text, the publisher, the language. What cannot be known stays local and says so.

mod day;
mod zone;

use crate::annotate::slot::{Date, Draft, Link};
use crate::annotate::{Annotation, SlotValue};
use crate::model::{
    Anchor, Diagnostic, Document, Grain, Moment, Published, Severity, Span, ZoneBasis,
};
use crate::pattern::Pack;
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use day::Dated;
use zone::{Decided, Defaults, offset_at};

/// A moment tag with its date and zone worked out.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// Index of the tag in [`Tags::all`](crate::annotate::Tags::all).
    pub tag: u32,
    /// What it means.
    pub moment: Moment,
}

/// A moment as it stands in the text.
struct Item<'a> {
    tag: u32,
    start: u32,
    end: u32,
    sentence: usize,
    paragraph: u32,
    draft: &'a Draft,
    dated: Option<Dated>,
}

/// Gives every moment tag its date and zone, in the order of the text.
pub fn resolve(
    document: &Document,
    a: &Annotation,
    pack: &Pack,
    published: Option<Published>,
) -> (Vec<Resolved>, Vec<Diagnostic>) {
    let mut items = items(a);
    if items.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let mut resolver = Resolver {
        zones: Defaults::of(document, pack, published),
        pack,
        a,
        published,
        reference: None,
        last: Vec::new(),
        diagnostics: Vec::new(),
    };
    resolver.date(&mut items);
    resolver.carry_only_zone(&items);
    let resolved = (0..items.len()).map(|i| resolver.one(&items, i)).collect();
    (resolved, resolver.diagnostics)
}

/// All moments of the text, in order.
fn items(a: &Annotation) -> Vec<Item<'_>> {
    let mut items: Vec<_> = a
        .tags
        .all()
        .iter()
        .enumerate()
        .filter_map(|(tag, t)| match a.values.get(t.value as usize) {
            Some(SlotValue::Moment(draft)) => {
                let sentence = a.sentence_of(t.start);
                let paragraph = a.sentences[sentence].paragraph;
                Some(Item {
                    tag: tag as u32,
                    start: t.start,
                    end: t.end,
                    sentence,
                    paragraph,
                    draft,
                    dated: None,
                })
            }
            _ => None,
        })
        .collect();
    items.sort_by_key(|i| i.start);
    items
}

/// A moment that was worked out, for those that follow it.
#[derive(Clone, Copy)]
struct Before {
    local: Option<NaiveDateTime>,
    utc: Option<chrono::DateTime<chrono::Utc>>,
    paragraph: u32,
    sentence: usize,
    dated: bool,
    seconds: u32,
    day: Option<NaiveDate>,
}

struct Resolver<'a> {
    pack: &'a Pack,
    a: &'a Annotation,
    published: Option<Published>,
    zones: Defaults,
    /// The day of writing, as far as it is known.
    reference: Option<NaiveDate>,
    last: Vec<Before>,
    diagnostics: Vec<Diagnostic>,
}

impl Resolver<'_> {
    /// Works out every printed date.
    fn date(&mut self, items: &mut [Item<'_>]) {
        let whole = items.iter().find_map(|i| {
            let d = i.draft.date?;
            (d.year.is_some() && d.month.is_some() && d.day.is_some())
                .then(|| day::day(&d, None, None))?
        });
        self.reference = self
            .published
            .map(Published::day)
            .or(whole.map(|d| d.first));
        let mut last = None;
        for item in items {
            let Some(date) = &item.draft.date else {
                continue;
            };
            item.dated = day::day(date, self.reference, last);
            if let Some(dated) = item.dated {
                if dated.grain == Grain::Day {
                    last = Some(dated.first);
                }
                if dated.mismatch {
                    let span = self.a.span(item.start, item.end);
                    self.tell(
                        "weekday-mismatch",
                        span,
                        format!("the weekday is not that of {}", dated.first),
                    );
                }
            }
        }
    }

    /// A text that names one zone only is told in it from the start, unless its home is known.
    fn carry_only_zone(&mut self, items: &[Item<'_>]) {
        if let Some(zone) = zone::only_zone(items.iter().map(|i| i.draft.zone)) {
            let decided = self.zones.named(zone, self.pack);
            self.zones.carry(decided, Link::None);
        }
    }

    fn one(&mut self, items: &[Item<'_>], i: usize) -> Resolved {
        let item = &items[i];
        let decided = match item.draft.zone {
            Some(zone) => self.zones.named(zone, self.pack),
            None if item.draft.link == Link::Same => Decided {
                basis: ZoneBasis::Unknown,
                zone: None,
                fixed: None,
                insists: None,
            },
            None => self.zones.bare(),
        };
        if item.draft.zone.is_some() {
            self.zones.carry(decided, item.draft.link);
        }
        let moment = match item.draft.clock {
            Some(_) => self.clock(items, i, decided),
            None => self.day(item, decided),
        };
        Resolved {
            tag: item.tag,
            moment,
        }
    }

    /// A moment that is a day, a month or a year.
    fn day(&mut self, item: &Item<'_>, decided: Decided) -> Moment {
        let date = item.draft.date.unwrap_or_default();
        let part = date
            .part
            .filter(|_| item.dated.is_none_or(|d| d.grain == Grain::Day));
        let grain = match (part, item.dated) {
            (Some(_), _) => Grain::Daypart,
            (None, Some(d)) => d.grain,
            (None, None) => Grain::Day,
        };
        let mut moment = Moment {
            earliest: None,
            latest: None,
            local: None,
            zone: None,
            utc_offset_minutes: None,
            zone_basis: ZoneBasis::Unknown,
            anchor: if item.dated.is_some() {
                Anchor::Named
            } else {
                Anchor::Unknown
            },
            weekday: if item.dated.is_none() {
                date.weekday
            } else {
                None
            },
            grain,
            approx: item.draft.approx,
        };
        let Some(dated) = item.dated else {
            return moment;
        };
        moment.local = Some(match dated.grain {
            Grain::Year => dated.first.format("%Y").to_string(),
            Grain::Month => dated.first.format("%Y-%m").to_string(),
            _ => dated.first.to_string(),
        });
        let (low, high) = part.map_or((0.0, 24.0), |(l, h)| (f64::from(l), f64::from(h)));
        let midnight = NaiveDateTime::new(dated.first, NaiveTime::MIN);
        let after = match dated.grain {
            Grain::Year => NaiveDate::from_ymd_opt(dated.first.year() + 1, 1, 1),
            Grain::Month => dated.first.checked_add_months(chrono::Months::new(1)),
            Grain::Week => day::shift(dated.first, 7),
            _ => None,
        };
        let seconds = |h: f64| chrono::Duration::seconds((h * 3600.0) as i64);
        let from = midnight + seconds(low);
        let to = after.map_or(midnight + seconds(high), |d| {
            NaiveDateTime::new(d, NaiveTime::MIN)
        }) - chrono::Duration::seconds(1);
        if let (Some((from, _)), Some((to, _))) = (instant(from, decided), instant(to, decided)) {
            (moment.earliest, moment.latest) = (Some(from), Some(to));
            moment.zone = decided.zone.map(|z| z.name().to_owned());
            moment.zone_basis = decided.basis;
        }
        self.last.push(Before {
            local: None,
            utc: None,
            paragraph: item.paragraph,
            sentence: item.sentence,
            dated: true,
            seconds: 0,
            day: (dated.grain == Grain::Day).then_some(dated.first),
        });
        moment
    }

    /// A moment with a time of day.
    fn clock(&mut self, items: &[Item<'_>], i: usize, decided: Decided) -> Moment {
        let item = &items[i];
        let clock = item
            .draft
            .clock
            .unwrap_or_else(|| unreachable!("called for clocks"));
        let (time, over) = clock.time();
        let own = item
            .dated
            .filter(|d| d.grain == Grain::Day)
            .map(|d| (d.first, Anchor::Named));
        let (anchor_day, anchor) = match own.or_else(|| self.anchor(items, i)) {
            Some((day, anchor)) => (Some(day), anchor),
            None => (None, Anchor::Unknown),
        };
        let seconds = self.half_day(item, clock.half_day, clock.seconds % 86_400, anchor_day);
        let time = if clock.half_day {
            NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or(time)
        } else {
            time
        };
        let mut day = anchor_day;
        if over
            || (clock.seconds == 0 && item.draft.near == Some(crate::annotate::slot::Near::Before))
        {
            day = day.and_then(|d| day::shift(d, 1));
        } else if own.is_none() && anchor != Anchor::Unknown {
            day = day.map(|d| self.past_midnight(item, d, seconds, anchor, decided));
        }
        let mut local = day.map(|d| NaiveDateTime::new(d, time));
        if item.draft.link == Link::Same
            && own.is_none()
            && let Some(before) = self.last.last().copied()
            && let Some(utc) = before.utc
            && let Some((at, _)) = local.and_then(|l| instant(l, decided))
        {
            // The same instant elsewhere may be on the day before or after.
            let off = (at - utc).num_seconds() as f64 / 86_400.0;
            local = local.and_then(|l| {
                Some(NaiveDateTime::new(
                    day::shift(l.date(), -off.round() as i32)?,
                    time,
                ))
            });
            if let Some((at, _)) = local.and_then(|l| instant(l, decided))
                && at != utc
            {
                let span = self.a.span(item.start, item.end);
                let minutes = (at - utc).num_minutes();
                self.tell(
                    "zone-mismatch",
                    span,
                    format!(
                        "the two times for one instant are {} minutes apart",
                        minutes.abs()
                    ),
                );
            }
        }
        let known = local.and_then(|l| instant(l, decided));
        let offset = known.map(|k| k.1).or(decided.fixed);
        if let (Some(insists), Some((_, offset))) = (decided.insists, known)
            && insists != offset
        {
            let span = self.a.span(item.start, item.end);
            let zone = decided.zone.map_or("", |z| z.name());
            self.tell(
                "zone-season",
                span,
                format!("the zone's name is that of the other season; read as the time of {zone}"),
            );
        }
        self.last.push(Before {
            local,
            utc: known.map(|k| k.0),
            paragraph: item.paragraph,
            sentence: item.sentence,
            dated: own.is_some(),
            seconds,
            day: own.map(|o| o.0),
        });
        Moment {
            earliest: known.map(|k| k.0),
            latest: known.map(|k| k.0),
            local: Some(match local {
                Some(l) => l.format("%Y-%m-%dT%H:%M:%S").to_string(),
                None => time.format("%H:%M:%S").to_string(),
            }),
            zone: decided.zone.map(|z| z.name().to_owned()),
            utc_offset_minutes: offset,
            zone_basis: decided.basis,
            anchor,
            weekday: if local.is_none() {
                item.draft.date.and_then(|d| d.weekday)
            } else {
                None
            },
            grain: clock.grain,
            approx: item.draft.approx,
        }
    }

    /// The day of a time of day that names none.
    fn anchor(&self, items: &[Item<'_>], i: usize) -> Option<(NaiveDate, Anchor)> {
        let item = &items[i];
        let named = |other: &Item<'_>| {
            other
                .dated
                .filter(|d| d.grain == Grain::Day && other.draft.date.is_some_and(|d| !future(&d)))
                .map(|d| d.first)
        };
        if item.draft.date.is_some() && item.dated.is_none() {
            return None;
        }
        if item.draft.link != Link::None
            && let Some(before) = self.last.last()
            && let Some(local) = before.local
        {
            return Some((
                local.date(),
                if before.dated {
                    Anchor::Named
                } else {
                    Anchor::Text
                },
            ));
        }
        let earlier = || items[..i].iter().rev();
        let here = earlier()
            .take_while(|o| o.sentence == item.sentence)
            .find_map(named);
        let behind = || {
            items[i + 1..]
                .iter()
                .take_while(|o| o.sentence == item.sentence && o.start < item.end + 5)
                .find_map(named)
        };
        let paragraph = || {
            earlier()
                .take_while(|o| o.paragraph == item.paragraph)
                .find_map(named)
        };
        if let Some(day) = here.or_else(behind).or_else(paragraph) {
            return Some((day, Anchor::Text));
        }
        // Of the text before it, only days of the same story: not last year's outage.
        let near = |day: &NaiveDate| {
            self.reference
                .is_none_or(|r| (0..=6).contains(&(r - *day).num_days()))
        };
        if let Some(day) = earlier().filter_map(named).find(near) {
            return Some((day, Anchor::Text));
        }
        let published = self.published?;
        Some((published.day(), Anchor::Published))
    }

    /// The day after, where a time of day follows one late in the evening; the day before, where it would lie far
    /// behind the publication.
    fn past_midnight(
        &self,
        item: &Item<'_>,
        day: NaiveDate,
        seconds: u32,
        anchor: Anchor,
        decided: Decided,
    ) -> NaiveDate {
        if let Some(before) = self.last.last()
            && before.local.is_some_and(|l| l.date() == day)
            && (before.sentence == item.sentence || before.paragraph == item.paragraph)
            && before.seconds >= 20 * 3600
            && seconds <= 8 * 3600
            && item.draft.link != Link::Same
        {
            return day::shift(day, 1).unwrap_or(day);
        }
        if let (Anchor::Published, Some(Published::Instant(published))) = (anchor, self.published) {
            let time =
                NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default();
            let at = instant(NaiveDateTime::new(day, time), decided).map(|k| k.0);
            let local = NaiveDateTime::new(day, time) - published.naive_local();
            let ahead = at.map_or(local, |a| a - published.with_timezone(&chrono::Utc));
            if ahead.num_hours() >= 12 {
                return day::shift(day, -1).unwrap_or(day);
            }
        }
        day
    }

    /// Seconds of a twelve-hour time without its half of the day: the one that follows the time before it.
    fn half_day(&self, item: &Item<'_>, half: bool, seconds: u32, day: Option<NaiveDate>) -> u32 {
        let Some(before) = self
            .last
            .iter()
            .rev()
            .find(|b| b.local.is_some() || b.seconds > 0)
            .filter(|_| half)
        else {
            return seconds;
        };
        let same = before.local.map(|l| l.date()) == day && before.paragraph + 6 >= item.paragraph;
        let later = (seconds + 43_200) % 86_400;
        if same
            && seconds < before.seconds
            && later >= before.seconds
            && later - before.seconds <= 6 * 3600
        {
            later
        } else {
            seconds
        }
    }

    fn tell(&mut self, code: &'static str, span: Span, message: String) {
        self.diagnostics.push(Diagnostic {
            span: Some(span),
            ..Diagnostic::whole(code, Severity::Warning, message)
        });
    }
}

/// Whether a date looks ahead by its own words.
fn future(date: &Date) -> bool {
    date.relative.is_some_and(|r| r > 0) || date.which == Some(crate::pattern::meaning::Which::Next)
}

/// The instant of a local time in a zone, and the offset in minutes.
fn instant(local: NaiveDateTime, decided: Decided) -> Option<(chrono::DateTime<chrono::Utc>, i32)> {
    if let Some(zone) = decided.zone {
        return offset_at(zone, local);
    }
    let minutes = decided.fixed?;
    Some((
        (local - chrono::Duration::minutes(minutes.into())).and_utc(),
        minutes,
    ))
}
