//! From the questions of people to rows.
//!
//! Enters: an open [`Store`](crate::store::Store), a table and filters, or SQL. Leaves: rows of [`Cell`]s, one at a time.
//! Nothing is printed and nothing is written, but for a full-text index that a question needs.

mod article;
mod cell;
mod error;
mod filter;
mod function;
mod length;
mod people;
mod table;
mod text;

pub use article::{Finding, Kin, Relative, corrections, findings, kin};
pub use cell::Cell;
pub use error::Error;
pub use filter::{Filter, Order};
pub use length::{Length, length};
pub use people::people;
pub use table::Table;

use crate::store::Store;
use rusqlite::params_from_iter;
use std::ops::ControlFlow;

/// Rows one at a time.
pub trait Visitor {
    /// The names of the columns, before the first row.
    fn columns(&mut self, names: &[String]) -> ControlFlow<()>;
    /// A row, one cell a column.
    fn row(&mut self, cells: &[Cell]) -> ControlFlow<()>;
}

/// Which columns of a table are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// All, for programs.
    All,
    /// Those that fit on a screen, for people.
    Few,
}

/// Asks `table` for the rows that pass `filter`; says how many there were.
///
/// # Errors
/// If a filter does not fit the table, or the database cannot be read.
pub fn ask(
    store: &mut Store,
    table: Table,
    filter: &Filter,
    columns: Columns,
    visitor: &mut dyn Visitor,
) -> Result<u64, Error> {
    let question = filter.question(store, table, columns)?;
    let store = &*store;
    function::register(store.connection()).map_err(|e| store.error(e))?;
    let mut ask = store
        .connection()
        .prepare(&question.sql)
        .map_err(|e| store.error(e))?;
    let names: Vec<String> = ask.column_names().map(Into::into).collect();
    let rows = ask
        .query(params_from_iter(&question.parameters))
        .map_err(|e| store.error(e))?;
    visit(&names, rows, visitor).map_err(|e| store.error(e).into())
}

/// Hands all rows to the visitor, until it has enough.
fn visit(
    names: &[String],
    mut rows: rusqlite::Rows<'_>,
    visitor: &mut dyn Visitor,
) -> rusqlite::Result<u64> {
    let mut count = 0;
    if visitor.columns(names).is_break() {
        return Ok(count);
    }
    let mut cells = Vec::with_capacity(names.len());
    while let Some(row) = rows.next()? {
        cells.clear();
        for (i, name) in names.iter().enumerate() {
            cells.push(Cell::new(row.get_ref(i)?, name));
        }
        count += 1;
        if visitor.row(&cells).is_break() {
            break;
        }
    }
    Ok(count)
}
