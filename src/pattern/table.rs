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
        "Number words and their values; phrases too: 2 = \"a couple of\".",
    ),
    key(
        "numbers",
        "plus",
        Shape::ByNumber,
        "number.plus",
        "Words after a number below ten that add: Indonesian \"belas\" = 10.",
    ),
    key(
        "numbers",
        "times",
        Shape::ByNumber,
        "number.times",
        "Words that multiply what stands before them: hundred, thousand, \"juta\", \"万\", \"k\".",
    ),
    key(
        "numbers",
        "join",
        Shape::List,
        "number.join",
        "Words between the parts of a number or of a length of time: \"and\", Spanish \"y\".",
    ),
    key(
        "numbers",
        "by",
        Shape::List,
        "number.by",
        "Signs between two factors: \"2 x 45 menit\".",
    ),
    key(
        "numbers",
        "vague",
        Shape::ByRange,
        "number.vague",
        "Fuzzy counts by their lower end, or by both: 10 = \"puluhan\" is 10 to 99, \"11..19\" = \"kilkanaście\".",
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
        "Fractions before a unit or a large number: 0.5 = \"half\", 1.5 = \"anderthalb\", 2.5 = \"ढाई\".",
    ),
    key(
        "numbers",
        "part",
        Shape::ByNumber,
        "number.part",
        "Fractions that a number before them multiplies: 0.25 = \"quarter[s]\".",
    ),
    key(
        "numbers",
        "and-fraction",
        Shape::ByNumber,
        "number.and-fraction",
        "Fractions added after a number or its unit: 0.5 = \"and a half\", \"y media\".",
    ),
    key(
        "numbers",
        "percent",
        Shape::List,
        "number.percent",
        "\"%\", \"per cent\".",
    ),
    key(
        "numbers",
        "currency",
        Shape::List,
        "number.currency",
        "Signs and names of money, before or after their number.",
    ),
    key(
        "units",
        "second",
        Shape::List,
        "unit.second",
        "Words for seconds after a number, with their inflection.",
    ),
    key(
        "units",
        "minute",
        Shape::List,
        "unit.minute",
        "Words for minutes after a number, with their inflection.",
    ),
    key(
        "units",
        "hour",
        Shape::List,
        "unit.hour",
        "Words for hours after a number, with their inflection.",
    ),
    key(
        "units",
        "day",
        Shape::List,
        "unit.day",
        "Words for days after a number, with their inflection.",
    ),
    key(
        "units",
        "week",
        Shape::List,
        "unit.week",
        "Words for weeks after a number, with their inflection.",
    ),
    key(
        "units",
        "month",
        Shape::List,
        "unit.month",
        "Words for months after a number, with their inflection.",
    ),
    key(
        "units",
        "year",
        Shape::List,
        "unit.year",
        "Words for years after a number, with their inflection.",
    ),
    key(
        "units",
        "each",
        Shape::Nested,
        "unit.each",
        "Units of another size, by ISO 8601 length: PT15M = \"kwartier\", P10Y = \"decade[s]\".",
    ),
    key(
        "units",
        "whole",
        Shape::Nested,
        "unit.whole",
        "Words that hold number and unit, by ISO 8601 length: PT1H = \"sejam\", \"an hour\"; PT3H = \"dreistündig(e|er|en|es)\".",
    ),
    key(
        "units",
        "many",
        Shape::Nested,
        "unit.many",
        "Words for several of a unit, by unit: hour = \"berjam-jam\", \"stundenlang\".",
    ),
    key(
        "units",
        "short",
        Shape::Nested,
        "unit.short",
        "Unit signs that need digits before them, by unit: hour = \"h\".",
    ),
    key(
        "units",
        "clipped",
        Shape::Nested,
        "unit.clipped",
        "Unit signs that need a larger unit before them, by unit: minute = \"m\" as in \"1h30m\".",
    ),
    key(
        "units",
        "between",
        Shape::List,
        "unit.between",
        "Words and marks between number and unit that change nothing: \"more\", \"-\", \"个\".",
    ),
    key(
        "units",
        "after",
        Shape::List,
        "unit.after",
        "Words after a length of time that belong to it: \"later\", \"kemudian\", \"ago\".",
    ),
    key(
        "units",
        "cue",
        Shape::List,
        "unit.cue",
        "Words before a length of time: \"for\", \"selama\", \"within\".",
    ),
    key(
        "units",
        "not",
        Shape::List,
        "unit.not",
        "Phrases in which a unit word is none: \"second wave\".",
    ),
    key(
        "approx",
        "about",
        Shape::List,
        "approx.about",
        "Hedges before a number: \"about\".",
    ),
    key(
        "approx",
        "almost",
        Shape::List,
        "approx.almost",
        "Hedges before a number: \"almost\".",
    ),
    key(
        "approx",
        "more",
        Shape::List,
        "approx.more",
        "Hedges before a number: \"more than\", \"at least\".",
    ),
    key(
        "approx",
        "less",
        Shape::List,
        "approx.less",
        "Hedges before a number: \"less than\".",
    ),
    key(
        "approx",
        "up-to",
        Shape::List,
        "approx.up-to",
        "Hedges before a number: \"up to\".",
    ),
    key(
        "approx",
        "after",
        Shape::Nested,
        "approx.after",
        "Hedges after a number or its unit, by kind: about = \"or so\", more = \"lebih\".",
    ),
    key(
        "approx",
        "filler",
        Shape::List,
        "approx.filler",
        "Words that may stand between a hedge and its number: \"hampir selama tiga jam\".",
    ),
    key(
        "approx",
        "bounds",
        Shape::StringMap,
        "",
        "What a hedge makes of a number, by kind: about = \"0.9..1.1\"; an open end is left out.",
    ),
    key(
        "approx",
        "few",
        Shape::StringMap,
        "",
        "How many \"several\" are, by unit: hour = \"2..10\".",
    ),
    key(
        "range",
        "to",
        Shape::List,
        "range.to",
        "Words between the ends of a range: \"to\", \"hingga\", \"-\".",
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
        "clock",
        "cue",
        Shape::List,
        "clock.cue",
        "Words before a time of day that make a bare number one: \"pukul\", \"klockan\".",
    ),
    key(
        "clock",
        "weak-cue",
        Shape::List,
        "clock.weak-cue",
        "Words before a time of day that stand before other numbers too: \"at\", \"um\".",
    ),
    key(
        "clock",
        "marks",
        Shape::Strings,
        "",
        "Marks between hour and minute, the usual one first.",
    ),
    key(
        "clock",
        "twelve",
        Shape::Text,
        "",
        "\"yes\" where `9:30` may as well be in the evening.",
    ),
    key(
        "clock",
        "hour",
        Shape::List,
        "clock.hour",
        "Words after the hour, minutes may follow: \"o'clock\", \"Uhr\", \"時\", \"h\".",
    ),
    key(
        "clock",
        "minute",
        Shape::List,
        "clock.minute",
        "Words after the minutes of a time of day: \"分\".",
    ),
    key(
        "clock",
        "second",
        Shape::List,
        "clock.second",
        "Words before the seconds of a time of day: \"detik ke-\".",
    ),
    key(
        "clock",
        "part",
        Shape::ByRange,
        "clock.part",
        "Parts of the day by the hours they span; past 24 is the next day: \"12..24\" = \"pm\", \"18..30\" = \"malam\".",
    ),
    key(
        "clock",
        "bare",
        Shape::ByRange,
        "clock.bare",
        "Parts of the day that stand for a time without a clock, by hours: \"0..6\" = \"before dawn\".",
    ),
    key(
        "clock",
        "at",
        Shape::ByCode,
        "clock.at",
        "Words for a time of day: \"12:00\" = \"noon\", \"00:00\" = \"midnight\".",
    ),
    key(
        "clock",
        "lead",
        Shape::ByNumber,
        "clock.lead",
        "Words before an hour, by the minutes they add: 30 = \"half past\", -30 = \"halb\", -15 = \"quarter to\".",
    ),
    key(
        "clock",
        "trail",
        Shape::ByNumber,
        "clock.trail",
        "Words after an hour, by the minutes they add: 30 = \"y media\", -15 = \"menos cuarto\".",
    ),
    key(
        "clock",
        "past",
        Shape::List,
        "clock.past",
        "Words between minutes and their hour: \"past\".",
    ),
    key(
        "clock",
        "to",
        Shape::List,
        "clock.to",
        "Words between minutes and the hour that they are missing from: \"to\".",
    ),
    key(
        "clock",
        "plus",
        Shape::List,
        "clock.plus",
        "Words between an hour and its minutes: \"y\", \"बजकर\".",
    ),
    key(
        "clock",
        "minus",
        Shape::List,
        "clock.minus",
        "Words between an hour and the minutes missing: \"menos\", \"moins\".",
    ),
    key(
        "clock",
        "before",
        Shape::List,
        "clock.before",
        "Hedges that put a moment before a time of day: \"shortly before\", \"menjelang\".",
    ),
    key(
        "clock",
        "after",
        Shape::List,
        "clock.after",
        "Hedges that put a moment after a time of day: \"just after\", \"lewat\".",
    ),
    key(
        "clock",
        "not",
        Shape::List,
        "clock.not",
        "Phrases in which a time of day is none.",
    ),
    key(
        "calendar",
        "month",
        Shape::ByNumber,
        "calendar.month",
        "Months, 1 to 12.",
    ),
    key(
        "calendar",
        "weekday",
        Shape::ByNumber,
        "calendar.weekday",
        "Days of the week, 1 is Monday.",
    ),
    key(
        "calendar",
        "day",
        Shape::ByCode,
        "calendar.day",
        "Days by their distance from the day of writing, and hours if they name a part: \"-1\" = \"yesterday\", \"-1 18..30\" = \"last night\".",
    ),
    key(
        "calendar",
        "then",
        Shape::ByRange,
        "calendar.then",
        "Parts of the day that was named last, by hours: \"18..30\" = \"that evening\".",
    ),
    key(
        "calendar",
        "last",
        Shape::List,
        "calendar.last",
        "Words before a day, month or year that make it the last one: \"last\".",
    ),
    key(
        "calendar",
        "next",
        Shape::List,
        "calendar.next",
        "Words before a day, month or year that make it the next one: \"next\".",
    ),
    key(
        "calendar",
        "this",
        Shape::List,
        "calendar.this",
        "Words before a day, month or year that make it the present one: \"this\".",
    ),
    key(
        "calendar",
        "after",
        Shape::Nested,
        "calendar.after",
        "The same words behind their day, month or year, below last, next and this: \"lalu\".",
    ),
    key(
        "calendar",
        "edge",
        Shape::List,
        "calendar.edge",
        "Words before a day or month that change nothing: \"late\", \"the end of\".",
    ),
    key(
        "calendar",
        "future",
        Shape::List,
        "calendar.future",
        "Words that put a weekday or month behind them into the future: \"will\", \"akan\".",
    ),
    key(
        "calendar",
        "ahead",
        Shape::List,
        "calendar.ahead",
        "Words before a length of time that make it a time to come: \"in\"; used in messages of one sentence.",
    ),
    key(
        "calendar",
        "from-now",
        Shape::List,
        "calendar.from-now",
        "Words behind a length of time that make it a time to come: \"from now\".",
    ),
    key(
        "calendar",
        "ago",
        Shape::List,
        "calendar.ago",
        "Words behind a length of time that make it a time past: \"ago\".",
    ),
    key(
        "calendar",
        "ordinal",
        Shape::ByNumber,
        "calendar.ordinal",
        "Numbers of a day in words: 1 = \"first\".",
    ),
    key(
        "calendar",
        "month-alone",
        Shape::Text,
        "",
        "\"yes\" where the names of months mean nothing else, so that one is a date without a year or cue.",
    ),
    key(
        "calendar",
        "day-before",
        Shape::List,
        "calendar.day-before",
        "Words before the number of a day: \"tanggal\".",
    ),
    key(
        "calendar",
        "day-after",
        Shape::List,
        "calendar.day-after",
        "Words or letters after the number of a day: \"th\", \"日\".",
    ),
    key(
        "calendar",
        "month-before",
        Shape::List,
        "calendar.month-before",
        "Words before the number of a month: \"tháng\".",
    ),
    key(
        "calendar",
        "month-after",
        Shape::List,
        "calendar.month-after",
        "Words after the number of a month: \"月\".",
    ),
    key(
        "calendar",
        "year-before",
        Shape::List,
        "calendar.year-before",
        "Words before a year that stands alone: \"in\", \"pada\", \"tahun\".",
    ),
    key(
        "calendar",
        "year-after",
        Shape::List,
        "calendar.year-after",
        "Words after a year: \"年\".",
    ),
    key(
        "calendar",
        "of",
        Shape::List,
        "calendar.of",
        "Words between the parts of a date: \"of\", \"de\".",
    ),
    key(
        "calendar",
        "cue",
        Shape::List,
        "calendar.cue",
        "Words before a date that make a bare \"25/10\" or month one: \"on\", \"sejak\".",
    ),
    key(
        "calendar",
        "join",
        Shape::List,
        "calendar.join",
        "Words between a time of day and its date: \"on\", \"at\", \"pada\".",
    ),
    key(
        "calendar",
        "not",
        Shape::List,
        "calendar.not",
        "Phrases in which a month or weekday is none: \"Pasar Minggu\".",
    ),
    key(
        "calendar",
        "year-offset",
        Shape::Text,
        "",
        "Years between the language's era and ours: \"543\".",
    ),
    key(
        "zones",
        "default",
        Shape::Text,
        "",
        "IANA zone that a text of the language means if nothing else is known.",
    ),
    key(
        "zones",
        "country",
        Shape::StringMap,
        "",
        "IANA zone by country of the publisher: ID = \"Asia/Jakarta\".",
    ),
    key(
        "zones",
        "*",
        Shape::ByCode,
        "zone",
        "Names of a zone by IANA id, with the offset that a name insists on: \"America/New_York@-05:00\" = \"EST\"; \"local\" = \"local time\"; several ids joined by `|` where a name is ambiguous.",
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
        "connect",
        Shape::List,
        "speech.connect",
        "Small words inside names and offices: \"of\", \"bin\".",
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
        "Words that end a reported clause when they follow a comma.",
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
        "Orders in which a statement is built, best first, of the elements `quote`, `clause`, `speaker`, `that`, `,` and one of `cue` (or one class of word: `say`, `inverse` ...), `also`, `back`, `before`, `after`, `before-back`.",
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
