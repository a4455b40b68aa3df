//! ML-DSA keys: JWKs of RFC 9964, and the forms of RFC 9881 in DER.

#[path = "fixtures/keys/mod.rs"]
mod keys;

use keys::{alg, bytes, jwk, key, member, text, with_member};
use tokctl::base::Code;
use tokctl::jose::alg::MlDsa;
use tokctl::jose::key::Material;
use tokctl::jose::{Key, SigningKey, Strength, VerifyingKey, der, jwk, key_strength, keyfile, misused_key, pem};

const NAMES: [(&str, &str); 3] = [("mldsa44", "ML-DSA-44"), ("mldsa65", "ML-DSA-65"), ("mldsa87", "ML-DSA-87")];

fn private_jwk(key: &Key) -> String {
    jwk::write(key, true).unwrap().expose_str().unwrap().to_owned()
}

#[test]
fn what_is_written_is_what_another_library_wrote() {
    for (stem, name) in NAMES {
        let (private, public) = (format!("{stem}.pkcs8.pem"), format!("{stem}.spki.pem"));
        let key = key(&private);
        assert_eq!(pem::to_pem(&key, true).unwrap().expose_str().unwrap(), text(&private));
        assert_eq!(pem::to_pem(&key, false).unwrap().expose_str().unwrap(), text(&public));
        assert_eq!(key.algorithms(), [alg(name)]);
        assert_eq!(key_strength::weaknesses(&key), []);
        let again = der::read(der::to_der(&key, true).unwrap().expose()).unwrap();
        assert_eq!(private_jwk(&again), private_jwk(&key));
        let again = jwk(&private_jwk(&key)).unwrap();
        assert_eq!(jwk::thumbprint(&again), jwk::thumbprint(&keys::key(&public)));
    }
}

