//! Digests of what can change a result: of each list, each pattern with the lists it uses, and a whole language.
//!
//! Invariant: whatever edit changes what a pattern finds changes its fingerprint; edits of lists that it does not use do not.

use super::file::{Entry, Header, RawPattern};
use super::group::{GroupId, GroupSet, SLOTS, group_set};
use super::pack::Pack;
use super::table;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Heads of groups that no slot of numbers and times looks at.
const SPEECH: [&str; 2] = ["speech", "quotes"];

impl Pack {
    /// A digest of each group's words.
    ///
    /// `of` tells the group of each entry. That of a list covers the lists that it refers to (`refers`); that of a slot the tables that the slot may look at.
    pub(super) fn digest_groups(
        &self,
        entries: &[Entry],
        of: &[Option<GroupId>],
        refers: &BTreeMap<GroupId, Vec<GroupSet>>,
    ) -> Vec<[u8; 32]> {
        let mut times = blake3::Hasher::new();
        times.update(env!("CARGO_PKG_VERSION").as_bytes());
        times.update(format!("{:?}", effective(&self.header)).as_bytes());
        let mut all = times.clone();
        // Hashed in large pieces, which is faster by far than a line at a time.
        let (mut lines, mut timely) = (Vec::new(), Vec::new());
        let tables: BTreeSet<&str> = table::keys().map(table::Key::head).collect();
        let mut by_group: Vec<(GroupId, &Entry)> = Vec::with_capacity(entries.len());
        for (e, group) in entries.iter().zip(of) {
            let head = e.group.split('.').next().unwrap_or(&e.group);
            add(&mut lines, e);
            if tables.contains(head) && !SPEECH.contains(&head) {
                add(&mut timely, e);
            }
            by_group.extend(group.map(|g| (g, e)));
        }
        all.update(&lines);
        times.update(&timely);
        by_group.sort_by_key(|(g, _)| *g);
        let mut list = |group: GroupId| {
            lines.clear();
            let first = by_group.partition_point(|(g, _)| *g < group);
            for (_, e) in by_group[first..].iter().take_while(|(g, _)| *g == group) {
                add(&mut lines, e);
            }
            let mut hash = blake3::Hasher::new();
            hash.update(&lines);
            hash
        };
        let mut own: Vec<[u8; 32]> = (0..self.groups.len())
            .map(|g| *list(g as GroupId).finalize().as_bytes())
            .collect();
        for slot in SLOTS {
            let wide = matches!(slot, "quote" | "name");
            own[group_set(&self.groups, slot).first as usize] =
                *if wide { &all } else { &times }.finalize().as_bytes();
        }
        // Lists refer to plain lists only, so one step reaches everything.
        let mut digests = own.clone();
        for (&group, sets) in refers {
            let mut hash = list(group);
            for set in sets {
                for other in set.first..set.last {
                    hash.update(&own[other as usize]);
                }
            }
            digests[group as usize] = *hash.finalize().as_bytes();
        }
        digests
    }

    /// The fingerprint of a pattern of the kind number `kind` that uses the groups `used`.
    pub(super) fn digest_pattern(
        &self,
        raw: &RawPattern,
        kind: usize,
        used: &BTreeSet<GroupSet>,
        known: &mut FxHashMap<GroupSet, [u8; 32]>,
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
                    names(&raw.without),
                    raw.moments,
                    raw.set.iter().map(|(k, (v, _))| (k, v)).collect::<Vec<_>>(),
                    raw.confidence,
                    raw.priority,
                    effective(&self.header)
                )
            )
            .as_bytes(),
        );
        for &set in used {
            hash.update(known.entry(set).or_insert_with(|| self.digest_set(set)));
        }
        short(&hash)
    }

    /// A digest of all groups of a set, their names included.
    fn digest_set(&self, set: GroupSet) -> [u8; 32] {
        let mut hash = blake3::Hasher::new();
        for group in set.first..set.last {
            hash.update(self.groups[group as usize].as_bytes());
            hash.update(&self.digests[group as usize]);
        }
        *hash.finalize().as_bytes()
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

/// Adds an entry's line.
fn add(lines: &mut Vec<u8>, e: &Entry) {
    lines.extend_from_slice(e.group.as_bytes());
    lines.push(b'=');
    lines.extend_from_slice(e.text.as_bytes());
    lines.push(b'\n');
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
