//! Where templates may begin: tables from a word or group to the states behind it.

use super::group::GroupSet;
use super::nfa::{Automata, Label};
use crate::segment::Caps;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Where a run of an automaton may begin, behind its first edge.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Start {
    /// State behind the first edge.
    pub to: u32,
    /// What it finds: a group (lists) or the number of a pattern.
    pub finds: u16,
    /// Index into [`Pack::needs`](super::Pack::needs): groups without which the template cannot match.
    pub needs: u16,
    /// Capitals that the first word must have.
    pub caps: Caps,
    /// Role of the first tag.
    pub role: u8,
}

/// Where the items of each key begin; most keys have none, and those take a bit.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Places {
    /// Which keys have items, 64 to a word.
    present: Vec<u64>,
    /// How many keys have items before each word.
    before: Vec<u32>,
    /// Where the items of each key that has some begin, and the end of all.
    firsts: Vec<u32>,
}

impl Places {
    /// Those of items that are sorted by their keys.
    fn of_sorted(keys: impl Iterator<Item = u32>) -> Self {
        let mut places = Self::default();
        let mut last = None;
        let mut end = 0;
        for key in keys {
            if last.replace(key) != Some(key) {
                places.present.resize(key as usize / 64 + 1, 0);
                places.present[key as usize / 64] |= 1 << (key % 64);
                places.firsts.push(end);
            }
            end += 1;
        }
        places.firsts.push(end);
        let before = |sum: &mut u32, word: &u64| {
            let before = *sum;
            *sum += word.count_ones();
            Some(before)
        };
        places.before = places.present.iter().scan(0, before).collect();
        places.firsts.shrink_to_fit();
        places.present.shrink_to_fit();
        places
    }

    /// Where the items of a key lie.
    fn of(&self, key: u32) -> Range<usize> {
        let (word, bit) = (key as usize / 64, 1 << (key % 64));
        let Some(present) = self.present.get(word).filter(|p| **p & bit != 0) else {
            return 0..0;
        };
        let nth = (self.before[word] + (present & (bit - 1)).count_ones()) as usize;
        self.firsts[nth] as usize..self.firsts[nth + 1] as usize
    }
}

/// Starts by the word or group that the first edge consumes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Index {
    places: Places,
    starts: Vec<Start>,
}

impl Index {
    pub(super) fn build(pairs: &[(u32, Start)]) -> Self {
        let mut pairs = pairs.to_vec();
        pairs.sort_by_key(|p| p.0);
        Self {
            places: Places::of_sorted(pairs.iter().map(|p| p.0)),
            starts: pairs.iter().map(|p| p.1).collect(),
        }
    }

    /// The starts, to set them right.
    pub(super) fn starts_mut(&mut self) -> &mut [Start] {
        &mut self.starts
    }

    /// Starts behind a word or group.
    pub fn of(&self, key: u32) -> &[Start] {
        &self.starts[self.places.of(key)]
    }
}

/// Starts of templates that go on with a certain word, by their first two words: "the" alone begins too many.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Phrases {
    /// Where the starts behind each first word lie.
    places: Places,
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
    pub(super) fn take(automata: &Automata, pairs: &mut Vec<(u32, Start)>) -> Self {
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
            places: Places::of_sorted(found.iter().map(|f| f.0.0)),
            seconds: found.iter().map(|f| f.0.1).collect(),
            starts: found.iter().map(|f| f.1).collect(),
        }
    }

    /// The starts, to set them right.
    pub(super) fn starts_mut(&mut self) -> &mut [Start] {
        &mut self.starts
    }

    /// Whether a phrase begins with a word.
    pub fn begin(&self, first: u32) -> bool {
        !self.places.of(first).is_empty()
    }

    /// Starts behind the first of two words.
    pub fn of(&self, first: u32, second: u32) -> &[Start] {
        let place = self.places.of(first);
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
            stack.push(edge.to());
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
                .map(|e| e.to()),
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
    (finds, needs): (u16, u16),
    words: &mut Vec<(u32, Start)>,
    groups: &mut Vec<(u32, Start)>,
) -> bool {
    let mut alike: Vec<(Label, Vec<u32>)> = Vec::new();
    for edge in automata.edges_of(start) {
        match alike.iter_mut().find(|(label, _)| *label == edge.label) {
            Some((_, states)) => states.push(edge.to()),
            None => alike.push((edge.label, vec![edge.to()])),
        }
    }
    for (label, states) in alike {
        let to = automata.union(&states);
        let start = |caps, role| Start {
            to,
            finds,
            needs,
            caps,
            role,
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
