//! Four scripts: unspaced Japanese, Turkish and Russian endings, Arabic prefixes, vowel marks and direction.

use super::support::{fixture, matches};

fn check(lang: &str, cases: &[(&str, &[&str])]) {
    let pack = fixture(lang);
    for (text, want) in cases {
        assert_eq!(matches(text, &pack), *want, "{text}");
    }
}

#[test]
fn japanese_needs_no_spaces() {
    check(
        "ja",
        &[
            (
                "LINEで大規模な障害が発生した。",
                &["ja.occurred: LINEで大規模な障害が発生した {brand.any=LINE} {outage.any=障害}"],
            ),
            // Spaces in the text, full-width letters, a list word within another, the gap over a comma.
            (
                "ＬＩＮＥ で 26日、通信障害が発生している",
                &[
                    "ja.occurred: ＬＩＮＥ で 26日、通信障害が発生している {brand.any=ＬＩＮＥ} {outage.any=通信障害}",
                ],
            ),
            (
                "メッセージ送受信がほぼできなくなった。",
                &[
                    "ja.cannot: メッセージ送受信がほぼできなく {feature.messaging.send=メッセージ送受信}",
                ],
            ),
            // The gap counts characters: seven are too many.
            ("LINEで今朝から大規模な障害が発生", &[]),
            // `unless` vetoes its sentence only.
            ("飛行機の中でログインができない。", &[]),
            (
                "飛行機は飛んだ。ログインができない。",
                &["ja.cannot: ログインができない {feature.account.login=ログイン}"],
            ),
        ],
    );
}

#[test]
fn turkish_endings_are_glued_and_its_i_has_two_forms() {
    check(
        "tr",
        &[
            ("Elektrik kesintileri dün gece başladı.", &[]),
            (
                "Elektrik kesintisi dün gece başladı.",
                &["tr.began: kesintisi dün gece başladı {outage.any=kesintisi}"],
            ),
            (
                "Arızalar başlamıştı.",
                &["tr.began: Arızalar başlamıştı {outage.any=Arızalar}"],
            ),
            (
                "İSTANBUL’UN büyük KESİNTİSİ",
                &[
                    "tr.in-city: İSTANBUL’UN büyük KESİNTİSİ {place.istanbul=İSTANBUL’UN} {outage.any=KESİNTİSİ}",
                ],
            ),
            // A capital in the template asks for one in the text.
            ("istanbul'da arıza", &[]),
            ("Uçuşta arıza saatler önce başladı.", &[]),
        ],
    );
}

#[test]
fn russian_cases_orders_and_stress_marks() {
    check(
        "ru",
        &[
            (
                "В работе мессенджера произошёл сбой.",
                &[
                    "ru.in-work: В работе мессенджера произошёл сбой {work.any=работе} {outage.any=сбой}",
                    "ru.in-work: работе мессенджера произошёл сбой {work.any=работе} {outage.any=сбой}",
                ],
            ),
            // Decomposed letters are composed before they are compared.
            (
                "о сбоях в работе; произоше\u{308}л",
                &["ru.in-work: сбоях в работе {outage.any=сбоях} {work.any=работе}"],
            ),
            (
                "Работа всех серверов восстановлена",
                &["ru.restored: Работа всех серверов восстановлена {work.any=Работа}"],
            ),
            ("Работам восстановлена", &[]),
            ("Сбой в работе двигателя случился в полёте.", &[]),
        ],
    );
}

#[test]
fn arabic_prefixes_vowel_marks_and_direction() {
    check(
        "ar",
        &[
            (
                "أعلنت الشركة عن انقطاع الإنترنت.",
                &["ar.service-down: انقطاع الإنترنت {outage.any=انقطاع} {service.any=الإنترنت}"],
            ),
            // Two prefixes, vowel marks, a lengthening stroke, alef without its hamza.
            (
                "وبالعُطْلِ في الخـــدمة",
                &[
                    "ar.service-down: وبالعُطْلِ في الخـــدمة {outage.any=وبالعُطْلِ} {service.any=الخـــدمة}",
                ],
            ),
            (
                "وتعطلت خدمة",
                &["ar.service-down: وتعطلت خدمة {service.any=خدمة}"],
            ),
            (
                "انقطاع \u{200F}الانترنت",
                &[
                    "ar.service-down: انقطاع \u{200F}الانترنت {outage.any=انقطاع} {service.any=الانترنت}",
                ],
            ),
            ("انقطاع الإنترنت في رحلة جوية.", &[]),
        ],
    );
}

#[test]
fn spans_lie_on_characters_of_the_text_as_it_stands() {
    for (lang, text) in [
        ("ja", "ＬＩＮＥで\u{200B}障害が発生した。"),
        ("ar", "وتعطّلت\u{200F} خِدْمة الرسائل"),
        ("tr", "İ\u{307}STANBUL'DA KESİNTİ"),
        ("ru", "произоше\u{308}л сбо\u{301}й в рабо\u{301}те"),
    ] {
        let pack = fixture(lang);
        let (a, _) = super::support::read(text, &pack);
        let mut last = 0;
        for token in &a.tokens {
            assert!(token.start >= last && token.end > token.start, "{text}");
            assert!(!token.text(text).contains(char::is_whitespace), "{text}");
            last = token.end;
        }
    }
}
