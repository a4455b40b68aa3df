//! `lint`: mistakes in a token, in the keys given for it, and in its secret.

use std::io::{self, Read};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::base::{Code, Fault, Timestamp};
use crate::jose::key_strength::weaknesses;
use crate::jose::{Key, jwk};
use crate::token::decode::Unverified;
use crate::token::lint::{self, Finding, Guess, Recoded};

/// What to look at.
pub struct LintRequest<'a> {
    pub token: &'a str,
    /// Keys that the token may be verified with.
    pub keys: &'a [Key],
    pub now: Timestamp,
}

/// Every finding, errors first. `words` has secrets to try besides the well-known ones, one per line; `advance` gets the
/// number of its bytes that are done. Fails if `words` cannot be read.
pub fn lint(
    request: &LintRequest<'_>,
    words: Option<impl Read + Send>,
    advance: &(dyn Fn(usize) + Sync),
) -> Result<Vec<Finding>, Fault> {
    let (mut found, guess) = match lint::recode(request.token) {
        Some(Recoded { token, text, findings }) => {
            let signing_input = request.token.rsplit_once('.').map_or("", |(signing_input, _)| signing_input);
            let guess = Guess::new(&text).map(|guess| guess.with_signing_input(signing_input));
            ([findings, lint::lint(&token, request.token, request.now)].concat(), guess)
        }
        None => {
            let decoded = Unverified::decode(request.token)?;
            (lint::lint(&decoded, request.token, request.now), Guess::new(request.token))
        }
    };
    if let Some(guess) = guess {
        if guess.is_well_known() {
            found.extend(lint::finding("weak-secret", "the token is signed with a well-known secret"));
        } else if let Some(words) = words
            && is_in(words, &guess, advance)
                .map_err(|error| Fault::new(Code::Io, format!("could not read the word list: {error}")))?
        {
            found.extend(lint::finding("weak-secret", "the token is signed with a secret from the word list"));
        }
    }
    found.extend(key_findings(request.keys));
    lint::sort(&mut found);
    Ok(found)
}

/// Whether the secret is a line of `words`; on every core.
fn is_in(words: impl Read + Send, guess: &Guess, advance: &(dyn Fn(usize) + Sync)) -> io::Result<bool> {
    let (lines, is_found) = (Mutex::new(WordListPieces { words, rest: Vec::new() }), AtomicBool::new(false));
    let worker = || -> io::Result<()> {
        while !is_found.load(Ordering::Relaxed) {
            let Some(piece) = lines.lock().map_or(Ok(None), |mut lines| lines.next_piece())? else { return Ok(()) };
            // The line break that ends the piece would make an empty line of its own.
            let whole = piece.strip_suffix(b"\n").unwrap_or(&piece);
            let is_secret = |line: &[u8]| guess.is_signed_with(line.strip_suffix(b"\r").unwrap_or(line));
            if whole.split(|byte| *byte == b'\n').any(is_secret) {
                is_found.store(true, Ordering::Relaxed);
            }
            advance(piece.len());
        }
        Ok(())
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let outcomes: Vec<io::Result<()>> = thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or(Ok(()))).collect()
    });
    if is_found.into_inner() {
        return Ok(true);
    }
    outcomes.into_iter().collect::<io::Result<()>>().map(|()| false)
}

/// Bytes of a word list that a thread takes at a time.
const PIECE: usize = 256 * 1024;

/// The longest line of a word list: longer ones are not secrets, and would not fit into memory.
const MAX_LINE: usize = 1024 * 1024;

/// A word list that is read in pieces of whole lines.
struct WordListPieces<R> {
    words: R,
    /// The beginning of a line whose end was not read yet.
    rest: Vec<u8>,
}

impl<R: Read> WordListPieces<R> {
    /// The next whole lines, at the end of the list without a line break; `None` after it.
    fn next_piece(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut piece = std::mem::take(&mut self.rest);
        loop {
            let start = piece.len();
            let read = self.words.by_ref().take(PIECE as u64).read_to_end(&mut piece)?;
            if read == 0 {
                return Ok((!piece.is_empty()).then_some(piece));
            }
            if let Some(at) = piece[start..].iter().rposition(|byte| *byte == b'\n') {
                self.rest = piece.split_off(start + at + 1);
                return Ok(Some(piece));
            }
            if piece.len() > MAX_LINE {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "a line is longer than 1 MiB"));
            }
        }
    }
}

