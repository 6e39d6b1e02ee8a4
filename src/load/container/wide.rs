//! UTF-16 in, UTF-8 out, for streams that are read a line at a time: what spreadsheets and shells of Windows write.

use super::super::Reader;
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};
use std::io::{self, BufRead, BufReader, Read};

/// Decodes a stream that begins with the byte order mark of UTF-16; every other one stays as it is.
pub(in crate::load) fn narrow(mut reader: Reader) -> io::Result<Reader> {
    let Some((encoding, _)) = Encoding::for_bom(reader.fill_buf()?).filter(|(e, _)| *e != UTF_8)
    else {
        return Ok(reader);
    };
    let decoder = encoding.new_decoder_with_bom_removal();
    let narrow = Narrow {
        reader,
        decoder,
        ended: false,
    };
    Ok(Box::new(BufReader::with_capacity(1 << 16, narrow)))
}

struct Narrow {
    reader: Reader,
    decoder: Decoder,
    /// Whether the decoder has seen the end, after which it may not be asked again.
    ended: bool,
}

impl Read for Narrow {
    /// *Shape*: `out` has room for a character, as that of a [`BufReader`] has.
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while !self.ended {
            let input = self.reader.fill_buf()?;
            let last = input.is_empty();
            let (result, read, written, _) = self.decoder.decode_to_utf8(input, out, last);
            self.reader.consume(read);
            self.ended = last && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn read(bytes: Vec<u8>) -> Vec<u8> {
        let mut out = Vec::new();
        narrow(Box::new(Cursor::new(bytes)))
            .and_then(|mut plain| plain.read_to_end(&mut out))
            .expect("is read");
        out
    }

    #[test]
    fn marked_utf16_is_undone_and_the_rest_is_left_alone() {
        let text = "id,text\n1,\"pulih 障害 😀\"\n".repeat(9000);
        let wide = |bytes: fn(u16) -> [u8; 2], mark: [u8; 2]| {
            let units = text.encode_utf16().flat_map(bytes);
            mark.into_iter().chain(units).collect::<Vec<u8>>()
        };
        assert!(read(wide(u16::to_le_bytes, [0xff, 0xfe])) == text.as_bytes());
        assert!(read(wide(u16::to_be_bytes, [0xfe, 0xff])) == text.as_bytes());
        for plain in [&b"\xef\xbb\xbfid,text"[..], b"\xff\x00", b""] {
            assert_eq!(read(plain.to_vec()), plain);
        }
    }

    #[test]
    fn half_a_character_at_the_end_is_one_replaced() {
        assert_eq!(read(b"\xff\xfea\0b".to_vec()), "a\u{fffd}".as_bytes());
    }
}
