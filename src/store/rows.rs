//! One article's results as rows.
//!
//! Enters: a document, what it yielded, and an open transaction. Leaves: rows in the tables of the article. What stood
//! there before must be gone ([`clear`]).

use super::id::{fact_id, statement_id};

use crate::model::{
    CharOffsets, Extraction, Fact, Moment, PatternRef, Polarity, Span, Statement, Value,
};
use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, Result, params};
use rustc_hash::FxHashSet;

/// Patterns whose row is known to exist, so that each is asked for once a transaction.
pub(crate) type KnownPatterns = FxHashSet<PatternRef>;

/// `2022-10-25T09:10:00Z`, the form of every instant in the tables.
pub(crate) fn utc(t: DateTime<Utc>) -> String {
    t.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// Removes everything that an earlier reading of the article left.
pub(crate) fn clear(connection: &Connection, article: &str) -> Result<()> {
    for sql in [
        "DELETE FROM fact WHERE article = ?",
        "DELETE FROM statement WHERE article = ?",
        "DELETE FROM subject WHERE article = ?",
        "DELETE FROM summary WHERE article = ?",
        "DELETE FROM diagnostic WHERE article = ?",
    ] {
        connection.prepare_cached(sql)?.execute([article])?;
    }
    Ok(())
}

/// Writes everything that belongs to the article.
pub(crate) fn insert(
    connection: &Connection,
    article: &str,
    text: &str,
    found: &Extraction,
    patterns: &mut KnownPatterns,
) -> Result<()> {
    let chars = CharOffsets::new(text);
    insert_subjects(connection, article, found)?;
    insert_summary(connection, article, found)?;
    let mut earlier: (Option<&Fact>, usize) = (None, 0);
    for fact in &found.facts {
        let same = earlier
            .0
            .is_some_and(|e| e.span == fact.span && e.kind == fact.kind);
        earlier = (Some(fact), if same { earlier.1 + 1 } else { 1 });
        let id = fact_id(article, fact, earlier.1);
        insert_pattern(connection, &fact.pattern, patterns)?;
        insert_fact(connection, article, &id, fact, text, &chars)?;
    }
    let mut ids = FxHashSet::default();
    for statement in &found.statements {
        insert_pattern(connection, &statement.pattern, patterns)?;
        let whole = statement
            .parts
            .iter()
            .copied()
            .reduce(Span::join)
            .unwrap_or_default();
        let id = (1..=found.statements.len())
            .map(|nth| statement_id(article, whole, nth))
            .find(|id| ids.insert(id.clone()))
            .expect("there are as many numbers as statements");
        insert_statement(connection, article, (&id, whole), statement, text, &chars)?;
    }
    for (position, d) in found.diagnostics.iter().enumerate() {
        connection
            .prepare_cached("INSERT INTO diagnostic VALUES (?, ?, ?, ?, ?, ?, ?)")?
            .execute(params![
                article,
                position as i64,
                d.code,
                format!("{:?}", d.severity).to_lowercase(),
                d.message,
                d.span.map(|s| s.start),
                d.span.map(|s| s.end),
            ])?;
    }
    Ok(())
}

fn insert_pattern(
    connection: &Connection,
    pattern: &PatternRef,
    known: &mut KnownPatterns,
) -> Result<()> {
    if !known.contains(pattern) {
        let language = pattern
            .id
            .split_once('.')
            .map(|(l, _)| l)
            .filter(|l| *l != "slot");
        connection
            .prepare_cached(
                "INSERT OR IGNORE INTO pattern (id, fingerprint, language) VALUES (?, ?, ?)",
            )?
            .execute(params![pattern.id, pattern.fingerprint, language])?;
        known.insert(pattern.clone());
    }
    Ok(())
}

fn insert_fact(
    connection: &Connection,
    article: &str,
    id: &str,
    fact: &Fact,
    text: &str,
    chars: &CharOffsets<'_>,
) -> Result<()> {
    let code = match &fact.value {
        Value::Cause(c) => Some(c.code.as_str()),
        Value::Code { code } => Some(code.as_str()),
        Value::Name(n) => n.code.as_deref(),
        _ => None,
    };
    let [start_char, end_char] = chars.of(fact.span);
    connection
        .prepare_cached(
            "INSERT INTO fact (id, article, kind, role, event, polarity, code, text, start_byte, end_byte, start_char,
             end_char, confidence, pattern, fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            id,
            article,
            fact.kind.as_str(),
            fact.role.map(crate::model::Role::as_str),
            fact.event.as_str(),
            match fact.polarity {
                Polarity::Affirmed => "affirmed",
                Polarity::Denied => "denied",
            },
            code,
            fact.span.of(text),
            fact.span.start,
            fact.span.end,
            start_char,
            end_char,
            decimal(fact.confidence),
            fact.pattern.id,
            fact.pattern.fingerprint,
        ])?;
    insert_value(connection, id, &fact.value)
}

