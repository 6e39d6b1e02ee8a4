//! Inputs that hold many documents: whole, packed, cut and lying.

use pulih::load::{Options, Source, sources, sources_of_reader};
use pulih::model::Document;
use std::fmt::Write as _;
use std::io::{Cursor, Write};

const BODY: &str = "The payment service was down for two hours on Tuesday, the company said in a statement. \
    Engineers brought it back at four in the afternoon, and customers could pay again after that.";

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes).expect("is packed");
    out.finish().expect("is packed")
}

pub(crate) fn page(title: &str) -> String {
    format!(
        "<html lang='en'><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{BODY}</p><p>{BODY} {title}.</p></article></body></html>"
    )
}

/// One record with the right length.
pub(crate) fn record(kind: &str, headers: &str, block: &[u8]) -> Vec<u8> {
    let mut out = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2022-10-26T03:00:00Z\r\n{headers}Content-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    out.extend_from_slice(block);
    out.extend_from_slice(b"\r\n\r\n");
    out
}

/// A response record as Common Crawl's news archives have it.
pub(crate) fn response(url: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let mut block = format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").into_bytes();
    block.extend_from_slice(body);
    let headers =
        format!("WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n");
    record("response", &headers, &block)
}

/// Reads everything: ids of documents, `~` skips, `!` failures.
pub(crate) fn read(name: &str, bytes: Vec<u8>) -> (Vec<Document>, Vec<String>) {
    read_with(name, bytes, Options::default())
}

pub(crate) fn read_with(
    name: &str,
    bytes: Vec<u8>,
    options: Options,
) -> (Vec<Document>, Vec<String>) {
    let (mut documents, mut lines) = (Vec::new(), Vec::new());
    for source in sources_of_reader(Cursor::new(bytes), name, options) {
        match source.and_then(Source::document) {
            Ok(doc) => {
                lines.push(format!("+ {}", doc.id));
                documents.push(doc);
            }
            Err(e) if e.is_skip() => lines.push(format!("~ {e}")),
            Err(e) => lines.push(format!("! {e}")),
        }
    }
    (documents, lines)
}

fn news() -> Vec<Vec<u8>> {
    vec![
        record(
            "warcinfo",
            "Content-Type: application/warc-fields\r\n",
            b"software: StormCrawler\r\n",
        ),
        record(
            "request",
            "WARC-Target-URI: https://a.example/1\r\n",
            b"GET /1 HTTP/1.1\r\n\r\n",
        ),
        response(
            "https://a.example/1",
            "Content-Type: text/html; charset=utf-8",
            page("One").as_bytes(),
        ),
        response(
            "https://a.example/2",
            "Content-Type: text/html\r\nContent-Encoding: gzip",
            &gzip(page("Two").as_bytes()),
        ),
        response(
            "https://a.example/x.png",
            "Content-Type: image/png",
            b"\x89PNG",
        ),
        response(
            "https://a.example/3",
            "Content-Type: text/html; charset=windows-1252\r\nTransfer-Encoding: chunked",
            &{
                let (bytes, _, _) = encoding_rs::WINDOWS_1252
                    .encode("<title>Café</title><article><h1>Café</h1><p>");
                let mut body = bytes.into_owned();
                body.extend(format!("{BODY}</p><p>{BODY}</p></article>").into_bytes());
                let mut out = Vec::new();
                for chunk in body.chunks(100) {
                    out.extend(format!("{:x}\r\n", chunk.len()).into_bytes());
                    out.extend(chunk);
                    out.extend(b"\r\n");
                }
                out.extend(b"0\r\n\r\n");
                out
            },
        ),
    ]
}

const NEWS: [&str; 4] = [
    "+ https://a.example/1",
    "+ https://a.example/2",
    "~ news.warc.gz, record 5 at byte ",
    "+ https://a.example/3",
];

