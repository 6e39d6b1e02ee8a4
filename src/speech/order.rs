//! Tries the orders of a language around an anchor.

use super::anchor::{Anchor, Anchors};
use super::clause::{self, Given};
use super::grammar::{Element, Order, Part};
use super::particle;
use super::phrase::{self, Phrase};
use super::scene::Scene;
use super::subject;

/// Most tokens between a word of saying and the quotation behind it.
const REACH: u32 = 30;

/// What an order found, before speakers are known.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// Outer quotations, by index.
    pub(super) quotes: Vec<usize>,
    /// Stretches of reported clause, by tokens.
    pub(super) clauses: Vec<(u32, u32)>,
    pub(super) speaker: Option<Phrase>,
    /// Whether a complementizer or comma opened the clause.
    pub(super) opened: bool,
    /// The person or medium told.
    pub(super) told: Option<(u32, u32)>,
    /// First token behind everything that was used.
    pub(super) next: u32,
}

/// The first order that fits an anchor. Statements before `free` are told already.
pub(super) fn find(
    s: &Scene<'_>,
    anchors: &Anchors,
    anchor: &Anchor,
    used: &[bool],
    free: u32,
) -> Option<Found> {
    s.grammar
        .orders
        .iter()
        .filter(|o| o.anchor == anchor.element && o.only.is_none_or(|p| p == anchor.part))
        .find_map(|o| apply(s, anchors, anchor, o, used, free))
}

