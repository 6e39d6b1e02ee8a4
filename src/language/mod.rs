//! Document in, language out: one of the installed languages, or [`Lang::UNKNOWN`].
//!
//! The text decides; markup and domain vote where it does not. A text in a language that is not installed stays unknown rather than
//! be read with a neighbour's patterns. It looks at the head of the text only and knows nothing of patterns.
//!
//! Next stage: segmentation, with the patterns of the language.

mod code;
mod common;
mod malay;
mod vote;

pub use vote::Votes;

use crate::model::{Document, Lang};
use whatlang::{Detector, Info};

/// Letters that are looked at first: enough for every article of the benchmark to be told.
const HEAD: usize = 500;
/// Letters that are looked at where the head left doubt.
const MORE: usize = 2000;
/// Fewest letters that say anything.
const FEWEST: usize = 12;
/// Confidence under which the first look is not enough.
const SURE: f64 = 0.9;
/// Least confidence for the name of a language that is not read.
const NAMED: f64 = 0.2;
/// Confidence against the best installed language above which a text is in another language, without and with a vote for the installed one.
const FOREIGN: f64 = 0.35;
const FOREIGN_AGAINST_VOTE: f64 = 0.8;

/// The language of a document and how sure that is, 0 to 1; a language that was given is taken as it is.
///
/// `installed` are the languages that have a pattern file.
pub fn of_document(doc: &Document, installed: &[Lang]) -> (Lang, f32) {
    match doc.language {
        Some(given) if !vote::is_vote(doc) => (best_tag(given, installed), 1.0),
        _ => doc
            .told
            .unwrap_or_else(|| detect(&doc.text, &Votes::of(doc), installed)),
    }
}

/// Tells the language of a text among `installed`.
///
/// # Examples
///
/// ```
/// use pulih::language::{Votes, detect};
/// use pulih::model::Lang;
///
/// let installed: Vec<Lang> = ["id", "en"].iter().flat_map(|l| l.parse()).collect();
/// let (lang, _) = detect("Layanan pesan itu mengalami gangguan selama hampir dua jam.", &Votes::default(), &installed);
/// assert_eq!(lang.as_str(), "id");
/// let (lang, _) = detect("De storing duurde volgens het bedrijf bijna twee uur en trof vooral klanten in het noorden van het land.", &Votes::default(), &installed);
/// assert_eq!(lang, Lang::UNKNOWN);
/// ```
pub fn detect(text: &str, votes: &Votes, installed: &[Lang]) -> (Lang, f32) {
    let head = sample(text, HEAD);
    if letters(head) < FEWEST {
        return (votes.choose(installed).unwrap_or(Lang::UNKNOWN), 0.0);
    }
    if let Some((lang, confidence)) = common::plainly(text, installed)
        && votes.choose(installed).is_none_or(|vote| vote == lang)
    {
        return (lang, confidence);
    }
    let all = Detector::new();
    let Some(mut info) = all.detect(head) else {
        return (Lang::UNKNOWN, 0.0);
    };
    let mut looked_at = head;
    if info.confidence() < SURE {
        let more = sample(text, MORE);
        if more.len() > head.len() {
            looked_at = more;
            info = all.detect(more).unwrap_or(info);
        }
    }
    let decided = decide(looked_at, &info, votes, installed);
    malay::settle(
        looked_at,
        decided,
        &info,
        votes.choose(installed),
        installed,
    )
}

/// The code and English name of the language that a text seems to be in, installed or not; `None` where nothing can be said.
///
/// It tells people which pattern file is missing and decides nothing.
pub fn name(text: &str) -> Option<(&'static str, &'static str)> {
    let head = sample(text, MORE);
    if letters(head) < FEWEST {
        return None;
    }
    let info = Detector::new().detect(head)?;
    if info.lang() == whatlang::Lang::Ind && malay::is_meant(head) {
        return Some(("ms", "Malay"));
    }
    (info.confidence() >= NAMED).then(|| code::name(info.lang()))
}

