//! Many rows of one table, several with each statement.
//!
//! Enters: rows in the order of their keys. Leaves: the same in the table. A statement that takes many rows keeps its place in
//! the table and its indexes, which a statement a row would look up anew.

use rusqlite::{CachedStatement, Connection, Result, ToSql};

/// Rows with one statement.
const AT_ONCE: usize = 32;

/// A row that can be written.
pub(crate) trait Record {
    /// Its table.
    const TABLE: &'static str;
    /// Columns of the table.
    const WIDTH: usize;

    /// Fills the columns, from the first on; those left out are NULL.
    fn fill(&self, cells: &mut Cells<'_, '_>) -> Result<()>;
}

/// The columns of a row, filled from left to right.
pub(crate) struct Cells<'s, 'c> {
    statement: &'s mut CachedStatement<'c>,
    next: usize,
}

impl Cells<'_, '_> {
    /// Fills the next column.
    pub(crate) fn put(&mut self, value: impl ToSql) -> Result<&mut Self> {
        self.statement.raw_bind_parameter(self.next, value)?;
        self.skip(1);
        Ok(self)
    }

    /// Leaves columns out.
    pub(crate) fn skip(&mut self, columns: usize) {
        self.next += columns;
    }
}

/// Writes rows.
pub(crate) fn insert<R: Record>(connection: &Connection, rows: &[R]) -> Result<()> {
    let (chunks, rest) = rows.as_chunks::<AT_ONCE>();
    if !chunks.is_empty() {
        let mut many = prepare::<R>(connection, AT_ONCE)?;
        for chunk in chunks {
            execute(&mut many, chunk)?;
        }
    }
    if !rest.is_empty() {
        let mut one = prepare::<R>(connection, 1)?;
        for row in rest {
            execute(&mut one, std::slice::from_ref(row))?;
        }
    }
    Ok(())
}

fn prepare<R: Record>(connection: &Connection, rows: usize) -> Result<CachedStatement<'_>> {
    let row = format!("({})", vec!["?"; R::WIDTH].join(", "));
    let rows = vec![row.as_str(); rows].join(", ");
    // On a failure all of the transaction goes, so that SQLite need not remember what the statement did until then.
    connection.prepare_cached(&format!("INSERT OR FAIL INTO {} VALUES {rows}", R::TABLE))
}

fn execute<R: Record>(statement: &mut CachedStatement<'_>, rows: &[R]) -> Result<()> {
    statement.clear_bindings();
    for (i, row) in rows.iter().enumerate() {
        row.fill(&mut Cells {
            statement: &mut *statement,
            next: 1 + i * R::WIDTH,
        })?;
    }
    statement.raw_execute().map(drop)
}
