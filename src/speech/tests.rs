use super::statements;
use crate::annotate::{Workspace, annotate};
use crate::pattern::{Library, Pack};
use std::sync::Arc;

fn bundled(lang: &str) -> Arc<Pack> {
    Library::bundled()
        .pack(lang.parse().expect("a language"))
        .expect("the language is bundled")
        .expect("its file is sound")
}

/// A language of its own with these tables.
fn language(header: &str, tables: &str) -> Pack {
    let dir = tempfile::tempdir().expect("a temporary directory can be made");
    let file = format!(
        "[file]\nformat = 1\nlanguage = \"xx\"\nname = \"test\"\nextends = [\"base\"]\n{header}\n{tables}"
    );
    std::fs::write(dir.path().join("xx.toml"), file).expect("the file can be written");
    let library = Library::with_dirs(&[dir.path().to_owned()]).expect("the directory can be read");
    let (pack, errors) = library.compile("xx".parse().expect("a language"));
    assert_eq!(errors, []);
    pack
}

/// Each statement as `kind | words | speaker | resolution`; parts are joined by ` + `.
fn said(text: &str, pack: &Pack) -> Vec<String> {
    let a = annotate(text, pack, &mut Workspace::default());
    statements(text, &a, pack)
        .0
        .iter()
        .map(|s| {
            format!(
                "{} | {} | {} | {}",
                s.kind.as_str(),
                s.parts
                    .iter()
                    .map(|p| p.of(text))
                    .collect::<Vec<_>>()
                    .join(" + "),
                s.speaker.as_ref().map_or("-", |p| p.text.as_str()),
                s.resolution.as_str()
            )
        })
        .collect()
}

fn check(pack: &Pack, cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(said(text, pack), *expected, "{text}");
    }
}

#[test]
fn english_sentences_are_told_apart_from_who_says_them() {
    check(
        &bundled("en"),
        &[
            (
                "Water was back by nine while crews work on a valve, said mayor Ida Holt in a statement.",
                &[
                    "indirect | Water was back by nine while crews work on a valve | mayor Ida Holt | explicit",
                ],
            ),
            (
                "US parts maker Orvane confirmed a fault was to blame and said it was working on a fix.",
                &[
                    "indirect | a fault was to blame | US parts maker Orvane | explicit",
                    "indirect | it was working on a fix | US parts maker Orvane | explicit",
                ],
            ),
            (
                "According to Netwatch, a site that watches services, the app was down for an hour.",
                &["indirect | the app was down for an hour | Netwatch | explicit"],
            ),
            (
                "“Cards work,” said Orvane payments chief Ida Holt in a statement.",
                &["direct | Cards work | Orvane payments chief Ida Holt | explicit"],
            ),
            (
                "A spokesman said last month's glitch should have been a warning.",
                &[
                    "indirect | last month's glitch should have been a warning | A spokesman | explicit",
                ],
            ),
            (
                "“It is out,” Holt told the radio.\n\n“We will say more tonight.”",
                &[
                    "direct | It is out | Holt | explicit",
                    "direct | We will say more tonight | Holt | carried",
                ],
            ),
        ],
    );
}

#[test]
fn indonesian_words_of_saying_belong_to_no_speaker() {
    check(
        &bundled("id"),
        &[(
            "\"Kami memohon maaf,\" kata Direktur Niaga Sari Wulan dalam keterangannya, Rabu.\n\nDia menegaskan, layanan sudah pulih.",
            &[
                "direct | Kami memohon maaf | Direktur Niaga Sari Wulan | explicit",
                "indirect | layanan sudah pulih | Dia | pronoun",
            ],
        )],
    );
}

#[test]
fn english_quotations_have_their_speakers() {
    check(
        &bundled("en"),
        &[
            (
                "“We are looking into it,” said Ruth Odell, 41, at the station.",
                &["direct | We are looking into it | Ruth Odell, 41 | explicit"],
            ),
            (
                "\"The fix is in,\" chief executive Paul Brandt said on Monday. \"Give it an hour.\"",
                &[
                    "direct | The fix is in | chief executive Paul Brandt | explicit",
                    "direct | Give it an hour | chief executive Paul Brandt | carried",
                ],
            ),
            (
                "\"The fix,\" she said, \"is in.\"",
                &["direct | The fix + is in | she | pronoun"],
            ),
            (
                "Brandt told reporters: \"We have no idea.\"",
                &["direct | We have no idea | Brandt | explicit"],
            ),
        ],
    );
}

