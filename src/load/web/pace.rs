//! When a host may be asked again: one request at a time and a pause between two, longer when it says so.

use super::sleep;
use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use url::Url;

/// Longest pause between two tries that nobody asked for.
const LONGEST: Duration = Duration::from_mins(1);

/// The next free moment of every host that was asked.
#[derive(Debug, Default)]
pub(super) struct Pace(Mutex<BTreeMap<String, Instant>>);

impl Pace {
    /// Waits until the host may be asked, and takes that turn; `false` if the wish to stop came first.
    pub(super) fn wait(&self, url: &Url, delay: Duration, stop: &AtomicBool) -> bool {
        let now = Instant::now();
        let turn = {
            let mut free = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let next = free.entry(host(url)).or_insert(now);
            let turn = (*next).max(now);
            *next = turn + delay;
            turn
        };
        sleep(turn.saturating_duration_since(now), stop)
    }

    /// Leaves the host in peace for a while.
    pub(super) fn hold(&self, url: &Url, time: Duration) {
        let until = Instant::now() + time;
        let mut free = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let next = free.entry(host(url)).or_insert(until);
        *next = (*next).max(until);
    }
}

fn host(url: &Url) -> String {
    let port = url.port_or_known_default().unwrap_or_default();
    format!("{}:{port}", url.host_str().unwrap_or_default())
}

/// The pause before a try: twice as long each time, no less than the usual one.
pub(super) fn back_off(delay: Duration, tries: u32) -> Duration {
    let base = delay.max(Duration::from_millis(100));
    base.saturating_mul(1 << tries.min(10)).min(LONGEST)
}

/// Reads `Retry-After`: seconds, or a date.
pub(super) fn retry_after(value: &str) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let date = chrono::DateTime::parse_from_rfc2822(value).ok()?;
    let wait = date.to_utc() - chrono::Utc::now();
    Some(wait.to_std().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end() {
        let second = Duration::from_secs(1);
        assert_eq!(back_off(second, 1), second * 2);
        assert_eq!(back_off(second, 3), second * 8);
        assert_eq!(back_off(second, 30), LONGEST);
        assert_eq!(retry_after("7"), Some(second * 7));
        assert_eq!(
            retry_after("Wed, 21 Oct 2015 07:28:00 GMT"),
            Some(Duration::ZERO)
        );
        assert_eq!(retry_after("soon"), None);
    }
}
