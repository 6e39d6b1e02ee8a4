//! Why an input was not loaded: names the input, the line where there is one, and the reason.
//!
//! It does not decide what to do about it; the iterator goes on with the next input.

use std::fmt;
use std::io;

/// A failure or a skip of one input.
#[derive(Debug, thiserror::Error)]
#[error("{}: {kind}", Place(source_name, *line))]
pub struct Error {
    source_name: String,
    line: Option<u64>,
    found: Found,
    kind: Kind,
}

/// How an input came to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// It was named by the caller.
    Named,
    /// It lay in a folder that was named.
    InFolder,
}

/// The reasons, worded for people.
#[derive(Debug, thiserror::Error)]
pub(super) enum Kind {
    #[error("no such file or folder")]
    NotFound,
    #[error("cannot be read: {0}")]
    Io(io::Error),
    #[error("is empty")]
    Empty,
    #[error("is binary ({0}), not text")]
    Binary(&'static str),
    #[error("has {bytes} bytes, over the limit of {limit}; split it or raise the limit")]
    TooLarge { bytes: u64, limit: u64 },
    #[error("is {0}, which is never opened")]
    Special(&'static str),
    #[error("leads back to a folder that holds it (symlink loop)")]
    Loop,
    #[error("is not a kind of file that is read (.txt .md .html .htm .json .jsonl)")]
    Unread,
    #[error("is JSON without a `text` or `html` field")]
    NoText,
    #[error("describes the text beside it and is no article")]
    SideFile,
    #[error("is no valid JSON: {0}")]
    Json(String),
    #[error("has no main text")]
    NoMainText,
}

impl Error {
    pub(super) fn new(source_name: impl Into<String>, kind: Kind) -> Self {
        Self {
            source_name: source_name.into(),
            line: None,
            found: Found::Named,
            kind,
        }
    }

    pub(super) fn at_line(source_name: impl Into<String>, line: u64, kind: Kind) -> Self {
        Self {
            source_name: source_name.into(),
            line: Some(line),
            found: Found::Named,
            kind,
        }
    }

    pub(super) fn found(mut self, found: Found) -> Self {
        self.found = found;
        self
    }

    pub(super) fn io(source_name: impl Into<String>, error: io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::NotFound => Kind::NotFound,
            _ => Kind::Io(error),
        };
        Self::new(source_name, kind)
    }

    /// The input as it is named in messages: a path, or `-` for standard input.
    pub fn source_name(&self) -> &str {
        &self.source_name
    }

    /// The line of the input, counted from 1, if the trouble has one.
    pub fn line(&self) -> Option<u64> {
        self.line
    }

    /// The reason alone, without the place; equal for equal reasons, so that a summary can count them.
    pub fn reason(&self) -> String {
        self.kind.to_string()
    }

    /// Whether this is no failure: the file lay in a folder and is not meant to be an article.
    pub fn is_skip(&self) -> bool {
        self.found == Found::InFolder
            && matches!(self.kind, Kind::Unread | Kind::NoText | Kind::SideFile)
    }

    pub(super) fn lacks_text(&self) -> bool {
        matches!(self.kind, Kind::NoText)
    }

    /// Whether the input does not exist.
    pub fn is_not_found(&self) -> bool {
        matches!(self.kind, Kind::NotFound)
    }
}

/// Prints `path` or `path:line`.
struct Place<'a>(&'a str, Option<u64>);

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1 {
            Some(line) => write!(f, "{}:{line}", self.0),
            None => f.write_str(self.0),
        }
    }
}
