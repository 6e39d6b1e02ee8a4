//! Printed dates to days: past-first, against the day of writing.

use crate::annotate::slot::Date;
use crate::model::Grain;
use crate::pattern::meaning::Which;
use chrono::{Datelike, Days, Months, NaiveDate};

/// A day, month or year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dated {
    /// Its first day.
    pub(super) first: NaiveDate,
    /// Day, week, month or year.
    pub(super) grain: Grain,
    /// Whether weekday and day of the month contradict each other.
    pub(super) mismatch: bool,
}

/// The day that a date means. `reference` is the day of writing, `last` the day that was named last, `story` the last one
/// that was named by month and day.
pub(super) fn day(
    date: &Date,
    reference: Option<NaiveDate>,
    last: Option<NaiveDate>,
    story: Option<NaiveDate>,
) -> Option<Dated> {
    let exact = |first| {
        Some(Dated {
            first,
            grain: Grain::Day,
            mismatch: false,
        })
    };
    let reference = if date.then {
        last.or(reference)
    } else {
        reference
    };
    if let Some(days) = date.relative {
        return exact(shift(reference?, days)?);
    }
    let year = date.year.or_else(|| match date.unit {
        Some((Grain::Year, step)) => reference.map(|r| r.year() + step),
        _ => None,
    });
    match (year, date.month, date.day) {
        (Some(y), Some(m), Some(d)) => {
            Some(named(NaiveDate::from_ymd_opt(y, m.into(), d.into())?, date))
        }
        (None, Some(m), Some(d)) => Some(named(nearest_year(date, m, d, reference?)?, date)),
        (Some(y), Some(m), None) => Some(Dated {
            first: NaiveDate::from_ymd_opt(y, m.into(), 1)?,
            grain: Grain::Month,
            mismatch: false,
        }),
        (None, Some(m), None) => month(date, m, reference?),
        (_, None, Some(d)) => {
            let day = match date.unit {
                Some((Grain::Month, step)) => unit(Grain::Month, step, reference?)?
                    .first
                    .with_day(d.into())?,
                _ => nearest_month(date, d, reference?)?,
            };
            Some(named(day, date))
        }
        (Some(y), None, None) => Some(Dated {
            first: NaiveDate::from_ymd_opt(y, 1, 1)?,
            grain: Grain::Year,
            mismatch: false,
        }),
        (None, None, None) => match (date.unit, date.weekday) {
            (Some((grain, step)), Some(day)) => {
                let week = unit(grain, step, reference?)?.first;
                exact(shift(week, day.into())?)
            }
            (Some((grain, step)), None) => unit(grain, step, reference?),
            (None, _) => exact(weekday(date, reference?, story)?),
        },
    }
}

fn named(first: NaiveDate, date: &Date) -> Dated {
    let mismatch = date
        .weekday
        .is_some_and(|w| first.weekday().num_days_from_monday() != u32::from(w));
    Dated {
        first,
        grain: Grain::Day,
        mismatch,
    }
}

pub(super) fn shift(day: NaiveDate, days: i32) -> Option<NaiveDate> {
    if days < 0 {
        day.checked_sub_days(Days::new(days.unsigned_abs().into()))
    } else {
        day.checked_add_days(Days::new(days.unsigned_abs().into()))
    }
}

/// "Tuesday" in a report is the Tuesday on or before the day of writing.
///
/// Where the text tells of a day more than a week before it was written, a bare weekday is that of the same days.
fn weekday(date: &Date, reference: NaiveDate, story: Option<NaiveDate>) -> Option<NaiveDate> {
    let wanted = i32::from(date.weekday?);
    let old = story.filter(|s| (7..=31).contains(&(reference - *s).num_days()));
    if let (Some(story), None, false) = (old, date.which, date.ahead) {
        let ahead = (wanted - story.weekday().num_days_from_monday() as i32).rem_euclid(7);
        return shift(story, if ahead > 3 { ahead - 7 } else { ahead });
    }
    let today = reference.weekday().num_days_from_monday() as i32;
    let back = (today - wanted).rem_euclid(7);
    let days = match date.which {
        Some(Which::Next) => 7 - back,
        // The day of this week, Monday to Sunday.
        Some(Which::This) => wanted - today,
        Some(Which::Last) if back == 0 => -7,
        None if date.ahead && back > 0 => 7 - back,
        _ => -back,
    };
    shift(reference, days)
}

