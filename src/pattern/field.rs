//! The keys of `[file]` and `[[pattern]]`: the reader, the JSON Schema and the documentation come from these rows.

use super::file::FORMAT;

/// What stands behind a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A string.
    Text,
    /// A string or a list of strings.
    Texts,
    /// One or more of these words.
    Choice(&'static [&'static str]),
    /// This number and no other.
    Exactly(i64),
    /// A whole number.
    Whole,
    /// A number from 0 to 1.
    Share,
    /// A table of strings.
    Constants,
    /// Sentences, or tables with `text` and `is`.
    Examples,
}

/// One key.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What stands behind it.
    pub form: Form,
    /// Whether it must be there.
    pub required: bool,
    /// One sentence for authors.
    pub doc: &'static str,
}

const fn field(name: &'static str, form: Form, required: bool, doc: &'static str) -> Field {
    Field {
        name,
        form,
        required,
        doc,
    }
}

/// Keys of `[file]`.
pub const FILE: &[Field] = &[
    field(
        "format",
        Form::Exactly(FORMAT),
        true,
        "Version of this format; a file of a later one is refused.",
    ),
    field(
        "language",
        Form::Text,
        false,
        "BCP 47 tag, the same as the name of the file; files that others build on have none.",
    ),
    field("name", Form::Text, false, "The language's own name."),
    field(
        "extends",
        Form::Texts,
        false,
        "Files to build on, without `.toml`: lists are appended to, patterns of the same id replaced. A file that extends its own name builds on the one that it overrides.",
    ),
    field(
        "version",
        Form::Text,
        false,
        "Version of the file, for people.",
    ),
    field("authors", Form::Texts, false, "Who wrote it."),
    field(
        "words",
        Form::Choice(&["spaced", "unspaced"]),
        false,
        "Whether spaces part words; without them every character is a token and a gap counts characters.",
    ),
    field("decimal", Form::Text, false, "Decimal mark, `.` or `,`."),
    field(
        "thousands",
        Form::Text,
        false,
        "Marks that group thousands.",
    ),
    field(
        "dates",
        Form::Choice(&["dmy", "mdy", "ymd"]),
        false,
        "Order of day, month and year in numeric dates.",
    ),
    field(
        "fold",
        Form::Choice(&["accents", "harakat", "tatweel"]),
        false,
        "Differences that do not matter: accents on Latin and Greek letters (words that differ by an accent alone become one), Arabic vowel marks and forms of alef, the lengthening stroke.",
    ),
    field(
        "prefixes",
        Form::Texts,
        false,
        "Letters glued to the front of words, such as Arabic \"ال\"; up to three are taken off, from words that are not themselves listed.",
    ),
    field(
        "articles",
        Form::Texts,
        false,
        "Those of the prefixes that a name keeps where it is printed without the others, such as \"ال\" of \"والإمارات\".",
    ),
    field(
        "suffixes",
        Form::Texts,
        false,
        "Letters glued to the end of words, such as Indonesian \"nya\"; a word that is itself listed is not taken apart.",
    ),
];

/// Keys of `[[pattern]]`.
pub const PATTERN: &[Field] = &[
    field(
        "id",
        Form::Text,
        true,
        "Its name, for what it finds: `lasted`, `restored-at`.",
    ),
    field(
        "fact",
        Form::Text,
        true,
        "What it finds: a kind of facts.toml.",
    ),
    field("match", Form::Texts, true, "Templates; any of them."),
    field(
        "near",
        Form::Texts,
        false,
        "Lists or slots of which one must occur in the sentence.",
    ),
    field(
        "unless",
        Form::Texts,
        false,
        "Lists or slots of which none may occur in the sentence.",
    ),
    field(
        "without",
        Form::Texts,
        false,
        "Lists or slots of which none may occur in a match outside of what it captures: what its gaps may not step over.",
    ),
    field(
        "moments",
        Form::Choice(&["days", "times"]),
        false,
        "Which moments it takes: `days` those without a time of day, `times` those with one; both unless said.",
    ),
    field(
        "set",
        Form::Constants,
        false,
        "Fields that the words do not say: `code`, and `unit` of a count.",
    ),
    field(
        "confidence",
        Form::Share,
        false,
        "How sure a match is, 0.8 unless said; decides between matches of equal length and priority.",
    ),
    field(
        "priority",
        Form::Whole,
        false,
        "Decides between matches of equal length; 0 unless said.",
    ),
    field(
        "yes",
        Form::Examples,
        false,
        "Sentences in which the pattern finds something, with what: at least two.",
    ),
    field(
        "no",
        Form::Examples,
        false,
        "Sentences in which no pattern may find such a fact: at least one.",
    ),
];

/// Names of the keys of some rows.
pub(super) fn names(fields: &'static [Field]) -> Vec<&'static str> {
    fields.iter().map(|f| f.name).collect()
}