fn same(lines: &[String], want: &[&str]) {
    assert_eq!(lines.len(), want.len(), "{lines:#?}");
    for (line, want) in lines.iter().zip(want) {
        assert!(line.starts_with(want), "{line} is not {want}");
    }
}

#[test]
fn web_archives_are_read_a_member_a_record() {
    let bytes: Vec<u8> = news().iter().flat_map(|r| gzip(r)).collect();
    let (docs, lines) = read("news.warc.gz", bytes);
    same(&lines, &NEWS);
    assert!(lines[2].contains("is no page (image/png)"), "{}", lines[2]);
    assert_eq!(docs[0].source, "news.warc.gz");
    assert_eq!(docs[0].url.as_deref(), Some("https://a.example/1"));
    assert_eq!(docs[1].title.as_deref(), Some("Two"));
    assert!(docs[1].text.starts_with("The payment service"));
    assert_eq!(docs[2].title.as_deref(), Some("Café"));
    assert_eq!(
        docs[0].published, None,
        "a crawl's time is no publication date"
    );
    assert!(docs[0].fetched.is_some());
    let (_, plain) = read("news.warc.gz", news().concat());
    assert_eq!(plain, lines, "the same unpacked");
    let zst = zstd::encode_all(&news().concat()[..], 3).expect("is packed");
    assert_eq!(read("news.warc.gz", zst).1, lines);
}

#[test]
fn texts_of_pages_are_read() {
    let text = "Layanan mati\nLayanan pembayaran mati selama dua jam pada Selasa.";
    let headers = "WARC-Target-URI: https://a.example/1\r\nWARC-Identified-Content-Language: ind,eng\r\nContent-Type: text/plain\r\n";
    let (docs, _) = read("x.wet", record("conversion", headers, text.as_bytes()));
    assert_eq!(docs[0].text, text);
    assert_eq!(docs[0].title.as_deref(), Some("Layanan mati"));
    assert_eq!(
        docs[0].language.map(|l| l.to_string()).as_deref(),
        Some("id")
    );
    assert!(
        docs[0]
            .flags
            .iter()
            .any(|f| f == pulih::load::LANGUAGE_VOTED)
    );
}

#[test]
fn half_an_archive_gives_its_first_half_and_names_the_place() {
    let whole = news().concat();
    let third: usize = news()[..3].iter().map(Vec::len).sum();
    let (docs, lines) = read("half.warc", whole[..third + 300].to_vec());
    assert_eq!(docs.len(), 1);
    let last = lines.last().expect("a line");
    assert!(
        last.starts_with(&format!(
            "! half.warc, record 4 at byte {third}: is no valid WARC: the record says "
        )),
        "{last}"
    );

    let packed: Vec<u8> = news().iter().flat_map(|r| gzip(r)).collect();
    let (docs, lines) = read("half.warc.gz", packed[..packed.len() - 40].to_vec());
    assert_eq!(docs.len(), 2, "{lines:?}");
    assert!(
        lines
            .last()
            .is_some_and(|l| l.starts_with("! half.warc.gz, record 6 at byte ")),
        "{lines:?}"
    );
}

#[test]
fn lying_lengths_cost_one_record() {
    let lie = |says: i64| {
        let mut records = news();
        let text = String::from_utf8(records[2].clone()).expect("is text");
        let at = text.find("Content-Length: ").expect("a length") + 16;
        let end = at + text[at..].find('\r').expect("an end");
        let length: i64 = text[at..end].parse().expect("a number");
        records[2] = format!("{}{}{}", &text[..at], length + says, &text[end..]).into_bytes();
        read("news.warc.gz", records.concat())
    };
    for (says, error) in [(-20, true), (37, false), (400, false)] {
        let (_, lines) = lie(says);
        let good: Vec<_> = lines.iter().filter(|l| l.starts_with('+')).collect();
        assert_eq!(good.len(), 3, "{says}: {lines:?}");
        assert_eq!(
            lines.iter().any(|l| l.starts_with("! ")),
            error,
            "{says}: {lines:?}"
        );
    }
    let (_, lines) = lie(1_000_000);
    assert!(lines[0].contains("the record says 1000"), "{lines:?}");
    assert_eq!(
        lines.iter().filter(|l| l.starts_with('+')).count(),
        2,
        "{lines:?}"
    );
    let (_, lines) = lie(1 << 60);
    assert!(
        lines[0].starts_with("! news.warc.gz, record 3 at byte "),
        "{lines:?}"
    );
}

