//! JSON in, records out one at a time: a line each (`.jsonl`), or one object, several, or an array (`.json`).

use super::error::{Error, Kind};
use std::io::BufRead;

/// A record that was cut out of its input but not read yet: the line where it begins and its bytes.
pub(super) type Piece = (u64, Vec<u8>);

/// Iterates over the lines of a reader that are not blank, in constant memory.
///
/// A line over the limit is an error of that line; the lines after it are read.
pub(super) struct Lines<R> {
    reader: R,
    name: String,
    limit: u64,
    line: u64,
    failed: bool,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R, name: String, limit: u64) -> Self {
        Self {
            reader,
            name,
            limit,
            line: 0,
            failed: false,
        }
    }

    /// Reads up to the next line end; keeps at most `limit` bytes and says how many there were.
    fn read_line(&mut self, out: &mut Vec<u8>) -> std::io::Result<u64> {
        let mut all = 0;
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            let end = memchr::memchr(b'\n', chunk).map(|i| i + 1);
            let taken = end.unwrap_or(chunk.len());
            if all + taken as u64 <= self.limit {
                out.extend_from_slice(&chunk[..taken]);
            }
            all += taken as u64;
            self.reader.consume(taken);
            if end.is_some() || taken == 0 {
                return Ok(all);
            }
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Piece, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.failed {
            let mut line = Vec::new();
            self.line += 1;
            match self.read_line(&mut line) {
                Ok(0) => return None,
                Ok(bytes) if bytes > self.limit => {
                    let kind = Kind::TooLarge {
                        bytes,
                        limit: self.limit,
                    };
                    return Some(Err(Error::at_line(&self.name, self.line, kind)));
                }
                Ok(_) => {}
                Err(e) => {
                    self.failed = true;
                    return Some(Err(Error::at_line(&self.name, self.line, Kind::Io(e))));
                }
            }
            if self.line == 1 && line.starts_with(b"\xef\xbb\xbf") {
                line.drain(..3);
            }
            if !line.iter().all(u8::is_ascii_whitespace) {
                return Some(Ok((self.line, line)));
            }
        }
        None
    }
}

/// Cuts a whole JSON file into its objects: those of an array, or those that stand one after another.
///
/// What follows a syntax error cannot be told apart and is lost; the error says where.
pub(super) fn pieces(bytes: &[u8], name: &str) -> Vec<Result<Piece, Error>> {
    let mut found = Vec::new();
    let mut at = skip(bytes, 0, b"");
    let array = bytes.get(at) == Some(&b'[');
    at = skip(bytes, at + usize::from(array), b"");
    let mut line = 1 + count_lines(&bytes[..at]);
    while at < bytes.len() && !(array && bytes[at] == b']') {
        let mut values =
            serde_json::Deserializer::from_slice(&bytes[at..]).into_iter::<serde::de::IgnoredAny>();
        match values.next() {
            Some(Ok(_)) => {}
            Some(Err(e)) => {
                found.push(Err(Error::at_line(
                    name,
                    line + e.line() as u64 - 1,
                    reason(&e),
                )));
                return found;
            }
            None => break,
        }
        let end = at + values.byte_offset();
        found.push(Ok((line, bytes[at..end].to_vec())));
        let next = skip(bytes, end, if array { b"," } else { b"" });
        line += count_lines(&bytes[at..next]);
        at = next;
    }
    if array && at >= bytes.len() {
        let kind = Kind::Json("the array is not closed; the file may be cut off".into());
        found.push(Err(Error::at_line(name, line, kind)));
    }
    found
}

/// JSON whose escapes of half a character stand for U+FFFD, which other programs write and no parser takes; `None` where there are none.
pub(super) fn mended(text: &str) -> Option<String> {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut out = String::new();
    let (mut kept, mut at) = (0, 0);
    while let Some(found) = memchr::memchr(b'\\', &text.as_bytes()[at..]) {
        let start = at + found;
        at = match (unit(start), unit(start + 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => start + 12,
            (Some(0xd800..=0xdfff), _) => {
                out.push_str(&text[kept..start]);
                out.push_str("\\ufffd");
                kept = start + 6;
                kept
            }
            _ => (start + 2).min(text.len()),
        };
    }
    (kept > 0).then(|| out + &text[kept..])
}

/// The message of a parser's error without its own idea of the line.
pub(super) fn reason(e: &serde_json::Error) -> Kind {
    let message = e.to_string();
    let message = message
        .split(" at line ")
        .next()
        .unwrap_or_default()
        .to_owned();
    Kind::Json(if e.is_eof() {
        format!("{message}; the input may be cut off")
    } else {
        message
    })
}

fn skip(bytes: &[u8], from: usize, also: &[u8]) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let blank = |b: &u8| b.is_ascii_whitespace() || also.contains(b);
    from + rest.iter().take_while(|b| blank(b)).count()
}

fn count_lines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(json: &str) -> Vec<String> {
        pieces(json.as_bytes(), "x.json")
            .into_iter()
            .map(|p| match p {
                Ok((line, bytes)) => format!("{line} {}", String::from_utf8_lossy(&bytes)),
                Err(e) => e.to_string(),
            })
            .collect()
    }

    #[test]
    fn objects_are_cut_out_of_every_form() {
        assert_eq!(shapes("{\"a\":\n1}\n"), ["1 {\"a\":\n1}"]);
        assert_eq!(shapes("{}\n\n{}\n"), ["1 {}", "3 {}"]);
        assert_eq!(shapes("[\n{},\n {}\n]"), ["2 {}", "3 {}"]);
        assert_eq!(shapes("[]"), [""; 0]);
    }

    #[test]
    fn a_cut_file_names_its_line() {
        let cut = shapes("[{},\n{\"text\": \"a");
        assert_eq!(cut[0], "1 {}");
        assert!(
            cut[1].starts_with("x.json:2: is no valid JSON: EOF"),
            "{}",
            cut[1]
        );
        assert!(shapes("[{}")[1].contains("the array is not closed"));
    }

    #[test]
    fn long_lines_are_errors_and_the_next_line_is_read() {
        let input = format!("{{}}\n\n\"{}\"\n{{}}", "x".repeat(100));
        let got: Vec<_> = Lines::new(input.as_bytes(), "-".into(), 50).collect();
        assert_eq!(got.len(), 3);
        assert!(matches!(&got[0], Ok((1, _))));
        assert_eq!(
            got[1]
                .as_ref()
                .map_err(ToString::to_string)
                .err()
                .as_deref(),
            Some("-:3: has 103 bytes, over the limit of 50; split it or raise the limit")
        );
        assert!(matches!(&got[2], Ok((4, line)) if line == b"{}"));
    }

    #[test]
    fn halves_of_characters_are_mended() {
        for (json, want) in [
            (r#""a\ud800b""#, Some("a\u{fffd}b")),
            (r#""\udc00\ud83d""#, Some("\u{fffd}\u{fffd}")),
            (r#""\ud83d\ude00 \ud83d""#, Some("\u{1f600} \u{fffd}")),
            (r#""\ud83d\ude00""#, None),
            (r#""\\ud800""#, None),
            (r#""\ud8€""#, None),
            (r#""\"#, None),
        ] {
            let mended = mended(json);
            let read = mended.map(|m| serde_json::from_str::<String>(&m).expect("a string"));
            assert_eq!(read.as_deref(), want, "{json}");
        }
    }
}
