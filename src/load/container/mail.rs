//! One message in, a document out: a newsletter (EML) or a page saved by a browser (MHTML).
//!
//! The page in it is taken, else the plain text; attachments are not looked at. The subject is the title, the date that
//! the sender wrote is the publication date.

use super::super::error::Kind;
use super::super::{Extractor, html, text};
use crate::model::{Document, Published};
use mail_parser::{Address, HeaderValue, Message, MessageParser};

/// Reads a message.
pub(in crate::load) fn document(bytes: &[u8], extractor: Extractor) -> Result<Document, Kind> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Kind::Empty);
    }
    // The parser takes stack for each message within a message, and drops them the same way.
    if inner_messages(bytes) > MOST_INNER {
        let why = format!("it holds more than {MOST_INNER} messages within messages");
        return Err(Kind::Malformed("message", why));
    }
    let message = MessageParser::default()
        .parse(bytes)
        .filter(|m| !m.headers().is_empty())
        .ok_or_else(|| Kind::Malformed("message", "it has no headers".into()))?;
    let saved = saved_from(&message);
    let mut doc = body(&message, saved.as_deref(), extractor).ok_or(Kind::NoMainText)?;
    doc.url = doc.url.or_else(|| saved.clone());
    let subject = message.subject().map(str::trim).filter(|s| !s.is_empty());
    if let (None, Some(subject)) = (&doc.title, subject) {
        doc.title = Some(subject.to_owned());
    }
    // A saved page carries the day it was saved, which says nothing of its publication.
    if saved.is_none() {
        if let Some(subject) = subject {
            doc.title = Some(subject.to_owned());
        }
        let date = message
            .date()
            .and_then(|d| chrono::DateTime::parse_from_rfc3339(&d.to_rfc3339()).ok());
        if let Some(date) = date {
            doc.published = Some(Published::Instant(date));
            doc.published_from = Some("mail-date".into());
        }
        let from = message.from().and_then(Address::first);
        doc.publisher = doc
            .publisher
            .or_else(|| from.and_then(|f| f.name()).map(str::to_owned));
        if let Some(id) = message.message_id() {
            id.clone_into(&mut doc.id);
        }
    }
    Ok(doc)
}

/// Messages within a message that are looked at: more than any digest of a mailing list holds.
const MOST_INNER: usize = 1000;

/// How often a message says that it holds another, or several; how deep they lie is no more than that.
fn inner_messages(bytes: &[u8]) -> usize {
    let says = |at: usize, word: &[u8]| {
        bytes
            .get(at..at + word.len())
            .is_some_and(|b| b.eq_ignore_ascii_case(word))
    };
    memchr::memchr_iter(b'/', bytes)
        .filter(|at| says(at + 1, b"rfc822") || says(at + 1, b"digest") || says(at + 1, b"global"))
        .count()
}

/// Where a saved page came from.
fn saved_from(message: &Message<'_>) -> Option<String> {
    let header = |name: &str| match message.header(name)? {
        HeaderValue::Text(value) => Some(value.trim().to_owned()),
        _ => None,
    };
    let location = header("Snapshot-Content-Location").or_else(|| {
        let related = message.header_raw("Content-Type")?.to_ascii_lowercase();
        let part = message.html_part(0)?.headers.iter();
        let location = part
            .into_iter()
            .find(|h| h.name().eq_ignore_ascii_case("Content-Location"))?;
        related
            .contains("multipart/related")
            .then(|| location.value().as_text().map(str::to_owned))?
    });
    location.filter(|l| l.starts_with("http"))
}

fn body(message: &Message<'_>, url: Option<&str>, extractor: Extractor) -> Option<Document> {
    let page = message.html_bodies().next().filter(|p| p.is_text_html());
    let found = page
        .and_then(|p| p.text_contents())
        .and_then(|page| html::document(page, url, extractor));
    found.or_else(|| {
        let plain = message
            .text_bodies()
            .find(|p| p.is_text() && !p.is_text_html())?;
        let body = plain.text_contents()?;
        let doc = Document {
            title: text::first_line(body),
            text: body.to_owned(),
            ..Document::default()
        };
        (!doc.text.trim().is_empty()).then_some(doc)
    })
}
