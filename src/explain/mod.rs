//! What is seen in a text, and why: for people who write patterns.
//!
//! Enters: a document and a language. Leaves: for each sentence its tokens, tags, slots with values, matches and what became
//! of them, and the patterns that nearly matched with the reason why they did not. Printing is done elsewhere.

use crate::annotate::trace::{self, Attempt};
use crate::annotate::{Annotation, Match, SlotValue, Tag, Workspace, annotate};
use crate::model::{Document, Extraction, Fact, Span};
use crate::pattern::Pack;
use crate::pattern::fact_kind::Output;
use crate::pipeline;
use crate::resolve::{self, Resolved};
use serde::Serialize;

/// Most attempts that are told a sentence.
const ATTEMPTS: usize = 6;

/// What is seen in a text.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// The language that it was read in.
    pub language: String,
    /// Whether it reports an outage.
    pub is_outage: bool,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// All facts, also those that no pattern claims.
    pub facts: Vec<Found>,
    /// What the stages have to say.
    pub diagnostics: Vec<String>,
}

/// What is seen in a sentence.
#[derive(Clone, Debug, Serialize)]
pub struct Sentence {
    /// Its text.
    pub text: String,
    /// Its bytes.
    pub byte: [u32; 2],
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Words of lists, and slots.
    pub tags: Vec<Tagged>,
    /// Matches of patterns.
    pub matches: Vec<Matched>,
    /// Patterns that nearly matched.
    pub nearly: Vec<Nearly>,
}

/// A token.
#[derive(Clone, Debug, Serialize)]
pub struct Token {
    /// Its text.
    pub text: String,
    /// Whether a list or pattern of the language knows the word.
    pub known: bool,
    /// Whether it is known without a prefix or suffix.
    pub stem: bool,
}

/// A stretch of words that a list or slot names.
#[derive(Clone, Debug, Serialize)]
pub struct Tagged {
    /// The list or slot.
    pub name: String,
    /// The words.
    pub text: String,
    /// Their bytes.
    pub byte: [u32; 2],
    /// Value of a slot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// A match and what became of it.
#[derive(Clone, Debug, Serialize)]
pub struct Matched {
    /// The pattern.
    pub pattern: String,
    /// The fact kind that it finds.
    pub fact: String,
    /// The words.
    pub text: String,
    /// Their bytes.
    pub byte: [u32; 2],
    /// Lists and slots that it went through, each as `name` or `name:role`, with their words.
    pub captures: Vec<(String, String)>,
    /// What became of it.
    pub outcome: String,
}

/// A pattern that nearly matched.
#[derive(Clone, Debug, Serialize)]
pub struct Nearly {
    /// The pattern.
    pub pattern: String,
    /// The words that it found.
    pub text: String,
    /// The word at which it stopped, if it did not match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped_at: Option<String>,
    /// What it wanted there.
    pub wanted: Vec<String>,
    /// Why the match is not allowed, if it did match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forbidden: Option<String>,
}

/// A fact in short.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// Kind, with its role.
    pub kind: String,
    /// The words.
    pub text: String,
    /// Their bytes.
    pub byte: [u32; 2],
    /// The value in short.
    pub value: String,
    /// The event.
    pub event: String,
    /// From 0 to 1.
    pub confidence: f32,
    /// Pattern or slot.
    pub pattern: String,
}

/// Explains a document in a language.
pub fn explain(document: &Document, pack: &Pack, confidence: f32) -> Explanation {
    let a = annotate(&document.text, pack, &mut Workspace::default());
    let extraction = pipeline::read_with(document, pack, (pack.lang, confidence));
    let view = View {
        text: &document.text,
        pack,
        a: &a,
        extraction: &extraction,
        moments: resolve::resolve(document, &a, pack, document.published).0,
    };
    Explanation {
        language: pack.lang.to_string(),
        is_outage: extraction.is_outage,
        sentences: (0..a.sentences.len()).map(|i| view.sentence(i)).collect(),
        facts: extraction.facts.iter().map(|f| view.fact(f)).collect(),
        diagnostics: extraction
            .diagnostics
            .iter()
            .map(|d| format!("{}: {}", d.code, d.message))
            .collect(),
    }
}

struct View<'a> {
    text: &'a str,
    pack: &'a Pack,
    a: &'a Annotation,
    extraction: &'a Extraction,
    moments: Vec<Resolved>,
}

