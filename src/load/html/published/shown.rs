//! Dates that a page shows: near its heading, behind words of publishing, in the dateline, at the end.
//!
//! What stands in a line of its own counts for more than what stands in prose, because prose tells of other days too.

use super::{ABOVE, Chain};
use crate::load::html::calendar::{self, Found};
use crate::load::html::label::said;
use crate::load::html::metadata::squash;
use crate::load::html::page::Short;
use crate::model::Published;

/// How far behind the main heading a date may stand, in bytes.
const BELOW: usize = 400;
/// Longest line that may be a headline, in bytes.
const TITLE: usize = 500;
/// Longest line that is no prose, in characters.
const LINE: usize = 120;
/// Where in the first block a dateline ends, and how much of the text may hold the first date in prose, in characters.
const DATELINE: usize = 60;
const HEAD: usize = 400;
const TAIL: usize = 200;

impl Chain<'_> {
    /// The text of the page, folded, and its dates.
    pub(super) fn shown(&self) -> &(String, Vec<Found>) {
        self.shown.get_or_init(|| {
            let text = calendar::fold(&self.page.text);
            let dates = calendar::dates(&text, self.order).take(500).collect();
            (text, dates)
        })
    }

    /// The first date that the page shows in a place that fits.
    fn shown_date(&self, is: impl Fn(&str, &Found) -> bool) -> Option<(Published, bool)> {
        let (text, dates) = self.shown();
        let found = dates.iter().find(|f| self.fits(f.day) && is(text, f))?;
        Some(found.published())
    }

    /// Where the headline stands: the longest line that the title repeats, else the main heading.
    pub(super) fn headline(&self) -> Option<(usize, usize)> {
        *self
            .headline
            .get_or_init(|| self.repeated().or(self.page.heading))
    }

    /// The longest line that the title repeats, the first of several.
    fn repeated(&self) -> Option<(usize, usize)> {
        let title = squash(&self.page.title()?);
        let mut at = 0;
        let mut longest = (7, None);
        for line in self.page.text.split_inclusive('\n') {
            let plain = if line.len() < TITLE {
                squash(line)
            } else {
                String::new()
            };
            if plain.chars().count() > longest.0 && title.contains(&plain) {
                longest = (plain.chars().count(), Some((at, at + line.len())));
            }
            at += line.len();
        }
        longest.1
    }

    /// A date close below the headline, in a line that is no prose and speaks of no change.
    pub(super) fn below(&self) -> Option<(Published, bool)> {
        let (_, end) = self.folded_headline()?;
        self.shown_date(|text, f| {
            f.start >= end && f.start < end + BELOW && stands_apart(text, f.start)
        })
    }

    /// The same close above it.
    pub(super) fn above(&self) -> Option<(Published, bool)> {
        let (start, _) = self.folded_headline()?;
        self.shown_date(|text, f| {
            f.end <= start && f.end + ABOVE > start && stands_apart(text, f.start)
        })
    }

    /// Where the headline stands in the folded text: folding moves bytes.
    fn folded_headline(&self) -> Option<(usize, usize)> {
        let (start, end) = self.headline()?;
        let length = |end| Some(calendar::fold(self.page.text.get(..end)?).len());
        Some((length(start)?, length(end)?))
    }

    /// A date behind a word that says that the article appeared then.
    pub(super) fn labelled(&self) -> Option<(Published, bool)> {
        self.shown_date(|text, f| label(text, f.start) == Some(true))
    }

    /// A date behind a word that says that the article was changed then.
    pub(super) fn changed_label(&self) -> Option<(Published, bool)> {
        self.shown_date(|text, f| {
            label(text, f.start) == Some(false) && !is_copyright(text, f.start)
        })
    }

    /// A date behind words of a change, or of publishing, in the footer of the page.
    pub(super) fn of_footer(&self) -> Option<(Published, bool)> {
        let text = calendar::fold(&self.page.footer);
        calendar::dates(&text, self.order)
            .find(|f| label(&text, f.start).is_some())
            .map(Found::published)
    }

    /// The date of a headline: "Press release, 12 May 2016".
    pub(super) fn titled(&self) -> Option<(Published, bool)> {
        let titles = self.page.headings().map(str::to_owned);
        titles
            .chain(self.page.title())
            .find_map(|title| self.first(&title))
    }

    /// The date of the dateline, or the one in the line that closes the text.
    pub(super) fn dateline(&self) -> Option<(Published, bool)> {
        let head: String = self.body.chars().take(DATELINE).collect();
        let last = self.body.rsplit('\n').next().unwrap_or_default();
        let closing = || (last.chars().count() <= LINE).then_some(last);
        self.first(&head).or_else(|| self.first(closing()?))
    }

    /// The latest date in the prose at the beginning, else at the end: a text tells of days before its own.
    pub(super) fn prose(&self) -> Option<(Published, bool)> {
        let head: String = self.body.chars().take(HEAD).collect();
        let from = self.body.char_indices().rev().nth(TAIL);
        let tail = &self.body[from.map_or(0, |(at, _)| at)..];
        let latest = |text: &str| {
            let text = calendar::fold(text);
            let dates = calendar::dates(&text, self.order).filter(|f| self.fits(f.day));
            dates.max_by_key(|f| f.day).map(Found::published)
        };
        latest(&head).or_else(|| latest(tail))
    }

    /// The date that the page shows most often, the first one of several.
    pub(super) fn commonest(&self) -> Option<(Published, bool)> {
        let (text, dates) = self.shown();
        let dates: Vec<_> = dates
            .iter()
            .filter(|f| self.fits(f.day) && !is_copyright(text, f.start))
            .collect();
        let count = |f: &Found| dates.iter().filter(|o| o.day == f.day).count();
        let most = dates.iter().map(|f| count(f)).max()?;
        let found = dates.iter().find(|f| count(f) == most)?;
        Some(found.published())
    }

    /// What the words before a short text say: `true` that the article appeared then, `false` that it was changed.
    pub(super) fn label_of(&self, short: &Short) -> Option<bool> {
        let text = &self.page.text;
        let end = text.floor_char_boundary(short.at);
        let before = calendar::fold(&text[text.floor_char_boundary(end.saturating_sub(80))..end]);
        label(&before, before.len())
    }

    fn first(&self, text: &str) -> Option<(Published, bool)> {
        let text = calendar::fold(text);
        calendar::dates(&text, self.order)
            .find(|f| self.fits(f.day))
            .map(Found::published)
    }
}

/// Whether the words before a date say that the article appeared (`true`) or was changed (`false`).
pub(super) fn label(text: &str, at: usize) -> Option<bool> {
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
    said(before)
}

/// Whether a date stands in a line that is no prose and speaks of no change.
fn stands_apart(text: &str, at: usize) -> bool {
    label(text, at) != Some(false) && line(text, at).chars().count() <= LINE
}

/// The line that holds a place.
fn line(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
    &text[start..end]
}

fn is_copyright(text: &str, at: usize) -> bool {
    let line = &text[text[..at].rfind('\n').map_or(0, |i| i + 1)..at];
    ["©", "copyright", "(c)"].iter().any(|w| line.contains(w))
}
