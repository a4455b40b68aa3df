mod files;

use std::fs;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread;

use super::*;
use crate::base::random::RandomError;
use crate::base::{FixedClock, Random, Secret, SystemRandom};
use crate::home::Home;
use crate::jose::{Algorithm, Key, jwk};

const NOW: Timestamp = Timestamp::from_secs(1_700_000_000);
const DAY: Duration = Duration::from_secs(86_400);

fn home() -> (tempfile::TempDir, Home) {
    let dir = tempfile::tempdir().unwrap();
    let opened = Home::open_or_create(&dir.path().join("home"), &FixedClock::new(NOW), &SystemRandom).unwrap();
    (dir, opened.home)
}

fn at(now: Timestamp) -> FixedClock {
    FixedClock::new(now)
}

fn alg(name: &str) -> Algorithm {
    name.parse().unwrap()
}

fn new(alg_name: &str, kid: &str) -> NewKey {
    NewKey::generate(alg(alg_name), None, Some(kid.to_owned()), &SystemRandom).unwrap()
}

fn verification_keys(home: &Home, now: Timestamp, wanted: impl Fn(&KeyEntry) -> bool) -> Result<Vec<Key>, Fault> {
    let ring = home.ring()?;
    ring.verifying(now).filter(|entry| wanted(entry)).map(|entry| home.verification_key(entry)).collect()
}

fn state(home: &Home, kid: &str) -> KeyState {
    home.ring().unwrap().find(kid).unwrap().state
}

fn verifying(home: &Home, now: Timestamp) -> Vec<String> {
    let keys = verification_keys(home, now, |_| true).unwrap();
    keys.into_iter().map(|key| key.kid.unwrap()).collect()
}

#[test]
fn later_keys_sign_only_after_activation() {
    let (_dir, home) = home();
    let first = home.ring().unwrap().active().unwrap().kid.clone();
    let added = home.add_keys(&[new("EdDSA", "two"), new("HS256", "three")], &at(NOW)).unwrap();
    assert_eq!(added.iter().map(|key| key.state).collect::<Vec<_>>(), [KeyState::Published; 2]);
    assert_eq!(home.signing_key().unwrap().key.kid.as_deref(), Some(first.as_str()));
    assert_eq!(home.activate_key("two").unwrap().key.state, KeyState::Active);
    assert_eq!(state(&home, &first), KeyState::Published);
    assert_eq!(home.signing_key().unwrap().alg.name(), "EdDSA");
    assert_eq!(verifying(&home, NOW), [first.as_str(), "two", "three"]);
}

#[test]
fn the_first_key_that_can_sign_is_active() {
    let mut ring = Ring::default();
    let pair = new("ES256", "pair");
    let public = pair.key().public().unwrap().with_kid("public");
    ring.add(&NewKey::import(public, None, None).unwrap(), NOW).unwrap();
    assert_eq!(ring.active().unwrap_err().code, Code::NotFound);
    assert_eq!(ring.add(&pair, NOW).unwrap().state, KeyState::Active);
    assert_eq!(ring.activate("public").unwrap_err().code, Code::Usage);
}

#[test]
fn a_rotated_key_verifies_until_its_retirement_ends() {
    let (_dir, home) = home();
    let old = home.ring().unwrap().active().unwrap().kid.clone();
    let now = NOW.saturating_add(Duration::from_millis(1));
    assert_eq!(home.rotate_key(&new("ES384", "new"), &at(now), DAY).unwrap().retired.unwrap().kid, old);
    assert_eq!(home.signing_key().unwrap().key.kid.as_deref(), Some("new"));
    let end = NOW.saturating_add(DAY + Duration::from_secs(1));
    assert_eq!(home.ring().unwrap().find(&old).unwrap().verify_until, Some(end));
    assert_eq!(verifying(&home, end.saturating_sub(Duration::from_millis(1))), [old.as_str(), "new"]);
    assert_eq!(verifying(&home, end), ["new"]);
    let refusal = home.ring().unwrap().find(&old).unwrap().why_not_verifying(end).unwrap();
    assert!(refusal.message.ends_with("is retired; it verified until 2023-11-15T22:13:21Z"), "{refusal}");
}

#[test]
fn retired_keys_can_come_back_and_revoked_ones_cannot() {
    let (_dir, home) = home();
    let first = home.ring().unwrap().active().unwrap().kid.clone();
    home.add_keys(&[new("ES256", "b")], &at(NOW)).unwrap();
    assert_eq!(home.retire_key(&first, &at(NOW), DAY).unwrap_err().code, Code::Usage);
    assert_eq!(home.retire_key("b", &at(NOW), DAY).unwrap().key.state, KeyState::Retired);
    assert_eq!(home.activate_key("b").unwrap().key.verify_until, None);
    home.revoke_key("b", &at(NOW)).unwrap();
    assert_eq!(home.activate_key("b").unwrap_err().code, Code::Usage);
    assert_eq!(home.signing_key().unwrap_err().code, Code::NotFound);
    assert_eq!(verifying(&home, NOW), [first]);
    assert!(home.rotate_key(&new("ES256", "c"), &at(NOW), DAY).unwrap().retired.is_none());
    assert_eq!(state(&home, "c"), KeyState::Active);
}

