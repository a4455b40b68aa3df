//! Claims: their meaning, how their values are read, and paths to nested ones.

use crate::base::json::{Json, Number, Object};
use crate::base::named::named_enum;
use crate::base::time::Timestamp;

named_enum! {
    /// The three kinds of claim names (RFC 7519 section 4).
    pub enum Class {
        /// Defined in RFC 7519 section 4.1.
        Registered = "registered",
        /// Registered with IANA by another document, or a URI and so collision-resistant.
        Public = "public",
        /// Agreed between issuer and verifiers.
        Private = "private",
    }
}

/// A known claim name.
#[derive(Debug)]
pub struct ClaimInfo {
    pub name: &'static str,
    pub meaning: &'static str,
    /// Whether its value is a NumericDate.
    pub is_time: bool,
    class: Class,
}

const fn claim(class: Class, name: &'static str, meaning: &'static str) -> ClaimInfo {
    ClaimInfo { name, meaning, is_time: false, class }
}

const fn time(class: Class, name: &'static str, meaning: &'static str) -> ClaimInfo {
    ClaimInfo { name, meaning, is_time: true, class }
}

use Class::{Public, Registered};

/// The claims of RFC 7519, and those of IANA's registry that access and ID tokens have.
static CLAIMS: &[ClaimInfo] = &[
    claim(Registered, "iss", "issuer"),
    claim(Registered, "sub", "subject"),
    claim(Registered, "aud", "audience"),
    time(Registered, "exp", "expires"),
    time(Registered, "nbf", "not before"),
    time(Registered, "iat", "issued at"),
    claim(Registered, "jti", "token ID"),
    claim(Public, "acr", "authentication context"),
    claim(Public, "act", "acting party"),
    claim(Public, "address", "postal address"),
    claim(Public, "amr", "authentication methods"),
    claim(Public, "ath", "access token hash"),
    claim(Public, "at_hash", "access token hash"),
    time(Public, "auth_time", "authenticated at"),
    claim(Public, "authorization_details", "authorization details"),
    claim(Public, "azp", "authorized party"),
    claim(Public, "birthdate", "birthday"),
    claim(Public, "c_hash", "code hash"),
    claim(Public, "client_id", "client"),
    claim(Public, "cnf", "confirmation key"),
    claim(Public, "email", "e-mail address"),
    claim(Public, "email_verified", "e-mail address verified"),
    claim(Public, "entitlements", "entitlements"),
    claim(Public, "events", "security events"),
    claim(Public, "family_name", "family name"),
    claim(Public, "gender", "gender"),
    claim(Public, "given_name", "given name"),
    claim(Public, "groups", "groups"),
    claim(Public, "htm", "HTTP method"),
    claim(Public, "htu", "HTTP URI"),
    claim(Public, "locale", "locale"),
    claim(Public, "may_act", "may act for"),
    claim(Public, "middle_name", "middle name"),
    claim(Public, "name", "full name"),
    claim(Public, "nickname", "casual name"),
    claim(Public, "nonce", "nonce"),
    claim(Public, "phone_number", "phone number"),
    claim(Public, "phone_number_verified", "phone number verified"),
    claim(Public, "picture", "picture"),
    claim(Public, "preferred_username", "user name"),
    claim(Public, "profile", "profile page"),
    claim(Public, "roles", "roles"),
    claim(Public, "s_hash", "state hash"),
    claim(Public, "scope", "scope"),
    claim(Public, "sid", "session"),
    claim(Public, "sub_id", "subject identifier"),
    claim(Public, "toe", "time of event"),
    claim(Public, "txn", "transaction"),
    time(Public, "updated_at", "updated at"),
    claim(Public, "vot", "vector of trust"),
    claim(Public, "website", "web page"),
    claim(Public, "zoneinfo", "time zone"),
];

/// Every known claim.
pub fn all() -> &'static [ClaimInfo] {
    CLAIMS
}

pub fn info(name: &str) -> Option<&'static ClaimInfo> {
    CLAIMS.iter().find(|claim| claim.name == name)
}

pub fn class(name: &str) -> Class {
    match info(name) {
        Some(claim) => claim.class,
        None if name.contains("://") || name.starts_with("urn:") => Class::Public,
        None => Class::Private,
    }
}

/// A NumericDate (RFC 7519 section 2): seconds since the epoch, possibly with a fraction.
///
/// Rounded up to milliseconds, so that a token never expires early. A value out of range becomes the earliest or latest
/// time supported.
pub fn numeric_date(number: &Number<'_>) -> Timestamp {
    // JSON has no NaN, and `as` saturates.
    decimal_millis(number.text())
        .map_or_else(|| Timestamp::from_millis((number.as_f64() * 1000.0).ceil() as i64), Timestamp::from_millis)
}

