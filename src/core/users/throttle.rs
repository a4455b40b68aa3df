//! How repeated failures to log in are slowed down.

use std::thread;
use std::time::{Duration, Instant};

use crate::base::{Fault, Secret};
use crate::home::Settings;
use crate::jose::crypto;
use crate::store::record::Throttle;
use crate::store::step::{Attempt, AttemptOutcome, LockPolicy};
use crate::store::{Digest, Store};

use crate::core::Context;

/// Failures are forgotten when there was none for a day, or for as long as the longest lock where that is more.
const FORGET: Duration = Duration::from_secs(24 * 60 * 60);

/// How long the outcome of an attempt that was let through may take to show: longer than a password takes to check.
const PENDING: Duration = Duration::from_secs(2);

/// The pause between two looks at whether the lock was taken away.
const PAUSE: Duration = Duration::from_millis(20);

/// What stands for a name where failed logins are counted: under the home's secret, so that nobody can guess from the state
/// what was typed for a name, which may have been a password.
pub fn key(home_secret: &Secret, name: &str) -> Digest {
    Digest(crypto::hmac_sha256(home_secret, format!("tokctl: logins of {name}").as_bytes()))
}

/// Whether an attempt to log in may be made, which counts as failed until it succeeds.
///
/// So many that know the password, all at once, lock each other out at first. The first that succeeds takes the lock away,
/// and that is waited for as long as attempts are pending: nobody gets another guess by it.
pub fn attempt(context: &Context<'_>, store: &dyn Store, key: Digest, config: &Settings) -> Result<bool, Fault> {
    let policy = policy(config);
    let mut last: Option<(Throttle, Instant)> = None;
    loop {
        if store.attempt(&Attempt { key, now: context.now(), policy })? == AttemptOutcome::Allowed {
            return Ok(true);
        }
        while let Some(present) = locked(context, store, &key)? {
            let since = match last {
                Some((seen, since)) if seen == present => since,
                _ => last.insert((present, Instant::now())).1,
            };
            let is_pending = context.now().since(present.last) < PENDING;
            if !is_pending || since.elapsed() >= PENDING {
                return Ok(false);
            }
            thread::sleep(PAUSE);
        }
    }
}

fn locked(context: &Context<'_>, store: &dyn Store, key: &Digest) -> Result<Option<Throttle>, Fault> {
    let is_locked = |throttle: &Throttle| throttle.locked_until.is_some_and(|until| until > context.now());
    Ok(store.throttle(key)?.filter(is_locked))
}

/// How the configuration slows down failures.
pub fn policy(config: &Settings) -> LockPolicy {
    let (first, longest) = (config.login_lock.first, config.login_lock.longest);
    LockPolicy { attempts: config.login_attempts, first, longest, forget: FORGET.max(longest) }
}
