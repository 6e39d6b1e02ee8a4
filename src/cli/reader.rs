//! The one place where the command line meets the pipeline.
//!
//! Enters: the folders of pattern files. Leaves: what reads documents. A language whose file a user wrote
//! is compiled at once, so that its errors are seen first; texts in other languages are read all the same.

use super::exit::say;
use super::folders::{Folders, render};
use crate::language;
use crate::load::Strip;
use crate::model::{Document, Extraction, Lang};
use crate::pattern::PatternError;
use crate::pipeline::Pipeline;
use crate::process::Read;
use crate::tidy::Tidy;
use std::io::{IsTerminal, Write};
use std::sync::Arc;

/// Most errors that are told before anything is read.
const SHOWN: usize = 5;

/// Reads documents with the bundled patterns, those of the user's folder over them, and those of a named folder over both.
pub(super) struct Reader {
    pipeline: Arc<Pipeline>,
    installed: Vec<Lang>,
    /// The program and the languages that it tells apart: the part of every fingerprint that is no pattern.
    program: String,
}

impl Reader {
    /// Finds the patterns; languages are compiled as they are met.
    pub(super) fn open(folders: &Folders) -> anyhow::Result<Self> {
        let library = folders.library()?;
        let installed = library.languages();
        let pipeline = Arc::new(Pipeline::new(library));
        for lang in &installed {
            if pipeline.library().is_own(lang.as_str())
                && let Some(Err(errors)) = pipeline.library().pack(*lang)
            {
                tell(*lang, &errors);
            }
        }
        let names: Vec<_> = installed.iter().map(ToString::to_string).collect();
        Ok(Self {
            program: format!("{}+{}", env!("CARGO_PKG_VERSION"), names.join(",")),
            installed,
            pipeline,
        })
    }
}

impl Reader {
    /// What reads documents.
    pub(super) fn pipeline(&self) -> &Pipeline {
        &self.pipeline
    }

    /// What rids pages of their boilerplate.
    pub(super) fn strip(&self) -> Arc<dyn Strip> {
        Arc::new(Tidy::new(Arc::clone(&self.pipeline)))
    }
}

impl Read for Reader {
    fn read(&self, document: &Document) -> Extraction {
        let language = language::of_document(document, &self.installed);
        self.pipeline.read(document, language)
    }

    fn fingerprint(&self, language: Lang) -> String {
        let pack = self.pipeline.pack(language);
        let patterns = pack.as_ref().map_or("none", |pack| &pack.fingerprint);
        format!("{patterns}@{}", self.program)
    }
}

/// Says what is wrong with a user's file. Texts in other languages are read.
fn tell(lang: Lang, errors: &[PatternError]) {
    let terminal = std::io::stderr().is_terminal();
    for error in errors.iter().take(SHOWN) {
        let _ = writeln!(
            anstream::stderr(),
            "{}\n",
            render(error, terminal).trim_end()
        );
    }
    say(
        "error",
        format_args!(
            "the patterns for `{lang}` cannot be used, so texts in it are not read; `pulih patterns check` tells more"
        ),
    );
}
