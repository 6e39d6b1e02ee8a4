//! Names of articles that follow from what they hold, so that every run gives the same ones.
//!
//! Facts and statements are named after their article, kind and place, which the views do.

use crate::model::Document;

/// What a document is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The id of its article: sixteen hexadecimal digits of the digest of its source, its name there, and its text.
    ///
    /// Changed text is another article; a changed title or date is the same one, read again.
    pub article: String,
    /// The digest of everything that reading it may depend on.
    pub input: String,
}

/// Works out what a document is known by, in one pass over its text.
pub fn identify(document: &Document) -> Identity {
    let text = blake3::hash(document.text.as_bytes()).to_hex();
    let published = document.published.map(|p| p.to_string());
    let language = document.language.map(|l| l.to_string());
    let place = [
        Some(document.source.as_str()),
        Some(&document.id),
        Some(&text),
    ];
    let rest = [
        document.url.as_deref(),
        document.title.as_deref(),
        document.byline.as_deref(),
        document.publisher.as_deref(),
        published.as_deref(),
        document.published_from.as_deref(),
        language.as_deref(),
    ];
    let flags = document.flags.iter().map(|f| Some(f.as_str()));
    Identity {
        article: digest(place),
        input: digest(place.into_iter().chain(rest).chain(flags)),
    }
}

fn digest<'a>(fields: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let mut hash = blake3::Hasher::new();
    for field in fields {
        part(&mut hash, field);
    }
    hash.finalize().to_hex()[..16].to_owned()
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
        assert_eq!(identify(&plain).article, identify(&titled).article);
        assert_ne!(identify(&plain).input, identify(&titled).input);
    }

    #[test]
    fn fields_do_not_run_into_each_other() {
        let moved = Document {
            id: String::new(),
            source: "sa".into(),
            ..document()
        };
        assert_ne!(identify(&document()).article, identify(&moved).article);
    }
}
