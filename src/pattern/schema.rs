//! The JSON Schema of a pattern file, made from the rows of [`table`](super::table) and [`field`](super::field), so that
//! editors complete keys and mark mistakes while an author types.

use super::field::{FILE, Field, Form, PATTERN};
use super::file::FORMAT;
use super::table::{self, Key, Shape};
use serde_json::{Map, Value, json};

/// The schema, draft 2020-12.
pub fn schema() -> Value {
    let mut properties = Map::new();
    properties.insert("file".into(), fields(FILE, "What the file says of itself."));
    for name in table::tables() {
        properties.insert(name.into(), lists(name));
    }
    properties.insert(
        "pattern".into(),
        json!({"type": "array", "items": fields(PATTERN, "What to find, and sentences that prove it.")}),
    );
    properties.insert(
        "disable".into(),
        described(
            &json!({"$ref": "#/$defs/texts"}),
            "Ids of inherited patterns that are not wanted.",
        ),
    );
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("Pulih pattern file, format {FORMAT}"),
        "description": "A language as data: words, values and patterns. docs/patterns.md explains every table.",
        "type": "object",
        "required": ["file"],
        "additionalProperties": false,
        "properties": properties,
        "$defs": {
            "texts": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
            "templates": {
                "description": "Templates: (a|b), [optional], {list} or {slot}, ..2 for up to two words. \"!word\" takes an inherited one away.",
                "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
            },
            "nested": {"anyOf": [
                {"$ref": "#/$defs/templates"},
                {"type": "object", "additionalProperties": {"$ref": "#/$defs/nested"}}
            ]},
            "example": {"anyOf": [
                {"type": "string", "description": "\"sentence => value\"; several values with `;`."},
                {
                    "type": "object",
                    "required": ["text"],
                    "additionalProperties": false,
                    "properties": {
                        "text": {"type": "string", "description": "The sentence."},
                        "published": {"type": "string", "description": "The day on which it is read, 2022-10-25 unless said."},
                        "is": {
                            "type": "object",
                            "description": "Fields that one fact must have.",
                            "additionalProperties": {"type": "string"}
                        }
                    }
                }
            ]}
        }
    })
}

fn described(schema: &Value, doc: &str) -> Value {
    let mut out = schema.clone();
    if let Some(map) = out.as_object_mut() {
        map.insert("description".into(), doc.into());
    }
    out
}

fn fields(rows: &[Field], doc: &str) -> Value {
    let properties: Map<_, _> = rows
        .iter()
        .map(|f| (f.name.to_owned(), described(&form(f.form), f.doc)))
        .collect();
    let required: Vec<_> = rows.iter().filter(|f| f.required).map(|f| f.name).collect();
    json!({
        "type": "object",
        "description": doc,
        "required": required,
        "additionalProperties": false,
        "properties": properties,
    })
}

fn form(form: Form) -> Value {
    match form {
        Form::Text => json!({"type": "string"}),
        Form::Texts => json!({"$ref": "#/$defs/texts"}),
        Form::Choice(words) => json!({"anyOf": [
            {"enum": words},
            {"type": "array", "items": {"enum": words}}
        ]}),
        Form::Exactly(n) => json!({"const": n}),
        Form::Whole => json!({"type": "integer"}),
        Form::Share => json!({"type": "number", "minimum": 0, "maximum": 1}),
        Form::Constants => json!({"type": "object", "additionalProperties": {"type": "string"}}),
        Form::Examples => json!({"anyOf": [
            {"$ref": "#/$defs/example"},
            {"type": "array", "items": {"$ref": "#/$defs/example"}}
        ]}),
    }
}

/// A table of lists.
fn lists(name: &str) -> Value {
    let rows = || table::keys().filter(|k| k.table == name);
    let mut out = Map::new();
    out.insert("type".into(), "object".into());
    let named: Map<_, _> = rows()
        .filter(|k| k.key != "*")
        .map(|k| (k.key.to_owned(), described(&shape(k), k.doc)))
        .collect();
    if !named.is_empty() {
        out.insert("properties".into(), named.into());
    }
    match rows().find(|k| k.key == "*") {
        Some(any) => {
            out.insert("description".into(), any.doc.into());
            out.insert("additionalProperties".into(), shape(any));
        }
        None => {
            out.insert("additionalProperties".into(), false.into());
        }
    }
    out.into()
}

/// What stands behind a key; for a table that is itself a map, behind each of its keys.
fn shape(key: &Key) -> Value {
    let templates = json!({"$ref": "#/$defs/templates"});
    match key.shape {
        Shape::List => templates,
        Shape::StringMap if key.key == "*" => json!({"type": "string"}),
        Shape::StringMap => json!({"type": "object", "additionalProperties": {"type": "string"}}),
        // A table that is itself the map holds templates right behind each key.
        Shape::ByCode | Shape::ByRange if key.key == "*" => templates,
        Shape::ByCode | Shape::ByRange => {
            json!({"type": "object", "additionalProperties": templates})
        }
        Shape::Strings => json!({"$ref": "#/$defs/texts"}),
        Shape::Text => json!({"type": "string"}),
        // The number 0.5 is two keys of TOML, one below the other.
        Shape::ByNumber | Shape::Nested => json!({"$ref": "#/$defs/nested"}),
    }
}
