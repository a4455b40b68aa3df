//! Putting a token together: from another token, from a set of claims, from single claims, each stronger than the one before.

use std::time::Duration;

use crate::base::json::{Json, Object};
use crate::base::time::Timestamp;
use crate::base::{Code, Fault};
use crate::jose::SigningKey;

use super::claims::{self, ClaimPath};
use super::decode::{self, Payload, Unverified};
use super::sensitive;
use super::series::Series;

/// Header parameters of another token that would send a verifier to somebody else's key, or make promises nobody keeps.
const DROPPED: [&str; 7] = ["jku", "x5u", "x5c", "jwk", "x5t", "crit", "b64"];

/// The claims that are about one token alone, and so are made anew.
const FRESH: [&str; 4] = ["iat", "exp", "nbf", "jti"];

/// What a token is to say.
#[derive(Debug, Default)]
pub struct Wish {
    /// Start from this token's header and claims.
    pub like: Option<Unverified>,
    /// Keep that token's `iat`, `exp`, `nbf` and `jti`.
    pub keep_times: bool,
    /// Then these claims.
    pub claims: Object<'static>,
    /// Then these, which may stand deep inside.
    pub edits: Vec<(ClaimPath, Json<'static>)>,
    /// Header parameters.
    pub header: Vec<(ClaimPath, Json<'static>)>,
    /// Claims for where nothing else says anything: the configured issuer and audience.
    pub defaults: Object<'static>,
    /// The header's `typ`, where no other was asked for.
    pub typ: Option<String>,
    /// When the token expires.
    pub expiry: Expiry,
    /// Bytes to sign instead of claims.
    pub payload: Option<Vec<u8>>,
}

/// When a token expires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expiry {
    /// So long after it is issued, unless its claims say when.
    Default(Duration),
    /// So long after it is issued, whatever its claims say.
    After(Duration),
    /// Never.
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
    /// The header.
    pub header: Object<'static>,
    body: Body,
    /// What its maker should know.
    pub warnings: Vec<Warning>,
}

#[derive(Debug)]
enum Body {
    Claims { claims: Object<'static>, own_jti: bool },
    Bytes(Vec<u8>),
}

/// Something a token's maker should know before handing it on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Its stable name.
    pub code: &'static str,
    /// The sentence.
    pub message: String,
    /// Whether `--deny-warnings` refuses it; a note is only said.
    pub is_note: bool,
}

impl Draft {
    /// Composes header and claims for this key at the moment `now`.
    pub fn compose(mut wish: Wish, key: &SigningKey, now: Timestamp) -> Result<Self, Fault> {
        let mut warnings = Vec::new();
        let body = match wish.payload.take() {
            Some(bytes) => Body::Bytes(bytes),
            None => compose_claims(&wish, now, &mut warnings)?,
        };
        let header = compose_header(&wish, key, &mut warnings)?;
        Ok(Self { header, body, warnings })
    }

    /// What tokens like this one have in common, prepared to sign many of them.
    pub fn series<'k>(&self, key: &'k SigningKey) -> Series<'k> {
        match &self.body {
            Body::Claims { claims, own_jti: true } => Series::with_ids(&self.header, claims.clone(), key),
            Body::Claims { claims, .. } => Series::of_bytes(&self.header, claims.to_string().into_bytes(), key),
            Body::Bytes(bytes) => Series::of_bytes(&self.header, bytes.clone(), key),
        }
    }

    /// Notes the id that was given to the token signed last.
    pub fn signed_as(&mut self, id: String) {
        if let Body::Claims { claims, .. } = &mut self.body {
            claims.set("jti", Json::string(id));
        }
    }

    /// The payload as it was signed last.
    pub fn payload(&self) -> Payload {
        match &self.body {
            Body::Claims { claims, .. } => Payload::Json(Json::Object(claims.clone())),
            Body::Bytes(bytes) => Payload::of(bytes),
        }
    }
}

