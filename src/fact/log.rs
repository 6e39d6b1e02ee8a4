//! Status pages: updates under the time of each, newest or oldest first.
//!
//! Facts come in with their roles; the times that head updates leave as `reported`, and a [`Log`] tells the summary which
//! update says what. A page without updates, and a timeline told after the fact, is no log.
//! Next: [`summary`](super::summary).

use super::name::View;
use crate::annotate::Annotation;
use crate::model::{Event, Fact, Kind, Moment, Role, Span, Value};
use crate::pattern::GroupSet;
use crate::segment::Class;

/// The updates of a status page, in the order of their times.
#[derive(Debug, Default)]
pub(super) struct Log {
    /// Updates, the oldest first.
    updates: Vec<Update>,
}

/// One update.
#[derive(Debug)]
struct Update {
    /// Its text with its heading.
    span: Span,
    /// When it was posted.
    posted: Moment,
    /// Whether it says that all is well again.
    closes: bool,
    /// Whether it only points to another page.
    elsewhere: bool,
}

/// Fewest updates, of ten, that must speak as operators do while an incident lasts.
///
/// Source: in reviews after the fact a timeline of twenty lines may say "we are" once.
const SPEAKING: usize = 3;

/// Most tokens before the time in its paragraph: "Posted 3 years ago.".
const FURTHEST: u32 = 6;

/// Confidence from which a status says that the incident is over.
const SURE: f32 = 0.7;

/// Finds the updates and turns the times that head them into times of reports.
pub(super) fn read(v: &View<'_>, facts: &mut [Fact]) -> Log {
    let mut headings: Vec<(usize, Place)> = facts
        .iter()
        .enumerate()
        .filter_map(|(i, f)| Some((i, place(v, f)?)))
        .collect();
    if feet(v, facts, &headings) {
        for heading in &mut headings {
            heading.1 = Place::Foot;
        }
    }
    let stretches = stretches(v, facts, &headings);
    let speaking = stretches
        .iter()
        .filter(|s| holds(v.a, s.0, s.1, v.groups.post));
    if headings.is_empty() || speaking.count() * 10 < headings.len() * SPEAKING {
        return Log::default();
    }
    let mut updates = Vec::with_capacity(headings.len());
    for (&(i, _), &(from, to)) in headings.iter().zip(&stretches) {
        facts[i].role = Some(Role::Reported);
        let Value::Moment(posted) = facts[i].value.clone() else {
            continue;
        };
        let behind = v.a.token_at(facts[i].span.end);
        let span = v.a.span(from, to);
        updates.push(Update {
            span,
            posted,
            closes: closes(v, facts, behind, span, (from, to)),
            elsewhere: holds(v.a, from, to, v.groups.elsewhere),
        });
    }
    if newest_first(&updates) {
        updates.reverse();
    }
    Log { updates }
}

/// Whether the page begins with its last update, by their times, or where these name no year, by what closes the incident.
fn newest_first(updates: &[Update]) -> bool {
    let (Some(first), Some(last)) = (updates.first(), updates.last()) else {
        return false;
    };
    match (first.posted.earliest, last.posted.earliest) {
        (Some(first), Some(last)) => first > last,
        _ => first.closes && !last.closes,
    }
}

impl Log {
    /// Whether there are updates.
    pub(super) fn is_empty(&self) -> bool {
        self.updates.is_empty()
    }

    /// Number of the update that a fact stands in, from 1 for the oldest; 0 for what stands outside of them.
    pub(super) fn update(&self, fact: &Fact) -> usize {
        self.updates
            .iter()
            .position(|u| u.span.overlaps(fact.span))
            .map_or(0, |i| i + 1)
    }

    /// When trouble was first posted: the incident began no later. None if the page only points to another.
    pub(super) fn opened(&self) -> Option<Moment> {
        let first = self.updates.first()?;
        (!first.closes && !first.elsewhere).then(|| Moment {
            earliest: None,
            ..first.posted.clone()
        })
    }

