//! The main path over many inputs: load, read, store.
//!
//! Enters: sources, a reader and perhaps a database. Leaves: rows in it, and a report of what happened to each source.
//! Worker threads load and read; the calling thread writes, in the order of the sources. What the database already
//! holds, made from the same input with the same patterns, is neither read again nor written.

use crate::load;
use crate::model::{Document, Extraction, Lang};
use crate::parallel::{Sink, ordered};
use crate::store::{self, Access, Batch, Entry, Likeness, Run, Store, Written, identify};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::Duration;

/// What turns documents into facts.
pub trait Read: Sync {
    /// Reads one document.
    fn read(&self, document: &Document) -> Extraction;

    /// Names all that the result for a document in this language may depend on, but for the document: the patterns of the
    /// language, the languages that are told apart, the program. Equal fingerprints promise equal results.
    fn fingerprint(&self, language: Lang) -> String;
}

/// How to go about it.
#[derive(Clone, Debug)]
pub struct Options {
    /// The database; `None` reads and writes nothing.
    pub database: Option<PathBuf>,
    /// Worker threads.
    pub jobs: usize,
    /// Read again what is unchanged too.
    pub force: bool,
    /// How long to wait for another process that writes.
    pub wait: Duration,
    /// The arguments of the run, for its record.
    pub arguments: Vec<String>,
}

/// What happened to one source.
#[derive(Debug)]
pub enum Outcome {
    /// It was read.
    Read(Box<Entry>),
    /// The database holds it already; its id, and its size in bytes.
    Unchanged(String, usize),
    /// It could not be loaded, or was passed over.
    NotLoaded(load::Error),
    /// It could not be read, because the patterns of its language are broken or by a fault of the program; what to tell.
    Broken(String),
}

/// Processes all sources; `watch` sees every outcome in order, before it is written.
///
/// # Errors
/// If the database cannot be opened, read or written. What was written before stays.
pub fn process<R: Read>(
    sources: load::Sources,
    reader: &R,
    options: &Options,
    watch: &mut dyn FnMut(&Outcome),
) -> Result<Written, store::Error> {
    let Some(path) = &options.database else {
        let mut sink = Writer {
            batch: None,
            watch,
            error: None,
        };
        run(sources, reader, options, &mut sink);
        return Ok(Written::default());
    };
    let mut store = Store::open(path, Access::Create, options.wait)?;
    let record = store.begin_run(&options.arguments)?;
    let (mut unchanged, mut failed) = (0, 0);
    let mut count = |outcome: &Outcome| {
        match outcome {
            Outcome::Unchanged(..) => unchanged += 1,
            Outcome::NotLoaded(e) if !e.is_skip() => failed += 1,
            Outcome::Broken(_) => failed += 1,
            _ => {}
        }
        watch(outcome);
    };
    let written = write(&mut store, record, sources, reader, options, &mut count)?;
    store.finish_run(
        record,
        [written.added + written.replaced, unchanged, failed],
    )?;
    Ok(written)
}

fn write<R: Read>(
    store: &mut Store,
    record: Run,
    sources: load::Sources,
    reader: &R,
    options: &Options,
    watch: &mut dyn FnMut(&Outcome),
) -> Result<Written, store::Error> {
    let mut sink = Writer {
        batch: Some(Batch::new(store, record)),
        watch,
        error: None,
    };
    run(sources, reader, options, &mut sink);
    if let Some(error) = sink.error {
        return Err(error);
    }
    sink.batch.map_or(Ok(Written::default()), Batch::finish)
}

fn run<R: Read>(sources: load::Sources, reader: &R, options: &Options, sink: &mut Writer<'_, '_>) {
    let known = || {
        let path = options.database.as_ref().filter(|_| !options.force)?;
        Store::open(path, Access::Read, options.wait).ok()
    };
    let work = |known: &mut Option<Store>, source: Result<load::Source, load::Error>| {
        source
            .and_then(load::Source::document)
            .map_or_else(Outcome::NotLoaded, |document| {
                read_one(reader, known.as_ref(), document)
            })
    };
    ordered(options.jobs, sources, known, work, sink);
}

/// Reads a document, unless the database says that there is nothing new in it.
fn read_one<R: Read>(reader: &R, known: Option<&Store>, document: Document) -> Outcome {
    let identity = identify(&document);
    if let Some(known) = known.and_then(|store| store.known(&identity.article).ok().flatten())
        && known.input == identity.input
        && known
            .language
            .parse()
            .is_ok_and(|language| known.patterns == reader.fingerprint(language))
    {
        return Outcome::Unchanged(identity.article, document.text.len());
    }
    match catch_unwind(AssertUnwindSafe(|| reader.read(&document))) {
        Ok(extraction) => match extraction.diagnostics.iter().find(|d| d.is_fatal()) {
            // What was found before the patterns broke stays.
            Some(d) => Outcome::Broken(format!("{}: {}", document.id, d.message)),
            None => Outcome::Read(Box::new(Entry {
                identity,
                patterns: reader.fingerprint(extraction.language),
                likeness: Likeness::of(&document),
                document,
                extraction,
            })),
        },
        Err(_) => Outcome::Broken(format!(
            "{}: reading failed, which is a fault of this program; please report it with the text",
            document.id
        )),
    }
}

/// Hands outcomes to the watcher and what was read to the batch.
struct Writer<'s, 'w> {
    batch: Option<Batch<'s>>,
    watch: &'w mut dyn FnMut(&Outcome),
    error: Option<store::Error>,
}

impl Sink<Outcome> for Writer<'_, '_> {
    fn take(&mut self, outcome: Outcome) -> ControlFlow<()> {
        (self.watch)(&outcome);
        let Some(batch) = &mut self.batch else {
            return ControlFlow::Continue(());
        };
        match outcome {
            Outcome::Read(entry) => {
                if let Err(error) = batch.push(*entry) {
                    self.error = Some(error);
                    return ControlFlow::Break(());
                }
            }
            Outcome::Unchanged(id, _) => batch.unchanged(&id),
            Outcome::NotLoaded(_) | Outcome::Broken(_) => {}
        }
        ControlFlow::Continue(())
    }

    fn weigh(outcome: &Outcome) -> usize {
        match outcome {
            Outcome::Read(entry) => {
                let found = &entry.extraction;
                entry.document.text.len() + 256 * (found.facts.len() + found.statements.len())
            }
            _ => 64,
        }
    }
}
