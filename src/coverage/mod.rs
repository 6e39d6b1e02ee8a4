//! What a language holds and lacks, for people who write its pattern file.
//!
//! [`compare`] holds the files of a language against those of others; [`Unread`] collects what texts say and no pattern took.
//! Nothing is judged here: a gap may be the way of a language.

mod compare;
mod unread;

pub use compare::{Holdings, Part, Row, compare};
pub use unread::{Gap, Unread};
