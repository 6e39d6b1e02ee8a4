//! Inputs in, sources out: walks folders, tells what each file is, and opens what holds many documents.

use super::container::{self, Items, feed, unpack, wacz, wide};
use super::error::{Error, Found, Kind, Place};
use super::format::{self, Format};
use super::record::Record;
use super::source::Source;
use super::walk::Walk;
use super::{Options, Reader, charset, file, json, name, side};
use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

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
        open: Vec::new(),
        ahead: None,
    }
}

/// Iterates over the documents that `reader` holds, under the name `name`.
///
/// *Shape*: JSON Lines, CSV, archives and mailboxes yield a source a record as they come; other forms are read whole.
pub fn sources_of_reader(
    reader: impl BufRead + Send + 'static,
    name: &str,
    options: Options,
) -> Sources {
    let items = open_reader(Box::new(reader), name, &options);
    Sources {
        inputs: VecDeque::new(),
        options,
        open: vec![Open::Items(items)],
        ahead: None,
    }
}

/// Iterator of [`sources`].
pub struct Sources {
    inputs: VecDeque<PathBuf>,
    options: Options,
    /// What is being read: a folder, and a file of many documents within it.
    open: Vec<Open>,
    /// What was looked at already.
    ahead: Option<Result<Source, Error>>,
}

enum Open {
    Walk(Walk, Found),
    Items(Items),
}

impl Sources {
    /// Whether another item follows.
    pub fn has_more(&mut self) -> bool {
        if self.ahead.is_none() {
            self.ahead = self.next();
        }
        self.ahead.is_some()
    }

    /// Whether an error is to be told: of a folder that is watched, once.
    fn is_news(&self, error: &Error) -> bool {
        let seen = self.options.seen.as_ref();
        seen.is_none_or(|seen| seen.is_new_error(error))
    }
}

impl Iterator for Sources {
    type Item = Result<Source, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(item) = self.ahead.take() {
            return Some(item);
        }
        while !self.options.stop.load(Ordering::Relaxed) {
            match self.open.last_mut() {
                None => {
                    let input = self.inputs.pop_front()?;
                    self.open.push(open(&input, &self.options));
                }
                Some(Open::Items(items)) => match items.next() {
                    Some(item) => return Some(item),
                    None => drop(self.open.pop()),
                },
                Some(Open::Walk(walk, found)) => match walk.next() {
                    Some(Ok(path)) => {
                        let items = open_file(path, *found, &self.options);
                        self.open.push(Open::Items(items));
                    }
                    Some(Err(e)) if self.is_news(&e) => return Some(Err(e)),
                    Some(Err(_)) => {}
                    None => drop(self.open.pop()),
                },
            }
        }
        None
    }
}

fn one(item: Result<Source, Error>) -> Items {
    Box::new(std::iter::once(item))
}

fn none() -> Items {
    Box::new(std::iter::empty())
}

fn open(input: &Path, options: &Options) -> Open {
    if input.as_os_str() == "-" {
        let stdin = std::io::BufReader::with_capacity(1 << 16, std::io::stdin());
        return Open::Items(open_reader(Box::new(stdin), "-", options));
    }
    if let Some(address) = input.to_str().filter(|i| is_address(i)) {
        return Open::Items(one(Ok(fetched(address, options))));
    }
    let found = if input.is_dir() {
        Found::InFolder
    } else {
        Found::Named
    };
    Open::Walk(Walk::new(input.to_path_buf()), found)
}

/// Whether an input is an address rather than a path.
pub fn is_address(input: &str) -> bool {
    let scheme = input
        .split_once("://")
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https"))
}

/// A page that is fetched by whoever reads it.
fn fetched(address: &str, options: &Options) -> Source {
    let name = address.to_owned();
    let make = move |options: &Options| match &options.web {
        Some(web) => web.document(&name, options),
        None => Err(Kind::Offline),
    };
    Source::made(
        address.to_owned(),
        Place::Whole,
        Found::Named,
        options,
        make,
    )
}

/// Opens a stream whose form nothing but its first bytes may tell.
fn open_reader(reader: Reader, name: &str, options: &Options) -> Items {
    let mut reader = match unpack::stream(reader) {
        Ok(reader) => reader,
        Err(e) => return one(Err(Error::io(name, e))),
    };
    let format = match (options.format, reader.fill_buf()) {
        (_, Err(e)) => return one(Err(Error::io(name, e))),
        (Some(format), _) => format,
        (None, Ok(head)) => Format::sniff(head),
    };
    open_stream(format, reader, name, Found::Named, options)
}

/// Opens a stream of a known form.
fn open_stream(
    format: Format,
    reader: Reader,
    name: &str,
    found: Found,
    options: &Options,
) -> Items {
    let failed = |e: Error| one(Err(e.found(found)));
    let reader = match format {
        Format::JsonLines | Format::Csv => match wide::narrow(reader) {
            Ok(reader) => reader,
            Err(e) => return failed(Error::io(name, e)),
        },
        _ => reader,
    };
    let reader = match container::open(format, reader, name, found, options) {
        Ok(items) => return items,
        Err(reader) => reader,
    };
    if format == Format::Wacz {
        return match spooled(reader) {
            Ok(spool) => wacz::open(spool, name, found, options),
            Err(e) => failed(Error::io(name, e)),
        };
    }
    let limit = options.max_bytes;
    let mut bytes = Vec::new();
    match reader.take(limit + 1).read_to_end(&mut bytes) {
        Err(e) => failed(Error::io(name, e)),
        Ok(read) if read as u64 > limit => {
            let bytes = read as u64;
            failed(Error::new(name, Kind::TooLarge { bytes, limit }))
        }
        Ok(_) => open_bytes(format, bytes, name, found, options),
    }
}

