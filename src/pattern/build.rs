//! Merged entries and patterns to a [`Pack`].
//!
//! Lists are compiled first, then patterns. Whatever is wrong is collected with its place; what is right is still there,
//! so that an author sees all mistakes at once. Invariant: a file cannot make the pack larger than the bounds below,
//! and compiling stops at the first one that it reaches.

use super::compile::{CompileError, Compiler, Graph};
use super::condense::Condensed;
use super::error::{PatternError, Place, closest};
use super::fact_kind::FactKind;
use super::file::{Entry, Header, RawPattern};
use super::glue::{self, Glue, has_ref};
use super::group::{self, GroupId, GroupNames, GroupSet, SLOTS};
use super::meaning::{Bounds, Meaning};
use super::nfa::{Automata, Label};
use super::pack::{Pack, Pattern};
use super::start::{Index, Phrases, Start, index, needs};
use super::template::{self, Node};
use super::vocabulary::Vocabulary;
use crate::model::{Lang, PatternRef};
use crate::segment::{Words, fold::folded};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Most templates that one language may hold, lists and patterns together.
pub const TEMPLATES: usize = 60_000;

/// Most automaton states that one language may hold.
pub const STATES: usize = 1_000_000;

/// Most automaton edges that one language may hold.
pub const EDGES: usize = 2_000_000;

/// Most templates of one kind (lists, or patterns) that may begin with the same word or list.
pub const STARTS: usize = 2048;

/// Starts of templates by word or group, under construction.
type Pairs = Vec<(u32, Start)>;

struct Builder {
    pack: Pack,
    vocabulary: Vocabulary,
    automata: Automata,
    errors: Vec<PatternError>,
    /// Digests of the sets of groups that patterns use, since many use the same.
    digests: FxHashMap<GroupSet, [u8; 32]>,
    full: bool,
    /// Templates of lists with their groups, until patterns that glue them to letters are read.
    lists: Vec<(GroupId, Node)>,
    /// Which of these are of each group.
    places: Vec<Vec<u32>>,
    /// Starts of lists, until it is known which of them templates ask for.
    plain: Pairs,
    graph: Graph,
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
        let mut pack = Self::empty(lang, header, kinds);
        let count = entries.len() + patterns.iter().map(|p| p.matches.len()).sum::<usize>();
        if count > TEMPLATES {
            let message = format!("`{lang}` holds {count} templates, more than {TEMPLATES}");
            return (pack, vec![PatternError::plain(message)]);
        }
        let mut names: BTreeSet<&str> = SLOTS.into_iter().collect();
        for e in entries {
            if e.plain {
                let list = pack.strings.entry(e.group.clone()).or_default();
                list.push(e.text.clone());
            } else {
                names.insert(&e.group);
            }
        }
        pack.groups = names.iter().map(|&n| n.into()).collect();
        let mut builder = Builder {
            vocabulary: std::mem::take(&mut pack.vocabulary),
            pack,
            automata: Automata::default(),
            errors: Vec::new(),
            digests: FxHashMap::default(),
            full: false,
            lists: Vec::new(),
            places: Vec::new(),
            plain: Pairs::new(),
            graph: Graph::default(),
        };
        builder.pack.and = glued_ands(&builder.vocabulary, entries);
        builder.doubles(entries, &names);
        builder.meanings(entries);
        builder.lists(entries);
        builder.patterns(patterns);
        builder.index_lists();
        let Builder {
            mut pack,
            vocabulary,
            automata,
            errors,
            ..
        } = builder;
        pack.vocabulary = vocabulary;
        pack.vocabulary.shrink();
        pack.condense(&automata);
        pack.fingerprint = pack.digest_all();
        pack.refer_to_slots();
        (pack, errors)
    }

    /// Takes the automata over, without what no run needs.
    fn condense(&mut self, automata: &Automata) {
        let mut condensed = Condensed::new(automata);
        let tables = [
            self.lists.starts_mut(),
            self.phrases.starts_mut(),
            self.fillers.starts_mut(),
            self.composed.0.starts_mut(),
            self.composed.1.starts_mut(),
            self.starts.0.starts_mut(),
            self.starts.1.starts_mut(),
        ];
        for start in tables.into_iter().flatten() {
            start.to = condensed.state(start.to);
        }
        self.automata = condensed.finish();
    }

    fn empty(lang: Lang, header: Header, kinds: Arc<[FactKind]>) -> Self {
        Self {
            lang,
            vocabulary: Vocabulary::new(&header),
            header,
            and: Vec::new(),
            groups: Vec::new(),
            needs: vec![Vec::new()],
            slots: Default::default(),
            value_sets: Vec::new(),
            meanings: Vec::new(),
            zones: Vec::new(),
            bounds: Bounds::read(|_| None),
            strings: BTreeMap::new(),
            automata: Automata::default(),
            lists: Index::default(),
            phrases: Phrases::default(),
            fillers: Index::default(),
            composed: Default::default(),
            starts: Default::default(),
            patterns: Vec::new(),
            kinds,
            fingerprint: "".into(),
            digests: Vec::new(),
            slot_references: Vec::new(),
        }
    }
}

