//! An element of either tree: our own, or the one that the extraction library keeps to itself and takes over.
//!
//! A page is parsed once. What reads it sees names, attributes and text, and not whose tree they stand in.

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::Html;
use scraper::node::{Element, Node};
use std::borrow::Cow;
use trafilatura::dom::Document as Library;

/// One element.
#[derive(Clone, Copy)]
pub(super) enum Tag<'a> {
    Own(&'a Element),
    /// With the names of its attributes, because to look for one that is not there costs as much as to read one.
    Library(&'a Library, NodeId, &'a [String]),
}

impl<'a> Tag<'a> {
    pub(super) fn name(&self) -> &'a str {
        match self {
            Self::Own(e) => e.name(),
            Self::Library(tree, id, _) => tree.tag_name(*id),
        }
    }

    pub(super) fn attr(&self, name: &str) -> Option<Cow<'a, str>> {
        match self {
            Self::Own(e) => e.attr(name).map(Cow::Borrowed),
            Self::Library(tree, id, names) => {
                let has = names.iter().any(|n| n == name);
                has.then(|| tree.get_attribute(*id, name).map(Cow::Owned))?
            }
        }
    }
}

/// What a walk meets.
pub(super) trait Visitor {
    fn enter(&mut self, tag: Tag<'_>);
    fn text(&mut self, text: &str);
    fn leave(&mut self, name: &str);
}

/// Walks our own tree.
pub(super) fn walk_own(tree: &Html, visitor: &mut impl Visitor) {
    for edge in tree.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(e) => visitor.enter(Tag::Own(e)),
                Node::Text(text) => visitor.text(text),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(e) = node.value() {
                    visitor.leave(e.name());
                }
            }
        }
    }
}

/// Walks the library's tree, without recursion.
pub(super) fn walk_library(tree: &Library, visitor: &mut impl Visitor) {
    enum Step {
        Enter(NodeId),
        Leave(NodeId),
    }
    let mut todo = vec![Step::Enter(tree.root())];
    while let Some(step) = todo.pop() {
        match step {
            Step::Enter(id) if tree.is_text(id) => visitor.text(&tree.text_content(id)),
            Step::Enter(id) => {
                if tree.is_element(id) {
                    visitor.enter(Tag::Library(tree, id, &tree.attribute_names(id)));
                    todo.push(Step::Leave(id));
                }
                todo.extend(tree.child_nodes(id).into_iter().rev().map(Step::Enter));
            }
            Step::Leave(id) => visitor.leave(tree.tag_name(id)),
        }
    }
}
