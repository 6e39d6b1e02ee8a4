//! `pulih fetch`: addresses into a web archive.

use super::exit::{Exit, say};
use super::net::{Net, stop};
use crate::load::Error;
use crate::load::web::{Archive, Fetched, Got, Listed, Wanted, Web, plain};
use crate::model::Lang;
use crate::parallel::{Sink, ordered};
use anyhow::Context;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{BufReader, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

/// Fetch pages into a web archive (WARC) that `pulih process` and other tools read
///
/// Pages are named one by one, or taken from feeds, sitemaps and lists. Hosts are asked politely: their robots.txt is followed, one
/// request at a time, with a pause between two; a busy server is asked again later. What the archive holds is not fetched
/// again, so a run that was stopped goes on where it stopped. Private and loopback addresses are refused, behind redirects and names too.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Addresses of pages
    #[arg(value_name = "URL")]
    urls: Vec<String>,

    /// Pages of this RSS, Atom or JSON feed
    #[arg(long, value_name = "URL", help_heading = "Which pages")]
    feed: Vec<String>,

    /// Pages of this sitemap, and of those that it lists
    #[arg(long, value_name = "URL", help_heading = "Which pages")]
    sitemap: Vec<String>,

    /// Pages of this list, an address a line; `-` is standard input
    #[arg(long, value_name = "FILE", help_heading = "Which pages")]
    list: Vec<PathBuf>,

    /// Only pages that their list dates on this day, month or year, or later
    #[arg(long, value_name = "DATE", help_heading = "Which pages")]
    since: Option<String>,

    /// Only pages that their list dates on this day, month or year, or earlier
    #[arg(long, value_name = "DATE", help_heading = "Which pages")]
    until: Option<String>,

    /// Only pages that their list does not place in another language
    #[arg(long, value_name = "CODE", help_heading = "Which pages")]
    language: Option<Lang>,

    /// Ask again for what the archive holds, and store it where it has changed
    #[arg(long, help_heading = "Archive")]
    refresh: bool,

    /// Archive to write or go on with
    #[arg(
        long,
        short,
        value_name = "FILE",
        default_value = "pulih.warc.gz",
        help_heading = "Archive"
    )]
    out: PathBuf,

    /// Hosts that are asked at once
    #[arg(long, short, value_name = "N", default_value = "8", help_heading = "Fetching", value_parser = clap::value_parser!(u16).range(1..=64))]
    jobs: u16,

    #[command(flatten)]
    net: Net,
}

const EXAMPLES: &str = "\
Examples:
  pulih fetch https://example.org/news/outage --out news.warc.gz
  pulih fetch --feed https://example.org/rss --since 2022-10-25
  pulih fetch --sitemap https://example.org/sitemap.xml --since 2022-10 --until 2022-10 --language id
  pulih fetch --list addresses.txt && pulih process pulih.warc.gz";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    if args.urls.is_empty()
        && args.feed.is_empty()
        && args.sitemap.is_empty()
        && args.list.is_empty()
    {
        anyhow::bail!("name pages, or a `--feed`, `--sitemap` or `--list` of them");
    }
    if !args.out.to_string_lossy().ends_with(".warc.gz") {
        anyhow::bail!(
            "`{}`: name an archive that ends in `.warc.gz`",
            args.out.display()
        );
    }
    let stop = stop()?;
    let web = args.net.web(&stop);
    let archive = Archive::open(&args.out).with_context(|| format!("`{}`", args.out.display()))?;
    let mut done = Counts::default();
    let listed = listed(args, &web, &mut done)?;
    let (wanted, held): (Vec<_>, Vec<_>) = listed
        .into_iter()
        .partition(|url| args.refresh || !archive.holds(url));
    done.held = held.len() as u64;
    let known: BTreeMap<_, _> = wanted
        .iter()
        .filter_map(|url| Some((url.clone(), archive.validators(url)?)))
        .collect();
    let mut sink = Writer {
        archive,
        done,
        failed: None,
    };
    let pages = Turns::new(wanted, &stop);
    ordered(
        args.jobs.into(),
        pages,
        || (),
        |(), url: String| web.fetch(&url, known.get(&url)),
        &mut sink,
    );
    if let Some(error) = sink.failed {
        return Err(error).with_context(|| format!("`{}`", args.out.display()));
    }
    let done = sink.done;
    let _ = writeln!(
        anstream::stderr(),
        "{} fetched, {} unchanged, {} held already, {} failed",
        done.fetched,
        done.unchanged,
        done.held,
        done.failed
    );
    if stop.load(Ordering::Relaxed) {
        let _ = writeln!(
            anstream::stderr(),
            "stopped; the same command goes on from here"
        );
    }
    Ok(if done.failed > 0 {
        Exit::Partly
    } else if done.fetched + done.unchanged + done.held == 0 {
        Exit::Nothing
    } else {
        Exit::Done
    })
}

