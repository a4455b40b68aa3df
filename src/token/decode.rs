//! Looking into a token without its key: the only place where an `Unverified` is made.

use crate::base::b64;
use crate::base::json::{self, Duplicates, Json, Object};
use crate::base::named::named_enum;
use crate::base::time::Timestamp;
use crate::jose::alg::Algorithm;
use crate::jose::jws::{Compact, Malformed, Part};

use super::claims;

/// A token as it presents itself. Nothing in it has been verified.
#[derive(Debug)]
pub struct Unverified {
    /// The header, duplicate members and all.
    pub header: Object<'static>,
    /// The payload; `None` where it is encrypted.
    pub payload: Option<Payload>,
    /// The signature as it stands, encoded.
    pub signature: String,
    /// The lengths in bytes.
    pub sizes: Sizes,
    /// What is remarkable about it.
    pub notes: Vec<Note>,
}

/// What a payload turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Payload {
    /// JSON: claims, where it is an object.
    Json(Json<'static>),
    /// Other text.
    Text(String),
    /// Bytes that are not text.
    Binary(Vec<u8>),
}

/// How long a token and its decoded parts are, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// The whole token.
    pub token: usize,
    /// The header.
    pub header: usize,
    /// The payload.
    pub payload: usize,
    /// The signature.
    pub signature: usize,
}

/// Something remarkable about a token: a stable name and a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The stable name.
    pub code: &'static str,
    /// The sentence.
    pub message: String,
}

named_enum! {
    /// Where a token stands in its life, going by its own claims.
    pub enum Life {
        /// Between its `nbf` and its `exp`.
        Current = "current",
        /// Past its `exp`.
        Expired = "expired",
        /// Before its `nbf`.
        NotYetValid = "not_yet_valid",
        /// Without an `exp`.
        NoExpiry = "no_expiry",
    }
}

impl Payload {
    /// Finds out what these bytes are.
    pub fn of(bytes: &[u8]) -> Self {
        match json::parse(bytes, Duplicates::Keep) {
            Ok(value) => Self::Json(value.into_owned()),
            Err(_) => match std::str::from_utf8(bytes) {
                Ok(text) => Self::Text(text.to_owned()),
                Err(_) => Self::Binary(bytes.to_vec()),
            },
        }
    }

    /// The claims, where it is a JSON object.
    pub fn claims(&self) -> Option<&Object<'static>> {
        match self {
            Self::Json(value) => value.as_object(),
            _ => None,
        }
    }

    /// The payload as JSON can say it, and the name of the way it was said where it is not JSON.
    pub fn to_json(&self) -> (Json<'_>, Option<&'static str>) {
        match self {
            Self::Json(value) => (value.clone(), None),
            Self::Text(text) => (Json::string(text.as_str()), Some("text")),
            Self::Binary(bytes) => (Json::string(b64::encode(bytes)), Some("base64url")),
        }
    }
}

impl Unverified {
    /// Takes a token apart. Every part must be strict base64url and the header a JSON object; the payload may be anything.
    pub fn decode(token: &str) -> Result<Self, Malformed> {
        let compact = match Compact::split(token) {
            Ok(compact) => compact,
            Err(malformed) => return Self::decode_encrypted(token).ok_or(malformed),
        };
        let header_bytes = compact.decode(Part::Header)?;
        let header = json::parse_object(&header_bytes, Duplicates::Keep)
            .map_err(|error| compact.json_fault(Part::Header, error))?
            .into_owned();
        let payload_bytes = compact.decode(Part::Payload)?;
        let signature = compact.decode(Part::Signature)?;
        let payload = Payload::of(&payload_bytes);
        let sizes = Sizes {
            token: token.len(),
            header: header_bytes.len(),
            payload: payload_bytes.len(),
            signature: signature.len(),
        };
        let mut notes = header_notes(&header);
        match &payload {
            _ if payload_bytes.is_empty() => {
                notes.push(note("empty_payload", "the payload is empty: it is detached, or was never there"));
            }
            Payload::Json(Json::Object(claims)) => notes.extend(claim_notes(claims)),
            Payload::Json(other) => {
                notes.push(note("not_claims", format!("the payload is {}, not a set of claims", other.kind())));
            }
            Payload::Text(text) if text.trim_start().starts_with('{') => {
                // Meant for claims, in all likelihood, so it is worth a word why it is none.
                let error = json::parse(&payload_bytes, Duplicates::Keep).err();
                let why = error.map(|error| format!(": {error}")).unwrap_or_default();
                notes.push(note("not_json", format!("the payload is not acceptable JSON{why}")));
            }
            Payload::Text(_) | Payload::Binary(_) => {
                notes.push(note("not_json", "the payload is not JSON, so this is a JWS but not a JWT"));
            }
        }
        let signature = compact.encoded(Part::Signature).to_owned();
        Ok(Self { header, payload: Some(payload), signature, sizes, notes })
    }

