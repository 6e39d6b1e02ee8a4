//! Which tables and keys a pattern file may hold.
//!
//! One row a key: the reader, the checker, the JSON Schema, `pulih patterns new` and the documentation all come from
//! these rows. Each list becomes a group named `<group>` (lists), or `<group>.<left side>` (maps); a template refers to a
//! group, or to all groups below a name, in braces.

mod lexicon;
mod number;
mod time;

pub use lexicon::{LISTS, List};

/// What stands behind a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A template or a list of templates.
    List,
    /// A map from a number to a template or a list of templates.
    ByNumber,
    /// A map from a number or a range (`2..5`) to a template or a list of templates.
    ByRange,
    /// A map from a code to a template or a list of templates.
    ByCode,
    /// A list of plain strings, matched by Rust code and not as templates.
    Strings,
    /// One plain string.
    Text,
    /// A map from a code to a plain string; a later file's wins.
    StringMap,
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

impl Key {
    /// What the names of its groups begin with: `number` for `number.is`.
    pub fn head(&self) -> &'static str {
        match self.group {
            "" if self.table == "lexicon" => "",
            "" => self.table,
            group => group.split('.').next().unwrap_or(group),
        }
    }
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

/// All keys but those of `[file]` and `[[pattern]]`, by table.
pub fn keys() -> impl Iterator<Item = &'static Key> + Clone {
    WORDS.iter().chain(number::KEYS).chain(time::KEYS)
}

