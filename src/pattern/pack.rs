//! One language, compiled and ready to match.

use super::compile::{CompileError, Compiler, Names, literal_tokens};
use super::error::{PatternError, Place, closest};
use super::fact_kind::FactKind;
use super::file::{Entry, Header, RawPattern};
use super::nfa::{Automata, Label};
use super::template;
use crate::model::{Lang, PatternRef};
use crate::segment::{Caps, Fold, Words};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Number of a group in its pack; groups are numbered in the order of their names.
pub type GroupId = u16;

/// All groups below a name: since groups are numbered by name, these are neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct GroupSet {
    /// First group.
    pub first: GroupId,
    /// One past the last group.
    pub last: GroupId,
}

impl GroupSet {
    /// Whether a group is one of them.
    pub fn holds(self, group: GroupId) -> bool {
        self.first <= group && group < self.last
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.first >= self.last
    }
}

/// The slots that Rust computes; each is also a group, so that templates refer to them like to lists.
pub const SLOTS: [&str; 10] = [
    "number", "count", "duration", "clock", "date", "moment", "money", "percent", "quote", "name",
];

/// Most templates that one language may hold, lists and patterns together.
pub const TEMPLATES: usize = 60_000;

/// Most automaton states that one language may hold.
pub const STATES: usize = 1_000_000;

/// Words of a language and their ids; id 0 is no word.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    ids: FxHashMap<Box<str>, u32>,
    fold: Fold,
    unspaced: bool,
    prefixes: Vec<String>,
    suffixes: Vec<String>,
}

/// Shortest stem, in bytes, that a prefix or suffix is taken off from.
const SHORTEST_STEM: usize = 3;

impl Vocabulary {
    /// An empty vocabulary of a language that folds and glues so.
    pub fn new(header: &Header) -> Self {
        let has = |name: &str| header.fold.iter().any(|f| f == name);
        let fold = Fold {
            accents: has("accents"),
            harakat: has("harakat"),
            tatweel: has("tatweel"),
        };
        let affixes = |list: &[String]| {
            let mut out: Vec<String> = list
                .iter()
                .map(|a| crate::segment::fold::folded(a, fold))
                .filter(|a| !a.is_empty())
                .collect();
            out.sort_by_key(|a| std::cmp::Reverse(a.len()));
            out
        };
        Self {
            ids: FxHashMap::default(),
            fold,
            unspaced: header.unspaced.unwrap_or(false),
            prefixes: affixes(&header.prefixes),
            suffixes: affixes(&header.suffixes),
        }
    }

    /// Whether every grapheme is a token.
    pub fn unspaced(&self) -> bool {
        self.unspaced
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Id of a word that is already folded; 0 if unknown.
    pub fn id(&self, folded: &str) -> u32 {
        self.ids.get(folded).copied().unwrap_or(0)
    }

    /// Tokens of literal text, each with its id and the capitals that it asks for.
    pub fn intern(&mut self, text: &str) -> Vec<(u32, Caps)> {
        let ids = &mut self.ids;
        literal_tokens(text, self.fold, self.unspaced, |word| {
            let next = ids.len() as u32 + 1;
            *ids.entry(word.into_boxed_str()).or_insert(next)
        })
    }

    /// Stem of a folded word: the longest known rest after glued prefixes or one suffix; 0 if there is none.
    fn stem(&self, word: &str) -> u32 {
        for suffix in &self.suffixes {
            if let Some(rest) = word.strip_suffix(suffix.as_str())
                && rest.len() >= SHORTEST_STEM
                && let id @ 1.. = self.id(rest)
            {
                return id;
            }
        }
        self.without_prefixes(word, 3)
    }

    fn without_prefixes(&self, word: &str, depth: u8) -> u32 {
        for prefix in &self.prefixes {
            if let Some(rest) = word.strip_prefix(prefix.as_str())
                && rest.len() >= SHORTEST_STEM
            {
                let id = self.id(rest);
                if id != 0 {
                    return id;
                }
                if depth > 1 {
                    let id = self.without_prefixes(rest, depth - 1);
                    if id != 0 {
                        return id;
                    }
                }
            }
        }
        0
    }
}

impl Words for Vocabulary {
    fn look_up(&self, folded: &str) -> (u32, u32) {
        let id = self.id(folded);
        // A word that is itself listed is not taken apart.
        let stem = if id == 0 && !(self.prefixes.is_empty() && self.suffixes.is_empty()) {
            self.stem(folded)
        } else {
            0
        };
        (id, stem)
    }

