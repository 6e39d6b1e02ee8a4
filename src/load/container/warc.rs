//! WARC and WET in, a page or text a record out.
//!
//! Read here are responses and resources that are pages, and conversions; other records are passed over. A record with
//! a wrong length is an error that names it, and reading goes on at the next one that can be found. Packed archives
//! come unpacked, so offsets count unpacked bytes.
//!
//! Own reader because `rust_warc` allocates whatever length a header claims and ends at the first fault (decision 0005).

use super::super::error::{Error, Found, Kind, Place};
use super::super::source::{self, Source};
use super::super::{Extractor, LANGUAGE_VOTED, Options, Reader, text};
use super::http::{self, Response};
use crate::model::{Document, Lang};
use std::io::{self, BufRead, Cursor, Read};

/// Bytes of a line or of all headers of a record.
const MOST_HEAD: usize = 64 << 10;
/// How often bytes that a wrong length swallowed are put back: each time costs a layer of reading.
const MOST_REPAIRS: u32 = 64;

/// One record.
pub(in crate::load) struct Record {
    pub(in crate::load) place: Place,
    headers: Vec<(String, String)>,
    pub(in crate::load) block: Vec<u8>,
}

impl Record {
    /// The value of a header, whose name is given in lower case.
    pub(in crate::load) fn header(&self, name: &str) -> Option<&str> {
        http::header(&self.headers, name)
    }

    /// The address it is of, without the brackets that some writers put around it.
    pub(in crate::load) fn url(&self) -> Option<&str> {
        let url = self.header("warc-target-uri")?;
        Some(url.trim_start_matches('<').trim_end_matches('>'))
    }

    fn kind(&self) -> &str {
        self.header("warc-type").unwrap_or_default()
    }
}

/// Iterates over the records of an archive.
pub(in crate::load) struct Records {
    reader: Reader,
    limit: u64,
    number: u64,
    at: u64,
    repairs: u32,
    ended: bool,
    /// Whether the last record may have a wrong length, so that what follows is to be looked for.
    lost: bool,
}

/// What is wrong with a record.
pub(in crate::load) type Fault = (Place, Kind);

impl Records {
    pub(in crate::load) fn new(reader: Reader, limit: u64) -> Self {
        Self {
            reader,
            limit,
            number: 0,
            at: 0,
            repairs: 0,
            ended: false,
            lost: false,
        }
    }

