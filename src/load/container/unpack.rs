//! Compressed bytes in, plain bytes out: gzip with any number of members, zstd, bzip2, told by their first bytes.
//!
//! A stream is unpacked on a thread of its own, so that whoever reads it does not wait for the arithmetic. One
//! layer only: what is packed twice comes out packed. A bomb is an error, see [`Guard`].

use super::super::Reader;
use super::ahead::Ahead;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The compressions that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::load) enum Packing {
    Gzip,
    Zstd,
    Bzip2,
}

const MAGIC: &[(&[u8], Packing, &str)] = &[
    (b"\x1f\x8b\x08", Packing::Gzip, "gz"),
    (b"\x28\xb5\x2f\xfd", Packing::Zstd, "zst"),
    (b"BZh", Packing::Bzip2, "bz2"),
];

/// Bytes that may come out before their number is compared with what went in.
const GRACE: u64 = 64 << 20;
/// How many times its size a file may become: the most repetitive news archives become some fifty times.
const MOST: u64 = 300;

impl Packing {
    /// The packing that the end of a name says.
    pub(in crate::load) fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?;
        let row = MAGIC
            .iter()
            .find(|row| extension.eq_ignore_ascii_case(row.2))?;
        Some(row.1)
    }

    /// The packing that the first bytes say.
    pub(in crate::load) fn of_bytes(head: &[u8]) -> Option<Self> {
        // "BZh" may begin a text; a level and the first block's mark follow it in bzip2.
        let row = MAGIC.iter().find(|row| head.starts_with(row.0))?;
        let fits =
            row.1 != Self::Bzip2 || head.len() > 9 && head[3].is_ascii_digit() && head[4] == 0x31;
        fits.then_some(row.1)
    }
}

/// Unpacks a stream if it is packed, on a thread of its own; returns it with its first bytes in the buffer.
pub(in crate::load) fn stream(reader: Reader) -> io::Result<Reader> {
    let (packing, reader) = look(reader)?;
    let Some(packing) = packing else {
        return Ok(reader);
    };
    let plain = unpack(reader, packing)?;
    Ok(Box::new(Ahead::new(plain)))
}

/// Unpacks bytes that are in memory if they are packed; at most one byte over `limit` comes out.
pub(in crate::load) fn whole(bytes: Vec<u8>, limit: u64) -> io::Result<Vec<u8>> {
    let Some(packing) = Packing::of_bytes(&bytes) else {
        return Ok(bytes);
    };
    let mut plain = Vec::new();
    unpack(Box::new(Cursor::new(bytes)), packing)?
        .take(limit + 1)
        .read_to_end(&mut plain)?;
    Ok(plain)
}

/// Reads until the first bytes can be told, and puts them back.
fn look(mut reader: Reader) -> io::Result<(Option<Packing>, Reader)> {
    const ENOUGH: usize = 10;
    let mut head = Vec::new();
    loop {
        let chunk = match reader.fill_buf() {
            Ok(chunk) => chunk,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(e),
        };
        let maybe = MAGIC.iter().any(|(magic, ..)| {
            let known = head.iter().chain(chunk).take(magic.len());
            known.zip(*magic).all(|(a, b)| a == b)
        });
        let enough = head.len() + chunk.len() >= ENOUGH || !maybe || chunk.is_empty();
        if enough && head.is_empty() {
            return Ok((Packing::of_bytes(chunk), reader));
        }
        let taken = chunk.len();
        head.extend_from_slice(chunk);
        reader.consume(taken);
        if enough {
            let packing = Packing::of_bytes(&head);
            return Ok((packing, Box::new(Cursor::new(head).chain(reader))));
        }
    }
}

fn unpack(reader: Reader, packing: Packing) -> io::Result<Box<dyn Read + Send>> {
    let counted = Counted::new(reader);
    let read = counted.number();
    let plain: Box<dyn Read + Send> = match packing {
        Packing::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(counted)),
        Packing::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(counted)),
        Packing::Zstd => Box::new(zstd::stream::read::Decoder::with_buffer(counted)?),
    };
    Ok(Box::new(Guard::new(plain, read)))
}

