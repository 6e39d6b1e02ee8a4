//! The quick way to the article: the tree that the metadata were read from, cut down by names and by the density of links.
//!
//! Enters: a parsed page. Leaves: its text, or nothing where no box stands out, so that a slower extractor is asked. It knows the
//! same names of boxes as [`main_text`](super::main_text)'s library and nothing of its second looks: several times as fast, and some
//! points of F1 behind.

use super::blocks;
use ego_tree::NodeId;
use ego_tree::iter::Edge;
use rustc_hash::FxHashMap;
use scraper::node::{Element, Node};
use scraper::{ElementRef, Html};

/// Least text of a box that may be the article, in bytes.
const LEAST: u32 = 250;

/// How much text stands in a box, and how much of it in links and in paragraphs.
#[derive(Clone, Copy, Default)]
struct Weight {
    text: u32,
    links: u32,
    paragraphs: u32,
}

/// The article's text.
pub(super) fn text(tree: &Html) -> Option<String> {
    let weights = weigh(tree);
    let root = choose(tree, &weights)?;
    let text = blocks::of_element(root, |e| e.id() != root.id() && drops(e, &weights));
    (text.len() >= 50).then_some(text)
}

/// Weighs every element that holds text, in one pass.
fn weigh(tree: &Html) -> FxHashMap<NodeId, Weight> {
    let mut weights = FxHashMap::default();
    let mut open: Vec<(NodeId, Weight)> = Vec::new();
    let (mut links, mut paragraphs, mut hidden) = (0_u32, 0_u32, 0_u32);
    for edge in tree.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(e) => {
                    links += u32::from(e.name() == "a");
                    paragraphs += u32::from(e.name() == "p");
                    hidden += u32::from(is_hidden(e));
                    open.push((node.id(), Weight::default()));
                }
                Node::Text(text) if hidden == 0 => {
                    let length = text.split_whitespace().map(|w| w.len() as u32 + 1).sum();
                    if let Some((_, weight)) = open.last_mut() {
                        weight.text += length;
                        weight.links += if links > 0 { length } else { 0 };
                        weight.paragraphs += if paragraphs > 0 && links == 0 {
                            length
                        } else {
                            0
                        };
                    }
                }
                _ => {}
            },
            Edge::Close(node) => {
                let Node::Element(e) = node.value() else {
                    continue;
                };
                links -= u32::from(e.name() == "a");
                paragraphs -= u32::from(e.name() == "p");
                hidden -= u32::from(is_hidden(e));
                let Some((id, weight)) = open.pop() else {
                    continue;
                };
                if let Some((_, outer)) = open.last_mut() {
                    outer.text += weight.text;
                    outer.links += weight.links;
                    outer.paragraphs += weight.paragraphs;
                }
                if weight.text > 0 {
                    weights.insert(id, weight);
                }
            }
        }
    }
    weights
}

fn is_hidden(e: &Element) -> bool {
    matches!(
        e.name(),
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "svg"
            | "nav"
            | "aside"
            | "footer"
            | "form"
            | "button"
    )
}

/// The box that holds the article: by its name, best names first, else by its paragraphs.
fn choose<'a>(tree: &'a Html, weights: &FxHashMap<NodeId, Weight>) -> Option<ElementRef<'a>> {
    let weight = |e: &ElementRef| weights.get(&e.id()).copied().unwrap_or_default();
    let mut best: [Option<(u32, ElementRef)>; 4] = [None; 4];
    for e in tree.tree.nodes().filter_map(ElementRef::wrap) {
        if let Some(rank) = rank(e.value())
            && weight(&e).text - weight(&e).links >= LEAST
            && best[rank].is_none_or(|(most, _)| weight(&e).paragraphs > most * 2)
        {
            best[rank] = Some((weight(&e).paragraphs, e));
        }
    }
    let most = best
        .iter()
        .flatten()
        .map(|(paragraphs, _)| *paragraphs)
        .max();
    let named = best.into_iter().flatten().find(|(paragraphs, e)| {
        let own = weight(e);
        // A box with a good name and little of the text is one of several parts, or a teaser.
        own.links * 2 < own.text && paragraphs * 3 >= most.unwrap_or_default()
    });
    let named = named.map(|(_, e)| e);
    named.or_else(|| by_paragraphs(tree, weights))
}

