//! The publication date of a page: a ranked chain of what it says of itself.
//!
//! The first source that holds a date decides the day; a day alone takes its time from a lower source that agrees on it. What the page
//! says of a later change counts only where nothing else is said.

use super::calendar::{self, Found, Order};
use super::json_ld::Said;
use super::label::{APPEARED, CHANGED, META, MODIFIED};
use super::page::{Page, Short, What};
use super::place::Dated;
use crate::model::Published;
use regex::Regex;
use std::sync::LazyLock;

/// How much of the text may hold the date of its dateline, and its closing date, in characters.
const HEAD: usize = 400;
const TAIL: usize = 200;
/// How far from the main heading a date may stand, before and behind, in bytes.
const ABOVE: usize = 200;
const BELOW: usize = 400;

/// A date with the name of its source: `url`, `json-ld`, `meta`, `itemprop`, `time`, `data`, `byline`, `heading`, `label`, `text`, `image`,
/// `modified`, `page`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dating {
    pub(super) published: Published,
    pub(super) from: &'static str,
    /// Whether day and month could be told apart only by the habit of the page's country.
    pub(super) ambiguous: bool,
}

/// Finds the publication date of a page.
pub(super) fn find(page: &Page, said: &Said, url: Option<&str>, body: &str) -> Option<Dating> {
    let chain = Chain::of(page, said, url, body, Order::DayFirst);
    let found = chain.follow();
    match found {
        // The order matters to few pages, so it is asked only then.
        Some(Dating {
            ambiguous: true, ..
        }) => match order(page, url) {
            (Order::DayFirst, shown) => found.map(|f| Dating {
                ambiguous: !shown,
                ..f
            }),
            (order, shown) => {
                let found = Chain::of(page, said, url, body, order).follow();
                found.map(|f| Dating {
                    ambiguous: f.ambiguous && !shown,
                    ..f
                })
            }
        },
        found => found,
    }
}

type Read = fn(&Chain<'_>) -> Option<(Published, bool)>;

/// What the links of the chain look at.
struct Chain<'a> {
    page: &'a Page,
    said: &'a Said,
    url: Option<&'a str>,
    body: &'a str,
    order: Order,
    /// The text of the page, folded.
    shown: std::cell::OnceCell<(String, Vec<Found>)>,
}

