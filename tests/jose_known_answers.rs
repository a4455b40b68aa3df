//! The examples that the RFCs print, at the level of keys and signatures.

use tokctl::base::json::{self, Duplicates};
use tokctl::base::{Json, Secret, b64};
use tokctl::jose::alg::KeyType;
use tokctl::jose::key::Form;
use tokctl::jose::{Algorithm, Key, SigningKey, Strength, VerifyingKey, crypto, jwk};

const KNOWN: &[u8] = include_bytes!("fixtures/keys/known-answers.json");

struct Example<'a> {
    source: &'a str,
    key: Key,
    alg: Algorithm,
    signed: &'a [u8],
    signature: Vec<u8>,
}

fn each(check: impl Fn(Example<'_>)) {
    let known = json::parse(KNOWN, Duplicates::Refuse).unwrap();
    let examples = known.as_array().unwrap();
    assert_eq!(examples.len(), 12);
    for example in examples {
        let example = example.as_object().unwrap();
        let jws = example.get_str("jws").unwrap();
        let (signed, signature) = jws.rsplit_once('.').unwrap();
        let header = b64::decode(signed.split_once('.').unwrap().0).unwrap();
        let header = json::parse_object(&header, Duplicates::Refuse).unwrap();
        check(Example {
            source: example.get_str("source").unwrap(),
            key: jwk::read(example.get("key").and_then(Json::as_object).unwrap(), &mut Vec::new()).unwrap(),
            alg: Algorithm::from_name(header.get_str("alg").unwrap()).unwrap(),
            signed: signed.as_bytes(),
            signature: b64::decode(signature).unwrap(),
        });
    }
}

#[test]
fn every_example_verifies_and_modified_ones_do_not() {
    each(|Example { source, key, alg, signed, signature }| {
        for key in [Some(key.clone()), key.public()].into_iter().flatten() {
            let verifying = VerifyingKey::new(&key, alg, Strength::Required).unwrap();
            assert!(verifying.verify(signed, &signature), "{source}");
            for at in 0..signature.len() {
                let mut changed = signature.clone();
                changed[at] ^= 1;
                assert!(!verifying.verify(signed, &changed), "{source}, byte {at}");
            }
            assert!(!verifying.verify(&signed[1..], &signature), "{source}");
            assert!(!verifying.verify(signed, &signature[..signature.len() - 1]), "{source}");
            assert!(!verifying.verify(signed, &[&signature[..], &[0]].concat()), "{source}");
            assert!(!verifying.verify(signed, b""), "{source}");
        }
    });
}

#[test]
fn deterministic_signatures_are_equal_and_others_verify() {
    each(|Example { source, key, alg, signed, signature }| {
        let mut made = Vec::new();
        SigningKey::new(&key, alg, Strength::Required).unwrap().sign(signed, &mut made).unwrap();
        if ["ES", "PS", "ML"].iter().any(|kind| alg.name().starts_with(kind)) {
            assert_eq!(made.len(), signature.len(), "{source}");
            assert!(VerifyingKey::new(&key, alg, Strength::Required).unwrap().verify(signed, &made), "{source}");
        } else {
            assert_eq!(made, signature, "{source}");
        }
    });
}

#[test]
fn a_key_written_and_read_again_is_the_same() {
    each(|Example { source, key, .. }| {
        let text = jwk::write(&key, true).unwrap();
        let again = jwk::parse(text.expose(), &mut Vec::new()).unwrap();
        assert_eq!(jwk::write(&again, true).unwrap(), text, "{source}");
        assert_eq!((again.kid, again.usage), (key.kid, key.usage), "{source}");
    });
}

/// The key IDs of RFC 9964 appendix A.1 are thumbprints, which hash the public key computed from the seed.
#[test]
fn ml_dsa_keys_come_from_their_seeds_as_in_the_rfc() {
    let seen = std::cell::Cell::new(0);
    each(|Example { source, key, alg, .. }| {
        let KeyType::MlDsa(set) = alg.key_type() else { return };
        let made = crypto::ml_dsa_from_seed(set, Secret::new(vec![0; 32]), None).unwrap();
        let made = Key::new(made, Form::Raw);
        assert_eq!(jwk::thumbprint(&made), key.kid.unwrap(), "{source}");
        seen.set(seen.get() + 1);
    });
    assert_eq!(seen.get(), 3);
}

/// RFC 7638 section 3.1 and RFC 8037 appendix A.3
#[test]
fn thumbprints_are_those_of_the_rfcs() {
    let rsa = concat!(
        r#"{"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJE"#,
        "CPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8",
        "KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0L",
        r#"s1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}"#,
    );
    let ed25519 = r#"{"crv":"Ed25519","kty":"OKP","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    for (text, expected) in
        [(rsa, "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"), (ed25519, "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")]
    {
        assert_eq!(jwk::thumbprint(&jwk::parse(text.as_bytes(), &mut Vec::new()).unwrap()), expected);
    }
}

#[test]
fn a_thumbprint_hashes_only_the_required_members() {
    let hash = |text: &str| b64::encode(tokctl::jose::crypto::sha256(text.as_bytes()));
    let secret = jwk::parse(br#"{"kid":"x","k":"AAEC","kty":"oct"}"#, &mut Vec::new()).unwrap();
    assert_eq!(jwk::thumbprint(&secret), hash(r#"{"k":"AAEC","kty":"oct"}"#));
    each(|Example { source, key, .. }| {
        let Some(public) = key.public() else { return };
        assert_eq!(jwk::thumbprint(&key), jwk::thumbprint(&public), "{source}");
        assert_eq!(jwk::thumbprint(&key), jwk::thumbprint(&key.clone().with_kid("other")), "{source}");
    });
}

/// RFC 8812 section 3.2: ES256K signs on secp256k1 with SHA-256, 32 bytes each of r and s.
#[test]
fn es256k_has_the_shape_of_rfc_8812() {
    let pem = include_bytes!("fixtures/keys/secp256k1.pkcs8.pem");
    let key = tokctl::jose::keyfile::read(pem).unwrap().keys.remove(0);
    let text = jwk::write(&key, false).unwrap();
    let text = text.expose_str().unwrap();
    assert!(text.starts_with(r#"{"kty":"EC","crv":"secp256k1","x":""#), "{text}");
    let alg = Algorithm::from_name("ES256K").unwrap();
    assert_eq!(key.algorithms(), [alg]);
    let mut signature = Vec::new();
    SigningKey::new(&key, alg, Strength::Required).unwrap().sign(b"message", &mut signature).unwrap();
    assert_eq!(signature.len(), 64);
    assert!(VerifyingKey::new(&key, alg, Strength::Required).unwrap().verify(b"message", &signature));
}
