//! A page read in one walk: what stands where, as [`Page`] keeps it.
//!
//! Invariant: iterative, and each short text is bounded, so that neither depth nor length costs more than a look.

use super::flatten::PARAGRAPH;
use super::metadata::squash;
use super::page::{Page, Short, What};
use super::place::{Dated, Marks};
use super::tag::{Tag, Visitor};

/// Longest text, in characters, of an element that holds a date or an author and not a paragraph.
const SHORT: usize = 150;
/// Most bytes of shown text that are kept to look for dates in.
const MOST_TEXT: usize = 200_000;

/// Least bytes, without blanks and marks, of a link that may be another article's headline.
const LINK: usize = 12;
/// Most addresses of images that are kept.
const MOST_IMAGES: usize = 40;

/// An element that is open, and what it hands down.
#[derive(Clone, Copy, Default)]
struct Around {
    zone: Zone,
    article: bool,
    hidden: bool,
    /// Whether it holds data about the article.
    data: bool,
}

/// Where an element stands.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Zone {
    #[default]
    Foreground,
    /// In navigation, lists of other articles, comments.
    Background,
    /// In the footer of the page.
    Footer,
}

/// Fills a page.
#[derive(Default)]
pub(super) struct Walk {
    page: Page,
    around: Vec<Around>,
    /// Indices of the short texts that are open, with the depth at which they close.
    open: Vec<(usize, usize)>,
    /// The text of the link that is open, with its depth.
    link: Option<(usize, String)>,
    /// The item of a list that is open.
    item: Option<Item>,
}

/// An item of a list.
struct Item {
    depth: usize,
    text: String,
    /// How much of the text stands in links, in bytes.
    linked: usize,
}

impl Walk {
    /// The page, once all of it was seen.
    pub(super) fn done(mut self) -> Page {
        for short in &mut self.page.shorts {
            let words = short.text.split(is_space).filter(|w| !w.is_empty());
            let text = words.collect::<Vec<_>>().join(" ").replace('\u{ad}', "");
            let most = if matches!(short.what, What::Title | What::H1 | What::Headline) {
                SHORT * 4
            } else {
                SHORT
            };
            let fits = text.chars().count() <= most;
            short.text = if fits { text } else { String::new() };
        }
        self.page
    }

    /// Keeps what an element says of itself; `depth` is that of its text.
    fn keep(&mut self, what: What, tag: Tag<'_>, foreground: bool, depth: usize) {
        const VALUES: [&str; 11] = [
            "datetime",
            "content",
            "data-utime",
            "data-timestamp",
            "data-date",
            "data-datetime",
            "data-time",
            "data-published",
            "data-pubdate",
            "data-publish-date",
            "data-unixtime",
        ];
        let dated = match &what {
            What::Time(_) | What::Date(_) => true,
            What::Itemprop(name) => name.starts_with("date"),
            _ => false,
        };
        let title = || {
            tag.attr("title")
                .filter(|title| dated && title.contains(|c: char| c.is_ascii_digit()))
        };
        let value = VALUES.iter().find_map(|a| tag.attr(a)).or_else(title);
        let value = value.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
        self.page.shorts.push(Short {
            what,
            value,
            text: String::new(),
            at: self.page.text.len(),
            foreground,
        });
        self.open.push((self.page.shorts.len() - 1, depth));
    }

    /// Keeps the text of a link, or of an item that is little else.
    fn add_link(&mut self, text: &str) {
        let plain = squash(text);
        if plain.len() >= LINK {
            self.page.links.insert(plain);
        }
    }

    fn end_lines(&mut self) {
        for text in [&mut self.page.text, &mut self.page.footer] {
            if !text.ends_with('\n') {
                text.push('\n');
            }
        }
    }

    fn meta(&mut self, tag: Tag<'_>) {
        let content = tag.attr("content").or_else(|| tag.attr("datetime"));
        let content = content.as_deref().unwrap_or_default().trim();
        if content.is_empty() {
            return;
        }
        for key in ["property", "name", "itemprop", "http-equiv", "pubdate"] {
            if let Some(name) = tag.attr(key) {
                let name = if key == "pubdate" { key } else { name.trim() };
                self.page
                    .metas
                    .push((name.to_lowercase(), content.to_owned()));
            }
        }
    }

