//! What a language costs: to load, to keep, to read with, and in the program.
//!
//! `cargo bench --bench load` prints a table in Markdown: the processor's time to load it, how much of that goes into unpacking and
//! parsing TOML, the memory that stays, the speed of reading our own corpus on one thread, how many times as long as English a
//! byte takes, and the size of the files that no other language uses, packed as they are in the program. Nothing here fails: docs/cost.md says what the figures were.

#![allow(clippy::print_stdout, reason = "figures are for people")]

use pulih::eval::{self, Article};
use pulih::model::Lang;
use pulih::pattern::{Library, Pack};
use pulih::pipeline::read_with;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Instant;

/// Loads of which the mean is told.
const LOADS: usize = 20;
/// Packs that are kept to weigh one.
const KEPT: usize = 10;
/// How many seconds the corpus of a language is read, and how often that is done.
const READING: f64 = 0.5;
const ROUNDS: usize = 5;

fn main() {
    let library = Library::bundled();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let articles = eval::load_corpus(&corpus, None).expect("the corpus");
    let files = own_files(&library);
    let speeds: BTreeMap<Lang, f64> = library
        .languages()
        .into_iter()
        .map(|lang| (lang, speed(&library, lang, &articles)))
        .collect();
    let english = speeds.iter().find(|(lang, _)| lang.as_str() == "en");
    let english = english.map_or(f64::NAN, |(_, speed)| *speed);
    println!(
        "| language | load, ms | parsing, ms | memory, MB | reading, MB/s | times English | in the program, KB |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (lang, speed) in speeds {
        println!(
            "| `{lang}` | {:.1} | {:.1} | {:.1} | {speed:.1} | {:.2} | {:.0} |",
            mean(|| drop(compile(&library, lang))),
            mean(|| drop(library.merge(lang.as_str()))),
            memory(&library, lang),
            english / speed,
            files[&lang] as f64 / 1000.0
        );
    }
}

/// The time of a work on the processor, the mean of many, in milliseconds.
fn mean(work: impl Fn()) -> f64 {
    let began = spent();
    (0..LOADS).for_each(|_| work());
    (spent() - began) * 1000.0 / LOADS as f64
}

/// Seconds that this thread has had on the processor, whatever else runs; the time of the day where the system does not tell.
fn spent() -> f64 {
    static BEGAN: OnceLock<Instant> = OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|t| t.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(
        || BEGAN.get_or_init(Instant::now).elapsed().as_secs_f64(),
        |n| n / 1e9,
    )
}

fn compile(library: &Library, lang: Lang) -> Pack {
    let (pack, errors) = library.compile(lang);
    assert!(
        errors.is_empty() && !pack.groups.is_empty(),
        "{lang} is sound"
    );
    pack
}

/// Megabytes that a loaded language keeps; the first few fill the room that loading leaves free.
fn memory(library: &Library, lang: Lang) -> f64 {
    let keep = || -> Vec<Pack> { (0..KEPT).map(|_| compile(library, lang)).collect() };
    let _first = keep();
    let before = resident();
    let more = keep();
    (resident() - before) / more.len() as f64
}

/// Megabytes of text a second, all stages from tokens to facts, in the best round.
fn speed(library: &Library, lang: Lang, articles: &[Article]) -> f64 {
    let pack = compile(library, lang);
    let own: Vec<_> = articles
        .iter()
        .filter(|a| a.language == lang.as_str())
        .collect();
    let round = || {
        let (began, mut bytes) = (spent(), 0);
        while spent() - began < READING && !own.is_empty() {
            for article in &own {
                std::hint::black_box(read_with(&article.document, &pack, (lang, 1.0)));
                bytes += article.document.text.len();
            }
        }
        bytes as f64 / 1e6 / (spent() - began)
    };
    (0..ROUNDS).map(|_| round()).fold(0.0, f64::max)
}

/// Packed bytes of the files that a language alone uses.
fn own_files(library: &Library) -> BTreeMap<Lang, usize> {
    let chains: BTreeMap<Lang, Vec<String>> = library
        .languages()
        .into_iter()
        .map(|lang| {
            let (merged, _) = library.merge(lang.as_str());
            let own = std::iter::once(lang.to_string());
            (lang, own.chain(merged.header.extends).collect())
        })
        .collect();
    let users = |file: &String| chains.values().filter(|c| c.contains(file)).count();
    let size = |file: &String| library.bundled_size(file).map_or(0, |(_, packed)| packed);
    let own = |files: &Vec<String>| files.iter().filter(|f| users(f) == 1).map(size).sum();
    chains
        .iter()
        .map(|(lang, files)| (*lang, own(files)))
        .collect()
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
