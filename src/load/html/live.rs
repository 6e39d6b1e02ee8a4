//! Live reports: a page of updates, each with its own time, as one text.
//!
//! Enters: a page that says it is live. Leaves: its introduction, then the time, headline and paragraphs of each update in the order
//! of the page, the time on a line of its own. Extractors take the times away, and often half of the updates.

use super::blocks;
use super::json_ld::{Said, Update};
use super::page::Page;
use super::place;
use chrono::DateTime;
use scraper::{ElementRef, Html};

/// Fewest updates that make a live report.
const FEWEST: usize = 3;
/// Fewest that are enough where the page's data say that they are.
const FEWEST_SAID: usize = 2;
/// How far up from a time its update may be.
const CLIMB: usize = 6;
/// Most times that are looked at.
const MOST: usize = 2000;

/// The text of a live report; `None` for a page that is none, or whose updates cannot be told apart.
pub(super) fn text(page: &Page, said: &Said, html: &str) -> Option<String> {
    if !said.live && !page.live {
        return None;
    }
    from_markup(&Html::parse_document(html)).or_else(|| from_data(page, &said.updates))
}

/// The updates as JSON-LD tells them.
fn from_data(page: &Page, updates: &[Update]) -> Option<String> {
    if updates.len() < FEWEST_SAID || updates.iter().any(|u| u.time.is_none()) {
        return None;
    }
    let mut out = Vec::new();
    out.extend(
        page.meta("og:description")
            .or_else(|| page.meta("description")),
    );
    for update in updates {
        out.extend(update.time.as_deref().map(moment));
        let headline = update.headline.as_deref().map(blocks::plain);
        out.extend(headline);
        out.extend(update.body.as_deref().map(|b| {
            if b.contains("</") {
                blocks::text(b)
            } else {
                blocks::plain(b)
            }
        }));
    }
    out.retain(|block| !block.is_empty());
    Some(out.join("\n\n"))
}

/// The updates as the page shows them: brothers of one kind that each hold a time.
fn from_markup(tree: &Html) -> Option<String> {
    let times = times(tree);
    let mut best: Vec<(ElementRef, ElementRef)> = Vec::new();
    for level in 0..CLIMB {
        let mut groups: Vec<(ego_tree::NodeId, Vec<(ElementRef, ElementRef)>)> = Vec::new();
        for time in &times {
            let Some(update) = time.ancestors().filter_map(ElementRef::wrap).nth(level) else {
                continue;
            };
            let Some(parent) = update.parent() else {
                continue;
            };
            match groups.last_mut() {
                Some((id, members)) if *id == parent.id() => {
                    // Two times in one update: the first one is its own.
                    if members.last().is_none_or(|m| m.0.id() != update.id()) {
                        members.push((update, *time));
                    }
                }
                _ => groups.push((parent.id(), vec![(update, *time)])),
            }
        }
        for (_, members) in groups {
            let told = members
                .iter()
                .filter(|(update, time)| own_length(*update, *time) >= 40)
                .count();
            if members.len() >= FEWEST
                && told * 4 >= members.len() * 3
                && members.len() > best.len()
            {
                best = members;
            }
        }
    }
    let (first, _) = best.first()?;
    let mut out = intro(*first);
    for (update, time) in &best {
        out.push(shown_time(*time));
        out.extend(paragraphs(*update, *time));
    }
    Some(out.join("\n\n"))
}

/// All elements that hold a time of day, in order; those that only their class calls a time where no others are.
fn times(tree: &Html) -> Vec<ElementRef<'_>> {
    let all = |is: fn(&ElementRef) -> bool| {
        let elements = tree.tree.nodes().filter_map(ElementRef::wrap);
        elements.filter(is).take(MOST).collect::<Vec<_>>()
    };
    let marked = all(|e| e.value().name() == "time" && has_clock(*e));
    if marked.len() >= FEWEST {
        return marked;
    }
    all(|e| e.value().classes().any(|c| c.contains("time")) && is_clock_alone(*e))
}

/// Whether an element shows a time of day and little else: "10.30 WIB", "3 May, 14:05".
fn is_clock_alone(e: ElementRef) -> bool {
    const LENGTH: usize = 40;
    let shown: String = e.text().take(LENGTH).collect();
    shown.len() <= LENGTH && is_clock(&shown)
}

fn has_clock(e: ElementRef) -> bool {
    e.value().attr("datetime").is_some_and(|d| d.contains(':')) || e.text().any(is_clock)
}

/// Whether a text holds "14.05" or "14:05".
fn is_clock(text: &str) -> bool {
    text.as_bytes().windows(4).any(|w| {
        w[0].is_ascii_digit()
            && matches!(w[1], b':' | b'.' | b'h')
            && w[2].is_ascii_digit()
            && w[3].is_ascii_digit()
    })
}

/// Bytes of an update without its time, counted no further than needed.
fn own_length(update: ElementRef, time: ElementRef) -> usize {
    let mut length = 0;
    for piece in update.text() {
        length += piece.trim().len();
        if length > 400 {
            return length;
        }
    }
    length.saturating_sub(time.text().map(|t| t.trim().len()).sum())
}

/// The time as the page shows it; as its attribute says it where the page shows only how long ago that was.
fn shown_time(time: ElementRef) -> String {
    let shown = time
        .text()
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    match time.value().attr("datetime") {
        Some(attribute) if !is_clock(&shown) => moment(attribute),
        _ => shown,
    }
}

/// An instant as a text says it: "2024-09-02 10:42 UTC+07:00".
fn moment(attribute: &str) -> String {
    match DateTime::parse_from_rfc3339(attribute.trim()) {
        Ok(t) if t.offset().local_minus_utc() == 0 => t.format("%Y-%m-%d %H:%M UTC").to_string(),
        Ok(t) => t.format("%Y-%m-%d %H:%M UTC%:z").to_string(),
        Err(_) => attribute.trim().to_owned(),
    }
}

/// The blocks of an update without its time, its buttons and its links for sharing.
fn paragraphs(update: ElementRef, time: ElementRef) -> Vec<String> {
    let skip = |e: ElementRef| {
        e.id() == time.id()
            || place::is_share(
                &e.value()
                    .attr("class")
                    .unwrap_or_default()
                    .to_ascii_lowercase(),
            )
    };
    let text = blocks::of_element(update, skip);
    text.split("\n\n")
        .filter(|b| !b.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The paragraphs of the article before its first update.
fn intro(first: ElementRef) -> Vec<String> {
    let article = first
        .ancestors()
        .filter_map(ElementRef::wrap)
        .find(|e| matches!(e.value().name(), "article" | "main" | "body"));
    let Some(article) = article else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for node in article.descendants() {
        if node.id() == first.id() {
            break;
        }
        let Some(e) = ElementRef::wrap(node).filter(|e| e.value().name() == "p") else {
            continue;
        };
        let text = blocks::of_element(e, |_| false);
        if text.len() >= 40 && out.len() < 20 {
            out.push(text);
        }
    }
    out
}
