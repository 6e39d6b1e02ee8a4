//! Why a pattern matched or did not: for people, so it runs apart from [`annotate`](super::annotate) and need not be fast.
//!
//! An [`Attempt`] is one pattern begun at one place. It says how far the pattern came, what it wanted next, and whether a
//! list of `near` or `unless` forbids it in this sentence.

use super::matches::Match;
use super::{Annotation, Tag, lists};
use crate::pattern::nfa::Label;
use crate::pattern::pack::Start;
use crate::pattern::{GroupSet, Pack};
use crate::segment::Class;
use std::collections::BTreeSet;

/// One pattern, begun at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// Index into [`Pack::patterns`].
    pub pattern: u32,
    /// First token.
    pub start: u32,
    /// How many words and lists of the template were found in a row.
    pub found: u32,
    /// Token behind the last of them.
    pub at: u32,
    /// Whether a match ends there or earlier.
    pub matched: bool,
    /// What the template wanted next, each as an author writes it; empty for a match.
    pub wanted: Vec<String>,
    /// What forbids the match in this sentence.
    pub forbidden: Option<Forbidden>,
}

/// Why a sentence does not suit a pattern.
#[derive(Clone, Debug, PartialEq)]
pub enum Forbidden {
    /// A word that `unless` names occurs.
    Unless(Tag),
    /// A word that `without` names occurs within the match.
    Without(Tag),
    /// No word of these lists occurs.
    Near(Vec<String>),
}

impl Forbidden {
    /// It in words: "`sold out` is of `market.any`, which `unless` names".
    pub fn reason(&self, pack: &Pack, a: &Annotation, text: &str) -> String {
        let of = |tag: &Tag, key: &str| {
            let (words, list) = (
                a.span(tag.start, tag.end).of(text),
                pack.group_name(tag.group),
            );
            format!("`{words}` is of `{list}`, which `{key}` names")
        };
        match self {
            Self::Unless(tag) => of(tag, "unless"),
            Self::Without(tag) => of(tag, "without"),
            Self::Near(lists) => {
                format!("no word of `{}`, which `near` names", lists.join("`, `"))
            }
        }
    }
}

/// All attempts in a sentence that found at least one thing, whatever `near`, `unless` and `without` say, in order of their start.
pub fn attempts(pack: &Pack, a: &Annotation, sentence: usize) -> Vec<Attempt> {
    let mut out = Vec::new();
    let Some(bounds) = a.sentences.get(sentence) else {
        return out;
    };
    let (by_word, by_group) = &pack.starts;
    for at in bounds.first..bounds.last {
        let token = &a.tokens[at as usize];
        let mut starts: Vec<(&Start, u32)> = Vec::new();
        starts.extend(
            lists::starts(&[token.word, token.stem], |w| by_word.of(w)).map(|s| (s, at + 1)),
        );
        for (_, tag) in a.tags.starting_at(at) {
            starts.extend(
                by_group
                    .of(u32::from(tag.group))
                    .iter()
                    .map(|s| (s, tag.end)),
            );
        }
        for (start, next) in starts {
            if token.caps < start.caps || next > bounds.last {
                continue;
            }
            let mut run = Run {
                pack,
                a,
                end: bounds.last,
                seen: BTreeSet::new(),
                found: 0,
                at: next,
                matched: false,
                wanted: Vec::new(),
            };
            run.walk(start.to, next, (1, next));
            let wanted = if run.matched { Vec::new() } else { run.wanted };
            let attempt = Attempt {
                pattern: u32::from(start.finds),
                start: at,
                found: run.found,
                at: run.at,
                matched: run.matched,
                wanted,
                forbidden: forbidden(pack, a, sentence, u32::from(start.finds)).or_else(|| {
                    let found = |m: &Match| m.pattern == u32::from(start.finds) && m.start == at;
                    if !run.matched || a.matches.iter().any(found) {
                        return None;
                    }
                    // Where its gaps did not go on.
                    let without = &pack.patterns[start.finds as usize].without;
                    first_of(a, (at, run.at), without).map(Forbidden::Without)
                }),
            };
            if !out.contains(&attempt) {
                out.push(attempt);
            }
        }
    }
    out
}

