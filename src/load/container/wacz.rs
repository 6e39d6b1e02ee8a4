//! WACZ in, the pages of its archives out: a ZIP file with WARC files in it.
//!
//! Members are read one after another where they lie; nothing is written to disk. What else is in the file (indexes, page
//! lists) says nothing that the archives do not.

use super::super::error::{Error, Found, Kind};
use super::super::format::Format;
use super::super::{Options, Reader};
use super::{Items, unpack, warc};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// Members that are looked at: more make no archive of news.
const MOST_MEMBERS: usize = 100_000;

/// Where a member lies in the file.
struct Member {
    name: String,
    start: u64,
    packed: u64,
    deflated: bool,
}

/// The pages of all archives in a ZIP file.
pub(in crate::load) fn open(file: File, name: &str, found: Found, options: &Options) -> Items {
    let failed =
        |kind| -> Items { Box::new(std::iter::once(Err(Error::new(name, kind).found(found)))) };
    let members = match members(&file) {
        Ok(members) => members,
        Err(e) => return failed(Kind::Malformed("ZIP", e.to_string())),
    };
    if members.is_empty() {
        return failed(Kind::Binary("a ZIP archive or office document"));
    }
    let (name, options) = (name.to_owned(), options.clone());
    Box::new(members.into_iter().flat_map(move |member| -> Items {
        let inner = format!("{name}/{}", member.name);
        match reader(&file, &member).and_then(unpack::stream) {
            Ok(reader) => Box::new(warc::Pages::new(reader, inner, &options)),
            Err(e) => Box::new(std::iter::once(Err(Error::io(inner, e)))),
        }
    }))
}

fn members(file: &File) -> io::Result<Vec<Member>> {
    let mut zip = zip::ZipArchive::new(BufReader::new(file.try_clone()?))?;
    let mut found = Vec::new();
    for at in 0..zip.len().min(MOST_MEMBERS) {
        let member = zip.by_index_raw(at)?;
        let name = String::from_utf8_lossy(member.name_raw()).into_owned();
        if Format::of_path(Path::new(&name)) != Some(Format::Warc) {
            continue;
        }
        let deflated = match member.compression() {
            zip::CompressionMethod::Stored => false,
            zip::CompressionMethod::Deflated => true,
            other => {
                return Err(io::Error::other(format!(
                    "`{name}` is packed in a way that is not read ({other})"
                )));
            }
        };
        let start = member
            .data_start()
            .ok_or_else(|| io::Error::other("a member has no place"))?;
        found.push(Member {
            name,
            start,
            packed: member.compressed_size(),
            deflated,
        });
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

fn reader(file: &File, member: &Member) -> io::Result<Reader> {
    let mut file = file.try_clone()?;
    file.seek(SeekFrom::Start(member.start))?;
    let stored = BufReader::with_capacity(1 << 16, file.take(member.packed));
    Ok(if member.deflated {
        unpack::deflate(Box::new(stored))
    } else {
        Box::new(stored)
    })
}
