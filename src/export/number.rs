//! Numbers that are whole are written whole: `7200`, not `7200.0`.

use serde::Serializer;

/// The largest whole number that a JSON reader with doubles keeps exact.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Serialises an optional number, as an integer where it is one.
#[expect(clippy::ref_option, reason = "serde gives a reference to the field")]
pub(crate) fn whole<S: Serializer>(value: &Option<f64>, out: S) -> Result<S::Ok, S::Error> {
    match *value {
        Some(x) if x.fract() == 0.0 && x.abs() <= EXACT => out.serialize_i64(x as i64),
        Some(x) => out.serialize_f64(x),
        None => out.serialize_none(),
    }
}