/// The first tag that begins between two tokens and is of one of some sets.
fn first_of(a: &Annotation, (start, end): (u32, u32), sets: &[GroupSet]) -> Option<Tag> {
    (start..end)
        .flat_map(|at| a.tags.starting_at(at))
        .map(|(_, tag)| tag)
        .find(|tag| sets.iter().any(|s| s.holds(tag.group)))
}

/// What forbids a pattern in a sentence.
pub fn forbidden(pack: &Pack, a: &Annotation, sentence: usize, pattern: u32) -> Option<Forbidden> {
    let pattern = &pack.patterns[pattern as usize];
    let bounds = a.sentences[sentence];
    let first = |sets: &[GroupSet]| first_of(a, (bounds.first, bounds.last), sets);
    if let Some(tag) = first(&pattern.unless) {
        return Some(Forbidden::Unless(tag));
    }
    if pattern.near.is_empty() || first(&pattern.near).is_some() {
        return None;
    }
    let names = pattern.near.iter().map(|&s| set_name(pack, s));
    Some(Forbidden::Near(names.collect()))
}

/// The name that stands for a set of groups in a template.
pub fn set_name(pack: &Pack, set: GroupSet) -> String {
    let first = pack.group_name(set.first);
    if set.last == set.first + 1 {
        return first.to_owned();
    }
    let last = pack.group_name(set.last - 1);
    let common: Vec<_> = first
        .split('.')
        .zip(last.split('.'))
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a)
        .collect();
    common.join(".")
}

struct Run<'a> {
    pack: &'a Pack,
    a: &'a Annotation,
    end: u32,
    seen: BTreeSet<(u32, u32)>,
    found: u32,
    at: u32,
    matched: bool,
    wanted: Vec<String>,
}

impl Run<'_> {
    /// Goes on from a state at a token; `so_far` is what was found, and the token behind it.
    fn walk(&mut self, state: u32, at: u32, so_far: (u32, u32)) {
        if self.seen.len() >= crate::pattern::nfa::STEPS as usize || !self.seen.insert((state, at))
        {
            return;
        }
        if so_far.0 > self.found {
            (self.found, self.at) = so_far;
            self.wanted.clear();
        }
        self.matched |= self.pack.automata.states[state as usize].accepts;
        for edge in self.pack.automata.edges_of(state) {
            if so_far == (self.found, self.at) {
                self.want(edge.label);
            }
            if at >= self.end {
                continue;
            }
            let token = self.a.tokens[at as usize];
            if edge.glued() && !token.glued {
                continue;
            }
            match edge.label {
                Label::Word(word, caps) => {
                    if token.caps >= caps && word != 0 && [token.word, token.stem].contains(&word) {
                        self.walk(edge.to(), at + 1, (so_far.0 + 1, at + 1));
                    }
                }
                Label::Any if token.class != Class::Mark => self.walk(edge.to(), at + 1, so_far),
                Label::Mark if token.class == Class::Mark => self.walk(edge.to(), at + 1, so_far),
                Label::Any | Label::Mark => {}
                Label::Tag(set, _) => {
                    let tags: Vec<Tag> = self.a.tags.starting_at(at).map(|(_, t)| t).collect();
                    for tag in tags {
                        if set.holds(tag.group) && tag.end <= self.end {
                            self.walk(edge.to(), tag.end, (so_far.0 + 1, tag.end));
                        }
                    }
                }
            }
        }
    }

    fn want(&mut self, label: Label) {
        let text = match label {
            Label::Word(word, _) => self
                .pack
                .vocabulary
                .word(word)
                .unwrap_or_default()
                .to_owned(),
            Label::Tag(set, _) => format!("{{{}}}", set_name(self.pack, set)),
            Label::Any | Label::Mark => return,
        };
        if !self.wanted.contains(&text) {
            self.wanted.push(text);
        }
    }
}