#[test]
fn a_record_over_the_limit_is_an_error_and_the_next_is_read() {
    let long = response(
        "https://a.example/long",
        "Content-Type: text/html",
        &vec![b'x'; 10_000],
    );
    let options = Options {
        max_bytes: 5000,
        ..Options::default()
    };
    let (_, lines) = read_with("x.warc", [long, news()[2].clone()].concat(), options);
    assert!(lines[0].contains("over the limit of 5000"), "{lines:?}");
    assert_eq!(lines[1], "+ https://a.example/1");
}

#[test]
fn archives_in_a_zip_are_read_from_files_and_streams() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let deflated = stored.compression_method(zip::CompressionMethod::Deflated);
    let packed: Vec<u8> = news().iter().flat_map(|r| gzip(r)).collect();
    for (name, options, bytes) in [
        ("datapackage.json", deflated, &b"{}"[..]),
        ("archive/b.warc.gz", stored, &packed),
        ("archive/a.warc", deflated, &news()[2]),
        ("pages/pages.jsonl", deflated, b"{}\n"),
    ] {
        zip.start_file(name, options).expect("is begun");
        zip.write_all(bytes).expect("is written");
    }
    let bytes = zip.finish().expect("is written").into_inner();
    let (docs, lines) = read("x.wacz", bytes.clone());
    same(
        &lines,
        &[
            "+ https://a.example/1",
            NEWS[0],
            NEWS[1],
            "~ x.wacz/archive/b.warc.gz, record 5",
            NEWS[3],
        ],
    );
    assert_eq!(docs[0].source, "x.wacz/archive/a.warc");
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("x.wacz");
    std::fs::write(&path, &bytes).expect("is written");
    assert_eq!(sources([path], Options::default()).count(), 5);
    let path = dir.path().join("y.wacz.gz");
    std::fs::write(&path, gzip(&bytes)).expect("is written");
    assert_eq!(sources([path], Options::default()).count(), 5);
    let (_, lines) = read("x.wacz", bytes[..bytes.len() / 2].to_vec());
    assert!(
        lines[0].starts_with("! x.wacz: is no valid ZIP: "),
        "{lines:?}"
    );
}

#[test]
fn tables_are_read_by_the_names_of_their_columns() {
    let table = "\u{feff}url;judul;maintext;date_publish\nhttps://a.example/1;Mati;\"Layanan mati; lama.\nSekali.\";2022-10-25\n;;;\nx;y;Pulih.;2022\n";
    let (docs, lines) = read("t.csv", table.into());
    assert_eq!(
        lines,
        [
            "+ t.csv:2",
            "! t.csv:4: holds no text (no field `text` or `html`, or one of their usual names)",
            "+ t.csv:5"
        ]
    );
    assert_eq!(docs[0].text, "Layanan mati; lama.\nSekali.");
    assert_eq!(docs[0].title.as_deref(), Some("Mati"));
    assert_eq!(
        docs[0].published.map(|p| p.to_string()).as_deref(),
        Some("2022-10-25")
    );
    let options = Options {
        columns: "text=cuerpo,published=fecha".parse().expect("columns"),
        format: Some(pulih::load::Format::Csv),
        ..Options::default()
    };
    let (docs, _) = read_with(
        "t.csv",
        "fecha\ttext\tcuerpo\n2022-10-25\tx\tCayó el servicio.\n".into(),
        options.clone(),
    );
    assert_eq!(docs[0].text, "Cayó el servicio.");
    let (_, lines) = read_with("t.csv", b"a,b\n1,2\n".to_vec(), options);
    assert_eq!(
        lines,
        ["! t.csv: is no valid table: there is no column `cuerpo` among a, b"]
    );
    assert!("text".parse::<pulih::load::Columns>().is_err());
    assert!("txt=a".parse::<pulih::load::Columns>().is_err());
}

