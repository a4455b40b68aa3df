//! Timestamps as text.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, SecondsFormat, TimeZone, Utc};
use thiserror::Error;

use super::duration;
use super::time::Timestamp;

/// The text is not a time.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TimeError {
    #[error("{} is not a time: write `now`, `+15m`, `-1h`, `2026-11-24T09:00:00Z`, `2026-11-24` or Unix seconds", super::shown(.0))]
    Unreadable(String),
    #[error("{0:?} is a duration, not a time: write +{0} for later than now, -{0} for earlier")]
    Duration(String),
}

/// Reads a TIME: `now`, `+15m`, `-1h`, RFC 3339, a date (midnight UTC), or Unix seconds. Relative times count from `now`.
pub fn parse(text: &str, now: Timestamp) -> Result<Timestamp, TimeError> {
    if duration::parse(text).is_ok() && unix_seconds(text).is_none() {
        return Err(TimeError::Duration(text.to_owned()));
    }
    let fault = || TimeError::Unreadable(text.to_owned());
    if text == "now" {
        return Ok(now);
    }
    if let Some(after) = text.strip_prefix('+') {
        return duration::parse(after).map(|span| now.saturating_add(span)).map_err(|_| fault());
    }
    if let Some(seconds) = unix_seconds(text) {
        return Ok(seconds);
    }
    if let Some(before) = text.strip_prefix('-') {
        return duration::parse(before).map(|span| now.saturating_sub(span)).map_err(|_| fault());
    }
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Ok(Timestamp::from_millis(moment.timestamp_millis()));
    }
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| fault())?;
    let midnight: NaiveDateTime = date.and_hms_opt(0, 0, 0).ok_or_else(fault)?;
    Ok(Timestamp::from_millis(midnight.and_utc().timestamp_millis()))
}

/// Reads the date of an HTTP header, as in RFC 9110 section 5.6.7; `None` if it has another form.
pub fn parse_http(text: &str) -> Option<Timestamp> {
    let moment = DateTime::parse_from_rfc2822(text.trim()).ok()?;
    text.trim().ends_with(" GMT").then(|| Timestamp::from_millis(moment.timestamp_millis()))
}

/// Unix seconds, possibly negative, possibly with a fraction, which is cut to milliseconds.
fn unix_seconds(text: &str) -> Option<Timestamp> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole.strip_prefix('-').unwrap_or(whole)) || !digits(fraction) {
        return None;
    }
    let seconds: i64 = whole.parse().ok()?;
    let millis: i64 = format!("{fraction:0<3}")[..3].parse().ok()?;
    let signed = if whole.starts_with('-') { -millis } else { millis };
    seconds.checked_mul(1000)?.checked_add(signed).map(Timestamp::from_millis)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    Utc,
    /// The system's time zone.
    Local,
    /// A fixed offset from UTC, in seconds east.
    Fixed(i32),
}

impl std::str::FromStr for Zone {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "utc" => Ok(Self::Utc),
            "local" => Ok(Self::Local),
            _ => offset(text)
                .map(Self::Fixed)
                .ok_or_else(|| "write `utc`, `local` or an offset like `+02:00`".to_owned()),
        }
    }
}

