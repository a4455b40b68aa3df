//! JWS compact serialization (RFC 7515 section 3.1): splitting, decoding and signing.

use std::fmt;

use thiserror::Error;

use crate::base::b64::{self, B64Error};
use crate::base::json::{self, Duplicates, JsonError};
use crate::base::{Code, Fault, Json, Object};

use super::bound_key::SigningKey;

/// The longest token, in bytes.
pub const MAX_LEN: usize = 1024 * 1024;

/// The longest decoded header, in bytes.
pub const MAX_HEADER_LEN: usize = 64 * 1024;

/// The most JSON values in a header, nested ones included.
pub const MAX_HEADER_VALUES: usize = 10_000;

/// One of the three parts of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Header,
    Payload,
    Signature,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Header => "header",
            Self::Payload => "payload",
            Self::Signature => "signature",
        })
    }
}

/// Why a string is not a token.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct Malformed {
    /// The part with the fault; `None` if it is the token as a whole.
    pub part: Option<Part>,
    /// The byte of the token at which the fault is. For a fault in JSON, the character that encodes its byte.
    pub offset: usize,
    pub problem: MalformedKind,
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MalformedKind {
    #[error("the token is empty")]
    Empty,
    /// Longer than [`MAX_LEN`].
    #[error("the token has {0} bytes, more than the limit of {MAX_LEN}")]
    TooLong(usize),
    /// Longer than [`MAX_HEADER_LEN`].
    #[error("longer than the limit of {MAX_HEADER_LEN} bytes")]
    HeaderTooLong,
    /// The number of parts, if it is not three.
    #[error("expected three parts separated by dots, found {0}")]
    Parts(usize),
    #[error("not base64url: {0}")]
    Base64(B64Error),
    #[error("invalid JSON: {0}")]
    Json(JsonError),
    /// A header parameter is missing or of the wrong type.
    #[error("{0}")]
    Parameter(String),
}

impl Malformed {
    fn whole(offset: usize, problem: MalformedKind) -> Self {
        Self { part: None, offset, problem }
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Some(part) => write!(f, "the {part} is {}", self.problem),
            None => write!(f, "{}", self.problem),
        }
    }
}

impl From<Malformed> for Fault {
    fn from(malformed: Malformed) -> Self {
        Self::new(Code::Malformed, malformed.to_string())
    }
}

/// A token split at its two dots; nothing is decoded yet.
#[derive(Debug, Clone, Copy)]
pub struct Compact<'a> {
    token: &'a str,
    first_dot: usize,
    second_dot: usize,
}

impl<'a> Compact<'a> {
    /// Splits `token` into exactly three parts.
    pub fn split(token: &'a str) -> Result<Self, Malformed> {
        if token.is_empty() {
            return Err(Malformed::whole(0, MalformedKind::Empty));
        }
        if token.len() > MAX_LEN {
            return Err(Malformed::whole(MAX_LEN, MalformedKind::TooLong(token.len())));
        }
        let mut dots = memchr::memchr_iter(b'.', token.as_bytes());
        match (dots.next(), dots.next(), dots.next()) {
            (Some(first_dot), Some(second_dot), None) => Ok(Self { token, first_dot, second_dot }),
            (first, second, third) => {
                let parts = 1 + [first, second, third].iter().flatten().count() + dots.count();
                Err(Malformed::whole(third.unwrap_or(token.len()), MalformedKind::Parts(parts)))
            }
        }
    }

