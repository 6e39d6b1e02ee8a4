//! Packs the pattern files of all languages into the program, and names the build by what compiled languages are made from, so that
//! none of another build is ever used.
//!
//! Enters: `patterns/` and the sources. Leaves: `PULIH_BUILD`, and `$OUT_DIR/bundled.rs`, one row a file with its name, its size and its
//! deflated text: every file that names a language, and what those files extend. docs/decisions/0006-packed-patterns.md says why.

use flate2::{Compression, write::DeflateEncoder};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Everything that a compiled language depends on.
const SOURCES: [&str; 5] = [
    "Cargo.lock",
    "patterns",
    "src/model",
    "src/pattern",
    "src/segment",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rustc-env=PULIH_BUILD={:016x}", build());
    bundle(Path::new("patterns"), Path::new(&std::env::var("OUT_DIR")?))
}

/// A number for this build.
fn build() -> u64 {
    let mut hasher = DefaultHasher::new();
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    for source in SOURCES {
        println!("cargo:rerun-if-changed={source}");
        let mut files = Vec::new();
        collect(Path::new(source), &mut files);
        files.sort();
        for file in files {
            file.hash(&mut hasher);
            std::fs::read(&file).ok().hash(&mut hasher);
        }
    }
    hasher.finish()
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    match std::fs::read_dir(path) {
        Ok(folder) => folder
            .flatten()
            .for_each(|entry| collect(&entry.path(), files)),
        Err(_) => files.push(path.to_owned()),
    }
}

/// Writes the packed files and the table of them.
fn bundle(folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let files = read(folder)?;
    let mut rows = String::from("[");
    for name in used(&files)? {
        let text = &files[name];
        std::fs::write(out.join(format!("{name}.deflate")), packed(text)?)?;
        let bytes = format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}.deflate\"))");
        writeln!(rows, "({name:?}, {}, {bytes} as &[u8]),", text.len())?;
    }
    rows.push(']');
    std::fs::write(out.join("bundled.rs"), rows)?;
    Ok(())
}

/// All pattern files by name.
fn read(folder: &Path) -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    let mut files = BTreeMap::new();
    for file in std::fs::read_dir(folder)? {
        let path = file?.path();
        if path.extension().is_some_and(|e| e == "toml") {
            let name = path.file_stem().and_then(|s| s.to_str());
            let name = name.ok_or("the name of a pattern file is no text")?;
            files.insert(name.to_owned(), std::fs::read_to_string(&path)?);
        }
    }
    Ok(files)
}

/// The files that name a language, and those that they extend, one through another.
fn used(files: &BTreeMap<String, String>) -> Result<BTreeSet<&str>, Box<dyn Error>> {
    let names_language = |text: &str| text.lines().any(|l| l.starts_with("language = "));
    let mut open: Vec<&str> = files
        .iter()
        .filter(|(_, text)| names_language(text))
        .map(|(name, _)| name.as_str())
        .collect();
    let mut used = BTreeSet::new();
    while let Some(name) = open.pop() {
        let text = files.get(name);
        let text = text.ok_or_else(|| format!("`{name}` is extended and does not exist"))?;
        if used.insert(name) {
            open.extend(extended(text));
        }
    }
    Ok(used)
}

/// The names in the line `extends = ["base", "regions"]`.
fn extended(text: &str) -> impl Iterator<Item = &str> {
    let line = text.lines().find(|l| l.starts_with("extends = "));
    line.unwrap_or_default().split('"').skip(1).step_by(2)
}

fn packed(text: &str) -> std::io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes())?;
    encoder.finish()
}
