//! Floors: scores that the repository promises to hold.
//!
//! `corpus/floors.toml` gives for each language and row the F1 that may not be undercut, and a digest of the corpus that
//! they were measured on. A floor is lowered, and the digest renewed, only with a reason in the changelog.

use super::tally::Tally;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The file.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floors {
    /// Digest of every source and gold file.
    pub corpus: String,
    /// F1 by language, then row.
    pub f1: BTreeMap<String, BTreeMap<String, f64>>,
}

/// How far below its measure a new floor is set, so that an unlucky change of one item does not break the build.
const SLACK: f64 = 0.01;

impl Floors {
    /// Floors a little below a tally.
    pub fn of(tally: &Tally, corpus: &str) -> Self {
        let low = |f1: f64| ((f1 - SLACK).max(0.0) * 1000.0).floor() / 1000.0;
        let f1 = tally
            .rows
            .iter()
            .map(|(lang, rows)| {
                (
                    lang.clone(),
                    rows.iter()
                        .map(|(row, c)| ((*row).to_owned(), low(c.f1())))
                        .collect(),
                )
            })
            .collect();
        Self {
            corpus: corpus.to_owned(),
            f1,
        }
    }

    /// What undercuts a floor, in words; empty if nothing does.
    pub fn broken(&self, tally: &Tally, corpus: &str) -> Vec<String> {
        let mut out = Vec::new();
        if self.corpus != corpus {
            out.push(format!("the corpus has changed since the floors were set (digest {corpus}, not {}); measure anew with `pulih eval corpus --set-floors`", self.corpus));
        }
        for (lang, rows) in &self.f1 {
            for (row, floor) in rows {
                let f1 = tally
                    .rows
                    .get(lang)
                    .and_then(|r| r.get(row.as_str()))
                    .map_or(0.0, |c| c.f1());
                if f1 < *floor {
                    out.push(format!(
                        "{lang} {row}: F1 {f1:.3} is below its floor of {floor:.3}"
                    ));
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::tally::Counts;

    #[test]
    fn a_lower_score_and_another_corpus_break_floors() {
        let mut tally = Tally::default();
        tally.rows.entry("id".into()).or_default().insert(
            "reports",
            Counts {
                hits: 9,
                extra: 1,
                missed: 1,
            },
        );
        let floors = Floors::of(&tally, "d1");
        assert_eq!(floors.broken(&tally, "d1"), Vec::<String>::new());
        assert_eq!(floors.broken(&tally, "d2").len(), 1);
        tally.rows.entry("id".into()).or_default().insert(
            "reports",
            Counts {
                hits: 5,
                extra: 5,
                missed: 5,
            },
        );
        assert_eq!(
            floors.broken(&tally, "d1"),
            ["id reports: F1 0.500 is below its floor of 0.890"]
        );
        assert_eq!(
            floors.broken(&Tally::default(), "d1"),
            ["id reports: F1 0.000 is below its floor of 0.890"]
        );
    }
}
