//! A pattern file to fill in, for `pulih patterns new`: every table with what it is for, made from the rows of
//! [`table`](super::table), and one pattern to begin with.

use super::Library;
use super::table::{self, Key, Shape};
use super::taxonomy::Taxonomy;
use crate::model::Lang;
use std::fmt::Write;

/// The text of a new file for a language.
///
/// Names of months, weekdays, zones and countries come from the bundled `cldr-<language>`, where there is one.
pub fn starter(library: &Library, lang: Lang) -> String {
    let calendar = format!("cldr-{}", lang.primary());
    let known = library.names().any(|n| n == calendar);
    let mut extends = vec!["base", "services", "regions"];
    extends.extend(known.then_some(&*calendar));
    let extends: Vec<_> = extends.iter().map(|n| format!("{n:?}")).collect();
    let names: Vec<_> = library
        .names()
        .filter(|n| n.starts_with("names-"))
        .collect();
    let mut out = format!(
        "#:schema patterns.schema.json
# What Pulih finds in `{lang}`. Left: names that the program knows, never translated. Right: your words.
#
#   (a|b)      one of them              [a]       or nothing
#   {{list}}     a word of that list      {{list:role}} the same, told from another one
#   ..2        up to two words          glued(part|parts) are one word
#
# docs/patterns.md explains everything; `pulih patterns check {lang}` says what is wrong and runs all examples;
# `pulih explain \"a sentence\"` shows what is found in it and what nearly is;
# `pulih patterns coverage {lang}` tells what is still empty, and with `--texts` what in real texts nothing takes;
# `pulih patterns schema > patterns.schema.json` lets editors complete and check this file.

[file]
format = 1
language = \"{lang}\"
name = \"\"                         # the language's own name
extends = [{}]
# names that may be news in your language, too: {}
version = \"1\"
authors = []
words = \"spaced\"                  # \"unspaced\" where no spaces part words
decimal = \",\"
thousands = \".\"
dates = \"dmy\"                     # or \"mdy\", \"ymd\"
# fold = \"accents\"                # accents, harakat, tatweel: differences that do not matter
# prefixes = []                    # letters glued to the front of words
# articles = []                    # those of them that stay with a printed name
# suffixes = []                    # letters glued to the end of words
",
        extends.join(", "),
        names.join(", ")
    );
    for name in table::tables() {
        if matches!(name, "lexicon" | "owners") {
            continue;
        }
        let _ = writeln!(out, "\n[{name}]");
        if known && matches!(name, "calendar" | "zones") {
            let _ = writeln!(
                out,
                "# Names of {} come from {calendar} already.",
                match name {
                    "zones" => "time zones",
                    _ => "months and weekdays",
                }
            );
        }
        for key in table::keys().filter(|k| k.table == name) {
            row(&mut out, key);
        }
    }
    lexicon(&mut out, library.taxonomy());
    out.push_str(PATTERN);
    out
}

/// A key, commented out, below what it is for.
fn row(out: &mut String, key: &Key) {
    let left = if key.key == "*" { "..." } else { key.key };
    let map = key.key == "*";
    let value = match key.shape {
        Shape::Text => "\"\"",
        Shape::StringMap if map => "\"\"",
        Shape::List | Shape::Strings => "[]",
        Shape::ByCode | Shape::Nested if map => "[]",
        Shape::ByNumber => "{ 1 = \"\" }",
        Shape::ByRange => "{ \"2..5\" = \"\" }",
        Shape::ByCode | Shape::Nested | Shape::StringMap => "{ }",
    };
    let _ = writeln!(out, "# {}\n# {left} = {value}", key.doc);
}

/// The lists that the program looks at, and one for every code that words can give.
fn lexicon(out: &mut String, taxonomy: &Taxonomy) {
    out.push_str("\n[lexicon]\n# Lists that the program looks at; others are yours to make up for your patterns.\n");
    for list in table::LISTS {
        let _ = writeln!(out, "# {}\n# {}.any = []", list.doc, list.name);
    }
    for kind in ["feature", "cause"] {
        let _ = writeln!(out, "# Codes of {kind}s: the words that say so.");
        for (code, meaning) in taxonomy.codes(kind) {
            let _ = writeln!(out, "# {kind}.{code} = []  # {}", meaning.en);
        }
    }
}

const PATTERN: &str = r#"
# A pattern says what to find. Write two sentences in which it must find it, with the value, and one in which it must not.
#
# [[pattern]]
# id = "lasted"
# fact = "outage.duration"
# match = ["{outage} ..2 lasted [for] {duration}"]
# unless = ["travel"]
# yes = ["The outage lasted for about two hours. => ~PT2H", "The outage here lasted 35 minutes. => PT35M"]
# no = ["The flight lasted two hours."]
"#;
