//! A date as pages print it in, a [`Published`] out: ISO, RFC 2822, epoch seconds, numbers, words of some 80 languages.
//!
//! It reads dates with day, month and year only, in the digits of all scripts, with Buddhist years, the solar calendar of Iran and the
//! eras of Japan and Taiwan. Numbers alone are read in the [`Order`] of the page, and say that they could be read otherwise. Linear in the text.

mod words;

#[cfg(test)]
mod tests;

use crate::model::Published;
use chrono::{DateTime, Datelike, Days, NaiveDate, Weekday};
use regex::Regex;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use words::Words;

/// Names of months, lower case, without their stop; `tools/months.py` writes them and those of weekdays.
static MONTHS: LazyLock<FxHashMap<&str, u32>> = LazyLock::new(|| {
    let lines = include_str!("../months.txt").lines().zip(1..);
    lines
        .flat_map(|(line, month)| line.split('|').map(move |name| (name, month)))
        .collect()
});

/// Names of weekdays, likewise, without those that mean two days.
static WEEKDAYS: LazyLock<FxHashMap<&str, Weekday>> = LazyLock::new(|| {
    let lines = include_str!("../weekdays.txt").lines().zip(0u8..);
    lines
        .filter_map(|(line, number)| Some((line, Weekday::try_from(number).ok()?)))
        .flat_map(|(line, day)| line.split('|').map(move |name| (name, day)))
        .collect()
});

/// Which number stands first in `4/5/2023`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// The day: everywhere but in the United States.
    #[default]
    DayFirst,
    /// The month.
    MonthFirst,
}

/// A date in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it begins and ends, in bytes of [`fold`]ed text.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) day: NaiveDate,
    /// Whether day and month could be told apart by the order of the page only.
    pub(super) ambiguous: bool,
}

impl Found {
    /// It as a publication date, and whether that is ambiguous.
    pub(super) fn published(self) -> (Published, bool) {
        (Published::Day(self.day), self.ambiguous)
    }
}

/// Reads an attribute or field that holds a date and nothing else; says whether only the order decided what is the month.
pub(super) fn of_field(text: &str, order: Order) -> Option<(Published, bool)> {
    let text = text.trim();
    if let Some(published) = standard(text) {
        return Some((published, false));
    }
    let head: String = text.chars().take(200).collect();
    first(&fold(&head), order).map(Found::published)
}

/// Reads the notations that machines write.
fn standard(text: &str) -> Option<Published> {
    if let Ok(published) = text.parse::<Published>() {
        return plausible(published.day()).map(|_| published);
    }
    if let Ok(instant) = DateTime::parse_from_rfc2822(text) {
        return plausible(instant.date_naive()).map(|_| Published::Instant(instant));
    }
    if text.len() >= 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return digits(text);
    }
    // "20221025T094100+0700"
    let (date, _) = text.split_once('T')?;
    digits(date).filter(|_| date.len() == 8)
}

/// Digits alone: `20221025`, `20221025094100`, seconds or milliseconds since 1970.
fn digits(text: &str) -> Option<Published> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if matches!(text.len(), 8 | 12 | 14)
        && let Some(day) = ymd(
            number(&text[..4])?,
            number(&text[4..6])?,
            number(&text[6..8])?,
        )
    {
        return Some(Published::Day(day));
    }
    let seconds = match text.len() {
        9 | 10 => text.parse::<i64>().ok()?,
        13 => text.parse::<i64>().ok()? / 1000,
        _ => return None,
    };
    let instant = DateTime::from_timestamp(seconds, 0)?;
    plausible(instant.date_naive()).map(|_| Published::Instant(instant.fixed_offset()))
}

/// Text as dates are looked for in it: lower case, digits of all scripts as ASCII, `İ` and the like undone.
pub(super) fn fold(text: &str) -> String {
    let folded: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{307}'))
        .map(|c| digit(c).unwrap_or(c))
        .flat_map(char::to_lowercase)
        .filter(|c| *c != '\u{307}')
        .collect();
    in_digits(folded)
}

/// Writes the dates of Chinese notices, "二〇二三年四月三日", in digits.
fn in_digits(text: String) -> String {
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十廿卅]{1,3})日")
            .expect("a pattern")
    });
    if !text.contains('年') {
        return text;
    }
    let digits = |year: &str| {
        year.chars()
            .map(|c| unit(c).to_string())
            .collect::<String>()
    };
    let date = DATE.replace_all(&text, |c: &regex::Captures<'_>| {
        format!("{}年{}月{}日", digits(&c[1]), tens(&c[2]), tens(&c[3]))
    });
    date.into_owned()
}

/// The value of a Chinese numeral of one digit.
fn unit(c: char) -> u32 {
    "一二三四五六七八九"
        .chars()
        .zip(1..)
        .find(|(d, _)| *d == c)
        .map_or(0, |(_, value)| value)
}

/// The value of a Chinese numeral under a hundred: "三", "十二", "二十一", "廿一".
fn tens(text: &str) -> u32 {
    text.chars().fold(0, |sum, c| match c {
        '十' => sum.max(1) * 10,
        '廿' => 20,
        '卅' => 30,
        c => sum + unit(c),
    })
}

