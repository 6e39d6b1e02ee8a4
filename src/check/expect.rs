//! The short notation of expected values: `~PT2H`, `>PT35M`, `10000..99999 users`, `02:10 America/Los_Angeles`, a code.
//!
//! [`meets`] holds a value to an expectation. Values print in the same notation ([`Value`]), so that an author can copy what
//! a message shows.

use crate::model::{Bound, Cause, Count, Duration, Fact, Moment, Value};
use std::collections::BTreeMap;

/// Whether a fact is what an example expects of it.
///
/// # Errors
/// If the expectation cannot be read for a fact of this kind.
pub(super) fn meets(expected: &str, fact: &Fact) -> Result<bool, String> {
    let mut expected = expected.trim();
    // `start 10:04` asks for a role too.
    if let Some(role) = fact.role
        && let Some((first, rest)) = expected.split_once(' ')
        && first.chars().all(|c| c.is_ascii_lowercase())
        && !rest.trim().is_empty()
    {
        if first != role.as_str() {
            return Ok(false);
        }
        expected = rest.trim();
    }
    meets_value(expected, &fact.value)
}

/// Whether a value is what an example expects.
///
/// # Errors
/// If the expectation cannot be read for a value of this kind.
pub(super) fn meets_value(expected: &str, value: &Value) -> Result<bool, String> {
    let expected = expected.trim();
    match value {
        Value::Duration(d) => duration(expected, d),
        Value::Moment(m) => Ok(moment(expected, m)),
        Value::Count(c) => count(expected, c),
        Value::Cause(c) => Ok(cause(expected, c)),
        Value::Name(n) => Ok(expected == n.name || n.code.as_deref() == Some(expected)),
        Value::Code { code } => Ok(expected == code),
    }
}

/// Everything that the table form of an example may ask of a fact.
pub(super) fn fields(fact: &Fact, text: &str) -> BTreeMap<&'static str, String> {
    let mut out = BTreeMap::from([
        ("kind", fact.kind.as_str().to_owned()),
        ("event", fact.event.as_str().to_owned()),
        ("text", fact.span.of(text).to_owned()),
        ("value", fact.value.to_string()),
    ]);
    out.extend(fact.role.map(|r| ("role", r.as_str().to_owned())));
    match &fact.value {
        Value::Duration(d) => {
            out.insert("bound", d.bound.as_str().to_owned());
            out.insert("grain", d.grain.as_str().to_owned());
            out.extend(d.iso().map(|iso| ("iso", iso)));
        }
        Value::Moment(m) => {
            out.extend(m.local.clone().map(|l| ("local", l)));
            out.extend(m.zone.clone().map(|z| ("zone", z)));
            out.insert("anchor", m.anchor.as_str().to_owned());
            out.insert("grain", m.grain.as_str().to_owned());
        }
        Value::Count(c) => {
            out.insert("unit", c.unit.as_str().to_owned());
            out.extend(c.source.clone().map(|s| ("source", s)));
        }
        Value::Cause(c) => {
            out.insert("code", c.code.clone());
            out.insert("certainty", c.certainty.as_str().to_owned());
            out.extend(c.asserted_by.clone().map(|a| ("asserted_by", a)));
        }
        Value::Name(n) => {
            out.insert("name", n.name.clone());
            out.extend(n.code.clone().map(|c| ("code", c)));
        }
        Value::Code { code } => {
            out.insert("code", code.clone());
        }
    }
    out
}

/// Splits off the mark of a hedge: `~`, `>` or `<`.
fn hedge(expected: &str) -> (Option<char>, &str) {
    match expected.chars().next() {
        Some(c @ ('~' | '>' | '<')) => (Some(c), expected[1..].trim_start()),
        _ => (None, expected),
    }
}

fn duration(expected: &str, d: &Duration) -> Result<bool, String> {
    let (mark, rest) = hedge(expected);
    let read = |s: &str| {
        iso_seconds(s)
            .ok_or_else(|| format!("`{s}` is no ISO 8601 duration such as `PT2H` or `PT1H30M`"))
    };
    if let Some((from, to)) = rest.split_once("..") {
        let ends = same(d.min_s, read(from)?) && same(d.max_s, read(to)?);
        return Ok(ends && (mark != Some('~') || d.approx));
    }
    let seconds = read(rest)?;
    Ok(match mark {
        None => d.bound == Bound::Exact && same(d.point_s, seconds),
        Some('~') => d.bound == Bound::About && same(d.point_s, seconds),
        Some('>') => d.bound == Bound::Over && same(d.min_s, seconds),
        Some(_) => {
            matches!(d.bound, Bound::Almost | Bound::Under | Bound::UpTo) && same(d.max_s, seconds)
        }
    })
}

