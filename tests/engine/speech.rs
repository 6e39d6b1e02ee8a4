//! Statements as different languages print them: no capitals, no spaces, names in marks, complementizers far off.

use super::support::{compile, read};
use pulih::pattern::Pack;
use pulih::speech::statements;

const JAPANESE: &str = r#"
[file]
format = 1
words = "unspaced"
[sentences]
ends = ["。"]
[quotes]
pairs = ["「 」"]
follows = ["と", "という"]
[speech]
say = ["話した", "発表した", "述べた", "している"]
report = ["いう"]
that = ["と"]
after = ["によると"]
topic = ["は"]
orders = ["speaker quote that cue", "quote that cue", "speaker clause that cue", "clause that cue", "speaker after , clause"]
[roles]
spokesperson = "広報"
"#;

const ARABIC: &str = r#"
[file]
format = 1
prefixes = ["و", "ل", "ال"]
articles = ["ال"]
[sentences]
ends = ["."]
[quotes]
pairs = ["« »"]
[speech]
say = ["قال", "قالت", "أكد", "أوضح"]
that = ["إن", "أن", "أنه"]
before = ["وفقا"]
stop = ["خلال"]
relative = ["الذي"]
orders = ["cue speaker that clause", "cue that clause", "before speaker , clause"]
[roles]
spokesperson = "متحدث باسم"
chief = ["الرئيس التنفيذي للشركة", "الوزير"]
[lexicon]
site.any = ["موقع"]
"#;

const RUSSIAN: &str = r#"
[file]
format = 1
[sentences]
ends = ["."]
[quotes]
pairs = ["« »"]
[speech]
say = ["рассказал", "подтвердил[и]", "сообщил[и]"]
that = "что"
stop = "в"
aux = []
before = "по данным"
orders = ["quote cue speaker", "cue speaker that clause", "speaker cue that clause", "before speaker , clause"]
[roles]
head = ["начальник", "аналитик"]
witness = "житель"
[clock]
weak-cue = "в"
marks = [":"]
"#;

const SPANISH: &str = r#"
[file]
format = 1
[sentences]
ends = ["."]
[quotes]
pairs = ["« »"]
dash = ["—"]
[speech]
say = ["dijo"]
report = ["tercia", "reclamó", "informó"]
to = ["a", "al"]
stop = ["a", "al"]
that = ["que"]
relative = ["que"]
article = ["el", "la", "un"]
connect = ["de", "del", "la", "el"]
finite = ["afectó", "funciona", "volvió"]
orders = ["quote cue speaker", "cue speaker quote", "speaker cue clause", "cue speaker that clause"]
[roles]
minister = "el ministro"
[calendar]
edge = "este"
weekday = { 4 = "jueves" }
"#;

fn pack(source: &str) -> Pack {
    let (pack, errors) = compile(source);
    assert_eq!(errors, []);
    pack
}

/// Statements as `words / speaker`.
fn said(pack: &Pack, text: &str) -> Vec<String> {
    let (a, _) = read(text, pack);
    let speaker = |s: &pulih::model::Statement| {
        let speaker = s.speaker.as_ref();
        speaker.map_or("-".to_owned(), |p| p.text.clone())
    };
    statements(text, &a, pack)
        .0
        .iter()
        .map(|s| format!("{} / {}", s.text, speaker(s)))
        .collect()
}

fn all(source: &str, cases: &[(&str, &[&str])]) {
    let pack = pack(source);
    for (text, want) in cases {
        assert_eq!(said(&pack, text), *want, "{text}");
    }
}

#[test]
fn quotations_of_several_sentences_keep_the_speaker_before_them() {
    all(
        JAPANESE,
        &[(
            "女性は「怖かった。こんなことは初めてです」と話した。",
            &["怖かった。こんなことは初めてです / 女性"],
        )],
    );
}

#[test]
fn names_in_marks_are_no_statements_where_nothing_makes_them_speech() {
    all(
        JAPANESE,
        &[(
            "会社は「みずほダイレクトアプリ」が使えなくなったと発表した。",
            &["「みずほダイレクトアプリ」が使えなくなった / 会社"],
        )],
    );
}

#[test]
fn a_word_of_saying_closes_the_clause_behind_a_source() {
    all(
        JAPANESE,
        &[(
            "会社によると、支払いができない状態になったという。",
            &["支払いができない状態になった / 会社"],
        )],
    );
}

