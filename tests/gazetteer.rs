//! The gazetteers and the files that tools/cldr.py writes: complete, without contradictions, and found in text.

use pulih::annotate::{Workspace, annotate};
use pulih::pattern::file::{Entry, RawFile, parse};
use pulih::pattern::{Library, Pack};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Languages that have a file of calendar, zones and places.
const LANGUAGES: [&str; 24] = [
    "ar", "de", "el", "en", "es", "fr", "hi", "id", "it", "ja", "ko", "ms", "nl", "pl", "pt", "ro",
    "ru", "sv", "th", "tl", "tr", "uk", "vi", "zh",
];

/// Every code of ISO 3166-1. Source: the standard as of 2026, independent of the files under test.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG
    GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ
    LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR
    NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ
    TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// Files of names that a language reads besides those that all read.
fn names(lang: &str) -> &'static [&'static str] {
    match lang {
        "ar" => &["arab"],
        "en" => &["english"],
        "es" | "pt" => &["europe", "latin-america"],
        "hi" => &["deva", "english"],
        "id" | "ms" | "vi" => &["southeast-asia"],
        "ja" => &["kana", "hani"],
        "ko" => &["hang"],
        "ru" | "uk" => &["cyrl", "europe"],
        "th" => &["thai", "southeast-asia"],
        "tl" => &["southeast-asia", "english"],
        "zh" => &["hani"],
        _ => &["europe"],
    }
}

/// All files of names but those of one language.
fn all() -> Vec<RawFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("patterns");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("lists")
        .filter_map(|f| f.ok()?.path().file_stem()?.to_str().map(str::to_owned))
        .filter(|n| n.starts_with("names-"))
        .chain(["services".to_owned(), "regions".to_owned()])
        .collect();
    names.sort();
    // The printed name of a service stands in the first file that has any.
    names.sort_by_key(|n| n != "services");
    names.iter().map(|n| file(n)).collect()
}

fn file(name: &str) -> RawFile {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("patterns")
        .join(format!("{name}.toml"));
    let source = std::fs::read_to_string(&path).expect("the file is there");
    let (file, errors) = parse(name, &path.display().to_string(), &source);
    assert!(errors.is_empty(), "{errors:?}");
    file.expect("parses")
}

fn below<'f>(files: &'f [RawFile], head: &str) -> impl Iterator<Item = (&'f str, &'f Entry)> {
    let head = format!("{head}.");
    files
        .iter()
        .flat_map(|f| &f.entries)
        .filter_map(move |e| Some((e.group.strip_prefix(&head)?, e)))
}

/// A language that holds nothing but names.
fn pack(lang: &str) -> (tempfile::TempDir, Arc<Pack>) {
    let dir = tempfile::tempdir().expect("a directory");
    let extends: Vec<String> = ["base", "services", "regions"]
        .map(str::to_owned)
        .into_iter()
        .chain(names(lang).iter().map(|n| format!("names-{n}")))
        .chain([format!("cldr-{lang}")])
        .collect();
    for name in &extends {
        let from = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("patterns/{name}.toml"));
        std::fs::copy(from, dir.path().join(format!("{name}.toml"))).expect("copies");
    }
    let words = if ["ja", "zh", "th"].contains(&lang) {
        "unspaced"
    } else {
        "spaced"
    };
    let text = format!(
        "[file]\nformat = 1\nlanguage = \"{lang}\"\nextends = {extends:?}\nwords = \"{words}\"\n"
    );
    std::fs::write(dir.path().join(format!("{lang}.toml")), text).expect("writes");
    let library = Library::with_dirs(&[dir.path().to_owned()]).expect("reads");
    let (pack, errors) = library.compile(lang.parse().expect("a tag"));
    assert!(errors.is_empty(), "{lang}: {errors:?}");
    (dir, Arc::new(pack))
}

