//! Where pattern files come from: bundled ones, the user's folder over them, named folders over both.

use crate::pattern::{Library, PatternError};
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
    Library::with_dirs(folders)
        .map_err(|e| anyhow::anyhow!("{}", render(&e, std::io::stderr().is_terminal()).trim()))
}

/// A finding as text, in colour for a terminal unless the user wants none.
pub(super) fn render(finding: &PatternError, terminal: bool) -> String {
    finding.render(terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()))
}

/// `$XDG_CONFIG_HOME/pulih/patterns`, else `~/.config/pulih/patterns`, if there is such a folder.
fn user_folder() -> Option<PathBuf> {
    let config = std::env::var_os("XDG_CONFIG_HOME")
        .filter(|c| !c.is_empty())
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".config")))?;
    Some(config.join("pulih").join("patterns")).filter(|folder| folder.is_dir())
}
