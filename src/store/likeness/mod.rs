//! Which articles are copies of others.
//!
//! Enters: articles as they are written. Leaves: at the end of a run, at most one row in `copy` an article, that names the
//! article it is a copy, twin or version of. Nothing is dropped: a wire story that thirty papers printed is one origin and
//! twenty-nine copies.
//!
//! Articles stand in one order: by publication, then by fetching, then by id. The origin of an article is the earliest one
//! that is like it, at the same address before elsewhere.
//!
//! Invariant: the rows of `copy` follow from the set of articles, whatever the order in which they came.

mod address;
mod settle;
mod sketch;

pub(super) use address::is_address;
pub use settle::Copies;
pub(crate) use settle::{BATCH, counts, forget, settle};

use crate::model::Document;
use rusqlite::{Connection, Result, params};
use sketch::Sketch;

/// What an article is compared by.
#[derive(Clone, Debug, PartialEq)]
pub struct Likeness {
    /// Digest of the words alone, without case, marks and white space.
    words: i64,
    /// What near copies share; none for texts that are too short.
    sketch: Option<Sketch>,
    /// Digest of the address, without what differs between the forms of one page.
    address: Option<i64>,
    /// Whether it was fetched from another form of its address, such as its AMP page.
    variant: bool,
}

impl Likeness {
    /// Works out what a document is compared by, in one pass over its text.
    pub fn of(document: &Document) -> Self {
        let (words, sketch) = sketch::read(&document.text);
        let fetched = [&document.id, &document.source]
            .into_iter()
            .find(|a| is_address(a));
        let canonical = document.url.as_ref().filter(|a| is_address(a)).or(fetched);
        let amp = document.flags.iter().any(|f| f == "amp");
        Self {
            words,
            sketch,
            address: canonical.and_then(|a| address::digest(a)),
            variant: amp || fetched.is_some_and(|a| address::is_variant(a)),
        }
    }
}

/// The place of an article in the order: seconds of publication and fetching, and its id as a number.
pub(crate) type Rank = [i64; 3];

/// What is not known comes last.
const UNKNOWN: i64 = i64::MAX;

fn rank(id: &str, document: &Document) -> Rank {
    let published = document.published.map(|p| p.instant().timestamp());
    let fetched = document.fetched.map(|t| t.timestamp());
    // Sixteen hexadecimal digits are 64 bits; order is all that is asked of them.
    let number = u64::from_str_radix(id, 16)
        .unwrap_or_default()
        .cast_signed();
    [
        published.unwrap_or(UNKNOWN),
        fetched.unwrap_or(UNKNOWN),
        number,
    ]
}

/// Writes what the article `n` is compared by; it is compared when a thousand are there, or at the end of the run.
///
/// An article that is there already and would be compared by the same stays as it is.
pub(crate) fn note(
    connection: &Connection,
    n: i64,
    id: &str,
    document: &Document,
    likeness: &Likeness,
) -> Result<()> {
    let [published, fetched, number] = rank(id, document);
    let sketch = likeness.sketch.as_ref().map(Sketch::bytes);
    let same = connection
        .prepare_cached(
            "SELECT 1 FROM likeness WHERE article = ? AND published_s = ? AND fetched_s = ? AND words = ? AND address IS ?
             AND variant = ?",
        )?
        .exists(params![n, published, fetched, likeness.words, likeness.address, likeness.variant])?;
    if same {
        return Ok(());
    }
    forget(connection, n)?;
    connection
        .prepare_cached("INSERT INTO likeness VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)")?
        .execute(params![
            n,
            published,
            fetched,
            number,
            likeness.words,
            sketch,
            likeness.address,
            likeness.variant
        ])?;
    Ok(())
}
