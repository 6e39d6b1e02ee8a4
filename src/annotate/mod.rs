//! Text to an annotation: tokens, sentences, tags of lists and slots, and matches of patterns.
//!
//! [`annotate`] tokenises, leaves out [boilerplate](boilerplate()), tags list words, computes the built-in slots, and runs the patterns. Everything found is kept,
//! overlaps included; [`resolve`](crate::resolve) gives moments their dates and zones, [`fact`](crate::fact) decides.
//! Cost: linear in the text, see [`nfa`](crate::pattern::nfa).

mod boilerplate;
mod lists;
mod matches;
pub mod slot;
pub mod trace;

pub use crate::pattern::tag::{Tag, Tags};
pub use boilerplate::{Boilerplate, boilerplate};
pub use matches::Match;
pub use slot::{Quotation, SlotValue};

use crate::model::Span;
use crate::pattern::nfa::Scratch;
use crate::pattern::{Glimpse, Pack};
use crate::segment::{self, Class, Sentence, Token};

/// What a language sees in a text.
#[derive(Debug, Default)]
pub struct Annotation {
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// All sentences, in order.
    pub sentences: Vec<Sentence>,
    /// All tags.
    pub tags: Tags,
    /// All quotations, by start; inner ones behind those around them.
    pub quotations: Vec<Quotation>,
    /// Values of the slots' tags.
    pub values: Vec<SlotValue>,
    /// All matches of patterns, by sentence, then by start.
    pub matches: Vec<Match>,
}

impl Annotation {
    /// Bytes of a stretch of tokens.
    pub fn span(&self, start: u32, end: u32) -> Span {
        Span {
            start: self.tokens[start as usize].start,
            end: self.tokens[end as usize - 1].end,
        }
    }

    /// Index of the sentence that holds a token.
    pub fn sentence_of(&self, token: u32) -> usize {
        self.sentences
            .partition_point(|s| s.last <= token)
            .min(self.sentences.len().saturating_sub(1))
    }

    /// Index of the first token that starts at or after a byte.
    pub fn token_at(&self, byte: u32) -> u32 {
        self.tokens.partition_point(|t| t.start < byte) as u32
    }
}

/// Room for annotation, reused between texts.
#[derive(Debug, Default)]
pub struct Workspace {
    scratch: Scratch,
    glimpses: Glimpses,
}

impl Workspace {
    /// Edges that the matcher has looked at so far: the cost of annotation, apart from the machine.
    pub fn steps(&self) -> u64 {
        self.scratch.steps()
    }
}

/// What stands at each token, at a glance.
#[derive(Debug, Default)]
struct Glimpses {
    tokens: Vec<Glimpse>,
    /// Number of tags that they hold.
    tags: usize,
}

impl Glimpses {
    /// Those of a text's words.
    fn reset(&mut self, tokens: &[Token]) {
        self.tags = 0;
        self.tokens.clear();
        self.tokens.extend(tokens.iter().map(|token| {
            let mut glimpse = Glimpse::default();
            glimpse.add_word(token.word);
            glimpse.add_word(token.stem);
            glimpse
        }));
    }

    /// Adds the tags found since.
    fn update(&mut self, tags: &Tags) {
        for tag in &tags.all()[self.tags..] {
            self.tokens[tag.start as usize].add_group(tag.group);
        }
        self.tags = tags.all().len();
    }
}

/// Annotates a text in a language.
pub fn annotate(text: &str, pack: &Pack, workspace: &mut Workspace) -> Annotation {
    let mut a = Annotation::default();
    segment::tokenise(text, &pack.vocabulary, &mut a.tokens);
    a.sentences = sentences(text, pack, &a.tokens);
    boilerplate::hide(
        text,
        pack,
        &mut a.tokens,
        &mut a.sentences,
        &mut workspace.scratch,
    );
    a.tags.reset(a.tokens.len());
    workspace.glimpses.reset(&a.tokens);
    lists::tag(pack, &mut a, workspace);
    slot::tag(text, pack, &mut a);
    matches::find(pack, &mut a, workspace);
    a
}

fn sentences(text: &str, pack: &Pack, tokens: &[Token]) -> Vec<Sentence> {
    let ends = pack.strings("sentences.ends");
    let first: Vec<u8> = ends.iter().filter_map(|e| e.bytes().next()).collect();
    let abbreviations = pack.strings("sentences.abbreviations");
    let open = pack.strings("sentences.open");
    let behind = pack.strings("sentences.goes-on");
    let goes_on = |t: &Token| behind.iter().any(|b| b == t.text(text));
    segment::split(
        text,
        tokens,
        |t| {
            if t.class != Class::Mark {
                return false;
            }
            let bytes = &text.as_bytes()[t.start as usize..t.end as usize];
            first.contains(&bytes[0]) && ends.iter().any(|e| e.as_bytes() == bytes)
        },
        |i| {
            let word = tokens[i].text(text);
            let before = &text[..tokens[i].end as usize];
            abbreviations
                .iter()
                .any(|a| a == word || (a.contains('.') && dotted(before, a)))
                || (open.iter().any(|a| dotted(before, a))
                    && tokens.get(i + 2).is_some_and(goes_on))
        },
    )
}

/// Whether a text ends with an abbreviation that has stops inside: "p.m".
fn dotted(before: &str, abbreviation: &str) -> bool {
    before
        .strip_suffix(abbreviation)
        .is_some_and(|rest| !rest.ends_with(char::is_alphabetic))
}
