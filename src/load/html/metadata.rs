//! Title, byline, publisher, address and language of a page, from the many places where they are said.

use super::json_ld::Said;
use super::page::{Page, What};
use crate::model::Lang;

/// What stands between a headline and the name of its site.
const SEPARATORS: &[&str] = &[
    " - ", " | ", " – ", " — ", " · ", " :: ", " » ", " « ", " • ",
];

/// The address that the page gives itself, else the one it was read from.
pub(super) fn url(page: &Page, said: &Said, given: Option<&str>) -> Option<String> {
    let own = page
        .canonical()
        .or_else(|| page.meta("og:url"))
        .filter(|u| u.starts_with("http"));
    own.or_else(|| given.map(str::to_owned))
        .or_else(|| said.url.clone())
}

/// The name of the publication.
pub(super) fn publisher(page: &Page, said: &Said) -> Option<String> {
    let said = said.publisher.clone();
    said.or_else(|| page.meta("og:site_name"))
        .or_else(|| page.meta("application-name"))
        .or_else(|| page.meta("publisher"))
        .or_else(|| page.meta("dc.publisher"))
        .or_else(|| page.itemprop("publisher").next().map(str::to_owned))
}

/// The author line.
pub(super) fn byline(page: &Page, said: &Said) -> Option<String> {
    let is_name = |v: &str| {
        v.chars().count() <= 100 && v.contains(char::is_alphabetic) && !v.starts_with("http")
    };
    let meta = [
        "author",
        "article:author",
        "parsely-author",
        "content_author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "citation_author",
    ];
    let named = said.author.clone().or_else(|| {
        meta.iter()
            .find_map(|m| page.meta(m).filter(|v| is_name(v)))
    });
    let shown = || {
        let own = page.itemprop("author").map(str::to_owned);
        let byline = page
            .shorts
            .iter()
            .filter(|s| s.foreground && s.what == What::Author)
            .map(|s| s.text.clone());
        own.chain(byline)
            .map(|v| without_by(&v).to_owned())
            .find(|v| is_name(v) && !v.contains(|c: char| c.is_ascii_digit()))
    };
    named.or_else(shown)
}

/// The part of the paper that an article stands in.
pub(super) fn section(page: &Page, said: &Said) -> Option<String> {
    let meta = [
        "article:section",
        "content_category",
        "parsely-section",
        "section",
        "category",
        "cxenseparse:recs:category",
    ];
    said.section
        .clone()
        .or_else(|| meta.iter().find_map(|m| page.meta(m)))
        .or_else(|| page.itemprop("articlesection").next().map(str::to_owned))
}

/// Whether the article is for subscribers: as the metadata say, else as the names of its boxes do.
pub(super) fn is_walled(page: &Page, said: &Said) -> bool {
    const TIERS: [&str; 5] = [
        "article:content_tier",
        "content_tier",
        "og:article:content_tier",
        "access",
        "product-access",
    ];
    const LOCKED: [&str; 5] = ["locked", "metered", "premium", "paid", "subscriber"];
    let is = |values: &[&str]| {
        let same = |v: &str| values.iter().any(|value| v.eq_ignore_ascii_case(value));
        TIERS.iter().any(|m| page.metas_of(m).any(same))
    };
    if said.free == Some(false) || is(&LOCKED) {
        return true;
    }
    page.walled && said.free.is_none() && !is(&["free"])
}

/// A shown byline without the word that opens it.
fn without_by(line: &str) -> &str {
    const BY: [&str; 22] = [
        "by",
        "written by",
        "posted by",
        "von",
        "par",
        "por",
        "oleh",
        "penulis",
        "reporter",
        "door",
        "av",
        "di",
        "da",
        "автор",
        "текст",
        "كتب",
        "بقلم",
        "文",
        "記者",
        "作者",
        "기자",
        "bởi",
    ];
    let line = line.trim();
    let lower = line.to_lowercase();
    if lower.len() != line.len() {
        return line;
    }
    BY.iter()
        .filter_map(|by| lower.strip_prefix(by))
        .filter(|rest| rest.starts_with([' ', ':', '：']))
        .min_by_key(|rest| rest.len())
        .map_or(line, |rest| {
            line[line.len() - rest.len()..].trim_start_matches([' ', ':', '：'])
        })
}

