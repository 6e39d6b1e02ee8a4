//! Runs examples through the whole path and holds the facts to what they expect.

use super::expect::{fields, meets, meets_value};
use super::{PUBLISHED, Subject};
use crate::annotate::trace;
use crate::annotate::{Annotation, SlotValue, Workspace, annotate};
use crate::model::{Count, CountUnit, Document, Event, Extraction, Fact, Kind, Polarity, Value};
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
            if let Some(wrong) = wrong {
                let sort = if is_yes { "yes" } else { "no" };
                let message = if wrong.is_error {
                    format!("pattern `{}` fails a `{sort}` example", raw.id)
                } else {
                    format!("an example of pattern `{}` is caught by another", raw.id)
                };
                let mut error = PatternError::at(example.place.clone(), message, wrong.label);
                error.help = wrong.help;
                findings.push(if wrong.is_error {
                    error
                } else {
                    error.warning()
                });
            }
        }
    }
    count
}

fn document(example: &Example, pack: &Pack) -> Document {
    Document {
        id: "example".to_owned(),
        text: example.text.clone(),
        published: example
            .published
            .as_deref()
            .unwrap_or(PUBLISHED)
            .parse()
            .ok(),
        language: Some(pack.lang),
        ..Document::default()
    }
}

/// What is wrong with an example.
struct Finding {
    label: String,
    help: Option<String>,
    is_error: bool,
}

impl Finding {
    fn error(label: String) -> Self {
        Self {
            label,
            help: None,
            is_error: true,
        }
    }
}

type Wrong = Option<Finding>;

/// An error without advice.
#[expect(clippy::unnecessary_wraps, reason = "reads as what the callers return")]
fn fails(label: String) -> Wrong {
    Some(Finding::error(label))
}

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
            return fails(format!("no match: {}", self.why_not()));
        }
        if self.is_noted() {
            return self.noted(example);
        }
        let id = &self.pack.patterns[self.number as usize].reference.id;
        let facts: Vec<&Fact> = self.facts().collect();
        let own: Vec<&Fact> = facts
            .iter()
            .copied()
            .filter(|f| f.pattern.id == *id)
            .collect();
        if facts.is_empty() {
            return fails(self.lost());
        }
        let mut met = vec![false; facts.len()];
        for expected in &example.expected {
            let mut found = false;
            for (fact, met) in facts.iter().zip(&mut met) {
                match meets(expected, fact) {
                    Ok(true) => (found, *met) = (true, true),
                    Ok(false) => {}
                    Err(message) => return fails(message),
                }
            }
            if !found {
                let got: Vec<_> = facts.iter().map(|f| f.value.to_string()).collect();
                return fails(format!(
                    "`{expected}` is expected, and {} found",
                    quoted(&got)
                ));
            }
        }
        let extra = facts
            .iter()
            .zip(&met)
            .find(|(f, met)| !**met && f.pattern.id == *id);
        if let (false, Some((extra, _))) = (example.expected.is_empty(), extra) {
            let value = &extra.value;
            return Some(Finding {
                help: Some(format!(
                    "several facts are written `=> a; b`: add `; {value}`"
                )),
                ..Finding::error(format!("`{value}` is found and not expected"))
            });
        }
        let table = self.table(example, &facts);
        if table.is_none() && own.is_empty() {
            return Some(Finding {
                label: self.lost(),
                help: Some("the value is right, but the example proves another pattern".to_owned()),
                is_error: false,
            });
        }
        table
    }

    /// Facts such as the pattern promises, whatever pattern of its kind found them.
    fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.extraction.facts.iter().filter(|f| {
            self.promised(f)
                && self.pack.patterns.iter().any(|p| {
                    p.reference.id == f.pattern.id && self.pack.kinds[p.kind].name == self.kind.name
                })
        })
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
                        return Some(Finding {
                            help: Some(help),
                            ..Finding::error(format!("the fact has no field `{field}`"))
                        });
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
        closest_miss.map(|m| Finding::error(m.join(", ")))
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
            return fails(format!("`{id}` matches `{words}`"));
        }
        // A pattern of one code says nothing of other codes.
        let code = self.pack.patterns[self.number as usize].set.get("code");
        let found = self
            .facts()
            .find(|f| code.is_none_or(|c| fields(f, self.text).get("code") == Some(c)))?;
        let (value, words) = (&found.value, found.span.of(self.text));
        Some(Finding {
            help: Some("narrow its template, or name a list in `unless`".to_owned()),
            ..Finding::error(format!(
                "`{}` finds `{value}` in `{words}`",
                found.pattern.id
            ))
        })
    }

    /// Whether the kind leaves no fact of its own, only a mark on the sentence, the article or another fact.
    fn is_noted(&self) -> bool {
        match self.kind.output {
            Output::Parts => false,
            // A denied cause is a fact of its own; words that are no cause at all leave none.
            Output::Fact(Kind::Cause) => self.kind.value.is_none(),
            Output::Event(_)
            | Output::Signal(_)
            | Output::Fact(Kind::Service | Kind::Provider | Kind::Region) => true,
            Output::Fact(_) => self.kind.polarity == Polarity::Denied,
        }
    }

    /// An example of a kind that leaves no fact: its match is enough, with the value of its capture.
    fn noted(&self, example: &Example) -> Wrong {
        let pattern = &self.pack.patterns[self.number as usize];
        let own = self
            .annotation
            .matches
            .iter()
            .filter(|m| m.pattern == self.number);
        let mut values: Vec<Value> = Vec::new();
        let mut words: Vec<String> = Vec::new();
        for m in own {
            let tags = || {
                m.captures
                    .iter()
                    .map(|c| self.annotation.tags.all()[c.tag as usize])
            };
            let unit = pattern.set.get("unit").cloned().or_else(|| {
                let user = self.pack.group_set("user");
                let tag = tags().find(|t| user.holds(t.group))?;
                Some(self.pack.code(tag.group).to_owned())
            });
            values.extend(
                pattern
                    .set
                    .get("code")
                    .map(|c| Value::Code { code: c.clone() }),
            );
            for tag in tags() {
                values.push(match self.annotation.values.get(tag.value as usize) {
                    Some(SlotValue::Duration(d)) => Value::Duration(*d),
                    Some(SlotValue::Number { min, max, approx }) => Value::Count(Count {
                        min: *min,
                        max: *max,
                        unit: unit_of(unit.as_deref()),
                        approx: *approx,
                        source: None,
                    }),
                    _ => Value::Code {
                        code: self.pack.code(tag.group).to_owned(),
                    },
                });
                words.push(
                    self.annotation
                        .span(tag.start, tag.end)
                        .of(self.text)
                        .to_owned(),
                );
            }
        }
        let missing = example.expected.iter().find(|e| {
            !words.contains(e) && !values.iter().any(|v| meets_value(e, v) == Ok(true))
        })?;
        let mut got: Vec<_> = values
            .iter()
            .map(ToString::to_string)
            .chain(words)
            .collect();
        got.sort();
        got.dedup();
        fails(format!(
            "`{missing}` is expected, and {} found",
            quoted(&got)
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
                Some(f) => f.reason(self.pack, &self.annotation, self.text),
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

fn unit_of(code: Option<&str>) -> CountUnit {
    match code.map(|c| c.split('.').next().unwrap_or(c)) {
        Some("users") => CountUnit::Users,
        Some("customers") => CountUnit::Customers,
        Some("sites") => CountUnit::Sites,
        _ => CountUnit::Reports,
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
