//! DPoP proofs (RFC 9449): a token that says which request it is for, signed with a key of the client.

use std::time::Duration;

use crate::base::datetime;
use crate::base::json::{self, Duplicates, Json, Object};
use crate::base::{Code, Fault, Timestamp, b64};
use crate::jose::alg::Primitive;
use crate::jose::jws::{self, Compact, Header, Part};
use crate::jose::key::{Form, Key};
use crate::jose::{Algorithm, SigningKey, Strength, VerifyingKey, crypto, jwk};
use crate::net::url::Url;
use crate::token::claims::numeric_date;
use crate::token::decode::Unverified;
use crate::token::verify::Verdict;

/// `typ` of a proof.
const TYPE: &str = "dpop+jwt";

/// The request that a proof is for.
#[derive(Debug, Clone, Copy)]
pub struct ProvedRequest<'a> {
    pub method: &'a str,
    pub url: &'a str,
    /// The access token that is sent with it.
    pub access_token: Option<&'a str>,
    /// The nonce that the server sent.
    pub nonce: Option<&'a str>,
}

/// Makes a proof for `request`, signed with `key` under `alg`. `jti` must be new.
pub fn prove(
    request: &ProvedRequest<'_>,
    key: &Key,
    alg: Algorithm,
    jti: &str,
    now: Timestamp,
) -> Result<String, Fault> {
    let public = key.public().filter(|_| key.is_private()).ok_or_else(|| {
        Fault::new(Code::KeyRefused, "a proof needs a private key, not a public key or a shared secret")
            .hint("generate one with `tokctl key generate --alg ES256`")
    })?;
    let url = target(request.url).map_err(|fault| fault.context("--url"))?;
    let header = [
        ("typ", Json::string(TYPE)),
        ("alg", Json::string(alg.name())),
        ("jwk", Json::Object(jwk::public_object(&Key::new(public.material, Form::Raw))?)),
    ];
    let mut claims: Object<'_> = [
        ("jti", Json::string(jti)),
        ("htm", Json::string(request.method)),
        ("htu", Json::string(url)),
        ("iat", Json::integer(now.secs())),
    ]
    .into_iter()
    .collect();
    if let Some(token) = request.access_token {
        claims.set("ath", Json::string(token_hash(token)));
    }
    if let Some(nonce) = request.nonce {
        claims.set("nonce", Json::string(nonce));
    }
    let signing_key = SigningKey::new(key, alg, Strength::Required)?;
    jws::sign(&header.into_iter().collect(), claims.to_string().as_bytes(), &signing_key)
}

/// `ath`: the hash of the access token (RFC 9449 section 4.2).
fn token_hash(token: &str) -> String {
    b64::encode(crypto::sha256(token.as_bytes()))
}

/// A URL without query and fragment, scheme and host in lower case (RFC 9449 section 4.3).
fn target(url: &str) -> Result<String, Fault> {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    Url::parse(url).map(|url| url.as_str().to_owned()).map_err(|error| Fault::new(Code::Usage, error.to_string()))
}

/// What a proof must be.
#[derive(Debug, Clone, Copy)]
pub struct ProofPolicy<'a> {
    pub request: ProvedRequest<'a>,
    /// How far `iat` may be from now.
    pub max_age: Duration,
    pub now: Timestamp,
    /// The verdict on the access token; `None` if it was not verified.
    pub token_verdict: Option<&'a Verdict<'a>>,
}

/// What is known of a proof.
#[derive(Debug)]
pub struct ProofVerdict {
    /// Everything that is wrong; nothing about the claims unless the signature is accepted.
    pub faults: Vec<Fault>,
    /// The thumbprint of the key (RFC 7638), which the access token names in `cnf.jkt`.
    pub thumbprint: Option<String>,
    pub not_checked: Vec<&'static str>,
}

/// Checks a proof (RFC 9449 section 4.3). Whether its `jti` was used before is not known here.
pub fn check(proof: &str, policy: &ProofPolicy<'_>) -> ProofVerdict {
    let mut not_checked = vec!["reuse of jti"];
    match check_signature(proof) {
        Err(fault) => ProofVerdict { faults: vec![fault], thumbprint: None, not_checked },
        Ok((header, claims, key)) => {
            let thumbprint = jwk::thumbprint(&key);
            let mut faults = Vec::new();
            let is_proof = header.typ().is_some_and(|typ| typ.eq_ignore_ascii_case(TYPE));
            if !is_proof {
                let message = format!("\"typ\" is {:?}, expected {TYPE:?}", header.typ().unwrap_or_default());
                faults.push(Fault::new(Code::WrongType, message).claim("typ"));
            }
            check_claims(&claims, policy, &mut faults, &mut not_checked);
            match policy.token_verdict {
                Some(verdict) => faults.extend(binding_fault(&thumbprint, verdict)),
                None => check_unverified(&thumbprint, policy.request.access_token, &mut faults, &mut not_checked),
            }
            ProofVerdict { faults, thumbprint: Some(thumbprint), not_checked }
        }
    }
}

