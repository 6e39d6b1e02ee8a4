//! The published schema of pattern files is current, and real files satisfy it; so does the file that `new` prints.

use super::support::library;
use pulih::check::check;
use pulih::pattern::Library;
use pulih::pattern::schema::schema;
use pulih::pattern::starter::starter;
use serde_json::Value;
use std::path::{Path, PathBuf};

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// What the schema says against a file; empty if nothing.
fn against(source: &str) -> String {
    let instance: Value = toml::from_str(source).expect("TOML");
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler
        .add_resource("patterns.json", schema())
        .expect("a schema");
    let index = compiler
        .compile("patterns.json", &mut schemas)
        .expect("a sound schema");
    schemas
        .validate(&instance, index)
        .err()
        .map_or_else(String::new, |e| e.to_string().chars().take(300).collect())
}

#[test]
fn the_committed_schema_is_current() {
    let path = root("schema/patterns.schema.json");
    let committed = std::fs::read_to_string(&path).expect("schema/patterns.schema.json is there");
    let made = format!("{:#}\n", schema());
    assert!(
        committed == made,
        "schema/patterns.schema.json is old; run `pulih patterns schema > schema/patterns.schema.json`"
    );
}

#[test]
fn real_files_satisfy_the_schema() {
    let mut seen = 0;
    for dir in ["patterns", "tests/fixtures/languages"] {
        for entry in std::fs::read_dir(root(dir)).expect("the folder") {
            let path = entry.expect("readable").path();
            let name = path
                .file_name()
                .and_then(|n| n.to_str())
                .unwrap_or_default();
            if path.extension().is_none_or(|e| e != "toml")
                || ["facts.toml", "taxonomy.toml"].contains(&name)
            {
                continue;
            }
            let source = std::fs::read_to_string(&path).expect("readable");
            assert_eq!(against(&source), "", "{name}");
            seen += 1;
        }
    }
    assert!(seen > 8);
}

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    for source in [
        "[file]\nformat = 1\nlanguag = \"xx\"\n",
        "[file]\nformat = 1\n[lexikon]\n",
        "[file]\nformat = 1\n[[pattern]]\nid = \"p\"\nfact = \"f\"\n",
        "[file]\nformat = 1\n[numbers]\njoin = 3\n",
        "[lexicon]\na = \"b\"\n",
    ] {
        assert_ne!(against(source), "", "{source}");
    }
}

#[test]
fn the_starter_is_a_good_file_with_every_table() {
    let bundled = Library::bundled();
    for lang in ["sw", "id"] {
        let text = starter(&bundled, lang.parse().expect("a tag"));
        assert_eq!(against(&text), "", "{lang}");
        for table in pulih::pattern::table::tables() {
            assert!(
                table == "owners" || text.contains(&format!("[{table}]")),
                "{table}"
            );
        }
        assert_eq!(text.contains("cldr-id"), lang == "id");
        let (_dir, library) = library(lang, &text);
        let report = check(&library, lang);
        let errors: Vec<_> = report.findings.iter().map(ToString::to_string).collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }
}

#[test]
fn the_starters_own_example_works_when_its_marks_are_taken_away() {
    let text = starter(&Library::bundled(), "en".parse().expect("a tag"));
    let from = text.find("# [[pattern]]").expect("the example");
    let example: Vec<&str> = text[from..]
        .lines()
        .map(|l| l.trim_start_matches("# "))
        .collect();
    let source = format!(
        "[file]\nformat = 1\nlanguage = \"en\"\nextends = \"en\"\n[lexicon]\noutage.any = \"outage\"\ntravel.any = \"flight\"\n{}",
        example
            .join("\n")
            .replace("id = \"lasted\"", "id = \"my-lasted\"\npriority = 9")
    );
    let (_dir, library) = library("en", &source);
    let report = check(&library, "en");
    assert_eq!((report.patterns, report.examples), (1, 3));
    let wrong: Vec<_> = report
        .findings
        .iter()
        .filter(|f| f.is_error() && f.message.contains("my-lasted"))
        .map(ToString::to_string)
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