    fn fold(&self) -> Fold {
        self.fold
    }

    fn unspaced(&self) -> bool {
        self.unspaced
    }
}

/// Where a run of an automaton may begin, behind its first edge.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    /// What it finds: a group (lists) or the number of a pattern.
    pub finds: u32,
    /// State behind the first edge.
    pub to: u32,
    /// Capitals that the first word must have.
    pub caps: Caps,
    /// Role of the first tag.
    pub role: u8,
}

/// Starts by the word or group that the first edge consumes.
#[derive(Clone, Debug, Default)]
pub struct Index {
    offsets: Vec<u32>,
    starts: Vec<Start>,
}

impl Index {
    fn build(size: usize, mut pairs: Vec<(u32, Start)>) -> Self {
        pairs.sort_by_key(|p| p.0);
        let mut offsets = vec![0; size + 2];
        for (key, _) in &pairs {
            offsets[*key as usize + 1] += 1;
        }
        for i in 1..offsets.len() {
            offsets[i] += offsets[i - 1];
        }
        Self {
            offsets,
            starts: pairs.into_iter().map(|p| p.1).collect(),
        }
    }

    /// Starts behind a word or group.
    pub fn of(&self, key: u32) -> &[Start] {
        match (
            self.offsets.get(key as usize),
            self.offsets.get(key as usize + 1),
        ) {
            (Some(&from), Some(&to)) => &self.starts[from as usize..to as usize],
            _ => &[],
        }
    }
}

/// A compiled `[[pattern]]`.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// `<language>.<id>` and fingerprint.
    pub reference: PatternRef,
    /// Index into [`Pack::kinds`].
    pub kind: usize,
    /// Groups of which one must occur in the sentence; none asks nothing.
    pub near: Vec<GroupSet>,
    /// Groups of which none may occur in the sentence.
    pub unless: Vec<GroupSet>,
    /// Constant fields.
    pub set: BTreeMap<String, String>,
    /// From 0 to 1.
    pub confidence: f32,
    /// Higher wins.
    pub priority: i64,
    /// Names of the roles that its captures are bound as; role `n` is at `n - 1`.
    pub roles: Vec<String>,
}

/// One language, compiled.
///
/// Invariant: immutable once made, so any number of threads may read it.
#[derive(Debug)]
pub struct Pack {
    /// Its language.
    pub lang: Lang,
    /// `[file]` after inheritance.
    pub header: Header,
    /// Its words.
    pub vocabulary: Vocabulary,
    /// Names of its groups, sorted; the index is the [`GroupId`].
    pub groups: Vec<Box<str>>,
    /// Plain strings by key, such as `quotes.pairs`.
    pub strings: BTreeMap<String, Vec<String>>,
    /// States and edges of all templates.
    pub automata: Automata,
    /// Starts of list templates, by word.
    pub lists: Index,
    /// Starts of list templates that begin with or hold references, by word, then by group.
    pub composed: (Index, Index),
    /// Starts of patterns by word, then by group.
    pub starts: (Index, Index),
    /// Its patterns, in file order.
    pub patterns: Vec<Pattern>,
    /// All fact kinds.
    pub kinds: Arc<[FactKind]>,
    /// Digest of everything: changes when anything that can change a result does.
    pub fingerprint: Arc<str>,
    digests: Vec<[u8; 32]>,
}

