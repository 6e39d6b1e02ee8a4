//! `robots.txt`, read once a host (RFC 9309): missing, everything is allowed; not to be had, nothing is.

use super::{Asked, Web};
use crate::load::error::Kind;
use robotxt::{AccessResult, Robots};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;
use url::Url;

/// The name that rules are looked up by.
const NAME: &str = "pulih";
/// Longest pause that rules may ask for.
const LONGEST: Duration = Duration::from_mins(1);

/// The rules of every host that was asked.
#[derive(Debug, Default)]
pub(super) struct Rules(Mutex<BTreeMap<String, Cell>>);

/// The rules of a host, or why they cannot be had.
type Cell = Arc<OnceLock<Result<Robots, String>>>;

impl Rules {
    /// Refuses an address that its host does not want to be fetched.
    pub(super) fn check(&self, web: &Web, url: &Url) -> Result<(), Kind> {
        let cell = self.cell(url);
        if let Some(rules) = cell.get() {
            return allowed(rules, url);
        }
        // A second thread that asks at once waits for the first.
        let rules = cell.get_or_init(|| read(web, url));
        allowed(rules, url)
    }

    /// The pause that the rules of the host ask for.
    pub(super) fn delay(&self, url: &Url) -> Duration {
        let cell = self.cell(url);
        let rules = cell.get().and_then(|r| r.as_ref().ok());
        let asked = rules.and_then(Robots::crawl_delay);
        asked.unwrap_or_default().min(LONGEST)
    }

    fn cell(&self, url: &Url) -> Cell {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(all.entry(url.origin().ascii_serialization()).or_default())
    }
}

fn allowed(rules: &Result<Robots, String>, url: &Url) -> Result<(), Kind> {
    match rules {
        Ok(rules) if rules.is_url_allowed(url) => Ok(()),
        Ok(_) => Err(Kind::Robots),
        Err(why) => Err(Kind::Web(format!(
            "{why} (its robots.txt, without which nothing is fetched)"
        ))),
    }
}

fn read(web: &Web, url: &Url) -> Result<Robots, String> {
    let address = url.join("/robots.txt").map_err(|e| e.to_string())?;
    let mut exchanges = Vec::new();
    match web.follow(address.as_str(), Asked::Rules, None, &mut exchanges) {
        Ok(_) => {
            let response = exchanges.pop().map(super::Exchange::into_response);
            let text = response.map(|r| r.decoded(robotxt::BYTE_LIMIT as u64).0);
            let text = text.unwrap_or_default();
            Ok(Robots::from_access(AccessResult::Successful(&text), NAME))
        }
        Err(Kind::Web(why))
            if why.starts_with("HTTP status 4") && !why.starts_with("HTTP status 429") =>
        {
            Ok(Robots::from_access(AccessResult::Unavailable, NAME))
        }
        Err(Kind::Web(why)) if why.starts_with("redirects") => {
            Ok(Robots::from_access(AccessResult::TooManyRedirects, NAME))
        }
        Err(Kind::Web(why)) => Err(why),
        Err(other) => Err(other.to_string()),
    }
}
