//! Title, byline, publisher, address and language of a page, from the many places where they are said.

use super::json_ld::Said;
use super::page::Page;
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
}

/// The author line.
pub(super) fn byline(page: &Page, said: &Said) -> Option<String> {
    let is_name = |v: &String| {
        v.chars().count() <= 100 && v.contains(char::is_alphabetic) && !v.starts_with("http")
    };
    let meta = ["author", "article:author", "parsely-author", "dc.creator"];
    let named = said
        .author
        .clone()
        .or_else(|| meta.iter().find_map(|m| page.meta(m).filter(is_name)));
    named.or_else(|| page.authors().into_iter().find(is_name))
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
    if let Some(h1) = page.h1() {
        let (plain, within) = (squash(&h1), |t: &String| squash(t).contains(&squash(&h1)));
        if !plain.is_empty()
            && [&tab, &shared, &said.headline]
                .into_iter()
                .flatten()
                .any(within)
        {
            return Some(h1);
        }
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
        .filter(|t| !t.is_empty())
}

/// What the markup says of the language.
pub(super) fn language(page: &Page, said: &Said) -> Option<Lang> {
    let says = [
        page.lang(),
        page.meta("og:locale"),
        said.language.clone(),
        page.meta("content-language"),
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
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
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
