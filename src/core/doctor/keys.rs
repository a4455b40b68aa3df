//! The key ring: whether every key exists, is sound and strong, whether one of them signs, and whether jsonwebtoken accepts
//! its signature.

use std::collections::BTreeSet;

use crate::base::datetime;
use crate::base::files;
use crate::base::shown::{last_argument, shell_word};
use crate::base::{Code, Fault};
use crate::core::Context;
use crate::core::clock_behind;
use crate::core::keys;
use crate::core::tokens::second_opinion::{Opinion, ask};
use crate::home::Home;
use crate::home::ring::{KeyEntry, KeyState, Ring};
use crate::jose::{Key, SigningKey, Strength, jws};

use super::{HomeFindings, HomeProblem};

pub fn check(context: &Context<'_>, home: &Home, found: &mut HomeFindings) {
    found.checked.push("keys");
    let ring = match home.ring() {
        Ok(ring) => ring,
        Err(fault) => {
            found.add_fault(HomeProblem::Ring, &fault);
            found.not_checked.push("the keys, because the ring cannot be read".to_owned());
            return;
        }
    };
    for entry in ring.keys() {
        check_key(context, home, entry, found);
    }
    check_stray_files(home, &ring, found);
    if let Some(newest) = ring.newest()
        && context.now() < newest
    {
        let message = clock_behind::message(clock_behind::RING, newest, context.now());
        found.add(HomeProblem::Clock, message, clock_behind::FIX);
    }
    match ring.active() {
        Ok(entry) => second_opinion(home, entry, found),
        Err(_) if home.only_verifies().unwrap_or(false) => {}
        Err(fault) => found.add_fault(HomeProblem::NoActiveKey, &fault),
    }
}

fn check_key(context: &Context<'_>, home: &Home, entry: &KeyEntry, found: &mut HomeFindings) {
    let kid = &entry.kid;
    let loaded = if entry.private { home.private_key(entry) } else { home.verification_key(entry) };
    let key = match loaded {
        Ok(key) => key,
        // That other users can read its file is reported with the files.
        Err(fault) if fault.code == Code::KeyRefused => return,
        Err(fault) => return found.add_fault(HomeProblem::Key, &fault),
    };
    for finding in keys::check(&[key]).keys.into_iter().flat_map(|key| key.errors) {
        found.add(
            HomeProblem::WeakKey,
            format!("the key {kid:?}: {}", finding.message),
            format!("sign with another key (`tokctl key rotate`), then run `tokctl key remove {}`", last_argument(kid)),
        );
    }
    if let (KeyState::Retired, Some(until)) = (entry.state, entry.verify_until)
        && until <= context.now()
    {
        let until = datetime::show_utc(until);
        found.add(
            HomeProblem::ExpiredKey,
            format!("the key {kid:?} is retired; its retirement period ended at {until}"),
            format!("run `tokctl key remove {}`", last_argument(kid)),
        );
    }
}

/// Key files that belong to no key of the ring.
fn check_stray_files(home: &Home, ring: &Ring, found: &mut HomeFindings) {
    let known: BTreeSet<_> = ring.keys().iter().map(|entry| home.private_key_path(&entry.kid)).collect();
    // A directory that cannot be read is reported with the files.
    for name in files::names_in(&home.keys_dir()).unwrap_or_default() {
        let path = home.keys_dir().join(&name);
        if !files::is_temporary(&name) && !known.contains(&path) {
            let argument = shell_word(&path.display().to_string());
            found.add(
                HomeProblem::StrayKey,
                format!("{} does not belong to any key in the ring", path.display()),
                format!("`tokctl key import {argument}` adds it to the ring; remove the file if it is not needed"),
            );
        }
    }
}

fn second_opinion(home: &Home, entry: &KeyEntry, found: &mut HomeFindings) {
    // A key that cannot be read has been reported.
    let Ok(key) = home.private_key(entry) else { return };
    let signed = sign(&key, entry);
    match signed.map(|token| ask(&token, &key, entry.alg)) {
        Ok(Opinion::Good) => found.checked.push("second opinion on a signature"),
        Ok(Opinion::None) => {
            found
                .not_checked
                .push(format!("a second opinion on a signature: jsonwebtoken does not support {}", entry.alg));
        }
        Ok(Opinion::Bad) => found.add(
            HomeProblem::Disagreement,
            format!("jsonwebtoken does not accept the signature of the key {:?}", entry.kid),
            "sign with another key (`tokctl key rotate`), and report a bug with the output of `tokctl key show`"
                .to_owned(),
        ),
        Err(fault) => found.add_fault(HomeProblem::Key, &fault),
    }
}

fn sign(key: &Key, entry: &KeyEntry) -> Result<String, Fault> {
    let key = SigningKey::new(key, entry.alg, Strength::Required)?;
    jws::sign(&key.header(None), b"{}", &key)
}
