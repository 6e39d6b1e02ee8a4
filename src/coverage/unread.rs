//! What texts say and no pattern took.

use crate::annotate::{Annotation, Quotation, Workspace, annotate};
use crate::model::{Document, Extraction, Fact, Kind, Span};
use crate::pattern::{GroupSet, Pack};
use crate::pipeline;
use crate::segment::{Caps, Class, Sentence};
use std::collections::BTreeMap;

/// Lists whose words show that a sentence is about an outage.
const SIGNS: [&str; 3] = ["outage", "down", "restore"];
/// Slots that say what a number is.
const MEANINGS: [&str; 6] = ["duration", "clock", "date", "moment", "money", "percent"];
/// Fewest words of a quotation that is likely to be speech.
const SPEECH: u32 = 4;
/// Fewest letters of a word that is worth telling.
const LETTERS: usize = 3;

/// Something that no pattern took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// What it is: `sentence`, `duration`, `moment`, `number`, `quotation` or `word`.
    pub what: &'static str,
    /// The words.
    pub text: String,
    /// The sentence around them; for a word the first one.
    pub sentence: String,
    /// Id of the document.
    pub document: String,
    /// Byte at which the words begin.
    pub byte: u32,
    /// How often: of a word over all documents, else once.
    pub times: usize,
}

/// What some texts say and no pattern of their language took.
#[derive(Clone, Debug, Default)]
pub struct Unread {
    gaps: Vec<Gap>,
    words: BTreeMap<String, Gap>,
}

impl Unread {
    /// Reads one more document.
    pub fn add(&mut self, document: &Document, pack: &Pack) {
        let reading = Reading {
            document,
            pack,
            a: annotate(&document.text, pack, &mut Workspace::default()),
            found: pipeline::read_with(document, pack, (pack.lang, 1.0)),
        };
        let mut gaps = reading.sentences();
        gaps.extend(reading.slots());
        gaps.extend(reading.numbers());
        gaps.extend(reading.quotations());
        gaps.sort_by_key(|g| g.byte);
        self.gaps.extend(gaps);
        for word in reading.words() {
            let same = self.words.entry(word.text.to_lowercase());
            same.and_modify(|w| w.times += 1).or_insert(word);
        }
    }

    /// Everything in the order of the texts, and behind it the words that no list knows, the commonest `words` of them.
    pub fn gaps(self, words: usize) -> Vec<Gap> {
        let mut common: Vec<Gap> = self.words.into_values().collect();
        common.sort_by(|a, b| b.times.cmp(&a.times).then_with(|| a.text.cmp(&b.text)));
        common.truncate(words);
        let mut gaps = self.gaps;
        gaps.extend(common);
        gaps
    }
}

/// One document as its language reads it.
struct Reading<'a> {
    document: &'a Document,
    pack: &'a Pack,
    a: Annotation,
    found: Extraction,
}

