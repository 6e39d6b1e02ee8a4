//! Templates to automata.
//!
//! Literal text is tokenised by the same function as articles, so `a.m.`, `berjam-jam` and `aujourd'hui` are as many glued
//! tokens in a template as in a text. Glued parts (`restor(ed|ing)`) are spelled out into words by [`spell`]; everything with a space in it stays an automaton and is never spelled out.

use super::nfa::{Automata, Edge, Label, State};
use super::pack::{GroupSet, Vocabulary};
use super::spell::{self, Piece};
use super::template::Node;
use crate::segment::{Caps, Fold, Token, Words, token::tokenise};
use rustc_hash::FxHashSet;

/// Most states that one template may have.
pub const STATES: usize = 4000;

/// Most edges that one template may have.
pub const EDGES: usize = 8192;

/// Most words that may stand in one place of a template; less than a run may look at, so that none is overlooked.
pub const CHOICES: usize = 1024;

/// Most roles that one pattern may name.
pub const ROLES: usize = 32;

/// Why a template cannot be compiled: the message, and the place of a reference if it is about one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError {
    /// One sentence: lower case, no final stop.
    pub message: String,
    /// Offset and length in the template.
    pub place: Option<(usize, usize)>,
    /// What to do about it.
    pub help: Option<String>,
}

impl CompileError {
    pub(super) fn of(message: String) -> Self {
        Self {
            message,
            place: None,
            help: None,
        }
    }
}

/// What names in braces mean.
pub trait Names {
    /// The groups behind `{name}`.
    ///
    /// # Errors
    /// If there are none; the error may suggest a name.
    fn groups(&self, name: &str) -> Result<GroupSet, CompileError>;
}

/// Compiles templates of one language.
pub struct Compiler<'a, N> {
    /// Grows by the words of the templates.
    pub vocabulary: &'a mut Vocabulary,
    /// Grows by the states of the templates.
    pub automata: &'a mut Automata,
    /// Looks names up.
    pub names: &'a N,
    /// Roles of the pattern so far; a role's number is its place, from 1.
    pub roles: &'a mut Vec<String>,
    /// Room to build in.
    pub graph: &'a mut Graph,
}

/// Fragment under construction: states with ε edges still in. One serves all templates of a language, emptied between them.
#[derive(Debug, Default)]
pub struct Graph {
    /// First and last way out of each state.
    states: Vec<(u16, u16)>,
    /// Ways out, chained by state in the order in which they were added.
    ways: Vec<(Way, u16)>,
    /// What [`close`] needs, by state: its number, and the round in which it was reached.
    number: Vec<u32>,
    reached: Vec<usize>,
    order: Vec<u16>,
    stack: Vec<u16>,
    skips: Vec<u16>,
    kept: FxHashSet<Edge>,
}

/// A way out of a state under construction.
#[derive(Clone, Copy, Debug)]
enum Way {
    Edge(Edge),
    Skip(u16),
}

/// No way, at the end of a chain.
const END: u16 = u16::MAX;

impl Graph {
    fn state(&mut self) -> Result<u16, CompileError> {
        if self.states.len() >= STATES {
            return Err(CompileError::of(format!(
                "the template needs more than {STATES} states; split it"
            )));
        }
        self.states.push((END, END));
        Ok((self.states.len() - 1) as u16)
    }

    fn edge(&mut self, from: u16, label: Label, glued: bool, to: u16) -> Result<(), CompileError> {
        let to = u32::from(to);
        self.way(from, Way::Edge(Edge::new(label, glued, to)))
    }

    fn skip(&mut self, from: u16, to: u16) -> Result<(), CompileError> {
        self.way(from, Way::Skip(to))
    }

    fn way(&mut self, from: u16, way: Way) -> Result<(), CompileError> {
        if self.ways.len() > 2 * EDGES {
            return Err(too_large());
        }
        let new = self.ways.len() as u16;
        self.ways.push((way, END));
        let (first, last) = &mut self.states[from as usize];
        match *last {
            END => *first = new,
            last => self.ways[last as usize].1 = new,
        }
        *last = new;
        Ok(())
    }

