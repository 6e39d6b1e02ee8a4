//! From addresses to responses: politely, within limits, and never into a private network unless told to.
//!
//! Enters: an address. Leaves: the exchanges it took ([`Exchange`]), which [`archive`] writes, and the document. One [`Web`] is
//! shared by all threads; it keeps the rules and the pace of every host. Cookies are neither kept nor sent, and no proxy is used,
//! because a proxy would resolve names that only we have checked.

mod address;
mod archive;
mod client;
mod list;
mod pace;
mod robots;

pub use address::Private;
pub use archive::Archive;
pub use client::{Exchange, Validators};
pub use list::{Listed, Wanted, plain};

use super::Options;
use super::container::http::Response;
use super::container::warc;
use super::error::{Error, Kind};
use crate::model::Document;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use url::Url;

/// How to behave.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What the program calls itself.
    pub user_agent: String,
    /// Time between two requests to one host.
    pub delay: Duration,
    /// Longest time for one request, from the first packet to the last.
    pub timeout: Duration,
    /// Most bytes of one response.
    pub max_bytes: u64,
    /// Redirects that are followed.
    pub redirects: u32,
    /// How often a request that failed for a while is made again.
    pub retries: u32,
    /// Longest wait that a server may ask for.
    pub patience: Duration,
    /// Private addresses that may be fetched.
    pub private: Private,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            user_agent: format!(
                "pulih/{} (reads news reports about outages)",
                env!("CARGO_PKG_VERSION")
            ),
            delay: Duration::from_secs(1),
            timeout: Duration::from_secs(30),
            max_bytes: 16 << 20,
            redirects: 10,
            retries: 3,
            patience: Duration::from_mins(2),
            private: Private::default(),
        }
    }
}

/// The web, as one run sees it.
#[derive(Clone, Debug)]
pub struct Web(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    settings: Settings,
    agent: ureq::Agent,
    robots: robots::Rules,
    pace: pace::Pace,
    stop: Arc<AtomicBool>,
}

/// What came of an address.
#[derive(Debug)]
pub struct Fetched {
    /// Every exchange on the way, redirects first; only those that are worth keeping.
    pub exchanges: Vec<Exchange>,
    /// What the last one is, or why there is nothing to read.
    pub outcome: Result<Got, Error>,
}

/// What a fetch ended with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Got {
    /// A response with a body.
    Body,
    /// The server says that nothing has changed.
    Unchanged,
}

/// What may be asked for: pages, or lists of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Page,
    List,
    Rules,
}

impl Web {
    /// The web with these settings; once `stop` is set, waiting ends and nothing more is asked for.
    pub fn new(settings: Settings, stop: Arc<AtomicBool>) -> Self {
        let agent = client::agent(&settings);
        Self(Arc::new(Inner {
            agent,
            robots: robots::Rules::default(),
            pace: pace::Pace::default(),
            settings,
            stop,
        }))
    }

    /// Fetches a page, following redirects; with `validators`, only if it has changed since.
    pub fn fetch(&self, address: &str, validators: Option<&Validators>) -> Fetched {
        let mut exchanges = Vec::new();
        let outcome = self.follow(address, Asked::Page, validators, &mut exchanges);
        Fetched {
            exchanges,
            outcome: outcome.map_err(|kind| Error::new(address, kind)),
        }
    }

    /// Fetches a page and reads it.
    pub(super) fn document(&self, address: &str, options: &Options) -> Result<Document, Kind> {
        let mut exchanges = Vec::new();
        self.follow(address, Asked::Page, None, &mut exchanges)?;
        let last = exchanges
            .pop()
            .ok_or_else(|| Kind::Web("nothing came".into()))?;
        let url = last.url.clone();
        let fetched = last.date;
        let mut doc = warc::of_response(&last.into_response(), Some(url.as_str()), options)?;
        address.clone_into(&mut doc.id);
        address.clone_into(&mut doc.source);
        doc.url.get_or_insert(url.into());
        doc.fetched = Some(fetched);
        Ok(doc)
    }

    /// Fetches a feed, a sitemap or the like; an error says why not.
    fn list(&self, address: &str) -> Result<Vec<u8>, Kind> {
        let mut exchanges = Vec::new();
        self.follow(address, Asked::List, None, &mut exchanges)?;
        let last = exchanges
            .pop()
            .ok_or_else(|| Kind::Web("nothing came".into()))?;
        let limit = self.0.settings.max_bytes;
        let (bytes, failed) = last.into_response().decoded(limit);
        match failed {
            Some(e) => Err(Kind::Web(format!("its packing is broken: {e}"))),
            None if bytes.len() as u64 > limit => Err(too_long(limit)),
            None => Ok(bytes),
        }
    }

