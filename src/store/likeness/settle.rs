//! Comparing each new article with those that may be like it, a thousand at a time.
//!
//! They are taken in their order, so that of a thousand copies each is found with its first look at their keys.

use super::sketch::Sketch;
use super::{Connection, Rank, Result, params};
use rusqlite::{OptionalExtension, Row, TransactionBehavior};
use rustc_hash::FxHashSet;

/// Part of their shingles that near copies share: a wire story with a paragraph cut and another head keeps seven tenths,
/// two reports of one event written apart share less than two.
const NEAR: f64 = 0.6;
/// Part that versions at one address share: enough to leave out pages whose canonical address is broken.
const SAME_PAGE: f64 = 0.15;
/// Most articles that one is compared with: more share a key only where a site's own words are half of every page.
const MOST: usize = 5000;
/// Articles in one transaction.
pub(crate) const BATCH: usize = 1000;

/// An article with what it is compared by.
struct Compared {
    n: i64,
    rank: Rank,
    words: Option<i64>,
    sketch: Option<Sketch>,
    address: Option<i64>,
    variant: bool,
}

const COLUMNS: &str =
    "l.article, l.published_s, l.fetched_s, l.number, l.words, l.sketch, l.address, l.variant";

fn compared(row: &Row<'_>) -> Result<Compared> {
    let sketch = row.get_ref(5)?.as_blob_or_null()?;
    Ok(Compared {
        n: row.get(0)?,
        rank: [row.get(1)?, row.get(2)?, row.get(3)?],
        words: row.get(4)?,
        sketch: sketch.and_then(Sketch::from_bytes),
        address: row.get(6)?,
        variant: row.get(7)?,
    })
}

/// What one article is to an earlier one.
struct Tie {
    /// Ties at one address go before others.
    elsewhere: bool,
    kind: &'static str,
    likeness: f64,
}

/// What `later` is to `earlier`, if they are alike.
fn tie(later: &Compared, earlier: &Compared) -> Option<Tie> {
    let exact = later.words == earlier.words;
    let likeness = match (&later.sketch, &earlier.sketch) {
        _ if exact => 1.0,
        (Some(a), Some(b)) => a.likeness(b),
        _ => 0.0,
    };
    let here = later.address.is_some() && later.address == earlier.address;
    let twins = exact || later.variant != earlier.variant && likeness >= NEAR;
    let kind = match here {
        true if twins => "twin",
        true if likeness >= SAME_PAGE => "version",
        _ if exact => "exact",
        _ if likeness >= NEAR => "near",
        _ => return None,
    };
    Some(Tie {
        elsewhere: !here,
        kind,
        likeness,
    })
}

/// Compares all articles that were not compared yet.
pub(crate) fn settle(connection: &mut Connection) -> Result<()> {
    loop {
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let sql = format!(
            "SELECT {COLUMNS} FROM likeness l WHERE settled = 0 ORDER BY published_s, fetched_s, number LIMIT {BATCH}"
        );
        let batch: Vec<Compared> = step
            .prepare_cached(&sql)?
            .query_map([], compared)?
            .collect::<Result<_>>()?;
        for article in &batch {
            // Written by a program that did not compare articles: read now, compared in the next turn.
            if article.words.is_none() {
                read_again(&step, article.n)?;
            } else {
                settle_one(&step, article)?;
            }
        }
        let done = batch.is_empty();
        step.commit()?;
        if done {
            return Ok(());
        }
    }
}

fn read_again(connection: &Connection, n: i64) -> Result<()> {
    let (id, document) = super::super::article::by_number(connection, n)?;
    super::note(
        connection,
        n,
        &id,
        &document,
        &super::Likeness::of(&document),
    )
}

