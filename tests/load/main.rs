//! Loading folders of good and bad inputs, as a user has them.

mod containers;
mod dates;
mod hostile;
mod pages;

use pulih::load::{Format, Options, Source, sources, sources_of_reader};
use pulih::model::Document;
use std::fs;
use std::path::{Path, PathBuf};

/// The ids of what was loaded and the messages of what was not, relative to `root`, in order.
fn load(root: &Path, inputs: &[&str], options: &Options) -> Vec<String> {
    let inputs = inputs.iter().map(|i| root.join(i));
    let prefix = format!("{}/", root.display());
    sources(inputs, options.clone())
        .map(|source| match source.and_then(Source::document) {
            Ok(doc) => format!("+ {}", doc.id.replace(&prefix, "")),
            Err(e) if e.is_skip() => format!("~ {e}").replace(&prefix, ""),
            Err(e) => format!("! {e}").replace(&prefix, ""),
        })
        .collect()
}

fn only(root: &Path, input: &str) -> Document {
    let mut found = sources([root.join(input)], Options::default());
    let doc = found.next().expect("a source").and_then(Source::document);
    assert!(found.next().is_none(), "one source");
    doc.expect("a document")
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    dir
}

const TEXT: &[u8] = b"WhatsApp down\n\nThe service came back after two hours.\n";

