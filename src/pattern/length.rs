//! Sizes of units, ISO 8601 lengths and offsets, as the left sides of pattern files have them.

use crate::model::Grain;

/// Seconds of a unit; month 30 days, year 365 days.
pub fn seconds(grain: Grain) -> f64 {
    match grain {
        Grain::Second => 1.0,
        Grain::Minute => 60.0,
        Grain::Hour => 3600.0,
        Grain::Daypart => 21600.0,
        Grain::Day => 86400.0,
        Grain::Week => 604_800.0,
        Grain::Month => 2_592_000.0,
        Grain::Year => 31_536_000.0,
    }
}

/// Reads `PT1H30M`, `P2W`, `PT0.5H`: seconds and the smallest unit named.
pub fn iso_length(text: &str) -> Option<(f64, Grain)> {
    let mut rest = text.strip_prefix('P')?;
    let mut time = false;
    let mut sum = None;
    let mut smallest = Grain::Year;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            (rest, time) = (after, true);
            continue;
        }
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')?;
        let value: f64 = rest[..digits].replace(',', ".").parse().ok()?;
        let grain = match (rest.as_bytes()[digits], time) {
            (b'Y', false) => Grain::Year,
            (b'M', false) => Grain::Month,
            (b'W', false) => Grain::Week,
            (b'D', false) => Grain::Day,
            (b'H', true) => Grain::Hour,
            (b'M', true) => Grain::Minute,
            (b'S', true) => Grain::Second,
            _ => return None,
        };
        sum = Some(sum.unwrap_or(0.0) + value * seconds(grain));
        smallest = smallest.min(grain);
        rest = &rest[digits + 1..];
    }
    sum.map(|s| (s, smallest))
}

/// Minutes east of `+05:30`, `-3` or `+0530`.
pub fn minutes_east(text: &str) -> Option<i32> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (hours, minutes) = match rest.split_once(':') {
        Some((h, m)) => (h, m),
        None if rest.len() >= 3 => rest.split_at_checked(rest.len() - 2)?,
        None => (rest, "0"),
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}
