//! The JSON form of a document, as `pulih load` prints it and `pulih extract` and `.json` files give it.
//!
//! Reading is lenient: unknown fields are ignored, a date or language that cannot be read is a flag of the document.

use super::{Extractor, LANGUAGE_VOTED, html, text};
use crate::model::{Document, Lang, Published};
use chrono::SecondsFormat;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;

/// One document as a JSON object; a text or a page makes it an article, without them it describes one.
///
/// Read leniently: each field goes by several names, a value of another kind counts as missing.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Record {
    /// Name of the document; a number is taken as its digits.
    pub id: Option<String>,
    /// Where it was read from.
    pub source: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Author line.
    pub byline: Option<String>,
    /// Name of the publication.
    pub publisher: Option<String>,
    /// Part of the publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Date or RFC 3339 time.
    pub published: Option<String>,
    /// Which piece of the input said so.
    pub published_from: Option<String>,
    /// Language tag; one that was given is not detected again.
    pub language: Option<String>,
    /// When it was fetched, as an RFC 3339 time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fetched: Option<String>,
    /// Plain text, taken unchanged.
    pub text: Option<String>,
    /// A page, whose main text is taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    /// What an earlier load noticed.
    pub flags: Vec<String>,
}

/// The fields of a [`Record`] that hold text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// [`Record::id`].
    Id,
    /// [`Record::source`].
    Source,
    /// [`Record::url`].
    Url,
    /// [`Record::title`].
    Title,
    /// [`Record::byline`].
    Byline,
    /// [`Record::publisher`].
    Publisher,
    /// [`Record::section`].
    Section,
    /// [`Record::published`].
    Published,
    /// [`Record::published_from`].
    PublishedFrom,
    /// [`Record::language`].
    Language,
    /// [`Record::fetched`].
    Fetched,
    /// [`Record::text`].
    Text,
    /// [`Record::html`].
    Html,
}

/// The names that each field goes by, best first: ours, those of news-please, and those of sets made from Common Crawl.
/// A time stamp of a crawl says when a page was fetched, never when it was published.
const FIELDS: &[(Field, &[&str])] = &[
    (Field::Id, &["id", "_id", "doc_id"]),
    (Field::Source, &["source"]),
    (
        Field::Url,
        &[
            "url",
            "canonical_url",
            "link",
            "canonical",
            "requested_url",
            "source_url",
            "uri",
        ],
    ),
    (Field::Title, &["title", "headline", "judul"]),
    (Field::Byline, &["byline", "author", "authors"]),
    (
        Field::Publisher,
        &[
            "publisher",
            "source_domain",
            "site_name",
            "sitename",
            "source_name",
            "domain",
            "hostname",
        ],
    ),
    (Field::Section, &["section", "category"]),
    (
        Field::Published,
        &[
            "published",
            "date_publish",
            "date_published",
            "publish_date",
            "published_at",
            "publication_date",
            "published_date",
            "pub_date",
            "pubdate",
            "date",
            "tanggal",
        ],
    ),
    (Field::PublishedFrom, &["published_from"]),
    (Field::Language, &["language", "lang"]),
    (
        Field::Fetched,
        &["fetched", "date_download", "crawl_date", "timestamp"],
    ),
    (
        Field::Text,
        &[
            "text",
            "maintext",
            "plain_text",
            "article_text",
            "full_text",
            "content",
            "body",
            "article",
            "isi",
        ],
    ),
    (Field::Html, &["html", "raw_html", "content_html"]),
];

/// The field that goes by a name, in whatever case, and how many of its names are better.
pub(super) fn field_of(name: &str) -> Option<(Field, usize)> {
    FIELDS.iter().find_map(|(field, names)| {
        let rank = names.iter().position(|n| n.eq_ignore_ascii_case(name))?;
        Some((*field, rank))
    })
}

impl Field {
    /// How many there are.
    pub(super) const COUNT: usize = FIELDS.len();

    /// The field of this very name.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        FIELDS
            .iter()
            .find(|(_, names)| names[0] == name)
            .map(|(field, _)| *field)
    }

    /// All names, for messages.
    pub(super) fn names() -> String {
        let names: Vec<_> = FIELDS.iter().map(|(_, names)| names[0]).collect();
        names.join(", ")
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Fields)
    }
}

