//! Where templates may begin: tables from a word or group to the states behind it.

use super::glimpse::Glimpse;
use super::group::GroupSet;
use super::nfa::{Automata, Label};
use crate::segment::Caps;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Where a run of an automaton may begin, behind its first edge.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Start {
    /// What it finds: a group (lists) or the number of a pattern.
    pub finds: u32,
    /// State behind the first edge.
    pub to: u32,
    /// Capitals that the first word must have.
    pub caps: Caps,
    /// Role of the first tag.
    pub role: u8,
    /// Index into [`Pack::needs`](super::Pack::needs): groups without which the template cannot match.
    pub needs: u32,
    /// What may stand behind the first edge.
    pub ahead: Glimpse,
}

/// Starts by the word or group that the first edge consumes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Index {
    offsets: Vec<u32>,
    starts: Vec<Start>,
}

impl Index {
    pub(super) fn build(size: usize, pairs: &[(u32, Start)]) -> Self {
        let offsets = offsets(size, pairs.iter().map(|p| p.0));
        let mut free = offsets.clone();
        let mut order = vec![0; pairs.len()];
        for (i, (key, _)) in pairs.iter().enumerate() {
            let place = &mut free[*key as usize];
            order[*place as usize] = i;
            *place += 1;
        }
        let starts = order.into_iter().map(|i| pairs[i].1).collect();
        Self { offsets, starts }
    }

    /// The starts, to set them right.
    pub(super) fn starts_mut(&mut self) -> &mut [Start] {
        &mut self.starts
    }

    /// The word or group that the most templates begin with, and how many.
    pub(super) fn widest(&self) -> Option<(u32, usize)> {
        let sizes = self.offsets.windows(2).map(|w| (w[1] - w[0]) as usize);
        sizes
            .enumerate()
            .map(|(key, n)| (key as u32, n))
            .max_by_key(|&(_, n)| n)
    }

    /// Starts behind a word or group.
    pub fn of(&self, key: u32) -> &[Start] {
        &self.starts[place(&self.offsets, key)]
    }
}

/// Starts of templates that go on with a certain word, by their first two words: "the" alone begins too many.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Phrases {
    /// Where the starts behind each first word begin.
    offsets: Vec<u32>,
    /// The second word of each start, sorted within those of a first word.
    seconds: Vec<u32>,
    starts: Vec<Start>,
}

impl Phrases {
    /// Most starts behind a first word that are looked through one by one.
    ///
    /// A start takes a row for each second word that it may have, and in a language that inflects, one for each of its forms
    /// behind each form of the first.
    const FEW: usize = 8;

    /// Takes the starts whose second token must be a word out of `pairs`, but where a first word has few of them.
    pub(super) fn take(automata: &Automata, size: usize, pairs: &mut Vec<(u32, Start)>) -> Self {
        let (mut phrases, rest): (Vec<_>, Vec<_>) = std::mem::take(pairs)
            .into_iter()
            .partition(|(_, start)| goes_on_with_word(automata, start.to));
        *pairs = rest;
        phrases.sort_by_key(|p| p.0);
        let mut found: Vec<((u32, u32), Start)> = Vec::new();
        for alike in phrases.chunk_by(|a, b| a.0 == b.0) {
            if alike.len() <= Self::FEW {
                pairs.extend_from_slice(alike);
                continue;
            }
            for &(first, start) in alike {
                let mut seconds: Vec<u32> = Vec::new();
                for edge in automata.edges_of(start.to) {
                    if let Label::Word(second, _) = edge.label
                        && !seconds.contains(&second)
                    {
                        seconds.push(second);
                        found.push(((first, second), start));
                    }
                }
            }
        }
        found.sort_by_key(|f| f.0);
        Self {
            offsets: offsets(size, found.iter().map(|f| f.0.0)),
            seconds: found.iter().map(|f| f.0.1).collect(),
            starts: found.into_iter().map(|f| f.1).collect(),
        }
    }

    /// The starts, to set them right.
    pub(super) fn starts_mut(&mut self) -> &mut [Start] {
        &mut self.starts
    }

