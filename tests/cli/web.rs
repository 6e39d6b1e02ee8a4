//! Fetching from a local server that misbehaves; nothing here leaves the machine.

use crate::bed::{Bed, Ran};
use crate::server::{Request, Server, answer, html, page};
use std::io::Write;
use std::time::{Duration, Instant};

const LOCAL: &str = "--allow-private=127.0.0.1";
const FAST: [&str; 4] = ["--delay", "0", "--timeout", "2"];

fn fetch(bed: &Bed, more: &[&str]) -> Ran {
    let mut args = vec!["fetch", LOCAL];
    args.extend(FAST);
    args.extend(more);
    bed.run(&args)
}

/// Type, address and status line of each record, read by a reader that is not ours.
fn records(bed: &Bed, name: &str) -> Vec<String> {
    let file = std::fs::File::open(bed.path(name)).expect("is there");
    let plain = std::io::BufReader::new(flate2::read::MultiGzDecoder::new(file));
    rust_warc::WarcReader::new(plain)
        .map(|record| {
            let record = record.unwrap_or_else(|_| panic!("a record that another reader takes"));
            let header = |name: &str| record.header.get(&name.into()).cloned().unwrap_or_default();
            let digest = sha1::Sha1::digest(&record.content);
            assert_eq!(
                header("WARC-Block-Digest"),
                format!("sha1:{}", data_encoding::BASE32.encode(&digest))
            );
            let first = String::from_utf8_lossy(&record.content);
            let first = first.lines().next().unwrap_or_default().to_owned();
            let path = header("WARC-Target-URI");
            let path = path.splitn(4, '/').nth(3).unwrap_or_default().to_owned();
            format!("{} /{path} {first}", header("WARC-Type"))
        })
        .collect()
}

use sha1::Digest;

fn good(request: &Request, _: usize, out: &mut dyn Write) -> bool {
    match request.path.as_str() {
        "/robots.txt" => answer(out, 200, "", b"User-agent: *\nDisallow: /secret\n"),
        "/plain" => html(out, "Plain"),
        "/gzip" => {
            let mut packed =
                flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            packed
                .write_all(page("Gzip").as_bytes())
                .expect("is packed");
            answer(
                out,
                200,
                "Content-Type: text/html\r\nContent-Encoding: gzip\r\n",
                &packed.finish().expect("is packed"),
            );
        }
        "/chunked" => {
            let _ = out.write_all(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
            );
            for piece in page("Chunked").as_bytes().chunks(50) {
                let _ = write!(out, "{:x}\r\n", piece.len())
                    .and_then(|()| out.write_all(piece))
                    .and_then(|()| out.write_all(b"\r\n"));
            }
            let _ = out.write_all(b"0\r\n\r\n");
        }
        "/moved" => answer(out, 301, "Location: /plain\r\n", b""),
        "/cookie" => {
            let said = request.header("cookie").map_or("Clean", |_| "Dirty");
            answer(
                out,
                200,
                "Content-Type: text/html\r\nSet-Cookie: a=b\r\n",
                page(said).as_bytes(),
            );
        }
        "/tagged" if request.header("if-none-match") == Some("\"v1\"") => {
            answer(out, 304, "ETag: \"v1\"\r\n", b"");
        }
        "/tagged" => answer(
            out,
            200,
            "Content-Type: text/html\r\nETag: \"v1\"\r\n",
            page("Tagged").as_bytes(),
        ),
        "/secret" => html(out, "Secret"),
        _ => return false,
    }
    true
}

