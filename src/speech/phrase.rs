//! The noun phrase of a speaker, behind or before a word of saying.
//!
//! There is no parser: a phrase ends at prepositions, relative words, times and marks that the language names, and knows
//! offices, brackets, ages and appositions ("Vice President Telkomsel, Deni Abidarta", "Dana Whitlock, 34").

use super::grammar::Part;
use super::scene::Scene;
use crate::segment::Class;

/// Most tokens of a phrase.
const LONGEST: u32 = 28;

/// Most tokens within brackets that belong to a phrase.
const BRACKETS: u32 = 8;

/// Where a speaker stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// First token.
    pub(super) first: u32,
    /// One past the last token.
    pub(super) last: u32,
    /// Whether it is a pronoun alone.
    pub(super) pronoun: bool,
    /// Whether it is the subject of a subordinate clause: "as X says".
    pub(super) subordinate: bool,
    /// An apposition outside of it that tells an office: "head of UN Environment".
    pub(super) apposition: Option<(u32, u32)>,
    /// First token behind phrase and apposition.
    pub(super) next: u32,
}

impl Phrase {
    fn of(first: u32, last: u32) -> Self {
        Self {
            first,
            last,
            pronoun: false,
            subordinate: false,
            apposition: None,
            next: last,
        }
    }
}

/// The phrase that begins at `at`, before `end`.
pub(super) fn right(s: &Scene<'_>, at: u32, end: u32) -> Option<Phrase> {
    let end = end.min(at + LONGEST);
    if at >= end || s.at(at, Part::Stop).is_some() || s.date(at).is_some() {
        return None;
    }
    if let Some(last) = s.at(at, Part::Pronoun) {
        return Some(Phrase {
            pronoun: true,
            ..Phrase::of(at, last)
        });
    }
    let mut phrase = Phrase::of(at, at);
    let mut i = at;
    // Whether a capitalised run has ended: then a lower-case word ends the phrase.
    let mut named = false;
    while i < end {
        if s.quotation(i).is_some() {
            break;
        }
        if i > at && ends(s, i) && !office_of(s, at, i) {
            break;
        }
        let token = s.token(i);
        match token.class {
            Class::Mark => match s.word(i) {
                "(" | "[" => {
                    let Some(close) = brackets(s, i, end) else {
                        break;
                    };
                    i = close;
                    phrase.last = i;
                    continue;
                }
                "," | "、" | "，" | "،" => {
                    comma(s, &mut phrase, i, end);
                    return finish(s, phrase, at);
                }
                "." | "·" if i > at && i + 1 < end && token.glued => {}
                "-" | "/" | "'" | "’" | "&" | "@" | "." | "‑" | "#"
                    if i + 1 < end && (token.glued || s.word(i) == "&" || i == at) => {}
                _ => break,
            },
            Class::Digits => {
                let compound = i + 1 < end && s.is(i + 1, "-") && s.token(i + 1).glued;
                if !token.glued && i > at && !s.capital(i - 1) && !compound {
                    break;
                }
            }
            Class::Word => {
                // "Pro player Onic": an office is one word, whatever its capitals.
                if let Some(last) = s.role(i).filter(|&l| l > i + 1 && l <= end) {
                    i = last;
                    phrase.last = i;
                    named = s.capital(i - 1);
                    continue;
                }
                if let Some(last) = s.at(i, Part::And) {
                    if i == at || !(s.capital(i - 1) && s.capital(last)) {
                        break;
                    }
                    i = last;
                    continue;
                }
                if s.capital(i) || token.glued && i > at {
                    named = true;
                } else if let Some(last) = s.at(i, Part::Connect) {
                    if last >= end || s.is_mark(last) {
                        break;
                    }
                    i = last;
                    named = false;
                    continue;
                } else if named && s.role(i).is_none() {
                    if s.at(i, Part::Article).is_some() {
                        // "Meta itu", "spokesman said": an article behind the name still belongs to it in some languages.
                        phrase.last = i + 1;
                    }
                    break;
                }
            }
        }
        i += 1;
        phrase.last = i;
    }
    finish(s, phrase, at)
}

fn finish(s: &Scene<'_>, mut phrase: Phrase, at: u32) -> Option<Phrase> {
    phrase.next = phrase.next.max(phrase.last);
    while phrase.last > at
        && s.is_mark(phrase.last - 1)
        && !matches!(s.word(phrase.last - 1), ")" | "]")
    {
        phrase.last -= 1;
    }
    (phrase.last > at).then_some(phrase)
}

