//! Runs examples through the whole path and holds the facts to what they expect.

use super::expect::{fields, meets};
use super::{PUBLISHED, Subject};
use crate::annotate::trace::{self, Forbidden};
use crate::annotate::{Annotation, Workspace, annotate};
use crate::model::{Document, Event, Extraction, Fact, Kind, Polarity};
use crate::pattern::error::closest;
use crate::pattern::fact_kind::{FactKind, Output};
use crate::pattern::file::Example;
use crate::pattern::{Pack, PatternError};
use crate::pipeline;

/// Runs the examples of the file's own patterns; how many there were.
pub(super) fn run(subject: &Subject<'_>, pack: &Pack, findings: &mut Vec<PatternError>) -> usize {
    let mut count = 0;
    let mut workspace = Workspace::default();
    for raw in subject.own_patterns() {
        let id = format!("{}.{}", pack.lang, raw.id);
        let Some(number) = pack.patterns.iter().position(|p| *p.reference.id == *id) else {
            continue;
        };
        let kind = &pack.kinds[pack.patterns[number].kind];
        for (example, is_yes) in
            (raw.yes.iter().map(|e| (e, true))).chain(raw.no.iter().map(|e| (e, false)))
        {
            count += 1;
            let reading = Reading {
                pack,
                text: &example.text,
                annotation: annotate(&example.text, pack, &mut workspace),
                extraction: pipeline::read_with(&document(example, pack), pack, (pack.lang, 1.0)),
                number: number as u32,
                kind,
            };
            let wrong = if is_yes {
                reading.yes(example)
            } else {
                reading.no()
            };
            if let Some((label, help)) = wrong {
                let sort = if is_yes { "yes" } else { "no" };
                let message = format!("pattern `{}` fails a `{sort}` example", raw.id);
                let mut error = PatternError::at(example.place.clone(), message, label);
                error.help = help;
                findings.push(error);
            }
        }
    }
    count
}

fn document(example: &Example, pack: &Pack) -> Document {
    Document {
        id: "example".to_owned(),
        text: example.text.clone(),
        published: PUBLISHED.parse().ok(),
        language: Some(pack.lang),
        ..Document::default()
    }
}

/// A label for what is wrong, and advice.
type Wrong = Option<(String, Option<String>)>;

struct Reading<'a> {
    pack: &'a Pack,
    text: &'a str,
    annotation: Annotation,
    extraction: Extraction,
    number: u32,
    kind: &'a FactKind,
}

