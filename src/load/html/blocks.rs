//! Markup of an article in, text out: paragraphs separated by an empty line, list items and rows a line each.
//!
//! White space collapses to one space and a no-break space counts as white space; soft hyphens go. Iterative, so
//! that depth costs no stack.

use super::flatten::PARAGRAPH;
use scraper::node::Node;
use scraper::{ElementRef, Html};

/// The text of a fragment of markup.
pub(super) fn text(html: &str) -> String {
    of_element(Html::parse_fragment(html).root_element(), |_| false)
}

/// The text of an element, without the elements that `skip` names.
pub(super) fn of_element(root: ElementRef<'_>, skip: impl Fn(ElementRef<'_>) -> bool) -> String {
    let mut out = Writer::default();
    let mut todo = vec![Step::Enter(root)];
    while let Some(step) = todo.pop() {
        match step {
            Step::Text(text) => out.text(text),
            Step::Leave(gap) => out.gap(gap),
            Step::Enter(element) => {
                let Some(mut gap) = gap_of(element.value().name()) else {
                    continue;
                };
                if skip(element) {
                    continue;
                }
                if wraps_item(element) {
                    gap = gap.min(Gap::Line);
                }
                out.gap(gap);
                todo.push(Step::Leave(gap));
                for child in element.children().rev() {
                    match child.value() {
                        Node::Text(text) => todo.push(Step::Text(text)),
                        Node::Element(_) => todo.extend(ElementRef::wrap(child).map(Step::Enter)),
                        _ => {}
                    }
                }
            }
        }
    }
    out.text.truncate(out.text.trim_end().len());
    out.text
}

/// Plain text as metadata holds it, cleaned the same way: each of its lines is a paragraph.
pub(super) fn plain(text: &str) -> String {
    let mut out = Writer::default();
    for line in text.lines() {
        out.gap(Gap::Paragraph);
        out.text(line);
    }
    out.text.truncate(out.text.trim_end().len());
    out.text
}

enum Step<'a> {
    Enter(ElementRef<'a>),
    Leave(Gap),
    Text(&'a str),
}

/// Whether an element is the only box of a list item or table cell, as in `<li><p>one</p></li>`.
fn wraps_item(element: ElementRef) -> bool {
    let item = element
        .parent()
        .and_then(ElementRef::wrap)
        .map(|p| p.value().name());
    let is_box = |e: ElementRef| gap_of(e.value().name()) == Some(Gap::Paragraph);
    let before = element
        .prev_siblings()
        .find_map(ElementRef::wrap)
        .is_some_and(is_box);
    let after = element
        .next_siblings()
        .find_map(ElementRef::wrap)
        .is_some_and(is_box);
    matches!(item, Some("li" | "td" | "th" | "dt" | "dd")) && !before && !after
}

/// What separates an element from what stands around it, from least to most.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

/// The gap around an element; `None` for one that is not shown.
fn gap_of(name: &str) -> Option<Gap> {
    Some(match name {
        "script" | "style" | "noscript" | "template" | "svg" | "iframe" | "button" | "form" => {
            return None;
        }
        "br" | "li" | "tr" | "dt" | "dd" => Gap::Line,
        "td" | "th" => Gap::Space,
        "p" | "div" | "section" | "article" | "main" | "body" | "blockquote" | "pre" | "ul"
        | "ol" | "dl" | "table" | "figure" | "figcaption" | "header" | "footer" | "aside"
        | "hr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Gap::Paragraph,
        _ => Gap::None,
    })
}

/// Collects text and the largest gap since the last of it.
#[derive(Default)]
struct Writer {
    text: String,
    gap: Gap,
    breaks: u8,
}

impl Writer {
    fn gap(&mut self, gap: Gap) {
        // Two line breaks in a row are how old pages write paragraphs; each break is entered and left.
        self.breaks += u8::from(gap == Gap::Line);
        self.gap = self.gap.max(gap);
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            if c == '\u{ad}' || c == '\u{feff}' {
                continue;
            }
            if c == PARAGRAPH {
                self.gap = Gap::Paragraph;
                continue;
            }
            if c.is_whitespace() {
                self.gap = self.gap.max(Gap::Space);
                continue;
            }
            let gap = std::mem::take(&mut self.gap);
            if !self.text.is_empty() {
                self.text.push_str(match gap {
                    Gap::None => "",
                    Gap::Space => " ",
                    Gap::Line if self.breaks < 4 => "\n",
                    Gap::Line | Gap::Paragraph => "\n\n",
                });
            }
            self.breaks = 0;
            self.text.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_survive() {
        assert_eq!(
            text(
                "<h1>Down</h1><p>One <b>two</b>\n three.</p><div><p>Four</p>Five<br>six<br><br>seven</div>"
            ),
            "Down\n\nOne two three.\n\nFour\n\nFive\nsix\n\nseven"
        );
    }

    #[test]
    fn lists_and_tables_are_a_line_each() {
        assert_eq!(
            text(
                "<p>Affected:</p><ul><li>chats</li><li><p>calls</p></li></ul><table><tr><td>02:10</td><td>restored</td></tr></table>"
            ),
            "Affected:\n\nchats\ncalls\n\n02:10 restored"
        );
    }

    #[test]
    fn a_cell_that_holds_an_article_keeps_its_paragraphs() {
        assert_eq!(
            text("<table><tr><td><b>Down</b><p>One.</p><p>Two.</p></td></tr></table>"),
            "Down\n\nOne.\n\nTwo."
        );
    }

    #[test]
    fn white_space_and_soft_hyphens_are_cleaned() {
        assert_eq!(
            text("<p>kom\u{ad}unikasi&nbsp;&nbsp;seluler <script>x</script>mati</p>"),
            "komunikasi seluler mati"
        );
    }
}
