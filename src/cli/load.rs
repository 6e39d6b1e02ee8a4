//! `pulih load`: what was read, as JSON Lines.

use super::exit::{Exit, say};
use super::folders::Folders;
use super::input::{Documents, Form};
use super::net::Net;
use super::output::stdout;
use super::passed::Passed;
use super::reader::Reader;
use crate::load::{Options, Record, Source, sources};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

/// Print what is read from files, before anything is extracted, as JSON Lines
///
/// Pages give their main text without headline and boilerplate, a paragraph a block. The output is valid input for `pulih extract`
/// and `pulih process`. An input that cannot be read gets a message on
/// standard error, and everything else goes on.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files, folders and addresses of pages; `-` is standard input
    #[arg(value_name = "PATH|URL", required = true)]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    form: Form,

    #[command(flatten)]
    documents: Documents,

    #[command(flatten)]
    net: Net,

    #[command(flatten)]
    folders: Folders,
}

const EXAMPLES: &str = "\
Examples:
  pulih load page.html                     see title, date and text of a page
  pulih load articles/ > articles.jsonl    one file of a folder
  pulih load articles/ | pulih extract --json -";

pub(super) fn run(args: Args) -> anyhow::Result<Exit> {
    let reader = Reader::open(&args.folders)?;
    let mut out = stdout();
    let (mut found, mut failed) = (false, false);
    let mut passed = Passed::default();
    let loading = Options {
        web: Some(args.net.web(&Arc::default())),
        ..args.documents.options(Some(args.form), &reader)
    };
    for source in sources(args.paths, loading) {
        match source.and_then(Source::document) {
            Ok(document) => {
                serde_json::to_writer(&mut out, &Record::from(&document))
                    .map_err(std::io::Error::from)?;
                out.write_all(b"\n")?;
                found = true;
            }
            Err(e) if e.is_skip() => passed.add(&e),
            Err(e) => {
                failed = true;
                out.flush()?;
                say("error", format_args!("{e}"));
            }
        }
    }
    out.flush()?;
    passed.say();
    Ok(match (failed, found) {
        (true, _) => Exit::Partly,
        (false, true) => Exit::Done,
        (false, false) => Exit::Nothing,
    })
}
