//! From paths and standard input to [documents](crate::model::Document): text, Markdown, HTML, JSON, JSON Lines.
//!
//! [`sources`] finds what there is to read, one [`Source`] at a time and in a fixed order; [`Source::document`] reads it, on whatever
//! thread. A source that cannot be read is an [`Error`] with its name and the reason, and the next one follows. It keeps at most
//! one file or line in memory, stores nothing, and detects no language: markup only votes (see [`LANGUAGE_VOTED`]).
//!
//! What is read in a folder: `.txt`, `.md`, `.html`, `.htm`, `.json` and `.jsonl`, recursively, in order of names, without hidden entries.
//! A `.json` file is an article only if it holds `text` or `html`; so `gold.json` and the like are skipped with a reason. A file
//! `NAME.meta.json` or `NAME.json` beside `NAME.txt` (or `.md`, `.html`, `.htm`) describes that text.
//!
//! Next stage: language detection.

mod charset;
mod error;
mod file;
mod html;
mod json;
mod name;
mod record;
mod source;
mod text;
mod walk;

pub use error::Error;
pub use html::{MainText, Precise, Readable, from_html};
pub use record::Record;
pub use source::{Format, Source};

use crate::model::{Lang, Published};
use error::{Found, Kind};
use std::collections::VecDeque;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use walk::Walk;

/// Flag of a document whose `language` was voted by its markup rather than given: detection still decides.
pub const LANGUAGE_VOTED: &str = "language-voted";

/// What is known of all inputs, and how large one may be.
#[derive(Clone, Debug)]
pub struct Options {
    /// Language of every document; detection is skipped.
    pub language: Option<Lang>,
    /// Publication date of documents that name none themselves.
    pub published: Option<Published>,
    /// What standard input and files without a known extension hold; `None` looks at their first bytes.
    pub format: Option<Format>,
    /// Most bytes of one document: of a file, or of a line of JSON Lines.
    pub max_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            language: None,
            published: None,
            format: None,
            max_bytes: 64 << 20,
        }
    }
}

/// Iterates over everything that can be read under `inputs`; `-` is standard input.
///
/// # Examples
///
/// ```
/// let folder = std::env::temp_dir().join("pulih-load-example");
/// std::fs::create_dir_all(&folder)?;
/// std::fs::write(folder.join("a.txt"), "WhatsApp down\n\nLayanan pulih.\n")?;
/// for source in pulih::load::sources([folder], pulih::load::Options::default()) {
///     let doc = source.and_then(pulih::load::Source::document).expect("a text");
///     assert_eq!(doc.title.as_deref(), Some("WhatsApp down"));
/// }
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn sources(inputs: impl IntoIterator<Item = PathBuf>, options: Options) -> Sources {
    let inputs: VecDeque<_> = inputs.into_iter().collect();
    Sources {
        inputs,
        options,
        current: Current::None,
    }
}

/// Iterates over the documents that `reader` holds, under the name `name`.
///
/// *Shape*: JSON Lines yield a source a line as they come; everything else is one source and is read whole.
pub fn sources_of_reader(
    reader: impl BufRead + Send + 'static,
    name: &str,
    options: Options,
) -> Sources {
    let current = open_reader(Box::new(reader), name, &options);
    Sources {
        inputs: VecDeque::new(),
        options,
        current,
    }
}

/// Iterator of [`sources`].
pub struct Sources {
    inputs: VecDeque<PathBuf>,
    options: Options,
    current: Current,
}

type Reader = Box<dyn BufRead + Send>;

/// The input that is being read.
enum Current {
    None,
    Walk(Walk, Found),
    Lines(json::Lines<Reader>, String),
    Ready(VecDeque<Result<Source, Error>>),
    /// Files of records within a walk, which goes on after them.
    Inside(Box<Current>, Box<Current>),
}

impl Iterator for Sources {
    type Item = Result<Source, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.step() {
                return Some(item);
            }
            self.current = match std::mem::replace(&mut self.current, Current::None) {
                Current::Inside(_, outer) => *outer,
                _ => open(&self.inputs.pop_front()?, &self.options),
            };
        }
    }
}

impl Sources {
    /// The next item of the current input; `None` at its end.
    fn step(&mut self) -> Option<Result<Source, Error>> {
        loop {
            let inner = match &mut self.current {
                Current::Inside(inner, _) => inner.as_mut(),
                other => other,
            };
            match inner {
                Current::None | Current::Inside(..) => return None,
                Current::Ready(items) => return items.pop_front(),
                Current::Lines(lines, name) => {
                    let options = &self.options;
                    let item = lines.next()?;
                    return Some(
                        item.map(|p| Source::record(name.clone(), p, Found::Named, options)),
                    );
                }
                Current::Walk(walk, found) => {
                    let found = *found;
                    let path = match walk.next()? {
                        Ok(path) => path,
                        Err(e) => return Some(Err(e)),
                    };
                    match open_file(path, found, &self.options) {
                        Opened::One(item) => return Some(item),
                        Opened::Nothing => {}
                        Opened::Many(inner) => {
                            let outer = std::mem::replace(&mut self.current, Current::None);
                            self.current = Current::Inside(Box::new(inner), Box::new(outer));
                        }
                    }
                }
            }
        }
    }
}

