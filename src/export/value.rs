//! The value objects of the JSON line, one a kind.
//!
//! Enters: values of the model. Leaves: borrowed forms that serialise as the published schema says; the doc comments
//! here are the descriptions in that schema.

use super::number;
use crate::model::{
    Anchor, Bound, Certainty, CountUnit, Duration, Grain, Moment, Value, ZoneBasis,
};
use chrono::{DateTime, SecondsFormat, Utc};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// A length of time as an interval; an open end is null.
#[derive(Serialize, JsonSchema)]
pub(crate) struct DurationOut {
    /// Lower end in seconds.
    #[serde(serialize_with = "number::whole")]
    min_s: Option<f64>,
    /// Upper end in seconds.
    #[serde(serialize_with = "number::whole")]
    max_s: Option<f64>,
    /// The number that was named, the middle of a range, three units for "several".
    #[serde(serialize_with = "number::whole")]
    point_s: Option<f64>,
    /// Whether the text hedges.
    approx: bool,
    /// How it hedges.
    #[schemars(with = "schema::Bound")]
    bound: Bound,
    /// The smallest unit named.
    #[schemars(with = "schema::Grain")]
    grain: Grain,
    /// The point, else an end, in ISO 8601: `PT2H`.
    iso: Option<String>,
}

/// A point or day in time.
#[derive(Serialize, JsonSchema)]
pub(crate) struct MomentOut<'a> {
    /// First instant it can mean, RFC 3339 in UTC.
    #[serde(serialize_with = "instant")]
    #[schemars(with = "Option<String>")]
    earliest: Option<DateTime<Utc>>,
    /// Last instant it can mean, RFC 3339 in UTC.
    #[serde(serialize_with = "instant")]
    #[schemars(with = "Option<String>")]
    latest: Option<DateTime<Utc>>,
    /// Local notation: `2022-10-25T02:10:00`, `02:10:00` without a known date, `2022-10-25`, `2022-10`, `2022`.
    local: Option<&'a str>,
    /// IANA zone id.
    zone: Option<&'a str>,
    /// Offset in force at that local time, in minutes east of UTC.
    utc_offset_minutes: Option<i32>,
    /// How the zone is known.
    #[schemars(with = "schema::ZoneBasis")]
    zone_basis: ZoneBasis,
    /// How the date is known.
    #[schemars(with = "schema::Anchor")]
    anchor: Anchor,
    /// Day of the week named beside it, 0 for Monday, where no date could be worked out.
    #[serde(skip_serializing_if = "Option::is_none")]
    weekday: Option<u8>,
    /// The smallest unit named.
    #[schemars(with = "schema::Grain")]
    grain: Grain,
    /// Whether the text hedges.
    approx: bool,
}

/// A number of things as an interval; an open end is null.
#[derive(Serialize, JsonSchema)]
pub(crate) struct CountOut<'a> {
    /// Lower end.
    #[serde(serialize_with = "number::whole")]
    min: Option<f64>,
    /// Upper end.
    #[serde(serialize_with = "number::whole")]
    max: Option<f64>,
    /// What was counted.
    #[schemars(with = "schema::CountUnit")]
    unit: CountUnit,
    /// Whether the text hedges.
    approx: bool,
    /// Who counts, as printed.
    source: Option<&'a str>,
}

/// Why it happened.
#[derive(Serialize, JsonSchema)]
pub(crate) struct CauseOut<'a> {
    /// Code of the taxonomy.
    code: &'a str,
    /// Who says so, as printed.
    asserted_by: Option<&'a str>,
    /// How sure they are.
    #[schemars(with = "schema::Certainty")]
    certainty: Certainty,
}

/// A named service, provider or region.
#[derive(Serialize, JsonSchema)]
pub(crate) struct NameOut<'a> {
    /// Canonical id or ISO 3166 code, if the gazetteer knows it.
    code: Option<&'a str>,
    /// As printed.
    name: &'a str,
}

