//! Lints of patterns: examples, constants, and whether a match gives the fact that the pattern promises.

use super::Subject;
use crate::model::{Kind, Polarity};
use crate::pattern::PatternError;
use crate::pattern::error::closest;
use crate::pattern::fact_kind::{FactKind, Output};
use crate::pattern::file::RawPattern;
use crate::pattern::template::{self, Node};

/// Fewest examples of each sort.
const YES: usize = 2;
const NO: usize = 1;

/// Lints the patterns of the file itself.
pub(super) fn patterns(subject: &Subject<'_>, findings: &mut Vec<PatternError>) {
    for pattern in subject.own_patterns() {
        examples(pattern, findings);
        let kinds = subject.library.kinds();
        let Some(kind) = kinds.iter().find(|k| k.name == pattern.fact) else {
            continue;
        };
        constants(subject, pattern, kind, findings);
        value(pattern, kind, findings);
    }
}

fn examples(pattern: &RawPattern, findings: &mut Vec<PatternError>) {
    for (name, found, wanted) in [
        ("yes", pattern.yes.len(), YES),
        ("no", pattern.no.len(), NO),
    ] {
        if found < wanted {
            findings.push(
                PatternError::at(
                    pattern.place.clone(),
                    format!("pattern `{}` has too few `{name}` examples", pattern.id),
                    format!("{found} of at least {wanted}"),
                )
                .help(if name == "yes" {
                    "add sentences that people really write: `\"sentence => value\"`"
                } else {
                    "add a sentence that looks alike and means something else"
                })
                .warning(),
            );
        }
    }
    let mut texts: Vec<_> = pattern.yes.iter().chain(&pattern.no).collect();
    texts.sort_by_key(|e| (&e.text, e.place.span.start));
    for pair in texts.windows(2).filter(|p| p[0].text == p[1].text) {
        let message = format!("pattern `{}` has the same example twice", pattern.id);
        findings.push(PatternError::at(pair[1].place.clone(), message, "the second one").warning());
    }
}

/// Fields that `set` may give facts of a kind.
fn settable(kind: &FactKind) -> &'static [&'static str] {
    match kind.output {
        Output::Fact(Kind::Feature | Kind::Cause | Kind::Status | Kind::Impact | Kind::Scope) => {
            &["code"]
        }
        Output::Fact(Kind::Count) => &["unit"],
        _ => &[],
    }
}

fn constants(
    subject: &Subject<'_>,
    pattern: &RawPattern,
    kind: &FactKind,
    findings: &mut Vec<PatternError>,
) {
    let known = settable(kind);
    for (field, (value, place)) in &pattern.set {
        if !known.contains(&field.as_str()) {
            let mut error = PatternError::at(
                place.clone(),
                format!("pattern `{}` sets the unknown field `{field}`", pattern.id),
                format!("`{}` has no such field", kind.name),
            );
            error.help = Some(if known.is_empty() {
                format!("`{}` takes no constants", kind.name)
            } else {
                format!("known are {}", known.join(", "))
            });
            findings.push(error);
            continue;
        }
        let name = match kind.output {
            Output::Fact(fact) => fact.as_str(),
            _ => continue,
        };
        let unknown = match field.as_str() {
            "code" => subject.library.taxonomy().get(name, value).is_none(),
            _ => !["reports", "users", "customers", "sites"].contains(&value.as_str()),
        };
        if unknown {
            let mut error = PatternError::at(
                place.clone(),
                format!("pattern `{}` sets an unknown {field}", pattern.id),
                format!("no {name} has the {field} `{value}`"),
            );
            let codes = subject.library.taxonomy().codes(name).map(|(c, _)| c);
            error.help = if field == "code" {
                closest(value, codes).map(|n| format!("did you mean `{n}`?"))
            } else {
                Some("known are reports, users, customers, sites".to_owned())
            };
            findings.push(error);
        }
    }
}

/// A fact with a value needs a slot or list in every template that gives it, or a constant.
fn value(pattern: &RawPattern, kind: &FactKind, findings: &mut Vec<PatternError>) {
    let fact = match kind.output {
        Output::Event(_) | Output::Signal(_) => return,
        Output::Parts => None,
        Output::Fact(fact) => Some(fact),
    };
    // What is denied without a value denies all its words; a denied cause is a fact of its own.
    let denies = kind.polarity == Polarity::Denied && fact != Some(Kind::Cause);
    if denies || pattern.set.contains_key("code") {
        return;
    }
    let Some(value) = &kind.value else {
        if fact.is_some() && kind.polarity == Polarity::Affirmed {
            findings.push(
                PatternError::at(
                    pattern.fact_place.clone(),
                    format!("pattern `{}` never says which code its fact has", pattern.id),
                    format!("`{}` takes its code from `set`", kind.name),
                )
                .help("write for example `set = { code = \"...\" }`; codes stand in patterns/taxonomy.toml"),
            );
        } else if fact.is_none() {
            parts(pattern, kind, findings);
        }
        return;
    };
    let names: Vec<&str> = value.split('|').collect();
    for (text, place) in &pattern.matches {
        let Ok(tree) = template::parse(text) else {
            continue;
        };
        let mut refs = Vec::new();
        references(&tree, &mut refs);
        let gives = refs.iter().any(|(name, _)| {
            names
                .iter()
                .any(|n| name == n || name.starts_with(&format!("{n}.")))
        });
        if !gives {
            let wanted: Vec<_> = names.iter().map(|n| format!("`{{{n}}}`")).collect();
            findings.push(PatternError::at(
                place.clone(),
                format!("pattern `{}` matches without giving its value", pattern.id),
                format!(
                    "`{}` needs {} in the template",
                    kind.name,
                    wanted.join(" or ")
                ),
            ));
        }
    }
}

fn parts(pattern: &RawPattern, kind: &FactKind, findings: &mut Vec<PatternError>) {
    for (text, place) in &pattern.matches {
        let Ok(tree) = template::parse(text) else {
            continue;
        };
        let mut refs = Vec::new();
        references(&tree, &mut refs);
        for role in kind.parts.keys() {
            if refs.iter().all(|(_, r)| r.as_deref() != Some(role)) {
                findings.push(PatternError::at(
                    place.clone(),
                    format!("pattern `{}` lacks a part", pattern.id),
                    format!("`{}` needs a slot with the role `:{role}`", kind.name),
                ));
            }
        }
    }
}

/// All references of a template with their roles.
fn references(node: &Node, out: &mut Vec<(String, Option<String>)>) {
    match node {
        Node::Ref { name, role, .. } => out.push((name.clone(), role.clone())),
        Node::Run(parts) | Node::Seq(parts) | Node::Alt(parts) => {
            for part in parts {
                references(part, out);
            }
        }
        Node::Opt(inner) => references(inner, out),
        Node::Text(_) | Node::Gap(_) => {}
    }
}
