//! Annotation, moments and statements to facts: the last stage before the store.
//!
//! [`assemble`] binds the matches of patterns to values, chooses among those that compete, tells this outage from others,
//! and sums the article up. Durations and moments that no pattern claims are kept with role `other`.

mod candidate;
mod cause;
mod count;
mod event;
mod evidence;
mod group;
mod live;
mod log;
mod name;
mod summary;

use crate::annotate::{Annotation, SlotValue, Tag};
use crate::model::{
    Diagnostic, Document, Event, Extraction, Fact, Grain, Kind, Lang, Polarity, Published, Role,
    Statement, StatementKind, Value,
};
use crate::pattern::Pack;
use crate::resolve::Resolved;
use candidate::Candidate;
pub(crate) use candidate::trim;
use group::Groups;

/// What the earlier stages found.
#[derive(Debug)]
pub struct Findings {
    /// Tokens, tags and matches.
    pub annotation: Annotation,
    /// Moments with their dates and zones.
    pub moments: Vec<Resolved>,
    /// Statements.
    pub statements: Vec<Statement>,
    /// What those stages have to say.
    pub diagnostics: Vec<Diagnostic>,
}

/// Makes facts of findings. Facts are sorted by start, end and kind; each span lies in `document.text`.
pub fn assemble(
    document: &Document,
    pack: &Pack,
    findings: Findings,
    language: (Lang, f32),
    published: Option<Published>,
) -> Extraction {
    let Findings {
        annotation: a,
        moments,
        mut statements,
        diagnostics,
    } = findings;
    let text = &*document.text;
    let groups = Groups::of(pack);
    let proposals = candidate::propose(&a, pack);
    let events = event::sentences(&a, &proposals, &moments, published);
    let evidence = evidence::weigh(&a, &groups, &proposals, &events, &moments);
    if evidence.is_outage {
        statements.retain(|s| !is_aside(&a, &events, &evidence, s));
    }
    let view = name::View {
        text,
        a: &a,
        pack,
        groups: &groups,
        evidence: &evidence,
        events: &events,
        statements: &statements,
    };
    let mut facts = name::find(&view, &proposals.facts);
    if !evidence.is_outage {
        facts.clear();
    }
    let names: Vec<String> = facts
        .iter()
        .filter(|f| matches!(f.kind, Kind::Service | Kind::Provider))
        .map(|f| f.span.of(text).to_owned())
        .collect();

    for c in &proposals.facts {
        if matches!(c.kind, Kind::Service | Kind::Provider | Kind::Region)
            || (c.polarity == Polarity::Denied && c.kind != Kind::Cause)
        {
            continue;
        }
        facts.extend(fact(&view, c, &moments, &names));
    }
    unclaimed(&view, &moments, &mut facts);
    live::label(&view, &mut facts);
    facts.retain(|f| !f.span.is_empty());
    facts.sort_by_key(|f| (f.span, f.kind));
    facts.dedup_by(|x, y| x.kind == y.kind && x.span == y.span);
    let log = log::read(&view, &mut facts);
    let (services, providers, regions) = (
        name::list(&facts, Kind::Service),
        name::list(&facts, Kind::Provider),
        name::list(&facts, Kind::Region),
    );
    let summary = if evidence.is_outage {
        summary::pick(text, &facts, &log, &services, &providers)
    } else {
        crate::model::Summary::default()
    };
    Extraction {
        language: language.0,
        language_confidence: language.1,
        published,
        is_outage: evidence.is_outage,
        summary,
        services,
        providers,
        regions,
        facts,
        statements,
        diagnostics,
    }
}

/// Whether reported speech in a report of an outage is about something else: an earlier time, and no trouble.
fn is_aside(
    a: &Annotation,
    events: &[Event],
    evidence: &evidence::Evidence,
    statement: &Statement,
) -> bool {
    let sentence = a.sentence_of(a.token_at(statement.parts[0].start));
    statement.kind == StatementKind::Indirect
        && events[sentence] == Event::Background
        && !evidence.trouble[sentence]
}

