//! Loose text in a box, paragraphs out: what pages part by runs of line breaks, or by a box a paragraph.
//!
//! The extraction library reads the text of a box up to its first link or emphasis, and what stands behind a line break; the rest of a
//! paragraph that is no `<p>` it loses. So each run of loose text between two marks of [`flatten`](super::flatten::paragraphs) is put
//! into one, and on pages that have next to no `<p>`, so is that of every box with links or emphasis in it. All else stays as it is.

use super::flatten::PARAGRAPH;
use ego_tree::NodeId;
use trafilatura::dom::Document;

/// Elements that may hold loose text.
const BOXES: [&str; 8] = [
    "div",
    "td",
    "section",
    "article",
    "main",
    "blockquote",
    "center",
    "body",
];
/// Elements that stand within a line.
const INLINE: [&str; 18] = [
    "a", "abbr", "b", "br", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "u",
];

/// Bytes in `<p>` under which a page is taken to write its paragraphs otherwise.
const FEW: usize = 250;

/// A child of a box.
enum Child {
    Element(NodeId),
    Text(String),
}

/// Puts the loose paragraphs of a tree into `<p>`; `marked` tells whether its markup holds [`PARAGRAPH`].
pub(super) fn wrap(tree: &mut Document, marked: bool) {
    let root = tree.body().unwrap_or_else(|| tree.root());
    let few = has_few(tree, root);
    if !marked && !few {
        return;
    }
    // Moving a child makes a copy of it, so the innermost boxes go first.
    for element in tree.iter(root, &BOXES).into_iter().rev() {
        let children = children(tree, element);
        if children.iter().any(is_mark) || (few && is_mixed(&children)) {
            rebuild(tree, element, children);
        }
    }
}

/// Whether next to nothing stands in `<p>`.
fn has_few(tree: &Document, root: NodeId) -> bool {
    let mut bytes = 0;
    tree.iter(root, &["p"]).into_iter().all(|p| {
        bytes += tree.text_content(p).len();
        bytes < FEW
    })
}

fn children(tree: &Document, element: NodeId) -> Vec<Child> {
    let nodes = tree.child_nodes(element).into_iter();
    nodes
        .filter_map(|id| {
            if tree.is_text(id) {
                return Some(Child::Text(tree.text_content(id)));
            }
            tree.is_element(id).then_some(Child::Element(id))
        })
        .collect()
}

fn is_mark(child: &Child) -> bool {
    matches!(child, Child::Text(text) if text.contains(PARAGRAPH))
}

/// Whether text stands behind an element.
fn is_mixed(children: &[Child]) -> bool {
    let text = |c: &Child| matches!(c, Child::Text(text) if !text.trim().is_empty());
    let behind = children
        .iter()
        .skip_while(|c| !matches!(c, Child::Element(_)));
    children.first().is_some_and(text) && behind.skip(1).any(text)
}

/// Lays the children of a box anew: what stands in a line into paragraphs, the rest between them.
fn rebuild(tree: &mut Document, element: NodeId, children: Vec<Child>) {
    tree.set_text(element, "");
    for child in &children {
        if let Child::Element(id) = child {
            tree.set_tail(*id, "");
        }
    }
    let mut open = None;
    for child in children {
        match child {
            Child::Text(text) => {
                let mut pieces = text.split(PARAGRAPH).peekable();
                while let Some(piece) = pieces.next() {
                    if open.is_some() || !piece.trim().is_empty() {
                        let to = paragraph(tree, element, &mut open);
                        let piece = tree.create_text_node(piece);
                        tree.append_child(to, piece);
                    }
                    if pieces.peek().is_some() {
                        open = None;
                    }
                }
            }
            Child::Element(id) if is_inline(tree, id) => {
                if open.is_some() || tree.tag_name(id) != "br" {
                    let to = paragraph(tree, element, &mut open);
                    tree.append_child(to, id);
                }
            }
            Child::Element(id) => {
                open = None;
                tree.append_child(element, id);
            }
        }
    }
}

fn paragraph(tree: &mut Document, element: NodeId, open: &mut Option<NodeId>) -> NodeId {
    *open.get_or_insert_with(|| tree.sub_element(element, "p"))
}

/// Whether an element and all that it holds stand in a line.
fn is_inline(tree: &Document, id: NodeId) -> bool {
    let all = tree.iter(id, &[]);
    all.into_iter().all(|e| INLINE.contains(&tree.tag_name(e)))
}
