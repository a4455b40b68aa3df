//! Verifying many tokens, one a line: in parallel, in order, in constant memory.
//!
//! Each worker takes the next block of lines under one lock, judges it alone, and hands its answers on. Only a few blocks'
//! answers wait for their turn, so memory stays the same however long the input is.

mod source;

use std::io::{self, Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::base::{Code, Fault, Object};
use crate::token::policy::Checks;
use crate::token::verify::Authenticator;

use crate::core::tokens::ordered_sink::{LARGEST, Turns, lock};
use crate::core::tokens::verify::Judge;
use source::{Block, Source};

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
        progress(block.bytes().len() as u64);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::Timestamp;
    use crate::core::tokens::verify::Asked;
    use crate::jose::jws::MAX_LEN;
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
