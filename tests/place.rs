//! Places beside times: those of zones and datelines are not where trouble was felt, and the time of a dateline is nothing's.

use pulih::model::{Document, Extraction, Kind, Role};
use pulih::pattern::Library;
use pulih::pipeline::Pipeline;

fn read(lang: &str, text: &str) -> Extraction {
    let document = Document {
        text: text.to_owned(),
        ..Document::default()
    };
    let language = lang.parse().expect("a language");
    Pipeline::new(Library::bundled()).read(&document, (language, 1.0))
}

fn regions(lang: &str, text: &str) -> Vec<String> {
    let found = read(lang, text).regions;
    found.into_iter().map(|r| r.name).collect()
}

#[test]
fn the_place_of_a_zone_is_part_of_a_time() {
    let text =
        "WhatsApp se cayó en Perú a las 9:10, hora del centro de México, y volvió a las 11:00.";
    assert_eq!(regions("es", text), ["Perú"]);
}

#[test]
fn a_dateline_may_hold_a_date_in_small_letters() {
    let text =
        "Madrid, 22 nov. (EFE).- La red de Vodafone se cayó en Segovia y quedó sin servicio.";
    assert_eq!(regions("es", text), ["Segovia"]);
    let moments: Vec<_> = read("es", text)
        .facts
        .into_iter()
        .filter(|f| f.kind == Kind::Moment)
        .map(|f| f.role)
        .collect();
    assert_eq!(moments, [Some(Role::Other)]);
}

#[test]
fn a_place_in_the_office_of_a_speaker_felt_nothing_by_that() {
    let outage = "Zenlo's app is down for thousands of users in Malta.\n\n";
    let text = format!("{outage}Ontario premier Anna Smit said the outage was a disgrace.");
    assert_eq!(regions("en", &text), ["Malta"]);
    let text = format!("{outage}Users in Lagos said the app was down.");
    assert_eq!(regions("en", &text), ["Malta", "Lagos"]);
}

#[test]
fn the_seat_of_a_company_is_not_where_its_outage_was_felt() {
    let text = "Zenlo's app is down for thousands of users in Malta.\n\nZenlo, based in Oslo, said the outage had ended.";
    assert_eq!(regions("en", text), ["Malta"]);
    let text = "Aplikasi Zenlo tumbang di Bandung, ribuan pengguna melapor.\n\nGangguan dialami perusahaan yang berkantor pusat di Oslo.";
    assert_eq!(regions("id", text), ["Bandung"]);
}
