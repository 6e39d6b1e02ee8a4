//! One article's results as rows.
//!
//! Enters: a document, what it yielded, and an open transaction. Leaves: rows in the tables of the article. What stood
//! there before must be gone ([`clear`]).

use super::insert::{Home, Inserts};
use crate::model::{CharOffsets, Extraction, Fact, Moment, Span};
use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, Result, params};
use rustc_hash::FxHashMap;

/// `2022-10-25T09:10:00Z`, the form of every instant in the tables.
pub(crate) fn utc(t: DateTime<Utc>) -> String {
    t.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// Removes everything that an earlier reading of the article left.
pub(crate) fn clear(connection: &Connection, article: i64) -> Result<()> {
    for sql in [
        "DELETE FROM fact WHERE article = ?",
        "DELETE FROM statement WHERE article = ?",
        "DELETE FROM subject WHERE article = ?",
        "DELETE FROM summary WHERE article = ?",
        "DELETE FROM diagnostic WHERE article = ?",
    ] {
        connection.prepare_cached(sql)?.execute([article])?;
    }
    Ok(())
}

/// Writes everything that belongs to the article.
pub(crate) fn insert(
    connection: &Connection,
    inserts: &mut Inserts<'_>,
    article: i64,
    text: &str,
    found: &Extraction,
) -> Result<()> {
    insert_subjects(connection, article, found)?;
    insert_summary(connection, article, found)?;
    let chars = CharOffsets::new(text);
    let home = Home {
        n: article,
        text,
        chars: &chars,
    };
    let mut earlier: (Option<&Fact>, usize) = (None, 0);
    for fact in &found.facts {
        let same = earlier
            .0
            .is_some_and(|e| e.span == fact.span && e.kind == fact.kind);
        earlier = (Some(fact), if same { earlier.1 + 1 } else { 1 });
        inserts.fact(home, fact, earlier.1)?;
    }
    let mut at: FxHashMap<(u32, u32), usize> = FxHashMap::default();
    for statement in &found.statements {
        let whole = statement
            .parts
            .iter()
            .copied()
            .reduce(Span::join)
            .unwrap_or_default();
        let nth = at.entry((whole.start, whole.end)).or_default();
        *nth += 1;
        inserts.statement(home, statement, whole, *nth)?;
    }
    for (position, d) in found.diagnostics.iter().enumerate() {
        connection
            .prepare_cached("INSERT INTO diagnostic VALUES (?, ?, ?, ?, ?, ?, ?)")?
            .execute(params![
                article,
                position as i64,
                d.code,
                format!("{:?}", d.severity).to_lowercase(),
                d.message,
                d.span.map(|s| s.start),
                d.span.map(|s| s.end),
            ])?;
    }
    Ok(())
}

fn insert_subjects(connection: &Connection, article: i64, found: &Extraction) -> Result<()> {
    let lists = [
        ("service", &found.services),
        ("provider", &found.providers),
        ("region", &found.regions),
    ];
    for (kind, names) in lists {
        for (position, name) in names.iter().enumerate() {
            connection
                .prepare_cached("INSERT INTO subject VALUES (?, ?, ?, ?, ?)")?
                .execute(params![
                    article,
                    kind,
                    position as i64,
                    name.name,
                    name.canonical
                ])?;
        }
    }
    Ok(())
}

fn insert_summary(connection: &Connection, article: i64, found: &Extraction) -> Result<()> {
    let s = &found.summary;
    let earliest = |m: &Option<Moment>| m.as_ref().and_then(|m| m.earliest).map(utc);
    let latest = |m: &Option<Moment>| m.as_ref().and_then(|m| m.latest).map(utc);
    connection
        .prepare_cached(
            "INSERT INTO summary VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            article,
            s.service,
            s.provider,
            earliest(&s.start),
            latest(&s.start),
            s.start.as_ref().and_then(|m| m.local.as_ref()),
            s.start.as_ref().and_then(|m| m.zone.as_ref()),
            earliest(&s.restored),
            latest(&s.restored),
            s.restored.as_ref().and_then(|m| m.local.as_ref()),
            s.restored.as_ref().and_then(|m| m.zone.as_ref()),
            s.duration.and_then(|d| d.min_s),
            s.duration.and_then(|d| d.max_s),
            s.duration.and_then(|d| d.point_s),
            s.status,
            s.impact,
            s.scope,
            s.cause.as_ref().map(|c| &c.text),
            s.cause.as_ref().map(|c| &c.code),
            s.cause.as_ref().and_then(|c| c.asserted_by.as_ref()),
            s.cause.as_ref().map(|c| c.certainty.as_str()),
        ])?;
    Ok(())
}
