//! Which event a sentence is about: this outage, another one, or one that has not happened.

use super::candidate::Proposals;
use crate::annotate::Annotation;
use crate::model::{Event, Published};
use crate::resolve::Resolved;
use chrono::{Datelike, NaiveDate};

/// Days before the article's own day from which a dated outage is another one.
///
/// Source: on our corpus, reports of long outages name starts up to a week back; background outages are older.
const OLD_DAYS: i64 = 10;

/// Event of each sentence: what patterns say, else a date that lies too far back, carried to undated sentences behind it in the paragraph.
pub(super) fn sentences(
    a: &Annotation,
    proposals: &Proposals,
    moments: &[Resolved],
    published: Option<Published>,
) -> Vec<Event> {
    let mut events = vec![Event::Main; a.sentences.len()];
    let mut said = vec![false; a.sentences.len()];
    for &(sentence, event) in &proposals.events {
        if !said[sentence] || event == Event::Background {
            events[sentence] = event;
            said[sentence] = true;
        }
    }
    let days = sentence_days(a, moments);
    let today = published
        .map(Published::day)
        .or_else(|| timed_day(moments))
        .or_else(|| days.iter().flatten().map(|d| d.1).max());
    let Some(today) = today else { return events };
    let mut carried: Option<u32> = None;
    for (i, sentence) in a.sentences.iter().enumerate() {
        if carried.is_some_and(|p| p != sentence.paragraph) {
            carried = None;
        }
        let old = days[i].is_some_and(|(_, latest)| (today - latest).num_days() > OLD_DAYS);
        let dated = days[i].is_some();
        if said[i] {
            carried = (events[i] == Event::Background).then_some(sentence.paragraph);
        } else if old {
            events[i] = Event::Background;
            carried = Some(sentence.paragraph);
        } else if dated {
            carried = None;
        } else if carried.is_some() {
            events[i] = Event::Background;
        }
    }
    events
}

/// The latest day that a time of day is named with: plans ("by November 2024") seldom go to the minute.
fn timed_day(moments: &[Resolved]) -> Option<NaiveDate> {
    moments
        .iter()
        .filter_map(|r| r.moment.local.as_deref())
        .filter(|local| local.contains('T'))
        .filter_map(last_day)
        .max()
}

/// First and last day that each sentence names; months and years count by their last day.
fn sentence_days(a: &Annotation, moments: &[Resolved]) -> Vec<Option<(NaiveDate, NaiveDate)>> {
    let mut days: Vec<Option<(NaiveDate, NaiveDate)>> = vec![None; a.sentences.len()];
    for r in moments {
        if r.moment.anchor != crate::model::Anchor::Named {
            continue;
        }
        let Some(day) = r.moment.local.as_deref().and_then(last_day) else {
            continue;
        };
        let tag = a.tags.all()[r.tag as usize];
        let slot = &mut days[a.sentence_of(tag.start)];
        *slot = Some(slot.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
    }
    days
}

/// Last day of a local notation: of `2021` it is 31 December.
fn last_day(local: &str) -> Option<NaiveDate> {
    let date = local.split('T').next()?;
    let mut parts = date.split('-').map(|p| p.parse::<u32>().ok());
    let year = parts.next()?? as i32;
    if year < 1000 {
        return None;
    }
    match (parts.next(), parts.next()) {
        (None, _) => NaiveDate::from_ymd_opt(year, 12, 31),
        (Some(month), None) => {
            let month = month?;
            let first = NaiveDate::from_ymd_opt(year, month, 1)?;
            let next = if month == 12 {
                NaiveDate::from_ymd_opt(year + 1, 1, 1)?
            } else {
                first.with_month(month + 1)?
            };
            next.pred_opt()
        }
        (Some(month), Some(day)) => NaiveDate::from_ymd_opt(year, month?, day?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_local_notation_ends_on_its_last_day() {
        let day = |s: &str| last_day(s).map(|d| d.to_string());
        assert_eq!(day("2021").as_deref(), Some("2021-12-31"));
        assert_eq!(day("2024-02").as_deref(), Some("2024-02-29"));
        assert_eq!(day("2024-12").as_deref(), Some("2024-12-31"));
        assert_eq!(day("2022-10-25T02:10:00").as_deref(), Some("2022-10-25"));
        assert_eq!(day("02:10:00"), None);
    }
}
