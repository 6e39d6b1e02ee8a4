//! Words taken apart and put together: endings in lists of their own, prefixes and suffixes, letters that print leaves out.

use super::support::{compile, matches};

const RUSSIAN: &str = r#"
[file]
format = 1
[lexicon]
end.f = ["а", "ы", "е", "у", "ой"]
end.any = ["ский", "ская"]
outage.any = ["авари(я|и|ю)", "поломк{end.f}", "учет"]
city.any = ["Омск"]
[[pattern]]
id = "there"
fact = "outage.status"
match = ["(был|был{end.f}) {outage}", "{outage} {city}-{end.f}", "{city}[ом] {outage}"]
set = { code = "reported" }
"#;

const ARABIC: &str = r#"
[file]
format = 1
prefixes = ["و", "ب", "ل", "ال"]
suffixes = ["ها", "ه"]
[lexicon]
outage.any = ["بنك", "خدمات", "تطبيق"]
name.any = ["البنك الأهلي"]
[[pattern]]
id = "there"
fact = "outage.status"
match = ["توقف {outage}"]
set = { code = "reported" }
"#;

fn found(source: &str, text: &str) -> Vec<String> {
    let (pack, errors) = compile(source);
    assert_eq!(errors, []);
    matches(text, &pack)
}

#[test]
fn lists_of_endings_are_glued_to_words() {
    assert_eq!(
        found(RUSSIAN, "Вчера была поломка."),
        ["xx.there: была поломка {outage.any=поломка}"]
    );
    assert_eq!(
        found(RUSSIAN, "Омск поломкой"),
        ["xx.there: Омск поломкой {city.any=Омск} {outage.any=поломкой}"]
    );
    assert!(found(RUSSIAN, "Вчера была поломк.").is_empty());
}

#[test]
fn long_lists_are_not_glued() {
    let words: Vec<String> = (0..130).map(|i| format!("\"word{i}\"")).collect();
    let list = words.join(", ");
    let source = format!(
        "[file]\nformat = 1\n[lexicon]\nall.any = [{list}]\noutage.any = [\"un{{all}}\"]\n"
    );
    let (_, errors) = compile(&source);
    let told: Vec<_> = errors
        .iter()
        .map(|e| (e.is_error(), e.label.as_str()))
        .collect();
    assert_eq!(told, [(false, "it holds more than 128 words")]);
}

#[test]
fn dots_that_print_leaves_away_do_not_matter() {
    assert_eq!(
        found(RUSSIAN, "Вчера был учёт."),
        ["xx.there: был учёт {outage.any=учёт}"]
    );
}

#[test]
fn words_of_longer_phrases_are_taken_apart_too() {
    for text in ["توقف البنك", "توقف وخدماتها", "توقف لتطبيقه"] {
        assert_eq!(found(ARABIC, text).len(), 1, "{text}");
    }
    assert!(found(ARABIC, "توقف بها").is_empty());
}
