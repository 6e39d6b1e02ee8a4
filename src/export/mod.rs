//! How results leave the program: the JSON line of `extract`, its schema, and the writers of query results.
//!
//! Enters: an [`Extraction`](crate::model::Extraction) with its document, or rows of a query. Leaves: bytes. It opens
//! no file and prints nothing; the command line chooses where the bytes go.

mod extract;
mod number;
mod rows;
mod schema;
mod value;

pub use extract::extract;
pub use rows::{Format, RowWriter};
pub use schema::extract_schema;
