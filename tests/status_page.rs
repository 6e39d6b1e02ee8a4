//! Status pages: whole pages in, when the incident began and ended out.

use pulih::model::{Document, Extraction, Moment, Role, Value};
use pulih::pattern::Library;
use pulih::pipeline::Pipeline;
use std::sync::OnceLock;

fn read(text: &str) -> Extraction {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    let pipeline = PIPELINE.get_or_init(|| Pipeline::new(Library::bundled()));
    let document = Document {
        id: "page".to_owned(),
        text: text.to_owned(),
        ..Document::default()
    };
    let language = "en".parse().expect("a language tag");
    pipeline.read(&document, (language, 1.0))
}

/// Local start and end as told by the summary.
fn period(page: &Extraction) -> (Option<&str>, Option<&str>) {
    fn local(m: Option<&Moment>) -> Option<&str> {
        m?.local.as_deref()
    }
    let s = &page.summary;
    (local(s.start.as_ref()), local(s.restored.as_ref()))
}

/// Words of the moments with a role.
fn told<'t>(page: &Extraction, text: &'t str, role: Role) -> Vec<&'t str> {
    let moments = page
        .facts
        .iter()
        .filter(|f| f.role == Some(role) && matches!(f.value, Value::Moment(_)));
    moments.map(|f| f.span.of(text)).collect()
}

#[test]
fn the_last_update_corrects_earlier_ones() {
    let text = "Queue Service\n\
        1:54 PM PST We are investigating increased error rates that began at 1:20 PM PST.\n\
        2:22 PM PST Between 12:28 PM and 2:10 PM PST we experienced increased error rates. \
        The issue has been resolved and the service is operating normally.\n";
    let page = read(text);
    assert_eq!(period(&page), (Some("12:28:00"), Some("14:10:00")));
    assert_eq!(
        told(&page, text, Role::Reported),
        ["1:54 PM PST", "2:22 PM PST"]
    );
}

#[test]
fn the_first_update_and_the_one_that_closes_stand_for_what_is_not_told() {
    let text = "Builds fail\n\
        [2019-05-17T21:16:21Z]\n\
        The issue with builds has been resolved for all users.\n\
        [2019-05-17T17:37:51Z]\n\
        We are experiencing an issue with builds.\n";
    let page = read(text);
    assert_eq!(
        period(&page),
        (Some("2019-05-17T17:37:51"), Some("2019-05-17T21:16:21"))
    );
    let start = page.summary.start.expect("a start");
    assert!(start.earliest.is_none(), "it may have begun before");
    assert!(start.latest.is_some());
}

#[test]
fn times_may_stand_under_their_updates() {
    let text = "Incident with Actions\n\
        Resolved\n\
        This incident has been resolved.\n\
        Posted 2 years ago. Mar 12, 2023 - 14:25 UTC\n\
        Investigating\n\
        We are investigating reports of degraded performance.\n\
        Posted 2 years ago. Mar 12, 2023 - 13:31 UTC\n";
    assert_eq!(
        period(&read(text)),
        (Some("2023-03-12T13:31:00"), Some("2023-03-12T14:25:00"))
    );
    let text = "Elevated errors on requests\n\
        Resolved - This incident has been resolved.\n\
        Jun 3, 18:40 UTC\n\
        Investigating - We are currently investigating this issue.\n\
        Jun 3, 17:02 UTC\n";
    assert_eq!(period(&read(text)), (Some("17:02:00"), Some("18:40:00")));
}

#[test]
fn fields_beat_sentences_and_take_the_zone_that_the_page_declares() {
    let text = "Vertex errors\n\
        [2022-06-08T20:06:43+00:00 AVAILABLE]\n\
        (All Times US/Pacific)\n\
        Incident Start: 08 June 2022 09:16\n\
        Incident End: 08 June 2022 11:02\n\
        [2022-06-08T17:00:00+00:00 SERVICE_DISRUPTION]\n\
        We are experiencing an issue with predictions beginning at Wednesday, 2022-06-08 09:30 US/Pacific.\n";
    let page = read(text);
    assert_eq!(
        period(&page),
        (Some("2022-06-08T09:16:00"), Some("2022-06-08T11:02:00"))
    );
    let zone = page.summary.start.and_then(|m| m.zone);
    assert_eq!(zone.as_deref(), Some("America/Los_Angeles"));
}

#[test]
fn a_forecast_is_no_end_and_a_pointer_to_another_page_no_start() {
    let text = "Job failures\n\
        [2020-07-24T02:39:52Z]\n\
        We are investigating an issue with job failures. The mitigation is expected to complete by \
        2020-07-23 20:30 US/Pacific. We will provide an update by 2020-07-23 20:45 US/Pacific.\n";
    let page = read(text);
    assert_eq!(period(&page), (Some("2020-07-24T02:39:52"), None));
    let text = "We are investigating an issue with storage.\n\
        [2019-10-23T01:10:49Z]\n\
        Our engineers have determined this issue to be linked to the networking incident. \
        No further updates will be made through this incident.\n";
    assert_eq!(period(&read(text)), (None, None));
}

#[test]
fn a_timeline_after_the_fact_is_no_log() {
    let text = "Post incident review\n\
        Between 21:40 UTC on 4 February 2024 and 02:05 UTC on 5 February 2024, customers experienced errors.\n\
        - 21:40 UTC on 4 February 2024 – Customer impact began.\n\
        - 23:20 UTC on 4 February 2024 – The change was rolled back.\n\
        - 02:05 UTC on 5 February 2024 – Customer impact mitigated.\n";
    let page = read(text);
    assert_eq!(
        period(&page),
        (Some("2024-02-04T21:40:00"), Some("2024-02-05T02:05:00"))
    );
    assert_eq!(told(&page, text, Role::Start).len(), 2);
}

#[test]
fn a_country_in_the_sentence_decides_between_zones_of_one_name() {
    let text = "Between 08:00 and 21:30 CST on 5 September 2024, customers in China experienced delays and errors.";
    let zone = |text| read(text).summary.start.and_then(|m| m.zone);
    assert_eq!(zone(text).as_deref(), Some("Asia/Shanghai"));
    let text =
        "Between 08:00 and 21:30 CST on 5 September 2024, customers experienced delays and errors.";
    assert_eq!(zone(text).as_deref(), Some("America/Chicago"));
}

#[test]
fn a_letter_of_a_time_is_no_service() {
    let text = "Builds fail\n[2019-05-17T17:37:51Z]\nWe are experiencing an issue with builds since 2019-05-17 10:12 US/Pacific.\n";
    let page = read(text);
    assert!(page.services.is_empty(), "{:?}", page.services);
    assert!(page.regions.is_empty(), "{:?}", page.regions);
}
