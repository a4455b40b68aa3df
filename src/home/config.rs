//! The configuration file: `config.json`, a flat object with the settings that were set and no others.
//!
//! ```json
//! { "issuer": "https://login.example", "access.ttl": "5m" }
//! ```

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::json::{self, Duplicates, Json};
use crate::base::{Code, Dir, Fault, Object, shown};

use super::settings::{self, SETTINGS, Setting, SettingValue, Settings};

pub use super::settings::Conflict;

/// The largest file that is read, in bytes.
const LIMIT: u64 = 256 * 1024;

/// The settings, and which of them the file sets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConfigFile {
    settings: Settings,
    /// The values as they are written, by setting.
    set: BTreeMap<&'static str, String>,
}

impl ConfigFile {
    /// Reads the file `name` of the home; a missing file sets nothing.
    pub(super) fn load(home: &Dir, name: &str) -> Result<Self, Fault> {
        match home.read(name, LIMIT)? {
            Some(bytes) => Self::parse(&bytes, &home.path_of(name)),
            None => Ok(Self::default()),
        }
    }

    pub(super) fn parse(bytes: &[u8], path: &Path) -> Result<Self, Fault> {
        let file = path.display();
        let object = json::parse_object(bytes, Duplicates::Refuse).map_err(|error| {
            Fault::new(Code::Config, format!("could not parse the configuration {file}: {error}"))
                .hint("fix it with an editor, or remove it to use the defaults")
        })?;
        let mut config = Self::default();
        for (name, value) in object.iter() {
            let setting = Setting::from_name(name).ok_or_else(|| unknown(name).context(&file))?;
            let text = text_of(value).ok_or_else(|| {
                let message = format!("{file}: {name} is {}; expected {}", value.kind(), setting.expects);
                Fault::new(Code::Config, message).hint(fix(setting))
            })?;
            config.put(setting, &text).map_err(|fault| fault.context(&file).hint(fix(setting)))?;
        }
        config.check().map_err(|fault| fault.context(&file))?;
        Ok(config)
    }

    pub(super) fn save(&self, home: &Dir, name: &str) -> Result<(), Fault> {
        home.write(name, self.to_text().as_bytes())
    }

    /// The content of the file: the settings in the order of the table.
    pub(super) fn to_text(&self) -> String {
        let set = SETTINGS.iter().filter_map(|setting| {
            let value = self.set.get(setting.name)?;
            Some((setting.name, Json::string(value.as_str())))
        });
        let object: Object<'_> = set.collect();
        // An object of strings always serializes.
        let mut text = serde_json::to_string_pretty(&object).unwrap_or_default();
        text.push('\n');
        text
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    pub fn into_settings(self) -> Settings {
        self.settings
    }

    /// Whether the file sets this setting.
    pub fn is_set(&self, setting: &Setting) -> bool {
        self.set.contains_key(setting.name)
    }

    /// Sets `name` to `text`. After an error nothing is changed.
    pub fn set(&mut self, name: &str, text: &str) -> Result<(), Fault> {
        let setting = Setting::from_name(name).ok_or_else(|| unknown(name))?;
        let mut changed = self.clone();
        changed.put(setting, text)?;
        changed.check()?;
        *self = changed;
        Ok(())
    }

    /// Sets several settings at once: some values are allowed only together. After an error nothing is changed.
    pub fn set_all<'v>(&mut self, values: impl IntoIterator<Item = &'v SettingValue>) -> Result<(), Conflict> {
        let mut changed = self.clone();
        for value in values {
            let setting = value.setting();
            let parsed = (setting.parse)(&mut changed.settings, value.text());
            debug_assert_eq!(parsed, Ok(()), "{}", setting.name);
            changed.set.insert(setting.name, value.text().to_owned());
        }
        if let Some(conflict) = settings::conflict(&changed.settings) {
            return Err(conflict);
        }
        *self = changed;
        Ok(())
    }

    /// Sets `name` back to its default; `false` if it was not set. After an error nothing is changed.
    pub fn unset(&mut self, name: &str) -> Result<bool, Fault> {
        let setting = Setting::from_name(name).ok_or_else(|| unknown(name))?;
        let mut changed = self.clone();
        changed.put(setting, setting.default)?;
        changed.set.remove(setting.name);
        changed.check()?;
        let was_set = self.is_set(setting);
        *self = changed;
        Ok(was_set)
    }

