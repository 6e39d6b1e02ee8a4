//! The text of the article: from the extractors, the metadata or the live updates; without its headline, which stands apart.
//!
//! It takes away only what repeats the title before the text, and the links to other articles and the initials of the desk behind it.
//! Boilerplate between the paragraphs is language data and goes later, see [`Strip`](crate::load::Strip).

use super::calendar::{self, Order};
use super::json_ld::Said;
use super::label::said;
use super::metadata::squash;
use rustc_hash::FxHashSet;

/// Bytes under which the text that was found may be a teaser, so that a longer one in the metadata is preferred.
const TEASER: usize = 250;
/// Fewest links in lines of their own that are a list of other articles.
const LINKS: usize = 2;
/// Longest line over such a list, in characters.
const LABEL: usize = 60;
/// Longest line that says where to write to, in characters.
const CONTACT: usize = 120;
/// Longest line that says when an article appeared, in characters.
const WHEN: usize = 100;
/// Longest words beside the date of such a line, in characters.
const SAID: usize = 30;
/// How many first blocks may repeat the title.
const FIRST: usize = 3;

/// Chooses between what an extractor found and what the metadata say.
pub(super) fn choose(found: Option<String>, said: &Said) -> Option<String> {
    let whole = said.body.as_deref().map(|body| {
        if body.contains("</p>") {
            super::blocks::text(body)
        } else {
            super::blocks::plain(body)
        }
    });
    match (found, whole) {
        (Some(found), Some(whole)) if found.len() < TEASER && whole.len() > found.len() => {
            Some(whole)
        }
        (Some(found), _) if !found.is_empty() => Some(found),
        (_, whole) => whole,
    }
}

/// A body without the list of links that ends it, and the words over the list; `links` holds the squashed texts of links.
///
/// The address of the author may stand below the list.
pub(super) fn without_links<'a>(body: &'a str, links: &FxHashSet<String>) -> &'a str {
    let mut rest = match body.rsplit_once("\n\n") {
        Some((before, last)) if is_contact(last) => before.trim_end(),
        _ => body,
    };
    let mut count = 0;
    while let Some((before, last)) = rest.rsplit_once("\n\n") {
        let all = last.lines().count();
        let linked = last.lines().filter(|l| links.contains(&squash(l))).count();
        if linked == 0 || linked * 4 < all * 3 {
            break;
        }
        count += all;
        rest = before;
    }
    // A list may follow on the last paragraph.
    while let Some((before, last)) = rest.rsplit_once('\n') {
        if !links.contains(&squash(last)) {
            break;
        }
        count += 1;
        rest = before;
    }
    if count < LINKS {
        return body;
    }
    match rest.trim_end().rsplit_once('\n') {
        Some((before, last)) if is_label(last) => before.trim_end(),
        _ => rest.trim_end(),
    }
}

/// Whether a block is a line with a mail address.
fn is_contact(block: &str) -> bool {
    let is_address = |word: &str| {
        let site = word.split_once('@').filter(|(who, _)| !who.is_empty());
        site.is_some_and(|(_, site)| site.trim_matches('.').contains('.'))
    };
    block.chars().count() <= CONTACT && block.split_whitespace().any(is_address)
}

/// Whether a line stands over a list: short, and no sentence.
fn is_label(line: &str) -> bool {
    line.chars().count() <= LABEL && !line.ends_with(['.', '!', '?', '…', '。', '"', '”', '»', ')'])
}

/// The blocks of a body without those that repeat the title or say at its head when it appeared, and without the initials that close it.
pub(super) fn trim(body: &str, title: Option<&str>) -> String {
    let plain = title.map(squash).filter(|t| !t.is_empty());
    let mut blocks: Vec<&str> = body.split("\n\n").collect();
    while blocks.len() > 1 && blocks.last().is_some_and(|b| is_initials(b)) {
        blocks.pop();
    }
    let mut seen = false;
    let mut kept = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.into_iter().enumerate() {
        let (first, rest) = block.split_once('\n').unwrap_or((block, ""));
        let repeats = !seen && at < FIRST && plain.as_ref().is_some_and(|p| squash(first) == *p);
        seen |= repeats;
        if kept.len() < 2 && tells_when(block) {
            continue;
        }
        let block = if repeats { rest } else { block };
        if !block.is_empty() {
            kept.push(block);
        }
    }
    kept.join("\n\n")
}

