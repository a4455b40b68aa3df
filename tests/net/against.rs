//! `issue --bad … --against`: servers with one fault each, a strict one, and ones that return something else.

use std::time::Duration;

use tokctl::base::{Code, Timestamp, b64};
use tokctl::core::tokens::against::{Placement, Reaction, TOTAL_TIME_LIMIT, TestedServer};
use tokctl::jose::{Compact, Key, Strength, crypto, jwk, pem};
use tokctl::net::{Authorities, FetchOptions, HttpClient, Proxies, Reach, TIME_LIMIT, Url};
use tokctl::token::bad_token::BadKind;
use tokctl::token::key_issuer::KeyIssuer;
use tokctl::token::keyset::{Candidate, KeySet};
use tokctl::token::policy::Policy;
use tokctl::token::verify::verify;

use crate::server::{Server, response};
use crate::test_home::{CommandOutput, TestHome, key};

/// What a server does with the token in the query parameter `t`.
type Accepts = fn(&str) -> bool;

const NOW: i64 = 1_800_000_000;

fn faults(token: &str) -> Vec<Code> {
    let candidate = Candidate { key: key(1, "ours"), source: "here".into(), any_kid: true, issuer: KeyIssuer::Any };
    let keys = KeySet::new(vec![candidate], vec![], Strength::Required);
    let policy = Policy { issuers: vec!["us".into()], audiences: vec!["api".into()], ..Policy::default() };
    verify(token, &keys, &policy, Timestamp::from_secs(NOW)).faults().iter().map(|fault| fault.code).collect()
}

fn is_valid(token: &str) -> bool {
    faults(token).is_empty()
}

fn is_ignoring(token: &str, ignored: &[Code]) -> bool {
    faults(token).iter().all(|code| ignored.contains(code))
}

fn header(token: &str) -> String {
    Compact::split(token)
        .ok()
        .and_then(|token| token.header().ok())
        .map(|header| header.alg().to_owned())
        .unwrap_or_default()
}

/// Takes the public key for the secret if the header says HS256.
fn is_confused(token: &str) -> bool {
    let (input, code) = token.rsplit_once('.').unwrap();
    let pem = pem::to_pem(&key(1, "ours").public().unwrap(), false).unwrap();
    is_valid(token) || header(token) == "HS256" && b64::encode(crypto::hmac_sha256(&pem, input.as_bytes())) == code
}

/// Trusts the key in the header.
fn is_trusting(token: &str) -> bool {
    let Ok(header) = Compact::split(token).and_then(|token| token.header()) else { return false };
    let Some(object) = header.members().get("jwk").and_then(|jwk| jwk.as_object()) else { return is_valid(token) };
    let embedded: Key = jwk::read(object, &mut Vec::new()).unwrap();
    let candidate = Candidate { key: embedded, source: "token".into(), any_kid: true, issuer: KeyIssuer::Any };
    let keys = KeySet::new(vec![candidate], vec![], Strength::Required);
    verify(token, &keys, &Policy::default(), Timestamp::from_secs(NOW)).is_valid()
}

/// A server that reads the token from the query.
fn server(accepts: Accepts, refusal: &'static str) -> Server {
    Server::new(move |path, out| {
        let token = path.split_once("?t=").map(|(_, token)| token).unwrap_or_default();
        let status = if accepts(token) { "204 No Content" } else { refusal };
        out.write_all(response(status, "", "").as_bytes())
    })
}

fn home() -> TestHome {
    let home = TestHome::homeless();
    let private = jwk::write(&key(1, "ours"), true).unwrap();
    std::fs::write(home.path().join("ours.jwk"), private.expose()).unwrap();
    home
}

fn run(home: &TestHome, server: &Server, more: &[&str]) -> CommandOutput {
    let url = server.url("/me");
    let issue = ["issue", "--key", "ours.jwk", "--iss", "us", "--aud", "api", "--sub", "alice", "--json"];
    let against = ["--bad", "all", "--against", &url];
    home.run(&[&issue[..], &against, more].concat())
}

