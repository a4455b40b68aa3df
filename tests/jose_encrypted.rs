//! Private keys encrypted with a passphrase: by OpenSSL, by tokctl, and hostile ones.

#[path = "fixtures/keys/mod.rs"]
mod keys;

use std::cell::Cell;
use std::time::{Duration, Instant};

use keys::{bytes, key, text};
use tokctl::base::{Code, Fault, Secret, SystemRandom, b64};
use tokctl::jose::key::Form;
use tokctl::jose::{Algorithm, Key, der, generate, jwk, keyfile, pem};

const PASSPHRASE: &str = "passphrase";

fn open(bytes: impl AsRef<[u8]>, passphrase: &str) -> Result<Key, Fault> {
    let mut file = keyfile::read_with(bytes.as_ref(), &mut || Ok(Secret::from(passphrase.to_owned())))?;
    assert_eq!(file.keys.len(), 1);
    Ok(file.keys.remove(0))
}

/// Refused before a passphrase is requested, and before any costly work.
fn refused_unasked(bytes: impl AsRef<[u8]>) -> Fault {
    let asked = Cell::new(false);
    let started = Instant::now();
    let read = keyfile::read_with(bytes.as_ref(), &mut || {
        asked.set(true);
        Ok(Secret::from(PASSPHRASE.to_owned()))
    });
    assert!(!asked.get());
    assert!(started.elapsed() < Duration::from_secs(5));
    read.map(|file| file.keys).unwrap_err()
}

#[test]
fn keys_encrypted_by_openssl_are_read() {
    let reference = jwk::thumbprint(&key("p256.pkcs8.pem"));
    for name in [
        "encrypted.pkcs8.pem",
        "encrypted.pkcs8.der",
        "encrypted-aes128-sha1.pem",
        "encrypted-aes192-sha512.pem",
        "encrypted-des3.pem",
        "encrypted-scrypt.pem",
    ] {
        let key = open(bytes(name), PASSPHRASE).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        assert!(key.is_private(), "{name}");
        assert_eq!(jwk::thumbprint(&key), reference, "{name}");
        assert_eq!(key.form, if name.ends_with("pem") { Form::Pem } else { Form::Der }, "{name}");
        for wrong in ["Passphrase", "passphrase ", ""] {
            let fault = open(bytes(name), wrong).unwrap_err();
            assert_eq!(fault.code, Code::KeyUnreadable, "{name}");
            assert!(fault.message.contains("passphrase is wrong"), "{name}: {fault}");
        }
        let fault = keyfile::read(&bytes(name)).map(|file| file.keys).unwrap_err();
        assert!(fault.message.contains("encrypted with a passphrase"), "{name}: {fault}");
    }
}

#[test]
fn other_schemes_are_refused_with_the_command_that_converts() {
    for (name, word) in [
        ("encrypted-pbes1.pem", "triple DES (PKCS#12)"),
        ("encrypted-camellia.pem", "Camellia"),
        ("encrypted.sec1.pem", "Proc-Type: 4,ENCRYPTED"),
    ] {
        let fault = refused_unasked(bytes(name));
        assert_eq!(fault.code, Code::KeyUnreadable, "{name}: {fault}");
        assert!(fault.message.contains(word), "{name}: {fault}");
        assert!(fault.hint.unwrap().contains("openssl pkcs8 -topk8"), "{name}");
    }
}

#[test]
fn only_the_private_key_beside_certificates_needs_a_passphrase() {
    let both = text("p256.cert.pem") + &text("encrypted.pkcs8.pem");
    assert!(open(&both, PASSPHRASE).unwrap().is_private());
    // No passphrase is requested if nothing is encrypted.
    keyfile::read_with(&bytes("p256.pkcs8.pem"), &mut || panic!("asked")).unwrap();
}

#[test]
fn every_type_of_key_survives_encryption() {
    let passphrase = Secret::from("correct horse".to_owned());
    let mut seen = Vec::new();
    for alg in Algorithm::all().filter(|alg| !alg.name().starts_with("HS")) {
        if seen.contains(&alg.key_type()) {
            continue;
        }
        seen.push(alg.key_type());
        let key = Key::new(generate(alg.key_type(), 2048, &SystemRandom).unwrap(), Form::Raw);
        let plain = der::to_der(&key, true).unwrap();
        let encrypted = der::encrypt(&plain, &passphrase, &SystemRandom).unwrap();
        for written in [encrypted.clone(), pem::encrypted_to_pem(&encrypted)] {
            let again = open(written.expose(), "correct horse").unwrap();
            assert_eq!(der::to_der(&again, true).unwrap(), plain, "{alg}");
        }
    }
    assert_eq!(seen.len(), 9);
}

#[test]
fn each_encryption_of_a_key_differs() {
    let plain = der::to_der(&key("ed25519.pkcs8.pem"), true).unwrap();
    let once = || der::encrypt(&plain, &Secret::from(PASSPHRASE.to_owned()), &SystemRandom).unwrap();
    let (one, other) = (once(), once());
    assert_ne!(one, other);
    assert!(!one.expose().windows(32).any(|window| plain.expose().ends_with(window)));
}

