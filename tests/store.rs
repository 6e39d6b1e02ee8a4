//! The database: what is written, what stays, what goes, and what refuses.

mod sample;

use pulih::model::{Document, Extraction};
use pulih::store::{Access, Batch, Entry, Index, Likeness, Store, Written, identify};
use std::path::Path;
use std::time::Duration;

fn entry(document: Document) -> Entry {
    Entry {
        identity: identify(&document),
        likeness: Likeness::of(&document),
        document,
        extraction: sample::extraction(),
        patterns: "p1".into(),
    }
}

fn write(store: &mut Store, entries: impl IntoIterator<Item = Entry>) -> Written {
    let run = store.begin_run(&["process".into()]).expect("begins");
    let mut batch = Batch::new(store, run);
    for entry in entries {
        batch.push(entry).expect("is written");
    }
    batch.finish().expect("is written")
}

fn count(store: &Store, sql: &str) -> i64 {
    store
        .connection()
        .query_row(sql, [], |row| row.get(0))
        .unwrap_or_else(|e| panic!("{sql}: {e}"))
}

#[test]
fn every_fact_is_written_with_its_value_and_place() {
    let mut store = Store::in_memory().expect("opens");
    let written = write(&mut store, [entry(sample::document())]);
    assert_eq!(written.added, 1);
    insta::assert_snapshot!(sample::dump(store.connection()));
    for view in [
        "durations",
        "moments",
        "counts",
        "features",
        "causes",
        "statuses",
        "impacts",
        "scopes",
        "services",
        "providers",
        "regions",
        "statements",
        "articles",
    ] {
        assert_eq!(
            count(&store, &format!("SELECT count(*) FROM {view}")),
            1,
            "{view}"
        );
    }
    assert_eq!(sample::unsound(store.connection()), [""; 0]);
    let cut = "SELECT count(*) FROM fact f JOIN article a ON a.n = f.article \
               WHERE substr(a.text, start_char + 1, end_char - start_char) = f.text";
    assert_eq!(count(&store, cut), 11);
}

#[test]
fn writing_again_changes_nothing() {
    let mut store = Store::in_memory().expect("opens");
    write(&mut store, [entry(sample::document())]);
    let once = sample::dump(store.connection());
    let again = write(&mut store, [entry(sample::document())]);
    assert_eq!((again.added, again.replaced), (0, 1));
    assert_eq!(sample::dump(store.connection()), once);

    let twice = [entry(sample::document()), entry(sample::document())];
    assert_eq!(write(&mut store, twice).replaced, 2);
    assert_eq!(
        sample::dump(store.connection()),
        once,
        "within one batch too"
    );
}

#[test]
fn rows_that_break_a_rule_are_found_by_the_test_of_it() {
    let mut store = Store::in_memory().expect("opens");
    write(&mut store, [entry(sample::document())]);
    let breaks = |sql: &str| {
        store.connection().execute_batch(sql).expect("is written");
        !sample::unsound(store.connection()).is_empty()
    };
    assert!(breaks("UPDATE fact SET polarity = 'perhaps'"));
    assert!(breaks(
        "UPDATE fact SET polarity = 'denied'; UPDATE statement SET article = 9"
    ));
}

#[test]
fn what_is_known_is_the_input_and_the_patterns() {
    let mut store = Store::in_memory().expect("opens");
    let document = sample::document();
    write(&mut store, [entry(document.clone())]);
    let known = store
        .known(&identify(&document).article)
        .expect("reads")
        .expect("is known");
    assert_eq!(known.input, identify(&document).input);
    assert_eq!(
        (known.patterns.as_str(), known.language.as_str()),
        ("p1", "id")
    );
    let article = store.find_articles("seed").expect("reads").remove(0);
    assert_eq!(article.document, document);
    assert_eq!(
        store.find_articles(&article.id[..6]).expect("reads").len(),
        1
    );
    assert!(store.find_articles("other").expect("reads").is_empty());
}

