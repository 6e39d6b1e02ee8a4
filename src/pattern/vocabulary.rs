//! The words that a language's templates use.

use super::compile::literal_tokens;
use super::file::Header;
use super::word_table::WordTable;
use crate::segment::fold::fold_into;
use crate::segment::{Caps, Fold, Token, Words};
use serde::{Deserialize, Serialize};

/// Words of a language and their ids; id 0 is no word.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Vocabulary {
    words: WordTable,
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
            words: WordTable::default(),
            fold,
            unspaced: header.unspaced.unwrap_or(false),
            prefixes: affixes(&header.prefixes),
            suffixes: affixes(&header.suffixes),
            tokens: Vec::new(),
            folded: String::new(),
            whole: Vec::new(),
        }
    }

    /// Gives back the room that was kept for more words.
    pub(super) fn shrink(&mut self) {
        self.words.shrink();
        self.whole.shrink_to_fit();
        (self.tokens, self.folded) = Default::default();
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
        self.words.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.words.len() == 0
    }

    /// Id of a word that is already folded; 0 if unknown.
    pub fn id(&self, folded: &str) -> u32 {
        self.words.id(folded)
    }

    /// The word behind an id.
    pub fn word(&self, id: u32) -> Option<&str> {
        self.words.word(id)
    }

    /// Adds the tokens of literal text to `out`, each with its id and the capitals that it asks for.
    pub fn intern(&mut self, text: &str, out: &mut Vec<(u32, Caps)>) {
        // One word of small letters, as most are, is its own token.
        if text.chars().all(is_plain) && !text.is_empty() {
            out.push((self.words.number(text), Caps::None));
            return;
        }
        let mut tokens = std::mem::take(&mut self.tokens);
        let mut folded = std::mem::take(&mut self.folded);
        let (fold, unspaced) = (self.fold, self.unspaced);
        literal_tokens(text, fold, unspaced, &mut tokens, |word, caps| {
            folded.clear();
            fold_into(word, fold, &mut folded);
            out.push((self.words.number(&folded), caps));
        });
        (self.tokens, self.folded) = (tokens, folded);
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
