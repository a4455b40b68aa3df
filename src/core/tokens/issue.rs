//! Composing a token and signing it, once or many times.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Mutex;

use crate::base::random::Random;
use crate::base::sync::lock;
use crate::base::time::Timestamp;
use crate::base::{Code, Fault};
use crate::jose::SigningKey;
use crate::jose::jws;
use crate::token::issue::{Draft, TokenSpec, Warning};
use crate::token::template::{TokenIds, TokenTemplate};

use crate::core::tokens::ordered_sink::{MAX_PART, OrderedSink};

/// The number of tokens that a thread signs before it submits them.
const CHUNK: u64 = 64;

/// The number of chunks per thread that may wait for their turn.
const AHEAD: usize = 4;

#[derive(Debug)]
pub struct IssueRequest {
    pub spec: TokenSpec,
    /// The number of tokens.
    pub count: u64,
    /// Leave the payload out of the token (RFC 7515 appendix F).
    pub detached: bool,
    /// Refuse to issue a token with a warning.
    pub deny_warnings: bool,
}

/// A composed token, ready to be signed.
#[derive(Debug)]
pub struct PreparedToken {
    draft: Draft,
    count: u64,
    detached: bool,
}

impl PreparedToken {
    /// Composes the token of `request`, which `key` will sign.
    pub fn prepare(request: IssueRequest, key: &SigningKey, now: Timestamp) -> Result<Self, Fault> {
        let draft = Draft::compose(request.spec, key, now)?;
        let refused = draft.warnings.iter().find(|warning| request.deny_warnings && !warning.is_note);
        if let Some(warning) = refused {
            return Err(denied(warning.message.clone()));
        }
        Ok(Self { draft, count: request.count, detached: request.detached })
    }

    pub fn warnings(&self) -> &[Warning] {
        &self.draft.warnings
    }

    /// The token as it was signed last.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    pub fn sign(&mut self, key: &SigningKey, random: &dyn Random) -> Result<String, Fault> {
        let mut template = self.draft.template(key);
        let mut ids = TokenIds::default();
        template.draw(1, random, &mut ids)?;
        let token = self.finished(template.sign(&ids, 0)?)?.into_owned();
        if let Some(id) = template.last_id() {
            self.draft.set_jti(id);
        }
        Ok(token)
    }

    /// Signs the requested number of tokens with `workers` threads and writes them to `sink`, one per line, in order.
    pub fn sign_lines(
        &self,
        key: &SigningKey,
        random: &dyn Random,
        workers: usize,
        sink: impl FnMut(&[u8]) -> Result<(), Fault> + Send,
    ) -> Result<(), Fault> {
        let chunks = self.count.div_ceil(CHUNK);
        let template = self.draft.template(key);
        let (left, sink) = (Mutex::new(0..chunks), OrderedSink::new(sink, workers * AHEAD));
        let work = || self.sign_chunks(template.clone(), random, &left, &sink);
        if workers < 2 || chunks < 2 {
            work();
        } else {
            std::thread::scope(|scope| (0..workers).for_each(|_| _ = scope.spawn(work)));
        }
        sink.finish().map_or(Ok(()), Err)
    }

    fn sign_chunks(
        &self,
        mut template: TokenTemplate<'_>,
        random: &dyn Random,
        left: &Mutex<Range<u64>>,
        sink: &OrderedSink<impl FnMut(&[u8]) -> Result<(), Fault>, Fault>,
    ) {
        let (mut ids, mut lines) = (TokenIds::default(), Vec::new());
        loop {
            // The IDs are drawn in order, so that the tokens do not depend on the number of threads.
            let mut left = lock(left);
            let Some(chunk) = left.next() else { return };
            let count = CHUNK.min(self.count - chunk * CHUNK) as usize;
            let drawn = template.draw(count, random, &mut ids);
            drop(left);
            let signed = drawn.and_then(|()| {
                (0..count).try_for_each(|nth| {
                    self.sign_line(&mut template, &ids, nth, &mut lines)?;
                    if lines.len() > MAX_PART {
                        // If this fails, so does submitting the rest.
                        sink.submit_start(chunk, &mut lines);
                    }
                    Ok(())
                })
            });
            if let Err(fault) = signed {
                return sink.abandon(chunk, fault);
            }
            if !sink.submit(chunk, &mut lines) {
                return;
            }
        }
    }

    fn sign_line(
        &self,
        template: &mut TokenTemplate<'_>,
        ids: &TokenIds,
        nth: usize,
        lines: &mut Vec<u8>,
    ) -> Result<(), Fault> {
        lines.extend_from_slice(self.finished(template.sign(ids, nth)?)?.as_bytes());
        lines.push(b'\n');
        Ok(())
    }

    /// The token, without its payload if that is detached.
    fn finished<'t>(&self, token: &'t str) -> Result<Cow<'t, str>, Fault> {
        if self.detached { Ok(Cow::Owned(jws::detach(token)?)) } else { Ok(Cow::Borrowed(token)) }
    }
}

/// Refuses a token because of `warning`.
pub fn denied(warning: String) -> Fault {
    Fault::new(Code::WarningsDenied, warning).hint("omit --deny-warnings to issue the token anyway")
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;
    use crate::base::random::RandomError;
    use crate::base::{Object, Secret};
    use crate::jose::{Algorithm, Key, Strength};

    struct Counting(AtomicU64);

    impl Random for Counting {
        fn fill(&self, buffer: &mut [u8]) -> Result<(), RandomError> {
            for chunk in buffer.chunks_mut(8) {
                chunk.copy_from_slice(&self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes()[..chunk.len()]);
            }
            Ok(())
        }
    }

    fn issue(count: u64) -> (PreparedToken, SigningKey) {
        let key = Key::from_secret(Secret::from(&b"0123456789abcdef0123456789abcdef"[..]));
        let key = SigningKey::new(&key, Algorithm::from_name("HS256").unwrap(), Strength::Required).unwrap();
        let spec = TokenSpec { claims: Object::new(), ..TokenSpec::default() };
        let request = IssueRequest { spec, count, detached: false, deny_warnings: false };
        (PreparedToken::prepare(request, &key, Timestamp::from_secs(0)).unwrap(), key)
    }

    #[test]
    fn any_number_of_threads_signs_the_same_tokens_in_the_same_order() {
        let lines = |count, workers| {
            let (issue, key) = issue(count);
            let mut lines = Vec::new();
            let sink = |some: &[u8]| {
                lines.extend_from_slice(some);
                Ok(())
            };
            issue.sign_lines(&key, &Counting(AtomicU64::new(0)), workers, sink).unwrap();
            String::from_utf8(lines).unwrap()
        };
        for count in [1, CHUNK - 1, CHUNK, CHUNK + 1, 10 * CHUNK + 7] {
            let alone = lines(count, 1);
            assert_eq!(alone.lines().count() as u64, count);
            let mut different: Vec<&str> = alone.lines().collect();
            different.sort_unstable();
            different.dedup();
            assert_eq!(different.len() as u64, count);
            assert_eq!(lines(count, 4), alone, "{count}");
        }
    }

    #[test]
    fn a_failing_sink_ends_the_signing() {
        let (issue, key) = issue(u64::MAX);
        let mut left = 3;
        let sink = |_: &[u8]| {
            left -= 1;
            if left == 0 { Err(Fault::new(Code::Io, "full")) } else { Ok(()) }
        };
        assert_eq!(issue.sign_lines(&key, &Counting(AtomicU64::new(0)), 3, sink).unwrap_err().message, "full");
    }
}