impl<'a> Chain<'a> {
    const LINKS: &'static [(&'static str, Read)] = &[
        ("url", |c| {
            c.url
                .and_then(calendar::of_path)
                .map(|d| (Published::Day(d), false))
        }),
        ("json-ld", |c| c.field(c.said.published.as_deref()?)),
        ("meta", |c| {
            META.iter()
                .find_map(|n| c.page.metas_of(n).find_map(|v| c.field(v)))
        }),
        ("itemprop", |c| {
            ["datepublished", "datecreated", "uploaddate"]
                .iter()
                .find_map(|n| c.page.itemprop(n).find_map(|v| c.field(v)))
        }),
        ("time", |c| {
            c.short(|what| matches!(what, What::Time(Dated::Published | Dated::Inside)))
        }),
        ("data", |c| c.code()),
        ("byline", |c| {
            [Dated::Published, Dated::Date, Dated::Line]
                .iter()
                .find_map(|rank| c.short(|what| *what == What::Date(*rank)))
        }),
        ("time", |c| {
            c.short(|what| matches!(what, What::Time(Dated::Elsewhere)))
        }),
        ("heading", |c| c.heading()),
        ("label", |c| {
            c.shown_date(|text, f| label(text, f.start) == Some(true))
        }),
        ("text", |c| c.text()),
        ("image", |c| {
            let picture = ["og:image", "og:image:url", "twitter:image"]
                .iter()
                .find_map(|n| c.page.meta(n));
            calendar::of_path(&picture?).map(|d| (Published::Day(d), false))
        }),
        ("modified", |c| {
            let said = c.said.modified.as_deref().and_then(|m| c.field(m));
            said.or_else(|| {
                MODIFIED
                    .iter()
                    .find_map(|n| c.page.metas_of(n).find_map(|v| c.field(v)))
            })
            .or_else(|| c.page.itemprop("datemodified").find_map(|v| c.field(v)))
            .or_else(|| c.changed())
        }),
        ("page", |c| c.commonest()),
    ];

    fn of(
        page: &'a Page,
        said: &'a Said,
        url: Option<&'a str>,
        body: &'a str,
        order: Order,
    ) -> Self {
        Self {
            page,
            said,
            url,
            body,
            order,
            shown: std::cell::OnceCell::new(),
        }
    }

    /// The first link that holds a date, with the time of a later one that agrees.
    fn follow(&self) -> Option<Dating> {
        let mut best: Option<Dating> = None;
        for (from, read) in Self::LINKS {
            let machine = matches!(
                *from,
                "json-ld" | "meta" | "itemprop" | "time" | "data" | "byline"
            );
            match best {
                None => {
                    best = read(self).map(|(published, ambiguous)| Dating {
                        published,
                        from,
                        ambiguous,
                    });
                }
                Some(Dating {
                    published: Published::Day(day),
                    ..
                }) if machine => {
                    if let Some((instant @ Published::Instant(_), _)) = read(self)
                        && instant.day() == day
                    {
                        return Some(Dating {
                            published: instant,
                            from,
                            ambiguous: false,
                        });
                    }
                }
                Some(_) => {}
            }
            if matches!(
                best,
                Some(Dating {
                    published: Published::Instant(_),
                    ..
                })
            ) {
                break;
            }
        }
        best
    }

    fn field(&self, value: &str) -> Option<(Published, bool)> {
        calendar::of_field(value, self.order)
    }

    /// The date of the first short text of a kind, in the foreground before in the background.
    fn short(&self, is: impl Fn(&What) -> bool) -> Option<(Published, bool)> {
        let fits = |s: &&Short| s.foreground && is(&s.what);
        let value = |s: &Short| calendar::of_field(s.value.as_deref()?, self.order);
        // What machines are meant to read is surer than what is shown.
        let all = || self.page.shorts.iter().filter(fits);
        all()
            .find_map(value)
            .or_else(|| all().find_map(|s| self.of_short(s)))
    }

    fn of_short(&self, short: &Short) -> Option<(Published, bool)> {
        if let Some(date) = short
            .value
            .as_deref()
            .and_then(|v| calendar::of_field(v, self.order))
        {
            return Some(date);
        }
        let text = calendar::fold(&short.text);
        // "Published 3 April, updated 5 April": the first that is no change.
        calendar::dates(&text, self.order)
            .find(|f| label(&text, f.start) != Some(false))
            .map(|f| (Published::Day(f.day), f.ambiguous))
    }

    /// What only the markup of changes says.
    fn changed(&self) -> Option<(Published, bool)> {
        let is = |what: &What| {
            matches!(
                what,
                What::Time(Dated::Modified) | What::Date(Dated::Modified)
            )
        };
        let mut all = self
            .page
            .shorts
            .iter()
            .filter(|s| s.foreground && is(&s.what));
        all.find_map(|s| {
            let value = s.value.as_deref().and_then(|v| self.field(v));
            value.or_else(|| {
                let found = calendar::first(&calendar::fold(&s.text), self.order)?;
                Some((Published::Day(found.day), found.ambiguous))
            })
        })
        .or_else(|| {
            self.shown_date(|text, f| {
                label(text, f.start) == Some(false) && !is_copyright(text, f.start)
            })
        })
    }

    /// What the data of the page's program say.
    fn code(&self) -> Option<(Published, bool)> {
        static FIELD: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r#"(?i)\\?["'](?:date_?published|published_?(?:at|date|time|on)|first_?published(?:_?(?:at|date))?|publish_?(?:date|time|at)|publication_?(?:date|time)|pub_?date|date_?created|display_?date)\\?["']\s*:\s*\\?["']?([0-9][0-9T:.+Z /-]{7,32})"#,
            )
            .expect("a pattern")
        });
        const SIGNS: [&str; 5] = ["ublish", "ubDate", "ub_date", "reated", "isplay"];
        self.page.code.iter().find_map(|code| {
            if !SIGNS.iter().any(|s| code.contains(s)) {
                return None;
            }
            FIELD.captures_iter(code).find_map(|c| self.field(&c[1]))
        })
    }

    fn shown(&self) -> &(String, Vec<Found>) {
        self.shown.get_or_init(|| {
            let text = calendar::fold(&self.page.text);
            let dates = calendar::dates(&text, self.order).take(500).collect();
            (text, dates)
        })
    }

    fn shown_date(&self, is: impl Fn(&str, &Found) -> bool) -> Option<(Published, bool)> {
        let (text, dates) = self.shown();
        let found = dates.iter().find(|f| is(text, f))?;
        Some((Published::Day(found.day), found.ambiguous))
    }

    /// A date close behind the main heading, else close before it.
    fn heading(&self) -> Option<(Published, bool)> {
        let (start, end) = self.page.heading?;
        // Folding moves bytes; the heading is found again by what stands before it.
        let shown = &self.page.text;
        let (before, within) = (shown.get(..start)?, shown.get(..end)?);
        let (start, end) = (calendar::fold(before).len(), calendar::fold(within).len());
        let near = |f: &Found| {
            let behind = f.start >= end && f.start < end + BELOW;
            (behind, f.end <= start && f.end + ABOVE > start)
        };
        self.shown_date(|text, f| near(f).0 && label(text, f.start) != Some(false))
            .or_else(|| self.shown_date(|text, f| near(f).1 && label(text, f.start) != Some(false)))
    }

    /// The date of the dateline, or the one that closes the text.
    fn text(&self) -> Option<(Published, bool)> {
        let head: String = self.body.chars().take(HEAD).collect();
        let day = |f: Found| (Published::Day(f.day), f.ambiguous);
        calendar::first(&calendar::fold(&head), self.order)
            .map(day)
            .or_else(|| {
                let from = self
                    .body
                    .char_indices()
                    .rev()
                    .nth(TAIL)
                    .map_or(0, |(at, _)| at);
                let tail = calendar::fold(&self.body[from..]);
                calendar::first(&tail, self.order).map(day)
            })
    }

    /// The date that the page shows most often, the first one of several.
    fn commonest(&self) -> Option<(Published, bool)> {
        let (text, dates) = self.shown();
        let dates: Vec<_> = dates
            .iter()
            .filter(|f| !is_copyright(text, f.start))
            .collect();
        let count = |f: &Found| dates.iter().filter(|o| o.day == f.day).count();
        let most = dates.iter().map(|f| count(f)).max()?;
        let found = dates.iter().find(|f| count(f) == most)?;
        Some((Published::Day(found.day), found.ambiguous))
    }
}

