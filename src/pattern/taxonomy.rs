//! The codes that facts may carry: `taxonomy.toml`, once for all languages.
//!
//! Language files name codes on the left of their lists and in `set`; the checker holds them against this table. A user's
//! own `taxonomy.toml` adds codes.

use super::error::{PatternError, Place};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The bundled codes.
pub const BUNDLED: &str = include_str!("../../patterns/taxonomy.toml");

/// What a code means.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// English label.
    pub en: String,
    /// Indonesian label.
    pub id: String,
    /// Of a feature: the sector that it is met in, `any` for all.
    pub sector: Option<String>,
    /// The same thing in other taxonomies.
    #[serde(default)]
    pub maps: Vec<String>,
}

/// All codes by kind (`cause`, `status`, `impact`, `scope`, `certainty`, `feature`), then code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taxonomy {
    kinds: BTreeMap<String, BTreeMap<String, Code>>,
}

impl Taxonomy {
    /// The codes of the program itself.
    ///
    /// # Errors
    /// Never, unless the program was built with a broken table.
    pub fn bundled() -> Result<Self, PatternError> {
        let mut taxonomy = Self::default();
        taxonomy.add("patterns/taxonomy.toml", BUNDLED)?;
        Ok(taxonomy)
    }

    /// Adds the codes of a file; those that are there already are replaced.
    ///
    /// # Errors
    /// If the text is no TOML of this form.
    pub fn add(&mut self, path: &str, source: &str) -> Result<(), PatternError> {
        let own: BTreeMap<String, BTreeMap<String, Code>> =
            toml::from_str(source).map_err(|e| {
                let place = Place {
                    path: path.into(),
                    source: source.into(),
                    span: e.span().unwrap_or(0..0),
                };
                let label = e.message().to_owned();
                PatternError::at(place, "the taxonomy cannot be read", label)
            })?;
        for (kind, codes) in own {
            self.kinds.entry(kind).or_default().extend(codes);
        }
        Ok(())
    }

    /// Whether facts of this kind carry codes of the taxonomy.
    pub fn knows(&self, kind: &str) -> bool {
        self.kinds.contains_key(kind)
    }

    /// What a code means.
    pub fn get(&self, kind: &str, code: &str) -> Option<&Code> {
        self.kinds.get(kind)?.get(code)
    }

    /// Kinds, sorted.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        self.kinds.keys().map(String::as_str)
    }

    /// Codes of a kind with what they mean, sorted.
    pub fn codes(&self, kind: &str) -> impl Iterator<Item = (&str, &Code)> {
        self.kinds
            .get(kind)
            .into_iter()
            .flatten()
            .map(|(code, meaning)| (code.as_str(), meaning))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Certainty;

    #[test]
    fn the_bundled_codes_are_sound() {
        let taxonomy = Taxonomy::bundled().expect("bundled table");
        assert_eq!(
            taxonomy.kinds().collect::<Vec<_>>(),
            ["cause", "certainty", "feature", "impact", "scope", "status"]
        );
        for kind in taxonomy.kinds() {
            for (code, meaning) in taxonomy.codes(kind) {
                assert!(!meaning.en.is_empty() && !meaning.id.is_empty(), "{code}");
                assert_eq!(meaning.sector.is_some(), kind == "feature", "{code}");
                // A code that is also the head of others would be a list that holds lists.
                let below = format!("{code}.");
                assert!(
                    taxonomy.codes(kind).all(|(c, _)| !c.starts_with(&below)),
                    "{code}"
                );
            }
        }
        let messages = taxonomy.get("feature", "messaging.send").expect("a code");
        assert_eq!(messages.sector.as_deref(), Some("messaging"));
        let known: Vec<_> = taxonomy.codes("certainty").map(|(c, _)| c).collect();
        assert_eq!(
            known,
            [
                Certainty::Denied,
                Certainty::ProviderConfirmed,
                Certainty::Speculated,
                Certainty::ThirdPartyClaim
            ]
            .map(Certainty::as_str)
        );
    }

    #[test]
    fn own_codes_are_added() {
        let mut taxonomy = Taxonomy::bundled().expect("bundled table");
        let own = "[cause.\"solar.storm\"]\nen = \"solar storm\"\nid = \"badai matahari\"\n";
        taxonomy.add("mine.toml", own).expect("well formed");
        assert!(taxonomy.get("cause", "solar.storm").is_some());
        assert!(taxonomy.get("cause", "weather").is_some());
        let error = taxonomy.add("mine.toml", "[cause.x]\nde = \"x\"\n");
        assert_eq!(
            error.expect_err("unknown label").message,
            "the taxonomy cannot be read"
        );
    }
}
