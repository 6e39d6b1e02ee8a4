//! `pulih watch`: a folder or feed into a database, until stopped.

use super::exit::{Exit, say};
use super::input::{Database, Documents, Form, Reading};
use super::net::{Net, stop};
use super::process::{options, turn};
use super::reader::Reader;
use crate::load::web::{Web, sleep};
use crate::load::{Options as Loading, Seen, is_address, sources};
use crate::store::{Access, Store};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// Read what comes into a folder or feed into a database, until stopped
///
/// A folder is looked through every few seconds; files that are new or have changed are read once they are written. Of a feed, the
/// pages that the database does not hold are fetched, politely. Control-C or SIGTERM ends it: what is under way is written, and the exit code is 0.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Folder, or address of an RSS, Atom or JSON feed
    #[arg(value_name = "FOLDER|FEED")]
    what: PathBuf,

    /// Seconds from one look to the next [default: 5 for a folder, 900 for a feed]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..=86_400))]
    every: Option<u32>,

    #[command(flatten)]
    form: Form,

    #[command(flatten)]
    documents: Documents,

    #[command(flatten)]
    reading: Reading,

    #[command(flatten)]
    net: Net,

    #[command(flatten)]
    database: Database,
}

const EXAMPLES: &str = "\
Examples:
  pulih watch incoming/ --db facts.db
  pulih watch https://example.org/rss --every 600";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let feed = args.what.to_str().filter(|what| is_address(what));
    if feed.is_none() && !args.what.is_dir() {
        anyhow::bail!(
            "`{}`: no such folder; name a folder, or the address of a feed",
            args.what.display()
        );
    }
    let stop = stop()?;
    let reader = Reader::open(&args.reading.folders)?;
    let options = options(&args.reading, &args.database);
    let web = args.net.web(&stop);
    let loading = Loading {
        web: Some(web.clone()),
        stop: Arc::clone(&stop),
        seen: feed.is_none().then(Seen::default),
        ..args.documents.options(Some(args.form), &reader)
    };
    let every = Duration::from_secs(
        args.every
            .unwrap_or(if feed.is_some() { 900 } else { 5 })
            .into(),
    );
    let mut asked = BTreeSet::new();
    while !stop.load(Ordering::Relaxed) {
        let inputs = match feed {
            None => vec![args.what.clone()],
            Some(feed) => new_pages(feed, &web, &args.database, &mut asked),
        };
        let mut inputs = sources(inputs, loading.clone());
        if inputs.has_more() {
            turn(inputs, &reader, &options)?;
        }
        sleep(every, &stop);
    }
    Ok(Exit::Done)
}

/// Pages of a feed that were not asked for yet and that the database does not hold.
fn new_pages(
    feed: &str,
    web: &Web,
    database: &Database,
    asked: &mut BTreeSet<String>,
) -> Vec<PathBuf> {
    let listed = match web.feed(feed) {
        Ok(listed) => listed,
        // A feed that fails now may be well in the next turn.
        Err(e) if e.is_stop() => return Vec::new(),
        Err(e) => {
            say("error", format_args!("{e}"));
            return Vec::new();
        }
    };
    let store = Store::open(&database.db, Access::Read, database.wait()).ok();
    let held = |url: &str| {
        store
            .as_ref()
            .is_some_and(|s| s.holds_source(url).unwrap_or(false))
    };
    listed
        .into_iter()
        .map(|listed| listed.url)
        .filter(|url| asked.insert(url.clone()) && !held(url))
        .map(PathBuf::from)
        .collect()
}
