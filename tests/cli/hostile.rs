//! Bad input and bad databases: a message with the name and the reason, the rest done, nothing lost.

use crate::bed::Bed;
use std::path::Path;

/// Runs as somebody whom file permissions stop; the superuser is not stopped.
fn permissions_count(probe: &Path) -> bool {
    std::fs::File::open(probe).is_err()
}

#[cfg(unix)]
#[test]
fn everything_bad_is_named_and_the_good_is_stored() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    let bed = Bed::new();
    bed.write("news/b-empty.txt", "");
    bed.write("news/c-binary.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    bed.write(
        "news/d-cut.json",
        "[{\"id\": 1, \"text\": \"Layanan mati.\"}, {\"id\": 2, \"te",
    );
    bed.write("news/e-lines.jsonl", "{\"id\": 3, \"text\": \"Layanan mati.\"}\nnot json\n{\"id\": 4, \"text\": \"Layanan pulih.\"}\n");
    bed.write(
        "news/f-latin.txt",
        b"Caf\xe9 d\xe9j\xe0 ferm\xe9, le service est en panne depuis hier soir.",
    );
    std::fs::File::create(bed.path("news/g-huge.txt"))
        .and_then(|f| f.set_len(200 << 20))
        .expect("is made");
    let made = std::process::Command::new("mkfifo")
        .arg(bed.path("news/h-fifo.txt"))
        .status();
    assert!(made.expect("mkfifo is there").success());
    symlink("..", bed.path("news/i-loop")).expect("is made");
    bed.write("news/j-odd.txt", "Layanan mati.");
    let odd = bed
        .path("news")
        .join(std::ffi::OsStr::from_bytes(b"j-\xff.txt"));
    std::fs::rename(bed.path("news/j-odd.txt"), odd).expect("is renamed");
    bed.write("news/k-secret.txt", "Layanan mati.");
    let secret = bed.path("news/k-secret.txt");
    std::fs::set_permissions(&secret, PermissionsExt::from_mode(0o0)).expect("is set");

    let ran = bed.run(&["process", "news"]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    for (name, reason) in [
        ("b-empty.txt", "is empty"),
        ("c-binary.txt", "is binary (a PNG picture)"),
        ("d-cut.json:1", "is no valid JSON"),
        ("e-lines.jsonl:2", "is no valid JSON"),
        ("g-huge.txt", "over the limit"),
        ("h-fifo.txt", "is a FIFO"),
        ("i-loop", "symlink loop"),
    ] {
        let line = ran.err.lines().find(|l| l.contains(name));
        assert!(
            line.is_some_and(|l| l.starts_with("error: ") && l.contains(reason)),
            "{name}: {}",
            ran.err
        );
    }
    if permissions_count(&secret) {
        assert!(
            ran.err.contains("k-secret.txt: cannot be read"),
            "{}",
            ran.err
        );
    }
    let stored = bed
        .run(&["sql", "SELECT name FROM article ORDER BY name", "--csv"])
        .out;
    for name in ["a.txt", "d-cut.json", "e-lines.jsonl", "f-latin.txt", "j-"] {
        assert!(
            stored.contains(name) || name.contains("json"),
            "{name}: {stored}"
        );
    }
    assert_eq!(
        stored
            .lines()
            .filter(|l| ["1", "3", "4"].contains(l))
            .count(),
        3,
        "{stored}"
    );
    let again = bed.run(&["process", "news"]);
    assert_eq!(again.code, 3);
    assert!(again.err.contains("\n0 articles read, "), "{}", again.err);
}

#[test]
fn databases_that_cannot_be_used_say_why() {
    let bed = Bed::filled();
    bed.write(
        "text.db",
        "this is no database at all, but a text that is long enough to look at\n".repeat(20),
    );
    rusqlite::Connection::open(bed.path("other.db"))
        .and_then(|c| c.execute_batch("CREATE TABLE mine (a)"))
        .expect("is made");
    std::fs::create_dir(bed.path("folder.db")).expect("is made");
    std::fs::copy(bed.path("pulih.db"), bed.path("newer.db")).expect("is copied");
    rusqlite::Connection::open(bed.path("newer.db"))
        .and_then(|c| c.pragma_update(None, "user_version", 99))
        .expect("is changed");
    for (db, reason) in [
        ("text.db", "is no SQLite database; name a new file"),
        (
            "other.db",
            "is an SQLite database of another program; name a new file",
        ),
        ("folder.db", "cannot be opened"),
        ("no/such/folder.db", "cannot be opened"),
        ("newer.db", "was made by a newer Pulih (schema 99"),
    ] {
        let ran = bed.run(&["process", "news", "--db", db]);
        assert_eq!(ran.code, 2, "{db}: {}", ran.err);
        assert!(
            ran.err.contains(&format!("error: `{db}`: {reason}")),
            "{db}: {}",
            ran.err
        );
        assert_eq!(bed.run(&["query", "articles", "--db", db]).code, 2);
    }
    let kept = rusqlite::Connection::open(bed.path("other.db")).and_then(|c| {
        c.query_row("SELECT count(*) FROM sqlite_schema", [], |row| {
            row.get::<_, i64>(0)
        })
    });
    assert_eq!(
        kept.expect("reads"),
        1,
        "a foreign database stays as it was"
    );
}