#[test]
fn a_changed_text_replaces_the_one_from_the_same_place() {
    let mut store = Store::in_memory().expect("opens");
    let mut other = sample::document();
    other.text = other.text.replace("Downdetector", "DOWNDETECTOR");
    write(&mut store, [entry(sample::document())]);
    assert_eq!(write(&mut store, [entry(other.clone())]).superseded, 1);
    assert_eq!(sample::unsound(store.connection()), [""; 0]);
    assert_eq!(count(&store, "SELECT count(*) FROM article"), 1);
    assert_eq!(count(&store, "SELECT count(*) FROM fact"), 11);

    // Two texts under one name in one input are two articles, in every later run too.
    for _ in 0..2 {
        let both = write(
            &mut store,
            [entry(sample::document()), entry(other.clone())],
        );
        assert_eq!(both.superseded, 0);
        assert_eq!(count(&store, "SELECT count(*) FROM article"), 2);
    }
    // What comes through standard input is never taken for a new edition.
    for text in ["Satu.", "Dua."] {
        let piped = Document {
            id: "-".into(),
            source: "-".into(),
            text: text.into(),
            ..Document::default()
        };
        let nothing = Extraction {
            facts: vec![],
            statements: vec![],
            diagnostics: vec![],
            ..sample::extraction()
        };
        write(
            &mut store,
            [Entry {
                identity: identify(&piped),
                likeness: Likeness::of(&piped),
                document: piped,
                extraction: nothing,
                patterns: String::new(),
            }],
        );
    }
    assert_eq!(count(&store, "SELECT count(*) FROM article"), 4);
}

#[test]
fn corrections_outlive_a_new_reading() {
    let mut store = Store::in_memory().expect("opens");
    write(&mut store, [entry(sample::document())]);
    let sql = "INSERT INTO override (target, field, value, reason, author, made)
               SELECT id, 'min_s', '7000', 'log', 'me', '2026-01-01' FROM durations";
    store.connection().execute(sql, []).expect("is written");
    write(&mut store, [entry(sample::document())]);
    let still = "SELECT count(*) FROM override JOIN coded ON coded.id = target";
    assert_eq!(count(&store, still), 1);
}

#[test]
fn indexes_follow_what_is_written() {
    let mut store = Store::in_memory().expect("opens");
    write(&mut store, [entry(sample::document())]);
    assert!(!store.is_indexed(Index::ArticleWords).expect("reads"));
    for index in [
        Index::ArticleWords,
        Index::ArticleTrigrams,
        Index::StatementWords,
        Index::StatementTrigrams,
    ] {
        store.index(index).expect("is made");
        assert!(store.is_indexed(index).expect("reads"));
    }
    let hits = |store: &Store, table: &str, word: &str| {
        count(
            store,
            &format!("SELECT count(*) FROM {table} WHERE {table} MATCH '{word}'"),
        )
    };
    assert_eq!(hits(&store, "article_words", "downdetector"), 1);
    assert_eq!(hits(&store, "article_trigrams", "tector"), 1);
    assert_eq!(hits(&store, "statement_words", "galat"), 1);

    let mut renamed = sample::document();
    renamed.title = Some("Gempa".into());
    write(&mut store, [entry(renamed)]);
    assert_eq!(hits(&store, "article_words", "gempa"), 1);
    assert_eq!(hits(&store, "article_words", "title:whatsapp"), 0);
    assert_eq!(
        hits(&store, "statement_words", "galat"),
        0,
        "not indexed yet, but not stale either"
    );
    store
        .index(Index::StatementWords)
        .expect("is brought up to date");
    assert_eq!(hits(&store, "statement_words", "galat"), 1);

    let mut changed = sample::document();
    changed.text = sample::TEXT.replace("Downdetector", "DOWNDETECTOX");
    write(&mut store, [entry(changed)]);
    assert_eq!(hits(&store, "article_words", "downdetector"), 0);
    store
        .index(Index::ArticleWords)
        .expect("is brought up to date");
    assert_eq!(hits(&store, "article_words", "downdetectox"), 1);
    for table in ["article_words", "article_trigrams", "statement_words"] {
        let check = format!("INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 0)");
        store
            .connection()
            .execute(&check, [])
            .unwrap_or_else(|e| panic!("{table}: {e}"));
    }
}

