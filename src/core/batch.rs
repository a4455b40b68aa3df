//! Verifying many tokens, one a line: in parallel, in order, in constant memory.
//!
//! Each worker takes the next block of lines under one lock, judges it alone, and hands its answers on. Only a few blocks'
//! answers wait for their turn, so memory stays the same however long the input is.

use std::io::{self, Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::base::{Code, Fault, Object, b64};
use crate::jose::jws::MAX_LEN;
use crate::token::policy::Checks;
use crate::token::verify::Authenticator;

use super::turns::{LARGEST, Turns, lock};
use super::verify::Judge;

/// How much is read at a time.
const BLOCK: usize = 256 * 1024;

/// For so many blocks a worker the answers may wait for their turn.
const AHEAD: usize = 2;

/// One line's answer.
#[derive(Debug)]
pub struct LineAnswer<'a> {
    /// The line's number, from one.
    pub number: u64,
    /// What speaks against the token; nothing, where it is good.
    pub faults: &'a [Fault],
    /// The name of the key that its signature was accepted with.
    pub kid: Option<&'a str>,
    /// Its claims, where the signature was accepted.
    pub claims: Option<&'a Object<'a>>,
}

/// What a batch amounted to.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Summary {
    /// How many lines there were.
    pub lines: u64,
    /// How many good tokens.
    pub valid: u64,
    /// How often each failure occurred.
    pub failures: Vec<(Code, u64)>,
}

impl Summary {
    fn count(&mut self, faults: &[Fault]) {
        self.lines += 1;
        self.valid += u64::from(faults.is_empty());
        for fault in faults {
            self.add(fault.code, 1);
        }
    }

    fn add(&mut self, code: Code, times: u64) {
        match self.failures.iter_mut().find(|(known, _)| *known == code) {
            Some((_, count)) => *count += times,
            None => self.failures.push((code, times)),
        }
    }

    fn merge(&mut self, other: &Self) {
        self.lines += other.lines;
        self.valid += other.valid;
        for (code, times) in &other.failures {
            self.add(*code, *times);
        }
    }
}

/// Why a batch was not finished.
#[derive(Debug)]
pub enum BatchError {
    /// The input could not be read.
    Read(io::Error),
    /// The answers could not be written.
    Write(io::Error),
    /// The keys' time was up, and there are no others.
    Keys(Fault),
}

