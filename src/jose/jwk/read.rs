//! Reading one JWK.

use crate::base::json::{self, Duplicates, Json, Object};
use crate::base::{Code, Fault, Secret, b64};
use crate::jose::alg::{Curve, MlDsa};
use crate::jose::key::{AkpKey, EcKey, Form, Key, Material, OkpKey, RsaKey, RsaPrivate, SharedSecret, Usage};

/// Parses one JWK. Tolerated deviations are reported in `notes`.
pub fn parse(text: &[u8], notes: &mut Vec<String>) -> Result<Key, Fault> {
    let object = json::parse_object(text, Duplicates::Refuse).map_err(|error| not_json(&error))?;
    read(&object, notes)
}

/// Reads one JWK. Unknown members are ignored (RFC 7517 section 4).
pub fn read(object: &Object<'_>, notes: &mut Vec<String>) -> Result<Key, Fault> {
    let members = KeyMembers(object);
    let material = match members.required("kty")? {
        "oct" => Material::Oct(SharedSecret::new(members.secret("k")?)),
        "RSA" => Material::Rsa(rsa(&members, notes)?),
        "EC" => Material::Ec(ec(&members)?),
        "OKP" => Material::Ed25519(okp(&members)?),
        "AKP" => Material::MlDsa(akp(&members)?),
        other => return Err(unsupported("kty", other, "oct, RSA, EC, OKP and AKP")),
    };
    let usage = Usage {
        public_use: members.string("use")?.map(str::to_owned),
        operations: members.operations()?,
        algorithm: members.string("alg")?.map(str::to_owned),
        pss_only: false,
    };
    Ok(Key { material, kid: members.string("kid")?.map(str::to_owned), usage, form: Form::Jwk })
}

pub(super) fn not_json(error: &json::JsonError) -> Fault {
    Fault::new(Code::KeyUnreadable, format!("the JSON of the key cannot be read: {error}"))
}

fn rsa(members: &KeyMembers<'_, '_>, notes: &mut Vec<String>) -> Result<RsaKey, Fault> {
    // RFC 7518 section 2 forbids leading zeros; some software writes them anyway.
    let mut number = |name: &str| -> Result<Secret, Fault> {
        let bytes = members.secret(name)?;
        let digits = without_zeros(bytes.expose());
        if digits.len() < bytes.len() {
            notes.push(format!("{name:?} has leading zeros, which RFC 7518 section 2 forbids; read without them"));
            return Ok(Secret::from(digits));
        }
        Ok(bytes)
    };
    let (n, e) = (number("n")?.expose().to_vec(), number("e")?.expose().to_vec());
    if members.0.contains("oth") {
        return Err(Fault::new(Code::KeyRefused, "the RSA key has more than two primes (\"oth\")")
            .hint("generate a new key with two primes"));
    }
    if !members.0.contains("d") {
        if let Some(name) = ["p", "q", "dp", "dq", "qi"].into_iter().find(|name| members.0.contains(name)) {
            let message = format!("the RSA key has {name:?}, a private member, but no \"d\"");
            return Err(Fault::new(Code::KeyUnreadable, message));
        }
        return Ok(RsaKey { n, e, private: None });
    }
    let missing: Vec<_> = ["p", "q", "dp", "dq", "qi"].into_iter().filter(|name| !members.0.contains(name)).collect();
    if !missing.is_empty() {
        notes.push(format!("the RSA private key lacks {}; it can verify, but not sign", missing.join(", ")));
        return Ok(RsaKey { n, e, private: None });
    }
    let private = RsaPrivate {
        d: number("d")?,
        p: number("p")?,
        q: number("q")?,
        dp: number("dp")?,
        dq: number("dq")?,
        qi: number("qi")?,
    };
    Ok(RsaKey { n, e, private: Some(private) })
}

fn ec(members: &KeyMembers<'_, '_>) -> Result<EcKey, Fault> {
    let name = members.required("crv")?;
    let curve = Curve::ALL.into_iter().find(|curve| curve.name() == name).ok_or_else(|| {
        let names = Curve::ALL.map(Curve::name);
        unsupported("crv", name, &names.join(", "))
    })?;
    let length = curve.field_len();
    let x = members.exactly("x", length, name)?.expose().to_vec();
    let y = members.exactly("y", length, name)?.expose().to_vec();
    let d = members.0.contains("d").then(|| members.exactly("d", length, name)).transpose()?;
    Ok(EcKey { curve, x, y, d })
}

