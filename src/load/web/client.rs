//! One request and its response, within limits of time and size. Redirects, retries and rules are not known here.

use super::address::Checked;
use super::{Asked, Settings, too_long};
use crate::load::container::{http, warc};
use crate::load::error::Kind;
use chrono::{DateTime, Utc};
use std::fmt::Write;
use std::io::Read;
use std::time::{Duration, Instant};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use url::Url;

/// A request and what came back, as it is archived: the body is packed as it was sent, out of its chunks.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The address that was asked.
    pub url: Url,
    /// When.
    pub date: DateTime<Utc>,
    /// The request as text.
    pub request: String,
    /// Status of the response.
    pub status: u16,
    /// Its headers, with names in lower case.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: Vec<u8>,
}

impl Exchange {
    /// The first header of a name, which is given in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        http::header(&self.headers, name)
    }
}

/// What makes a request conditional.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// The `ETag` of an earlier response.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub modified: Option<String>,
}

/// Why there is no response.
pub(super) enum Failure {
    /// Trouble that may pass: worth another try.
    Passing(String),
    /// Trouble that stays.
    Lasting(Kind),
}

const ACCEPT: &str = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1";
const ACCEPT_LIST: &str = "application/rss+xml, application/atom+xml, application/feed+json, application/xml, text/xml;q=0.9, */*;q=0.1";

/// Media types of what is read; lists may be called anything with XML or JSON in it.
fn is_wanted(media: &str, asked: Asked) -> bool {
    let media = media
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let page = warc::form(&media).is_some();
    match asked {
        Asked::Page => page,
        Asked::Rules => true,
        Asked::List => {
            page || media.contains("xml")
                || media.contains("json")
                || media.contains("gzip")
                || media == "application/octet-stream"
        }
    }
}

/// A client that is polite by its settings: no cookies, no proxy, checked addresses.
pub(super) fn agent(settings: &Settings) -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(settings.timeout))
        .timeout_connect(Some(settings.timeout.min(Duration::from_secs(10))))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .max_response_header_size(64 << 10)
        .max_idle_age(Duration::from_secs(15))
        .proxy(None)
        .user_agent("")
        .accept("")
        .accept_encoding("")
        .build();
    let resolver = Checked {
        inner: DefaultResolver::default(),
        private: settings.private.clone(),
    };
    ureq::Agent::with_parts(config, DefaultConnector::default(), resolver)
}

/// Asks once.
pub(super) fn exchange(
    agent: &ureq::Agent,
    settings: &Settings,
    url: &Url,
    asked: Asked,
    validators: Option<&Validators>,
) -> Result<Exchange, Failure> {
    let accept = if asked == Asked::List {
        ACCEPT_LIST
    } else {
        ACCEPT
    };
    let mut headers = vec![
        ("User-Agent", settings.user_agent.as_str()),
        ("Accept", accept),
        ("Accept-Encoding", "gzip, br"),
    ];
    if let Some(v) = validators {
        headers.extend(v.etag.as_deref().map(|v| ("If-None-Match", v)));
        headers.extend(v.modified.as_deref().map(|v| ("If-Modified-Since", v)));
    }
    let date = Utc::now();
    let began = Instant::now();
    let mut ask = agent.get(url.as_str());
    for (name, value) in &headers {
        ask = ask.header(*name, *value);
    }
    let response = ask.call().map_err(failure)?;
    let status = response.status().as_u16();
    let found: Vec<(String, String)> = response
        .headers()
        .iter()
        .map(|(name, value)| {
            (
                name.as_str().to_owned(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        })
        .collect();
    let mut exchange = Exchange {
        url: url.clone(),
        date,
        request: request(url, &headers),
        status,
        headers: found,
        body: Vec::new(),
    };
    let media = exchange.header("content-type").unwrap_or_default();
    if (200..300).contains(&status) && !is_wanted(media, asked) {
        let media = media.split(';').next().unwrap_or_default().trim();
        return Err(Failure::Lasting(Kind::NoPage(
            media.chars().take(60).collect(),
        )));
    }
    let limit = if asked == Asked::Rules {
        robotxt::BYTE_LIMIT as u64
    } else {
        settings.max_bytes
    };
    let announced = exchange
        .header("content-length")
        .and_then(|l| l.trim().parse::<u64>().ok());
    if announced.is_some_and(|l| l > limit) && asked != Asked::Rules {
        return Err(Failure::Lasting(too_long(limit)));
    }
    if (200..300).contains(&status) {
        let left = settings.timeout.saturating_sub(began.elapsed());
        let mut body = response.into_body();
        let mut reader = body.as_reader().take(limit + 1);
        let mut piece = [0; 1 << 14];
        loop {
            match reader.read(&mut piece) {
                Ok(0) => break,
                Ok(n) => exchange.body.extend_from_slice(&piece[..n]),
                Err(e) => {
                    return Err(Failure::Passing(format!(
                        "its body ended early: {}",
                        words(&e.to_string())
                    )));
                }
            }
            // A body that drips in keeps every single read within its time.
            if began.elapsed() > settings.timeout {
                return Err(Failure::Passing(format!(
                    "its body took more than {} s",
                    (began.elapsed().max(left)).as_secs()
                )));
            }
        }
        if exchange.body.len() as u64 > limit {
            if asked != Asked::Rules {
                return Err(Failure::Lasting(too_long(limit)));
            }
            exchange.body.truncate(limit as usize);
        }
    }
    Ok(exchange)
}

/// The request as it goes out.
fn request(url: &Url, headers: &[(&str, &str)]) -> String {
    let host = &url[url::Position::BeforeHost..url::Position::AfterPort];
    let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let mut text = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n");
    for (name, value) in headers {
        let _ = write!(text, "{name}: {value}\r\n");
    }
    text + "\r\n"
}

fn failure(error: ureq::Error) -> Failure {
    use ureq::Error::{
        BadUri, HostNotFound, Http, Io, LargeResponseHeader, Protocol, Rustls, Timeout, Tls,
    };
    match error {
        Io(e) if e.kind() == std::io::ErrorKind::PermissionDenied => {
            Failure::Lasting(Kind::Web(e.to_string()))
        }
        Io(e) if e.to_string().contains("certificate") => {
            Failure::Lasting(certificate(&e.to_string()))
        }
        Rustls(e) => Failure::Lasting(certificate(&e.to_string())),
        Tls(e) => Failure::Lasting(certificate(e)),
        Timeout(_) => Failure::Passing("no answer in time".into()),
        HostNotFound => Failure::Passing("its host is not known".into()),
        e @ (BadUri(_) | Http(_) | Protocol(_) | LargeResponseHeader(..)) => Failure::Lasting(
            Kind::Web(format!("its answer is no HTTP: {}", words(&e.to_string()))),
        ),
        e => Failure::Passing(words(&e.to_string())),
    }
}

fn certificate(why: &str) -> Kind {
    let why = words(why);
    Kind::Web(format!(
        "its certificate is not to be trusted: {}",
        why.trim_start_matches("rustls: ")
    ))
}

/// A message on one line.
fn words(message: &str) -> String {
    let message = message.trim_start_matches("io: ");
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}