    fn put(&mut self, setting: &'static Setting, text: &str) -> Result<(), Fault> {
        (setting.parse)(&mut self.settings, text).map_err(|problem| {
            let name = setting.name;
            Fault::new(Code::Config, format!("{name} cannot be {}: {problem}", shown(text)))
                .hint(format!("expected {}", setting.expects))
        })?;
        self.set.insert(setting.name, self.settings.format(setting));
        Ok(())
    }

    fn check(&self) -> Result<(), Fault> {
        settings::conflict(&self.settings).map_or(Ok(()), |conflict| Err(conflict.into()))
    }
}

/// A value of the file as text. A number is accepted without quotes, `5` like `"5"`.
fn text_of(value: &Json<'_>) -> Option<String> {
    match value {
        Json::String(text) => Some(text.to_string()),
        Json::Number(number) => Some(number.text().to_owned()),
        _ => None,
    }
}

fn fix(setting: &Setting) -> String {
    format!("fix it with an editor: expected {}; the default is {}", setting.expects, setting.default)
}

/// Refuses a value that is invalid whatever the other settings are.
pub fn validate(name: &str, text: &str) -> Result<(), Fault> {
    let setting = Setting::from_name(name).ok_or_else(|| unknown(name))?;
    ConfigFile::default().put(setting, text)
}

pub fn unknown(name: &str) -> Fault {
    let fault = Fault::new(Code::Config, format!("unknown setting {}", shown(name)));
    match similar(name).as_slice() {
        [one] => fault.hint(format!("did you mean {one}?")),
        [first, second] => fault.hint(format!("did you mean {first} or {second}?")),
        _ => {
            let names: Vec<_> = SETTINGS.iter().map(|setting| setting.name).collect();
            fault.hint(format!("the settings are {}", names.join(", ")))
        }
    }
}

