//! Filters to one SQL question.
//!
//! Every value goes in as a parameter; only names of the program's own columns become part of the SQL.

use super::error::Error;
use super::table::Table;
use super::{Columns, text};
use crate::store::Store;
use rusqlite::types::Value;
use std::fmt::Write;
use std::str::FromStr;

/// What rows must have; `None` and `false` ask for nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// The article is about this service: canonical id or name.
    pub service: Option<String>,
    /// The article is about this provider.
    pub provider: Option<String>,
    /// The article is about this region: ISO 3166 code or name.
    pub region: Option<String>,
    /// Language of the article.
    pub language: Option<String>,
    /// Code of a feature, or the front of it.
    pub feature: Option<String>,
    /// Code of a cause, or the front of it.
    pub cause: Option<String>,
    /// Published on this day (month, year) or later.
    pub since: Option<String>,
    /// Published on this day (month, year) or earlier.
    pub until: Option<String>,
    /// Can be this much or more: seconds for durations, a number for counts.
    pub min: Option<f64>,
    /// Can be this much or less.
    pub max: Option<f64>,
    /// `min` and `max` hold for the whole interval, not only for a part of it.
    pub certain: bool,
    /// Role of a duration or moment.
    pub role: Option<String>,
    /// Event that a fact belongs to.
    pub event: Option<String>,
    /// Confidence of this or more.
    pub min_confidence: Option<f64>,
    /// Words in the speaker's description, or in who asserts a cause.
    pub speaker: Option<String>,
    /// Words that stand in the article, or in the statement.
    pub text: Option<String>,
    /// The article is no copy, twin or later version of another.
    pub originals: bool,
    /// The order of the rows.
    pub sort: Option<Order>,
    /// Most rows.
    pub limit: Option<u64>,
}

/// An order of rows: a column, and which end comes first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The column.
    pub column: String,
    /// Whether the greatest comes first.
    pub descending: bool,
}

impl FromStr for Order {
    type Err = String;

    /// Reads `point_s`, and `-point_s` for the greatest first.
    fn from_str(s: &str) -> Result<Self, String> {
        let (column, descending) = match s.strip_prefix('-') {
            Some(rest) => (rest, true),
            None => (s, false),
        };
        if column.is_empty() {
            return Err("name a column, such as `published` or `-published`".into());
        }
        Ok(Self {
            column: column.to_owned(),
            descending,
        })
    }
}

/// SQL with its parameters.
#[derive(Debug, Default)]
pub(crate) struct Question {
    pub(crate) sql: String,
    pub(crate) parameters: Vec<Value>,
}

impl Question {
    /// Adds a condition in which each `?` is the next of `values`.
    pub(crate) fn and(&mut self, condition: &str, values: &[&str]) {
        let _ = write!(self.sql, " AND ({condition})");
        self.parameters
            .extend(values.iter().map(|v| Value::Text((*v).to_owned())));
    }

    fn and_number(&mut self, condition: &str, value: f64) {
        let _ = write!(self.sql, " AND ({condition})");
        self.parameters.push(Value::Real(value));
    }
}

impl Filter {
    /// Makes the question; a full-text index that it needs is made on the way.
    pub(crate) fn question(
        &self,
        store: &mut Store,
        table: Table,
        columns: Columns,
    ) -> Result<Question, Error> {
        let wanted = match columns {
            Columns::All => "*",
            Columns::Few => table.few(),
        };
        let mut q = Question {
            sql: format!("SELECT {wanted} FROM {table} AS v WHERE 1"),
            parameters: Vec::new(),
        };
        self.about_article(table, &mut q);
        self.about_codes(table, &mut q);
        self.about_row(table, &mut q)?;
        self.about_size(table, &mut q)?;
        if let Some(words) = &self.text {
            text::conditions(store, table, words, &mut q)?;
        }
        q.sql.push_str(" ORDER BY ");
        if let Some(order) = &self.sort {
            let direction = if order.descending { "DESC" } else { "ASC" };
            let column = known_column(store, table, &order.column)?;
            let _ = write!(q.sql, "v.{column} {direction} NULLS LAST, ");
        }
        q.sql.push_str(table.order());
        if let Some(limit) = self.limit {
            let _ = write!(q.sql, " LIMIT {limit}");
        }
        Ok(q)
    }

