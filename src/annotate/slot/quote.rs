//! The `{quote}` slot: what stands between quotation marks, or behind the dash of a spoken line.
//!
//! Marks are scanned one paragraph at a time with the language's pairs. Where a glyph both opens and closes, its
//! neighbours tell: space before and a word behind opens. An odd mark costs at most its paragraph, and a paragraph that
//! the next one reopens needs no closing mark. Whether somebody says the words is decided later, in
//! [`speech`](crate::speech). Linear in the text, whatever the marks.

use crate::annotate::{Annotation, Tag};
use crate::pattern::Pack;
use crate::segment::{Class, Token};

/// A stretch between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Token of the opening mark.
    pub start: u32,
    /// One past the last token of the closing mark; the end of the paragraph if there is none.
    pub end: u32,
    /// First token inside.
    pub first: u32,
    /// One past the last token inside.
    pub last: u32,
    /// Number of quotations around it.
    pub depth: u8,
    /// Whether it has a closing mark; without one the next paragraph goes on, or it is a spoken line.
    pub closed: bool,
    /// Whether a dash opens it.
    pub dash: bool,
}

/// Deepest nesting that is followed; marks below are read past.
const DEEPEST: usize = 6;

/// Families of glyphs that may close each other when an author mixes pairs.
fn family(glyph: &str) -> u8 {
    match glyph {
        "\"" | "“" | "”" | "„" | "‟" | "＂" | "''" | ",," | "``" | "〝" | "〞" | "〟" => {
            1
        }
        "'" | "‘" | "’" | "‚" | "‛" | "`" => 2,
        "«" | "»" => 3,
        "‹" | "›" => 4,
        "「" | "」" => 5,
        "『" | "』" => 6,
        _ => 7,
    }
}

struct Glyph<'p> {
    text: &'p str,
    opens: bool,
    closes: bool,
    family: u8,
    tokens: u32,
}

/// The glyphs of a language and what each may do.
struct Glyphs<'p> {
    list: Vec<Glyph<'p>>,
    first: [bool; 256],
}

impl<'p> Glyphs<'p> {
    fn of(pack: &'p Pack) -> Self {
        let mut glyphs = Self {
            list: Vec::new(),
            first: [false; 256],
        };
        for pair in pack.strings("quotes.pairs") {
            if let Some((open, close)) = pair.split_once(' ') {
                glyphs.add(open, true);
                glyphs.add(close, false);
            }
        }
        // Longer ones first, so that '' is not read as two times '.
        glyphs.list.sort_by_key(|g| std::cmp::Reverse(g.text.len()));
        glyphs
    }

    fn add(&mut self, text: &'p str, opens: bool) {
        let Some(&byte) = text.as_bytes().first() else {
            return;
        };
        self.first[byte as usize] = true;
        if let Some(glyph) = self.list.iter_mut().find(|g| g.text == text) {
            glyph.opens |= opens;
            glyph.closes |= !opens;
        } else {
            self.list.push(Glyph {
                text,
                opens,
                closes: !opens,
                family: family(text),
                tokens: text.chars().count() as u32,
            });
        }
    }

    fn at(&self, text: &str, token: &Token) -> Option<usize> {
        let rest = &text[token.start as usize..];
        if token.class != Class::Mark || !self.first[rest.as_bytes()[0] as usize] {
            return None;
        }
        self.list.iter().position(|g| rest.starts_with(g.text))
    }
}

#[derive(Clone, Copy)]
struct Open {
    token: u32,
    first: u32,
    glyph: usize,
    /// Whether the same mark opens another one inside: «Бригады «Света» вернулись».
    nests: bool,
}

/// Finds all quotations of a text and tags the outer ones.
pub(super) fn tag(text: &str, pack: &Pack, a: &mut Annotation) {
    let glyphs = Glyphs::of(pack);
    let dashes = pack.strings("quotes.dash");
    let mut found = Vec::new();
    let mut stack = Vec::new();
    let mut from = 0;
    while from < a.sentences.len() {
        let number = a.sentences[from].paragraph;
        let mut to = from + 1;
        while to < a.sentences.len() && a.sentences[to].paragraph == number {
            to += 1;
        }
        let (first, last) = (a.sentences[from].first, a.sentences[to - 1].last);
        let opener = &a.tokens[first as usize];
        if opener.class == Class::Mark
            && last > first + 2
            && dashes.iter().any(|d| d == opener.text(text))
            && (!a.tokens[first as usize + 1].glued || super::dash::glued(text, a, first))
        {
            super::dash::scan(text, a, pack, dashes, first, last, &mut found);
        } else {
            scan(
                text, &a.tokens, &glyphs, first, last, &mut stack, &mut found,
            );
        }
        from = to;
    }
    found.sort_by_key(|q| (q.start, q.depth));
    let group = pack.group_set("quote").first;
    for quotation in found.iter().filter(|q| q.depth == 0) {
        a.tags.add(Tag {
            start: quotation.start,
            end: quotation.end,
            group,
            value: Tag::WORDS,
        });
    }
    a.quotations = found;
}

