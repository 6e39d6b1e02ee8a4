//! A date as pages print it in, a [`Published`] out: ISO, RFC 2822, epoch seconds, numbers, English and Indonesian months.
//!
//! It reads dates with a year only; a date that can be read in two ways is not read.

use crate::model::Published;
use chrono::{DateTime, NaiveDate};
use regex::Regex;
use std::sync::LazyLock;

/// First letters of the months' names, English and Indonesian.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb", "peb"],
    &["mar"],
    &["apr"],
    &["may", "mei"],
    &["jun"],
    &["jul"],
    &["aug", "agu", "ags"],
    &["sep"],
    &["oct", "okt"],
    &["nov", "nop"],
    &["dec", "des"],
];

static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(\d{1,2})(?:st|nd|rd|th)?[ ./-]+(\p{L}{3,10})\.?,?[ ./-]+(\d{4})\b")
        .expect("a pattern")
});
static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(\p{L}{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b").expect("a pattern")
});
static YEAR_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?:\b|T|_)").expect("a pattern")
});
static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d\d)\b").expect("a pattern")
});
static IN_PATH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[/_.-]((?:19|20)\d\d)[/_-]?(\d{2}|[a-z]{3})[/_-]?(\d{2})(?:[/_.-]|$)|[/_.-]((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/_.-]|$)")
        .expect("a pattern")
});

/// Reads an attribute or field that holds a date and nothing else.
pub(super) fn of_field(text: &str) -> Option<Published> {
    let text = text.trim();
    if let Ok(published) = text.parse::<Published>() {
        return plausible(published.day()).map(|_| published);
    }
    if let Ok(instant) = DateTime::parse_from_rfc2822(text) {
        return Some(Published::Instant(instant));
    }
    if (10..=13).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) {
        let number: i64 = text.parse().ok()?;
        let seconds = if text.len() > 10 {
            number / 1000
        } else {
            number
        };
        let instant = DateTime::from_timestamp(seconds, 0)?;
        return plausible(instant.date_naive()).map(|_| Published::Instant(instant.fixed_offset()));
    }
    of_text(text).map(Published::Day)
}

/// Finds the first date with a year in running text.
pub(super) fn of_text(text: &str) -> Option<NaiveDate> {
    let mut found: Option<(usize, NaiveDate)> = None;
    let mut take = |pattern: &Regex, read: &dyn Fn(&regex::Captures) -> Option<NaiveDate>| {
        for c in pattern.captures_iter(text) {
            let at = c.get(0).map_or(0, |m| m.start());
            if let Some(day) = read(&c) {
                if found.is_none_or(|f| at < f.0) {
                    found = Some((at, day));
                }
                return;
            }
        }
    };
    take(&YEAR_FIRST, &|c| day(&c[1], number(&c[2]), &c[3]));
    take(&DAY_FIRST, &|c| day(&c[3], month(&c[2]), &c[1]));
    take(&MONTH_FIRST, &|c| day(&c[3], month(&c[1]), &c[2]));
    take(&NUMBERS, &|c| {
        let (a, b) = (number(&c[1])?, number(&c[2])?);
        // 4/5 is April in one country and May in the next.
        match (a > 12, b > 12) {
            (true, false) => day(&c[3], Some(b), &c[1]),
            (false, true) => day(&c[3], Some(a), &c[2]),
            _ if a == b => day(&c[3], Some(a), &c[2]),
            _ => None,
        }
    });
    found.map(|f| f.1)
}

/// The date in an address's path: `/2022/10/25/`, `/2022/oct/25/`, `-20221025-`.
pub(super) fn of_path(url: &str) -> Option<NaiveDate> {
    let path = url.split_once("://").map_or(url, |u| u.1);
    let path = path
        .split(['?', '#'])
        .next()
        .unwrap_or(path)
        .to_ascii_lowercase();
    IN_PATH.captures_iter(&path).find_map(|c| match c.get(1) {
        Some(_) => day(&c[1], number(&c[2]).or_else(|| month(&c[2])), &c[3]),
        None => day(&c[4], number(&c[5]), &c[6]),
    })
}

fn number(digits: &str) -> Option<u32> {
    digits.parse().ok()
}

fn month(name: &str) -> Option<u32> {
    let name = name.to_lowercase();
    let at = MONTHS
        .iter()
        .position(|m| m.iter().any(|start| name.starts_with(start)))?;
    Some(at as u32 + 1)
}

fn day(year: &str, month: Option<u32>, day: &str) -> Option<NaiveDate> {
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month?, day.parse().ok()?)?;
    plausible(date)
}

/// News pages are no older than the web.
fn plausible(date: NaiveDate) -> Option<NaiveDate> {
    use chrono::Datelike;
    (1990..=2100).contains(&date.year()).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read() {
        for (text, want) in [
            ("2022-10-25T09:41:00+0700", "2022-10-25T09:41:00+07:00"),
            ("Tue, 25 Oct 2022 09:41:00 GMT", "2022-10-25T09:41:00+00:00"),
            ("1666665660", "2022-10-25T02:41:00+00:00"),
            ("1666665660000", "2022-10-25T02:41:00+00:00"),
            ("Selasa, 25 Oktober 2022 | 09:41 WIB", "2022-10-25"),
            ("October 25th, 2022", "2022-10-25"),
            ("25/10/2022, 09:41", "2022-10-25"),
            ("2022/10/25 09:41:00", "2022-10-25"),
        ] {
            assert_eq!(
                of_field(text).map(|d| d.to_string()).as_deref(),
                Some(want),
                "{text}"
            );
        }
        for text in [
            "4/5/2022",
            "25 Oktober",
            "0001-01-01",
            "32 Oct 2022",
            "update",
        ] {
            assert_eq!(of_field(text), None, "{text}");
        }
    }

    #[test]
    fn paths_are_read() {
        for (url, want) in [
            (
                "https://example.com/read/2022/10/25/094100/x",
                Some("2022-10-25"),
            ),
            (
                "https://example.com/world/2022/oct/25/x",
                Some("2022-10-25"),
            ),
            (
                "https://example.com/news/x-20221025.html",
                Some("2022-10-25"),
            ),
            ("https://example.com/2022-10-25-x", Some("2022-10-25")),
            ("https://example.com/2022/1/5/x", Some("2022-01-05")),
            ("https://example.com/d-63671234/x", None),
            ("https://example.com/x?d=2022/10/25", None),
        ] {
            assert_eq!(
                of_path(url).map(|d| d.to_string()).as_deref(),
                want,
                "{url}"
            );
        }
    }

    #[test]
    fn the_first_date_in_text_is_found() {
        let text = "Jakarta (25/10/2022) - Sejak 4 Maret 2019 layanan itu terganggu.";
        assert_eq!(
            of_text(text).map(|d| d.to_string()).as_deref(),
            Some("2022-10-25")
        );
    }
}
