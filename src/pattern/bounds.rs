//! What hedges make of numbers, and how many "several" are: figures of the pattern files.

use super::meaning::Hedge;
use crate::model::Grain;
use serde::{Deserialize, Serialize};

/// What hedges make of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// Factors of the lower and upper end, by [`Hedge`]; `None` is open.
    hedge: [(Option<f64>, Option<f64>); 5],
    /// How many "several" are, by [`Grain`].
    few: [(f64, f64); 8],
}

impl Bounds {
    /// Reads the strings of `approx.bounds` and `approx.few`; what is not given is the hedge's plain sense.
    pub fn read<'a>(last: impl Fn(&str) -> Option<&'a str>) -> Self {
        let mut bounds = Self {
            hedge: [(Some(1.0), Some(1.0)); 5],
            few: [(2.0, 10.0); 8],
        };
        for (i, name) in ["about", "almost", "more", "less", "up-to"]
            .iter()
            .enumerate()
        {
            if let Some(text) = last(&format!("approx.bounds.{name}")) {
                let (low, high) = text.split_once("..").unwrap_or((text, text));
                bounds.hedge[i] = (low.parse().ok(), high.parse().ok());
            }
        }
        for (i, name) in UNITS.iter().enumerate() {
            if let Some((Ok(low), Ok(high))) = last(&format!("approx.few.{name}"))
                .and_then(|t| t.split_once(".."))
                .map(|(l, h)| (l.parse(), h.parse()))
            {
                bounds.few[i] = (low, high);
            }
        }
        bounds
    }

    /// Factors of a hedge.
    pub fn of(&self, hedge: Hedge) -> (Option<f64>, Option<f64>) {
        self.hedge[hedge as usize]
    }

    /// A factor of a number, without the dust of binary fractions: 1.1 times 7200 is 7920.
    pub fn part(factor: f64, of: f64) -> f64 {
        (factor * of * 1000.0).round() / 1000.0
    }

    /// How many "several" of a unit are.
    pub fn few(&self, grain: Grain) -> (f64, f64) {
        self.few[grain as usize]
    }
}

const UNITS: [&str; 8] = [
    "second", "minute", "hour", "daypart", "day", "week", "month", "year",
];
