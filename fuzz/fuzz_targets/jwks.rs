//! A JWKS: never secrets beside public keys, never a choice among keys for one kid, and never an HMAC secret itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tokctl::base::b64;
use tokctl::jose::jws::Compact;
use tokctl::jose::{Strength, jwk, misused_key};
use tokctl::token::key_issuer::KeyIssuer;
use tokctl::token::keyset::MAX_TRIED;
use tokctl::token::{Candidate, KeySet};
use tokctl_fuzz::{hold_fault, hold_text};

fuzz_target!(|data: &[u8]| {
    let mut notes = Vec::new();
    let keys = match jwk::parse_set(data, &mut notes) {
        Ok(keys) => keys,
        Err(fault) => return hold_fault(&fault),
    };
    notes.iter().for_each(|note| hold_text(note));
    if keys.is_empty() {
        return;
    }
    assert!(misused_key::find_key_material(data).is_some(), "a JWKS is not a secret");
    let secrets = keys.iter().filter(|key| key.is_symmetric()).count();
    assert!(secrets == 0 || secrets == keys.len(), "a set mixes secrets and public keys");

    let private = secrets > 0;
    let written = jwk::write_set(&keys, private).expect("a set that was read is written");
    let again = jwk::parse_set(written.expose(), &mut Vec::new()).expect("and read again");
    assert_eq!(again.len(), keys.len());
    for (key, again) in keys.iter().zip(&again) {
        assert_eq!((jwk::thumbprint(key), &key.kid), (jwk::thumbprint(again), &again.kid));
    }

    let candidates = keys.iter().map(|key| Candidate {
        key: key.clone(),
        source: "set".to_owned(),
        any_kid: false,
        issuer: KeyIssuer::Any,
    });
    let set = KeySet::new(candidates.collect(), vec![], Strength::Required);
    for key in keys.iter().take(4) {
        for alg in key.algorithms() {
            for kid in [None, key.kid.as_deref()] {
                let kid_member = kid.map(|kid| format!(",\"kid\":{}", serde_json::to_string(kid).unwrap()));
                let header = format!("{{\"alg\":\"{alg}\"{}}}", kid_member.unwrap_or_default());
                let token = format!("{}..", b64::encode(header));
                let header = Compact::split(&token).unwrap().header().unwrap();
                match set.select(&header, None) {
                    Ok(selection) => {
                        assert!((1..=MAX_TRIED).contains(&selection.count()));
                        assert!(kid.is_none() || selection.count() == 1, "a kid names one key");
                        assert!(selection.algorithm().is_same_as(alg));
                    }
                    Err(refused) => hold_fault(&refused.fault),
                }
            }
        }
    }
});
