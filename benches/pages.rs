//! What pages cost, against what the extraction library costs alone: pages a core-second and ratios.
//!
//! `cargo bench --bench pages` takes the pages of tests/fixtures, wrapped into as much navigation, script and other articles
//! as publishers serve (some 100 KB), and prints the best time of a few rounds for each way. Times are those of the processor, all
//! threads together, so that a busy machine gives the same figures. Nothing here fails.

#![allow(clippy::print_stdout, reason = "figures are for people")]

use pulih::language;
use pulih::load::{Extractor, MainText, Options, Precise, Readable, Record, Strip};
use pulih::model::Document;
use pulih::pattern::Library;
use pulih::pipeline::Pipeline;
use pulih::process::{self, Read};
use pulih::tidy::Tidy;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many times each page is read in a round.
const TIMES: usize = 16;

struct Reader(Arc<Pipeline>);

impl Read for Reader {
    fn read(&self, document: &Document) -> pulih::model::Extraction {
        let language = language::of_document(document, &self.0.library().languages());
        self.0.read(document, language)
    }

    fn fingerprint(&self, _: pulih::model::Lang) -> String {
        "bench".to_owned()
    }
}

fn main() {
    let pages = pages();
    let bytes: usize = pages.iter().map(String::len).sum();
    println!(
        "{} pages of {} KB on average",
        pages.len(),
        bytes / pages.len() / 1024
    );
    let pipeline = Arc::new(Pipeline::new(Library::bundled()));
    let strip: Arc<dyn Strip> = Arc::new(Tidy::new(Arc::clone(&pipeline)));
    let alone = time(&pages, |page| Precise.main_text(page).is_some());
    show("trafilatura, precision", alone, alone, &pages);
    let other = time(&pages, |page| Readable.main_text(page).is_some());
    show("dom_smoothie", other, alone, &pages);
    for (name, extractor) in [
        ("load", Extractor::Precise),
        ("load --fast", Extractor::Fast),
    ] {
        let load = time(&pages, |page| load(page, extractor, &strip).is_some());
        show(name, load, alone, &pages);
    }
    let folder = std::env::temp_dir().join(format!("pulih-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    for (i, page) in pages.iter().cycle().take(pages.len() * TIMES).enumerate() {
        std::fs::write(folder.join(format!("{i:04}.html")), page).expect("a file");
    }
    for (name, extractor) in [
        ("folder to database", Extractor::Precise),
        ("folder to database --fast", Extractor::Fast),
    ] {
        let whole = (0..3)
            .map(|_| database(&folder, &pipeline, extractor, &strip))
            .min();
        show(name, whole.unwrap_or_default(), alone, &pages);
    }
    let _ = std::fs::remove_dir_all(&folder);
}

fn load(page: &str, extractor: Extractor, strip: &Arc<dyn Strip>) -> Option<Document> {
    let record = Record {
        html: Some(page.to_owned()),
        ..Record::default()
    };
    let mut document = record.into_document("page", extractor)?;
    strip.strip(&mut document);
    Some(document)
}

fn database(
    folder: &Path,
    pipeline: &Arc<Pipeline>,
    extractor: Extractor,
    strip: &Arc<dyn Strip>,
) -> Duration {
    let path = folder.join("bench.db");
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    let options = Options {
        extractor,
        strip: Some(Arc::clone(strip)),
        ..Options::default()
    };
    let how = process::Options {
        database: Some(path),
        jobs: 1,
        force: true,
        wait: Duration::from_secs(1),
        arguments: Vec::new(),
    };
    let began = worked();
    let sources = pulih::load::sources([folder.to_owned()], options);
    process::process(sources, &Reader(Arc::clone(pipeline)), &how, &mut |_| {})
        .expect("a database");
    worked().saturating_sub(began)
}

/// The best time of a few rounds.
fn time(pages: &[String], read: impl Fn(&str) -> bool) -> Duration {
    let round = || {
        let began = worked();
        for page in pages.iter().cycle().take(pages.len() * TIMES) {
            assert!(read(page), "a page with text");
        }
        worked().saturating_sub(began)
    };
    (0..3).map(|_| round()).min().unwrap_or_default()
}

/// What the processor has worked for this program so far.
fn worked() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks = fields.split_whitespace().skip(11).take(2);
    let ticks: u64 = ticks.filter_map(|t| t.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

fn show(name: &str, took: Duration, alone: Duration, pages: &[String]) {
    let count = (pages.len() * TIMES) as f64;
    println!(
        "{name:<28} {:>6.0} pages/s  {:>5.2} times the library alone",
        count / took.as_secs_f64(),
        took.as_secs_f64() / alone.as_secs_f64()
    );
}

/// The pages of the fixtures that are UTF-8, in the surroundings of real ones.
fn pages() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("fixtures")
        .flatten()
        .map(|f| f.path())
        .filter(|p| p.extension().is_some_and(|e| e == "html"))
        .collect();
    paths.sort();
    let texts = paths.iter().filter_map(|p| std::fs::read_to_string(p).ok());
    texts.map(|page| surround(&page)).collect()
}

fn surround(page: &str) -> String {
    let mut top = String::from("<style>");
    for i in 0..400 {
        let _ = write!(
            top,
            ".c{i} .item-{i}:hover{{color:#0{:03x};margin:{i}px auto;padding:0 {i}px}}",
            i * 7 % 4096
        );
    }
    top.push_str("</style><script>");
    for i in 0..900 {
        let _ = write!(
            top,
            "window.q=window.q||[];q.push({{id:{i},slot:'div-{i}',size:[300,{i}]}});"
        );
    }
    top.push_str("</script><nav class=\"mega-menu\"><ul>");
    for i in 0..150 {
        let _ = write!(
            top,
            "<li class=\"menu-item c{i}\"><a href=\"/section/{i}\" data-track=\"nav-{i}\"><span>Section number {i}</span></a></li>"
        );
    }
    top.push_str("</ul></nav>");
    let mut end = String::from("<div class=\"related-stories\">");
    for i in 0..80 {
        let _ = write!(
            end,
            "<div class=\"card c{i}\"><a href=\"/story/{i}\"><img src=\"/i/{i}.jpg\" alt=\"\" width=\"300\" height=\"200\"><h4>Another headline of some length, number {i}</h4></a><p class=\"teaser\">A teaser of two dozen words that says what the other article is about, and why it should be read by everybody today.</p><span class=\"date\">2024-01-{:02}</span></div>",
            i % 28 + 1
        );
    }
    end.push_str("</div>");
    let at = page
        .find("<body")
        .and_then(|b| Some(b + page[b..].find('>')? + 1))
        .unwrap_or(0);
    let close = page.rfind("</body>").unwrap_or(page.len());
    format!(
        "{}{top}{}{end}{}",
        &page[..at],
        &page[at..close],
        &page[close..]
    )
}
