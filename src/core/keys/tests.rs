use std::time::Duration;

use super::*;
use crate::base::{Code, FixedClock, Secret, SystemRandom};
use crate::home::Home;
use crate::home::ring::NewKey;
use crate::jose::{Algorithm, Key, keyfile};

static NOW: Timestamp = Timestamp::from_secs(1_700_000_000);

/// A fresh home with its clock.
struct TestHome {
    _dir: tempfile::TempDir,
    home: Home,
    clock: FixedClock,
}

impl TestHome {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = FixedClock::new(NOW);
        let home = Home::open_or_create(&dir.path().join("home"), &clock, &SystemRandom).unwrap().home;
        Self { _dir: dir, home, clock }
    }

    fn context(&self) -> Context<'_> {
        Context::new(&self.clock, &SystemRandom, Some(&self.home))
    }

    fn generate(&self, alg: &str, kid: Option<&str>) -> KeyReport {
        let request = GenerateRequest { alg: alg.parse().unwrap(), kid: kid.map(str::to_owned), bits: None };
        self.add(&[generate(&request, &SystemRandom).unwrap()]).unwrap().remove(0)
    }

    fn add(&self, new: &[NewKey]) -> Result<Vec<KeyReport>, Fault> {
        add(&self.context(), new).map(|added| added.outcome)
    }

    fn export(&self, kid: &str, format: Format, private: bool) -> Result<ExportedKey, Fault> {
        export(&self.context(), &ExportRequest { kid: kid.to_owned(), format, private, passphrase: None })
    }
}

#[test]
fn without_a_home_there_is_a_hint() {
    let clock = FixedClock::new(NOW);
    let context = Context::new(&clock, &SystemRandom, None);
    let fault = list(&context).unwrap_err();
    assert_eq!((fault.code, fault.hint.as_deref()), (Code::NoHome, Some("create one with `tokctl init`")));
}

#[test]
fn every_algorithm_makes_a_key_that_lists_shows_and_exports() {
    let home = TestHome::new();
    for alg in Algorithm::all() {
        let made = home.generate(alg.name(), Some(alg.name()));
        assert_eq!((made.alg, made.state, made.private), (alg.name(), KeyState::Published, true));
        let detail = show(&home.context(), alg.name()).unwrap();
        assert_eq!(detail.key, made);
        assert!(detail.algorithms.contains(&alg.name()));
        assert_eq!(detail.jwk.is_none(), made.kty == "oct");
        let text = serde_json::to_string(&detail).unwrap();
        for private in ["\"d\"", "\"k\"", "\"p\""] {
            assert!(!text.contains(private), "{text}");
        }
        let secret = home.export(alg.name(), Format::Jwk, true).unwrap();
        assert!(secret.is_private);
        let read = jwk::parse(secret.bytes.expose(), &mut Vec::new()).unwrap();
        assert!(read.is_private());
        assert!(read.algorithms().iter().all(|allowed| allowed.is_same_as(alg)));
    }
    assert_eq!(list(&home.context()).unwrap().len(), 1 + Algorithm::all().count());
}

#[test]
fn names_default_to_the_thumbprint() {
    let home = TestHome::new();
    for alg in ["EdDSA", "HS256"] {
        let made = home.generate(alg, None);
        let exported = home.export(&made.kid, Format::Jwk, true).unwrap();
        assert_eq!(made.kid, jwk::thumbprint(&jwk::parse(exported.bytes.expose(), &mut Vec::new()).unwrap()));
    }
}

#[test]
fn the_public_set_holds_what_verifies_and_no_secret() {
    let home = TestHome::new();
    let first = list(&home.context()).unwrap()[0].kid.clone();
    home.generate("HS256", Some("secret"));
    home.generate("EdDSA", Some("later"));
    let request =
        RotateRequest { keep: Some(Duration::from_secs(60)), kid: Some("new".to_owned()), ..Default::default() };
    rotate(&home.context(), request).unwrap();
    let kids = || {
        let set = serde_json::to_value(jwks(&home.context()).unwrap()).unwrap();
        let kids = set["keys"].as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap().to_owned());
        kids.collect::<Vec<_>>()
    };
    assert_eq!(kids(), [first.as_str(), "later", "new"]);
    home.clock.advance(Duration::from_secs(60));
    assert_eq!(kids(), ["later", "new"]);
}

