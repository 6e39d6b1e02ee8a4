//! What names, classes and ids of elements say of the place: an aside, a byline, a date, a wall.
//!
//! These are words of publishers' markup, the same in every language; words that are shown are data of the languages. All are looked
//! for at once, because every element of a page is asked.

use super::tag::Tag;
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// What a word in a class or id is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sense {
    /// Words of when the article appeared.
    Published,
    /// Words of a date.
    Date,
    /// Words of words that only look like one.
    NoDate,
    /// Words of a line that usually holds a date.
    Line,
    /// Words of a later change.
    Change,
    /// Words of other articles, comments, tools: see [`Marks::is_background`].
    Background,
    /// Words of the author.
    Author,
    /// Words of a wall before the rest of the article.
    Wall,
    /// Words of the list of updates of a live report.
    Live,
    /// Words of the headline of the article.
    Headline,
}

/// The words.
const WORDS: &[(Sense, &[&str])] = &[
    (
        Sense::Published,
        &[
            "publish",
            "posted-on",
            "postedon",
            "posted_on",
            "pubdate",
            "pub-date",
            "pub_date",
            "pubtime",
            "entry-date",
            "post-date",
            "article-date",
            "date-header",
        ],
    ),
    (
        Sense::Date,
        &[
            "date",
            "time",
            "datum",
            "fecha",
            "tanggal",
            "waktu",
            "tarih",
            "posted",
            "submitted",
            "created",
            "日期",
            "data-hora",
        ],
    ),
    (
        Sense::NoDate,
        &[
            "update",
            "candidate",
            "validate",
            "timeline",
            "sometimes",
            "lifetime",
            "runtime",
            "daytime",
            "overtime",
            "showtime",
        ],
    ),
    (
        Sense::Line,
        &[
            "byline",
            "meta",
            "info",
            "author",
            "credit",
            "stamp",
            "day",
            "details",
            "header__sub",
            "subline",
            "tagline",
            "dateline",
            "publi",
            "issue",
        ],
    ),
    (
        Sense::Change,
        &[
            "updated",
            "modified",
            "lastmod",
            "last-mod",
            "dateupdate",
            "date-update",
            "update-date",
            "edited",
        ],
    ),
    (
        Sense::Background,
        &[
            "related",
            "comment",
            "comments",
            "sidebar",
            "popular",
            "latest",
            "terkait",
            "terpopuler",
            "trending",
            "komentar",
            "disqus",
            "widget",
            "recommend",
            "recommended",
            "recommendations",
            "recent",
            "breadcrumb",
            "breadcrumbs",
            "jp-relatedposts",
            "kommentare",
            "comentarios",
            "commentaires",
            "mostread",
            "most-read",
            "promo",
            "teasers",
        ],
    ),
    (
        Sense::Author,
        &["byline", "author", "penulis", "auteur", "autor"],
    ),
    (
        Sense::Wall,
        &[
            "paywall",
            "regwall",
            "subscriber-only",
            "piano-wall",
            "premium-wall",
            "meteredcontent",
            "subscription-required",
        ],
    ),
    (
        Sense::Live,
        &[
            "liveblog",
            "live-blog",
            "live_blog",
            "live-post",
            "livepost",
            "live-feed",
            "livefeed",
            "live-update",
            "liveupdate",
            "liveticker",
            "live-ticker",
            "live-entry",
            "live-entries",
            "live-stream-post",
        ],
    ),
    (
        Sense::Headline,
        &[
            "entry-title",
            "post-title",
            "post__title",
            "article-title",
            "article__title",
            "article-headline",
            "article__headline",
            "story-title",
            "headline__main",
            "read__title",
        ],
    ),
];

/// Finds all words in one pass; a match is an index into the senses beside it.
static FINDER: LazyLock<(AhoCorasick, Vec<Sense>)> = LazyLock::new(|| {
    let words = WORDS.iter().flat_map(|(_, words)| words.iter());
    let senses = WORDS
        .iter()
        .flat_map(|(sense, words)| words.iter().map(|_| *sense));
    let finder = AhoCorasick::new(words).expect("a few hundred words");
    (finder, senses.collect())
});

/// Class and id of an element, and what they speak of.
#[derive(Default)]
pub(super) struct Marks {
    text: String,
    senses: u16,
}

impl Marks {
    pub(super) fn of(tag: Tag<'_>) -> Self {
        let (class, id) = (tag.attr("class"), tag.attr("id"));
        if class.is_none() && id.is_none() {
            return Self::default();
        }
        let (class, id) = (class.unwrap_or_default(), id.unwrap_or_default());
        let mut text = String::with_capacity(class.len() + id.len() + 1);
        text.push_str(&class[..class.floor_char_boundary(400)]);
        text.push(' ');
        text.push_str(&id[..id.floor_char_boundary(200)]);
        text.make_ascii_lowercase();
        let mut senses = 0;
        // "update" holds "date" and speaks of none.
        let mut seeming: [usize; 2] = [usize::MAX; 2];
        let mut dates = Vec::new();
        for found in FINDER.0.find_overlapping_iter(&text) {
            match FINDER.1[found.pattern().as_usize()] {
                Sense::Date => dates.push(found.range()),
                Sense::NoDate => {
                    let range = found.range();
                    dates.retain(|d| d.start < range.start || d.end > range.end);
                    seeming = [range.start, range.end];
                }
                sense => senses |= 1 << sense as u16,
            }
            dates.retain(|d| d.start < seeming[0] || d.end > seeming[1]);
        }
        if !dates.is_empty() {
            senses |= 1 << Sense::Date as u16;
        }
        Self { text, senses }
    }

