//! A page in, a document out: its main text a block a line group, its metadata, its flags.
//!
//! [`main_text`] finds the text, [`blocks`] lays it out. It drops no boilerplate inside the text ("Baca juga"): that is language data.

mod blocks;
mod main_text;

use crate::model::Document;
pub use main_text::{MainText, Precise, Readable};

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
    let body = main_text::with_second_opinion(html)?;
    let text = blocks::text(&body);
    let doc = Document {
        url: url.map(str::to_owned),
        title: super::text::first_line(&text),
        text,
        ..Document::default()
    };
    Some(doc)
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
