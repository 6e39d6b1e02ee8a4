use crate::annotate::{Workspace, annotate};
use crate::pattern::{Library, Pack};
use std::path::PathBuf;

/// A language of its own with these tables.
fn language(name: &str, tables: &str) -> Pack {
    let dir = tempfile::tempdir().expect("a temporary directory can be made");
    let path: PathBuf = dir.path().join("xx.toml");
    let file = format!(
        "[file]\nformat = 1\nlanguage = \"xx\"\nname = \"{name}\"\nextends = [\"base\"]\n{tables}"
    );
    std::fs::write(path, file).expect("the file can be written");
    let library = Library::with_dirs(&[dir.path().to_owned()]).expect("the directory can be read");
    let (pack, errors) = library.compile("xx".parse().expect("a language"));
    assert_eq!(errors, [], "{name}");
    pack
}

/// What stands inside each quotation, inner ones indented.
fn quotations(text: &str, pack: &Pack) -> Vec<String> {
    let a = annotate(text, pack, &mut Workspace::default());
    a.quotations
        .iter()
        .map(|q| {
            format!(
                "{}{}",
                "> ".repeat(q.depth as usize),
                a.span(q.first, q.last).of(text)
            )
        })
        .collect()
}

#[test]
fn pairs_are_found_with_either_kind_of_mark() {
    let pack = language("plain", "");
    for (text, inside) in [
        ("\"Kami tahu,\" kata dia.", vec!["Kami tahu,"]),
        ("“Kami tahu, “ kata dia.", vec!["Kami tahu,"]),
        (
            "”Kami tahu,” kata dia. ”Maaf.”",
            vec!["Kami tahu,", "Maaf."],
        ),
        ("“We know,\" she said.", vec!["We know,"]),
        ("« Nous savons », dit-elle.", vec!["Nous savons"]),
        ("(\"down\") and \"up\".", vec!["down", "up"]),
    ] {
        assert_eq!(quotations(text, &pack), inside, "{text}");
    }
}

#[test]
fn inner_quotations_are_nested() {
    let pack = language("plain", "");
    assert_eq!(
        quotations("“They said ‘it’s down’ and left,” he said.", &pack),
        ["They said ‘it’s down’ and left,", "> it’s down"]
    );
    assert_eq!(
        quotations("«Crews of «Light» are back», he said.", &pack),
        ["Crews of «Light» are back", "> Light"]
    );
    assert_eq!(
        quotations("The firm «Light «Volga» is back.", &pack),
        ["Volga"]
    );
}

#[test]
fn apostrophes_are_no_marks() {
    let pack = language("plain", "");
    for text in [
        "The users' reports didn't stop in the '90s.",
        "Ka'ban said it's Jum’at o'clock.",
    ] {
        assert!(quotations(text, &pack).is_empty(), "{text}");
    }
    assert_eq!(
        quotations("'It's the users' fault', he said.", &pack).len(),
        1
    );
}

#[test]
fn an_odd_mark_costs_its_paragraph_at_most() {
    let pack = language("plain", "");
    assert_eq!(
        quotations("A 15\" screen went dark.\n\n\"We know,\" he said.", &pack),
        ["We know,"]
    );
    assert_eq!(
        quotations("It is \"odd here. \"We know,\" he said.", &pack),
        ["We know,"]
    );
}

#[test]
fn a_paragraph_that_the_next_reopens_needs_no_closing_mark() {
    let pack = language("plain", "");
    assert_eq!(
        quotations("\"We know.\n\n\"We are sorry,\" he said.", &pack),
        ["We know.", "We are sorry,"]
    );
}

#[test]
fn dashes_open_spoken_lines_where_the_language_has_them() {
    let pack = language(
        "dashes",
        "[quotes]\ndash = [\"–\", \"—\"]\n[speech]\nsay = [\"säger\", \"сказал\"]\n",
    );
    assert_eq!(
        quotations(
            "– Vi vet om felet, säger Anna Berg. Vi jobbar på det.",
            &pack
        ),
        ["Vi vet om felet", "Vi jobbar på det."]
    );
    assert_eq!(
        quotations("— Мы знаем, — сказал Петров. — Работаем.", &pack),
        ["Мы знаем,", "Работаем."]
    );
}

#[test]
fn a_paragraph_of_marks_alone_is_read_once() {
    let pack = language("plain", "");
    let marks = "\"a ".repeat(100_000);
    assert!(quotations(&marks, &pack).len() < 100_000);
    assert!(quotations(&"(“ ".repeat(100_000), &pack).is_empty());
}
