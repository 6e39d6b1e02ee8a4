//! Lists that the assembly of facts knows by name; language files fill them.

use crate::pattern::{GroupSet, Kept, Pack};
use std::rc::Rc;

/// The groups of a language.
pub(super) struct Groups {
    /// `outage`: nouns for an outage.
    pub outage: GroupSet,
    /// `down`: predicates such as "went down", "tidak bisa diakses".
    pub down: GroupSet,
    /// `restore`: predicates such as "is back", "pulih".
    pub restore: GroupSet,
    /// `hedge`: words that make a claim a guess.
    pub hedge: GroupSet,
    /// `service`: names of services.
    pub service: GroupSet,
    /// `service-weak`: names of services that are also ordinary words.
    pub weak: GroupSet,
    /// `provider`: names of companies.
    pub provider: GroupSet,
    /// `provider-weak`: names of companies that are also ordinary words.
    pub weak_provider: GroupSet,
    /// `tracker`: names of those who count reports.
    pub tracker: GroupSet,
    /// `region`: names of places.
    pub region: GroupSet,
    /// `user.reports`: words for complaints.
    pub reports: GroupSet,
    /// `affected`: predicates that say where trouble was felt.
    pub affected: GroupSet,
    /// `place`: words before places.
    pub place: GroupSet,
    /// `user`: who or what is counted, by unit.
    pub user: GroupSet,
    /// `status-post`: what operators say on their status pages while an incident lasts.
    pub post: GroupSet,
    /// `status-posted`: words before the time under an update.
    pub posted: GroupSet,
    /// `status-closing`: words in an update's heading that end the incident.
    pub closing: GroupSet,
    /// `status-elsewhere`: the incident is told on another page.
    pub elsewhere: GroupSet,
    /// `range.and`: "and" between names.
    pub and: GroupSet,
    /// The `{name}` slot.
    pub name: GroupSet,
    /// The `{moment}` slot.
    pub moment: GroupSet,
    /// The `{money}` slot.
    pub money: GroupSet,
    /// `zone`: names of time zones.
    pub zone: GroupSet,
    /// `unaffected`: words that say that something works on.
    pub unaffected: GroupSet,
    /// For each group of the language, which [`sign`]s it is.
    pub signs: Vec<u8>,
}

/// What a word may be a sign of; a set of them is a byte.
pub(super) mod sign {
    /// An outage: a noun, a predicate.
    pub(in crate::fact) const FAILED: u8 = 1;
    /// Complaints, or where trouble was felt.
    pub(in crate::fact) const FELT: u8 = 2;
    /// The end of one.
    pub(in crate::fact) const RESTORED: u8 = 4;
    /// Something that works on.
    pub(in crate::fact) const WORKS: u8 = 8;
    /// A service or company, weak names included, but for weak names of companies.
    pub(in crate::fact) const SERVICE: u8 = 16;
    /// A name of a gazetteer.
    pub(in crate::fact) const NAME: u8 = 32;
}

thread_local! {
    static GROUPS: Kept<Groups> = const { Kept::new() };
}

impl Groups {
    /// Those of a language, kept between texts.
    pub(super) fn of(pack: &Pack) -> Rc<Self> {
        GROUPS.with(|kept| kept.of(pack, Self::look_up))
    }

    fn look_up(pack: &Pack) -> Self {
        let mut groups = Self {
            outage: pack.group_set("outage"),
            down: pack.group_set("down"),
            restore: pack.group_set("restore"),
            hedge: pack.group_set("hedge"),
            service: pack.group_set("service"),
            weak: pack.group_set("service-weak"),
            provider: pack.group_set("provider"),
            weak_provider: pack.group_set("provider-weak"),
            tracker: pack.group_set("tracker"),
            region: pack.group_set("region"),
            reports: pack.group_set("user.reports"),
            affected: pack.group_set("affected"),
            place: pack.group_set("place"),
            user: pack.group_set("user"),
            post: pack.group_set("status-post"),
            posted: pack.group_set("status-posted"),
            closing: pack.group_set("status-closing"),
            elsewhere: pack.group_set("status-elsewhere"),
            and: pack.group_set("range.and"),
            name: pack.group_set("name"),
            moment: pack.group_set("moment"),
            money: pack.group_set("money"),
            zone: pack.group_set("zone"),
            unaffected: pack.group_set("unaffected"),
            signs: vec![0; pack.groups.len()],
        };
        let (g, names) = (&mut groups, sign::SERVICE | sign::NAME);
        for (set, signs) in [
            (g.outage, sign::FAILED),
            (g.down, sign::FAILED),
            (g.reports, sign::FELT),
            (g.affected, sign::FELT),
            (g.restore, sign::RESTORED),
            (g.unaffected, sign::WORKS),
            (g.service, names),
            (g.weak, names),
            (g.provider, names),
            (g.weak_provider, sign::NAME),
            (g.tracker, sign::NAME),
            (g.region, sign::NAME),
        ] {
            let signs_of = &mut g.signs[set.first as usize..set.last as usize];
            for s in signs_of {
                *s |= signs;
            }
        }
        groups
    }
}
