//! The reference of pattern files in Markdown, made from the rows that the reader, the checker and the schema also use,
//! so that no key, fact kind or code goes undescribed. `docs/patterns.md` holds it below its tutorial.

use super::fact_kind::{FactKind, Output};
use super::field::{FILE, Field, Form, PATTERN};
use super::table::{self, Shape};
use super::taxonomy::Taxonomy;
use crate::model::Polarity;
use std::fmt::Write;

/// All sections, each with its heading.
pub fn markdown(kinds: &[FactKind], taxonomy: &Taxonomy) -> String {
    let mut out = String::new();
    fields(&mut out, "`[file]`", FILE);
    fields(&mut out, "`[[pattern]]`", PATTERN);
    tables(&mut out);
    lists(&mut out);
    facts(&mut out, kinds);
    codes(&mut out, taxonomy);
    out
}

fn fields(out: &mut String, title: &str, rows: &[Field]) {
    let _ = writeln!(out, "### {title}\n\n| key | holds | |\n| --- | --- | --- |");
    for f in rows {
        let form = match f.form {
            Form::Text => "a string".to_owned(),
            Form::Texts => "a string or a list".to_owned(),
            Form::Choice(words) => quoted(words),
            Form::Exactly(n) => format!("`{n}`"),
            Form::Whole => "a whole number".to_owned(),
            Form::Share => "a number from 0 to 1".to_owned(),
            Form::Constants => "a table of strings".to_owned(),
            Form::Examples => "examples".to_owned(),
        };
        let must = if f.required { " Required." } else { "" };
        let _ = writeln!(out, "| `{}` | {form} | {}{must} |", f.name, f.doc);
    }
    out.push('\n');
}

fn quoted(words: &[&str]) -> String {
    let all: Vec<_> = words.iter().map(|w| format!("`\"{w}\"`")).collect();
    all.join(", ")
}

fn tables(out: &mut String) {
    for name in table::tables() {
        let _ = writeln!(
            out,
            "### `[{name}]`\n\n| key | holds | list | |\n| --- | --- | --- | --- |"
        );
        for k in table::keys().filter(|k| k.table == name) {
            let map = k.key == "*";
            let form = match k.shape {
                Shape::List => "templates",
                Shape::ByNumber if map => "a number = templates",
                Shape::ByNumber => "a table: number = templates",
                Shape::ByRange if map => "a number or range = templates",
                Shape::ByRange => "a table: number or range = templates",
                Shape::ByCode if map => "a code = templates",
                Shape::ByCode => "a table: code = templates",
                Shape::StringMap if map => "a code = a plain string",
                Shape::StringMap => "a table: code = a plain string",
                Shape::Strings => "plain strings",
                Shape::Text => "a plain string",
                Shape::Nested => "lists of templates, below any dotted name",
            };
            let key = if map { "any" } else { k.key };
            let key = if map {
                key.to_owned()
            } else {
                format!("`{key}`")
            };
            let list = match (k.group, k.shape) {
                ("", Shape::Nested) => "its own name".to_owned(),
                ("", _) => String::new(),
                (group, Shape::List) => format!("`{{{group}}}`"),
                (group, Shape::Strings | Shape::Text | Shape::StringMap) => format!("`{group}`"),
                (group, _) => format!("`{{{group}.…}}`"),
            };
            let _ = writeln!(out, "| {key} | {form} | {list} | {} |", cell(k.doc));
        }
        out.push('\n');
    }
}

fn lists(out: &mut String) {
    out.push_str("### Lists that the program looks at\n\n| list | its words |\n| --- | --- |\n");
    for list in table::LISTS {
        let _ = writeln!(out, "| `{}` | {} |", list.name, cell(list.doc));
    }
    out.push('\n');
}

/// Text that may stand in a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn facts(out: &mut String, kinds: &[FactKind]) {
    out.push_str(
        "### Kinds of facts\n\n| `fact` | becomes | value | |\n| --- | --- | --- | --- |\n",
    );
    for k in kinds {
        let becomes = match k.output {
            Output::Fact(kind) => match k.role {
                Some(role) => format!("{}, role {}", kind.as_str(), role.as_str()),
                None => kind.as_str().to_owned(),
            },
            Output::Event(event) => format!("a mark on the sentence: {}", event.as_str()),
            Output::Signal(_) => "a mark on the article".to_owned(),
            Output::Parts => {
                let parts: Vec<_> = k
                    .parts
                    .iter()
                    .map(|(r, p)| format!("`:{r}` = {p}"))
                    .collect();
                parts.join(", ")
            }
        };
        let value = match (&k.value, k.output) {
            (Some(value), _) => {
                let names: Vec<_> = value.split('|').map(|n| format!("`{{{n}}}`")).collect();
                names.join(" or ")
            }
            (None, Output::Fact(_)) if k.polarity == Polarity::Affirmed => "`set.code`".to_owned(),
            (None, _) => String::new(),
        };
        let _ = writeln!(
            out,
            "| `{}` | {becomes} | {value} | {} |",
            k.name,
            cell(&k.doc)
        );
    }
    out.push('\n');
}

fn codes(out: &mut String, taxonomy: &Taxonomy) {
    for kind in taxonomy.kinds().filter(|k| *k != "certainty") {
        let _ = writeln!(
            out,
            "### Codes of `{kind}`\n\n| code | English | Indonesian | elsewhere |\n| --- | --- | --- | --- |"
        );
        for (code, c) in taxonomy.codes(kind) {
            let maps = c.maps.join("; ");
            let _ = writeln!(
                out,
                "| `{code}` | {} | {} | {maps} |",
                cell(&c.en),
                cell(&c.id)
            );
        }
        out.push('\n');
    }
}
