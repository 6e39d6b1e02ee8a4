//! What each command prints.

use crate::bed::{ARTICLE, Bed};
use serde_json::Value;
use std::fmt::Write;

fn rows(out: &str) -> Vec<Value> {
    out.lines()
        .map(|l| serde_json::from_str(l).expect("a JSON object"))
        .collect()
}

#[test]
fn processing_says_what_was_done_and_the_second_time_nothing_is() {
    let bed = Bed::new();
    let first = bed.run(&["process", "news"]);
    assert_eq!((first.code, first.out.as_str()), (0, ""));
    assert!(
        first
            .err
            .starts_with("1 article read, 0 unchanged, 0 failed in "),
        "{}",
        first.err
    );
    assert!(
        first.err.contains("languages: id 1\nfacts: "),
        "{}",
        first.err
    );
    let once = bed.dump("pulih.db");
    let second = bed.run(&["process", "news"]);
    assert!(
        second
            .err
            .starts_with("0 articles read, 1 unchanged, 0 failed in "),
        "{}",
        second.err
    );
    let forced = bed.run(&["process", "news", "--force", "--jobs", "3"]);
    assert!(
        forced.err.starts_with("1 article read, 0 unchanged"),
        "{}",
        forced.err
    );
    assert_eq!(bed.dump("pulih.db"), once);
}

#[test]
fn an_edited_pattern_is_used_at_once() {
    let bed = Bed::filled();
    let mine = bed.path("mine");
    std::fs::create_dir(&mine).expect("is made");
    let theirs = std::fs::read_to_string(crate::bed::patterns().join("id.toml")).expect("reads");
    std::fs::write(
        mine.join("id.toml"),
        theirs.replace("galat teknis\"]", "juru bicara\"]"),
    )
    .expect("is written");
    let verified = bed.run(&["verify"]);
    assert_eq!(verified.code, 0, "{}", verified.out);
    let with = |args: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_pulih"));
        command
            .current_dir(bed.folder.path())
            .env("HOME", bed.folder.path())
            .args(args)
            .arg("--patterns")
            .arg(&mine);
        command.output().expect("runs")
    };
    let stale = with(&["verify"]);
    assert_eq!(stale.status.code(), Some(1));
    let reasons = String::from_utf8_lossy(&stale.stdout).into_owned();
    assert!(reasons.contains(":cause:"), "{reasons}");
    assert_eq!(with(&["process", "news"]).status.code(), Some(0));
    assert_eq!(with(&["verify"]).status.code(), Some(0));
}

#[test]
fn a_dry_run_leaves_nothing_behind() {
    let bed = Bed::new();
    let ran = bed.run(&["process", "news", "--dry-run"]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("1 article read"), "{}", ran.err);
    assert!(!bed.path("pulih.db").exists());
}

#[test]
fn a_folder_with_nothing_to_read_is_a_negative_result() {
    let bed = Bed::new();
    for name in ["a.jpg", "b.jpg", "Makefile", "c.json"] {
        bed.write(&format!("other/{name}"), "{}");
    }
    for command in ["process", "load", "extract"] {
        let ran = bed.run(&[command, "other"]);
        assert_eq!(ran.code, i32::from(command != "extract"));
        let line = "skipped: 4 files hold no article (.jpg 2, .json 1, Makefile 1); `pulih load FILE` says why";
        assert!(ran.err.contains(line), "{}", ran.err);
    }
}

#[test]
fn what_a_corpus_measures_by_is_passed_over_in_silence() {
    let bed = Bed::new();
    bed.write(
        "corpus/id/a/source.txt",
        "Gangguan\n\nLayanan mati dua jam.\n",
    );
    bed.write("corpus/id/a/gold.json", "{}");
    bed.write("corpus/floors.toml", "");
    let ran = bed.run(&["process", "corpus"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("1 article read"), "{}", ran.err);
    assert!(!ran.err.contains("skipped"), "{}", ran.err);
}

#[test]
fn queries_answer_in_every_form() {
    let bed = Bed::filled();
    let json = bed.run(&["query", "features"]);
    assert_eq!(json.code, 0, "{}", json.err);
    let found = rows(&json.out);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0]["code"], "messaging.send");
    assert_eq!(found[0]["service"], "WhatsApp");
    assert_eq!(found[0]["published"], "2022-10-25");
    let csv = bed.run(&["query", "feature", "--csv", "--sort", "-code"]);
    let lines: Vec<_> = csv.out.lines().collect();
    assert!(
        lines[0].starts_with("id,article,service,event,polarity,text,code"),
        "{}",
        lines[0]
    );
    assert!(
        lines[1].contains("messaging.send") && lines[2].contains("messaging.call"),
        "{}",
        csv.out
    );
    let table = bed.run(&["query", "features", "--table", "--limit", "1"]);
    insta::assert_snapshot!(table.out);
}

