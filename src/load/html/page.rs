//! A parsed page and the places where pages keep what they say of themselves, gathered in one walk.
//!
//! It reads attributes and short texts; what they mean is decided in [`metadata`](super::metadata) and [`published`](super::published).
//! [`walk`](super::walk) fills it.

use super::place::Dated;
use super::tag;
use super::walk::Walk;
use rustc_hash::FxHashSet;
use scraper::Html;
use trafilatura::dom::Document as Library;

/// How much of a text is looked for in the footer, in bytes.
const FIRST: usize = 80;
/// Least bytes of a line that is a sentence and no label.
const SENTENCE: usize = 40;

/// What a page says of itself.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) metas: Vec<(String, String)>,
    /// JSON-LD, a script each.
    pub(super) scripts: Vec<String>,
    /// Every other script, as [`flatten`](super::flatten) found it.
    pub(super) code: Vec<String>,
    pub(super) canonical: Option<String>,
    pub(super) lang: Option<String>,
    pub(super) shorts: Vec<Short>,
    /// The texts of longer links, squashed.
    pub(super) links: FxHashSet<String>,
    /// Addresses of the first images in the foreground.
    pub(super) images: Vec<String>,
    /// The text that is shown in the foreground, a line a box.
    pub(super) text: String,
    /// The text of the page's footers, likewise.
    pub(super) footer: String,
    /// Where the main heading stands in `text`.
    pub(super) heading: Option<(usize, usize)>,
    /// Whether an element says by its class that the rest is for subscribers.
    pub(super) walled: bool,
    /// Whether an element is a list of live updates by its class.
    pub(super) live: bool,
}

/// A short text of an element that holds a date, an author, a title or a property.
#[derive(Debug)]
pub(super) struct Short {
    /// What its markup says of it.
    pub(super) what: What,
    /// Machine-readable value of its attributes.
    pub(super) value: Option<String>,
    /// Its text with white space collapsed; empty where it holds more than a line.
    pub(super) text: String,
    /// Where it begins in the text of the page.
    pub(super) at: usize,
    /// Whether it stands outside of navigation, asides, footers, comments and lists of other articles.
    pub(super) foreground: bool,
}

/// What the markup of an element says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    Title,
    H1,
    Headline,
    Author,
    Itemprop(String),
    /// A `time` element.
    Time(Dated),
    /// An element whose class or id speaks of a date.
    Date(Dated),
}

impl Page {
    /// Reads our own tree.
    pub(super) fn of_own(tree: &Html) -> Self {
        let mut walk = Walk::default();
        tag::walk_own(tree, &mut walk);
        walk.done()
    }

    /// Reads the tree of the extraction library.
    pub(super) fn of_library(tree: &Library) -> Self {
        let mut walk = Walk::default();
        tag::walk_library(tree, &mut walk);
        walk.done()
    }

    /// The content of the first `meta` of a name or property, which is given in lower case.
    pub(super) fn meta(&self, name: &str) -> Option<String> {
        self.metas_of(name).next().map(str::to_owned)
    }

    /// The contents of all `meta` of a name or property.
    pub(super) fn metas_of<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.metas
            .iter()
            .filter(move |(n, _)| n == name)
            .map(|(_, content)| content.as_str())
    }

    /// The absolute canonical address.
    pub(super) fn canonical(&self) -> Option<String> {
        self.canonical.clone().filter(|c| c.starts_with("http"))
    }

    pub(super) fn lang(&self) -> Option<String> {
        self.lang.clone().filter(|l| !l.trim().is_empty())
    }

    pub(super) fn title(&self) -> Option<String> {
        self.texts(&What::Title).next().map(str::to_owned)
    }

    /// The main headings in the foreground, those that their markup calls headlines first.
    pub(super) fn headings(&self) -> impl Iterator<Item = &str> {
        self.texts(&What::Headline).chain(self.texts(&What::H1))
    }

    /// The main heading, where there is exactly one.
    pub(super) fn h1(&self) -> Option<String> {
        let mut all = self.headings();
        let first = all.next()?;
        all.all(|other| other == first).then(|| first.to_owned())
    }

    /// Whether a text is the one of the page's footer, which extractors take for the article where that is very short.
    pub(super) fn is_footer(&self, text: &str) -> bool {
        let first = text.lines().next().unwrap_or_default();
        let begins = &first[..first.floor_char_boundary(FIRST)];
        !begins.is_empty() && self.footer.contains(begins)
    }

    /// The sentences in the foreground below the main heading.
    pub(super) fn below_heading(&self) -> Option<String> {
        let (_, end) = self.heading?;
        let lines = self.text.get(end..)?.lines().map(str::trim);
        let sentences: Vec<_> = lines.filter(|l| l.len() >= SENTENCE).collect();
        (!sentences.is_empty()).then(|| sentences.join("\n\n"))
    }

    fn texts<'a>(&'a self, what: &'a What) -> impl Iterator<Item = &'a str> {
        let same = move |s: &&Short| {
            s.what == *what && (s.foreground || s.what == What::Title) && !s.text.is_empty()
        };
        self.shorts.iter().filter(same).map(|s| s.text.as_str())
    }

    /// The values of an `itemprop`, given in lower case; attributes before text.
    pub(super) fn itemprop<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.shorts
            .iter()
            .filter(|s| s.foreground)
            .filter_map(move |s| {
                let What::Itemprop(properties) = &s.what else {
                    return None;
                };
                let has = properties.split_whitespace().any(|p| p == name);
                has.then(|| s.value.as_deref().unwrap_or(&s.text))
                    .filter(|v| !v.is_empty())
            })
    }
}