fn apply(
    s: &Scene<'_>,
    anchors: &Anchors,
    anchor: &Anchor,
    order: &Order,
    used: &[bool],
    free: u32,
) -> Option<Found> {
    let quoted = order.left.contains(&Element::Quote) || order.right.contains(&Element::Quote);
    if anchor.part == Part::Note && !quoted {
        return None;
    }
    let mut found = Found {
        next: anchor.end,
        ..Found::default()
    };
    // "Katanya, ...", but not "waktu tunggunya ...".
    if anchor.element == Element::Back && order.left.is_empty() {
        let start = s.sentence_start(anchor.start);
        let lead = s.ending(anchor.start, Part::Lead, start).is_some();
        if anchor.start != start && !lead && !s.is_mark(anchor.start - 1) {
            return None;
        }
    }
    let mut at = anchor.start;
    let mut low = s.sentence_start(anchor.start);
    for (number, element) in order.left.iter().enumerate() {
        let speaker_next = order.left.get(number + 1) == Some(&Element::Speaker);
        match element {
            Element::Clause if speaker_next => {
                let (phrase, from) = subject::opening(s, anchor, (low, at), free)?;
                let (first, last) = s.trim(from, at)?;
                if s.words(first, last) < 2 {
                    return None;
                }
                found.clauses.push((first, last));
                found.speaker = Some(phrase);
            }
            Element::Speaker if found.speaker.is_some() => {}
            Element::Speaker if number > 0 && order.left[number - 1] == Element::Quote => {
                let phrase = subject::of_quotation(s, anchor, low, at)?;
                at = phrase.first;
                found.speaker = Some(phrase);
            }
            Element::Comma => {
                at = at.checked_sub(1).filter(|&i| i >= low && s.comma(i))?;
            }
            Element::That => {
                at = s
                    .ending(at, Part::That, low)
                    .or_else(|| particle::that_before(s, at, low))?;
                if let Some((phrase, open)) = particle::credited(s, at, low) {
                    at = open;
                    found.speaker = Some(phrase);
                }
            }
            Element::Speaker => {
                let phrase = if s.grammar.topic && speech_before(&order.left[number + 1..]) {
                    particle::between(s, at, low)?
                } else {
                    subject::left(s, at, low)?
                };
                at = phrase.first;
                found.speaker = Some(phrase);
            }
            Element::Quote => {
                let q = s.closing(at).filter(|&q| !used[q])?;
                if !s.outer[q].closed && !s.outer[q].dash {
                    return None;
                }
                // "на подстанции «Восточная», сообщили в мэрии", "В «Россетях» сообщили": a name.
                let start = s.outer[q].start;
                let place =
                    !s.grammar.topic && start > low && s.at(start - 1, Part::Stop) == Some(start);
                if s.is_quoted_name(q) && (place || is_named(s, q)) {
                    return None;
                }
                // "「ダンケ」という。": a name.
                let hearsay = anchor.element == Element::Back && s.grammar.topic;
                if hearsay && !particle::sentence(s, q) {
                    return None;
                }
                // "A." X said: "B": the sentence was over.
                if order.left.contains(&Element::Speaker)
                    && full_stop(s, q)
                    && right_quote(s, anchor).is_some()
                {
                    return None;
                }
                at = s.outer[q].start;
                // A quotation of several sentences: who says it stands where it opens.
                low = low.min(s.sentence_start(at));
                found.quotes.push(q);
            }
            Element::Clause => {
                // "以下は…と答えた人の割合だ": the topic before a relative clause is not of it.
                let low = if s.grammar.topic && order.right == [Element::Person] {
                    particle::opening(s, low, at).map_or(low, |(_, from)| from)
                } else if order.anchor == Element::Passive {
                    particle::behind_adverbial(s, low, at)
                } else {
                    low
                };
                let mut c = clause::left(s, at, low)?;
                if s.grammar.topic {
                    c.first = particle::behind_asides(s, c.first, c.last);
                }
                // "El ministro, Raúl Pérez, confirmó un sabotaje": what stands behind is an object.
                let free = !matches!(order.only, Some(Part::Say | Part::Report));
                // "Un descuido, dijo Alicia": a name is none.
                let person = order.right.contains(&Element::Speaker)
                    && s.capital(anchor.end)
                    && s.date(anchor.end).is_none();
                let inverted = !free && !person && !s.finite(c.first, c.last);
                // "Aさんと社長は話した": without a verb before it, the complementizer joins names.
                let names = s.grammar.topic
                    && found.speaker.is_some()
                    && !s.finite(c.last.saturating_sub(2).max(c.first), c.last);
                if inverted || names || !stands(s, c.first, c.last) {
                    return None;
                }
                at = c.first;
                // "О том, что сбой устранён, рассказали в МТС": the complementizer is no part of what was said; a "that" alone
                // may be its subject.
                let that = s.at(c.first, Part::That).filter(|&t| t > c.first + 1);
                let first = that.unwrap_or(c.first);
                found.clauses.push((first, c.last));
            }
            _ => return None,
        }
    }
    at = anchor.end;
    let end = s.sentence_end(anchor.start);
    let (mut given, mut that) = (Given::Nothing, false);
    for element in &order.right {
        match element {
            Element::Comma => {
                at = comma_soon(s, at, end)? + 1;
                // "According to Ida Holt, who runs the port, ..."
                if s.at(at, Part::Relative).is_some()
                    && let Some(comma) = comma_soon(s, at, end)
                {
                    at = comma + 1;
                }
                given = Given::Comma;
            }
            Element::That => {
                let from = if at < end && s.comma(at) { at + 1 } else { at };
                let that = s.at(from, Part::That).map(|_| from);
                // "said the minister, whose office ..., that"
                let far = || {
                    found.speaker?;
                    clause::that_soon(s, at, end)
                };
                let that = that.or_else(far)?;
                at = s.at(that, Part::That)?;
                given = Given::That;
            }
            // "Comunicó que los servicios «operan»": the complementizer is no speaker.
            Element::Speaker if s.at(at, Part::That).is_some() && quoted => return None,
            Element::Speaker => {
                // Where the words said stand before: "reclamó al ministerio inversiones" names what is asked for.
                let said = !found.quotes.is_empty() || !found.clauses.is_empty();
                let from = if said {
                    told(s, at, end, &mut found.told)
                } else {
                    at
                };
                let phrase = if s.grammar.topic && said {
                    particle::forward(s, from, end)?
                } else {
                    let phrase = phrase::right(s, from, end)?;
                    if goes_on(s, &found) {
                        before_verb(s, phrase)
                    } else {
                        phrase
                    }
                };
                if order.right == [Element::Speaker, Element::That, Element::Clause]
                    && is_object(s, anchor, order, &phrase, low)
                {
                    return None;
                }
                at = phrase.next;
                found.speaker = Some(phrase);
            }
            Element::Person => {
                let phrase = particle::relative(s, at, end)?;
                at = phrase.next;
                found.speaker = Some(phrase);
            }
            Element::Quote => {
                let q = right_quote_from(s, at, end).filter(|&q| !used[q])?;
                let source = anchor.element == Element::After && s.grammar.topic;
                // What a word of saying behind "と" tells stands before it.
                let told = s.grammar.topic && s.ending(anchor.start, Part::That, low).is_some();
                if told || source && s.outer[q].start > at + 1 {
                    return None;
                }
                if anchor.part == Part::Tell {
                    found.told = phrase::right(s, at, end).map(|p| (p.first, p.last));
                }
                at = s.outer[q].end;
                found.quotes.push(q);
            }
            Element::Clause => {
                let c = clause::right(s, anchors, at, anchor.part, given)?;
                if !c.that && order.left == [Element::Speaker] && !main(s, anchor, &found, c.opened)
                {
                    return None;
                }
                if anchor.element == Element::After && retold(s, anchors, c.first, end) {
                    return None;
                }
                at = c.next;
                found.opened = c.opened;
                that = c.that;
                found.told = found.told.or(c.told);
                let subordinate = that && found.speaker.is_some_and(|p| p.subordinate);
                let main = main_clause(s, c.first, c.last).filter(|_| subordinate);
                found.clauses.push((c.first, main.unwrap_or(c.last)));
            }
            _ => return None,
        }
    }
    found.next = at;
    if order.left.is_empty()
        && !that
        && !found.clauses.is_empty()
        && anchor.start > low
        && s.comma(anchor.start - 1)
        && let Some(c) = clause::left(s, anchor.start - 1, low)
        && s.at(c.first, Part::Stop).is_none()
        && s.at(c.first, Part::Join).is_none()
        && s.date(c.first).is_none()
        && !s.finite(c.first, c.last)
    {
        // "Police, X said, are still investigating": the subject of the clause stands before.
        found.clauses.insert(0, (c.first, c.last));
    }
    let medially = order.left.contains(&Element::Clause) && !order.left.contains(&Element::That);
    if medially && order.right.iter().all(|e| *e == Element::Speaker) {
        medial(s, anchors, &mut found, end);
    }
    Some(found)
}

