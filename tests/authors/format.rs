//! Format 1 is stable: files of it work as they were written.

use pulih::check::check;
use pulih::pattern::Library;
use std::path::Path;

#[test]
fn files_of_format_1_work_as_they_were_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/format-1");
    let library = Library::with_dirs(&[folder]).expect("the folder");
    let report = check(&library, "xa");
    let wrong: Vec<_> = report.findings.iter().map(ToString::to_string).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!((report.patterns, report.examples), (4, 15));
    let (merged, _) = library.merge("xa");
    let ids: Vec<_> = merged.patterns.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(
        ids,
        ["inherited", "replaced", "capital", "between", "counted"]
    );
}