/// Writes one line's answer to the end of a buffer.
pub type Render<'a> = &'a (dyn Fn(&LineAnswer<'_>, &mut Vec<u8>) + Sync);

/// Is told how many more bytes of the input are done.
pub type Progress<'a> = &'a (dyn Fn(u64) + Sync);

/// Judges every line of `input` with `workers` threads and writes the answers to `output` in the order of the lines.
pub fn run(
    judge: &Judge<'_>,
    input: impl Read + Send,
    mut output: impl Write + Send,
    workers: usize,
    render: Render<'_>,
    progress: Progress<'_>,
) -> Result<Summary, BatchError> {
    b64::expect_many();
    let source = Mutex::new(Source::new(input));
    let write = |answers: &[u8]| output.write_all(answers).and_then(|()| output.flush());
    let sink = Turns::new(write, workers * AHEAD);
    let stop = AtomicBool::new(false);
    let total = Mutex::new(Summary::default());
    let no_keys = Mutex::new(None);
    std::thread::scope(|scope| {
        for _ in 0..workers.max(1) {
            scope.spawn(|| {
                let (summary, fault) = work(judge, &source, &sink, &stop, render, progress);
                lock(&total).merge(&summary);
                if let Some(fault) = fault {
                    *lock(&no_keys) = Some(fault);
                }
            });
        }
    });
    if let Some(fault) = no_keys.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(BatchError::Keys(fault));
    }
    let error = sink.finish();
    if let Some(error) = source.into_inner().unwrap_or_else(PoisonError::into_inner).error {
        return Err(BatchError::Read(error));
    }
    if let Some(error) = error {
        return Err(BatchError::Write(error));
    }
    Ok(total.into_inner().unwrap_or_else(PoisonError::into_inner))
}

fn work<R: Read>(
    judge: &Judge<'_>,
    source: &Mutex<Source<R>>,
    sink: &Turns<impl FnMut(&[u8]) -> io::Result<()>, io::Error>,
    stop: &AtomicBool,
    render: Render<'_>,
    progress: Progress<'_>,
) -> (Summary, Option<Fault>) {
    let mut worker = Worker::new(judge);
    let mut block = Block::default();
    while !stop.load(Ordering::Relaxed) && lock(source).next_block(&mut block) {
        // The block may have been long in coming, and the keys' time up.
        match judge.current() {
            Ok(keys) if std::ptr::eq(keys, worker.authenticator.keys()) => {}
            Ok(keys) => worker.authenticator = Authenticator::new(keys),
            Err(fault) => {
                stop.store(true, Ordering::Relaxed);
                sink.abandon(block.index, io::ErrorKind::Interrupted.into());
                return (worker.summary, Some(fault));
            }
        }
        for (number, line) in (block.first_line..).zip(block.lines()) {
            worker.answer(number, line, render);
            if worker.answers.len() > LARGEST && !sink.hand_on_some(block.index, &mut worker.answers) {
                break;
            }
        }
        if !sink.hand_on(block.index, &mut worker.answers) {
            stop.store(true, Ordering::Relaxed);
        }
        progress(block.len as u64);
    }
    (worker.summary, None)
}

/// What one thread judges with, and what came of it.
struct Worker<'j, 'k> {
    judge: &'j Judge<'k>,
    authenticator: Authenticator<'k>,
    checks: Checks,
    summary: Summary,
    answers: Vec<u8>,
}

impl<'j, 'k> Worker<'j, 'k> {
    fn new(judge: &'j Judge<'k>) -> Self {
        let authenticator = Authenticator::new(judge.keys);
        Self { judge, authenticator, checks: Checks::default(), summary: Summary::default(), answers: Vec::new() }
    }

    fn answer(&mut self, number: u64, line: &[u8], render: Render<'_>) {
        let Self { judge, authenticator, checks, summary, answers } = self;
        let mut say = |faults: &[Fault], kid: Option<&str>, claims: Option<&Object<'_>>| {
            summary.count(faults);
            render(&LineAnswer { number, faults, kid, claims }, answers);
        };
        let Ok(token) = std::str::from_utf8(line) else {
            return say(&[Fault::new(Code::Malformed, "the line is not text")], None, None);
        };
        match authenticator.authenticate(token) {
            Err(refusal) => {
                if let Some(keys) = judge.newer(authenticator.keys(), &refusal) {
                    *authenticator = Authenticator::new(keys);
                    return self.answer(number, line, render);
                }
                say(&[refusal.fault], None, None);
            }
            Ok(authentic) => {
                checks.clear();
                let claims = judge.check(token, &authentic, checks);
                say(&checks.faults(), authentic.kid(), claims.as_ref());
            }
        }
    }
}

/// A run of whole lines.
#[derive(Debug, Default)]
struct Block {
    index: u64,
    first_line: u64,
    /// What was read is the first `len` of these; the rest is room for the next block, and cleared only once.
    buffer: Vec<u8>,
    len: usize,
}

impl Block {
    /// The lines without their ends. What follows the last line end is a line too, unless it is empty.
    fn lines(&self) -> impl Iterator<Item = &[u8]> {
        let body = self.body();
        let ends = memchr::memchr_iter(b'\n', body).chain([body.len()]);
        let lines = ends.scan(0, |start, end| Some(&body[std::mem::replace(start, end + 1)..end]));
        lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line))
    }

    /// How many lines there are.
    fn count(&self) -> u64 {
        memchr::memchr_iter(b'\n', self.body()).count() as u64 + 1
    }

    fn body(&self) -> &[u8] {
        let bytes = self.bytes();
        bytes.strip_suffix(b"\n").unwrap_or(bytes)
    }

    fn bytes(&self) -> &[u8] {
        &self.buffer[..self.len]
    }

    /// Room for so many more bytes behind those read.
    fn room(&mut self, count: usize) -> &mut [u8] {
        let end = self.len + count;
        if self.buffer.len() < end {
            self.buffer.resize(end, 0);
        }
        &mut self.buffer[self.len..end]
    }
}

