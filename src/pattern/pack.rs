//! One language, compiled and ready to match; [`build`](super::build) makes it.

use super::fact_kind::FactKind;
use super::file::Header;
use super::group::group_set;
pub use super::group::{GroupId, GroupSet, SLOTS};
use super::meaning::{Bounds, Meaning, ZoneName};
use super::nfa::Automata;
pub use super::start::{Index, Need, Phrases, Start};
pub use super::vocabulary::Vocabulary;
use crate::model::{Lang, PatternRef};
use crate::segment::{Token, Words, fold};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most letters of all prefixes of a word.
const LONGEST_PREFIXES: usize = 12;

/// Which moments a pattern takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Moments {
    /// Those without a time of day.
    Days,
    /// Those with one.
    Times,
}

impl std::str::FromStr for Moments {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "days" => Ok(Self::Days),
            "times" => Ok(Self::Times),
            _ => Err(()),
        }
    }
}

/// A compiled `[[pattern]]`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pattern {
    /// `<language>.<id>` and fingerprint.
    pub reference: PatternRef,
    /// Index into [`Pack::kinds`].
    pub kind: usize,
    /// Groups of which one must occur in the sentence; none asks nothing.
    pub near: Vec<GroupSet>,
    /// Groups of which none may occur in the sentence.
    pub unless: Vec<GroupSet>,
    /// Groups of which none may occur within a match.
    pub without: Vec<GroupSet>,
    /// Which moments it takes; `None` for all.
    pub moments: Option<Moments>,
    /// Constant fields.
    pub set: BTreeMap<String, String>,
    /// From 0 to 1.
    pub confidence: f32,
    /// Higher wins.
    pub priority: i64,
    /// Names of the roles that its captures are bound as; role `n` is at `n - 1`.
    pub roles: Vec<String>,
}

/// One language, compiled.
///
/// Invariant: immutable once made, so any number of threads may read it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Pack {
    /// Its language.
    pub lang: Lang,
    /// `[file]` after inheritance.
    pub header: Header,
    /// Its words.
    pub vocabulary: Vocabulary,
    /// Glued prefixes that are words of `range.and`: Arabic "و".
    pub(super) and: Vec<Box<str>>,
    /// Names of its groups, sorted; the index is the [`GroupId`].
    pub groups: Vec<Box<str>>,
    /// What templates need; the first one needs nothing.
    pub needs: Vec<Vec<Need>>,
    /// Groups of the built-in slots, in the order of [`SLOTS`].
    pub(super) slots: [GroupId; SLOTS.len()],
    /// Groups that may give the value of each fact kind.
    pub(super) value_sets: Vec<Vec<GroupSet>>,
    /// What each group means to the slots.
    pub meanings: Vec<Meaning>,
    /// What the names of zones mean; [`Meaning::Zone`] is an index.
    pub zones: Vec<ZoneName>,
    /// What hedges make of numbers.
    pub bounds: Bounds,
    /// Plain strings by key, such as `quotes.pairs`.
    pub strings: BTreeMap<String, Vec<String>>,
    /// States and edges of all templates.
    pub automata: Automata,
    /// Starts of list templates, by word.
    pub lists: Index,
    /// Starts of list templates of two words and more, by the first two.
    pub phrases: Phrases,
    /// Single words of lists that get no tag, by word, see [`Meaning::is_filler`].
    pub fillers: Index,
    /// Starts of list templates that begin with or hold references, by word, then by group.
    pub composed: (Index, Index),
    /// Starts of patterns by word, then by group.
    pub starts: (Index, Index),
    /// Its patterns, in file order.
    pub patterns: Vec<Pattern>,
    /// All fact kinds.
    #[serde(skip)]
    pub kinds: Arc<[FactKind]>,
    /// Digest of everything: changes when anything that can change a result does.
    pub fingerprint: Arc<str>,
    pub(super) digests: Vec<[u8; 32]>,
    /// References to the built-in slots, in the order of [`SLOTS`].
    pub(super) slot_references: Vec<PatternRef>,
}

impl Pack {
    /// All groups at or below a name; empty if there are none.
    pub fn group_set(&self, name: &str) -> GroupSet {
        group_set(&self.groups, name)
    }

    /// The group of a built-in slot.
    pub fn slot(&self, name: &str) -> GroupId {
        let at = SLOTS.iter().position(|s| *s == name);
        at.map_or(GroupId::MAX, |at| self.slots[at])
    }

