//! What was passed over, in a line or two for people.

use super::exit::say;
use crate::load::Error;
use std::collections::BTreeMap;

/// Files and records that are no article.
#[derive(Debug, Default)]
pub(super) struct Passed {
    /// Files by their extension.
    files: BTreeMap<String, u64>,
    /// Everything else by its reason.
    reasons: BTreeMap<String, u64>,
}

impl Passed {
    /// Counts one.
    pub(super) fn add(&mut self, error: &Error) {
        let count = match error.other_kind() {
            Some(kind) => self.files.entry(kind.to_owned()).or_default(),
            None => self.reasons.entry(error.reason()).or_default(),
        };
        *count += 1;
    }

    /// A line of all files, most frequent kinds first, and one for each other reason.
    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let total: u64 = self.files.values().sum();
        if total > 0 {
            let mut kinds: Vec<_> = self.files.iter().collect();
            kinds.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
            let kinds: Vec<_> = kinds.iter().map(|(k, n)| format!("{k} {n}")).collect();
            let files = if total == 1 {
                "file holds"
            } else {
                "files hold"
            };
            lines.push(format!(
                "{total} {files} no article ({}); `pulih load FILE` says why",
                kinds.join(", ")
            ));
        }
        let reasons = self.reasons.iter();
        lines.extend(reasons.map(|(reason, count)| format!("{count} ({reason})")));
        lines
    }

    /// Writes the lines to standard error.
    pub(super) fn say(&self) {
        for line in self.lines() {
            say("skipped", format_args!("{line}"));
        }
    }
}
