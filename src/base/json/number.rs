//! Numbers as they were written, equal by value.

use std::borrow::Cow;

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

#[derive(Debug, Clone)]
pub struct Number<'a>(Cow<'a, str>);

impl<'a> Number<'a> {
    /// `text` must match JSON's grammar of a number.
    pub(super) fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self(text.into())
    }

    /// The number as it was written.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The nearest floating-point value; infinite if the number is too large.
    pub fn as_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    pub(super) fn into_owned(self) -> Number<'static> {
        Number(Cow::Owned(self.0.into_owned()))
    }

    /// `None` if the exponent does not fit an `i64`.
    fn decimal(&self) -> Option<Decimal> {
        let (is_negative, text) = match self.0.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, self.0.as_ref()),
        };
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        let significant = digits.trim_end_matches('0');
        let dropped = digits.len() - significant.len();
        let significant = significant.trim_start_matches('0').to_owned();
        if significant.is_empty() {
            return Some(Decimal { is_negative: false, digits: significant, power: 0 });
        }
        let power = i128::from(exponent.parse::<i64>().ok()?) + dropped as i128 - fraction.len() as i128;
        Some(Decimal { is_negative, digits: significant, power })
    }
}

/// The normal form of a value: sign, digits without zeros at either end, and the power of ten of the last digit.
#[derive(PartialEq)]
struct Decimal {
    is_negative: bool,
    digits: String,
    power: i128,
}

impl PartialEq for Number<'_> {
    /// Numbers are equal by value, so `1` equals `1.0` and `10e-1`; no rounding makes different ones equal.
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.decimal().is_some_and(|value| other.decimal() == Some(value))
    }
}

impl Serialize for Number<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw: &RawValue = serde_json::from_str(&self.0).map_err(serde::ser::Error::custom)?;
        raw.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_compare_by_value() {
        for (a, b, equal) in [
            ("1", "1.0", true),
            ("1e2", "100", true),
            ("12345678901234567890", "12345678901234567891", false),
            ("12345678901234567890", "12345678901234567891.0", false),
            ("12345678901234567890", "1.234567890123456789e19", true),
            ("1.1", "1.1000000000000000000001", false),
            ("0.1", "0.10", true),
            ("0.01", "1e-2", true),
            ("100", "1e-2", false),
            ("1e400", "1e401", false),
            ("1e400", "10E+399", true),
            ("-0", "0.0e7", true),
            ("1", "-1", false),
            ("1e99999999999999999999", "1e99999999999999999999", true),
            ("1e99999999999999999999", "1e99999999999999999998", false),
            ("0e99999999999999999999", "0", true),
        ] {
            assert_eq!(Number::new(a) == Number::new(b), equal, "{a} {b}");
        }
    }
}