/// The exact milliseconds of seconds written without an exponent; `None` if they are out of range.
fn decimal_millis(text: &str) -> Option<i64> {
    if let Ok(seconds) = text.parse::<i64>() {
        return seconds.checked_mul(1000);
    }
    let (whole, fraction) = text.split_once('.')?;
    let negative = whole.starts_with('-');
    let seconds: i64 = whole.parse().ok()?;
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (kept, rest) = fraction.split_at(fraction.len().min(3));
    let millis: i64 = format!("{kept:0<3}").parse().ok()?;
    let beyond = rest.bytes().any(|byte| byte != b'0');
    let part = if negative { -millis } else { millis + i64::from(beyond) };
    seconds.checked_mul(1000)?.checked_add(part)
}

/// The last second of the year 9999, which means "never" in some programs.
const END_OF_9999: f64 = 253_402_300_799.0;

/// What a number of seconds looks like that is later than any real time; `None` for other numbers.
pub fn unusual_time(seconds: f64) -> Option<&'static str> {
    Some(match seconds.abs() {
        ..=END_OF_9999 => return None,
        ..1e14 => "looks like milliseconds",
        ..1e17 => "looks like microseconds",
        ..1e20 => "looks like nanoseconds",
        _ => "is too large for a time",
    })
}

/// The audiences in an `aud`: a string or an array of strings (RFC 7519 section 4.1.3); `None` if it is neither.
pub fn audiences<'v>(aud: &'v Json<'_>) -> Option<Vec<&'v str>> {
    match aud {
        Json::String(one) => Some(vec![one]),
        Json::Array(several) => several.iter().map(Json::as_str).collect(),
        _ => None,
    }
}

/// The scopes in a `scope`, separated by spaces (RFC 8693 section 4.2), or in an array, as some issuers write it.
pub fn scopes<'v>(scope: &'v Json<'_>) -> Option<Vec<&'v str>> {
    match scope {
        Json::String(text) => Some(text.split(' ').filter(|word| !word.is_empty()).collect()),
        Json::Array(several) => several.iter().map(Json::as_str).collect(),
        _ => None,
    }
}

/// The roles in a `roles`: an array of strings, or a single one.
pub fn roles<'v>(roles: &'v Json<'_>) -> Option<Vec<&'v str>> {
    audiences(roles)
}

/// What the value of a claim of this name must be if `value` is something else; `None` if it is right or the claim is
/// unknown.
pub fn expected_type(name: &str, value: &Json<'_>) -> Option<&'static str> {
    let (expected, is_right) = match name {
        "exp" | "nbf" | "iat" => ("a number of seconds", value.as_number().is_some()),
        "iss" | "sub" | "jti" => ("a string", value.as_str().is_some()),
        "aud" => ("a string or an array of strings", audiences(value).is_some()),
        "scope" => ("a string of scopes separated by spaces", scopes(value).is_some()),
        "roles" => ("an array of strings", roles(value).is_some()),
        _ => return None,
    };
    (!is_right).then_some(expected)
}

/// What the value of a public claim must be by its specification if `value` is something else; [`expected_type`] accepts more.
pub fn specified_type(name: &str, value: &Json<'_>) -> Option<&'static str> {
    let (expected, is_right) = match name {
        "roles" | "groups" | "entitlements" => ("an array (RFC 9068 §2.2.3.1)", value.as_array().is_some()),
        "scope" => ("a string of scopes separated by spaces (RFC 8693 §4.2)", value.as_str().is_some()),
        "amr" => ("an array (RFC 8176)", value.as_array().is_some()),
        "auth_time" | "updated_at" => {
            ("a number of seconds (OpenID Connect Core §2, §5.1)", value.as_number().is_some())
        }
        "email_verified" | "phone_number_verified" => {
            ("a boolean (OpenID Connect Core §5.1)", matches!(value, Json::Bool(_)))
        }
        _ => return None,
    };
    (!is_right).then_some(expected)
}

/// The path of a claim: names from the outermost object inwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimPath(Vec<String>);

impl ClaimPath {
    /// Parses a dotted name; `\.` is a literal dot.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut names = vec![String::new()];
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match c {
                '.' => names.push(String::new()),
                '\\' => match chars.next() {
                    Some(escaped @ ('.' | '\\')) => push(&mut names, escaped),
                    Some(other) => {
                        push(&mut names, '\\');
                        push(&mut names, other);
                    }
                    None => push(&mut names, '\\'),
                },
                _ => push(&mut names, c),
            }
        }
        if names.iter().any(String::is_empty) {
            return Err(format!("the claim name {text:?} has an empty part; write `\\.` for a dot in a name"));
        }
        Ok(Self(names))
    }

    /// The path of one name; dots in it are literal.
    pub fn literal(name: &str) -> Self {
        Self(vec![name.to_owned()])
    }

    /// The outermost name.
    pub fn root(&self) -> &str {
        self.0.first().map_or("", String::as_str)
    }

    pub fn is_plain(&self) -> bool {
        self.0.len() == 1
    }

    /// The innermost name.
    pub fn last(&self) -> &str {
        self.0.last().map_or("", String::as_str)
    }

    /// All names with dots between, as they are read if the dots are a part of one name.
    pub fn joined(&self) -> String {
        self.0.join(".")
    }

    /// Whether `other` is the path of a value inside that of this path.
    pub fn is_around(&self, other: &Self) -> bool {
        other.0.len() > self.0.len() && other.0.starts_with(&self.0)
    }

    pub fn find<'v, 'a>(&self, claims: &'v Object<'a>) -> Option<&'v Json<'a>> {
        let (last, outer) = self.0.split_last()?;
        let mut object = claims;
        for name in outer {
            object = object.get(name)?.as_object()?;
        }
        object.get(last)
    }

    /// Sets the value and creates missing objects on the path. Fails if another value is in the way.
    pub fn set(&self, claims: &mut Object<'static>, value: Json<'static>) -> Result<(), String> {
        let Some((last, outer)) = self.0.split_last() else { return Ok(()) };
        let mut object = claims;
        for name in outer {
            if !object.contains(name) {
                object.set(name.clone(), Json::Object(Object::new()));
            }
            match object.get_mut(name) {
                Some(Json::Object(inner)) => object = inner,
                Some(other) => return Err(format!("{name:?} is {}, so it cannot contain a claim", other.kind())),
                None => return Ok(()),
            }
        }
        object.set(last.clone(), value);
        Ok(())
    }
}

