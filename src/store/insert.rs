//! The rows of facts and statements, through statements that stay prepared for a transaction.
//!
//! Enters: facts and statements of an article whose row is written. Leaves: their rows, numbered upwards from the
//! greatest number in use, and rows of patterns not met before. Nothing here says what a row is called for people: ids
//! are put together by the views, from what the rows hold.

use super::search;
use crate::model::{CharOffsets, Fact, PatternRef, Polarity, Role, Span, Statement, Value};
use rusqlite::{CachedStatement, Connection, Result, params};
use rustc_hash::FxHashMap;

/// Row numbers of patterns that are known to exist, so that each is asked for once a transaction.
pub(crate) type KnownPatterns = FxHashMap<PatternRef, i64>;

/// An article that findings belong to.
#[derive(Clone, Copy)]
pub(crate) struct Home<'t> {
    /// Its row number.
    pub(crate) n: i64,
    /// Its text.
    pub(crate) text: &'t str,
    /// Places in it, counted in characters.
    pub(crate) chars: &'t CharOffsets<'t>,
}

/// Statements that write findings. Only one process may write while it lives: it numbers rows by itself.
pub(crate) struct Inserts<'c> {
    connection: &'c Connection,
    patterns: &'c mut KnownPatterns,
    article: i64,
    fact: i64,
    statement: i64,
    add_fact: CachedStatement<'c>,
    add_duration: CachedStatement<'c>,
    add_moment: CachedStatement<'c>,
    add_count: CachedStatement<'c>,
    add_cause: CachedStatement<'c>,
    add_name: CachedStatement<'c>,
    add_statement: CachedStatement<'c>,
    add_part: CachedStatement<'c>,
}

impl<'c> Inserts<'c> {
    /// Prepares to write in the transaction that has just begun.
    pub(crate) fn new(connection: &'c Connection, patterns: &'c mut KnownPatterns) -> Result<Self> {
        let add = |table: &str, columns: usize| {
            let marks = "?, ".repeat(columns);
            let marks = marks.trim_end_matches(", ");
            connection.prepare_cached(&format!("INSERT INTO {table} VALUES ({marks})"))
        };
        patterns.clear();
        Ok(Self {
            article: search::last(connection, "article")?,
            statement: search::last(connection, "statement")?,
            fact: connection
                .prepare_cached("SELECT ifnull(max(n), 0) FROM fact")?
                .query_row([], |row| row.get(0))?,
            add_fact: add("fact", 15)?,
            add_duration: add("duration", 8)?,
            add_moment: add("moment", 11)?,
            add_count: add("count", 6)?,
            add_cause: add("cause", 3)?,
            add_name: add("name", 2)?,
            add_statement: add("statement", 22)?,
            add_part: add("statement_part", 6)?,
            connection,
            patterns,
        })
    }

    /// A number for a new article, never given out before as far as any index knows.
    pub(crate) fn next_article(&mut self) -> i64 {
        self.article += 1;
        self.article
    }

    /// Writes a fact, the `nth` of its kind at its place, and its value.
    pub(crate) fn fact(&mut self, home: Home<'_>, fact: &Fact, nth: usize) -> Result<()> {
        let code = match &fact.value {
            Value::Cause(c) => Some(c.code.as_str()),
            Value::Code { code } => Some(code.as_str()),
            Value::Name(n) => n.code.as_deref(),
            _ => None,
        };
        let pattern = self.pattern(&fact.pattern)?;
        let [start_char, end_char] = home.chars.of(fact.span);
        self.fact += 1;
        self.add_fact.execute(params![
            self.fact,
            home.n,
            fact.kind.as_str(),
            nth as i64,
            fact.role.map(Role::as_str),
            fact.event.as_str(),
            match fact.polarity {
                Polarity::Affirmed => "affirmed",
                Polarity::Denied => "denied",
            },
            code,
            fact.span.of(home.text),
            fact.span.start,
            fact.span.end,
            start_char,
            end_char,
            decimal(fact.confidence),
            pattern,
        ])?;
        self.value(&fact.value)
    }

    /// Writes the value of the fact that was written last.
    fn value(&mut self, value: &Value) -> Result<()> {
        let fact = self.fact;
        match value {
            Value::Duration(d) => self.add_duration.execute(params![
                fact,
                d.min_s,
                d.max_s,
                d.point_s,
                d.approx,
                d.bound.as_str(),
                d.grain.as_str(),
                d.iso()
            ]),
            Value::Moment(m) => self.add_moment.execute(params![
                fact,
                m.earliest.map(|t| t.timestamp()),
                m.latest.map(|t| t.timestamp()),
                m.local,
                m.zone,
                m.utc_offset_minutes,
                m.zone_basis.as_str(),
                m.anchor.as_str(),
                m.weekday,
                m.grain.as_str(),
                m.approx
            ]),
            Value::Count(c) => self.add_count.execute(params![
                fact,
                c.min,
                c.max,
                c.unit.as_str(),
                c.approx,
                c.source
            ]),
            Value::Cause(c) => {
                self.add_cause
                    .execute(params![fact, c.asserted_by, c.certainty.as_str()])
            }
            Value::Name(n) => self.add_name.execute(params![fact, n.name]),
            Value::Code { .. } => Ok(0),
        }
        .map(drop)
    }

    /// Writes a statement, the `nth` that reaches over `whole`, and its parts.
    pub(crate) fn statement(
        &mut self,
        home: Home<'_>,
        s: &Statement,
        whole: Span,
        nth: usize,
    ) -> Result<()> {
        let speaker = s.speaker.as_ref();
        let pattern = self.pattern(&s.pattern)?;
        let [start_char, end_char] = home.chars.of(whole);
        self.statement += 1;
        self.add_statement.execute(params![
            self.statement,
            home.n,
            s.kind.as_str(),
            nth as i64,
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
            s.cue.map(|c| c.of(home.text)),
            s.cue.map(|c| c.start),
            s.cue.map(|c| c.end),
            s.via,
            decimal(s.confidence),
            pattern,
        ])?;
        for (position, &part) in s.parts.iter().enumerate() {
            let [start_char, end_char] = home.chars.of(part);
            self.add_part.execute(params![
                self.statement,
                position as i64,
                part.start,
                part.end,
                start_char,
                end_char
            ])?;
        }
        Ok(())
    }

    /// The row number of a pattern, which gets a row if it has none.
    fn pattern(&mut self, pattern: &PatternRef) -> Result<i64> {
        if let Some(&n) = self.patterns.get(pattern) {
            return Ok(n);
        }
        let language = pattern
            .id
            .split_once('.')
            .map(|(l, _)| l)
            .filter(|l| *l != "slot");
        self.connection
            .prepare_cached(
                "INSERT OR IGNORE INTO pattern (id, fingerprint, language) VALUES (?, ?, ?)",
            )?
            .execute(params![pattern.id, pattern.fingerprint, language])?;
        let n = self
            .connection
            .prepare_cached("SELECT n FROM pattern WHERE id = ? AND fingerprint = ?")?
            .query_row(params![pattern.id, pattern.fingerprint], |row| row.get(0))?;
        self.patterns.insert(pattern.clone(), n);
        Ok(n)
    }
}

/// `0.9` stays `0.9`: a confidence is kept to four places, not as the tail of its binary form.
pub(crate) fn decimal(confidence: f32) -> f64 {
    (f64::from(confidence) * 1e4).round() / 1e4
}