    pub fn encoded(&self, part: Part) -> &'a str {
        match part {
            Part::Header => &self.token[..self.first_dot],
            Part::Payload => &self.token[self.first_dot + 1..self.second_dot],
            Part::Signature => &self.token[self.second_dot + 1..],
        }
    }

    /// What the signature covers: the encoded header and payload with the dot between (RFC 7515 section 5.1).
    pub fn signing_input(&self) -> &'a str {
        &self.token[..self.second_dot]
    }

    /// The byte of the token at which a part begins.
    pub fn start(&self, part: Part) -> usize {
        match part {
            Part::Header => 0,
            Part::Payload => self.first_dot + 1,
            Part::Signature => self.second_dot + 1,
        }
    }

    /// Decodes a part into `out`, which is cleared first.
    pub fn decode_into(&self, part: Part, out: &mut Vec<u8>) -> Result<(), Malformed> {
        b64::decode_into(self.encoded(part).as_bytes(), out).map_err(|error| Malformed {
            part: Some(part),
            offset: self.start(part) + error.offset(),
            problem: MalformedKind::Base64(error),
        })
    }

    pub fn decode(&self, part: Part) -> Result<Vec<u8>, Malformed> {
        let mut out = Vec::new();
        self.decode_into(part, &mut out)?;
        Ok(out)
    }

    /// Converts an error in the JSON of a part to one at its place in the token.
    pub fn json_fault(&self, part: Part, error: JsonError) -> Malformed {
        // Four characters encode three bytes.
        let offset = self.start(part) + error.offset / 3 * 4 + error.offset % 3;
        Malformed { part: Some(part), offset, problem: MalformedKind::Json(error) }
    }

    /// Decodes the header, within its limits. Returns its length in bytes, too.
    pub fn header_object(&self, duplicates: Duplicates) -> Result<(Object<'static>, usize), Malformed> {
        if self.encoded(Part::Header).len().div_ceil(4) > MAX_HEADER_LEN.div_ceil(3) {
            return Err(Malformed { part: Some(Part::Header), offset: 0, problem: MalformedKind::HeaderTooLong });
        }
        let bytes = self.decode(Part::Header)?;
        let object = json::parse_object_at_most(&bytes, duplicates, MAX_HEADER_VALUES)
            .map_err(|error| self.json_fault(Part::Header, error))?;
        Ok((object.into_owned(), bytes.len()))
    }

    /// Reads the header strictly: one JSON object without duplicate members, the known parameters of the right type.
    pub fn header(&self) -> Result<Header, Malformed> {
        let (object, _) = self.header_object(Duplicates::Refuse)?;
        Header::new(object).map_err(|message| Malformed {
            part: None,
            offset: 0,
            problem: MalformedKind::Parameter(message),
        })
    }
}

/// A header with an `alg`, whose known parameters are of the right type (RFC 7515 section 4.1).
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    members: Object<'static>,
    alg: String,
}

impl Header {
    fn new(members: Object<'static>) -> Result<Self, String> {
        for name in ["alg", "kid", "typ", "cty"] {
            if let Some(value) = members.get(name).filter(|value| value.as_str().is_none()) {
                return Err(format!("the header's \"{name}\" must be a string, but is {}", value.kind()));
            }
        }
        let alg = members.get_str("alg").ok_or("the header has no \"alg\"")?.to_owned();
        Ok(Self { members, alg })
    }

    pub fn alg(&self) -> &str {
        &self.alg
    }

    pub fn kid(&self) -> Option<&str> {
        self.members.get_str("kid")
    }

    pub fn typ(&self) -> Option<&str> {
        self.members.get_str("typ")
    }

    /// Whether this is a JWE's header: only those have `enc` (RFC 7516 section 4.1.2).
    pub fn is_encrypted(&self) -> bool {
        self.members.contains("enc")
    }

    pub fn members(&self) -> &Object<'static> {
        &self.members
    }
}

/// Whether a header says that the payload is not encoded (RFC 7797 section 3).
pub fn has_unencoded_payload(header: &Object<'_>) -> bool {
    header.get("b64") == Some(&Json::Bool(false))
}

/// A header encoded once, for signing many payloads.
#[derive(Debug, Clone)]
pub struct Prefix(String);

impl Prefix {
    pub fn new(header: &Object<'_>) -> Self {
        Self(b64::encode(header.to_string()) + ".")
    }

    /// Writes what a signature covers (RFC 7515 section 5.1) to `out`, which is cleared first.
    pub fn signing_input(&self, payload: &[u8], out: &mut String) {
        out.clear();
        out.push_str(&self.0);
        b64::encode_into(payload, out);
    }

    /// Signs `payload` and writes the token to `out`, which is cleared first. `signature` is a buffer.
    pub fn sign(
        &self,
        payload: &[u8],
        key: &SigningKey,
        signature: &mut Vec<u8>,
        out: &mut String,
    ) -> Result<(), Fault> {
        self.signing_input(payload, out);
        key.sign(out.as_bytes(), signature)?;
        out.push('.');
        b64::encode_into(signature, out);
        if out.len() > MAX_LEN {
            let message = format!("the token would have {} bytes, more than the limit of {MAX_LEN}", out.len());
            return Err(Fault::new(Code::Usage, message));
        }
        Ok(())
    }
}

/// Signs `payload` under `header`. [`Prefix::sign`] is the same for many tokens with one header.
pub fn sign(header: &Object<'_>, payload: &[u8], key: &SigningKey) -> Result<String, Fault> {
    let (mut signature, mut token) = (Vec::new(), String::new());
    Prefix::new(header).sign(payload, key, &mut signature, &mut token)?;
    Ok(token)
}

/// The token without its payload (RFC 7515 appendix F).
pub fn detach(token: &str) -> Result<String, Malformed> {
    let compact = Compact::split(token)?;
    Ok(format!("{}..{}", compact.encoded(Part::Header), compact.encoded(Part::Signature)))
}

