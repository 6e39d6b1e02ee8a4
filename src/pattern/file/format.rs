//! `format` in `[file]`: whether this program reads the file at all.

use super::FORMAT;
use super::reader::{Reader, number};
use crate::pattern::error::PatternError;
use toml::de::{DeTable, DeValue};

impl Reader {
    /// What is wrong with the format of a file; nothing else can be said of one whose format is another.
    pub(super) fn format(&self, root: &DeTable<'_>) -> Option<PatternError> {
        let (_, file) = root.iter().find(|(key, _)| key.get_ref() == "file")?;
        let DeValue::Table(file) = file.get_ref() else {
            return None;
        };
        let Some((_, value)) = file.iter().find(|(key, _)| key.get_ref() == "format") else {
            let place = self.place(self.whole.span.clone());
            let label = format!("write `format = {FORMAT}`");
            return Some(PatternError::at(place, "`[file]` has no `format`", label));
        };
        let place = self.place(value.span());
        match number(value).filter(|n| n.fract() == 0.0) {
            Some(n) if n as i64 == FORMAT => None,
            Some(n) if n as i64 > FORMAT => {
                let message =
                    format!("the file is of format {n}, and this program reads format {FORMAT}");
                let error = PatternError::at(place, message, "a later format");
                Some(error.help("install a later version of pulih, or get the file as it was written for this one"))
            }
            _ => {
                let message = format!("this program reads format {FORMAT}");
                Some(PatternError::at(place, message, "no format"))
            }
        }
    }
}
