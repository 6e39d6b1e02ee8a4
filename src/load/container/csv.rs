//! CSV in, a document a line out; the first line names the columns.
//!
//! Which column holds what is told by [`Columns`] and by the names that JSON records go by (`text`, `title`, `published` and
//! their like). A quotation mark that is never closed costs the rest of the file, but no more memory than one document may take.

use super::super::error::{Error, Found, Kind, Place};
use super::super::record::{Field, Record, field_of};
use super::super::source::{Source, of_record};
use super::super::{Options, Reader, charset};
use std::io::{self, BufRead, Read};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Which columns hold what: pairs of a field of [`Record`] and a column's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns(Arc<Vec<(Field, String)>>);

impl FromStr for Columns {
    type Err = String;

    /// Reads `text=body,published=date`.
    fn from_str(s: &str) -> Result<Self, String> {
        let pair = |pair: &str| {
            let (field, column) = pair.split_once('=').ok_or_else(|| {
                format!("`{pair}` names no column; write FIELD=COLUMN, such as `text=body`")
            })?;
            let field = Field::from_name(field.trim()).ok_or_else(|| {
                format!(
                    "there is no field `{}`; there are {}",
                    field.trim(),
                    Field::names()
                )
            })?;
            Ok((field, column.trim().to_owned()))
        };
        let pairs = s.split(',').map(pair).collect::<Result<_, String>>()?;
        Ok(Self(Arc::new(pairs)))
    }
}

const SEPARATORS: &[u8] = b",;\t|";

/// Whether a first line names columns, one of them with a text.
pub(in crate::load) fn begins(line: &[u8]) -> bool {
    let Some(separator) = separator(line) else {
        return false;
    };
    let Ok(line) = std::str::from_utf8(line) else {
        return false;
    };
    let names: Vec<&str> = line
        .split(char::from(separator))
        .map(|n| n.trim().trim_matches('"'))
        .collect();
    let known = |wanted: &[Field]| {
        names
            .iter()
            .any(|n| field_of(n).is_some_and(|(f, _)| wanted.contains(&f)))
    };
    // Headers are names, which sentences are not.
    names.iter().all(|n| !n.is_empty() && !n.contains(' ')) && known(&[Field::Text, Field::Html])
}

/// The separator that stands in the header most often.
fn separator(line: &[u8]) -> Option<u8> {
    let count = |s: &u8| line.iter().filter(|b| *b == s).count();
    let best = SEPARATORS.iter().rev().max_by_key(|s| count(s))?;
    (count(best) > 0).then_some(*best)
}

/// The lines of a table.
pub(in crate::load) struct Rows {
    table: csv::Reader<Metered>,
    meter: Arc<AtomicU64>,
    /// What each column holds and how well its name fits.
    fields: Result<Vec<Option<(Field, usize)>>, Option<Kind>>,
    name: String,
    found: Found,
    options: Options,
    ended: bool,
}

impl Rows {
    pub(super) fn new(mut reader: Reader, name: String, found: Found, options: &Options) -> Self {
        let separator = match reader.fill_buf() {
            Ok(head) => {
                let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
                separator(line).unwrap_or(b',')
            }
            Err(_) => b',',
        };
        let meter = Arc::new(AtomicU64::new(0));
        let metered = Metered {
            reader,
            read: Arc::clone(&meter),
            limit: options.max_bytes,
            began: false,
        };
        let mut table = csv::ReaderBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .from_reader(metered);
        let fields = match table.byte_headers() {
            Ok(header) => fields(header, &options.columns),
            Err(e) => Err(kind(e)),
        };
        Self {
            table,
            meter,
            fields: fields.map_err(Some),
            name,
            found,
            options: options.clone(),
            ended: false,
        }
    }
}

