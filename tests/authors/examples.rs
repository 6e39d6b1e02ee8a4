//! Examples: the notation of expected values, held to facts that the whole path gives.

use super::support::{checked, finding};

/// A language of numbers, hours and outages, with one pattern and these examples.
fn file(yes: &str, no: &str) -> String {
    format!(
        "[numbers]\nis = {{ 2 = \"two\", 3 = \"three\" }}\n\
         [units]\nhour = \"hour[s]\"\nminute = \"minute[s]\"\n\
         [approx]\nabout = \"about\"\nalmost = \"almost\"\nmore = \"more than\"\n\
         [range]\nto = \"to\"\n\
         [lexicon]\noutage.any = [\"outage\"]\ntravel.any = [\"flight\"]\nuser.users = \"user[s]\"\n\
         [[pattern]]\nid = \"lasted\"\nfact = \"outage.duration\"\nmatch = \"{{outage}} lasted {{duration}}\"\nunless = \"travel\"\n\
         yes = [{yes}]\nno = [{no}]\n"
    )
}

/// The label of the finding about the example, or none.
fn wrong(yes: &str, no: &str) -> Option<String> {
    let report = checked(&file(yes, no));
    let about = |f: &&pulih::pattern::PatternError| {
        f.message.contains("example of") || f.message.contains("example")
    };
    report
        .findings
        .iter()
        .filter(about)
        .find(|f| !f.message.contains("too few"))
        .map(|f| f.label.clone())
}

#[test]
fn values_are_written_in_short() {
    for (sentence, value) in [
        ("The outage lasted two hours.", "PT2H"),
        ("The outage lasted 150 minutes.", "PT2.5H"),
        ("The outage lasted about two hours.", "~PT2H"),
        ("The outage lasted almost two hours.", "<PT2H"),
        ("The outage lasted more than 35 minutes.", ">PT35M"),
        ("The outage lasted two to three hours.", "PT2H..PT3H"),
        (
            "The outage lasted two hours. The outage lasted three hours.",
            "PT2H; PT3H",
        ),
        ("The outage lasted two hours.", "outage PT2H"),
    ] {
        assert_eq!(
            wrong(&format!("\"{sentence} => {value}\""), ""),
            None,
            "{value}"
        );
    }
}

#[test]
fn a_wrong_value_is_told_with_the_right_one() {
    for (sentence, value, want) in [
        (
            "The outage lasted two hours.",
            "PT3H",
            "`PT3H` is expected, and `PT2H` found",
        ),
        (
            "The outage lasted two hours.",
            "~PT2H",
            "`~PT2H` is expected, and `PT2H` found",
        ),
        (
            "The outage lasted two hours. The outage lasted three hours.",
            "PT2H",
            "`PT3H` is found and not expected",
        ),
        (
            "The outage lasted two hours.",
            "2 hours",
            "`2 hours` is no ISO 8601 duration such as `PT2H` or `PT1H30M`",
        ),
        (
            "The outage was over in two hours.",
            "PT2H",
            "no match: after `outage` the template wants `lasted`",
        ),
        (
            "The outage lasted two hours on a flight.",
            "PT2H",
            "no match: `flight` is of `travel.any`, which `unless` names",
        ),
        (
            "It lasted two hours.",
            "PT2H",
            "no match: no word or list that a template begins with occurs",
        ),
    ] {
        let got = wrong(&format!("\"{sentence} => {value}\""), "");
        assert_eq!(got.as_deref(), Some(want));
    }
}

#[test]
fn a_no_sentence_must_give_nothing_of_the_kind() {
    assert_eq!(wrong("", "\"The flight lasted two hours.\""), None);
    assert_eq!(
        wrong("", "\"The outage lasted two hours.\"").as_deref(),
        Some("`xx.lasted` finds `PT2H` in `two hours`")
    );
}

#[test]
fn the_table_form_asks_for_any_field() {
    let example =
        |is: &str| format!("{{ text = \"The outage lasted about two hours.\", is = {{ {is} }} }}");
    assert_eq!(
        wrong(
            &example(
                "role = \"outage\", text = \"about two hours\", value = \"~PT2H\", bound = \"about\""
            ),
            ""
        ),
        None
    );
    assert_eq!(
        wrong(&example("role = \"background\""), "").as_deref(),
        Some("`role` is `outage`")
    );
    assert_eq!(
        wrong(&example("rol = \"outage\""), "").as_deref(),
        Some("the fact has no field `rol`")
    );
}

#[test]
fn an_example_that_another_pattern_catches_is_told() {
    let more = "[[pattern]]\nid = \"an-outage-lasted\"\nfact = \"outage.duration\"\nmatch = \"an {outage} lasted {duration}\"\n";
    let report = checked(&(file("\"An outage lasted two hours. => PT2H\"", "") + more));
    let found = finding(
        &report,
        "an example of pattern `lasted` is caught by another",
    );
    assert!(!found.is_error());
    assert_eq!(
        found.label,
        "it is caught by `xx.an-outage-lasted`, which gives `PT2H`"
    );
}
