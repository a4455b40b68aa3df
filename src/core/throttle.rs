//! How repeated failures to log in are slowed down.

use std::time::Duration;

use crate::base::Secret;
use crate::home::Config;
use crate::jose::crypto;
use crate::store::Digest;
use crate::store::step::LockPolicy;

/// Failures are forgotten when there was none for a day, or for as long as the longest lock where that is more.
const FORGET: Duration = Duration::from_secs(24 * 60 * 60);

/// What stands for a name where failed logins are counted: under the home's secret, so that nobody can guess from the state
/// what was typed for a name, which may have been a password.
pub fn key(home_secret: &Secret, name: &str) -> Digest {
    Digest(crypto::hmac_sha256(home_secret, format!("tokctl: logins of {name}").as_bytes()))
}

/// How the configuration slows down failures.
pub fn policy(config: &Config) -> LockPolicy {
    let (first, longest) = (config.login_lock.first, config.login_lock.longest);
    LockPolicy { attempts: config.login_attempts, first, longest, forget: FORGET.max(longest) }
}
