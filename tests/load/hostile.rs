//! Containers that were made to hurt: each costs bounded time and memory, and says why.

use crate::containers::{gzip, page, read, read_with, record, response};
use pulih::load::{Options, Source, sources};
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

/// What every bad input must keep to, in an unoptimised build on a busy machine.
const LONGEST: Duration = Duration::from_secs(30);

fn quickly(name: &str, bytes: Vec<u8>) -> Vec<String> {
    let began = Instant::now();
    let (_, lines) = read(name, bytes);
    assert!(began.elapsed() < LONGEST, "{name}: {:?}", began.elapsed());
    lines
}

fn zeros(count: usize) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..count {
        out.write_all(&vec![0; 1 << 20]).expect("is packed");
    }
    out.finish().expect("is packed")
}

#[test]
fn bombs_are_told_from_archives() {
    let bomb = zeros(300);
    for name in [
        "a.warc.gz",
        "a.jsonl.gz",
        "a.txt.gz",
        "a.html",
        "a.mbox.gz",
        "a.csv.gz",
        "a.rss.gz",
        "a.wacz",
    ] {
        let lines = quickly(name, bomb.clone());
        assert_eq!(lines.len(), 1, "{name}: {lines:?}");
        assert!(lines[0].starts_with("! "), "{name}: {lines:?}");
    }
    let zst = zstd::encode_all(std::io::repeat(b' ').take(300 << 20), 1).expect("is packed");
    assert!(quickly("a.jsonl.zst", zst)[0].contains("bomb"));
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("archive/a.warc", zip::write::SimpleFileOptions::default())
        .expect("is begun");
    for _ in 0..300 {
        zip.write_all(&vec![0; 1 << 20]).expect("is written");
    }
    let lines = quickly("a.wacz", zip.finish().expect("is written").into_inner());
    assert!(lines.iter().any(|l| l.contains("bomb")), "{lines:?}");
    // Packed twice: one layer is taken off.
    let twice = quickly("a.txt", gzip(&gzip(b"text")));
    assert_eq!(twice, ["! a.txt: is binary (gzip data), not text"]);
}

use std::io::Read;

#[test]
fn a_bomb_among_pages_costs_itself() {
    let packed = zeros(200);
    let records = [
        response(
            "https://a.example/bomb",
            "Content-Type: text/html\r\nContent-Encoding: gzip",
            &packed,
        ),
        response(
            "https://a.example/1",
            "Content-Type: text/html",
            page("One").as_bytes(),
        ),
    ];
    let lines = quickly("a.warc", records.concat());
    assert!(lines[0].contains("over the limit"), "{lines:?}");
    assert_eq!(lines[1], "+ https://a.example/1");
}

#[test]
fn depth_takes_no_stack() {
    let deep = 200_000;
    let feed = format!("<rss version='2.0'><channel>{}", "<item>".repeat(deep));
    let nested = format!(
        "<rss version='2.0'><channel><item><title>a</title><description>{}</description></item></channel></rss>",
        "&lt;div&gt;".repeat(deep)
    );
    let opml = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>{}",
        "<div>".repeat(deep)
    );
    // Just under what the reader of XML refuses by itself.
    let under = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>{}",
        "<div>".repeat(65_000)
    );
    let items = format!("<rss version='2.0'><channel>{}", "<item>".repeat(65_000));
    let text = format!(
        "<rss version='2.0'><channel><item><title>a</title><description>{}Layanan mati.</description></item></channel></rss>",
        "&lt;div&gt;".repeat(deep)
    );
    let lines = quickly("b.rss", text.into_bytes());
    assert_eq!(lines, ["+ b.rss#1"], "text within is read");
    for xml in [feed, nested, opml, under, items] {
        assert!(!quickly("a.rss", xml.into_bytes()).is_empty());
    }
    let json = format!("{{\"text\": \"a\", \"x\": {}", "[".repeat(deep));
    assert!(quickly("a.jsonl", json.into_bytes())[0].starts_with("! a.jsonl"));
    let mut mail = Vec::from(
        b"MIME-Version: 1.0\nMessage-ID: <a@b>\nContent-Type: multipart/mixed; boundary=b0\n\n",
    );
    for i in 0..20_000 {
        let inner = i + 1;
        write!(
            mail,
            "--b{i}\nContent-Type: multipart/mixed; boundary=b{inner}\n\n"
        )
        .expect("is written");
    }
    quickly("a.eml", mail);
    let mut mail =
        String::from("MIME-Version: 1.0\nMessage-ID: <a@b>\nContent-Type: message/rfc822\n\n");
    mail.push_str(&"MIME-Version: 1.0\nContent-Type: message/rfc822\n\n".repeat(20_000));
    quickly("b.eml", mail.into_bytes());
}

