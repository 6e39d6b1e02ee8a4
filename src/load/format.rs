//! The forms that can be read, by the names of files and by their first bytes.

use super::container::csv;
use super::container::unpack::Packing;
use encoding_rs::Encoding;
use std::path::Path;

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
    /// A header line with names of columns, then a document a line; separated by commas, semicolons, tabs or bars.
    Csv,
    /// A web archive: WARC with pages, or WET with their texts.
    Warc,
    /// Web archives in a ZIP file.
    Wacz,
    /// A message, or a page saved as one (EML, MHTML).
    Mail,
    /// Messages one after another.
    Mbox,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// XML, which may be a feed or a page.
    Xml,
}

/// What the ends of names say; one of [`Packing`] may follow.
const NAMES: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Text),
    ("markdown", Format::Text),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("json", Format::Json),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("csv", Format::Csv),
    ("tsv", Format::Csv),
    ("warc", Format::Warc),
    ("wet", Format::Warc),
    ("wacz", Format::Wacz),
    ("eml", Format::Mail),
    ("mht", Format::Mail),
    ("mhtml", Format::Mail),
    ("mbox", Format::Mbox),
    ("rss", Format::Feed),
    ("atom", Format::Feed),
    ("rdf", Format::Feed),
    ("xml", Format::Xml),
];

/// What the first bytes say, where they begin in one way.
const MAGIC: &[(&[u8], Format)] = &[
    (b"WARC/1.", Format::Warc),
    (b"WARC/0.", Format::Warc),
    (b"PK\x03\x04", Format::Wacz),
    (b"From ", Format::Mbox),
];

/// Bytes that are looked at.
pub(super) const HEAD: usize = 4096;

impl Format {
    /// The format that a file's extension says; `.gz`, `.zst` and `.bz2` behind it are passed over.
    pub fn of_path(path: &Path) -> Option<Self> {
        let mut name = Path::new(path.file_name()?);
        if Packing::of_path(name).is_some() {
            name = Path::new(name.file_stem()?);
        }
        let extension = name.extension()?.to_str()?.to_ascii_lowercase();
        let row = NAMES.iter().find(|(e, _)| *e == extension)?;
        Some(row.1)
    }

    /// The format that the first bytes look like; text where they look like nothing else.
    pub fn sniff(head: &[u8]) -> Self {
        let head = &head[..head.len().min(HEAD)];
        if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
            return match format {
                Self::Mbox if !mbox_begins(head) => Self::Text,
                format => *format,
            };
        }
        let text = Encoding::for_bom(head)
            .map(|(encoding, mark)| encoding.decode_without_bom_handling(&head[mark..]).0);
        let head = text.as_ref().map_or(head, |text| text.as_bytes());
        let head = head.trim_ascii_start();
        match head.first() {
            Some(b'{') => json_object(head),
            Some(b'[') if head.starts_with(b"[{") || first_line(head) == b"[" => Self::Json,
            Some(b'<') => markup(head),
            _ if mail_begins(head) => Self::Mail,
            _ if csv::begins(first_line(head)) => Self::Csv,
            _ => Self::Text,
        }
    }
}

fn first_line(head: &[u8]) -> &[u8] {
    let first = head.split(|b| *b == b'\n').next().unwrap_or_default();
    first.trim_ascii()
}

/// One object or an object a line: one that does not end on its line is no JSON Lines, unless the line is longer than
/// what was looked at.
fn json_object(head: &[u8]) -> Format {
    if has(&head[..head.len().min(1024)], b"//jsonfeed.org/version/") {
        return Format::Feed;
    }
    let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
    let whole = serde_json::from_slice::<serde::de::IgnoredAny>(line);
    if whole.is_err_and(|e| e.is_eof()) && line.len() < head.len() {
        Format::Json
    } else {
        Format::JsonLines
    }
}

