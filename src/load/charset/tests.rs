//! Texts in the charsets of the web, with and without their labels.

use super::*;

const RUSSIAN: &str = "Сбой в работе сервиса длился около двух часов, сообщили в компании. \
                       Пользователи жаловались на недоступность приложения.";

#[test]
fn valid_utf8_wins_over_a_label() {
    let d = decode(RUSSIAN.as_bytes(), Some("windows-1251"), None);
    assert_eq!(d.text, RUSSIAN);
    assert_eq!(d.flags, [MISMATCH]);
    assert!(decode(b"plain", Some("latin1"), None).flags.is_empty());
}

#[test]
fn a_right_label_is_followed_and_a_wrong_one_is_flagged() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(RUSSIAN);
    let right = decode(&bytes, Some("windows-1251"), None);
    assert_eq!((right.text.as_ref(), right.flags.len()), (RUSSIAN, 0));
    let wrong = decode(&bytes, Some("utf-8"), Some("ru"));
    assert_eq!(wrong.text, RUSSIAN);
    assert_eq!(wrong.flags, [MISMATCH]);
}

#[test]
fn legacy_charsets_are_guessed() {
    for (encoding, text) in [
        (encoding_rs::WINDOWS_1251, RUSSIAN),
        (
            encoding_rs::SHIFT_JIS,
            "障害は約二時間続き、午後四時に復旧しました。原因は調査中です。",
        ),
        (
            encoding_rs::GBK,
            "此次故障持续约两个小时，目前服务已经恢复正常，公司向用户致歉。",
        ),
        (
            encoding_rs::EUC_KR,
            "서비스 장애가 약 두 시간 동안 이어졌고 지금은 복구되었다고 회사가 밝혔다.",
        ),
        (
            encoding_rs::WINDOWS_1252,
            "La panne a duré près de deux heures, a précisé l’opérateur à la mi-journée.",
        ),
    ] {
        let (bytes, _, _) = encoding.encode(text);
        assert_eq!(decode(&bytes, None, None).text, text, "{}", encoding.name());
    }
}

#[test]
fn marks_and_unmarked_utf16_are_read() {
    assert_eq!(decode(b"\xef\xbb\xbfabc", None, None).text, "abc");
    let wide: Vec<u8> = "gangguan selesai"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(decode(&wide, None, None).text, "gangguan selesai");
}

#[test]
fn one_bad_byte_does_not_turn_the_rest_into_noise() {
    let mut bytes = RUSSIAN.as_bytes().to_vec();
    bytes.truncate(bytes.len() - 2);
    let d = decode(&bytes, None, None);
    assert!(d.text.starts_with("Сбой в работе"));
    assert_eq!(d.flags, [INVALID]);
}

