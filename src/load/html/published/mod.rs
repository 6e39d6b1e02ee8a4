//! The publication date of a page: a ranked chain of what it says of itself.
//!
//! The first source that holds a date decides the day; a day alone takes its time from a lower source that agrees on it. Where the
//! address names a month, what only the shown page says has to agree with it, if anything does. What the page says of a later change
//! counts only where nothing else is said; [`shown`] reads what people see.

mod shown;

use super::calendar::{self, Found, Order};
use super::json_ld::Said;
use super::label::{META, MODIFIED};
use super::page::{Page, Short, What};
use super::place::Dated;
use crate::model::Published;
use aho_corasick::packed::Searcher;
use chrono::{Days, Months, NaiveDate};
use regex::Regex;
use std::sync::LazyLock;

/// How far above the main heading a date of the article may stand, in bytes.
const ABOVE: usize = 100;
/// How close behind each other two times stand of which the earlier one is the first publication, in bytes.
const NEIGHBOUR: usize = 60;

/// A date with the name of its source: `url`, `json-ld`, `meta`, `itemprop`, `time`, `data`, `byline`, `heading`, `label`, `title`, `text`,
/// `image`, `modified`, `page`.
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
    /// The first day of the month that the address names, while what is shown has to agree with it.
    month: std::cell::Cell<Option<NaiveDate>>,
    /// The text of the page, folded, and its dates.
    shown: std::cell::OnceCell<(String, Vec<Found>)>,
    /// The dates in the data of the page's programs.
    coded: std::cell::OnceCell<Vec<(Published, bool)>>,
    /// Where the headline stands in the text of the page.
    headline: std::cell::OnceCell<Option<(usize, usize)>>,
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
            [
                "datepublished",
                "datecreated",
                "uploaddate",
                "dc:date",
                "dc:created",
            ]
            .iter()
            .find_map(|n| c.page.itemprop(n).find_map(|v| c.field(v)))
        }),
        ("time", |c| {
            c.short(|what| matches!(what, What::Time(Dated::Published | Dated::Inside)))
        }),
        ("json-ld", |c| c.field(c.said.beside.as_deref()?)),
        ("data", |c| {
            c.code(|c, day| c.shown().1.iter().any(|f| f.day == day))
        }),
        ("byline", |c| {
            [Dated::Published, Dated::Date, Dated::Line]
                .iter()
                .find_map(|rank| c.short(|what| *what == What::Date(*rank)))
        }),
        ("time", |c| {
            c.short(|what| matches!(what, What::Time(Dated::Elsewhere)))
        }),
        ("heading", |c| c.below().or_else(|| c.above())),
        ("label", |c| c.labelled()),
        ("data", |c| c.code(|_, _| true)),
        ("title", |c| c.titled()),
        ("text", |c| c.dateline()),
        ("image", |c| {
            let named = ["og:image", "og:image:url", "twitter:image"];
            let named = named.iter().filter_map(|n| c.page.meta(n));
            named
                .chain(c.page.images.iter().cloned())
                .filter_map(|image| calendar::of_path(&image))
                .find(|day| c.fits(*day))
                .map(|day| (Published::Day(day), false))
        }),
        ("modified", |c| c.modified()),
        ("text", |c| c.prose()),
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
            month: std::cell::Cell::new(url.and_then(calendar::month_of_path)),
            shown: std::cell::OnceCell::new(),
            coded: std::cell::OnceCell::new(),
            headline: std::cell::OnceCell::new(),
        }
    }

    /// Whether a day that is only shown agrees with the address.
    fn fits(&self, day: NaiveDate) -> bool {
        // A day more on both sides: the address may be in another zone.
        self.month.get().is_none_or(|first| {
            (first - Days::new(1)..first + Months::new(1) + Days::new(1)).contains(&day)
        })
    }

    /// Follows the links, at first those that agree with the address.
    fn follow(&self) -> Option<Dating> {
        self.links().or_else(|| {
            self.month.take()?;
            self.links()
        })
    }

    /// The first link that holds a date, with the time of a later one that agrees.
    fn links(&self) -> Option<Dating> {
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

    /// The date of the first short text of a kind.
    fn short(&self, is: impl Fn(&What) -> bool) -> Option<(Published, bool)> {
        let fits = |s: &&Short| s.foreground && is(&s.what) && self.label_of(s) != Some(false);
        let all = || {
            let shorts = self.page.shorts.iter().filter(fits);
            shorts.filter(|s| self.is_own(s))
        };
        // What machines are meant to read is surer than what is shown.
        self.first_value(all())
            .or_else(|| all().find_map(|s| self.of_text(s)))
    }

    /// Whether a short text is the article's and not the site's: today's date, breaking news.
    ///
    /// What stands above the headline has to be close, and gives way to a date close below.
    fn is_own(&self, short: &Short) -> bool {
        self.headline().is_none_or(|(start, _)| {
            short.at >= start || (short.at + ABOVE >= start && self.below().is_none())
        })
    }

    /// The first value that is a date; of two times side by side the earlier one.
    fn first_value<'s>(
        &self,
        shorts: impl Iterator<Item = &'s Short>,
    ) -> Option<(Published, bool)> {
        let value = |s: &'s Short| Some((s, self.field(s.value.as_deref()?)?));
        let mut dated = shorts
            .filter_map(value)
            .filter(|(_, (published, _))| self.fits(published.day()));
        let (first, found) = dated.next()?;
        let is_time = |s: &Short| matches!(s.what, What::Time(_));
        let earlier = dated.next().filter(|(next, other)| {
            let close = next.at < first.at + NEIGHBOUR && is_time(first) && is_time(next);
            close && other.0.day() < found.0.day()
        });
        Some(earlier.map_or(found, |(_, other)| other))
    }

    /// "Published 3 April, updated 5 April": the first that is no change.
    fn of_text(&self, short: &Short) -> Option<(Published, bool)> {
        let text = calendar::fold(&short.text);
        calendar::dates(&text, self.order)
            .find(|f| self.fits(f.day) && shown::label(&text, f.start) != Some(false))
            .map(Found::published)
    }

    /// What the page says of a change: in its data, its markup, its words.
    fn modified(&self) -> Option<(Published, bool)> {
        let said = self.said.modified.as_deref().and_then(|m| self.field(m));
        let metas = || {
            let values = MODIFIED.iter().flat_map(|n| self.page.metas_of(n));
            values
                .chain(self.page.itemprop("datemodified"))
                .find_map(|v| self.field(v))
        };
        let marked = || {
            let all = self.page.shorts.iter().filter(|s| s.foreground);
            all.filter(|s| self.is_change(s)).find_map(|s| {
                let value = s.value.as_deref().and_then(|v| self.field(v));
                value.or_else(|| {
                    calendar::first(&calendar::fold(&s.text), self.order).map(Found::published)
                })
            })
        };
        said.or_else(metas)
            .or_else(marked)
            .or_else(|| self.changed_label())
            .or_else(|| self.of_footer())
    }

    fn is_change(&self, short: &Short) -> bool {
        match short.what {
            What::Time(Dated::Modified) | What::Date(Dated::Modified) => true,
            What::Time(_) | What::Date(_) => self.label_of(short) == Some(false),
            _ => false,
        }
    }

    /// What the data of the page's program say, as far as it is good.
    fn code(&self, is: impl Fn(&Self, NaiveDate) -> bool) -> Option<(Published, bool)> {
        static FIELD: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r#"(?i)\\?["'](?:date_?published|published_?(?:at|date|time|on)|first_?published(?:_?(?:at|date))?|publish_?(?:date|time|at)|publication_?(?:date|time)|pub_?date|(?:page_?)?post_?date|article_?date|date_?created|display_?date)\\?["']\s*:\s*\\?["']?([^"'\\<>{}\[\]]{8,40})"#,
            )
            .expect("a pattern")
        });
        // Most programs hold none of these, which is quickly told.
        static SIGNS: LazyLock<Option<Searcher>> = LazyLock::new(|| {
            Searcher::new([
                "ublish", "ubDate", "ub_date", "reated", "isplay", "ostDate", "rticle",
            ])
        });
        let dates = self.coded.get_or_init(|| {
            let told = |code: &&String| {
                SIGNS
                    .as_ref()
                    .is_none_or(|signs| signs.find(code).is_some())
            };
            let code = self.page.code.iter().filter(told);
            let fields = code.flat_map(|code| FIELD.captures_iter(code));
            fields.filter_map(|c| self.field(&c[1])).collect()
        });
        let fits = |(published, _): &&(Published, bool)| {
            self.fits(published.day()) && is(self, published.day())
        };
        dates.iter().find(fits).copied()
    }
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