#[test]
fn what_is_fetched_is_an_archive_for_all_readers() {
    let (bed, server) = (Bed::new(), Server::new(good));
    let pages = [
        "/plain", "/gzip", "/chunked", "/moved", "/cookie", "/tagged",
    ]
    .map(|p| server.url(p));
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let ran = fetch(&bed, &pages);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        ran.err,
        "6 fetched, 0 unchanged, 0 held already, 0 failed\n"
    );
    let records = records(&bed, "pulih.warc.gz");
    assert!(
        records[0].starts_with("warcinfo / software: pulih/"),
        "{records:?}"
    );
    let responses: Vec<_> = records
        .iter()
        .filter(|r| r.starts_with("response"))
        .map(String::as_str)
        .collect();
    assert_eq!(
        responses,
        [
            "response /plain HTTP/1.1 200 OK",
            "response /gzip HTTP/1.1 200 OK",
            "response /chunked HTTP/1.1 200 OK",
            "response /moved HTTP/1.1 301 Moved Permanently",
            "response /plain HTTP/1.1 200 OK",
            "response /cookie HTTP/1.1 200 OK",
            "response /tagged HTTP/1.1 200 OK",
        ]
    );
    assert!(records.contains(&"request /gzip GET /gzip HTTP/1.1".to_owned()));
    let asked = &server.asked("/plain")[0];
    assert!(
        asked
            .header("user-agent")
            .is_some_and(|a| a.starts_with("pulih/")),
        "{asked:?}"
    );
    assert_eq!(asked.header("accept-encoding"), Some("gzip, br"));
    assert_eq!(server.asked("/robots.txt").len(), 1, "rules are read once");
    let later = &server.asked("/tagged")[0];
    assert_eq!(later.header("cookie"), None, "asked after a cookie was set");

    let loaded = bed.run(&["load", "pulih.warc.gz"]);
    assert!(
        loaded.err.lines().all(|l| l.contains("HTTP status 301")),
        "{}",
        loaded.err
    );
    for title in ["Plain", "Gzip", "Chunked", "Clean", "Tagged"] {
        assert!(
            loaded.out.contains(&format!("\"title\":\"{title}\"")),
            "{title}: {}",
            loaded.out
        );
    }

    // The same again: nothing is fetched; with `--refresh`, what has not changed is not sent.
    let again = fetch(&bed, &pages);
    assert_eq!(
        again.err,
        "0 fetched, 0 unchanged, 6 held already, 0 failed\n"
    );
    let fresh = fetch(&bed, &[pages[5], "--refresh"]);
    assert_eq!(
        fresh.err,
        "0 fetched, 1 unchanged, 0 held already, 0 failed\n"
    );
    let last = self::records(&bed, "pulih.warc.gz");
    assert!(
        last[last.len() - 2].starts_with("revisit /tagged HTTP/1.1 304"),
        "{last:?}"
    );
}

#[test]
fn a_killed_run_goes_on_and_a_cut_archive_is_mended() {
    let (bed, server) = (Bed::new(), Server::new(good));
    assert_eq!(
        fetch(&bed, &[&server.url("/plain"), &server.url("/gzip")]).code,
        0
    );
    let whole = std::fs::read(bed.path("pulih.warc.gz")).expect("is there");
    bed.write("pulih.warc.gz", &whole[..whole.len() - 30]);
    // The request behind the last response was cut; the response is whole and is not fetched again.
    let ran = fetch(
        &bed,
        &[
            &server.url("/plain"),
            &server.url("/gzip"),
            &server.url("/chunked"),
        ],
    );
    assert_eq!(
        ran.err,
        "1 fetched, 0 unchanged, 2 held already, 0 failed\n"
    );
    assert_eq!(
        records(&bed, "pulih.warc.gz")
            .iter()
            .filter(|r| r.starts_with("response"))
            .count(),
        3
    );
    bed.write("other.warc.gz", "no archive");
    let ran = fetch(&bed, &["--out", "other.warc.gz", &server.url("/plain")]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err
            .contains("`other.warc.gz`: is no packed web archive"),
        "{}",
        ran.err
    );
    assert_eq!(
        std::fs::read(bed.path("other.warc.gz")).expect("is there"),
        b"no archive"
    );
}

#[test]
fn rules_of_hosts_are_followed() {
    fn shut(request: &Request, _: usize, out: &mut dyn Write) -> bool {
        match request.path.as_str() {
            "/robots.txt" => answer(out, 500, "", b""),
            _ => html(out, "Page"),
        }
        true
    }
    let (bed, server, shut) = (Bed::new(), Server::new(good), Server::new(shut));
    let ran = fetch(
        &bed,
        &[&server.url("/secret"), &shut.url("/a"), "--retries", "0"],
    );
    assert_eq!(ran.code, 3);
    assert!(
        ran.err
            .contains("/secret: is not to be fetched, says its robots.txt"),
        "{}",
        ran.err
    );
    assert!(
        ran.err
            .contains("/a: cannot be fetched: HTTP status 500 (its robots.txt"),
        "{}",
        ran.err
    );
    assert!(server.asked("/secret").is_empty() && shut.asked("/a").is_empty());
}