/// Puts `payload` back into a token with a detached payload.
pub fn attach(detached: &str, payload: &[u8]) -> Result<String, Malformed> {
    let compact = Compact::split(detached)?;
    if !compact.encoded(Part::Payload).is_empty() {
        let problem = MalformedKind::Parameter("the token has a payload, so none can be attached".to_owned());
        return Err(Malformed { part: None, offset: compact.start(Part::Payload), problem });
    }
    let (header, signature) = (compact.encoded(Part::Header), compact.encoded(Part::Signature));
    Ok(format!("{header}.{}.{signature}", b64::encode(payload)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Secret;
    use crate::base::json::JsonProblem;
    use crate::jose::{Algorithm, Key, Strength};

    #[test]
    fn only_three_parts_are_a_token() {
        for (token, parts) in [("a", 1), ("a.b", 2), ("a.b.c.d", 4), ("a.b.c.d.e", 5), (".....", 6)] {
            assert_eq!(Compact::split(token).unwrap_err().problem, MalformedKind::Parts(parts), "{token}");
        }
        assert_eq!(Compact::split("").unwrap_err().problem, MalformedKind::Empty);
        let compact = Compact::split("aa.bbb.c").unwrap();
        assert_eq!(compact.signing_input(), "aa.bbb");
        assert_eq!([Part::Header, Part::Payload, Part::Signature].map(|p| compact.encoded(p)), ["aa", "bbb", "c"]);
        assert!(matches!(Compact::split(&"a".repeat(MAX_LEN + 1)).unwrap_err().problem, MalformedKind::TooLong(_)));
    }

    #[test]
    fn a_fault_has_its_place_in_the_token() {
        let error = Compact::split("e30.e3 0.e30").unwrap().decode(Part::Payload).unwrap_err();
        assert_eq!((error.part, error.offset), (Some(Part::Payload), 6));
    }

    fn header(json: &str) -> Result<Header, Malformed> {
        Compact::split(&format!("{}..", b64::encode(json))).unwrap().header()
    }

    #[test]
    fn headers_are_strict() {
        assert_eq!(header(r#"{"alg":"HS256","kid":"k"}"#).unwrap().kid(), Some("k"));
        for json in [
            "{}",
            "[]",
            r#"{"alg":1}"#,
            r#"{"alg":"HS256","kid":7}"#,
            r#"{"alg":"HS256","alg":"none"}"#,
            r#"{"alg":"HS256","\u0061lg":"none"}"#,
            r#"{"alg":"HS256"} "#.trim_end().strip_suffix('}').unwrap(),
        ] {
            assert!(header(json).is_err(), "{json}");
        }
    }

    #[test]
    fn no_token_is_longer_than_the_limit() {
        let secret = Key::from_secret(Secret::new(vec![7; 32]));
        let key = SigningKey::new(&secret, Algorithm::from_name("HS256").unwrap(), Strength::Required).unwrap();
        let sign = |length| sign(&Object::new(), &vec![0; length], &key);
        // 48 characters are the header, the signature and the dots.
        let longest = (MAX_LEN - 48) / 4 * 3;
        assert_eq!(Compact::split(&sign(longest).unwrap()).unwrap().encoded(Part::Header), "e30");
        assert_eq!(sign(longest + 3).unwrap_err().code, Code::Usage);
    }

    #[test]
    fn headers_are_bounded() {
        let long = |length: usize| header(&format!(r#"{{"alg":"HS256","x":"{}"}}"#, "a".repeat(length - 22)));
        assert!(long(MAX_HEADER_LEN).is_ok());
        assert_eq!(long(MAX_HEADER_LEN + 3).unwrap_err().problem, MalformedKind::HeaderTooLong);
        let many = |count: usize| header(&format!(r#"{{"alg":"HS256","x":[{}]}}"#, vec!["1"; count].join(",")));
        assert!(many(MAX_HEADER_VALUES - 3).is_ok());
        let problem = many(MAX_HEADER_VALUES - 2).unwrap_err().problem;
        assert!(
            matches!(&problem, MalformedKind::Json(error) if error.problem == JsonProblem::TooManyValues(MAX_HEADER_VALUES)),
            "{problem}"
        );
    }

    #[test]
    fn detached_and_back() {
        assert_eq!(detach("aa.bb.cc").unwrap(), "aa..cc");
        assert_eq!(attach("aa..cc", b"i").unwrap(), "aa.aQ.cc");
        assert!(attach("aa.bb.cc", b"i").is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_string_is_handled(token in ".{0,80}") {
            if let Ok(compact) = Compact::split(&token) {
                let _ = compact.header();
                let _ = compact.decode(Part::Signature);
            }
        }
    }
}
