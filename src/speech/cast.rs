//! Who speaks in a text, in the order they are named: finds the person that "ujarnya" or "he" points back at, and lends
//! the office of a first full mention to later short ones.

use super::grammar::Part;
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
    at: u32,
}

/// The speakers named so far.
pub(super) struct Cast<'s, 'a> {
    scene: &'s Scene<'a>,
    members: Vec<Member>,
    short: FxHashSet<String>,
    last: Option<usize>,
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
    pub(super) fn name(&mut self, phrase: &Phrase) -> Speaker {
        let s = self.scene;
        let Parts {
            name,
            role,
            organisation,
        } = person::parts(s, phrase, |i| self.short.contains(s.word(i)));
        let text = |part: Option<(u32, u32)>| part.map(|(f, l)| s.span(f, l).of(s.text).to_owned());
        let mut speaker = Speaker {
            text: s.span(phrase.first, phrase.last).of(s.text).to_owned(),
            span: s.span(phrase.first, phrase.last),
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
        if let Some(at) = self.same(&words) {
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
            at: phrase.first,
        };
        if self.members.len() >= REMEMBERED {
            self.members.remove(0);
        }
        self.members.push(member);
        self.last = Some(self.members.len() - 1);
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

    /// Takes in the people that the teller names before a token without letting them speak.
    pub(super) fn advance(&mut self, to: u32) {
        while let Some(&(at, phrase)) = self.mentions.get(self.next_mention) {
            if at >= to {
                break;
            }
            self.next_mention += 1;
            self.name(&phrase);
        }
    }

    /// The speaker named last, as first printed there.
    pub(super) fn carried(&self) -> Option<Speaker> {
        self.last.map(|i| self.members[i].speaker.clone())
    }

    /// Where the speaker named last stands.
    pub(super) fn last_at(&self) -> Option<u32> {
        self.last.map(|i| self.members[i].at)
    }
}

/// People whom the teller names as the subject of a sentence, with an office, an age, or a name of two words.
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
        if at >= sentence.last || s.quotation(at).is_some() || !s.capital(at) {
            continue;
        }
        let Some(phrase) = phrase::right(s, at, sentence.last) else {
            continue;
        };
        if phrase.pronoun || phrase.next >= sentence.last {
            continue;
        }
        let parts = person::parts(s, &phrase, |_| false);
        let aged =
            s.is(phrase.last - 1, ")") || parts.name.is_some_and(|(_, l)| l + 2 == phrase.last);
        let person = parts.name.is_some() && (parts.role.is_some() || aged);
        if person {
            out.push((at, phrase));
        }
    }
    out
}
