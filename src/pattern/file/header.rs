//! `[file]`: what a file says of itself.

use super::Header;
use super::reader::Reader;
use crate::pattern::error::{PatternError, Place};
use crate::pattern::field;
use toml::de::DeTable;

impl Reader {
    pub(super) fn header(&mut self, t: &DeTable<'_>) -> (Header, Vec<(String, Place)>) {
        let only =
            |list: Vec<(String, Place)>| list.into_iter().map(|(s, _)| s).collect::<Vec<_>>();
        let mut header = Header::default();
        let mut extends = Vec::new();
        for (key, value) in t {
            match key.get_ref().as_ref() {
                "format" => {}
                "language" => {
                    header.language = self.text(value).map(|(s, _)| s).unwrap_or_default();
                }
                "name" => header.name = self.text(value).map(|(s, _)| s).unwrap_or_default(),
                "extends" => extends = self.strings(value),
                "version" => header.version = self.text(value).map(|(s, _)| s).unwrap_or_default(),
                "authors" => header.authors = only(self.strings(value)),
                "words" => match self.text(value) {
                    Some((w, _)) if w == "spaced" || w == "unspaced" => {
                        header.unspaced = Some(w == "unspaced");
                    }
                    Some((w, place)) => self.errors.push(PatternError::at(
                        place,
                        format!("`words = \"{w}\"` is unknown"),
                        "write \"spaced\" or \"unspaced\"",
                    )),
                    None => {}
                },
                "decimal" => header.decimal = self.text(value).map(|(s, _)| s),
                "thousands" => header.thousands = self.text(value).map(|(s, _)| s),
                "fold" => {
                    for (fold, place) in self.strings(value) {
                        if !["accents", "harakat", "tatweel"].contains(&fold.as_str()) {
                            self.errors.push(PatternError::at(
                                place,
                                format!("unknown fold `{fold}`"),
                                "known are accents, harakat and tatweel",
                            ));
                        }
                        header.fold.push(fold);
                    }
                }
                "prefixes" => header.prefixes = only(self.strings(value)),
                "articles" => header.articles = only(self.strings(value)),
                "suffixes" => header.suffixes = only(self.strings(value)),
                "dates" => match self.text(value) {
                    Some((d, _)) if ["dmy", "mdy", "ymd"].contains(&d.as_str()) => {
                        header.dates = Some(d);
                    }
                    Some((d, place)) => self.errors.push(PatternError::at(
                        place,
                        format!("`dates = \"{d}\"` is unknown"),
                        "write \"dmy\", \"mdy\" or \"ymd\"",
                    )),
                    None => {}
                },
                name => self.unknown_key(name, key.span(), &field::names(field::FILE)),
            }
        }
        header.extends = only(extends.clone());
        (header, extends)
    }
}
