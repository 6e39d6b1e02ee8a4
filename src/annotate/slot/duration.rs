//! `{duration}`: lengths of time with their hedges, as intervals.

use super::amount::{Hedged, hedge_behind, hedges, stronger};
use super::length::{Length, Told, length};
use super::view::View;
use crate::model::{Bound, Duration, Grain};
use crate::pattern::meaning::{Bounds, Hedge, Meaning, kind, senses};

/// A duration and the tokens that say it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    /// First token.
    pub(super) start: u32,
    /// First token behind a hedge.
    pub(super) length: u32,
    /// One past the last token.
    pub(super) end: u32,
    /// What it is worth.
    pub(super) value: Duration,
    /// One past its last token without the words that point on: "later", "ago".
    pub(super) core: u32,
}

/// Reads the duration that starts at a token, hedge included.
pub(super) fn duration(v: &View<'_>, at: u32) -> Option<Found> {
    let mut before = hedges(v, at);
    // "within minutes": a phrase of its own beats the hedge it begins with; "the better part of the day" keeps it.
    let whole = v.longest_of(at, senses![Whole, Many]);
    if whole > before.end {
        let one = v.longest_of(at, senses![Whole]) == whole;
        before = Hedged {
            hedge: before.hedge.filter(|_| one),
            end: at,
            bare: at,
        };
    }
    let article = v.longest_of(before.bare, senses![Whole]);
    if article > before.end {
        before.end = before.bare;
    }
    let mut from = before.end;
    let between = v.is(from, Meaning::RangeBetween);
    let mut found = length(v, from);
    if found.is_none() {
        // "between two hours and three", "a good three hours" with the article apart
        from = between?;
        found = length(v, from);
    }
    let first = found?;
    if first.told == Told::Whole && before.hedge.is_none() && is_rate(v, at, first) {
        return None;
    }
    let span = range(v, first, between.is_some()).unwrap_or(first);
    // "from 04h30": nothing was opened.
    if from > before.end && span.told != Told::Range {
        return None;
    }
    if span.told == Told::Range && from_hour_to_hour(v, from, span.end) {
        return None;
    }
    // "от 9 до 13 часов": what opens a range is no hedge of it.
    let opens = span.told == Told::Range && v.is(at, Meaning::RangeBetween) == Some(from);
    let mut hedge = before.hedge.filter(|_| !opens);
    let mut end = span.end;
    if let Some(h) = span.hedge {
        hedge = Some(stronger(hedge, h));
    }
    while let Some((h, next)) = hedge_behind(v, end) {
        hedge = Some(stronger(hedge, h));
        end = next;
    }
    let core = end;
    let mut value = value(v, span, hedge);
    while let Some(next) = v.is(end, Meaning::UnitAfter) {
        end = next;
    }
    // "dua jam kemudian, atau lebih": a hedge behind the words that point on
    if let Some((h, next)) = hedge_behind(v, end)
        && hedge.is_none()
    {
        value = self::value(v, span, Some(h));
        end = next;
    }
    Some(Found {
        start: at,
        length: from,
        end,
        value,
        core,
    })
}

/// "30 menit hingga 2 jam": two lengths with a unit each, the second longer.
fn range(v: &View<'_>, first: Length, between: bool) -> Option<Length> {
    let to = v
        .is(first.end, Meaning::RangeTo)
        .or_else(|| if between { v.and(first.end) } else { None })?;
    let second = length(v, to)?;
    let told = |l: Length| matches!(l.told, Told::Number | Told::Whole);
    (told(first) && told(second) && first.high < second.low && second.low < 100.0 * first.high)
        .then_some(Length {
            low: first.low,
            high: second.high,
            point: f64::midpoint(first.low, second.high),
            end: second.end,
            grain: first.grain.min(second.grain),
            told: Told::Range,
            hedge: second.hedge,
        })
}

/// Whether a range of hours is opened by a word that opens times of day as well, or a part of the day follows it: "с 9 до
/// 13 часов", not "от 9 до 13 часов"; "между двумя и четырьмя часами ночи".
fn from_hour_to_hour(v: &View<'_>, at: u32, end: u32) -> bool {
    let first = v.is(at, Meaning::RangeBetween).unwrap_or(at);
    let opens = |m| v.ends_with(first, m).is_some();
    let part = || v.any(end, senses![ClockPart]).is_some();
    let opened = opens(Meaning::RangeBetween) && opens(Meaning::ClockWeakCue);
    v.ends_with(end, Meaning::ClockHour).is_some() && (v.digits(first) && opened || part())
}

/// Whether "a month" says how often: "18 billion transactions a month", "24 hours a day".
fn is_rate(v: &View<'_>, at: u32, first: Length) -> bool {
    if first.grain < Grain::Minute || at == v.first || v.ends_with(at, Meaning::UnitCue).is_some() {
        return false;
    }
    let floor = v.first.max(at.saturating_sub(4));
    (floor..at)
        .rev()
        .take_while(|&i| {
            v.token(i)
                .is_some_and(|t| t.class != crate::segment::Class::Mark)
        })
        .any(|i| v.kind(i) & (kind::NUMBER | kind::DIGITS) != 0)
}

