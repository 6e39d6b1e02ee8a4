//! Dates as pages print them.

use super::*;

fn read(text: &str) -> Option<String> {
    of_field(text, Order::DayFirst).map(|d| d.0.to_string())
}

#[test]
fn fields_are_read() {
    for (text, want) in [
        ("2022-10-25T09:41:00+0700", "2022-10-25T09:41:00+07:00"),
        ("Tue, 25 Oct 2022 09:41:00 GMT", "2022-10-25T09:41:00+00:00"),
        ("1666665660", "2022-10-25T02:41:00+00:00"),
        ("1666665660000", "2022-10-25T02:41:00+00:00"),
        ("20221025", "2022-10-25"),
        ("20221025094100", "2022-10-25"),
        ("20221025T094100Z", "2022-10-25"),
        ("Selasa, 25 Oktober 2022 | 09:41 WIB", "2022-10-25"),
        ("October 25th, 2022", "2022-10-25"),
        ("25/10/2022, 09:41", "2022-10-25"),
        ("2022/10/25 09:41:00", "2022-10-25"),
        ("Tue Oct 25 09:41:00 CEST 2022", "2022-10-25"),
        ("Oct 25 09:41:00 2022", "2022-10-25"),
        ("25-Oct-22", "2022-10-25"),
        ("25.10.22", "2022-10-25"),
        ("4/5/2022", "2022-05-04"),
    ] {
        assert_eq!(read(text).as_deref(), Some(want), "{text}");
    }
    for text in [
        "25 Oktober",
        "0001-01-01",
        "32 Oct 2022",
        "update",
        "10.0.12.15",
        "v3.10.22",
        "1.25.10.22",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn dates_in_words_are_read_in_many_languages() {
    for text in [
        "3 April 2023",
        "April 3, 2023",
        "Apr. 3, 2023",
        "3rd of April 2023",
        "3 Apr '23",
        "3 de abril de 2023",
        "3 avril 2023",
        "3 באפריל 2023",
        "Montag, 3. April 2023",
        "3 aprile 2023",
        "3 april 2023",
        "3 kwietnia 2023",
        "3. dubna 2023",
        "3 aprilie 2023",
        "3 april 2023 kl. 19:05",
        "3 Nisan 2023",
        "3 tháng 4, 2023",
        "Ngày 3 tháng 4 năm 2023",
        "Abril 3, 2023",
        "3 апреля 2023",
        "3 квітня 2023 р.",
        "٣ نيسان ٢٠٢٣",
        "3 أبريل 2023",
        "3 अप्रैल 2023",
        "2023年4月3日",
        "２０２３年４月３日（月）",
        "2023년 4월 3일",
        "3 เมษายน 2566",
        "๓ เม.ย. ๒๕๖๖",
        "3 เม.ย. พ.ศ. 2566",
        "令和5年4月3日",
        "民國112年4月3日",
        "2023. április 3.",
        "3 huhtikuuta 2023",
        "3 Απριλίου 2023",
        "2023. 4. 3.",
        "3. 4. 2023",
        "١٢/٠٤/٢٠٢٣ ٣ أبريل ٢٠٢٣",
    ] {
        let want = if text.starts_with('١') {
            "2023-04-12"
        } else {
            "2023-04-03"
        };
        assert_eq!(read(text).as_deref(), Some(want), "{text}");
    }
    for (text, want) in [
        ("چهارشنبه ۱۲ مرداد ۱۴۰۲ - ۱۴:۲۰", Some("2023-08-03")),
        ("۱۴۰۲/۰۵/۱۲", Some("2023-08-03")),
        ("1369/1/1", Some("1990-03-21")),
        ("۳۰ اسفند ۱۴۰۳", Some("2025-03-20")),
        ("۳۰ اسفند ۱۴۰۲", None),
        ("০৩ ফেব্রু\u{9df}ারি ২০২০", Some("2020-02-03")),
        ("০৩ ফেব্রু\u{9af}\u{9bc}ারি ২০২০", Some("2020-02-03")),
        ("3 பிப்ரவரி 2020", Some("2020-02-03")),
        ("3 فروری 2020", Some("2020-02-03")),
    ] {
        assert_eq!(read(text).as_deref(), want, "{text}");
    }
    assert_eq!(read("14 كانون الثاني 2024").as_deref(), Some("2024-01-14"));
}

#[test]
fn dates_are_written_in_the_order_of_the_language() {
    for (text, want) in [
        ("2023 m. balandžio 3 d.", "2023-04-03"),
        ("2023 m. balandžio mėn. 3 d., pirmadienis", "2023-04-03"),
        ("2023. gada 3. aprīlis", "2023-04-03"),
        ("2023(e)ko apirilaren 3a", "2023-04-03"),
        ("2023 жылғы 3 сәуір", "2023-04-03"),
        ("3-aprel, 2023-yil", "2023-04-03"),
        ("2023-yil 3-aprel", "2023-04-03"),
        ("2023 оны 4 сарын 3", "2023-04-03"),
        ("2023 оны 4-р сарын 3-ны өдөр", "2023-04-03"),
        ("ika-3 ng Abril 2023", "2023-04-03"),
        ("Tháng Tư 3, 2023", "2023-04-03"),
        ("3 Tháng Mười Hai, 2023", "2023-12-03"),
        ("3 ta’ April 2023", "2023-04-03"),
        ("ថ្ងៃទី៣ ខែមេសា ឆ្នាំ២០២៣", "2023-04-03"),
        ("3 إبريل، 2023", "2023-04-03"),
        ("3 เม.ย. 66", "2023-04-03"),
        ("3 เมษายน 66 10:05 น.", "2023-04-03"),
        ("二〇二三年四月三日", "2023-04-03"),
        ("二○二三年十二月二十一日", "2023-12-21"),
        ("二〇二三年十月三十日", "2023-10-30"),
        ("平成28年5月12日", "2016-05-12"),
    ] {
        assert_eq!(read(text).as_deref(), Some(want), "{text}");
    }
    for text in ["2023 3 April", "3 April 66", "二千人", "十月三日"] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn months_are_known_without_their_accents_and_in_capitals() {
    for (text, want) in [
        ("12 MAYIS 2016", "2016-05-12"),
        ("9 Agustos 2016", "2016-08-09"),
        ("9 aout 2016", "2016-08-09"),
        ("9 wrzesnia 2016", "2016-09-09"),
        ("9. brezna 2016", "2016-03-09"),
        ("12 ΜΑΪΟΥ 2016", "2016-05-12"),
        ("12 ΜΑΙΟΥ 2016", "2016-05-12"),
    ] {
        assert_eq!(read(text).as_deref(), Some(want), "{text}");
    }
    assert_eq!(
        of_path("https://a.example/2016/aout/9/x").map(|d| d.to_string()),
        Some("2016-08-09".to_owned())
    );
}

#[test]
fn months_are_known_in_the_languages_of_the_press() {
    for text in [
        "9. augustā 2016",
        "9. august 2016",
        "9. ágúst 2016",
        "9 gusht 2016",
        "9. avgust 2016.",
        "9. август 2016.",
        "9 август 2016",
        "9 жніўня 2016",
        "9 օգոստոսի, 2016",
        "9 აგვისტო, 2016",
        "9 avqust 2016",
        "9 тамыз 2016",
        "9 avgust 2016",
        "9 de agosto de 2016",
        "9 Augustus 2016",
        "9 Agosti 2016",
        "9 Awst 2016",
        "9 Lúnasa 2016",
        "9 ta' Awwissu 2016",
        "9 ഓഗസ്റ്റ് 2016",
        "9 ఆగస్టు 2016",
        "9 ಆಗಸ್ಟ್ 2016",
        "9 ઑગસ્ટ 2016",
        "9 ऑगस्ट 2016",
        "9 अगस्ट 2016",
        "9 ਅਗਸਤ 2016",
        "9 අගෝස්තු 2016",
        "9 ဩဂုတ် 2016",
        "၉ ဩဂုတ် ၂၀၁၆",
        "9 សីហា 2016",
        "9 ສິງຫາ 2016",
        "9 ኦገስት 2016",
        "9 srpna 2016",
        "9. srp. 2016",
        "9. aug. 2016",
        "9 авг. 2016",
        "9 сер 2016",
    ] {
        assert_eq!(read(text).as_deref(), Some("2016-08-09"), "{text}");
    }
}

#[test]
fn numbers_follow_the_order_of_the_page() {
    let of = |text: &str, order| first(text, order).map(|f| (f.day.to_string(), f.ambiguous));
    assert_eq!(
        of("4/5/2022", Order::MonthFirst),
        Some(("2022-04-05".into(), true))
    );
    assert_eq!(
        of("4.5.2022", Order::MonthFirst),
        Some(("2022-05-04".into(), false))
    );
    assert_eq!(
        of("13/5/2022", Order::MonthFirst),
        Some(("2022-05-13".into(), false))
    );
    for text in ["mon, 10/03/2011", "lundi 03/10/2011"] {
        assert_eq!(
            of(text, Order::DayFirst),
            Some(("2011-10-03".into(), false)),
            "the weekday tells"
        );
    }
    assert_eq!(
        of("tue, 10/03/2011", Order::DayFirst),
        Some(("2011-03-10".into(), true)),
        "no day of the two is a Tuesday"
    );
    assert_eq!(order_of("1/2/2020 and 3/25/2021"), Some(Order::MonthFirst));
    assert_eq!(order_of("25/3/2021 and 3/25/2021"), None);
}

#[test]
fn paths_are_read() {
    for (url, want) in [
        (
            "https://example.com/read/2022/10/25/094100/x",
            Some("2022-10-25"),
        ),
        (
            "https://example.com/world/2022/oct/25/x",
            Some("2022-10-25"),
        ),
        (
            "https://example.com/news/x-20221025.html",
            Some("2022-10-25"),
        ),
        ("https://example.com/2022-10-25-x", Some("2022-10-25")),
        ("https://example.com/2022/1/5/x", Some("2022-01-05")),
        ("https://example.com/2022/1025/x", Some("2022-10-25")),
        ("https://example.com/d-63671234/x", None),
        ("https://example.com/x?d=2022/10/25", None),
        ("https://example.com/2022/10/x-5", None),
    ] {
        assert_eq!(
            of_path(url).map(|d| d.to_string()).as_deref(),
            want,
            "{url}"
        );
    }
}

#[test]
fn dates_in_text_are_found_in_order() {
    let text = fold("Jakarta (25/10/2022) - Sejak 4 Maret 2019 layanan itu terganggu.");
    let days: Vec<_> = dates(&text, Order::DayFirst)
        .map(|f| f.day.to_string())
        .collect();
    assert_eq!(days, ["2022-10-25", "2019-03-04"]);
}

#[test]
fn characters_of_several_bytes_among_digits_are_no_place_to_cut() {
    for text in [
        "2022-\u{301}10-25",
        "2022›10-25T1",
        "12345€78",
        "€€2345",
        "2022\u{301}1025T09",
    ] {
        let _ = of_field(text, Order::DayFirst);
    }
    for url in [
        "https://a.example/2022/a€/1",
        "https://a.example/2022/€a/1",
        "https://a.example/20€2/1",
    ] {
        assert_eq!(of_path(url), None, "{url}");
    }
}