    /// Reads a line with its end; of a longer one only the front is kept.
    fn line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            let end = memchr::memchr(b'\n', chunk).map(|i| i + 1);
            let taken = end.unwrap_or(chunk.len());
            let room = MOST_HEAD.saturating_sub(line.len());
            line.extend_from_slice(&chunk[..taken.min(room)]);
            self.reader.consume(taken);
            self.at += taken as u64;
            if end.is_some() || taken == 0 {
                return Ok(line);
            }
        }
    }

    /// The first line of the next record and where it begins; `None` at the end.
    fn begin(&mut self) -> Result<Option<u64>, Fault> {
        loop {
            let at = self.at;
            let line = self.line().map_err(|e| self.cut(at, e))?;
            if line.is_empty() {
                return Ok(None);
            }
            if is_version(&line) {
                self.lost = false;
                return Ok(Some(at));
            }
            if line.trim_ascii().is_empty() || self.lost {
                continue;
            }
            self.lost = true;
            let place = Place::Record {
                number: self.number + 1,
                byte: at,
            };
            let why = if self.number == 0 {
                "no record begins here".to_owned()
            } else {
                format!(
                    "no record begins here; the length of record {} may be wrong",
                    self.number
                )
            };
            return Err((place, Kind::Malformed("WARC", why)));
        }
    }

    fn cut(&mut self, at: u64, e: io::Error) -> Fault {
        self.ended = true;
        (
            Place::Record {
                number: self.number + 1,
                byte: at,
            },
            Kind::Io(e),
        )
    }

    fn record(&mut self) -> Result<Option<Record>, Fault> {
        let Some(byte) = self.begin()? else {
            return Ok(None);
        };
        self.number += 1;
        let place = Place::Record {
            number: self.number,
            byte,
        };
        let malformed = |why: String| (place, Kind::Malformed("WARC", why));
        let mut headers: Vec<(String, String)> = Vec::new();
        let mut size = 0;
        loop {
            let line = self.line().map_err(|e| {
                self.ended = true;
                (place, Kind::Io(e))
            })?;
            if line.is_empty() {
                self.ended = true;
                return Err(malformed(
                    "it ends within the headers of a record; it may be cut off".into(),
                ));
            }
            size += line.len();
            if size > MOST_HEAD {
                self.lost = true;
                return Err(malformed(format!(
                    "the headers of the record have more than {MOST_HEAD} bytes"
                )));
            }
            let text = String::from_utf8_lossy(&line);
            let text = text.trim_end();
            if text.is_empty() {
                break;
            }
            match (
                text.starts_with([' ', '\t']),
                headers.last_mut(),
                text.split_once(':'),
            ) {
                (true, Some((_, value)), _) => {
                    value.push(' ');
                    value.push_str(text.trim());
                }
                (_, _, Some((name, value))) => {
                    headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
                _ => {}
            }
        }
        let mut record = Record {
            place,
            headers,
            block: Vec::new(),
        };
        let Some(length) = record
            .header("content-length")
            .and_then(|l| l.parse::<u64>().ok())
        else {
            self.lost = true;
            return Err(malformed(
                "the record has no length that is a number".into(),
            ));
        };
        if length > self.limit {
            let skipped = io::copy(&mut (&mut self.reader).take(length), &mut io::sink());
            self.at += skipped.as_ref().copied().unwrap_or_default();
            return match skipped {
                Err(e) => Err(self.cut(byte, e)),
                Ok(there) if there < length => {
                    self.ended = true;
                    Err(malformed(short(there, length)))
                }
                Ok(_) => Err((
                    place,
                    Kind::TooLarge {
                        bytes: length,
                        limit: self.limit,
                    },
                )),
            };
        }
        let read = (&mut self.reader)
            .take(length)
            .read_to_end(&mut record.block);
        self.at += record.block.len() as u64;
        match read {
            Err(e) => {
                self.ended = true;
                Err((place, Kind::Io(e)))
            }
            Ok(there) if (there as u64) < length => {
                self.restore(&mut record, 0);
                Err(malformed(short(there as u64, length)))
            }
            Ok(_) => {
                self.check_end(&mut record);
                Ok(Some(record))
            }
        }
    }

    /// Looks whether the record ends where its length says; if it swallowed the next one, cuts it there.
    fn check_end(&mut self, record: &mut Record) {
        let good = match self.reader.fill_buf() {
            Ok(next) => next.first().is_none_or(|b| matches!(b, b'\r' | b'\n')),
            // The error is met again where the next record is read.
            Err(_) => true,
        };
        if !good {
            self.restore(record, 1);
        }
    }

    /// Puts back records that a wrong length made part of this one. Only a beginning behind `from` bytes counts.
    fn restore(&mut self, record: &mut Record, from: usize) {
        let hay = record.block.get(from..).unwrap_or_default();
        let next = [&b"\r\n\r\nWARC/1."[..], b"\r\n\r\nWARC/0.", b"\n\nWARC/1."]
            .iter()
            .filter_map(|mark| memchr::memmem::find(hay, mark))
            .min();
        if let (Some(at), true) = (next, self.repairs < MOST_REPAIRS) {
            self.repairs += 1;
            let rest = record.block.split_off(from + at);
            self.at -= rest.len() as u64;
            let reader = std::mem::replace(&mut self.reader, Box::new(io::empty()));
            self.reader = Box::new(Cursor::new(rest).chain(reader));
        }
    }
}

fn is_version(line: &[u8]) -> bool {
    line.starts_with(b"WARC/1.") || line.starts_with(b"WARC/0.")
}

fn short(there: u64, length: u64) -> String {
    format!("the record says {length} bytes and {there} are there; it may be cut off")
}

impl Iterator for Records {
    type Item = Result<Record, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let item = self.record().transpose();
        self.ended |= item.is_none();
        item
    }
}

/// The pages and texts of an archive.
pub(in crate::load) struct Pages {
    records: Records,
    name: String,
    options: Options,
}

impl Pages {
    pub(in crate::load) fn new(reader: Reader, name: String, options: &Options) -> Self {
        let records = Records::new(reader, options.max_bytes);
        Self {
            records,
            name,
            options: options.clone(),
        }
    }
}

impl Iterator for Pages {
    type Item = Result<Source, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let record = match self.records.next()? {
                Ok(record) => record,
                Err((place, kind)) => return Some(Err(Error::new(&self.name, kind).at(place))),
            };
            if matches!(record.kind(), "response" | "resource" | "conversion") {
                let (name, place) = (self.name.clone(), record.place);
                let made = move |options: &Options| document(&record, options);
                return Some(Ok(Source::made(
                    name,
                    place,
                    Found::InArchive,
                    &self.options,
                    made,
                )));
            }
        }
    }
}

/// Makes the document of a record.
pub(in crate::load) fn document(record: &Record, options: &Options) -> Result<Document, Kind> {
    let url = record.url().map(str::to_owned);
    let mut doc = match record.kind() {
        "conversion" => conversion(record)?,
        "resource" => resource(record, url.as_deref(), options.extractor)?,
        _ => response(record, url.as_deref(), options)?,
    };
    if let Some(url) = url {
        doc.id.clone_from(&url);
        doc.url.get_or_insert(url);
    }
    let date = record
        .header("warc-date")
        .and_then(|d| chrono::DateTime::parse_from_rfc3339(d).ok());
    doc.fetched = date.map(|d| d.to_utc());
    if doc.text.trim().is_empty() {
        return Err(Kind::Empty);
    }
    Ok(doc)
}