/// Reads the fields of an object, of several names for one the best.
struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Record;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Record, M::Error> {
        let mut record = Record::default();
        let mut ranks = [usize::MAX; Field::COUNT];
        while let Some(name) = map.next_key::<Cow<'de, str>>()? {
            if name == "flags" {
                let flags = map.next_value::<Option<Vec<String>>>()?;
                record.flags = flags.unwrap_or_default();
                continue;
            }
            let Some((field, rank)) = field_of(&name) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let value = map.next_value::<Value>()?;
            if rank < ranks[field as usize]
                && let Some(value) = words(value, field)
            {
                ranks[field as usize] = rank;
                record.set(field, value);
            }
        }
        Ok(record)
    }
}

/// A value as text: names may come in a list or as objects with a `name`, ids as numbers.
fn words(value: Value, field: Field) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) if field == Field::Id => Some(number.to_string()),
        Value::Array(items) if field == Field::Byline => {
            let names: Vec<_> = items.into_iter().filter_map(|i| words(i, field)).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        Value::Object(mut object) if matches!(field, Field::Byline | Field::Publisher) => {
            words(object.remove("name")?, field)
        }
        _ => None,
    }
}

impl Record {
    /// Whether this is an article rather than a description of one.
    pub fn has_body(&self) -> bool {
        self.text.is_some() || self.html.is_some()
    }

    /// Puts a value into a field.
    pub(super) fn set(&mut self, field: Field, value: String) {
        let place = match field {
            Field::Id => &mut self.id,
            Field::Source => &mut self.source,
            Field::Url => &mut self.url,
            Field::Title => &mut self.title,
            Field::Byline => &mut self.byline,
            Field::Publisher => &mut self.publisher,
            Field::Section => &mut self.section,
            Field::Published => &mut self.published,
            Field::PublishedFrom => &mut self.published_from,
            Field::Language => &mut self.language,
            Field::Fetched => &mut self.fetched,
            Field::Text => &mut self.text,
            Field::Html => &mut self.html,
        };
        *place = Some(value);
    }

    /// Makes the document; `None` where there is no text in it.
    ///
    /// `name` stands for a missing `id` and `source`.
    pub fn into_document(mut self, name: &str, extractor: Extractor) -> Option<Document> {
        let mut doc = match (self.text.take(), self.html.take()) {
            (Some(body), _) => Document {
                title: text::first_line(&body),
                text: body,
                ..Document::default()
            },
            (None, Some(page)) => html::document(&page, self.url.as_deref(), extractor)?,
            (None, None) => return None,
        };
        if doc.text.trim().is_empty() {
            return None;
        }
        let id = self.id.take().unwrap_or_else(|| name.to_owned());
        doc.source = self.source.take().unwrap_or_else(|| name.to_owned());
        doc.id = id;
        // The AMP form of a page is known by the page's address, which it names itself.
        if doc.flags.iter().any(|f| f == html::AMP) {
            self.url = None;
        }
        self.describe(&mut doc, "given");
        Some(doc)
    }

    /// Puts what is known here into `doc`, over what the text itself said; `from` names this record in `published_from`.
    pub(super) fn describe(self, doc: &mut Document, from: &str) {
        fn set(field: &mut Option<String>, value: Option<String>) {
            if let Some(value) = value.filter(|v| !v.trim().is_empty()) {
                *field = Some(value);
            }
        }
        set(&mut doc.url, self.url);
        set(&mut doc.title, self.title);
        set(&mut doc.byline, self.byline);
        set(&mut doc.publisher, self.publisher);
        set(&mut doc.section, self.section);
        // What a markup voted stays a vote when its document is read back.
        let given = !self.flags.iter().any(|f| f == LANGUAGE_VOTED);
        doc.flags.extend(self.flags);
        if let Some(date) = self.published.filter(|d| !d.trim().is_empty()) {
            match self::date(&date) {
                Some(date) => {
                    doc.published = Some(date);
                    doc.published_from = Some(self.published_from.unwrap_or_else(|| from.into()));
                }
                None => doc.flags.push("published-unreadable".into()),
            }
        }
        if let Some(Published::Instant(time)) = self.fetched.as_deref().and_then(date) {
            doc.fetched = Some(time.to_utc());
        }
        if let Some(tag) = self.language.filter(|l| !l.trim().is_empty()) {
            match tag.trim().replace('_', "-").parse::<Lang>() {
                Ok(lang) if lang.is_known() => {
                    if given {
                        doc.flags.retain(|f| f != LANGUAGE_VOTED);
                    }
                    doc.language = Some(lang);
                }
                Ok(_) => {}
                Err(_) => doc.flags.push("language-unreadable".into()),
            }
        }
    }
}