/// Weighs what the text looks like against what is installed and what votes there are.
fn decide(text: &str, info: &Info, votes: &Votes, installed: &[Lang]) -> (Lang, f32) {
    let vote = votes.choose(installed);
    // Whatlang does not know every language; for those a vote is all there is.
    if let Some(vote) = vote
        && code::to_whatlang(vote).is_none()
        && !malay::is(vote)
    {
        return (vote, 0.5);
    }
    let confidence = info.confidence();
    if let Some(lang) = code::installed(info.lang(), installed) {
        if let Some(vote) = vote
            && vote != lang
            && confidence < SURE
            && margin(text, info.lang(), vote) < FOREIGN_AGAINST_VOTE
        {
            return (vote, 0.5);
        }
        return (prefer(lang, vote), confidence as f32);
    }
    let allowed: Vec<_> = installed
        .iter()
        .filter_map(|l| code::to_whatlang(*l))
        .collect();
    let best = Detector::with_allowlist(allowed).detect(text);
    // For scripts of one language, whatlang answers with that language whatever the list.
    let Some(best) = best.filter(|b| b.script() == info.script()) else {
        return (Lang::UNKNOWN, 0.0);
    };
    let Some(lang) = code::installed(best.lang(), installed) else {
        return (Lang::UNKNOWN, 0.0);
    };
    let limit = if vote == Some(lang) {
        FOREIGN_AGAINST_VOTE
    } else {
        FOREIGN
    };
    let against = margin(text, info.lang(), lang);
    if against < limit {
        (prefer(lang, vote), (0.5 * (1.0 - against)) as f32)
    } else {
        (Lang::UNKNOWN, 0.0)
    }
}

/// How much surer a text is in `seen` than in `other`, 0 to 1.
fn margin(text: &str, seen: whatlang::Lang, other: Lang) -> f64 {
    let Some(other) = code::to_whatlang(other) else {
        return 1.0;
    };
    match Detector::with_allowlist(vec![seen, other]).detect(text) {
        Some(info) if info.lang() == seen => info.confidence(),
        Some(_) => 0.0,
        None => 1.0,
    }
}

/// The vote, where it is a finer tag of the same language.
fn prefer(lang: Lang, vote: Option<Lang>) -> Lang {
    vote.filter(|v| v.primary() == lang.primary())
        .unwrap_or(lang)
}

/// The installed tag for a language: itself, else one with the same primary part, else unchanged.
fn best_tag(lang: Lang, installed: &[Lang]) -> Lang {
    if installed.contains(&lang) {
        return lang;
    }
    let primary = lang.primary();
    let near = installed.iter().find(|l| l.primary() == primary);
    near.copied().unwrap_or(lang)
}

/// The beginning of a text that holds at most `most` letters.
fn sample(text: &str, most: usize) -> &str {
    let mut seen = 0;
    let end = text.char_indices().find(|(_, c)| {
        seen += usize::from(c.is_alphabetic());
        seen > most
    });
    end.map_or(text, |(at, _)| &text[..at])
}

