//! Where trouble was felt.

use super::View;
use super::list::Member;
use crate::annotate::Tag;
use crate::model::{Fact, Kind, Name, Polarity, Span, Statement, StatementKind, Value};
use crate::segment::{Caps, Class, is_caseless, is_comma};

/// Most tokens between a place at the start of a paragraph and the dash that makes it a dateline.
const DATELINE: u32 = 12;

/// Whether a place is one where the outage was felt: its sentence, or one beside it in the paragraph, speaks of trouble, and the
/// place, where it is one of the gazetteer, is neither a dateline nor part of a longer name.
pub(super) fn is_affected(v: &View<'_>, tag: Option<Tag>, span: Span, sentence: usize) -> bool {
    let s = &v.a.sentences[sentence];
    let near = [sentence.wrapping_sub(1), sentence + 1]
        .into_iter()
        .filter_map(|i| Some((i, v.a.sentences.get(i)?)))
        .any(|(i, n)| n.paragraph == s.paragraph && v.evidence.trouble[i]);
    let trouble = v.evidence.trouble[sentence] || (near && v.evidence.is_outage);
    trouble
        && !tag.is_some_and(|t| is_dateline(v, t, sentence) || in_longer_name(v, t, sentence))
        && !in_zone(v, span)
        && !where_spoken(v, span, sentence)
        && !names_speaker(v, span)
}

/// Whether the place belongs to the name or office of a speaker: "Western Cape premier Anna Smit said"; not "users in
/// Lagos said".
fn names_speaker(v: &View<'_>, span: Span) -> bool {
    let at = v.a.token_at(span.start);
    super::speaks(v, span) && !cued(v, at, at.saturating_sub(CUE))
}

/// Most tokens of words before places.
const CUE: u32 = 4;

/// Whether a word before places ends at a token.
fn cued(v: &View<'_>, at: u32, low: u32) -> bool {
    (low..at).rev().any(|i| {
        v.a.tags
            .longest(i, v.groups.place)
            .is_some_and(|t| t.end == at)
    })
}

/// Whether a place opens a dateline, by itself or behind the name of a site: "Bisnis.com, JAKARTA --".
fn is_dateline(v: &View<'_>, tag: Tag, sentence: usize) -> bool {
    let s = &v.a.sentences[sentence];
    let opens = sentence == 0 || v.a.sentences[sentence - 1].paragraph != s.paragraph;
    let site =
        tag.start - s.first <= SITE && (s.first + 1..tag.start).all(|at| part_of_site(v, at));
    let stop = v.a.tokens.get(tag.end as usize);
    // "KABAR.CO.ID - JAKARTA. Layanan ..."
    let closed = tag.start > s.first + 1 && stop.is_some_and(|t| t.text(v.text) == ".");
    opens && site && (closed || dateline_end(v, tag.end, s.last).is_some())
}

/// Whether a time stands in a dateline behind its place: "Madrid, 19 jul (EFE).-".
pub(in crate::fact) fn dates_line(v: &View<'_>, tag: Tag, sentence: usize) -> bool {
    let first = v.a.sentences[sentence].first;
    let places = (first..=first + 1)
        .flat_map(|at| v.a.tags.starting_at(at))
        .map(|(_, t)| t)
        .filter(|t| v.groups.region.holds(t.group));
    places
        .filter(|p| is_dateline(v, *p, sentence))
        .filter_map(|p| dateline_end(v, p.end, v.a.sentences[sentence].last))
        .any(|end| tag.end <= end)
}

/// The mark that ends a dateline: "JAKARTA, KOMPAS.com –", "Madrid, 19 jul (EFE).-", "MUMBAI:". Nothing but capitals, figures,
/// times and brackets stands between place and mark.
fn dateline_end(v: &View<'_>, from: u32, last: u32) -> Option<u32> {
    let mut words = 0;
    let mut at = from;
    while at < last.min(from + DATELINE) {
        let token = &v.a.tokens[at as usize];
        let spaced = v.a.tokens.get(at as usize + 1).is_none_or(|t| !t.glued);
        if let Some(time) = v.a.tags.longest(at, v.groups.moment) {
            at = time.end;
            continue;
        }
        match (token.class, token.text(v.text)) {
            (Class::Mark, "-" | "–" | "—" | "--") if spaced => return Some(at),
            (Class::Mark, ":") if at == from => return Some(at),
            // Without capitals few words may stand there: "القاهرة في 18 يوليو - ".
            (Class::Word, word) if is_caseless(word) && words < CASELESS => words += 1,
            (Class::Word, _) if token.caps == Caps::None && !token.glued => return None,
            _ => {}
        }
        at += 1;
    }
    None
}

