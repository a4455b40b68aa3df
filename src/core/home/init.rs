//! `init`: making a home.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::{Clock, Code, Fault, Random};
use crate::home::{Home, Opened, Sandbox};

/// Where to make a home.
#[derive(Debug, Clone)]
pub struct InitRequest {
    /// The folder.
    pub dir: PathBuf,
    /// Whether to replace an existing home.
    pub force: bool,
    /// Whether to give it a clock of its own.
    pub sandbox: bool,
}

/// The home that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InitReport {
    /// The folder.
    pub home: PathBuf,
    /// Whether another one was there, and is gone.
    pub replaced: bool,
    /// The key that signs.
    pub kid: String,
    /// What it signs with.
    pub alg: &'static str,
    /// Where the settings are.
    pub config: PathBuf,
    /// Whether it is a sandbox.
    pub sandbox: bool,
}

/// Makes a home, never over an existing one unless forced.
pub fn init(request: &InitRequest, clock: &dyn Clock, random: &dyn Random) -> Result<InitReport, Fault> {
    let sandbox = request.sandbox.then(|| Sandbox::new(random)).transpose()?;
    let Opened { home, is_new } = if request.force {
        Home::recreate(&request.dir, sandbox.as_ref(), clock, random)?
    } else {
        if Home::open(&request.dir)?.is_some() {
            return Err(exists(&request.dir));
        }
        // Of several processes at once, the one that created it succeeds.
        let opened = Home::create(&request.dir, sandbox.as_ref(), clock, random)?;
        if !opened.is_new {
            return Err(exists(&request.dir));
        }
        opened
    };
    let ring = home.ring()?;
    let key = ring.active()?;
    Ok(InitReport {
        replaced: !is_new,
        kid: key.kid.clone(),
        alg: key.alg.name(),
        config: home.config_path(),
        sandbox: request.sandbox,
        home: home.dir().to_owned(),
    })
}

fn exists(dir: &Path) -> Fault {
    Fault::new(Code::Usage, format!("{} is already a home", dir.display())).hint(
        "choose another directory with --home; --force replaces this one and deletes its keys, users and sessions",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{FixedClock, SystemRandom, Timestamp};

    #[test]
    fn an_existing_home_is_replaced_only_by_force() {
        let dir = tempfile::tempdir().unwrap();
        let clock = FixedClock::new(Timestamp::from_secs(1_700_000_000));
        let mut request = InitRequest { dir: dir.path().join("home"), force: false, sandbox: false };
        let first = init(&request, &clock, &SystemRandom).unwrap();
        assert!(!first.replaced);
        let fault = init(&request, &clock, &SystemRandom).unwrap_err();
        assert_eq!(fault.code, Code::Usage);
        request.force = true;
        let second = init(&request, &clock, &SystemRandom).unwrap();
        assert!(second.replaced);
        assert_ne!(first.kid, second.kid);
    }
}
