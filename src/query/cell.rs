//! One value of a row.

use rusqlite::types::ValueRef;
use serde::{Serialize, Serializer};
use std::fmt;

/// A value of a row, free of the database.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number; numbers of the database that are whole come as this.
    Integer(i64),
    /// Another number.
    Real(f64),
    /// Text.
    Text(String),
    /// Bytes: only their number is kept.
    Bytes(usize),
}

/// Columns of yes and no, which SQLite keeps as 1 and 0.
const BOOLEAN: &[&str] = &["approx", "is_outage", "superseded"];

impl Cell {
    pub(crate) fn new(value: ValueRef<'_>, column: &str) -> Self {
        match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(i @ (0 | 1)) if BOOLEAN.contains(&column) => Self::Bool(i == 1),
            ValueRef::Integer(i) => Self::Integer(i),
            ValueRef::Real(x) if x.fract() == 0.0 && x.abs() < 9e15 => Self::Integer(x as i64),
            ValueRef::Real(x) => Self::Real(x),
            ValueRef::Text(t) => Self::Text(String::from_utf8_lossy(t).into_owned()),
            ValueRef::Blob(b) => Self::Bytes(b.len()),
        }
    }

    /// Whether there is nothing in it.
    pub fn is_null(&self) -> bool {
        *self == Self::Null
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Bool(b) => f.write_str(if *b { "yes" } else { "no" }),
            Self::Integer(i) => write!(f, "{i}"),
            Self::Real(x) => write!(f, "{x}"),
            Self::Text(t) => f.write_str(t),
            Self::Bytes(n) => write!(f, "({n} bytes)"),
        }
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => s.serialize_none(),
            Self::Bool(b) => s.serialize_bool(*b),
            Self::Integer(i) => s.serialize_i64(*i),
            Self::Real(x) => s.serialize_f64(*x),
            Self::Text(t) => s.serialize_str(t),
            Self::Bytes(_) => s.collect_str(self),
        }
    }
}