/// What each column holds: what was said, then what its name says where nothing else holds it better.
fn fields(
    header: &csv::ByteRecord,
    columns: &Columns,
) -> Result<Vec<Option<(Field, usize)>>, Kind> {
    let names: Vec<String> = header
        .iter()
        .map(|n| {
            String::from_utf8_lossy(n)
                .trim_start_matches('\u{feff}')
                .trim()
                .to_owned()
        })
        .collect();
    for (_, column) in columns.0.iter() {
        if !names.contains(column) {
            let why = format!("there is no column `{column}` among {}", shown(&names));
            return Err(Kind::Malformed("table", why));
        }
    }
    let said = |name: &String| {
        columns
            .0
            .iter()
            .find(|(_, c)| c == name)
            .map(|(f, _)| (*f, 0))
    };
    let fields: Vec<_> = names
        .iter()
        .map(|n| said(n).or_else(|| field_of(n).map(|(f, r)| (f, r + 1))))
        .collect();
    let body = |f: &Option<(Field, usize)>| matches!(f, Some((Field::Text | Field::Html, _)));
    if fields.iter().any(body) {
        Ok(fields)
    } else {
        Err(Kind::NoColumn(shown(&names)))
    }
}

fn shown(names: &[String]) -> String {
    const MOST: usize = 12;
    let mut shown: Vec<String> = names
        .iter()
        .take(MOST)
        .map(|n| n.chars().take(40).collect())
        .collect();
    if names.len() > MOST {
        shown.push("...".into());
    }
    shown.join(", ")
}

fn kind(error: csv::Error) -> Kind {
    match error.into_kind() {
        csv::ErrorKind::Io(e) => Kind::Io(e),
        other => Kind::Malformed("CSV", format!("{other:?}")),
    }
}

impl Iterator for Rows {
    type Item = Result<Source, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let fields = match &mut self.fields {
            Ok(fields) => fields,
            Err(kind) => {
                self.ended = true;
                return kind
                    .take()
                    .map(|kind| Err(Error::new(&self.name, kind).found(self.found)));
            }
        };
        self.meter.store(0, Ordering::Relaxed);
        let mut row = csv::ByteRecord::new();
        // The reader says where its last row ended, which is one line before this one begins.
        let line = self.table.position().line();
        match self.table.read_byte_record(&mut row) {
            Ok(false) => {
                self.ended = true;
                None
            }
            Ok(true) => {
                let fields = fields.clone();
                let line = row.position().map_or(line, csv::Position::line);
                let id = Place::Line(line).id(&self.name);
                Some(Ok(Source::made(
                    self.name.clone(),
                    Place::Line(line),
                    Found::Named,
                    &self.options,
                    move |o| of_record(record(&row, &fields), &id, o.extractor),
                )))
            }
            Err(e) => {
                self.ended = true;
                Some(Err(Error::at_line(&self.name, line, kind(e))))
            }
        }
    }
}

fn record(row: &csv::ByteRecord, fields: &[Option<(Field, usize)>]) -> Record {
    let mut record = Record::default();
    let mut ranks = [usize::MAX; Field::COUNT];
    for (cell, field) in row.iter().zip(fields) {
        let Some((field, rank)) = *field else {
            continue;
        };
        let cell = charset::decode(cell, None, None).text;
        if rank < ranks[field as usize] && !cell.trim().is_empty() {
            ranks[field as usize] = rank;
            record.set(field, cell.into_owned());
        }
    }
    record
}

/// Fails where more was read since the last row than one document may have; drops a byte order mark.
struct Metered {
    reader: Reader,
    read: Arc<AtomicU64>,
    limit: u64,
    began: bool,
}

impl Read for Metered {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if !self.began {
            self.began = true;
            if self.reader.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
                self.reader.consume(3);
            }
        }
        let n = self.reader.read(out)?;
        let read = self.read.fetch_add(n as u64, Ordering::Relaxed) + n as u64;
        if read > self.limit + out.len() as u64 {
            return Err(io::Error::other(format!(
                "a row has more than {} bytes; a quotation mark may not be closed",
                self.limit
            )));
        }
        Ok(n)
    }
}
