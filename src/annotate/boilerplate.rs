//! Blocks that are no part of an article: "Baca juga: ...", "ADVERTISEMENT", house notes, walls before the rest of a text.
//!
//! Enters: a text and the lists below `[boilerplate]` of its language. Leaves: the stretches of whole blocks, so that a
//! page can be rid of them, and nothing is extracted from those of a text that is kept as it came. A block ends at a line
//! break; words inside running text are never taken out.

use super::Tags;
use super::lists;
use crate::model::Span;
use crate::pattern::nfa::{Input, Scratch};
use crate::pattern::{GroupSet, Pack};
use crate::segment::{self, Class, Sentence, Token};

/// Longest line of a list of links, in bytes.
const LINK: usize = 160;
/// Longest block that its first words condemn, in bytes; what is longer is prose that happens to begin so.
const LONGEST: usize = 500;
/// Most marks before the words of a block: "→", "(", "[ ".
const MARKS: usize = 3;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Boilerplate {
    /// Links, advertisements, house notes.
    Aside,
    /// A wall: the rest of the article is for subscribers.
    Paywall,
}

/// Finds the blocks of a text that are boilerplate in a language, in order; spans hold whole lines without their line breaks.
pub fn boilerplate(text: &str, pack: &Pack) -> Vec<(Span, Boilerplate)> {
    let Some(lists) = Lists::of(pack) else {
        return Vec::new();
    };
    let mut tokens = Vec::new();
    segment::tokenise(text, &pack.vocabulary, &mut tokens);
    let sentences = super::sentences(text, pack, &tokens);
    let found = lists.find(text, pack, &tokens, &sentences, &mut Scratch::default());
    let whole = |(first, last, kind): (u32, u32, _)| {
        let span = Span {
            start: tokens[first as usize].start,
            end: tokens[last as usize - 1].end,
        };
        (span, kind)
    };
    found.into_iter().map(whole).collect()
}

/// Takes the tokens of boilerplate away, so that no later stage sees them.
pub(super) fn hide(
    text: &str,
    pack: &Pack,
    tokens: &mut Vec<Token>,
    sentences: &mut Vec<Sentence>,
    scratch: &mut Scratch,
) {
    let Some(lists) = Lists::of(pack) else { return };
    let found = lists.find(text, pack, tokens, sentences, scratch);
    if found.is_empty() {
        return;
    }
    let mut hidden = found.iter().peekable();
    let mut at = 0;
    tokens.retain(|_| {
        while hidden.peek().is_some_and(|h| h.1 <= at) {
            hidden.next();
        }
        let keep = hidden.peek().is_none_or(|h| at < h.0);
        at += 1;
        keep
    });
    *sentences = super::sentences(text, pack, tokens);
}

/// The lists of a language.
struct Lists {
    all: GroupSet,
    block: GroupSet,
    lead: GroupSet,
    paywall: GroupSet,
}

impl Lists {
    /// `None` where a language names no boilerplate.
    fn of(pack: &Pack) -> Option<Self> {
        let lists = Self {
            all: pack.group_set("boilerplate"),
            block: pack.group_set("boilerplate.block"),
            lead: pack.group_set("boilerplate.lead"),
            paywall: pack.group_set("boilerplate.paywall"),
        };
        (lists.all.first < lists.all.last).then_some(lists)
    }

    /// Token ranges of the blocks that are boilerplate.
    fn find(
        &self,
        text: &str,
        pack: &Pack,
        tokens: &[Token],
        sentences: &[Sentence],
        scratch: &mut Scratch,
    ) -> Vec<(u32, u32, Boilerplate)> {
        let mut found = Vec::new();
        let mut tags = Tags::default();
        tags.reset(0);
        let blocks: Vec<(u32, u32)> = sentences
            .chunk_by(|a, b| a.paragraph == b.paragraph)
            .map(|block| (block[0].first, block[block.len() - 1].last))
            .collect();
        let mut links = false;
        for (i, &(first, last)) in blocks.iter().enumerate() {
            if links && is_link(text, tokens, first, last) && near(text, tokens, first) {
                found.push((first, last, Boilerplate::Aside));
                continue;
            }
            links = false;
            if (tokens[last as usize - 1].end - tokens[first as usize].start) as usize > LONGEST {
                continue;
            }
            let Some((kind, end)) = self.kind(pack, tokens, (first, last), &tags, scratch) else {
                continue;
            };
            found.push((first, last, kind));
            // "Baca juga:" alone heads a list of links, a line each.
            links = only_marks(tokens, end, last) && kind == Boilerplate::Aside && i > 0;
        }
        found
    }

