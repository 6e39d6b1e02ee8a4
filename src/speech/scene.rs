//! A text as reported speech sees it: questions about its tokens, each answered in constant time.

use super::grammar::{Grammar, Part};
use crate::annotate::{Annotation, Quotation};
use crate::model::Span;
use crate::segment::{Caps, Class, Token};
use std::rc::Rc;

/// Most tokens that a phrase which is looked for backward may have.
const LONGEST_PHRASE: u32 = 4;

/// Most sentences that one quotation may join to the sentence it stands in.
const JOINED: usize = 8;

pub(super) struct Scene<'a> {
    pub(super) text: &'a str,
    pub(super) a: &'a Annotation,
    pub(super) grammar: Rc<Grammar>,
    /// Outer quotations, by start; they do not overlap.
    pub(super) outer: Vec<Quotation>,
    /// For each token the kinds of tags that start there, a bit each, so that most questions need no look at the tags.
    kinds: Vec<u64>,
}

/// Bits behind those of the parts.
const ROLE: u64 = 1 << 60;
const DATE: u64 = 1 << 61;
const NAME: u64 = 1 << 62;

/// Parts that a statement can hang on.
const CUES: u64 = {
    let parts = [
        Part::Say,
        Part::Tell,
        Part::Report,
        Part::Claim,
        Part::Deny,
        Part::Ask,
        Part::Note,
        Part::Inverse,
        Part::Also,
        Part::Back,
        Part::Before,
        Part::After,
        Part::BeforeBack,
    ];
    let (mut bits, mut i) = (0, 0);
    while i < parts.len() {
        bits |= 1 << parts[i] as u64;
        i += 1;
    }
    bits
};

impl<'a> Scene<'a> {
    /// The scene of an annotated text.
    pub(super) fn new(text: &'a str, a: &'a Annotation, grammar: Rc<Grammar>) -> Self {
        let mut kinds = vec![0; a.tokens.len() + 1];
        for tag in a.tags.all() {
            let kind = &mut kinds[tag.start as usize];
            if let Some(part) = grammar.part(tag.group) {
                *kind |= 1 << part as u64;
            } else if grammar.roles.holds(tag.group) {
                *kind |= ROLE;
            } else if grammar.dates(tag.group) {
                *kind |= DATE;
            } else if grammar.gazetteer(tag.group) {
                *kind |= NAME;
            }
        }
        Self {
            text,
            a,
            grammar,
            outer: a
                .quotations
                .iter()
                .filter(|q| q.depth == 0)
                .copied()
                .collect(),
            kinds,
        }
    }

    /// Whether a tag of one of these kinds starts at a token.
    fn has(&self, i: u32, kinds: u64) -> bool {
        self.kinds.get(i as usize).is_some_and(|k| k & kinds != 0)
    }

    /// Whether a word of saying starts at a token, or a word before or behind a source.
    pub(super) fn cue(&self, i: u32) -> bool {
        self.has(i, CUES)
    }

