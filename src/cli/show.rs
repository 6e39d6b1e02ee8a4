//! `pulih show`: one article with what was found in it.

use super::exit::Exit;
use super::input::Database;
use crate::model::Span;
use crate::query::{Finding, Kin, Relative, corrections, findings, kin};
use crate::store::{Access, Store, StoredArticle};
use std::io::Write;

/// Show one article: its text with the facts marked in colour, and below it each fact with its place
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// An article
    #[command(after_help = EXAMPLES)]
    Article {
        /// Its id or the beginning of it (four digits or more), its name, path or address
        #[arg(value_name = "ID")]
        id: String,

        #[command(flatten)]
        database: Database,
    },
}

const EXAMPLES: &str = "\
Examples:
  pulih show article 3f2a
  pulih show article articles/a.txt --db facts.db";

pub(super) fn run(args: Args) -> anyhow::Result<Exit> {
    let What::Article { id, database } = args.what;
    let store = Store::open(&database.db, Access::Read, database.wait())?;
    let found = store.find_articles(&id)?;
    let [article] = &found[..] else {
        anyhow::bail!(several(&id, &found));
    };
    let facts = findings(&store, &article.id)?;
    let mut page = Vec::new();
    head(&mut page, article)?;
    relatives(&mut page, &kin(&store, &article.id)?)?;
    writeln!(page)?;
    text(&mut page, &article.document.text, &facts)?;
    list(&mut page, &facts)?;
    for [target, field, value, reason] in corrections(&store, &article.id)? {
        writeln!(page, "corrected: {target} {field} = {value}, {reason}")?;
    }
    let mut out = anstream::AutoStream::auto(std::io::stdout()).lock();
    out.write_all(&page)?;
    out.flush()?;
    Ok(Exit::Done)
}

fn several(id: &str, found: &[StoredArticle]) -> String {
    if found.is_empty() {
        return format!("no article `{id}`; `pulih query articles` lists those there are");
    }
    let some: Vec<_> = found
        .iter()
        .take(5)
        .map(|a| format!("{} ({})", a.id, a.document.id))
        .collect();
    format!(
        "`{id}` may mean {} articles; say which: {}",
        found.len(),
        some.join(", ")
    )
}

fn head(page: &mut Vec<u8>, article: &StoredArticle) -> std::io::Result<()> {
    let d = &article.document;
    let published = d.published.map(|p| p.to_string());
    let lines = [
        ("article", Some(&article.id)),
        ("name", Some(&d.id)),
        ("source", Some(&d.source).filter(|s| **s != d.id)),
        ("url", d.url.as_ref()),
        ("title", d.title.as_ref()),
        ("byline", d.byline.as_ref()),
        ("publisher", d.publisher.as_ref()),
        ("published", published.as_ref()),
        ("language", Some(&article.language)),
    ];
    for (name, value) in lines {
        if let Some(value) = value {
            writeln!(page, "{BOLD}{name:>9}{PLAIN}  {value}")?;
        }
    }
    Ok(())
}

/// What it is a copy of, and its copies.
fn relatives(page: &mut Vec<u8>, kin: &Kin) -> std::io::Result<()> {
    const MOST: usize = 10;
    let line = |r: &Relative| {
        format!(
            "{} ({}, {:.0} % alike, {})",
            r.id,
            r.kind,
            r.likeness * 100.0,
            r.publisher
        )
    };
    if let Some(origin) = &kin.origin {
        writeln!(page, "{BOLD}{:>9}{PLAIN}  {}", "copy of", line(origin))?;
    }
    for copy in kin.copies.iter().take(MOST) {
        writeln!(page, "{BOLD}{:>9}{PLAIN}  {}", "copied by", line(copy))?;
    }
    if kin.copies.len() > MOST {
        writeln!(page, "{:>9}  and {} more", "", kin.copies.len() - MOST)?;
    }
    Ok(())
}

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const PLAIN: &str = "\x1b[0m";

/// A colour a kind; what is beside the main event is dim as well.
fn colour(finding: &Finding) -> &'static str {
    match finding.kind.as_str() {
        "duration" => "\x1b[1;33m",
        "moment" => "\x1b[1;36m",
        "count" => "\x1b[1;35m",
        "feature" => "\x1b[1;34m",
        "cause" => "\x1b[1;31m",
        "service" | "provider" | "region" => "\x1b[1;32m",
        "statement" => "\x1b[3m",
        _ => "\x1b[4m",
    }
}

/// The text, each stretch in the colours of the smallest finding over it.
fn text(page: &mut Vec<u8>, text: &str, findings: &[Finding]) -> std::io::Result<()> {
    let mut edges = vec![0, text.len()];
    let mut places: Vec<(Span, &Finding)> = Vec::new();
    for finding in findings {
        for &place in &finding.places {
            if text.get(place.start as usize..place.end as usize).is_some() {
                edges.extend([place.start as usize, place.end as usize]);
                places.push((place, finding));
            }
        }
    }
    edges.sort_unstable();
    edges.dedup();
    places.sort_by_key(|(place, _)| (place.start, place.len()));
    let mut open: Vec<(Span, &Finding)> = Vec::new();
    let mut coming = places.into_iter().peekable();
    for pair in edges.windows(2) {
        let here = Span::new(pair[0], pair[1]);
        open.retain(|(place, _)| place.end > here.start);
        while let Some(next) = coming.next_if(|(place, _)| place.start <= here.start) {
            open.push(next);
        }
        let words = here.of(text);
        match open.iter().min_by_key(|(place, _)| place.len()) {
            Some((_, finding)) => write!(page, "{}{words}{PLAIN}", colour(finding))?,
            None => write!(page, "{words}")?,
        }
    }
    writeln!(page, "{}", if text.ends_with('\n') { "" } else { "\n" })
}

fn list(page: &mut Vec<u8>, findings: &[Finding]) -> std::io::Result<()> {
    if findings.is_empty() {
        return writeln!(page, "nothing was found in it");
    }
    for f in findings {
        let place = f
            .places
            .iter()
            .map(|p| format!("{}..{}", p.start, p.end))
            .collect::<Vec<_>>()
            .join(" ");
        let notes = if f.notes.is_empty() {
            String::new()
        } else {
            format!(" ({})", f.notes)
        };
        writeln!(
            page,
            "{}{}{PLAIN}{notes} {place} `{}` = {} {DIM}{:.2} {}{PLAIN}",
            colour(f),
            f.kind,
            f.text.split_whitespace().collect::<Vec<_>>().join(" "),
            f.value,
            f.confidence,
            f.pattern
        )?;
    }
    Ok(())
}