/// The prefixes of a language that are words of `range.and`.
fn glued_ands(vocabulary: &Vocabulary, entries: &[Entry]) -> Vec<Box<str>> {
    let ands = entries
        .iter()
        .filter(|e| e.group == "range.and")
        .map(|e| folded(&e.text, vocabulary.fold()));
    ands.filter(|word| vocabulary.is_prefix(word))
        .map(Into::into)
        .collect()
}

impl Builder {
    /// A name that is both a list and a prefix of lists would mean two things in a template.
    fn doubles(&mut self, entries: &[Entry], names: &BTreeSet<&str>) {
        let mut told = BTreeSet::new();
        let heads: BTreeSet<&str> = names
            .iter()
            .flat_map(|n| n.match_indices('.').map(|(i, _)| &n[..i]))
            .collect();
        for e in entries.iter().filter(|e| !e.plain) {
            if heads.contains(e.group.as_str()) && told.insert(&e.group) {
                self.errors.push(
                    PatternError::at(
                        e.place.clone(),
                        format!("`{}` is a list and also holds lists", e.group),
                        "move these words to a list below it",
                    )
                    .help(format!("for example `{}.any`", e.group)),
                );
            }
        }
    }

    /// What the names of the temporal groups mean; one that means nothing is told where its first word stands.
    fn meanings(&mut self, entries: &[Entry]) {
        let pack = &mut self.pack;
        pack.slots = SLOTS.map(|slot| pack.group_set(slot).first);
        let sets = |value: &str| value.split('|').map(|name| pack.group_set(name)).collect();
        pack.value_sets = pack
            .kinds
            .iter()
            .map(|k| k.value.as_deref().map_or_else(Vec::new, sets))
            .collect();
        pack.bounds = Bounds::read(|key| pack.strings.get(key)?.last().map(String::as_str));
        for group in &pack.groups {
            let meaning = Meaning::of(group, &mut pack.zones).unwrap_or_else(|message| {
                let entry = entries.iter().find(|e| e.group == **group);
                self.errors.extend(entry.map(|e| {
                    let title = format!("the list `{group}` has no meaning");
                    PatternError::at(e.place.clone(), title, message)
                }));
                Meaning::None
            });
            pack.meanings.push(meaning);
        }
    }

