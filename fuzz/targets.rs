//! What is fuzzed, for `cargo fuzz` and for the plain driver in `tests/fuzz.rs`: nothing may panic, and what is found must
//! stand in the text.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "each target uses one of these, from a crate of its own"
)]

use pulih::load::{Format, Options, Source, sources_of_reader};
use pulih::model::{Document, Lang, Span};
use pulih::pattern::{Library, Pack, fact_kind, file};
use pulih::pipeline::Pipeline;
use std::io::Cursor;
use std::sync::LazyLock;

/// Small, so that limits are met.
const LARGEST: u64 = 1 << 18;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::new(Library::bundled()));

fn documents(data: &[u8], format: Option<Format>) -> Vec<Document> {
    let options = Options {
        format,
        max_bytes: LARGEST,
        ..Options::default()
    };
    let sources = sources_of_reader(Cursor::new(data.to_vec()), "fuzz", options);
    let read = sources.map(|source| source.and_then(Source::document));
    read.filter_map(|read| match read {
        Ok(document) => Some(document),
        Err(error) => {
            assert!(!error.is_fault(), "{error}");
            None
        }
    })
    .collect()
}

/// Bytes as a page.
pub(crate) fn html(data: &[u8]) {
    for document in documents(data, Some(Format::Html)) {
        assert!(!document.text.trim().is_empty());
    }
}

/// Bytes as a web archive.
pub(crate) fn warc(data: &[u8]) {
    documents(data, Some(Format::Warc));
}

/// Bytes as whatever the first of them says: JSON, CSV, mail, feeds, ZIP, packed or not.
pub(crate) fn container(data: &[u8]) {
    const FORMATS: [Option<Format>; 8] = [
        None,
        Some(Format::Json),
        Some(Format::JsonLines),
        Some(Format::Csv),
        Some(Format::Mail),
        Some(Format::Mbox),
        Some(Format::Feed),
        Some(Format::Xml),
    ];
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    // A digit chooses; everything else is told by its bytes.
    match FORMATS.get(usize::from(first.wrapping_sub(b'0'))) {
        Some(format) => documents(rest, *format),
        None => documents(data, None),
    };
}

/// A text through the whole path, in a language that its first letter chooses.
pub(crate) fn text(data: &[u8]) {
    let text = String::from_utf8_lossy(data).into_owned();
    let languages = PIPELINE.library().languages();
    let Some(language) =
        languages.get(usize::from(data.first().copied().unwrap_or_default()) % languages.len())
    else {
        return;
    };
    let document = Document {
        text,
        published: "2022-10-25".parse().ok(),
        ..Document::default()
    };
    let found = PIPELINE.read(&document, (*language, 1.0));
    let stands = |span: Span| {
        document
            .text
            .get(span.start as usize..span.end as usize)
            .is_some()
    };
    for fact in &found.facts {
        assert!(stands(fact.span), "{fact:?}");
    }
    for statement in &found.statements {
        assert!(
            statement.parts.iter().all(|part| stands(*part)),
            "{statement:?}"
        );
    }
}

/// A pattern file, and a text read with it if it compiles.
pub(crate) fn patterns(data: &[u8]) {
    const TEXT: &str = "WhatsApp mati selama dua jam sejak pukul 14.00, kata juru bicara. The service was down for 2 hours. 障害は2時間続いた。";
    let source = String::from_utf8_lossy(data);
    let (raw, _) = file::parse("xx", "xx.toml", &source);
    let Some(raw) = raw else { return };
    let Ok(kinds) = fact_kind::parse("facts.toml", fact_kind::BUNDLED) else {
        return;
    };
    let Ok(lang) = "xx".parse::<Lang>() else {
        return;
    };
    let (pack, errors) = Pack::compile(lang, raw.header, &raw.entries, &raw.patterns, kinds.into());
    for error in &errors {
        assert!(!error.render(false).is_empty());
    }
    let mut workspace = pulih::annotate::Workspace::default();
    pulih::annotate::annotate(TEXT, &pack, &mut workspace);
}
