//! The subject of a word of saying: the noun phrase before it, or the one that opens the sentence.
//!
//! Adverbs, auxiliaries and times before the word are stepped over, and so are adjuncts and appositions between commas
//! ("Netwatch, a site that watches services, said"). A second word of saying behind "and" keeps the subject of the
//! first; a relative word takes up the phrase before it.

use super::anchor::Anchor;
use super::grammar::{Element, Part};
use super::particle;
use super::phrase::{LONGEST, Phrase, has_role, office_held, pure_name, right};
use super::scene::Scene;
use crate::segment::Class;

/// The phrase that ends before `end`, at or after `low`: the subject of the word of saying behind it.
pub(super) fn left(s: &Scene<'_>, end: u32, low: u32) -> Option<Phrase> {
    let low = low.max(end.saturating_sub(s.tokens(60)));
    let mut end = strip_right(s, end, low);
    // "A pesar de que se informó que": nobody is named.
    let joined = |r: u32| s.ending(end, Part::Join, low).is_some_and(|join| join < r);
    let relative = s.ending(end, Part::Relative, low);
    if let Some(relative) = relative.filter(|&r| r > low && !joined(r)) {
        return antecedent(s, relative, low);
    }
    if let Some(and) = s
        .ending(end, Part::And, low)
        .or_else(|| s.ending(end, Part::Join, low))
        .filter(|&a| a > low)
    {
        // "Asked about prices, X answered that ... and recalled that": the subject of the word of saying before it.
        let cue = (low..and)
            .rev()
            .find(|&i| s.cue(i) && s.quotation(i).is_none())
            .filter(|_| !s.grammar.topic);
        return cue
            .and_then(|cue| left(s, cue, low))
            .or_else(|| coordinated(s, and, low));
    }
    let mut apart = false;
    // "X, on Tuesday, said": times and adjuncts between commas are stepped over.
    for _ in 0..4 {
        while end > low && s.comma(end - 1) {
            apart = true;
            end = strip_right(s, end - 1, low);
        }
        let start = segment_start(s, end, low);
        if start >= end {
            return None;
        }
        let adjunct = s.at(start, Part::Stop).is_some()
            || s.at(start, Part::Relative).is_some()
            || s.date(start).is_some();
        if apart && adjunct && start > low && s.comma(start - 1) {
            end = start;
            continue;
        }
        if let Some(phrase) = subject(s, start, end, low, apart) {
            // "Power was back while staff work on a fix, said the mayor": no subject, but the end of what was said.
            let told = apart && (start..phrase.first).any(|i| s.at(i, Part::Finite).is_some());
            return Some(phrase).filter(|_| !told);
        }
        // "X, when he was asked last week said": an adjunct without the comma that should close it.
        if !(adjunct && start > low && s.comma(start - 1)) {
            return None;
        }
        apart = true;
        end = start - 1;
    }
    None
}

/// The speaker who opens a sentence, in `range`, and where what was said begins: "Xは…と述べた", "Bakan, ... söyledi".
///
/// What stands before `free` is told already; a speaker behind it counts if that is a person.
pub(super) fn opening(
    s: &Scene<'_>,
    anchor: &Anchor,
    (low, end): (u32, u32),
    free: u32,
) -> Option<(Phrase, u32)> {
    let low = behind_openers(s, low);
    if low >= end {
        return None;
    }
    if anchor.element == Element::Passive {
        return particle::agent(s, low, end);
    }
    if s.grammar.topic {
        let own = particle::opening(s, free.max(low), end)
            .filter(|(p, _)| free <= low || particle::person(s, p));
        let (phrase, from) = own.or_else(|| particle::opening(s, low, end))?;
        return Some((phrase, particle::behind_asides(s, from.max(free), end)));
    }
    let phrase = right(s, low, end)?;
    let next = behind_openers(s, phrase.next);
    (phrase.first < phrase.last && next < end).then_some((phrase, next))
}

/// The speaker before a quotation that opens at `end`.
pub(super) fn of_quotation(s: &Scene<'_>, anchor: &Anchor, low: u32, end: u32) -> Option<Phrase> {
    if s.grammar.topic || anchor.element == Element::Passive {
        particle::nearest(s, anchor.element, low, end)
    } else {
        opening(s, anchor, (low, end), low).map(|(phrase, _)| phrase)
    }
}

/// Who is named beside a word of saying that reports nothing.
pub(super) fn of_witness(s: &Scene<'_>, anchor: &Anchor) -> Option<Phrase> {
    let low = s.sentence_start(anchor.start);
    if s.grammar.topic {
        particle::nearest(s, anchor.element, low, anchor.start).filter(|p| particle::person(s, p))
    } else {
        left(s, anchor.start, low)
    }
}

