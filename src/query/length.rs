//! Lengths of time as people type them.

use std::str::FromStr;

/// A length of time in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Length(pub f64);

impl FromStr for Length {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        length(s).map(Self)
    }
}

/// Reads `2h`, `90m`, `1h30m`, `1.5h`, `45s`, `2d`, `PT2H`, or seconds without a unit.
///
/// ```
/// assert_eq!(pulih::query::length("PT1H30M"), Ok(5400.0));
/// assert_eq!(pulih::query::length("1h30m"), Ok(5400.0));
/// ```
///
/// # Errors
/// If the text is none of these.
pub fn length(text: &str) -> Result<f64, String> {
    let wrong = || {
        format!("`{text}` is no length of time; write it like `2h`, `90m`, `1h30m`, `2d` or `PT2H`")
    };
    let trimmed = text.trim();
    if let Ok(seconds) = trimmed.parse::<f64>() {
        return if seconds.is_finite() && seconds >= 0.0 {
            Ok(seconds)
        } else {
            Err(wrong())
        };
    }
    let upper = trimmed.to_ascii_uppercase();
    let iso = upper.strip_prefix('P');
    let mut rest = iso.unwrap_or(&upper);
    // In ISO 8601 "M" is months before the "T" and minutes after it.
    let mut clock = iso.is_none();
    let mut seconds = 0.0;
    let mut parts = 0;
    while !rest.is_empty() {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('T').filter(|_| !clock) {
            (clock, rest) = (true, after);
            continue;
        }
        let digits = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
            .ok_or_else(wrong)?;
        let number: f64 = rest[..digits]
            .replace(',', ".")
            .parse()
            .map_err(|_| wrong())?;
        rest = rest[digits..].trim_start();
        let letters = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        let (unit, after) = if iso.is_some() {
            rest.split_at(rest.chars().next().map_or(0, char::len_utf8))
        } else {
            rest.split_at(letters)
        };
        seconds += number * factor(unit, clock).ok_or_else(wrong)?;
        rest = after;
        parts += 1;
    }
    if parts == 0 {
        Err(wrong())
    } else {
        Ok(seconds)
    }
}

/// Seconds in a unit; months and years as in the design, 30 and 365 days.
fn factor(unit: &str, clock: bool) -> Option<f64> {
    Some(match unit {
        "S" | "SEC" | "SECS" | "SECOND" | "SECONDS" => 1.0,
        "M" if !clock => 30.0 * 86400.0,
        "M" | "MIN" | "MINS" | "MINUTE" | "MINUTES" => 60.0,
        "H" | "HR" | "HRS" | "HOUR" | "HOURS" => 3600.0,
        "D" | "DAY" | "DAYS" => 86400.0,
        "W" | "WEEK" | "WEEKS" => 7.0 * 86400.0,
        "Y" | "YEAR" | "YEARS" => 365.0 * 86400.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notation_is_read() {
        for (text, seconds) in [
            ("2h", 7200.0),
            ("90m", 5400.0),
            ("1h 30m", 5400.0),
            ("1.5h", 5400.0),
            ("2 hours", 7200.0),
            ("PT2H", 7200.0),
            ("P1DT2H3M4S", 93784.0),
            ("P1M", 2_592_000.0),
            ("45", 45.0),
            ("0", 0.0),
        ] {
            assert_eq!(length(text), Ok(seconds), "{text}");
        }
        for text in ["", "h", "2 fortnights", "-3h", "P", "2h3", "inf", "1..2h"] {
            assert!(length(text).is_err(), "{text}");
        }
    }
}
