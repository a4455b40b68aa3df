//! Slowing down repeated failures to log in.

use std::thread;
use std::time::{Duration, Instant};

use crate::base::{Fault, Random, Secret, Timestamp, random};
use crate::home::Settings;
use crate::jose::crypto;
use crate::store::record::Throttle;
use crate::store::step::{Attempt, AttemptOutcome, LockPolicy, Operation};
use crate::store::{Digest, Partition, Store, ThrottleKey};

use crate::core::Context;

/// Failures are forgotten after a day without one, or after as long as the longest lock if that is more.
const FORGET: Duration = Duration::from_secs(24 * 60 * 60);

/// How long an allowed attempt may take until its outcome is reported: far longer than a password takes to check, however
/// slow the machine. Only a process that was killed never reports it.
const PENDING: Duration = Duration::from_secs(30);

/// The first pause between two checks whether the lock is gone, and the longest; each is twice the one before. With many
/// waiting at once, few then try at the same time.
const PAUSES: (Duration, Duration) = (Duration::from_millis(20), Duration::from_millis(640));

/// What failed logins of a name are counted under: a MAC under the home's secret, because what was typed for a name may have
/// been a password, which must not be guessed from the state.
pub fn key(home_secret: &Secret, name: &str) -> ThrottleKey {
    ThrottleKey {
        partition: Partition::of_name(name),
        name: Digest(crypto::hmac_sha256(home_secret, format!("tokctl: logins of {name}").as_bytes())),
    }
}

/// Whether the password of an attempt may be checked. Only an [`Admission`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Admitted {
    /// `None` if it may: then the attempt counts as failed until it succeeds.
    locked_until: Option<Timestamp>,
}

impl Admitted {
    /// The end of the lock if there were too many failures.
    pub fn locked_until(self) -> Option<Timestamp> {
        self.locked_until
    }
}

/// What to do while a name is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// The lock is gone: make the attempt again.
    Over,
    /// Look again after this pause.
    Pause(Duration),
    /// The name stays locked until then.
    Locked(Timestamp),
}

/// Decides whether an attempt to log in may be made.
///
/// Many logins at once with the right password lock each other out at first. The first that succeeds removes the lock, so
/// the others wait for it as long as attempts are pending; this allows no further guess.
#[derive(Debug)]
pub struct Admission {
    key: ThrottleKey,
    policy: LockPolicy,
    /// What was found last, and since when.
    last: Option<(Throttle, Instant)>,
    pause: Duration,
}

impl Admission {
    pub fn new(key: ThrottleKey, settings: &Settings) -> Self {
        Self { key, policy: policy(settings), last: None, pause: PAUSES.0 }
    }

    pub fn key(&self) -> &ThrottleKey {
        &self.key
    }

    /// The step that counts the attempt.
    pub fn step(&self, op: Operation) -> Attempt {
        Attempt { op, key: self.key, policy: self.policy }
    }

    /// `None` if the name is locked: then [`Self::wait`] says for how long to wait.
    pub fn outcome(&self, outcome: AttemptOutcome) -> Option<Admitted> {
        (outcome == AttemptOutcome::Allowed).then_some(Admitted { locked_until: None })
    }

    /// What to do at the time `now`, when the store has `found` under the key.
    pub fn wait(&mut self, found: Option<Throttle>, now: Timestamp, random: &dyn Random) -> Result<Wait, Fault> {
        let Some((found, until)) = found.and_then(|found| Some((found, found.lock_at(now)?))) else {
            return Ok(Wait::Over);
        };
        let since = match self.last {
            Some((seen, since)) if seen == found => since,
            _ => self.last.insert((found, Instant::now())).1,
        };
        let is_recent = now.since(found.last_attempt_at) < PENDING;
        if found.pending == 0 || !is_recent || since.elapsed() >= PENDING {
            return Ok(Wait::Locked(until));
        }
        let [byte] = random::bytes::<1>(random)?;
        let pause = self.pause * (64 + u32::from(byte)) / 320;
        self.pause = (self.pause * 2).min(PAUSES.1);
        Ok(Wait::Pause(pause))
    }
}

/// Makes an attempt, and waits while the name is locked by others that are pending.
pub fn admit(context: &Context<'_>, store: &dyn Store, mut admission: Admission) -> Result<Admitted, Fault> {
    loop {
        if let Some(admitted) = admission.outcome(store.attempt(&admission.step(context.operation()?))?) {
            return Ok(admitted);
        }
        loop {
            match admission.wait(store.throttle(admission.key())?, context.now(), context.random)? {
                Wait::Over => break,
                Wait::Pause(pause) => thread::sleep(pause),
                Wait::Locked(until) => return Ok(Admitted { locked_until: Some(until) }),
            }
        }
    }
}

pub fn policy(settings: &Settings) -> LockPolicy {
    let (first, longest) = (settings.login_lock.first, settings.login_lock.longest);
    LockPolicy { attempts: settings.login_attempts, first, longest, forget: FORGET.max(longest), pending: PENDING }
}
