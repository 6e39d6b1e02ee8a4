//! The best values of the main event.

use super::log::Log;
use crate::model::{
    Certainty, Duration, Event, Fact, Kind, Moment, Named, Polarity, Role, Summary, SummaryCause,
    Value,
};

/// Picks for each field the fact that is surest and most exact, the earliest mention where two are alike.
pub(super) fn pick(
    text: &str,
    facts: &[Fact],
    log: &Log,
    services: &[Named],
    providers: &[Named],
) -> Summary {
    let main = || {
        facts
            .iter()
            .filter(|f| f.event == Event::Main && f.polarity == Polarity::Affirmed)
    };
    let restored = moment(main(), log, Role::Restored).or_else(|| log.closed());
    Summary {
        service: services.first().map(|s| s.name.clone()),
        provider: providers.first().map(|p| p.name.clone()),
        start: moment(main(), log, Role::Start).or_else(|| log.opened()),
        status: status(main(), restored.is_some()),
        restored,
        duration: duration(main()),
        impact: ranked(
            main(),
            Kind::Impact,
            &["data_loss", "critical", "major", "minor", "none"],
        ),
        scope: ranked(
            main(),
            Kind::Scope,
            &[
                "global",
                "multinational",
                "country",
                "region",
                "city",
                "network",
                "platform",
                "subset",
            ],
        ),
        cause: cause(text, main()),
    }
}

/// Confidence of a field such as "Incident Start:".
const FIELD: f32 = 0.97;

/// Confidence from which a time on a status page is believed more than that of the first or last update.
const STATED: f32 = 0.5;

/// Confidence from which a later update corrects an earlier one.
const CORRECTS: f32 = 0.8;

/// A clock time beats a day, a resolved one beats an open one, a surer one a less sure one; among equals, an outage
/// begins with its first start.
///
/// On a status page a field with a label beats all, and a later update corrects an earlier one; in one update the
/// incident ends with the last restoration.
fn moment<'f>(facts: impl Iterator<Item = &'f Fact>, log: &Log, role: Role) -> Option<Moment> {
    let logged = !log.is_empty();
    let found = facts
        .filter(|f| f.role == Some(role))
        .filter_map(|f| match &f.value {
            Value::Moment(m) => Some((f, m)),
            _ => None,
        })
        .filter(|(f, m)| !logged || (f.confidence >= STATED && has_clock(m)));
    first_max(found, |(f, m)| {
        let instant = m.earliest.map_or(0, |t| t.timestamp());
        let order = match role {
            Role::Start => -instant,
            Role::Restored if logged => instant,
            _ => 0,
        };
        (
            logged && f.confidence >= FIELD,
            has_clock(m),
            m.earliest.is_some(),
            (f.confidence >= CORRECTS).then(|| log.update(f)),
            (f.confidence * 100.0) as i32,
            order,
        )
    })
    .map(|(_, m)| m.clone())
}

fn has_clock(m: &Moment) -> bool {
    m.local.as_deref().is_some_and(|l| l.contains(':'))
}

fn duration<'f>(facts: impl Iterator<Item = &'f Fact>) -> Option<Duration> {
    let found = facts
        .filter(|f| f.role == Some(Role::Outage))
        .filter_map(|f| match &f.value {
            Value::Duration(d) => Some((f, *d)),
            _ => None,
        });
    let all: Vec<(&Fact, Duration)> = found.collect();
    let best = first_max(all.iter(), |(f, _)| (f.confidence * 100.0) as i32)?.1;
    // A headline says "two hours" where the text says "about two hours": the hedge is the better answer.
    let hedged = all
        .iter()
        .map(|a| a.1)
        .find(|d| d.approx && d.point_s == best.point_s);
    Some(hedged.unwrap_or(best))
}

/// The state in which the text leaves the outage: the furthest one.
///
/// Words of coming back that are no more than a hint ("back", "reopened") give way to whoever says outright how far it
/// is. A service that is known to have come back at some time is back, even where no other word says so.
fn status<'f>(facts: impl Iterator<Item = &'f Fact>, restored: bool) -> Option<String> {
    const ORDER: [&str; 9] = [
        "resolved",
        "partial_restore",
        "monitoring",
        "recurred",
        "identified",
        "investigating",
        "denied",
        "reported",
        "scheduled",
    ];
    const OUTRIGHT: [&str; 3] = ["partial_restore", "monitoring", "denied"];
    let said: Vec<(&str, f32)> = codes(facts, Kind::Status).collect();
    let outright = said
        .iter()
        .any(|(c, sure)| *sure >= STATED && OUTRIGHT.contains(c));
    let hints = (restored && !outright).then_some("resolved");
    let sure = said
        .iter()
        .filter(|(c, sure)| *c != "resolved" || *sure >= STATED || !outright)
        .map(|(c, _)| *c);
    furthest(sure.chain(hints), &ORDER)
}

fn ranked<'f>(facts: impl Iterator<Item = &'f Fact>, kind: Kind, order: &[&str]) -> Option<String> {
    furthest(codes(facts, kind).map(|(code, _)| code), order)
}

/// The codes of a kind that facts give, and how sure each is.
fn codes<'f>(
    facts: impl Iterator<Item = &'f Fact>,
    kind: Kind,
) -> impl Iterator<Item = (&'f str, f32)> {
    facts
        .filter(move |f| f.kind == kind)
        .filter_map(|f| match &f.value {
            Value::Code { code } => Some((code.as_str(), f.confidence)),
            _ => None,
        })
}

/// The first code of the order that is among those told.
fn furthest<'c>(codes: impl Iterator<Item = &'c str>, order: &[&str]) -> Option<String> {
    codes
        .filter_map(|c| order.iter().position(|o| *o == c))
        .min()
        .map(|i| order[i].to_owned())
}

/// The surest cause; one that says more than "technical" before one that does not.
fn cause<'f>(text: &str, facts: impl Iterator<Item = &'f Fact>) -> Option<SummaryCause> {
    let found = facts.filter_map(|f| match &f.value {
        Value::Cause(c) if c.certainty != Certainty::Denied => Some((f, c)),
        _ => None,
    });
    first_max(found, |(f, c)| {
        (
            std::cmp::Reverse(c.certainty),
            c.code != "technical",
            (f.confidence * 100.0) as i32,
        )
    })
    .map(|(f, c)| SummaryCause {
        text: f.span.of(text).to_owned(),
        code: c.code.clone(),
        asserted_by: c.asserted_by.clone(),
        certainty: c.certainty,
    })
}

/// The first of the items with the greatest key.
fn first_max<T, K: Ord>(items: impl Iterator<Item = T>, key: impl Fn(&T) -> K) -> Option<T> {
    let mut best: Option<(K, T)> = None;
    for item in items {
        let k = key(&item);
        if best.as_ref().is_none_or(|(b, _)| k > *b) {
            best = Some((k, item));
        }
    }
    best.map(|(_, item)| item)
}
