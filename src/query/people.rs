//! SQL that people write, run so that it can only read, and only this database.
//!
//! The file is opened for reading, which alone still lets SQL attach other files, write copies or ask for gigabytes. So an
//! authorizer allows selects, reads and plain functions only, limits bound what one value and one statement may cost, and
//! a progress handler ends what runs too long.

use super::{Error, Visitor, function, visit};
use crate::store::Store;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::{Connection, ErrorCode};
use std::time::{Duration, Instant};

/// Instructions of SQLite's machine between two looks at the clock.
const STEP: i32 = 20_000;

/// Asks what `sql` says, for at most `time`; says how many rows there were.
///
/// # Errors
/// If it is no single question, tries anything but reading, fails, or takes longer.
pub fn people(
    store: &mut Store,
    sql: &str,
    time: Duration,
    visitor: &mut dyn Visitor,
) -> Result<u64, Error> {
    guard(store.connection_mut(), time).map_err(|e| store.error(e))?;
    let answer = run(store, sql, visitor).map_err(|e| explain(store, e, time));
    release(store.connection_mut()).map_err(|e| store.error(e))?;
    answer
}

fn guard(connection: &mut Connection, time: Duration) -> rusqlite::Result<()> {
    function::register(connection)?;
    for (limit, most) in [
        (Limit::SQLITE_LIMIT_LENGTH, 64 << 20),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 200),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 100),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 10_000),
    ] {
        connection.set_limit(limit, most)?;
    }
    connection.authorizer(Some(allow))?;
    let began = Instant::now();
    connection.progress_handler(STEP, Some(move || began.elapsed() > time))
}

fn release(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.progress_handler(0, None::<fn() -> bool>)?;
    connection.authorizer(None::<fn(AuthContext<'_>) -> Authorization>)
}

fn run(store: &Store, sql: &str, visitor: &mut dyn Visitor) -> rusqlite::Result<u64> {
    let mut ask = store.connection().prepare(sql)?;
    let names = ask.column_names().map(Into::into).collect::<Vec<String>>();
    let rows = ask.query([])?;
    visit(&names, rows, visitor)
}

/// Selecting, reading, recursion, and every function but those that load code or reach outside.
fn allow(context: AuthContext<'_>) -> Authorization {
    match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => {
            Authorization::Allow
        }
        AuthAction::Function { function_name } => {
            let banned = [
                "load_extension",
                "fts3_tokenizer",
                "readfile",
                "writefile",
                "edit",
            ];
            if banned.contains(&function_name.to_ascii_lowercase().as_str()) {
                Authorization::Deny
            } else {
                Authorization::Allow
            }
        }
        // Full-text search asks for `data_version` by itself; the others describe tables.
        AuthAction::Pragma {
            pragma_name:
                "data_version" | "table_info" | "table_xinfo" | "table_list" | "index_list"
                | "index_info" | "foreign_key_list",
            ..
        } => Authorization::Allow,
        _ => Authorization::Deny,
    }
}

fn explain(store: &Store, error: rusqlite::Error, time: Duration) -> Error {
    let message = match &error {
        rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
        rusqlite::Error::MultipleStatement => "more than one statement".into(),
        other => other.to_string(),
    };
    match error.sqlite_error_code() {
        Some(ErrorCode::AuthorizationForStatementDenied | ErrorCode::ReadOnly) => Error::Sql(
            "this SQL does more than read this database; only SELECT (and WITH) is run here".into(),
        ),
        Some(ErrorCode::OperationInterrupted) => Error::Sql(format!(
            "the question took longer than {} s; narrow it, or give it more time with `--timeout`",
            time.as_secs()
        )),
        Some(ErrorCode::TooBig) => {
            Error::Sql("a value grew over 64 MB, which is not allowed here".into())
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
            store.error(error).into()
        }
        _ if message == "not authorized"
            || message.starts_with("access to ")
            || message.contains("prohibited") =>
        {
            Error::Sql(
                "this SQL does more than read this database; only SELECT (and WITH) is run here"
                    .into(),
            )
        }
        _ => Error::Sql(format!(
            "the SQL cannot be run: {message}; write one SELECT, and see `pulih schema db` for tables and columns"
        )),
    }
}
