//! Statements before their speakers are known, and their completion.

use super::anchor::{Anchor, Anchors};
use super::cast::{self, Cast, Quoted};
use super::grammar::{Element, Part};
use super::order::{self, Found};
use super::phrase::{self, Phrase};
use super::scene::Scene;
use crate::model::{PatternRef, Resolution, Statement, StatementKind};
use crate::pattern::Pack;

/// Marked words from which a quotation within a clause counts by itself.
const MARKED: usize = 3;

/// Words from which a quotation that no word of saying claims may be a statement.
const UNCLAIMED: usize = 4;

/// Most tokens between the two parts of an interrupted quotation.
const INTERRUPTION: u32 = 24;

/// A statement whose speaker may not be known yet.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    kind: StatementKind,
    /// Token stretches, without marks.
    parts: Vec<(u32, u32)>,
    speaker: Option<Phrase>,
    /// Whether it goes on from the statement before it, whoever said that.
    follows: bool,
    cue: Option<(u32, u32)>,
    part: Part,
    told: Option<(u32, u32)>,
    confidence: f32,
    /// Where it is taken in: its anchor, or its first part.
    at: u32,
}

/// Somebody who is named beside a word of saying that reports nothing: "X did not say why".
struct Witness {
    at: u32,
    phrase: Phrase,
}

/// Everything found, by place.
pub(super) struct Drafts {
    drafts: Vec<Draft>,
    witnesses: Vec<Witness>,
}

/// Finds all statements of a text.
pub(super) fn collect(s: &Scene<'_>, anchors: &Anchors) -> Drafts {
    let mut used = vec![false; s.outer.len()];
    let mut out = Drafts {
        drafts: Vec::new(),
        witnesses: Vec::new(),
    };
    let mut free = 0;
    for anchor in &anchors.0 {
        if anchor.start < free {
            continue;
        }
        let found = if anchor.negated && anchor.element == Element::Cue {
            None
        } else {
            order::find(s, anchors, anchor, &used)
        };
        match found {
            Some(found) => {
                free = found.next;
                take(s, anchor, found, &mut used, &mut out.drafts);
            }
            None if anchor.element == Element::Cue => {
                if let Some(phrase) = phrase::left(s, anchor.start, s.sentence_start(anchor.start))
                {
                    out.witnesses.push(Witness {
                        at: anchor.start,
                        phrase,
                    });
                }
            }
            None => {}
        }
    }
    unclaimed(s, &used, &mut out.drafts);
    reported(s, &mut out.drafts);
    out.drafts.sort_by_key(|d| d.parts[0]);
    out
}

fn take(s: &Scene<'_>, anchor: &Anchor, found: Found, used: &mut [bool], out: &mut Vec<Draft>) {
    let base = Draft {
        kind: StatementKind::Direct,
        parts: Vec::new(),
        speaker: found.speaker,
        follows: false,
        cue: Some((anchor.start, anchor.end)),
        part: anchor.part,
        told: found.told,
        confidence: 0.95,
        at: anchor.start,
    };
    if let Some(&q) = found.quotes.first() {
        used[q] = true;
        let mut parts: Vec<_> = inside(s, q).into_iter().collect();
        reopened(s, q, used, &mut parts);
        if s.outer[q].end <= anchor.start {
            if let Some(next) = resumed(s, found.next) {
                used[next] = true;
                parts.extend(inside(s, next));
            }
        }
        if !parts.is_empty() {
            out.push(Draft { parts, ..base });
        }
        return;
    }
    let mut marked = Vec::new();
    let mut some = false;
    for &(first, last) in &found.clauses {
        let mut at = first.saturating_sub(1);
        while let Some(q) = s.next_quotation(at).filter(|&q| s.outer[q].start < last) {
            at = s.outer[q].end;
            if names(s, q) {
                continue;
            }
            some = true;
            if !used[q]
                && s.outer[q].end <= last + 1
                && s.words(s.outer[q].first, s.outer[q].last) >= MARKED
            {
                used[q] = true;
                marked.push(q);
            }
        }
    }
    if marked.is_empty() {
        out.push(Draft {
            kind: if some {
                StatementKind::Mixed
            } else {
                StatementKind::Indirect
            },
            parts: found
                .clauses
                .iter()
                .filter_map(|&(f, l)| s.trim(f, l))
                .collect(),
            confidence: if found.opened { 0.9 } else { 0.8 },
            ..base
        });
    } else {
        out.extend(marked.into_iter().filter_map(|q| {
            Some(Draft {
                parts: vec![inside(s, q)?],
                confidence: 0.85,
                ..base.clone()
            })
        }));
    }
}

