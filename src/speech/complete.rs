//! Drafts to statements: speakers get their names and offices, and words that point back get the speaker named last.

use super::cast::{self, Cast, Quoted};
use super::draft::{Draft, Drafts};
use super::grammar::Part;
use super::scene::Scene;
use crate::model::{PatternRef, Resolution, Speaker, Statement, StatementKind};

/// Gives every draft its speaker, in the order of the text.
pub(super) fn finish(s: &Scene<'_>, found: Drafts) -> Vec<Statement> {
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
    if drafts.is_empty() {
        return out;
    }
    let source = &s.grammar.source;
    // Where the statement before ends, with its word of saying.
    let mut extent = 0;
    for draft in drafts {
        cast.advance(draft.at.min(draft.parts[0].0));
        let before = out
            .last()
            .filter(|b| goes_on(s, &draft, extent) || follows(s, &draft, extent, b.kind));
        if draft.part == Part::Also && before.is_none() && draft.speaker.is_none() {
            continue;
        }
        extent = draft.parts[draft.parts.len() - 1].1.max(draft.at + 1);
        let (speaker, resolution) = match draft.speaker {
            Some(phrase) if phrase.pronoun => {
                let antecedent = cast.carried();
                let span = s.span(phrase.first, phrase.last);
                let speaker = Speaker {
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
            None if matches!(draft.part, Part::Voice | Part::Passive) => (None, Resolution::None),
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
                id: format!("{}.{}", source.id, draft.part.name()).into(),
                fingerprint: source.fingerprint.clone(),
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

/// Whether a draft is a paragraph of its own right behind one that ends with a quotation and who says it: the same
/// speaker goes on.
fn follows(s: &Scene<'_>, draft: &Draft, extent: u32, before: StatementKind) -> bool {
    if extent == 0 || !draft.follows || before != StatementKind::Direct {
        return false;
    }
    let alone = s.sentence_start(draft.at) == draft.at
        && s.paragraph_ends(draft.parts[draft.parts.len() - 1].1 - 1);
    alone && s.paragraph_ends(extent - 1) && s.paragraph(extent - 1) + 1 == s.paragraph(draft.at)
}

/// Whether the speaker named last stands in the same paragraph as a token.
fn near(s: &Scene<'_>, cast: &Cast<'_, '_>, at: u32) -> bool {
    cast.last_at()
        .is_some_and(|last| s.paragraph(last) == s.paragraph(at))
}