    /// Forgets the template.
    fn clear(&mut self) {
        self.states.clear();
        self.ways.clear();
    }
}

fn nothing() -> CompileError {
    CompileError::of("the template can match nothing at all".to_owned())
}

fn too_large() -> CompileError {
    CompileError {
        message: format!("the template has more than {EDGES} ways through it"),
        place: None,
        help: Some("split it, or move its alternatives to a list".to_owned()),
    }
}

impl<N: Names> Compiler<'_, N> {
    /// Compiles one template; its first state.
    ///
    /// # Errors
    /// If a name is unknown, a run spells too many words, the template is too large, or it can match nothing.
    pub fn compile(&mut self, node: &Node) -> Result<u32, CompileError> {
        let words = match node {
            Node::Seq(parts) => parts.as_slice(),
            part => std::slice::from_ref(part),
        };
        if words.iter().all(|w| matches!(w, Node::Text(_))) {
            return self.literal(words);
        }
        let mut graph = std::mem::take(self.graph);
        graph.clear();
        let first = self.closed(&mut graph, node);
        *self.graph = graph;
        let first = first?;
        if self.automata.states[first as usize].accepts {
            return Err(nothing());
        }
        Ok(first)
    }

    /// The states of a template, built in `graph`; the first of them.
    fn closed(&mut self, graph: &mut Graph, node: &Node) -> Result<u32, CompileError> {
        let start = graph.state()?;
        let end = graph.state()?;
        self.node(graph, node, (start, end), false)?;
        let (states, edges) = (self.automata.states.len(), self.automata.edges.len());
        close(graph, start, end, self.automata).inspect_err(|_| {
            self.automata.states.truncate(states);
            self.automata.edges.truncate(edges);
        })
    }

    /// Words without brackets, as most names are: a chain of states, for which no graph is needed.
    fn literal(&mut self, words: &[Node]) -> Result<u32, CompileError> {
        let start = self.automata.states.len() as u32;
        let tight = !self.vocabulary.unspaced();
        for word in words {
            let Node::Text(text) = word else { continue };
            let mut tokens = Vec::new();
            self.vocabulary.intern(text, &mut tokens);
            for (i, (id, caps)) in tokens.into_iter().enumerate() {
                let first = self.automata.edges.len();
                self.automata.states.push(State::new(first, 1, false));
                let (label, next) = (Label::Word(id, caps), self.automata.states.len() as u32);
                self.automata
                    .edges
                    .push(Edge::new(label, tight && i > 0, next));
            }
        }
        if self.automata.states.len() as u32 == start {
            return Err(nothing());
        }
        let first = self.automata.edges.len();
        self.automata.states.push(State::new(first, 0, true));
        Ok(start)
    }

    /// Adds `node` between `from` and `end`. `glued`: its first token must follow without a space.
    ///
    /// All alternatives lead to one state, so what follows them is there once.
    fn node(
        &mut self,
        graph: &mut Graph,
        node: &Node,
        (from, end): (u16, u16),
        glued: bool,
    ) -> Result<(), CompileError> {
        let glued = glued && !self.vocabulary.unspaced();
        match node {
            Node::Text(text) => self.words(graph, std::slice::from_ref(text), (from, end), glued),
            Node::Seq(parts) => chain(graph, parts, (from, end), |graph, i, part, ends| {
                self.node(graph, part, ends, glued && i == 0)
            }),
            Node::Alt(alts) => {
                let mut alts = alts.iter();
                alts.try_for_each(|alt| self.node(graph, alt, (from, end), glued))
            }
            Node::Opt(inner) => {
                self.node(graph, inner, (from, end), glued)?;
                graph.skip(from, end)
            }
            Node::Ref { name, role, at } => {
                let set = self.names.groups(name).map_err(|e| CompileError {
                    place: Some((*at, name.len())),
                    ..e
                })?;
                let role = role.as_ref().map_or(Ok(0), |r| self.role(r))?;
                graph.edge(from, Label::Tag(set, role), glued, end)
            }
            Node::Gap(words) => {
                let mut at = graph.state()?;
                graph.skip(from, at)?;
                for i in 0..=*words {
                    // Going on comes before another word, so that a gap takes no more than it must.
                    let more = graph.state()?;
                    graph.skip(at, end)?;
                    graph.skip(at, more)?;
                    graph.edge(more, Label::Mark, false, at)?;
                    if i < *words {
                        let next = graph.state()?;
                        graph.edge(more, Label::Any, false, next)?;
                        at = next;
                    }
                }
                Ok(())
            }
            Node::Run(parts) => self.run(graph, parts, (from, end), glued),
        }
    }

    /// A run: its text is spelled out into whole words, because `kes[in]ti` is one token of the text and not three.
    ///
    /// Where every grapheme is a token there is nothing to spell, but for stretches of other scripts.
    fn run(
        &mut self,
        graph: &mut Graph,
        parts: &[Node],
        ends: (u16, u16),
        glued: bool,
    ) -> Result<(), CompileError> {
        if !self.vocabulary.unspaced() {
            return self.spelled(graph, spell::run(parts)?, ends, glued);
        }
        let stretches: Vec<&[Node]> = parts
            .chunk_by(|a, b| spell::makes_words(a) && spell::makes_words(b))
            .collect();
        chain(
            graph,
            &stretches,
            ends,
            |graph, _, stretch, ends| match stretch {
                [part] => self.node(graph, part, ends, false),
                parts => self.spelled(graph, spell::run(parts)?, ends, false),
            },
        )
    }

    /// Adds the spellings of a run. Those that differ in their first word alone share the rest.
    fn spelled(
        &mut self,
        graph: &mut Graph,
        spellings: Vec<Vec<Piece>>,
        (from, end): (u16, u16),
        glued: bool,
    ) -> Result<(), CompileError> {
        let mut shared: Vec<(Vec<String>, Vec<Piece>)> = Vec::new();
        for mut pieces in spellings {
            let word = match pieces.first() {
                Some(Piece::Text(_)) => match pieces.remove(0) {
                    Piece::Text(text) => text,
                    _ => continue,
                },
                _ => String::new(),
            };
            match shared
                .iter_mut()
                .find(|(words, rest)| words[0].is_empty() == word.is_empty() && *rest == pieces)
            {
                Some((words, _)) => words.push(word),
                None => shared.push((vec![word], pieces)),
            }
        }
        for (words, rest) in shared {
            let begins = !words[0].is_empty();
            if rest.is_empty() {
                self.words(graph, &words, (from, end), glued)?;
                continue;
            }
            let at = graph.state()?;
            self.words(graph, &words, (from, at), glued)?;
            let spaced = |i: usize| i.checked_sub(1).map(|b| matches!(rest[b], Piece::Space));
            chain(graph, &rest, (at, end), |graph, i, piece, ends| {
                let glued = spaced(i).map_or(glued || begins, |spaced| !spaced);
                match piece {
                    Piece::Text(text) => self.words(graph, std::slice::from_ref(text), ends, glued),
                    Piece::Part(node) => self.node(graph, node, ends, glued),
                    Piece::Space => graph.skip(ends.0, ends.1),
                }
            })?;
        }
        Ok(())
    }

    /// Adds one of several spelled-out words; an empty one matches nothing.
    fn words(
        &mut self,
        graph: &mut Graph,
        words: &[String],
        (from, end): (u16, u16),
        glued: bool,
    ) -> Result<(), CompileError> {
        let tight = !self.vocabulary.unspaced();
        let mut tokens = Vec::new();
        for word in words {
            tokens.clear();
            self.vocabulary.intern(word, &mut tokens);
            chain(
                graph,
                &tokens,
                (from, end),
                |graph, i, &(id, caps), (from, to)| {
                    let glued = tight && (glued || i > 0);
                    graph.edge(from, Label::Word(id, caps), glued, to)
                },
            )?;
        }
        Ok(())
    }

    fn role(&mut self, role: &str) -> Result<u8, CompileError> {
        let place = self
            .roles
            .iter()
            .position(|r| r == role)
            .unwrap_or_else(|| {
                self.roles.push(role.to_owned());
                self.roles.len() - 1
            });
        if place >= ROLES {
            return Err(CompileError::of(format!(
                "the pattern names more than {ROLES} roles"
            )));
        }
        Ok((place + 1) as u8)
    }
}

