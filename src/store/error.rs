//! What can go wrong with a database file, in words that say what to do.

use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// A failure of the database; ask the `is_*` questions rather than reading the message.
#[derive(Debug, thiserror::Error)]
#[error("`{}`: {kind}", path.display())]
pub struct Error {
    path: PathBuf,
    kind: Kind,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum Kind {
    #[error("no such database; make one with `pulih process PATH --db FILE`")]
    Missing,
    #[error("is an SQLite database of another program; name a new file, it will be made")]
    Foreign,
    #[error("is no SQLite database; name a new file, it will be made")]
    NotADatabase,
    #[error(
        "was made by a newer Pulih (schema {0}, this program knows {1}); use that program, or another file"
    )]
    Newer(i64, i64),
    #[error(
        "has the older schema {0}; run `pulih process` on it once, which brings it to schema {1}"
    )]
    Older(i64, i64),
    #[error("is locked by another process; wait for it to end, or give it more time with `--wait`")]
    Locked,
    #[error(
        "cannot be written: the file or its folder is read-only; change its permissions, or copy it elsewhere"
    )]
    ReadOnly,
    #[error("cannot be opened: {0}; check that the folder exists and may be read and written")]
    CannotOpen(String),
    #[error(
        "cannot be written: the disk is full; free some space and run again, what was written so far is kept"
    )]
    Full,
    #[error("is damaged ({0}); restore it from a copy, or process the articles into a new file")]
    Damaged(String),
    #[error("reading or writing failed: {0}")]
    Sqlite(rusqlite::Error),
}

impl Error {
    pub(crate) fn new(path: &Path, kind: Kind) -> Self {
        Self {
            path: path.to_owned(),
            kind,
        }
    }

    /// Gives the words of this module to an error of SQLite.
    pub(crate) fn sqlite(path: &Path, error: rusqlite::Error) -> Self {
        let message = error.to_string();
        let kind = match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Kind::Locked,
            Some(ErrorCode::ReadOnly) => Kind::ReadOnly,
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Kind::CannotOpen(message),
            Some(ErrorCode::DiskFull) => Kind::Full,
            Some(ErrorCode::NotADatabase) => Kind::NotADatabase,
            Some(ErrorCode::DatabaseCorrupt) => Kind::Damaged(message),
            _ => Kind::Sqlite(error),
        };
        Self::new(path, kind)
    }

    /// Whether the file does not exist.
    pub fn is_missing(&self) -> bool {
        matches!(self.kind, Kind::Missing)
    }

    /// Whether the file is something else than a database of this program.
    pub fn is_foreign(&self) -> bool {
        matches!(self.kind, Kind::Foreign | Kind::NotADatabase)
    }

    /// Whether another process holds the database.
    pub fn is_locked(&self) -> bool {
        matches!(self.kind, Kind::Locked)
    }

    /// Whether the file or its folder may not be written.
    pub fn is_read_only(&self) -> bool {
        matches!(self.kind, Kind::ReadOnly)
    }

    /// Whether the disk is full.
    pub fn is_full(&self) -> bool {
        matches!(self.kind, Kind::Full)
    }
}