    /// The groups that may give the value of a fact kind.
    pub fn value_sets(&self, kind: &FactKind) -> &[GroupSet] {
        let at = self.kinds.iter().position(|k| std::ptr::eq(k, kind));
        at.map_or(&[], |at| &self.value_sets[at])
    }

    /// Name of a group, such as `feature.messaging.send`.
    pub fn group_name(&self, group: GroupId) -> &str {
        &self.groups[group as usize]
    }

    /// What follows the first dot of a group's name: `messaging.send`.
    pub fn code(&self, group: GroupId) -> &str {
        let name = self.group_name(group);
        name.split_once('.').map_or(name, |(_, code)| code)
    }

    /// Number at the end of a group's name below `prefix`: 0.5 for `number.fraction.0.5`.
    pub fn number(&self, group: GroupId, prefix: &str) -> Option<f64> {
        self.group_name(group)
            .strip_prefix(prefix)?
            .strip_prefix('.')?
            .parse()
            .ok()
    }

    /// Plain strings of a key, such as `quotes.pairs`.
    pub fn strings(&self, key: &str) -> &[String] {
        self.strings.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether the last file that sets a key says `yes`.
    pub fn says_yes(&self, key: &str) -> bool {
        self.strings(key).last().is_some_and(|t| t == "yes")
    }

    /// Whether the language glues "and" to words.
    pub fn glues_and(&self) -> bool {
        !self.and.is_empty()
    }

    /// Whether a token is a known word with a glued "and" before it.
    pub fn glued_and(&self, token: &Token, text: &str) -> bool {
        if token.stem == 0 || self.and.is_empty() {
            return false;
        }
        let folded = fold::folded(token.text(text), self.vocabulary.fold());
        self.and.iter().any(|p| folded.starts_with(&**p))
    }

    /// Byte at which the known word of a token begins, behind the prefixes that are glued to it: "والإمارات" is "الإمارات".
    pub fn stem_start(&self, token: &Token, text: &str) -> u32 {
        if token.word != 0 || token.stem == 0 || self.header.prefixes.is_empty() {
            return token.start;
        }
        let (word, words) = (token.text(text), &self.vocabulary);
        let known = |from: usize| {
            let rest = fold::folded(&word[from..], words.fold());
            let bare = |a: &String| rest.strip_prefix(&*fold::folded(a, words.fold()));
            let mut articles = self.header.articles.iter().filter_map(bare);
            words.id(&rest) == token.stem || articles.any(|r| words.id(r) == token.stem)
        };
        let mut starts = word.char_indices().map(|(i, _)| i).take(LONGEST_PREFIXES);
        starts
            .find(|&i| known(i))
            .map_or(token.start, |i| token.start + i as u32)
    }

    /// Reference to what Rust code finds with the words and strings below some names, such as `speech`.
    pub fn reference(&self, id: &str, below: &[&str]) -> PatternRef {
        let mut hash = blake3::Hasher::new();
        hash.update(env!("CARGO_PKG_VERSION").as_bytes());
        for name in below {
            let set = self.group_set(name);
            for group in set.first..set.last {
                hash.update(&self.digests[group as usize]);
            }
            for (key, strings) in self.strings.range((*name).to_owned()..) {
                if !key.starts_with(name) {
                    break;
                }
                hash.update(format!("{key}{strings:?}").as_bytes());
            }
        }
        PatternRef {
            id: format!("{}.{id}", self.lang).into(),
            fingerprint: hash.finalize().to_hex()[..16].into(),
        }
    }

    /// Reference to a built-in slot of [`SLOTS`], for facts that no pattern claims.
    pub fn slot_reference(&self, slot: &str) -> PatternRef {
        let at = SLOTS.iter().position(|s| *s == slot);
        self.slot_references[at.unwrap_or(0)].clone()
    }

    /// Makes the references to the slots; the groups have their digests.
    pub(super) fn refer_to_slots(&mut self) {
        let references = SLOTS.iter().zip(&self.slots).map(|(slot, &group)| {
            let digest = self.digests.get(group as usize);
            let digest = digest.map(|d| blake3::Hash::from_bytes(*d).to_hex()[..16].to_owned());
            PatternRef {
                id: format!("{}.slot.{slot}", self.lang).into(),
                fingerprint: digest.unwrap_or_default().into(),
            }
        });
        self.slot_references = references.collect();
    }
}