impl From<&Document> for Record {
    fn from(doc: &Document) -> Self {
        Self {
            id: Some(doc.id.clone()),
            source: Some(doc.source.clone()),
            url: doc.url.clone(),
            title: doc.title.clone(),
            byline: doc.byline.clone(),
            publisher: doc.publisher.clone(),
            section: doc.section.clone(),
            published: doc.published.map(|p| p.to_string()),
            published_from: doc.published_from.clone(),
            language: doc.language.map(|l| l.to_string()),
            fetched: doc
                .fetched
                .map(|t| t.to_rfc3339_opts(SecondsFormat::Secs, true)),
            text: Some(doc.text.clone()),
            html: None,
            flags: doc.flags.clone(),
        }
    }
}

/// A date as our own notation has it, or as mail and feeds do.
fn date(text: &str) -> Option<Published> {
    let mail = || chrono::DateTime::parse_from_rfc2822(text.trim()).ok();
    let exact = text.parse().ok().or_else(|| mail().map(Published::Instant));
    exact.or_else(|| html::date(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Document {
        let record: Record = serde_json::from_str(json).expect("a record");
        record
            .into_document("-:1", Extractor::Precise)
            .expect("a document")
    }

    #[test]
    fn dates_are_read_as_sheets_hold_them() {
        for (written, want) in [
            ("25/10/2022", Some("2022-10-25")),
            ("25 Oktober 2022 09:41", Some("2022-10-25")),
            ("1666665660", Some("2022-10-25T02:41:00+00:00")),
            ("4/5/2022", None),
            ("soon", None),
        ] {
            let date = date(written).map(|d| d.to_string());
            assert_eq!(date.as_deref(), want, "{written}");
        }
    }

    #[test]
    fn records_become_documents() {
        let doc = read(
            r#"{"id": 7, "text": "Judul\n\nIsi.", "published": "2022-10-25", "lang": "id", "other": []}"#,
        );
        assert_eq!(doc.id, "7");
        assert_eq!(doc.source, "-:1");
        assert_eq!(doc.title.as_deref(), Some("Judul"));
        assert_eq!(doc.published_from.as_deref(), Some("given"));
        assert_eq!(doc.language.map(|l| l.to_string()).as_deref(), Some("id"));
        assert!(doc.flags.is_empty());
    }

    #[test]
    fn records_of_others_are_read() {
        let doc = read(
            r#"{"authors": ["Ani", "Budi"], "date_download": "2022-10-26 03:00:00+00:00", "date_publish": "2022-10-25 09:41:00",
                "language": "id", "maintext": "Layanan mati.", "source_domain": "contoh.id", "title": "Mati", "title_page": null,
                "url": "https://contoh.id/a", "text": null}"#,
        );
        assert_eq!(doc.text, "Layanan mati.");
        assert_eq!(doc.byline.as_deref(), Some("Ani, Budi"));
        assert_eq!(doc.publisher.as_deref(), Some("contoh.id"));
        assert_eq!(
            doc.published.map(|p| p.to_string()).as_deref(),
            Some("2022-10-25")
        );
        assert!(doc.fetched.is_some());
        let crawl = read(
            r#"{"text": "Layanan mati.", "timestamp": "2019-04-25T12:57:54Z", "url": "https://contoh.id/a"}"#,
        );
        assert_eq!(crawl.published, None);
        assert_eq!(crawl.fetched.map(|t| t.timestamp()), Some(1_556_197_074));
        let both = read(
            r#"{"content": "B", "body": {"x": 1}, "text": "A", "Date": "Tue, 25 Oct 2022 09:41:00 +0700"}"#,
        );
        assert_eq!(both.text, "A");
        assert_eq!(
            both.published.map(|p| p.to_string()).as_deref(),
            Some("2022-10-25T09:41:00+07:00")
        );
    }

    #[test]
    fn what_cannot_be_read_is_a_flag() {
        let doc =
            read(r#"{"text": "Isi.", "published": "kemarin", "language": "bahasa Indonesia"}"#);
        assert_eq!(doc.flags, ["published-unreadable", "language-unreadable"]);
    }

    #[test]
    fn what_is_printed_reads_back_the_same() {
        let mut doc =
            read(r#"{"id": "a", "source": "b", "text": "Isi.", "published": "2022-10-25"}"#);
        doc.language = "id".parse().ok();
        doc.flags.push(LANGUAGE_VOTED.into());
        let json = serde_json::to_string(&Record::from(&doc)).expect("JSON");
        assert_eq!(read(&json), doc);
    }
}
