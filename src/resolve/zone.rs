//! Zones: which one a name means here, and which one a time of day without a zone is told in.

use crate::annotate::Annotation;
use crate::annotate::slot::{Link, Zone};
use crate::model::{Document, Published, ZoneBasis};
use crate::pattern::Pack;
use crate::pattern::meaning::Meaning;
use chrono::{Duration, LocalResult, NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;

/// A zone that was decided on, or an offset that is all that is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Decided {
    /// The zone.
    pub(super) zone: Option<Tz>,
    /// Offset in minutes, where the text or the publication date gives no more.
    pub(super) fixed: Option<i32>,
    /// Offset that the name insists on: EST is -300.
    pub(super) insists: Option<i32>,
    /// How it is known.
    pub(super) basis: ZoneBasis,
}

/// What is known of zones before the text is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Defaults {
    /// By the publisher's country.
    country: Option<Tz>,
    /// By the offset of the publication date.
    offset: Option<i32>,
    /// When it was published, in that offset.
    written: Option<NaiveDateTime>,
    /// By the language.
    language: Option<Tz>,
    /// The zone that a bare time is told in once the text has named it.
    carried: Option<Decided>,
    /// The zone that the text says all its times are in.
    declared: Option<Decided>,
}

impl Defaults {
    /// Looks at the address, the publication date and the language.
    pub(super) fn of(document: &Document, pack: &Pack, published: Option<Published>) -> Self {
        let country = document
            .url
            .as_deref()
            .and_then(top_level)
            .and_then(|c| zone_of(&c, pack));
        let offset = match published {
            Some(Published::Instant(t)) if t.offset().local_minus_utc() != 0 => {
                Some(t.offset().local_minus_utc() / 60)
            }
            _ => None,
        };
        let language = pack
            .strings("zones.default")
            .last()
            .and_then(|z| z.parse().ok());
        let written = match published {
            Some(Published::Instant(t)) => Some(t.naive_local()),
            Some(Published::Local(t)) => Some(t),
            _ => None,
        };
        Self {
            country,
            offset,
            written,
            language,
            carried: None,
            declared: None,
        }
    }

    /// Looks for "(All Times US/Pacific)", by the list `times-in` of the language and the zone behind its words.
    pub(super) fn declare(&mut self, a: &Annotation, pack: &Pack) {
        let cues = pack.group_set("times-in");
        let zone = |at| {
            a.tags
                .starting_at(at)
                .filter_map(|(_, t)| match pack.meanings[t.group as usize] {
                    Meaning::Zone(name) => Some((t.end, name)),
                    _ => None,
                })
                .max()
        };
        let found = a
            .tags
            .all()
            .iter()
            .filter(|t| cues.holds(t.group))
            .find_map(|t| zone(t.end));
        self.declared = found.map(|(_, name)| {
            let zone = Zone {
                name: Some(name),
                offset: None,
            };
            self.named(zone, pack)
        });
    }

    /// The zone of a moment that names one.
    pub(super) fn named(&self, zone: Zone, pack: &Pack) -> Decided {
        let candidates = zone
            .name
            .map_or(&[][..], |n| &pack.zones[n as usize].candidates);
        if let Some(minutes) = zone.offset {
            let id = format!("Etc/GMT{:+}", -minutes / 60);
            let zone = if minutes == 0 {
                Some(Tz::Etc__UTC)
            } else {
                id.parse().ok().filter(|_| minutes % 60 == 0)
            };
            return Decided {
                zone,
                fixed: Some(minutes),
                insists: None,
                basis: ZoneBasis::Named,
            };
        }
        let home =
            |z: Tz| Some(z) == self.country || (self.country.is_none() && Some(z) == self.language);
        let chosen = candidates.iter().find(|c| home(c.0)).or(candidates.first());
        match chosen {
            Some(&(zone, insists)) => Decided {
                zone: Some(zone),
                fixed: None,
                insists,
                basis: ZoneBasis::Named,
            },
            // "local time": where is not told.
            None => Decided {
                zone: None,
                fixed: None,
                insists: None,
                basis: ZoneBasis::Unknown,
            },
        }
    }