/// Whether what stands behind a word of saying is what it tells of, and no speaker: "La empresa confirmó un fallo que ...",
/// "informó del corte que ...". A speaker before it counts where the language looks there first.
fn is_object(s: &Scene<'_>, anchor: &Anchor, order: &Order, behind: &Phrase, low: u32) -> bool {
    let first = behind.first;
    let of = s.at(first, Part::Connect).is_some()
        && s.at(first, Part::Article).is_none()
        && s.at(first, Part::And).is_none()
        && !s.capital(first);
    let mut earlier = s.grammar.orders.iter().take_while(|o| *o != order);
    let before = earlier.any(|o| o.left == [Element::Speaker] && o.right == [Element::Clause]);
    of || before && subject::left(s, anchor.start, low).is_some_and(|p| !p.pronoun)
}

/// Whether a complementizer and what was said stand next, outward from a speaker.
fn speech_before(left: &[Element]) -> bool {
    matches!(left, [Element::That, Element::Quote | Element::Clause, ..])
}

/// Whether what a source tells is what somebody else said: "警察によると、男は…と話した".
fn retold(s: &Scene<'_>, anchors: &Anchors, first: u32, end: u32) -> bool {
    let inner = anchors.0[anchors.next(first)..]
        .iter()
        .take_while(|a| a.start < end)
        .find(|a| a.element == Element::Cue && s.ending(a.start, Part::That, first).is_some());
    s.grammar.topic
        && inner.is_some_and(|a| {
            particle::opening(s, first, a.start).is_some_and(|(p, _)| particle::person(s, &p))
        })
}

