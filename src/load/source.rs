//! One thing to read, and the reading of it: bytes to text to document.
//!
//! Cheap to make and to send to another thread; all the work is in [`Source::document`].

use super::container::mail;
use super::error::{Error, Found, Kind, Place};
use super::format::Format;
use super::record::Record;
use super::side::side_file;
use super::{Extractor, LANGUAGE_VOTED, Options, charset, file, html, json, text};
use crate::model::Document;
use std::borrow::Cow;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// One document that has not been read yet.
#[derive(Debug)]
pub struct Source {
    name: String,
    place: Place,
    found: Found,
    payload: Payload,
    options: Options,
}

enum Payload {
    File(PathBuf, Option<Format>),
    Bytes(Vec<u8>, Format),
    Record(Vec<u8>),
    Made(Maker),
}

/// What a container knows of one of its documents, and the work that is left.
pub(super) type Maker = Box<dyn FnOnce(&Options) -> Result<Document, Kind> + Send>;

impl Source {
    fn new(name: String, found: Found, payload: Payload, options: &Options) -> Self {
        Self {
            name,
            place: Place::Whole,
            found,
            payload,
            options: options.clone(),
        }
    }

    pub(super) fn file(
        name: String,
        path: PathBuf,
        format: Option<Format>,
        found: Found,
        options: &Options,
    ) -> Self {
        Self::new(name, found, Payload::File(path, format), options)
    }

    pub(super) fn bytes(
        name: String,
        bytes: Vec<u8>,
        format: Format,
        found: Found,
        options: &Options,
    ) -> Self {
        Self::new(name, found, Payload::Bytes(bytes, format), options)
    }

    pub(super) fn record(
        name: String,
        (line, bytes): json::Piece,
        found: Found,
        options: &Options,
    ) -> Self {
        Self::new(name, found, Payload::Record(bytes), options).at(Place::Line(line))
    }

    /// A document that `make` makes; it may leave `id` and `source` empty.
    pub(super) fn made(
        name: String,
        place: Place,
        found: Found,
        options: &Options,
        make: impl FnOnce(&Options) -> Result<Document, Kind> + Send + 'static,
    ) -> Self {
        Self::new(name, found, Payload::Made(Box::new(make)), options).at(place)
    }

    fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// Says that this record is all of its file, which needs no line to name it.
    pub(super) fn whole(self) -> Self {
        self.at(Place::Whole)
    }

    /// The input as it is named in messages: a path, or `-`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The line of the input where the record begins, counted from 1.
    pub fn line(&self) -> Option<u64> {
        self.place.line()
    }

    /// The file to read, if it is one that holds a single text or page.
    pub fn path(&self) -> Option<&Path> {
        match &self.payload {
            Payload::File(path, _) => Some(path),
            _ => None,
        }
    }

    /// Reads the document.
    ///
    /// # Errors
    /// If it cannot be read, is empty, binary or too large, or holds no text; see [`Error::is_skip`]. A fault of this program or of
    /// a library that reads pages is an error of this input too, see [`Error::is_fault`].
    pub fn document(self) -> Result<Document, Error> {
        let (name, place) = (self.name.clone(), self.place);
        catch_unwind(AssertUnwindSafe(|| self.read()))
            .unwrap_or_else(|_| Err(Error::new(name, Kind::Fault).at(place)))
    }

    fn read(self) -> Result<Document, Error> {
        let Self {
            name,
            place,
            found,
            payload,
            options,
        } = self;
        let fail = |kind| Error::new(&name, kind).at(place).found(found);
        let id = place.id(&name);
        let mut doc = match payload {
            Payload::File(path, format) => {
                let bytes = file::read(&path, options.max_bytes).map_err(|e| e.found(found))?;
                let format = format.unwrap_or_else(|| Format::sniff(&bytes));
                let mut doc = from_bytes(&bytes, format, options.extractor).map_err(fail)?;
                if let Some(side) = side_file(&path) {
                    if side.language.is_some() {
                        doc.flags.retain(|f| f != LANGUAGE_VOTED);
                    }
                    side.describe(&mut doc, "side-file");
                }
                doc
            }
            Payload::Bytes(bytes, format) => {
                from_bytes(&bytes, format, options.extractor).map_err(fail)?
            }
            Payload::Record(bytes) => from_record(&bytes, &id, options.extractor).map_err(fail)?,
            Payload::Made(make) => make(&options).map_err(fail)?,
        };
        if doc.id.is_empty() {
            doc.id.clone_from(&id);
        }
        if doc.source.is_empty() || doc.source == id {
            doc.source = name;
        }
        if let Some(language) = options.language {
            doc.language = Some(language);
            doc.flags.retain(|f| f != LANGUAGE_VOTED);
        }
        if let (None, Some(date)) = (doc.published, options.published) {
            doc.published = Some(date);
            doc.published_from = Some("given".into());
        }
        if html::unmark(&mut doc)
            && let Some(strip) = &options.strip
        {
            strip.strip(&mut doc);
        }
        Ok(doc)
    }
}