    /// The zone of a moment that names one in a sentence: a country there decides between zones of one name.
    ///
    /// "16:03 CST, a subset of customers in the Azure China regions".
    pub(super) fn told(&self, zone: Zone, a: &Annotation, sentence: usize, pack: &Pack) -> Decided {
        let candidates = zone
            .name
            .filter(|_| zone.offset.is_none())
            .map_or(&[][..], |n| &pack.zones[n as usize].candidates);
        let s = a.sentences[sentence];
        let regions = pack.group_set("region");
        let here = |tz: Tz| {
            (s.first..s.last)
                .flat_map(|at| a.tags.starting_at(at))
                .filter(|(_, t)| regions.holds(t.group))
                .filter_map(|(_, t)| pack.code(t.group).get(..2))
                .any(|country| zone_of(country, pack) == Some(tz))
        };
        match candidates {
            [_, _, ..] => candidates.iter().find(|c| here(c.0)),
            _ => None,
        }
        .map_or_else(
            || self.named(zone, pack),
            |&(zone, insists)| Decided {
                zone: Some(zone),
                fixed: None,
                insists,
                basis: ZoneBasis::Named,
            },
        )
    }

    /// The zone of a moment that names none.
    pub(super) fn bare(&self) -> Decided {
        let by = |zone, basis| Decided {
            zone: Some(zone),
            fixed: None,
            insists: None,
            basis,
        };
        if let Some(carried) = self.declared.or(self.carried) {
            return Decided {
                insists: None,
                basis: ZoneBasis::Carried,
                ..carried
            };
        }
        if let Some(zone) = self.country {
            return by(zone, ZoneBasis::Publisher);
        }
        match (self.language, self.offset) {
            (Some(zone), None) => by(zone, ZoneBasis::Language),
            (_, Some(minutes)) => Decided {
                zone: self.language.filter(|z| self.published_in(*z)),
                fixed: Some(minutes),
                insists: None,
                basis: ZoneBasis::Publisher,
            },
            (None, None) => Decided {
                zone: None,
                fixed: None,
                insists: None,
                basis: ZoneBasis::Unknown,
            },
        }
    }

    fn published_in(&self, zone: Tz) -> bool {
        self.written.and_then(|t| offset_at(zone, t)).map(|o| o.1) == self.offset
    }

    /// Remembers a zone that the text names, for the bare times behind it.
    ///
    /// The home zone stays once it was named; world time and what stands in brackets as a conversion do not replace a better one.
    pub(super) fn carry(&mut self, decided: Decided, link: Link) {
        let (Some(zone), ZoneBasis::Named) = (decided.zone, decided.basis) else {
            return;
        };
        let home = |z: Option<Tz>| {
            let of_offset = |z: Tz| self.country.is_none() && self.published_in(z);
            z.is_some_and(|z| Some(z) == self.country || Some(z) == self.language || of_offset(z))
        };
        let world = is_world(zone);
        let known = self.country.is_some() || self.language.is_some() || self.offset.is_some();
        let better = match self.carried {
            Some(old) if home(old.zone) => home(Some(zone)),
            Some(old) if old.zone.is_some_and(is_world) => !world && link != Link::Same,
            Some(_) => home(Some(zone)),
            None => link != Link::Same && !(world && known) || home(Some(zone)),
        };
        if better {
            self.carried = Some(decided);
        }
    }
}

/// Whether a zone is nobody's home.
fn is_world(zone: Tz) -> bool {
    matches!(zone, Tz::Etc__UTC | Tz::Etc__GMT)
}

/// The zone of a country, by its ISO 3166 code; none if it has several.
fn zone_of(country: &str, pack: &Pack) -> Option<Tz> {
    pack.strings(&format!("zones.country.{country}"))
        .last()?
        .parse()
        .ok()
}

/// The country of an address: `ID` of `https://www.kompas.example.id/x`.
fn top_level(url: &str) -> Option<String> {
    let host = url
        .split("://")
        .nth(1)
        .unwrap_or(url)
        .split(['/', '?', '#'])
        .next()?;
    let last = host.split(':').next()?.rsplit('.').next()?;
    (last.len() == 2).then(|| last.to_ascii_uppercase())
}

/// The instant of a local time and the offset then, in minutes. A time that the clocks skip is read an hour later,
/// one that they repeat is the first of both.
pub(super) fn offset_at(
    zone: Tz,
    local: NaiveDateTime,
) -> Option<(chrono::DateTime<chrono::Utc>, i32)> {
    let found = match zone.from_local_datetime(&local) {
        LocalResult::Single(t) | LocalResult::Ambiguous(t, _) => Some(t),
        LocalResult::None => zone
            .from_local_datetime(&(local + Duration::hours(1)))
            .earliest(),
    }?;
    let minutes = found.offset().fix().local_minus_utc() / 60;
    Some((found.with_timezone(&chrono::Utc), minutes))
}

/// Whether the text names exactly one zone: then a bare time before it is told in it too.
pub(super) fn only_zone(drafts: impl Iterator<Item = Option<Zone>>) -> Option<Zone> {
    let mut found = None;
    for zone in drafts.flatten() {
        if found.is_some_and(|f| f != zone) {
            return None;
        }
        found = Some(zone);
    }
    found
}
