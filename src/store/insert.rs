//! Facts, statements and subjects of many articles as rows.
//!
//! Enters: articles whose row is written, with what they yielded. Leaves: their rows, numbered upwards from the greatest
//! number in use, and rows of patterns not met before. Nothing here says what a row is called for people: ids are put
//! together by the views, from what the rows hold.

use super::bulk::{self, Cells, Record};
use super::search;
use crate::model::{
    CharOffsets, Extraction, Fact, Kind, Named, PatternRef, Polarity, Role, Span, Statement, Value,
};
use rusqlite::{Connection, Result, params};
use rustc_hash::FxHashMap;

/// Row numbers of patterns that are known to exist, so that each is asked for once a transaction.
pub(crate) type KnownPatterns = FxHashMap<PatternRef, i64>;

/// Rows that are to be written in the transaction that has just begun. Only one process may write while they live: they
/// are numbered here.
pub(crate) struct Inserts<'c, 'e> {
    connection: &'c Connection,
    patterns: &'c mut KnownPatterns,
    /// Greatest numbers given out.
    article: i64,
    fact: i64,
    statement: i64,
    facts: Vec<FactRow<'e>>,
    statements: Vec<StatementRow<'e>>,
    parts: Vec<PartRow>,
    subjects: Vec<SubjectRow<'e>>,
}

impl<'c, 'e> Inserts<'c, 'e> {
    /// Prepares to write.
    pub(crate) fn new(connection: &'c Connection, patterns: &'c mut KnownPatterns) -> Result<Self> {
        patterns.clear();
        Ok(Self {
            article: search::last(connection, "article")?,
            statement: search::last(connection, "statement")?,
            fact: connection
                .prepare_cached("SELECT ifnull(max(n), 0) FROM fact")?
                .query_row([], |row| row.get(0))?,
            connection,
            patterns,
            facts: Vec::new(),
            statements: Vec::new(),
            parts: Vec::new(),
            subjects: Vec::new(),
        })
    }

    /// A number for a new article, never given out before as far as any index knows.
    pub(crate) fn next_article(&mut self) -> i64 {
        self.article += 1;
        self.article
    }

    /// Adds what was found in an article.
    pub(crate) fn add(&mut self, article: i64, text: &'e str, found: &'e Extraction) -> Result<()> {
        let chars = CharOffsets::new(text);
        self.add_subjects(article, found);
        let mut earlier: (Option<&Fact>, usize) = (None, 0);
        for fact in &found.facts {
            let same = earlier
                .0
                .is_some_and(|e| e.span == fact.span && e.kind == fact.kind);
            earlier = (Some(fact), if same { earlier.1 + 1 } else { 1 });
            self.fact += 1;
            let row = FactRow {
                n: self.fact,
                article,
                nth: earlier.1,
                words: fact.span.of(text),
                chars: chars.of(fact.span),
                pattern: self.pattern(&fact.pattern)?,
                fact,
            };
            self.facts.push(row);
        }
        let mut at: FxHashMap<Span, usize> = FxHashMap::default();
        for statement in &found.statements {
            let parts = statement.parts.iter().copied();
            let whole = parts.reduce(Span::join).unwrap_or_default();
            let nth = at.entry(whole).or_default();
            *nth += 1;
            self.statement += 1;
            let row = StatementRow {
                n: self.statement,
                article,
                nth: *nth,
                whole,
                chars: chars.of(whole),
                cue: statement.cue.map(|c| c.of(text)),
                pattern: self.pattern(&statement.pattern)?,
                statement,
            };
            self.statements.push(row);
            for (position, &part) in statement.parts.iter().enumerate() {
                self.parts.push(PartRow {
                    statement: self.statement,
                    position,
                    part,
                    chars: chars.of(part),
                });
            }
        }
        Ok(())
    }

    fn add_subjects(&mut self, article: i64, found: &'e Extraction) {
        // In the order of the table's key.
        let lists = [
            (Kind::Provider, &found.providers),
            (Kind::Region, &found.regions),
            (Kind::Service, &found.services),
        ];
        for (kind, names) in lists {
            let rows = names.iter().enumerate().map(|(position, name)| SubjectRow {
                article,
                kind,
                position,
                name,
            });
            self.subjects.extend(rows);
        }
    }

    /// Writes all that was added.
    pub(crate) fn write(self) -> Result<()> {
        bulk::insert(self.connection, &self.facts)?;
        bulk::insert(self.connection, &self.statements)?;
        bulk::insert(self.connection, &self.parts)?;
        bulk::insert(self.connection, &self.subjects)
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

/// A fact with its value.
struct FactRow<'e> {
    n: i64,
    article: i64,
    /// Which one of its kind at its place.
    nth: usize,
    words: &'e str,
    chars: [u32; 2],
    pattern: i64,
    fact: &'e Fact,
}

impl Record for FactRow<'_> {
    const TABLE: &'static str = "fact";
    const WIDTH: usize = 37;

