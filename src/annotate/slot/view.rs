//! A sentence as the slots see it: tokens, and what the words on them mean.

use crate::annotate::Tags;
use crate::pattern::Pack;
use crate::pattern::meaning::{Begins, Meaning, Senses, kind};
use crate::pattern::pack::Start;
use crate::segment::{self, Class, Token, Words, fold};

/// What begins at a token.
#[derive(Clone, Copy)]
pub(super) struct Here<'a> {
    /// Its meanings at a glance, and digits.
    pub(super) begins: Begins,
    /// Single words that get no tag: those of its word, and of its stem.
    pub(super) fillers: [&'a [Start]; 2],
}

/// A sentence with the meanings of its words.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    pub(super) pack: &'a Pack,
    pub(super) tokens: &'a [Token],
    pub(super) tags: &'a Tags,
    /// What begins at each token.
    pub(super) here: &'a [Here<'a>],
    /// Whether the text is this one sentence.
    pub(super) alone: bool,
    /// First token of the sentence.
    pub(super) first: u32,
    /// One past its last token.
    pub(super) end: u32,
}

impl<'a> View<'a> {
    /// The longest stretch at a token whose meaning is of some senses and passes, and where it ends.
    pub(super) fn pick<T>(
        &self,
        at: u32,
        senses: Senses,
        pass: impl Fn(Meaning) -> Option<T>,
    ) -> Option<(T, u32)> {
        if !self.may_be(at, senses) {
            return None;
        }
        let mut best = self
            .fillers(at)
            .find_map(&pass)
            .map(|found| (found, at + 1));
        for (_, tag) in self.tags.starting_at(at) {
            if tag.end <= self.end
                && best.as_ref().is_none_or(|b| b.1 < tag.end)
                && let Some(found) = pass(self.pack.meanings[tag.group as usize])
            {
                best = Some((found, tag.end));
            }
        }
        best
    }

    /// Whether something that is of one of some senses may start at a token: a quick look.
    pub(super) fn may_be(&self, at: u32, senses: Senses) -> bool {
        at < self.end && self.here[at as usize].begins.senses.meet(senses)
    }

