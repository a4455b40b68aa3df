//! No input makes the key readers panic.

#[path = "fixtures/keys/mod.rs"]
mod keys;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use tokctl::jose::key::Key;
use tokctl::jose::{SigningKey, Strength, VerifyingKey, der, jwk, key_strength, keyfile, misused_key, pem};

/// All functions that read keys.
fn use_as_key(bytes: &[u8]) {
    let _ = misused_key::find_key_material(bytes);
    let _ = der::DerKind::of(bytes);
    let _ = der::certificate_names(bytes);
    let mut found: Vec<Key> = der::read(bytes).into_iter().chain(der::private_from_pkcs8(bytes)).collect();
    found.extend(jwk::parse(bytes, &mut Vec::new()));
    found.extend(jwk::parse_set(bytes, &mut Vec::new()).into_iter().flatten());
    if let Ok(text) = std::str::from_utf8(bytes) {
        found.extend(pem::read(text, &mut Vec::new()));
    }
    found.extend(keyfile::read(bytes).into_iter().flat_map(|file| file.keys));
    for key in found.iter().take(4) {
        use_key(key);
    }
}

/// All functions that use a key, valid or not.
fn use_key(key: &Key) {
    let found = key_strength::weaknesses(key);
    let _ = (key.bits(), key.is_private(), jwk::thumbprint(key));
    for private in [true, false] {
        if let Ok(written) = der::to_der(key, private) {
            let again = der::read(written.expose());
            // Mismatched key pairs and invalid points are written unchanged, and refused when read.
            assert!(again.is_ok() || found.iter().any(|weakness| weakness.refused), "{again:?}");
        }
        let _ = pem::to_pem(key, private);
        if let Ok(written) = jwk::write(key, private) {
            let again = jwk::parse(written.expose(), &mut Vec::new()).unwrap();
            assert_eq!(jwk::write(&again, private).unwrap(), written);
        }
    }
    for alg in key.algorithms() {
        let refused = found.iter().any(|weakness| weakness.refused && weakness.kind.name() != "key_pair_mismatch");
        let verifying = VerifyingKey::new(key, alg, Strength::Required);
        assert!(!(refused && verifying.is_ok()), "{alg}: {found:?}");
        if let Ok(verifying) = verifying {
            assert!(!verifying.verify(b"message", b"signature"));
        }
        let _ = SigningKey::new(key, alg, Strength::AllowWeak);
    }
}

/// Small key files in all encodings, and JWKs of some.
fn seeds() -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = keys::names()
        .iter()
        .filter(|name| ![".sh", ".rs", ".json"].iter().any(|end| name.ends_with(end)))
        .map(|name| keys::bytes(name))
        .collect();
    seeds.sort();
    for stem in ["rsa2048", "p256", "p521", "secp256k1", "ed25519"] {
        let key = keys::key(&format!("{stem}.pkcs8.pem"));
        seeds.push(jwk::write(&key, true).unwrap().expose().to_vec());
        seeds.push(jwk::write_set(&[key.clone(), key.with_kid("other")], false).unwrap().expose().to_vec());
    }
    seeds
}

#[derive(Debug, Clone)]
enum Mutation {
    Set(Index, u8),
    Insert(Index, u8),
    Remove(Index),
    Truncate(Index),
    Repeat(Index, Index),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    prop_oneof![
        4 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Mutation::Set(at, byte)),
        2 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Mutation::Insert(at, byte)),
        2 => any::<Index>().prop_map(Mutation::Remove),
        1 => any::<Index>().prop_map(Mutation::Truncate),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Mutation::Repeat(from, to)),
    ]
}

fn mutate(bytes: &mut Vec<u8>, mutation: &Mutation) {
    if bytes.is_empty() {
        return;
    }
    match mutation {
        Mutation::Set(at, byte) => {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        Mutation::Insert(at, byte) => bytes.insert(at.index(bytes.len()), *byte),
        Mutation::Remove(at) => {
            bytes.remove(at.index(bytes.len()));
        }
        Mutation::Truncate(at) => bytes.truncate(at.index(bytes.len())),
        Mutation::Repeat(from, to) => {
            let part = bytes[from.index(bytes.len())..].to_vec();
            let at = to.index(bytes.len());
            bytes.splice(at..at, part);
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..300)) {
        use_as_key(&bytes);
    }

    #[test]
    fn any_der_like_bytes_are_read_or_refused(bytes in vec(select(&[0, 1, 2, 3, 4, 5, 6, 0x20, 0x30, 0x2a, 0x80, 0x81, 0x82, 0x86, 0xa0, 0xa1, 0xff][..]), 0..60)) {
        use_as_key(&[&[0x30, u8::try_from(bytes.len()).unwrap()][..], &bytes].concat());
    }

    #[test]
    fn any_pem_like_text_is_read_or_refused(label in "[A-Z ]{0,12}", body in "[A-Za-z0-9+/=:\\-\n\r ]{0,120}") {
        use_as_key(format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n").as_bytes());
    }

    #[test]
    fn any_jwk_like_text_is_read_or_refused(
        kty in select(&["oct", "RSA", "EC", "OKP", "AKP", "rsa"][..]),
        crv in select(&["P-256", "P-384", "P-521", "secp256k1", "Ed25519", "X25519"][..]),
        members in vec((select(&["k", "n", "e", "d", "p", "q", "dp", "dq", "qi", "x", "y", "use", "alg", "kid"][..]), vec(any::<u8>(), 0..70)), 0..9),
    ) {
        let members = members.iter().map(|(name, value)| format!(",\"{name}\":\"{}\"", tokctl::base::b64::encode(value)));
        let jwk = format!("{{\"kty\":\"{kty}\",\"crv\":\"{crv}\"{}}}", members.collect::<String>());
        use_as_key(jwk.as_bytes());
        use_as_key(format!("{{\"keys\":[{jwk},{jwk}]}}").as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn changed_keys_are_read_or_refused(seed in select(seeds()), mutations in vec(mutation(), 1..4)) {
        let mut bytes = seed;
        for mutation in &mutations {
            mutate(&mut bytes, mutation);
        }
        use_as_key(&bytes);
    }
}