/// Whether a block is a line that says when the article appeared or was changed: "Publié le 7 mai 2023 à 12h05".
///
/// Status pages open their updates with such a line of their own ("Posted Aug 12, 2022 - 10:00 UTC"), which stays.
fn tells_when(block: &str) -> bool {
    if block.contains('\n') || block.chars().count() > WHEN {
        return false;
    }
    let text = calendar::fold(block);
    let mut dates = calendar::dates(&text, Order::DayFirst);
    let Some(date) = dates.next() else {
        return false;
    };
    let says = |label: &str| label.chars().count() <= SAID && said(label).is_some();
    let before = &text[..date.start];
    let changed = dates
        .next()
        .is_some_and(|next| before.is_empty() && says(&text[date.end..next.start]));
    (says(before) || changed) && !before.contains("posted") && !text[date.end..].contains(". ")
}

/// Whether a block is the initials of those who wrote and edited: "(dpa/rzh)", "abc/def/gh", "[kri]".
fn is_initials(block: &str) -> bool {
    let inner = block.trim();
    let bare = inner.trim_matches(['(', ')', '[', ']']);
    let bracketed = bare.len() < inner.len();
    let parts: Vec<&str> = bare.split(['/', '-', '|']).collect();
    let initials = |part: &&str| {
        let part = part.trim();
        (2..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic())
    };
    parts.iter().all(initials)
        && (parts.len() > 1 || (bracketed && bare.chars().all(|c| c.is_ascii_lowercase())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headline_and_the_initials_stand_apart() {
        let body = "Reuters\n\nDown again!\n\nIt fell.\n\nDown again!\n\n(abc/de)";
        assert_eq!(
            trim(body, Some("Down, again")),
            "Reuters\n\nIt fell.\n\nDown again!"
        );
        assert_eq!(
            trim("It fell.\n\n(see below)", None),
            "It fell.\n\n(see below)"
        );
        for (block, want) in [
            ("(mgt/dpw)", true),
            ("abc/def/gh", true),
            ("[kri]", true),
            ("AFP", false),
            ("and/or not", false),
        ] {
            assert_eq!(is_initials(block), want, "{block}");
        }
    }

    #[test]
    fn what_says_when_an_article_appeared_is_no_part_of_it() {
        for (line, want) in [
            (
                "Publié le 07/02/2023 à 12h05 | Mis à jour le 08/02/2023 à 09h10",
                true,
            ),
            ("Aangepast: woensdag 12 april 2023, 13:10", true),
            ("18 Kasım 2022 09:20 - Güncelleme: 19 Kasım 2022", true),
            ("JAKARTA, 12 May 2016 – The bank went down", false),
            ("Posted Aug 12, 2022 - 10:00 UTC", false),
            (
                "The app was updated twice before it failed on 3 May 2022",
                false,
            ),
        ] {
            assert_eq!(tells_when(line), want, "{line}");
        }
        assert_eq!(
            trim(
                "Publicado: 3 mayo 2022\n\nCayó.\n\nActualizado: 4 mayo 2022\n\nVolvió.\n\nActualizado: 5 mayo 2022",
                None
            ),
            "Cayó.\n\nVolvió.\n\nActualizado: 5 mayo 2022"
        );
    }

    #[test]
    fn a_list_of_links_at_the_end_goes() {
        let links = ["Banks down again", "Trains stand still"].map(squash);
        let links = links.into_iter().collect();
        for (body, want) in [
            (
                "It fell.\n\nIt rose.\n\nMore stories\n\nBanks down again\n\nTrains stand still",
                "It fell.\n\nIt rose.",
            ),
            (
                "It fell.\n\nBanks down again\nTrains stand still",
                "It fell.",
            ),
            (
                "It fell.\n\nBanks down again\nTrains stand still\n\nWrite to Ana at ana@news.example.",
                "It fell.",
            ),
            (
                "It fell.\n\nTrains stand still\nBanks down again\nTrains stand still\nGet our letter",
                "It fell.",
            ),
            (
                "It fell.\n\nIt rose.\n\nWrite to help@net.example",
                "It fell.\n\nIt rose.\n\nWrite to help@net.example",
            ),
            (
                "It fell.\n\nBanks down again",
                "It fell.\n\nBanks down again",
            ),
            (
                "It fell.\n\nBanks down again\nTrains stand still\n\nIt rose.",
                "It fell.\n\nBanks down again\nTrains stand still\n\nIt rose.",
            ),
            (
                "Banks down again\nTrains stand still",
                "Banks down again\nTrains stand still",
            ),
        ] {
            assert_eq!(without_links(body, &links), want);
        }
    }
}
