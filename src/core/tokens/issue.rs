//! Issuing tokens: composing one and signing it, once or many times.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Mutex;

use crate::base::random::Random;
use crate::base::time::Timestamp;
use crate::base::{Code, Fault};
use crate::jose::SigningKey;
use crate::jose::jws;
use crate::token::issue::{Draft, Warning, Wish};
use crate::token::series::{Ids, Series};

use crate::core::tokens::ordered_sink::{LARGEST, Turns, lock};

/// How many tokens a thread signs before it hands them on.
const AT_ONCE: u64 = 64;

/// So many times that much a thread may wait for its turn.
const AHEAD: usize = 4;

/// What to issue.
#[derive(Debug)]
pub struct IssueRequest {
    /// What the token is to say.
    pub wish: Wish,
    /// How many tokens.
    pub count: u64,
    /// Whether to leave the payload out of the token.
    pub detached: bool,
    /// Whether a warning is a refusal.
    pub deny_warnings: bool,
}

/// A composed token whose warnings have been heard, about to be signed.
#[derive(Debug)]
pub struct Issue {
    draft: Draft,
    count: u64,
    detached: bool,
}

impl Issue {
    /// Composes the token that `request` asks for, to be signed with `key`.
    pub fn prepare(request: IssueRequest, key: &SigningKey, now: Timestamp) -> Result<Self, Fault> {
        let draft = Draft::compose(request.wish, key, now)?;
        let refused = draft.warnings.iter().find(|warning| request.deny_warnings && !warning.is_note);
        if let Some(warning) = refused {
            return Err(denied(warning.message.clone()));
        }
        Ok(Self { draft, count: request.count, detached: request.detached })
    }

    /// What the token's maker should know.
    pub fn warnings(&self) -> &[Warning] {
        &self.draft.warnings
    }

    /// The draft, as it was signed last.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// Signs one token.
    pub fn sign(&mut self, key: &SigningKey, random: &dyn Random) -> Result<String, Fault> {
        let mut series = self.draft.series(key);
        let mut ids = Ids::default();
        series.draw(1, random, &mut ids)?;
        let token = self.finished(series.sign(&ids, 0)?)?.into_owned();
        if let Some(id) = series.last_id() {
            self.draft.signed_as(id);
        }
        Ok(token)
    }

    /// Signs as many as were asked for with `workers` threads, and hands them on to `sink`, a line each, some at a time.
    pub fn sign_lines(
        &self,
        key: &SigningKey,
        random: &dyn Random,
        workers: usize,
        sink: impl FnMut(&[u8]) -> Result<(), Fault> + Send,
    ) -> Result<(), Fault> {
        let batches = self.count.div_ceil(AT_ONCE);
        let series = self.draft.series(key);
        let (left, turns) = (Mutex::new(0..batches), Turns::new(sink, workers * AHEAD));
        let work = || self.sign_batches(series.clone(), random, &left, &turns);
        if workers < 2 || batches < 2 {
            work();
        } else {
            std::thread::scope(|scope| (0..workers).for_each(|_| _ = scope.spawn(work)));
        }
        turns.finish().map_or(Ok(()), Err)
    }

    fn sign_batches(
        &self,
        mut series: Series<'_>,
        random: &dyn Random,
        left: &Mutex<Range<u64>>,
        turns: &Turns<impl FnMut(&[u8]) -> Result<(), Fault>, Fault>,
    ) {
        let (mut ids, mut lines) = (Ids::default(), Vec::new());
        loop {
            // Ids are drawn in order, so that one source of randomness gives the same tokens to any number of threads.
            let mut left = lock(left);
            let Some(batch) = left.next() else { return };
            let many = AT_ONCE.min(self.count - batch * AT_ONCE) as usize;
            let drawn = series.draw(many, random, &mut ids);
            drop(left);
            let signed = drawn.and_then(|()| {
                (0..many).try_for_each(|nth| {
                    self.sign_line(&mut series, &ids, nth, &mut lines)?;
                    if lines.len() > LARGEST {
                        // Where that fails, so does handing on the rest.
                        turns.hand_on_some(batch, &mut lines);
                    }
                    Ok(())
                })
            });
            if let Err(fault) = signed {
                return turns.abandon(batch, fault);
            }
            if !turns.hand_on(batch, &mut lines) {
                return;
            }
        }
    }

    fn sign_line(&self, series: &mut Series<'_>, ids: &Ids, nth: usize, lines: &mut Vec<u8>) -> Result<(), Fault> {
        lines.extend_from_slice(self.finished(series.sign(ids, nth)?)?.as_bytes());
        lines.push(b'\n');
        Ok(())
    }

    /// The token as it is handed out.
    fn finished<'t>(&self, token: &'t str) -> Result<Cow<'t, str>, Fault> {
        if self.detached { Ok(Cow::Owned(jws::detach(token)?)) } else { Ok(Cow::Borrowed(token)) }
    }
}

/// There was a warning, and none was allowed.
pub fn denied(warning: String) -> Fault {
    Fault::new(Code::WarningsDenied, warning).hint("no token was issued, since --deny-warnings was given")
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;
    use crate::base::random::RandomError;
    use crate::base::{Object, Secret};
    use crate::jose::{Algorithm, Key, Strength};

    /// Counts.
    struct Counting(AtomicU64);

    impl Random for Counting {
        fn fill(&self, buffer: &mut [u8]) -> Result<(), RandomError> {
            for chunk in buffer.chunks_mut(8) {
                chunk.copy_from_slice(&self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes()[..chunk.len()]);
            }
            Ok(())
        }
    }

    fn issue(count: u64) -> (Issue, SigningKey) {
        let key = Key::from_secret(Secret::from(&b"0123456789abcdef0123456789abcdef"[..]));
        let key = SigningKey::new(&key, Algorithm::named("HS256").unwrap(), Strength::Required).unwrap();
        let wish = Wish { claims: Object::new(), ..Wish::default() };
        let request = IssueRequest { wish, count, detached: false, deny_warnings: false };
        (Issue::prepare(request, &key, Timestamp::from_secs(0)).unwrap(), key)
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
        for count in [1, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, 10 * AT_ONCE + 7] {
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
    fn a_sink_that_takes_no_more_ends_it() {
        let (issue, key) = issue(u64::MAX);
        let mut left = 3;
        let sink = |_: &[u8]| {
            left -= 1;
            if left == 0 { Err(Fault::new(Code::Io, "full")) } else { Ok(()) }
        };
        assert_eq!(issue.sign_lines(&key, &Counting(AtomicU64::new(0)), 3, sink).unwrap_err().message, "full");
    }
}
