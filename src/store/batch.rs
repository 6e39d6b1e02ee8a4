//! Writing many articles, a transaction a batch.
//!
//! Enters: articles with what they yielded, in any order. Leaves: their rows, and the rows of older texts from the same
//! place gone. A batch is gathered before its transaction begins, so that other processes wait only for the writing.

use super::article;
use super::error::Error;
use super::id::Identity;
use super::insert::{Inserts, KnownPatterns};
use super::likeness::{self, Copies, Likeness};
use super::open::Store;
use super::rows;
use super::run::Run;
use super::search;
use crate::model::{Document, Extraction};
use rusqlite::{Connection, OptionalExtension, Result, TransactionBehavior, params};
use rustc_hash::FxHashSet;

/// Rows in one transaction, about: the log stays small and a kill loses little.
const MOST_ROWS: usize = 20_000;
/// Bytes of text in one transaction, about: memory stays flat for long articles with few facts.
const MOST_BYTES: usize = 4 << 20;

/// One article to write.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it is known by.
    pub identity: Identity,
    /// What was read.
    pub document: Document,
    /// What it yielded.
    pub extraction: Extraction,
    /// Fingerprint of the patterns that were used.
    pub patterns: String,
    /// What it is compared with others by.
    pub likeness: Likeness,
}

/// Gathers articles and writes them when there are enough.
///
/// Dropped without [`finish`](Self::finish), it forgets what was gathered last. An older text from the same place goes
/// only at the end, because it may be met again in the same input; a run that was killed leaves its mark for the next one.
pub struct Batch<'s> {
    store: &'s mut Store,
    run: Run,
    entries: Vec<Entry>,
    rows: usize,
    bytes: usize,
    /// Articles written and not compared with others yet.
    unsettled: usize,
    /// Articles met in this run, by the first digits of their id: two texts under one name in one input both stay.
    met: FxHashSet<u64>,
    patterns: KnownPatterns,
    written: Written,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Articles that were not known before.
    pub added: u64,
    /// Articles that were known and read again.
    pub replaced: u64,
    /// Articles whose text from the same place has changed, and which are gone.
    pub superseded: u64,
    /// Articles written in this run that are copies of others.
    pub copies: Copies,
}

impl<'s> Batch<'s> {
    /// Begins to gather for `store`.
    pub fn new(store: &'s mut Store, run: Run) -> Self {
        Self {
            store,
            run,
            entries: Vec::new(),
            rows: 0,
            bytes: 0,
            unsettled: 0,
            met: FxHashSet::default(),
            patterns: KnownPatterns::default(),
            written: Written::default(),
        }
    }

    /// Takes one article, and writes if that fills the batch.
    ///
    /// # Errors
    /// If the database cannot be written; nothing of the batch is written then.
    pub fn push(&mut self, entry: Entry) -> Result<(), Error> {
        if !self.met.insert(key(&entry.identity.article)) {
            // Its rows of before must stand to be replaced.
            self.flush()?;
        }
        let found = &entry.extraction;
        self.rows += 3 + found.facts.len() + 2 * found.statements.len();
        self.bytes += entry.document.text.len();
        self.entries.push(entry);
        if self.rows >= MOST_ROWS || self.bytes >= MOST_BYTES {
            self.flush()?;
        }
        Ok(())
    }

    /// Notes an article that needs no writing.
    pub fn unchanged(&mut self, article: &str) {
        self.met.insert(key(article));
    }

    /// Writes what is left, and removes older texts from the places where new ones were found.
    ///
    /// # Errors
    /// As [`push`](Self::push).
    pub fn finish(mut self) -> Result<Written, Error> {
        self.flush()?;
        self.remove_older().map_err(|e| self.store.error(e))?;
        self.settle()?;
        self.written.copies = likeness::counts(&self.store.connection, self.run.0)
            .map_err(|e| self.store.error(e))?;
        Ok(self.written)
    }