    pub(super) fn token(&self, i: u32) -> &'a Token {
        &self.a.tokens[i as usize]
    }

    pub(super) fn word(&self, i: u32) -> &'a str {
        self.token(i).text(self.text)
    }

    pub(super) fn is_mark(&self, i: u32) -> bool {
        self.token(i).class == Class::Mark
    }

    pub(super) fn is(&self, i: u32, mark: &str) -> bool {
        (i as usize) < self.a.tokens.len() && self.word(i) == mark
    }

    /// A comma of any script.
    pub(super) fn comma(&self, i: u32) -> bool {
        let Some(token) = self.a.tokens.get(i as usize) else {
            return false;
        };
        let digits = |i: u32| {
            self.a
                .tokens
                .get(i as usize)
                .filter(|t| t.class == Class::Digits)
        };
        // "9,000" is one number.
        let number = token.glued
            && i > 0
            && digits(i - 1).is_some()
            && digits(i + 1).is_some_and(|t| t.glued);
        matches!(token.text(self.text), "," | "、" | "，" | "،") && !number
    }

    pub(super) fn capital(&self, i: u32) -> bool {
        (i as usize) < self.a.tokens.len() && self.token(i).caps != Caps::None
    }

    /// One past the longest phrase of a part that starts at `i`.
    pub(super) fn at(&self, i: u32, part: Part) -> Option<u32> {
        if !self.has(i, 1 << part as u64) {
            return None;
        }
        self.a
            .tags
            .starting_at(i)
            .filter(|(_, t)| self.grammar.part(t.group) == Some(part))
            .map(|(_, t)| t.end)
            .max()
    }

    /// First token of the longest phrase of a part that ends before `end`, at or after `low`.
    pub(super) fn ending(&self, end: u32, part: Part, low: u32) -> Option<u32> {
        (low.max(end.saturating_sub(LONGEST_PHRASE))..end).find(|&i| {
            self.has(i, 1 << part as u64)
                && self
                    .a
                    .tags
                    .starting_at(i)
                    .any(|(_, t)| t.end == end && self.grammar.part(t.group) == Some(part))
        })
    }

    /// One past the longest time that starts at `i`.
    pub(super) fn date(&self, i: u32) -> Option<u32> {
        if !self.has(i, DATE) {
            return None;
        }
        self.a
            .tags
            .starting_at(i)
            .filter(|(_, t)| self.grammar.dates(t.group))
            .map(|(_, t)| t.end)
            .max()
    }

    /// One past the longest office that starts at `i`, with its title words.
    pub(super) fn role(&self, i: u32) -> Option<u32> {
        if !self.has(i, ROLE) {
            return None;
        }
        self.a
            .tags
            .starting_at(i)
            .filter(|(_, t)| {
                self.grammar.roles.holds(t.group)
                    && !self.grammar.titles.holds(t.group)
                    && !self.grammar.organisations.holds(t.group)
            })
            .map(|(_, t)| t.end)
            .max()
    }

    pub(super) fn title(&self, i: u32) -> Option<u32> {
        if !self.has(i, ROLE) {
            return None;
        }
        self.a.tags.longest(i, self.grammar.titles).map(|t| t.end)
    }

    pub(super) fn organisation(&self, i: u32) -> Option<u32> {
        if !self.has(i, ROLE) {
            return None;
        }
        self.a
            .tags
            .longest(i, self.grammar.organisations)
            .map(|t| t.end)
    }

    /// One past the longest service, provider or tracker that starts at `i`.
    pub(super) fn gazetteer(&self, i: u32) -> Option<u32> {
        if !self.has(i, NAME) {
            return None;
        }
        self.a
            .tags
            .starting_at(i)
            .filter(|(_, t)| self.grammar.gazetteer(t.group))
            .map(|(_, t)| t.end)
            .max()
    }

    /// Whether a time ends before `end` that starts at `i`.
    pub(super) fn date_between(&self, i: u32, end: u32) -> bool {
        self.has(i, DATE)
            && self
                .a
                .tags
                .starting_at(i)
                .any(|(_, t)| t.end == end && self.grammar.dates(t.group))
    }

    /// The outer quotation that holds a token, marks included.
    pub(super) fn quotation(&self, i: u32) -> Option<usize> {
        let at = self
            .outer
            .partition_point(|q| q.start <= i)
            .checked_sub(1)?;
        (i < self.outer[at].end).then_some(at)
    }

    /// The first outer quotation that starts at or after a token.
    pub(super) fn next_quotation(&self, i: u32) -> Option<usize> {
        let at = self.outer.partition_point(|q| q.start < i);
        (at < self.outer.len()).then_some(at)
    }

    /// The outer quotation that ends at `end`, with at most two light marks between.
    pub(super) fn closing(&self, end: u32) -> Option<usize> {
        let mut at = end;
        for _ in 0..3 {
            if at == 0 {
                return None;
            }
            if let Some(q) = self.quotation(at - 1) {
                let near = self.paragraph(at - 1) == self.paragraph(end);
                return (self.outer[q].end == at && near).then_some(q);
            }
            if !matches!(
                self.word(at - 1),
                "," | ";" | "-" | "–" | "—" | "、" | "，" | "،"
            ) {
                return None;
            }
            at -= 1;
        }
        None
    }

    /// Where the teller's sentence around a token begins: behind a quotation that reaches into it.
    pub(super) fn sentence_start(&self, i: u32) -> u32 {
        let first = self.a.sentences[self.a.sentence_of(i)].first;
        match self.quotation(first) {
            Some(q) if self.outer[q].start < first && self.outer[q].end <= i => self.outer[q].end,
            _ => first,
        }
    }

    /// Where the teller's sentence around a token ends: behind a quotation that reaches out of it.
    pub(super) fn sentence_end(&self, i: u32) -> u32 {
        let mut sentence = self.a.sentence_of(i);
        let paragraph = self.a.sentences[sentence].paragraph;
        for _ in 0..JOINED {
            let last = self.a.sentences[sentence].last;
            let Some(q) = self.quotation(last - 1) else {
                return last;
            };
            let end = self.outer[q].end;
            if end <= last {
                return last;
            }
            let next = self.a.sentence_of(end - 1);
            if self.a.sentences[next].paragraph != paragraph {
                return last;
            }
            sentence = next;
        }
        self.a.sentences[sentence].last
    }

    /// Whether a stretch is a whole clause: a pronoun or a finite word stands in it, outside of relative clauses.
    pub(super) fn finite(&self, first: u32, last: u32) -> bool {
        let mut relative = false;
        (first..last).any(|i| {
            if self.at(i, Part::Relative).is_some() && i > first {
                relative = true;
            } else if self.comma(i) {
                relative = false;
            }
            !relative
                && (self.at(i, Part::Finite).is_some()
                    || self.at(i, Part::Pronoun).is_some()
                    || (self.affixed(i) && !(i > first && self.comma(i - 1))))
        })
    }

    /// Whether a word has a beginning or end that only finite words have.
    pub(super) fn affixed(&self, i: u32) -> bool {
        let token = self.token(i);
        if token.class != Class::Word || token.caps != Caps::None || token.end - token.start < 5 {
            return false;
        }
        let word = token.text(self.text);
        let affixes = &self.grammar.affixes;
        let looks = |affix: &String| affix.strip_prefix('!') == Some(word);
        affixes.iter().any(|affix| {
            affix.strip_suffix('-').is_some_and(|a| word.starts_with(a))
                || affix.strip_prefix('-').is_some_and(|a| word.ends_with(a))
        }) && !affixes.iter().any(looks)
            && ![Part::Stop, Part::Article, Part::Lead]
                .iter()
                .any(|&p| self.at(i, p).is_some())
    }

    /// Number of the paragraph that a token stands in.
    pub(super) fn paragraph(&self, i: u32) -> u32 {
        self.a.sentences[self.a.sentence_of(i)].paragraph
    }

    /// Number of words and numbers between two tokens.
    pub(super) fn words(&self, first: u32, last: u32) -> usize {
        (first..last).filter(|&i| !self.is_mark(i)).count()
    }

    /// Takes outer punctuation off a stretch of tokens; `None` if nothing is left.
    pub(super) fn trim(&self, mut first: u32, mut last: u32) -> Option<(u32, u32)> {
        while first < last && self.is_mark(first) && !self.opens_value(first) {
            first += 1;
        }
        while first < last && self.is_mark(last - 1) && !self.closes_value(first, last - 1) {
            last -= 1;
        }
        (first < last).then_some((first, last))
    }

    /// Takes the marks of quotations that lie within a stretch back in: `is "down"`, not `is "down`.
    pub(super) fn with_marks(&self, first: u32, last: u32) -> (u32, u32) {
        let mut out = (first, last);
        if first > 0
            && let Some(q) = self.quotation(first)
            && self.outer[q].first == first
            && self.outer[q].end <= last
        {
            out.0 = self.outer[q].start;
        }
        if let Some(q) = self.quotation(last - 1)
            && self.outer[q].start >= first
            && self.outer[q].closed
            && self
                .trim(self.outer[q].first, self.outer[q].last)
                .is_some_and(|(_, l)| l == last)
        {
            out.1 = self.outer[q].end;
        }
        out
    }

    /// A mark that belongs to the word behind it: "$5", "#down", "(podcast)".
    fn opens_value(&self, i: u32) -> bool {
        matches!(
            self.word(i),
            "$" | "€" | "£" | "¥" | "₹" | "#" | "@" | "(" | "[" | "+" | "~" | "±"
        ) && (i as usize + 1) < self.a.tokens.len()
            && self.token(i + 1).glued
    }

    /// A mark that belongs to what stands before it: "99%", "(PSN)".
    fn closes_value(&self, first: u32, i: u32) -> bool {
        match self.word(i) {
            "%" | "°" | "€" | "+" => true,
            ")" => (first..i).rev().take(40).any(|j| self.is(j, "(")),
            "]" => (first..i).rev().take(40).any(|j| self.is(j, "[")),
            _ => false,
        }
    }

    pub(super) fn span(&self, first: u32, last: u32) -> Span {
        self.a.span(first, last)
    }
}