#[test]
fn removing_a_key_removes_its_file() {
    let (_dir, home) = home();
    let first = home.ring().unwrap().active().unwrap().kid.clone();
    assert_eq!(home.remove_key(&first).unwrap_err().code, Code::Usage);
    home.add_keys(&[new("ES256", "b")], &at(NOW)).unwrap();
    assert!(home.private_key_path("b").exists());
    home.remove_key("b").unwrap();
    assert!(!home.private_key_path("b").exists());
    for fault in [
        home.remove_key("b"),
        home.activate_key("b").map(|change| change.key),
        home.retire_key("b", &at(NOW), DAY).map(|change| change.key),
        home.revoke_key("b", &at(NOW)).map(|change| change.key),
    ] {
        assert_eq!(fault.unwrap_err().code, Code::NotFound);
    }
}

#[test]
fn an_id_is_used_once_and_all_keys_or_none_are_added() {
    let (_dir, home) = home();
    home.add_keys(&[new("ES256", "a")], &at(NOW)).unwrap();
    let before = fs::read(home.private_key_path("a")).unwrap();
    assert_eq!(home.add_keys(&[new("ES256", "b"), new("ES256", "a")], &at(NOW)).unwrap_err().code, Code::Usage);
    assert_eq!(home.rotate_key(&new("ES256", "a"), &at(NOW), DAY).unwrap_err().code, Code::Usage);
    assert!(home.ring().unwrap().get("b").is_none());
    assert!(!home.private_key_path("b").exists());
    assert_eq!(fs::read(home.private_key_path("a")).unwrap(), before);
}

#[test]
fn any_kid_has_its_own_file_in_the_directory() {
    let (_dir, home) = home();
    let long = "x".repeat(5_000);
    for kid in ["../../etc/passwd", "a/b", "A", "a", "\u{0}", "schlüssel 🔑", ".", "..", "con", &long] {
        home.add_keys(&[new("EdDSA", kid)], &at(NOW)).unwrap();
        let path = home.private_key_path(kid);
        assert_eq!(path.parent(), Some(home.keys_dir().as_path()));
        assert!(path.is_file(), "{}", path.display());
    }
    assert_ne!(
        home.private_key_path("A").to_string_lossy().to_lowercase(),
        home.private_key_path("a").to_string_lossy().to_lowercase()
    );
    assert_eq!(fs::read_dir(home.keys_dir()).unwrap().count(), 11);
}

#[test]
fn verifying_reads_no_private_key() {
    let (_dir, home) = home();
    home.add_keys(&[new("HS256", "secret")], &at(NOW)).unwrap();
    fs::remove_dir_all(home.keys_dir()).unwrap();
    let keys = verification_keys(&home, NOW, |entry| !entry.is_symmetric()).unwrap();
    assert!(keys.iter().all(|key| !key.is_private()));
    assert_eq!(keys.len(), 1);
    // A secret has no public key.
    assert_eq!(verification_keys(&home, NOW, |_| true).unwrap_err().code, Code::KeyUnreadable);
}

#[test]
fn a_clock_that_is_behind_prevents_no_change() {
    let (_dir, home) = home();
    let day_before = at(NOW.saturating_sub(DAY));
    home.add_keys(&[new("EdDSA", "a"), new("EdDSA", "b")], &at(NOW.saturating_add(DAY))).unwrap();
    home.add_keys(&[new("EdDSA", "c")], &day_before).unwrap();
    home.rotate_key(&new("EdDSA", "d"), &day_before, DAY).unwrap();
    home.retire_key("a", &day_before, DAY).unwrap();
    assert_eq!(home.revoke_key("b", &day_before).unwrap().key.state, KeyState::Revoked);
    assert_eq!(home.ring().unwrap().newest(), Some(NOW.saturating_add(DAY)));
}

#[test]
fn the_time_of_a_change_is_read_under_the_lock() {
    let (_dir, home) = home();
    home.add_keys(&[new("EdDSA", "a")], &at(NOW)).unwrap();
    let clock = at(NOW);
    let lock = home.lock().unwrap();
    thread::scope(|scope| {
        let waiting = scope.spawn(|| home.revoke_key("a", &clock).unwrap());
        thread::sleep(Duration::from_millis(50));
        clock.advance(DAY);
        drop(lock);
        assert_eq!(waiting.join().unwrap().key.retired_at, Some(NOW.saturating_add(DAY)));
    });
}

