//! `issuer:URL`: from an issuer to its keys.

use std::io::Write;
use std::sync::Arc;
use std::sync::OnceLock;

use crate::server::{Server, ok, response};
use crate::test_home::{CLAIMS, TestHome, key, set, signed, token};

/// A server with metadata at one path; `metadata` makes it from the server's URL.
struct Provider {
    server: Server,
    base: Arc<OnceLock<String>>,
}

impl Provider {
    fn new(place: &'static str, metadata: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        Self::with_keys(place, metadata, set(&[&key(1, "one")]))
    }

    fn with_keys(place: &'static str, metadata: impl Fn(&str) -> String + Send + Sync + 'static, jwks: String) -> Self {
        let base: Arc<OnceLock<String>> = Arc::default();
        let own = base.clone();
        let server = Server::new(move |path: &str, out: &mut dyn Write| {
            let base = own.get().unwrap();
            let output = match path {
                "/jwks" => ok("", &jwks),
                path if path == place => ok("", &metadata(base)),
                _ => response("404 Not Found", "", "<html>no</html>"),
            };
            out.write_all(output.as_bytes())
        });
        base.set(server.url("")).unwrap();
        Self { server, base }
    }

    fn url(&self) -> &str {
        self.base.get().unwrap()
    }
}

fn usual(issuer: &str, base: &str) -> String {
    format!(r#"{{"issuer":"{issuer}","jwks_uri":"{base}/jwks"}}"#)
}

fn claims(issuer: &str) -> String {
    CLAIMS.replace("https://idp.example", issuer)
}

const OPENID: &str = "/.well-known/openid-configuration";
const OAUTH: &str = "/.well-known/oauth-authorization-server";

#[test]
fn an_issuer_is_found_in_either_place() {
    for (place, requests) in [(OPENID, 2), (OAUTH, 3)] {
        let provider = Provider::new(place, |base| usual(base, base));
        let test = TestHome::new();
        let source = format!("issuer:{}", provider.url());
        let good = token(&key(1, "one"), &claims(provider.url()));
        let output = test.run(&["verify", "--json", "--key", &source, &good]);
        assert_eq!(output.code, 0, "{place} {output:?}");
        assert_eq!(output.json()["key"]["source"], format!("{}/jwks", provider.url()));
        assert!(!output.json()["not_checked"].as_array().unwrap().contains(&"issuer".into()), "{output:?}");
        assert_eq!(provider.server.count(), requests);
        // Both documents are cached, and so is the URL of the metadata.
        assert_eq!(test.run(&["verify", "--key", &source, &good]).code, 0);
        assert_eq!(test.run(&["verify", "--offline", "--key", &source, &good]).code, 0);
        assert_eq!(provider.server.count(), requests);
        test.advance(601);
        assert_eq!(test.run(&["verify", "--key", &source, &good]).code, 0);
        assert_eq!(provider.server.count(), requests + 2);
    }
}

#[test]
fn an_issuer_with_a_path_is_found_where_the_standards_put_it() {
    for place in ["/realms/a/.well-known/openid-configuration", "/.well-known/oauth-authorization-server/realms/a"] {
        let provider = Provider::new(place, |base| usual(&format!("{base}/realms/a"), base));
        let issuer = format!("{}/realms/a", provider.url());
        let good = token(&key(1, "one"), &claims(&issuer));
        let output = TestHome::new().run(&["verify", "--key", &format!("issuer:{issuer}"), &good]);
        assert_eq!(output.code, 0, "{place} {output:?}");
    }
}

#[test]
fn the_tokens_issuer_must_be_this_one_unless_another_is_named() {
    let provider = Provider::new(OPENID, |base| usual(base, base));
    let test = TestHome::new();
    let source = format!("issuer:{}", provider.url());
    let foreign = token(&key(1, "one"), CLAIMS);
    let output = test.run(&["verify", "--key", &source, &foreign]);
    assert_eq!(output.code, 14, "{output:?}");
    assert!(output.stderr.contains("invalid[wrong_issuer]") && output.stderr.contains(provider.url()), "{output:?}");
    assert_eq!(test.run(&["verify", "--key", &source, "--iss", "https://idp.example", &foreign]).code, 0);
    let no_issuer = token(&key(1, "one"), r#"{"exp":1900000000}"#);
    assert_eq!(test.run(&["verify", "--key", &source, &no_issuer]).code, 14);
    // The key of one issuer is not accepted for tokens of the other, although both are given.
    let jwks = set(&[&key(2, "two")]);
    let base: Arc<OnceLock<String>> = Arc::default();
    let own = base.clone();
    let second = Server::new(move |path, out| {
        let base = own.get().unwrap();
        let output = if path == "/jwks" { ok("", &jwks) } else { ok("", &usual(base, base)) };
        out.write_all(output.as_bytes())
    });
    base.set(second.url("")).unwrap();
    let both = |token: &str| {
        test.run(&["verify", "--key", &source, "--key", &format!("issuer:{}", second.url("")), token]).code
    };
    assert_eq!(both(&token(&key(1, "one"), &claims(provider.url()))), 0);
    assert_eq!(both(&token(&key(2, "two"), &claims(&second.url("")))), 0);
    assert_eq!(both(&token(&key(2, "two"), &claims(provider.url()))), 14);
    assert_eq!(both(&token(&key(1, "one"), &claims(&second.url("")))), 14);
    // With several sources --iss only narrows: the key of one does not become one of the other, nor a local key's.
    let narrowed = |other: &str, issuer: &str, token: &str| {
        test.run(&["verify", "--key", &source, "--key", other, "--iss", issuer, token]).code
    };
    let (first, second) = (provider.url(), second.url(""));
    let other = format!("issuer:{second}");
    assert_eq!(narrowed(&other, &second, &token(&key(1, "one"), &claims(&second))), 14);
    assert_eq!(narrowed(&other, &second, &token(&key(1, "one"), &claims(first))), 14);
    assert_eq!(narrowed(&other, first, &token(&key(1, "one"), &claims(first))), 0);
    assert_eq!(narrowed(&other, "https://idp.example", &foreign), 14);
    std::fs::write(test.path().join("two.jwks"), set(&[&key(2, "two")])).unwrap();
    assert_eq!(narrowed("two.jwks", "https://idp.example", &foreign), 14);
    assert_eq!(narrowed("two.jwks", "https://idp.example", &token(&key(2, "two"), CLAIMS)), 0);
}

/// Whatever one issuer publishes, the tokens of the others are verified.
#[test]
fn no_issuer_prevents_the_verification_of_tokens_of_another() {
    let provider = |jwks: &str| Provider::with_keys(OPENID, |base| usual(base, base), jwks.to_owned());
    let first = provider(&set(&[&key(1, "one")]));
    let second = provider(&set(&[&key(2, "one"), &key(3, "three")]));
    let of_first = token(&key(1, "one"), &claims(first.url()));
    let of_second = token(&key(2, "one"), &claims(second.url()));
    let unnamed = signed(&key(1, "one"), r#"{"alg":"EdDSA"}"#, &claims(first.url()));
    let many: Vec<_> = (10..40).map(|byte| key(byte, &byte.to_string())).collect();
    let broken = format!(r#"{{"keys":[{0},{0}]}}"#, set(&[&key(1, "one")]));
    for hostile in [
        set(&[&key(1, "one"), &key(2, "two")]),
        set(&[&key(9, "one"), &key(9, "three")]),
        set(&many.iter().collect::<Vec<_>>()),
        broken,
        "not JSON".to_owned(),
    ] {
        let third = provider(&hostile);
        let providers = [&third, &first, &second];
        for order in [[0, 1, 2], [1, 0, 2], [2, 1, 0]] {
            let sources = order.map(|index| format!("issuer:{}", providers[index].url()));
            let test = TestHome::new();
            let verify = |token: &str| {
                let keys = sources.iter().flat_map(|source| ["--key", source.as_str()]);
                test.run(&["verify"].into_iter().chain(keys).chain([token]).collect::<Vec<_>>())
            };
            for good in [&of_first, &of_second, &unnamed] {
                let output = verify(good);
                assert_eq!(output.code, 0, "{order:?} {hostile} {output:?}");
            }
            // The key of the first is not accepted for the second, even if another issuer publishes it.
            let output = verify(&token(&key(1, "one"), &claims(second.url())));
            assert!(matches!(output.code, 11 | 14), "{order:?} {hostile} {output:?}");
        }
    }
    // Tokens of an issuer whose keys cannot be fetched are not judged.
    let third = provider("not JSON");
    let test = TestHome::new();
    let keys = [&third, &first].map(|provider| format!("issuer:{}", provider.url()));
    let output =
        test.run(&["verify", "--key", &keys[0], "--key", &keys[1], &token(&key(1, "one"), &claims(third.url()))]);
    assert!(output.code == 1 && output.stderr.contains("not valid JSON"), "{output:?}");
}

#[test]
fn metadata_of_another_issuer_is_refused() {
    for (issuer, hint) in [
        ("https://evil.example", "evil.example"),
        ("{base}/", "including a trailing slash"),
        ("", "pass its key set instead: --key "),
    ] {
        let provider = Provider::new(OPENID, move |base| usual(&issuer.replace("{base}", base), base));
        let good = token(&key(1, "one"), &claims(provider.url()));
        let output = TestHome::new().run(&["verify", "--key", &format!("issuer:{}", provider.url()), &good]);
        assert_eq!(output.code, 11, "{output:?}");
        assert!(output.stderr.contains("error[key_refused]") && output.stderr.contains(hint), "{output:?}");
        assert_eq!(provider.server.count(), 1, "its keys are not even fetched");
    }
    // Microsoft's metadata for all tenants has a placeholder. The hint works when followed.
    let provider = Provider::new(OPENID, |base| usual(&format!("{base}/{{tenantid}}/v2.0"), base));
    let issuer = format!("{}/9188040d/v2.0", provider.url());
    let good = token(&key(1, "one"), &claims(&issuer));
    let output = TestHome::new().run(&["verify", "--key", &format!("issuer:{}", provider.url()), &good]);
    assert_eq!(output.code, 11, "{output:?}");
    let jwks = format!("{}/jwks", provider.url());
    assert!(output.stderr.contains(&format!("--key {jwks} --iss ISSUER")), "{output:?}");
    assert_eq!(TestHome::new().run(&["verify", "--key", &jwks, "--iss", &issuer, &good]).code, 0);
    // With its trailing slash the issuer is found.
    let provider = Provider::new(OPENID, |base| usual(&format!("{base}/"), base));
    let issuer = format!("{}/", provider.url());
    let good = token(&key(1, "one"), &claims(&issuer));
    assert_eq!(TestHome::new().run(&["verify", "--key", &format!("issuer:{issuer}"), &good]).code, 0);
    let without = token(&key(1, "one"), &claims(provider.url()));
    assert_eq!(TestHome::new().run(&["verify", "--key", &format!("issuer:{issuer}"), &without]).code, 14);
}

#[test]
fn metadata_without_usable_keys_is_reported() {
    for (metadata, expected) in [
        ("{}", "has no \\\"issuer\\\""),
        (r#"{"issuer":"{base}"}"#, "has no \\\"jwks_uri\\\""),
        (r#"{"issuer":"{base}","jwks_uri":"ftp://idp.example/"}"#, "ftp://idp.example/"),
        (r#"{"issuer":"{base}","jwks_uri":"http://192.0.2.1/jwks"}"#, "http is only allowed to loopback addresses"),
        ("<html>welcome</html>", "HTML"),
        ("[1]", "not valid JSON"),
        (r#"{"issuer":"{base}","issuer":"{base}"}"#, "duplicate member"),
    ] {
        let provider = Provider::new(OPENID, move |base| metadata.replace("{base}", base));
        let good = token(&key(1, "one"), &claims(provider.url()));
        let output = TestHome::new().run(&["verify", "--json", "--key", &format!("issuer:{}", provider.url()), &good]);
        assert_eq!(output.code, 1, "{metadata} {output:?}");
        assert!(output.stdout.contains(expected), "{metadata} {output:?}");
    }
    let provider = Provider::new("/elsewhere", |base| usual(base, base));
    let output = TestHome::new().run(&["key", "check", &format!("issuer:{}", provider.url())]);
    assert_eq!(output.code, 1, "{output:?}");
    assert!(output.stderr.contains(OPENID) && output.stderr.contains(OAUTH), "{output:?}");
}