fn settle_one(connection: &Connection, article: &Compared) -> Result<()> {
    connection
        .prepare_cached("UPDATE likeness SET settled = 1 WHERE article = ?")?
        .execute([article.n])?;
    let ways = ways(connection, article)?;
    if let Some(sketch) = &article.sketch {
        let mut add = connection
            .prepare_cached("INSERT OR REPLACE INTO likeness_key VALUES (?, ?, ?, ?, ?)")?;
        let [published, fetched, number] = article.rank;
        for key in sketch.keys() {
            add.execute(params![key, published, fetched, number, article.n])?;
        }
    }
    let origin = origin(connection, article, &ways)?;
    write(
        connection,
        article,
        origin.as_ref().map(|(tie, origin)| (tie, origin.n)),
    )?;
    for later in later(connection, article, &ways)? {
        let Some(tie) = tie(&later, article) else {
            continue;
        };
        let better = standing(connection, &later)?
            .is_none_or(|(elsewhere, rank)| (tie.elsewhere, article.rank) < (elsewhere, rank));
        if better {
            write(connection, &later, Some((&tie, article.n)))?;
        }
    }
    Ok(())
}

/// The earliest article that is like this one, at its address before elsewhere: the earliest of each way there is.
fn origin(
    connection: &Connection,
    article: &Compared,
    ways: &[Way],
) -> Result<Option<(Tie, Compared)>> {
    let mut origin: Option<(Tie, Compared)> = None;
    let mut seen = FxHashSet::default();
    for way in ways {
        each(
            connection,
            way,
            Side::Before,
            article,
            &mut seen,
            &mut |earlier| {
                let Some(tie) = tie(article, &earlier) else {
                    return true;
                };
                let better = origin
                    .as_ref()
                    .is_none_or(|(t, o)| (tie.elsewhere, earlier.rank) < (t.elsewhere, o.rank));
                if better {
                    origin = Some((tie, earlier));
                }
                false
            },
        )?;
    }
    Ok(origin)
}

/// Later articles that may be like this one.
fn later(connection: &Connection, article: &Compared, ways: &[Way]) -> Result<Vec<Compared>> {
    let mut found = Vec::new();
    let mut seen = FxHashSet::default();
    for way in ways {
        each(
            connection,
            way,
            Side::Behind,
            article,
            &mut seen,
            &mut |later| {
                found.push(later);
                true
            },
        )?;
    }
    Ok(found)
}

/// A way to find articles that may be like one: where to look, and the number that is shared.
enum Way {
    Address(i64),
    Words(i64),
    Key(i64),
}

/// The ways to find articles that may be like this one; most share no key with any.
fn ways(connection: &Connection, article: &Compared) -> Result<Vec<Way>> {
    let address = article.address.map(Way::Address);
    let mut ways: Vec<Way> = address
        .into_iter()
        .chain(article.words.map(Way::Words))
        .collect();
    if let Some(sketch) = &article.sketch {
        let keys = sketch.keys();
        let mut ask = connection.prepare_cached(
            "SELECT DISTINCT key FROM likeness_key WHERE key IN (?, ?, ?, ?, ?, ?, ?, ?)",
        )?;
        let known: Vec<i64> = ask
            .query_map(keys, |row| row.get(0))?
            .collect::<Result<_>>()?;
        let keys = keys.into_iter().filter(|key| known.contains(key));
        ways.extend(keys.map(Way::Key));
    }
    Ok(ways)
}

/// Before an article in the order, or behind it.
#[derive(Clone, Copy)]
enum Side {
    Before,
    Behind,
}

/// Calls `visit` with the settled articles of a way on one side, in their order, each once, until it says `false`.
fn each(
    connection: &Connection,
    way: &Way,
    side: Side,
    article: &Compared,
    seen: &mut FxHashSet<i64>,
    visit: &mut dyn FnMut(Compared) -> bool,
) -> Result<()> {
    let side = match side {
        Side::Before => '<',
        Side::Behind => '>',
    };
    let (from, number) = match way {
        Way::Address(number) => ("likeness l WHERE l.address = ? AND l.settled = 1", number),
        Way::Words(number) => ("likeness l WHERE l.words = ? AND l.settled = 1", number),
        Way::Key(number) => (
            "likeness_key k CROSS JOIN likeness l ON l.article = k.article WHERE k.key = ?",
            number,
        ),
    };
    let by = if matches!(way, Way::Key(_)) { "k" } else { "l" };
    let order = format!("{by}.published_s, {by}.fetched_s, {by}.number");
    let sql = format!(
        "SELECT {COLUMNS} FROM {from} AND ({order}) {side} (?, ?, ?) ORDER BY {order} LIMIT {MOST}"
    );
    let [published, fetched, last] = article.rank;
    let mut ask = connection.prepare_cached(&sql)?;
    let mut rows = ask.query([*number, published, fetched, last])?;
    while let Some(row) = rows.next()? {
        // What was looked at by another way was not alike, or is known.
        if seen.insert(row.get(0)?) && !visit(compared(row)?) {
            return Ok(());
        }
    }
    Ok(())
}