fn key_findings(keys: &[Key]) -> Vec<Finding> {
    let name = |key: &Key| {
        key.kid.as_ref().map_or_else(|| format!("the {} key", key.key_type()), |kid| format!("the key {kid:?}"))
    };
    let weak = keys.iter().flat_map(|key| {
        weaknesses(key)
            .into_iter()
            .filter_map(move |weakness| lint::finding("weak-key", format!("{}: {}", name(key), weakness.message)))
    });
    let mut found: Vec<Finding> = weak.collect();
    for (index, key) in keys.iter().enumerate() {
        let is_shared = |other: &&Key| {
            jwk::thumbprint(other) == jwk::thumbprint(key) && other.usage.algorithm != key.usage.algorithm
        };
        if let Some(other) = keys[..index].iter().find(is_shared) {
            let [first, second] =
                [other, key].map(|key| key.usage.algorithm.clone().unwrap_or_else(|| "any".to_owned()));
            found.extend(lint::finding(
                "shared-key",
                format!("{} is in the set for {first} and for {second}", name(key)),
            ));
        }
    }
    found
}

#[cfg(test)]
mod near_misses;

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;
    use crate::base::Secret;
    use crate::base::{b64, hex};
    use crate::jose::crypto;

    fn token(secret: &[u8]) -> String {
        let input = format!("{}.{}", b64::encode(r#"{"alg":"HS256"}"#), b64::encode("{}"));
        let code = crypto::hmac_sha256(&Secret::from(secret), input.as_bytes());
        format!("{input}.{}", b64::encode(code))
    }

    #[test]
    fn every_line_is_tried_once_wherever_the_pieces_end() {
        let list: String =
            (0..40_000).map(|number| format!("{}\n", hex::encode(format!("{number}").as_bytes()))).collect();
        let bytes = list.as_bytes();
        let mut pieces = WordListPieces { words: bytes, rest: Vec::new() };
        let mut lines = Vec::new();
        while let Some(piece) = pieces.next_piece().unwrap() {
            let whole = piece.strip_suffix(b"\n").unwrap_or(&piece);
            lines.extend(whole.split(|byte| *byte == b'\n').map(<[u8]>::to_vec));
        }
        assert_eq!(lines, list.lines().map(|line| line.as_bytes().to_vec()).collect::<Vec<_>>());
        for number in [0, 1, 9_999, 20_000, 39_999] {
            let secret = hex::encode(format!("{number}").as_bytes());
            let (done, guess) = (AtomicUsize::new(0), Guess::new(&token(secret.as_bytes())).unwrap());
            let advance = |bytes| _ = done.fetch_add(bytes, Ordering::Relaxed);
            assert!(is_in(bytes, &guess, &advance).unwrap(), "{number}");
            assert!(done.into_inner() <= bytes.len());
        }
        let (done, guess) = (AtomicUsize::new(0), Guess::new(&token(b"not in the list")).unwrap());
        assert!(!is_in(bytes, &guess, &|bytes| _ = done.fetch_add(bytes, Ordering::Relaxed)).unwrap());
        assert_eq!(done.into_inner(), bytes.len());
    }

    #[test]
    fn a_line_longer_than_a_piece_is_tried_and_an_endless_one_is_an_error() {
        let long = vec![b'x'; PIECE * 3];
        let guess = Guess::new(&token(&long)).unwrap();
        assert!(is_in([b"a\n", &long[..], b"\nb\n"].concat().as_slice(), &guess, &|_| {}).unwrap());
        let error = is_in(io::repeat(b'x'), &guess, &|_| {}).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
    }

    #[test]
    fn line_ends_of_both_kinds() {
        let guess = Guess::new(&token(b"last")).unwrap();
        for list in ["first\r\nlast\r\n", "first\nlast", "last\n", "last"] {
            assert!(is_in(list.as_bytes(), &guess, &|_| {}).unwrap(), "{list:?}");
        }
    }
}
