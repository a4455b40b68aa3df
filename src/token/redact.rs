//! Redacting a token, so that it can be shared: no signature, no personal values, nothing that can be replayed.
//!
//! Values are masked unless they are of a fixed vocabulary (algorithms, types), a time, or named by the caller. Lengths are
//! not shown either.

use crate::base::hex;
use crate::base::json::{Json, Number, Object};
use crate::jose::{Algorithm, alg as algorithms, crypto};

use super::claims;
use super::decode::{Note, Payload, Unverified};
use super::lint::Guess;

/// Replaces a signature.
const REMOVED: &str = "[removed]";

/// Names of header parameters and of members of common claims, besides the claims of the table in `claims`.
const NAMES: &[&str] = &[
    "alg",
    "enc",
    "typ",
    "cty",
    "kid",
    "zip",
    "crit",
    "b64",
    "jku",
    "jwk",
    "x5u",
    "x5c",
    "x5t",
    "x5t#S256",
    "nonce",
    "epk",
    "apu",
    "apv",
    "iv",
    "tag",
    "p2s",
    "p2c",
    "jkt",
    "kty",
    "crv",
    "x",
    "y",
    "n",
    "e",
    "use",
    "key_ops",
    "formatted",
    "street_address",
    "locality",
    "region",
    "postal_code",
    "country",
    "realm_access",
    "resource_access",
];

/// Values of `typ` and `cty`, without `application/`.
const TYPES: &[&str] = &[
    "jwt",
    "jose",
    "jose+json",
    "json",
    "at+jwt",
    "dpop+jwt",
    "logout+jwt",
    "secevent+jwt",
    "refresh+jwt",
    "token-introspection+jwt",
    "oauth-authz-req+jwt",
    "client-authentication+jwt",
    "vc+jwt",
    "dc+sd-jwt",
    "kb+jwt",
];

/// Notes of a decoded token whose messages hold nothing of the token.
const NOTES: &[&str] = &["encrypted", "empty_payload", "nested_jwt", "missing_alg", "alg_none", "crit", "milliseconds"];

/// A signature of at least this many bytes cannot be guessed.
const UNGUESSABLE: usize = 32;

/// The token without its signature and personal values. `keep` names claims and header parameters that stay as they are.
pub fn redact(token: &Unverified, keep: &[String]) -> Unverified {
    let is_known = |note: &&Note| NOTES.contains(&note.code);
    let notes = token.notes.iter().filter(is_known).cloned().collect();
    let payload = token.payload.as_ref().map(|payload| match payload {
        _ if payload.nested().is_some() => Payload::Text("[token]".to_owned()),
        Payload::Json(Json::Object(claims)) => Payload::Json(Json::Object(Masked { keep }.members(claims, 0))),
        Payload::Json(other) => Payload::Json(Masked { keep }.value(other, 1)),
        Payload::Text(_) => Payload::Text("[text]".to_owned()),
        Payload::Binary(_) => Payload::Text("[binary]".to_owned()),
    });
    let header = Masked { keep }.members(&token.header, 0);
    Unverified { header, payload, signature: REMOVED.to_owned(), sizes: token.sizes, notes }
}

/// The SHA-256 of the whole token, by which two redacted tokens can be compared; otherwise why there is none.
///
/// The signature is part of it. Without an unguessable one, the contents could be found by hashing guesses.
pub fn fingerprint(text: &str, token: &Unverified) -> Result<String, &'static str> {
    if token.payload.is_some() && token.sizes.signature < UNGUESSABLE {
        return Err("no fingerprint: without a signature, the contents of the token could be guessed");
    }
    let jwt = text.split('~').next().unwrap_or_default();
    if Guess::new(jwt).is_some_and(|guess| guess.is_well_known()) {
        return Err("no fingerprint: with a well-known secret, the contents of the token could be guessed");
    }
    Ok(format!("sha256:{}", hex::encode(&crypto::sha256(text.as_bytes()))))
}

struct Masked<'k> {
    keep: &'k [String],
}

