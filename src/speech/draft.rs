//! Statements before their speakers are known; next step: [`complete`](super::complete).

use super::anchor::{Anchor, Anchors};
use super::grammar::{Element, Part};
use super::order::{self, Found};
use super::particle;
use super::phrase::{self, Phrase};
use super::scene::Scene;
use super::subject;
use crate::model::StatementKind;

/// Words from which a quotation that no word of saying claims may be a statement.
const UNCLAIMED: usize = 4;

/// Most tokens between the two parts of an interrupted quotation.
const INTERRUPTION: u32 = 24;

/// A statement whose speaker may not be known yet.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) kind: StatementKind,
    /// Token stretches, without marks.
    pub(super) parts: Vec<(u32, u32)>,
    pub(super) speaker: Option<Phrase>,
    /// Whether it goes on from the statement before it, whoever said that.
    pub(super) follows: bool,
    pub(super) cue: Option<(u32, u32)>,
    pub(super) part: Part,
    pub(super) told: Option<(u32, u32)>,
    pub(super) confidence: f32,
    /// Where it is taken in: its anchor, or its first part.
    pub(super) at: u32,
}

/// Somebody who is named beside a word of saying that reports nothing: "X did not say why".
pub(super) struct Witness {
    pub(super) at: u32,
    pub(super) phrase: Phrase,
}