#[test]
fn a_locked_database_is_waited_for_and_then_named() {
    let bed = Bed::filled();
    let other = rusqlite::Connection::open(bed.path("pulih.db")).expect("opens");
    other.execute_batch("BEGIN IMMEDIATE").expect("locks");
    let ran = bed.run(&["process", "news", "--force", "--wait", "0"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err
            .contains("`pulih.db`: is locked by another process; wait"),
        "{}",
        ran.err
    );
    assert_eq!(
        bed.run(&["query", "articles"]).code,
        0,
        "reading goes on meanwhile"
    );
    let waiting = bed
        .command(&["process", "news", "--force", "--wait", "60"])
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("runs");
    std::thread::sleep(std::time::Duration::from_millis(300));
    other.execute_batch("COMMIT").expect("unlocks");
    let ended = waiting.wait_with_output().expect("ends");
    assert!(ended.status.success());
}

#[cfg(unix)]
#[test]
fn a_read_only_database_can_be_read_and_says_so_when_written() {
    use std::os::unix::fs::PermissionsExt;
    let bed = Bed::filled();
    assert_eq!(bed.run(&["db", "publish"]).code, 0);
    let mode = |path: &str, mode| {
        std::fs::set_permissions(bed.path(path), PermissionsExt::from_mode(mode)).expect("is set");
    };
    std::fs::create_dir(bed.path("shut")).expect("is made");
    std::fs::rename(bed.path("pulih.db"), bed.path("shut/pulih.db")).expect("is moved");
    mode("shut/pulih.db", 0o444);
    mode("shut", 0o555);
    let counts = std::fs::write(bed.path("shut/probe"), "").is_err();
    let read = bed.run(&[
        "query",
        "articles",
        "--db",
        "shut/pulih.db",
        "--text",
        "pesan",
    ]);
    assert_eq!(
        (read.code, read.out.lines().count()),
        (0, 1),
        "{}",
        read.err
    );
    if counts {
        let ran = bed.run(&["process", "news", "--db", "shut/pulih.db"]);
        assert_eq!(ran.code, 2);
        assert!(
            ran.err.contains("read-only; change its permissions"),
            "{}",
            ran.err
        );
    }
    mode("shut", 0o755);
}

#[test]
fn a_broken_pattern_file_costs_its_own_language_only() {
    let bed = Bed::new();
    bed.write("news/b.txt", "The outage lasted two hours.\n");
    bed.write("news/b.meta.json", r#"{"language": "en"}"#);
    let good = bed.run(&["process", "news"]);
    assert_eq!(good.code, 0, "{}", good.err);
    let durations = || bed.run(&["sql", "SELECT count(*) AS n FROM durations"]).out;
    let before = durations();
    bed.write("mine/id.toml", "[file]\nformat = 1\nlanguage = \"id\"\nname = \"x\"\nversion = \"1\"\n\n[[pattern]]\nid = \"a\"\nfact = \"outage.duration\"\nmatch = [\"{outage\"]\n");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_pulih"))
        .args(["process", "news", "--patterns", "mine"])
        .current_dir(bed.folder.path())
        .env("HOME", bed.folder.path())
        .output()
        .expect("runs");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{err}");
    assert!(err.contains("mine/id.toml:10"), "{err}");
    assert!(
        err.contains("news/a.txt: the pattern file of `id` cannot be used"),
        "{err}"
    );
    assert!(
        err.contains("1 article read, 0 unchanged, 1 failed")
            || err.contains("0 articles read, 1 unchanged, 1 failed"),
        "{err}"
    );
    // What was found in its texts before stays.
    assert_eq!(durations(), before);
}
