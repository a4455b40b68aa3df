//! Decoding a token without its key. Only this module makes an [`Unverified`].

use crate::base::Fault;
use crate::base::b64;
use crate::base::json::{self, Duplicates, Json, Object};
use crate::base::named::named_enum;
use crate::base::time::Timestamp;
use crate::jose::alg::Algorithm;
use crate::jose::jws::{Compact, Malformed, Part};

use super::claims;
use super::diagnose;
use super::form::{encrypted_header, is_token};
use super::not_claims::{self, PayloadFault};
use crate::token::signature::form::form_fault;

/// The contents of a token. Nothing in it is verified.
#[derive(Debug, Clone)]
pub struct Unverified {
    pub header: Object<'static>,
    /// `None` if it is encrypted.
    pub payload: Option<Payload>,
    /// Encoded as base64url.
    pub signature: String,
    pub sizes: Sizes,
    pub notes: Vec<Note>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Payload {
    /// Claims, if it is an object.
    Json(Json<'static>),
    Text(String),
    Binary(Vec<u8>),
}

/// The lengths of a token and its decoded parts, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    pub token: usize,
    pub header: usize,
    pub payload: usize,
    pub signature: usize,
}

/// A remark on a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// A stable name.
    pub code: &'static str,
    pub message: String,
}

named_enum! {
    /// The validity of a token by its own time claims.
    pub enum Life {
        Current = "current",
        Expired = "expired",
        NotYetValid = "not_yet_valid",
        NoExpiry = "no_expiry",
        /// `exp` is not a number.
        InvalidExpiry = "invalid_expiry",
        /// `nbf` is not a number.
        InvalidNotBefore = "invalid_not_before",
    }
}

impl Payload {
    /// Reads bytes as JSON, else as text.
    pub fn of(bytes: &[u8]) -> Self {
        match json::parse(bytes, Duplicates::Keep) {
            Ok(value) => Self::Json(value.into_owned()),
            Err(_) => match std::str::from_utf8(bytes) {
                Ok(text) => Self::Text(text.to_owned()),
                Err(_) => Self::Binary(bytes.to_vec()),
            },
        }
    }

    pub fn claims(&self) -> Option<&Object<'static>> {
        match self {
            Self::Json(value) => value.as_object(),
            _ => None,
        }
    }

    /// The token that the payload is, as text or as a JSON string.
    pub fn nested(&self) -> Option<&str> {
        let text = match self {
            Self::Json(Json::String(text)) => text.as_ref(),
            Self::Text(text) => text,
            _ => return None,
        };
        Some(text.trim()).filter(|text| is_token(text))
    }

    /// The payload as JSON, and its encoding if it is not JSON: `text` or `base64url`.
    pub fn to_json(&self) -> (Json<'_>, Option<&'static str>) {
        match self {
            Self::Json(value) => (value.clone(), None),
            Self::Text(text) => (Json::string(text.as_str()), Some("text")),
            Self::Binary(bytes) => (Json::string(b64::encode(bytes)), Some("base64url")),
        }
    }
}

impl Unverified {
    /// Decodes a token. Every part must be strict base64url and the header a JSON object; the payload may be any bytes. Of an
    /// SD-JWT, its JWT is decoded. The error is the most likely cause.
    pub fn decode(token: &str) -> Result<Self, Fault> {
        Self::parse(token).map_err(|malformed| diagnose::fault(token, &malformed))
    }

    /// Like [`Self::decode`], without a diagnosis.
    pub fn parse(token: &str) -> Result<Self, Malformed> {
        if let Some(sd_jwt) = SdJwt::split(token) {
            let mut decoded = Self::decode_compact(sd_jwt.jwt)?;
            decoded.notes.insert(0, sd_jwt.note());
            return Ok(decoded);
        }
        Self::decode_compact(token)
    }

