//! `lint`: mistakes in a token, in the keys given for it, and in its secret.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use crate::base::{Fault, Timestamp};
use crate::jose::key_strength::weaknesses;
use crate::jose::{Key, jwk};
use crate::token::decode::Unverified;
use crate::token::lint::{self, Finding, Guess};

/// What to look at.
pub struct LintRequest<'a> {
    pub token: &'a str,
    /// Keys that the token may be verified with.
    pub keys: &'a [Key],
    /// Secrets to try besides the well-known ones, one per line.
    pub words: Option<&'a [u8]>,
    pub now: Timestamp,
}

/// Bytes of a word list that a thread takes at a time.
const PIECE: usize = 64 * 1024;

/// Every finding, errors first. `advance` gets the number of bytes of the word list are done.
pub fn lint(request: &LintRequest<'_>, advance: &(dyn Fn(usize) + Sync)) -> Result<Vec<Finding>, Fault> {
    let decoded = Unverified::decode(request.token)?;
    let mut found = lint::lint(&decoded, request.token, request.now);
    if let Some(guess) = Guess::new(request.token) {
        if guess.is_well_known() {
            found.extend(lint::finding("weak-secret", "the token is signed with a well-known secret"));
        } else if request.words.is_some_and(|words| is_in(words, &guess, advance)) {
            found.extend(lint::finding("weak-secret", "the token is signed with a secret from the word list"));
        }
    }
    found.extend(key_findings(request.keys));
    lint::sort(&mut found);
    Ok(found)
}

/// Whether the secret is a line of `words`; on every core.
fn is_in(words: &[u8], guess: &Guess, advance: &(dyn Fn(usize) + Sync)) -> bool {
    let (next, is_found) = (AtomicUsize::new(0), AtomicBool::new(false));
    let worker = || {
        while !is_found.load(Ordering::Relaxed) {
            let start = next.fetch_add(PIECE, Ordering::Relaxed);
            if start >= words.len() {
                return;
            }
            let piece = lines_from(words, start);
            let line = |line: &[u8]| guess.is_signed_with(line.strip_suffix(b"\r").unwrap_or(line));
            if piece.split(|byte| *byte == b'\n').any(line) {
                is_found.store(true, Ordering::Relaxed);
            }
            advance(piece.len());
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| (0..workers).for_each(|_| _ = scope.spawn(worker)));
    is_found.into_inner()
}

/// The lines that begin in the piece at `start`, the last one whole.
fn lines_from(words: &[u8], start: usize) -> &[u8] {
    let line_after =
        |from: usize| words[from..].iter().position(|byte| *byte == b'\n').map_or(words.len(), |at| from + at + 1);
    let begin = if start == 0 { 0 } else { line_after(start - 1) };
    let end = match start + PIECE {
        end if end >= words.len() => words.len(),
        end => line_after(end - 1),
    };
    // The line break that ends the piece would make an empty line of its own.
    let piece = words.get(begin..end).unwrap_or_default();
    piece.strip_suffix(b"\n").unwrap_or(piece)
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
mod tests {
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
        let mut lines = Vec::new();
        for start in (0..bytes.len()).step_by(PIECE) {
            lines.extend(lines_from(bytes, start).split(|byte| *byte == b'\n').map(<[u8]>::to_vec));
        }
        assert_eq!(lines, list.lines().map(|line| line.as_bytes().to_vec()).collect::<Vec<_>>());
        for number in [0, 1, 9_999, 20_000, 39_999] {
            let secret = hex::encode(format!("{number}").as_bytes());
            assert!(is_in(bytes, &Guess::new(&token(secret.as_bytes())).unwrap(), &|_| {}), "{number}");
        }
        assert!(!is_in(bytes, &Guess::new(&token(b"not in the list")).unwrap(), &|_| {}));
    }

    #[test]
    fn line_ends_of_both_kinds() {
        let guess = Guess::new(&token(b"last")).unwrap();
        for list in ["first\r\nlast\r\n", "first\nlast", "last\n", "last"] {
            assert!(is_in(list.as_bytes(), &guess, &|_| {}), "{list:?}");
        }
    }
}