#[test]
fn private_addresses_are_refused_at_every_turn() {
    fn turns(request: &Request, _: usize, out: &mut dyn Write) -> bool {
        let target = match request.path.as_str() {
            "/1" => "http://127.0.0.2/",
            "/2" => "http://10.0.0.1/",
            "/3" => "http://[::1]/",
            "/4" => "http://169.254.169.254/latest/meta-data/",
            "/5" => "http://2130706434/",
            "/6" => "file:///etc/passwd",
            _ => return false,
        };
        answer(out, 302, &format!("Location: {target}\r\n"), b"");
        true
    }
    let (bed, server) = (Bed::new(), Server::new(turns));
    let pages: Vec<String> = (1..=6).map(|i| server.url(&format!("/{i}"))).collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let ran = fetch(&bed, &pages);
    assert_eq!(ran.code, 3);
    assert_eq!(
        ran.err.matches("is a private address").count(),
        5,
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("`file` is neither http nor https"),
        "{}",
        ran.err
    );
    // A name that resolves to a private address, and the address itself, without being allowed.
    let port = server.base.rsplit(':').next().expect("a port");
    for url in [
        format!("http://localhost:{port}/1"),
        server.url("/1"),
        format!("http://0x7f.1:{port}/1"),
    ] {
        let ran = bed.run(&["fetch", &url, "--delay", "0", "--retries", "0"]);
        assert_eq!(ran.code, 3, "{}", ran.err);
        assert!(ran.err.contains("is a private address"), "{}", ran.err);
    }
    assert_eq!(server.asked("/1").len(), 1);
    let ran = bed.run(&[
        "fetch",
        &server.url("/none"),
        "--delay",
        "0",
        "--allow-private",
    ]);
    assert!(ran.err.contains("HTTP status 404"), "{}", ran.err);
}

fn bad(request: &Request, before: usize, out: &mut dyn Write) -> bool {
    const HTML: &str = "Content-Type: text/html\r\n";
    match request.path.as_str() {
        "/robots.txt" => return false,
        "/drip" => {
            let _ = out.write_all(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n",
            );
            for _ in 0..100 {
                if out.write_all(b"<p>").and_then(|()| out.flush()).is_err() {
                    break;
                }
                std::thread::sleep(Duration::from_millis(100));
            }
        }
        "/drip-head" => {
            let _ = out.write_all(b"HTTP/1.1 200 OK\r\n");
            for i in 0..100 {
                if write!(out, "X-{i}: a\r\n")
                    .and_then(|()| out.flush())
                    .is_err()
                {
                    break;
                }
                std::thread::sleep(Duration::from_millis(100));
            }
        }
        "/silent" => std::thread::sleep(Duration::from_secs(10)),
        "/endless" => {
            let _ = out.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
            while out.write_all(&[b'x'; 4096]).is_ok() {}
        }
        "/endless-head" => {
            let _ = out.write_all(b"HTTP/1.1 200 OK\r\n");
            while out
                .write_all(b"X-A: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n")
                .is_ok()
            {}
        }
        "/short" => {
            let _ = write!(
                out,
                "HTTP/1.1 200 OK\r\n{HTML}Content-Length: 100000\r\nConnection: close\r\n\r\n<p>cut"
            );
        }
        "/huge" => {
            let _ = write!(
                out,
                "HTTP/1.1 200 OK\r\n{HTML}Content-Length: 99999999999\r\n\r\n<p>"
            );
        }
        "/bomb" => {
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            for _ in 0..80 {
                packed.write_all(&vec![b' '; 1 << 20]).expect("is packed");
            }
            answer(
                out,
                200,
                &format!("{HTML}Content-Encoding: gzip\r\n"),
                &packed.finish().expect("is packed"),
            );
        }
        "/circle" => answer(out, 302, "Location: /circle2\r\n", b""),
        "/circle2" => answer(out, 302, "Location: /circle\r\n", b""),
        "/pdf" => answer(out, 200, "Content-Type: application/pdf\r\n", b"%PDF-1.7"),
        "/noise" => {
            let _ = out.write_all(b"\x00\x01\x02 this is no HTTP\r\n\r\n");
        }
        "/busy" if before < 2 => answer(out, 429, "Retry-After: 1\r\n", b""),
        "/busy" => html(out, "Busy"),
        "/broken" if before == 0 => answer(out, 503, "", b""),
        "/broken" => html(out, "Broken"),
        "/closed" => answer(out, 503, "Retry-After: 86400\r\n", b""),
        path if path.starts_with("/far") => {
            let n: u32 = path[4..].parse().unwrap_or_default();
            answer(out, 302, &format!("Location: /far{}\r\n", n + 1), b"");
        }
        _ => return false,
    }
    true
}