#[test]
fn pages_of_absurd_shape_cost_no_more_than_their_length() {
    let words = "<p>The network was down for three hours on Monday, the operator said, and engineers restored it at noon.</p>".repeat(4);
    let attributes: Vec<String> = (0..50_000).map(|i| format!("a{i}")).collect();
    let attributes = attributes.join(" ");
    for (name, noise) in [
        ("attributes", format!("<div {attributes}>")),
        ("headings", "<h1>Down again</h1>".repeat(30_000)),
        ("links", "<a href='x'>link</a> ".repeat(50_000)),
        ("breaks", "x<br><br>".repeat(50_000)),
        (
            "dates",
            "<time datetime='2016-05-12'>x</time>".repeat(30_000),
        ),
    ] {
        let html =
            format!("<html><head><title>{name}</title></head><body>{noise}{words}</body></html>");
        let lines = quickly(&format!("{name}.html"), html.into_bytes());
        assert_eq!(lines, [format!("+ {name}.html")]);
    }
}

#[test]
fn headers_without_end_and_lines_without_end_are_bounded() {
    let endless = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nX: {}",
        "a".repeat(50 << 20)
    );
    assert!(quickly("a.warc", endless.into_bytes())[0].contains("record 1 at byte 0"));
    let many = format!("WARC/1.0\r\n{}", "X: a\r\n".repeat(1 << 20));
    assert!(quickly("a.warc", many.into_bytes())[0].contains("have more than"));
    let options = Options {
        max_bytes: 1 << 20,
        ..Options::default()
    };
    let letter = format!(
        "From a@b Tue Oct 25 09:41:00 2022\nSubject: x\n\n{}\n\nFrom a@b Tue Oct 25 09:41:00 2022\nSubject: y\n\nLayanan mati.\n",
        "x".repeat(20 << 20)
    );
    let (docs, lines) = read_with("a.mbox", letter.into_bytes(), options);
    assert!(lines[0].contains("over the limit of 1048576"), "{lines:?}");
    assert_eq!(docs.len(), 1);
    // Thousands of records that swallow each other.
    let liar = record("response", "WARC-Target-URI: https://a.example/\r\n", b"x");
    let liar = String::from_utf8(liar)
        .expect("is text")
        .replace("Content-Length: 1", "Content-Length: 5000");
    let lines = quickly("a.warc", liar.repeat(5000).into_bytes());
    assert!(lines.len() > 100, "{}", lines.len());
}

#[cfg(unix)]
#[test]
fn names_with_line_ends_stay_on_their_line() {
    let dir = tempfile::tempdir().expect("a folder");
    for name in ["a\nerror: b.txt", "c\r\td.html", "e\u{1b}[31m.txt"] {
        std::fs::write(dir.path().join(name), "").expect("is written");
    }
    std::fs::write(dir.path().join("binary.html"), b"\x7fELF\x02\x01\x01\0\0\0")
        .expect("is written");
    std::fs::write(dir.path().join("nul.txt"), b"a\0b\0\0c").expect("is written");
    let errors: Vec<String> = sources([dir.path().to_path_buf()], Options::default())
        .filter_map(|s| s.and_then(Source::document).err())
        .map(|e| {
            e.to_string()
                .replace(&format!("{}/", dir.path().display()), "")
        })
        .collect();
    assert_eq!(errors.len(), 5, "{errors:?}");
    assert_eq!(errors[0], "a\\x0aerror: b.txt: is empty");
    assert!(
        errors.iter().all(|e| !e.contains(char::is_control)),
        "{errors:?}"
    );
    assert!(
        errors
            .iter()
            .any(|e| e == "binary.html: is binary (a program), not text"),
        "{errors:?}"
    );
}