    fn lists(&mut self, entries: &[Entry]) {
        let of = group::of_entries(&self.pack.groups, entries);
        let mut numbers = Vec::new();
        let mut lists = Vec::new();
        for (number, entry) in entries.iter().enumerate().filter(|(_, e)| !e.plain) {
            if let Some(tree) = parse_at(&entry.text, &entry.place, &mut self.errors)
                && let Some(group) = of[number]
            {
                numbers.push(number);
                lists.push((group, tree));
            }
        }
        self.places = glue::places(&lists, self.pack.groups.len());
        self.lists = lists;
        let mut refers: BTreeMap<GroupId, Vec<GroupSet>> = BTreeMap::new();
        for (i, &number) in numbers.iter().enumerate() {
            let (group, tree) = &self.lists[i];
            if glue::is_glued(tree) && !self.vocabulary.unspaced() {
                let (group, tree) = (*group, tree.clone());
                let entry = &entries[number];
                if let Some((tree, taken)) = self.glued(tree, &entry.place, &entry.group) {
                    self.lists[i].1 = tree;
                    refers.entry(group).or_default().extend(taken);
                }
            }
        }
        let composed: BTreeSet<GroupId> = self
            .lists
            .iter()
            .filter(|(_, tree)| has_ref(tree))
            .map(|(group, _)| *group)
            .collect();
        let groups = self.pack.groups.iter().enumerate();
        let allowed: BTreeSet<String> = groups
            .filter(|(i, g)| !composed.contains(&(*i as GroupId)) && !SLOTS.contains(&&***g))
            .map(|(_, g)| g.to_string())
            .collect();
        let mut plain = Pairs::new();
        let (mut words, mut groups) = (Pairs::new(), Pairs::new());
        let lists = std::mem::take(&mut self.lists);
        for ((group, tree), &number) in lists.iter().zip(&numbers) {
            let entry = &entries[number];
            let from = self.automata.edges.len();
            let title = || format!("list `{}` cannot be compiled", entry.group);
            let Some(start) =
                self.template(tree, &entry.place, title, Some(&allowed), &mut Vec::new())
            else {
                continue;
            };
            let finds = (*group, 0);
            let sound = if has_ref(tree) {
                refers.entry(*group).or_default().extend(self.sets(from));
                index(&mut self.automata, start, finds, &mut words, &mut groups)
            } else {
                index(
                    &mut self.automata,
                    start,
                    finds,
                    &mut plain,
                    &mut Pairs::new(),
                )
            };
            if !sound {
                self.errors.push(gap_error(&entry.place));
            }
        }
        self.lists = lists;
        self.pack.digests = self.pack.digest_groups(entries, &of, &refers);
        self.plain = plain;
        self.pack.composed = (self.by_word(&words), self.by_group(&groups));
    }

    /// A template with the lists that are glued to letters spelled out, and which these are.
    fn glued(&mut self, tree: Node, place: &Place, what: &str) -> Option<(Node, Vec<GroupSet>)> {
        let mut glue = Glue {
            groups: &self.pack.groups,
            lists: &self.lists,
            places: &self.places,
            taken: Vec::new(),
        };
        match glue.spell(tree, false) {
            Ok(tree) => Some((tree, glue.taken)),
            Err(unfit) => {
                let title = format!("`{what}` glues a list to letters that is none of endings");
                let place = place.within(unfit.at, unfit.name.len());
                self.errors
                    .push(PatternError::at(place, title, unfit.why).warning().help(
                        "put a space before the list; prefixes that words take stand in `[file]`",
                    ));
                None
            }
        }
    }