/// Unpacks a bare deflate stream, as members of ZIP files are.
pub(super) fn deflate(reader: Reader) -> Reader {
    let counted = Counted::new(reader);
    let read = counted.number();
    let plain = Box::new(flate2::bufread::DeflateDecoder::new(counted));
    Box::new(BufReader::with_capacity(1 << 16, Guard::new(plain, read)))
}

/// Counts what is read.
struct Counted {
    reader: Reader,
    read: Arc<AtomicU64>,
}

impl Counted {
    fn new(reader: Reader) -> Self {
        let read = Arc::default();
        Self { reader, read }
    }

    /// Bytes that were read, kept up to date.
    fn number(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.read)
    }
}

impl Read for Counted {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.reader.read(out)?;
        self.read.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        self.read.fetch_add(n as u64, Ordering::Relaxed);
        self.reader.consume(n);
    }
}

/// Stops what becomes many times its size: such a file was made to fill a disk or a memory.
struct Guard {
    plain: Box<dyn Read + Send>,
    read: Arc<AtomicU64>,
    written: u64,
}

impl Guard {
    fn new(plain: Box<dyn Read + Send>, read: Arc<AtomicU64>) -> Self {
        Self {
            plain,
            read,
            written: 0,
        }
    }
}

impl Read for Guard {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.plain.read(out)?;
        self.written += n as u64;
        let read = self.read.load(Ordering::Relaxed).max(1);
        if self.written > GRACE && self.written / read > MOST {
            return Err(io::Error::other(format!(
                "it becomes more than {MOST} times its size when unpacked, as nothing but a bomb does"
            )));
        }
        Ok(n)
    }
}

/// A buffered reader of a file.
pub(in crate::load) fn buffered(file: std::fs::File) -> Reader {
    Box::new(BufReader::with_capacity(1 << 16, file))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        out.write_all(text).expect("is packed");
        out.finish().expect("is packed")
    }

    fn read(bytes: Vec<u8>) -> io::Result<String> {
        let mut text = String::new();
        stream(Box::new(Cursor::new(bytes)))?.read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn every_member_is_read_and_plain_bytes_stay() {
        let mut two = gzip(b"one ");
        two.extend(gzip(b"two"));
        assert_eq!(read(two).expect("is read"), "one two");
        assert_eq!(
            read(b"BZh is no archive".to_vec()).expect("is read"),
            "BZh is no archive"
        );
        assert_eq!(read(b"\x1f".to_vec()).expect("is read"), "\x1f");
        let zst = zstd::encode_all(&b"three"[..], 1).expect("is packed");
        assert_eq!(read(zst).expect("is read"), "three");
        let mut bz = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        bz.write_all(b"four").expect("is packed");
        assert_eq!(
            read(bz.finish().expect("is packed")).expect("is read"),
            "four"
        );
    }

    #[test]
    fn a_cut_stream_gives_what_it_has_and_then_an_error() {
        let mut cut = gzip("gangguan ".repeat(10_000).as_bytes());
        cut.truncate(cut.len() / 2);
        let mut reader = stream(Box::new(Cursor::new(cut))).expect("opens");
        let mut text = Vec::new();
        let error = reader.read_to_end(&mut text).expect_err("is cut");
        assert!(text.starts_with(b"gangguan "), "{error}");
    }

    #[test]
    fn a_bomb_is_an_error() {
        let zeros = vec![0; 1 << 20];
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        for _ in 0..200 {
            out.write_all(&zeros).expect("is packed");
        }
        let bomb = out.finish().expect("is packed");
        let error = io::copy(
            &mut stream(Box::new(Cursor::new(bomb))).expect("opens"),
            &mut io::sink(),
        );
        assert!(error.expect_err("is refused").to_string().contains("bomb"));
    }
}
