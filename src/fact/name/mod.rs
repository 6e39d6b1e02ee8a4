//! Services, providers and regions of the events.
//!
//! A gazetteer's name is one that failed if its sentence speaks of trouble and does not merely use it as a medium, a
//! source or a speaker; names that no gazetteer holds come from patterns. Who runs a service that failed is its
//! provider where the text names it ([`owner`]); where trouble was felt is a region ([`place`]).

mod list;
mod owner;
mod place;

pub(super) use place::dates_line;

use super::candidate::{Candidate, trim};
use super::evidence::Evidence;
use super::group::{Groups, sign};
use crate::annotate::{Annotation, Tag};
use crate::model::{Event, Fact, Kind, Name, Named, PatternRef, Polarity, Span, Statement, Value};
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

/// A name in the text, before it is told what it is here.
struct Mention {
    /// What the gazetteer says; `None` for a name that only a pattern knows.
    tag: Option<Tag>,
    start: u32,
    span: Span,
    sentence: usize,
    /// What patterns say of it: a service that failed, the provider that runs it, a region where that was felt.
    said: Vec<Kind>,
    pattern: PatternRef,
    confidence: f32,
}

impl Mention {
    fn said(&self, kind: Kind) -> bool {
        self.said.contains(&kind)
    }
}

/// Kinds of names.
const NAMES: [Kind; 3] = [Kind::Service, Kind::Provider, Kind::Region];

/// Facts of kind service, provider and region, by start.
pub(super) fn find(v: &View<'_>, candidates: &[Candidate]) -> Vec<Fact> {
    let mentions = mentions(v, candidates);
    let elsewhere = denied(v, candidates, Kind::Region);
    let denied = denied(v, candidates, Kind::Service);
    let is = |m: &Mention, set: GroupSet| m.tag.is_some_and(|t| set.holds(t.group));
    let g = v.groups;
    let failed: Vec<&Mention> = mentions
        .iter()
        .filter(|m| {
            !is(m, g.provider)
                && !is_place(v, m)
                && !m.said(Kind::Provider)
                && failed(v, m, &denied)
        })
        .collect();
    let owners = owner::of(v, failed.iter().filter_map(|m| code(v, m)));
    let parents = owner::parents(v, failed.iter().filter_map(|m| code(v, m)));
    let mut out = Vec::new();
    for m in &mentions {
        let works = denied.iter().any(|d| d.overlaps(m.span));
        if is_place(v, m) {
            let felt = !elsewhere.iter().any(|d| d.overlaps(m.span));
            if felt && place::is_affected(v, m.tag, m.span, m.sentence) {
                out.push(fact(v, Kind::Region, m));
            }
        } else if m.said(Kind::Provider)
            || owner::is_provider(v, m, &owners)
            || (!m.said(Kind::Service) && code(v, m).is_some_and(|c| parents.contains(c)))
        {
            out.push(fact(v, Kind::Provider, m));
            if !works && fails_itself(v, m, &failed) {
                out.push(fact(v, Kind::Service, m));
            }
        } else if !works && failed.iter().any(|f| f.start == m.start)
            || weak_in_company(v, m, &failed)
        {
            out.push(fact(v, Kind::Service, m));
        }
    }
    if !out.iter().any(|f| f.kind == Kind::Service) {
        out.extend(sole(v, &mentions, &denied).map(|m| fact(v, Kind::Service, m)));
    }
    out.extend(owner::themselves(v, &out));
    extend(v, &mut out);
    out.sort_by_key(|f| (f.span, f.kind));
    out
}

/// The words of which patterns say that they are no name of this kind here.
fn denied(v: &View<'_>, candidates: &[Candidate], kind: Kind) -> Vec<Span> {
    candidates
        .iter()
        .filter(|c| c.kind == kind && c.polarity == Polarity::Denied)
        .map(|c| c.span(v.text, v.a))
        .collect()
}

/// Mentions of the one service that an article about an outage names, where no sentence says that it failed: "Optus CEO
/// Stephen Rue has announced".
fn sole<'m>(
    v: &View<'_>,
    mentions: &'m [Mention],
    denied: &[Span],
) -> impl Iterator<Item = &'m Mention> {
    let service = |m: &Mention| {
        v.events[m.sentence] == Event::Main
            && m.tag.is_some_and(|t| v.groups.service.holds(t.group))
            && !denied.iter().any(|d| d.overlaps(m.span))
    };
    let found: Vec<&Mention> = mentions.iter().filter(|m| service(m)).collect();
    let alone = v.evidence.is_outage && found.windows(2).all(|w| code(v, w[0]) == code(v, w[1]));
    found.into_iter().filter(move |_| alone)
}

