//! Spoken lines behind a dash: "– Vi vet, säger hon. Vi väntar.", "— Знаем, — сказал он. — Ждём." and, with dashes glued to
//! what they open or close, "—No funciona —dijo Juan—. Es un desastre."
//!
//! A paragraph that opens with a dash of the language goes in, its spoken stretches come out as quotations. A stretch
//! ends at a dash or comma that a word of saying follows; the teller's words end at the next dash, or at the end of
//! their sentence where the line has no further dash.

use super::quote::Quotation;
use crate::annotate::Annotation;
use crate::pattern::{GroupSet, Pack};
use crate::segment::{self, Class};

/// Most words between a dash or comma and its word of saying: "– ..., hon säger".
const REACH: u32 = 3;

/// Whether a dash at the head of a paragraph is glued to the words that it opens: a long one, and no list's or number's.
pub(super) fn glued(text: &str, a: &Annotation, first: u32) -> bool {
    let behind = &a.tokens[first as usize + 1];
    segment::is_dash(a.tokens[first as usize].text(text))
        && (behind.class == Class::Word || matches!(behind.text(text), "¿" | "¡"))
}

/// Finds the spoken stretches of a paragraph.
pub(super) fn scan(
    text: &str,
    a: &Annotation,
    pack: &Pack,
    dashes: &[String],
    first: u32,
    last: u32,
    found: &mut Vec<Quotation>,
) {
    let cues = ["say", "tell", "claim", "deny", "ask", "note", "back"]
        .map(|k| pack.group_set(&format!("speech.{k}")));
    // Words that report more than words do so only behind a dash.
    let behind_dash = ["report", "inverse"].map(|k| pack.group_set(&format!("speech.{k}")));
    let is = |i: u32, sets: &[GroupSet]| {
        a.tags
            .starting_at(i)
            .any(|(_, t)| sets.iter().any(|c| c.holds(t.group)))
    };
    let cue_soon = |i: u32, dash: bool| {
        (i..(i + REACH).min(last))
            .take_while(|&j| a.tokens[j as usize].class == Class::Word)
            .any(|j| is(j, &cues) || dash && is(j, &behind_dash))
    };
    let mark = |i: u32| {
        let t = &a.tokens[i as usize];
        t.class == Class::Mark && dashes.iter().any(|d| d == t.text(text))
    };
    let dash = |i: u32| mark(i) && !a.tokens[i as usize].glued;
    let tight = a.tokens[first as usize + 1].glued;
    let comma = |i: u32| segment::is_comma(a.tokens[i as usize].text(text));
    let mut open = first;
    let mut speaking = true;
    let mut by_dash = false;
    let mut push = |from: u32, to: u32| {
        if from + 1 < to {
            found.push(Quotation {
                start: from,
                end: to,
                first: from + 1,
                last: to,
                depth: 0,
                closed: false,
                dash: true,
            });
        }
    };
    let mut i = first + 1;
    while i < last {
        if speaking && (dash(i) || comma(i)) && i + 1 < last && cue_soon(i + 1, dash(i)) {
            push(open, i);
            by_dash = dash(i);
            speaking = false;
        } else if !speaking {
            let again = if by_dash {
                dash(i) || tight && mark(i)
            } else {
                i + 1 < last && a.sentences[a.sentence_of(i)].last == i + 1
            };
            if again {
                open = i;
                speaking = true;
            }
        }
        i += 1;
    }
    if speaking {
        push(open, last);
    }
}