/// Groups of a pack by name, for references in templates.
struct GroupNames<'a> {
    groups: &'a [Box<str>],
    allowed: Option<&'a BTreeSet<String>>,
}

impl Names for GroupNames<'_> {
    fn groups(&self, name: &str) -> Result<GroupSet, CompileError> {
        let set = group_set(self.groups, name);
        if set.is_empty() {
            let heads: BTreeSet<&str> = self
                .groups
                .iter()
                .flat_map(|g| [&**g, g.split('.').next().unwrap_or(g)])
                .collect();
            return Err(CompileError {
                message: format!("no list or slot called `{name}`"),
                place: None,
                help: closest(name, heads).map(|n| format!("did you mean `{{{n}}}`?")),
            });
        }
        if let Some(allowed) = self.allowed
            && !(set.first..set.last).all(|g| allowed.contains(&*self.groups[g as usize]))
        {
            return Err(CompileError {
                message: format!("`{{{name}}}` is a slot, or a list that itself refers to lists"),
                place: None,
                help: Some(
                    "a list may refer to plain lists only; write a pattern instead".to_owned(),
                ),
            });
        }
        Ok(set)
    }
}

fn group_set(groups: &[Box<str>], name: &str) -> GroupSet {
    if let Ok(i) = groups.binary_search_by(|g| (**g).cmp(name)) {
        return GroupSet {
            first: i as u16,
            last: i as u16 + 1,
        };
    }
    let below = format!("{name}.");
    let first = groups.partition_point(|g| **g < *below);
    let last = first
        + groups[first..]
            .iter()
            .take_while(|g| g.starts_with(&below))
            .count();
    GroupSet {
        first: first as u16,
        last: last as u16,
    }
}

