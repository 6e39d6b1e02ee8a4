//! Counts: what was counted, and who counted.

use super::candidate::Candidate;
use super::name::View;
use crate::annotate::{SlotValue, Tag};
use crate::model::{Count, CountUnit};

/// Below this a hedged number ("several", "beberapa") tells nothing.
const TELLING: f64 = 10.0;

/// The value of a count.
///
/// The unit is that of the `user` list that the pattern captured (`user.reports` ...), or its constant. The source is a
/// captured `source`, else the counter named nearest in the sentence, else the one named last before it in the paragraph.
pub(super) fn value(v: &View<'_>, c: &Candidate, tag: Tag) -> Option<Count> {
    let (min, max, approx) = match v.a.values.get(tag.value as usize)? {
        SlotValue::Number { min, max, approx } => (*min, *max, *approx),
        _ => return None,
    };
    // "several users", "one user": nobody counted them.
    let vague = approx && max.is_some_and(|m| m < TELLING);
    if vague || max.is_some_and(|m| m < 2.0) {
        return None;
    }
    let m = &v.a.matches[c.of];
    let pattern = &v.pack.patterns[m.pattern as usize];
    let captured = m.captures.iter().map(|c| v.a.tags.all()[c.tag as usize]);
    let unit_code = pattern.set.get("unit").cloned().or_else(|| {
        captured
            .clone()
            .find(|t| v.groups.user.holds(t.group))
            .map(|t| v.pack.code(t.group).to_owned())
    });
    let unit = match unit_code
        .as_deref()
        .map(|u| u.split('.').next().unwrap_or(u))
    {
        Some("users") => CountUnit::Users,
        Some("customers") => CountUnit::Customers,
        Some("sites") => CountUnit::Sites,
        _ => CountUnit::Reports,
    };
    Some(Count {
        min,
        max,
        unit,
        approx,
        source: source(v, c),
    })
}

fn source(v: &View<'_>, c: &Candidate) -> Option<String> {
    let sentence = &v.a.sentences[c.sentence];
    let name = |t: Tag| v.a.span(t.start, t.end).of(v.text).to_owned();
    let trackers =
        |from: u32, to: u32| (from..to).filter_map(|at| v.a.tags.longest(at, v.groups.tracker));
    trackers(sentence.first, sentence.last)
        .min_by_key(|t| t.start.abs_diff(c.start))
        .or_else(|| {
            let first = v.a.sentences[..c.sentence]
                .iter()
                .rposition(|s| s.paragraph + 1 < sentence.paragraph)
                .map_or(0, |i| i + 1);
            trackers(v.a.sentences[first].first, sentence.first).next_back()
        })
        .map(name)
}
