//! Times as different languages write them: days alone, days counted from the day told before, hedged hours, glued prefixes.
//!
//! Each language is a few lines; texts are read as if published on Tuesday 25 October 2022 at noon, UTC.

use super::support::{compile, read};
use pulih::annotate::SlotValue;
use pulih::model::{Document, Published};
use pulih::pattern::Pack;
use pulih::resolve::resolve;

const JAPANESE: &str = r#"
[file]
format = 1
words = "unspaced"
dates = "ymd"
[units]
day = ["日", "日間"]
month = ["月"]
hour = "時間"
minute = ["分", "分間"]
after = ["後"]
cue = "丸"
[approx]
about = "約"
after = { more = "以上" }
[range]
to = "から"
[clock]
hour = "時"
minute = "分"
part = { "0..12" = "午前", "12..24" = "午後" }
[clock.bare]
"0..6" = "未明"
[calendar]
last = "先"
this = "今"
same = "同"
day-alone = "yes"
day-after = ["日", "日\\((月|火|水)\\)"]
month-after = "月"
year-after = "年"
edge = "翌"
era = { 2018 = "令和", 2019 = "令和元" }
join = ["、", "の"]
future-after = "予定"
month-alone = "yes"
[calendar.day]
"0 4..10" = "けさ"
[calendar.then]
"0" = "同日"
"1" = "翌日"
"-1" = "前日"
"1 5..10" = "翌朝"
[zones]
"Asia/Tokyo" = "日本時間"
"America/New_York" = "米東部時間"
"#;

const SPANISH: &str = r#"
[file]
format = 1
decimal = ","
thousands = "."
dates = "dmy"
[numbers]
is = { 2 = "dos", 3 = "tres", 8 = "ocho" }
and-fraction = { 0.5 = "y media" }
[units]
hour = "hora[s]"
minute = "minuto[s]"
month = "mes"
[approx]
about = ["alrededor de", "hacia", "cerca de"]
more = "más de"
[range]
to = "a"
[clock]
cue = "a las"
weak-cue = ["las", "de las"]
trail = { 30 = "y media" }
part = { "18..30" = ["de la noche", "noche"] }
[calendar]
ago-before = "hace"
day-before = "el"
weekday-day = "yes"
this = "este"
edge = "la noche del"
of = ["de", "del"]
weekday = { 1 = "lunes", 2 = "martes", 5 = "viernes" }
day = { "0" = "hoy" }
month = { 10 = "octubre" }
after = { last = "pasado" }
"#;

const ARABIC: &str = r#"
[file]
format = 1
fold = ["harakat", "tatweel"]
prefixes = ["و", "ف", "ب", "ل", "ال"]
dates = "dmy"
[numbers]
is = { 3 = ["ثلاث", "ثلاثة"], 5 = ["خمس", "خمسة"] }
[units]
hour = ["ساعة", "ساعات"]
[approx]
about = ["نحو", "قرابة"]
[range]
between = ["بين", "ما بين"]
and = "و"
to = ["إلى", "حتى"]
[clock]
cue = ["الساعة"]
weak-cue = ["في"]
trail = { 30 = "والنصف" }
part = { "0..12" = ["صباحا", "ص", "فجر"], "12..24" = ["ظهرا", "م"], "16..28" = "مساء" }
at = { "08:00" = "unused" }
[calendar]
edge = ["مساء"]
join = ["عند", "من", ","]
weekday = { 2 = "الثلاثاء" }
month = { 10 = "أكتوبر" }
[calendar.ordinal]
8 = "الثامنة"
[zones]
"Asia/Riyadh" = ["بتوقيت السعودية", "بتوقيت مكة المكرمة"]
"#;

const RUSSIAN: &str = r#"
[file]
format = 1
[sentences]
ends = ["."]
[units]
hour = ["час", "часа", "часов"]
[clock]
weak-cue = ["в", "к"]
hour = ["час", "часа", "часов"]
afternoon = "6"
part = { "0..6" = "ночи", "0..12" = "утра" }
[clock.bare]
"5..12" = "утром"
[calendar]
ago = "назад"
[calendar.day]
"-1" = "вчера"
"#;

fn pack(source: &str) -> Pack {
    let (pack, errors) = compile(source);
    assert_eq!(errors, []);
    pack
}