/// Adds names that stand in a list with a service that failed or a region, where the gazetteer knows nothing else of them.
fn extend(v: &View<'_>, facts: &mut Vec<Fact>) {
    if !v.evidence.is_outage {
        return;
    }
    let main = (0..v.events.len()).filter(|&i| v.events[i] == Event::Main);
    for sentence in main {
        for members in list::of(v, sentence) {
            let of = |m: &list::Member| facts.iter().find(|f| f.span.overlaps(m.span)).cloned();
            let found: Vec<Option<Fact>> = members.iter().map(of).collect();
            let first = found.iter().flatten().next().cloned();
            let Some(model) = first.or_else(|| place::of_list(v, &members, sentence)) else {
                continue;
            };
            if found.iter().flatten().any(|f| f.kind != model.kind) || model.kind == Kind::Provider
            {
                continue;
            }
            let fits = |m: &list::Member| match m.tag {
                None => true,
                Some(t) => model.kind == Kind::Service && v.groups.weak.holds(t.group),
            };
            for (m, _) in members
                .iter()
                .zip(&found)
                .filter(|(m, f)| f.is_none() && fits(m))
            {
                let code = m.tag.map(|t| v.pack.code(t.group).to_owned());
                let value = Value::Name(Name {
                    code,
                    name: m.span.of(v.text).to_owned(),
                });
                facts.push(Fact {
                    span: m.span,
                    value,
                    confidence: 0.6,
                    ..model.clone()
                });
            }
        }
    }
}

/// All names of the gazetteer, the longest at each place, and those that patterns found beside them.
fn mentions(v: &View<'_>, candidates: &[Candidate]) -> Vec<Mention> {
    let proposed: Vec<(Span, &Candidate)> = candidates
        .iter()
        .filter(|c| NAMES.contains(&c.kind))
        .filter(|c| c.polarity == Polarity::Affirmed)
        .map(|c| (c.span(v.text, v.a), c))
        .collect();
    let slot = v.pack.slot_reference("name");
    let (times, prices) = (starts(v, v.groups.moment), starts(v, v.groups.money));
    let mut out: Vec<Mention> = Vec::new();
    for (number, sentence) in v.a.sentences.iter().enumerate() {
        let mut at = sentence.first;
        while at < sentence.last {
            let name = longest(v, at).filter(|t| {
                // "8 juta dolar AS" is no place.
                !in_time(v, &times, *t) && prices[t.start as usize].is_none()
            });
            let Some(tag) = name else {
                at += 1;
                continue;
            };
            let span = printed(v, tag.start, tag.end);
            at = tag.end;
            if !span.is_empty() {
                let told = |kind| {
                    proposed
                        .iter()
                        .any(|(p, c)| c.kind == kind && p.overlaps(span))
                };
                let said: Vec<Kind> = NAMES.into_iter().filter(|&k| told(k)).collect();
                let confidence = if said.is_empty() { 0.7 } else { 0.9 };
                out.push(Mention {
                    tag: Some(tag),
                    start: tag.start,
                    span,
                    sentence: number,
                    said,
                    pattern: slot.clone(),
                    confidence,
                });
            }
        }
    }
    let known: Vec<Span> = out.iter().map(|m| m.span).collect();
    for (span, c) in proposed {
        if !span.is_empty() && !known.iter().any(|k| k.overlaps(span)) {
            let pattern = &v.pack.patterns[v.a.matches[c.of].pattern as usize];
            let (reference, confidence) = (pattern.reference.clone(), pattern.confidence);
            out.push(Mention {
                tag: None,
                start: c.start,
                span,
                sentence: c.sentence,
                said: vec![c.kind],
                pattern: reference,
                confidence,
            });
        }
    }
    out.sort_by_key(|m| m.span);
    out
}

/// The span of a name without the prefixes that are glued to it.
fn printed(v: &View<'_>, start: u32, end: u32) -> Span {
    let span = v.a.span(start, end);
    let from = v.pack.stem_start(&v.a.tokens[start as usize], v.text);
    let start = from.max(span.start);
    trim(v.text, Span { start, ..span })
}