#[test]
fn rotation_takes_after_the_old_key() {
    let home = TestHome::new();
    let request = GenerateRequest { alg: "HS256".parse().unwrap(), kid: Some("long".to_owned()), bits: Some(1024) };
    home.add(&[generate(&request, &SystemRandom).unwrap()]).unwrap();
    activate(&home.context(), "long").unwrap();
    let report = rotate(&home.context(), RotateRequest::default()).unwrap().outcome;
    assert_eq!((report.active.alg, report.active.bits, report.active.state), ("HS256", 1024, KeyState::Active));
    let old = report.retired.unwrap();
    // 90 days, the longest lifetime of all by default.
    assert_eq!(
        (old.kid.as_str(), old.state, old.verify_until),
        ("long", KeyState::Retired, Some(NOW.secs() + 90 * 86_400))
    );
    let request = RotateRequest { alg: Some("ES512".parse().unwrap()), ..Default::default() };
    let report = rotate(&home.context(), request).unwrap().outcome;
    assert_eq!((report.active.alg, report.active.bits), ("ES512", 521));
}

#[test]
fn secrets_have_no_public_key_to_export() {
    let home = TestHome::new();
    home.generate("HS256", Some("s"));
    for &format in Format::ALL {
        let fault = home.export("s", format, false).unwrap_err();
        assert_eq!(fault.code, Code::Usage);
        assert_eq!(fault.hint.as_deref(), Some("export the secret with --private and --format raw, base64 or jwk"));
    }
    assert!(home.export("s", Format::Jwks, true).unwrap().is_private);
}

#[test]
fn public_exports_hold_nothing_private() {
    let home = TestHome::new();
    home.generate("EdDSA", Some("e"));
    for format in [Format::Raw, Format::Base64] {
        assert_eq!(home.export("e", format, true).unwrap_err().code, Code::Usage);
    }
    for format in [Format::Pem, Format::Der, Format::Jwk, Format::Jwks] {
        let exported = home.export("e", format, false).unwrap();
        assert!(!exported.is_private);
        assert_eq!(exported.is_binary, format == Format::Der);
        if let Some(text) = exported.bytes.expose_str().filter(|_| !exported.is_binary) {
            assert!(!text.contains("\"d\"") && !text.contains("PRIVATE") && text.ends_with('\n'), "{text}");
        }
    }
    assert_eq!(home.export("none", Format::Jwk, false).unwrap_err().code, Code::NotFound);
}

#[test]
fn either_all_keys_of_a_set_are_imported_or_none() {
    let home = TestHome::new();
    let other = TestHome::new();
    other.generate("EdDSA", Some("a"));
    other.generate("ES256", Some("b"));
    let read = |kid: &str| other.home.private_key(other.home.ring().unwrap().find(kid).unwrap()).unwrap();
    let mut public = read("b").public().unwrap();
    let keys = vec![read("a"), public.clone()];
    let request = ImportRequest { keys: keys.clone(), alg: None, kid: None, issuer: None };
    let named = ImportRequest { kid: Some("x".to_owned()), ..request.clone() };
    assert_eq!(import(named).unwrap_err().code, Code::Usage);
    let new = import(request).unwrap();
    let added = home.add(&new).unwrap();
    assert_eq!(
        added.iter().map(|key| (key.kid.as_str(), key.private)).collect::<Vec<_>>(),
        [("a", true), ("b", false)]
    );
    assert_eq!(home.add(&new).unwrap_err().code, Code::Usage);
    assert_eq!(activate(&home.context(), "b").unwrap_err().code, Code::Usage);
    assert_eq!(home.export("b", Format::Jwk, true).unwrap_err().code, Code::KeyRefused);
    public.usage.public_use = Some("enc".to_owned());
    let request = ImportRequest {
        keys: vec![Key::from_secret(Secret::new(vec![1; 32])), public],
        alg: None,
        kid: None,
        issuer: None,
    };
    let fault = import(request).unwrap_err();
    assert_eq!(fault.code, Code::KeyRefused);
    assert!(fault.message.starts_with("key \"b\": "), "{fault}");
    assert_eq!(list(&home.context()).unwrap().len(), 3);
    let request = ImportRequest { keys: Vec::new(), alg: None, kid: None, issuer: None };
    assert_eq!(import(request).unwrap_err().code, Code::KeyUnreadable);
}