    /// What the markup of an element says of it.
    fn what(&mut self, tag: Tag<'_>, marks: &Marks, outer: Around, here: Around) -> Option<What> {
        let property = || {
            let named = tag.attr("itemprop").or_else(|| tag.attr("property"))?;
            let named = named.to_ascii_lowercase();
            Some(What::Itemprop(named.replace("schema:", "")))
        };
        match tag.name() {
            "meta" => {
                self.meta(tag);
                property()
            }
            "script" | "style" | "noscript" | "template" => None,
            "link" => {
                let rel = tag.attr("rel").unwrap_or_default();
                if rel.trim().eq_ignore_ascii_case("canonical") && self.page.canonical.is_none() {
                    self.page.canonical = tag.attr("href").map(|h| h.trim().to_owned());
                }
                property()
            }
            "html" => {
                let lang = tag.attr("lang").or_else(|| tag.attr("xml:lang"));
                self.page.lang = lang.map(std::borrow::Cow::into_owned);
                None
            }
            "title" if !outer.hidden || self.around.len() < 4 => Some(What::Title),
            "h1" if !marks.is_headline(tag) => Some(What::H1),
            "h1" | "h2" | "h3" | "div" | "span" | "p" if marks.is_headline(tag) => {
                Some(What::Headline)
            }
            "img" => {
                let source = tag.attr("src").filter(|_| here.zone == Zone::Foreground);
                if self.page.images.len() < MOST_IMAGES {
                    self.page
                        .images
                        .extend(source.map(std::borrow::Cow::into_owned));
                }
                property()
            }
            "time" => Some(What::Time(Dated::of_time(tag, marks, here.article))),
            name => property().or_else(|| Dated::of_marks(name, marks).map(What::Date)),
        }
    }
}

impl Visitor for Walk {
    fn enter(&mut self, tag: Tag<'_>) {
        let name = tag.name();
        let outer = self.around.last().copied().unwrap_or_default();
        let marks = Marks::of(tag);
        let is_data = |kind: &str| kind.to_ascii_lowercase().contains("ld+json");
        let data = name == "script" && tag.attr("type").is_some_and(|t| is_data(&t));
        if data {
            self.page.scripts.push(String::new());
        }
        let here = Around {
            zone: match outer.zone {
                Zone::Foreground if !marks.is_background(name, outer.article) => Zone::Foreground,
                Zone::Foreground if name == "footer" => Zone::Footer,
                Zone::Foreground => Zone::Background,
                zone => zone,
            },
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
            data,
        };
        if !is_inline(name) {
            self.end_lines();
        }
        if here.zone == Zone::Foreground {
            self.page.walled |= marks.is_wall();
            self.page.live |= marks.is_live();
        }
        let what = self.what(tag, &marks, outer, here);
        let depth = self.around.len();
        if let Some(what) = what {
            self.keep(what, tag, here.zone == Zone::Foreground, depth);
        }
        if marks.is_author(tag) {
            self.keep(What::Author, tag, here.zone == Zone::Foreground, depth);
        }
        if name == "a" {
            self.link = Some((depth, String::new()));
        }
        if name == "li" {
            self.item = Some(Item {
                depth,
                text: String::new(),
                linked: 0,
            });
        }
        self.around.push(here);
    }

    fn text(&mut self, text: &str) {
        let here = self.around.last().copied().unwrap_or_default();
        if here.data
            && let Some(script) = self.page.scripts.last_mut()
        {
            script.push_str(text);
        }
        for &(short, _) in &self.open {
            let short = &mut self.page.shorts[short].text;
            if short.len() <= SHORT * 8 {
                short.push_str(&text[..text.floor_char_boundary(SHORT * 8)]);
                short.push(' ');
            }
        }
        if here.hidden {
            return;
        }
        if let Some((_, link)) = &mut self.link
            && link.len() <= SHORT * 4
        {
            link.push_str(&text[..text.floor_char_boundary(SHORT * 4)]);
        }
        if let Some(item) = &mut self.item
            && item.text.len() <= SHORT * 4
        {
            let text = &text[..text.floor_char_boundary(SHORT * 4)];
            item.text.push_str(text);
            item.linked += self.link.as_ref().map_or(0, |_| text.trim().len());
        }
        match here.zone {
            Zone::Foreground => add_words(&mut self.page.text, text),
            Zone::Footer => add_words(&mut self.page.footer, text),
            Zone::Background => {}
        }
    }

    fn leave(&mut self, name: &str) {
        self.around.pop();
        if let Some((_, link)) = self.link.take_if(|(depth, _)| *depth >= self.around.len()) {
            self.add_link(&link);
        }
        if let Some(item) = self.item.take_if(|i| i.depth >= self.around.len())
            && item.linked * 3 >= item.text.trim().len()
        {
            self.add_link(&item.text);
        }
        while let Some(&(short, depth)) = self.open.last()
            && depth >= self.around.len()
        {
            self.open.pop();
            let short = &self.page.shorts[short];
            let heads = matches!(short.what, What::H1 | What::Headline) && short.foreground;
            if heads && self.page.heading.is_none() {
                let end = self.page.text.len();
                self.page.heading = Some((end.saturating_sub(short.text.len()), end));
            }
        }
        if !is_inline(name) {
            self.end_lines();
        }
    }
}

/// Adds the words of a piece of text, while there is room.
fn add_words(to: &mut String, text: &str) {
    for word in text.split(is_space).filter(|w| !w.is_empty()) {
        if to.len() > MOST_TEXT {
            return;
        }
        if !to.ends_with(['\n', ' ']) && !to.is_empty() {
            to.push(' ');
        }
        to.push_str(word);
    }
}

/// White space, and the mark of a paragraph between breaks.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c == PARAGRAPH
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
