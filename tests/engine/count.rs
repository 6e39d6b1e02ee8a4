//! Numbers and lengths as different languages write them: large words shared and followed by digits, hedges behind what is
//! counted, units before their number.

use super::support::{compile, read};
use pulih::annotate::SlotValue;
use pulih::pattern::Pack;

const JAPANESE: &str = r#"
[file]
format = 1
words = "unspaced"
[numbers]
times = { 1000 = "千", 10000 = "万" }
[units]
day = "日"
hour = "時間"
[approx.after]
more = ["以上", "を超える"]
[approx.bounds]
more = "1.."
[range]
to = "〜"
[clock]
hour = "時"
trail = { 30 = "半" }
marks = [":"]
part = { "12..24" = "午後" }
bare = { "0..6" = "未明" }
[calendar]
day-alone = "yes"
day-after = "日"
[lexicon]
user.customers = ["件", "戸"]
word.any = "時点"
"#;

const ENGLISH: &str = r#"
[file]
format = 1
[numbers]
is = { 2 = "two", 3 = "three" }
times = { 1000 = "thousand", 1000000 = "million" }
[range]
to = "to"
"#;

const RUSSIAN: &str = r#"
[file]
format = 1
decimal = ","
[numbers]
is = { 2 = "два", 40 = "сорок", 6 = "шести" }
[units]
hour = ["часа", "часов"]
minute = "минут"
[units.reversed]
hour = ["часа", "часов"]
minute = "минут"
[approx]
up-to = "до"
filler = ["через", "на"]
[approx.bounds]
about = "0.9..1.1"
[clock]
weak-cue = "до"
marks = [":", "."]
"#;

fn pack(source: &str) -> Pack {
    let (pack, errors) = compile(source);
    assert_eq!(errors, []);
    pack
}

/// Tags of a slot as `words = value`.
fn values(source: &str, slot: &str, text: &str) -> Vec<String> {
    let pack = pack(source);
    let (a, _) = read(text, &pack);
    let group = pack.slot(slot);
    let mut tags: Vec<_> = a.tags.all().iter().filter(|t| t.group == group).collect();
    tags.sort_by_key(|t| t.start);
    let ends = |low: Option<f64>, high: Option<f64>| {
        let end = |n: Option<f64>| n.map_or(String::new(), |n| n.to_string());
        if low == high {
            end(low)
        } else {
            format!("{}..{}", end(low), end(high))
        }
    };
    tags.iter()
        .map(|t| {
            let words = a.span(t.start, t.end).of(text);
            let value = match &a.values[t.value as usize] {
                SlotValue::Number { min, max, .. } => ends(*min, *max),
                SlotValue::Duration(d) => {
                    ends(d.min_s.map(|s| s / 60.0), d.max_s.map(|s| s / 60.0))
                }
                SlotValue::Clock(c) => format!("{}:{:02}", c.seconds / 3600, c.seconds / 60 % 60),
                other => panic!("{other:?}"),
            };
            format!("{words} = {value}")
        })
        .collect()
}

#[test]
fn digits_behind_a_large_word_belong_to_it() {
    for (text, want) in [
        ("1万2000戸が停電", "1万2000 = 12000"),
        ("5〜6千戸", "5〜6千 = 5000..6000"),
        ("2〜3万戸", "2〜3万 = 20000..30000"),
        ("1万1千戸を超える", "1万1千 = 11000.."),
        ("71,000件以上", "71,000 = 71000.."),
    ] {
        assert_eq!(values(JAPANESE, "count", text), [want], "{text}");
    }
}

#[test]
fn the_lower_end_of_a_range_shares_the_large_word() {
    for (text, want) in [
        (
            "two to three million users",
            "two to three million = 2000000..3000000",
        ),
        ("2 to 3 thousand users", "2 to 3 thousand = 2000..3000"),
        ("500 to 2 thousand users", "500 to 2 thousand = 500..2000"),
    ] {
        assert_eq!(values(ENGLISH, "count", text), [want], "{text}");
    }
}

#[test]
fn a_unit_before_its_number_is_about_so_many() {
    for (text, want) in [
        ("минут сорок", "минут сорок = 36..44"),
        ("часа через два", "часа через два = 108..132"),
        ("шести часов", "шести часов = 360"),
    ] {
        assert_eq!(values(RUSSIAN, "duration", text), [want], "{text}");
    }
    assert!(values(RUSSIAN, "duration", "часов 12 минут назад").len() == 1);
}

#[test]
fn hours_have_their_mark_where_words_have_no_spaces() {
    for (text, want) in [
        ("5日未明、6時間近く使えなくなった", &[][..]),
        ("5日未明、3行に対し", &[]),
        ("午後0時半時点で", &["午後0時半 = 12:30"]),
        ("午後3時時点で", &["午後3時 = 15:00"]),
    ] {
        assert_eq!(values(JAPANESE, "clock", text), *want, "{text}");
    }
    assert_eq!(
        values(JAPANESE, "duration", "15日、24時間のストを実施した"),
        ["24時間 = 1440"]
    );
}

#[test]
fn a_part_of_the_day_makes_an_hour_of_what_else_is_a_length() {
    let source = RUSSIAN.replace(
        "weak-cue = \"до\"",
        "weak-cue = [\"до\", \"около\"]\nhour = \"часов\"\npart = { \"16..24\" = \"вечера\" }\nnot = \"около шести\"",
    );
    assert!(values(&source, "clock", "около шести часов").is_empty());
    assert!(values(&source, "clock", "около шести").is_empty());
    assert_eq!(
        values(&source, "clock", "около шести часов вечера"),
        ["шести часов вечера = 18:00"]
    );
}

#[test]
fn until_a_time_with_a_dot_is_no_number() {
    assert_eq!(
        values(RUSSIAN, "clock", "участок закрыт до 8.42"),
        ["8.42 = 8:42"]
    );
    assert_eq!(values(RUSSIAN, "count", "выросло до 842"), ["до 842 = 842"]);
}
