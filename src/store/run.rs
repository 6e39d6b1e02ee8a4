//! The record of one run of the program over a database.

use super::error::Error;
use super::open::Store;
use super::rows::utc;
use rusqlite::params;

/// A run that has begun; one that was killed keeps an empty `finished`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run(pub(crate) i64);

impl Store {
    /// Notes that a run with these arguments begins.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn begin_run(&self, arguments: &[String]) -> Result<Run, Error> {
        self.connection
            .execute(
                "INSERT INTO run (started, version, arguments) VALUES (?, ?, ?)",
                params![
                    utc(chrono::Utc::now()),
                    env!("CARGO_PKG_VERSION"),
                    serde_json::json!(arguments).to_string()
                ],
            )
            .map(|_| Run(self.connection.last_insert_rowid()))
            .map_err(|e| self.error(e))
    }

    /// Notes that it ended, and how many documents were written, unchanged and failed.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn finish_run(&self, run: Run, counts: [u64; 3]) -> Result<(), Error> {
        let [written, unchanged, failed] = counts.map(|n| n as i64);
        self.connection
            .execute(
                "UPDATE run SET finished = ?, written = ?, unchanged = ?, failed = ? WHERE id = ?",
                params![utc(chrono::Utc::now()), written, unchanged, failed, run.0],
            )
            .map(drop)
            .map_err(|e| self.error(e))
    }
}