/// How surely an element is the article by its name; 0 is best.
fn rank(e: &Element) -> Option<usize> {
    const BODY: [&str; 24] = [
        "post-text",
        "post_text",
        "post-body",
        "post-entry",
        "postentry",
        "post-content",
        "post_content",
        "postcontent",
        "article-text",
        "articletext",
        "entry-content",
        "article-content",
        "article__content",
        "article-body",
        "article__body",
        "articlebody",
        "article_body",
        "body-text",
        "text-content",
        "art-content",
        "story-body",
        "story-content",
        "storycontent",
        "read__content",
    ];
    const BOX: [&str; 12] = [
        "single-content",
        "single-post",
        "main-column",
        "field-body",
        "fulltext",
        "content-body",
        "content__body",
        "content-main",
        "main-content",
        "detail__body",
        "article__text",
        "post-bodycopy",
    ];
    let name = e.name();
    if !matches!(name, "article" | "div" | "main" | "section" | "td") {
        return None;
    }
    let class = e.attr("class").unwrap_or_default().to_ascii_lowercase();
    let id = e.attr("id").unwrap_or_default().to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| class.contains(w) || id.contains(w));
    if e.attr("itemprop")
        .is_some_and(|p| p.eq_ignore_ascii_case("articleBody"))
        || has(&BODY)
        || class == "post"
        || class == "entry"
    {
        Some(0)
    } else if name == "article" || e.attr("role") == Some("article") {
        Some(1)
    } else if has(&BOX) || id == "story" || id == "article" || class == "story" || class == "text" {
        Some(2)
    } else if name == "main"
        || e.attr("role") == Some("main")
        || id == "content"
        || class == "content"
        || id.starts_with("main")
    {
        Some(3)
    } else {
        None
    }
}

/// The parent of the most paragraph text.
fn by_paragraphs<'a>(
    tree: &'a Html,
    weights: &FxHashMap<NodeId, Weight>,
) -> Option<ElementRef<'a>> {
    let mut scores: FxHashMap<NodeId, (u32, ElementRef)> = FxHashMap::default();
    for e in tree
        .tree
        .nodes()
        .filter_map(ElementRef::wrap)
        .filter(|e| e.value().name() == "p")
    {
        let weight = weights.get(&e.id()).copied().unwrap_or_default();
        let own = weight.text - weight.links;
        if own < 40 {
            continue;
        }
        for (level, parent) in e
            .ancestors()
            .filter_map(ElementRef::wrap)
            .take(3)
            .enumerate()
        {
            scores.entry(parent.id()).or_insert((0, parent)).0 += own / (level as u32 + 1);
        }
    }
    let mut scores: Vec<_> = scores.into_values().collect();
    scores.sort_by_key(|(score, e)| (std::cmp::Reverse(*score), e.id()));
    scores
        .first()
        .filter(|(score, _)| *score >= LEAST)
        .map(|(_, e)| *e)
}

/// Whether an element within the article is no part of it.
fn drops(e: ElementRef<'_>, weights: &FxHashMap<NodeId, Weight>) -> bool {
    let element = e.value();
    let name = element.name();
    if is_hidden(element)
        || matches!(
            name,
            "header" | "figure" | "figcaption" | "time" | "label" | "select" | "menu"
        )
    {
        return true;
    }
    let Some(weight) = weights.get(&e.id()) else {
        // Empty boxes hold nothing; breaks do their work.
        return !matches!(name, "br" | "hr");
    };
    if !matches!(
        name,
        "div"
            | "dd"
            | "dt"
            | "li"
            | "ul"
            | "ol"
            | "dl"
            | "p"
            | "section"
            | "span"
            | "table"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
    ) {
        return false;
    }
    // Links and little else: lists of other articles, tags, tools.
    let (text, links) = (u64::from(weight.text), u64::from(weight.links));
    let dense = match name {
        "p" | "span" => text < 200 && links * 5 > text * 4,
        "table" => text > 200 && links * 5 > text * 4,
        _ => links * 10 > text * 7,
    };
    (links > 10 && dense) || is_noise(element)
}

/// Whether class and id of a box name what is no part of an article.
fn is_noise(e: &Element) -> bool {
    const NOISE: [&str; 44] = [
        "footer",
        "related",
        "share",
        "social",
        "newsletter",
        "cookie",
        "sidebar",
        "banner",
        "byline",
        "author",
        "breadcrumb",
        "comment",
        "widget",
        "subnav",
        "navbar",
        "navigation",
        "rating",
        "outbrain",
        "taboola",
        "criteo",
        "consent",
        "overlay",
        "paywall",
        "timestamp",
        "tags",
        "tag-list",
        "post-meta",
        "entry-meta",
        "article-meta",
        "advert",
        "-ad-",
        "ad-slot",
        "promo",
        "recommend",
        "most-popular",
        "next-",
        "embed",
        "caption",
        "subscribe",
        "signup",
        "sign-up",
        "terkait",
        "jp-",
        "bottom",
    ];
    let (class, id) = (
        e.attr("class").unwrap_or_default(),
        e.attr("id").unwrap_or_default(),
    );
    if e.attr("aria-hidden") == Some("true")
        || e.attr("style")
            .is_some_and(|s| s.contains("display:none") || s.contains("display: none"))
    {
        return true;
    }
    if class.is_empty() && id.is_empty() {
        return false;
    }
    let marks = format!("{class} {id}").to_ascii_lowercase();
    // A paragraph behind the wall is the article's own.
    let own = |word: &str| word == "paywall" && e.name() == "p";
    NOISE.iter().any(|w| marks.contains(w) && !own(w))
}