/// A sentence of each language, and the charsets that its pages were written in before UTF-8.
const LEGACY: &[(&str, &[&str], &str)] = &[
    (
        "id",
        &["windows-1252"],
        "Layanan “pesan” itu mati – pengguna mengeluh sejak pukul 09.00, kata juru bicara café daring itu.",
    ),
    (
        "ms",
        &["windows-1252"],
        "Perkhidmatan itu ‘tergendala’ selama dua jam – syarikat memohon maaf, lapor résumé akhbar.",
    ),
    (
        "en",
        &["windows-1252", "macintosh"],
        "The café’s network was “down” for hours – the company’s résumé of the outage says so.",
    ),
    (
        "es",
        &["windows-1252", "iso-8859-15"],
        "La avería duró casi dos horas y afectó a más de mil clientes en Málaga, según explicó la compañía.",
    ),
    (
        "pt",
        &["windows-1252"],
        "A interrupção durou cerca de três horas e não há informações sobre a causa, afirmou a operadora.",
    ),
    (
        "fr",
        &["windows-1252", "iso-8859-15"],
        "La panne a duré près de deux heures, a précisé l’opérateur à la mi-journée ; le réseau est rétabli.",
    ),
    (
        "de",
        &["windows-1252", "iso-8859-15"],
        "Die Störung dauerte über zwei Stunden und betraf auch Kunden in Köln, München und Göttingen.",
    ),
    (
        "it",
        &["windows-1252"],
        "Il guasto è durato più di due ore e l’attività è ripresa alle 15, perché il server è stato sostituito già lunedì.",
    ),
    (
        "nl",
        &["windows-1252"],
        "De storing trof één op de vijf cliënten; volgens het bedrijf is ‘geïnvesteerd’ in reserveëenheden.",
    ),
    (
        "pl",
        &["windows-1250", "iso-8859-2"],
        "Awaria trwała około dwóch godzin, a usługę przywrócono późnym wieczorem – poinformował rzecznik spółki.",
    ),
    (
        "cs",
        &["windows-1250", "iso-8859-2"],
        "Výpadek trval přibližně dvě hodiny a zasáhl většinu zákazníků ve středních Čechách, řekl mluvčí společnosti.",
    ),
    (
        "ro",
        &["windows-1250", "iso-8859-2"],
        "Întreruperea a durat aproape două ore şi a afectat mulţi abonaţi din Bucureşti, a declarat compania.",
    ),
    (
        "sv",
        &["windows-1252", "iso-8859-1"],
        "Störningen varade i nästan två timmar och drabbade även kunder på Gotland, säger bolaget på måndagen.",
    ),
    (
        "tr",
        &["windows-1254", "iso-8859-9"],
        "Kesinti yaklaşık iki saat sürdü; şirket, İstanbul’daki aboneler için hizmetin öğleden sonra düzeldiğini açıkladı.",
    ),
    (
        "vi",
        &["windows-1258"],
        "Di\u{323}ch vu\u{323} bi\u{323} gián \u{111}oa\u{323}n trong hai gi\u{1a1}\u{300}, công ty \u{111}a\u{303} xin lô\u{303}i khách hàng.",
    ),
    (
        "tl",
        &["windows-1252"],
        "Halos dalawang oras nawala ang serbisyo – “humihingi kami ng paumanhin,” sabi ng tagapagsalita ng Parañaque.",
    ),
    (
        "ru",
        &["windows-1251", "koi8-r", "iso-8859-5", "ibm866"],
        "Сбой в работе сервиса длился около двух часов, сообщили в компании. Пользователи жаловались на недоступность приложения.",
    ),
    (
        "uk",
        &["windows-1251", "koi8-u"],
        "Збій у роботі застосунку тривав майже дві години, повідомили в компанії. Її клієнти скаржилися на відсутність зв’язку.",
    ),
    (
        "ar",
        &["windows-1256", "iso-8859-6"],
        "استمر انقطاع الخدمة نحو ساعتين وقالت الشركة إن العطل أصاب الشبكة الرئيسية",
    ),
    (
        "ja",
        &["shift_jis", "euc-jp", "iso-2022-jp"],
        "障害は約二時間続き、午後四時に復旧しました。原因は調査中です。ご迷惑をおかけしました。",
    ),
    (
        "ko",
        &["euc-kr"],
        "서비스 장애가 약 두 시간 동안 이어졌고 지금은 복구되었다고 회사가 밝혔다.",
    ),
    (
        "zh",
        &["gbk", "gb18030"],
        "此次故障持续约两个小时，目前服务已经恢复正常，公司向用户致歉。",
    ),
    (
        "zh",
        &["big5"],
        "此次故障持續約兩個小時，目前服務已經恢復正常，公司向用戶致歉。",
    ),
    (
        "th",
        &["windows-874"],
        "ระบบขัดข้องนานเกือบสองชั่วโมง บริษัทระบุว่าขณะนี้ให้บริการได้ตามปกติแล้ว",
    ),
];