#[test]
fn servers_that_misbehave_cost_their_own_page_only() {
    let (bed, server) = (Bed::new(), Server::new(bad));
    let cases = [
        ("/drip", "its body"),
        ("/drip-head", "no answer in time"),
        ("/silent", "no answer in time"),
        ("/endless", "has more than 1048576 bytes"),
        ("/endless-head", "cannot be fetched"),
        ("/short", "its body ended early"),
        ("/huge", "has more than 1048576 bytes"),
        ("/circle", "redirects in a circle"),
        ("/far0", "redirects more than 10 times"),
        ("/pdf", "is no page (application/pdf)"),
        ("/noise", "cannot be fetched"),
        (
            "/closed",
            ": cannot be fetched: HTTP status 503, and asks to come back in 86400 s",
        ),
        ("/gone", "HTTP status 404"),
    ];
    let pages: Vec<String> = cases.iter().map(|(path, _)| server.url(path)).collect();
    let mut args = vec![
        "fetch",
        LOCAL,
        "--delay",
        "0",
        "--timeout",
        "1",
        "--retries",
        "1",
        "--max-response",
        "1",
        "--jobs",
        "16",
    ];
    args.extend(pages.iter().map(String::as_str));
    let good = server.url("/busy");
    args.extend([good.as_str(), "--patience", "5"]);
    let began = Instant::now();
    let ran = bed.run(&args);
    assert!(
        began.elapsed() < Duration::from_secs(20),
        "{:?}",
        began.elapsed()
    );
    assert_eq!(ran.code, 3);
    for (path, reason) in cases {
        let line = ran.err.lines().find(|l| l.contains(&format!("{path}: ")));
        assert!(
            line.is_some_and(|l| l.contains(reason) && l.matches("cannot be").count() < 2),
            "{path} {reason}: {}",
            ran.err
        );
    }
    assert_eq!(server.asked("/short").len(), 2, "is tried again");
    assert_eq!(server.asked("/pdf").len(), 1, "is not tried again");
}

#[test]
fn busy_servers_are_asked_again_when_they_say() {
    let (bed, server) = (Bed::new(), Server::new(bad));
    let began = Instant::now();
    let ran = fetch(&bed, &[&server.url("/busy")]);
    assert_eq!(
        (ran.code, server.asked("/busy").len()),
        (0, 3),
        "{}",
        ran.err
    );
    assert!(
        began.elapsed() >= Duration::from_secs(2),
        "{:?}",
        began.elapsed()
    );
    let ran = fetch(&bed, &[&server.url("/broken")]);
    assert_eq!(
        (ran.code, server.asked("/broken").len()),
        (0, 2),
        "{}",
        ran.err
    );
}

#[test]
fn hosts_get_their_pause() {
    let (bed, server) = (Bed::new(), Server::new(good));
    let began = Instant::now();
    let pages = ["/plain", "/gzip", "/chunked"].map(|p| server.url(p));
    let mut args = vec!["fetch", LOCAL, "--delay", "0.4", "--jobs", "8"];
    args.extend(pages.iter().map(String::as_str));
    assert_eq!(bed.run(&args).code, 0);
    // Rules and three pages: three pauses.
    assert!(
        began.elapsed() >= Duration::from_millis(1200),
        "{:?}",
        began.elapsed()
    );
}

