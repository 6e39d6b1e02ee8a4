//! The published JSON Schema of what `extract` writes.

use super::extract::Line;
use schemars::generate::SchemaSettings;

/// The JSON Schema (draft 2020-12) of one line of `pulih extract`, made from the structures that write it.
///
/// ```
/// let schema = pulih::export::extract_schema();
/// assert_eq!(schema["properties"]["id"]["type"], "string");
/// ```
pub fn extract_schema() -> serde_json::Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings
        .into_generator()
        .into_root_schema_for::<Line<'static>>()
        .into()
}
