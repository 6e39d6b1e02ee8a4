//! The files of a language against those of others, thing by thing.

use crate::model::Lang;
use crate::pattern::Library;
use crate::pattern::fact_kind::{FactKind, Output};
use crate::pattern::file::{Entry, RawPattern};
use crate::pattern::library::is_shared;
use crate::pattern::table::{self, Key};
use std::collections::BTreeMap;
use std::path::Path;

/// What sort of thing a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A kind of fact, by its patterns.
    Fact,
    /// A key of a table, by its words.
    Key,
    /// A code of the taxonomy, by the words and patterns that give it.
    Code,
    /// A list of the lexicon, by its words.
    List,
}

impl Part {
    /// All parts, in the order of output.
    pub const ALL: [Self; 4] = [Self::Fact, Self::Key, Self::Code, Self::List];

    /// The name used in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Key => "key",
            Self::Code => "code",
            Self::List => "list",
        }
    }
}

/// How many words or patterns a language has of each thing, without those of the files that all languages build on.
#[derive(Clone, Debug, Default)]
pub struct Holdings(BTreeMap<(Part, String), usize>);

/// One thing that a language may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What sort of thing it is.
    pub part: Part,
    /// Its name: `outage.start`, `numbers.few`, `feature.messaging.send`, `hedge`.
    pub name: String,
    /// What it is for; empty for lists that authors made up.
    pub about: String,
    /// How many words or patterns the language has of it.
    pub here: usize,
    /// How many the other languages have, in their order.
    pub there: Vec<usize>,
}

impl Row {
    /// How many of the other languages have it.
    pub fn languages(&self) -> usize {
        self.there.iter().filter(|&&n| n > 0).count()
    }
}

impl Holdings {
    /// What the files of a language hold.
    pub fn of(library: &Library, lang: Lang) -> Self {
        let (merged, _) = library.merge(lang.as_str());
        let mut held = Self::default();
        for entry in merged.entries.iter().filter(|e| !is_from_all(e)) {
            held.add(thing(library, &entry.group));
        }
        for pattern in &merged.patterns {
            held.add((Part::Fact, pattern.fact.clone()));
            if let Some(code) = code_of(library.kinds(), pattern) {
                held.add(code);
            }
        }
        held
    }

    fn add(&mut self, thing: (Part, String)) {
        *self.0.entry(thing).or_default() += 1;
    }

    fn of_thing(&self, thing: &(Part, String)) -> usize {
        self.0.get(thing).copied().unwrap_or(0)
    }
}

/// Everything that a pattern file may hold, with how much of it a language has and others have.
///
/// *Shape*: by part, kinds of facts, keys and codes in the order of the reference, lists by name.
pub fn compare(library: &Library, lang: Lang, others: &[Lang]) -> Vec<Row> {
    let here = Holdings::of(library, lang);
    let there: Vec<_> = others.iter().map(|l| Holdings::of(library, *l)).collect();
    let things = things(library, there.iter().chain([&here]));
    let row = |(part, name, about): (Part, String, String)| {
        let thing = (part, name);
        Row {
            here: here.of_thing(&thing),
            there: there.iter().map(|h| h.of_thing(&thing)).collect(),
            part: thing.0,
            name: thing.1,
            about,
        }
    };
    things.into_iter().map(row).collect()
}

/// All things with what they are for.
fn things<'a>(
    library: &Library,
    held: impl Iterator<Item = &'a Holdings>,
) -> Vec<(Part, String, String)> {
    let facts = library
        .kinds()
        .iter()
        .map(|k| (Part::Fact, k.name.clone(), k.doc.clone()));
    let keys = table::keys()
        .filter(|k| k.table != "lexicon")
        .map(|k| (Part::Key, key_name(k), k.doc.to_owned()));
    let taxonomy = library.taxonomy();
    let codes = taxonomy
        .kinds()
        .filter(|kind| *kind != "certainty")
        .flat_map(|kind| {
            let codes = taxonomy.codes(kind);
            codes.map(move |(code, c)| (Part::Code, format!("{kind}.{code}"), c.en.clone()))
        });
    let known = table::LISTS.iter().map(|l| (l.name, l.doc));
    let own = held
        .flat_map(|h| h.0.keys())
        .filter(|(part, _)| *part == Part::List)
        .map(|(_, name)| (name.as_str(), ""));
    // A known list comes later, and its words for authors stay.
    let lists: BTreeMap<&str, &str> = own.chain(known).collect();
    let lists = lists
        .into_iter()
        .map(|(name, about)| (Part::List, name.to_owned(), about.to_owned()));
    facts.chain(keys).chain(codes).chain(lists).collect()
}

