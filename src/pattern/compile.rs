//! Templates to automata.
//!
//! Literal text is tokenised by the same function as articles, so `a.m.`, `berjam-jam` and `aujourd'hui` are as many glued
//! tokens in a template as in a text. Glued parts (`restor(ed|ing)`) are spelled out into words, at most [`SPELLINGS`]
//! a run; everything with a space in it stays an automaton and is never spelled out.

use super::nfa::{Automata, Edge, Label, State};
use super::pack::{GroupSet, Vocabulary};
use super::template::Node;
use crate::segment::{Caps, Fold, Token, Words, token::tokenise};
use std::collections::BTreeSet;

/// Most words that one run of glued parts may spell.
pub const SPELLINGS: usize = 512;

/// Most states that one template may have.
pub const STATES: usize = 4000;

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
    fn of(message: String) -> Self {
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
}

/// Fragment under construction: states with ε edges still in.
#[derive(Default)]
struct Graph {
    states: Vec<(Vec<Edge>, Vec<u16>)>,
}

impl Graph {
    fn state(&mut self) -> Result<u16, CompileError> {
        if self.states.len() >= STATES {
            return Err(CompileError::of(format!(
                "the template needs more than {STATES} states; split it"
            )));
        }
        self.states.push((Vec::new(), Vec::new()));
        Ok((self.states.len() - 1) as u16)
    }

    fn edge(&mut self, from: u16, label: Label, glued: bool, to: u32) {
        self.states[from as usize].0.push(Edge { label, glued, to });
    }

    fn skip(&mut self, from: u16, to: u16) {
        self.states[from as usize].1.push(to);
    }
}

impl<N: Names> Compiler<'_, N> {
    /// Compiles one template; its first state.
    ///
    /// # Errors
    /// If a name is unknown, a run spells too many words, the template is too large, or it can match nothing.
    pub fn compile(&mut self, node: &Node) -> Result<u32, CompileError> {
        let mut graph = Graph::default();
        let start = graph.state()?;
        let end = self.node(&mut graph, node, start, false)?;
        let first = close(&graph, start, end, self.automata);
        if self.automata.states[first as usize].accepts {
            return Err(CompileError::of(
                "the template can match nothing at all".to_owned(),
            ));
        }
        Ok(first)
    }

    /// Adds `node` behind `from`; the state behind it. `glued`: its first token must follow without a space.
    fn node(
        &mut self,
        graph: &mut Graph,
        node: &Node,
        from: u16,
        glued: bool,
    ) -> Result<u16, CompileError> {
        let glued = glued && !self.vocabulary.unspaced();
        match node {
            Node::Text(text) => self.words(graph, &[text.clone()], from, glued),
            Node::Seq(parts) => {
                let mut at = from;
                for (i, part) in parts.iter().enumerate() {
                    at = self.node(graph, part, at, glued && i == 0)?;
                }
                Ok(at)
            }
            Node::Alt(alts) => {
                let end = graph.state()?;
                for alt in alts {
                    let last = self.node(graph, alt, from, glued)?;
                    graph.skip(last, end);
                }
                Ok(end)
            }
            Node::Opt(inner) => {
                let end = graph.state()?;
                let last = self.node(graph, inner, from, glued)?;
                graph.skip(last, end);
                graph.skip(from, end);
                Ok(end)
            }
            Node::Ref { name, role, at } => {
                let set = self.names.groups(name).map_err(|e| CompileError {
                    place: Some((*at, name.len())),
                    ..e
                })?;
                let role = role.as_ref().map_or(0, |r| self.role(r));
                let end = graph.state()?;
                graph.edge(from, Label::Tag(set, role), glued, u32::from(end));
                Ok(end)
            }
            Node::Gap(words) => {
                let end = graph.state()?;
                let mut at = graph.state()?;
                graph.skip(from, at);
                for i in 0..=*words {
                    graph.skip(at, end);
                    graph.edge(at, Label::Mark, false, u32::from(at));
                    if i < *words {
                        let next = graph.state()?;
                        graph.edge(at, Label::Any, false, u32::from(next));
                        at = next;
                    }
                }
                Ok(end)
            }
            Node::Run(parts) => self.run(graph, parts, from, glued),
        }
    }

    /// A run: stretches of text are spelled out, references stand between them.
    fn run(
        &mut self,
        graph: &mut Graph,
        parts: &[Node],
        from: u16,
        glued: bool,
    ) -> Result<u16, CompileError> {
        let mut at = from;
        let mut first = true;
        let mut i = 0;
        while i < parts.len() {
            let stretch = parts[i..].iter().take_while(|p| literal(p)).count();
            if stretch == 0 {
                at = self.node(graph, &parts[i], at, glued || !first)?;
                i += 1;
            } else {
                let mut words = vec![String::new()];
                for part in &parts[i..i + stretch] {
                    words = product(&words, &spell(part)?)?;
                }
                at = self.words(graph, &words, at, glued || !first)?;
                i += stretch;
            }
            first = false;
        }
        Ok(at)
    }

    /// Adds one of several spelled-out words; an empty one matches nothing.
    fn words(
        &mut self,
        graph: &mut Graph,
        words: &[String],
        from: u16,
        glued: bool,
    ) -> Result<u16, CompileError> {
        let end = graph.state()?;
        let mut seen = BTreeSet::new();
        for word in words.iter().filter(|w| seen.insert(w.as_str())) {
            let glued = glued && !self.vocabulary.unspaced();
            let tokens = self.vocabulary.intern(word);
            let Some(last) = tokens.len().checked_sub(1) else {
                graph.skip(from, end);
                continue;
            };
            let mut at = from;
            for (i, (id, caps)) in tokens.into_iter().enumerate() {
                let to = if i == last { end } else { graph.state()? };
                let tight = if i == 0 {
                    glued
                } else {
                    !self.vocabulary.unspaced()
                };
                graph.edge(at, Label::Word(id, caps), tight, u32::from(to));
                at = to;
            }
        }
        Ok(end)
    }

    fn role(&mut self, role: &str) -> u8 {
        let place = self
            .roles
            .iter()
            .position(|r| r == role)
            .unwrap_or_else(|| {
                self.roles.push(role.to_owned());
                self.roles.len() - 1
            });
        (place + 1) as u8
    }
}