/// A feature, status, impact or scope.
#[derive(Serialize, JsonSchema)]
pub(crate) struct CodeOut<'a> {
    /// Code of the taxonomy.
    code: &'a str,
}

/// The value of a fact; its shape follows from the fact's kind.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum ValueOut<'a> {
    /// Of `duration`.
    Duration(DurationOut),
    /// Of `moment`.
    Moment(MomentOut<'a>),
    /// Of `count`.
    Count(CountOut<'a>),
    /// Of `cause`.
    Cause(CauseOut<'a>),
    /// Of `service`, `provider` and `region`.
    Name(NameOut<'a>),
    /// Of `feature`, `status`, `impact` and `scope`.
    Code(CodeOut<'a>),
}

impl From<&Duration> for DurationOut {
    fn from(d: &Duration) -> Self {
        Self {
            min_s: d.min_s,
            max_s: d.max_s,
            point_s: d.point_s,
            approx: d.approx,
            bound: d.bound,
            grain: d.grain,
            iso: d.iso(),
        }
    }
}

impl<'a> From<&'a Moment> for MomentOut<'a> {
    fn from(m: &'a Moment) -> Self {
        Self {
            earliest: m.earliest,
            latest: m.latest,
            local: m.local.as_deref(),
            zone: m.zone.as_deref(),
            utc_offset_minutes: m.utc_offset_minutes,
            zone_basis: m.zone_basis,
            anchor: m.anchor,
            weekday: m.weekday,
            grain: m.grain,
            approx: m.approx,
        }
    }
}

impl<'a> From<&'a Value> for ValueOut<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Duration(d) => Self::Duration(d.into()),
            Value::Moment(m) => Self::Moment(m.into()),
            Value::Count(c) => Self::Count(CountOut {
                min: c.min,
                max: c.max,
                unit: c.unit,
                approx: c.approx,
                source: c.source.as_deref(),
            }),
            Value::Cause(c) => Self::Cause(CauseOut {
                code: &c.code,
                asserted_by: c.asserted_by.as_deref(),
                certainty: c.certainty,
            }),
            Value::Name(n) => Self::Name(NameOut {
                code: n.code.as_deref(),
                name: &n.name,
            }),
            Value::Code { code } => Self::Code(CodeOut { code }),
        }
    }
}

/// `2022-10-25T09:10:00Z`, the form of every instant in output and tables.
pub(crate) fn utc(t: DateTime<Utc>) -> String {
    t.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

#[expect(clippy::ref_option, reason = "serde gives a reference to the field")]
fn instant<S: Serializer>(t: &Option<DateTime<Utc>>, out: S) -> Result<S::Ok, S::Error> {
    t.map(utc).map(Cow::<str>::Owned).serialize(out)
}

/// Stand-ins that give the names of the model's enumerations to the schema.
pub(crate) mod schema {
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
    use std::borrow::Cow;

    macro_rules! names {
        ($($name:ident: $($value:literal)+;)+) => {$(
            pub(crate) struct $name;
            impl JsonSchema for $name {
                fn schema_name() -> Cow<'static, str> { stringify!($name).into() }
                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    json_schema!({ "type": "string", "enum": [$($value),+] })
                }
            }
        )+};
    }

    names! {
        Bound: "exact" "about" "almost" "over" "under" "up_to" "range" "vague";
        Grain: "second" "minute" "hour" "daypart" "day" "week" "month" "year";
        ZoneBasis: "named" "carried" "publisher" "language" "unknown";
        Anchor: "named" "text" "dateline" "published" "unknown";
        CountUnit: "reports" "users" "customers" "sites";
        Certainty: "provider_confirmed" "third_party_claim" "speculated" "denied";
        Kind: "duration" "moment" "count" "feature" "cause" "status" "impact" "scope" "service" "provider" "region";
        Role: "outage" "background" "start" "restored" "reported" "other";
        Event: "main" "background" "hypothetical";
        StatementKind: "direct" "indirect" "mixed";
        Resolution: "explicit" "carried" "pronoun" "none";
    }
}
