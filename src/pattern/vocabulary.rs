//! The words that a language's templates use.

use super::compile::literal_tokens;
use super::file::Header;
use crate::segment::fold::fold_into;
use crate::segment::{Caps, Fold, Token, Words};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Words of a language and their ids; id 0 is no word.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Vocabulary {
    #[serde(with = "in_order")]
    ids: FxHashMap<Box<str>, u32>,
    fold: Fold,
    unspaced: bool,
    prefixes: Vec<String>,
    suffixes: Vec<String>,
    /// Room for [`Vocabulary::intern`].
    #[serde(skip)]
    tokens: Vec<Token>,
    #[serde(skip)]
    folded: String,
    /// Whether the word of an id is never taken apart, because it is the whole of something listed.
    whole: Vec<bool>,
}

/// Letters that fold to themselves, whatever a language folds: most of Latin, Cyrillic and Greek.
fn is_plain(c: char) -> bool {
    matches!(c, 'a'..='z' | 'а'..='я' | 'α'..='ω') && c != 'ς'
}

/// Shortest stem, in bytes, that a prefix or suffix is taken off from.
const SHORTEST_STEM: usize = 3;

impl Vocabulary {
    /// An empty vocabulary of a language that folds and glues so.
    pub fn new(header: &Header) -> Self {
        let has = |name: &str| header.fold.iter().any(|f| f == name);
        let fold = Fold {
            accents: has("accents"),
            harakat: has("harakat"),
            tatweel: has("tatweel"),
        };
        let affixes = |list: &[String]| {
            let mut out: Vec<String> = list
                .iter()
                .map(|a| crate::segment::fold::folded(a, fold))
                .filter(|a| !a.is_empty())
                .collect();
            out.sort_by_key(|a| std::cmp::Reverse(a.len()));
            out
        };
        Self {
            ids: FxHashMap::default(),
            fold,
            unspaced: header.unspaced.unwrap_or(false),
            prefixes: affixes(&header.prefixes),
            suffixes: affixes(&header.suffixes),
            tokens: Vec::new(),
            folded: String::new(),
            whole: Vec::new(),
        }
    }

    /// Whether every grapheme is a token.
    pub fn unspaced(&self) -> bool {
        self.unspaced
    }

    /// Whether a folded word is nothing but prefixes, up to three of them.
    pub fn is_prefix(&self, word: &str) -> bool {
        self.prefixes_only(word, 3)
    }