/// The text of a page, as WET archives hold it.
fn conversion(record: &Record) -> Result<Document, Kind> {
    let decoded = source::decode(&record.block, None, record.url())?;
    let doc = Document {
        title: text::first_line(&decoded.text),
        text: decoded.text.clone().into_owned(),
        ..Document::default()
    };
    let languages = record.header("warc-identified-content-language");
    Ok(voted(source::flagged(doc, &decoded), languages))
}

fn resource(record: &Record, url: Option<&str>, extractor: Extractor) -> Result<Document, Kind> {
    let media = record.header("content-type").unwrap_or("text/html");
    body(&record.block, media, url, extractor)
}

fn response(record: &Record, url: Option<&str>, options: &Options) -> Result<Document, Kind> {
    let Some(response) = Response::parse(&record.block) else {
        return Err(Kind::NoPage("no HTTP response".into()));
    };
    of_response(&response, url, options)
}

/// Reads the page or text in an HTTP response.
pub(in crate::load) fn of_response(
    response: &Response,
    url: Option<&str>,
    options: &Options,
) -> Result<Document, Kind> {
    if !(200..300).contains(&response.status) {
        return Err(Kind::NoPage(format!("HTTP status {}", response.status)));
    }
    let media = response.header("content-type").unwrap_or("text/html");
    if form(media).is_none() {
        return Err(no_page(media));
    }
    let (bytes, failed) = response.decoded(options.max_bytes);
    if bytes.len() as u64 > options.max_bytes {
        let bytes = bytes.len() as u64;
        return Err(Kind::TooLarge {
            bytes,
            limit: options.max_bytes,
        });
    }
    let mut doc = body(&bytes, media, url, options.extractor)?;
    if failed.is_some() {
        doc.flags.push("truncated".into());
    }
    Ok(voted(doc, response.header("content-language")))
}

/// Whether a media type is read as a page (`true`) or a text; `None` for what is not read.
pub(in crate::load) fn form(media: &str) -> Option<bool> {
    match media
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
        .as_str()
    {
        "text/html" | "application/xhtml+xml" | "" => Some(true),
        "text/plain" => Some(false),
        _ => None,
    }
}

fn no_page(media: &str) -> Kind {
    let media = media.split(';').next().unwrap_or_default().trim();
    Kind::NoPage(
        media
            .chars()
            .take(60)
            .collect::<String>()
            .to_ascii_lowercase(),
    )
}

/// Reads the body of a response or resource of some media type.
pub(in crate::load) fn body(
    bytes: &[u8],
    media: &str,
    url: Option<&str>,
    extractor: Extractor,
) -> Result<Document, Kind> {
    let label = media.split(';').skip(1).find_map(|p| {
        let (name, value) = p.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("charset")
            .then(|| value.trim().trim_matches(['"', '\'']))
    });
    match form(media) {
        Some(true) => source::page(bytes, label, url, extractor),
        Some(false) => source::plain_text(bytes, label, url),
        None => Err(no_page(media)),
    }
}

/// The codes of ISO 639-3 that archives of texts use, and the shorter ones that are used here.
const CODES: &[(&str, &str)] = &[
    ("ara", "ar"),
    ("ces", "cs"),
    ("deu", "de"),
    ("eng", "en"),
    ("fas", "fa"),
    ("fil", "fil"),
    ("fra", "fr"),
    ("hin", "hi"),
    ("ind", "id"),
    ("ita", "it"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("msa", "ms"),
    ("nld", "nl"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("spa", "es"),
    ("swe", "sv"),
    ("tha", "th"),
    ("tgl", "fil"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("vie", "vi"),
    ("zho", "zh"),
];

/// Lets a header vote for the language where the page did not: `id`, `ind,eng`.
fn voted(mut doc: Document, languages: Option<&str>) -> Document {
    let first = languages.and_then(|l| l.split(',').next()).map(str::trim);
    let short = |code: &str| {
        CODES
            .iter()
            .find(|(long, _)| *long == code)
            .map(|(_, short)| *short)
    };
    let code = first.map(|code| short(code).unwrap_or(code));
    let lang = code
        .and_then(|l| l.parse::<Lang>().ok())
        .filter(|l| l.is_known());
    if let (None, Some(lang)) = (doc.language, lang) {
        doc.language = Some(lang);
        doc.flags.push(LANGUAGE_VOTED.into());
    }
    doc
}