#[test]
fn a_hostile_file_cannot_cost_much_time() {
    let huge = [0x7f, 0xff, 0xff, 0xff];
    for kdf in [
        pbkdf2(&[0]),
        pbkdf2(&huge),
        pbkdf2(&[0, 0xff, 0xff, 0xff, 0xff]),
        pbkdf2(&[1, 0, 0, 0, 0, 0]),
        pbkdf2(&[0x00, 0x98, 0x96, 0x81]),
        scrypt(&[0], &[8], &[1]),
        scrypt(&[1], &[8], &[1]),
        scrypt(&[3], &[8], &[1]),
        scrypt(&[0x40, 0], &[0], &[1]),
        scrypt(&[0x40, 0], &[8], &[0]),
        scrypt(&[0x40, 0, 0], &[8], &[1]),
        scrypt(&[0x40, 0], &[0x7f, 0xff], &[1]),
        scrypt(&[0x40, 0], &[8], &[0x7f, 0xff]),
        scrypt(&[0, 0x80, 0, 0, 0, 0, 0, 0, 0], &[8], &[1]),
        scrypt(&huge, &huge, &huge),
    ] {
        let fault = refused_unasked(encrypted(&kdf, &aes256(&[7; 16]), &[0; 32]));
        assert!(matches!(fault.code, Code::KeyRefused | Code::KeyUnreadable), "{fault}");
    }
}

#[test]
fn broken_parameters_are_refused() {
    let kdf = pbkdf2(&[8]);
    for cipher in [
        aes256(&[]),
        aes256(&[7; 15]),
        aes256(&[7; 17]),
        des3(&[]),
        des3(&[7; 7]),
        tlv(0x30, &oid(&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 1, 0x2a])),
        tlv(0x30, &[]),
    ] {
        assert_eq!(refused_unasked(encrypted(&kdf, &cipher, &[0; 32])).code, Code::KeyUnreadable);
    }
    // The passphrase is requested, but decryption fails.
    for length in [0, 1, 15, 16, 17, 4096] {
        for cipher in [aes256(&[7; 16]), des3(&[7; 8])] {
            let fault = open(encrypted(&kdf, &cipher, &vec![0; length]), PASSPHRASE).unwrap_err();
            assert_eq!(fault.code, Code::KeyUnreadable, "{length}");
        }
    }
}

#[test]
fn what_is_inside_must_be_a_private_key() {
    let passphrase = Secret::from(PASSPHRASE.to_owned());
    for inside in [bytes("p256.spki.der"), bytes("p256.sec1.der"), bytes("encrypted.pkcs8.der"), Vec::new()] {
        let encrypted = der::encrypt(&Secret::new(inside), &passphrase, &SystemRandom).unwrap();
        assert_eq!(open(encrypted.expose(), PASSPHRASE).unwrap_err().code, Code::KeyUnreadable);
    }
}

/// `EncryptedPrivateKeyInfo` with PBES2.
fn encrypted(kdf: &[u8], cipher: &[u8], data: &[u8]) -> Vec<u8> {
    let pbes2 = oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 13]);
    let scheme = tlv(0x30, &[pbes2, tlv(0x30, &[kdf, cipher].concat())].concat());
    tlv(0x30, &[scheme, tlv(4, data)].concat())
}

fn pbkdf2(iterations: &[u8]) -> Vec<u8> {
    let sha256 = tlv(0x30, &[oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 2, 9]), tlv(5, &[])].concat());
    let parameters = [tlv(4, &[9; 16]), tlv(2, iterations), sha256].concat();
    tlv(0x30, &[oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 12]), tlv(0x30, &parameters)].concat())
}

fn scrypt(cost: &[u8], block: &[u8], parallel: &[u8]) -> Vec<u8> {
    let parameters = [tlv(4, &[9; 16]), tlv(2, cost), tlv(2, block), tlv(2, parallel)].concat();
    tlv(0x30, &[oid(&[0x2b, 6, 1, 4, 1, 0xda, 0x47, 4, 11]), tlv(0x30, &parameters)].concat())
}

fn aes256(vector: &[u8]) -> Vec<u8> {
    tlv(0x30, &[oid(&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 1, 0x2a]), tlv(4, vector)].concat())
}

fn des3(vector: &[u8]) -> Vec<u8> {
    tlv(0x30, &[oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 3, 7]), tlv(4, vector)].concat())
}

fn oid(value: &[u8]) -> Vec<u8> {
    tlv(6, value)
}

fn tlv(tag: u8, value: &[u8]) -> Vec<u8> {
    let length = value.len();
    let length = match u8::try_from(length) {
        Ok(short) if short < 0x80 => vec![short],
        Ok(long) => vec![0x81, long],
        Err(_) => vec![0x82, (length >> 8) as u8, (length & 0xff) as u8],
    };
    [&[tag][..], &length, value].concat()
}

proptest::proptest! {
    #[test]
    fn a_changed_byte_is_read_or_refused(name in 0..4_usize, at in 0..400_usize, value: u8) {
        let name = ["encrypted-des3.pem", "encrypted-scrypt.pem", "encrypted.pkcs8.pem", "encrypted-pbes1.pem"][name];
        let text = text(name);
        let body: String = text.lines().filter(|line| !line.starts_with('-')).collect();
        let mut der = b64::decode_standard(body.as_bytes()).unwrap();
        let at = at % der.len();
        der[at] = value;
        let _ = keyfile::read_with(&der, &mut || Err(Fault::new(Code::KeyUnreadable, "not now")));
    }
}