    fn about_article(&self, table: Table, q: &mut Question) {
        let article = table.article();
        for (kind, name) in [
            ("service", &self.service),
            ("provider", &self.provider),
            ("region", &self.region),
        ] {
            let Some(name) = name else { continue };
            if table.subject() == Some(kind) {
                q.and(
                    "same_name(v.code, ?) OR same_name(v.name, ?)",
                    &[name, name],
                );
            } else {
                q.and(
                    &format!(
                        "EXISTS (SELECT 1 FROM subject j WHERE j.article = (SELECT n FROM article WHERE id = v.{article}) AND j.kind = '{kind}'
                         AND (same_name(j.code, ?) OR same_name(j.name, ?)))"
                    ),
                    &[name, name],
                );
            }
        }
        if let Some(language) = &self.language {
            q.and(
                "same_name(v.language, ?) OR same_name(substr(v.language, 1, length(?) + 1), ? || '-')",
                &[language, language, language],
            );
        }
        if self.originals {
            q.and(
                &format!("NOT EXISTS (SELECT 1 FROM copy WHERE article = (SELECT n FROM article WHERE id = v.{article}))"),
                &[],
            );
        }
        if let Some(day) = &self.since {
            q.and("substr(v.published, 1, length(?)) >= ?", &[day, day]);
        }
        if let Some(day) = &self.until {
            q.and("substr(v.published, 1, length(?)) <= ?", &[day, day]);
        }
    }

    fn about_codes(&self, table: Table, q: &mut Question) {
        let article = table.article();
        for (own, kind, code) in [
            (Table::Features, "feature", &self.feature),
            (Table::Causes, "cause", &self.cause),
        ] {
            let Some(code) = code else { continue };
            if table == own {
                q.and(
                    "v.code = ? OR substr(v.code, 1, length(?) + 1) = ? || '.'",
                    &[code, code, code],
                );
            } else {
                q.and(
                    &format!(
                        "EXISTS (SELECT 1 FROM fact f WHERE f.article = (SELECT n FROM article WHERE id = v.{article}) AND f.kind = '{kind}' AND f.event = 'main'
                         AND (f.code = ? OR substr(f.code, 1, length(?) + 1) = ? || '.'))"
                    ),
                    &[code, code, code],
                );
            }
        }
    }

    fn about_row(&self, table: Table, q: &mut Question) -> Result<(), Error> {
        let fits = |filter, fits: &'static str, yes: bool| {
            if yes {
                Ok(())
            } else {
                Err(Error::Unfit {
                    filter,
                    table,
                    fits,
                })
            }
        };
        let fact = !matches!(table, Table::Statements | Table::Articles);
        if let Some(role) = &self.role {
            let timed = matches!(table, Table::Durations | Table::Moments);
            fits("--role", "durations and moments", timed)?;
            q.and("v.role = ?", &[role]);
        }
        if let Some(event) = &self.event {
            fits("--event", "every kind of fact", fact)?;
            q.and("v.event = ?", &[event]);
        }
        if let Some(least) = self.min_confidence {
            fits(
                "--min-confidence",
                "facts and statements",
                table != Table::Articles,
            )?;
            q.and_number("v.confidence >= ?", least);
        }
        match (&self.speaker, table) {
            (None, _) => {}
            (Some(words), Table::Statements) => q.and(
                "has_words(v.speaker, ?) OR has_words(v.speaker_name, ?) OR has_words(v.speaker_organisation, ?)",
                &[words, words, words],
            ),
            (Some(words), Table::Causes) => q.and("has_words(v.asserted_by, ?)", &[words]),
            (Some(words), Table::Counts) => q.and("has_words(v.counted_by, ?)", &[words]),
            _ => fits("--speaker", "statements, causes and counts", false)?,
        }
        Ok(())
    }

    /// Bounds on an interval: whether it reaches them, or lies within them as a whole; an open end reaches everything.
    fn about_size(&self, table: Table, q: &mut Question) -> Result<(), Error> {
        let (low, high) = match table {
            Table::Durations => ("v.min_s", "v.max_s"),
            Table::Counts => ("v.min", "v.max"),
            Table::Articles => ("v.duration_min_s", "v.duration_max_s"),
            _ if self.min.is_none() && self.max.is_none() => return Ok(()),
            _ => {
                return Err(Error::Unfit {
                    filter: if self.min.is_some() { "--min" } else { "--max" },
                    table,
                    fits: "durations, counts, and articles by the duration in their summary",
                });
            }
        };
        let known = format!("({low} IS NOT NULL OR {high} IS NOT NULL)");
        if let Some(min) = self.min {
            q.and_number(
                &if self.certain {
                    format!("{low} >= ?")
                } else {
                    format!("{known} AND ifnull({high}, 9e999) >= ?")
                },
                min,
            );
        }
        if let Some(max) = self.max {
            q.and_number(
                &if self.certain {
                    format!("{high} <= ?")
                } else {
                    format!("{known} AND ifnull({low}, 0) <= ?")
                },
                max,
            );
        }
        Ok(())
    }
}

/// The column as the database spells it, if there is one.
fn known_column(store: &Store, table: Table, column: &str) -> Result<String, Error> {
    let names: Vec<String> = store
        .connection()
        .prepare("SELECT name FROM pragma_table_info(?)")
        .and_then(|mut ask| ask.query_map([table.as_str()], |row| row.get(0))?.collect())
        .map_err(|e| store.error(e))?;
    if names.iter().any(|n| n == column) {
        return Ok(column.to_owned());
    }
    Err(Error::NoColumn {
        column: column.to_owned(),
        table,
        columns: names.join(", "),
    })
}
