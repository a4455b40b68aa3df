//! What can be configured: the values, and one row a setting. Reading, checking, help and documentation all go by this table.

use std::time::Duration;

use crate::base::duration;
use crate::base::named::named_enum;

/// The configuration as it applies: every value set or defaulted, and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Who issues the tokens.
    pub issuer: String,
    /// Whom they are meant for.
    pub audience: String,
    /// How long an access token is good.
    pub access_ttl: Duration,
    /// How long a session lasts without a refresh.
    pub refresh_idle: Duration,
    /// How long a session lasts at most. Where it is shorter than `refresh_idle`, it simply comes first.
    pub refresh_absolute: Duration,
    /// How long a retry with the previous refresh token is answered again.
    pub refresh_grace: Duration,
    /// How refresh tokens are written.
    pub refresh_format: RefreshFormat,
    /// How far clocks may differ.
    pub leeway: Duration,
    /// How many failed logins lock a user out for a while.
    pub login_attempts: u32,
    /// For how long.
    pub login_lock: LockSpan,
}

impl Default for Config {
    fn default() -> Self {
        // Placeholders for an instant: the table below has the defaults, and sets every field.
        let mut config = Self {
            issuer: String::new(),
            audience: String::new(),
            access_ttl: Duration::ZERO,
            refresh_idle: Duration::ZERO,
            refresh_absolute: Duration::ZERO,
            refresh_grace: Duration::ZERO,
            refresh_format: RefreshFormat::Opaque,
            leeway: Duration::ZERO,
            login_attempts: 0,
            login_lock: LockSpan { first: Duration::ZERO, longest: Duration::ZERO },
        };
        for setting in &SETTINGS {
            let read = (setting.read)(&mut config, setting.default);
            debug_assert_eq!(read, Ok(()), "the default of {}", setting.name);
        }
        config
    }
}

impl Config {
    /// The value of a setting, as it would be typed.
    pub fn show(&self, setting: &Setting) -> String {
        (setting.show)(self)
    }

    /// The longest that anything issued under this configuration can live: how long a retired key has to verify.
    pub fn longest_lifetime(&self) -> Duration {
        self.access_ttl.max(self.refresh_idle).max(self.refresh_absolute)
    }
}

named_enum! {
    /// How refresh tokens are written.
    pub enum RefreshFormat {
        /// Random bits that mean something only here.
        Opaque = "opaque",
        /// A signed token of the type `refresh+jwt`.
        Jwt = "jwt",
    }
}

/// How long a login is locked after too many failures: `first`, and twice as long each time, up to `longest`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockSpan {
    /// The first lock.
    pub first: Duration,
    /// No lock is longer than this.
    pub longest: Duration,
}

/// One row of the table.
#[derive(Debug)]
pub struct Setting {
    /// The name, as it stands in `config.json` and after `config set`.
    pub name: &'static str,
    /// What it means, for help and documentation.
    pub meaning: &'static str,
    /// The value where none was set.
    pub default: &'static str,
    /// What a value looks like, for help and documentation.
    pub expects: &'static str,
    /// Reads a value into the configuration, or tells what is wrong with it.
    pub(super) read: fn(&mut Config, &str) -> Result<(), String>,
    /// Writes the value as [`Setting::read`] takes it.
    pub(super) show: fn(&Config) -> String,
}

