//! Pattern files: a language as data.
//!
//! [`file`] reads TOML with places, [`template`] the notation inside its strings, [`compile`] turns templates into the
//! automata of [`nfa`], [`build`] makes a [`Pack`] of them all: one language ready to match. [`Library`] finds files and
//! loads each language when it is first asked for; a [`Cache`] keeps what is bundled compiled between runs.

pub mod bounds;
pub mod build;
mod cache;
pub mod compile;
mod condense;
pub mod error;
pub mod fact_kind;
pub mod field;
pub mod file;
mod fingerprint;
mod glimpse;
mod glue;
pub mod group;
mod kept;
pub mod length;
pub mod library;
pub mod meaning;
pub mod nfa;
pub mod pack;
pub mod reference;
pub mod schema;
mod spell;
pub mod start;
pub mod starter;
pub mod table;
pub mod tag;
pub mod taxonomy;
pub mod template;
pub mod vocabulary;
mod word_table;

pub use cache::Cache;
pub use error::{PatternError, Place};
pub use glimpse::Glimpse;
pub use kept::Kept;
pub use library::Library;
pub use meaning::Meaning;
pub use pack::{GroupId, GroupSet, Moments, Pack, Pattern};
pub use taxonomy::Taxonomy;
