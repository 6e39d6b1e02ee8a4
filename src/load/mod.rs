//! From paths and standard input to [documents](crate::model::Document): text, Markdown, HTML, JSON, JSON Lines, CSV, web
//! archives, mail, feeds; packed with gzip, zstd or bzip2 too.
//!
//! [`sources`] finds what there is to read, one [`Source`] at a time and in a fixed order; [`Source::document`] reads it, on whatever
//! thread. A source that cannot be read is an [`Error`] with its name and the reason, and the next one follows. It keeps at most
//! one file, line or record in memory, stores nothing, and detects no language: markup only votes (see [`LANGUAGE_VOTED`]).
//!
//! What is read in a folder is what [`Format`] knows by name, recursively, in order of names, without hidden entries and without the
//! folders that browsers save beside a page. A `.json` file is an article only if it holds a text or a page; others are
//! skipped with a reason. A file `NAME.meta.json` or `NAME.json` beside `NAME.txt` (or `.md`, `.html`, `.htm`) describes that text; it is
//! passed over in silence, and so are `gold.json` and `floors.toml`, which a corpus measures by.
//!
//! Next stage: language detection.

mod charset;
mod container;
mod error;
mod file;
mod format;
mod html;
mod inputs;
mod json;
mod name;
mod record;
mod seen;
mod side;
mod source;
mod text;
mod walk;
pub mod web;

pub use container::csv::Columns;
pub use error::Error;
pub use format::Format;
pub use html::{Extractor, MainText, PAYWALL, Precise, Readable, from_html};
pub use inputs::{Sources, is_address, sources, sources_of_reader};
pub use record::Record;
pub use seen::Seen;
pub use source::Source;

use crate::model::{Document, Lang, Published};
use std::io::BufRead;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Plain bytes of an input.
type Reader = Box<dyn BufRead + Send>;

/// Flag of a document whose `language` was voted by its markup rather than given: detection still decides.
pub const LANGUAGE_VOTED: &str = "language-voted";

/// Rids documents that were made of pages of what is no part of the article.
///
/// Loading knows no languages; who knows them gives one of these in [`Options::strip`].
pub trait Strip: std::fmt::Debug + Send + Sync {
    /// Takes blocks out of the text and flags what they say.
    fn strip(&self, document: &mut Document);
}

/// What is known of all inputs, and how large one may be.
#[derive(Clone, Debug)]
pub struct Options {
    /// Language of every document; detection is skipped.
    pub language: Option<Lang>,
    /// Publication date of documents that name none themselves.
    pub published: Option<Published>,
    /// What standard input and files without a known extension hold; `None` looks at their first bytes.
    pub format: Option<Format>,
    /// Most bytes of one document: of a file, a line of JSON Lines or a record of an archive.
    pub max_bytes: u64,
    /// Which columns of CSV hold what, beside the usual names.
    pub columns: Columns,
    /// What fetches addresses; without it they are errors.
    pub web: Option<web::Web>,
    /// Once set, no more sources follow.
    pub stop: Arc<AtomicBool>,
    /// Files to pass over while they stay as they were.
    pub seen: Option<Seen>,
    /// How the main text of pages is found.
    pub extractor: Extractor,
    /// What pages are rid of boilerplate with; `None` leaves it in.
    pub strip: Option<Arc<dyn Strip>>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            language: None,
            published: None,
            format: None,
            max_bytes: 64 << 20,
            columns: Columns::default(),
            web: None,
            stop: Arc::default(),
            seen: None,
            extractor: Extractor::default(),
            strip: None,
        }
    }
}
