//! Why an input was not loaded: names the input, the line or record where there is one, and the reason.
//!
//! It does not decide what to do about it; the iterator goes on with the next input.

use std::fmt;
use std::io;

/// A failure or a skip of one input.
#[derive(Debug, thiserror::Error)]
#[error("{source_name}{place}: {kind}")]
pub struct Error {
    source_name: String,
    place: Place,
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
    /// It lay in an archive, which holds much that is no article.
    InArchive,
}

/// Where in an input a document stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// It is the whole input.
    #[default]
    Whole,
    /// A line, counted from 1.
    Line(u64),
    /// A record, counted from 1, and the byte of the unpacked input where it begins.
    Record {
        /// Its number.
        number: u64,
        /// Its first byte.
        byte: u64,
    },
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
    #[error(
        "is not a kind of file that is read (.txt .md .html .json .jsonl .csv .warc .wacz .eml .mhtml .mbox .rss .atom .xml, packed as .gz .zst .bz2 too)"
    )]
    Unread,
    #[error("holds no text (no field `text` or `html`, or one of their usual names)")]
    NoText,
    #[error("describes the text beside it and is no article")]
    SideFile,
    #[error("is no valid JSON: {0}")]
    Json(String),
    #[error("is no valid {0}: {1}")]
    Malformed(&'static str, String),
    #[error(
        "has no column for the text (its columns: {0}); name one, such as `--columns text=NAME`"
    )]
    NoColumn(String),
    #[error("is no page ({0})")]
    NoPage(String),
    #[error("cannot be fetched: {0}")]
    Web(String),
    #[error("is not to be fetched, says its robots.txt")]
    Robots,
    #[error("is an address, and nothing is fetched here")]
    Offline,
    #[error("was not fetched, because the program was stopped")]
    Stopped,
    #[error("makes this program fail, which is its fault; please report it with the input")]
    Fault,
    #[error("has no main text")]
    NoMainText,
}

impl Error {
    pub(super) fn new(source_name: impl Into<String>, kind: Kind) -> Self {
        Self {
            source_name: source_name.into(),
            place: Place::Whole,
            found: Found::Named,
            kind,
        }
    }

    pub(super) fn at_line(source_name: impl Into<String>, line: u64, kind: Kind) -> Self {
        Self::new(source_name, kind).at(Place::Line(line))
    }

    pub(super) fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
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
        self.place.line()
    }

    /// The reason alone, without the place; equal for equal reasons, so that a summary can count them.
    pub fn reason(&self) -> String {
        self.kind.to_string()
    }

    /// Whether this is no failure: the file lay in a folder, or the record in an archive, and is not meant to be an article.
    pub fn is_skip(&self) -> bool {
        match self.found {
            _ if self.is_stop() => true,
            Found::Named => false,
            Found::InFolder => matches!(self.kind, Kind::Unread | Kind::NoText | Kind::NoColumn(_)),
            Found::InArchive => matches!(
                self.kind,
                Kind::NoText | Kind::NoPage(_) | Kind::NoMainText | Kind::Empty
            ),
        }
    }

    /// Of a file in a folder that holds no article, what tells its kind: its extension with the dot, else its name.
    pub fn other_kind(&self) -> Option<&str> {
        let whole = self.found == Found::InFolder && self.place == Place::Whole;
        if !whole || !matches!(self.kind, Kind::Unread | Kind::NoText) {
            return None;
        }
        let name = self.source_name.rsplit(['/', '\\']).next()?;
        Some(name.rfind('.').map_or(name, |dot| &name[dot..]))
    }

    /// Whether the program was stopped before it was the turn of this input.
    pub fn is_stop(&self) -> bool {
        matches!(self.kind, Kind::Stopped)
    }

    /// Whether the fault lies with this program rather than with the input.
    pub fn is_fault(&self) -> bool {
        matches!(self.kind, Kind::Fault)
    }

    pub(super) fn lacks_text(&self) -> bool {
        matches!(self.kind, Kind::NoText)
    }

    /// Whether the input does not exist.
    pub fn is_not_found(&self) -> bool {
        matches!(self.kind, Kind::NotFound)
    }
}

impl Place {
    pub(super) fn line(self) -> Option<u64> {
        match self {
            Self::Line(line) => Some(line),
            _ => None,
        }
    }

    /// The name of what stands here in the input `name`.
    pub(super) fn id(self, name: &str) -> String {
        match self {
            Self::Whole => name.to_owned(),
            Self::Line(line) => format!("{name}:{line}"),
            Self::Record { number, .. } => format!("{name}#{number}"),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => Ok(()),
            Self::Line(line) => write!(f, ":{line}"),
            Self::Record { number, byte } => write!(f, ", record {number} at byte {byte}"),
        }
    }
}
