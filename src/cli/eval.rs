//! `pulih eval`: the corpus as a judge.

use super::exit::{Exit, say};
use super::folders::Folders;
use super::output::stdout;
use super::reader::Reader;
use crate::eval::{self, Counts, Floors, ROWS, Tally};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Score the facts of a corpus against its gold
///
/// A corpus holds LANGUAGE/ARTICLE/source.txt (or source.html) and gold.json. Prints precision, recall and F1 of each kind
/// and language, and with --errors what was missed and what was found too much, by kind.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(super) struct Args {
    /// Folder of the corpus
    #[arg(value_name = "DIR", default_value = "corpus")]
    corpus: PathBuf,

    /// Only this language
    #[arg(long, value_name = "CODE")]
    language: Option<String>,

    /// Print so many wrong answers of each kind
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,

    /// Print JSON with all counts and wrong answers
    #[arg(long, conflicts_with = "markdown")]
    json: bool,

    /// Print the tables of the README
    #[arg(long)]
    markdown: bool,

    /// Fail if a score undercuts its floor in DIR/floors.toml
    #[arg(long)]
    floors: bool,

    /// Write DIR/floors.toml from these scores
    #[arg(long, conflicts_with_all = ["floors", "language"])]
    set_floors: bool,

    #[command(flatten)]
    folders: Folders,
}

const EXAMPLES: &str = "\
Examples:
  pulih eval corpus/                             scores of all kinds and languages
  pulih eval corpus/ --language id --errors 20   and what is wrong
  pulih eval corpus/ --floors                    exit 1 if a score has fallen";

pub(super) fn run(args: Args) -> anyhow::Result<Exit> {
    let reader = Reader::open(&args.folders)?;
    let mut articles = eval::load_corpus(&args.corpus, Some(reader.strip()))?;
    if let Some(language) = &args.language {
        articles.retain(|a| &a.language == language);
    }
    if articles.is_empty() {
        let of = args
            .language
            .map_or(String::new(), |l| format!(" of language `{l}`"));
        anyhow::bail!(
            "`{}` holds no articles{of}: they lie in LANGUAGE/ARTICLE, with source.txt or source.html and gold.json",
            args.corpus.display()
        );
    }
    let tally = eval::run(reader.pipeline(), &articles);
    let mut out = stdout();
    if args.json {
        serde_json::to_writer(&mut out, &tally)?;
        writeln!(out)?;
    } else if args.markdown {
        markdown(&mut out, &tally)?;
    } else {
        table(&mut out, &tally)?;
        errors(&mut out, &tally, args.errors)?;
    }
    out.flush()?;
    let path = args.corpus.join("floors.toml");
    let digest = eval::digest(&args.corpus)?;
    if args.set_floors {
        write_floors(&path, &Floors::of(&tally, &digest))?;
    }
    if args.floors && !hold(&path, &tally, &digest)? {
        return Ok(Exit::Nothing);
    }
    Ok(Exit::Done)
}

fn write_floors(path: &Path, floors: &Floors) -> anyhow::Result<()> {
    let text = format!(
        "# F1 that may not be undercut; written by `pulih eval --set-floors`, lowered only with a reason in the changelog.\n{}",
        toml::to_string(floors)?
    );
    std::fs::write(path, text)
        .map_err(|e| anyhow::anyhow!("cannot write `{}`: {e}", path.display()))
}

/// Whether all floors hold; says which do not.
fn hold(path: &Path, tally: &Tally, digest: &str) -> anyhow::Result<bool> {
    let text = std::fs::read_to_string(path)
        .map_err(|e| anyhow::anyhow!("cannot read `{}`: {e}", path.display()))?;
    let floors: Floors =
        toml::from_str(&text).map_err(|e| anyhow::anyhow!("`{}`: {e}", path.display()))?;
    let broken = floors.broken(tally, digest);
    for line in &broken {
        say("floor", format_args!("{line}"));
    }
    Ok(broken.is_empty())
}

/// Counts over all languages, by row.
fn total(tally: &Tally) -> BTreeMap<&'static str, Counts> {
    let mut all: BTreeMap<&'static str, Counts> = BTreeMap::new();
    for rows in tally.rows.values() {
        for (row, c) in rows {
            let sum = all.entry(row).or_default();
            sum.hits += c.hits;
            sum.extra += c.extra;
            sum.missed += c.missed;
        }
    }
    all
}

fn table(out: &mut impl Write, tally: &Tally) -> std::io::Result<()> {
    let langs: Vec<&String> = tally.articles.keys().collect();
    let articles: Vec<String> = tally
        .articles
        .iter()
        .map(|(l, n)| format!("{l} {n}"))
        .collect();
    writeln!(out, "articles: {}\n", articles.join(", "))?;
    write!(
        out,
        "{:<20} {:>6} {:>6} {:>6} | {:>5} {:>5} {:>6} |",
        "", "P", "R", "F1", "right", "extra", "missed"
    )?;
    for l in &langs {
        write!(out, " {l:>6}")?;
    }
    writeln!(out)?;
    let total = total(tally);
    for (row, _) in ROWS {
        let c = total.get(row).copied().unwrap_or_default();
        write!(
            out,
            "{row:<20} {:>6.3} {:>6.3} {:>6.3} | {:>5} {:>5} {:>6} |",
            c.precision(),
            c.recall(),
            c.f1(),
            c.hits,
            c.extra,
            c.missed
        )?;
        for l in &langs {
            write!(
                out,
                " {:>6.3}",
                tally.rows[*l].get(row).copied().unwrap_or_default().f1()
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn errors(out: &mut impl Write, tally: &Tally, most: usize) -> std::io::Result<()> {
    for (row, meaning) in ROWS.iter().filter(|_| most > 0) {
        let misses: Vec<_> = tally.misses.iter().filter(|m| m.row == *row).collect();
        if misses.is_empty() {
            continue;
        }
        writeln!(out, "\n{row} ({meaning}): {} wrong", misses.len())?;
        for m in misses.iter().take(most) {
            writeln!(
                out,
                "  {:<6} {:<28} {}  [{}]",
                m.what,
                m.article,
                m.text.replace('\n', " "),
                m.value
            )?;
        }
    }
    Ok(())
}

fn markdown(out: &mut impl Write, tally: &Tally) -> std::io::Result<()> {
    let langs: Vec<&String> = tally.articles.keys().collect();
    write!(out, "| F1 |")?;
    for l in &langs {
        write!(out, " {l} ({} articles) |", tally.articles[*l])?;
    }
    write!(out, " all |\n| --- |")?;
    for _ in 0..=langs.len() {
        write!(out, " ---: |")?;
    }
    writeln!(out)?;
    let total = total(tally);
    for (row, meaning) in ROWS {
        write!(out, "| {row}: {meaning} |")?;
        for l in &langs {
            write!(
                out,
                " {:.2} |",
                tally.rows[*l].get(row).copied().unwrap_or_default().f1()
            )?;
        }
        writeln!(
            out,
            " {:.2} |",
            total.get(row).copied().unwrap_or_default().f1()
        )?;
    }
    Ok(())
}
