//! What there is once an article: its summary and its diagnostics; and removing all that belongs to it.
//!
//! Enters: what an article yielded, and an open transaction. Leaves: rows. What stood there before must be gone
//! ([`clear`]). Facts and statements are many and written apart: [`insert`](super::insert).

use super::likeness;
use crate::model::{Extraction, Moment};
use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, Result, params};

/// `2022-10-25T09:10:00Z`, the form of every instant in the tables.
pub(crate) fn utc(t: DateTime<Utc>) -> String {
    t.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// Removes everything that an earlier reading of the article left.
pub(crate) fn clear(connection: &Connection, article: i64) -> Result<()> {
    let of = "statement IN (SELECT n FROM statement WHERE article = ?)";
    delete(connection, "statement_part", of, article)?;
    for table in ["fact", "statement", "subject", "summary", "diagnostic"] {
        delete(connection, table, "article = ?", article)?;
    }
    Ok(())
}

/// Removes an article with everything that belongs to it.
pub(crate) fn remove(connection: &Connection, article: i64) -> Result<()> {
    clear(connection, article)?;
    likeness::forget(connection, article)?;
    delete(connection, "article", "n = ?", article)
}

fn delete(connection: &Connection, table: &str, of: &str, article: i64) -> Result<()> {
    connection
        .prepare_cached(&format!("DELETE FROM {table} WHERE {of}"))?
        .execute([article])
        .map(drop)
}

/// Writes what belongs to the article itself.
pub(crate) fn insert(connection: &Connection, article: i64, found: &Extraction) -> Result<()> {
    insert_summary(connection, article, found)?;
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
