//! `init`: creating a home.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::{Clock, Code, Fault, Random};
use crate::home::{Home, OpenedHome, Sandbox};

#[derive(Debug, Clone)]
pub struct InitRequest {
    pub dir: PathBuf,
    pub force: bool,
    /// Whether it gets a clock of its own.
    pub sandbox: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InitReport {
    pub home: PathBuf,
    /// Whether it replaced another home.
    pub replaced: bool,
    /// The signing key.
    pub kid: String,
    pub alg: &'static str,
    pub config: PathBuf,
    pub sandbox: bool,
}

/// Creates a home; an existing one is replaced only with `force`.
pub fn init(request: &InitRequest, clock: &dyn Clock, random: &dyn Random) -> Result<InitReport, Fault> {
    let sandbox = request.sandbox.then(|| Sandbox::new(random)).transpose()?;
    let OpenedHome { home, is_new } = if request.force {
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
