//! Rows of a query as a table, as JSON Lines, or as CSV.
//!
//! Enters: column names and rows of [`Cell`]s. Leaves: text in a writer. JSON Lines and CSV are written as the rows come; a
//! table needs all of them to set its widths.

use crate::query::{Cell, Visitor};
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use serde::Serializer;
use serde::ser::SerializeMap;
use std::io::{self, Write};
use std::ops::ControlFlow;

/// The form of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Aligned columns, for people; wrapped to this many characters if a width is given.
    Table(Option<u16>),
    /// One JSON object a row.
    JsonLines,
    /// Comma-separated values with a header line, as in RFC 4180.
    Csv,
}

/// Writes rows to `out` in one form.
pub struct RowWriter<W: Write> {
    out: W,
    columns: Vec<String>,
    form: Form,
    error: Option<io::Error>,
}

enum Form {
    Table(Box<Table>),
    JsonLines,
    Csv,
}

impl<W: Write> RowWriter<W> {
    /// Begins to write.
    pub fn new(format: Format, out: W) -> Self {
        let form = match format {
            Format::JsonLines => Form::JsonLines,
            Format::Csv => Form::Csv,
            Format::Table(width) => {
                let mut table = Table::new();
                table.load_style(presets::UTF8_HORIZONTAL_ONLY);
                table.set_content_arrangement(ContentArrangement::Dynamic);
                if let Some(width) = width {
                    table.set_width(width);
                }
                Form::Table(Box::new(table))
            }
        };
        Self {
            out,
            columns: Vec::new(),
            form,
            error: None,
        }
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// The first error of the writer, also of earlier rows.
    pub fn finish(mut self) -> io::Result<()> {
        if let Some(error) = self.error {
            return Err(error);
        }
        if let Form::Table(table) = &self.form
            && !table.is_empty()
        {
            writeln!(self.out, "{}", table.trim_fmt())?;
        }
        self.out.flush()
    }

    fn keep(&mut self, result: io::Result<()>) -> ControlFlow<()> {
        match result {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.error = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    fn json(&mut self, cells: &[Cell]) -> io::Result<()> {
        let mut json = serde_json::Serializer::new(&mut self.out);
        let mut map = json.serialize_map(Some(cells.len()))?;
        for (name, cell) in self.columns.iter().zip(cells) {
            map.serialize_entry(name, cell)?;
        }
        map.end()?;
        self.out.write_all(b"\n")
    }

    fn csv(&mut self, fields: impl Iterator<Item = String>) -> io::Result<()> {
        let mut line = csv::WriterBuilder::new().from_writer(Vec::new());
        line.write_record(fields)?;
        let line = line
            .into_inner()
            .map_err(|e| io::Error::other(e.to_string()))?;
        self.out.write_all(&line)
    }
}

impl<W: Write> Visitor for RowWriter<W> {
    fn columns(&mut self, names: &[String]) -> ControlFlow<()> {
        self.columns = names.to_vec();
        let result = match &mut self.form {
            Form::Table(table) => {
                table.set_header(names);
                Ok(())
            }
            Form::JsonLines => Ok(()),
            Form::Csv => self.csv(names.iter().cloned()),
        };
        self.keep(result)
    }

    fn row(&mut self, cells: &[Cell]) -> ControlFlow<()> {
        let result = match &mut self.form {
            Form::Table(table) => {
                table.add_row(cells.iter().map(table_cell));
                Ok(())
            }
            Form::JsonLines => self.json(cells),
            Form::Csv => self.csv(cells.iter().map(|c| match c {
                Cell::Bool(b) => b.to_string(),
                other => other.to_string(),
            })),
        };
        self.keep(result)
    }
}

/// Numbers stand right, and text keeps its words on one line.
fn table_cell(cell: &Cell) -> comfy_table::Cell {
    let alignment = match cell {
        Cell::Integer(_) | Cell::Real(_) => CellAlignment::Right,
        _ => CellAlignment::Left,
    };
    let text = cell.to_string();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    comfy_table::Cell::new(text).set_alignment(alignment)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(format: Format) -> String {
        let mut out = Vec::new();
        let mut writer = RowWriter::new(format, &mut out);
        assert!(
            writer
                .columns(&["text".into(), "min_s".into(), "approx".into()])
                .is_continue()
        );
        let text = |t: &str| Cell::Text(t.into());
        assert!(
            writer
                .row(&[text("a, \"b\"\nc"), Cell::Integer(7200), Cell::Bool(true)])
                .is_continue()
        );
        assert!(
            writer
                .row(&[text("ü"), Cell::Null, Cell::Bool(false)])
                .is_continue()
        );
        writer.finish().expect("is written");
        String::from_utf8(out).expect("is text")
    }

    #[test]
    fn each_form_keeps_what_is_in_the_cells() {
        assert_eq!(
            written(Format::JsonLines),
            "{\"text\":\"a, \\\"b\\\"\\nc\",\"min_s\":7200,\"approx\":true}\n{\"text\":\"ü\",\"min_s\":null,\"approx\":false}\n"
        );
        assert_eq!(
            written(Format::Csv),
            "text,min_s,approx\n\"a, \"\"b\"\"\nc\",7200,true\nü,,false\n"
        );
        let table = written(Format::Table(Some(60)));
        assert!(
            table.contains("a, \"b\" c") && table.contains("7200") && table.contains("yes"),
            "{table}"
        );
    }
}