impl Reading<'_> {
    /// Sentences with words of an outage in which no pattern found a fact.
    fn sentences(&self) -> Vec<Gap> {
        let about = self.a.sentences.iter().filter_map(|s| {
            let sign = self.sign(s)?;
            let taken = |f: &Fact| !is_name(f) && !is_slot(f) && f.span.overlaps(s.span);
            let told = self.found.facts.iter().any(taken);
            (!told).then(|| self.gap("sentence", sign))
        });
        about.collect()
    }

    /// The first words of a sentence that speak of an outage.
    fn sign(&self, s: &Sentence) -> Option<Span> {
        let signs = SIGNS.map(|name| self.pack.group_set(name));
        let tag = (s.first..s.last)
            .flat_map(|at| self.a.tags.starting_at(at))
            .map(|(_, tag)| tag)
            .find(|tag| signs.iter().any(|set| set.holds(tag.group)))?;
        Some(self.a.span(tag.start, tag.end))
    }

    /// Lengths of time and moments whose part in the outage no pattern knows.
    fn slots(&self) -> Vec<Gap> {
        let open = self
            .found
            .facts
            .iter()
            .filter(|f| is_slot(f) && !is_name(f));
        open.map(|f| self.gap(f.kind.as_str(), f.span)).collect()
    }

    /// Numbers in digits that are neither a time nor a count of a pattern, each with the word behind it.
    fn numbers(&self) -> Vec<Gap> {
        let tags = self.a.tags.all();
        let sets = MEANINGS.map(|slot| self.slot(slot));
        let told = |at: u32| {
            tags.iter()
                .any(|t| t.start <= at && at < t.end && sets.iter().any(|set| set.holds(t.group)))
        };
        let named = |span: Span| self.found.facts.iter().any(|f| f.span.overlaps(span));
        let class = |at: u32| self.a.tokens.get(at as usize).map(|t| t.class);
        let number = self.slot("number");
        let mut out = Vec::new();
        for tag in tags.iter().filter(|t| number.holds(t.group)) {
            let digits = class(tag.start) == Some(Class::Digits);
            if !digits || told(tag.start) || named(self.a.span(tag.start, tag.end)) {
                continue;
            }
            let word = class(tag.end) == Some(Class::Word);
            out.push(self.gap("number", self.a.span(tag.start, tag.end + u32::from(word))));
        }
        out
    }

    /// Quotations that are long enough to be speech and belong to no statement.
    fn quotations(&self) -> Vec<Gap> {
        let part = |span: Span| {
            let parts = self.found.statements.iter().flat_map(|s| &s.parts);
            parts.into_iter().any(|p| p.overlaps(span))
        };
        let long = |q: &&Quotation| q.depth == 0 && q.last.saturating_sub(q.first) >= SPEECH;
        let open = self.a.quotations.iter().filter(long);
        open.map(|q| self.a.span(q.first, q.last))
            .filter(|&span| !part(span))
            .map(|span| self.gap("quotation", span))
            .collect()
    }

    /// Words without a capital that no list knows, in sentences about an outage.
    fn words(&self) -> Vec<Gap> {
        let mut out = Vec::new();
        for s in self.a.sentences.iter().filter(|s| self.sign(s).is_some()) {
            for at in s.first..s.last {
                let t = &self.a.tokens[at as usize];
                let word = t.text(&self.document.text);
                let unknown = t.class == Class::Word && t.word == 0 && t.stem == 0;
                if unknown && t.caps == Caps::None && word.chars().count() >= LETTERS {
                    out.push(self.gap("word", self.a.span(at, at + 1)));
                }
            }
        }
        out
    }

    fn slot(&self, name: &str) -> GroupSet {
        let group = self.pack.slot(name);
        GroupSet {
            first: group,
            last: group.saturating_add(1),
        }
    }

    fn gap(&self, what: &'static str, span: Span) -> Gap {
        let text = &self.document.text;
        let around = self.a.sentence_of(self.a.token_at(span.start));
        let around = self.a.sentences.get(around).map_or(span, |s| s.span);
        Gap {
            what,
            text: span.of(text).to_owned(),
            sentence: around.of(text).to_owned(),
            document: self.document.id.clone(),
            byte: span.start,
            times: 1,
        }
    }
}

/// Whether a fact was found by a slot alone.
fn is_slot(fact: &Fact) -> bool {
    fact.pattern.id.contains(".slot.")
}

/// Whether a fact is a name, which needs no pattern.
fn is_name(fact: &Fact) -> bool {
    matches!(fact.kind, Kind::Service | Kind::Provider | Kind::Region)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::Library;

    fn unread(text: &str) -> Vec<(&'static str, String, usize)> {
        let library = Library::bundled();
        let pack = library.pack("en".parse().expect("a tag"));
        let pack = pack.expect("is bundled").expect("is sound");
        let document = Document {
            text: text.into(),
            ..Document::default()
        };
        let mut unread = Unread::default();
        unread.add(&document, &pack);
        let gaps = unread.gaps(2).into_iter();
        gaps.map(|g| (g.what, g.text, g.times)).collect()
    }

    #[test]
    fn what_patterns_took_is_no_gap() {
        assert_eq!(
            unread("The outage lasted about two hours, the company said."),
            []
        );
    }

    #[test]
    fn what_no_pattern_took_is_told_in_the_order_of_the_text() {
        let text = "Twelve hours of marzipan zunk everybody. The 17 glorps stayed.\n\n\
                    “All of us went quietly back to the sea.”\n\n\
                    A marzipan zunk befell the outage.";
        let found = unread(text);
        let has = |what: &str, text: &str| found.iter().any(|(w, t, _)| *w == what && t == text);
        assert!(has("duration", "Twelve hours"), "{found:?}");
        assert!(has("number", "17 glorps"), "{found:?}");
        assert!(has("sentence", "outage"), "{found:?}");
        assert!(has("word", "marzipan"), "{found:?}");
    }
}
