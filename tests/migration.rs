//! A database of every released schema opens, keeps what it holds, and can be written.

mod sample;

use pulih::store::{Access, Batch, Entry, Likeness, Store, VERSION, identify};
use rusqlite::Connection;
use std::path::Path;
use std::time::Duration;

/// Makes the database that a released program left, from its dump.
fn made_by(version: i64, path: &Path) -> String {
    let dump =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/schema-{version}.sql"));
    let sql = std::fs::read_to_string(&dump).unwrap_or_else(|e| panic!("{}: {e}", dump.display()));
    Connection::open(path)
        .and_then(|c| c.execute_batch(&sql))
        .unwrap_or_else(|e| panic!("{}: {e}", dump.display()));
    sql
}

#[test]
fn every_released_schema_is_brought_to_the_present_one() {
    let folder = tempfile::tempdir().expect("a folder");
    for version in 1..=VERSION {
        let path = folder.path().join(format!("{version}.db"));
        made_by(version, &path);
        let mut store = Store::open(&path, Access::Create, Duration::ZERO).expect("opens");
        let count = |store: &Store, sql: &str| -> i64 {
            store
                .connection()
                .query_row(sql, [], |row| row.get(0))
                .expect("is answered")
        };
        assert_eq!(count(&store, "PRAGMA user_version"), VERSION);
        assert_eq!(
            count(
                &store,
                "SELECT count(*) FROM durations WHERE point_s = 7200"
            ),
            1
        );
        for value in [
            "moments WHERE zone = 'America/Los_Angeles' AND grain = 'minute' AND NOT approx",
            "counts WHERE unit = 'reports' AND counted_by = 'Downdetector' AND approx",
            "causes WHERE asserted_by IS NOT NULL AND certainty = 'provider_confirmed'",
            "services WHERE name = 'WhatsApp'",
        ] {
            let sql = format!("SELECT count(*) FROM {value}");
            assert_eq!(count(&store, &sql), 1, "{sql}");
        }
        assert_eq!(count(&store, "SELECT count(*) FROM override"), 1);

        let kept = store.find_articles("seed").expect("reads");
        assert_eq!(kept.len(), 1);
        let run = store.begin_run(&[]).expect("begins");
        let mut batch = Batch::new(&mut store, run);
        let document = sample::document();
        batch
            .push(Entry {
                identity: identify(&document),
                likeness: Likeness::of(&document),
                document,
                extraction: sample::extraction(),
                patterns: "p2".into(),
            })
            .expect("is written");
        assert_eq!(
            batch.finish().expect("is written").replaced,
            1,
            "its ids are still the same"
        );
        assert_eq!(sample::unsound(store.connection()), [""; 0]);
        let fresh = Store::in_memory().expect("opens");
        let shape = "SELECT group_concat(name || sql, char(10)) FROM (SELECT * FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name)";
        let shape = |s: &Store| -> String {
            s.connection()
                .query_row(shape, [], |row| row.get(0))
                .expect("reads")
        };
        assert_eq!(
            shape(&store),
            shape(&fresh),
            "migrating gives the schema that a new file gets"
        );
    }
}

/// Set `WRITE_SCHEMA_FIXTURE=1` to write the fixture of a schema that is about to be released; never for an older one.
#[test]
fn the_present_schema_has_its_fixture() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/schema-{VERSION}.sql"));
    if std::env::var_os("WRITE_SCHEMA_FIXTURE").is_some() {
        std::fs::write(&path, dump()).expect("is written");
    }
    assert!(path.exists(), "{} is missing", path.display());
}

/// A database of the present schema with one article and a correction, as SQL.
fn dump() -> String {
    use std::fmt::Write;
    let mut store = Store::in_memory().expect("opens");
    let run = store.begin_run(&[]).expect("begins");
    let document = sample::document();
    let mut batch = Batch::new(&mut store, run);
    let entry = Entry {
        identity: identify(&document),
        likeness: Likeness::of(&document),
        document,
        extraction: sample::extraction(),
        patterns: "p1".into(),
    };
    batch.push(entry).expect("is written");
    batch.finish().expect("is written");
    let c = store.connection();
    c.execute_batch(
        "UPDATE article SET run = NULL; DELETE FROM run;
         INSERT INTO override (target, field, value, reason, author, made)
         SELECT id, 'min_s', '7000', 'log', 'me', '2026-01-01' FROM durations",
    )
    .expect("is written");
    let pragma = |name: &str| {
        c.pragma_query_value(None, name, |row| row.get::<_, i64>(0))
            .expect("reads")
    };
    let mut out = format!(
        "PRAGMA foreign_keys = OFF;\nPRAGMA application_id = {};\nPRAGMA user_version = {};\n",
        pragma("application_id"),
        pragma("user_version")
    );
    let mut ask = c
        .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' ORDER BY rowid")
        .expect("is SQL");
    for sql in ask
        .query_map([], |row| row.get::<_, String>(0))
        .expect("runs")
    {
        let _ = writeln!(out, "{};", sql.expect("is text"));
    }
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid";
    let mut tables = c.prepare(names).expect("is SQL");
    for table in tables
        .query_map([], |row| row.get::<_, String>(0))
        .expect("runs")
    {
        let table = table.expect("is text");
        let columns: String = c
            .query_row("SELECT group_concat('quote(' || name || ')', '||'', ''||') FROM pragma_table_info(?)", [&table], |row| row.get(0))
            .expect("reads");
        let mut rows = c
            .prepare(&format!("SELECT {columns} FROM \"{table}\""))
            .expect("is SQL");
        for row in rows
            .query_map([], |row| row.get::<_, String>(0))
            .expect("runs")
        {
            let _ = writeln!(
                out,
                "INSERT INTO \"{table}\" VALUES ({});",
                row.expect("is text")
            );
        }
    }
    out
}
