//! The settings: their values, and one row per setting. Parsing, checking, help and documentation use this table.

use std::time::Duration;

use crate::base::named::named_enum;
use crate::base::shown::credential;
use crate::base::{Code, Fault, duration};

/// Every setting with its value, set or default, and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    pub issuer: String,
    pub audience: String,
    pub access_ttl: Duration,
    /// How long a session lasts without a refresh.
    pub refresh_idle: Duration,
    /// The maximum lifetime of a session. If it is shorter than `refresh_idle`, it ends the session first.
    pub refresh_absolute: Duration,
    /// How long the previous refresh token gets the same response again.
    pub refresh_grace: Duration,
    pub refresh_format: RefreshFormat,
    /// The clock skew tolerated in checks of times.
    pub leeway: Duration,
    /// How many failed logins lock the user's login for `login_lock`.
    pub login_attempts: u32,
    pub login_lock: LockSpan,
    /// The age up to which `prune` keeps events.
    pub events_keep: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        // Placeholders: the table below has the defaults, and sets every field.
        let mut settings = Self {
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
            events_keep: Duration::ZERO,
        };
        for setting in &SETTINGS {
            let parsed = (setting.parse)(&mut settings, setting.default);
            debug_assert_eq!(parsed, Ok(()), "the default of {}", setting.name);
        }
        settings
    }
}

impl Settings {
    /// The value of a setting, as it would be typed.
    pub fn format(&self, setting: &Setting) -> String {
        (setting.format)(self)
    }

    /// The longest lifetime of any token issued with these settings: how long a retired key keeps verifying.
    pub fn longest_lifetime(&self) -> Duration {
        self.access_ttl.max(self.refresh_idle).max(self.refresh_absolute)
    }
}

named_enum! {
    /// How refresh tokens are encoded.
    pub enum RefreshFormat {
        /// Random bits that only this home can read.
        Opaque = "opaque",
        /// A signed token of type `refresh+jwt`.
        Jwt = "jwt",
    }
}

/// How long a login is locked after too many failures: `first`, then twice as long each time, up to `longest`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockSpan {
    pub first: Duration,
    pub longest: Duration,
}

/// One row of the table.
#[derive(Debug)]
pub struct Setting {
    /// The name in `config.json` and after `config set`.
    pub name: &'static str,
    /// For help and documentation.
    pub meaning: &'static str,
    pub default: &'static str,
    /// What a valid value is, for help and documentation.
    pub expects: &'static str,
    /// Parses a value into the settings; the error is the problem, without the value.
    pub(super) parse: fn(&mut Settings, &str) -> Result<(), String>,
    /// Writes the value as `parse` reads it.
    pub(super) format: fn(&Settings) -> String,
}

pub static SETTINGS: [Setting; 11] = [
    Setting {
        name: "issuer",
        meaning: "the issuer of the tokens (`iss`)",
        default: "http://127.0.0.1:8700",
        expects: "a string without white space, usually a URL",
        parse: |settings, text| name(text).map(|value| settings.issuer = value),
        format: |settings| settings.issuer.clone(),
    },
    Setting {
        name: "audience",
        meaning: "the audience of the tokens (`aud`)",
        default: "api",
        expects: "a string without white space",
        parse: |settings, text| name(text).map(|value| settings.audience = value),
        format: |settings| settings.audience.clone(),
    },
    Setting {
        name: "access.ttl",
        meaning: "how long an access token is valid",
        default: "15m",
        expects: "a duration of at least 1s",
        parse: |settings, text| lifetime(text).map(|value| settings.access_ttl = value),
        format: |settings| duration::format(settings.access_ttl),
    },
    Setting {
        name: "refresh.idle",
        meaning: "how long a session lasts without a refresh",
        default: "30d",
        expects: "a duration of at least 1s",
        parse: |settings, text| lifetime(text).map(|value| settings.refresh_idle = value),
        format: |settings| duration::format(settings.refresh_idle),
    },
    Setting {
        name: "refresh.absolute",
        meaning: "the maximum lifetime of a session, refreshed or not",
        default: "90d",
        expects: "a duration of at least 1s",
        parse: |settings, text| lifetime(text).map(|value| settings.refresh_absolute = value),
        format: |settings| duration::format(settings.refresh_absolute),
    },
    Setting {
        name: "refresh.grace",
        meaning: "how long a retry with the previous refresh token returns the same tokens",
        default: "0s",
        expects: "a duration of at most 10m, shorter than access.ttl",
        parse: |settings, text| at_most(MAX_GRACE, text).map(|value| settings.refresh_grace = value),
        format: |settings| duration::format(settings.refresh_grace),
    },
    Setting {
        name: "refresh.format",
        meaning: "how refresh tokens are encoded",
        default: "opaque",
        expects: "opaque or jwt",
        parse: |settings, text| format(text).map(|value| settings.refresh_format = value),
        format: |settings| settings.refresh_format.name().to_owned(),
    },
    Setting {
        name: "leeway",
        meaning: "the clock skew tolerated when times in tokens are checked",
        default: "0s",
        expects: "a duration of at most 1h",
        parse: |settings, text| at_most(MAX_LEEWAY, text).map(|value| settings.leeway = value),
        format: |settings| duration::format(settings.leeway),
    },
    Setting {
        name: "login.attempts",
        meaning: "failed logins before the user is locked",
        default: "5",
        expects: "a whole number from 1 to 1000",
        parse: |settings, text| attempts(text).map(|value| settings.login_attempts = value),
        format: |settings| settings.login_attempts.to_string(),
    },
    Setting {
        name: "login.lock",
        meaning: "how long the user is locked: doubles from the first duration up to the second",
        default: "30s..15m",
        expects: "one duration, or two with the shorter first, like 30s..15m",
        parse: |settings, text| lock_span(text).map(|value| settings.login_lock = value),
        format: |settings| format_lock_span(settings.login_lock),
    },
    Setting {
        name: "events.keep",
        meaning: "how long `prune` keeps events",
        default: "90d",
        expects: "a duration",
        parse: |settings, text| seconds(text).map(|value| settings.events_keep = value),
        format: |settings| duration::format(settings.events_keep),
    },
];

