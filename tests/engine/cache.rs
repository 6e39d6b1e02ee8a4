//! Compiled languages on disk change how long a start takes, and nothing else.

use pulih::model::{Document, Lang};
use pulih::pattern::{Cache, Library};
use pulih::pipeline::Pipeline;
use std::path::{Path, PathBuf};

fn lang() -> Lang {
    "ja".parse().expect("a language tag")
}

/// What a library reads out of an article of the corpus, in full.
fn reading(library: Library) -> String {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/ja/aws-oosaka-reikyaku/source.txt");
    let text = std::fs::read_to_string(path).expect("an article of the corpus");
    let document = Document {
        id: "article".to_owned(),
        text,
        ..Document::default()
    };
    let extraction = Pipeline::new(library).read(&document, (lang(), 1.0));
    assert!(extraction.facts.len() > 5, "the article has facts");
    format!("{extraction:?}")
}

fn cached(folder: &Path) -> Library {
    Library::bundled().with_cache(Cache::new(folder.to_owned()))
}

fn pack_file(folder: &Path) -> PathBuf {
    folder.join("ja.pack")
}

#[test]
fn a_language_from_the_shelf_reads_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let compiled = reading(cached(folder.path()));
    assert!(pack_file(folder.path()).is_file(), "it is put there");
    assert_eq!(reading(cached(folder.path())), compiled);
    assert_eq!(reading(Library::bundled()), compiled);
}

#[test]
fn what_is_not_whole_or_of_another_build_is_compiled_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let compiled = reading(cached(folder.path()));
    let whole = std::fs::read(pack_file(folder.path())).expect("it is put there");
    let changed = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    };
    let half = whole[..whole.len() / 2].to_vec();
    for broken in [changed(0), changed(whole.len() / 2), half, Vec::new()] {
        std::fs::write(pack_file(folder.path()), broken).expect("is written");
        assert_eq!(reading(cached(folder.path())), compiled);
        let mended = std::fs::read(pack_file(folder.path())).expect("it is put there again");
        assert_eq!(mended.len(), whole.len());
    }
}

#[test]
fn a_shelf_that_cannot_be_written_costs_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "no folder").expect("is written");
    assert_eq!(reading(cached(&file)), reading(Library::bundled()));
}

#[test]
fn files_of_ones_own_are_compiled_each_time() {
    let (folder, own) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    let text = "[file]\nformat = 1\nname = \"日本語\"\nlanguage = \"ja\"\nextends = [\"ja\"]\n";
    std::fs::write(own.path().join("ja.toml"), text).expect("is written");
    let library = Library::with_dirs(&[own.path().to_owned()]).expect("readable");
    reading(library.with_cache(Cache::new(folder.path().to_owned())));
    assert!(!pack_file(folder.path()).exists());
}