fn insert_value(connection: &Connection, fact: &str, value: &Value) -> Result<()> {
    let rows = match value {
        Value::Duration(d) => connection
            .prepare_cached("INSERT INTO duration VALUES (?, ?, ?, ?, ?, ?, ?, ?)")?
            .execute(params![
                fact,
                d.min_s,
                d.max_s,
                d.point_s,
                d.approx,
                d.bound.as_str(),
                d.grain.as_str(),
                d.iso()
            ])?,
        Value::Moment(m) => connection
            .prepare_cached("INSERT INTO moment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?
            .execute(params![
                fact,
                m.earliest.map(utc),
                m.earliest.map(|t| t.timestamp()),
                m.latest.map(utc),
                m.latest.map(|t| t.timestamp()),
                m.local,
                m.zone,
                m.utc_offset_minutes,
                m.zone_basis.as_str(),
                m.anchor.as_str(),
                m.weekday,
                m.grain.as_str(),
                m.approx
            ])?,
        Value::Count(c) => connection
            .prepare_cached("INSERT INTO count VALUES (?, ?, ?, ?, ?, ?)")?
            .execute(params![
                fact,
                c.min,
                c.max,
                c.unit.as_str(),
                c.approx,
                c.source
            ])?,
        Value::Cause(c) => connection
            .prepare_cached("INSERT INTO cause VALUES (?, ?, ?)")?
            .execute(params![fact, c.asserted_by, c.certainty.as_str()])?,
        Value::Name(n) => connection
            .prepare_cached("INSERT INTO name VALUES (?, ?)")?
            .execute(params![fact, n.name])?,
        Value::Code { .. } => return Ok(()),
    };
    debug_assert_eq!(rows, 1);
    Ok(())
}

fn insert_statement(
    connection: &Connection,
    article: &str,
    (id, whole): (&str, Span),
    s: &Statement,
    text: &str,
    chars: &CharOffsets<'_>,
) -> Result<()> {
    let speaker = s.speaker.as_ref();
    let [start_char, end_char] = chars.of(whole);
    connection
        .prepare_cached(
            "INSERT INTO statement (id, article, kind, text, start_byte, end_byte, start_char, end_char, speaker, speaker_start_byte, speaker_end_byte, speaker_name,
             speaker_role, speaker_organisation, resolution, cue, cue_start_byte, cue_end_byte, via, confidence, pattern,
             fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            id,
            article,
            s.kind.as_str(),
            s.text,
            whole.start,
            whole.end,
            start_char,
            end_char,
            speaker.map(|p| &p.text),
            speaker.map(|p| p.span.start),
            speaker.map(|p| p.span.end),
            speaker.and_then(|p| p.name.as_ref()),
            speaker.and_then(|p| p.role.as_ref()),
            speaker.and_then(|p| p.organisation.as_ref()),
            s.resolution.as_str(),
            s.cue.map(|c| c.of(text)),
            s.cue.map(|c| c.start),
            s.cue.map(|c| c.end),
            s.via,
            decimal(s.confidence),
            s.pattern.id,
            s.pattern.fingerprint,
        ])?;
    for (position, &part) in s.parts.iter().enumerate() {
        let [start_char, end_char] = chars.of(part);
        connection
            .prepare_cached("INSERT INTO statement_part VALUES (?, ?, ?, ?, ?, ?)")?
            .execute(params![
                id,
                position as i64,
                part.start,
                part.end,
                start_char,
                end_char
            ])?;
    }
    Ok(())
}

fn insert_subjects(connection: &Connection, article: &str, found: &Extraction) -> Result<()> {
    let lists = [
        ("service", &found.services),
        ("provider", &found.providers),
        ("region", &found.regions),
    ];
    for (kind, names) in lists {
        for (position, name) in names.iter().enumerate() {
            connection
                .prepare_cached("INSERT INTO subject VALUES (?, ?, ?, ?, ?)")?
                .execute(params![
                    article,
                    kind,
                    position as i64,
                    name.name,
                    name.canonical
                ])?;
        }
    }
    Ok(())
}

fn insert_summary(connection: &Connection, article: &str, found: &Extraction) -> Result<()> {
    let s = &found.summary;
    let earliest = |m: &Option<Moment>| m.as_ref().and_then(|m| m.earliest).map(utc);
    let latest = |m: &Option<Moment>| m.as_ref().and_then(|m| m.latest).map(utc);
    connection
        .prepare_cached(
            "INSERT INTO summary VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            article,
            s.service,
            s.provider,
            earliest(&s.start),
            latest(&s.start),
            s.start.as_ref().and_then(|m| m.local.as_ref()),
            s.start.as_ref().and_then(|m| m.zone.as_ref()),
            earliest(&s.restored),
            latest(&s.restored),
            s.restored.as_ref().and_then(|m| m.local.as_ref()),
            s.restored.as_ref().and_then(|m| m.zone.as_ref()),
            s.duration.and_then(|d| d.min_s),
            s.duration.and_then(|d| d.max_s),
            s.duration.and_then(|d| d.point_s),
            s.status,
            s.impact,
            s.scope,
            s.cause.as_ref().map(|c| &c.text),
            s.cause.as_ref().map(|c| &c.code),
            s.cause.as_ref().and_then(|c| c.asserted_by.as_ref()),
            s.cause.as_ref().map(|c| c.certainty.as_str()),
        ])?;
    Ok(())
}

/// `0.9` stays `0.9`: a confidence is kept to four places, not as the tail of its binary form.
pub(crate) fn decimal(confidence: f32) -> f64 {
    (f64::from(confidence) * 1e4).round() / 1e4
}