impl Setting {
    pub fn from_name(name: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.name == name)
    }

    /// Checks a value; the error is the problem, without the value.
    pub fn value(&'static self, text: &str) -> Result<SettingValue, String> {
        let mut settings = Settings::default();
        (self.parse)(&mut settings, text)?;
        Ok(SettingValue { setting: self, text: (self.format)(&settings) })
    }
}

/// A value that a setting can have, whatever the others are.
#[derive(Debug, Clone)]
pub struct SettingValue {
    setting: &'static Setting,
    text: String,
}

impl SettingValue {
    pub fn setting(&self) -> &'static Setting {
        self.setting
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

/// A contradiction between settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The first one is the one to change.
    pub settings: [&'static str; 2],
    pub problem: String,
}

impl From<Conflict> for Fault {
    fn from(conflict: Conflict) -> Self {
        Self::new(Code::Config, conflict.problem).hint(format!("change {} first", conflict.settings[0]))
    }
}

pub(super) fn conflict(settings: &Settings) -> Option<Conflict> {
    if settings.refresh_grace >= settings.access_ttl {
        let (grace, ttl) = (duration::format(settings.refresh_grace), duration::format(settings.access_ttl));
        let problem = format!("refresh.grace ({grace}) must be shorter than access.ttl ({ttl})");
        return Some(Conflict { settings: ["refresh.grace", "access.ttl"], problem });
    }
    None
}

const MAX_GRACE: Duration = Duration::from_secs(10 * 60);

const MAX_LEEWAY: Duration = Duration::from_secs(60 * 60);

fn name(text: &str) -> Result<String, String> {
    if text.is_empty() {
        return Err("it is empty".to_owned());
    }
    if let Some(what) = credential(text) {
        return Err(format!("it is {what}"));
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err("it contains white space or control characters".to_owned());
    }
    Ok(text.to_owned())
}

/// Whole seconds, the precision of times in tokens and cookies.
fn seconds(text: &str) -> Result<Duration, String> {
    let span = duration::parse(text).map_err(|error| error.problem().to_owned())?;
    if span.subsec_nanos() != 0 {
        return Err("it has a fraction of a second".to_owned());
    }
    Ok(span)
}

fn lifetime(text: &str) -> Result<Duration, String> {
    let span = seconds(text)?;
    if span.is_zero() { Err("it must be at least 1s".to_owned()) } else { Ok(span) }
}

fn at_most(longest: Duration, text: &str) -> Result<Duration, String> {
    let span = seconds(text)?;
    if span > longest { Err(format!("it is longer than {}", duration::format(longest))) } else { Ok(span) }
}

fn format(text: &str) -> Result<RefreshFormat, String> {
    RefreshFormat::from_name(text).ok_or_else(|| "it is neither opaque nor jwt".to_owned())
}

fn attempts(text: &str) -> Result<u32, String> {
    let number: u32 = text.parse().map_err(|_| "it is not a whole number".to_owned())?;
    if (1..=1000).contains(&number) { Ok(number) } else { Err("it is not between 1 and 1000".to_owned()) }
}

fn lock_span(text: &str) -> Result<LockSpan, String> {
    let (first, longest) = text.split_once("..").unwrap_or((text, text));
    let span = LockSpan { first: seconds(first)?, longest: seconds(longest)? };
    if span.first > span.longest { Err("the shorter duration must come first".to_owned()) } else { Ok(span) }
}

fn format_lock_span(span: LockSpan) -> String {
    let (first, longest) = (duration::format(span.first), duration::format(span.longest));
    if span.first == span.longest { first } else { format!("{first}..{longest}") }
}
