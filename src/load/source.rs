//! One thing to read, and the reading of it: bytes to text to document.
//!
//! Cheap to make and to send to another thread; all the work is in [`Source::document`].

use super::error::{Error, Found, Kind};
use super::record::Record;
use super::{LANGUAGE_VOTED, Options, charset, file, html, json, text};
use crate::model::Document;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// The forms that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text or Markdown.
    Text,
    /// A web page.
    Html,
    /// One object, several, or an array of them.
    Json,
    /// An object a line.
    JsonLines,
}

impl Format {
    /// The format that a file's extension says.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" | "md" | "markdown" => Some(Self::Text),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            _ => None,
        }
    }

    /// The format that the first bytes look like; text where they look like nothing else.
    pub fn sniff(head: &[u8]) -> Self {
        let head = head
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(head)
            .trim_ascii_start();
        let first = head.split(|b| *b == b'\n').next().unwrap_or_default();
        let begins = |tag: &str| {
            head.get(..tag.len())
                .is_some_and(|h| h.eq_ignore_ascii_case(tag.as_bytes()))
        };
        if head.starts_with(b"{") {
            // An object that does not end on its line is no JSON Lines, unless the line is longer than what was read.
            let whole = serde_json::from_slice::<serde::de::IgnoredAny>(first);
            let cut = whole.is_err_and(|e| e.is_eof()) && first.len() < head.len();
            if cut { Self::Json } else { Self::JsonLines }
        } else if head.starts_with(b"[{") || head.starts_with(b"[") && first.trim_ascii() == b"[" {
            Self::Json
        } else if ["<!doctype html", "<html", "<head", "<?xml"]
            .into_iter()
            .any(begins)
        {
            Self::Html
        } else {
            Self::Text
        }
    }
}

/// One document that has not been read yet.
#[derive(Debug)]
pub struct Source {
    name: String,
    line: Option<u64>,
    found: Found,
    payload: Payload,
    options: Options,
}

#[derive(Debug)]
enum Payload {
    File(PathBuf, Option<Format>),
    Bytes(Vec<u8>, Format),
    Record(Vec<u8>),
}

impl Source {
    pub(super) fn file(
        name: String,
        path: PathBuf,
        format: Option<Format>,
        found: Found,
        options: &Options,
    ) -> Self {
        Self {
            name,
            line: None,
            found,
            payload: Payload::File(path, format),
            options: options.clone(),
        }
    }

    pub(super) fn bytes(name: String, bytes: Vec<u8>, format: Format, options: &Options) -> Self {
        Self {
            name,
            line: None,
            found: Found::Named,
            payload: Payload::Bytes(bytes, format),
            options: options.clone(),
        }
    }

    pub(super) fn record(
        name: String,
        (line, bytes): json::Piece,
        found: Found,
        options: &Options,
    ) -> Self {
        Self {
            name,
            line: Some(line),
            found,
            payload: Payload::Record(bytes),
            options: options.clone(),
        }
    }

    /// Says that this record is all of its file, which needs no line to name it.
    pub(super) fn whole(mut self) -> Self {
        self.line = None;
        self
    }

