//! The fact database: schema, migrations, writing, and what has to be read back.
//!
//! Enters: documents with what they yielded. Leaves: an SQLite file that any SQLite tool reads; [`query`](crate::query)
//! asks it questions. Nothing is extracted here and no question of a user is answered here.
//!
//! Invariant: whatever the order of writing and however often it was interrupted, the same documents read with the same
//! patterns give the same rows, but for the table `run`, the row numbers `n` and what points at them.

mod article;
mod batch;
mod bulk;
mod error;
mod id;
mod insert;
mod likeness;
mod open;
mod rows;
mod run;
mod schema;
mod search;
mod verify;

pub use article::{Known, StoredArticle};
pub use batch::{Batch, Entry, Written};
pub use error::Error;
pub use id::{Identity, identify};
pub use likeness::{Copies, Likeness};
pub use open::{Access, Store};
pub use run::Run;
pub use schema::{VERSION, ddl};
pub use search::Index;
pub use verify::{Failure, Verified};