/// Moments as `words = local time`, in order.
fn moments(pack: &Pack, text: &str) -> Vec<String> {
    let (a, _) = read(text, pack);
    let published: Published = "2022-10-25T12:00:00Z".parse().expect("an instant");
    let document = Document {
        text: text.to_owned(),
        ..Document::default()
    };
    let (resolved, _) = resolve(&document, &a, pack, Some(published));
    resolved
        .iter()
        .map(|r| {
            let tag = a.tags.all()[r.tag as usize];
            let words = a.span(tag.start, tag.end).of(text);
            let zone = r.moment.zone.as_deref().unwrap_or("");
            let local = r.moment.local.as_deref().unwrap_or("?");
            format!("{words} = {local} {zone}").trim_end().to_owned()
        })
        .collect()
}

/// Lengths of time as `words = hours`, or `words = hours..hours`.
fn lengths(pack: &Pack, text: &str) -> Vec<String> {
    let (a, _) = read(text, pack);
    let group = pack.slot("duration");
    let mut tags: Vec<_> = a.tags.all().iter().filter(|t| t.group == group).collect();
    tags.sort_by_key(|t| t.start);
    tags.iter()
        .map(|t| {
            let words = a.span(t.start, t.end).of(text);
            match &a.values[t.value as usize] {
                SlotValue::Duration(d) => {
                    let hours =
                        |s: Option<f64>| s.map_or(String::new(), |s| (s / 3600.0).to_string());
                    let (low, high) = (hours(d.min_s), hours(d.max_s));
                    if low == high {
                        format!("{words} = {low}")
                    } else {
                        format!("{words} = {low}..{high}")
                    }
                }
                other => panic!("{other:?}"),
            }
        })
        .collect()
}

fn all_moments(source: &str, cases: &[(&str, &[&str])]) {
    let pack = pack(source);
    for (text, want) in cases {
        assert_eq!(moments(&pack, text), *want, "{text}");
    }
}

#[test]
fn a_marked_day_is_a_date_where_the_language_says_so() {
    all_moments(
        JAPANESE,
        &[
            ("同社は8日、停止したと発表した。", &["8日 = 2022-10-08"]),
            ("6日に復旧した。", &["6日 = 2022-10-06"]),
            ("2日未明に復旧した。", &["2日未明 = 2022-10-02"]),
            (
                "8日午後3時に止まった。",
                &["8日午後3時 = 2022-10-08T15:00:00"],
            ),
            (
                "約3日で復旧した。丸2日かかった。3日以上、2日間、2日後。",
                &[],
            ),
        ],
    );
    assert_eq!(
        lengths(&pack(JAPANESE), "約3日で復旧した。丸2日。4日間。"),
        ["約3日 = 64.8..79.2", "2日 = 48", "4日間 = 96"].map(|s| s.replace("64.8..79.2", "72"))
    );
}

#[test]
fn a_day_of_this_or_another_month() {
    all_moments(
        JAPANESE,
        &[
            ("先月28日に", &["先月28日 = 2022-09-28"]),
            ("今月4日から", &["今月4日 = 2022-10-04"]),
            (
                "8月23日、同月25日",
                &["8月23日 = 2022-08-23", "同月25日 = 2022-08-25"],
            ),
            (
                "2022年10月25日（火）に",
                &["2022年10月25日（火） = 2022-10-25"],
            ),
        ],
    );
    all_moments(
        SPANISH,
        &[("el 4 del mes pasado", &["4 del mes pasado = 2022-09-04"])],
    );
}

#[test]
fn days_are_counted_from_the_one_named_last() {
    all_moments(
        JAPANESE,
        &[
            (
                "8月23日に止まった。翌日午前6時に復旧した。",
                &["8月23日 = 2022-08-23", "翌日午前6時 = 2022-08-24T06:00:00"],
            ),
            (
                "8月23日。翌朝。前日。",
                &[
                    "8月23日 = 2022-08-23",
                    "翌朝 = 2022-08-24",
                    "前日 = 2022-08-23",
                ],
            ),
            (
                "8月23日。同日3時。",
                &["8月23日 = 2022-08-23", "同日3時 = 2022-08-23T03:00:00"],
            ),
            (
                "8月23日。同日12時。",
                &["8月23日 = 2022-08-23", "同日12時 = 2022-08-23T12:00:00"],
            ),
        ],
    );
}

#[test]
fn words_before_a_length_make_it_a_time_past() {
    all_moments(
        SPANISH,
        &[(
            "Se cayó hace 30 minutos",
            &["hace 30 minutos = 2022-10-25T11:30:00"],
        )],
    );
    assert_eq!(
        lengths(&pack(SPANISH), "Se cayó hace dos horas."),
        ["dos horas = 2"]
    );
}

