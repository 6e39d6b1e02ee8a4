//! Matches of patterns to candidates, and the choice among those that compete.

use crate::annotate::{Annotation, Match, SlotValue, Tag};
use crate::model::{Event, Kind, Polarity, Role, Span};
use crate::pattern::fact_kind::{FactKind, Output};
use crate::pattern::{Moments, Pack, Pattern};

/// A fact that a pattern proposes.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// What it is about.
    pub kind: Kind,
    /// Its part in the event.
    pub role: Option<Role>,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// Event, where the fact kind itself says so.
    pub event: Option<Event>,
    /// Tokens of the value.
    pub start: u32,
    /// One past the last token of the value.
    pub end: u32,
    /// Tag that gives the value; `None` where constants do.
    pub tag: Option<u32>,
    /// Index of the match that it comes from.
    pub of: usize,
    /// Index of the sentence.
    pub sentence: usize,
}

/// What the patterns say of the text: candidates in order of their values, and notes on sentences and the article.
#[derive(Debug, Default)]
pub(super) struct Proposals {
    /// Winners, by start.
    pub facts: Vec<Candidate>,
    /// Sentences about another event.
    pub events: Vec<(usize, Event)>,
    /// For (positive) and against (negative) the article being about an outage, with the sentence that says so.
    pub signals: Vec<(usize, f32)>,
}

/// Reads all matches, and keeps of each kind the best where values overlap: a cause that is denied before one that is
/// affirmed, then the longest match, priority, confidence, file order.
pub(super) fn propose(a: &Annotation, pack: &Pack) -> Proposals {
    let mut out = Proposals::default();
    let mut candidates = Vec::new();
    for (of, m) in a.matches.iter().enumerate() {
        let pattern = &pack.patterns[m.pattern as usize];
        let kind = &pack.kinds[pattern.kind];
        let sentence = m.sentence as usize;
        match kind.output {
            Output::Event(event) => out.events.push((sentence, event)),
            Output::Signal(Polarity::Affirmed) => out.signals.push((sentence, pattern.confidence)),
            Output::Signal(Polarity::Denied) => out.signals.push((sentence, -pattern.confidence)),
            Output::Fact(fact) => candidates.extend(bind(a, pack, kind, fact, m, of, None)),
            Output::Parts => {
                for (role, part) in &kind.parts {
                    let number = pattern
                        .roles
                        .iter()
                        .position(|r| r == role)
                        .map_or(0, |p| p as u8 + 1);
                    let Some(part) = pack.kinds.iter().find(|k| &k.name == part) else {
                        continue;
                    };
                    if let (Output::Fact(fact), 1..) = (part.output, number) {
                        candidates.extend(bind(a, pack, part, fact, m, of, Some(number)));
                    }
                }
            }
        }
    }
    out.facts = choose(a, pack, candidates);
    out
}

/// Binds the captures of a match to a fact kind: one candidate for each capture of the value's type.
fn bind(
    a: &Annotation,
    pack: &Pack,
    kind: &FactKind,
    fact: Kind,
    m: &Match,
    of: usize,
    role: Option<u8>,
) -> Vec<Candidate> {
    let candidate = |start, end, tag| Candidate {
        kind: fact,
        role: kind.role,
        polarity: kind.polarity,
        event: kind.event,
        start,
        end,
        tag,
        of,
        sentence: m.sentence as usize,
    };
    if kind.value.is_none() {
        return vec![candidate(m.start, m.end, None)];
    }
    let pattern = &pack.patterns[m.pattern as usize];
    let sets = pack.value_sets(kind);
    let found: Vec<Candidate> = m
        .captures
        .iter()
        .filter(|c| role.is_none_or(|r| c.role == r))
        .map(|c| (c.tag, a.tags.all()[c.tag as usize]))
        .filter(|(_, tag)| sets.iter().any(|s| s.holds(tag.group)) && takes(a, pattern, *tag))
        .map(|(index, tag): (u32, Tag)| candidate(tag.start, tag.end, Some(index)))
        .collect();
    // Constants may stand in for a capture: `set = { code = "technical" }`. What is denied without a value denies all its words.
    let constant = pattern.set.contains_key("code");
    if found.is_empty() && (constant || (role.is_none() && kind.polarity == Polarity::Denied)) {
        return vec![candidate(m.start, m.end, None)];
    }
    found
}

