//! The noun phrase of a speaker, from its first word on; [`subject`](super::subject) finds those that end before a word.
//!
//! There is no parser: a phrase ends at prepositions, relative words, times and marks that the language names, and knows
//! offices, brackets, ages and appositions ("Vice President Telkomsel, Deni Abidarta", "Dana Whitlock, 34").

use super::grammar::Part;
use super::scene::Scene;
use crate::segment::Class;

/// Most tokens of a phrase.
pub(super) const LONGEST: u32 = 28;

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
    pub(super) fn of(first: u32, last: u32) -> Self {
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

/// Whether a name in marks stands right behind a word of saying that follows a quotation: "«…», — сообщил «Альфател»."
fn spoken(s: &Scene<'_>, name: u32) -> bool {
    s.capital(name + 1)
        && (name.saturating_sub(4)..name).any(|i| s.cue(i))
        && (name.saturating_sub(6)..name).any(|i| s.quotation(i).is_some())
}

/// The phrase that begins at `at`, before `end`.
pub(super) fn right(s: &Scene<'_>, at: u32, end: u32) -> Option<Phrase> {
    let end = end.min(at + s.tokens(LONGEST));
    if at >= end {
        return None;
    }
    // "Antara", the agency, is no "antara".
    let opens = s.a.sentences[s.a.sentence_of(at)].first == at;
    let stop = s.at(at, Part::Stop).is_some() && (opens || !s.capital(at));
    let pronoun = s.at(at, Part::Pronoun);
    let determiner = pronoun.is_some_and(|last| determines(s, at, last));
    if stop && !determiner || s.date(at).is_some() {
        return None;
    }
    if let Some(last) = pronoun.filter(|_| !determiner) {
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
            // A spokesman of «Rostelecom»
            // "сообщили в «Ростелекоме».", "в пресс-службе «Ростелекома».": behind a preposition and an office no words follow.
            let place = i > 0 && s.at(i - 1, Part::Stop) == Some(i);
            let inside = |&n: &u32| n < end && (place || i > at || !s.stop(n) || spoken(s, i));
            let Some(name) = s.quoted_name(i).filter(inside) else {
                break;
            };
            i = name;
            phrase.last = i;
            named = true;
            continue;
        }
        if i > at && ends(s, i) && !office_of(s, at, i) && !office_held(s, at, i, end) {
            break;
        }
        // "Национальная система платежных карт", "one of the engineers": a known name and an article are one word.
        let whole = s
            .gazetteer(i)
            .or_else(|| s.at(i, Part::Article).filter(|_| i == at));
        if let Some(last) = whole.filter(|&l| l > i + 1 && l <= end) {
            named = s.gazetteer(i).is_some();
            i = last;
            phrase.last = i;
            continue;
        }
        let token = s.token(i);
        match token.class {
            Class::Mark => match s.word(i) {
                _ if s.opens(i) => {
                    let Some(close) = brackets(s, i, end) else {
                        break;
                    };
                    i = close;
                    phrase.last = i;
                    continue;
                }
                _ if s.comma(i) => {
                    comma(s, &mut phrase, i, end);
                    return finish(s, phrase, at);
                }
                "." | "·" | "・" | "＝" if i > at && i + 1 < end && token.glued => {}
                "-" | "/" | "'" | "’" | "&" | "@" | "." | "‑" | "#"
                    if i + 1 < end && (token.glued || s.word(i) == "&" || i == at) => {}
                "@" | "_" if i + 1 < end && s.token(i + 1).glued => {}
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
                let article = || s.at(i, Part::Article).is_some();
                if s.capital(i) && i == at && article() {
                    // "La empresa": the capital of a sentence's head says nothing.
                } else if s.capital(i) || token.glued && compound(s, at, i) {
                    named = true;
                } else if let Some(last) = s.at(i, Part::Connect) {
                    if last >= end || s.is_mark(last) {
                        break;
                    }
                    i = last;
                    named = false;
                    continue;
                } else if named && s.role(i).is_none() && !office_ahead(s, i, end) {
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

/// Whether a pronoun that may open a noun phrase does: "este diario", but not "este dijo".
fn determines(s: &Scene<'_>, at: u32, noun: u32) -> bool {
    let other = [Part::Finite, Part::Aux, Part::Not, Part::Stop, Part::That];
    s.at(at, Part::Article) == Some(noun)
        && (noun as usize) < s.a.tokens.len()
        && s.token(noun).class == Class::Word
        && !s.cue(noun)
        && !s.affixed(noun)
        && other.iter().all(|&p| s.at(noun, p).is_none())
}

/// Whether a glued word belongs to one with a capital: "Wi-fi", but not the second half of "пресс-центр".
fn compound(s: &Scene<'_>, at: u32, i: u32) -> bool {
    (at..i)
        .rev()
        .take_while(|&j| s.token(j + 1).glued)
        .any(|j| s.capital(j) || s.token(j).class == Class::Digits)
}

fn finish(s: &Scene<'_>, mut phrase: Phrase, at: u32) -> Option<Phrase> {
    phrase.next = phrase.next.max(phrase.last);
    while phrase.last > at
        && s.is_mark(phrase.last - 1)
        && !s.closes(phrase.last - 1)
        && s.quotation(phrase.last - 1).is_none()
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
        || s.cue(i)
}

/// Whether small words at `i` belong to an office with its holder behind it: "Barclays payments chief Ann Lee".
fn office_ahead(s: &Scene<'_>, i: u32, end: u32) -> bool {
    let office = (i + 1..end.min(i + 4)).find_map(|j| s.role(j).map(|last| (j, last)));
    office.is_some_and(|(first, last)| {
        let plain = |j: u32| {
            !s.is_mark(j)
                && !ends(s, j)
                && s.at(j, Part::Finite).is_none()
                && s.at(j, Part::Article).is_none()
        };
        last < end && s.capital(last) && (i..first).all(plain)
    })
}

/// Whether a small word at `i` joins an office to whom it is for: "a spokesman for Optus".
fn office_of(s: &Scene<'_>, first: u32, i: u32) -> bool {
    s.at(i, Part::Connect).is_some_and(|next| {
        (s.capital(i - 1) && s.capital(next))
            || (first.max(i.saturating_sub(4))..i).any(|j| s.role(j) == Some(i))
    })
}

/// Most words between an office's preposition and its holder: "la experta en seguridad informática Elena Soto".
const FIELD: u32 = 3;

/// Whether a preposition at `i` joins an office to its field or place and its holder stands behind: "la experta en redes
/// Elena Soto", "трейдер из Казани Ренат Мифтахов".
pub(super) fn office_held(s: &Scene<'_>, first: u32, i: u32, end: u32) -> bool {
    let Some(from) = s.at(i, Part::Stop) else {
        return false;
    };
    if !has_role(s, first, i) {
        return false;
    }
    let mut at = from;
    while at < end && at < from + FIELD {
        at = match s.region(at) {
            Some(last) => last,
            None if s.capital(at) || s.is_mark(at) || ends(s, at) => break,
            None if s.at(at, Part::Article).is_some() => break,
            None => at + 1,
        };
    }
    let holder = |j: u32| j < end && s.capital(j) && s.organisation(j).is_none();
    at > from && holder(at) && holder(at + 1) && s.gazetteer(at).is_none()
}

/// One past brackets that belong to a name: an age, an abbreviation; not a date.
fn brackets(s: &Scene<'_>, open: u32, end: u32) -> Option<u32> {
    let close = (open + 1..end.min(open + BRACKETS)).find(|&i| s.closes(i))?;
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
        let age = behind >= end || s.comma(behind) || s.stop(behind) || ends(s, behind);
        if age {
            phrase.last = behind;
            phrase.next = behind;
            if s.comma(behind) {
                apposition(s, phrase, behind + 1, end);
            }
        }
        return;
    }
    if s.caseless(phrase.first, next) {
        let office = has_role(s, phrase.first, phrase.last);
        if office && let Some(last) = name_without_capitals(s, next, end) {
            phrase.last = last;
            phrase.next = last;
            return;
        }
    }
    let office = !pure_name(s, phrase.first, phrase.last)
        || s.role(phrase.first).is_some()
        || s.words(phrase.first, phrase.last) >= 3;
    // "su directora, la doctora Paula Henríquez"
    let titled = s
        .at(next, Part::Article)
        .filter(|&n| n < end && s.title(n).is_some());
    if office && let Some(last) = name(s, titled.unwrap_or(next), end) {
        phrase.last = last;
        phrase.next = last;
        return;
    }
    apposition(s, phrase, next, end);
}

/// Takes an office behind a comma as apposition.
fn apposition(s: &Scene<'_>, phrase: &mut Phrase, from: u32, end: u32) {
    let mut at = from;
    while at < end && s.at(at, Part::Article).is_some() {
        at += 1;
    }
    let office = (at..end.min(at + 7)).any(|i| s.role(i).is_some())
        && s.at(at, Part::Stop).is_none()
        && s.date(at).is_none();
    if office && at < end && !s.cue(from) {
        let mut i = at;
        while i < end && !s.comma(i) && !s.stop(i) && s.quotation(i).is_none() {
            if i > at
                && (s.at(i, Part::Stop).is_some() || s.date(i).is_some() || s.cue(i))
                && s.at(i, Part::Connect).is_none()
            {
                break;
            }
            i += 1;
        }
        // "According to Downdetector, users reported": what has a verb of its own is no apposition.
        let subject = i < end && s.cue(i);
        if has_role(s, at, i) && !subject && !s.finite(at, i) {
            phrase.apposition = Some((at, i));
            phrase.next = i;
        }
    } else if at > from {
        phrase.next = described(s, at, end).unwrap_or(phrase.next);
    }
}

/// Most tokens of an apposition that says what an organisation does.
const DESCRIPTION: u32 = 20;

/// The comma behind an apposition with a relative clause, past its article: "Netwatch, a site that watches services,".
fn described(s: &Scene<'_>, at: u32, end: u32) -> Option<u32> {
    let close = (at..end.min(at + DESCRIPTION)).find(|&i| s.comma(i) || s.cue(i))?;
    let relative = (at + 1..close).any(|i| s.at(i, Part::Relative).is_some());
    (relative && s.comma(close)).then_some(close)
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
    if i < end
        && s.opens(i)
        && let Some(close) = brackets(s, i, end)
    {
        i = close;
    }
    let closed = i >= end || s.is_mark(i) || ends(s, i) || s.quotation(i).is_some();
    closed.then_some(i)
}

/// Most words of a name that no capitals show.
const NAME: usize = 5;

/// One past a name in a script without capitals that stands between commas, or a comma and a complementizer.
fn name_without_capitals(s: &Scene<'_>, at: u32, end: u32) -> Option<u32> {
    let last = (at..end).find(|&i| s.comma(i) || s.at(i, Part::That).is_some())?;
    let words = (at..last).all(|i| {
        s.token(i).class == Class::Word
            && (!ends(s, i) || s.title(i).is_some())
            && s.at(i, Part::Finite).is_none()
    });
    (last > at && words && s.words(at, last) <= NAME && s.caseless(at, last)).then_some(last)
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

/// Whether an office is named in a stretch.
pub(super) fn has_role(s: &Scene<'_>, first: u32, last: u32) -> bool {
    (first..last).any(|i| s.role(i).is_some())
}
