//! `pulih patterns coverage`: what a language holds and lacks, and what texts say that nothing took.

use super::list::{text, write};
use crate::cli::exit::{Exit, say};
use crate::cli::folders::Folders;
use crate::cli::output::{Output, found};
use crate::cli::reader::Reader;
use crate::coverage::{Part, Row, Unread, compare};
use crate::eval;
use crate::load::{Options, Source, sources};
use crate::model::Lang;
use crate::pattern::Library;
use crate::query::{Cell, Visitor};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Tell what a language has and lacks against others, and what in its texts no pattern took
///
/// Without a language: how many kinds of facts, keys, codes and lists each language has, and with --corpus its mean F1.
/// With one: what it lacks that others have, with the number of words or patterns in the language of --against, and how many languages have it.
/// With --texts: sentences about an outage without a fact, lengths of time, moments and numbers that no pattern took,
/// quotations that are no statement, and behind them the commonest words that no list knows.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// Language to look at; without it, all of them in short
    #[arg(value_name = "LANG")]
    language: Option<Lang>,

    /// Language to hold it against
    #[arg(long, value_name = "LANG", default_value = "en")]
    against: Lang,

    /// List what the language has, too
    #[arg(long, requires = "language")]
    all: bool,

    /// Files and folders with texts in the language: tell what in them no pattern took
    #[arg(long, value_name = "PATH", num_args = 1.., requires = "language", conflicts_with = "all")]
    texts: Vec<PathBuf>,

    /// With --texts: how many of the words that no list knows
    #[arg(long, value_name = "N", default_value_t = 20)]
    words: usize,

    /// Folder of the corpus, for the scores of all languages
    #[arg(long, value_name = "DIR", conflicts_with = "language")]
    corpus: Option<PathBuf>,

    #[command(flatten)]
    output: Output,

    #[command(flatten)]
    folders: Folders,
}

const EXAMPLES: &str = "\
Examples:
  pulih patterns coverage                              all languages in short
  pulih patterns coverage --corpus corpus/             and how well each reads its articles
  pulih patterns coverage sw                           what Swahili lacks and others have
  pulih patterns coverage pt --against es --all        what both have, word by word
  pulih patterns coverage sw --texts corpus/sw/*/source.txt   what to write next";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let reader = Reader::open(&args.folders)?;
    let library = reader.pipeline().library();
    let mut out = args.output.writer();
    let rows = match args.language {
        None => overview(&reader, args.corpus.as_deref(), &mut out)?,
        Some(lang) => {
            installed(library, lang)?;
            if args.texts.is_empty() {
                against(args, library, lang, &mut out)?
            } else {
                unread(args, &reader, lang, &mut out)?
            }
        }
    };
    out.finish()?;
    Ok(found(rows))
}

/// Fails for a language without a file.
fn installed(library: &Library, lang: Lang) -> anyhow::Result<()> {
    if library.languages().contains(&lang) {
        return Ok(());
    }
    anyhow::bail!(
        "there is no pattern file for `{lang}`; begin one with `pulih patterns new {lang}`"
    )
}

/// One row a language.
fn overview(reader: &Reader, corpus: Option<&Path>, out: &mut impl Visitor) -> anyhow::Result<u64> {
    let library = reader.pipeline().library();
    let scores = corpus.map(|c| scores(reader, c)).transpose()?;
    let rows = library.languages().into_iter().map(|lang| {
        let rows = compare(library, lang, &[]);
        let has = |part| Cell::Integer(held(&rows, part).0 as i64);
        let score = scores.as_ref().and_then(|s| s.get(lang.as_str()));
        [
            text(lang.as_str()),
            has(Part::Fact),
            has(Part::Key),
            has(Part::Code),
            has(Part::List),
            score.map_or(Cell::Null, |s| Cell::Integer(s.articles.into())),
            score.map_or(Cell::Null, |s| Cell::Real((s.f1 * 1000.0).round() / 1000.0)),
        ]
    });
    let columns = [
        "language", "facts", "keys", "codes", "lists", "articles", "f1",
    ];
    Ok(write(out, columns, rows))
}

/// How well a language reads the corpus.
struct Score {
    articles: u32,
    /// Mean over the rows of `pulih eval`.
    f1: f64,
}

fn scores(reader: &Reader, corpus: &Path) -> anyhow::Result<BTreeMap<String, Score>> {
    let articles = eval::load_corpus(corpus, Some(reader.strip()))?;
    let tally = eval::run(reader.pipeline(), &articles);
    let score = |(lang, rows): (&String, &BTreeMap<&str, eval::Counts>)| {
        let f1 = rows.values().map(|c| c.f1()).sum::<f64>() / rows.len().max(1) as f64;
        let articles = tally.articles.get(lang).copied().unwrap_or(0);
        (lang.clone(), Score { articles, f1 })
    };
    Ok(tally.rows.iter().map(score).collect())
}

/// How many things of a part a language has, of how many there are.
fn held(rows: &[Row], part: Part) -> (usize, usize) {
    let of_part = || rows.iter().filter(|r| r.part == part);
    (of_part().filter(|r| r.here > 0).count(), of_part().count())
}

/// What a language lacks, or all that it may have.
fn against(
    args: &Args,
    library: &Library,
    lang: Lang,
    out: &mut impl Visitor,
) -> anyhow::Result<u64> {
    installed(library, args.against)?;
    let mut others = library.languages();
    others.retain(|l| *l != lang);
    let rows = compare(library, lang, &others);
    let one = others.iter().position(|l| *l == args.against);
    for part in Part::ALL {
        let (has, of) = held(&rows, part);
        say(
            lang.as_str(),
            format_args!("{has} of {of} {}s", part.as_str()),
        );
    }
    let wanted = |r: &&Row| args.all || is_gap(r);
    let cells = rows.iter().filter(wanted).map(|r| {
        [
            text(r.part.as_str()),
            text(&r.name),
            Cell::Integer(r.here as i64),
            Cell::Integer(one.map_or(r.here, |at| r.there[at]) as i64),
            Cell::Integer(r.languages() as i64),
            text(&r.about),
        ]
    });
    let columns = ["part", "name", "here", "against", "languages", "about"];
    Ok(write(out, columns, cells))
}

/// Whether a language lacks what others have. A list of one language alone is that language's own affair.
fn is_gap(row: &Row) -> bool {
    let few = usize::from(row.part == Part::List);
    row.here == 0 && row.languages() > few
}

/// What in texts no pattern took.
fn unread(args: &Args, reader: &Reader, lang: Lang, out: &mut impl Visitor) -> anyhow::Result<u64> {
    let pack = reader.pipeline().pack(lang);
    let pack = pack.map_err(|d| anyhow::anyhow!("{}", d.message))?;
    let options = Options {
        language: Some(lang),
        strip: Some(reader.strip()),
        ..Options::default()
    };
    let mut unread = Unread::default();
    for source in sources(args.texts.clone(), options) {
        match source.and_then(Source::document) {
            Ok(document) => unread.add(&document, &pack),
            Err(e) => say("skipped", format_args!("{e}")),
        }
    }
    let rows = unread.gaps(args.words).into_iter().map(|gap| {
        [
            text(gap.what),
            text(gap.text),
            Cell::Integer(gap.times as i64),
            text(gap.sentence),
            text(gap.document),
            Cell::Integer(gap.byte.into()),
        ]
    });
    let columns = ["what", "text", "times", "sentence", "document", "byte"];
    Ok(write(out, columns, rows))
}
