//! The lists of `[lexicon]` that the program itself looks at; authors may make up others for their patterns.

/// A list that the program looks at, with all lists below its name.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// Its name.
    pub name: &'static str,
    /// What the program takes its words for.
    pub doc: &'static str,
}

const fn list(name: &'static str, doc: &'static str) -> List {
    List { name, doc }
}

/// All of them; features, causes and other codes stand in the taxonomy.
pub const LISTS: &[List] = &[
    list("outage", "Nouns for an outage."),
    list("down", "Predicates: \"went down\", \"tidak bisa diakses\"."),
    list("restore", "Predicates: \"is back\", \"pulih\"."),
    list("unaffected", "Words that say that something works on."),
    list("affected", "Predicates that say where trouble was felt."),
    list("hedge", "Words that make a claim a guess."),
    list("place", "Words before places."),
    list(
        "name-head",
        "Words that stand with a capital before names: \"Kecamatan\"; what follows them is a `{name}` too.",
    ),
    list(
        "user.users",
        "Who or what is counted, below `user` by unit: people.",
    ),
    list("user.customers", "Customers, households, subscribers."),
    list("user.reports", "Reports and complaints."),
    list("user.sites", "Sites, cells, pages, machines."),
    list(
        "tracker",
        "Those who count reports: Downdetector; `services.toml` holds most.",
    ),
    list(
        "service",
        "Names of what fails, by id; `services.toml` holds most.",
    ),
    list(
        "provider",
        "Names of those who run it, by id; `services.toml` holds most.",
    ),
    list(
        "service-weak",
        "Names that are also ordinary words; they need other evidence beside them.",
    ),
    list("provider-weak", "The same of those who run services."),
    list(
        "region",
        "Places, by ISO 3166 code; `cldr-<code>.toml` and `regions.toml` hold most.",
    ),
    list(
        "status-post",
        "What operators say on their status pages while an incident lasts.",
    ),
    list(
        "status-posted",
        "Words before the time under an update: \"Posted\".",
    ),
    list(
        "status-closing",
        "Words in an update's heading that end the incident.",
    ),
    list(
        "status-elsewhere",
        "Words that send the reader to the page of another incident.",
    ),
    list(
        "times-in",
        "Words before a zone that all times of the page are in.",
    ),
];