/// The settings that `name` may mean: the same letters, a part of the name, its beginning, or else the closest spelling.
fn similar(name: &str) -> Vec<&'static str> {
    let letters =
        |name: &str| name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (typed, names) = (letters(name), || SETTINGS.iter().map(|setting| setting.name));
    if typed.len() < 2 {
        return Vec::new();
    }
    let rules: [&dyn Fn(&str) -> bool; 3] =
        [&|name| letters(name) == typed, &|name| name.split('.').any(|part| part == typed), &|name| {
            letters(name).starts_with(&typed)
        }];
    for rule in rules {
        let found: Vec<_> = names().filter(|name| rule(name)).collect();
        if !found.is_empty() {
            return found;
        }
    }
    let closeness = |name: &&str| strsim::jaro_winkler(&letters(name), &typed);
    let closest = names().max_by(|a, b| closeness(a).total_cmp(&closeness(b)));
    closest.filter(|name| closeness(name) > 0.85).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn parse(text: &str) -> Result<ConfigFile, Fault> {
        ConfigFile::parse(text.as_bytes(), Path::new("config.json"))
    }

    #[test]
    fn defaults_are_the_documented_ones() {
        let settings = Settings::default();
        let shown: Vec<_> = SETTINGS.iter().map(|s| (s.name, settings.format(s))).collect();
        for (setting, (name, value)) in SETTINGS.iter().zip(&shown) {
            assert_eq!(value, setting.default, "{name}");
        }
        assert_eq!(settings.access_ttl, Duration::from_secs(900));
        assert_eq!(settings.login_lock.first, Duration::from_secs(30));
        assert_eq!(settings.login_lock.longest, Duration::from_secs(900));
        assert_eq!(settings.longest_lifetime(), Duration::from_secs(90 * 86_400));
    }

    #[test]
    fn only_what_was_set_is_written_and_reads_back() {
        let mut config = ConfigFile::default();
        assert_eq!(config.to_text(), "{}\n");
        config.set("login.attempts", "7").unwrap();
        config.set("access.ttl", "300s").unwrap();
        assert_eq!(config.to_text(), "{\n  \"access.ttl\": \"5m\",\n  \"login.attempts\": \"7\"\n}\n");
        assert_eq!(parse(&config.to_text()).unwrap(), config);
        assert!(config.unset("access.ttl").unwrap());
        assert!(!config.unset("access.ttl").unwrap());
        assert_eq!(config.settings().access_ttl, Duration::from_secs(900));
        assert_eq!(config.to_text(), "{\n  \"login.attempts\": \"7\"\n}\n");
    }

    #[test]
    fn bad_values_change_nothing() {
        let mut config = ConfigFile::default();
        for (name, value) in [
            ("access.ttl", "0s"),
            ("access.ttl", "15"),
            ("access.ttl", "1500ms"),
            ("refresh.grace", "601s"),
            ("leeway", "3601s"),
            ("refresh.format", "JWT"),
            ("login.attempts", "0"),
            ("login.attempts", "-1"),
            ("login.lock", "15m..30s"),
            ("login.lock", ".."),
            ("issuer", ""),
            ("issuer", "a b"),
            ("audience", "a\u{1b}[31m"),
        ] {
            let fault = config.set(name, value).unwrap_err();
            assert_eq!(fault.code, Code::Config, "{name} {value}");
            assert!(fault.message.starts_with(name), "{fault}");
        }
        assert_eq!(config, ConfigFile::default());
    }

    #[test]
    fn grace_has_to_be_shorter_than_access_tokens_live() {
        let mut config = ConfigFile::default();
        config.set("refresh.grace", "60s").unwrap();
        let fault = config.set("access.ttl", "60s").unwrap_err();
        assert_eq!(fault.message, "refresh.grace (1m) must be shorter than access.ttl (1m)");
        assert_eq!(fault.hint.as_deref(), Some("change refresh.grace first"));
        config.set("access.ttl", "61s").unwrap();
        // The default is subject to it, too, in a file and after unset.
        assert!(parse(r#"{"refresh.grace":"20s","access.ttl":"10s"}"#).is_err());
        assert!(parse(r#"{"access.ttl":"10s"}"#).is_ok());
    }

    #[test]
    fn a_damaged_file_is_reported_with_a_fix() {
        for (text, says) in [
            ("", "the configuration config.json: the JSON ends too early"),
            ("[]", "expected a JSON object, found an array"),
            (r#"{"issuer":"a","issuer":"b"}"#, "duplicate member"),
            (r#"{"acess.ttl":"15m"}"#, r#"config.json: unknown setting "acess.ttl""#),
            (r#"{"access.ttl":true}"#, "config.json: access.ttl is a boolean; expected a duration of at least 1s"),
            (r#"{"access.ttl":"soon"}"#, r#"config.json: access.ttl cannot be "soon""#),
            (r#"{"login.attempts":5.5}"#, r#"config.json: login.attempts cannot be "5.5""#),
        ] {
            let fault = parse(text).unwrap_err();
            assert_eq!(fault.code, Code::Config);
            assert!(fault.message.contains(says), "{fault}");
            assert!(fault.hint.is_some(), "{fault}");
        }
        assert_eq!(parse(r#"{"login.attempts":7}"#).unwrap().settings().login_attempts, 7);
    }

    #[test]
    fn near_misses_get_a_suggestion() {
        for (typed, meant) in [
            ("Access_TTL", "access.ttl"),
            ("accessTtl", "access.ttl"),
            ("acess.ttl", "access.ttl"),
            ("ttl", "access.ttl"),
            ("grace", "refresh.grace"),
            ("refresh-grace", "refresh.grace"),
            ("refresh.grce", "refresh.grace"),
            ("iss", "issuer"),
            ("aud", "audience"),
            ("audiance", "audience"),
            ("leway", "leeway"),
            ("login", "login.attempts or login.lock"),
            ("lock", "login.lock"),
        ] {
            assert_eq!(unknown(typed).hint.unwrap(), format!("did you mean {meant}?"), "{typed}");
        }
        for typed in ["", "x", "refresh", "nonsense", "\u{1f600}"] {
            assert!(unknown(typed).hint.unwrap().starts_with("the settings are issuer, "), "{typed}");
        }
        assert!(unknown("x").hint.unwrap().starts_with("the settings are issuer, audience, access.ttl"));
    }

    proptest::proptest! {
        #[test]
        fn any_string_is_handled(text in ".*") {
            let _ = parse(&text);
            for setting in &SETTINGS {
                let _ = ConfigFile::default().set(setting.name, &text);
            }
        }
    }
}