/// First token behind openers, times and commas.
fn behind_openers(s: &Scene<'_>, mut at: u32) -> u32 {
    while let Some(next) = s
        .at(at, Part::Lead)
        .or_else(|| s.when(at))
        .or_else(|| s.comma(at).then_some(at + 1))
    {
        at = next;
    }
    at
}

/// The noun phrase that a relative word behind it takes up: "users, who pointed out".
fn antecedent(s: &Scene<'_>, end: u32, low: u32) -> Option<Phrase> {
    let end = if s.comma(end - 1) { end - 1 } else { end };
    let start = segment_start(s, end, low);
    let mut first = end;
    while first > start {
        let i = first - 1;
        let small = s.at(i, Part::Connect).is_some() && i > start;
        if !small
            && (s.at(i, Part::Stop).is_some()
                || s.at(i, Part::Finite).is_some()
                || s.at(i, Part::Join).is_some()
                || s.at(i, Part::Lead).is_some())
        {
            break;
        }
        first = i;
        if s.at(i, Part::Article).is_some() && s.at(i.saturating_sub(1), Part::Connect).is_none() {
            break;
        }
    }
    (first < end).then(|| Phrase::of(first, end))
}

/// The subject of a sentence, for a second word of saying behind "and" or "but".
pub(super) fn coordinated(s: &Scene<'_>, end: u32, low: u32) -> Option<Phrase> {
    let mut at = low;
    loop {
        let next = s
            .at(at, Part::Lead)
            .or_else(|| s.at(at, Part::And))
            .or_else(|| s.date(at));
        match next.or_else(|| s.comma(at).then_some(at + 1)) {
            Some(next) if next < end => at = next,
            _ => break,
        }
    }
    if !s.grammar.topic {
        at = behind_verb(s, behind_opener(s, at, end), end);
    }
    // "US tech giant Meta confirmed a fault and said": the subject that the first word of saying has.
    if let Some(cue) = (at + 1..end).find(|&i| s.cue(i) && s.quotation(i).is_none())
        && let Some(phrase) = left(s, cue, at).filter(|p| p.first == at)
    {
        return Some(phrase);
    }
    let phrase = right(s, at, end)?;
    let mut last = phrase.last;
    let verb = |i: u32| {
        s.at(i, Part::Finite).is_some()
            || s.at(i, Part::Aux).is_some()
            || s.affixed(i) && s.role(i).is_none()
    };
    if let Some(i) = (phrase.first + 1..last).find(|&i| verb(i)) {
        last = i;
    }
    Some(Phrase {
        last,
        next: last,
        ..phrase
    })
}

/// Where a sentence begins behind what a comma sets apart: "Veinte minutos después, | la empresa comenzó".
fn behind_opener(s: &Scene<'_>, at: u32, end: u32) -> u32 {
    let comma = |from: u32| (from..end).find(|&i| s.comma(i));
    let behind = comma(at).filter(|&i| !s.finite(at, i)).map(|i| i + 1);
    behind
        .filter(|&next| {
            s.at(next, Part::Relative).is_none() && s.finite(next, comma(next).unwrap_or(end))
        })
        .unwrap_or(at)
}

/// First token behind the verb that opens a sentence before its subject: "اعتذر المصرف لعملائه، مؤكدا أن".
fn behind_verb(s: &Scene<'_>, at: u32, end: u32) -> u32 {
    let ending = || (s.caseless(at, at + 1) && s.finite(at, at + 1)).then_some(at + 1);
    let verb = s.at(at, Part::Finite).or_else(ending);
    verb.filter(|&next| next < end).unwrap_or(at)
}

/// Most tokens of a time between a speaker and a word of saying.
const LONGEST_TIME: u32 = 12;

/// Takes auxiliaries, adverbs and times off the end.
fn strip_right(s: &Scene<'_>, mut end: u32, low: u32) -> u32 {
    loop {
        let before = [Part::Aux, Part::Not]
            .iter()
            .find_map(|&p| s.ending(end, p, low));
        let time =
            (low.max(end.saturating_sub(LONGEST_TIME))..end).find(|&i| s.date_between(i, end));
        match before.or(time) {
            Some(start) if start > low => {
                end = start;
                if time.is_some() && before.is_none() {
                    while end > low && s.at(end - 1, Part::Stop) == Some(end) {
                        end -= 1;
                    }
                }
            }
            _ => return end,
        }
    }
}

