//! Who asserts a cause, and how surely.

use super::group::Groups;
use super::name::View;
use crate::model::{Cause, Certainty, Polarity, Span, Statement};

/// Asserter and certainty of a cause that stands at `span`.
///
/// The asserter is the speaker of the innermost statement around it. It is the provider's word if the speaker names a
/// provider or a service that failed, or is somebody of theirs; a hedge in the sentence makes it a guess.
pub(super) fn assert(
    v: &View<'_>,
    code: String,
    span: Span,
    sentence: usize,
    polarity: Polarity,
    names: &[String],
) -> Cause {
    let statement = v
        .statements
        .iter()
        .filter(|s| s.parts.iter().any(|p| p.overlaps(span)))
        .min_by_key(|s| s.parts.iter().map(|p| p.len()).sum::<usize>());
    let speaker = statement.and_then(|s| s.speaker.as_ref());
    let s = &v.a.sentences[sentence];
    let hedged = (s.first..s.last).any(|at| {
        v.a.tags
            .starting_at(at)
            .any(|(_, t)| holds(v.groups, t.group))
    });
    let certainty = match polarity {
        Polarity::Denied => Certainty::Denied,
        Polarity::Affirmed if hedged => Certainty::Speculated,
        Polarity::Affirmed if statement.is_some_and(|s| provider_speaks(s, names)) => {
            Certainty::ProviderConfirmed
        }
        Polarity::Affirmed => Certainty::ThirdPartyClaim,
    };
    Cause {
        code,
        asserted_by: speaker.map(|s| s.text.clone()),
        certainty,
    }
}

fn holds(groups: &Groups, group: u16) -> bool {
    groups.hedge.holds(group)
}

/// Whether a statement's speaker is, or speaks for, one of `names`.
fn provider_speaks(s: &Statement, names: &[String]) -> bool {
    s.speaker.as_ref().is_some_and(|p| {
        let said = [Some(&p.text), p.name.as_ref(), p.organisation.as_ref()];
        names
            .iter()
            .any(|n| said.iter().flatten().any(|t| t.contains(n.as_str())))
    })
}
