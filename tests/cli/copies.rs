//! Copies as people see them: in the summary, in `query` and in `show`.

use crate::bed::{ARTICLE, Bed};

#[test]
fn copies_are_counted_listed_and_left_out_on_request() {
    let bed = Bed::new();
    bed.write("news/b.txt", ARTICLE.to_uppercase().replace('\n', "  \n"));
    bed.write(
        "news/b.meta.json",
        r#"{"published": "2022-10-26", "publisher": "Koran", "language": "id"}"#,
    );
    for jobs in ["1", "4"] {
        let db = format!("{jobs}.db");
        let ran = bed.run(&["process", "news", "--jobs", jobs, "--db", &db]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(
            ran.err.contains("\ncopies of other articles: exact 1\n"),
            "{}",
            ran.err
        );
    }
    assert_eq!(bed.dump("1.db"), bed.dump("4.db"));
    let rows = |args: &[&str]| {
        let mut all = vec!["query"];
        all.extend(args);
        all.extend(["--db", "1.db"]);
        bed.run(&all).out.lines().count()
    };
    assert_eq!(
        (rows(&["articles"]), rows(&["articles", "--originals"])),
        (2, 1)
    );
    assert_eq!(
        rows(&["durations", "--originals"]),
        rows(&["durations", "--until", "2022-10-25"])
    );
    let shown = bed
        .run(&["show", "article", "news/b.txt", "--db", "1.db"])
        .out;
    assert!(
        shown.contains("  copy of  ") && shown.contains("(exact, 100 % alike, Contoh)"),
        "{shown}"
    );
    let shown = bed
        .run(&["show", "article", "news/a.txt", "--db", "1.db"])
        .out;
    assert!(
        shown.contains("copied by  ") && shown.contains("Koran)"),
        "{shown}"
    );
}
