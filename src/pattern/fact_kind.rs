//! Which facts patterns may find: `facts.toml`, once for all languages.

use super::error::{PatternError, Place};
use crate::model::{Event, Kind, Polarity, Role};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a match of a pattern becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// A fact of this kind.
    Fact(Kind),
    /// Says of the sentence that it is about another event.
    Event(Event),
    /// Says that the article is, or is not, about an outage, by its confidence.
    Signal(Polarity),
    /// Several facts, one a role.
    Parts,
}

/// A fact kind as patterns name it, such as `outage.duration`.
#[derive(Clone, Debug, PartialEq)]
pub struct FactKind {
    /// Its name.
    pub name: String,
    /// What it becomes.
    pub output: Output,
    /// Role of the fact.
    pub role: Option<Role>,
    /// Whether the text affirms or denies.
    pub polarity: Polarity,
    /// Event of the fact, where the kind itself says so.
    pub event: Option<Event>,
    /// Names, separated by `|`, of the slots or lists that may give the value; `None` where the words themselves do.
    pub value: Option<String>,
    /// Other fields and what they are bound to.
    pub fields: BTreeMap<String, String>,
    /// Roles that stand for other fact kinds.
    pub parts: BTreeMap<String, String>,
    /// One sentence for authors.
    pub doc: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKind {
    kind: String,
    role: Option<Role>,
    #[serde(default)]
    polarity: Polarity,
    event: Option<Event>,
    value: Option<String>,
    #[serde(default)]
    fields: BTreeMap<String, String>,
    #[serde(default)]
    parts: BTreeMap<String, String>,
    doc: String,
}

/// The bundled declarations.
pub const BUNDLED: &str = include_str!("../../patterns/facts.toml");

/// Reads declarations, in order of their names.
///
/// # Errors
/// If the text is no TOML of this form.
pub fn parse(path: &str, source: &str) -> Result<Vec<FactKind>, PatternError> {
    let raw: BTreeMap<String, RawKind> = toml::from_str(source).map_err(|e| {
        let place = Place {
            path: path.into(),
            source: source.into(),
            span: e.span().unwrap_or(0..0),
        };
        PatternError::at(
            place,
            "the declarations of facts cannot be read",
            e.message().to_owned(),
        )
    })?;
    raw.into_iter()
        .map(|(name, k)| {
            let output = match k.kind.as_str() {
                "event" => Output::Event(k.event.unwrap_or(Event::Background)),
                "signal" => Output::Signal(k.polarity),
                "parts" => Output::Parts,
                kind => Output::Fact(
                    Kind::ALL
                        .into_iter()
                        .find(|known| known.as_str() == kind)
                        .ok_or_else(|| {
                            PatternError::plain(format!(
                                "{path}: `{name}` has the unknown kind `{kind}`"
                            ))
                        })?,
                ),
            };
            Ok(FactKind {
                name,
                output,
                role: k.role,
                polarity: k.polarity,
                event: k.event,
                value: k.value,
                fields: k.fields,
                parts: k.parts,
                doc: k.doc,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_declarations_are_sound() {
        let kinds = parse("facts.toml", BUNDLED).expect("bundled file");
        for kind in &kinds {
            for part in kind.parts.values() {
                assert!(
                    kinds.iter().any(|k| &k.name == part),
                    "{} names {part}",
                    kind.name
                );
            }
            assert_eq!(
                kind.output == Output::Parts,
                !kind.parts.is_empty(),
                "{}",
                kind.name
            );
        }
        assert!(
            kinds
                .iter()
                .any(|k| k.name == "outage.duration" && k.role == Some(Role::Outage))
        );
    }
}
