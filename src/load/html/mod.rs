//! A page in, a document out: its main text a block a line group, its metadata, its flags.
//!
//! [`main_text`] finds the text, [`blocks`] lays it out. It drops no boilerplate inside the text ("Baca juga"): that is language data.

mod blocks;
mod calendar;
mod flatten;
mod json_ld;
mod main_text;
mod metadata;
mod page;
mod published;

use super::LANGUAGE_VOTED;
use crate::model::Document;
pub use main_text::{MainText, Precise, Readable};
use page::Page;

/// Bytes under which the text that was found may be a teaser, so that a longer one in the metadata is preferred.
const TEASER: usize = 250;

/// Makes a document of a page; `url` is where it came from, if known.
///
/// *Shape*: `id` and `source` are empty; the title is the first block of the text, followed by an empty line.
/// `None` where no main text is found.
///
/// # Examples
///
/// ```
/// let page = "<html><head><title>WhatsApp down</title></head><body><article><h1>WhatsApp down</h1>\
///     <p>The service was down for two hours on Tuesday, the company said in a statement.</p></article></body></html>";
/// let doc = pulih::load::from_html(page, None).expect("a page with text");
/// assert_eq!(doc.text, "WhatsApp down\n\nThe service was down for two hours on Tuesday, the company said in a statement.");
/// ```
pub fn from_html(html: &str, url: Option<&str>) -> Option<Document> {
    let html = flatten::flatten(html);
    let html = flatten::paragraphs(&html);
    let page = Page::parse(&html);
    let said = json_ld::read(&page.scripts(), page.canonical().as_deref().or(url));
    let found = main_text::with_second_opinion(&html).map(|markup| blocks::text(&markup));
    let body = match (found, said.body.as_deref().map(blocks::plain)) {
        (Some(found), Some(whole)) if found.len() < TEASER && whole.len() > found.len() => whole,
        (Some(found), _) if !found.is_empty() => found,
        (_, whole) => whole?,
    };
    if !body.contains(char::is_alphanumeric) {
        return None;
    }
    let address = metadata::url(&page, &said, url);
    let publisher = metadata::publisher(&page, &said);
    let title = metadata::title(&page, &said, publisher.as_deref(), address.as_deref());
    let dated = published::find(&page, &said, address.as_deref(), &body);
    let language = metadata::language(&page, &said);
    let mut flags = Vec::new();
    if language.is_some() {
        flags.push(LANGUAGE_VOTED.to_owned());
    }
    if said.paywalled {
        flags.push("paywall".to_owned());
    }
    Some(Document {
        text: with_title(title.as_deref(), &body),
        byline: metadata::byline(&page, &said),
        published: dated.map(|d| d.0),
        published_from: dated.map(|d| d.1.to_owned()),
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
    blocks::text(&flatten::flatten(html))
}

/// The title, an empty line and the body; a body that begins with its title is not given it twice.
fn with_title(title: Option<&str>, body: &str) -> String {
    const FIRST: usize = 3;
    let Some(title) = title else {
        return body.to_owned();
    };
    let plain = metadata::squash(title);
    let mut text = title.to_owned();
    let mut seen = false;
    for (at, block) in body.split("\n\n").enumerate() {
        let (first, rest) = block.split_once('\n').unwrap_or((block, ""));
        let repeats = !seen && at < FIRST && metadata::squash(first) == plain;
        let block = if repeats { rest } else { block };
        seen |= repeats;
        if !block.is_empty() {
            text.push_str("\n\n");
            text.push_str(block);
        }
    }
    text
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