    fn decode_compact(token: &str) -> Result<Self, Malformed> {
        let compact = match Compact::split(token) {
            Ok(compact) => compact,
            Err(malformed) => return Self::decode_encrypted(token).ok_or(malformed),
        };
        let (header, header_len) = compact.header_object(Duplicates::Keep)?;
        let payload_bytes = compact.decode(Part::Payload)?;
        let signature = compact.decode(Part::Signature)?;
        let payload = Payload::of(&payload_bytes);
        let sizes =
            Sizes { token: token.len(), header: header_len, payload: payload_bytes.len(), signature: signature.len() };
        let mut notes = header_notes(&header);
        let is_header = |payload: &Payload| payload.claims().is_some_and(|claims| claims.contains("alg"));
        if let Some(missing) = notes.iter_mut().find(|note| note.code == "missing_alg" && is_header(&payload)) {
            *missing =
                note("swapped_parts", "header and payload are swapped: the first part has no \"alg\", the second has");
        }
        let known_mistake = match payload.claims() {
            Some(_) => None,
            None => not_claims::fault(&header, &payload_bytes).filter(PayloadFault::is_known_mistake),
        };
        match (&payload, not_claims::compression(&header, &payload_bytes)) {
            _ if payload_bytes.is_empty() => {
                notes.push(note("empty_payload", "the payload is empty or detached"));
            }
            (payload, _) if payload.nested().is_some() => notes.push(note(
                "nested_jwt",
                "the payload is itself a token (nested JWT, RFC 7519 §5.2); `tokctl decode --part payload` prints it",
            )),
            (_, Some(name)) => notes.push(note(
                "compressed_payload",
                format!(
                    "the payload is compressed ({name}), which JWS does not define; decompress it to see its claims"
                ),
            )),
            _ if let Some(fault) = known_mistake => notes.push(note(fault.kind.name(), fault.message)),
            (Payload::Json(Json::Object(claims)), _) => notes.extend(claim_notes(claims)),
            (Payload::Json(other), _) => {
                notes.push(note("not_claims", format!("the payload is {}, not a set of claims", other.kind())));
            }
            (Payload::Text(text), _) if text.trim_start().starts_with('{') => {
                let error = json::parse(&payload_bytes, Duplicates::Keep).err();
                let why = error.map(|error| format!(": {error}")).unwrap_or_default();
                notes.push(note("not_json", format!("the payload is invalid JSON{why}")));
            }
            (Payload::Text(_) | Payload::Binary(_), _) => {
                notes.push(note("not_json", "the payload is not JSON, so this is a JWS but not a JWT"));
            }
        }
        let form = header.get_str("alg").and_then(Algorithm::from_name).and_then(|alg| form_fault(alg, &signature));
        notes.extend(form.map(|fault| note(fault.code.name(), format!("{}; {}", fault.message, fault.hint))));
        let signature = compact.encoded(Part::Signature).to_owned();
        Ok(Self { header, payload: Some(payload), signature, sizes, notes })
    }

    /// Of a JWE, only the header can be decoded.
    fn decode_encrypted(token: &str) -> Option<Self> {
        let (header, length) = encrypted_header(token)?;
        let sizes = Sizes { token: token.len(), header: length, payload: 0, signature: 0 };
        let message = "the token is encrypted (JWE): only its recipient can read the payload";
        Some(Self { header, payload: None, signature: String::new(), sizes, notes: vec![note("encrypted", message)] })
    }

    pub fn claims(&self) -> Option<&Object<'static>> {
        self.payload.as_ref()?.claims()
    }

    /// Whether the header or the claims have a member of this name.
    pub fn has_member(&self, name: &str) -> bool {
        self.header.contains(name) || self.claims().is_some_and(|claims| claims.contains(name))
    }

    pub fn time(&self, name: &str) -> Option<Timestamp> {
        self.claims()?.get(name)?.as_number().map(claims::numeric_date)
    }

    /// The validity at the time `now`; `None` if there are no claims.
    pub fn life(&self, now: Timestamp) -> Option<Life> {
        let claims = self.claims()?;
        Some(match (self.time("nbf"), self.time("exp")) {
            (_, Some(exp)) if exp <= now => Life::Expired,
            (_, None) if claims.contains("exp") => Life::InvalidExpiry,
            (Some(nbf), _) if now < nbf => Life::NotYetValid,
            (None, _) if claims.contains("nbf") => Life::InvalidNotBefore,
            (_, Some(_)) => Life::Current,
            (_, None) => Life::NoExpiry,
        })
    }
}

fn note(code: &'static str, message: impl Into<String>) -> Note {
    Note { code, message: message.into() }
}

