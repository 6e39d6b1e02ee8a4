//! Arguments that several commands share: where documents come from and where the database lies.

use super::folders::Folders;
use super::reader::Reader;
use crate::load::{Columns, Extractor, Format, Options};
use crate::model::{Lang, Published};
use std::path::PathBuf;
use std::time::Duration;

/// What is known of all documents.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Input")]
pub(super) struct Documents {
    /// Language of all documents (BCP 47, such as `id`); skips detection
    #[arg(long, value_name = "CODE")]
    language: Option<Lang>,

    /// Publication date of documents that name none, such as 2022-10-25 or 2022-10-25T09:41:00+07:00
    #[arg(long, value_name = "DATE")]
    published: Option<Published>,

    /// Find the text of pages by the names of their boxes alone: several times as fast, some points of F1 behind
    #[arg(long)]
    fast: bool,

    /// Largest document that is read, in megabytes
    #[arg(long, value_name = "MB", default_value = "64", value_parser = clap::value_parser!(u32).range(1..=4000))]
    max_size: u32,

    /// Columns of CSV by what they hold, such as text=body,published=date; usual names need none
    #[arg(long, value_name = "FIELD=COLUMN,...")]
    columns: Option<Columns>,
}

/// The form of inputs whose name does not tell it.
#[derive(Clone, Copy, Debug, clap::Args)]
#[command(next_help_heading = "Input")]
pub(super) struct Form {
    /// Take standard input and files of unknown kind as JSON Lines, without looking at their first bytes
    #[arg(long, conflicts_with = "text")]
    json: bool,

    /// Take standard input and files of unknown kind as plain text: one document each
    #[arg(long)]
    text: bool,
}

/// Where patterns come from, and how many threads use them.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Reading")]
pub(super) struct Reading {
    #[command(flatten)]
    pub(super) folders: Folders,

    /// Threads that read [default: one a core]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
}

/// Where the database lies.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Database")]
pub(super) struct Database {
    /// Database file
    #[arg(long, value_name = "FILE", default_value = "pulih.db")]
    pub(super) db: PathBuf,

    /// Seconds to wait for another process that is writing
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = clap::value_parser!(u32).range(..=86400))]
    wait: u32,
}

impl Documents {
    /// The options of loading, with pages rid of boilerplate as a reader knows it.
    pub(super) fn options(&self, form: Option<Form>, reader: &Reader) -> Options {
        Options {
            language: self.language,
            published: self.published,
            format: form.and_then(Form::format),
            max_bytes: u64::from(self.max_size) << 20,
            columns: self.columns.clone().unwrap_or_default(),
            extractor: if self.fast {
                Extractor::Fast
            } else {
                Extractor::Precise
            },
            strip: Some(reader.strip()),
            ..Options::default()
        }
    }
}

impl Form {
    fn format(self) -> Option<Format> {
        match self {
            Self { json: true, .. } => Some(Format::JsonLines),
            Self { text: true, .. } => Some(Format::Text),
            _ => None,
        }
    }
}

impl Reading {
    /// The number of threads.
    pub(super) fn jobs(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, Into::into);
        self.jobs.map_or_else(cores, Into::into)
    }
}

impl Database {
    /// How long to wait for a lock.
    pub(super) fn wait(&self) -> Duration {
        Duration::from_secs(self.wait.into())
    }
}
