//! What names, classes and ids of elements say of the place: an aside, a byline, a date, a wall.
//!
//! These are words of publishers' markup, the same in every language; words that are shown are data of the languages.

use scraper::node::Element;

/// Marks of when the article appeared.
const PUBLISHED: &[&str] = &[
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
];
/// Marks of a date.
const DATE: &[&str] = &[
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
];
/// Marks of a line that usually holds one.
const LINE: &[&str] = &[
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
];
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
    pub(super) fn of_time(e: &Element, marks: &str, article: bool) -> Self {
        let property = e.attr("itemprop").unwrap_or_default().to_ascii_lowercase();
        if property.contains("modified") || is_change(marks) {
            Self::Modified
        } else if e.attr("pubdate").is_some()
            || property.contains("published")
            || ["publish", "entry-date", "pubdate", "posted"]
                .iter()
                .any(|w| marks.contains(w))
        {
            Self::Published
        } else if article {
            Self::Inside
        } else {
            Self::Elsewhere
        }
    }

    /// What an element is worth by its class and id; `None` where they speak of no date.
    pub(super) fn of_marks(name: &str, marks: &str) -> Option<Self> {
        if marks.is_empty()
            || matches!(
                name,
                "html" | "body" | "main" | "article" | "form" | "input" | "img"
            )
        {
            return None;
        }
        if is_change(marks) && !PUBLISHED.iter().any(|w| marks.contains(w)) {
            return Some(Self::Modified);
        }
        let plain = [
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
        ]
        .iter()
        .fold(marks.to_owned(), |m, w| {
            if m.contains(w) { m.replace(w, "") } else { m }
        });
        let has = |words: &[&str]| words.iter().any(|w| plain.contains(w));
        if has(PUBLISHED) {
            Some(Self::Published)
        } else if has(DATE) {
            Some(Self::Date)
        } else if has(LINE) {
            Some(Self::Line)
        } else {
            None
        }
    }
}

/// Whether marks speak of a later change.
fn is_change(marks: &str) -> bool {
    [
        "updated",
        "modified",
        "lastmod",
        "last-mod",
        "dateupdate",
        "date-update",
        "update-date",
        "edited",
    ]
    .iter()
    .any(|w| marks.contains(w))
}

/// Whether an element holds navigation, other articles, comments: what is not the article of the page.
pub(super) fn is_background(name: &str, marks: &str) -> bool {
    const WHOLE: [&str; 26] = [
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
    ];
    if matches!(name, "nav" | "aside" | "footer") {
        return true;
    }
    if marks.is_empty() || matches!(name, "html" | "body" | "main" | "article") {
        return false;
    }
    marks.split_ascii_whitespace().any(|token| {
        if WHOLE.contains(&token) {
            return true;
        }
        // "related-posts" and "article__sidebar", but not "no-sidebar", "has-comments", "comments-open".
        let mut parts = token.split(['-', '_']).filter(|p| !p.is_empty());
        let first = parts.next().unwrap_or_default();
        let last = parts.next_back().unwrap_or(first);
        let about_layout = matches!(
            first,
            "no" | "has" | "with" | "is" | "wp" | "col" | "content"
        ) || matches!(
            last,
            "open" | "closed" | "left" | "right" | "enabled" | "off" | "count" | "link" | "none"
        );
        !about_layout && (WHOLE.contains(&first) || WHOLE.contains(&last))
    })
}

/// Whether an element names the author of the article.
pub(super) fn is_author(e: &Element, marks: &str) -> bool {
    e.attr("rel") == Some("author")
        || ["byline", "author", "penulis", "auteur", "autor"]
            .iter()
            .any(|w| marks.contains(w))
}

/// Whether an element is a wall before the rest of the article.
pub(super) fn is_wall(marks: &str) -> bool {
    if marks.len() < 7 {
        return false;
    }
    marks.split_ascii_whitespace().any(|token| {
        let token = token.trim_start_matches("js-").trim_start_matches("c-");
        let about_layout = token.starts_with("no-")
            || token.contains("free")
            || token.ends_with("-ready")
            || token.ends_with("-loaded");
        !about_layout
            && [
                "paywall",
                "regwall",
                "subscriber-only",
                "piano-wall",
                "premium-wall",
                "meteredcontent",
                "subscription-required",
            ]
            .iter()
            .any(|w| token.contains(w))
    })
}

/// Whether marks name a bar of links for sharing.
pub(super) fn is_share(marks: &str) -> bool {
    ["share", "social", "bagikan", "teilen", "partage"]
        .iter()
        .any(|w| marks.contains(w))
}

/// Whether marks name the list of updates of a live report.
pub(super) fn is_live(marks: &str) -> bool {
    const LIVE: [&str; 14] = [
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
    ];
    marks.contains("live") && LIVE.iter().any(|w| marks.contains(w))
}

/// Whether an element is the headline of the article by its class.
pub(super) fn is_headline(e: &Element, marks: &str) -> bool {
    const HEADLINE: [&str; 10] = [
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
    ];
    e.attr("itemprop")
        .is_some_and(|p| p.eq_ignore_ascii_case("headline"))
        || HEADLINE.iter().any(|w| marks.contains(w))
}
