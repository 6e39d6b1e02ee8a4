//! Who runs what failed.

use super::{Mention, View, code, speaks};
use crate::model::{Event, Fact, Kind, Value};
use std::collections::BTreeSet;

/// Ids of the providers of services; a service without a row in `[owners]` is its own provider.
pub(super) fn of<'v>(v: &View<'v>, services: impl Iterator<Item = &'v str>) -> BTreeSet<&'v str> {
    let mut out = BTreeSet::new();
    for service in services {
        match v.pack.strings(&format!("owners.{service}")) {
            [] => {
                out.insert(service);
            }
            owners => out.extend(owners.iter().map(String::as_str)),
        }
    }
    out
}

/// Ids of the services among these that run another one of them: "Google" beside "Google Cloud".
pub(super) fn parents<'v>(
    v: &View<'v>,
    services: impl Iterator<Item = &'v str>,
) -> BTreeSet<&'v str> {
    let services: BTreeSet<&str> = services.collect();
    services
        .iter()
        .flat_map(|s| {
            v.pack
                .strings(&format!("owners.{s}"))
                .iter()
                .map(move |o| (*s, o.as_str()))
        })
        .filter(|(service, owner)| service != owner && services.contains(owner))
        .map(|(_, owner)| owner)
        .collect()
}

/// Most services that fail each by their own fault; where there are more, they are felt to be down with something they all use.
const BY_THEMSELVES: usize = 3;

/// Services that run themselves, such as operators and banks, as providers: where no other company is told to run something,
/// and nothing that somebody else runs failed.
pub(super) fn themselves(v: &View<'_>, found: &[Fact]) -> Vec<Fact> {
    let of = |kind| {
        found
            .iter()
            .filter(move |f| f.kind == kind && f.event == Event::Main)
    };
    let known: Vec<&Fact> = of(Kind::Service).filter(|f| id(f).is_some()).collect();
    let ids: BTreeSet<&str> = known.iter().copied().filter_map(id).collect();
    let own = |id: &&str| v.pack.strings(&format!("owners.{id}")).is_empty();
    if of(Kind::Provider).next().is_some() || ids.len() > BY_THEMSELVES || !ids.iter().all(own) {
        return Vec::new();
    }
    let provider = |f: &Fact| Fact {
        kind: Kind::Provider,
        ..f.clone()
    };
    known.into_iter().map(provider).collect()
}

/// Id that the gazetteer gives a fact's name.
fn id(fact: &Fact) -> Option<&str> {
    match &fact.value {
        Value::Name(name) => name.code.as_deref(),
        _ => None,
    }
}

/// Whether a name is that of a provider here.
///
/// A company's name is one if it runs what failed, stands where there is trouble, or speaks of an outage. A name that is both service and
/// company (an operator, a bank) is one where it speaks, and where it runs something else that failed.
pub(super) fn is_provider(v: &View<'_>, m: &Mention, owners: &BTreeSet<&str>) -> bool {
    let g = v.groups;
    let Some(tag) = m.tag else { return false };
    let owns = code(v, m).is_some_and(|c| owners.contains(c));
    if g.provider.holds(tag.group) {
        return owns || v.evidence.trouble[m.sentence] || v.evidence.is_outage && speaks(v, m.span);
    }
    if g.weak_provider.holds(tag.group) {
        return owns;
    }
    (g.service.holds(tag.group) || g.weak.holds(tag.group)) && owns && speaks(v, m.span)
}