/// For each token of a tag of this set, where that tag begins.
fn starts(v: &View<'_>, set: GroupSet) -> Vec<Option<u32>> {
    let mut starts = vec![None; v.a.tokens.len()];
    for t in v.a.tags.all().iter().filter(|t| set.holds(t.group)) {
        starts[t.start as usize..t.end as usize].fill(Some(t.start));
    }
    starts
}

/// Whether a name is only part of how a time is written: the "T" of "2017-03-12T22:14", the "US" of "US/Pacific", the
/// place of "a las 9, hora de México".
fn in_time(v: &View<'_>, times: &[Option<u32>], tag: Tag) -> bool {
    let (start, end) = (tag.start as usize, tag.end as usize);
    let joined = |at: usize| v.a.tokens.get(at).is_some_and(|t| t.glued) && times[at].is_some();
    times[start].is_some_and(|from| from < tag.start || joined(end))
}

/// The longest gazetteer name that starts at a token; a sure name before a weak one.
fn longest(v: &View<'_>, at: u32) -> Option<Tag> {
    let g = v.groups;
    let names = v.a.tags.starting_at(at).map(|(_, t)| t);
    let names = names.filter(|t| g.signs[t.group as usize] & sign::NAME != 0);
    let sets = [
        g.service,
        g.provider,
        g.tracker,
        g.region,
        g.weak,
        g.weak_provider,
    ];
    let rank = |t: &Tag| sets.iter().position(|s| s.holds(t.group));
    names.max_by_key(|t| (t.end, std::cmp::Reverse(rank(t))))
}

/// Whether a mention is one of a place: by the gazetteer, or by a pattern where the gazetteer knows nothing.
fn is_place(v: &View<'_>, m: &Mention) -> bool {
    let known = |t: Tag| v.groups.region.holds(t.group);
    m.tag.map_or(m.said(Kind::Region), known)
}

/// Whether a mention is one of something that failed.
fn failed(v: &View<'_>, m: &Mention, denied: &[Span]) -> bool {
    let g = v.groups;
    let Some(tag) = m.tag else { return true };
    if g.tracker.holds(tag.group) {
        let denied = denied.iter().any(|d| d.overlaps(m.span));
        return m.said(Kind::Service) && !speaks(v, m.span) && !denied;
    }
    if g.weak.holds(tag.group) || g.weak_provider.holds(tag.group) {
        return m.said(Kind::Service);
    }
    if denied.iter().any(|d| d.overlaps(m.span)) {
        return false;
    }
    let headline = v.a.sentences[m.sentence].paragraph == 0 && v.evidence.is_outage;
    let trouble = v.evidence.trouble[m.sentence] && !v.evidence.unaffected[m.sentence];
    m.said(Kind::Service) || (!speaks(v, m.span) && (trouble || headline))
}

/// Whether a provider is also what failed: a pattern says so, and it is not named as that elsewhere.
fn fails_itself(v: &View<'_>, m: &Mention, failed: &[&Mention]) -> bool {
    let service = m.tag.is_some_and(|t| v.groups.service.holds(t.group));
    let elsewhere = |f: &&Mention| f.start != m.start && code(v, f) == code(v, m);
    m.said(Kind::Service) && service && !failed.iter().any(elsewhere)
}

/// Whether a weak name stands beside one that failed, or means the same as one.
fn weak_in_company(v: &View<'_>, m: &Mention, failed: &[&Mention]) -> bool {
    let weak = m.tag.is_some_and(|t| v.groups.weak.holds(t.group));
    weak && v.evidence.trouble[m.sentence]
        && !speaks(v, m.span)
        && !place::where_spoken(v, m.span, m.sentence)
        && failed
            .iter()
            .any(|f| f.sentence == m.sentence || code(v, f) == code(v, m))
}

/// Whether a name is that of a speaker, or part of it.
fn speaks(v: &View<'_>, span: Span) -> bool {
    v.statements
        .iter()
        .any(|s| s.speaker.as_ref().is_some_and(|p| p.span.overlaps(span)))
}

fn code<'v>(v: &View<'v>, m: &Mention) -> Option<&'v str> {
    m.tag.map(|t| v.pack.code(t.group))
}

fn fact(v: &View<'_>, kind: Kind, m: &Mention) -> Fact {
    let name = Name {
        code: code(v, m).map(str::to_owned),
        name: m.span.of(v.text).to_owned(),
    };
    Fact {
        kind,
        role: None,
        event: v.events[m.sentence],
        polarity: Polarity::Affirmed,
        span: m.span,
        value: Value::Name(name),
        confidence: m.confidence,
        pattern: m.pattern.clone(),
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
