//! Copies are marked, never dropped, and the marks follow from the articles alone.

mod sample;

use pulih::model::{Document, Extraction, Published};
use pulih::store::{Batch, Copies, Entry, Likeness, Store, identify};
use std::collections::BTreeMap;

fn day(day: u32) -> Option<Published> {
    format!("2022-10-{day:02}").parse().ok()
}

/// A report of some 200 words; equal seeds share theirs.
fn report(seed: u32) -> String {
    const WORDS: &[&str] = &[
        "layanan",
        "pembayaran",
        "mati",
        "pelanggan",
        "kota",
        "listrik",
        "pulih",
        "operator",
        "jaringan",
        "pusat",
        "data",
        "warga",
        "bank",
        "aplikasi",
        "pesan",
        "siang",
        "malam",
        "petugas",
        "kabel",
        "gardu",
    ];
    let mut state = u64::from(seed) * 2_654_435_761 + 1;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        WORDS[(state >> 33) as usize % WORDS.len()]
    };
    (0..200)
        .map(|i| {
            if i % 20 == 19 {
                format!("{}.\n", next())
            } else {
                format!("{} ", next())
            }
        })
        .collect()
}

fn document(id: &str, text: &str, published: Option<Published>, url: Option<&str>) -> Document {
    Document {
        id: id.into(),
        source: id.into(),
        text: text.into(),
        published,
        url: url.map(Into::into),
        ..Document::default()
    }
}

fn write(store: &mut Store, documents: &[Document]) -> Copies {
    let run = store.begin_run(&[]).expect("begins");
    let mut batch = Batch::new(store, run);
    for document in documents {
        let nothing = Extraction {
            facts: vec![],
            statements: vec![],
            diagnostics: vec![],
            ..sample::extraction()
        };
        batch
            .push(Entry {
                identity: identify(document),
                likeness: Likeness::of(document),
                document: document.clone(),
                extraction: nothing,
                patterns: String::new(),
            })
            .expect("is written");
    }
    batch.finish().expect("is written").copies
}

/// Name of the copy, name of the origin, kind.
fn copies(store: &Store) -> Vec<String> {
    store
        .connection()
        .prepare("SELECT a.name || ' ' || c.kind || ' ' || o.name FROM copies c JOIN article a ON a.id = c.article JOIN article o ON o.id = c.origin ORDER BY a.name")
        .and_then(|mut ask| ask.query_map([], |row| row.get(0))?.collect())
        .expect("reads")
}

fn some() -> Vec<Document> {
    let wire = report(1);
    let cut = wire.lines().take(8).collect::<Vec<_>>().join("\n");
    let page = "https://www.a.example/berita/mati";
    let changed = report(7).replacen("layanan", "jasa", 6);
    vec![
        document("wire", &wire, day(2), None),
        document("paper-same", &wire.to_uppercase(), day(3), None),
        document(
            "paper-head",
            &format!("Judul lain di koran ini\n\n{wire}"),
            day(4),
            None,
        ),
        document("paper-cut", &cut, day(4), None),
        document(
            "paper-undated",
            &format!("Kota, koran lain –\n{wire}"),
            None,
            None,
        ),
        document("other", &report(2), day(2), None),
        document("page", &report(7), day(5), Some(page)),
        document(
            "https://m.a.example/berita/mati",
            &format!("{}\nBagikan", report(7)),
            day(5),
            Some(page),
        ),
        document("page-later", &changed, day(6), Some(page)),
        document("broken-canonical", &report(8), day(6), Some(page)),
        document("front-1", &report(9), day(6), Some("https://a.example/")),
        document("short", "Layanan mati.", day(1), None),
        document("short-same", "Layanan  MATI!", day(2), None),
        document("short-other", "Layanan pulih.", day(2), None),
    ]
}

const WANT: &[&str] = &[
    "https://m.a.example/berita/mati twin page",
    "page-later version page",
    "paper-cut near wire",
    "paper-head near wire",
    "paper-same exact wire",
    "paper-undated near wire",
    "short-same exact short",
];

