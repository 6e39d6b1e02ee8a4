//! Pattern files: a language as data.
//!
//! [`file`] reads TOML with places, [`template`] the notation inside its strings, [`compile`] turns both into the
//! automata of [`nfa`], and a [`Pack`] is one language ready to match. [`Library`] finds files and loads each language
//! when it is first asked for.

pub mod compile;
pub mod error;
pub mod fact_kind;
pub mod file;
pub mod library;
pub mod nfa;
pub mod pack;
pub mod table;
pub mod tag;
pub mod template;

pub use error::{PatternError, Place};
pub use library::Library;
pub use pack::{GroupId, GroupSet, Pack, Pattern};
