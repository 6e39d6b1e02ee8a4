//! Words that two lists claim for values that exclude each other: "hampir" cannot be both "almost" and "more".

use super::Subject;
use crate::pattern::PatternError;
use crate::pattern::file::Entry;
use std::collections::BTreeMap;

/// Heads of groups whose lists exclude each other, and where only some do, the last parts of their names.
///
/// "less" and "up to" both close the upper end, so a word may be both.
const EXCLUSIVE: [(&str, &[&str]); 9] = [
    ("approx.", &["about", "almost", "more", "less"]),
    (
        "unit.",
        &["second", "minute", "hour", "day", "week", "month", "year"],
    ),
    ("number.is.", &[]),
    ("number.times.", &[]),
    ("number.plus.", &[]),
    ("number.vague.", &[]),
    ("cause.", &[]),
    ("feature.", &[]),
    ("status.", &[]),
];

/// Tells the words of the file itself that stand in another list of the same head too.
pub(super) fn entries(subject: &Subject<'_>, findings: &mut Vec<PatternError>) {
    let mut places: BTreeMap<(&str, String), Vec<&Entry>> = BTreeMap::new();
    for entry in subject.entries.iter().filter(|e| !e.plain) {
        let Some((head, lists)) = EXCLUSIVE.iter().find(|(h, _)| entry.group.starts_with(h)) else {
            continue;
        };
        if !lists.is_empty() && !lists.contains(&last(&entry.group)) {
            continue;
        }
        let key = (*head, entry.text.to_lowercase());
        places.entry(key).or_default().push(entry);
    }
    for ((head, text), entries) in places {
        let Some(first) = entries.first() else {
            continue;
        };
        for entry in &entries[1..] {
            if meaning(head, &first.group) == meaning(head, &entry.group)
                || !(subject.owns(&entry.place) || subject.owns(&first.place))
            {
                continue;
            }
            let (line, _) = first.place.line_column();
            findings.push(
                PatternError::at(
                    entry.place.clone(),
                    format!("`{text}` stands in lists that contradict each other"),
                    format!(
                        "`{}` here, `{}` in {}:{line}",
                        entry.group, first.group, first.place.path
                    ),
                )
                .help("take it out of one of them")
                .warning(),
            );
        }
    }
}

/// What a list says of its words: `approx.after.more` says the same as `approx.more`.
fn meaning<'g>(head: &str, group: &'g str) -> &'g str {
    if matches!(head, "approx." | "unit.") {
        last(group)
    } else {
        group
    }
}

/// The last part of a list's name.
fn last(group: &str) -> &str {
    group.rsplit('.').next().unwrap_or(group)
}