    /// Parts words that get a tag wherever they stand from those that slots look up.
    fn index_lists(&mut self) {
        let asked = self.automata.edges.iter().filter_map(|e| match e.label {
            Label::Tag(set, _) => Some(set),
            _ => None,
        });
        let contexts = self
            .pack
            .patterns
            .iter()
            .flat_map(|p| p.near.iter().chain(&p.unless).chain(&p.without));
        let mut tagged = vec![false; self.pack.groups.len()];
        for set in asked.chain(contexts.copied()) {
            tagged[set.first as usize..set.last as usize].fill(true);
        }
        let (mut plain, mut fillers) = (Pairs::new(), Pairs::new());
        for (word, start) in std::mem::take(&mut self.plain) {
            let state = self.automata.states[start.to as usize];
            let single = state.accepts && state.edges == 0;
            let group = start.finds as usize;
            if state.accepts {
                self.vocabulary.keep_whole(word);
            }
            if single && !tagged[group] && self.pack.meanings[group].is_filler() {
                fillers.push((word, start));
            } else {
                plain.push((word, start));
            }
        }
        self.pack.fillers = self.by_word(&fillers);
        self.bound_words(&plain);
        self.pack.phrases = Phrases::take(&self.automata, &mut plain);
        self.pack.lists = self.by_word(&plain);
    }

    fn patterns(&mut self, patterns: &[RawPattern]) {
        let (mut words, mut groups) = (Pairs::new(), Pairs::new());
        for raw in patterns {
            if let Some(pattern) = self.pattern(raw, &mut words, &mut groups) {
                self.pack.patterns.push(pattern);
            }
        }
        self.pack.starts = (self.by_word(&words), self.by_group(&groups));
    }

    /// Number of what a template needs; 0 for nothing.
    fn needs(&mut self, start: u32) -> u16 {
        let needs = needs(&self.automata, start);
        let known = &mut self.pack.needs;
        let at = known.iter().position(|n| *n == needs).unwrap_or_else(|| {
            known.push(needs);
            known.len() - 1
        });
        at as u16
    }

    fn pattern(
        &mut self,
        raw: &RawPattern,
        words: &mut Pairs,
        groups: &mut Pairs,
    ) -> Option<Pattern> {
        let Some(kind) = self.pack.kinds.iter().position(|k| k.name == raw.fact) else {
            let mut error = PatternError::at(
                raw.fact_place.clone(),
                format!("pattern `{}` finds an unknown fact", raw.id),
                format!("no fact called `{}` in facts.toml", raw.fact),
            );
            error.help = closest(&raw.fact, self.pack.kinds.iter().map(|k| k.name.as_str()))
                .map(|n| format!("did you mean `{n}`?"));
            self.errors.push(error);
            return None;
        };
        let [near, unless, without] =
            [&raw.near, &raw.unless, &raw.without].map(|names| self.contexts(raw, names));
        let contexts = near.iter().chain(&unless).chain(&without);
        let mut used: BTreeSet<GroupSet> = contexts.copied().collect();
        let mut roles = Vec::new();
        let number = self.pack.patterns.len() as u16;
        let title = || format!("pattern `{}` uses an unknown list", raw.id);
        for (text, place) in &raw.matches {
            let Some(mut tree) = parse_at(text, place, &mut self.errors) else {
                continue;
            };
            if glue::is_glued(&tree)
                && !self.vocabulary.unspaced()
                && let Some((spelled, taken)) = self.glued(tree.clone(), place, &raw.id)
            {
                tree = spelled;
                used.extend(taken);
            }
            let from = self.automata.edges.len();
            if let Some(start) = self.template(&tree, place, title, None, &mut roles) {
                let needs = self.needs(start);
                if !index(&mut self.automata, start, (number, needs), words, groups) {
                    self.errors.push(gap_error(place));
                }
            }
            used.extend(self.sets(from));
        }
        Some(Pattern {
            reference: PatternRef {
                id: format!("{}.{}", self.pack.lang, raw.id).into(),
                fingerprint: self
                    .pack
                    .digest_pattern(raw, kind, &used, &mut self.digests),
            },
            kind,
            near,
            unless,
            without,
            moments: raw.moments,
            set: raw
                .set
                .iter()
                .map(|(k, (v, _))| (k.clone(), v.clone()))
                .collect(),
            confidence: raw.confidence,
            priority: raw.priority,
            roles,
        })
    }