#[test]
fn bombs_in_bodies_are_stored_small_and_refused_when_read() {
    let (bed, server) = (Bed::new(), Server::new(bad));
    assert_eq!(fetch(&bed, &[&server.url("/bomb")]).code, 0);
    let ran = bed.run(&["process", "pulih.warc.gz"]);
    assert_eq!(ran.code, 3);
    assert!(
        ran.err.contains("over the limit of 67108864"),
        "{}",
        ran.err
    );
}

#[test]
fn bad_certificates_are_not_trusted() {
    let key = rcgen::generate_simple_self_signed(vec!["127.0.0.1".into()]).expect("a certificate");
    let der =
        rustls::pki_types::PrivateKeyDer::try_from(key.signing_key.serialize_der()).expect("a key");
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![key.cert.der().clone()], der)
        .expect("a server");
    let config = std::sync::Arc::new(config);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("a port").port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut tls = rustls::ServerConnection::new(config.clone()).expect("a connection");
            while tls.complete_io(&mut stream).is_ok() && tls.is_handshaking() {}
        }
    });
    let bed = Bed::new();
    let ran = bed.run(&[
        "process",
        &format!("https://127.0.0.1:{port}/a"),
        LOCAL,
        "--delay",
        "0",
        "--retries",
        "0",
    ]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert!(
        ran.err.contains("its certificate is not to be trusted"),
        "{}",
        ran.err
    );
}

fn lists(request: &Request, _: usize, out: &mut dyn Write) -> bool {
    let base = format!("http://{}", request.header("host").unwrap_or_default());
    match request.path.as_str() {
        "/sitemap.xml" => {
            let index = format!(
                "<sitemapindex><sitemap><loc>{base}/old.xml</loc><lastmod>2021-01-01</lastmod></sitemap><sitemap><loc>{base}/new.xml.gz</loc></sitemap>\
                 <sitemap><loc>{base}/sitemap.xml</loc></sitemap></sitemapindex>"
            );
            answer(
                out,
                200,
                "Content-Type: application/xml\r\n",
                index.as_bytes(),
            );
        }
        "/new.xml.gz" => {
            let map = format!(
                "<urlset xmlns:news='n'><url><loc>{base}/a</loc><lastmod>2022-10-25</lastmod></url><url><loc>{base}/b</loc><lastmod>2022-09-01</lastmod></url>\
                 <url><loc>{base}/c</loc><news:news><news:publication><news:language>en</news:language></news:publication></news:news></url></urlset>"
            );
            let mut packed =
                flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            packed.write_all(map.as_bytes()).expect("is packed");
            answer(
                out,
                200,
                "Content-Type: application/gzip\r\n",
                &packed.finish().expect("is packed"),
            );
        }
        "/feed" => {
            let feed = format!(
                "<rss version='2.0'><channel><title>K</title><item><title>D</title><link>{base}/d</link><pubDate>Tue, 25 Oct 2022 09:41:00 +0700</pubDate></item>\
                 <item><title>E</title><link>/e</link><pubDate>Tue, 25 Oct 2011 09:41:00 +0700</pubDate></item></channel></rss>"
            );
            answer(
                out,
                200,
                "Content-Type: application/rss+xml\r\n",
                feed.as_bytes(),
            );
        }
        path @ ("/a" | "/b" | "/c" | "/d" | "/e" | "/f") => html(out, &format!("Page {path}")),
        _ => return false,
    }
    true
}

#[test]
fn feeds_sitemaps_and_lists_are_followed_as_wanted() {
    let (bed, server) = (Bed::new(), Server::new(lists));
    bed.write(
        "list.txt",
        format!(
            "# remarks\n\n{} first\n{}\n",
            server.url("/f"),
            server.url("/a")
        ),
    );
    let (feed, map) = (server.url("/feed"), server.url("/sitemap.xml"));
    let ran = fetch(
        &bed,
        &[
            "--feed",
            &feed,
            "--sitemap",
            &map,
            "--list",
            "list.txt",
            "--since",
            "2022-10",
            "--language",
            "id",
        ],
    );
    assert_eq!(
        ran.err,
        "3 fetched, 0 unchanged, 0 held already, 0 failed\n"
    );
    for (path, times) in [
        ("/a", 1),
        ("/b", 0),
        ("/c", 0),
        ("/d", 1),
        ("/e", 0),
        ("/f", 1),
        ("/old.xml", 0),
    ] {
        assert_eq!(server.asked(path).len(), times, "{path}");
    }
    assert_eq!(fetch(&bed, &[]).code, 2);
    let none = fetch(
        &bed,
        &[
            "--feed",
            &server.url("/none"),
            "--sitemap",
            &server.url("/feed"),
        ],
    );
    assert_eq!(none.code, 3);
    assert!(none.err.contains("is no valid sitemap"), "{}", none.err);
}

