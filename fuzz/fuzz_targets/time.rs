//! Durations, moments, zones and NumericDates: what is read is written and read again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tokctl::base::datetime::{self, Zone};
use tokctl::base::json::{self, Duplicates};
use tokctl::base::{Timestamp, duration};
use tokctl::cli::value;
use tokctl::token::claims::numeric_date;
use tokctl_fuzz::{hold_fault, hold_text};

const NOW: Timestamp = Timestamp::from_secs(1_700_000_000);

/// The most that an f64 distinguishes to the millisecond.
const EXACT: f64 = 1e12;

fuzz_target!(|text: &str| {
    if let Ok(span) = duration::parse(text) {
        assert_eq!(duration::parse(&duration::format(span)), Ok(span), "{text}");
        hold_text(&duration::humanize(span));
        assert_eq!(datetime::parse(&format!("+{text}"), NOW), Ok(NOW.saturating_add(span)));
    }
    match value::time("--at", Some(text), NOW) {
        Ok(moment) => hold_moment(moment.expect("a text was given")),
        Err(fault) => hold_fault(&fault),
    }
    if let Err(fault) = value::span("--leeway", Some(text)) {
        hold_fault(&fault);
    }
    if let Ok(zone) = text.parse::<Zone>() {
        let shown = datetime::format(NOW, zone).expect("every zone shows the present");
        assert_eq!(datetime::parse(&shown, NOW), Ok(NOW), "{text}");
    }
    if let Ok(json) = json::parse(text.as_bytes(), Duplicates::Refuse)
        && let Some(number) = json.as_number()
    {
        let (moment, float) = (numeric_date(number), number.as_f64());
        if float.abs() < EXACT {
            let apart = moment.millis() as f64 - float * 1000.0;
            // Rounded up; the float itself may be off by a part of a millisecond.
            assert!((-0.5..=1.5).contains(&apart), "{text} is {moment:?}");
        } else {
            assert_eq!(moment > NOW, float > 0.0, "{text} is {moment:?}");
        }
        hold_moment(moment);
    }
});

/// A time that can be shown is read back as itself.
fn hold_moment(moment: Timestamp) {
    hold_text(&datetime::relative(moment, NOW));
    if let Some(shown) = datetime::format(moment, Zone::Utc) {
        assert_eq!(datetime::parse(&shown, NOW), Ok(moment), "{shown}");
    }
}
