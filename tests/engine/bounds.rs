//! What a pattern file may cost, each bound with its message.

use super::support::{compile, messages};
use pulih::pattern::{Library, file};
use std::fmt::Write as _;

const HEAD: &str = "[file]\nformat = 1\nlanguage = \"xx\"\n";

fn pattern(template: &str) -> String {
    format!("{HEAD}[[pattern]]\nid = \"p\"\nfact = \"outage.status\"\nmatch = '{template}'\n")
}

/// The label of the first error: what is wrong, said at the place.
fn label(source: &str) -> String {
    let errors = compile(source).1;
    let error = errors.first().expect("the file is refused");
    assert!(error.place.is_some(), "{} has no place", error.message);
    error.label.clone()
}

#[test]
fn a_file_may_not_be_too_large() {
    let source = format!("{HEAD}#{}", "x".repeat(file::LARGEST));
    let (raw, errors) = file::parse("xx", "xx.toml", &source);
    assert!(raw.is_none());
    assert_eq!(
        errors[0].message,
        format!("the file holds {} bytes, more than 4194304", source.len())
    );
    assert_eq!(
        errors[0].help.as_deref(),
        Some("split the file, or extend another one")
    );
}

#[test]
fn a_template_may_not_be_too_long_too_deep_or_too_large() {
    assert_eq!(
        label(&pattern(&"a ".repeat(1200))),
        "the template holds 2400 bytes, more than 2048; split it"
    );
    assert_eq!(
        label(&pattern(&format!("{}a{}", "(".repeat(13), ")".repeat(13)))),
        "brackets are nested deeper than 12"
    );
    assert_eq!(
        label(&pattern(&format!("x{}", "(a|b)".repeat(10)))),
        "glued parts can be written in 1024 ways, more than 512"
    );
    // Each optional word may be followed by each of those behind it.
    assert_eq!(
        label(&pattern(&format!("x {}", "[a] [b] [c] ".repeat(60)))),
        "the template has more than 8192 ways through it"
    );
    let many: Vec<String> = (0..512).map(|i| format!("x{i:x}")).collect();
    assert_eq!(
        label(&pattern(&format!("x [{}] y", many.join("|")))).as_str(),
        "the template holds 2293 bytes, more than 2048; split it"
    );
    assert_eq!(
        label(&pattern(&format!("x {}y", "..9 ".repeat(400)))),
        "the template needs more than 4000 states; split it"
    );
    let roles: Vec<String> = (0..33).map(|i| format!("{{number:r{i}}}")).collect();
    assert_eq!(
        label(&pattern(&format!("x {}", roles.join(" ")))),
        "the pattern names more than 32 roles"
    );
}

#[test]
fn one_place_may_not_have_too_many_choices() {
    let spelled = "(a|b|c|d|e|f|g|h)(a|b|c|d|e|f|g|h)(a|b|c|d|e|f|g)";
    let alternatives: Vec<String> = ["x", "y", "z"]
        .iter()
        .map(|p| format!("{p}{spelled}"))
        .collect();
    assert_eq!(
        label(&pattern(&format!("q ({})", alternatives.join("|")))),
        "more than 1024 words may stand in one place"
    );
}

#[test]
fn a_language_may_not_hold_too_much() {
    let mut source = format!("{HEAD}[lexicon]\nmany.any = [\n");
    for i in 0..60_001 {
        let _ = writeln!(source, "'w{i}',");
    }
    source += "]\n";
    assert_eq!(
        messages(&source),
        ["`xx` holds 60001 templates, more than 60000"]
    );

    // Few templates, each as large as it may be: compiling stops at the bound, not at the end.
    let mut source = format!("{HEAD}[lexicon]\nmany.any = [\n");
    for i in 0..20_000 {
        let _ = writeln!(
            source,
            "'w{i} (a|b|c|d)(a|b|c|d)(a|b|c|d)(a|b|c|d) {}',",
            "..9 ".repeat(12)
        );
    }
    source += "]\n";
    assert_eq!(messages(&source), ["`xx` needs more than 2000000 edges"]);

    let mut source = format!("{HEAD}[lexicon]\nmany.any = [\n");
    for i in 0..2049 {
        let _ = writeln!(source, "'new w{i}',");
    }
    source += "]\n";
    assert_eq!(
        messages(&source),
        ["`xx` has 2049 templates that begin with `new`, more than 2048; join some with `(a|b)`"]
    );
}

#[test]
fn files_may_not_extend_each_other_endlessly() {
    let dir = tempfile::tempdir().expect("a directory");
    let write = |name: &str, extends: &str| {
        let text = format!("[file]\nformat = 1\nlanguage = \"{name}\"\nextends = {extends}\n");
        std::fs::write(dir.path().join(format!("{name}.toml")), text).expect("written");
    };
    for i in 0..12 {
        write(&format!("chain{i}"), &format!("[\"chain{}\"]", i + 1));
    }
    write("chain12", "[]");
    write("round", "[\"there\"]");
    write("there", "[\"round\", \"round\"]");
    write("lost", "[\"chian12\"]");
    let library = Library::with_dirs(&[dir.path().to_owned()]).expect("readable");
    let errors = |lang: &str| library.merge(lang).1;

    let deep = errors("chain0");
    assert_eq!(deep.len(), 1);
    assert_eq!(
        deep[0].message,
        "more than 8 files are extended one through another"
    );
    let circle = errors("round");
    assert_eq!(circle[0].message, "`round` is extended in a circle");
    assert_eq!(circle[0].label, "round -> there -> round");
    let lost = errors("lost");
    assert_eq!(lost[0].message, "`chian12` is extended and does not exist");
    assert_eq!(lost[0].help.as_deref(), Some("did you mean `chain12`?"));
}

#[test]
fn a_broken_file_leaves_the_other_languages_alone() {
    let dir = tempfile::tempdir().expect("a directory");
    std::fs::write(dir.path().join("id.toml"), "[file\n").expect("written");
    let library = Library::with_dirs(&[dir.path().to_owned()]).expect("readable");
    let broken = library
        .pack("id".parse().expect("a tag"))
        .expect("installed");
    assert_eq!(
        broken.expect_err("broken")[0].message,
        "the file is no valid TOML"
    );
    assert!(
        library
            .pack("en".parse().expect("a tag"))
            .expect("installed")
            .is_ok()
    );
}

#[test]
fn a_file_that_extends_its_own_name_adds_to_the_one_it_overrides() {
    let (first, second) = (tempfile::tempdir(), tempfile::tempdir());
    let dirs = [first, second].map(|d| d.expect("a directory"));
    for (dir, word) in dirs.iter().zip(["mogok", "lumpuh"]) {
        let text = format!(
            "[file]\nformat = 1\nlanguage = \"id\"\nextends = \"id\"\n[lexicon]\noutage.own = [\"{word}\"]\n"
        );
        std::fs::write(dir.path().join("id.toml"), text).expect("written");
    }
    let paths = dirs.each_ref().map(|d| d.path().to_owned());
    let library = Library::with_dirs(&paths).expect("readable");
    let (merged, errors) = library.merge("id");
    assert_eq!(errors, []);
    let own: Vec<_> = merged
        .entries
        .iter()
        .filter(|e| e.group == "outage.own")
        .map(|e| e.text.as_str())
        .collect();
    assert_eq!(own, ["mogok", "lumpuh"]);
    assert!(merged.entries.iter().any(|e| e.group == "outage.any"));
}