/// Whether a pattern takes a moment; other values it takes all.
fn takes(a: &Annotation, pattern: &Pattern, tag: Tag) -> bool {
    match (pattern.moments, a.values.get(tag.value as usize)) {
        (Some(moments), Some(SlotValue::Moment(draft))) => {
            draft.clock.is_some() == (moments == Moments::Times)
        }
        _ => true,
    }
}

fn choose(a: &Annotation, pack: &Pack, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    let rank = |c: &Candidate| {
        let m = &a.matches[c.of];
        let p = &pack.patterns[m.pattern as usize];
        let denied = c.polarity == Polarity::Denied && c.kind == Kind::Cause;
        (
            denied,
            m.end - m.start,
            p.priority,
            (p.confidence * 1000.0) as i64,
        )
    };
    candidates.sort_by(|x, y| {
        rank(y)
            .cmp(&rank(x))
            .then(a.matches[x.of].pattern.cmp(&a.matches[y.of].pattern))
    });
    let mut kept: Vec<Candidate> = Vec::new();
    // Winners by sentence and kind, so that each candidate meets only its neighbours.
    let mut by_place: std::collections::BTreeMap<(usize, Kind), Vec<usize>> =
        std::collections::BTreeMap::new();
    for c in candidates {
        let rivals = by_place.entry((c.sentence, c.kind)).or_default();
        if rivals
            .iter()
            .all(|&r| kept[r].end <= c.start || c.end <= kept[r].start)
        {
            rivals.push(kept.len());
            kept.push(c);
        }
    }
    kept.sort_by_key(|c| (c.start, c.end, c.kind));
    kept
}

impl Candidate {
    /// Bytes of the value, without outer white space and punctuation.
    pub(super) fn span(&self, text: &str, a: &Annotation) -> Span {
        trim(text, a.span(self.start, self.end))
    }
}

/// Drops outer white space and punctuation, but keeps brackets that close what they open inside.
pub(crate) fn trim(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let outer = |c: char| {
        c.is_whitespace()
            || (!c.is_alphanumeric()
                && !matches!(
                    c,
                    '(' | ')'
                        | '['
                        | ']'
                        | '（'
                        | '）'
                        | '［'
                        | '］'
                        | '%'
                        | '％'
                        | '+'
                        | '±'
                        | '~'
                        | '≈'
                        | '$'
                        | '€'
                        | '£'
                        | '¥'
                        | '#'
                        | '@'
                )
                && !is_mark(c))
    };
    let mut inner = inner.trim_matches(outer);
    loop {
        let opens = |s: &str, o, c| s.matches(o).count().cmp(&s.matches(c).count());
        let before = inner.len();
        for (o, c) in [('(', ')'), ('[', ']'), ('（', '）'), ('［', '］')] {
            if inner.ends_with(c) && opens(inner, o, c).is_lt() {
                inner = inner[..inner.len() - c.len_utf8()].trim_end_matches(outer);
            }
            if inner.starts_with(o) && opens(inner, o, c).is_gt() {
                inner = inner[o.len_utf8()..].trim_start_matches(outer);
            }
        }
        if inner.len() == before {
            break;
        }
    }
    let start = inner.as_ptr() as usize - text.as_ptr() as usize;
    Span::new(start, start + inner.len())
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lose_outer_punctuation_but_not_their_brackets() {
        for (text, want) in [
            ("“dua jam,”", "dua jam"),
            (" Selasa (25/10).", "Selasa (25/10)"),
            ("(25/10)", "(25/10)"),
            ("25/10)", "25/10"),
            ("±45 menit", "±45 menit"),
            ("X（旧ツイッター）、", "X（旧ツイッター）"),
            ("（50％）、", "（50％）"),
            ("", ""),
        ] {
            assert_eq!(trim(text, Span::new(0, text.len())).of(text), want);
        }
    }
}
