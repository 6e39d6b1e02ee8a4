//! Reads news reports about service outages in many languages into facts that are traced to their bytes.
//!
//! ```text
//! load -> language -> segment -> annotate -> resolve -> speech -> fact -> store -> query -> export
//!             \____________ pattern: a language as data ____________/
//! ```
//!
//! [`pipeline`] is the path from a document to its facts; [`load`] stands before it, [`store`] behind it.
//!
//! ```
//! use pulih::model::{Document, Kind};
//! use pulih::pattern::Library;
//! use pulih::pipeline::Pipeline;
//!
//! let pipeline = Pipeline::new(Library::bundled());
//! let text = "Gangguan itu berlangsung selama sekitar dua jam.".to_owned();
//! let document = Document { text, ..Document::default() };
//! let found = pipeline.read(&document, ("id".parse()?, 1.0));
//! let length = found.facts.iter().find(|f| f.kind == Kind::Duration).expect("a duration");
//! assert_eq!(length.span.of(&document.text), "sekitar dua jam");
//! assert_eq!(length.pattern.id.split('.').next(), Some("id"));
//! # Ok::<(), String>(())
//! ```

pub mod annotate;
pub mod check;
pub mod cli;
pub mod coverage;
pub mod eval;
pub mod explain;
pub mod export;
pub mod fact;
pub mod language;
pub mod load;
pub mod model;
pub mod parallel;
pub mod pattern;
pub mod pipeline;
pub mod process;
pub mod query;
pub mod resolve;
pub mod segment;
pub mod speech;
pub mod store;
pub mod tidy;

/// The examples of the README run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