    fn follow(
        &self,
        address: &str,
        asked: Asked,
        validators: Option<&Validators>,
        exchanges: &mut Vec<Exchange>,
    ) -> Result<Got, Kind> {
        let mut url = self.address(address)?;
        let mut seen = vec![url.clone()];
        let most = if asked == Asked::Rules {
            5
        } else {
            self.0.settings.redirects
        };
        loop {
            if asked != Asked::Rules {
                self.0.robots.check(self, &url)?;
            }
            let exchange = self.ask(&url, asked, validators.filter(|_| seen.len() == 1))?;
            let status = exchange.status;
            let target = exchange.header("location").map(|l| url.join(l));
            match (status, target) {
                (304, _) if validators.is_some() => {
                    exchanges.push(exchange);
                    return Ok(Got::Unchanged);
                }
                (301 | 302 | 303 | 307 | 308, Some(Ok(target))) => {
                    exchanges.push(exchange);
                    let target = self.address(target.as_str())?;
                    if seen.contains(&target) {
                        return Err(Kind::Web("redirects in a circle".into()));
                    }
                    if seen.len() as u32 > most {
                        return Err(Kind::Web(format!("redirects more than {most} times")));
                    }
                    seen.push(target.clone());
                    url = target;
                }
                (200..=299, _) => {
                    exchanges.push(exchange);
                    return Ok(Got::Body);
                }
                (404 | 410, _) => {
                    exchanges.push(exchange);
                    return Err(Kind::Web(format!("HTTP status {status}")));
                }
                _ => return Err(Kind::Web(format!("HTTP status {status}"))),
            }
        }
    }

    /// An address that may be asked for: HTTP, with a host, without a password or a fragment.
    fn address(&self, address: &str) -> Result<Url, Kind> {
        let mut url = Url::parse(address)
            .map_err(|e| Kind::Web(format!("`{address}` is no address: {e}")))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Kind::Web(format!(
                "`{}` is neither http nor https",
                url.scheme()
            )));
        }
        let _ = url.set_username("");
        let _ = url.set_password(None);
        url.set_fragment(None);
        // A number for a host needs no name server to be refused.
        self.0
            .settings
            .private
            .check_host(&url)
            .map_err(Kind::Web)?;
        Ok(url)
    }

    /// Asks once, and again where trouble may pass.
    fn ask(
        &self,
        url: &Url,
        asked: Asked,
        validators: Option<&Validators>,
    ) -> Result<Exchange, Kind> {
        let settings = &self.0.settings;
        let mut tries = 0;
        loop {
            let delay = settings.delay.max(self.0.robots.delay(url));
            if !self.0.pace.wait(url, delay, &self.0.stop) {
                return Err(Kind::Stopped);
            }
            let answer = client::exchange(&self.0.agent, settings, url, asked, validators);
            let (wait, last) = match answer {
                Ok(exchange) if !matches!(exchange.status, 408 | 425 | 429 | 500 | 502..=504) => {
                    return Ok(exchange);
                }
                Ok(exchange) => {
                    let wait = exchange.header("retry-after").and_then(pace::retry_after);
                    (wait, format!("HTTP status {}", exchange.status))
                }
                Err(client::Failure::Passing(why)) => (None, why),
                Err(client::Failure::Lasting(kind)) => return Err(kind),
            };
            tries += 1;
            if tries > settings.retries {
                return Err(Kind::Web(last));
            }
            let wait = wait.unwrap_or_else(|| pace::back_off(settings.delay, tries));
            if wait > settings.patience {
                let asked = wait.as_secs();
                return Err(Kind::Web(format!(
                    "{last}, and asks to come back in {asked} s, which is too long to wait"
                )));
            }
            self.0.pace.hold(url, wait);
        }
    }
}

fn too_long(limit: u64) -> Kind {
    Kind::Web(format!("has more than {limit} bytes"))
}

/// Sleeps, but not past the wish to stop; `false` if there is one.
pub(crate) fn sleep(time: Duration, stop: &AtomicBool) -> bool {
    const SLICE: Duration = Duration::from_millis(50);
    let mut left = time;
    while !stop.load(Ordering::Relaxed) && !left.is_zero() {
        let slice = left.min(SLICE);
        std::thread::sleep(slice);
        left -= slice;
    }
    !stop.load(Ordering::Relaxed)
}

impl Exchange {
    fn into_response(self) -> Response {
        Response::new(self.status, self.headers, self.body)
    }
}
