//! A text as reported speech sees it: questions about its tokens, each answered in constant time.

use super::grammar::{Grammar, Part};
use crate::annotate::{Annotation, Quotation};
use crate::model::Span;
use crate::pattern::Pack;
use crate::segment::token::is_unspaced;
use crate::segment::{self, Caps, Class, Token, is_caseless, is_comma, is_dash};
use std::rc::Rc;

/// Most tokens that a phrase which is looked for backward may have.
const LONGEST_PHRASE: u32 = 4;

/// Characters of a language without spaces that stand for so many words.
const CHARACTERS: (usize, usize) = (5, 2);

/// Most words of a quoted name within a phrase: a spokesman of «Rostelecom».
const QUOTED_NAME: usize = 3;

/// Most sentences that one quotation may join to the sentence it stands in.
const JOINED: usize = 8;

pub(super) struct Scene<'a> {
    pub(super) text: &'a str,
    pub(super) a: &'a Annotation,
    pub(super) pack: &'a Pack,
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
        Part::Passive,
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

/// Most tokens that a teller puts between dashes inside of a quotation.
const INSERTION: u32 = 24;

/// A quotation without the teller's words that dashes set apart inside of its marks: «A, — сказал X. — B», «A —explica X— B».
fn parted(text: &str, a: &Annotation, kinds: &[u64], q: &Quotation) -> Vec<Quotation> {
    let dash = |i: u32| is_dash(a.tokens[i as usize].text(text));
    let cue = |i: u32| kinds[i as usize] & CUES != 0;
    let mut parts = vec![*q];
    let mut i = q.first;
    while q.closed && !q.dash && i + 1 < q.last {
        let close = |from: u32| (from..q.last.min(from + INSERTION)).find(|&j| dash(j));
        if i > q.first
            && dash(i)
            && cue(i + 1)
            && let Some(end) = close(i + 1)
            && let Some(before) = parts.last_mut()
        {
            (before.last, before.end) = (i, i);
            if end + 1 < q.last {
                parts.push(Quotation {
                    start: end,
                    first: end + 1,
                    ..*q
                });
            }
            i = end;
        }
        i += 1;
    }
    parts
}