    /// Groups that `near`, `unless` or `without` names.
    fn contexts(&mut self, raw: &RawPattern, list: &[(String, Place)]) -> Vec<GroupSet> {
        let names = GroupNames {
            groups: &self.pack.groups,
            allowed: None,
        };
        let mut sets = Vec::new();
        for (name, place) in list {
            match super::compile::Names::groups(&names, name) {
                Ok(set) => sets.push(set),
                Err(mut e) => {
                    e.place = Some((0, name.len()));
                    let title = format!("pattern `{}` uses an unknown list", raw.id);
                    self.errors.push(placed(e, place, &title));
                }
            }
        }
        sets
    }

    /// Compiles one template; `None` if it cannot be, or if the language is already too large.
    fn template(
        &mut self,
        tree: &Node,
        place: &Place,
        title: impl Fn() -> String,
        allowed: Option<&BTreeSet<String>>,
        roles: &mut Vec<String>,
    ) -> Option<u32> {
        if self.full {
            return None;
        }
        let names = GroupNames {
            groups: &self.pack.groups,
            allowed,
        };
        let start = Compiler {
            vocabulary: &mut self.vocabulary,
            automata: &mut self.automata,
            names: &names,
            roles,
            graph: &mut self.graph,
        }
        .compile(tree);
        for (what, size, most) in [
            ("states", self.automata.states.len(), STATES),
            ("edges", self.automata.edges.len(), EDGES),
            ("words", self.vocabulary.len(), EDGES),
        ] {
            if size > most && !self.full {
                self.full = true;
                self.errors.push(
                    PatternError::at(
                        place.clone(),
                        format!("`{}` needs more than {most} {what}", self.pack.lang),
                        "the rest is not read",
                    )
                    .help("take away what is seldom found, or glue fewer parts"),
                );
            }
        }
        start
            .map_err(|e| self.errors.push(placed(e, place, &title())))
            .ok()
    }

    /// Groups that edges from number `from` on go through.
    fn sets(&self, from: usize) -> impl Iterator<Item = GroupSet> + use<'_> {
        self.automata.edges[from..]
            .iter()
            .filter_map(|e| match e.label {
                Label::Tag(set, _) => Some(set),
                _ => None,
            })
    }

    fn by_word(&mut self, pairs: &Pairs) -> Index {
        self.bound_words(pairs);
        Index::build(pairs)
    }

    /// Tells of a word that too many templates begin with.
    fn bound_words(&mut self, pairs: &Pairs) {
        if let Some((word, n)) = too_many(pairs, self.vocabulary.len()) {
            let name = self.vocabulary.word(word).unwrap_or_default().to_owned();
            self.crowded(&name, n);
        }
    }

    fn by_group(&mut self, pairs: &Pairs) -> Index {
        if let Some((group, n)) = too_many(pairs, self.pack.groups.len()) {
            let name = format!("{{{}}}", self.pack.groups[group as usize]);
            self.crowded(&name, n);
        }
        Index::build(pairs)
    }

    fn crowded(&mut self, name: &str, n: usize) {
        self.errors.push(PatternError::plain(format!(
            "`{}` has {n} templates that begin with `{name}`, more than {STARTS}; join some with `(a|b)`",
            self.pack.lang
        )));
    }
}

/// The word or group, of those up to `last`, that the most templates begin with, and how many, if these are too many.
fn too_many(pairs: &Pairs, last: usize) -> Option<(u32, usize)> {
    let mut counts = vec![0; last + 1];
    for (key, _) in pairs {
        counts[*key as usize] += 1;
    }
    let widest = (0..).zip(counts).max_by_key(|&(_, n)| n);
    widest.filter(|&(_, n)| n > STARTS)
}

fn parse_at(text: &str, place: &Place, errors: &mut Vec<PatternError>) -> Option<Node> {
    template::parse(text)
        .map_err(|e| {
            errors.push(PatternError::at(
                place.within(e.at, e.len),
                "the template cannot be read",
                e.message,
            ));
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
