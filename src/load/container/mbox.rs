//! A mailbox in, a message a record out: each begins with a line `From ` after an empty line.
//!
//! `>From ` at the beginning of a line loses its mark, as the writer of the mailbox put it there.

use super::super::error::{Error, Found, Kind, Place};
use super::super::source::Source;
use super::super::{Options, Reader};
use super::mail;
use std::io::{BufRead, ErrorKind};

/// The messages of a mailbox.
pub(in crate::load) struct Messages {
    reader: Reader,
    name: String,
    options: Options,
    number: u64,
    at: u64,
    /// Whether the line that begins a message was read already, and where it stands.
    begun: Option<u64>,
    ended: bool,
}

/// What was gathered of one message.
struct Gathered {
    bytes: Vec<u8>,
    size: u64,
}

impl Messages {
    pub(in crate::load) fn new(reader: Reader, name: String, options: &Options) -> Self {
        Self {
            reader,
            name,
            options: options.clone(),
            number: 0,
            at: 0,
            begun: None,
            ended: false,
        }
    }

    /// Adds a line to `out` while there is room; says how long it is, and whether it begins a message.
    fn line(&mut self, out: &mut Gathered, blank: bool) -> std::io::Result<(u64, bool, bool)> {
        let limit = self.options.max_bytes;
        let (mut all, start) = (0, out.bytes.len());
        let mut first = Vec::new();
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(e) if e.kind() == ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            let end = memchr::memchr(b'\n', chunk).map(|i| i + 1);
            let taken = end.unwrap_or(chunk.len());
            if out.size <= limit {
                out.bytes.extend_from_slice(&chunk[..taken]);
            }
            out.size += taken as u64;
            if first.len() < 8 {
                first.extend_from_slice(&chunk[..taken.min(8)]);
            }
            all += taken as u64;
            self.reader.consume(taken);
            self.at += taken as u64;
            if end.is_some() || taken == 0 {
                break;
            }
        }
        let begins = blank && first.starts_with(b"From ");
        if begins {
            out.bytes.truncate(start);
            out.size -= all;
        } else {
            let marks = first.iter().take_while(|b| **b == b'>').count();
            if marks > 0 && first[marks..].starts_with(b"From ") && out.bytes.len() > start {
                out.bytes.remove(start);
            }
        }
        Ok((all, begins, first.iter().all(u8::is_ascii_whitespace)))
    }
}

impl Iterator for Messages {
    type Item = Result<Source, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let mut out = Gathered {
            bytes: Vec::new(),
            size: 0,
        };
        let mut blank = true;
        let byte = self.begun.unwrap_or(self.at);
        loop {
            let at = self.at;
            let place = Place::Record {
                number: self.number + 1,
                byte,
            };
            match self.line(&mut out, blank) {
                Err(e) => {
                    self.ended = true;
                    return Some(Err(Error::new(&self.name, Kind::Io(e)).at(place)));
                }
                Ok((0, ..)) => {
                    self.ended = true;
                    if out.size == 0 && self.begun.is_none() {
                        return None;
                    }
                }
                Ok((_, true, _)) => {
                    // The very first line of the mailbox begins its first message.
                    if self.begun.replace(at).is_none() && out.size == 0 {
                        blank = false;
                        continue;
                    }
                }
                Ok((_, false, empty)) => {
                    blank = empty;
                    continue;
                }
            }
            self.number += 1;
            let limit = self.options.max_bytes;
            if out.size > limit {
                let kind = Kind::TooLarge {
                    bytes: out.size,
                    limit,
                };
                return Some(Err(Error::new(&self.name, kind).at(place)));
            }
            let bytes = out.bytes;
            let make = move |o: &Options| mail::document(&bytes, o.extractor);
            return Some(Ok(Source::made(
                self.name.clone(),
                place,
                Found::InArchive,
                &self.options,
                make,
            )));
        }
    }
}
