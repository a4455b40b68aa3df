//! A private key under a passphrase: hostile parameters are refused, never followed, and what decrypts is a key like any
//! other. The passphrase is always the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pkcs8::EncryptedPrivateKeyInfoRef;
use pkcs8::der::Decode;
use pkcs8::pkcs5::EncryptionScheme;
use pkcs8::pkcs5::pbes2::Kdf;
use tokctl::base::{Code, Secret};
use tokctl::jose::der;
use tokctl_fuzz::{hold_fault, hold_key};

/// What is spent on one input. More is allowed, and would only be the same more slowly.
const MOST_WORK: u64 = 1 << 16;

fuzz_target!(|data: &[u8]| {
    if work(data).is_some_and(|work| work > MOST_WORK) {
        return;
    }
    let mut asked = 0;
    let read = der::read_with(data, &mut || {
        asked += 1;
        Ok(Secret::from("x".to_owned()))
    });
    assert!(asked < 2, "a passphrase is asked for once");
    match read {
        Ok(key) => {
            assert!(asked == 0 || key.is_private());
            hold_key(&key);
        }
        Err(fault) => {
            assert!(matches!(fault.code, Code::KeyUnreadable | Code::KeyRefused), "{fault}");
            hold_fault(&fault);
        }
    }
});

/// How much work a key asks for.
fn work(data: &[u8]) -> Option<u64> {
    let info = EncryptedPrivateKeyInfoRef::from_der(data).ok()?;
    let EncryptionScheme::Pbes2(scheme) = &info.encryption_algorithm else { return None };
    Some(match &scheme.kdf {
        Kdf::Pbkdf2(parameters) => parameters.iteration_count.into(),
        Kdf::Scrypt(parameters) => parameters
            .cost_parameter
            .saturating_mul(parameters.block_size.into())
            .saturating_mul(parameters.parallelization.into()),
        _ => return None,
    })
}
