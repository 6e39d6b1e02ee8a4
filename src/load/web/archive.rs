//! Exchanges in, a web archive out, a gzip member a record, that any reader of WARC opens; and what it holds already.
//!
//! The archive is its own journal: what was fetched is looked up in it when it is opened again, and a record that was cut
//! off when a run was killed is taken off its end.

use super::client::{Exchange, Validators};
use crate::load::container::http::Response;
use crate::load::container::warc;
use chrono::SecondsFormat;
use sha1::{Digest, Sha1};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Largest record that is looked at when an archive is opened again.
const MOST: u64 = 1 << 30;

/// An open archive.
#[derive(Debug)]
pub struct Archive {
    file: File,
    held: BTreeMap<String, Held>,
    /// Number of the next record in this run, which makes ids differ.
    count: u64,
}

/// What is held of an address.
#[derive(Clone, Debug)]
struct Held {
    target: Option<String>,
    validators: Validators,
}

impl Archive {
    /// Opens an archive to add to it, or makes it.
    ///
    /// # Errors
    /// If it is another process's at the moment, is no archive, or cannot be written.
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new()
            .read(true)
            .append(true)
            .create(true)
            .open(path)?;
        if file.try_lock().is_err() {
            return Err(io::Error::other("another process is writing it"));
        }
        let mut archive = Self {
            file,
            held: BTreeMap::new(),
            count: 0,
        };
        let end = archive.look()?;
        if end < archive.file.metadata()?.len() {
            archive.file.set_len(end)?;
        }
        if end == 0 {
            let software = format!(
                "software: pulih/{}\r\nformat: WARC File Format 1.1\r\n",
                env!("CARGO_PKG_VERSION")
            );
            let headers = [("Content-Type", "application/warc-fields".to_owned())];
            let now = chrono::Utc::now();
            let (_, record) = archive.record("warcinfo", &now, &headers, software.as_bytes());
            archive.write(&record)?;
        }
        Ok(archive)
    }

    /// Reads what is there; returns where the last whole member ends.
    fn look(&mut self) -> io::Result<u64> {
        let mut file = self.file.try_clone()?;
        file.seek(SeekFrom::Start(0))?;
        let length = file.metadata()?.len();
        let mut reader = BufReader::with_capacity(1 << 16, file);
        let mut end = 0;
        while end < length {
            let mut member = Vec::new();
            let plain = flate2::bufread::GzDecoder::new(&mut reader);
            let read = plain.take(MOST).read_to_end(&mut member);
            if end == 0 && !member.starts_with(b"WARC/") {
                return Err(io::Error::other(
                    "is no packed web archive; name another file",
                ));
            }
            if read.is_err() {
                return Ok(end);
            }
            end = reader.stream_position()?;
            for record in warc::Records::new(Box::new(Cursor::new(member)), MOST).flatten() {
                self.note(&record);
            }
        }
        Ok(end)
    }

    fn note(&mut self, record: &warc::Record) {
        let Some(url) = record.url() else { return };
        if record.header("warc-type") != Some("response") {
            return;
        }
        let Some(response) = Response::parse(&record.block) else {
            return;
        };
        let header = |name: &str| response.header(name).map(str::to_owned);
        let target = header("location")
            .filter(|_| (300..400).contains(&response.status))
            .and_then(|l| Some(url::Url::parse(url).ok()?.join(&l).ok()?.into()));
        let validators = Validators {
            etag: header("etag"),
            modified: header("last-modified"),
        };
        self.held
            .insert(url.to_owned(), Held { target, validators });
    }

    /// Whether the archive holds what an address leads to.
    pub fn holds(&self, address: &str) -> bool {
        const MOST: usize = 20;
        let mut url = match url::Url::parse(address) {
            Ok(mut url) => {
                url.set_fragment(None);
                String::from(url)
            }
            Err(_) => return false,
        };
        for _ in 0..MOST {
            match self.held.get(&url) {
                None => return false,
                Some(Held { target: None, .. }) => return true,
                Some(Held {
                    target: Some(target),
                    ..
                }) => url.clone_from(target),
            }
        }
        true
    }

    /// What makes a request for an address conditional.
    pub fn validators(&self, address: &str) -> Option<Validators> {
        let held = self.held.get(address)?;
        (held.validators != Validators::default()).then(|| held.validators.clone())
    }

    /// Adds an exchange.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn add(&mut self, exchange: &Exchange) -> io::Result<()> {
        let unchanged = exchange.status == 304;
        let mut head = format!(
            "HTTP/1.1 {} {}\r\n",
            exchange.status,
            reason(exchange.status)
        );
        for (name, value) in &exchange.headers {
            // Out of its chunks, the body has a length.
            if !matches!(name.as_str(), "transfer-encoding" | "content-length") {
                let value = value.replace(['\r', '\n'], " ");
                let _ = write!(head, "{name}: {value}\r\n");
            }
        }
        if !unchanged {
            let _ = write!(head, "content-length: {}\r\n", exchange.body.len());
        }
        head.push_str("\r\n");
        let mut block = head.into_bytes();
        block.extend_from_slice(&exchange.body);
        let url = ("WARC-Target-URI", exchange.url.to_string());
        let mut headers = vec![
            url.clone(),
            (
                "Content-Type",
                "application/http; msgtype=response".to_owned(),
            ),
        ];
        if unchanged {
            headers.push((
                "WARC-Profile",
                "http://netpreserve.org/warc/1.1/revisit/server-not-modified".to_owned(),
            ));
        } else {
            headers.push(("WARC-Payload-Digest", digest(&exchange.body)));
        }
        let kind = if unchanged { "revisit" } else { "response" };
        let (id, mut bytes) = self.record(kind, &exchange.date, &headers, &block);
        let asked = [
            url,
            (
                "Content-Type",
                "application/http; msgtype=request".to_owned(),
            ),
            ("WARC-Concurrent-To", id),
        ];
        bytes.extend(
            self.record(
                "request",
                &exchange.date,
                &asked,
                exchange.request.as_bytes(),
            )
            .1,
        );
        self.write(&bytes)
    }

    /// A packed record and its id.
    fn record(
        &mut self,
        kind: &str,
        date: &chrono::DateTime<chrono::Utc>,
        headers: &[(&str, String)],
        block: &[u8],
    ) -> (String, Vec<u8>) {
        self.count += 1;
        let date = date.to_rfc3339_opts(SecondsFormat::Secs, true);
        let id = id(
            &[
                kind,
                &date,
                &self.count.to_string(),
                &std::process::id().to_string(),
            ],
            headers,
            block,
        );
        let mut head = format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: {id}\r\nWARC-Date: {date}\r\n"
        );
        for (name, value) in headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        let _ = write!(
            head,
            "WARC-Block-Digest: {}\r\nContent-Length: {}\r\n\r\n",
            digest(block),
            block.len()
        );
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        let packed = out
            .write_all(head.as_bytes())
            .and_then(|()| out.write_all(block))
            .and_then(|()| out.write_all(b"\r\n\r\n"))
            .and_then(|()| out.finish());
        (id, packed.unwrap_or_default())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }
}

/// A UUID (version 8) that follows from what the record holds.
fn id(parts: &[&str], headers: &[(&str, String)], block: &[u8]) -> String {
    let mut hash = blake3::Hasher::new();
    for part in parts
        .iter()
        .copied()
        .chain(headers.iter().map(|(_, v)| v.as_str()))
    {
        hash.update(part.as_bytes());
        hash.update(&[0]);
    }
    hash.update(block);
    let mut bytes: [u8; 16] = std::array::from_fn(|i| hash.finalize().as_bytes()[i]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = data_encoding::HEXLOWER.encode(&bytes);
    format!(
        "<urn:uuid:{}-{}-{}-{}-{}>",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}

fn digest(bytes: &[u8]) -> String {
    format!(
        "sha1:{}",
        data_encoding::BASE32.encode(&Sha1::digest(bytes))
    )
}

fn reason(status: u16) -> &'static str {
    ureq::http::StatusCode::from_u16(status)
        .ok()
        .and_then(|s| s.canonical_reason())
        .unwrap_or("Unknown")
}