#[test]
fn without_a_particle_there_is_no_subject() {
    all(
        JAPANESE,
        &[(
            "会社は設備が壊れたと述べた。通信ネットワークを提供する設備の不具合としている。",
            &[
                "設備が壊れた / 会社",
                "通信ネットワークを提供する設備の不具合 / 会社",
            ],
        )],
    );
}

#[test]
fn a_complementizer_far_off_opens_the_clause() {
    all(
        ARABIC,
        &[
            (
                "قال الوزير، خلال مؤتمر عقد أمس، إن الخدمة عادت إلى العمل.",
                &["الخدمة عادت إلى العمل / الوزير"],
            ),
            (
                "أكد الموظف سعد كاظم، الذي انتظر أربع ساعات، أنه عاد إلى منزله.",
                &["عاد إلى منزله / الموظف سعد كاظم"],
            ),
            (
                "قال متحدث باسم شركة «ميتا» إن الخدمة عادت إلى العمل.",
                &["الخدمة عادت إلى العمل / متحدث باسم شركة «ميتا»"],
            ),
        ],
    );
}

#[test]
fn names_without_capitals_and_letters_glued_to_them() {
    all(
        ARABIC,
        &[
            (
                "قال الرئيس التنفيذي للشركة، ماجد الدوسري، إن الخدمة عادت إلى العمل. أوضح أن العطل وقع فجرا.",
                &[
                    "الخدمة عادت إلى العمل / الرئيس التنفيذي للشركة، ماجد الدوسري",
                    "العطل وقع فجرا / الرئيس التنفيذي للشركة، ماجد الدوسري",
                ],
            ),
            (
                "وفقا لموقع سمير، عادت الخدمة إلى العمل.",
                &["عادت الخدمة إلى العمل / موقع سمير"],
            ),
        ],
    );
}

#[test]
fn names_in_marks_belong_to_speakers_and_to_those_told() {
    all(
        RUSSIAN,
        &[
            (
                "«Света нет уже шесть часов», — рассказал «Камскому наблюдателю» житель Артём Шилов.",
                &["Света нет уже шесть часов / житель Артём Шилов"],
            ),
            (
                "«Света нет уже шесть часов», — сообщил «Альфател».",
                &["Света нет уже шесть часов / «Альфател»"],
            ),
            (
                "Аналитик «Резерв» Глеб Марьянов подтвердил, что связь пропала.",
                &["связь пропала / Аналитик «Резерв» Глеб Марьянов"],
            ),
            (
                "«Света нет уже шесть часов», — рассказал начальник пресс-центра магистрали Олег Вересаев.",
                &["Света нет уже шесть часов / начальник пресс-центра магистрали Олег Вересаев"],
            ),
        ],
    );
}

#[test]
fn a_time_behind_a_comma_or_complementizer_belongs_to_the_clause() {
    all(
        RUSSIAN,
        &[
            (
                "По данным ведомства, в 18:12 сработала защита.",
                &["в 18:12 сработала защита / ведомства"],
            ),
            (
                "Оператор сообщил, что в 18:12 сработала защита.",
                &["в 18:12 сработала защита / Оператор"],
            ),
        ],
    );
}

#[test]
fn lines_with_dashes_glued_to_their_words() {
    all(
        SPANISH,
        &[
            (
                "—No funciona nada —dijo Juan—. Es un desastre total.",
                &["No funciona nada / Juan", "Es un desastre total / Juan"],
            ),
            (
                "—Yo ya he llamado —tercia Irene Mateo—. Es la tercera vez.",
                &[
                    "Yo ya he llamado / Irene Mateo",
                    "Es la tercera vez / Irene Mateo",
                ],
            ),
        ],
    );
}

#[test]
fn times_and_those_told_stand_before_the_speaker() {
    all(
        SPANISH,
        &[
            (
                "«La red funciona otra vez», informó este jueves el ministro.",
                &["La red funciona otra vez / el ministro"],
            ),
            (
                "«La red funciona otra vez», dijo a EFE Ana Ruiz.",
                &["La red funciona otra vez / Ana Ruiz"],
            ),
        ],
    );
}

#[test]
fn what_is_told_of_is_no_speaker() {
    all(
        SPANISH,
        &[
            ("La empresa informó un fallo que afectó a la red.", &[]),
            ("Informó del corte que afectó a la red.", &[]),
            (
                "Informó el ministro que la red funciona.",
                &["la red funciona / el ministro"],
            ),
            (
                "La empresa informó que la red volvió.",
                &["la red volvió / La empresa"],
            ),
        ],
    );
}