fn key_name(key: &Key) -> String {
    match key.key {
        "*" => key.table.to_owned(),
        name => format!("{}.{name}", key.table),
    }
}

/// Whether an entry stands in a file that all languages build on.
fn is_from_all(entry: &Entry) -> bool {
    let stem = Path::new(&*entry.place.path).file_stem();
    stem.and_then(|s| s.to_str()).is_some_and(is_shared)
}

/// What the words of a group count for.
fn thing(library: &Library, group: &str) -> (Part, String) {
    if let Some(key) = key_of(group) {
        return (Part::Key, key_name(key));
    }
    let (head, rest) = group.split_once('.').unwrap_or((group, ""));
    let kind = head.split_once('-').map_or(head, |(kind, _)| kind);
    if library.taxonomy().get(kind, rest).is_some() {
        return (Part::Code, format!("{kind}.{rest}"));
    }
    let known = table::LISTS.iter().map(|l| l.name);
    let known = known
        .filter(|name| is_below(group, name))
        .max_by_key(|n| n.len());
    (Part::List, known.unwrap_or(group).to_owned())
}

/// Whether a group is a name, or stands below it.
fn is_below(group: &str, name: &str) -> bool {
    let rest = group.strip_prefix(name);
    rest.is_some_and(|r| r.is_empty() || r.starts_with('.'))
}

/// The key whose words are those of a group: `numbers.is` for `number.is.2`.
fn key_of(group: &str) -> Option<&'static Key> {
    let name = |key: &Key| match (key.group, key.key) {
        ("", "*") => key.table.to_owned(),
        ("", name) => format!("{}.{name}", key.table),
        (group, _) => group.to_owned(),
    };
    let fits = |key: &&Key| key.table != "lexicon" && is_below(group, &name(key));
    table::keys().filter(fits).max_by_key(|key| name(key).len())
}

/// The code that all facts of a pattern carry, where it sets one.
fn code_of(kinds: &[FactKind], pattern: &RawPattern) -> Option<(Part, String)> {
    let (code, _) = pattern.set.get("code")?;
    let kind = kinds.iter().find(|k| k.name == pattern.fact)?;
    match kind.output {
        Output::Fact(kind) => Some((Part::Code, format!("{}.{code}", kind.as_str()))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_for_keys_codes_and_lists() {
        let library = Library::bundled();
        for (group, want) in [
            ("number.is.2", (Part::Key, "numbers.is")),
            ("quotes.pairs", (Part::Key, "quotes.pairs")),
            ("role.title.person", (Part::Key, "roles")),
            (
                "feature-broken.messaging.send",
                (Part::Code, "feature.messaging.send"),
            ),
            ("cause.power.loss", (Part::Code, "cause.power.loss")),
            ("hedge.any", (Part::List, "hedge")),
            ("user.sites", (Part::List, "user.sites")),
            ("adjective.any", (Part::List, "adjective.any")),
            ("service.whatsapp", (Part::List, "service")),
        ] {
            let (part, name) = thing(&library, group);
            assert_eq!((part, name.as_str()), want, "{group}");
        }
    }

    #[test]
    fn a_language_that_is_empty_lacks_what_others_have() {
        let library = Library::bundled();
        let en = "en".parse().expect("a tag");
        let none = "xx".parse().expect("a tag");
        let rows = compare(&library, none, &[en]);
        let starts = rows.iter().find(|r| r.name == "outage.start");
        let starts = starts.expect("a kind of fact");
        assert_eq!((starts.here, starts.languages()), (0, 1));
        assert!(rows.iter().all(|r| r.here == 0));
        // `%` stands in `base`, and is no word of English.
        let percent = rows.iter().find(|r| r.name == "numbers.currency");
        let own = compare(&library, en, &[]);
        let all = own.iter().find(|r| r.name == "numbers.currency");
        assert_eq!(percent.map(|r| r.there[0]), all.map(|r| r.here));
    }
}