impl Pack {
    /// Compiles a language from its merged entries and patterns. What is wrong is returned beside the rest.
    pub fn compile(
        lang: Lang,
        header: Header,
        entries: &[Entry],
        patterns: &[RawPattern],
        kinds: Arc<[FactKind]>,
    ) -> (Self, Vec<PatternError>) {
        let mut errors = Vec::new();
        let mut strings: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut names: BTreeSet<&str> = SLOTS.into_iter().collect();
        for e in entries {
            if e.plain {
                strings
                    .entry(e.group.clone())
                    .or_default()
                    .push(e.text.clone());
            } else {
                names.insert(&e.group);
            }
        }
        // A name that is both a list and a prefix of lists would mean two things in a template.
        let groups: Vec<Box<str>> = names.iter().map(|&n| n.into()).collect();
        for e in entries.iter().filter(|e| !e.plain) {
            if !SLOTS.contains(&e.group.as_str())
                && names
                    .range(format!("{}.", e.group).as_str()..)
                    .next()
                    .is_some_and(|n| n.starts_with(&format!("{}.", e.group)))
            {
                errors.push(
                    PatternError::at(
                        e.place.clone(),
                        format!("`{}` is a list and also holds lists", e.group),
                        "move these words to a list below it",
                    )
                    .help(format!("for example `{}.any`", e.group)),
                );
                break;
            }
        }
        if entries.len() + patterns.iter().map(|p| p.matches.len()).sum::<usize>() > TEMPLATES {
            errors.push(PatternError::plain(format!(
                "`{lang}` holds more than {TEMPLATES} templates"
            )));
            return (Self::empty(lang, header, kinds), errors);
        }
        let mut pack = Self {
            groups,
            strings,
            ..Self::empty(lang, header, kinds)
        };
        pack.digests = pack.digest_groups(entries);
        let mut vocabulary = std::mem::take(&mut pack.vocabulary);
        let mut automata = Automata::default();
        let (mut words, mut composed_words, mut composed_groups) =
            (Vec::new(), Vec::new(), Vec::new());

        let trees: Vec<_> = entries
            .iter()
            .map(|e| {
                if e.plain {
                    None
                } else {
                    parse_at(&e.text, &e.place, &mut errors)
                }
            })
            .collect();
        let composed: BTreeSet<&str> = entries
            .iter()
            .zip(&trees)
            .filter(|(_, t)| t.as_ref().is_some_and(has_ref))
            .map(|(e, _)| e.group.as_str())
            .collect();
        let allowed: BTreeSet<String> = pack
            .groups
            .iter()
            .filter(|g| !composed.contains(&***g) && !SLOTS.contains(&&***g))
            .map(|g| g.to_string())
            .collect();
        for (entry, tree) in entries.iter().zip(&trees) {
            let Some(tree) = tree else { continue };
            let mut roles = Vec::new();
            let names = GroupNames {
                groups: &pack.groups,
                allowed: Some(&allowed),
            };
            let mut compiler = Compiler {
                vocabulary: &mut vocabulary,
                automata: &mut automata,
                names: &names,
                roles: &mut roles,
            };
            let group = u32::from(group_set(&pack.groups, &entry.group).first);
            match compiler.compile(tree) {
                Ok(start) if has_ref(tree) => index(
                    &automata,
                    start,
                    group,
                    &mut composed_words,
                    &mut composed_groups,
                    || {
                        errors.push(gap_error(&entry.place));
                    },
                ),
                Ok(start) => index(&automata, start, group, &mut words, &mut Vec::new(), || {
                    errors.push(gap_error(&entry.place))
                }),
                Err(e) => errors.push(placed(
                    e,
                    &entry.place,
                    &format!("list `{}` cannot be compiled", entry.group),
                )),
            }
        }

        let (mut starts_words, mut starts_groups) = (Vec::new(), Vec::new());
        for raw in patterns {
            if let Some(pattern) = pack.pattern(
                raw,
                &mut vocabulary,
                &mut automata,
                &mut starts_words,
                &mut starts_groups,
                &mut errors,
            ) {
                pack.patterns.push(pattern);
            }
        }
        if automata.states.len() > STATES {
            errors.push(PatternError::plain(format!(
                "`{lang}` needs {} states, more than {STATES}",
                automata.states.len()
            )));
        }
        let (n, g) = (vocabulary.len(), pack.groups.len());
        pack.lists = Index::build(n, words);
        pack.composed = (
            Index::build(n, composed_words),
            Index::build(g, composed_groups),
        );
        pack.starts = (
            Index::build(n, starts_words),
            Index::build(g, starts_groups),
        );
        pack.vocabulary = vocabulary;
        pack.automata = automata;
        pack.fingerprint = pack.digest_all();
        (pack, errors)
    }

    fn empty(lang: Lang, header: Header, kinds: Arc<[FactKind]>) -> Self {
        Self {
            lang,
            vocabulary: Vocabulary::new(&header),
            header,
            groups: Vec::new(),
            strings: BTreeMap::new(),
            automata: Automata::default(),
            lists: Index::default(),
            composed: Default::default(),
            starts: Default::default(),
            patterns: Vec::new(),
            kinds,
            fingerprint: "".into(),
            digests: Vec::new(),
        }
    }

