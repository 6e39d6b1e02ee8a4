//! `extract` as a filter: order, errors by line, answers line by line, closed pipes.

use crate::bed::Bed;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

#[test]
fn lines_come_in_order_and_a_bad_one_is_named() {
    let bed = Bed::new();
    let mut input = String::new();
    for i in 0..500 {
        let text = "Gangguan. ".repeat(i % 17 * 10);
        input.push_str(
            &serde_json::json!({"id": i, "text": format!("{text}Selesai."), "language": "id"})
                .to_string(),
        );
        input.push('\n');
    }
    input.push_str("{\"id\": \"cut\n\n[]\n{\"id\": \"last\", \"text\": \"Selesai.\"}\n");
    for jobs in ["1", "4"] {
        let ran = bed.run_with(&["extract", "--json", "-", "--jobs", jobs], input.clone());
        assert_eq!(ran.code, 3);
        let ids: Vec<String> = ran
            .out
            .lines()
            .map(|l| {
                serde_json::from_str::<serde_json::Value>(l).expect("JSON")["id"]
                    .as_str()
                    .expect("text")
                    .to_owned()
            })
            .collect();
        let mut want: Vec<String> = (0..500).map(|i| i.to_string()).collect();
        want.push("last".into());
        assert_eq!(ids, want);
        assert!(
            ran.err.contains("error: -:501: ") && ran.err.contains("error: -:503: "),
            "{}",
            ran.err
        );
        assert_eq!(ran.err.lines().count(), 2, "{}", ran.err);
    }
}

#[test]
fn an_answer_comes_before_the_next_question() {
    let bed = Bed::new();
    let mut child = bed
        .command(&["extract", "--json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("runs");
    let mut ask = child.stdin.take().expect("is piped");
    let mut answers = BufReader::new(child.stdout.take().expect("is piped"));
    for i in 0..3 {
        writeln!(ask, "{{\"id\": \"{i}\", \"text\": \"Selesai.\"}}").expect("is taken");
        ask.flush().expect("is taken");
        let mut line = String::new();
        answers.read_line(&mut line).expect("is answered");
        assert!(line.starts_with(&format!("{{\"id\":\"{i}\"")), "{line}");
    }
    drop(ask);
    assert!(child.wait().expect("ends").success());
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let bed = Bed::filled();
    let article = bed.run(&["load", "news/a.txt"]).out;
    bed.write("many.jsonl", article.repeat(3000));
    let forever = "WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a) SELECT x FROM a";
    for args in [
        &["extract", "many.jsonl"][..],
        &["load", "many.jsonl"],
        &["sql", forever, "--json"],
    ] {
        let mut child = bed
            .command(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("runs");
        let mut first = [0; 10];
        let mut out = child.stdout.take().expect("is piped");
        out.read_exact(&mut first).expect("begins");
        drop(out);
        let ended = child.wait_with_output().expect("ends");
        assert!(ended.status.success(), "{args:?}: {:?}", ended.status);
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "", "{args:?}");
    }
}
