//! Full-text indexes, made when a question needs them.
//!
//! Writing keeps no index up to date, which would cost most of its speed; a question brings the one it needs up to date.
//! Rows that go are taken out at once, so an index never names a row that is gone.
//!
//! Invariant: the table `search` says up to which row number `n` an index goes; a number that an index has seen is
//! never used again.

use super::error::Error;
use super::open::Store;
use rusqlite::{Connection, OptionalExtension, Result, TransactionBehavior, params};

/// One full-text index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Index {
    /// Titles and texts of articles, by word.
    ArticleWords,
    /// Titles and texts of articles, by three characters: for scripts without spaces.
    ArticleTrigrams,
    /// Statements, by word.
    StatementWords,
    /// Statements, by three characters.
    StatementTrigrams,
}

impl Index {
    const ALL: [Self; 4] = [
        Self::ArticleWords,
        Self::ArticleTrigrams,
        Self::StatementWords,
        Self::StatementTrigrams,
    ];

    /// The name of its table.
    pub fn table(self) -> &'static str {
        match self {
            Self::ArticleWords => "article_words",
            Self::ArticleTrigrams => "article_trigrams",
            Self::StatementWords => "statement_words",
            Self::StatementTrigrams => "statement_trigrams",
        }
    }

    fn content(self) -> (&'static str, &'static str) {
        match self {
            Self::ArticleWords | Self::ArticleTrigrams => ("article", "title, text"),
            Self::StatementWords | Self::StatementTrigrams => ("statement", "text, speaker"),
        }
    }

    fn tokenizer(self) -> &'static str {
        match self {
            Self::ArticleWords | Self::StatementWords => "unicode61 remove_diacritics 2",
            Self::ArticleTrigrams | Self::StatementTrigrams => "trigram remove_diacritics 1",
        }
    }
}

impl Store {
    /// Whether the index covers every row.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn is_indexed(&self, index: Index) -> Result<bool, Error> {
        let (content, _) = index.content();
        up_to(&self.connection, index)
            .and_then(|done| Ok(done == Some(last(&self.connection, content)?)))
            .map_err(|e| self.error(e))
    }

    /// Brings the index up to date, making it if there is none.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn index(&mut self, index: Index) -> Result<(), Error> {
        if self.is_indexed(index)? {
            return Ok(());
        }
        self.extend(index).map_err(|e| self.error(e))
    }

    fn extend(&mut self, index: Index) -> Result<()> {
        let (content, columns) = index.content();
        let table = index.table();
        let step = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        step.execute_batch(&format!(
            "CREATE VIRTUAL TABLE IF NOT EXISTS {table} USING fts5({columns}, content=\"{content}\", content_rowid=\"n\",
             tokenize=\"{}\");",
            index.tokenizer()
        ))?;
        let done = up_to(&step, index)?.unwrap_or(0);
        let end = last(&step, content)?;
        step.execute(
            &format!("INSERT INTO {table}(rowid, {columns}) SELECT n, {columns} FROM {content} WHERE n > ? AND n <= ?"),
            params![done, end],
        )?;
        step.execute(
            "INSERT INTO search VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET indexed = ?2",
            params![table, end],
        )?;
        step.commit()
    }
}

/// The highest row number in use, or known to an index: the next row takes the one after it, so no index ever takes a new
/// row for one that it has.
pub(crate) fn last(connection: &Connection, content: &str) -> Result<i64> {
    connection
        .prepare_cached(&format!(
            "SELECT max(ifnull((SELECT max(n) FROM {content}), 0), ifnull((SELECT max(indexed) FROM search
             WHERE name IN ('{content}_words', '{content}_trigrams')), 0))"
        ))?
        .query_row([], |row| row.get(0))
}

fn up_to(connection: &Connection, index: Index) -> Result<Option<i64>> {
    connection
        .query_row(
            "SELECT indexed FROM search WHERE name = ?",
            [index.table()],
            |row| row.get(0),
        )
        .optional()
}

/// The indexes that exist, with how far they go.
pub(crate) fn existing(connection: &Connection) -> Result<Vec<(Index, i64)>> {
    let mut found = Vec::new();
    for index in Index::ALL {
        if let Some(done) = up_to(connection, index)? {
            found.push((index, done));
        }
    }
    Ok(found)
}

/// Takes an article's statements out of the indexes, and its own title and text too if `text_goes`.
///
/// Call it while the rows still stand: an index over another table's content needs the old words to take them out.
pub(crate) fn forget(
    connection: &Connection,
    indexes: &[(Index, i64)],
    article: i64,
    text_goes: bool,
) -> Result<()> {
    for &(index, done) in indexes {
        let (content, columns) = index.content();
        let table = index.table();
        let key = if content == "article" { "n" } else { "article" };
        if content == "article" && !text_goes {
            continue;
        }
        connection.execute(
            &format!(
                "INSERT INTO {table}({table}, rowid, {columns}) SELECT 'delete', n, {columns} FROM {content}
                 WHERE {key} = ? AND n <= ?"
            ),
            params![article, done],
        )?;
    }
    Ok(())
}

/// Puts an article that stays, with another title, back into the indexes that had it.
pub(crate) fn put_back(
    connection: &Connection,
    indexes: &[(Index, i64)],
    article: i64,
) -> Result<()> {
    for &(index, done) in indexes {
        let (content, columns) = index.content();
        if content == "article" {
            let table = index.table();
            connection.execute(
                &format!(
                    "INSERT INTO {table}(rowid, {columns}) SELECT n, {columns} FROM article WHERE n = ? AND n <= ?"
                ),
                params![article, done],
            )?;
        }
    }
    Ok(())
}