#[test]
fn an_open_quotation_mark_costs_bounded_memory() {
    let mut table = String::from("id,text\n1,good\n2,\"");
    for i in 0..200_000 {
        let _ = writeln!(table, "line {i}, and more");
    }
    let options = Options {
        max_bytes: 100_000,
        ..Options::default()
    };
    let (_, lines) = read_with("t.csv", table.into_bytes(), options);
    assert_eq!(lines[0], "+ 1");
    assert!(
        lines[1].starts_with("! t.csv:3: ") && lines[1].contains("quotation mark"),
        "{lines:?}"
    );
    assert_eq!(lines.len(), 2);
}

#[test]
fn tables_and_lines_in_utf16_are_read() {
    let wide = |text: &str| {
        let units = format!("\u{feff}{text}");
        let units = units.encode_utf16().flat_map(u16::to_le_bytes);
        units.collect::<Vec<u8>>()
    };
    for text in [
        "id\ttext\r\n1\t\"Layanan mati 障害.\"\r\n",
        "{\"id\": \"1\", \"text\": \"Layanan mati 障害.\"}\r\n{\"id\": \"2\", \"text\": \"Pulih.\"}\r\n",
    ] {
        let (docs, lines) = read("-", wide(text));
        assert_eq!(lines[0], "+ 1", "{lines:?}");
        assert_eq!(docs[0].text, "Layanan mati 障害.");
    }
}

#[test]
fn days_in_feeds_are_read_in_any_notation() {
    for (date, want) in [
        (
            "Tue, 25 Oct 2022 23:30:00 -0500",
            "2022-10-25T23:30:00-05:00",
        ),
        ("Selasa, 25 Oktober 2022 10:00 WIB", "2022-10-25"),
        ("25 Oct 2022 10:00 WIB", "2022-10-25"),
        ("2022/10/25", "2022-10-25"),
        ("04/05/2022", ""),
    ] {
        let rss = format!(
            "<rss version='2.0'><channel><item><title>Mati</title><link>https://a.example/1</link><pubDate>{date}</pubDate><description>{BODY}</description></item></channel></rss>"
        );
        let (docs, _) = read("feed.rss", rss.into_bytes());
        let day = docs[0].published.map(|p| p.to_string());
        assert_eq!(day.unwrap_or_default(), want, "{date}");
    }
}

