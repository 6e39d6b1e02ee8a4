//! A quick look at what stands at a token: small sets that may hold too much, never too little.
//!
//! Each start of a template has the glimpse of what it may go on with, each token that of its words and tags. Where the two
//! have nothing in common, no run needs to begin; that is so almost everywhere.

use super::group::GroupSet;
use super::nfa::{Automata, Label};
use serde::{Deserialize, Serialize};

/// A set of words and groups, each hashed to one of 64 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glimpse(u64);

impl Glimpse {
    /// Whatever there is, and the end of the sentence.
    pub(super) const ANYTHING: Self = Self(u64::MAX);

    /// More groups than this are anything.
    const MANY: u16 = 48;

    /// What a run from a state may go on with.
    pub(super) fn ahead(automata: &Automata, state: u32) -> Self {
        if automata.states[state as usize].accepts {
            return Self::ANYTHING;
        }
        let mut glimpse = Self::default();
        for edge in automata.edges_of(state) {
            match edge.label {
                Label::Word(word, _) => glimpse.add_word(word),
                Label::Tag(GroupSet { first, last }, _) if last - first <= Self::MANY => {
                    (first..last).for_each(|group| glimpse.add_group(group));
                }
                Label::Tag(..) | Label::Any | Label::Mark => return Self::ANYTHING,
            }
        }
        glimpse
    }

    /// Adds a word; 0 is none.
    pub fn add_word(&mut self, word: u32) {
        if word != 0 {
            self.0 |= 1 << (word.wrapping_mul(0x9E37_79B9) >> 26);
        }
    }

    /// Adds a group.
    pub fn add_group(&mut self, group: u16) {
        self.0 |= 1 << (u32::from(group).wrapping_mul(0x85EB_CA6B) >> 26);
    }

    /// Whether a run that goes on with `self` may go on where a token shows `here`.
    pub fn may_meet(self, here: Self) -> bool {
        self.0 & here.0 != 0 || self == Self::ANYTHING
    }
}

#[cfg(test)]
mod tests {
    use super::super::nfa::{Edge, State};
    use super::*;
    use crate::segment::Caps;

    #[test]
    fn what_may_follow_is_never_missed() {
        let edge = |label| Edge::new(label, false, 1);
        let automata = Automata {
            states: vec![
                State::new(0, 2, false),
                State::new(2, 0, true),
                State::new(2, 1, false),
            ],
            edges: vec![
                edge(Label::Word(7, Caps::None)),
                edge(Label::Tag(GroupSet { first: 3, last: 6 }, 0)),
                edge(Label::Any),
            ],
        };
        let ahead = Glimpse::ahead(&automata, 0);
        let word = |w| {
            let mut glimpse = Glimpse::default();
            glimpse.add_word(w);
            glimpse
        };
        let group = |g| {
            let mut glimpse = Glimpse::default();
            glimpse.add_group(g);
            glimpse
        };
        assert!(ahead.may_meet(word(7)));
        assert!((3..6).all(|g| ahead.may_meet(group(g))));
        assert!((8..40).any(|w| !ahead.may_meet(word(w))));
        assert!(!ahead.may_meet(Glimpse::default()));
        // An end, and a gap, may stand before anything and before nothing.
        assert!(Glimpse::ahead(&automata, 1).may_meet(Glimpse::default()));
        assert!(Glimpse::ahead(&automata, 2).may_meet(Glimpse::default()));
    }
}
