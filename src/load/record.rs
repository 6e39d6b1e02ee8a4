//! The JSON form of a document, as `pulih load` prints it and `pulih extract` and `.json` files give it.
//!
//! Reading is lenient: unknown fields are ignored, a date or language that cannot be read is a flag of the document.

use super::{LANGUAGE_VOTED, html, text};
use crate::model::{Document, Lang, Published};
use serde::{Deserialize, Serialize};

/// One document as a JSON object; `text` or `html` makes it an article, without them it describes one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Name of the document; a number is taken as its digits.
    #[serde(default, deserialize_with = "name_or_number")]
    pub id: Option<String>,
    /// Where it was read from.
    #[serde(default)]
    pub source: Option<String>,
    /// Address.
    #[serde(default)]
    pub url: Option<String>,
    /// Headline.
    #[serde(default)]
    pub title: Option<String>,
    /// Author line.
    #[serde(default, alias = "author")]
    pub byline: Option<String>,
    /// Name of the publication.
    #[serde(default)]
    pub publisher: Option<String>,
    /// Date or RFC 3339 time.
    #[serde(default, alias = "date")]
    pub published: Option<String>,
    /// Which piece of the input said so.
    #[serde(default)]
    pub published_from: Option<String>,
    /// Language tag; one that was given is not detected again.
    #[serde(default, alias = "lang")]
    pub language: Option<String>,
    /// Plain text, taken unchanged.
    #[serde(default)]
    pub text: Option<String>,
    /// A page, whose main text is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    /// What an earlier load noticed.
    #[serde(default)]
    pub flags: Vec<String>,
}

impl Record {
    /// Whether this is an article rather than a description of one.
    pub fn has_body(&self) -> bool {
        self.text.is_some() || self.html.is_some()
    }

    /// Makes the document; `None` where there is no text in it.
    ///
    /// `name` stands for a missing `id` and `source`.
    pub fn into_document(mut self, name: &str) -> Option<Document> {
        let mut doc = match (self.text.take(), self.html.take()) {
            (Some(body), _) => Document {
                title: text::first_line(&body),
                text: body,
                ..Document::default()
            },
            (None, Some(page)) => html::from_html(&page, self.url.as_deref())?,
            (None, None) => return None,
        };
        if doc.text.trim().is_empty() {
            return None;
        }
        let id = self.id.take().unwrap_or_else(|| name.to_owned());
        doc.source = self.source.take().unwrap_or_else(|| name.to_owned());
        doc.id = id;
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
        // What a markup voted stays a vote when its document is read back.
        let given = !self.flags.iter().any(|f| f == LANGUAGE_VOTED);
        doc.flags.extend(self.flags);
        if let Some(date) = self.published.filter(|d| !d.trim().is_empty()) {
            match date.parse::<Published>() {
                Ok(date) => {
                    doc.published = Some(date);
                    doc.published_from = Some(self.published_from.unwrap_or_else(|| from.into()));
                }
                Err(_) => doc.flags.push("published-unreadable".into()),
            }
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
            published: doc.published.map(|p| p.to_string()),
            published_from: doc.published_from.clone(),
            language: doc.language.map(|l| l.to_string()),
            text: Some(doc.text.clone()),
            html: None,
            flags: doc.flags.clone(),
        }
    }
}

/// Reads `"7"` and `7` alike.
fn name_or_number<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Id {
        Text(String),
        Number(serde_json::Number),
    }
    Ok(Option::<Id>::deserialize(d)?.map(|id| match id {
        Id::Text(text) => text,
        Id::Number(number) => number.to_string(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Document {
        let record: Record = serde_json::from_str(json).expect("a record");
        record.into_document("-:1").expect("a document")
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