fn markup(head: &[u8]) -> Format {
    let lower = head[..head.len().min(1024)].to_ascii_lowercase();
    let begins = |tag: &[u8]| lower.starts_with(tag);
    if [&b"<rss"[..], b"<feed", b"<rdf:rdf"]
        .iter()
        .any(|t| begins(t))
    {
        return Format::Feed;
    }
    if begins(b"<?xml") || begins(b"<!--") {
        if [&b"<rss"[..], b"<feed", b"<rdf:rdf"]
            .iter()
            .any(|t| has(&lower, t))
        {
            return Format::Feed;
        }
        return Format::Html;
    }
    let page = [&b"<!doctype html"[..], b"<html", b"<head", b"<body"];
    if page.iter().any(|t| begins(t)) {
        Format::Html
    } else {
        Format::Text
    }
}

/// `From name Tue Oct 25 09:41:00 2022`, and a header below it.
fn mbox_begins(head: &[u8]) -> bool {
    let mut lines = head.split(|b| *b == b'\n');
    let first = lines.next().unwrap_or_default();
    let dated = first
        .windows(6)
        .any(|w| w[0].is_ascii_digit() && w[2] == b':' || w[2].is_ascii_digit() && w[3] == b':');
    dated && lines.next().is_some_and(|l| header_name(l).is_some())
}

/// A header block that only mail has: among its lines one that no person writes at the head of a text.
fn mail_begins(head: &[u8]) -> bool {
    const CERTAIN: &[&str] = &[
        "mime-version",
        "message-id",
        "received",
        "return-path",
        "delivered-to",
        "snapshot-content-location",
    ];
    let mut lines = head
        .split(|b| *b == b'\n')
        .map(|l| l.strip_suffix(b"\r").unwrap_or(l));
    let mut headers = 0;
    let mut certain = false;
    for line in lines.by_ref().take_while(|l| !l.is_empty()) {
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(name) = header_name(line) else {
            return headers > 1 && certain;
        };
        headers += 1;
        certain |= CERTAIN
            .iter()
            .any(|c| name.eq_ignore_ascii_case(c.as_bytes()));
    }
    headers > 1 && certain
}

fn header_name(line: &[u8]) -> Option<&[u8]> {
    let name = &line[..line.iter().position(|b| *b == b':')?];
    let fits = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-';
    (!name.is_empty() && name.iter().all(fits)).then_some(name)
}

fn has(hay: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(hay, needle).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_the_format_under_a_packing_too() {
        for (name, format) in [
            ("a.TXT", Some(Format::Text)),
            ("a.jsonl.gz", Some(Format::JsonLines)),
            ("CC-NEWS-1.warc.gz", Some(Format::Warc)),
            ("x.warc.wet.gz", Some(Format::Warc)),
            ("a.html.zst", Some(Format::Html)),
            ("a.gz", None),
            ("a.docx", None),
        ] {
            assert_eq!(Format::of_path(Path::new(name)), format, "{name}");
        }
    }

    #[test]
    fn first_bytes_say_the_format() {
        for (head, format) in [
            ("WARC/1.0\r\nWARC-Type: warcinfo\r\n", Format::Warc),
            ("{\"a\": 1}\n{\"a\": 2}\n", Format::JsonLines),
            ("{\n\"a\": 1}\n", Format::Json),
            (
                "{\"version\": \"https://jsonfeed.org/version/1.1\"}",
                Format::Feed,
            ),
            (
                "<?xml version=\"1.0\"?>\n<rss version=\"2.0\">",
                Format::Feed,
            ),
            ("<?xml version=\"1.0\"?>\n<html>", Format::Html),
            ("<!DOCTYPE html><p>x", Format::Html),
            ("From a@b Tue Oct 25 09:41:00 2022\nFrom: a\n", Format::Mbox),
            (
                "From Jakarta, the outage began at 09:41 on\nTuesday.",
                Format::Text,
            ),
            ("Return-Path: <a@b>\r\nSubject: x\r\n\r\nHi", Format::Mail),
            ("From: the editor\nSubject: none\n\nText", Format::Text),
            ("title,text,url\na,b,c\n", Format::Csv),
            ("Services were down, text messages too\n", Format::Text),
            ("[lihat foto] WhatsApp mati", Format::Text),
        ] {
            assert_eq!(Format::sniff(head.as_bytes()), format, "{head}");
        }
    }
}