    fn fill(&self, cells: &mut Cells<'_, '_>) -> Result<()> {
        let fact = self.fact;
        let code = match &fact.value {
            Value::Cause(c) => Some(c.code.as_str()),
            Value::Code { code } => Some(code.as_str()),
            Value::Name(n) => n.code.as_deref(),
            _ => None,
        };
        let polarity = match fact.polarity {
            Polarity::Affirmed => "affirmed",
            Polarity::Denied => "denied",
        };
        cells
            .put(self.n)?
            .put(self.article)?
            .put(fact.kind.as_str())?
            .put(self.nth as i64)?
            .put(fact.role.map(Role::as_str))?
            .put(fact.event.as_str())?
            .put(polarity)?
            .put(code)?
            .put(self.words)?
            .put(fact.span.start)?
            .put(fact.span.end)?
            .put(self.chars[0])?
            .put(self.chars[1])?
            .put(decimal(fact.confidence))?
            .put(self.pattern)?;
        fill_value(&fact.value, cells)
    }
}

/// Fills the columns of a value, which are those of durations, moments, counts, causes and names side by side.
fn fill_value(value: &Value, cells: &mut Cells<'_, '_>) -> Result<()> {
    match value {
        Value::Duration(d) => {
            cells
                .put(d.grain.as_str())?
                .put(d.approx)?
                .put(d.min_s)?
                .put(d.max_s)?
                .put(d.point_s)?
                .put(d.bound.as_str())?
                .put(d.iso())?;
        }
        Value::Moment(m) => {
            cells.put(m.grain.as_str())?.put(m.approx)?.skip(5);
            cells
                .put(m.earliest.map(|t| t.timestamp()))?
                .put(m.latest.map(|t| t.timestamp()))?
                .put(m.local.as_ref())?
                .put(m.zone.as_ref())?
                .put(m.utc_offset_minutes)?
                .put(m.zone_basis.as_str())?
                .put(m.anchor.as_str())?
                .put(m.weekday)?;
        }
        Value::Count(c) => {
            cells.skip(1);
            cells.put(c.approx)?.skip(13);
            cells
                .put(c.min)?
                .put(c.max)?
                .put(c.unit.as_str())?
                .put(c.source.as_ref())?;
        }
        Value::Cause(c) => {
            cells.skip(19);
            cells
                .put(c.asserted_by.as_ref())?
                .put(c.certainty.as_str())?;
        }
        Value::Name(n) => {
            cells.skip(21);
            cells.put(&n.name)?;
        }
        Value::Code { .. } => {}
    }
    Ok(())
}

/// A statement.
struct StatementRow<'e> {
    n: i64,
    article: i64,
    /// Which one that reaches over the same words.
    nth: usize,
    /// All its parts and what stands between them.
    whole: Span,
    chars: [u32; 2],
    cue: Option<&'e str>,
    pattern: i64,
    statement: &'e Statement,
}

impl Record for StatementRow<'_> {
    const TABLE: &'static str = "statement";
    const WIDTH: usize = 22;

    fn fill(&self, cells: &mut Cells<'_, '_>) -> Result<()> {
        let s = self.statement;
        let speaker = s.speaker.as_ref();
        cells
            .put(self.n)?
            .put(self.article)?
            .put(s.kind.as_str())?
            .put(self.nth as i64)?
            .put(&s.text)?
            .put(self.whole.start)?
            .put(self.whole.end)?
            .put(self.chars[0])?
            .put(self.chars[1])?
            .put(speaker.map(|p| &p.text))?
            .put(speaker.map(|p| p.span.start))?
            .put(speaker.map(|p| p.span.end))?
            .put(speaker.and_then(|p| p.name.as_ref()))?
            .put(speaker.and_then(|p| p.role.as_ref()))?
            .put(speaker.and_then(|p| p.organisation.as_ref()))?
            .put(s.resolution.as_str())?
            .put(self.cue)?
            .put(s.cue.map(|c| c.start))?
            .put(s.cue.map(|c| c.end))?
            .put(s.via.as_ref())?
            .put(decimal(s.confidence))?
            .put(self.pattern)?;
        Ok(())
    }
}

/// A part of a statement.
struct PartRow {
    statement: i64,
    position: usize,
    part: Span,
    chars: [u32; 2],
}

impl Record for PartRow {
    const TABLE: &'static str = "statement_part";
    const WIDTH: usize = 6;

    fn fill(&self, cells: &mut Cells<'_, '_>) -> Result<()> {
        cells
            .put(self.statement)?
            .put(self.position as i64)?
            .put(self.part.start)?
            .put(self.part.end)?
            .put(self.chars[0])?
            .put(self.chars[1])?;
        Ok(())
    }
}

/// A service, provider or region of the main event.
struct SubjectRow<'e> {
    article: i64,
    kind: Kind,
    position: usize,
    name: &'e Named,
}

impl Record for SubjectRow<'_> {
    const TABLE: &'static str = "subject";
    const WIDTH: usize = 5;

    fn fill(&self, cells: &mut Cells<'_, '_>) -> Result<()> {
        cells
            .put(self.article)?
            .put(self.kind.as_str())?
            .put(self.position as i64)?
            .put(&self.name.name)?
            .put(self.name.canonical.as_ref())?;
        Ok(())
    }
}

/// `0.9` stays `0.9`: a confidence is kept to four places, not as the tail of its binary form.
pub(crate) fn decimal(confidence: f32) -> f64 {
    (f64::from(confidence) * 1e4).round() / 1e4
}