/// Verifies the signature with the key in the header.
fn check_signature(proof: &str) -> Result<(Header, Object<'static>, Key), Fault> {
    let compact = Compact::split(proof)?;
    let header = compact.header()?;
    if let Some(fault) = header.crit_fault() {
        return Err(fault);
    }
    let alg = Algorithm::from_name(header.alg()).filter(|alg| !matches!(alg.primitive(), Primitive::Hmac(_)));
    let alg = alg.ok_or_else(|| {
        let message = format!("\"alg\" is {:?}; a proof needs an asymmetric algorithm", header.alg());
        Fault::new(Code::AlgorithmRefused, message).claim("alg")
    })?;
    let refused = |message: &str| Fault::new(Code::KeyRefused, message).claim("jwk");
    let object = header.members().get("jwk").and_then(Json::as_object);
    let object = object.ok_or_else(|| refused("the header has no \"jwk\" with the client's public key"))?;
    let key = jwk::read(object, &mut Vec::new()).map_err(|fault| fault.context("\"jwk\""))?;
    if key.is_private() {
        return Err(refused("\"jwk\" must be a public key, but contains a private key or a secret"));
    }
    let signature = compact.decode(Part::Signature)?;
    let verifier = VerifyingKey::new(&key, alg, Strength::Required)?;
    if !verifier.verify(compact.signing_input().as_bytes(), &signature) {
        return Err(Fault::new(Code::BadSignature, "the signature was not made with the key in \"jwk\""));
    }
    let payload = compact.decode(Part::Payload)?;
    let claims =
        json::parse_object(&payload, Duplicates::Refuse).map_err(|error| compact.json_fault(Part::Payload, error))?;
    Ok((header, claims.into_owned(), key))
}

fn check_claims(
    claims: &Object<'_>,
    policy: &ProofPolicy<'_>,
    faults: &mut Vec<Fault>,
    not_checked: &mut Vec<&'static str>,
) {
    let mut refuse = |code, claim: &str, message: String| faults.push(Fault::new(code, message).claim(claim));
    for name in ["jti", "htm", "htu", "iat"] {
        if !claims.contains(name) {
            refuse(Code::MissingClaim, name, format!("the proof has no \"{name}\""));
        }
    }
    if let Some(jti) = claims.get("jti")
        && jti.as_str().is_none_or(str::is_empty)
    {
        refuse(Code::InvalidClaim, "jti", "\"jti\" is not a string with text".to_owned());
    }
    let ProvedRequest { method, url, access_token, nonce } = policy.request;
    let found = |name: &str| claims.get(name).map(ToString::to_string).unwrap_or_default();
    if claims.contains("htm") && claims.get_str("htm") != Some(method) {
        refuse(Code::WrongClaim, "htm", format!("\"htm\" is {}, expected \"{method}\"", found("htm")));
    }
    let is_url = || {
        let [found, expected] = [claims.get_str("htu").unwrap_or_default(), url].map(|url| target(url).ok());
        found.is_some() && found == expected
    };
    if claims.contains("htu") && !is_url() {
        refuse(Code::WrongClaim, "htu", format!("\"htu\" is {}, expected {url:?}", found("htu")));
    }
    match claims.get("iat").map(|iat| iat.as_number().map(numeric_date)) {
        Some(Some(iat)) if policy.now.since(iat).max(iat.since(policy.now)) > policy.max_age => {
            let distance = datetime::relative(iat, policy.now);
            let message = format!("made {distance}, at {}", datetime::show_utc(iat));
            refuse(Code::TooOld, "iat", message);
        }
        Some(None) => refuse(Code::InvalidClaim, "iat", "\"iat\" is not a number of seconds".to_owned()),
        Some(Some(_)) | None => {}
    }
    match (nonce, claims.get("nonce")) {
        (Some(_), None) => {
            refuse(Code::WrongNonce, "nonce", "the proof has no nonce, but the server sent one".to_owned())
        }
        (Some(nonce), Some(found)) if found.as_str() != Some(nonce) => {
            refuse(Code::WrongNonce, "nonce", "the nonce is not the one that the server sent".to_owned());
        }
        (None, Some(_)) => not_checked.push("nonce"),
        _ => {}
    }
    match (access_token, claims.get("ath")) {
        (Some(_), None) => {
            refuse(
                Code::MissingClaim,
                "ath",
                "the proof has no \"ath\", but an access token is sent with it".to_owned(),
            );
        }
        (Some(token), Some(found)) if found.as_str() != Some(token_hash(token).as_str()) => {
            refuse(Code::WrongClaim, "ath", "\"ath\" is the hash of another access token".to_owned());
        }
        (None, Some(_)) => not_checked.push("ath"),
        _ => {}
    }
}

/// Whether a verified access token is bound to the key of the proof, as RFC 9449 section 7.1 demands.
fn binding_fault(thumbprint: &str, verdict: &Verdict<'_>) -> Option<Fault> {
    // Without an accepted signature, the claims mean nothing.
    let claims = verdict.signed()?.claims().ok()?;
    match bound_key(claims) {
        Some(bound) if bound == thumbprint => None,
        Some(_) => Some(bound_to_another()),
        None => {
            let message = "the access token is not bound to a key: it has no \"cnf.jkt\"";
            Some(Fault::new(Code::MissingClaim, message).claim("cnf"))
        }
    }
}

/// The binding of an access token that was not verified, if it is a JWT.
fn check_unverified(
    thumbprint: &str,
    access_token: Option<&str>,
    faults: &mut Vec<Fault>,
    not_checked: &mut Vec<&'static str>,
) {
    let Some(token) = access_token else { return };
    not_checked.push("the access token");
    let decoded = Unverified::parse(token).ok();
    match decoded.as_ref().and_then(|token| bound_key(token.claims()?)) {
        Some(bound) if bound != thumbprint => faults.push(bound_to_another()),
        Some(_) => {}
        None => not_checked.push("the access token's binding to the key (no cnf.jkt)"),
    }
}

/// The thumbprint of the key that an access token is bound to (RFC 9449 section 6.1).
fn bound_key<'c>(claims: &'c Object<'_>) -> Option<&'c str> {
    claims.get("cnf")?.as_object()?.get_str("jkt")
}

fn bound_to_another() -> Fault {
    let message = "the access token is bound to another key: \"cnf.jkt\" is not the thumbprint of \"jwk\"";
    Fault::new(Code::WrongClaim, message).claim("cnf")
}

#[cfg(test)]
mod tests;