/// First token behind the nearest comma, colon or other parting mark before `end`.
pub(super) fn segment_start(s: &Scene<'_>, end: u32, low: u32) -> u32 {
    let mut depth = 0;
    let mut i = end;
    while i > low {
        if let Some(q) = s.quotation(i - 1).filter(|&q| s.is_quoted_name(q)) {
            i = s.outer[q].start;
            continue;
        }
        let token = s.token(i - 1);
        if token.class == Class::Mark {
            match s.word(i - 1) {
                _ if s.closes(i - 1) => depth += 1,
                _ if s.opens(i - 1) => {
                    if depth == 0 {
                        return i;
                    }
                    depth -= 1;
                }
                _ if depth > 0 => {}
                "," if !s.comma(i - 1) => {}
                ":" if token.glued && i < end && s.token(i).glued => {}
                "-" | "/" | "'" | "’" | "&" | "." | "@" | "_" | "#" | "·" | "・" | "＝" | "‑"
                | "%" => {
                    if s.is(i - 1, "-") && !token.glued {
                        return i;
                    }
                }
                _ => return i,
            }
        }
        if s.quotation(i - 1).is_some() {
            return i;
        }
        i -= 1;
    }
    low
}

fn subject(s: &Scene<'_>, start: u32, end: u32, low: u32, apart: bool) -> Option<Phrase> {
    let before = |start: u32| -> Option<(u32, u32)> {
        (start > low && s.comma(start - 1)).then(|| (segment_start(s, start - 1, low), start - 1))
    };
    let own = head(s, start, end);
    let named = own.is_some_and(|p| pure_name(s, p.first, p.last) && s.role(p.first).is_none());
    if let Some((from, to)) = before(start) {
        let earlier = head(s, from, to).filter(|p| !p.pronoun);
        if named
            && let Some(e) = earlier
            && own.is_some_and(|o| o.first == start)
        {
            // An office, then the name: "Pelaksana Tugas Direktur ..., Nugroho, mengungkapkan".
            if has_role(s, e.first, to) {
                return own.map(|o| Phrase::of(e.first, o.last));
            }
        }
        if apart && let Some(e) = earlier.or_else(|| head(s, from, to)) {
            let apposition = own.map(|o| (o.first, end));
            return Some(Phrase { apposition, ..e });
        }
    }
    own
}

/// The noun phrase that a segment is, without openers, adjuncts and relative clauses.
fn head(s: &Scene<'_>, mut start: u32, end: u32) -> Option<Phrase> {
    let mut subordinate = false;
    loop {
        let lead = s.at(start, Part::Lead);
        subordinate |= lead.is_none() && s.at(start, Part::Join).is_some();
        let join = s
            .at(start, Part::Join)
            .filter(|&join| s.at(start, Part::Stop).is_none_or(|stop| stop < join));
        let skipped = lead
            .or(join)
            .or_else(|| s.at(start, Part::And))
            .or_else(|| s.at(start, Part::Inverse))
            .or_else(|| s.when(start));
        match skipped {
            Some(next) if next < end => start = next,
            // "Y anunció que ...": nobody is named.
            Some(_) => return None,
            None => break,
        }
    }
    if start >= end {
        return None;
    }
    if let Some(pronoun) = s.ending(end, Part::Pronoun, start) {
        return Some(Phrase {
            pronoun: true,
            subordinate,
            ..Phrase::of(pronoun, end)
        });
    }
    if let Some(next) = s.at(start, Part::Stop)
        && let Some(last) = s.when(next)
        && last < end
    {
        start = last;
    }
    let mut first = start;
    // The speaker stands behind the last word that parts clauses.
    for i in start..end {
        if let Some(next) = s.at(i, Part::Join)
            && next < end
        {
            first = next;
            subordinate |= s.at(i, Part::Lead).is_none();
        } else if i > start
            && let Some(next) = s.at(i, Part::And)
            && next < end
            && !(s.capital(i - 1) && s.capital(next))
            && (start..i).any(|j| s.at(j, Part::Finite).is_some() || s.affixed(j))
        {
            first = next;
        }
    }
    if s.at(first, Part::Stop).is_some() {
        first = behind_adjunct(s, first, end).or_else(|| s.at(first, Part::From))?;
    }
    // "an outage that officials say": the speaker stands behind the relative word.
    if let Some(i) = (first + 1..end).find(|&i| s.at(i, Part::Relative).is_some())
        && let Some(next) = s.at(i, Part::Relative).filter(|&n| n < end)
        && (s.capital(next) || s.role(next).is_some() || s.at(next, Part::Article).is_some())
        && !(next..end).any(|j| s.at(j, Part::Finite).is_some())
    {
        first = next;
    }
    let relative = (first + 1..end)
        .find(|&i| s.at(i, Part::Relative).is_some())
        .unwrap_or(end);
    // "Один из пассажиров": the preposition of an article ends nothing.
    let inside = s.at(first, Part::Article).unwrap_or(first + 1);
    let last = (inside..end)
        .find(|&i| {
            s.at(i, Part::Relative).is_some()
                || (!s.capital(i)
                    && s.at(i, Part::Connect).is_none()
                    && (s.at(i, Part::Stop).is_some() || s.at(i, Part::To).is_some())
                    && !(i + 1 < end && pure_name(s, i + 1, end) && s.date(i + 1).is_none())
                    && !office_held(s, first, i, end))
        })
        .unwrap_or(end);
    let mut last = last;
    while last > first
        && s.is_mark(last - 1)
        && !s.closes(last - 1)
        && s.quotation(last - 1).is_none()
    {
        last -= 1;
    }
    let verb = |i: u32| {
        s.at(i, Part::Finite).is_some()
            || s.at(i, Part::Not).is_some()
            || (i > first
                && s.affixed(i)
                && s.role(i).is_none()
                && s.at(i - 1, Part::Article).is_none())
            || (i > first && s.cue(i) && !s.capital(i))
    };
    if let Some(before) = (first..relative).rev().find(|&i| verb(i)) {
        // "Berharap balas budi Wakil Ketua KPK Alexander Marwata": a heading ran into the sentence.
        let office = (before + 1..last).find(|&i| s.role(i).is_some() && s.capital(i))?;
        return (last == end).then(|| Phrase::of(office, last));
    }
    if last <= first
        || last - first > s.tokens(LONGEST)
        || s.at(first, Part::If).is_some()
        || s.at(first, Part::Relative).is_some()
    {
        return None;
    }
    Some(Phrase {
        pronoun: s.at(first, Part::Pronoun) == Some(last),
        subordinate,
        ..Phrase::of(first, last)
    })
}

