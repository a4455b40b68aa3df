//! Slowing down repeated failures to log in.

use std::thread;
use std::time::{Duration, Instant};

use crate::base::{Fault, Secret, random};
use crate::home::Settings;
use crate::jose::crypto;
use crate::store::record::Throttle;
use crate::store::step::{Attempt, AttemptOutcome, LockPolicy};
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

/// Whether an attempt to log in may be made. It counts as failed until it succeeds.
///
/// Many logins at once with the right password lock each other out at first. The first that succeeds removes the lock, so
/// the others wait for it as long as attempts are pending; this allows no further guess.
pub fn attempt(context: &Context<'_>, store: &dyn Store, key: ThrottleKey, settings: &Settings) -> Result<bool, Fault> {
    let policy = policy(settings);
    let mut last: Option<(Throttle, Instant)> = None;
    let mut pause = PAUSES.0;
    loop {
        if store.attempt(&Attempt { op: context.operation()?, key, policy })? == AttemptOutcome::Allowed {
            return Ok(true);
        }
        while let Some(present) = locked(context, store, &key)? {
            let since = match last {
                Some((seen, since)) if seen == present => since,
                _ => last.insert((present, Instant::now())).1,
            };
            let is_recent = context.now().since(present.last_attempt_at) < PENDING;
            if present.pending == 0 || !is_recent || since.elapsed() >= PENDING {
                return Ok(false);
            }
            let [random] = random::bytes::<1>(context.random)?;
            thread::sleep(pause * (64 + u32::from(random)) / 320);
            pause = (pause * 2).min(PAUSES.1);
        }
    }
}

fn locked(context: &Context<'_>, store: &dyn Store, key: &ThrottleKey) -> Result<Option<Throttle>, Fault> {
    Ok(store.throttle(key)?.filter(|throttle| throttle.lock_at(context.now()).is_some()))
}

pub fn policy(settings: &Settings) -> LockPolicy {
    let (first, longest) = (settings.login_lock.first, settings.login_lock.longest);
    LockPolicy { attempts: settings.login_attempts, first, longest, forget: FORGET.max(longest), pending: PENDING }
}
