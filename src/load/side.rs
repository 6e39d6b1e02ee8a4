//! Files that are no article because of what they stand beside: `NAME.meta.json` or `NAME.json` describes `NAME.txt`, and
//! `gold.json` and `floors.toml` are what a corpus measures by.

use super::file;
use super::record::Record;
use std::path::{Path, PathBuf};

/// What stands in `NAME.meta.json` or `NAME.json` beside a text; a file there that is an article of its own says nothing of it.
pub(super) fn side_file(path: &Path) -> Option<Record> {
    const LARGEST: u64 = 1 << 20;
    ["meta.json", "json"].into_iter().find_map(|extension| {
        let path = path.with_extension(extension);
        if !path.is_file() {
            return None;
        }
        let bytes = file::read(&path, LARGEST).ok()?;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let record: Record = serde_json::from_slice(bytes).ok()?;
        (!record.has_body()).then_some(record)
    })
}

/// Whether a path ends in `.meta.json`.
pub(super) fn is_meta(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    name.ends_with(b".meta.json")
}

/// The text that a JSON file would describe by its name, if there is one beside it.
pub(super) fn described_text(path: &Path) -> Option<PathBuf> {
    let mut stem = path.with_extension("");
    if is_meta(path) {
        stem.set_extension("");
    }
    ["txt", "md", "html", "htm"]
        .into_iter()
        .find_map(|extension| {
            // `set_extension` would eat the end of a stem that holds a dot.
            let mut text = stem.clone().into_os_string();
            text.push(".");
            text.push(extension);
            let text = PathBuf::from(text);
            text.is_file().then_some(text)
        })
}

/// Whether a path is one of the files that a corpus measures by: the gold beside its `source.txt` or `source.html`, or floors.
pub(super) fn is_measure(path: &Path) -> bool {
    match path.file_name().and_then(|name| name.to_str()) {
        Some("gold.json") => ["source.txt", "source.html"]
            .iter()
            .any(|source| path.with_file_name(source).is_file()),
        Some("floors.toml") => true,
        _ => false,
    }
}
