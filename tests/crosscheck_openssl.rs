//! Keys and signatures between here and OpenSSL, in both directions.
//!
//! Without an `openssl` program there is nothing to compare with: the tests say so, and fail where `CI` is set.

#[path = "fixtures/keys/mod.rs"]
mod keys;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use keys::{alg, key};
use tempfile::TempDir;
use tokctl::base::{Secret, SystemRandom};
use tokctl::jose::alg::{Hash, KeyType, Primitive};
use tokctl::jose::key::Form;
use tokctl::jose::{Algorithm, Key, SigningKey, Strength, VerifyingKey, der, generate, jwk, keyfile, pem};

const MESSAGE: &[u8] = b"eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9";

/// A directory that contains the message, if OpenSSL is available.
fn directory() -> Option<TempDir> {
    if Command::new("openssl").arg("version").output().is_ok_and(|output| output.status.success()) {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("message"), MESSAGE).unwrap();
        return Some(directory);
    }
    assert!(std::env::var_os("CI").is_none(), "there is no openssl program, and CI needs it");
    eprintln!("NOT CHECKED: there is no openssl program to compare with");
    None
}

fn openssl(directory: &Path, arguments: &str) -> Output {
    let output = Command::new("openssl").args(arguments.split_whitespace()).current_dir(directory).output().unwrap();
    assert!(output.status.success(), "openssl {arguments}\n{}", String::from_utf8_lossy(&output.stderr));
    output
}

fn hash_name(hash: Hash) -> &'static str {
    match hash {
        Hash::Sha256 => "sha256",
        Hash::Sha384 => "sha384",
        Hash::Sha512 => "sha512",
    }
}

/// The beginning of OpenSSL's command for an algorithm; what follows says whether to sign or to verify.
fn dgst(primitive: Primitive) -> Option<String> {
    Some(match primitive {
        Primitive::RsaPkcs1(hash) | Primitive::Ecdsa(_, hash) => format!("dgst -{}", hash_name(hash)),
        Primitive::RsaPss(hash) => {
            let options = "-sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest";
            format!("dgst -{} {options}", hash_name(hash))
        }
        Primitive::Ed25519 | Primitive::Hmac(_) | Primitive::MlDsa(_) => return None,
    })
}

/// OpenSSL signs with `private.pem`.
fn theirs(directory: &Path, alg: Algorithm) -> Vec<u8> {
    match dgst(alg.primitive()) {
        Some(command) => openssl(directory, &format!("{command} -sign private.pem -out signature message")),
        None => openssl(directory, "pkeyutl -sign -rawin -inkey private.pem -in message -out signature"),
    };
    let signature = fs::read(directory.join("signature")).unwrap();
    match alg.primitive() {
        Primitive::Ecdsa(curve, _) => fixed(&signature, curve.field_len()),
        _ => signature,
    }
}

/// OpenSSL verifies with `public.pem`.
fn accept(directory: &Path, alg: Algorithm, signature: &[u8]) {
    let signature = match alg.primitive() {
        Primitive::Ecdsa(..) => sequence(signature),
        _ => signature.to_vec(),
    };
    fs::write(directory.join("signature"), signature).unwrap();
    match dgst(alg.primitive()) {
        Some(command) => openssl(directory, &format!("{command} -verify public.pem -signature signature message")),
        None => openssl(directory, "pkeyutl -verify -rawin -pubin -inkey public.pem -sigfile signature -in message"),
    };
}

/// `r || s` out of ASN.1's SEQUENCE of two INTEGERs.
fn fixed(der: &[u8], length: usize) -> Vec<u8> {
    let mut rest = if der[1] == 0x81 { &der[3..] } else { &der[2..] };
    let mut signature = Vec::new();
    while let [2, size, after @ ..] = rest {
        let (number, after) = after.split_at(usize::from(*size));
        let digits = number.strip_prefix(&[0]).unwrap_or(number);
        signature.resize(signature.len() + length - digits.len(), 0);
        signature.extend_from_slice(digits);
        rest = after;
    }
    signature
}

/// ASN.1's SEQUENCE of two INTEGERs out of `r || s`.
fn sequence(signature: &[u8]) -> Vec<u8> {
    let integer = |number: &[u8]| {
        let mut digits: Vec<u8> = number.iter().skip_while(|byte| **byte == 0).copied().collect();
        if digits.first().is_none_or(|first| *first >= 0x80) {
            digits.insert(0, 0);
        }
        [&[2, u8::try_from(digits.len()).unwrap()][..], &digits].concat()
    };
    let (r, s) = signature.split_at(signature.len() / 2);
    let body = [integer(r), integer(s)].concat();
    let length = u8::try_from(body.len()).unwrap();
    let header = if length < 0x80 { vec![0x30, length] } else { vec![0x30, 0x81, length] };
    [header, body].concat()
}

/// Both directions, in every algorithm of the key.
fn compare(directory: &Path, key: &Key) {
    fs::write(directory.join("private.pem"), pem::to_pem(key, true).unwrap().expose()).unwrap();
    fs::write(directory.join("public.pem"), pem::to_pem(key, false).unwrap().expose()).unwrap();
    for alg in key.algorithms() {
        let verifying = VerifyingKey::new(&key.public().unwrap(), alg, Strength::Required).unwrap();
        let signing = SigningKey::new(key, alg, Strength::Required).unwrap();
        let mut ours = Vec::new();
        // r and s lose a leading byte once in some hundred times, which is where encodings go wrong.
        let rounds = if matches!(alg.primitive(), Primitive::Ecdsa(..)) { 8 } else { 1 };
        for _ in 0..rounds {
            signing.sign(MESSAGE, &mut ours).unwrap();
            accept(directory, alg, &ours);
            assert!(verifying.verify(MESSAGE, &theirs(directory, alg)), "{alg}");
        }
    }
}