fn push(names: &mut [String], c: char) {
    if let Some(name) = names.last_mut() {
        name.push(c);
    }
}

impl std::fmt::Display for ClaimPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<String> = self.0.iter().map(|name| name.replace('\\', "\\\\").replace('.', "\\.")).collect();
        f.write_str(&names.join("."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::json::{self, Duplicates};

    fn number(text: &str) -> Timestamp {
        let value = json::parse(text.as_bytes(), Duplicates::Refuse).unwrap();
        numeric_date(value.as_number().unwrap())
    }

    #[test]
    fn numeric_dates_of_every_kind() {
        assert_eq!(number("1300819380"), Timestamp::from_secs(1_300_819_380));
        assert_eq!(number("-1"), Timestamp::from_secs(-1));
        assert_eq!(number("1300819380.5"), Timestamp::from_millis(1_300_819_380_500));
        assert_eq!(number("1300819380.1"), Timestamp::from_millis(1_300_819_380_100));
        assert_eq!(number("100.0000001"), Timestamp::from_millis(100_001));
        assert_eq!(number("-0.0005"), Timestamp::from_millis(0));
        assert_eq!(number("-1.5005"), Timestamp::from_millis(-1500));
        assert_eq!(number("1.0000"), Timestamp::from_secs(1));
        assert_eq!(number("1.3e9"), Timestamp::from_secs(1_300_000_000));
        assert_eq!(number("1e400"), Timestamp::MAX);
        assert_eq!(number("-1e400"), Timestamp::MIN);
        assert_eq!(number("99999999999999999999"), Timestamp::MAX);
    }

    #[test]
    fn times_in_other_units_are_named() {
        for (seconds, expected) in [
            (1.8e9, None),
            (-1.8e9, None),
            (253_402_300_799.0, None),
            (1.8e12, Some("looks like milliseconds")),
            (-1.8e12, Some("looks like milliseconds")),
            (1.8e15, Some("looks like microseconds")),
            (1.8e18, Some("looks like nanoseconds")),
            (1e30, Some("is too large for a time")),
            (f64::INFINITY, Some("is too large for a time")),
        ] {
            assert_eq!(unusual_time(seconds), expected, "{seconds}");
        }
    }

    #[test]
    fn names_fall_into_classes() {
        for (name, expected) in [
            ("iss", Class::Registered),
            ("email", Class::Public),
            ("http://example.com/is_root", Class::Public),
            ("ver", Class::Private),
        ] {
            assert_eq!(class(name), expected, "{name}");
        }
    }

    #[test]
    fn paths_of_nested_claims() {
        let mut claims = Object::new();
        ClaimPath::parse("a.b\\.c").unwrap().set(&mut claims, Json::integer(1)).unwrap();
        ClaimPath::parse("a.d").unwrap().set(&mut claims, Json::Null).unwrap();
        assert_eq!(claims.to_string(), r#"{"a":{"b.c":1,"d":null}}"#);
        assert_eq!(ClaimPath::parse("a.b\\.c").unwrap().find(&claims), Some(&Json::integer(1)));
        assert!(ClaimPath::parse("a.d.e").unwrap().set(&mut claims, Json::Null).is_err());
        for text in ["", ".", "a.", ".a", "a..b"] {
            assert!(ClaimPath::parse(text).is_err(), "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_path_reads_back_as_written(text in "[a\\\\.é ]{0,12}") {
            if let Ok(path) = ClaimPath::parse(&text) {
                proptest::prop_assert_eq!(ClaimPath::parse(&path.to_string()).unwrap(), path);
            }
        }
    }
}
