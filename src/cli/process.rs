//! `pulih process`: files and folders into a database.

use super::exit::{Exit, say};
use super::input::{Database, Documents, Form, Reading};
use super::net::Net;
use super::reader::Reader;
use super::tally::Tally;
use crate::load::{Options as Loading, Sources, is_address, sources};
use crate::process::{Options, Outcome, process};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Read files, folders and pages of the web into a database of facts
///
/// Texts, pages, JSON, CSV, web archives, mail and feeds, packed or not; folders are read recursively. What the database holds
/// already, read from the same text with the same patterns, costs nothing. A run that was stopped is completed by the next one. An input that cannot be
/// read gets a message on standard error, everything else goes on, and the exit code is 3.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files, folders and addresses of pages; `-` is standard input
    #[arg(value_name = "PATH|URL", required = true)]
    paths: Vec<PathBuf>,

    /// Read and count, but write nothing
    #[arg(long, help_heading = "Database")]
    dry_run: bool,

    /// Read again what has not changed too
    #[arg(long, help_heading = "Database")]
    force: bool,

    #[command(flatten)]
    form: Form,

    #[command(flatten)]
    documents: Documents,

    #[command(flatten)]
    reading: Reading,

    #[command(flatten)]
    net: Net,

    #[command(flatten)]
    database: Database,
}

const EXAMPLES: &str = "\
Examples:
  pulih process articles/ --db facts.db
  pulih process a.txt b.html --language id --published 2022-10-25
  pulih process https://example.org/news/outage
  cat articles.jsonl | pulih process - --jobs 4
  pulih process articles/ --dry-run";

pub(super) fn run(args: Args) -> anyhow::Result<Exit> {
    if let [path] = &args.paths[..]
        && path.as_os_str() != "-"
        && !path.to_str().is_some_and(is_address)
        && !path.exists()
    {
        anyhow::bail!(
            "`{}`: no such file or folder; name files or folders that exist, or `-` for standard input",
            path.display()
        );
    }
    let reader = Reader::open(&args.reading.folders)?;
    let mut options = options(&args.reading, &args.database);
    options.force = args.force;
    if args.dry_run {
        options.database = None;
    }
    let loading = Loading {
        web: Some(args.net.web(&Arc::default())),
        ..args.documents.options(Some(args.form), &reader)
    };
    let tally = turn(sources(args.paths, loading), &reader, &options)?;
    Ok(if tally.failed > 0 {
        Exit::Partly
    } else if tally.read + tally.unchanged == 0 {
        Exit::Nothing
    } else {
        Exit::Done
    })
}

/// How documents are processed into the database, as this program was called.
pub(super) fn options(reading: &Reading, database: &Database) -> Options {
    Options {
        database: Some(database.db.clone()),
        jobs: reading.jobs(),
        force: false,
        wait: database.wait(),
        arguments: std::env::args_os()
            .skip(1)
            .map(|a| a.to_string_lossy().into_owned())
            .collect(),
    }
}

/// Processes all sources, tells what fails, and sums up if there was anything.
pub(super) fn turn(inputs: Sources, reader: &Reader, options: &Options) -> anyhow::Result<Tally> {
    let bar = progress();
    let began = Instant::now();
    let mut tally = Tally::default();
    let written = process(inputs, reader, options, &mut |outcome| {
        tally.add(outcome);
        bar.inc(1);
        match outcome {
            Outcome::NotLoaded(e) if !e.is_skip() => {
                bar.suspend(|| say("error", format_args!("{e}")));
            }
            Outcome::Broken(message) => {
                bar.suspend(|| say("error", format_args!("{message}")));
            }
            _ => {}
        }
    });
    bar.finish_and_clear();
    let written = written?;
    for line in tally.summary(began.elapsed(), written).lines() {
        let _ = writeln!(anstream::stderr(), "{line}");
    }
    Ok(tally)
}

/// A bar on a terminal, nothing elsewhere; how much there is to do is not known before it is done.
fn progress() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
    if let Ok(style) =
        ProgressStyle::with_template("{spinner} {human_pos} articles, {per_sec}, {elapsed}")
    {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}
