//! Subjects that particles mark, as in Japanese: "Xは…と述べた", "Xが「…」と話した", "…とXは述べた", "Xから「…」と言われた".

use super::grammar::{Element, Part};
use super::phrase::Phrase;
use super::scene::Scene;
use super::subject::segment_start;

/// Most words between a particle and what was said.
const REACH: u32 = 60;

/// Most words of a phrase between what was said and the word of saying.
const BETWEEN: u32 = 12;

/// Most words of a relative clause's person.
const PERSON: u32 = 8;

/// The speaker of a quotation that opens at `end`: the nearest topic, or a subject nearer to it that is a person.
pub(super) fn nearest(s: &Scene<'_>, element: Element, low: u32, end: u32) -> Option<Phrase> {
    let low = low.max(end.saturating_sub(s.tokens(REACH)));
    let mut subject: Option<Phrase> = None;
    // A topic that is no person: one farther away that is may have said what it is about.
    let mut about: Option<(Phrase, u32)> = None;
    let mut i = end;
    while i > low + 1 {
        i -= 1;
        if let Some(q) = s.quotation(i) {
            i = s.outer[q].start.max(low);
            continue;
        }
        if element == Element::Passive {
            if particle(s, i, Part::Agent).is_some_and(|behind| !s.finite(behind, end)) {
                return noun(s, low, i).filter(|p| person(s, p));
            }
        } else if let Some(behind) = particle(s, i, Part::Topic) {
            let topic = noun(s, low, i);
            if let Some(person) = subject.or(topic).filter(|p| person(s, p)) {
                let apart = about.is_some_and(|(_, near)| s.finite(behind, near));
                return about
                    .filter(|_| apart)
                    .map_or(Some(person), |(p, _)| Some(p));
            }
            about = about.or_else(|| Some((topic?, i)));
        } else if subject.is_none()
            && let Some(behind) = particle(s, i, Part::Subject)
            && s.at(i - 1, Part::Finite).is_none()
            && !s.finite(behind, end)
        {
            subject = noun(s, low, i);
        }
    }
    about.map(|(topic, _)| topic).or(subject)
}

/// The topic that opens a sentence, before `end`, and where the rest begins.
pub(super) fn opening(s: &Scene<'_>, low: u32, end: u32) -> Option<(Phrase, u32)> {
    let mut topics = (low + 1..end.min(low + s.tokens(REACH)))
        .take_while(|&i| s.quotation(i).is_none())
        .filter_map(|i| Some((noun(s, low, i)?, particle(s, i, Part::Topic)?)));
    let Some(first) = topics.next() else {
        return parted(s, low, end);
    };
    let (phrase, behind) = if person(s, &first.0) {
        first
    } else {
        // "不具合は昨年も起き、会社は…としている"
        let other = topics.find(|(p, _)| p.first > first.1 + 1 && person(s, p));
        other.or_else(|| Some(first).filter(|(p, _)| !thing(s, p)))?
    };
    Some((phrase, behind_asides(s, behind, end)))
}

/// A person who is the subject and parted by a comma from what was said: "妻が電話で、…と知らせてきた".
fn parted(s: &Scene<'_>, low: u32, end: u32) -> Option<(Phrase, u32)> {
    let (at, behind) = (low + 1..end.min(low + s.tokens(BETWEEN)))
        .take_while(|&i| s.quotation(i).is_none() && !s.comma(i))
        .find_map(|i| particle(s, i, Part::Subject).map(|behind| (i, behind)))?;
    let phrase = noun(s, low, at).filter(|p| person(s, p))?;
    let from = behind_asides(s, behind, end);
    s.comma(from - 1).then_some((phrase, from))
}

/// The agent before a passive word of saying, up to a comma, and where the rest begins: "店長から、…と言われた".
pub(super) fn agent(s: &Scene<'_>, low: u32, end: u32) -> Option<(Phrase, u32)> {
    let (at, behind) = (low + 1..end.min(low + s.tokens(REACH)))
        .take_while(|&i| s.quotation(i).is_none())
        .find_map(|i| particle(s, i, Part::Agent).map(|behind| (i, behind)))?;
    let phrase = noun(s, low, at).filter(|p| person(s, p))?;
    Some((phrase, behind_asides(s, behind, end)))
}

