//! Services, providers and regions of the events.
//!
//! A gazetteer's name is one that failed if its sentence speaks of trouble and does not merely use it as a medium, a
//! source or a speaker; names that no gazetteer holds come from patterns.

use super::candidate::{Candidate, trim};
use super::evidence::Evidence;
use super::group::Groups;
use crate::annotate::{Annotation, Tag};
use crate::model::{Event, Fact, Kind, Name, Named, Polarity, Role, Span, Statement, Value};
use crate::pattern::{GroupSet, Pack};

/// What the name finder looks at.
pub(super) struct View<'a> {
    pub text: &'a str,
    pub a: &'a Annotation,
    pub pack: &'a Pack,
    pub groups: &'a Groups,
    pub evidence: &'a Evidence,
    pub events: &'a [Event],
    pub statements: &'a [Statement],
}

/// Facts of kind service, provider and region, by start.
pub(super) fn find(v: &View<'_>, candidates: &[Candidate]) -> Vec<Fact> {
    let denied: Vec<Span> = candidates
        .iter()
        .filter(|c| c.kind == Kind::Service && c.polarity == Polarity::Denied)
        .map(|c| c.span(v.text, v.a))
        .collect();
    let proposed: Vec<Span> = candidates
        .iter()
        .filter(|c| c.kind == Kind::Service && c.polarity == Polarity::Affirmed)
        .map(|c| c.span(v.text, v.a))
        .collect();
    let mut out = Vec::new();
    let mut covered = 0;
    for (i, sentence) in v.a.sentences.iter().enumerate() {
        let mut at = sentence.first;
        while at < sentence.last {
            let Some(tag) = longest_name(v, at) else {
                at += 1;
                continue;
            };
            at = tag.end;
            let span = trim(v.text, v.a.span(tag.start, tag.end));
            if span.is_empty() || span.start < covered {
                continue;
            }
            covered = span.end;
            let said = proposed.iter().any(|p| p.overlaps(span));
            if let Some(kind) = kind(v, tag, span, i, said, &denied) {
                out.push(fact(
                    v,
                    kind,
                    span,
                    Some(tag),
                    v.events[i],
                    if said { 0.9 } else { 0.7 },
                ));
            }
        }
    }
    for c in candidates
        .iter()
        .filter(|c| c.kind == Kind::Service && c.polarity == Polarity::Affirmed)
    {
        let span = c.span(v.text, v.a);
        if !span.is_empty() && !out.iter().any(|f: &Fact| f.span.overlaps(span)) {
            let pattern = &v.pack.patterns[v.a.matches[c.of].pattern as usize];
            let mut f = fact(
                v,
                Kind::Service,
                span,
                None,
                v.events[c.sentence],
                pattern.confidence,
            );
            f.pattern = pattern.reference.clone();
            out.push(f);
        }
    }
    out.sort_by_key(|f| f.span);
    providers(v, &mut out);
    out
}

/// The longest gazetteer name that starts at a token.
fn longest_name(v: &View<'_>, at: u32) -> Option<Tag> {
    let g = v.groups;
    let sets: [GroupSet; 5] = [g.service, g.weak, g.provider, g.region, g.tracker];
    v.a.tags
        .starting_at(at)
        .map(|(_, t)| t)
        .filter(|t| sets.iter().any(|s| s.holds(t.group)))
        .max_by_key(|t| (t.end, std::cmp::Reverse(t.group)))
}

/// What a name is here, if it is anything.
fn kind(
    v: &View<'_>,
    tag: Tag,
    span: Span,
    sentence: usize,
    said: bool,
    denied: &[Span],
) -> Option<Kind> {
    let g = v.groups;
    let trouble = v.evidence.trouble[sentence];
    if g.region.holds(tag.group) {
        return (trouble && !inside_name(v, tag)).then_some(Kind::Region);
    }
    if g.provider.holds(tag.group) {
        return Some(Kind::Provider);
    }
    if denied.iter().any(|d| d.overlaps(span)) || g.tracker.holds(tag.group) {
        return said.then_some(Kind::Service);
    }
    let speaks = v
        .statements
        .iter()
        .any(|s| s.speaker.as_ref().is_some_and(|p| p.span.overlaps(span)));
    let headline = v.a.sentences[sentence].paragraph == 0 && v.evidence.is_outage;
    let weak = g.weak.holds(tag.group);
    let affected =
        said || (!weak && !v.evidence.unaffected[sentence] && !speaks && (trouble || headline));
    affected.then_some(Kind::Service)
}

/// Whether a region's name is part of a longer name: "Bank of India", "Telkom Indonesia".
fn inside_name(v: &View<'_>, tag: Tag) -> bool {
    let capital = |i: u32| {
        v.a.tokens
            .get(i as usize)
            .is_some_and(|t| t.caps != crate::segment::Caps::None)
    };
    let glued =
        v.a.tokens
            .get(tag.end as usize)
            .is_some_and(|t| t.glued && matches!(t.text(v.text), "-" | "."));
    glued
        || (capital(tag.start.wrapping_sub(1))
            && tag.start > 0
            && v.a.sentence_of(tag.start - 1) == v.a.sentence_of(tag.start)
            && v.a.sentences[v.a.sentence_of(tag.start)].first + 1 < tag.start
            && capital(tag.start))
}

/// Providers count if a service of theirs failed, or if they speak or are named where there is trouble.
fn providers(v: &View<'_>, facts: &mut Vec<Fact>) {
    let failed: Vec<String> = facts
        .iter()
        .filter(|f| f.kind == Kind::Service && f.event == Event::Main)
        .filter_map(code)
        .map(|c| format!("owners.{c}"))
        .collect();
    let owners: Vec<&String> = failed.iter().flat_map(|key| v.pack.strings(key)).collect();
    facts.retain(|f| {
        f.kind != Kind::Provider || {
            let sentence = v.a.sentence_of(v.a.token_at(f.span.start));
            v.evidence.trouble[sentence]
                || code(f).is_some_and(|c| owners.iter().any(|o| ***o == *c))
        }
    });
}

fn code(f: &Fact) -> Option<&str> {
    match &f.value {
        Value::Name(n) => n.code.as_deref(),
        _ => None,
    }
}

fn fact(
    v: &View<'_>,
    kind: Kind,
    span: Span,
    tag: Option<Tag>,
    event: Event,
    confidence: f32,
) -> Fact {
    let code = tag.map(|t| v.pack.code(t.group).to_owned());
    Fact {
        kind,
        role: None::<Role>,
        event,
        polarity: Polarity::Affirmed,
        span,
        value: Value::Name(Name {
            code,
            name: span.of(v.text).to_owned(),
        }),
        confidence,
        pattern: v.pack.slot_reference("name"),
    }
}

/// Names of one kind in the main event, each once, by first mention.
pub(super) fn list(facts: &[Fact], kind: Kind) -> Vec<Named> {
    let mut out: Vec<Named> = Vec::new();
    for f in facts
        .iter()
        .filter(|f| f.kind == kind && f.event == Event::Main)
    {
        let Value::Name(n) = &f.value else { continue };
        if !out
            .iter()
            .any(|o| o.name == n.name || (n.code.is_some() && o.canonical == n.code))
        {
            out.push(Named {
                name: n.name.clone(),
                canonical: n.code.clone(),
            });
        }
    }
    out
}
