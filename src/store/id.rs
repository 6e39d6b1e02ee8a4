//! Names of rows that follow from what the rows hold, so that every run gives the same ones.

use crate::model::{Document, Fact, Span};
use std::fmt::Write;

/// The id of an article: sixteen hexadecimal digits of the digest of its source, its name there, and its text.
///
/// Changed text is another article; a changed title or date is the same one, read again.
pub fn article_id(document: &Document) -> String {
    digest([&document.source, &document.id, &document.text])
}

/// The digest of everything that reading a document may depend on.
pub fn input_digest(document: &Document) -> String {
    let mut hash = blake3::Hasher::new();
    let published = document.published.map(|p| p.to_string());
    let language = document.language.map(|l| l.to_string());
    for field in [
        Some(&document.id),
        Some(&document.source),
        document.url.as_ref(),
        document.title.as_ref(),
        document.byline.as_ref(),
        document.publisher.as_ref(),
        published.as_ref(),
        document.published_from.as_ref(),
        language.as_ref(),
        Some(&document.text),
    ]
    .into_iter()
    .chain(document.flags.iter().map(Some))
    {
        part(&mut hash, field.map(String::as_str));
    }
    short(&hash)
}

/// `<article>:<kind>:<start>-<end>`, and `.2`, `.3` where several facts of a kind lie on the same words.
pub(crate) fn fact_id(article: &str, fact: &Fact, nth: usize) -> String {
    let mut id = String::with_capacity(40);
    let Span { start, end } = fact.span;
    let _ = write!(id, "{article}:{}:{start}-{end}", fact.kind.as_str());
    if nth > 1 {
        let _ = write!(id, ".{nth}");
    }
    id
}

/// `<article>:statement:<start>-<end>`, from the first part's start to the last part's end.
pub(crate) fn statement_id(article: &str, whole: Span, nth: usize) -> String {
    let mut id = format!("{article}:statement:{}-{}", whole.start, whole.end);
    if nth > 1 {
        let _ = write!(id, ".{nth}");
    }
    id
}

fn digest<'a>(fields: impl IntoIterator<Item = &'a String>) -> String {
    let mut hash = blake3::Hasher::new();
    for field in fields {
        part(&mut hash, Some(field));
    }
    short(&hash)
}

/// Adds one field with its length, so that no two lists of fields read alike.
fn part(hash: &mut blake3::Hasher, field: Option<&str>) {
    match field {
        Some(text) => {
            hash.update(&(text.len() as u64 + 1).to_le_bytes());
            hash.update(text.as_bytes());
        }
        None => {
            hash.update(&0_u64.to_le_bytes());
        }
    }
}

fn short(hash: &blake3::Hasher) -> String {
    hash.finalize().to_hex()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        Document {
            id: "a".into(),
            source: "s".into(),
            text: "t".into(),
            ..Document::default()
        }
    }

    #[test]
    fn a_new_title_is_the_same_article_read_again() {
        let plain = document();
        let titled = Document {
            title: Some("T".into()),
            ..document()
        };
        assert_eq!(article_id(&plain), article_id(&titled));
        assert_ne!(input_digest(&plain), input_digest(&titled));
    }

    #[test]
    fn fields_do_not_run_into_each_other() {
        let moved = Document {
            id: String::new(),
            source: "sa".into(),
            ..document()
        };
        assert_ne!(article_id(&document()), article_id(&moved));
    }
}