/// Whether a phrase ends before `i`, whatever it holds.
fn ends(s: &Scene<'_>, i: u32) -> bool {
    // "Kementerian Dalam Negeri": small words with a capital belong to the name around them.
    if i > 0 && s.capital(i) && s.capital(i - 1) {
        return s.date(i).is_some();
    }
    s.date(i).is_some()
        || [
            Part::Stop,
            Part::Relative,
            Part::That,
            Part::To,
            Part::Join,
            Part::Via,
            Part::Pronoun,
            Part::Aux,
        ]
        .iter()
        .any(|&p| s.at(i, p).is_some())
        || cue(s, i)
}

/// Whether a small word at `i` joins an office to whom it is for: "a spokesman for Optus".
fn office_of(s: &Scene<'_>, first: u32, i: u32) -> bool {
    s.at(i, Part::Connect).is_some_and(|next| {
        (s.capital(i - 1) && s.capital(next))
            || (first.max(i.saturating_sub(4))..i).any(|j| s.role(j) == Some(i))
    })
}

/// Whether a word of saying starts at `i`.
pub(super) fn cue(s: &Scene<'_>, i: u32) -> bool {
    s.a.tags
        .starting_at(i)
        .any(|(_, t)| s.grammar.part(t.group).and_then(Part::anchors).is_some())
}

/// One past brackets that belong to a name: an age, an abbreviation; not a date.
fn brackets(s: &Scene<'_>, open: u32, end: u32) -> Option<u32> {
    let close = (open + 1..end.min(open + BRACKETS)).find(|&i| matches!(s.word(i), ")" | "]"))?;
    let date = (open..close).any(|i| s.is(i, "/")) || s.date(open + 1).is_some();
    (!date).then_some(close + 1)
}

/// Decides what the words behind a comma are: an age, the name to an office, or an apposition.
fn comma(s: &Scene<'_>, phrase: &mut Phrase, at: u32, end: u32) {
    let next = at + 1;
    if next >= end {
        return;
    }
    if s.token(next).class == Class::Digits && s.word(next).len() <= 2 {
        let mut behind = next + 1;
        if let Some(unit) = s.a.tags.longest(behind, s.grammar.units) {
            behind = unit.end;
        }
        let age = behind >= end || s.comma(behind) || s.is(behind, ".") || ends(s, behind);
        if age {
            phrase.last = behind;
            phrase.next = behind;
            if s.comma(behind) {
                apposition(s, phrase, behind + 1, end);
            }
        }
        return;
    }
    if !pure_name(s, phrase.first, phrase.last)
        || s.role(phrase.first).is_some()
        || s.words(phrase.first, phrase.last) >= 3
    {
        if let Some(last) = name(s, next, end) {
            phrase.last = last;
            phrase.next = last;
            return;
        }
    }
    apposition(s, phrase, next, end);
}

/// Takes an office behind a comma as apposition.
fn apposition(s: &Scene<'_>, phrase: &mut Phrase, from: u32, end: u32) {
    let mut at = from;
    while at < end && s.at(at, Part::Article).is_some() {
        at += 1;
    }
    let office = (at..end.min(at + 3)).any(|i| s.role(i).is_some())
        && s.at(at, Part::Stop).is_none()
        && s.date(at).is_none();
    if office && at < end && !cue(s, from) {
        let mut i = at;
        while i < end && !s.comma(i) && !s.is(i, ".") && s.quotation(i).is_none() {
            if i > at
                && (s.at(i, Part::Stop).is_some() || s.date(i).is_some() || cue(s, i))
                && s.at(i, Part::Connect).is_none()
            {
                break;
            }
            i += 1;
        }
        if i > at && !s.finite(at, i) {
            phrase.apposition = Some((at, i));
            phrase.next = i;
        }
    }
}

