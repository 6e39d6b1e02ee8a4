//! Finds pattern files and loads each language when it is first asked for.
//!
//! Bundled files are part of the program; a directory given by the user overrides a bundled file of the same name and
//! adds others. A file that extends its own name builds on the one that it overrides. Nothing but the files of the language asked for (and those that they extend) is read.

use super::cache::Cache;
use super::error::{Gravity, PatternError, closest};
use super::fact_kind::{self, FactKind};
use super::file::{self, Entry, Header, RawFile, RawPattern};
use super::pack::Pack;
use super::taxonomy::Taxonomy;
use crate::model::Lang;
use flate2::read::DeflateDecoder;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// Files bundled with the program: name, size and deflated text; `build.rs` writes the rows.
#[expect(clippy::unreadable_literal, reason = "sizes that no one reads")]
const BUNDLED: &[(&str, usize, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/bundled.rs"));

/// Files that are extended by others and are no language of their own.
const SHARED: [&str; 3] = ["base", "services", "regions"];

/// Beginnings of the names of further such files: of one language each, of one script or part of the
/// world each, and of one kind of page each.
const FAMILIES: [&str; 3] = ["cldr-", "names-", "status-"];

/// Whether a file is one that all languages build on.
pub fn is_shared(name: &str) -> bool {
    SHARED.contains(&name)
}

/// Deepest chain of `extends`.
const DEEPEST: usize = 8;

#[derive(Debug)]
enum Origin {
    Bundled { size: usize, packed: &'static [u8] },
    File(PathBuf),
}

/// A language that is loaded, or what is wrong with it.
type Loaded = Result<Arc<Pack>, Arc<[PatternError]>>;

/// All languages that can be loaded.
#[derive(Debug)]
pub struct Library {
    /// Files of a name, each overriding the one before it.
    files: BTreeMap<String, Vec<Origin>>,
    kinds: Arc<[FactKind]>,
    taxonomy: Taxonomy,
    packs: BTreeMap<Lang, OnceLock<Loaded>>,
    cache: Option<Cache>,
}

/// Everything that stands in the files of a language.
#[derive(Debug, Default)]
pub struct Merged {
    /// `[file]` after inheritance.
    pub header: Header,
    /// Entries of all files, without those that were taken away.
    pub entries: Vec<Entry>,
    /// Patterns of all files, without those that were replaced or disabled.
    pub patterns: Vec<RawPattern>,
}

impl Library {
    /// The bundled languages.
    pub fn bundled() -> Self {
        Self::with_dirs(&[]).unwrap_or_else(|e| unreachable!("bundled declarations are sound: {e}"))
    }

    /// The bundled languages and those of directories; later directories win.
    ///
    /// # Errors
    /// If a directory cannot be listed, or its `facts.toml` or `taxonomy.toml` cannot be read.
    pub fn with_dirs(dirs: &[PathBuf]) -> Result<Self, PatternError> {
        let mut files: BTreeMap<String, Vec<Origin>> = BUNDLED
            .iter()
            .map(|&(name, size, packed)| (name.to_owned(), vec![Origin::Bundled { size, packed }]))
            .collect();
        let mut taxonomy = Taxonomy::bundled()?;
        let mut kinds = fact_kind::parse("patterns/facts.toml", fact_kind::BUNDLED)?;
        for dir in dirs {
            let listing = std::fs::read_dir(dir).map_err(|e| {
                PatternError::plain(format!(
                    "cannot list the pattern directory `{}`: {e}",
                    dir.display()
                ))
            })?;
            for item in listing {
                let path = item
                    .map_err(|e| {
                        PatternError::plain(format!("cannot list `{}`: {e}", dir.display()))
                    })?
                    .path();
                let (Some(stem), Some("toml")) = (
                    path.file_stem().and_then(|s| s.to_str()),
                    path.extension().and_then(|e| e.to_str()),
                ) else {
                    continue;
                };
                match stem {
                    "facts" => {
                        let own = fact_kind::parse(&path.display().to_string(), &read(&path)?)?;
                        kinds.retain(|k| own.iter().all(|o| o.name != k.name));
                        kinds.extend(own);
                    }
                    "taxonomy" => taxonomy.add(&path.display().to_string(), &read(&path)?)?,
                    _ => {
                        let same = files.entry(stem.to_owned()).or_default();
                        same.push(Origin::File(path));
                    }
                }
            }
        }
        kinds.sort_by(|a, b| a.name.cmp(&b.name));
        let packs = files
            .keys()
            .filter(|n| !is_shared(n) && !FAMILIES.iter().any(|f| n.starts_with(f)))
            .filter_map(|n| n.parse().ok())
            .map(|l| (l, OnceLock::new()))
            .collect();
        Ok(Self {
            files,
            kinds: kinds.into(),
            taxonomy,
            packs,
            cache: None,
        })
    }

    /// The same, with bundled languages taken from a cache where it has them, and put there where it has not.
    ///
    /// Does nothing where a directory adds to the bundled files: what someone is at work on is compiled each time.
    #[must_use]
    pub fn with_cache(mut self, cache: Cache) -> Self {
        let bundled = self.files.len() == BUNDLED.len()
            && self
                .files
                .values()
                .all(|f| matches!(f[..], [Origin::Bundled { .. }]));
        self.cache = Some(cache).filter(|_| bundled);
        self
    }

    /// Size of the bundled file of a name in bytes, as text and as it is packed; `None` if it is not bundled or overridden.
    pub fn bundled_size(&self, name: &str) -> Option<(usize, usize)> {
        match self.files.get(name)?.last()? {
            Origin::Bundled { size, packed } => Some((*size, packed.len())),
            Origin::File(_) => None,
        }
    }

    /// Languages that have been loaded, or whose loading has failed, sorted.
    pub fn loaded(&self) -> Vec<Lang> {
        let loaded = self.packs.iter().filter(|(_, cell)| cell.get().is_some());
        loaded.map(|(lang, _)| *lang).collect()
    }

    /// Languages that can be loaded, sorted.
    pub fn languages(&self) -> Vec<Lang> {
        self.packs.keys().copied().collect()
    }

    /// Declarations of all fact kinds.
    pub fn kinds(&self) -> &Arc<[FactKind]> {
        &self.kinds
    }

    /// Codes that facts may carry.
    pub fn taxonomy(&self) -> &Taxonomy {
        &self.taxonomy
    }

    /// Names of all files, sorted: languages and what they extend.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Path of the file that is used under a name, as messages show it; bundled files have one that is no file.
    pub fn path(&self, name: &str) -> String {
        match self.files.get(name).and_then(|f| f.last()) {
            Some(Origin::File(path)) => path.display().to_string(),
            _ => format!("patterns/{name}.toml"),
        }
    }

    /// Whether the file that is used under a name is the user's.
    pub fn is_own(&self, name: &str) -> bool {
        let last = self.files.get(name).and_then(|f| f.last());
        matches!(last, Some(Origin::File(_)))
    }

    /// A language, compiled when it is first asked for; `pt-BR` falls back to `pt`. Warnings are not kept: see [`check`](crate::check).
    ///
    /// # Errors
    /// What is wrong with its files, and nothing of the language is used; `None` if there is no such language.
    pub fn pack(&self, lang: Lang) -> Option<Result<Arc<Pack>, Arc<[PatternError]>>> {
        let cell = self
            .packs
            .get(&lang)
            .or_else(|| self.packs.get(&lang.primary()))?;
        let lang = if self.packs.contains_key(&lang) {
            lang
        } else {
            lang.primary()
        };
        Some(cell.get_or_init(|| self.load(lang)).clone())
    }

    /// A language from the cache, else compiled.
    fn load(&self, lang: Lang) -> Loaded {
        let cache = self.cache.as_ref();
        if let Some(mut pack) = cache.and_then(|c| c.get(lang)) {
            pack.kinds = self.kinds.clone();
            return Ok(Arc::new(pack));
        }
        let (pack, errors) = self.compile(lang);
        if errors.iter().any(|e| e.gravity == Gravity::Error) {
            return Err(errors.into());
        }
        if let Some(cache) = cache {
            cache.put(&pack);
        }
        Ok(Arc::new(pack))
    }

    /// Compiles a language anew, with everything that is wrong.
    pub fn compile(&self, lang: Lang) -> (Pack, Vec<PatternError>) {
        let (merged, mut errors) = self.merge(lang.as_str());
        let (pack, more) = Pack::compile(
            lang,
            merged.header,
            &merged.entries,
            &merged.patterns,
            self.kinds.clone(),
        );
        errors.extend(more);
        (pack, errors)
    }

    /// A file with all that it builds on, merged: bases first, then its own.
    pub fn merge(&self, name: &str) -> (Merged, Vec<PatternError>) {
        let mut errors = Vec::new();
        let mut chain = Chain::default();
        let top = self.files.get(name).map_or(0, |f| f.len().max(1) - 1);
        self.collect((name, top), &mut chain, &mut errors);
        let mut merged = Merged::default();
        for (_, file) in chain.files {
            merged.add(file, &mut errors);
        }
        (merged, errors)
    }

    /// The file that is used under a name, parsed.
    pub fn parse(&self, name: &str) -> (Option<RawFile>, Vec<PatternError>) {
        let top = self.files.get(name).map_or(0, |f| f.len().max(1) - 1);
        self.parse_at(name, top)
    }

    fn parse_at(&self, name: &str, level: usize) -> (Option<RawFile>, Vec<PatternError>) {
        match self.files.get(name).and_then(|f| f.get(level)) {
            Some(&Origin::Bundled { size, packed }) => {
                let text = unpacked(size, packed);
                file::parse(name, &format!("patterns/{name}.toml"), &text)
            }
            Some(Origin::File(path)) => match read(path) {
                Ok(text) => file::parse(name, &path.display().to_string(), &text),
                Err(e) => (None, vec![e]),
            },
            None => {
                let mut error = PatternError::plain(format!("there is no pattern file `{name}`"));
                error.help = self.suggest(name);
                (None, vec![error])
            }
        }
    }

    fn suggest(&self, name: &str) -> Option<String> {
        closest(name, self.names()).map(|n| format!("did you mean `{n}`?"))
    }

    /// Files that a file builds on, then itself, each once.
    fn collect(
        &self,
        (name, level): (&str, usize),
        chain: &mut Chain,
        errors: &mut Vec<PatternError>,
    ) {
        let id = (name.to_owned(), level);
        if chain.files.iter().any(|(f, _)| *f == id) {
            return;
        }
        let (file, more) = self.parse_at(name, level);
        errors.extend(more);
        let Some(file) = file else { return };
        chain.path.push(id.clone());
        for (base, place) in &file.extends {
            // A file that extends its own name means the one that it overrides.
            let below = match self.files.get(base) {
                Some(_) if base == name => level.checked_sub(1),
                Some(files) => files.len().checked_sub(1),
                None => None,
            };
            let error = match below {
                _ if !self.files.contains_key(base) => {
                    let message = format!("`{base}` is extended and does not exist");
                    let error = PatternError::at(place.clone(), message, "no such file");
                    PatternError {
                        help: self.suggest(base),
                        ..error
                    }
                }
                Some(below) if !chain.path.contains(&(base.clone(), below)) => {
                    if chain.path.len() < DEEPEST {
                        self.collect((base, below), chain, errors);
                        continue;
                    }
                    let message =
                        format!("more than {DEEPEST} files are extended one through another");
                    PatternError::at(place.clone(), message, chain.way())
                }
                _ => {
                    let message = format!("`{base}` is extended in a circle");
                    let label = format!("{} -> {base}", chain.way());
                    PatternError::at(place.clone(), message, label)
                }
            };
            errors.push(error);
        }
        chain.path.pop();
        chain.files.push((id, file));
    }
}

/// Files in the order in which they build on each other, known by name and by how many files of that name they override.
#[derive(Default)]
struct Chain {
    files: Vec<((String, usize), RawFile)>,
    /// Those that are being read now.
    path: Vec<(String, usize)>,
}

impl Chain {
    fn way(&self) -> String {
        let names: Vec<_> = self.path.iter().map(|(name, _)| name.as_str()).collect();
        names.join(" -> ")
    }
}

impl Merged {
    fn add(&mut self, file: RawFile, errors: &mut Vec<PatternError>) {
        let own = file.header;
        let h = &mut self.header;
        h.language = own.language;
        h.name = own.name;
        h.version = own.version;
        h.authors.extend(own.authors);
        h.extends = own.extends;
        h.unspaced = own.unspaced.or(h.unspaced);
        h.decimal = own.decimal.or_else(|| h.decimal.take());
        h.thousands = own.thousands.or_else(|| h.thousands.take());
        h.dates = own.dates.or_else(|| h.dates.take());
        for (into, from) in [
            (&mut h.fold, own.fold),
            (&mut h.prefixes, own.prefixes),
            (&mut h.articles, own.articles),
            (&mut h.suffixes, own.suffixes),
        ] {
            into.extend(from);
        }
        for entry in file.entries {
            if entry.removes {
                let before = self.entries.len();
                self.entries
                    .retain(|e| e.group != entry.group || e.text != entry.text);
                if self.entries.len() == before {
                    errors.push(PatternError::at(
                        entry.place,
                        format!(
                            "`{}` takes away what `{}` does not hold",
                            entry.text, entry.group
                        ),
                        "nothing to take away",
                    ));
                }
            } else {
                self.entries.push(entry);
            }
        }
        for (id, place) in file.disable {
            let before = self.patterns.len();
            self.patterns.retain(|p| p.id != id);
            if self.patterns.len() == before {
                let mut error = PatternError::at(
                    place,
                    format!("`{id}` is disabled and does not exist"),
                    "no inherited pattern has this id",
                );
                error.help = closest(&id, self.patterns.iter().map(|p| p.id.as_str()))
                    .map(|n| format!("did you mean `{n}`?"));
                errors.push(error);
            }
        }
        let first_own = self.patterns.len();
        for pattern in file.patterns {
            match self.patterns.iter().position(|p| p.id == pattern.id) {
                Some(i) if i >= first_own => errors.push(PatternError::at(
                    pattern.place,
                    format!("two patterns are called `{}`", pattern.id),
                    "the second one",
                )),
                Some(i) => self.patterns[i] = pattern,
                None => self.patterns.push(pattern),
            }
        }
    }
}

/// The text of a bundled file.
fn unpacked(size: usize, packed: &[u8]) -> String {
    let mut text = String::with_capacity(size);
    DeflateDecoder::new(packed)
        .read_to_string(&mut text)
        .expect("the build has packed a text");
    text
}

fn read(path: &Path) -> Result<String, PatternError> {
    std::fs::read_to_string(path).map_err(|e| {
        PatternError::plain(format!(
            "cannot read the pattern file `{}`: {e}",
            path.display()
        ))
    })
}
