//! Writing a JWK, and its thumbprint.

use std::borrow::Cow;

use zeroize::Zeroizing;

use crate::base::json::{Json, Object};
use crate::base::{Code, Fault, Secret, b64};
use crate::jose::alg::KeyType;
use crate::jose::crypto;
use crate::jose::key::{Key, Material};

/// Larger than any key: a growing buffer would leave copies in memory.
const ROOM: usize = 8192;

/// Writes a JWK, with the private key if `private` is true. A shared secret can only be written so.
pub fn write(key: &Key, private: bool) -> Result<Secret, Fault> {
    let mut text = Zeroizing::new(Vec::with_capacity(ROOM));
    write_into(key, private, &mut text)?;
    Ok(Secret::new(std::mem::take(&mut *text)))
}

pub(super) fn write_into(key: &Key, private: bool, text: &mut Vec<u8>) -> Result<(), Fault> {
    if private {
        if !key.is_private() {
            return Err(Fault::new(Code::Usage, "cannot write the private key: this is a public key"));
        }
        return write_members(&members(key), text);
    }
    write_members(&members(&public_part(key)?), text)
}

/// The public key as a JSON object, to be a member of another.
pub fn public_object(key: &Key) -> Result<Object<'static>, Fault> {
    let key = public_part(key)?;
    let object = members(&key).into_iter().map(|(name, value)| {
        let value = match value {
            MemberValue::Text(text) => Json::string(text.to_owned()),
            MemberValue::List(items) => Json::Array(items.iter().cloned().map(Json::string).collect()),
            MemberValue::Bytes(text) => Json::string(text.to_string()),
        };
        (Cow::Borrowed(name), value)
    });
    Ok(object.collect())
}

/// The SHA-256 thumbprint in base64url. Public and private key have the same one, and restrictions do not change it.
///
/// It hashes only the required members, sorted by name, without white space (RFC 7638 section 3).
pub fn thumbprint(key: &Key) -> String {
    // RFC 9964 section 6: in an AKP key, `alg` is required.
    let with_alg = matches!(key.key_type(), KeyType::MlDsa(_));
    let required = |name: &str| match name {
        "crv" | "e" | "k" | "kty" | "n" | "pub" | "x" | "y" => true,
        "alg" => with_alg,
        _ => false,
    };
    let mut members = members(key);
    members.retain(|(name, _)| required(name));
    members.sort_by_key(|(name, _)| *name);
    let mut text = Zeroizing::new(Vec::with_capacity(ROOM));
    for (at, (name, value)) in members.iter().enumerate() {
        let value = match value {
            MemberValue::Text(value) => value,
            MemberValue::Bytes(value) => value.as_str(),
            MemberValue::List(_) => continue,
        };
        for part in [if at == 0 { "{\"" } else { ",\"" }, name, "\":\"", value, "\""] {
            text.extend_from_slice(part.as_bytes());
        }
    }
    text.push(b'}');
    b64::encode(crypto::sha256(&text))
}

fn public_part(key: &Key) -> Result<Key, Fault> {
    key.public().ok_or_else(|| {
        Fault::new(Code::Usage, "an HMAC secret has no public key").hint("ask for the private key to write the secret")
    })
}

enum MemberValue<'k> {
    Text(&'k str),
    List(&'k [String]),
    Bytes(Zeroizing<String>),
}

/// All members, in the order in which they are written.
fn members(key: &Key) -> Vec<(&'static str, MemberValue<'_>)> {
    let usage = &key.usage;
    // A JWK can restrict an RSA key to RSASSA-PSS only with a single `alg`; too narrow is safe, too wide is not.
    let algorithm = match key.key_type() {
        KeyType::MlDsa(set) => Some(set.name()),
        _ => usage.algorithm.as_deref().or(usage.pss_only.then_some("PS256")),
    };
    let named = [
        ("kty", Some(MemberValue::Text(key.key_type().kty()))),
        ("use", usage.public_use.as_deref().map(MemberValue::Text)),
        ("key_ops", usage.operations.as_deref().map(MemberValue::List)),
        ("kid", key.kid.as_deref().map(MemberValue::Text)),
        ("alg", algorithm.map(MemberValue::Text)),
        ("crv", key.key_type().crv().map(MemberValue::Text)),
    ];
    let numbers: Vec<(&'static str, Option<&[u8]>)> = match &key.material {
        Material::Oct(secret) => vec![("k", Some(secret.expose()))],
        Material::Rsa(rsa) => {
            let private = rsa.private.as_ref();
            vec![
                ("n", Some(&rsa.n)),
                ("e", Some(&rsa.e)),
                ("d", private.map(|private| private.d.expose())),
                ("p", private.map(|private| private.p.expose())),
                ("q", private.map(|private| private.q.expose())),
                ("dp", private.map(|private| private.dp.expose())),
                ("dq", private.map(|private| private.dq.expose())),
                ("qi", private.map(|private| private.qi.expose())),
            ]
        }
        Material::Ec(ec) => vec![("x", Some(&ec.x)), ("y", Some(&ec.y)), ("d", ec.d.as_ref().map(Secret::expose))],
        Material::Ed25519(okp) => vec![("x", Some(&okp.x)), ("d", okp.d.as_ref().map(Secret::expose))],
        Material::MlDsa(akp) => vec![("pub", Some(&akp.public)), ("priv", akp.seed.as_ref().map(Secret::expose))],
    };
    let bytes = |value: &[u8]| MemberValue::Bytes(Zeroizing::new(b64::encode(value)));
    let numbers = numbers.into_iter().map(|(name, value)| (name, value.map(bytes)));
    named.into_iter().chain(numbers).filter_map(|(name, value)| Some((name, value?))).collect()
}

fn write_members(members: &[(&'static str, MemberValue<'_>)], text: &mut Vec<u8>) -> Result<(), Fault> {
    let failed = |error| Fault::new(Code::Internal, format!("the key could not be written: {error}"));
    for (at, (name, value)) in members.iter().enumerate() {
        text.extend_from_slice(if at == 0 { b"{" } else { b"," });
        text.extend_from_slice(format!("\"{name}\":").as_bytes());
        match value {
            MemberValue::Text(value) => serde_json::to_writer(&mut *text, value).map_err(failed)?,
            MemberValue::List(values) => serde_json::to_writer(&mut *text, values).map_err(failed)?,
            MemberValue::Bytes(value) => serde_json::to_writer(&mut *text, value.as_str()).map_err(failed)?,
        }
    }
    text.push(b'}');
    Ok(())
}
