//! `pulih patterns list`: languages, or what one of them holds.

use crate::cli::exit::Exit;
use crate::cli::folders::Folders;
use crate::cli::output::{Output, found};
use crate::pattern::Library;
use crate::pattern::error::closest;
use crate::pattern::library::Merged;
use crate::query::{Cell, Visitor};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// List languages, or the patterns or lists of one
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// Language whose patterns are listed; without it, all languages
    #[arg(value_name = "LANG")]
    language: Option<String>,

    /// List the language's lists of words and not its patterns
    #[arg(long, requires = "language")]
    lists: bool,

    #[command(flatten)]
    output: Output,

    #[command(flatten)]
    folders: Folders,
}

const EXAMPLES: &str = "\
Examples:
  pulih patterns list
  pulih patterns list id
  pulih patterns list id --lists --csv";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let library = args.folders.library()?;
    let mut out = args.output.writer();
    let rows = match &args.language {
        None => languages(&library, &mut out),
        Some(name) => {
            if !library.names().any(|n| n == name) {
                let advice = closest(name, library.names())
                    .map_or_else(String::new, |n| format!("; did you mean `{n}`?"));
                anyhow::bail!("there is no language `{name}`{advice}");
            }
            let (merged, _) = library.merge(name);
            if args.lists {
                lists(&merged, &mut out)
            } else {
                patterns(&merged, &mut out)
            }
        }
    };
    out.finish()?;
    Ok(found(rows))
}

/// Writes rows; how many there were.
pub(super) fn write<const N: usize>(
    out: &mut impl Visitor,
    columns: [&str; N],
    rows: impl Iterator<Item = [Cell; N]>,
) -> u64 {
    let mut count = 0;
    if out.columns(&columns.map(str::to_owned)).is_continue() {
        for row in rows {
            count += 1;
            if let ControlFlow::Break(()) = out.row(&row) {
                break;
            }
        }
    }
    count
}

pub(super) fn text(s: impl Into<String>) -> Cell {
    Cell::Text(s.into())
}

fn languages(library: &Library, out: &mut impl Visitor) -> u64 {
    let rows = library.languages().into_iter().map(|lang| {
        let (merged, errors) = library.merge(lang.as_str());
        let examples = merged.patterns.iter().map(|p| p.yes.len() + p.no.len());
        [
            text(lang.as_str()),
            text(&merged.header.name),
            Cell::Integer(merged.patterns.len() as i64),
            Cell::Integer(examples.sum::<usize>() as i64),
            Cell::Integer(merged.entries.len() as i64),
            text(if errors.is_empty() {
                library.path(lang.as_str())
            } else {
                format!("{} (broken)", library.path(lang.as_str()))
            }),
        ]
    });
    let columns = ["language", "name", "patterns", "examples", "words", "file"];
    write(out, columns, rows)
}

fn patterns(merged: &Merged, out: &mut impl Visitor) -> u64 {
    let rows = merged.patterns.iter().map(|p| {
        let templates: Vec<_> = p.matches.iter().map(|(t, _)| t.as_str()).collect();
        let (line, _) = p.place.line_column();
        [
            text(&p.id),
            text(&p.fact),
            text(templates.join("\n")),
            Cell::Integer(p.yes.len() as i64),
            Cell::Integer(p.no.len() as i64),
            text(format!("{}:{line}", p.place.path)),
        ]
    });
    write(
        out,
        ["pattern", "fact", "match", "yes", "no", "place"],
        rows,
    )
}

fn lists(merged: &Merged, out: &mut impl Visitor) -> u64 {
    let mut lists: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for entry in &merged.entries {
        lists.entry(&entry.group).or_default().push(&entry.text);
    }
    let rows = lists.into_iter().map(|(name, words)| {
        [
            text(name),
            Cell::Integer(words.len() as i64),
            text(words.join(", ")),
        ]
    });
    write(out, ["list", "words", "text"], rows)
}
