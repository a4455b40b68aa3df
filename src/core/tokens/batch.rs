//! Verifying many tokens, one a line: in parallel, in order, in constant memory.
//!
//! Each worker takes the next block of lines under one lock, verifies it alone, and submits the results. Only a few blocks'
//! results wait for their turn, so the memory does not depend on the length of the input.

mod lines;

use std::io::{self, Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use crate::base::sync::{into_inner, lock};
use crate::base::{Code, Fault};
use crate::token::parser::TokenParser;
use crate::token::verify::Verdict;

use crate::core::tokens::ordered_sink::{MAX_PART, OrderedSink};
use crate::core::tokens::verify::Verification;
use lines::{Block, LineReader};

/// The number of blocks per worker whose results may wait for their turn.
const AHEAD: usize = 2;

#[derive(Debug)]
pub struct LineResult<'a> {
    /// The line's number, from 1.
    pub number: u64,
    pub verdict: &'a Verdict<'a>,
}

#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Summary {
    pub lines: u64,
    /// The number of valid tokens.
    pub valid: u64,
    /// The number of tokens with each failure.
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
    /// The results could not be written.
    Write(io::Error),
    /// There are no keys, or they have expired and cannot be renewed.
    Keys(Fault),
}

/// Appends one line's result to a buffer.
pub type Render<'a> = &'a (dyn Fn(&LineResult<'_>, &mut Vec<u8>) + Sync);

/// Receives the number of input bytes that were processed since the last call.
pub type Progress<'a> = &'a (dyn Fn(u64) + Sync);

/// Verifies every line of `input` with `workers` threads and writes the results to `output` in the order of the lines.
pub fn run(
    verification: &Verification<'_>,
    input: impl Read + Send,
    mut output: impl Write + Send,
    workers: usize,
    render: Render<'_>,
    progress: Progress<'_>,
) -> Result<Summary, BatchError> {
    // Before any input is read.
    verification.keys.current().map_err(BatchError::Keys)?;
    let reader = Mutex::new(LineReader::new(input));
    let write = |results: &[u8]| output.write_all(results).and_then(|()| output.flush());
    let sink = OrderedSink::new(write, workers * AHEAD);
    let stop = AtomicBool::new(false);
    let total = Mutex::new(Summary::default());
    let no_keys = Mutex::new(None);
    std::thread::scope(|scope| {
        for _ in 0..workers.max(1) {
            scope.spawn(|| {
                let (summary, fault) = work(verification, &reader, &sink, &stop, render, progress);
                lock(&total).merge(&summary);
                if let Some(fault) = fault {
                    *lock(&no_keys) = Some(fault);
                }
            });
        }
    });
    if let Some(fault) = into_inner(no_keys) {
        return Err(BatchError::Keys(fault));
    }
    let error = sink.finish();
    if let Some(error) = into_inner(reader).error {
        return Err(BatchError::Read(error));
    }
    if let Some(error) = error {
        return Err(BatchError::Write(error));
    }
    Ok(into_inner(total))
}

fn work<R: Read>(
    verification: &Verification<'_>,
    reader: &Mutex<LineReader<R>>,
    sink: &OrderedSink<impl FnMut(&[u8]) -> io::Result<()>, io::Error>,
    stop: &AtomicBool,
    render: Render<'_>,
    progress: Progress<'_>,
) -> (Summary, Option<Fault>) {
    let mut summary = Summary::default();
    let mut parser = match verification.parser() {
        Ok(parser) => parser,
        Err(fault) => return (summary, Some(fault)),
    };
    let mut results = Vec::new();
    let mut block = Block::default();
    while !stop.load(Ordering::Relaxed) && lock(reader).next_block(&mut block) {
        // The block may have been long in coming, and the keys may have expired.
        match verification.keys.current() {
            Ok(keys) if Arc::ptr_eq(&keys, parser.keys()) => {}
            Ok(keys) => parser = TokenParser::new(keys),
            Err(fault) => {
                stop.store(true, Ordering::Relaxed);
                sink.abandon(block.index, io::ErrorKind::Interrupted.into());
                return (summary, Some(fault));
            }
        }
        for (number, line) in (block.first_line..).zip(block.lines()) {
            verify_line(verification, &mut parser, line, |verdict| {
                summary.count(verdict.faults());
                render(&LineResult { number, verdict }, &mut results);
            });
            if results.len() > MAX_PART && !sink.submit_start(block.index, &mut results) {
                break;
            }
        }
        if !sink.submit(block.index, &mut results) {
            stop.store(true, Ordering::Relaxed);
        }
        progress(block.bytes().len() as u64);
    }
    (summary, None)
}

fn verify_line(
    verification: &Verification<'_>,
    parser: &mut TokenParser,
    line: &[u8],
    use_verdict: impl FnOnce(&Verdict<'_>),
) {
    let Ok(token) = std::str::from_utf8(line) else {
        let fault = Fault::new(Code::Malformed, "the line is not UTF-8");
        return use_verdict(&Verdict::Refused(fault.into()));
    };
    let keys = Arc::clone(parser.keys());
    let verdict = verification.verdict(parser.parse(token));
    let Some(renewed) = verification.keys.renewed(&keys, &verdict) else {
        return use_verdict(&verdict);
    };
    drop(verdict);
    *parser = TokenParser::new(renewed);
    use_verdict(&verification.verdict(parser.parse(token)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::Timestamp;
    use crate::core::keys::KeySource;
    use crate::jose::jws::MAX_LEN;
    use crate::token::keyset::KeySet;
    use crate::token::policy::Policy;

    /// Returns its input in small pieces, as a pipe does.
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
        let (keys, policy) = (KeySource::fixed(KeySet::default()), Policy::default());
        let verification = Verification::stateless(&keys, &policy, Timestamp::from_secs(0));
        let mut out = Vec::new();
        let render = |line: &LineResult<'_>, out: &mut Vec<u8>| {
            out.extend_from_slice(format!("{} {}\n", line.number, line.verdict.faults()[0].message).as_bytes());
        };
        let summary = run(&verification, input, &mut out, workers, &render, &|_| {}).unwrap();
        (String::from_utf8(out).unwrap().lines().map(str::to_owned).collect(), summary)
    }

    #[test]
    fn results_come_in_order_from_any_number_of_workers() {
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
    fn an_empty_input_has_no_results() {
        assert_eq!(numbers(&b""[..], 2).1, Summary::default());
    }

    #[test]
    fn an_overlong_line_is_one_bad_line() {
        let mut input = vec![b'a'; 5 * MAX_LEN];
        input.extend_from_slice(b"\nb\n");
        for step in [usize::MAX, 100_000] {
            let (lines, summary) = numbers(Dribble(&input, step), 2);
            assert_eq!(summary.lines, 2);
            assert!(lines[0].contains("more than the limit"), "{}", lines[0]);
            assert!(lines[1].starts_with("2 this is not a JWT"), "{}", lines[1]);
        }
    }

    #[test]
    fn a_closed_output_stops_the_workers() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let (keys, policy) = (KeySource::fixed(KeySet::default()), Policy::default());
        let verification = Verification::stateless(&keys, &policy, Timestamp::from_secs(0));
        let render = |_: &LineResult<'_>, out: &mut Vec<u8>| out.push(b'\n');
        let result = run(&verification, io::repeat(b'\n'), Closed, 2, &render, &|_| {});
        assert!(matches!(result, Err(BatchError::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe));
    }

    #[test]
    fn lines_may_come_in_small_pieces() {
        let input = b"a\nb\nc\n".to_vec();
        let (lines, summary) = numbers(Dribble(&input, 2), 3);
        assert_eq!((lines.len(), summary.lines), (3, 3));
    }
}