impl Reading<'_> {
    fn yes(&self, example: &Example) -> Wrong {
        if !self
            .annotation
            .matches
            .iter()
            .any(|m| m.pattern == self.number)
        {
            return Some((format!("no match: {}", self.why_not()), None));
        }
        if self.is_noted() {
            return self.noted(example);
        }
        let id = &self.pack.patterns[self.number as usize].reference.id;
        let own: Vec<&Fact> = self
            .extraction
            .facts
            .iter()
            .filter(|f| f.pattern.id == *id && self.promised(f))
            .collect();
        if own.is_empty() {
            return Some((self.lost(), None));
        }
        let mut met = vec![false; own.len()];
        for expected in &example.expected {
            let mut found = false;
            for (fact, met) in own.iter().zip(&mut met) {
                match meets(expected, fact) {
                    Ok(true) => (found, *met) = (true, true),
                    Ok(false) => {}
                    Err(message) => return Some((message, None)),
                }
            }
            if !found {
                let got: Vec<_> = own.iter().map(|f| format!("`{}`", f.value)).collect();
                return Some((
                    format!("`{expected}` is expected, and {} found", got.join(", ")),
                    None,
                ));
            }
        }
        if !example.expected.is_empty()
            && let Some(extra) = met.iter().position(|m| !m)
        {
            let value = &own[extra].value;
            return Some((
                format!("`{value}` is found and not expected"),
                Some(format!(
                    "several facts are written `=> a; b`: add `; {value}`"
                )),
            ));
        }
        self.table(example, &own)
    }

    /// The table form: one fact must have all the fields.
    fn table(&self, example: &Example, own: &[&Fact]) -> Wrong {
        if example.fields.is_empty() {
            return None;
        }
        let mut closest_miss: Option<Vec<String>> = None;
        for fact in own {
            let has = fields(fact, self.text);
            let mut misses = Vec::new();
            for (field, wanted) in &example.fields {
                match has.get(field.as_str()) {
                    Some(got) if got == wanted => {}
                    Some(_) if field == "value" && meets(wanted, fact) == Ok(true) => {}
                    Some(got) => misses.push(format!("`{field}` is `{got}`")),
                    None => {
                        let names = has.keys().copied();
                        let known = names.clone().collect::<Vec<_>>().join(", ");
                        let help = closest(field, names).map_or_else(
                            || format!("known are {known}"),
                            |n| format!("did you mean `{n}`?"),
                        );
                        return Some((format!("the fact has no field `{field}`"), Some(help)));
                    }
                }
            }
            if misses.is_empty() {
                return None;
            }
            if closest_miss.as_ref().is_none_or(|m| misses.len() < m.len()) {
                closest_miss = Some(misses);
            }
        }
        closest_miss.map(|m| (m.join(", "), None))
    }

    fn no(&self) -> Wrong {
        if self.is_noted() {
            let of_kind = |p: u32| {
                let pattern = &self.pack.patterns[p as usize];
                self.pack.kinds[pattern.kind].name == self.kind.name
            };
            let found = self
                .annotation
                .matches
                .iter()
                .find(|m| of_kind(m.pattern))?;
            let words = self.annotation.span(found.start, found.end).of(self.text);
            let id = &self.pack.patterns[found.pattern as usize].reference.id;
            return Some((format!("`{id}` matches `{words}`"), None));
        }
        let by_kind = |f: &&Fact| {
            self.pack.patterns.iter().any(|p| {
                p.reference.id == f.pattern.id && self.pack.kinds[p.kind].name == self.kind.name
            })
        };
        let facts = &self.extraction.facts;
        let found = facts.iter().filter(by_kind).find(|f| self.promised(f))?;
        let (value, words) = (&found.value, found.span.of(self.text));
        Some((
            format!("`{}` finds `{value}` in `{words}`", found.pattern.id),
            Some("narrow its template, or name a list in `unless`".to_owned()),
        ))
    }

    /// Whether the kind leaves no fact of its own, only a mark on the sentence, the article or another fact.
    fn is_noted(&self) -> bool {
        match self.kind.output {
            Output::Event(_) | Output::Signal(_) => true,
            Output::Parts => false,
            Output::Fact(Kind::Cause) => false,
            Output::Fact(Kind::Service | Kind::Provider | Kind::Region) => true,
            Output::Fact(_) => self.kind.polarity == Polarity::Denied,
        }
    }

    /// An example of a kind that leaves no fact: its match is enough, with the code or words of its capture.
    fn noted(&self, example: &Example) -> Wrong {
        let own = self
            .annotation
            .matches
            .iter()
            .filter(|m| m.pattern == self.number);
        let mut values: Vec<String> = Vec::new();
        for m in own {
            values.extend(
                self.pack.patterns[self.number as usize]
                    .set
                    .get("code")
                    .cloned(),
            );
            for capture in &m.captures {
                let tag = self.annotation.tags.all()[capture.tag as usize];
                values.push(self.pack.code(tag.group).to_owned());
                values.push(
                    self.annotation
                        .span(tag.start, tag.end)
                        .of(self.text)
                        .to_owned(),
                );
            }
        }
        let missing = example.expected.iter().find(|e| !values.contains(e))?;
        values.dedup();
        Some((
            format!("`{missing}` is expected, and {} found", quoted(&values)),
            None,
        ))
    }

    /// Whether a fact is what the kind promises.
    fn promised(&self, fact: &Fact) -> bool {
        let kinds = self.pack.kinds.iter();
        let of = |k: &FactKind| {
            k.output == Output::Fact(fact.kind)
                && (k.role.is_none() || k.role == fact.role)
                && fact.event == k.event.unwrap_or(Event::Main)
        };
        if self.kind.output == Output::Parts {
            return kinds
                .filter(|k| self.kind.parts.values().any(|p| *p == k.name))
                .any(of);
        }
        of(self.kind)
    }

    /// Why the pattern does not match.
    fn why_not(&self) -> String {
        let best = (0..self.annotation.sentences.len())
            .flat_map(|s| trace::attempts(self.pack, &self.annotation, s))
            .filter(|a| a.pattern == self.number)
            .max_by_key(|a| (a.matched, a.found));
        let Some(best) = best else {
            return "no word or list that a template begins with occurs".to_owned();
        };
        if best.matched {
            return match best.forbidden {
                Some(Forbidden::Unless(tag)) => format!(
                    "`{}` is of `{}`, which `unless` names",
                    self.annotation.span(tag.start, tag.end).of(self.text),
                    self.pack.group_name(tag.group)
                ),
                Some(Forbidden::Near(lists)) => {
                    format!("no word of {}, which `near` names", quoted(&lists))
                }
                None => "another sentence is tried".to_owned(),
            };
        }
        let words = self.annotation.span(best.start, best.at).of(self.text);
        format!("after `{words}` the template wants {}", some(&best.wanted))
    }

    /// Why the pattern matches and yet leaves no fact.
    fn lost(&self) -> String {
        let id = &self.pack.patterns[self.number as usize].reference.id;
        let own = |f: &&Fact| f.pattern.id == *id;
        if let Some(f) = self.extraction.facts.iter().find(own) {
            let role = f.role.map_or("", |r| r.as_str());
            return format!(
                "`{}` comes out as a fact of the {} event, role `{role}`",
                f.value,
                f.event.as_str()
            );
        }
        let spans: Vec<_> = self
            .annotation
            .matches
            .iter()
            .filter(|m| m.pattern == self.number)
            .map(|m| self.annotation.span(m.start, m.end))
            .collect();
        let rival = self.extraction.facts.iter().find(|f| {
            self.kind.output == Output::Fact(f.kind) && spans.iter().any(|s| s.overlaps(f.span))
        });
        match rival {
            Some(f) => format!(
                "it is caught by `{}`, which gives `{}`",
                f.pattern.id, f.value
            ),
            None => "it matches, and no fact comes of it".to_owned(),
        }
    }
}

fn quoted(list: &[String]) -> String {
    let quoted: Vec<_> = list.iter().map(|w| format!("`{w}`")).collect();
    if quoted.is_empty() {
        "nothing".to_owned()
    } else {
        quoted.join(", ")
    }
}

/// A few of a list.
fn some(list: &[String]) -> String {
    const FEW: usize = 6;
    let more = if list.len() > FEW { " ..." } else { "" };
    format!("{}{more}", quoted(&list[..list.len().min(FEW)]))
}
