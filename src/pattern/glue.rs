//! Lists glued to letters: `минут{end.f}` is every word that an ending of the list makes.
//!
//! Enters: a template and the lists of the language. Leaves: the template with such references spelled out as
//! alternatives, so that glued parts stay one word; and the lists that it took. A reference that may also stand without a
//! letter beside it, such as that of `{unit.hour}-long` or `{outage}[s]`, stays one. Next stage: [`compile`](super::compile).

use super::group::{GroupId, GroupSet, SLOTS, group_set};
use super::template::Node;

/// The lists that references are spelled out from.
pub(super) struct Glue<'a> {
    /// Names of all groups, sorted.
    pub(super) groups: &'a [Box<str>],
    /// Templates of all lists, with their groups.
    pub(super) lists: &'a [(GroupId, Node)],
    /// Which of them are of each group.
    pub(super) places: &'a [Vec<u32>],
    /// Lists that were spelled out.
    pub(super) taken: Vec<GroupSet>,
}

/// Most words of a list that is spelled out.
const WORDS: usize = 128;

/// A list that cannot be spelled out: its name, where it stands in the template, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unfit {
    pub(super) name: String,
    pub(super) at: usize,
    pub(super) why: &'static str,
}

impl Glue<'_> {
    /// The template with references that touch letters spelled out.
    ///
    /// # Errors
    /// If one of them is a list that itself refers to lists, or a long one.
    pub(super) fn spell(&mut self, node: Node, touches: bool) -> Result<Node, Unfit> {
        Ok(match node {
            Node::Ref {
                ref name,
                role: None,
                at,
            } if touches => self.words(name, at)?.unwrap_or(node),
            Node::Run(parts) => {
                let beside: Vec<bool> = (0..parts.len()).map(|i| touched(&parts, i)).collect();
                let parts = parts.into_iter().zip(beside);
                Node::Run(
                    parts
                        .map(|(part, beside)| self.spell(part, beside))
                        .collect::<Result<_, _>>()?,
                )
            }
            Node::Alt(parts) => Node::Alt(self.all(parts, touches)?),
            Node::Seq(parts) => Node::Seq(self.all(parts, false)?),
            Node::Opt(inner) => Node::Opt(Box::new(self.spell(*inner, touches)?)),
            node => node,
        })
    }

    fn all(&mut self, parts: Vec<Node>, touches: bool) -> Result<Vec<Node>, Unfit> {
        parts
            .into_iter()
            .map(|part| self.spell(part, touches))
            .collect()
    }

    /// The words of a list as alternatives; none if there is no such list.
    fn words(&mut self, name: &str, at: usize) -> Result<Option<Node>, Unfit> {
        let set = group_set(self.groups, name);
        if set.is_empty() || SLOTS.contains(&name) {
            return Ok(None);
        }
        let groups = set.first as usize..set.last as usize;
        let places = self.places[groups].iter().flatten();
        let words: Vec<&Node> = places.map(|&i| &self.lists[i as usize].1).collect();
        let unfit = |why| {
            let name = name.to_owned();
            Err(Unfit { name, at, why })
        };
        if words.iter().any(|word| has_ref(word)) {
            return unfit("it itself refers to lists");
        }
        if words.len() > WORDS {
            return unfit("it holds more than 128 words");
        }
        self.taken.push(set);
        Ok(Some(Node::Alt(words.into_iter().cloned().collect())))
    }
}

/// Which lists are of each of so many groups.
pub(super) fn places(lists: &[(GroupId, Node)], groups: usize) -> Vec<Vec<u32>> {
    let mut places = vec![Vec::new(); groups];
    for (place, (group, _)) in (0..).zip(lists) {
        places[*group as usize].push(place);
    }
    places
}

/// Whether a template refers to a list in such a way.
pub(super) fn is_glued(node: &Node) -> bool {
    let glued = |parts: &[Node]| {
        let touched = |i: usize| touched(parts, i) && has_ref(&parts[i]);
        parts.iter().any(is_glued) || (0..parts.len()).any(touched)
    };
    match node {
        Node::Run(parts) => glued(parts),
        Node::Seq(parts) | Node::Alt(parts) => parts.iter().any(is_glued),
        Node::Opt(inner) => is_glued(inner),
        Node::Text(_) | Node::Ref { .. } | Node::Gap(_) => false,
    }
}

/// Whether a template holds a reference.
pub(super) fn has_ref(node: &Node) -> bool {
    match node {
        Node::Ref { .. } => true,
        Node::Run(parts) | Node::Seq(parts) | Node::Alt(parts) => parts.iter().any(has_ref),
        Node::Opt(inner) => has_ref(inner),
        Node::Text(_) | Node::Gap(_) => false,
    }
}

/// Whether a part of a run cannot but touch a letter of the parts beside it.
fn touched(parts: &[Node], i: usize) -> bool {
    let before = i.checked_sub(1).and_then(|b| parts.get(b));
    before.is_some_and(|p| letter(p, Edge::Last))
        || parts.get(i + 1).is_some_and(|p| letter(p, Edge::First))
}

#[derive(Clone, Copy)]
enum Edge {
    First,
    Last,
}

/// Whether a part begins, or ends, with a letter whichever way it is written.
fn letter(node: &Node, edge: Edge) -> bool {
    match (node, edge) {
        (Node::Text(text), Edge::First) => text.chars().next().is_some_and(char::is_alphabetic),
        (Node::Text(text), Edge::Last) => text.chars().next_back().is_some_and(char::is_alphabetic),
        (Node::Alt(parts), _) => parts.iter().all(|p| letter(p, edge)),
        (Node::Run(parts) | Node::Seq(parts), Edge::First) => {
            parts.first().is_some_and(|p| letter(p, edge))
        }
        (Node::Run(parts) | Node::Seq(parts), Edge::Last) => {
            parts.last().is_some_and(|p| letter(p, edge))
        }
        (Node::Opt(_) | Node::Ref { .. } | Node::Gap(_), _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::template::parse;

    fn spelled(template: &str) -> Result<Node, Unfit> {
        let groups: Vec<Box<str>> = ["end.f", "end.m", "outage", "unit"].map(Into::into).into();
        let lists = [
            (0, "а"),
            (0, "ы"),
            (1, "а"),
            (1, "ов"),
            (2, "{unit}"),
            (3, "час"),
        ]
        .map(|(group, text)| (group, parse(text).expect("a template")));
        let mut glue = Glue {
            groups: &groups,
            lists: &lists,
            places: &places(&lists, groups.len()),
            taken: Vec::new(),
        };
        glue.spell(parse(template).expect("a template"), false)
    }

    #[test]
    fn lists_that_touch_letters_are_spelled_out() {
        for (template, same) in [
            ("минут{end.f}", "минут(а|ы)"),
            ("минут[{end.f}]", "минут[(а|ы)]"),
            ("(минут|секунд){end.f}", "(минут|секунд)(а|ы)"),
            ("час{end}", "час(а|ы|а|ов)"),
            ("{unit}-{end.f}", "{unit}-{end.f}"),
            ("{unit}[s] {end.f}", "{unit}[s] {end.f}"),
            ("{duration}x", "{duration}x"),
        ] {
            let plain = |node| format!("{node:?}").replace(|c: char| c.is_ascii_digit(), "");
            let same = parse(same).expect("a template");
            assert_eq!(spelled(template).map(plain), Ok(plain(same)), "{template}");
        }
        assert!(spelled("минут{outage}").is_err());
    }
}
