//! Plain text and Markdown in, document out: front matter cut off, the first line taken as the title.
//!
//! The text after the front matter is stored unchanged, line ends included.

use super::record::Record;
use crate::model::Document;

/// Longest first line, in characters, that is taken for a headline.
const LONGEST_TITLE: usize = 200;

/// Makes a document of a text; front matter goes over what the text itself says.
pub(super) fn document(text: &str) -> Document {
    let (head, body) = front_matter(text);
    let mut doc = Document {
        title: first_line(body),
        text: body.to_owned(),
        ..Document::default()
    };
    if let Some(head) = head {
        head.describe(&mut doc, "front-matter");
    }
    doc
}

/// The title of a text: its first line with something in it, if more follows; a Markdown heading without its marks.
pub(super) fn first_line(text: &str) -> Option<String> {
    let (first, rest) = text.trim_start().split_once(['\n', '\r'])?;
    let title = match first.trim_start_matches('#') {
        bare if bare.len() < first.len() && bare.starts_with(' ') => {
            bare.trim().trim_end_matches('#')
        }
        _ => first,
    };
    let title = title.trim();
    let fits = !title.is_empty() && title.chars().count() <= LONGEST_TITLE;
    (fits && !rest.trim().is_empty()).then(|| title.to_owned())
}

/// Splits a text into its front matter and the rest.
///
/// Front matter stands between two lines `---` at the very start and holds lines `key: value`, at least one with a known key;
/// anything else is a rule of Markdown and stays in the text.
fn front_matter(text: &str) -> (Option<Record>, &str) {
    const MOST: usize = 100;
    let mut lines = text.split_inclusive('\n');
    let mut at = match lines.next() {
        Some(first) if first.trim_end() == "---" => first.len(),
        _ => return (None, text),
    };
    let mut head = Record::default();
    let mut known = 0;
    for line in lines.take(MOST) {
        at += line.len();
        let line = line.trim_end();
        if line == "---" || line == "..." {
            return if known > 0 {
                (Some(head), &text[at..])
            } else {
                (None, text)
            };
        }
        let nested = line.starts_with([' ', '\t', '#', '-']) || line.is_empty();
        match line.split_once(':') {
            _ if nested => {}
            Some((key, value)) => known += usize::from(set(&mut head, key.trim(), unquote(value))),
            None => return (None, text),
        }
    }
    (None, text)
}

/// Stores a known key; says whether it is known.
fn set(head: &mut Record, key: &str, value: &str) -> bool {
    let field = match key.to_ascii_lowercase().as_str() {
        "id" => &mut head.id,
        "url" | "canonical" | "link" => &mut head.url,
        "title" | "headline" => &mut head.title,
        "byline" | "author" => &mut head.byline,
        "published" | "date" => &mut head.published,
        "language" | "lang" => &mut head.language,
        // A source is an address or the name of whoever printed it.
        "source" if value.starts_with("http://") || value.starts_with("https://") => &mut head.url,
        "source" | "publisher" | "site" | "sitename" => &mut head.publisher,
        _ => return false,
    };
    if field.is_none() && !value.is_empty() {
        *field = Some(value.to_owned());
    }
    true
}

/// The value without white space and one pair of quotation marks.
fn unquote(value: &str) -> &str {
    let value = value.trim();
    for mark in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(mark).and_then(|v| v.strip_suffix(mark)) {
            return inner;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_is_the_title_and_the_text_stays() {
        let doc = document("WhatsApp Down\r\n\r\nLayanan pulih.\r\n");
        assert_eq!(doc.title.as_deref(), Some("WhatsApp Down"));
        assert_eq!(doc.text, "WhatsApp Down\r\n\r\nLayanan pulih.\r\n");
        assert_eq!(document("# Judul #\n\nIsi").title.as_deref(), Some("Judul"));
        assert_eq!(
            document("#WhatsAppDown trending\nIsi").title.as_deref(),
            Some("#WhatsAppDown trending")
        );
        assert_eq!(document("One sentence only.").title, None);
        assert_eq!(
            document(&format!("{}\nmore", "word ".repeat(80))).title,
            None
        );
    }

    #[test]
    fn front_matter_is_cut_off_and_used() {
        let doc = document(
            "---\ntitle: \"Down: again\"\ndate: 2022-10-25T09:41:00+07:00\nsource: Antara\ntags:\n  - a\nlanguage: id\n---\n\nIsi.\n",
        );
        assert_eq!(doc.text, "\nIsi.\n");
        assert_eq!(doc.title.as_deref(), Some("Down: again"));
        assert_eq!(doc.publisher.as_deref(), Some("Antara"));
        assert_eq!(
            doc.published.map(|p| p.to_string()).as_deref(),
            Some("2022-10-25T09:41:00+07:00")
        );
        assert_eq!(doc.published_from.as_deref(), Some("front-matter"));
        assert_eq!(doc.language.map(|l| l.to_string()).as_deref(), Some("id"));
    }

    #[test]
    fn rules_of_markdown_are_no_front_matter() {
        for text in [
            "---\nA line of prose\n---\nmore",
            "---\nnote: nothing known\n---\nmore",
            "---\ntitle: never closed\n",
            "Title\n---\ntitle: x\n---\n",
        ] {
            assert_eq!(document(text).text, text);
        }
    }
}