#[test]
fn a_weak_cue_behind_a_hedge_is_a_cue() {
    all_moments(
        SPANISH,
        &[
            (
                "alrededor de las 17 se cayó",
                &["alrededor de las 17 = 2022-10-25T17:00:00"],
            ),
            (
                "hacia las 22 los vecinos",
                &["hacia las 22 = 2022-10-25T22:00:00"],
            ),
            ("más de las 17 líneas", &[]),
            ("las 17 líneas", &[]),
        ],
    );
}

#[test]
fn the_same_half_of_the_day_goes_on() {
    all_moments(
        JAPANESE,
        &[
            (
                "午後0時に停止、同0時に復旧",
                &["午後0時 = 2022-10-25T12:00:00", "0時 = 2022-10-25T12:00:00"],
            ),
            (
                "午後6時に停止、同7時に復旧",
                &["午後6時 = 2022-10-25T18:00:00", "7時 = 2022-10-25T19:00:00"],
            ),
        ],
    );
}

#[test]
fn a_time_goes_on_from_the_one_named_last() {
    all_moments(
        JAPANESE,
        &[
            (
                "午後1時に停止、同11時30分に復旧",
                &[
                    "午後1時 = 2022-10-25T13:00:00",
                    "11時30分 = 2022-10-25T23:30:00",
                ],
            ),
            (
                "8日午前9時10分に止まった。同20分に直し、同50分に終えた。",
                &[
                    "8日午前9時10分 = 2022-10-08T09:10:00",
                    "同20分 = 2022-10-08T09:20:00",
                    "同50分 = 2022-10-08T09:50:00",
                ],
            ),
            (
                "8日午前0時5分に停止、同9分に復旧",
                &[
                    "8日午前0時5分 = 2022-10-08T00:05:00",
                    "同9分 = 2022-10-08T00:09:00",
                ],
            ),
            ("同20分間続いた。同20分に止まった。", &[]),
        ],
    );
}

#[test]
fn hours_behind_midnight_are_of_one_night() {
    all_moments(
        JAPANESE,
        &[(
            "8日25時から27時",
            &[
                "8日25時 = 2022-10-09T01:00:00",
                "27時 = 2022-10-09T03:00:00",
            ],
        )],
    );
}

#[test]
fn years_are_counted_from_an_era() {
    all_moments(
        JAPANESE,
        &[
            ("令和4年10月3日に", &["令和4年10月3日 = 2022-10-03"]),
            ("令和元年5月に", &["令和元年5月 = 2019-05"]),
            ("令和2年に", &["令和2年 = 2020"]),
            (
                "8月31日。翌2日に",
                &["8月31日 = 2022-08-31", "翌2日 = 2022-10-02"],
            ),
        ],
    );
}

#[test]
fn a_zone_in_brackets_is_of_the_time_that_it_heads() {
    all_moments(
        JAPANESE,
        &[(
            "米東部時間の12日午前10時（日本時間12日午後11時）",
            &[
                "米東部時間の12日午前10時 = 2022-10-12T10:00:00 America/New_York",
                "日本時間12日午後11時 = 2022-10-12T23:00:00 Asia/Tokyo",
            ],
        )],
    );
}

#[test]
fn a_fraction_behind_an_hour_is_half_past_or_a_part_of_a_length() {
    all_moments(
        SPANISH,
        &[
            (
                "a las tres y media se cayó",
                &["a las tres y media = 2022-10-25T03:30:00"],
            ),
            (
                "hacia las ocho y media se cayó",
                &["hacia las ocho y media = 2022-10-25T08:30:00"],
            ),
            ("duró las tres y media horas", &[]),
        ],
    );
    assert_eq!(
        lengths(&pack(SPANISH), "duró las tres y media horas"),
        ["tres y media horas = 3.5"]
    );
}

#[test]
fn a_part_of_the_day_before_its_day() {
    all_moments(
        SPANISH,
        &[(
            "la noche del martes a las 8",
            &["la noche del martes a las 8 = 2022-10-25T20:00:00"],
        )],
    );
    all_moments(
        ARABIC,
        &[(
            "مساء الثلاثاء عند الساعة 11:15",
            &["مساء الثلاثاء عند الساعة 11:15 = 2022-10-25T23:15:00"],
        )],
    );
}

