//! The words that a statement can hang on.

use super::grammar::{Element, Part};
use super::particle;
use super::scene::Scene;
use super::subject;
use crate::annotate::Tag;

/// A word of saying, or a word before or behind a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Anchor {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) part: Part,
    pub(super) element: Element,
    /// Whether it is negated: then nothing is said, but its subject may be who speaks next.
    pub(super) negated: bool,
}

/// All anchors of a text, by start; they do not overlap.
pub(super) struct Anchors(pub(super) Vec<Anchor>);

/// Most tokens between a comma and the word of saying whose speaker begins there.
const REACH: u32 = 12;

impl Anchors {
    /// Anchors outside of quotations: the longest at each place, without phrases that only look like one.
    pub(super) fn of(s: &Scene<'_>) -> Self {
        let mut tags: Vec<(&Tag, Part)> =
            s.a.tags
                .all()
                .iter()
                .filter_map(|t| Some((t, s.grammar.part(t.group)?)))
                .filter(|(_, p)| *p == Part::None || p.anchors().is_some())
                .collect();
        tags.sort_by_key(|(t, p)| (t.start, std::cmp::Reverse(t.end), *p != Part::None));
        let mut anchors: Vec<Anchor> = Vec::new();
        let mut free = 0;
        for (tag, part) in tags {
            if tag.start < free || s.quotation(tag.start).is_some() {
                continue;
            }
            free = tag.end;
            let Some(element) = part.anchors() else {
                continue;
            };
            // Within a name: "State Bank of India".
            let opens = s.a.sentences[s.a.sentence_of(tag.start)].first == tag.start
                || s.is_mark(tag.start - 1);
            if s.capital(tag.start) && !opens && element == Element::Cue {
                continue;
            }
            // "影響した。" says nothing, "とした。" does.
            let sentence = s.a.sentences[s.a.sentence_of(tag.start)].first;
            let unsaid = part == Part::Claim
                && s.grammar.topic
                && s.ending(tag.start, Part::That, sentence)
                    .is_none_or(|that| !particle::said(s, that));
            if unsaid {
                continue;
            }
            anchors.push(Anchor {
                start: tag.start,
                end: tag.end,
                part,
                element,
                negated: negated(s, tag.start),
            });
        }
        Self(anchors)
    }

    /// Index of the first anchor at or after a token.
    pub(super) fn next(&self, i: u32) -> usize {
        self.0.partition_point(|a| a.start < i)
    }

    /// Whether "and" or "but" with a second word of saying, or of something else that speakers do, stands at `i`.
    pub(super) fn coordinated(&self, s: &Scene<'_>, i: u32) -> bool {
        let Some(mut at) = s.at(i, Part::And).or_else(|| s.at(i, Part::Join)) else {
            return false;
        };
        while let Some(next) = s.at(at, Part::Aux) {
            at = next;
        }
        let said = self.0.get(self.next(at));
        s.at(at, Part::Act).is_some()
            || said.is_some_and(|a| a.start == at && a.element == Element::Cue)
    }

    /// Whether a new teller's clause with its own word of saying begins at `i`: ", while X said", ", kata X".
    pub(super) fn parts(&self, s: &Scene<'_>, i: u32, end: u32) -> bool {
        let Some(anchor) = self.0.get(self.next(i)) else {
            return false;
        };
        if anchor.start >= end.min(i + REACH) {
            return false;
        }
        if anchor.start == i
            || s.at(i, Part::And) == Some(anchor.start)
            || s.at(i, Part::Join) == Some(anchor.start)
        {
            return true;
        }
        if anchor.element != Element::Cue || (i..anchor.start).any(|j| s.comma(j)) {
            return false;
        }
        subject::left(s, anchor.start, i).is_some_and(|p| {
            let mut at = i;
            while let Some(next) = s
                .at(at, Part::And)
                .or_else(|| s.at(at, Part::Join))
                .or_else(|| s.at(at, Part::Lead))
                .or_else(|| s.date(s.at(at, Part::Stop).unwrap_or(at)))
            {
                at = next;
            }
            p.first == at
        })
    }
}

/// Whether a negation stands before the word, with auxiliaries between.
fn negated(s: &Scene<'_>, start: u32) -> bool {
    let low = s.a.sentences[s.a.sentence_of(start)].first;
    let mut at = start;
    for _ in 0..3 {
        if s.ending(at, Part::Not, low).is_some() {
            return true;
        }
        match s.ending(at, Part::Aux, low) {
            Some(before) => at = before,
            None => return false,
        }
    }
    false
}