/// Adds the paragraphs that one quotation runs through, each reopened by a mark of its own.
fn reopened(s: &Scene<'_>, q: usize, used: &mut [bool], parts: &mut Vec<(u32, u32)>) {
    let joined = |a: usize, b: usize| {
        let (a, b) = (&s.outer[a], &s.outer[b]);
        !a.closed && !a.dash && a.end == b.start
    };
    let mut first = q;
    while first > 0 && !used[first - 1] && joined(first - 1, first) {
        first -= 1;
    }
    let mut last = q;
    while last + 1 < s.outer.len() && !used[last + 1] && joined(last, last + 1) {
        last += 1;
    }
    if first < last {
        used[first..=last].fill(true);
        *parts = (first..=last).filter_map(|i| inside(s, i)).collect();
    }
}

/// The words inside a quotation, without outer punctuation.
fn inside(s: &Scene<'_>, q: usize) -> Option<(u32, u32)> {
    s.trim(s.outer[q].first, s.outer[q].last)
}

/// The quotation that goes on behind the teller's words at `at`: "A," he said, "B".
fn resumed(s: &Scene<'_>, at: u32) -> Option<usize> {
    let q = s.next_quotation(at)?;
    let start = s.outer[q].start;
    let end = s.sentence_end(at.saturating_sub(1));
    (start < end && start > at && start - at <= INTERRUPTION && s.comma(start - 1)).then_some(q)
}

/// Whether a word before a quotation makes it a title, a term or a name.
fn names(s: &Scene<'_>, q: usize) -> bool {
    let start = s.outer[q].start;
    (start.saturating_sub(4)..start).any(|i| {
        s.a.tags
            .starting_at(i)
            .any(|(_, t)| s.grammar.names.holds(t.group) && t.end == start)
    })
}

/// Quotations that no word of saying claims, where they stand as sentences.
fn unclaimed(s: &Scene<'_>, used: &[bool], out: &mut Vec<Draft>) {
    for (q, quotation) in s.outer.iter().enumerate() {
        if used[q] || names(s, q) {
            continue;
        }
        let words = s.words(quotation.first, quotation.last);
        let Some((first, last)) = inside(s, q) else {
            continue;
        };
        let full = s.is_mark(quotation.last - 1) && quotation.last > last
            || (quotation.end as usize) < s.a.tokens.len() && s.is(quotation.end, ".");
        let start = quotation.start;
        let sentence = s.a.sentences[s.a.sentence_of(start)];
        let opens = start == sentence.first || s.quotation(start.saturating_sub(1)).is_some();
        let colon =
            start > 0 && matches!(s.word(start - 1), ":" | "：" | ",") && start > sentence.first;
        let capital = s.capital(first) || !s.word(first).starts_with(char::is_lowercase);
        let words = if quotation.closed {
            words
        } else {
            words.min(UNCLAIMED)
        };
        if words < UNCLAIMED || !capital || !(full || quotation.dash) || !(opens || colon) {
            continue;
        }
        let speaker = if colon && !opens {
            teller(s, sentence.first, start)
        } else {
            None
        };
        out.push(Draft {
            kind: StatementKind::Direct,
            parts: vec![(first, last)],
            speaker,
            follows: opens,
            cue: None,
            part: Part::Aux,
            told: None,
            confidence: if speaker.is_some() { 0.6 } else { 0.5 },
            at: start,
        });
    }
}

/// Sentences that a verb form alone marks as reported, where they follow a statement: "Die Störung habe ...".
fn reported(s: &Scene<'_>, out: &mut Vec<Draft>) {
    let mut taken: Vec<usize> = out.iter().map(|d| s.a.sentence_of(d.at)).collect();
    taken.sort_unstable();
    let mut tags: Vec<u32> =
        s.a.tags
            .all()
            .iter()
            .filter(|t| {
                s.grammar.part(t.group) == Some(Part::Subjunctive) && s.quotation(t.start).is_none()
            })
            .map(|t| t.start)
            .collect();
    tags.sort_unstable();
    let mut last = None;
    for at in tags {
        let number = s.a.sentence_of(at);
        let before = number.checked_sub(1);
        let follows = before.is_some()
            && (before == last || before.is_some_and(|b| taken.binary_search(&b).is_ok()));
        if last == Some(number) || !follows || taken.binary_search(&number).is_ok() {
            continue;
        }
        let sentence = s.a.sentences[number];
        if let Some(part) = s.trim(sentence.first, sentence.last) {
            last = Some(number);
            out.push(Draft {
                kind: StatementKind::Indirect,
                parts: vec![part],
                speaker: None,
                follows: false,
                cue: None,
                part: Part::Subjunctive,
                told: None,
                confidence: 0.7,
                at: sentence.first,
            });
        }
    }
}

