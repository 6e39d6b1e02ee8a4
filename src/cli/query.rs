//! `pulih query`: rows of one kind that pass some filters.

use super::exit::Exit;
use super::input::Database;
use super::output::{Output, found};
use crate::query::{Filter, Length, Order, Table, ask};
use crate::store::{Access, Store};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

/// Ask for facts, statements or articles
///
/// A table on a terminal, JSON Lines with all columns in a pipe. Exits with 1 if nothing was found.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// What to ask for
    #[arg(value_name = "KIND", value_parser = kinds())]
    kind: Table,

    #[command(flatten)]
    about: About,

    #[command(flatten)]
    rows: Rows,

    /// Column to sort by; with `-` before it, greatest first
    #[arg(
        long,
        value_name = "COLUMN",
        allow_hyphen_values = true,
        help_heading = "Output"
    )]
    sort: Option<Order>,

    /// Most rows
    #[arg(long, short = 'n', value_name = "N", help_heading = "Output")]
    limit: Option<u64>,

    #[command(flatten)]
    output: Output,

    #[command(flatten)]
    database: Database,
}

/// Filters on the article.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Which articles")]
struct About {
    /// About this service: its id or name, such as whatsapp
    #[arg(long, value_name = "NAME")]
    service: Option<String>,

    /// About a service of this provider
    #[arg(long, value_name = "NAME")]
    provider: Option<String>,

    /// About this region: ISO 3166 code or name
    #[arg(long, value_name = "NAME")]
    region: Option<String>,

    /// In this language
    #[arg(long, value_name = "CODE")]
    language: Option<String>,

    /// With this feature affected: a code such as messaging.send, or the front of one
    #[arg(long, value_name = "CODE")]
    feature: Option<String>,

    /// With this cause: a code, or the front of one
    #[arg(long, value_name = "CODE")]
    cause: Option<String>,

    /// Published on this day, month or year, or later
    #[arg(long, value_name = "DATE")]
    since: Option<String>,

    /// Published on this day, month or year, or earlier
    #[arg(long, value_name = "DATE")]
    until: Option<String>,

    /// Leave out articles that are copies, twins or later versions of others
    #[arg(long)]
    originals: bool,

    /// With these words (full text; phrases in double quotes, `word*` for beginnings); of statements, the statement itself
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
}

/// Filters on the row.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Which rows")]
struct Rows {
    /// Can be this long or longer, such as 2h, PT2H or 90m; of counts, this many or more
    #[arg(long, value_name = "LENGTH")]
    min: Option<Length>,

    /// Can be this long or shorter; of counts, this many or fewer
    #[arg(long, value_name = "LENGTH")]
    max: Option<Length>,

    /// Only where --min and --max hold for the whole interval, not just for a part of it
    #[arg(long)]
    certain: bool,

    /// What a duration or moment is to the outage
    #[arg(long, value_name = "ROLE", value_parser = ["outage", "background", "start", "restored", "reported", "other"])]
    role: Option<String>,

    /// Which event a fact belongs to
    #[arg(long, value_name = "EVENT", value_parser = ["main", "background", "hypothetical"])]
    event: Option<String>,

    /// Confidence of this (0 to 1) or more
    #[arg(long, value_name = "NUMBER")]
    min_confidence: Option<f64>,

    /// Words in the speaker of a statement, in who asserts a cause, or in who counts
    #[arg(long, value_name = "WORDS")]
    speaker: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  pulih query durations --service whatsapp --role outage
  pulih query durations --min 8h --certain --csv > long.csv
  pulih query features --region ID --since 2022 --until 2022
  pulih query causes --provider meta --sort -confidence
  pulih query causes --originals
  pulih query statements --speaker 'juru bicara' --language id
  pulih query articles --text '\"server down\" bank' --limit 20";

pub(super) fn run(args: Args) -> anyhow::Result<Exit> {
    let Args { about, rows, .. } = args;
    let filter = Filter {
        service: about.service,
        provider: about.provider,
        region: about.region,
        language: about.language,
        feature: about.feature,
        cause: about.cause,
        since: about.since,
        until: about.until,
        text: about.text,
        originals: about.originals,
        min: rows.min.map(|l| l.0),
        max: rows.max.map(|l| l.0),
        certain: rows.certain,
        role: rows.role,
        event: rows.event,
        min_confidence: rows.min_confidence,
        speaker: rows.speaker,
        sort: args.sort,
        limit: args.limit,
    };
    let mut store = open(&args.database, filter.text.is_some())?;
    let mut out = args.output.writer();
    let columns = args.output.columns();
    let rows = ask(&mut store, args.kind, &filter, columns, &mut out)?;
    out.finish()?;
    Ok(found(rows))
}

/// Opens to read; to write where a full-text index may have to be made, if that is allowed.
fn open(database: &Database, index: bool) -> anyhow::Result<Store> {
    if index && let Ok(store) = Store::open(&database.db, Access::Write, database.wait()) {
        return Ok(store);
    }
    Ok(Store::open(&database.db, Access::Read, database.wait())?)
}

fn kinds() -> impl TypedValueParser<Value = Table> {
    let values = Table::ALL.map(|table| {
        let name = table.as_str();
        let singular = name
            .strip_suffix("es")
            .filter(|_| name.ends_with("ses") && name != "causes");
        PossibleValue::new(name)
            .help(table.about())
            .alias(singular.or_else(|| name.strip_suffix('s')).unwrap_or(name))
    });
    PossibleValuesParser::new(values).try_map(|name| name.parse::<Table>())
}