/// The topic between what was said and the word of saying at `end`: "…と専門家は指摘する".
pub(super) fn between(s: &Scene<'_>, end: u32, low: u32) -> Option<Phrase> {
    let particle = (end.saturating_sub(2).max(low)..end)
        .find(|&i| marked(s, i).is_some_and(|behind| behind_asides(s, behind, end) == end))?;
    let low = low.max(particle.saturating_sub(s.tokens(BETWEEN)));
    let inside =
        |i: u32| s.comma(i) || s.opens(i) || s.closes(i) || matches!(s.word(i), "・" | "＝");
    let first = (low + 1..particle)
        .rev()
        .take_while(|&i| !s.is_mark(i) || inside(i))
        .find(|&i| s.ending(i, Part::That, low).is_some())?;
    let first = if s.comma(first) { first + 1 } else { first };
    (first < particle && !s.finite(first, particle)).then(|| Phrase::of(first, particle))
}

/// The complementizer before adverbs, times and an adjunct between it and the word of saying at `end`:
/// "…と記者団に語った", "…と18日、述べた".
pub(super) fn that_before(s: &Scene<'_>, end: u32, low: u32) -> Option<u32> {
    if !s.grammar.topic {
        return None;
    }
    let low = low.max(end.saturating_sub(s.tokens(BETWEEN)));
    let end = before_asides(s, end, low);
    if let Some(that) = s.ending(end, Part::That, low) {
        return Some(that).filter(|&at| said(s, at));
    }
    let adjunct = end > low && s.at(end - 1, Part::Stop) == Some(end);
    if !adjunct || marked(s, end - 1).is_some() {
        return None;
    }
    let inner = |i: u32| {
        !s.is_mark(i) && s.at(i, Part::Finite).is_none() && particle(s, i, Part::Topic).is_none()
    };
    (low..end)
        .rev()
        .take_while(|&i| inner(i) || s.ending(i, Part::That, low).is_some())
        .find_map(|i| s.ending(i, Part::That, low))
        .filter(|&at| said(s, at))
}

/// Most tokens within brackets that name the speaker of a quotation before them.
const BRACKETS: u32 = 16;

/// The person in brackets that open at `open`, and where they close: "「…」（60代の男性）".
pub(super) fn bracketed(s: &Scene<'_>, open: u32, end: u32) -> Option<(Phrase, u32)> {
    let close = (open + 1..end.min(open + BRACKETS)).find(|&i| s.closes(i))?;
    let phrase = Phrase::of(open + 1, close);
    person(s, &phrase).then_some((phrase, close))
}

/// The person in brackets between a quotation and what ends at `end`, and where they open: "「…」（広報室）という".
pub(super) fn credited(s: &Scene<'_>, end: u32, low: u32) -> Option<(Phrase, u32)> {
    if !s.grammar.topic || end <= low || !s.closes(end - 1) {
        return None;
    }
    let open = (low.max(end.saturating_sub(BRACKETS))..end)
        .rev()
        .find(|&i| s.opens(i) && s.closing(i).is_some())?;
    let (phrase, close) = bracketed(s, open, end)?;
    (close + 1 == end).then_some((phrase, open))
}

/// Whether a quotation ends as a sentence does: with a finite word or a mark.
pub(super) fn sentence(s: &Scene<'_>, q: usize) -> bool {
    let last = s.outer[q].last;
    (last.saturating_sub(2)..last).any(|i| s.at(i, Part::Finite).is_some() || s.is_mark(i))
}

/// Whether words that somebody may have said end at `at`: a quotation, or a finite word.
pub(super) fn said(s: &Scene<'_>, at: u32) -> bool {
    s.closing(at).is_some() || (at.saturating_sub(2)..at).any(|i| s.at(i, Part::Finite).is_some())
}

/// One past what stands before the commas, adverbs and times that end at `end`.
fn before_asides(s: &Scene<'_>, mut end: u32, low: u32) -> u32 {
    while end > low {
        let comma = s.comma(end - 1).then(|| end - 1);
        let next = comma
            .or_else(|| s.ending(end, Part::Aux, low))
            .or_else(|| (low..end).find(|&i| s.date_between(i, end)));
        match next {
            Some(next) => end = next,
            None => break,
        }
    }
    end
}