    /// What a block is, and one past the last token that says so.
    fn kind(
        &self,
        pack: &Pack,
        tokens: &[Token],
        (first, last): (u32, u32),
        tags: &Tags,
        scratch: &mut Scratch,
    ) -> Option<(Boilerplate, u32)> {
        let input = Input {
            tokens,
            tags,
            glimpses: &[],
            end: last,
            without: &[],
        };
        let mut best = None;
        for skip in 0..=MARKS as u32 {
            let at = first + skip;
            if at >= last {
                break;
            }
            for (group, end) in lists::at(pack, at, input, scratch) {
                if !self.all.holds(group) {
                    continue;
                }
                let whole = only_marks(tokens, end, last);
                let kind = if self.paywall.holds(group) {
                    Boilerplate::Paywall
                } else if self.lead.holds(group) || (whole && self.block.holds(group)) {
                    Boilerplate::Aside
                } else {
                    continue;
                };
                best = best.max(Some((end, kind)));
            }
            if best.is_some() || tokens[at as usize].class != Class::Mark {
                break;
            }
        }
        best.map(|(end, kind)| (kind, end))
    }
}

/// Whether nothing but marks stands between two tokens.
fn only_marks(tokens: &[Token], first: u32, last: u32) -> bool {
    let between = &tokens[first as usize..last as usize];
    between.iter().all(|t| t.class == Class::Mark)
}

/// Whether a block is a line as links are: short, and no sentence.
fn is_link(text: &str, tokens: &[Token], first: u32, last: u32) -> bool {
    let end = &tokens[last as usize - 1];
    let length = (end.end - tokens[first as usize].start) as usize;
    length <= LINK && !matches!(end.text(text), "." | "!" | "…" | "。" | "\"" | "”" | "»")
}

/// Whether a block stands on the line behind the one before it.
fn near(text: &str, tokens: &[Token], first: u32) -> bool {
    let Some(before) = (first as usize).checked_sub(1).map(|i| tokens[i].end) else {
        return false;
    };
    let gap = &text.as_bytes()[before as usize..tokens[first as usize].start as usize];
    gap.iter().filter(|b| **b == b'\n').count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::Library;

    fn found(lang: &str, text: &str) -> Vec<String> {
        let lang = lang.parse().expect("a tag");
        let pack = Library::bundled().pack(lang).expect("bundled");
        let pack = pack.expect("sound");
        boilerplate(text, &pack)
            .into_iter()
            .map(|(span, kind)| format!("{kind:?} {}", span.of(text)))
            .collect()
    }

    #[test]
    fn whole_blocks_are_found_and_words_in_a_sentence_are_not() {
        let text = "Layanan pulih.\n\nBaca juga: Bank Tumbang Lima Jam\n\nADVERTISEMENT\n\nWarga diminta baca juga: aturan baru.\n\n\
                    SCROLL TO CONTINUE WITH CONTENT\nGangguan selesai.";
        assert_eq!(
            found("id", text),
            [
                "Aside Baca juga: Bank Tumbang Lima Jam",
                "Aside ADVERTISEMENT",
                "Aside SCROLL TO CONTINUE WITH CONTENT"
            ]
        );
        assert_eq!(
            found(
                "en",
                "It is back.\n\nRead more: Banks down\n\nRead more books, she said.\n\nSubscribe to continue reading"
            ),
            [
                "Aside Read more: Banks down",
                "Paywall Subscribe to continue reading"
            ]
        );
    }

    #[test]
    fn a_bare_heading_takes_its_list_of_links() {
        let text = "Layanan pulih.\n\nBaca juga:\nBank Tumbang Lima Jam\nKereta Terhenti\n\nGangguan selesai pukul 10.00 WIB.";
        assert_eq!(
            found("id", text),
            [
                "Aside Baca juga:",
                "Aside Bank Tumbang Lima Jam",
                "Aside Kereta Terhenti"
            ]
        );
    }
}
