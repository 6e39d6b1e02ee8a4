//! What publishers say of an article in JSON-LD: one object, arrays, `@graph`, and JSON that is broken.

use regex::Regex;
use serde_json::Value;
use std::sync::LazyLock;

/// The fields of the article that a page is about; what is not said is `None`.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Said {
    pub(super) headline: Option<String>,
    pub(super) published: Option<String>,
    /// When anything else that the page describes was published: a video, a recipe.
    pub(super) beside: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) author: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) body: Option<String>,
    pub(super) section: Option<String>,
    pub(super) words: Option<u64>,
    /// Whether all of the article is said to be free to read, or not.
    pub(super) free: Option<bool>,
    /// Whether this is the live report of something, and its updates as far as they are given.
    pub(super) live: bool,
    pub(super) updates: Vec<Update>,
}

/// An update of a live report.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Update {
    pub(super) time: Option<String>,
    pub(super) headline: Option<String>,
    pub(super) body: Option<String>,
}

/// Reads the scripts of a page; of several articles, the one at `url`, else the first.
pub(super) fn read(scripts: &[String], url: Option<&str>) -> Said {
    let mut objects = Vec::new();
    let mut broken = None;
    for script in scripts {
        match parse(script) {
            Some(value) => collect(value, &mut objects, 0),
            None => broken = broken.or_else(|| by_pattern(script)),
        }
    }
    let articles: Vec<_> = objects.iter().filter(|o| is_article(o)).collect();
    let here = |o: &&&Value| url.is_some() && address(o).as_deref() == url;
    let live = |o: &&&Value| has_type(o, "LiveBlogPosting");
    let chosen = articles
        .iter()
        .find(here)
        .or_else(|| articles.iter().find(live))
        .or(articles.first());
    let page = objects.iter().find(|o| has_type(o, "WebPage"));
    let mut said = match chosen {
        Some(article) => fields(article),
        None => broken.unwrap_or_default(),
    };
    if let Some(page) = page.map(fields) {
        said.published = said.published.or(page.published);
        said.free = said.free.or(page.free);
        said.modified = said.modified.or(page.modified);
        said.language = said.language.or(page.language);
    }
    said.beside = objects.iter().find_map(|o| fields(o).published);
    if said.publisher.is_none() {
        let named = |t: &str| {
            objects
                .iter()
                .find(|o| has_type(o, t))
                .and_then(|o| text(o, "name"))
        };
        said.publisher = named("NewsMediaOrganization").or_else(|| named("Organization"));
    }
    said
}

/// Parses JSON as pages hold it: in comments or CDATA, with raw line breaks and commas too many.
fn parse(script: &str) -> Option<Value> {
    static COMMA: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r",(\s*[}\]])").expect("a pattern"));
    let script = script.trim();
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    let start = script.find(['{', '['])?;
    let end = script.rfind(['}', ']'])?;
    let inner = script.get(start..=end)?;
    let clean: String = inner
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    serde_json::from_str(&COMMA.replace_all(&clean, "$1")).ok()
}

/// The fields that a pattern still finds in JSON that cannot be parsed.
fn by_pattern(script: &str) -> Option<Said> {
    static FIELD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r#""(headline|datePublished|dateModified|inLanguage)"\s*:\s*"((?:[^"\\]|\\.)*)""#,
        )
        .expect("a pattern")
    });
    let mut said = Said::default();
    for found in FIELD.captures_iter(script) {
        let value = serde_json::from_str::<String>(&format!("\"{}\"", &found[2]))
            .unwrap_or_else(|_| found[2].to_owned());
        let field = match &found[1] {
            "headline" => &mut said.headline,
            "datePublished" => &mut said.published,
            "dateModified" => &mut said.modified,
            _ => &mut said.language,
        };
        field.get_or_insert(value);
    }
    (said != Said::default()).then_some(said)
}

/// Lays all objects side by side: those of arrays, of `@graph`, and of a page's main entity.
fn collect(value: Value, out: &mut Vec<Value>, depth: u8) {
    match value {
        _ if depth > 8 => {}
        Value::Array(values) => values.into_iter().for_each(|v| collect(v, out, depth + 1)),
        Value::Object(mut fields) => {
            for key in ["@graph", "mainEntity"] {
                if let Some(inner) = fields.remove(key) {
                    collect(inner, out, depth + 1);
                }
            }
            out.push(Value::Object(fields));
        }
        _ => {}
    }
}

