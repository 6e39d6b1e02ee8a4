//! Opening a database file, to read or to write.

use super::error::{Error, Kind};
use super::schema::{self, VERSION};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Rows are made from typed values and numbers that were just given out, and go together with what belongs to them
/// ([`rows::remove`](super::rows::remove)); looking each up again would take a third of the time of writing. Whether they hold
/// is asked by the tests. The rules stay in the file, for whoever else writes there.
const TRUSTED: &str = "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;";

/// What a database is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Only reading; the file must exist, and may lie in a folder that cannot be written.
    Read,
    /// Reading and writing; the file must exist.
    Write,
    /// Reading and writing; the file is made and brought to the present schema.
    Create,
}

/// An open fact database.
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
}

impl Store {
    /// Opens `path`; a lock of another process is waited for up to `wait`.
    ///
    /// # Errors
    /// If the file is missing, foreign, locked, too new, or cannot be read or written as asked.
    pub fn open(path: &Path, access: Access, wait: Duration) -> Result<Self, Error> {
        if access != Access::Create && !path.exists() {
            return Err(Error::new(path, Kind::Missing));
        }
        let mut store = match access {
            Access::Read => Self::for_reading(path, wait)?,
            Access::Write | Access::Create => Self::for_writing(path, wait)?,
        };
        if access == Access::Read {
            match schema::check(&store.connection, path)? {
                0 => return Err(Error::new(path, Kind::Missing)),
                VERSION => {}
                older => return Err(Error::new(path, Kind::Older(older, VERSION))),
            }
        } else {
            schema::migrate(&mut store.connection, path)?;
        }
        Ok(store)
    }

    /// A database in memory, for tests and for comparing.
    ///
    /// # Errors
    /// If memory is short.
    pub fn in_memory() -> Result<Self, Error> {
        let path = PathBuf::from(":memory:");
        let connection = Connection::open_in_memory().map_err(|e| Error::sqlite(&path, e))?;
        let mut store = Self { connection, path };
        store.configure(TRUSTED)?;
        schema::migrate(&mut store.connection, &store.path)?;
        Ok(store)
    }

    fn for_writing(path: &Path, wait: Duration) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let store = Self::connect(path, path.as_os_str(), flags, wait)?;
        // Look at the owner before the journal mode writes into the header.
        schema::check(&store.connection, path)?;
        if store.read_only()? {
            return Err(Error::new(path, Kind::ReadOnly));
        }
        store.use_log(wait)?;
        store.configure(TRUSTED)?;
        store.configure(
            "PRAGMA synchronous = NORMAL;
             PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000;
             PRAGMA journal_size_limit = 67108864;",
        )?;
        Ok(store)
    }

    /// Opens without writing; where the write-ahead log cannot be opened (a read-only folder), reads the file as it is.
    fn for_reading(path: &Path, wait: Duration) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let first = Self::connect(path, path.as_os_str(), flags, wait)
            .and_then(|store| schema::check(&store.connection, path).map(|_| store));
        let Err(error) = first else { return first };
        let log = sidecar(path, "-wal");
        let finished = std::fs::metadata(&log).map_or(true, |m| m.len() == 0);
        if error.is_foreign() || !finished {
            return Err(error);
        }
        let Some(uri) = immutable_uri(path) else {
            return Err(error);
        };
        Self::connect(path, uri.as_ref(), flags | OpenFlags::SQLITE_OPEN_URI, wait)
            .and_then(|store| schema::check(&store.connection, path).map(|_| store))
            .map_err(|_| error)
    }

    fn connect(
        path: &Path,
        name: &std::ffi::OsStr,
        flags: OpenFlags,
        wait: Duration,
    ) -> Result<Self, Error> {
        let connection =
            Connection::open_with_flags(name, flags).map_err(|e| Error::sqlite(path, e))?;
        connection
            .busy_timeout(wait)
            .map_err(|e| Error::sqlite(path, e))?;
        // Else each new value for the end of a range has its statement prepared again.
        connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
            .map_err(|e| Error::sqlite(path, e))?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Self {
            connection,
            path: path.to_owned(),
        })
    }

    /// Turns on write-ahead logging. Where two processes make the same file at once, SQLite answers "busy" here without
    /// waiting, so the waiting is done by hand.
    fn use_log(&self, wait: Duration) -> Result<(), Error> {
        let began = Instant::now();
        loop {
            match self.configure("PRAGMA journal_mode = WAL;") {
                Err(e) if e.is_locked() && began.elapsed() < wait => {
                    std::thread::sleep(Duration::from_millis(20));
                }
                other => return other,
            }
        }
    }

    fn configure(&self, pragmas: &str) -> Result<(), Error> {
        self.connection
            .execute_batch(pragmas)
            .map_err(|e| self.error(e))
    }

    fn read_only(&self) -> Result<bool, Error> {
        self.connection
            .is_readonly("main")
            .map_err(|e| self.error(e))
    }

    /// Makes one file of it for readers: everything out of the log, and the log left.
    ///
    /// # Errors
    /// If another process is using the database, or it cannot be written.
    pub fn publish(&self) -> Result<(), Error> {
        self.configure("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);")?;
        let mode: String = self
            .connection
            .query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))
            .map_err(|e| self.error(e))?;
        if mode == "delete" {
            Ok(())
        } else {
            Err(Error::new(&self.path, Kind::Locked))
        }
    }

    /// The connection, for questions.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// The connection, to set it up for questions.
    pub(crate) fn connection_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives words to an error of a question asked through [`connection`](Self::connection).
    pub fn error(&self, error: rusqlite::Error) -> Error {
        Error::sqlite(&self.path, error)
    }
}

fn sidecar(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// `file:...?immutable=1`; `None` for a path that is not UTF-8.
fn immutable_uri(path: &Path) -> Option<String> {
    let mut uri = String::from("file:");
    for byte in path.to_str()?.bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-~".contains(&byte) {
            uri.push(byte.into());
        } else {
            let _ = write!(uri, "%{byte:02x}");
        }
    }
    Some(uri + "?immutable=1")
}
