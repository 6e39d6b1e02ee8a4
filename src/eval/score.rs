//! One article's facts against its gold.

use super::agree;
use super::gold::{Gold, GoldName, Mark};
use super::tally::{Item, Tally};
use crate::model::{Event, Extraction, Fact, Kind, Named, Role, Span, StatementKind, Value};

/// Rows in the order of tables, with what each means.
pub const ROWS: &[(&str, &str)] = &[
    ("is_outage", "the article is about an outage"),
    ("durations.value", "a duration with its value"),
    (
        "durations.outage",
        "a duration with value and the role of this outage's length",
    ),
    ("times.clock", "a clock time at its instant"),
    ("times.date", "a day, month or year"),
    ("times.start", "a clock time that is a start"),
    ("times.restored", "a clock time that is a restoration"),
    ("features", "set of feature codes"),
    ("services", "set of services"),
    ("providers", "set of providers"),
    ("regions", "set of regions"),
    ("reports", "a count with its value"),
    ("cause", "code of the cause"),
    ("status", "code of the status"),
    ("statements.text", "a statement's words"),
    ("statements.direct", "a statement's words, marked as quoted"),
    ("statements.indirect", "a statement's words, reported"),
    ("statements.speaker", "a statement's words and speaker"),
];

/// Adds the scores of one article.
pub(super) fn score(
    tally: &mut Tally,
    at: (&str, &str),
    text: &str,
    gold: &Gold,
    found: &Extraction,
) {
    *tally.articles.entry(at.0.to_owned()).or_default() += 1;
    let truth = |yes: bool| {
        if yes {
            vec![plain("outage", "")]
        } else {
            vec![]
        }
    };
    tally.pair(
        "is_outage",
        at,
        &truth(gold.is_outage),
        &truth(found.is_outage),
        |_, _| true,
    );
    durations(tally, at, text, gold, found);
    times(tally, at, text, gold, found);
    codes(tally, at, gold, found);
    names(tally, "services", at, &gold.services, &found.services);
    names(tally, "providers", at, &gold.providers, &found.providers);
    names(tally, "regions", at, &gold.regions, &found.regions);
    reports(tally, at, text, gold, found);
    statements(tally, at, text, gold, found);
}

fn plain(text: &str, value: impl Into<String>) -> Item {
    Item {
        text: text.to_owned(),
        value: value.into(),
        optional: false,
    }
}

fn marked(mark: &Mark, value: impl Into<String>) -> Item {
    Item {
        text: mark.text.clone(),
        value: value.into(),
        optional: mark.optional,
    }
}

fn spans<'m>(marks: impl Iterator<Item = &'m Mark>, text: &str) -> Vec<Span> {
    marks.map(|m| m.span(text).unwrap_or_default()).collect()
}

fn of(found: &Extraction, kind: Kind) -> Vec<&Fact> {
    found.facts.iter().filter(|f| f.kind == kind).collect()
}

fn durations(tally: &mut Tally, at: (&str, &str), text: &str, gold: &Gold, found: &Extraction) {
    let places = spans(gold.durations.iter().map(|d| &d.mark), text);
    let facts = of(found, Kind::Duration);
    let agrees = |g: usize, fact: &Fact| {
        let d = &gold.durations[g];
        matches!(&fact.value, Value::Duration(v) if places[g].overlaps(fact.span) && agree::interval((d.min_s, d.max_s), (v.min_s, v.max_s)))
    };
    let items: Vec<Item> = gold
        .durations
        .iter()
        .map(|d| marked(&d.mark, format!("{} {:?}..{:?}", d.role, d.min_s, d.max_s)))
        .collect();
    let item = |f: &&Fact| {
        plain(
            f.span.of(text),
            format!("{} {:?}", f.role.map_or("", Role::as_str), f.value),
        )
    };
    tally.pair(
        "durations.value",
        at,
        &items,
        &facts.iter().map(item).collect::<Vec<_>>(),
        |g, f| agrees(g, facts[f]),
    );
    let mine: Vec<usize> = (0..items.len())
        .filter(|&g| gold.durations[g].role == "outage")
        .collect();
    let theirs: Vec<&Fact> = facts
        .iter()
        .copied()
        .filter(|f| f.role == Some(Role::Outage))
        .collect();
    let golds: Vec<Item> = mine.iter().map(|&g| items[g].clone()).collect();
    tally.pair(
        "durations.outage",
        at,
        &golds,
        &theirs.iter().map(item).collect::<Vec<_>>(),
        |g, f| agrees(mine[g], theirs[f]),
    );
}