#[test]
fn feeds_give_articles_and_flag_summaries() {
    let rss = format!(
        "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>
        <title>Contoh News</title><language>id</language>
        <item><title>Mati &amp; pulih</title><link>https://a.example/1</link><pubDate>Tue, 25 Oct 2022 00:30:00 +0700</pubDate>
          <description>Singkat.</description><content:encoded><![CDATA[<p>{BODY}</p><p>Kedua.</p>]]></content:encoded></item>
        <item><title>Ringkas</title><link>https://a.example/2</link><description>Hanya &lt;b&gt;ringkasan&lt;/b&gt;.</description></item>
        <item><title>Kosong</title><link>https://a.example/3</link></item></channel></rss>"
    );
    let (docs, lines) = read("feed.rss", rss.into_bytes());
    same(
        &lines,
        &[
            "+ https://a.example/1",
            "+ https://a.example/2",
            "~ feed.rss, record 3",
        ],
    );
    assert_eq!(docs[0].text, format!("Mati & pulih\n\n{BODY}\n\nKedua."));
    assert_eq!(
        docs[0].published.map(|p| p.to_string()).as_deref(),
        Some("2022-10-25T00:30:00+07:00"),
        "the day there"
    );
    assert_eq!(docs[0].published_from.as_deref(), Some("feed"));
    assert_eq!(docs[0].publisher.as_deref(), Some("Contoh News"));
    assert!(!docs[0].flags.iter().any(|f| f == "summary-only"));
    assert!(docs[1].flags.iter().any(|f| f == "summary-only"));
    assert_eq!(docs[1].text, "Ringkas\n\nHanya ringkasan.");

    let atom = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title><id>x</id><updated>2022-10-25T01:00:00Z</updated>
        <entry><title>Satu</title><id>tag:a</id><link href='https://a.example/a'/><updated>2022-10-25T01:00:00Z</updated>
        <author><name>Ani</name></author><content type='html'>&lt;p&gt;{BODY}&lt;/p&gt;</content></entry></feed>"
    );
    let (docs, lines) = read("a.atom", atom.into_bytes());
    assert_eq!(lines, ["+ https://a.example/a"]);
    assert_eq!(docs[0].byline.as_deref(), Some("Ani"));
    assert_eq!(docs[0].published_from.as_deref(), Some("feed-updated"));

    let json = format!(
        r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [
        {{"id": "1", "url": "https://a.example/j", "title": "Satu", "content_text": "Baris satu.\n\n{BODY}", "date_published": "2022-10-25T09:41:00+07:00"}}]}}"#
    );
    let (docs, _) = read("feed.json", json.into_bytes());
    assert_eq!(docs[0].text, format!("Satu\n\nBaris satu.\n\n{BODY}"));
    let (_, lines) = read(
        "b.rss",
        b"<rss version='2.0'><channel><item><title>a</tit".to_vec(),
    );
    assert!(
        lines
            .iter()
            .all(|l| l.starts_with("! b.rss: is no valid feed: ")),
        "{lines:?}"
    );
}

const LETTER: &str = "From: Kabar <kabar@contoh.example>\r\nTo: a@b.example\r\nSubject: =?utf-8?q?Layanan_mati?=\r\nDate: Tue, 25 Oct 2022 09:41:00 +0700\r\n\
    Message-ID: <1@contoh.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
    Layanan mati selama dua jam=2E\r\n>From the north.\r\n";

#[test]
fn letters_and_mailboxes_are_read() {
    let (docs, lines) = read("a.eml", LETTER.into());
    assert_eq!(lines, ["+ 1@contoh.example"]);
    assert_eq!(docs[0].title.as_deref(), Some("Layanan mati"));
    assert_eq!(
        docs[0].published.map(|p| p.to_string()).as_deref(),
        Some("2022-10-25T09:41:00+07:00")
    );
    assert_eq!(docs[0].publisher.as_deref(), Some("Kabar"));
    assert!(docs[0].text.starts_with("Layanan mati selama dua jam."));

    let page = page("Mati").replace('=', "=3D");
    let alternative = format!(
        "From: Kabar <k@c.example>\nSubject: Mati\nMessage-ID: <2@c>\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=xx\n\n\
        --xx\nContent-Type: text/plain\n\nplain\n--xx\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{page}\n--xx--\n"
    );
    let mailbox = format!(
        "From k@c Tue Oct 25 09:41:00 2022\n{LETTER}\nFrom k@c Tue Oct 25 09:42:00 2022\n{alternative}\nFrom k@c Tue Oct 25 09:43:00 2022\n\n\n"
    );
    let (docs, lines) = read("all.mbox", mailbox.into_bytes());
    same(
        &lines,
        &[
            "+ 1@contoh.example",
            "+ 2@c",
            "~ all.mbox, record 3 at byte ",
        ],
    );
    assert!(
        docs[0].text.contains("\nFrom the north."),
        "{}",
        docs[0].text
    );
    assert!(
        docs[1].text.contains("payment service was down"),
        "{}",
        docs[1].text
    );
}

