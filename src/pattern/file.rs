//! A pattern file as it stands: TOML in, entries with their places out.
//!
//! Nothing is compiled or merged here; see [`library`](super::library) for inheritance and
//! [`pack`](super::pack) for what the entries become.

use super::error::{PatternError, Place, closest};
use super::table::{self, Shape};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The format version that this program reads.
pub const FORMAT: i64 = 1;

/// Largest pattern file, in bytes.
pub const LARGEST: usize = 4 << 20;

/// `[file]`: what the file says of itself.
#[derive(Clone, Debug, Default)]
pub struct Header {
    /// BCP 47 tag; empty for files that are no language, such as `base`.
    pub language: String,
    /// The language's own name.
    pub name: String,
    /// Names of the files that this one builds on.
    pub extends: Vec<String>,
    /// Version of the file.
    pub version: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Whether words are written without spaces.
    pub unspaced: Option<bool>,
    /// Decimal mark.
    pub decimal: Option<String>,
    /// Marks that group thousands.
    pub thousands: Option<String>,
    /// Folds: `accents`, `harakat`, `tatweel`.
    pub fold: Vec<String>,
    /// Letters that are glued to the front of words.
    pub prefixes: Vec<String>,
    /// Letters that are glued to the end of words.
    pub suffixes: Vec<String>,
    /// Order of day and month in numeric dates: `dmy`, `mdy` or `ymd`.
    pub dates: Option<String>,
}

/// One template of a list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Group it belongs to, such as `unit.hour`.
    pub group: String,
    /// The template, or plain string.
    pub text: String,
    /// Whether it takes an inherited entry away (`"!word"`).
    pub removes: bool,
    /// Whether it is a plain string and no template.
    pub plain: bool,
    /// Where it stands, without the quotation marks.
    pub place: Place,
}

/// A `yes` or `no` example.
#[derive(Clone, Debug)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// Expected values in short, after `=>`.
    pub expected: Vec<String>,
    /// Expected fields, from the table form.
    pub fields: BTreeMap<String, String>,
    /// Where it stands.
    pub place: Place,
}

/// A `[[pattern]]`.
#[derive(Clone, Debug)]
pub struct RawPattern {
    /// Its name within the language.
    pub id: String,
    /// The fact kind it finds.
    pub fact: String,
    /// Its templates.
    pub matches: Vec<(String, Place)>,
    /// Groups of which one must occur in the sentence.
    pub near: Vec<(String, Place)>,
    /// Groups of which none may occur in the sentence.
    pub unless: Vec<(String, Place)>,
    /// Constant fields.
    pub set: BTreeMap<String, String>,
    /// From 0 to 1.
    pub confidence: f32,
    /// Higher wins where two match the same words.
    pub priority: i64,
    /// Sentences that it must find something in.
    pub yes: Vec<Example>,
    /// Sentences that must give no such fact.
    pub no: Vec<Example>,
    /// Where its id stands.
    pub place: Place,
}

/// One file, parsed.
#[derive(Clone, Debug)]
pub struct RawFile {
    /// Name to extend it by: the file name without `.toml`.
    pub name: String,
    /// Path it was read from, for messages.
    pub path: Arc<str>,
    /// `[file]`.
    pub header: Header,
    /// Where `[file]` stands.
    pub header_place: Place,
    /// All entries of all lists, in file order.
    pub entries: Vec<Entry>,
    /// All patterns, in file order.
    pub patterns: Vec<RawPattern>,
    /// Ids of inherited patterns that are not wanted.
    pub disable: Vec<(String, Place)>,
}