/// Letters of a text in the measure of Latin ones: a Chinese character says as much as a word does.
fn letters(text: &str) -> usize {
    let weight = |c: char| match c {
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' => 4,
        '\u{370}'.. => 2,
        _ => 1,
    };
    text.chars().filter(|c| c.is_alphabetic()).map(weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn langs(tags: &[&str]) -> Vec<Lang> {
        tags.iter().flat_map(|t| t.parse()).collect()
    }

    fn tell(text: &str, installed: &[&str]) -> String {
        detect(text, &Votes::default(), &langs(installed))
            .0
            .to_string()
    }

    const ARTICLES: &[(&str, &str)] = &[
        (
            "id",
            "Jakarta - Layanan internet milik operator itu terganggu sejak Senin pagi. Pelanggan di sejumlah kota mengeluh tidak bisa menelepon maupun mengirim pesan. Perusahaan mengatakan perbaikan sedang dilakukan.",
        ),
        (
            "en",
            "Customers across the north were left without broadband on Monday morning after a fibre cable was cut by builders. The company said that engineers had restored most of the lines by noon and apologised.",
        ),
        (
            "nl",
            "Klanten in het noorden van het land zaten maandagochtend zonder internet nadat een kabel was geraakt bij werkzaamheden. Volgens het bedrijf waren de meeste verbindingen rond het middaguur hersteld.",
        ),
        (
            "tr",
            "Ülkenin kuzeyindeki aboneler pazartesi sabahı internetsiz kaldı. Şirketten yapılan açıklamada, çalışma sırasında zarar gören kablonun öğle saatlerinde onarıldığı ve hizmetin normale döndüğü belirtildi.",
        ),
        (
            "zh",
            "周一上午，北部多地用户反映宽带网络中断，无法上网。公司表示，施工时挖断了光缆，维修人员已于中午前后恢复大部分线路，并向用户致歉。",
        ),
        (
            "tl",
            "Nawalan ng internet ang mga kostumer sa hilaga noong Lunes ng umaga matapos maputol ang kable dahil sa paghuhukay. Ayon sa kumpanya, naibalik na ang karamihan ng linya bandang tanghali at humingi sila ng paumanhin.",
        ),
        (
            "de",
            "Kunden im Norden des Landes waren am Montagmorgen ohne Internet, nachdem ein Kabel bei Bauarbeiten beschädigt worden war. Nach Angaben des Unternehmens liefen die meisten Anschlüsse gegen Mittag wieder.",
        ),
        (
            "sv",
            "Kunder i norra delen av landet var utan internet på måndagsmorgonen efter att en kabel grävts av. Enligt företaget fungerade de flesta anslutningarna igen vid lunchtid och man bad om ursäkt.",
        ),
        (
            "ru",
            "Абоненты на севере страны в понедельник утром остались без интернета из-за повреждения кабеля. В компании сообщили, что к полудню большинство линий восстановили, и принесли извинения.",
        ),
        (
            "el",
            "Χωρίς ίντερνετ έμειναν το πρωί της Δευτέρας συνδρομητές στα βόρεια της χώρας, όταν κόπηκε ένα καλώδιο σε έργα του δήμου. Η εταιρεία ανακοίνωσε ότι ως το μεσημέρι είχαν επανέλθει οι περισσότερες γραμμές.",
        ),
        (
            "th",
            "ลูกค้าทางภาคเหนือใช้อินเทอร์เน็ตไม่ได้ตั้งแต่เช้าวันจันทร์ หลังสายเคเบิลถูกตัดขาด บริษัทระบุว่าแก้ไขได้เกือบทั้งหมดแล้วในช่วงเที่ยงวัน",
        ),
    ];

    #[test]
    fn what_is_not_installed_stays_unknown() {
        for (lang, text) in ARTICLES {
            let want = if ["id", "en"].contains(lang) {
                lang
            } else {
                "und"
            };
            assert_eq!(tell(text, &["id", "en"]), want, "{text}");
        }
    }

    #[test]
    fn what_is_installed_is_told() {
        let all: Vec<_> = ARTICLES.iter().map(|a| a.0).collect();
        for (lang, text) in ARTICLES {
            assert_eq!(tell(text, &all), *lang, "{text}");
        }
    }

    #[test]
    fn text_without_letters_is_unknown() {
        assert_eq!(tell("02:10 - 04:30, 99.9 %", &["id", "en"]), "und");
        assert_eq!(tell("", &["id", "en"]), "und");
        assert_eq!(tell("障害が発生", &["ja", "en"]), "ja");
        assert_eq!(
            tell("anything that is English enough to be told", &[]),
            "und"
        );
    }

    #[test]
    fn malay_is_told_from_indonesian() {
        let malay = "Kuala Lumpur - Pengguna di beberapa negeri tidak dapat melayari internet pada pagi Isnin selepas kabel gentian optik terputus akibat kerja-kerja pembinaan. Syarikat itu memaklumkan perkhidmatan telah dipulihkan menjelang tengah hari dan memohon maaf atas kesulitan yang dialami pelanggan.";
        assert_eq!(tell(malay, &["id", "ms", "en"]), "ms");
        assert_eq!(
            tell(malay, &["id", "en"]),
            "und",
            "and not read as its neighbour"
        );
        assert_eq!(name(malay), Some(("ms", "Malay")));
        let voted = Votes {
            markup: "id".parse().ok(),
            domain: None,
        };
        assert_eq!(
            detect(malay, &voted, &langs(&["id", "en"])).0.as_str(),
            "id"
        );
        assert_eq!(tell(ARTICLES[0].1, &["id", "ms", "en"]), "id");
        assert_eq!(tell(ARTICLES[1].1, &["id", "ms", "en"]), "en");
    }

    #[test]
    fn votes_decide_what_the_text_does_not() {
        let votes = Votes {
            markup: "id".parse().ok(),
            domain: None,
        };
        let installed = langs(&["id", "en"]);
        assert_eq!(detect("2 jam 47 m", &votes, &installed).0.as_str(), "id");
        assert_eq!(detect(ARTICLES[1].1, &votes, &installed).0.as_str(), "en");
        assert_eq!(detect(ARTICLES[2].1, &votes, &installed).0, Lang::UNKNOWN);
    }

    #[test]
    fn languages_that_are_not_installed_have_names() {
        assert_eq!(name(ARTICLES[2].1), Some(("nl", "Dutch")));
        assert_eq!(name("02:10 - 04:30"), None);
    }

    #[test]
    fn a_given_language_is_taken() {
        let mut doc = Document {
            text: ARTICLES[1].1.into(),
            language: "pt-BR".parse().ok(),
            ..Document::default()
        };
        let installed = langs(&["id", "en", "pt"]);
        assert_eq!(of_document(&doc, &installed).0.as_str(), "pt");
        doc.flags.push(crate::load::LANGUAGE_VOTED.into());
        assert_eq!(of_document(&doc, &installed).0.as_str(), "en");
    }
}
