//! Who speaks in a text, in the order they are named: finds the person that "ujarnya" or "he" points back at, and lends
//! the office of a first full mention to later short ones.

use super::grammar::Part;
use super::particle;
use super::person::{self, Parts};
use super::phrase::{self, Phrase};
use super::scene::Scene;
use crate::model::Speaker;
use rustc_hash::FxHashSet;

/// Most speakers that are remembered; a text with more repeats itself.
const REMEMBERED: usize = 64;

/// Somebody who was named.
#[derive(Clone, Debug)]
struct Member {
    speaker: Speaker,
    words: Vec<String>,
    /// Whether it is somebody whom "ujarnya" may point back at.
    person: bool,
}

/// Whether somebody is named beside a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quoted {
    Yes,
    No,
}

/// The speakers named so far.
pub(super) struct Cast<'s, 'a> {
    scene: &'s Scene<'a>,
    members: Vec<Member>,
    short: FxHashSet<String>,
    last: Option<u32>,
    mentions: Vec<(u32, Phrase)>,
    next_mention: usize,
}

impl<'s, 'a> Cast<'s, 'a> {
    /// An empty cast. `phrases` are all speakers' phrases of the text: those of one word tell where longer names begin.
    pub(super) fn new<'p>(
        scene: &'s Scene<'a>,
        phrases: impl Iterator<Item = &'p Phrase>,
        mentions: Vec<(u32, Phrase)>,
    ) -> Self {
        let short = phrases
            .filter(|p| p.last == p.first + 1 && !p.pronoun && scene.capital(p.first))
            .map(|p| scene.word(p.first).to_owned())
            .collect();
        Self {
            scene,
            members: Vec::new(),
            short,
            last: None,
            mentions,
            next_mention: 0,
        }
    }

    /// Takes in a named speaker; with office and full name of an earlier mention.
    ///
    /// `quoted`: beside a quotation; whoever speaks there is a person, named or not.
    pub(super) fn name(&mut self, phrase: &Phrase, quoted: Quoted) -> Speaker {
        let s = self.scene;
        let Parts {
            name,
            role,
            organisation,
        } = person::parts(s, phrase, |i| self.short.contains(s.word(i)));
        let text =
            |part: Option<(u32, u32)>| part.map(|(f, l)| s.speaker(f, l).of(s.text).to_owned());
        let span = s.speaker(phrase.first, phrase.last);
        let mut speaker = Speaker {
            text: span.of(s.text).to_owned(),
            span,
            name: text(name),
            role: text(role),
            organisation: text(organisation),
        };
        let words: Vec<String> = name
            .map(|(f, l)| {
                (f..l)
                    .filter(|&i| !s.is_mark(i))
                    .map(|i| s.word(i).to_lowercase())
                    .collect()
            })
            .unwrap_or_default();
        let own = speaker.clone();
        let same = self.same(&words).or_else(|| self.office(role, name));
        let opens = s.a.sentences[s.a.sentence_of(phrase.first)].first == phrase.first;
        let known = same.is_some_and(|i| self.members[i].person);
        let named = name.is_some_and(|(f, l)| {
            organisation.is_none_or(|o| o != (f, l))
                && s.region(f) != Some(l)
                && (role.is_some() || !opens || s.words(f, l) > 1)
        });
        let office = role.is_some() && (phrase.first + 1..phrase.last).any(|i| s.capital(i));
        // Without capitals nothing tells people from the rest: the last one who spoke is meant.
        let person = quoted == Quoted::Yes
            || known
            || named
            || office
            || if s.grammar.topic {
                particle::person(s, phrase)
            } else {
                s.caseless(phrase.first, phrase.last)
            };
        if let Some(at) = same {
            let earlier = &self.members[at];
            if earlier.words.len() >= words.len() {
                speaker.name.clone_from(&earlier.speaker.name);
            }
            speaker.role = speaker.role.or_else(|| earlier.speaker.role.clone());
            speaker.organisation = speaker
                .organisation
                .or_else(|| earlier.speaker.organisation.clone());
        }
        let member = Member {
            speaker: Speaker {
                text: own.text,
                ..speaker.clone()
            },
            words,
            person,
        };
        // An office alone stands for its holder.
        let member = match same {
            Some(i) if name.is_none() => self.members[i].clone(),
            _ => member,
        };
        if self.members.len() >= REMEMBERED {
            self.members.remove(0);
        }
        self.members.push(member);
        self.last = Some(phrase.first);
        speaker
    }

    /// The earlier member that a name of these words means: all of them are in its name, or the other way round.
    fn same(&self, words: &[String]) -> Option<usize> {
        if words.is_empty() {
            return None;
        }
        self.members.iter().rposition(|m| {
            !m.words.is_empty()
                && (words.iter().all(|w| m.words.contains(w))
                    || m.words.iter().all(|w| words.contains(w)))
        })
    }

    /// The earlier holder of an office that is named without its holder: "Gubernur", "the minister".
    fn office(&self, role: Option<(u32, u32)>, name: Option<(u32, u32)>) -> Option<usize> {
        let (first, last) = role.filter(|_| name.is_none())?;
        let role = self
            .scene
            .span(first, last)
            .of(self.scene.text)
            .to_lowercase();
        self.members.iter().rposition(|m| {
            m.speaker.name.is_some()
                && m.speaker
                    .role
                    .as_ref()
                    .is_some_and(|r| r.to_lowercase().starts_with(&role))
        })
    }

    /// Takes in the people that the teller names before a token without letting them speak.
    pub(super) fn advance(&mut self, to: u32) {
        while let Some(&(at, phrase)) = self.mentions.get(self.next_mention) {
            if at >= to {
                break;
            }
            self.next_mention += 1;
            self.name(&phrase, Quoted::No);
        }
    }

    /// The speaker named last, as first printed there.
    pub(super) fn carried(&self) -> Option<Speaker> {
        let last = self.members.iter().rev().find(|m| m.person);
        last.or(self.members.last()).map(|m| m.speaker.clone())
    }

    /// Where the speaker named last stands.
    pub(super) fn last_at(&self) -> Option<u32> {
        self.last
    }
}

