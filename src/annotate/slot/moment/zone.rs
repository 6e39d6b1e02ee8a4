//! Zones as printed: a name, an offset, or both.

use super::super::view::View;
use super::Zone;
use crate::pattern::meaning::{Meaning, minutes_east, senses};

/// A zone: a name, an offset, or both.
pub(super) fn zone(v: &View<'_>, at: u32) -> Option<(Zone, u32)> {
    let from = at + u32::from(v.mark(at, "(") || v.mark(at, "（"));
    let named = v.pick(from, senses![Zone], |m| match m {
        Meaning::Zone(name) => Some(name),
        _ => None,
    });
    let (name, end) = named.map_or((None, from), |(n, e)| (Some(n), e));
    let universal = name.is_some_and(|n| {
        v.pack.zones[n as usize]
            .candidates
            .iter()
            .any(|c| matches!(c.0, chrono_tz::Tz::Etc__UTC | chrono_tz::Tz::Etc__GMT))
    });
    let signed = matches!(v.word(end), "+" | "-" | "−" | "–")
        && v.digits(end + 1)
        && v.glued(end + 1)
        && v.width(end + 1) <= 4;
    let mut result = (Zone { name, offset: None }, end);
    if signed && (universal || (name.is_none() && v.glued(end) && v.width(end + 1) >= 2)) {
        let minutes = v.mark(end + 2, ":") && v.glued(end + 2) && v.width(end + 3) == 2;
        let behind = if minutes { end + 4 } else { end + 2 };
        let text: String = (end..behind)
            .map(|i| v.word(i))
            .collect::<String>()
            .replace(['−', '–'], "-");
        if let Some(offset) = minutes_east(&text)
            && (universal || minutes || v.width(end + 1) == 4)
        {
            result = (
                Zone {
                    name,
                    offset: Some(offset),
                },
                behind,
            );
        }
    }
    if result.0.name.is_none() && result.0.offset.is_none() {
        return None;
    }
    if from > at {
        // "(WIB)": the bracket must close.
        if !(v.mark(result.1, ")") || v.mark(result.1, "）")) {
            return None;
        }
        result.1 += 1;
    }
    Some(result)
}
