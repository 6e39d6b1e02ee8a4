//! Runs the patterns.

use super::{Annotation, lists};
use crate::pattern::nfa::{self, Capture, Input, Scratch};
use crate::pattern::pack::Start;
use crate::pattern::{GroupSet, Pack};

/// A place where a pattern matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Index into [`Pack::patterns`].
    pub pattern: u32,
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// Index of the sentence.
    pub sentence: u32,
    /// Tags that it went through, in order.
    pub captures: Vec<Capture>,
}

/// Finds every match of every pattern whose `near` and `unless` allow it.
pub(super) fn find(pack: &Pack, a: &mut Annotation, scratch: &mut Scratch) {
    let (by_word, by_group) = &pack.starts;
    let mut found = Vec::new();
    let mut present = Present::new(pack.groups.len());
    for (number, sentence) in a.sentences.iter().enumerate() {
        present.clear();
        for at in sentence.first..sentence.last {
            for (_, tag) in a.tags.starting_at(at) {
                present.add(tag.group);
            }
        }
        for at in sentence.first..sentence.last {
            let token = &a.tokens[at as usize];
            let input = Input {
                tokens: &a.tokens,
                tags: &a.tags,
                end: sentence.last,
            };
            let mut follow = |start: &Start, next: u32, entry: Option<Capture>| {
                let pattern = &pack.patterns[start.finds as usize];
                if token.caps < start.caps
                    || !(pattern.near.is_empty() || pattern.near.iter().any(|&s| present.any(s)))
                    || pattern.unless.iter().any(|&s| present.any(s))
                {
                    return;
                }
                if let Some(end) =
                    nfa::longest(&pack.automata, start.to, next, entry, input, scratch)
                {
                    found.push(Match {
                        pattern: start.finds,
                        start: at,
                        end,
                        sentence: number as u32,
                        captures: scratch.captures().to_vec(),
                    });
                }
            };
            for start in lists::starts(&[token.word, token.stem], |w| by_word.of(w)) {
                follow(start, at + 1, None);
            }
            for (index, tag) in a.tags.starting_at(at) {
                for start in by_group.of(u32::from(tag.group)) {
                    follow(
                        start,
                        tag.end,
                        Some(Capture {
                            tag: index,
                            role: start.role,
                        }),
                    );
                }
            }
        }
    }
    a.matches = found;
}

/// Which groups occur in a sentence.
struct Present {
    bits: Vec<u64>,
    any: bool,
}

impl Present {
    fn new(groups: usize) -> Self {
        Self {
            bits: vec![0; groups / 64 + 1],
            any: false,
        }
    }

    fn clear(&mut self) {
        if self.any {
            self.bits.fill(0);
            self.any = false;
        }
    }

    fn add(&mut self, group: u16) {
        self.bits[group as usize / 64] |= 1 << (group % 64);
        self.any = true;
    }

    fn any(&self, set: GroupSet) -> bool {
        self.any && (set.first..set.last).any(|g| self.bits[g as usize / 64] >> (g % 64) & 1 == 1)
    }
}
