//! The HTTP response in a WARC record: bytes in, status, headers and plain body out.
//!
//! Lenient, because archives differ: some store bodies as they were sent, some unpacked under headers that say packed.
//! So a body is unpacked only where it looks packed.

use std::io::Read;

/// The first header of a name, which is given in lower case as those of the list are.
pub(in crate::load) fn header<'h>(headers: &'h [(String, String)], name: &str) -> Option<&'h str> {
    let found = headers.iter().find(|(n, _)| n == name);
    found.map(|(_, value)| value.as_str())
}

/// A response that was taken apart.
pub(in crate::load) struct Response {
    pub(in crate::load) status: u16,
    headers: Vec<(String, String)>,
    pub(in crate::load) body: Vec<u8>,
}

impl Response {
    /// A response that came in parts; header names in lower case.
    pub(in crate::load) fn new(status: u16, headers: Vec<(String, String)>, body: Vec<u8>) -> Self {
        Self {
            status,
            headers,
            body,
        }
    }

    /// Takes a response apart; `None` where it has no status line.
    pub(in crate::load) fn parse(block: &[u8]) -> Option<Self> {
        let (head, body) = split(block);
        let head = String::from_utf8_lossy(head);
        let mut lines = head.lines();
        let mut first = lines.next()?.split_ascii_whitespace();
        if !first.next()?.starts_with("HTTP/") {
            return None;
        }
        let status = first.next()?.parse().ok()?;
        let headers = lines
            .filter_map(|l| l.split_once(':'))
            .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()))
            .collect();
        Some(Self {
            status,
            headers,
            body: body.to_vec(),
        })
    }

    /// The first header of a name, which is given in lower case.
    pub(in crate::load) fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// The body, out of its chunks and unpacked; at most one byte over `limit`.
    ///
    /// # Errors
    /// If it looks packed and is broken, with what came out of it.
    pub(in crate::load) fn decoded(&self, limit: u64) -> (Vec<u8>, Option<std::io::Error>) {
        let chunked = self
            .header("transfer-encoding")
            .is_some_and(|v| v.to_ascii_lowercase().contains("chunked"));
        let body = match chunked.then(|| unchunk(&self.body)).flatten() {
            Some(whole) => whole,
            None => self.body.clone(),
        };
        let encodings = self
            .header("content-encoding")
            .unwrap_or_default()
            .to_ascii_lowercase();
        encodings
            .split(',')
            .rev()
            .fold((body, None), |(body, failed), encoding| {
                let (body, error) = decode(body, encoding.trim(), limit);
                (body, failed.or(error))
            })
    }
}

/// The header block and what follows its empty line.
fn split(block: &[u8]) -> (&[u8], &[u8]) {
    let crlf = memchr::memmem::find(block, b"\r\n\r\n").map(|at| (at, 4));
    let lf = memchr::memmem::find(block, b"\n\n").map(|at| (at, 2));
    let Some((at, gap)) = [crlf, lf].into_iter().flatten().min() else {
        return (block, &[]);
    };
    (&block[..at], &block[at + gap..])
}

/// What the chunks hold; `None` where the body is not in chunks.
fn unchunk(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let end = memchr::memchr(b'\n', rest)?;
        let line = std::str::from_utf8(&rest[..end]).ok()?;
        let size = line.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(out);
        }
        let Some(chunk) = rest.get(..size) else {
            // A cut body still has what came.
            out.extend_from_slice(rest);
            return Some(out);
        };
        out.extend_from_slice(chunk);
        rest = rest[size..]
            .strip_prefix(b"\r\n")
            .or_else(|| rest[size..].strip_prefix(b"\n"))?;
    }
}

fn decode(body: Vec<u8>, encoding: &str, limit: u64) -> (Vec<u8>, Option<std::io::Error>) {
    let mut out = Vec::new();
    let read = match encoding {
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => {
            let plain = flate2::read::MultiGzDecoder::new(&body[..]);
            plain.take(limit + 1).read_to_end(&mut out)
        }
        // Said to be zlib, often sent bare.
        "deflate" if body.first().is_some_and(|b| b & 0x0f == 8) => {
            flate2::read::ZlibDecoder::new(&body[..])
                .take(limit + 1)
                .read_to_end(&mut out)
        }
        "zstd" if body.starts_with(b"\x28\xb5\x2f\xfd") => {
            zstd::stream::read::Decoder::new(&body[..])
                .and_then(|plain| plain.take(limit + 1).read_to_end(&mut out))
        }
        "br" => {
            // Brotli has no mark: what fails at once was not packed.
            let plain = brotli_decompressor::Decompressor::new(&body[..], 1 << 15);
            match plain.take(limit + 1).read_to_end(&mut out) {
                Err(_) if out.is_empty() => return (body, None),
                read => read,
            }
        }
        "deflate" => match flate2::read::DeflateDecoder::new(&body[..])
            .take(limit + 1)
            .read_to_end(&mut out)
        {
            Err(_) if out.is_empty() => return (body, None),
            read => read,
        },
        _ => return (body, None),
    };
    (out, read.err())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn body(head: &str, body: &[u8]) -> Vec<u8> {
        let mut block = format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").into_bytes();
        block.extend_from_slice(body);
        Response::parse(&block).expect("a response").decoded(1000).0
    }

    #[test]
    fn bodies_are_unpacked_where_they_are_packed() {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gz.write_all(b"hello").expect("is packed");
        let gz = gz.finish().expect("is packed");
        assert_eq!(body("Content-Encoding: gzip", &gz), b"hello");
        assert_eq!(body("Content-Encoding: gzip", b"hello"), b"hello");
        assert_eq!(body("content-encoding: br", b"hello"), b"hello");
        let mut chunks = format!("{:x};x=y\r\n", gz.len()).into_bytes();
        chunks.extend(&gz);
        chunks.extend(b"\r\n0\r\n\r\n");
        assert_eq!(
            body(
                "Content-Encoding: gzip\r\nTransfer-Encoding: chunked",
                &chunks
            ),
            b"hello"
        );
        assert_eq!(body("Transfer-Encoding: chunked", b"<html>"), b"<html>");
    }

    #[test]
    fn what_unpacks_without_end_is_cut() {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gz.write_all(&vec![b'x'; 1 << 20]).expect("is packed");
        assert_eq!(
            body("Content-Encoding: gzip", &gz.finish().expect("is packed")).len(),
            1001
        );
    }
}