#[test]
fn every_kind_can_be_asked_for_and_filters_narrow() {
    let bed = Bed::filled();
    for kind in [
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
        let ran = bed.run(&["query", kind]);
        assert!(
            ran.code == 0 || ran.code == 1 && ran.out.is_empty(),
            "{kind}: {}",
            ran.err
        );
    }
    let count = |args: &[&str]| {
        let ran = bed.run(&[&["query"], args].concat());
        assert!(ran.code < 2, "{args:?}: {}", ran.err);
        assert_eq!(ran.code == 1, ran.out.is_empty());
        ran.out.lines().count()
    };
    for (filter, value, other) in [
        ("--service", "WHATSAPP", "telegram"),
        ("--provider", "meta", "google"),
        ("--language", "id", "en"),
        ("--feature", "messaging", "mess"),
        ("--cause", "technical", "power"),
        ("--since", "2022", "2023"),
        ("--until", "2022-10", "2022-09"),
        ("--text", "galat \"juru bicara\"", "gempa"),
        ("--min-confidence", "0.1", "1.1"),
        ("--event", "main", "background"),
    ] {
        assert_eq!(count(&["causes", filter, value]), 1, "{filter} {value}");
        assert_eq!(count(&["causes", filter, other]), 0, "{filter} {other}");
    }
    assert_eq!(
        count(&["articles", "--service", "whatsapp", "--text", "mati*"]),
        1
    );
    assert_eq!(
        count(&["services", "--service", "whatsapp"]),
        count(&["services"])
    );
}

#[test]
fn full_text_finds_words_without_spaces_and_short_ones() {
    let bed = Bed::filled();
    bed.write(
        "news/ja.txt",
        "障害\n\n昨夜、通信障害が発生し、約二時間つながらなかった。",
    );
    assert_eq!(bed.run(&["process", "news"]).code, 0);
    for word in ["通信障害", "障害", "ja"] {
        let ran = bed.run(&["query", "articles", "--text", word]);
        assert_eq!(
            ran.code,
            i32::from(word == "ja"),
            "{word}: {}{}",
            ran.out,
            ran.err
        );
    }
}

#[test]
fn wrong_questions_get_an_answer_that_helps() {
    let bed = Bed::filled();
    let mut said = String::new();
    for args in [
        &["query", "colours"][..],
        &["query", "features", "--min", "2h"],
        &["query", "durations", "--min", "soon"],
        &["query", "articles", "--role", "start"],
        &["query", "causes", "--sort", "colour"],
        &["query", "durations", "--db", "none.db"],
        &["query", "articles", "--text", "'-'"],
        &["show", "article", "nosuch"],
        &["sql", "SELEC 1"],
        &["sql", "DELETE FROM fact"],
        &["sql", "SELECT 1; SELECT 2"],
        &["process", "nosuch"],
        &["process"],
        &["process", "news", "--language", "Indonesian language"],
        &["process", "news", "--published", "yesterday"],
        &["process", "news", "--jobs", "0"],
        &["man", "nosuch"],
    ] {
        let ran = bed.run(args);
        assert_eq!(ran.code, 2, "{args:?}: {}", ran.err);
        let _ = writeln!(
            said,
            "$ pulih {}
{}",
            args.join(" "),
            ran.err.trim()
        );
    }
    insta::assert_snapshot!(said);
}

