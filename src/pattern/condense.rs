//! Automata without what no run can reach, and with one state for all that go on alike.
//!
//! Enters: the automata of all templates and the states that runs begin with. Leaves: the same languages in fewer states.
//! The first edges of a template are in the tables of [`start`](super::start) and go; so do the ends of thousands of lists of single words
//! but one. The order of edges stays, so a run finds what it found.

use super::nfa::{Automata, Edge, State};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

/// Automata that are being made anew.
pub(super) struct Condensed<'a> {
    from: &'a Automata,
    automata: Automata,
    /// New numbers by old ones, as far as they are known.
    numbers: Vec<Option<u32>>,
    /// How far each is, by old number.
    progress: Vec<Progress>,
    /// A state of each digest of edges.
    alike: FxHashMap<u64, u32>,
    stack: Vec<u32>,
    edges: Vec<Edge>,
}

/// How far a state is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Unseen,
    /// What it leads to is being made.
    Open,
    Done,
}

impl<'a> Condensed<'a> {
    /// Nothing yet.
    pub(super) fn new(from: &'a Automata) -> Self {
        Self {
            from,
            automata: Automata::default(),
            numbers: vec![None; from.states.len()],
            progress: vec![Progress::Unseen; from.states.len()],
            alike: FxHashMap::default(),
            stack: Vec::new(),
            edges: Vec::new(),
        }
    }

    /// The new number of a state, which is made with all that it reaches.
    pub(super) fn state(&mut self, state: u32) -> u32 {
        self.stack.push(state);
        while let Some(&at) = self.stack.last() {
            match self.progress[at as usize] {
                Progress::Unseen => {
                    self.progress[at as usize] = Progress::Open;
                    let edges = self.from.edges_of(at).iter().map(|e| e.to());
                    let unseen = |to: &u32| self.progress[*to as usize] == Progress::Unseen;
                    self.stack.extend(edges.filter(unseen));
                }
                Progress::Open => {
                    self.stack.pop();
                    self.close(at);
                }
                Progress::Done => drop(self.stack.pop()),
            }
        }
        self.numbers[state as usize].unwrap_or_default()
    }

    /// Makes a state whose edges lead to known ones, or to such as are being looked at: gaps lead back to themselves.
    fn close(&mut self, at: u32) {
        self.progress[at as usize] = Progress::Done;
        let mut edges = std::mem::take(&mut self.edges);
        edges.clear();
        for edge in self.from.edges_of(at) {
            let to = self.number(edge.to());
            edges.push(edge.redirected(to));
        }
        let accepts = self.from.states[at as usize].accepts;
        let mut hasher = FxHasher::default();
        (accepts, &edges).hash(&mut hasher);
        let digest = hasher.finish();
        let known = self.alike.get(&digest).copied().filter(|&state| {
            self.automata.states[state as usize].accepts == accepts
                && self.automata.edges_of(state) == edges
        });
        let number = match (self.numbers[at as usize], known) {
            (None, Some(known)) => known,
            (asked, _) => {
                let number = asked.unwrap_or_else(|| self.reserve());
                let first = self.automata.edges.len();
                self.automata.states[number as usize] = State::new(first, edges.len(), accepts);
                self.automata.edges.extend_from_slice(&edges);
                self.alike.insert(digest, number);
                number
            }
        };
        self.numbers[at as usize] = Some(number);
        self.edges = edges;
    }

    fn number(&mut self, old: u32) -> u32 {
        if let Some(number) = self.numbers[old as usize] {
            return number;
        }
        let number = self.reserve();
        self.numbers[old as usize] = Some(number);
        number
    }

    fn reserve(&mut self) -> u32 {
        self.automata.states.push(State::default());
        self.automata.states.len() as u32 - 1
    }

    /// The automata, ready to run and without room to grow.
    pub(super) fn finish(mut self) -> Automata {
        self.automata.look_ahead();
        self.automata.states.shrink_to_fit();
        self.automata.edges.shrink_to_fit();
        self.automata
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::nfa::Label;
    use crate::segment::Caps;

    fn edge(word: u32, to: u32) -> Edge {
        Edge::new(Label::Word(word, Caps::None), false, to)
    }

    fn automata(states: &[(&[Edge], bool)]) -> Automata {
        let mut automata = Automata::default();
        for (edges, accepts) in states {
            let first = automata.edges.len();
            automata
                .states
                .push(State::new(first, edges.len(), *accepts));
            automata.edges.extend_from_slice(edges);
        }
        automata
    }

    /// Every way from a state of at most so many words, and whether a match may end there.
    fn ways(automata: &Automata, state: u32, words: usize) -> Vec<String> {
        let mut all = vec![format!("{}", automata.states[state as usize].accepts)];
        if words > 0 {
            for edge in automata.edges_of(state) {
                let rest = ways(automata, edge.to(), words - 1);
                all.extend(rest.iter().map(|way| format!("{:?} {way}", edge.label)));
            }
        }
        all
    }

    #[test]
    fn what_goes_on_alike_is_one_and_what_is_not_reached_is_gone() {
        let from = automata(&[
            (&[edge(1, 2), edge(2, 3)], false),
            (&[edge(9, 2)], false),
            (&[edge(3, 4)], false),
            (&[edge(3, 5)], false),
            (&[], true),
            (&[], true),
        ]);
        let mut condensed = Condensed::new(&from);
        let starts = [2, 3].map(|s| condensed.state(s));
        assert_eq!(starts[0], starts[1]);
        assert_eq!(condensed.finish().states.len(), 2);
    }

    #[test]
    fn a_state_that_leads_back_to_itself_stays_what_it_was() {
        let from = automata(&[
            (&[edge(1, 1), edge(2, 2)], false),
            (&[edge(3, 0), edge(4, 1), edge(5, 2)], false),
            (&[edge(6, 0)], true),
        ]);
        let mut condensed = Condensed::new(&from);
        let starts = [0, 1, 2].map(|s| condensed.state(s));
        let new = condensed.finish();
        for (old, new_start) in (0..3).zip(starts) {
            assert_eq!(ways(&from, old, 5), ways(&new, new_start, 5));
        }
    }

    #[test]
    fn whatever_the_automata_they_find_the_same() {
        let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
        let mut next = |below: u64| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            seed % below
        };
        for _ in 0..500 {
            let states: Vec<(Vec<Edge>, bool)> = (0..6)
                .map(|_| {
                    let edges = (0..next(4)).map(|_| edge(next(2) as u32, next(6) as u32));
                    (edges.collect(), next(3) == 0)
                })
                .collect();
            let states: Vec<(&[Edge], bool)> = states.iter().map(|(e, a)| (&e[..], *a)).collect();
            let from = automata(&states);
            let mut condensed = Condensed::new(&from);
            let starts = [3, 0, 5].map(|s| (s, condensed.state(s)));
            let new = condensed.finish();
            for (old, start) in starts {
                assert_eq!(ways(&from, old, 4), ways(&new, start, 4), "{from:?}");
            }
        }
    }
}
