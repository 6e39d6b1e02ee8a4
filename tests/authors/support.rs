//! Pattern files of a test's own, in a folder over the bundled ones.

use pulih::check::{Report, check};
use pulih::pattern::{Library, PatternError};
use std::path::PathBuf;

/// The head of a small file of the language `xx`.
pub(crate) const HEAD: &str = "[file]\nformat = 1\nlanguage = \"xx\"\nextends = \"base\"\n";

/// A library with one file of its own.
pub(crate) fn library(name: &str, source: &str) -> (tempfile::TempDir, Library) {
    let dir = tempfile::tempdir().expect("a directory");
    std::fs::write(dir.path().join(format!("{name}.toml")), source).expect("written");
    let library = Library::with_dirs(&[dir.path().to_owned()]).expect("readable");
    (dir, library)
}

/// Checks a file of the language `xx`, whose head goes before `rest`.
pub(crate) fn checked(rest: &str) -> Report {
    let (_dir, library) = library("xx", &format!("{HEAD}{rest}"));
    check(&library, "xx")
}

/// The finding with this message.
pub(crate) fn finding<'r>(report: &'r Report, message: &str) -> &'r PatternError {
    let found = report.findings.iter().find(|f| f.message == message);
    found.unwrap_or_else(|| {
        let all: Vec<_> = report.findings.iter().map(|f| &f.message).collect();
        panic!("`{message}` is not among {all:?}")
    })
}

/// Pattern files of languages that the program does not bundle.
pub(crate) fn languages() -> Library {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/languages");
    Library::with_dirs(&[dir]).expect("readable")
}
