//! Spoken lines behind a dash: "– Vi vet, säger hon. Vi väntar." and "— Знаем, — сказал он. — Ждём."
//!
//! A paragraph that opens with a dash of the language goes in, its spoken stretches come out as quotations. A stretch
//! ends at a dash or comma that a word of saying follows; the teller's words end at the next dash, or at the end of
//! their sentence where the line has no further dash.

use super::quote::Quotation;
use crate::annotate::Annotation;
use crate::pattern::Pack;
use crate::segment::Class;

/// Most words between a dash or comma and its word of saying: "– ..., hon säger".
const REACH: u32 = 3;

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
    let cue = |i: u32| {
        a.tags
            .starting_at(i)
            .any(|(_, t)| cues.iter().any(|c| c.holds(t.group)))
    };
    let cue_soon = |i: u32| {
        (i..(i + REACH).min(last))
            .take_while(|&j| a.tokens[j as usize].class == Class::Word)
            .any(cue)
    };
    let dash = |i: u32| {
        let t = &a.tokens[i as usize];
        t.class == Class::Mark && !t.glued && dashes.iter().any(|d| d == t.text(text))
    };
    let comma = |i: u32| crate::segment::is_comma(a.tokens[i as usize].text(text));
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
        if speaking && (dash(i) || comma(i)) && i + 1 < last && cue_soon(i + 1) {
            push(open, i);
            by_dash = dash(i);
            speaking = false;
        } else if !speaking {
            let again = if by_dash {
                dash(i)
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
