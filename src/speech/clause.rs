//! Where a reported clause begins and ends.

use super::anchor::Anchors;
use super::grammar::Part;
use super::phrase;
use super::scene::Scene;
use crate::segment::Caps;

/// Most tokens between a word of saying and its complementizer: "told ABC Radio at 10.45am that".
const REACH: u32 = 28;

/// A reported clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) first: u32,
    pub(super) last: u32,
    /// First token behind it and the word of saying that closes it.
    pub(super) next: u32,
    /// Whether a complementizer, comma or colon opens it.
    pub(super) opened: bool,
    /// Whether a complementizer opens it.
    pub(super) that: bool,
    /// Whom it was said to, if that stands between.
    pub(super) told: Option<(u32, u32)>,
}

/// Where the words said may begin behind a word of saying, past those told and adjuncts.
pub(super) struct Opening {
    pub(super) at: u32,
    pub(super) opened: bool,
    pub(super) that: bool,
    pub(super) told: Option<(u32, u32)>,
}

/// What an order has found right before a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// Nothing: what opens the clause is looked for.
    Nothing,
    /// A comma.
    Comma,
    /// A complementizer.
    That,
}

/// Steps over whom it was said to, adjuncts, comma and complementizer.
pub(super) fn opening(s: &Scene<'_>, from: u32, end: u32, part: Part) -> Option<Opening> {
    let mut at = from;
    let mut told = None;
    if part == Part::Tell
        && let Some(p) = phrase::right(s, at, end)
    {
        told = Some((p.first, p.last));
        at = p.last;
    }
    let mut opened = false;
    for _ in 0..8 {
        // ", adding that": the words said stand before, and more behind.
        if at >= end || opened && s.at(at, Part::Also).is_some() {
            return None;
        }
        if let Some(last) = s.at(at, Part::That).or_else(|| s.at(at, Part::If)) {
            return Some(Opening {
                at: last,
                opened: true,
                that: true,
                told,
            });
        }
        // "сообщили «Наблюдателю», что"
        if let Some(name) = s.quoted_name(at)
            && s.at(name + u32::from(s.comma(name)), Part::That).is_some()
        {
            told = told.or(Some((at, name)));
            at = name;
            continue;
        }
        if s.quotation(at).is_some() {
            break;
        }
        if s.comma(at) || s.colon(at) {
            opened = true;
            at += 1;
            continue;
        }
        if let Some(last) = s.date(at) {
            // "said Friday's outage was over": the day belongs to what was said.
            if s.possessive(last) {
                break;
            }
            at = last;
            continue;
        }
        if let Some(last) = s.at(at, Part::To).or_else(|| s.at(at, Part::Stop)) {
            if opened && s.at(at, Part::To).is_none() {
                // An adjunct may open the clause itself: "mengatakan, dalam dua hari ...".
                if let Some(that) = that_soon(s, at, end) {
                    at = that;
                    continue;
                }
                break;
            }
            let to = s.at(at, Part::To).is_some();
            if let Some(date) = s.date(last) {
                at = date;
                continue;
            }
            let inner = phrase::right(s, last, end);
            if to && let Some(p) = inner {
                told = told.or(Some((p.first, p.last)));
            }
            // Up to the next complementizer or comma; else behind the adjunct's own phrase.
            if let Some(mark) = that_soon(s, at, end).or_else(|| comma_soon(s, at, end)) {
                at = mark;
                continue;
            }
            match inner {
                Some(p) if p.last < end && p.last > at => at = p.last,
                _ => return None,
            }
            continue;
        }
        if part == Part::Ask || !opened {
            // "said on X that", "mengatakan masih ... bahwa": a complementizer a little later still opens the clause.
            // Not "informó un fallo que afectó": what is told of, and a relative clause.
            let of =
                |that| s.at(at, Part::Article).is_some() && s.at(that, Part::Relative).is_some();
            if let Some(that) = that_soon(s, at, end)
                && s.words(at, that) <= 3
                && !of(that)
                && !(at..that).any(|i| s.at(i, Part::Finite).is_some())
            {
                at = that;
                continue;
            }
        }
        break;
    }
    Some(Opening {
        at,
        opened,
        that: false,
        told,
    })
}

/// The next complementizer, if no other words are said before it.
pub(super) fn that_soon(s: &Scene<'_>, at: u32, end: u32) -> Option<u32> {
    (at..end.min(at + REACH))
        .take_while(|&i| {
            let open = |q| !s.is_quoted_name(q);
            !(s.quotation(i).is_some_and(open) || i > at && s.cue(i))
        })
        .find(|&i| s.at(i, Part::That).is_some())
}

fn comma_soon(s: &Scene<'_>, at: u32, end: u32) -> Option<u32> {
    (at..end.min(at + REACH))
        .take_while(|&i| !s.cue(i) || i == at)
        .find(|&i| s.comma(i) || s.colon(i) || s.quotation(i).is_some())
}

