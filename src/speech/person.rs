//! A speaker's phrase taken apart: name, office, organisation.

use super::grammar::Part;
use super::phrase::{self, Phrase};
use super::scene::Scene;
use crate::segment::Class;

/// A speaker's phrase with its parts, each by tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) name: Option<(u32, u32)>,
    pub(super) role: Option<(u32, u32)>,
    pub(super) organisation: Option<(u32, u32)>,
}

/// Takes a phrase apart. `known` tells whether a word is a name that the text uses alone.
pub(super) fn parts(s: &Scene<'_>, phrase: &Phrase, known: impl Fn(u32) -> bool) -> Parts {
    if phrase.pronoun {
        return Parts::default();
    }
    let first = behind_age(s, phrase.first, phrase.last);
    let (first, last) = without_article(s, first, without_age(s, phrase.first, phrase.last));
    let mut parts = aged(s, first, last).unwrap_or_else(|| split(s, first, last, &known));
    if let Some((from, to)) = phrase.apposition
        && parts.role.is_none()
    {
        let (from, to) = without_article(s, from, to);
        if phrase::has_role(s, from, to) {
            let office = office(s, from, to);
            parts.role = office.role;
            parts.organisation = parts.organisation.or(office.organisation);
        }
    }
    parts
}

fn without_article(s: &Scene<'_>, mut first: u32, last: u32) -> (u32, u32) {
    while let Some(next) = s.at(first, Part::Article).filter(|&n| n < last) {
        first = next;
    }
    (first, last)
}

/// First token behind an age in one word: "38-летняя Милена", "34-year-old Ann Lee".
fn behind_age(s: &Scene<'_>, first: u32, last: u32) -> u32 {
    let word = s.token(first).class == Class::Digits;
    let mut i = first + 1;
    while word && i < last && s.token(i).glued {
        i += 1;
    }
    if word && i > first + 1 && i < last {
        i
    } else {
        first
    }
}

fn without_age(s: &Scene<'_>, first: u32, last: u32) -> u32 {
    let mut end = last;
    // "Dana Whitlock, 34", "Марина, 34 года"
    let comma = (first + 1..last).rev().take(3).find(|&i| s.comma(i));
    if let Some(comma) = comma.filter(|&i| i + 1 < last && s.token(i + 1).class == Class::Digits) {
        end = comma;
    } else if end > first + 2
        && s.closes(end - 1)
        && let Some(open) = (first..end).rev().take(6).find(|&i| s.opens(i))
        && open > first
        && s.token(open + 1).class == Class::Digits
    {
        end = open;
    }
    end
}

/// A name with an age in brackets that an office follows: "Rustam (42) warga Kalirejo".
fn aged(s: &Scene<'_>, first: u32, last: u32) -> Option<Parts> {
    let open = (first + 1..last).find(|&i| s.opens(i))?;
    let behind = open + 3;
    let age = behind < last && s.token(open + 1).class == Class::Digits && s.closes(open + 2);
    let name = (first..open).all(|i| s.capital(i) && s.role(i).is_none());
    (age && name).then(|| Parts {
        name: Some((first, open)),
        ..office(s, behind, last)
    })
}

/// A phrase that is an office alone: "head of UN Environment", "direktur PLN".
fn office(s: &Scene<'_>, first: u32, last: u32) -> Parts {
    let Some(start) = (first..last).find(|&i| s.role(i).is_some()) else {
        return Parts::default();
    };
    let mut end = s.role(start).unwrap_or(start + 1);
    while end < last && !organisation_begins(s, end) && s.at(end, Part::Connect).is_none() {
        end += 1;
    }
    let mut org = end;
    while org < last && (s.at(org, Part::Connect).is_some() || s.at(org, Part::Article).is_some()) {
        org += 1;
    }
    Parts {
        name: None,
        role: Some((
            if s.is_mark(start.max(first)) {
                start
            } else {
                first.min(start)
            },
            end,
        )),
        organisation: (org < last).then_some((org, last)),
    }
}