#[test]
fn an_article_is_shown_with_what_was_found() {
    let bed = Bed::filled();
    let ran = bed.run(&["show", "article", "news/a.txt"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains(ARTICLE), "{}", ran.out);
    let start = ARTICLE.find("galat teknis").expect("stands there");
    let line = format!(
        "{start}..{} `galat teknis` = technical",
        start + "galat teknis".len()
    );
    assert!(ran.out.contains(&line), "{}", ran.out);
    assert!(!ran.out.contains('\x1b'), "no colours in a pipe");
}

#[test]
fn sql_reads_and_does_nothing_else() {
    let bed = Bed::filled();
    let ran = bed.run(&["sql", "SELECT code FROM features ORDER BY code", "--csv"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "code\nmessaging.call\nmessaging.send\n")
    );
    let piped = bed.run_with(
        &["sql", "-"],
        "SELECT count(*) AS n FROM article WHERE same_name(language, 'ID')",
    );
    assert_eq!(piped.out, "{\"n\":1}\n");
    assert_eq!(bed.run(&["query", "articles", "--text", "pesan"]).code, 0);
    let found = bed.run(&[
        "sql",
        "SELECT rowid FROM article_words WHERE article_words MATCH 'pesan'",
    ]);
    assert_eq!(found.out, "{\"rowid\":1}\n", "{}", found.err);
    for evil in [
        "ATTACH 'x.db' AS x",
        "VACUUM INTO 'x.db'",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA query_only = 0",
        "CREATE TEMP TABLE a (b)",
        "INSERT INTO article_words(article_words) VALUES ('optimize')",
        "SELECT length(randomblob(900000000))",
        "SELECT load_extension('x')",
        "SELECT fts3_tokenizer('simple')",
        "UPDATE article SET title = ''",
        "BEGIN",
    ] {
        let ran = bed.run(&["sql", evil]);
        assert_eq!(ran.code, 2, "{evil}: {}", ran.out);
    }
    assert!(!bed.path("x.db").exists());
    let forever =
        "WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a) SELECT count(*) FROM a";
    let slow = bed.run(&["sql", forever, "--timeout", "1"]);
    assert!(
        slow.code == 2 && slow.err.contains("took longer than 1 s"),
        "{}",
        slow.err
    );
}

#[test]
fn what_is_loaded_can_be_extracted() {
    let bed = Bed::new();
    let loaded = bed.run(&["load", "news"]);
    assert_eq!(loaded.code, 0, "{}", loaded.err);
    let record = &rows(&loaded.out)[0];
    assert_eq!(record["publisher"], "Contoh");
    let direct = bed.run(&["extract", "news/a.txt"]);
    let piped = bed.run_with(&["extract", "--json", "-"], loaded.out);
    let facts = |out: &str| rows(out)[0]["facts"].clone();
    assert_eq!(facts(&piped.out), facts(&direct.out));
    assert!(facts(&piped.out).as_array().is_some_and(|f| f.len() > 3));
}

#[test]
fn schema_man_and_completions_are_printed() {
    let bed = Bed::new();
    let schema: Value =
        serde_json::from_str(&bed.run(&["schema", "extract"]).out).expect("is JSON");
    let line = bed.run(&["extract", "news/a.txt"]).out;
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("s.json", schema).expect("is JSON");
    let index = compiler
        .compile("s.json", &mut schemas)
        .expect("is a schema");
    schemas
        .validate(&rows(&line)[0], index)
        .unwrap_or_else(|e| panic!("{e}"));

    let sql = bed.run(&["schema", "db"]).out;
    rusqlite::Connection::open_in_memory()
        .and_then(|c| c.execute_batch(&sql))
        .expect("is SQL");
    assert!(bed.run(&["man"]).out.contains(".TH pulih 1"));
    assert!(bed.run(&["man", "query"]).out.contains("pulih\\-query"));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(
            bed.run(&["completions", shell]).out.contains("pulih"),
            "{shell}"
        );
    }
}

#[test]
fn publishing_leaves_one_file() {
    let bed = Bed::filled();
    let ran = bed.run(&["db", "publish"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!bed.path("pulih.db-wal").exists());
    assert_eq!(bed.run(&["query", "articles"]).out.lines().count(), 1);
}

#[test]
fn the_summary_names_languages_without_a_pattern_file() {
    let bed = Bed::new();
    // Hungarian, told apart from every language that may come to be installed sooner.
    let text = "A szolgáltatás csaknem két órán át nem működött kedden, közölte a vállalat. A felhasználók azt írták, hogy nem tudnak üzenetet küldeni.";
    bed.write("other/a.txt", text);
    bed.write("other/b.txt", text);
    bed.write("other/c.txt", "1 2 3");
    let ran = bed.run(&["process", "other", "--db", "other.db"]);
    assert!(
        ran.err
            .contains("without a pattern file: Hungarian (hu) 2, not told 1; begin one with `pulih patterns new hu`"),
        "{}",
        ran.err
    );
}