#[test]
fn a_jwk_has_its_algorithm_whatever_format_it_was_read_from() {
    let written = private_jwk(&key("mldsa44.pkcs8.pem"));
    assert!(written.starts_with(r#"{"kty":"AKP","alg":"ML-DSA-44","pub":""#), "{written}");
    assert!(written.ends_with(r#","priv":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}"#), "{written}");
    let public = jwk::write(&key("mldsa44.pkcs8.pem"), false).unwrap();
    assert!(!public.expose_str().unwrap().contains("priv"));
}

#[test]
fn the_seed_is_read_and_compared_with_the_expanded_form() {
    let seed = private_jwk(&key("mldsa44.pkcs8.pem"));
    assert_eq!(private_jwk(&key("mldsa44-both.pem")), seed);
    let fault = keyfile::read(&bytes("mldsa44-torn.pem")).map(|file| file.keys).unwrap_err();
    assert_eq!(fault.code, Code::KeyRefused, "{fault}");
    let fault = keyfile::read(&bytes("mldsa44-expanded.pem")).map(|file| file.keys).unwrap_err();
    assert_eq!(fault.code, Code::KeyUnreadable, "{fault}");
    assert!(fault.message.contains("without the seed") && fault.hint.is_some(), "{fault}");
}

#[test]
fn broken_der_is_refused() {
    let whole = der::to_der(&key("mldsa44.pkcs8.pem"), true).unwrap();
    // The seed follows its tag and its length at the end of the structure.
    let at = whole.len() - 34;
    for (tag, length) in [(0x81, 32), (0xa0, 32), (0x80, 31), (0x04, 32), (0x30, 32), (0x80, 0x80)] {
        let mut broken = whole.expose().to_vec();
        broken[at] = tag;
        broken[at + 1] = length;
        assert_eq!(der::read(&broken).unwrap_err().code, Code::KeyUnreadable, "{tag:x} {length:x}");
    }
    let public = der::to_der(&key("mldsa44.pkcs8.pem"), false).unwrap();
    let mut other = public.expose().to_vec();
    // The last byte of the identifier: the key does not have the length for another parameter set.
    let at = other.windows(3).position(|window| window == [4, 3, 17]).unwrap() + 2;
    other[at] = 18;
    assert_eq!(der::read(&other).unwrap_err().code, Code::KeyUnreadable);
}

#[test]
fn jwks_that_violate_the_rfc_are_refused() {
    let good = private_jwk(&key("mldsa44.pkcs8.pem"));
    let public = jwk::public_object(&key("mldsa44.spki.pem")).unwrap();
    let public = public.get_str("pub").unwrap();
    for (from, to) in [
        (r#""alg":"ML-DSA-44","#, ""),
        (r#""alg":"ML-DSA-44""#, r#""alg":"ML-DSA-65""#),
        (r#""alg":"ML-DSA-44""#, r#""alg":"ml-dsa-44""#),
        (r#""alg":"ML-DSA-44""#, r#""alg":"HS256""#),
        (r#""alg":"ML-DSA-44""#, r#""alg":44"#),
        (public, &public[..public.len() - 4]),
        (public, ""),
        ("HR4f", "HR4"),
        ("HR4f", "HR4fAA"),
        ("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", ""),
    ] {
        let changed = good.replace(from, to);
        if changed != good {
            let fault = jwk(&changed).unwrap_err();
            assert!(matches!(fault.code, Code::KeyUnreadable | Code::KeyRefused), "{from} {to}: {fault}");
        }
    }
}

#[test]
fn parts_of_different_keys_are_detected() {
    let other = member(&jwk(include_str!("fixtures/keys/mldsa-other.jwk")).unwrap(), "pub");
    let Material::MlDsa(mut akp) = key("mldsa44.pkcs8.pem").material else { panic!() };
    akp.public = other;
    let mixed = Key { material: Material::MlDsa(akp), ..key("mldsa44.pkcs8.pem") };
    assert_eq!(key_strength::weaknesses(&mixed)[0].kind.name(), "key_pair_mismatch");
    let fault = SigningKey::new(&mixed, alg("ML-DSA-44"), Strength::AllowWeak).unwrap_err();
    assert_eq!(fault.code, Code::KeyRefused);
    // Another key would be read back.
    assert_eq!(der::to_der(&mixed, true).unwrap_err().code, Code::KeyRefused);
}

#[test]
fn a_key_works_only_with_its_parameter_set() {
    for (stem, own) in NAMES {
        let key = key(&format!("{stem}.pkcs8.pem"));
        for other in ["ML-DSA-44", "ML-DSA-65", "ML-DSA-87", "EdDSA", "HS256", "ES256", "RS256"] {
            let refused = VerifyingKey::new(&key, alg(other), Strength::AllowWeak).is_err();
            assert_eq!(refused, other != own, "{own} {other}");
            assert_eq!(SigningKey::new(&key, alg(other), Strength::AllowWeak).is_err(), other != own, "{own} {other}");
        }
    }
}

#[test]
fn signatures_have_one_length_and_any_public_key_of_the_right_length_is_prepared() {
    for (set, (stem, name)) in MlDsa::ALL.into_iter().zip(NAMES) {
        let private = key(&format!("{stem}.pkcs8.pem"));
        let mut signature = Vec::new();
        SigningKey::new(&private, alg(name), Strength::Required).unwrap().sign(b"message", &mut signature).unwrap();
        assert_eq!(signature.len(), set.signature_len());
        let verifying = VerifyingKey::new(&private, alg(name), Strength::Required).unwrap();
        assert!(verifying.verify(b"message", &signature));
        for length in [0, 1, signature.len() - 1] {
            assert!(!verifying.verify(b"message", &signature[..length]), "{name} {length}");
        }
        assert!(!verifying.verify(b"message", &[&signature[..], &[0]].concat()), "{name}");
        assert!(!verifying.verify(b"message", &vec![0xff; signature.len()]), "{name}");
        for byte in [0, 0xff] {
            let key = with_member(&format!("{stem}.spki.pem"), "pub", &vec![byte; set.public_len()]);
            let verifying = VerifyingKey::new(&key, alg(name), Strength::Required).unwrap();
            assert!(!verifying.verify(b"message", &signature), "{name} {byte}");
            assert!(!verifying.verify(b"message", &vec![0; signature.len()]), "{name} {byte}");
        }
    }
}

#[test]
fn a_public_key_is_not_a_secret() {
    for (stem, _) in NAMES {
        let key = key(&format!("{stem}.spki.pem"));
        for secret in [
            text(&format!("{stem}.spki.pem")).into_bytes(),
            der::to_der(&key, false).unwrap().expose().to_vec(),
            der::to_der(&key, false).unwrap().expose()[..60].to_vec(),
            jwk::write(&key, false).unwrap().expose().to_vec(),
        ] {
            assert!(misused_key::find_key_material(&secret).is_some(), "{stem}");
        }
    }
}
