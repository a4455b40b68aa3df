//! Key files as OpenSSL, OpenSSH and users write them.

#[path = "fixtures/keys/mod.rs"]
mod keys;

use std::collections::BTreeMap;

use keys::{bytes, key, names, read, text};
use tokctl::base::{Code, Fault, b64};
use tokctl::jose::key::Form;
use tokctl::jose::{Algorithm, Key, SigningKey, Strength, VerifyingKey, der, jwk, key_strength, keyfile, pem};

/// Public keys of RFC 7515 appendix A.3 and RFC 8037 appendix A.2.
const OTHER_P256: &str = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;
const OTHER_ED25519: &str = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;

fn refusal(bytes: impl AsRef<[u8]>) -> Fault {
    keyfile::read(bytes.as_ref()).map(|file| file.keys).unwrap_err()
}

/// All files `{name}.{encoding}` of one key must have the same key material.
#[test]
fn every_encoding_gives_the_same_key() {
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in names() {
        let Some((stem, encoding)) = name.split_once('.') else { continue };
        let is_key = !encoding.contains("explicit") && !encoding.contains("hybrid") && encoding.contains('.');
        let is_supported = ["rsa1024", "rsa2048", "rsa3072", "rsapss", "p256", "p384", "p521", "secp256k1", "ed25519"];
        if is_key && is_supported.contains(&stem) {
            groups.entry(stem.to_owned()).or_default().push(name);
        }
    }
    assert_eq!(groups.len(), 9);
    for (stem, names) in groups {
        assert!(names.len() >= 6, "{stem}: {names:?}");
        let reference = jwk::thumbprint(&key(&format!("{stem}.pkcs8.pem")));
        for name in names {
            let key = key(&name);
            assert_eq!(jwk::thumbprint(&key), reference, "{name}");
            let is_private = ["pkcs8", "sec1", "pkcs1."].iter().any(|encoding| name.contains(encoding));
            assert_eq!(key.is_private(), is_private, "{name}");
            let form = match name.rsplit_once('.').unwrap() {
                _ if name.contains("cert") => Form::Certificate,
                (_, "pem") => Form::Pem,
                _ => Form::Der,
            };
            assert_eq!(key.form, form, "{name}");
        }
    }
}

#[test]
fn every_private_key_signs_what_its_public_key_verifies() {
    for stem in ["rsa2048", "rsa3072", "rsapss", "p256", "p384", "p521", "secp256k1", "ed25519", "rsa-e3"] {
        let private = key(&format!("{stem}.pkcs8.pem"));
        let public = private.public().unwrap();
        assert!(!private.algorithms().is_empty());
        for alg in private.algorithms() {
            let mut signature = Vec::new();
            let signing = SigningKey::new(&private, alg, Strength::Required);
            signing.unwrap_or_else(|f| panic!("{stem} {alg}: {f}")).sign(b"message", &mut signature).unwrap();
            let verifying = VerifyingKey::new(&public, alg, Strength::Required).unwrap();
            assert!(verifying.verify(b"message", &signature), "{stem} {alg}");
            assert!(!verifying.verify(b"massage", &signature), "{stem} {alg}");
            let refused = SigningKey::new(&public, alg, Strength::Required).unwrap_err();
            assert_eq!(refused.code, Code::KeyRefused, "{stem} {alg}");
        }
        assert_eq!(key_strength::weaknesses(&private), [], "{stem}");
    }
}