/// Days since a date within which it is meant even where its weekday is a slip.
const RECENT: i64 = 14;

/// A day and month without a year: the year in which the weekday fits, else the last one, unless the next is much nearer.
fn nearest_year(date: &Date, month: u8, day: u8, reference: NaiveDate) -> Option<NaiveDate> {
    let at = |year| NaiveDate::from_ymd_opt(year, month.into(), day.into());
    let years = (reference.year() - 8..=reference.year() + 1).rev();
    let before = years.filter_map(at).find(|d| *d <= reference);
    let after = (reference.year()..=reference.year() + 8)
        .filter_map(at)
        .find(|d| *d > reference);
    let back = before.map(|b| (reference - b).num_days());
    let ahead = after.map(|a| (a - reference).num_days());
    if let Some(w) = date.weekday {
        let fits = |d: &NaiveDate| d.weekday().num_days_from_monday() == u32::from(w);
        match (before.filter(fits), after.filter(fits)) {
            (Some(b), None) => return Some(b),
            (None, Some(a)) if back.is_none_or(|b| b > RECENT) => return Some(a),
            _ => {}
        }
    }
    match (date.which, back, ahead) {
        (Some(Which::Last), Some(0), _) => at(reference.year() - 1),
        (Some(Which::Last), Some(_), _) | (_, Some(_), None) => before,
        (Some(Which::Next), _, Some(_)) | (_, None, Some(_)) => after,
        (_, Some(back), Some(ahead)) => {
            if 3 * ahead <= back {
                after
            } else {
                before
            }
        }
        (_, None, None) => None,
    }
}

/// A day alone: of this month, else of the one before.
fn nearest_month(date: &Date, day: u8, reference: NaiveDate) -> Option<NaiveDate> {
    let months = (0..3).filter_map(|k| reference.with_day(1)?.checked_sub_months(Months::new(k)));
    let mut days = months
        .filter_map(|m| m.with_day(day.into()))
        .filter(|d| *d <= reference);
    if let Some(w) = date.weekday {
        let fits = |d: &NaiveDate| d.weekday().num_days_from_monday() == u32::from(w);
        let soon = reference.with_day(day.into()).filter(fits);
        return soon.or_else(|| days.find(fits)).or_else(|| {
            reference
                .with_day(1)?
                .checked_add_months(Months::new(1))?
                .with_day(day.into())
                .filter(fits)
        });
    }
    let before = days.next();
    let this = reference.with_day(day.into());
    let next = reference.with_day(1)?.checked_add_months(Months::new(1));
    let after = this
        .filter(|d| *d > reference)
        .or_else(|| next?.with_day(day.into()));
    match (before, after) {
        // As with a month: the next one where it is much nearer.
        (Some(b), Some(a)) if 3 * (a - reference).num_days() <= (reference - b).num_days() => after,
        (None, _) => after,
        _ => before,
    }
}

fn month(date: &Date, month: u8, reference: NaiveDate) -> Option<Dated> {
    let this = NaiveDate::from_ymd_opt(reference.year(), month.into(), 1)?;
    let past = this <= reference;
    let same = reference.month() == u32::from(month);
    let year = match date.which {
        Some(Which::Last) if same || !past => reference.year() - 1,
        Some(Which::Next) if past => reference.year() + 1,
        Some(Which::This | Which::Last | Which::Next | Which::Same) => reference.year(),
        None if date.ahead => reference.year() + i32::from(past && !same),
        None if past => reference.year(),
        None => reference.year() - 1,
    };
    Some(Dated {
        first: this.with_year(year)?,
        grain: Grain::Month,
        mismatch: false,
    })
}