/// The first date with a year in folded text.
pub(super) fn first(folded: &str, order: Order) -> Option<Found> {
    dates(folded, order).next()
}

/// All dates with a year in folded text, in order.
pub(super) fn dates(folded: &str, order: Order) -> impl Iterator<Item = Found> + '_ {
    let words = Words::of(folded);
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < words.all.len() {
            match words.date(at, order) {
                Some((found, next)) => {
                    at = next;
                    return Some(found);
                }
                None => at += 1,
            }
        }
        None
    })
}

/// The date in an address's path: `/2022/10/25/`, `/2022/oct/25/`, `-20221025-`, `/2022/tech/10/25/`.
pub(super) fn of_path(url: &str) -> Option<NaiveDate> {
    dated_path(url).or_else(|| {
        let parts: Vec<&str> = path(url).split('/').collect();
        parts.windows(4).find_map(|part| {
            let word = part[1].starts_with(|c: char| c.is_ascii_alphabetic());
            let short = part[0].len() == 4 && part[2].len() <= 2 && part[3].len() <= 2;
            let day = ymd(number(part[0])?, number(part[2])?, number(part[3])?);
            day.filter(|_| word && short)
        })
    })
}

/// Host and path of an address.
fn path(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |u| u.1);
    rest.split(['?', '#']).next().unwrap_or(rest)
}

fn dated_path(url: &str) -> Option<NaiveDate> {
    let path = path(url).to_ascii_lowercase();
    let parts: Vec<&str> = path.split(['/', '_', '-', '.']).collect();
    parts.iter().enumerate().find_map(|(i, part)| {
        if !part.starts_with("19") && !part.starts_with("20") {
            return None;
        }
        let get = |n: usize| parts.get(i + n).copied().unwrap_or_default();
        let month = |part: &str| match part.len() {
            1 | 2 => number(part),
            3.. => MONTHS.get(part).copied().filter(|_| part.is_ascii()),
            _ => None,
        };
        let day = |part: &str| number(part).filter(|_| part.len() <= 2);
        match (part.len(), part.is_ascii()) {
            // "/2022/1025/"
            (4, true) if get(1).len() == 4 && number(get(1)).is_some() => {
                ymd(number(part)?, number(&get(1)[..2])?, number(&get(1)[2..])?)
            }
            (4, true) => ymd(number(part)?, month(get(1))?, day(get(2))?),
            // "/202210/25/"
            (6, true) => ymd(number(&part[..4])?, number(&part[4..])?, day(get(1))?),
            (8, true) => ymd(
                number(&part[..4])?,
                number(&part[4..6])?,
                number(&part[6..])?,
            ),
            _ => None,
        }
    })
}

/// The month in an address's path that names no day: `/2022/10/x`.
pub(super) fn month_of_path(url: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = path(url).split('/').collect();
    parts.windows(3).find_map(|part| {
        let digits = part[0].len() == 4 && part[1].len() == 2;
        ymd(number(part[0])?, number(part[1])?, 1).filter(|_| digits)
    })
}

/// Which order the numeric dates of a folded text are in, where one of them tells.
pub(super) fn order_of(folded: &str) -> Option<Order> {
    let words = Words::of(folded);
    let mut seen = None;
    for at in 0..words.all.len() {
        let (Some(a), Some(b), Some(year)) =
            (words.number(at), words.number(at + 1), words.number(at + 2))
        else {
            continue;
        };
        if !(words.gap(at) == "/" && words.gap(at + 1) == "/" && (1990..=2100).contains(&year)) {
            continue;
        }
        let order = match (a > 12, b > 12) {
            (true, false) => Order::DayFirst,
            (false, true) => Order::MonthFirst,
            _ => continue,
        };
        if seen.is_some_and(|s| s != order) {
            return None;
        }
        seen = Some(order);
    }
    seen
}

/// The digit of any script that news are printed in, as ASCII.
fn digit(c: char) -> Option<char> {
    const ZEROS: [u32; 16] = [
        0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0,
        0x1040, 0x17e0, 0xff10,
    ];
    let code = u32::from(c);
    let zero = ZEROS.into_iter().find(|z| (*z..*z + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

fn number(digits: &str) -> Option<u32> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

fn ymd(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    plausible(match year {
        1369..=1410 => solar(year, month, day)?,
        _ => NaiveDate::from_ymd_opt(year as i32, month, day)?,
    })
}

/// A day of the solar calendar of Iran and Afghanistan, of the years that the web has seen.
///
/// *Source*: its leap years by the rule of 33 years, which holds from 1343 to 1472.
fn solar(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let leap = |year: u32| (25 * year + 11) % 33 < 8;
    let length = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 => 29 + u32::from(leap(year)),
        _ => return None,
    };
    let leaps = (1369..year).filter(|y| leap(*y)).count();
    let before = (year - 1369) * 365 + leaps as u32 + (month - 1) * 30 + (month - 1).min(6);
    let first = NaiveDate::from_ymd_opt(1990, 3, 21)?;
    (1..=length)
        .contains(&day)
        .then(|| first + Days::new(u64::from(before + day - 1)))
}

/// News pages are no older than the web.
fn plausible(date: NaiveDate) -> Option<NaiveDate> {
    (1990..=2100).contains(&date.year()).then_some(date)
}
