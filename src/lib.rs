//! Reads news reports about service outages in many languages into facts that are traced to their bytes.

pub mod export;
pub mod load;
pub mod model;
pub mod store;