/// Where a speaker begins behind an adjunct that follows a word of saying: "explica por teléfono a este diario | María
/// Luján", "informó en un comunicado | la compañía". Names of places and media within the adjunct are none.
pub(super) fn behind_cue(s: &Scene<'_>, from: u32, end: u32) -> Option<u32> {
    let parts = |i: u32| s.is_mark(i) && !matches!(s.word(i), "-" | "'" | "’" | "&" | "/");
    let end = (from..end)
        .find(|&i| {
            parts(i)
                || s.quotation(i).is_some()
                || s.at(i, Part::That).is_some()
                || i > from && s.cue(i)
        })
        .unwrap_or(end);
    let mut best = None;
    for i in from + 1..end {
        let governed = s.at(i - 1, Part::Connect).is_some() || follows_preposition(s, from, i);
        if governed || s.date(i).is_some() {
            continue;
        }
        if let Some(noun) = s.at(i, Part::Article) {
            // "tras conocer el alcance": an object, unless it is an office or a name
            let bare = i == from + 2 && !s.capital(from + 1);
            if noun < end && (!bare || s.role(noun).is_some() || s.capital(noun)) {
                best = Some(i);
            }
        } else if best.is_none() && person(s, i, end) {
            best = Some(i);
        }
    }
    best
}

/// Whether a person's name of two words or more begins at a token that no capital stands before.
fn person(s: &Scene<'_>, i: u32, end: u32) -> bool {
    let title = s.title(i).unwrap_or(i);
    let opens = !s.capital(i - 1) && s.gazetteer(i).is_none() && s.organisation(i).is_none();
    // "contó a este medio Rosa, vecina del barrio"
    let next = title + 1;
    let apposed = next == end && s.comma(end) && s.role(end + 1).is_some();
    opens
        && s.region(i).is_none()
        && s.capital(title)
        && !s.abbreviation(title)
        && (title > i || next < end && s.capital(next) || apposed)
}

/// Whether a preposition ends right before a token, at or after `from`.
fn follows_preposition(s: &Scene<'_>, from: u32, i: u32) -> bool {
    (from..i)
        .rev()
        .take(3)
        .any(|j| s.at(j, Part::Stop) == Some(i) || s.at(j, Part::To) == Some(i))
}

/// Where a subject begins behind an adjunct that no comma closes: "In a statement the company".
fn behind_adjunct(s: &Scene<'_>, from: u32, end: u32) -> Option<u32> {
    let mut best = None;
    for i in from + 1..end {
        if follows_preposition(s, from, i) || s.date(i).is_some() {
            continue;
        }
        let article_before = s.at(i - 1, Part::Article) == Some(i);
        let opens = s.at(i, Part::Pronoun) == Some(end)
            || s.at(i, Part::Article).is_some()
            || (s.role(i).is_some() && !article_before)
            || (s.capital(i)
                && !s.capital(i - 1)
                && s.at(i - 1, Part::Connect).is_none()
                && !article_before);
        if opens
            && (best.is_none()
                || !s.capital(i)
                || s.role(i).is_some()
                || s.at(i, Part::Article).is_some())
        {
            best = Some(i);
        } else if opens {
            best = best.or(Some(i));
        }
    }
    best
}
