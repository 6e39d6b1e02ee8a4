//! Packs out of strings and directories, and matches as readable text.

use pulih::annotate::{Annotation, Workspace, annotate};
use pulih::pattern::{Library, Pack, PatternError, fact_kind, file};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

/// Compiles the text of a pattern file that extends nothing.
pub(crate) fn compile(source: &str) -> (Pack, Vec<PatternError>) {
    let (raw, mut errors) = file::parse("xx", "xx.toml", source);
    let raw = raw.expect("the file is valid TOML");
    let kinds = fact_kind::parse("facts.toml", fact_kind::BUNDLED).expect("bundled declarations");
    let lang = "xx".parse().expect("a language tag");
    let (pack, more) = Pack::compile(lang, raw.header, &raw.entries, &raw.patterns, kinds.into());
    errors.extend(more);
    (pack, errors)
}

/// The first messages of what is wrong with a file.
pub(crate) fn messages(source: &str) -> Vec<String> {
    compile(source).1.into_iter().map(|e| e.message).collect()
}

/// A language of `tests/fixtures/languages`.
pub(crate) fn fixture(lang: &str) -> Arc<Pack> {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/languages");
    let library = Library::with_dirs(&[dir]).expect("the directory is readable");
    library
        .pack(lang.parse().expect("a language tag"))
        .expect("the language is there")
        .unwrap_or_else(|errors| panic!("{}", errors[0]))
}

/// Annotates with room of its own; also the steps that matching took.
pub(crate) fn read(text: &str, pack: &Pack) -> (Annotation, u64) {
    let mut workspace = Workspace::default();
    let annotation = annotate(text, pack, &mut workspace);
    (annotation, workspace.steps())
}

/// Matches as `id: words {group=words}`, the longest of each pattern at each place, in order.
pub(crate) fn matches(text: &str, pack: &Pack) -> Vec<String> {
    let (a, _) = read(text, pack);
    let longest = |m: &pulih::annotate::Match| {
        a.matches
            .iter()
            .all(|o| (o.pattern, o.start) != (m.pattern, m.start) || o.end <= m.end)
    };
    a.matches
        .iter()
        .filter(|m| longest(m))
        .map(|m| {
            let id = &pack.patterns[m.pattern as usize].reference.id;
            let mut out = format!("{id}: {}", a.span(m.start, m.end).of(text));
            for capture in &m.captures {
                let tag = a.tags.all()[capture.tag as usize];
                let role = match capture.role {
                    0 => String::new(),
                    n => format!(
                        ":{}",
                        pack.patterns[m.pattern as usize].roles[n as usize - 1]
                    ),
                };
                let words = a.span(tag.start, tag.end).of(text).to_owned();
                let _ = write!(out, " {{{}{role}={words}}}", pack.group_name(tag.group));
            }
            out
        })
        .collect()
}
