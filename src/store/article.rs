//! Articles as they are kept, and what is known of one before it is read again.

use super::error::Error;
use super::id::Identity;
use super::open::Store;
use crate::model::{Document, Extraction, Published};
use chrono::DateTime;
use rusqlite::{Connection, OptionalExtension, Result, Row, params};

/// What the database knows of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Digest of the input that the stored facts were made from.
    pub input: String,
    /// Fingerprint of the patterns that made them.
    pub patterns: String,
    /// The language it was read in.
    pub language: String,
}

/// An article as it was stored.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredArticle {
    /// Its id in the database.
    pub id: String,
    /// The document that was read, whole.
    pub document: Document,
    /// The language it was read in.
    pub language: String,
}

impl Store {
    /// What the database knows of the article with this id.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn known(&self, article: &str) -> Result<Option<Known>, Error> {
        self.connection
            .prepare_cached("SELECT input, patterns, language FROM article WHERE id = ?")
            .and_then(|mut ask| {
                ask.query_row([article], |row| {
                    Ok(Known {
                        input: row.get(0)?,
                        patterns: row.get(1)?,
                        language: row.get(2)?,
                    })
                })
                .optional()
            })
            .map_err(|e| self.error(e))
    }

    /// Whether anything that was read from this path or address is held.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn holds_source(&self, source: &str) -> Result<bool, Error> {
        self.connection
            .prepare_cached("SELECT 1 FROM article WHERE source = ?")
            .and_then(|mut ask| ask.exists([source]))
            .map_err(|e| self.error(e))
    }

    /// The articles that a person may mean by `name`: one with that id, else with that name or source or address, else
    /// all whose id begins so.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn find_articles(&self, name: &str) -> Result<Vec<StoredArticle>, Error> {
        for condition in [
            "id = ?1",
            "name = ?1 OR source = ?1 OR url = ?1",
            "length(?1) >= 4 AND substr(id, 1, length(?1)) = ?1",
        ] {
            let found = self.articles_where(condition, name)?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        Ok(Vec::new())
    }

    fn articles_where(&self, condition: &str, name: &str) -> Result<Vec<StoredArticle>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM article WHERE {condition} ORDER BY id");
        self.connection
            .prepare(&sql)
            .and_then(|mut ask| ask.query_map([name], stored)?.collect())
            .map_err(|e| self.error(e))
    }

    /// Calls `visit` with each article, by id, one at a time.
    ///
    /// # Errors
    /// If the database cannot be read, or `visit` fails.
    pub fn each_article<E: From<Error>>(
        &self,
        mut visit: impl FnMut(StoredArticle) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |e| E::from(self.error(e));
        let sql = format!("SELECT {COLUMNS} FROM article ORDER BY id");
        let mut ask = self.connection.prepare(&sql).map_err(failed)?;
        let mut rows = ask.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            visit(stored(row).map_err(failed)?)?;
        }
        Ok(())
    }
}

const COLUMNS: &str = "id, name, source, url, title, byline, publisher, published_given, published_from, language_given, text, \
                       flags, language, fetched";

/// The id and document of the article with a row number.
pub(crate) fn by_number(connection: &Connection, n: i64) -> Result<(String, Document)> {
    let sql = format!("SELECT {COLUMNS} FROM article WHERE n = ?");
    let article = connection.prepare_cached(&sql)?.query_row([n], stored)?;
    Ok((article.id, article.document))
}

fn stored(row: &Row<'_>) -> Result<StoredArticle> {
    let published: Option<String> = row.get(7)?;
    let language: Option<String> = row.get(9)?;
    let flags: String = row.get(11)?;
    let fetched: Option<String> = row.get(13)?;
    Ok(StoredArticle {
        id: row.get(0)?,
        document: Document {
            id: row.get(1)?,
            source: row.get(2)?,
            url: row.get(3)?,
            title: row.get(4)?,
            byline: row.get(5)?,
            publisher: row.get(6)?,
            section: None,
            published: published.and_then(|p| p.parse::<Published>().ok()),
            published_from: row.get(8)?,
            language: language.and_then(|l| l.parse().ok()),
            told: None,
            fetched: fetched.and_then(|t| Some(DateTime::parse_from_rfc3339(&t).ok()?.to_utc())),
            text: row.get(10)?,
            flags: serde_json::from_str(&flags).unwrap_or_default(),
        },
        language: row.get(12)?,
    })
}

/// Writes the row of the article itself, with the number `n`, which is the one that it has if it is there.
pub(crate) fn upsert(
    connection: &Connection,
    n: i64,
    identity: &Identity,
    document: &Document,
    found: &Extraction,
    patterns: &str,
    run: i64,
) -> Result<()> {
    // The publication date that was given or loaded is what is kept; a reading may add one of its own.
    let published = document.published.or(found.published);
    let published_s = published.map(|p| p.instant().timestamp());
    connection
        .prepare_cached(
            "INSERT INTO article (n, id, name, source, url, title, byline, publisher, published, published_s, published_given,
                published_from, language_given, language, language_confidence, is_outage, text, flags, input, patterns, run, fetched)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET url = excluded.url, title = excluded.title, byline = excluded.byline,
                publisher = excluded.publisher, published = excluded.published, published_s = excluded.published_s,
                published_given = excluded.published_given, published_from = excluded.published_from, language_given = excluded.language_given,
                language = excluded.language, language_confidence = excluded.language_confidence,
                is_outage = excluded.is_outage, flags = excluded.flags, input = excluded.input,
                patterns = excluded.patterns, run = excluded.run, fetched = excluded.fetched",
        )?
        .execute(params![
            n,
            identity.article,
            document.id,
            document.source,
            document.url,
            document.title,
            document.byline,
            document.publisher,
            published.map(|p| p.to_string()),
            published_s,
            document.published.map(|p| p.to_string()),
            document.published_from,
            document.language.map(|l| l.to_string()),
            found.language.as_str(),
            super::insert::decimal(found.language_confidence),
            found.is_outage,
            document.text,
            serde_json::json!(document.flags).to_string(),
            identity.input,
            patterns,
            run,
            document.fetched.map(super::rows::utc),
        ])?;
    Ok(())
}