#[test]
fn folders_are_read_in_order_and_bad_files_cost_only_themselves() {
    let dir = folder(&[
        ("b/c.txt", TEXT),
        ("a.md", TEXT),
        ("b.txt", TEXT),
        ("empty.txt", b" \n"),
        ("gold.json", b"{\"durations\": []}"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0"),
        ("notes.docx", b"PK\x03\x04"),
        (".hidden.txt", TEXT),
        (".git/x.txt", TEXT),
        ("cut.json", b"{\"id\": \"x\",\n\"text\": \"The serv"),
        ("lines.jsonl", b"{\"id\": \"one\", \"text\": \"A.\"}\nnot json\n{\"text\": \"B.\"}\n{\"id\": 4}\n{\"text\": \"C"),
    ]);
    let got = load(dir.path(), &[""], &Options::default());
    assert_eq!(
        got,
        [
            "+ a.md",
            "+ b/c.txt",
            "+ b.txt",
            "! cut.json:2: is no valid JSON: EOF while parsing a string; the input may be cut off",
            "! empty.txt: is empty",
            "~ gold.json: holds no text (no field `text` or `html`, or one of their usual names)",
            "+ one",
            "! lines.jsonl:2: is no valid JSON: expected ident",
            "+ lines.jsonl:3",
            "! lines.jsonl:4: holds no text (no field `text` or `html`, or one of their usual names)",
            "! lines.jsonl:5: is no valid JSON: EOF while parsing a string; the input may be cut off",
            "~ notes.docx: is not a kind of file that is read (.txt .md .html .json .jsonl .csv .warc .wacz .eml .mhtml .mbox .rss .atom .xml, packed as .gz .zst .bz2 too)",
            "! picture.txt: is binary (a PNG picture), not text",
        ]
    );
}

#[test]
fn what_was_named_and_does_not_fit_is_a_failure() {
    let dir = folder(&[("gold.json", b"{}"), ("article", TEXT), ("big.txt", TEXT)]);
    let options = Options {
        max_bytes: 50,
        ..Options::default()
    };
    assert_eq!(
        load(dir.path(), &["gold.json", "none.txt", "big.txt"], &options),
        [
            "! gold.json: holds no text (no field `text` or `html`, or one of their usual names)",
            "! none.txt: no such file or folder",
            "! big.txt: has 54 bytes, over the limit of 50; split it or raise the limit",
        ]
    );
    assert_eq!(
        load(dir.path(), &["article"], &Options::default()),
        ["+ article"]
    );
}

#[test]
fn a_side_file_describes_the_text_beside_it() {
    let side = br#"{"published": "2022-10-25", "publisher": "Antara", "language": "id", "url": "https://example.com/a"}"#;
    let dir = folder(&[
        ("a.txt", TEXT),
        ("a.meta.json", side),
        ("b.c.txt", TEXT),
        ("b.c.json", side),
        ("d.txt", TEXT),
        ("d.json", br#"{"text": "Another article."}"#),
    ]);
    assert_eq!(
        load(dir.path(), &[""], &Options::default()),
        ["+ a.txt", "+ b.c.txt", "+ d.json", "+ d.txt",]
    );
    for name in ["a.txt", "b.c.txt"] {
        let doc = only(dir.path(), name);
        assert_eq!(doc.text.as_bytes(), TEXT);
        assert_eq!(doc.publisher.as_deref(), Some("Antara"));
        assert_eq!(
            doc.published.map(|p| p.to_string()).as_deref(),
            Some("2022-10-25")
        );
        assert_eq!(doc.published_from.as_deref(), Some("side-file"));
    }
    assert_eq!(only(dir.path(), "d.txt").publisher, None);
}

#[test]
fn what_is_given_fills_in_and_a_given_language_wins() {
    let dir = folder(&[
        ("a.txt", TEXT),
        (
            "b.json",
            br#"[{"text": "A.", "published": "2020-01-01", "language": "id"}]"#,
        ),
    ]);
    let options = Options {
        language: "en".parse().ok(),
        published: "2022-10-25".parse().ok(),
        ..Options::default()
    };
    let got: Vec<_> = sources([dir.path().to_path_buf()], options)
        .map(|s| {
            let doc = s.and_then(Source::document).expect("a document");
            let date = doc.published.map(|p| p.to_string());
            let language = doc.language.map(|l| l.to_string());
            (language.unwrap_or_default(), date.unwrap_or_default())
        })
        .collect();
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(got, [pair("en", "2022-10-25"), pair("en", "2020-01-01")]);
}

#[test]
fn readers_yield_lines_as_they_come_and_other_forms_whole() {
    let ids = |input: &'static str, format| -> Vec<String> {
        let options = Options {
            format,
            ..Options::default()
        };
        sources_of_reader(input.as_bytes(), "-", options)
            .map(|s| match s.and_then(Source::document) {
                Ok(doc) => format!("{} {}", doc.id, doc.text),
                Err(e) => e.to_string(),
            })
            .collect()
    };
    assert_eq!(
        ids(
            "{\"text\": \"A.\"}\n{\"id\": \"x\", \"text\": \"B.\"}",
            None
        ),
        ["-:1 A.", "x B."]
    );
    assert_eq!(ids("{\n\"text\": \"A.\"}\n", None), ["- A."]);
    assert_eq!(ids("[\n{\"text\": \"A.\"}\n]", None), ["- A."]);
    assert_eq!(ids("Plain text.", None), ["- Plain text."]);
    assert_eq!(
        ids("{braces} open this text", Some(Format::Text)),
        ["- {braces} open this text"]
    );
    assert_eq!(ids("", None), ["-: is empty"]);
}

#[cfg(unix)]
#[test]
fn special_files_loops_and_odd_names_do_no_harm() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    let dir = folder(&[("a/x.txt", TEXT), ("z.txt", TEXT)]);
    let root = dir.path();
    symlink(root, root.join("a/up")).expect("a link");
    symlink(root.join("self"), root.join("self")).expect("a link");
    symlink(root.join("gone"), root.join("dangling.txt")).expect("a link");
    symlink(root.join("z.txt"), root.join("link.txt")).expect("a link");
    fs::write(root.join(OsStr::from_bytes(b"n\xffme.txt")), TEXT).expect("a file");
    let _socket = UnixListener::bind(root.join("socket.txt")).expect("a socket");
    let fifo = std::process::Command::new("mkfifo")
        .arg(root.join("pipe.txt"))
        .status();
    assert!(fifo.is_ok_and(|s| s.success()));

    let got = load(root, &[""], &Options::default());
    assert_eq!(got.len(), 9, "{got:#?}");
    assert_eq!(
        got[..6],
        [
            "! a/up: leads back to a folder that holds it (symlink loop)",
            "+ a/x.txt",
            "! dangling.txt: no such file or folder",
            "+ link.txt",
            "+ n\\xffme.txt",
            "! pipe.txt: is a FIFO, which is never opened",
        ]
    );
    assert!(got[6].starts_with("! self: cannot be read"), "{}", got[6]);
    assert_eq!(
        got[7..],
        [
            "! socket.txt: is a socket, which is never opened",
            "+ z.txt"
        ]
    );

    // Two folders that link to each other end as well.
    let dir = folder(&[("p/x.txt", TEXT), ("q/y.txt", TEXT)]);
    let root = dir.path();
    symlink(root.join("q"), root.join("p/q")).expect("a link");
    symlink(root.join("p"), root.join("q/p")).expect("a link");
    let got = load(root, &["p"], &Options::default());
    assert_eq!(
        got,
        [
            "! p/q/p: leads back to a folder that holds it (symlink loop)",
            "+ p/q/y.txt",
            "+ p/x.txt",
        ]
    );
}

#[cfg(unix)]
#[test]
fn unreadable_files_are_named() {
    use std::os::unix::fs::PermissionsExt;
    let dir = folder(&[("a.txt", TEXT), ("b.txt", TEXT)]);
    let shut = dir.path().join("a.txt");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).expect("permissions");
    if fs::File::open(&shut).is_ok() {
        return; // the administrator reads everything
    }
    let got = load(dir.path(), &[""], &Options::default());
    assert!(got[0].starts_with("! a.txt: cannot be read"), "{}", got[0]);
    assert_eq!(got[1], "+ b.txt");
}

#[test]
fn inputs_keep_their_order() {
    let dir = folder(&[("a.txt", TEXT), ("b.txt", TEXT)]);
    assert_eq!(
        load(
            dir.path(),
            &["b.txt", "a.txt", "b.txt"],
            &Options::default()
        ),
        ["+ b.txt", "+ a.txt", "+ b.txt"]
    );
    assert!(
        sources(Vec::<PathBuf>::new(), Options::default())
            .next()
            .is_none()
    );
}
