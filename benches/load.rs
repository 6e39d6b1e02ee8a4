//! What a language costs: to load, to keep, to read with, and in the program.
//!
//! `cargo bench --bench load` prints a table in Markdown: the processor's time to load it from the cache and to compile it anew, how much
//! of that goes into unpacking and parsing TOML, the memory that it keeps on the heap, the speed of reading our own corpus on one thread, how many times as long as English a
//! byte takes, and the size of the files that no other language uses, packed as they are in the program. Nothing here fails: docs/cost.md says what the figures were.
//! `-- --load` leaves the reading out.

#![allow(clippy::print_stdout, reason = "figures are for people")]

use pulih::eval::{self, Article};
use pulih::model::Lang;
use pulih::pattern::{Cache, Library, Pack};
use pulih::pipeline::read_with;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Instant;

/// Loads of which the mean is told.
const LOADS: usize = 20;

/// As in the program, but that it counts.
#[global_allocator]
static HEAP: cap::Cap<mimalloc::MiMalloc> = cap::Cap::new(mimalloc::MiMalloc, usize::MAX);
/// How many seconds the corpus of a language is read, and how often that is done.
const READING: f64 = 0.5;
const ROUNDS: usize = 5;

fn main() {
    let reading = std::env::args().all(|a| a != "--load");
    let library = Library::bundled();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let articles = eval::load_corpus(&corpus, None).expect("the corpus");
    let files = own_files(&library);
    let speeds: BTreeMap<Lang, Option<f64>> = library
        .languages()
        .into_iter()
        .map(|lang| (lang, reading.then(|| speed(&library, lang, &articles))))
        .collect();
    let english = speeds.iter().find(|(lang, _)| lang.as_str() == "en");
    let english = english.and_then(|(_, speed)| *speed);
    let folder = tempfile::tempdir().expect("a temporary folder");
    println!(
        "| language | from the cache, ms | anew, ms | of it parsing, ms | on the heap, MB | reading, MB/s | times English | in the program, KB |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (lang, speed) in speeds {
        let cached = || {
            let library = Library::bundled().with_cache(Cache::new(folder.path().to_owned()));
            move || library.pack(lang).expect("a language").expect("is sound")
        };
        let kept = cached()();
        println!(
            "| `{lang}` | {:.1} | {:.1} | {:.1} | {:.1} | {} | {} | {:.0} |",
            mean(cached, drop),
            mean(|| || compile(&library, lang), drop),
            mean(|| || library.merge(lang.as_str()), drop),
            weight(cached()).max(weight(|| compile(&library, lang))) as f64 / 1e6,
            speed.map_or("-".to_owned(), |s| format!("{s:.1}")),
            english
                .zip(speed)
                .map_or("-".to_owned(), |(e, s)| format!("{:.2}", e / s)),
            files[&lang] as f64 / 1000.0
        );
        drop(kept);
    }
}

/// The time of a work on the processor, the mean of many, in milliseconds; what comes before and behind it does not count.
fn mean<W: FnOnce() -> T, T>(prepare: impl Fn() -> W, end: impl Fn(T)) -> f64 {
    let once = || {
        let work = prepare();
        let began = spent();
        let made = work();
        let took = spent() - began;
        end(made);
        took
    };
    (0..LOADS).map(|_| once()).sum::<f64>() * 1000.0 / LOADS as f64
}

/// Bytes on the heap that what a work makes keeps.
fn weight<T>(work: impl FnOnce() -> T) -> usize {
    let before = HEAP.allocated();
    let made = work();
    let kept = HEAP.allocated() - before;
    drop(made);
    kept
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