#[derive(Debug, Default)]
struct Counts {
    fetched: u64,
    unchanged: u64,
    held: u64,
    failed: u64,
}

impl Counts {
    fn fail(&mut self, error: &Error) {
        self.failed += 1;
        say("error", format_args!("{error}"));
    }
}

/// All wanted addresses, each once, in the order of the arguments.
fn listed(args: &Args, web: &Web, done: &mut Counts) -> anyhow::Result<Vec<String>> {
    let wanted = Wanted {
        since: args.since.clone(),
        until: args.until.clone(),
        language: args.language,
    };
    let mut all: Vec<Listed> = args
        .urls
        .iter()
        .map(|url| Listed {
            url: url.clone(),
            ..Listed::default()
        })
        .collect();
    for path in &args.list {
        let context = || format!("`{}`", path.display());
        all.extend(if path.as_os_str() == "-" {
            plain(std::io::stdin().lock()).with_context(context)?
        } else {
            let file = std::fs::File::open(path).with_context(context)?;
            plain(BufReader::new(file)).with_context(context)?
        });
    }
    for address in &args.feed {
        match web.feed(address) {
            Ok(listed) => all.extend(listed),
            Err(e) => done.fail(&e),
        }
    }
    for address in &args.sitemap {
        all.extend(web.sitemap(address, &wanted, &mut |e| done.fail(&e)));
    }
    let mut seen = BTreeSet::new();
    all.retain(|listed| wanted.takes(listed) && seen.insert(listed.url.clone()));
    Ok(all.into_iter().map(|listed| listed.url).collect())
}

/// Addresses so that hosts take turns: threads then wait for different ones.
struct Turns<'s> {
    hosts: VecDeque<VecDeque<String>>,
    stop: &'s AtomicBool,
}

impl<'s> Turns<'s> {
    fn new(urls: Vec<String>, stop: &'s AtomicBool) -> Self {
        let mut hosts: Vec<VecDeque<String>> = Vec::new();
        let mut places = BTreeMap::new();
        for url in urls {
            let host = url
                .split('/')
                .nth(2)
                .unwrap_or_default()
                .to_ascii_lowercase();
            let place = *places.entry(host).or_insert(hosts.len());
            if place == hosts.len() {
                hosts.push(VecDeque::new());
            }
            hosts[place].push_back(url);
        }
        Self {
            hosts: hosts.into(),
            stop,
        }
    }
}

impl Iterator for Turns<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if self.stop.load(Ordering::Relaxed) {
            return None;
        }
        let mut host = self.hosts.pop_front()?;
        let url = host.pop_front();
        if !host.is_empty() {
            self.hosts.push_back(host);
        }
        url
    }
}

/// Writes what came into the archive.
struct Writer {
    archive: Archive,
    done: Counts,
    failed: Option<std::io::Error>,
}

impl Sink<Fetched> for Writer {
    fn take(&mut self, fetched: Fetched) -> ControlFlow<()> {
        for exchange in &fetched.exchanges {
            if let Err(e) = self.archive.add(exchange) {
                self.failed = Some(e);
                return ControlFlow::Break(());
            }
        }
        match fetched.outcome {
            Ok(Got::Body) => self.done.fetched += 1,
            Ok(Got::Unchanged) => self.done.unchanged += 1,
            Err(e) if e.is_stop() => {}
            Err(e) => self.done.fail(&e),
        }
        ControlFlow::Continue(())
    }

    fn weigh(fetched: &Fetched) -> usize {
        fetched.exchanges.iter().map(|e| e.body.len() + 1024).sum()
    }
}
