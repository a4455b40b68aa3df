//! The input of a batch, cut into blocks of whole lines.

use std::io::{self, Read};

use crate::jose::jws::MAX_LEN;

/// How much is read at a time.
const BLOCK: usize = 256 * 1024;

/// Consecutive whole lines.
#[derive(Debug, Default)]
pub struct Block {
    pub index: u64,
    pub first_line: u64,
    /// The first `len` bytes are the block. The rest is initialized only once, and reused by later blocks.
    buffer: Vec<u8>,
    len: usize,
}

impl Block {
    /// The lines without their ends. What follows the last line end is a line too, unless it is empty.
    pub fn lines(&self) -> impl Iterator<Item = &[u8]> {
        let body = self.body();
        let ends = memchr::memchr_iter(b'\n', body).chain([body.len()]);
        let lines = ends.scan(0, |start, end| Some(&body[std::mem::replace(start, end + 1)..end]));
        lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line))
    }

    /// The number of lines.
    fn count(&self) -> u64 {
        memchr::memchr_iter(b'\n', self.body()).count() as u64 + 1
    }

    fn body(&self) -> &[u8] {
        let bytes = self.bytes();
        bytes.strip_suffix(b"\n").unwrap_or(bytes)
    }

    pub fn bytes(&self) -> &[u8] {
        &self.buffer[..self.len]
    }

    /// Space for `count` more bytes.
    fn space(&mut self, count: usize) -> &mut [u8] {
        let end = self.len + count;
        if self.buffer.len() < end {
            self.buffer.resize(end, 0);
        }
        &mut self.buffer[self.len..end]
    }
}

/// Reads the input in blocks.
pub struct LineReader<R> {
    input: R,
    next_index: u64,
    next_line: u64,
    /// The beginning of a line whose end is not read yet.
    rest: Vec<u8>,
    /// Whether the current line is too long for a token, so that only its end is looked for.
    skipping: bool,
    ended: bool,
    pub error: Option<io::Error>,
}

impl<R: Read> LineReader<R> {
    pub fn new(input: R) -> Self {
        Self { input, next_index: 0, next_line: 1, rest: Vec::new(), skipping: false, ended: false, error: None }
    }

    /// Fills `block` with the next lines; `false` at the end.
    pub fn next_block(&mut self, block: &mut Block) -> bool {
        block.len = 0;
        block.space(self.rest.len()).copy_from_slice(&self.rest);
        block.len = self.rest.len();
        self.rest.clear();
        while !self.ended {
            let filled = block.len;
            block.len += self.read_some(block.space(BLOCK));
            if self.error.is_some() {
                return false;
            }
            if self.skipping {
                self.skip_to_line_end(block, filled);
            }
            if let Some(end) = memchr::memrchr(b'\n', &block.bytes()[filled..]) {
                let end = filled + end + 1;
                self.rest.extend_from_slice(&block.bytes()[end..]);
                block.len = end;
                break;
            }
            if block.len > MAX_LEN + 2 {
                // One byte over the limit is enough for the token to be refused.
                block.len = MAX_LEN + 2;
                self.skipping = true;
            }
        }
        if block.len == 0 {
            return false;
        }
        block.index = self.next_index;
        block.first_line = self.next_line;
        self.next_index += 1;
        self.next_line += block.count();
        true
    }

    /// Drops what was read of an overlong line; keeps its end and what follows.
    fn skip_to_line_end(&mut self, block: &mut Block, from: usize) {
        match memchr::memchr(b'\n', &block.bytes()[from..]) {
            Some(at) => {
                block.buffer.copy_within(from + at..block.len, from);
                block.len -= at;
                self.skipping = false;
            }
            None => block.len = from,
        }
    }

    /// Reads until the buffer is full, a line has ended, or the input has.
    fn read_some(&mut self, buffer: &mut [u8]) -> usize {
        let mut filled = 0;
        while filled < buffer.len() {
            match self.input.read(&mut buffer[filled..]) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(read) => {
                    filled += read;
                    // A line that comes through a pipe is verified at once, even if part of the next has come with it.
                    if memchr::memrchr(b'\n', &buffer[filled - read..filled]).is_some() {
                        break;
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.error = Some(error);
                    break;
                }
            }
        }
        filled
    }
}
