//! Everything that was found in one article, in words for people.

use super::{Error, function};
use crate::model::Span;
use crate::store::Store;
use rusqlite::Row;

/// A fact or statement as a person reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Its id in the database.
    pub id: String,
    /// Its kind; `statement` for a statement.
    pub kind: String,
    /// Role, event and polarity where they are not the common ones, and the kind of a statement.
    pub notes: String,
    /// Where it stands; a statement has a place for each part.
    pub places: Vec<Span>,
    /// The words.
    pub text: String,
    /// What they say.
    pub value: String,
    /// From 0 to 1.
    pub confidence: f64,
    /// The pattern that found it.
    pub pattern: String,
}

const FACTS: &str = "SELECT a.id || ':' || f.kind || ':' || f.start_byte || '-' || f.end_byte || iif(f.nth > 1, '.' || f.nth, ''),
    f.kind,
    trim(ifnull(f.role, '') || iif(f.event = 'main', '', ' ' || f.event) || iif(f.polarity = 'denied', ' denied', '')),
    f.start_byte || '-' || f.end_byte, f.text,
    CASE f.kind
        WHEN 'duration' THEN interval_words(f.min_s, f.max_s, f.point_s, f.bound)
        WHEN 'moment' THEN ifnull(f.local, '') || ifnull(' ' || f.zone, '') || ifnull(strftime(' (%Y-%m-%dT%H:%M:%SZ)', f.earliest_s, 'unixepoch'), '')
        WHEN 'count' THEN number_words(f.min, f.max) || ' ' || f.unit || ifnull(', says ' || f.counted_by, '')
        WHEN 'cause' THEN f.code || ', ' || replace(f.certainty, '_', ' ') || ifnull(': ' || f.asserted_by, '')
        ELSE ifnull(f.code, '(not in the gazetteer)')
    END,
    f.confidence, p.id
    FROM article a JOIN fact f ON f.article = a.n JOIN pattern p ON p.n = f.pattern
    WHERE a.id = ? ORDER BY f.start_byte, f.end_byte, f.kind, 1";

const STATEMENTS: &str = "SELECT a.id || ':statement:' || s.start_byte || '-' || s.end_byte || iif(s.nth > 1, '.' || s.nth, ''),
    'statement', s.kind || iif(s.resolution = 'explicit', '', ', ' || s.resolution),
    (SELECT group_concat(p.start_byte || '-' || p.end_byte, ' ') FROM statement_part p WHERE p.statement = s.n),
    s.text, ifnull(s.speaker, 'nobody named') || ifnull(' (via ' || s.via || ')', ''), s.confidence, p.id
    FROM article a JOIN statement s ON s.article = a.n JOIN pattern p ON p.n = s.pattern
    WHERE a.id = ? ORDER BY s.start_byte, s.end_byte, 1";

/// All facts of an article by place, then all its statements.
///
/// # Errors
/// If the database cannot be read.
pub fn findings(store: &Store, article: &str) -> Result<Vec<Finding>, Error> {
    let connection = store.connection();
    let read = || -> rusqlite::Result<Vec<Finding>> {
        function::register(connection)?;
        let mut all = Vec::new();
        for sql in [FACTS, STATEMENTS] {
            for row in connection.prepare(sql)?.query_map([article], finding)? {
                all.push(row?);
            }
        }
        Ok(all)
    };
    read().map_err(|e| store.error(e).into())
}

/// Corrections that people made to an article, its facts or its statements: target, field, value and reason.
///
/// # Errors
/// If the database cannot be read.
pub fn corrections(store: &Store, article: &str) -> Result<Vec<[String; 4]>, Error> {
    let sql =
        "SELECT target, field, ifnull(value, ''), reason || ' (' || author || ')' FROM override
               WHERE target = ?1 OR substr(target, 1, length(?1) + 1) = ?1 || ':' ORDER BY id";
    store
        .connection()
        .prepare(sql)
        .and_then(|mut ask| {
            ask.query_map([article], |row| {
                Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?])
            })?
            .collect()
        })
        .map_err(|e| store.error(e).into())
}

/// What an article is a copy of, and what is a copy of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kin {
    /// The origin, if it is a copy.
    pub origin: Option<Relative>,
    /// Its copies, in order of publication.
    pub copies: Vec<Relative>,
}

/// Another article and what ties it to one.
#[derive(Clone, Debug, PartialEq)]
pub struct Relative {
    /// Its id.
    pub id: String,
    /// Its publication, else its source.
    pub publisher: String,
    /// `exact`, `near`, `twin` or `version`.
    pub kind: String,
    /// The part of their words that they share.
    pub likeness: f64,
}

/// The articles that an article is tied to.
///
/// # Errors
/// If the database cannot be read.
pub fn kin(store: &Store, article: &str) -> Result<Kin, Error> {
    let connection = store.connection();
    let ask = |one: &str, other: &str| -> rusqlite::Result<Vec<Relative>> {
        let sql = format!(
            "SELECT x.id, ifnull(x.publisher, x.source), c.kind, c.likeness FROM copy c JOIN article a ON a.n = c.{one}
             JOIN article x ON x.n = c.{other} WHERE a.id = ? ORDER BY x.published_s, x.fetched, x.id"
        );
        let relative = |row: &Row<'_>| {
            Ok(Relative {
                id: row.get(0)?,
                publisher: row.get(1)?,
                kind: row.get(2)?,
                likeness: row.get(3)?,
            })
        };
        connection
            .prepare(&sql)?
            .query_map([article], relative)?
            .collect()
    };
    let read = || {
        Ok(Kin {
            origin: ask("article", "origin")?.pop(),
            copies: ask("origin", "article")?,
        })
    };
    read().map_err(|e| store.error(e).into())
}

fn finding(row: &Row<'_>) -> rusqlite::Result<Finding> {
    let places: Option<String> = row.get(3)?;
    let place = |p: &str| {
        let (start, end) = p.split_once('-')?;
        Some(Span::new(start.parse().ok()?, end.parse().ok()?))
    };
    Ok(Finding {
        id: row.get(0)?,
        kind: row.get(1)?,
        notes: row.get(2)?,
        places: places
            .unwrap_or_default()
            .split(' ')
            .filter_map(place)
            .collect(),
        text: row.get(4)?,
        value: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
        confidence: row.get(6)?,
        pattern: row.get(7)?,
    })
}
