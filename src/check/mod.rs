//! Holds a pattern file to what it promises: [`check`] parses, lints and runs every example.
//!
//! Enters: the name of a file in a library. Leaves: findings with their places, errors and warnings. Examples run through
//! the whole path that articles take, [`pipeline`](crate::pipeline) included, as if published on [`PUBLISHED`]; nothing is
//! written anywhere.

mod contradict;
mod example;
mod expect;
mod lint;
mod rule;

use crate::model::Lang;
use crate::pattern::file::{Entry, RawFile, RawPattern};
use crate::pattern::{Library, Pack, PatternError};
use std::path::Path;

/// The day on which all examples are read, a Tuesday.
pub const PUBLISHED: &str = "2022-10-25";

/// What checking a file found.
#[derive(Debug, Default)]
pub struct Report {
    /// Name of the file: its language, or `base` and the like.
    pub name: String,
    /// Errors and warnings, in order of their places.
    pub findings: Vec<PatternError>,
    /// How many patterns stand in the file itself.
    pub patterns: usize,
    /// How many of their examples were run.
    pub examples: usize,
}

/// What the checks look at: a file's own lists and patterns, and the language that they are part of.
struct Subject<'a> {
    library: &'a Library,
    path: &'a str,
    entries: &'a [Entry],
    patterns: &'a [RawPattern],
}

impl Subject<'_> {
    /// Whether something stands in the file itself, and not in one that it extends.
    fn owns(&self, place: &crate::pattern::Place) -> bool {
        *place.path == *self.path
    }

    fn own_entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|e| self.owns(&e.place))
    }

    fn own_patterns(&self) -> impl Iterator<Item = &RawPattern> {
        self.patterns.iter().filter(|p| self.owns(&p.place))
    }
}

/// Checks the file that is used under a name; files that it extends are checked under their own.
pub fn check(library: &Library, name: &str) -> Report {
    let path = library.path(name);
    let (raw, _) = library.parse(name);
    let whole = raw
        .as_ref()
        .and_then(|raw| reader(library, raw))
        .unwrap_or(name.to_owned());
    let (merged, mut findings) = library.merge(&whole);
    findings.retain(|f| whole == *name || f.place.as_ref().is_some_and(|p| *p.path == *path));
    let lang = whole.parse().unwrap_or(Lang::UNKNOWN);
    let (pack, more) = Pack::compile(
        lang,
        merged.header.clone(),
        &merged.entries,
        &merged.patterns,
        library.kinds().clone(),
    );
    let compiles = !findings.iter().chain(&more).any(PatternError::is_error);
    let own = |f: &PatternError| f.place.as_ref().is_none_or(|p| *p.path == *path);
    findings.extend(more.into_iter().filter(|f| whole == *name || own(f)));
    let subject = Subject {
        library,
        path: &path,
        entries: &merged.entries,
        patterns: &merged.patterns,
    };
    if let Some(raw) = &raw {
        lint::file(raw, &mut findings);
    }
    lint::entries(&subject, &mut findings);
    contradict::entries(&subject, &mut findings);
    rule::patterns(&subject, &mut findings);
    let mut report = Report {
        name: name.to_owned(),
        patterns: subject.own_patterns().count(),
        ..Report::default()
    };
    // Examples of a language that does not compile would fail for that reason alone.
    if compiles {
        report.examples = example::run(&subject, &pack, &mut findings);
    }
    let place = |f: &PatternError| f.place.as_ref().map(|p| (p.path.clone(), p.span.start));
    findings.sort_by_key(place);
    findings.dedup();
    report.findings = findings;
    report
}

/// The language that reads a file of patterns which is no language itself; such patterns use the language's lists.
fn reader(library: &Library, raw: &RawFile) -> Option<String> {
    let languages = library.languages();
    let is_language = languages.iter().any(|l| l.as_str() == raw.name);
    if is_language || raw.patterns.is_empty() {
        return None;
    }
    let reads = |l: &&Lang| {
        let (file, _) = library.parse(l.as_str());
        file.is_some_and(|f| f.extends.iter().any(|(name, _)| *name == raw.name))
    };
    languages.iter().find(reads).map(|l| l.as_str().to_owned())
}

/// The name of a pattern file in a library by its path: the file name without `.toml`.
pub fn name_of(path: &Path) -> Option<&str> {
    (path.extension()? == "toml")
        .then(|| path.file_stem())?
        .and_then(|s| s.to_str())
}