    fn has(&self, sense: Sense) -> bool {
        self.senses & (1 << sense as u16) != 0
    }

    /// Whether an element holds navigation, other articles, comments: what is not the article of the page.
    ///
    /// The footer of an article often holds its date, and so does an aside that is named for it.
    pub(super) fn is_background(&self, name: &str, in_article: bool) -> bool {
        let dated = || {
            [Sense::Published, Sense::Date, Sense::Line]
                .iter()
                .any(|s| self.has(*s))
        };
        match name {
            "nav" => return true,
            "aside" if !in_article || !dated() => return true,
            "footer" if !in_article => return true,
            _ => {}
        }
        if !self.has(Sense::Background) || matches!(name, "html" | "body" | "main" | "article") {
            return false;
        }
        let whole = |word: &str| {
            WORDS
                .iter()
                .any(|(s, words)| *s == Sense::Background && words.contains(&word))
        };
        self.text.split_ascii_whitespace().any(|token| {
            // "related-posts" and "article__sidebar", but not "no-sidebar", "has-comments", "comments-open".
            let mut parts = token.split(['-', '_']).filter(|p| !p.is_empty());
            let first = parts.next().unwrap_or_default();
            let last = parts.next_back().unwrap_or(first);
            let about_layout = matches!(
                first,
                "no" | "has" | "with" | "is" | "wp" | "col" | "content" | "elementor"
            ) || matches!(
                last,
                "open"
                    | "closed"
                    | "left"
                    | "right"
                    | "enabled"
                    | "off"
                    | "count"
                    | "link"
                    | "none"
            );
            whole(token) || (!about_layout && (whole(first) || whole(last)))
        })
    }

    /// Whether an element names the author of the article.
    pub(super) fn is_author(&self, tag: Tag<'_>) -> bool {
        let links = |name: &str, is: fn(&str) -> bool| tag.attr(name).is_some_and(|v| is(&v));
        self.has(Sense::Author)
            || (tag.name() == "a"
                && (links("rel", |rel| rel == "author")
                    || links("href", |to| to.contains("/author/"))))
    }

    /// Whether an element is a wall before the rest of the article.
    pub(super) fn is_wall(&self) -> bool {
        self.has(Sense::Wall)
            && self.text.split_ascii_whitespace().any(|token| {
                let layout = token.starts_with("no-")
                    || token.contains("free")
                    || token.ends_with("-ready")
                    || token.ends_with("-loaded");
                !layout
                    && FINDER
                        .0
                        .find_overlapping_iter(token)
                        .any(|m| FINDER.1[m.pattern().as_usize()] == Sense::Wall)
            })
    }

    /// Whether an element is the list of updates of a live report.
    pub(super) fn is_live(&self) -> bool {
        self.has(Sense::Live)
    }

    /// Whether an element is the headline of the article.
    pub(super) fn is_headline(&self, tag: Tag<'_>) -> bool {
        self.has(Sense::Headline)
            || tag
                .attr("itemprop")
                .is_some_and(|p| p.eq_ignore_ascii_case("headline"))
    }
}

/// How much an element that holds a date is worth, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dated {
    /// Its markup says that this is when the article appeared.
    Published,
    /// Its markup speaks of a date.
    Date,
    /// A `time` within the article.
    Inside,
    /// A line that usually holds one: byline, meta, info.
    Line,
    /// Any other `time`.
    Elsewhere,
    /// Its markup says that this is a change.
    Modified,
}

impl Dated {
    /// What a `time` element is worth.
    pub(super) fn of_time(tag: Tag<'_>, marks: &Marks, article: bool) -> Self {
        let property = tag
            .attr("itemprop")
            .unwrap_or_default()
            .to_ascii_lowercase();
        if property.contains("modified") || marks.has(Sense::Change) {
            Self::Modified
        } else if tag.attr("pubdate").is_some()
            || property.contains("published")
            || marks.has(Sense::Published)
        {
            Self::Published
        } else if article {
            Self::Inside
        } else {
            Self::Elsewhere
        }
    }

    /// What an element is worth by its class and id; `None` where they speak of no date.
    pub(super) fn of_marks(name: &str, marks: &Marks) -> Option<Self> {
        if matches!(
            name,
            "html" | "body" | "main" | "article" | "form" | "input" | "img"
        ) {
            return None;
        }
        if marks.has(Sense::Published) {
            Some(Self::Published)
        } else if marks.has(Sense::Change) {
            Some(Self::Modified)
        } else if marks.has(Sense::Date) {
            Some(Self::Date)
        } else {
            marks.has(Sense::Line).then_some(Self::Line)
        }
    }
}

/// Whether a class names a bar of links for sharing.
pub(super) fn is_share(class: &str) -> bool {
    ["share", "social", "bagikan", "teilen", "partage"]
        .iter()
        .any(|w| class.contains(w))
}
