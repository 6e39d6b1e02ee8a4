//! Why a question was not answered.

use super::Table;
use crate::store;

/// A question that cannot be answered.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A filter has nothing to work on in this table.
    #[error("`{filter}` does not fit `{table}`; it filters {fits}")]
    Unfit {
        /// The filter, as its flag.
        filter: &'static str,
        /// The table that was asked.
        table: Table,
        /// Tables that have what it filters by.
        fits: &'static str,
    },
    /// There is no such column.
    #[error("no column `{column}` in `{table}` to sort by; there are {columns}")]
    NoColumn {
        /// What was asked for.
        column: String,
        /// The table that was asked.
        table: Table,
        /// Its columns.
        columns: String,
    },
    /// The value of a filter cannot be read.
    #[error("{0}")]
    Value(String),
    /// SQL that is not a question, or not an allowed one.
    #[error("{0}")]
    Sql(String),
}
