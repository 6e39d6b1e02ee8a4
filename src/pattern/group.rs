//! Groups: the names of lists and slots, and what a name in braces means.

use super::compile::{CompileError, Names};
use super::error::closest;
use super::file::Entry;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Number of a group in its pack; groups are numbered in the order of their names.
pub type GroupId = u16;

/// All groups below a name: since groups are numbered by name, these are neighbours.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct GroupSet {
    /// First group.
    pub first: GroupId,
    /// One past the last group.
    pub last: GroupId,
}

impl GroupSet {
    /// Whether a group is one of them.
    pub fn holds(self, group: GroupId) -> bool {
        self.first <= group && group < self.last
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.first >= self.last
    }
}

/// The slots that Rust computes; each is also a group, so that templates refer to them like to lists.
pub const SLOTS: [&str; 10] = [
    "number", "count", "duration", "clock", "date", "moment", "money", "percent", "quote", "name",
];

/// Groups of a pack by name, for references in templates.
pub(super) struct GroupNames<'a> {
    pub(super) groups: &'a [Box<str>],
    /// What may be named, where not everything may.
    pub(super) allowed: Option<&'a BTreeSet<String>>,
}

impl Names for GroupNames<'_> {
    fn groups(&self, name: &str) -> Result<GroupSet, CompileError> {
        let set = group_set(self.groups, name);
        if set.is_empty() {
            let heads: BTreeSet<&str> = self
                .groups
                .iter()
                .flat_map(|g| [&**g, g.split('.').next().unwrap_or(g)])
                .collect();
            return Err(CompileError {
                message: format!("no list or slot called `{name}`"),
                place: None,
                help: closest(name, heads).map(|n| format!("did you mean `{{{n}}}`?")),
            });
        }
        if let Some(allowed) = self.allowed
            && !(set.first..set.last).all(|g| allowed.contains(&*self.groups[g as usize]))
        {
            return Err(CompileError {
                message: format!("`{{{name}}}` is a slot, or a list that itself refers to lists"),
                place: None,
                help: Some(
                    "a list may refer to plain lists only; write a pattern instead".to_owned(),
                ),
            });
        }
        Ok(set)
    }
}

/// The group of each entry; none for plain strings.
pub(super) fn of_entries(groups: &[Box<str>], entries: &[Entry]) -> Vec<Option<GroupId>> {
    let ids: FxHashMap<&str, GroupId> = groups
        .iter()
        .enumerate()
        .map(|(i, g)| (&**g, i as GroupId))
        .collect();
    entries
        .iter()
        .map(|e| {
            if e.plain {
                None
            } else {
                ids.get(e.group.as_str()).copied()
            }
        })
        .collect()
}

/// All groups at or below a name; empty if there are none.
pub(super) fn group_set(groups: &[Box<str>], name: &str) -> GroupSet {
    if let Ok(i) = groups.binary_search_by(|g| (**g).cmp(name)) {
        return GroupSet {
            first: i as u16,
            last: i as u16 + 1,
        };
    }
    let below = format!("{name}.");
    let first = groups.partition_point(|g| **g < *below);
    let last = first
        + groups[first..]
            .iter()
            .take_while(|g| g.starts_with(&below))
            .count();
    GroupSet {
        first: first as u16,
        last: last as u16,
    }
}