/// One past a name of one to five capitalised words that begins at `at` and ends at a mark or a stop word.
fn name(s: &Scene<'_>, at: u32, end: u32) -> Option<u32> {
    let mut i = at;
    if s.date(at).is_some() || s.organisation(at).is_some() {
        return None;
    }
    while i < end && i - at < 8 {
        if let Some(last) = s.title(i) {
            i = last;
            continue;
        }
        let token = s.token(i);
        let part = s.capital(i)
            || (i > at
                && token.class == Class::Mark
                && matches!(s.word(i), "." | "'" | "’" | "-")
                && token.glued
                && i + 1 < end)
            || (i > at && s.at(i, Part::Connect).is_some() && s.capital(i + 1));
        if !part || (i > at && s.date(i).is_some()) {
            break;
        }
        i += 1;
    }
    while i > at && s.is_mark(i - 1) {
        i -= 1;
    }
    if i == at {
        return None;
    }
    if i < end && matches!(s.word(i), "(" | "[") {
        if let Some(close) = brackets(s, i, end) {
            i = close;
        }
    }
    let closed = i >= end || s.is_mark(i) || ends(s, i) || s.quotation(i).is_some();
    closed.then_some(i)
}

/// Whether nothing but capitalised words and small words within names stands there.
pub(super) fn pure_name(s: &Scene<'_>, first: u32, last: u32) -> bool {
    (first..last).all(|i| {
        s.is_mark(i)
            || s.capital(i)
            || s.token(i).class == Class::Digits
            || s.at(i, Part::Connect).is_some()
            || s.at(i, Part::And).is_some()
    })
}