/// Scans one paragraph.
fn scan(
    text: &str,
    tokens: &[Token],
    glyphs: &Glyphs<'_>,
    first: u32,
    last: u32,
    stack: &mut Vec<Open>,
    found: &mut Vec<Quotation>,
) {
    stack.clear();
    let mut i = first;
    while i < last {
        let Some(number) = glyphs.at(text, &tokens[i as usize]) else {
            i += 1;
            continue;
        };
        let glyph = &glyphs.list[number];
        let next = (i + glyph.tokens).min(last);
        let place = place(text, tokens, glyphs, i, next, first, last);
        let open = stack
            .iter()
            .rposition(|o| glyphs.list[o.glyph].family == glyph.family);
        let closes = match place {
            Place::Opening => glyph.closes && !glyph.opens && open.is_some(),
            Place::Closing => glyph.closes,
            // "“All normal, “ he said": the opening mark again, set apart from what follows it.
            Place::Between => {
                let apart = !tokens[i as usize].glued;
                let again = apart && open.is_some_and(|at| stack[at].glyph == number);
                glyph.family != 2 && (glyph.closes || again)
            }
        };
        if closes && let Some(at) = open {
            let opened = stack[at];
            stack.truncate(at);
            if opened.first < i {
                found.push(Quotation {
                    start: opened.token,
                    end: next,
                    first: opened.first,
                    last: i,
                    depth: at as u8,
                    closed: true,
                    dash: false,
                });
            }
        } else if glyph.opens && opens(glyph, place, tokens.get(next as usize)) {
            if let Some(at) = open.filter(|&at| stack[at].glyph == number) {
                if glyph.closes {
                    // The same mark again: the one before was odd.
                    stack.truncate(at);
                } else {
                    stack[at].nests = true;
                }
            }
            if stack.len() < DEEPEST {
                stack.push(Open {
                    token: i,
                    first: next,
                    glyph: number,
                    nests: false,
                });
            }
        }
        i = next;
    }
    // «Бригады «Света» вернулись: the first mark was odd, what it seemed to hold stands alone.
    for odd in stack.iter().filter(|o| o.nests) {
        let inside = found.iter_mut().rev().take_while(|q| q.end > odd.token);
        inside.for_each(|q| q.depth = q.depth.saturating_sub(1));
    }
    stack.retain(|o| !o.nests);
    let Some(open) = stack.first().filter(|o| o.first < last) else {
        return;
    };
    let reopened = tokens
        .get(last as usize)
        .and_then(|t| glyphs.at(text, t))
        .is_some_and(|g| {
            glyphs.list[g].opens && glyphs.list[g].family == glyphs.list[open.glyph].family
        });
    if reopened {
        found.retain(|q| q.start < open.token);
        found.push(Quotation {
            start: open.token,
            end: last,
            first: open.first,
            last,
            depth: 0,
            closed: false,
            dash: false,
        });
    }
}

/// What the neighbours of a mark say about it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Opening,
    Closing,
    Between,
}

fn opens(glyph: &Glyph<'_>, place: Place, next: Option<&Token>) -> bool {
    match (glyph.family, place) {
        // An apostrophe: "users'", "'90s", "o'clock".
        (2, Place::Opening) => next.is_some_and(|t| t.class != Class::Digits),
        (2, _) => false,
        (_, Place::Closing) => !glyph.closes,
        _ => true,
    }
}

fn place(
    text: &str,
    tokens: &[Token],
    glyphs: &Glyphs<'_>,
    i: u32,
    next: u32,
    first: u32,
    last: u32,
) -> Place {
    let opening_mark = |t: &Token| {
        t.class == Class::Mark
            && (matches!(t.text(text), "(" | "[" | "{" | "—" | "–" | "-" | "/")
                || glyphs
                    .at(text, t)
                    .is_some_and(|g| glyphs.list[g].opens && !glyphs.list[g].closes))
    };
    let free_before =
        i == first || !tokens[i as usize].glued || opening_mark(&tokens[i as usize - 1]);
    let tight_behind = next < last && tokens[next as usize].glued && {
        let t = &tokens[next as usize];
        t.class != Class::Mark
            || glyphs.at(text, t).is_some()
            || matches!(
                t.text(text),
                "(" | "[" | "…" | "#" | "@" | "$" | "¿" | "¡" | "-" | "–" | "—"
            )
    };
    match (free_before, tight_behind) {
        (true, true) => Place::Opening,
        (false, false) => Place::Closing,
        (true, false) if i == first => Place::Opening,
        (false, true) if tokens[next as usize].class == Class::Mark => Place::Closing,
        _ => Place::Between,
    }
}

#[cfg(test)]
mod tests;