    /// Meanings of the word at a token that get no tag.
    fn fillers(&self, at: u32) -> impl Iterator<Item = Meaning> + 'a {
        let (pack, token) = (self.pack, &self.tokens[at as usize]);
        let [word, stem] = self.here[at as usize].fillers;
        let fits = word.iter().chain(stem).filter(|s| token.caps >= s.caps);
        fits.map(|s| pack.meanings[s.finds as usize])
    }

    /// Where the longest stretch at a token whose meaning is of one of some senses ends.
    pub(super) fn any(&self, at: u32, senses: Senses) -> Option<u32> {
        self.any_if(at, senses, |m| senses.hold(m))
    }

    /// Where the longest stretch at a token whose meaning is of some senses and passes ends.
    pub(super) fn any_if(
        &self,
        at: u32,
        senses: Senses,
        pass: impl Fn(Meaning) -> bool,
    ) -> Option<u32> {
        let found = self.pick(at, senses, |m| if pass(m) { Some(()) } else { None });
        found.map(|((), end)| end)
    }

    /// Kinds of the meanings that start at a token; none outside of the sentence.
    pub(super) fn kind(&self, at: u32) -> u8 {
        if at < self.end {
            self.here[at as usize].begins.kinds
        } else {
            0
        }
    }

    /// Whether one of the tokens from `at` on, at most `AHEAD`, begins one of these kinds or is a unit that makes dates.
    pub(super) fn near(&self, at: u32, kinds: u8) -> bool {
        const AHEAD: u32 = 8;
        // "bulan lalu", "last week": units that make dates.
        const UNIT: u8 = kind::LEAD | kind::INNER;
        let to = self.end.min(at + AHEAD);
        at < to
            && self.here[at as usize..to as usize]
                .iter()
                .map(|here| here.begins.kinds)
                .any(|here| here & kinds != 0 || here & UNIT == UNIT)
    }

    /// Whether something of one of some senses begins at one of some tokens of the sentence.
    pub(super) fn within(&self, at: std::ops::Range<u32>, senses: Senses) -> bool {
        let (from, to) = (at.start.max(self.first), at.end.min(self.end));
        from < to
            && self.here[from as usize..to as usize]
                .iter()
                .any(|here| here.begins.senses.meet(senses))
    }

    /// Where a stretch with this meaning ends.
    pub(super) fn is(&self, at: u32, meaning: Meaning) -> Option<u32> {
        self.any_if(at, meaning.senses(), |m| m == meaning)
    }

    /// The longest stretch with this meaning that ends right before a token.
    pub(super) fn ends_with(&self, at: u32, meaning: Meaning) -> Option<u32> {
        self.ends_any(at, meaning.senses(), |m| m == meaning)
    }

    /// Where the longest stretch begins whose meaning is of some senses and passes, and that ends right before a token.
    pub(super) fn ends_any(
        &self,
        at: u32,
        senses: Senses,
        pass: impl Fn(Meaning) -> bool,
    ) -> Option<u32> {
        (self.first.max(at.saturating_sub(5))..at)
            .find(|&from| self.may_be(from, senses) && self.passes_up_to(from, at, &pass))
    }

    /// Whether a stretch with this meaning goes exactly from one token to another.
    pub(super) fn is_up_to(&self, from: u32, to: u32, meaning: Meaning) -> bool {
        self.may_be(from, meaning.senses()) && self.passes_up_to(from, to, |m| m == meaning)
    }

    /// Whether a meaning that passes goes exactly from one token to another.
    fn passes_up_to(&self, from: u32, to: u32, pass: impl Fn(Meaning) -> bool) -> bool {
        let mut tags = self.tags.starting_at(from);
        tags.any(|(_, t)| t.end == to && pass(self.pack.meanings[t.group as usize]))
            || (to == from + 1 && self.fillers(from).any(pass))
    }

    /// The longest list of any kind that starts here: a phrase that is longer than a word swallows it.
    pub(super) fn longest_of(&self, at: u32, senses: Senses) -> u32 {
        self.any(at, senses).unwrap_or(at)
    }

    /// The token, if it is in the sentence.
    pub(super) fn token(&self, at: u32) -> Option<&'a Token> {
        if at < self.end {
            self.tokens.get(at as usize)
        } else {
            None
        }
    }

    /// The text of a token; empty outside of the sentence.
    pub(super) fn word(&self, at: u32) -> &'a str {
        self.token(at).map_or("", |t| t.text(self.text))
    }

    /// Whether the token is made of digits.
    pub(super) fn digits(&self, at: u32) -> bool {
        self.token(at).is_some_and(|t| t.class == Class::Digits)
    }

    /// Whether the token follows the one before it without white space.
    pub(super) fn glued(&self, at: u32) -> bool {
        self.token(at).is_some_and(|t| t.glued)
    }

    /// Whether a letter is glued to the front of a token, as in "A320" or "v2". Prefixes that the language glues to its
    /// words do not count: "لـ12".
    pub(super) fn inside_word(&self, at: u32) -> bool {
        at > self.first
            && self.glued(at)
            && self.tokens[at as usize - 1].class == Class::Word
            && !self.pack.vocabulary.unspaced()
            && !self.prefix(at - 1)
    }

    /// Whether a token is nothing but prefixes of the language.
    fn prefix(&self, at: u32) -> bool {
        let words = &self.pack.vocabulary;
        !self.pack.header.prefixes.is_empty()
            && words.is_prefix(&fold::folded(self.word(at), words.fold()))
    }

    /// Where a word of `range.and` ends; right at the token if one is glued to it.
    pub(super) fn and(&self, at: u32) -> Option<u32> {
        self.is(at, Meaning::RangeAnd).or_else(|| {
            let token = self.token(at)?;
            self.pack.glued_and(token, self.text).then_some(at)
        })
    }

    /// Whether a word is glued to the token before it, as in "4G" or "5km".
    pub(super) fn glued_word(&self, at: u32) -> bool {
        self.glued(at)
            && self.tokens[at as usize].class == Class::Word
            && !self.pack.vocabulary.unspaced()
    }

    /// Whether the token is this mark.
    pub(super) fn mark(&self, at: u32, mark: &str) -> bool {
        self.token(at)
            .is_some_and(|t| t.class == Class::Mark && t.text(self.text) == mark)
    }

    /// Whether the token is a comma of any script.
    pub(super) fn comma(&self, at: u32) -> bool {
        self.token(at)
            .is_some_and(|t| t.class == Class::Mark && segment::is_comma(t.text(self.text)))
    }

    /// Whether the token opens a bracket.
    pub(super) fn opens(&self, at: u32) -> bool {
        segment::opens_bracket(self.word(at))
    }

    /// Whether the token closes a bracket.
    pub(super) fn closes(&self, at: u32) -> bool {
        segment::closes_bracket(self.word(at))
    }

    /// Value of a token of at most nine digits, of any script.
    pub(super) fn value(&self, at: u32) -> Option<u32> {
        if !self.digits(at) {
            return None;
        }
        let mut value = 0u32;
        for c in self.word(at).chars() {
            let digit = fold::digit(c)?;
            value = value.checked_mul(10)?.checked_add(u32::from(digit))?;
        }
        Some(value)
    }

    /// Number of digits in a token.
    pub(super) fn width(&self, at: u32) -> usize {
        let word = self.word(at);
        if word.is_ascii() {
            word.len()
        } else {
            word.chars().count()
        }
    }

    /// Whether a veto of this meaning lies over a token.
    pub(super) fn vetoed(&self, at: u32, veto: Meaning) -> bool {
        (self.first.max(at.saturating_sub(5))..=at).any(|from| {
            self.may_be(from, veto.senses())
                && self
                    .tags
                    .starting_at(from)
                    .any(|(_, t)| t.end > at && self.pack.meanings[t.group as usize] == veto)
        })
    }
}
