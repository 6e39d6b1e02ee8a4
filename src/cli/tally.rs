//! What a run counted, in a few lines for people.

use super::passed::Passed;
use crate::language;
use crate::model::Kind;
use crate::process::Outcome;
use crate::store::Written;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

/// Counts of one run.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) read: u64,
    pub(super) unchanged: u64,
    pub(super) failed: u64,
    bytes: usize,
    no_outage: u64,
    languages: BTreeMap<String, u64>,
    facts: BTreeMap<Kind, u64>,
    statements: u64,
    passed: Passed,
    /// Languages without a pattern file, by name and code; texts of which nothing can be said have none.
    unknown: BTreeMap<Option<(&'static str, &'static str)>, u64>,
}

impl Tally {
    /// Counts one outcome.
    pub(super) fn add(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Read(entry) => {
                let found = &entry.extraction;
                self.read += 1;
                self.bytes += entry.document.text.len();
                self.no_outage += u64::from(!found.is_outage);
                *self
                    .languages
                    .entry(found.language.to_string())
                    .or_default() += 1;
                if !found.language.is_known() {
                    let seen = language::name(&entry.document.text);
                    *self.unknown.entry(seen).or_default() += 1;
                }
                for fact in &found.facts {
                    *self.facts.entry(fact.kind).or_default() += 1;
                }
                self.statements += found.statements.len() as u64;
            }
            Outcome::Unchanged(_, bytes) => {
                self.unchanged += 1;
                self.bytes += bytes;
            }
            Outcome::NotLoaded(e) if e.is_skip() => self.passed.add(e),
            Outcome::NotLoaded(_) | Outcome::Broken(_) => self.failed += 1,
        }
    }

    /// The summary; `written` says what became of what the database held.
    pub(super) fn summary(&self, took: Duration, written: Written) -> String {
        let mut out = String::new();
        let seconds = took.as_secs_f64().max(1e-6);
        let _ = write!(
            out,
            "{} read, {} unchanged, {} failed in {seconds:.1} s ({:.1} MB/s)",
            articles(self.read),
            self.unchanged,
            self.failed,
            self.bytes as f64 / 1e6 / seconds
        );
        if written.superseded > 0 {
            let _ = write!(
                out,
                "\nreplaced: {} older texts from the same places",
                written.superseded
            );
        }
        let copies = written.copies;
        let kinds = [
            ("exact", copies.exact),
            ("near", copies.near),
            ("twins at one address", copies.twins),
            ("later versions", copies.versions),
        ];
        let some = kinds
            .iter()
            .filter(|(_, n)| *n > 0)
            .map(|(kind, n)| format!("{kind} {n}"));
        let some = join(some);
        if !some.is_empty() {
            let _ = write!(out, "\ncopies of other articles: {some}");
        }
        if self.read > 0 {
            let languages = self.languages.iter().map(|(l, n)| format!("{l} {n}"));
            let _ = write!(out, "\nlanguages: {}", join(languages));
            out.push_str(&self.unknown());
            let total: u64 = self.facts.values().sum();
            let kinds = self
                .facts
                .iter()
                .map(|(k, n)| format!("{} {n}", k.as_str()));
            let _ = write!(out, "\nfacts: {total}");
            if total > 0 {
                let _ = write!(out, " ({})", join(kinds));
            }
            let _ = write!(out, "; statements: {}", self.statements);
            let _ = write!(out, "\nabout no outage: {}", self.no_outage);
        }
        for line in self.passed.lines() {
            let _ = write!(out, "\nskipped: {line}");
        }
        out
    }
}

impl Tally {
    /// The line on languages that could not be read, most frequent first.
    fn unknown(&self) -> String {
        let mut seen: Vec<_> = self.unknown.iter().collect();
        seen.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
        let Some((first, _)) = seen.iter().find_map(|(l, n)| Some((l.as_ref()?, n))) else {
            return String::new();
        };
        let names = seen.iter().map(|(l, n)| match l {
            Some((code, name)) => format!("{name} ({code}) {n}"),
            None => format!("not told {n}"),
        });
        format!(
            "\nwithout a pattern file: {}; begin one with `pulih patterns new {}`",
            join(names),
            first.0
        )
    }
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

fn articles(count: u64) -> String {
    format!("{count} article{}", if count == 1 { "" } else { "s" })
}