    /// A JWE shows its header and nothing else.
    fn decode_encrypted(token: &str) -> Option<Self> {
        let (header, length) = encrypted_header(token)?;
        let sizes = Sizes { token: token.len(), header: length, payload: 0, signature: 0 };
        let message = "the token is encrypted (JWE): only who it is meant for can read the payload";
        Some(Self { header, payload: None, signature: String::new(), sizes, notes: vec![note("encrypted", message)] })
    }

    /// The claims, where the payload is a set of them.
    pub fn claims(&self) -> Option<&Object<'static>> {
        self.payload.as_ref()?.claims()
    }

    /// The moment in a claim, where it has one.
    pub fn moment(&self, name: &str) -> Option<Timestamp> {
        self.claims()?.get(name)?.as_number().map(claims::numeric_date)
    }

    /// Where the token stands in its life at the moment `now`; `None` where it has no claims.
    pub fn life(&self, now: Timestamp) -> Option<Life> {
        self.claims()?;
        Some(match (self.moment("nbf"), self.moment("exp")) {
            (_, Some(exp)) if exp <= now => Life::Expired,
            (Some(nbf), _) if now < nbf => Life::NotYetValid,
            (_, Some(_)) => Life::Current,
            (_, None) => Life::NoExpiry,
        })
    }
}

/// The header of a JWE and its length, where a token is one: five parts, of which the first names a content encryption
/// (RFC 7516 sections 3.1 and 4.1.2).
pub(super) fn encrypted_header(token: &str) -> Option<(Object<'static>, usize)> {
    let (first, rest) = token.split_once('.')?;
    if rest.split('.').count() != 4 || rest.split('.').any(|part| b64::decode(part).is_err()) {
        return None;
    }
    let bytes = b64::decode(first).ok()?;
    let header = json::parse_object(&bytes, Duplicates::Keep).ok()?.into_owned();
    header.contains("enc").then_some((header, bytes.len()))
}

fn note(code: &'static str, message: impl Into<String>) -> Note {
    Note { code, message: message.into() }
}

fn header_notes(header: &Object<'_>) -> Vec<Note> {
    let mut notes = Vec::new();
    match header.get("alg").map(|alg| (alg, alg.as_str())) {
        None => notes.push(note("missing_alg", "the header has no \"alg\", so no verifier accepts the token")),
        Some((_, Some(alg))) if alg.eq_ignore_ascii_case("none") => {
            notes.push(note("alg_none", "the token is not signed: anybody can have made it (\"alg\" is none)"));
        }
        Some((_, Some(alg))) if Algorithm::named(alg).is_none() && !header.contains("enc") => {
            notes.push(note("unknown_alg", format!("{alg:?} is no signature algorithm known here")));
        }
        Some((_, Some(_))) => {}
        Some((alg, None)) => notes.push(note("invalid_alg", format!("\"alg\" is {}, not a string", alg.kind()))),
    }
    if let Some(name) = header.duplicate() {
        notes.push(note("duplicate_member", format!("the header names {name:?} twice; verifiers refuse that")));
    }
    if header.contains("crit") {
        notes.push(note("crit", "the header has \"crit\": who does not understand all it lists must refuse the token"));
    }
    notes
}

/// Seconds since 1970 reach this in the year 5138; milliseconds passed it in 1973.
const SURELY_MILLISECONDS: i64 = 100_000_000_000;

/// What is remarkable about the registered claims: a moment that is none, or looks like milliseconds.
pub(super) fn claim_notes(claims: &Object<'_>) -> Vec<Note> {
    let mut notes = Vec::new();
    if let Some(name) = claims.duplicate() {
        notes.push(note("duplicate_member", format!("the payload names {name:?} twice; verifiers refuse that")));
    }
    for name in ["exp", "nbf", "iat"] {
        match claims.get(name) {
            Some(Json::Number(number)) if claims::numeric_date(number).secs().abs() >= SURELY_MILLISECONDS => {
                let message = format!("\"{name}\" looks like milliseconds; NumericDate counts seconds (RFC 7519 §2)");
                notes.push(note("milliseconds", message));
            }
            Some(Json::Number(_)) | None => {}
            Some(other) => {
                let message = format!("\"{name}\" is {}; it must be a number of seconds (RFC 7519 §2)", other.kind());
                notes.push(note("not_a_number", message));
            }
        }
    }
    notes
}
