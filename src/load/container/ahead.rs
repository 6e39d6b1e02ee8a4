//! A reader in, the same bytes out, read ahead on another thread: unpacking and parsing go on at once.

use std::io::{self, BufRead, Read};
use std::sync::mpsc::{Receiver, sync_channel};

/// Bytes in one piece.
const PIECE: usize = 1 << 18;
/// Pieces that may wait.
const WAITING: usize = 8;

/// The reading end; dropped, it ends the thread at its next piece.
pub(super) struct Ahead {
    pieces: Receiver<io::Result<Vec<u8>>>,
    piece: Vec<u8>,
    at: usize,
    ended: bool,
}

impl Ahead {
    pub(super) fn new(mut inner: Box<dyn Read + Send>) -> Self {
        let (send, pieces) = sync_channel(WAITING);
        std::thread::spawn(move || {
            loop {
                let mut piece = Vec::with_capacity(PIECE);
                let read = (&mut inner).take(PIECE as u64).read_to_end(&mut piece);
                let over = piece.is_empty();
                // What came before an error is good.
                if !over && send.send(Ok(piece)).is_err() {
                    return;
                }
                match read {
                    Ok(_) if over => return,
                    Ok(_) => {}
                    Err(e) => {
                        let _ = send.send(Err(e));
                        return;
                    }
                }
            }
        });
        Self {
            pieces,
            piece: Vec::new(),
            at: 0,
            ended: false,
        }
    }
}

impl BufRead for Ahead {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.piece.len() && !self.ended {
            match self.pieces.recv() {
                Ok(Ok(piece)) => (self.piece, self.at) = (piece, 0),
                Ok(Err(e)) => {
                    self.ended = true;
                    return Err(e);
                }
                Err(_) => self.ended = true,
            }
        }
        Ok(&self.piece[self.at..])
    }

    fn consume(&mut self, n: usize) {
        self.at = (self.at + n).min(self.piece.len());
    }
}

impl Read for Ahead {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let from = self.fill_buf()?;
        let n = from.len().min(out.len());
        out[..n].copy_from_slice(&from[..n]);
        self.consume(n);
        Ok(n)
    }
}
