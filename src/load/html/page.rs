//! A parsed page and the places where pages keep what they say of themselves.
//!
//! It reads attributes and short texts; what they mean is decided in [`metadata`](super::metadata) and [`published`](super::published).

use scraper::{ElementRef, Html, Selector};
use std::sync::LazyLock;

/// A page that was parsed once for all its metadata.
pub(super) struct Page {
    tree: Html,
    metas: Vec<(String, String)>,
}

/// Declares a function that parses a selector once.
macro_rules! selector {
    ($name:ident, $css:literal) => {
        static $name: LazyLock<Selector> =
            LazyLock::new(|| Selector::parse($css).expect("a selector"));
    };
}

selector!(METAS, "meta[content]");
selector!(SCRIPTS, "script[type='application/ld+json' i]");
selector!(ITEMPROPS, "[itemprop]");
selector!(TIMES, "time");
selector!(CANONICAL, "link[rel='canonical' i][href]");
selector!(ROOT, "html");
selector!(TITLE, "title");
selector!(H1, "h1");
selector!(
    AUTHORS,
    "[rel='author'], [itemprop='author'], [class*='byline' i], [class*='author' i]"
);
selector!(
    DATES,
    "[class*='date' i], [class*='publish' i], [class*='posted' i], [class*='byline' i], [class*='time' i], [id*='date' i]"
);

/// Longest text, in characters, of an element that holds a date or an author and not a paragraph.
const SHORT: usize = 150;

impl Page {
    pub(super) fn parse(html: &str) -> Self {
        let tree = Html::parse_document(html);
        let metas = tree.select(&METAS).filter_map(|e| {
            let e = e.value();
            let name = e
                .attr("property")
                .or_else(|| e.attr("name"))
                .or_else(|| e.attr("itemprop"))
                .or_else(|| e.attr("http-equiv"))?;
            let content = e.attr("content")?.trim();
            (!content.is_empty()).then(|| (name.trim().to_lowercase(), content.to_owned()))
        });
        let metas = metas.collect();
        Self { tree, metas }
    }

    /// The content of the first `meta` of a name or property, which is given in lower case.
    pub(super) fn meta(&self, name: &str) -> Option<String> {
        let found = self.metas.iter().find(|(n, _)| n == name);
        found.map(|(_, content)| content.clone())
    }

    pub(super) fn scripts(&self) -> Vec<String> {
        self.tree
            .select(&SCRIPTS)
            .map(|e| e.text().collect())
            .collect()
    }

    pub(super) fn canonical(&self) -> Option<String> {
        let link = self
            .tree
            .select(&CANONICAL)
            .next()?
            .value()
            .attr("href")?
            .trim();
        link.starts_with("http").then(|| link.to_owned())
    }

    pub(super) fn lang(&self) -> Option<String> {
        let root = self.tree.select(&ROOT).next()?.value();
        root.attr("lang")
            .or_else(|| root.attr("xml:lang"))
            .map(str::to_owned)
    }

    pub(super) fn title(&self) -> Option<String> {
        self.tree
            .select(&TITLE)
            .next()
            .map(text)
            .filter(|t| !t.is_empty())
    }

    /// The main heading, where there is exactly one outside navigation and asides.
    pub(super) fn h1(&self) -> Option<String> {
        let mut all = self
            .tree
            .select(&H1)
            .filter(|e| is_foreground(*e))
            .map(text)
            .filter(|t| !t.is_empty());
        let first = all.next()?;
        all.all(|other| other == first).then_some(first)
    }

    /// The values of an `itemprop`, attributes before text.
    pub(super) fn itemprop(&self, name: &str) -> Vec<String> {
        let has = |e: &ElementRef| {
            let props = e.value().attr("itemprop").unwrap_or_default();
            props
                .split_whitespace()
                .any(|p| p.eq_ignore_ascii_case(name))
        };
        self.tree
            .select(&ITEMPROPS)
            .filter(has)
            .filter(|e| is_foreground(*e))
            .filter_map(value)
            .collect()
    }

    /// The values of `time` elements, those marked as publication first, those within the article next.
    pub(super) fn times(&self) -> Vec<String> {
        let mut all: Vec<_> = self
            .tree
            .select(&TIMES)
            .filter(|e| is_foreground(*e))
            .collect();
        let rank = |e: &ElementRef| {
            let own = e.value();
            let class = own.attr("class").unwrap_or_default().to_lowercase();
            let marked = own.attr("pubdate").is_some()
                || class.contains("publish")
                || class.contains("entry-date");
            let changed = class.contains("updated") || class.contains("modified");
            let inside =
                ancestors(*e).any(|a| matches!(a.value().name(), "article" | "main" | "header"));
            (changed, !marked, !inside)
        };
        all.sort_by_key(rank);
        all.into_iter().filter_map(value).collect()
    }

    /// Short texts of elements whose class says date or byline.
    pub(super) fn bylines(&self) -> Vec<String> {
        self.short(&DATES)
    }

    /// Short texts of elements that name the author.
    pub(super) fn authors(&self) -> Vec<String> {
        self.short(&AUTHORS)
    }

    fn short(&self, selector: &Selector) -> Vec<String> {
        let shown = self.tree.select(selector).filter(|e| is_foreground(*e));
        let brief = shown
            .filter_map(|e| short_text(e))
            .filter(|t| !t.is_empty());
        brief.take(20).collect()
    }
}

/// The machine-readable value of an element, else its text.
fn value(e: ElementRef) -> Option<String> {
    let own = e.value();
    let attribute = own.attr("datetime").or_else(|| own.attr("content"));
    let found = attribute
        .map(|a| a.trim().to_owned())
        .filter(|a| !a.is_empty());
    found.or_else(|| short_text(e)).filter(|v| !v.is_empty())
}

/// Text with white space collapsed.
fn text(e: ElementRef) -> String {
    let all: String = e.text().collect();
    all.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('\u{ad}', "")
}

/// The text of an element that holds little; `None` for one that holds more, found out without reading it all.
fn short_text(e: ElementRef) -> Option<String> {
    let mut all = String::new();
    for piece in e.text() {
        all.push_str(piece);
        if all.len() > SHORT * 8 {
            return None;
        }
    }
    let all = all.split_whitespace().collect::<Vec<_>>().join(" ");
    (all.chars().count() <= SHORT).then_some(all)
}

fn ancestors(e: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    e.ancestors().filter_map(ElementRef::wrap)
}

/// Whether an element stands in no navigation, aside, footer, comments or list of other articles.
fn is_foreground(e: ElementRef) -> bool {
    const ELSEWHERE: [&str; 7] = [
        "related",
        "comment",
        "sidebar",
        "recommend",
        "popular",
        "latest",
        "terkait",
    ];
    !ancestors(e).any(|a| {
        let own = a.value();
        let marks = [own.attr("class"), own.attr("id")]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase();
        matches!(own.name(), "nav" | "aside" | "footer")
            || (!matches!(own.name(), "body" | "html")
                && ELSEWHERE.iter().any(|w| marks.contains(w)))
    })
}