/// The person at `at` to whom a relative clause before it belongs: "「…」と話す女性".
pub(super) fn relative(s: &Scene<'_>, at: u32, end: u32) -> Option<Phrase> {
    if at == 0 || s.is_mark(at - 1) {
        return None;
    }
    let ends = [
        Part::Stop,
        Part::That,
        Part::Finite,
        Part::Topic,
        Part::Subject,
    ];
    let last = (at..end.min(at + s.tokens(PERSON)))
        .take_while(|&i| !s.is_mark(i) && !ends.iter().any(|&p| s.at(i, p).is_some()))
        .filter_map(|i| person_word(s, i))
        .last()?;
    Some(Phrase::of(at, last))
}

/// The person behind a quotation and its complementizer, before a particle or the end of the sentence:
/// "「…」と、開発者の井上氏。", "「…」と子どもたちは喜んだ".
pub(super) fn behind(s: &Scene<'_>, at: u32, end: u32) -> Option<Phrase> {
    let first = if s.comma(at) { at + 1 } else { at };
    let stop = |i: u32| marked(s, i).is_some() || s.stop(i);
    let ends = |i: u32| s.at(i, Part::Stop).is_some() || s.at(i, Part::Finite).is_some();
    let last = (first..end.min(first + s.tokens(BETWEEN)))
        .take_while(|&i| stop(i) || !(ends(i) || s.comma(i)))
        .find(|&i| stop(i))?;
    let phrase = Phrase::of(first, last);
    (first < last && person(s, &phrase)).then_some(phrase)
}

/// The whole noun phrase behind a word of saying that points forward, without its copula: "…と話すのは岡本健さんだ。".
pub(super) fn forward(s: &Scene<'_>, at: u32, end: u32) -> Option<Phrase> {
    let last = (at..end)
        .find(|&i| s.comma(i) || s.stop(i) || s.at(i, Part::Finite).is_some())
        .unwrap_or(end);
    (at < last).then(|| Phrase::of(at, last))
}

/// The person who stands alone before a quotation: "首相「全力で取り組む」".
pub(super) fn label(s: &Scene<'_>, first: u32, end: u32) -> Option<Phrase> {
    let phrase = Phrase::of(first, end);
    let bare = (first..end)
        .all(|i| !s.is_mark(i) && s.at(i, Part::Finite).is_none() && marked(s, i).is_none());
    let closes = (first..end).any(|i| person_word(s, i).or_else(|| s.gazetteer(i)) == Some(end));
    (bare && closes && end - first <= s.tokens(BETWEEN)).then_some(phrase)
}

/// Whether a topic is a thing with an attribute, about which something is said: "アクセスの集中は原因ではない".
fn thing(s: &Scene<'_>, phrase: &Phrase) -> bool {
    let attribute = (phrase.first + 1..phrase.last).any(|i| s.at(i, Part::Connect).is_some());
    attribute && s.caseless(phrase.first, phrase.last) && !person(s, phrase)
}

/// Whether a phrase names a person or an organisation.
pub(super) fn person(s: &Scene<'_>, phrase: &Phrase) -> bool {
    (phrase.first..phrase.last).any(|i| {
        person_word(s, i).is_some() || s.organisation(i).is_some() || s.gazetteer(i).is_some()
    })
}

fn person_word(s: &Scene<'_>, i: u32) -> Option<u32> {
    s.role(i)
        .or_else(|| s.title(i))
        .or_else(|| s.at(i, Part::People).filter(|&end| ends_noun(s, end)))
        .or_else(|| s.at(i, Part::Pronoun))
}

/// Whether a noun may end at `end`: no Chinese character goes on with it, as the "数" of "人数" does.
fn ends_noun(s: &Scene<'_>, end: u32) -> bool {
    let han = |c| matches!(c, '\u{4E00}'..='\u{9FFF}');
    end as usize >= s.a.tokens.len() || !s.word(end).starts_with(han)
}

/// One past a particle of a topic or subject at `i`.
fn marked(s: &Scene<'_>, i: u32) -> Option<u32> {
    particle(s, i, Part::Topic).or_else(|| particle(s, i, Part::Subject))
}

