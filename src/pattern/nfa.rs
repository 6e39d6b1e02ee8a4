//! Automata over tokens and tags.
//!
//! A template becomes states with edges; an edge consumes one token by its word, one tag by its group, or any word of a
//! gap. [`longest`] runs one from a place. Invariant: whatever the template and the text, a run from one place
//! looks at no more than [`STEPS`] edges and [`WINDOW`] tokens outside of tags, so matching is linear in the text.

use super::glimpse::Glimpse;
use super::pack::GroupSet;
use super::tag::Tags;
use crate::segment::{Caps, Class, Token};
use serde::{Deserialize, Serialize};

/// Most tokens that the words and gaps of one match may take.
pub const WINDOW: u32 = 64;

/// Most edges that one run may look at.
pub const STEPS: u32 = 4096;

/// What an edge consumes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Label {
    /// A token with this word id and at least these capitals.
    Word(u32, Caps),
    /// A tag of one of these groups, bound as this role.
    Tag(GroupSet, u8),
    /// A word or a number.
    Any,
    /// A mark inside a gap.
    Mark,
}

/// A transition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Edge {
    /// What it consumes.
    pub label: Label,
    /// State behind it, and in the highest bit whether it is glued.
    to: u32,
}

impl Edge {
    const GLUED: u32 = 1 << 31;

    /// An edge to a state; `glued`: the token must follow without white space.
    pub fn new(label: Label, glued: bool, to: u32) -> Self {
        Self {
            label,
            to: if glued { to | Self::GLUED } else { to },
        }
    }

    /// State behind it.
    pub fn to(self) -> u32 {
        self.to & !Self::GLUED
    }

    /// Whether the token must follow without white space.
    pub fn glued(self) -> bool {
        self.to & Self::GLUED != 0
    }

    /// The same to another state.
    pub(super) fn redirected(self, to: u32) -> Self {
        Self::new(self.label, self.glued(), to)
    }
}

/// A state: where its edges lie, and whether a match may end here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Index of its first edge.
    pub first: u32,
    /// Number of its edges.
    pub edges: u16,
    /// Whether a match may end here.
    pub accepts: bool,
    /// What a run may go on with, once all states are made; see [`Automata::look_ahead`].
    pub ahead: Glimpse,
}

impl State {
    /// A state whose edges lie there; what may stand before it is noted when all are made.
    pub(super) fn new(first: usize, edges: usize, accepts: bool) -> Self {
        Self {
            first: first as u32,
            edges: edges as u16,
            accepts,
            ahead: Glimpse::default(),
        }
    }
}

/// The automata of a language, one arena for all templates; a template is known by its first state.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Automata {
    /// All states.
    pub states: Vec<State>,
    /// All edges, those of a state together and in order of preference.
    pub edges: Vec<Edge>,
}

impl Automata {
    /// The edges of a state, in order of preference.
    pub fn edges_of(&self, state: u32) -> &[Edge] {
        let State { first, edges, .. } = self.states[state as usize];
        &self.edges[first as usize..first as usize + edges as usize]
    }

    /// Notes for each state what may stand before it.
    pub(super) fn look_ahead(&mut self) {
        for state in 0..self.states.len() {
            self.states[state].ahead = Glimpse::ahead(self, state as u32);
        }
    }

    /// Whether a run that goes on from a state where a token shows `here` may come to something.
    pub fn may_meet(&self, state: u32, here: Glimpse) -> bool {
        self.states[state as usize].ahead.may_meet(here)
    }

    /// A state that goes on like each of `states`; they have few edges each.
    pub(super) fn union(&mut self, states: &[u32]) -> u32 {
        if let [one] = states {
            return *one;
        }
        let first = self.edges.len();
        let mut accepts = false;
        for &state in states {
            accepts |= self.states[state as usize].accepts;
            for edge in self.edges_of(state).to_vec() {
                if !self.edges[first..].contains(&edge) {
                    self.edges.push(edge);
                }
            }
        }
        let edges = self.edges.len() - first;
        self.states.push(State::new(first, edges, accepts));
        self.states.len() as u32 - 1
    }
}

/// A tag that a match went through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capture {
    /// Index into [`Tags::all`].
    pub tag: u32,
    /// Role number within its pattern; 0 for none.
    pub role: u8,
}

/// Room for runs, reused between them.
#[derive(Debug, Default)]
pub struct Scratch {
    seen: Seen,
    path: Vec<Capture>,
    best: Vec<Capture>,
    best_end: u32,
    steps: u32,
    total: u64,
}

impl Scratch {
    /// Captures of the match that [`longest`] found last.
    pub fn captures(&self) -> &[Capture] {
        &self.best
    }

    /// Edges that all runs together have looked at: what matching costs, apart from the machine.
    pub fn steps(&self) -> u64 {
        self.total + u64::from(self.steps)
    }
}

/// Where a run has been, so that it seldom goes on from a place twice. A place that another one has taken the room of is
/// new again: that costs steps, and changes nothing.
#[derive(Debug)]
struct Seen {
    /// Number of the run.
    run: u32,
    /// The run, state and token that took each room last.
    rooms: Box<[(u32, u32, u32); Self::ROOMS]>,
}

impl Seen {
    const ROOMS: usize = 512;

    fn clear(&mut self) {
        if self.run == u32::MAX {
            *self = Self::default();
        }
        self.run += 1;
    }

    /// Remembers a place; whether it is new.
    fn insert(&mut self, state: u32, at: u32) -> bool {
        let room = (state.wrapping_mul(0x9E37_79B9) >> 16).wrapping_add(at) as usize % Self::ROOMS;
        let place = (self.run, state, at);
        std::mem::replace(&mut self.rooms[room], place) != place
    }
}