#[test]
fn conversions_keep_the_private_key_by_default() {
    let convert = |keys: Vec<Key>, format: Format, public: bool| {
        convert(ConvertRequest { keys, format, public, passphrase: None }, &SystemRandom)
    };
    let home = TestHome::new();
    home.generate("EdDSA", Some("e"));
    let key = home.home.private_key(home.home.ring().unwrap().find("e").unwrap()).unwrap();
    assert!(convert(vec![key.clone()], Format::Jwk, false).unwrap().is_private);
    assert!(!convert(vec![key.clone()], Format::Jwk, true).unwrap().is_private);
    let two = vec![key.clone(), key.public().unwrap()];
    assert_eq!(convert(two.clone(), Format::Jwk, true).unwrap_err().code, Code::Usage);
    assert_eq!(convert(two.clone(), Format::Der, true).unwrap_err().code, Code::Usage);
    let set = convert(two, Format::Jwks, true).unwrap();
    let set: serde_json::Value = serde_json::from_slice(set.bytes.expose()).unwrap();
    assert_eq!(set["keys"].as_array().map(Vec::len), Some(2));
    let secret = Key::from_secret(Secret::new(vec![1; 32]));
    assert_eq!(convert(vec![secret], Format::Jwk, true).unwrap_err().code, Code::Usage);
}

#[test]
fn a_passphrase_is_for_private_keys_in_pem_and_der() {
    let home = TestHome::new();
    home.generate("ML-DSA-44", Some("m"));
    let passphrase = || Some(Secret::from("passphrase".to_owned()));
    let key = home.home.private_key(home.home.ring().unwrap().find("m").unwrap()).unwrap();
    let convert = |key: Key, format: Format| {
        convert(ConvertRequest { keys: vec![key], format, public: false, passphrase: passphrase() }, &SystemRandom)
    };
    for format in [Format::Pem, Format::Der] {
        let written = convert(key.clone(), format).unwrap();
        assert!(written.is_private && !written.bytes.expose().windows(4).any(|window| window == b"priv"));
        let read =
            keyfile::read_with(written.bytes.expose(), &mut || Ok(Secret::from("passphrase".to_owned()))).unwrap();
        assert_eq!(
            jwk::write(&read.keys[0], true).unwrap(),
            jwk::write(&Key { kid: None, usage: read.keys[0].usage.clone(), ..key.clone() }, true).unwrap()
        );
        assert_eq!(convert(key.public().unwrap(), format).unwrap_err().code, Code::Usage);
        // It is the private half that is encrypted, without being asked for by name.
        let request = ExportRequest { kid: "m".to_owned(), format, private: false, passphrase: passphrase() };
        assert!(export(&home.context(), &request).unwrap().is_private);
    }
    for format in [Format::Jwk, Format::Jwks] {
        assert_eq!(convert(key.clone(), format).unwrap_err().code, Code::Usage);
    }
    assert_eq!(convert(Key::from_secret(Secret::new(vec![1; 32])), Format::Pem).unwrap_err().code, Code::Usage);
}

#[test]
fn checks_report_the_algorithms_that_a_key_allows() {
    let secret = |length: usize| Key::from_secret(Secret::new((1_u8..).take(length).collect()));
    let report = check(&[secret(48)]);
    assert!(report.sound);
    assert_eq!(report.keys[0].algorithms, ["HS256", "HS384"]);
    let report = check(&[secret(48), secret(8)]);
    assert!(!report.sound && report.keys[0].sound && !report.keys[1].sound);
    assert_eq!(report.keys[1].errors[0].code.name(), "secret_short");
    assert!(report.keys[1].algorithms.is_empty());
    // Long enough for some algorithm, and not for the only one that it is for.
    let mut narrow = secret(32);
    narrow.usage.algorithm = Some("HS512".to_owned());
    assert_eq!(check(&[narrow.clone()]).keys[0].errors[0].code.name(), "no_algorithm");
    narrow.usage.algorithm = Some("A256GCM".to_owned());
    let report = check(&[narrow]);
    assert!(report.keys[0].errors[0].message.contains("\"A256GCM\""));
    let uniform = Key::from_secret(Secret::new(vec![7; 32]));
    let report = check(&[uniform]);
    assert!(report.sound);
    assert_eq!(report.keys[0].warnings[0].code.name(), "secret_uniform");
}