fn times(tally: &mut Tally, at: (&str, &str), text: &str, gold: &Gold, found: &Extraction) {
    let places = spans(gold.times.iter().map(|t| &t.mark), text);
    let facts: Vec<(&Fact, &crate::model::Moment)> = found
        .facts
        .iter()
        .filter_map(|f| {
            if let Value::Moment(m) = &f.value {
                Some((f, m))
            } else {
                None
            }
        })
        .collect();
    let agrees = |g: usize, (f, m): (&Fact, &crate::model::Moment)| {
        let t = &gold.times[g];
        places[g].overlaps(f.span)
            && (agree::moment(&t.iso, m) || t.iso_alt.iter().flatten().any(|i| agree::moment(i, m)))
    };
    let clock = |m: &crate::model::Moment| m.local.as_deref().is_some_and(|l| l.contains(':'));
    let mut row =
        |name: &'static str, golds: Vec<usize>, finds: Vec<(&Fact, &crate::model::Moment)>| {
            let items: Vec<Item> = golds
                .iter()
                .map(|&g| {
                    marked(
                        &gold.times[g].mark,
                        format!("{} {}", gold.times[g].role, gold.times[g].iso),
                    )
                })
                .collect();
            let found: Vec<Item> = finds
                .iter()
                .map(|(f, m)| {
                    plain(
                        f.span.of(text),
                        format!(
                            "{} {}",
                            f.role.map_or("", Role::as_str),
                            m.local.as_deref().unwrap_or("?")
                        ),
                    )
                })
                .collect();
            tally.pair(name, at, &items, &found, |g, f| agrees(golds[g], finds[f]));
        };
    let golds = |pass: &dyn Fn(&super::gold::GoldTime) -> bool| {
        (0..gold.times.len())
            .filter(|&g| pass(&gold.times[g]))
            .collect::<Vec<_>>()
    };
    // A day inside a longer "day and clock" that gold marks is no mistake.
    let inside = |f: &Fact| {
        (0..places.len()).any(|g| gold.times[g].iso.contains(':') && places[g].overlaps(f.span))
    };
    row(
        "times.clock",
        golds(&|t| t.iso.contains(':')),
        facts.iter().copied().filter(|(_, m)| clock(m)).collect(),
    );
    row(
        "times.date",
        golds(&|t| !t.iso.contains(':')),
        facts
            .iter()
            .copied()
            .filter(|(f, m)| !clock(m) && !inside(f))
            .collect(),
    );
    for (name, role, wanted) in [
        ("times.start", Role::Start, "start"),
        ("times.restored", Role::Restored, "restored"),
    ] {
        row(
            name,
            golds(&|t| t.iso.contains(':') && t.role == wanted),
            facts
                .iter()
                .copied()
                .filter(|(f, m)| clock(m) && f.role == Some(role))
                .collect(),
        );
    }
}

fn codes(tally: &mut Tally, at: (&str, &str), gold: &Gold, found: &Extraction) {
    let mut wanted: Vec<Item> = Vec::new();
    for f in &gold.features {
        match wanted.iter_mut().find(|w| w.text == f.code) {
            Some(known) => known.optional &= f.mark.optional,
            None => wanted.push(Item {
                text: f.code.clone(),
                value: f.mark.text.clone(),
                optional: f.mark.optional,
            }),
        }
    }
    let mut got: Vec<Item> = Vec::new();
    for f in found
        .facts
        .iter()
        .filter(|f| f.kind == Kind::Feature && f.event == Event::Main)
    {
        if let Value::Code { code } = &f.value
            && !got.iter().any(|g| &g.text == code)
        {
            got.push(plain(code, ""));
        }
    }
    tally.pair("features", at, &wanted, &got, |g, f| {
        wanted[g].text == got[f].text
    });
    let cause: Vec<Item> = gold
        .cause
        .iter()
        .map(|c| marked(&c.mark, &c.code))
        .collect();
    let said: Vec<Item> = found
        .summary
        .cause
        .iter()
        .map(|c| plain(&c.text, &c.code))
        .collect();
    tally.pair("cause", at, &cause, &said, |g, f| {
        cause[g].value == said[f].value
    });
    let status = |s: Option<&String>| s.map(|s| plain(s, "")).into_iter().collect::<Vec<_>>();
    let (wanted, got) = (
        status(gold.status.as_ref().filter(|_| gold.is_outage)),
        status(found.summary.status.as_ref()),
    );
    tally.pair("status", at, &wanted, &got, |g, f| {
        wanted[g].text == got[f].text
    });
}