#[test]
fn wire_copies_twins_and_versions_are_told_apart() {
    let mut store = Store::in_memory().expect("opens");
    let counted = write(&mut store, &some());
    assert_eq!(copies(&store), WANT);
    assert_eq!(
        counted,
        Copies {
            exact: 2,
            near: 3,
            twins: 1,
            versions: 1
        }
    );
    assert_eq!(write(&mut store, &[]), Copies::default(), "nothing new");
}

#[test]
fn the_order_of_arrival_changes_nothing() {
    let all = some();
    for seed in 0..12_usize {
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.sort_by_key(|i| (i * 7919 + seed * 104_729) % 101 * (1 + seed % 3));
        if seed == 1 {
            order = (0..all.len()).rev().collect();
        }
        let mut store = Store::in_memory().expect("opens");
        for part in order.chunks(1 + seed % 5) {
            let part: Vec<_> = part.iter().map(|i| all[*i].clone()).collect();
            write(&mut store, &part);
        }
        assert_eq!(copies(&store), WANT, "{order:?}");
    }
}

#[test]
fn what_changes_or_goes_is_compared_again() {
    let mut store = Store::in_memory().expect("opens");
    write(&mut store, &some());
    // The origin becomes another text, and the earliest of its copies takes its place.
    let mut wire = some().swap_remove(0);
    wire.text = report(3);
    write(&mut store, &[wire.clone()]);
    let now = copies(&store);
    assert!(
        now.contains(&"paper-head near paper-same".to_owned()),
        "{now:?}"
    );
    assert!(!now.iter().any(|c| c.ends_with(" wire")), "{now:?}");
    // A corrected date makes another the earliest.
    let mut head = some().swap_remove(2);
    head.published = day(1);
    write(&mut store, &[head]);
    assert!(
        copies(&store).contains(&"paper-same near paper-head".to_owned()),
        "{:?}",
        copies(&store)
    );
    let mut fresh = Store::in_memory().expect("opens");
    let mut all = some();
    all[0] = wire;
    all[2].published = day(1);
    write(&mut fresh, &all);
    assert_eq!(copies(&store), copies(&fresh));
}

#[test]
fn what_an_address_said_before_stays_as_a_version() {
    let page = "https://a.example/berita/mati";
    let first = document(page, &report(1), day(1), None);
    let mut second = document(
        page,
        &report(1).replacen("pulih", "normal", 4),
        day(1),
        None,
    );
    second.fetched = Some(chrono::DateTime::UNIX_EPOCH);
    let mut store = Store::in_memory().expect("opens");
    write(&mut store, &[first]);
    write(&mut store, &[second]);
    let count: i64 = store
        .connection()
        .query_row("SELECT count(*) FROM article", [], |r| r.get(0))
        .expect("reads");
    assert_eq!((count, copies(&store).len()), (2, 1));
}

#[test]
fn a_thousand_copies_and_a_thousand_reports_take_no_square_of_time() {
    let wire = report(1);
    let mut all: Vec<_> = (0..3000)
        .map(|i| {
            document(
                &format!("w{i}"),
                &format!("Koran {i}\n{wire}"),
                day(1 + i % 28),
                None,
            )
        })
        .collect();
    all.extend((0..3000).map(|i| document(&format!("r{i}"), &report(100 + i), day(3), None)));
    let mut store = Store::in_memory().expect("opens");
    let began = std::time::Instant::now();
    let counted = write(&mut store, &all);
    assert_eq!(counted.near, 2999);
    assert!(began.elapsed().as_secs() < 30, "{:?}", began.elapsed());
    let mut origins = BTreeMap::new();
    for copy in copies(&store) {
        *origins
            .entry(copy.rsplit(' ').next().unwrap_or_default().to_owned())
            .or_insert(0) += 1;
    }
    assert_eq!(origins.len(), 1, "{origins:?}");
}
