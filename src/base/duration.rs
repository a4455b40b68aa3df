//! Durations as text: `15m`, `1h30m`, `30d`.

use std::time::Duration;

use thiserror::Error;

/// The text is not a duration.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{} is not a duration: {problem}", super::shown(text))]
pub struct DurationError {
    text: String,
    problem: &'static str,
}

impl DurationError {
    /// The problem, without the text.
    pub fn problem(&self) -> &'static str {
        self.problem
    }
}

/// Seconds in each unit, largest first, as [`format`] writes them.
const UNITS: [(&str, u64); 5] = [("w", 604_800), ("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)];

/// Reads a duration: one or more whole numbers, each with its unit (`w d h m s`, and `ms`), largest unit first.
///
/// A bare `0` needs no unit; any other number without a unit is ambiguous and refused.
pub fn parse(text: &str) -> Result<Duration, DurationError> {
    let fault = |problem| DurationError { text: text.to_owned(), problem };
    if text == "0" {
        return Ok(Duration::ZERO);
    }
    let mut rest = text;
    let mut total = Duration::ZERO;
    let mut last = None;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (number, tail) = rest.split_at(digits);
        if number.is_empty() {
            return Err(fault("write a number and a unit, like 15m, 1h30m or 30d"));
        }
        let letters = tail.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(letters);
        let number: u64 = number.parse().map_err(|_| fault("it is too long"))?;
        let span = match unit {
            "" => return Err(fault("the number needs a unit: w, d, h, m, s or ms")),
            "ms" => Some(Duration::from_millis(number)),
            _ => {
                let (_, seconds) =
                    UNITS.iter().find(|(name, _)| *name == unit).ok_or(fault("the units are w, d, h, m, s and ms"))?;
                number.checked_mul(*seconds).map(Duration::from_secs)
            }
        };
        let rank = UNITS.iter().position(|(name, _)| *name == unit).unwrap_or(UNITS.len());
        if last.replace(rank).is_some_and(|previous| previous >= rank) {
            return Err(fault("write units from large to small, each at most once"));
        }
        total = span.and_then(|span| total.checked_add(span)).ok_or(fault("it is too long"))?;
        rest = tail;
    }
    if last.is_none() {
        return Err(fault("it is empty"));
    }
    // A hundred thousand years: longer than any use, and too short for an overflow in later arithmetic.
    if total > Duration::from_secs(100_000 * 366 * 86_400) {
        return Err(fault("it is too long"));
    }
    Ok(total)
}

/// Writes a duration exactly, as [`parse`] reads it: `1h30m`, `0s`, `1s500ms`.
pub fn format(span: Duration) -> String {
    let mut out = String::new();
    let mut seconds = span.as_secs();
    // Weeks are read but not written: `30d` should not come back as `4w2d`.
    for (name, size) in &UNITS[1..] {
        if seconds >= *size {
            out += &format!("{}{name}", seconds / size);
            seconds %= size;
        }
    }
    if span.subsec_millis() > 0 {
        out += &format!("{}ms", span.subsec_millis());
    }
    if out.is_empty() { "0s".to_owned() } else { out }
}

/// Writes the time that is left, rounded, for reading. A started second counts: otherwise 15 minutes would be shown as 14 a
/// instant after they began.
pub fn humanize_left(span: Duration) -> String {
    humanize(Duration::from_secs(span.as_secs().saturating_add(u64::from(span.subsec_nanos() > 0))))
}

/// Writes a duration, rounded, for reading: `3 minutes`, `2 hours`, `1 day`.
pub fn humanize(span: Duration) -> String {
    const NAMES: [(&str, u64); 6] =
        [("year", 31_557_600), ("month", 2_629_800), ("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)];
    let seconds = span.as_secs();
    let (name, size) = NAMES.into_iter().find(|(_, size)| seconds >= *size).unwrap_or(("second", 1));
    let count = seconds / size;
    if count == 1 { format!("1 {name}") } else { format!("{count} {name}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_spellings() {
        for (text, seconds) in
            [("15m", 900), ("1h30m", 5_400), ("30d", 2_592_000), ("0s", 0), ("0", 0), ("2w", 1_209_600)]
        {
            assert_eq!(parse(text), Ok(Duration::from_secs(seconds)), "{text}");
        }
        assert_eq!(parse("1s500ms"), Ok(Duration::from_millis(1500)));
    }

    #[test]
    fn what_is_left_is_rounded_up_to_a_second() {
        for (millis, text) in [(899_001, "15 minutes"), (45_000, "45 seconds"), (59_999, "1 minute"), (1, "1 second")] {
            assert_eq!(humanize_left(Duration::from_millis(millis)), text);
        }
        assert_eq!(humanize_left(Duration::ZERO), "0 seconds");
        humanize_left(Duration::MAX);
    }

    #[test]
    fn what_is_refused() {
        for text in
            ["", "15", "m", "-5m", "1.5h", "5 m", "1m1h", "1h1h", "5y", "99999999999999999999s", "9999999999w", "５m"]
        {
            assert!(parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn rough_spellings() {
        for (seconds, text) in
            [(0, "0 seconds"), (1, "1 second"), (185, "3 minutes"), (7_200, "2 hours"), (86_400, "1 day")]
        {
            assert_eq!(humanize(Duration::from_secs(seconds)), text);
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_reads_back(millis in 0..1_000_000_000_000_u64) {
            let span = Duration::from_millis(millis);
            proptest::prop_assert_eq!(parse(&format(span)), Ok(span));
        }

        #[test]
        fn any_string_is_handled(text in ".*") {
            let _ = parse(&text);
        }
    }
}