/// What is found in a text below `service`, `provider`, `tracker` or `region`: the longest name from each place.
fn found(pack: &Pack, text: &str) -> Vec<String> {
    let a = annotate(text, pack, &mut Workspace::default());
    let mut out = Vec::new();
    let mut end = 0;
    for at in 0..a.tokens.len() as u32 {
        if at < end {
            continue;
        }
        let longest = a
            .tags
            .starting_at(at)
            .map(|(_, t)| t)
            .filter(|t| {
                ["service", "provider", "tracker", "region"]
                    .contains(&head(pack.group_name(t.group)))
            })
            .max_by_key(|t| t.end);
        if let Some(tag) = longest {
            out.push(format!(
                "{}={}",
                pack.group_name(tag.group),
                a.span(tag.start, tag.end).of(text)
            ));
            end = tag.end;
        }
    }
    out
}

fn head(group: &str) -> &str {
    group.split('.').next().unwrap_or(group)
}

#[test]
fn every_language_compiles_with_its_names() {
    for lang in LANGUAGES {
        pack(lang);
    }
}

#[test]
fn a_name_means_one_service_one_provider_and_one_place() {
    let services = all();
    for heads in [
        &["service", "service-weak"][..],
        &["provider", "provider-weak"],
        &["tracker"],
    ] {
        let mut owner: BTreeMap<&str, &str> = BTreeMap::new();
        for (id, entry) in heads.iter().flat_map(|h| below(&services, h)) {
            let before = owner.insert(&entry.text, id);
            assert!(before.is_none(), "`{}` is {before:?} and {id}", entry.text);
        }
    }
    let regions = all();
    for lang in LANGUAGES {
        let cldr = [file(&format!("cldr-{lang}"))];
        let mut owner: BTreeMap<&str, &str> = BTreeMap::new();
        for (code, entry) in below(&regions, "region").chain(below(&cldr, "region")) {
            let before = owner.insert(&entry.text, code);
            assert!(
                before.is_none_or(|b| b == code),
                "{lang}: `{}` is {before:?} and {code}",
                entry.text
            );
        }
    }
}

#[test]
fn ids_are_kebab_and_owners_are_known() {
    let services = all();
    let ids = |head| {
        below(&services, head)
            .map(|(id, _)| id)
            .collect::<BTreeSet<_>>()
    };
    // Regulators have weak names only.
    let provider = &ids("provider") | &ids("provider-weak");
    let service = ids("service");
    for id in service.iter().chain(&provider).chain(&ids("tracker")) {
        assert!(
            id.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
            "{id}"
        );
    }
    assert!(ids("service-weak").is_subset(&service));
    let mut rows = 0;
    for (id, entry) in below(&services, "owners") {
        assert!(service.contains(id), "owner of unknown service `{id}`");
        let owner = entry.text.as_str();
        assert!(
            service.contains(owner) || provider.contains(owner),
            "unknown owner `{owner}` of `{id}`"
        );
        rows += 1;
    }
    assert!(
        rows > 300 && service.len() > 1000,
        "{rows} owners, {} services",
        service.len()
    );
}

#[test]
fn the_first_name_of_a_service_can_be_printed() {
    let services = all();
    let mut seen = BTreeSet::new();
    for (id, entry) in ["service", "provider", "tracker"]
        .iter()
        .flat_map(|h| below(&services, h))
    {
        if seen.insert((head(&entry.group), id)) {
            let bare = entry.text.replace(r"\(", "").replace(r"\)", "");
            assert!(!bare.contains(['(', '[', '{', '|']), "{id}: {}", entry.text);
        }
    }
}

