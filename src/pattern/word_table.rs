//! Words and their ids, all in one text.

use hashbrown::HashTable;
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use std::hash::Hasher;

/// Words that are numbered upwards from 1; 0 is no word.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Listed")]
pub(super) struct WordTable {
    /// All words, one behind the other.
    text: String,
    /// Where the word of each id ends in it.
    ends: Vec<u32>,
    /// Ids by the digest of their word.
    #[serde(skip)]
    ids: HashTable<u32>,
}

/// What is written of it.
#[derive(Deserialize)]
struct Listed {
    text: String,
    ends: Vec<u32>,
}

impl From<Listed> for WordTable {
    fn from(Listed { text, ends }: Listed) -> Self {
        let mut table = Self {
            text,
            ends,
            ids: HashTable::new(),
        };
        let count = table.ends.len();
        let mut ids = HashTable::with_capacity(count);
        for id in 1..=count as u32 {
            ids.insert_unique(digest(table.get(id)), id, |&id| digest(table.get(id)));
        }
        table.ids = ids;
        table
    }
}

impl WordTable {
    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Id of a word; 0 if it is unknown.
    pub(super) fn id(&self, word: &str) -> u32 {
        let same = |&id: &u32| self.get(id) == word.as_bytes();
        self.ids
            .find(digest(word.as_bytes()), same)
            .copied()
            .unwrap_or(0)
    }

    /// The word of an id.
    pub(super) fn word(&self, id: u32) -> Option<&str> {
        let known = (1..=self.len() as u32).contains(&id);
        let word = known.then(|| self.get(id))?;
        std::str::from_utf8(word).ok()
    }

    /// Id of a word, a new one if it is unknown.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        let known = self.id(word);
        if known != 0 {
            return known;
        }
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
        let id = self.ends.len() as u32;
        let (text, ends) = (&self.text, &self.ends);
        self.ids.insert_unique(digest(word.as_bytes()), id, |&id| {
            digest(slice(text, ends, id))
        });
        id
    }

    /// The bytes of a word that is known.
    fn get(&self, id: u32) -> &[u8] {
        slice(&self.text, &self.ends, id)
    }

    /// Gives back room to grow.
    pub(super) fn shrink(&mut self) {
        let (text, ends) = (&self.text, &self.ends);
        self.ids.shrink_to_fit(|&id| digest(slice(text, ends, id)));
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

fn slice<'t>(text: &'t str, ends: &[u32], id: u32) -> &'t [u8] {
    let at = id as usize - 1;
    let first = at.checked_sub(1).map_or(0, |before| ends[before]);
    &text.as_bytes()[first as usize..ends[at] as usize]
}

fn digest(word: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_ids_written_down_and_read_again() {
        let mut table = WordTable::default();
        let words = ["gangguan", "", "障害", "gang", "guan"];
        let ids: Vec<u32> = words.iter().map(|w| table.number(w)).collect();
        assert_eq!(ids, [1, 2, 3, 4, 5]);
        assert_eq!(table.number("gang"), 4);
        table.shrink();
        let bytes = postcard::to_stdvec(&table).expect("can be written");
        let read: WordTable = postcard::from_bytes(&bytes).expect("can be read");
        for table in [&table, &read] {
            assert_eq!(words.map(|w| table.id(w)), [1, 2, 3, 4, 5]);
            assert_eq!(table.id("gan"), 0);
            assert_eq!(table.word(3), Some("障害"));
            assert_eq!([0, 6].map(|id| table.word(id)), [None, None]);
        }
    }
}