/// Reads one text, page or message.
fn from_bytes(bytes: &[u8], format: Format, extractor: Extractor) -> Result<Document, Kind> {
    let doc = match format {
        Format::Html => page(bytes, None, None, extractor)?,
        Format::Json | Format::JsonLines => {
            let text = plain(bytes)?;
            flagged(from_record(text.text.as_bytes(), "", extractor)?, &text)
        }
        Format::Mail => mail::document(bytes, extractor)?,
        _ => {
            let decoded = plain(bytes)?;
            flagged(text::document(&decoded.text), &decoded)
        }
    };
    if doc.text.trim().is_empty() {
        return Err(Kind::Empty);
    }
    Ok(doc)
}

/// Reads a page; `label` is the charset that its server named.
pub(super) fn page(
    bytes: &[u8],
    label: Option<&str>,
    url: Option<&str>,
    extractor: Extractor,
) -> Result<Document, Kind> {
    let clean = without_strays(bytes);
    let stray = clean.len() < bytes.len();
    let bytes = &*clean;
    if let Some(kind) = file::refuse(bytes) {
        return Err(kind);
    }
    let label = label
        .map(str::to_owned)
        .or_else(|| html::charset_label(bytes));
    let mut decoded = decode(bytes, label.as_deref(), url)?;
    if let Some(repaired) = charset::repair(&decoded.text) {
        decoded.text = Cow::Owned(repaired);
        decoded.flags.push(charset::REPAIRED);
    }
    if stray && !decoded.flags.contains(&charset::INVALID) {
        decoded.flags.push(charset::INVALID);
    }
    let doc = html::document(&decoded.text, url, extractor).ok_or(Kind::NoMainText)?;
    Ok(flagged(doc, &decoded))
}

/// A page without a few stray zero bytes, which browsers pass over too; many are left for what they are.
fn without_strays(bytes: &[u8]) -> Cow<'_, [u8]> {
    const RARE: usize = 500;
    if memchr::memchr(0, bytes).is_none() || charset::unmarked_utf16(bytes).is_some() {
        return Cow::Borrowed(bytes);
    }
    let strays = memchr::memchr_iter(0, bytes).count();
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if wide || strays * RARE > bytes.len() || !bytes.contains(&b'<') {
        return Cow::Borrowed(bytes);
    }
    Cow::Owned(bytes.iter().copied().filter(|b| *b != 0).collect())
}

/// Reads a text that is served as one.
pub(super) fn plain_text(
    bytes: &[u8],
    label: Option<&str>,
    url: Option<&str>,
) -> Result<Document, Kind> {
    if let Some(kind) = file::refuse(bytes) {
        return Err(kind);
    }
    let decoded = decode(bytes, label, url)?;
    Ok(flagged(text::document(&decoded.text), &decoded))
}

/// Decodes a text.
fn plain(bytes: &[u8]) -> Result<charset::Decoded<'_>, Kind> {
    if let Some(kind) = file::refuse(bytes) {
        return Err(kind);
    }
    decode(bytes, None, None)
}

/// Decodes bytes; `url` says which top-level domain they came from.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    label: Option<&str>,
    url: Option<&str>,
) -> Result<charset::Decoded<'a>, Kind> {
    let url = url.and_then(|u| url::Url::parse(u).ok());
    let tld = url.as_ref().and_then(|u| u.host_str()?.rsplit('.').next());
    let decoded = charset::decode(bytes, label, tld);
    if file::is_noise(&decoded.text) {
        return Err(Kind::Binary("no charset explains its bytes"));
    }
    Ok(decoded)
}

/// Notes on the document what was noticed when its bytes were decoded.
pub(super) fn flagged(mut doc: Document, decoded: &charset::Decoded<'_>) -> Document {
    doc.flags
        .extend(decoded.flags.iter().map(ToString::to_string));
    doc
}

/// Reads a JSON object.
fn from_record(bytes: &[u8], name: &str, extractor: Extractor) -> Result<Document, Kind> {
    let mut decoded = match std::str::from_utf8(bytes) {
        Ok(text) => charset::Decoded {
            text: Cow::Borrowed(text),
            flags: Vec::new(),
        },
        Err(_) => charset::decode(bytes, None, None),
    };
    let read = |text: &str| serde_json::from_str::<Record>(text);
    let record = read(&decoded.text).or_else(|e| {
        let mended = json::mended(&decoded.text).ok_or(e)?;
        decoded.flags.push(charset::INVALID);
        read(&mended)
    });
    let record = record.map_err(|e| json::reason(&e))?;
    Ok(flagged(of_record(record, name, extractor)?, &decoded))
}

/// Makes the document of a record, or says what it lacks.
pub(super) fn of_record(
    record: Record,
    name: &str,
    extractor: Extractor,
) -> Result<Document, Kind> {
    if !record.has_body() {
        return Err(Kind::NoText);
    }
    let page = record.text.is_none();
    let missing = if page { Kind::NoMainText } else { Kind::Empty };
    record.into_document(name, extractor).ok_or(missing)
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path, format) => write!(f, "File({}, {format:?})", path.display()),
            Self::Bytes(bytes, format) => write!(f, "Bytes({}, {format:?})", bytes.len()),
            Self::Record(bytes) => write!(f, "Record({})", bytes.len()),
            Self::Made(_) => write!(f, "Made"),
        }
    }
}