/// The input, cut into blocks.
struct Source<R> {
    input: R,
    next_index: u64,
    next_line: u64,
    /// The beginning of a line whose end has not been read yet.
    rest: Vec<u8>,
    /// Whether the line begun in `rest` is too long for any token, and only its end is looked for.
    skipping: bool,
    ended: bool,
    error: Option<io::Error>,
}

impl<R: Read> Source<R> {
    fn new(input: R) -> Self {
        Self { input, next_index: 0, next_line: 1, rest: Vec::new(), skipping: false, ended: false, error: None }
    }

    /// Fills `block` with the next lines; `false` at the end.
    fn next_block(&mut self, block: &mut Block) -> bool {
        block.len = 0;
        block.room(self.rest.len()).copy_from_slice(&self.rest);
        block.len = self.rest.len();
        self.rest.clear();
        while !self.ended {
            let filled = block.len;
            block.len += self.read_some(block.room(BLOCK));
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
                // One byte over the limit is enough to be refused for its length.
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
                    // What comes from a pipe line by line is answered line by line, whatever came with it of the next.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::Timestamp;
    use crate::core::verify::Asked;
    use crate::token::keyset::KeySet;

    /// Answers in small pieces, as a pipe does.
    struct Dribble<'a>(&'a [u8], usize);

    impl Read for Dribble<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(self.0.len()).min(buffer.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn numbers(input: impl Read + Send, workers: usize) -> (Vec<String>, Summary) {
        let keys = KeySet::default();
        let judge =
            Judge { keys: &keys, supply: None, asked: Asked::Nothing, access: None, now: Timestamp::from_secs(0) };
        let mut out = Vec::new();
        let render = |answer: &LineAnswer<'_>, out: &mut Vec<u8>| {
            out.extend_from_slice(format!("{} {}\n", answer.number, answer.faults[0].message).as_bytes());
        };
        let summary = run(&judge, input, &mut out, workers, &render, &|_| {}).unwrap();
        (String::from_utf8(out).unwrap().lines().map(str::to_owned).collect(), summary)
    }

    #[test]
    fn answers_come_in_order_from_any_number_of_workers() {
        let input: String = (0..50_000).map(|i| format!("{}\n", "x.".repeat(i % 7))).collect();
        for workers in [1, 2, 5] {
            let (lines, summary) = numbers(input.as_bytes(), workers);
            assert_eq!((lines.len(), summary.lines, summary.valid), (50_000, 50_000, 0));
            for (i, line) in lines.iter().enumerate() {
                assert!(line.starts_with(&format!("{} ", i + 1)), "{i}: {line}");
            }
        }
    }

    #[test]
    fn only_line_ends_are_trimmed() {
        let (lines, _) = numbers(&b"a\r\n\n b\nlast"[..], 1);
        assert_eq!(lines.len(), 4);
        assert!(lines[1].contains("empty"), "{lines:?}");
    }

    #[test]
    fn nothing_is_answered_with_nothing() {
        assert_eq!(numbers(&b""[..], 2).1, Summary::default());
    }

    #[test]
    fn an_overlong_line_is_one_bad_line() {
        let mut input = vec![b'a'; 5 * MAX_LEN];
        input.extend_from_slice(b"\nb\n");
        for step in [usize::MAX, 100_000] {
            let (lines, summary) = numbers(Dribble(&input, step), 2);
            assert_eq!(summary.lines, 2);
            assert!(lines[0].contains("at most"), "{}", lines[0]);
            assert!(lines[1].starts_with("2 a token has three parts"), "{}", lines[1]);
        }
    }

    #[test]
    fn a_reader_that_gives_up_stops_the_writers() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let keys = KeySet::default();
        let judge =
            Judge { keys: &keys, supply: None, asked: Asked::Nothing, access: None, now: Timestamp::from_secs(0) };
        let render = |_: &LineAnswer<'_>, out: &mut Vec<u8>| out.push(b'\n');
        let result = run(&judge, io::repeat(b'\n'), Closed, 2, &render, &|_| {});
        assert!(matches!(result, Err(BatchError::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe));
    }

    #[test]
    fn a_line_is_answered_as_soon_as_it_has_come() {
        let input = b"a\nb\nc\n".to_vec();
        let (lines, summary) = numbers(Dribble(&input, 2), 3);
        assert_eq!((lines.len(), summary.lines), (3, 3));
    }
}
