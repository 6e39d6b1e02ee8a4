//! Where the article stands in a page: the extractors, behind one trait.
//!
//! Measured choice: `trafilatura` in precision mode; `dom_smoothie` where it finds nothing. Both return markup, because their plain
//! text loses the paragraphs.

use trafilatura::dom::Document as Library;

/// How the main text of pages is found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extractor {
    /// By `trafilatura`, favouring precision, with a second opinion.
    #[default]
    Precise,
    /// By the names of boxes and the density of links alone: several times as fast, and some points of F1 behind.
    Fast,
}

/// Finds the main text of a page.
pub trait MainText {
    /// The markup of the article's body, without navigation and comments; `None` where there is none.
    fn main_text(&self, html: &str) -> Option<String>;
}

/// `trafilatura`, favouring precision.
pub struct Precise;

impl MainText for Precise {
    fn main_text(&self, html: &str) -> Option<String> {
        precise(Library::parse(html))
    }
}

/// Data that answer what the library looks for in the whole page, several times over, and nobody here asks of it: what the article is
/// called, who wrote it, where it appeared, where it stands, what it is about. Without a context no reader of such data but the library takes them for the article's.
const ANSWERED: &str = r#"{"@type": "Article", "name": "Not Asked", "publisher": {"name": "Not Asked"}, "author": {"@type": "Person", "name": "Not Asked"}, "articleSection": "-", "keywords": "-"}"#;

/// The main text of a tree that is parsed and read already.
pub(super) fn of_tree(mut tree: Library) -> Option<String> {
    if let Some(head) = tree.body().and_then(|body| tree.prev_element_sibling(body)) {
        let script = tree.sub_element(head, "script");
        tree.set_attribute(script, "type", "application/ld+json");
        tree.set_text(script, ANSWERED);
    }
    precise(tree)
}

fn precise(tree: Library) -> Option<String> {
    let options = trafilatura::Options::default()
        .with_focus(trafilatura::ExtractionFocus::FavorPrecision)
        .with_exclude_comments(true)
        .with_fallback(true)
        .with_html_date_mode(trafilatura::HtmlDateMode::Disabled);
    let found = trafilatura::extract_document(tree, &options).ok()?;
    (!found.content_text.trim().is_empty()).then_some(found.content_html)
}

/// `dom_smoothie`, a port of Mozilla's Readability.
pub struct Readable;

impl MainText for Readable {
    fn main_text(&self, html: &str) -> Option<String> {
        let mut page = dom_smoothie::Readability::new(html, None, None).ok()?;
        let found = page.parse().ok()?;
        (!found.text_content.trim().is_empty()).then(|| found.content.to_string())
    }
}
