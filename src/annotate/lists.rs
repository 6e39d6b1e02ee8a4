//! Tags the words of lists: plain templates first, then those that refer to plain lists.

use super::{Annotation, Glimpses, Tag, Workspace};
use crate::pattern::nfa::{self, Capture, Input, Scratch};
use crate::pattern::pack::Start;
use crate::pattern::{Glimpse, Pack};
use crate::segment::Token;

/// Adds a tag for every list template that matches somewhere.
pub(super) fn tag(pack: &Pack, a: &mut Annotation, workspace: &mut Workspace) {
    let Workspace { scratch, glimpses } = workspace;
    let mut found = Vec::with_capacity(a.tokens.len() / 2);
    for sentence in &a.sentences {
        for at in sentence.first..sentence.last {
            let words = words(&a.tokens[at as usize]);
            if words == [0; 2] {
                continue;
            }
            let mut run = Run {
                pack,
                at,
                input: input(a, glimpses, sentence.last),
                scratch,
                found: &mut found,
            };
            run.plain(words);
        }
    }
    for tag in found.drain(..) {
        a.tags.add(tag);
    }
    glimpses.update(&a.tags);
    let (by_word, by_group) = &pack.composed;
    for sentence in &a.sentences {
        for at in sentence.first..sentence.last {
            let mut run = Run {
                pack,
                at,
                input: input(a, glimpses, sentence.last),
                scratch,
                found: &mut found,
            };
            let here = run.input.glimpse(at + 1);
            for start in starts(&words(&a.tokens[at as usize]), |w| by_word.of(w)) {
                run.follow(start, at + 1, here, None);
            }
            for (tag, Tag { end, group, .. }) in a.tags.starting_at(at) {
                let here = run.input.glimpse(end);
                for start in by_group.of(u32::from(group)) {
                    run.follow(start, end, here, Some(Capture { tag, role: 0 }));
                }
            }
        }
    }
    for tag in found {
        a.tags.add(tag);
    }
}

fn input<'a>(a: &'a Annotation, glimpses: &'a Glimpses, end: u32) -> Input<'a> {
    Input {
        tokens: &a.tokens,
        tags: &a.tags,
        glimpses: &glimpses.tokens,
        end,
        without: &[],
    }
}

/// The ids that a token may be known by; 0 for none.
fn words(token: &Token) -> [u32; 2] {
    [token.word, token.stem]
}

/// Starts behind each known word.
pub(super) fn starts<'p>(
    words: &[u32; 2],
    of: impl Fn(u32) -> &'p [Start],
) -> impl Iterator<Item = &'p Start> {
    words
        .map(|w| if w == 0 { &[][..] } else { of(w) })
        .into_iter()
        .flatten()
}

/// The templates of lists at one token.
struct Run<'a> {
    pack: &'a Pack,
    at: u32,
    input: Input<'a>,
    scratch: &'a mut Scratch,
    found: &'a mut Vec<Tag>,
}

impl Run<'_> {
    /// Follows the templates that refer to no other list: those behind the token's words, and those behind the two words
    /// that it begins with the next token.
    fn plain(&mut self, words: [u32; 2]) {
        let (pack, next) = (self.pack, self.at + 1);
        let here = self.input.glimpse(next);
        for start in starts(&words, |w| pack.lists.of(w)) {
            self.follow(start, next, here, None);
        }
        if next >= self.input.end {
            return;
        }
        for first in words.into_iter().filter(|&w| w != 0) {
            let phrases = pack.phrases.of(first);
            if !phrases.is_empty() {
                let second = self::words(&self.input.tokens[next as usize]);
                for start in starts(&second, |second| phrases.of(second)) {
                    self.follow(start, next, here, None);
                }
            }
        }
    }

    /// Follows a template from behind its first edge; `here` is what stands there.
    fn follow(&mut self, start: &Start, next: u32, here: Glimpse, entry: Option<Capture>) {
        let automata = &self.pack.automata;
        let state = automata.states[start.to as usize];
        let caps = self.input.tokens[self.at as usize].caps;
        if !state.ahead.may_meet(here) || caps < start.caps {
            return;
        }
        // Most lists hold single words: these end here.
        let end = if state.accepts && state.edges == 0 {
            Some(next)
        } else if nfa::may_go(automata, start.to, next, self.input) {
            nfa::longest(automata, start.to, next, entry, self.input, self.scratch)
        } else {
            None
        };
        self.found.extend(end.map(|end| Tag {
            start: self.at,
            end,
            group: start.finds,
            value: Tag::WORDS,
        }));
    }
}

/// The lists whose templates match at a token, each with one past its last token; lists that refer to others are not looked at.
pub(super) fn at(pack: &Pack, at: u32, input: Input<'_>, scratch: &mut Scratch) -> Vec<(u16, u32)> {
    let mut found = Vec::new();
    let mut run = Run {
        pack,
        at,
        input,
        scratch,
        found: &mut found,
    };
    run.plain(words(&input.tokens[at as usize]));
    found.iter().map(|tag| (tag.group, tag.end)).collect()
}