/// Whether a part is made of text alone, without spaces.
fn literal(node: &Node) -> bool {
    match node {
        Node::Text(_) => true,
        Node::Run(parts) | Node::Alt(parts) => parts.iter().all(literal),
        Node::Opt(inner) => literal(inner),
        Node::Seq(parts) => parts.is_empty(),
        Node::Ref { .. } | Node::Gap(_) => false,
    }
}

/// The words that a literal part spells.
fn spell(node: &Node) -> Result<Vec<String>, CompileError> {
    Ok(match node {
        Node::Text(text) => vec![text.clone()],
        Node::Alt(alts) => {
            let mut out = Vec::new();
            for alt in alts {
                out.extend(spell(alt)?);
            }
            out
        }
        Node::Opt(inner) => {
            let mut out = spell(inner)?;
            out.push(String::new());
            out
        }
        Node::Run(parts) => {
            let mut out = vec![String::new()];
            for part in parts {
                out = product(&out, &spell(part)?)?;
            }
            out
        }
        Node::Seq(_) | Node::Ref { .. } | Node::Gap(_) => vec![String::new()],
    })
}

fn product(left: &[String], right: &[String]) -> Result<Vec<String>, CompileError> {
    if left.len() * right.len() > SPELLINGS {
        return Err(CompileError {
            message: format!(
                "glued parts spell {} words, more than {SPELLINGS}",
                left.len() * right.len()
            ),
            place: None,
            help: Some("split the word into several templates".to_owned()),
        });
    }
    Ok(left
        .iter()
        .flat_map(|l| right.iter().map(move |r| format!("{l}{r}")))
        .collect())
}

/// Appends the states that `start` reaches, without ε edges; the first of them.
fn close(graph: &Graph, start: u16, end: u16, automata: &mut Automata) -> u32 {
    let base = automata.states.len() as u32;
    let mut number = vec![u32::MAX; graph.states.len()];
    let mut order = vec![start];
    number[start as usize] = base;
    let mut next = 0;
    while next < order.len() {
        let first = automata.edges.len();
        let mut accepts = false;
        let mut seen = BTreeSet::new();
        let mut stack = vec![order[next]];
        while let Some(at) = stack.pop() {
            if !seen.insert(at) {
                continue;
            }
            accepts |= at == end;
            let (edges, skips) = &graph.states[at as usize];
            for edge in edges {
                let target = &mut number[edge.to as usize];
                if *target == u32::MAX {
                    *target = base + order.len() as u32;
                    order.push(edge.to as u16);
                }
                let edge = Edge {
                    to: *target,
                    ..*edge
                };
                if !automata.edges[first..].contains(&edge) {
                    automata.edges.push(edge);
                }
            }
            stack.extend(skips.iter().rev());
        }
        let edges = (automata.edges.len() - first) as u16;
        automata.states.push(State {
            first: first as u32,
            edges,
            accepts,
        });
        next += 1;
    }
    base
}

/// Tokenises literal text and gives each token its word id and the capitals that it asks for.
pub(super) fn literal_tokens(
    text: &str,
    fold: Fold,
    unspaced: bool,
    mut id: impl FnMut(String) -> u32,
) -> Vec<(u32, Caps)> {
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
    let mut tokens: Vec<Token> = Vec::new();
    tokenise(text, &Plain(fold, unspaced), &mut tokens);
    tokens
        .iter()
        .map(|t| {
            let word = t.text(text);
            let single = word.chars().count() == 1;
            let caps = if single && t.caps == Caps::All {
                Caps::First
            } else {
                t.caps
            };
            (id(crate::segment::fold::folded(word, fold)), caps)
        })
        .collect()
}