fn fields(o: &Value) -> Said {
    Said {
        headline: text(o, "headline").or_else(|| text(o, "name")),
        beside: None,
        published: ["datePublished", "dateCreated", "uploadDate", "datePosted"]
            .iter()
            .find_map(|key| text(o, key)),
        modified: text(o, "dateModified"),
        author: names(&o["author"]),
        publisher: names(&o["publisher"]),
        url: address(o),
        language: text(o, "inLanguage"),
        body: text(o, "articleBody"),
        section: text(o, "articleSection"),
        words: o["wordCount"]
            .as_u64()
            .or_else(|| o["wordCount"].as_str()?.trim().parse().ok()),
        free: flag(&o["isAccessibleForFree"]),
        live: has_type(o, "LiveBlogPosting"),
        updates: updates(&o["liveBlogUpdate"]),
    }
}

/// A truth value, which many write as a word.
fn flag(value: &Value) -> Option<bool> {
    let word = value.as_str().map(str::to_ascii_lowercase);
    value.as_bool().or_else(|| word?.trim().parse().ok())
}

/// The updates of a live report that hold text.
fn updates(value: &Value) -> Vec<Update> {
    let several = value
        .as_array()
        .map_or(std::slice::from_ref(value), Vec::as_slice);
    let read = |o: &Value| Update {
        time: text(o, "datePublished").or_else(|| text(o, "dateModified")),
        headline: text(o, "headline").or_else(|| text(o, "name")),
        body: text(o, "articleBody").or_else(|| text(o, "description")),
    };
    let told = |u: &Update| u.body.is_some() || u.headline.is_some();
    several.iter().map(read).filter(told).collect()
}

fn is_article(o: &Value) -> bool {
    types(o).any(|t| {
        t.ends_with("Article")
            || t.ends_with("BlogPosting")
            || matches!(
                t,
                "Report" | "AdvertiserContentArticle" | "SocialMediaPosting"
            )
    })
}

fn has_type(o: &Value, name: &str) -> bool {
    types(o).any(|t| t == name)
}

fn types(o: &Value) -> impl Iterator<Item = &str> {
    let of = &o["@type"];
    let several = of.as_array().into_iter().flatten();
    std::iter::once(of).chain(several).filter_map(Value::as_str)
}

fn text(o: &Value, key: &str) -> Option<String> {
    let value = o[key].as_str().or_else(|| o[key][0].as_str())?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// The address that an article says it stands at.
fn address(o: &Value) -> Option<String> {
    let page = &o["mainEntityOfPage"];
    let at = |v: &Value| {
        v.as_str()
            .filter(|s| s.starts_with("http"))
            .map(str::to_owned)
    };
    at(&o["url"])
        .or_else(|| at(page))
        .or_else(|| at(&page["@id"]))
}

/// The names of one or several people or organisations.
fn names(value: &Value) -> Option<String> {
    let one = |v: &Value| -> Option<String> {
        let name = v.as_str().or_else(|| v["name"].as_str())?.trim();
        (!name.is_empty() && !name.starts_with("http")).then(|| name.to_owned())
    };
    match value {
        Value::Array(values) => {
            let all: Vec<_> = values.iter().filter_map(one).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        other => one(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(script: &str) -> Said {
        read(&[script.to_owned()], Some("https://example.com/b"))
    }

    #[test]
    fn every_form_is_read() {
        let article =
            r#"{"@type": "NewsArticle", "headline": "Down", "datePublished": "2022-10-25"}"#;
        for script in [
            article.to_owned(),
            format!("[{{\"@type\": \"WebSite\"}}, {article}]"),
            format!("{{\"@context\": \"x\", \"@graph\": [{{\"@type\": \"Person\"}}, {article}]}}"),
            format!("//<![CDATA[\n{}\n//]]>", article.replace('}', ",}")),
            article.replace('}', ", \"articleBody\": \"one\ntwo\"}"),
            format!("{article} and then something that is no JSON {{"),
            article.replace(']', "").replace('}', ", \"author\": {"),
        ] {
            let said = said(&script);
            assert_eq!(said.headline.as_deref(), Some("Down"), "{script}");
            assert_eq!(said.published.as_deref(), Some("2022-10-25"), "{script}");
        }
    }

    #[test]
    fn the_article_of_the_page_is_chosen() {
        let got = said(
            r#"[{"@type": "Article", "headline": "A", "url": "https://example.com/a"},
                {"@type": ["Article", "x"], "headline": "B", "mainEntityOfPage": {"@id": "https://example.com/b"},
                 "author": [{"name": "Ana"}, {"name": "Budi"}], "publisher": {"name": "Harian"}, "isAccessibleForFree": "False"}]"#,
        );
        assert_eq!(got.headline.as_deref(), Some("B"));
        assert_eq!(got.author.as_deref(), Some("Ana, Budi"));
        assert_eq!(got.publisher.as_deref(), Some("Harian"));
        assert_eq!(got.free, Some(false));
    }
}
