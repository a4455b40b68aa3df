//! A sandbox: a home with a clock of its own, to rehearse expiry.
//!
//! Its clock is the system's plus an offset that only grows. It is kept in `sandbox.json`, beside an ID that ties the
//! sandbox to its state.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::files;
use crate::base::{Clock, Code, Fault, Random, Timestamp, hex, random};

use super::Home;

/// In bytes; more than the file needs.
const LIMIT: u64 = 4096;

/// The last second that RFC 3339 can write, 9999-12-31T23:59:59Z.
const LATEST: Timestamp = Timestamp::from_secs(253_402_300_799);

/// What makes a home a sandbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sandbox {
    /// 128 random bits in hex; the state of a sandbox records it.
    pub id: String,
    /// How far the sandbox's clock is ahead of the system's, in milliseconds.
    offset_ms: u64,
}

impl Sandbox {
    /// A new sandbox, whose clock shows the system's time.
    pub fn new(random: &dyn Random) -> Result<Self, Fault> {
        let id: [u8; 16] = random::bytes(random)?;
        Ok(Self { id: hex::encode(&id), offset_ms: 0 })
    }

    /// The sandbox of the home at `dir`; `None` for a normal home, or if there is no home.
    pub fn of(dir: &Path) -> Result<Option<Self>, Fault> {
        let path = Home::unchecked(dir).sandbox_path();
        let Some(text) = files::read(&path, LIMIT)? else { return Ok(None) };
        let damaged = |error: serde_json::Error| {
            Fault::new(Code::Io, format!("{} is damaged: {error}", path.display()))
                .hint("restore it, or create a new sandbox with `tokctl init --sandbox --force`")
        };
        serde_json::from_slice(&text).map(Some).map_err(damaged)
    }

    /// How far its clock is ahead of the system's.
    pub fn offset(&self) -> Duration {
        Duration::from_millis(self.offset_ms)
    }

    /// Its clock, given the system's.
    pub fn clock(&self, system: Arc<dyn Clock>) -> SandboxClock {
        SandboxClock { system, offset: self.offset() }
    }

    /// Writes it to the home at `dir`. The caller holds the home's lock.
    pub(super) fn save(&self, dir: &Path) -> Result<(), Fault> {
        let text = serde_json::to_string(self)
            .map_err(|error| Fault::new(Code::Internal, format!("could not serialize the sandbox: {error}")))?;
        files::write(&Home::unchecked(dir).sandbox_path(), format!("{text}\n").as_bytes())
    }
}

/// The system's clock plus the offset of a sandbox.
pub struct SandboxClock {
    system: Arc<dyn Clock>,
    offset: Duration,
}

impl Clock for SandboxClock {
    fn now(&self) -> Timestamp {
        self.system.now().saturating_add(self.offset)
    }
}

impl Home {
    /// The sandbox that this home is; `None` for a normal home.
    pub fn sandbox(&self) -> Result<Option<Sandbox>, Fault> {
        Sandbox::of(self.dir())
    }

    /// Moves the sandbox's clock forward by `span`. `system` is the system's time now.
    pub fn advance_clock(&self, span: Duration, system: Timestamp) -> Result<Sandbox, Fault> {
        let _lock = self.lock()?;
        let mut sandbox = self.sandbox()?.ok_or_else(not_a_sandbox)?;
        let advanced = sandbox.offset().saturating_add(span);
        if system.checked_add(advanced).is_none_or(|now| now > LATEST) {
            return Err(Fault::new(Code::Usage, "the clock cannot move past the year 9999"));
        }
        sandbox.offset_ms = u64::try_from(advanced.as_millis()).unwrap_or(u64::MAX);
        sandbox.save(self.dir())?;
        Ok(sandbox)
    }
}

/// The home has the system's clock, which tokctl does not move.
pub fn not_a_sandbox() -> Fault {
    Fault::new(Code::Usage, "this home uses the system clock; only a sandbox has a clock of its own")
        .hint("`tokctl --home DIR init --sandbox` creates a sandbox in a new directory")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{FixedClock, SystemRandom};

    const NOW: Timestamp = Timestamp::from_millis(1_700_000_000_250);

    fn sandbox(dir: &Path) -> Home {
        let sandbox = Sandbox::new(&SystemRandom).unwrap();
        Home::create(dir, Some(&sandbox), &FixedClock::new(NOW), &SystemRandom).unwrap().home
    }

    #[test]
    fn the_clock_is_the_systems_plus_what_it_was_advanced() {
        let dir = tempfile::tempdir().unwrap();
        let home = sandbox(&dir.path().join("home"));
        let system = Arc::new(FixedClock::new(NOW));
        let clock = |home: &Home| home.sandbox().unwrap().unwrap().clock(system.clone()).now();
        assert_eq!(clock(&home), NOW);
        home.advance_clock(Duration::from_secs(900), NOW).unwrap();
        home.advance_clock(Duration::from_millis(1), NOW).unwrap();
        assert_eq!(clock(&home), Timestamp::from_millis(1_700_000_900_251));
        system.set(Timestamp::from_millis(1_700_000_001_250));
        assert_eq!(clock(&home), Timestamp::from_millis(1_700_000_901_251));
    }

    #[test]
    fn a_clock_stays_within_what_can_be_written() {
        let dir = tempfile::tempdir().unwrap();
        let home = sandbox(&dir.path().join("home"));
        for span in [Duration::MAX, Duration::from_secs(u64::MAX / 2), Duration::from_secs(300_000_000_000)] {
            assert_eq!(home.advance_clock(span, NOW).unwrap_err().code, Code::Usage);
        }
        assert_eq!(home.sandbox().unwrap().unwrap().offset(), Duration::ZERO);
    }

    #[test]
    fn a_normal_home_has_no_clock_to_move() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::open_or_create(dir.path(), &FixedClock::new(NOW), &SystemRandom).unwrap().home;
        assert_eq!(home.sandbox().unwrap(), None);
        assert_eq!(home.advance_clock(Duration::from_secs(1), NOW).unwrap_err().code, Code::Usage);
    }

    #[test]
    fn a_damaged_sandbox_is_never_a_normal_home() {
        let dir = tempfile::tempdir().unwrap();
        let home = sandbox(&dir.path().join("home"));
        for text in ["", "{}", r#"{"id":"a","offset_ms":-1}"#, "\u{fffd}"] {
            files::write(&home.sandbox_path(), text.as_bytes()).unwrap();
            assert_eq!(home.sandbox().unwrap_err().code, Code::Io, "{text}");
        }
    }
}