/// A file that is read from its end, its packing undone.
fn unpacked_zip(path: &Path) -> std::io::Result<File> {
    let mut file = File::open(path)?;
    let mut head = [0; 2];
    let plain = file.read(&mut head)? == head.len() && head == *b"PK";
    file.rewind()?;
    if plain {
        return Ok(file);
    }
    spooled(unpack::stream(unpack::buffered(file))?)
}

/// A stream as a file without a name, for forms that are read from their end.
fn spooled(mut reader: Reader) -> std::io::Result<File> {
    let mut spool = tempfile::tempfile()?;
    std::io::copy(&mut reader, &mut spool)?;
    Ok(spool)
}

/// Opens what was read whole.
fn open_bytes(
    format: Format,
    bytes: Vec<u8>,
    name: &str,
    found: Found,
    options: &Options,
) -> Items {
    match format {
        Format::Json => records(&bytes, name, found, options),
        Format::Feed => feed::open(&bytes, name, found, options),
        Format::Xml => match Format::sniff(&bytes) {
            Format::Feed => feed::open(&bytes, name, found, options),
            Format::Html => one(Ok(Source::bytes(
                name.to_owned(),
                bytes,
                Format::Html,
                found,
                options,
            ))),
            _ => one(Err(Error::new(name, Kind::Unread).found(found))),
        },
        format => one(Ok(Source::bytes(
            name.to_owned(),
            bytes,
            format,
            found,
            options,
        ))),
    }
}

/// Opens a regular file; one text, page or message is opened later, by whoever reads it.
fn open_file(path: PathBuf, found: Found, options: &Options) -> Items {
    if options
        .seen
        .as_ref()
        .is_some_and(|seen| !seen.is_new(&path))
    {
        return none();
    }
    if found == Found::InFolder && side::is_measure(&path) {
        return none();
    }
    let name = name::of(&path);
    let failed = |e: Error| one(Err(e.found(found)));
    let format = match (Format::of_path(&path), found) {
        (Some(format), _) => format,
        (None, Found::Named) => match options.format.map_or_else(|| sniff_file(&path), Ok) {
            Ok(format) => format,
            Err(e) => return failed(Error::io(name, e)),
        },
        (None, _) => return failed(Error::new(name, Kind::Unread)),
    };
    match format {
        Format::Text | Format::Html | Format::Mail => {
            one(Ok(Source::file(name, path, Some(format), found, options)))
        }
        Format::Json => json_file(&path, &name, found, options),
        Format::Feed | Format::Xml => match file::read(&path, options.max_bytes) {
            Ok(bytes) => open_bytes(format, bytes, &name, found, options),
            Err(e) => failed(e),
        },
        Format::Wacz => match unpacked_zip(&path) {
            Ok(file) => wacz::open(file, &name, found, options),
            Err(e) => failed(Error::io(name, e)),
        },
        Format::JsonLines | Format::Csv | Format::Warc | Format::Mbox => {
            let reader = File::open(&path).and_then(|file| unpack::stream(unpack::buffered(file)));
            match reader {
                Ok(reader) => open_stream(format, reader, &name, found, options),
                Err(e) => failed(Error::io(name, e)),
            }
        }
    }
}

/// What a file is, from its first unpacked bytes.
fn sniff_file(path: &Path) -> std::io::Result<Format> {
    let mut head = Vec::new();
    let plain = unpack::stream(unpack::buffered(File::open(path)?))?;
    match plain.take(format::HEAD as u64).read_to_end(&mut head) {
        // What is cut or broken says so where it is read.
        Ok(_) | Err(_) => Ok(Format::sniff(&head)),
    }
}

fn json_file(path: &Path, name: &str, found: Found, options: &Options) -> Items {
    let failed = |e: Error| one(Err(e.found(found)));
    let described = side::described_text(path);
    if described.is_some() && side::is_meta(path) && found == Found::InFolder {
        return none();
    }
    let bytes = match file::read(path, options.max_bytes) {
        Ok(bytes) => bytes,
        Err(e) => return failed(e),
    };
    if Format::sniff(&bytes) == Format::Feed {
        return feed::open(&bytes, name, found, options);
    }
    let mut items = records(&bytes, name, found, options).peekable();
    if described.is_some() && matches!(items.peek(), Some(Err(e)) if e.lacks_text()) {
        return match found {
            Found::InFolder => none(),
            _ => failed(Error::new(name, Kind::SideFile)),
        };
    }
    Box::new(items)
}

/// The records of a whole JSON file, or the one reason why there are none.
fn records(bytes: &[u8], name: &str, found: Found, options: &Options) -> Items {
    let failed = |kind| one(Err(Error::new(name, kind).found(found)));
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
    let (name, options) = (name.to_owned(), options.clone());
    Box::new(pieces.into_iter().map(move |piece| {
        let source = Source::record(name.clone(), piece?, found, &options);
        Ok(if single { source.whole() } else { source })
    }))
}