    fn prefixes_only(&self, word: &str, depth: u8) -> bool {
        depth > 0
            && self.prefixes.iter().any(|p| {
                word.strip_prefix(p.as_str())
                    .is_some_and(|rest| rest.is_empty() || self.prefixes_only(rest, depth - 1))
            })
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Id of a word that is already folded; 0 if unknown.
    pub fn id(&self, folded: &str) -> u32 {
        self.ids.get(folded).copied().unwrap_or(0)
    }

    /// The word behind an id, by a search through all of them: for messages.
    pub fn word(&self, id: u32) -> Option<&str> {
        self.ids.iter().find(|&(_, &i)| i == id).map(|(w, _)| &**w)
    }

    /// Adds the tokens of literal text to `out`, each with its id and the capitals that it asks for.
    pub fn intern(&mut self, text: &str, out: &mut Vec<(u32, Caps)>) {
        // One word of small letters, as most are, is its own token.
        if text.chars().all(is_plain) && !text.is_empty() {
            out.push((self.number(text), Caps::None));
            return;
        }
        let mut tokens = std::mem::take(&mut self.tokens);
        let mut folded = std::mem::take(&mut self.folded);
        let (fold, unspaced) = (self.fold, self.unspaced);
        literal_tokens(text, fold, unspaced, &mut tokens, |word, caps| {
            folded.clear();
            fold_into(word, fold, &mut folded);
            out.push((self.number(&folded), caps));
        });
        (self.tokens, self.folded) = (tokens, folded);
    }

    /// Id of a folded word, a new one if it is unknown.
    fn number(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let next = self.ids.len() as u32 + 1;
        self.ids.insert(word.into(), next);
        next
    }

    /// Marks a word that is never taken apart.
    pub fn keep_whole(&mut self, id: u32) {
        let at = id as usize;
        if self.whole.len() <= at {
            self.whole.resize(at + 1, false);
        }
        self.whole[at] = true;
    }

    fn is_whole(&self, id: u32) -> bool {
        self.whole.get(id as usize) == Some(&true)
    }

    /// Stem of a folded word: the longest known rest after one suffix, glued prefixes, or both; 0 if there is none.
    fn stem(&self, word: &str) -> u32 {
        for suffix in &self.suffixes {
            if let Some(rest) = word.strip_suffix(suffix.as_str())
                && rest.len() >= SHORTEST_STEM
                && let id @ 1.. = self.id(rest)
            {
                return id;
            }
        }
        let stem = self.without_prefixes(word, 3);
        if stem != 0 || self.prefixes.is_empty() {
            return stem;
        }
        let mut rests = self.suffixes.iter().filter_map(|s| word.strip_suffix(&**s));
        rests
            .find_map(|rest| Some(self.without_prefixes(rest, 3)).filter(|&id| id != 0))
            .unwrap_or(0)
    }

    fn without_prefixes(&self, word: &str, depth: u8) -> u32 {
        for prefix in &self.prefixes {
            if let Some(rest) = word.strip_prefix(prefix.as_str())
                && rest.len() >= SHORTEST_STEM
            {
                let id = self.id(rest);
                if id != 0 {
                    return id;
                }
                if depth > 1 {
                    let id = self.without_prefixes(rest, depth - 1);
                    if id != 0 {
                        return id;
                    }
                }
            }
        }
        0
    }
}

/// Writes words in the order of their ids, which are then known, and reads them into a table of the right size.
mod in_order {
    use rustc_hash::{FxBuildHasher, FxHashMap};
    use serde::{Deserialize, Deserializer, Serializer};

    type Ids = FxHashMap<Box<str>, u32>;

    pub(super) fn serialize<S: Serializer>(ids: &Ids, s: S) -> Result<S::Ok, S::Error> {
        let mut words: Vec<(u32, &str)> = ids.iter().map(|(word, &id)| (id, &**word)).collect();
        words.sort_unstable();
        s.collect_seq(words.into_iter().map(|(_, word)| word))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Ids, D::Error> {
        let words = Vec::<&str>::deserialize(d)?;
        let mut ids = Ids::with_capacity_and_hasher(words.len(), FxBuildHasher);
        ids.extend(words.into_iter().map(Box::from).zip(1..));
        Ok(ids)
    }
}

impl Words for Vocabulary {
    fn look_up(&self, folded: &str) -> (u32, u32) {
        let id = self.id(folded);
        if self.prefixes.is_empty() && self.suffixes.is_empty() || self.is_whole(id) {
            return (id, 0);
        }
        // What only stands within listed phrases may be another word with its prefixes: "البنك" of a bank's name.
        let stem = if id == 0 {
            self.stem(folded)
        } else {
            self.without_prefixes(folded, 3)
        };
        (id, stem)
    }

    fn fold(&self) -> Fold {
        self.fold
    }

    fn unspaced(&self) -> bool {
        self.unspaced
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::fold::folded;

    #[test]
    fn plain_letters_are_what_folding_and_tokens_make_of_them() {
        let letters: String = ('\u{0}'..='\u{ffff}').filter(|&c| is_plain(c)).collect();
        assert_eq!(letters.chars().count(), 26 + 32 + 24);
        for some in [false, true] {
            let fold = Fold {
                accents: some,
                harakat: some,
                tatweel: some,
            };
            assert_eq!(folded(&letters, fold), letters);
            for unspaced in [false, true] {
                let mut words = Vec::new();
                let take = |word: &str, caps| words.push((word.to_owned(), caps));
                literal_tokens(&letters, fold, unspaced, &mut Vec::new(), take);
                assert_eq!(words, [(letters.clone(), Caps::None)]);
            }
        }
    }
}