#[test]
fn prefixes_glued_to_digits_and_numbers() {
    all_moments(
        ARABIC,
        &[(
            "بين الساعة 10 صباحا و12 ظهرا",
            &[
                "الساعة 10 صباحا = 2022-10-25T10:00:00",
                "12 ظهرا = 2022-10-25T12:00:00",
            ],
        )],
    );
    let pack = pack(ARABIC);
    assert_eq!(lengths(&pack, "توقفت لـ12 ساعة"), ["12 ساعة = 12"]);
    assert_eq!(
        lengths(&pack, "ما بين ثلاث وخمس ساعات"),
        ["ما بين ثلاث وخمس ساعات = 3..5"]
    );
    assert_eq!(lengths(&pack, "v12 ساعة"), Vec::<String>::new());
}

#[test]
fn commas_letters_and_zones_of_other_scripts() {
    all_moments(
        ARABIC,
        &[
            (
                "الثلاثاء، 25 أكتوبر 2022",
                &["الثلاثاء، 25 أكتوبر 2022 = 2022-10-25"],
            ),
            (
                "3:20 م بتوقيت السعودية",
                &["3:20 م بتوقيت السعودية = 2022-10-25T15:20:00 Asia/Riyadh"],
            ),
            (
                "عند الساعة 8:30 من مساء الثلاثاء بتوقيت مكة المكرمة",
                &[
                    "الساعة 8:30 من مساء الثلاثاء بتوقيت مكة المكرمة = 2022-10-25T20:30:00 Asia/Riyadh",
                ],
            ),
        ],
    );
}

#[test]
fn days_and_months_to_come() {
    all_moments(
        JAPANESE,
        &[
            (
                "説明会は26日午前10時から",
                &["26日午前10時 = 2022-10-26T10:00:00"],
            ),
            ("12月に始める予定", &["12月 = 2022-12"]),
            ("12月に始めた", &["12月 = 2021-12"]),
        ],
    );
    all_moments(
        SPANISH,
        &[
            ("este lunes", &["este lunes = 2022-10-24"]),
            ("este viernes", &["este viernes = 2022-10-28"]),
        ],
    );
}

#[test]
fn days_told_twice_are_one() {
    all_moments(
        JAPANESE,
        &[("けさ(25日)早く", &["けさ(25日) = 2022-10-25"])],
    );
    all_moments(
        SPANISH,
        &[
            (
                "hoy martes 25 de octubre",
                &["hoy martes 25 de octubre = 2022-10-25"],
            ),
            (
                "el martes 18 a las 9",
                &["martes 18 a las 9 = 2022-10-18T09:00:00"],
            ),
            ("el martes 18 horas", &["martes = 2022-10-25"]),
        ],
    );
}

#[test]
fn the_end_of_a_range_may_have_a_weak_cue() {
    all_moments(
        SPANISH,
        &[(
            "de las 10:00 a las 12:00 del martes 18",
            &[
                "10:00 = 2022-10-18T10:00:00",
                "12:00 del martes 18 = 2022-10-18T12:00:00",
            ],
        )],
    );
}

#[test]
fn an_hour_alone_is_in_the_afternoon_where_the_language_says_so() {
    all_moments(
        RUSSIAN,
        &[
            ("в 3 часа", &["3 часа = 2022-10-25T15:00:00"]),
            ("в 03 часа", &["03 часа = 2022-10-25T03:00:00"]),
            ("в 3:10", &["3:10 = 2022-10-25T03:10:00"]),
            ("в 3 часа ночи", &["3 часа ночи = 2022-10-25T03:00:00"]),
            ("в 7 часов", &["7 часов = 2022-10-25T07:00:00"]),
            (
                "вчера утром упало, вернули в 6 часов",
                &["вчера утром = 2022-10-24", "6 часов = 2022-10-24T06:00:00"],
            ),
            (
                "Упало в 2 часа ночи. Вернули в 5 часов.",
                &[
                    "2 часа ночи = 2022-10-25T02:00:00",
                    "5 часов = 2022-10-25T05:00:00",
                ],
            ),
            // A report does not tell what is to come.
            (
                "Упало в 3 часа. Уже работает.",
                &["3 часа = 2022-10-25T03:00:00"],
            ),
            (
                "Упало вчера в 3 часа. Уже работает.",
                &["вчера в 3 часа = 2022-10-24T15:00:00"],
            ),
        ],
    );
}