#[test]
fn verifying_finds_what_was_tampered_with() {
    let mut store = Store::in_memory().expect("opens");
    write(&mut store, [entry(sample::document())]);
    let check = |store: &Store, anew: Extraction| {
        let mut failures = Vec::new();
        let seen = store
            .verify(|_| anew.clone(), |f| failures.push(f))
            .expect("reads");
        assert_eq!((seen.articles, seen.facts, seen.statements), (1, 11, 1));
        failures.into_iter().map(|f| f.reason).collect::<Vec<_>>()
    };
    assert_eq!(check(&store, sample::extraction()), [""; 0]);

    let mut changed = sample::extraction();
    changed.facts[6].pattern.fingerprint = "ffff".into();
    assert_eq!(
        check(&store, changed),
        ["pattern `id.duration` has changed since; run `pulih process` again"]
    );
    let mut fewer = sample::extraction();
    fewer.statements.clear();
    assert_eq!(
        check(&store, fewer),
        ["pattern `slot.quote` finds nothing there now"]
    );
    for (sql, reason) in [
        (
            "UPDATE fact SET max_s = 1 WHERE kind = 'duration'",
            "pattern `id.duration` now gives another value there",
        ),
        (
            "UPDATE fact SET text = 'tiga jam' WHERE kind = 'duration'",
            "bytes 69..84 of the text are `sekitar dua jam`, not `tiga jam`",
        ),
        (
            "UPDATE fact SET end_byte = 9999 WHERE kind = 'duration'",
            "bytes 69..9999 are no place in the text",
        ),
        (
            "UPDATE article SET text = replace(text, 'Meta', 'META')",
            "the stored text is not the one that was read",
        ),
    ] {
        store.connection().execute(sql, []).expect(sql);
        assert!(
            check(&store, sample::extraction())
                .iter()
                .any(|r| r == reason),
            "{sql}"
        );
    }
}

#[test]
fn files_that_are_not_ours_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = |name: &str, access| Store::open(&folder.path().join(name), access, Duration::ZERO);
    assert!(
        open("none.db", Access::Read)
            .err()
            .expect("refuses")
            .is_missing()
    );

    std::fs::write(
        folder.path().join("text.db"),
        "not a database, but a text\n".repeat(99),
    )
    .expect("writes");
    assert!(
        open("text.db", Access::Create)
            .err()
            .expect("refuses")
            .is_foreign()
    );
    rusqlite::Connection::open(folder.path().join("other.db"))
        .and_then(|c| c.execute_batch("CREATE TABLE a (b)"))
        .expect("is made");
    for access in [Access::Read, Access::Write, Access::Create] {
        assert!(
            open("other.db", access)
                .err()
                .expect("refuses")
                .is_foreign()
        );
    }

    drop(open("new.db", Access::Create).expect("is made"));
    rusqlite::Connection::open(folder.path().join("new.db"))
        .and_then(|c| c.pragma_update(None, "user_version", 99))
        .expect("is changed");
    let message = open("new.db", Access::Read)
        .err()
        .expect("refuses")
        .to_string();
    assert!(message.contains("newer Pulih (schema 99"), "{message}");
}

#[test]
fn a_locked_database_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    let mut store = Store::open(&path, Access::Create, Duration::ZERO).expect("is made");
    let other = rusqlite::Connection::open(&path).expect("opens");
    other
        .execute_batch("BEGIN IMMEDIATE; DELETE FROM search;")
        .expect("locks");
    let run = store.begin_run(&[]).expect_err("is locked");
    assert!(run.is_locked(), "{run}");
    let index = store.index(Index::ArticleWords);
    assert!(index.is_ok() || index.is_err_and(|e| e.is_locked()));
}

#[test]
fn a_published_database_opens_in_a_folder_that_cannot_be_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a b%.db");
    let mut store = Store::open(&path, Access::Create, Duration::ZERO).expect("is made");
    write(&mut store, [entry(sample::document())]);
    store.publish().expect("is published");
    drop(store);
    let files: Vec<_> = std::fs::read_dir(folder.path()).expect("lists").collect();
    assert_eq!(files.len(), 1, "one file and no log");
    let store = Store::open(Path::new(&path), Access::Read, Duration::ZERO).expect("opens");
    assert_eq!(count(&store, "SELECT count(*) FROM durations"), 1);
}
