//! A key file, be it PEM, DER, JWK or JWKS: what is accepted reads back from every form it is written in, and is never
//! an HMAC secret.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tokctl::jose::{keyfile, misused_key};
use tokctl_fuzz::{hold_fault, hold_key, hold_text};

fuzz_target!(|data: &[u8]| {
    match keyfile::read(data) {
        Ok(file) => {
            assert!(file.is_set || file.keys.len() == 1);
            file.notes.iter().for_each(|note| hold_text(note));
            let has_key = !file.keys.is_empty();
            assert!(!has_key || misused_key::find_key_material(data).is_some(), "a readable key is not a secret");
            file.keys.iter().take(3).for_each(hold_key);
        }
        Err(fault) => hold_fault(&fault),
    }
});