#[test]
fn a_page_is_fetched_and_processed_in_one_go() {
    let (bed, server) = (Bed::new(), Server::new(good));
    let url = server.url("/gzip");
    let ran = bed.run(&["process", &url, &server.url("/none"), LOCAL, "--delay", "0"]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert!(
        ran.err
            .contains("/none: cannot be fetched: HTTP status 404"),
        "{}",
        ran.err
    );
    let rows = bed
        .run(&[
            "sql",
            "SELECT source, url, fetched IS NOT NULL AS fetched FROM article",
        ])
        .out;
    assert_eq!(
        rows,
        format!("{{\"source\":\"{url}\",\"url\":\"{url}\",\"fetched\":1}}\n")
    );
    let shown = bed.run(&["show", "article", &url]);
    assert!(shown.out.contains("Gzip"), "{}", shown.out);
    let text = bed.run(&["extract", &url]);
    assert_eq!(text.code, 3);
    assert!(
        text.err
            .contains("is an address, and nothing is fetched here"),
        "{}",
        text.err
    );
}

/// Waits until a question has this answer.
fn wait_for(bed: &Bed, sql: &str, want: &str) {
    let began = Instant::now();
    loop {
        let ran = bed.run(&["sql", sql, "--csv"]);
        if ran.out.lines().nth(1) == Some(want) {
            return;
        }
        assert!(
            began.elapsed() < Duration::from_secs(30),
            "{sql}: {} {}",
            ran.out,
            ran.err
        );
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Asks a child to end, and says how it did and what it said.
#[cfg(unix)]
fn end(child: std::process::Child, signal: &str) -> (Option<i32>, String) {
    let sent = std::process::Command::new("kill")
        .args([signal, &child.id().to_string()])
        .status();
    assert!(sent.expect("kill is there").success());
    let output = child.wait_with_output().expect("ends");
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

#[cfg(unix)]
#[test]
fn a_folder_is_watched_until_stopped() {
    let bed = Bed::new();
    let child = bed
        .command(&["watch", "news", "--every", "1"])
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("runs");
    let count = "SELECT count(*) FROM article";
    wait_for(&bed, count, "1");
    bed.write(
        "news/b.txt",
        crate::bed::ARTICLE.replace("dua jam", "tiga jam"),
    );
    wait_for(&bed, count, "2");
    bed.write(
        "news/b.txt",
        crate::bed::ARTICLE.replace("dua jam", "empat jam"),
    );
    wait_for(
        &bed,
        "SELECT count(*) FROM article WHERE text LIKE '%empat jam%'",
        "1",
    );
    wait_for(&bed, count, "2");
    let runs = bed.run(&["sql", "SELECT count(*) FROM run", "--csv"]).out;
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(
        bed.run(&["sql", "SELECT count(*) FROM run", "--csv"]).out,
        runs,
        "a turn without news is no run"
    );
    let (code, err) = end(child, "-TERM");
    assert_eq!(code, Some(0), "{err}");
}

#[cfg(unix)]
#[test]
fn a_feed_is_watched_until_stopped() {
    let (bed, server) = (Bed::new(), Server::new(lists));
    let feed = server.url("/feed");
    let watch = || {
        bed.command(&["watch", &feed, "--every", "1", LOCAL, "--delay", "0"])
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("runs")
    };
    let child = watch();
    wait_for(&bed, "SELECT count(*) FROM article", "2");
    assert_eq!(end(child, "-INT").0, Some(0));
    let child = watch();
    let before = server.asked("/feed").len();
    while server.asked("/feed").len() < before + 3 {
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(
        server.asked("/d").len(),
        1,
        "what the database holds is not fetched again"
    );
    assert_eq!(end(child, "-TERM").0, Some(0));
}
