//! Live reports: a time on a line of its own says when its entry was written, or when service came back.

use pulih::model::{Document, Kind, Role};
use pulih::pattern::Library;
use pulih::pipeline::Pipeline;

/// The roles of all times of day in an Indonesian text, in order.
fn roles(text: &str) -> Vec<Option<Role>> {
    let pipeline = Pipeline::new(Library::bundled());
    let document = Document {
        text: text.to_owned(),
        ..Document::default()
    };
    let language = "id".parse().expect("a language");
    pipeline
        .read(&document, (language, 1.0))
        .facts
        .iter()
        .filter(|f| f.kind == Kind::Moment)
        .map(|f| f.role)
        .collect()
}

#[test]
fn times_that_head_entries_are_reported_or_restored() {
    let text = "Listrik Padam di Makassar\n\n15.12 Wita\nWarga melaporkan listrik mati serentak.\n\n\
                16.40 Wita\nPLN belum memberi penjelasan.\n\n17.50 Wita\nSebagian wilayah sudah menyala kembali.\n";
    assert_eq!(
        roles(text),
        [
            Some(Role::Reported),
            Some(Role::Reported),
            Some(Role::Restored)
        ]
    );
}

#[test]
fn a_single_line_of_time_is_no_live_report() {
    let text = "Listrik Padam di Makassar\n\n15.12 Wita\nWarga melaporkan listrik mati serentak.\n";
    assert_eq!(roles(text), [Some(Role::Other)]);
}
