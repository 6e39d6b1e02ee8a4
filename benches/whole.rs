//! The whole program over a generated corpus: throughput, ratios, memory, cold start.
//!
//! `cargo bench --bench whole` builds articles of about 5 KB from the paragraphs of our own corpus, each distinct, runs the
//! real program over them as a user would, and prints MB/s, ratios and peak memory. `-- --articles 100000` is the long run.
//! Nothing here fails: figures are for people, and the README says what they were.

#![allow(clippy::print_stdout, reason = "figures are for people")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// One run of the program.
struct Run {
    seconds: f64,
    peak_mb: f64,
}

fn main() {
    let mut arguments = std::env::args().skip_while(|a| a != "--articles").skip(1);
    let articles: usize = arguments
        .next()
        .and_then(|n| n.parse().ok())
        .unwrap_or(4000);
    let program = Path::new(env!("CARGO_BIN_EXE_pulih"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    println!("{:<44} {:>8} {:>9} {:>9}", "", "MB/s", "seconds", "peak MB");
    for (name, outages) in [("dense", true), ("ordinary", false)] {
        let input = folder.path().join(format!("{name}.jsonl"));
        let bytes = generate(&input, outages, articles);
        let extract = |jobs: &str| {
            run(
                program,
                &["extract", "--json", "--jobs", jobs, path(&input)],
            )
        };
        let process = |jobs: &str| {
            let db = folder.path().join(format!("{name}-{jobs}.db"));
            run(
                program,
                &["process", "--jobs", jobs, "--db", path(&db), path(&input)],
            )
        };
        let (one, two) = (extract("1"), extract("2"));
        line(&format!("{name}: extract, one thread"), bytes, &one);
        line(&format!("{name}: extract, two threads"), bytes, &two);
        let (db_one, db_two) = (process("1"), process("2"));
        line(
            &format!("{name}: process to database, --jobs 1"),
            bytes,
            &db_one,
        );
        line(
            &format!("{name}: process to database, --jobs 2"),
            bytes,
            &db_two,
        );
        println!(
            "{name}: two threads are {:.2} times one in extract, {:.2} times one in process",
            one.seconds / two.seconds,
            db_one.seconds / db_two.seconds
        );
    }
    let single = folder.path().join("one.jsonl");
    generate(&single, true, 1);
    let mut cold: Vec<f64> = (0..20)
        .map(|_| run(program, &["extract", "--json", path(&single)]).seconds)
        .collect();
    cold.sort_by(f64::total_cmp);
    println!(
        "one article from a cold start: median {:.1} ms, worst {:.1} ms",
        cold[10] * 1000.0,
        cold[19] * 1000.0
    );
}

fn path(p: &Path) -> &str {
    p.to_str().expect("a temporary path is UTF-8")
}

fn line(name: &str, bytes: u64, run: &Run) {
    println!(
        "{name:<44} {:>8.1} {:>9.2} {:>9.0}",
        bytes as f64 / 1e6 / run.seconds,
        run.seconds,
        run.peak_mb
    );
}

/// Runs the program with its output thrown away, watching its peak memory.
fn run(program: &Path, arguments: &[&str]) -> Run {
    let began = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut peak_mb = 0.0_f64;
    loop {
        if let Ok(text) = std::fs::read_to_string(&status)
            && let Some(kb) = text.lines().find_map(|l| {
                l.strip_prefix("VmHWM:")?
                    .trim()
                    .strip_suffix(" kB")?
                    .trim()
                    .parse::<f64>()
                    .ok()
            })
        {
            peak_mb = peak_mb.max(kb / 1000.0);
        }
        match child.try_wait().expect("the program can be waited for") {
            Some(_) => break,
            None => std::thread::sleep(Duration::from_millis(1)),
        }
    }
    Run {
        seconds: began.elapsed().as_secs_f64(),
        peak_mb,
    }
}

/// Writes distinct articles of about 5 KB as JSON Lines; their size in bytes of text.
fn generate(to: &Path, outages: bool, articles: usize) -> u64 {
    let pools = ["en", "id"].map(|lang| (lang, paragraphs(lang, outages)));
    let mut out = String::new();
    let mut bytes = 0;
    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    let mut file = std::io::BufWriter::new(std::fs::File::create(to).expect("a file"));
    for n in 0..articles {
        let (lang, pool) = &pools[n % 2];
        let mut text = format!("Article {n}\n\n");
        while text.len() < 5000 {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            let _ = write!(text, "{}\n\n", pool[seed as usize % pool.len()]);
        }
        bytes += text.len() as u64;
        out.clear();
        let _ = writeln!(
            out,
            "{}",
            serde_json::json!({"id": n.to_string(), "language": lang, "published": "2025-03-04", "text": text})
        );
        std::io::Write::write_all(&mut file, out.as_bytes()).expect("a full disk is no benchmark");
    }
    bytes
}

/// Paragraphs of the corpus's articles about outages, or about anything else.
fn paragraphs(lang: &str, outages: bool) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(lang);
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root)
        .expect("the corpus")
        .filter_map(|f| f.ok().map(|f| f.path()))
        .collect();
    folders.sort();
    let mut out = Vec::new();
    for folder in folders {
        let (Ok(text), Ok(gold)) = (
            std::fs::read_to_string(folder.join("source.txt")),
            std::fs::read_to_string(folder.join("gold.json")),
        ) else {
            continue;
        };
        if gold.contains("\"is_outage\": true") == outages {
            out.extend(
                text.split("\n\n")
                    .skip(1)
                    .map(str::trim)
                    .filter(|p| p.len() > 40)
                    .map(str::to_owned),
            );
        }
    }
    assert!(!out.is_empty(), "the corpus has such articles");
    out
}
