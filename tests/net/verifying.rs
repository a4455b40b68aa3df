//! `verify` and the commands about keys, with keys from a URL.

use crate::recorder::Recorder;
use crate::server::{Server, fixture, ok};
use crate::test_home::{CLAIMS, TestHome, key, public, set, signed, token};

#[test]
fn a_token_is_verified_with_a_fetched_set() {
    let (one, two) = (key(1, "one"), key(2, "two"));
    let server = Server::always(ok("", &set(&[&one, &two])));
    let test = TestHome::new();
    let url = server.url("/jwks.json");
    let output = test.run(&["verify", "--json", "--key", &url, &token(&two, CLAIMS)]);
    assert_eq!(output.code, 0, "{output:?}");
    let report = output.json();
    assert_eq!(report["key"]["source"], url.as_str());
    assert_eq!(report["key"]["kid"], "two");
    assert_eq!(server.requests()[0].lines().next(), Some("GET /jwks.json HTTP/1.1"));
    // The wrong key with a known ID is a bad signature, and does not cause a fetch.
    let forged = token(&key(3, "one"), CLAIMS);
    assert_eq!(test.run(&["verify", "--key", &url, &forged]).code, 11);
    assert_eq!(server.count(), 1);
}

#[test]
fn a_token_that_cannot_be_valid_fetches_nothing() {
    let one = key(1, "one");
    let server = Server::always(ok("", &set(&[&one])));
    let test = TestHome::new();
    let url = server.url("/");
    let good = token(&one, CLAIMS);
    let unsigned = signed(&one, r#"{"alg":"none","kid":"one"}"#, CLAIMS);
    let confused = signed(&one, r#"{"alg":"HS256","kid":"one"}"#, CLAIMS);
    let unknown = signed(&one, r#"{"alg":"XS256","kid":"one"}"#, CLAIMS);
    let twice = signed(&one, r#"{"alg":"EdDSA","alg":"EdDSA"}"#, CLAIMS);
    for (token, code) in [
        ("nonsense", 10),
        (&good[..good.len() / 2], 10),
        (&format!("{good}="), 10),
        (&format!("{good} {good}"), 10),
        (twice.as_str(), 10),
        (unsigned.as_str(), 11),
        (unknown.as_str(), 11),
        (confused.as_str(), 11),
    ] {
        let output = test.run(&["verify", "--key", &url, token]);
        assert_eq!(output.code, code, "{token} {output:?}");
    }
    assert_eq!(test.run(&["verify", "--alg", "RS256", "--key", &url, &good]).code, 11);
    assert_eq!(test.run(&["verify", "--key", &url, "@missing.txt"]).code, 1);
    assert_eq!(server.count(), 0);
    assert_eq!(test.run(&["verify", "--key", &url, &good]).code, 0);
}

#[test]
fn keys_that_are_not_for_signatures_are_ignored() {
    let (one, other) = (key(1, "one"), key(2, "one"));
    let with = |key: &tokctl::jose::Key, members: &str| public(key).replacen('{', &format!("{{{members},"), 1);
    for (entries, code) in [
        // A key for encryption, or of an unknown type, is left out; under the same key ID it makes the set ambiguous.
        (format!("{},{}", with(&key(2, "two"), r#""use":"enc""#), public(&one)), 0),
        (format!("{},{}", with(&key(2, "two"), r#""key_ops":["encrypt"]"#), public(&one)), 0),
        (format!(r#"{{"kty":"XYZ","kid":"two"}},7,null,{}"#, public(&one)), 0),
        (format!("{},{}", with(&other, r#""use":"enc""#), public(&one)), 11),
        (format!("{},{}", with(&other, r#""key_ops":["encrypt"]"#), public(&one)), 11),
        (format!(r#"{{"kty":"XYZ","kid":"one"}},7,null,{}"#, public(&one)), 11),
        (with(&one, r#""use":"sig","key_ops":["verify"],"alg":"EdDSA""#), 0),
        (with(&one, r#""use":"enc""#), 11),
        (with(&one, r#""key_ops":["sign"]"#), 11),
        (with(&one, r#""alg":"ES256""#), 11),
        // Two keys for signatures are ambiguous.
        (format!("{},{}", public(&other), public(&one)), 11),
        (String::new(), 11),
    ] {
        let server = Server::always(ok("", &format!("{{\"keys\":[{entries}]}}")));
        let output = TestHome::homeless().run(&["verify", "--key", &server.url("/"), &token(&one, CLAIMS)]);
        assert_eq!(output.code, code, "{entries}: {output:?}");
    }
}

#[test]
fn secrets_and_private_keys_from_a_url_are_refused() {
    let one = key(1, "one");
    let private = tokctl::jose::jwk::write(&one, true).unwrap();
    for (entry, name) in [
        (r#"{"kty":"oct","k":"MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE"}"#, "shared secret"),
        (private.expose_str().unwrap(), "private key"),
    ] {
        let server = Server::always(ok("", &format!("{{\"keys\":[{entry}]}}")));
        let output = TestHome::new().run(&["verify", "--key", &server.url("/"), &token(&one, CLAIMS)]);
        assert_eq!(output.code, 11, "{output:?}");
        assert!(output.stderr.contains("error[key_refused]") && output.stderr.contains(name), "{output:?}");
    }
}

#[test]
fn a_token_without_a_kid_is_tried_with_at_most_16_keys() {
    let keys: Vec<_> = (1..=20).map(|byte| key(byte, &format!("k{byte}"))).collect();
    let server = Server::always(ok("", &set(&keys.iter().collect::<Vec<_>>())));
    let test = TestHome::new();
    let nameless = |at: usize| signed(&keys[at], r#"{"alg":"EdDSA"}"#, CLAIMS);
    assert_eq!(test.run(&["verify", "--key", &server.url("/"), &nameless(15)]).code, 0);
    assert_eq!(test.run(&["verify", "--key", &server.url("/"), &nameless(16)]).code, 11);
    assert_eq!(server.count(), 1, "a token without a kid does not cause another fetch");
}

#[test]
fn commands_about_keys_take_a_url() {
    let (one, two) = (key(1, "one"), key(2, "two"));
    let both = set(&[&one, &two]);
    let server = Server::always(ok("", &both));
    let test = TestHome::new();
    let url = server.url("/jwks");
    let thumbprints = test.run(&["key", "thumbprint", &url]);
    assert_eq!(thumbprints.stdout.lines().next(), Some(tokctl::jose::jwk::thumbprint(&one).as_str()));
    assert_eq!(thumbprints.stdout.lines().count(), 2);
    let checked = test.run(&["key", "check", &url, "--json"]).json();
    assert_eq!((checked["sound"].as_bool(), checked["keys"].as_array().unwrap().len()), (Some(true), 2));
    assert_eq!(test.run(&["key", "convert", &url, "--format", "jwks"]).stdout, format!("{both}\n"));
    let imported = test.run(&["key", "import", &url, "-q"]);
    assert_eq!((imported.code, imported.stdout.as_str()), (0, "one\ntwo\n"), "{imported:?}");
    assert_eq!(server.count(), 1);
    let signing = test.run(&["issue", "--key", &url, "--sub", "alice"]);
    assert_eq!(signing.code, 2, "{signing:?}");
    assert!(signing.stderr.contains("only public keys, which cannot sign"), "{signing:?}");
}

#[test]
fn a_published_set_with_a_broken_entry_still_verifies_but_is_not_sound() {
    let one = key(1, "one");
    let good = set(&[&one]);
    let broken = good.replace("{\"keys\":[", r#"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"short","x":"AA"},"#);
    let server = Server::new(move |path, out| {
        let body = if path == "/none" { r#"{"keys":[{"kty":"XYZ"}]}"# } else { broken.as_str() };
        out.write_all(ok("", body).as_bytes())
    });
    let (test, url) = (TestHome::new(), server.url("/jwks"));
    for command in [&["key", "check"], &["key", "import"]] {
        let output = test.run(&[command[0], command[1], &url]);
        assert_eq!(output.code, 1, "{output:?}");
        assert!(output.stderr.contains("the set has an invalid entry"), "{output:?}");
        assert!(output.stderr.contains("note: ") && output.stderr.contains("\"short\") is skipped"), "{output:?}");
        let output = test.run(&[command[0], command[1], &server.url("/none")]);
        assert_eq!(output.code, 1, "{output:?}");
        assert!(output.stderr.contains("the set has no supported key"), "{output:?}");
    }
    let output = test.run(&["verify", "--key", &url, &token(&one, CLAIMS)]);
    assert_eq!(output.code, 0, "{output:?}");
    assert!(!output.stderr.contains("skipped"), "{output:?}");
}

#[test]
fn tls_needs_a_trusted_ca_certificate() {
    let one = key(1, "one");
    let jwks = ok("", &set(&[&one]));
    let serve = move |_: &str, out: &mut dyn std::io::Write| out.write_all(jwks.as_bytes());
    let server = Server::tls("server", serve.clone());
    let token = token(&one, CLAIMS);
    let ca = |name: &str| fixture(name).display().to_string();
    let verify = |url: &str, authorities: &[&str]| {
        let mut args = vec!["verify".to_owned(), "--key".to_owned(), url.to_owned(), token.clone()];
        args.extend(authorities.iter().flat_map(|name| ["--ca-cert".to_owned(), ca(name)]));
        TestHome::homeless().run(&args.iter().map(String::as_str).collect::<Vec<_>>())
    };
    for url in [server.url("/"), server.named_url("/")] {
        for authorities in [&["ca.pem"][..], &["other-ca.pem", "ca.pem"]] {
            let output = verify(&url, authorities);
            assert_eq!(output.code, 0, "{output:?}");
        }
        let output = verify(&url, &["other-ca.pem"]);
        assert_eq!(output.code, 1, "{output:?}");
        assert!(output.stderr.contains("not trusted (unknown issuer)"), "{output:?}");
        assert!(output.stderr.contains("hint: ") && output.stderr.contains("--ca-cert"), "{output:?}");
    }
    let expired = Server::tls("expired", serve.clone());
    assert!(verify(&expired.url("/"), &["ca.pem"]).stderr.contains("is not valid now"));
    let elsewhere = Server::tls("elsewhere", serve);
    assert!(verify(&elsewhere.url("/"), &["ca.pem"]).stderr.contains("is for another host"));
    // The environment may name CA certificates, as with OpenSSL.
    let mut test = TestHome::homeless();
    test.set("SSL_CERT_FILE", ca("ca.pem"));
    assert_eq!(test.run(&["verify", "--key", &server.url("/"), &token]).code, 0);
    for name in ["server.key", "missing.pem"] {
        let output = verify(&server.url("/"), &[name]);
        assert!(output.stderr.contains("--ca-cert"), "{output:?}");
        assert_ne!(output.code, 0);
    }
}

#[test]
fn local_and_fetched_keys_can_be_combined() {
    let (local, old, new) = (key(1, "local"), key(2, "old"), key(3, "new"));
    let (first, later) = (ok("", &set(&[&old])), ok("", &set(&[&old, &new])));
    let served = std::sync::atomic::AtomicUsize::new(0);
    let server = Server::new(move |_, out| {
        let is_first = served.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0;
        out.write_all(if is_first { &first } else { &later }.as_bytes())
    });
    let test = TestHome::new();
    std::fs::write(test.path().join("local.jwk"), public(&local)).unwrap();
    let (url, file) = (server.url("/"), "local.jwk");
    let verify = |key| test.run(&["verify", "--json", "--key", file, "--key", &url, &token(key, CLAIMS)]);
    assert_eq!(verify(&local).json()["key"]["source"], file);
    assert_eq!(verify(&old).json()["key"]["source"], url.as_str());
    // The only key of a file is tried whatever the token's key ID; if it does not fit, the next source is tried.
    assert_eq!(verify(&new).code, 11);
    test.advance(31);
    assert_eq!(verify(&new).code, 0);
    assert_eq!(server.count(), 2);
    // A symmetric token may be signed with the secret, so the fetched set does not decide alone.
    let secret = "0123456789abcdef0123456789abcdef";
    let issued = test.run(&["issue", "--secret", secret, "--alg", "HS256", "-q"]);
    let verified = test.run(&["verify", "--secret", secret, "--key", &url, "-q", issued.stdout.trim()]);
    assert_eq!(verified.code, 0, "{verified:?}");
}

#[test]
fn a_batch_fetches_keys_again_when_they_expire_and_stops_without_them() {
    /// Returns lines one by one; after the first result the keys have expired.
    struct Slow {
        lines: Vec<String>,
        output: Recorder,
        turn: Box<dyn Fn() + Send>,
    }
    impl std::io::Read for Slow {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let Some(line) = self.lines.pop() else { return Ok(0) };
            if self.lines.len() == 1 {
                // A limit for when no result comes.
                for _ in 0..20_000 {
                    if !self.output.text().is_empty() {
                        break;
                    }
                    std::thread::sleep(std::time::Duration::from_millis(1));
                }
                (self.turn)();
            }
            buffer[..line.len()].copy_from_slice(line.as_bytes());
            Ok(line.len())
        }
    }
    let (old, new) = (key(1, "old"), key(2, "new"));
    for is_up in [true, false] {
        let phase = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let (first, later) = (ok("", &set(&[&old])), ok("", &set(&[&new])));
        let seen = phase.clone();
        let server = Server::new(move |_, out| match seen.load(std::sync::atomic::Ordering::SeqCst) {
            0 => out.write_all(first.as_bytes()),
            _ if is_up => out.write_all(later.as_bytes()),
            _ => Ok(()),
        });
        let test = TestHome::new();
        let line = |key| format!("{}\n", token(key, CLAIMS));
        let clock = test.clock.clone();
        let turn = move || {
            clock.advance(std::time::Duration::from_secs(601));
            phase.store(1, std::sync::atomic::Ordering::SeqCst);
        };
        let lines = vec![line(&old), line(&old), line(&old)];
        let output = test.run_reading(&["verify", "--key", &server.url("/"), "--batch", "-"], |output| {
            Box::new(Slow { lines, output, turn: Box::new(turn) })
        });
        let verdicts: Vec<&str> = output.stdout.lines().filter_map(|line| line.split('\t').nth(1)).collect();
        if is_up {
            assert_eq!(
                (output.code, verdicts),
                (11, vec!["valid", "no_matching_key", "no_matching_key"]),
                "{output:?}"
            );
        } else {
            assert_eq!((output.code, verdicts), (1, vec!["valid"]), "{output:?}");
            assert!(output.stderr.contains("--allow-stale"), "{output:?}");
        }
    }
}

#[test]
fn a_batch_fetches_at_most_once_per_interval() {
    let keys: Vec<_> = (1..=9).map(|byte| key(byte, &format!("k{byte}"))).collect();
    let all = set(&keys.iter().collect::<Vec<_>>());
    let (first, later) = (ok("", &set(&[&keys[0]])), ok("", &all));
    let served = std::sync::atomic::AtomicUsize::new(0);
    let server = Server::new(move |_, out| {
        let is_first = served.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0;
        out.write_all(if is_first { &first } else { &later }.as_bytes())
    });
    let test = TestHome::new();
    let url = server.url("/");
    assert_eq!(test.run(&["verify", "--key", &url, &token(&keys[0], CLAIMS)]).code, 0);
    test.advance(31);
    let strangers = (0..500).map(|n| token(&key(99, &format!("stranger{n}")), CLAIMS));
    let mut lines: Vec<String> = keys.iter().map(|key| token(key, CLAIMS)).collect();
    lines.extend(strangers);
    let output = test.run_with(&["verify", "--key", &url, "--batch", "-"], &lines.join("\n"));
    assert_eq!(output.code, 11, "{output:?}");
    assert!(output.stderr.contains("509 tokens, 9 valid, 500 no_matching_key"), "{output:?}");
    assert_eq!(server.count(), 2);
    // The key of the first one is known now; the unknown ones wait for the next interval.
    let output = test.run_with(&["verify", "--key", &url, "--batch", "-"], &lines.join("\n"));
    assert!(output.stderr.contains("9 valid"), "{output:?}");
    assert_eq!(server.count(), 2);
}
