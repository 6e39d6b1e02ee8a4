//! The fuzz targets under a plain driver: seeds, mended and broken at random, for a second each; `FUZZ_SECONDS=600` for longer.
//!
//! `cargo fuzz` finds more, because it sees which code runs (docs/fuzzing.md); this one needs nothing but the tests. The
//! input at hand lies in a file while it runs, so that an abort leaves it there.

#[path = "../fuzz/targets.rs"]
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Pieces that open doors which random bytes do not.
const WORDS: &[&[u8]] = &[
    b"<div>",
    b"</div>",
    b"<script>",
    b"<!--",
    b"]]>",
    b"<![CDATA[",
    b"&amp;",
    b"&#x0;",
    b"<article>",
    b"<time datetime=\"",
    b"WARC/1.0\r\n",
    b"Content-Length: ",
    b"\r\n\r\n",
    b"\n\nFrom ",
    b"Content-Type: multipart/mixed; boundary=",
    b"--b\n",
    b"Transfer-Encoding: chunked\r\n",
    b"HTTP/1.1 200 OK\r\n",
    b"\x1f\x8b\x08",
    b"PK\x03\x04",
    b"{\"text\": \"",
    b"\"",
    b"[[pattern]]\n",
    b"match = ['",
    b"{duration}",
    b"..9 ",
    b"(a|b)",
    b"[a]",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    "”".as_bytes(),
    "“".as_bytes(),
    "dua jam".as_bytes(),
    "14.00 WIB".as_bytes(),
    "۱۲:۳۰".as_bytes(),
    "3時間".as_bytes(),
    "\u{301}".as_bytes(),
    "\u{202e}".as_bytes(),
    b"99999999999999999999",
    b"-1",
    b"1e999",
];

struct Random(u64);

impl Random {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize
    }

    fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { self.next() % end }
    }

    /// A place in `bytes` and one behind it.
    fn range(&mut self, bytes: &[u8]) -> std::ops::Range<usize> {
        let start = self.below(bytes.len() + 1);
        let end = (start + self.below(64)).min(bytes.len());
        start..end
    }
}

fn mutate(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    const LONGEST: usize = 1 << 16;
    for _ in 0..=random.below(6) {
        let at = random.range(bytes);
        match random.below(8) {
            0 if !at.is_empty() => bytes[at.start] ^= 1 << random.below(8),
            1 if !at.is_empty() => bytes[at.start] = random.next() as u8,
            2 => drop(bytes.drain(at)),
            3 => bytes.truncate(at.start.max(1)),
            4 => {
                let copy: Vec<u8> = bytes[at.clone()].repeat(1 + random.below(40));
                bytes.splice(at.end..at.end, copy);
            }
            5 => {
                let from = random.range(other);
                bytes.splice(at, other[from].iter().copied());
            }
            _ => {
                let word = WORDS[random.below(WORDS.len())];
                bytes.splice(at.start..at.start, word.iter().copied());
            }
        }
    }
    bytes.truncate(LONGEST);
}

fn seeds(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/seeds")
        .join(name);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|f| f.expect("is listed").path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 3, "{} has too few seeds", folder.display());
    paths
        .iter()
        .map(|p| std::fs::read(p).expect("is read"))
        .collect()
}

fn fuzz(name: &str, target: fn(&[u8])) {
    let number = |key: &str, or: u64| {
        std::env::var(key)
            .ok()
            .and_then(|s| s.parse().ok())
            .unwrap_or(or)
    };
    let time = Duration::from_secs(number("FUZZ_SECONDS", 1));
    let mut random = Random(number("FUZZ_SEED", 0x9E37_79B9_7F4A_7C15));
    let seeds = seeds(name);
    let at_hand =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{name}-{}", std::process::id()));
    let run = |input: &[u8]| {
        std::fs::write(&at_hand, input).expect("is written");
        let began = Instant::now();
        let held = catch_unwind(AssertUnwindSafe(|| target(input)));
        assert!(
            held.is_ok(),
            "{name}: the input that fails lies in {}",
            at_hand.display()
        );
        assert!(
            began.elapsed() < Duration::from_secs(20),
            "{name}: slow input in {}",
            at_hand.display()
        );
    };
    for seed in &seeds {
        run(seed);
    }
    let (began, mut runs) = (Instant::now(), 0_u64);
    while began.elapsed() < time {
        let mut input = seeds[random.below(seeds.len())].clone();
        let other = &seeds[random.below(seeds.len())];
        mutate(&mut input, other, &mut random);
        run(&input);
        runs += 1;
    }
    assert!(runs > 0);
    std::fs::remove_file(&at_hand).expect("is removed");
}

#[test]
fn pages() {
    fuzz("html", targets::html);
}

#[test]
fn texts() {
    fuzz("text", targets::text);
}

#[test]
fn archives() {
    fuzz("warc", targets::warc);
}

#[test]
fn containers() {
    fuzz("container", targets::container);
}

#[test]
fn pattern_files() {
    fuzz("patterns", targets::patterns);
}