fn okp(members: &KeyMembers<'_, '_>) -> Result<OkpKey, Fault> {
    let name = members.required("crv")?;
    if name != "Ed25519" {
        return Err(unsupported("crv", name, "Ed25519"));
    }
    let x = members.exactly("x", 32, name)?.expose().to_vec();
    let d = members.0.contains("d").then(|| members.exactly("d", 32, name)).transpose()?;
    Ok(OkpKey { x, d })
}

/// RFC 9964 sections 3 and 4: `alg` names the parameter set, and the private key is the seed.
fn akp(members: &KeyMembers<'_, '_>) -> Result<AkpKey, Fault> {
    let name = members.required("alg")?;
    let set = MlDsa::ALL.into_iter().find(|set| set.name() == name).ok_or_else(|| {
        let names = MlDsa::ALL.map(MlDsa::name);
        unsupported("alg", name, &names.join(", "))
    })?;
    let public = members.exactly("pub", set.public_len(), name)?.expose().to_vec();
    let seed = members.0.contains("priv").then(|| members.exactly("priv", MlDsa::SEED_LEN, name)).transpose()?;
    Ok(AkpKey { set, public, seed })
}

fn without_zeros(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    bytes.get(zeros.min(bytes.len().saturating_sub(1))..).unwrap_or_default()
}

fn unsupported(member: &str, value: &str, known: &str) -> Fault {
    Fault::new(Code::KeyUnreadable, format!("the key's {member:?} is {value:?}; supported: {known}"))
}

/// Access to members of a JWK with a required type.
struct KeyMembers<'o, 'a>(&'o Object<'a>);

impl<'o> KeyMembers<'o, '_> {
    fn string(&self, name: &str) -> Result<Option<&'o str>, Fault> {
        match self.0.get(name) {
            None => Ok(None),
            Some(Json::String(text)) => Ok(Some(text)),
            Some(other) => Err(wrong_type(name, "a string", other)),
        }
    }

    fn required(&self, name: &str) -> Result<&'o str, Fault> {
        self.string(name)?.ok_or_else(|| Fault::new(Code::KeyUnreadable, format!("the key has no {name:?}")))
    }

    /// Bytes in base64url, at least one.
    fn secret(&self, name: &str) -> Result<Secret, Fault> {
        let bytes = b64::decode(self.required(name)?).map_err(|error| {
            Fault::new(Code::KeyUnreadable, format!("the key's {name:?} is not base64url: {error}"))
        })?;
        if bytes.is_empty() {
            return Err(Fault::new(Code::KeyRefused, format!("the key's {name:?} is empty")));
        }
        Ok(Secret::new(bytes))
    }

    /// Bytes in base64url, with leading zeros (RFC 7518 sections 6.2.1.2 to 6.2.2.1).
    fn exactly(&self, name: &str, length: usize, kind: &str) -> Result<Secret, Fault> {
        let bytes = self.secret(name)?;
        if bytes.len() != length {
            let message = format!("the key's {name:?} has {} bytes; for {kind} it must have {length}", bytes.len());
            return Err(Fault::new(Code::KeyUnreadable, message));
        }
        Ok(bytes)
    }

    /// `key_ops`: unique strings (RFC 7517 section 4.3).
    fn operations(&self) -> Result<Option<Vec<String>>, Fault> {
        let Some(value) = self.0.get("key_ops") else { return Ok(None) };
        let items = value.as_array().ok_or_else(|| wrong_type("key_ops", "an array of strings", value))?;
        let mut operations: Vec<String> = Vec::with_capacity(items.len());
        for item in items {
            let name = item.as_str().ok_or_else(|| wrong_type("key_ops", "an array of strings", item))?;
            if operations.iter().any(|known| known == name) {
                return Err(Fault::new(Code::KeyUnreadable, format!("the key's \"key_ops\" list {name:?} twice")));
            }
            operations.push(name.to_owned());
        }
        Ok(Some(operations))
    }
}

fn wrong_type(name: &str, wanted: &str, found: &Json<'_>) -> Fault {
    Fault::new(Code::KeyUnreadable, format!("the key's {name:?} must be {wanted}; found {}", found.kind()))
}