impl<'a> Scene<'a> {
    /// The scene of an annotated text.
    pub(super) fn new(text: &'a str, a: &'a Annotation, pack: &'a Pack) -> Self {
        let grammar = Grammar::of(pack);
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
        for tag in a.tags.all() {
            if grammar.part(tag.group) == Some(Part::None) {
                let longer = |i: u32| {
                    let cue = |g| grammar.part(g).is_some_and(|p| CUES & (1 << p as u64) != 0);
                    a.tags
                        .starting_at(i)
                        .any(|(_, t)| t.end > tag.end && cue(t.group))
                };
                for i in (tag.start..tag.end).filter(|&i| !longer(i)) {
                    kinds[i as usize] &= !CUES;
                }
            }
        }
        Self {
            text,
            a,
            pack,
            grammar,
            outer: a
                .quotations
                .iter()
                .filter(|q| q.depth == 0)
                .flat_map(|q| parted(text, a, &kinds, q))
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
        is_comma(token.text(self.text)) && !number
    }

    /// Whether "'s" stands at a token.
    pub(super) fn possessive(&self, i: u32) -> bool {
        (self.is(i, "'") || self.is(i, "’")) && self.token(i).glued && self.is(i + 1, "s")
    }

    /// A colon, but not that of "12:42".
    pub(super) fn colon(&self, i: u32) -> bool {
        let digits = |i: u32| self.token(i).class == Class::Digits;
        let clock = || {
            i > 0
                && (i as usize + 1) < self.a.tokens.len()
                && self.token(i + 1).glued
                && digits(i - 1)
                && digits(i + 1)
        };
        (self.is(i, ":") || self.is(i, "：")) && !clock()
    }

    /// A full stop of any script.
    pub(super) fn stop(&self, i: u32) -> bool {
        (i as usize) < self.a.tokens.len() && matches!(self.word(i), "." | "。" | "．" | "।" | "۔")
    }

    /// Whether a token is a long dash.
    pub(super) fn dash(&self, i: u32) -> bool {
        (i as usize) < self.a.tokens.len() && is_dash(self.word(i))
    }

    /// Whether a token opens a bracket.
    pub(super) fn opens(&self, i: u32) -> bool {
        segment::opens_bracket(self.word(i))
    }

    /// Whether a token closes a bracket.
    pub(super) fn closes(&self, i: u32) -> bool {
        segment::closes_bracket(self.word(i))
    }

    /// So many tokens, or as many as tell the same in a language without spaces.
    pub(super) fn tokens(&self, count: u32) -> u32 {
        if self.grammar.unspaced {
            count * CHARACTERS.0 as u32 / CHARACTERS.1 as u32
        } else {
            count
        }
    }

    /// One past a quoted name that begins at `i`: a few words in marks that no colon opens.
    pub(super) fn quoted_name(&self, i: u32) -> Option<u32> {
        let q = self.quotation(i).filter(|&q| self.outer[q].start == i)?;
        self.is_quoted_name(q).then(|| self.outer[q].end)
    }

    /// Whether a quotation is such a name.
    pub(super) fn is_quoted_name(&self, q: usize) -> bool {
        let quotation = &self.outer[q];
        let (first, last) = (quotation.first, quotation.last);
        let parted = (first..last)
            .any(|i| self.is_mark(i) && !matches!(self.word(i), "-" | "." | "&" | "'" | "’"));
        let sentence = last > first && self.stop(last - 1);
        let behind_colon = quotation.start > 0 && self.colon(quotation.start - 1);
        // «A, — said X. — B»: the second part of what was said.
        let resumed = is_dash(self.word(quotation.start));
        let spoken = quotation.dash || resumed || parted || sentence || behind_colon;
        quotation.closed
            && !spoken
            && self.words(first, last) <= QUOTED_NAME
            && !self.word(first).starts_with(char::is_lowercase)
    }

    /// Whether the letters of a stretch have no capitals, as those of most scripts.
    pub(super) fn caseless(&self, first: u32, last: u32) -> bool {
        (first..last).all(|i| self.token(i).class != Class::Word || is_caseless(self.word(i)))
    }

    pub(super) fn capital(&self, i: u32) -> bool {
        (i as usize) < self.a.tokens.len() && self.token(i).caps != Caps::None
    }

    /// Whether a word of at least two letters is all capitals, and no office.
    pub(super) fn abbreviation(&self, i: u32) -> bool {
        let token = self.token(i);
        token.caps == Caps::All
            && token.end - token.start >= 2
            && self.role(i).is_none()
            && self.title(i).is_none()
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
        (low.max(end.saturating_sub(self.tokens(LONGEST_PHRASE)))..end).find(|&i| {
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

    /// One past a time or a length of time that starts at `i`, as a sentence opens with: "two hours later".
    pub(super) fn when(&self, i: u32) -> Option<u32> {
        let length = self.a.tags.longest(i, self.grammar.durations);
        self.date(i).max(length.map(|t| t.end))
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

    /// One past the longest place that starts at `i`.
    pub(super) fn region(&self, i: u32) -> Option<u32> {
        self.a.tags.longest(i, self.grammar.regions).map(|t| t.end)
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
                "," | ";" | "-" | "–" | "—" | "、" | "，" | "،" | "؛" | "；"
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

    /// Whether a token stands in the last sentence of its paragraph.
    pub(super) fn paragraph_ends(&self, i: u32) -> bool {
        let sentence = self.a.sentence_of(i);
        let after = self.a.sentences.get(sentence + 1);
        after.is_none_or(|next| next.paragraph != self.a.sentences[sentence].paragraph)
    }

    /// Number of words and numbers between two tokens.
    pub(super) fn words(&self, first: u32, last: u32) -> usize {
        let words = (first..last).filter(|&i| !self.is_mark(i));
        if !self.grammar.unspaced {
            return words.count();
        }
        let (mut whole, mut characters) = (0, 0);
        for i in words {
            let single = self.word(i).starts_with(is_unspaced);
            *(if single { &mut characters } else { &mut whole }) += 1;
        }
        whole + (characters * CHARACTERS.1).div_ceil(CHARACTERS.0)
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
            "$" | "€" | "£" | "¥" | "₹" | "#" | "@" | "(" | "[" | "（" | "［" | "+" | "~" | "±"
        ) && (i as usize + 1) < self.a.tokens.len()
            && self.token(i + 1).glued
    }

    /// A mark that belongs to what stands before it: "99%", "(PSN)".
    fn closes_value(&self, first: u32, i: u32) -> bool {
        match self.word(i) {
            "%" | "°" | "€" | "+" => true,
            _ => self.closes(i) && (first..i).rev().take(40).any(|j| self.opens(j)),
        }
    }

    pub(super) fn span(&self, first: u32, last: u32) -> Span {
        self.a.span(first, last)
    }

    /// The span of a speaker without the prefixes that are glued to the first word: "لموقع" is "موقع".
    pub(super) fn speaker(&self, first: u32, last: u32) -> Span {
        let span = self.span(first, last);
        let start = self.pack.stem_start(self.token(first), self.text);
        Span { start, ..span }
    }
}