fn offset(text: &str) -> Option<i32> {
    let (sign, rest) = match text.as_bytes().first()? {
        b'+' => (1, &text[1..]),
        b'-' => (-1, &text[1..]),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    let number = |s: &str, max: i32| -> Option<i32> {
        let plain = s.len() == 2 && s.bytes().all(|b| b.is_ascii_digit());
        s.parse().ok().filter(|n| plain && *n <= max)
    };
    Some(sign * (number(hours, 23)? * 3600 + number(minutes, 59)? * 60))
}

/// The time as [`format()`] writes it, or in seconds if RFC 3339 cannot write it.
pub fn show(moment: Timestamp, zone: Zone) -> String {
    format(moment, zone).unwrap_or_else(|| format!("{} seconds", moment.secs()))
}

/// RFC 3339 in UTC, to the second: the form of messages.
pub fn show_utc(moment: Timestamp) -> String {
    show(moment.floor_secs(), Zone::Utc)
}

/// RFC 3339, with a fraction only if it is not zero; `None` outside the years 0 to 9999.
pub fn format(moment: Timestamp, zone: Zone) -> Option<String> {
    let utc = DateTime::<Utc>::from_timestamp_millis(moment.millis())?;
    if !(0..=9999).contains(&chrono::Datelike::year(&utc)) {
        return None;
    }
    let precision = if moment.millis() % 1000 == 0 { SecondsFormat::Secs } else { SecondsFormat::Millis };
    Some(match zone {
        Zone::Utc => utc.to_rfc3339_opts(precision, true),
        Zone::Local => chrono::Local.from_utc_datetime(&utc.naive_utc()).to_rfc3339_opts(precision, false),
        Zone::Fixed(seconds) => utc.with_timezone(&FixedOffset::east_opt(seconds)?).to_rfc3339_opts(precision, false),
    })
}

/// The distance of a time from `now`, for reading: `3 minutes ago`, `in 2 hours`, `now`.
pub fn relative(moment: Timestamp, now: Timestamp) -> String {
    let (past, ahead) = (now.since(moment), moment.since(now));
    if past >= Duration::from_secs(1) {
        format!("{} ago", duration::humanize(past))
    } else if ahead >= Duration::from_secs(1) {
        format!("in {}", duration::humanize_left(ahead))
    } else {
        "now".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_secs(1_700_000_000);

    #[test]
    fn the_documented_spellings() {
        for (text, seconds) in [
            ("now", 1_700_000_000),
            ("+15m", 1_700_000_900),
            ("-1h", 1_699_996_400),
            ("2026-11-24T09:00:00Z", 1_795_510_800),
            ("2026-11-24T11:00:00+02:00", 1_795_510_800),
            ("2026-11-24", 1_795_478_400),
            ("1300819380", 1_300_819_380),
            ("-5", -5),
            ("0", 0),
        ] {
            assert_eq!(parse(text, NOW), Ok(Timestamp::from_secs(seconds)), "{text}");
        }
        assert_eq!(parse("1.5", NOW), Ok(Timestamp::from_millis(1500)));
        assert_eq!(parse("-1.25", NOW), Ok(Timestamp::from_millis(-1250)));
    }

    #[test]
    fn what_is_refused() {
        for text in
            ["", "yesterday", "+", "-", "15m", "2026-13-01", "1e9", ".5", "1.", "+5", "99999999999999999999", "é"]
        {
            assert!(parse(text, NOW).is_err(), "{text:?}");
        }
        for text in ["15m", "1h30m", "10ms"] {
            assert_eq!(parse(text, NOW), Err(TimeError::Duration(text.to_owned())));
        }
    }

    #[test]
    fn zones() {
        let moment = Timestamp::from_secs(0);
        assert_eq!(format(moment, Zone::Utc).unwrap(), "1970-01-01T00:00:00Z");
        assert_eq!(format(moment, "+02:00".parse().unwrap()).unwrap(), "1970-01-01T02:00:00+02:00");
        assert_eq!(format(Timestamp::from_millis(1), Zone::Utc).unwrap(), "1970-01-01T00:00:00.001Z");
        assert_eq!(format(Timestamp::MAX, Zone::Utc), None);
        for text in ["UTC+2", "+2:00", "02:00", "+24:00", "+02:60", "+é:00"] {
            assert!(text.parse::<Zone>().is_err(), "{text}");
        }
    }

    #[test]
    fn distances() {
        assert_eq!(relative(Timestamp::from_secs(1_699_999_820), NOW), "3 minutes ago");
        assert_eq!(relative(Timestamp::from_secs(1_700_007_200), NOW), "in 2 hours");
        assert_eq!(relative(NOW, NOW), "now");
        let just_after = Timestamp::from_millis(1_700_000_000_600);
        assert_eq!(relative(Timestamp::from_secs(1_700_000_900), just_after), "in 15 minutes");
        assert_eq!(relative(Timestamp::from_secs(1_700_000_001), just_after), "now");
    }

    proptest::proptest! {
        #[test]
        fn any_string_is_handled(text in ".*") {
            let _ = parse(&text, NOW);
            let _ = text.parse::<Zone>();
        }

        #[test]
        fn any_moment_is_shown_or_not(millis: i64) {
            let _ = format(Timestamp::from_millis(millis), Zone::Local);
            let _ = relative(Timestamp::from_millis(millis), NOW);
        }
    }
}
