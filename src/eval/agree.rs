//! When a finding and gold say the same.

use crate::model::{Moment, Span};
use chrono::{DateTime, NaiveDateTime, NaiveTime};

/// How far a predicted interval may lie outside the gold one: a tenth.
const TOLERANCE: f64 = 0.1;

/// Whether the middle of the predicted interval lies in the gold one, widened by a tenth, and it is not more than twice as wide on
/// either side. An open side takes the other side's value; an open gold side "over N" reaches to 1.5 N, "up to N" from N / 2.
pub(super) fn interval(
    gold: (Option<f64>, Option<f64>),
    found: (Option<f64>, Option<f64>),
) -> bool {
    let (low, high) = match gold {
        (Some(low), Some(high)) => (low, high),
        (Some(low), None) => (low, low * 1.5),
        (None, Some(high)) => (high / 2.0, high),
        (None, None) => return true,
    };
    let (from, to) = match found {
        (Some(from), Some(to)) => (from, to),
        (Some(one), None) | (None, Some(one)) => (one, one),
        (None, None) => return false,
    };
    let middle = f64::midpoint(from, to);
    let (low, high) = (low * (1.0 - TOLERANCE), high * (1.0 + TOLERANCE));
    low <= middle && middle <= high && from >= low / 2.0 && to <= high * 2.0
}

/// Whether a moment is the gold one: the same instant, wall clock where either has no offset, time of day where gold has no date.
pub(super) fn moment(iso: &str, found: &Moment) -> bool {
    let Some(local) = found.local.as_deref() else {
        return false;
    };
    if !iso.contains(':') {
        return local.starts_with(iso);
    }
    if !local.contains(':') {
        return false;
    }
    let Some((date, clock)) = iso.split_once('T') else {
        return time(iso).is_some() && time(iso) == time(local.rsplit('T').next().unwrap_or(local));
    };
    if let (Ok(gold), Some(instant)) = (DateTime::parse_from_rfc3339(iso), found.earliest) {
        return gold == instant;
    }
    let wall = NaiveDateTime::parse_from_str(
        &format!("{date}T{}", clock.get(..8).unwrap_or(clock)),
        "%Y-%m-%dT%H:%M:%S",
    );
    wall.is_ok() && wall.ok() == NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M:%S").ok()
}

fn time(clock: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(clock.get(..8).unwrap_or(clock), "%H:%M:%S").ok()
}

/// Whether one name's words are all in the other's.
pub(super) fn names(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    !a.is_empty()
        && !b.is_empty()
        && (a.iter().all(|w| b.contains(w)) || b.iter().all(|w| a.contains(w)))
}

/// Whether two speakers share half of their words; nobody agrees with nobody.
pub(super) fn speakers(gold: Option<&str>, found: Option<&str>) -> bool {
    let (gold, found) = (words(gold.unwrap_or("")), words(found.unwrap_or("")));
    if gold.is_empty() || found.is_empty() {
        return gold.is_empty() && found.is_empty();
    }
    let shared = gold.iter().filter(|w| found.contains(w)).count();
    4 * shared >= gold.len() + found.len()
}

/// Whether two spans share at least four fifths of what they cover together.
pub(super) fn spans(a: Span, b: Span) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    f64::from(shared) >= 0.8 * f64::from(a.join(b).end - a.join(b).start)
}

fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.sort();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_agree_by_their_middle() {
        assert!(interval(
            (Some(6480.0), Some(7920.0)),
            (Some(7200.0), Some(7200.0))
        ));
        assert!(interval((Some(7200.0), None), (Some(7200.0), None)));
        assert!(!interval(
            (Some(7200.0), Some(7200.0)),
            (Some(3600.0), Some(3600.0))
        ));
        assert!(!interval(
            (Some(7200.0), Some(7200.0)),
            (Some(3000.0), Some(11400.0))
        ));
    }

    #[test]
    fn names_and_speakers_agree_by_their_words() {
        assert!(names("Pusat Data Nasional (PDN)", "PDN"));
        assert!(!names("Meta", "Telkom"));
        assert!(speakers(
            Some("juru bicara Meta, Andi Stern"),
            Some("Andi Stern")
        ));
        assert!(speakers(None, None));
        assert!(!speakers(None, Some("Meta")));
    }
}
