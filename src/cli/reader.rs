//! The one place where the command line meets the pipeline.
//!
//! Enters: the folder that was named with `--patterns`. Leaves: what reads documents. A language whose file a user wrote
//! is compiled at once, so that its errors are seen before anything is read with half of it.

use crate::language;
use crate::model::{Document, Extraction, Lang};
use crate::pattern::Library;
use crate::pipeline::Pipeline;
use crate::process::Read;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Reads documents with the bundled patterns, those of the user's folder over them, and those of a named folder over both.
pub(super) struct Reader {
    pipeline: Pipeline,
    installed: Vec<Lang>,
    /// The program and the languages that it tells apart: the part of every fingerprint that is no pattern.
    program: String,
}

impl Reader {
    /// Finds the patterns; languages are compiled as they are met.
    pub(super) fn open(patterns: Option<&Path>) -> anyhow::Result<Self> {
        let folders: Vec<PathBuf> = user_folder()
            .into_iter()
            .chain(patterns.map(Path::to_owned))
            .collect();
        let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let library = Library::with_dirs(&folders)
            .map_err(|e| anyhow::anyhow!("{}", e.render(colour).trim()))?;
        let installed = library.languages();
        let pipeline = Pipeline::new(library);
        for lang in installed.iter().filter(|l| is_in(&folders, **l)) {
            if let Some(Err(errors)) = pipeline.library().pack(*lang) {
                let shown: Vec<_> = errors.iter().map(|e| e.render(colour)).collect();
                anyhow::bail!(
                    "the patterns for `{lang}` cannot be used\n{}",
                    shown.join("\n")
                );
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

/// `$XDG_CONFIG_HOME/pulih/patterns`, else `~/.config/pulih/patterns`, if there is such a folder.
fn user_folder() -> Option<PathBuf> {
    let config = std::env::var_os("XDG_CONFIG_HOME")
        .filter(|c| !c.is_empty())
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".config")))?;
    Some(config.join("pulih").join("patterns")).filter(|folder| folder.is_dir())
}

fn is_in(folders: &[PathBuf], lang: Lang) -> bool {
    folders
        .iter()
        .any(|folder| folder.join(format!("{lang}.toml")).exists())
}
