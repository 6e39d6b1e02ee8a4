//! Lints: what is wrong, at which line and column, and what to do about it.

use super::support::{checked, finding, languages, library};
use pulih::check::check;

/// A file, and one finding in it: message, line and column, label, advice, whether it is an error.
type Case = (
    &'static str,
    &'static str,
    (usize, usize),
    &'static str,
    Option<&'static str>,
    bool,
);

const CASES: &[Case] = &[
    (
        "[lexicon]\noutage.any = [\"down\"]\n[[pattern]]\nid = \"p\"\nfact = \"outage.status\"\nmatch = [\"{outagge} again\"]\n",
        "pattern `p` uses an unknown list",
        (10, 12),
        "no list or slot called `outagge`",
        Some("did you mean `{outage}`?"),
        true,
    ),
    (
        "[[pattern]]\nid = \"p\"\nfact = \"outage.statuss\"\nmatch = \"down\"\n",
        "pattern `p` finds an unknown fact",
        (7, 9),
        "no fact called `outage.statuss` in facts.toml",
        Some("did you mean `outage.status`?"),
        true,
    ),
    (
        "[[pattern]]\nid = \"p\"\nfact = \"outage.duration\"\nmatch = [\"down for {duration}\", \"down\"]\n",
        "pattern `p` matches without giving its value",
        (8, 34),
        "`outage.duration` needs `{duration}` in the template",
        None,
        true,
    ),
    (
        "[[pattern]]\nid = \"p\"\nfact = \"outage.period\"\nmatch = \"from {moment:start} on\"\n",
        "pattern `p` lacks a part",
        (8, 10),
        "`outage.period` needs a slot with the role `:end`",
        None,
        true,
    ),
    (
        "[[pattern]]\nid = \"p\"\nfact = \"outage.status\"\nmatch = \"down\"\n",
        "pattern `p` never says which code its fact has",
        (7, 9),
        "`outage.status` takes its code from `set`",
        Some("write for example `set = { code = \"...\" }`; codes stand in patterns/taxonomy.toml"),
        true,
    ),
    (
        "[[pattern]]\nid = \"p\"\nfact = \"outage.status\"\nmatch = \"up\"\nset = { code = \"resolvd\" }\n",
        "pattern `p` sets an unknown code",
        (9, 17),
        "no status has the code `resolvd`",
        Some("did you mean `resolved`?"),
        true,
    ),
    (
        "[[pattern]]\nid = \"p\"\nfact = \"outage.status\"\nmatch = \"up\"\nset = { cod = \"resolved\" }\n",
        "pattern `p` sets the unknown field `cod`",
        (9, 16),
        "`outage.status` has no such field",
        Some("known are code"),
        true,
    ),
    (
        "[lexicon]\nfeature.messaging.sent = [\"send\"]\n",
        "the list `feature.messaging.sent` names no code of the taxonomy",
        (6, 28),
        "no feature is called `messaging.sent`",
        Some("did you mean `feature.messaging.send`?"),
        true,
    ),
    (
        "[approx]\nless = [\"almost\", \"nearly\"]\nmore = \"nearly\"\n",
        "`nearly` stands in lists that contradict each other",
        (7, 9),
        "`approx.more` here, `approx.less` in xx.toml:6",
        Some("take it out of one of them"),
        false,
    ),
    (
        "[lexicon]\noutage.any = [\"fall\", \"out\", \"fall\"]\n",
        "`outage.any` holds `fall` twice",
        (6, 31),
        "it stands in line 6 already",
        None,
        false,
    ),
    (
        "[lexicon]\noutage.any = [\"\u{441}bo\u{439}\"]\n",
        "a word mixes scripts",
        (6, 16),
        "`\u{441}\u{439}` is Cyrillic, `bo` is Latin",
        Some("letters that look alike are different characters: type the word anew"),
        false,
    ),
    (
        "[lexicon]\noutage.any = [\"fa\u{202E}ll\"]\n",
        "the file holds a bidirectional control",
        (6, 18),
        "U+202E",
        Some("delete it: texts are matched without these characters"),
        true,
    ),
    (
        "[lexicon]\noutage.any = [\"fall[ out]\"]\n",
        "a space inside a bracket parts no words",
        (6, 20),
        "what is inside is glued to the word before it",
        Some("put the space before the bracket: `jam [lalu]`"),
        false,
    ),
    (
        "[lexicon]\noutage.any = [\"fall ..3\"]\n",
        "the template ends with a gap",
        (6, 21),
        "it always takes as many words as it may",
        Some("take the gap away: a match may end anywhere in a sentence"),
        false,
    ),
    (
        "[lexicon]\noutage.any = [\"..3 fall\"]\n",
        "the template begins with a gap",
        (6, 16),
        "a gap needs something before it",
        Some("take the gap away: a match may begin anywhere in a sentence"),
        true,
    ),
    (
        "[lexicon]\noutage.any = [\"[fall]\"]\n",
        "the template cannot be compiled",
        (6, 16),
        "the template can match nothing at all",
        None,
        true,
    ),
    (
        "[[pattern]]\nid = \"p\"\nfact = \"article.outage\"\nmatch = \"down\"\n[[pattern]]\nid = \"p\"\nfact = \"article.outage\"\nmatch = \"up\"\n",
        "two patterns are called `p`",
        (10, 7),
        "the second one",
        None,
        true,
    ),
    (
        "[[pattern]]\nid = \"p\"\nfact = \"article.outage\"\nmatch = \"down\"\nyes = \"It is down.\"\n",
        "pattern `p` has too few `yes` examples",
        (6, 7),
        "1 of at least 2",
        Some("add sentences that people really write: `\"sentence => value\"`"),
        false,
    ),
    (
        "[[pattern]]\nid = \"p\"\nfact = \"article.outage\"\nmatch = \"down\"\nyes = [\"It is down.\", \"Down.\"]\n",
        "pattern `p` has too few `no` examples",
        (6, 7),
        "0 of at least 1",
        Some("add a sentence that looks alike and means something else"),
        false,
    ),
];

