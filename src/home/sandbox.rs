//! A sandbox: a home with a clock of its own, to rehearse expiry.
//!
//! Its clock is the system's plus an offset that only grows. It is kept in `sandbox.json`, beside an ID that ties the
//! sandbox to its state.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::{Clock, Code, Fault, Random, Timestamp, hex, random};

use super::{Home, SANDBOX};

/// In bytes; more than the file needs.
const LIMIT: u64 = 4096;

/// The last second that RFC 3339 can write, 9999-12-31T23:59:59Z.
const LATEST: Timestamp = Timestamp::from_secs(253_402_300_799);

/// In bytes.
const ID_LEN: usize = 16;

const REMEDY: &str = "restore it, or create a new sandbox with `tokctl init --sandbox --force`";

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
        let id: [u8; ID_LEN] = random::bytes(random)?;
        Ok(Self { id: hex::encode(&id), offset_ms: 0 })
    }

    /// The sandbox of the home at `dir`; `None` for a normal home, or if there is no home.
    pub fn of(dir: &Path) -> Result<Option<Self>, Fault> {
        match Home::unchecked(dir)? {
            Some(home) => home.sandbox(),
            None => Ok(None),
        }
    }

    fn parse(text: &[u8]) -> Result<Self, String> {
        let sandbox: Self = serde_json::from_slice(text).map_err(|error| error.to_string())?;
        sandbox.damage().map_or(Ok(sandbox), Err)
    }

    /// What is wrong with it.
    pub(super) fn damage(&self) -> Option<String> {
        let is_id = self.id.len() == 2 * ID_LEN && self.id.bytes().all(|byte| byte.is_ascii_hexdigit());
        (!is_id).then(|| format!("the ID of the sandbox is not {} hex digits", 2 * ID_LEN))
    }

    /// How far its clock is ahead of the system's.
    pub fn offset(&self) -> Duration {
        Duration::from_millis(self.offset_ms)
    }

    /// The time of its clock, given the system's; `None` past the year 9999.
    fn now(&self, system: Timestamp) -> Option<Timestamp> {
        system.checked_add(self.offset()).filter(|now| *now <= LATEST)
    }

    /// Its clock, given the system's. Refuses an offset that reaches past the year 9999, which no command sets.
    pub fn clock(&self, system: Arc<dyn Clock>) -> Result<SandboxClock, Fault> {
        if self.now(system.now()).is_none() {
            let message =
                format!("sandbox.json is damaged: an offset of {} ms reaches past the year 9999", self.offset_ms);
            return Err(Fault::new(Code::Io, message).hint(REMEDY));
        }
        Ok(SandboxClock { system, offset: self.offset() })
    }

    /// Writes it to `home`. The caller holds the home's lock.
    pub(super) fn save(&self, home: &Home) -> Result<(), Fault> {
        let text = serde_json::to_string(self)
            .map_err(|error| Fault::new(Code::Internal, format!("could not serialize the sandbox: {error}")))?;
        home.dir.write(SANDBOX, format!("{text}\n").as_bytes())
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
        if !self.dir.exists(SANDBOX)? {
            return Ok(None);
        }
        self.dir.check_owner()?;
        self.dir.refuse_writers()?;
        let Some(text) = self.dir.read(SANDBOX, LIMIT)? else { return Ok(None) };
        let damaged = |what: String| {
            Fault::new(Code::Io, format!("{} is damaged: {what}", self.sandbox_path().display())).hint(REMEDY)
        };
        Sandbox::parse(&text).map(Some).map_err(damaged)
    }

    /// Moves the sandbox's clock forward by `span`. `system` is the system's time now.
    pub fn advance_clock(&self, span: Duration, system: Timestamp) -> Result<Sandbox, Fault> {
        let _lock = self.lock()?;
        let sandbox = self.sandbox()?.ok_or_else(not_a_sandbox)?;
        let offset = sandbox.offset().saturating_add(span);
        let sandbox = Sandbox { offset_ms: u64::try_from(offset.as_millis()).unwrap_or(u64::MAX), ..sandbox };
        if sandbox.now(system).is_none() {
            return Err(Fault::new(Code::Usage, "the clock cannot move past the year 9999"));
        }
        sandbox.save(self)?;
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
    use crate::home::Start;

    const NOW: Timestamp = Timestamp::from_millis(1_700_000_000_250);

    fn sandbox(dir: &Path) -> Home {
        let sandbox = Sandbox::new(&SystemRandom).unwrap();
        Home::create(dir, Start::Sandbox(&sandbox), &FixedClock::new(NOW), &SystemRandom).unwrap().home
    }

    #[test]
    fn the_clock_is_the_systems_plus_what_it_was_advanced() {
        let dir = tempfile::tempdir().unwrap();
        let home = sandbox(&dir.path().join("home"));
        let system = Arc::new(FixedClock::new(NOW));
        let clock = |home: &Home| home.sandbox().unwrap().unwrap().clock(system.clone()).unwrap().now();
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
        let good = std::fs::read_to_string(home.sandbox_path()).unwrap();
        let offset = |value: &str| good.replace(":0}", &format!(":{value}}}"));
        for text in [
            "",
            "{}",
            "null",
            "\u{fffd}",
            &good[..good.len() / 2],
            &offset("-1"),
            &offset("1.5"),
            &offset("1e3"),
            &offset("\"1\""),
            &offset("18446744073709551616"),
            &offset("0,\"offset_ms\":1"),
            &offset("0,\"more\":1"),
            r#"{"id":"a","offset_ms":0}"#,
            &good.replacen("\":\"", "\":\"x", 1),
        ] {
            home.dir.write(SANDBOX, text.as_bytes()).unwrap();
            let fault = home.sandbox().unwrap_err();
            assert_eq!(fault.code, Code::Io, "{text}");
            assert!(fault.message.contains("sandbox.json is damaged: ") && fault.hint.is_some(), "{fault}");
        }
    }

    #[test]
    fn an_offset_past_the_year_9999_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let home = sandbox(&dir.path().join("home"));
        let last = u64::try_from(LATEST.since(NOW).as_millis()).unwrap();
        for (offset_ms, is_valid) in [(last, true), (last + 1, false), (u64::MAX, false)] {
            Sandbox { offset_ms, ..home.sandbox().unwrap().unwrap() }.save(&home).unwrap();
            let clock = home.sandbox().unwrap().unwrap().clock(Arc::new(FixedClock::new(NOW)));
            assert_eq!(clock.as_ref().map(Clock::now).ok(), is_valid.then_some(LATEST), "{offset_ms}");
            assert!(clock.err().is_none_or(|fault| fault.code == Code::Io));
        }
    }
}