/// The subject of a sentence that opens a quotation with a word of saying that no list knows.
fn teller(s: &Scene<'_>, first: u32, end: u32) -> Option<Phrase> {
    let mut at = first;
    while let Some(next) = s.at(at, Part::Lead).filter(|&n| n < end) {
        at = next;
    }
    let phrase = phrase::right(s, at, end)?;
    (phrase.last < end && s.capital(phrase.first)).then_some(phrase)
}

/// Gives every draft its speaker, in the order of the text.
pub(super) fn finish(s: &Scene<'_>, pack: &Pack, found: Drafts) -> Vec<Statement> {
    let Drafts { drafts, witnesses } = found;
    let pointing = drafts.iter().any(|d| d.speaker.is_none_or(|p| p.pronoun));
    let mentions = if pointing {
        cast::mentions(s)
    } else {
        Vec::new()
    };
    let phrases = drafts
        .iter()
        .filter_map(|d| d.speaker.as_ref())
        .chain(witnesses.iter().map(|w| &w.phrase));
    let mut mentions: Vec<_> = mentions
        .into_iter()
        .chain(witnesses.iter().map(|w| (w.at, w.phrase)))
        .filter(|(_, p)| !p.pronoun)
        .collect();
    mentions.sort_by_key(|m| m.0);
    let mut cast = Cast::new(s, phrases, mentions);
    let mut out: Vec<Statement> = Vec::new();
    // Where the statement before ends, with its word of saying.
    let mut extent = 0;
    for draft in drafts {
        cast.advance(draft.at.min(draft.parts[0].0));
        let before = out.last().filter(|_| goes_on(s, &draft, extent));
        if draft.part == Part::Also && before.is_none() {
            continue;
        }
        extent = draft.parts[draft.parts.len() - 1].1.max(draft.at + 1);
        let (speaker, resolution) = match draft.speaker {
            Some(phrase) if phrase.pronoun => {
                let antecedent = cast.carried();
                let span = s.span(phrase.first, phrase.last);
                let speaker = crate::model::Speaker {
                    text: span.of(s.text).to_owned(),
                    span,
                    name: antecedent.as_ref().and_then(|a| a.name.clone()),
                    role: antecedent.as_ref().and_then(|a| a.role.clone()),
                    organisation: antecedent.and_then(|a| a.organisation),
                };
                (Some(speaker), Resolution::Pronoun)
            }
            Some(phrase) => {
                let quoted = if draft.kind == StatementKind::Direct && draft.cue.is_some() {
                    Quoted::Yes
                } else {
                    Quoted::No
                };
                (Some(cast.name(&phrase, quoted)), Resolution::Explicit)
            }
            None if before.is_some() => {
                let before = before.and_then(|b| b.speaker.clone());
                let resolution = if before.is_some() {
                    Resolution::Carried
                } else {
                    Resolution::None
                };
                (before, resolution)
            }
            None if draft.follows && !near(s, &cast, draft.at) => (None, Resolution::None),
            None => match cast.carried() {
                Some(speaker) => (Some(speaker), Resolution::Carried),
                None => (None, Resolution::None),
            },
        };
        let span = |&(f, l): &(u32, u32)| s.span(f, l);
        let parts: Vec<_> = draft.parts.iter().map(span).collect();
        out.push(Statement {
            text: parts
                .iter()
                .map(|p| p.of(s.text))
                .collect::<Vec<_>>()
                .join(" "),
            kind: draft.kind,
            parts,
            speaker,
            resolution,
            cue: draft.cue.as_ref().map(span),
            via: draft.told.as_ref().map(|t| span(t).of(s.text).to_owned()),
            confidence: draft.confidence,
            pattern: PatternRef {
                id: format!("{}.speech.{}", pack.lang, draft.part.name()).into(),
                ..pack.slot_reference("quote")
            },
        });
    }
    out
}

/// Whether a draft without speaker goes on from the statement before, which ends at `extent`: nothing stands between.
fn goes_on(s: &Scene<'_>, draft: &Draft, extent: u32) -> bool {
    if extent == 0 || draft.speaker.is_some() {
        return false;
    }
    let end = s.sentence_end(extent - 1);
    match draft.part {
        Part::Also => draft.at < end,
        Part::Aux => {
            draft.follows && end >= draft.at && s.paragraph(extent - 1) == s.paragraph(draft.at)
        }
        _ => false,
    }
}

/// Whether the speaker named last stands in the same paragraph as a token.
fn near(s: &Scene<'_>, cast: &Cast<'_, '_>, at: u32) -> bool {
    cast.last_at()
        .is_some_and(|last| s.paragraph(last) == s.paragraph(at))
}