/// The clause behind a word of saying.
pub(super) fn right(
    s: &Scene<'_>,
    anchors: &Anchors,
    from: u32,
    part: Part,
    given: Given,
) -> Option<Clause> {
    let end = s.sentence_end(from.saturating_sub(1).max(1));
    let Opening {
        at,
        opened,
        that,
        told,
    } = match given {
        Given::Nothing => opening(s, from, end, part)?,
        Given::Comma => {
            let that = s.at(from, Part::That);
            Opening {
                at: that.unwrap_or(from),
                opened: true,
                that: that.is_some(),
                told: None,
            }
        }
        Given::That => Opening {
            at: from,
            opened: true,
            that: true,
            told: None,
        },
    };
    let last = ending(s, anchors, at, end);
    let (first, last) = s.trim(at, last)?;
    let (last, next) = match closed(s, part, first, last) {
        Some((last, next)) => (last, next),
        None => (last, last),
    };
    let that = that || s.ending(from, Part::That, from - 1).is_some();
    let opened = opened || that || s.comma(from - 1);
    let words = s.words(first, last);
    let finite = || s.finite(first, last);
    if !that && (s.at(first, Part::End).is_some() || s.at(first, Part::And).is_some()) {
        return None;
    }
    let whole = match part {
        Part::Ask => (at.saturating_sub(3)..at).any(|i| s.at(i, Part::If) == Some(at)),
        Part::Note => false,
        Part::Before | Part::BeforeBack | Part::After | Part::Back | Part::Also => {
            opened || words >= 3
        }
        Part::Say | Part::Tell | Part::Claim | Part::Inverse => {
            opened || finite() || (words >= 4 && !phrase::pure_name(s, first, last))
        }
        _ => opened || finite(),
    };
    (whole && words >= 2).then_some(Clause {
        first,
        last,
        next,
        opened,
        that,
        told,
    })
}

/// The end of a clause behind a source that a word of saying closes at the end of its sentence, and what is behind that
/// word: "会社によると、…状態になったという。", "Menurut X, …, katanya."
fn closed(s: &Scene<'_>, part: Part, first: u32, last: u32) -> Option<(u32, u32)> {
    let source = matches!(part, Part::Before | Part::After | Part::BeforeBack);
    if !source || !s.grammar.closing {
        return None;
    }
    // "という。": a phrase may hold the mark that ends the sentence.
    let closes = |p| {
        s.ending(last, p, first)
            .or_else(|| s.ending(last + 1, p, first).filter(|_| s.stop(last)))
    };
    let cue = [Part::Say, Part::Report, Part::Claim, Part::Back]
        .into_iter()
        .find_map(closes)?;
    let before = s.ending(cue, Part::That, first).unwrap_or(cue);
    let apart = before < cue || s.comma(cue - 1);
    let (_, end) = s.trim(first, before).filter(|_| apart)?;
    (s.words(first, end) >= 2).then_some((end, last))
}

/// Most tokens of a clause; a longer one is cut.
const LONGEST: u32 = 300;

/// Where a clause that begins at `at` ends.
pub(super) fn ending(s: &Scene<'_>, anchors: &Anchors, at: u32, end: u32) -> u32 {
    let end = end.min(at + LONGEST);
    let mut i = at;
    let mut depth = 0;
    while i < end {
        if let Some(q) = s.quotation(i) {
            i = s.outer[q].end;
            continue;
        }
        if s.is_mark(i) {
            match s.word(i) {
                _ if s.opens(i) => depth += 1,
                _ if s.closes(i) => depth -= 1,
                ";" | "；" | "؛" if depth <= 0 => return i,
                // "confirmó que no había entradas: la venta se retrasó", where the language lists the colon
                _ if depth <= 0
                    && i > at
                    && s.colon(i)
                    && s.at(i, Part::End).is_some()
                    && s.quotation(i + 1).is_none() =>
                {
                    return i;
                }
                word if depth <= 0 && i > at && (s.comma(i) || matches!(word, "–" | "—")) => {
                    let next = i + 1;
                    // "que a mediodía, tras varios intentos, la red volvió": the clause has only begun.
                    let begun = || s.at(at, Part::Stop).is_none() || s.finite(at, i);
                    if next < end
                        && (s.at(next, Part::End).is_some() && begun()
                            || s.at(next, Part::Via).is_some()
                            || anchors.parts(s, next, end))
                    {
                        return i;
                    }
                }
                _ => {}
            }
        } else if i > at
            && depth <= 0
            // "el problema que según Osiptel afectó a seis regiones" goes on.
            && (s.at(i, Part::Before).is_some() && s.ending(i, Part::Relative, at).is_none()
                || anchors.coordinated(s, i))
        {
            return i;
        }
        i += 1;
    }
    end
}

/// The clause before `end`, back to `low` or to the dash of a dateline.
pub(super) fn left(s: &Scene<'_>, end: u32, low: u32) -> Option<Clause> {
    if low >= end {
        return None;
    }
    let mut start = dateline(s, low.max(end.saturating_sub(LONGEST)), end);
    while let Some(next) = s.at(start, Part::Lead) {
        if next >= end {
            return None;
        }
        start = next;
        if s.comma(start) {
            start += 1;
        }
    }
    for i in (start..end.saturating_sub(1)).rev() {
        if matches!(s.word(i), ";" | "；" | "؛") {
            start = i + 1;
            break;
        }
    }
    let (first, last) = s.trim(start, end)?;
    if s.ending(last, Part::And, first).is_some() {
        return None;
    }
    Some(Clause {
        first,
        last,
        next: last,
        opened: true,
        that: false,
        told: None,
    })
}

/// Most tokens of a dateline: "JAKARTA, KOMPAS.com –", "NAIROBI, Nov 11 (Globe Wire) -".
const DATELINE: u32 = 14;

/// First token behind a dateline, if the sentence begins with one.
fn dateline(s: &Scene<'_>, first: u32, end: u32) -> u32 {
    if s.token(first).caps != Caps::All {
        return first;
    }
    (first..end.min(first + DATELINE))
        .rev()
        .find(|&i| matches!(s.word(i), "-" | "–" | "—") && !s.token(i).glued)
        .map_or(first, |i| i + 1)
}
