//! Pages with the traps that publishers set.

use pulih::load::{Options, Source, from_html, sources};
use pulih::model::Document;
use std::path::Path;

fn page(name: &str) -> Document {
    let path = Path::new("tests/fixtures/pages").join(name);
    let mut found = sources([path], Options::default());
    let doc = found.next().expect("a source").and_then(Source::document);
    doc.expect("a page with text")
}

fn published(doc: &Document) -> (String, String) {
    let date = doc.published.map(|p| p.to_string());
    (
        date.unwrap_or_default(),
        doc.published_from.clone().unwrap_or_default(),
    )
}

#[test]
fn a_portal_page_gives_its_article_and_nothing_else() {
    let doc = page("portal.html");
    let title = "Layanan Pesan Kabari Tumbang Dua Jam, Ini Kata Perusahaan";
    assert_eq!(doc.id, "tests/fixtures/pages/portal.html");
    assert_eq!(doc.source, doc.id);
    assert_eq!(doc.title.as_deref(), Some(title));
    assert_eq!(doc.byline.as_deref(), Some("Sekar Wulandari"));
    assert_eq!(doc.publisher.as_deref(), Some("Warta Nusa"));
    assert!(
        doc.url
            .as_deref()
            .is_some_and(|u| u.ends_with("/layanan-pesan-kabari-tumbang-dua-jam"))
    );
    assert_eq!(
        published(&doc),
        ("2023-03-07T21:15:00+07:00".into(), "json-ld".into())
    );
    assert_eq!(
        doc.language.map(|l| l.to_string()).as_deref(),
        Some("id-ID")
    );
    assert_eq!(doc.flags, ["language-voted"]);

    let blocks: Vec<_> = doc.text.split("\n\n").collect();
    assert_eq!(blocks[0], title);
    let starts = [
        "JAKARTA, WARTA NUSA – Layanan",
        "Laporan mulai",
        "Penyebab masih diselidiki",
        "\"Layanan sudah pulih",
        "Menurut dia",
        "Fitur yang terdampak:",
        "pengiriman pesan\npanggilan suara\nversi web",
        "Pada Oktober tahun lalu",
    ];
    let body = &blocks[blocks.len() - starts.len()..];
    for (block, start) in body.iter().zip(starts) {
        assert!(block.starts_with(start), "{block}");
    }
    assert_eq!(doc.text.matches(title).count(), 1);
    assert!(doc.text.contains("kegagalan pengiriman pesan"));
    for noise in [
        "Beranda",
        "Terkait",
        "Saya juga",
        "Hak cipta",
        "color:red",
        "@type",
    ] {
        assert!(!doc.text.contains(noise), "{noise} in {}", doc.text);
    }
}

#[test]
fn an_old_page_with_broken_metadata_and_a_wrong_label_is_read() {
    let doc = page("old-school.html");
    assert_eq!(
        doc.title.as_deref(),
        Some("Power cut leaves 4,000 homes dark")
    );
    assert_eq!(
        published(&doc),
        ("2023-01-12T19:05:00+00:00".into(), "json-ld".into())
    );
    assert_eq!(doc.flags, ["charset-mismatch"]);
    assert!(doc.text.contains("“We apologise to everyone affected,”"));
    assert!(
        doc.text.contains("operator said.\n\nEngineers were"),
        "{}",
        doc.text
    );
}

#[test]
fn the_date_comes_from_the_best_witness() {
    let body = "<p>The payment service was unavailable for two hours, the bank said on its status page, and customers were told to wait.</p>".repeat(3);
    let read = |head: &str, top: &str, url: Option<&str>| {
        let html = format!(
            "<html><head>{head}</head><body><article><h1>Payments down</h1>{top}{body}</article></body></html>"
        );
        published(&from_html(&html, url).expect("a text"))
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    let url = Some("https://example.com/2023/05/04/payments");
    let meta = "<meta property='article:published_time' content='2023-05-04T10:00:00Z'>";
    let old = "<meta property='article:published_time' content='2020-01-01T10:00:00Z'>";
    let modified = "<meta property='article:modified_time' content='2023-06-01T10:00:00Z'>";
    assert_eq!(read("", "", url), pair("2023-05-04", "url"));
    assert_eq!(
        read(meta, "", url),
        pair("2023-05-04T10:00:00+00:00", "meta")
    );
    assert_eq!(read(old, "", url), pair("2023-05-04", "url"));
    assert_eq!(
        read(
            modified,
            "<span itemprop='datePublished' content='2023-05-04'></span>",
            None
        ),
        pair("2023-05-04", "itemprop")
    );
    assert_eq!(
        read(
            modified,
            "<time datetime='2023-05-04T10:00+01:00'>4 May</time>",
            None
        ),
        pair("2023-05-04T10:00:00+01:00", "time")
    );
    assert_eq!(
        read(
            modified,
            "<div class='post-date'>Posted on May 4, 2023</div>",
            None
        ),
        pair("2023-05-04", "byline")
    );
    assert_eq!(
        read(modified, "", None),
        pair("2023-06-01T10:00:00+00:00", "modified")
    );
    assert_eq!(read("", "", None), pair("", ""));
}

#[test]
fn depth_costs_neither_text_nor_stack() {
    let words = "<p>The network was down for three hours on Monday, the operator said, and engineers restored it at noon.</p>".repeat(4);
    for depth in [100, 5_000, 200_000] {
        let html = format!(
            "<html><body>{}{words}{}</body></html>",
            "<div>".repeat(depth),
            "</div>".repeat(depth)
        );
        let doc = from_html(&html, None).expect("a text");
        assert_eq!(
            doc.text.matches("three hours").count(),
            4,
            "at depth {depth}: {}",
            doc.text
        );
    }
    let nested = format!(
        "<html><body>{}{words}</body></html>",
        "<div><span><b>".repeat(20_000)
    );
    assert!(from_html(&nested, None).is_some_and(|d| d.text.contains("three hours")));
}

#[test]
fn long_paragraphs_take_no_longer_than_short_ones() {
    let sentence = "The network was down for three hours on Monday, the operator said. ";
    let html = format!(
        "<html><body><article><h1>Down</h1><p>{}</p></article></body></html>",
        sentence.repeat(15_000)
    );
    let start = std::time::Instant::now();
    let doc = from_html(&html, None).expect("a text");
    assert!(doc.text.len() > 900_000);
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

#[test]
fn pages_without_text_are_none() {
    for html in [
        "",
        "<html></html>",
        "<html><body><script>x()</script></body></html>",
        "<",
    ] {
        assert!(from_html(html, None).is_none(), "{html}");
    }
    let teaser = r#"<html><head><script type="application/ld+json">{"@type": "NewsArticle", "headline": "Down", "isAccessibleForFree": false,
        "articleBody": "The service was down for two hours.\nIt is back."}</script></head><body><div>Subscribe</div></body></html>"#;
    let doc = from_html(teaser, None).expect("the body in the metadata");
    assert_eq!(
        doc.text,
        "Down\n\nThe service was down for two hours.\n\nIt is back."
    );
    assert_eq!(doc.flags, ["paywall"]);
}