#[test]
fn findings_name_their_place_and_what_to_do() {
    for (rest, message, place, label, help, is_error) in CASES {
        let report = checked(rest);
        let found = finding(&report, message);
        let at = found.place.as_ref().map(|p| p.line_column());
        assert_eq!(at, Some(*place), "{message}");
        let label_found = found.label.replace(
            found
                .place
                .as_ref()
                .map_or("", |p| p.path.trim_end_matches("xx.toml")),
            "",
        );
        assert_eq!(label_found, *label, "{message}");
        assert_eq!(found.help.as_deref(), *help, "{message}");
        assert_eq!(found.is_error(), *is_error, "{message}");
    }
}

#[test]
fn a_message_shows_the_line_with_a_mark_below() {
    let report = checked("[lexicon]\noutage.any = [\"{lisst} out\"]\nlist.any = \"a\"\n");
    let text = report.findings[0].to_string();
    for part in [
        "error: list `outage.any` cannot be compiled",
        "xx.toml:6:17",
        "outage.any = [\"{lisst} out\"]",
        "^^^^^ no list or slot called `lisst`",
        "help: did you mean `{list}`?",
    ] {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
}

#[test]
fn files_in_four_scripts_are_good() {
    let library = languages();
    for name in ["ja", "tr", "ru", "ar"] {
        let report = check(&library, name);
        let text: Vec<_> = report.findings.iter().map(ToString::to_string).collect();
        assert!(text.is_empty(), "{}", text.join("\n"));
        assert!(report.patterns >= 1 && report.examples >= 4, "{name}");
    }
}

#[test]
fn bundled_files_that_are_no_language_are_good() {
    let library = pulih::pattern::Library::bundled();
    for name in ["base", "services", "regions", "cldr-id", "cldr-en"] {
        let errors: Vec<_> = check(&library, name)
            .findings
            .into_iter()
            .filter(pulih::pattern::PatternError::is_error)
            .map(|f| f.to_string())
            .collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }
}

#[test]
fn own_codes_and_facts_are_known() {
    let (dir, _) = library(
        "xx",
        "[file]\nformat = 1\nlanguage = \"xx\"\n[lexicon]\ncause.solar.storm = \"flare\"\n[[pattern]]\nid = \"p\"\nfact = \"storm.class\"\nmatch = \"class x\"\n",
    );
    std::fs::write(
        dir.path().join("taxonomy.toml"),
        "[cause.\"solar.storm\"]\nen = \"solar storm\"\nid = \"badai matahari\"\n",
    )
    .expect("written");
    std::fs::write(
        dir.path().join("facts.toml"),
        "[\"storm.class\"]\nkind = \"signal\"\ndoc = \"A storm.\"\n",
    )
    .expect("written");
    let library = pulih::pattern::Library::with_dirs(&[dir.path().to_owned()]).expect("readable");
    let report = check(&library, "xx");
    assert!(
        report.findings.iter().all(|f| !f.is_error()),
        "{:?}",
        report.findings
    );
}