/// Lays parts behind each other between two states; nothing where there is no part.
fn chain<T>(
    graph: &mut Graph,
    parts: &[T],
    (from, end): (u16, u16),
    mut lay: impl FnMut(&mut Graph, usize, &T, (u16, u16)) -> Result<(), CompileError>,
) -> Result<(), CompileError> {
    let Some(last) = parts.len().checked_sub(1) else {
        return graph.skip(from, end);
    };
    let mut at = from;
    for (i, part) in parts.iter().enumerate() {
        let to = if i == last { end } else { graph.state()? };
        lay(graph, i, part, (at, to))?;
        at = to;
    }
    Ok(())
}

/// Appends the states that `start` reaches, without ε edges; the first of them.
///
/// # Errors
/// If a place has too many choices, or the template too many ways through it.
fn close(
    graph: &mut Graph,
    start: u16,
    end: u16,
    automata: &mut Automata,
) -> Result<u32, CompileError> {
    let Graph {
        states,
        ways,
        number,
        reached,
        order,
        stack,
        skips,
        kept,
    } = graph;
    let base = automata.states.len() as u32;
    let all = automata.edges.len();
    number.clear();
    number.resize(states.len(), u32::MAX);
    number[start as usize] = base;
    // In which round a state was reached, so that nothing need be cleared between rounds.
    reached.clear();
    reached.resize(states.len(), usize::MAX);
    order.clear();
    order.push(start);
    stack.clear();
    let mut next = 0;
    while next < order.len() {
        let first = automata.edges.len();
        let mut accepts = false;
        if !kept.is_empty() {
            kept.clear();
        }
        stack.push(order[next]);
        while let Some(at) = stack.pop() {
            if std::mem::replace(&mut reached[at as usize], next) == next {
                continue;
            }
            accepts |= at == end;
            skips.clear();
            let mut way = states[at as usize].0;
            while way != END {
                let (step, behind) = ways[way as usize];
                way = behind;
                let edge = match step {
                    Way::Edge(edge) => edge,
                    Way::Skip(to) => {
                        skips.push(to);
                        continue;
                    }
                };
                let target = &mut number[edge.to() as usize];
                if *target == u32::MAX {
                    *target = base + order.len() as u32;
                    order.push(edge.to() as u16);
                }
                let edge = edge.redirected(*target);
                if is_new(&automata.edges[first..], edge, kept) {
                    automata.edges.push(edge);
                }
            }
            if automata.edges.len() - all > EDGES {
                return Err(too_large());
            }
            stack.extend(skips.iter().rev());
        }
        if automata.edges.len() - first > CHOICES {
            return Err(CompileError {
                message: format!("more than {CHOICES} words may stand in one place"),
                place: None,
                help: Some("move them to a list".to_owned()),
            });
        }
        let edges = automata.edges.len() - first;
        automata.states.push(State::new(first, edges, accepts));
        next += 1;
    }
    Ok(base)
}

/// Whether an edge is none of those of its state: few are looked through, many are hashed.
fn is_new(edges: &[Edge], edge: Edge, kept: &mut FxHashSet<Edge>) -> bool {
    const FEW: usize = 16;
    if edges.len() < FEW {
        return !edges.contains(&edge);
    }
    if kept.is_empty() {
        kept.extend(edges);
    }
    kept.insert(edge)
}

/// Tokenises literal text and hands out each token with the capitals that it asks for.
pub(super) fn literal_tokens(
    text: &str,
    fold: Fold,
    unspaced: bool,
    tokens: &mut Vec<Token>,
    mut take: impl FnMut(&str, Caps),
) {
    struct Plain(Fold, bool);
    impl Words for Plain {
        fn look_up(&self, _: &str) -> (u32, u32) {
            (0, 0)
        }
        fn fold(&self) -> Fold {
            self.0
        }
        fn unspaced(&self) -> bool {
            self.1
        }
    }
    tokenise(text, &Plain(fold, unspaced), tokens);
    for t in tokens.iter() {
        let word = t.text(text);
        let single = t.caps == Caps::All && word.chars().count() == 1;
        take(word, if single { Caps::First } else { t.caps });
    }
}
