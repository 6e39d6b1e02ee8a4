//! A pattern file as it stands: TOML in, entries with their places out.
//!
//! Nothing is compiled or merged here; see [`library`](super::library) for inheritance and
//! [`pack`](super::pack) for what the entries become.

mod format;
mod header;
mod list;
mod pattern;
mod reader;

use super::error::{PatternError, Place, closest};
use super::pack::Moments;
use super::table;
use reader::{Reader, clamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

/// The format version that this program reads; docs/patterns.md says what may change within it.
pub const FORMAT: i64 = 1;

/// Largest pattern file, in bytes.
pub const LARGEST: usize = 4 << 20;

/// `[file]`: what the file says of itself.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
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
    /// Those of the prefixes that a printed name keeps.
    pub articles: Vec<String>,
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
    /// Day on which the sentence is read, from the table form.
    pub published: Option<String>,
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
    /// Where that stands.
    pub fact_place: Place,
    /// Its templates.
    pub matches: Vec<(String, Place)>,
    /// Groups of which one must occur in the sentence.
    pub near: Vec<(String, Place)>,
    /// Groups of which none may occur in the sentence.
    pub unless: Vec<(String, Place)>,
    /// Groups of which none may occur within a match.
    pub without: Vec<(String, Place)>,
    /// Which moments it takes; `None` for all.
    pub moments: Option<Moments>,
    /// Constant fields, and where their values stand.
    pub set: BTreeMap<String, (String, Place)>,
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
    /// The files that this one builds on, and where it says so.
    pub extends: Vec<(String, Place)>,
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
    if let Some(error) = reader.format(root.get_ref()) {
        return (None, vec![error]);
    }
    let mut file = RawFile {
        name: name.to_owned(),
        path,
        header: Header::default(),
        header_place: whole.clone(),
        extends: Vec::new(),
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
                (file.header, file.extends) = reader.header(t);
            }
            ("pattern", DeValue::Array(list)) => {
                for item in list {
                    if let DeValue::Table(t) = item.get_ref() {
                        file.patterns.extend(reader.pattern(t, item.span()));
                    } else {
                        reader.error(item.span(), "a pattern is a table", "write `[[pattern]]`");
                    }
                }
            }
            ("disable", _) => file.disable = reader.strings(value),
            (name, DeValue::Table(t)) if table::tables().contains(&name) => {
                reader.table(name, t, &mut file.entries);
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
    fn of_a_later_format_nothing_else_is_said() {
        let source = "[of-later]\na = 1\n[file]\nformat = 2\nlater = true\n";
        let (file, errors) = parse("x", "x.toml", source);
        assert!(file.is_none());
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(errors[0].help.is_some(), "it says what to do");
    }

    #[test]
    fn mistakes_are_found_where_they_stand() {
        for (source, message, line) in [
            (
                "[file]\nformat = 1\n[lexikon]\n",
                "unknown table `lexikon`",
                3,
            ),
            (
                "[file]\nname = \"x\"\nformat = 2\n[of-later]\na = 1\n",
                "the file is of format 2, and this program reads format 1",
                3,
            ),
            ("[file]\nformat = \"1\"\n", "this program reads format 1", 2),
            ("[file]\nname = \"x\"\n", "`[file]` has no `format`", 1),
            (
                "[file]\nformat = 1\nwords = \"glued\"\n",
                "`words = \"glued\"` is unknown",
                3,
            ),
            (
                "[file]\nformat = 1\n[[pattern]]\nid = \"x\"\nmoments = \"hours\"\n",
                "`moments = \"hours\"` is unknown",
                5,
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