#[test]
fn what_is_written_is_what_openssl_wrote() {
    for stem in ["rsa2048", "p256", "p384", "p521", "secp256k1", "ed25519", "rsapss", "rsapss-sha256"] {
        let (private, public) = (format!("{stem}.pkcs8.pem"), format!("{stem}.spki.pem"));
        let key = key(&private);
        // OpenSSL writes the key's own salt length, 20; JWS has only one length.
        if stem != "rsapss-sha256" {
            assert_eq!(pem::to_pem(&key, true).unwrap().expose_str().unwrap(), text(&private));
            assert_eq!(pem::to_pem(&key, false).unwrap().expose_str().unwrap(), text(&public));
        }
        for (private, read) in [(true, true), (false, false)] {
            let again = der::read(der::to_der(&key, private).unwrap().expose()).unwrap();
            assert_eq!((again.is_private(), &again.usage), (read, &key.usage), "{stem}");
            assert_eq!(jwk::thumbprint(&again), jwk::thumbprint(&key), "{stem}");
            let again = jwk::parse(jwk::write(&key, private).unwrap().expose(), &mut Vec::new()).unwrap();
            assert_eq!(again.is_private(), read, "{stem}");
            assert_eq!(jwk::thumbprint(&again), jwk::thumbprint(&key), "{stem}");
            assert!(again.algorithms().iter().all(|alg| key.algorithms().contains(alg)), "{stem}");
        }
    }
}

#[test]
fn what_cannot_be_written_is_a_usage_fault() {
    let secret = Key::from_secret(vec![7; 32].as_slice().into());
    for private in [true, false] {
        assert_eq!(der::to_der(&secret, private).unwrap_err().code, Code::Usage);
        assert_eq!(pem::to_pem(&secret, private).unwrap_err().code, Code::Usage);
    }
    assert_eq!(jwk::write(&secret, false).unwrap_err().code, Code::Usage);
    for name in ["rsa2048.spki.pem", "p256.cert.der", "ed25519.spki.der"] {
        assert_eq!(der::to_der(&key(name), true).unwrap_err().code, Code::Usage, "{name}");
        assert_eq!(jwk::write(&key(name), true).unwrap_err().code, Code::Usage, "{name}");
    }
}

#[test]
fn rsa_pss_keys_are_for_ps_algorithms_only() {
    let names = |name: &str| key(name).algorithms().into_iter().map(Algorithm::name).collect::<Vec<_>>();
    assert_eq!(names("rsapss.spki.pem"), ["PS256", "PS384", "PS512"]);
    assert_eq!(names("rsapss-sha256.spki.pem"), ["PS256"]);
    assert_eq!(names("rsapss-sha384.pkcs8.pem"), ["PS384"]);
    assert_eq!(names("rsapss-sha512.spki.pem"), ["PS512"]);
    for name in ["rsapss-sha1.spki.pem", "rsapss-sha1.pkcs8.pem", "rsapss-long-salt.pkcs8.pem"] {
        assert_eq!(refusal(bytes(name)).code, Code::KeyRefused, "{name}");
    }
    let rs256 = Algorithm::from_name("RS256").unwrap();
    let fault = VerifyingKey::new(&key("rsapss.spki.pem"), rs256, Strength::Required).unwrap_err();
    assert_eq!(fault.code, Code::AlgorithmRefused);
    assert!(fault.message.contains("RSASSA-PSS"), "{fault}");
}

#[test]
fn unsupported_key_types_are_named() {
    for (name, word) in [
        ("other-X25519.pem", "X25519"),
        ("other-X25519.spki.pem", "X25519"),
        ("other-X448.pem", "X448"),
        ("other-ED448.pem", "Ed448"),
        ("other-ED448.spki.pem", "Ed448"),
        ("other-DSA.pem", "DSA"),
        ("other-DSA-traditional.pem", "DSA"),
        ("other-P-224.pem", "P-224"),
        ("other-brainpoolP256r1.pem", "brainpoolP256r1"),
        ("request.pem", "certificate request"),
        ("bundle.p12", "PKCS#12"),
        ("bundle.pkcs7.pem", "PKCS#7"),
        ("openssh-encrypted.pem", "encrypted"),
        ("encrypted.pkcs8.pem", "encrypted"),
        ("encrypted.pkcs8.der", "encrypted"),
        ("encrypted.sec1.pem", "encrypted"),
        ("p256.spki-hybrid.pem", "not an encoded point"),
    ] {
        let fault = refusal(bytes(name));
        assert_eq!(fault.code, Code::KeyUnreadable, "{name}: {fault}");
        assert!(fault.message.contains(word), "{name}: {fault}");
    }
    for name in ["p256.spki-explicit.pem", "p256.sec1-explicit.pem", "secp256k1.sec1-explicit.pem"] {
        let fault = refusal(bytes(name));
        assert_eq!(fault.code, Code::KeyRefused, "{name}: {fault}");
        assert!(fault.hint.unwrap().contains("named_curve"), "{name}");
    }
    assert!(refusal(bytes("rsa-3primes.pkcs8.pem")).message.contains("two primes"));
}