    /// The input as it is named in messages: a path, or `-`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The line of the input where the record begins, counted from 1.
    pub fn line(&self) -> Option<u64> {
        self.line
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
    /// If it cannot be read, is empty, binary or too large, or holds no text; see [`Error::is_skip`].
    pub fn document(self) -> Result<Document, Error> {
        let Self {
            name,
            line,
            found,
            payload,
            options,
        } = self;
        let fail = |kind| match line {
            Some(line) => Error::at_line(&name, line, kind).found(found),
            None => Error::new(&name, kind).found(found),
        };
        let mut doc = match payload {
            Payload::File(path, format) => {
                let bytes = file::read(&path, options.max_bytes).map_err(|e| e.found(found))?;
                let format = format.unwrap_or_else(|| Format::sniff(&bytes));
                let mut doc = from_bytes(&bytes, format).map_err(fail)?;
                if let Some(side) = side_file(&path) {
                    if side.language.is_some() {
                        doc.flags.retain(|f| f != LANGUAGE_VOTED);
                    }
                    side.describe(&mut doc, "side-file");
                }
                doc
            }
            Payload::Bytes(bytes, format) => from_bytes(&bytes, format).map_err(fail)?,
            Payload::Record(bytes) => {
                let id = match line {
                    Some(line) => format!("{name}:{line}"),
                    None => name.clone(),
                };
                let mut doc = from_record(&bytes, &id).map_err(fail)?;
                if doc.source == id {
                    doc.source.clone_from(&name);
                }
                doc
            }
        };
        if doc.id.is_empty() {
            doc.id.clone_from(&name);
        }
        if doc.source.is_empty() {
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
        Ok(doc)
    }
}

/// Reads a text or a page.
fn from_bytes(bytes: &[u8], format: Format) -> Result<Document, Kind> {
    if let Some(kind) = file::refuse(bytes) {
        return Err(kind);
    }
    let label = match format {
        Format::Html => html::charset_label(bytes),
        _ => None,
    };
    let decoded = charset::decode(bytes, label.as_deref(), None);
    if file::is_noise(&decoded.text) {
        return Err(Kind::Binary("no charset explains its bytes"));
    }
    let mut doc = match format {
        Format::Html => html::from_html(&decoded.text, None).ok_or(Kind::NoMainText)?,
        Format::Json | Format::JsonLines => from_record(decoded.text.as_bytes(), "")?,
        Format::Text => text::document(&decoded.text),
    };
    if doc.text.trim().is_empty() {
        return Err(Kind::Empty);
    }
    doc.flags
        .extend(decoded.flags.iter().map(ToString::to_string));
    Ok(doc)
}

/// Reads a JSON object.
fn from_record(bytes: &[u8], name: &str) -> Result<Document, Kind> {
    let decoded = match std::str::from_utf8(bytes) {
        Ok(text) => charset::Decoded {
            text: Cow::Borrowed(text),
            flags: Vec::new(),
        },
        Err(_) => charset::decode(bytes, None, None),
    };
    let record: Record = serde_json::from_str(&decoded.text).map_err(|e| json::reason(&e))?;
    if !record.has_body() {
        return Err(Kind::NoText);
    }
    let page = record.text.is_none();
    let mut doc =
        record
            .into_document(name)
            .ok_or(if page { Kind::NoMainText } else { Kind::Empty })?;
    doc.flags
        .extend(decoded.flags.iter().map(ToString::to_string));
    Ok(doc)
}

/// What stands in `NAME.meta.json` or `NAME.json` beside a text; a file there that is an article of its own says nothing of it.
fn side_file(path: &Path) -> Option<Record> {
    const LARGEST: u64 = 1 << 20;
    ["meta.json", "json"].into_iter().find_map(|extension| {
        let path = path.with_extension(extension);
        if !path.is_file() {
            return None;
        }
        let bytes = file::read(&path, LARGEST).ok()?;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let record: Record = serde_json::from_slice(bytes).ok()?;
        (!record.has_body()).then_some(record)
    })
}

/// Whether a path ends in `.meta.json`.
pub(super) fn is_meta(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    name.ends_with(b".meta.json")
}

/// The text that a JSON file would describe by its name, if there is one beside it.
pub(super) fn described_text(path: &Path) -> Option<PathBuf> {
    let mut stem = path.with_extension("");
    if is_meta(path) {
        stem.set_extension("");
    }
    ["txt", "md", "html", "htm"]
        .into_iter()
        .find_map(|extension| {
            // `set_extension` would eat the end of a stem that holds a dot.
            let mut text = stem.clone().into_os_string();
            text.push(".");
            text.push(extension);
            let text = PathBuf::from(text);
            text.is_file().then_some(text)
        })
}
