//! A JWK: what is accepted is written and read again as the same key, and signs and verifies if it is sound.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tokctl::jose::{jwk, keyfile, misused_key};
use tokctl_fuzz::{hold_fault, hold_key, hold_text};

fuzz_target!(|data: &[u8]| {
    let mut notes = Vec::new();
    match jwk::parse(data, &mut notes) {
        Ok(key) => {
            hold_key(&key);
            // The same bytes are a key as a file, and never an HMAC secret.
            let file = keyfile::read(data);
            if let Ok(file) = &file {
                assert_eq!(jwk::thumbprint(&file.keys[0]), jwk::thumbprint(&key));
            }
            assert!(misused_key::find_key_material(data).is_some());
        }
        Err(fault) => hold_fault(&fault),
    }
    notes.iter().for_each(|note| hold_text(note));
});
