//! What gaps may not step over.

use super::support::{compile, matches};

const FILE: &str = r#"
[file]
format = 1
[lexicon]
outage.any = ["outage", "error"]
restore.any = ["fixed", "restored"]
day.any = ["monday", "friday"]
[[pattern]]
id = "down-on"
fact = "outage.status"
match = ["{outage} [..5] on {day} [, {day}]"]
without = ["restore", "day"]
set = { code = "reported" }
"#;

#[test]
fn a_match_steps_over_no_list_that_without_names() {
    let (pack, errors) = compile(FILE);
    assert_eq!(errors, []);
    for (text, want) in [
        (
            "an error hit the line on friday",
            &["xx.down-on: error hit the line on friday {outage.any=error} {day.any=friday}"][..],
        ),
        ("an error that was fixed on friday", &[]),
        ("an outage monday and again on friday", &[]),
        // A shorter match that steps over nothing is found.
        (
            "an outage on monday was on friday",
            &["xx.down-on: outage on monday {outage.any=outage} {day.any=monday}"],
        ),
        // What the template itself takes is no obstacle, and what stands behind the match is not in it.
        (
            "an outage on monday, friday, fixed",
            &[
                "xx.down-on: outage on monday, friday {outage.any=outage} {day.any=monday} {day.any=friday}",
            ],
        ),
        (
            "fixed: an outage on monday",
            &["xx.down-on: outage on monday {outage.any=outage} {day.any=monday}"],
        ),
    ] {
        assert_eq!(matches(text, &pack), want, "{text}");
    }
}

#[test]
fn an_unknown_list_in_without_is_told() {
    let (_, errors) = compile(&FILE.replace("\"day\"]", "\"dya\"]"));
    let told: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|e| e.contains("dya")), "{told:?}");
}
