//! docs/patterns.md describes every key, kind of fact, code, slot and list that the program knows.

use super::support::library;
use pulih::check::check;
use pulih::pattern::pack::SLOTS;
use pulih::pattern::{Library, reference, table};
use std::path::Path;

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/patterns.md");
    std::fs::read_to_string(path).expect("docs/patterns.md is there")
}

#[test]
fn the_reference_is_what_the_program_knows() {
    let library = Library::bundled();
    let made = reference::markdown(library.kinds(), library.taxonomy());
    let page = page();
    let (tutorial, _) = page.split_once("### `[file]`").expect("the reference");
    assert!(
        page == format!("{tutorial}{made}"),
        "docs/patterns.md is old below `## Reference`; replace that by what `pulih patterns reference` prints"
    );
}

#[test]
fn every_table_key_kind_and_slot_is_named() {
    let page = page();
    for key in table::keys() {
        assert!(
            page.contains(&format!("### `[{}]`", key.table)),
            "{}",
            key.table
        );
        assert!(
            key.key == "*" || page.contains(&format!("| `{}` |", key.key)),
            "{}",
            key.key
        );
    }
    for kind in Library::bundled().kinds().iter() {
        assert!(
            page.contains(&format!("| `{}` |", kind.name)),
            "{}",
            kind.name
        );
    }
    for slot in SLOTS {
        assert!(page.contains(&format!("`{{{slot}}}`")), "{slot}");
    }
}

#[test]
fn every_list_that_the_program_looks_at_is_named() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/fact/group.rs");
    let source = std::fs::read_to_string(path).expect("the source");
    let page = page();
    let mut seen = 0;
    for part in source.split("group_set(\"").skip(1) {
        let name = part.split('"').next().unwrap_or_default();
        assert!(
            page.contains(&format!("`{name}`")),
            "the list `{name}` is not described"
        );
        seen += 1;
    }
    assert!(seen >= 10);
}

#[test]
fn the_first_pattern_of_the_tutorial_is_good_without_its_mistake() {
    let page = page();
    let (_, rest) = page
        .split_once("cat > my-patterns/id.toml\n")
        .expect("the file");
    let lines: Vec<&str> = rest
        .lines()
        .take_while(|l| l.is_empty() || l.starts_with("    "))
        .filter(|l| !l.contains("unless"))
        .map(str::trim_start)
        .collect();
    let (_dir, library) = library("id", &lines.join("\n"));
    let report = check(&library, "id");
    let wrong: Vec<_> = report.findings.iter().map(ToString::to_string).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!((report.patterns, report.examples), (1, 3));
}