impl Masked<'_> {
    fn members(&self, object: &Object<'_>, depth: usize) -> Object<'static> {
        let mut unknown = 0;
        object
            .iter()
            .map(|(name, value)| {
                if depth == 0 && self.keep.iter().any(|kept| kept == name) {
                    return (name.to_owned(), value.clone().into_owned());
                }
                let value = match depth {
                    0 if is_public(name, value) => value.clone().into_owned(),
                    _ => self.value(value, depth + 1),
                };
                if is_name(name, depth) {
                    return (name.to_owned(), value);
                }
                unknown += 1;
                (format!("[name {unknown}]"), value)
            })
            .collect()
    }

    fn value(&self, value: &Json<'_>, depth: usize) -> Json<'static> {
        match value {
            Json::Null => Json::Null,
            Json::Bool(_) => Json::string("[boolean]"),
            Json::Number(_) => Json::string("[number]"),
            Json::String(_) => Json::string("[string]"),
            Json::Array(items) => Json::Array(items.iter().map(|item| self.value(item, depth)).collect()),
            Json::Object(object) => Json::Object(self.members(object, depth)),
        }
    }
}

/// Whether a name is part of a format and not data. An issuer chooses the names of claims; names inside them may be data.
fn is_name(name: &str, depth: usize) -> bool {
    let is_in_format = |c: char| c.is_ascii_alphanumeric() || "_-.:/#".contains(c);
    let has_number = || name.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() > 4);
    claims::info(name).is_some()
        || NAMES.contains(&name)
        || (depth == 0 && name.len() <= 64 && name.chars().all(is_in_format) && !has_number())
}

/// Whether a claim or header parameter has a value that says nothing about a person.
fn is_public(name: &str, value: &Json<'_>) -> bool {
    match (name, value) {
        ("alg" | "enc", Json::String(alg)) => {
            Algorithm::from_name(alg).is_some() || alg.eq_ignore_ascii_case("none") || algorithms::is_encryption(alg)
        }
        ("typ" | "cty", Json::String(typ)) => {
            let typ = typ.to_ascii_lowercase();
            TYPES.contains(&typ.strip_prefix("application/").unwrap_or(&typ))
        }
        ("zip", Json::String(zip)) => zip == "DEF",
        ("b64" | "email_verified" | "phone_number_verified", Json::Bool(_)) => true,
        (_, Json::Number(number)) => claims::info(name).is_some_and(|claim| claim.is_time) && is_time(number),
        _ => false,
    }
}

