//! Arguments of commands that fetch, and the wish to stop.

use crate::load::web::{Private, Settings, Web};
use std::net::IpAddr;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How to fetch.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Fetching")]
pub(super) struct Net {
    /// Seconds between two requests to one host; its robots.txt may ask for more
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = seconds)]
    delay: Duration,

    /// Most seconds for one request, from its first byte to its last
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = seconds)]
    timeout: Duration,

    /// How often a request is made again when a server is busy or a connection fails
    #[arg(long, value_name = "N", default_value = "3")]
    retries: u32,

    /// Longest wait, in seconds, that a server may ask for before it is given up
    #[arg(long, value_name = "SECONDS", default_value = "120", value_parser = seconds)]
    patience: Duration,

    /// Largest response, in megabytes
    #[arg(long, value_name = "MB", default_value = "16", value_parser = clap::value_parser!(u32).range(1..=1000))]
    max_response: u32,

    /// What the program calls itself; name yourself and how to reach you
    #[arg(long, value_name = "TEXT", value_parser = agent)]
    user_agent: Option<String>,

    /// Allow private and loopback addresses: one, or all
    #[arg(
        long,
        value_name = "ADDRESS",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "all"
    )]
    allow_private: Vec<Allowed>,
}

/// `all` or one address.
#[derive(Clone, Copy, Debug)]
enum Allowed {
    All,
    One(IpAddr),
}

impl FromStr for Allowed {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        if s == "all" {
            return Ok(Self::All);
        }
        let ip = s.trim_matches(['[', ']']).parse();
        ip.map(Self::One)
            .map_err(|_| format!("`{s}` is no address such as 127.0.0.1"))
    }
}

fn seconds(s: &str) -> Result<Duration, String> {
    let number: f64 = s
        .parse()
        .map_err(|_| format!("`{s}` is no number of seconds"))?;
    Duration::try_from_secs_f64(number)
        .ok()
        .filter(|d| *d <= Duration::from_hours(24))
        .ok_or_else(|| format!("`{s}` is not between 0 and 86400 seconds"))
}

fn agent(s: &str) -> Result<String, String> {
    let fits = !s.trim().is_empty() && s.chars().all(|c| (' '..='~').contains(&c));
    fits.then(|| s.trim().to_owned())
        .ok_or_else(|| "a name in ASCII, such as `mine/1.0 (me@example.org)`".into())
}

impl Net {
    /// The web as these arguments want it.
    pub(super) fn web(&self, stop: &Arc<AtomicBool>) -> Web {
        let defaults = Settings::default();
        let one = |a: &Allowed| match a {
            Allowed::All => None,
            Allowed::One(ip) => Some(*ip),
        };
        let private = match self
            .allow_private
            .iter()
            .map(one)
            .collect::<Option<Vec<_>>>()
        {
            None => Private::All,
            Some(list) if list.is_empty() => Private::None,
            Some(list) => Private::Only(list),
        };
        let settings = Settings {
            user_agent: self.user_agent.clone().unwrap_or(defaults.user_agent),
            delay: self.delay,
            timeout: self.timeout,
            max_bytes: u64::from(self.max_response) << 20,
            retries: self.retries,
            patience: self.patience,
            private,
            ..Settings::default()
        };
        Web::new(settings, Arc::clone(stop))
    }
}

/// What SIGINT and SIGTERM set; the second of them ends the program at once.
pub(super) fn stop() -> anyhow::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let wish = Arc::clone(&stop);
    ctrlc::set_handler(move || {
        if wish.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    })?;
    Ok(stop)
}