#[test]
fn changes_at_once_are_all_made() {
    let (_dir, home) = home();
    thread::scope(|scope| {
        for n in 0..12 {
            let home = &home;
            scope.spawn(move || match n % 3 {
                0 => drop(home.rotate_key(&new("EdDSA", &format!("r{n}")), &at(NOW), DAY).unwrap()),
                1 => drop(home.add_keys(&[new("EdDSA", &format!("a{n}"))], &at(NOW)).unwrap()),
                _ => home.change_config(|config| config.set("leeway", &format!("{n}s"))).unwrap(),
            });
        }
        // Readers never wait, and never see a partial ring.
        for _ in 0..200 {
            home.signing_key().unwrap();
        }
    });
    let ring = home.ring().unwrap();
    assert_eq!(ring.keys().len(), 9);
    assert_eq!(ring.keys().iter().filter(|key| key.state == KeyState::Active).count(), 1);
    assert_eq!(ring.keys().iter().filter(|key| key.state == KeyState::Retired).count(), 4);
    assert_eq!(fs::read_dir(home.keys_dir()).unwrap().count(), 9);
}

#[test]
fn sizes_are_checked_before_a_key_is_generated() {
    let make = |name: &str, bits: usize| NewKey::generate(alg(name), Some(bits), None, &SystemRandom);
    for (name, bits) in [
        ("HS256", 248),
        ("HS256", 257),
        ("HS512", 256),
        ("HS256", 80_000),
        ("ES256", 256),
        ("EdDSA", 256),
        ("RS256", 1024),
        ("RS256", 2049),
    ] {
        assert_eq!(make(name, bits).unwrap_err().code, Code::Usage, "{name} {bits}");
    }
    assert_eq!(make("HS256", 512).unwrap().key().bits(), 512);
    assert_eq!(NewKey::generate(alg("HS384"), None, None, &SystemRandom).unwrap().key().bits(), 384);
    assert_eq!(NewKey::generate(alg("HS384"), None, Some(String::new()), &SystemRandom).unwrap_err().code, Code::Usage);
}

/// Fills with one byte, which is one higher at each call.
struct Rising(AtomicU8);

impl Random for Rising {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), RandomError> {
        buffer.fill(self.0.fetch_add(1, Ordering::Relaxed));
        Ok(())
    }
}

#[test]
fn a_default_key_id_never_begins_with_a_hyphen() {
    let make = |first: u8, kid: Option<&str>| {
        let random = Rising(AtomicU8::new(first));
        NewKey::generate(alg("EdDSA"), None, kid.map(str::to_owned), &random).unwrap()
    };
    let thumbprint = |first: u8| jwk::thumbprint(make(first, Some("given")).key());
    let first = (0..u8::MAX)
        .find(|first| thumbprint(*first).starts_with('-') && !thumbprint(first + 1).starts_with('-'))
        .unwrap();
    assert_eq!(make(first, None).key().kid, Some(thumbprint(first + 1)));
    assert_eq!(make(first, Some("-given")).key().kid.as_deref(), Some("-given"));
}

#[test]
fn imported_keys_keep_their_id_and_algorithms() {
    let pair = new("EdDSA", "own");
    let import = |key: &Key, alg: Option<&str>, kid: Option<&str>| {
        NewKey::import(key.clone(), alg.map(|name| name.parse().unwrap()), kid.map(str::to_owned))
    };
    assert_eq!(import(pair.key(), None, None).unwrap().key().kid.as_deref(), Some("own"));
    assert_eq!(import(pair.key(), None, Some("other")).unwrap().key().kid.as_deref(), Some("other"));
    let mut unnamed = pair.key().clone();
    unnamed.kid = None;
    let named = import(&unnamed, None, None).unwrap();
    assert_eq!(named.key().kid, Some(jwk::thumbprint(pair.key())));
    assert_eq!(import(pair.key(), Some("ES256"), None).unwrap_err().code, Code::AlgorithmRefused);
    let secret = Key::from_secret(Secret::new(vec![7; 64]));
    assert_eq!(import(&secret, None, None).unwrap().algorithm().name(), "HS256");
    let narrowed = import(&secret, Some("HS512"), None).unwrap();
    assert_eq!(narrowed.key().algorithms(), [alg("HS512")]);
    let mut encryption = pair.key().clone();
    encryption.usage.public_use = Some("enc".to_owned());
    assert_eq!(import(&encryption, None, None).unwrap_err().code, Code::KeyRefused);
    let mut foreign = pair.key().clone();
    foreign.usage.algorithm = Some("ECDH-ES".to_owned());
    assert_eq!(import(&foreign, None, None).unwrap_err().code, Code::KeyRefused);
}