/// Every setting there is.
pub static SETTINGS: [Setting; 10] = [
    Setting {
        name: "issuer",
        meaning: "who issues the tokens: their `iss`",
        default: "http://127.0.0.1:8700",
        expects: "a text without white space, usually a URL",
        read: |config, text| name(text).map(|value| config.issuer = value),
        show: |config| config.issuer.clone(),
    },
    Setting {
        name: "audience",
        meaning: "whom the tokens are meant for: their `aud`",
        default: "api",
        expects: "a text without white space",
        read: |config, text| name(text).map(|value| config.audience = value),
        show: |config| config.audience.clone(),
    },
    Setting {
        name: "access.ttl",
        meaning: "how long an access token is good",
        default: "15m",
        expects: "a duration of at least 1s",
        read: |config, text| lifetime(text).map(|value| config.access_ttl = value),
        show: |config| duration::format(config.access_ttl),
    },
    Setting {
        name: "refresh.idle",
        meaning: "how long a session lasts without a refresh",
        default: "30d",
        expects: "a duration of at least 1s",
        read: |config, text| lifetime(text).map(|value| config.refresh_idle = value),
        show: |config| duration::format(config.refresh_idle),
    },
    Setting {
        name: "refresh.absolute",
        meaning: "how long a session lasts at most, refreshed or not",
        default: "90d",
        expects: "a duration of at least 1s",
        read: |config, text| lifetime(text).map(|value| config.refresh_absolute = value),
        show: |config| duration::format(config.refresh_absolute),
    },
    Setting {
        name: "refresh.grace",
        meaning: "how long a retry with the previous refresh token is answered again",
        default: "0s",
        expects: "a duration of at most 1m, shorter than access.ttl",
        read: |config, text| grace(text).map(|value| config.refresh_grace = value),
        show: |config| duration::format(config.refresh_grace),
    },
    Setting {
        name: "refresh.format",
        meaning: "how refresh tokens are written",
        default: "opaque",
        expects: "opaque or jwt",
        read: |config, text| format(text).map(|value| config.refresh_format = value),
        show: |config| config.refresh_format.name().to_owned(),
    },
    Setting {
        name: "leeway",
        meaning: "how far clocks may differ when times in tokens are checked",
        default: "0s",
        expects: "a duration",
        read: |config, text| seconds(text).map(|value| config.leeway = value),
        show: |config| duration::format(config.leeway),
    },
    Setting {
        name: "login.attempts",
        meaning: "how many failed logins lock a user out for a while",
        default: "5",
        expects: "a whole number from 1 to 1000",
        read: |config, text| attempts(text).map(|value| config.login_attempts = value),
        show: |config| config.login_attempts.to_string(),
    },
    Setting {
        name: "login.lock",
        meaning: "how long a login is locked, doubling from the first to the second duration",
        default: "30s..15m",
        expects: "two durations, the shorter first, like 30s..15m, or a single one",
        read: |config, text| lock_span(text).map(|value| config.login_lock = value),
        show: |config| show_lock_span(config.login_lock),
    },
];

impl Setting {
    /// The setting of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.name == name)
    }
}

/// What is wrong with several values together; the first is the setting to mend.
pub(super) fn conflict(config: &Config) -> Option<(&'static str, String)> {
    if config.refresh_grace >= config.access_ttl {
        let (grace, ttl) = (duration::format(config.refresh_grace), duration::format(config.access_ttl));
        return Some(("refresh.grace", format!("refresh.grace ({grace}) has to be shorter than access.ttl ({ttl})")));
    }
    None
}

/// The longest `refresh.grace`: a retry after a lost answer comes within seconds.
const LONGEST_GRACE: Duration = Duration::from_secs(60);

fn name(text: &str) -> Result<String, String> {
    if text.is_empty() {
        return Err("it is empty".to_owned());
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err("it has white space or control characters in it".to_owned());
    }
    Ok(text.to_owned())
}

/// Whole seconds: times in tokens and cookies have nothing smaller.
fn seconds(text: &str) -> Result<Duration, String> {
    let span = duration::parse(text).map_err(|error| error.problem().to_owned())?;
    if span.subsec_nanos() != 0 {
        return Err("it has a fraction of a second".to_owned());
    }
    Ok(span)
}

fn lifetime(text: &str) -> Result<Duration, String> {
    let span = seconds(text)?;
    if span.is_zero() { Err("nothing would ever be valid".to_owned()) } else { Ok(span) }
}

fn grace(text: &str) -> Result<Duration, String> {
    let span = seconds(text)?;
    if span > LONGEST_GRACE { Err("it is longer than 1m".to_owned()) } else { Ok(span) }
}

fn format(text: &str) -> Result<RefreshFormat, String> {
    RefreshFormat::from_name(text).ok_or_else(|| "there is no such format".to_owned())
}

fn attempts(text: &str) -> Result<u32, String> {
    let number: u32 = text.parse().map_err(|_| "it is not a whole number".to_owned())?;
    if (1..=1000).contains(&number) { Ok(number) } else { Err("it is out of range".to_owned()) }
}

fn lock_span(text: &str) -> Result<LockSpan, String> {
    let (first, longest) = text.split_once("..").unwrap_or((text, text));
    let span = LockSpan { first: seconds(first)?, longest: seconds(longest)? };
    if span.first > span.longest { Err("the shorter duration comes first".to_owned()) } else { Ok(span) }
}

fn show_lock_span(span: LockSpan) -> String {
    let (first, longest) = (duration::format(span.first), duration::format(span.longest));
    if span.first == span.longest { first } else { format!("{first}..{longest}") }
}