/// Whether the present origin of an article is elsewhere, and its place in the order.
fn standing(connection: &Connection, article: &Compared) -> Result<Option<(bool, Rank)>> {
    connection
        .prepare_cached(
            "SELECT c.kind IN ('exact', 'near'), l.published_s, l.fetched_s, l.number
             FROM copy c JOIN likeness l ON l.article = c.origin WHERE c.article = ?",
        )?
        .query_row([article.n], |row| {
            Ok((row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?]))
        })
        .optional()
}

fn write(connection: &Connection, article: &Compared, origin: Option<(&Tie, i64)>) -> Result<()> {
    match origin {
        Some((tie, origin)) => {
            let likeness = (tie.likeness * 100.0).round() / 100.0;
            connection
                .prepare_cached("INSERT OR REPLACE INTO copy VALUES (?, ?, ?, ?)")?
                .execute(params![article.n, origin, tie.kind, likeness])?;
        }
        None => {
            connection
                .prepare_cached("DELETE FROM copy WHERE article = ?")?
                .execute([article.n])?;
        }
    }
    Ok(())
}

/// Takes an article out of what others are compared with; those that had it for their origin are compared again.
pub(crate) fn forget(connection: &Connection, n: i64) -> Result<()> {
    let sql = format!("SELECT {COLUMNS} FROM likeness l WHERE article = ?");
    let Some(article) = connection
        .prepare_cached(&sql)?
        .query_row([n], compared)
        .optional()?
    else {
        return Ok(());
    };
    connection
        .prepare_cached("UPDATE likeness SET settled = 0 WHERE article IN (SELECT article FROM copy WHERE origin = ?)")?
        .execute([n])?;
    connection
        .prepare_cached("DELETE FROM copy WHERE article = ?1 OR origin = ?1")?
        .execute([n])?;
    if let Some(sketch) = &article.sketch {
        let mut take = connection.prepare_cached(
            "DELETE FROM likeness_key WHERE key = ? AND published_s = ? AND fetched_s = ? AND number = ?",
        )?;
        let [published, fetched, number] = article.rank;
        for key in sketch.keys() {
            take.execute(params![key, published, fetched, number])?;
        }
    }
    connection
        .prepare_cached("DELETE FROM likeness WHERE article = ?")?
        .execute([n])?;
    Ok(())
}

/// Articles that are no origin, by what they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copies {
    /// With the words of another article.
    pub exact: u64,
    /// With most of its words.
    pub near: u64,
    /// Second forms of a page, such as its AMP page, or the page fetched again unchanged.
    pub twins: u64,
    /// Other texts at the address of an earlier one.
    pub versions: u64,
}

/// How many of the articles written in a run are copies.
pub(crate) fn counts(connection: &Connection, run: i64) -> Result<Copies> {
    let mut copies = Copies::default();
    let mut ask = connection
        .prepare("SELECT c.kind, count(*) FROM copy c JOIN article a ON a.n = c.article WHERE a.run = ? GROUP BY c.kind")?;
    let mut rows = ask.query([run])?;
    while let Some(row) = rows.next()? {
        let kind: String = row.get(0)?;
        let count = row.get::<_, i64>(1)? as u64;
        match kind.as_str() {
            "exact" => copies.exact = count,
            "near" => copies.near = count,
            "twin" => copies.twins = count,
            _ => copies.versions = count,
        }
    }
    Ok(copies)
}