/// Most tokens of a site's name before the place of a dateline.
const SITE: u32 = 8;

/// Whether a token may belong to a site's name that a dateline begins with, or part it from the place: "Kabar6.com, ".
fn part_of_site(v: &View<'_>, at: u32) -> bool {
    let token = &v.a.tokens[at as usize];
    match token.class {
        Class::Mark => matches!(
            token.text(v.text),
            "." | "," | "-" | "–" | "—" | "--" | "(" | ")"
        ),
        _ => token.glued || token.caps == Caps::All,
    }
}

/// Most tokens of a time before the name of its zone.
const TIME: u32 = 12;

/// Most words of a dateline in a script without capitals.
const CASELESS: u32 = 6;

/// "Bank of India", "Telkom Indonesia", "India-based": the place is part of a name or of a compound.
fn in_longer_name(v: &View<'_>, tag: Tag, sentence: usize) -> bool {
    let s = &v.a.sentences[sentence];
    let next = v.a.tokens.get(tag.end as usize);
    if next.is_some_and(|t| {
        t.glued
            && matches!(t.text(v.text), "-" | ".")
            && v.a
                .tokens
                .get(tag.end as usize + 1)
                .is_some_and(|n| n.glued)
    }) {
        return true;
    }
    // A name that begins before the place and runs into it; at the start of a sentence the capital says nothing.
    let name = v.groups.name;
    (s.first + 1..tag.start).rev().take(6).any(|at| {
        let runs = |t: &Tag| t.end >= tag.end && t.start < tag.start;
        v.a.tags
            .starting_at(at)
            .any(|(_, t)| name.holds(t.group) && runs(&t))
            && v.a.tags.longest(at, v.groups.region).is_none()
    })
}

/// Whether the place names a time zone here: "pukul 19.00 waktu Jepang", "9am London time".
fn in_zone(v: &View<'_>, span: Span) -> bool {
    let (moment, zone) = (v.groups.moment, v.groups.zone);
    let at = v.a.token_at(span.start);
    let tag = |i: u32, set| v.a.tags.longest(i, set);
    // ", hora de Madrid" behind a time
    let behind_time = |from: u32| {
        let apart = |end: u32| {
            let between = v.a.tokens.get(end as usize);
            end == from || end + 1 == from && between.is_some_and(|t| is_comma(t.text(v.text)))
        };
        (from.saturating_sub(TIME)..from).any(|i| tag(i, moment).is_some_and(|t| apart(t.end)))
    };
    (at.saturating_sub(8)..=at).any(|i| {
        let within = |t: Tag| v.a.span(t.start, t.end).contains(span);
        tag(i, moment).is_some_and(within)
            || tag(i, zone).is_some_and(|t| within(t) && behind_time(t.start))
    })
}

/// Whether the place only says where somebody spoke: outside of the words of a sentence that quotes.
pub(super) fn where_spoken(v: &View<'_>, span: Span, sentence: usize) -> bool {
    let whole = v.a.sentences[sentence].span;
    let quoted = |s: &&Statement| {
        s.kind == StatementKind::Direct && s.parts.iter().any(|p| p.overlaps(whole))
    };
    let mut spoken = v.statements.iter().filter(quoted).peekable();
    spoken.peek().is_some() && !spoken.any(|s| s.parts.iter().any(|p| p.contains(span)))
}

/// A region fact to model a list of unknown names on: "in Crafers, Hahndorf and Aldgate", where there is trouble.
pub(super) fn of_list(v: &View<'_>, members: &[Member], sentence: usize) -> Option<Fact> {
    let first = members.first()?;
    let s = &v.a.sentences[sentence];
    let unknown = members.iter().all(|m| m.tag.is_none());
    let low = s.first.max(first.start.saturating_sub(CUE));
    let cued = cued(v, first.start, low);
    if !unknown || !cued || !v.evidence.trouble[sentence] || where_spoken(v, first.span, sentence) {
        return None;
    }
    let value = Value::Name(Name {
        code: None,
        name: first.span.of(v.text).to_owned(),
    });
    Some(Fact {
        kind: Kind::Region,
        role: None,
        event: v.events[sentence],
        polarity: Polarity::Affirmed,
        span: first.span,
        value,
        confidence: 0.6,
        pattern: v.pack.slot_reference("name"),
    })
}