impl View<'_> {
    fn words(&self, start: u32, end: u32) -> String {
        self.a.span(start, end).of(self.text).to_owned()
    }

    fn bytes(&self, start: u32, end: u32) -> [u32; 2] {
        let span = self.a.span(start, end);
        [span.start, span.end]
    }

    fn sentence(&self, number: usize) -> Sentence {
        let s = self.a.sentences[number];
        let tokens = self.a.tokens[s.first as usize..s.last as usize].iter();
        let mut tags: Vec<Tagged> = Vec::new();
        for at in s.first..s.last {
            tags.extend(self.a.tags.starting_at(at).map(|(_, t)| self.tagged(t)));
        }
        let own = || {
            self.a
                .matches
                .iter()
                .filter(|m| m.sentence as usize == number)
        };
        // A match within another of the same pattern says nothing new.
        let within = |m: &Match| {
            own().any(|o| {
                o.pattern == m.pattern
                    && (o.start, o.end) != (m.start, m.end)
                    && (o.start <= m.start && m.end <= o.end)
            })
        };
        let mut matches: Vec<&Match> = own().filter(|m| !within(m)).collect();
        matches.dedup_by_key(|m| (m.pattern, m.start, m.end));
        Sentence {
            text: s.span.of(self.text).to_owned(),
            byte: [s.span.start, s.span.end],
            tokens: tokens
                .map(|t| Token {
                    text: t.text(self.text).to_owned(),
                    known: t.word != 0,
                    stem: t.stem != 0,
                })
                .collect(),
            tags,
            matches: matches.into_iter().map(|m| self.matched(m)).collect(),
            nearly: self.nearly(number),
        }
    }

    fn tagged(&self, tag: Tag) -> Tagged {
        let value = self.a.values.get(tag.value as usize);
        let value = value.and_then(|v| self.value(tag, v));
        Tagged {
            name: self.pack.group_name(tag.group).to_owned(),
            text: self.words(tag.start, tag.end),
            byte: self.bytes(tag.start, tag.end),
            value,
        }
    }

    /// The value of a slot, in short.
    fn value(&self, tag: Tag, value: &SlotValue) -> Option<String> {
        Some(match value {
            SlotValue::Duration(d) => d.to_string(),
            SlotValue::Number { min, max, approx } => {
                let end = |n: &Option<f64>| n.map_or(String::new(), |n| n.to_string());
                let about = if *approx { "~" } else { "" };
                if min == max {
                    format!("{about}{}", end(min))
                } else {
                    format!("{about}{}..{}", end(min), end(max))
                }
            }
            SlotValue::Moment(_) => {
                let same = |t: u32| self.a.tags.all()[t as usize] == tag;
                self.moments
                    .iter()
                    .find(|r| same(r.tag))?
                    .moment
                    .to_string()
            }
            SlotValue::Clock(c) => format!("{:02}:{:02}", c.seconds / 3600, c.seconds / 60 % 60),
            SlotValue::Date(_) => return None,
        })
    }

    fn matched(&self, m: &Match) -> Matched {
        let pattern = &self.pack.patterns[m.pattern as usize];
        let captures = m.captures.iter().map(|c| {
            let tag = self.a.tags.all()[c.tag as usize];
            let name = self.pack.group_name(tag.group);
            let name = match c.role.checked_sub(1) {
                Some(role) => format!("{name}:{}", pattern.roles[role as usize]),
                None => name.to_owned(),
            };
            (name, self.words(tag.start, tag.end))
        });
        Matched {
            pattern: pattern.reference.id.to_string(),
            fact: self.pack.kinds[pattern.kind].name.clone(),
            text: self.words(m.start, m.end),
            byte: self.bytes(m.start, m.end),
            captures: captures.collect(),
            outcome: self.outcome(m),
        }
    }

    fn outcome(&self, m: &Match) -> String {
        let pattern = &self.pack.patterns[m.pattern as usize];
        let span = self.a.span(m.start, m.end);
        let within = |f: &&Fact| f.span.overlaps(span);
        let mut facts = self.extraction.facts.iter().filter(within);
        if let Some(f) = facts.clone().find(|f| f.pattern.id == pattern.reference.id) {
            return format!("gives {}", short(f));
        }
        match self.pack.kinds[pattern.kind].output {
            Output::Fact(kind) => match facts.find(|f| f.kind == kind) {
                Some(f) => format!("lost to {}", f.pattern.id),
                None => "gives no fact".to_owned(),
            },
            Output::Parts => "gives no fact".to_owned(),
            Output::Event(_) | Output::Signal(_) => "noted".to_owned(),
        }
    }

    fn nearly(&self, sentence: usize) -> Vec<Nearly> {
        let mut attempts = trace::attempts(self.pack, self.a, sentence);
        attempts.retain(|a| {
            if a.matched {
                a.forbidden.is_some()
            } else {
                a.found >= 2
            }
        });
        attempts.sort_by_key(|a| (std::cmp::Reverse((a.matched, a.found)), a.start));
        let matched = |a: &Attempt| {
            let found = self.a.matches.iter();
            found
                .into_iter()
                .any(|m| m.pattern == a.pattern && m.start <= a.start && a.at <= m.end)
        };
        attempts.retain(|a| !matched(a));
        // The best attempt of each pattern says enough.
        let mut told = Vec::new();
        attempts.retain(|a| {
            let new = !told.contains(&a.pattern);
            told.push(a.pattern);
            new
        });
        attempts.truncate(ATTEMPTS);
        attempts.iter().map(|a| self.near(a)).collect()
    }

    fn near(&self, attempt: &Attempt) -> Nearly {
        let forbidden = attempt.forbidden.as_ref();
        let forbidden = forbidden.map(|f| f.reason(self.pack, self.a, self.text));
        let next = self.a.tokens.get(attempt.at as usize);
        Nearly {
            pattern: self.pack.patterns[attempt.pattern as usize]
                .reference
                .id
                .to_string(),
            text: self.words(attempt.start, attempt.at),
            stopped_at: (!attempt.matched)
                .then(|| next.map(|t| t.text(self.text).to_owned()))
                .flatten(),
            wanted: attempt.wanted.clone(),
            forbidden,
        }
    }

    fn fact(&self, f: &Fact) -> Found {
        let Span { start, end } = f.span;
        Found {
            kind: f.role.map_or(f.kind.as_str().to_owned(), |r| {
                format!("{} {}", f.kind.as_str(), r.as_str())
            }),
            text: f.span.of(self.text).to_owned(),
            byte: [start, end],
            value: f.value.to_string(),
            event: f.event.as_str().to_owned(),
            confidence: f.confidence,
            pattern: f.pattern.id.to_string(),
        }
    }
}

/// A fact as kind, role and value.
fn short(f: &Fact) -> String {
    let role = f.role.map_or(String::new(), |r| format!(" {}", r.as_str()));
    format!("{}{role} `{}`", f.kind.as_str(), f.value)
}
