//! `pulih explain`: what is seen in a text, and which patterns nearly matched.

use super::exit::Exit;
use super::folders::Folders;
use super::output::stdout;
use crate::explain::{Explanation, Sentence, explain};
use crate::language;
use crate::load::{Options, sources};
use crate::model::{Document, Lang, Published};
use crate::pipeline::Pipeline;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

/// Show what is found in a text and why: tokens, lists, slots with values, patterns that match and that nearly do
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// A sentence, a file, or `-` for standard input
    #[arg(value_name = "TEXT|FILE")]
    what: String,

    /// Language of the text (BCP 47, such as `id`); detected if not given
    #[arg(long, alias = "lang", value_name = "CODE")]
    language: Option<Lang>,

    /// Publication date, from which days and weekdays count
    #[arg(long, value_name = "DATE")]
    published: Option<Published>,

    /// Print JSON
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    folders: Folders,
}

const EXAMPLES: &str = "\
Examples:
  pulih explain 'WhatsApp was down for about two hours.'
  pulih explain --language id 'Gangguan berlangsung selama dua jam.'
  pulih explain news/a.txt --json";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let pipeline = Pipeline::new(args.folders.library()?);
    let document = document(args)?;
    let installed = pipeline.library().languages();
    let (lang, confidence) = match args.language {
        Some(lang) => (lang, 1.0),
        None => language::of_document(&document, &installed),
    };
    let pack = pipeline.pack(lang).map_err(|d| {
        let advice = if lang.is_known() {
            ""
        } else {
            "; name its language with `--language`"
        };
        anyhow::anyhow!("{}{advice}", d.message)
    })?;
    let explanation = explain(&document, &pack, confidence);
    let mut out = stdout();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &explanation).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        let colour = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        print(
            &mut out,
            &explanation,
            if colour { &COLOURS } else { &PLAIN },
        )?;
    }
    out.flush()?;
    Ok(if explanation.facts.is_empty() {
        Exit::Nothing
    } else {
        Exit::Done
    })
}

fn document(args: &Args) -> anyhow::Result<Document> {
    let mut document = if args.what == "-" {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text)?;
        Document {
            id: "-".to_owned(),
            text,
            ..Document::default()
        }
    } else if Path::new(&args.what).is_file() {
        let options = Options {
            language: args.language,
            published: args.published,
            ..Options::default()
        };
        let mut files = sources(vec![PathBuf::from(&args.what)], options);
        match files.next() {
            Some(source) => source?.document()?,
            None => anyhow::bail!("`{}` holds no document", args.what),
        }
    } else {
        Document {
            id: "argument".to_owned(),
            text: args.what.clone(),
            ..Document::default()
        }
    };
    document.published = args.published.or(document.published);
    document.language = args.language.or(document.language);
    Ok(document)
}

/// Escapes around what stands out.
struct Style {
    strong: &'static str,
    good: &'static str,
    bad: &'static str,
    faint: &'static str,
    off: &'static str,
}

const COLOURS: Style = Style {
    strong: "\x1b[1m",
    good: "\x1b[32m",
    bad: "\x1b[31m",
    faint: "\x1b[2m",
    off: "\x1b[0m",
};

const PLAIN: Style = Style {
    strong: "",
    good: "",
    bad: "",
    faint: "",
    off: "",
};

fn print(out: &mut impl Write, e: &Explanation, s: &Style) -> io::Result<()> {
    for sentence in &e.sentences {
        writeln!(out, "{}{}{}", s.strong, sentence.text, s.off)?;
        print_sentence(out, sentence, s)?;
        writeln!(out)?;
    }
    let about = if e.is_outage {
        "reports an outage"
    } else {
        "reports no outage"
    };
    writeln!(out, "{}language {}, {about}{}", s.faint, e.language, s.off)?;
    for f in &e.facts {
        let event = if f.event == "main" {
            String::new()
        } else {
            format!(" ({})", f.event)
        };
        writeln!(
            out,
            "  {}{}{event}{} `{}` in `{}`  {}{} {:.2}{}",
            s.good, f.kind, s.off, f.value, f.text, s.faint, f.pattern, f.confidence, s.off
        )?;
    }
    for d in &e.diagnostics {
        writeln!(out, "  {}{d}{}", s.faint, s.off)?;
    }
    Ok(())
}

fn print_sentence(out: &mut impl Write, sentence: &Sentence, s: &Style) -> io::Result<()> {
    let tokens: Vec<_> = sentence
        .tokens
        .iter()
        .map(|t| match (t.known, t.stem) {
            (true, _) => t.text.clone(),
            (false, true) => format!("{}{}+{}", t.text, s.faint, s.off),
            (false, false) => format!("{}{}{}", s.faint, t.text, s.off),
        })
        .collect();
    writeln!(
        out,
        "  tokens   {}",
        tokens.join(&format!("{}·{}", s.faint, s.off))
    )?;
    for same in sentence.tags.chunk_by(|a, b| a.byte == b.byte) {
        let names: Vec<_> = same
            .iter()
            .map(|t| match &t.value {
                Some(value) => format!("{{{}}} = {value}", t.name),
                None => format!("{{{}}}", t.name),
            })
            .collect();
        writeln!(out, "  list     `{}` {}", same[0].text, names.join(" "))?;
    }
    for m in &sentence.matches {
        let captures: Vec<_> = m
            .captures
            .iter()
            .map(|(n, w)| format!("{{{n}}} `{w}`"))
            .collect();
        let with = if captures.is_empty() {
            String::new()
        } else {
            format!(", {}", captures.join(", "))
        };
        writeln!(
            out,
            "  {}match{}    {} `{}`{with}: {}",
            s.good, s.off, m.pattern, m.text, m.outcome
        )?;
    }
    for n in &sentence.nearly {
        let why = match (&n.forbidden, &n.stopped_at) {
            (Some(why), _) => why.clone(),
            (None, stopped) => {
                let wanted: Vec<_> = n.wanted.iter().take(6).map(|w| format!("`{w}`")).collect();
                let more = if n.wanted.len() > 6 { " ..." } else { "" };
                let at = stopped
                    .as_ref()
                    .map_or("at the end".to_owned(), |t| format!("at `{t}`"));
                format!("stops {at}, wants {}{more}", wanted.join(" or "))
            }
        };
        writeln!(
            out,
            "  {}nearly{}   {} `{}`: {why}",
            s.bad, s.off, n.pattern, n.text
        )?;
    }
    Ok(())
}
