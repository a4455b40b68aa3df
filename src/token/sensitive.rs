//! What does not belong in a token, which anyone who obtains it can read.

use crate::base::json::{Json, Object};

/// Names that speak of secrets or of numbers to steal, compared without case, `-` and `_`.
const NAMES: &[(&str, &str)] = &[
    ("password", "a password"),
    ("passwd", "a password"),
    ("pwd", "a password"),
    ("passphrase", "a passphrase"),
    ("secret", "a secret"),
    ("clientsecret", "a client secret"),
    ("apikey", "an API key"),
    ("privatekey", "a private key"),
    ("creditcard", "a card number"),
    ("creditcardnumber", "a card number"),
    ("cardnumber", "a card number"),
    ("ccnumber", "a card number"),
    ("pan", "a card number"),
    ("cvv", "a card's check number"),
    ("cvc", "a card's check number"),
    ("ssn", "a social security number"),
    ("socialsecuritynumber", "a social security number"),
    ("socialsecurity", "a social security number"),
    ("taxid", "a tax number"),
    ("passportnumber", "a passport number"),
    ("iban", "a bank account"),
    ("bankaccount", "a bank account"),
    ("pin", "a PIN"),
    ("refreshtoken", "a refresh token"),
];

/// One claim that should not be in a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sensitive {
    /// The path, as a dotted name.
    pub claim: String,
    /// What it seems to be.
    pub what: &'static str,
}

/// Every claim whose name or value seems sensitive, at any depth.
pub fn find(claims: &Object<'_>) -> Vec<Sensitive> {
    let mut found = Vec::new();
    search(claims, &mut NamePath::default(), &mut found);
    found
}

/// The names from the payload to a claim.
#[derive(Default)]
pub(super) struct NamePath {
    dotted: String,
    last: usize,
}

/// A path of more bytes than this is cut in a message.
const MAX_SHOWN: usize = 200;

impl NamePath {
    /// Runs `visit` with `name` as the last of the names.
    pub(super) fn within(&mut self, name: &str, visit: impl FnOnce(&mut Self)) {
        let (length, last) = (self.dotted.len(), self.last);
        if length > 0 {
            self.dotted.push('.');
        }
        self.last = self.dotted.len();
        self.dotted.push_str(name);
        visit(self);
        self.dotted.truncate(length);
        self.last = last;
    }

    /// The last name.
    pub(super) fn last(&self) -> &str {
        &self.dotted[self.last..]
    }

    /// The dotted name for a message; the beginning of a long one.
    pub(super) fn shown(&self) -> String {
        match self.dotted.get(..self.dotted.floor_char_boundary(MAX_SHOWN)) {
            Some(start) if start.len() < self.dotted.len() => format!("{start}…"),
            _ => self.dotted.clone(),
        }
    }
}

fn search(object: &Object<'_>, path: &mut NamePath, found: &mut Vec<Sensitive>) {
    for (name, value) in object.iter() {
        path.within(name, |path| match by_name(name).or_else(|| by_value(value)) {
            Some(what) => found.push(Sensitive { claim: path.shown(), what }),
            None => inside(value, path, found),
        });
    }
}

fn inside(value: &Json<'_>, path: &mut NamePath, found: &mut Vec<Sensitive>) {
    match value {
        Json::Object(object) => search(object, path, found),
        Json::Array(items) => {
            for item in items {
                match by_value(item) {
                    Some(what) => found.push(Sensitive { claim: path.shown(), what }),
                    None => inside(item, path, found),
                }
            }
        }
        _ => {}
    }
}

fn by_name(name: &str) -> Option<&'static str> {
    let bare: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    NAMES.iter().find(|(known, _)| *known == bare).map(|(_, what)| *what)
}

fn by_value(value: &Json<'_>) -> Option<&'static str> {
    let text = value.as_str()?;
    if text.contains("PRIVATE KEY-----") {
        return Some("a private key");
    }
    is_card_number(text).then_some("a card number")
}

/// Thirteen to nineteen digits, perhaps in groups, whose check digit is right (Luhn, ISO/IEC 7812-1).
fn is_card_number(text: &str) -> bool {
    if !text.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '-') {
        return false;
    }
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    if !(13..=19).contains(&digits.len()) || digits.iter().all(|digit| *digit == 0) {
        return false;
    }
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum: u32 = digits.iter().rev().enumerate().map(|(i, d)| if i % 2 == 1 { doubled(*d) } else { *d }).sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::json::{Duplicates, parse_object};

    fn found(json: &str) -> Vec<String> {
        find(&parse_object(json.as_bytes(), Duplicates::Refuse).unwrap()).into_iter().map(|s| s.claim).collect()
    }

    #[test]
    fn by_name_at_any_depth() {
        assert_eq!(
            found(r#"{"user":{"Pass_Word":"x"},"SSN":1,"list":[{"api-key":""}]}"#),
            ["user.Pass_Word", "SSN", "list.api-key"]
        );
    }

    #[test]
    fn by_value() {
        assert_eq!(
            found(r#"{"a":"4111 1111 1111 1111","b":["5500-0000-0000-0004"],"c":"-----BEGIN PRIVATE KEY-----"}"#),
            ["a", "b", "c"]
        );
    }

    #[test]
    fn ordinary_claims_are_left_alone() {
        assert!(
            found(r#"{"sub":"4111111111111112","iat":4111111111111111,"zero":"0000000000000000","spin":1}"#).is_empty()
        );
    }
}