/// Whether the words before a date say that the article appeared (`true`) or was changed (`false`).
fn label(text: &str, at: usize) -> Option<bool> {
    const NEAR: usize = 60;
    let mut from = at.saturating_sub(NEAR);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = &text[from..at];
    // Words before an earlier date or another box belong to that one.
    let before = before
        .rsplit('\n')
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let before = &before[before
        .rfind(|c: char| c.is_ascii_digit())
        .map_or(0, |i| i + 1)..];
    let last = |words: &[&str]| words.iter().filter_map(|w| before.rfind(w)).max();
    match (last(APPEARED), last(CHANGED)) {
        (None, None) => None,
        (appeared, changed) => Some(appeared > changed),
    }
}

fn is_copyright(text: &str, at: usize) -> bool {
    let line = &text[text[..at].rfind('\n').map_or(0, |i| i + 1)..at];
    ["©", "copyright", "(c)"].iter().any(|w| line.contains(w))
}

/// The order of numeric dates, and whether the page itself shows it; else it is the habit of its country.
fn order(page: &Page, url: Option<&str>) -> (Order, bool) {
    if let Some(order) = calendar::order_of(&calendar::fold(&page.text)) {
        return (order, true);
    }
    let lang = page
        .lang()
        .or_else(|| page.meta("og:locale"))
        .unwrap_or_default()
        .to_ascii_lowercase();
    let host = url
        .and_then(|u| u.split_once("://"))
        .and_then(|u| u.1.split(['/', ':', '?']).next());
    let domain = host.and_then(|h| h.rsplit('.').next()).unwrap_or_default();
    let american = matches!(domain, "us" | "gov" | "edu" | "mil");
    let generic = american
        || matches!(
            domain,
            "com" | "org" | "net" | "info" | "co" | "tv" | "io" | ""
        );
    let english = match lang.split(['-', '_']).nth(1) {
        Some(country) => lang.starts_with("en") && country == "us",
        None => lang == "en" || (lang.is_empty() && page.text.contains(" the ")),
    };
    let order = if american || (english && generic) {
        Order::MonthFirst
    } else {
        Order::DayFirst
    };
    (order, false)
}