/// First token behind times, adverbs, adjuncts and whom it was said to, which may stand between a word of saying and its
/// speaker: "informó este jueves el ministro", "рассказал «Наблюдателю» житель", "tercia a su lado Marcos Olmedo".
fn told(s: &Scene<'_>, from: u32, end: u32, told: &mut Option<(u32, u32)>) -> u32 {
    let mut at = from;
    for _ in 0..3 {
        let mut hearer = None;
        let next = if let Some(date) = s.date(at) {
            date
        } else if let Some(name) = s.quoted_name(at) {
            hearer = Some((at, name));
            name
        } else if let Some(adverb) = s
            .at(at, Part::Aux)
            .filter(|&a| s.at(at, Part::To) < Some(a))
        {
            // "a EFE" is longer than "a".
            adverb
        } else if let Some(to) = s.at(at, Part::To).filter(|&to| to < end)
            && let Some(p) = phrase::right(s, to, end)
        {
            // "dijo a EFE Ana Ruiz": the agency's name ends before the person's.
            let agency = s.gazetteer(to).filter(|&l| l <= p.last);
            let last = if s.abbreviation(to) { to + 1 } else { p.last };
            let last = agency.unwrap_or(last);
            let behind = subject::behind_cue(s, at, end).filter(|&b| b < last);
            hearer = Some((p.first, behind.unwrap_or(last)));
            behind.unwrap_or(last)
        } else if s.at(at, Part::Stop).is_some()
            && let Some(next) = subject::behind_cue(s, at, end).or_else(|| s.at(at, Part::From))
        {
            next
        } else {
            break;
        };
        if next >= end || s.is_mark(next) || s.cue(next) {
            break;
        }
        *told = told.or(hearer);
        at = next;
    }
    at
}

/// Most tokens of a phrase that may stand between a speaker and the comma behind it.
const REMAINDER: u32 = 8;

/// The comma at `at`, or behind an adjunct there: "two people involved in the response,".
fn comma_soon(s: &Scene<'_>, at: u32, end: u32) -> Option<u32> {
    (at..end.min(at + REMAINDER))
        .take_while(|&i| s.quotation(i).is_none() && !s.cue(i) && s.at(i, Part::Finite).is_none())
        .find(|&i| s.comma(i))
        .filter(|&i| {
            i == at || s.at(at, Part::Stop).is_some() || s.at(at, Part::Relative).is_some()
        })
}

/// The comma that ends a clause reported in a subordinate clause: "Although X said that ..., the service was down".
fn main_clause(s: &Scene<'_>, first: u32, last: u32) -> Option<u32> {
    (first..last)
        .find(|&i| s.comma(i) && s.finite(first, i) && s.at(i + 1, Part::Relative).is_none())
}

/// Whether a stretch before a word of saying can be what was said.
fn stands(s: &Scene<'_>, first: u32, last: u32) -> bool {
    let adjunct = counted(s, first)
        || s.at(first, Part::Stop).is_some() && s.at(first, Part::Pronoun).is_none();
    let whole = s.words(first, last) >= 3 || s.finite(first, last);
    whole && !open_relative(s, first, last) && (!adjunct || s.finite(first + 1, last))
}

/// Whether the only verb of a stretch is that of a relative clause which the end of the stretch closes, so that the verb
/// behind it is its own: "Сервис, который следит за сбоями, | показывает".
fn open_relative(s: &Scene<'_>, first: u32, last: u32) -> bool {
    (first + 1..last)
        .find(|&i| s.comma(i) && s.at(i + 1, Part::Relative).is_some_and(|r| r < last))
        .is_some_and(|i| !s.finite(first, i) && !(i + 1..last).any(|j| s.comma(j)))
}

