//! Lists of addresses in, the addresses that are wanted out: feeds, sitemaps with their indexes, plain lists.

use super::Web;
use crate::load::container::{feed, unpack};
use crate::load::error::{Error, Kind};
use crate::model::{Lang, Published};
use quick_xml::events::Event;
use std::collections::BTreeSet;
use std::io::BufRead;

/// Sitemaps within sitemaps that are followed.
const DEEPEST: usize = 3;
/// Sitemaps of one index, and addresses of one list: as many as the protocol allows.
const MOST: usize = 50_000;

/// Which addresses are wanted, as far as their list says; what it does not say is no reason to leave one out.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// From this day, month or year on.
    pub since: Option<String>,
    /// Up to this one.
    pub until: Option<String>,
    /// In this language.
    pub language: Option<Lang>,
}

/// An address with what its list says of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed {
    /// The address.
    pub url: String,
    /// When it was published, else when it was changed.
    pub published: Option<Published>,
    /// Its language.
    pub language: Option<Lang>,
}

impl Wanted {
    /// Whether an address is wanted.
    pub fn takes(&self, listed: &Listed) -> bool {
        self.takes_date(listed.published)
            && match (self.language, listed.language) {
                (Some(wanted), Some(said)) => wanted.primary() == said.primary(),
                _ => true,
            }
    }

    fn takes_date(&self, published: Option<Published>) -> bool {
        let Some(day) = published.map(|p| p.day().to_string()) else {
            return true;
        };
        let front = |bound: &str| {
            day.get(..bound.len().min(day.len()))
                .unwrap_or_default()
                .to_owned()
        };
        self.since.as_ref().is_none_or(|s| front(s) >= *s)
            && self.until.as_ref().is_none_or(|u| front(u) <= *u)
    }
}

impl Web {
    /// The articles of a feed.
    ///
    /// # Errors
    /// If it cannot be fetched or is no feed.
    pub fn feed(&self, address: &str) -> Result<Vec<Listed>, Error> {
        let read = || {
            let bytes = self.list(address)?;
            let items = feed::read(&bytes).map_err(|why| Kind::Malformed("feed", why))?;
            let base = url::Url::parse(address).ok();
            let listed = items.into_iter().filter_map(|item| {
                let link = item.url?;
                let url = base
                    .as_ref()
                    .and_then(|b| b.join(&link).ok())
                    .map_or(link, Into::into);
                Some(Listed {
                    url,
                    published: item.published.map(|p| p.0),
                    language: item.language,
                })
            });
            Ok(listed.collect())
        };
        read().map_err(|kind| Error::new(address, kind))
    }

    /// The wanted addresses of a sitemap and of those it lists. A part that cannot be read is told to `failed`.
    pub fn sitemap(
        &self,
        address: &str,
        wanted: &Wanted,
        failed: &mut dyn FnMut(Error),
    ) -> Vec<Listed> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::from([address.to_owned()]);
        let mut todo = vec![(address.to_owned(), 0)];
        while let Some((address, depth)) = todo.pop() {
            let map = self
                .list(&address)
                .and_then(|bytes| unpack::whole(bytes, self.0.settings.max_bytes).map_err(Kind::Io))
                .and_then(|bytes| {
                    read_sitemap(&bytes).map_err(|why| Kind::Malformed("sitemap", why))
                });
            match map {
                Err(kind) => failed(Error::new(address, kind)),
                Ok(map) => {
                    found.extend(map.pages.into_iter().filter(|p| wanted.takes(p)));
                    // A sitemap that was changed last before the first wanted day lists nothing newer.
                    let since = Wanted {
                        until: None,
                        language: None,
                        ..wanted.clone()
                    };
                    for inner in map.maps.into_iter().rev() {
                        if depth < DEEPEST
                            && since.takes_date(inner.published)
                            && seen.len() < MOST
                            && seen.insert(inner.url.clone())
                        {
                            todo.push((inner.url, depth + 1));
                        }
                    }
                }
            }
            found.truncate(MOST);
        }
        found
    }
}

/// The addresses of a plain list: one a line, `#` before a remark.
///
/// # Errors
/// If it cannot be read.
pub fn plain(reader: impl BufRead) -> std::io::Result<Vec<Listed>> {
    let mut found = Vec::new();
    for line in reader.lines() {
        let line = line?;
        let url = line.split_whitespace().next().unwrap_or_default();
        if !url.is_empty() && !url.starts_with('#') {
            found.push(Listed {
                url: url.to_owned(),
                ..Listed::default()
            });
        }
    }
    Ok(found)
}

