//! A parsed page and the places where pages keep what they say of themselves, gathered in one walk.
//!
//! It reads attributes and short texts; what they mean is decided in [`metadata`](super::metadata) and [`published`](super::published).
//! Invariant: iterative, and each short text is bounded, so that neither depth nor length costs more than a look.

use super::place::{self, Dated};
use ego_tree::iter::Edge;
use scraper::node::{Element, Node};
use scraper::{ElementRef, Html};

/// Longest text, in characters, of an element that holds a date or an author and not a paragraph.
const SHORT: usize = 150;
/// Most bytes of shown text that are kept to look for dates in.
const MOST_TEXT: usize = 200_000;

/// What a page says of itself.
pub(super) struct Page {
    tree: Html,
    metas: Vec<(String, String)>,
    scripts: Vec<String>,
    canonical: Option<String>,
    lang: Option<String>,
    shorts: Vec<Short>,
    text: String,
    heading: Option<(usize, usize)>,
    walled: bool,
    live: bool,
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

/// An element that is open, and what it hands down.
#[derive(Clone, Copy, Default)]
struct Around {
    background: bool,
    article: bool,
    hidden: bool,
}

impl Page {
    pub(super) fn parse(html: &str) -> Self {
        let mut page = Self {
            tree: Html::new_document(),
            metas: Vec::new(),
            scripts: Vec::new(),
            canonical: None,
            lang: None,
            shorts: Vec::new(),
            text: String::new(),
            heading: None,
            walled: false,
            live: false,
        };
        let tree = Html::parse_document(html);
        page.walk(&tree);
        page.tree = tree;
        page
    }

    fn walk(&mut self, tree: &Html) {
        let mut around = vec![Around::default()];
        // Indices of the short texts that are open, with the depth at which they close.
        let mut open: Vec<(usize, usize)> = Vec::new();
        for edge in tree.tree.root().traverse() {
            match edge {
                Edge::Open(node) => match node.value() {
                    Node::Element(e) => {
                        let outer = around.last().copied().unwrap_or_default();
                        let here = self.enter(e, node, outer, &mut open, around.len());
                        around.push(here);
                    }
                    Node::Text(text) => {
                        let here = around.last().copied().unwrap_or_default();
                        self.read(text, here, &open);
                    }
                    _ => {}
                },
                Edge::Close(node) => {
                    if let Node::Element(e) = node.value() {
                        around.pop();
                        while open.last().is_some_and(|o| o.1 >= around.len()) {
                            let (short, _) = open.pop().unwrap_or_default();
                            if matches!(self.shorts[short].what, What::H1 | What::Headline)
                                && self.heading.is_none()
                                && self.shorts[short].foreground
                            {
                                let end = self.text.len();
                                self.heading =
                                    Some((end.saturating_sub(self.shorts[short].text.len()), end));
                            }
                        }
                        if !is_inline(e.name()) && !self.text.ends_with('\n') {
                            self.text.push('\n');
                        }
                    }
                }
            }
        }
        for short in &mut self.shorts {
            let text = short
                .text
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .replace('\u{ad}', "");
            let most = if matches!(short.what, What::Title | What::H1 | What::Headline) {
                SHORT * 4
            } else {
                SHORT
            };
            short.text = if text.chars().count() <= most {
                text
            } else {
                String::new()
            };
        }
    }