/// The fact that a candidate becomes, if its value can be told.
fn fact(v: &name::View<'_>, c: &Candidate, moments: &[Resolved], names: &[String]) -> Option<Fact> {
    let m = &v.a.matches[c.of];
    let pattern = &v.pack.patterns[m.pattern as usize];
    let span = c.span(v.text, v.a);
    let tag = c.tag.map(|t| v.a.tags.all()[t as usize]);
    let mut event = c.event.unwrap_or(v.events[c.sentence]);
    let mut role = c.role;
    let code = || {
        pattern
            .set
            .get("code")
            .cloned()
            .or_else(|| tag.map(|t| v.pack.code(t.group).to_owned()))
    };
    let value = match c.kind {
        Kind::Duration => Value::Duration(duration(v, tag?)?),
        Kind::Moment => Value::Moment(
            moments
                .iter()
                .find(|r| Some(r.tag) == c.tag)?
                .moment
                .clone(),
        ),
        Kind::Count => Value::Count(count::value(v, c, tag?)?),
        Kind::Cause => Value::Cause(cause::assert(
            v,
            code()?,
            span,
            c.sentence,
            c.polarity,
            names,
        )),
        Kind::Feature | Kind::Status | Kind::Impact | Kind::Scope => Value::Code { code: code()? },
        Kind::Service | Kind::Provider | Kind::Region => return None,
    };
    // A sentence about another outage turns the roles of its durations and moments.
    match (event, role) {
        (Event::Background, Some(Role::Outage)) => role = Some(Role::Background),
        (Event::Hypothetical, Some(Role::Outage | Role::Start | Role::Restored))
        | (Event::Background, Some(Role::Start | Role::Restored | Role::Reported)) => {
            role = Some(Role::Other);
        }
        (Event::Main, Some(Role::Background)) => event = Event::Background,
        _ => {}
    }
    // An outage begins and ends on a day: "since 2018" tells of more than one.
    if let (Value::Moment(m), Some(Role::Start | Role::Restored)) = (&value, role)
        && matches!(m.grain, Grain::Month | Grain::Year)
    {
        role = Some(Role::Other);
    }
    if c.kind == Kind::Moment && name::dates_line(v, tag?, c.sentence) {
        role = Some(Role::Other);
    }
    Some(Fact {
        kind: c.kind,
        role,
        event,
        polarity: c.polarity,
        span,
        value,
        confidence: pattern.confidence,
        pattern: pattern.reference.clone(),
    })
}

fn duration(v: &name::View<'_>, tag: Tag) -> Option<crate::model::Duration> {
    match v.a.values.get(tag.value as usize)? {
        SlotValue::Duration(d) => Some(*d),
        _ => None,
    }
}

/// Durations and moments that no pattern claims, with role `other`.
fn unclaimed(v: &name::View<'_>, moments: &[Resolved], facts: &mut Vec<Fact>) {
    let mut taken: Vec<crate::model::Span> = facts
        .iter()
        .filter(|f| matches!(f.kind, Kind::Duration | Kind::Moment))
        .map(|f| f.span)
        .collect();
    let set = v.pack.group_set("duration");
    let durations =
        v.a.tags
            .all()
            .iter()
            .filter(|t| set.holds(t.group))
            .filter_map(|t| {
                Some((
                    *t,
                    Kind::Duration,
                    Value::Duration(duration(v, *t)?),
                    "duration",
                ))
            });
    let times = moments.iter().map(|r| {
        (
            v.a.tags.all()[r.tag as usize],
            Kind::Moment,
            Value::Moment(r.moment.clone()),
            "moment",
        )
    });
    // "an hour ago" is a moment before it is a length.
    let mut rest: Vec<_> = times.chain(durations).collect();
    rest.sort_by_key(|(t, ..)| (std::cmp::Reverse(t.end - t.start), t.start));
    for (tag, kind, value, slot) in rest {
        let span = trim(v.text, v.a.span(tag.start, tag.end));
        if taken.iter().any(|t| t.overlaps(span)) {
            continue;
        }
        taken.push(span);
        let event = v.events[v.a.sentence_of(tag.start)];
        facts.push(Fact {
            kind,
            role: Some(Role::Other),
            event,
            polarity: Polarity::Affirmed,
            span,
            value,
            confidence: 0.5,
            pattern: v.pack.slot_reference(slot),
        });
    }
}
