//! Proof that every stored fact and statement stands in its article.
//!
//! Enters: a database and a way to read a document again. Leaves: what could not be found again, with the reason. Each
//! stored article is read anew and its rows are made anew in memory; a stored row holds if the words at its place are the
//! words it names and a new row says the same from the same pattern with the same fingerprint.

use super::article::{StoredArticle, upsert};
use super::error::Error;
use super::id::{Identity, identify};
use super::insert::{Inserts, KnownPatterns};
use super::open::Store;
use super::rows;
use crate::model::{Document, Extraction};
use rusqlite::types::Value;
use rusqlite::{Connection, Result};
use std::collections::BTreeMap;

/// A stored row that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Id of the article.
    pub article: String,
    /// Id of the fact or statement; the article's own where its text is not what it was.
    pub id: String,
    /// What is wrong, in words.
    pub reason: String,
}

/// How much was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Articles read again.
    pub articles: u64,
    /// Facts looked for.
    pub facts: u64,
    /// Statements looked for.
    pub statements: u64,
}

/// Facts with their values, as one row each; the first columns are id, place, words, pattern and fingerprint.
const FACTS: &str = "SELECT a.id || ':' || f.kind || ':' || f.start_byte || '-' || f.end_byte || iif(f.nth > 1, '.' || f.nth, ''),
    f.start_byte, f.end_byte, f.text, p.id, p.fingerprint, f.start_char, f.end_char,
    f.kind, f.role, f.event, f.polarity, f.code, f.confidence, f.grain, f.approx, f.min_s, f.max_s, f.point_s, f.bound, f.iso,
    f.earliest_s, f.latest_s, f.local, f.zone, f.utc_offset_minutes, f.zone_basis, f.anchor, f.weekday,
    f.min, f.max, f.unit, f.counted_by, f.asserted_by, f.certainty, f.name
    FROM article a JOIN fact f ON f.article = a.n LEFT JOIN pattern p ON p.n = f.pattern WHERE a.id = ?";

/// Statements, as one row a part.
const STATEMENTS: &str = "SELECT a.id || ':statement:' || s.start_byte || '-' || s.end_byte || iif(s.nth > 1, '.' || s.nth, '') || '#' ||
    p.position, p.start_byte, p.end_byte, NULL, q.id, q.fingerprint,
    p.start_char, p.end_char, s.kind, s.text, s.start_byte, s.end_byte, s.start_char, s.end_char, s.speaker, s.speaker_start_byte,
    s.speaker_end_byte, s.speaker_name, s.speaker_role, s.speaker_organisation, s.resolution, s.cue, s.cue_start_byte,
    s.cue_end_byte, s.via, s.confidence
    FROM article a JOIN statement s ON s.article = a.n LEFT JOIN pattern q ON q.n = s.pattern
    LEFT JOIN statement_part p ON p.statement = s.n WHERE a.id = ?";

/// Rows by id.
type Rows = BTreeMap<String, Vec<Value>>;

impl Store {
    /// Looks every stored fact and statement up again, calling `fail` for each that is not found.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn verify(
        &self,
        mut read: impl FnMut(&Document) -> Extraction,
        mut fail: impl FnMut(Failure),
    ) -> Result<Verified, Error> {
        let fresh = Self::in_memory()?;
        let mut done = Verified::default();
        self.each_article::<Error>(|article| {
            done.articles += 1;
            let text = article.document.text.as_str();
            let mut failed = |id: &str, reason: String| {
                fail(Failure {
                    article: article.id.clone(),
                    id: id.to_owned(),
                    reason,
                });
            };
            let identity = identify(&article.document);
            if identity.article != article.id {
                failed(
                    &article.id,
                    "the stored text is not the one that was read".into(),
                );
            }
            let anew = read(&article.document);
            let n = remake(&fresh.connection, &identity, &article, &anew)
                .map_err(|e| fresh.error(e))?;
            for (sql, count) in [(FACTS, &mut done.facts), (STATEMENTS, &mut done.statements)] {
                let stored =
                    fetch(&self.connection, sql, &article.id).map_err(|e| self.error(e))?;
                let expected =
                    fetch(&fresh.connection, sql, &identity.article).map_err(|e| fresh.error(e))?;
                let first = |id: &&String| !id.contains('#') || id.ends_with("#0");
                *count += stored.keys().filter(first).count() as u64;
                for (id, row) in &stored {
                    let same = |new: &Rows| new.get(id).is_some_and(|r| r == row);
                    if let Some(reason) = misplaced(text, row) {
                        failed(id, reason);
                    } else if !same(&expected) {
                        failed(id, difference(row, &expected));
                    }
                }
            }
            rows::remove(&fresh.connection, n).map_err(|e| fresh.error(e))
        })?;
        Ok(done)
    }
}

/// Makes the rows of an article anew; its row number.
fn remake(
    fresh: &Connection,
    identity: &Identity,
    article: &StoredArticle,
    anew: &Extraction,
) -> Result<i64> {
    fresh.execute(
        "INSERT OR IGNORE INTO run (id, started, version, arguments) VALUES (1, '', '', '')",
        [],
    )?;
    let mut patterns = KnownPatterns::default();
    let mut inserts = Inserts::new(fresh, &mut patterns)?;
    let n = inserts.next_article();
    upsert(fresh, n, identity, &article.document, anew, "", 1)?;
    rows::insert(fresh, n, anew)?;
    inserts.add(n, &article.document.text, anew)?;
    inserts.write()?;
    Ok(n)
}

fn fetch(connection: &Connection, sql: &str, article: &str) -> Result<Rows> {
    let mut ask = connection.prepare_cached(sql)?;
    let width = ask.column_count();
    let mut found = ask.query([article])?;
    let mut rows = Rows::new();
    while let Some(row) = found.next()? {
        let cells = (1..width).map(|i| row.get(i)).collect::<Result<_>>()?;
        rows.insert(row.get::<_, Option<String>>(0)?.unwrap_or_default(), cells);
    }
    Ok(rows)
}

/// Says what is wrong with the place of a row, if something is.
fn misplaced(text: &str, row: &[Value]) -> Option<String> {
    let (Value::Integer(start), Value::Integer(end)) = (&row[0], &row[1]) else {
        return Some("it has no place".into());
    };
    let Some(words) = text.get(*start as usize..*end as usize) else {
        return Some(format!("bytes {start}..{end} are no place in the text"));
    };
    match &row[2] {
        Value::Text(stored) if stored != words => Some(format!(
            "bytes {start}..{end} of the text are `{words}`, not `{stored}`"
        )),
        _ => None,
    }
}

/// Says how the rows made anew differ from a stored one.
fn difference(row: &[Value], expected: &Rows) -> String {
    let shown = |v: &Value| match v {
        Value::Text(t) => t.clone(),
        other => format!("{other:?}"),
    };
    let pattern = shown(&row[3]);
    let near: Vec<&Vec<Value>> = expected
        .values()
        .filter(|r| r[..2] == row[..2] && r[7] == row[7])
        .collect();
    if near.iter().any(|r| r[3] == row[3] && r[4] == row[4]) {
        format!("pattern `{pattern}` now gives another value there")
    } else if near.iter().any(|r| r[3] == row[3]) {
        format!("pattern `{pattern}` has changed since; run `pulih process` again")
    } else if let Some(other) = near.first() {
        format!(
            "pattern `{}` finds it now, not `{pattern}`",
            shown(&other[3])
        )
    } else {
        format!("pattern `{pattern}` finds nothing there now")
    }
}
