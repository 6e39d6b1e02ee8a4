//! Which tables and keys a pattern file may hold.
//!
//! One row a key: the reader, the checker, the JSON Schema, `pulih patterns new` and the documentation all come from
//! these rows. Each list becomes a group named `<group>` (lists), or `<group>.<left side>` (maps); a template refers to a
//! group, or to all groups below a name, in braces.

/// What stands behind a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A template or a list of templates.
    List,
    /// A map from a number to a template or a list of templates.
    ByNumber,
    /// A map from a code to a template or a list of templates.
    ByCode,
    /// A list of plain strings, matched by Rust code and not as templates.
    Strings,
    /// One plain string.
    Text,
    /// Lists at any depth below dotted keys: the table is itself the name space.
    Nested,
}

/// One key of one table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Name of the table.
    pub table: &'static str,
    /// Name of the key; `*` for [`Shape::Nested`] and for tables that are themselves a map.
    pub key: &'static str,
    /// What stands behind it.
    pub shape: Shape,
    /// Group of its words; empty for strings that make none.
    pub group: &'static str,
    /// One sentence for authors.
    pub doc: &'static str,
}

const fn key(
    table: &'static str,
    key: &'static str,
    shape: Shape,
    group: &'static str,
    doc: &'static str,
) -> Key {
    Key {
        table,
        key,
        shape,
        group,
        doc,
    }
}

/// All keys but those of `[file]` and `[[pattern]]`.
pub const KEYS: &[Key] = &[
    key(
        "lexicon",
        "*",
        Shape::Nested,
        "",
        "Your words for our codes: features, causes, statuses, roles, outage words, vetoes.",
    ),
    key(
        "numbers",
        "is",
        Shape::ByNumber,
        "number.is",
        "Number words and their values.",
    ),
    key(
        "numbers",
        "plus",
        Shape::ByNumber,
        "number.plus",
        "Words after a number word that add: Indonesian \"belas\" = 10.",
    ),
    key(
        "numbers",
        "times",
        Shape::ByNumber,
        "number.times",
        "Words that multiply what stands before them: hundred, thousand, million.",
    ),
    key(
        "numbers",
        "join",
        Shape::List,
        "number.join",
        "Words between the parts of a number: \"and\", Spanish \"y\".",
    ),
    key(
        "numbers",
        "vague",
        Shape::ByNumber,
        "number.vague",
        "Fuzzy counts by their lower end: 10 = \"dozens\"; the upper end is ten times that, less one.",
    ),
    key(
        "numbers",
        "few",
        Shape::List,
        "number.few",
        "\"several\", \"a few\": a small number that is not told.",
    ),
    key(
        "numbers",
        "fraction",
        Shape::ByNumber,
        "number.fraction",
        "Fractions before a unit: 0.5 = \"half\", 1.5 = \"anderthalb\".",
    ),
    key(
        "numbers",
        "and-fraction",
        Shape::ByNumber,
        "number.and-fraction",
        "Fractions added after a number or its unit: 0.5 = \"and a half\".",
    ),
    key(
        "units",
        "*",
        Shape::Nested,
        "unit",
        "Unit words by second, minute, hour, day, week, month, year; below `one.` words that hold a number of one (\"sejam\"), below `many.` words for several (\"berjam-jam\").",
    ),
    key(
        "approx",
        "*",
        Shape::Nested,
        "approx",
        "Hedges by about, almost, more, less, up-to; below `after.` those that follow their number or unit.",
    ),
    key(
        "range",
        "to",
        Shape::List,
        "range.to",
        "Words between the ends of a range: \"to\", \"hingga\".",
    ),
    key(
        "range",
        "between",
        Shape::List,
        "range.between",
        "Words that open a range: \"between\", \"antara\".",
    ),
    key(
        "range",
        "and",
        Shape::List,
        "range.and",
        "Words between the ends of a range that was opened: \"and\", \"dan\".",
    ),
    key(
        "owners",
        "*",
        Shape::Strings,
        "owners",
        "Who runs a service: ids of providers by the id of the service, read as `owners.<service>`; a service without a row is its own provider.",
    ),
    key(
        "sentences",
        "ends",
        Shape::Strings,
        "",
        "Marks that end a sentence.",
    ),
    key(
        "sentences",
        "abbreviations",
        Shape::Strings,
        "",
        "Words whose full stop ends no sentence, without the stop.",
    ),
    key(
        "quotes",
        "pairs",
        Shape::Strings,
        "",
        "Pairs of quotation marks, opening and closing mark separated by a space.",
    ),
];

/// The row of a table and key.
pub fn find(table: &str, name: &str) -> Option<&'static Key> {
    KEYS.iter()
        .find(|k| k.table == table && (k.key == name || k.key == "*"))
}

/// Names of all tables.
pub fn tables() -> Vec<&'static str> {
    let mut names: Vec<_> = KEYS.iter().map(|k| k.table).collect();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique_and_explained() {
        for (i, k) in KEYS.iter().enumerate() {
            assert!(k.doc.ends_with('.'), "{}.{}", k.table, k.key);
            assert!(
                KEYS[..i]
                    .iter()
                    .all(|o| (o.table, o.key) != (k.table, k.key)),
                "{}.{}",
                k.table,
                k.key
            );
        }
    }
}