#[test]
fn english_reports_have_their_clauses() {
    check(
        &bundled("en"),
        &[
            (
                "Northline said on Friday that a valve had failed and that crews were on site.",
                &[
                    "indirect | a valve had failed and that crews were on site | Northline | explicit",
                ],
            ),
            (
                "The lights came back at noon, a spokeswoman for the utility said.",
                &[
                    "indirect | The lights came back at noon | a spokeswoman for the utility | explicit",
                ],
            ),
            (
                "According to Northline, the cable was cut by an excavator.",
                &["indirect | the cable was cut by an excavator | Northline | explicit"],
            ),
            (
                "Northline, which serves 2,000 villages, confirmed that the cable was cut but said it was not its own.",
                &[
                    "indirect | the cable was cut | Northline | explicit",
                    "indirect | it was not its own | Northline | explicit",
                ],
            ),
            (
                "The minister called the day a \"total loss for everybody\" and said the cable was \"old\".",
                &["mixed | the cable was \"old\" | The minister | explicit"],
            ),
        ],
    );
}

#[test]
fn clauses_end_where_speakers_do_something_else() {
    check(
        &bundled("en"),
        &[
            (
                "The carrier said calls were going through again and apologised to its customers.",
                &["indirect | calls were going through again | The carrier | explicit"],
            ),
            (
                "The repair will take two days, the ministry said on Friday, adding that ships had been warned.",
                &[
                    "indirect | The repair will take two days | the ministry | explicit",
                    "indirect | ships had been warned | the ministry | carried",
                ],
            ),
            (
                "According to Ida Holt, who runs the port, the crane was never at risk.",
                &["indirect | the crane was never at risk | Ida Holt | explicit"],
            ),
        ],
    );
    check(
        &bundled("id"),
        &[(
            "Operator itu menyatakan jaringan sudah pulih dan meminta maaf kepada pelanggan.",
            &["indirect | jaringan sudah pulih | Operator itu | explicit"],
        )],
    );
}

#[test]
fn words_marked_within_a_clause_stay_in_it() {
    let cases = [
        (
            "en",
            "The utility said the switch had \"simply worn out\", and at 4:10 p.m. it added that the spare was “on its way to the island”.",
            "the switch had \"simply worn out\" | the spare was “on its way to the island”",
        ),
        (
            "id",
            "Direktur PT Sinar Laut Bambang Wiryo mengatakan bahwa sakelar itu \"sudah sangat tua\" dan akan diganti.",
            "sakelar itu \"sudah sangat tua\" dan akan diganti",
        ),
        (
            "es",
            "La empresa aseguró que el interruptor «estaba ya muy gastado» y que se cambiará.",
            "el interruptor «estaba ya muy gastado» y que se cambiará",
        ),
        (
            "ru",
            "В компании сообщили, что выключатель «просто очень старый» и его заменят.",
            "выключатель «просто очень старый» и его заменят",
        ),
        (
            "ja",
            "会社は、開閉器が「かなり古くなっていた」ため交換すると発表した。",
            "開閉器が「かなり古くなっていた」ため交換する",
        ),
        (
            "ar",
            "قالت الشركة إن المفتاح «قديم جدا بالفعل» وإنها ستستبدله.",
            "المفتاح «قديم جدا بالفعل» وإنها ستستبدله",
        ),
    ];
    for (language, text, clauses) in cases {
        let found = said(text, &bundled(language));
        let mixed: Vec<&str> = found
            .iter()
            .map(|f| f.strip_prefix("mixed | ").unwrap_or(f))
            .map(|f| f.split(" | ").next().unwrap_or(f))
            .collect();
        assert_eq!(mixed.join(" | "), clauses, "{language}");
    }
}