/// The phrase that ends before `end`, at or after `low`: the subject of the word of saying behind it.
pub(super) fn left(s: &Scene<'_>, end: u32, low: u32) -> Option<Phrase> {
    let low = low.max(end.saturating_sub(60));
    let mut end = strip_right(s, end, low);
    if let Some(relative) = s.ending(end, Part::Relative, low).filter(|&r| r > low) {
        return antecedent(s, relative, low);
    }
    if let Some(and) = s
        .ending(end, Part::And, low)
        .or_else(|| s.ending(end, Part::Join, low))
        .filter(|&a| a > low)
    {
        return coordinated(s, and, low);
    }
    let mut apart = false;
    // "X, on Tuesday, said": times and adjuncts between commas are stepped over.
    for _ in 0..4 {
        if end > low && s.comma(end - 1) {
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
            return Some(phrase);
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

/// The speaker who opens a sentence, before `end`, and where the rest begins: "Xは…と述べた", "Bakan, ... söyledi".
///
/// A particle of the language marks it; without one it is the phrase at the start.
pub(super) fn opening(s: &Scene<'_>, low: u32, end: u32) -> Option<(Phrase, u32)> {
    let mut first = low;
    while let Some(next) = s.at(first, Part::Lead).or_else(|| s.date(first)) {
        first = next;
        if s.comma(first) {
            first += 1;
        }
    }
    if first >= end {
        return None;
    }
    let topic = (first + 1..end.min(first + 60))
        .take_while(|&i| s.quotation(i).is_none())
        .find_map(|i| {
            s.at(i, Part::Topic)
                .filter(|&e| whole_particle(s, e))
                .map(|e| (i, e))
        });
    let (phrase, mut next) = match topic {
        Some((at, behind)) => (Phrase::of(segment_start(s, at, first), at), behind),
        None => {
            let phrase = right(s, first, end)?;
            (phrase, phrase.next)
        }
    };
    while next < end {
        match s.date(next).or_else(|| s.comma(next).then_some(next + 1)) {
            Some(behind) => next = behind,
            None => break,
        }
    }
    (phrase.first < phrase.last && next < end || topic.is_some()).then_some((phrase, next))
}

/// Whether a particle that ends before `end` is not the middle of a word: where words are spaced, a space follows.
fn whole_particle(s: &Scene<'_>, end: u32) -> bool {
    let hangul = s
        .word(end - 1)
        .starts_with(|c| matches!(c, '\u{AC00}'..='\u{D7A3}'));
    !hangul
        || s.a
            .tokens
            .get(end as usize)
            .is_none_or(|t| !t.glued || s.is_mark(end))
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
        if s.at(i, Part::Article).is_some() && !s.at(i.saturating_sub(1), Part::Connect).is_some() {
            break;
        }
    }
    (first < end).then(|| Phrase::of(first, end))
}

/// The subject of a sentence, for a second word of saying behind "and" or "but".
fn coordinated(s: &Scene<'_>, end: u32, low: u32) -> Option<Phrase> {
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
    let phrase = right(s, at, end)?;
    let mut last = phrase.last;
    if let Some(i) = (phrase.first + 1..last)
        .find(|&i| s.at(i, Part::Finite).is_some() || s.at(i, Part::Aux).is_some())
    {
        last = i;
    }
    Some(Phrase {
        last,
        next: last,
        ..phrase
    })
}

/// Takes auxiliaries, adverbs and times off the end.
fn strip_right(s: &Scene<'_>, mut end: u32, low: u32) -> u32 {
    loop {
        let before = [Part::Aux, Part::Not]
            .iter()
            .find_map(|&p| s.ending(end, p, low));
        let time = (low.max(end.saturating_sub(12))..end).find(|&i| {
            s.a.tags
                .starting_at(i)
                .any(|(_, t)| t.end == end && s.grammar.dates(t.group))
        });
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
fn segment_start(s: &Scene<'_>, end: u32, low: u32) -> u32 {
    let mut depth = 0;
    let mut i = end;
    while i > low {
        let token = s.token(i - 1);
        if token.class == Class::Mark {
            match s.word(i - 1) {
                ")" | "]" => depth += 1,
                "(" | "[" => {
                    if depth == 0 {
                        return i;
                    }
                    depth -= 1;
                }
                _ if depth > 0 => {}
                "," if !s.comma(i - 1) => {}
                ":" if token.glued && i < end && s.token(i).glued => {}
                "-" | "/" | "'" | "’" | "&" | "." | "@" | "#" | "·" | "‑" | "%" => {
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

/// Whether an office is named in a stretch.
pub(super) fn has_role(s: &Scene<'_>, first: u32, last: u32) -> bool {
    (first..last).any(|i| s.role(i).is_some())
}

/// The noun phrase that a segment is, without openers, adjuncts and relative clauses.
fn head(s: &Scene<'_>, mut start: u32, end: u32) -> Option<Phrase> {
    let mut subordinate = false;
    loop {
        let lead = s.at(start, Part::Lead);
        subordinate |= lead.is_none() && s.at(start, Part::Join).is_some();
        let join = s
            .at(start, Part::Join)
            .filter(|_| s.at(start, Part::Stop).is_none());
        let skipped = lead
            .or(join)
            .or_else(|| s.at(start, Part::And))
            .or_else(|| s.date(start));
        match skipped {
            Some(next) if next < end => start = next,
            _ => break,
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
        && let Some(last) = s.date(next)
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
            && (start..i).any(|j| s.at(j, Part::Finite).is_some())
        {
            first = next;
        }
    }
    if s.at(first, Part::Stop).is_some() {
        first = behind_adjunct(s, first, end)?;
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
    let last = (first + 1..end)
        .find(|&i| {
            s.at(i, Part::Relative).is_some()
                || (!s.capital(i)
                    && s.at(i, Part::Connect).is_none()
                    && (s.at(i, Part::Stop).is_some() || s.at(i, Part::To).is_some())
                    && !(i + 1 < end && pure_name(s, i + 1, end) && s.date(i + 1).is_none()))
        })
        .unwrap_or(end);
    let mut last = last;
    while last > first && s.is_mark(last - 1) && !matches!(s.word(last - 1), ")" | "]") {
        last -= 1;
    }
    let verb = |i: u32| {
        s.at(i, Part::Finite).is_some()
            || s.at(i, Part::Not).is_some()
            || (i > first
                && s.affixed(i)
                && s.role(i).is_none()
                && s.at(i - 1, Part::Article).is_none())
            || (i > first && cue(s, i) && !s.capital(i))
    };
    if let Some(before) = (first..relative).rev().find(|&i| verb(i)) {
        // "Berharap balas budi Wakil Ketua KPK Alexander Marwata": a heading ran into the sentence.
        let office = (before + 1..last).find(|&i| s.role(i).is_some() && s.capital(i))?;
        return (last == end).then(|| Phrase::of(office, last));
    }
    if last <= first
        || last - first > LONGEST
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

/// Where a subject begins behind an adjunct that no comma closes: "In a statement the company".
fn behind_adjunct(s: &Scene<'_>, from: u32, end: u32) -> Option<u32> {
    let mut best = None;
    for i in from + 1..end {
        let behind_preposition = (from..i)
            .rev()
            .take(3)
            .any(|j| s.at(j, Part::Stop) == Some(i));
        if behind_preposition || s.date(i).is_some() {
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
