//! `pulih patterns` and `pulih explain`, and pattern files of the user's own.

use crate::bed::Bed;

/// A language of its own with one pattern that is good and warns of nothing.
const SMALL: &str = "[file]\nformat = 1\nlanguage = \"sw\"\nname = \"Kiswahili\"\nextends = \"base\"\n\
[lexicon]\noutage.any = [\"hitilafu\", \"tatizo\"]\n\
[[pattern]]\nid = \"over\"\nfact = \"outage.status\"\nmatch = [\"{outage} (imetatuliwa|limetatuliwa)\"]\nset = { code = \"resolved\" }\n\
yes = [\"Hitilafu imetatuliwa. => resolved\", \"Tatizo limetatuliwa leo. => resolved\"]\nno = [\"Tatizo linaendelea.\"]\n";

#[test]
fn a_good_file_passes_and_a_bad_one_fails() {
    let bed = Bed::new();
    bed.write("mine/sw.toml", SMALL);
    let ran = bed.run(&["patterns", "check", "mine/sw.toml", "--strict"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert_eq!(ran.err, "sw: 1 pattern, 3 examples: good\n");

    bed.write(
        "mine/sw.toml",
        SMALL.replace("=> resolved\", \"Tatizo", "=> monitoring\", \"Tatizo"),
    );
    let ran = bed.run(&["patterns", "check", "mine/sw.toml"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out
            .contains("error: pattern `over` fails a `yes` example"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("mine/sw.toml:13:9"), "{}", ran.out);
    assert!(
        ran.out
            .contains("`monitoring` is expected, and `resolved` found")
    );
    assert_eq!(ran.err, "sw: 1 pattern, 3 examples: 1 error\n");
}

#[test]
fn warnings_fail_with_strict_only() {
    let bed = Bed::new();
    bed.write(
        "mine/sw.toml",
        SMALL.replace("no = [\"Tatizo linaendelea.\"]\n", ""),
    );
    let lenient = bed.run(&["patterns", "check", "sw", "--patterns", "mine"]);
    assert_eq!(
        (lenient.code, lenient.err.as_str()),
        (0, "sw: 1 pattern, 2 examples: 1 warning\n")
    );
    let strict = bed.run(&[
        "patterns",
        "check",
        "sw",
        "--patterns",
        "mine",
        "--strict",
        "--json",
    ]);
    assert_eq!(strict.code, 1);
    let finding: serde_json::Value = serde_json::from_str(&strict.out).expect("one object");
    assert_eq!(
        (
            finding["level"].as_str(),
            finding["line"].as_u64(),
            finding["column"].as_u64()
        ),
        (Some("warning"), Some(9), Some(7))
    );
    assert_eq!(
        finding["message"],
        "pattern `over` has too few `no` examples"
    );
}

#[test]
fn wrong_names_get_an_answer_that_helps() {
    let bed = Bed::new();
    bed.write("mine/sw.txt", SMALL);
    for (args, code, message) in [
        (
            &["patterns", "check", "idd"][..],
            2,
            "error: there is no language and no file `idd`; did you mean `id`?\n",
        ),
        (
            &["patterns", "check", "mine/no.toml"],
            2,
            "error: cannot read the pattern file `mine/no.toml`: No such file or directory (os error 2)\n",
        ),
        (
            &["patterns", "check", "mine/sw.txt"],
            2,
            "error: `mine/sw.txt` is no pattern file; its name must end in `.toml`\n",
        ),
        (
            &["patterns", "list", "idd"],
            2,
            "error: there is no language `idd`; did you mean `id`?\n",
        ),
        (
            &["explain", "--language", "sw", "Hitilafu."],
            2,
            "error: no pattern file is installed for `sw`\n",
        ),
    ] {
        let ran = bed.run(args);
        assert_eq!((ran.code, ran.err.as_str()), (code, message), "{args:?}");
    }
}

#[test]
fn the_starter_can_be_checked_at_once() {
    let bed = Bed::new();
    let new = bed.run(&["patterns", "new", "sw"]);
    assert_eq!(new.code, 0);
    bed.write("sw.toml", new.out);
    let ran = bed.run(&["patterns", "check", "sw.toml", "--strict"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (0, "sw: 0 patterns, 0 examples: good\n"),
        "{}",
        ran.out
    );
}

#[test]
fn languages_patterns_and_lists_are_listed() {
    let bed = Bed::new();
    bed.write("mine/sw.toml", SMALL);
    let rows = |args: &[&str]| -> Vec<serde_json::Value> {
        let ran = bed.run(args);
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran.out
            .lines()
            .map(|l| serde_json::from_str(l).expect("an object"))
            .collect()
    };
    let languages = rows(&["patterns", "list", "--patterns", "mine"]);
    let own = languages
        .iter()
        .find(|r| r["language"] == "sw")
        .expect("sw");
    assert_eq!(
        (
            own["name"].as_str(),
            own["patterns"].as_i64(),
            own["examples"].as_i64(),
            own["file"].as_str()
        ),
        (Some("Kiswahili"), Some(1), Some(3), Some("mine/sw.toml"))
    );
    assert!(
        languages.iter().any(|r| r["language"] == "id")
            && languages.iter().any(|r| r["language"] == "en")
    );
    let patterns = rows(&["patterns", "list", "sw", "--patterns", "mine"]);
    assert_eq!(patterns[0]["pattern"], "over");
    assert_eq!(patterns[0]["place"], "mine/sw.toml:9");
    let lists = rows(&["patterns", "list", "sw", "--lists", "--patterns", "mine"]);
    let outage = lists
        .iter()
        .find(|r| r["list"] == "outage.any")
        .expect("the list");
    assert_eq!(outage["text"], "hitilafu, tatizo");
}

#[test]
fn coverage_tells_what_a_language_lacks() {
    let bed = Bed::new();
    bed.write("mine/sw.toml", SMALL);
    let rows = |args: &[&str]| -> Vec<serde_json::Value> {
        let start = ["patterns", "coverage"];
        let ran = bed.run(&[&start[..], args, &["--patterns", "mine"]].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let rows = ran.out.lines().map(serde_json::from_str);
        rows.collect::<Result<_, _>>().expect("objects")
    };
    let gaps = rows(&["sw"]);
    let gap = |name: &str| gaps.iter().find(|r| r["name"] == name);
    let start = gap("outage.start").expect("no pattern finds a start");
    assert_eq!(
        (start["part"].as_str(), &start["here"]),
        (Some("fact"), &0.into())
    );
    assert!(start["against"].as_u64() > Some(0) && start["about"] != "");
    assert_eq!(gap("units.hour").map(|r| &r["part"]), Some(&"key".into()));
    assert_eq!(gap("cause.fire").map(|r| &r["part"]), Some(&"code".into()));
    assert_eq!(gap("hedge").map(|r| &r["part"]), Some(&"list".into()));
    assert!(gap("outage.status").is_none() && gap("outage").is_none());
    let all = rows(&["sw", "--all", "--against", "id"]);
    let status = all.iter().find(|r| r["name"] == "outage.status");
    assert_eq!(status.map(|r| &r["here"]), Some(&1.into()));
    let every = rows(&[]);
    let own = every.iter().find(|r| r["language"] == "sw");
    assert_eq!(
        own.map(|r| (&r["facts"], &r["f1"])),
        Some((&1.into(), &serde_json::Value::Null))
    );
    let ran = bed.run(&["patterns", "coverage", "xx"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (
            2,
            "error: there is no pattern file for `xx`; begin one with `pulih patterns new xx`\n"
        )
    );
}

#[test]
fn coverage_tells_what_in_texts_nothing_took() {
    let bed = Bed::new();
    bed.write("mine/sw.toml", SMALL);
    bed.write(
        "texts/a.txt",
        "Hitilafu\n\nHitilafu imetatuliwa jana.\n\nTatizo linaendelea bado kwa watu 40.\n",
    );
    let args = [
        "patterns",
        "coverage",
        "sw",
        "--patterns",
        "mine",
        "--texts",
        "texts",
    ];
    let ran = bed.run(&args);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let rows: Vec<serde_json::Value> = ran
        .out
        .lines()
        .map(|l| serde_json::from_str(l).expect("an object"))
        .collect();
    let of = |what: &str| -> Vec<_> {
        let rows = rows.iter().filter(|r| r["what"] == what);
        rows.map(|r| r["text"].as_str().unwrap_or_default())
            .collect()
    };
    assert_eq!(of("sentence"), ["Hitilafu", "Tatizo"]);
    assert_eq!(of("number"), ["40"]);
    assert_eq!(of("word"), ["bado", "jana", "kwa", "linaendelea", "watu"]);
    let few = bed.run(&[&args[..], &["--words", "1"]].concat());
    assert_eq!(few.out.lines().count(), 4);
}

#[test]
fn explain_shows_matches_and_near_misses() {
    let bed = Bed::new();
    bed.write("mine/sw.toml", SMALL);
    let args = ["explain", "--language", "sw", "--patterns", "mine"];
    let ran = bed.run(&[&args[..], &["Hitilafu imetatuliwa."]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        ran.out,
        "Hitilafu imetatuliwa.\n  tokens   Hitilafu·imetatuliwa·.\n  list     `Hitilafu` {outage.any}\n  \
         match    sw.over `Hitilafu imetatuliwa`, {outage.any} `Hitilafu`: gives status `resolved`\n\n\
         language sw, reports no outage\n  status `resolved` in `Hitilafu imetatuliwa`  sw.over 0.80\n"
    );
    let json = bed.run_with(
        &[&args[..], &["--json", "-"]].concat(),
        "Tatizo limetatuliwa.",
    );
    let value: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(value["sentences"][0]["matches"][0]["pattern"], "sw.over");
    assert_eq!(value["facts"][0]["value"], "resolved");
    assert_eq!(bed.run(&[&args[..], &["Habari."]].concat()).code, 1);
}

#[test]
fn the_users_folder_and_named_folders_override_in_that_order() {
    let bed = Bed::new();
    bed.write(".config/pulih/patterns/sw.toml", SMALL);
    let text = ["explain", "--language", "sw", "Hitilafu imetatuliwa."];
    assert!(bed.run(&text).out.contains("gives status `resolved`"));
    for (folder, code) in [("one", "monitoring"), ("two", "identified")] {
        let source = SMALL.replace("\"resolved\"", &format!("\"{code}\""));
        bed.write(&format!("{folder}/sw.toml"), source);
    }
    let both = [&text[..], &["--patterns", "one", "--patterns", "two"]].concat();
    assert!(bed.run(&both).out.contains("gives status `identified`"));
    let elsewhere = bed
        .command(&text)
        .env("XDG_CONFIG_HOME", bed.path("config"))
        .output()
        .expect("runs");
    assert_eq!(elsewhere.status.code(), Some(2));
}

#[test]
fn a_broken_file_is_told_and_other_languages_go_on() {
    let bed = Bed::new();
    bed.write(".config/pulih/patterns/id.toml", "[file\n");
    bed.write("en.txt", "Outage\n\nThe outage lasted two hours.\n");
    let ran = |args: &[&str]| {
        let out = bed.command(args).output().expect("runs");
        (
            out.status.code(),
            String::from_utf8_lossy(&out.stdout).into_owned(),
            String::from_utf8_lossy(&out.stderr).into_owned(),
        )
    };
    let (code, out, err) = ran(&[
        "explain",
        "--language",
        "en",
        "The outage lasted two hours.",
    ]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("PT2H"), "{out}");
    let (code, _, err) = ran(&["explain", "--language", "id", "Gangguan."]);
    assert_eq!(code, Some(2));
    assert!(
        err.contains("the pattern file of `id` cannot be used: the file is no valid TOML"),
        "{err}"
    );
}