#[test]
fn a_source_may_tell_what_others_reported() {
    check(
        &bundled("en"),
        &[
            (
                "According to Downdetector, users reported problems at the peak.",
                &["indirect | users reported problems at the peak | Downdetector | explicit"],
            ),
            (
                "According to Pingwatch, more than 12,000 customers reported slow calls.",
                &[
                    "indirect | more than 12,000 customers reported slow calls | Pingwatch | explicit",
                ],
            ),
            (
                "According to Ruth Odell, a spokeswoman, the repair takes a day.",
                &["indirect | the repair takes a day | Ruth Odell | explicit"],
            ),
        ],
    );
    check(
        &bundled("id"),
        &[(
            "Menurut Downdetector, lebih dari 12.000 pengguna melaporkan masalah.",
            &["indirect | lebih dari 12.000 pengguna melaporkan masalah | Downdetector | explicit"],
        )],
    );
    check(
        &bundled("ru"),
        &[(
            "По данным Downdetector, более 12 тысяч пользователей сообщили о проблемах.",
            &[
                "indirect | более 12 тысяч пользователей сообщили о проблемах | Downdetector | explicit",
            ],
        )],
    );
}

#[test]
fn english_words_of_saying_without_a_report_say_nothing() {
    let pack = bundled("en");
    for text in [
        "The company did not say when service would return.",
        "The valve is said to be 40 years old.",
        "She said goodbye.",
        "Officials declined to say what had failed.",
        "Its \"always on\" promise is a joke among users of the \"Day One\" app.",
        "Carriers must report within an hour any outage that could affect a hospital.",
    ] {
        assert_eq!(said(text, &pack), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn indonesian_quotations_have_their_speakers() {
    check(
        &bundled("id"),
        &[
            (
                "“Kabelnya putus,” kata Direktur Jaringan Nusakom, Bagus Wirawan, di Jakarta, Senin.",
                &["direct | Kabelnya putus | Direktur Jaringan Nusakom, Bagus Wirawan | explicit"],
            ),
            (
                "Sari Utami (30), pedagang bakso, baru tahu siang itu. “Kukira kuota habis,” ujarnya.",
                &["direct | Kukira kuota habis | Sari Utami (30) | carried"],
            ),
            (
                "Kepala Humas Nusakom Dewi Anjani mengatakan, kabel putus di dua titik. “Kami minta maaf,” ucapnya.",
                &[
                    "indirect | kabel putus di dua titik | Kepala Humas Nusakom Dewi Anjani | explicit",
                    "direct | Kami minta maaf | Kepala Humas Nusakom Dewi Anjani | carried",
                ],
            ),
        ],
    );
}

#[test]
fn indonesian_reports_have_their_clauses() {
    check(
        &bundled("id"),
        &[
            (
                "Nusakom mengatakan layanan sudah pulih.",
                &["indirect | layanan sudah pulih | Nusakom | explicit"],
            ),
            (
                "Kepada wartawan, juru bicara Nusakom menegaskan bahwa tidak ada data yang bocor.",
                &["indirect | tidak ada data yang bocor | juru bicara Nusakom | explicit"],
            ),
            (
                "NetWatch, lembaga yang memantau internet, mengatakan lalu lintas turun separuh.",
                &["indirect | lalu lintas turun separuh | NetWatch | explicit"],
            ),
            (
                "Menurut Dewi, kabel itu sudah tua.",
                &["indirect | kabel itu sudah tua | Dewi | explicit"],
            ),
            (
                "Layanan akan pulih sore ini, kata dia.",
                &["indirect | Layanan akan pulih sore ini | dia | pronoun"],
            ),
            (
                "Katanya, listrik padam sejak subuh.",
                &["indirect | listrik padam sejak subuh | - | none"],
            ),
        ],
    );
    for text in [
        "Nusakom tidak menyebutkan kapan layanan pulih.",
        "Pengguna diminta mengganti kata sandi mereka.",
        "Tagar \"NusakomMati\" ramai di media sosial.",
    ] {
        assert_eq!(said(text, &bundled("id")), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn names_offices_and_organisations_are_told_apart() {
    let parts = |text: &str, lang: &str| {
        let pack = bundled(lang);
        let a = annotate(text, &pack, &mut Workspace::default());
        let speaker = statements(text, &a, &pack)
            .0
            .remove(0)
            .speaker
            .expect("a speaker");
        (
            speaker.name.unwrap_or_default(),
            speaker.role.unwrap_or_default(),
            speaker.organisation.unwrap_or_default(),
        )
    };
    let told = |n: &str, r: &str, o: &str| (n.to_owned(), r.to_owned(), o.to_owned());
    assert_eq!(
        parts(
            "\"It is fixed,\" said Erik Holm, head of Norrland Energy.",
            "en"
        ),
        told("Erik Holm", "head", "Norrland Energy")
    );
    assert_eq!(
        parts(
            "\"It is fixed,\" said a spokesperson for Norrland Energy.",
            "en"
        ),
        told("", "spokesperson", "Norrland Energy")
    );
    assert_eq!(
        parts("“Sudah pulih,” kata juru bicara PLN, Andi Saputra.", "id"),
        told("Andi Saputra", "juru bicara", "PLN")
    );
}

#[test]
fn dash_dialogue_is_direct_speech() {
    let pack = language(
        "",
        "[quotes]\ndash = [\"–\"]\n[speech]\nsay = [\"säger\"]\nstop = [\"på\"]\norders = [\"quote cue speaker\"]\n",
    );
    check(
        &pack,
        &[(
            "– Vi vet vad felet är, säger Anna Berg på Nordnät.",
            &["direct | Vi vet vad felet är | Anna Berg | explicit"],
        )],
    );
}

#[test]
fn guillemets_hold_statements_and_insertions() {
    let pack = language(
        "",
        "[speech]\nsay = [\"(сообщил|сообщили)\"]\nthat = [\"что\"]\nstop = [\"в\"]\norders = [\"quote cue speaker\", \"speaker cue that clause\"]\n",
    );
    check(
        &pack,
        &[
            (
                "«Сбой устранён», — сообщил Иван Петров в среду.",
                &["direct | Сбой устранён | Иван Петров | explicit"],
            ),
            (
                "«Связькомом» пользуются все. Иван Петров сообщил, что сбой устранён.",
                &["indirect | сбой устранён | Иван Петров | explicit"],
            ),
        ],
    );
}

#[test]
fn the_teller_may_speak_inside_of_the_marks() {
    check(
        &bundled("ru"),
        &[(
            "«Сбой устранён не везде, — сообщил Иван Петров, — но связь есть».",
            &["direct | Сбой устранён не везде + но связь есть | Иван Петров | explicit"],
        )],
    );
    check(
        &bundled("es"),
        &[(
            "«Estamos —explica la directora— ante un problema mundial».",
            &["direct | Estamos + ante un problema mundial | la directora | explicit"],
        )],
    );
}

#[test]
fn adjuncts_may_stand_before_the_speaker() {
    check(
        &bundled("es"),
        &[
            (
                "«La red está saturada», explica por teléfono a este diario María Luján.",
                &["direct | La red está saturada | María Luján | explicit"],
            ),
            (
                "«Volverá pronto», aseguró en la red social X el presidente de la compañía.",
                &["direct | Volverá pronto | el presidente de la compañía | explicit"],
            ),
            (
                "«Fue un error humano», afirmó tras conocer el alcance del fallo.",
                &["direct | Fue un error humano | - | none"],
            ),
            (
                "«Fue como una explosión», relató a Los Andes Mirta Sosa, vecina del barrio.",
                &["direct | Fue como una explosión | Mirta Sosa | explicit"],
            ),
            (
                "«Trabajamos en ello», señalan desde la operadora.",
                &["direct | Trabajamos en ello | la operadora | explicit"],
            ),
        ],
    );
}

#[test]
fn clauses_end_where_the_teller_goes_on() {
    check(
        &bundled("es"),
        &[
            (
                "Aunque el gobierno insistió en que la red funcionaba, miles de viajeros esperaban.",
                &["indirect | la red funcionaba | el gobierno | explicit"],
            ),
            (
                "El gerente dijo que al mediodía, después de varios intentos, la red volvió.",
                &[
                    "indirect | al mediodía, después de varios intentos, la red volvió | El gerente | explicit",
                ],
            ),
            (
                "La empresa emitió una nota asegurando que no hay datos perdidos.",
                &["indirect | no hay datos perdidos | La empresa | explicit"],
            ),
            (
                "Consultado por la tarifa, Sosa respondió que no subirá y recordó que hay contratos.",
                &[
                    "indirect | no subirá | Sosa | explicit",
                    "indirect | hay contratos | Sosa | explicit",
                ],
            ),
        ],
    );
}

#[test]
fn verb_final_orders_are_data() {
    let pack = language(
        "words = \"unspaced\"",
        "[quotes]\npairs = [\"「 」\"]\n[speech]\nsay = [\"述べた\", \"発表した\"]\nthat = [\"と\"]\ntopic = [\"は\"]\norders = [\"speaker quote that cue\", \"speaker clause that cue\"]\n",
    );
    check(
        &pack,
        &[
            (
                "北日本電力は「原因を調べている」と述べた。",
                &["direct | 原因を調べている | 北日本電力 | explicit"],
            ),
            (
                "北日本電力は停電が復旧したと発表した。",
                &["indirect | 停電が復旧した | 北日本電力 | explicit"],
            ),
        ],
    );
}

/// A verb-final language of single characters, whose subjects particles mark.
fn verb_final() -> Pack {
    let speech = r#"[quotes]
pairs = ["「 」"]
[roles]
witness = ["女性", "社長"]
[speech]
say = ["話(す|した)", "述べ(た|、)", "明らかにした"]
passive = ["言われた"]
voice = ["声が"]
inverse = ["話すのは"]
after = ["によると"]
that = ["と", "との", "ことを"]
topic = ["は"]
subject = ["が"]
agent = ["から"]
people = ["人", "母"]
stop = ["は", "が", "では", "に", "を", "から"]
to = ["について"]
connect = ["の"]
finite = ["(た|い|る|せん)(と|」)"]
orders = ["quote that inverse speaker", "quote that cue person", "clause that speaker say", "speaker quote that cue", "quote that cue", "speaker clause that cue", "clause that cue", "speaker quote that passive", "quote that voice", "speaker after quote", "speaker after , clause"]
"#;
    language("words = \"unspaced\"", speech)
}

#[test]
fn particles_tell_who_speaks() {
    check(
        &verb_final(),
        &[
            (
                "川村は雨で試合が中止になったが、母が「残念だった」と話した。",
                &["direct | 残念だった | 母 | explicit"],
            ),
            (
                "調査では社長が「知らない」と述べた。",
                &["direct | 知らない | 社長 | explicit"],
            ),
            (
                "母と女性、社長は客が来たと述べた。",
                &["indirect | 客が来た | 母と女性、社長 | explicit"],
            ),
            (
                "社長が、客が来ないと話した。",
                &["indirect | 客が来ない | 社長 | explicit"],
            ),
            (
                "復旧は遅れると社長は話した。",
                &["indirect | 復旧は遅れる | 社長 | explicit"],
            ),
            (
                "停電は先月にも起き、社長は部品が古いと述べた。",
                &["indirect | 部品が古い | 社長 | explicit"],
            ),
            (
                "社長は補償について、検討すると述べ、客がけがをしたことを明らかにした。",
                &[
                    "indirect | 検討する | 社長 | explicit",
                    "indirect | 客がけがをした | 社長 | explicit",
                ],
            ),
            (
                "母から「帰れない」と言われた。",
                &["direct | 帰れない | 母 | explicit"],
            ),
            (
                "記録によると、社長は「知らない」と述べた。",
                &["direct | 知らない | 社長 | explicit"],
            ),
        ],
    );
}

#[test]
fn speakers_may_stand_behind_what_they_say() {
    check(
        &verb_final(),
        &[
            (
                "「ずっと待っている」と話す女性に会った。",
                &["direct | ずっと待っている | 女性 | explicit"],
            ),
            (
                "川村は「使えない」と話した人の割合を調べた。",
                &["direct | 使えない | 人 | explicit"],
            ),
            (
                "「何も聞いていない」と話すのは川村の母。",
                &["direct | 何も聞いていない | 川村の母 | explicit"],
            ),
            (
                "「何も聞いていない」。女性は首を振った。",
                &["direct | 何も聞いていない | 女性 | explicit"],
            ),
            (
                "「もう待てない」(50代の女性)。",
                &["direct | もう待てない | 50代の女性 | explicit"],
            ),
            (
                "社長「何も知らない」",
                &["direct | 何も知らない | 社長 | explicit"],
            ),
        ],
    );
}

#[test]
fn a_complementizer_alone_shows_speech() {
    check(
        &verb_final(),
        &[
            (
                "女性は「使えない」と首を振った。",
                &["direct | 使えない | 女性 | explicit"],
            ),
            (
                "女性が来た。会場で「帰れない」との声が広がった。",
                &["direct | 帰れない | - | none"],
            ),
            ("川村は「青い鳥」と「森」を書いた。", &[]),
        ],
    );
}

#[test]
fn a_subject_may_be_dropped_after_its_first_mention() {
    let pack = language(
        "fold = [\"harakat\"]\nprefixes = [\"و\"]",
        "[speech]\nsay = [\"(قال|أضاف|أوضح)\"]\nthat = [\"أن\", \"إن\"]\nfinite = [\"عادت\"]\norders = [\"cue that clause\", \"cue speaker that clause\"]\n",
    );
    check(
        &pack,
        &[(
            "قال المتحدث سامي حداد إن الخدمة عادت. وأضاف أن العطل انتهى.",
            &[
                "indirect | الخدمة عادت | المتحدث سامي حداد | explicit",
                "indirect | العطل انتهى | المتحدث سامي حداد | carried",
            ],
        )],
    );
}

#[test]
fn a_verb_form_may_mark_a_report() {
    let pack = language(
        "",
        "[speech]\nsay = [\"sagte\"]\nthat = [\"dass\"]\nsubjunctive = [\"habe\", \"sei\"]\norders = [\"speaker cue clause\"]\n",
    );
    check(
        &pack,
        &[(
            "Petra Kuhn sagte, die Leitung sei gerissen. Die Störung habe um drei Uhr begonnen. Jetzt scheint die Sonne.",
            &[
                "indirect | die Leitung sei gerissen | Petra Kuhn | explicit",
                "indirect | Die Störung habe um drei Uhr begonnen | Petra Kuhn | carried",
            ],
        )],
    );
}

#[test]
fn an_endless_paragraph_is_read_in_linear_time() {
    let pack = bundled("en");
    let text = "\"Yes,\" he said and \"no\" she said, according to ".repeat(2_000);
    let began = std::time::Instant::now();
    said(&text, &pack);
    let short = began.elapsed();
    let began = std::time::Instant::now();
    said(&text.repeat(2), &pack);
    assert!(began.elapsed() < short * 6 + std::time::Duration::from_secs(1));
}

#[test]
fn media_are_passed_through() {
    let via = |text: &str, lang: &str| {
        let pack = bundled(lang);
        let a = annotate(text, &pack, &mut Workspace::default());
        statements(text, &a, &pack).0.remove(0).via
    };
    assert_eq!(
        via(
            "“Sudah pulih,” ujar Dewi Anjani, seperti dikutip dari Antara, Senin.",
            "id"
        ),
        Some("Antara".to_owned())
    );
    assert_eq!(
        via(
            "Nadia Brook told Reuters that the cable had been cut.",
            "en"
        ),
        Some("Reuters".to_owned())
    );
}

#[test]
fn participles_go_on_with_the_same_speaker() {
    check(
        &bundled("en"),
        &[(
            "“It is fixed,” Brook said, adding that refunds would follow.",
            &[
                "direct | It is fixed | Brook | explicit",
                "indirect | refunds would follow | Brook | carried",
            ],
        )],
    );
}

#[test]
fn names_in_marks_beside_a_word_of_saying_are_people_and_media() {
    check(
        &bundled("ru"),
        &[
            (
                "Сбой устранён, сообщили в «Севтелекоме».",
                &["indirect | Сбой устранён | «Севтелекоме» | explicit"],
            ),
            (
                "В банке сообщили «Севкурьеру», что переводы снова проходят.",
                &["indirect | переводы снова проходят | банке | explicit"],
            ),
            (
                "Связь пропала утром, рассказали в пресс-службе «Севтелекома».",
                &["indirect | Связь пропала утром | пресс-службе «Севтелекома» | explicit"],
            ),
            (
                "Один из пассажиров рассказал, что поезд стоял в тоннеле час.",
                &["indirect | поезд стоял в тоннеле час | Один из пассажиров | explicit"],
            ),
            (
                "О том, что связь вернули, рассказали в Севтелекоме.",
                &["indirect | связь вернули | Севтелекоме | explicit"],
            ),
        ],
    );
    check(
        &bundled("ar"),
        &[
            (
                "وقال الوزير لـ«المدى»: «أصلحنا الكابل الأول أمس».",
                &["direct | أصلحنا الكابل الأول أمس | الوزير | explicit"],
            ),
            (
                "وقدمت المؤسسة اعتذارها لزبائنها، مؤكدة أنها رفعت شكوى.",
                &["indirect | رفعت شكوى | المؤسسة | explicit"],
            ),
            (
                "كشف مصدر مسؤول بالشركة، فضل عدم ذكر اسمه، أن العطل أصاب خمسة فروع.",
                &["indirect | العطل أصاب خمسة فروع | مصدر مسؤول بالشركة | explicit"],
            ),
        ],
    );
}

#[test]
fn brackets_behind_a_quotation_credit_it() {
    check(
        &bundled("ja"),
        &[
            (
                "社長は「おわびする」と述べた。\n\n「部品はまだ届いていない」（広報室）という。",
                &[
                    "direct | おわびする | 社長 | explicit",
                    "direct | 部品はまだ届いていない | 広報室 | explicit",
                ],
            ),
            (
                "支店長は取材に対し、対象人数は「まだ分からない」と答えた。",
                &["direct | まだ分からない | 支店長 | explicit"],
            ),
            (
                "店主は「商売にならない」と疲れた様子で話した。",
                &["direct | 商売にならない | 店主 | explicit"],
            ),
        ],
    );
}

#[test]
fn a_name_is_told_from_the_office_beside_it() {
    let cases = [
        (
            "en",
            "A breaker failed, said spokeswoman Mary Ann Kessel. Kessel said crews were on site.",
            ("Mary Ann Kessel", "spokeswoman"),
        ),
        (
            "id",
            "\"Air mati sejak pagi,\" ujar Rustam (42) warga Kalirejo, Kecamatan Sukamaju.",
            ("Rustam", "warga Kalirejo, Kecamatan Sukamaju"),
        ),
        (
            "id",
            "Hal senada diungkapkan Rina Wati, warga Perumahan Asri. \"Air mati sejak subuh,\" katanya.",
            ("Rina Wati", "warga Perumahan Asri"),
        ),
        (
            "es",
            "La experta en redes móviles Elena Soto dijo que faltó un plan.",
            ("Elena Soto", "experta en redes móviles"),
        ),
        (
            "ru",
            "«Я просто ждал», — рассказал трейдер из Казани Ренат Мифтахов.",
            ("Ренат Мифтахов", "трейдер из Казани"),
        ),
        (
            "ru",
            "Аналитик в сфере связи Денис Кусков, 41 год, считает, что дело в кабеле.",
            ("Денис Кусков", "Аналитик в сфере связи"),
        ),
    ];
    for (lang, text, expected) in cases {
        let pack = bundled(lang);
        let a = annotate(text, &pack, &mut Workspace::default());
        let (found, _) = statements(text, &a, &pack);
        let speaker = found[0].speaker.clone().expect("a speaker");
        let told = (speaker.name.as_deref(), speaker.role.as_deref());
        assert_eq!(told, (Some(expected.0), Some(expected.1)), "{text}");
    }
}

#[test]
fn what_opens_a_sentence_is_no_speaker() {
    check(
        &bundled("es"),
        &[
            (
                "El banco pidió perdón. Dos horas y media más tarde comunicó que el servicio había vuelto.",
                &["indirect | el servicio había vuelto | El banco | carried"],
            ),
            (
                "La falla, que según la entidad empezó a las 9:20, ya está resuelta.",
                &[
                    "indirect | La falla, que + empezó a las 9:20, ya está resuelta | la entidad | explicit",
                ],
            ),
        ],
    );
    check(
        &bundled("es"),
        &[
            (
                "A pesar de que se informó que el servicio había vuelto.",
                &["indirect | el servicio había vuelto | - | none"],
            ),
            (
                "El servicio, que siguen miles de usuarios, muestra un pico de quejas.",
                &[],
            ),
        ],
    );
    check(
        &bundled("ru"),
        &[
            (
                "Сервис, который следит за сбоями, показывает волну жалоб.",
                &[],
            ),
            (
                "Света нет из-за поломки на подстанции «Восточная», сообщили в мэрии.",
                &[
                    "indirect | Света нет из-за поломки на подстанции «Восточная» | мэрии | explicit",
                ],
            ),
            (
                "«Бригады компании «Свет» вернулись», – сообщили в мэрии.",
                &["direct | Бригады компании «Свет» вернулись | мэрии | explicit"],
            ),
            (
                "«Бригады вернулись, — сказал Иванов. — Всё работает».",
                &["direct | Бригады вернулись + Всё работает | Иванов | explicit"],
            ),
            ("В «Россетях» прокомментировали аварию.", &[]),
            (
                "Банк извинился. Через два часа там добавили, что сервис вернулся.",
                &["indirect | сервис вернулся | там | pronoun"],
            ),
        ],
    );
}
