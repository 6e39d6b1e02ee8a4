//! Digests of what can change a result: of each list, each pattern with the lists it uses, and a whole language.
//!
//! Invariant: whatever edit changes what a pattern finds changes its fingerprint; edits of lists that it does not use do not.

use super::file::{Entry, Header, RawPattern};
use super::group::{GroupId, GroupSet, SLOTS, group_set};
use super::pack::Pack;
use super::table;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Heads of groups that no slot of numbers and times looks at.
const SPEECH: [&str; 2] = ["speech", "quotes"];

impl Pack {
    /// A digest of each group's words.
    ///
    /// That of a list covers the lists that it refers to (`refers`); that of a slot the tables that the slot may look at.
    pub(super) fn digest_groups(
        &self,
        entries: &[Entry],
        refers: &BTreeMap<GroupId, Vec<GroupSet>>,
    ) -> Vec<[u8; 32]> {
        let mut lists: Vec<blake3::Hasher> =
            self.groups.iter().map(|_| blake3::Hasher::new()).collect();
        let mut times = blake3::Hasher::new();
        times.update(env!("CARGO_PKG_VERSION").as_bytes());
        times.update(format!("{:?}", effective(&self.header)).as_bytes());
        let mut all = times.clone();
        let free = |head: &str| !table::KEYS.iter().any(|k| k.head() == head);
        for e in entries {
            let line = format!("{}={}\n", e.group, e.text);
            let head = e.group.split('.').next().unwrap_or(&e.group);
            all.update(line.as_bytes());
            if !free(head) && !SPEECH.contains(&head) {
                times.update(line.as_bytes());
            }
            if !e.plain {
                lists[group_set(&self.groups, &e.group).first as usize].update(line.as_bytes());
            }
        }
        for slot in SLOTS {
            let wide = matches!(slot, "quote" | "name");
            lists[group_set(&self.groups, slot).first as usize] =
                if wide { &all } else { &times }.clone();
        }
        let own: Vec<[u8; 32]> = lists.iter().map(|h| *h.finalize().as_bytes()).collect();
        // Lists refer to plain lists only, so one step reaches everything.
        for (&group, sets) in refers {
            for set in sets {
                for other in set.first..set.last {
                    lists[group as usize].update(&own[other as usize]);
                }
            }
        }
        lists.iter().map(|h| *h.finalize().as_bytes()).collect()
    }

    /// The fingerprint of a pattern of the kind number `kind` that uses the groups `used`.
    pub(super) fn digest_pattern(
        &self,
        raw: &RawPattern,
        kind: usize,
        used: impl IntoIterator<Item = GroupId>,
    ) -> Arc<str> {
        let names = |list: &[(String, super::Place)]| {
            list.iter().map(|(n, _)| n.clone()).collect::<Vec<_>>()
        };
        let mut hash = blake3::Hasher::new();
        hash.update(
            format!(
                "{:?}",
                (
                    &self.kinds[kind],
                    names(&raw.matches),
                    names(&raw.near),
                    names(&raw.unless),
                    raw.set.iter().map(|(k, (v, _))| (k, v)).collect::<Vec<_>>(),
                    raw.confidence,
                    raw.priority,
                    effective(&self.header)
                )
            )
            .as_bytes(),
        );
        for group in used {
            hash.update(self.groups[group as usize].as_bytes());
            hash.update(&self.digests[group as usize]);
        }
        short(&hash)
    }

    /// The fingerprint of the language as a whole.
    pub(super) fn digest_all(&self) -> Arc<str> {
        let mut hash = blake3::Hasher::new();
        for (group, digest) in self.groups.iter().zip(&self.digests) {
            hash.update(group.as_bytes());
            hash.update(digest);
        }
        for pattern in &self.patterns {
            hash.update(pattern.reference.id.as_bytes());
            hash.update(pattern.reference.fingerprint.as_bytes());
        }
        hash.update(format!("{:?}", self.strings).as_bytes());
        short(&hash)
    }
}

/// Sixteen hexadecimal digits of a digest.
pub(super) fn short(hash: &blake3::Hasher) -> Arc<str> {
    hash.finalize().to_hex()[..16].into()
}

/// The header without what only people read.
fn effective(header: &Header) -> Header {
    Header {
        name: String::new(),
        version: String::new(),
        authors: Vec::new(),
        extends: Vec::new(),
        ..header.clone()
    }
}
