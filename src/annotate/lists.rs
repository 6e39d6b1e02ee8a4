//! Tags the words of lists: plain templates first, then those that refer to plain lists.

use super::{Annotation, Tag};
use crate::pattern::Pack;
use crate::pattern::nfa::{self, Capture, Input, Scratch};
use crate::pattern::pack::Start;
use crate::segment::Token;

/// Adds a tag for every list template that matches somewhere.
pub(super) fn tag(pack: &Pack, a: &mut Annotation, scratch: &mut Scratch) {
    let mut found = Vec::new();
    for sentence in &a.sentences {
        for at in sentence.first..sentence.last {
            let token = &a.tokens[at as usize];
            let input = Input {
                tokens: &a.tokens,
                tags: &a.tags,
                end: sentence.last,
            };
            let words = [token.word, token.stem];
            for start in starts(&words, |w| pack.lists.of(w)).chain(phrases(pack, words, at, input))
            {
                follow(
                    pack,
                    start,
                    token,
                    at + 1,
                    None,
                    at,
                    input,
                    scratch,
                    &mut found,
                );
            }
        }
    }
    for tag in found.drain(..) {
        a.tags.add(tag);
    }
    let (by_word, by_group) = &pack.composed;
    for sentence in &a.sentences {
        for at in sentence.first..sentence.last {
            let token = &a.tokens[at as usize];
            let input = Input {
                tokens: &a.tokens,
                tags: &a.tags,
                end: sentence.last,
            };
            for start in starts(&[token.word, token.stem], |w| by_word.of(w)) {
                follow(
                    pack,
                    start,
                    token,
                    at + 1,
                    None,
                    at,
                    input,
                    scratch,
                    &mut found,
                );
            }
            for (index, tag) in a.tags.starting_at(at) {
                for start in by_group.of(u32::from(tag.group)) {
                    follow(
                        pack,
                        start,
                        token,
                        tag.end,
                        Some(Capture {
                            tag: index,
                            role: 0,
                        }),
                        at,
                        input,
                        scratch,
                        &mut found,
                    );
                }
            }
        }
    }
    for tag in found {
        a.tags.add(tag);
    }
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

/// Starts behind a known word that go on with the word behind it.
fn phrases<'p>(
    pack: &'p Pack,
    words: [u32; 2],
    at: u32,
    input: Input<'_>,
) -> impl Iterator<Item = &'p Start> {
    let next = input
        .tokens
        .get(at as usize + 1)
        .filter(|_| at + 1 < input.end);
    let behind = next.map_or([0; 2], |t| [t.word, t.stem]);
    words
        .into_iter()
        .filter(|&w| w != 0 && pack.phrases.begin(w))
        .flat_map(move |w| behind.into_iter().map(move |b| (w, b)))
        .filter(|&(_, b)| b != 0)
        .flat_map(|(w, b)| pack.phrases.of(w, b))
}

#[expect(
    clippy::too_many_arguments,
    reason = "one step of a loop that stands twice"
)]
fn follow(
    pack: &Pack,
    start: &Start,
    token: &Token,
    next: u32,
    entry: Option<Capture>,
    at: u32,
    input: Input<'_>,
    scratch: &mut Scratch,
    found: &mut Vec<Tag>,
) {
    if token.caps < start.caps {
        return;
    }
    // Most lists hold single words: these end here.
    let state = pack.automata.states[start.to as usize];
    if state.accepts && state.edges == 0 {
        found.push(Tag {
            start: at,
            end: next,
            group: start.finds as u16,
            value: Tag::WORDS,
        });
        return;
    }
    if !nfa::may_go(&pack.automata, start.to, next, input) {
        return;
    }
    if let Some(end) = nfa::longest(&pack.automata, start.to, next, entry, input, scratch) {
        found.push(Tag {
            start: at,
            end,
            group: start.finds as u16,
            value: Tag::WORDS,
        });
    }
}