    /// Whether a phrase begins with a word.
    pub fn begin(&self, first: u32) -> bool {
        !place(&self.offsets, first).is_empty()
    }

    /// Starts behind the first of two words.
    pub fn of(&self, first: u32, second: u32) -> &[Start] {
        let place = place(&self.offsets, first);
        let seconds = &self.seconds[place.clone()];
        let from = place.start + seconds.partition_point(|&s| s < second);
        let to = place.start + seconds.partition_point(|&s| s <= second);
        &self.starts[from..to]
    }
}

/// Whether a run from a state must go on, and with a word.
fn goes_on_with_word(automata: &Automata, state: u32) -> bool {
    let mut edges = automata.edges_of(state).iter();
    !automata.states[state as usize].accepts && edges.all(|e| matches!(e.label, Label::Word(..)))
}

/// Where the items of each key up to `size` begin, if they are sorted by these keys.
fn offsets(size: usize, keys: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut offsets = vec![0; size + 2];
    for key in keys {
        offsets[key as usize + 1] += 1;
    }
    for i in 1..offsets.len() {
        offsets[i] += offsets[i - 1];
    }
    offsets
}

/// Where the items of a key lie.
fn place(offsets: &[u32], key: u32) -> Range<usize> {
    match (offsets.get(key as usize), offsets.get(key as usize + 1)) {
        (Some(&from), Some(&to)) => from as usize..to as usize,
        _ => 0..0,
    }
}

/// Groups that every match of a template goes through: those without whose edges its end cannot be reached.
pub(super) fn needs(automata: &Automata, start: u32) -> Vec<GroupSet> {
    let mut seen = Vec::new();
    let mut stack = vec![start];
    let mut sets: Vec<GroupSet> = Vec::new();
    while let Some(state) = stack.pop() {
        if seen.contains(&state) {
            continue;
        }
        seen.push(state);
        for edge in automata.edges_of(state) {
            stack.push(edge.to);
            if let Label::Tag(set, _) = edge.label
                && !sets.contains(&set)
            {
                sets.push(set);
            }
        }
    }
    sets.retain(|&set| !reaches(automata, start, set));
    sets
}

/// Whether an end is reached from `start` without going through `without`.
fn reaches(automata: &Automata, start: u32, without: GroupSet) -> bool {
    let mut seen = Vec::new();
    let mut stack = vec![start];
    while let Some(state) = stack.pop() {
        if automata.states[state as usize].accepts {
            return true;
        }
        if seen.contains(&state) {
            continue;
        }
        seen.push(state);
        let edges = automata.edges_of(state).iter();
        stack.extend(
            edges
                .filter(|e| !matches!(e.label, Label::Tag(set, _) if set == without))
                .map(|e| e.to),
        );
    }
    false
}

/// Adds the starts of a template to the tables; whether it begins with something other than a gap.
///
/// Ways that begin alike (`İstanbul['da]`) begin as one, so that the longest of them is found and not each.
pub(super) fn index(
    automata: &mut Automata,
    start: u32,
    (finds, needs): (u32, u32),
    words: &mut Vec<(u32, Start)>,
    groups: &mut Vec<(u32, Start)>,
) -> bool {
    let mut alike: Vec<(Label, Vec<u32>)> = Vec::new();
    for edge in automata.edges_of(start) {
        match alike.iter_mut().find(|(label, _)| *label == edge.label) {
            Some((_, states)) => states.push(edge.to),
            None => alike.push((edge.label, vec![edge.to])),
        }
    }
    for (label, states) in alike {
        let to = automata.union(&states);
        let ahead = Glimpse::ahead(automata, to);
        let start = |caps, role| Start {
            finds,
            to,
            caps,
            role,
            needs,
            ahead,
        };
        match label {
            Label::Word(word, caps) => words.push((word, start(caps, 0))),
            Label::Tag(set, role) => {
                groups
                    .extend((set.first..set.last).map(|g| (u32::from(g), start(Caps::None, role))));
            }
            Label::Any | Label::Mark => return false,
        }
    }
    true
}
