//! Lists of names: "Compute Engine, Persistent Disk and Cloud SQL".

use super::View;
use crate::annotate::Tag;
use crate::model::Span;

/// One name of a list.
pub(super) struct Member {
    /// Its words.
    pub span: Span,
    /// Its first token.
    pub start: u32,
    /// What the gazetteer says, if it knows it.
    pub tag: Option<Tag>,
}

/// All lists of a sentence: at least two names joined by commas, the last by "and"; or three joined by commas.
pub(super) fn of(v: &View<'_>, sentence: usize) -> Vec<Vec<Member>> {
    let and = v.groups.and;
    let s = &v.a.sentences[sentence];
    let mut out = Vec::new();
    let mut at = s.first;
    while at < s.last {
        let Some((first, mut end)) = member(v, at) else {
            at += 1;
            continue;
        };
        let mut members = vec![first];
        let mut closed = false;
        while end < s.last && !closed {
            let mut next = end;
            if crate::segment::is_comma(v.a.tokens[next as usize].text(v.text)) {
                next += 1;
            }
            if let Some(tag) = v.a.tags.longest(next, and).filter(|_| next < s.last) {
                closed = true;
                next = tag.end;
            }
            let token = v.a.tokens.get(next as usize);
            let glued = token.is_some_and(|t| v.pack.glued_and(t, v.text));
            closed |= glued;
            match member(v, next).filter(|_| (next > end || glued) && next < s.last) {
                Some((m, behind)) => {
                    members.push(m);
                    end = behind;
                }
                None => break,
            }
        }
        if members.len() > 2 || (closed && members.len() == 2) {
            out.push(members);
        }
        at = end;
    }
    out
}

/// The name that starts at a token, and the token behind it and its abbreviation in brackets.
fn member(v: &View<'_>, at: u32) -> Option<(Member, u32)> {
    let known = super::longest(v, at);
    let name = v.a.tags.longest(at, v.groups.name);
    let end = known.map_or(0, |t| t.end).max(name.map_or(0, |t| t.end));
    // "di Pekanbaru, Riau, Selasa (11/8)": the day ends the list.
    if end == 0 || v.a.tags.longest(at, v.groups.moment).is_some() {
        return None;
    }
    let tag = known.filter(|t| t.end == end);
    let span = super::printed(v, at, end);
    let text = |i: u32| v.a.tokens.get(i as usize).map_or("", |t| t.text(v.text));
    let behind = if text(end) == "(" && text(end + 2) == ")" {
        end + 3
    } else {
        end
    };
    (!span.is_empty()).then_some((
        Member {
            span,
            start: at,
            tag,
        },
        behind,
    ))
}