/// Whether an organisation's name begins at `i`: a word such as "Ministry", an abbreviation, a name of the gazetteer.
fn organisation_begins(s: &Scene<'_>, i: u32) -> bool {
    s.organisation(i).is_some() || s.gazetteer(i).is_some() || s.abbreviation(i)
}

fn split(s: &Scene<'_>, first: u32, last: u32, known: &impl Fn(u32) -> bool) -> Parts {
    let Some(start) = (first..last).find(|&i| s.role(i).is_some()) else {
        // "Reynaldi dari PT House of Rattan", "Erik Solheim of UN Environment".
        if let Some(at) = (first + 1..last).find(|&i| {
            !s.capital(i) && (s.at(i, Part::Stop).is_some() || s.at(i, Part::Connect).is_some())
        }) && at + 1 < last
            && (first..at).all(|i| s.capital(i) || s.is_mark(i))
            && !organisation_begins(s, first)
            && organisation_begins(s, at + 1)
        {
            return Parts {
                name: Some((first, at)),
                role: None,
                organisation: Some((at + 1, last)),
            };
        }
        let organisation = (first..last).any(|i| organisation_begins(s, i));
        let named = (first..last).any(|i| s.capital(i));
        return Parts {
            name: named.then_some((first, last)),
            role: None,
            organisation: (organisation && named).then_some((first, last)),
        };
    };
    // The last office that begins before the name: "Wakil Ketua Umum", "vice president and chief engineer".
    let mut behind = s.role(start).unwrap_or(start + 1).min(last);
    let comma = (first..last).rev().find(|&i| s.comma(i));
    let name = match comma {
        Some(at) if phrase::pure_name(s, at + 1, last) => Some((at + 1, last)),
        _ => None,
    };
    let limit = name.map_or(last, |(from, _)| from - 1);
    behind = behind.min(limit);
    // "a spokeswoman for Greater Anglia": whom the office is for, if nobody is named behind it.
    let whose = (behind < last && connects(s, behind)).then_some(behind + 1);
    let name = name.or_else(|| {
        let from = name_start(s, behind, last, known)?;
        (whose != Some(from)).then_some((from, last))
    });
    let limit = name.map_or(limit, |(from, _)| from.min(limit));
    let org = (behind..limit).find(|&i| organisation_begins(s, i) && s.capital(i));
    let mut end = org.unwrap_or(limit);
    let mut connected = None;
    if let Some(i) = (behind..end).find(|&i| connects(s, i)) {
        let mut from = i;
        while from < limit
            && (s.at(from, Part::Connect).is_some() || s.at(from, Part::Article).is_some())
        {
            from += 1;
        }
        end = i;
        connected = (from < limit).then_some((from, limit));
    }
    // "Optus chief executive": what stands before the office is where; "Communications Minister" is which.
    let before = (first < start && (organisation_begins(s, first) || s.is(start - 1, "s")))
        .then_some((first, possessive(s, first, start)));
    let role_start = if before.is_some() { start } else { first };
    let rest = (end < limit && org.is_some() && connected.is_none()).then_some((end, limit));
    let alone = name.is_none() && org.is_none() && connected.is_none() && behind < limit;
    let organisation = connected
        .or(rest)
        .or(before)
        .or_else(|| (alone && s.capital(behind)).then_some((behind, limit)));
    let role_end = match organisation {
        Some((from, _)) if alone && from == behind => behind,
        _ => end,
    };
    Parts {
        name,
        role: s.trim(role_start, role_end.max(role_start + 1)),
        organisation: organisation.and_then(|(f, l)| s.trim(f, l)),
    }
}

/// A small word between an office and whom it is for: "head of", "spokesman for".
fn connects(s: &Scene<'_>, i: u32) -> bool {
    s.at(i, Part::Connect).is_some() && !s.capital(i)
}