/// What a file turned out to hold.
enum Opened {
    Nothing,
    One(Result<Source, Error>),
    Many(Current),
}

fn open(input: &Path, options: &Options) -> Current {
    if input.as_os_str() == "-" {
        let stdin = std::io::BufReader::with_capacity(1 << 16, std::io::stdin());
        return open_reader(Box::new(stdin), "-", options);
    }
    let found = if input.is_dir() {
        Found::InFolder
    } else {
        Found::Named
    };
    Current::Walk(Walk::new(input.to_path_buf()), found)
}

fn open_reader(mut reader: Reader, name: &str, options: &Options) -> Current {
    let one = |item| Current::Ready(VecDeque::from([item]));
    let head = match reader.fill_buf() {
        Ok(head) => head,
        Err(e) => return one(Err(Error::io(name, e))),
    };
    let format = options.format.unwrap_or_else(|| Format::sniff(head));
    if format == Format::JsonLines {
        return Current::Lines(
            json::Lines::new(reader, name.to_owned(), options.max_bytes),
            name.to_owned(),
        );
    }
    let limit = options.max_bytes;
    let mut bytes = Vec::new();
    match std::io::Read::read_to_end(&mut std::io::Read::take(reader, limit + 1), &mut bytes) {
        Err(e) => one(Err(Error::io(name, e))),
        Ok(read) if read as u64 > limit => {
            let kind = Kind::TooLarge {
                bytes: read as u64,
                limit,
            };
            one(Err(Error::new(name, kind)))
        }
        Ok(_) if format == Format::Json => {
            Current::Ready(records(&bytes, name, Found::Named, options))
        }
        Ok(_) => one(Ok(Source::bytes(name.to_owned(), bytes, format, options))),
    }
}

/// Opens a regular file; only JSON is looked into here, because it may hold many documents.
fn open_file(path: PathBuf, found: Found, options: &Options) -> Opened {
    let name = name::of(&path);
    let failed = |e: Error| Opened::One(Err(e.found(found)));
    let format = match (Format::of_path(&path), found) {
        (Some(format), _) => Some(format),
        (None, Found::InFolder) => return failed(Error::new(name, Kind::Unread)),
        (None, Found::Named) => options.format,
    };
    match format {
        Some(Format::Json) => {
            let described = source::described_text(&path);
            if described.is_some() && source::is_meta(&path) && found == Found::InFolder {
                return Opened::Nothing;
            }
            let bytes = match file::read(&path, options.max_bytes) {
                Ok(bytes) => bytes,
                Err(e) => return failed(e),
            };
            let mut items = records(&bytes, &name, found, options);
            if let (Some(_), Some(Err(e))) = (&described, items.front())
                && e.lacks_text()
            {
                items = VecDeque::from([Err(Error::new(name, Kind::SideFile).found(found))]);
            }
            Opened::Many(Current::Ready(items))
        }
        Some(Format::JsonLines) => match std::fs::File::open(&path) {
            Ok(file) => {
                let reader: Reader = Box::new(std::io::BufReader::with_capacity(1 << 16, file));
                let lines = json::Lines::new(reader, name.clone(), options.max_bytes);
                Opened::Many(Current::Lines(lines, name))
            }
            Err(e) => failed(Error::io(name, e)),
        },
        _ => Opened::One(Ok(Source::file(name, path, format, found, options))),
    }
}

/// The records of a whole JSON file, or the one reason why there are none.
fn records(
    bytes: &[u8],
    name: &str,
    found: Found,
    options: &Options,
) -> VecDeque<Result<Source, Error>> {
    let failed = |kind| VecDeque::from([Err(Error::new(name, kind).found(found))]);
    if let Some(kind) = file::refuse(bytes) {
        return failed(kind);
    }
    let text = charset::decode(bytes, None, None).text;
    let pieces = json::pieces(text.as_bytes(), name);
    let article = |bytes: &[u8]| serde_json::from_slice(bytes).is_ok_and(|r: Record| r.has_body());
    match &pieces[..] {
        [] => return failed(Kind::NoText),
        // A data file of another kind: one reason for the file, not one for each of its objects.
        [Ok((_, first)), ..]
            if !article(first) && !pieces.iter().flatten().any(|p| article(&p.1)) =>
        {
            return failed(Kind::NoText);
        }
        _ => {}
    }
    let single = pieces.len() == 1;
    let items = pieces.into_iter().map(|piece| {
        let (line, bytes) = piece?;
        let mut source = Source::record(name.to_owned(), (line, bytes), found, options);
        if single {
            source = source.whole();
        }
        Ok(source)
    });
    items.collect()
}
