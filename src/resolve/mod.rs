//! Moments to dates and zones; next stage: [`fact`](crate::fact).
//!
//! What the slots read off a text, in order, becomes moments: a time of day takes its date from its own words, else
//! from the sentence, the paragraph, the text before it, else from the day of publication; its zone from its words, else
//! from the text, the publisher, the language. What cannot be known stays local and says so.

mod anchor;
mod clock;
mod day;
mod zone;

use crate::annotate::slot::{Draft, Link, Same};
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
    resolver.zones.declare(a, pack);
    let moments = (0..items.len())
        .filter_map(|i| resolver.one(&items, i))
        .collect();
    (moments, resolver.diagnostics)
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
    index: usize,
    local: Option<NaiveDateTime>,
    utc: Option<chrono::DateTime<chrono::Utc>>,
    paragraph: u32,
    sentence: usize,
    seconds: u32,
    zone: Option<chrono_tz::Tz>,
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
                .then(|| day::day(&d, None, None, None))?
        });
        self.reference = self
            .published
            .map(Published::day)
            .or(whole.map(|d| d.first));
        let (mut last, mut story) = (None, None);
        for item in items {
            let Some(date) = &item.draft.date else {
                continue;
            };
            item.dated = day::day(date, self.reference, last, story);
            if let Some(dated) = item.dated {
                if date.month.is_some() && dated.grain == Grain::Day {
                    story = Some(dated.first);
                }
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
        let named = items
            .iter()
            .map(|i| i.draft.zone.filter(|z| z.name.is_some()));
        if let Some(zone) = zone::only_zone(named) {
            let decided = self.zones.named(zone, self.pack);
            self.zones.carry(decided, Link::None);
        }
    }

    fn one(&mut self, items: &[Item<'_>], i: usize) -> Option<Resolved> {
        let item = &items[i];
        if let Some(shift) = item.draft.shift {
            let moment = self.shifted(item, shift)?;
            return Some(Resolved {
                tag: item.tag,
                moment,
            });
        }
        let decided = match item.draft.zone {
            Some(zone) => self.zones.told(zone, self.a, item.sentence, self.pack),
            None if item.draft.link == Link::Same => Decided {
                basis: ZoneBasis::Unknown,
                zone: None,
                fixed: None,
                insists: None,
            },
            None => self.zones.bare(),
        };
        // A machine's notation ("2017-03-12T22:14:25Z") does not say in what zone people tell the time.
        if item.draft.zone.is_some_and(|z| z.name.is_some()) {
            self.zones.carry(decided, item.draft.link);
        }
        let moment = match item.draft.clock {
            Some(clock)
                if clock.same == Some(Same::Hour) && self.time_named_last(items).is_none() =>
            {
                return None;
            }
            Some(_) => self.clock(items, i, decided),
            None => self.day(item, i, decided),
        };
        Some(Resolved {
            tag: item.tag,
            moment,
        })
    }

    /// A moment that is so far from the time of writing; none if that is not known to the minute.
    fn shifted(&self, item: &Item<'_>, shift: f64) -> Option<Moment> {
        let shift = chrono::Duration::try_seconds(shift as i64)?;
        let (local, known) = match self.published? {
            Published::Day(_) => return None,
            Published::Local(written) => (written.checked_add_signed(shift)?, None),
            Published::Instant(written) => {
                let at = written.checked_add_signed(shift)?;
                (at.naive_local(), Some(at))
            }
        };
        let utc = known.map(|at| at.to_utc());
        Some(Moment {
            earliest: utc,
            latest: utc,
            local: Some(local.format("%Y-%m-%dT%H:%M:%S").to_string()),
            zone: None,
            utc_offset_minutes: known.map(|at| at.offset().local_minus_utc() / 60),
            zone_basis: match known {
                Some(_) => ZoneBasis::Publisher,
                None => ZoneBasis::Unknown,
            },
            anchor: Anchor::Published,
            weekday: None,
            grain: Grain::Minute,
            approx: item.draft.approx,
        })
    }

    /// A moment that is a day, a month or a year.
    fn day(&mut self, item: &Item<'_>, index: usize, decided: Decided) -> Moment {
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
            index,
            local: None,
            utc: None,
            paragraph: item.paragraph,
            sentence: item.sentence,
            seconds: 0,
            zone: None,
        });
        moment
    }

    fn tell(&mut self, code: &'static str, span: Span, message: String) {
        self.diagnostics.push(Diagnostic {
            span: Some(span),
            ..Diagnostic::whole(code, Severity::Warning, message)
        });
    }
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
