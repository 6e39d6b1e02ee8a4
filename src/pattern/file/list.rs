//! Tables of lists: every key that [`table`] knows becomes entries of a group.

use super::Entry;
use super::reader::Reader;
use crate::pattern::table::{self, Shape};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

impl Reader {
    /// A table of lists.
    pub(super) fn table(&mut self, name: &str, t: &DeTable<'_>, out: &mut Vec<Entry>) {
        let mut keys: Vec<_> = t.iter().collect();
        keys.sort_by_key(|(k, _)| k.span().start);
        for (key, value) in keys {
            let Some(row) = table::find(name, key.get_ref()) else {
                let known: Vec<_> = table::keys()
                    .filter(|k| k.table == name)
                    .map(|k| k.key)
                    .collect();
                self.unknown_key(key.get_ref(), key.span(), &known);
                continue;
            };
            let group = match (row.shape, row.key) {
                (Shape::Nested, _) if row.group.is_empty() => key.get_ref().to_string(),
                (_, "*") => format!("{}.{}", row.group, key.get_ref()),
                _ if row.group.is_empty() => format!("{name}.{}", row.key),
                _ => row.group.to_owned(),
            };
            let plain = matches!(row.shape, Shape::Strings | Shape::Text | Shape::StringMap);
            self.lists(&group, value, row.shape, plain, out);
        }
    }

    /// A list, or a table of lists below a group.
    fn lists(
        &mut self,
        group: &str,
        value: &Spanned<DeValue<'_>>,
        shape: Shape,
        plain: bool,
        out: &mut Vec<Entry>,
    ) {
        if let DeValue::Table(t) = value.get_ref() {
            if matches!(shape, Shape::List | Shape::Strings | Shape::Text) {
                self.error(
                    value.span(),
                    format!("`{group}` is a list"),
                    "found a table",
                );
                return;
            }
            let mut keys: Vec<_> = t.iter().collect();
            keys.sort_by_key(|(k, _)| k.span().start);
            for (key, value) in keys {
                let number = |s: &str| s.parse::<f64>().is_ok();
                let ends = key
                    .get_ref()
                    .split_once("..")
                    .filter(|_| shape == Shape::ByRange);
                let fits = match (shape, ends) {
                    (Shape::ByRange, Some((low, high))) => number(low) && number(high),
                    (Shape::ByRange | Shape::ByNumber, _) => number(key.get_ref()),
                    _ => true,
                };
                if !fits {
                    self.error(
                        key.span(),
                        format!("`{}` is no number", key.get_ref()),
                        "the left side is the value",
                    );
                    continue;
                }
                self.lists(
                    &format!("{group}.{}", key.get_ref()),
                    value,
                    shape,
                    plain,
                    out,
                );
            }
            return;
        }
        for (text, place) in self.strings(value) {
            let removes = text.len() > 1 && text.starts_with('!') && !plain;
            let text = if removes { text[1..].to_owned() } else { text };
            out.push(Entry {
                group: group.to_owned(),
                text,
                removes,
                plain,
                place,
            });
        }
    }
}