/// The headline without the site's name.
///
/// The heading of the page where the page's title repeats it, else the first title that is there.
pub(super) fn title(
    page: &Page,
    said: &Said,
    publisher: Option<&str>,
    url: Option<&str>,
) -> Option<String> {
    let tab = page.title();
    let shared = page.meta("og:title");
    let titles: Vec<String> = [&tab, &shared, &said.headline]
        .into_iter()
        .flatten()
        .map(|t| squash(t))
        .collect();
    let site = publisher.map(squash);
    // The name of the site is a heading too on blogs; so is a word that the title happens to hold.
    let mut repeated = page
        .headings()
        .map(|h1| (h1, squash(h1)))
        .filter(|(_, plain)| weight(plain) > 7 && site.as_ref() != Some(plain))
        .filter(|(_, plain)| {
            titles
                .iter()
                .any(|t| t.contains(plain) && plain.len() * 5 > t.len() && !is_end(t, plain))
        });
    let repeated = repeated.next();
    if let Some((h1, _)) = repeated {
        return Some(h1.to_owned());
    }
    let strip = |t: String| without_site(&t, publisher, url);
    let shared = shared.or_else(|| page.meta("twitter:title")).map(strip);
    let found = said
        .headline
        .clone()
        .or(shared)
        .or_else(|| tab.map(strip))
        .or_else(|| page.h1());
    found
        .map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "))
        .map(|t| shown_part(&t, page).map(str::to_owned).unwrap_or(t))
        .filter(|t| !t.is_empty())
}

/// The part of a title that stands on the page as a line of its own, where the rest does not: the headline of a page that has it in no
/// heading.
fn shown_part<'a>(title: &'a str, page: &Page) -> Option<&'a str> {
    let mut parts = vec![title];
    for separator in SEPARATORS {
        parts = parts.iter().flat_map(|p| p.split(separator)).collect();
    }
    if parts.len() < 2 || page.text.lines().any(|line| line.trim() == title) {
        return None;
    }
    let shown =
        |part: &&str| weight(part) > 7 && page.text.lines().any(|line| line.trim() == part.trim());
    let best = parts.into_iter().filter(shown).max_by_key(|p| p.len())?;
    (best.len() * 3 > title.len()).then(|| best.trim())
}

/// Letters of a text, in the measure of alphabets: a sign of Chinese or Korean says as much as three letters.
fn weight(text: &str) -> usize {
    text.chars()
        .map(|c| if c >= '\u{3040}' { 3 } else { 1 })
        .sum()
}

/// Whether a heading is what stands at one end of the title of the page only as its site does: "Site: headline".
fn is_end(title: &str, heading: &str) -> bool {
    title.len() > heading.len() * 2 && title.starts_with(heading)
}

/// What the markup says of the language.
pub(super) fn language(page: &Page, said: &Said) -> Option<Lang> {
    let says = [
        page.lang(),
        page.meta("og:locale"),
        said.language.clone(),
        page.meta("content-language"),
        page.meta("language"),
        page.meta("dc.language"),
    ];
    let tag = |t: String| {
        let t = t.trim().replace('_', "-");
        let whole = t.parse::<Lang>().ok();
        // A tag that is too long for `Lang` still begins with its language.
        whole
            .or_else(|| t.split('-').next()?.parse().ok())
            .filter(|l| l.is_known())
    };
    says.into_iter().flatten().find_map(tag)
}

/// Cuts a leading or trailing part that is the name of the site or of its domain.
fn without_site(title: &str, publisher: Option<&str>, url: Option<&str>) -> String {
    let host = url
        .and_then(|u| u.split_once("://"))
        .and_then(|u| u.1.split(['/', ':', '?']).next());
    let labels: Vec<_> = host
        .unwrap_or_default()
        .split('.')
        .filter(|l| l.len() > 3)
        .map(squash)
        .collect();
    let publisher = publisher.map(squash).filter(|p| !p.is_empty());
    let is_site = |part: &str| {
        let part = squash(part);
        let near = |name: &String| {
            part == *name
                || (part.len() >= 4 && (part.starts_with(name) || name.starts_with(&part)))
        };
        !part.is_empty() && (publisher.iter().any(near) || labels.iter().any(near))
    };
    let mut title = title.trim();
    // "Headline - Tech - Site": the section goes with the site.
    while let Some((head, tail)) = SEPARATORS
        .iter()
        .filter_map(|s| title.rsplit_once(s))
        .min_by_key(|(_, t)| t.len())
    {
        if is_site(tail) {
            title = head.trim();
        } else if let Some((tail, head)) = SEPARATORS
            .iter()
            .filter_map(|s| title.split_once(s))
            .min_by_key(|(h, _)| h.len())
            && is_site(tail)
        {
            title = head.trim();
        } else {
            break;
        }
    }
    title.to_owned()
}

/// Letters and digits in lower case: what remains when typography is taken away.
pub(super) fn squash(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.extend(c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()));
        } else if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_site_is_cut_and_nothing_else() {
        let cut = |t| {
            without_site(
                t,
                Some("Kabar Harian"),
                Some("https://tekno.kabarharian.com/x"),
            )
        };
        assert_eq!(cut("WhatsApp Down - Kabar Harian"), "WhatsApp Down");
        assert_eq!(cut("WhatsApp Down | KabarHarian.com"), "WhatsApp Down");
        assert_eq!(cut("Kabar Harian: x"), "Kabar Harian: x");
        assert_eq!(cut("Kabar Harian | WhatsApp Down"), "WhatsApp Down");
        assert_eq!(
            cut("Listrik padam - dua jam tanpa lampu"),
            "Listrik padam - dua jam tanpa lampu"
        );
    }
}