const WORDS: &[Key] = &[
    key(
        "lexicon",
        "*",
        Shape::Nested,
        "",
        "Your words for our codes: features, causes, statuses, roles, outage words, vetoes.",
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
        "sentences",
        "open",
        Shape::Strings,
        "",
        "Abbreviations with stops inside, without the last, that may end a sentence: \"p.m\".",
    ),
    key(
        "sentences",
        "goes-on",
        Shape::Strings,
        "",
        "Words and marks behind such an abbreviation that show that the sentence goes on.",
    ),
    key(
        "quotes",
        "pairs",
        Shape::Strings,
        "",
        "Pairs of quotation marks, opening and closing mark separated by a space; the same glyph may open and close.",
    ),
    key(
        "quotes",
        "dash",
        Shape::Strings,
        "",
        "Dashes that open spoken lines at the head of a paragraph; none if the language has no dash dialogue.",
    ),
    key(
        "quotes",
        "names",
        Shape::List,
        "quotes.names",
        "Words before quoted titles, terms and names that nobody says: \"titled\", \"bertajuk\".",
    ),
    key(
        "quotes",
        "follows",
        Shape::List,
        "quotes.follows",
        "Words behind a quotation in running text that make it speech: Japanese \"と\"; where a language has any, other quotations that no mark and no end of the text follows are names and terms.",
    ),
    key(
        "boilerplate",
        "block",
        Shape::List,
        "boilerplate.block",
        "Whole blocks that are no part of an article: \"ADVERTISEMENT\", \"Share this article\". They are dropped from pages; in texts nothing is read from them.",
    ),
    key(
        "boilerplate",
        "lead",
        Shape::List,
        "boilerplate.lead",
        "Words that begin such a block, whatever follows them in it: \"Baca juga :\", \"Read more :\"; the lines of links below a bare one go too.",
    ),
    key(
        "boilerplate",
        "paywall",
        Shape::List,
        "boilerplate.paywall",
        "Words that begin a block which says that the rest is for subscribers: \"Subscribe to continue\"; the page is flagged `paywall`.",
    ),
    key(
        "speech",
        "say",
        Shape::List,
        "speech.say",
        "Words of saying that take a quotation or a whole clause.",
    ),
    key(
        "speech",
        "tell",
        Shape::List,
        "speech.tell",
        "Words of saying whose next words are the person told: \"told\".",
    ),
    key(
        "speech",
        "report",
        Shape::List,
        "speech.report",
        "Words that report a clause, and take other objects too: \"reported\", \"melaporkan\"; they need a complementizer or a finite word.",
    ),
    key(
        "speech",
        "claim",
        Shape::List,
        "speech.claim",
        "Words of saying that leave the truth to the speaker: \"claims\", \"mengaku\".",
    ),
    key(
        "speech",
        "deny",
        Shape::List,
        "speech.deny",
        "Words that deny what follows.",
    ),
    key(
        "speech",
        "ask",
        Shape::List,
        "speech.ask",
        "Words of asking: they take quotations, and clauses only behind an `if` word.",
    ),
    key(
        "speech",
        "note",
        Shape::List,
        "speech.note",
        "Words that are words of saying only beside a quotation: \"wrote\", \"tulis\".",
    ),
    key(
        "speech",
        "inverse",
        Shape::List,
        "speech.inverse",
        "Words of saying that stand before their speaker: \"kata\", \"quoth\".",
    ),
    key(
        "speech",
        "also",
        Shape::List,
        "speech.also",
        "Participles behind a statement that go on with the same speaker: \"adding\".",
    ),
    key(
        "speech",
        "affixes",
        Shape::Strings,
        "",
        "Beginnings (\"ber-\") and ends (\"-ed\") of words that only a whole clause has, and words that only look so (\"!red\").",
    ),
    key(
        "speech",
        "back",
        Shape::List,
        "speech.back",
        "Words of saying that point back at the person named last: \"ujarnya\".",
    ),
    key(
        "speech",
        "before",
        Shape::List,
        "speech.before",
        "Words before a source: \"according to\", \"menurut\".",
    ),
    key(
        "speech",
        "after",
        Shape::List,
        "speech.after",
        "Words behind a source: German \"zufolge\", Japanese \"によると\".",
    ),
    key(
        "speech",
        "before-back",
        Shape::List,
        "speech.before-back",
        "Words that mean \"according to that person\": \"menurutnya\".",
    ),
    key(
        "speech",
        "passive",
        Shape::List,
        "speech.passive",
        "Passive words of saying whose subject is the person told: Japanese \"言われた\"; who spoke stands before an `agent` particle.",
    ),
    key(
        "speech",
        "voice",
        Shape::List,
        "speech.voice",
        "Nouns behind a quotation for what nobody in particular says: Japanese \"声\" in \"「…」との声\".",
    ),
    key(
        "speech",
        "that",
        Shape::List,
        "speech.that",
        "Complementizers between a word of saying and its clause.",
    ),
    key(
        "speech",
        "if",
        Shape::List,
        "speech.if",
        "Complementizers of questions.",
    ),
    key(
        "speech",
        "not",
        Shape::List,
        "speech.not",
        "Negations before a word of saying: nothing is said.",
    ),
    key(
        "speech",
        "none",
        Shape::List,
        "speech.none",
        "Phrases that hold a word of saying and are none: \"that said\", \"kata sandi\".",
    ),
    key(
        "speech",
        "aux",
        Shape::List,
        "speech.aux",
        "Auxiliaries and adverbs between a speaker and a word of saying.",
    ),
    key(
        "speech",
        "lead",
        Shape::List,
        "speech.lead",
        "Sentence openers that belong neither to a speaker nor to a clause: \"but\", \"meanwhile\".",
    ),
    key(
        "speech",
        "join",
        Shape::List,
        "speech.join",
        "Words that part clauses, so that a speaker begins behind them.",
    ),
    key(
        "speech",
        "relative",
        Shape::List,
        "speech.relative",
        "Relative words: a speaker's name ends before them.",
    ),
    key(
        "speech",
        "stop",
        Shape::List,
        "speech.stop",
        "Prepositions and other words that end a speaker, and open an adjunct.",
    ),
    key(
        "speech",
        "from",
        Shape::List,
        "speech.from",
        "Words of `stop` before an organisation whose people speak: Spanish \"desde\" in \"desde la empresa aseguran que\".",
    ),
    key(
        "speech",
        "connect",
        Shape::List,
        "speech.connect",
        "Small words inside names and offices, of speakers and of `{name}`: \"of\", \"bin\".",
    ),
    key(
        "speech",
        "and",
        Shape::List,
        "speech.and",
        "\"and\", \"or\": inside a name only between capitals.",
    ),
    key(
        "speech",
        "pronoun",
        Shape::List,
        "speech.pronoun",
        "Personal pronouns of the third person.",
    ),
    key(
        "speech",
        "article",
        Shape::List,
        "speech.article",
        "Words that open a noun phrase: \"a\", \"the\", \"seorang\".",
    ),
    key(
        "speech",
        "to",
        Shape::List,
        "speech.to",
        "Words before the person or medium told: \"kepada\".",
    ),
    key(
        "speech",
        "via",
        Shape::List,
        "speech.via",
        "Words before a medium that passes a statement on: \"dikutip dari\", \"as quoted by\".",
    ),
    key(
        "speech",
        "end",
        Shape::List,
        "speech.end",
        "Words that end a reported clause when they follow a comma; with \":\" among them a colon ends one too, unless a quotation follows.",
    ),
    key(
        "speech",
        "act",
        Shape::List,
        "speech.act",
        "Verbs of what speakers do besides: behind \"and\" they end a reported clause: \"blamed\", \"menuntut\".",
    ),
    key(
        "speech",
        "finite",
        Shape::List,
        "speech.finite",
        "Frequent words that only a whole clause has: \"is\", \"would\", \"telah\".",
    ),
    key(
        "speech",
        "topic",
        Shape::List,
        "speech.topic",
        "Particles behind a speaker: Japanese \"は\", Korean \"은\".",
    ),
    key(
        "speech",
        "subject",
        Shape::List,
        "speech.subject",
        "Particles behind a subject that is no topic: Japanese \"が\"; it speaks a quotation behind it if it is a person, or if no topic stands before.",
    ),
    key(
        "speech",
        "agent",
        Shape::List,
        "speech.agent",
        "Particles behind whoever a passive word of saying quotes: Japanese \"から\".",
    ),
    key(
        "speech",
        "people",
        Shape::List,
        "speech.people",
        "Nouns for people that are no office, by which the speaker behind a relative clause is known: Japanese \"人\" in \"「…」と話す人\".",
    ),
    key(
        "speech",
        "subjunctive",
        Shape::List,
        "speech.subjunctive",
        "Verb forms that alone mark a sentence as reported: German \"habe\", \"sei\".",
    ),
    key(
        "speech",
        "by",
        Shape::List,
        "speech.by",
        "Passive words of saying before a speaker who may speak next: \"disampaikan oleh\".",
    ),
    key(
        "speech",
        "orders",
        Shape::Strings,
        "",
        "Orders in which a statement is built, best first, of the elements `quote`, `clause`, `speaker`, `person` (whom a relative clause before belongs to), `that`, `,` and one of `cue` (or one class of word: `say`, `inverse` ...), `also`, `passive`, `voice`, `back`, `before`, `after`, `before-back`.",
    ),
    key(
        "roles",
        "*",
        Shape::Nested,
        "role",
        "Offices and relations of speakers, by code; below `title.` words that belong to a name, below `organisation.` words that begin an organisation's name.",
    ),
];

/// The row of a table and key.
pub fn find(table: &str, name: &str) -> Option<&'static Key> {
    keys().find(|k| k.table == table && (k.key == name || k.key == "*"))
}

/// Names of all tables.
pub fn tables() -> Vec<&'static str> {
    let mut names: Vec<_> = keys().map(|k| k.table).collect();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_unique_and_explained() {
        for (i, l) in LISTS.iter().enumerate() {
            assert!(l.doc.ends_with('.'), "{}", l.name);
            assert!(LISTS[..i].iter().all(|o| o.name != l.name), "{}", l.name);
        }
    }

    #[test]
    fn keys_are_unique_and_explained() {
        for (i, k) in keys().enumerate() {
            assert!(k.doc.ends_with('.'), "{}.{}", k.table, k.key);
            assert!(
                keys().take(i).all(|o| (o.table, o.key) != (k.table, k.key)),
                "{}.{}",
                k.table,
                k.key
            );
        }
    }
}