/// Most tokens of an adjunct that may stand before the subject of a sentence.
const ADJUNCT: u32 = 25;

/// People whom the teller names as the subject of a sentence, with an office or an age, or behind a passive word of
/// saying.
pub(super) fn mentions(s: &Scene<'_>) -> Vec<(u32, Phrase)> {
    let mut out = Vec::new();
    for sentence in &s.a.sentences {
        let mut at = s.sentence_start(sentence.first);
        if at >= sentence.last {
            continue;
        }
        while let Some(next) = s.at(at, Part::Lead) {
            at = next;
            if s.comma(at) {
                at += 1;
            }
        }
        let end = sentence.last;
        if s.grammar.topic {
            let topic = particle::opening(s, at, end).map(|(phrase, _)| phrase);
            out.extend(topic.filter(|p| particle::person(s, p)).map(|p| (at, p)));
        } else if let Some(phrase) = subject(s, at, end) {
            out.push((at, phrase));
        } else if let Some(comma) = (at..end.min(at + ADJUNCT)).find(|&i| s.comma(i))
            // "Hal senada diungkapkan Rina Wati, warga Perumahan Asri": an apposition.
            && !(at..comma).any(|i| s.at(i, Part::By).is_some())
            && let Some(phrase) = subject(s, comma + 1, end)
        {
            out.push((comma + 1, phrase));
        }
    }
    for tag in s.a.tags.all() {
        if s.grammar.part(tag.group) == Some(Part::By)
            && s.quotation(tag.start).is_none()
            && let Some(phrase) = phrase::right(s, tag.end, s.sentence_end(tag.start))
        {
            out.push((tag.start, phrase));
        }
    }
    out
}

/// A person who is the subject at `at`: a verb follows the phrase.
fn subject(s: &Scene<'_>, at: u32, end: u32) -> Option<Phrase> {
    if at >= end || s.quotation(at).is_some() || !(s.capital(at) || s.role(at).is_some()) {
        return None;
    }
    let phrase = phrase::right(s, at, end).filter(|p| !p.pronoun && p.next < end)?;
    let parts = person::parts(s, &phrase, |_| false);
    let (_, last) = parts.name?;
    let aged = s.is(phrase.last - 1, ")") || last + 2 == phrase.last;
    (parts.role.is_some() || aged).then_some(phrase)
}
