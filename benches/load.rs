//! What it costs to load a language: milliseconds, and megabytes that stay.
//!
//! `cargo bench --bench load` compiles each bundled language a few times and prints the best time. Nothing here fails.

#![allow(clippy::print_stdout, reason = "figures are for people")]

use pulih::pattern::Library;
use std::time::Instant;

fn main() {
    let library = Library::bundled();
    println!("{:<10} {:>8} {:>8}", "language", "ms", "MB");
    for lang in library.languages() {
        let best = (0..20)
            .map(|_| {
                let began = Instant::now();
                let (pack, errors) = library.compile(lang);
                assert!(
                    errors.is_empty() && !pack.groups.is_empty(),
                    "{lang} is sound"
                );
                began.elapsed()
            })
            .min()
            .unwrap_or_default();
        let before = resident();
        let kept: Vec<_> = (0..10).map(|_| library.compile(lang)).collect();
        let each = (resident() - before) / kept.len() as f64;
        println!(
            "{lang:<10} {:>8.1} {each:>8.1}",
            best.as_secs_f64() * 1000.0
        );
    }
}

/// Megabytes that the process holds in memory; 0 where the system does not tell.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|l| l.strip_prefix("VmRSS:"))
        .and_then(|l| l.trim().trim_end_matches("kB").trim().parse::<f64>().ok())
        .map_or(0.0, |kb| kb / 1024.0)
}
