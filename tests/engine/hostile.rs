//! Hostile templates and texts: what matching costs is counted in steps, and a text twice as long costs twice as much.

use super::support::{compile, messages, read};

/// Steps that annotating `text` takes, once and twice over.
fn steps(source: &str, unit: &str, times: usize) -> (u64, u64) {
    let (pack, errors) = compile(source);
    assert!(errors.is_empty(), "{}", errors[0]);
    let of = |n: usize| read(&unit.repeat(n), &pack).1;
    (of(times), of(2 * times))
}

fn file(lists: &str, template: &str) -> String {
    format!(
        "[file]\nformat = 1\nlanguage = \"xx\"\n[sentences]\nends = [\".\"]\n[lexicon]\nlist.any = [\"zzz\"]\n{lists}\n[[pattern]]\nid = \"p\"\nfact = \"outage.status\"\nmatch = '{template}'\n"
    )
}

#[test]
fn a_text_twice_as_long_costs_twice_as_much() {
    for (lists, template) in [
        // Gaps over gaps, alternatives that overlap, optional chains: what ruins backtracking.
        ("", "a ..9 ..9 ..9 ..9 ..9 b"),
        ("", "(a|a a|a a a|a a a a) (a|a a) (a|a a) (a|a a) b"),
        (
            "",
            "a [a] [a] [a] [a] [a] [a] [a] [a] [a] [a] [a] [a] [a] [a] [a] [a] b",
        ),
        (
            "",
            "a (a [a] [a]|[a] a [a]|a ..3 a) ..3 (a [a] [a]|[a] a [a]) b",
        ),
        ("x.any = \"a [a] [a] [a]\"", "{x} {x} {x} {x} {x} {x} {x} b"),
        (
            "x.one = \"a\"\nx.two = \"a [a]\"\nx.three = \"a a [a]\"",
            "{x} [{x}] [{x}] [{x}] ..9 {x} [{x}] b",
        ),
        (
            "x.one = \"{list} a\"\nlist.two = [\"a\", \"a a\"]",
            "{x} ..9 {x} ..9 b",
        ),
    ] {
        let (once, twice) = steps(&file(lists, template), "a ", 4000);
        assert!(
            twice <= once * 21 / 10,
            "`{template}` costs {once} steps, and {twice} for twice the text"
        );
        assert!(
            once <= 4000 * 4096 * 8,
            "`{template}` costs {once} steps for 4,000 words"
        );
    }
}

#[test]
fn a_long_sentence_and_many_marks_stay_linear() {
    for unit in ["a, ", "a. ", "a\n\n", "a-", "“a” ", "7.7 ", "a\u{301}"] {
        let (once, twice) = steps(&file("", "a ..9 a ..9 b"), unit, 4000);
        assert!(
            twice <= once * 21 / 10 + 100,
            "`{unit}`: {once} steps, and {twice} for twice the text"
        );
    }
}

#[test]
fn a_single_endless_word_is_one_token() {
    let (pack, _) = compile(&file("", "a"));
    let (a, _) = read(&"a".repeat(1 << 20), &pack);
    assert_eq!((a.tokens.len(), a.matches.len()), (1, 0));
}

#[test]
fn a_gap_stays_within_its_sentence() {
    let (pack, _) = compile(&file("", "a ..9 b"));
    assert_eq!(read("A x. B y.", &pack).0.matches.len(), 0);
    assert_eq!(read("A x, b y.", &pack).0.matches.len(), 1);
}

#[test]
fn a_template_that_can_match_nothing_or_begins_with_a_gap_is_refused() {
    for template in ["[a]", "[a] [b]", "(a|[b])", "..3"] {
        let messages = messages(&file("", template));
        assert_eq!(messages, ["the template cannot be compiled"], "{template}");
    }
    for template in ["..2 a", "[..2] a", "([..1]|b) a"] {
        let messages = messages(&file("", template));
        assert_eq!(messages, ["the template begins with a gap"], "{template}");
    }
}
