//! Explanations: what matched, what nearly did, and why not.

use super::support::{HEAD, library};
use pulih::explain::{Explanation, explain};
use pulih::model::Document;

const RULES: &str = "[lexicon]\noutage.any = [\"outage\"]\ntravel.any = [\"flight\"]\nagain.any = [\"again\"]\n\
[[pattern]]\nid = \"over\"\nfact = \"outage.status\"\nmatch = \"{outage} ..2 is [now] over\"\nunless = \"travel\"\nset = { code = \"resolved\" }\n\
[[pattern]]\nid = \"longer\"\nfact = \"outage.status\"\nmatch = \"the {outage} ..2 is over\"\nset = { code = \"recurred\" }\n\
[[pattern]]\nid = \"back\"\nfact = \"outage.status\"\nmatch = \"{outage} is back\"\nnear = \"again\"\nset = { code = \"recurred\" }\n";

fn explained(text: &str) -> Explanation {
    let (_dir, library) = library("xx", &format!("{HEAD}{RULES}"));
    let pack = library
        .pack("xx".parse().expect("a tag"))
        .expect("installed")
        .unwrap_or_else(|e| panic!("{}", e[0]));
    let document = Document {
        text: text.to_owned(),
        ..Document::default()
    };
    explain(&document, &pack, 1.0)
}

#[test]
fn a_match_says_what_became_of_it() {
    let e = explained("The long outage is now over.");
    let s = &e.sentences[0];
    assert_eq!(
        (
            s.matches[0].pattern.as_str(),
            s.matches[0].text.as_str(),
            s.matches[0].outcome.as_str()
        ),
        ("xx.over", "outage is now over", "gives status `resolved`")
    );
    assert_eq!(
        s.matches[0].captures,
        [("outage.any".to_owned(), "outage".to_owned())]
    );
    assert_eq!(
        (e.facts[0].kind.as_str(), e.facts[0].value.as_str()),
        ("status", "resolved")
    );
    let unknown: Vec<_> = s
        .tokens
        .iter()
        .filter(|t| !t.known)
        .map(|t| t.text.as_str())
        .collect();
    assert_eq!(unknown, ["long"]);
}

#[test]
fn a_match_that_loses_names_the_winner() {
    let e = explained("The outage in Kent is over.");
    let outcomes: Vec<_> = e.sentences[0]
        .matches
        .iter()
        .map(|m| (m.pattern.as_str(), m.outcome.as_str()))
        .collect();
    assert_eq!(
        outcomes,
        [
            ("xx.longer", "gives status `recurred`"),
            ("xx.over", "lost to xx.longer")
        ]
    );
}

#[test]
fn a_pattern_that_nearly_matches_says_where_it_stopped_or_what_forbids_it() {
    let nearly = |text: &str, pattern: &str| {
        let e = explained(text);
        let all = e.sentences.into_iter().flat_map(|s| s.nearly);
        all.into_iter()
            .find(|n| n.pattern == pattern)
            .unwrap_or_else(|| panic!("{pattern} is not told for {text}"))
    };
    let stopped = nearly("An outage there is not over.", "xx.over");
    assert_eq!(stopped.text, "outage there is");
    assert_eq!(stopped.stopped_at.as_deref(), Some("not"));
    assert_eq!(stopped.wanted, ["now", "over"]);
    let vetoed = nearly("An outage is over for the flight.", "xx.over");
    assert_eq!(
        vetoed.forbidden.as_deref(),
        Some("`flight` is of `travel.any`, which `unless` names")
    );
    let alone = nearly("Outage is back.", "xx.back");
    assert_eq!(
        alone.forbidden.as_deref(),
        Some("no word of `again.any`, which `near` names")
    );
}
