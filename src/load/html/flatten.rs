//! Markup in, the same markup without absurd depth and absurd tags out.
//!
//! Parsing costs the square of the depth, and the extractors stop at a depth of their own and lose what lies below. So tags of boxes
//! below [`DEEPEST`] are taken out of the source before anything is parsed; their text stays, a paragraph each. Parsing also costs the
//! square of the attributes of a tag; one with more than [`MOST_ATTRIBUTES`] keeps its name alone.

use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Depth of open boxes beyond which tags are dropped; pages of publishers stay under 60.
const DEEPEST: usize = 120;

/// Attributes beyond which a tag loses all; those of publishers have under 60.
const MOST_ATTRIBUTES: usize = 1000;

/// Elements whose end tag is never left out, so that counting tags counts depth.
const BOXES: &[&str] = &[
    "div",
    "span",
    "section",
    "article",
    "main",
    "aside",
    "header",
    "footer",
    "nav",
    "blockquote",
    "ul",
    "ol",
    "dl",
    "table",
    "form",
    "center",
    "font",
    "b",
    "i",
    "em",
    "strong",
    "a",
    "u",
    "small",
    "big",
    "figure",
    "fieldset",
    "details",
];

/// Markup that can be parsed.
pub(super) struct Flat<'a> {
    pub(super) html: Cow<'a, str>,
    /// How many tags it has.
    pub(super) tags: usize,
}

/// Drops the tags of boxes that are nested too deeply, and the attributes of tags that have too many.
pub(super) fn flatten(html: &str) -> Flat<'_> {
    let mut depth = 0usize;
    let mut tags = 0usize;
    let mut out: Option<String> = None;
    let mut kept = 0;
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        let start = at + found;
        if html[start..].starts_with("<!--") {
            at = after(html, start + 4, "-->");
            continue;
        }
        let closing = bytes.get(start + 1) == Some(&b'/');
        let name_at = start + 1 + usize::from(closing);
        let name = name(&html[name_at..]);
        let (end, attributes) = tag_end(bytes, name_at);
        at = end.max(start + 1);
        if name.is_empty() {
            continue;
        }
        tags += 1;
        if attributes > MOST_ATTRIBUTES {
            let out = out.get_or_insert_with(|| String::with_capacity(html.len()));
            out.push_str(&html[kept..name_at]);
            out.push_str(name);
            out.push('>');
            kept = end;
        }
        let is = |tag: &&str| name.eq_ignore_ascii_case(tag);
        if !closing && ["script", "style", "textarea", "title"].iter().any(is) {
            at = skip_raw(html, at, name);
            continue;
        }
        if !BOXES.iter().any(is) {
            continue;
        }
        let deep = if closing {
            depth = depth.saturating_sub(1);
            depth >= DEEPEST
        } else {
            depth += 1;
            depth > DEEPEST
        };
        if deep {
            let out = out.get_or_insert_with(|| String::with_capacity(html.len()));
            out.push_str(&html[kept.min(start)..start]);
            if !out.ends_with("<p>") {
                out.push_str("<p>");
            }
            kept = end;
        }
    }
    let html = match out {
        Some(mut out) => {
            out.push_str(&html[kept..]);
            Cow::Owned(out)
        }
        None => Cow::Borrowed(html),
    };
    Flat { html, tags }
}

/// Stands between two line breaks that part paragraphs; a character of nobody's, which the extractors let through.
pub(super) const PARAGRAPH: char = '\u{e000}';

/// Marks two or more line breaks in a row, which is how old pages part their paragraphs.
///
/// The extractors would make one break of them. Writing `<p>` instead would change which boxes they take for paragraphs, and cost text.
pub(super) fn paragraphs(html: &str) -> Cow<'_, str> {
    static BREAKS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)<br[ \t]*/?>(?:\s|&nbsp;)*(?:<br[ \t]*/?>(?:\s|&nbsp;)*)+")
            .expect("a pattern")
    });
    BREAKS.replace_all(html, "<br>\u{e000}<br>")
}

/// The element name at the start of `rest`.
fn name(rest: &str) -> &str {
    let ends = |b: u8| !b.is_ascii_alphanumeric();
    let end = rest.bytes().position(ends).unwrap_or(rest.len());
    &rest[..end]
}

/// One past the `>` that closes a tag, quoted values passed over, or the end of the page where there is none; and how many attributes
/// it has, at most.
fn tag_end(bytes: &[u8], from: usize) -> (usize, usize) {
    let mut quote = None;
    let mut attributes = 0;
    for (at, &b) in bytes.iter().enumerate().skip(from) {
        if let Some(open) = quote {
            if b == open {
                quote = None;
            }
        } else if b == b'>' {
            return (at + 1, attributes);
        } else if matches!(b, b'"' | b'\'') && bytes[from..at].trim_ascii_end().ends_with(b"=") {
            // A quotation mark opens a value only after an equals sign.
            quote = Some(b);
        } else if ends_attribute(b) && !ends_attribute(bytes[at - 1])
            || matches!(bytes[at - 1], b'"' | b'\'')
        {
            attributes += 1;
        }
    }
    (bytes.len(), attributes)
}

fn ends_attribute(b: u8) -> bool {
    b.is_ascii_whitespace() || b == b'/'
}

/// One past the next `mark`, or the end of the page.
fn after(html: &str, from: usize, mark: &str) -> usize {
    let rest = html.get(from..).unwrap_or_default();
    rest.find(mark)
        .map_or(html.len(), |at| from + at + mark.len())
}

/// Where the end tag of an element stands whose content is no markup.
fn skip_raw(html: &str, mut at: usize, name: &str) -> usize {
    loop {
        at = after(html, at, "</");
        let rest = html.get(at..at + name.len());
        if at >= html.len() || rest.is_some_and(|r| r.eq_ignore_ascii_case(name)) {
            return at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_pages_are_left_alone() {
        let html = "<div title='a > b'><!-- <div> --><script>'<div>'</script><p>x</div><";
        assert!(matches!(flatten(html).html, Cow::Borrowed(_)));
    }

    #[test]
    fn runs_of_breaks_part_paragraphs() {
        assert_eq!(
            paragraphs("a<br>b<BR/>\n<br />&nbsp;c"),
            "a<br>b<br>\u{e000}<br>c"
        );
    }

    #[test]
    fn deep_boxes_go_and_their_text_stays() {
        let deep = format!(
            "{}one<i>two</i>{}three",
            "<div>".repeat(200_000),
            "</div>".repeat(200_000)
        );
        let flat = flatten(&deep).html;
        assert_eq!(flat.matches("<div>").count(), DEEPEST);
        assert_eq!(flat.matches("</div>").count(), DEEPEST);
        for word in ["one", "two", "three"] {
            assert!(flat.contains(word));
        }
        let unclosed = "<div>".repeat(200_000) + "\"<";
        assert!(flatten(&unclosed).html.len() < 2000);
    }

    #[test]
    fn tags_with_absurdly_many_attributes_keep_their_names() {
        let many = |how: fn(usize) -> String| (0..2000).map(how).collect::<String>();
        for attributes in [
            many(|i| format!(" a{i}='>'")),
            many(|i| format!(" a{i}")),
            many(|i| format!("/a{i}")),
            many(|i| format!("a{i}=\"\"")),
        ] {
            let html = format!("x<p class='y'><i {attributes}>one</i>");
            assert_eq!(flatten(&html).html, "x<p class='y'><i>one</i>", "{html}");
        }
        let data = format!("<i data-x='{}'>one</i>", "{a: 1} ".repeat(2000));
        assert_eq!(flatten(&data).html, data);
    }
}
