//! Composing a token from another token, a set of claims and single claims. The later ones override the earlier ones.

use std::time::Duration;

use crate::base::json::{self, Duplicates, Json, Object};
use crate::base::time::Timestamp;
use crate::base::{Code, Fault};
use crate::jose::{SigningKey, jws};

use super::claims::{self, ClaimPath};
use super::decode::{self, Payload, Unverified};
use super::sensitive;
use super::template::TokenTemplate;

/// Header parameters of another token that refer to its key, or that change how the token must be read. The thumbprints
/// `x5t` and `x5t#S256` are dropped, too.
const DROPPED: [&str; 6] = ["jku", "x5u", "x5c", "jwk", "crit", "b64"];

/// The claims that belong to one token and are not copied from another.
const FRESH: [&str; 4] = ["iat", "exp", "nbf", "jti"];

/// The contents of a token to issue.
#[derive(Debug, Clone, Default)]
pub struct TokenSpec {
    /// Start from this token's header and claims.
    pub like: Option<Unverified>,
    /// Keep that token's `iat`, `exp`, `nbf` and `jti`.
    pub keep_times: bool,
    /// Claims that override those of `like`.
    pub claims: Object<'static>,
    /// Claims that override `claims`; they may be nested.
    pub edits: Vec<(ClaimPath, Json<'static>)>,
    /// Header parameters.
    pub header: Vec<(ClaimPath, Json<'static>)>,
    /// Claims that everything else overrides: the configured issuer and audience.
    pub defaults: Object<'static>,
    /// The header's `typ`, which overrides that of `like`.
    pub typ: Option<String>,
    pub expiry: Expiry,
    /// Bytes to sign instead of claims.
    pub payload: Option<Vec<u8>>,
}

/// When a token expires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expiry {
    /// This long after it is issued, unless its claims contain `exp`.
    Default(Duration),
    /// This long after it is issued, whatever its claims contain.
    After(Duration),
    Never,
}

impl Default for Expiry {
    fn default() -> Self {
        Self::Default(Duration::from_secs(15 * 60))
    }
}

/// A token ready to be signed, once or many times.
#[derive(Debug)]
pub struct Draft {
    pub header: Object<'static>,
    body: Body,
    pub warnings: Vec<Warning>,
}

#[derive(Debug)]
enum Body {
    Claims { claims: Object<'static>, own_jti: bool },
    Bytes(Vec<u8>),
}

/// A probable mistake in a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    pub message: String,
    /// A note is not refused by `--deny-warnings`.
    pub is_note: bool,
}

impl Warning {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), is_note: false }
    }

    fn note(message: impl Into<String>) -> Self {
        Self { message: message.into(), is_note: true }
    }
}

impl Draft {
    /// Composes a token that `key` will sign, issued at `now`.
    pub fn compose(mut spec: TokenSpec, key: &SigningKey, now: Timestamp) -> Result<Self, Fault> {
        let mut warnings = Vec::new();
        let body = match spec.payload.take() {
            Some(bytes) => Body::Bytes(bytes),
            None => compose_claims(&spec, now, &mut warnings)?,
        };
        let header = compose_header(&spec, key, &mut warnings)?;
        Ok(Self { header, body, warnings })
    }

    /// A template for signing this token many times.
    pub fn template<'k>(&self, key: &'k SigningKey) -> TokenTemplate<'k> {
        match &self.body {
            Body::Claims { claims, own_jti: true } => TokenTemplate::with_ids(&self.header, claims.clone(), key),
            Body::Claims { claims, .. } => TokenTemplate::of_bytes(&self.header, claims.to_string().into_bytes(), key),
            Body::Bytes(bytes) => TokenTemplate::of_bytes(&self.header, bytes.clone(), key),
        }
    }

    /// Sets the `jti` to that of the token signed last.
    pub fn set_jti(&mut self, id: String) {
        if let Body::Claims { claims, .. } = &mut self.body {
            claims.set("jti", Json::string(id));
        }
    }

    /// The payload, with the `jti` set last.
    pub fn payload(&self) -> Payload {
        match &self.body {
            Body::Claims { claims, .. } => Payload::Json(Json::Object(claims.clone())),
            Body::Bytes(bytes) => Payload::of(bytes),
        }
    }
}

fn compose_claims(spec: &TokenSpec, now: Timestamp, warnings: &mut Vec<Warning>) -> Result<Body, Fault> {
    let mut claims = match &spec.like {
        None => Object::new(),
        Some(like) => like_claims(like, spec.keep_times)?,
    };
    for (name, value) in spec.defaults.iter() {
        if !claims.contains(name) {
            claims.set(name.to_owned(), value.clone());
        }
    }
    claims.set_all(spec.claims.clone());
    for (path, value) in &spec.edits {
        path.set(&mut claims, value.clone()).map_err(|problem| Fault::new(Code::Usage, problem))?;
    }
    if !claims.contains("iat") {
        claims.set("iat", Json::integer(now.secs()));
    }
    match spec.expiry {
        Expiry::Default(ttl) if !claims.contains("exp") => claims.set("exp", after(now, ttl)?),
        Expiry::Default(_) => {}
        Expiry::After(ttl) => claims.set("exp", after(now, ttl)?),
        Expiry::Never => {
            claims.remove("exp");
            let message = "the token never expires: anyone who obtains it can use it indefinitely";
            warnings.push(Warning::new(message));
        }
    }
    let own_jti = !claims.contains("jti");
    if own_jti {
        // A placeholder: each signing sets its own.
        claims.set("jti", Json::string(""));
    }
    claim_warnings(&claims, now, warnings);
    check_limits("the claims", &claims, json::MAX_VALUES)?;
    Ok(Body::Claims { claims, own_jti })
}