#[derive(Debug, Default)]
struct Sitemap {
    pages: Vec<Listed>,
    maps: Vec<Listed>,
}

fn read_sitemap(bytes: &[u8]) -> Result<Sitemap, String> {
    let text = String::from_utf8_lossy(bytes);
    let mut reader = quick_xml::Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut map = Sitemap::default();
    let mut entry = Listed::default();
    let mut value = String::new();
    let mut rooted = false;
    loop {
        let event = reader
            .read_event()
            .map_err(|e| format!("{e} at byte {}", reader.error_position()))?;
        match event {
            Event::Start(tag) => {
                value.clear();
                match local(tag.name().as_ref()) {
                    "urlset" | "sitemapindex" => rooted = true,
                    "url" | "sitemap" => entry = Listed::default(),
                    _ => {}
                }
            }
            Event::Text(text) => value.push_str(&text),
            Event::CData(text) => value.push_str(&text),
            Event::GeneralRef(name) => match (name.resolve_char_ref(), &*name) {
                (Ok(Some(c)), _) => value.push(c),
                (_, "amp") => value.push('&'),
                (_, "lt") => value.push('<'),
                (_, "gt") => value.push('>'),
                (_, "quot") => value.push('"'),
                (_, "apos") => value.push('\''),
                _ => {}
            },
            Event::End(tag) => {
                let text = value.trim();
                match (
                    local(tag.name().as_ref()),
                    tag.name().as_ref().contains(':'),
                ) {
                    ("loc", false) => text.clone_into(&mut entry.url),
                    ("lastmod", false) => {
                        entry.published = entry.published.or_else(|| text.parse().ok());
                    }
                    ("publication_date", _) => {
                        entry.published = text.parse().ok().or(entry.published);
                    }
                    ("language", _) => {
                        entry.language = text.parse().ok().filter(|l: &Lang| l.is_known());
                    }
                    ("url", _) if entry.url.starts_with("http") => {
                        map.pages.push(std::mem::take(&mut entry));
                    }
                    ("sitemap", _) if entry.url.starts_with("http") => {
                        map.maps.push(std::mem::take(&mut entry));
                    }
                    _ => {}
                }
                value.clear();
            }
            Event::Eof if rooted => return Ok(map),
            Event::Eof => return Err("it has neither `urlset` nor `sitemapindex`".into()),
            _ => {}
        }
        if map.pages.len() + map.maps.len() > MOST {
            return Ok(map);
        }
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sitemaps_are_read_with_news_tags() {
        let map = read_sitemap(
            b"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'
              xmlns:image='x'><url><loc> https://a.example/1?a=1&amp;b=2 </loc><lastmod>2022-10-27</lastmod><image:image><image:loc>https://a.example/i.png</image:loc></image:image>
              <news:news><news:publication><news:name>A</news:name><news:language>id</news:language></news:publication>
              <news:publication_date>2022-10-25T09:41:00+07:00</news:publication_date></news:news></url><url><loc>/relative</loc></url></urlset>",
        )
        .expect("a sitemap");
        assert_eq!(map.pages.len(), 1);
        assert_eq!(map.pages[0].url, "https://a.example/1?a=1&b=2");
        let wanted = |since: &str, until: &str, language: &str| Wanted {
            since: Some(since.to_owned()).filter(|s| !s.is_empty()),
            until: Some(until.to_owned()).filter(|s| !s.is_empty()),
            language: language.parse().ok(),
        };
        for (since, until, language, takes) in [
            ("2022-10-25", "2022-10-25", "id", true),
            ("2022-10-26", "", "id", false),
            ("", "2022-09", "id", false),
            ("2022", "2022", "id", true),
            ("", "", "en", false),
        ] {
            assert_eq!(
                wanted(since, until, language).takes(&map.pages[0]),
                takes,
                "{since} {until} {language}"
            );
        }
        assert!(read_sitemap(b"<html></html>").is_err());
        assert!(
            read_sitemap(b"<urlset><url><loc>x").is_err()
                || read_sitemap(b"<urlset><url><loc>x").is_ok_and(|m| m.pages.is_empty())
        );
    }
}