/// The interval that a hedge makes of a length.
fn value(v: &View<'_>, l: Length, hedge: Option<Hedge>) -> Duration {
    let plain = Duration {
        min_s: Some(l.low),
        max_s: Some(l.high),
        point_s: Some(l.point),
        approx: l.told != Told::Number && l.told != Told::Whole,
        bound: match l.told {
            Told::Number | Told::Whole => Bound::Exact,
            Told::Range => Bound::Range,
            Told::Vague => Bound::Vague,
        },
        grain: l.grain,
    };
    let Some(hedge) = hedge else { return plain };
    // A hedge on "several hours" or "two to three hours" adds nothing, unless it opens an end.
    if l.told == Told::Vague
        || (l.told == Told::Range && matches!(hedge, Hedge::About | Hedge::Almost))
    {
        return Duration {
            approx: true,
            ..plain
        };
    }
    let (low, high) = v.pack.bounds.of(hedge);
    Duration {
        min_s: low.map(|f| Bounds::part(f, l.low)),
        max_s: high.map(|f| Bounds::part(f, l.high)),
        approx: true,
        bound: match hedge {
            Hedge::About => Bound::About,
            Hedge::Almost => Bound::Almost,
            Hedge::More => Bound::Over,
            Hedge::Less => Bound::Under,
            Hedge::UpTo => Bound::UpTo,
        },
        ..plain
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::durations;

    #[test]
    fn indonesian_durations() {
        for (text, want) in [
            ("selama hampir dua jam", "hampir dua jam = 5760..7200"),
            (
                "hampir selama tiga jam",
                "hampir selama tiga jam = 8640..10800",
            ),
            ("sekitar 20 jam", "sekitar 20 jam = 64800..79200"),
            ("delapan jam lebih", "delapan jam lebih = 28800.."),
            ("4 sampai 5 jam", "4 sampai 5 jam = 14400..18000"),
            ("1-1,5 jam", "1-1,5 jam = 3600..5400"),
            ("dua-tiga hari", "dua-tiga hari = 172800..259200"),
            ("satu jam setengah", "satu jam setengah = 5400"),
            ("dua setengah jam", "dua setengah jam = 9000"),
            ("satu jam tiga perempat", "satu jam tiga perempat = 6300"),
            ("tiga perempat jam", "tiga perempat jam = 2700"),
            ("1 jam 47 menit", "1 jam 47 menit = 6420"),
            ("sejam kemudian", "sejam kemudian = 3600"),
            ("berjam-jam", "berjam-jam = 7200..36000"),
            ("beberapa menit", "beberapa menit = 120..900"),
            ("seharian", "seharian = 86400"),
            ("2 x 45 menit", "2 x 45 menit = 5400"),
            ("maksimal 1x24 jam", "maksimal 1x24 jam = ..86400"),
            (
                "30 menit hingga 2 jam",
                "30 menit hingga 2 jam = 1800..7200",
            ),
            ("tak sampai 11 menit", "tak sampai 11 menit = 528..660"),
        ] {
            assert_eq!(durations("id", text), [want], "{text}");
        }
    }

    #[test]
    fn hours_from_one_to_another_are_no_length() {
        assert_eq!(durations("ru", "с 9 до 13 часов"), Vec::<String>::new());
        assert_eq!(
            durations("ru", "от 9 до 13 часов"),
            ["от 9 до 13 часов = 32400..46800"]
        );
    }

    #[test]
    fn english_durations() {
        for (text, want) in [
            ("for nearly six hours", "nearly six hours = 17280..21600"),
            (
                "over the past 20 minutes",
                "over the past 20 minutes = 1200",
            ),
            (
                "over the course of two days",
                "over the course of two days = 172800",
            ),
            ("over 20 minutes", "over 20 minutes = 1200.."),
            ("a two-and-a-half-hour outage", "two-and-a-half-hour = 9000"),
            ("a 14-hour blackout", "14-hour = 50400"),
            ("two to three hours", "two to three hours = 7200..10800"),
            (
                "2 hours, 5 minutes and 10 seconds",
                "2 hours, 5 minutes and 10 seconds = 7510",
            ),
            (
                "one and three quarter hours",
                "one and three quarter hours = 6300",
            ),
            ("half an hour", "half an hour = 1800"),
            ("an hour and a half", "an hour and a half = 5400"),
            ("1h30m", "1h30m = 5400"),
            ("PT2H30M", "PT2H30M = 9000"),
            ("78 minutes later", "78 minutes later = 4680"),
            ("just over an hour", "just over an hour = 3600.."),
            ("up to 90 minutes", "up to 90 minutes = ..5400"),
            (
                "between two and four-and-a-half hours",
                "between two and four-and-a-half hours = 7200..16200",
            ),
            ("24+ hours", "24+ hours = 86400.."),
            ("five extra days", "five extra days = 432000"),
            ("a day-long outage", "a day-long = 86400"),
            (
                "for the better part of the day",
                "the better part of the day = 69120..86400",
            ),
        ] {
            assert_eq!(durations("en", text), [want], "{text}");
        }
    }

    #[test]
    fn what_is_no_duration_is_left_alone() {
        for text in [
            "a second wave of reports",
            "18 billion transactions a month",
            "a 58-year-old man",
            "I second that",
            "They may be late",
            "the 500s of the API",
            "at around 0705hrs",
        ] {
            assert_eq!(durations("en", text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(
            durations("id", "yang sehari-hari berjualan"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn falling_numbers_are_two_durations() {
        assert_eq!(
            durations("en", "from 30 seconds to 15 seconds"),
            ["30 seconds = 30", "15 seconds = 15"]
        );
    }
}