/// "last year", "bulan lalu", "pekan depan".
fn unit(grain: Grain, step: i32, reference: NaiveDate) -> Option<Dated> {
    let first = match grain {
        Grain::Year => NaiveDate::from_ymd_opt(reference.year() + step, 1, 1)?,
        Grain::Month => {
            let this = reference.with_day(1)?;
            let months = Months::new(step.unsigned_abs());
            if step < 0 {
                this.checked_sub_months(months)?
            } else {
                this.checked_add_months(months)?
            }
        }
        _ => {
            let monday = shift(
                reference,
                -(reference.weekday().num_days_from_monday() as i32),
            )?;
            shift(monday, 7 * step)?
        }
    };
    Some(Dated {
        first,
        grain,
        mismatch: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default()
    }

    /// Written on a Saturday.
    fn on(date: Date) -> Option<String> {
        day(&date, Some(ymd(2025, 4, 12)), Some(ymd(2025, 3, 26)), None).map(|d| match d.grain {
            Grain::Year => d.first.format("%Y").to_string(),
            Grain::Month => d.first.format("%Y-%m").to_string(),
            _ => d.first.to_string(),
        })
    }

    #[test]
    fn dates_are_read_towards_the_past() {
        let none = Date::default();
        for (date, want) in [
            (
                Date {
                    weekday: Some(1),
                    ..none
                },
                "2025-04-08",
            ),
            (
                Date {
                    weekday: Some(5),
                    ..none
                },
                "2025-04-12",
            ),
            (
                Date {
                    weekday: Some(5),
                    which: Some(Which::Last),
                    ..none
                },
                "2025-04-05",
            ),
            (
                Date {
                    weekday: Some(1),
                    which: Some(Which::Next),
                    ..none
                },
                "2025-04-15",
            ),
            (
                Date {
                    month: Some(3),
                    day: Some(26),
                    ..none
                },
                "2025-03-26",
            ),
            (
                Date {
                    month: Some(6),
                    day: Some(30),
                    ..none
                },
                "2025-06-30",
            ),
            (
                Date {
                    month: Some(11),
                    day: Some(18),
                    ..none
                },
                "2024-11-18",
            ),
            (
                Date {
                    day: Some(4),
                    ..none
                },
                "2025-04-04",
            ),
            (
                Date {
                    day: Some(25),
                    ..none
                },
                "2025-03-25",
            ),
            (
                Date {
                    day: Some(14),
                    ..none
                },
                "2025-04-14",
            ),
            (
                Date {
                    month: Some(10),
                    ..none
                },
                "2024-10",
            ),
            (
                Date {
                    month: Some(10),
                    unit: Some((Grain::Year, -1)),
                    ..none
                },
                "2024-10",
            ),
            (
                Date {
                    unit: Some((Grain::Month, -1)),
                    ..none
                },
                "2025-03",
            ),
            (
                Date {
                    unit: Some((Grain::Week, -1)),
                    ..none
                },
                "2025-03-31",
            ),
            // One that was a Thursday in truth.
            (
                Date {
                    weekday: Some(2),
                    month: Some(4),
                    day: Some(10),
                    ..none
                },
                "2025-04-10",
            ),
            (
                Date {
                    unit: Some((Grain::Week, -1)),
                    weekday: Some(1),
                    ..none
                },
                "2025-04-01",
            ),
            (
                Date {
                    relative: Some(-1),
                    ..none
                },
                "2025-04-11",
            ),
            (
                Date {
                    relative: Some(0),
                    then: true,
                    ..none
                },
                "2025-03-26",
            ),
            (
                Date {
                    relative: Some(1),
                    then: true,
                    ..none
                },
                "2025-03-27",
            ),
            (
                Date {
                    unit: Some((Grain::Month, -1)),
                    day: Some(28),
                    ..none
                },
                "2025-03-28",
            ),
            (
                Date {
                    unit: Some((Grain::Month, 0)),
                    day: Some(4),
                    then: true,
                    ..none
                },
                "2025-03-04",
            ),
            (
                Date {
                    year: Some(2014),
                    ..none
                },
                "2014",
            ),
        ] {
            assert_eq!(on(date).as_deref(), Some(want), "{date:?}");
        }
    }

    #[test]
    fn weekdays_that_disagree_are_told() {
        let date = Date {
            year: Some(2022),
            month: Some(10),
            day: Some(25),
            weekday: Some(2),
            ..Date::default()
        };
        assert_eq!(day(&date, None, None, None).map(|d| d.mismatch), Some(true));
        assert_eq!(
            day(
                &Date {
                    month: Some(15),
                    day: Some(15),
                    ..Date::default()
                },
                Some(ymd(2022, 1, 1)),
                None,
                None,
            ),
            None
        );
    }
}
