//! A page in, a document out: its main text a block a line group, its metadata, its flags.
//!
//! [`main_text`] finds the text, [`blocks`] lays it out, [`live`] reads live reports, [`published`] dates it. The headline is the
//! title and no part of the text. Boilerplate inside the text ("Baca juga") is language data, see [`Strip`](super::Strip).

mod blocks;
mod body;
mod calendar;
mod flatten;
mod json_ld;
mod label;
mod lean;
mod live;
mod loose;
mod main_text;
mod metadata;
mod page;
mod place;
mod published;
mod tag;
mod walk;

use super::LANGUAGE_VOTED;
use crate::model::{Document, Published};
pub use main_text::{Extractor, MainText, Precise, Readable};
use page::Page;
use scraper::Html;
use trafilatura::dom::Document as Library;

/// Flag of a document: its page says that the article is for subscribers.
pub const PAYWALL: &str = "paywall";
/// Mark of a document that was just made of a page.
const MARKUP: &str = "markup";
/// Flag: what was found is only the beginning of an article.
const STUB: &str = "stub";
/// Flag: the page is the AMP form of another one.
pub(super) const AMP: &str = "amp";
/// Flag: the page is a live report; each update has its time on a line of its own.
const LIVE: &str = "live";
/// Flag: day and month of the date could be told apart only by the habit of the page's country.
const AMBIGUOUS: &str = "published-ambiguous";
/// Tags beyond which only the quick way is taken, because the extractors cost more than the length of a page; publishers stay under 20,000.
const MOST_TAGS: usize = 50_000;
/// Bytes that the text before a wall may have, where the page does not say how long the whole is.
const LONGEST_STUB: usize = 1500;

/// Makes a document of a page; `url` is where it came from, if known.
///
/// *Shape*: `id` and `source` are empty; the text is the body without the headline, which is the title.
/// `None` where no main text is found.
///
/// # Examples
///
/// ```
/// let page = "<html><head><title>WhatsApp down</title></head><body><article><h1>WhatsApp down</h1>\
///     <p>The service was down for two hours on Tuesday, the company said in a statement.</p></article></body></html>";
/// let doc = pulih::load::from_html(page, None).expect("a page with text");
/// assert_eq!(doc.title.as_deref(), Some("WhatsApp down"));
/// assert_eq!(doc.text, "The service was down for two hours on Tuesday, the company said in a statement.");
/// ```
pub fn from_html(html: &str, url: Option<&str>) -> Option<Document> {
    let mut doc = document(html, url, Extractor::Precise)?;
    unmark(&mut doc);
    Some(doc)
}

/// Takes the mark of [`document`] away; says whether it was there.
pub(super) fn unmark(doc: &mut Document) -> bool {
    let before = doc.flags.len();
    doc.flags.retain(|f| f != MARKUP);
    doc.flags.len() < before
}

