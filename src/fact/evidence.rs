//! How much each sentence, and the article, speaks of an outage.

use super::candidate::Proposals;
use super::group::{Groups, sign};
use crate::annotate::Annotation;
use crate::model::{Event, Grain, Kind, Polarity, Role};
use crate::resolve::Resolved;

/// Evidence by sentence.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// For each sentence, whether it speaks of trouble at all.
    pub trouble: Vec<bool>,
    /// For each sentence, whether it says that something works on.
    pub unaffected: Vec<bool>,
    /// Whether the article is about an outage.
    pub is_outage: bool,
}

/// Evidence from which an article counts as being about an outage.
///
/// Source: fitted on our corpus; see `pulih eval`.
const ENOUGH: f32 = 2.0;

/// Weighs words, facts and signals. The first block of the text, its headline, and its first sentences count more.
pub(super) fn weigh(
    a: &Annotation,
    groups: &Groups,
    proposals: &Proposals,
    events: &[Event],
    moments: &[Resolved],
) -> Evidence {
    let n = a.sentences.len();
    let mut e = Evidence {
        trouble: vec![false; n],
        unaffected: vec![false; n],
        is_outage: false,
    };
    let mut score = 0.0;
    for (i, s) in a.sentences.iter().enumerate() {
        let tags = (s.first..s.last).flat_map(|at| a.tags.starting_at(at));
        let signs = tags.fold(0, |all, (_, t)| all | groups.signs[t.group as usize]);
        let has = |sign: u8| signs & sign != 0;
        e.unaffected[i] = has(sign::WORKS);
        e.trouble[i] = has(sign::FAILED | sign::FELT);
        if events[i] != Event::Main {
            continue;
        }
        let place = if s.paragraph == 0 {
            2.0
        } else if i < 5 {
            1.0
        } else {
            0.4
        };
        let words: f32 = match (has(sign::FAILED), has(sign::RESTORED), has(sign::SERVICE)) {
            (true, true, _) | (true, _, true) => 1.0,
            (true, ..) => 0.6,
            (false, true, true) => 0.4,
            _ => 0.0,
        };
        score += place * words;
    }
    for f in &proposals.facts {
        e.trouble[f.sentence] |= f.polarity == Polarity::Affirmed
            && matches!(
                f.kind,
                Kind::Feature | Kind::Cause | Kind::Count | Kind::Impact
            );
        if events[f.sentence] != Event::Main || f.polarity == Polarity::Denied {
            continue;
        }
        // "since 2018" is no beginning of an outage in the news.
        let vague = moments
            .iter()
            .any(|r| Some(r.tag) == f.tag && r.moment.grain > Grain::Week);
        score += match (f.kind, f.role) {
            (Kind::Moment, _) if vague => 0.0,
            (Kind::Duration, Some(Role::Outage))
            | (Kind::Moment, Some(Role::Start | Role::Restored)) => 0.8,
            (Kind::Feature | Kind::Count, _) => 0.6,
            (Kind::Cause | Kind::Status | Kind::Impact, _) => 0.4,
            _ => 0.0,
        };
    }
    for &(sentence, weight) in &proposals.signals {
        let place = if a.sentences[sentence].paragraph == 0 {
            2.0
        } else {
            1.0
        };
        if events[sentence] == Event::Main || weight < 0.0 {
            score += 2.0 * weight * place;
        }
    }
    e.is_outage = score >= ENOUGH;
    e
}
