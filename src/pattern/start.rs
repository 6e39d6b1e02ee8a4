//! Where templates may begin: tables from a word or group to the states behind it.

use super::group::GroupSet;
use super::nfa::{Automata, Edge, Label};
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
    /// Index into [`Pack::needs`](super::Pack::needs): what the template cannot match without.
    pub needs: u16,
    /// Capitals that the first word must have.
    pub caps: Caps,
    /// Role of the first tag.
    pub role: u8,
}

/// Where the items of each key lie.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Places {
    /// Where those of each key begin, and the end of all: where many keys have items.
    Dense(Vec<u32>),
    /// Where few have, the others take a bit.
    Sparse {
        /// Which keys have items, 64 to a word.
        present: Vec<u64>,
        /// How many keys have items before each word.
        before: Vec<u32>,
        /// Where the items of each key that has some begin, and the end of all.
        firsts: Vec<u32>,
    },
}

impl Default for Places {
    fn default() -> Self {
        Self::Dense(Vec::new())
    }
}

impl Places {
    /// Fewer keys than one of so many is few.
    const FEW: usize = 4;

    /// Those of items that are sorted by their keys.
    fn of_sorted(keys: impl Iterator<Item = u32> + Clone) -> Self {
        let Some(last) = keys.clone().last() else {
            return Self::default();
        };
        let mut dense = vec![0; last as usize + 2];
        for key in keys {
            dense[key as usize + 1] += 1;
        }
        let filled = dense.iter().filter(|&&count| count > 0).count();
        for key in 1..dense.len() {
            dense[key] += dense[key - 1];
        }
        if filled * Self::FEW > dense.len() {
            return Self::Dense(dense);
        }
        let mut present = vec![0_u64; dense.len() / 64 + 1];
        let mut firsts = Vec::with_capacity(filled + 1);
        for (key, place) in dense.windows(2).enumerate().filter(|(_, p)| p[0] < p[1]) {
            present[key / 64] |= 1 << (key % 64);
            firsts.push(place[0]);
        }
        firsts.push(dense[last as usize + 1]);
        let before = present.iter().scan(0, |sum: &mut u32, word| {
            let before = *sum;
            *sum += word.count_ones();
            Some(before)
        });
        Self::Sparse {
            before: before.collect(),
            present,
            firsts,
        }
    }

    /// Where the items of a key lie.
    fn of(&self, key: u32) -> Range<usize> {
        let places = match self {
            Self::Dense(firsts) => firsts.get(key as usize..key as usize + 2),
            Self::Sparse {
                present,
                before,
                firsts,
            } => {
                let (word, bit) = (key as usize / 64, 1 << (key % 64));
                let here = present.get(word).filter(|p| **p & bit != 0);
                here.and_then(|here| {
                    let nth = before[word] + (here & (bit - 1)).count_ones();
                    firsts.get(nth as usize..nth as usize + 2)
                })
            }
        };
        places.map_or(0..0, |p| p[0] as usize..p[1] as usize)
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

    /// Starts behind a word, by the second one.
    pub fn of(&self, first: u32) -> Seconds<'_> {
        let place = self.places.of(first);
        Seconds {
            words: &self.seconds[place.clone()],
            starts: &self.starts[place],
        }
    }
}

/// Starts of phrases that begin with the same word.
#[derive(Clone, Copy, Debug)]
pub struct Seconds<'p> {
    words: &'p [u32],
    starts: &'p [Start],
}

impl<'p> Seconds<'p> {
    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.words.is_empty()
    }

    /// Those that go on with a word.
    pub fn of(self, second: u32) -> &'p [Start] {
        let from = self.words.partition_point(|&word| word < second);
        let alike = self.words[from..].iter();
        let count = alike.take_while(|&&word| word == second).count();
        &self.starts[from..from + count]
    }
}

/// Whether a run from a state must go on, and with a word.
fn goes_on_with_word(automata: &Automata, state: u32) -> bool {
    let mut edges = automata.edges_of(state).iter();
    !automata.states[state as usize].accepts && edges.all(|e| matches!(e.label, Label::Word(..)))
}

/// Words and groups of which every match of a template goes through at least one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// Ids of words.
    pub words: Vec<u32>,
    /// Groups.
    pub groups: Vec<GroupSet>,
}

impl Need {
    /// The labels of some edges; `None` if one of them takes any token, or if they are too many to be worth a look.
    fn of(edges: impl Iterator<Item = Edge>) -> Option<Self> {
        const MOST: usize = 24;
        let mut need = Self::default();
        for edge in edges {
            match edge.label {
                Label::Word(word, _) if !need.words.contains(&word) => need.words.push(word),
                Label::Tag(set, _) if !need.groups.contains(&set) => need.groups.push(set),
                Label::Word(..) | Label::Tag(..) => {}
                Label::Any | Label::Mark => return None,
            }
        }
        (need.words.len() + need.groups.len() <= MOST).then_some(need)
    }
}

/// What a template needs: for each state that all of its matches come through, what leads there.
pub(super) fn needs(automata: &Automata, start: u32) -> Vec<Need> {
    let states = reached(automata, start, None);
    let mut needs: Vec<Need> = Vec::new();
    for &state in states.iter().filter(|&&state| state != start) {
        let without = reached(automata, start, Some(state));
        if without.iter().any(|&s| automata.states[s as usize].accepts) {
            continue;
        }
        let edges = states.iter().flat_map(|&from| automata.edges_of(from));
        let there = edges.copied().filter(|e| e.to() == state);
        needs.extend(Need::of(there).filter(|need| !needs.contains(need)));
    }
    needs
}

/// The states that can be reached from one, it among them, without coming through another.
fn reached(automata: &Automata, start: u32, without: Option<u32>) -> Vec<u32> {
    let mut found = vec![start];
    let mut next = 0;
    while let Some(&state) = found.get(next) {
        next += 1;
        for edge in automata.edges_of(state) {
            if Some(edge.to()) != without && !found.contains(&edge.to()) {
                found.push(edge.to());
            }
        }
    }
    found
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