fn header_notes(header: &Object<'_>) -> Vec<Note> {
    let mut notes = Vec::new();
    match header.get("alg").map(|alg| (alg, alg.as_str())) {
        None => notes.push(note("missing_alg", "the header has no \"alg\", so no verifier accepts the token")),
        Some((_, Some(alg))) if alg.eq_ignore_ascii_case("none") => {
            notes.push(note("alg_none", "the token is not signed, so anyone could have created it (\"alg\" is none)"));
        }
        Some((_, Some(alg))) if Algorithm::from_name(alg).is_none() && !header.contains("enc") => {
            notes.push(note("unknown_alg", format!("unknown or unsupported signature algorithm {alg:?}")));
        }
        Some((_, Some(_))) => {}
        Some((alg, None)) => notes.push(note("invalid_alg", format!("\"alg\" is {}, not a string", alg.kind()))),
    }
    if let Some(name) = header.duplicate() {
        notes.push(note("duplicate_member", format!("the header has {name:?} twice; verifiers reject that")));
    }
    if header.contains("crit") {
        notes.push(note(
            "crit",
            "the header has \"crit\": verifiers that do not support every listed parameter must reject the token",
        ));
    }
    notes
}

/// Notes on claims: duplicates, times in other units, values of the wrong type.
pub(super) fn claim_notes(claims: &Object<'_>) -> Vec<Note> {
    let mut notes = Vec::new();
    if let Some(name) = claims.duplicate() {
        notes.push(note("duplicate_member", format!("the payload has {name:?} twice; verifiers reject that")));
    }
    notes.extend(unit_notes(claims));
    for (name, value) in claims.iter() {
        if let Some(expected) = claims::expected_type(name, value) {
            let code = if TIMES.contains(&name) { "not_a_number" } else { "wrong_type" };
            notes.push(note(code, format!("\"{name}\" is {}, expected {expected}", value.kind())));
        }
    }
    notes
}

const TIMES: [&str; 3] = ["exp", "nbf", "iat"];

/// A note for each registered time that is in another unit than seconds.
pub(super) fn unit_notes(claims: &Object<'_>) -> Vec<Note> {
    let note = |name| {
        let what = claims::unusual_time(claims.get(name)?.as_number()?.as_f64())?;
        Some(note("milliseconds", format!("\"{name}\" {what}; NumericDate counts seconds (RFC 7519 §2)")))
    };
    ["exp", "nbf", "iat", "auth_time", "updated_at"].into_iter().filter_map(note).collect()
}

/// The parts of an SD-JWT (RFC 9901 section 4).
struct SdJwt<'t> {
    jwt: &'t str,
    disclosures: Vec<&'t str>,
    has_key_binding: bool,
}

impl<'t> SdJwt<'t> {
    /// Splits an SD-JWT; `None` if there is no `~` after a JWT.
    fn split(token: &'t str) -> Option<Self> {
        let (jwt, rest) = token.split_once('~')?;
        let mut disclosures: Vec<&str> = rest.split('~').collect();
        let has_key_binding = disclosures.pop().is_some_and(|last| !last.is_empty());
        (jwt.matches('.').count() == 2).then_some(Self { jwt, disclosures, has_key_binding })
    }

    fn note(&self) -> Note {
        let names: Vec<String> = self.disclosures.iter().filter_map(|text| disclosed_name(text)).collect();
        let count = self.disclosures.len();
        let s = if count == 1 { "" } else { "s" };
        let mut message = format!("this is an SD-JWT (RFC 9901) with {count} disclosure{s}");
        if !names.is_empty() {
            message += &format!(" ({})", names.join(", "));
        }
        if self.has_key_binding {
            message += " and a key-binding JWT";
        }
        note("sd_jwt", message + "; its issuer-signed JWT is shown")
    }
}

/// The claim that a disclosure discloses: the second of three elements (RFC 9901 section 4.2.1).
fn disclosed_name(disclosure: &str) -> Option<String> {
    let bytes = b64::decode(disclosure).ok()?;
    let json = json::parse(&bytes, Duplicates::Keep).ok()?;
    match json.as_array()? {
        [_, Json::String(name), _] => Some(name.to_string()),
        _ => None,
    }
}