fn possessive(s: &Scene<'_>, first: u32, start: u32) -> u32 {
    (first..start)
        .find(|&i| matches!(s.word(i), "'" | "’"))
        .unwrap_or(start)
}

/// Whether the word before one that the text uses alone is a name of the same person: a short one, "Dr Wu", or, before
/// the last word, any that names no organisation and no place, "Stephen Rue".
fn forename(s: &Scene<'_>, i: u32, surname: bool) -> bool {
    let place = s.region(i).is_some();
    let short = s.token(i).end - s.token(i).start <= 3 && !s.abbreviation(i);
    short || surname && s.token(i).class == Class::Word && !organisation_begins(s, i) && !place
}

/// Most words of a name that stands whole behind an office.
const NAME: usize = 3;

/// Whether all of a capitalised run is the name: "spokeswoman Mary Ann Kabel". The office before it is written small, so
/// that none of the run belongs to it.
fn whole_name(s: &Scene<'_>, from: u32, run: u32, last: u32) -> bool {
    let office = run == from && from > 0 && s.role(from - 1).is_some() && !s.capital(from - 1);
    let plain = |i: u32| !organisation_begins(s, i) && s.region(i).is_none();
    office && s.words(run, last) <= NAME && (run..last).all(plain)
}

/// Where the person's name begins in a run of office, organisation and name.
fn name_start(s: &Scene<'_>, from: u32, last: u32, known: &impl Fn(u32) -> bool) -> Option<u32> {
    // The capitalised run at the end.
    let mut run = last;
    while run > from {
        let i = run - 1;
        let part = s.capital(i)
            || (s.is_mark(i) && s.token(i).glued && matches!(s.word(i), "." | "'" | "’" | "-"))
            || (s.at(i, Part::Connect).is_some() && run < last && i > from && s.capital(i - 1));
        if !part {
            break;
        }
        run = i;
    }
    if run >= last {
        return None;
    }
    // Behind brackets a new name begins: "(LSI) Djayadi Hanan".
    if let Some(title) = (run..last).find(|&i| s.title(i).is_some_and(|e| e < last)) {
        return Some(title);
    }
    if let Some(at) = (run..last).find(|&i| known(i)) {
        if whole_name(s, from, run, last) {
            return Some(run);
        }
        return Some(if at > run && forename(s, at - 1, at + 1 == last) {
            at - 1
        } else {
            at
        });
    }
    let mut start = run;
    // What the gazetteer, abbreviations and words such as "Partai" begin belongs to the organisation.
    let mut org = false;
    let mut i = run;
    while i < last {
        if let Some(end) = s.gazetteer(i) {
            org = true;
            i = end;
            start = i;
        } else if s.abbreviation(i) {
            org = true;
            i += 1;
            start = i;
        } else if let Some(end) = s.organisation(i) {
            org = true;
            i = end;
            if let Some(place) = s.region(i).filter(|&end| end < last) {
                i = place;
                start = i;
                continue;
            }
            // An unknown organisation name: one or two words are the person's.
            start = match last - i {
                0 | 1 => last,
                2 => last - 1,
                _ => last - 2,
            };
        } else {
            i += 1;
        }
    }
    // "Bupati Merauke Yoseph Gebze", "PLN Papua Septian Pujiyanto": a place before a name of two words.
    if start < last
        && let Some(place) = s.region(start)
        && place + 2 <= last
    {
        start = place;
    }
    let words = s.words(start, last);
    if !org && words > 3 {
        start = last - 2;
    }
    // "Kementerian Komunikasi dan Digital Ismail": what "dan" joins still belongs to the organisation.
    let joined = start > from && s.at(start - 1, Part::And) == Some(start);
    if joined && start + 1 < last && (from..start).any(|i| s.organisation(i).is_some()) {
        start += 1;
    }
    (start < last && !(words == 1 && org && start + 1 < last)).then_some(start)
}