/// Whether a number can be a time in seconds or, by mistake, in milliseconds, and so is no other number, such as a card's.
fn is_time(number: &Number<'_>) -> bool {
    let value = number.as_f64();
    number.text().len() <= 14 && ((0.0..1e10).contains(&value) || (1e12..3e12).contains(&value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::b64;

    fn decoded(header: &str, payload: &str) -> (String, Unverified) {
        let text = format!("{}.{}.{}", b64::encode(header), b64::encode(payload), b64::encode([7; 32]));
        let token = Unverified::parse(&text).unwrap();
        (text, token)
    }

    fn redacted(header: &str, payload: &str, keep: &[&str]) -> (String, String) {
        let keep: Vec<String> = keep.iter().map(|name| (*name).to_owned()).collect();
        let token = redact(&decoded(header, payload).1, &keep);
        let (payload, _) = token.payload.as_ref().unwrap().to_json();
        (token.header.to_string(), payload.to_string())
    }

    #[test]
    fn what_is_not_personal_stays() {
        let (header, payload) = redacted(
            r#"{"alg":"ES256","typ":"at+jwt","kid":"alice-laptop","crit":["x"]}"#,
            r#"{"exp":1795511700,"iat":1795510800.5,"sub":"alice","email_verified":true,"age":41,"vip":true,"roles":["A","B"]}"#,
            &[],
        );
        assert_eq!(header, r#"{"alg":"ES256","typ":"at+jwt","kid":"[string]","crit":["[string]"]}"#);
        assert_eq!(
            payload,
            r#"{"exp":1795511700,"iat":1795510800.5,"sub":"[string]","email_verified":true,"age":"[number]","vip":"[boolean]","roles":["[string]","[string]"]}"#
        );
    }

    #[test]
    fn known_names_do_not_let_any_value_through() {
        let (header, payload) = redacted(
            r#"{"alg":"alice","typ":"alice@example.com"}"#,
            r#"{"exp":4111111111111111,"nbf":41111111111,"iat":"alice","email_verified":"alice","auth_time":{"exp":1}}"#,
            &[],
        );
        assert_eq!(header, r#"{"alg":"[string]","typ":"[string]"}"#);
        assert_eq!(
            payload,
            r#"{"exp":"[number]","nbf":"[number]","iat":"[string]","email_verified":"[string]","auth_time":{"exp":"[number]"}}"#
        );
    }

    #[test]
    fn names_that_are_data_are_masked() {
        let payload = r#"{"alice@example.com":1,"tel41791234567":1,"map":{"alice":null,"bob":{"country":"CH"}}}"#;
        assert_eq!(
            redacted(r#"{"alg":"HS256"}"#, payload, &[]).1,
            r#"{"[name 1]":"[number]","[name 2]":"[number]","map":{"[name 1]":null,"[name 2]":{"country":"[string]"}}}"#
        );
    }

    #[test]
    fn what_the_caller_names_stays() {
        let payload = r#"{"iss":"https://idp.example","act":{"iss":"https://other.example"}}"#;
        let (header, payload) = redacted(r#"{"alg":"HS256","kid":"k"}"#, payload, &["iss", "kid"]);
        assert_eq!(header, r#"{"alg":"HS256","kid":"k"}"#);
        assert_eq!(payload, r#"{"iss":"https://idp.example","act":{"iss":"[string]"}}"#);
    }

    #[test]
    fn a_fingerprint_cannot_be_guessed_and_differs_for_each_token() {
        let (text, token) = decoded(r#"{"alg":"HS256"}"#, "{}");
        let (other, second) = decoded(r#"{"alg":"HS256"}"#, "[]");
        assert!(fingerprint(&text, &token).unwrap().starts_with("sha256:"));
        assert_ne!(fingerprint(&text, &token), fingerprint(&other, &second));
        let well_known = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";
        for text in [format!("{}.e30.", b64::encode(r#"{"alg":"none"}"#)), well_known.to_owned()] {
            assert!(fingerprint(&text, &Unverified::parse(&text).unwrap()).is_err(), "{text}");
        }
    }

    /// Letters that no word of the output has in a row, in this alphabet or in base64url.
    const SECRET: &str = "[QXZJKW]{4,12}";

    /// JSON whose every string and every other name is secret.
    fn any_json() -> impl proptest::strategy::Strategy<Value = String> {
        use proptest::prelude::*;
        let leaf = prop_oneof![SECRET.prop_map(|text| format!("{text:?}")), Just("83838383".to_owned())];
        leaf.prop_recursive(3, 16, 4, |inner| {
            let names = prop_oneof!["(sub|iss|alg|typ|exp|roles|address|act|cnf|kid|zip)", "[QXZJKW@]{5,9}@"];
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(","))),
                proptest::collection::vec((names, inner), 0..5).prop_map(|members| {
                    let members: Vec<String> =
                        members.into_iter().map(|(name, value)| format!("{name:?}:{value}")).collect();
                    format!("{{{}}}", members.join(","))
                }),
            ]
        })
    }

    proptest::proptest! {
        #[test]
        fn no_value_and_no_part_of_the_signature_is_left(header in any_json(), payload in any_json(), text in SECRET) {
            let header = if header.starts_with('{') { header } else { format!("{{\"alg\":{header}}}") };
            let signature = b64::encode(text.repeat(8));
            let token = format!("{}.{}.{signature}", b64::encode(&header), b64::encode(&payload));
            let Ok(decoded) = Unverified::parse(&token) else { return Ok(()) };
            let redacted = redact(&decoded, &[]);
            let notes: String = redacted.notes.iter().map(|note| note.message.as_str()).collect();
            let payload = redacted.payload.as_ref().map(|payload| payload.to_json().0.to_string()).unwrap_or_default();
            let fingerprint = fingerprint(&token, &decoded).unwrap_or_default();
            let shown = format!("{}\n{payload}\n{}\n{notes}", redacted.header, redacted.signature);
            // `exp` may keep a number that can be a time; `83838383` can.
            let numbers = shown.replace("\"exp\":83838383", "");
            proptest::prop_assert!(!numbers.contains("8383"), "{}", shown);
            let shown = format!("{shown}\n{fingerprint}");
            for (at, _) in shown.char_indices() {
                let window: String = shown[at..].chars().take(4).collect();
                let is_secret = window.len() == 4 && window.chars().all(|c| "QXZJKW@".contains(c));
                proptest::prop_assert!(!is_secret, "{:?} in {}", window, shown);
                let part: String = shown[at..].chars().take(8).collect();
                proptest::prop_assert!(part.chars().count() < 8 || !signature.contains(&part), "{:?} in {}", part, shown);
            }
        }
    }
}