    fn pattern(
        &self,
        raw: &RawPattern,
        vocabulary: &mut Vocabulary,
        automata: &mut Automata,
        words: &mut Vec<(u32, Start)>,
        groups: &mut Vec<(u32, Start)>,
        errors: &mut Vec<PatternError>,
    ) -> Option<Pattern> {
        let Some(kind) = self.kinds.iter().position(|k| k.name == raw.fact) else {
            let mut error = PatternError::at(
                raw.place.clone(),
                format!("pattern `{}` finds the unknown fact `{}`", raw.id, raw.fact),
                "no such fact in facts.toml",
            );
            error.help = closest(&raw.fact, self.kinds.iter().map(|k| k.name.as_str()))
                .map(|n| format!("did you mean `{n}`?"));
            errors.push(error);
            return None;
        };
        let names = GroupNames {
            groups: &self.groups,
            allowed: None,
        };
        let mut sets = |list: &[(String, Place)]| {
            list.iter()
                .filter_map(|(name, place)| {
                    names
                        .groups(name)
                        .map_err(|e| {
                            errors.push(placed(
                                CompileError {
                                    place: Some((0, name.len())),
                                    ..e
                                },
                                place,
                                &format!("pattern `{}` uses an unknown list", raw.id),
                            ))
                        })
                        .ok()
                })
                .collect::<Vec<_>>()
        };
        let (near, unless) = (sets(&raw.near), sets(&raw.unless));
        let mut roles = Vec::new();
        let mut used: BTreeSet<GroupId> = near
            .iter()
            .chain(&unless)
            .flat_map(|s| s.first..s.last)
            .collect();
        let number = self.patterns.len() as u32;
        for (text, place) in &raw.matches {
            let Some(tree) = parse_at(text, place, errors) else {
                continue;
            };
            let from = automata.edges.len();
            let mut compiler = Compiler {
                vocabulary,
                automata,
                names: &names,
                roles: &mut roles,
            };
            match compiler.compile(&tree) {
                Ok(start) => index(automata, start, number, words, groups, || {
                    errors.push(gap_error(place))
                }),
                Err(e) => errors.push(placed(
                    e,
                    place,
                    &format!("pattern `{}` uses an unknown list", raw.id),
                )),
            }
            used.extend(automata.edges[from..].iter().flat_map(|e| {
                if let Label::Tag(set, _) = e.label {
                    set.first..set.last
                } else {
                    0..0
                }
            }));
        }
        let mut hash = blake3::Hasher::new();
        hash.update(
            format!(
                "{:?}",
                (
                    &raw.fact,
                    raw.matches.iter().map(|m| &m.0).collect::<Vec<_>>(),
                    &raw.set,
                    raw.confidence,
                    raw.priority,
                    near.len(),
                    unless.len()
                )
            )
            .as_bytes(),
        );
        for group in used {
            hash.update(&self.digests[group as usize]);
        }
        Some(Pattern {
            reference: PatternRef {
                id: format!("{}.{}", self.lang, raw.id).into(),
                fingerprint: hash.finalize().to_hex()[..16].into(),
            },
            kind,
            near,
            unless,
            set: raw.set.clone(),
            confidence: raw.confidence,
            priority: raw.priority,
            roles,
        })
    }

    /// A digest of each group's words; a slot's covers every group that is not free vocabulary.
    fn digest_groups(&self, entries: &[Entry]) -> Vec<[u8; 32]> {
        let mut hashers: Vec<blake3::Hasher> =
            self.groups.iter().map(|_| blake3::Hasher::new()).collect();
        let mut slots = blake3::Hasher::new();
        slots.update(env!("CARGO_PKG_VERSION").as_bytes());
        slots.update(format!("{:?}", self.header).as_bytes());
        const OF_SLOTS: [&str; 7] = [
            "number.",
            "unit.",
            "approx.",
            "range.",
            "clock.",
            "calendar.",
            "zone.",
        ];
        for e in entries {
            let line = format!("{}={}\n", e.group, e.text);
            if e.plain || OF_SLOTS.iter().any(|s| e.group.starts_with(s)) {
                slots.update(line.as_bytes());
            }
            if !e.plain {
                hashers[group_set(&self.groups, &e.group).first as usize].update(line.as_bytes());
            }
        }
        for slot in SLOTS {
            hashers[group_set(&self.groups, slot).first as usize] = slots.clone();
        }
        hashers.iter().map(|h| *h.finalize().as_bytes()).collect()
    }

