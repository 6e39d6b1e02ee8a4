//! Times that head the entries of a live report: "15.12 Wita" on a line of its own.
//!
//! Facts come in with their roles; those of such headings leave as `reported`, or as `restored` if their entry begins by
//! saying that service is back. No other fact is touched.

use super::candidate::trim;
use super::name::View;
use crate::model::{Anchor, Event, Fact, Kind, Role, Value};

/// Fewest headings that make a live report; a single one may be a dateline.
const FEWEST: usize = 2;

/// Gives the headings of a live report their roles.
pub(super) fn label(v: &View<'_>, facts: &mut [Fact]) {
    let headings: Vec<(usize, usize)> = facts
        .iter()
        .enumerate()
        .filter_map(|(i, f)| Some((i, heading(v, f)?)))
        .collect();
    if headings.len() < FEWEST {
        return;
    }
    for (fact, sentence) in headings {
        let back = v.a.sentences.get(sentence + 1).is_some_and(|next| {
            facts
                .iter()
                .any(|f| says_back(f) && next.span.overlaps(f.span))
        });
        facts[fact].role = Some(if back { Role::Restored } else { Role::Reported });
    }
}

/// The sentence of a time of day without a date that is all there is in it.
fn heading(v: &View<'_>, f: &Fact) -> Option<usize> {
    let Value::Moment(m) = &f.value else {
        return None;
    };
    let clock = m.anchor != Anchor::Named && m.local.as_deref().is_some_and(|l| l.contains(':'));
    if !clock || f.event != Event::Main || f.role != Some(Role::Other) {
        return None;
    }
    let sentence = v.a.sentence_of(v.a.token_at(f.span.start));
    (trim(v.text, v.a.sentences[sentence].span) == f.span).then_some(sentence)
}

fn says_back(f: &Fact) -> bool {
    f.kind == Kind::Status
        && f.event == Event::Main
        && matches!(&f.value, Value::Code { code } if code == "resolved" || code == "partial_restore")
}
