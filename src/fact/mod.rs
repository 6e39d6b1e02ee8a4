//! Matches to facts.
