//! The reference is complete: every command and flag, every table, view and column.

use crate::bed::Bed;
use std::path::Path;

fn docs(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs")
        .join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

#[test]
fn the_reference_of_commands_is_what_help_says() {
    let made = Bed::new().run(&["help-markdown"]).out;
    assert!(
        docs("commands.md") == made,
        "docs/commands.md is not what the program says; run `pulih help-markdown > docs/commands.md`"
    );
    assert!(made.contains("## pulih query") && made.contains("--min-confidence"));
}

#[test]
fn every_command_has_examples() {
    for section in docs("commands.md").split("\n## ").skip(1) {
        assert!(
            section.contains("Examples:\n  "),
            "no example in `{}`",
            section.lines().next().unwrap_or_default()
        );
    }
}

#[test]
fn every_table_and_column_is_described() {
    let page = docs("database.md");
    let connection = rusqlite::Connection::open_in_memory().expect("opens");
    connection
        .execute_batch(&pulih::store::ddl().expect("is made"))
        .expect("is SQL");
    let columns: Vec<(String, String)> = connection
        .prepare(
            "SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c
             WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid",
        )
        .and_then(|mut ask| {
            ask.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
        .expect("reads");
    let mut missing = Vec::new();
    for (table, column) in columns {
        let section = page.split("\n### ").find(|s| {
            s.lines()
                .next()
                .is_some_and(|head| head.split('`').any(|name| name == table))
        });
        match section {
            None => missing.push(format!("section for {table}")),
            Some(text) if !text.contains(&format!("`{column}`")) => {
                missing.push(format!("{table}.{column}"));
            }
            Some(_) => {}
        }
    }
    missing.dedup();
    assert!(missing.is_empty(), "docs/database.md lacks {missing:#?}");
}
