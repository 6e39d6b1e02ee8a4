//! `[[pattern]]` and its examples.

use super::reader::{Reader, number};
use super::{Example, RawPattern};
use crate::model::Published;
use crate::pattern::error::PatternError;
use crate::pattern::field;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

impl Reader {
    pub(super) fn pattern(&mut self, t: &DeTable<'_>, span: Range<usize>) -> Option<RawPattern> {
        let place = self.place(span.clone());
        let mut p = RawPattern {
            id: String::new(),
            fact: String::new(),
            fact_place: place.clone(),
            matches: Vec::new(),
            near: Vec::new(),
            unless: Vec::new(),
            without: Vec::new(),
            moments: None,
            set: BTreeMap::new(),
            confidence: 0.8,
            priority: 0,
            yes: Vec::new(),
            no: Vec::new(),
            place,
        };
        for (key, value) in t {
            match key.get_ref().as_ref() {
                "id" => {
                    if let Some((id, place)) = self.text(value) {
                        (p.id, p.place) = (id, place);
                    }
                }
                "fact" => {
                    if let Some((fact, place)) = self.text(value) {
                        (p.fact, p.fact_place) = (fact, place);
                    }
                }
                "match" => p.matches = self.strings(value),
                "near" => p.near = self.strings(value),
                "unless" => p.unless = self.strings(value),
                "without" => p.without = self.strings(value),
                "moments" => {
                    if let Some((text, place)) = self.text(value) {
                        match text.parse() {
                            Ok(moments) => p.moments = Some(moments),
                            Err(()) => self.errors.push(PatternError::at(
                                place,
                                format!("`moments = \"{text}\"` is unknown"),
                                "write \"days\" or \"times\"",
                            )),
                        }
                    }
                }
                "set" => match value.get_ref() {
                    DeValue::Table(t) => {
                        for (k, v) in t {
                            if let Some(text) = self.text(v) {
                                p.set.insert(k.get_ref().to_string(), text);
                            }
                        }
                    }
                    _ => self.error(
                        value.span(),
                        "`set` is a table of constant fields",
                        "write `set = { code = \"resolved\" }`",
                    ),
                },
                "confidence" => match number(value) {
                    Some(c) if (0.0..=1.0).contains(&c) => p.confidence = c as f32,
                    _ => self.error(value.span(), "`confidence` is a number from 0 to 1", ""),
                },
                "priority" => match number(value) {
                    Some(n) => p.priority = n as i64,
                    None => self.error(value.span(), "`priority` is a whole number", ""),
                },
                "yes" => p.yes = self.examples(value),
                "no" => p.no = self.examples(value),
                name => self.unknown_key(name, key.span(), &field::names(field::PATTERN)),
            }
        }
        for (missing, name) in [
            (p.id.is_empty(), "id"),
            (p.fact.is_empty(), "fact"),
            (p.matches.is_empty(), "match"),
        ] {
            if missing {
                self.error(
                    span.clone(),
                    format!("a pattern has no `{name}`"),
                    format!("`{name}` is required"),
                );
                return None;
            }
        }
        Some(p)
    }

    /// A date, or a message that it is none.
    fn published(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let (text, place) = self.text(value)?;
        match text.parse::<Published>() {
            Ok(_) => Some(text),
            Err(message) => {
                let label = "write it as `2022-10-25`";
                self.errors.push(PatternError::at(place, message, label));
                None
            }
        }
    }

    fn examples(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Example> {
        let items: Vec<_> = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        let mut out = Vec::new();
        for item in items {
            if let DeValue::Table(t) = item.get_ref() {
                let mut example = Example {
                    text: String::new(),
                    expected: Vec::new(),
                    fields: BTreeMap::new(),
                    published: None,
                    place: self.place(item.span()),
                };
                for (key, value) in t {
                    match (key.get_ref().as_ref(), value.get_ref()) {
                        ("text", _) => {
                            example.text = self.text(value).map(|(s, _)| s).unwrap_or_default();
                        }
                        ("published", _) => {
                            example.published = self.published(value);
                        }
                        ("is", DeValue::Table(fields)) => {
                            for (k, v) in fields {
                                if let Some((text, _)) = self.text(v) {
                                    example.fields.insert(k.get_ref().to_string(), text);
                                }
                            }
                        }
                        (name, _) => {
                            self.unknown_key(name, key.span(), &["text", "is", "published"]);
                        }
                    }
                }
                out.push(example);
            } else if let Some((text, place)) = self.text(item) {
                let (text, expected) = match text.rsplit_once("=>") {
                    Some((text, expected)) => (
                        text.trim().to_owned(),
                        expected
                            .split(';')
                            .map(|e| e.trim().to_owned())
                            .filter(|e| !e.is_empty())
                            .collect(),
                    ),
                    None => (text, Vec::new()),
                };
                out.push(Example {
                    text,
                    expected,
                    fields: BTreeMap::new(),
                    published: None,
                    place,
                });
            }
        }
        out
    }
}