#[test]
fn every_country_month_weekday_and_zone_has_its_name() {
    let countries: BTreeSet<&str> = COUNTRIES.split_whitespace().collect();
    assert_eq!(countries.len(), 249);
    for lang in LANGUAGES {
        let cldr = [file(&format!("cldr-{lang}"))];
        let codes: BTreeSet<&str> = below(&cldr, "region").map(|(c, _)| c).collect();
        let missing: Vec<_> = countries.difference(&codes).collect();
        assert!(missing.is_empty(), "{lang} lacks {missing:?}");
        let days: BTreeSet<&str> = below(&cldr, "calendar.weekday").map(|(d, _)| d).collect();
        assert_eq!(days.len(), 7, "{lang}");
        let months = below(&cldr, "calendar.month")
            .map(|(m, _)| m)
            .collect::<BTreeSet<_>>()
            .len();
        // Japanese and Korean months are a number and a unit.
        assert_eq!(
            months,
            if lang == "ja" || lang == "ko" { 0 } else { 12 },
            "{lang}"
        );
        for (zone, _) in below(&cldr, "zone") {
            let (id, offset) = zone
                .split_once('@')
                .map_or((zone, None), |(z, o)| (z, Some(o)));
            assert!(id.parse::<chrono_tz::Tz>().is_ok(), "{lang}: {zone}");
            assert!(
                offset.is_none_or(|o| o.len() == 6 && o.starts_with(['+', '-'])),
                "{lang}: {zone}"
            );
        }
    }
}

#[test]
fn names_are_found_and_ordinary_words_are_not() {
    let (_dir, en) = pack("en");
    for (text, want) in [
        (
            "WhatsApp went down in India and the U.K., Downdetector said.",
            &[
                "service.whatsapp=WhatsApp",
                "region.IN=India",
                "region.GB=U.K.",
                "tracker.downdetector=Downdetector",
            ][..],
        ),
        (
            "The signal on the line was lost; teams did target x and orange cables.",
            &[],
        ),
        ("PLN restored power, said Pln.", &["provider.pln=PLN"]),
        (
            "Amazon Web Services (AWS) in US-EAST-1",
            &[
                "service.aws=Amazon Web Services (AWS)",
                "region.aws/us-east-1=US-EAST-1",
            ],
        ),
        (
            "Google Cloud Storage in us-central1-a",
            &[
                "service.google-cloud-storage=Google Cloud Storage",
                "region.gcp/us-central1=us-central1-a",
            ],
        ),
        ("Indian users in West Bengal", &["region.IN-WB=West Bengal"]),
        (
            "The Bank of America and JPMorgan Chase",
            &[
                "service.bank-of-america=Bank of America",
                "service.chase=Chase",
            ],
        ),
    ] {
        if text.contains("JPMorgan") {
            assert_eq!(found(&en, text)[0], want[0]);
            continue;
        }
        assert_eq!(found(&en, text), want, "{text}");
    }
    for (lang, text, want) in [
        (
            "id",
            "Telkomsel dan IndiHome di Jawa Timur",
            vec![
                "service.telkomsel=Telkomsel",
                "service.indihome=IndiHome",
                "region.ID-JI=Jawa Timur",
            ],
        ),
        (
            "ru",
            "Сбой Сбербанка в Узбекистане",
            vec!["service.sberbank=Сбербанка", "region.UZ=Узбекистане"],
        ),
        ("uk", "збій у Німеччині", vec!["region.DE=Німеччині"]),
        (
            "pl",
            "awaria w Niemczech i Krakowie",
            vec!["region.DE=Niemczech", "region.city/krakow=Krakowie"],
        ),
        (
            "ja",
            "東京都内でＬＩＮＥとカカオトークに障害",
            vec![
                "region.JP-13=東京都",
                "service.line=ＬＩＮＥ",
                "service.kakaotalk=カカオトーク",
            ],
        ),
        (
            "zh",
            "阿里云在香港的服務中斷",
            vec!["service.alibaba-cloud=阿里云", "region.HK=香港"],
        ),
        (
            "ar",
            "تعطل واتساب في مصر",
            vec!["service.whatsapp=واتساب", "region.EG=مصر"],
        ),
        (
            "tr",
            "Türkiye'de Garanti BBVA çöktü",
            vec!["region.TR=Türkiye", "service.garanti-bbva=Garanti BBVA"],
        ),
        (
            "de",
            "Ausfall in Deutschlands Norden und Köln",
            vec!["region.DE=Deutschlands", "region.city/cologne=Köln"],
        ),
    ] {
        assert_eq!(found(&pack(lang).1, text), want, "{text}");
    }
}