#[test]
fn the_usual_mistakes_are_named() {
    let jwt = "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh";
    let body: String = text("rsa2048.spki.pem").lines().filter(|line| !line.starts_with('-')).collect();
    let utf16: Vec<u8> =
        [0xfeff].into_iter().chain(text("p256.spki.pem").encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (bytes, word) in [
        (Vec::new(), "empty"),
        (b" \r\n\t".to_vec(), "empty"),
        (jwt.into(), "token"),
        (format!("Bearer {jwt}\n").into(), "token"),
        (body.into(), "base64"),
        (utf16, "UTF-16"),
        (b"PuTTY-User-Key-File-3: ssh-ed25519\r\n".to_vec(), "PuTTY"),
        (b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEZ\n-----END PGP PUBLIC KEY BLOCK-----\n".to_vec(), "OpenPGP"),
        (b"---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n".to_vec(), "SSH2"),
        (b"https://example.com/jwks.json\n".to_vec(), "URL"),
        (b"[{\"kty\":\"oct\"}]".to_vec(), "array"),
        (b"{\"issuer\":\"x\",\"jwks_uri\":\"https://example.com/jwks\"}".to_vec(), "discovery"),
        (b"{\"type\":\"service_account\",\"private_key\":\"-----BEGIN\"}".to_vec(), "service account"),
        (b"{\"abc\":\"-----BEGIN CERTIFICATE-----\\n\"}".to_vec(), "object of PEM"),
        (b"{\"protected\":\"e30\",\"ciphertext\":\"AA\"}".to_vec(), "encrypted"),
        (b"{}".to_vec(), "not a JWK"),
        (b"{\"kty\":\"oct\",\"keys\":[]}".to_vec(), "both"),
        (b"{\"kty\":\"oct\",".to_vec(), "JSON"),
        (b"hunter2".to_vec(), "unknown text"),
        (vec![1, 2, 3, 0xff], "unknown binary"),
        (vec![b'0'; keyfile::MAX_BYTES + 1], "too large"),
    ] {
        let fault = refusal(&bytes);
        assert_eq!(fault.code, Code::KeyUnreadable, "{fault}");
        assert!(fault.message.contains(word), "{word}: {fault}");
    }
}

#[test]
fn common_deviations_in_pem_are_tolerated() {
    let reference = jwk::thumbprint(&key("p256.spki.pem"));
    let pem = text("p256.spki.pem");
    let same = |changed: String| {
        assert_eq!(jwk::thumbprint(&read(&changed).unwrap_or_else(|f| panic!("{changed}: {f}"))), reference)
    };
    same(pem.replace('\n', "\r\n"));
    same(pem.trim_end().to_owned());
    same(format!("\u{feff}{pem}"));
    same(format!("\n\n  {}", pem.replace('\n', "\n    ")));
    same(format!("Bag Attributes\n    localKeyID: 01\nKey Attributes: <No Attributes>\n{pem}trailing words\n"));
    same(pem.trim_end().replace('\n', "\\n"));
    same(
        pem.lines()
            .map(|line| if line.starts_with('-') { format!("{line}\n") } else { line.to_owned() })
            .collect::<String>()
            .replace("-----END", "\n-----END"),
    );
    same(format!("{}{pem}", text("p384.cert.pem")));
    same(pem.trim_end().replace('\n', "\\r\\n"));
    same(pem.trim_end().replace('\n', "\\\\n"));
    same(pem.replace('\n', "\r"));
    same(pem.replace('\n', " "));
    same(pem.replace('\n', ""));
    same(format!("\"{}\"", pem.trim_end()));
    same(format!("'{}'", pem.trim_end().replace('\n', "\\n")));
    same(format!("JWT_KEY=\"{}\"\n", pem.trim_end().replace('\n', "\\n")));
    same(format!("key: {}", pem.replace('\n', " ")));
    same(pem.lines().map(|line| format!("{line}\\\n")).collect());
    let latin1 = [&b"# Schl\xfcssel\n"[..], pem.as_bytes()].concat();
    assert_eq!(jwk::thumbprint(&read(latin1).unwrap()), reference);
}

#[test]
fn broken_pem_is_refused() {
    let pem = text("p256.pkcs8.pem");
    let body = pem.lines().nth(1).unwrap();
    for broken in [
        pem.replace("-----END PRIVATE KEY-----", ""),
        pem.replace("END PRIVATE", "END PUBLIC"),
        pem.replace("BEGIN PRIVATE KEY-----", "BEGIN PRIVATE KEY"),
        pem.replace(body, &body[1..]),
        pem.replace(body, &body.replace(&body[10..11], "*")),
        pem.replace(body, ""),
        pem.replacen("-----BEGIN", "x-----BEGIN", 1),
    ] {
        assert_eq!(refusal(&broken).code, Code::KeyUnreadable, "{broken}");
    }
}

#[test]
fn one_block_of_several_is_the_key() {
    let private = jwk::thumbprint(&key("p256.pkcs8.pem"));
    let with = |names: &[&str]| names.iter().map(|name| text(name)).collect::<String>();
    for names in
        [["p256.cert.pem", "p256.pkcs8.pem"], ["p256.sec1.pem", "p256.spki.pem"], ["chain.pem", "p256.pkcs8.pem"]]
    {
        let key = read(with(&names)).unwrap();
        assert!(key.is_private());
        assert_eq!(jwk::thumbprint(&key), private);
    }
    // The leaf's key is P-256, the root's P-384.
    for name in ["chain.pem", "chain-root-first.pem"] {
        let file = keyfile::read(&bytes(name)).unwrap();
        assert_eq!(jwk::thumbprint(&file.keys[0]), private, "{name}");
        assert_eq!(file.notes.len(), 1, "{name}");
    }
    for names in
        [["p256.pkcs8.pem", "p384.pkcs8.pem"], ["p256.spki.pem", "p384.spki.pem"], ["unrelated.pem", "root.pem"]]
    {
        assert!(refusal(with(&names)).message.contains("expected one"), "{names:?}");
    }
}

#[test]
fn private_and_public_keys_that_do_not_match_are_refused() {
    // PKCS#8 and SEC 1 keys end with their public key, which is another one after this.
    for name in ["p256.pkcs8.der", "p521.sec1.der", "secp256k1.pkcs8.der"] {
        let mut bytes = bytes(name);
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        assert_eq!(refusal(&bytes).code, Code::KeyRefused, "{name}");
    }
    // The private and public key of a JWK are compared when the key is used or checked.
    let swapped = |name: &str, other: &str, members: &[&str]| {
        let (mine, other) = (key(name), read(other).unwrap());
        let mut text = jwk::write(&mine, true).unwrap().expose_str().unwrap().to_owned();
        for member in members {
            let value = |key: &Key| jwk::public_object(key).unwrap().get_str(member).unwrap().to_owned();
            text = text.replace(&value(&mine), &value(&other));
        }
        read(&text).unwrap()
    };
    for mixed in [
        swapped("rsa2048.pkcs8.pem", &text("rsapss.spki.pem"), &["n"]),
        swapped("p256.pkcs8.pem", OTHER_P256, &["x", "y"]),
        swapped("ed25519.pkcs8.pem", OTHER_ED25519, &["x"]),
    ] {
        assert_eq!(key_strength::weaknesses(&mixed)[0].kind.name(), "key_pair_mismatch");
        let fault = SigningKey::new(&mixed, mixed.algorithms()[0], Strength::Required).unwrap_err();
        assert_eq!(fault.code, Code::KeyRefused);
        // What is written reads back as the same key, or is refused in time.
        match pem::to_pem(&mixed, true).and_then(|written| read(written.expose())) {
            Ok(again) => assert_eq!(jwk::thumbprint(&again), jwk::thumbprint(&mixed)),
            Err(fault) => assert_eq!(fault.code, Code::KeyRefused),
        }
    }
}

#[test]
fn keys_of_openssh_are_read() {
    for (name, alg) in [
        ("openssh", "EdDSA"),
        ("openssh-rsa2048", "RS256"),
        ("openssh-ecdsa256", "ES256"),
        ("openssh-ecdsa384", "ES384"),
        ("openssh-ecdsa521", "ES512"),
    ] {
        let private = key(&format!("{name}.pem"));
        let line = text(&format!("{name}.pub"));
        let options = format!("# a comment\nrestrict,command=\"/bin/true x\" {line}");
        let known_host = format!("example.com,192.0.2.1 {line}");
        for public in [line, options, known_host] {
            let public = read(&public).unwrap();
            assert!(private.is_private() && !public.is_private(), "{name}");
            assert_eq!(jwk::thumbprint(&private), jwk::thumbprint(&public), "{name}");
        }
        assert_eq!(key_strength::weaknesses(&private), [], "{name}");
        let alg = Algorithm::from_name(alg).unwrap();
        let mut signature = Vec::new();
        SigningKey::new(&private, alg, Strength::Required).unwrap().sign(b"message", &mut signature).unwrap();
        let public = private.public().unwrap();
        assert!(VerifyingKey::new(&public, alg, Strength::Required).unwrap().verify(b"message", &signature), "{name}");
        let written = pem::to_pem(&private, true).unwrap();
        assert_eq!(jwk::thumbprint(&read(written.expose()).unwrap()), jwk::thumbprint(&private), "{name}");
    }
    let two = format!("{}{}", text("openssh.pub"), text("openssh-rsa2048.pub"));
    assert!(refusal(two).message.contains("several"));
    let line = text("openssh.pub");
    assert_eq!(refusal(line.replacen("AAAAC3", "AAAAC4", 1)).code, Code::KeyUnreadable);
    assert_eq!(
        refusal(text("openssh.pem").replacen("b3BlbnNzaC1rZXktdjEA", "b3BlbnNzaC1rZXktdjIA", 1)).code,
        Code::KeyUnreadable
    );
}

/// No message about a key file quotes a part of it.
#[test]
fn messages_do_not_quote_the_key() {
    for name in ["rsa2048.pkcs8.pem", "p256.sec1.pem", "ed25519.pkcs8.pem", "openssh.pem", "openssh-rsa2048.pem"] {
        let pem = text(name);
        let body: Vec<&str> = pem.lines().filter(|line| !line.contains("-----") && line.len() > 20).collect();
        for changed in [
            pem.replace("-----END", "END"),
            pem.replace("-----\n", "\n"),
            pem.replace('\n', "*"),
            pem.replace('\n', "|"),
            pem.replace("-----BEGIN ", "-----BEGIN"),
            pem.replace("-----", "----"),
            pem.replace("-----", "---"),
            format!("x{pem}"),
            format!("{{\"private_key\": {pem:?}, \"kty\": \"RSA\"}}"),
            pem.replace('\n', " ").replace("PRIVATE KEY", "private key"),
            pem.lines().rev().collect::<Vec<_>>().join("\n"),
            b64::encode_standard(&pem),
        ] {
            let Err(fault) = keyfile::read(changed.as_bytes()) else { continue };
            let shown = format!("{fault:?}");
            for line in &body {
                assert!(!shown.contains(&line[..16]), "{name}: {shown}");
            }
        }
    }
}

#[test]
fn no_hint_leads_from_pem_to_a_secret() {
    for bytes in [&b"-----BEGIN\xff"[..], b"\xff\xfe\xff-----BEGIN PUBLIC KEY-----\xff", b"-----BEGIN PUBLIC KEY-----"]
    {
        let fault = tokctl::jose::keyfile::read(bytes).unwrap_err();
        assert!(!fault.hint.unwrap_or_default().contains("--secret"), "{bytes:?}");
    }
}