    /// Looks at an element; what it hands down to those within.
    fn enter(
        &mut self,
        e: &Element,
        node: ego_tree::NodeRef<'_, Node>,
        outer: Around,
        open: &mut Vec<(usize, usize)>,
        depth: usize,
    ) -> Around {
        let name = e.name();
        let marks = marks(e);
        let here = Around {
            background: outer.background || place::is_background(name, &marks),
            article: outer.article || matches!(name, "article" | "main" | "header"),
            hidden: outer.hidden
                || matches!(
                    name,
                    "script"
                        | "style"
                        | "noscript"
                        | "template"
                        | "head"
                        | "svg"
                        | "textarea"
                        | "select"
                ),
        };
        if !is_inline(name) && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.walled |= !here.background && place::is_wall(&marks);
        self.live |= !here.background && place::is_live(&marks);
        let what = match name {
            "meta" => {
                self.meta_of(e);
                e.attr("itemprop")
                    .map(|p| What::Itemprop(p.to_ascii_lowercase()))
            }
            "script"
                if e.attr("type")
                    .is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json")) =>
            {
                if let Some(element) = ElementRef::wrap(node) {
                    self.scripts.push(element.text().collect());
                }
                None
            }
            "link" => {
                let is = |rel: &str| {
                    e.attr("rel")
                        .is_some_and(|r| r.trim().eq_ignore_ascii_case(rel))
                };
                if is("canonical") && self.canonical.is_none() {
                    self.canonical = e.attr("href").map(|h| h.trim().to_owned());
                }
                e.attr("itemprop")
                    .map(|p| What::Itemprop(p.to_ascii_lowercase()))
            }
            "html" => {
                self.lang = e
                    .attr("lang")
                    .or_else(|| e.attr("xml:lang"))
                    .map(str::to_owned);
                None
            }
            "title" if !outer.hidden || depth < 4 => Some(What::Title),
            "h1" => Some(if place::is_headline(e, &marks) {
                What::Headline
            } else {
                What::H1
            }),
            "h2" | "h3" | "div" | "span" | "p" if place::is_headline(e, &marks) => {
                Some(What::Headline)
            }
            "time" => Some(What::Time(Dated::of_time(e, &marks, here.article))),
            _ => match e.attr("itemprop") {
                Some(property) => Some(What::Itemprop(property.to_ascii_lowercase())),
                None => Dated::of_marks(name, &marks).map(What::Date),
            },
        };
        let author = place::is_author(e, &marks).then_some(What::Author);
        for what in what.into_iter().chain(author) {
            let value = [
                "datetime",
                "content",
                "data-utime",
                "data-timestamp",
                "data-date",
                "data-published",
            ]
            .iter()
            .find_map(|a| e.attr(a))
            .or_else(|| e.attr("title").filter(|_| name == "abbr"));
            let value = value.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
            self.shorts.push(Short {
                what,
                value,
                text: String::new(),
                foreground: !here.background,
            });
            open.push((self.shorts.len() - 1, depth));
        }
        here
    }

    fn meta_of(&mut self, e: &Element) {
        let content = e
            .attr("content")
            .or_else(|| e.attr("datetime"))
            .unwrap_or_default()
            .trim();
        if content.is_empty() {
            return;
        }
        for key in ["property", "name", "itemprop", "http-equiv", "pubdate"] {
            if let Some(name) = e.attr(key) {
                let name = if key == "pubdate" { key } else { name.trim() };
                self.metas.push((name.to_lowercase(), content.to_owned()));
            }
        }
    }

    fn read(&mut self, text: &str, here: Around, open: &[(usize, usize)]) {
        for &(short, _) in open {
            let short = &mut self.shorts[short].text;
            if short.len() <= SHORT * 8 {
                short.push_str(text.get(..SHORT * 8).unwrap_or(text));
                short.push(' ');
            }
        }
        if here.hidden || here.background || self.text.len() > MOST_TEXT {
            return;
        }
        for word in text.split_whitespace() {
            if !self.text.ends_with(['\n', ' ']) && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.text.push_str(word);
        }
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

    /// JSON-LD, a script each.
    pub(super) fn scripts(&self) -> &[String] {
        &self.scripts
    }

    /// Calls `read` with the source of every other script, until it answers.
    pub(super) fn in_code<T>(&self, mut read: impl FnMut(&str) -> Option<T>) -> Option<T> {
        self.tree.tree.nodes().find_map(|node| match node.value() {
            Node::Element(e) if e.name() == "script" => {
                node.children().find_map(|c| match c.value() {
                    Node::Text(text) => read(text),
                    _ => None,
                })
            }
            _ => None,
        })
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

    fn texts<'a>(&'a self, what: &'a What) -> impl Iterator<Item = &'a str> {
        let same = move |s: &&Short| {
            s.what == *what && (s.foreground || s.what == What::Title) && !s.text.is_empty()
        };
        self.shorts.iter().filter(same).map(|s| s.text.as_str())
    }

    /// The short texts of a page, in order.
    pub(super) fn shorts(&self) -> &[Short] {
        &self.shorts
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

    /// The text that is shown in the foreground, a line a box.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where the main heading stands in [`text`](Self::text).
    pub(super) fn heading(&self) -> Option<(usize, usize)> {
        self.heading
    }

    /// Whether an element of the page says by its class that the rest is for subscribers.
    pub(super) fn is_walled(&self) -> bool {
        self.walled
    }

    /// Whether the page holds a list of live updates.
    pub(super) fn is_live(&self) -> bool {
        self.live
    }

    /// The parsed tree.
    pub(super) fn tree(&self) -> &Html {
        &self.tree
    }
}

/// Class and id of an element, in lower case.
fn marks(e: &Element) -> String {
    let (class, id) = (
        e.attr("class").unwrap_or_default(),
        e.attr("id").unwrap_or_default(),
    );
    if class.is_empty() && id.is_empty() {
        return String::new();
    }
    let mut marks = String::with_capacity(class.len() + id.len() + 1);
    marks.push_str(class.get(..400).unwrap_or(class));
    marks.push(' ');
    marks.push_str(id.get(..200).unwrap_or(id));
    marks.make_ascii_lowercase();
    marks
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "em"
            | "font"
            | "i"
            | "mark"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "wbr"
    )
}