/// Parses a file. Whatever can be read is returned beside the errors.
pub fn parse(name: &str, path: &str, source: &str) -> (Option<RawFile>, Vec<PatternError>) {
    let source: Arc<str> = source.into();
    let path: Arc<str> = path.into();
    let whole = Place {
        path: path.clone(),
        source: source.clone(),
        span: 0..0,
    };
    if source.len() > LARGEST {
        let message = format!("the file holds {} bytes, more than {LARGEST}", source.len());
        return (
            None,
            vec![
                PatternError::at(whole, message, "").help("split the file, or extend another one"),
            ],
        );
    }
    let text = source.clone();
    let root = match DeTable::parse(&text) {
        Ok(root) => root,
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            let place = Place {
                span: clamp(&source, span),
                ..whole
            };
            return (
                None,
                vec![PatternError::at(
                    place,
                    "the file is no valid TOML",
                    error.message().to_owned(),
                )],
            );
        }
    };
    let mut reader = Reader {
        whole: whole.clone(),
        errors: Vec::new(),
    };
    let mut file = RawFile {
        name: name.to_owned(),
        path,
        header: Header::default(),
        header_place: whole.clone(),
        entries: Vec::new(),
        patterns: Vec::new(),
        disable: Vec::new(),
    };
    // TOML tables are sorted by key here; go through them as they stand in the file.
    let mut keys: Vec<_> = root.get_ref().iter().collect();
    keys.sort_by_key(|(k, _)| k.span().start);
    for (key, value) in keys {
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("file", DeValue::Table(t)) => {
                file.header_place = reader.place(key.span());
                file.header = reader.header(t);
            }
            ("pattern", DeValue::Array(list)) => {
                for item in list.iter() {
                    if let DeValue::Table(t) = item.get_ref() {
                        file.patterns.extend(reader.pattern(t, item.span()));
                    } else {
                        reader.error(item.span(), "a pattern is a table", "write `[[pattern]]`");
                    }
                }
            }
            ("disable", _) => file.disable = reader.strings(value),
            (name, DeValue::Table(t)) if table::tables().contains(&name) => {
                reader.table(name, t, &mut file.entries)
            }
            (name, _) => {
                let known = table::tables();
                let names = known.iter().copied().chain(["file", "pattern", "disable"]);
                let help = closest(name, names).map(|n| format!("did you mean `{n}`?"));
                let place = reader.place(key.span());
                let mut error = PatternError::at(
                    place,
                    format!("unknown table `{name}`"),
                    "no pattern file has this table",
                );
                error.help = help.or_else(|| {
                    Some(format!(
                        "known are file, pattern, disable, {}",
                        known.join(", ")
                    ))
                });
                reader.errors.push(error);
            }
        }
    }
    if file.header_place.span.is_empty() {
        reader.error(
            0..0,
            "the file has no `[file]` table",
            "it names the format and the language",
        );
    }
    (Some(file), reader.errors)
}

fn clamp(source: &str, span: Range<usize>) -> Range<usize> {
    let end = span.end.min(source.len());
    span.start.min(end)..end
}

struct Reader {
    whole: Place,
    errors: Vec<PatternError>,
}

impl Reader {
    fn place(&self, span: Range<usize>) -> Place {
        Place {
            span: clamp(&self.whole.source, span),
            ..self.whole.clone()
        }
    }

    /// The inside of a quoted string.
    fn inside(&self, span: Range<usize>) -> Place {
        let text = &self.whole.source[clamp(&self.whole.source, span.clone())];
        let quotes = if text.len() >= 6 && (text.starts_with("\"\"\"") || text.starts_with("'''")) {
            3
        } else {
            usize::from(text.len() >= 2 && text.starts_with(['"', '\'']))
        };
        self.place(span.start + quotes..span.end - quotes)
    }

    fn error(&mut self, span: Range<usize>, message: impl Into<String>, label: impl Into<String>) {
        self.errors
            .push(PatternError::at(self.place(span), message, label));
    }

    fn text(&mut self, value: &Spanned<DeValue<'_>>) -> Option<(String, Place)> {
        if let DeValue::String(s) = value.get_ref() {
            return Some((s.to_string(), self.inside(value.span())));
        }
        self.error(
            value.span(),
            format!("expected a string, found {}", value.get_ref().type_str()),
            "put it in quotation marks",
        );
        None
    }

