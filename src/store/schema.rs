//! The schema and how an older one becomes the present one.
//!
//! Every released schema is one file in `schema/`, applied in order; `PRAGMA user_version` counts those applied, and
//! `PRAGMA application_id` says that the file is ours.

use super::error::{Error, Kind};
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

/// One script a version, from the empty file on.
const MIGRATIONS: &[&str] = &[
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
];

/// The schema that this program writes.
pub const VERSION: i64 = MIGRATIONS.len() as i64;

/// "Plih" in the file's header.
const APPLICATION: i64 = 0x506c_6968;

/// The SQL that makes the present schema, for people and other programs.
///
/// # Errors
/// If memory is short.
pub fn ddl() -> Result<String, Error> {
    let present = || -> rusqlite::Result<String> {
        let connection = Connection::open_in_memory()?;
        MIGRATIONS
            .iter()
            .try_for_each(|script| connection.execute_batch(script))?;
        let made = "SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid";
        let statements: Vec<String> = connection
            .prepare(made)?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(statements.join("\n\n") + "\n")
    };
    present().map_err(|e| Error::sqlite(Path::new(":memory:"), e))
}

/// Whose file it is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// Nobody's: there is nothing in it.
    Empty,
    /// Ours, with its version.
    Ours(i64),
    /// Another program's.
    Foreign,
}

pub(crate) fn owner(connection: &Connection) -> rusqlite::Result<Owner> {
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let (application, version) = (pragma("application_id")?, pragma("user_version")?);
    Ok(match (application, tables) {
        (APPLICATION, _) => Owner::Ours(version),
        (0, 0) if version == 0 => Owner::Empty,
        _ => Owner::Foreign,
    })
}

/// Brings the file to [`VERSION`], each step in a transaction of its own.
pub(crate) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), Error> {
    let failed = |e| Error::sqlite(path, e);
    loop {
        if check(connection, path)? == VERSION {
            return Ok(());
        }
        let step = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(failed)?;
        // Another process may have been quicker: look again now that nobody else can write.
        let version = check(&step, path)?;
        let Some(script) = MIGRATIONS.get(version as usize) else {
            return Ok(());
        };
        step.execute_batch(script).map_err(failed)?;
        step.pragma_update(None, "application_id", APPLICATION)
            .map_err(failed)?;
        step.pragma_update(None, "user_version", version + 1)
            .map_err(failed)?;
        step.commit().map_err(failed)?;
    }
}

/// The version of a file of ours, 0 for an empty one.
pub(crate) fn check(connection: &Connection, path: &Path) -> Result<i64, Error> {
    match owner(connection).map_err(|e| Error::sqlite(path, e))? {
        Owner::Foreign => Err(Error::new(path, Kind::Foreign)),
        Owner::Ours(newer) if newer > VERSION => Err(Error::new(path, Kind::Newer(newer, VERSION))),
        Owner::Ours(version) => Ok(version),
        Owner::Empty => Ok(0),
    }
}