    fn digest_all(&self) -> Arc<str> {
        let mut hash = blake3::Hasher::new();
        for digest in &self.digests {
            hash.update(digest);
        }
        for pattern in &self.patterns {
            hash.update(pattern.reference.id.as_bytes());
            hash.update(pattern.reference.fingerprint.as_bytes());
        }
        hash.update(format!("{:?}", self.strings).as_bytes());
        hash.finalize().to_hex()[..16].into()
    }

    /// All groups at or below a name; empty if there are none.
    pub fn group_set(&self, name: &str) -> GroupSet {
        group_set(&self.groups, name)
    }

    /// Name of a group, such as `feature.messaging.send`.
    pub fn group_name(&self, group: GroupId) -> &str {
        &self.groups[group as usize]
    }

    /// What follows the first dot of a group's name: `messaging.send`.
    pub fn code(&self, group: GroupId) -> &str {
        let name = self.group_name(group);
        name.split_once('.').map_or(name, |(_, code)| code)
    }

    /// Number at the end of a group's name below `prefix`: 0.5 for `number.fraction.0.5`.
    pub fn number(&self, group: GroupId, prefix: &str) -> Option<f64> {
        self.group_name(group)
            .strip_prefix(prefix)?
            .strip_prefix('.')?
            .parse()
            .ok()
    }

    /// Plain strings of a key, such as `quotes.pairs`.
    pub fn strings(&self, key: &str) -> &[String] {
        self.strings.get(key).map_or(&[], Vec::as_slice)
    }

    /// Reference to a built-in slot, for facts that no pattern claims.
    pub fn slot_reference(&self, slot: &str) -> PatternRef {
        let digest = self
            .digests
            .get(self.group_set(slot).first as usize)
            .map(|d| blake3::Hash::from_bytes(*d).to_hex()[..16].to_owned());
        PatternRef {
            id: format!("{}.slot.{slot}", self.lang).into(),
            fingerprint: digest.unwrap_or_default().into(),
        }
    }
}

fn has_ref(node: &template::Node) -> bool {
    use template::Node;
    match node {
        Node::Ref { .. } => true,
        Node::Run(parts) | Node::Seq(parts) | Node::Alt(parts) => parts.iter().any(has_ref),
        Node::Opt(inner) => has_ref(inner),
        Node::Text(_) | Node::Gap(_) => false,
    }
}

fn parse_at(text: &str, place: &Place, errors: &mut Vec<PatternError>) -> Option<template::Node> {
    template::parse(text)
        .map_err(|e| {
            errors.push(PatternError::at(
                place.within(e.at, e.len),
                "the template cannot be read",
                e.message,
            ))
        })
        .ok()
}

fn placed(error: CompileError, place: &Place, title: &str) -> PatternError {
    let (place, title) = match error.place {
        Some((at, len)) => (place.within(at, len), title.to_owned()),
        None => (place.clone(), "the template cannot be compiled".to_owned()),
    };
    PatternError {
        help: error.help,
        ..PatternError::at(place, title, error.message)
    }
}

fn gap_error(place: &Place) -> PatternError {
    PatternError::at(
        place.clone(),
        "the template begins with a gap",
        "a gap needs something before it",
    )
    .help("take the gap away: a match may begin anywhere in a sentence")
}

/// Adds the starts of a template to the tables; calls `gap` if it may begin with one.
fn index(
    automata: &Automata,
    start: u32,
    finds: u32,
    words: &mut Vec<(u32, Start)>,
    groups: &mut Vec<(u32, Start)>,
    mut gap: impl FnMut(),
) {
    for edge in automata.edges_of(start) {
        match edge.label {
            Label::Word(word, caps) => words.push((
                word,
                Start {
                    finds,
                    to: edge.to,
                    caps,
                    role: 0,
                },
            )),
            Label::Tag(set, role) => groups.extend((set.first..set.last).map(|g| {
                (
                    u32::from(g),
                    Start {
                        finds,
                        to: edge.to,
                        caps: Caps::None,
                        role,
                    },
                )
            })),
            Label::Any | Label::Mark => return gap(),
        }
    }
}
