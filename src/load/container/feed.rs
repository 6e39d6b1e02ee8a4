//! A feed in, a document an entry out: RSS, Atom, JSON Feed.
//!
//! An entry with its content is an article. One with a summary alone is a document too, flagged [`SUMMARY_ONLY`], because the
//! article is elsewhere; an entry without either is passed over.

use super::super::error::{Error, Found, Kind, Place};
use super::super::source::Source;
use super::super::{LANGUAGE_VOTED, Options, html};
use super::Items;
use crate::model::{Document, Lang, Published};
use chrono::{DateTime, FixedOffset, Utc};
use feed_rs::model::{Entry, Text};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Flag of a document that is the summary of an article which its feed does not hold.
const SUMMARY_ONLY: &str = "summary-only";
/// Bytes of text from which a description is the article itself, as many feeds have it.
const ARTICLE: usize = 1200;

/// What a feed says of one article.
#[derive(Clone, Debug, Default)]
pub(in crate::load) struct Item {
    pub(in crate::load) url: Option<String>,
    pub(in crate::load) published: Option<(Published, &'static str)>,
    pub(in crate::load) language: Option<Lang>,
    title: Option<String>,
    byline: Option<String>,
    publisher: Option<String>,
    id: String,
    /// Media type and body.
    content: Option<(String, String)>,
    summary: Option<(String, String)>,
}

/// The articles of a feed.
pub(in crate::load) fn open(bytes: &[u8], name: &str, found: Found, options: &Options) -> Items {
    let items = match read(bytes) {
        Ok(items) => items,
        Err(why) => {
            let error = Error::new(name, Kind::Malformed("feed", why)).found(found);
            return Box::new(std::iter::once(Err(error)));
        }
    };
    let (name, options) = (name.to_owned(), options.clone());
    Box::new(items.into_iter().enumerate().map(move |(at, item)| {
        let place = Place::Record {
            number: at as u64 + 1,
            byte: 0,
        };
        Ok(Source::made(
            name.clone(),
            place,
            Found::InArchive,
            &options,
            move |_| document(item),
        ))
    }))
}

/// Reads the entries of a feed, in its order.
pub(in crate::load) fn read(bytes: &[u8]) -> Result<Vec<Item>, String> {
    // The parser keeps instants only; the offset that was written says which day it was there.
    let offsets: Arc<Mutex<BTreeMap<DateTime<Utc>, FixedOffset>>> = Arc::default();
    let seen = Arc::clone(&offsets);
    let parser = feed_rs::parser::Builder::new()
        .sanitize_content(false)
        .id_generator(|_, _, _| String::new())
        .timestamp_parser(move |text| {
            let text = text.trim();
            let time =
                DateTime::parse_from_rfc2822(text).or_else(|_| DateTime::parse_from_rfc3339(text));
            if let Ok(time) = time {
                let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                seen.insert(time.to_utc(), *time.offset());
                return Some(time.to_utc());
            }
            let day = text.parse().ok().or_else(|| html::date(text));
            day.map(Published::instant)
        })
        .build();
    let feed = parser.parse(bytes).map_err(|e| e.to_string())?;
    let offsets = offsets.lock().unwrap_or_else(PoisonError::into_inner);
    let dated = |time: DateTime<Utc>| match offsets.get(&time) {
        Some(offset) => Published::Instant(time.with_timezone(offset)),
        None => Published::Day(time.date_naive()),
    };
    let language = feed.language.as_deref().and_then(lang);
    let publisher = feed.title.map(|t| plain(&t)).filter(|t| !t.is_empty());
    Ok(feed
        .entries
        .into_iter()
        .map(|entry| item(entry, &dated, language, publisher.as_ref()))
        .collect())
}

fn item(
    entry: Entry,
    dated: &dyn Fn(DateTime<Utc>) -> Published,
    language: Option<Lang>,
    publisher: Option<&String>,
) -> Item {
    let link = entry
        .links
        .iter()
        .find(|l| l.rel.as_deref().is_none_or(|r| r == "alternate"));
    let first = entry.published.map(|t| (dated(t), "feed"));
    let names: Vec<_> = entry
        .authors
        .iter()
        .filter_map(|a| Some(a.name.as_deref()?.trim()))
        .filter(|n| !n.is_empty())
        .collect();
    Item {
        url: link
            .map(|l| l.href.clone())
            .or_else(|| Some(entry.id.clone()).filter(|i| i.starts_with("http"))),
        published: first.or_else(|| entry.updated.map(|t| (dated(t), "feed-updated"))),
        language: entry.language.as_deref().and_then(lang).or(language),
        title: entry.title.map(|t| plain(&t)).filter(|t| !t.is_empty()),
        byline: (!names.is_empty()).then(|| names.join(", ")),
        publisher: publisher.cloned(),
        id: entry.id,
        content: entry
            .content
            .and_then(|c| Some((c.content_type.essence().to_string(), c.body?))),
        summary: entry
            .summary
            .map(|s| (s.content_type.essence().to_string(), s.content)),
    }
}

fn lang(tag: &str) -> Option<Lang> {
    tag.replace('_', "-")
        .parse()
        .ok()
        .filter(|l: &Lang| l.is_known())
}

fn plain(text: &Text) -> String {
    html::fragment(&text.content)
        .replace('\n', " ")
        .trim()
        .to_owned()
}

/// The text of a body; what says that it is plain and holds tags is markup all the same.
fn text((media, body): &(String, String)) -> Option<String> {
    let marked_up = media != "text/plain" || body.contains("</") || body.contains("<br");
    let text = if marked_up {
        html::fragment(body)
    } else {
        body.trim().to_owned()
    };
    (!text.is_empty()).then_some(text)
}

fn document(item: Item) -> Result<Document, Kind> {
    let content = item.content.as_ref().and_then(text);
    let summary = item.summary.as_ref().and_then(text);
    let mut flags = Vec::new();
    let body = match (content, summary) {
        (Some(content), _) => content,
        (None, Some(summary)) => {
            if summary.len() < ARTICLE {
                flags.push(SUMMARY_ONLY.to_owned());
            }
            summary
        }
        (None, None) => return Err(Kind::NoText),
    };
    let text = match &item.title {
        Some(title) if !body.starts_with(title.as_str()) => format!("{title}\n\n{body}"),
        _ => body,
    };
    if item.language.is_some() {
        flags.push(LANGUAGE_VOTED.to_owned());
    }
    let id = item.url.clone().unwrap_or(item.id);
    Ok(Document {
        id,
        url: item.url,
        title: item.title,
        byline: item.byline,
        publisher: item.publisher,
        published: item.published.map(|p| p.0),
        published_from: item.published.map(|p| p.1.to_owned()),
        language: item.language,
        text,
        flags,
        ..Document::default()
    })
}