#[test]
fn saved_pages_are_read_without_their_parts() {
    let saved = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/1\r\nSubject: Mati\r\nDate: Wed, 26 Oct 2022 00:00:00 -0000\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/related; type=\"text/html\"; boundary=\"yy\"\r\n\r\n--yy\r\nContent-Type: text/html\r\nContent-Location: https://a.example/1\r\n\
        Content-Transfer-Encoding: 8bit\r\n\r\n{}\r\n--yy\r\nContent-Type: text/css\r\n\r\np {{}}\r\n--yy--\r\n",
        page("Mati")
    );
    let dir = tempfile::tempdir().expect("a folder");
    let path = |name: &str| dir.path().join(name);
    std::fs::write(path("a.mhtml"), saved).expect("is written");
    std::fs::write(path("b.html"), page("Dua")).expect("is written");
    for folder in ["b_files", "b-Dateien", "c_files"] {
        std::fs::create_dir(path(folder)).expect("is made");
        std::fs::write(path(folder).join("frame.html"), page("Frame")).expect("is written");
    }
    std::fs::write(path("d.txt.gz"), gzip(b"Layanan mati\n\nDua jam.\n")).expect("is written");
    std::fs::write(path("e.html"), gzip(page("Packed").as_bytes())).expect("is written");
    let docs: Vec<Document> = sources([dir.path().to_path_buf()], Options::default())
        .map(|s| s.and_then(Source::document).expect("a document"))
        .collect();
    let titles: Vec<_> = docs.iter().filter_map(|d| d.title.as_deref()).collect();
    assert_eq!(titles, ["Mati", "Dua", "Frame", "Layanan mati", "Packed"]);
    assert_eq!(docs[0].url.as_deref(), Some("https://a.example/1"));
    assert_eq!(
        docs[0].published, None,
        "the day of saving is no publication date"
    );
}

#[test]
fn a_saved_page_names_the_address_that_it_was_saved_from() {
    let html = format!(
        "<!DOCTYPE html>\n<!-- saved from url=(0034)https://a.example/2022/10/25/mati -->\n{}",
        page("Mati")
    );
    let (docs, _) = read("a.html", html.into_bytes());
    assert_eq!(
        docs[0].url.as_deref(),
        Some("https://a.example/2022/10/25/mati")
    );
    assert_eq!(docs[0].published_from.as_deref(), Some("url"));
}

#[test]
fn amp_pages_in_records_go_by_the_address_of_their_page() {
    let html = page("Mati").replace(
        "<html lang='en'><head>",
        "<html amp lang='en'><head><link rel='canonical' href='https://a.example/1'>",
    );
    let line =
        |html: &str| format!("{{\"url\": \"https://a.example/amp-1\", \"html\": {html:?}}}\n");
    let (docs, _) = read("a.jsonl", line(&html).into_bytes());
    assert_eq!(docs[0].url.as_deref(), Some("https://a.example/1"));
    assert!(docs[0].flags.iter().any(|f| f == "amp"));
    let plain = html.replace("<html amp", "<html");
    let (docs, _) = read("a.jsonl", line(&plain).into_bytes());
    assert_eq!(docs[0].url.as_deref(), Some("https://a.example/amp-1"));
}

#[test]
fn a_cut_packed_file_of_lines_keeps_what_came() {
    let mut lines = String::new();
    for i in 0..5000 {
        let _ = writeln!(
            lines,
            r#"{{"id": "{i}", "text": "Layanan {i} mati selama {} jam."}}"#,
            i * 7919 % 1000
        );
    }
    let packed = gzip(lines.as_bytes());
    let (docs, lines) = read("a.jsonl.gz", packed[..packed.len() * 3 / 4].to_vec());
    assert!(docs.len() > 3000 && docs.len() < 5000, "{}", docs.len());
    let last = lines.last().expect("a line");
    assert!(
        last.starts_with(&format!(
            "! a.jsonl.gz:{}: cannot be read: ",
            docs.len() + 1
        )),
        "{last}"
    );
}
