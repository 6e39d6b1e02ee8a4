//! Markup in, the same markup without absurd depth and absurd tags out.
//!
//! Parsing costs the square of the depth, and the extractors stop at a depth of their own and lose what lies below. So tags of boxes
//! below [`DEEPEST`] are taken out of the source before anything is parsed; their text stays, a paragraph each. Parsing also costs the
//! square of the attributes of a tag; one with more than [`MOST_ATTRIBUTES`] keeps its name alone.
//!
//! Programs, style sheets and drawings are half of a page and no text. They are taken out too, because whoever parses or copies a page
//! pays for them, and because the extraction library loses the text behind a program or drawing in a paragraph.

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
    /// The programs that were taken out; data stay.
    pub(super) code: Vec<&'a str>,
    /// How many tags it has.
    pub(super) tags: usize,
}

/// A source with pieces cut out; what was not cut is copied only if anything was.
struct Cut<'a> {
    html: &'a str,
    out: Option<String>,
    /// Where what is still to be kept begins.
    kept: usize,
}

impl<'a> Cut<'a> {
    /// Takes away what stands between two places.
    fn cut(&mut self, from: usize, to: usize) -> &mut String {
        let out = self
            .out
            .get_or_insert_with(|| String::with_capacity(self.html.len()));
        out.push_str(&self.html[self.kept.min(from)..from]);
        self.kept = to;
        out
    }

    fn done(self) -> Cow<'a, str> {
        match self.out {
            Some(mut out) => {
                out.push_str(&self.html[self.kept..]);
                Cow::Owned(out)
            }
            None => Cow::Borrowed(self.html),
        }
    }
}

/// Drops the tags of boxes that are nested too deeply, the attributes of tags that have too many, and programs, styles and drawings.
pub(super) fn flatten(html: &str) -> Flat<'_> {
    let mut depth = 0usize;
    let mut tags = 0usize;
    let mut code = Vec::new();
    let mut cut = Cut {
        html,
        out: None,
        kept: 0,
    };
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        let start = at + found;
        if html[start..].starts_with("<!--") {
            at = after_comment(html, start + 4);
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
        let is = |tag: &&str| name.eq_ignore_ascii_case(tag);
        if !closing && ["script", "style"].iter().any(is) && !is_data(&html[name_at..end]) {
            let close = skip_raw(html, end, name);
            if is(&"script") {
                code.push(html[end..close].trim_end_matches("</"));
            }
            at = tag_end(bytes, close).0;
            cut.cut(start, at);
            continue;
        }
        if !closing
            && is(&"svg")
            && let Some(close) = drawing_end(html, end)
        {
            at = close;
            cut.cut(start, at);
            continue;
        }
        tags += 1;
        if attributes > MOST_ATTRIBUTES {
            cut.cut(name_at + name.len(), end).push('>');
        }
        if !closing && ["script", "textarea", "title"].iter().any(is) {
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
            let out = cut.cut(start, end);
            if !out.ends_with("<p>") {
                out.push_str("<p>");
            }
        }
    }
    Flat {
        html: cut.done(),
        code,
        tags,
    }
}

/// Whether the tag of a script says that it holds data about the article and no program.
fn is_data(tag: &str) -> bool {
    tag.to_ascii_lowercase().contains("ld+json")
}

/// One past the end of a drawing, where its end tag is the next tag of its kind: browsers end drawings that are not closed.
fn drawing_end(html: &str, from: usize) -> Option<usize> {
    let bytes = html.as_bytes();
    let mut at = from;
    loop {
        at += memchr::memmem::find(&bytes[at..], b"svg")?;
        if bytes[..at].ends_with(b"</") {
            return Some(tag_end(bytes, at).0);
        }
        if bytes[..at].ends_with(b"<") {
            return None;
        }
        at += 3;
    }
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

/// One past the comment that is open; `<!-->` is one too.
fn after_comment(html: &str, from: usize) -> usize {
    let rest = &html[from..];
    ["->", ">"]
        .iter()
        .find(|end| rest.starts_with(**end))
        .map_or_else(|| after(html, from, "-->"), |end| from + end.len())
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
        let html =
            "<div title='a > b'><!-- <div> --><p>x</div><svg><p>y<textarea><script></textarea><";
        assert!(matches!(flatten(html).html, Cow::Borrowed(_)));
    }

    #[test]
    fn programs_styles_and_drawings_go_and_data_stay() {
        let data = "<script type=\"application/LD+json\">{\"a\": \"<div>\"}</script>";
        let html = format!(
            "<!--><STYLE>p {{}}</STYLE>a<script>if (a</b) '<div>'</SCRIPT >b{data}<svg class=\"svg\"><path></svg>c\
             <svg><svg><g></svg>d<script>cut"
        );
        let flat = flatten(&html);
        assert_eq!(flat.html, format!("<!-->ab{data}c<svg>d"));
        assert_eq!(flat.code, ["if (a</b) '<div>'", "cut"]);
        let before = "<p>x</p><svg/><p>y</p>";
        assert_eq!(flatten(before).html, before);
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
