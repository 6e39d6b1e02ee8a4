//! An address in, a digest out that is the same for all forms of one page: with and without `www.`, `m.` or `amp`, with
//! marks that say where a reader came from, by `http` and `https`.

/// Whether this is an address rather than a path or a name.
pub(in crate::store) fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// The digest of the page that an address names; none for the front page of a site, which is no article and which broken
/// pages give as their canonical address.
pub(super) fn digest(address: &str) -> Option<i64> {
    let (page, _) = page(address)?;
    let digest = *blake3::hash(page.as_bytes()).as_bytes();
    Some(i64::from_le_bytes(std::array::from_fn(|i| digest[i])))
}

/// Whether the address names a second form of its page, such as the AMP one.
pub(super) fn is_variant(address: &str) -> bool {
    page(address).is_some_and(|(_, variant)| variant)
}

/// Marks that say where a reader came from or which form of the page is wanted.
const MARKS: &[&str] = &[
    "fbclid",
    "gclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "ref",
    "amp",
    "output",
    "outputtype",
    "cmpid",
];

/// The page that an address names, and whether the address names a second form of it.
fn page(address: &str) -> Option<(String, bool)> {
    let rest = address.split_once("://")?.1;
    let rest = rest.split('#').next()?;
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let mut host = host.to_ascii_lowercase();
    let mut path = path.trim_end_matches('/');
    let mut variant = false;
    if host.ends_with(".cdn.ampproject.org") {
        // `cdn.ampproject.org/c/s/www.example.com/a`: the address of the page is in the path.
        let inner = path.split_once('/')?.1;
        let inner = inner.strip_prefix("s/").unwrap_or(inner);
        let (inside, below) = inner.split_once('/').unwrap_or((inner, ""));
        (host, path) = (inside.to_ascii_lowercase(), below);
        variant = true;
    }
    let mut host = host.strip_prefix("www.").unwrap_or(&host);
    for form in ["amp.", "m.", "mobile."] {
        if let Some(bare) = host.strip_prefix(form).filter(|bare| bare.contains('.')) {
            (host, variant) = (bare, true);
        }
    }
    for form in ["/amp", ".amp"] {
        if let Some(bare) = path.strip_suffix(form) {
            (path, variant) = (bare, true);
        }
    }
    let mut path = path.to_owned();
    if let Some(bare) = path.strip_suffix(".amp.html") {
        (path, variant) = (format!("{bare}.html"), true);
    }
    if let Some(bare) = path.strip_prefix("amp/") {
        (path, variant) = (bare.to_owned(), true);
    }
    let mut kept: Vec<&str> = Vec::new();
    for pair in query.split('&').filter(|p| !p.is_empty()) {
        let name = pair
            .split('=')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        variant |= name == "amp" || pair.eq_ignore_ascii_case("outputType=amp");
        if !MARKS.contains(&name.as_str()) && !name.starts_with("utm_") {
            kept.push(pair);
        }
    }
    if path.is_empty() && kept.is_empty() {
        return None;
    }
    Some((format!("{host}/{path}?{}", kept.join("&")), variant))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_page_have_one_digest() {
        let page = digest("https://www.contoh.example/berita/mati").expect("a page");
        for (form, variant) in [
            ("http://contoh.example/berita/mati/", false),
            (
                "https://Contoh.example/berita/mati?utm_source=x&fbclid=1#isi",
                false,
            ),
            ("https://m.contoh.example/berita/mati", true),
            ("https://amp.contoh.example/berita/mati", true),
            ("https://www.contoh.example/berita/mati/amp/", true),
            ("https://www.contoh.example/amp/berita/mati", true),
            ("https://www.contoh.example/berita/mati?amp=1", true),
            (
                "https://contoh-example.cdn.ampproject.org/c/s/www.contoh.example/berita/mati",
                true,
            ),
        ] {
            assert_eq!(
                (digest(form), is_variant(form)),
                (Some(page), variant),
                "{form}"
            );
        }
        assert_ne!(
            digest("https://contoh.example/berita/mati?id=2"),
            Some(page)
        );
        assert_eq!(digest("https://contoh.example/?utm_source=x"), None);
        assert_eq!(
            digest("https://m.example/a"),
            digest("https://m.example/a/")
        );
    }
}
