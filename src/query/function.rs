//! Functions for the program's own questions: names in any script whatever the case, and intervals for people.

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use std::fmt::Write;

/// Adds `same_name(a, b)`, `has_words(text, words)` and `interval_words(min, max, point, bound)` and
/// `number_words(min, max)` to the connection.
pub(crate) fn register(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("same_name", 2, flags, |c| Ok(compare(c, |a, b| a == b)))?;
    connection.create_scalar_function("has_words", 2, flags, |c| {
        Ok(compare(c, |text, words| text.contains(words)))
    })?;
    connection.create_scalar_function("number_words", 2, flags, |c| {
        Ok(numbers(c.get(0)?, c.get(1)?))
    })?;
    connection.create_scalar_function("interval_words", 4, flags, |c| {
        let bound: Option<String> = c.get(3)?;
        Ok(interval(c.get(0)?, c.get(1)?, c.get(2)?, bound.as_deref()))
    })
}

fn compare(context: &Context<'_>, holds: impl Fn(&str, &str) -> bool) -> bool {
    let fold = |i| context.get_raw(i).as_str().ok().map(str::to_lowercase);
    match (fold(0), fold(1)) {
        (Some(a), Some(b)) => holds(&a, &b),
        _ => false,
    }
}

/// `2h`, `~2h (1h48m to 2h12m)`, `>2h`, `<=2h`, `2h to 3h`.
fn interval(min: Option<f64>, max: Option<f64>, point: Option<f64>, bound: Option<&str>) -> String {
    match (min, max) {
        (None, None) => point.map(length_words).unwrap_or_default(),
        (Some(min), None) => format!(">{}", length_words(min)),
        (None, Some(max)) if bound == Some("under") => format!("<{}", length_words(max)),
        (None, Some(max)) => format!("<={}", length_words(max)),
        (Some(min), Some(max)) if (min - max).abs() < 0.5 => length_words(min),
        (Some(min), Some(max)) => {
            let range = format!("{} to {}", length_words(min), length_words(max));
            match (point, bound) {
                (Some(point), Some("about" | "almost")) => {
                    format!("~{} ({range})", length_words(point))
                }
                _ => range,
            }
        }
    }
}

/// `12`, `10000 to 99999`, `>1000`, `<=50`.
fn numbers(min: Option<f64>, max: Option<f64>) -> String {
    match (min, max) {
        (None, None) => String::new(),
        (Some(min), None) => format!(">{min}"),
        (None, Some(max)) => format!("<={max}"),
        (Some(min), Some(max)) if (min - max).abs() < 0.5 => format!("{min}"),
        (Some(min), Some(max)) => format!("{min} to {max}"),
    }
}

/// `1h47m`, `2d`, `30s`: the two greatest units that are there.
fn length_words(seconds: f64) -> String {
    let whole = seconds.round().max(0.0) as u64;
    let parts = [
        (whole / 86400, 'd'),
        (whole / 3600 % 24, 'h'),
        (whole / 60 % 60, 'm'),
        (whole % 60, 's'),
    ];
    let Some(first) = parts.iter().position(|p| p.0 > 0) else {
        return "0s".into();
    };
    let mut out = String::new();
    for (number, unit) in parts[first..].iter().take(2).filter(|p| p.0 > 0) {
        let _ = write!(out, "{number}{unit}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_say_what_is_open() {
        assert_eq!(numbers(Some(10000.0), Some(99999.0)), "10000 to 99999");
        assert_eq!(numbers(Some(1.5e6), None), ">1500000");
        assert_eq!(numbers(None, Some(50.0)), "<=50");
    }

    #[test]
    fn intervals_are_short_and_say_what_is_open() {
        let hours = |h: f64| Some(h * 3600.0);
        for (min, max, point, bound, want) in [
            (hours(2.0), hours(2.0), hours(2.0), "exact", "2h"),
            (
                hours(1.8),
                hours(2.2),
                hours(2.0),
                "about",
                "~2h (1h48m to 2h12m)",
            ),
            (hours(2.0), None, hours(2.0), "over", ">2h"),
            (None, hours(2.0), hours(2.0), "up_to", "<=2h"),
            (None, hours(2.0), hours(2.0), "under", "<2h"),
            (hours(2.0), hours(3.0), hours(2.5), "range", "2h to 3h"),
            (hours(0.01), hours(0.01), None, "exact", "36s"),
            (hours(49.5), hours(49.5), None, "exact", "2d1h"),
        ] {
            assert_eq!(interval(min, max, point, Some(bound)), want);
        }
    }
}
