//! `pulih extract`: documents in, facts out, one JSON object a line, in the order of the input.

use super::exit::{Exit, say};
use super::input::{Documents, Form, Reading};
use super::output::stdout;
use super::passed::Passed;
use super::reader::Reader;
use crate::load::{self, Source, sources};
use crate::parallel::{Sink, ordered};
use crate::process::Read;
use crate::{export, model::Document};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// Extract facts without a database: documents in, one JSON object a line out
///
/// Reads JSON Lines with the fields id, text or html, and language, published, title, url, publisher where they are known;
/// also plain text, HTML and Markdown. The output is described by `pulih schema extract`. An input that cannot be read gets
/// a message on standard error, and everything else goes on.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files and folders; `-` is standard input
    #[arg(value_name = "FILE", default_value = "-")]
    files: Vec<PathBuf>,

    #[command(flatten)]
    form: Form,

    #[command(flatten)]
    documents: Documents,

    #[command(flatten)]
    reading: Reading,
}

const EXAMPLES: &str = "\
Examples:
  echo 'WhatsApp was down for two hours.' | pulih extract --text -
  echo '{\"id\": \"a\", \"text\": \"Gangguan berlangsung dua jam.\", \"language\": \"id\"}' | pulih extract -
  pulih extract --published 2022-10-25 news/a.txt
  pulih load page.html | pulih extract --json - > facts.jsonl";

pub(super) fn run(args: Args) -> anyhow::Result<Exit> {
    let reader = Reader::open(&args.reading.folders)?;
    let inputs = sources(args.files, args.documents.options(Some(args.form), &reader));
    let mut lines = Lines {
        out: stdout(),
        passed: Passed::default(),
        failed: false,
        error: None,
    };
    let work = |(): &mut (), source: Result<Source, load::Error>| {
        let document = source.and_then(Source::document).map_err(|e| {
            if e.is_skip() {
                Missing::Passed(e)
            } else {
                Missing::Failed(e.to_string())
            }
        })?;
        line(&reader, &document).map_err(Missing::Failed)
    };
    ordered(args.reading.jobs(), inputs, || (), work, &mut lines);
    if let Some(error) = lines.error {
        return Err(error.into());
    }
    lines.out.flush()?;
    lines.passed.say();
    Ok(if lines.failed {
        Exit::Partly
    } else {
        Exit::Done
    })
}

/// The line for one document, or why there is none.
fn line(reader: &Reader, document: &Document) -> Result<Vec<u8>, String> {
    let read = || {
        let mut line = Vec::with_capacity(1024);
        export::extract(document, &reader.read(document), &mut line);
        line.push(b'\n');
        line
    };
    catch_unwind(AssertUnwindSafe(read)).map_err(|_| {
        format!(
            "{}: reading failed, which is a fault of this program; please report it with the text",
            document.id
        )
    })
}

/// Why there is no line.
enum Missing {
    /// What lay in a folder or archive is no article.
    Passed(load::Error),
    /// Something went wrong.
    Failed(String),
}

/// Writes lines as they come, and whatever is ready before waiting, so that a program can ask line by line.
struct Lines<W> {
    out: W,
    passed: Passed,
    failed: bool,
    error: Option<io::Error>,
}

impl<W: Write> Lines<W> {
    fn keep(&mut self, result: io::Result<()>) -> ControlFlow<()> {
        match result {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.error = Some(error);
                ControlFlow::Break(())
            }
        }
    }
}

impl<W: Write> Sink<Result<Vec<u8>, Missing>> for Lines<W> {
    fn take(&mut self, result: Result<Vec<u8>, Missing>) -> ControlFlow<()> {
        match result {
            Ok(line) => {
                let written = self.out.write_all(&line);
                self.keep(written)
            }
            Err(Missing::Passed(e)) => {
                self.passed.add(&e);
                ControlFlow::Continue(())
            }
            Err(Missing::Failed(message)) => {
                self.failed = true;
                say("error", format_args!("{message}"));
                ControlFlow::Continue(())
            }
        }
    }

    fn idle(&mut self) -> ControlFlow<()> {
        let flushed = self.out.flush();
        self.keep(flushed)
    }

    fn weigh(result: &Result<Vec<u8>, Missing>) -> usize {
        match result {
            Ok(line) => line.capacity(),
            Err(Missing::Failed(message)) => message.len(),
            Err(Missing::Passed(_)) => 64,
        }
    }
}
