//! Kills and crowds: a run that is stopped anywhere, and several at once, end with what one quiet run gives.

use crate::bed::{ARTICLE, Bed};
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Articles from `from` on, that differ by a number, one a line.
fn articles(from: usize, count: usize) -> String {
    (from..from + count)
        .map(|i| {
            let text = ARTICLE.replace("Gangguan itu", &format!("Gangguan nomor {i} itu"));
            let line = serde_json::json!({"id": i, "text": text, "language": "id", "published": "2022-10-25"});
            line.to_string() + "\n"
        })
        .collect()
}

#[test]
fn a_killed_run_is_completed_by_the_next() {
    let bed = Bed::new();
    bed.write("many.jsonl", articles(0, 2000));
    let began = Instant::now();
    assert_eq!(
        bed.run(&["process", "many.jsonl", "--db", "quiet.db"]).code,
        0
    );
    let whole = began.elapsed();
    let quiet = bed.dump("quiet.db");

    // Another moment in every run of the test: what holds must hold at all of them.
    let mut seed = u64::from(std::process::id()) ^ 0x9E37_79B9_7F4A_7C15;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed % 1000
    };
    let mut cut = 0;
    for round in 0..3 {
        let db = format!("killed{round}.db");
        // The first run of each round is killed as soon as it is there.
        for run in 0..3 {
            let mut child = bed
                .command(&["process", "many.jsonl", "--db", &db])
                .stderr(Stdio::null())
                .spawn()
                .expect("runs");
            std::thread::sleep(Duration::from_micros(
                whole.as_micros() as u64 * next() / 2000 * run,
            ));
            child.kill().expect("is killed");
            cut += u32::from(!child.wait().expect("ends").success());
        }
        let last = bed.run(&["process", "many.jsonl", "--db", &db]);
        assert_eq!(last.code, 0, "{}", last.err);
        assert!(
            bed.dump(&db) == quiet,
            "round {round} (seed {seed}) ends with other rows"
        );
    }
    assert!(cut > 0, "no run was cut short");
}

#[test]
fn several_processes_share_a_database() {
    let bed = Bed::new();
    for (name, from) in [("a", 0), ("b", 300), ("c", 600)] {
        bed.write(&format!("in/{name}.jsonl"), articles(from, 300));
    }
    let runs: Vec<_> = ["in/a.jsonl", "in/b.jsonl", "in/c.jsonl", "in", "in/b.jsonl"]
        .iter()
        .map(|path| {
            bed.command(&["process", path, "--db", "crowd.db"])
                .stderr(Stdio::piped())
                .spawn()
                .expect("runs")
        })
        .collect();
    for run in runs {
        let ended = run.wait_with_output().expect("ends");
        assert!(
            ended.status.success(),
            "{}",
            String::from_utf8_lossy(&ended.stderr)
        );
    }
    assert_eq!(bed.run(&["process", "in", "--db", "quiet.db"]).code, 0);
    assert!(bed.dump("crowd.db") == bed.dump("quiet.db"));
    assert_eq!(bed.run(&["verify", "crowd.db"]).code, 0);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let bed = Bed::new();
    bed.write("many.jsonl", articles(0, 400));
    for jobs in ["1", "7"] {
        let ran = bed.run(&[
            "process",
            "many.jsonl",
            "--db",
            &format!("{jobs}.db"),
            "--jobs",
            jobs,
        ]);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    assert!(bed.dump("1.db") == bed.dump("7.db"));
}