/// Makes a document of a page and marks it as made of one, until all is known that decides its language.
pub(super) fn document(html: &str, url: Option<&str>, extractor: Extractor) -> Option<Document> {
    let url = url.or_else(|| saved_from(html));
    let is_amp = is_amp(html);
    let flattened = flatten::flatten(html);
    let html = flatten::paragraphs(&flattened.html);
    let huge = flattened.tags > MOST_TAGS;
    let (mut page, tree) = match extractor {
        _ if huge => own_tree(&html),
        Extractor::Precise => {
            let mut tree = Library::parse(&html);
            loose::wrap(&mut tree, html.contains(flatten::PARAGRAPH));
            (Page::of_library(&tree), Tree::Library(tree))
        }
        Extractor::Fast => own_tree(&html),
    };
    page.code = flattened.code.iter().copied().map(str::to_owned).collect();
    let said = json_ld::read(&page.scripts, page.canonical().as_deref().or(url));
    let live = live::text(&page, &said, &html);
    let is_live = live.is_some();
    let found = live.or_else(|| match tree {
        Tree::Library(tree) => main_text::of_tree(tree)
            .or_else(|| Readable.main_text(&html))
            .map(|markup| blocks::text(&markup)),
        Tree::Own(tree) => lean::text(&tree).or_else(|| {
            if huge {
                return None;
            }
            let markup = Precise
                .main_text(&html)
                .or_else(|| Readable.main_text(&html))?;
            Some(blocks::text(&markup))
        }),
    });
    let found = match found {
        Some(text) if page.is_footer(&text) => page.below_heading(),
        found => found,
    };
    let body = body::choose(found, &said)?;
    let address = metadata::url(&page, &said, url);
    let publisher = metadata::publisher(&page, &said);
    let title = metadata::title(&page, &said, publisher.as_deref(), address.as_deref());
    let text = body::trim(body::without_links(&body, &page.links), title.as_deref());
    if !text.contains(char::is_alphanumeric) {
        return None;
    }
    let dated = published::find(&page, &said, address.as_deref(), &text);
    let language = metadata::language(&page, &said);
    let mut flags = Vec::new();
    let mut flag = |set: bool, name: &str| {
        if set {
            flags.push(name.to_owned());
        }
    };
    let walled = metadata::is_walled(&page, &said);
    flag(true, MARKUP);
    flag(language.is_some(), LANGUAGE_VOTED);
    flag(walled, PAYWALL);
    flag(walled && is_stub(&text, said.words), STUB);
    flag(is_live, LIVE);
    flag(is_amp, AMP);
    flag(dated.is_some_and(|d| d.ambiguous), AMBIGUOUS);
    Some(Document {
        text,
        byline: metadata::byline(&page, &said),
        section: metadata::section(&page, &said),
        published: dated.map(|d| d.published),
        published_from: dated.map(|d| d.from.to_owned()),
        url: address,
        title,
        publisher,
        language,
        flags,
        ..Document::default()
    })
}

/// The text of a piece of markup that is all content, such as an entry of a feed.
pub(super) fn fragment(html: &str) -> String {
    blocks::text(&flatten::flatten(html).html)
}

/// The date that a field holds, in the notations of machines or people; `None` where day and month could be either.
pub(super) fn date(field: &str) -> Option<Published> {
    let (published, ambiguous) = calendar::of_field(field, calendar::Order::default())?;
    (!ambiguous).then_some(published)
}

fn own_tree(html: &str) -> (Page, Tree) {
    let tree = Html::parse_document(html);
    (Page::of_own(&tree), Tree::Own(tree))
}

/// A parsed page, as the extractor that is asked first takes it.
enum Tree {
    Library(Library),
    Own(Html),
}

/// Whether a text before a wall is only the beginning: shorter than half of what the page announces, or short.
fn is_stub(text: &str, words: Option<u64>) -> bool {
    match words {
        Some(words) => (text.split_whitespace().count() as u64) * 2 < words,
        None => text.len() < LONGEST_STUB,
    }
}

/// Whether a page is the AMP form of another: its first tag says so.
fn is_amp(html: &str) -> bool {
    let head: String = html
        .chars()
        .take(2000)
        .collect::<String>()
        .to_ascii_lowercase();
    let tag = head
        .split_once("<html")
        .and_then(|(_, rest)| rest.split('>').next());
    tag.is_some_and(|tag| {
        tag.split_ascii_whitespace()
            .any(|a| ["amp", "⚡", "amp4email"].contains(&a.split('=').next().unwrap_or_default()))
    })
}

/// The address in the comment that browsers put before a page that they save.
fn saved_from(html: &str) -> Option<&str> {
    let head = &html[..html.floor_char_boundary(1024)];
    let (_, rest) = head.split_once("<!-- saved from url=(")?;
    let (_, rest) = rest.split_once(')')?;
    let (address, _) = rest.split_once("-->")?;
    Some(address.trim()).filter(|a| a.starts_with("http"))
}

/// The charset that a page claims in its first bytes.
pub(super) fn charset_label(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let at = head.find("charset=")? + "charset=".len();
    let label: String = head[at..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    (!label.is_empty()).then_some(label)
}