impl Default for Seen {
    fn default() -> Self {
        Self {
            run: 0,
            rooms: Box::new([(0, 0, 0); Self::ROOMS]),
        }
    }
}

/// A text that is being matched: its tokens up to the end of a sentence, and their tags.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Tokens of the whole text.
    pub tokens: &'a [Token],
    /// Tags found so far.
    pub tags: &'a Tags,
    /// What stands at each token, at a glance; where this ends, anything may.
    pub glimpses: &'a [Glimpse],
    /// One past the last token that may be used.
    pub end: u32,
    /// Groups whose tags no gap steps over.
    pub without: &'a [GroupSet],
}

impl Input<'_> {
    /// What stands at a token, at a glance.
    pub fn glimpse(&self, at: u32) -> Glimpse {
        if at >= self.end {
            return Glimpse::default();
        }
        let known = self.glimpses.get(at as usize);
        known.copied().unwrap_or(Glimpse::ANYTHING)
    }

    /// Whether a gap may take a token.
    fn may_skip(&self, at: u32) -> bool {
        self.without.is_empty()
            || !self
                .tags
                .starting_at(at)
                .any(|(_, tag)| self.without.iter().any(|s| s.holds(tag.group)))
    }
}

/// Token after the longest match from state `from` at token `at`; captures go to `scratch`.
///
/// `entry` is the capture that led to `from`, if the caller already took the first edge through a tag.
pub fn longest(
    automata: &Automata,
    from: u32,
    at: u32,
    entry: Option<Capture>,
    input: Input<'_>,
    scratch: &mut Scratch,
) -> Option<u32> {
    scratch.seen.clear();
    scratch.path.clear();
    scratch.best.clear();
    scratch.best_end = u32::MAX;
    scratch.total += u64::from(scratch.steps);
    scratch.steps = 0;
    scratch.path.extend(entry);
    let Ok((from, at, used)) = straight(automata, from, at, input, scratch) else {
        return None;
    };
    walk(automata, from, at, used, input, scratch);
    (scratch.best_end != u32::MAX).then_some(scratch.best_end)
}

/// Whether a run from a state can end at once or take its first step: the cheap look before [`longest`].
pub fn may_go(automata: &Automata, state: u32, at: u32, input: Input<'_>) -> bool {
    if automata.states[state as usize].accepts {
        return true;
    }
    let Some(token) = input.tokens.get(at as usize).filter(|_| at < input.end) else {
        return false;
    };
    automata
        .edges_of(state)
        .iter()
        .any(|edge| match edge.label {
            Label::Word(word, caps) => is_word(token, word, caps),
            Label::Any | Label::Mark => true,
            Label::Tag(set, _) => input
                .tags
                .starting_at(at)
                .any(|(_, tag)| set.holds(tag.group)),
        })
}

/// Follows the words that a template begins with as long as each leaves one way to go on; `Err` if one is not there.
fn straight(
    automata: &Automata,
    mut state: u32,
    mut at: u32,
    input: Input<'_>,
    scratch: &mut Scratch,
) -> Result<(u32, u32, u32), ()> {
    let from = at;
    loop {
        let node = automata.states[state as usize];
        let used = at - from;
        if node.edges != 1 || node.accepts || used >= WINDOW {
            return Ok((state, at, used));
        }
        let edge = automata.edges[node.first as usize];
        let Label::Word(word, caps) = edge.label else {
            return Ok((state, at, used));
        };
        scratch.steps += 1;
        let token = input
            .tokens
            .get(at as usize)
            .filter(|_| at < input.end)
            .ok_or(())?;
        if (edge.glued() && !token.glued) || !is_word(token, word, caps) {
            return Err(());
        }
        (state, at) = (edge.to(), at + 1);
    }
}

/// Whether a token is a word with at least these capitals, as it stands or without what is glued to it.
fn is_word(token: &Token, word: u32, caps: Caps) -> bool {
    (token.word == word || (token.stem == word && word != 0)) && token.caps >= caps
}

/// Goes on from a state at a token, if something stands there that it may go on with.
fn walk(
    automata: &Automata,
    state: u32,
    at: u32,
    used: u32,
    input: Input<'_>,
    scratch: &mut Scratch,
) {
    if !automata.may_meet(state, input.glimpse(at)) || !scratch.seen.insert(state, at) {
        return;
    }
    let node = automata.states[state as usize];
    if node.accepts && (scratch.best_end == u32::MAX || at > scratch.best_end) {
        scratch.best_end = at;
        scratch.best.clone_from(&scratch.path);
    }
    if at >= input.end || used >= WINDOW {
        return;
    }
    let token = &input.tokens[at as usize];
    for edge in automata.edges_of(state) {
        scratch.steps += 1;
        if scratch.steps > STEPS {
            return;
        }
        if edge.glued() && !token.glued {
            continue;
        }
        match edge.label {
            Label::Word(word, caps) => {
                if is_word(token, word, caps) {
                    walk(automata, edge.to(), at + 1, used + 1, input, scratch);
                }
            }
            Label::Any => {
                if token.class != Class::Mark && input.may_skip(at) {
                    walk(automata, edge.to(), at + 1, used + 1, input, scratch);
                }
            }
            Label::Mark => {
                if token.class == Class::Mark && input.may_skip(at) {
                    walk(automata, edge.to(), at + 1, used + 1, input, scratch);
                }
            }
            Label::Tag(set, role) => {
                for (index, tag) in input.tags.starting_at(at) {
                    if set.holds(tag.group) && tag.end <= input.end {
                        scratch.path.push(Capture { tag: index, role });
                        walk(automata, edge.to(), tag.end, used + 1, input, scratch);
                        scratch.path.pop();
                    }
                }
            }
        }
    }
}