    fn settle(&mut self) -> Result<(), Error> {
        self.unsettled = 0;
        likeness::settle(&mut self.store.connection).map_err(|e| self.store.error(e))
    }

    fn remove_older(&mut self) -> Result<()> {
        let marked = "SELECT n, id FROM article WHERE superseded = 1 ORDER BY id";
        let any = "SELECT EXISTS (SELECT 1 FROM article WHERE superseded = 1)";
        if !self
            .store
            .connection
            .query_row(any, [], |row| row.get::<_, bool>(0))?
        {
            return Ok(());
        }
        let transaction = self
            .store
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let indexes = search::existing(&transaction)?;
        let articles: Vec<(i64, String)> = transaction
            .prepare(marked)?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_>>()?;
        for (n, id) in articles {
            if self.met.contains(&key(&id)) {
                transaction.execute("UPDATE article SET superseded = 0 WHERE n = ?", [n])?;
            } else {
                search::forget(&transaction, &indexes, n, true)?;
                rows::remove(&transaction, n)?;
                self.written.superseded += 1;
            }
        }
        transaction.commit()
    }

    fn flush(&mut self) -> Result<(), Error> {
        if self.entries.is_empty() {
            return Ok(());
        }
        self.write().map_err(|e| self.store.error(e))?;
        self.unsettled += self.entries.len();
        self.entries.clear();
        (self.rows, self.bytes) = (0, 0);
        if self.unsettled >= likeness::BATCH {
            // While the workers read on; of two articles it does not matter which is compared first.
            self.settle()?;
        }
        Ok(())
    }

    fn write(&mut self) -> Result<()> {
        let transaction = self
            .store
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let indexes = search::existing(&transaction)?;
        let mut inserts = Inserts::new(&transaction, &mut self.patterns)?;
        let mut written = self.written;
        for entry in &self.entries {
            let id = entry.identity.article.as_str();
            let stored = stored(&transaction, id, entry.document.title.as_deref())?;
            let n = if let Some((n, same_title)) = stored {
                search::forget(&transaction, &indexes, n, !same_title)?;
                rows::clear(&transaction, n)?;
                written.replaced += 1;
                n
            } else {
                written.added += 1;
                mark_older(&transaction, &entry.document)?;
                inserts.next_article()
            };
            article::upsert(
                &transaction,
                n,
                &entry.identity,
                &entry.document,
                &entry.extraction,
                &entry.patterns,
                self.run.0,
            )?;
            likeness::note(&transaction, n, id, &entry.document, &entry.likeness)?;
            if let Some((n, false)) = stored {
                search::put_back(&transaction, &indexes, n)?;
            }
            rows::insert(&transaction, n, &entry.extraction)?;
            inserts.add(n, &entry.document.text, &entry.extraction)?;
        }
        inserts.write()?;
        transaction.commit()?;
        self.written = written;
        Ok(())
    }
}

/// The row number of an article that is stored, and whether it has this title.
fn stored(connection: &Connection, id: &str, title: Option<&str>) -> Result<Option<(i64, bool)>> {
    connection
        .prepare_cached("SELECT n, title IS ?2 FROM article WHERE id = ?1")?
        .query_row(params![id, title], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

/// Marks the articles with another text from the same place, which go at the end of the run unless they are met in it.
///
/// Standard input is no place: what comes next is another text. What an address said before is a version, and stays.
fn mark_older(connection: &Connection, document: &Document) -> Result<()> {
    let source = document.source.as_str();
    let passing = source == "-" || source.starts_with("-:") || likeness::is_address(source);
    if !passing {
        connection
            .prepare_cached("UPDATE article SET superseded = 1 WHERE source = ? AND name = ?")?
            .execute(params![document.source, document.id])?;
    }
    Ok(())
}

/// Half of an id's digest: enough to tell a million articles apart, and an eighth of the memory.
fn key(id: &str) -> u64 {
    u64::from_str_radix(id, 16).unwrap_or_default()
}