#[test]
fn signatures_by_openssl_keys() {
    let Some(directory) = directory() else { return };
    for stem in ["rsa2048", "rsa3072", "rsa-e3", "rsapss", "p256", "p384", "p521", "secp256k1", "ed25519"] {
        compare(directory.path(), &key(&format!("{stem}.pkcs8.pem")));
    }
}

#[test]
fn signatures_by_keys_made_here() {
    let Some(directory) = directory() else { return };
    for name in ["RS256", "ES256", "ES384", "ES512", "ES256K", "EdDSA"] {
        let material = generate(alg(name).key_type(), 2048, &SystemRandom).unwrap();
        let key = Key::new(material, Form::Raw);
        compare(directory.path(), &key);
        openssl(directory.path(), "pkey -in private.pem -check -noout");
        openssl(directory.path(), "pkey -pubin -in public.pem -pubcheck -noout");
    }
}

#[test]
fn keys_that_openssl_rewrote_are_the_same() {
    let Some(directory) = directory() else { return };
    for name in ["RS256", "ES256", "ES384", "ES512", "ES256K", "EdDSA"] {
        let key = Key::new(generate(alg(name).key_type(), 2048, &SystemRandom).unwrap(), Form::Raw);
        fs::write(directory.path().join("private.pem"), pem::to_pem(&key, true).unwrap().expose()).unwrap();
        let mut commands =
            vec!["pkey -in private.pem -outform DER", "pkey -in private.pem -pubout", "pkey -in private.pem"];
        if key.key_type() != KeyType::Ed25519 {
            commands.push("pkey -in private.pem -traditional");
        }
        if matches!(key.key_type(), KeyType::Ec(_)) {
            commands.push("ec -in private.pem -no_public");
            commands.push("pkey -in private.pem -pubout -ec_conv_form compressed");
        }
        for command in commands {
            let rewritten =
                keys::read(openssl(directory.path(), command).stdout).unwrap_or_else(|f| panic!("{command}: {f}"));
            assert_eq!(jwk::thumbprint(&rewritten), jwk::thumbprint(&key), "{command}");
        }
    }
}

/// Encrypted keys go both ways, whatever OpenSSL encrypts with.
#[test]
fn encrypted_keys() {
    let Some(directory) = directory() else { return };
    let passphrase = || Secret::from("pass word".to_owned());
    // One line to decrypt with, and one to encrypt with.
    fs::write(directory.path().join("passphrase"), "pass word\npass word\n").unwrap();
    for name in ["RS256", "ES256K", "EdDSA"] {
        let key = Key::new(generate(alg(name).key_type(), 2048, &SystemRandom).unwrap(), Form::Raw);
        let plain = der::to_der(&key, true).unwrap();
        let encrypted = der::encrypt(&plain, &passphrase(), &SystemRandom).unwrap();
        fs::write(directory.path().join("private.pem"), pem::encrypted_to_pem(&encrypted).expose()).unwrap();
        let read = openssl(directory.path(), "pkey -in private.pem -passin file:passphrase").stdout;
        assert!(read == pem::to_pem(&key, true).unwrap().expose(), "{name}");
        let dump = String::from_utf8(openssl(directory.path(), "asn1parse -in private.pem").stdout).unwrap();
        // 600,000 times HMAC-SHA-256, then AES-256-CBC.
        for part in ["PBES2", "PBKDF2", ":0927C0", "hmacWithSHA256", "aes-256-cbc"] {
            assert!(dump.contains(part), "{part}: {dump}");
        }
        for options in
            ["-v2 aes256", "-v2 aes128 -v2prf hmacWithSHA1", "-v2 des3", "-scrypt", "-v2 aes192 -iter 600000"]
        {
            let command =
                format!("pkcs8 -topk8 -in private.pem -passin file:passphrase -passout file:passphrase {options}");
            let theirs = openssl(directory.path(), &command).stdout;
            let read =
                keyfile::read_with(&theirs, &mut || Ok(passphrase())).unwrap_or_else(|f| panic!("{options}: {f}"));
            assert_eq!(jwk::thumbprint(&read.keys[0]), jwk::thumbprint(&key), "{options}");
        }
    }
}

#[test]
fn macs() {
    let Some(directory) = directory() else { return };
    let bytes: Vec<u8> = (1..=64).collect();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let key = Key::from_secret(Secret::new(bytes));
    for alg in key.algorithms() {
        let Primitive::Hmac(hash) = alg.primitive() else { panic!("{alg}") };
        let command = format!("dgst -{} -mac HMAC -macopt hexkey:{hex} -binary message", hash_name(hash));
        let mut ours = Vec::new();
        SigningKey::new(&key, alg, Strength::Required).unwrap().sign(MESSAGE, &mut ours).unwrap();
        assert_eq!(openssl(directory.path(), &command).stdout, ours, "{alg}");
    }
}