    /// A string or a list of strings.
    fn strings(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<(String, Place)> {
        match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| self.text(item)).collect(),
            _ => self.text(value).into_iter().collect(),
        }
    }

    fn header(&mut self, t: &DeTable<'_>) -> Header {
        const KNOWN: [&str; 13] = [
            "format",
            "language",
            "name",
            "extends",
            "version",
            "authors",
            "words",
            "decimal",
            "thousands",
            "fold",
            "prefixes",
            "suffixes",
            "dates",
        ];
        let mut header = Header::default();
        let mut format = None;
        for (key, value) in t {
            let only =
                |list: Vec<(String, Place)>| list.into_iter().map(|(s, _)| s).collect::<Vec<_>>();
            match key.get_ref().as_ref() {
                "format" => format = Some((number(value), value.span())),
                "language" => {
                    header.language = self.text(value).map(|(s, _)| s).unwrap_or_default()
                }
                "name" => header.name = self.text(value).map(|(s, _)| s).unwrap_or_default(),
                "extends" => header.extends = only(self.strings(value)),
                "version" => header.version = self.text(value).map(|(s, _)| s).unwrap_or_default(),
                "authors" => header.authors = only(self.strings(value)),
                "words" => match self.text(value) {
                    Some((w, _)) if w == "spaced" || w == "unspaced" => {
                        header.unspaced = Some(w == "unspaced")
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
                "suffixes" => header.suffixes = only(self.strings(value)),
                "dates" => match self.text(value) {
                    Some((d, _)) if ["dmy", "mdy", "ymd"].contains(&d.as_str()) => {
                        header.dates = Some(d)
                    }
                    Some((d, place)) => self.errors.push(PatternError::at(
                        place,
                        format!("`dates = \"{d}\"` is unknown"),
                        "write \"dmy\", \"mdy\" or \"ymd\"",
                    )),
                    None => {}
                },
                name => self.unknown_key(name, key.span(), &KNOWN),
            }
        }
        match format {
            Some((Some(n), _)) if n == FORMAT as f64 => {}
            Some((_, span)) => self.error(
                span,
                format!("this program reads format {FORMAT}"),
                "another format",
            ),
            None => self.error(
                self.whole.span.clone(),
                "`[file]` has no `format`",
                format!("write `format = {FORMAT}`"),
            ),
        }
        header
    }

    fn unknown_key(&mut self, name: &str, span: Range<usize>, known: &[&str]) {
        let mut error = PatternError::at(
            self.place(span),
            format!("unknown key `{name}`"),
            "not read",
        );
        error.help = closest(name, known.iter().copied())
            .map(|n| format!("did you mean `{n}`?"))
            .or_else(|| Some(format!("known are {}", known.join(", "))));
        self.errors.push(error);
    }

    /// A table of lists.
    fn table(&mut self, name: &str, t: &DeTable<'_>, out: &mut Vec<Entry>) {
        let mut keys: Vec<_> = t.iter().collect();
        keys.sort_by_key(|(k, _)| k.span().start);
        for (key, value) in keys {
            let Some(row) = table::find(name, key.get_ref()) else {
                let known: Vec<_> = table::KEYS
                    .iter()
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
            let plain = matches!(row.shape, Shape::Strings | Shape::Text);
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
                if shape == Shape::ByNumber && key.get_ref().parse::<f64>().is_err() {
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

    fn pattern(&mut self, t: &DeTable<'_>, span: Range<usize>) -> Option<RawPattern> {
        const KNOWN: [&str; 10] = [
            "id",
            "fact",
            "match",
            "near",
            "unless",
            "set",
            "confidence",
            "priority",
            "yes",
            "no",
        ];
        let place = self.place(span.clone());
        let mut p = RawPattern {
            id: String::new(),
            fact: String::new(),
            matches: Vec::new(),
            near: Vec::new(),
            unless: Vec::new(),
            set: BTreeMap::new(),
            confidence: 0.8,
            priority: 0,
            yes: Vec::new(),
            no: Vec::new(),
            place,
        };
        for (key, value) in t {
            match key.get_ref().as_ref() {
                "id" => {
                    if let Some((id, place)) = self.text(value) {
                        (p.id, p.place) = (id, place);
                    }
                }
                "fact" => p.fact = self.text(value).map(|(s, _)| s).unwrap_or_default(),
                "match" => p.matches = self.strings(value),
                "near" => p.near = self.strings(value),
                "unless" => p.unless = self.strings(value),
                "set" => match value.get_ref() {
                    DeValue::Table(t) => {
                        for (k, v) in t {
                            if let Some((text, _)) = self.text(v) {
                                p.set.insert(k.get_ref().to_string(), text);
                            }
                        }
                    }
                    _ => self.error(
                        value.span(),
                        "`set` is a table of constant fields",
                        "write `set = { code = \"resolved\" }`",
                    ),
                },
                "confidence" => match number(value) {
                    Some(c) if (0.0..=1.0).contains(&c) => p.confidence = c as f32,
                    _ => self.error(value.span(), "`confidence` is a number from 0 to 1", ""),
                },
                "priority" => match number(value) {
                    Some(n) => p.priority = n as i64,
                    None => self.error(value.span(), "`priority` is a whole number", ""),
                },
                "yes" => p.yes = self.examples(value),
                "no" => p.no = self.examples(value),
                name => self.unknown_key(name, key.span(), &KNOWN),
            }
        }
        for (missing, name) in [
            (p.id.is_empty(), "id"),
            (p.fact.is_empty(), "fact"),
            (p.matches.is_empty(), "match"),
        ] {
            if missing {
                self.error(
                    span.clone(),
                    format!("a pattern has no `{name}`"),
                    format!("`{name}` is required"),
                );
                return None;
            }
        }
        Some(p)
    }

    fn examples(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Example> {
        let items: Vec<_> = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        let mut out = Vec::new();
        for item in items {
            if let DeValue::Table(t) = item.get_ref() {
                let mut example = Example {
                    text: String::new(),
                    expected: Vec::new(),
                    fields: BTreeMap::new(),
                    place: self.place(item.span()),
                };
                for (key, value) in t {
                    match (key.get_ref().as_ref(), value.get_ref()) {
                        ("text", _) => {
                            example.text = self.text(value).map(|(s, _)| s).unwrap_or_default()
                        }
                        ("is", DeValue::Table(fields)) => {
                            for (k, v) in fields {
                                if let Some((text, _)) = self.text(v) {
                                    example.fields.insert(k.get_ref().to_string(), text);
                                }
                            }
                        }
                        (name, _) => self.unknown_key(name, key.span(), &["text", "is"]),
                    }
                }
                out.push(example);
            } else if let Some((text, place)) = self.text(item) {
                let (text, expected) = match text.rsplit_once("=>") {
                    Some((text, expected)) => (
                        text.trim().to_owned(),
                        expected
                            .split(';')
                            .map(|e| e.trim().to_owned())
                            .filter(|e| !e.is_empty())
                            .collect(),
                    ),
                    None => (text, Vec::new()),
                };
                out.push(Example {
                    text,
                    expected,
                    fields: BTreeMap::new(),
                    place,
                });
            }
        }
        out
    }
}

fn number(value: &Spanned<DeValue<'_>>) -> Option<f64> {
    match value.get_ref() {
        DeValue::Integer(i) => i.as_str().replace('_', "").parse().ok(),
        DeValue::Float(f) => f.as_str().replace('_', "").parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"
[file]
format = 1
language = "id"
fold = "accents"
[numbers]
is = { 1 = "satu", 2 = ["dua", "kedua"] }
[lexicon]
unit.hour = ["jam"]
"cause".power.loss = "listrik padam"
[[pattern]]
id = "lasted"
fact = "outage.duration"
match = ["{outage} selama {duration}"]
yes = ["Gangguan selama dua jam. => PT2H; PT3H", { text = "x", is = { source = "y" } }]
no = "Tidak."
"#;

    #[test]
    fn lists_and_patterns_are_read_with_their_places() {
        let (file, errors) = parse("id", "id.toml", SMALL);
        assert_eq!(errors, []);
        let file = file.expect("the file is fine");
        let groups: Vec<_> = file
            .entries
            .iter()
            .map(|e| (e.group.as_str(), e.text.as_str()))
            .collect();
        assert_eq!(
            groups,
            [
                ("number.is.1", "satu"),
                ("number.is.2", "dua"),
                ("number.is.2", "kedua"),
                ("unit.hour", "jam"),
                ("cause.power.loss", "listrik padam")
            ]
        );
        assert_eq!(&SMALL[file.entries[3].place.span.clone()], "jam");
        let pattern = &file.patterns[0];
        assert_eq!(
            (pattern.id.as_str(), pattern.yes[0].text.as_str()),
            ("lasted", "Gangguan selama dua jam.")
        );
        assert_eq!(pattern.yes[0].expected, ["PT2H", "PT3H"]);
        assert_eq!(pattern.yes[1].fields["source"], "y");
    }

    #[test]
    fn mistakes_are_found_where_they_stand() {
        for (source, message, line) in [
            (
                "[file]\nformat = 1\n[lexikon]\n",
                "unknown table `lexikon`",
                3,
            ),
            ("[file]\nformat = 2\n", "this program reads format 1", 2),
            (
                "[file]\nformat = 1\nwords = \"glued\"\n",
                "`words = \"glued\"` is unknown",
                3,
            ),
            (
                "[file]\nformat = 1\n[numbers]\nis = { one = \"satu\" }\n",
                "`one` is no number",
                4,
            ),
            (
                "[file]\nformat = 1\n[[pattern]]\nid = \"x\"\n",
                "a pattern has no `fact`",
                3,
            ),
            (
                "[file]\nformat = 1\n[numbers\n",
                "the file is no valid TOML",
                3,
            ),
            (
                "[lexicon]\na = [\"b\"]\n",
                "the file has no `[file]` table",
                1,
            ),
        ] {
            let (_, errors) = parse("x", "x.toml", source);
            let error = errors
                .first()
                .unwrap_or_else(|| panic!("no error for {source}"));
            assert_eq!(error.message, message);
            assert_eq!(
                error.place.as_ref().map(|p| p.line_column().0),
                Some(line),
                "{source}"
            );
        }
    }
}
