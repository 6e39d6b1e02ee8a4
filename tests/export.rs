//! The JSON line and its schema.

mod sample;

use serde_json::Value;

fn line() -> String {
    let mut out = Vec::new();
    pulih::export::extract(&sample::document(), &sample::extraction(), &mut out);
    String::from_utf8(out).expect("JSON is UTF-8")
}

#[test]
fn the_line_has_the_published_form() {
    let value: Value = serde_json::from_str(&line()).expect("one JSON object");
    insta::assert_snapshot!(serde_json::to_string_pretty(&value).expect("prints"));
    assert!(!line().contains('\n'));
}

#[test]
fn both_kinds_of_offsets_lead_to_the_text() {
    let value: Value = serde_json::from_str(&line()).expect("one JSON object");
    let chars: Vec<char> = sample::TEXT.chars().collect();
    let facts = value["facts"].as_array().expect("a list");
    assert_eq!(facts.len(), 11);
    for fact in facts {
        let text = fact["text"].as_str().expect("text");
        let end = |kind: &str, i: usize| fact[kind][i].as_u64().expect("a number") as usize;
        assert_eq!(&sample::TEXT[end("byte", 0)..end("byte", 1)], text);
        assert_eq!(
            chars[end("char", 0)..end("char", 1)]
                .iter()
                .collect::<String>(),
            text
        );
    }
}

#[test]
fn real_output_obeys_the_schema_and_other_output_does_not() {
    let schema = pulih::export::extract_schema();
    let value: Value = serde_json::from_str(&line()).expect("one JSON object");
    assert_eq!(violations(&schema, &value), Vec::<String>::new());
    for (pointer, wrong) in [
        ("/facts/0/byte", serde_json::json!([1])),
        ("/facts/0/kind", "colour".into()),
        ("/summary/duration/bound", "roughly".into()),
        ("/id", Value::Null),
    ] {
        let mut broken = value.clone();
        *broken.pointer_mut(pointer).expect("is there") = wrong;
        assert!(!violations(&schema, &broken).is_empty(), "{pointer}");
    }
}

fn violations(schema: &Value, value: &Value) -> Vec<String> {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler
        .add_resource("schema.json", schema.clone())
        .expect("is JSON");
    let index = compiler
        .compile("schema.json", &mut schemas)
        .expect("is a schema");
    schemas
        .validate(value, index)
        .err()
        .map(|e| e.to_string())
        .into_iter()
        .collect()
}