fn compose_claims(wish: &Wish, now: Timestamp, warnings: &mut Vec<Warning>) -> Result<Body, Fault> {
    let mut claims = match &wish.like {
        None => Object::new(),
        Some(like) => like_claims(like, wish.keep_times)?,
    };
    for (name, value) in wish.defaults.iter() {
        if !claims.contains(name) {
            claims.set(name.to_owned(), value.clone());
        }
    }
    for (name, value) in wish.claims.iter() {
        claims.set(name.to_owned(), value.clone());
    }
    for (path, value) in &wish.edits {
        path.set(&mut claims, value.clone()).map_err(|problem| Fault::new(Code::Usage, problem))?;
    }
    if !claims.contains("iat") {
        claims.set("iat", Json::integer(now.secs()));
    }
    match wish.expiry {
        Expiry::Default(ttl) if !claims.contains("exp") => claims.set("exp", after(now, ttl)?),
        Expiry::Default(_) => {}
        Expiry::After(ttl) => claims.set("exp", after(now, ttl)?),
        Expiry::Never => {
            claims.remove("exp");
            let message = "the token never expires, so whoever gets hold of it can use it for ever";
            warnings.push(Warning { code: "no_exp", message: message.to_owned(), is_note: false });
        }
    }
    let own_jti = !claims.contains("jti");
    if own_jti {
        // Keeps its place for the id that each signing fills in.
        claims.set("jti", Json::string(""));
    }
    claim_warnings(&claims, now, warnings);
    Ok(Body::Claims { claims, own_jti })
}

fn like_claims(like: &Unverified, keep_times: bool) -> Result<Object<'static>, Fault> {
    let Some(claims) = like.claims() else {
        return Err(Fault::new(Code::Usage, "the token to be like has no claims: its payload is not a JSON object"));
    };
    if let Some(name) = claims.duplicate() {
        return Err(Fault::new(Code::Usage, format!("the token to be like names {name:?} twice")));
    }
    let mut claims = claims.clone();
    if !keep_times {
        for name in FRESH {
            claims.remove(name);
        }
    }
    Ok(claims)
}

fn compose_header(wish: &Wish, key: &SigningKey, warnings: &mut Vec<Warning>) -> Result<Object<'static>, Fault> {
    let mut header = Object::new();
    header.set("alg", Json::string(key.algorithm().name()));
    if let Some(typ) = &wish.typ {
        header.set("typ", Json::string(typ.clone()));
    }
    if let Some(kid) = key.kid() {
        header.set("kid", Json::string(kid.to_owned()));
    }
    if let Some(like) = &wish.like {
        if let Some(name) = like.header.duplicate() {
            return Err(Fault::new(Code::Usage, format!("the header of the token to be like names {name:?} twice")));
        }
        for (name, value) in like.header.iter() {
            if DROPPED.contains(&name) || name.starts_with("x5t") {
                let why = match name {
                    "crit" | "b64" => "makes a promise that this token does not keep",
                    _ => "speaks of another key",
                };
                let message = format!("left out the header's {name:?}, which {why}");
                warnings.push(Warning { code: "header_dropped", message, is_note: false });
            } else if name != "alg" && name != "kid" && (name != "typ" || wish.typ.is_none()) {
                header.set(name.to_owned(), value.clone());
            }
        }
    }
    for (path, value) in &wish.header {
        if path.is_plain() && path.root() == "alg" {
            return Err(Fault::new(Code::Usage, "the key decides the header's \"alg\"").hint("choose it with --alg"));
        }
        path.set(&mut header, value.clone()).map_err(|problem| Fault::new(Code::Usage, problem))?;
    }
    Ok(header)
}

fn after(now: Timestamp, ttl: Duration) -> Result<Json<'static>, Fault> {
    let exp =
        now.checked_add(ttl).ok_or_else(|| Fault::new(Code::Usage, "the token would expire past the end of time"))?;
    Ok(Json::integer(exp.secs()))
}

fn claim_warnings(claims: &Object<'_>, now: Timestamp, warnings: &mut Vec<Warning>) {
    for found in sensitive::find(claims) {
        let message = format!("{:?} seems to hold {}, and anybody can read a token's claims", found.claim, found.what);
        warnings.push(Warning { code: "sensitive_claim", message, is_note: false });
    }
    for note in decode::claim_notes(claims) {
        warnings.push(Warning { code: note.code, message: note.message, is_note: true });
    }
    if let Some(Json::Number(exp)) = claims.get("exp")
        && claims::numeric_date(exp) <= now
    {
        let message = "the token has expired already".to_owned();
        warnings.push(Warning { code: "already_expired", message, is_note: true });
    }
}
