//! Reads news reports about service outages in many languages into facts that are traced to their bytes.

pub mod annotate;
pub mod check;
pub mod cli;
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