fn names(
    tally: &mut Tally,
    row: &'static str,
    at: (&str, &str),
    gold: &[GoldName],
    found: &[Named],
) {
    let wanted: Vec<Item> = gold
        .iter()
        .map(|n| Item {
            text: n.name().to_owned(),
            value: String::new(),
            optional: n.optional(),
        })
        .collect();
    let got: Vec<Item> = found
        .iter()
        .map(|n| plain(&n.name, n.canonical.as_deref().unwrap_or("")))
        .collect();
    tally.pair(row, at, &wanted, &got, |g, f| {
        agree::names(&wanted[g].text, &got[f].text)
    });
}

fn reports(tally: &mut Tally, at: (&str, &str), text: &str, gold: &Gold, found: &Extraction) {
    let places = spans(gold.reports.iter().map(|d| &d.mark), text);
    let facts = of(found, Kind::Count);
    let wanted: Vec<Item> = gold
        .reports
        .iter()
        .map(|c| marked(&c.mark, format!("{:?}..{:?}", c.min, c.max)))
        .collect();
    let got: Vec<Item> = facts
        .iter()
        .map(|f| plain(f.span.of(text), format!("{:?}", f.value)))
        .collect();
    tally.pair("reports", at, &wanted, &got, |g, f| {
        let c = &gold.reports[g];
        matches!(&facts[f].value, Value::Count(v) if places[g].overlaps(facts[f].span) && agree::interval((c.min, c.max), (v.min, v.max)))
    });
}

fn statements(tally: &mut Tally, at: (&str, &str), text: &str, gold: &Gold, found: &Extraction) {
    let places = spans(gold.statements.iter().map(|s| &s.mark), text);
    // An interrupted quotation is gold once a part.
    let parts: Vec<(Span, StatementKind, Option<&str>)> = found
        .statements
        .iter()
        .flat_map(|s| {
            s.parts
                .iter()
                .map(move |p| (*p, s.kind, s.speaker.as_ref().map(|p| p.text.as_str())))
        })
        .collect();
    let same = |g: usize, f: usize| {
        agree::spans(
            crate::fact::trim(text, places[g]),
            crate::fact::trim(text, parts[f].0),
        )
    };
    let spoken = |g: usize, f: usize| {
        let s = &gold.statements[g];
        agree::speakers(s.speaker.as_deref(), parts[f].2)
            || s.speaker_alt
                .iter()
                .flatten()
                .any(|alt| agree::speakers(alt.as_deref(), parts[f].2))
    };
    let wanted: Vec<Item> = gold
        .statements
        .iter()
        .map(|s| {
            marked(
                &s.mark,
                format!(
                    "{} {}",
                    s.kind.as_str(),
                    s.speaker.as_deref().unwrap_or("-")
                ),
            )
        })
        .collect();
    let got: Vec<Item> = parts
        .iter()
        .map(|(p, k, s)| plain(p.of(text), format!("{} {}", k.as_str(), s.unwrap_or("-"))))
        .collect();
    tally.pair("statements.text", at, &wanted, &got, same);
    tally.pair("statements.speaker", at, &wanted, &got, |g, f| {
        same(g, f) && spoken(g, f)
    });
    for (row, direct) in [("statements.direct", true), ("statements.indirect", false)] {
        let is = |k: StatementKind| (k == StatementKind::Direct) == direct;
        let mine: Vec<usize> = (0..wanted.len())
            .filter(|&g| is(gold.statements[g].kind))
            .collect();
        let theirs: Vec<usize> = (0..got.len()).filter(|&f| is(parts[f].1)).collect();
        let (w, g): (Vec<Item>, Vec<Item>) = (
            mine.iter().map(|&g| wanted[g].clone()).collect(),
            theirs.iter().map(|&f| got[f].clone()).collect(),
        );
        tally.pair(row, at, &w, &g, |g, f| same(mine[g], theirs[f]));
    }
}