fn like_claims(like: &Unverified, keep_times: bool) -> Result<Object<'static>, Fault> {
    let Some(claims) = like.claims() else {
        return Err(Fault::new(Code::Usage, "the --like token has no claims: its payload is not a JSON object"));
    };
    if let Some(name) = claims.duplicate() {
        return Err(Fault::new(Code::Usage, format!("the --like token has {name:?} twice")));
    }
    let mut claims = claims.clone();
    if !keep_times {
        for name in FRESH {
            claims.remove(name);
        }
    }
    Ok(claims)
}

fn compose_header(spec: &TokenSpec, key: &SigningKey, warnings: &mut Vec<Warning>) -> Result<Object<'static>, Fault> {
    let mut header = key.header(spec.typ.as_deref());
    if let Some(like) = &spec.like {
        if let Some(name) = like.header.duplicate() {
            return Err(Fault::new(Code::Usage, format!("the header of the --like token has {name:?} twice")));
        }
        for (name, value) in like.header.iter() {
            if DROPPED.contains(&name) || name.starts_with("x5t") {
                let why = match name {
                    "crit" | "b64" => "does not apply to the new token",
                    _ => "refers to another key",
                };
                let message = format!("dropped the header parameter {name:?}, which {why}");
                warnings.push(Warning::new(message));
            } else if name != "alg" && name != "kid" && (name != "typ" || spec.typ.is_none()) {
                header.set(name.to_owned(), value.clone());
            }
        }
    }
    for (path, value) in &spec.header {
        if path.is_plain() && path.root() == "alg" {
            return Err(Fault::new(Code::Usage, "the key decides the header's \"alg\"").hint("choose it with --alg"));
        }
        path.set(&mut header, value.clone()).map_err(|problem| Fault::new(Code::Usage, problem))?;
    }
    if header.get("kid").is_some_and(|kid| !matches!(kid, Json::String(_))) {
        warnings.push(Warning::note("\"kid\" is not a string: verifiers refuse the token"));
    }
    if header.contains("crit") {
        let message = "verifiers refuse a token with \"crit\" unless they support every extension it lists";
        warnings.push(Warning::note(message));
    }
    let length = check_limits("the header", &header, jws::MAX_HEADER_VALUES)?;
    if length > jws::MAX_HEADER_LEN {
        let message = format!("the header would have {length} bytes, more than the limit of {}", jws::MAX_HEADER_LEN);
        return Err(Fault::new(Code::Usage, message));
    }
    Ok(header)
}

/// Refuses what a verifier would not read. Returns the length of the JSON in bytes.
fn check_limits(what: &str, object: &Object<'_>, max_values: usize) -> Result<usize, Fault> {
    let text = object.to_string();
    match json::parse_object_at_most(text.as_bytes(), Duplicates::Keep, max_values) {
        Ok(_) => Ok(text.len()),
        Err(error) => Err(Fault::new(Code::Usage, format!("{what}: {}", error.problem))),
    }
}

fn after(now: Timestamp, ttl: Duration) -> Result<Json<'static>, Fault> {
    let exp = now
        .checked_add(ttl)
        .ok_or_else(|| Fault::new(Code::Usage, "the expiry is later than the latest time supported"))?;
    Ok(Json::integer(exp.secs()))
}

fn claim_warnings(claims: &Object<'_>, now: Timestamp, warnings: &mut Vec<Warning>) {
    for found in sensitive::find(claims) {
        let message =
            format!("{:?} seems to contain {}; anyone who has the token can read its claims", found.claim, found.what);
        warnings.push(Warning::new(message));
    }
    for note in decode::claim_notes(claims) {
        warnings.push(Warning::note(note.message));
    }
    for (name, value) in claims.iter() {
        if let Some(message) = unusual_type(name, value) {
            warnings.push(Warning::note(message));
        }
    }
    if let Some(Json::Number(exp)) = claims.get("exp")
        && claims::numeric_date(exp) <= now
    {
        warnings.push(Warning::note("the token has already expired"));
    }
    let [exp, nbf, iat] = ["exp", "nbf", "iat"].map(|name| claims.get(name)?.as_number().map(claims::numeric_date));
    if let (Some(exp), Some(iat)) = (exp, iat)
        && exp <= iat
        && exp > now
    {
        let message = "\"iat\" is not before \"exp\": the token expires before it is issued";
        warnings.push(Warning::note(message));
    }
    if let (Some(exp), Some(nbf)) = (exp, nbf)
        && exp <= nbf
    {
        let message = "the token is never valid: \"exp\" is not after \"nbf\"";
        warnings.push(Warning::note(message));
    }
}

/// What verifiers other than this one may not read. `None` for a type that [`claims::expected_type`] excludes, too.
fn unusual_type(name: &str, value: &Json<'_>) -> Option<String> {
    let expected = claims::specified_type(name, value)?;
    if claims::expected_type(name, value).is_some() {
        return None;
    }
    let reading = match name {
        "roles" => "tokctl reads it as one role, but other verifiers may reject it",
        "scope" => "tokctl reads it, but other verifiers may reject it",
        _ => "verifiers may reject or ignore it",
    };
    Some(format!("\"{name}\" is {}, expected {expected}; {reading}", value.kind()))
}
