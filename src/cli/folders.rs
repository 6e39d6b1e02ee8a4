//! Where pattern files come from: bundled ones, the user's folder over them, named folders over both.

use crate::pattern::{Cache, Library, PatternError};
use std::io::IsTerminal;
use std::path::PathBuf;

/// Folders of pattern files.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct Folders {
    /// Folder with pattern files that replace or extend the bundled ones; of several the last wins
    #[arg(long, value_name = "DIR", help_heading = "Reading")]
    patterns: Vec<PathBuf>,
}

impl Folders {
    /// All folders, those that override others last.
    pub(super) fn all(&self) -> Vec<PathBuf> {
        user_folder()
            .into_iter()
            .chain(self.patterns.iter().cloned())
            .collect()
    }

    /// The languages that can be read with them.
    pub(super) fn library(&self) -> anyhow::Result<Library> {
        open(&self.all())
    }
}

/// The languages that can be read with the bundled files and those of some folders.
pub(super) fn open(folders: &[PathBuf]) -> anyhow::Result<Library> {
    let library = Library::with_dirs(folders)
        .map_err(|e| anyhow::anyhow!("{}", render(&e, std::io::stderr().is_terminal()).trim()))?;
    Ok(match home("XDG_CACHE_HOME", ".cache") {
        Some(folder) => library.with_cache(Cache::new(folder)),
        None => library,
    })
}

/// A finding as text, in colour for a terminal unless the user wants none.
pub(super) fn render(finding: &PatternError, terminal: bool) -> String {
    finding.render(terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()))
}

/// `$XDG_CONFIG_HOME/pulih/patterns`, else `~/.config/pulih/patterns`, if there is such a folder.
fn user_folder() -> Option<PathBuf> {
    let folder = home("XDG_CONFIG_HOME", ".config")?.join("patterns");
    Some(folder).filter(|f| f.is_dir())
}

/// The program's folder below what a variable names, else below a folder of the user's home.
fn home(variable: &str, otherwise: &str) -> Option<PathBuf> {
    let named = std::env::var_os(variable).filter(|v| !v.is_empty());
    let base = named
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(otherwise)))?;
    Some(base.join("pulih"))
}
