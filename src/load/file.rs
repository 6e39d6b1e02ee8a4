//! One path in, its bytes out: regular files only, unpacked, bounded, and no binary under any name.

use super::container::unpack;
use super::error::{Error, Kind};
use super::{charset, name};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

/// Reads a whole file of at most `limit` bytes, packed and unpacked.
pub(super) fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    let io = |e| Error::io(name::of(path), e);
    // Opening a FIFO would wait for its writer: look before.
    let meta = fs::metadata(path).map_err(io)?;
    if !meta.is_file() {
        return Err(Error::new(name::of(path), Kind::Special("no regular file")));
    }
    if meta.len() > limit {
        let bytes = meta.len();
        return Err(Error::new(name::of(path), Kind::TooLarge { bytes, limit }));
    }
    let mut bytes = Vec::with_capacity(meta.len() as usize + 1);
    let file = File::open(path).map_err(io)?;
    file.take(limit + 1).read_to_end(&mut bytes).map_err(io)?;
    let bytes = unpack::whole(bytes, limit).map_err(io)?;
    if bytes.len() as u64 > limit {
        let bytes = bytes.len() as u64;
        return Err(Error::new(name::of(path), Kind::TooLarge { bytes, limit }));
    }
    Ok(bytes)
}

/// Says why bytes are no text, if they are none.
pub(super) fn refuse(bytes: &[u8]) -> Option<Kind> {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"%PDF-", "PDF"),
        (b"PK\x03\x04", "a ZIP archive or office document"),
        (b"\x1f\x8b", "gzip data"),
        (b"BZh", "bzip2 data"),
        (b"\xfd7zXZ", "xz data"),
        (b"7z\xbc\xaf", "a 7z archive"),
        (b"Rar!", "a RAR archive"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"\x28\xb5\x2f\xfd", "zstd data"),
        (b"RIFF", "a WebP picture or sound"),
        (b"ID3", "an MP3 sound"),
        (b"\x7fELF", "a program"),
        (b"\xca\xfe\xba\xbe", "a program"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"\xd0\xcf\x11\xe0", "an office document"),
        (b"{\\rtf", "RTF"),
    ];
    if bytes.iter().all(u8::is_ascii_whitespace) || bytes == b"\xef\xbb\xbf" {
        return Some(Kind::Empty);
    }
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(Kind::Binary(what));
    }
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if wide || charset::unmarked_utf16(bytes).is_some() {
        return None;
    }
    if memchr::memchr(0, bytes).is_some() {
        return Some(Kind::Binary("it holds zero bytes"));
    }
    // Tabs, line ends, form feeds and escapes (ISO-2022-JP) occur in text; other controls are accidents at most. No branches, and sums
    // of a byte: each byte of each input comes by.
    let odd = |b: &u8| u8::from((*b < 32) & !matches!(*b, b'\t'..=b'\r' | 0x1b));
    let few = |some: &[u8]| usize::from(some.iter().map(odd).sum::<u8>());
    let controls: usize = bytes.chunks(255).map(few).sum();
    (controls * 50 > bytes.len()).then_some(Kind::Binary("it holds control bytes"))
}

/// Whether decoding yielded noise: a text is not a tenth replacement characters.
pub(super) fn is_noise(text: &str) -> bool {
    let bad = memchr::memmem::find_iter(text.as_bytes(), "\u{fffd}").count();
    bad > 0 && bad * 10 > text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binaries_are_refused_under_any_name() {
        for bytes in [
            &b"%PDF-1.7\nbody"[..],
            b"text\0text",
            b"\x89PNG\r\n\x1a\n",
            b"\x01\x02\x03\x04abc",
        ] {
            assert!(matches!(refuse(bytes), Some(Kind::Binary(_))), "{bytes:?}");
        }
        assert!(matches!(refuse(b" \n"), Some(Kind::Empty)));
        assert!(refuse("WhatsApp pulih.\x0c\n".as_bytes()).is_none());
        assert!(refuse(b"\xff\xfea\0b\0").is_none());
    }
}