#[test]
fn the_legacy_charsets_of_every_language_are_read() {
    let domains = [
        ("cs", "cz"),
        ("sv", "se"),
        ("vi", "vn"),
        ("uk", "ua"),
        ("ar", "sa"),
        ("ja", "jp"),
        ("ko", "kr"),
        ("ms", "my"),
        ("en", "uk"),
        ("tl", "ph"),
    ];
    let mut unlabelled = (0, 0);
    for (lang, charsets, text) in LEGACY {
        for name in *charsets {
            let encoding = Encoding::for_label(name.as_bytes()).expect("a charset of the web");
            // Typographic marks came with Windows.
            let plain = text
                .replace('’', "'")
                .replace(['“', '”'], "\"")
                .replace('–', "-");
            let text = if name.starts_with("iso") || name.starts_with("koi") {
                &plain
            } else {
                *text
            };
            let (bytes, used, lost) = encoding.encode(text);
            assert!(
                !lost && used == encoding,
                "{lang} {name} cannot write the sentence"
            );
            let labelled = decode(&bytes, Some(name), None);
            assert_eq!(
                (&*labelled.text, labelled.flags.len()),
                (text, 0),
                "{lang} {name}"
            );
            if *name == "macintosh" {
                continue; // it is known by its label only
            }
            let domain = match (*lang, *name) {
                ("zh", "big5") => "tw",
                ("zh", _) => "cn",
                _ => domains.iter().find(|d| d.0 == *lang).map_or(*lang, |d| d.1),
            };
            unlabelled.1 += 1;
            let guessed = decode(&bytes, None, Some(domain)).text == text;
            unlabelled.0 += usize::from(guessed);
            // A server that says UTF-8 of everything is no worse than one that says nothing, and is found out.
            let wrong = decode(&bytes, Some("utf-8"), Some(domain));
            assert_eq!(wrong.text == text, guessed, "{lang} {name}");
            assert!(wrong.flags.contains(&MISMATCH), "{lang} {name}");
        }
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            let wide: Vec<u8> = format!("<p>{text}</p>\n")
                .encode_utf16()
                .flat_map(order)
                .collect();
            assert_eq!(
                decode(&wide, None, None).text,
                format!("<p>{text}</p>\n"),
                "{lang} UTF-16"
            );
        }
    }
    assert!(unlabelled.0 * 100 >= unlabelled.1 * 90, "{unlabelled:?}");
}

#[test]
fn a_western_label_on_another_script_is_found_out() {
    for (name, text) in [
        ("windows-1251", RUSSIAN),
        (
            "euc-kr",
            "서비스 장애가 약 두 시간 동안 이어졌고 지금은 복구되었다고 회사가 밝혔다.",
        ),
    ] {
        let encoding = Encoding::for_label(name.as_bytes()).expect("a charset");
        let (bytes, _, _) = encoding.encode(text);
        let d = decode(&bytes, Some("iso-8859-1"), None);
        assert_eq!((&*d.text, &d.flags[..]), (text, &[MISMATCH][..]), "{name}");
    }
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode("Größe über Öl, été à la forêt, ¿cuándo?");
    assert!(decode(&bytes, Some("latin1"), None).flags.is_empty());
}

#[test]
fn binaries_are_no_utf16() {
    let noise: Vec<u8> = (0..2000_u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    assert!(unmarked_utf16(&noise).is_none());
    assert!(unmarked_utf16(b"text\0text and more text").is_none());
    assert!(unmarked_utf16(&[0; 64]).is_none());
}

#[test]
fn text_that_was_decoded_twice_is_repaired_only_when_that_is_certain() {
    for (text, through) in [
        (
            "“It was our mistake,” she said – the café’s network is back.",
            encoding_rs::WINDOWS_1252,
        ),
        ("Störung über Köln", encoding_rs::WINDOWS_1252),
        (RUSSIAN, encoding_rs::WINDOWS_1252),
        (RUSSIAN, encoding_rs::WINDOWS_1251),
        ("障害は約二時間続き", encoding_rs::WINDOWS_1252),
    ] {
        let twice = through.decode_without_bom_handling(text.as_bytes()).0;
        assert_eq!(repair(&twice).as_deref(), Some(text), "{twice}");
    }
    for fine in [
        "plain",
        "Größe über Öl",
        RUSSIAN,
        "Ã© is what “é” looks like",
        "à la carte – Ângela",
        "障害",
    ] {
        assert_eq!(repair(fine), None, "{fine}");
    }
}