/// The kinds with this reaction.
fn kinds(output: &CommandOutput, reaction: &str) -> Vec<String> {
    let report = output.json();
    let attempts = report["attempts"].as_array().unwrap();
    let matching = attempts.iter().filter(|attempt| attempt["reaction"] == reaction);
    matching.map(|attempt| attempt["kind"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_strict_server_accepts_none() {
    let output = run(&home(), &server(is_valid, "401 Unauthorized"), &["--in", "query:t"]);
    assert_eq!(output.code, 0, "{output:?}");
    assert_eq!(kinds(&output, "refused").len(), 15, "{output:?}");
}

#[test]
fn each_hole_is_found() {
    let holes: [(Accepts, &[&str]); 11] = [
        (|token| is_ignoring(token, &[Code::Expired]), &["expired"]),
        (|token| is_ignoring(token, &[Code::NotYetValid]), &["not-yet-valid"]),
        (|token| is_ignoring(token, &[Code::WrongIssuer]), &["wrong-issuer"]),
        (|token| is_ignoring(token, &[Code::WrongAudience]), &["wrong-audience"]),
        (|token| is_ignoring(token, &[Code::MissingClaim]), &["missing-exp"]),
        (|token| is_ignoring(token, &[Code::UnknownCrit]), &["unknown-crit"]),
        (|token| is_ignoring(token, &[Code::Malformed]), &["truncated"]),
        (
            |token| is_ignoring(token, &[Code::BadSignature]),
            &["bad-signature", "changed-payload", "wrong-key", "embedded-key", "empty-signature"],
        ),
        (|token| is_valid(token) || header(token).eq_ignore_ascii_case("none"), &["alg-none", "alg-none-case"]),
        (is_confused, &["alg-confusion"]),
        (is_trusting, &["embedded-key"]),
    ];
    for (accepts, expected) in holes {
        let output = run(&home(), &server(accepts, "403 Forbidden"), &["--in", "query:t"]);
        assert_eq!(
            (output.code, kinds(&output, "accepted")),
            (18, expected.iter().map(|kind| (*kind).to_owned()).collect()),
            "{output:?}"
        );
    }
}

#[test]
fn an_unclear_response_is_an_error() {
    let refusing = run(&home(), &server(|_| false, "401 Unauthorized"), &["--in", "query:t"]);
    assert_eq!(refusing.code, 1, "{refusing:?}");
    assert!(refusing.stdout.contains("401 for a valid token"), "{refusing:?}");
    let missing = run(&home(), &server(|_| false, "404 Not Found"), &["--in", "query:t"]);
    assert!(missing.code == 1 && missing.stdout.contains("check the path"), "{missing:?}");
    let failing = server(is_valid, "500 Internal Server Error");
    let unclear = run(&home(), &failing, &["--in", "query:t"]);
    assert_eq!((unclear.code, kinds(&unclear, "unclear").len()), (1, 15), "{unclear:?}");
    let expected = run(&home(), &failing, &["--in", "query:t", "--expect", "401,500"]);
    assert_eq!((expected.code, kinds(&expected, "refused").len()), (0, 15), "{expected:?}");
    // A server that is gone after the valid token.
    let closing = Server::new(|path, out| match path.split_once("?t=") {
        Some((_, token)) if is_valid(token) => out.write_all(response("200 OK", "", "").as_bytes()),
        _ => Ok(()),
    });
    let closed = run(&home(), &closing, &["--in", "query:t"]);
    assert_eq!((closed.code, kinds(&closed, "unclear").len()), (1, 15), "{closed:?}");
    assert!(!closed.stdout.contains("?t="), "a token is in a message: {closed:?}");
}

#[test]
fn the_requests_together_have_a_time_limit() {
    let server = Server::always(response("200 OK", "", ""));
    let placement = Placement::Header;
    let mut target = TestedServer {
        url: Url::parse(&server.url("/me")).unwrap(),
        reach: Reach::Loopback,
        placement,
        expected: vec![401],
        time_limit: TOTAL_TIME_LIMIT,
    };
    let options = FetchOptions {
        proxies: Proxies::default(),
        authorities: Authorities::System { file: None, dir: None },
        time_limit: TIME_LIMIT,
    };
    let client = HttpClient::new(options);
    let tokens = [(BadKind::Expired, "a.b.c".to_owned()), (BadKind::AlgNone, "a.b.".to_owned())];
    let mut reactions = || {
        let (status, attempts) = target.test(&client, "a.b.d", &tokens).unwrap();
        target.time_limit = Duration::ZERO;
        (status, attempts.iter().map(|attempt| attempt.reaction).collect::<Vec<_>>())
    };
    assert_eq!(reactions(), (200, vec![Reaction::Accepted; 2]));
    assert_eq!(reactions(), (200, vec![Reaction::Unclear; 2]));
    // Only the valid token was sent the second time.
    assert_eq!(server.count(), 4);
}

#[test]
fn the_token_is_where_the_server_reads_it() {
    for (place, expected) in [
        (None, "authorization: Bearer ey"),
        (Some("header"), "authorization: Bearer ey"),
        (Some("cookie:session"), "cookie: session=ey"),
        (Some("query:access_token"), "GET /me?access_token=ey"),
    ] {
        let server = Server::always(response("200 OK", "", ""));
        let place = place.map(|place| vec!["--in", place]).unwrap_or_default();
        assert_eq!(run(&home(), &server, &place).code, 18);
        let requests = server.requests();
        assert_eq!(requests.len(), 16);
        for request in requests {
            let request = request.replace("Authorization", "authorization").replace("Cookie", "cookie");
            assert!(request.contains(expected), "{request}");
        }
    }
}

#[test]
fn only_servers_on_this_computer_are_tested_unless_allowed() {
    let home = home();
    let run = |more: &[&str]| {
        let issue = ["issue", "--key", "ours.jwk", "--bad", "expired", "--against"];
        home.run(&[&issue[..], more].concat())
    };
    let remote = run(&["https://192.0.2.1/"]);
    assert!(remote.code == 1 && remote.stderr.contains("--allow-remote"), "{remote:?}");
    let plain = run(&["http://192.0.2.1/", "--allow-remote"]);
    assert!(plain.code == 1 && plain.stderr.contains("http is only allowed to loopback"), "{plain:?}");
    let unknown = run(&["https://nowhere.invalid/", "--allow-remote"]);
    assert!(unknown.code == 1 && unknown.stderr.contains("hint: check the URL"), "{unknown:?}");
    for (args, expected) in [
        (&["ftp://x"][..], "must start with https"),
        (&["http://127.0.0.1", "--in", "body"], "header, cookie:NAME or query:NAME"),
        (&["http://127.0.0.1", "--in", "cookie:a b"], "header, cookie:NAME or query:NAME"),
        (&["http://127.0.0.1", "--expect", "200"], "does not refuse"),
    ] {
        let output = run(args);
        assert!(output.code == 2 && output.stderr.contains(expected), "{output:?}");
    }
}
