//! The publication date of a page: a ranked chain of what it says of itself.
//!
//! The first source that holds a date decides the day. A day alone takes its time from a lower source that agrees on it; where a
//! time zone lies between the two (one day apart), the instant is the better witness.

use super::calendar;
use super::json_ld::Said;
use super::page::Page;
use crate::model::Published;

/// Names and properties of `meta` for the first publication, best first.
const META: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "content_publisheddate",
    "contentpublishdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "date",
    "publishtime",
    "timestamp",
];
/// Names and properties of `meta` for the last change.
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
];
/// How much of the text may hold the date of its dateline, in characters.
const HEAD: usize = 400;

/// The date and the name of the source that gave it: `url`, `json-ld`, `meta`, `itemprop`, `time`, `byline`, `text`, `modified`.
pub(super) fn find(
    page: &Page,
    said: &Said,
    url: Option<&str>,
    body: &str,
) -> Option<(Published, &'static str)> {
    let field = |value: Option<String>| value.as_deref().and_then(calendar::of_field);
    let head: String = body.chars().take(HEAD).collect();
    let chain: [(&'static str, &dyn Fn() -> Option<Published>); 8] = [
        ("url", &|| {
            url.and_then(calendar::of_path).map(Published::Day)
        }),
        ("json-ld", &|| field(said.published.clone())),
        ("meta", &|| {
            META.iter().find_map(|name| field(page.meta(name)))
        }),
        ("itemprop", &|| {
            page.itemprop("datePublished")
                .iter()
                .find_map(|v| calendar::of_field(v))
        }),
        ("time", &|| {
            page.times().iter().find_map(|v| calendar::of_field(v))
        }),
        ("byline", &|| {
            page.bylines().iter().find_map(|v| calendar::of_field(v))
        }),
        ("text", &|| calendar::of_text(&head).map(Published::Day)),
        ("modified", &|| {
            field(said.modified.clone())
                .or_else(|| MODIFIED.iter().find_map(|name| field(page.meta(name))))
        }),
    ];
    let mut best: Option<(Published, &'static str)> = None;
    for (source, read) in chain {
        match best {
            None => best = read().map(|d| (d, source)),
            Some((Published::Day(day), from)) if source != "text" && source != "modified" => {
                if let Some(instant @ Published::Instant(_)) = read() {
                    let apart = (instant.day() - day).num_days().abs();
                    // The day that a page prints and the one in its address may be of two zones.
                    if apart == 0 || (apart == 1 && from == "url") {
                        return Some((instant, source));
                    }
                }
            }
            Some(_) => break,
        }
    }
    best
}