fn same(value: Option<f64>, expected: f64) -> bool {
    value.is_some_and(|v| (v - expected).abs() < 0.5)
}

/// Seconds of an ISO 8601 duration, decimals allowed everywhere; a month is 30 days, a year 365.
fn iso_seconds(text: &str) -> Option<f64> {
    let (date, time) = match text.trim().strip_prefix('P')?.split_once('T') {
        Some((date, time)) if !time.is_empty() => (date, time),
        Some(_) => return None,
        None => (text.trim().strip_prefix('P')?, ""),
    };
    let day = 86_400.0;
    let dates = [
        ('Y', 365.0 * day),
        ('M', 30.0 * day),
        ('W', 7.0 * day),
        ('D', day),
    ];
    let times = [('H', 3600.0), ('M', 60.0), ('S', 1.0)];
    let mut total = None;
    for (part, units) in [(date, &dates[..]), (time, &times[..])] {
        let mut rest = part;
        while !rest.is_empty() {
            let end = rest.find(|c: char| c.is_ascii_alphabetic())?;
            let number: f64 = rest[..end].replace(',', ".").parse().ok()?;
            let unit = units.iter().find(|(u, _)| rest[end..].starts_with(*u))?.1;
            *total.get_or_insert(0.0) += number * unit;
            rest = &rest[end + 1..];
        }
    }
    total
}

fn count(expected: &str, c: &Count) -> Result<bool, String> {
    let (mark, rest) = hedge(expected);
    let (number, unit) = match rest.split_once(' ') {
        Some((number, unit)) => (number, Some(unit.trim())),
        None => (rest, None),
    };
    if let Some(unit) = unit {
        const UNITS: [&str; 4] = ["reports", "users", "customers", "sites"];
        if !UNITS.contains(&unit) {
            return Err(format!(
                "`{unit}` is no unit; known are {}",
                UNITS.join(", ")
            ));
        }
        if unit != c.unit.as_str() {
            return Ok(false);
        }
    }
    let read = |s: &str| {
        s.trim()
            .replace('_', "")
            .parse::<f64>()
            .map_err(|_| format!("`{s}` is no number such as `12500` or `10000..99999`"))
    };
    if let Some((from, to)) = number.split_once("..") {
        return Ok(same(c.min, read(from)?) && same(c.max, read(to)?));
    }
    let n = read(number)?;
    Ok(match mark {
        None => !c.approx && same(c.min, n) && same(c.max, n),
        Some('~') => match (c.min, c.max) {
            (Some(a), Some(b)) => {
                c.approx && (same(c.about(), n) || same(Some(a), n) && same(Some(b), n))
            }
            _ => false,
        },
        Some('>') => same(c.min, n) && c.max.is_none(),
        Some(_) => same(c.max, n) && c.min.is_none_or(|min| min < n),
    })
}

/// Each part that is given must agree: a date, a clock time, an IANA zone.
fn moment(expected: &str, m: &Moment) -> bool {
    let (mark, rest) = hedge(expected);
    if mark == Some('~') && !m.approx {
        return false;
    }
    let local = m.local.as_deref().unwrap_or_default();
    let (date, time) = match local.split_once('T') {
        Some((date, time)) => (date, time),
        None if local.contains(':') => ("", local),
        None => (local, ""),
    };
    rest.split(' ')
        .flat_map(|part| match part.split_once('T') {
            Some((date, time)) if date.ends_with(|c: char| c.is_ascii_digit()) => [date, time],
            _ => [part, ""],
        })
        .filter(|part| !part.is_empty())
        .all(|part| {
            if part.contains(':') {
                let seconds = if part.len() > 5 { "" } else { ":00" };
                time == format!("{part}{seconds}")
            } else if part.starts_with(|c: char| c.is_ascii_digit()) {
                date.starts_with(part)
            } else {
                let zone = m.zone.as_deref().unwrap_or_default();
                zone == part || (zone == "Etc/UTC" && part == "UTC")
            }
        })
}

fn cause(expected: &str, c: &Cause) -> bool {
    let (code, by) = match expected.split_once('/') {
        Some((code, by)) => (code.trim(), Some(by.trim())),
        None => (expected, None),
    };
    code == c.code && by.is_none_or(|by| c.asserted_by.as_deref() == Some(by))
}