/// Everything found, by place.
pub(super) struct Drafts {
    pub(super) drafts: Vec<Draft>,
    pub(super) witnesses: Vec<Witness>,
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
            order::find(s, anchors, anchor, &used, free)
        };
        match found {
            Some(found) => {
                free = found.next;
                take(s, anchor, &found, &mut used, &mut out.drafts);
            }
            None if anchor.element == Element::Cue => {
                if let Some(phrase) = subject::of_witness(s, anchor) {
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

fn take(s: &Scene<'_>, anchor: &Anchor, found: &Found, used: &mut [bool], out: &mut Vec<Draft>) {
    // "X said that ..., he said": the inner words of saying are nearer to what was said.
    let inner = |d: &Draft| {
        found
            .clauses
            .iter()
            .any(|&(f, l)| f <= d.parts[0].0 && d.parts[0].1 <= l)
    };
    if out.last().is_some_and(inner) {
        return;
    }
    let base = Draft {
        kind: StatementKind::Direct,
        parts: Vec::new(),
        speaker: found
            .speaker
            .or_else(|| alone(s, anchor, !found.quotes.is_empty(), out)),
        follows: false,
        cue: Some((anchor.start, anchor.end)),
        part: anchor.part,
        told: found.told.or_else(|| passed_on(s, anchor)),
        confidence: 0.95,
        at: anchor.start,
    };
    if let Some(&q) = found.quotes.first() {
        used[q] = true;
        let mut parts: Vec<_> = inside(s, q).into_iter().collect();
        reopened(s, q, used, &mut parts);
        if s.outer[q].end <= anchor.start
            && let Some(next) = resumed(s, found.next)
        {
            used[next] = true;
            parts.extend(inside(s, next));
        }
        if !parts.is_empty() {
            out.push(Draft { parts, ..base });
        }
        return;
    }
    let marked = claim_marked(s, &found.clauses, used);
    let parts = found.clauses.iter().filter_map(|&(f, l)| s.trim(f, l));
    if let Some(parts) = parts.clone().map(|p| within_marks(s, p)).collect() {
        out.push(Draft { parts, ..base });
        return;
    }
    out.push(Draft {
        kind: if marked {
            StatementKind::Mixed
        } else {
            StatementKind::Indirect
        },
        parts: parts.map(|(f, l)| s.with_marks(f, l)).collect(),
        confidence: if found.opened { 0.9 } else { 0.8 },
        ..base
    });
}

/// A clause that is a quotation from end to end.
fn within_marks(s: &Scene<'_>, clause: (u32, u32)) -> Option<(u32, u32)> {
    s.quotation(clause.0)
        .and_then(|q| inside(s, q))
        .filter(|&inside| inside == clause)
}

/// Whether some words of these clauses are marked as the speaker's own; they are no statements by themselves.
fn claim_marked(s: &Scene<'_>, clauses: &[(u32, u32)], used: &mut [bool]) -> bool {
    let mut some = false;
    for &(first, last) in clauses {
        let mut at = first.saturating_sub(1);
        while let Some(q) = s.next_quotation(at).filter(|&q| s.outer[q].start < last) {
            at = s.outer[q].end;
            if !order::names(s, q) {
                some = true;
                used[q] = true;
            }
        }
    }
    some
}

/// The subject of a sentence whose only word of saying is a participle: "X blamed the weather, saying ...", "X emitió una
/// nota asegurando que ..."; or before a quotation: "X answered by saying: ...".
fn alone(s: &Scene<'_>, anchor: &Anchor, quoted: bool, out: &[Draft]) -> Option<Phrase> {
    let low = s.sentence_start(anchor.start);
    let first = anchor.part == Part::Also
        && out.last().is_none_or(|d| d.at < low)
        && anchor.start > low
        && (quoted || s.comma(anchor.start - 1) || s.at(anchor.end, Part::That).is_some());
    if first {
        subject::coordinated(s, anchor.start, low)
    } else {
        None
    }
}

/// Most tokens of a sentence in which a medium is looked for.
const MEDIUM: u32 = 120;

/// The medium that passes a statement on, named in the same sentence: "as quoted by Reuters", "dikutip dari Antara".
fn passed_on(s: &Scene<'_>, anchor: &Anchor) -> Option<(u32, u32)> {
    let low = s
        .sentence_start(anchor.start)
        .max(anchor.start.saturating_sub(MEDIUM));
    let end = s.sentence_end(anchor.start);
    (low..end.min(anchor.start + MEDIUM)).find_map(|i| {
        let at = s.at(i, Part::Via).filter(|_| s.quotation(i).is_none())?;
        let medium = phrase::right(s, at, end)?;
        Some((medium.first, medium.last))
    })
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
    let comma = start > at && start < end && s.comma(start - 1);
    // «A, — said X. — B»
    let inserted = s.dash(start) && !s.outer[q].dash && s.paragraph(start) == s.paragraph(at);
    (start >= at && start - at <= INTERRUPTION && (comma || inserted)).then_some(q)
}

/// Quotations that no word of saying claims, where they stand as sentences.
fn unclaimed(s: &Scene<'_>, used: &[bool], out: &mut Vec<Draft>) {
    for (q, quotation) in s.outer.iter().enumerate() {
        if used[q] || order::names(s, q) {
            continue;
        }
        let words = s.words(quotation.first, quotation.last);
        let Some((first, last)) = inside(s, q) else {
            continue;
        };
        if let Some((part, speaker)) = attributed(s, q) {
            out.push(Draft {
                kind: StatementKind::Direct,
                parts: vec![(first, last)],
                speaker,
                follows: false,
                cue: None,
                part,
                told: None,
                confidence: 0.6,
                at: quotation.start,
            });
            continue;
        }
        let full = s.is_mark(quotation.last - 1) && quotation.last > last
            || s.stop(quotation.end)
            || s.grammar.topic && ends_paragraph(s, quotation.end);
        let start = quotation.start;
        let sentence = s.a.sentences[s.a.sentence_of(start)];
        // "—No funciona —dijo Juan—. Es un desastre.": the line goes on behind the teller's words.
        let resumes = quotation.dash
            && q > 0
            && s.outer[q - 1].dash
            && s.paragraph(s.outer[q - 1].start) == s.paragraph(start);
        let opens =
            start == sentence.first || s.quotation(start.saturating_sub(1)).is_some() || resumes;
        let colon = start > sentence.first && (s.colon(start - 1) || s.comma(start - 1));
        let capital = s.capital(first) || !s.word(first).starts_with(char::is_lowercase);
        let words = if quotation.closed {
            words
        } else if resumes && words > 1 {
            UNCLAIMED
        } else {
            words.min(UNCLAIMED)
        };
        if words < UNCLAIMED || !capital || !(full || quotation.dash) || !(opens || colon) {
            continue;
        }
        let speaker = if colon && !opens {
            teller(s, sentence.first, start)
        } else if opens {
            told_next(s, q)
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

/// Whether nothing of its paragraph stands behind a quotation that ends at `end`.
fn ends_paragraph(s: &Scene<'_>, end: u32) -> bool {
    end as usize == s.a.tokens.len() || s.paragraph(end) != s.paragraph(end - 1)
}

/// The speaker, if one is known, of a quotation that no word of saying claims but that a complementizer or a person
/// beside it shows to be speech: "「母に食べさせたい」と目を細めた", "「困る」（60代の男性）", "首相「努力する」".
fn attributed(s: &Scene<'_>, q: usize) -> Option<(Part, Option<Phrase>)> {
    let quotation = &s.outer[q];
    if !s.grammar.topic || !quotation.closed {
        return None;
    }
    let low = s.sentence_start(quotation.start);
    let sentence = particle::sentence(s, q);
    let behind = behind_row(s, q);
    let goes_on =
        (behind as usize) < s.a.tokens.len() && s.paragraph(behind) == s.paragraph(quotation.start);
    if !goes_on || s.stop(behind) {
        let label = particle::label(s, low, quotation.start).filter(|_| sentence)?;
        return Some((Part::That, Some(label)));
    }
    let end = s.sentence_end(behind);
    if s.opens(behind) {
        return particle::bracketed(s, behind, end).map(|(person, _)| (Part::That, Some(person)));
    }
    if !sentence || s.at(behind, Part::None).is_some() {
        return None;
    }
    let Some(that) = s.at(behind, Part::That) else {
        let person = particle::behind(s, behind, end).filter(|_| quotation.start == low)?;
        return Some((Part::That, Some(person)));
    };
    // "「はやぶさ」と「こまち」": two names.
    if s.quotation(that).is_some() {
        return None;
    }
    if s.at(that, Part::Voice).is_some() {
        return Some((Part::Voice, None));
    }
    let person = particle::behind(s, that, end)
        .or_else(|| particle::nearest(s, Element::Cue, low, quotation.start));
    Some((Part::That, person))
}

/// Most quotations in a row.
const ROW: usize = 8;

/// First token behind a quotation and those that follow it at once: 「…」「…」と.
fn behind_row(s: &Scene<'_>, q: usize) -> u32 {
    let row = s.outer[q..].windows(2).take(ROW);
    let more = row.take_while(|w| w[0].end == w[1].start).count();
    s.outer[q + more].end
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

/// The person who is the topic behind a quotation that is the first sentence of its paragraph, or whom a word of saying
/// there is followed by: "「怖かった」。男性は声を震わせた。", "「最高です」。そう話すのは岡本健さん。".
fn told_next(s: &Scene<'_>, q: usize) -> Option<Phrase> {
    let quotation = &s.outer[q];
    let number = s.a.sentence_of(quotation.end.checked_sub(1)?) + 1;
    let next = s.a.sentences.get(number)?;
    let opens = quotation.start == 0 || s.paragraph(quotation.start - 1) != next.paragraph;
    if !s.grammar.topic || !opens || s.paragraph(quotation.start) != next.paragraph {
        return None;
    }
    let inverse = (next.first..next.last.min(next.first + INVERSE))
        .find_map(|i| s.at(i, Part::Inverse))
        .and_then(|at| particle::forward(s, at, next.last));
    inverse.or_else(|| {
        let (phrase, _) = particle::opening(s, next.first, next.last)?;
        particle::person(s, &phrase).then_some(phrase)
    })
}

/// Most tokens between the head of a sentence and a word of saying that points forward.
const INVERSE: u32 = 6;

/// The subject of a sentence that opens a quotation with a word of saying that no list knows.
fn teller(s: &Scene<'_>, first: u32, end: u32) -> Option<Phrase> {
    let mut at = first;
    while let Some(next) = s.at(at, Part::Lead).filter(|&n| n < end) {
        at = next;
    }
    let phrase = phrase::right(s, at, end)?;
    (phrase.last < end && s.capital(phrase.first)).then_some(phrase)
}