    /// When the last update said that all is well again: it was no later.
    pub(super) fn closed(&self) -> Option<Moment> {
        let last = self.updates.last()?;
        last.closes.then(|| Moment {
            earliest: None,
            ..last.posted.clone()
        })
    }
}

/// Where the time of an update stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Above it or at the head of its line.
    Head,
    /// Below it: "Posted 14:25 UTC".
    Foot,
}

/// Whether a moment is the time of an update: it has a time of day, and nothing but marks stands before it in its
/// paragraph, or words such as "Posted".
fn place(v: &View<'_>, f: &Fact) -> Option<Place> {
    let a = v.a;
    let Value::Moment(m) = &f.value else {
        return None;
    };
    if f.event != Event::Main || !m.local.as_deref().is_some_and(|l| l.contains(':')) {
        return None;
    }
    let at = a.token_at(f.span.start);
    let first = paragraph(a, at);
    if at - first > FURTHEST {
        return None;
    }
    if holds(a, first, first + 1, v.groups.posted) {
        return Some(Place::Foot);
    }
    let marks = &a.tokens[first as usize..at as usize];
    marks
        .iter()
        .all(|t| t.class == Class::Mark)
        .then_some(Place::Head)
}

/// Whether times that are lines of their own stand below what they belong to: the last one ends the text.
fn feet(v: &View<'_>, facts: &[Fact], headings: &[(usize, Place)]) -> bool {
    let a = v.a;
    let marks = |from: u32, to: u32| {
        a.tokens
            .get(from as usize..to as usize)
            .is_some_and(|t| t.iter().all(|t| t.class == Class::Mark))
    };
    let alone = |f: &Fact| {
        let sentence = a.sentences[a.sentence_of(a.token_at(f.span.start))];
        marks(a.token_at(f.span.end), sentence.last)
    };
    let last = headings.last().map(|&(i, _)| a.token_at(facts[i].span.end));
    last.is_some_and(|end| marks(end, a.tokens.len() as u32))
        && headings.iter().all(|&(i, _)| alone(&facts[i]))
}

/// First token of the paragraph of a token.
fn paragraph(a: &Annotation, at: u32) -> u32 {
    let mut sentence = a.sentence_of(at);
    let number = a.sentences[sentence].paragraph;
    while sentence > 0 && a.sentences[sentence - 1].paragraph == number {
        sentence -= 1;
    }
    a.sentences[sentence].first
}

/// Tokens of each update: from its heading to the next, or up to its foot.
fn stretches(v: &View<'_>, facts: &[Fact], headings: &[(usize, Place)]) -> Vec<(u32, u32)> {
    let last = v.a.tokens.len() as u32;
    let token = |i: usize| v.a.token_at(facts[headings[i].0].span.start);
    let behind = |i: usize| v.a.token_at(facts[headings[i].0].span.end);
    (0..headings.len())
        .map(|i| match headings[i].1 {
            Place::Head if i + 1 < headings.len() => (token(i), token(i + 1)),
            Place::Head => (token(i), last),
            Place::Foot if i > 0 => (behind(i - 1), behind(i)),
            Place::Foot => (0, behind(i)),
        })
        .collect()
}

/// Whether words of a list begin in a stretch of tokens.
fn holds(a: &Annotation, from: u32, to: u32, set: GroupSet) -> bool {
    (from..to).any(|at| a.tags.starting_at(at).any(|(_, t)| set.holds(t.group)))
}

/// Whether an update says that the incident is over: by the label of its state, or by a fact in its words.
fn closes(v: &View<'_>, facts: &[Fact], behind: u32, span: Span, (from, to): (u32, u32)) -> bool {
    let a = v.a;
    let labelled = holds(a, behind, behind + 1, v.groups.closing)
        || (from..to).any(|at| holds(a, at, at + 1, v.groups.closing) && paragraph(a, at) == at);
    labelled
        || facts.iter().any(|f| {
            f.kind == Kind::Status
                && f.event == Event::Main
                && span.overlaps(f.span)
                && f.confidence >= SURE
                && matches!(&f.value, Value::Code { code } if code == "resolved")
        })
}
