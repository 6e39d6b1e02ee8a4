//! `pulih patterns check`: findings on standard output, a count on standard error.

use crate::check::{self, Report, name_of};
use crate::cli::exit::{Exit, say};
use crate::cli::folders::{Folders, open, render};
use crate::cli::output::stdout;
use crate::pattern::error::closest;
use crate::pattern::{Library, PatternError};
use serde_json::json;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Parse and lint pattern files, and run every example in them
///
/// Checks all files, or those that are named by path or by language. Examples run as if published on 25 October 2022.
/// Exit code 1 if there is an error, or with --strict a warning.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// Pattern files, or names of languages
    #[arg(value_name = "FILE|LANG")]
    what: Vec<String>,

    /// Fail on warnings too
    #[arg(long)]
    strict: bool,

    /// One JSON object a finding
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    folders: Folders,
}

const EXAMPLES: &str = "\
Examples:
  pulih patterns check
  pulih patterns check id en --strict
  pulih patterns check my-patterns/id.toml";

/// Most findings of one file that are shown to people.
const SHOWN: usize = 100;

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let mut out = stdout();
    let mut failed = false;
    for (library, names) in &subjects(args)? {
        for name in names {
            let report = check::check(library, name);
            failed |= show(&mut out, &report, args)?;
        }
    }
    out.flush()?;
    Ok(if failed { Exit::Nothing } else { Exit::Done })
}

/// What to check: names, each list in its library. A file's own folder overrides all others.
fn subjects(args: &Args) -> anyhow::Result<Vec<(Library, Vec<String>)>> {
    if args.what.is_empty() {
        let library = args.folders.library()?;
        let names = library.names().map(str::to_owned).collect();
        return Ok(vec![(library, names)]);
    }
    let mut out: Vec<(Library, Vec<String>)> = Vec::new();
    let mut languages = Vec::new();
    for what in &args.what {
        let path = Path::new(what);
        if !(path.is_file() || what.contains(std::path::MAIN_SEPARATOR)) {
            languages.push(what.clone());
            continue;
        }
        let name = name_of(path).ok_or_else(|| {
            anyhow::anyhow!("`{what}` is no pattern file; its name must end in `.toml`")
        })?;
        std::fs::metadata(path)
            .map_err(|e| anyhow::anyhow!("cannot read the pattern file `{what}`: {e}"))?;
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
        let mut folders: Vec<PathBuf> = args.folders.all();
        folders.push(folder.unwrap_or(Path::new(".")).to_owned());
        out.push((open(&folders)?, vec![name.to_owned()]));
    }
    if !languages.is_empty() {
        let library = args.folders.library()?;
        for name in &languages {
            if !library.names().any(|n| n == name) {
                let advice = closest(name, library.names())
                    .map_or_else(String::new, |n| format!("; did you mean `{n}`?"));
                anyhow::bail!("there is no language and no file `{name}`{advice}");
            }
        }
        out.push((library, languages));
    }
    Ok(out)
}

/// Prints what was found; whether the file fails.
fn show(out: &mut impl Write, report: &Report, args: &Args) -> io::Result<bool> {
    let errors = report.findings.iter().filter(|f| f.is_error()).count();
    let warnings = report.findings.len() - errors;
    if args.json {
        for finding in &report.findings {
            serde_json::to_writer(&mut *out, &as_json(&report.name, finding))?;
            writeln!(out)?;
        }
    } else {
        let terminal = io::stdout().is_terminal();
        for finding in report.findings.iter().take(SHOWN) {
            writeln!(out, "{}\n", render(finding, terminal).trim_end())?;
        }
        if let Some(more) = report.findings.len().checked_sub(SHOWN).filter(|&n| n > 0) {
            writeln!(out, "... and {more} more\n")?;
        }
    }
    out.flush()?;
    let verdict = match (errors, warnings) {
        (0, 0) => "good".to_owned(),
        (0, w) => count(w, "warning"),
        (e, 0) => count(e, "error"),
        (e, w) => format!("{}, {}", count(e, "error"), count(w, "warning")),
    };
    say(
        &report.name,
        format_args!(
            "{}, {}: {verdict}",
            count(report.patterns, "pattern"),
            count(report.examples, "example")
        ),
    );
    Ok(errors > 0 || (args.strict && warnings > 0))
}

fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

fn as_json(name: &str, finding: &PatternError) -> serde_json::Value {
    let place = finding.place.as_ref();
    let at = place.map(|p| p.line_column());
    json!({
        "file": place.map_or(name, |p| &*p.path),
        "line": at.map(|(line, _)| line),
        "column": at.map(|(_, column)| column),
        "byte": place.map(|p| [p.span.start, p.span.end]),
        "level": if finding.is_error() { "error" } else { "warning" },
        "message": finding.message,
        "label": finding.label,
        "help": finding.help,
    })
}