/// Whether a speaker and word of saying without complementizer are a main clause with the words said behind it, and
/// neither "as X says, ..." nor "..., X says".
fn main(s: &Scene<'_>, anchor: &Anchor, found: &Found, opened: bool) -> bool {
    let Some(speaker) = &found.speaker else {
        return true;
    };
    if speaker.subordinate && opened {
        return false;
    }
    let low = s.sentence_start(anchor.start);
    let behind = speaker.first > low
        && s.comma(speaker.first - 1)
        && clause::left(s, speaker.first - 1, low).is_some_and(|c| {
            s.words(c.first, c.last) >= 4
                && s.at(c.first, Part::Stop).is_none()
                && s.at(c.first, Part::Join).is_none()
                && s.date(c.first).is_none()
                && !counted(s, c.first)
                && s.finite(c.first, c.last)
        });
    !behind || speaker.apposition.is_some()
}

/// Whether a length of time that something follows opens a stretch: "two hours after the crash, X said".
fn counted(s: &Scene<'_>, first: u32) -> bool {
    let length = s.a.tags.longest(first, s.grammar.durations);
    length.is_some_and(|t| s.at(t.end, Part::Stop).is_some() || s.at(t.end, Part::Join).is_some())
}

/// Whether what was said stops at a relative word: "La falla, que | según la entidad empezó a las 9".
fn goes_on(s: &Scene<'_>, found: &Found) -> bool {
    let relative = |&(first, last): &(u32, u32)| s.ending(last, Part::Relative, first).is_some();
    found.clauses.last().is_some_and(relative)
}

/// A source without the verb that it stands before: "que según la entidad | empezó a las 9".
fn before_verb(s: &Scene<'_>, phrase: Phrase) -> Phrase {
    let verb = |i: u32| {
        !s.capital(i)
            && s.role(i).is_none()
            && s.at(i - 1, Part::Connect).is_none()
            && (s.at(i, Part::Finite).is_some() || s.affixed(i))
    };
    let low = phrase.first + 1 + u32::from(s.at(phrase.first, Part::Article).is_some());
    match (low..phrase.last).find(|&i| verb(i)) {
        Some(i) => Phrase {
            next: i,
            ..Phrase::of(phrase.first, i)
        },
        None => phrase,
    }
}

/// "The engine, X said, will run": the clause goes on behind speaker and comma.
fn medial(s: &Scene<'_>, anchors: &Anchors, found: &mut Found, end: u32) {
    let mut at = found.next;
    if goes_on(s, found) {
        found.next = clause::ending(s, anchors, at, end);
        found.clauses.push((at, found.next));
        return;
    }
    while at < end && !s.comma(at) {
        if s.date(at).is_none() && s.at(at, Part::Stop).is_none() && s.at(at, Part::To).is_none() {
            return;
        }
        match s.date(at) {
            Some(next) => at = next,
            None => return,
        }
    }
    if at + 1 >= end
        || s.at(at + 1, Part::Stop).is_some()
        || s.date(at + 1).is_some()
        || s.quotation(at + 1).is_some()
    {
        return;
    }
    let last = clause::ending(s, anchors, at + 1, end);
    if let Some((first, last)) = s.trim(at + 1, last)
        && s.words(first, last) >= 4
        && s.at(first, Part::End).is_none()
        && s.at(first, Part::Relative).is_none()
        && s.at(first, Part::And).is_none()
        && (s.finite(first, last) || !found.clauses.iter().any(|&(f, l)| s.finite(f, l)))
    {
        found.clauses.push((first, last));
        found.next = last;
    }
}

/// Whether the words inside a quotation end with a full stop.
fn full_stop(s: &Scene<'_>, q: usize) -> bool {
    s.stop(s.outer[q].last - 1)
}

fn right_quote(s: &Scene<'_>, anchor: &Anchor) -> Option<usize> {
    right_quote_from(s, anchor.end, s.sentence_end(anchor.start))
}

