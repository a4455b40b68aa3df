//! The key ring: whether every key is there, sound and strong, whether one signs, and whether somebody else's program
//! agrees with what it signs.

use std::collections::BTreeSet;

use crate::base::datetime::{self, Zone};
use crate::base::files;
use crate::base::{Code, Fault, Json, Object};
use crate::core::Context;
use crate::core::keys;
use crate::core::tokens::second_opinion::{Opinion, ask};
use crate::home::Home;
use crate::home::ring::{Entry, Ring, State};
use crate::jose::jws::Prefix;
use crate::jose::{Key, SigningKey, Strength};

use super::Chart;

pub fn check(context: &Context<'_>, home: &Home, chart: &mut Chart) {
    chart.checked.push("keys");
    let ring = match home.ring() {
        Ok(ring) => ring,
        Err(fault) => {
            chart.fault("ring", &fault);
            chart.not_checked.push("the keys, since the ring cannot be read".to_owned());
            return;
        }
    };
    for entry in ring.keys() {
        check_key(context, home, entry, chart);
    }
    strays(home, &ring, chart);
    match ring.active() {
        Ok(entry) => second_opinion(home, entry, chart),
        Err(fault) => chart.fault("no_active_key", &fault),
    }
}

fn check_key(context: &Context<'_>, home: &Home, entry: &Entry, chart: &mut Chart) {
    let kid = &entry.kid;
    let loaded = if entry.private { home.private_key(entry) } else { home.verification_key(entry) };
    let key = match loaded {
        Ok(key) => key,
        // That others can read its file is told with the files.
        Err(fault) if fault.code == Code::KeyRefused => return,
        Err(fault) => return chart.fault("key", &fault),
    };
    for finding in keys::check(&[key]).keys.into_iter().flat_map(|key| key.errors) {
        chart.find(
            "weak_key",
            format!("the key {kid:?}: {}", finding.message),
            format!("sign with another (`tokctl key rotate`), then `tokctl key remove {kid}`"),
        );
    }
    if let (State::Retired, Some(until)) = (entry.state, entry.verify_until)
        && until <= context.now()
    {
        let until = datetime::show(until, Zone::Utc);
        chart.find(
            "expired_key",
            format!("the key {kid:?} is retired, and its time was up at {until}"),
            format!("`tokctl key remove {kid}`"),
        );
    }
}

/// Key files that no key of the ring has.
fn strays(home: &Home, ring: &Ring, chart: &mut Chart) {
    let known: BTreeSet<_> = ring.keys().iter().map(|entry| home.private_key_path(&entry.kid)).collect();
    // That the folder cannot be read is told with the files.
    for name in files::names_in(&home.keys_dir()).unwrap_or_default() {
        let path = home.keys_dir().join(&name);
        if !files::is_temporary(&name) && !known.contains(&path) {
            let path = path.display();
            chart.find(
                "stray_key",
                format!("{path} belongs to no key of the ring"),
                format!("`tokctl key import {path}` adds it; remove it where it is not wanted"),
            );
        }
    }
}

fn second_opinion(home: &Home, entry: &Entry, chart: &mut Chart) {
    // That the key cannot be read was told.
    let Ok(key) = home.private_key(entry) else { return };
    let signed = sign(&key, entry);
    match signed.map(|token| ask(&token, &key, entry.alg)) {
        Ok(Opinion::Good) => chart.checked.push("second opinion on a signature"),
        Ok(Opinion::None) => {
            chart
                .not_checked
                .push(format!("a second opinion on a signature: jsonwebtoken does not know {}", entry.alg));
        }
        Ok(Opinion::Bad) => chart.find(
            "disagreement",
            format!("jsonwebtoken does not accept what the key {:?} signs", entry.kid),
            "report it with `tokctl key show` of the key, and sign with another: `tokctl key rotate`".to_owned(),
        ),
        Err(fault) => chart.fault("key", &fault),
    }
}

fn sign(key: &Key, entry: &Entry) -> Result<String, Fault> {
    let key = SigningKey::new(key, entry.alg, Strength::Required)?;
    let mut header = Object::new();
    header.set("alg", Json::string(entry.alg.name()));
    let (mut signature, mut token) = (Vec::new(), String::new());
    Prefix::new(&header).sign(b"{}", &key, &mut signature, &mut token)?;
    Ok(token)
}
