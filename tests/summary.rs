//! What the summary says of an article, where its facts do not agree.

use pulih::model::Document;
use pulih::pattern::Library;
use pulih::pipeline::Pipeline;
use std::sync::OnceLock;

/// The status of the main event of an English text.
fn status(text: &str) -> Option<String> {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    let pipeline = PIPELINE.get_or_init(|| Pipeline::new(Library::bundled()));
    let document = Document {
        id: "article".to_owned(),
        text: text.to_owned(),
        published: "2022-10-25T20:00:00Z".parse().ok(),
        ..Document::default()
    };
    let language = "en".parse().expect("a language tag");
    pipeline.read(&document, (language, 1.0)).summary.status
}

#[test]
fn what_has_come_back_at_a_known_time_is_resolved() {
    let text = "The bank's app was down from 09:10 to 11:40 on Tuesday.";
    assert_eq!(status(text).as_deref(), Some("resolved"));
}

#[test]
fn hints_of_coming_back_give_way_to_what_is_said_outright() {
    let text = "The network failed at 09:10. Two towers were back on air by noon. \
                Service is being restored gradually, the operator said.";
    assert_eq!(status(text).as_deref(), Some("partial_restore"));
    let text = "The minister denied any outage of the tax portal on Monday. The portal was back on Tuesday.";
    assert_eq!(status(text).as_deref(), Some("denied"));
}

#[test]
fn full_service_is_further_than_a_part_of_it() {
    let text = "The network failed at 09:10. Service was gradually restored from noon. \
                All services were fully restored by 15:00, the operator said.";
    assert_eq!(status(text).as_deref(), Some("resolved"));
}