/// One past a particle at `i` that is neither the end of a longer word of `[speech]` nor the middle of a word.
fn particle(s: &Scene<'_>, i: u32, part: Part) -> Option<u32> {
    let behind = s.at(i, part)?;
    let low = i.saturating_sub(LONGER);
    let longer = [Part::Stop, Part::That, Part::To, Part::Lead, Part::Aux]
        .iter()
        .any(|&p| s.ending(behind, p, low).is_some_and(|start| start < i));
    let hangul = |c| matches!(c, '\u{AC00}'..='\u{D7A3}');
    let middle = s.word(behind - 1).starts_with(hangul)
        && s.a
            .tokens
            .get(behind as usize)
            .is_some_and(|t| t.glued && !s.is_mark(behind));
    (!longer && !middle).then_some(behind)
}

/// Most tokens of a longer word that ends as a particle does.
const LONGER: u32 = 6;

/// The noun phrase before a particle at `end`, without openers, times and asides.
fn noun(s: &Scene<'_>, low: u32, end: u32) -> Option<Phrase> {
    let start = coordinated(s, low, segment_start(s, end, low));
    let mut first = behind_asides(s, start, end);
    // "「…」と彼は言い": the complementizer is of the quotation before.
    let opener = |at: u32| s.at(at, Part::Lead).or_else(|| s.at(at, Part::That));
    while let Some(next) = opener(first).filter(|&n| n < end) {
        first = behind_asides(s, next, end);
    }
    // "同社の対応について専門家は": whom or what it was said to stands before the speaker.
    first = (first + 1..end)
        .rev()
        .find(|&i| s.ending(i, Part::To, first).is_some() || adverbial(s, i, first))
        .unwrap_or(first);
    (first < end).then(|| Phrase {
        pronoun: s.at(first, Part::Pronoun) == Some(end),
        ..Phrase::of(first, end)
    })
}

/// First token behind an adverbial topic that opens a sentence, up to its comma: "随筆には、…と記されている".
pub(super) fn behind_adverbial(s: &Scene<'_>, low: u32, end: u32) -> u32 {
    (low..end.min(low + s.tokens(BETWEEN)))
        .find(|&i| s.comma(i))
        .filter(|&comma| adverbial(s, comma, low))
        .map_or(low, |comma| comma + 1)
}

/// Where names joined by commas begin, if one is the whole segment before `start`: "甲銀行と乙銀行、丙銀行は".
fn coordinated(s: &Scene<'_>, low: u32, start: u32) -> u32 {
    if start < low + 2 || !s.comma(start - 1) {
        return start;
    }
    let from = segment_start(s, start - 1, low);
    let parts = [
        Part::Stop,
        Part::Finite,
        Part::Lead,
        Part::Aux,
        Part::To,
        Part::Join,
    ];
    let joined = (from..start - 1).all(|i| {
        parts.iter().all(|&p| s.at(i, p).is_none())
            && s.date(i).is_none()
            && !s.cue(i)
            && s.quotation(i).is_none()
    });
    let named = (from..start - 1)
        .filter_map(|i| {
            person_word(s, i)
                .or_else(|| s.organisation(i))
                .or_else(|| s.gazetteer(i))
        })
        .any(|last| last == start - 1);
    if joined && named { from } else { start }
}

/// Whether an adverbial topic of two tokens or more ends at `end`: "調査では", "会場には".
fn adverbial(s: &Scene<'_>, end: u32, low: u32) -> bool {
    let longer = s
        .ending(end, Part::Stop, low)
        .is_some_and(|at| at + 1 < end);
    longer && s.at(end - 1, Part::Topic) == Some(end)
}

/// First token behind commas, times and adverbs, and behind whom or what it was said to where a comma closes that.
pub(super) fn behind_asides(s: &Scene<'_>, mut at: u32, end: u32) -> u32 {
    let told = |at: u32| {
        let comma = (at..end.min(at + s.tokens(BETWEEN))).find(|&i| s.comma(i))?;
        let spoken_to = || {
            s.ending(comma, Part::Agent, at)
                .filter(|_| person(s, &Phrase::of(at, comma)))
        };
        let to = s.ending(comma, Part::To, at).or_else(spoken_to)?;
        (!s.finite(at, to)).then_some(comma + 1)
    };
    // "12日、", "12日の会見で", but not "12日に再開する".
    let date = |at: u32| {
        s.date(at)
            .filter(|&next| next < end && (s.comma(next) || s.at(next, Part::Aux).is_some()))
    };
    while at < end {
        let next = s
            .comma(at)
            .then_some(at + 1)
            .or_else(|| date(at))
            .or_else(|| s.at(at, Part::Aux))
            .or_else(|| told(at));
        match next.filter(|&n| n <= end) {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}
