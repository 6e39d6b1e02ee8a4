//! BCP 47 primary tags and the names that whatlang has for them.

use crate::model::Lang;
use whatlang::Lang as W;

/// Every language that whatlang tells apart.
const CODES: &[(&str, W)] = &[
    ("af", W::Afr),
    ("ak", W::Aka),
    ("am", W::Amh),
    ("ar", W::Ara),
    ("az", W::Aze),
    ("be", W::Bel),
    ("bg", W::Bul),
    ("bn", W::Ben),
    ("ca", W::Cat),
    ("cs", W::Ces),
    ("cy", W::Cym),
    ("da", W::Dan),
    ("de", W::Deu),
    ("el", W::Ell),
    ("en", W::Eng),
    ("eo", W::Epo),
    ("es", W::Spa),
    ("et", W::Est),
    ("fa", W::Pes),
    ("fi", W::Fin),
    ("fil", W::Tgl),
    ("fr", W::Fra),
    ("gu", W::Guj),
    ("he", W::Heb),
    ("hi", W::Hin),
    ("hr", W::Hrv),
    ("hu", W::Hun),
    ("hy", W::Hye),
    ("id", W::Ind),
    ("it", W::Ita),
    ("ja", W::Jpn),
    ("jv", W::Jav),
    ("ka", W::Kat),
    ("km", W::Khm),
    ("kn", W::Kan),
    ("ko", W::Kor),
    ("la", W::Lat),
    ("lt", W::Lit),
    ("lv", W::Lav),
    ("mk", W::Mkd),
    ("ml", W::Mal),
    ("mr", W::Mar),
    ("my", W::Mya),
    ("nb", W::Nob),
    ("ne", W::Nep),
    ("nl", W::Nld),
    ("no", W::Nob),
    ("or", W::Ori),
    ("pa", W::Pan),
    ("pl", W::Pol),
    ("pt", W::Por),
    ("ro", W::Ron),
    ("ru", W::Rus),
    ("si", W::Sin),
    ("sk", W::Slk),
    ("sl", W::Slv),
    ("sn", W::Sna),
    ("sr", W::Srp),
    ("sv", W::Swe),
    ("ta", W::Tam),
    ("te", W::Tel),
    ("th", W::Tha),
    ("tk", W::Tuk),
    ("tl", W::Tgl),
    ("tr", W::Tur),
    ("uk", W::Ukr),
    ("ur", W::Urd),
    ("uz", W::Uzb),
    ("vi", W::Vie),
    ("yi", W::Yid),
    ("zh", W::Cmn),
    ("zu", W::Zul),
];

/// Whatlang's name of a language; `None` for one that it does not know.
pub(super) fn to_whatlang(lang: Lang) -> Option<W> {
    let primary = lang.primary();
    let found = CODES.iter().find(|(code, _)| *code == primary.as_str());
    found.map(|(_, w)| *w)
}

/// The code and the name of a language as whatlang sees it.
pub(super) fn name(seen: W) -> (&'static str, &'static str) {
    let code = CODES
        .iter()
        .find(|(_, w)| *w == seen)
        .map_or("und", |(code, _)| code);
    (code, seen.eng_name())
}

/// The installed language that whatlang calls `seen`.
pub(super) fn installed(seen: W, installed: &[Lang]) -> Option<Lang> {
    let same = |l: &&Lang| to_whatlang(**l) == Some(seen);
    installed.iter().find(same).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_a_tag_and_every_language_has_one() {
        for (code, w) in CODES {
            let lang: Lang = code.parse().expect("a tag");
            assert_eq!(to_whatlang(lang), Some(*w));
        }
        for w in W::all() {
            assert!(CODES.iter().any(|(_, c)| c == w), "{w:?}");
        }
    }
}