/// The quotation that a word of saying before `at` opens: behind a colon, comma or complementizer, or at once.
fn right_quote_from(s: &Scene<'_>, at: u32, end: u32) -> Option<usize> {
    let q = behind_medium(s, s.next_quotation(at)?);
    let quotation = &s.outer[q];
    let start = quotation.start;
    if start >= end || start - at > REACH || start == at && is_person(s, q, at) {
        return None;
    }
    if start > at {
        let before = start - 1;
        let that = s.ending(start, Part::That, at);
        let colon = s.colon(before);
        // "وقالت الشركة في بيان «نعمل مع الزبائن»": nothing but an adjunct stands between.
        let direct = || {
            s.at(at, Part::Stop).is_some()
                && s.words(quotation.first, quotation.last) > 3
                && !s.word(quotation.first).starts_with(char::is_lowercase)
        };
        let direct = !(colon || s.comma(before) || that.is_some()) && direct();
        if !(colon || s.comma(before) || that.is_some() || direct) {
            return None;
        }
        let to = if direct {
            start
        } else {
            that.unwrap_or(before)
        };
        if !colon && !adjunct(s, at, to) {
            return None;
        }
        if colon && (at..before).any(|i| s.cue(i)) {
            return None;
        }
    }
    if is_term(s, q) {
        return None;
    }
    // Marked words within a longer clause are no quotation of their own.
    let behind = quotation.end;
    let closed = behind >= end
        || s.is_mark(behind)
        || s.is_mark(quotation.last - 1)
        || s.words(quotation.first, quotation.last) >= 6;
    closed.then_some(q)
}

/// The quotation behind the name of a medium and a colon, "told «Наблюдатель»: «...»"; else the one given.
fn behind_medium(s: &Scene<'_>, q: usize) -> usize {
    let colon = s.outer[q].end;
    let spoken = || {
        s.quotation(colon + 1)
            .filter(|&n| s.outer[n].start == colon + 1)
    };
    if s.is_quoted_name(q) && s.colon(colon) {
        spoken().unwrap_or(q)
    } else {
        q
    }
}

/// Whether the quotation right behind a word of saying is the name of who says or is told something: "сообщили в «Ростелекоме»",
/// "сообщили «Наблюдателю», что".
fn is_person(s: &Scene<'_>, q: usize, at: u32) -> bool {
    let behind = s.outer[q].end;
    let preposition = at > 0 && s.at(at - 1, Part::Stop) == Some(at);
    let clause = || s.comma(behind) && s.at(behind + 1, Part::That).is_some();
    s.is_quoted_name(q) && (preposition || clause())
}

/// Whether a quotation is a name or term since nothing that makes it speech follows.
pub(super) fn is_term(s: &Scene<'_>, q: usize) -> bool {
    let behind = s.outer[q].end;
    let follows = s.grammar.follows;
    !follows.is_empty()
        && s.outer[q].closed
        && behind < s.sentence_end(s.outer[q].start)
        && !s.is_mark(behind)
        && !s.cue(behind)
        && s.a.tags.longest(behind, follows).is_none()
}

/// Whether a quotation is a title, a term or a name, and no speech.
pub(super) fn names(s: &Scene<'_>, q: usize) -> bool {
    is_term(s, q) || is_named(s, q)
}

/// Whether a word before a quotation makes it a title, a term or a name.
fn is_named(s: &Scene<'_>, q: usize) -> bool {
    let start = s.outer[q].start;
    (start.saturating_sub(4)..start).any(|i| {
        s.a.tags
            .starting_at(i)
            .any(|(_, t)| s.grammar.names.holds(t.group) && t.end == start)
    })
}

/// Whether only those told, times and prepositions with their phrases stand between.
fn adjunct(s: &Scene<'_>, from: u32, to: u32) -> bool {
    let mut at = from;
    while at < to {
        if s.comma(at) {
            at += 1;
        } else if let Some(next) = s.date(at).or_else(|| s.at(at, Part::Aux)) {
            at = next;
        } else if s.at(at, Part::Stop).is_some() || s.at(at, Part::To).is_some() || at == from {
            let next = s
                .at(at, Part::Stop)
                .or_else(|| s.at(at, Part::To))
                .unwrap_or(at);
            if s.date(next).is_some() {
                at = next;
                continue;
            }
            match phrase::right(s, next, to) {
                Some(p) if at > from || next > at || p.last == to => at = p.next.max(at + 1),
                _ if next > at => at = next,
                _ => return false,
            }
        } else {
            return false;
        }
    }
    true
}
